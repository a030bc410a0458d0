"""How an agreement is governed, and who is called, for programs: data for JSON."""

from __future__ import annotations

import datetime as dt

from ..agreements.state import Standing, State
from ..core.periods import a_day
from ..errors.texts import an_instance
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.recurrences import Recurrence
from ..meetings.calling import called
from ..meetings.mode_log import Activation, ModeLog
from ..meetings.seats import Holding, forum_on, holder_of
from ..reports.forums import answer_of, asked_mode, mode_of, shown_modes
from ..reports.seats import party_of
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
    ``is_stated`` is false, and there are no levels and no forums.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode whose seats are listed; None means the mode in the log, or both modes if
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
) -> dict[str, JSON]:
    """Return who is called to a forum on a day as data for JSON, by function and not by person.

    ``called`` has an entry for each mode: for the one that is asked for, else for the one in the
    log, else for both. Its seats are null if the forum has no stated seats: who is called is then
    unknown. A seat whose party is null is vacant.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; None means the mode in the log, or both modes if that
            is not known.

        log: The log with the mode of the forum, or None.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

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
    found = forum_on(state, forum, on=on)
    return {"on": on.isoformat(), "forum": _Forums(state, log, on, mode).forum(found)}


def _level(level: Level) -> dict[str, JSON]:
    return {
        "id": level.id,
        "name": data.text(level.name),
        "rank": level.rank,
        "focus": None if level.focus is None else data.text(level.focus),
        "sources": data.sources(level.sources),
    }


class _Forums:
    """Writes the forums of a day."""

    def __init__(
        self, state: State, log: ModeLog | None, on: dt.date, asked: str | OperatingMode | None
    ) -> None:
        self._state = state
        self._log = log
        self._on = on
        self._governance = state.governance(on=on) or Governance()
        self._asked = asked_mode(self._governance, asked)

    def forum(self, forum: Forum) -> dict[str, JSON]:
        """Return a forum: its offices, who is called to it, and its mode in the log."""
        mode = mode_of(forum, self._asked, self._log, self._on)
        return {
            "id": forum.id,
            "name": forum.name(on=self._on),
            "level": forum.level,
            "chair": self._office(forum.chair),
            "convener": self._office(forum.convener),
            "initial_lead": self._office(forum.first_lead),
            "mode": None if mode is None else mode.id,
            "called": [self._called(forum, each) for each in shown_modes(self._governance, mode)],
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

    def _called(self, forum: Forum, mode: OperatingMode) -> dict[str, JSON]:
        works = self._governance.works(forum, mode)
        held = called(self._state, forum.id, on=self._on, mode=mode)
        return {
            "mode": mode.id,
            "seats": [_seat(holding) for holding in held] if forum.seats else None,
            "meets": None if works.meets is None else _how_often(works.meets),
            "sources": data.sources(works.sources),
        }

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


def _seat(holding: Holding) -> JSON:
    seat, party = holding.seat, holding.party
    return {
        "id": seat.id,
        "function": data.text(seat.function),
        "mandate": None if seat.mandate is None else data.text(seat.mandate),
        "party": None if party is None else party.id,
        "name": None if party is None else party.name,
        "sources": data.sources(seat.sources),
    }


def _how_often(meets: Recurrence) -> JSON:
    first_day = None if meets.first_day is None else meets.first_day.isoformat()
    return {"every": meets.every, "unit": meets.unit, "first_day": first_day}


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
        **days,
        "requested_by": activation.requested_by,
        "decided_by": deciders,
        "reason": None if activation.reason is None else data.text(activation.reason),
        "sources": data.sources(activation.sources),
    }
