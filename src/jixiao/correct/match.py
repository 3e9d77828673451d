"""Which project, goal and row of an old report is which of a new one.

Surest first: what is identical, then what has the same code, name or levels, then what is alike,
then what stands in the same place and differs in one field only.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from jixiao.check.codes import LENGTH, YEAR, tidied
from jixiao.check.likeness import shingles
from jixiao.correct.exact import GOALS, NAMES, ROWS, exact_project, exact_row
from jixiao.correct.matching import (
    Keys,
    Matching,
    Parts,
    pair_alike,
    pair_by_key,
    pair_by_place,
    pair_identical,
)
from jixiao.model import Indicator, Project, Report
from jixiao.wording import key

_T = TypeVar("_T")

# Likeness is the share of common runs of three characters.
_LEAST_ALIKE_PROJECTS = 0.4
_LEAST_ALIKE_TEXTS = 0.3
# What stands further back in a project says no more about which one it is.
_LONGEST_PROJECT_TEXT = 4000
_YEAR_IN_NAME = re.compile(r"(?:19|20)[0-9]{2}(?:年度|年)?")


def match_projects(
    old: Sequence[Project], new: Sequence[Project], *, year_on_year: bool = False
) -> Matching:
    """Return which project is which: by code, by name, by likeness, by place; never fails.

    ``year_on_year``: the reports are of two years, whose codes are expected to differ; name and
    likeness come before the code then.
    """
    matching = Matching(len(old), len(new))
    old_keys, new_keys = [exact_project(one) for one in old], [exact_project(one) for one in new]
    pair_identical(matching, old_keys, new_keys)
    parts = _parts_of(old, _project_text), _parts_of(new, _project_text)

    def by(key_of: Callable[[Project], Hashable]) -> None:
        if not matching.is_complete:
            pair_by_key(matching, _keys_of(old, key_of), _keys_of(new, key_of), parts)

    by(_code_and_name)
    # Two codes that were interchanged by mistake: the code alone would lead astray.
    pair_by_key(matching, lambda at: old_keys[at][1:], lambda at: new_keys[at][1:])
    if year_on_year:
        by(_name)
        by(_name_without_year)
        pair_alike(matching, parts, _LEAST_ALIKE_PROJECTS)
        by(_code)
        by(_code_without_year)
    else:
        by(_code)
        by(_name)
        pair_alike(matching, parts, _LEAST_ALIKE_PROJECTS)
    pair_by_place(matching, lambda one, other: _is_one_field(old_keys[one], new_keys[other]))
    return matching


def match_rows(old: Sequence[Indicator], new: Sequence[Indicator]) -> Matching:
    """Return which row of the indicator table is which: by levels and text, likeness, place."""
    matching = Matching(len(old), len(new))
    old_keys, new_keys = [exact_row(row) for row in old], [exact_row(row) for row in new]
    pair_identical(matching, old_keys, new_keys)
    if matching.is_complete:
        return matching
    # Of several rows of the same names, place says better than text which is which.
    pair_by_place(matching, lambda one, other: _is_same_name(old_keys[one], new_keys[other]))
    parts = _parts_of(old, _row_text), _parts_of(new, _row_text)
    for key_of in (_all_names, _levels, _level3_and_description, _level3, _description):
        pair_by_key(matching, _keys_of(old, key_of), _keys_of(new, key_of), parts)
    pair_alike(matching, parts, _LEAST_ALIKE_TEXTS)
    pair_by_place(matching, lambda one, other: _differing(old_keys[one], new_keys[other]) <= 1)
    return matching


def match_goals(old: Sequence[str], new: Sequence[str]) -> Matching:
    """Return which goal is which: by likeness, then by place."""
    matching = Matching(len(old), len(new))
    pair_identical(matching, old, new)
    pair_alike(matching, (_parts_of(old, key), _parts_of(new, key)), _LEAST_ALIKE_TEXTS)
    pair_by_place(matching, lambda _one, _other: True)
    return matching


def ambiguous_codes(old: Report, new: Report) -> tuple[str, ...]:
    """Return the codes of which nobody can tell which form of the one report is which of the other.

    Several forms of one report have the code and the same name, and are not found identical in
    the other, which has forms with that code and name as well. In the order of the old report.
    """
    matching = Matching(len(old.projects), len(new.projects))
    old_keys = [exact_project(project) for project in old.projects]
    new_keys = [exact_project(project) for project in new.projects]
    pair_identical(matching, old_keys, new_keys)
    olds = _by_code_and_name([old.projects[place] for place in matching.only_old])
    news = _by_code_and_name([new.projects[place] for place in matching.only_new])
    several = [
        projects[0].code
        for names, projects in olds.items()
        if names in news and max(len(projects), len(news[names])) > 1
    ]
    return tuple([code for code in several if code is not None])


def _by_code_and_name(projects: list[Project]) -> dict[Hashable, list[Project]]:
    groups: dict[Hashable, list[Project]] = {}
    for project in projects:
        if (names := _code_and_name(project)) is not None:
            groups.setdefault(names, []).append(project)
    return groups


# ---- what projects are known by ----


def _code(project: Project) -> str | None:
    return tidied(key(project.code)) or None if project.code else None


def _code_without_year(project: Project) -> Hashable:
    """Return a code of 21 characters without the year and the check character over it."""
    code = _code(project)
    if code is None or len(code) != LENGTH:
        return None
    return code[: YEAR.start], code[YEAR.stop : -1]


def _name(project: Project) -> str | None:
    return key(project.name) or None if project.name else None


def _name_without_year(project: Project) -> str | None:
    name = _name(project)
    return (_YEAR_IN_NAME.sub("", name) or None) if name else None


def _code_and_name(project: Project) -> tuple[str, str | None] | None:
    code = _code(project)
    return None if code is None else (code, _name(project))


def _project_text(project: Project) -> str:
    texts = chain(
        (project.name, project.purpose), project.goals, map(_row_text, project.indicators)
    )
    found, length = [], 0
    for text in texts:
        if text:
            found.append(text)
            length += len(text)
        if length >= _LONGEST_PROJECT_TEXT:
            break
    return key("".join(found)[:_LONGEST_PROJECT_TEXT])


# ---- what rows are known by ----


@lru_cache(16_384)
def _key(text: str | None) -> str | None:
    return key(text) or None if text else None


def _all_names(row: Indicator) -> Hashable:
    names = _key(row.level1), _key(row.level2), _key(row.level3), _key(row.description)
    return names if names[2] or names[3] else None


def _levels(row: Indicator) -> Hashable:
    return (_key(row.level1), _key(row.level2), _key(row.level3)) if row.level3 else None


def _level3_and_description(row: Indicator) -> Hashable:
    names = _key(row.level3), _key(row.description)
    return names if all(names) else None


def _level3(row: Indicator) -> Hashable:
    return _key(row.level3)


def _description(row: Indicator) -> Hashable:
    return _key(row.description)


def _row_text(row: Indicator) -> str:
    value = row.value.raw if row.value else None
    return "".join([text for text in (row.level3, row.description, value, row.basis) if text])


# ---- helpers ----


def _keys_of(items: Sequence[_T], key_of: Callable[[_T], Hashable]) -> Keys:
    return lambda place: key_of(items[place])


def _parts_of(items: Sequence[_T], text_of: Callable[[_T], str]) -> Parts:
    """Return what gives the shingles of an item; they are made when they are first asked for."""
    made: dict[int, frozenset[str]] = {}

    def parts(place: int) -> frozenset[str]:
        if place not in made:
            text = text_of(items[place])
            made[place] = shingles(text) if text else frozenset()
        return made[place]

    return parts


def _differing(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))


def _is_same_name(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Tell whether the keys of two rows differ in one field, and in none of the names."""
    return one[:NAMES] == other[:NAMES] and _differing(one, other) <= 1


def _is_one_field(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Tell whether the keys of two projects differ in one field at most, one of a row included."""
    differing = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) != 1 or differing[0] not in (GOALS, ROWS):
        return len(differing) <= 1
    lefts, rights = one[differing[0]], other[differing[0]]
    assert isinstance(lefts, tuple)
    assert isinstance(rights, tuple)
    if len(lefts) != len(rights):
        return False
    changed = [pair for pair in zip(lefts, rights, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and (differing[0] == GOALS or _differing(*changed[0]) == 1)
