"""Documents that lead to or belong to an agreement."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from ..core.periods import an_optional_day
from ..core.sources import Source, as_sources
from ..errors.texts import Text, an_instance, an_optional_line, as_optional_line, as_text


class DocumentKind(enum.StrEnum):
    """Kind of document. None of these binds a party: the party's own accession does."""

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
    """A document that leads to or belongs to an agreement, with its date (*handling*).

    Args:
        kind: Kind of document.

        title: Its title.

        issuer: Its issuer, or None if that was not seen.

        dated: Its date, or None if that was not seen.

        number: Its case number at the issuer (*diarienummer*), or None if that was not seen.

        sources: Sources for the document.

    Raises:
        TextError: If a text is empty or contains invisible characters.

    >>> Document(
    ...     kind=DocumentKind.LETTER_OF_INTENT,
    ...     title="Avsiktsförklaring",
    ...     dated=dt.date(2014, 4, 1),
    ... ).issuer is None
    True
    """

    kind: DocumentKind
    title: Text = attrs.field(converter=as_text)
    issuer: str | None = attrs.field(default=None, converter=as_optional_line)
    dated: dt.date | None = None
    number: str | None = attrs.field(default=None, converter=as_optional_line)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("kind", self.kind, DocumentKind)
        an_optional_line("issuer", self.issuer)
        an_optional_day("dated", self.dated)
        an_optional_line("number", self.number)
