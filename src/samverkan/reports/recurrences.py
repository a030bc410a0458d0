"""How often something is held, and terms of office, in words."""

from __future__ import annotations

from ..core import periods
from ..core.periods import Unit
from ..errors.texts import Language
from ..governance.offices import TermOfOffice
from ..governance.recurrences import Recurrence
from .words import number_word, phrase, unit_of


def how_often(recurrence: Recurrence, language: Language) -> str:
    """Return how often something is held: *cirka fyra gånger om året*, *vartannat år*."""
    said = _interval(recurrence, language)
    if recurrence.is_about:
        by_times = recurrence.term is not None or recurrence.times > 1
        name = "about-times" if by_times or _is_once_a_year(recurrence) else "about-every"
        said = phrase(name, language, said=said)
    if recurrence.at_least:
        said = phrase("least-often", language, said=said)
    if recurrence.term is not None and recurrence.term.years is not None:
        term = term_text(recurrence.term, language)
        said = phrase("in-brackets", language, said=said, more=term)
    if recurrence.first_day is not None:
        day = periods.day(recurrence.first_day, language)
        said = phrase("first-occasion", language, said=said, day=day)
    return said


def term_text(term: TermOfOffice, language: Language) -> str:
    """Return a term of office: its length, its first day, and whether the holders stay."""
    said = phrase("term-length-unstated", language)
    if term.years is not None:
        said = f"{term.years} {unit_of(term.years, Unit.YEARS, language)}"
    if term.first_day is not None:
        day = periods.day(term.first_day, language)
        said = phrase("counted-from", language, said=said, day=day)
    return phrase("carries-over", language, said=said) if term.carries_over else said


def _is_once_a_year(recurrence: Recurrence) -> bool:
    return recurrence.unit is Unit.YEARS and recurrence.every == recurrence.times == 1


def _interval(recurrence: Recurrence, language: Language) -> str:
    """Return how often, without "about" and days."""
    unit, every, times = recurrence.unit, recurrence.every, recurrence.times
    count = _times(times, language)
    if unit is None:
        return phrase("times-a-term", language, times=count)
    one = unit.removesuffix("s")
    if _is_once_a_year(recurrence) or (times > 1 and every == 1):
        return phrase(f"times-a-{one}", language, times=count)
    if times > 1:
        number, units = number_word(every, language), unit_of(every, unit, language)
        return phrase("times-in", language, times=count, count=number, units=units)
    if every == 1:
        return phrase(f"every-{one}", language)
    if every == 2:
        return phrase(f"every-other-{one}", language)
    ending = "a" if every % 10 in {1, 2} and every % 100 not in {11, 12} else "e"
    return phrase(f"every-{unit}", language, count=every, ending=ending)


def _times(times: int, language: Language) -> str:
    """Return how many times: *en gång*, *fyra gånger*."""
    if times < 3:
        return phrase("once" if times == 1 else "twice", language)
    return phrase("times", language, count=number_word(times, language))
