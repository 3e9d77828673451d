"""New values in a definition: everything else stays byte for byte."""

from decimal import Decimal
from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.definition import dumps, loads
from jixiao.definition.edit import EditError, edit_definition
from jixiao.definition.positions import Path
from tests.conftest import sample_files
from tests.strategies import lines, texts

TOML = """\
# 二〇二三年
schema = 1
[report]
edition = "hebei-2023"   # 版式

[[projects]]
name = "村道养护"        # 去年叫道路养护
budget = { total = 2.00, fiscal = 2.00 } # 万元
plan = { march = 0.50, june = 1.00, october = 1.50, december = 2.00, unit = "amount" }
goals = [
    "修好村道",  # 第一条
    "修好边沟",
]

[[projects.indicators]]
level1 = "产出指标"
value = { operator = "≥", number = 39, unit = "个" }  # 分栏书写

[[projects]]
name = "植树"

[projects.plan]
march = 25
# 六月还没有定
october = 75
"""


def edit(edits: dict[Path, object], text: str = TOML) -> str:
    return edit_definition(text.encode(), "x", edits).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("projects", 0, "name"), "修路", '"村道养护"', '"修路"'),
        (("projects", 0, "budget", "total"), Decimal("3.00"), "total = 2.00", "total = 3.00"),
        (("projects", 0, "goals", 1), "修好“边沟”", '"修好边沟"', '"修好“边沟”"'),
        (
            ("projects", 0, "indicators", 0, "value"),
            "≥40个",
            '{ operator = "≥", number = 39, unit = "个" }',
            '"≥40个"',
        ),
        (("projects", 0, "plan", "unit"), None, ', unit = "amount"', ""),
        (("projects", 0, "plan", "march"), None, "march = 0.50, ", ""),
        (("projects", 1, "plan", "march"), None, "march = 25\n", ""),
        (("projects", 1, "plan", "december"), Decimal(100), "75\n", "75\ndecember = 100\n"),
        (("projects", 0, "budget", "other"), Decimal(0), "2.00 } #", "2.00, other = 0 } #"),
        (("projects", 0, "goals", 0), "一行\n两行", '"修好村道"', '"""\n一行\n两行"""'),
    ],
)
def test_one_value_changes_and_nothing_else(
    path: Path, value: object, before: str, after: str
) -> None:
    assert TOML.count(before) == 1
    assert edit({path: value}) == TOML.replace(before, after)


def test_several_values_at_once() -> None:
    months = ("march", "june", "october", "december")
    edits: dict[Path, object] = {
        ("projects", 0, "plan", month): Decimal(25 * number)
        for number, month in enumerate(months, 1)
    }
    edits["projects", 0, "plan", "unit"] = None
    assert "plan = { march = 25, june = 50, october = 75, december = 100 }\n" in edit(edits)


def test_a_table_that_is_not_there_is_made_beside_its_siblings() -> None:
    assert 'name = "植树"\nbudget = { total = 1.00 }\n' in edit(
        {("projects", 1, "budget", "total"): Decimal("1.00")}
    )


def test_a_key_taken_out_leaves_its_comment() -> None:
    assert "\n# 去年叫道路养护\n" in edit({("projects", 0, "name"): None})


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode()
    path = ("projects", 0, "goals", 1)
    assert edit_definition(data, "x", {path: "修好\n桥"}) == data.replace(
        '"修好边沟"'.encode(), '"""\r\n修好\r\n桥"""'.encode()
    )


def test_mixed_line_ends_stay() -> None:
    ends = enumerate(TOML.splitlines())
    text = "".join(line + ("\r\n" if at % 3 else "\n") for at, line in ends)
    result = edit_definition(text.encode(), "x", {("projects", 1, "name"): "种树"})
    assert result.decode() == text.replace('"植树"', '"种树"')


JSON = """\
{
  "schema": 1,
  "report": {"edition": "hebei-2023"},
  "projects": [
    {"name": "植树", "goals": ["活"]}
  ]
}
"""


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("projects", 0, "name"), '"种"树', '"植树"', '"\\"种\\"树"'),
        (("projects", 0, "name"), None, '"name": "植树", ', ""),
        (("projects", 0, "purpose"), "买苗", '["活"]', '["活"], "purpose": "买苗"'),
        (("report", "fiscal_year"), Decimal(2023), '-2023"}', '-2023", "fiscal_year": 2023}'),
    ],
)
def test_json_is_edited_alike(path: Path, value: object, before: str, after: str) -> None:
    assert edit({path: value}, JSON) == JSON.replace(before, after)


@pytest.mark.parametrize(
    "edits",
    [
        {("projects", 5, "name"): "甲"},
        {("projects", 0, "purpose"): None},
        {("projects", 0, "goals", 7): "甲"},
        {("projects", 0, "plan"): None, ("projects", 0, "plan", "march"): Decimal(1)},
    ],
    ids=["no such project", "nothing to take out", "no such goal", "edits that touch"],
)
def test_edits_that_have_no_place_are_refused(edits: dict[Path, object]) -> None:
    with pytest.raises(EditError):
        edit(edits)


@given(path=st.sampled_from(sample_files()), number=st.integers(0, 99), text=texts(), name=lines())
def test_any_text_anywhere_reads_back(path: FilePath, number: int, text: str, name: str) -> None:
    original = path.read_bytes()
    report = loads(original, "x").report
    number %= len(report.projects)
    edits: dict[Path, object] = {
        ("projects", number, "purpose"): text,
        ("projects", number, "name"): name,
    }
    after = edit_definition(original, "x", edits)  # type: ignore[arg-type]
    project = report.projects[number].model_copy(update={"purpose": text, "name": name})
    projects = (*report.projects[:number], project, *report.projects[number + 1 :])
    expected = report.model_copy(update={"projects": projects})
    assert dumps(loads(after, "x").report) == dumps(expected)


def test_keys_put_in_together_keep_their_order() -> None:
    edits: dict[Path, object] = {
        ("projects", 1, "plan", month): Decimal(100) for month in ("june", "december")
    }
    assert "october = 75\njune = 100\ndecember = 100\n" in edit(edits)
