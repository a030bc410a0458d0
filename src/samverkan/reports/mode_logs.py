"""A log of activations as text: which mode applied where, from when to when, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ..core import periods
from ..core.sources import Source
from ..errors.texts import Language, an_instance, joined
from ..meetings.mode_log import Activation, ModeLog
from . import words
from .explanation import place_of
from .hours import hour_text
from .words import WIDTH, capital, page, phrase


def mode_log_text(log: ModeLog, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return a log as text: each activation with its mode, days, hours, scope and deciders.

    A log without a governance is told with the names that it has.

    Args:
        log: The log.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> from samverkan.stockholm import mode_log
    >>> print(mode_log_text(mode_log, "en").splitlines()[2])
    1. activated mode, from 28 February 2020, known to 28 February 2020; when it ended is not known
    """
    an_instance("log", log, ModeLog)
    return page(_Log(log, language).lines(), width)


def activation_lines(
    activation: Activation, named: Callable[[str], str], language: Language
) -> Iterator[str]:
    """Yield who requested an activation, who decided on it and when, and the reason.

    Args:
        activation: The activation.

        named: What names a party by its id.

        language: The language.
    """
    asked, on = activation.requested_by, activation.decided_on
    if asked is not None:
        yield phrase("requested-by", language, party=named(asked))
    deciders = joined(map(named, activation.decided_by or ("",)), language)
    if activation.decided_by and on is not None:
        day = periods.day(on, language)
        yield phrase("activated-by-on", language, parties=deciders, day=day)
    elif activation.decided_by:
        yield phrase("activated-by", language, parties=deciders)
    if activation.reason is not None:
        yield phrase("activated-why", language, reason=activation.reason.in_language(language))


class _Log:
    """Writes a log in a language."""

    def __init__(self, log: ModeLog, language: Language) -> None:
        self._log = log
        self._language = language
        self._parties = {party.id: str(party) for party in log.parties}

    def lines(self) -> Iterator[str]:
        language, covers = self._language, self._log.covers
        first, last = covers.first_day, covers.last_day or covers.first_day
        said = {"first": periods.day(first, language), "last": periods.day(last, language)}
        yield phrase("log-covers", language, **said)
        yield ""
        if not self._log.activations:
            yield phrase("no-activations", language)
        for activation in self._log.activations:
            yield words.set_in(self._title(activation), 0)
            yield from (words.set_in(line, 1) for line in self._activation(activation))
        yield from self._cited(self._log.sources)

    def _title(self, activation: Activation) -> str:
        """Return an activation: its number, its mode, and from when to when it applied."""
        language = self._language
        governance = self._log.governance
        mode = activation.mode
        if governance is not None:
            mode = governance.mode(mode).name.in_language(language)
        said = {
            "number": str(activation.number),
            "mode": mode,
            "first": self._when(activation.first_day, activation.at),
        }
        if activation.last_day is not None:
            last = self._when(activation.last_day, activation.ended_at)
            return phrase("activation-ended", language, **said, last=last)
        seen = periods.day(activation.known_until, language)
        return phrase("activation-known-to", language, **said, seen=seen)

    def _when(self, day: dt.date, at: str | None) -> str:
        told = periods.day(day, self._language)
        if at is None:
            return told
        hour = hour_text(at, self._language, on=day)
        return phrase("day-and-hour", self._language, day=told, hour=hour)

    def _activation(self, activation: Activation) -> Iterator[str]:
        yield phrase("applies-to", self._language, what=self._scope(activation))
        yield from activation_lines(activation, self._named, self._language)
        yield from self._cited(activation.sources)

    def _scope(self, activation: Activation) -> str:
        """Return to which levels and forums an activation applies, by their names of the day."""
        governance, language = self._log.governance, self._language
        if not activation.levels and not activation.forums:
            return phrase("every-forum", language)
        if governance is None:
            return joined([*activation.levels, *activation.forums], language)
        levels = [each for each in governance.levels if each.id in activation.levels]
        forums = [each for each in governance.forums if each.id in activation.forums]
        named = [capital(each.name.in_language(language)) for each in levels]
        named += [each.name(on=activation.first_day) for each in forums]
        return joined(named, language)

    def _named(self, party: str) -> str:
        return self._parties.get(party, party)

    def _cited(self, sources: tuple[Source, ...]) -> Iterator[str]:
        if sources:
            yield f"{phrase('sources', self._language)}:"
        for source in sources:
            place = place_of(source, self._language)
            yield words.set_in(f"{source.document}: {place}", 1)
