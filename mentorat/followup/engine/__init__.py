"""The rhythm of a relation, in plain Python: values in, values out."""
