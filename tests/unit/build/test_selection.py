"""Which projects are meant by --project."""

import pytest

from jixiao.build.selection import select_projects
from jixiao.definition import Definition, loads
from jixiao.diagnostics import JixiaoError, format_diagnostic

PROJECTS = """
[[projects]]
code = "P001"
name = "道路养护"
[[projects]]
code = "P002"
name = "路灯维护"
[[projects]]
name = "未编码项目"
[[projects]]
code = "P004"
name = "路灯维护"
[[projects]]
code = "P001"
name = "河道清理"
"""


@pytest.fixture
def definition() -> Definition:
    return loads('schema = 1\n[report]\nedition = "hebei-2023"\n' + PROJECTS, "r.toml")


def refusal(definition: Definition, *asked: str) -> str:
    with pytest.raises(JixiaoError) as caught:
        select_projects(definition, asked)
    return "\n".join(map(format_diagnostic, caught.value.diagnostics))


def test_projects_are_found_by_code_or_else_by_name(definition: Definition) -> None:
    assert select_projects(definition, ["P004", " P002 "]) == (1, 3)
    assert select_projects(definition, ["未编码项目", "道路养护"]) == (0, 2)
    assert select_projects(definition, []) == ()


def test_an_unknown_code_names_the_nearest_projects(definition: Definition) -> None:
    assert refusal(definition, "P003") == (
        "r.toml: there is no project P003\n"
        "  -> did you mean P004 路灯维护; P002 路灯维护; P001 河道清理?"
    )


def test_a_part_of_a_name_names_the_projects_that_have_it(definition: Definition) -> None:
    assert "did you mean 未编码项目?" in refusal(definition, "未编码")


def test_a_code_like_no_other_lists_the_projects(definition: Definition) -> None:
    assert "projects of this file: P001 河道清理; P001 道路养护; " in refusal(definition, "@")


def test_a_code_of_two_projects_is_refused_naming_both(definition: Definition) -> None:
    assert refusal(definition, "P001") == (
        "r.toml: P001 could be any of 2 projects\n"
        "    r.toml:5:1: P001 道路养护\n"
        "    r.toml:16:1: P001 河道清理\n"
        "  -> give each project a code of its own in the definition"
    )


def test_all_faults_are_named_at_once(definition: Definition) -> None:
    shown = refusal(definition, "P001", "路灯维护", "@")
    assert shown.count("r.toml: ") == 3
