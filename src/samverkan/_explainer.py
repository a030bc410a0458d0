"""An explanation as lines of text, with its sources numbered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from . import _formats, _steps, _wording
from ._wording import phrase
from .explanations import Addition, Explanation, Portion, Step
from .figures import Figure
from .funding.rules import Basis
from .instruments import Accession, Succession
from .members import Member
from .sources import Source
from .texts import Language

__all__ = ["Explainer", "Told", "place_of"]


@attrs.frozen
class Told:
    """What is said of a step, a reference date or a figure, and of what it rests on."""

    said: str
    parts: tuple[Told, ...] = ()
    is_step: bool = False


class Explainer:
    """Writes one explanation; numbers its sources in the order in which they are cited."""

    def __init__(self, explanation: Explanation, language: Language) -> None:
        self._explanation = explanation
        self._language = language
        self._numbers: dict[Source, int] = {}

    def title(self) -> Iterator[str]:
        """Yield who owes what, and by which knowledge."""
        explanation, language = self._explanation, self._language
        yield phrase(
            "fee-title",
            language,
            party=str(explanation.party),
            year=explanation.year,
            amount=_formats.amount(explanation.ore, language),
        )
        if explanation.known_on is not None:
            yield phrase("known-on", language, day=_formats.day(explanation.known_on, language))

    def lines(self) -> Iterator[str]:
        language = self._language
        yield from self.title()
        yield ""
        yield phrase("computation", language)
        yield from _indented(self.tree(), 1)
        yield ""
        yield from self._reading()
        yield from self._memberships()
        if self._numbers:
            yield ""
            yield phrase("sources", language)
            yield from self._sources()

    def _sources(self) -> Iterator[str]:
        """List the sources that were cited, those of one document together."""
        for document in dict.fromkeys(source.document for source in self._numbers):
            yield from _formats.wrapped(document, 1)
            for source, number in self._numbers.items():
                if source.document == document:
                    yield from _formats.wrapped(
                        f"[{number}]\N{NO-BREAK SPACE}{place_of(source, self._language)}", 2
                    )

    def tree(self) -> Told:
        """Return what is said of each step, from the amount down to its figures."""
        return self._step(self._explanation.step, self._explanation.member)

    @property
    def numbers(self) -> dict[Source, int]:
        """The sources that were cited so far, each with its number."""
        return self._numbers

    def _step(self, step: Step, member: Member) -> Told:
        if isinstance(step.by, Portion):  # below it, the membership of these days
            member = self._explanation.member_on(step.by.period.first_day)
        elif isinstance(step.by, Member):
            member = step.by
        said = _steps.said(step, member, self._language)
        if step.by != Addition():  # which no rule states: the days of several are added
            said += self._cited(_steps.sources(step))
        parts = [Told(self._basis(basis)) for basis in _steps.bases(step)]
        parts += [self._part(part, member) for part in _steps.told_below(step)]
        return Told(said, tuple(parts), is_step=True)

    def _part(self, part: Step | Figure, member: Member) -> Told:
        return (
            Told(self._figure(part, member))
            if isinstance(part, Figure)
            else self._step(part, member)
        )

    def _basis(self, basis: Basis) -> str:
        date, language = basis.reference_date, self._language
        day = _formats.day(dt.date(2015, date.month, date.day), language, year=False)
        names = {0: "date-same-year", 1: "date-year-before"}
        name = names.get(date.years_before, "date-years-before")
        said = phrase(name, language, day=day, count=date.years_before)
        return f"{said}{self._cited(basis.sources)}"

    def _figure(self, figure: Figure, member: Member) -> str:
        language = self._language
        names = {party.id: party.name for party in (member.party, *(p for _, p in member.line))}
        status = _wording.STATUSES[figure.status].in_language(language)
        if figure.published_on is not None:
            published = _formats.day(figure.published_on, language)
            status += phrase("published", language, day=published)
        said = phrase(
            "figure",
            language,
            statistic=_capital(figure.statistic.name.in_language(language)),
            subject=names.get(figure.subject, figure.subject),
            day=_formats.day(figure.reference_date, language),
            value=_formats.decimal(figure.statistic.number(figure.value), language),
            status=status,
        )
        return f"{said}{self._cited(figure.sources)}"

    def _reading(self) -> Iterator[str]:
        reading, language = self._explanation.reading, self._language
        said = phrase("chosen", language, name=reading.name)
        yield from _formats.wrapped(f"{said}{self._cited(reading.sources)}", 0)
        if reading.reason is not None:
            yield from _formats.wrapped(reading.reason.in_language(language), 1)
        funding = reading.funding
        said = _wording.PRORATIONS[funding.proration].in_language(language)
        yield from _formats.wrapped(f"{said}{self._cited(funding.sources)}", 0)

    def _memberships(self) -> Iterator[str]:
        """Yield since when the party owes and by whose decision, for each of its memberships."""
        language = self._language
        for member in self._explanation.owed_by:
            said = f"{self._days_of(member)}; {self._decided(member.joined_by)}"
            yield from _formats.wrapped(f"{said}{self._cited(member.joined_by.sources)}", 0)
            accession, charged_to = member.accession, member.accession.charged_to
            for before, after, succession in zip(
                member.line, member.line[1:], member.successions[:-1], strict=False
            ):
                day = _formats.day(succession.first_day, language)
                names = {"party": after[1].name, "before": before[1].name}
                said = phrase("succeeded", language, day=day, **names)
                said += f"; {self._decided(succession)}{self._cited(succession.sources)}"
                yield from _formats.wrapped(said, 1)
            if member.successions:  # what it was charged to is the first one's own
                joined = phrase("joined-first", language, party=member.line[0][1].name)
                said = f"{joined}; {self._decided(accession)}{self._cited(accession.sources)}"
                yield from _formats.wrapped(said, 1)
            elif charged_to is not None:
                to = charged_to.in_language(language)
                yield from _formats.wrapped(phrase("charged-to", language, to=to), 1)

    def _days_of(self, member: Member) -> str:
        language, last_day = self._language, member.period.last_day
        since = _formats.day(member.period.first_day, language)
        said = phrase("member-since", language, day=since)
        if last_day is not None:
            until = _formats.day(last_day, language)
            said += f" {phrase('member-until', language, day=until)}"
        if member.successions:
            before = member.line[-2][1].name
            said += phrase("in-place-of", language, party=before)
        return said

    def _decided(self, instrument: Accession | Succession) -> str:
        decision, language = instrument.decision, self._language
        if decision is None:
            return phrase("no-decision", language)
        name = "decided" if decision.body is None else "decided-by"
        decided = _formats.day(decision.decided_on, language)
        return phrase(name, language, body=decision.body or "", day=decided)

    def _cited(self, sources: tuple[Source, ...]) -> str:
        if not sources:
            said = phrase("no-source", self._language).replace(" ", "\N{NO-BREAK SPACE}")
            return f" [{said}]"
        numbers = self._numbers
        marks = (f"[{numbers.setdefault(source, len(numbers) + 1)}]" for source in sources)
        return "".join(f"\N{NO-BREAK SPACE}{mark}" for mark in marks)


def _indented(told: Told, depth: int) -> Iterator[str]:
    yield from _formats.wrapped(told.said, depth)
    for part in told.parts:
        yield from _indented(part, depth + 1)


def place_of(source: Source, language: Language) -> str:
    """Return the place in a document, its words, what to know of it, and its address."""
    left = "”" if language == "sv" else "“"
    parts = [
        source.place,
        source.quote and f"{left}{source.quote}”",
        source.remark and f"({source.remark.in_language(language)})",
        source.address and f"<{source.address}>",
    ]
    return " ".join(part for part in parts if part) or phrase("whole-document", language)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
