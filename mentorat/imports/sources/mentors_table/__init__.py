"""Mentors from any table: an association's, a firm's, one's own. A person links the columns."""
