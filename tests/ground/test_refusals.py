"""What keeps the site from starting is said in a sentence, at once, and nothing is started."""

import socket

import pytest

from tests.ground.machine import free_port, python


def start(folder, **given):
    return python("-m", "config.run", DATA_DIR=folder, **{"PORT": free_port(), **given})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PORT": "abc"}, "La variable PORT doit être un nombre entier, pas « abc »."),
        ({"PORT": "0"}, "PORT doit être compris entre 1 et 65535, pas « 0 »."),
        ({"PORT": "70000"}, "PORT doit être compris entre 1 et 65535, pas « 70000 »."),
        ({"HOST": "203.0.113.7"}, "HOST=203.0.113.7 n’est pas une adresse de cette machine."),
        ({"HOST": "ici"}, "HOST=ici n’est pas une adresse de cette machine."),
        (
            {"WEB_CONCURRENCY": "deux"},
            "La variable WEB_CONCURRENCY doit être un nombre entier, pas « deux ».",
        ),
    ],
)
def test_a_wrong_variable_is_named_and_nothing_starts(tmp_path, given, sentence):
    folder = tmp_path / "data"

    answer = start(folder, **given)

    assert (answer.returncode, answer.stdout) == (1, f"{sentence}\n")
    assert not folder.exists()


def test_a_port_in_use_is_said_with_the_next_one_and_nothing_starts(tmp_path):
    folder = tmp_path / "data"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        answer = start(folder, PORT=port)

    assert (answer.returncode, answer.stdout) == (
        1,
        f"Le port {port} est déjà pris. Choisissez-en un autre : PORT={port + 1} make run\n",
    )
    assert not folder.exists()


def test_a_database_that_does_not_answer_is_said_without_a_trace(tmp_path):
    server = f"postgresql://owner:secret@127.0.0.1:{free_port()}/mentorat"

    answer = start(tmp_path / "data", DATABASE_URL=server)

    assert answer.returncode == 1
    assert answer.stdout.startswith("La base de données ne répond pas : ")
    assert "Traceback" not in answer.stdout
    assert "secret" not in answer.stdout


def test_a_flag_that_is_neither_yes_nor_no_is_refused(tmp_path):
    server = f"postgresql://owner:secret@127.0.0.1:{free_port()}/mentorat"

    answer = start(tmp_path / "data", DEMO="peut-être", DATABASE_URL=server)

    assert (answer.returncode, answer.stdout) == (
        1,
        "La variable DEMO doit valoir 1 ou 0, pas « peut-être ».\n",
    )
