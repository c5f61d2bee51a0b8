"""Schools, towns, bodies and phrases of the invented year: visibly invented. Data only."""

from mentorat.followup.enums import NextStep

# « Lycée professionnel d’essai » + one of these: no school of France is called so.
PATRONS = (
    "des Tisserands",
    "des Trois-Outils",
    "du Grand-Établi",
    "de la Clef-à-Molette",
    "des Quatre-Ateliers",
    "de la Boussole",
    "des Passerelles",
    "du Fil-à-Plomb",
    "de la Belle-Ouvrage",
    "des Coups-de-Main",
    "du Premier-Pas",
    "de la Courte-Échelle",
    "des Mains-Habiles",
    "du Marteau-d’Argent",
    "de la Petite-Ourse",
    "des Compagnons-d’Encre",
    "du Rabot-Volant",
    "de la Table-Ronde",
    "des Deux-Rives",
    "du Pont-Imaginaire",
    "de la Craie-Bleue",
    "des Horizons-Feints",
    "du Fer-et-du-Feu",
    "de la Rose-des-Métiers",
    "des Sept-Chantiers",
    "du Bon-Aiguillage",
    "de la Main-Tendue",
    "des Cartes-en-Papier",
    "du Tour-de-Main",
    "de l’Atelier-Clair",
)

TOWN_BASES = (
    "Essaiville",
    "Exempleville",
    "Fictiville",
    "Modèlebourg",
    "Maquettac",
    "Villefable",
    "Bourg-l’Essai",
    "Songeville",
    "Imaginac",
    "Feintival",
    "Brouillonville",
    "Romanbourg",
    "Contefable",
    "Miragnac",
    "Esquissey",
    "Inventroux",
    "Hypothésy",
    "Parabolle",
    "Chimérac",
    "Rêverolles",
)

TOWN_TAILS = (
    "-les-Bains",
    "-sur-Fable",
    "-en-Conte",
    "-le-Grand",
    "-le-Petit",
    "-sous-Chimère",
    "-aux-Essais",
    "-la-Neuve",
    "-sur-Mirage",
    "-lès-Songes",
    "-en-Exemple",
    "-d’en-Haut",
    "-d’en-Bas",
    "-les-Ateliers",
    "",
)

# Pages write « salle » before them.
ROOMS = ("B12", "A03", "CDI", "Foyer", "C07")

CLOSED_DAYS = (
    "Examens blancs, locaux occupés",
    "Journée portes ouvertes",
    "Travaux dans le bâtiment B",
    "Journée pédagogique",
    "Pont décidé par l’établissement",
)

PUBLICS = (
    "élèves volontaires de terminale et de 2e année de CAP",
    "élèves volontaires de 1re et de terminale professionnelle",
    "tous les élèves volontaires du lycée",
    "élèves volontaires de CAP",
    "élèves volontaires, de la 2de à la terminale",
)

ASSOCIATIONS = (
    "Un Pas de Deux (association d’essai)",
    "Passeurs de Métiers (association d’essai)",
    "La Courte Échelle d’Exemple",
    "Horizons Partagés (association d’essai)",
    "Les Aînés de l’Atelier (association d’essai)",
    "Coup de Pouce Imaginaire",
    "Réseau des Anciens de Fictiville",
    "Mentors de l’Autre Rive (association d’essai)",
    "Trajectoires d’Exemple",
    "Demain l’Établi (association d’essai)",
    "Voix Pro (association d’essai)",
    "Tandem d’Essai",
)

COMPANIES = (
    "Ateliers Fictifs Réunis",
    "Électricité Exemplac",
    "Mécanique de l’Essai",
    "Maison Imaginac, traiteur",
    "Transports Songeville",
    "Menuiserie du Conte",
    "Clinique d’Exempleville",
    "Hôtel du Mirage",
    "Froid et Chaud de Fable",
    "Imprimerie Brouillon",
    "Réseaux de Feintival",
    "Bâtir en Maquette",
    "Coiffure Esquisse",
    "Grande Surface Modèle",
    "Tôlerie Chimérac",
    "Sécurité Parabole",
    "Jardins d’Inventroux",
    "Boulangerie du Premier Pas",
    "Usinage Romanbourg",
    "Comptoir des Songes",
    "Énergies d’Hypothésy",
    "Garage de la Rive Feinte",
    "Pressing Rêverolles",
    "Studio Villefable",
)

CAMPUSES = (
    "Campus d’essai des transitions et de l’énergie",
    "Campus d’essai du soin et de l’accueil",
)

# What a pupil wants to do next, at the end of a relation. No name, no trade of a person.
NEXT_STEPS = (
    NextStep.TRAINING,
    NextStep.TRAINING,
    NextStep.STUDIES,
    NextStep.OTHER_MENTOR,
    NextStep.AVENIR_PRO,
    NextStep.APPRENTICESHIP,
    NextStep.JOB,
    NextStep.UNKNOWN,
)
