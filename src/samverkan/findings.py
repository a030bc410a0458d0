"""What is wrong, doubtful or worth knowing, said so that somebody can act on it."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol, TypeAlias

import attrs

from . import _fields
from ._core_texts import CORE_TEXTS
from ._formats import amount, day, joined, number
from ._parts import inside
from ._quoting import cut
from .agreements import Agreement
from .assessments import Assessment, Fee, assess
from .errors import (
    CountError,
    FindingError,
    StatedAmountError,
    WrongTypeError,
)
from .explanations import Step
from .figures import FigureTable, ReferenceDate
from .forums import holder_of, holdings, may_hold
from .funding.rules import Basis, ByWeight, Proration
from .governance import Forum, Governance, Seat
from .instruments import Accession, Amendment, Instrument
from .members import Member
from .parties import Party
from .stated import read_stated
from .states import State
from .terms import Form, Terms
from .texts import Language, Text, as_text

__all__ = [
    "CORE_CHECKS",
    "CORE_KINDS",
    "Check",
    "Cited",
    "Confidence",
    "Context",
    "Detail",
    "Finding",
    "FindingKind",
    "Severity",
    "check_stated",
    "validate",
]


_ONE_DAY: Final = dt.timedelta(days=1)
_LONGEST: Final = 120


class Severity(enum.StrEnum):
    """How bad it is, the worst first; compare them by :attr:`rank`."""

    ERROR = "error"
    """What a statute or the agreement does not allow, or what cannot be (*fel*)."""
    WARNING = "warning"
    """What somebody should look at before it is relied on (*varning*)."""
    INFO = "info"
    """What is good to know (*upplysning*)."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for what is good to know."""
        return list(Severity).index(self)


class Confidence(enum.StrEnum):
    """How sure the reading of the law is that a finding rests on."""

    HIGH = "high"
    """The text of the statute, or of a court, was read."""
    MEDIUM = "medium"
    """It rests on a secondary source."""
    LOW = "low"
    """It is our own reading; no case was found. Never an error."""


class Cited(Protocol):
    """What a finding can rest on: something with words for it in both languages.

    A :class:`~samverkan.texts.Text` is one, and so is a
    :class:`~samverkan.sweden.statutes.Citation`.

    >>> isinstance(Text("Reglementet, 3 §").in_language("sv"), str)
    True
    """

    def in_language(self, language: Language) -> str:
        """Return what is cited, in words."""


Detail: TypeAlias = str | int | dt.date | Text | tuple[str, ...]
"""What a message can name: text, a whole number, a day, or several texts."""


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing (*iakttagelse*).

    Args:
        code: What kind of thing it is, in capitals; the same for as long as the library lives.

        severity: How bad it is.

        subject: What it is about, for programs: ``decision``, ``accession 19``.

        text: What is the matter, as :meth:`message` returns it.

        remedy: What to do.

        source: What it rests on, or None where it rests on the model alone.

        confidence: How sure the reading of the law is, or None where no law is involved.

    Raises:
        WrongTypeError: If a field holds something else.

        TextError: If a text is empty or holds characters that cannot be seen.

        FindingError: If an error rests on a reading of low confidence.

    >>> finding = Finding(
    ...     code="CHAIR_UNKNOWN",
    ...     severity=Severity.INFO,
    ...     subject="forum council",
    ...     text=Text("Ordförande saknas", "There is no chair"),
    ...     remedy=Text("Ange ordförande", "Name the chair"),
    ... )
    >>> finding.message("en")
    'There is no chair'
    """

    code: str = attrs.field(converter=_fields.line)
    severity: Severity
    subject: str = attrs.field(converter=_fields.line)
    text: Text = attrs.field(converter=as_text)
    remedy: Text = attrs.field(converter=as_text)
    source: Cited | None = None
    confidence: Confidence | None = None

    def __attrs_post_init__(self) -> None:
        _fields.a_line("code", self.code)
        _fields.a_line("subject", self.subject)
        _check(self.code, self.severity, self.confidence)
        if self.source is not None and not callable(getattr(self.source, "in_language", None)):
            raise WrongTypeError("source", "a Citation, a Text or None", self.source)

    def message(self, language: Language) -> str:
        """Return what is the matter, in Swedish or English.

        Raises:
            WrongTypeError: If *language* is neither ``"sv"`` nor ``"en"``.
        """
        return self.text.in_language(language)

    @property
    def order(self) -> tuple[int, str, str, str]:
        """What findings are sorted by: the worst first, then code, subject and text."""
        # Numbers in order of size: accession 2 before accession 10.
        subject = re.sub("[0-9]+", lambda number: number[0].zfill(9), self.subject)
        return self.severity.rank, self.code, subject, self.text.sv


@attrs.frozen(kw_only=True)
class FindingKind:
    """A kind of finding: what all findings with one code have in common.

    The message and the remedy name their details in braces, as ``{decided_on}``; a day is
    written out in the language of the answer.

    Args:
        code: Its name, in capitals.

        severity: How bad it is.

        message: What is the matter.

        remedy: What to do.

        confidence: How sure the reading of the law is, or None where no law is involved.

    Whole numbers are written in groups of three; give a year as text.

    Raises:
        WrongTypeError: If a field holds something else.

        TextError: If a text is empty or holds characters that cannot be seen.

        FindingError: If an error rests on a reading of low confidence.

    >>> late = FindingKind(
    ...     code="PAID_LATE",
    ...     severity=Severity.WARNING,
    ...     message=Text("Betalt den {paid_on}", "Paid on {paid_on}"),
    ...     remedy=Text("Kontrollera dröjsmålsräntan", "Check the interest for delay"),
    ... )
    >>> late.found("invoice 7", paid_on=dt.date(2015, 4, 13)).message("sv")
    'Betalt den 13 april 2015'
    """

    code: str = attrs.field(converter=_fields.line)
    severity: Severity
    message: Text = attrs.field(converter=as_text)
    remedy: Text = attrs.field(converter=as_text)
    confidence: Confidence | None = None

    def __attrs_post_init__(self) -> None:
        _fields.a_line("code", self.code)
        _check(self.code, self.severity, self.confidence)

    def found(self, subject: str, source: Cited | None = None, **details: Detail) -> Finding:
        """Return a finding of this kind.

        Args:
            subject: What it is about, for programs.

            source: What it rests on, or None.

            details: What the message and the remedy name.

        Raises:
            FindingError: If a detail is not given.
        """
        return Finding(
            code=self.code,
            severity=self.severity,
            subject=subject,
            text=self._said(self.message, details),
            remedy=self._said(self.remedy, details),
            source=source,
            confidence=self.confidence,
        )

    def _said(self, text: Text, details: dict[str, Detail]) -> Text:
        try:
            return Text(_filled(text, details, "sv"), _filled(text, details, "en"))
        except KeyError as error:
            raise FindingError(self.code, f"give the detail {error} that it names") from error
        except (ValueError, IndexError, AttributeError, TypeError) as error:
            reason = f"its braces do not hold the names of details ({error}); write {{name}}"
            raise FindingError(self.code, reason) from error


def _check(code: str, severity: Severity, confidence: Confidence | None) -> None:
    if not isinstance(severity, Severity):
        raise WrongTypeError("severity", "a Severity", severity)
    if confidence is not None and not isinstance(confidence, Confidence):
        raise WrongTypeError("confidence", "a Confidence or None", confidence)
    if severity is Severity.ERROR and confidence is Confidence.LOW:
        raise FindingError(code, "a reading of low confidence is no error; make it a warning")


def _filled(text: Text, details: dict[str, Detail], language: Language) -> str:
    written = {name: _written(value, language) for name, value in details.items()}
    return text.in_language(language).format(**written)


def _written(value: Detail, language: Language) -> str:
    match value:
        case dt.date():
            return day(value, language)
        case int():
            return number(value, language)
        case Text():
            return value.in_language(language)
        case tuple():
            return cut(joined(value, language), 4 * _LONGEST)
        case _:
            return cut(value, _LONGEST)


# --- Checks


@attrs.frozen(kw_only=True)
class Context:
    """What a check looks at. Made by :func:`validate`.

    Args:
        agreement: The agreement.

        state: What was known of it.

        on: The day that is checked, or None for its whole life.

        figures: The figures that its fees rest on, or None where none are given.

    Attributes:
        memberships: The memberships on the day, or all; those without a recorded decision, too.

        instruments: The instruments that have effect on the day, or all that count, in order.

        terms: The terms on the day, or all terms that it ever has, in order.

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
        on, state = self.on, self.state
        memberships = tuple(
            member
            for member in (*state.memberships, *state.undated)
            if on is None or on in member.period
        )
        joined_by = {member.accession.number for member in memberships}
        instruments = tuple(
            each
            for each in (*(member.accession for member in state.undated), *state.instruments)
            if on is None or _has_effect(each, on, joined_by)
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
        """The day, or every day of the agreement's life on which terms or members change."""
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
    last = instrument.effect_to
    return instrument.effect_from <= on and (last is None or on <= last)


Check: TypeAlias = Callable[[Context], Iterable[Finding]]
"""A check looks at a context and says what it finds; users put their own beside ours."""


def validate(
    agreement: Agreement,
    checks: Iterable[Check] = (),
    *,
    on: dt.date | None = None,
    known_on: dt.date | None = None,
    figures: FigureTable | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong, doubtful or worth knowing about an agreement, the worst first.

    It is no legal advice.

    Args:
        agreement: The agreement.

        checks: The checks to run after :data:`CORE_CHECKS`, such as
            :data:`samverkan.sweden.checks.CHECKS`.

        on: The day to check, or None for its whole life.

        known_on: What was known on that day is checked, or all that is on record where None.

        figures: The figures that its fees rest on, for checks that need them.

    Raises:
        WrongTypeError: If an argument is something else.

        NotADayError: If a day is not a date, or is a date with a time.

        DayOutOfRangeError: If a day lies outside the years 1800 to 2999.

    >>> from samverkan.stockholm import agreement
    >>> findings = validate(agreement)
    >>> [finding.code for finding in findings if finding.subject == "terms"]
    ['NOTICE_PERIOD_UNKNOWN', 'REFERENCE_DATE_AMBIGUOUS']
    """
    if not isinstance(agreement, Agreement):
        raise WrongTypeError("agreement", "an Agreement", agreement)
    if figures is not None and not isinstance(figures, FigureTable):
        raise WrongTypeError("figures", "a FigureTable or None", figures)
    _fields.an_optional_day("on", on)
    state = agreement.as_known(known_on)
    context = Context(agreement=agreement, state=state, on=on, figures=figures)
    several = (*CORE_CHECKS, *_as_checks(checks))
    found = (finding for check in several for finding in _run(check, context))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.order))


def _as_checks(checks: Iterable[Check]) -> tuple[Check, ...]:
    given: object = checks
    if callable(given) or not isinstance(given, Iterable):
        raise WrongTypeError("checks", "several checks, as in [check]", given)
    several = tuple(checks)
    for check in several:
        if not callable(check):
            raise WrongTypeError("checks", "a check: a function of a Context", check)
    return several


def _run(check: Check, context: Context) -> Iterator[Finding]:
    """Run a check; users write their own, so what it returns is looked at."""
    where = f"what {getattr(check, '__name__', 'a check')} returns"
    found: object = check(context)
    if not isinstance(found, Iterable):
        raise WrongTypeError(where, "findings, none of them where there are none", found)
    for finding in found:
        if not isinstance(finding, Finding):
            raise WrongTypeError(where, "a Finding", finding)
        yield finding


# --- Checks that rest on the model alone

CORE_KINDS: Final = tuple(
    FindingKind(code=code, severity=Severity(severity), message=message, remedy=remedy)
    for code, (severity, message, remedy) in CORE_TEXTS.items()
)
"""Every kind of finding that rests on the model alone."""
_BY_CODE: Final = {kind.code: kind for kind in CORE_KINDS}


def _decisions(context: Context) -> Iterator[Finding]:
    """An accession has a decision of the party's own."""
    for accession in context.instruments:
        if isinstance(accession, Accession) and accession.decision is None:
            party = context.agreement.party(accession.party)
            yield _BY_CODE["DECISION_NOT_RECORDED"].found(
                f"accession {accession.number}", party=str(party)
            )


def _life_spans(context: Context) -> Iterator[Finding]:
    """A party exists on the days on which it is bound."""
    for member in context.memberships:
        party, first_day, last_day = member.party, member.period.first_day, member.period.last_day
        begins, ends = (context.on or first_day), (context.on or last_day)
        if party.last_day is not None and (ends is None or ends > party.last_day):
            yield _BY_CODE["PARTY_CEASED"].found(
                f"party {party.id}",
                party=str(party),
                last_day=party.last_day,
                successor=_successor(context, party, party.last_day + _ONE_DAY),
            )
        if party.first_day is not None and begins < party.first_day:
            yield _BY_CODE["PARTY_NOT_YET"].found(
                f"party {party.id}",
                party=str(party),
                existed_from=party.first_day,
                first_day=first_day,
            )


def _successor(context: Context, party: Party, on: dt.date) -> Text:
    """Say who took a party's place: the first in the line that still existed on a day."""
    seen = {party.id}
    while party.successor is not None and party.successor not in seen:
        party = context.agreement.party(party.successor)
        seen.add(party.id)
        if party.last_day is None or party.last_day >= on:
            return Text(f"efterträdare är {party}", f"its successor is {party}")
    return Text("ingen efterträdare är känd", "no successor is known")


def _starts(context: Context) -> Iterator[Finding]:
    """Nobody accedes before there is something to accede to."""
    agreed_from = context.agreement.terms.period.first_day
    for accession in context.instruments:
        if isinstance(accession, Accession) and accession.effective.first_day < agreed_from:
            yield _BY_CODE["EFFECTIVE_BEFORE_AGREEMENT"].found(
                f"accession {accession.number}",
                party=str(context.agreement.party(accession.party)),
                first_day=accession.effective.first_day,
                agreed_from=agreed_from,
            )


def _overrides(context: Context) -> Iterator[Finding]:
    """What was adopted for a later start is not overridden by oversight."""
    amendments = [
        (each, frozenset(each.changes))
        for each in context.instruments
        if isinstance(each, Amendment)
    ]
    for place, (later, changed) in enumerate(amendments):
        for earlier, adopted in amendments[:place]:
            if (
                later.effect_from < earlier.effect_from
                and (later.effect_to is None or earlier.effect_from <= later.effect_to)
                and changed & adopted
            ):
                yield _BY_CODE["OVERRIDES_LATER_RULE"].found(
                    f"amendment {later.number}",
                    later=str(later.number),
                    earlier=str(earlier.number),
                    decided_on=later.decision.decided_on,
                    first_day=later.effect_from,
                    starts=earlier.effect_from,
                )


def _reference_dates(context: Context) -> Iterator[Finding]:
    """The day whose figure counts is said once, and lies where the clause says."""
    for terms in context.terms:
        bases = {
            reading.name: tuple(inside(reading.funding.rule, Basis)) for reading in terms.funding
        }
        dates = {tuple(basis.reference_date for basis in several) for several in bases.values()}
        if len(dates) > 1:
            yield _BY_CODE["REFERENCE_DATE_AMBIGUOUS"].found("terms", readings=tuple(bases))
        for reading, several in bases.items():
            for basis in several:
                date = basis.reference_date
                if basis.said_before_year and date.years_before == 0:
                    yield _BY_CODE["REFERENCE_DATE_AFTER_START"].found(
                        "terms", reading=reading, day=_day_of_year(date)
                    )


def _day_of_year(date: ReferenceDate) -> Text:
    found = dt.date(2015, date.month, date.day)
    return Text(day(found, "sv", year=False), day(found, "en", year=False))


def _weights(context: Context) -> Iterator[Finding]:
    """Whoever has a weight is a party: else the others bear its part, and nobody is told."""
    known = {party.id for party in context.agreement.parties}
    for terms in context.terms:
        for reading in terms.funding:
            for key in inside(reading.funding.rule, ByWeight):
                for party in sorted({party for party, _ in key.weights} - known):
                    yield _BY_CODE["WEIGHT_OF_NOBODY"].found(
                        f"terms, weight of {party}", reading=reading.name, party=party
                    )


def check_stated(text: str, fee: Fee, *, party: str | None = None) -> Finding | None:
    """Return a finding where a stated amount does not agree with a computed fee, else None.

    A paper rounds: the two agree where the fee, rounded to the precision of what is stated, is
    that amount, or lies on the side that *högst*, *minst*, *knappt* or *drygt* says.

    Args:
        text: The amount in the words of the paper: ``"cirka 143 000 kr"``.

        fee: The computed fee.

        party: What the party is called in the message; its id where None.

    Raises:
        StatedAmountError: If the text is not understood.

    >>> check_stated("cirka 143 000 kr", Fee(party="0182", year=2015, ore=14_277_300)) is None
    True
    >>> check_stated("cirka 143 000 kr", Fee(party="0182", year=2015, ore=14_432_550)).code
    'STATED_AMOUNT_DIFFERS'
    """
    if read_stated(text).agrees_with(fee.ore):
        return None
    return _BY_CODE["STATED_AMOUNT_DIFFERS"].found(
        f"fee {fee.party} {fee.year}",
        stated=text,
        party=party or fee.party,
        year=str(fee.year),
        fee=Text(amount(fee.ore, "sv"), amount(fee.ore, "en")),
    )


def _stated_amounts(context: Context) -> Iterator[Finding]:
    """The amount that a paper states for the first year agrees with the computed fee."""
    for accession in context.instruments:
        if isinstance(accession, Accession) and accession.stated_amount is not None:
            yield from _stated_amount(context, accession, accession.stated_amount)


def _stated_amount(context: Context, accession: Accession, stated: str) -> Iterator[Finding]:
    name, year = str(context.agreement.party(accession.party)), accession.effective.first_day.year
    try:
        per_year = read_stated(stated).per_year
    except (StatedAmountError, CountError):
        subject = f"accession {accession.number}"
        yield _BY_CODE["STATED_AMOUNT_NOT_READ"].found(subject, party=name, stated=stated)
        return
    if context.figures is None:
        return
    known_on = context.state.known_on
    of_year = assess(context.agreement, year=year, figures=context.figures, known_on=known_on)
    if per_year and _of_a_part(of_year, accession.party):
        return  # the fee of a part of the year is no year's amount
    for fee in of_year.fees:
        if fee.party == accession.party and not _takes_over(of_year, fee):
            found = check_stated(stated, fee, party=name)
            yield from () if found is None else (found,)


def _takes_over(of_year: Assessment, fee: Fee) -> bool:
    """Return whether a fee holds a year that was another's: no paper of its own states that."""
    step = of_year.explain(fee.party).step
    steps = [step, *(part for part in step.inputs if isinstance(part, Step))]
    return any(isinstance(each.by, Member) for each in steps)


def _of_a_part(of_year: Assessment, party: str) -> bool:
    """Return whether a party owes for a part of the year alone."""
    reading, year = of_year.budget_year.reading, of_year.budget_year.period
    by_day = reading is not None and reading.funding.proration is Proration.BY_DAY
    days = sum(m.period.days_in(of_year.year) for m in of_year.state.memberships_of(party))
    return by_day and days < year.days_in(of_year.year)


def _notice_periods(context: Context) -> Iterator[Finding]:
    """A period of notice is stated; that of a municipal federation stands in the statute."""
    for terms in context.terms:
        if terms.notice_months is None and terms.form is not Form.MUNICIPAL_FEDERATION:
            yield _BY_CODE["NOTICE_PERIOD_UNKNOWN"].found("terms")


_Doubt: TypeAlias = tuple[str, str, dict[str, Detail]]


def _governance(context: Context) -> Iterator[Finding]:
    """Each level has a forum and each forum a level; who is named for a forum can be there.

    What holds on several days is said of the first.
    """
    said: set[tuple[str, str, Detail | None]] = set()
    for on in context.days:
        governance = context.state.governance(on=on) or Governance()
        doubts = [doubt for forum in governance.forums for doubt in _doubts(context, forum, on)]
        for level in governance.levels:
            if not governance.forums_of(level.id):
                details: dict[str, Detail] = {"level": level.name}
                doubts.append(("LEVEL_WITHOUT_FORUM", f"level {level.id}", details))
        for code, subject, details in doubts:
            key = (code, subject, details.get("party"))  # whatever a forum is called that day
            if key not in said:
                said.add(key)
                yield _BY_CODE[code].found(subject, None, **details, on=on)


def _doubts(context: Context, forum: Forum, on: dt.date) -> Iterator[_Doubt]:
    """Return what is doubtful about a forum on a day: code, subject, details."""
    where, name, state = f"forum {forum.id}", forum.name(on=on), context.state

    def of(party: str) -> dict[str, Detail]:
        return {"forum": name, "party": str(context.agreement.party(party))}

    if forum.level is None:
        yield "FORUM_WITHOUT_LEVEL", where, {"forum": name}
    needed = {"CONVENER_NOT_MEMBER": forum.convener, "LEAD_NOT_MEMBER": forum.initial_lead}
    for code, party in needed.items():
        if party is not None and holder_of(state, party, on=on) is None:
            yield code, where, of(party)
    if forum.chair is not None and not _may_sit(state, forum, forum.chair, on):
        yield "CHAIR_WITHOUT_SEAT", where, of(forum.chair)
    for seat in forum.seats:
        for code, details in _doubts_of_seat(context, seat, on):
            yield code, f"{where}, seat {seat.id}", {"forum": name, **details}


def _may_sit(state: State, forum: Forum, party: str, on: dt.date) -> bool:
    """Tell whether a party holds a seat, or could hold one of several that nobody is named for."""
    holder = holder_of(state, party, on=on)
    return holder is not None and any(
        holder in (may_hold(state, each.seat, on=on) if each.is_vacant else (each.party,))
        for each in holdings(state, forum.id, on=on)
    )


def _doubts_of_seat(
    context: Context, seat: Seat, on: dt.date
) -> Iterator[tuple[str, dict[str, Detail]]]:
    parties = may_hold(context.state, seat, on=on)
    if len(parties) < (seat.count or 1):
        yield "SEAT_NOT_HELD", {"seat": seat.function}
    for holder in seat.holders:
        if holder_of(context.state, holder, on=on) not in parties:
            party = str(context.agreement.party(holder))
            yield "HOLDER_NOT_ABLE", {"seat": seat.function, "party": party}


CORE_CHECKS: Final[tuple[Check, ...]] = (
    _decisions,
    _life_spans,
    _starts,
    _overrides,
    _reference_dates,
    _weights,
    _stated_amounts,
    _notice_periods,
    _governance,
)
"""The checks that rest on the model alone; :func:`validate` always runs them first."""
