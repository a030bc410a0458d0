"""An agreement: its original terms, its parties, and the instruments issued since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, cast

import attrs

from ..core.decisions import Burden, Decision
from ..core.fields import a_whole_number, as_pairs, as_tuple
from ..core.parties import Party, find, listed, register
from ..core.periods import Period, YearDay, a_day
from ..core.sources import SourcesLike, as_sources
from ..errors import (
    AlreadyPartyError,
    DuplicateNumberError,
    InstrumentError,
    NoEffectiveDayError,
    NotAPartyError,
    UnknownPartyError,
)
from ..errors.quoting import cut
from ..errors.texts import Text, an_instance, an_optional_line, as_optional_text
from ..funding.funding import Reading
from ..governance.governance import Governance
from .adoption import Adoption, Needs, Start
from .documents import Document
from .dues import Due
from .history import Record, in_order
from .instruments import (
    Accession,
    Amendment,
    Extension,
    Ground,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .state import State
from .terms import Commitment, Terms


def _as_instruments(value: Instrument | Iterable[Instrument]) -> tuple[Instrument, ...]:
    several: tuple[Instrument, ...] = as_tuple("instruments", value, Instrument)
    return in_order(several)


def _as_documents(documents: Document | Iterable[Document]) -> tuple[Document, ...]:
    return as_tuple("documents", documents, Document)


_DECIDED = Text("par av en part och ett Decision", "pairs of a party and a Decision")


def _as_effective(effective: Period | Start | dt.date) -> Period | Start:
    if isinstance(effective, Period | Start):
        return effective
    a_day("effective", effective)
    return Period(effective)


def _is_same(held: Period, stated: Period | Start | None) -> bool:
    """Return whether an accession with these days is the one that is on record undated."""
    return not isinstance(stated, Period) or stated.overlap(held) is not None


@attrs.frozen(kw_only=True)
class Agreement:
    """An agreement between public bodies (*överenskommelse*, *avtal*).

    It consists of its original terms and the instruments issued since; everything else follows
    from them. An agreement never changes: a method that records a decision returns a new one.

    Args:
        terms: The original terms, as its document states them.

        parties: All parties that it knows, in any order: its own, and those that succeeded them.

        instruments: The instruments issued since, in any order; they are sorted by day of
            decision, first day of effect and number.

        documents: The documents that led to it and that belong to it.

    Raises:
        DuplicatePartyError: If a party is listed twice.

        DuplicateNumberError: If two instruments have the same number.

        UnknownPartyError: If an instrument, a succession or the terms name a party that is not
            listed.

        AlreadyPartyError: If a party would be a member twice on the same day.

        NotAMemberError: If a party that is not a member would leave or be succeeded.

        InstrumentError: If an instrument cannot have the effect that it states.

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
    _record: Record = attrs.field(init=False, repr=False, eq=False)
    _on_record: State = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        an_instance("terms", self.terms, Terms)
        object.__setattr__(self, "_by_id", {party.id: party for party in self.parties})
        self._check_numbers()
        self._check_ids()
        record = Record(self.terms, self._by_id, self.instruments)
        record.check()
        object.__setattr__(self, "_record", record)
        # Derived once, because the value never changes.
        object.__setattr__(self, "_on_record", record.state(None))

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
            named += [adoption.party for adoption in instrument.adoptions]
            named += () if instrument.needs is None else instrument.needs.parties
        for governance in self._governances():
            named += governance.parties()
        named += self._hosts()
        named += () if self.terms.needs is None else self.terms.needs.parties
        named += [party.successor for party in self.parties if party.successor is not None]
        for party in named:
            if party not in self._by_id:
                raise UnknownPartyError(party, tuple(map(listed, self.parties)))

    def _governances(self) -> Iterator[Governance]:
        amendments = (each for each in self.instruments if isinstance(each, Amendment))
        for governance in (self.terms.governance, *(each.governance for each in amendments)):
            if governance is not None:
                yield governance

    def _hosts(self) -> Iterator[str]:
        amendments = (each for each in self.instruments if isinstance(each, Amendment))
        for host in (self.terms.host, *(each.host for each in amendments)):
            if host is not None:
                yield host

    # --- Questions

    def as_known(self, day: dt.date | None = None) -> State:
        """Return the agreement as it was known on a day, that day included.

        Everything decided by then is known. An accession without a recorded decision is known if
        a later instrument presupposes it; otherwise that cannot be determined, and the membership
        is in ``State.undated``.

        Args:
            day: The day of knowledge, or None for everything on record, dated or not.

        Raises:
            DayOutOfRangeError: If the day is outside the years 1800 to 2999.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.as_known().memberships)
        36
        """
        if day is None:
            return self._on_record
        a_day("known_on", day)
        return self._record.state(day)

    def known_from(self, instrument: int | Instrument | None = None) -> dt.date | None:
        """Return the day from which an instrument is known: that of the last decision it needs.

        It is None if no decision is recorded, or if the instrument is pending.

        Args:
            instrument: The instrument, or its number; None for the agreement itself, if its terms
                say whose decisions it needs.

        >>> from samverkan.stockholm import agreement
        >>> agreement.known_from(1) is None
        True
        """
        if instrument is None:
            return self._record.agreed_on()
        return self._record.known_days.get(_number("instrument", instrument))

    def party(self, query: str | Party) -> Party:
        """Return a party by id, number, or current or earlier name or municipality code.

        Raises:
            UnknownPartyError: If no party matches; the error lists all parties.

            AmbiguousPartyError: If the beginning of a name matches several; the error lists them.

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
            NotAPartyError: If the party has none.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

        >>> from samverkan.stockholm import agreement
        >>> agreement.accession("Nacka").effective.first_day
        datetime.date(2015, 1, 1)
        """
        wanted = self.party(party).id
        found = [i for i in self.instruments if isinstance(i, Accession) and i.party == wanted]
        if not found:
            raise NotAPartyError(wanted)
        return max(found, key=lambda accession: accession.effective.first_day or dt.date.max)

    # --- Decisions; each method returns a new agreement

    def issue(
        self, instruments: Iterable[Instrument], *, parties: Iterable[Party] = ()
    ) -> Agreement:
        """Return the agreement with these instruments issued, and these parties added.

        If one of the instruments is refused, none is issued.

        Raises:
            DuplicateNumberError: If a number is already taken.

            UnknownPartyError: If an instrument names a party that is not listed.

            AlreadyPartyError: If a party would be a member twice on the same day.

            NotAMemberError: If a party that is not a member would leave or be succeeded.

            InstrumentError: If an instrument cannot have the effect that it states.
        """
        known: tuple[Party, ...] = as_tuple("parties", parties, Party)
        return attrs.evolve(
            self,
            instruments=(*self.instruments, *_as_instruments(instruments)),
            parties=(*self.parties, *known),
        )

    @property
    def next_number(self) -> int:
        """The next free number: one more than the highest number of an instrument."""
        return max((instrument.number for instrument in self.instruments), default=0) + 1

    def accede(
        self,
        party: str | Party,
        decision: Decision,
        *,
        effective: Period | Start | dt.date | None = None,
        group: str | None = None,
        burden: Burden | None = None,
        charged_to: Text | str | None = None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a party's accession recorded (*anslutning*).

        If the party is a member without a recorded decision, its accession gets the decision and
        keeps the rest. Give a party that the agreement does not know yet as a
        :class:`~samverkan.Party`.

        Args:
            party: The party, or its id, code, number or name.

            decision: The party's own decision.

            effective: The days of membership, the first of them, or what it waits for; required
                for a new member.

            group: The named group that the funding rules place it in.

            burden: Who bears the burden of the decision.

            charged_to: What the party charges its fee to: a label that does not affect any amount.

            adoptions: The decisions of other parties, if they must also adopt the accession.

            needs: Whose decisions are needed beside its own.

            sources: Sources for the decision.

        Raises:
            AlreadyPartyError: If the party is already a member by a recorded decision.

            NoEffectiveDayError: If the party is not a member yet and no day is given.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

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
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )

    def accede_all(
        self,
        decided: Iterable[tuple[str | Party, Decision]],
        *,
        effective: Period | Start | dt.date | None = None,
        group: str | None = None,
        burden: Burden | None = None,
        charged_to: Text | str | None = None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with several parties' accessions recorded, each as by accede().

        Args:
            decided: Pairs of a party and its own decision.

            effective: As in :meth:`accede`, the same for all.

            group: As in :meth:`accede`, the same for all.

            burden: As in :meth:`accede`, the same for all.

            charged_to: As in :meth:`accede`, the same for all.

            adoptions: As in :meth:`accede`, the same for all.

            needs: As in :meth:`accede`, the same for all.

            sources: As in :meth:`accede`, the same for all.

        Raises:
            AlreadyPartyError: If one is already a member by a recorded decision, or is listed
                twice.

            NoEffectiveDayError: If one is not a member yet and no day is given.

            UnknownPartyError: If the agreement does not know one of them.

            AmbiguousPartyError: If the beginning of a name matches several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
        >>> joined = agreement.accede_all([("Nacka", decision), ("Täby", decision)])
        >>> len(joined.as_known(dt.date(2015, 4, 13)).memberships)
        2
        """
        an_instance("burden", burden, Burden, None)
        an_optional_line("group", group)
        charged_to = as_optional_text(charged_to)
        several: tuple[Adoption, ...] = as_tuple("adoptions", adoptions, Adoption)
        period = None if effective is None else _as_effective(effective)
        undated = {
            member.accession.party: member
            for member in (*self._on_record.memberships, *self._on_record.uncertain)
            if member.accession.decision is None and not member.accession.is_joint
        }
        changed: dict[int, Instrument] = {i.number: i for i in self.instruments}
        newcomers: list[Party] = []
        pairs = cast("list[tuple[str | Party, Decision]]", as_pairs("decided", decided, _DECIDED))
        for number, (party, decision) in enumerate(pairs, start=self.next_number):
            an_instance("decision", decision, Decision)
            joins = self._newcomer(party, newcomers)
            held = undated.pop(joins.id, None)
            if held is not None and _is_same(held.period, period):
                accession = attrs.evolve(
                    held.accession,
                    decision=decision,
                    effective=period or held.accession.effective,
                    group=group or held.accession.group,
                    burden=burden or held.accession.burden,
                    charged_to=charged_to or held.accession.charged_to,
                    adoptions=several,
                    needs=needs,
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
                    adoptions=several,
                    needs=needs,
                    sources=sources,
                )
            changed[accession.number] = accession
        return attrs.evolve(
            self, instruments=tuple(changed.values()), parties=(*self.parties, *newcomers)
        )

    def _newcomer(self, party: str | Party, newcomers: list[Party]) -> Party:
        """Return the party as the agreement knows it; add an unknown one to *newcomers*."""
        if isinstance(party, Party) and party.id not in self._by_id:
            newcomers.append(party)
            return party
        return self.party(party)

    def _refuse_second(self, party: str) -> None:
        for member in (*self._on_record.memberships, *self._on_record.uncertain):
            if member.party.id == party:
                raise AlreadyPartyError(party, member.period.first_day)

    def withdraw(
        self,
        party: str | Party,
        decision: Decision | None = None,
        *,
        last_day: dt.date | None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a party's withdrawal recorded (*utträde*).

        Args:
            party: The party, or its id, code, number or name.

            decision: The decision to leave.

            last_day: Its last day of membership, or None if no source gives it.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the decision.

        Raises:
            NotAMemberError: If the party is not a member on that day, according to what was known
                when the withdrawal was decided.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

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
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([withdrawal])

    def succeed(
        self,
        party: str | Party,
        successor: str | Party,
        decision: Decision | None = None,
        *,
        first_day: dt.date,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a member replaced by another party (*partsbyte*).

        Args:
            party: The member, or its id, code, number or name.

            successor: The party that replaces it; give one that the agreement does not know yet
                as a :class:`~samverkan.Party`.

            decision: The decision on the succession.

            first_day: The successor's first day.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the decision.

        Raises:
            NotAMemberError: If the party to be succeeded is not a member on that day.

            AlreadyPartyError: If the successor is already a member; record a withdrawal of the
                other party instead.

            UnknownPartyError: If the agreement does not know one of them.

            AmbiguousPartyError: If the beginning of a name matches several.

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
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([succession], parties=newcomers)

    def amend(
        self,
        decision: Decision | None = None,
        *,
        effective: Period | Start | dt.date,
        title: str | Text | None = None,
        document_number: str | None = None,
        funding: Reading | Iterable[Reading] | None = None,
        commitments: Commitment | Iterable[Commitment] | None = None,
        governance: Governance | None = None,
        notice_months: int | None = None,
        notice_by: YearDay | None = None,
        due: Due | Iterable[Due] | None = None,
        host: str | Party | None = None,
        burden: Burden | None = None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with its terms changed (*ändring*); terms not named stay the same.

        If several changes cover the same days, the one decided last applies.

        Args:
            decision: The decision of a common body, or None if the parties adopt the change.

            effective: The days on which the change applies, the first of them, or what it waits
                for.

            title: The new title.

            document_number: The new document number.

            funding: The readings of the new funding; they replace all earlier readings.

            commitments: The new commitments of each party.

            governance: The new governance.

            notice_months: The new period of notice, in calendar months.

            notice_by: The new day of the year by which notice must be given instead.

            due: The payments and reports that are due; they replace all earlier ones.

            host: The party that hosts the cooperation, or its id, code, number or name.

            burden: Who bears the burden of the change.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the change.

        Raises:
            InstrumentError: If the agreement is not in force on any of those days, or nothing is
                changed.

            TermsError: If the new terms contradict each other.

            UnknownPartyError: If the agreement does not know the host.

            AmbiguousPartyError: If the beginning of a name matches several.

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
            effective=_as_effective(effective),
            title=title,
            document_number=document_number,
            funding=funding,
            commitments=commitments,
            governance=governance,
            notice_months=notice_months,
            notice_by=notice_by,
            due=due,
            host=None if host is None else self.party(host).id,
            burden=burden,
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([amendment])

    def extend(
        self,
        decision: Decision | None = None,
        *,
        last_day: dt.date | None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a new last day of its term (*förlängning*).

        Args:
            decision: The decision.

            last_day: The new last day, or None if the agreement applies until further notice.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the decision.

        Raises:
            InstrumentError: If the agreement already lasts as long, or is terminated.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2018, 10, 1))
        >>> agreement.extend(decision, last_day=dt.date(2022, 12, 31))
        Traceback (most recent call last):
            ...
        samverkan.errors.InstrumentError: instrument 37: the agreement already applies \
until further notice; leave this out
        """
        extension = Extension(
            number=self.next_number,
            decision=decision,
            last_day=last_day,
            replaces=self._on_record.term_end,
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([extension])

    def terminate(
        self,
        decision: Decision | None = None,
        *,
        last_day: dt.date | None,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement terminated for all members (*uppsägning*).

        Args:
            decision: The decision.

            last_day: The last day on which the agreement is in force, or None if no source gives
                it.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the decision.

        Raises:
            InstrumentError: If the agreement is not in force on that day, or ends on it anyway.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2021, 10, 1))
        >>> ended = agreement.terminate(decision, last_day=dt.date(2022, 6, 30))
        >>> ended.as_known().standing(on=dt.date(2022, 7, 1)).value
        'terminated'
        """
        termination = Termination(
            number=self.next_number,
            decision=decision,
            last_day=last_day,
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([termination])

    def revoke(
        self,
        target: int | Instrument,
        decision: Decision | None = None,
        *,
        ground: Ground,
        adoptions: Adoption | Iterable[Adoption] = (),
        needs: Needs | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with an instrument void from the beginning.

        If a party has joined again since, its earlier membership continues, and the later
        accession has no effect on its days: it is in ``State.redundant``.

        Args:
            target: The instrument, or its number.

            decision: The decision to take it back (*återkallelse*), or the court's
                (*upphävande*).

            ground: Why it is void.

            adoptions: The decisions of the parties, if several must adopt it.

            needs: Whose decisions are needed; if adoptions are given, None means all members.

            sources: Sources for the decision.

        Raises:
            InstrumentError: If there is no such instrument yet, if it is already void, or if it
                is taken back after it took effect.

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
            adoptions=adoptions,
            needs=needs,
            sources=sources,
        )
        return self.issue([revocation])

    # --- What comes later to an instrument on record

    def adopt(self, target: int | Instrument, party: str | Party, decision: Decision) -> Agreement:
        """Return the agreement with a party's decision to adopt an instrument (*antagande*).

        Args:
            target: The instrument, or its number.

            party: The party, or its id, code, number or name.

            decision: Its decision.

        Raises:
            InstrumentError: If there is no such instrument, or the party has already decided.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Kommunfullmäktige", decided_on=dt.date(2016, 10, 3))
        >>> changed = agreement.amend(
        ...     title="Samverkan",
        ...     effective=dt.date(2017, 1, 1),
        ...     needs=Needs(parties=["0182", "0160"]),
        ... )
        >>> once = changed.adopt(37, "Nacka", decision)
        >>> [pending] = once.as_known().pending
        >>> pending.missing, once.adopt(37, "Täby", decision).as_known().pending
        (('0160',), ())
        """
        held = self._target(target)
        adoption = Adoption(party=self.party(party).id, decision=decision)
        return self._with(_changed(held, adoptions=(*held.adoptions, adoption)))

    def ratify(
        self, target: int | Instrument, decision: Decision, *, party: str | Party | None = None
    ) -> Agreement:
        """Return the agreement with a decision on an instrument ratified (*godkännande*).

        Args:
            target: The instrument, or its number.

            decision: The decision that ratifies it, such as the council's.

            party: The party whose adoption it ratifies; None for the decision of the instrument
                itself.

        Raises:
            InstrumentError: If there is no such instrument, or no such decision on it.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> board = Decision(
        ...     body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13), needs_ratification=True
        ... )
        >>> joined = agreement.accede("Nacka", board)
        >>> [each.waits_for.value for each in joined.as_known().pending]
        ['ratification']
        >>> council = Decision(body="Kommunfullmäktige", decided_on=dt.date(2015, 5, 18))
        >>> ratified = joined.ratify(joined.accession("Nacka"), council)
        >>> str(ratified.known_from(ratified.accession("Nacka")))
        '2015-05-18'
        """
        held = self._target(target)
        an_instance("decision", decision, Decision)
        if party is None:
            if held.decision is None:
                raise InstrumentError(held.number, "nothing-to-ratify")
            return self._with(_changed(held, decision=_ratified(held.decision, decision)))
        adopter = self.party(party).id
        if all(each.party != adopter for each in held.adoptions):
            raise InstrumentError(held.number, "nothing-to-ratify")
        adoptions = (
            attrs.evolve(each, decision=_ratified(each.decision, decision))
            if each.party == adopter
            else each
            for each in held.adoptions
        )
        return self._with(_changed(held, adoptions=tuple(adoptions)))

    def record(
        self,
        target: int | Instrument | None = None,
        *,
        recorded_on: dt.date,
        first_day: dt.date | None = None,
        last_day: dt.date | None = None,
        sources: SourcesLike = (),
    ) -> Agreement:
        """Return the agreement with a day recorded on which something began, or ended (*notering*).

        Args:
            target: The instrument, or its number; None for the agreement itself.

            recorded_on: The day on which it was recorded or published.

            first_day: The first day of effect, of what has a :class:`Start`.

            last_day: The last day, of a withdrawal or termination without one.

            sources: Sources for the day.

        Raises:
            InstrumentError: If there is no such instrument, it does not wait for such a day, it
                is not adopted, or its day is already recorded.

        The decisions and their days are examples:

        >>> from samverkan.stockholm import agreement
        >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2016, 10, 1))
        >>> changed = agreement.amend(decision, effective=Start(), document_number="KSL/16/1")
        >>> [each.waits_for.value for each in changed.as_known().pending]
        ['day']
        >>> day = dt.date(2017, 1, 1)
        >>> known = changed.record(37, recorded_on=dt.date(2017, 1, 9), first_day=day)
        >>> known.as_known().terms(on=day).document_number
        'KSL/16/1'
        """
        recording = Recording(
            number=self.next_number,
            target=None if target is None else _number("target", target),
            recorded_on=recorded_on,
            first_day=first_day,
            last_day=last_day,
            sources=sources,
        )
        return self.issue([recording])

    def _target(self, target: int | Instrument) -> Instrument:
        """Return the instrument on record that parties can adopt."""
        number = _number("target", target)
        for each in self.instruments:
            if each.number == number and not isinstance(each, Recording):
                return each
        raise InstrumentError(number, "not-issued")

    def _with(self, instrument: Instrument) -> Agreement:
        """Return the agreement with an instrument in place of the one with the same number."""
        others = (each for each in self.instruments if each.number != instrument.number)
        return attrs.evolve(self, instruments=(*others, instrument))


def _number(field: str, instrument: int | Instrument) -> int:
    """Return the number of an instrument."""
    if isinstance(instrument, Instrument):
        return instrument.number
    a_whole_number(field, instrument)
    return instrument


def _changed(instrument: Instrument, **fields: object) -> Instrument:
    """Return an instrument with fields changed that every kind of instrument has."""
    changed: Instrument = attrs.evolve(cast("Any", instrument), **fields)
    return changed


def _ratified(decision: Decision, by: Decision) -> Decision:
    """Return a decision with the one that ratifies it, or that ratifies its ratification."""
    if decision.ratification is not None:
        by = _ratified(decision.ratification, by)
    return attrs.evolve(decision, ratification=by)
