"""How a change is written: as a tracked change, or plainly."""

from datetime import UTC, datetime

from lxml import etree

from jixiao.correct.patch.marks import Marks
from tests.word_xml import WORD

DATE = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


def marks(*, author: str = "审核", tracked: bool = True, prefix: str = "w:") -> Marks:
    return Marks(prefix, author, DATE, tracked)


def test_a_change_has_a_number_an_author_and_a_date() -> None:
    own = 'w:author="审核" w:date="2024-03-01T09:30:00Z"'
    found = marks()
    assert found.change("ins") == f'w:ins w:id="1" {own}'
    assert found.mark("del") == f'<w:del w:id="2" {own}/>'.encode()
    assert found.wrap("del", b"<w:r/>") == f'<w:del w:id="3" {own}><w:r/></w:del>'.encode()


def test_the_prefix_is_that_of_the_part() -> None:
    found = marks(prefix="ns0:")
    assert found.element("p", b"1", b"2") == b"<ns0:p>12</ns0:p>"
    assert found.run("1\n2", b"") == b"<ns0:r><ns0:t>1</ns0:t><ns0:br/><ns0:t>2</ns0:t></ns0:r>"
    assert found.mark("ins").startswith(b'<ns0:ins ns0:id="1" ns0:author=')


def test_an_author_may_have_any_name() -> None:
    name = """<"&'>"""
    xml = f'<a xmlns:w="{WORD}">{marks(author=name).mark("ins").decode()}</a>'
    assert etree.fromstring(xml)[0].get(f"{{{WORD}}}author") == name


def test_numbers_begin_after_all_that_are_in_use() -> None:
    found = marks()
    parts = [b'<w:ins w:id="7"/>', b"<w:comment w:id = '12'/>", b'<w:bookmarkStart w:id="x"/>']
    found.begin_after(parts)
    assert found.change("ins").startswith('w:ins w:id="13"')


def test_a_number_that_no_program_counts_up_to_is_left_alone() -> None:
    found = marks()
    found.begin_after([b'<w:ins w:id="2147483647"/><w:ins w:id="-5"/>'])
    assert found.change("ins").startswith('w:ins w:id="1"')


def test_a_copy_of_changes_gets_numbers_of_its_own() -> None:
    found = marks()
    found.begin_after([b'<w:a w:id="4"/>'])
    copy = found.renumbered(b"""<w:rPrChange w:id="4" w:author="x"><w:b/></w:rPrChange>""")
    assert copy == b"""<w:rPrChange w:id="5" w:author="x"><w:b/></w:rPrChange>"""
    assert found.renumbered(b"<w:ins w:id='4'/><w:ins w:id='4'/>") == (
        b"<w:ins w:id='6'/><w:ins w:id='7'/>"
    )


def test_line_breaks_and_tabs_are_elements() -> None:
    run = marks().run("一\t二\n\n三", b"<w:rPr/>").decode()
    text = "<w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:br/><w:t>三</w:t>"
    assert run == f"<w:r><w:rPr/>{text}</w:r>"


def test_spaces_that_would_be_lost_are_kept() -> None:
    found = marks()
    for text in (" 一", "一 ", "一  二", "\u3000一"):
        assert found.text(text) == f'<w:t xml:space="preserve">{text}</w:t>'
    assert found.text("一 二") == "<w:t>一 二</w:t>"


def test_signs_of_xml_are_written_as_entities() -> None:
    assert marks().text("a<b>&c\r", "delText") == '<w:delText xml:space="preserve">' + (
        "a&lt;b&gt;&amp;c&#13;</w:delText>"
    )


def test_what_is_put_in_is_tracked_or_plain() -> None:
    plain = b"<w:r><w:b/><w:t>1</w:t></w:r>"
    assert marks(tracked=False).inserted("1", b"<w:b/>") == plain
    tracked = marks().inserted("1", b"<w:b/>")
    assert tracked.startswith(b'<w:ins w:id="1"')
    assert tracked.endswith(b">" + plain + b"</w:ins>")
