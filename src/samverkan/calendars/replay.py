"""What happened to the days of an agreement as more became known, day by day.

A day that moves, is cancelled or comes back stays the same event, with a higher sequence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from .days import NO_DAYS, Found, Key, Line

KnownDay: TypeAlias = dt.date | None
"""A day of knowledge, or None for what is not dated."""


@attrs.define
class Slot:
    """An event, whatever its day.

    Args:
        found: Its day, its kind and what it is about, as last known.

        revised_on: The day on which it last changed, or became known.

        sequence: How many times it has changed.

        is_cancelled: Whether it is cancelled.
    """

    found: Found
    revised_on: KnownDay
    sequence: int = 0
    is_cancelled: bool = False

    @property
    def content(self) -> tuple[object, ...]:
        """What tells whether two are alike, apart from their words."""
        found = self.found
        return found.day, found.kind, self.sequence, self.revised_on, self.is_cancelled

    def becomes(self, found: Found, known_on: KnownDay) -> None:
        """Take the day, the kind and the words that are known now."""
        if self.is_cancelled or not self.found.is_like(found):
            self._changes(known_on)
        self.found, self.is_cancelled = found, False

    def is_gone(self, known_on: dt.date) -> None:
        """Be cancelled, unless its day had passed: then it happened, and stays as it was."""
        if not self.is_cancelled and self.found.day >= known_on:
            self._changes(known_on)
            self.is_cancelled = True

    def _changes(self, known_on: KnownDay) -> None:
        self.sequence += 1
        self.revised_on = known_on


def replay(known: Iterable[tuple[KnownDay, Mapping[Key, Found]]]) -> dict[Key, Slot]:
    """Return the events that each have an identity of their own.

    Args:
        known: The days of knowledge, in order, each with the days that were known then. Only the
            first may be None.
    """
    slots: dict[Key, Slot] = {}
    before: Mapping[Key, Found] | None = None
    for known_on, found in known:
        if found is before:
            continue
        for key, each in found.items():
            if key in slots:
                slots[key].becomes(each, known_on)
            else:
                slots[key] = Slot(each, known_on)
        if known_on is not None:
            for key, slot in slots.items():
                if key not in found:
                    slot.is_gone(known_on)
        before = found
    return slots


def replay_in_order(known: Sequence[tuple[KnownDay, Line]], until: dt.date) -> dict[Key, Slot]:
    """Return the events that are told apart by their order, until a day.

    On each day of knowledge, what is on the same day as before stays the same event. Of the rest,
    what had passed stays as it was; what was to come is paired, in order, with what is to come
    now, cancelled events included. What is left is new. It is told apart by the day of knowledge,
    and its number among what was new then.

    Args:
        known: The days of knowledge, in order, each with the days that were known then. Only the
            first may be None.

        until: The last day.
    """
    lines = {id(line): line for _, line in known}.values()
    horizon, found = until, _in_order(known, until)
    while len(lines) > 1:
        # A day may be paired with one that is after the last day: look twice as far.
        horizon = max(horizon, *(each.day_of(2 * len(each.until(horizon)) + 2) for each in lines))
        before, found = found, _in_order(known, horizon)
        if _until(found, until) == _until(before, until):
            break
    return found


def _until(slots: Mapping[Key, Slot], day: dt.date) -> dict[Key, tuple[object, ...]]:
    return {key: slot.content for key, slot in slots.items() if slot.found.day <= day}


def _in_order(known: Iterable[tuple[KnownDay, Line]], horizon: dt.date) -> dict[Key, Slot]:
    """Return the events until a horizon, after which nothing is known to be."""
    slots: dict[Key, Slot] = {}
    before: Line | None = None
    for known_on, line in known:
        if line is not before:
            new = _paired(slots.values(), line.until(horizon), known_on)
            since = "" if known_on is None else known_on.isoformat()
            for number, each in enumerate(new):
                slots[since, str(number)] = Slot(each, known_on)
        before = line
    return slots


def _paired(slots: Iterable[Slot], found: Iterable[Found], known_on: KnownDay) -> list[Found]:
    """Let events be what is known now; return what is none of them."""
    # Of two on one day, the one that is not cancelled is meant.
    held = {each.found.day: each for each in sorted(slots, key=_is_held)}
    left = {id(each): each for each in sorted(slots, key=lambda each: each.found.day)}
    past: list[Found] = []
    to_come: list[Found] = []
    for each in found:
        slot = held.get(each.day)
        if slot is not None:
            slot.becomes(each, known_on)
            del left[id(slot)]
        else:
            (past if known_on is not None and each.day < known_on else to_come).append(each)
    if known_on is None:
        return to_come
    waiting = [slot for slot in left.values() if slot.found.day >= known_on]
    for slot, each in zip(waiting, to_come, strict=False):
        slot.becomes(each, known_on)
    for slot in waiting[len(to_come) :]:
        slot.is_gone(known_on)
    return [*past, *to_come[len(waiting) :]]


def _is_held(slot: Slot) -> bool:
    return not slot.is_cancelled


def in_lines(
    known: Sequence[tuple[KnownDay, Mapping[Key, Line]]],
) -> Iterator[tuple[Key, list[tuple[KnownDay, Line]]]]:
    """Yield each series, with its days as they became known."""
    for key in dict.fromkeys(key for _, lines in known for key in lines):
        yield key, [(known_on, lines.get(key, NO_DAYS)) for known_on, lines in known]
