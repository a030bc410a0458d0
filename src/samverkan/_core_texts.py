"""What the findings say that rest on the model alone: severity, message, remedy."""

from __future__ import annotations

from typing import Final

from .texts import Text

__all__ = ["CORE_TEXTS"]

CORE_TEXTS: Final = {
    "CHAIR_WITHOUT_SEAT": (
        "warning",
        Text(
            "{forum}: den som har ordförandeposten, {party}, har ingen angiven plats där den {on}",
            "{forum}: the party that holds the chair, {party}, has no stated seat there on {on}",
        ),
        Text("Ange ordförandens plats", "State the seat of the chair"),
    ),
    "CONVENER_NOT_MEMBER": (
        "warning",
        Text(
            "{forum}: den som sammankallar, {party}, är inte part den {on}",
            "{forum}: the party that convenes it, {party}, is no member on {on}",
        ),
        Text("Ange en part som sammankallar", "State a member that convenes it"),
    ),
    "DECISION_NOT_RECORDED": (
        "info",
        Text(
            "{party}: inget eget beslut är registrerat",
            "{party}: no decision of its own is recorded",
        ),
        Text("Registrera partens beslut och dess dag", "Record the party's decision and its day"),
    ),
    "EFFECTIVE_BEFORE_AGREEMENT": (
        "error",
        Text(
            "{party}: anslutningen gäller från och med den {first_day}, före överenskommelsens "
            "första dag, den {agreed_from}",
            "{party}: the accession is effective from {first_day}, before the agreement's first "
            "day, {agreed_from}",
        ),
        Text(
            "Låt anslutningen gälla tidigast från överenskommelsens första dag",
            "Let the accession be effective from the agreement's first day at the earliest",
        ),
    ),
    "FORUM_WITHOUT_LEVEL": (
        "info",
        Text(
            "{forum}: ingen nivå är angiven",
            "{forum}: no level is stated",
        ),
        Text("Ange dess nivå", "State its level"),
    ),
    "HOLDER_NOT_ABLE": (
        "warning",
        Text(
            "{forum}: {party} är angiven för platsen {seat} men kan den {on} inte inneha den",
            "{forum}: {party} is named for the seat {seat} but cannot hold it on {on}",
        ),
        Text(
            "Ange en part som är medlem och av rätt slag",
            "Name a member of the right kind and group",
        ),
    ),
    "LEAD_NOT_MEMBER": (
        "warning",
        Text(
            "{forum}: den som leder inledningsvis, {party}, är inte part den {on}",
            "{forum}: the party that leads at first, {party}, is no member on {on}",
        ),
        Text("Ange en part som leder inledningsvis", "State a member that leads at first"),
    ),
    "LEVEL_WITHOUT_FORUM": (
        "info",
        Text(
            "Nivån {level} har inget angivet forum",
            "No forum is stated on the level {level}",
        ),
        Text("Ange dess forum", "State its forums"),
    ),
    "NOTICE_PERIOD_UNKNOWN": (
        "warning",
        Text(
            "Uppsägningstiden är inte känd; ingen sista dag för uppsägning kan räknas ut",
            "The period of notice is not known; no last day for notice can be computed",
        ),
        Text(
            "Ange uppsägningstiden, eller avtala om en",
            "State the period of notice, or agree on one",
        ),
    ),
    "OVERRIDES_LATER_RULE": (
        "warning",
        Text(
            "Ändring {later}, beslutad den {decided_on}, gäller från och med den {first_day} och "
            "ersätter ändring {earlier}, som redan var beslutad att gälla från och med den "
            "{starts}",
            "Amendment {later}, decided on {decided_on}, is effective from {first_day} and "
            "overrides amendment {earlier}, which was adopted already to be effective from "
            "{starts}",
        ),
        Text(
            "Ge den senare beslutade ändringen en sista dag, om den andra ska gälla efter den",
            "Give the amendment that was decided later a last day if the other is to hold after it",
        ),
    ),
    "PARTY_CEASED": (
        "warning",
        Text(
            "{party} upphörde den {last_day} men är part därefter; {successor}",
            "{party} ceased to exist on {last_day} but is a party after that; {successor}",
        ),
        Text(
            "Registrera ett partsbyte, eller ange den rätta parten",
            "Record a succession, or name the right party",
        ),
    ),
    "PARTY_NOT_YET": (
        "warning",
        Text(
            "{party} fanns inte före den {existed_from} men är part redan från och med den "
            "{first_day}",
            "{party} did not exist before {existed_from} but is a party from {first_day} already",
        ),
        Text(
            "Ange den part som fanns då, eller en senare första dag",
            "Name the party that existed then, or a later first day",
        ),
    ),
    "REFERENCE_DATE_AFTER_START": (
        "error",
        Text(
            "Tolkningen {reading}: villkoren säger en dag före budgetåret, men avstämningsdagen, "
            "den {day}, infaller under det",
            "Reading {reading}: the terms say a day before the budget year, but the reference "
            "date, {day}, falls in it",
        ),
        Text(
            "Välj en avstämningsdag före budgetårets första dag",
            "Choose a reference date before the first day of the budget year",
        ),
    ),
    "REFERENCE_DATE_AMBIGUOUS": (
        "warning",
        Text(
            "Villkoren kan läsas med olika avstämningsdagar: {readings}",
            "The terms can be read with different reference dates: {readings}",
        ),
        Text(
            "Fråga parterna vilken dag som gäller, och ändra villkoren så att de säger det",
            "Ask the parties which day counts, and amend the terms so that they say it",
        ),
    ),
    "SEAT_NOT_HELD": (
        "warning",
        Text(
            "{forum}: ingen part, eller för få, kan inneha platsen {seat} den {on}",
            "{forum}: no party, or too few, can hold the seat {seat} on {on}",
        ),
        Text("Ange vem som innehar den", "State who holds it"),
    ),
    "STATED_AMOUNT_DIFFERS": (
        "warning",
        Text(
            "Det angivna beloppet ”{stated}” stämmer inte med den beräknade avgiften för {party} "
            "för {year}, {fee}",
            "The stated amount “{stated}” does not agree with the computed fee of {party} for "
            "{year}, {fee}",
        ),
        Text(
            "Jämför underlag, avstämningsdag och avrundning; rätta den uppgift som är fel",
            "Compare figures, reference date and rounding; correct what is wrong",
        ),
    ),
    "STATED_AMOUNT_NOT_READ": (
        "info",
        Text(
            "{party}: det angivna beloppet ”{stated}” går inte att läsa, och är inte jämfört",
            "{party}: the stated amount “{stated}” cannot be read, and is not compared",
        ),
        Text(
            "Skriv det som i handlingen, till exempel ”cirka 143 000 kr”",
            "Write it as in the paper, for example “cirka 143 000 kr”",
        ),
    ),
    "WEIGHT_OF_NOBODY": (
        "warning",
        Text(
            "Tolkningen {reading} anger ett andelstal för {party}, som avtalet inte känner; "
            "övriga bär dess andel",
            "The reading {reading} states a weight of {party}, which the agreement does not know; "
            "the others bear its share",
        ),
        Text(
            "Skriv partens id som i avtalet, eller lägg till parten",
            "Write the id of the party as in the agreement, or add the party",
        ),
    ),
}
"""By code, in order."""
