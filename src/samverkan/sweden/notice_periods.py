"""Check of the notice with which a party leaves, or an agreement is terminated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.events import last_notice, months_before
from ..agreements.instruments import Termination, Withdrawal
from ..agreements.state import State
from ..agreements.terms import Form, Terms
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Confidence, Finding, FindingKind, Severity
from .citing import found
from .instrument_days import about
from .statutes import FIRST_DAY, Topic

_FEDERATION_MONTHS: Final = 36
_STATED: Final = Text("enligt villkoren", "according to the terms")
_BY_STATUTE: Final = Text(
    "tre år, om förbundsordningen inte anger en kortare uppsägningstid",
    "three years, unless the charter states a shorter period of notice",
)

NOTICE_TOO_SHORT: Final = FindingKind(
    code="NOTICE_TOO_SHORT",
    severity=Severity.WARNING,
    topic=Topic.LEAVING_A_FEDERATION,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet fattades den {decided_on}, men för att gälla från utgången av den {last_day} "
        "skulle uppsägning ha skett senast den {latest} ({why}); räknat från beslutets dag",
        "The decision was taken on {decided_on}, but to take effect at the end of {last_day}, "
        "notice was due by {latest} ({why}); counted from the day of the decision",
    ),
    remedy=Text(
        "Ange en senare sista dag; har parterna kommit överens om en kortare tid, så notera i "
        "ärendet var det står",
        "Give a later last day; if the parties have agreed on a shorter time, note in the case "
        "file where that is stated",
    ),
)


def check_notice_given(context: Context) -> Iterator[Finding]:
    """Yield a finding for each withdrawal or termination with less notice than is required.

    Required is the notice that the terms of the day of the decision state, or three years for a
    municipal federation whose terms state none. It is counted from the day of the decision,
    because no later day of notice is recorded.

    Source:
        9 kap. 18 § kommunallagen (2017:725): three years, unless the charter states a shorter one.

    The decision and its day are examples:

    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> decision = Decision(decided_on=dt.date(2018, 5, 28))
    >>> left = agreement.withdraw("Nacka", decision, last_day=dt.date(2018, 12, 31))
    >>> list(check_notice_given(Context(agreement=left, state=left.as_known())))
    []
    """
    an_instance("context", context, Context)
    for instrument in context.instruments:
        if not isinstance(instrument, Withdrawal | Termination):
            continue
        party = None
        if isinstance(instrument, Withdrawal):
            party = context.agreement.party(instrument.party)
        finding = _too_short(context.state, instrument)
        if finding is not None:
            yield about(finding, instrument, party)


def _too_short(state: State, instrument: Withdrawal | Termination) -> Finding | None:
    """Return a finding if an instrument was decided after the last day for notice."""
    decided_on, last_day = instrument.decided_on, instrument.last_day
    if decided_on is None or last_day is None:  # nothing to compare
        return None
    terms = _terms_of(state, decided_on)
    is_stated = terms.notice_months is not None or terms.notice_by is not None
    if is_stated:
        latest = last_notice(terms, last_day)
    elif terms.form is Form.MUNICIPAL_FEDERATION:
        latest = months_before(last_day, _FEDERATION_MONTHS)
    else:
        return None
    if latest is None or decided_on <= latest:
        return None
    finding = found(
        NOTICE_TOO_SHORT,
        f"{type(instrument).__name__.lower()} {instrument.number}",
        max(decided_on, FIRST_DAY),
        decided_on=decided_on,
        last_day=last_day,
        latest=latest,
        why=_STATED if is_stated else _BY_STATUTE,
    )
    # What the terms state rests on no statute.
    return attrs.evolve(finding, source=None, confidence=None) if is_stated else finding


def _terms_of(state: State, day: dt.date) -> Terms:
    """Return the terms of a day, or the nearest ones."""
    pieces = state.timeline.pieces
    return state.timeline.on(day) or pieces[0 if day < state.period.first_day else -1][1]
