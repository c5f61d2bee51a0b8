"""Pupils from a table: the 15 columns that the ministry's own services exchange."""
