"""Sentences and clauses, what is compared of them, and the texts of a report."""

import gc
import time
import weakref

import pytest

from jixiao.check import ReportView
from jixiao.check.sentences import (
    clauses_in,
    excerpt,
    is_inside,
    is_numbered,
    mended,
    quotations_in,
    sentences_in,
    shortened,
    texts_of,
    with_places,
    without_number,
)
from jixiao.check.types import Edit, Words
from jixiao.model import Report


def test_sentences_end_at_full_stops_semicolons_and_lines() -> None:
    text = "加强巡查；消除隐患。\n备足物资，专人值守"
    assert [piece.text for piece in sentences_in(text)] == [
        "加强巡查",
        "消除隐患",
        "备足物资，专人值守",
    ]


def test_pieces_know_where_they_stand() -> None:
    text = "一是加强巡查、消除隐患；备足物资。"
    assert [text[piece.start : piece.end] for piece in clauses_in(text)] == [
        "一是加强巡查",
        "消除隐患",
        "备足物资",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）加强巡查。", "加强巡查"),
        ("(一)、加强巡查", "加强巡查"),
        ("1.加强巡查", "加强巡查"),
        ("三是加强 巡查；", "加强巡查"),
        ("一事一议达95%", "一事一议达95%"),
        ("39个村", "39个村"),
        ("3.5公里村道", "3.5公里村道"),
        ("修建村道3.5公里。", "修建村道3.5公里"),
        ("1.2.5公里村道", "1.2.5公里村道"),
        ("4. 2.5公里村道", "2.5公里村道"),
        ("满意度≥95％", "满意度≥95％"),
        ("用于（一）类项目", "用于一类项目"),
    ],
)
def test_numbers_in_front_and_signs_do_not_count(text: str, expected: str) -> None:
    assert without_number(text) == expected


def test_numbered_lines_are_told_from_others() -> None:
    assert is_numbered("（一）道路方面")
    assert not is_numbered("39个村")


def test_quotations_are_found_with_their_signs() -> None:
    text = "落实《全乡养护办法》，做到“全乡一张图”"
    assert [piece.text for piece in quotations_in(text)] == ["《全乡养护办法》", "“全乡一张图”"]
    assert is_inside(text.index("全乡"), quotations_in(text))
    assert not is_inside(0, quotations_in(text))


def test_what_a_message_quotes_stays_short() -> None:
    assert shortened("加强巡查，\n消除隐患", 24) == "加强巡查， 消除隐患"
    assert shortened("二十四公里村道", 5) == "二十四公…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先写一句。对村道进行进行养护，保证安全。", "对村道进行进行养护"),
        ("先写一句。进行进行", "进行进行"),
        ("由镇村两级干部和全体养护人员共同进行进行养护", "进行进行养护"),
        ("进行进行养护清扫绿化补植修补坑槽", "进行进行养护清扫绿化补植…"),
        ("（对村道进行进行养护）", "对村道进行进行养护"),
    ],
)
def test_excerpts_begin_with_a_clause_or_with_what_they_show(text: str, expected: str) -> None:
    at = text.index("进行")
    assert excerpt(text, at, at + 4) == expected


def test_many_blanks_take_no_time() -> None:
    start = time.process_time()
    assert without_number("村" + " " * 50_000 + "道") == "村道"
    assert not is_numbered(" " * 50_000)
    assert time.process_time() - start < 0.5


def _report() -> Report:
    return Report.model_validate(
        {
            "report": {"edition": "hebei-2023"},
            "targets": {"overall": "总体"},
            "projects": [
                {
                    "name": "养护",
                    "goals": ["目标", "目标"],
                    "indicators": [{"level1": "产出", "level3": "里程", "value": "≥24公里"}],
                }
            ],
        }
    )


def test_equal_texts_are_looked_at_once_and_found_everywhere() -> None:
    view = ReportView(_report())
    texts = texts_of(view)
    assert texts.different == ("总体", "养护", "目标", "里程")
    assert texts.joined == "总体\n养护\n目标\n里程"
    places = [paths for paths, _text, _found in texts.places_of({"目标": 1, "总体": 2})]
    assert places == [
        (("projects", 0, "goals", 0), ("projects", 0, "goals", 1)),
        (("targets", "overall"),),
    ]
    assert texts_of(view) is texts


def test_texts_do_not_keep_their_report() -> None:
    view = ReportView(_report())
    texts_of(view)
    watched = weakref.ref(view)
    del view
    gc.collect()
    assert watched() is None


def test_one_fix_mends_a_text_everywhere_but_in_names() -> None:
    name, purpose = ("projects", 0, "name"), ("projects", 0, "purpose")
    fix = mended((name, purpose), "部署", "safe")
    assert fix is not None
    assert fix.edits == (Edit(purpose, "部署"),)
    assert mended((name,), "部署", "safe") is None


def test_advice_says_how_often_a_text_stands_in_a_project() -> None:
    advice, path = Words("改正", "correct it"), ("projects", 0, "purpose")
    assert with_places(advice, (path,)) == advice
    assert with_places(advice, (path, path)).zh == "改正（同样的文字在本项目有 2 处）"
