"""A small definition with two faults, which several tests look at."""

from jixiao.build.checking import check_definition
from jixiao.check import all_rules
from jixiao.check.results import CheckedFile
from jixiao.definition import loads

FAULTY = """\
schema = 1
[report]
fiscal_year = 2023
edition = "hebei-2023"
framework = "2015"
[unit]
name = "青石县柳河镇人民政府"

[[projects]]
code = "13090123P00011410013U"
name = "村道养护"
budget = { total = 2.00 }

[[projects.indicators]]
level1 = "产出指标"
level2 = "成本指标"
level3 = "=养护成本"
value = "≤5万元"

[[projects]]
name = "植树"

[[projects.indicators]]
level1 = "产出指标"
level2 = "质量指标"
value = "≥95百分比"  # 照抄
"""


def checked(*codes: str, text: str = FAULTY, name: str = "柳河镇.toml") -> CheckedFile:
    """Return what the rules of these codes find, BUD003 and VAL003 where none are named."""
    rules = [all_rules()[code] for code in codes or ("BUD003", "VAL003")]
    return check_definition(loads(text, name), rules)
