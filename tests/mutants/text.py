"""Faults of the wording: wrong characters and signs, doubled words, other units' words."""

import random
from collections.abc import Callable

from jixiao.model import Report
from tests.mutants import Mutant, any_project, plants, with_project
from tests.mutants.copying import with_targets

_SECTIONS = ("overall", "itemised", "safeguards")


def in_some_text(
    report: Report, chance: random.Random, change: Callable[[str], str | None]
) -> Mutant | None:
    """Return a report with one text changed, of those that can be: prose, purposes, goals."""
    mutants: list[Mutant] = []
    for section in _SECTIONS:
        text = getattr(report.targets, section)
        if text and (changed := change(text)):
            mutants.append(with_targets(report, section, changed))
    for number, project in enumerate(report.projects):
        if project.purpose and (changed := change(project.purpose)):
            mutants.append(with_project(report, number, purpose=changed))
        goals = [change(goal) for goal in project.goals]
        if any(goals):
            mended = tuple(new or old for new, old in zip(goals, project.goals, strict=True))
            mutants.append(with_project(report, number, goals=mended))
    return chance.choice(mutants) if mutants else None


def replacing(right: str, wrong: str) -> Callable[[str], str | None]:
    """Return a change of the first place where something stands."""
    return lambda text: text.replace(right, wrong, 1) if right in text else None


@plants("TXT001")
def words_of_another_unit(report: Report, chance: random.Random) -> Mutant | None:
    name = report.unit.name or ""
    kind = "镇" if "镇" in name else "乡" if "乡" in name else "市"
    if kind == "市":
        sentences = (
            "不断增强全省人民的获得感。",
            "推动我县各项工作再上台阶。",
            "为全县发展当好参谋。",
        )
    else:
        other = "乡" if kind == "镇" else "镇"
        sentences = (
            f"推动全{other}各项工作再上台阶。",
            f"改善我{other}村容村貌。",
            f"凝聚全{other}干部群众的力量。",
        )
    section = chance.choice(_SECTIONS)
    text = getattr(report.targets, section)
    return with_targets(report, section, f"{text}\n{chance.choice(sentences)}") if text else None


@plants("TXT002")
def own_name_misspelt(report: Report, chance: random.Random) -> Mutant | None:
    """Misspell the name of the town, or of its county in front of it."""
    known = {
        "柳河镇": ("青石县柳镇", "柳河河镇", "青石石县柳河镇"),
        "白沙乡": ("青石县沙乡", "白沙沙乡", "青石石县白沙乡"),
        "清风店镇": ("清店镇", "清凤店镇人民政府", "清风店店镇"),
        "汤泉满族乡": ("汤泉族乡", "汤全满族乡党委", "汤满泉族乡"),
    }
    spellings = [wrong for town, wrong in known.items() if town in (report.unit.name or "")]
    number = any_project(report, chance)
    if not spellings or number is None:
        return None
    purpose = report.projects[number].purpose or "日常运转"
    wrong = chance.choice(spellings[0])
    return with_project(report, number, purpose=f"{purpose}，服务于{wrong}各村")


@plants("TXT003")
def wrong_character(report: Report, chance: random.Random) -> Mutant | None:
    slips = [
        ("拨付", "拔付"),
        ("部署", "布署"),
        ("治理", "冶理"),
        ("安排", "按排"),
        ("监督", "监都"),
        ("纪律", "记律"),
        ("培训", "陪训"),
        ("秸秆", "秸杆"),
        ("宣传", "宜传"),
        ("安装", "按装"),
        ("部分", "部份"),
        ("购置", "购制"),
        ("检测", "检侧"),
        ("信访", "信仿"),
        ("治安", "冶安"),
        ("群众", "群从"),
        ("措施", "措旋"),
    ]
    chance.shuffle(slips)
    for right, wrong in slips:
        mutant = in_some_text(report, chance, replacing(right, wrong))
        if mutant is not None:
            return mutant
    return None


@plants("TXT004")
def half_width_sign(report: Report, chance: random.Random) -> Mutant | None:
    def half_width(text: str) -> str | None:
        for at in range(1, len(text) - 1):
            if text[at] in "，；：" and _is_chinese(text[at - 1]) and _is_chinese(text[at + 1]):
                return text[:at] + {"，": ",", "；": ";", "：": ":"}[text[at]] + text[at + 1 :]
        return None

    return in_some_text(report, chance, half_width)


@plants("TXT005")
def word_typed_twice(report: Report, chance: random.Random) -> Mutant | None:
    words = ["加强", "提高", "确保", "开展", "进行", "强化", "促进", "及", "和"]
    chance.shuffle(words)
    for word in words:
        mutant = in_some_text(report, chance, replacing(word, word * 2))
        if mutant is not None:
            return mutant
    return None


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
