"""How an agreement is governed, and who is called, for programs: data for JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..agreements.state import Standing, State
from ..core.fields import as_tuple
from ..core.periods import a_day
from ..errors.texts import Text, an_instance
from ..governance.deputies import Deputies
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.offices import TermOfOffice
from ..governance.recurrences import Recurrence
from ..governance.seats import Seat
from ..meetings.calling import Absence, called
from ..meetings.mode_log import Activation, ModeLog
from ..meetings.seats import forum_on, holder_of
from ..reports.forums import answer_of, asked_mode, mode_of, shown_modes, stated_in
from ..reports.seats import (
    Absences,
    Held,
    SeatRow,
    deputies_away,
    party_of,
    seat_absences,
    seat_row,
    seat_rows,
)
from . import data
from .exports import JSON


def governance_data(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
) -> dict[str, JSON]:
    """Return the governance of an agreement on a day as data for JSON: its levels and forums.

    If the agreement is not in force on the day, or its terms do not state its governance,
    ``is_stated`` is false, and there are no levels and no forums. What is null is not stated.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode whose seats are listed; None means the mode in the log, or all modes if
            that is not known.

        log: The log with the mode of each forum, or None.

    >>> import datetime as dt
    >>> from samverkan.stockholm import agreement
    >>> data = governance_data(agreement.as_known(), on=dt.date(2015, 1, 1))
    >>> [level["rank"] for level in data["levels"]], data["overall"]
    ([3, 2, 1], 'regionala-radet')
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    stated = state.governance(on=on)
    governance = stated or Governance()
    writer = _Forums(state, log, on, mode)
    return {
        "on": on.isoformat(),
        "is_in_force": state.standing(on=on) is Standing.IN_FORCE,
        "is_stated": stated is not None,
        "host": writer.host(),
        "modes": [writer.mode(each) for each in governance.modes] if stated else [],
        "modes_fall_back": governance.modes_fall_back if stated else None,
        "levels": [_level(level) for level in governance.levels],
        "forums": [writer.forum(forum) for forum in governance.forums],
        "overall": governance.overall,
        "sources": data.sources(governance.sources),
    }


def who_data(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    absent: Absence | Iterable[Absence] = (),
) -> dict[str, JSON]:
    """Return who is called to a forum on a day as data for JSON, by function and not by person.

    ``called`` has an entry for each mode: for the one that is asked for, else for the one in the
    log, else for all. Its seats are null if the forum has no stated seats: who is called is then
    unknown. Equal seats are one entry: who holds how many of them, how many are vacant, and of how
    many it is not stated who holds them. ``stated_in`` names the mode for which something is
    stated, if that is a lower one. ``absences`` says who cannot come, and which deputies are
    called; ``absent_not_called`` lists the seats of absences that are not called in the mode.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or all modes if that
            is not known.

        log: The log with the mode of the forum, or None.

        absent: The members and deputies that cannot come, as in
            :func:`~samverkan.meetings.called`.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        GovernanceError: If the governance has no such mode.

        MeetingError: If more members or deputies of a party are absent than it has.

        UnknownPartyError: If the agreement does not know a party that is absent.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> import datetime as dt
    >>> from samverkan.stockholm import agreement
    >>> data = who_data(agreement.as_known(), "regionala rådet", on=dt.date(2020, 3, 1))
    >>> data["forum"]["convener"]["holder"]["name"], data["forum"]["called"][0]["seats"]
    ('Länsstyrelsen i Stockholms län', None)
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    away = as_tuple("absent", absent, Absence)
    found = forum_on(state, forum, on=on)
    return {"on": on.isoformat(), "forum": _Forums(state, log, on, mode).forum(found, away)}


def _level(level: Level) -> dict[str, JSON]:
    return {
        "id": level.id,
        "name": data.text(level.name),
        "rank": level.rank,
        "focus": _text(level.focus),
        "sources": data.sources(level.sources),
    }


class _Forums:
    """Writes the forums of a day."""

    def __init__(
        self, state: State, log: ModeLog | None, on: dt.date, asked: str | OperatingMode | None
    ) -> None:
        self._state = state
        self._log = None if log is None else log.for_state(state)
        self._on = on
        self._governance = state.governance(on=on) or Governance()
        self._asked = asked_mode(self._governance, asked)

    def host(self) -> JSON:
        """Return the host in the terms of the day, as an office; null if none is stated."""
        terms = self._state.terms(on=self._on)
        return None if terms is None else self._office(terms.host)

    def mode(self, mode: OperatingMode) -> JSON:
        """Return a mode, and who may switch to it; null is the convener of each forum."""
        switched_by: list[JSON] = [self._office(each) for each in mode.switched_by]
        return {
            "id": mode.id,
            "name": data.text(mode.name),
            "rank": mode.rank,
            "switched_by": switched_by or None,
            "sources": data.sources(mode.sources),
        }

    def forum(self, forum: Forum, absent: tuple[Absence, ...] = ()) -> dict[str, JSON]:
        """Return a forum: its offices, who is called to it, and its mode in the log."""
        mode = mode_of(forum, self._asked, self._log, self._on)
        return {
            "id": forum.id,
            "name": forum.name(on=self._on),
            "level": forum.level,
            "chair": self._office(forum.chair),
            "vice_chairs": [self._office(each) for each in forum.vice_chairs],
            "convener": self._office(forum.convener),
            "initial_lead": self._office(forum.initial_lead),
            "duties": [data.text(duty) for duty in forum.duties],
            "mode": None if mode is None else mode.id,
            "called": [
                self._called(forum, each, absent) for each in shown_modes(self._governance, mode)
            ],
            "log": self._by_the_log(forum),
            "sources": data.sources(forum.sources),
        }

    def _office(self, party: str | None) -> JSON:
        """Return the party that holds an office as stated, and the member in its place, if any."""
        if party is None:
            return None
        holder = holder_of(self._state, party, on=self._on)
        known = party_of(self._state, party)
        return {
            "party": party,
            "name": None if known is None else known.name,
            "holder": None if holder is None else {"party": holder.id, "name": holder.name},
        }

    def _called(
        self, forum: Forum, mode: OperatingMode, absent: tuple[Absence, ...]
    ) -> dict[str, JSON]:
        works = self._governance.works(forum, mode)
        asked = self._governance.seats_called(forum, mode)
        rows = [row for row in seat_rows(self._state, forum, on=self._on) if row.seat in asked]
        coming = called(self._state, forum.id, on=self._on, mode=mode, absent=absent)
        absences = (
            seat_absences(
                row,
                seat_row(row.seat, coming),
                deputies_away(self._state, row, absent, on=self._on),
            )
            for row in rows
        )
        ids = {each.id for each in asked}
        others: list[JSON] = [*sorted({each.seat for each in absent} - ids)]
        duties: list[JSON] = [data.text(duty) for duty in works.duties or ()]
        return {
            "mode": mode.id,
            "seats": list(map(_seat, rows)) if forum.seats else None,
            "absences": [_absences(each) for each in absences if each is not None],
            "absent_not_called": others,
            "meets": None if works.meets is None else _how_often(works.meets),
            "duties": None if works.duties is None else duties,
            "stated_in": {
                field: self._stated_in(forum, mode, field)
                for field in ("called", "meets", "duties")
            },
            "sources": data.sources(works.sources),
        }

    def _stated_in(self, forum: Forum, mode: OperatingMode, field: str) -> JSON:
        found = stated_in(self._governance, forum, mode, field)
        return None if found is None else found.id

    def _by_the_log(self, forum: Forum) -> JSON:
        """Return the mode in the log and why it is known or not; null if the log has no answer."""
        answer = None if self._log is None else answer_of(self._log, forum, self._on)
        if answer is None:
            return None
        grounds: list[JSON] = list(answer.grounds)
        activation = None if answer.activation is None else _activation(answer.activation)
        return {
            "mode": None if answer.mode is None else answer.mode.id,
            "grounds": grounds,
            "activation": activation,
        }


def _seat(row: SeatRow) -> JSON:
    """Return equal seats: the rule of who may hold them, and who does."""
    seat = row.seat
    parties: list[JSON] = list(seat.parties)
    office = seat.comes_with
    return {
        "id": seat.id,
        "function": data.text(seat.function),
        "mandate": _text(seat.mandate),
        "parties": parties,
        "kind": seat.kind,
        "group": seat.group,
        "each": seat.each if seat.count is None and not seat.by_party else None,
        "by_party": dict(seat.by_party) or None,
        "count": seat.count,
        "comes_with": None if office is None else {"forum": office.forum, "seat": office.seat},
        "appointed_by": _text(seat.appointed_by),
        "term": None if seat.term is None else _term(seat.term),
        **_who(row),
        "deputies": None if row.deputies is None else _deputies(seat, row.deputies),
        "sources": data.sources(seat.sources),
    }


def _who(row: SeatRow) -> dict[str, JSON]:
    """Return how many seats there are, and who holds them."""
    return {
        "seats": row.seats,
        "held": list(map(_held, row.held)),
        "vacant": row.vacant,
        "not_stated": row.not_stated,
    }


def _held(held: Held) -> JSON:
    return {"party": held.party.id, "name": held.party.name, "seats": held.seats}


def _deputies(seat: Seat, row: SeatRow) -> JSON:
    """Return the deputies for a seat; those who hold their seats are in order of calling."""
    stated = seat.deputies or Deputies(count=row.seats)
    order: list[JSON] | None = None if stated.order is None else list(stated.order)
    return {
        "function": data.text(stated.function or seat.function),
        "each": stated.count if seat.count is None else None,
        "count": None if seat.count is None else stated.count,
        "as_many": stated.count is None,
        "own_party_first": stated.own_party_first,
        "order": order,
        **_who(row),
        "sources": data.sources(stated.sources),
    }


def _absences(absences: Absences) -> JSON:
    return {
        "seat": absences.seat.id,
        "absent": list(map(_held, absences.absent)),
        "absent_not_stated": absences.absent_not_stated,
        "deputies": list(map(_held, absences.deputies)),
        "deputies_not_stated": absences.deputies_not_stated,
        "deputies_absent": list(map(_held, absences.deputies_absent)),
        "deputies_absent_not_stated": absences.deputies_absent_not_stated,
        "without_deputy": absences.without_deputy,
    }


def _text(text: Text | None) -> JSON:
    return None if text is None else data.text(text)


def _term(term: TermOfOffice) -> JSON:
    return {
        "years": term.years,
        "first_day": None if term.first_day is None else term.first_day.isoformat(),
        "carries_over": term.carries_over,
        "sources": data.sources(term.sources),
    }


def _how_often(meets: Recurrence) -> JSON:
    return {
        "every": meets.every,
        "unit": meets.unit,
        "term": None if meets.term is None else _term(meets.term),
        "times": meets.times,
        "is_about": meets.is_about,
        "at_least": meets.at_least,
        "first_day": None if meets.first_day is None else meets.first_day.isoformat(),
        "sources": data.sources(meets.sources),
    }


def _activation(activation: Activation) -> JSON:
    deciders: list[JSON] = list(activation.decided_by)
    days = {
        name: None if day is None else day.isoformat()
        for name, day in (
            ("first_day", activation.first_day),
            ("last_day", activation.last_day),
            ("seen_until", activation.seen_until),
            ("decided_on", activation.decided_on),
        )
    }
    return {
        "number": activation.number,
        "mode": activation.mode,
        **days,
        "at": activation.at,
        "ended_at": activation.ended_at,
        "requested_by": activation.requested_by,
        "decided_by": deciders,
        "reason": _text(activation.reason),
        "sources": data.sources(activation.sources),
    }
