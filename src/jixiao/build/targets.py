"""What a run may never write over: what it reads, documents, and another output of its own."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from jixiao.build.account import HEAD as ACCOUNT_HEAD
from jixiao.build.inputs import Inputs
from jixiao.build.names import collision_key
from jixiao.build.outputs import MANIFEST
from jixiao.build.tables import CSV_HEAD, PARQUET_HEAD
from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _

_DOCUMENTS = (".docx", ".doc", ".pdf", ".txt", ".toml", ".json")
# ZIP (.docx, .xlsx, .odt), OLE (.doc, .xls), PDF, RTF: whatever the name says.
_DOCUMENT_HEADS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_OWN_HEADS = (ACCOUNT_HEAD, CSV_HEAD, PARQUET_HEAD)
_HEAD_LENGTH = 64


def table_faults(
    tables: Sequence[Path], inputs: Inputs, definitions: Iterable[Path] = ()
) -> list[Diagnostic]:
    """Return why tables, or the account, cannot be written where they are wanted.

    ``definitions``: what else the run writes. Nothing of it can be overruled by ``--force``.
    """
    read = _identities(one.path for one in inputs.files if one.path) if tables else set()
    written = _identities(definitions) if tables else set()
    faults = []
    for table in tables:
        if _identity(table) in read:
            faults.append(_is_input(table))
        elif _identity(table) in written:
            message = _("a definition is written to this file in the same run")
            faults.append(_fault("output-collision", table, message))
        elif table.name == MANIFEST:
            message = _("jixiao notes in this file what it wrote")
            faults.append(_fault("output-manifest", table, message))
        elif _is_document(table):
            message = _("this is a document, not a table: none is written over it, --force or not")
            faults.append(_fault("output-document", table, message))
    return faults


def input_faults(targets: Iterable[Path], inputs: Inputs) -> list[Diagnostic]:
    """Return which targets would be written over a file that the run reads."""
    read = _identities(one.path for one in inputs.files if one.path)
    return [_is_input(path) for path in targets if _identity(path) in read]


def _is_input(path: Path) -> Diagnostic:
    message = _("this file is read in the same run, and would be lost")
    return _fault("output-is-input", path, message)


def _fault(code: str, path: Path, message: str) -> Diagnostic:
    return Diagnostic(code, message, _("give the result another name"), Place(str(path)))


def _identities(paths: Iterable[Path]) -> set[object]:
    return {_identity(path) for path in paths}


def _identity(path: Path) -> object:
    """Return what all names of a file have in common, links and the other case included."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # not there yet; ValueError: a zero byte in the name
        return collision_key(os.path.abspath(path))  # noqa: PTH100 - resolve() raises on circles
    return status.st_dev, status.st_ino


def _is_document(path: Path) -> bool:
    """Tell whether a file is there that is no table of ours, and may be dear to somebody."""
    try:
        if not path.is_file():  # reading a pipe may not end
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD_LENGTH)
    except (OSError, ValueError):  # writing will tell
        return False
    if head.startswith(_OWN_HEADS):
        return False
    return path.suffix.lower() in _DOCUMENTS or head.startswith(_DOCUMENT_HEADS)
