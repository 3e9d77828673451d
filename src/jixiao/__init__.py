"""jixiao (绩效): budget-performance reports of Chinese local government, written and read.

The names below are the public API. They are imported when they are first used, so that
``jixiao --help`` need not wait for what it does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jixiao.version import __version__

if TYPE_CHECKING:
    from jixiao.build.checking import check_report
    from jixiao.build.definitions import dump
    from jixiao.build.patching import patch
    from jixiao.build.reading import parse
    from jixiao.build.render import render
    from jixiao.correct.apply import apply
    from jixiao.correct.diff import diff
    from jixiao.correct.types import ReportDiff
    from jixiao.definition import Definition, dumps, load, loads
    from jixiao.diagnostics import Diagnostic, JixiaoError
    from jixiao.model import Report
    from jixiao.readers import Limits, ReadOptions
    from jixiao.recognise.parse import Parsed

__all__ = [
    "Definition",
    "Diagnostic",
    "JixiaoError",
    "Limits",
    "Parsed",
    "ReadOptions",
    "Report",
    "ReportDiff",
    "__version__",
    "apply",
    "check_report",
    "diff",
    "dump",
    "dumps",
    "load",
    "loads",
    "parse",
    "patch",
    "render",
]

_HOMES = {
    "Definition": "jixiao.definition",
    "Diagnostic": "jixiao.diagnostics",
    "JixiaoError": "jixiao.diagnostics",
    "Limits": "jixiao.readers",
    "Parsed": "jixiao.recognise.parse",
    "ReadOptions": "jixiao.readers",
    "Report": "jixiao.model",
    "ReportDiff": "jixiao.correct.types",
    "apply": "jixiao.correct.apply",
    "check_report": "jixiao.build.checking",
    "diff": "jixiao.correct.diff",
    "dump": "jixiao.build.definitions",
    "dumps": "jixiao.definition",
    "load": "jixiao.definition",
    "loads": "jixiao.definition",
    "parse": "jixiao.build.reading",
    "patch": "jixiao.build.patching",
    "render": "jixiao.build.render",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
