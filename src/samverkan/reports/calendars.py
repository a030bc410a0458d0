"""The days of a calendar as text: what happens, about what, and on what ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from ..agreements.events import Event
from ..calendars.events import (
    Calendar,
    CalendarEvent,
    CalendarKind,
    OrdinaryMeeting,
    ReferenceDay,
)
from ..core import periods
from ..core.sources import Source
from ..errors.quoting import cut
from ..errors.texts import Language, Text, an_instance, joined
from ..sweden.instrument_days import DatedDecision
from ..sweden.legal_force import LegalForceGround
from ..sweden.statutes import Citation
from .explanation import place_of
from .instruments import instrument_text
from .law import NO_LAST_DAY, how_counted
from .pending import pending_said
from .recurrences import how_often
from .tables import table
from .words import WIDTH, capital, decision_text, page, set_in, statistic_name

KINDS = {
    CalendarKind.APPEAL_ENDS: Text("Sista dag att överklaga", "Last day for an appeal"),
    CalendarKind.NOTICE_DOWN: Text("Anslaget får tas ned", "The notice may be taken down"),
    CalendarKind.LEGAL_FORCE: Text("Laga kraft", "Legal force"),
    CalendarKind.LAST_DAY_FOR_NOTICE: Text("Sista dag för uppsägning", "Last day for notice"),
    CalendarKind.RENEWAL: Text("Avtalet förlängs", "The agreement renews itself"),
    CalendarKind.LAST_DAY: Text("Avtalets sista dag", "Last day of the agreement"),
    CalendarKind.REFERENCE_DAY: Text("Avstämningsdag", "Reference day"),
    CalendarKind.PAYMENT_DUE: Text("Betalas senast", "Payment due"),
    CalendarKind.REPORT_DUE: Text("Lämnas senast", "Report due"),
    CalendarKind.MEETING: Text("Ordinarie möte", "Ordinary meeting"),
}

_LONGEST = 60  # of a title in a summary
_LONGEST_LINE = 2000  # of a text

_CANCELLED = Text("Utgår: {said}", "Cancelled: {said}")
_UNCERTAIN = Text("Osäker: {said}", "Uncertain: {said}")
_OF = Text("{kind}: {what}", "{kind}: {what}")
_FEE_OF = Text("{what}, avgiften {years}", "{what}, fee of {years}")
_IN = Text("{what} ({title})", "{what} ({title})")
_DECIDED = Text(
    "{kind}: {who}, {label} (beslut den {decided})", "{kind}: {who}, {label} (decided on {decided})"
)
_IN_AGREEMENT = Text("Avtal: {title}.", "Agreement: {title}.")

_PRESUMED = Text("Laga kraft, om ingen överklagar", "Legal force, if nobody appeals")
_CERTIFIED = Text("Laga kraft, enligt bevis", "Legal force, as certified")
_DISPLAY = Text(
    "Anslaget ska sitta uppe till och med den {day}.", "The notice must stay up until {day}."
)
_RENEWED = Text(
    "Avtalstiden löper ut, och avtalet förlängs",
    "The term ends, and the agreement renews itself",
)
_FIGURES = Text(
    "Uppgiften för den här dagen räknas i avgiften för {years}.",
    "The figure of this day counts in the fee of {years}.",
)
_LATER_YEARS = Text("senare år", "later years")
_MEETS = Text("Forumet möts {often}.", "The forum meets {often}.")
_IS_CANCELLED = Text("Utgår: {why}.", "Cancelled: {why}.")
_IS_CHANGED = Text("Ändrad: {why}.", "Changed: {why}.")
_IS_MOVED = Text("Flyttad från den {day}: {why}.", "Moved from {day}: {why}.")
_BECAME_KNOWN = Text("känt den {day}", "known on {day}")
_FACTS = {
    "decided_on": Text("beslut den {day}", "decided on {day}"),
    "reported_on": Text("anmält den {day}", "reported on {day}"),
    "approved_on": Text("justerat den {day}", "minutes approved on {day}"),
    "announced_on": Text("anslaget den {day}", "notice put up on {day}"),
    "notice_removed_on": Text("anslaget togs ned den {day}", "notice taken down on {day}"),
    "executed_on": Text("verkställt den {day}", "executed on {day}"),
    "appealed_on": Text("överklagat den {day}", "appealed on {day}"),
    "restored_on": Text("återställd tid den {day}", "time restored on {day}"),
    "annulled_on": Text("upphävt den {day}", "annulled on {day}"),
    "legal_force_on": Text(
        "laga kraft den {day} enligt bevis", "legal force on {day} as certified"
    ),
}

_TITLE = Text("Kalender ({count})", "Calendar ({count})")
_HEAD = Text("dag vad avtal titel", "day what agreement title")
_EMPTY = Text("Utan dagar: {names}.", "Without days: {names}.")
_WITHOUT_DAYS = Text(
    "{agreement}: dagarna för ordinarie möten i {forum} är inte angivna.",
    "{agreement}: the days of ordinary meetings of {forum} are not stated.",
)
_UNDATED = Text(
    "{agreement}: överklagande av {label}, {who} (beslut den {decided}): {why}.",
    "{agreement}: appeal against {label}, {who} (decided on {decided}): {why}.",
)


class EventWords(NamedTuple):
    """An event of a calendar in words, in both languages.

    Args:
        short: What happens, and what it is about; if it is cancelled, it says so first.

        summary: The same with the agreement, in a line that fits in a calendar.

        sentence: What happens, about what, and how the day follows.

        sources: Sections of law and sources of the clause, each as a line.
    """

    short: Text
    summary: Text
    sentence: Text
    sources: tuple[Text, ...]


def event_told(event: CalendarEvent) -> EventWords:
    """Return an event of a calendar in words: its summary, its sentence and its sources."""
    an_instance("event", event, CalendarEvent)
    sv, en = _Words(event, "sv"), _Words(event, "en")
    sections: Iterable[Citation] = dict.fromkeys(_sections(event))
    sources = [Text(each.in_language("sv"), each.in_language("en")) for each in sections]
    sources += [_text(_cited(each, "sv"), _cited(each, "en")) for each in event.sources]
    return EventWords(
        short=_text(sv.short(), en.short()),
        summary=_text(sv.summary(), en.summary()),
        sentence=_text(sv.sentence(), en.sentence()),
        sources=tuple(dict.fromkeys(sources)),
    )


def _text(sv: str, en: str) -> Text:
    """Return a text in both languages, cut where it is longer than a line of ours may be."""
    return Text(cut(sv, _LONGEST_LINE), cut(en, _LONGEST_LINE))


def _sections(event: CalendarEvent) -> Iterator[Citation]:
    """Yield the sections of law that a day follows from."""
    about = event.about
    if not isinstance(about, DatedDecision) or about.dates is None or about.dates.appeal is None:
        return
    if event.kind is CalendarKind.LEGAL_FORCE and not _is_presumed(about):
        return
    yield from about.dates.appeal.counted_by
    for rest in about.dates.appeal.rest_days:
        yield from rest.sources


def _is_presumed(about: DatedDecision) -> bool:
    dates = about.dates
    return dates is not None and dates.legal_force.ground is LegalForceGround.PRESUMED


def _cited(source: Source, language: Language) -> str:
    return f"{source.document}: {place_of(source, language)}"


class _Words:
    """An event of a calendar in words, in one language."""

    def __init__(self, event: CalendarEvent, language: Language) -> None:
        self._event, self._language = event, language

    def _said(self, text: Text, **values: object) -> str:
        return text.in_language(self._language).format(**values)

    def what(self) -> str:
        """Return what an event is about, without its kind and its agreement; it may be empty."""
        about, language = self._event.about, self._language
        match about:
            case Event():
                return "" if about.what is None else about.what.in_language(language)
            case DatedDecision():
                label = about.instrument.label.in_language(language)
                return f"{about.party.name}, {label}"
            case ReferenceDay():
                named = statistic_name(about.statistic, language)
                return self._said(_FEE_OF, what=named, years=self._years(about))
            case OrdinaryMeeting():
                return about.forum.name(on=self._event.day)
            case _:
                assert_never(about)

    def short(self) -> str:
        """Return what happens, and what it is about; if it is cancelled, it says so."""
        kind, what = self._said(KINDS[self._event.kind]), self.what()
        said = self._said(_OF, kind=kind, what=what) if what else kind
        if self._event.is_cancelled:
            return self._said(_CANCELLED, said=said)
        return said if self._event.is_certain else self._said(_UNCERTAIN, said=said)

    def summary(self) -> str:
        """Return what happens, and in which agreement, in a line that fits in a calendar."""
        title = cut(self._title, _LONGEST)
        if self.what():
            return self._said(_IN, what=self.short(), title=title)
        return self._said(_OF, kind=self.short(), what=title)

    @property
    def _title(self) -> str:
        return self._event.title.in_language(self._language)

    def sentence(self) -> str:
        """Return what happens, about what, and how the day follows."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        about = self._event.about
        reasons = list(self._why())
        if reasons:
            yield self._changed(joined(reasons, self._language))
        for each in self._event.waits_for:
            said = pending_said(each, self._event.stated_in, self._language)
            yield self._said(_UNCERTAIN, said=said)
        match about:
            case DatedDecision():
                yield from self._of_decision(about)
            case Event():
                renewed = self._event.kind is CalendarKind.RENEWAL
                kind = self._said(_RENEWED if renewed else KINDS[self._event.kind])
                yield f"{self._said(_OF, kind=kind, what=self.what() or self._title)}."
            case ReferenceDay():
                named = statistic_name(about.statistic, self._language)
                kind = self._said(KINDS[self._event.kind])
                yield f"{self._said(_OF, kind=kind, what=named)}."
                yield self._said(_FIGURES, years=self._years(about))
            case OrdinaryMeeting():
                kind = self._said(KINDS[self._event.kind])
                yield f"{self._said(_OF, kind=kind, what=self.what())}."
                yield self._said(_MEETS, often=how_often(about.meets, self._language))
            case _:
                assert_never(about)
        if self.what():
            yield self._said(_IN_AGREEMENT, title=self._title)

    def _changed(self, why: str) -> str:
        """Return what happened to the event, and why."""
        if self._event.is_cancelled:
            return self._said(_IS_CANCELLED, why=why)
        if self._event.moved_from is None:
            return self._said(_IS_CHANGED, why=why)
        return self._said(_IS_MOVED, day=self._day(self._event.moved_from), why=why)

    def _why(self) -> Iterator[str]:
        """Yield what became known on the day on which it changed, if it did."""
        event, language = self._event, self._language
        if not event.sequence or event.revised_on is None or not event.is_certain:
            return
        day = self._day(event.revised_on)
        for each in event.changed_by:
            what = instrument_text(each, "", event.stated_in, language)
            decision = each.decision
            known = self._said(_BECAME_KNOWN, day=day)
            yield f"{what}, {known if decision is None else decision_text(decision, language)}"
        yield from (self._said(_FACTS[each], day=day) for each in event.facts)
        if not event.changed_by and not event.facts:
            yield self._said(_BECAME_KNOWN, day=day)

    def _of_decision(self, about: DatedDecision) -> Iterator[str]:
        dates, kind = about.dates, KINDS[self._event.kind]
        if self._event.kind is CalendarKind.LEGAL_FORCE:
            kind = _PRESUMED if _is_presumed(about) else _CERTIFIED
        body = about.decision.body
        said = self._said(
            _DECIDED,
            kind=self._said(kind),
            who=about.party.name if body is None else f"{body}, {about.party.name}",
            label=about.instrument.label.in_language(self._language),
            decided=self._day(about.decision.decided_on),
        )
        yield f"{said}."
        if dates is None or dates.appeal is None or kind is _CERTIFIED:
            return
        if self._event.kind is CalendarKind.NOTICE_DOWN and dates.notice_up_to is not None:
            yield self._said(_DISPLAY, day=self._day(dates.notice_up_to))
        yield f"{capital(how_counted(dates.appeal, self._language))}."

    def _years(self, about: ReferenceDay) -> str:
        later = [self._said(_LATER_YEARS)] if about.and_later else []
        return joined([*map(str, about.years), *later], self._language)

    def _day(self, day: dt.date) -> str:
        return periods.day(day, self._language)


def calendar_event_text(
    event: CalendarEvent, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return an event of a calendar as text: what happens, how the day follows, and the sources.

    >>> import datetime as dt
    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> [event] = calendar(agreement, until=dt.date(2014, 12, 31))
    >>> print(calendar_event_text(event, language="en").splitlines()[0][:46])
    2014-06-30 Reference day: population, fee of 2
    """
    told = event_told(event)
    lines = [f"{event.day.isoformat()} {told.summary.in_language(language)}"]
    lines += [set_in(told.sentence.in_language(language), 1)]
    lines += [set_in(each.in_language(language), 1) for each in told.sources]
    return page(lines, width)


def calendar_text(calendar: Calendar, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return the events of a calendar as a table, in order of day, and what has no day.

    >>> import datetime as dt
    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> days = calendar(agreement, until=dt.date(2014, 12, 31))
    >>> print(calendar_text(days, language="en").splitlines()[3])
      2014-06-30  Reference day: population, fee of 2015
    """
    an_instance("calendar", calendar, Calendar)
    return page(_lines(calendar, language, width), width)


def _lines(calendar: Calendar, language: Language, width: int) -> Iterator[str]:
    yield _TITLE.in_language(language).format(count=len(calendar))
    heads = _HEAD.in_language(language).split()
    rows = [(each.day.isoformat(), _Words(each, language).short()) for each in calendar]
    about = [(each.agreement, each.title.in_language(language)) for each in calendar]
    if len(set(about)) == 1:
        yield ", ".join(dict.fromkeys(reversed(about[0])))
        yield from table(heads[:2], rows, width)
    elif rows:
        several = [(*row, *each) for row, each in zip(rows, about, strict=True)]
        yield from table(heads, several, width, below=True)
    if calendar.empty:
        yield _EMPTY.in_language(language).format(names=joined(calendar.empty, language))
    for agreement, forum in calendar.without_days:
        said = _WITHOUT_DAYS.in_language(language)
        yield said.format(agreement=agreement, forum=forum.names[-1].text)
    yield from (undated_text(*each, language) for each in calendar.undated)


def undated_text(agreement: str, decision: DatedDecision, language: Language) -> str:
    """Return that the days of a decision are not known, and why."""
    dates = decision.dates
    ground = LegalForceGround.NOT_ANNOUNCED if dates is None else dates.no_last_day
    why = NO_LAST_DAY[ground or LegalForceGround.NOT_ANNOUNCED]
    return _UNDATED.in_language(language).format(
        agreement=agreement,
        who=decision.party.name,
        label=decision.instrument.label.in_language(language),
        decided=periods.day(decision.decision.decided_on, language),
        why=why.in_language(language),
    )
