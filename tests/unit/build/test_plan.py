"""What a run will write is known, and has a name, before anything is written."""

import pytest

from jixiao.build.plan import STDIN, check_collisions, name_outputs
from jixiao.build.render import Request
from jixiao.definition import Definition, dumps, loads
from jixiao.diagnostics import JixiaoError
from jixiao.model import Report

FORMATS = ("docx", "pdf")
NAME = "636009-青石县柳河镇人民政府-2023"


@pytest.fixture
def definition(township: Report) -> Definition:
    return loads(dumps(township), "liuhe.toml")


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("forms", [(1,), tuple(range(12))])
def test_the_forms_that_differ_have_one_name_however_many_they_are(
    definition: Definition, forms: tuple[int, ...], marked: bool
) -> None:
    request = Request(FORMATS, forms=forms, marked=marked)
    assert name_outputs(definition, "liuhe.toml", request).outputs == {
        "docx": f"{NAME}-更正表.docx",
        "pdf": f"{NAME}-更正表.pdf",
    }


def test_a_chosen_project_is_named_by_its_code(definition: Definition) -> None:
    code = definition.report.projects[1].code
    assert code is not None
    outputs = name_outputs(definition, "liuhe.toml", Request(FORMATS, projects=(code,))).outputs
    assert outputs["pdf"] == f"{NAME}-{code}.pdf"


def test_many_chosen_projects_have_one_name_in_all_formats(definition: Definition) -> None:
    codes = tuple(str(project.code) for project in definition.report.projects)
    outputs = name_outputs(definition, "liuhe.toml", Request(FORMATS, projects=codes)).outputs
    assert outputs["docx"].removesuffix(".docx") == outputs["pdf"].removesuffix(".pdf")


@pytest.mark.parametrize(("file", "stem"), [("某局.toml", "某局"), (STDIN, "stdin")])
def test_a_report_that_names_nothing_has_the_name_of_its_file(file: str, stem: str) -> None:
    bare = loads('schema = 1\n[report]\nedition = "hebei-2023"\n[[projects]]\n')
    assert name_outputs(bare, file, Request(("text",))).outputs == {"text": f"{stem}.txt"}
    request = Request(("text",), forms=(0,))
    assert name_outputs(bare, file, request).outputs == {"text": f"{stem}-更正表.txt"}


def test_two_inputs_of_one_name_are_refused(definition: Definition) -> None:
    plans = [name_outputs(definition, name, Request(("text",))) for name in ("a.toml", "b.toml")]
    with pytest.raises(JixiaoError, match=f"{NAME}.txt"):
        check_collisions(plans)
