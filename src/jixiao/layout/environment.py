"""The Jinja environment of layouts: sandboxed, strict, escaped, and with bounded loops."""

import re
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from jixiao.model import format_number, printed_lines

# A report of 1 000 forms takes some 10 000 steps; a loop that needs more than this has no end.
MAX_STEPS = 5_000_000
MAX_SECONDS = 60.0
_STEPS_BETWEEN_CLOCK_READINGS = 4096

_LINE_MARK_TARGET = "at"


class EndlessTemplateError(Exception):
    """A template has run for more steps or more time than any report needs."""


class LayoutEnvironment(SandboxedEnvironment):
    """Jinja for template packs, which may come from anywhere.

    ``mark_lines`` prints ``<?at FILE:LINE?>`` before every element, to trace markup back.
    """

    # A product such as "x" * 10**10 needs no loop to fill the memory.
    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, folder: Path, *, mark_lines: bool = False) -> None:
        super().__init__(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._mark_lines = mark_lines
        self.filters.update(lines=_lines, number=_number)
        self.reset_budget()

    def reset_budget(self) -> None:
        """Begin to count steps and seconds anew; each rendering has a budget of its own."""
        self.filters["bounded"] = _Budget().bound

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read public attributes of the model at once; the sandbox decides on all others."""
        if type(obj).__module__.startswith("jixiao.") and attribute[:1] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small whole numbers only."""
        if not (isinstance(left, int) and isinstance(right, int) and abs(right) < 1000):
            raise SecurityError(f"operator {operator} is for small numbers only")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for loop in template.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
        if self._mark_lines:
            for data in template.find_all(nodes.TemplateData):
                data.data = _mark(data.data, name or "", data.lineno)
        return template


class _Budget:
    """Counts the steps of all loops of one rendering."""

    def __init__(self) -> None:
        self._steps = 0
        self._deadline = time.monotonic() + MAX_SECONDS

    def bound(self, items: Iterable[Any]) -> Any:
        """Return the items, counted; a sized sequence keeps its length for ``loop.length``."""
        if isinstance(items, list | tuple) and len(items) < _STEPS_BETWEEN_CLOCK_READINGS:
            self._spend(len(items) + 1)
            return items
        return self._count(items)

    def _count(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._spend(1)
            yield item

    def _spend(self, steps: int) -> None:
        before = self._steps
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise EndlessTemplateError
        crossed = (
            before // _STEPS_BETWEEN_CLOCK_READINGS != self._steps // _STEPS_BETWEEN_CLOCK_READINGS
        )
        if crossed and time.monotonic() > self._deadline:
            raise EndlessTemplateError


def _mark(data: str, name: str, lineno: int) -> str:
    """Put a line mark before every start tag in the literal text of a template."""

    def mark(match: re.Match[str]) -> str:
        line = lineno + data.count("\n", 0, match.start())
        return f"<?{_LINE_MARK_TARGET} {name}:{line}?><"

    return re.sub(r"<(?=[A-Za-z])(?!document\b)", mark, data)


def _lines(value: object) -> str:
    """Return a text or None as it is printed: stripped, without blank lines."""
    return "" if value is None else "\n".join(printed_lines(str(value)))


def _number(value: Decimal | None) -> str:
    """Return the digits of a number, or nothing for a blank cell."""
    return "" if value is None else format_number(value)
