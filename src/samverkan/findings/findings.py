"""Findings: what is wrong, doubtful or worth knowing, and what to do about it."""

from __future__ import annotations

import datetime as dt
import enum
import re
from types import ModuleType
from typing import Final, Protocol, TypeAlias

import attrs

from ..core.money import a_long_number, number
from ..core.periods import day
from ..errors import FindingError, WrongTypeError
from ..errors.quoting import cut, shown
from ..errors.texts import (
    Language,
    Text,
    a_line,
    an_instance,
    an_optional_line,
    as_line,
    as_optional_text,
    as_text,
    joined,
)

_LONGEST: Final = 120
_CITED: Final = Text("en Citation, en Text eller None", "a Citation, a Text or None")


class Severity(enum.StrEnum):
    """How serious a finding is, the most serious first; compare severities by :attr:`rank`."""

    ERROR = "error"
    """Something that a statute or the agreement does not allow, or that is impossible (*fel*)."""
    WARNING = "warning"
    """Something to examine before anybody relies on it (*varning*)."""
    INFO = "info"
    """Something that is useful to know (*upplysning*)."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for information."""
        return list(Severity).index(self)


class Confidence(enum.StrEnum):
    """How certain the reading of the law behind a finding is."""

    HIGH = "high"
    """The text of the statute or of a court was read."""
    MEDIUM = "medium"
    """The reading relies on a secondary source."""
    LOW = "low"
    """The reading is our own, and no case was found. Such a finding is never an error."""


class Cited(Protocol):
    """A basis that a finding can cite, with its text in both languages.

    Examples are :class:`~samverkan.Text` and :class:`~samverkan.sweden.Citation`.

    >>> isinstance(Text("Reglementet, 3 §").in_language("sv"), str)
    True
    """

    def in_language(self, language: Language) -> str:
        """Return the text of the basis."""


Detail: TypeAlias = str | int | dt.date | Text | tuple[str, ...]
"""A value that a message can contain: text, a whole number, a day, or several texts."""


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing (*iakttagelse*).

    Args:
        code: Its kind, in capitals; a code never changes.

        severity: How serious it is.

        subject: What it is about, for programs: ``decision``, ``accession 19``.

        text: What is wrong, in both languages; :meth:`message` returns it with ``about``.

        remedy: What to do.

        source: The basis of the finding, or None if it uses only the model.

        confidence: How certain the reading of the law is, or None if no law is involved.

        about: What it is about, for people: a party, a forum or an instrument; None if the text
            says it. Reports write findings that differ only in this together.

    Raises:
        TextError: If a text is empty or contains invisible characters.

        FindingError: If an error relies on a reading of low confidence.

    >>> finding = Finding(
    ...     code="CHAIR_UNKNOWN",
    ...     severity=Severity.INFO,
    ...     subject="forum council",
    ...     text=Text("ordförande saknas", "there is no chair"),
    ...     remedy=Text("Ange ordförande", "Name the chair"),
    ...     about="rådet",
    ... )
    >>> finding.message("en")
    'rådet: there is no chair'
    """

    code: str = attrs.field(converter=as_line)
    severity: Severity
    subject: str = attrs.field(converter=as_line)
    text: Text = attrs.field(converter=as_text)
    remedy: Text = attrs.field(converter=as_text)
    source: Cited | None = None
    confidence: Confidence | None = None
    about: Text | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        a_line("code", self.code)
        a_line("subject", self.subject)
        _check(self.code, self.severity, self.confidence)
        if self.source is not None and not callable(getattr(self.source, "in_language", None)):
            raise WrongTypeError("source", _CITED, self.source)

    def message(self, language: Language) -> str:
        """Return the message in Swedish or English: what it is about, then the text."""
        text = self.text.in_language(language)
        return text if self.about is None else f"{self.about.in_language(language)}: {text}"

    @property
    def order(self) -> tuple[int, str, str, str]:
        """The sort key of findings: the most serious first, then code, subject and message."""
        # Sort numbers by size: accession 2 before accession 10.
        subject = re.sub("[0-9]+", lambda number: number[0].zfill(9), self.subject)
        return self.severity.rank, self.code, subject, self.message("sv")


@attrs.frozen(kw_only=True)
class FindingKind:
    """A kind of finding: what all findings with one code have in common.

    The message and the remedy name their details in braces, such as ``{decided_on}``. A day is
    written out in the language of the message.

    Args:
        code: Its name, in capitals.

        severity: How serious it is.

        message: The message.

        remedy: What to do.

        confidence: How certain the reading of the law is, or None if no law is involved.

        topic: The topic by which the section of law is looked up, such as a
            :class:`~samverkan.sweden.Topic`, or None if no law is involved.

    Whole numbers are written in groups of three digits; therefore, give a year as text.

    Raises:
        TextError: If a text is empty or contains invisible characters.

        FindingError: If an error relies on a reading of low confidence.

    >>> late = FindingKind(
    ...     code="PAID_LATE",
    ...     severity=Severity.WARNING,
    ...     message=Text("Betalt den {paid_on}", "Paid on {paid_on}"),
    ...     remedy=Text("Kontrollera dröjsmålsräntan", "Check the interest for delay"),
    ... )
    >>> late.found("invoice 7", paid_on=dt.date(2015, 4, 13)).message("sv")
    'Betalt den 13 april 2015'
    """

    code: str = attrs.field(converter=as_line)
    severity: Severity
    message: Text = attrs.field(converter=as_text)
    remedy: Text = attrs.field(converter=as_text)
    confidence: Confidence | None = None
    topic: str | None = None

    def __attrs_post_init__(self) -> None:
        a_line("code", self.code)
        an_optional_line("topic", self.topic)
        _check(self.code, self.severity, self.confidence)

    def found(
        self,
        subject: str,
        source: Cited | None = None,
        *,
        about: str | Text | None = None,
        **details: Detail,
    ) -> Finding:
        """Return a finding of this kind.

        Args:
            subject: What it is about, for programs.

            source: The basis of the finding, or None.

            about: What it is about, for people, or None if the message says it.

            details: The details that the message and the remedy name.

        Raises:
            FindingError: If a detail is missing.
        """
        return Finding(
            code=self.code,
            severity=self.severity,
            subject=subject,
            text=self._said(self.message, details),
            remedy=self._said(self.remedy, details),
            source=source,
            confidence=self.confidence,
            about=shown(about, _LONGEST) if isinstance(about, str) else about,
        )

    def _said(self, text: Text, details: dict[str, Detail]) -> Text:
        for name, value in details.items():
            an_instance(name, value, str, int, dt.date, Text, tuple)
            if isinstance(value, int):
                a_long_number(name, value)
        try:
            swedish, english = _filled(text, details, "sv"), _filled(text, details, "en")
        except KeyError as error:
            lacking = {"detail": error.args[0]}
            raise FindingError(self.code, "detail-lacking", lacking) from error
        except (ValueError, IndexError, AttributeError, TypeError) as error:
            raise FindingError(self.code, "braces", {"form": "{name}"}) from error
        return Text(swedish, english)


def _check(code: str, severity: Severity, confidence: Confidence | None) -> None:
    an_instance("severity", severity, Severity)
    an_instance("confidence", confidence, Confidence, None)
    if severity is Severity.ERROR and confidence is Confidence.LOW:
        raise FindingError(code, "low-confidence")


def _filled(text: Text, details: dict[str, Detail], language: Language) -> str:
    written = {name: _written(value, language) for name, value in details.items()}
    return text.in_language(language).format(**written)


def _written(value: Detail, language: Language) -> str:
    match value:
        case dt.date():
            return day(value, language)
        case int():
            return number(value, language)
        case Text():
            return value.in_language(language)
        case tuple():
            return cut(
                joined((shown(str(each), _LONGEST) for each in value), language), 4 * _LONGEST
            )
        case _:
            return shown(value, _LONGEST)


def kinds_in(*modules: ModuleType) -> tuple[FindingKind, ...]:
    """Return every kind of finding that is a constant of one of the modules, in order of code."""
    found = [each for module in modules for each in vars(module).values()]
    kinds = dict.fromkeys(each for each in found if isinstance(each, FindingKind))
    return tuple(sorted(kinds, key=lambda kind: (kind.code, kind.severity.rank)))
