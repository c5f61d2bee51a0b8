"""The ROME of France Travail: the code and the title of each fiche."""
