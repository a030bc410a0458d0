from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from builders import late
from samverkan import Text
from samverkan.errors import FindingError, SamverkanError, TextError, WrongTypeError
from samverkan.findings import Confidence, Finding, FindingKind, Severity

WORDS: dict[str, Any] = {"code": "A", "severity": Severity.WARNING}
SAID: dict[str, Any] = {"subject": "decision", "text": Text("fel", "wrong"), "remedy": "Rätta"}


def test_a_kind_fills_in_its_details() -> None:
    """Days, numbers, texts and lists are written in the language of the answer."""
    kind = FindingKind(
        **WORDS,
        message=Text("{who} den {on}: {count} av {of}", "{who} on {on}: {count} of {of}"),
        remedy=Text("Fråga {several}", "Ask {several}"),
        confidence=Confidence.HIGH,
    )
    finding = kind.found(
        "party 0182",
        Text("Reglementet, 3 §", "Standing orders, Section 3"),
        who="Nacka {0} %s",
        on=dt.date(2015, 4, 13),
        count=95_182,
        of=Text("alla", "all"),
        several=("a", "b", "c"),
    )

    assert finding.message("sv") == "Nacka {0} %s den 13 april 2015: 95 182 av alla"
    assert finding.message("en") == "Nacka {0} %s on 13 April 2015: 95,182 of all"
    assert (finding.remedy.sv, finding.remedy.en) == ("Fråga a, b och c", "Ask a, b and c")
    assert finding.source is not None
    assert finding.source.in_language("en") == "Standing orders, Section 3"
    assert (finding.code, finding.subject, finding.confidence) == ("A", "party 0182", "high")


def test_findings_have_an_order() -> None:
    """Findings are sorted with the worst first, then by code, subject and text."""
    made = [
        Finding(code=code, severity=severity, subject=subject, text="a", remedy="b")
        for severity in Severity
        for code in "BA"
        for subject in ("2", "1")
    ]
    found = sorted(made, key=lambda finding: finding.order)

    assert [finding.severity for finding in found] == sorted(
        [finding.severity for finding in found], key=list(Severity).index
    )
    assert [(finding.code, finding.subject) for finding in found[:4]] == [
        ("A", "1"),
        ("A", "2"),
        ("B", "1"),
        ("B", "2"),
    ]


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(Finding, **{**WORDS, "code": ""}, **SAID), TextError, id="code"),
        pytest.param(late(Finding, **WORDS, **{**SAID, "subject": ""}), TextError, id="subject"),
        pytest.param(
            late(Finding, code="A", severity="error", **SAID), WrongTypeError, id="severity"
        ),
        pytest.param(
            late(Finding, **WORDS, **SAID, confidence="high"), WrongTypeError, id="confidence"
        ),
        pytest.param(late(Finding, **WORDS, **SAID, source="3 §"), WrongTypeError, id="source"),
        pytest.param(
            late(Finding, code="A", severity=Severity.ERROR, confidence=Confidence.LOW, **SAID),
            FindingError,
            id="an error of low confidence",
        ),
        pytest.param(
            late(
                FindingKind,
                code="A",
                severity=Severity.ERROR,
                confidence=Confidence.LOW,
                message="a",
                remedy="b",
            ),
            FindingError,
            id="a kind of error of low confidence",
        ),
        pytest.param(
            late(FindingKind(**WORDS, message="den {on}", remedy="b").found, subject="decision"),
            FindingError,
            id="a detail that is not given",
        ),
        *(
            pytest.param(
                late(
                    FindingKind(**WORDS, message=message, remedy="b").found,
                    subject="decision",
                    x="y",
                ),
                FindingError,
                id=message,
            )
            for message in ("a {x", "{}", "{x.y}", "{x[1]}", "{x:d}")
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """An impossible finding is refused; low confidence is never an error."""
    with pytest.raises(error):
        make()
