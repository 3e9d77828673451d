"""Names of outputs: the same rule everywhere, safe on every system."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.build.names import MAX_BYTES, collision_key, file_name, report_stem
from jixiao.definition import loads
from jixiao.model import Report

INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def report(unit: str = "", year: str = "", projects: str = "") -> Report:
    header = f'schema = 1\n[report]\nedition = "hebei-2023"\n{year}\n'
    return loads(f"{header}[unit]\n{unit}\n{projects}").report


CODE, NAME, YEAR = 'code = "636009"', 'name = "青石县柳河镇人民政府"', "fiscal_year = 2023"


@pytest.mark.parametrize(
    ("unit", "year", "stem"),
    [
        (f"{CODE}\n{NAME}", YEAR, "636009-青石县柳河镇人民政府-2023"),
        (NAME, YEAR, "青石县柳河镇人民政府-2023"),
        (CODE, "", "636009"),
        ("", YEAR, "2023"),
        ("", "", "报告"),
        ('name = "a/b: *c?"', "", "a_b_ _c_"),
        ('name = "..."', "", "报告"),
        ('name = "--force"', "", "force"),
    ],
)
def test_a_report_is_named_by_code_name_and_year(unit: str, year: str, stem: str) -> None:
    assert report_stem(report(unit, year), [], "报告") == stem


def test_single_forms_add_their_codes_or_names() -> None:
    whole = report(
        CODE, "", '[[projects]]\ncode = "P1"\nname = "甲"\n[[projects]]\nname = "乙/丙"\n'
    )
    assert report_stem(whole, whole.projects, "f") == "636009-P1-乙_丙"


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9", "con.2023", "AUX "])
def test_names_that_windows_reserves_are_changed(name: str) -> None:
    base = file_name(name, ".pdf").split(".")[0]
    assert base == name.strip().split(".")[0] + "_"


def test_a_long_name_is_cut_between_characters_and_stays_apart_from_others() -> None:
    first, second = (file_name("长" * 100 + end, ".docx") for end in "甲乙")
    assert first != second
    assert first.startswith("长长长")
    assert len(first.encode()) <= MAX_BYTES


def test_a_long_name_is_the_same_for_every_format() -> None:
    stems = {
        file_name("a" * length, extension).removesuffix(extension)
        for length in (195, 196, 300)
        for extension in (".docx", ".pdf", ".txt")
    }
    assert len(stems) == 3


@given(st.text(), st.sampled_from([".docx", ".pdf", ".txt"]))
def test_any_text_makes_a_name_that_every_system_takes(text: str, extension: str) -> None:
    name = file_name(text, extension)
    assert len(name.encode()) <= MAX_BYTES
    assert name.endswith(extension)
    assert not set(name) & set('<>:"/\\|?*')
    assert {unicodedata.category(character) for character in name}.isdisjoint(INVISIBLE)
    stem = name[: -len(extension)]
    assert stem
    assert stem == stem.strip(" ").rstrip(".")
    assert stem[0] not in "-."


def test_names_that_a_disk_takes_for_one_collide() -> None:
    assert collision_key("Café.txt") == collision_key("CAFE\u0301.TXT")
    assert collision_key("a.txt") != collision_key("b.txt")
