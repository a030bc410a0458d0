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
    """Return a finding that cites the section on its topic in the law that applied on a day."""
    rests_on = None if kind.topic is None else regime(on).citation(Topic(kind.topic))
    finding = kind.found(subject, rests_on, about=about, **details)
    if rests_on is not None and not rests_on.places and finding.confidence is Confidence.HIGH:
        # The text of this act was not read.
        finding = attrs.evolve(finding, confidence=Confidence.MEDIUM)
    return finding
