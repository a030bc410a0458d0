"""The words around numbers, days and amounts, in Swedish and English."""

from __future__ import annotations

from ._formats import day, decimal
from ._quoting import cut, filled, listed, quoted, shown
from .agreements import Agreement
from .assessments import Missing
from .errors import (
    AlreadyPartyError,
    AmbiguousForumError,
    AmbiguousPartyError,
    BudgetYearError,
    DayOutOfRangeError,
    FigureFault,
    FigureFileError,
    MeetingError,
    ModeError,
    NotConvenerError,
    SamverkanError,
    TooEarlyError,
    TooFarError,
    UnknownForumError,
    UnknownPartyError,
    UnknownReadingError,
)
from .figures import Figure, FigureStatus
from .funding.evaluation import Need
from .funding.rules import Proration
from .governance import OperatingMode
from .instruments import (
    Accession,
    Amendment,
    Extension,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .ledgers import Cause
from .modes import ModeEvent
from .money import RoundingRule
from .parties import PartyKind
from .periods import Unit
from .texts import Language, Text

__all__ = [
    "INSTRUMENTS",
    "KINDS",
    "MODES",
    "PRORATIONS",
    "ROUNDINGS",
    "STATUSES",
    "cause",
    "lacking",
    "of_whom",
    "phrase",
]

KINDS = {
    PartyKind.MUNICIPALITY: Text("kommuner", "municipalities"),
    PartyKind.REGION: Text("regioner", "regions"),
    PartyKind.COUNTY_ADMINISTRATIVE_BOARD: Text("länsstyrelser", "county administrative boards"),
    PartyKind.STATE_AGENCY: Text("statliga myndigheter", "state agencies"),
    PartyKind.MUNICIPAL_FEDERATION: Text("kommunalförbund", "municipal federations"),
    PartyKind.COMPANY: Text("bolag", "companies"),
    PartyKind.ASSOCIATION: Text("föreningar", "associations"),
}
MODES = {
    OperatingMode.ORDINARY: Text("ordinarie läge", "ordinary mode"),
    OperatingMode.ACTIVATED: Text("aktiverat läge", "activated mode"),
}
STATUSES = {
    FigureStatus.FINAL: Text("slutlig", "final"),
    FigureStatus.SECONDARY: Text("andrahandsuppgift", "second-hand"),
    None: Text("tillförlitlighet inte angiven", "reliability not stated"),
}
ROUNDINGS = {
    RoundingRule.HALF_AWAY_FROM_ZERO: Text("halva uppåt, bort från noll", "halves away from zero"),
    RoundingRule.TOWARDS_ZERO: Text("det överskjutande bortfaller", "the remainder is dropped"),
}

INSTRUMENTS: dict[type, Text] = {
    Accession: Text("anslutning", "accession"),
    Amendment: Text("ändring av villkoren", "amendment of the terms"),
    Extension: Text("förlängning", "extension"),
    Revocation: Text("återkallelse eller upphävande", "revocation"),
    Succession: Text("partsbyte", "succession"),
    Termination: Text("uppsägning av överenskommelsen", "termination"),
    Withdrawal: Text("utträde", "withdrawal"),
}
PRORATIONS = {
    Proration.NONE: Text(
        "Hela årets belopp, utan tidsproportionering", "The whole year's amount, not prorated"
    ),
    Proration.BY_DAY: Text("Tidsproportionerat per dag", "Prorated by day"),
}

_PHRASES = {
    "known-on": Text("Enligt vad som var känt den {day}", "As was known on {day}"),
    "portion": Text(
        "{days} av {of} dagar, {first_day} till och med {last_day}: {amount}",
        "{days} of {of} days, {first_day} to {last_day}: {amount}",
    ),
    "succeeded": Text(
        "{party} trädde in den {day} i stället för {before}",
        "{party} came on {day} in place of {before}",
    ),
    "joined-first": Text("{party} anslöt sig först", "{party} joined first"),
    "in-place-of": Text(", i stället för {party}", ", in place of {party}"),
    "undated": Text(
        "Anslutningen har inget registrerat beslut, så ingen kan säga om den var känd den {day}:",
        "The accession has no recorded decision, so nobody can say if it was known on {day}:",
    ),
    "claim": Text("{party}, krav för {year}: {amount}", "{party}, claim for {year}: {amount}"),
    "credit": Text(
        "{party}, kreditering för {year}: {amount}", "{party}, credit for {year}: {amount}"
    ),
    "claims-total": Text("Summa ({count}): {amount}", "Total ({count}): {amount}"),
    "undated-line": Text("Beslut saknas: {parties}.", "Missing decisions: {parties}."),
    "total-undated": Text(
        "Summan är inte känd: beslut saknas för {count} av parterna.",
        "The total is not known: a decision is missing for {count} of the parties.",
    ),
    "shared-undated": Text(
        "Beloppet fördelas mellan dem som är parter, så ingen kan säga vad dessa bär av det:",
        "The amount is divided among the parties, so nobody can say what these bear of it:",
    ),
    "csv-undated": Text("beslut saknas", "decision missing"),
    "fees-title": Text("Avgifter för {year}", "Fees for {year}"),
    "fee-title": Text("{party}, avgift för {year}: {amount}", "{party}, fee for {year}: {amount}"),
    "reading": Text("Tolkning: {name}", "Reading: {name}"),
    "party": Text("Part", "Party"),
    "fee": Text("Avgift", "Fee"),
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
        " (stated as {number}, which cannot serve)",
    ),
    "of-party": Text("{what} av {party}", "{what} of {party}"),
    "succession-of": Text(": {by} i stället för {party}", ": {by} in place of {party}"),
    "no-weight": Text(
        "ingen som betalar har något över 0 att fördela efter",
        "nobody who pays has anything above 0 to divide by",
    ),
    "need": Text("{party}: {figures} saknas", "{party}: {figures} is missing"),
    "on-day": Text("{statistic} den {day}", "{statistic} on {day}"),
    "csv-head": Text(
        "part namn år status kronor underlag saknas tolkning",
        "party name year status kronor figures missing reading",
    ),
    "csv-fee": Text("avgift", "fee"),
    "csv-missing": Text("uppgift saknas", "figure missing"),
    "csv-indivisible": Text("kan inte fördelas", "cannot be divided"),
    "total-indivisible": Text(
        "Summan är inte känd: vad {count} av parterna bär av ett belopp kan inte fördelas.",
        "The total is not known: what {count} of the parties bear of an amount cannot be divided.",
    ),
    "fee-indivisible": Text(
        "Avgiften är inte känd: ett belopp kan inte fördelas.",
        "The fee is not known: an amount cannot be divided.",
    ),
    "indivisible-line": Text("Kan inte fördelas: {parties}.", "Cannot be divided: {parties}."),
    "csv-unstated": Text("ingen regel anges", "no rule stated"),
    "second-hand": Text("* andrahandsuppgift: {figures}", "* second-hand figure: {figures}"),
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
        "No fees for {year}: nobody is a party in that year.",
    ),
    "no-members-known": Text(
        "Inga avgifter för {year}: ingen var part det året, enligt vad som var känt den {day}.",
        "No fees for {year}: nobody was a party in that year, as was known on {day}.",
    ),
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
        "Divided in whole öre, so that none are lost or made (largest remainder): {amount}",
    ),
    "by-figure": Text(
        "{weight} av {of} {units}: {amount} av {total}",
        "{weight} of {of} {units}: {amount} of {total}",
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
        "Moved by the index: {base} × {factors} = {amount}",
    ),
    "indexed-rounded": Text(
        "Omräknat med index: {base} × {factors}, avrundat till {step}, {rule}: {amount}",
        "Moved by the index: {base} × {factors}, rounded to {step}, {rule}: {amount}",
    ),
    "indexed-each-year": Text(
        "Omräknat med index: {base} × {factors}, varje år avrundat till {step}, {rule}: {amount}",
        "Moved by the index: {base} × {factors}, each year rounded to {step}, {rule}: {amount}",
    ),
    "figure": Text(
        "{statistic} i {subject} den {day}: {value} ({status})",
        "{statistic} of {subject} on {day}: {value} ({status})",
    ),
    "published": Text(", publicerad den {day}", ", published on {day}"),
    "date-same-year": Text(
        "Avstämningsdag: den {day} samma år", "Reference date: {day} of the same year"
    ),
    "date-year-before": Text(
        "Avstämningsdag: den {day} året före", "Reference date: {day} of the year before"
    ),
    "date-years-before": Text(
        "Avstämningsdag: den {day} {count} år före", "Reference date: {day}, {count} years before"
    ),
    "chosen": Text("Tolkning av villkoren: {name}", "Reading of the terms: {name}"),
    "member-since": Text("Part från och med den {day}", "A party from {day}"),
    "member-until": Text("till och med den {day}", "to {day}"),
    "charged-to": Text("Kostnaden belastar {to}", "The cost is charged to {to}"),
    "not-members": Text("Inte part {year}: {parties}.", "No party in {year}: {parties}."),
    "no-decision": Text("inget eget beslut är registrerat", "no decision of its own is recorded"),
    "decided": Text("beslut den {day}", "decided on {day}"),
    "decided-by": Text("beslut av {body} den {day}", "decided by {body} on {day}"),
    "sources": Text("Källor", "Sources"),
    "whole-document": Text("hela handlingen", "the whole document"),
    "governance-title": Text("Organisation och styrning den {day}", "Governance on {day}"),
    "no-governance": Text(
        "Villkoren säger inget om det, eller så gäller överenskommelsen inte den dagen.",
        "The terms say nothing of it, or the agreement is not in force on that day.",
    ),
    "no-forum": Text("inget forum är angivet", "no forum is stated"),
    "no-level": Text("Ingen nivå är angiven", "No level is stated"),
    "who-title": Text("{forum} den {day}, {mode}", "{forum} on {day}, {mode}"),
    "overall": Text("Har det övergripande ansvaret", "Has overall responsibility"),
    "chair": Text("Ordförande: {party}", "Chair: {party}"),
    "convener": Text("Sammankallar: {party}", "Convenes: {party}"),
    "first-lead": Text("Leder inledningsvis: {party}", "Leads at first: {party}"),
    "not-a-member": Text("{party}, som inte är part", "{party}, which is no member"),
    "called": Text("Kallas i {mode}:", "Called in {mode}:"),
    "no-seats": Text(
        "Kallas i {mode}: inga platser är angivna", "Called in {mode}: no seats are stated"
    ),
    "vacant": Text("vakant", "vacant"),
    "one-vacant": Text("1 plats vakant", "1 seat vacant"),
    "several-vacant": Text("{count} platser vakanta", "{count} seats vacant"),
    "mandate": Text("Mandat: {mandate}", "Mandate: {mandate}"),
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
        "The terms say nothing of governance.",
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
    "by-the-log": Text("Läge enligt loggen: {mode}; {reason}", "Mode by the log: {mode}; {reason}"),
    "requested-by": Text("Begärd av {party}", "Requested by {party}"),
    "activated-by": Text("Beslutad av {parties}", "Decided by {parties}"),
    "activated-by-on": Text("Beslutad av {parties} den {day}", "Decided by {parties} on {day}"),
    "activated-why": Text("Skäl: {reason}", "Reason: {reason}"),
    "not-in-the-log": Text(
        "Läge enligt loggen: inte känt; loggen känner inte forumet",
        "Mode by the log: not known; the log does not know the forum",
    ),
    "mode-not-known": Text("läget är inte känt", "mode not known"),
    "mode-unknown": Text("inte känt", "not known"),
    "no-findings": Text("Inget att anmärka.", "Nothing to remark."),
    "time-limit": Text("Frist", "Time limit"),
    "no-source": Text("ingen källa angiven", "no source stated"),
}


def phrase(name: str, language: Language, /, **values: str | int) -> str:
    """Return one of our phrases with its values put in. Data are values, never phrases."""
    return _PHRASES[name].in_language(language).format(**values)


_FAULTS = {
    "no-such-file": "den finns inte",
    "unreadable": "den går inte att öppna: {found}",
    "too-large": "den är större än {found} byte",
    "encoding": "{found} är inte UTF-8; spara filen som CSV i UTF-8",
    "column-lacking": "kolumnen {column} saknas",
    "column-unknown": "okänd kolumn {found}; ta bort den eller byt namn på den",
    "column-repeated": "kolumnen {column} står flera gånger",
    "cells": "{found} celler; ange en för varje kolumn, med citattecken kring en text som "
    "innehåller avgränsaren",
    "csv": "detta är inte CSV: {found}",
    "code": "{column} ska vara fyra siffror, som 0182 med sin första nolla, inte {found}",
    "day": "{column} ska vara en dag skriven ÅÅÅÅ-MM-DD, inte {found}",
    "no-such-day": "{column} {found} är ingen dag i kalendern åren 1800 till 2999",
    "count": "{column} ska vara bara siffror, utan mellanrum, som 95182, inte {found}",
    "status": "{column} ska vara final, secondary eller tomt, inte {found}",
    "text": "{column} är för lång eller innehåller tecken som inte syns: {found}",
    "published": "{column} {found} är före avstämningsdagen: inget är känt innan det är så",
    "conflict": "{column} anges två gånger, som {found}; ta bort den ena, eller ge en rättelse "
    "dess egen publiceringsdag",
}


# What a detail of a refusal is called in Swedish, by its name and value.
_VALUES: dict[tuple[str, object], str] = {
    ("event", ModeEvent.REQUEST): "begäran",
    ("event", ModeEvent.ACTIVATE): "aktivering",
    ("event", ModeEvent.HAND_OVER): "överlämning av ledningen",
    ("event", ModeEvent.DEACTIVATE): "avaktivering",
    ("unit", Unit.DAYS): "dagar",
    ("unit", Unit.WEEKS): "veckor",
    ("unit", Unit.MONTHS): "månader",
    **{("mode", mode): name.sv for mode, name in MODES.items()},
}
_REFUSALS = {
    "nobody-leads": "Mötet med {forum} den {on}: ingen leder det; ange vem som leder "
    "inledningsvis.",
    "first-lead-left": "Mötet med {forum} den {on}: {party}, som leder inledningsvis, är inte "
    "part; ange en part.",
    "leads-already": "Ledningen av {forum} den {on}: {party} har den redan; utelämna detta.",
    "lead-not-called": "Ledningen av {forum} den {on}: {party} är inte kallad till mötet; ange en "
    "part som är det.",
    "lead-not-known": "Ledningen av {forum} den {on}: inga platser är angivna, så ingen kan säga "
    "om {party} är kallad; ange parten som en Party.",
    "no-first-day": "Återkommande möten ({unit}: {every}): den första dagen är inte angiven, så "
    "ingen dag kan räknas upp; ange den.",
    "no-last-day": "Tiden från och med den {first_day} har ingen sista dag; ange en.",
    "too-many-days": "Återkommande möten ({unit}: {every}): det blir mer än {most} dagar; ange en "
    "kortare tid.",
    "reporter-not-called": "Återföringen från {forum} den {on}: {party} var inte kallad till "
    "mötet; ange en part som var det.",
    "report-too-early": "Återföringen till {party} från {forum} den {on}: {day} är före mötet; "
    "ange en senare dag.",
    "meeting-twice": "Mötena med {forum} den {on}: två har nummer {number}; ge dem var sitt.",
    "cannot-happen": "{what}: {event} kan inte ske i {mode}; se loggen.",
    "activated-already": "{forum} är redan i aktiverat läge den {on}, genom aktivering {number}; "
    "avsluta den först, eller ange de andra forumen.",
    "end-known": "Aktivering {number}: dess slut är känt; utelämna dagen då den senast sågs.",
    "number-taken": "Aktivering {number}: en annan har dess nummer; ge den ett eget.",
    "not-covered": "Aktivering {number}: loggen täcker inte den {on}; låt den täcka den dagen.",
    "no-such-level": "Aktivering {number}: det finns ingen nivå {level}; ange en som finns.",
    "no-such-forum": "Aktivering {number}: det finns inget forum {forum}; ange ett som finns.",
    "no-forum": "Aktivering {number}: den omfattar inget forum; ange ett, eller en annan nivå.",
    "nobody-decided": "Aktivering {number}: ingen har beslutat om den; ange den som sammankallar "
    "(decided_by).",
    "convenes-none": "Aktivering {number}: {party} sammankallar inget forum som den omfattar; "
    "utelämna den parten.",
    "no-such-activation": "Aktivering {number}: ingen har det numret; se loggen.",
    "ended-already": "Aktivering {number}: den upphörde redan den {on}; utelämna detta.",
    "on-until": "Aktivering {number}: den pågick till och med den {on}; ange den dagen eller en "
    "senare.",
    "into-a-later": "Aktivering {number}: den skulle gå in i en senare aktivering; ange en "
    "tidigare sista dag.",
}


def in_swedish(error: SamverkanError) -> str:
    """Return what an error says in Swedish, or in English where it has no Swedish text."""
    match error:
        case AlreadyPartyError():
            said = (
                f"{shown(error.party)} skulle vara part två gånger den {error.day}; ange beslutet "
                "en gång, eller ändra dagarna."
            )
        case UnknownPartyError():
            head = f"Ingen part heter {quoted(error.query)}. De som finns:"
            said = listed(head, error.candidates, "och {count} till")
        case AmbiguousPartyError() | AmbiguousForumError():
            head = f"{quoted(error.query)} kan betyda flera; ange id eller hela namnet:"
            said = listed(head, error.candidates, "och {count} till")
        case UnknownReadingError():
            known = ", ".join(error.known) or "ingen; villkoren anger ingen finansiering"
            said = f"Ingen tolkning heter {quoted(error.name)}. De som finns: {known}."
        case FigureFileError():
            head = f"{shown(error.where)} går inte att läsa:"
            said = listed(head, map(_fault, error.faults), "och {count} till")
        case _:
            said = _governance_in_swedish(error)
    return said


def _governance_in_swedish(error: SamverkanError) -> str:
    match error:
        case UnknownForumError():
            if error.candidates:
                head = f"Inget forum heter {quoted(error.query)}. De som finns:"
                said = listed(head, error.candidates, "och {count} till")
            else:
                said = "Inget forum är angivet den dagen, eller så gäller överenskommelsen inte då."
        case NotConvenerError():
            said = _not_convener(error)
        case ModeError() | MeetingError():
            said = _refused(error)
        case _:
            said = _time_in_swedish(error)
    return said


def _refused(error: ModeError | MeetingError) -> str:
    words = {name: _VALUES.get((name, value), value) for name, value in error.details.items()}
    return filled(_REFUSALS[error.refusal], words)


def _not_convener(error: NotConvenerError) -> str:
    forum, party = shown(error.forum), shown(error.party)
    if error.convener is not None:
        return (
            f"{party} sammankallar inte {forum}: det får bara {shown(error.convener)}; be den om "
            "det."
        )
    if error.left is None:
        return (
            f"Ingen kan säga om {party} sammankallar {forum}: det är inte angivet vem som gör det; "
            "ange det."
        )
    left = f"{shown(error.left)}, som gör det, är inte part då"
    return f"{party} sammankallar inte {forum}: {left}; ange en part."


def _time_in_swedish(error: SamverkanError) -> str:
    match error:
        case BudgetYearError():
            said = (
                "Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav "
                f"{quoted(error.value)}."
            )
        case DayOutOfRangeError():
            said = f"{error.day} ligger utanför åren 1800 till 2999; kontrollera dagen."
        case TooEarlyError():
            said = (
                f"{error.day} är före 1990-01-01: lagen (1930:173) om beräkning av lagstadgad tid "
                "hade då andra regler, som inte finns här; räkna tiden för hand."
            )
        case TooFarError():
            said = f"Tiden som räknas från {error.day} går utanför åren 1800 till 2999."
        case _:
            said = str(error)
    return said


def _fault(fault: FigureFault) -> str:
    said = _FAULTS[fault.problem].format(column=fault.column, found=cut(fault.found))
    return f"rad {fault.line}: {said}" if fault.line else said


def cause(value: Cause, party: str, agreement: Agreement, language: Language) -> str:
    """Return what became known: anslutning, beslut av Kommunstyrelsen den 13 april 2015.

    Of another party than the one whose claim it causes, it is told of whom.
    """
    if isinstance(value, Figure):
        written = decimal(value.statistic.number(value.value), language)
        return f"{of_whom(value, party, agreement, language)}: {written}"
    said = INSTRUMENTS[type(value)].in_language(language)
    match value:
        case Accession() | Withdrawal() if value.party != party:
            said = phrase("of-party", language, what=said, party=agreement.party(value.party).name)
        case Succession():
            before, by = (agreement.party(each).name for each in (value.party, value.successor))
            said += phrase("succession-of", language, party=before, by=by)
        case _:
            pass
    if value.decision is None:
        return said
    body = value.decision.body
    name = "decided" if body is None else "decided-by"
    decided = day(value.decision.decided_on, language)
    return f"{said}, {phrase(name, language, body=body or '', day=decided)}"


def lacking(missing: Missing, agreement: Agreement, language: Language) -> str:
    """Return the figures that are missing: folkmängd den 30 juni 2014; else that none would do."""
    if not missing.needs:
        return phrase("no-weight", language)
    return ", ".join(_need(need, missing.party, agreement, language) for need in missing.needs)


def _need(need: Need, party: str, agreement: Agreement, language: Language) -> str:
    said = of_whom(need, party, agreement, language)
    if need.stated is None:
        return said
    number = decimal(need.statistic.number(need.stated), language)
    return f"{said} {phrase('cannot-serve', language, number=number)}"


def of_whom(figure: Figure | Need, party: str, agreement: Agreement, language: Language) -> str:
    """Return which figure it is; of whom, where it is not the party's own."""
    statistic = figure.statistic.name.in_language(language)
    on = day(figure.reference_date, language)
    if figure.subject == party:
        return phrase("on-day", language, statistic=statistic, day=on)
    names = {each.id: each.name for each in agreement.parties}
    subject = names.get(figure.subject, figure.subject)
    return phrase("figure-of", language, statistic=statistic, party=subject, day=on)
