"""Messages are complete in Chinese, and the language is the one that the user asked for."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import jixiao
from jixiao import i18n

CATALOGUE = i18n.LOCALE_FOLDER / "zh_CN" / "LC_MESSAGES" / "jixiao.po"
SOURCE = Path(jixiao.__file__).parent

MessageId = str | tuple[str, ...]


@pytest.fixture
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_CN", domain=i18n.DOMAIN)


@cache
def messages_of_the_source() -> set[MessageId]:
    keywords = {**DEFAULT_KEYWORDS, "_N": None}
    found = extract_from_dir(SOURCE, keywords=keywords)
    return {message for _file, _line, message, _comments, _context in found}


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_message_has_a_chinese_translation(catalogue: Catalog) -> None:
    def translated(message: MessageId) -> bool:
        found = catalogue.get(message)
        strings = (found.string,) if found and isinstance(found.string, str) else ()
        return bool(found) and all(strings or found.string)

    assert [m for m in messages_of_the_source() if not translated(m)] == []


def test_no_translation_is_left_of_a_message_that_is_gone(catalogue: Catalog) -> None:
    known = messages_of_the_source()
    assert [message.id for message in catalogue if message.id and message.id not in known] == []


def test_translations_have_the_same_fields(catalogue: Catalog) -> None:
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings if message.id else ():
            assert fields(text) == fields(ids[-1]), text


def test_the_compiled_catalogue_is_that_of_the_text(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run make messages"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "C", "JIXIAO_LANG": "zh"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "JIXIAO_LANG": "en"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale_unless_asked_otherwise(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("JIXIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert i18n.preferred_language() == language


def test_a_message_comes_in_the_language_in_use() -> None:
    try:
        i18n.set_language("zh_CN")
        assert i18n._("the disk is full") == "磁盘已满"
        assert i18n.current_language() == "zh_CN"
    finally:
        i18n.set_language("en")
    assert i18n._("the disk is full") == "the disk is full"
