"""Errors about decisions, instruments and terms."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Filled, Reasons, SamverkanError, Text


class NoDecisionError(SamverkanError, LookupError):
    """The answer depends on the day of a decision, and no decision is recorded.

    Attributes:
        number: The number of the instrument.
    """

    number: int

    template: ClassVar[Text] = Text(
        "Instrument {number} har inget registrerat beslut, så ingen kan säga när det blev känt; "
        "registrera beslutet med accede().",
        "instrument {number} has no recorded decision, so the day on which it became known cannot "
        "be determined; record the decision with accede()",
    )


class NoEffectiveDayError(SamverkanError, ValueError):
    """A party would become a member, but no first day is given.

    Attributes:
        party: The id of the party.
    """

    party: str

    template: ClassVar[Text] = Text(
        "{party} är inte part än: ange från och med vilken dag den är det (effective=).",
        "{party} is not a member yet; give its first day of membership (effective=)",
    )


class InstrumentError(SamverkanError, ValueError):
    """An instrument cannot have the effect that it states.

    Attributes:
        number: The number of the instrument.

        reason: Why it cannot have it.

        details: Further values that the text of the reason names.
    """

    number: int
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text(
        "Instrument {number}: {reason}.", "instrument {number}: {reason}"
    )
    reasons: ClassVar[Reasons] = {
        "no-target": Text(
            "inget instrument {target} är beslutat före det; ange numret på ett som är det",
            "no instrument {target} was decided before it; give the number of an earlier one",
        ),
        "void-already": Text(
            "instrument {target} gäller inte längre; utelämna detta",
            "instrument {target} is already void; leave this one out",
        ),
        "in-effect": Text(
            "instrument {target} började gälla {day} och kan inte tas tillbaka; besluta vad som "
            "ska gälla i stället, eller ange att en domstol upphävde det",
            "instrument {target} took effect on {day} and cannot be taken back; decide what "
            "applies instead, or record that a court annulled it",
        ),
        "not-in-force": Text(
            "överenskommelsen gäller inte någon av dess dagar; ange andra dagar",
            "the agreement is not in force on any of its days; give other days",
        ),
        "terminated": Text(
            "överenskommelsen är uppsagd till {day}; återkalla det först",
            "the agreement is terminated as of {day}; revoke the termination first",
        ),
        "no-end": Text(
            "överenskommelsen gäller redan tills vidare; utelämna detta",
            "the agreement already applies until further notice; leave this out",
        ),
        "end-not-later": Text(
            "överenskommelsen gäller redan till och med {day}; ange en senare dag, eller säg upp "
            "den",
            "the agreement already lasts until {day}; give a later day, or terminate it",
        ),
        "outside": Text(
            "överenskommelsen gäller {first_day} till {last_day}; ange en sista dag däremellan, "
            "före dess slut",
            "the agreement is in force from {first_day} to {last_day}; give a last day inside, "
            "before its end",
        ),
        "outside-open": Text(
            "överenskommelsen gäller tills vidare från {first_day}; ange en sista dag efter den",
            "the agreement is in force until further notice from {first_day}; give a last day "
            "after that",
        ),
        "own-successor": Text(
            "en part efterträder inte sig själv; ange en annan",
            "a party does not succeed itself; name another",
        ),
        "changes-nothing": Text(
            "ändringen ändrar inget; ange vad den ändrar",
            "the amendment changes nothing; say what it changes",
        ),
    }


class TermsError(SamverkanError, ValueError):
    """Two terms of an agreement contradict each other, or one is stated twice.

    Attributes:
        reason: What is wrong.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("Villkoren: {reason}.", "terms: {reason}")
    reasons: ClassVar[Reasons] = {
        "two-notices": Text(
            "uppsägningstiden anges både i månader (notice_months) och till en dag (notice_by); "
            "utelämna den ena",
            "the notice is stated both in months (notice_months) and by a day (notice_by); leave "
            "one out",
        ),
        "notice-after-end": Text(
            "uppsägning sker inte senast ett år efter avtalets slut; ange years_before i stället "
            "för years_after",
            "notice is not given by a day in a year after the end; give years_before instead of "
            "years_after",
        ),
        "cap-without-renewal": Text(
            "antalet förlängningar (max_renewals) är {count}, men inte hur lång en förlängning är; "
            "ange renewal_months, eller utelämna antalet",
            "the number of renewals (max_renewals) is {count}, but not how long a renewal is; give "
            "renewal_months, or leave the number out",
        ),
        "due-twice": Text(
            "samma betalning eller rapport anges två gånger, ”{what}”; utelämna den ena",
            "one payment or report is stated twice, “{what}”; leave one out",
        ),
    }


class DuplicateNumberError(SamverkanError, ValueError):
    """Two instruments of an agreement have the same number.

    Attributes:
        number: The number.
    """

    number: int

    template: ClassVar[Text] = Text(
        "Två instrument har nummer {number}; ge dem var sitt.",
        "two instruments have the number {number}; give each its own",
    )


class UnknownReadingError(SamverkanError, LookupError):
    """The terms have no reading with this name.

    Attributes:
        name: The requested name.

        known: The existing names, the preferred one first.
    """

    name: str
    known: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "Ingen tolkning heter {name!r}. {there_are}",
        "no reading is called {name!r}; {there_are}",
    )

    if_some: ClassVar[Text] = Text("De som finns: {known:row}.", "there are: {known:row}")
    if_none: ClassVar[Text] = Text(
        "Villkoren anger ingen finansiering.", "the terms state no funding"
    )

    def _told(self) -> dict[str, object]:
        there_are = Filled(self.if_some, vars(self)) if self.known else self.if_none
        return {**super()._told(), "there_are": there_are}
