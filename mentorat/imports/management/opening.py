"""Open what a command is given: a file of this machine, or an address of the Internet."""

from pathlib import Path
from urllib import request
from urllib.error import URLError

from mentorat.imports.errors import FileTooBig, ImportRefusal

LIMIT_MB = 64
TIMEOUT_SECONDS = 60
SAFE, ANY = "https://", "://"


class NoSuchFile(ImportRefusal):
    message = "Le fichier {path} n’existe pas, ou n’est pas lisible."


class UnsafeAddress(ImportRefusal):
    message = "L’adresse {address} n’est pas acceptée : elle doit commencer par https://."


class NoAnswer(ImportRefusal):
    message = "L’adresse {address} ne répond pas comme attendu : {why}."


def read_source(source: str, *, opener: request.OpenerDirector | None = None) -> bytes:
    """Return the bytes of a file or of an address, up to 64 MB."""
    if source.startswith(SAFE):
        return _download(source, opener or https_only())
    if ANY in source:
        raise UnsafeAddress(address=source)
    try:
        with Path(source).open("rb") as file:
            return _capped(file.read(_LIMIT + 1))
    except OSError as error:
        raise NoSuchFile(path=source) from error


def _download(address: str, opener: request.OpenerDirector) -> bytes:
    try:
        with opener.open(address, timeout=TIMEOUT_SECONDS) as answer:
            return _capped(answer.read(_LIMIT + 1))
    except (URLError, TimeoutError, ConnectionError) as error:
        why = getattr(error, "reason", error)
        raise NoAnswer(address=address, why=why) from error


def https_only() -> request.OpenerDirector:
    """Return an opener that no redirection can lead out of https."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _capped(content: bytes) -> bytes:
    if len(content) > _LIMIT:
        raise FileTooBig(limit=LIMIT_MB)
    return content


_LIMIT = LIMIT_MB * 1024 * 1024
