"""What tables are about, as names and texts for the last sheet of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from ..agreements.agreement import Agreement
from ..agreements.terms import Terms
from ..core.periods import day
from ..errors.texts import Language, Text
from ..fees.assessments import Assessment
from ..fees.ledgers import Settlement
from ..reports.fees import lacking
from ..reports.words import phrase

Facts: TypeAlias = tuple[tuple[str, str], ...]
"""Names and texts, in one language."""

_AGREEMENT: Final = Text("Avtal", "Agreement")
_NUMBER: Final = Text("Diarienummer", "Document number")
YEAR: Final = Text("År", "Year")
_YEARS: Final = Text("År", "Years")
_READING: Final = Text("Tolkning", "Reading")
_BECAUSE: Final = Text("{name}: {reason}", "{name}: {reason}")
_KNOWN: Final = Text("Känt", "Known")
_KNOWN_ON: Final = Text("det som var känt den {day}", "what was known on {day}")
_ALL_KNOWN: Final = Text("allt som är registrerat", "everything on record")
ON: Final = Text("Avser", "On")
PARTIES: Final = Text("Parter", "Parties")
_FEES: Final = Text("Avgifter", "Fees")
_COUNTED: Final = Text("{known} kända, {unknown} okända", "{known} known, {unknown} unknown")
_FORECAST: Final = Text("Prognos", "Forecast")
_RESTS_ON_ASSUMED: Final = Text(
    "belopp vilar på uppgifter som är antagna, se underlag; de går inte att kräva",
    "amounts rest on figures that are assumed, see figures; they cannot be claimed",
)
_NOT_ZERO: Final = Text("Okänt", "Unknown")
_IS_NOT_ZERO: Final = Text(
    "det som är okänt räknas inte som 0 kr: summan är då en delsumma",
    "what is unknown does not count as SEK 0: the total is then a subtotal",
)
_UNSTATED: Final = Text("{parties}; ingår inte i summan", "{parties}; not part of the total")


def about_agreement(
    terms: Terms,
    language: Language,
    *,
    known_on: dt.date | None,
    on: dt.date | None = None,
) -> Facts:
    """Return which agreement is meant, as known when."""
    return tuple(Told(language).agreement(terms, on=on, known_on=known_on))


def about_fees(assessment: Assessment, language: Language) -> Facts:
    """Return which fees are meant: agreement, year, reading, knowledge, and what is not known."""
    told = Told(language)
    return (
        *told.agreement(assessment.terms, known_on=assessment.known_on),
        told.fact(YEAR, str(assessment.year)),
        *told.forecast(is_forecast=assessment.is_forecast),
        *told.readings([assessment]),
        *told.parties(assessment),
        told.counted(len(assessment), len(assessment.unknown)),
        *told.unknown([assessment]),
    )


def about_claims(settlement: Settlement, language: Language) -> Facts:
    """Return which claims are meant, and whose fees are not known."""
    told, owed = Told(language), settlement.assessments
    if not owed:
        return ()
    return (
        *told.agreement(owed[-1].terms, known_on=settlement.ledger.known_on),
        told.fact(_YEARS, ", ".join(str(each.year) for each in owed)),
        *told.readings(owed),
        *told.parties(owed[0]),
        *told.unknown(owed, settlement.pending_before),
    )


class Told:
    """Tells facts in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def _said(self, text: Text, **values: object) -> str:
        return text.in_language(self._language).format(**values)

    def fact(self, name: Text, said: str) -> tuple[str, str]:
        """Return a name with what is said."""
        return self._said(name), said

    def known(self, known_on: dt.date | None) -> tuple[str, str]:
        """Return what was known."""
        if known_on is None:
            return self.fact(_KNOWN, self._said(_ALL_KNOWN))
        return self.fact(_KNOWN, self._said(_KNOWN_ON, day=day(known_on, self._language)))

    def agreement(
        self, terms: Terms, *, known_on: dt.date | None, on: dt.date | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield which agreement it is, on which day, as known when."""
        yield self.fact(_AGREEMENT, terms.title.in_language(self._language))
        if terms.document_number is not None:
            yield self.fact(_NUMBER, terms.document_number)
        if on is not None:
            yield self.fact(ON, day(on, self._language))
        yield self.known(known_on)

    def readings(self, assessments: Iterable[Assessment]) -> Iterator[tuple[str, str]]:
        """Yield each reading that fees follow, with its reason."""
        found = {
            reading: None
            for each in assessments
            for reading in each.terms.funding
            if reading.name == each.reading
        }
        for reading in found:
            said = reading.name
            if reading.reason is not None:
                reason = reading.reason.in_language(self._language)
                said = self._said(_BECAUSE, name=said, reason=reason)
            yield self.fact(_READING, said)

    def parties(self, assessment: Assessment) -> Iterator[tuple[str, str]]:
        """Yield the parties that were asked for, if not all are meant."""
        if assessment.chosen is not None:
            yield self.fact(PARTIES, _named(sorted(assessment.chosen), assessment.agreement))

    def forecast(self, *, is_forecast: bool) -> Iterator[tuple[str, str]]:
        """Yield that amounts are a forecast, if they are."""
        if is_forecast:
            yield self.fact(_FORECAST, self._said(_RESTS_ON_ASSUMED))

    def counted(self, known: int, unknown: int) -> tuple[str, str]:
        """Return how many fees are known."""
        return self.fact(_FEES, self._said(_COUNTED, known=known, unknown=unknown))

    def unknown(
        self, assessments: Sequence[Assessment], pending_before: Iterable[str] = ()
    ) -> Iterator[tuple[str, str]]:
        """Yield what is missing and whose fees are not known, those of one reason together."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        unstated: dict[str, None] = {}
        for each in assessments:
            for reason, party in self._reasons(each):
                found.setdefault(reason, {})[str(each.agreement.party(party))] = None
            unstated |= dict.fromkeys(str(each.agreement.party(party)) for party in each.unstated)
        for party in pending_before:
            name = str(assessments[0].agreement.party(party))
            found.setdefault(("csv-pending", ""), {})[name] = None
        if found:
            yield self.fact(_NOT_ZERO, self._said(_IS_NOT_ZERO))
        for (status, needs), parties in found.items():
            said = ", ".join(parties)
            yield _capital(phrase(status, self._language)), f"{needs}: {said}" if needs else said
        if unstated:
            said = self._said(_UNSTATED, parties=", ".join(unstated))
            yield _capital(phrase("csv-unstated", self._language)), said

    def _reasons(self, assessment: Assessment) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield why each unknown fee is not known, and its party."""
        for missing in assessment.missing:
            status = "csv-missing" if missing.needs else "csv-indivisible"
            needs = lacking(missing, assessment.agreement, self._language)
            yield (status, needs), missing.party
        for status, parties in (
            ("csv-undated", assessment.undated),
            ("csv-pending", assessment.pending),
        ):
            yield from (((status, ""), party) for party in parties)


def _named(parties: Iterable[str], agreement: Agreement) -> str:
    return ", ".join(str(agreement.party(party)) for party in parties)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
