"""What happened to the days of an agreement as more became known, day by day.

A day that moves, becomes uncertain, is cancelled or comes back stays the same event, with a higher
sequence.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias, cast

import attrs

from ..agreements.state import Pending
from .days import Found, Key

KnownDay: TypeAlias = dt.date | None
"""A day of knowledge, or None for what is not dated."""


class Known(NamedTuple):
    """The days that were known on a day of knowledge.

    Args:
        on: The day of knowledge, or None for what is not dated, which comes first.

        found: The days that were known then.

        doubts: Returns what makes it unknown whether something happens that is not among them.

        own: Returns a day as it is for the party, or None if it has nothing to do with it.
    """

    on: KnownDay
    found: Iterable[Found]
    doubts: Callable[[Found], tuple[Pending, ...]]
    own: Callable[[Found], Found | None] = lambda found: found


@attrs.define(eq=False)
class Slot:
    """An event, whatever its day.

    Args:
        found: Its day, its kind and what it is about, as last known.

        revised_on: The day on which it last changed, or became known.

        sequence: How many times it has changed.

        is_cancelled: Whether it is cancelled.

        days: The days that it has had.

        moved_from: The day that it had before its last change, if that moved it, else None.
    """

    found: Found
    revised_on: KnownDay
    sequence: int = 0
    is_cancelled: bool = False
    days: set[dt.date] = attrs.field(factory=set)
    moved_from: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        self.days.add(self.found.day)

    def becomes(self, found: Found, known_on: KnownDay) -> None:
        """Take the day, the kind and the words that are known now."""
        is_the_same_day = found.day == self.found.day
        if is_the_same_day and self._has_happened(known_on):
            found = found._replace(waits=())
        if self.is_cancelled or not self.found.is_like(found):
            self._changes(known_on)
            self.moved_from = None if is_the_same_day else self.found.day
        self.found, self.is_cancelled = found, False
        self.days.add(found.day)

    def is_gone(self, known_on: dt.date, waits: tuple[Pending, ...]) -> None:
        """Be uncertain or cancelled, unless its day had passed: then it happened, and stays."""
        if self.is_cancelled or self._has_happened(known_on):
            return
        if waits:
            self.becomes(self.found._replace(waits=waits), known_on)
        else:
            self.is_not(known_on)

    def is_not(self, known_on: dt.date) -> None:
        """Be cancelled, also if its day had passed."""
        self._changes(known_on)
        self.found, self.is_cancelled = self.found._replace(waits=()), True

    def _has_happened(self, known_on: KnownDay) -> bool:
        """Return whether its day had passed, and it was certain then."""
        is_certain = not self.is_cancelled and not self.found.waits
        return is_certain and known_on is not None and self.found.day < known_on

    def _changes(self, known_on: KnownDay) -> None:
        self.sequence += 1
        self.revised_on, self.moved_from = known_on, None


def replay(several: Iterable[Known]) -> dict[Key, Slot]:
    """Return the events of a party, or all, by what identifies them.

    What identifies them is found among all events, so that it is the same for every party.

    Args:
        several: What was known on each day of knowledge, in their order.
    """
    everything: dict[Key, Slot] = {}
    own: dict[Key, Slot] = {}
    keys: defaultdict[Key, dict[int, Key]] = defaultdict(dict)
    count: Counter[Key] = Counter()
    for known in several:
        listed: defaultdict[Key, list[Found]] = defaultdict(list)
        for each in known.found:
            listed[each.group].append(each)
        found: dict[Key, Found] = {}
        for group, those in listed.items():
            slots = [everything[key] for key in keys[group].values()]
            for each, slot in _matched(sorted(those, key=_day_and_words), slots):
                words = (*group, each.words)
                key = keys[group][id(slot)] if slot is not None else (*words, str(count[words]))
                count[words] += slot is None
                found[key] = each
        _update(everything, found, known)
        for key, each in found.items():
            keys[each.group][id(everything[key])] = key
        views = {key: known.own(each) for key, each in found.items()}
        _disown(own, found, views, known)
        _update(own, {key: each for key, each in views.items() if each is not None}, known)
    return own


def _disown(
    slots: dict[Key, Slot],
    found: dict[Key, Found],
    views: dict[Key, Found | None],
    known: Known,
) -> None:
    """Cancel what happens for others on another day, or for other years, than the party was told.

    Its day may have passed: what the party was told is not what happened.
    """
    for key, slot in slots.items():
        is_others = views.get(key, slot) is None and not slot.is_cancelled
        if is_others and not slot.found.is_the_same(found[key]):
            slot.is_not(cast("dt.date", known.on))  # the first day of knowledge disowns nothing


def _update(slots: dict[Key, Slot], found: dict[Key, Found], known: Known) -> None:
    """Let events be what is known now, and those that are gone uncertain or cancelled."""
    for key, each in found.items():
        if key in slots:
            slots[key].becomes(each, known.on)
        else:
            slots[key] = Slot(each, known.on)
    for key, slot in slots.items():
        if key not in found and known.on is not None:
            # What is not the party's is not uncertain for it, whatever is not known of the day.
            view = known.own(slot.found)
            waits = () if view is None else (*known.doubts(slot.found), *view.waits)
            slot.is_gone(known.on, tuple(dict.fromkeys(waits)))


def _matched(found: list[Found], slots: list[Slot]) -> Iterator[tuple[Found, Slot | None]]:
    """Yield the days of a group, each with the event that it is, or None if it is a new one.

    It is that of the same day and words, else of the same day, else the next of the same words.
    Of two alike, it is the one that is not cancelled.
    """
    left = sorted(slots, key=lambda slot: (slot.is_cancelled, slot.found.day), reverse=True)
    of: dict[int, Slot] = {}
    for alike in (_day_and_words, _day, _words):
        waiting: defaultdict[object, list[Slot]] = defaultdict(list)
        for slot in left:
            waiting[alike(slot.found)].append(slot)
        for place, each in enumerate(found):
            several = [] if place in of else waiting.get(alike(each), [])
            if several:
                of[place] = several.pop()
        taken = set(map(id, of.values()))
        left = [slot for slot in left if id(slot) not in taken]
    yield from ((each, of.get(place)) for place, each in enumerate(found))


def _day(found: Found) -> dt.date:
    return found.day


def _words(found: Found) -> str:
    return found.words


def _day_and_words(found: Found) -> tuple[dt.date, str]:
    return found.day, found.words
