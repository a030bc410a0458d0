"""The input of checks, and the function that runs a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Accession, Instrument
from ..agreements.state import Member, State
from ..agreements.terms import Terms
from ..core.figures import FigureTable
from ..core.periods import an_optional_day
from ..errors import WrongTypeError
from ..errors.texts import Text, an_instance
from .findings import Finding

_ONE_DAY: Final = dt.timedelta(days=1)
_CHECKS: Final = Text(
    "funktioner av en Context, som i [check]", "functions of a Context, as in [check]"
)


@attrs.frozen(kw_only=True)
class Context:
    """The input of a check. Made by :func:`samverkan.validate`.

    Args:
        agreement: The agreement.

        state: What is known about it.

        on: The day to check, or None for the whole life of the agreement.

        figures: The figures behind its fees, or None if none are given.

    Attributes:
        memberships: The memberships on the day, or all if no day is given, including those
            without a recorded decision.

        instruments: The instruments that have effect on the day, or all that count if no day is
            given, in order.

        terms: The terms on the day, or all terms of the agreement if no day is given, in order.

    >>> from samverkan.stockholm import agreement
    >>> context = Context(agreement=agreement, state=agreement.as_known())
    >>> len(context.memberships), len(context.instruments), len(context.terms)
    (36, 36, 1)
    """

    agreement: Agreement
    state: State
    on: dt.date | None = None
    figures: FigureTable | None = None
    memberships: tuple[Member, ...] = attrs.field(init=False, eq=False)
    instruments: tuple[Instrument, ...] = attrs.field(init=False, eq=False)
    terms: tuple[Terms, ...] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        an_instance("agreement", self.agreement, Agreement)
        an_instance("state", self.state, State)
        an_optional_day("on", self.on)
        an_instance("figures", self.figures, FigureTable, None)
        on, state = self.on, self.state
        memberships = tuple(
            member
            for member in (*state.memberships, *state.undated, *state.uncertain)
            if on is None or on in member.period
        )
        joined_by = {member.accession.number for member in memberships}
        pending = {
            each.instrument: each.days for each in state.pending if each.instrument is not None
        }
        instruments = tuple(
            each
            for each in (
                *(member.accession for member in state.undated),
                *pending,
                *state.instruments,
            )
            if on is None
            or (on in pending[each] if each in pending else _has_effect(each, on, joined_by))
        )
        pieces = state.timeline.pieces
        terms = tuple(terms for period, terms in pieces if on is None or on in period)
        for name, value in (
            ("memberships", memberships),
            ("instruments", instruments),
            ("terms", terms),
        ):
            object.__setattr__(self, name, value)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The day to check; if none is given, all days on which terms or members change.

        Days on which it is not known what applies are left out.
        """
        return tuple(day for day in self._changes if not self.state.in_doubt(on=day))

    @property
    def _changes(self) -> tuple[dt.date, ...]:
        if self.on is not None:
            return (self.on,)
        changes = [period for period, _ in self.state.timeline.pieces]
        changes += [member.period for member in self.state.memberships]
        days = {period.first_day for period in changes}
        days |= {each.last_day + _ONE_DAY for each in changes if each.last_day is not None}
        return tuple(sorted(day for day in days if day in self.state.period))


def _has_effect(instrument: Instrument, on: dt.date, joined_by: set[int]) -> bool:
    if isinstance(instrument, Accession):
        return instrument.number in joined_by
    first, last = instrument.effect_from, instrument.effect_to
    return first is not None and first <= on and (last is None or on <= last)


Check: TypeAlias = Callable[[Context], Iterable[Finding]]
"""A check: a function that takes a context and returns findings. Users can add their own."""


def as_checks(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks as a tuple, and refuse a value that is not several checks."""
    given: object = checks
    if (
        isinstance(given, (str, bytes, Mapping))
        or callable(given)
        or not isinstance(given, Iterable)
    ):
        raise WrongTypeError("checks", _CHECKS, given)
    several = tuple(checks)
    for check in several:
        if not callable(check):
            raise WrongTypeError("checks", _CHECKS, check)
    return several


def run(check: Check, context: Context) -> Iterator[Finding]:
    """Run a check and verify its result, because users write their own checks."""
    where = f"{getattr(check, '__name__', 'check')}()"
    found = check(context)
    an_instance(where, found, Iterable)
    for finding in found:
        an_instance(where, finding, Finding)
        yield finding
