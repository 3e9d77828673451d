"""Files read back: what a program calls, and how limits are given."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from jixiao.build.inputs import Input
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition, Pack, load_pack
from jixiao.readers import Limits, ReadOptions
from jixiao.recognise.parse import Parsed, parse_bytes

_BYTES_NAME = "<bytes>"


def parse(
    source: Path | str | bytes,
    *,
    options: ReadOptions | None = None,
    templates: Pack | Path | str | None = None,
) -> Parsed:
    """Return the report that a file shows, with an account of how much of it is understood.

    Args:
        source: the path of a .txt, .docx, .doc or .pdf file, or its bytes; the content decides.
        options: limits, and how tracked changes are read.
        templates: the template pack whose editions are known; None finds the one in use.

    Raises:
        JixiaoError: the file cannot be read, or nothing in it is of a report.
    """
    options = options or ReadOptions()
    if not isinstance(templates, Pack):
        templates = load_pack(Path(templates) if templates else None)
    editions = load_editions(templates)
    if isinstance(source, bytes):
        return parse_bytes(source, _BYTES_NAME, editions, options)
    name = str(source)
    data = Input(name, Path(source)).read(options.limits.file_bytes)
    return parse_bytes(data, name, editions, options)


def load_editions(pack: Pack) -> tuple[Edition, ...]:
    """Return all editions of a template pack.

    Raises:
        JixiaoError: it has none, or one of them has faults.
    """
    editions = tuple(pack.editions)
    if not editions:
        message = _("this template pack has no editions")
        raise JixiaoError(Diagnostic("pack-empty", message, None, Place(str(pack.folder))))
    return editions


_UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def read_limits(words: Sequence[str]) -> Limits:
    """Return the limits with those that ``pages=3000`` or ``file-bytes=128M`` change.

    Raises:
        JixiaoError: each word that names no limit, or no whole number above zero.
    """
    known = [field.name.replace("_", "-") for field in fields(Limits)]
    values: dict[str, int] = {}
    faults: list[Diagnostic] = []
    for word in words:
        name, _sign, text = word.partition("=")
        name = name.strip().replace("_", "-")
        value = _amount(text.strip())
        if name not in known:
            message = _("there is no limit {name}").format(name=name)
            advice = _("known limits: {names}").format(names=_(", ").join(known))
            faults.append(Diagnostic("limit-unknown", message, advice))
        elif value is None:
            message = _("the limit {name} is not a whole number above zero: {value}")
            advice = _("write it like this: --limit pages=3000, --limit file-bytes=128M")
            faults.append(Diagnostic("limit-value", message.format(name=name, value=text), advice))
        else:
            values[name.replace("-", "_")] = value
    if faults:
        raise JixiaoError(faults)
    return Limits(**values)


_LONGEST_AMOUNT = 15


def _amount(text: str) -> int | None:
    """Return the number that a text such as ``128M`` stands for, or None."""
    digits = text[:-1] if text[-1:].lower() in _UNITS else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_AMOUNT):
        return None
    return int(digits) * _UNITS.get(text[-1:].lower(), 1) or None
