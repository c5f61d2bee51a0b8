"""Who shows results does not pay for what computes them."""

import subprocess
import sys

CODE = "import sys, mentorat.matching.engine; print('numba' in sys.modules, 'numpy' in sys.modules)"


def test_words_of_the_engine_load_neither_numba_nor_numpy():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]
