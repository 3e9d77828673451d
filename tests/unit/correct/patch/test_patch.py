"""A whole DOCX mended in place: what stays, how changes are signed, and what is refused."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from jixiao.correct.patch.patch import DEFAULT_AUTHOR, PatchOptions, patch_docx
from jixiao.diagnostics import JixiaoError
from jixiao.model import Report
from jixiao.writers.docx import write_docx
from tests.conftest import job_of
from tests.mended_forms import (
    NAME,
    PART,
    Root,
    W,
    cell_with,
    document,
    element,
    known_pack,
    mend,
    mended,
    parse,
    rebuilt,
    root_of,
    said,
    text_of,
    with_project,
)
from tests.unit.correct.drafts import draft, without
from tests.zip_files import Descriptor, Entry, write_zip

SENT = document(draft())
NEW = with_project(draft(), 0, purpose="用于大修村道。")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_main_part(data: bytes, content: bytes) -> bytes:
    """Return a DOCX with another main part."""
    return write_zip([Entry(name, {**parts(data), PART: content}[name]) for name in parts(data)])


def patched(data: bytes, **options: Any) -> bytes:
    """Mend the small report; what options say nothing of is left as it is."""
    return patch_docx(data, parse(data), NEW, known_pack().editions, PatchOptions(**options)).data


def refusal(data: bytes, read: bytes | None = None, new: Report = NEW) -> list[str]:
    """Return with what bytes are refused; ``read``: what the file held when it was read."""
    with pytest.raises(JixiaoError) as error:
        patch_docx(
            data, parse(data if read is None else read), new, known_pack().editions, PatchOptions()
        )
    return [str(each) for each in error.value.diagnostics]


# ---- what stays ----


def test_nothing_but_the_main_part_changes_and_there_only_what_differs() -> None:
    new = mended(SENT, NEW)
    before, after = parts(SENT), parts(new)
    assert [name for name in before if before[name] != after[name]] == [PART]
    pieces = re.split(rb"<w:(?:ins|del) .*?</w:(?:ins|del)>", after[PART])
    assert len(pieces) > 1
    at = 0
    for piece in (pieces[0][:-200], pieces[-1][200:]):
        found = before[PART].find(piece, at)
        assert found >= at
        at = found + len(piece)


def test_where_nothing_differs_the_bytes_are_the_same() -> None:
    assert mend(SENT, draft()).data is SENT
    assert mend(SENT, draft()).diff.is_empty


def test_mending_twice_is_mending_once() -> None:
    for tracked in (True, False):
        once = mended(SENT, NEW, tracked=tracked)
        assert mend(once, NEW, tracked=tracked).data == once


def test_the_definition_that_is_embedded_is_not_used_any_more() -> None:
    """It is another member, and says what the text said before."""
    data = write_docx(job_of(draft(), known_pack()))
    assert parse(data).source == "embedded"
    new = mend(data, NEW).data
    assert parse(new).source == "text"
    assert parse(new).report.projects[0].purpose == "用于大修村道。"


def test_an_edited_document_is_mended_after_its_text_not_after_what_is_embedded() -> None:
    def edit(root: Root) -> None:
        next(cell_with(root, "用于修补村道。").iter(f"{W}t")).text = "用于修桥。"

    data = rebuilt(write_docx(job_of(draft(), known_pack())), edit)
    assert said(mended(data, NEW))[0].purpose == "用于大修村道。"
    assert said(mended(data, draft()))[0].purpose == "用于修补村道。"


@pytest.mark.parametrize("form", ["signed", "bare", "signed large", "bare large", None])
@pytest.mark.parametrize("large", [False, True], ids=["", "ZIP64"])
def test_details_of_the_container_stay(form: Descriptor | None, large: bool) -> None:
    def written(content: dict[str, bytes]) -> bytes:
        entries = [
            Entry(name, data, descriptor=form, large=large and form in (None, "signed large"))
            for name, data in content.items()
        ]
        return write_zip(entries, large_end=large, comment="备注".encode())

    data = written(parts(SENT))
    new = mend(data, NEW).data
    assert parts(new).keys() == parts(data).keys()
    assert said(new)[0].purpose == "用于大修村道。"
    assert new.endswith("备注".encode())


# ---- how changes are signed ----


def changes(data: bytes) -> list[Root]:
    return list(root_of(data).iter(f"{W}ins", f"{W}del"))


def test_author_and_date_of_each_change() -> None:
    date = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    found = changes(patched(SENT, author='王 & 李 <"甲">', date=date))
    assert found
    assert {each.get(f"{W}author") for each in found} == {'王 & 李 <"甲">'}
    assert {each.get(f"{W}date") for each in found} == {"2024-03-01T09:30:00Z"}


def test_left_out_they_are_ours_and_of_now() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    found = changes(patched(SENT))
    assert {each.get(f"{W}author") for each in found} == {DEFAULT_AUTHOR}
    dates = [datetime.fromisoformat(each.get(f"{W}date")) for each in found]
    assert all(before <= each <= datetime.now(UTC) for each in dates)


def test_changes_have_numbers_that_stand_nowhere_else() -> None:
    """Comments and notes, in other parts, are numbered too."""
    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="4711"/></w:footnotes>'
    entries = [Entry(name, data) for name, data in parts(SENT).items()]
    data = write_zip([*entries, Entry("word/footnotes.xml", note.encode())])
    numbers = [int(each.get(f"{W}id")) for each in changes(patched(data))]
    assert numbers == list(range(4712, 4712 + len(numbers)))


def test_changes_of_another_author_stay() -> None:
    def put_in(root: Root) -> None:
        paragraph = cell_with(root, "防汛物资采购").find(f"{W}p")
        text = element("t")
        text.text = "及储备"
        change = element("ins", element("r", text), id="9", author="张三")
        paragraph.append(change)

    data = rebuilt(SENT, put_in)
    new = with_project(NEW, 1, name="防汛物资采购及储备")
    found = changes(mend(data, new).data)
    assert [text_of(each) for each in found if each.get(f"{W}author") == "张三"] == ["及储备"]


# ---- what is refused ----


def test_a_file_that_was_changed_since_it_was_read() -> None:
    other = document(with_project(draft(), 0, purpose="完全不同的话。"))
    (words,) = refusal(other, SENT)
    assert "the text in the file is not what was expected" in words


def test_a_file_whose_prose_was_changed_since_it_was_read() -> None:
    old = draft()
    words = (old.targets.overall or "").replace("夯实", "筑牢")
    other = document(
        old.model_copy(update={"targets": old.targets.model_copy(update={"overall": words})})
    )
    targets = old.targets.model_copy(update={"overall": "全新的目标。"})
    (fault,) = refusal(other, SENT, old.model_copy(update={"targets": targets}))
    assert "the text in the file is not what was expected" in fault


def test_a_file_that_became_shorter_since_it_was_read() -> None:
    """What stood at a place is not there any more."""
    new = with_project(draft(), 2, purpose="别的。", goals=("甲",), indicators=())
    other = document(without(draft(), 1, 2))
    assert refusal(other, SENT, new)


def test_a_main_part_that_is_not_utf_8() -> None:
    text = parts(SENT)[PART].decode()
    text = re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', text)
    data = with_main_part(SENT, text.encode("utf-16"))
    assert said(data) == said(SENT)
    (words,) = refusal(data)
    assert "its main part is no XML in UTF-8" in words


def test_a_main_part_without_prefixes() -> None:
    """Office writes w: everywhere; a change has to be written in the same way."""
    root = etree.fromstring(parts(SENT)[PART])
    text = etree.tostring(root).decode().replace("<w:", "<").replace("</w:", "</")
    text = text.replace("<document ", f'<document xmlns="{W[1:-1]}" ', 1)
    data = with_main_part(SENT, text.encode())
    new = patched(data)  # the prefix is still declared, for attributes
    assert said(new)[0].purpose == "用于大修村道。"


def test_another_prefix_is_used_as_it_is() -> None:
    text = parts(SENT)[PART].decode()
    text = re.sub(r"(</?|\s)w:", r"\1word:", text).replace("xmlns:w=", "xmlns:word=")
    data = with_main_part(SENT, text.encode())
    new = patched(data)
    assert said(new)[0].purpose == "用于大修村道。"
    assert b"<word:ins word:id=" in parts(new)[PART]


def test_the_name_of_the_file_is_told() -> None:
    (words,) = refusal(document(with_project(draft(), 0, purpose="别的。")), SENT)
    assert words.startswith(NAME)
