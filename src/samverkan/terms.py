"""What the agreement's document says."""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from . import _fields
from .errors import CountError, RuleError, UnknownReadingError, WrongTypeError
from .funding.rules import Reading
from .governance import Governance
from .periods import Period
from .sources import Source, as_sources
from .texts import Text, as_text

__all__ = ["Commitment", "Form", "Terms"]


class Form(enum.StrEnum):
    """In what form bodies work together, which tells who must decide on it."""

    COOPERATION = "cooperation"
    """A plain agreement to cooperate, or to share a cost (*samverkansavtal*)."""
    AGREED_COOPERATION = "agreed-cooperation"
    """One does another's tasks by agreement (*avtalssamverkan*)."""
    MUNICIPAL_FEDERATION = "municipal-federation"
    """A legal person of its own (*kommunalförbund*)."""
    JOINT_COMMITTEE = "joint-committee"
    """A committee of several municipalities in one of them (*gemensam nämnd*)."""


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


def _as_readings(value: Reading | Iterable[Reading]) -> tuple[Reading, ...]:
    return _fields.several("funding", value, Reading, "a Reading")


def _as_commitments(value: Commitment | Iterable[Commitment]) -> tuple[Commitment, ...]:
    return _fields.several("commitments", value, Commitment, "a Commitment")


def _as_purposes(value: str | Text | Iterable[str | Text]) -> tuple[Text, ...]:
    found: tuple[str | Text, ...] = _fields.several(
        "purposes",
        value,
        (str, Text),
        "a Text or text",
    )
    return tuple(map(as_text, found))


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

        notice_months: The period of notice (*uppsägningstid*), in calendar months, or None
            where none is stated.

        renewal_months: For how many calendar months the term renews itself each time it runs
            out without notice (*automatisk förlängning*), or None where it does not.

        governance: How it is governed, or None where that is not stated.

        form: In what form the parties work together, or None where that is not stated.

        sources: Where the title, number, period and form were seen.

    Raises:
        WrongTypeError: If a field holds something else.

        RuleError: If two readings have one name.

        CountError: If a number of months is negative, or a renewal is of none.

        TextError: If a text is empty or holds characters that cannot be seen.

    >>> from samverkan.stockholm import agreement
    >>> [reading.name for reading in agreement.terms.funding]
    ['mid-year-before', 'year-start']
    """

    title: Text = attrs.field(converter=as_text)
    period: Period
    purposes: tuple[Text, ...] = attrs.field(default=(), converter=_as_purposes)
    document_number: str | None = attrs.field(default=None, converter=_fields.optional_line)
    funding: tuple[Reading, ...] = attrs.field(default=(), converter=_as_readings)
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=_as_commitments)
    notice_months: int | None = None
    renewal_months: int | None = None
    governance: Governance | None = None
    form: Form | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.period, Period):
            raise WrongTypeError("period", "a Period", self.period)
        _fields.an_optional_line("document_number", self.document_number)
        for field in ("notice_months", "renewal_months"):
            if getattr(self, field) is not None:
                _fields.a_whole_number(field, getattr(self, field))
        if self.renewal_months is not None and not self.renewal_months:
            raise CountError("renewal_months", self.renewal_months, 1)
        if self.governance is not None and not isinstance(self.governance, Governance):
            raise WrongTypeError("governance", "a Governance or None", self.governance)
        if self.form is not None and not isinstance(self.form, Form):
            raise WrongTypeError("form", "a Form or None", self.form)
        names = [reading.name for reading in self.funding]
        if len(set(names)) < len(names):
            raise RuleError(f"two readings are called {', '.join(names)}; give each its own name")

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
