"""Which project, goal and row of an old report is which of a new one."""

import time
from collections.abc import Callable

import pytest

from jixiao.correct.match import ambiguous_codes, match_goals, match_projects, match_rows
from jixiao.correct.matching import Matching, moved_pairs
from jixiao.model import Indicator, Project
from tests.unit.correct.samples import LAMPS, OFFICE, ROAD, WATER, project, report, row

ROADS = project("A1", "村道养护经费", ROAD, total="12.00")
STREET_LAMPS = project("A2", "路灯维修经费", LAMPS, total="5.00")
OFFICES = project("A3", "村级办公经费", OFFICE, total="31.20")


def _other(one: Project, **fields: object) -> Project:
    return one.model_copy(update=fields)


def test_a_code_is_the_same_whatever_its_width_and_case() -> None:
    old = [_other(ROADS, code="a1"), STREET_LAMPS]
    new = [_other(STREET_LAMPS, purpose="其他"), _other(ROADS, code="Ａ 1", purpose=OFFICE)]
    assert match_projects(old, new).pairs == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"name": "道路管护补助"}, id="renamed"),
        pytest.param({"code": "B7"}, id="recoded"),
        pytest.param({"name": "道路管护补助", "code": "B7"}, id="renamed and recoded"),
        pytest.param({"name": None, "code": None}, id="nameless"),
        pytest.param({"code": "B7", "purpose": "维修。"}, id="recoded, another purpose"),
    ],
)
def test_a_project_is_found_again(changed: dict[str, str | None]) -> None:
    old = [OFFICES, ROADS, STREET_LAMPS]
    new = [_other(OFFICES, purpose="其他"), _other(STREET_LAMPS, goals=("甲",))]
    matching = match_projects(old, [*new, _other(ROADS, **changed)])
    assert matching.pairs == [(0, 0), (2, 1), (1, 2)]


def test_another_project_in_the_same_place_is_not_taken_for_it() -> None:
    matching = match_projects([ROADS, OFFICES], [STREET_LAMPS, OFFICES])
    assert matching.pairs == [(1, 1)]
    assert (matching.only_old, matching.only_new) == ([0], [0])


def test_a_split_project_goes_on_as_the_part_that_keeps_its_code() -> None:
    first = _other(ROADS, name="村道养护经费（一期）")
    second = _other(ROADS, name="村道养护经费（二期）", code="A9")
    matching = match_projects([ROADS, OFFICES], [second, first, OFFICES])
    assert matching.pairs == [(0, 1), (1, 2)]
    assert matching.only_new == [0]


def test_codes_that_were_interchanged_do_not_interchange_the_projects() -> None:
    new = [_other(ROADS, code="A2"), _other(STREET_LAMPS, code="A1")]
    assert match_projects([ROADS, STREET_LAMPS], new).pairs == [(0, 0), (1, 1)]


def test_of_the_same_code_twice_the_name_tells() -> None:
    old = [ROADS, _other(STREET_LAMPS, code="A1")]
    new = [_other(old[1], goals=("甲",)), _other(ROADS, goals=("乙",))]
    assert match_projects(old, new).pairs == [(1, 0), (0, 1)]
    assert ambiguous_codes(report(*old), report(*new)) == ()


def test_of_the_same_code_twice_the_name_tells_whatever_the_rest_is_like() -> None:
    old = [ROADS, _other(STREET_LAMPS, code="A1")]
    new = [_other(old[1], purpose=ROAD, kind="special-fund"), _other(ROADS, purpose=LAMPS)]
    assert match_projects(old, new).pairs == [(1, 0), (0, 1)]


def test_the_code_comes_before_the_name() -> None:
    new = [_other(ROADS, code="A2", purpose=OFFICE), _other(STREET_LAMPS, code="A1", purpose=WATER)]
    assert match_projects([ROADS, STREET_LAMPS], new).pairs == [(1, 0), (0, 1)]


def test_a_form_without_code_and_name_is_found_in_its_place_by_one_changed_field() -> None:
    old = project(None, None, goals=("甲", "乙"))
    once, twice = _other(old, goals=("甲", "丙")), _other(old, goals=("丁", "丙"))
    assert match_projects([OFFICES, old], [OFFICES, once]).pairs == [(0, 0), (1, 1)]
    assert match_projects([OFFICES, old], [OFFICES, twice]).pairs == [(0, 0)]


def test_of_the_same_code_and_name_twice_likeness_tells_but_the_code_is_ambiguous() -> None:
    old = [_other(ROADS, purpose=WATER), _other(ROADS, purpose=LAMPS)]
    new = [_other(old[1], goals=("检修配电箱。",)), _other(old[0], goals=("轮修机泵。",))]
    assert match_projects(old, new).pairs == [(1, 0), (0, 1)]
    assert ambiguous_codes(report(*old), report(*new)) == ("A1",)


def test_equal_forms_are_not_ambiguous_where_all_but_one_stayed() -> None:
    old, changed = [ROADS, ROADS, ROADS], _other(ROADS, goals=("甲",))
    assert ambiguous_codes(report(*old), report(ROADS, changed, ROADS)) == ()
    assert ambiguous_codes(report(*old), report(ROADS, changed)) == ("A1",)
    assert ambiguous_codes(report(*old), report(OFFICES)) == ()
    assert ambiguous_codes(report(changed), report(ROADS, _other(ROADS, name=" 村道养护经费")))


def test_from_year_to_year_the_name_comes_before_the_code() -> None:
    old = [
        project("13090122P00011410013U", "2022年村道养护", ROAD),
        project("13090122P00011410014X", "2022年路灯维修", LAMPS),
    ]
    new = [
        project("13090123P00011410013X", "2023年路灯维修", OFFICE),
        project("13090123P00011410015X", "2023年村道养护", WATER),
    ]
    assert match_projects(old, new).pairs == []
    assert match_projects(old, new, year_on_year=True).pairs == [(1, 0), (0, 1)]


def test_from_year_to_year_a_code_may_differ_in_the_year_alone() -> None:
    old = [project("130901211K7QX2M9TB4HD", "村道养护", ROAD)]
    new = [project("130901221K7QX2M9TB4HD", "其他事务", OFFICE)]
    assert match_projects(old, new).pairs == []
    assert match_projects(old, new, year_on_year=True).pairs == [(0, 0)]


# ---- rows and goals ----

VILLAGES = row("保障村数", "≥39个", description="享受办公经费的行政村个数")
METRES = row("养护里程", "≥24公里", description="完成养护的村道里程")
HAPPY = row("群众满意度", "≥95%", level1="满意度指标", level2="服务对象满意度指标")


def test_a_row_moved_to_another_group_is_the_same_row() -> None:
    moved = METRES.model_copy(update={"level1": "效益指标", "level2": "社会效益指标"})
    matching = match_rows([METRES, VILLAGES, HAPPY], [VILLAGES, moved, HAPPY])
    assert matching.pairs == [(1, 0), (0, 1), (2, 2)]


def test_a_row_with_another_name_is_found_by_its_description() -> None:
    renamed = VILLAGES.model_copy(update={"level3": "行政村个数", "value": None})
    assert match_rows([METRES, VILLAGES], [renamed, METRES]).pairs == [(1, 0), (0, 1)]


def test_a_row_of_another_wording_is_found_by_likeness() -> None:
    reworded = row("村道里程", "≥26公里", description="年内完成养护的村道里程")
    assert match_rows([VILLAGES, METRES], [reworded, VILLAGES]).pairs == [(1, 0), (0, 1)]


def test_rows_of_the_same_names_are_told_apart_by_place() -> None:
    old = [row("培训人数", f"≥{number}人") for number in (10, 20, 30)]
    new = [old[0], row("培训人数", "≥25人"), old[2]]
    assert match_rows(old, new).pairs == [(0, 0), (1, 1), (2, 2)]


def test_of_equal_rows_that_stands_still_which_can() -> None:
    other = VILLAGES.model_copy(update={"basis": "名册"})
    assert match_rows([other, VILLAGES], [VILLAGES, VILLAGES]).pairs == [(0, 0), (1, 1)]
    assert match_rows([VILLAGES, METRES, VILLAGES], [METRES, VILLAGES]).pairs == [(1, 0), (2, 1)]


def test_values_of_rows_of_the_same_names_that_were_interchanged_move_no_row() -> None:
    old = [row("甲", "按合同约定的时间完成", basis="一"), row("甲", "按规定的标准发放", basis="二")]
    new = [row("甲", "按规定的标准发放", basis="一"), row("甲", "按合同约定的时间完成", basis="二")]
    assert match_rows(old, new).pairs == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (row("甲", "1个"), row("甲", "长期", level1="效益指标")),
        (row(None, "1个", description="乙"), row("丙", "长期", description="乙")),
    ],
)
def test_one_name_is_enough_to_find_a_row(old: Indicator, new: Indicator) -> None:
    assert match_rows([old, VILLAGES], [VILLAGES, new]).pairs == [(1, 0), (0, 1)]


def test_a_row_of_nothing_but_a_name_is_found_in_its_place() -> None:
    old, new = row("甲", level1=None, level2=None), row("乙", level1=None, level2=None)
    assert match_rows([VILLAGES, old, METRES], [VILLAGES, new, METRES]).pairs[1] == (1, 1)
    matching = match_rows([VILLAGES, old, METRES], [VILLAGES, METRES, new])
    assert matching.pairs == [(0, 0), (2, 1)]


def test_two_goals_become_one_of_them() -> None:
    first, second = "完成二十四公里村道养护", "护栏全部更换"
    matching = match_goals([first, second, "丙"], [f"{first}，{second}", "丙"])
    assert matching.pairs == [(0, 0), (2, 1)]
    assert matching.only_old == [1]


def test_a_goal_of_other_words_is_found_in_its_place() -> None:
    assert match_goals(["甲", "乙", "丙"], ["丙", "甲", "戊"]).pairs == [(2, 0), (0, 1), (1, 2)]
    assert match_goals(["甲", "乙", "丙"], ["甲", "丁", "丙"]).pairs[1] == (1, 1)


def test_as_few_as_can_be_have_moved() -> None:
    assert moved_pairs([(0, 0), (1, 1)]) == []
    assert moved_pairs([(3, 0), (0, 1), (1, 2), (2, 3)]) == [(3, 0)]
    assert moved_pairs([(1, 0), (2, 1), (3, 2), (0, 3)]) == [(0, 3)]
    assert len(moved_pairs([(2, 0), (1, 1), (0, 2)])) == 2


# ---- time ----


def _seconds(match: Callable[[], Matching]) -> float:
    start = time.process_time()
    match()
    return time.process_time() - start


@pytest.mark.parametrize("same", ["code and name", "content", "nothing"])
def test_the_time_for_projects_grows_with_their_number_alone(same: str) -> None:
    def made(count: int, edition: str) -> list[Project]:
        if same == "code and name":
            return [_other(ROADS, purpose=f"{ROAD}{edition}{at}") for at in range(count)]
        if same == "content":
            return [_other(ROADS, code=f"{edition}{at}", name=edition) for at in range(count)]
        return [project(f"{edition}{at}", f"{at}{edition}{at * 7}") for at in range(count)]

    few, many = (
        min(_seconds(lambda n=count: match_projects(made(n, "甲"), made(n, "乙"))) for _ in "ab")  # type: ignore[misc]
        for count in (100, 1000)
    )
    assert many < 40 * few + 0.1
