"""Errors about decisions, instruments and terms."""

from __future__ import annotations

import datetime as dt
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
        "no-decision": Text(
            "inget beslut är angivet; ange beslutet, eller vilkas beslut som krävs (needs=)",
            "no decision is stated; state the decision, or whose decisions are needed (needs=)",
        ),
        "adopted-twice": Text(
            "{party} har beslutat om det två gånger; ange partens beslut en gång, och det som "
            "godkänner det som dess godkännande (ratification)",
            "{party} decides on it twice; state the decision of the party once, and a decision "
            "that ratifies it as its ratification",
        ),
        "not-issued": Text(
            "det finns inget sådant instrument; ange numret på ett som finns",
            "there is no such instrument; give the number of one that exists",
        ),
        "nothing-to-ratify": Text(
            "det finns inget sådant beslut att godkänna; registrera beslutet först, eller ange "
            "vems beslut det är (party=)",
            "there is no such decision to ratify; record the decision first, or say whose decision "
            "it is (party=)",
        ),
        "one-day": Text(
            "ange antingen den första dagen (first_day=) eller den sista (last_day=)",
            "give either the first day (first_day=) or the last day (last_day=)",
        ),
        "nothing-open": Text(
            "{what} väntar inte på någon {which} dag; ange den dag som saknas, eller utelämna "
            "detta",
            "{what} does not wait for a {which} day; give the day that is missing, or leave this "
            "out",
        ),
        "recorded-already": Text(
            "dagen för {what} är redan registrerad av instrument {by}; återkalla det först",
            "the day of {what} is already recorded by instrument {by}; revoke that one first",
        ),
        "not-adopted": Text(
            "{what} är inte antaget den {day}; registrera dagen när de beslut som krävs är fattade",
            "{what} is not adopted on {day}; record the day when the needed decisions are taken",
        ),
        "ends-before": Text(
            "{what} slutar gälla {last_day}, före den {first_day}; rätta dagen",
            "{what} ends on {last_day}, before {first_day}; correct the day",
        ),
        "changes-nothing": Text(
            "ändringen ändrar inget; ange vad den ändrar",
            "the amendment changes nothing; say what it changes",
        ),
    }


class AdoptionError(SamverkanError, ValueError):
    """What is said about whose decisions are needed contradicts itself.

    Attributes:
        reason: Why it does.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "named-twice": Text(
            "En part nämns två gånger bland dem vars beslut krävs ({parties:row}); nämn den en "
            "gång",
            "a party is named twice among those whose decisions are needed ({parties:row}); name "
            "it once",
        ),
        "too-many-needed": Text(
            "Minst {at_least} parter ska besluta, men bara {count} nämns; villkoret kan aldrig "
            "uppfyllas: rätta antalet, eller nämn fler parter",
            "at least {at_least} parties must decide, but only {count} are named; the condition "
            "can never be met: correct the number, or name more parties",
        ),
    }


class StartNotKnownError(SamverkanError, LookupError):
    """The answer depends on something that is adopted but not known to apply on the day.

    Attributes:
        day: The day that was asked about.

        number: The number of the instrument, or None for the agreement itself.
    """

    day: dt.date
    number: int | None

    template: ClassVar[Text] = Text(
        "Det går inte att säga vad som gäller den {day}: {what}; registrera dagen med record() "
        "när den är känd.",
        "what applies on {day} cannot be determined: {what}; record the day with record() when it "
        "is known",
    )
    of_instrument: ClassVar[Text] = Text(
        "det är inte känt från vilken dag instrument {number} gäller",
        "it is not known from which day instrument {number} applies",
    )
    of_agreement: ClassVar[Text] = Text(
        "det är inte känt om överenskommelsen gäller då",
        "it is not known whether the agreement is in force then",
    )

    def _told(self) -> dict[str, object]:
        said = self.of_agreement if self.number is None else self.of_instrument
        return {**super()._told(), "what": Filled(said, vars(self))}


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
