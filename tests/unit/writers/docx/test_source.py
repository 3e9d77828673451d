import io
import zipfile

import pytest

from jixiao.blocks import Section
from jixiao.writers.docx import definition_of, visible_text_hash, write_docx
from jixiao.writers.docx.source import NAMESPACE, hash_lines
from jixiao.writers.docx.wml import NAMESPACES
from tests.unit.writers.docx.documents import job, paragraph, write

DOCUMENT = "<w:document {0}><w:body>{1}</w:body></w:document>"


def document(body: str) -> bytes:
    return DOCUMENT.format(NAMESPACES, body).encode()


def text(*words: str) -> str:
    return "".join(f"<w:r><w:t>{word}</w:t></w:r>" for word in words)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name, blob in parts.items():
            opened.writestr(f"customXml/{name}.xml", blob)
    return stream.getvalue()


def source(root: str = "definition", prefix: str = "") -> bytes:
    return (
        f'{prefix}<{root} xmlns="{NAMESPACE}" version="1" visible-text="00">a = 1</{root}>'.encode()
    )


@pytest.mark.parametrize(
    "definition", ["a = 1\n", 'b = "<&>]]>"\n', "c = 1\r\n", "😀𠮷", "", "\n\n d \t\n"]
)
def test_the_definition_is_read_back(definition: str) -> None:
    data = write_docx(job(Section((paragraph("甲"),), "prose"), definition=definition))
    found = definition_of(data)
    assert found is not None
    assert found.text == definition
    assert found.version


def test_it_is_found_by_its_namespace() -> None:
    found = definition_of(archive(other=b"<a/>", renamed=source()))
    assert found is not None
    assert (found.text, found.version, found.visible_text) == ("a = 1", "1", "00")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        archive(item1=b"<a/>"),
        archive(item1=source(root="other")),
        archive(item1=source()[:-5]),
        archive(item1=source(prefix='<!DOCTYPE a [<!ENTITY b "c">]>')),
    ],
    ids=["nothing", "no zip", "other", "other root", "cut off", "doctype"],
)
def test_no_definition(data: bytes) -> None:
    assert definition_of(data) is None


def test_the_hash_is_that_of_the_visible_paragraphs() -> None:
    tabbed = f"{text('丙')}<w:r><w:tab/></w:r>{text('丁')}"
    body = f"<w:p>{text('甲', ' 乙')}</w:p><w:p/><w:p>{tabbed}</w:p>"
    assert visible_text_hash(document(body)) == hash_lines(["甲 乙", "丙 丁"])


def test_white_space_and_runs_do_not_count() -> None:
    first = document(f"<w:p>{text('甲乙', ' ', ' 丙 ')}</w:p>")
    second = document(f"<w:p>{text(' 甲', '乙 丙')}</w:p><w:p>{text(' ')}</w:p>")
    assert visible_text_hash(first) == visible_text_hash(second)


def test_hyphens_count_as_their_character_or_not_at_all() -> None:
    first = document("<w:p><w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>")
    second = document(f"<w:p>{text(chr(0xAD), '甲' + chr(0x2011))}</w:p>")
    assert visible_text_hash(first) == visible_text_hash(second)


def test_paragraphs_count() -> None:
    first = document(f"<w:p>{text('甲', '乙')}</w:p>")
    second = document(f"<w:p>{text('甲')}</w:p><w:p>{text('乙')}</w:p>")
    assert visible_text_hash(first) != visible_text_hash(second)


def test_the_lists_of_the_contents_do_not_count() -> None:
    page = mark("begin") + code(" PAGEREF a ") + mark("separate") + text("3") + mark("end")
    contents = (
        f"<w:p>{mark('begin')}{code(' TOC ')}{mark('separate')}{text('甲')}{page}</w:p>"
        f"<w:p>{text('乙')}{page}{mark('end')}{text('丙')}</w:p>"
    )
    simple = f'<w:p><w:fldSimple w:instr=" TOC \\h ">{text("丁")}</w:fldSimple></w:p>'
    assert visible_text_hash(document(contents + simple)) == hash_lines(["丙"])


def test_the_result_of_another_field_counts() -> None:
    body = f"<w:p>{mark('begin')}{code(' PAGE ')}{mark('separate')}{text('3')}{mark('end')}</w:p>"
    assert visible_text_hash(document(body)) == hash_lines(["3"])


@pytest.mark.parametrize("data", [b"<a", b"<!DOCTYPE a><a/>"])
def test_no_document_has_no_hash(data: bytes) -> None:
    with pytest.raises(ValueError, match="DOCTYPE"):
        visible_text_hash(data)


def test_page_numbers_do_not_change_the_hash() -> None:
    found = [definition_of(write(paragraph("甲"), pages=pages)) for pages in (None, {"a": 1})]
    assert found[0] == found[1]
