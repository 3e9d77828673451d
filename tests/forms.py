"""One small form in the text form, piece by piece, so that tests can change a row of it."""

from jixiao.layout import Edition
from jixiao.model import Project
from jixiao.readers.text import read_text
from jixiao.recognise import Guess, Recognition, recognise

HEADING = "1.修路绩效目标表"
UNIT = "\t636009柳河镇\n\t单位：万元"
CODE = "\t项目编码\n\t13090123P00011410002C\n\t项目名称\n\t修路"
BUDGET = "\t预算规模及资金用途\n\t预算数\n\t3.00\n\t其中：财政资金\n\t2.00\n\t其他资金\n\t1.00"
PURPOSE = "\t\n\t用于修路"
MONTHS = "\t资金支出计划（%）\n\t3月底\n\t6月底\n\t10月底\n\t12月底"
PLAN = "\t\n\t25%\n\t50%\n\t75%\n\t100%"
GOALS = "\t绩效目标\n\t1.修好\n2.通车"
HEADER = "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据"
LENGTH = "\t产出指标\n\t数量指标\n\t修路长度\n\t修好的长度\n\t≥3公里\n\t规划"
QUALITY = "\t\n\t质量指标\n\t合格率\n\t验收合格\n\t≥95%\n\t规划"

FORM = (HEADING, UNIT, CODE, BUDGET, PURPOSE, MONTHS, PLAN, GOALS, HEADER, LENGTH, QUALITY)


def read(*pieces: str, editions: list[Edition]) -> Recognition:
    text = "".join(f"{piece}\n\n" if "\t" in piece else f"{piece}\n" for piece in pieces)
    return recognise(read_text(text.encode(), "柳河镇.txt"), editions)


def project(recognition: Recognition) -> Project:
    (found,) = recognition.report.projects
    return found


def residue(recognition: Recognition) -> list[tuple[str, str]]:
    return [(item.text.strip("\t"), item.reason) for item in recognition.residue]


def replaced(old: str, new: str, form: tuple[str, ...] = FORM) -> tuple[str, ...]:
    return tuple(new if piece == old else piece for piece in form)


def with_after(piece: str, *more: str, form: tuple[str, ...] = FORM) -> tuple[str, ...]:
    """Return a form with more pieces behind one of them."""
    at = form.index(piece) + 1
    return (*form[:at], *more, *form[at:])


def row(*cells: str) -> str:
    """Return a row of the text form."""
    return "\n".join(f"\t{cell}" for cell in cells)


def doubts(recognition: Recognition) -> list[Guess]:
    """Return what is guessed with little confidence in the first project."""
    return [
        guess
        for guess in recognition.guesses
        if guess.confidence == "low" and guess.path[:2] == ("projects", 0)
    ]
