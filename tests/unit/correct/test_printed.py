"""A report as printed: a definition and its document read back are the same."""

from decimal import Decimal

from jixiao.correct.diff import diff
from jixiao.correct.printed import as_printed
from jixiao.layout import Pack
from jixiao.model import Checking, Header, IndicatorValue, Report, Targets, Unit
from jixiao.recognise.parse import parse_bytes
from jixiao.writers.text import write_text
from tests.conftest import job_of
from tests.unit.correct.samples import ROAD, project, report, row


def test_a_sample_and_its_document_read_back_do_not_differ(sample: Report, pack: Pack) -> None:
    text = write_text(job_of(sample, pack).document)
    parsed = parse_bytes(text.encode(), "报告.txt", pack.editions)
    assert diff(as_printed(sample), as_printed(parsed.report)).is_empty


def test_texts_are_as_their_lines_are_printed() -> None:
    indented = "　　第一段。\n\n  第二段。 "
    cells = row(" 村道　", level1="产出指标 ", description=indented, basis="\u00a0合同\t")
    one = project(
        " A1 ", "　村道养护", indented, goals=("  甲。\n  续。", "乙"), indicators=(cells,)
    )
    shown = as_printed(report(one)).projects[0]
    assert (shown.code, shown.name) == ("A1", "村道养护")
    assert shown.purpose == "第一段。\n第二段。"
    assert shown.goals == ("甲。\n续。", "乙")
    assert shown.indicators == (row("村道", description="第一段。\n第二段。", basis="合同"),)


def test_a_value_is_what_its_printed_text_means() -> None:
    given = IndicatorValue.model_validate({"number": Decimal(5), "text": "个村"})
    padded = IndicatorValue.parse(" ≥95% ")
    rows = tuple(row("甲").model_copy(update={"value": value}) for value in (given, padded))
    first, second = as_printed(report(project("A1", "甲", indicators=rows))).projects[0].indicators
    assert first.value == IndicatorValue.parse("5个村")
    assert second.value == IndicatorValue.parse("≥95%")


def test_special_funds_stand_first_each_kind_in_its_order() -> None:
    named = [
        project("A1", "一"),
        project("F1", "二", kind="special-fund"),
        project("A2", "三"),
        project("F2", "四", kind="special-fund"),
    ]
    shown = as_printed(report(*named))
    assert [one.code for one in shown.projects] == ["F1", "F2", "A1", "A2"]


def test_what_no_form_shows_is_blank() -> None:
    ignored = Checking(ignore={"PLN008": "按合同"})
    whole = Report(
        header=Header(edition="hebei-2023", fiscal_year=2023, framework="2021"),
        unit=Unit(code="636009", name="青石县柳河镇人民政府"),
        targets=Targets(overall="　第一段。"),
        check=ignored,
        projects=(project("F1", "甲", kind="special-fund", check=ignored),),
    )
    shown = as_printed(whole)
    assert shown.header == Header(edition="hebei-2023")
    assert shown.unit == Unit()
    assert shown.targets == Targets(overall="第一段。")
    assert shown.check == shown.projects[0].check == Checking()
    of_projects = whole.model_copy(update={"projects": (project("A1", "甲"),)})
    assert as_printed(of_projects).unit == whole.unit


def test_what_is_printed_already_is_not_copied() -> None:
    padded = project("A1 ", "甲")
    kept = project("A2", "乙", ROAD, total="3.00", indicators=(row("村数", "5个"),), goals=("甲",))
    shown = as_printed(report(padded, kept))
    assert shown.projects[1] is kept
    assert as_printed(shown) is shown
