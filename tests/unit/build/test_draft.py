"""The draft of a new definition renders at once, in every edition, with any unit."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from jixiao.build.draft import default_year, make_draft, split_unit
from jixiao.build.render import render
from jixiao.definition import loads
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Edition, Pack, load_pack
from jixiao.model import IndicatorValue, Unit
from tests.conftest import ROOT

EDITIONS = ["hebei-2020", "hebei-2021", "hebei-2023"]
UNIT = Unit(code="636009", name="青石县柳河镇人民政府")


def edition_of(pack: Pack, name: str) -> Edition:
    edition = pack.edition(name)
    assert edition is not None
    return edition


def draft(pack: Pack, name: str, unit: Unit = UNIT) -> str:
    return make_draft(pack, edition_of(pack, name), unit, 2024)


@pytest.mark.parametrize("name", EDITIONS)
def test_a_draft_renders_at_once(pack: Pack, name: str) -> None:
    text = draft(pack, name)
    report = loads(text).report
    assert text.startswith("#:schema report.schema.json\n")
    assert (report.header.fiscal_year, report.header.edition) == (2024, name)
    assert report.unit == UNIT
    assert all((report.targets.overall, report.targets.itemised, report.targets.safeguards))
    assert set(render(report, ["docx", "text"])) == {"docx", "text"}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_example_projects_cannot_be_taken_for_real_ones(pack: Pack, name: str) -> None:
    projects = loads(draft(pack, name)).report.projects
    assert [project.code for project in projects] == [None, None]
    assert all("示例" in (project.name or "") for project in projects)
    assert all(
        "示例" in (row.description or "") for project in projects for row in project.indicators
    )


@pytest.mark.parametrize(
    ("name", "rows", "second"), [("hebei-2020", 6, "效果指标"), ("hebei-2023", 9, "效益指标")]
)
def test_the_rows_are_those_usual_in_the_edition(
    pack: Pack, name: str, rows: int, second: str
) -> None:
    for project in loads(draft(pack, name)).report.projects:
        kinds = list(dict.fromkeys(row.level1 for row in project.indicators))
        assert kinds == ["产出指标", second, "满意度指标"]
        assert len(project.indicators) == rows
        assert all((row.level3 is None) == (name == "hebei-2020") for row in project.indicators)


def test_the_examples_show_every_way_to_write_a_value(pack: Pack) -> None:
    text = draft(pack, "hebei-2023")
    values = [row.value for project in loads(text).report.projects for row in project.indicators]
    parts = {
        name
        for value in values
        if value
        for name in IndicatorValue.model_fields
        if getattr(value, name) is not None
    }
    assert parts == {"raw", "operator", "number", "unit", "date", "text"}
    assert 'value = { operator = "≥", number = 10, unit = "台" }' in text


def test_the_amounts_of_the_examples_add_up(pack: Pack) -> None:
    for project in loads(draft(pack, "hebei-2023")).report.projects:
        budget = project.budget
        assert None not in (budget.total, budget.fiscal, budget.other)
        assert budget.total == budget.fiscal + budget.other  # type: ignore[operator]
        assert f"预算数{budget.total}万元" in (project.purpose or "")


def test_the_special_fund_of_2020_loads_when_its_hashes_are_taken_away(pack: Pack) -> None:
    before, rest = draft(pack, "hebei-2020").split("#\n# [[projects]]", 1)
    block, after = rest.split("\n\n", 1)
    fund = "\n[[projects]]" + block.replace("\n# ", "\n").replace("\n#", "\n")
    projects = loads(f"{before}{fund}\n\n{after}").report.projects
    assert [project.kind for project in projects] == ["special-fund"] + ["budget-project"] * 2


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("636009 青石县柳河镇人民政府", UNIT),
        ("青石县柳河镇人民政府", Unit(name="青石县柳河镇人民政府")),
        ("  636009   某 局  ", Unit(code="636009", name="某 局")),
        ('1 "引号"\\', Unit(code="1", name='"引号"\\')),
    ],
)
def test_a_unit_is_a_code_and_a_name_or_a_name(pack: Pack, text: str, unit: Unit) -> None:
    assert split_unit(text) == unit
    assert loads(draft(pack, "hebei-2023", split_unit(text))).report.unit == unit


@pytest.mark.parametrize("text", ["", "   ", "a\nb", "636009 \x07"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(JixiaoError, match="not the name of a unit"):
        split_unit(text)


@pytest.mark.parametrize(
    ("day", "year"), [("2024-01-01", 2024), ("2024-06-30", 2024), ("2024-07-01", 2025)]
)
def test_budgets_of_the_next_year_are_drafted_from_july_on(day: str, year: int) -> None:
    assert default_year(date.fromisoformat(day)) == year


def test_a_mistake_in_the_draft_template_is_named_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates" / "hebei", tmp_path / "pack")
    template = tmp_path / "pack" / "new.toml.jinja"
    template.write_text("schema = 1\n{{ nothing }}\n", "utf-8")
    with pytest.raises(JixiaoError, match=r"new\.toml\.jinja:2: .*'nothing' is undefined"):
        draft(load_pack(tmp_path / "pack"), "hebei-2023")


def test_a_draft_that_is_no_definition_is_not_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates" / "hebei", tmp_path / "pack")
    (tmp_path / "pack" / "new.toml.jinja").write_text("schema = 1\nunitt = 3\n", "utf-8")
    with pytest.raises(JixiaoError) as caught:
        draft(load_pack(tmp_path / "pack"), "hebei-2023")
    assert [d.code for d in caught.value.diagnostics] == [
        "draft-broken",
        "missing",
        "extra-forbidden",
    ]
