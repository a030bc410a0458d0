"""Findings that cite the act that applied on a day."""

from __future__ import annotations

import datetime as dt

import attrs

from ..findings.findings import Confidence, Detail, Finding, FindingKind
from .statutes import Topic, regime


def found(
    kind: FindingKind,
    subject: str,
    on: dt.date,
    about: str | None = None,
    **details: Detail,
) -> Finding:
    """Return a finding that cites the section on its topic in the law that applied on a day.

    Its confidence is not high if the text of the rule was not read for that day.
    """
    if kind.topic is None:
        return kind.found(subject, None, about=about, **details)
    topic, law = Topic(kind.topic), regime(on)
    finding = kind.found(subject, law.basis(topic), about=about, **details)
    if finding.confidence is Confidence.HIGH and not law.is_read(topic):
        finding = attrs.evolve(finding, confidence=Confidence.MEDIUM)
    return finding
