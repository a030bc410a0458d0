"""An agreement: its first terms, its parties, and the instruments issued since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from ..core.decisions import Burden, Decision
from ..core.fields import as_tuple
from ..core.parties import Party, find, listed, register
from ..core.periods import Period, a_day
from ..core.sources import SourcesLike, as_sources
from ..errors import (
    AlreadyPartyError,
    DuplicateNumberError,
    NoEffectiveDayError,
    NotAPartyError,
    UnknownPartyError,
    WrongTypeError,
)
from ..errors.quoting import cut
from ..errors.texts import Text, an_instance
from ..funding.funding import Reading
from ..governance.governance import Governance
from . import history
from .documents import Document
from .instruments import (
    Accession,
    Amendment,
    Extension,
    Ground,
    Instrument,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .state import State
from .terms import Commitment, Terms


def _as_instruments(value: Instrument | Iterable[Instrument]) -> tuple[Instrument, ...]:
    several: tuple[Instrument, ...] = as_tuple("instruments", value, Instrument)
    return history.in_order(several)


def _as_documents(documents: Document | Iterable[Document]) -> tuple[Document, ...]:
    return as_tuple("documents", documents, Document)


_DECIDED = Text("par av en part och ett Decision", "pairs of a party and a Decision")


def _as_period(effective: Period | dt.date) -> Period:
    if isinstance(effective, Period):
        return effective
    a_day("effective", effective)
    return Period(effective)


def _pairs(decided: Iterable[tuple[str | Party, Decision]]) -> list[tuple[str | Party, Decision]]:
    """Return parties with a decision each as a list; anything else is refused."""
    given: object = decided
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise WrongTypeError("decided", _DECIDED, decided)
    pairs: list[object] = list(given)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise WrongTypeError("decided", _DECIDED, pair)
    return cast("list[tuple[str | Party, Decision]]", pairs)


@attrs.frozen(kw_only=True)
class Agreement:
    """An agreement between public bodies (*överenskommelse*, *avtal*).

    It is its first terms and the instruments issued since; everything else follows from
    them. Nothing is changed in place: what records a decision returns a new agreement.

    Args:
        terms: What its document said at first.

        parties: Everybody it knows, in any order: its parties, and who succeeded them.

        instruments: What was issued since, in any order: their days of decision, first days
            of effect and numbers order them.

        documents: The papers that led to it and that belong to it.

    Raises:
        DuplicatePartyError: If a party is there twice.

        DuplicateNumberError: If two instruments have one number.

        UnknownPartyError: If an instrument or a succession names a party that is not there.

        AlreadyPartyError: If a party would be a member twice on one day.

        NotAMemberError: If a party would leave, or be succeeded, that is no member.

        InstrumentError: If an instrument cannot have the effect that it names.

    >>> from samverkan.stockholm import agreement
    >>> agreement
    <Agreement 'Överenskommelse om länsgemensam funktion för en trygg, sä...': 37 parties, \
36 instruments>
    """

    terms: Terms
    parties: tuple[Party, ...] = attrs.field(converter=register)
    instruments: tuple[Instrument, ...] = attrs.field(default=(), converter=_as_instruments)
    documents: tuple[Document, ...] = attrs.field(default=(), converter=_as_documents)
    _by_id: dict[str, Party] = attrs.field(init=False, repr=False, eq=False)
    _on_record: State = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        an_instance("terms", self.terms, Terms)
        object.__setattr__(self, "_by_id", {party.id: party for party in self.parties})
        self._check_numbers()
        self._check_ids()
        history.check(self.terms, self._by_id, self.instruments)
        # Derived once: what a value is made of never changes.
        on_record = history.state(self.terms, self._by_id, self.instruments, None)
        object.__setattr__(self, "_on_record", on_record)

    def __repr__(self) -> str:
        parties, instruments = len(self.parties), len(self.instruments)
        title = cut(self.terms.title.sv)
        return f"<Agreement {title!r}: {parties} parties, {instruments} instruments>"

    def _check_numbers(self) -> None:
        seen: set[int] = set()
        for instrument in self.instruments:
            if instrument.number in seen:
                raise DuplicateNumberError(instrument.number)
            seen.add(instrument.number)

    def _check_ids(self) -> None:
        named: list[str] = []
        for instrument in self.instruments:
            if isinstance(instrument, Accession | Withdrawal | Succession):
                named.append(instrument.party)
            if isinstance(instrument, Succession):
                named.append(instrument.successor)
        for governance in self._governances():
            named += governance.parties()
        named += [party.successor for party in self.parties if party.successor is not None]
        for party in named:
            if party not in self._by_id:
                raise UnknownPartyError(party, tuple(map(listed, self.parties)))

    def _governances(self) -> Iterator[Governance]:
        amendments = (each for each in self.instruments if isinstance(each, Amendment))
        for governance in (self.terms.governance, *(each.governance for each in amendments)):
            if governance is not None:
                yield governance

    # --- Questions

    def as_known(self, day: dt.date | None = None) -> State:
        """Return what was known of the agreement on a day, that day itself included.

        Known is what was decided by then. An accession without a recorded decision is known
        where a later instrument takes it for granted; else nobody can say, and it stands in
        ``State.undated``.

        Args:
            day: The day of knowledge, or None for all that is on record, dated or not.

        Raises:
            DayOutOfRangeError: If it lies outside the years 1800 to 2999.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.as_known().memberships)
        36
        """
        if day is None:
            return self._on_record
        a_day("known_on", day)
        return history.state(self.terms, self._by_id, self.instruments, day)

    def party(self, query: str | Party) -> Party:
        """Return a party by id, municipality code, organisation number or any name it ever had.

        Raises:
            UnknownPartyError: If there is none; it lists the parties there are.

            AmbiguousPartyError: If the beginning of a name fits several; it lists them.

        >>> from samverkan.stockholm import agreement
        >>> agreement.party("Region Stockholm").name
        'Stockholms läns landsting'
        """
        if isinstance(query, Party):
            if query.id not in self._by_id:
                raise UnknownPartyError(listed(query), tuple(map(listed, self.parties)))
            return self._by_id[query.id]
        given: object = query
        known = self._by_id.get(given) if isinstance(given, str) else None
        return known or find(self.parties, query)

    def accession(self, party: str | Party) -> Accession:
        """Return the latest accession of a party.

        Raises:
            NotAPartyError: If it has none.

            UnknownPartyError: If the agreement does not know it.

            AmbiguousPartyError: If the beginning of a name fits several.

        >>> from samverkan.stockholm import agreement
        >>> agreement.accession("Nacka").effective.first_day
        datetime.date(2015, 1, 1)
        """
        wanted = self.party(party).id
        found = [i for i in self.instruments if isinstance(i, Accession) and i.party == wanted]
        if not found:
            raise NotAPartyError(wanted)
        return max(found, key=lambda accession: accession.effective.first_day)

    # --- What is decided; each returns a new agreement

    def issue(
        self, instruments: Iterable[Instrument], *, parties: Iterable[Party] = ()
    ) -> Agreement:
        """Return the agreement with these instruments issued, and these parties known.

        Any number of instruments in one call; all are checked, or none is issued.

        Raises:
            DuplicateNumberError: If a number is taken.

            UnknownPartyError: If an instrument names a party that is not there.

            AlreadyPartyError: If a party would be a member twice on one day.

            NotAMemberError: If a party would leave, or be succeeded, that is no member.

            InstrumentError: If an instrument cannot have the effect that it names.
        """
        known: tuple[Party, ...] = as_tuple("parties", parties, Party)
        return attrs.evolve(
            self,
            instruments=(*self.instruments, *_as_instruments(instruments)),
            parties=(*self.parties, *known),
        )

    @property
    def next_number(self) -> int:
        """The first number after those of all instruments."""
        return max((instrument.number for instrument in self.instruments), default=0) + 1

    def accede(
        self,
        party: str | Party,
        decision: Decision,
        *,
        effective: Period | dt.date | None = None,
        group: str | None = None,
        burden: Burden | None = None,
        charged_to: Text | str | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a party's accession decided (*anslutning*).

        Where the party is a member without a recorded decision, the decision is recorded and
        what the accession says is kept. A party that is not known yet is given as a
        :class:`~samverkan.Party`.

        Args:
            party: The party, or its id, code, number or name.

            decision: Its own decision.

            effective: The days of membership, or the first of them; needed of a new member.

            group: The named group that the funding rules place it in.

            burden: Whom the decision burdens.

            charged_to: What it charges its fee to: a label that changes no amount.

            sources: Where the decision was seen.

        Raises:
            AlreadyPartyError: If it is a member by a recorded decision.

            NoEffectiveDayError: If it is no member yet and no day is given.

            UnknownPartyError: If the agreement does not know it.

            AmbiguousPartyError: If the beginning of a name fits several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decided = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
        >>> joined = agreement.accede("Nacka", decided)
        >>> joined.accession("Nacka").reaches_back
        102
        """
        return self.accede_all(
            [(party, decision)],
            effective=effective,
            group=group,
            burden=burden,
            charged_to=charged_to,
            sources=sources,
        )

    def accede_all(
        self,
        decided: Iterable[tuple[str | Party, Decision]],
        *,
        effective: Period | dt.date | None = None,
        group: str | None = None,
        burden: Burden | None = None,
        charged_to: Text | str | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with the accessions of many parties decided, each as by accede().

        Args:
            decided: The parties, each with its own decision.

            effective: As in :meth:`accede`, the same for all.

            group: As in :meth:`accede`, the same for all.

            burden: As in :meth:`accede`, the same for all.

            charged_to: As in :meth:`accede`, the same for all.

            sources: As in :meth:`accede`, the same for all.

        Raises:
            AlreadyPartyError: If one is a member by a recorded decision, or is there twice.

            NoEffectiveDayError: If one is no member yet and no day is given.

            UnknownPartyError: If the agreement does not know one of them.

            AmbiguousPartyError: If the beginning of a name fits several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
        >>> joined = agreement.accede_all([("Nacka", decision), ("Täby", decision)])
        >>> len(joined.as_known(dt.date(2015, 4, 13)).memberships)
        2
        """
        period = None if effective is None else _as_period(effective)
        undated = {
            member.accession.party: member
            for member in self._on_record.memberships
            if member.accession.decision is None
        }
        changed: dict[int, Instrument] = {i.number: i for i in self.instruments}
        newcomers: list[Party] = []
        for number, (party, decision) in enumerate(_pairs(decided), start=self.next_number):
            an_instance("decision", decision, Decision)
            joins = self._newcomer(party, newcomers)
            held = undated.pop(joins.id, None)
            if held is not None and (period is None or period.overlap(held.period) is not None):
                accession = attrs.evolve(
                    held.accession,
                    decision=decision,
                    effective=period or held.accession.effective,
                    group=group or held.accession.group,
                    burden=burden or held.accession.burden,
                    charged_to=charged_to or held.accession.charged_to,
                    sources=(*held.accession.sources, *as_sources(sources)),
                )
            elif period is None:
                self._refuse_second(joins.id)
                raise NoEffectiveDayError(joins.id)
            else:
                accession = Accession(
                    number=number,
                    party=joins.id,
                    effective=period,
                    decision=decision,
                    group=group,
                    burden=burden,
                    charged_to=charged_to,
                    sources=sources,
                )
            changed[accession.number] = accession
        return attrs.evolve(
            self, instruments=tuple(changed.values()), parties=(*self.parties, *newcomers)
        )

    def _newcomer(self, party: str | Party, newcomers: list[Party]) -> Party:
        """Return the party as the agreement knows it; one that it does not know is added."""
        if isinstance(party, Party) and party.id not in self._by_id:
            newcomers.append(party)
            return party
        return self.party(party)

    def _refuse_second(self, party: str) -> None:
        for member in self._on_record.memberships:
            if member.party.id == party:
                raise AlreadyPartyError(party, member.period.first_day)

    def withdraw(
        self,
        party: str | Party,
        decision: Decision,
        *,
        last_day: dt.date,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a party's withdrawal decided (*utträde*).

        Args:
            party: The party, or its id, code, number or name.

            decision: The decision to leave.

            last_day: Its last day of membership.

            sources: Where the decision was seen.

        Raises:
            NotAMemberError: If it is no member on that day, as was known when it was decided.

            UnknownPartyError: If the agreement does not know it.

            AmbiguousPartyError: If the beginning of a name fits several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Kommunfullmäktige", decided_on=dt.date(2018, 5, 28))
        >>> left = agreement.withdraw("Nacka", decision, last_day=dt.date(2018, 12, 31))
        >>> left.as_known().member("0182", on=dt.date(2019, 1, 1)) is None
        True
        """
        withdrawal = Withdrawal(
            number=self.next_number,
            decision=decision,
            party=self.party(party).id,
            last_day=last_day,
            sources=sources,
        )
        return self.issue([withdrawal])

    def succeed(
        self,
        party: str | Party,
        successor: str | Party,
        decision: Decision,
        *,
        first_day: dt.date,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with another party in a member's place (*partsbyte*).

        Args:
            party: The member, or its id, code, number or name.

            successor: Who takes its place; who is not known yet is given as a
                :class:`~samverkan.Party`.

            decision: The decision that the other takes its place.

            first_day: The successor's first day.

            sources: Where the decision was seen.

        Raises:
            NotAMemberError: If the one to be succeeded is no member on that day.

            AlreadyPartyError: If the successor is a member itself; let the other withdraw then.

            UnknownPartyError: If the agreement does not know one of them.

            AmbiguousPartyError: If the beginning of a name fits several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regeringen", decided_on=dt.date(2014, 11, 1))
        >>> changed = agreement.succeed(
        ...     "Polismyndigheten i Stockholms län",
        ...     "Polismyndigheten",
        ...     decision,
        ...     first_day=dt.date(2015, 1, 1),
        ... )
        >>> changed.as_known().member("202100-0076", on=dt.date(2015, 1, 1)) is None
        False
        """
        newcomers: list[Party] = []
        succession = Succession(
            number=self.next_number,
            decision=decision,
            party=self.party(party).id,
            successor=self._newcomer(successor, newcomers).id,
            first_day=first_day,
            sources=sources,
        )
        return self.issue([succession], parties=newcomers)

    def amend(
        self,
        decision: Decision,
        *,
        effective: Period | dt.date,
        title: str | Text | None = None,
        document_number: str | None = None,
        funding: Reading | Iterable[Reading] | None = None,
        commitments: Commitment | Iterable[Commitment] | None = None,
        governance: Governance | None = None,
        notice_months: int | None = None,
        burden: Burden | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with its terms changed (*ändring*). What is not named stays.

        Of changes that name the same days, the one that was decided later holds.

        Args:
            decision: The decision.

            effective: The days on which the change holds, or the first of them.

            title: The new title.

            document_number: The new document number.

            funding: The readings of the new funding; they replace all readings together.

            commitments: What each party undertakes now.

            governance: How it is governed now.

            notice_months: The new period of notice, in calendar months.

            burden: Whom the change burdens.

            sources: Where the change was seen.

        Raises:
            InstrumentError: If the agreement is in force on none of those days, or nothing is
                changed.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2016, 10, 1))
        >>> changed = agreement.amend(
        ...     decision, effective=dt.date(2017, 1, 1), document_number="KSL/16/1"
        ... )
        >>> state = changed.as_known()
        >>> state.terms(on=dt.date(2016, 12, 31)).document_number
        'KSL/15/0016-5'
        >>> state.terms(on=dt.date(2017, 1, 1)).document_number
        'KSL/16/1'
        """
        amendment = Amendment(
            number=self.next_number,
            decision=decision,
            effective=_as_period(effective),
            title=title,
            document_number=document_number,
            funding=funding,
            commitments=commitments,
            governance=governance,
            notice_months=notice_months,
            burden=burden,
            sources=sources,
        )
        return self.issue([amendment])

    def extend(
        self, decision: Decision, *, last_day: dt.date | None, sources: SourcesLike = ()
    ) -> Agreement:
        """Return the agreement with another last day of its term (*förlängning*).

        Args:
            decision: The decision.

            last_day: The new last day, or None where it goes on until further notice.

            sources: Where the decision was seen.

        Raises:
            InstrumentError: If it goes on for as long already, or is terminated.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2018, 10, 1))
        >>> agreement.extend(decision, last_day=dt.date(2022, 12, 31))
        Traceback (most recent call last):
            ...
        samverkan.errors.InstrumentError: instrument 37: the agreement goes on until further \
notice already; leave this out
        """
        extension = Extension(
            number=self.next_number,
            decision=decision,
            last_day=last_day,
            replaces=self._on_record.term_end,
            sources=sources,
        )
        return self.issue([extension])

    def terminate(
        self, decision: Decision, *, last_day: dt.date, sources: SourcesLike = ()
    ) -> Agreement:
        """Return the agreement with its end decided, for all (*uppsägning*).

        Args:
            decision: The decision.

            last_day: The last day on which it is in force.

            sources: Where the decision was seen.

        Raises:
            InstrumentError: If it is not in force then, or ends then anyway.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2021, 10, 1))
        >>> ended = agreement.terminate(decision, last_day=dt.date(2022, 6, 30))
        >>> ended.as_known().standing(on=dt.date(2022, 7, 1)).value
        'terminated'
        """
        termination = Termination(
            number=self.next_number, decision=decision, last_day=last_day, sources=sources
        )
        return self.issue([termination])

    def revoke(
        self,
        target: int | Instrument,
        decision: Decision,
        *,
        ground: Ground,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with an instrument void from the beginning.

        Args:
            target: The instrument, or its number.

            decision: The decision to take it back (*återkallelse*), or the court's
                (*upphävande*).

            ground: Why it is void.

            sources: Where the decision was seen.

        Raises:
            InstrumentError: If there is no such instrument yet, if it is void already, or if it
                is taken back after it took effect.

            AlreadyPartyError: If a party would then be a member twice on one day.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> leaves = Decision(body="Kommunfullmäktige", decided_on=dt.date(2018, 5, 28))
        >>> stays = Decision(body="Kommunfullmäktige", decided_on=dt.date(2018, 11, 5))
        >>> left = agreement.withdraw("Nacka", leaves, last_day=dt.date(2018, 12, 31))
        >>> stayed = left.revoke(37, stays, ground=Ground.TAKEN_BACK)
        >>> stayed.as_known().member("0182", on=dt.date(2019, 1, 1)) is None
        False
        """
        an_instance("target", target, int, Instrument)
        revocation = Revocation(
            number=self.next_number,
            decision=decision,
            target=target if isinstance(target, int) else target.number,
            ground=ground,
            sources=sources,
        )
        return self.issue([revocation])
