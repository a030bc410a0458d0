"""A register of many agreements, and the questions that it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ..agreements.agreement import Agreement
from ..agreements.state import Member, State
from ..calendars.events import Calendar
from ..calendars.making import Asked, calendar_of, identities, joined_calendar
from ..core.fields import as_tuple
from ..core.figures import FigureTable, a_figure_table
from ..core.parties import Party
from ..core.periods import Period, a_day, a_year, an_optional_day
from ..errors import RegisterError, SamverkanError, UnknownAgreementError
from ..errors.texts import a_line, an_instance
from ..fees.assessments import Assessment, assess
from ..findings.context import Check, as_checks
from ..findings.findings import Finding
from ..sweden.validation import validate
from . import pending as waiting
from . import replacements, rows
from .bodies import Bodies, Lookalike, lookalikes
from .fees import RegisterFees
from .pending import RegisterPending
from .replacements import Chain, Replacement
from .rows import Deadline, Entry, Failure, Membership

_NO_FIGURES = FigureTable([])


def _as_agreements(
    value: Mapping[str, Agreement] | Iterable[tuple[str, Agreement]],
) -> tuple[tuple[str, Agreement], ...]:
    return rows.by_name("agreements", value, Agreement)


def _as_failures(value: Failure | Iterable[Failure]) -> tuple[Failure, ...]:
    several: tuple[Failure, ...] = as_tuple("failures", value, Failure)
    return tuple(sorted(several, key=lambda failure: failure.agreement))


def _as_names(value: str | Iterable[str]) -> tuple[str, ...]:
    several: tuple[str, ...] = as_tuple("skipped", value, str)
    return tuple(sorted(several))


@attrs.frozen(kw_only=True)
class RegisterFinding:
    """A finding about an agreement of a register.

    Args:
        agreement: Name of the agreement in the register.

        finding: What is wrong, doubtful or worth knowing.

    >>> from samverkan.stockholm import agreement
    >>> found = Register({"KSL/15/0016-5": agreement}).findings()
    >>> found[0].agreement, found[0].finding.code
    ('KSL/15/0016-5', 'NOTICE_PERIOD_UNKNOWN')
    """

    agreement: str
    finding: Finding


@attrs.frozen(kw_only=True)
class Overview:
    """The answers of a register to all its questions, made by :meth:`Register.overview`.

    Args:
        on: The day that it is about.

        until: The last day of the deadlines, or None if they were not asked for.

        known_on: The day of knowledge, or None for everything on record.

        party: The party that was asked for, as the first agreement states it, or None for all.

        entries: The agreements; if a party was asked for, those that it is, was or will be a
            member of.

        memberships: The memberships of the party, or none if no party was asked for.

        pending: What the agreements wait for; if a party was asked for, what concerns it.

        undecided: The memberships on the day or later without a recorded decision.

        deadlines: The deadlines from the day until *until*.

        fees: The fees of the year, or None if no year was asked for.

        findings: The findings about these agreements.

        replacements: The replaced documents that these agreements state.

        chains: Which of these agreements held on the day, for those that replace each other.

        lookalikes: The parties of all agreements that may be one body but are not stated alike.

        failures: The agreements that could not be read, whatever was asked for.

        skipped: Names of documents that are no agreements.

    >>> from samverkan.stockholm import agreement
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> overview = register.overview(on=dt.date(2025, 1, 1), party="Nacka")
    >>> [row.party.name for row in overview.memberships]
    ['Nacka kommun']
    """

    on: dt.date
    until: dt.date | None
    known_on: dt.date | None
    party: Party | None
    entries: tuple[Entry, ...]
    memberships: tuple[Membership, ...]
    pending: tuple[RegisterPending, ...]
    undecided: tuple[Membership, ...]
    deadlines: tuple[Deadline, ...]
    fees: RegisterFees | None
    findings: tuple[RegisterFinding, ...]
    replacements: tuple[Replacement, ...]
    chains: tuple[Chain, ...]
    lookalikes: tuple[Lookalike, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[str, ...]


@attrs.frozen
class Register:
    """Many agreements, and one question over all of them (*avtalsregister*).

    ``len`` counts the agreements, iteration yields their names, ``register[name]`` returns one,
    and ``in`` tests whether there is one with a name.

    Each question takes a party, or None for all; a day of knowledge, ``known_on``, or None for
    everything on record. A party is named by id, municipality code, organisation number or any
    name that it ever had, in any of the agreements. Parties that share an id, a code or a number
    are one body, also if their names or ids differ; :meth:`lookalikes` lists what to check.

    Args:
        agreements: The agreements by name, such as the name of a file or a case number
            (*diarienummer*), in any order.

        failures: What could not be read. It is part of no answer but the fees, whose total is
            then not known.

        skipped: Names of documents that are no agreements.

    Raises:
        RegisterError: If two agreements, failures or skipped documents have the same name.

    >>> from samverkan.stockholm import agreement
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> len(register), list(register)
    (1, ['KSL/15/0016-5'])
    """

    agreements: tuple[tuple[str, Agreement], ...] = attrs.field(converter=_as_agreements)
    failures: tuple[Failure, ...] = attrs.field(default=(), converter=_as_failures, kw_only=True)
    skipped: tuple[str, ...] = attrs.field(default=(), converter=_as_names, kw_only=True)
    _by_name: dict[str, Agreement] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        names = [name for name, _ in self.agreements]
        names += [failure.agreement for failure in self.failures]
        for name in self.skipped:
            a_line("skipped", name)
        seen: set[str] = set()
        for name in (*names, *self.skipped):
            if name in seen:
                raise RegisterError("agreement-named-twice", {"name": name})
            seen.add(name)
        object.__setattr__(self, "_by_name", dict(self.agreements))

    def __repr__(self) -> str:
        return f"<Register: {len(self.agreements)} agreements, {len(self.failures)} failures>"

    def __len__(self) -> int:
        return len(self.agreements)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, str) and item in self._by_name

    def __getitem__(self, name: str) -> Agreement:
        """Return the agreement with a name.

        Raises:
            UnknownAgreementError: If there is none; the error lists the names.
        """
        an_instance("name", name, str)
        if name not in self._by_name:
            raise UnknownAgreementError(name, tuple(self._by_name))
        return self._by_name[name]

    # --- Questions

    def entries(
        self,
        *,
        on: dt.date,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
    ) -> tuple[Entry, ...]:
        """Return the agreements on a day, in order of name.

        With a party, these are the agreements that it is, was or will be a member of.

        Raises:
            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> [entry.standing.value for entry in register.entries(on=dt.date(2014, 12, 31))]
        ['not-yet']
        """
        return _View(self, party, known_on).entries(on)

    def memberships(
        self,
        *,
        on: dt.date,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
    ) -> tuple[Membership, ...]:
        """Return the memberships of a party or of all, in order of agreement, party and first day.

        The day does not choose rows: past and future memberships are included, and each row says
        whether it is current on the day, or pending because nobody knows.

        Raises:
            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> rows = register.memberships(on=dt.date(2015, 1, 1))
        >>> len(rows), sum(row.is_current for row in rows)
        (36, 36)
        """
        return _View(self, party, known_on).memberships(on)

    def pending(
        self, *, party: str | Party | None = None, known_on: dt.date | None = None
    ) -> tuple[RegisterPending, ...]:
        """Return what is pending in the agreements, in order of name: what waits, and for whom.

        With a party, this is what concerns it: its own membership, what its decision is missing
        for, and what waits in the whole of an agreement that it is a member of. If no agreement
        has it as a member, its decision may still be missing.

        Raises:
            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> Register({"KSL/15/0016-5": agreement}).pending(party="Nacka")
        ()
        """
        return _View(self, party, known_on).pending()

    def undecided(
        self,
        *,
        on: dt.date,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
    ) -> tuple[Membership, ...]:
        """Return the memberships on a day or later that lack a recorded decision.

        Raises:
            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> [row.agreement for row in register.undecided(on=dt.date(2025, 1, 1), party="Nacka")]
        ['KSL/15/0016-5']
        """
        return _undecided(_View(self, party, known_on).memberships(on))

    def deadlines(
        self,
        *,
        since: dt.date,
        until: dt.date,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
    ) -> tuple[Deadline, ...]:
        """Return the foreseeable events from one day until another, both included, in order.

        These are the last days for notice, the renewals and the last days of the agreements, and
        the payments and reports that their terms say are due. With a party, they are those of
        agreements that it is, or may be, a member of on the day of the event, or on the
        agreement's last day if the event is after it. The terms do not state who pays: what is due
        is listed for every member, also for the host.

        Raises:
            PeriodOrderError: If *until* is before *since*.

            PeriodTooLongError: If there are more than 100 years between the days.

            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        The terms are an example:

        >>> from samverkan import Agreement, Period, Terms
        >>> term = Period(dt.date(2015, 1, 1), dt.date(2018, 12, 31))
        >>> terms = Terms(title="Avtal", period=term, notice_months=18)
        >>> register = Register({"a.json": Agreement(terms=terms, parties=[])})
        >>> found = register.deadlines(since=dt.date(2017, 1, 1), until=dt.date(2018, 12, 31))
        >>> [(str(row.event.day), row.event.kind.value) for row in found]
        [('2017-06-30', 'last-day-for-notice'), ('2018-12-31', 'last-day')]
        """
        return _View(self, party, known_on).deadlines(Period(since, until))

    def calendar(
        self,
        *,
        until: dt.date,
        since: dt.date | None = None,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
    ) -> Calendar:
        """Return the days of all agreements for a calendar, each with what happened to it.

        These are the last day for an appeal against each decision, the earliest removal of its
        notice and its legal force; the foreseeable events that :meth:`deadlines` lists; the
        reference days of the fees, by the preferred readings; and the ordinary meetings of forums
        of which the days are stated. What has no known day is left out.

        An event keeps its identifier when a decision moves it. An event that the record is known
        not to have is cancelled; if its day had passed when that became known, it stays as it was.
        One that depends on something pending is uncertain. What had happened to each is found by
        replaying what became known, day by day. An event that has moved out of the days that are
        asked for is there, too, with its new day.

        Identifiers are made of what an event is about and of the agreement: the document number
        and the title of its original terms, and its name in the register if two have the same.

        Args:
            until: The last day, included.

            since: The first day, included, or None from the first event on.

            party: The party, or None for all. It has its own decisions; what is of a budget year,
                if it is, or may be, a member on any day of the year; and other events of
                agreements that it is, or may be, a member of on the day, as in :meth:`deadlines`.
                What it had by an earlier day of knowledge is cancelled for it. So ``sequence`` and
                ``is_cancelled`` may differ from those for all parties; identifiers do not.

            known_on: The day of knowledge, or None for everything on record.

        Raises:
            PeriodOrderError: If *until* is before *since*.

            PeriodTooLongError: If there are more than 100 years between the days.

            CalendarError: If an agreement has more than 10 000 events.

            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> days = register.calendar(until=dt.date(2015, 12, 31))
        >>> [(str(event.day), event.kind.value) for event in days]
        [('2014-06-30', 'reference-day'), ('2015-06-30', 'reference-day')]
        """
        return _View(self, party, known_on).calendar(since, until)

    def fees(
        self,
        *,
        year: int,
        figures: FigureTable,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
        assume_last_known: bool = False,
    ) -> RegisterFees:
        """Return the fees of a budget year over all agreements, by the preferred readings.

        The arguments are those of :func:`samverkan.assess`, and a party.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement, figures
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> register.fees(year=2015, figures=figures, party="Nacka").total_ore
        14277300
        """
        view = _View(self, party, known_on)
        return view.fees(year, figures, assume_last_known=assume_last_known)

    def findings(
        self,
        *,
        checks: Iterable[Check] | None = None,
        on: dt.date | None = None,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
        figures: FigureTable | None = None,
    ) -> tuple[RegisterFinding, ...]:
        """Return the findings about all agreements, most serious first.

        The arguments other than *party* are those of :func:`samverkan.validate`; with a party, the
        agreements are those of :meth:`entries`.

        Raises:
            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement
        >>> found = Register({"KSL/15/0016-5": agreement}).findings(on=dt.date(2014, 12, 31))
        >>> found
        ()
        """
        an_optional_day("on", on)
        an_instance("figures", figures, FigureTable, None)
        several = None if checks is None else as_checks(checks)
        return _View(self, party, known_on).findings(on, figures, several)

    def lookalikes(self) -> tuple[Lookalike, ...]:
        """Return the parties that may be one body, but are not stated alike in all agreements.

        They share an organisation number, a municipality code, an id or a name, and differ in
        another of these: two numbers of one name, or two names of one number. Whether that is an
        error, only a person can tell.

        >>> from samverkan.stockholm import agreement
        >>> Register({"KSL/15/0016-5": agreement}).lookalikes()
        ()
        """
        return lookalikes((name, party) for name, each in self.agreements for party in each.parties)

    def replacements(self, *, known_on: dt.date | None = None) -> tuple[Replacement, ...]:
        """Return the documents that the agreements replace, in order of agreement.

        A row says which agreement of the register a document belongs to, on which days both are
        in force, or that it is not in the register.

        >>> from samverkan.stockholm import agreement
        >>> Register({"KSL/15/0016-5": agreement}).replacements()
        ()
        """
        return replacements.replacements(_View(self, None, known_on).known)

    def chain(self, name: str, *, on: dt.date, known_on: dt.date | None = None) -> Chain:
        """Return the agreements that replace one or that it replaces, and which held on a day.

        Args:
            name: Name of the agreement in the register.

            on: The day.

            known_on: The day of knowledge, or None for everything on record.

        Raises:
            UnknownAgreementError: If there is no agreement with the name.

        >>> from samverkan.stockholm import agreement
        >>> Register({"KSL/15/0016-5": agreement}).chain("KSL/15/0016-5", on=dt.date(2014, 1, 1))
        Chain(on=datetime.date(2014, 1, 1), agreements=('KSL/15/0016-5',), held=(), beside=())
        """
        a_day("on", on)
        self[name]
        known = _View(self, None, known_on).known
        return next(each for each in replacements.chains(known, on) if name in each.agreements)

    def overview(
        self,
        *,
        on: dt.date,
        until: dt.date | None = None,
        year: int | None = None,
        figures: FigureTable = _NO_FIGURES,
        party: str | Party | None = None,
        known_on: dt.date | None = None,
        assume_last_known: bool = False,
    ) -> Overview:
        """Return the answers to all questions at once.

        Args:
            on: The day that the agreements, members and decisions are about; findings are about
                their whole life.

            until: The last day of the deadlines, which start on *on*, or None for none.

            year: The budget year of the fees, or None for none.

            figures: The figures that the fees need.

            party: The party, or None for all.

            known_on: The day of knowledge, or None for everything on record.

            assume_last_known: Whether missing figures are assumed to be the last known ones, as in
                :func:`samverkan.assess`.

        Raises:
            PeriodOrderError: If *until* is before *on*.

            PeriodTooLongError: If there are more than 100 years between them.

            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

            UnknownPartyError: If no agreement knows the party.

            AmbiguousPartyError: If several parties match that are not one body.

        >>> from samverkan.stockholm import agreement, figures
        >>> register = Register({"KSL/15/0016-5": agreement})
        >>> overview = register.overview(on=dt.date(2015, 1, 1), year=2015, figures=figures)
        >>> len(overview.entries), overview.fees.is_complete
        (1, False)
        """
        a_day("on", on)
        a_figure_table("figures", figures)
        view = _View(self, party, known_on)
        held = view.memberships(on)
        fees = None
        if year is not None:
            fees = view.fees(year, figures, assume_last_known=assume_last_known)
        stated = replacements.replacements(view.known)
        chains = replacements.chains(view.known, on)
        return Overview(
            on=on,
            until=until,
            known_on=known_on,
            party=view.party,
            entries=view.entries(on),
            memberships=() if view.ids is None else held,
            pending=view.pending(),
            undecided=_undecided(held),
            deadlines=() if until is None else view.deadlines(Period(on, until)),
            fees=fees,
            findings=view.findings(None, None if year is None else figures, None),
            replacements=tuple(row for row in stated if row.agreement in view.states),
            chains=tuple(
                chain
                for chain in chains
                if len(chain.agreements) > 1 and not view.states.keys().isdisjoint(chain.agreements)
            ),
            lookalikes=self.lookalikes(),
            failures=self.failures,
            skipped=self.skipped,
        )


def _undecided(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple(row for row in memberships if not (row.is_decided or row.is_over))


class _View:
    """A register as a question sees it: what was known, and the agreements of the party."""

    def __init__(
        self, register: Register, party: str | Party | None, known_on: dt.date | None
    ) -> None:
        an_optional_day("known_on", known_on)
        self._register, self._known_on = register, known_on
        self.ids = None if party is None else _ids(register, party)
        self.known = {
            name: (agreement, agreement.as_known(known_on))
            for name, agreement in register.agreements
        }
        self.states = {
            name: state
            for name, (_, state) in self.known.items()
            if self.ids is None or self._members(state)
        }

    @property
    def party(self) -> Party | None:
        """The party that was asked for, as the first agreement states it."""
        parties = (party for _, each in self._register.agreements for party in each.parties)
        return next((party for party in parties if party.id in (self.ids or ())), None)

    def _members(self, state: State) -> list[Member]:
        if self.ids is None:
            return _in_order((*state.memberships, *state.undated, *state.uncertain))
        known = [member for each in self.ids for member in state.memberships_of(each)]
        unknown = (*state.undated, *state.uncertain)
        return _in_order((*known, *(m for m in unknown if m.party.id in self.ids)))

    def entries(self, on: dt.date) -> tuple[Entry, ...]:
        a_day("on", on)
        return tuple(
            rows.entry(name, self.known[name][0], state, on) for name, state in self.states.items()
        )

    def memberships(self, on: dt.date) -> tuple[Membership, ...]:
        a_day("on", on)
        return tuple(
            row
            for name, state in self.states.items()
            for row in rows.memberships(name, self.known[name][0], state, on, self._members(state))
        )

    def pending(self) -> tuple[RegisterPending, ...]:
        return tuple(
            row
            for name, (agreement, state) in self.known.items()
            for row in waiting.pending(name, agreement, state, self.ids, self._members(state))
        )

    def deadlines(self, period: Period) -> tuple[Deadline, ...]:
        found = [
            row
            for name, state in self.states.items()
            for row in rows.deadlines(name, state, state.events(period))
            if self.ids is None or self._is_member(state, row.event.day)
        ]
        return tuple(sorted(found, key=lambda row: (row.event, row.agreement)))

    def calendar(self, since: dt.date | None, until: dt.date) -> Calendar:
        asked = Asked.of(since, until, self._known_on, self.ids)
        keys = identities(self._register.agreements)
        several = (
            calendar_of(name, agreement, asked, keys[name])
            for name, agreement in self._register.agreements
        )
        return joined_calendar(several, until)

    def _is_member(self, state: State, day: dt.date) -> bool:
        """Return whether the party is a member on a day, or on the last day if it is after that."""
        on = min(day, state.period.last_day or day)
        return any(on in member.period for member in self._members(state))

    def fees(
        self, year: int, figures: FigureTable, *, assume_last_known: bool = False
    ) -> RegisterFees:
        a_year(year)
        a_figure_table("figures", figures)
        an_instance("assume_last_known", assume_last_known, bool)
        known = figures if self._known_on is None else figures.as_known(self._known_on)
        found: list[tuple[str, Assessment]] = []
        failures = list(self._register.failures)
        for name in self.states:
            agreement = self.known[name][0]
            try:
                whole = assess(
                    agreement,
                    year=year,
                    figures=known,
                    known_on=self._known_on,
                    assume_last_known=assume_last_known,
                )
            except SamverkanError as error:
                failures.append(Failure(agreement=name, error=error))
                continue
            own = [p for p in agreement.parties if self.ids is not None and p.id in self.ids]
            found.append((name, whole if self.ids is None else whole.only(own)))
        return RegisterFees(
            year=year, known_on=self._known_on, assessments=tuple(found), failures=tuple(failures)
        )

    def findings(
        self, on: dt.date | None, figures: FigureTable | None, checks: Iterable[Check] | None
    ) -> tuple[RegisterFinding, ...]:
        found = [
            RegisterFinding(agreement=name, finding=finding)
            for name in self.states
            for finding in validate(
                self.known[name][0], checks=checks, on=on, known_on=self._known_on, figures=figures
            )
        ]
        return tuple(sorted(found, key=lambda row: (row.finding.order, row.agreement)))


def _ids(register: Register, party: str | Party) -> frozenset[str]:
    return Bodies(each for _, agreement in register.agreements for each in agreement.parties).ids(
        party
    )


def _in_order(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda m: (m.party.id, m.period.first_day))
