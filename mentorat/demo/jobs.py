"""Trades of mentors, and how often each group of specialities is taught. Data only."""

# How often a group of specialities (NSF) is taught, against the others. Unnamed ones count for 1.
NSF_WEIGHTS = {
    "312": 16,
    "330": 14,
    "300": 12,
    "255": 12,
    "252": 9,
    "334": 6,
    "221": 9,
    "227": 5,
    "311": 7,
    "233": 4,
    "234": 4,
    "250": 5,
    "251": 4,
    "336": 5,
    "344": 4,
    "254": 4,
    "232": 4,
    "343": 3,
    "242": 3,
    "331": 3,
    "326": 5,
    "201": 4,
    "214": 2,
}

# Trades of mentors by group of specialities: feminine, masculine.
JOBS = {
    "200": (("technicienne de prototypage", "technicien de prototypage"),),
    "201": (
        ("pilote de ligne de production", "pilote de ligne de production"),
        ("automaticienne", "automaticien"),
    ),
    "210": (("cheffe de culture", "chef de culture"),),
    "211": (("maraîchère", "maraîcher"),),
    "212": (("auxiliaire vétérinaire", "auxiliaire vétérinaire"),),
    "213": (("technicienne forestière", "technicien forestier"),),
    "214": (
        ("paysagiste", "paysagiste"),
        ("jardinière d’espaces verts", "jardinier d’espaces verts"),
    ),
    "220": (("conductrice de procédé", "conducteur de procédé"),),
    "221": (
        ("cuisinière", "cuisinier"),
        ("boulangère", "boulanger"),
        ("pâtissière", "pâtissier"),
        ("bouchère", "boucher"),
    ),
    "222": (("technicienne de laboratoire", "technicien de laboratoire"),),
    "223": (("fondeuse", "fondeur"), ("bijoutière", "bijoutier")),
    "224": (("céramiste", "céramiste"), ("vitrière", "vitrier")),
    "225": (("plasturgiste", "plasturgiste"),),
    "226": (("conductrice de machine à papier", "conducteur de machine à papier"),),
    "227": (
        ("chauffagiste", "chauffagiste"),
        ("frigoriste", "frigoriste"),
        ("technicienne en énergie", "technicien en énergie"),
    ),
    "230": (
        ("économiste de la construction", "économiste de la construction"),
        ("métreuse", "métreur"),
    ),
    "231": (("cheffe d’équipe de travaux publics", "chef d’équipe de travaux publics"),),
    "232": (("maçonne", "maçon"), ("couvreuse", "couvreur")),
    "233": (("peintre en bâtiment", "peintre en bâtiment"), ("carreleuse", "carreleur")),
    "234": (("menuisière", "menuisier"), ("ébéniste", "ébéniste")),
    "240": (("styliste-modéliste", "styliste-modéliste"),),
    "241": (("tapissière", "tapissier"),),
    "242": (("couturière", "couturier"), ("modéliste", "modéliste")),
    "243": (("maroquinière", "maroquinier"), ("sellière", "sellier")),
    "250": (
        ("technicienne de maintenance", "technicien de maintenance"),
        ("responsable de maintenance", "responsable de maintenance"),
    ),
    "251": (("usineuse", "usineur"), ("ajusteuse-monteuse", "ajusteur-monteur")),
    "252": (("mécanicienne automobile", "mécanicien automobile"), ("carrossière", "carrossier")),
    "253": (("mécanicienne aéronautique", "mécanicien aéronautique"),),
    "254": (
        ("soudeuse", "soudeur"),
        ("chaudronnière", "chaudronnier"),
        ("métallière", "métallier"),
    ),
    "255": (
        ("électricienne", "électricien"),
        ("technicienne réseaux", "technicien réseaux"),
        ("cheffe de chantier électrique", "chef de chantier électrique"),
    ),
    "300": (
        ("assistante de gestion", "assistant de gestion"),
        ("secrétaire générale", "secrétaire général"),
        ("gestionnaire administrative", "gestionnaire administratif"),
    ),
    "311": (
        ("responsable d’entrepôt", "responsable d’entrepôt"),
        ("conductrice routière", "conducteur routier"),
        ("affréteuse", "affréteur"),
    ),
    "312": (
        ("responsable de magasin", "responsable de magasin"),
        ("commerciale", "commercial"),
        ("vendeuse-conseil", "vendeur-conseil"),
    ),
    "322": (("imprimeuse", "imprimeur"), ("graphiste", "graphiste")),
    "323": (("photographe", "photographe"), ("régisseuse", "régisseur")),
    "326": (
        ("administratrice réseau", "administrateur réseau"),
        ("développeuse", "développeur"),
    ),
    "330": (
        ("aide-soignante", "aide-soignant"),
        ("accompagnante éducative et sociale", "accompagnant éducatif et social"),
        ("responsable d’aide à domicile", "responsable d’aide à domicile"),
    ),
    "331": (("prothésiste dentaire", "prothésiste dentaire"), ("opticienne", "opticien")),
    "332": (("monitrice-éducatrice", "moniteur-éducateur"),),
    "334": (
        ("réceptionniste d’hôtel", "réceptionniste d’hôtel"),
        ("maîtresse d’hôtel", "maître d’hôtel"),
        ("conseillère en voyages", "conseiller en voyages"),
    ),
    "335": (("animatrice sportive", "animateur sportif"),),
    "336": (("coiffeuse", "coiffeur"), ("esthéticienne", "esthéticien")),
    "340": (("responsable de service", "responsable de service"),),
    "342": (("régisseuse de collections", "régisseur de collections"),),
    "343": (
        ("cheffe d’équipe de propreté", "chef d’équipe de propreté"),
        ("technicienne d’assainissement", "technicien d’assainissement"),
    ),
    "344": (("agente de sûreté", "agent de sûreté"), ("cheffe de poste", "chef de poste")),
    "415": (("conseillère en insertion", "conseiller en insertion"),),
}

# For groups that are not named above, and for mentorats de parcours.
OTHER_JOBS = (
    ("chargée de recrutement", "chargé de recrutement"),
    ("cheffe d’équipe", "chef d’équipe"),
    ("cheffe d’entreprise", "chef d’entreprise"),
    ("formatrice", "formateur"),
    ("responsable de projet", "responsable de projet"),
)
