"""PDF: files that are cut off, damaged, hostile, or not what they seem."""

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from pikepdf import ObjectStreamMode

from jixiao.definition import load
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.readers.pdf import read_pdf
from jixiao.readers.types import Line, Reading, Table
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import SHARED, job_of, need_pango, sample_files
from tests.hostile import flipped, seeds
from tests.measured import MOST_MEGABYTES, MOST_SECONDS, read_apart
from tests.pdf_floods import READ, REFUSED, REFUSED_TOO, file_of
from tests.pdf_pages import Page, open_pdf, saved

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is measured on Unix only")

ROWS = [["一级指标", "二级指标", "指标值"], ["产出指标", "数量指标", "≥10台"]] * 5


def motley() -> bytes:
    """Return an invented file with tables, text, a page number and an object stream."""
    page = Page().text(80, 60, "1.甲绩效目标表").text(290, 800, "— 1 —")
    pdf = open_pdf([page.table(60, 100, [90, 90, 90], ROWS), Page().lines(80, 100, "正文", "二")])
    return saved(pdf, object_stream_mode=ObjectStreamMode.generate, compress_streams=True)


@pytest.fixture(scope="module")
def printed(pack: Pack) -> bytes:
    """A form as we print it."""
    need_pango()
    report = load(sample_files()[0]).report
    return write_pdf(job_of(report.model_copy(update={"projects": report.projects[:1]}), pack)).data


def outcome(data: bytes) -> Reading | str:
    """Return what was read, or the code of the error; any other error fails the test."""
    try:
        return read_pdf(data, "报告.pdf")
    except JixiaoError as error:
        return error.diagnostics[0].code


def characters(reading: Reading) -> int:
    count = 0
    for block in reading.blocks:
        if isinstance(block, Line):
            count += len(block.text)
        elif isinstance(block, Table):
            count += sum(len(cell.text) for row in block.rows for cell in row.cells)
    return count


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        "没有表格的文字".encode(),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(1_000),
        b"PK\x03\x04" + bytes(100),
        bytes(10_000),
        b"%PDF-1.7\n" + b"1 0 obj\n<<\n" * 10_000,
    ],
    ids=["empty", "header", "text", "jpeg", "zip", "zeros", "open dictionaries"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert outcome(data) == "file-unreadable"


@pytest.mark.parametrize("percent", [1, 10, 50, 90, 99])
def test_a_file_that_was_cut_off_is_refused_or_told(percent: int, printed: bytes) -> None:
    real = [path.read_bytes() for path in sorted(SHARED.glob("legacy/*.pdf"))]
    for data in (motley(), printed, *real):
        found = outcome(data[: len(data) * percent // 100])
        assert found == "file-unreadable" or (isinstance(found, Reading) and found.diagnostics)


@pytest.mark.parametrize("kept", [0.5, 0.9, 1.0])
def test_the_pages_that_are_left_of_a_file_are_read(kept: float) -> None:
    """As far as it says first, as Word does, which objects are pages, and packs none of them."""
    pages = [Page().lines(80, 100, f"第{number}页", "正文") for number in range(20)]
    data = saved(open_pdf(pages))
    objects, _end = data.split(b"\nxref\n")
    whole, found = outcome(data), outcome(objects[: int(len(objects) * kept)])
    assert isinstance(whole, Reading)
    assert isinstance(found, Reading)
    assert "read-truncated" in [each.code for each in found.diagnostics]
    assert (whole.truncated, found.truncated) == (False, True)
    assert 0 < characters(found) <= characters(whole)
    assert kept < 1 or found.blocks == whole.blocks


def test_a_file_of_which_no_page_is_left_is_told_to_be_cut_off() -> None:
    with pytest.raises(JixiaoError) as caught:
        read_pdf(motley()[:-500], "报告.pdf")
    assert "cut off" in caught.value.diagnostics[0].message


@pytest.mark.parametrize("ours", [False, True], ids=["invented", "printed"])
def test_random_damage_never_ends_in_another_error_and_is_told_if_text_is_gone(
    ours: bool, printed: bytes, pytestconfig: pytest.Config
) -> None:
    data = printed if ours else motley()
    whole = outcome(data)
    assert isinstance(whole, Reading)
    deep = bool(pytestconfig.getoption("--deep"))
    for seed in seeds(deep)[: None if deep or not ours else 10]:
        found = outcome(flipped(data, seed))
        if isinstance(found, Reading) and not found.diagnostics:
            # Bytes outside of streams: a box, a name. What is drawn is all there.
            assert characters(found) >= characters(whole) / 2, seed


def test_a_damaged_stream_is_told_and_read_up_to_the_damage() -> None:
    page = Page().table(60, 100, [90, 90, 90], [[str(number), "甲", "乙"] for number in range(30)])
    data = bytearray(saved(open_pdf([page]), compress_streams=True))
    start, end = max(streams(bytes(data)), key=lambda span: span[1] - span[0])
    middle = (start + end) // 2
    data[middle : middle + 8] = bytes(8)
    found = outcome(bytes(data))
    assert isinstance(found, Reading)
    assert "read-damaged" in [each.code for each in found.diagnostics]
    assert characters(found) > 0


def test_a_page_whose_text_is_nowhere_is_told() -> None:
    data = saved(open_pdf([Page().text(80, 100, "甲"), Page().text(80, 100, "乙")]))
    contents = re.search(rb"/Contents (\d+) 0 R", data)
    assert contents is not None
    found = outcome(data.replace(b"\n%s 0 obj" % contents[1], b"\n%s 0 bad" % contents[1]))
    assert isinstance(found, Reading)
    assert [each.code for each in found.diagnostics] == ["read-damaged"]
    assert characters(found) == 1


def streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield from where to where each stream stands."""
    for found in re.finditer(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        yield found.span(1)


FLOODS = [
    *(pytest.param(make, id=name) for name, make in REFUSED.items()),
    *(pytest.param(make, id=name, marks=pytest.mark.deep) for name, make in REFUSED_TOO.items()),
]


@pytest.mark.parametrize("make", FLOODS)
def test_a_file_that_asks_for_too_much_is_refused_in_time(make: Callable[[], bytes]) -> None:
    found = read_apart(make())
    assert found.codes in (["file-too-large"], ["file-unreadable"]), found
    assert found.megabytes < MOST_MEGABYTES
    assert found.seconds < MOST_SECONDS


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_a_strange_page_is_read_in_time(make: Callable[[], bytes]) -> None:
    found = read_apart(make())
    assert found.message == ""
    assert found.blocks > 0
    assert found.megabytes < MOST_MEGABYTES
    assert found.seconds < MOST_SECONDS


def test_a_file_without_pages_is_refused() -> None:
    nothing = file_of(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 0 /Kids []>>")
    assert outcome(nothing) == "file-unreadable"
