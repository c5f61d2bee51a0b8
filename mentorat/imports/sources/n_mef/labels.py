"""Names of specialities, out of labels in capitals or without accents. Values in, values out."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from mentorat.reference.data.training import FAMILIES, read_groups, read_specialities

# What stands before the name: « 2nde pro », « 1cap2 », « Tlproa », « Annee 1/3 Bac pro agri »…
LEVEL = re.compile(
    r"""^(
        (1ere|tle)(?=\sbrevet)
      | (2n?de?|1er?e?|tle?)\s?(pro(fessionnelle)?|bt)\s?(agricole|a)?
      | [1-3](cap|bma)[1-3]?a?
      | annee\s[1-3]/[1-3]\s(bac\spro|cap)(\sagri)?
      | cs-?[34] | mc[345]
    )(?![a-z])[\s.:-]*""",
    re.IGNORECASE | re.VERBOSE,
)
FOR_APPRENTICES = re.compile(r"\s+pour\s+apprentis$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
SHORT = 3
# Words with accents of the specialities that we do not ship.
MORE_WORDS = """accordéon céramiques chaudronnés complémentaire décolletage décorateur décoration
découper déménageur diplômante échafaudeur électriques électroniques émailleur employé équipements
léger mécanicien modèle modèles numériques oléohydrauliques opératrice orfèvre orfèvrerie
orthoprothèse orthèse pâtisserie plâtrier poinçonnage réalisateur réception régions régleur
sérigraphie sièges spécialisée spécialité tapissière véhicule vérificateur"""


def speciality_name(label: str) -> str:
    """Return the name of a speciality out of the label of one of its years."""
    name = FOR_APPRENTICES.sub("", " ".join(label.split()))
    name = LEVEL.sub("", name, count=1) or name
    name = name.replace("'", "’").replace(" a ", " à ")
    words = WORD.sub(lambda found: _accented(found.group()), name)
    return words[:1].upper() + words[1:]


def best_name(labels: Iterable[str]) -> str:
    """Return the name that most years of a speciality agree on, the longest if they do not."""
    counted = Counter(speciality_name(label) for label in labels)
    return max(counted, key=lambda name: (counted[name], len(name), name))


def _accented(word: str) -> str:
    known = accents().get(word.lower())
    if known is None:
        return word
    return known.capitalize() if word[0].isupper() else known


@cache
def accents() -> Mapping[str, str]:
    """Return, for words without accents, the only way in which our own labels write them."""
    ours = [group.label for group in read_groups()]
    ours += [speciality.label for speciality in read_specialities()]
    written: dict[str, set[str]] = defaultdict(set)
    for word in WORD.findall(" ".join((*ours, *FAMILIES.values(), MORE_WORDS)).lower()):
        written[without_accents(word)].add(word)
    return {
        plain: next(iter(words))
        for plain, words in written.items()
        if len(words) == 1 and len(plain) > SHORT and plain not in words
    }


def without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("œ", "oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
