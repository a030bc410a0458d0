"""The papers that make and change an agreement."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from . import _fields
from .decisions import Decision
from .errors import CountError, WrongTypeError
from .periods import Period
from .sources import Source, as_sources
from .texts import Text, as_text

__all__ = ["Accession", "Document", "DocumentKind"]


class DocumentKind(enum.StrEnum):
    """What a document is. None of these binds a party: its own accession does."""

    LETTER_OF_INTENT = "letter-of-intent"
    """*Avsiktsförklaring*."""
    RECOMMENDATION = "recommendation"
    """*Rekommendation*."""
    AGREEMENT = "agreement"
    """*Överenskommelse*, the text that the parties accede to."""
    ANNEX = "annex"
    """*Bilaga*."""


@attrs.frozen(kw_only=True)
class Document:
    """A paper in the life of an agreement, with its date (*handling*).

    Args:
        kind: What it is.

        title: What it is called.

        issuer: Who issued it, or None where that was not seen.

        dated: Its day, or None where that was not seen.

        sources: Where it was seen.

    Raises:
        NotADayError: If the day is not a date, or is a date with a time.

        WrongTypeError: If a field holds something else.

        TextError: If a text is empty or holds characters that cannot be seen.

    >>> Document(
    ...     kind=DocumentKind.LETTER_OF_INTENT,
    ...     title="Avsiktsförklaring",
    ...     dated=dt.date(2014, 4, 1),
    ... ).issuer is None
    True
    """

    kind: DocumentKind
    title: Text = attrs.field(converter=as_text)
    issuer: str | None = attrs.field(default=None, converter=_fields.optional_line)
    dated: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.kind, DocumentKind):
            raise WrongTypeError("kind", "a DocumentKind", self.kind)
        _fields.an_optional_line("issuer", self.issuer)
        _fields.an_optional_day("dated", self.dated)


@attrs.frozen(kw_only=True)
class Accession:
    """A party joins (*anslutning*): from a day on it is a member.

    The first day may lie before the decision: that is retroactive effect (*retroaktiv
    verkan*), and needs no mark of its own.

    Args:
        number: Its number among the instruments of its agreement, 1 or more.

        party: The id of the party.

        effective: The days of membership, as far as this instrument says.

        decision: The party's own decision, or None where none is recorded.

        group: The named group that the funding rules place the member in, or None.

        sources: Where the accession was seen.

    Raises:
        WrongTypeError: If a field holds something else.

        CountError: If the number is below 1.

        TextError: If a text is empty, or the party's id is no id.

    >>> Accession(number=1, party="0182", effective=Period(dt.date(2015, 1, 1))).decision is None
    True
    """

    number: int
    party: str
    effective: Period
    decision: Decision | None = None
    group: str | None = attrs.field(default=None, converter=_fields.optional_line)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_whole_number("number", self.number)
        if self.number < 1:
            raise CountError("number", self.number)
        _fields.a_slug("party", self.party)
        if not isinstance(self.effective, Period):
            raise WrongTypeError("effective", "a Period", self.effective)
        if self.decision is not None and not isinstance(self.decision, Decision):
            raise WrongTypeError("decision", "a Decision or None", self.decision)
        _fields.an_optional_line("group", self.group)
