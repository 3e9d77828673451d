"""The level of a unit and its place, as its name tells; names wrong by one character."""

import pytest

from jixiao.check.levels import TOWN, Place, foreign_words, home_of
from jixiao.check.place_names import misspelt_before, slip_of


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        ("青石县柳河镇人民政府", ["青石县", "柳河镇"]),
        ("云岭市白沙镇党政综合办公室", ["云岭市", "白沙镇"]),
        ("云岭市石门满族乡人民政府本级", ["云岭市", "石门满族乡"]),
        ("云岭市人民政府办公室", ["云岭市"]),
        ("云岭市政府办公室", ["云岭市"]),
        ("某某省云岭市青石区东关街道办事处", ["某某省", "云岭市", "青石区", "东关街道"]),
        ("云岭市青石区人民政府东关街道办事处", ["云岭市", "青石区", "东关街道"]),
        ("青石满族自治县民政局", ["青石满族自治县"]),
        ("中共青石县委办公室", ["青石县"]),
        ("青石县城关镇人民政府", ["青石县", "城关镇"]),
        ("新乡市红旗区财政局", ["新乡市", "红旗区"]),
        ("柳河镇人民政府", ["柳河镇"]),
        ("石家庄市新乐市木村乡人民政府", ["石家庄市", "新乐市", "木村乡"]),
        ("唐山市遵化市汤泉满族乡", ["唐山市", "遵化市", "汤泉满族乡"]),
        ("平谷区镇罗营镇人民政府", ["平谷区", "镇罗营镇"]),
        ("镇罗营镇人民政府", ["镇罗营镇"]),
        ("平安县旗杆镇", ["平安县", "旗杆镇"]),
        ("平安县大旗杆镇", ["平安县", "大旗杆镇"]),
        ("平安县区庄乡人民政府本级", ["平安县", "区庄乡"]),
        ("平安县高新区柳河镇人民政府", ["平安县", "柳河镇"]),
        ("云岭市青石区市场街道办事处", ["云岭市", "青石区", "市场街道"]),
        ("驻马店市青石县柳河镇", ["驻马店市", "青石县", "柳河镇"]),
        # A town, but not clear which.
        ("青石县乡镇", []),
        ("青石县财政局驻柳河镇", []),
        # None of these is a place.
        ("云岭市上市公司服务中心", ["云岭市"]),
        ("云岭市智慧城市管理中心", ["云岭市"]),
        ("青石县市场监督管理局", ["青石县"]),
        ("青石县乡村振兴局", ["青石县"]),
        ("青石县城乡建设局", ["青石县"]),
        ("青石县城镇管理局", ["青石县"]),
        ("青石县社区建设服务中心", ["青石县"]),
        ("青石县柳河乡镇企业办", ["青石县"]),
        ("青石县柳河镇村镇建设办公室", ["青石县", "柳河镇"]),
        ("云岭市桥西区区划地名办公室", ["云岭市", "桥西区"]),
        ("县财政局", []),
        ("乡镇企业局", []),
        ("", []),
        (None, []),
    ],
)
def test_places_are_read_from_the_name_of_a_unit(unit: str | None, places: list[str]) -> None:
    assert [str(place) for place in home_of(unit)] == places


def test_a_town_speaks_of_no_other_kind_of_town() -> None:
    words = foreign_words(home_of("青石县柳河镇人民政府"))
    assert words["全乡"] == "全镇"
    assert words["我乡"] == "我镇"
    assert not words.keys() & {"全镇", "我镇", "全县", "我县", "全市", "我市"}


def test_a_unit_of_a_city_has_no_county() -> None:
    assert foreign_words(home_of("云岭市白沙镇人民政府"))["全县"] == "全市"
    assert foreign_words(home_of("云岭市青石区财政局"))["我县"] == "我区"
    assert "全县" not in foreign_words(home_of("白沙镇人民政府"))  # nobody knows


def test_an_office_of_the_county_may_mean_one_town_but_has_none() -> None:
    words = foreign_words(home_of("青石县民政局"))
    assert words["我镇"] is None
    assert "全镇" not in words


def test_the_name_of_a_people_may_be_left_out() -> None:
    assert Place("石门满族", "乡").spellings == ("石门满族", "石门", "石门满")
    assert Place("柳河", "镇").spellings == ("柳河",)


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("大王营", "大王家营", "missing"),
        ("大王家家营", "大王家营", "added"),
        ("去大王家营", "大王家营", None),
        ("大家王营", "大王家营", "swapped"),
        ("大王家菅", "大王家营", "changed"),
        ("大王家营", "大王家营", None),
        ("大李家菅", "大王家营", None),
        ("柳", "柳河", "missing"),
        ("沙", "柳河", None),
    ],
)
def test_slips_of_one_character(wrong: str, right: str, slip: str | None) -> None:
    assert slip_of(wrong, right) == slip


TOWN_PLACE, COUNTY_PLACE = Place("大王家营", "镇"), Place("青石", "县")


@pytest.mark.parametrize(
    ("words", "behind", "wrong"),
    [
        ("大王营镇", "", "大王营镇"),
        ("在大王家镇", "，", "大王家镇"),
        ("大王家菅镇", "人民政府", "大王家菅镇"),
        ("青石县大王家菅镇", "", "大王家菅镇"),
        ("青石石县大王家营镇", "", "青石石县大王家营镇"),
        # Right, or another place.
        ("清石县大王家营镇", "", None),
        ("石青县大王家营镇", "", None),
        ("大王家营镇", "", None),
        ("青石县大王家营镇", "", None),
        ("我县大王家营镇", "", None),
        ("大王家菅镇", "，", None),
        ("小王家营镇", "人民政府", None),
        ("大李家营镇", "党委", None),
        ("大王家庄镇", "人民政府", None),
        ("柳河镇", "人民政府", None),
        ("全镇", "", None),
    ],
)
def test_own_town_misspelt(words: str, behind: str, wrong: str | None) -> None:
    found = misspelt_before(words, behind, TOWN_PLACE, COUNTY_PLACE)
    assert (found and found[0]) == wrong


def test_two_characters_make_another_place_as_soon_as_one_differs() -> None:
    own = Place("柳河", "镇")
    assert own.rank == TOWN
    assert misspelt_before("柳林镇", "人民政府", own, COUNTY_PLACE) is None
    assert misspelt_before("柳家河镇", "", own, COUNTY_PLACE) is None
    assert misspelt_before("柳河河镇", "", own, COUNTY_PLACE) == ("柳河河镇", "柳河镇")
    assert misspelt_before("柳镇", "", own, COUNTY_PLACE) is None
    assert misspelt_before("青石县柳镇", "", own, COUNTY_PLACE) == ("柳镇", "柳河镇")


def test_the_county_before_the_town_may_be_another_one() -> None:
    own = Place("城关", "镇")
    assert misspelt_before("永安县城关镇", "", own, Place("平安", "县")) is None
    assert misspelt_before("安平县城关镇", "", own, Place("平安", "县")) is None
    wrong = ("大右桥县城关镇", "大石桥县城关镇")
    assert misspelt_before("大右桥县城关镇", "", own, Place("大石桥", "县")) == wrong
