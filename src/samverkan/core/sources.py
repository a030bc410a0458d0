"""Sources of facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from ..errors.texts import (
    Text,
    a_line,
    an_optional_line,
    as_line,
    as_optional_line,
    as_optional_text,
)
from .fields import as_tuple


@attrs.frozen(kw_only=True)
class Source:
    """The source of a fact (*källa*): a document, clause, statute or table.

    Args:
        document: Title of the document or table, with its issuer.

        place: Place in the document: a heading, clause, section or page.

        quote: The words that state the fact, verbatim.

        address: Web address at which the document was read.

        remark: What the reader must know, such as that the fact is second-hand or our own
            interpretation.

    Raises:
        TextError: If a text is empty or contains invisible characters.

    >>> act = Source(document="Kommunallag (2017:725)", place="2 kap. 4 §")
    >>> act.place
    '2 kap. 4 §'
    """

    document: str = attrs.field(converter=as_line)
    place: str | None = attrs.field(default=None, converter=as_optional_line)
    quote: str | None = attrs.field(default=None, converter=as_optional_line)
    address: str | None = attrs.field(default=None, converter=as_optional_line)
    remark: Text | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        a_line("document", self.document)
        for field in ("place", "quote", "address"):
            an_optional_line(field, getattr(self, field))


SourcesLike: TypeAlias = Source | Iterable[Source]
"""The values that a field of sources takes: one source, or several."""


def as_sources(value: SourcesLike) -> tuple[Source, ...]:
    """Return one source or several as a tuple, in the order given.

    >>> as_sources(Source(document="Kommunallag (2017:725)"))[0].document
    'Kommunallag (2017:725)'
    """
    return as_tuple("sources", value, Source)
