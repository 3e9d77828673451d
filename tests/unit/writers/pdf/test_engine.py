"""Chunks become one PDF: numbers, links, outline and tags go through, the same bytes each time."""

import logging
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.writers.pdf import PdfUnavailable, archive, engine, fonts, tuning

CSS = """
@page { size: A5; margin: 20mm; @bottom-center { content: "— " counter(page) " —" } }
@page :left { @bottom-center { content: none } @bottom-left { content: "L" counter(page) } }
html { font-family: "Noto Serif SC"; font-size: 10.5pt }
body { margin: 0 }
.form + .form { break-before: page }
table { table-layout: fixed; width: 100%; border-collapse: collapse }
td { border: 0.5pt solid #000; overflow-wrap: anywhere }
"""
FORMS = ["上半年", "下半年", "全年"]


def form(name: str, pages: int = 1) -> str:
    more = "".join(f'<p style="break-before: page">续{page}</p>' for page in range(1, pages))
    return (
        f'<section class="form"><h2 id="{name}">{name}表</h2><table><tbody><tr><td>甲</td>'
        f"<td>{name}乙</td></tr></tbody></table>{more}</section>"
    )


def contents(pages):
    entries = "".join(
        f'<p><a href="#{name}">{name} 第{pages.get(name, 0)}页</a></p>' for name in FORMS
    )
    return f"<h1>目录</h1>{entries}"


def source(**changes):
    chunks = [
        engine.Chunk(form("上半年", 2)),
        engine.Chunk(form("下半年") + form("全年")),
    ]
    settings = {"chunks": chunks, "css": CSS, "title": "绩效文本 <1>", "front": contents}
    return engine.PdfSource(**{**settings, **changes})


@pytest.fixture(scope="module")
def font_set():
    return fonts.resolve({"宋体": "serif", "黑体": "sans-serif"})


@pytest.fixture(params=["tuned", "plain"])
def way(request, monkeypatch):
    """Both ways of writing: our assembly, and WeasyPrint's own for a version we do not know."""
    if request.param == "plain":
        monkeypatch.setattr(tuning, "pinned", lambda: False)
    return request.param


@pytest.fixture(scope="module")
def rendered():
    """What was rendered once in each way, for all tests that only look at it."""
    return {}


@pytest.fixture
def result(way, font_set, rendered):
    if way not in rendered:
        rendered[way] = engine.render(source(), font_set)
    return rendered[way]


def _texts(data):
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def test_pages_are_counted_through_all_chunks(result):
    assert result.page_count == 5
    assert result.pages == {"上半年": 2, "下半年": 4, "全年": 5}


def test_the_contents_name_the_pages_where_the_forms_stand(result):
    texts = _texts(result.data)
    for name in FORMS:
        assert f"{name} 第{result.pages[name]}页" in texts[0]
        assert f"{name}表" in texts[result.pages[name] - 1]


def test_footers_go_on_counting_and_keep_left_and_right_apart(result):
    footers = [text.split()[-1] if "L" in text else "right" for text in _texts(result.data)]
    assert footers == ["right", "L2", "right", "L4", "right"]
    assert all(f"— {number} —" in _texts(result.data)[number - 1] for number in (1, 3, 5))


def test_links_lead_to_the_anchors_of_later_chunks(result):
    with pikepdf.open(_io(result.data)) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Dests" in pdf.Root.Names else {}
        targets = [str(link.Dest) for link in pdf.pages[0].Annots]
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        assert sorted(set(targets)) == sorted(FORMS)
        for name in targets:
            assert numbers[names[name][0].objgen] == result.pages[name]


def test_the_outline_has_every_heading_in_order(result):
    with pikepdf.open(_io(result.data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["目录"]
        assert [item.title for item in outline.root[0].children] == [f"{n}表" for n in FORMS]


def test_tags_read_in_the_order_of_the_pages(result, tmp_path):
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    path = _file(tmp_path, result.data)
    run = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True
    )
    places = [run.stdout.index(f'"{name}') for name in ["目录", *(f"{n}表" for n in FORMS)]]
    assert places == sorted(places)
    assert run.stdout.count("Table") == 3
    assert not run.stderr


def test_qpdf_finds_nothing_wrong(result, tmp_path):
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    subprocess.run(
        ["qpdf", "--check", _file(tmp_path, result.data)], check=True, capture_output=True
    )


def test_both_ways_write_the_same_text(font_set, monkeypatch):
    tuned = engine.render(source(), font_set)
    monkeypatch.setattr(tuning, "pinned", lambda: False)
    plain = engine.render(source(), font_set)
    assert _texts(tuned.data) == _texts(plain.data)
    assert (tuned.pages, tuned.page_count) == (plain.pages, plain.page_count)


def test_a_link_to_nowhere_is_told_and_harmless(way, font_set):
    chunks = [engine.Chunk('<p id="here"><a href="#nowhere">去</a> <a href="#here">回</a></p>')]
    result = engine.render(source(chunks=chunks, front=None), font_set)
    assert result.dangling == ("nowhere",)
    assert not result.warnings


def test_a_link_may_lead_to_a_later_chunk(way, font_set):
    chunks = [engine.Chunk('<a href="#b">去</a>'), engine.Chunk('<p id="b">到</p>')]
    assert engine.render(source(chunks=chunks, front=None), font_set).dangling == ()


def test_contents_that_grow_with_their_numbers_are_refused(font_set):
    def growing(pages):
        return "<p>1</p>" + '<p style="break-before: page">2</p>' * bool(pages)

    with pytest.raises(engine.FrontPagesChanged) as caught:
        engine.render(source(front=growing), font_set)
    assert (caught.value.before, caught.value.after) == (1, 2)


def test_the_source_is_attached_with_its_type_and_relationship(way, font_set):
    attachment = engine.Attachment("definition.toml", "名 = 1\n".encode(), "application/toml", "源")
    moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    result = engine.render(source(attachment=attachment, timestamp=moment), font_set)
    assert archive.check(result.data) == []
    assert archive.attachment_of(result.data) == attachment.data
    with pikepdf.open(_io(result.data)) as pdf:
        (filespec,) = {item.objgen: item for item in pdf.Root.AF}.values()
        assert filespec.AFRelationship == pikepdf.Name.Source
        assert str(filespec.EF.F.Subtype) == "/application/toml"
        assert str(filespec.EF.F.Params.ModDate) == "D:20240506070809Z"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240506070809Z"


def test_without_a_timestamp_only_the_attachment_is_dated(font_set):
    attachment = engine.Attachment("definition.toml", b"", "application/toml")
    data = engine.render(source(attachment=attachment), font_set).data
    with pikepdf.open(_io(data)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert "/ModDate" not in pdf.docinfo
        assert str(pdf.Root.AF[0].EF.F.Params.ModDate) == "D:19800101000000Z"
    assert archive.check(data) == []


def test_bytes_are_the_same_in_any_process():
    fonts_ = fonts.resolve({"宋体": "serif", "黑体": "sans-serif"})
    here = sha256(engine.render(source(), fonts_).data).hexdigest()
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from hashlib import sha256\n"
        "from tests.unit.writers.pdf import test_engine as t\n"
        "families = {'宋体': 'serif', '黑体': 'sans-serif'}\n"
        "r = t.engine.render(t.source(), t.fonts.resolve(families))\n"
        "print(sha256(r.data).hexdigest())"
    )
    root = str(Path(__file__).parents[4])
    elsewhere = subprocess.run(
        [sys.executable, "-c", code, root, *sys.path],
        env={**os.environ, "PYTHONHASHSEED": "2024"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert elsewhere.strip() == here


def test_a_second_rendering_with_the_same_fonts_gives_the_same_bytes(font_set):
    assert engine.render(source(), font_set).data == engine.render(source(), font_set).data


def test_whole_rules_are_drawn_and_the_hook_is_taken_back(font_set):
    before = tuning.part("draw").draw_collapsed_borders
    with tuning.long_rules():
        assert tuning.part("draw").draw_collapsed_borders is not before
    assert tuning.part("draw").draw_collapsed_borders is before


def test_pieces_of_a_rule_are_joined():
    pieces = [(0, 0, 0, 5), (0, 5, 0, 9), (0, 10, 0, 12), (0, 0, 5, 0), (4, 0, 9, 0), (0, 9, 9, 9)]
    assert tuning.join_lines(pieces) == [
        (0, 0, 9, 0),
        (0, 9, 9, 9),
        (0, 0, 0, 9),
        (0, 10, 0, 12),
    ]


@pytest.mark.parametrize("rule", ["0.5pt dashed #000", "1pt double #000", "2pt solid red"])
def test_rules_of_other_pens_are_drawn_as_weasyprint_draws_them(rule, font_set, monkeypatch):
    css = CSS + f"tr:first-child td {{ border: {rule} }}"
    chunks = [engine.Chunk("<table><tbody>" + "<tr><td>甲</td></tr>" * 3 + "</tbody></table>")]
    tuned = engine.render(source(css=css, chunks=chunks, front=None), font_set)
    monkeypatch.setattr(tuning, "pinned", lambda: False)
    plain = engine.render(source(css=css, chunks=chunks, front=None), font_set)
    assert _picture(tuned.data) == _picture(plain.data)


def test_whole_rules_look_like_pieces(font_set, monkeypatch):
    tuned = engine.render(source(), font_set)
    monkeypatch.setattr(tuning, "pinned", lambda: False)
    plain = engine.render(source(), font_set)
    # A rule that is painted twice has darker edges, by a shade.
    for ours, theirs in zip(_picture(tuned.data), _picture(plain.data), strict=True):
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 40


def _picture(data):
    pages = pypdfium2.PdfDocument(data)
    return [page.render(scale=2).to_pil().tobytes() for page in pages]


def test_nothing_is_printed_or_logged_and_css_faults_are_returned(way, font_set, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    handlers = list(logging.getLogger("weasyprint").handlers)
    css = CSS + "p { colour: red }"
    chunks = [engine.Chunk("<p>\ue000</p>")]
    result = engine.render(source(css=css, chunks=chunks, front=None), font_set)
    assert capfd.readouterr() == ("", "")
    assert not [r for r in caplog.records if r.name.startswith(("weasyprint", "fontTools"))]
    assert logging.getLogger("weasyprint").handlers == handlers
    assert any("colour" in line for line in result.warnings)
    assert result.missing == {"\ue000"}


def test_no_file_and_no_address_is_read(font_set, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    chunks = [
        engine.Chunk(
            f'<img src="{secret.as_uri()}" alt="x"><img src="http://127.0.0.1:9/" alt="y">'
        )
    ]
    result = engine.render(source(chunks=chunks, front=None), font_set)
    assert len(result.warnings) == 2
    assert all("reads no file and no network" in line for line in result.warnings)


def test_the_collector_is_as_before(font_set):
    import gc

    before = (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count())
    engine.render(source(), font_set)
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_pango_missing_is_told_as_such(monkeypatch, capfd):
    def fail(name, *_):
        raise OSError("cannot load library 'libpango-1.0.so.0'")

    tuning.weasyprint.cache_clear()
    monkeypatch.setattr(tuning.importlib, "import_module", fail)
    with pytest.raises(PdfUnavailable) as caught:
        tuning.weasyprint()
    assert "libpango" in caught.value.reason
    assert capfd.readouterr() == ("", "")


def test_importing_the_engine_does_not_load_weasyprint():
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from jixiao.writers.pdf import archive, engine, fonts\n"
        "assert 'weasyprint' not in sys.modules and 'cffi' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, *sys.path], check=True)


TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
        st.sampled_from("\u202e\u2066\u2069\u2028\u2029\u200b\u200d\ufeff\u0301\u20dd\ufe0f\u00ad"),
        st.sampled_from("𠮷👨‍👩‍👧🇨🇳①㎡\t\n\x85\ue000\U0010fffd\u0600\u070f\U000e0001"),
    ),
    max_size=30,
).filter(lambda text: not {"\ufffe", "\uffff"} & set(text))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cells=st.lists(TEXT, min_size=1, max_size=6))
def test_any_text_that_xml_allows_is_rendered(cells, font_set):
    from html import escape

    body = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    markup = f"<h2>{escape(cells[0])}</h2><table><tbody><tr>{body}</tr></tbody></table>"
    result = engine.render(source(chunks=[engine.Chunk(markup)], front=None), font_set)
    assert archive.check(result.data) == []
    assert not result.warnings


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "&#13;"])
def test_a_line_end_of_unicode_is_white_space(separator, font_set):
    chunks = [engine.Chunk(f"<p>甲 {separator}乙{separator} 丙{separator}</p>")]
    result = engine.render(source(chunks=chunks, front=None), font_set)
    assert "".join(_texts(result.data)[0].split()).startswith("甲乙丙")
    assert result.missing == frozenset()


def test_a_title_of_several_lines_is_written_as_one(font_set):
    result = engine.render(source(title=" 绩效\r\n文本 "), font_set)
    assert archive.check(result.data) == []
    with pikepdf.open(_io(result.data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "绩效 文本"


def _io(data):
    import io

    return io.BytesIO(data)


def _file(folder, data):
    path = folder / "out.pdf"
    path.write_bytes(data)
    return path
