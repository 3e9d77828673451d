"""A part of a report that is missing leaves a gap, although all that is there is understood."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given

from jixiao.definition import load
from jixiao.diagnostics import Diagnostic, Place
from jixiao.layout import Edition, Pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.readers.types import Line
from jixiao.recognise.gaps import find_gaps, no_forms, tells_of_loss
from jixiao.recognise.parse import parse_bytes
from jixiao.recognise.recognise import recognise
from jixiao.writers.docx import write_docx
from jixiao.writers.text import write_text
from tests.conftest import job_of, sample_files
from tests.printable import printable_reports
from tests.property.test_read_docx import without_source

NAME = "柳河镇.txt"
FORMS = 12
_HEADING = re.compile(r"(\[bookmark: \w+\])?(\d+)\..*绩效目标表")
_MARK = re.compile(r"\[bookmark: \w+\]")


@pytest.fixture
def lines(township: Report, pack: Pack) -> list[str]:
    """The township as text, without marks: a form begins with a line such as 3.名称绩效目标表."""
    return _MARK.sub("", text_of(township, pack)).split("\n")


def text_of(report: Report, pack: Pack) -> str:
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return write_text(compose(report, edition, pack))


def starts(lines: list[str]) -> list[int]:
    """Return where forms begin."""
    return [at for at, line in enumerate(lines) if _HEADING.fullmatch(line)]


def without_form(lines: list[str], number: int) -> list[str]:
    begin, end = [*starts(lines), len(lines)][number - 1 : number + 1]
    return lines[:begin] + lines[end:]


def without_rows(lines: list[str], number: int, first: str, last: str) -> list[str]:
    """Take the rows of a form away from the one with a label on; ``last`` is the first to stay."""
    form = starts(lines)[number - 1]
    begin = next(at for at in range(form, len(lines)) if lines[at].strip() == first)
    end = next(at for at in range(begin, len(lines)) if re.search(last, lines[at]))
    return lines[:begin] + lines[end:]


def gaps(lines: list[str] | str, editions: list[Edition]) -> tuple[Diagnostic, ...]:
    text = lines if isinstance(lines, str) else "\n".join(lines)
    parsed = parse_bytes(text.encode(), NAME, editions)
    return find_gaps(parsed.reading, parsed.recognition, parsed.locator)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.code for one in found]


# ---- numbers ----


def test_a_form_that_is_missing_leaves_a_gap_in_the_numbers(
    lines: list[str], editions: list[Edition]
) -> None:
    text = without_form(lines, 2)
    (told,) = gaps(text, editions)
    assert told.code == "parse-numbers"
    assert told.message == "the numbers of forms jump from 1 to 3: forms may be missing between"
    heading = starts(text)[1]
    assert told.place == Place(NAME, heading + 1, 1, text[heading])
    assert tells_of_loss([told])


def test_the_first_form_is_missed(lines: list[str], editions: list[Edition]) -> None:
    (told,) = gaps(without_form(lines, 1), editions)
    assert told.message == "the first form has the number 2: forms before it may be missing"


def test_each_gap_is_told(lines: list[str], editions: list[Edition]) -> None:
    found = gaps(without_form(without_form(without_form(lines, 9), 8), 3), editions)
    assert [re.findall(r"\d+", one.message) for one in found] == [["2", "4"], ["7", "10"]]


def test_forms_in_another_order_are_no_gap(lines: list[str], editions: list[Edition]) -> None:
    begin, between, end = starts(lines)[2:5]
    swapped = lines[:begin] + lines[between:end] + lines[begin:between] + lines[end:]
    assert gaps(swapped, editions) == ()


def test_a_number_that_repeats_is_told_and_is_no_loss(
    lines: list[str], editions: list[Edition]
) -> None:
    heading = starts(lines)[-1]
    lines[heading] = lines[heading].replace(f"{FORMS}.", "11.")
    (told,) = gaps(lines, editions)
    assert told.code == "parse-number-twice"
    assert told.message == "2 forms of one part have the number 11"
    assert not tells_of_loss([told])


def test_numbers_of_each_part_begin_anew(pack: Pack, editions: list[Edition]) -> None:
    """The office has two special funds and eight projects; its parts are told by their titles."""
    path = next(path for path in sample_files() if "2020" in path.name)
    text = re.sub(r" TC .* \\l 1 ", "", text_of(load(path).report, pack))
    assert gaps(text, editions) == ()
    first_project = text.index("\n1、", text.index("\n2、"))
    without = text[:first_project] + text[text.index("\n2、", first_project) :]
    (told,) = gaps(without, editions)
    assert told.message.startswith("the first form has the number 2")


def test_numbers_that_begin_anew_begin_a_part(lines: list[str], editions: list[Edition]) -> None:
    """Two reports in one file, say, the second without titles."""
    assert gaps([*lines, *lines[starts(lines)[0] :]], editions) == ()


def test_marks_tell_the_parts_where_titles_are_missing(pack: Pack, editions: list[Edition]) -> None:
    path = next(path for path in sample_files() if "2020" in path.name)
    text = text_of(load(path).report, pack)
    titles = text.index("\n第三部分")  # and the first project after them
    without = text[:titles] + text[text.index("\n2、", titles) :]
    (told,) = gaps(without, editions)
    assert told.message.startswith("the first form has the number 2")


def test_single_forms_keep_their_numbers(lines: list[str], editions: list[Edition]) -> None:
    """A correction is of some forms, without Part 1 and titles."""
    begin, end = starts(lines)[4:6]
    last = starts(lines)[-1]
    assert gaps(lines[begin:end] + lines[last:], editions) == ()


def test_a_form_without_its_heading_may_fill_a_gap(
    lines: list[str], editions: list[Edition]
) -> None:
    del lines[starts(lines)[4]]
    assert gaps(lines, editions) == ()


# ---- contents lists ----


@pytest.mark.parametrize("leader", ["", "\t{page}", "……{page}", " ..... {page}", "　{page}"])
def test_a_typed_contents_list_names_a_form_that_is_not_there(
    leader: str, lines: list[str], editions: list[Edition]
) -> None:
    headings = [lines[at] for at in starts(lines)]
    contents = [line + leader.format(page=page) for page, line in enumerate(headings, start=3)]
    assert gaps(["目录", *contents, *lines], editions) == ()
    found = gaps(["目录", *contents, *without_form(lines, FORMS)], editions)
    assert codes(found) == ["parse-contents-longer"]
    assert found[0].message == (
        "the contents list names 12 forms, and the file has 11; not 敬老院运行经费"
    )
    assert tells_of_loss(found)


def test_a_contents_list_that_word_made_names_a_form_that_is_not_there(
    township: Report, pack: Pack, editions: list[Edition]
) -> None:
    document = without_source(write_docx(job_of(township, pack)))
    parsed = parse_bytes(document, "柳河镇.docx", editions)
    assert find_gaps(parsed.reading, parsed.recognition, parsed.locator) == ()
    blocks = parsed.reading.blocks
    is_last_form = [
        isinstance(block, Line) and not block.contents and block.text.startswith(f"{FORMS}.")
        for block in blocks
    ]
    cut = replace(parsed.reading, blocks=blocks[: is_last_form.index(True)])
    found = find_gaps(cut, recognise(cut, editions), parsed.locator)
    assert codes(found) == ["parse-contents-longer"]


# ---- parts of a form ----


def test_a_form_without_its_first_rows_is_told(lines: list[str], editions: list[Edition]) -> None:
    (told,) = gaps(without_rows(lines, 3, "项目编码", "一级指标"), editions)
    assert told.code == "parse-no-head"
    assert told.message.startswith("the form of 农村道路养护经费 has neither code nor budget")
    assert tells_of_loss([told])


def test_a_form_whose_cells_are_blank_has_its_rows(
    township: Report, pack: Pack, editions: list[Edition]
) -> None:
    blank = township.projects[0].model_validate(
        {"name": "空白项目", "indicators": township.projects[0].indicators}
    )
    report = township.model_copy(update={"projects": (blank, *township.projects[1:])})
    assert gaps(text_of(report, pack), editions) == ()


def test_a_form_without_its_table_of_indicators_is_told(
    lines: list[str], editions: list[Edition]
) -> None:
    (told,) = gaps(without_rows(lines, 3, "一级指标", r"^4\."), editions)
    assert told.code == "parse-cut-form"
    assert told.message == "the form of 农村道路养护经费 has no table of indicators"
    assert tells_of_loss([told])


def test_a_form_whose_table_of_indicators_is_blank_is_told_and_is_no_loss(
    lines: list[str], editions: list[Edition]
) -> None:
    (told,) = gaps(without_rows(lines, 3, "产出指标", r"^4\."), editions)
    assert told.code == "parse-no-indicators"
    assert not tells_of_loss([told])


def test_a_form_that_is_cut_off_at_the_end_is_told_as_such_only(
    lines: list[str], editions: list[Edition]
) -> None:
    form = starts(lines)[-1]
    end = next(at for at in range(form, len(lines)) if lines[at].strip() == "一级指标")
    assert gaps(lines[:end], editions) == ()


# ---- texts without cells ----


def test_a_text_whose_cells_run_together_says_so(lines: list[str], editions: list[Edition]) -> None:
    parsed = parse_bytes("\n".join(lines).replace("\t", "").encode(), NAME, editions)
    told = no_forms(parsed.reading, parsed.locator)
    assert told.code == "parse-no-forms"
    assert told.message == (
        "no form was found: nothing in this text separates the cells of its tables (tabs)"
    )


def test_a_text_of_part_1_alone_has_lost_no_cells(
    lines: list[str], editions: list[Edition]
) -> None:
    part_1 = "\n".join(lines[: starts(lines)[0]])
    parsed = parse_bytes(part_1.encode(), NAME, editions)
    assert (
        no_forms(parsed.reading, parsed.locator).message == "no form of a project was found in it"
    )


# ---- no false alarm ----


@given(report=printable_reports())
def test_a_whole_report_has_no_gap(report: Report, pack: Pack, editions: list[Edition]) -> None:
    assume(report.projects)
    for data, name in (
        (text_of(report, pack).encode(), NAME),
        (without_source(write_docx(job_of(report, pack))), "柳河镇.docx"),
    ):
        parsed = parse_bytes(data, name, editions)
        found = find_gaps(parsed.reading, parsed.recognition, parsed.locator)
        assert not tells_of_loss(found), codes(found)
