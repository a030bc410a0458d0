"""The log of activations, which shows the mode of a forum on a day, if it is known."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Final

import attrs

from ..agreements.instruments import Succession
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, a_day, an_optional_day
from ..core.sources import Source, as_sources
from ..errors import ModeError, NotConvenerError, WrongTypeError
from ..errors.texts import Text, a_slug, an_instance, as_optional_text
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.modes import ACTIVATED, OperatingMode

_ONE_DAY: Final = dt.timedelta(days=1)
_CLOSED: Final = Text("en Period med en sista dag", "a Period with a last day")


def _as_deciders(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return () if value is None else as_tuple("decided_by", value, str)


def _as_ids(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("scope", value, str)


@attrs.frozen(kw_only=True)
class Activation:
    """A period of activated mode (*aktivering*), for all forums or for some levels or forums.

    Args:
        number: Its number in the log, 1 or more.

        mode: The id of the mode that it activates; it is not the ordinary mode.

        first_day: The first day in activated mode.

        last_day: The last day in activated mode, or None if the end is not known.

        seen_until: If the end is not known, the last day on which activated mode is known to
            apply; None means the first day.

        levels: The ids of the activated levels. If neither levels nor forums are named, all
            forums are activated.

        forums: The ids of the activated forums.

        requested_by: The id of the party that requested it (*begäran*), or None.

        decided_by: The id of the convener that decided, or of each convener if the forums in
            scope have several; empty if no decision was seen.

        decided_on: The day of that decision, or None.

        reason: The reason, or None.

        sources: Sources for the activation.

    Raises:
        CountError: If the number is below 1.

        PeriodOrderError: If ``last_day`` or ``seen_until`` is before ``first_day``.

        ModeError: If both ``last_day`` and ``seen_until`` are given.

        TextError: If an id is not valid.

    >>> Activation(number=1, first_day=dt.date(2020, 2, 28)).known_until
    datetime.date(2020, 2, 28)
    """

    number: int
    mode: str = ACTIVATED.id
    first_day: dt.date
    last_day: dt.date | None = None
    seen_until: dt.date | None = None
    levels: tuple[str, ...] = attrs.field(default=(), converter=_as_ids)
    forums: tuple[str, ...] = attrs.field(default=(), converter=_as_ids)
    requested_by: str | None = None
    decided_by: tuple[str, ...] = attrs.field(default=(), converter=_as_deciders)
    decided_on: dt.date | None = None
    reason: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_whole_number("number", self.number, least=1)
        Period(self.first_day, self.last_day)  # refuses days in the wrong order
        Period(self.first_day, self.seen_until)
        an_optional_day("decided_on", self.decided_on)
        if self.last_day is not None and self.seen_until is not None:
            raise ModeError("end-known", {"number": self.number})
        ids = {"levels": self.levels, "forums": self.forums, "decided_by": self.decided_by}
        ids["requested_by"] = () if self.requested_by is None else (self.requested_by,)
        for field, several in ids.items():
            for each in several:
                a_slug(field, each)

    @property
    def known_until(self) -> dt.date:
        """The last day on which activated mode is known to apply."""
        return self.last_day or self.seen_until or self.first_day

    def concerns(self, forum: Forum) -> bool:
        """Return whether a forum is in the scope of the activation.

        >>> whole = Activation(number=1, first_day=dt.date(2020, 2, 28))
        >>> whole.concerns(Forum(id="radet", names="Rådet"))
        True
        """
        an_instance("forum", forum, Forum)
        if not self.levels and not self.forums:
            return True
        return forum.id in self.forums or forum.level in self.levels


class ModeGround(enum.StrEnum):
    """Why the mode of a forum on a day is known, or not known."""

    NO_ACTIVATION = "no-activation"
    """The log covers the day and names no activation."""
    ACTIVATED = "activated"
    """An activation is known to apply on the day."""
    END_NOT_KNOWN = "end-not-known"
    """An activation began before the day, and its end is not known."""
    NOT_COVERED = "not-covered"
    """The log does not cover the day."""


@attrs.frozen(kw_only=True)
class ModeAnswer:
    """The mode of a forum on a day, and why it is known or not known.

    Args:
        mode: The mode, or None if it is not known.

        grounds: Why the mode is known or not known.

        activation: The activation that applies, or whose end is not known, or None.

    >>> from samverkan.stockholm import mode_log
    >>> answer = mode_log.mode("Regionala rådet", on=dt.date(2020, 2, 5))
    >>> answer.mode is None, [ground.value for ground in answer.grounds]
    (True, ['not-covered'])
    """

    mode: OperatingMode | None
    grounds: tuple[ModeGround, ...]
    activation: Activation | None = None


def _as_activations(value: Activation | Iterable[Activation]) -> tuple[Activation, ...]:
    several = as_tuple("activations", value, Activation)
    return tuple(sorted(several, key=lambda each: (each.first_day, each.number)))


def _as_successions(value: Succession | Iterable[Succession]) -> tuple[Succession, ...]:
    several = as_tuple("successions", value, Succession)
    return tuple(sorted(several, key=lambda each: (each.first_day, each.number)))


@attrs.frozen(kw_only=True)
class ModeLog:
    """The activations of an agreement's forums, and the days that the log covers (*logg*).

    Args:
        governance: The forums and levels that activations name.

        covers: The days that the log covers, with a first and a last day. On a covered day
            without an activation, a forum works in ordinary mode.

        activations: The activations, in any order.

        successions: The successions of the agreement, in any order. The successor of a convener
            decides in its place from the first day of the succession.

        sources: Sources for the covered days.

    Raises:
        ModeError: If an activation names an unknown level or forum, is outside the covered days,
            has the number of another, or overlaps another of the same forum.

        NotConvenerError: If the convener of a forum in scope, on the day of the decision (the
            first day if that is not known), is not among those that decided, or if no forum in
            scope has a stated convener.

    >>> from samverkan.stockholm import mode_log
    >>> mode_log.mode("regionala rådet", on=dt.date(2020, 2, 28)).mode.id
    'activated'
    >>> mode_log.mode("regionala rådet", on=dt.date(2020, 2, 29)).mode is None
    True
    """

    governance: Governance
    covers: Period
    activations: tuple[Activation, ...] = attrs.field(default=(), converter=_as_activations)
    successions: tuple[Succession, ...] = attrs.field(default=(), converter=_as_successions)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("governance", self.governance, Governance)
        covers: object = self.covers
        if not isinstance(covers, Period) or covers.last_day is None:
            raise WrongTypeError("covers", _CLOSED, covers)
        numbers = [activation.number for activation in self.activations]
        for activation in self.activations:
            number = activation.number
            if numbers.count(number) > 1:
                raise ModeError("number-taken", {"number": number})
            self._check_scope(activation)
            self._check_deciders(activation)
            for day in (activation.first_day, activation.known_until):
                if day not in self.covers:
                    raise ModeError("not-covered", {"number": number, "on": day})
        for forum in self.governance.forums:
            self._check_order(forum)

    def _check_scope(self, activation: Activation) -> None:
        number = activation.number
        known = {level.id for level in self.governance.levels}
        for level in activation.levels:
            if level not in known:
                raise ModeError("no-such-level", {"number": number, "level": level})
        known = {forum.id for forum in self.governance.forums}
        for forum in activation.forums:
            if forum not in known:
                raise ModeError("no-such-forum", {"number": number, "forum": forum})

    def _check_deciders(self, activation: Activation) -> None:
        """Refuse deciders other than exactly the conveners of the forums in scope.

        If a forum has no stated convener, its convener is unknown, and any other decider is
        accepted.
        """
        concerned = self._concerned(activation)
        if not activation.decided_by or not concerned:
            return
        day = activation.decided_on or activation.first_day
        deciders = ", ".join(activation.decided_by)
        conveners = [self._convener(forum, day) for forum in concerned]
        if not any(conveners):
            raise NotConvenerError(concerned[0].id, deciders, "not-stated")
        for forum, convener in zip(concerned, conveners, strict=True):
            if convener is not None and convener not in activation.decided_by:
                raise NotConvenerError(forum.id, deciders, "another", convener)
        for party in activation.decided_by:
            if party not in conveners and None not in conveners:
                details = {"number": activation.number, "party": party}
                raise ModeError("convenes-none", details)

    def _convener(self, forum: Forum, on: dt.date) -> str | None:
        """Return the id of a forum's convener or its successor on a day, or None if not stated."""
        convener = forum.convener
        for each in self.successions:
            if each.first_day <= on and each.party == convener:
                convener = each.successor
        return convener

    def _concerned(self, activation: Activation) -> list[Forum]:
        return [forum for forum in self.governance.forums if activation.concerns(forum)]

    def _check_order(self, forum: Forum) -> None:
        """Refuse overlapping activations of one forum."""
        latest = None
        for activation in self._of(forum):
            day = activation.first_day
            if latest is not None and day <= latest.known_until:
                details = {"forum": forum.id, "on": day, "number": latest.number}
                raise ModeError("activated-already", details)
            latest = activation

    def _of(self, forum: Forum) -> list[Activation]:
        return [activation for activation in self.activations if activation.concerns(forum)]

    def mode(self, forum: str, *, on: dt.date) -> ModeAnswer:
        """Return the mode of a forum on a day, and why it is known or not known.

        The forum is given by its id or any name in the log's governance. The mode is unknown
        outside the covered days. If the end of an activation is not known, the mode is also
        unknown after the last day on which the activation is known to apply. The answer names
        that activation, even for a day after the covered days.

        Raises:
            UnknownForumError: If there is no such forum.

            AmbiguousForumError: If several forums match.
        """
        found = self.governance.forum(forum)
        is_covered = on in self.covers
        started = [each for each in self._of(found) if each.first_day <= on]
        latest = started[-1] if started else None
        if latest is None or (latest.last_day is not None and latest.last_day < on):
            if is_covered:
                return ModeAnswer(
                    mode=self.governance.ordinary, grounds=(ModeGround.NO_ACTIVATION,)
                )
            return ModeAnswer(mode=None, grounds=(ModeGround.NOT_COVERED,))
        if on <= latest.known_until:
            grounds = (ModeGround.ACTIVATED,)
            mode = self.governance.mode(latest.mode)
            return ModeAnswer(mode=mode, grounds=grounds, activation=latest)
        outside = () if is_covered else (ModeGround.NOT_COVERED,)
        grounds = (*outside, ModeGround.END_NOT_KNOWN)
        return ModeAnswer(mode=None, grounds=grounds, activation=latest)

    def covering(self, last_day: dt.date) -> ModeLog:
        """Return the log extended to cover the days up to and including *last_day*.

        If the log already covers *last_day*, it does not change: a log never becomes shorter.

        Raises:
            PeriodOrderError: If *last_day* is before the first covered day.

        >>> from samverkan.stockholm import mode_log
        >>> str(mode_log.covering(dt.date(2020, 4, 30)).covers.last_day)
        '2020-04-30'
        """
        asked = Period(self.covers.first_day, last_day)
        return self if last_day in self.covers else attrs.evolve(self, covers=asked)

    def activate(self, activation: Activation) -> ModeLog:
        """Return the log with an added activation, which the convener has decided on.

        Raises:
            ModeError: If the activation has no decider, no forum is in its scope, a forum in its
                scope is already activated, or the log does not cover it.

            NotConvenerError: If a party other than the convener decided.
        """
        an_instance("activation", activation, Activation)
        if not activation.decided_by:
            raise ModeError("nobody-decided", {"number": activation.number})
        if not self._concerned(activation):
            self._check_scope(activation)
            raise ModeError("no-forum", {"number": activation.number})
        return attrs.evolve(self, activations=(*self.activations, activation))

    def deactivate(self, number: int, *, last_day: dt.date) -> ModeLog:
        """Return the log with an activation ended.

        Args:
            number: The number of the activation.

            last_day: Its last day.

        Raises:
            ModeError: If there is no such activation, its end is already known, or the new end is
                before it was last seen, in a later activation, or outside the covered days.
        """
        a_whole_number("number", number)
        found = [each for each in self.activations if each.number == number]
        if not found:
            raise ModeError("no-such-activation", {"number": number})
        [activation] = found
        if activation.last_day is not None:
            raise ModeError("ended-already", {"number": number, "on": activation.last_day})
        a_day("last_day", last_day)
        if last_day < activation.known_until:
            raise ModeError("on-until", {"number": number, "on": activation.known_until})
        if last_day not in self.covers:
            raise ModeError("not-covered", {"number": number, "on": last_day})
        ended = attrs.evolve(activation, last_day=last_day, seen_until=None)
        others = (each for each in self.activations if each is not activation)
        try:
            return attrs.evolve(self, activations=(*others, ended))
        except ModeError as error:
            raise ModeError("into-a-later", {"number": number}) from error
