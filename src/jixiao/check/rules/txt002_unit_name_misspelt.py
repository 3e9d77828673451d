"""TXT002: the name of the unit's own place is misspelt."""

import re
from collections.abc import Iterator
from itertools import islice

from jixiao.check.levels import TOWN, Place, home_of
from jixiao.check.place_names import misspelt_before
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import HAN, mended, texts_of, with_places
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_LONGEST = 16
# More than any text of a report has; the rest of a damaged file is left.
_MOST = 1000
_HAN_END = re.compile(rf"[{HAN}]+$")


@rule(
    "TXT002",
    zh="本单位地名写错",
    en="own place name misspelt",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find spellings of the unit's own place that differ from its name by one character.

    In the report of 大王家营镇 the text says 大王营镇, 大王家家营镇 or 大家王营镇: a character is
    missing, is there twice, or has changed places. A different character counts only where the
    own county stands before it or an office behind it (``大王家菅镇人民政府``). Names that tell
    neighbours apart (东某 and 西某, 李家庄 and 王家庄, 某家庄 and 某家营), and names of two
    characters, where another one makes another place, are left alone. In front of the own town
    the county is checked too, one of two characters only for a doubled one: many counties have
    a 城关镇.
    The fix writes the name of the unit; look first whether another place is meant.

    中文
    ----
    本单位是大王家营镇，文中写成“大王营镇”“大王家家营镇”“大家王营镇”：少一个字、多一个字、前后颠倒。
    换了一个字的，前面有本县名称或者后面跟着机关名称（“大王家菅镇人民政府”）才算。靠一个字区别的邻近地名
    （东某与西某、李家庄与王家庄、某家庄与某家营）、两个字的地名换一个字，多半是另一个地方，不提示。
    本乡镇名称前面的县名写错，也提示；许多县都有城关镇，所以两个字的县名只看有没有多打一个字。
    自动修改：改成单位名称里的写法；改前先看看是不是真的说别的地方。
    """
    home = home_of(report.unit.name)
    if not home:
        return
    own = home[-1]
    county = home[-2] if len(home) > 1 and own.rank == TOWN else None
    texts = texts_of(report)
    found = {
        text: spellings
        for text in texts.different
        if own.word in text and (spellings := _first_in(text, own, county))
    }
    for paths, text, (wrong, right) in texts.places_of(found):
        advice = Words(f"如果说的是本单位，改为“{right}”", f"write {right}, if this unit is meant")
        yield Finding(
            paths[0],
            Words(
                f"“{wrong}”与单位名称里的“{right}”不一致",
                f"{wrong} differs from {right} in the name of the unit",
            ),
            with_places(advice, paths),
            mended(paths, text.replace(wrong, right), "unsafe"),
        )


def _first_in(text: str, own: Place, county: Place | None) -> tuple[str, str] | None:
    """Return the first wrong spelling in a text, and the right one."""
    for match in islice(re.finditer(own.word, text), _MOST):
        at = match.start()
        before = _HAN_END.search(text[max(0, at - _LONGEST) : at])
        end = at + len(own.word)
        words = (before[0] if before else "") + own.word
        if found := misspelt_before(words, text[end : end + _LONGEST], own, county):
            return found
    return None
