from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib import request

import pytest

from mentorat.imports.errors import FileTooBig
from mentorat.imports.management import opening
from mentorat.imports.management.opening import NoAnswer, NoSuchFile, UnsafeAddress, read_source


def test_only_safe_addresses_and_real_files_are_opened(tmp_path):
    with pytest.raises(UnsafeAddress):
        read_source("http://exemple.fr/annuaire.csv")
    with pytest.raises(NoSuchFile):
        read_source(str(tmp_path / "absent.csv"))


def test_a_file_that_is_too_big_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "_LIMIT", 10)
    file = tmp_path / "annuaire.csv"
    file.write_bytes(b"x" * 11)

    with pytest.raises(FileTooBig):
        read_source(str(file))


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({"/ailleurs": 302, "/absent": 404}.get(self.path, 200))
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(b"contenu")

    def log_message(self, *_args):
        pass


class PlainHandler(request.HTTPHandler):
    """Answers addresses in https with a server of this machine that has no certificate."""

    def https_open(self, asked):
        return self.http_open(asked)


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Answers) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def local_opener():
    opener = opening.https_only()
    opener.handle_open["https"] = []
    opener.add_handler(PlainHandler())
    opener.handle_open.pop("http", None)
    return opener


def test_an_address_is_downloaded(server):
    assert read_source(f"{server}/annuaire.csv", opener=local_opener()) == b"contenu"


@pytest.mark.parametrize("path", ["/absent", "/ailleurs"])
def test_a_missing_page_and_a_redirection_out_of_https_are_refused(server, path):
    with pytest.raises(NoAnswer):
        read_source(f"{server}{path}", opener=local_opener())


def test_an_address_that_does_not_answer_is_refused():
    with pytest.raises(NoAnswer):
        read_source("https://127.0.0.1:1/annuaire.csv")
