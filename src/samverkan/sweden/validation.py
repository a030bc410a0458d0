"""Validation of an agreement by all checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..agreements.agreement import Agreement
from ..core.figures import FigureTable
from ..core.periods import an_optional_day
from ..errors.texts import an_instance
from ..findings.checks import CORE_CHECKS
from ..findings.context import Check, Context, as_checks, run
from ..findings.findings import Finding
from .checks import CHECKS


def validate(
    agreement: Agreement,
    *,
    checks: Iterable[Check] | None = None,
    on: dt.date | None = None,
    known_on: dt.date | None = None,
    figures: FigureTable | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong, doubtful or worth knowing about an agreement, most serious first.

    This is not legal advice.

    Args:
        agreement: The agreement.

        checks: The checks to run, or None for all checks of the library:
            :data:`samverkan.findings.CORE_CHECKS`, which need no statute, and
            :data:`samverkan.sweden.CHECKS`, which cite Swedish law. To add your own check, supply
            it together with these.

        on: The day to check, or None for the whole life of the agreement.

        known_on: The day of knowledge: only what was known on it is checked. None means all that
            is on record.

        figures: The figures behind its fees, for checks that need them: they find figures of its
            parties that cannot be true, and stated amounts that differ from the fees.

    Raises:
        DayOutOfRangeError: If a day is outside the years 1800 to 2999.

    The decision and its day are examples:

    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> [each.code for each in validate(joined) if each.severity.value == "warning"]
    ['NOTICE_PERIOD_UNKNOWN', 'PARTY_CEASED', 'REFERENCE_DATE_AMBIGUOUS', \
'RETRO_INTER_AUTHORITY']
    """
    an_instance("agreement", agreement, Agreement)
    an_instance("figures", figures, FigureTable, None)
    an_optional_day("on", on)
    state = agreement.as_known(known_on)
    context = Context(agreement=agreement, state=state, on=on, figures=figures)
    several = (*CORE_CHECKS, *CHECKS) if checks is None else as_checks(checks)
    found = (finding for check in several for finding in run(check, context))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.order))
