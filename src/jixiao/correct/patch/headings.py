"""The name of a form in its heading, and in the contents mark (TC field) that goes with it."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.correct.patch.align import word_edits
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import UnsafeError, change_line, deleted_run, look_of
from jixiao.correct.patch.text import local, read_lines, value_of
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.readers.field_codes import field_code
from jixiao.wording import load_wording
from jixiao.wording.headings import read_form_heading, without_form_number


class _Field(NamedTuple):
    """The runs of a complex field, from its begin to its end, and its code."""

    runs: Sequence[Element]
    code: str


def rename_heading(paragraph: Element, old: str, new: str, marks: Marks) -> None:
    """Put a new name in a heading such as ``1.名称绩效目标表``.

    Raises:
        UnsafeError: the old name is not found in it, or that cannot be done without harm.
    """
    siblings = paragraph.above.children
    at = siblings.index(paragraph)
    line = read_lines(siblings[at : at + 1])[0]
    text = line.text
    heading = read_form_heading(text, load_wording())
    written = heading.name if heading is not None and (not old or old not in text) else old
    start = text.find(written, len(text) - len(without_form_number(text)))
    if start < 0:
        raise UnsafeError(_("the heading of the form does not have the name of the project"))
    fields = [field for field in _fields(paragraph) if field_code(field.code).entry]
    change_line(line, word_edits(written, new, start), marks, b"")
    for field in fields:
        _rename_entry(field, written, new, marks)


def _fields(paragraph: Element) -> list[_Field]:
    """Return the complex fields whose runs stand in the paragraph one after another."""
    found: list[_Field] = []
    runs: list[Element] = []
    for run in paragraph.children:
        if local(run) != "r":
            if runs:
                runs.append(run)
            continue
        kinds = [value_of(each, "fldCharType") for each in run.children if local(each) == "fldChar"]
        if "begin" in kinds:
            runs = []
        if runs or "begin" in kinds:
            runs.append(run)
        if "end" in kinds and runs:
            found.append(_Field(runs, "".join(_code(each) for each in runs)))
            runs = []
    return found


def _code(run: Element) -> str:
    return "".join(each.text for each in run.children if local(each) == "instrText")


def _rename_entry(field: _Field, old: str, new: str, marks: Marks) -> None:
    """Put a new name in a TC field; tracked, the whole field gives way to another."""
    before = field_code(field.code).entry
    assert before is not None  # the fields were chosen by it
    behind = without_form_number(before.text)
    number = before.text.removesuffix(behind)
    text = number + behind.replace(old, new, 1)
    code = field.code.replace(_quoted(before.text), _quoted(text), 1)
    after = field_code(code).entry
    if after is None or after.text != text:
        raise UnsafeError(_("the contents mark of the heading cannot be written anew"))
    if any(local(run) != "r" for run in field.runs):
        raise UnsafeError(_("something else stands in the contents mark of the heading"))
    last = field.runs[-1]
    runs = b"".join(_copy(run) for run in _with_code(field.runs, code, marks))
    if not marks.tracked:
        for run in field.runs:
            run.above.replace(run, runs if run is last else b"")
        return
    last.above.insert_after(last, marks.wrap("ins", runs))
    for run in field.runs:
        run.above.replace(run, deleted_run(run, marks))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


class _NewRun(NamedTuple):
    run: Element
    content: bytes


def _with_code(runs: Sequence[Element], code: str, marks: Marks) -> list[_NewRun]:
    """Return runs with a new code in the place of the first piece of the old one."""
    found: list[_NewRun] = []
    waiting: str | None = code
    for run in runs:
        content: list[bytes] = []
        for each in run.children:
            if local(each) != "instrText":
                content.append(b"" if local(each) == "rPr" else each.own)
            elif waiting is not None:
                content.append(marks.text(waiting, "instrText").encode())
                waiting = None
        found.append(_NewRun(run, b"".join(content)))
    return found


def _copy(new: _NewRun) -> bytes:
    if not new.content:
        return b""
    tag = new.run.tag
    return new.run.start_tag + look_of(new.run) + new.content + b"</" + tag + b">"
