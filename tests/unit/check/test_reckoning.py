"""Quantities times prices, as texts write them."""

import time
from decimal import Decimal

import pytest

from jixiao.check.reckoning import Reckoning, chains_in, prices_in, shown


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("43人×1790元×12个月", ["43人×1790元×12个月＝92.364万元"]),
        ("43人*1790元/人/月*12个月，另加", ["43人*1790元/人/月*12个月＝92.364万元"]),
        ("12个村×2万元×50%", ["12个村×2万元×50%＝12.00万元"]),
        ("3台x4,500元", ["3台x4,500元＝1.35万元"]),
        ("7天×24小时", []),
        ("100元×200元", []),
        ("(5+3)人×100元", []),
        ("规格1200×600毫米，每块30元", []),
    ],
)
def test_chains_have_one_factor_of_money(text: str, products: list[str]) -> None:
    assert [shown(found) for found in chains_in(text)] == products


@pytest.mark.parametrize(
    ("text", "result", "wrong"),
    [
        ("20人×1500元×12个月=36万元", "36", False),
        ("20人×1500元×12个月=360000元", "36", False),
        ("20人×1500元×12个月＝30万元", "30", True),
        ("3人×100元+5人×200元=0.13万元", None, False),
    ],
)
def test_result_of_one_chain_is_checked(text: str, result: str | None, wrong: bool) -> None:
    found = next(chains_in(text))
    assert found.result == (None if result is None else Decimal(result))
    assert found.is_wrong is wrong


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("按每人每月150元标准向23名巡河员发放", ["23人×150元×12个月＝4.14万元"]),
        ("每名巡河员每月补助150元，共23人，发10个月", ["23名×150元×10个月＝3.45万元"]),
        ("每月每人150元，23人", ["23人×150元＝0.345万元", "23人×150元×12个月＝4.14万元"]),
        ("每户每年500元，60户", ["60户×500元＝3.00万元"]),
        ("每村2万元，12个行政村", ["12村×2万元＝24.00万元"]),
        ("补助200元/人/月，78人", ["78人×200元×12个月＝18.72万元"]),
        ("每人每天100元，20人", []),
        ("每人150元，男10人，女13人", []),
        ("每人150元。共23人", []),
    ],
)
def test_price_a_head_is_multiplied_by_the_heads_of_its_sentence(
    text: str, products: list[str]
) -> None:
    assert [shown(found) for found in prices_in(text)] == products


@pytest.mark.parametrize(
    ("total", "sure", "exceeds"),
    [
        ("12", True, False),
        ("12.05", True, False),
        ("11", True, True),
        ("11", False, False),
        ("10.5", False, True),
    ],
)
def test_smaller_budget_may_pay_for_fewer_months(total: str, sure: bool, exceeds: bool) -> None:
    assert Reckoning("", Decimal(12), None, sure).exceeds(Decimal(total)) is exceeds


def test_long_rows_of_factors_are_read_at_once() -> None:
    began = time.process_time()
    for text in ("1人×2元" * 3000, "9×" * 9000 + "元", "每人" * 9000 + "1元", "1 " * 9000 + "×元"):
        list(chains_in(text))
        list(prices_in(text))
    assert time.process_time() - began < 3


def test_many_prices_in_one_sentence_are_read_at_once() -> None:
    began = time.process_time()
    for text in ("每人5元" * 20_000, "23人每人每月150元、" * 8_000, "23人" * 9000 + "每人5元"):
        assert len(list(prices_in(text))) <= 100
    assert time.process_time() - began < 3
