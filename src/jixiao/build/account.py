"""The account of a run for programs: what was understood of each file, as JSON.

Keys, codes and reasons never change with the language; messages are in the user's, the words of
places always in English. docs/reading.md describes every key.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from jixiao.diagnostics import Diagnostic
from jixiao.i18n import current_language, set_language
from jixiao.readers.types import Origin
from jixiao.recognise.account import field_name
from jixiao.recognise.locate import Locator
from jixiao.recognise.parse import Parsed
from jixiao.recognise.types import Coverage, Guess, Residue
from jixiao.version import __version__

FORMAT = 1
"""Version of this account: a key may be added in any version, none changes its meaning."""

HEAD = b'{\n "jixiao": '
"""How every account begins: a file can be told to be one."""

_SHARE_DIGITS = 6

Entry = dict[str, Any]


def understood(coverage: Coverage, digits: int = _SHARE_DIGITS) -> float:
    """Return the share that is understood, rounded down: 1 only where nothing is left over."""
    if not coverage.residue:
        return 1.0
    scale: int = 10**digits
    return (coverage.total - coverage.residue) * scale // coverage.total / scale


def file_entry(parsed: Parsed, data: bytes, output: str | None) -> Entry:
    """Return the entry of a file that was read; ``output`` is the path of its definition."""
    recognition, report = parsed.recognition, parsed.report
    with _in_english():
        places = _Places(parsed)
        residue = [places.residue(one) for one in recognition.residue]
        guesses = [places.guess(one) for one in parsed.guesses]
    return {
        **_empty_entry(parsed.name),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "format": parsed.reading.format,
        "source": parsed.source,
        "edition": report.header.edition,
        "fiscal_year": report.header.fiscal_year,
        "unit": {"code": report.unit.code, "name": report.unit.name},
        "projects": len(report.projects),
        "indicators": sum(len(project.indicators) for project in report.projects),
        "complete": parsed.is_complete,
        "truncated": recognition.truncated,
        "coverage": {
            **recognition.coverage._asdict(),
            "share": understood(recognition.coverage),
        },
        "residue": residue,
        "guesses": guesses,
        "claims": dict(recognition.claims),
        "diagnostics": [_diagnostic(one) for one in parsed.diagnostics],
        "output": output,
    }


def failed_entry(name: str, errors: tuple[Diagnostic, ...], data: bytes | None = None) -> Entry:
    """Return the entry of a file that could not be read."""
    entry = {**_empty_entry(name), "errors": [_diagnostic(one) for one in errors]}
    if data is not None:
        entry |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return entry


def _empty_entry(name: str) -> Entry:
    """Return all keys in their order: every entry has every key."""
    return {
        "name": name,
        "bytes": None,
        "sha256": None,
        "format": None,
        "source": None,
        "edition": None,
        "fiscal_year": None,
        "unit": None,
        "projects": 0,
        "indicators": 0,
        "complete": False,
        "truncated": None,
        "coverage": None,
        "residue": [],
        "guesses": [],
        "claims": {},
        "diagnostics": [],
        "output": None,
        "errors": [],
    }


class _Places:
    """Places of one file; to be made and used while the language is English."""

    def __init__(self, parsed: Parsed) -> None:
        self._locator: Locator = parsed.locator
        self._is_text = parsed.reading.format == "text"

    def residue(self, residue: Residue) -> Entry:
        return {
            "text": residue.text,
            "reason": residue.reason,
            "place": self._place(residue.origin),
        }

    def guess(self, guess: Guess) -> Entry:
        return {
            "path": list(guess.path),
            "field": field_name(guess.path),
            "value": guess.value,
            "confidence": guess.confidence,
            "reason": guess.reason,
            "place": self._place(guess.origin) if guess.origin else None,
        }

    def _place(self, origin: Origin) -> Entry:
        line = origin.path[0] if self._is_text else None
        words = f"line {line}" if self._is_text else self._locator.describe(origin)
        return {"line": line, "part": origin.part, "path": list(origin.path), "words": words}


def _diagnostic(diagnostic: Diagnostic) -> Entry:
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "advice": diagnostic.advice,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "context": list(diagnostic.context),
    }


@contextmanager
def _in_english() -> Iterator[None]:
    language = current_language()
    set_language("en")
    try:
        yield
    finally:
        set_language(language)


class AccountFile:
    """Writes the account while the run goes on, an entry a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._any = False
        head = f'{_json(__version__)},\n "account": {FORMAT},\n "files": ['
        self._stream.write(HEAD + head.encode())

    def add(self, entry: Entry) -> None:
        """Write the entry of a file."""
        self._stream.write(b",\n" if self._any else b"\n")
        self._stream.write(f"  {_json(entry)}".encode("utf-8", "backslashreplace"))
        self._any = True

    def close(self, summary: dict[str, int]) -> None:
        """Write the summary behind the files."""
        end = "\n ]" if self._any else "]"
        self._stream.write(f'{end},\n "summary": {_json(summary)}\n}}\n'.encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
