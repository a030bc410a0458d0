"""Every error that samverkan raises on purpose.

All of them are a :class:`SamverkanError`, and each is also the built-in error
that a caller would expect (:class:`ValueError`, :class:`TypeError` or
:class:`LookupError`). What came in is kept in the fields; the text is made from
them, quotes at most 60 characters of the input and escapes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from ._quoting import cut, filled, listed, quoted, shown

__all__ = [
    "AllocationError",
    "AlreadyPartyError",
    "AmbiguousForumError",
    "AmbiguousPartyError",
    "AmountError",
    "BudgetYearError",
    "CountError",
    "DayOutOfRangeError",
    "DuplicateNumberError",
    "DuplicatePartyError",
    "FigureConflictError",
    "FigureFault",
    "FigureFileError",
    "FindingError",
    "FloatError",
    "GovernanceError",
    "IdentifierError",
    "IncompleteAssessmentError",
    "InstrumentError",
    "MeetingError",
    "ModeError",
    "NoDecisionError",
    "NoEffectiveDayError",
    "NoFeeError",
    "NoTotalError",
    "NotADayError",
    "NotAMemberError",
    "NotAPartyError",
    "NotConvenerError",
    "PeriodOrderError",
    "ReferenceDateError",
    "RuleError",
    "SamverkanError",
    "SettlementError",
    "StatedAmountError",
    "StatisticConflictError",
    "TextError",
    "TimelineOverlapError",
    "TooEarlyError",
    "TooFarError",
    "UnknownForumError",
    "UnknownPartyError",
    "UnknownReadingError",
    "WrongTypeError",
]


_FAULTS = {
    "column-lacking": "column {column} is missing",
    "column-unknown": "unknown column {found}; take it out or rename it",
    "column-repeated": "column {column} stands more than once",
    "cells": "{found} cells; give one for each column, with quotes around a separator in a text",
    "no-such-file": "there is no such file",
    "unreadable": "it cannot be opened: {found}",
    "too-large": "it is larger than {found} bytes",
    "encoding": "{found} is not UTF-8; save the file as CSV in UTF-8",
    "csv": "this is no CSV: {found}",
    "code": "{column} must be four digits, as in 0182 with its first 0, got {found}",
    "day": "{column} must be a day written YYYY-MM-DD, got {found}",
    "no-such-day": "{column} {found} is no day of the calendar in the years 1800 to 2999",
    "count": "{column} must be digits only, without spaces, as in 95182, got {found}",
    "status": "{column} must be final, secondary or empty, got {found}",
    "text": "{column} is too long, or holds characters that cannot be seen: {found}",
    "published": "{column} {found} is before the reference date: nothing is known before it is so",
    "conflict": "{column} is given twice, as {found}; leave one out, or give a correction its "
    "own day of publication",
}


_IDENTIFIER_PROBLEMS = {
    "form": "write the ten digits of the number, as in 212000-0167",
    "digit": "the last digit does not fit the others; compare it with the register",
    "person": "this may be the personal identity number of a human being, which is not kept here; "
    "give the number of an organisation",
    "municipality": "a municipality code has four digits, as in 0182 with its first 0",
    "county": "a county code has two digits, as in 01 with its first 0",
    "no-county": "no county has this code",
    "ended": "the county with this code became part of another in 1997 or 1998; give its code now",
}


# Why a meeting, an activation or what follows from them is refused, and what to do.
_REFUSALS = {
    "nobody-leads": "the meeting of {forum} on {on}: nobody leads it; name who leads at first",
    "first-lead-left": "the meeting of {forum} on {on}: {party}, who leads at first, is no member; "
    "name one",
    "leads-already": "the lead of {forum} on {on}: {party} has it already; leave this out",
    "lead-not-called": "the lead of {forum} on {on}: {party} is not called to the meeting; name "
    "one that is",
    "lead-not-known": "the lead of {forum} on {on}: no seats are stated, so nobody can say if "
    "{party} is called; give it as a Party",
    "no-first-day": "every {every} {unit}: its first day is not stated, so no day can be listed; "
    "state it",
    "no-last-day": "the period from {first_day} has no last day; give one",
    "too-many-days": "every {every} {unit}: these are more than {most} days; give a shorter period",
    "reporter-not-called": "the report of {party} from {forum} on {on}: it was not called to that "
    "meeting; name one that was",
    "report-too-early": "the report of {party} from {forum} on {on}: {day} is before the meeting; "
    "give a later day",
    "meeting-twice": "the meetings of {forum} on {on}: two have number {number}; give each its own",
    "cannot-happen": "{what}: {event} cannot happen in {mode} mode; look at the log",
    "activated-already": "{forum} is in activated mode on {on} already, by activation {number}; "
    "end that first, or name the other forums",
    "end-known": "activation {number}: its end is known; leave out the day until which it was seen",
    "number-taken": "activation {number}: another one has its number; give it one of its own",
    "not-covered": "activation {number}: the log does not cover {on}; let it cover that day",
    "no-such-level": "activation {number}: there is no level {level}; name one of the governance",
    "no-such-forum": "activation {number}: there is no forum {forum}; name one of the governance",
    "no-forum": "activation {number}: there is no forum in its scope; name one, or another level",
    "nobody-decided": "activation {number}: nobody has decided on it; name the convener in "
    "decided_by",
    "convenes-none": "activation {number}: {party} convenes no forum in its scope; leave it out",
    "no-such-activation": "activation {number}: there is none with this number; look at the log",
    "ended-already": "activation {number}: it ended on {on} already; leave this out",
    "on-until": "activation {number}: it was on until {on}; give that day or a later one",
    "into-a-later": "activation {number}: it would last into a later activation; give an earlier "
    "last day",
}


class SamverkanError(Exception):
    """Base of all samverkan errors; never raised itself."""


class NotADayError(SamverkanError, TypeError):
    """Something else than a whole day was given for a day.

    Attributes:
        field: What the day was meant for.

        value: What came in.
    """

    def __init__(self, field: str, value: object) -> None:
        # Same arguments in, same arguments up: that keeps every error picklable.
        super().__init__(field, value)
        self.field = field
        self.value = value

    def __str__(self) -> str:
        return f"{self.field} must be a date without time, got {quoted(self.value)}"


class DayOutOfRangeError(SamverkanError, ValueError):
    """A day lies outside the years 1800 to 2999.

    Attributes:
        field: What the day was meant for.

        day: The day that came in.
    """

    def __init__(self, field: str, day: dt.date) -> None:
        super().__init__(field, day)
        self.field = field
        self.day = day

    def __str__(self) -> str:
        return (
            f"{self.field} must lie in the years 1800 to 2999, got {self.day}; "
            f"leave a last day out if none is decided"
        )


class TooEarlyError(SamverkanError, ValueError):
    """A day is before 1990, when the rules on statutory time were others.

    Attributes:
        field: What the day was meant for.

        day: The day that came in.
    """

    def __init__(self, field: str, day: dt.date) -> None:
        super().__init__(field, day)
        self.field = field
        self.day = day

    def __str__(self) -> str:
        return (
            f"{self.field} {self.day} is before 1990-01-01: the act on time limits (1930:173) had "
            f"other rules then, which are not known here; count this one by hand"
        )


class TooFarError(SamverkanError, ValueError):
    """A day would lie so many days, weeks or months away that it leaves the years 1800 to 2999.

    Attributes:
        day: The day from which it is counted.

        count: How many.

        unit: Of what.
    """

    def __init__(self, day: dt.date, count: int, unit: str) -> None:
        super().__init__(day, count, unit)
        self.day = day
        self.count = count
        self.unit = unit

    def __str__(self) -> str:
        return (
            f"{quoted(self.count)} {self.unit} from {self.day} leave the years 1800 to 2999; "
            f"look at the number"
        )


class PeriodOrderError(SamverkanError, ValueError):
    """A period would end before it starts.

    Attributes:
        first_day: The first day that was asked for.

        last_day: The last day that was asked for.
    """

    def __init__(self, first_day: dt.date, last_day: dt.date) -> None:
        super().__init__(first_day, last_day)
        self.first_day = first_day
        self.last_day = last_day

    def __str__(self) -> str:
        return (
            f"last day {self.last_day} is before first day {self.first_day}; "
            f"swap them, or leave out last_day if the end is not decided"
        )


class BudgetYearError(SamverkanError, ValueError):
    """Something else than a year from 1800 to 2999 was given for a budget year.

    Attributes:
        value: What came in.
    """

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.value = value

    def __str__(self) -> str:
        return (
            f"a budget year is a whole number from 1800 to 2999, got {quoted(self.value)}; "
            f"give the calendar year, for example 2015"
        )


class ReferenceDateError(SamverkanError, ValueError):
    """A reference date that does not exist in every year.

    Attributes:
        years_before: Years between the reference date and the budget year.

        month: Month, 1 to 12.

        day: Day of the month.
    """

    def __init__(self, years_before: object, month: object, day: object) -> None:
        super().__init__(years_before, month, day)
        self.years_before = years_before
        self.month = month
        self.day = day

    def __str__(self) -> str:
        return (
            f"a reference date is 0 to 99 years before the budget year, on a day that every year "
            f"has, got {quoted(self.years_before)} years before, month {quoted(self.month)}, "
            f"day {quoted(self.day)}; take 28 February or 1 March instead of 29 February"
        )


class WrongTypeError(SamverkanError, TypeError):
    """A field got a value of another type than it holds.

    Attributes:
        field: Which field.

        expected: What it holds.

        value: What came in.
    """

    def __init__(self, field: str, expected: str, value: object) -> None:
        super().__init__(field, expected, value)
        self.field = field
        self.expected = expected
        self.value = value

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return f"{self.field} must be {self.expected}, got {kind} {quoted(self.value)}"


class TextError(SamverkanError, ValueError):
    """A text is empty, too long, or holds what does not belong in a line of text.

    Attributes:
        field: Which field.

        value: What came in.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field = field
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field} {quoted(self.value)}: {self.reason}"


class FloatError(SamverkanError, TypeError):
    """A binary float, or another thing that is no exact number, was given for money.

    Attributes:
        field: Which field.

        value: What came in.
    """

    def __init__(self, field: str, value: object) -> None:
        super().__init__(field, value)
        self.field = field
        self.value = value

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return (
            f"{self.field} must be exact, got {kind} {quoted(self.value)}; "
            f"give a Decimal, a whole number, or text such as '1.50'"
        )


class AmountError(SamverkanError, ValueError):
    """An amount that is no finite number, is too large, or has parts of an öre.

    Attributes:
        field: Which field.

        value: What came in.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field = field
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field} {quoted(self.value)}: {self.reason}"


class CountError(SamverkanError, ValueError):
    """A count that is too low or has more than 18 digits.

    Attributes:
        field: Which field.

        value: What came in.

        least: The least that it may be.
    """

    def __init__(self, field: str, value: int, least: int = 0) -> None:
        super().__init__(field, value, least)
        self.field = field
        self.value = value
        self.least = least

    def __str__(self) -> str:
        return (
            f"{self.field} must be {self.least} or more, with at most 18 digits, got "
            f"{quoted(self.value)}; leave it out if it is not known"
        )


class RuleError(SamverkanError, ValueError):
    """A rule says nothing, or says one thing twice.

    Attributes:
        reason: What is wrong, and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class AllocationError(SamverkanError, ValueError):
    """A total cannot be divided: there are no weights, or all of them are 0.

    Attributes:
        total_ore: The total, in öre.
    """

    def __init__(self, total_ore: int) -> None:
        super().__init__(total_ore)
        self.total_ore = total_ore

    def __str__(self) -> str:
        return (
            f"{quoted(self.total_ore)} öre cannot be divided: "
            f"give at least one party a weight above 0"
        )


class StatedAmountError(SamverkanError, ValueError):
    """A text does not state an amount in a way that is understood.

    Attributes:
        value: The text.

        reason: Why it is not understood, and what to do.
    """

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(value, reason)
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"no amount can be read from {quoted(self.value)}: {self.reason}"


class UnknownPartyError(SamverkanError, LookupError):
    """No party has this id, code, number or name.

    Attributes:
        query: What was asked for.

        candidates: The parties there are, each as "name (id)".
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"no party is called {quoted(self.query)}; there are:"
        return listed(head, self.candidates, "and {count} more")


class AmbiguousPartyError(SamverkanError, LookupError):
    """Several parties match; the names are not told apart by guessing.

    Attributes:
        query: What was asked for.

        candidates: The parties that match, each as "name (id)".
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"{quoted(self.query)} may mean several; give the id or the whole name:"
        return listed(head, self.candidates, "and {count} more")


class DuplicatePartyError(SamverkanError, ValueError):
    """Parties share an id, a municipality code or an organisation number.

    Attributes:
        duplicates: What is shared, each with the names of the two that share it.
    """

    def __init__(self, duplicates: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(duplicates)
        self.duplicates = duplicates

    def __str__(self) -> str:
        found = "; ".join(
            f"{shown(key)} stands for {shown(a)} and for {shown(b)}"
            for key, a, b in self.duplicates
        )
        return f"{found}: leave one out, or give several names to one party"


class AlreadyPartyError(SamverkanError, ValueError):
    """A party would be a member twice on the same day.

    Attributes:
        party: The id of the party.

        day: A day on which it would.
    """

    def __init__(self, party: str, day: dt.date) -> None:
        super().__init__(party, day)
        self.party = party
        self.day = day

    def __str__(self) -> str:
        return (
            f"{shown(self.party)} would be a member twice on {self.day}; leave one membership "
            f"out, or let it end before the other starts"
        )


class NotAPartyError(SamverkanError, LookupError):
    """A party that is known has not joined the agreement.

    Attributes:
        party: The id of the party.
    """

    def __init__(self, party: str) -> None:
        super().__init__(party)
        self.party = party

    def __str__(self) -> str:
        return f"{shown(self.party)} has no accession to the agreement"


class NotAMemberError(SamverkanError, LookupError):
    """A party is no member on the day on which something is asked of its membership.

    Attributes:
        party: The id of the party.

        day: The day.
    """

    def __init__(self, party: str, day: dt.date) -> None:
        super().__init__(party, day)
        self.party = party
        self.day = day

    def __str__(self) -> str:
        return (
            f"{shown(self.party)} is no member on {self.day}; record its accession first, or "
            f"give a day of its membership"
        )


class NoDecisionError(SamverkanError, LookupError):
    """Something was asked that only the day of a decision can tell, and none is recorded.

    Attributes:
        number: The number of the instrument.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return (
            f"instrument {self.number} has no recorded decision, so nobody can say when it became "
            f"known; record the decision with accede()"
        )


class NoEffectiveDayError(SamverkanError, ValueError):
    """A party would join without a first day.

    Attributes:
        party: The id of the party.
    """

    def __init__(self, party: str) -> None:
        super().__init__(party)
        self.party = party

    def __str__(self) -> str:
        return f"{shown(self.party)} is no member yet: say from which day it is one (effective=)"


class InstrumentError(SamverkanError, ValueError):
    """An instrument cannot have the effect that it names.

    Attributes:
        number: The number of the instrument.

        reason: Why it cannot, and what to do.
    """

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(number, reason)
        self.number = number
        self.reason = reason

    def __str__(self) -> str:
        return f"instrument {self.number}: {self.reason}"


class TimelineOverlapError(SamverkanError, ValueError):
    """Two periods of a timeline share a day.

    Attributes:
        day: The first day that they share.
    """

    def __init__(self, day: dt.date) -> None:
        super().__init__(day)
        self.day = day

    def __str__(self) -> str:
        return f"two periods of the timeline hold {self.day}; end the one before the other starts"


class SettlementError(SamverkanError, ValueError):
    """Claims cannot be drawn up between two states of knowledge.

    Attributes:
        reason: What stands in the way, and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"no claims can be drawn up: {self.reason}"


class DuplicateNumberError(SamverkanError, ValueError):
    """Two instruments of an agreement have the same number.

    Attributes:
        number: The number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"two instruments have the number {self.number}; give each its own"


class FigureConflictError(SamverkanError, ValueError):
    """Figures have two values that became known on the same day.

    Attributes:
        conflicts: Each with the id of the statistic, the subject, the reference date and
            the two values.
    """

    def __init__(self, conflicts: tuple[tuple[str, str, dt.date, int, int], ...]) -> None:
        super().__init__(conflicts)
        self.conflicts = conflicts

    def __str__(self) -> str:
        found = "; ".join(
            f"{statistic} of {subject} on {day} is both {one} and {other}"
            for statistic, subject, day, one, other in self.conflicts
        )
        return f"{found}: leave one out, or give a correction its own day of publication"


class StatisticConflictError(SamverkanError, ValueError):
    """One statistic counts in two ways: with other decimals, or below 0 in one of them.

    Attributes:
        statistic: The id of the statistic.

        one: How many decimals it has in one place, and whether it may be below 0.

        other: The same, in another place.
    """

    def __init__(self, statistic: str, one: tuple[int, bool], other: tuple[int, bool]) -> None:
        super().__init__(statistic, one, other)
        self.statistic = statistic
        self.one = one
        self.other = other

    def __str__(self) -> str:
        (one, one_signed), (other, other_signed) = self.one, self.other
        if one != other:
            how = f"has {one} decimals in one place and {other} in another"
        else:
            how = f"is {'signed' if one_signed else 'not signed'} in one place and "
            how += f"{'signed' if other_signed else 'not signed'} in another"
        return f"{shown(self.statistic)} {how}; state it once, or give one of them another id"


class FigureFault(NamedTuple):
    """One fault of a file of figures.

    Attributes:
        line: The line, counted from 1, or 0 where the whole file is at fault.

        problem: What kind of fault it is; the errors' texts are made from it.

        column: The column, where the fault is in one.

        found: What stands there.
    """

    line: int
    problem: str
    column: str = ""
    found: str = ""

    def __str__(self) -> str:
        said = _FAULTS[self.problem].format(column=self.column, found=cut(self.found))
        return f"line {self.line}: {said}" if self.line else said


class FigureFileError(SamverkanError, ValueError):
    """A file of figures cannot be read; all its faults are listed.

    Attributes:
        where: What the file is called.

        faults: What is wrong, in order of line.
    """

    def __init__(self, where: str, faults: tuple[FigureFault, ...]) -> None:
        super().__init__(where, faults)
        self.where = where
        self.faults = faults

    def __str__(self) -> str:
        return listed(
            f"{shown(self.where)} cannot be read:", map(str, self.faults), "and {count} more"
        )


class UnknownReadingError(SamverkanError, LookupError):
    """The terms have no reading of this name.

    Attributes:
        name: The name that was asked for.

        known: The names there are, the preferred one first.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        known = ", ".join(self.known) or "none: the terms state no funding"
        return f"no reading is called {quoted(self.name)}; there are: {known}"


class NoFeeError(SamverkanError, LookupError):
    """There is no fee for a party in a year; the reason says whether one could be known.

    Attributes:
        party: The id of the party.

        year: The budget year.

        reason: A figure is missing, no rule is stated, or it is no member.
    """

    def __init__(self, party: str, year: int, reason: str) -> None:
        super().__init__(party, year, reason)
        self.party = party
        self.year = year
        self.reason = reason

    def __str__(self) -> str:
        return f"no fee for {shown(self.party)} in {self.year}: {self.reason}"


class NoTotalError(SamverkanError, LookupError):
    """What a class of payers bears together is not known for a year.

    Attributes:
        year: The budget year.

        reason: Why it is not known.
    """

    def __init__(self, year: int, reason: str) -> None:
        super().__init__(year, reason)
        self.year = year
        self.reason = reason

    def __str__(self) -> str:
        return f"no total can be told for {self.year}: {self.reason}"


class IncompleteAssessmentError(SamverkanError, LookupError):
    """A total was asked for while fees are not known.

    Attributes:
        year: The budget year.

        missing: The parties whose fee is not known, each as "name (id)".
    """

    def __init__(self, year: int, missing: tuple[str, ...]) -> None:
        super().__init__(year, missing)
        self.year = year
        self.missing = missing

    def __str__(self) -> str:
        head = (
            f"the total for {self.year} is not known (subtotal_ore holds what could be computed), "
            f"because these fees are not:"
        )
        return listed(head, self.missing, "and {count} more")


class FindingError(SamverkanError, ValueError):
    """A finding, or a kind of finding, that cannot be as it is stated.

    Attributes:
        code: The code of the finding.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return f"finding {shown(self.code)}: {self.reason}"


class IdentifierError(SamverkanError, ValueError):
    """A number or code that cannot be that of an organisation, a municipality or a county.

    Attributes:
        field: What it was meant for.

        value: What came in; with asterisks for digits where it may be a personal identity
            number.

        problem: What is wrong with it, in one word.
    """

    def __init__(self, field: str, value: str, problem: str) -> None:
        super().__init__(field, value, problem)
        self.field = field
        self.value = value
        self.problem = problem

    def __str__(self) -> str:
        said = _IDENTIFIER_PROBLEMS.get(self.problem, self.problem)
        return f"{self.field} {quoted(self.value)}: {said}"


class GovernanceError(SamverkanError, ValueError):
    """A governance that contradicts itself.

    Attributes:
        where: Which part of it.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason

    def __str__(self) -> str:
        return f"{shown(self.where)}: {self.reason}"


class UnknownForumError(SamverkanError, LookupError):
    """No forum has this id or name.

    Attributes:
        query: What was asked for.

        candidates: The forums that there are.
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        if not self.candidates:
            return f"no forum is stated then, so none is called {quoted(self.query)}"
        head = f"no forum is called {quoted(self.query)}; there are:"
        return listed(head, self.candidates, "and {count} more")


class AmbiguousForumError(SamverkanError, LookupError):
    """The beginning of a name, or a name, fits several forums.

    Attributes:
        query: What was asked for.

        candidates: The forums that it may mean.
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"{quoted(self.query)} may mean several; give the id or the whole name:"
        return listed(head, self.candidates, "and {count} more")


class NotConvenerError(SamverkanError, ValueError):
    """Somebody else than the convener would convene a forum, or activate it.

    Attributes:
        forum: The forum.

        party: Who would.

        convener: Who may, or None where nobody may, or nobody can say who may.

        left: Where nobody may, the convener that is no member then; None where none is stated.
    """

    def __init__(
        self, forum: str, party: str, convener: str | None, left: str | None = None
    ) -> None:
        super().__init__(forum, party, convener, left)
        self.forum = forum
        self.party = party
        self.convener = convener
        self.left = left

    def __str__(self) -> str:
        forum, party = shown(self.forum), shown(self.party)
        if self.convener is not None:
            return f"{party} does not convene {forum}: only {shown(self.convener)} may; ask it to"
        if self.left is None:
            return f"nobody can say if {party} convenes {forum}: no convener is stated; state one"
        left = f"its convener, {shown(self.left)}, is no member then"
        return f"{party} does not convene {forum}: {left}; state one that is"


class ModeError(SamverkanError, ValueError):
    """What is asked for cannot happen in the mode that holds.

    Attributes:
        refusal: Which of the refusals it is, for programs.

        details: What the text names: who, when, which.
    """

    def __init__(self, refusal: str, details: Mapping[str, object]) -> None:
        super().__init__(refusal, details)
        self.refusal = refusal
        self.details = details

    def __str__(self) -> str:
        return filled(_REFUSALS[self.refusal], self.details)


class MeetingError(SamverkanError, ValueError):
    """A meeting, or what follows from it, cannot be as it is stated.

    Attributes:
        refusal: Which of the refusals it is, for programs.

        details: What the text names: who, when, which.
    """

    def __init__(self, refusal: str, details: Mapping[str, object]) -> None:
        super().__init__(refusal, details)
        self.refusal = refusal
        self.details = details

    def __str__(self) -> str:
        return filled(_REFUSALS[self.refusal], self.details)
