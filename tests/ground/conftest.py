"""Folders of data that belong to a test, and leave nothing behind."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground.machine import processes, python, until


def _folder() -> Iterator[Path]:
    # Not pytest's own folder: other runs close it to the cluster's user while this one works.
    above = Path(tempfile.mkdtemp(prefix="mentorat-essai-")).resolve()
    above.chmod(0o755)
    folder = above / "données d’un essai"
    yield folder
    until(lambda: not any("config.run" in command for command in processes(folder).values()), 30)
    assert python("-m", "config.embedded", "erase", DATA_DIR=folder).returncode == 0
    shutil.rmtree(above)


# A name with spaces and accents: every test of this folder also proves that.
folder = pytest.fixture(_folder, name="folder")
shared_folder = pytest.fixture(_folder, name="shared_folder", scope="module")
