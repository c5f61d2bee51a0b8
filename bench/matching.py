"""The matching engine on invented pupils and mentors: seconds, pupils served, and the proof.

python -m bench.matching             # from a school to a small académie
python -m bench.matching 300 5000    # other numbers of pupils
"""

import json
import sys
from collections.abc import Sequence
from time import process_time

from bench.worlds import pool
from mentorat.matching.engine.solving import solve

SIZES = (250, 1_000, 10_000)


def main(sizes: Sequence[int]) -> None:
    solve(pool(100))
    for pupils in sizes:
        question = pool(pupils)
        began = process_time()
        proof = solve(question).certificate
        spent = round(process_time() - began, 4)
        found = {"pupils": pupils, "solver": "engine", "seconds": spent, "matched": proof.served}
        print(json.dumps({**found, "objective": proof.objective, "bound": proof.bound}))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
