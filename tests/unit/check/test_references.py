"""Numbers of documents, and brackets without their other half."""

import pytest

from jixiao.check.references import document_numbers, unbalanced


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("青财预（2022）31号", "〔2022〕31号"),
        ("青财预(2022)31号文件", "〔2022〕31号"),
        ("青财预[2022] 31 号", "〔2022〕31号"),
        ("青财预 【2022】第31号", "〔2022〕第31号"),
        ("青财预〔2022）31号", "〔2022〕31号"),
    ],
)
def test_numbers_of_documents_in_other_brackets(text: str, proper: str) -> None:
    (found,) = document_numbers(text)
    assert found.proper == proper
    assert not found.has_proper_brackets


def test_proper_number_of_a_document() -> None:
    (found,) = document_numbers("青财预〔2022〕31号")
    assert found.has_proper_brackets
    assert found.written == found.proper == "〔2022〕31号"


@pytest.mark.parametrize(
    "text",
    [
        "（2022）冀0682民初31号",
        "财政部令（2019）第102号",
        "公告（2022）5号",
        "采购合同（2022）3号",
        "青石小区（2019）5号楼",
        "总结（2022）",
        "31号",
    ],
)
def test_what_is_no_number_of_a_document(text: str) -> None:
    assert list(document_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("《办法", "《"),
        ("办法》", "》"),
        ("《办法〉", "《"),
        ("（试行", "（"),
        ("合同）", "）"),
        ("“双随机“检查", "“"),
        ("》办法《", "》"),
        ("1)第二条（三", "（"),
    ],
)
def test_the_first_half_without_another(text: str, sign: str) -> None:
    assert unbalanced(text) == sign


@pytest.mark.parametrize(
    "text",
    [
        "《办法》（试行)",
        "《关于印发〈办法〉的通知》",
        "《关于印发《办法》的通知》",
        "1）合同；2）计划",
        "一）合同",
        "（含：1）",
        "青财预（2022〕31号",
        "无括号",
        "",
    ],
)
def test_texts_whose_brackets_match(text: str) -> None:
    assert unbalanced(text) is None
