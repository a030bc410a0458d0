"""Instruments: the recorded steps that make and change an agreement."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections.abc import Iterable
from typing import ClassVar, TypeAlias

import attrs

from ..core.decisions import Burden, Decision
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, YearDay, a_day, an_optional_day
from ..core.sources import Source, as_sources
from ..errors import InstrumentError, NoDecisionError, StartNotKnownError
from ..errors.texts import (
    Text,
    a_slug,
    an_instance,
    an_optional_line,
    as_optional_line,
    as_optional_text,
)
from ..funding.funding import Reading
from ..governance.governance import Governance
from .adoption import Adoption, Needs, Start
from .dues import Due
from .terms import Commitment, Terms, as_due

_ONE_DAY = dt.timedelta(days=1)


def _as_adoptions(value: Adoption | Iterable[Adoption]) -> tuple[Adoption, ...]:
    several: tuple[Adoption, ...] = as_tuple("adoptions", value, Adoption)
    return tuple(sorted(several, key=lambda each: each.party))


@attrs.frozen(kw_only=True)
class _Issued:
    """Base of all instruments: a number, decisions, sources, and a first day of effect.

    The first day of effect may be before the decision. That is retroactive effect (*retroaktiv
    verkan*); it follows from the two days and is not stored.
    """

    label: ClassVar[Text]
    """Name of this kind of instrument."""
    _may_be_undated: ClassVar[bool] = False

    number: int
    decision: Decision | None
    adoptions: tuple[Adoption, ...] = attrs.field(default=(), converter=_as_adoptions)
    needs: Needs | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_whole_number("number", self.number, least=1)
        an_instance("decision", self.decision, Decision, None)
        an_instance("needs", self.needs, Needs, None)
        if self.decision is None and not (self.is_joint or self._may_be_undated):
            raise InstrumentError(self.number, "no-decision")
        for one, other in itertools.pairwise(self.adoptions):
            if one.party == other.party:
                raise InstrumentError(self.number, "adopted-twice", {"party": one.party})

    @property
    def effect_from(self) -> dt.date | None:
        """The first day on which the instrument has effect, or None if it is not stated."""

    @property
    def effect_to(self) -> dt.date | None:
        """The last day of its effect, or None if it has none."""
        return None

    @property
    def is_joint(self) -> bool:
        """Whether several parties adopt it, each by its own decision."""
        return bool(self.adoptions) or self.needs is not None

    @property
    def own_party(self) -> str | None:
        """The id of the party whose own decision ``decision`` is; None for a common one."""
        return None

    @property
    def decisions(self) -> tuple[tuple[str | None, Decision], ...]:
        """Every recorded decision on it, each with the id of the party that it is attributed to.

        Common decisions, which are attributed to no single party, have None. A decision is
        followed by the one that ratifies it.
        """
        own = () if self.decision is None else ((self.own_party, self.decision),)
        adopted = ((each.party, each.decision) for each in self.adoptions)
        return tuple(
            (party, step) for party, decision in (*own, *adopted) for step in decision.steps
        )

    @property
    def known_from(self) -> dt.date | None:
        """The day from which it is known, as far as it says itself: the day of its decision.

        It is None if no decision is recorded, if the decision must still be ratified, or if
        several parties adopt it: then it depends on the others, and
        :meth:`Agreement.known_from() <samverkan.Agreement.known_from>` answers.
        """
        if self.decision is None or self.is_joint:
            return None
        return self.decision.final_on

    @property
    def decided_on(self) -> dt.date | None:
        """The day of the last recorded decision on it that counts, or None if there is none."""
        own = () if self.decision is None else (self.decision.final_on,)
        days = (*own, *(each.decided_on for each in self.adoptions))
        return max((day for day in days if day is not None), default=None)

    @property
    def is_retroactive(self) -> bool:
        """Whether it takes effect before the day of its decision; the same day does not count.

        If several parties adopt it, the last decision counts.

        Raises:
            NoDecisionError: If no decision is recorded.

            StartNotKnownError: If its first day of effect is not stated.

        Source:
            Kommunallag (1991:900), 2 kap. 3 §, and kommunallag (2017:725), 2 kap. 4 §.
        """
        return self.reaches_back > 0

    @property
    def reaches_back(self) -> int:
        """Number of days from its first day of effect to its decision; 0 if it is not retroactive.

        Raises:
            NoDecisionError: If no decision is recorded.

            StartNotKnownError: If its first day of effect is not stated.
        """
        first_day, decided_on = self._days()
        return max((decided_on - first_day).days, 0)

    @property
    def reaches_into(self) -> tuple[int, ...]:
        """The budget years with days of effect before its decision, in order.

        Raises:
            NoDecisionError: If no decision is recorded.

            StartNotKnownError: If its first day of effect is not stated.
        """
        first_day, decided_on = self._days()
        if first_day >= decided_on:
            return ()
        last = decided_on - _ONE_DAY
        if self.effect_to is not None:
            last = min(last, self.effect_to)
        return tuple(range(first_day.year, last.year + 1))

    def _days(self) -> tuple[dt.date, dt.date]:
        """Return the first day of effect and the day of the decision."""
        if self.decided_on is None:
            raise NoDecisionError(self.number)
        if self.effect_from is None:
            raise StartNotKnownError(self.decided_on, self.number)
        return self.effect_from, self.decided_on


def _a_burden(value: object) -> None:
    an_instance("burden", value, Burden, None)


@attrs.frozen(kw_only=True)
class Accession(_Issued):
    """An accession (*anslutning*): a party becomes a member from a day on.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        party: The id of the party.

        effective: The days of membership, as far as this instrument states them, or a
            :class:`Start` if the first of them is not a stated day.

        decision: The party's own decision, or None if none is recorded.

        adoptions: The decisions of the others, if they must also adopt it.

        needs: Whose decisions are needed beside its own; if adoptions are given, None means all
            members.

        group: The named group that the funding rules place the member in, or None.

        burden: Who bears the burden of the decision, which determines whether it may be
            retroactive, or None if that is not known.

        stated_amount: The amount as the documents of the decision word it, such as
            ``"cirka 143 000 kr"``, or None.

        charged_to: What the member charges its fee to (*belastar*), such as a state grant, or
            None if that is not stated. It is a label: it does not affect any amount, and does not
            say what a grant may be used for.

        sources: Sources for the accession.

    Raises:
        CountError: If the number is below 1.

        TextError: If a text is empty, or the party's id is not valid.

    >>> accession = Accession(
    ...     number=1,
    ...     party="0182",
    ...     effective=Period(dt.date(2015, 1, 1)),
    ...     decision=Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13)),
    ... )
    >>> accession.is_retroactive, accession.reaches_back, accession.reaches_into
    (True, 102, (2015,))
    """

    label: ClassVar[Text] = Text("anslutning", "accession")
    _may_be_undated: ClassVar[bool] = True

    party: str
    effective: Period | Start
    decision: Decision | None = None
    group: str | None = attrs.field(default=None, converter=as_optional_line)
    burden: Burden | None = None
    stated_amount: str | None = attrs.field(default=None, converter=as_optional_line)
    charged_to: Text | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_slug("party", self.party)
        an_instance("effective", self.effective, Period, Start)
        an_optional_line("group", self.group)
        _a_burden(self.burden)
        an_optional_line("stated_amount", self.stated_amount)

    @property
    def own_party(self) -> str:
        """The id of the party."""
        return self.party

    @property
    def effect_from(self) -> dt.date | None:
        """The first day of membership, or None if it is not a stated day."""
        return self.effective.first_day

    @property
    def effect_to(self) -> dt.date | None:
        """The last day of membership that it states, or None."""
        return self.effective.last_day


@attrs.frozen(kw_only=True)
class Withdrawal(_Issued):
    """A withdrawal (*utträde*): a party leaves.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision to leave, or None if several parties adopt it.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        party: The id of the party.

        last_day: The last day of membership, or None if no source gives it.

        sources: Sources for the withdrawal.

    Raises:
        CountError: If the number is below 1.

        TextError: If the party's id is not valid.

    >>> decision = Decision(body="Kommunfullmäktige", decided_on=dt.date(2018, 5, 28))
    >>> leaves = Withdrawal(
    ...     number=37, decision=decision, party="0182", last_day=dt.date(2018, 12, 31)
    ... )
    >>> leaves.effect_from
    datetime.date(2019, 1, 1)
    """

    label: ClassVar[Text] = Text("utträde", "withdrawal")

    decision: Decision | None = None
    party: str
    last_day: dt.date | None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_slug("party", self.party)
        an_optional_day("last_day", self.last_day)

    @property
    def own_party(self) -> str:
        """The id of the party."""
        return self.party

    @property
    def effect_from(self) -> dt.date | None:
        """The day after the last day of membership, or None if that is not known."""
        return None if self.last_day is None else self.last_day + _ONE_DAY


@attrs.frozen(kw_only=True)
class Succession(_Issued):
    """A succession (*partsbyte*): another party replaces a member.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision on the succession, or None if several parties adopt it.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        party: The id of the party that is succeeded.

        successor: The id of the party that replaces it.

        first_day: The successor's first day.

        sources: Sources for the succession.

    Raises:
        CountError: If the number is below 1.

        TextError: If an id is not valid.

        InstrumentError: If the two ids are the same.

    >>> decision = Decision(body="Regeringen", decided_on=dt.date(2014, 11, 1))
    >>> Succession(
    ...     number=37,
    ...     decision=decision,
    ...     party="a",
    ...     successor="b",
    ...     first_day=dt.date(2015, 1, 1),
    ... ).is_retroactive
    False
    """

    label: ClassVar[Text] = Text("partsbyte", "succession")

    decision: Decision | None = None
    party: str
    successor: str
    first_day: dt.date

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_slug("party", self.party)
        a_slug("successor", self.successor)
        a_day("first_day", self.first_day)
        if self.party == self.successor:
            raise InstrumentError(self.number, "own-successor")

    @property
    def effect_from(self) -> dt.date:
        """The successor's first day."""
        return self.first_day


def _as_readings(value: Reading | Iterable[Reading] | None) -> tuple[Reading, ...] | None:
    return None if value is None else as_tuple("funding", value, Reading)


def _as_commitments(
    value: Commitment | Iterable[Commitment] | None,
) -> tuple[Commitment, ...] | None:
    if value is None:
        return None
    return as_tuple("commitments", value, Commitment)


def _as_due(value: Due | Iterable[Due] | None) -> tuple[Due, ...] | None:
    return None if value is None else as_due(value)


@attrs.frozen(kw_only=True)
class Amendment(_Issued):
    """A change of the terms (*ändring*, *tilläggsavtal*); terms not named stay the same.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision of a common body, or None if none is needed beside the adoptions.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        effective: The days on which the change applies, or a :class:`Start` if the first of them
            is not a stated day; after them the earlier terms apply again.

        title: The new title, or None.

        document_number: The new document number, or None.

        funding: The readings of the new funding, which replace all earlier readings, or None.

        commitments: The new commitments of each party, or None.

        governance: The new governance, or None.

        notice_months: The new period of notice, in calendar months, or None. It replaces a notice
            by a day.

        notice_by: The new day of the year by which notice must be given, or None. It replaces a
            period of notice in months.

        due: The payments and reports that are due instead, which replace all earlier ones, or
            None.

        host: The id of the party that hosts the cooperation instead, or None.

        burden: Who bears the burden of the change, which determines whether it may be
            retroactive, or None if that is not known.

        sources: Sources for the amendment.

    Raises:
        CountError: If the number is below 1.

        TermsError: If the new terms contradict each other.

    >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2016, 10, 1))
    >>> change = Amendment(
    ...     number=37,
    ...     decision=decision,
    ...     effective=Period(dt.date(2017, 1, 1)),
    ...     title="Samverkan",
    ... )
    >>> terms = Terms(title="Samarbete", period=Period(dt.date(2015, 1, 1)))
    >>> change.applied_to(terms).title.sv
    'Samverkan'
    """

    label: ClassVar[Text] = Text("ändring av villkoren", "amendment of the terms")

    decision: Decision | None = None
    effective: Period | Start
    title: Text | None = attrs.field(default=None, converter=as_optional_text)
    document_number: str | None = attrs.field(default=None, converter=as_optional_line)
    funding: tuple[Reading, ...] | None = attrs.field(default=None, converter=_as_readings)
    commitments: tuple[Commitment, ...] | None = attrs.field(
        default=None, converter=_as_commitments
    )
    governance: Governance | None = None
    notice_months: int | None = None
    notice_by: YearDay | None = None
    due: tuple[Due, ...] | None = attrs.field(default=None, converter=_as_due)
    host: str | None = None
    burden: Burden | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        an_instance("effective", self.effective, Period, Start)
        _a_burden(self.burden)
        if not self.changes:
            raise InstrumentError(self.number, "changes-nothing")
        self.applied_to(Terms(title="-", period=self.effective))  # raises what Terms raises

    @property
    def effect_from(self) -> dt.date | None:
        """The first day on which the change applies, or None if it is not a stated day."""
        return self.effective.first_day

    @property
    def effect_to(self) -> dt.date | None:
        """The last day on which the change applies, or None."""
        return self.effective.last_day

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of the fields that it changes, such as ``title`` and ``funding``."""
        names = (
            "title",
            "document_number",
            "funding",
            "commitments",
            "governance",
            "notice_months",
            "notice_by",
            "due",
            "host",
        )
        return tuple(name for name in names if getattr(self, name) is not None)

    def applied_to(self, terms: Terms) -> Terms:
        """Return the terms with the change made."""
        an_instance("terms", terms, Terms)
        changed = {name: getattr(self, name) for name in self.changes}
        if not changed.keys().isdisjoint({"notice_months", "notice_by"}):
            changed = {"notice_months": None, "notice_by": None, **changed}
        return attrs.evolve(terms, **changed)


@attrs.frozen(kw_only=True)
class Extension(_Issued):
    """An extension (*förlängning*): the agreement lasts longer.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision, or None if several parties adopt it.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        last_day: The new last day, or None if the agreement applies until further notice.

        replaces: The previous last day, or None if that is not known.

        sources: Sources for the extension.

    Raises:
        CountError: If the number is below 1.

    >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2018, 10, 1))
    >>> Extension(number=38, decision=decision, last_day=dt.date(2022, 12, 31)).number
    38
    """

    label: ClassVar[Text] = Text("förlängning", "extension")

    decision: Decision | None = None
    last_day: dt.date | None
    replaces: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        an_optional_day("last_day", self.last_day)
        an_optional_day("replaces", self.replaces)

    @property
    def effect_from(self) -> dt.date | None:
        """The day after the last day that it replaces; the day of decision if that is unknown."""
        return self.decided_on if self.replaces is None else self.replaces + _ONE_DAY


@attrs.frozen(kw_only=True)
class Termination(_Issued):
    """A termination (*uppsägning*): the agreement ends for all members.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision, or None if several parties adopt it.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        last_day: The last day on which the agreement is in force, or None if no source gives it.

        sources: Sources for the termination.

    Raises:
        CountError: If the number is below 1.

    >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2021, 10, 1))
    >>> Termination(number=39, decision=decision, last_day=dt.date(2022, 6, 30)).effect_from
    datetime.date(2022, 7, 1)
    """

    label: ClassVar[Text] = Text("uppsägning av överenskommelsen", "termination")

    decision: Decision | None = None
    last_day: dt.date | None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        an_optional_day("last_day", self.last_day)

    @property
    def effect_from(self) -> dt.date | None:
        """The first day on which it is no longer in force, or None if that is not known."""
        return None if self.last_day is None else self.last_day + _ONE_DAY


class Ground(enum.StrEnum):
    """Why an instrument is void."""

    TAKEN_BACK = "taken-back"
    """Its issuer took it back before it took effect (*återtaget*)."""
    ANNULLED = "annulled"
    """A court annulled the decision (*upphävt*)."""


@attrs.frozen(kw_only=True)
class Revocation(_Issued):
    """A revocation (*återkallelse*, *upphävande*): an instrument is void from the beginning.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision to take it back, or the court's, or None if several parties decide.

        adoptions: The decisions of the parties, if several must adopt it (*antas av parterna*).

        needs: Whose decisions are needed; if adoptions are given, None means all members.

        target: The number of the instrument that is void.

        ground: Why it is void.

        sources: Sources for the revocation.

    Raises:
        CountError: If a number is below 1.

    >>> decision = Decision(body="Kommunfullmäktige", decided_on=dt.date(2006, 5, 1))
    >>> Revocation(number=9, decision=decision, target=8, ground=Ground.TAKEN_BACK).target
    8
    """

    label: ClassVar[Text] = Text("återkallelse eller upphävande", "revocation")

    decision: Decision | None = None
    target: int
    ground: Ground

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_whole_number("target", self.target)
        an_instance("ground", self.ground, Ground)

    @property
    def effect_from(self) -> dt.date | None:
        """The day of the last decision, or None if none is recorded."""
        return self.decided_on


@attrs.frozen(kw_only=True)
class Recording(_Issued):
    """A recorded day (*notering*): when something that had no stated day began, or ended.

    It records the first day of an accession, an amendment or the agreement itself that had a
    :class:`Start` in place of a day, or the last day of a withdrawal or termination without one.
    It is known from the day on which it was recorded.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        target: The number of the instrument whose day it records, or None for the agreement.

        recorded_on: The day on which it was recorded or published.

        first_day: The first day of effect, or None.

        last_day: The last day, or None.

        sources: Sources for the day.

    Raises:
        CountError: If a number is below 1.

        InstrumentError: If not exactly one of the two days is given.

    >>> Recording(
    ...     number=3,
    ...     target=2,
    ...     recorded_on=dt.date(2012, 3, 20),
    ...     first_day=dt.date(2012, 3, 5),
    ... ).known_from
    datetime.date(2012, 3, 20)
    """

    label: ClassVar[Text] = Text("registrerad dag", "recorded day")
    _may_be_undated: ClassVar[bool] = True

    decision: Decision | None = attrs.field(default=None, init=False)
    adoptions: tuple[Adoption, ...] = attrs.field(default=(), init=False)
    needs: Needs | None = attrs.field(default=None, init=False)
    target: int | None = None
    recorded_on: dt.date
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.target is not None:
            a_whole_number("target", self.target, least=1)
        a_day("recorded_on", self.recorded_on)
        an_optional_day("first_day", self.first_day)
        an_optional_day("last_day", self.last_day)
        if (self.first_day is None) == (self.last_day is None):
            raise InstrumentError(self.number, "one-day")

    @property
    def known_from(self) -> dt.date:
        """The day on which it was recorded."""
        return self.recorded_on

    @property
    def effect_from(self) -> dt.date:
        """The day on which it was recorded."""
        return self.recorded_on


Instrument: TypeAlias = (
    Accession
    | Withdrawal
    | Succession
    | Amendment
    | Extension
    | Termination
    | Revocation
    | Recording
)
"""Any of the eight instruments."""
