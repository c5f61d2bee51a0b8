"""The fiches of the ROME, as they are published: we read the code and the title."""

CODE = "code_rome"
LABEL = "libelle"
COLUMNS = (CODE, LABEL)
