"""What somebody judged of the findings in real documents holds; the manual says how often each rule
is right."""

from itertools import chain

import corpus
import findings
import pytest
from findings import Verdict
from pages import ADOPTION

JUDGED = findings.judgements()


@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
@pytest.mark.parametrize("path", sorted({finding.path for finding in JUDGED}))
def test_a_document_is_told_what_is_true_and_nothing_that_is_false(path: str) -> None:
    told = {finding for finding, _ in findings.found(path)}
    own = {finding: each.verdict for finding, each in JUDGED.items() if finding.path == path}
    wrong = [each for each, verdict in own.items() if (verdict is Verdict.FALSE) == (each in told)]
    assert wrong == []


def test_enough_findings_are_judged_and_nearly_all_faults_are_welcome() -> None:
    faults, notes = findings.judged(are_notes=False), findings.judged(are_notes=True)
    share = findings.share_of(chain(*faults.values()))
    assert share.judged + findings.share_of(chain(*notes.values())).judged >= 200
    assert share.welcome >= 0.95 * share.judged
    each = {rule: findings.share_of(verdicts) for rule, verdicts in faults.items()}
    assert [rule for rule, one in each.items() if one.welcome < 0.9 * one.judged] == []


def test_the_manual_says_how_often_each_rule_is_right() -> None:
    tables = [findings.table(are_notes=False), findings.table(are_notes=True)]
    section = ADOPTION.section("How often a rule is right")
    assert [table for table in tables if table not in section] == []
