"""Names of schools and towns, as a person would write them. Values in, values out."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Articles begin a name (« Lycée Les Fauvettes »), but not behind one of these.
ARTICLES = _words("l la le les")
JOINING = _words("à au aux d dans de des du en et l ou par pour s sous sur")
# What a school is, or does: not a name.
COMMON = _words(
    """agricole agricoles agroalimentaire ameublement annexe antenne appliqués aquacole art arts
    automobile bâtiment bois bureau campus centre cité climatique coiffure commerce communication
    construction électricité énergie énergies enseignement ensemble entreprises environnement
    esthétique expérimental formation forestier général générale graphiques habillement habitat
    horticole horticulture hôtelier hôtelière hôtellerie image industrie industriel industriels
    industries international laboratoire logistique lycée maintenance maritime maritimes métier
    métiers militaire mode national naval paysage personne polyvalent privé privée productique
    professionnel professionnelle professions public publics régional renouvelables restauration
    rural rurale sanitaire sanitaires sciences scolaire secondaire secteur section services site
    social sociale sociales sportif supérieur supérieure technique techniques technologie
    technologies technologique tertiaire tourisme transport transports travaux un une vente
    viticole voie"""
)
# Words that stay in capitals.
ACRONYMS = _words(
    """AFORP ALP BTP CCI CFA CFPPA CNAM DDEC EPIL EREA FSEF ICOF IFOM ISETA LEAP LEGTA LEGTAP LEGTPA
    LEPP LGT LP LPA LPO LPP LPR LT LTP MFR OGEC ORT SEGT SEP SGT STS UFA"""
)
ROMAN = re.compile(r"[IVX]{2,}")
WORD = re.compile(r"[^\W_]+")
# An apostrophe that a sender lost on the way.
LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
CEDEX = re.compile(r"\s+cedex\b.*", re.IGNORECASE)
DISTRICT = re.compile(r"\s+arrondissement$", re.IGNORECASE)


def clean(text: str) -> str:
    """Return a text with single spaces and real apostrophes."""
    text = LOST_APOSTROPHE.sub("’", " ".join(text.split()))
    return text.replace("'", "’").replace("((", "(").replace("))", ")")


def school_name(text: str) -> str:
    """Return the name of a school; capitals throughout become those of a French name."""
    name = clean(text)
    return _with_capitals(name) if name.isupper() else name


def town_name(text: str) -> str:
    """Return the name of a town, without what only the post needs."""
    name = CEDEX.sub("", DISTRICT.sub("", clean(text)))
    return _with_capitals(name) if name.isupper() else name


def zip_code(text: str) -> str:
    """Return five digits, or nothing: spreadsheets eat the zero in front."""
    code = text.strip().zfill(5)
    return code if len(code) == 5 and code.isdigit() else ""  # noqa: PLR2004 -- French zip codes


def _with_capitals(name: str) -> str:
    words: list[str] = []
    lowered = WORD.sub(lambda found: _word(found.group(), words), name)
    return lowered[:1].upper() + lowered[1:]


def _word(word: str, before: list[str]) -> str:
    previous = before[-1] if before else ""
    lowered = word.lower()
    before.append(lowered)
    if word in ACRONYMS or ROMAN.fullmatch(word):
        return word
    if lowered in ARTICLES:
        return lowered if previous in JOINING else lowered.capitalize()
    return lowered if lowered in JOINING | COMMON else lowered.capitalize()
