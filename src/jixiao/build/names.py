"""Names of outputs: ``CODE-NAME-YEAR.ext``, safe on every system, at most 200 bytes."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from jixiao.model import Project, Report

MAX_BYTES = 200

_SEPARATOR = "-"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any extension.
_RESERVED = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]", re.IGNORECASE)
# Control and format characters (zero width, right-to-left marks), line ends, lone surrogates.
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_HASH_LENGTH = 8
# .docx: a long name is cut alike for all formats, so that the files of a report have one name.
_LONGEST_EXTENSION = 5


def report_stem(report: Report, chosen: Sequence[Project], fallback: str) -> str:
    """Return unit code, unit name and fiscal year, joined, then the chosen projects.

    What the report does not have is left out; where it has nothing, ``fallback`` takes its place.
    """
    year = report.header.fiscal_year
    parts = [report.unit.code, report.unit.name, str(year) if year else None]
    named = [part for part in map(_clean, parts) if part] or [_clean(fallback) or "report"]
    projects = [_clean(project.code or project.name) for project in chosen]
    return _SEPARATOR.join([*named, *(project for project in projects if project)])


def file_name(stem: str, extension: str) -> str:
    """Return a name that every system takes, of at most ``MAX_BYTES`` bytes in UTF-8.

    A stem that is too long ends in a hash of the whole, so that two of them stay apart.
    """
    name = _clean(stem) or "report"
    base, dot, rest = name.partition(".")
    if _RESERVED.fullmatch(base.rstrip()):
        name = f"{base.rstrip()}_{dot}{rest}"
    room = MAX_BYTES - max(len(extension.encode()), _LONGEST_EXTENSION)
    if len(name.encode()) > room:
        digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH_LENGTH]
        cut = name.encode()[: room - _HASH_LENGTH - 1].decode("utf-8", "ignore")
        name = f"{cut.rstrip(' .')}~{digest}"
    return name + extension


def collision_key(name: str) -> str:
    """Return what two names share where a disk ignores case or the form of accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _clean(text: str | None) -> str:
    """Return a text without what a file name cannot hold, or what hides it or its end."""
    visible = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text or "")
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    one_line = " ".join(_FORBIDDEN.sub("_", visible).split())
    return one_line.strip(" .").lstrip("-~ .")
