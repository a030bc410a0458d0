"""What an error says, in Swedish or English."""

from __future__ import annotations

from ..core.periods import Unit
from ..core.texts import Language
from ..errors import (
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
from ..errors.quoting import cut, filled, listed, quoted, shown
from ..meetings.mode_log import ModeEvent
from .words import MODES

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


def error_text(error: SamverkanError, language: Language = "sv") -> str:
    """Return what an error says, in Swedish where it has a Swedish text.

    Those that a user of the command meets have one, and the refusals of meetings and the log.

    >>> from samverkan.errors import BudgetYearError
    >>> error_text(BudgetYearError(0))
    'Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav 0.'
    """
    return str(error) if language == "en" else _in_swedish(error)


def _in_swedish(error: SamverkanError) -> str:
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
                f"{error.day} är före {error.first_day}: lagen (1930:173) om beräkning av "
                "lagstadgad tid hade då andra regler, som inte finns här; räkna tiden för hand."
            )
        case TooFarError():
            said = f"Tiden som räknas från {error.day} går utanför åren 1800 till 2999."
        case _:
            said = str(error)
    return said


def _fault(fault: FigureFault) -> str:
    said = _FAULTS[fault.problem].format(column=fault.column, found=cut(fault.found))
    return f"rad {fault.line}: {said}" if fault.line else said
