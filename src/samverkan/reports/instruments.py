"""Instruments as text: what they are, their days, and who decided on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

from ..agreements.adoption import Condition, Needs, Start
from ..agreements.agreement import Agreement
from ..agreements.instruments import (
    Accession,
    Amendment,
    Extension,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from ..core import periods
from ..core.periods import Period
from ..errors.texts import Language, Text
from .words import decision_text, phrase

CHANGED = {
    "title": Text("titeln", "the title"),
    "document_number": Text("diarienumret", "the document number"),
    "funding": Text("finansieringen", "the funding"),
    "commitments": Text("åtagandena", "the commitments"),
    "governance": Text("organisationen och styrningen", "the governance"),
    "notice_months": Text("uppsägningstiden", "the period of notice"),
    "notice_by": Text("dagen för uppsägning", "the day for notice"),
    "due": Text("betalningarna och rapporterna", "the payments and reports"),
    "host": Text("värden", "the host"),
}
_STARTS = {
    Condition.ALL_DECIDED: "start-all-decided",
    Condition.LEGAL_FORCE: "start-legal-force",
    Condition.SIGNED: "start-signed",
    None: "start-unknown",
}


def instrument_text(value: Instrument, party: str, agreement: Agreement, language: Language) -> str:
    """Return what an instrument is, and whom it is about if that is not the party given."""
    said = value.label.in_language(language)
    match value:
        case Accession() | Withdrawal() if value.party != party:
            return phrase("of-party", language, what=said, party=agreement.party(value.party).name)
        case Succession():
            before, by = (agreement.party(each).name for each in (value.party, value.successor))
            return said + phrase("succession-of", language, party=before, by=by)
        case Recording():
            return phrase("recorded-of", language, what=said, of=_of(value, agreement, language))
        case _:
            return said


def _of(recording: Recording, agreement: Agreement, language: Language) -> str:
    """Return what a recorded day is of: *ändring av villkoren 4*."""
    for each in agreement.instruments:
        if each.number == recording.target:
            return f"{instrument_text(each, '', agreement, language)} ({each.number})"
    return phrase("the-agreement", language)


def recorded_day_text(recording: Recording, language: Language) -> str:
    """Return the first or last day that is recorded."""
    if recording.first_day is not None:
        return days_text(Period(recording.first_day), language)
    last_day = periods.day(recording.last_day or recording.recorded_on, language)
    return phrase("to-day", language, day=last_day)


def days_text(days: Period | Start, language: Language) -> str:
    """Return the days of a period, or what its first day waits for."""
    if isinstance(days, Start):
        first = phrase(_STARTS[days.when], language)
        if days.not_before is not None:
            earliest = periods.day(days.not_before, language)
            first += phrase("not-before", language, day=earliest)
    else:
        first = phrase("from-day", language, day=periods.day(days.first_day, language))
    last_day = days.last_day
    if last_day is None:
        return first
    return f"{first} {phrase('to-day', language, day=periods.day(last_day, language))}"


def needs_text(needs: Needs, agreement: Agreement, language: Language) -> str:
    """Return whose decisions are needed."""
    parties = ", ".join(str(agreement.party(party)) for party in needs.parties)
    name = "needs-parties" if parties else "needs-all"
    if needs.at_least is not None:
        name = "needs-some" if parties else "needs-some-of-all"
    return phrase(name, language, parties=parties, count=needs.at_least or 0)


class InstrumentLines:
    """Writes the instruments of an agreement."""

    def __init__(self, agreement: Agreement, language: Language) -> None:
        self._agreement = agreement
        self._language = language

    def of(self, instrument: Instrument) -> Iterator[str]:
        """Yield what an instrument is, its effect, and who decided on it and when."""
        language = self._language
        said = instrument_text(instrument, "", self._agreement, language)
        said = f"{instrument.number}. {said} {self._effect(instrument)}"
        if isinstance(instrument, Recording):
            yield said
            return
        own = None if instrument.decision is None else decision_text(instrument.decision, language)
        if not instrument.is_joint:
            yield f"{said}, {own or phrase('undecided', language)}"
            return
        needs = needs_text(instrument.needs or Needs(), self._agreement, language)
        yield ", ".join(part for part in (said, own, needs) if part)
        for each in sorted(instrument.adoptions, key=lambda each: each.decision.decided_on):
            party = str(self._agreement.party(each.party))
            decided = decision_text(each.decision, language)
            yield f"  {phrase('adopted-by', language, party=party, decision=decided)}"

    def _effect(self, instrument: Instrument) -> str:  # noqa: PLR0911 - one for each kind
        language = self._language
        match instrument:
            case Accession():
                return days_text(instrument.effective, language)
            case Withdrawal() | Termination():
                return self._until(instrument.last_day, "last-day-unknown")
            case Extension():
                return self._until(instrument.last_day, "until-further-notice")
            case Succession():
                return days_text(Period(instrument.first_day), language)
            case Amendment():
                named = (CHANGED[name].in_language(language) for name in instrument.changes)
                return f"{days_text(instrument.effective, language)}: {', '.join(named)}"
            case Revocation():
                return phrase("of-number", language, number=instrument.target)
            case Recording():
                return self._recorded(instrument)
            case _:
                assert_never(instrument)

    def _until(self, day: dt.date | None, otherwise: str) -> str:
        if day is None:
            return phrase(otherwise, self._language)
        return phrase("to-day", self._language, day=periods.day(day, self._language))

    def _recorded(self, recording: Recording) -> str:
        language = self._language
        day = recorded_day_text(recording, language)
        recorded = periods.day(recording.recorded_on, language)
        return phrase("recorded-day", language, day=day, recorded=recorded)
