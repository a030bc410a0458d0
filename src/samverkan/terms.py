"""What the agreement's document says."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from . import _fields
from .errors import UnknownReadingError, WrongTypeError
from .funding.rules import Reading
from .periods import Period
from .sources import Source, as_sources
from .texts import Text, as_text

__all__ = ["Commitment", "Terms"]


@attrs.frozen(kw_only=True)
class Commitment:
    """What each party undertakes (*åtagande*).

    Args:
        text: What it undertakes.

        sources: Where it stands.

    Raises:
        TextError: If the text is empty or holds characters that cannot be seen.

    >>> Commitment(text="Representation i regionala samverkansforum").text.sv
    'Representation i regionala samverkansforum'
    """

    text: Text = attrs.field(converter=as_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_readings(value: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(value)


def _as_commitments(value: Iterable[Commitment]) -> tuple[Commitment, ...]:
    return tuple(value)


def _as_texts(value: Iterable[str | Text]) -> tuple[Text, ...]:
    return tuple(map(as_text, value))


@attrs.frozen(kw_only=True)
class Terms:
    """What the agreement's document says (*avtalsvillkor*). What it does not say is absent.

    Args:
        title: Its title.

        period: The days on which it is in force; no last day where none is stated.

        purposes: What it is for.

        document_number: Its number with who issued it (*diarienummer*), or None.

        funding: The readings of its funding, the preferred one first; none where it states
            no funding.

        commitments: What each party undertakes.

        sources: Where the title, number and period were seen.

    Raises:
        WrongTypeError: If a field holds something else, or two readings have one name.

        TextError: If a text is empty or holds characters that cannot be seen.

    >>> from samverkan.stockholm import agreement
    >>> [reading.name for reading in agreement.terms.funding]
    ['mid-year-before', 'year-start']
    """

    title: Text = attrs.field(converter=as_text)
    period: Period
    purposes: tuple[Text, ...] = attrs.field(default=(), converter=_as_texts)
    document_number: str | None = attrs.field(default=None, converter=_fields.optional_line)
    funding: tuple[Reading, ...] = attrs.field(default=(), converter=_as_readings)
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=_as_commitments)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.period, Period):
            raise WrongTypeError("period", "a Period", self.period)
        _fields.an_optional_line("document_number", self.document_number)
        _fields.instances("funding", self.funding, Reading, "a Reading")
        _fields.instances("commitments", self.commitments, Commitment, "a Commitment")
        names = [reading.name for reading in self.funding]
        if len(set(names)) < len(names):
            raise WrongTypeError("funding", "readings with a name each", ", ".join(names))

    def reading(self, name: str | None = None) -> Reading:
        """Return the reading of the funding that has this name, or the preferred one.

        Raises:
            UnknownReadingError: If there is none.

        >>> from samverkan.stockholm import agreement
        >>> agreement.terms.reading().name
        'mid-year-before'
        """
        for reading in self.funding:
            if name is None or reading.name == name:
                return reading
        raise UnknownReadingError(str(name), tuple(reading.name for reading in self.funding))
