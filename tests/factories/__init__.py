"""One factory a model. Defaults are dull; what a test is about, it says."""
