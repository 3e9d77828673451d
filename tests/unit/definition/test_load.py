"""Every mistake in a definition is named with its line and column, all of them in one run."""

import json
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from jixiao.definition import load, loads
from jixiao.definition.syntax_reasons import NUMBER_KEYS
from jixiao.diagnostics import JixiaoError
from jixiao.model import (
    Budget,
    Header,
    Indicator,
    IndicatorValue,
    Project,
    SpendingPlan,
    Targets,
    Unit,
)

HEAD = 'schema = 1\n[report]\nedition = "hebei-2023"\n'


def faults(text: str | bytes) -> list[tuple[str, int | None, int | None, str]]:
    with pytest.raises(JixiaoError) as caught:
        loads(text, "f")
    found = []
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.place is not None
        place = diagnostic.place
        found.append((diagnostic.code, place.line, place.column, diagnostic.message))
    return found


def only(text: str | bytes) -> tuple[str, int | None, int | None, str]:
    (fault,) = faults(text)
    return fault


def test_all_faults_of_a_file_are_listed_in_its_order() -> None:
    text = (
        'schema = 1\n[report]\nfiscal_year = "2023"\neditio = "x"\nedition = "hebei-2023"\n'
        '[[projects]]\nname = ""\ngoals = "一条"\n'
        'budget = { total = "2.00", fiscal = nan }\n'
        '[[projects.indicators]]\nvalue = { operator = "~", nubmer = 3 }\n'
    )
    assert [fault[:3] for fault in faults(text)] == [
        ("int-type", 3, 15),
        ("extra-forbidden", 4, 1),
        ("string-too-short", 7, 8),
        ("tuple-type", 8, 9),
        ("number-type", 9, 20),
        ("number-not-finite", 9, 37),
        ("operator-unknown", 11, 22),
        ("extra-forbidden", 11, 27),
    ]


def test_columns_count_characters_not_bytes() -> None:
    text = HEAD + '[[projects]]\nbudget = { total = 1, "预算" = 2 }\n'
    assert only(text)[1:3] == (5, 23)


@pytest.mark.parametrize(
    ("key", "meant"), [("goal", "goals"), ("Name", "name"), ('"项目名称"', "name"), ("cod", "code")]
)
def test_the_nearest_key_is_offered(key: str, meant: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        loads(HEAD + f'[[projects]]\n{key} = "x"\n')
    assert caught.value.diagnostics[0].advice == f"did you mean {meant}?"


def test_a_newer_format_is_refused_with_advice_and_nothing_else_is_said() -> None:
    with pytest.raises(JixiaoError) as caught:
        loads('schema = 2\nfuture = "x"\n')
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "schema-newer"
    assert diagnostic.advice is not None
    assert "upgrade" in diagnostic.advice


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("schema = \n", 1, 10),
        ("schema = 1\nschema = 1\n", 2, 11),
        ('a = "x\n', 1, 7),
        ('{"a": 1, "a": 2}', 1, 10),
        ('{"a": [1,}', 1, 10),
        ('{"a": 1', 1, 8),
    ],
)
def test_broken_syntax_is_placed(text: str, line: int, column: int) -> None:
    assert faults(text)[0][:3] == ("syntax", line, column)


FILL_IN = "write a value, or put # in front of the line for as long as there is none"


@pytest.mark.parametrize(
    ("line", "reason", "advice"),
    [
        ("budget.total = ……", "budget.total is still to be filled in", FILL_IN),
        ("  march = 待填   # 上年 20", "march is still to be filled in", FILL_IN),
        ("total =", "total is still to be filled in", FILL_IN),
        (
            "budget = { total = ……, fiscal = 1 }",
            "total is still to be filled in",
            "write a value, or leave total out",
        ),
        ("total = ２．５５", "total is not a number", "without a unit, such as total = 2.55"),
        ("plan.march = 30%", "plan.march is not a number", "such as plan.march = 30"),
        ("budget = { fiscal = 2.55万元 }", "fiscal is not a number", "such as fiscal = 2.55"),
        ("total = 1,200.50", "total is not a number", "such as total = 1200.50"),
        (
            "total = 25500元",
            "total is not a number",
            "in 万元 without a unit, such as total = 29.50",
        ),
        ("fiscal_year = ２０２４年", "fiscal_year is not a number", "such as fiscal_year = 2024"),
        ("total = 二十", "total is not a number", "such as total = 29.50"),
        ("code = 13090123P00011410013U", "a text without quotes", 'quotes: code = "…"'),
        ("name = “修路”", "a text without quotes", 'straight quotes: name = "…"'),
        ('row = { level1 = "a = 待填", value = ≥95% }', "a text without quotes", 'value = "…"'),
    ],
)
def test_a_value_that_is_none_says_what_to_write(line: str, reason: str, advice: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        loads(f"{HEAD}{line}\nx = 1\n")
    fault = caught.value.diagnostics[0]
    assert fault.message == f"this is not valid TOML: {reason}"
    assert fault.advice is not None
    assert fault.advice.endswith(advice)


@pytest.mark.parametrize("line", ['name = "修路', "goals = [修路]", "a = = 1", 'x = "待填" "y"'])
def test_other_breaks_of_the_grammar_have_general_advice(line: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        loads(line)
    assert caught.value.diagnostics[0].advice == (
        "check quotes, brackets and commas here and in the line above"
    )


def test_the_next_broken_line_has_advice_too() -> None:
    with pytest.raises(JixiaoError) as caught:
        loads("total = ……\nx = 1\nfiscal = 2.5万元\n")
    first, second = caught.value.diagnostics
    assert first.advice == FILL_IN
    assert second.advice == "write half-width digits only, without a unit, such as fiscal = 2.5"


def test_the_keys_of_numbers_are_those_of_the_model() -> None:
    models = (Header, Unit, Targets, Budget, SpendingPlan, Indicator, IndicatorValue, Project)
    numbers = {
        name
        for model in models
        for name, field in model.model_fields.items()
        if int in get_args(field.annotation) or Decimal in _parts_of(field.annotation)
    }
    assert numbers | {"schema"} == NUMBER_KEYS


def _parts_of(annotation: object) -> set[object]:
    return {annotation}.union(*map(_parts_of, get_args(annotation)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema = 1\na = 2\nschema = 1\n", 1),
        ("schema = 1\na = 2\nschema = 1", 1),
        ('[[p]]\nname = "甲"\n[[p]]\nname = "乙"\ngoals = [\n"a"]\nname = "丙"\n', 4),
        ("[report]\na = 1\n[report]\n", 1),
        ("[[p]]\na = 1\n[p.b]\nc = 1\n[p.b]\nd = 1", 3),
        ("a.b = 1\na.c = 2\na.c = 3\n", 2),
        ("\na = { b = 1 }\na.c = 2\n", 2),
        ("a.b = 1\na = { b = 2 }\n", 1),
        ('{"a": 1,\n"b": [{"c": 1}],\n"a": 2}', 1),
    ],
)
def test_of_a_key_that_stands_twice_the_first_line_is_told(text: str, line: int) -> None:
    with pytest.raises(JixiaoError) as caught:
        loads(text)
    fault = caught.value.diagnostics[0]
    assert "stands twice" in fault.message
    assert fault.advice == f"it stands first in line {line}: delete one of the two"


def test_a_key_that_stands_twice_in_one_line_needs_no_other_line() -> None:
    with pytest.raises(JixiaoError, match="stands twice") as caught:
        loads("a = { b = 1, b = 2 }")
    assert caught.value.diagnostics[0].advice == "delete one of the two"


def test_every_broken_line_is_listed() -> None:
    assert [fault[1] for fault in faults('a = = 1\nb = 2\nc = ]\nd = 4\ne = "x\n')][:2] == [1, 3]


@pytest.mark.parametrize("text", ["x = " + "[" * 3000, '{"x": ' + "[" * 100_000])
def test_deep_nesting_is_an_error_not_a_crash(text: str) -> None:
    assert faults(text)[0][0] in ("nesting", "syntax")


def test_a_number_of_endless_digits_is_an_error() -> None:
    assert faults("x = " + "1" * 5000)[0][0] == "syntax"
    assert only(HEAD + "[[projects]]\nbudget.total = 1e999999999999999999999\n")[0] == (
        "number-not-finite"
    )


def test_a_character_that_xml_forbids_is_placed() -> None:
    code, line, column, message = only(HEAD + '[unit]\nname = "青石县\\u0008"\n')
    assert (code, line, column) == ("character-forbidden", 5, 8)
    assert "U+0008 at position 4" in message


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("name = '青石县'".encode("gb18030"), "GB18030"),
        ("name = '青石县'".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"schema = 1\n\xff\xff\xff", "binary"),
    ],
)
def test_a_wrong_encoding_is_named(data: bytes, told: str) -> None:
    code, _line, _column, message = only(data)
    assert code == "not-utf8"
    assert told in message


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    definition = loads(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert definition.report.header.edition == "hebei-2023"


@pytest.mark.parametrize("value", ["true", "1979-05-27", "3", '{ "a" = 1 }'])
def test_a_value_of_the_wrong_type_says_what_was_given(value: str) -> None:
    assert only(HEAD + f"[unit]\nname = {value}\n")[0] == "string-type"


def test_toml_and_json_give_the_same_report(tmp_path: Path) -> None:
    tree = {"schema": 1, "report": {"edition": "hebei-2021"}, "projects": [{"name": "甲"}]}
    file = tmp_path / "a.json"
    file.write_text(json.dumps(tree), "utf-8")
    toml = 'schema = 1\n[report]\nedition = "hebei-2021"\n[[projects]]\nname = "甲"\n'
    assert load(file).report == loads(toml).report


def test_a_json_definition_may_name_its_schema() -> None:
    text = '{"$schema": "report.schema.json", "schema": 1, "report": {"edition": "hebei-2023"}}'
    assert loads(text).report.header.edition == "hebei-2023"


@pytest.mark.parametrize("text", ["schema = true", "schema = 1.0", "schema = 0", 'schema = "1"'])
def test_the_format_version_is_a_whole_number(text: str) -> None:
    assert faults(text + HEAD.removeprefix("schema = 1"))[0][1:3] == (1, 10)


def test_names_of_the_model_are_no_keys() -> None:
    assert faults('schema = 1\n[header]\nedition = "x"\n')[0][0] == "missing"


def test_the_second_of_two_keys_in_one_object_is_found() -> None:
    text = '{"unit": {"name": "a"},\n"projects": [{"name": "b"},\n{"name": "c", "name": "d"}]}'
    assert faults(text)[0][:3] == ("syntax", 3, 15)


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        load(tmp_path / name)
    assert caught.value.diagnostics[0].code == "unreadable"


def test_places_of_values_are_found_in_both_forms() -> None:
    toml = HEAD + '[[projects]]\nname = "甲"\n[[projects]]\nname = "乙"\n'
    assert str(loads(toml, "f.toml").place_of("projects", 1, "name")) == "f.toml:7:8"
    text = '{"report": {"edition": "x"},\n "projects": [{"name": "甲"}, {"name": "乙"}]}'
    assert str(loads(text, "f.json").place_of("projects", 1, "name")) == "f.json:2:39"
