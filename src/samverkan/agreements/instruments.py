"""Instruments: what makes and changes an agreement."""

from __future__ import annotations

import abc
import datetime as dt
import enum
from collections.abc import Iterable
from typing import ClassVar, TypeAlias

import attrs

from ..core.decisions import Burden, Decision
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, a_day, an_optional_day
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
from .terms import Commitment, Terms

_ONE_DAY = dt.timedelta(days=1)


@attrs.frozen(kw_only=True)
class _Issued(abc.ABC):
    """What every instrument has: a number, a decision, sources, and a first day of effect.

    The first day of effect may lie before the decision: that is retroactive effect
    (*retroaktiv verkan*), a fact of the two days and no mark of its own.
    """

    label: ClassVar[Text]
    """What such an instrument is called."""
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
        """The first day on which it changes something."""

    @property
    def known_from(self) -> dt.date | None:
        """The day of its decision, from which it is known, or None where none is recorded."""
        return None if self.decision is None else self.decision.decided_on

    @property
    def is_retroactive(self) -> bool:
        """Whether it has effect before the day of its decision; the same day is not.

        Raises:
            NoDecisionError: If no decision is recorded.

        Source:
            Kommunallag (1991:900), 2 kap. 3 §, and kommunallag (2017:725), 2 kap. 4 §.
        """
        return self.reaches_back > 0

    @property
    def reaches_back(self) -> int:
        """How many days before its decision it has effect from; 0 where it does not.

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
        """The last day of its effect, or None where it has none."""
        return None

    def _decided_on(self) -> dt.date:
        if self.decision is None:
            raise NoDecisionError(self.number)
        return self.decision.decided_on


def _a_burden(value: object) -> None:
    an_instance("burden", value, Burden, None)


@attrs.frozen(kw_only=True)
class Accession(_Issued):
    """A party joins (*anslutning*): from a day on it is a member.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        party: The id of the party.

        effective: The days of membership, as far as this instrument says.

        decision: The party's own decision, or None where none is recorded.

        group: The named group that the funding rules place the member in, or None.

        burden: Whom the decision burdens, which tells whether it may reach back in time, or
            None where that is not known.

        stated_amount: The amount that the decision's papers state, in their words, or None:
            ``"cirka 143 000 kr"``.

        charged_to: What the member charges its fee to (*belastar*), such as a state grant, or
            None where nobody says. A label: it changes no amount, and says nothing of what a
            grant may be used for.

        sources: Where the accession was seen.

    Raises:
        CountError: If the number is below 1.

        TextError: If a text is empty, or the party's id is no id.

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
        """The last day of membership that it names, or None."""
        return self.effective.last_day


@attrs.frozen(kw_only=True)
class Withdrawal(_Issued):
    """A party leaves (*utträde*).

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision to leave.

        party: The id of the party.

        last_day: The last day of membership.

        sources: Where the withdrawal was seen.

    Raises:
        CountError: If the number is below 1.

        TextError: If the party's id is no id.

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
        """The first day that is no day of membership any more."""
        return self.last_day + _ONE_DAY


@attrs.frozen(kw_only=True)
class Succession(_Issued):
    """Another party takes a member's place (*partsbyte*).

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision that the other takes its place.

        party: The id of the party that is succeeded.

        successor: The id of the party that takes its place.

        first_day: The successor's first day.

        sources: Where the succession was seen.

    Raises:
        CountError: If the number is below 1.

        TextError: If an id is no id.

        InstrumentError: If the two are the same.

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


@attrs.frozen(kw_only=True)
class Amendment(_Issued):
    """The terms are changed (*ändring*, *tilläggsavtal*). What it does not name stays as it is.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision; adoption party by party is out of scope.

        effective: The days on which the change holds; after them the terms are as before.

        title: The new title, or None.

        document_number: The new document number, or None.

        funding: The readings of the new funding, which replace all readings together, or None.

        commitments: What each party undertakes now, or None.

        governance: How it is governed now, or None.

        notice_months: The new period of notice, in calendar months, or None.

        burden: Whom the change burdens, which tells whether it may reach back in time, or None
            where that is not known.

        sources: Where the amendment was seen.

    Raises:
        CountError: If the number is below 1.

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
    burden: Burden | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        an_instance("effective", self.effective, Period)
        _a_burden(self.burden)
        if not self.changes:
            raise InstrumentError(self.number, "changes-nothing")
        self.applied_to(Terms(title="-", period=self.effective))  # refuses what terms refuse

    @property
    def effect_from(self) -> dt.date:
        """The first day on which the change holds."""
        return self.effective.first_day

    @property
    def effect_to(self) -> dt.date | None:
        """The last day on which the change holds, or None."""
        return self.effective.last_day

    @property
    def changes(self) -> tuple[str, ...]:
        """What it changes, by the names of its fields, as ``title`` and ``funding``."""
        names = (
            "title",
            "document_number",
            "funding",
            "commitments",
            "governance",
            "notice_months",
        )
        return tuple(name for name in names if getattr(self, name) is not None)

    def applied_to(self, terms: Terms) -> Terms:
        """Return the terms with the change made."""
        an_instance("terms", terms, Terms)
        return attrs.evolve(terms, **{name: getattr(self, name) for name in self.changes})


@attrs.frozen(kw_only=True)
class Extension(_Issued):
    """The agreement goes on for longer (*förlängning*).

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision.

        last_day: The new last day, or None where it goes on until further notice.

        replaces: The last day that it had before, or None where that is not known.

        sources: Where the extension was seen.

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
    """The agreement ends for all (*uppsägning*).

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision.

        last_day: The last day on which the agreement is in force.

        sources: Where the termination was seen.

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
        """The first day on which the agreement is not in force any more."""
        return self.last_day + _ONE_DAY


class Ground(enum.StrEnum):
    """Why an instrument is void."""

    TAKEN_BACK = "taken-back"
    """Who issued it took it back before it took effect (*återtaget*)."""
    ANNULLED = "annulled"
    """A court annulled the decision (*upphävt*)."""


@attrs.frozen(kw_only=True)
class Revocation(_Issued):
    """Another instrument is void from the beginning (*återkallelse*, *upphävande*).

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        decision: The decision to take it back, or the court's.

        target: The number of the instrument that is void.

        ground: Why.

        sources: Where the revocation was seen.

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
