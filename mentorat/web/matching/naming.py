"""Whom does one mean? A name as it is typed, with its faults, among those one may choose."""

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

MOST, LIKENESS = 5, 0.7


def meant(typed: str, choices: Mapping[int, str]) -> list[int]:
    """Return the numbers whose label is the text, or else contains its words, or else is near."""
    words = _bare(typed).split()
    if not words:
        return []
    labels = {number: _bare(label) for number, label in choices.items()}
    exact = [number for number, label in labels.items() if label.split() == words]
    if exact:
        return exact[:MOST]
    holding = [number for number, label in labels.items() if all(word in label for word in words)]
    if holding:
        return holding[:MOST]
    near = sorted(labels, key=lambda number: (-_likeness(words, labels[number]), labels[number]))
    return [number for number in near if _likeness(words, labels[number]) >= LIKENESS][:MOST]


def _likeness(words: list[str], label: str) -> float:
    """Return how near each word typed is to some word of the label, on average."""
    known = label.split()
    best = [max(SequenceMatcher(None, word, one).ratio() for one in known) for word in words]
    return sum(best) / len(best)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "".join(letter if letter.isalnum() else " " for letter in plain)
