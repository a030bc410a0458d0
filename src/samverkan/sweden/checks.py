"""All checks that cite Swedish statutes, and all kinds of finding that they yield."""

from __future__ import annotations

from typing import Final

from ..findings.context import Check
from ..findings.findings import kinds_in
from . import (
    date_findings,
    forms,
    instrument_days,
    notice_periods,
    party_identifiers,
    retroactive,
    same_bodies,
    start_checks,
)
from .forms import check_deciders, check_forms, check_notice_periods
from .instrument_days import check_days
from .notice_periods import check_notice_given
from .party_identifiers import check_identifiers
from .same_bodies import check_bodies
from .start_checks import check_formation, check_starts

CHECKS: Final[tuple[Check, ...]] = (
    check_days,
    check_deciders,
    check_forms,
    check_notice_periods,
    check_notice_given,
    check_identifiers,
    check_bodies,
    check_formation,
    check_starts,
)
"""All checks that cite Swedish statutes."""

KINDS: Final = kinds_in(
    date_findings,
    retroactive,
    instrument_days,
    forms,
    notice_periods,
    party_identifiers,
    same_bodies,
    start_checks,
)
"""Every kind of finding that cites a Swedish statute or register, in order of code."""
