"""The Jinja environment of layouts: sandboxed, strict, escaped, and with bounded loops."""

import re
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jixiao.model import format_number, printed_lines

# A report of 1 000 forms takes some 10 000 steps; a loop that needs more than this has no end.
MAX_STEPS = 5_000_000
MAX_SECONDS = 60.0
_STEPS_BETWEEN_CLOCK_READINGS = 4096
_STEPS_OF_A_CALL = 10

_LINE_MARK_TARGET = "at"


class EndlessTemplateError(Exception):
    """A template has run for more steps or more time than any report needs."""


class LayoutEnvironment(ImmutableSandboxedEnvironment):
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
        self.filters.update(lines=_lines, number=_number, bounded=_bounded)
        self.reset_budget()

    def reset_budget(self) -> None:
        """Begin to count steps and seconds anew; each rendering has a budget of its own."""
        self._budget = _Budget()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read declared fields of the model at once; the sandbox decides on all others."""
        kind: type = type(obj)
        if attribute in _declared(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Give out the declared fields of our objects only: a model has methods that read files."""
        if isinstance(obj, type):
            return False
        if type(obj).__module__.startswith("jixiao."):
            kind: type = type(obj)
            return attr in _declared(kind)
        return super().is_safe_attribute(obj, attr, value)

    def call(self, *arguments: Any, **named: Any) -> Any:
        """Call a macro or function, counted: macros can call each other without a loop."""
        self._budget.spend(_STEPS_OF_A_CALL)
        return super().call(*arguments, **named)

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

    def spend(self, steps: int) -> None:
        """Count some steps, and look at the clock now and then."""
        before = self._steps
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise EndlessTemplateError
        crossed = (
            before // _STEPS_BETWEEN_CLOCK_READINGS != self._steps // _STEPS_BETWEEN_CLOCK_READINGS
        )
        if crossed and time.monotonic() > self._deadline:
            raise EndlessTemplateError


@pass_context  # which also keeps Jinja from working out a loop over constants beforehand
def _bounded(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items of a loop, each counted."""
    environment = context.environment
    assert isinstance(environment, LayoutEnvironment)
    for item in items:
        environment._budget.spend(1)
        yield item


@lru_cache(maxsize=256)
def _declared(kind: type) -> frozenset[str]:
    """Return the fields and properties that one of our classes declares; no methods."""
    names: set[str] = set()
    for base in kind.__mro__:
        if base.__module__.startswith("jixiao."):
            names |= {key for key, member in vars(base).items() if isinstance(member, property)}
            for fields in ("model_fields", "__dataclass_fields__", "_fields"):
                names |= set(getattr(base, fields, ()))
    return frozenset(name for name in names if not name.startswith("_"))


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
