"""When what follows a relation may change. Who may change it is a question for ``access``."""
