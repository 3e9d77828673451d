"""What is no report, for the commands that read reports, and what is said of it."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.unit.cli.conftest import Jixiao, Outcome
from tests.unit.cli.reports import text_of
from tests.word_binary import WordFile, compound_file, paragraph

COMMANDS = ("parse", "roundtrip")
# Each command, each language.
RUNS = (("parse", "zh_CN"), ("roundtrip", "en"))
TOWNSHIP = "qingshi-liuhe-township-2023.toml"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + random.Random(1).randbytes(3_000)
HTML = b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><table></table></body>"

UNREADABLE = {"zh_CN": "错误：{name}: 无法读取：", "en": "error: {name}: cannot be read: "}
SAVE_ANEW = {
    "zh_CN": "  -> 请用 Word 或 WPS 打开，另存为 .docx\n",
    "en": "  -> open it in Word or WPS, and save it as .docx\n",
}
WHOLE_COPY = {
    "zh_CN": "  -> 请取得完整的文件，或用 Word、WPS 重新保存\n",
    "en": "  -> get a whole copy of the file, or save it anew in Word or WPS\n",
}
COPY_TABLES = {
    "zh_CN": "  -> 请把表格复制到 Word 文档里，或另存为文本\n",
    "en": "  -> copy its tables into a Word document, or save it as text\n",
}

# What is no report: its bytes, what is said of it, and what to do.
NO_REPORTS: dict[str, tuple[bytes, dict[str, str], dict[str, str]]] = {
    "picture.doc": (
        JPEG,
        {"zh_CN": "是图片", "en": "it is a picture"},
        {
            "zh_CN": "  -> 请索取 Word 文件：图片里没有可读的文字\n",
            "en": "  -> ask for the Word file: a picture has no text to read\n",
        },
    ),
    "empty.docx": (b"", {"zh_CN": "文件是空的", "en": "the file is empty"}, WHOLE_COPY),
    "blank.txt": (b"\r\n \t" * 99, {"zh_CN": "文件是空的", "en": "the file is empty"}, WHOLE_COPY),
    "junk.txt": (
        random.Random(2).randbytes(9_000),
        {"zh_CN": "既不是文本，也不是 Word 或 PDF 文件", "en": "it is neither text nor a"},
        WHOLE_COPY,
    ),
    "page.doc": (HTML, {"zh_CN": "", "en": "it is a web page"}, SAVE_ANEW),
    "rich.doc": (b"{\\rtf1\\ansi x}", {"zh_CN": "", "en": "it is a rich text file"}, SAVE_ANEW),
    "workbook.doc": (
        compound_file({"Workbook": bytes(5_000)}),
        {"zh_CN": "是 Excel 工作簿（.xls）", "en": "it is an Excel workbook (.xls)"},
        COPY_TABLES,
    ),
    "half.doc": (
        WordFile([paragraph("字" * 9)] * 9).write()[:1_024],
        {"zh_CN": "", "en": "it is cut off"},
        WHOLE_COPY,
    ),
}


@cache
def _report() -> bytes:
    return text_of(TOWNSHIP)


def write_report(path: str = "柳河镇.txt") -> Path:
    """Write a report that is read whole."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_report())
    return target


def watched(jixiao: Jixiao) -> Callable[..., Outcome]:
    """Return the program; a traceback, or a sign that a terminal obeys, fails the test."""

    def call(*arguments: object, language: str = "en") -> Outcome:
        outcome = jixiao(*arguments, language=language)
        assert outcome.status in (0, 1, 2)
        for trace in ("Traceback", "jixiao itself failed", "jixiao 自身", "Warning"):
            assert trace not in outcome.err
        assert re.search("[\x00-\x08\x0b-\x1f]", outcome.out + outcome.err) is None
        return outcome

    return call
