"""The nomenclatures that we ship, in our own words: read by ``reference.actions``."""
