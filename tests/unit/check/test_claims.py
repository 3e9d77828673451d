"""Amounts that a purpose names, and what it claims them to be."""

import pytest

from jixiao.check.claims import claims_in, listed_parts, parts_of


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "预算数2.5万元，其中：财政资金2万元，其他资金0.5万元",
            ["total 2.5万元", "fiscal 2万元", "other 0.5万元"],
        ),
        ("用于修缮，2023年预算数为2.5万元", ["total 2.5万元"]),
        ("项目资金总额：2.5万元", ["total 2.5万元"]),
        ("购置设备3台共计2.5万元", ["sum 2.5万元"]),
        ("办公费预算金额2.5万元", ["amount 2.5万元"]),
        ("其中预算数2.5万元用于修缮", ["amount 2.5万元"]),
        ("省财政资金2万元", ["amount 2万元"]),
        ("整合财政资金2万元", ["amount 2万元"]),
        ("2022年预算数2万元", []),
        ("上年预算数2万元。预算数3万元", ["total 3万元"]),
        ("约需2万元", []),
        ("预算数2万元左右", []),
        ("每人200元", []),
        ("43人×1790元", []),
        ("带动增收30万元", []),
        ("扶持贷款户，预算数3万元", ["total 3万元"]),
        ("没有金额", []),
    ],
)
def test_amounts_claim_what_stands_before_them(text: str, claims: list[str]) -> None:
    found = claims_in(text, 2023)
    assert [f"{claim.kind} {claim.amount.written}" for claim in found] == claims


def test_any_year_is_this_one_where_none_is_stated() -> None:
    assert len(claims_in("2022年预算数2万元", None)) == 1


def test_parts_follow_their_whole_to_the_end_of_the_sentence() -> None:
    text = "预算数9万元，其中融雪剂3万元，边沟6万元。办公费1万元。"
    claims = claims_in(text, 2023)
    assert [part.written for part in parts_of(text, claims, claims[0])] == ["3万元", "6万元"]


@pytest.mark.parametrize(
    "text", ["预算数9万元，融雪剂3万元。", "预算数9万元，其中财政资金8万元，边沟1万元。"]
)
def test_other_amounts_and_sources_are_no_parts(text: str) -> None:
    claims = claims_in(text, 2023)
    assert parts_of(text, claims, claims[0]) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.融雪剂3万元；2.边沟6万元", ["3万元", "6万元"]),
        ("（一）融雪剂3万元。（二）边沟1.5万元。", ["3万元", "1.5万元"]),
        ("①融雪剂3万元；②边沟", []),
        ("1.融雪剂3万元和运费1万元；2.边沟6万元", []),
        ("另有1万元。1.融雪剂3万元；2.边沟6万元", []),
        ("融雪剂3万元，边沟6万元", []),
    ],
)
def test_list_is_complete_with_one_amount_an_item(text: str, parts: list[str]) -> None:
    assert [part.written for part in listed_parts(text, claims_in(text, 2023))] == parts
