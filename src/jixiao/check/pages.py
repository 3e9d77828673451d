"""Manual pages of rules, for the terminal and for ``docs/rules.md``."""

from collections.abc import Iterable, Iterator

from jixiao.check.registry import all_rules
from jixiao.check.results import SEVERITY_WORDS
from jixiao.check.types import Aspect, Rule, Safety, Words

ASPECTS: dict[Aspect, Words] = {
    "completeness": Words("完整性", "completeness"),
    "relevance": Words("相关性", "relevance"),
    "adequacy": Words("适当性", "adequacy"),
    "feasibility": Words("可行性", "feasibility"),
}
FAMILIES = {
    "STR": Words("结构", "structure"),
    "BUD": Words("预算", "budget"),
    "PLN": Words("资金支出计划", "spending plan"),
    "GOA": Words("绩效目标", "goals"),
    "IND": Words("绩效指标", "indicators"),
    "VAL": Words("指标值", "values"),
    "BAS": Words("指标值确定依据", "basis"),
    "DUP": Words("雷同", "copying"),
    "TXT": Words("文字", "text"),
    "CHK": Words("审核设置", "settings of the checker"),
}
_FIXES: dict[Safety | None, Words] = {
    None: Words("无", "none"),
    "safe": Words("--fix", "--fix"),
    "unsafe": Words("--unsafe-fixes（改后请过目）", "--unsafe-fixes (look at the result)"),
}
_PROFILES = {
    "submit": Words("submit（默认）", "submit (the default)"),
    "strict": Words("strict", "strict"),
}


def page_of(rule: Rule) -> str:
    """Return the manual page of a rule for a terminal, in the language in use."""
    facts = "\n".join(f"  {name}: {value}" for name, value in _facts(rule))
    return f"{rule.code} {rule.name}\n\n{rule.page}\n\n{facts}"


def _facts(rule: Rule) -> Iterator[tuple[Words, Words]]:
    yield Words("程度", "severity"), SEVERITY_WORDS[rule.severity]
    yield Words("审核方面", "aspect"), ASPECTS[rule.aspect]
    yield Words("依据", "basis"), rule.basis
    yield Words("方案", "profile"), _PROFILES[rule.profile]
    yield Words("自动修改", "fix"), _FIXES[rule.fix]


def rules_document(rules: Iterable[Rule]) -> str:
    """Return ``docs/rules.md``: every rule in both languages, by family."""
    lines = [
        "# 审核规则 · Rules of the checker",
        "",
        "本页由规则本身生成（`make rules`），与 `jixiao rule 编号` 显示的内容相同。",
        "This page is made from the rules (`make rules`); `jixiao rule CODE` shows the same.",
    ]
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", f"## {family} {FAMILIES[family].zh} · {FAMILIES[family].en}"]
        lines += ["", f"### {rule.code} {rule.name.zh} · {rule.name.en}", "", rule.page.zh, ""]
        lines += [rule.page.en, ""]
        lines += [f"- {name.zh} {name.en}: {_both(value)}" for name, value in _facts(rule)]
    return "\n".join(lines) + "\n"


def _both(words: Words) -> str:
    return words.zh if words.zh == words.en else f"{words.zh} · {words.en}"


if __name__ == "__main__":
    print(rules_document(all_rules().values()), end="")
