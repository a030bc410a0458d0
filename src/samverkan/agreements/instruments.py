"""Instruments: the recorded steps that make and change an agreement."""

from __future__ import annotations

import abc
import datetime as dt
import enum
from collections.abc import Iterable
from typing import ClassVar, TypeAlias

import attrs

from ..core.decisions import Burden, Decision
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, YearDay, a_day, an_optional_day
from ..core.sources import Source, as_sources
from ..errors import InstrumentError, NoDecisionError, WrongTypeError
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
from .dues import Due
from .terms import Commitment, Terms, as_due

_ONE_DAY = dt.timedelta(days=1)


@attrs.frozen(kw_only=True)
class _Issued(abc.ABC):
    """Base of all instruments: a number, a decision, sources, and a first day of effect.

    The first day of effect may be before the decision. That is retroactive effect (*retroaktiv
    verkan*); it follows from the two days and is not stored.
    """

    label: ClassVar[Text]
    """Name of this kind of instrument."""
    _may_be_undated: ClassVar[bool] = False

    number: int
    decision: Decision | None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_whole_number("number", self.number, least=1)
        undated = self.decision is None and self._may_be_undated
        if not undated and not isinstance(self.decision, Decision):
            raise WrongTypeError("decision", Decision, self.decision)

    @property
    @abc.abstractmethod
    def effect_from(self) -> dt.date:
        """The first day on which the instrument has effect."""

    @property
    def known_from(self) -> dt.date | None:
        """The day of its decision, from which it is known, or None if no decision is recorded."""
        return None if self.decision is None else self.decision.decided_on

    @property
    def is_retroactive(self) -> bool:
        """Whether it takes effect before the day of its decision; the same day does not count.

        Raises:
            NoDecisionError: If no decision is recorded.

        Source:
            Kommunallag (1991:900), 2 kap. 3 §, and kommunallag (2017:725), 2 kap. 4 §.
        """
        return self.reaches_back > 0

    @property
    def reaches_back(self) -> int:
        """Number of days from its first day of effect to its decision; 0 if it is not retroactive.

        Raises:
            NoDecisionError: If no decision is recorded.
        """
        return max((self._decided_on() - self.effect_from).days, 0)

    @property
    def reaches_into(self) -> tuple[int, ...]:
        """The budget years with days of effect before its decision, in order.

        Raises:
            NoDecisionError: If no decision is recorded.
        """
        if not self.is_retroactive:
            return ()
        last = self._decided_on() - _ONE_DAY
        if self.effect_to is not None:
            last = min(last, self.effect_to)
        return tuple(range(self.effect_from.year, last.year + 1))

    @property
    def effect_to(self) -> dt.date | None:
        """The last day of its effect, or None if it has none."""
        return None

    def _decided_on(self) -> dt.date:
        if self.decision is None:
            raise NoDecisionError(self.number)
        return self.decision.decided_on


def _a_burden(value: object) -> None:
    an_instance("burden", value, Burden, None)


@attrs.frozen(kw_only=True)
class Accession(_Issued):
    """An accession (*anslutning*): a party becomes a member from a day on.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        party: The id of the party.

        effective: The days of membership, as far as this instrument states them.

        decision: The party's own decision, or None if none is recorded.

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
    effective: Period
    decision: Decision | None = None
    group: str | None = attrs.field(default=None, converter=as_optional_line)
    burden: Burden | None = None
    stated_amount: str | None = attrs.field(default=None, converter=as_optional_line)
    charged_to: Text | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_slug("party", self.party)
        an_instance("effective", self.effective, Period)
        an_optional_line("group", self.group)
        _a_burden(self.burden)
        an_optional_line("stated_amount", self.stated_amount)

    @property
    def effect_from(self) -> dt.date:
        """The first day of membership."""
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

        decision: The decision to leave.

        party: The id of the party.

        last_day: The last day of membership.

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

    decision: Decision
    party: str
    last_day: dt.date

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_slug("party", self.party)
        a_day("last_day", self.last_day)

    @property
    def effect_from(self) -> dt.date:
        """The day after the last day of membership."""
        return self.last_day + _ONE_DAY


@attrs.frozen(kw_only=True)
class Succession(_Issued):
    """A succession (*partsbyte*): another party replaces a member.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision on the succession.

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

    decision: Decision
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

        decision: The decision; separate adoption by each party is out of scope.

        effective: The days on which the change applies; after them the earlier terms apply again.

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

    decision: Decision
    effective: Period
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
        an_instance("effective", self.effective, Period)
        _a_burden(self.burden)
        if not self.changes:
            raise InstrumentError(self.number, "changes-nothing")
        self.applied_to(Terms(title="-", period=self.effective))  # raises what Terms raises

    @property
    def effect_from(self) -> dt.date:
        """The first day on which the change applies."""
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

        decision: The decision.

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

    decision: Decision
    last_day: dt.date | None
    replaces: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        an_optional_day("last_day", self.last_day)
        an_optional_day("replaces", self.replaces)

    @property
    def effect_from(self) -> dt.date:
        """The day after the last day that it replaces; the day of decision if that is unknown."""
        return self.decision.decided_on if self.replaces is None else self.replaces + _ONE_DAY


@attrs.frozen(kw_only=True)
class Termination(_Issued):
    """A termination (*uppsägning*): the agreement ends for all members.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision.

        last_day: The last day on which the agreement is in force.

        sources: Sources for the termination.

    Raises:
        CountError: If the number is below 1.

    >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2021, 10, 1))
    >>> Termination(number=39, decision=decision, last_day=dt.date(2022, 6, 30)).effect_from
    datetime.date(2022, 7, 1)
    """

    label: ClassVar[Text] = Text("uppsägning av överenskommelsen", "termination")

    decision: Decision
    last_day: dt.date

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_day("last_day", self.last_day)

    @property
    def effect_from(self) -> dt.date:
        """The first day on which the agreement is no longer in force."""
        return self.last_day + _ONE_DAY


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

        decision: The decision to take it back, or the court's.

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

    decision: Decision
    target: int
    ground: Ground

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        a_whole_number("target", self.target)
        an_instance("ground", self.ground, Ground)

    @property
    def effect_from(self) -> dt.date:
        """The day of the decision."""
        return self.decision.decided_on


Instrument: TypeAlias = (
    Accession | Withdrawal | Succession | Amendment | Extension | Termination | Revocation
)
"""Any of the seven instruments."""
