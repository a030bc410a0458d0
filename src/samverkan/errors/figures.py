"""Errors about figures and files of figures."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, NamedTuple

from .files import FILE_FAULTS, told
from .texts import Filled, Language, SamverkanError, Text

_FAULTS = {
    **FILE_FAULTS,
    "column-lacking": Text(
        "kolumnen {column} saknas; lägg till den", "column {column} is missing; add it"
    ),
    "column-unknown": Text(
        "okänd kolumn {found!r}; ta bort den eller byt namn på den",
        "unknown column {found!r}; remove or rename it",
    ),
    "column-repeated": Text(
        "kolumnen {column} står flera gånger; ta bort den ena",
        "column {column} occurs more than once; remove one",
    ),
    "cells": Text(
        "{found} celler; ange en för varje kolumn, med citattecken kring en text som innehåller "
        "avgränsaren",
        "{found} cells; give one for each column, with quotes around a separator in a text",
    ),
    "too-large": Text(
        "filen är större än {found} byte; dela den", "it is larger than {found} bytes; divide it"
    ),
    "encoding": Text(
        "byten {found} är inte UTF-8; spara filen som CSV i UTF-8",
        "byte {found} is not UTF-8; save the file as CSV in UTF-8",
    ),
    "csv": Text(
        "raden är inte CSV: ett citattecken avslutas inte, eller en cell är för lång; rätta raden",
        "the line is not valid CSV: a quote is not closed, or a cell is too long; correct the line",
    ),
    "code": Text(
        "{column} ska vara fyra siffror, som 0182 med sin första nolla, inte {found!r}",
        "{column} must be four digits, as in 0182 with its first 0, got {found!r}",
    ),
    "day": Text(
        "{column} ska vara en dag skriven ÅÅÅÅ-MM-DD, inte {found!r}",
        "{column} must be a day written YYYY-MM-DD, got {found!r}",
    ),
    "no-such-day": Text(
        "{column} {found!r} är ingen dag i kalendern åren 1800 till 2999; rätta den",
        "{column} {found!r} is not a calendar day in the years 1800 to 2999; correct it",
    ),
    "count": Text(
        "{column} ska vara högst 18 siffror, utan mellanrum, som 95182, inte {found!r}",
        "{column} must be at most 18 digits, without spaces, as in 95182, got {found!r}",
    ),
    "status": Text(
        "{column} ska vara final, secondary eller tomt, inte {found!r}",
        "{column} must be final, secondary or empty, got {found!r}",
    ),
    "text": Text(
        "{column} är för lång eller innehåller tecken som inte syns; rätta den: {found!r}",
        "{column} is too long, or contains invisible characters; correct it: {found!r}",
    ),
    "published": Text(
        "{column} {found} är före avstämningsdagen; rätta den: inget är känt innan det har "
        "inträffat",
        "{column} {found} is before the reference date; correct it: nothing is known before it "
        "happens",
    ),
    "conflict": Text(
        "{column} anges två gånger, som {found}; ta bort den ena, eller ge en rättelse dess egen "
        "publiceringsdag",
        "{column} is given twice, as {found}; leave one out, or give a correction its own day of "
        "publication",
    ),
}

_ON_LINE = Text("rad {line}: {said}", "line {line}: {said}")


class FigureConflictError(SamverkanError, ValueError):
    """At least one figure has two values that became known on the same day.

    Attributes:
        conflicts: For each conflict, the id of the statistic, the subject, the reference date and
            the two values.
    """

    conflicts: tuple[tuple[str, str, dt.date, int, int], ...]

    template: ClassVar[Text] = Text(
        "Uppgifter har två värden som blev kända samma dag; utelämna det ena, eller ge en rättelse "
        "dess egen publiceringsdag:{each}",
        "figures have two values that became known on the same day; leave one out, or give a "
        "correction its own day of publication:{each}",
    )

    of_each: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är både {one!r} och {other!r}",
        "{statistic} of {subject} on {day} is both {one!r} and {other!r}",
    )

    def _told(self) -> dict[str, object]:
        names = ("statistic", "subject", "day", "one", "other")
        told = [
            Filled(self.of_each, dict(zip(names, found, strict=True))) for found in self.conflicts
        ]
        return {**super()._told(), "each": tuple(told)}


class StatisticConflictError(SamverkanError, ValueError):
    """One statistic has two definitions that differ in decimals or in whether it may be negative.

    Attributes:
        statistic: The id of the statistic.

        one: Number of decimals in one definition, and whether its figures may be negative.

        other: The same, in the other definition.
    """

    statistic: str
    one: tuple[int, bool]
    other: tuple[int, bool]

    template: ClassVar[Text] = Text(
        "{statistic} är angiven på två sätt; ange den en gång, eller ge den ena ett annat "
        "id:{each}",
        "{statistic} is stated in two ways; state it once, or give one of them another id:{each}",
    )

    if_signed: ClassVar[Text] = Text(
        "decimaler: {decimals}; får vara under 0 (signed)",
        "decimals: {decimals}; may be below 0 (signed)",
    )
    if_unsigned: ClassVar[Text] = Text(
        "decimaler: {decimals}; minst 0", "decimals: {decimals}; 0 or more"
    )

    def _told(self) -> dict[str, object]:
        told = [
            Filled(self.if_signed if below else self.if_unsigned, {"decimals": decimals})
            for decimals, below in (self.one, self.other)
        ]
        return {**super()._told(), "each": tuple(told)}


class FigureFault(NamedTuple):
    """One fault in a file of figures.

    Attributes:
        line: The line, counted from 1, or 0 if the fault concerns the whole file.

        reason: What kind of fault it is.

        column: The column, if the fault is in one.

        found: The content found there.
    """

    line: int
    reason: str
    column: str = ""
    found: str = ""

    def in_language(self, language: Language) -> str:
        """Return the fault and how to correct it, in Swedish or English."""
        said = Filled(_FAULTS[self.reason], self._asdict())
        lined = Filled(_ON_LINE, {**self._asdict(), "said": said})
        return (lined if self.line else said).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")


FigureFault.__module__ = "samverkan.errors"  # the path to import it from


class FigureFileError(SamverkanError, ValueError):
    """A file of figures cannot be read; all its faults are listed.

    Attributes:
        where: Name of the file.

        faults: The faults, in order of line.
    """

    where: str | Text
    faults: tuple[FigureFault, ...]

    template: ClassVar[Text] = Text(
        "{where} går inte att läsa:{faults}",
        "{where} cannot be read:{faults}",
    )

    def _told(self) -> dict[str, object]:
        return {**super()._told(), "where": told(self.where)}
