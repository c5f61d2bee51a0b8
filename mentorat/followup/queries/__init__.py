"""What follows a relation, as its readers see it."""
