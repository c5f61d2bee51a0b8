"""The Makefile on a machine that has Python and make, and nothing else."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.ground.machine import ROOT, environment

TOO_OLD = """
import runpy, sys
sys.version_info, sys.argv = (3, 9, 2, "final", 0), ["install.py", "base"]
runpy.run_path("config/install.py", run_name="__main__")
"""


@pytest.fixture
def clone(tmp_path):
    """What the installation needs of a fresh clone, whose lock files ask for nothing."""
    there = tmp_path / "un clone tout frais"
    for name in ("Makefile", "config/install.py"):
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, there / name)
    (there / "requirements").mkdir()
    for name in ("base", "dev", "bench"):
        (there / "requirements" / f"{name}.txt").write_text("# rien\n")
    return there


def start(clone, *words, **given):
    return subprocess.Popen(
        ["make", "-C", str(clone), "--no-print-directory", f"PYTHON={sys.executable}", *words],
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def make(clone, *words, **given):
    process = start(clone, *words, **given)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def stamps(clone):
    return {name for name in ("base", "dev") if (clone / ".venv" / name).exists()}


def test_each_verb_is_explained():
    text = (ROOT / "Makefile").read_text()
    verbs = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE).group(1).split())

    code, said = make(ROOT, "help")

    assert code == 0
    assert set(re.findall(r"^  make ([\w-]+) +\S", said, re.MULTILINE)) == verbs


def test_site_needs_less_than_tests_and_checks(clone):
    assert make(clone, "--dry-run", "run")[1].count("install.py dev") == 0
    for verb in ("setup", "test", "check", "format"):
        assert make(clone, "--dry-run", verb)[1].count("install.py dev") == 1
    assert make(clone, "--dry-run", "bench")[1].count("install.py bench") == 1


def test_an_old_python_is_told_so(clone):
    old = subprocess.run(
        [sys.executable, "-c", TOO_OLD], cwd=clone, capture_output=True, text=True, check=False
    )

    assert old.returncode == 1
    assert old.stderr == (
        "Il faut Python 3.11 ou plus, et celui-ci est 3.9."
        " Donnez-en un autre : make PYTHON=python3.12 …\n"
    )
    assert stamps(clone) == set()


def test_a_machine_without_python_is_told_so(clone):
    code, said = make(clone, "PYTHON=python-absent", "run")

    assert code == 2
    assert said.startswith("Python manque : installez Python 3.11 ou plus")


def test_a_python_without_venv_is_told_so(clone, tmp_path):
    broken = tmp_path / "modules" / "venv"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("")
    (broken / "__main__.py").write_text("raise SystemExit(1)")

    code, said = make(clone, "setup", PYTHONPATH=broken.parent)

    assert code == 2
    assert "Le module venv manque à ce Python : installez le paquet python3-venv." in said
    assert stamps(clone) == set()


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_installation_is_done_once_and_again_when_it_must(clone):
    first = make(clone, "-j4", "setup")
    again = make(clone, "setup", "PYTHON=python-absent")
    (clone / "requirements" / "base.txt").write_text("# autre chose\n")
    changed = make(clone, "setup", "PYTHON=python-absent")
    installed = make(clone, "setup")
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nulle/part/python3")
    repaired = make(clone, "setup")

    assert first == (0, "Installation dans .venv (une à trois minutes) …\n")
    assert again[0] == 0
    assert changed[0] == 2
    assert installed == (0, "")
    assert repaired == first
    assert stamps(clone) == {"base", "dev"}
    assert os.access(python, os.X_OK)


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_two_installations_at_once_wait_for_each_other(clone):
    both = [start(clone, "setup"), start(clone, ".venv/base")]
    said = [process.communicate(timeout=120)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert "".join(said) == "Installation dans .venv (une à trois minutes) …\n"
    assert stamps(clone) == {"base", "dev"}


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_a_package_that_is_not_to_be_had_leaves_no_stamp(clone):
    asked = f"./absent-1.0-py3-none-any.whl --hash=sha256:{0:064}\n"
    (clone / "requirements" / "base.txt").write_text(asked)

    code, said = make(clone, ".venv/base")

    assert code == 2
    assert "L’installation n’a pas abouti. La même commande la reprendra." in said
    assert stamps(clone) == set()
