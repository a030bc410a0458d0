"""Forums, and who is called to them, as text and for a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..agreements.state import State
from ..core import periods
from ..core.fields import as_tuple
from ..core.periods import Period, a_day
from ..core.sources import Source
from ..errors.texts import Language, Text, an_instance, joined
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.seats import Seat
from ..meetings.calling import Absence, called
from ..meetings.mode_log import Activation, ModeAnswer, ModeGround, ModeLog
from ..meetings.seats import forum_on, holder_of, id_of, stated_governances
from . import words
from .blocks import Block, Grid, Items, Paragraph, Section, Title, items_from
from .explanation import place_of
from .hours import hour_text
from .html import html
from .markdown import markdown
from .mode_logs import activation_lines
from .outlines import outline
from .recurrences import how_often
from .seats import (
    SeatRow,
    SeatWords,
    deputies_away,
    offices_of,
    party_of,
    seat_absences,
    seat_row,
    seat_rows,
)
from .words import WIDTH, capital, either, host_line, page, phrase

GROUNDS = {
    ModeGround.NO_ACTIVATION: Text(
        "loggen täcker dagen och nämner ingen aktivering",
        "the log covers the day and names no activation",
    ),
    ModeGround.ACTIVATED: Text(
        "det gäller från och med den {since}",
        "it applies from {since}",
    ),
    ModeGround.END_NOT_KNOWN: Text(
        "{mode} från och med den {since}; när det upphörde är inte känt",
        "{mode} from {since}; when it ended is not known",
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

        mode: The mode whose seats are shown; None means the mode in the log, or all modes if
            that is not known.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> from samverkan.stockholm import agreement
    >>> said = governance_text(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> print(said.splitlines()[0])
    Governance on 1 January 2015
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    lines = ForumLines(state, log, on, language).governance(mode)
    return page(lines, width)


def governance_html(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return the governance of an agreement on a day as HTML for a part of any page.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode whose seats are shown; None means the mode in the log, or all modes if
            that is not known.

        log: The log with the mode of each forum, or None.

        language: The language.

    >>> from samverkan.stockholm import agreement
    >>> page = governance_html(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> "Governance on 1 January 2015" in page
    True
    """
    return html(governance_blocks(state, on=on, mode=mode, log=log, language=language), language)


def governance_markdown(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    r"""Return the governance of an agreement on a day as Markdown.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode whose seats are shown; None means the mode in the log, or all modes if
            that is not known.

        log: The log with the mode of each forum, or None.

        language: The language.

    >>> from samverkan.stockholm import agreement
    >>> page = governance_markdown(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> "Governance on 1 January 2015" in page
    True
    """
    return markdown(governance_blocks(state, on=on, mode=mode, log=log, language=language))


def governance_blocks(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None,
    log: ModeLog | None,
    language: Language,
) -> Iterator[Block]:
    """Return what the governance of an agreement on a day consists of."""
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    return ForumLines(state, log, on, language).blocks(mode)


def who_text(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    absent: Absence | Iterable[Absence] = (),
    language: Language = "sv",
    width: int = WIDTH,
) -> str:
    """Return as text who is called to a forum in a mode on a day, by function and not by person.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or all modes if that
            is not known.

        log: The log with the mode of the forum, or None.

        absent: The members and deputies that cannot come, as in
            :func:`~samverkan.meetings.called`; the text says which deputies are called in.

        language: The language of the text.

        width: Maximum number of characters in a line.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        GovernanceError: If the governance has no such mode.

        MeetingError: If more members or deputies of a party are absent than it has.

        UnknownPartyError: If the agreement does not know a party that is absent.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2020, 3, 1)
    >>> print(who_text(state, "regionala rådet", on=day, language="en").splitlines()[0])
    Regionala chefsgruppen on 1 March 2020, mode not known
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    away = as_tuple("absent", absent, Absence)
    lines = ForumLines(state, log, on, language).who(forum_on(state, forum, on=on), mode, away)
    return page(lines, width)


def who_html(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    absent: Absence | Iterable[Absence] = (),
    language: Language = "sv",
) -> str:
    """Return who is called to a forum in a mode on a day as HTML for a part of any page.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or all modes if that
            is not known.

        log: The log with the mode of the forum, or None.

        absent: The members and deputies that cannot come, as in
            :func:`~samverkan.meetings.called`; the page says which deputies are called in.

        language: The language.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        GovernanceError: If the governance has no such mode.

        MeetingError: If more members or deputies of a party are absent than it has.

        UnknownPartyError: If the agreement does not know a party that is absent.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2020, 3, 1)
    >>> page = who_html(state, "regionala rådet", on=day, language="en")
    >>> "Regionala chefsgruppen on 1 March 2020, mode not known" in page
    True
    """
    asked = who_blocks(state, forum, on=on, mode=mode, log=log, absent=absent, language=language)
    return html(asked, language)


def who_markdown(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    absent: Absence | Iterable[Absence] = (),
    language: Language = "sv",
) -> str:
    r"""Return who is called to a forum in a mode on a day as Markdown.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or all modes if that
            is not known.

        log: The log with the mode of the forum, or None.

        absent: The members and deputies that cannot come, as in
            :func:`~samverkan.meetings.called`; the answer says which deputies are called in.

        language: The language.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        GovernanceError: If the governance has no such mode.

        MeetingError: If more members or deputies of a party are absent than it has.

        UnknownPartyError: If the agreement does not know a party that is absent.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2020, 3, 1)
    >>> print(who_markdown(state, "regionala rådet", on=day, language="en").splitlines()[0])
    **Regionala chefsgruppen on 1 March 2020\, mode not known**
    """
    asked = who_blocks(state, forum, on=on, mode=mode, log=log, absent=absent, language=language)
    return markdown(asked)


def who_blocks(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None,
    log: ModeLog | None,
    absent: Absence | Iterable[Absence],
    language: Language,
) -> Iterator[Block]:
    """Return what the answer consists of: who is called to a forum in a mode on a day."""
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    away = as_tuple("absent", absent, Absence)
    return ForumLines(state, log, on, language).who_blocks(
        forum_on(state, forum, on=on), mode, away
    )


def asked_mode(governance: Governance, mode: str | OperatingMode | None) -> OperatingMode | None:
    """Return the mode that is asked for, by its id or name, or the only one that there is.

    Return None if none is asked for, and the governance has several.
    """
    if mode is None:
        return governance.ordinary if len(governance.modes) == 1 else None
    return governance.mode(mode)


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
    known = log.knows(forum)
    return log.mode(forum.id, on=on) if known else None


def stated_in(
    governance: Governance, forum: Forum, mode: OperatingMode, field: str
) -> OperatingMode | None:
    """Return the mode for which a forum states a field of how it works in a mode.

    It is the mode itself, or a lower one if the modes fall back; None if the field is not stated.
    """
    lower = [each for each in governance.modes[::-1] if each.rank <= mode.rank]
    for each in lower if governance.modes_fall_back else (mode,):
        works = forum.works_in(each.id)
        if works is not None and getattr(works, field) is not None:
            return each
    return None


def shown_modes(governance: Governance, mode: OperatingMode | None) -> tuple[OperatingMode, ...]:
    """Return the modes to show: all modes of the governance if the mode is not one of them."""
    asked = tuple(each for each in governance.modes if mode is not None and each.id == mode.id)
    return asked or governance.modes


def _sources_in(governance: Governance, forum: Forum, mode: OperatingMode) -> Iterator[Source]:
    """Yield the sources on a forum in a mode: who is called, how often it meets, what it does."""
    for seat in governance.seats_called(forum, mode):
        yield from seat.sources
        yield from () if seat.deputies is None else seat.deputies.sources
        yield from () if seat.term is None else seat.term.sources
    works = governance.works(forum, mode)
    yield from works.sources
    if works.meets is not None:
        yield from works.meets.sources
        yield from () if works.meets.term is None else works.meets.term.sources


def _listed(lines: Iterable[str]) -> Iterator[Items]:
    """Yield lines as a list, or nothing if there are none."""
    items = items_from(lines)
    if items:
        yield Items(items)


class _Call(NamedTuple):
    """The seats that are called in modes: a heading, the seats, the first mode, their names."""

    heading: str
    seats: tuple[Seat, ...]
    mode: OperatingMode
    modes: str


class ForumLines:
    """Writes the forums of a day."""

    def __init__(self, state: State, log: ModeLog | None, on: dt.date, language: Language) -> None:
        self._state = state
        self._log = None if log is None else log.for_state(state)
        self._on = on
        self._language = language
        self._governance = state.governance(on=on) or Governance()
        self._seats = SeatWords(state, on, language)

    def governance(self, asked: str | OperatingMode | None) -> Iterator[str]:
        """Yield the levels with their forums, then the forums without a stated level."""
        mode = asked_mode(self._governance, asked)
        yield self._heading()
        if self._governance == Governance():
            yield self._nothing()
            return
        yield from self._preface()
        for heading, forums in self._placed():
            yield ""
            yield heading
            if not forums:
                yield f"  {phrase('no-forum', self._language)}"
            for forum in forums:
                yield from self._forum(forum, mode)
        yield from self._cited(self._all_sources(mode))

    def blocks(self, asked: str | OperatingMode | None) -> Iterator[Block]:
        """Yield the same as blocks, with the seats of each forum as a table."""
        mode = asked_mode(self._governance, asked)
        yield Title(self._heading(), self._agreement())
        if self._governance == Governance():
            yield Paragraph(self._nothing())
            return
        yield from outline(self._preface())
        for heading, forums in self._placed():
            sections: list[Block] = [self._section(forum, mode) for forum in forums]
            none = Paragraph(phrase("no-forum", self._language))
            yield Section(heading, tuple(sections or [none]))
        yield from outline(self._cited(self._all_sources(mode)))

    def _heading(self) -> str:
        return phrase("governance-title", self._language, day=self._day(self._on))

    def _nothing(self) -> str:
        """Return that no governance is stated, or that the agreement is not in force."""
        name = "governance-unstated" if self._on in self._state.period else "not-in-force"
        return phrase(name, self._language, day=self._day(self._on))

    def _preface(self) -> Iterator[str]:
        yield from self._hosted()
        yield from self._modes()
        yield from self._other_forums()

    def _placed(self) -> Iterator[tuple[str, tuple[Forum, ...]]]:
        """Yield each level with its forums, then the forums without a stated level."""
        for level in self._governance.levels:
            yield self._level(level), self._governance.forums_of(level.id)
        unplaced = tuple(forum for forum in self._governance.forums if forum.level is None)
        if unplaced:
            name = "no-level" if self._governance.levels else "forums"
            yield phrase(name, self._language), unplaced

    def _hosted(self) -> Iterator[str]:
        terms = self._state.terms(on=self._on)
        if terms is not None and terms.host is not None:
            host = holder_of(self._state, terms.host, on=self._on)
            host = host or party_of(self._state, terms.host)
            yield host_line(host, terms.host, self._language)

    def _modes(self) -> Iterator[str]:
        """Yield the modes and who may switch to each, if there are several."""
        modes = self._governance.modes
        if len(modes) == 1:
            return
        yield ""
        yield phrase("modes", self._language)
        for mode in modes:
            yield f"  {self._switched(mode)}"
        if self._governance.modes_fall_back:
            yield f"  {phrase('modes-fall-back', self._language)}"

    def _switched(self, mode: OperatingMode) -> str:
        """Return a mode, and who may switch a forum to it."""
        named = self._named(mode)
        if not mode.switched_by:
            return named
        who = either(map(self._party, mode.switched_by), self._language)
        return phrase("switched-by", self._language, mode=named, who=who)

    def _level(self, level: Level) -> str:
        name = capital(level.name.in_language(self._language))
        focus = "" if level.focus is None else f": {level.focus.in_language(self._language)}"
        return f"{name}{focus}"

    def who(
        self,
        forum: Forum,
        asked: str | OperatingMode | None,
        absent: tuple[Absence, ...] = (),
    ) -> Iterator[str]:
        """Yield who is called to a forum in a mode, and who convenes, leads and chairs it."""
        mode = mode_of(forum, asked_mode(self._governance, asked), self._log, self._on)
        yield self._title(forum, mode)
        yield from self._offices(forum)
        yield from self._work(forum, mode, absent)
        yield from self._by_the_log(forum)
        yield from self._other_forums()
        yield from self._cited(self._sources(forum, mode))

    def who_blocks(
        self,
        forum: Forum,
        asked: str | OperatingMode | None,
        absent: tuple[Absence, ...] = (),
    ) -> Iterator[Block]:
        """Yield the same as blocks, with the seats as a table."""
        mode = mode_of(forum, asked_mode(self._governance, asked), self._log, self._on)
        yield Title(self._title(forum, mode), self._agreement())
        yield from self._work_blocks(forum, mode, list(self._offices(forum)), absent)
        yield from outline(self._other_forums())
        yield from outline(self._cited(self._sources(forum, mode)))

    def _agreement(self) -> str:
        """Return the title of the agreement on the day, or its last title if it is not in force."""
        timeline = self._state.timeline
        terms = timeline.on(self._on) or timeline.pieces[-1][1]
        return terms.title.in_language(self._language)

    def _title(self, forum: Forum, mode: OperatingMode | None) -> str:
        """Return the forum, the day, and the mode if there are several."""
        said = {"forum": forum.name(on=self._on), "day": self._day(self._on)}
        if len(self._governance.modes) == 1:
            return phrase("who-on", self._language, **said)
        unknown = phrase("mode-not-known", self._language)
        named = unknown if mode is None else self._named(mode)
        return phrase("who-title", self._language, mode=named, **said)

    def _forum(self, forum: Forum, mode: OperatingMode | None) -> Iterator[str]:
        yield f"  {forum.name(on=self._on)}"
        shown = mode_of(forum, mode, self._log, self._on)
        for line in (*self._led(forum), *self._work(forum, shown), *self._by_the_log(forum)):
            yield f"    {line}"

    def _section(self, forum: Forum, mode: OperatingMode | None) -> Section:
        """Return a forum: who leads it, its seats as tables, how often it meets, what it does."""
        shown = mode_of(forum, mode, self._log, self._on)
        blocks = self._work_blocks(forum, shown, list(self._led(forum)))
        return Section(forum.name(on=self._on), tuple(blocks))

    def _work_blocks(
        self,
        forum: Forum,
        mode: OperatingMode | None,
        lines: list[str],
        absent: tuple[Absence, ...] = (),
    ) -> Iterator[Block]:
        """Yield the first lines, who is called as tables, and how the forum works."""
        shown = shown_modes(self._governance, mode)
        self._refuse_uncalled(forum, shown, absent)
        for call in self._calls(forum, shown):
            if call.seats:
                yield from _listed(lines)
                yield self._seat_grid(forum, call)
                lines = [*self._away(forum, call.mode, absent)]
                lines += self._not_called(forum, call, absent)
            else:
                lines.append(call.heading)
                lines += (f"  {line}" for line in self._not_called(forum, call, absent))
        yield from _listed([*lines, *self._works(forum, shown), *self._by_the_log(forum)])

    def _seat_grid(self, forum: Forum, call: _Call) -> Grid:
        """Return the seats that are called; a column of which nothing is stated is left out."""
        every = seat_rows(self._state, forum, on=self._on)
        rows = [self._seats.texts(row) for row in every if row.seat in call.seats]
        kept = [place for place, column in enumerate(zip(*rows, strict=True)) if any(column)]
        names = ("head-function", "head-seats", "head-held", "deputies", "head-more")
        heads = [phrase(name, self._language) for name in names]
        return Grid(
            heads=tuple(heads[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in rows),
            right=(False,) * len(kept),
            heading=call.heading,
        )

    def _led(self, forum: Forum) -> Iterator[str]:
        """Yield whether a forum has the overall responsibility, and its offices."""
        if self._governance.overall == forum.id:
            yield phrase("overall", self._language)
        yield from self._offices(forum)

    def _offices(self, forum: Forum) -> Iterator[str]:
        for name, parties in offices_of(forum).items():
            said = "; ".join(map(self._in_office, parties))
            if said:
                yield phrase(name, self._language, party=said)

    def _in_office(self, party: str) -> str:
        """Return the member in the place of a party, or that there is none."""
        holder = holder_of(self._state, party, on=self._on)
        unknown = phrase("not-a-member", self._language, party=self._party(party))
        return unknown if holder is None else str(holder)

    def _work(
        self, forum: Forum, mode: OperatingMode | None, absent: tuple[Absence, ...] = ()
    ) -> Iterator[str]:
        """Yield who is called, how often the forum meets and what it does, mode by mode."""
        shown = shown_modes(self._governance, mode)
        yield from self._called(forum, shown, absent)
        yield from self._works(forum, shown)

    def _works(self, forum: Forum, shown: tuple[OperatingMode, ...]) -> Iterator[str]:
        """Yield how often a forum meets and what it does, mode by mode."""
        yield from self._meets(forum, shown)
        yield from self._tasks(phrase("tasks", self._language), forum.duties)
        for duties, modes in self._by_mode(forum, shown, "duties").items():
            said = self._in_modes(forum, modes, "duties")
            named = phrase("tasks-in" if said else "tasks", self._language, mode=said)
            yield from self._tasks(named, duties)

    def _called(
        self, forum: Forum, shown: tuple[OperatingMode, ...], absent: tuple[Absence, ...]
    ) -> Iterator[str]:
        """Yield the seats that are called, with the deputies in place of the absent."""
        self._refuse_uncalled(forum, shown, absent)
        for call in self._calls(forum, shown):
            yield call.heading
            if call.seats:
                yield from self._rows(forum, call.mode, absent)
            yield from (f"  {line}" for line in self._not_called(forum, call, absent))

    def _refuse_uncalled(
        self, forum: Forum, shown: tuple[OperatingMode, ...], absent: tuple[Absence, ...]
    ) -> None:
        """Refuse absences from seats that nobody holds."""
        if absent and (forum.seats or len(shown) == 1):
            called(self._state, forum.id, on=self._on, mode=shown[0], absent=absent)

    def _calls(self, forum: Forum, shown: tuple[OperatingMode, ...]) -> Iterator[_Call]:
        """Yield the seats that are called, together for the modes in which they are the same."""
        if not forum.seats and len(shown) > 1:
            yield _Call(phrase("seats-unstated", self._language), (), shown[0], "")
            return
        several: dict[tuple[Seat, ...], list[OperatingMode]] = {}
        for mode in shown:
            several.setdefault(self._governance.seats_called(forum, mode), []).append(mode)
        for seats, modes in several.items():
            said = self._in_modes(forum, modes, "called")
            if seats:
                name = "called" if said else "all-called"
            elif forum.seats:
                name = "nobody-called" if said else "nobody"
            else:
                name = "no-seats" if said else "seats-unstated"
            yield _Call(phrase(name, self._language, mode=said), seats, modes[0], said)

    def _not_called(self, forum: Forum, call: _Call, absent: tuple[Absence, ...]) -> Iterator[str]:
        """Yield who cannot come and is not called in these modes anyway."""
        told = []
        for each in absent:
            seat = forum.seat(each.seat)
            if seat is not None and seat not in call.seats:
                function = seat.function.in_language(self._language)
                party = None if each.party is None else self._party(id_of(self._state, each.party))
                told.append(function if party is None else f"{function}, {party}")
        if told:
            name = "absent-not-called" if call.modes else "absent-never-called"
            who = "; ".join(dict.fromkeys(told))
            yield phrase(name, self._language, mode=call.modes, who=who)

    def _rows(
        self, forum: Forum, mode: OperatingMode, absent: tuple[Absence, ...]
    ) -> Iterator[str]:
        """Yield the seats that are called in a mode, with the deputies in place of the absent."""
        for row, away in self._seated(forum, mode, absent):
            yield from (f"  {line}" for line in self._seats.lines(row))
            yield from (f"    {line}" for line in away)

    def _away(
        self, forum: Forum, mode: OperatingMode, absent: tuple[Absence, ...]
    ) -> Iterator[str]:
        """Yield the seats whose members or deputies cannot come, with who they are."""
        for row, away in self._seated(forum, mode, absent):
            if away:
                yield row.seat.function.in_language(self._language)
                yield from (f"  {line}" for line in away)

    def _seated(
        self, forum: Forum, mode: OperatingMode, absent: tuple[Absence, ...]
    ) -> Iterator[tuple[SeatRow, list[str]]]:
        """Yield the rows that are called in a mode, and for each the lines about the absent."""
        asked = self._governance.seats_called(forum, mode)
        coming = called(self._state, forum.id, on=self._on, mode=mode, absent=absent)
        for row in seat_rows(self._state, forum, on=self._on):
            if row.seat in asked:
                away = deputies_away(self._state, row, absent, on=self._on)
                absences = seat_absences(row, seat_row(row.seat, coming), away)
                yield row, [] if absences is None else [*self._seats.absences(absences)]

    def _by_mode(
        self, forum: Forum, shown: tuple[OperatingMode, ...], field: str
    ) -> dict[Any, list[OperatingMode]]:
        """Return what is stated for modes, each with the modes for which it is the same."""
        several: dict[Any, list[OperatingMode]] = {}
        for mode in shown:
            stated = getattr(self._governance.works(forum, mode), field)
            if stated is not None:
                several.setdefault(stated, []).append(mode)
        return several

    def _in_modes(self, forum: Forum, modes: list[OperatingMode], field: str) -> str:
        """Return the names of modes, and of the lower mode that they follow; empty if only one."""
        every = self._governance.modes
        if len(every) == 1:
            return ""
        if len(modes) == len(every):
            return phrase("every-mode", self._language)
        said = joined(map(self._named, modes), self._language)
        return self._as_in(said, forum, modes, field)

    def _as_in(self, said: str, forum: Forum, modes: list[OperatingMode], field: str) -> str:
        """Return what is said, and the lower mode for which it is stated, if it is not shown."""
        source = stated_in(self._governance, forum, modes[0], field)
        if source is None or source in modes:
            return said
        return phrase("as-in", self._language, said=said, mode=self._named(source))

    def _meets(self, forum: Forum, shown: tuple[OperatingMode, ...]) -> Iterator[str]:
        for meets, modes in self._by_mode(forum, shown, "meets").items():
            often = how_often(meets, self._language)
            if len(shown) == 1:
                often = self._as_in(often, forum, modes, "meets")
                yield phrase("meets", self._language, how_often=often)
            else:
                said = self._in_modes(forum, modes, "meets")
                yield phrase("meets-in", self._language, mode=said, how_often=often)

    def _tasks(self, named: str, duties: tuple[Text, ...]) -> Iterator[str]:
        if duties:
            yield named
        yield from (f"  {duty.in_language(self._language)}" for duty in duties)

    def _named(self, mode: OperatingMode) -> str:
        return mode.name.in_language(self._language)

    # --- The log

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
                yield from self._other_mode(answer.activation.mode)
                told = activation_lines(answer.activation, self._party, self._language)
                for line in (*told, *self._hours(answer.activation)):
                    yield words.set_in(line, 1)

    def _other_mode(self, mode: str) -> Iterator[str]:
        """Yield that the governance of the day does not have a mode of the log."""
        if all(each.id != mode for each in self._governance.modes):
            said = {"mode": self._mode_named(mode), "day": self._day(self._on)}
            yield words.set_in(phrase("not-in-governance", self._language, **said), 1)

    def _other_forums(self) -> Iterator[str]:
        """Yield the forums of the log that no terms of the agreement have."""
        stated = stated_governances(self._state)
        ever = {forum.id for each in stated for forum in each.forums}
        governance = None if self._log is None else self._log.governance
        logged = () if governance is None else governance.forums
        others = [each.name(on=self._on) for each in logged if each.id not in ever]
        if others:
            named = joined(others, self._language)
            yield ""
            yield phrase("unknown-forums", self._language, forums=named)

    def _grounds(self, covers: Period, answer: ModeAnswer) -> str:
        """Return why the mode on a day is known or not, given the days that the log covers."""
        first, last = covers.first_day, covers.last_day or covers.first_day
        since = first if answer.activation is None else answer.activation.first_day
        mode = "" if answer.activation is None else self._mode_named(answer.activation.mode)
        said = {
            "mode": mode,
            "first": self._day(first),
            "last": self._day(last),
            "since": self._day(since),
        }
        told = [GROUNDS[ground].in_language(self._language) for ground in answer.grounds]
        return "; ".join(each.format(**said) for each in told)

    def _mode_named(self, mode: str) -> str:
        """Return the name of a mode in the log, by its id."""
        governance = None if self._log is None else self._log.governance
        modes = () if governance is None else governance.modes
        return next((self._named(each) for each in modes if each.id == mode), mode)

    def _hours(self, activation: Activation) -> Iterator[str]:
        """Yield at which hours an activation began and ended, as far as they are known."""
        for name, day, at in (
            ("began-at", activation.first_day, activation.at),
            ("ended-at", activation.last_day, activation.ended_at),
        ):
            if day is not None and at is not None:
                hour = hour_text(at, self._language, on=day)
                yield phrase(name, self._language, day=self._day(day), hour=hour)

    def _party(self, party: str) -> str:
        """Return the name of a party, even if it has left, or its id if it is unknown."""
        return self._seats.named(party)

    def _all_sources(self, mode: OperatingMode | None) -> Iterator[Source]:
        """Yield the sources of everything shown: the governance, its levels, its forums."""
        yield from self._governance.sources
        if len(self._governance.modes) > 1:
            yield from (source for each in self._governance.modes for source in each.sources)
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
