"""Errors about rules, fees, totals and claims."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class RuleError(SamverkanError, ValueError):
    """A rule is incomplete, contradictory, repetitive or too large.

    Attributes:
        reason: What is wrong.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "rate-without-figure": Text(
            "en taxa behöver en uppgift; ange ett fast belopp (Fixed) om det inte finns någon",
            "a rate needs a figure; state a Fixed amount if there is none",
        ),
        "rate-over-division": Text(
            "en summa fördelas inom regeln för taxan; ange en regel som inte fördelar",
            "a total is divided inside the rule for the rate; state a rule that does not divide",
        ),
        "entry-fee-over-division": Text(
            "en summa fördelas inom regeln för inträdesavgiften; ange en regel som inte fördelar",
            "a total is divided inside the rule for the entry fee; state a rule that does not "
            "divide",
        ),
        "entry-fee-inside": Text(
            "en inträdesavgift tas ut en gång och kan inte begränsas, räknas upp eller delas av "
            "en annan regel; ange den i en summa (Sum), per grupp eller per år, eller ensam",
            "an entry fee is owed once and cannot be limited, indexed or divided by another rule; "
            "state it in a Sum, a ByGroup or a ByYear, or by itself",
        ),
        "part-over-division": Text(
            "en summa fördelas inom den här regeln; ta en del av summan i stället",
            "a total is divided inside this rule; take a part of its total instead",
        ),
        "no-part-or-discount": Text(
            'ange en del (of), som "1/4", eller ett avdrag (less)',
            'state a part (of), such as "1/4", or a discount (less)',
        ),
        "part-and-discount": Text(
            "ange antingen en del (of) eller ett avdrag (less), inte båda",
            "state either a part (of) or a discount (less), not both",
        ),
        "shares-of-part": Text(
            "andelar anges av en hel summa; ange i stället en Split per grupp, med en del av "
            "summan (Part) var",
            "shares are stated of a whole total; state a Split per group instead, each with a Part "
            "of the total",
        ),
        "remainder-not-divided": Text(
            "det som återstår av en summa (Remainder) fördelas; ange det som total i en Split",
            "what is left of a total (Remainder) is divided; state it as the total of a Split",
        ),
        "remainder-after-entry-fee": Text(
            "en inträdesavgift kan inte dras av från en summa som fördelas; ange den för sig",
            "an entry fee cannot be deducted from a total that is divided; state it by itself",
        ),
        "no-party": Text(
            "belopp per part nämner minst en part",
            "amounts per party name at least one party",
        ),
        "no-year": Text(
            "regler per år nämner minst ett år",
            "rules by year name at least one year",
        ),
        "mean-of-one": Text(
            "ett medelvärde behöver minst två olika dagar; ange annars bara dagen",
            "a mean needs at least two different days; without them, state the day",
        ),
        "no-group": Text(
            "regler per grupp nämner minst ett slag eller en grupp",
            "rules by group name at least one kind or group",
        ),
        "no-rule": Text("en summa behöver minst en regel", "a sum needs at least one rule"),
        "no-share": Text(
            "andelar nämner minst ett slag eller en grupp",
            "shares name at least one kind or group",
        ),
        "more-than-all": Text(
            "andelarna är tillsammans mer än 1; ange andelar av en och samma summa",
            "the parts sum to more than 1; state parts of the same total",
        ),
        "no-bound": Text(
            "en gräns behöver ett golv, ett tak eller båda; ange annars bara regeln",
            "a bound needs a floor, a cap or both; without one, state the rule",
        ),
        "bounds-swapped": Text(
            "golvet är högre än taket; byt plats på dem",
            "the floor is above the cap; swap them",
        ),
        "no-size": Text(
            "trappsteg nämner minst en storlek; ange annars bara regeln",
            "steps name at least one size; without one, state the rule",
        ),
        "index-without-area": Text(
            "ett index gäller ett område; ange vilket i subject på dess Basis",
            "an index needs an area; give its id as the subject of the Basis",
        ),
        "index-of-several-days": Text(
            "ett index har en uppgift för varje år; ange dess ReferenceDate, och ingen fallback",
            "an index has one figure for each year; state its ReferenceDate, and no fallback",
        ),
        "fallback-to-itself": Text(
            "fallback tar samma uppgift från samma dag; ange en uppgift som är känd tidigare, som "
            "den från året före",
            "the fallback takes the same figure of the same day; state a figure that is known "
            "earlier, such as that of the year before",
        ),
        "no-level": Text(
            "{statistic} kan vara under 0, så det är ingen nivå; använd CHANGE eller CHAINED",
            "{statistic} may be below 0, so it is not a level; use CHANGE or CHAINED",
        ),
        "no-change": Text(
            "{statistic} är aldrig under 0, så det är ingen årlig förändring; ange det med "
            "signed=True, eller använd LEVEL",
            "{statistic} is never below 0, so it is not a yearly change; state it with "
            "signed=True, or use LEVEL",
        ),
        "link-without-level": Text(
            "bara index efter nivå (LEVEL) går vidare med en annan serie; ange LEVEL, eller ta "
            "bort link",
            "only an index by level (LEVEL) goes on by another series; state LEVEL, or remove the "
            "link",
        ),
        "link-to-itself": Text(
            "serien {statistic} går vidare med sig själv; ge den nya serien ett eget id",
            "the series {statistic} goes on by itself; give the new series an id of its own",
        ),
        "rounding-lacking": Text(
            "varje år ska avrundas; ange hur (rounding=), eller använd CHAINED",
            "each year must be rounded; state how (rounding=), or use CHAINED",
        ),
        "bound-over-division": Text(
            "en summa fördelas inom den här regeln, och ett golv eller tak skulle göra att "
            "delarna inte stämmer med summan; ange en regel som inte fördelar",
            "a total is divided inside this rule, and a floor or cap would break the sum of the "
            "shares; state a rule that does not divide",
        ),
        "step-over-division": Text(
            "en summa fördelas inom den här regeln, och vilka den fördelas på skulle bero på "
            "uppgifter; ange en regel som inte fördelar",
            "a total is divided inside this rule, and the members that share it would depend on "
            "figures; state a rule that does not divide",
        ),
        "index-over-division": Text(
            "en summa fördelas inom den här regeln; räkna upp summan i stället",
            "a total is divided inside this rule; index its total instead",
        ),
        "total-differs": Text(
            "en summa är densamma för alla som betalar; ange kronor, eller uppgifter om ett område "
            "(subject på en Basis)",
            "a total is the same for every payer; state kronor, or figures of an area (the subject "
            "of a Basis)",
        ),
        "amount-differs": Text(
            "regeln kan ge dem som betalar olika belopp; ange den över ett område",
            "the rule may give payers different amounts; state it over an area",
        ),
        "below-zero": Text(
            "{statistic} kan vara under 0, så inget kan fördelas efter det och det är ingen "
            "storlek; ange en uppgift som räknar något",
            "{statistic} may be below 0, so nothing can be divided by it and it is no size; state "
            "a figure that counts something",
        ),
        "no-weight": Text(
            "ingen vikt är över 0, så inget kan fördelas efter dem; ange minst en",
            "no weight is above 0, so nothing can be divided by them; give at least one",
        ),
        "key-without-figure": Text(
            "en fördelningsnyckel behöver en uppgift; ange Equally() om andelarna är lika",
            "a key needs a figure; state Equally() if the shares are equal",
        ),
        "named-twice": Text(
            "samma sak nämns två gånger i {field}: {names:row}; utelämna den ena",
            "{field} contains a duplicate, {names:row}; leave one out",
        ),
        "readings-named-twice": Text(
            "två tolkningar har samma namn, {names:row}; ge dem var sitt",
            "two readings have the same name, {names:row}; give each its own",
        ),
        "no-day": Text(
            "en betalningsplan behöver minst en dag; ange den, eller utelämna planen",
            "a payment plan needs at least one day; state it, or leave out the plan",
        ),
        "days-not-in-order": Text(
            "dagarna i en betalningsplan står inte i tidsordning, eller en av dem står två gånger; "
            "ange dem från den första till den sista",
            "the days of a payment plan are not in order of time, or one of them occurs twice; "
            "state them from the first to the last",
        ),
        "parts-for-other-days": Text(
            "betalningsplanen har {days} dagar men {parts} delar; ange en del för varje dag, eller "
            "ingen om delarna är lika",
            "the payment plan has {days} days but {parts} parts; state a part for each day, or "
            "none if they are equal",
        ),
        "part-of-nothing": Text(
            "en del i betalningsplanen är 0; utelämna dess dag",
            "a part of the payment plan is 0; leave out its day",
        ),
        "not-all": Text(
            "delarna i betalningsplanen är tillsammans {sum}, inte 1; ange delar av hela avgiften",
            "the parts of the payment plan sum to {sum}, not 1; state parts of the whole fee",
        ),
        "too-deep": Text(
            "regeln innehåller regler i fler än {most} nivåer; förenkla den",
            "the rule is nested more than {most} deep; simplify it",
        ),
        "too-large": Text(
            "regeln har fler än {most} delar, räknade varje gång de används; förenkla den",
            "the rule has more than {most} parts, counted each time they are used; simplify it",
        ),
    }


class AllocationError(SamverkanError, ValueError):
    """A total cannot be divided: there are no weights, or all weights are 0.

    Attributes:
        total_ore: The total, in öre.
    """

    total_ore: int

    template: ClassVar[Text] = Text(
        "{total_ore!r} öre kan inte fördelas: ge minst en part en vikt över 0.",
        "{total_ore!r} öre cannot be divided: give at least one party a weight above 0",
    )


class StatedAmountError(SamverkanError, ValueError):
    """No amount can be read from a text.

    Attributes:
        value: The text.

        reason: Why it cannot be read.

        details: Further values that the text of the reason names.
    """

    value: str
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text(
        "Inget belopp kan utläsas ur {value!r}: {reason}.",
        "no amount can be read from {value!r}: {reason}",
    )
    reasons: ClassVar[Reasons] = {
        "no-number": Text(
            "skriv ett tal som i cirka 143 000 kr, med decimalkomma och utan punkter",
            "write one number as in cirka 143 000 kr, with a decimal comma and no dots",
        ),
        "two-units": Text(
            "en enhet står både före och efter talet; ange den en gång",
            "it has a unit before the number and one after it; state one",
        ),
        "unknown-word": Text(
            "ordet {word!r} förstås inte; skriv till exempel cirka, högst, kr, tkr eller Mkr",
            "{word!r} is not understood; write for example cirka, högst, kr, tkr or Mkr",
        ),
        "parts-of-an-ore": Text(
            "beloppet har delar av ett öre; ange hela öre",
            "it has a fraction of an öre; an amount is whole öre",
        ),
    }


class SettlementError(SamverkanError, ValueError):
    """Claims cannot be drawn up between two states of knowledge.

    Attributes:
        reason: What prevents it.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text(
        "Inga krav kan upprättas: {reason}.", "no claims can be drawn up: {reason}"
    )
    reasons: ClassVar[Reasons] = {
        "first-later": Text(
            "den första dagen, {first}, är senare än den andra, {second}; byt plats på dem, eller "
            "reglera till en senare dag",
            "the first day, {first}, is later than the second, {second}; swap them, or settle to a "
            "later day",
        ),
        "not-alike": Text(
            "de två beräkningarna har inte samma {field}; gör båda likadant",
            "the two assessments do not have the same {field}; assess both alike",
        ),
        "assumed": Text(
            "uppgifter är antagna, och en prognos är ingen grund för krav; beräkna utan "
            "assume_last_known, och utan uppgifter med assumed_from",
            "figures are assumed, and a forecast is no ground for claims; assess without "
            "assume_last_known, and without figures that have assumed_from",
        ),
        "no-day-of-knowledge": Text(
            "en av de två beräkningarna har ingen dag för vad som var känt; ange known_on= för "
            "båda",
            "one of the two assessments has no known_on day; give known_on= for both",
        ),
    }


class NoFeeError(SamverkanError, LookupError):
    """There is no fee for a party in a year, or the fee is not known; the reason says which.

    Attributes:
        party: The id of the party.

        year: The budget year.

        reason: The cause: a figure is missing, no rule is stated, the party is not a member, …

        details: Further values that the text of the reason names.
    """

    party: str
    year: int
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text(
        "Ingen avgift för {party} år {year}: {reason}.", "no fee for {party} in {year}: {reason}"
    )
    reasons: ClassVar[Reasons] = {
        "unstated": Text(
            "villkoren anger ingen regel för parten, så avgiften är okänd; ange en regel",
            "the terms state no rule for it, so its fee is unknown; state a rule",
        ),
        "partly-unstated": Text(
            "villkoren anger en regel bara för några av dess dagar, så avgiften är okänd; ange en "
            "regel för alla",
            "the terms state a rule for some of its days only, so its fee is unknown; state a rule "
            "for all of them",
        ),
        "indivisible": Text(
            "ingen som betalar har något över 0 att fördela en summa efter; komplettera "
            "uppgifterna",
            "no payer has a figure above 0 to divide a total by; complete the figures",
        ),
        "missing": Text(
            "uppgifter saknas: {needs:row}; komplettera dem",
            "figures are missing: {needs:row}; supply them",
        ),
        "shared-with-undated": Text(
            "den delar en summa med parter vars anslutning inte har något registrerat beslut; "
            "registrera besluten",
            "it shares a total with parties whose accession has no recorded decision; record the "
            "decisions",
        ),
        "undated": Text(
            "dess anslutning har inget registrerat beslut, så ingen kan säga om den var känd; "
            "registrera beslutet",
            "its accession has no recorded decision, so it cannot be determined whether it was "
            "known; record the decision",
        ),
        "pending": Text(
            "den beror på något som inte är antaget av alla, eller vars dag inte är känd; se "
            "state.pending",
            "it depends on something that not all have adopted, or whose day is not known; see "
            "state.pending",
        ),
        "not-chosen": Text(
            "beräkningen gäller bara andra parter; fråga hela beräkningen",
            "this assessment covers only other parties; use the whole assessment",
        ),
        "no-member": Text(
            "den är inte part det året; kontrollera året",
            "it is not a member in that year; check the year",
        ),
        "no-member-known": Text(
            "den är inte part det året, enligt vad som var känt den {known_on}; kontrollera året",
            "it is not a member in that year, according to what was known on {known_on}; check "
            "the year",
        ),
    }


class NoPaymentPlanError(SamverkanError, LookupError):
    """A fee was asked for in parts, but the terms state no payment plan.

    Attributes:
        year: The budget year.
    """

    year: int

    template: ClassVar[Text] = Text(
        "Villkoren anger ingen betalningsplan för {year}, så det är inte känt när avgifterna ska "
        "betalas; ange en (instalments i Funding), eller dela avgifterna efter en egen plan "
        "(Fee.instalments).",
        "the terms state no payment plan for {year}, so it is not known when the fees are due; "
        "state one (the instalments of the Funding), or divide the fees by a plan of your own "
        "(Fee.instalments)",
    )


class NoTotalError(SamverkanError, LookupError):
    """The total that a class of payers bears in a year cannot be determined.

    Attributes:
        year: The budget year.

        reason: Why it cannot be determined.

        details: Further values that the text of the reason names.
    """

    year: int
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text(
        "Summan för {year} är inte känd: {reason}.",
        "the total for {year} cannot be determined: {reason}",
    )
    reasons: ClassVar[Reasons] = {
        "unstated": Text(
            "villkoren anger ingen regel för den; ange en",
            "the terms state no rule for it; state one",
        ),
        "indivisible": NoFeeError.reasons["indivisible"],
        "missing": NoFeeError.reasons["missing"],
    }


class IncompleteAssessmentError(SamverkanError, LookupError):
    """A total was requested, but some fees are not known.

    Attributes:
        year: The budget year.

        missing: The parties whose fee is not known, each as "name (id)".
    """

    year: int
    missing: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "Summan för {year} är inte känd (subtotal_ore är vad som kunde räknas ut); komplettera "
        "det som saknas för:{missing}",
        "the total for {year} is not known (subtotal_ore holds what could be computed); supply "
        "what is missing for:{missing}",
    )
