"""Faults of the structure of a report: sections, unit, year, codes and names of projects."""

import random

from jixiao.check import SourceFacts
from jixiao.model import Header, Project, Report, Targets, Unit
from tests.mutants import Mutant, any_project, plants, with_project

_TITLES = {
    "overall": "总体绩效目标",
    "itemised": "分项绩效目标",
    "safeguards": "工作保障措施",
}
_NUMBERS = {"overall": "一", "itemised": "二", "safeguards": "三"}
# GB 32100-2015, table 1.
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _with_targets(report: Report, section: str, text: str | None) -> Mutant:
    targets = report.targets.model_copy(update={section: text})
    return Mutant(report.model_copy(update={"targets": targets}), (("targets", section),))


def _with_unit(report: Report, **changes: str | None) -> Mutant:
    unit: Unit = report.unit.model_copy(update=changes)
    touched = tuple(("unit", name) for name in changes)
    return Mutant(report.model_copy(update={"unit": unit}), touched)


@plants("STR001")
def section_left_out(report: Report, chance: random.Random) -> Mutant | None:
    return _with_targets(report, chance.choice(list(_TITLES)), None)


@plants("STR001")
def section_with_heading_alone(report: Report, chance: random.Random) -> Mutant | None:
    section = chance.choice(list(_TITLES))
    title = _TITLES[section]
    text = chance.choice([title, f"{title}：", f"{title}\n{title}："])
    return _with_targets(report, section, text)


@plants("STR001")
def whole_part_left_out(report: Report, chance: random.Random) -> Mutant | None:
    return Mutant(report.model_copy(update={"targets": Targets()}), (("targets",),))


@plants("STR002")
def projects_left_out(report: Report, chance: random.Random) -> Mutant | None:
    return Mutant(report.model_copy(update={"projects": ()}), (("projects",),))


@plants("STR003")
def heading_typed_again(report: Report, chance: random.Random) -> Mutant | None:
    section = chance.choice(list(_TITLES))
    title, text = _TITLES[section], getattr(report.targets, section)
    heading = chance.choice(
        [
            title,
            f"{title}：",
            f"    {title}:",
            f"{_NUMBERS[section]}、{title}",
            f"{title}\n{title}：",
        ]
    )
    return _with_targets(report, section, f"{heading}\n{text}") if text else None


@plants("STR004")
def file_cut_off(report: Report, chance: random.Random) -> Mutant | None:
    last = ("projects", len(report.projects) - 1)
    return Mutant(report, (last,), source=SourceFacts(truncated=True))


@plants("STR005")
def remark_left_in_the_file(report: Report, chance: random.Random) -> Mutant | None:
    remarks = ["此表待核", "（请王会计周五以前补）", "附：采购清单", "初稿 12月3日", "项目已取消？"]
    stray = chance.sample(remarks, chance.randint(1, 4))
    return Mutant(report, (), source=SourceFacts(stray=("1", *stray)))


@plants("STR006")
def unit_name_left_out(report: Report, chance: random.Random) -> Mutant | None:
    return _with_unit(report, name=None)


@plants("STR007")
def year_left_out(report: Report, chance: random.Random) -> Mutant | None:
    header: Header = report.header.model_copy(update={"fiscal_year": None})
    changed = report.model_copy(update={"header": header})
    return Mutant(changed, (("report", "fiscal_year"),))


def _two_projects(report: Report, chance: random.Random) -> tuple[int, int] | None:
    """Return the numbers of two projects of one kind, or None."""
    first = any_project(report, chance)
    if first is None:
        return None
    kind = report.projects[first].kind
    second = any_project(
        report, chance, lambda one: one.kind == kind and one is not report.projects[first]
    )
    return None if second is None else (first, second)


@plants("STR008")
def code_left_from_the_copy(report: Report, chance: random.Random) -> Mutant | None:
    numbers = _two_projects(report, chance)
    if numbers is None:
        return None
    mutant = with_project(report, numbers[0], code=report.projects[numbers[1]].code)
    return Mutant(mutant.report, (*mutant.touched, ("projects", numbers[1], "code")))


@plants("STR009")
def name_left_from_the_copy(report: Report, chance: random.Random) -> Mutant | None:
    numbers = _two_projects(report, chance)
    if numbers is None:
        return None
    names = [report.projects[number].name for number in numbers]
    if names[0] == names[1]:
        return None
    mutant = with_project(report, numbers[0], name=names[1])
    return Mutant(mutant.report, (*mutant.touched, ("projects", numbers[1], "name")))


def _with_code(report: Report, number: int, code: str) -> Mutant:
    return with_project(report, number, code=code)


@plants("STR010")
def character_left_out(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    if number is None:
        return None
    code = report.projects[number].code or ""
    place = chance.randrange(1, len(code))
    return _with_code(report, number, code[:place] + code[place + 1 :])


@plants("STR010")
def code_typed_untidily(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    if number is None:
        return None
    code = report.projects[number].code or ""
    full_width = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    spaced = f"{code[:8]} {code[8:]}"
    return _with_code(report, number, chance.choice([code.lower(), full_width, spaced]))


def _is_long(project: Project) -> bool:
    return project.code is not None and len(project.code) == 21


def _is_checked(project: Project) -> bool:
    return _is_long(project) and (project.code or "")[8] == "P"


def _with_right_end(code: str) -> str:
    """Return a code whose last character is that of the others, where it has a check character."""
    if code[8] != "P":
        return code
    total = sum(_CHARACTERS.index(one) * 3**place for place, one in enumerate(code[:20]))
    return code[:20] + _CHARACTERS[(30 - total) % 31]


@plants("STR011")
def code_of_another_county(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_long)
    if number is None:
        return None
    code = report.projects[number].code or ""
    other = chance.choice([county for county in ("21", "25", "33", "84") if county != code[4:6]])
    return _with_code(report, number, _with_right_end(code[:4] + other + code[6:]))


@plants("STR011")
def code_of_a_later_year(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_long)
    if number is None or report.header.fiscal_year is None:
        return None
    code = report.projects[number].code or ""
    year = report.header.fiscal_year % 100 + chance.randint(1, 9)
    return _with_code(report, number, _with_right_end(f"{code[:6]}{year}{code[8:]}"))


@plants("STR012")
def neighbours_swapped(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_checked)
    if number is None:
        return None
    code = report.projects[number].code or ""
    places = [place for place in range(9, 19) if code[place] != code[place + 1]]
    place = chance.choice(places)
    swapped = code[place + 1] + code[place]
    return _with_code(report, number, code[:place] + swapped + code[place + 2 :])


@plants("STR012")
def letter_for_digit(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_checked)
    if number is None:
        return None
    code = report.projects[number].code or ""
    letters = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B"}
    place = chance.choice([at for at, one in enumerate(code[:20]) if one in letters])
    return _with_code(report, number, code[:place] + letters[code[place]] + code[place + 1 :])


@plants("STR012")
def wrong_digit(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_checked)
    if number is None:
        return None
    code = report.projects[number].code or ""
    place = chance.choice([*range(8), *range(9, 20)])
    digit = chance.choice([digit for digit in "0123456789" if digit != code[place]])
    return _with_code(report, number, code[:place] + digit + code[place + 1 :])


@plants("STR013")
def code_left_out(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    return None if number is None else with_project(report, number, code=None)


@plants("STR013")
def name_left_out(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    return None if number is None else with_project(report, number, name=None)


@plants("STR014")
def letter_in_unit_code(report: Report, chance: random.Random) -> Mutant | None:
    code = report.unit.code or ""
    slips = [("0", "O"), ("1", "l"), ("0", "０"), ("3", "３"), ("6", "６")]
    fitting = [(digit, slip) for digit, slip in slips if digit in code]
    if not fitting:
        return None
    digit, slip = chance.choice(fitting)
    return _with_unit(report, code=code.replace(digit, slip, 1))
