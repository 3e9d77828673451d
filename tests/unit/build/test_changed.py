"""Which forms differ from an earlier version, and corrected forms that are read back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.build.changed import Changed, changed_forms
from jixiao.build.comparing import Side
from jixiao.build.reading import parse
from jixiao.build.render import Request, make_job, reduced, render, render_definition
from jixiao.correct.printed import as_printed
from jixiao.definition import dumps, loads
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack, load_pack
from jixiao.model import Budget, Checking, Project, Report, Targets, Unit
from tests.conftest import ROOT, need_pango

Change = Callable[[Project], Project]


def compared(old: Report, new: Report, pack: Pack) -> Changed:
    """Compare two reports as definitions."""
    return _changed(Side("old.toml", old, loads(dumps(old), "old.toml")), new, pack)


def _changed(old: Side, new: Report, pack: Pack) -> Changed:
    edition = pack.edition(new.header.edition)
    assert edition is not None
    return changed_forms(old, loads(dumps(new), "new.toml"), edition, Path("new.toml"))


def with_projects(report: Report, projects: dict[int, Change]) -> Report:
    changed = [
        projects[number](project) if number in projects else project
        for number, project in enumerate(report.projects)
    ]
    return report.model_copy(update={"projects": tuple(changed)})


def richer(project: Project) -> Project:
    assert project.budget.total is not None
    budget = project.budget.model_copy(update={"total": project.budget.total + 1})
    return project.model_copy(update={"budget": budget})


def renamed(project: Project) -> Project:
    return project.model_copy(update={"name": f"{project.name}（新）"})


def with_fewer_rows(project: Project) -> Project:
    return project.model_copy(update={"indicators": project.indicators[1:]})


def codes(found: Changed) -> list[str]:
    return [notice.code for notice in found.notices]


def test_forms_that_differ_are_found_in_the_order_of_the_report(
    pack: Pack, township: Report
) -> None:
    new = with_projects(township, {7: with_fewer_rows, 2: richer, 4: renamed})
    assert compared(township, new, pack) == Changed((2, 4, 7))


def test_a_new_form_is_among_them_and_a_removed_one_is_told(pack: Pack, township: Report) -> None:
    fewer = township.model_copy(update={"projects": township.projects[1:]})
    assert compared(fewer, township, pack).forms == (0,)
    found = compared(township, fewer, pack)
    assert found.forms == ()
    assert codes(found) == ["forms-removed", "forms-renumbered"]
    notice, renumbered = found.notices
    assert renumbered.message.startswith("11 forms that are not printed")
    assert renumbered.message.count(" (was ") == 6
    assert renumbered.message.endswith(" …")
    assert notice.message.endswith("13090123P00011410013U 村级办公经费")


def test_of_many_removed_forms_the_first_are_named(pack: Pack, township: Report) -> None:
    few = township.model_copy(update={"projects": township.projects[:2]})
    (notice,) = compared(township, few, pack).notices
    assert notice.message.startswith("10 forms of the earlier version")
    assert notice.message.count("; ") == 5
    assert notice.message.endswith(" …")


def test_another_order_alone_is_told_and_changes_no_form(pack: Pack, township: Report) -> None:
    first, second, *others = township.projects
    moved = township.model_copy(update={"projects": (second, first, *others)})
    found = compared(township, moved, pack)
    assert found.forms == ()
    (notice,) = found.notices
    assert notice.code == "forms-renumbered"
    assert notice.message == (
        "2 forms that are not printed have other numbers now: "
        "1.农村环境卫生整治经费 (was 2.); 2.村级办公经费 (was 1.)"
    )
    assert notice.advice is not None
    assert notice.advice.endswith("print the whole report: jixiao render new.toml")


def test_forms_below_a_new_or_a_removed_one_have_other_numbers(
    pack: Pack, township: Report
) -> None:
    *others, last = township.projects
    without = township.model_copy(update={"projects": (*others[:-1], last)})
    added = compared(without, with_projects(township, {3: richer}), pack)
    assert added.forms == (3, 10)
    assert added.notices[0].message == (
        f"1 form that is not printed has another number now: 12.{last.name} (was 11.)"
    )
    removed = compared(township, with_projects(without, {10: richer}), pack)
    assert removed.forms == (10,)
    assert codes(removed) == ["forms-removed"]


def test_the_forms_of_each_part_are_numbered_from_1(pack: Pack, township: Report) -> None:
    fund = with_projects(
        township, {5: lambda project: project.model_copy(update={"kind": "special-fund"})}
    )
    fewer = fund.model_copy(update={"projects": fund.projects[:10] + fund.projects[11:]})
    (_removed, notice) = compared(fund, fewer, pack).notices
    assert notice.message.endswith(f": 10.{fund.projects[11].name} (was 11.)")


def test_what_is_not_printed_changes_no_form(pack: Pack, township: Report) -> None:
    header = township.header.model_copy(update={"fiscal_year": 2024, "framework": "2021"})
    accepted = Checking(ignore={"PLN008": "按合同"})
    padded = with_projects(
        township,
        {
            1: lambda project: project.model_copy(update={"check": accepted}),
            3: lambda project: project.model_copy(update={"purpose": f"  {project.purpose}\n"}),
        },
    )
    new = padded.model_copy(update={"header": header, "check": accepted})
    assert compared(township, new, pack) == Changed(())


def test_the_unit_stands_in_every_form_of_a_budget_project(pack: Pack, township: Report) -> None:
    unit = Unit(code=township.unit.code, name="青石县柳河乡人民政府")
    fund = with_projects(
        township, {5: lambda project: project.model_copy(update={"kind": "special-fund"})}
    )
    found = compared(fund, fund.model_copy(update={"unit": unit}), pack)
    assert found.forms == (0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11)
    assert codes(found) == ["changed-unit"]


def test_another_edition_changes_the_look_of_every_form(pack: Pack, township: Report) -> None:
    header = township.header.model_copy(update={"edition": "hebei-2021"})
    found = compared(township.model_copy(update={"header": header}), township, pack)
    assert found.forms == tuple(range(12))
    assert codes(found) == ["changed-edition"]


def test_part_1_is_no_form_and_is_told(pack: Pack, township: Report) -> None:
    targets = Targets(overall="另外的话。", itemised=township.targets.itemised)
    found = compared(township, township.model_copy(update={"targets": targets}), pack)
    assert found.forms == ()
    (notice,) = found.notices
    assert notice.code == "changed-prose"
    assert notice.message.endswith(": overall targets, safeguard measures")


def test_special_funds_are_found_where_they_stand_in_the_definition(
    pack: Pack, township: Report
) -> None:
    funds = with_projects(
        township,
        {
            number: lambda project: project.model_copy(update={"kind": "special-fund"})
            for number in (3, 8)
        },
    )
    assert compared(funds, with_projects(funds, {1: richer, 8: richer}), pack).forms == (1, 8)


def test_the_plan_in_another_unit_is_no_difference_where_the_layout_prints_none(
    pack: Pack,
) -> None:
    text = (
        'schema = 1\n[report]\nedition = "{}"\n[[projects]]\ncode = "C1"\nplan = {{ march = 1{} }}'
    )
    for edition, forms in (("hebei-2020", ()), ("hebei-2021", (0,))):
        percent = loads(text.format(edition, "")).report
        amount = loads(text.format(edition, ', unit = "amount"')).report
        assert compared(percent, amount, pack).forms == forms


@pytest.mark.parametrize("form", ["text", "docx"])
def test_a_document_is_an_earlier_version_too(pack: Pack, township: Report, form: str) -> None:
    parsed = parse(render(township, [form])[form], templates=pack)
    old = Side("old", parsed.recognition.report, parsed)
    assert _changed(old, township, pack) == Changed(())
    assert _changed(old, with_projects(township, {6: richer}), pack).forms == (6,)


def test_the_file_of_another_unit_is_refused_with_advice(pack: Pack, township: Report) -> None:
    other = township.model_copy(
        update={"unit": Unit(code="1", name="某局"), "projects": (Project(code="C1"),)}
    )
    with pytest.raises(JixiaoError) as caught:
        compared(other, township, pack)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unit-differs"
    assert fault.advice == "name an earlier version of this report"


def test_forms_that_cannot_be_told_apart_are_refused(pack: Pack, township: Report) -> None:
    twice = [
        Project(code="C1", name="修路", budget=Budget(total=amount)) for amount in (1, 2, 3, 4)
    ]
    old = township.model_copy(update={"projects": (twice[0], twice[1])})
    new = township.model_copy(update={"projects": (twice[2], twice[3])})
    with pytest.raises(JixiaoError, match="C1"):
        compared(old, new, pack)


@pytest.mark.parametrize("form", ["text", "docx"])
def test_corrected_forms_are_read_back_without_residue(
    pack: Pack, sample: Report, form: str
) -> None:
    check_corrected_forms(pack, sample, form)


def test_corrected_forms_are_read_back_of_a_pdf(pack: Pack, township: Report) -> None:
    need_pango()
    check_corrected_forms(pack, township, "pdf")


def check_corrected_forms(pack: Pack, report: Report, form: str) -> None:
    chosen = (0, len(report.projects) - 1)
    definition = loads(dumps(report), "r.toml")
    request = Request((form,), forms=chosen, marked=True)
    data = render_definition(definition, pack, request).files[form]
    recognition = parse(data, templates=pack).recognition
    assert recognition.residue == ()
    expected = as_printed(reduced(report, chosen))
    assert as_printed(recognition.report).projects == expected.projects
    if form == "text":
        assert data.decode().count("绩效目标表（更正）") == 2


def test_an_edition_without_a_mark_says_where_to_name_one(pack: Pack, township: Report) -> None:
    edition = pack.edition("hebei-2023")
    assert edition is not None
    labels = edition.labels.model_copy(update={"correction": None})
    without = edition.model_copy(update={"labels": labels})
    with pytest.raises(JixiaoError, match="has no mark of a correction"):
        make_job(township, without, pack, [0], marked=True)


def test_a_template_that_prints_no_mark_says_where_to_put_it(
    tmp_path: Path, township: Report
) -> None:
    folder = Path(shutil.copytree(ROOT / "templates" / "hebei", tmp_path / "pack"))
    template = folder / "report.xml.jinja"
    text = template.read_text("utf-8")
    assert "mark(item, outline.mark)" in text
    template.write_text(text.replace("mark(item, outline.mark)", "mark(item)"), "utf-8")
    own = load_pack(folder)
    edition = own.edition("hebei-2023")
    assert edition is not None
    with pytest.raises(JixiaoError, match="does not print the mark") as caught:
        make_job(township, edition, own, [0], marked=True)
    assert str(caught.value.diagnostics[0].place) == str(template)
