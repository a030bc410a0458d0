"""The log of activations, which shows the mode of a forum on a day, if it is known."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Final

import attrs

from ..agreements.instruments import Succession
from ..agreements.state import State
from ..core.fields import a_whole_number, as_tuple
from ..core.hours import as_hour, is_before, order_of
from ..core.parties import Party, register
from ..core.periods import Period, a_day, an_optional_day
from ..core.sources import Source, as_sources
from ..errors import ModeError, NotConvenerError, TextError, WrongTypeError
from ..errors.texts import (
    Text,
    a_line,
    a_slug,
    an_instance,
    as_line,
    as_optional_line,
    as_optional_text,
)
from ..governance.forums import Forum
from ..governance.governance import Governance, choice_of, matching
from ..governance.modes import ACTIVATED, OperatingMode
from .scope import governance_ever
from .seats import id_among

_ONE_DAY: Final = dt.timedelta(days=1)
_CLOSED: Final = Text("en Period med en sista dag", "a Period with a last day")


def _as_deciders(value: str | Party | Iterable[str | Party] | None) -> tuple[str, ...]:
    several: tuple[str | Party, ...] = ()
    if value is not None:
        several = as_tuple("decided_by", value, str, Party)
    return tuple(each.id if isinstance(each, Party) else as_line(each) for each in several)


def _as_optional_party(value: str | Party | None) -> str | None:
    return value.id if isinstance(value, Party) else as_optional_line(value)


def _as_names(value: str | Iterable[str]) -> tuple[str, ...]:
    return _lines("scope", value)


def _lines(field: str, value: str | Iterable[str]) -> tuple[str, ...]:
    several: tuple[str, ...] = as_tuple(field, value, str)
    return tuple(map(as_line, several))


def _as_mode(value: str | OperatingMode) -> str:
    return value.id if isinstance(value, OperatingMode) else as_line(value)


@attrs.frozen(kw_only=True)
class Activation:
    """A period in a mode other than the ordinary one (*aktivering*), for all or some forums.

    A mode, level, forum or party is given by its id or by any of its names; the log replaces
    names by ids.

    An hour is the local time of a clock in Sweden, written ``HH:MM``. The mode of a forum follows
    from days; hours tell activations of one day apart. In the night when the clock is put back,
    two clocks show 02:00 to 02:59; ``+02:00`` after the hour means summer time, ``+01:00`` standard
    time, and without it, which of them is not known.

    Args:
        number: Its number in the log, 1 or more.

        mode: The mode that it activates; it is not the ordinary mode.

        first_day: The first day in the mode.

        at: The hour of the first day from which the mode applies, or None if it is not known.

        last_day: The last day in the mode, or None if the end is not known.

        ended_at: The hour of the last day at which the mode ended, or None if it is not known.

        seen_until: If the end is not known, the last day on which the mode is known to apply;
            None means the first day.

        levels: The levels whose forums it applies to. If neither levels nor forums are named, it
            applies to all forums.

        forums: The forums that it applies to.

        requested_by: The party that requested it (*begäran*), or None.

        decided_by: The convener that decided, or each convener if the forums in scope have
            several, or a party that may switch to the mode alone; empty if no decision was seen.

        decided_on: The day of that decision, or None.

        reason: The reason, or None.

        sources: Sources for the activation.

    Raises:
        CountError: If the number is below 1.

        PeriodOrderError: If ``last_day`` or ``seen_until`` is before ``first_day``.

        ModeError: If both ``last_day`` and ``seen_until`` are given, if ``ended_at`` is given
            without ``last_day``, or if it ended before it began.

        TextError: If a name is empty, or an hour does not exist on its day.

    >>> Activation(number=1, first_day=dt.date(2020, 2, 28)).known_until
    datetime.date(2020, 2, 28)
    >>> Activation(number=1, first_day=dt.date(2020, 2, 28), at="3.40").at
    '03:40'
    """

    number: int
    mode: str = attrs.field(default=ACTIVATED.id, converter=_as_mode)
    first_day: dt.date
    at: str | None = None
    last_day: dt.date | None = None
    ended_at: str | None = None
    seen_until: dt.date | None = None
    levels: tuple[str, ...] = attrs.field(default=(), converter=_as_names)
    forums: tuple[str, ...] = attrs.field(default=(), converter=_as_names)
    requested_by: str | None = attrs.field(default=None, converter=_as_optional_party)
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
        named = {"levels": self.levels, "forums": self.forums, "decided_by": self.decided_by}
        named["requested_by"] = () if self.requested_by is None else (self.requested_by,)
        for field, several in {"mode": (self.mode,), **named}.items():
            for each in several:
                a_line(field, each)
        self._read_hours()

    def _read_hours(self) -> None:
        """Keep the hours in one form; refuse those that do not exist, or in the wrong order."""
        if self.at is not None:
            object.__setattr__(self, "at", as_hour("at", self.at, self.first_day))
        if self.ended_at is None:
            return
        if self.last_day is None:
            raise ModeError("ended-at-alone", {"number": self.number})
        object.__setattr__(self, "ended_at", as_hour("ended_at", self.ended_at, self.last_day))
        if self.at is None or self.last_day > self.first_day:
            return
        if is_before(self.ended_at, self.at, self.first_day):
            details = {"number": self.number, "on": self.first_day, "at": self.at}
            raise ModeError("ended-before", {**details, "ended_at": self.ended_at})

    @property
    def known_until(self) -> dt.date:
        """The last day on which the mode is known to apply."""
        return self.last_day or self.seen_until or self.first_day

    def concerns(self, forum: Forum) -> bool:
        """Return whether a forum is in the scope of the activation, which names ids.

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
    return tuple(sorted(several, key=_start))


def _start(activation: Activation) -> tuple[dt.date, int, int]:
    """Return by what activations are ordered: the first day, its hour, and the number."""
    first_day = activation.first_day
    return first_day, order_of(activation.at, first_day), activation.number


def _follows(activation: Activation, earlier: Activation) -> bool:
    """Return whether an activation begins after an earlier one: on a later day, or by the hours."""
    day = activation.first_day
    if earlier.known_until < day:
        return True
    if earlier.last_day != day or earlier.ended_at is None or activation.at is None:
        return False
    return not is_before(activation.at, earlier.ended_at, day)


def _as_successions(value: Succession | Iterable[Succession]) -> tuple[Succession, ...]:
    several = as_tuple("successions", value, Succession)
    return tuple(sorted(several, key=lambda each: (each.first_day, each.number)))


@attrs.frozen(kw_only=True)
class ModeLog:
    """The activations of an agreement's forums, and the days that the log covers (*logg*).

    :meth:`ModeLog.of` makes one for an agreement.

    Args:
        governance: The forums, levels and modes that activations name; None if the log has yet to
            be read with its agreement (:meth:`for_state`), such as one from a file. Until then it
            keeps names as they are given, and answers nothing.

        covers: The days that the log covers, with a first and a last day. On a covered day
            without an activation, a forum works in ordinary mode.

        activations: The activations, in any order. The log keeps the ids of what they name.

        successions: The successions of the agreement, in any order. The successor of a convener
            decides in its place from the first day of the succession.

        parties: The parties that activations may name by code, number or any name; empty if they
            name them by id.

        sources: Sources for the covered days.

    Raises:
        ModeError: If the days that it covers have no last day; if it is asked for a mode and has
            no governance; if an activation names an
            unknown level or mode, or the ordinary mode, is outside the covered days, has the
            number of another, or overlaps another of the same forum, unless hours tell that one
            ended before the other began; if a party that may not switch to its mode decided; or if
            a party is named and the log has no parties.

        NotConvenerError: If the convener of a forum in scope, on the day of the decision (the
            first day if that is not known), is not among those that decided, or if no forum in
            scope has a stated convener; unless the mode says who may switch to it.

        UnknownForumError: If an activation names a forum that the governance does not have.

        UnknownPartyError: If an activation names a party that is not among the parties.

    >>> from samverkan.stockholm import mode_log
    >>> mode_log.mode("regionala rådet", on=dt.date(2020, 2, 28)).mode.id
    'activated'
    >>> mode_log.mode("regionala rådet", on=dt.date(2020, 2, 29)).mode is None
    True
    """

    governance: Governance | None = None
    covers: Period
    activations: tuple[Activation, ...] = attrs.field(default=(), converter=_as_activations)
    successions: tuple[Succession, ...] = attrs.field(default=(), converter=_as_successions)
    parties: tuple[Party, ...] = attrs.field(default=(), converter=register)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("governance", self.governance, Governance, None)
        covers: object = self.covers
        if not isinstance(covers, Period):
            raise WrongTypeError("covers", _CLOSED, covers)
        if covers.last_day is None:
            raise ModeError("covers-open", {"on": covers.first_day})
        numbers = [activation.number for activation in self.activations]
        for activation in self.activations:
            number = activation.number
            if numbers.count(number) > 1:
                raise ModeError("number-taken", {"number": number})
            for day in (activation.first_day, activation.known_until):
                if day not in self.covers:
                    raise ModeError("not-covered", {"number": number, "on": day})
        if self.governance is not None:
            self._check_names()

    def _check_names(self) -> None:
        """Keep the ids of what activations name; refuse what the governance does not allow."""
        named = tuple(map(self._by_id, self.activations))
        object.__setattr__(self, "activations", named)
        for activation in named:
            self._check_deciders(activation)
        for forum in self._governance.forums:
            self._check_order(forum)

    @property
    def _governance(self) -> Governance:
        if self.governance is None:
            raise ModeError("no-governance", {})
        return self.governance

    @classmethod
    def of(
        cls,
        state: State,
        *,
        covers: Period,
        activations: Activation | Iterable[Activation] = (),
        sources: Source | Iterable[Source] = (),
    ) -> ModeLog:
        """Return a log for an agreement: its governance, parties and successions, as known.

        If the governance was amended, the log has all levels, forums and modes that the agreement
        ever had, each as stated last.

        Args:
            state: What is known about the agreement.

            covers: The days that the log covers, with a first and a last day.

            activations: The activations, in any order.

            sources: Sources for the covered days.

        >>> from samverkan.stockholm import agreement
        >>> spring = Period(dt.date(2020, 2, 6), dt.date(2020, 4, 30))
        >>> log = ModeLog.of(agreement.as_known(), covers=spring)
        >>> log = log.activate(
        ...     Activation(
        ...         number=1, first_day=dt.date(2020, 2, 28), decided_by="Länsstyrelsen", at="9.15"
        ...     )
        ... )
        >>> log.activations[0].decided_by, log.activations[0].at
        (('202100-2247',), '09:15')
        """
        an_instance("state", state, State)
        return cls(
            governance=governance_ever(state),
            covers=covers,
            activations=activations,
            successions=[each for each in state.instruments if isinstance(each, Succession)],
            parties=(*state.parties, *state.others),
            sources=sources,
        )

    def for_state(self, state: State) -> ModeLog:
        """Return the log with the governance, parties and successions of its agreement, as known.

        A log that has a governance is returned as it is.

        Raises:
            ModeError: As for the log itself, and so for the other errors.

        >>> from samverkan.stockholm import agreement
        >>> spring = Period(dt.date(2020, 2, 6), dt.date(2020, 4, 30))
        >>> from_a_file = ModeLog(
        ...     covers=spring, activations=Activation(number=1, first_day=dt.date(2020, 2, 28))
        ... )
        >>> log = from_a_file.for_state(agreement.as_known())
        >>> log.mode("Regionala rådet", on=dt.date(2020, 2, 28)).mode.id
        'activated'
        """
        an_instance("state", state, State)
        if self.governance is not None:
            return self
        return ModeLog.of(
            state, covers=self.covers, activations=self.activations, sources=self.sources
        )

    def knows(self, forum: Forum) -> bool:
        """Return whether a forum, by its id, is in the log's governance.

        >>> from samverkan.stockholm import mode_log
        >>> mode_log.knows(Forum(id="radet", names="Rådet"))
        False
        """
        an_instance("forum", forum, Forum)
        return any(each.id == forum.id for each in self._governance.forums)

    def _by_id(self, activation: Activation) -> Activation:
        """Return an activation with ids in place of names; refuse names of what is not there."""
        number = activation.number
        asked = activation.requested_by
        return attrs.evolve(
            activation,
            mode=self._mode_of(activation).id,
            levels=[self._level(number, level) for level in activation.levels],
            forums=[self._governance.forum(forum).id for forum in activation.forums],
            requested_by=None if asked is None else self._party(number, asked),
            decided_by=[self._party(number, party) for party in activation.decided_by],
        )

    def _mode_of(self, activation: Activation) -> OperatingMode:
        modes, asked = self._governance.modes, activation.mode
        found = matching(modes, asked)
        there_are = choice_of("modes", found if len(found) > 1 else modes[1:], asked)
        details = {"number": activation.number, "mode": asked, **there_are}
        if len(found) != 1:
            raise ModeError("several-modes" if found else "no-such-mode", details)
        if found[0].is_ordinary:
            raise ModeError("to-the-ordinary", details)
        return found[0]

    def _level(self, number: int, asked: str) -> str:
        """Return the id of a level, given by its id, its name or the beginning of its name."""
        found = matching(self._governance.levels, asked)
        if len(found) != 1:
            there_are = choice_of("levels", found or self._governance.levels, asked)
            reason = "several-levels" if found else "no-such-level"
            raise ModeError(reason, {"number": number, "level": asked, **there_are})
        return found[0].id

    def _party(self, number: int, asked: str) -> str:
        """Return the id of a party, given by its id or, if the log has parties, by any name."""
        if asked in self._governance.parties():
            return asked
        if self.parties:
            return id_among(self.parties, asked)
        try:
            a_slug("party", asked)
        except TextError as error:
            raise ModeError("no-parties", {"number": number, "party": asked}) from error
        return asked

    def _check_deciders(self, activation: Activation) -> None:
        """Refuse deciders other than those that may switch to the mode, or all the conveners."""
        concerned = self._concerned(activation)
        if not activation.decided_by or not concerned:
            return
        day = activation.decided_on or activation.first_day
        mode = self._mode_of(activation)
        switchers = [self._in_place(party, day) for party in mode.switched_by]
        if not switchers:
            self._check_conveners(activation, concerned, day)
        for party in activation.decided_by if switchers else ():
            if party not in switchers:
                may = {"mode": mode.id, "switchers": tuple(switchers)}
                details = {"number": activation.number, "party": party, **may}
                raise ModeError("may-not-switch", details)

    def _check_conveners(
        self, activation: Activation, concerned: list[Forum], day: dt.date
    ) -> None:
        """Refuse deciders other than exactly the conveners of the forums in scope.

        If a forum has no stated convener, its convener is unknown, and any other decider is
        accepted.
        """
        deciders = ", ".join(activation.decided_by)
        conveners = [
            None if forum.convener is None else self._in_place(forum.convener, day)
            for forum in concerned
        ]
        if not any(conveners):
            raise NotConvenerError(concerned[0].id, deciders, "not-stated")
        for forum, convener in zip(concerned, conveners, strict=True):
            if convener is not None and convener not in activation.decided_by:
                several = tuple(dict.fromkeys(each for each in conveners if each is not None))
                reason = "another" if len(several) == 1 else "several"
                raise NotConvenerError(forum.id, deciders, reason, ", ".join(several))
        for party in activation.decided_by:
            if party not in conveners and None not in conveners:
                details = {"number": activation.number, "party": party}
                raise ModeError("convenes-none", details)

    def _in_place(self, party: str, on: dt.date) -> str:
        """Return the id of a party or of its successor on a day."""
        for each in self.successions:
            if each.first_day <= on and each.party == party:
                party = each.successor
        return party

    def _concerned(self, activation: Activation) -> list[Forum]:
        return [forum for forum in self._governance.forums if activation.concerns(forum)]

    def _check_order(self, forum: Forum) -> None:
        """Refuse overlapping activations of one forum."""
        latest = None
        for activation in self._of(forum):
            day = activation.first_day
            if latest is not None and not _follows(activation, latest):
                details = {"forum": forum.id, "on": day, "number": latest.number}
                raise ModeError("in-a-mode-already", {**details, "mode": latest.mode})
            latest = activation

    def _of(self, forum: Forum) -> list[Activation]:
        return [activation for activation in self.activations if activation.concerns(forum)]

    def mode(self, forum: str, *, on: dt.date) -> ModeAnswer:
        """Return the mode of a forum on a day, and why it is known or not known.

        If it changed on the day, the answer is the mode at the end of the day, unless that is the
        ordinary one: then it is the latest other one. The forum is given by its id or any name in
        the log's governance. The mode is unknown outside the covered days. If the end of an
        activation is not known, the mode is also unknown after the last day on which the
        activation is known to apply. The answer names that activation, even for a day after the
        covered days.

        Raises:
            UnknownForumError: If there is no such forum.

            AmbiguousForumError: If several forums match.
        """
        found = self._governance.forum(forum)
        is_covered = on in self.covers
        started = [each for each in self._of(found) if each.first_day <= on]
        latest = started[-1] if started else None
        if latest is None or (latest.last_day is not None and latest.last_day < on):
            if is_covered:
                return ModeAnswer(
                    mode=self._governance.ordinary, grounds=(ModeGround.NO_ACTIVATION,)
                )
            return ModeAnswer(mode=None, grounds=(ModeGround.NOT_COVERED,))
        if on <= latest.known_until:
            grounds = (ModeGround.ACTIVATED,)
            mode = self._governance.mode(latest.mode)
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

        If the mode says who may switch to it, one of these parties decides instead.

        Raises:
            ModeError: If the activation has no decider, no forum is in its scope, a forum in its
                scope is already in a mode other than the ordinary one, or the log does not cover
                it; or if it names a mode or level that is not there.

            NotConvenerError: If a party other than the convener decided.

            UnknownForumError: If it names a forum that is not there.

            UnknownPartyError: If it names a party that is not there.
        """
        an_instance("activation", activation, Activation)
        if not activation.decided_by:
            raise ModeError("nobody-decided", {"number": activation.number})
        if not self._concerned(self._by_id(activation)):
            raise ModeError("no-forum", {"number": activation.number})
        return attrs.evolve(self, activations=(*self.activations, activation))

    def switch(self, activation: Activation) -> ModeLog:
        """Return the log with an added activation; the modes before it end when it begins.

        They end at its hour if it states one, else on the day before it. Use it if forums go from
        one heightened mode to another. Forums in ordinary mode are activated. If it is not known
        whether the mode before lasted until then, use :meth:`activate`: the days between stay
        unknown.

        Raises:
            ModeError: As for :meth:`activate`; or if an activation that would end also concerns
                forums that the new one does not, is known to apply on its first day and no hour is
                given, or began or was seen later than that.

            NotConvenerError: If a party other than the convener decided.

            UnknownForumError: If it names a forum that is not there.

            UnknownPartyError: If it names a party that is not there.

        >>> from samverkan.stockholm import mode_log
        >>> log = mode_log.covering(dt.date(2020, 3, 31))
        >>> again = Activation(number=2, first_day=dt.date(2020, 3, 9), decided_by="202100-2247")
        >>> [str(each.last_day) for each in log.switch(again).activations]
        ['2020-03-08', 'None']
        >>> at_noon = attrs.evolve(again, at="12:00")
        >>> ended = log.switch(at_noon).activations[0]
        >>> str(ended.last_day), ended.ended_at
        ('2020-03-09', '12:00')
        """
        an_instance("activation", activation, Activation)
        concerned = self._concerned(self._by_id(activation))
        log, day = self, activation.first_day
        for latest in dict.fromkeys(self._ongoing(forum, day) for forum in concerned):
            if latest is None:
                continue
            others = [each.id for each in self._concerned(latest) if each not in concerned]
            details = {"number": latest.number, "mode": latest.mode, "on": latest.known_until}
            if others:
                raise ModeError("switches-some", {**details, "forums": tuple(others)})
            if latest.known_until > (day - _ONE_DAY if activation.at is None else day):
                raise ModeError("applies-then", details)
            if activation.at is None:
                log = log.deactivate(latest.number, last_day=day - _ONE_DAY)
            else:
                log = log.deactivate(latest.number, last_day=day, ended_at=activation.at)
        return log.activate(activation)

    def _ongoing(self, forum: Forum, on: dt.date) -> Activation | None:
        """Return the latest activation of a forum that began by a day, if its end is not known."""
        started = [each for each in self._of(forum) if each.first_day <= on]
        return started[-1] if started and started[-1].last_day is None else None

    def deactivate(self, number: int, *, last_day: dt.date, ended_at: str | None = None) -> ModeLog:
        """Return the log with an activation ended.

        Args:
            number: The number of the activation.

            last_day: Its last day.

            ended_at: The hour of that day at which it ended, or None if it is not known.

        Raises:
            ModeError: If there is no such activation, its end is already known, or the new end is
                before it was last seen, in a later activation, or outside the covered days.

            TextError: If the hour does not exist on that day.
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
        ended = attrs.evolve(activation, last_day=last_day, ended_at=ended_at, seen_until=None)
        others = (each for each in self.activations if each is not activation)
        try:
            return attrs.evolve(self, activations=(*others, ended))
        except ModeError as error:
            raise ModeError("into-a-later", {"number": number}) from error
