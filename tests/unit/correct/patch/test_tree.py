"""The XML of a part as a tree: what nobody changes stays as it is, byte by byte."""

import pytest

from jixiao.correct.patch.tree import Element, XmlTree
from tests.word_xml import STRICT_WORD, WORD, part

BOM = b"\xef\xbb\xbf"


def tree(content: str, prolog: str = "") -> XmlTree:
    return XmlTree(f'{prolog}<w:body xmlns:w="{WORD}">{content}</w:body>'.encode())


def root(content: str) -> Element:
    found = tree(content).root
    assert found is not None
    return found


def inside(changed: Element) -> str:
    """Return what stands in the root after changes."""
    xml = changed.serialise().decode()
    return xml[xml.index(">") + 1 : xml.rindex("</")]


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param("<w:p/>", id="an element without content"),
        pytest.param("<w:p  />", id="a space before its end"),
        pytest.param("<w:p></w:p >", id="a space in the end tag"),
        pytest.param("<w:p w:a='1>2' w:b=\"/>\"></w:p>", id="a > in attributes"),
        pytest.param('<w:p w:a="&quot;\'"/>', id="quotes in an attribute"),
        pytest.param("<w:t><![CDATA[</w:t>]]></w:t>", id="CDATA that looks like an end tag"),
        pytest.param("<!-- </w:p> --><w:p/><?x </w:p>?>", id="comments and instructions"),
        pytest.param("<w:t>&amp;&#13;&#x20021;𠀡</w:t>\n \n", id="characters and white space"),
    ],
)
def test_what_is_not_changed_are_the_bytes_of_the_file(xml: str) -> None:
    whole = tree(f"{xml}<w:r/>")
    before = whole.serialise()
    (*_others, last) = whole.at(()).children
    whole.at(()).replace(last, b"<w:new/>")
    assert whole.serialise() == before.replace(b"<w:r/>", b"<w:new/>")


def test_a_byte_order_mark_and_a_declaration_stay() -> None:
    start = BOM + b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    xml = start + part("document", "<w:body><w:p>\u4e00</w:p></w:body>") + b"\n<!-- end -->"
    whole = XmlTree(xml)
    assert whole.serialise() == xml
    paragraph = whole.at((0, 0))
    assert (paragraph.own, paragraph.text) == ("<w:p>\u4e00</w:p>".encode(), "\u4e00")
    whole.at((0,)).replace(paragraph)
    assert whole.serialise() == xml.replace(paragraph.own, b"")


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        pytest.param("<a/>".encode("utf-16"), "not UTF-8", id="UTF-16"),
        pytest.param(b'<?xml version="1.0" encoding="gb2312"?><a/>', "gb2312", id="GB 2312"),
        pytest.param(b"<!DOCTYPE a><a/>", "DOCTYPE", id="a DOCTYPE"),
        pytest.param(b"<a><b></a>", "mismatched tag", id="no whole XML"),
        pytest.param(b"", "not UTF-8", id="nothing"),
    ],
)
def test_other_xml_is_refused(xml: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        XmlTree(xml)


def test_names_are_those_of_the_name_space_whatever_the_prefix() -> None:
    whole = XmlTree(f'<x:a xmlns:x="{STRICT_WORD}" x:val="1" plain="2"><x:b/></x:a>'.encode())
    element = whole.at(())
    assert element.name == f"{{{STRICT_WORD}}}a"
    assert (element.get(f"{{{STRICT_WORD}}}val"), element.get("plain")) == ("1", "2")
    assert element.get("other", "none") == "none"
    assert element.find(f"{{{STRICT_WORD}}}b") is element.children[0]
    assert (whole.prefixes[STRICT_WORD], element.tag) == (b"x", b"x:a")


def test_only_the_prefixes_of_the_root_count() -> None:
    whole = XmlTree(b'<a xmlns="urn:1" xmlns:b="urn:2"><c:c xmlns:c="urn:3"/></a>')
    assert whole.prefixes == {"urn:2": b"b"}


def test_a_path_leads_to_an_element_and_passes_over_comments() -> None:
    whole = tree("<!-- 1 --><w:p/><?pi?><w:p><w:r/></w:p>")
    assert whole.at((1, 0)).tag == b"w:r"
    with pytest.raises(IndexError):
        whole.at((2,))


def test_text_is_that_of_the_element_itself() -> None:
    found = root("<w:t>1 &lt; <!-- no -->2<![CDATA[&]]><w:x>3</w:x>4</w:t>").children[0]
    assert found.text == "1 < 2&4"


def test_all_below_an_element_in_the_order_of_the_file() -> None:
    found = root("<w:a><w:b/></w:a><w:c/>")
    assert [each.tag for each in found.iter()] == [b"w:body", b"w:a", b"w:b", b"w:c"]
    assert found.children[0].children[0].above is found.children[0]


def test_a_child_gives_way_to_others_or_to_nothing() -> None:
    found = root("<w:a/> <w:b/> <w:c/>")
    first, second, third = found.children
    found.replace(second, b"<w:x/>", b"<w:y/>")
    found.replace(third)
    assert inside(found) == "<w:a/> <w:x/><w:y/> "
    assert first.own == b"<w:a/>"
    assert (found.is_changed, first.is_changed) == (True, False)


def test_bytes_are_put_beside_children() -> None:
    found = root("<w:a/><w:b/>")
    first, second = found.children
    found.insert_before(second, b"1")
    found.insert_after(second, b"2")
    found.insert_before(None, b"3")
    found.insert_first(b"0")
    assert inside(found) == "0<w:a/>1<w:b/>23"
    assert first.serialise() == b"<w:a/>"


def test_what_is_put_behind_a_child_stands_behind_what_was_put_there_before() -> None:
    found = root("<w:a/><w:b/>")
    for each in (b"1", b"2", b"3"):
        found.insert_after(found.children[0], each)
    assert inside(found) == "<w:a/>123<w:b/>"


@pytest.mark.parametrize("xml", ["<w:p w:a='/'/>", "<w:p w:a='/' />", "<w:p w:a='/'></w:p>"])
def test_an_element_without_content_gets_some(xml: str) -> None:
    found = root(xml)
    found.children[0].insert_first(b"<w:r/>")
    assert inside(found) == "<w:p w:a='/'><w:r/></w:p>"
    assert found.children[0].start_tag == b"<w:p w:a='/'>"


def test_changes_of_several_levels_are_written_together() -> None:
    found = root("<w:p><w:r><w:t>1</w:t></w:r><w:r/></w:p>")
    paragraph = found.children[0]
    run, other = paragraph.children
    run.replace(run.children[0], b"<w:br/>")
    paragraph.replace(other)
    found.insert_before(paragraph, b"<w:p/>")
    assert inside(found) == "<w:p/><w:p><w:r><w:br/></w:r></w:p>"


def test_an_element_may_leave_out_what_changes_have_emptied() -> None:
    found = root("<w:ins w:author='>'><w:r/></w:ins>")
    inserted = found.children[0]
    inserted.insert_first(b'</w:ins>1<w:ins w:author="a>b">')
    inserted.replace(inserted.children[0])
    assert inside(found) == "<w:ins w:author='>'></w:ins>1<w:ins w:author=\"a>b\"></w:ins>"
    inserted.leave_out_empty_parts()
    assert inside(found) == "1"
