"""Forums, and who is called to them, as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..agreements.state import State
from ..core import periods
from ..core.periods import Period, Unit, a_day
from ..core.sources import Source
from ..errors.texts import Language, Text, an_instance, joined
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..meetings.calling import called
from ..meetings.mode_log import Activation, ModeAnswer, ModeGround, ModeLog
from ..meetings.seats import Holding, forum_on, holder_of
from . import words
from .explanation import place_of
from .seats import party_of
from .words import WIDTH, page, phrase

GROUNDS = {
    ModeGround.NO_ACTIVATION: Text(
        "loggen täcker dagen och nämner ingen aktivering",
        "the log covers the day and names no activation",
    ),
    ModeGround.ACTIVATED: Text(
        "aktiverat från och med den {since}",
        "activated from {since}",
    ),
    ModeGround.END_NOT_KNOWN: Text(
        "aktiverat från och med den {since}; när det upphörde är inte känt",
        "activated from {since}; when it ended is not known",
    ),
    ModeGround.NOT_COVERED: Text(
        "loggen täcker bara tiden från och med den {first} till och med den {last}",
        "the log covers only {first} to {last}",
    ),
}


def governance_text(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
    width: int = WIDTH,
) -> str:
    """Return the governance of an agreement on a day as text: its levels and their forums.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode whose seats are shown; None means the mode in the log, or both modes if
            that is not known.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> from samverkan.stockholm import agreement
    >>> said = governance_text(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> print(said.splitlines()[2])
    Regional directing
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    lines = ForumLines(state, log, on, language).governance(mode)
    return page(lines, width)


def who_text(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
    width: int = WIDTH,
) -> str:
    """Return as text who is called to a forum in a mode on a day, by function and not by person.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or both modes if that
            is not known.

        log: The log with the mode of the forum, or None.

        language: The language of the text.

        width: Maximum number of characters in a line.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2020, 3, 1)
    >>> print(who_text(state, "regionala rådet", on=day, language="en").splitlines()[0])
    Regionala chefsgruppen on 1 March 2020, mode not known
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    lines = ForumLines(state, log, on, language).who(forum_on(state, forum, on=on), mode)
    return page(lines, width)


def asked_mode(governance: Governance, mode: str | OperatingMode | None) -> OperatingMode | None:
    """Return the mode that is asked for, by its id or name, or None if none is."""
    return None if mode is None else governance.mode(mode)


def mode_of(
    forum: Forum, asked: OperatingMode | None, log: ModeLog | None, on: dt.date
) -> OperatingMode | None:
    """Return the requested mode, else the mode in the log, or None if neither is known."""
    if asked is not None or log is None:
        return asked
    answer = answer_of(log, forum, on)
    return None if answer is None else answer.mode


def answer_of(log: ModeLog, forum: Forum, on: dt.date) -> ModeAnswer | None:
    """Return the answer of a log about a forum, or None if the forum is not in the log."""
    known = any(each.id == forum.id for each in log.governance.forums)
    return log.mode(forum.id, on=on) if known else None


def shown_modes(governance: Governance, mode: OperatingMode | None) -> tuple[OperatingMode, ...]:
    """Return the modes to show: all modes of the governance if the mode is not known."""
    return governance.modes if mode is None else (mode,)


def _sources_in(governance: Governance, forum: Forum, mode: OperatingMode) -> Iterator[Source]:
    """Yield the sources on a forum in a mode: who is called, and how often it meets."""
    for seat in governance.seats_called(forum, mode):
        yield from seat.sources
    works = governance.works(forum, mode)
    yield from works.sources
    yield from () if works.meets is None else works.meets.sources


class ForumLines:
    """Writes the forums of a day."""

    def __init__(self, state: State, log: ModeLog | None, on: dt.date, language: Language) -> None:
        self._state = state
        self._log = log
        self._on = on
        self._language = language
        self._governance = state.governance(on=on) or Governance()

    def governance(self, asked: str | OperatingMode | None) -> Iterator[str]:
        """Yield the levels with their forums, then the forums without a stated level."""
        mode = asked_mode(self._governance, asked)
        yield phrase("governance-title", self._language, day=self._day(self._on))
        if self._governance == Governance():
            name = "governance-unstated" if self._on in self._state.period else "not-in-force"
            yield phrase(name, self._language, day=self._day(self._on))
            return
        for level in self._governance.levels:
            yield ""
            yield self._level(level)
            forums = self._governance.forums_of(level.id)
            if not forums:
                yield f"  {phrase('no-forum', self._language)}"
            for forum in forums:
                yield from self._forum(forum, mode)
        unplaced = [forum for forum in self._governance.forums if forum.level is None]
        if unplaced:
            yield ""
            yield phrase("no-level", self._language)
            for forum in unplaced:
                yield from self._forum(forum, mode)
        yield from self._cited(self._all_sources(mode))

    def _level(self, level: Level) -> str:
        name = level.name.in_language(self._language)
        focus = "" if level.focus is None else f": {level.focus.in_language(self._language)}"
        return f"{name}{focus}"

    def who(self, forum: Forum, asked: str | OperatingMode | None) -> Iterator[str]:
        """Yield who is called to a forum in a mode, and who convenes, leads and chairs it."""
        mode = mode_of(forum, asked_mode(self._governance, asked), self._log, self._on)
        yield phrase(
            "who-title",
            self._language,
            forum=forum.name(on=self._on),
            day=self._day(self._on),
            mode=phrase("mode-not-known", self._language) if mode is None else self._named(mode),
        )
        yield from self._offices(forum)
        yield from self._called(forum, mode)
        yield from self._by_the_log(forum)
        yield from self._cited(self._sources(forum, mode))

    def _forum(self, forum: Forum, mode: OperatingMode | None) -> Iterator[str]:
        yield f"  {forum.name(on=self._on)}"
        shown = mode_of(forum, mode, self._log, self._on)
        if self._governance.overall == forum.id:
            yield f"    {phrase('overall', self._language)}"
        for line in (*self._offices(forum), *self._called(forum, shown), *self._by_the_log(forum)):
            yield f"    {line}"

    def _offices(self, forum: Forum) -> Iterator[str]:
        for name, party in (
            ("chair", forum.chair),
            ("convener", forum.convener),
            ("first-lead", forum.first_lead),
        ):
            if party is not None:
                holder = holder_of(self._state, party, on=self._on)
                said = phrase("not-a-member", self._language, party=self._party(party))
                yield phrase(name, self._language, party=said if holder is None else str(holder))

    def _called(self, forum: Forum, mode: OperatingMode | None) -> Iterator[str]:
        """Yield who is called in a mode and how often, for all modes if it is not known."""
        if mode is None and not forum.seats:
            yield phrase("seats-unstated", self._language)
        for each in shown_modes(self._governance, mode):
            if mode is not None or forum.seats:
                yield from self._called_in(forum, each)
            works = self._governance.works(forum, each)
            if works.meets is not None and works.meets.unit is not None:
                how_often = self._how_often(works.meets.every, works.meets.unit)
                said = {"how_often": how_often, "mode": self._named(each)}
                yield phrase("meets" if mode else "meets-in", self._language, **said)

    def _called_in(self, forum: Forum, mode: OperatingMode) -> Iterator[str]:
        said = self._named(mode)
        held = called(self._state, forum.id, on=self._on, mode=mode)
        if held:
            yield phrase("called", self._language, mode=said)
            for holding in held:
                yield f"  {self._holding(holding)}"
        else:
            yield phrase("nobody-called" if forum.seats else "no-seats", self._language, mode=said)

    def _named(self, mode: OperatingMode) -> str:
        return mode.name.in_language(self._language)

    def _how_often(self, every: int, unit: Unit) -> str:
        if every == 1:
            return phrase(f"every-{unit.removesuffix('s')}", self._language)
        if every == 2:
            return phrase(f"every-other-{unit.removesuffix('s')}", self._language)
        ending = "a" if every % 10 in {1, 2} and every % 100 not in {11, 12} else "e"
        return phrase(f"every-{unit}", self._language, count=every, ending=ending)

    def _holding(self, holding: Holding) -> str:
        seat, party = holding.seat, holding.party
        function = seat.function.in_language(self._language)
        mandate = "" if seat.mandate is None else f" ({seat.mandate.in_language(self._language)})"
        holder = phrase("vacant", self._language) if party is None else str(party)
        return f"{function}{mandate}: {holder}"

    def _by_the_log(self, forum: Forum) -> Iterator[str]:
        if self._log is None:
            return
        answer = answer_of(self._log, forum, self._on)
        if answer is None:
            yield phrase("not-in-the-log", self._language)
        else:
            unknown = phrase("mode-unknown", self._language)
            mode = unknown if answer.mode is None else self._named(answer.mode)
            reason = self._grounds(self._log.covers, answer)
            said = phrase("by-the-log", self._language, mode=mode, reason=reason)
            yield words.set_in(said, 0)
            if answer.activation is not None:
                for told in self._activation(answer.activation):
                    yield words.set_in(told, 1)

    def _grounds(self, covers: Period, answer: ModeAnswer) -> str:
        """Return why the mode on a day is known or not, given the days that the log covers."""
        first, last = covers.first_day, covers.last_day or covers.first_day
        since = first if answer.activation is None else answer.activation.first_day
        days = {"first": self._day(first), "last": self._day(last), "since": self._day(since)}
        told = [GROUNDS[ground].in_language(self._language) for ground in answer.grounds]
        return "; ".join(each.format(**days) for each in told)

    def _activation(self, activation: Activation) -> Iterator[str]:
        """Yield who requested an activation, who decided on it and when, and the reason."""
        language, asked, on = self._language, activation.requested_by, activation.decided_on
        if asked is not None:
            yield phrase("requested-by", language, party=self._party(asked))
        deciders = joined(map(self._party, activation.decided_by or ("",)), language)
        if activation.decided_by and on is not None:
            yield phrase("activated-by-on", language, parties=deciders, day=self._day(on))
        elif activation.decided_by:
            yield phrase("activated-by", language, parties=deciders)
        if activation.reason is not None:
            yield phrase("activated-why", language, reason=activation.reason.in_language(language))

    def _party(self, party: str) -> str:
        """Return the name of a party, even if it has left, or its id if it is unknown."""
        return str(party_of(self._state, party) or party)

    def _all_sources(self, mode: OperatingMode | None) -> Iterator[Source]:
        """Yield the sources of everything shown: the governance, its levels, its forums."""
        yield from self._governance.sources
        for level in self._governance.levels:
            yield from level.sources
        for forum in self._governance.forums:
            shown = mode_of(forum, mode, self._log, self._on)
            yield from self._sources(forum, shown)

    def _sources(self, forum: Forum, mode: OperatingMode | None) -> Iterator[Source]:
        """Yield the sources of what is shown of a forum: its name on the day, seats, mode."""
        name = forum.name(on=self._on)
        for each in forum.names:
            yield from each.sources if each.text == name else ()
        yield from forum.sources
        for shown in shown_modes(self._governance, mode):
            yield from _sources_in(self._governance, forum, shown)
        answer = None if self._log is None else answer_of(self._log, forum, self._on)
        if answer is not None and self._log is not None:
            yield from () if answer.activation is None else answer.activation.sources
            yield from self._log.sources

    def _cited(self, sources: Iterable[Source]) -> Iterator[str]:
        several = list(dict.fromkeys(sources))
        if several:
            yield ""
            yield phrase("sources", self._language)
        for document in dict.fromkeys(source.document for source in several):
            yield words.set_in(document, 1)
            for source in several:
                if source.document == document:
                    yield words.set_in(place_of(source, self._language), 2)

    def _day(self, day: dt.date) -> str:
        return periods.day(day, self._language)
