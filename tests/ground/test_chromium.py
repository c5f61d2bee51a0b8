"""The browser of the tests: one that starts, or a sentence."""

import sys

import pytest

from tests import chromium


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program of that name, which ends with that code, alone on the machine."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))

    def put(name, code):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!{sys.executable}\nraise SystemExit({code})\n")
        path.chmod(0o755)
        return str(path)

    return put


def test_a_browser_of_the_machine_is_found(program):
    path = program("chromium", 0)

    assert chromium.found() == path


def test_a_browser_that_does_not_start_is_left_for_one_that_does(program):
    program("chromium", 127)
    path = program("playwright/chromium-1200/chrome-linux/chrome", 0)

    assert chromium.found() == path


def test_a_browser_that_was_named_is_the_only_one(program, monkeypatch):
    program("chromium", 0)
    monkeypatch.setenv("CHROMIUM", program("le-mien", 127))

    assert chromium.found() is None
    with pytest.raises(SystemExit, match="ce navigateur ne démarre pas"):
        chromium.main()


def test_a_machine_that_gets_none_is_told_what_to_do(program, monkeypatch):
    program("chromium", 127)
    monkeypatch.setattr(chromium, "install", lambda: None)

    with pytest.raises(SystemExit) as told:
        chromium.main()

    assert told.value.code == chromium.MISSING
