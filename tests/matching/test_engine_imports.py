"""Who shows results does not pay for what computes them."""

import subprocess
import sys

from config.children import kernels_kept

CODE = "import sys, mentorat.matching.engine; print('numba' in sys.modules, 'numpy' in sys.modules)"


def test_words_of_the_engine_load_neither_numba_nor_numpy():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]


def test_compiled_engine_goes_to_our_data_where_its_code_is_read_only(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    assert kernels_kept() == {}
    # Where there is nothing, nobody may write, root included.
    assert kernels_kept(tmp_path / "nowhere") == {"NUMBA_CACHE_DIR": str(tmp_path / "numba")}
