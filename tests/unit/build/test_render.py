"""A definition becomes the bytes of each format; what fails is kept apart from what works."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from jixiao.build import formats
from jixiao.build.formats import FORMATS, Format, Output
from jixiao.build.notices import MISSING_GLYPH
from jixiao.build.outputs import accept
from jixiao.build.render import (
    Request,
    check_formats,
    document_title,
    make_job,
    render,
    render_definition,
)
from jixiao.definition import Definition, load, loads
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.writers.job import Job
from jixiao.writers.pdf import PdfUnavailable
from tests.conftest import DATA

PRIVATE = "# 私人备注，不得外传\n"


@pytest.fixture
def definition() -> Definition:
    text = (DATA / "qingshi-liuhe-township-2023.toml").read_text("utf-8")
    return loads(text.replace("[unit]", PRIVATE + "[unit]"), "r.toml")


def replace_writer(
    monkeypatch: pytest.MonkeyPatch, name: str, write: object, extension: str = ".x"
) -> None:
    changed = {**FORMATS, name: Format(name, extension, write, accept)}  # type: ignore[arg-type]
    monkeypatch.setattr("jixiao.build.render.FORMATS", changed)


def job_of(definition: Definition, pack: Pack, only: tuple[int, ...] | None = None) -> Job:
    edition = pack.edition("hebei-2023")
    assert edition is not None
    return make_job(definition.report, edition, pack, only)


def test_formats_come_once_and_in_the_order_of_rendering() -> None:
    assert check_formats(["text", "docx", "pdf", "text"]) == ("pdf", "docx", "text")


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(JixiaoError) as caught:
        check_formats(["txt", "html"])
    assert [d.advice for d in caught.value.diagnostics] == [
        "known formats: docx, pdf, text",
        "did you mean text?",
    ]


def test_the_embedded_source_is_the_canonical_dump_not_the_file(
    definition: Definition, pack: Pack
) -> None:
    source = job_of(definition, pack).definition
    assert loads(source).report == definition.report
    assert PRIVATE.strip() not in source


def test_single_forms_embed_their_projects_only(definition: Definition, pack: Pack) -> None:
    embedded = loads(job_of(definition, pack, (2, 4)).definition).report
    projects = definition.report.projects
    assert embedded.projects == (projects[2], projects[4])
    assert embedded.unit == definition.report.unit
    assert embedded.targets.overall is None


def test_single_forms_stand_as_in_the_whole_report(definition: Definition, pack: Pack) -> None:
    code = definition.report.projects[4].code
    assert code is not None
    whole = render(definition.report, ["text"])["text"].decode()
    form = render(definition.report, ["text"], projects=[code])["text"].decode()
    assert form.rstrip("\n") in whole
    assert "5.防汛抗旱" in form or "]5." in form


def test_the_properties_name_the_report(definition: Definition, pack: Pack) -> None:
    properties = job_of(definition, pack).properties
    assert properties.title == "2023年度青石县柳河镇人民政府部门预算绩效文本"
    assert properties.author == "青石县柳河镇人民政府"
    assert properties.created is None


def test_the_title_of_single_forms_names_the_project(township: Report) -> None:
    first, second = township.projects[:2]
    assert document_title(township, [first]).endswith(f"{first.name}绩效目标表")
    assert document_title(township, [first, second]) == "2023年度青石县柳河镇人民政府项目绩效目标表"


def test_the_date_comes_from_the_environment_only(
    definition: Definition, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    created = job_of(definition, pack).properties.created
    assert created == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    for broken in ("yesterday", "1e400", "9" * 40):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", broken)
        with pytest.raises(JixiaoError, match="not a number of seconds"):
            job_of(definition, pack)


def test_an_unknown_edition_is_named_with_its_place(pack: Pack) -> None:
    unknown = loads('schema = 1\n[report]\nedition = "hebei-2032"\n', "r.toml")
    with pytest.raises(JixiaoError) as caught:
        render_definition(unknown, pack, Request(("text",)))
    (fault,) = caught.value.diagnostics
    assert str(fault) == "r.toml:3:11: there is no edition hebei-2032"
    assert fault.advice is not None
    assert fault.advice.endswith("known editions: hebei-2020, hebei-2021, hebei-2023")


def test_the_pages_of_the_pdf_go_to_the_docx(
    definition: Definition, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Mapping[str, int] | None] = []

    def write_docx(_job: Job, pages: Mapping[str, int] | None) -> Output:
        given.append(pages)
        return Output(b"docx")

    monkeypatch.setattr(
        "jixiao.build.render.FORMATS",
        {
            "pdf": Format("pdf", ".pdf", lambda _job, _pages: Output(b"pdf", {"a": 3}), accept),
            "docx": Format("docx", ".docx", write_docx, accept),
        },
    )
    render_definition(definition, pack, Request(("pdf", "docx")))
    render_definition(definition, pack, Request(("docx",)))
    assert given == [{"a": 3}, None]


def test_without_pango_the_other_formats_are_made(
    definition: Definition, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_pdf(_job: Job, _pages: object) -> Output:
        raise PdfUnavailable("cannot load library 'pango-1.0-0'")

    replace_writer(monkeypatch, "pdf", write_pdf)
    rendered = render_definition(definition, pack, Request(("pdf", "text")))
    assert set(rendered.files) == {"text"}
    (fault,) = rendered.failures["pdf"].diagnostics
    assert fault.code == "pdf-unavailable"
    assert fault.context == ("cannot load library 'pango-1.0-0'",)
    with pytest.raises(JixiaoError, match="PDF cannot be made here"):
        render(definition.report, ["pdf", "text"])


def test_a_character_without_a_font_is_a_notice_or_an_error_by_strict_fonts(
    definition: Definition, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    glyph = Diagnostic(MISSING_GLYPH, "no font here has the character")
    fonts = Diagnostic("font-fallback", "official fonts are not installed")

    def write_pdf(_job: Job, _pages: object) -> Output:
        return Output(b"pdf", {}, (fonts, glyph))

    replace_writer(monkeypatch, "pdf", write_pdf)
    rendered = render_definition(definition, pack, Request(("pdf",)))
    assert [str(n) for n in rendered.notices] == [fonts.message, f"r.toml: {glyph.message}"]
    strict = render_definition(definition, pack, Request(("pdf",), strict_fonts=True))
    assert strict.files == {}
    assert [d.code for d in strict.failures["pdf"].diagnostics] == [MISSING_GLYPH]


def test_every_format_is_made_and_is_sound(township: Report) -> None:
    for name, data in render(township, formats.FORMATS).items():
        FORMATS[name].verify(data)


def test_samples_render_the_same_twice() -> None:
    report = load(DATA / "qingshi-baisha-office-2021.toml").report
    assert render(report, ["docx", "text"]) == render(report, ["docx", "text"])
