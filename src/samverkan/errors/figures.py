"""Errors about figures and files of figures."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, NamedTuple

from .files import FILE_FAULTS, told
from .texts import Filled, Language, Reasons, SamverkanError, Text
from .workbooks import WORKBOOK_FAULTS

_FAULTS = {
    **FILE_FAULTS,
    **WORKBOOK_FAULTS,
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
        "{column} ska vara final, preliminary, forecast, perturbed, secondary eller tomt, inte "
        "{found!r}",
        "{column} must be final, preliminary, forecast, perturbed, secondary or empty, got "
        "{found!r}",
    ),
    "text": Text(
        "{column} är för lång eller innehåller tecken som inte syns; rätta den: {found!r}",
        "{column} is too long, or contains invisible characters; correct it: {found!r}",
    ),
    "published": Text(
        "{column} {found} är före avstämningsdagen; rätta den: bara en prognos (forecast) är känd "
        "innan det som den avser har inträffat",
        "{column} {found} is before the reference date; correct it: only a forecast is known "
        "before what it describes happens",
    ),
    "conflict": Text(
        "{column} anges två gånger, som {found}; ta bort den ena, eller ge en rättelse dess egen "
        "publiceringsdag",
        "{column} is given twice, as {found}; leave one out, or give a correction its own day of "
        "publication",
    ),
    "two-tables": Text(
        "{column} anges av två tabeller, som {found}; behåll den tabell som villkoren avser, och "
        "dess total",
        "{column} is given by two tables, as {found}; keep the table that the terms mean, and its "
        "total",
    ),
}

_ON_LINE = Text("rad {line}: {said}", "line {line}: {said}")


class FigureConflictError(SamverkanError, ValueError):
    """At least one figure has two values that became known on the same day.

    Attributes:
        conflicts: For each conflict, the id of the statistic, the subject, the reference date and
            the two values.

        tables: For each conflict, the names of the two tables if the values come from different
            tables, else None.
    """

    conflicts: tuple[tuple[str, str, dt.date, int, int], ...]
    tables: tuple[tuple[str, str] | None, ...] = ()

    template: ClassVar[Text] = Text(
        "Uppgifter har två värden som blev kända samma dag; behåll ett av dem:{each}",
        "figures have two values that became known on the same day; keep one of them:{each}",
    )

    of_each: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är både {one!r} och {other!r}; utelämna det ena, "
        "eller ge en rättelse dess egen publiceringsdag",
        "{statistic} of {subject} on {day} is both {one!r} and {other!r}; leave one out, or give "
        "a correction its own day of publication",
    )

    of_tables: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är {one!r} enligt {table} och {other!r} enligt "
        "{other_table}; behåll den tabell som villkoren avser, och dess total",
        "{statistic} of {subject} on {day} is {one!r} by {table} and {other!r} by {other_table}; "
        "keep the table that the terms mean, and its total",
    )

    def _told(self) -> dict[str, object]:
        several = (*self.tables, *(None for _ in self.conflicts))
        told = [self._conflict(*both) for both in zip(self.conflicts, several, strict=False)]
        return {**super()._told(), "each": tuple(told)}

    def _conflict(
        self, found: tuple[str, str, dt.date, int, int], tables: tuple[str, str] | None
    ) -> Filled:
        names = ("statistic", "subject", "day", "one", "other", "table", "other_table")
        said = self.of_each if tables is None else self.of_tables
        return Filled(said, dict(zip(names, (*found, *(tables or ())), strict=False)))


class StatisticError(SamverkanError, ValueError):
    """A statistic contradicts itself.

    Attributes:
        statistic: The id of the statistic.

        reason: What is wrong.
    """

    statistic: str
    reason: str

    template: ClassVar[Text] = Text("{statistic}: {reason}", "{statistic}: {reason}")
    reasons: ClassVar[Reasons] = {
        "kronor-with-base": Text(
            "ett index anges inte i kronor; ta bort basen eller in_kronor",
            "an index is not stated in kronor; remove the base or in_kronor",
        ),
        "signed-base": Text(
            "en förändring har ingen bas; ta bort den, eller signed för ett indextal",
            "a change has no base; remove it, or signed if the figures are levels",
        ),
    }


class StatisticConflictError(SamverkanError, ValueError):
    """One statistic has two definitions, so that its figures could be misread.

    They differ in the number of decimals, in whether figures may be negative, or in the base of
    an index.

    Attributes:
        statistic: The id of the statistic.

        one: Number of decimals in one definition, and whether its figures may be negative.

        other: The same, in the other definition.

        bases: The base in each definition, or None if none is stated.
    """

    statistic: str
    one: tuple[int, bool]
    other: tuple[int, bool]
    bases: tuple[str | None, str | None] = (None, None)

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
    if_of_base: ClassVar[Text] = Text("{said}; bas: {base}", "{said}; base: {base}")
    no_base: ClassVar[Text] = Text("inte angiven", "not stated")

    def _told(self) -> dict[str, object]:
        both = zip((self.one, self.other), self.bases, strict=True)
        told = tuple(self._definition(*each) for each in both)
        return {**super()._told(), "each": told}

    def _definition(self, stated: tuple[int, bool], base: str | None) -> Filled:
        decimals, below = stated
        said = Filled(self.if_signed if below else self.if_unsigned, {"decimals": decimals})
        if len(set(self.bases)) == 1:
            return said
        written = Filled(self.no_base, {}) if base is None else base
        return Filled(self.if_of_base, {"said": said, "base": written})


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
