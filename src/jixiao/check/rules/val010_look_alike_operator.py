"""VAL010: a sign that looks like ≥ or ≤."""

from collections.abc import Iterator, Mapping

from jixiao.check.data import load
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Safety, Words
from jixiao.check.views import ProjectView


def _meant(section: str) -> Mapping[str, str]:
    """Return which operator is meant by each spelling, the longest first."""
    signs: Mapping[str, list[str]] = load("values")[section]
    pairs = [(spelling, sign) for sign, spellings in signs.items() for spelling in spellings]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


_SURE = _meant("look_alikes")
_DOUBTFUL = _meant("look_alikes_doubtful")
_SPELLINGS = frozenset([*_SURE, *_DOUBTFUL])


@rule(
    "VAL010",
    zh="用别的字符代替了≥或≤",
    en="look-alike operator",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values with ≧, >=, ⩾ or 》 where ≥ belongs, and the same for ≤.

    They look alike on paper, but the budget system knows ≥, ≤ and ＝ only, and sums made from the
    file leave the others out. The fix writes the sign; that is safe but for 》 and 《, which may
    stand for > and <.

    中文
    ----
    “≧95%”“>=95%”“》95%”印出来差不多，但预算系统只认≥、≤、＝，汇总时会漏掉。应写“≥95%”。
    自动修改：换成标准符号；用书名号代替的，是否含等于要看一眼，不算安全修改。
    """
    for row in project.rows:
        if row.value is None:
            continue
        raw = row.value.raw.strip()
        if raw[:1] not in _SPELLINGS and raw[:2] not in _SPELLINGS:
            continue
        sure = _mended(raw, _SURE)
        mended = sure or _mended(raw, _DOUBTFUL)
        if mended is None:
            continue
        safety: Safety = "safe" if sure else "unsafe"
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{raw}”开头的符号不是标准的“{mended[0]}”",
                f"the value {raw} does not begin with the proper sign {mended[0]}",
            ),
            Words(f"写成“{mended}”", f"write {mended}"),
            Fix(safety, (Edit(row.path("value"), mended),)),
        )


def _mended(raw: str, meant: Mapping[str, str]) -> str | None:
    for spelling, sign in meant.items():
        rest = raw[len(spelling) :].lstrip()
        if raw.startswith(spelling) and rest[:1].isdecimal():
            return sign + rest
    return None
