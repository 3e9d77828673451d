"""``jixiao parse`` on files made to exhaust the computer: under 512 MB and ten seconds each."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.measured import MOST_MEGABYTES, MOST_SECONDS, PEAK
from tests.unit.cli.hostile import TOWNSHIP
from tests.unit.cli.reports import text_of
from tests.word_binary import (
    CELL,
    IN_TABLE,
    Paragraph,
    WordFile,
    depth,
    paragraph,
    row,
    table_definition,
)

_PROGRAM = (
    PEAK
    + """
from jixiao.cli import main

if sys.platform != "darwin":  # what goes wrong here is not to take the computer with it
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
ended = 0
try:
    main()
except SystemExit as end:
    ended = end.code
sys.stderr.flush()
print(json.dumps({"status": ended, "seconds": time.process_time(), "megabytes": peak()}))
"""
)


class Used(NamedTuple):
    """How a run ended, what it said, and what it took: seconds of the processor, and memory."""

    status: int
    message: str
    seconds: float
    megabytes: float


def parse_apart(path: Path) -> Used:
    """Run ``jixiao parse`` in a process of its own, three times the time allowed at most."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "parse", path.name],
        cwd=path.parent,
        capture_output=True,
        env={**os.environ, "JIXIAO_LANG": "en"},
        timeout=3 * MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    used = json.loads(done.stdout.splitlines()[-1])
    return Used(used["status"], done.stderr.decode(), used["seconds"], used["megabytes"])


def report() -> bytes:
    return text_of(TOWNSHIP)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ROW = row(["产出指标", "数量指标", "套", "数", "1", "清单"], table_definition(list(range(7))))
INDICATORS = "\t产出指标\n\t数量指标\n\t套\n\t数\n\t1套\n\t清单\n\n".encode()

# Each is made only when it is wanted: together they are a gigabyte.
TEXTS: dict[str, Callable[[], bytes]] = {
    "60 MB of junk": lambda: Random(1).randbytes(60 * 2**20),
    "junk behind 3 MB of text": lambda: (
        "绩效\n".encode("gb18030") * 600_000 + Random(1).randbytes(50 * 2**20)
    ),
    "60 MB of zeros behind a report": lambda: report() + bytes(60 * 2**20),
    "a line of 50 MB": lambda: b"a" * (50 * 2**20),
    "a line of nearly 10 000 000 characters": lambda: "绩效指标".encode() * 2_480_000,
    "25 000 000 characters in GB18030": lambda: "绩".encode("gb18030") * 25_000_000,
    "9 000 000 signs of four bytes": lambda: "\U0001f600".encode() * 9_000_000,
    "10 000 000 tabs": lambda: b"\t" * 10_000_000,
    "9 000 000 tabs behind a report": lambda: report() + b"\t" * 9_000_000,
    "9 000 000 blank lines before a report": lambda: b"\n" * 9_000_000 + report(),
    "100 000 rows": lambda: report() + INDICATORS * 100_000,
    "a number of 9 000 000 digits": lambda: report().replace(
        "≥".encode(), "≥".encode() + b"9" * 9_000_000, 1
    ),
    "800 000 bookmarks that never end": lambda: report() + b"[bookmark: " * 800_000,
    "9 000 000 signs for what is unknown": lambda: report() + "\ufffd".encode() * 9_000_000,
    "more bytes than allowed": lambda: b"a" * (64 * 2**20 + 1),
    "4 900 000 lines": lambda: b"a\n" * 4_900_000,
    "1 900 000 lines that are labels": lambda: "项目编码\n".encode() * 1_900_000,
    "1 000 000 headings of forms": lambda: report() + "1.绩效目标表\n".encode() * 1_000_000,
    "1 000 000 rows of one cell": lambda: report() + b"\ta\n\n" * 1_000_000,
    "a row of 1 000 000 cells": lambda: report() + b"\ta\n" * 1_000_000,
    "a pasted row of 4 900 000 cells": lambda: "项目编码".encode() + b"\ta" * 4_900_000,
    "a goal of 100 000 lines": lambda: report().replace(
        b"\n\t1.", b"\n\t1.x" + b"\nx" * 100_000, 1
    ),
    "1 900 000 marks that never end": lambda: report() + b" TC a" * 1_900_000,
    "a definition that seems to begin": lambda: b"# " * 30_000_000,
}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "60 MB of junk in a compound file": lambda: OLE + Random(1).randbytes(60 * 2**20),
    "60 MB of sector numbers": lambda: OLE + b"\1\0\0\0" * (15 * 2**20),
    "as many beginnings of documents": lambda: (
        OLE + bytes(504) + (b"\xec\xa5" + bytes(510)) * 120_000
    ),
    "a document padded to 60 MB": lambda: WordFile(ROW * 20).write().ljust(60 * 2**20, b"\0"),
    "10 000 000 paragraphs": lambda: WordFile([paragraph("字" * 9)] * 100, repeats=9_900).write(),
    "9 900 000 characters of a few bytes": lambda: WordFile(
        [paragraph("字" * 999)], repeats=9_900
    ).write(),
    "4 900 000 characters of two units": lambda: WordFile(
        [Paragraph([("\U0001f600" * 999, b"")])], repeats=4_900
    ).write(),
    "2 000 000 cells": lambda: WordFile(ROW * 20, repeats=16_000).write(),
    "10 000 000 fields": lambda: WordFile([paragraph("\x13" * 999)], repeats=9_900).write(),
    "500 000 pieces": lambda: WordFile([paragraph("")], repeats=500_000).write(),
    "tables in tables": lambda: WordFile(
        [paragraph("深", IN_TABLE + depth(number % 30 + 1), CELL) for number in range(300)],
        repeats=600,
    ).write(),
    "a cell of 140 000 lines": lambda: WordFile(
        [paragraph("字", IN_TABLE)] * 100, repeats=1_400
    ).write(),
}
# The others are run by make test-deep.
QUICK = {"60 MB of junk", "10 000 000 tabs", "60 MB of sector numbers", "500 000 pieces"}


def marks(name: str) -> list[pytest.MarkDecorator]:
    """Return the marks of a case by its name."""
    return [] if name in QUICK else [pytest.mark.deep]


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured on Unix only")
@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        pytest.param(suffix, make, id=name, marks=marks(name))
        for suffix, files in ((".txt", TEXTS), (".doc", DOCUMENTS))
        for name, make in files.items()
    ],
)
def test_hostile_file_is_told_within_memory_and_time(
    tmp_path: Path, suffix: str, make: Callable[[], bytes]
) -> None:
    path = tmp_path / f"hostile{suffix}"
    path.write_bytes(make())
    used = parse_apart(path)
    print(f"{used.seconds:.1f} s, {used.megabytes:.0f} MB: {used.message[:90]}")
    assert used.status in (0, 1, 2)
    assert "Traceback" not in used.message
    assert "itself failed" not in used.message
    assert used.megabytes < MOST_MEGABYTES
    assert used.seconds < MOST_SECONDS
    path.unlink()
