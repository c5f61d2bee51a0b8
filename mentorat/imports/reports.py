"""What an import would do, or did: five counts that every command of ours prints the same way."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mentorat.journal.actions import record
from mentorat.journal.enums import Event

# Lines shown for each reason to a person; a machine gets them all.
EXAMPLES = 3


@dataclass(frozen=True)
class Refused:
    """A line that is not taken, and why. ``key`` names its object as the file does."""

    line: int
    key: str
    reason: str

    @property
    def family(self) -> str:
        """Return the reason without what is proper to this line."""
        return self.reason.partition(" : ")[0]


@dataclass(frozen=True)
class Report:
    """The five counts. ``key`` names, for a machine, what identifies a refused line."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    refused: tuple[Refused, ...] = ()
    key: str = "uai"

    @property
    def counts(self) -> dict[str, int]:
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "closed": self.closed,
            "refused": len(self.refused),
        }

    def as_json(self) -> str:
        """Return one line with the five keys."""
        refused = [
            {"line": one.line, self.key: one.key, "reason": one.reason} for one in self.refused
        ]
        return json.dumps(self.counts | {"refused": refused}, ensure_ascii=False)

    def as_text(self) -> str:
        """Return the counts, then the refused lines by reason, the most frequent first."""
        return "\n".join([*self._counts_in_words(), *self._reasons()])

    def _counts_in_words(self) -> Iterator[str]:
        for name, count in self.counts.items():
            yield f"{WORDS[name]:<12}{count:>7}"

    def _reasons(self) -> Iterator[str]:
        families: dict[str, list[Refused]] = defaultdict(list)
        for one in self.refused:
            families[one.family].append(one)
        for family, lines in sorted(families.items(), key=lambda item: (-len(item[1]), item[0])):
            yield f"  – {family} : {len(lines)}"
            for one in lines[:EXAMPLES]:
                yield f"      ligne {one.line}, {one.key or 'sans code'} : {one.reason}"
            if len(lines) > EXAMPLES:
                yield f"      … et {len(lines) - EXAMPLES} de plus (--json les donne toutes)"


def in_journal(report: Report, *, source: str) -> Report:
    """Write what a command changed in the journal: one line, or none when nothing changed."""
    if report.created or report.changed or report.closed:
        record(Event.IMPORT_APPLIED, on=None, by=None, source=source, **report.counts)
    return report


WORDS = {
    "created": "Créés",
    "changed": "Modifiés",
    "unchanged": "Inchangés",
    "closed": "Fermés",
    "refused": "Refusés",
}
