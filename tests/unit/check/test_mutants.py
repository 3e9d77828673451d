"""Faults planted in the clean samples and in real definitions: does the right rule find them?"""

import os
import random
import zlib
from collections import Counter
from collections.abc import Sequence

import pytest

from jixiao.check import FieldPath, Found, ReportView, Selection, check_reports
from jixiao.definition import load
from jixiao.model import Report
from tests.conftest import SHARED, sample_files
from tests.mutants import Mutant, operators

SEEDS = 5
_ENOUGH = 0.95
RULES = Selection(profile="strict").rules()
PLANTED = [rule.code for rule in RULES if rule.severity != "hint"]


def _bases() -> list[Report]:
    files = [*sample_files(), *sorted((SHARED / "definitions").glob("*.toml"))]
    return [load(path).report for path in files]


BASES = _bases()


def _findings(mutant: Mutant) -> list[Found]:
    views = [
        ReportView(mutant.report, 0, source=mutant.source),
        *(ReportView(report, number) for number, report in enumerate(mutant.others, 1)),
    ]
    return check_reports(views, RULES)[0]


Signature = tuple[str, FieldPath, str]


def _signature(one: Found) -> Signature:
    return one.rule.code, one.finding.path, one.finding.message.zh


def _is_found(mutant: Mutant, base: Report, code: str) -> bool:
    """Tell whether the rule finds the fault, and no graver rule finds more than before elsewhere.

    A finding that has only moved to another project of its group is not new.
    """
    before, after = _findings_of(base, mutant.others), _findings(mutant)
    known = set(map(_signature, before))
    if not any(one.rule.code == code and _signature(one) not in known for one in after):
        return False
    more = _counts(after, code, mutant.touched) - _counts(before, code, mutant.touched)
    return not more


def _counts(found: list[Found], code: str, touched: Sequence[FieldPath]) -> Counter[str]:
    """Count the findings of other rules that are not where the fault was planted."""
    return Counter(
        one.rule.code
        for one in found
        if one.rule.code != code and one.rule.severity != "hint" and not _is_near(one, touched)
    )


_known: dict[int, list[Found]] = {}


def _findings_of(base: Report, others: tuple[Report, ...]) -> list[Found]:
    """Return what is found in a base before a fault is planted."""
    if others:
        return _findings(Mutant(base, (), others))
    if id(base) not in _known:
        _known[id(base)] = _findings(Mutant(base, ()))
    return _known[id(base)]


def _is_near(one: Found, touched: Sequence[FieldPath]) -> bool:
    path = one.finding.path
    return any(path[: len(other)] == other or other[: len(path)] == path for other in touched)


def _mutants(code: str) -> list[tuple[Mutant, Report]]:
    """Return the mutants of a rule: each operator on each base, with a few seeds."""
    made: list[tuple[Mutant, Report]] = []
    for number, base in enumerate(BASES):
        for operator in operators()[code]:
            for seed in range(SEEDS):
                chance = random.Random(zlib.crc32(f"{code} {number} {seed}".encode()))
                if (mutant := operator(base, chance)) is not None:
                    made.append((mutant, base))
    return made


@pytest.mark.parametrize("code", PLANTED)
def test_planted_faults_are_found_by_their_rule(code: str) -> None:
    mutants = _mutants(code)
    assert len(mutants) >= SEEDS
    missed = [mutant for mutant, base in mutants if not _is_found(mutant, base, code)]
    if os.environ.get("JIXIAO_MUTANTS"):
        print(code, len(mutants), len(missed))
    assert len(missed) <= (1 - _ENOUGH) * len(mutants), [one.touched for one in missed[:5]]


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_clean_samples_have_no_findings(path: object) -> None:
    report = load(str(path)).report
    (found,) = check_reports([ReportView(report)], Selection().rules())
    assert [_signature(one) for one in found] == []


def test_operators_import_no_rule() -> None:
    for code, found in operators().items():
        for operator in found:
            assert "jixiao.check.rules" not in str(operator.__globals__.values()), code
