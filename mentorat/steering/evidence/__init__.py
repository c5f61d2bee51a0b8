"""What the platform proves by itself of the field's standard, relation by relation."""

from mentorat.steering.evidence.catalogue import BENCHMARKS, Benchmark
from mentorat.steering.evidence.proofs import Proof, Sight
from mentorat.steering.evidence.shown import Proven, evidence

__all__ = ["BENCHMARKS", "Benchmark", "Proof", "Proven", "Sight", "evidence"]
