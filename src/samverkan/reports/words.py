"""All phrases of the reports, in Swedish and English, and the wrapping of paragraphs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from ..core import money, periods
from ..core.decisions import Decision
from ..core.figures import Figure, FigureStatus, Statistic
from ..core.money import RoundingRule
from ..core.parties import Party, PartyKind
from ..core.periods import Unit
from ..errors import CountError
from ..errors.texts import Language, Text, an_instance
from ..funding.funding import Proration

WIDTH = 100
"""Default maximum number of characters in a line."""

_NARROWEST = 20
_SPACE = "\N{NO-BREAK SPACE}"


_PARTED_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9])|kr\b)|(?<=SEK) (?=[0-9])")


KINDS = {
    PartyKind.MUNICIPALITY: Text("kommuner", "municipalities"),
    PartyKind.REGION: Text("regioner", "regions"),
    PartyKind.COUNTY_ADMINISTRATIVE_BOARD: Text("länsstyrelser", "county administrative boards"),
    PartyKind.STATE_AGENCY: Text("statliga myndigheter", "state agencies"),
    PartyKind.MUNICIPAL_FEDERATION: Text("kommunalförbund", "municipal federations"),
    PartyKind.COMPANY: Text("bolag", "companies"),
    PartyKind.ASSOCIATION: Text("föreningar", "associations"),
}


ONE_OF_KIND: dict[PartyKind | None, Text] = {
    PartyKind.MUNICIPALITY: Text("kommun", "municipality"),
    PartyKind.REGION: Text("region", "region"),
    PartyKind.COUNTY_ADMINISTRATIVE_BOARD: Text("länsstyrelse", "county administrative board"),
    PartyKind.STATE_AGENCY: Text("statlig myndighet", "state agency"),
    PartyKind.MUNICIPAL_FEDERATION: Text("kommunalförbund", "municipal federation"),
    PartyKind.COMPANY: Text("bolag", "company"),
    PartyKind.ASSOCIATION: Text("förening", "association"),
    None: Text("part", "party"),
}


ALL_OF_KIND: dict[PartyKind | None, Text] = {
    PartyKind.MUNICIPALITY: Text("kommunerna", "the municipalities"),
    PartyKind.REGION: Text("regionerna", "the regions"),
    PartyKind.COUNTY_ADMINISTRATIVE_BOARD: Text(
        "länsstyrelserna", "the county administrative boards"
    ),
    PartyKind.STATE_AGENCY: Text("de statliga myndigheterna", "the state agencies"),
    PartyKind.MUNICIPAL_FEDERATION: Text("kommunalförbunden", "the municipal federations"),
    PartyKind.COMPANY: Text("bolagen", "the companies"),
    PartyKind.ASSOCIATION: Text("föreningarna", "the associations"),
    None: Text("parterna", "the parties"),
}


_UNITS = {
    Unit.DAYS: (Text("dag", "day"), Text("dagar", "days")),
    Unit.WEEKS: (Text("vecka", "week"), Text("veckor", "weeks")),
    Unit.MONTHS: (Text("månad", "month"), Text("månader", "months")),
    Unit.YEARS: (Text("år", "year"), Text("år", "years")),
}


STATUSES: dict[FigureStatus | None, Text] = {
    FigureStatus.FINAL: Text("slutlig", "final"),
    FigureStatus.PRELIMINARY: Text("preliminär", "preliminary"),
    FigureStatus.FORECAST: Text("prognos", "forecast"),
    FigureStatus.PERTURBED: Text("slumpjusterad", "perturbed"),
    FigureStatus.SECONDARY: Text("andrahandsuppgift", "second-hand"),
    None: Text("tillförlitlighet inte angiven", "reliability not stated"),
}


ROUNDINGS = {
    RoundingRule.HALF_AWAY_FROM_ZERO: Text("halva uppåt, bort från noll", "halves away from zero"),
    RoundingRule.TOWARDS_ZERO: Text("det överskjutande bortfaller", "the remainder is dropped"),
    RoundingRule.AWAY_FROM_ZERO: Text("alltid uppåt, bort från noll", "always away from zero"),
}


PRORATIONS = {
    Proration.NONE: Text(
        "Hela årets belopp, utan tidsproportionering", "The whole year's amount, not prorated"
    ),
    Proration.BY_DAY: Text("Tidsproportionerat per dag", "Prorated by day"),
    Proration.BY_COMMENCED_MONTH: Text(
        "Tidsproportionerat per påbörjad månad", "Prorated by commenced month"
    ),
    Proration.BY_FULL_MONTH: Text("Tidsproportionerat per hel månad", "Prorated by full month"),
    Proration.BY_MONTH_AFTER_ENTRY: Text(
        "Tidsproportionerat per månad, från och med månaden efter inträdet",
        "Prorated by month, from the month after entry",
    ),
}


_PHRASES = {
    "known-on": Text("Enligt vad som var känt den {day}", "As known on {day}"),
    "portion": Text(
        "{count} av {of} dagar, {first_day} till och med {last_day}: {amount}",
        "{count} of {of} days, {first_day} to {last_day}: {amount}",
    ),
    "portion-months": Text(
        "{count} av {of} månader, {first_day} till och med {last_day}: {amount}",
        "{count} of {of} months, {first_day} to {last_day}: {amount}",
    ),
    "for-year": Text("Regel för {year}: {amount}", "Rule for {year}: {amount}"),
    "for-later-year": Text(
        "Regel för {year} (därefter): {amount}", "Rule for {year} (later years): {amount}"
    ),
    "entry-fee": Text("Inträdesavgift: {amount}", "Entry fee: {amount}"),
    "no-entry-fee": Text(
        "Ingen inträdesavgift: medlemskapet börjar inte under året: {amount}",
        "No entry fee, because the membership does not begin in the year: {amount}",
    ),
    "per-party": Text("Belopp för parten: {amount}", "Amount of the party: {amount}"),
    "per-party-others": Text("Belopp för övriga: {amount}", "Amount of the others: {amount}"),
    "discount": Text("{part} avdrag på {total}: {amount}", "{part} off {total}: {amount}"),
    "remainder": Text("Återstår av {total}: {amount}", "Left of {total}: {amount}"),
    "paid": Text(
        "Avgår vad {count} av {of} parter betalar: {amount}",
        "Less what {count} of {of} parties pay: {amount}",
    ),
    "percent": Text("{number} %", "{number}%"),
    "per-mille": Text("{number} ‰", "{number}‰"),
    "per-many": Text("{amount} per {count} {units}", "{amount} per {count} {units}"),
    "figure-itself": Text("{statistic}: {amount}", "{statistic}: {amount}"),
    "figures-multiplied": Text("{factors} = {amount}", "{factors} = {amount}"),
    "not-known-of-all": Text(
        "Uppgiften är inte känd för alla; tills vidare används, för alla:",
        "The figure is not known of all; used for all until it is:",
    ),
    "provisional": Text(
        "{mark} preliminär avgift, tills {statistic} den {days} är känd",
        "{mark} provisional fee, until {statistic} on {days} is known",
    ),
    "entry-fee-again": Text("Inträdesavgift vid återinträde: {amount}", "Re-entry fee: {amount}"),
    "not-known-yet": Text(
        "Uppgiften är inte känd; tills vidare används:",
        "The figure is not known; used until it is:",
    ),
    "reference-date": Text("Avstämningsdag: {day}", "Reference date: {day}"),
    "date-mean": Text(
        "Medelvärde av uppgifterna för {count} dagar: {days}",
        "Mean of the figures of {count} days: {days}",
    ),
    "date-fixed": Text("den {day}, oavsett budgetår", "{day}, whatever the budget year"),
    "portions": Text(
        "{days} av {of} dagar, {first_day} till och med {last_day}, {count} delar: {amount}",
        "{days} of {of} days, {first_day} to {last_day}, {count} parts: {amount}",
    ),
    "portions-by-month": Text(
        "{count} delar av året; de mellan den första och den sista visas månad för månad, och "
        "JSON-formen visar var och en",
        "{count} parts of the year; those between the first and the last are shown month by month, "
        "and the JSON format shows each",
    ),
    "first-portion": Text("den första, för ett helt år: {said}", "the first, for a year: {said}"),
    "last-portion": Text("den sista, för ett helt år: {said}", "the last, for a year: {said}"),
    "succeeded": Text(
        "{party} trädde in den {day} i stället för {before}",
        "{party} joined on {day} in place of {before}",
    ),
    "joined-first": Text("{party} anslöt sig först", "{party} joined first"),
    "in-place-of": Text(", i stället för {party}", ", in place of {party}"),
    "undated": Text(
        "Anslutningen har inget registrerat beslut, så ingen kan säga om den var känd den {day}:",
        "The accession has no recorded decision, so it cannot be determined whether it was known "
        "on {day}:",
    ),
    "claim": Text("{party}, krav för {year}", "{party}, claim for {year}"),
    "credit": Text("{party}, kreditering för {year}", "{party}, credit for {year}"),
    "undated-line": Text("Beslut saknas: {parties}.", "Missing decisions: {parties}."),
    "total-undated": Text(
        "Summan är inte känd: beslut saknas för {count} av parterna.",
        "The total is not known: a decision is missing for {count} of the parties.",
    ),
    "shared-undated": Text(
        "Beloppet fördelas mellan dem som är parter, så ingen kan säga vad dessa bär av det:",
        "The amount is divided among the parties, so the share of these parties cannot be "
        "determined:",
    ),
    "csv-undated": Text("beslut saknas", "decision missing"),
    "csv-pending": Text("vilande", "pending"),
    "pending": Text("Väntar ({count})", "Pending ({count})"),
    "pending-line": Text("Vilande: {parties}.", "Pending: {parties}."),
    "total-pending": Text(
        "Summan är inte känd: avgiften för {count} av parterna beror på något som väntar.",
        "The total is not known: the fee of {count} of the parties depends on something pending.",
    ),
    "fee-pending": Text(
        "Avgiften är inte känd: den beror på något som väntar.",
        "The fee is not known: it depends on something pending.",
    ),
    "the-agreement": Text("överenskommelsen", "agreement"),
    "change-to-come": Text(
        "{said} Avgifterna följer de villkor som gäller innan den är antagen.",
        "{said} The fees follow the terms that apply until it is adopted.",
    ),
    "pending-agreement": Text("överenskommelsen", "the agreement"),
    "pending-decisions": Text(
        "{what} väntar på beslut av {parties}.", "{what} waits for decisions by {parties}."
    ),
    "pending-some": Text(
        "{what} väntar på beslut av minst {count} av {parties}.",
        "{what} waits for decisions by at least {count} of {parties}.",
    ),
    "pending-nobody": Text("{what} väntar på beslut.", "{what} waits for decisions."),
    "pending-ratification": Text(
        "{what}: beslutet ska godkännas innan det gäller.",
        "{what}: the decision must be ratified before it counts.",
    ),
    "pending-legal-force": Text(
        "{what} gäller när besluten har fått laga kraft; dagen är inte registrerad.",
        "{what} applies when the decisions have legal force; the day is not recorded.",
    ),
    "pending-signature": Text(
        "{what} gäller när alla har skrivit under; dagen är inte registrerad.",
        "{what} applies when all have signed; the day is not recorded.",
    ),
    "pending-day": Text(
        "{what}: från vilken dag den gäller är inte känt.",
        "{what}: the day from which it applies is not known.",
    ),
    "pending-last-day": Text(
        "{what}: den sista dagen är inte känd.",
        "{what}: the last day is not known.",
    ),
    "start-all-decided": Text("när alla har beslutat", "when all have decided"),
    "start-legal-force": Text(
        "när besluten har fått laga kraft", "when the decisions have legal force"
    ),
    "start-signed": Text("när alla har skrivit under", "when all have signed"),
    "start-unknown": Text("från en dag som inte är känd", "from a day that is not known"),
    "not-before": Text(", tidigast den {day}", ", not before {day}"),
    "last-day-unknown": Text("till och med en dag som inte är känd", "to a day that is not known"),
    "needs-all": Text("krävs: alla parter", "needed: all parties"),
    "needs-parties": Text("krävs: {parties}", "needed: {parties}"),
    "needs-some": Text(
        "krävs: minst {count} av {parties}", "needed: at least {count} of {parties}"
    ),
    "needs-some-of-all": Text(
        "krävs: minst {count} av parterna", "needed: at least {count} of the parties"
    ),
    "adopted-by": Text("{party}: {decision}", "{party}: {decision}"),
    "ratified": Text("{decision}, godkänt: {by}", "{decision}, ratified: {by}"),
    "to-be-ratified": Text("{decision}, ska godkännas", "{decision}, to be ratified"),
    "recorded-of": Text("{what} för {of}", "{what} of the {of}"),
    "recorded-day": Text("{day}, registrerad den {recorded}", "{day}, recorded on {recorded}"),
    "fees-title": Text("Avgifter för {year}", "Fees for {year}"),
    "fee-title": Text("{party}, avgift för {year}: {amount}", "{party}, fee for {year}: {amount}"),
    "fee-of": Text("{party}, avgift för {year}", "{party}, fee for {year}"),
    "reading": Text("Tolkning: {name}", "Reading: {name}"),
    "subtotal-of": Text("Delsumma ({count})", "Subtotal ({count})"),
    "total-of": Text("Summa ({count})", "Total ({count})"),
    "total-unknown": Text(
        "Summan är inte känd: uppgift saknas för {count} av parterna.",
        "The total is not known: a figure is missing for {count} of the parties.",
    ),
    "fee-unknown": Text(
        "Avgiften är inte känd: uppgift saknas.", "The fee is not known: a figure is missing."
    ),
    "fee-undated": Text(
        "Avgiften är inte känd: beslut saknas.", "The fee is not known: a decision is missing."
    ),
    "cannot-serve": Text(
        " (angiven som {number}, som inte kan användas)",
        " (stated as {number}, which cannot be used)",
    ),
    "of-party": Text("{what} av {party}", "{what} of {party}"),
    "succession-of": Text(": {by} i stället för {party}", ": {by} in place of {party}"),
    "no-weight": Text(
        "ingen som betalar har något över 0 att fördela efter",
        "no payer has a value above 0 to divide by",
    ),
    "need": Text("{party}: {figures} saknas", "{party}: {figures} is missing"),
    "on-day": Text("{statistic} den {day}", "{statistic} on {day}"),
    "csv-head": Text(
        "part namn år status kronor underlag saknas tolkning",
        "party name year status kronor figures missing reading",
    ),
    "instalments-head": Text(
        "part namn år status förfallodag kronor tolkning",
        "party name year status due_on kronor reading",
    ),
    "csv-fee": Text("avgift", "fee"),
    "csv-missing": Text("uppgift saknas", "figure missing"),
    "csv-indivisible": Text("kan inte fördelas", "cannot be divided"),
    "total-indivisible": Text(
        "Summan är inte känd: vad {count} av parterna bär av ett belopp kan inte fördelas.",
        "The total is not known: an amount cannot be divided among {count} of the parties.",
    ),
    "fee-indivisible": Text(
        "Avgiften är inte känd: ett belopp kan inte fördelas.",
        "The fee is not known: an amount cannot be divided.",
    ),
    "indivisible-line": Text("Kan inte fördelas: {parties}.", "Cannot be divided: {parties}."),
    "csv-unstated": Text("ingen regel anges", "no rule stated"),
    "status-secondary": Text("andrahandsuppgift", "second-hand figure"),
    "status-preliminary": Text("preliminär uppgift", "preliminary figure"),
    "status-forecast": Text("prognos", "forecast"),
    "status-perturbed": Text("slumpjusterad uppgift", "perturbed figure"),
    "marked": Text("{mark} {status}: {figures}", "{mark} {status}: {figures}"),
    "assumed": Text("{status}: samma som den {day}", "{status}: same as on {day}"),
    "assumed-of": Text(
        "{status}: samma som den {day} ({earlier})", "{status}: same as on {day} ({earlier})"
    ),
    "if-forecast": Text("{said} (prognos)", "{said} (forecast)"),
    "assumed-of-others": Text(
        "Avgiften vilar också på antagna uppgifter om andra:",
        "The fee also rests on assumed figures of others:",
    ),
    "of-several": Text("{figures}, {count} parter", "{figures}, {count} parties"),
    "with-base": Text("{statistic} ({base})", "{statistic} ({base})"),
    "cause-status": Text("{said} ({status})", "{said} ({status})"),
    "figure-of": Text("{statistic} i {party} den {day}", "{statistic} of {party} on {day}"),
    "unstated": Text(
        "Ingen regel anges för följande; deras avgift är okänd, inte 0 kr:",
        "No rule is stated for the following; their fee is unknown, not SEK 0:",
    ),
    "missing-line": Text("Uppgift saknas: {parties}.", "Missing figures: {parties}."),
    "before": Text(
        "Inga avgifter för {year}: överenskommelsen gäller från och med den {day}.",
        "No fees for {year}: the agreement is in force from {day}.",
    ),
    "after": Text(
        "Inga avgifter för {year}: överenskommelsen gällde till och med den {day}.",
        "No fees for {year}: the agreement was in force until {day}.",
    ),
    "no-members": Text(
        "Inga avgifter för {year}: ingen är part det året.",
        "No fees for {year}: nobody is a member that year.",
    ),
    "no-members-known": Text(
        "Inga avgifter för {year}: ingen var part det året, enligt vad som var känt den {day}.",
        "No fees for {year}: nobody was a member that year, as known on {day}.",
    ),
    "payment-plan": Text("Betalningsplan", "Payment plan"),
    "instalment": Text("{part} senast den {day}", "{part} by {day}"),
    "whole-fee": Text("hela avgiften", "the whole fee"),
    "amount-of": Text("{what}: {amount}", "{what}: {amount}"),
    "computation": Text("Beräkning", "Computation"),
    "rounded": Text(
        "Avrundat till {step}, {rule}: {amount}", "Rounded to {step}, {rule}: {amount}"
    ),
    "whole-ore": Text("hela ören", "whole öre"),
    "whole-kronor": Text("hela kronor", "whole kronor"),
    "ore-step": Text("steg om {count} öre", "steps of {count} öre"),
    "for-kind": Text("Regel för {who}: {amount}", "Rule for {who}: {amount}"),
    "part-for-kind": Text(
        "Del av regel för {who}: {amount}", "Part of the rule for {who}: {amount}"
    ),
    "part-for-group": Text(
        "Del av regel för gruppen {who}: {amount}", "Part of the rule for the group {who}: {amount}"
    ),
    "for-group": Text("Regel för gruppen {who}: {amount}", "Rule for the group {who}: {amount}"),
    "by-membership": Text("För {party}: {amount}", "For {party}: {amount}"),
    "product": Text("{rate} × {factors} = {amount}", "{rate} × {factors} = {amount}"),
    "per": Text("{amount} per {unit}", "{amount} per {unit}"),
    "fixed": Text("Fast belopp: {amount}", "Fixed amount: {amount}"),
    "sum": Text("Summa av {count} delar: {amount}", "Sum of {count} parts: {amount}"),
    "divided": Text(
        "Fördelat i hela ören, så att inga försvinner eller tillkommer (största resten): {amount}",
        "Divided in whole öre, so that no öre is lost or added (largest remainder): {amount}",
    ),
    "divided-in-steps": Text(
        "Fördelat i steg om {step}, så att inga ören försvinner eller tillkommer (största resten): "
        "{amount}",
        "Divided in steps of {step}, so that no öre is lost or added (largest remainder): {amount}",
    ),
    "with-gained": Text(
        "{said}; i det ingår {amount} för avrundningen av det som betalas först",
        "{said}; this includes {amount} because what is paid first is rounded",
    ),
    "by-figure": Text(
        "{weight} av {of} {units}: {amount} av {total}",
        "{weight} of {of} {units}: {amount} of {total}",
    ),
    "by-figure-of-days": Text(
        "{weight} av {of} {units}, summerat över {count} dagar: {amount} av {total}",
        "{weight} of {of} {units}, added over {count} days: {amount} of {total}",
    ),
    "equally": Text(
        "{weight} av {of} lika delar: {amount} av {total}",
        "{weight} of {of} equal shares: {amount} of {total}",
    ),
    "by-weight": Text(
        "Andelstal {weight} av {of}: {amount} av {total}",
        "Weight {weight} of {of}: {amount} of {total}",
    ),
    "part-of": Text("{part} av {total}: {amount}", "{part} of {total}: {amount}"),
    "part-rounded": Text(
        "{part} av {total}: {exact}, i hela ören (största resten): {amount}",
        "{part} of {total}: {exact}, in whole öre (largest remainder): {amount}",
    ),
    "at-least": Text("lägst {amount}", "at least {amount}"),
    "at-most": Text("högst {amount}", "at most {amount}"),
    "bounded": Text("{bounds}: {amount}", "{bounds}: {amount}"),
    "up-to": Text(
        "Regel för högst {high} {units}: {amount}", "Rule for at most {high} {units}: {amount}"
    ),
    "between": Text(
        "Regel för mer än {low} och högst {high} {units}: {amount}",
        "Rule for more than {low} and at most {high} {units}: {amount}",
    ),
    "above": Text(
        "Regel för mer än {low} {units}: {amount}", "Rule for more than {low} {units}: {amount}"
    ),
    "not-indexed": Text(
        "Beloppet för {year}, inte omräknat: {amount}",
        "The amount for {year}, as stated: {amount}",
    ),
    "indexed": Text(
        "Omräknat med index: {base} × {factors} = {amount}",
        "Adjusted by the index: {base} × {factors} = {amount}",
    ),
    "linked": Text("Länkat till {statistic} den {day}", "Linked to {statistic} on {day}"),
    "indexed-rounded": Text(
        "Omräknat med index: {base} × {factors}, avrundat till {step}, {rule}: {amount}",
        "Adjusted by the index: {base} × {factors}, rounded to {step}, {rule}: {amount}",
    ),
    "indexed-each-year": Text(
        "Omräknat med index: {base} × {factors}, varje år avrundat till {step}, {rule}: {amount}",
        "Adjusted by the index: {base} × {factors}, each year rounded to {step}, {rule}: {amount}",
    ),
    "figure": Text(
        "{statistic} i {subject} den {day}: {value} ({status})",
        "{statistic} of {subject} on {day}: {value} ({status})",
    ),
    "published": Text(", publicerad den {day}", ", published on {day}"),
    "date-same-year": Text("den {day} samma år", "{day} of the same year"),
    "date-year-before": Text("den {day} året före", "{day} of the year before"),
    "date-years-before": Text("den {day} {count} år före", "{day}, {count} years before"),
    "chosen": Text("Tolkning av villkoren: {name}", "Reading of the terms: {name}"),
    "member-since": Text("Part från och med den {day}", "A party from {day}"),
    "member-until": Text("till och med den {day}", "to {day}"),
    "charged-to": Text("Kostnaden belastar {to}", "The cost is charged to {to}"),
    "not-members": Text("Inte part {year}: {parties}.", "Not a party in {year}: {parties}."),
    "not-members-known": Text(
        "Inte part {year}, enligt vad som var känt den {day}: {parties}.",
        "Not a party in {year}, as known on {day}: {parties}.",
    ),
    "many": Text("{said} ({count} st)", "{said} ({count})"),
    "no-cause": Text(
        "inget beslut och ingen uppgift stöder det som har krävts; kontrollera att "
        "överenskommelsen och uppgifterna är samma som då",
        "nothing on record supports what was claimed; check that the agreement and the figures are "
        "the same as then",
    ),
    "no-cause-opening": Text(
        "inget beslut och ingen uppgift efter den {day} stöder skillnaden mot den ingående "
        "balansen; kontrollera den",
        "nothing on record after {day} supports the difference from the opening balance; check the "
        "opening balance",
    ),
    "head-party": Text("Part", "Party"),
    "head-fee": Text("Avgift", "Fee"),
    "head-mark": Text("Not", "Note"),
    "head-amount": Text("Belopp", "Amount"),
    "head-instalment": Text("Delbetalning", "Instalment"),
    "head-claim": Text("Krav eller kreditering", "Claim or credit"),
    "head-function": Text("Funktion", "Function"),
    "head-seats": Text("Platser", "Seats"),
    "head-held": Text("Innehas av", "Held by"),
    "head-more": Text("Övrigt", "Other"),
    "claims-title": Text("Krav och krediteringar", "Claims and credits"),
    "deadlines-title": Text("Beslutets dagar", "The days of the decision"),
    "all-deadlines-title": Text("Beslutens dagar", "The days of the decisions"),
    "findings-title": Text("Iakttagelser", "Findings"),
    "no-claims": Text("Inget att kräva eller kreditera.", "Nothing to claim or credit."),
    "no-decision": Text("inget eget beslut är registrerat", "no decision of its own is recorded"),
    "decided": Text("beslut den {day}", "decided on {day}"),
    "decided-by": Text("beslut av {body} den {day}", "decided by {body} on {day}"),
    "sources": Text("Källor", "Sources"),
    "whole-document": Text("hela handlingen", "the whole document"),
    "governance-title": Text("Organisation och styrning den {day}", "Governance on {day}"),
    "no-forum": Text("inget forum är angivet", "no forum is stated"),
    "no-level": Text("Ingen nivå är angiven", "No level is stated"),
    "forums": Text("Forum", "Forums"),
    "who-title": Text("{forum} den {day}, {mode}", "{forum} on {day}, {mode}"),
    "overall": Text("Har det övergripande ansvaret", "Has overall responsibility"),
    "chair": Text("Ordförande: {party}", "Chair: {party}"),
    "vice-chair": Text("Vice ordförande: {party}", "Vice chair: {party}"),
    "convener": Text("Sammankallar: {party}", "Convenes: {party}"),
    "first-lead": Text("Leder inledningsvis: {party}", "Leads initially: {party}"),
    "not-a-member": Text("{party}, som inte är part", "{party}, which is not a member"),
    "all-called": Text("Kallas:", "Called:"),
    "nobody": Text("Kallas: ingen", "Called: nobody"),
    "called": Text("Kallas i {mode}:", "Called in {mode}:"),
    "every-mode": Text("alla lägen", "every mode"),
    "as-in": Text("{said}, som i {mode}", "{said}, as in {mode}"),
    "absent": Text("Har förhinder: {who}", "Cannot come: {who}"),
    "deputies-called": Text("Träder in: {who}", "In their place: {who}"),
    "no-deputy": Text("{seats} utan ersättare", "{seats} without a deputy"),
    "no-name": Text("inte angivet vem", "not stated who"),
    "tasks": Text("Uppgifter:", "Duties:"),
    "tasks-in": Text("Uppgifter i {mode}:", "Duties in {mode}:"),
    "modes": Text("Lägen", "Modes"),
    "switched-by": Text("{mode}: beslutas av {who}", "{mode}: decided by {who}"),
    "modes-fall-back": Text(
        "Vad som inte anges för ett läge är detsamma som i närmast lägre läge.",
        "What is not stated for a mode is the same as in the nearest lower mode.",
    ),
    "either": Text("{first} eller {last}", "{first} or {last}"),
    "host-municipality": Text("Värdkommun: {party}", "Host municipality: {party}"),
    "no-seats": Text(
        "Kallas i {mode}: inga platser är angivna", "Called in {mode}: no seats are stated"
    ),
    "vacant": Text("vakant", "vacant"),
    "all-vacant": Text("vakanta", "vacant"),
    "one-vacant": Text("1 plats vakant", "1 seat vacant"),
    "several-vacant": Text("{count} platser vakanta", "{count} seats vacant"),
    "one-seat": Text("{count} plats", "{count} seat"),
    "many-seats": Text("{count} platser", "{count} seats"),
    "seats-each": Text("{seats} var", "{seats} each"),
    "for-each": Text("för varje {who}", "for each {who}"),
    "with-one-deputy": Text("{seats} och {count} ersättare", "{seats} and {count} deputy"),
    "with-as-many": Text("{seats} och lika många ersättare", "{seats} and as many deputies"),
    "as-many": Text("lika många", "as many"),
    "with-deputies": Text("{seats} och {count} ersättare", "{seats} and {count} deputies"),
    "for-each-named": Text("för var och en av {who}", "for each of {who}"),
    "for-each-of": Text("för var och en av {count} {who}", "for each of {count} {who}"),
    "for-all": Text("för {who} tillsammans", "for {who} together"),
    "for-one": Text("för {who}", "for {who}"),
    "in-the-group": Text("{who} i gruppen {group}", "{who} in the group {group}"),
    "holder-unstated": Text(
        "vem som har platsen är inte angivet", "who holds the seat is not stated"
    ),
    "holders-unstated": Text("vem som har dem är inte angivet", "who holds them is not stated"),
    "unstated-for-term": Text(
        "{said} för mandatperioden från och med den {day}",
        "{said} for the term of office from {day}",
    ),
    "deputies": Text("Ersättare", "Deputies"),
    "deputies-as": Text("Ersättare ({function})", "Deputies ({function})"),
    "own-only": Text("träder in endast för den egna parten", "called only for their own party"),
    "order-unstated": Text(
        "träder in för den egna parten, ingen ordning mellan parterna är angiven",
        "called for their own party, no order among the parties is stated",
    ),
    "own-first-then": Text(
        "träder in först för den egna parten, annars i ordningen {order}",
        "called first for their own party, otherwise in the order {order}",
    ),
    "in-this-order": Text("träder in i ordningen {order}", "called in the order {order}"),
    "mandate": Text("Mandat: {mandate}", "Mandate: {mandate}"),
    "comes-with": Text("i egenskap av {office}", "by virtue of the office of {office}"),
    "chair-of": Text("ordförande i {forum}", "chair of {forum}"),
    "office-in": Text("{function} i {forum}", "{function} in {forum}"),
    "appointed-by": Text("Utses av {who}", "Appointed by {who}"),
    "term": Text("Mandatperiod: {said}", "Term of office: {said}"),
    "term-length-unstated": Text("längden är inte angiven", "length not stated"),
    "counted-from": Text("{said}, räknat från och med den {day}", "{said}, counted from {day}"),
    "carries-over": Text(
        "{said}; de som har utsetts sitter kvar tills andra har utsetts",
        "{said}; those appointed stay until others are appointed",
    ),
    "holders-and-more": Text(
        "{count} parter: {names} och {more} till", "{count} parties: {names} and {more} more"
    ),
    "not-called": Text("Kallas inte i {mode}", "Not called in {mode}"),
    "seats-unstated": Text("Inga platser är angivna", "No seats are stated"),
    "not-in-force": Text(
        "Överenskommelsen gäller inte den {day}.", "The agreement is not in force on {day}."
    ),
    "governance-unstated": Text(
        "Villkoren säger inget om organisation och styrning.",
        "The terms say nothing about governance.",
    ),
    "meets": Text("Möts {how_often}", "Meets {how_often}"),
    "meets-in": Text("Möts i {mode} {how_often}", "Meets in {mode} {how_often}"),
    "nobody-called": Text("Kallas i {mode}: ingen", "Called in {mode}: nobody"),
    "every-days": Text("var {count}:{ending} dag", "every {count} days"),
    "every-weeks": Text("var {count}:{ending} vecka", "every {count} weeks"),
    "every-months": Text("var {count}:{ending} månad", "every {count} months"),
    "every-other-day": Text("varannan dag", "every other day"),
    "every-other-week": Text("varannan vecka", "every other week"),
    "every-other-month": Text("varannan månad", "every other month"),
    "every-day": Text("varje dag", "every day"),
    "every-week": Text("varje vecka", "every week"),
    "every-month": Text("varje månad", "every month"),
    "every-years": Text("vart {count}:{ending} år", "every {count} years"),
    "every-other-year": Text("vartannat år", "every other year"),
    "times-a-day": Text("{times} om dagen", "{times} a day"),
    "times-a-week": Text("{times} i veckan", "{times} a week"),
    "times-a-month": Text("{times} i månaden", "{times} a month"),
    "times-a-year": Text("{times} om året", "{times} a year"),
    "times-a-term": Text("{times} per mandatperiod", "{times} in each term of office"),
    "times-in": Text("{times} på {count} {units}", "{times} in {count} {units}"),
    "least-often": Text("minst {said}", "at least {said}"),
    "about-times": Text("cirka {said}", "about {said}"),
    "about-every": Text("ungefär {said}", "about {said}"),
    "in-brackets": Text("{said} ({more})", "{said} ({more})"),
    "first-occasion": Text(
        "{said}, första gången den {day}", "{said}, for the first time on {day}"
    ),
    "by-the-log": Text(
        "Läge enligt loggen: {mode}; {reason}", "Mode according to the log: {mode}; {reason}"
    ),
    "began-at": Text("Började gälla den {day} {hour}", "Began on {day} at {hour}"),
    "ended-at": Text("Upphörde den {day} {hour}", "Ended on {day} at {hour}"),
    "requested-by": Text("Begärd av {party}", "Requested by {party}"),
    "activated-by": Text("Beslutad av {parties}", "Decided by {parties}"),
    "activated-by-on": Text("Beslutad av {parties} den {day}", "Decided by {parties} on {day}"),
    "log-covers": Text(
        "Logg över aktiveringar från och med den {first} till och med den {last}",
        "Log of activations from {first} to {last}",
    ),
    "no-activations": Text(
        "Ingen aktivering: alla forum arbetade i ordinarie läge.",
        "No activation: all forums worked in ordinary mode.",
    ),
    "activation-ended": Text(
        "{number}. {mode}, från och med den {first} till och med den {last}",
        "{number}. {mode}, from {first} to {last}",
    ),
    "activation-known-to": Text(
        "{number}. {mode}, från och med den {first}, känt till och med den {seen}; när det "
        "upphörde är inte känt",
        "{number}. {mode}, from {first}, known to {seen}; when it ended is not known",
    ),
    "day-and-hour": Text("{day} {hour}", "{day} at {hour}"),
    "applies-to": Text("Gäller: {what}", "Applies to: {what}"),
    "every-forum": Text("alla forum", "all forums"),
    "not-in-governance": Text(
        "Loggens läge {mode} finns inte i överenskommelsen den {day}; loggen kan höra till en "
        "annan överenskommelse, eller läget har fått ett annat id",
        "The mode {mode} of the log is not in the agreement on {day}; the log may be that of "
        "another agreement, or the mode has another id now",
    ),
    "unknown-forums": Text(
        "Loggen har forum som överenskommelsen aldrig har haft: {forums}; den kan höra till en "
        "annan överenskommelse",
        "The log has forums that the agreement never had: {forums}; it may be that of another "
        "agreement",
    ),
    "absent-not-called": Text(
        "Har förhinder, men kallas inte i {mode}: {who}",
        "Cannot come, but not called in {mode}: {who}",
    ),
    "absent-never-called": Text(
        "Har förhinder, men kallas inte: {who}", "Cannot come, but not called: {who}"
    ),
    "deputies-absent": Text(
        "Ersättare som inte heller kan komma: {who}", "Deputies that cannot come either: {who}"
    ),
    "activated-why": Text("Skäl: {reason}", "Reason: {reason}"),
    "not-in-the-log": Text(
        "Läge enligt loggen: inte känt; loggen känner inte forumet",
        "Mode according to the log: not known; the forum is not in the log",
    ),
    "meeting-of-day": Text(
        "{forum} den {day}, möte {number} den dagen",
        "{forum} on {day}, meeting {number} of the day",
    ),
    "duty-unstated": Text("inte angivet vem: {what}", "not stated who: {what}"),
    "no-seats-known": Text("inga platser är angivna", "no seats are stated"),
    "outstanding-unknown": Text(
        "Återföring som återstår (antalet är inte känt)",
        "Still to report back (how many is not known)",
    ),
    "outstanding-at-least": Text(
        "Återföring som återstår (minst {count})", "Still to report back (at least {count})"
    ),
    "outstanding": Text("Återföring som återstår ({count})", "Still to report back ({count})"),
    "none-outstanding": Text("Ingen återföring återstår.", "Nobody has to report back."),
    "to-follow-up": Text("Uppföljning som återstår ({count})", "Still to be followed up ({count})"),
    "none-to-follow-up": Text("Ingen uppföljning återstår.", "Nothing has to be followed up."),
    "who-on": Text("{forum} den {day}", "{forum} on {day}"),
    "mode-not-known": Text("läget är inte känt", "mode not known"),
    "mode-unknown": Text("inte känt", "not known"),
    "no-findings": Text("Inget att anmärka.", "No findings."),
    "no-decisions-known": Text(
        "Inget beslut av en kommun, en region eller ett kommunalförbund är registrerat.",
        "No decision of a municipality, a region or a municipal federation is recorded.",
    ),
    "not-computed": Text(
        "En dag är före 1990, eller för långt fram att räkna från: inget är uträknat.",
        "A day is before 1990, or too far ahead for time limits: nothing is computed.",
    ),
    "time-limit": Text("Frist", "Time limit"),
    "document-number": Text("Diarienummer: {number}", "Document number: {number}"),
    "in-force": Text("Gäller {days}", "In force {days}"),
    "form": Text("Samverkansform: {form}", "Legal form: {form}"),
    "special-act": Text("Med stöd av: {act}", "Allowed by: {act}"),
    "notice": Text("Uppsägningstid: {months} månader", "Period of notice: {months} months"),
    "renewal": Text(
        "Förlängs med {months} månader om ingen säger upp den",
        "Renewed for {months} months if nobody gives notice",
    ),
    "capped-renewal": Text(
        "Förlängs med {months} månader om ingen säger upp den, högst {times}",
        "Renewed for {months} months if nobody gives notice, at most {times}",
    ),
    "once": Text("en gång", "once"),
    "twice": Text("två gånger", "twice"),
    "times": Text("{count} gånger", "{count} times"),
    "notice-by": Text(
        "Uppsägning senast: {day}, räknat från det år då avtalet upphör",
        "Notice by: {day}, counted from the year in which the agreement ends",
    ),
    "host": Text("Värd: {party}", "Host: {party}"),
    "dues": Text("Betalningar och rapporter ({count})", "Payments and reports ({count})"),
    "year-before": Text("{day} året före", "{day} of the year before"),
    "years-before": Text("{day} {years} år före", "{day}, {years} years before"),
    "year-after": Text("{day} året efter", "{day} of the year after"),
    "years-after": Text("{day} {years} år efter", "{day}, {years} years after"),
    "purpose": Text("Syfte: {purpose}", "Purpose: {purpose}"),
    "several-parties": Text("parter", "parties"),
    "parties": Text("Parter ({count})", "Parties ({count})"),
    "funding": Text("Finansiering", "Funding"),
    "governance": Text("Organisation och styrning", "Governance"),
    "modes-of": Text("Lägen: {names}", "Modes: {names}"),
    "commitments": Text("Åtaganden ({count})", "Commitments ({count})"),
    "instruments": Text("Beslut ({count})", "Instruments ({count})"),
    "documents": Text("Handlingar ({count})", "Documents ({count})"),
    "replaces": Text("Ersätter", "Replaces"),
    "from-day": Text("från och med den {day}", "from {day}"),
    "to-day": Text("till och med den {day}", "to {day}"),
    "until-further-notice": Text("tills vidare", "until further notice"),
    "undecided": Text("inget beslut registrerat", "no recorded decision"),
    "of-number": Text("av nummer {number}", "of number {number}"),
    "not-stated": Text("Inte angivet", "Not stated"),
    "last-day": Text("sista dag", "last day"),
    "terms-unstated": Text("Villkor: {names}", "Terms: {names}"),
    "no-numbers": Text(
        "Parter utan organisationsnummer: {count}", "Parties without organisation number: {count}"
    ),
    "no-decisions": Text(
        "Anslutningar utan registrerat beslut: {count}",
        "Accessions without a recorded decision: {count}",
    ),
    "no-dates": Text("Handlingar utan dag: {count}", "Documents without a date: {count}"),
    "seatless": Text("Forum utan angivna platser: {count}", "Forums without stated seats: {count}"),
    "rounds": Text("Avrundas till {step}, {rule}", "Rounded to {step}, {rule}"),
    "by-year": Text("Per budgetår:", "By budget year:"),
    "by-party": Text("Belopp per part:", "Amount per party:"),
    "on-entry": Text("Inträdesavgift, en gång:", "Entry fee, once:"),
    "on-reentry": Text("Vid återinträde:", "On re-entry:"),
    "later-years": Text("Därefter:", "Later years:"),
    "a-part-of": Text("{part} av:", "{part} of:"),
    "a-discount-on": Text("{part} avdrag på:", "{part} off:"),
    "left-of": Text("Återstoden av:", "What is left of:"),
    "after-payment": Text("sedan alla parter har betalat:", "after all parties have paid:"),
    "others-pay": Text("Övriga: {amount}", "The others: {amount}"),
    "rate-by-rule": Text("Per {unit}:", "Per {unit}:"),
    "rate-by-rule-many": Text("Per {count} {units}:", "Per {count} {units}:"),
    "rate-of": Text("{rate} av {statistic}", "{rate} of {statistic}"),
    "until-known": Text("Tills uppgiften är känd:", "Until the figure is known:"),
    "in-steps": Text("Fördelas i steg om {amount}", "Divided in steps of {amount}"),
    "sum-of": Text("Summan av:", "The sum of:"),
    "lower-limit": Text("Lägst:", "At least:"),
    "upper-limit": Text("Högst:", "At most:"),
    "group": Text("Gruppen {name}", "The group {name}"),
    "index-clause": Text(
        "Räknas om från {year}, {method}: {statistic}",
        "Adjusted from {year}, {method}: {statistic}",
    ),
    "size-up-to": Text("Högst {high} {units}:", "At most {high} {units}:"),
    "size-between": Text(
        "Mer än {low} och högst {high} {units}:", "More than {low} and at most {high} {units}:"
    ),
    "size-above": Text("Mer än {low} {units}:", "More than {low} {units}:"),
    "divided-amount": Text("Ett belopp fördelas {by}:", "An amount is divided {by}:"),
    "shared-amount": Text("Ett belopp delas upp:", "An amount is shared:"),
    "class-share": Text("{who}: {part} av det, fördelat {by}", "{who}: {part} of it, divided {by}"),
    "key-equally": Text("lika", "equally"),
    "key-by-weight": Text("efter andelstal ({weights})", "by weight ({weights})"),
    "key-by-figure": Text("efter {names}", "by {names}"),
    "figure-on": Text("{date} ({statistic})", "{date} ({statistic})"),
    "figure-of-area-on": Text(
        "{date} ({statistic} i {subject})", "{date} ({statistic} of {subject})"
    ),
    "no-source": Text("ingen källa angiven", "no source stated"),
    "with-reference": Text(
        "{party}, er referens {reference}", "{party}, buyer reference {reference}"
    ),
}


def unit_of(count: int, unit: Unit, language: Language) -> str:
    """Return the word for a unit of a length of time: år, månad or månader.

    >>> unit_of(1, Unit.MONTHS, "en"), unit_of(4, Unit.YEARS, "en"), unit_of(4, Unit.YEARS, "sv")
    ('month', 'years', 'år')
    """
    one, several = _UNITS[unit]
    return (one if count == 1 else several).in_language(language)


def phrase(name: str, language: Language, /, **values: str | int) -> str:
    """Return a phrase with its values inserted. Data are values, never phrases."""
    return _PHRASES[name].in_language(language).format(**values)


def is_uncertain(status: FigureStatus | None) -> bool:
    """Return whether a figure of this status is marked wherever an amount rests on it."""
    return status is not None and status is not FigureStatus.FINAL


def status_text(figure: Figure, language: Language) -> str:
    """Return how reliable a figure is: *slutlig*, *prognos: samma som den 31 december 2024*.

    Of a figure that is assumed, the status of the earlier one is told, if it is stated.
    """
    status = STATUSES[figure.status].in_language(language)
    if figure.assumed_from is None:
        return status
    day = periods.day(figure.assumed_from, language)
    if figure.assumed_status is None:
        return phrase("assumed", language, status=status, day=day)
    earlier = STATUSES[figure.assumed_status].in_language(language)
    return phrase("assumed-of", language, status=status, day=day, earlier=earlier)


def if_forecast(said: str, language: Language, *, is_forecast: bool) -> str:
    """Return what is said of an amount, marked if it rests on assumed figures: *(prognos)*."""
    return phrase("if-forecast", language, said=said) if is_forecast else said


def statistic_name(statistic: Statistic, language: Language) -> str:
    """Return the name of a statistic, with the base of an index: *prisindex (1980 = 100)*."""
    name = statistic.name.in_language(language)
    if statistic.base is None:
        return name
    return phrase("with-base", language, statistic=name, base=statistic.base)


def figure_number(statistic: Statistic, value: int, language: Language) -> str:
    """Return the number that a figure states; if it is money, as an amount."""
    written = money.kronor if statistic.in_kronor else money.decimal
    return written(statistic.number(value), language)


def counted(figure: Figure, language: Language) -> str:
    """Return a figure with its unit: *10 000 invånare*; if it is money, as an amount."""
    statistic = figure.statistic
    said = figure_number(statistic, figure.value, language)
    if statistic.in_kronor:
        return said
    one_or_more = statistic.unit if statistic.number(figure.value) == 1 else statistic.units
    return f"{said} {one_or_more.in_language(language)}"


_NUMBERS: dict[Language, tuple[str, ...]] = {
    "sv": ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}


def number_word(number: int, language: Language) -> str:
    """Return a small number as a word, and a larger one in digits."""
    words = _NUMBERS[language]
    return words[number] if number < len(words) else str(number)


def either(several: Iterable[str], language: Language) -> str:
    """Return one or several words joined into alternatives: a, b eller c, or a, b or c."""
    *first, last = several
    return phrase("either", language, first=", ".join(first), last=last) if first else last


def host_line(host: Party | None, named: str, language: Language) -> str:
    """Return the host of an agreement, a municipality as such, an unknown party by its id."""
    return phrase(host_name(host), language, party=named if host is None else str(host))


def host_name(host: Party | None) -> str:
    """Return the name of the phrase for a host: that of a municipality, or of any other party."""
    is_municipality = host is not None and host.kind is PartyKind.MUNICIPALITY
    return "host-municipality" if is_municipality else "host"


def capital(said: str) -> str:
    """Return a text with an initial capital."""
    return said[:1].upper() + said[1:]


def set_in(said: str, depth: int) -> str:
    """Return a paragraph, indented; wrapping does not split a number."""
    return f"{'  ' * depth}{_PARTED_NUMBER.sub(_SPACE, said)}"


def page(lines: Iterable[str], width: int) -> str:
    """Return lines as text, each wrapped at a width, with continuation lines indented."""
    an_instance("width", width, int)
    if width < _NARROWEST:
        raise CountError("width", width, _NARROWEST)
    return "".join(f"{part}\n" for line in lines for part in _wrapped(line, width))


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line as one or several lines; long words are not broken."""
    if len(line) <= width:
        return [line]
    said = line.lstrip(" ")
    indent = " " * (len(line) - len(said))
    return textwrap.wrap(
        said,
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def decision_text(decision: Decision | None, language: Language) -> str:
    """Return who decided, and when, or that no decision is recorded."""
    if decision is None:
        return phrase("no-decision", language)
    name = "decided" if decision.body is None else "decided-by"
    decided = periods.day(decision.decided_on, language)
    said = phrase(name, language, body=decision.body or "", day=decided)
    if decision.ratification is not None:
        by = decision_text(decision.ratification, language)
        return phrase("ratified", language, decision=said, by=by)
    if decision.needs_ratification:
        return phrase("to-be-ratified", language, decision=said)
    return said
