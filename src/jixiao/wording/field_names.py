"""What a field is called in a report: 预算数, 第 3 行 指标值."""

from itertools import pairwise

from jixiao.i18n import Words

_NAMES: dict[str, Words] = {
    "fiscal_year": Words("预算年度", "fiscal year"),
    "edition": Words("版式", "edition"),
    "framework": Words("指标框架", "framework"),
    "unit": Words("预算单位", "unit"),
    "overall": Words("总体绩效目标", "overall targets"),
    "itemised": Words("分项绩效目标", "itemised targets"),
    "safeguards": Words("工作保障措施", "safeguard measures"),
    "targets": Words("部门整体绩效目标", "targets of the unit"),
    "projects": Words("项目", "project"),
    "check": Words("审核设置", "check"),
    "kind": Words("类别", "kind"),
    "code": Words("项目编码", "project code"),
    "name": Words("项目名称", "project name"),
    "purpose": Words("资金用途", "purpose"),
    "goals": Words("绩效目标", "goals"),
    "budget": Words("预算规模", "budget"),
    "total": Words("预算数", "total"),
    "fiscal": Words("财政资金", "fiscal funds"),
    "other": Words("其他资金", "other funds"),
    "plan": Words("资金支出计划", "spending plan"),
    "march": Words("资金支出计划 3月底", "spending plan, March"),
    "june": Words("资金支出计划 6月底", "spending plan, June"),
    "october": Words("资金支出计划 10月底", "spending plan, October"),
    "december": Words("资金支出计划 12月底", "spending plan, December"),
    "indicators": Words("绩效指标", "indicators"),
    "level1": Words("一级指标", "level-1 indicator"),
    "level2": Words("二级指标", "level-2 indicator"),
    "level3": Words("三级指标", "level-3 indicator"),
    "description": Words("绩效指标描述", "description"),
    "value": Words("指标值", "value"),
    "basis": Words("指标值确定依据", "basis"),
}
_UNIT_NAMES = {"code": Words("单位代码", "unit code"), "name": Words("单位名称", "unit name")}


def field_words(path: tuple[str | int, ...]) -> Words:
    """Return what the field at a path is called, with the number of its row or goal."""
    if path[:1] == ("unit",) and len(path) > 1:
        return _UNIT_NAMES.get(str(path[1]), _NAMES["unit"])
    names = [step for step in path if isinstance(step, str) and step in _NAMES]
    words = _NAMES[names[-1]] if names else Words("整个报告", "the whole report")
    number = _number_in(path)
    if number is None:
        return words
    if "indicators" in path:
        return Words(f"第 {number} 行指标 {words.zh}", f"row {number}, {words.en}")
    return Words(f"第 {number} 条{words.zh}", f"{words.en}, no. {number}")


def _number_in(path: tuple[str | int, ...]) -> int | None:
    """Return the number of a row or goal, from 1."""
    for list_name, step in pairwise(path):
        if list_name in ("indicators", "goals") and isinstance(step, int):
            return step + 1
    return None
