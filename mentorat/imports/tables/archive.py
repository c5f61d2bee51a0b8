"""ZIP files from outside, counted byte by byte before anyone reads them: headers lie."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from mentorat.imports.errors import ProtectedFile, SuspiciousFile
from mentorat.imports.tables.limits import MAX_INFLATED, MAX_MEMBERS, MAX_RATIO

SIGNATURE = b"PK\x03\x04"
CHUNK = 64 * 1024
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
IS_ENCRYPTED = 0x1


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the archive, once every member was inflated within the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_members(archive.infolist())
        _check_sizes(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise SuspiciousFile(why="l’archive est abîmée") from broken
    return archive


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise SuspiciousFile(why=f"l’archive contient {len(members)} éléments")
    if len({member.filename for member in members}) < len(members):
        raise SuspiciousFile(why="deux éléments de l’archive ont le même nom")
    for member in members:
        if member.flag_bits & IS_ENCRYPTED:
            raise ProtectedFile
        if member.compress_type not in METHODS or _leaves_its_folder(member):
            raise SuspiciousFile(why="un élément de l’archive n’est pas admis")


def _leaves_its_folder(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return (
        path.is_absolute()
        or ".." in path.parts
        or "\\" in member.filename
        or ":" in member.filename
        or stat.S_ISLNK(member.external_attr >> 16)
    )


def _check_sizes(archive: zipfile.ZipFile, size: int) -> None:
    inflated = 0
    for member in archive.infolist():
        with archive.open(member) as stream:
            for length in _lengths(stream):
                inflated += length
                if inflated > MAX_INFLATED or inflated > MAX_RATIO * size:
                    raise SuspiciousFile(why="son contenu décompressé est démesuré")


def _lengths(stream: IO[bytes]) -> Iterator[int]:
    while chunk := stream.read(CHUNK):
        yield len(chunk)
