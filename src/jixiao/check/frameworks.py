"""Indicator frameworks (指标框架) and what each edition prints, from ``frameworks.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jixiao.check.data import load
from jixiao.model import Report
from jixiao.wording import key

DEFAULT = "2015"
NEWEST = "2021"
COST_KINDS = frozenset(["cost", "economic_cost", "social_cost", "ecological_cost"])
"""The level-2 kinds of 成本: the one of 2015, and the three of 2021."""


@dataclass(frozen=True, slots=True)
class Framework:
    """Which level-1 and level-2 kinds a framework asks for, by their English names.

    ``cost_parent``: the level-1 kind that 成本 belongs to.
    """

    name: str
    level1: tuple[str, ...]
    level2: tuple[str, ...]
    cost_parent: str


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What an edition of the export prints by itself, so that it is no fault of the unit."""

    benefit_label: str
    level3: bool
    percent_sign: bool


@cache
def framework_named(name: str) -> Framework | None:
    """Return a framework by its name, None for one that is not known."""
    found = load("frameworks")["frameworks"].get(name)
    if found is None:
        return None
    return Framework(name, tuple(found["level1"]), tuple(found["level2"]), found["cost_parent"])


def framework_of(report: Report) -> Framework:
    """Return the framework that a report states, else the one that its indicators show."""
    stated = framework_named(report.header.framework or "")
    if stated is not None:
        return stated
    shown = any(
        level1_kind(row.level1) == "cost"
        for project in report.projects
        for row in project.indicators
    )
    found = framework_named(NEWEST if shown else DEFAULT)
    assert found is not None  # both are in the data
    return found


@cache
def facts_of_edition(name: str) -> EditionFacts:
    """Return what an edition prints by itself."""
    editions: Mapping[str, Any] = load("frameworks")["editions"]
    return EditionFacts(**{**editions["default"], **editions.get(name, {})})


@cache
def level1_kind(text: str | None) -> str | None:
    """Return which level-1 kind a cell names (``output``, ``benefit``…), or None."""
    return _spellings("level1").get(key(text)) if text else None


@cache
def level2_kind(text: str | None) -> str | None:
    """Return which level-2 kind a cell names (``quantity``, ``economic``…), or None."""
    return _spellings("level2").get(key(text)) if text else None


def parent_of(kind: str, framework: Framework) -> str:
    """Return the level-1 kind that a level-2 kind belongs to."""
    parents: Mapping[str, str] = load("frameworks")["parents"]
    return parents.get(kind, framework.cost_parent)


def level1_label(kind: str, edition: EditionFacts) -> str:
    """Return what an edition prints for a level-1 kind: 效果指标 or 效益指标 for ``benefit``."""
    return edition.benefit_label if kind == "benefit" else _label("level1", kind)


def level2_label(kind: str) -> str:
    """Return the usual name of a level-2 kind: 数量指标 for ``quantity``."""
    return _label("level2", kind)


def _label(level: str, kind: str) -> str:
    spelling: str = load("frameworks")[level][kind][0]
    return spelling


@cache
def _spellings(level: str) -> dict[str, str]:
    """Return the kinds of a level by the keys of their spellings."""
    kinds: Mapping[str, list[str]] = load("frameworks")[level]
    return {key(word): kind for kind, spellings in kinds.items() for word in spellings}
