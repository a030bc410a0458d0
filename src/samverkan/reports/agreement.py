"""What an agreement says, as text: its terms, parties, funding, governance and instruments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..agreements.agreement import Agreement
from ..agreements.documents import Document, DocumentKind
from ..agreements.instruments import Accession
from ..agreements.terms import Form, Terms
from ..core import periods
from ..core.parties import Party, PartyKind
from ..errors.texts import Language, Text, an_instance
from ..governance.forums import Forum
from . import words
from .dues import due_line, notice_lines
from .instruments import InstrumentLines, days_text, needs_text
from .pending import pending_lines
from .rules import reading_lines
from .seats import SeatWords
from .words import WIDTH, page, phrase

_KINDS = list(PartyKind)
_FORMS = {
    Form.COOPERATION: Text("samverkansavtal", "cooperation agreement"),
    Form.AGREED_COOPERATION: Text("avtalssamverkan", "cooperation on tasks by agreement"),
    Form.MUNICIPAL_FEDERATION: Text("kommunalförbund", "municipal federation"),
    Form.JOINT_COMMITTEE: Text("gemensam nämnd", "joint committee"),
}
_DOCUMENTS = {
    DocumentKind.LETTER_OF_INTENT: Text("avsiktsförklaring", "letter of intent"),
    DocumentKind.RECOMMENDATION: Text("rekommendation", "recommendation"),
    DocumentKind.AGREEMENT: Text("överenskommelse", "agreement"),
    DocumentKind.ANNEX: Text("bilaga", "annex"),
}
_UNSTATED = {
    "purposes": Text("syften", "purposes"),
    "document_number": Text("diarienummer", "document number"),
    "form": Text("samverkansform", "legal form"),
    "funding": Text("finansiering", "funding"),
    "commitments": Text("åtaganden", "commitments"),
    "notice_months": Text("uppsägningstid", "period of notice"),
    "governance": Text("organisation och styrning", "governance"),
}


def agreement_text(agreement: Agreement, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return what an agreement says as text, and at the end what it does not state.

    The terms are the original ones; amendments are among the instruments.

    >>> from samverkan.stockholm import agreement
    >>> print(agreement_text(agreement, language="en").splitlines()[1])
    Document number: KSL/15/0016-5
    """
    an_instance("agreement", agreement, Agreement)
    return page(_Lines(agreement, language).all(), width)


class _Lines:
    """Writes an agreement in one language."""

    def __init__(self, agreement: Agreement, language: Language) -> None:
        self._agreement = agreement
        self._terms = agreement.terms
        self._language = language

    def all(self) -> Iterator[str]:
        """Yield everything, part by part, with an empty line between parts."""
        yield from self._head()
        for lines in (
            self._parties(),
            self._funding(),
            self._governance(),
            self._commitments(),
            self._dues(),
            self._instruments(),
            self._pending(),
            self._documents(),
            self._unstated(),
        ):
            several = list(lines)
            yield from ["", *several] if several else []

    def _head(self) -> Iterator[str]:
        terms, language = self._terms, self._language
        yield terms.title.in_language(language)
        if terms.document_number is not None:
            yield phrase("document-number", language, number=terms.document_number)
        yield phrase("in-force", language, days=days_text(terms.period, language))
        if terms.needs is not None:
            yield words.capital(needs_text(terms.needs, self._agreement, language))
        if terms.form is not None:
            yield phrase("form", language, form=_FORMS[terms.form].in_language(language))
        if terms.special_act is not None:
            yield phrase("special-act", language, act=terms.special_act)
        yield from notice_lines(terms, language)
        if terms.host is not None:
            yield words.host_line(self._agreement.party(terms.host), terms.host, language)
        for purpose in terms.purposes:
            yield phrase("purpose", language, purpose=purpose.in_language(language))

    def _parties(self) -> Iterator[str]:
        parties = sorted(self._agreement.parties, key=lambda party: _KINDS.index(party.kind))
        yield phrase("parties", self._language, count=len(parties))
        for kind, several in groupby(parties, key=lambda party: party.kind):
            listed = list(several)
            name = words.capital(words.KINDS[kind].in_language(self._language))
            yield f"  {name} ({len(listed)})"
            yield from (f"    {self._party(party)}" for party in listed)

    def _party(self, party: Party) -> str:
        """Return a party, with the reference that it wants on what it is billed."""
        if party.buyer_reference is None:
            return str(party)
        reference = party.buyer_reference
        return phrase("with-reference", self._language, party=str(party), reference=reference)

    def _funding(self) -> Iterator[str]:
        if self._terms.funding:
            yield phrase("funding", self._language)
        for reading in self._terms.funding:
            yield from reading_lines(reading, self._language, 1)

    def _governance(self) -> Iterator[str]:
        governance, language = self._terms.governance, self._language
        if governance is None:
            return
        yield phrase("governance", language)
        if len(governance.modes) > 1:
            names = ", ".join(mode.name.in_language(language) for mode in governance.modes)
            yield f"  {phrase('modes-of', language, names=names)}"
        state = self._agreement.as_known()
        seats = SeatWords(state, state.period.first_day, language)
        for level in governance.levels:
            yield f"  {words.capital(level.name.in_language(language))}"
            for forum in governance.forums_of(level.id):
                yield from self._forum(forum, seats)
        for forum in governance.forums:
            if forum.level is None:
                yield from self._forum(forum, seats)

    def _forum(self, forum: Forum, seats: SeatWords) -> Iterator[str]:
        yield f"    {forum.name(on=seats.on)} ({forum.id})"
        yield from (f"      {seats.rule(seat)}" for seat in forum.seats)

    def _commitments(self) -> Iterator[str]:
        if self._terms.commitments:
            yield phrase("commitments", self._language, count=len(self._terms.commitments))
        for commitment in self._terms.commitments:
            yield f"  {commitment.text.in_language(self._language)}"

    def _dues(self) -> Iterator[str]:
        if self._terms.due:
            yield phrase("dues", self._language, count=len(self._terms.due))
        yield from (f"  {due_line(due, self._language)}" for due in self._terms.due)

    # --- Instruments and documents

    def _instruments(self) -> Iterator[str]:
        instruments = self._agreement.instruments
        if instruments:
            yield phrase("instruments", self._language, count=len(instruments))
        lines = InstrumentLines(self._agreement, self._language)
        yield from (f"  {line}" for each in instruments for line in lines.of(each))

    def _pending(self) -> Iterator[str]:
        state = self._agreement.as_known()
        if state.pending:
            yield phrase("pending", self._language, count=len(state.pending))
        for line in pending_lines(state, self._agreement, self._language):
            yield f"  {line}"

    def _documents(self) -> Iterator[str]:
        documents = self._agreement.documents
        if documents:
            yield phrase("documents", self._language, count=len(documents))
        yield from (f"  {self._document(each)}" for each in documents)
        if self._terms.replaces:
            yield phrase("replaces", self._language)
        yield from (f"  {self._document(each)}" for each in self._terms.replaces)

    def _document(self, document: Document) -> str:
        """Return a document's title, then its kind, issuer, number and date in brackets."""
        known = [
            _DOCUMENTS[document.kind].in_language(self._language),
            document.issuer,
            document.number,
            None if document.dated is None else periods.day(document.dated, self._language),
        ]
        details = ", ".join(each for each in known if each is not None)
        return f"{document.title.in_language(self._language)} ({details})"

    # --- What is not stated

    def _unstated(self) -> Iterator[str]:
        terms, language = self._terms, self._language
        names = [
            said.in_language(language)
            for field, said in _UNSTATED.items()
            if getattr(terms, field) in {None, ()}
            and not (field == "notice_months" and terms.notice_by is not None)
        ]
        if terms.period.last_day is None:
            names.append(phrase("last-day", language))
        lines = [phrase("terms-unstated", language, names=", ".join(names))] if names else []
        counts = {
            "no-numbers": sum(
                party.organisation_number is None for party in self._agreement.parties
            ),
            "no-decisions": sum(
                isinstance(each, Accession) and not each.decisions
                for each in self._agreement.instruments
            ),
            "no-dates": sum(each.dated is None for each in self._agreement.documents),
            "seatless": sum(not forum.seats for forum in _forums(terms)),
        }
        lines += [phrase(name, language, count=count) for name, count in counts.items() if count]
        if lines:
            yield phrase("not-stated", language)
        yield from (f"  {line}" for line in lines)


def _forums(terms: Terms) -> tuple[Forum, ...]:
    return () if terms.governance is None else terms.governance.forums
