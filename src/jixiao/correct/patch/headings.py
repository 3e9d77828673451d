"""The name of a form in its heading, and in the contents mark (TC field) that goes with it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.correct.patch.align import word_edits
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import (
    UnsafeError,
    change_line,
    deleted_run,
    divide,
    look_of,
)
from jixiao.correct.patch.text import local, read_lines, value_of
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.readers.field_codes import field_code
from jixiao.wording import load_wording
from jixiao.wording.headings import read_form_heading, without_form_number

# What holds no run that is read.
_TAKEN_OUT = ("del", "moveFrom")
# All that the runs of a contents mark hold.
_OF_A_FIELD = ("rPr", "fldChar", "instrText")


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
    written = old if heading is None else heading.name
    start = text.find(written, len(text) - len(without_form_number(text)))
    if start < 0:
        raise UnsafeError(_("the heading of the form does not have the name of the project"))
    fields = [field for field in _fields(paragraph) if field_code(field.code).entry]
    if any(not _is_plain(field) for field in fields):
        raise UnsafeError(_("something else stands in the contents mark of the heading"))
    change_line(line, word_edits(written, new, start), marks, b"")
    for field in fields:
        _rename_entry(field, written, new, marks)


def _runs(element: Element) -> Iterator[Element]:
    for each in element.children:
        if local(each) == "r":
            yield each
        elif local(each) not in _TAKEN_OUT:
            yield from _runs(each)


def _fields(paragraph: Element) -> list[_Field]:
    """Return the complex fields that begin and end in the paragraph."""
    found: list[_Field] = []
    open_fields: list[list[Element]] = []
    for run in _runs(paragraph):
        kinds = _kinds(run)
        open_fields += [[] for kind in kinds if kind == "begin"]
        for runs in open_fields:
            runs.append(run)
        for _end in [kind for kind in kinds if kind == "end"][: len(open_fields)]:
            runs = open_fields.pop()
            found.append(_Field(runs, "".join(_code(each) for each in runs)))
    return found


def _kinds(run: Element) -> list[str]:
    return [value_of(each, "fldCharType") for each in run.children if local(each) == "fldChar"]


def _is_plain(field: _Field) -> bool:
    """Tell whether nothing but one field stands in its runs."""
    kinds = [kind for run in field.runs for kind in _kinds(run) if kind != "separate"]
    names = {local(each) for run in field.runs for each in run.children}
    return kinds == ["begin", "end"] and names.issubset(_OF_A_FIELD)


def _code(run: Element) -> str:
    return "".join(each.text for each in run.children if local(each) == "instrText")


def _rename_entry(field: _Field, old: str, new: str, marks: Marks) -> None:
    """Put a new name in a TC field; tracked, the whole field gives way to another."""
    before = field_code(field.code).entry
    assert before is not None  # the fields were chosen by it
    behind = without_form_number(before.text)
    number = before.text.removesuffix(behind)
    text = number + behind.replace(old, new, 1)
    if text == before.text:
        return
    code = _new_code(field.code, before.text, text)
    runs = b"".join(_copy(run) for run in _with_code(field.runs, code, marks))
    last = field.runs[-1]
    if not marks.tracked:
        for run in field.runs:
            run.above.replace(run, runs if run is last else b"")
        return
    own = marks.wrap("ins", runs)
    if local(last.above) == "ins":
        own = divide(last.above, own, marks)
        last.above.leave_out_empty_parts()
    last.above.insert_after(last, own)
    for run in field.runs:
        run.above.replace(run, deleted_run(run, marks))


def _new_code(code: str, old: str, new: str) -> str:
    """Return the code of a TC field with another text, in quotes where it cannot do without."""
    as_before = code.replace(_quoted(old), _quoted(new), 1)
    for each in (as_before, code.replace(old, f'"{_quoted(new)}"', 1)):
        entry = field_code(each).entry
        if entry is not None and entry.text == new:
            return each
    raise UnsafeError(_("the contents mark of the heading cannot be written anew"))


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
