"""Manual pages: in both languages, and the same in the docs."""

import re

import pytest

from jixiao.check import all_rules
from jixiao.check.pages import FAMILIES, page_of, rules_document
from tests.conftest import ROOT

_CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_every_rule_has_its_page_in_both_languages(code: str) -> None:
    rule = all_rules()[code]
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", code)
    assert rule.family in FAMILIES
    assert len(_CHINESE.findall(rule.page.zh)) > len(rule.page.zh) / 3
    assert len(_CHINESE.findall(rule.page.en)) < len(rule.page.en) / 3
    assert _CHINESE.search(rule.name.zh)
    assert not _CHINESE.search(rule.name.en.replace("万元", ""))
    assert code in page_of(rule)


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_a_rule_stands_in_a_file_of_its_code(code: str) -> None:
    module = all_rules()[code].check.__module__.rpartition(".")[2]
    assert module.startswith(f"{code.lower()}_")


def test_the_docs_are_made_from_the_rules() -> None:
    document = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert document == rules_document(all_rules().values()), "run: make rules"
