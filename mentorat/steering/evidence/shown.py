"""The benchmarks as a page shows them: what is proven, and the next acts."""

from dataclasses import dataclass

from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import mentorships_shown
from mentorat.steering.evidence.catalogue import BENCHMARKS, Benchmark
from mentorat.steering.evidence.proofs import Proof, Sight

# Of the relations that miss a benchmark, those that a page names; it counts the others.
MOST_NAMED = 5


@dataclass(frozen=True)
class Missing:
    mentorship_id: int
    title: str


@dataclass(frozen=True)
class Proven:
    benchmark: Benchmark
    proof: Proof
    named: tuple[Missing, ...]

    @property
    def share(self) -> int | None:
        """Return the percentage; nothing where no relation is concerned yet."""
        return 100 * self.proof.proven // self.proof.total if self.proof.total else None

    @property
    def more(self) -> int:
        return len(self.proof.missing) - len(self.named)


def evidence(sight: Sight) -> list[Proven]:
    """Return every benchmark with its proof. Two questions each at most, then four for names."""
    proofs = [(benchmark, benchmark.prove(sight)) for benchmark in BENCHMARKS]
    wanted = {pk for _, proof in proofs for pk in proof.missing[:MOST_NAMED]}
    found = list(Mentorship.objects.within(sight.scope).filter(pk__in=wanted).order_by("pk"))
    shown = mentorships_shown(found, scope=sight.scope)
    titles = {one.mentorship.pk: one.title for one in shown}
    return [
        Proven(
            benchmark,
            proof,
            tuple(Missing(pk, titles[pk]) for pk in proof.missing[:MOST_NAMED]),
        )
        for benchmark, proof in proofs
    ]
