"""LibreOffice accepts and rejects tracked changes, and the Open XML SDK tells what is new."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from jixiao.correct.patch.zip_member import replace_member
from jixiao.readers.docx import read_docx
from jixiao.readers.types import Line
from tests.office.conftest import new_errors
from tests.revisions import accept_and_reject_all, resolve

pytestmark = pytest.mark.office

PART = "word/document.xml"
_WHO = 'w:id="{}" w:author="甲" w:date="2024-01-01T00:00:00Z"'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def inserted(text: str) -> str:
    return f"<w:ins {_WHO}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {_WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def paragraph(content: str, mark: str = "") -> str:
    properties = f"<w:pPr><w:rPr><w:{mark} {_WHO}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{content}</w:p>"


def row(*cells: str, mark: str = "") -> str:
    properties = f"<w:trPr><w:{mark} {_WHO}/></w:trPr>" if mark else ""
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    return f"<w:tr>{properties}{''.join(f'<w:tc>{width}{cell}</w:tc>' for cell in cells)}</w:tr>"


BODY = (
    paragraph(run("一") + deleted("旧") + inserted("新"), "ins")
    + paragraph(inserted("多一段"))
    + paragraph(deleted("少一段"), "del")
    + paragraph(run("中"))
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    + row(paragraph(run("甲"), "ins") + paragraph(inserted("末段")), paragraph(run("乙")))
    + row(paragraph(deleted("丙")), paragraph(deleted("丁")), mark="del")
    + row(paragraph(inserted("戊")), "<w:p/>", mark="ins")
    + "</w:tbl>"
    + paragraph(run("完"))
)
ACCEPTED = ["一新", "多一段", "中", "甲/末段|乙", "戊|", "完"]
REJECTED = ["一旧", "少一段", "中", "甲|乙", "丙|丁", "完"]


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document where all kinds of change are tracked."""
    docx = pytest.importorskip("docx")
    file = BytesIO()
    docx.Document().save(file)
    parts = re.split("{}", BODY)
    body = "".join(f"{part}{number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
    with zipfile.ZipFile(file) as archive:
        empty = archive.read(PART).decode()
    path = tmp_path_factory.mktemp("tracked") / "甲 乙.docx"
    content = empty.replace("<w:body>", f"<w:body>{body}").encode()
    path.write_bytes(replace_member(file.getvalue(), PART, content, path.name))
    return path


def texts(path: Path) -> list[str]:
    blocks = read_docx(path.read_bytes(), path.name).blocks
    return [
        text
        for block in blocks
        for text in (
            [block.text]
            if isinstance(block, Line)
            else [
                "|".join(cell.text.replace("\n", "/") for cell in row.cells) for row in block.rows
            ]
        )
    ]


def test_changes_are_accepted_and_rejected(tracked: Path, tmp_path: Path) -> None:
    (accepted, *_more), (rejected, *_more) = accept_and_reject_all([tracked], tmp_path / "结果")
    assert (texts(accepted), texts(rejected)) == (ACCEPTED, REJECTED)
    for path in (accepted, rejected):
        seen = path.with_suffix(".txt").read_text("utf-8-sig").split()
        assert seen == [part for text in texts(path) for part in re.split(r"[|/]", text) if part]
        # A file of LibreOffice, changed there and back.
        content = zipfile.ZipFile(path).read(PART)
        other = replace_member(path.read_bytes(), PART, content + b"\n", path.name)
        again = replace_member(other, PART, content, path.name)
        assert zipfile.ZipFile(BytesIO(again)).read(PART) == content


def test_a_file_that_cannot_be_opened_fails_the_test(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"nothing\.docx"):
        resolve([(tmp_path / "nothing.docx", "accept")], tmp_path / "out")


def test_only_new_errors_are_told(tracked: Path, tmp_path: Path) -> None:
    data = tracked.read_bytes()
    content = zipfile.ZipFile(tracked).read(PART)
    worse = tmp_path / "worse.docx"
    worse.write_bytes(
        replace_member(data, PART, content.replace(b"<w:p/>", b"<w:p w:x='1'/>"), worse.name)
    )
    (error,) = new_errors(tracked, worse)
    assert "'http://schemas.openxmlformats.org/wordprocessingml/2006/main:x'" in error
    assert new_errors(worse, tracked) == []
