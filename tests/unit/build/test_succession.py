"""This year's draft from last year's report: what is kept, left out, and marked."""

import re
import shutil
from pathlib import Path

import pytest

from jixiao.build.reading import parse
from jixiao.build.render import render
from jixiao.build.succession import Successor, fiscal_year_of, lost_comments, make_successor
from jixiao.definition import dumps, load, loads
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack, load_pack
from jixiao.model import Budget, Checking, Project, Report, SpendingPlan, Unit
from jixiao.recognise.parse import Parsed
from tests.conftest import ROOT, SHARED, sample_files

LEGACY = sorted(
    path
    for path in (SHARED / "legacy").glob("*")
    if path.suffix in (".txt", ".docx", ".doc", ".pdf")
)
YEAR = 2030

# # budget.total = ……   # 待填：预算数（万元），上年 31.20
_BLANK = re.compile(r"^# ([a-z.]+) = (?:\"……\"|……)   # 待填：[^，]+，上年 (.+)$", re.MULTILINE)


def succeed(
    report: Report, pack: Pack, last_year: int | None = None, unit: Unit | None = None
) -> Successor:
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return make_successor(report, pack, edition, unit or report.unit, (last_year, YEAR))


def filled_in_as_last_year(draft: str) -> Report:
    """Write last year's codes and figures where the draft asks for this year's."""
    return loads(_BLANK.sub(r"\1 = \2", draft)).report


def of_the_new_year(report: Report) -> Report:
    """Return a report with another year, and without the findings that were accepted."""
    header = report.header.model_copy(update={"fiscal_year": YEAR})
    projects = tuple(one.model_copy(update={"check": Checking()}) for one in report.projects)
    changes = {"header": header, "check": Checking(), "projects": projects}
    return report.model_copy(update=changes)


def count_of_figures(project: Project) -> int:
    """Count what has to be filled in for a project: its code, amounts, and plan."""
    budget, plan = project.budget, project.plan
    amounts = (budget.total, budget.fiscal, budget.other)
    months = (plan.march, plan.june, plan.october, plan.december)
    return sum(one is not None for one in (project.code, *amounts, *months))


def check_successor(report: Report, made: Successor) -> None:
    draft = loads(made.text).report
    for now, last in zip(draft.projects, report.projects, strict=True):
        assert now.code is None
        assert now.budget == Budget()
        assert now.plan == SpendingPlan(unit=last.plan.unit)
        assert (now.kind, now.name, now.purpose) == (last.kind, last.name, last.purpose)
        assert (now.goals, now.indicators) == (last.goals, last.indicators)
    assert draft.targets == report.targets
    assert made.blanks == sum(map(count_of_figures, report.projects))
    assert len(_BLANK.findall(made.text)) == made.text.count("# 待填：") == made.blanks
    assert made.text.count("# 请核对：") == made.doubts
    assert dumps(filled_in_as_last_year(made.text)) == dumps(of_the_new_year(report))


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_the_draft_of_a_sample_keeps_all_but_codes_and_figures(path: Path, pack: Pack) -> None:
    report = load(path).report
    made = succeed(report, pack, report.header.fiscal_year)
    check_successor(report, made)
    assert set(render(loads(made.text).report, ["text"])) == {"text"}


@pytest.mark.skipif(not LEGACY, reason="the shared corpus is not there")
@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.name)
def test_the_draft_of_a_published_file_keeps_all_but_codes_and_figures(
    path: Path, pack: Pack
) -> None:
    parsed = parse(path, templates=pack)
    check_successor(parsed.report, succeed(parsed.report, pack, fiscal_year_of(parsed)))


PROJECT = """schema = 1
[report]
fiscal_year = 2023
edition = "hebei-2023"
[unit]
name = "青石县柳河镇人民政府"
[targets]
overall = "第一段。\\n2023年要修路二十公里。"
[[projects]]
kind = "budget-project"
code = "C1"
name = "2023年修路"
purpose = "预算数2.55万元，每人200元。"
goals = ["修路。", "2022-2023年完工，花费2.55万元。"]
budget = { total = 2.55 }
plan = { unit = "amount", march = 1.00, december = 2.55 }
[[projects.indicators]]
level1 = "产出指标"
level2 = "成本指标"
value = { operator = "≤", number = 2.55 }
basis = "青财〔2023〕4号"
[[projects.indicators]]
level1 = "产出指标"
level2 = "成本指标"
value = "≤2.55万元"
basis = "青财〔2022〕31号"
[[projects.indicators]]
level1 = "产出指标"
level2 = "时效指标"
value = "2023年12月10日之前"
"""


def lines_above(text: str, start: str) -> list[str]:
    """Return the comments right above each line that begins so."""
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines):
        if line.startswith(start):
            above = number
            while lines[above - 1].startswith("# "):
                above -= 1
            found += lines[above:number]
    return found


def test_what_names_last_year_or_an_amount_is_marked_above_its_key(pack: Pack) -> None:
    text = succeed(loads(PROJECT).report, pack, 2023).text
    assert lines_above(text, "overall =") == ["# 请核对：第2段含以前年份 2023年"]
    assert "# 请核对：含以前年份 2023年\nname = " in text
    assert lines_above(text, "purpose =") == ["# 请核对：含上年金额 2.55万元、200元"]
    assert lines_above(text, "goals =") == [
        "# 请核对：第2条含以前年份 2022-2023年",
        "# 请核对：第2条含上年金额 2.55万元",
    ]
    assert lines_above(text, "value =") == [
        "# 请核对：含上年金额 ≤2.55",
        "# 请核对：含上年金额 2.55万元",
        "# 请核对：含以前年份 2023年",
    ]
    assert lines_above(text, "basis =") == [
        "# 请核对：含以前年份 〔2023〕",
        "# 请核对：含以前年份 〔2022〕",
    ]


def test_codes_and_figures_are_left_out_with_what_they_were(pack: Pack) -> None:
    text = succeed(loads(PROJECT).report, pack, 2023).text
    assert '# code = "……"   # 待填：项目编码，上年 "C1"\n' in text
    assert (
        "# budget.total = ……   # 待填：预算数（万元），上年 2.55\n"
        'plan.unit = "amount"\n'
        "# plan.march = ……   # 待填：截至3月底，上年 1.00\n"
        "# plan.december = ……   # 待填：截至12月底，上年 2.55\n"
    ) in text


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("2023年底前", "2023年"),
        ("2023 年", "2023 年"),
        ("2023年-2025年", "2023年-2025年"),
        ("2022—2023年", "2022—2023年"),
        ("2023至2024年度", "2023至2024年"),
        ("20230501", "20230501"),
        ("2023.5.1", "2023"),
        ("［2023］4号", "［2023］"),
        ("（2023）4号", "（2023）"),
        ("２０２３年", "2023年"),
        ("二〇二三年", "二〇二三年"),
        ("二○二三年", "二○二三年"),
        ("2022年", "2022年"),
        ("2021 年", "2021 年"),
        ("〔2020〕8号", "〔2020〕"),
        ("2019-2021", "2019-2021"),
        ("2021-22年", "2021-22年"),
        ("1998-2005年", "1998-2005年"),
        ("二〇一九年", "二〇一九年"),
        ("2029-2031年", "2029-2031年"),
        ("2030年", None),
        ("2030-2031年", None),
        ("二〇三〇年", None),
        ("2031年", None),
        ("1998年", None),
        ("2022.5.1", None),
        ("2000-3000亩", None),
        ("12023个", None),
        ("20231", None),
        ("1.2023", None),
    ],
)
def test_the_ways_to_write_a_year(pack: Pack, written: str, marked: str | None) -> None:
    project = Project(name="修路", purpose=f"修路，{written}完工。")
    report = loads(PROJECT).report.model_copy(update={"projects": (project,)})
    text = succeed(report, pack, 2023).text
    expected = [] if marked is None else [f"# 请核对：含以前年份 {marked}"]
    assert lines_above(text, "purpose =") == expected


def test_of_an_unknown_year_every_year_is_marked(pack: Pack) -> None:
    project = Project(name="修路", purpose="按〔2019〕4号，2021年5月完工2000个。")
    report = loads(PROJECT).report.model_copy(update={"projects": (project,)})
    assert lines_above(succeed(report, pack).text, "purpose =") == [
        "# 请核对：含以前年份 〔2019〕、2021年"
    ]


def test_a_year_that_a_document_does_not_say_is_not_known(pack: Pack, township: Report) -> None:
    without_codes = township.model_copy(
        update={
            "projects": tuple(one.model_copy(update={"code": None}) for one in township.projects)
        }
    )
    assert fiscal_year_of(_parsed(township, pack)) == 2023
    assert fiscal_year_of(_parsed(without_codes, pack)) is None
    assert fiscal_year_of(load(sample_files()[0])) == 2021


def _parsed(report: Report, pack: Pack) -> Parsed:
    return parse(render(report, ["text"])["text"], templates=pack)


def test_the_years_of_earlier_years_are_marked_in_a_draft_of_any_year(pack: Pack) -> None:
    project = Project(name="修路", purpose="2021年2022年2023年2024年2025年。")
    report = loads(PROJECT).report.model_copy(update={"projects": (project,)})
    edition = pack.edition("hebei-2023")
    assert edition is not None
    for draft, marked in (
        (2024, "2021年、2022年、2023年"),
        (2023, "2021年、2022年"),
        (2022, "2021年、2023年"),
    ):
        made = make_successor(report, pack, edition, report.unit, (2023, draft))
        assert lines_above(made.text, "purpose =") == [f"# 请核对：含以前年份 {marked}"]


def test_comments_of_last_year_that_the_draft_does_not_have_are_counted(pack: Pack) -> None:
    draft = succeed(loads(PROJECT).report, pack, 2023).text
    commented = loads(
        "#:schema report.schema.json\n# 王会计 2月3日改\n"
        + PROJECT.replace('code = "C1"', 'code = "C1"  # 见批复').replace("修路。", "修路 # 1。"),
        "last.toml",
    )
    assert lost_comments(commented, draft) == 2
    assert lost_comments(loads(draft, "last.toml"), draft) == 0
    assert lost_comments(loads('{"schema": 1, "report": {"edition": "#"}}'), draft) == 0


def test_findings_that_were_accepted_are_told_again(pack: Pack) -> None:
    accepted = '[check]\nignore = {PLN008 = "按合同"}\n'
    text = PROJECT.replace("[[projects]]\n", f"{accepted}[[projects]]\n", 1).replace(
        "[[projects.indicators]]", 'check = {ignore = {VAL001 = "甲", VAL002 = "乙"}}\n\\g', 1
    )
    report = loads(text.replace("\\g", "[[projects.indicators]]")).report
    made = succeed(report, pack, 2023)
    assert made.accepted == 3
    assert "ignore" not in made.text


def test_another_unit_takes_the_place_of_last_years(pack: Pack, township: Report) -> None:
    unit = Unit(code="1", name="某局")
    assert loads(succeed(township, pack, 2023, unit).text).report.unit == unit


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "templates" / "hebei", tmp_path / "pack"))


def test_a_pack_without_the_template_says_what_to_name(own_pack: Path, township: Report) -> None:
    manifest = own_pack / "pack.toml"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("succession"))
    manifest.write_text(kept, "utf-8")
    with pytest.raises(JixiaoError, match="no draft of the next year") as caught:
        succeed(township, load_pack(own_pack), 2023)
    assert caught.value.diagnostics[0].code == "pack-succession"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ line.text }}\n{% elif", "{{ line.text|upper }}\n{% elif"),
        ("# {{ line.text }} =", "{{ line.text }} ="),
    ],
)
def test_a_template_that_changes_what_is_kept_is_refused(
    own_pack: Path, township: Report, old: str, new: str
) -> None:
    template = own_pack / "next.toml.jinja"
    text = template.read_text("utf-8")
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(JixiaoError) as caught:
        succeed(township, load_pack(own_pack), 2023)
    assert caught.value.diagnostics[0].code == "draft-broken"
