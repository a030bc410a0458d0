"""The days of agreements as a calendar file: iCalendar, which calendars subscribe to."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from ..calendars.events import Calendar, CalendarEvent
from ..core.fields import a_whole_number
from ..errors import CalendarError
from ..errors.texts import INVISIBLE, Text, an_instance, as_optional_text
from ..reports.calendars import EventWords, event_told
from . import ical
from .calendars import nothing_in

_MAKER: Final = "-//samverkan//samverkan//SV"
_SEVERAL: Final = Text("Avtalens dagar", "Days of agreements")
_SOURCES: Final = Text("Källor", "Sources")
_LONGEST_LINE: Final = 75  # octets
_LONGEST_TITLE: Final = 40  # of the agreement, in the title of an event
_MOST_REVISIONS: Final = 1_000_000_000  # a sequence is a number of 32 bits
_CUT: Final = " …"
_FREE: Final = ical.vText("TRANSPARENT")
_CONFIRMED: Final = ical.vText("CONFIRMED")
_TENTATIVE: Final = ical.vText("TENTATIVE")
_CANCELLED: Final = ical.vText("CANCELLED")
_UNQUOTED: Final = str.maketrans(dict.fromkeys('"”“„»«', ""))
_ONE_DAY: Final = dt.timedelta(days=1)
# Where no day is recorded. No later than it, so that a day that is recorded afterwards is newer.
_UNDATED: Final = dt.date(1980, 1, 1)


def ics(calendar: Calendar, *, name: Text | str | None = None, revision: int = 0) -> bytes:
    r"""Return the days of agreements as a calendar file (*kalenderfil*, .ics).

    Each event is a whole day, and takes no time of anybody's. It has one title, in Swedish and
    English, then the beginning of the agreement's title; and a description with the sentence in
    Swedish, the sentence in English, and the sources. An event that no longer applies stays in the
    file, so that calendars remove it: it is marked as cancelled, and its title says so first. One
    that may not apply is marked as tentative, and its title says so, too.

    A calendar that has read an earlier file finds each event by its ``UID`` and takes what is
    newer by its ``SEQUENCE``. ``DTSTAMP`` and ``LAST-MODIFIED`` are the day on which what the
    event says became known, at 00:00 UTC; if that day is not recorded, or is earlier, 1 January
    1980. So no clock is read, and equal calendars give equal bytes.

    There is no ``METHOD``: the file is a calendar to read, no invitation. A character that nobody
    sees, such as a control character, stands as the replacement character.

    Args:
        calendar: The days, from :func:`samverkan.calendars.calendar`.

        name: Name of the calendar, or None for the title of its only agreement, or, if it has
            several, a name that says so.

        revision: How often the record itself has been corrected: it is added to each ``SEQUENCE``.
            Only decisions raise that by themselves, so raise this if a day was recorded wrongly,
            and never lower it.

    Raises:
        CalendarError: If the calendar has no event, or two with one uid, or the revision is more
            than a thousand million.

        CountError: If the revision is negative.

        MissingExtraError: If the extra ``calendar`` is not installed.

    Source:
        RFC 5545, 3.6.1 (event), 3.8.2.2 (``DTEND`` is exclusive), 3.8.7.2 (without ``METHOD``,
        ``DTSTAMP`` is when the information was last revised) and 3.8.7.4 (``SEQUENCE``); RFC 7986,
        5.1 (``NAME``).

    >>> import datetime as dt
    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> file = ics(calendar(agreement, until=dt.date(2018, 12, 31)), name="Samverkan")
    >>> file.decode().splitlines()[:2]
    ['BEGIN:VCALENDAR', 'VERSION:2.0']
    """
    an_instance("calendar", calendar, Calendar)
    given = as_optional_text(name)
    a_whole_number("revision", revision)
    if revision > _MOST_REVISIONS:
        raise CalendarError("too-high-revision", {"revision": revision, "most": _MOST_REVISIONS})
    _refuse_unfit(calendar)
    titled = _both(given or _title(calendar))
    file = ical.Calendar()
    file.add("prodid", _MAKER)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    for field in ("name", "x-wr-calname"):
        file.add(field, ical.vText(titled))  # else some releases escape nothing
    for event in calendar:
        file.add_component(_component(event, revision))
    return _folded(file.content_lines())


def _refuse_unfit(calendar: Calendar) -> None:
    """Refuse a calendar without events, and one in which two events would be taken for one."""
    if not calendar:
        raise nothing_in(calendar)
    uid, count = Counter(event.uid for event in calendar).most_common(1)[0]
    if count > 1:
        names = dict.fromkeys(event.agreement for event in calendar if event.uid == uid)
        raise CalendarError("same-uid", {"uid": uid, "agreements": tuple(names)})


def _title(calendar: Calendar) -> Text:
    """Return the title of the only agreement, as it is called on its last day, or of several."""
    names = {*(event.agreement for event in calendar), *calendar.empty}
    return calendar.events[-1].title if len(names) == 1 else _SEVERAL


def _component(event: CalendarEvent, revision: int) -> ical.Event:
    """Return an event with what RFC 5545 requires of it, and what calendars go by."""
    told = event_told(event)
    # What is recorded later must be newer, also after a day that was not recorded.
    day = max(event.revised_on or _UNDATED, _UNDATED)
    revised_on = _encoded(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))
    component = ical.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", revised_on)
    component.add("last-modified", revised_on)
    component.add("sequence", event.sequence + revision)
    component.add("dtstart", _encoded(event.day))
    component.add("dtend", _encoded(event.day + _ONE_DAY))
    component.add("summary", f"{_both(told.short)} – {_beginning(event.title.sv)}")
    component.add("description", "\n".join(_lines(told)))
    component.add("status", _status(event))
    component.add("transp", _FREE)
    return component


@lru_cache(maxsize=1_000)  # many events share a day, and icalendar takes its time over each
def _encoded(day: dt.date) -> ical.vDDDTypes:
    return ical.vDDDTypes(day)


def _status(event: CalendarEvent) -> ical.vText:
    if event.is_cancelled:
        return _CANCELLED
    return _CONFIRMED if event.is_certain else _TENTATIVE


def _beginning(title: str) -> str:
    """Return a title, or its first words: calendars show little of a line."""
    if len(title) <= _LONGEST_TITLE:
        return title
    room = _LONGEST_TITLE - len(_CUT)
    words = title[: room + 1].rpartition(" ")[0] or title[:room]
    return f"{words.rstrip(' ,;:.–-')}{_CUT}"


def _folded(lines: Iterable[str]) -> bytes:
    """Return lines folded in one way: releases of icalendar fold in several."""
    return b"\r\n".join(b"\r\n ".join(_parts(_seen(line).encode())) for line in lines)


def _parts(line: bytes) -> Iterator[bytes]:
    """Yield a line in parts of whole characters, and of no more octets than a line may have."""
    most = _LONGEST_LINE
    while len(line) > most:
        place = most
        while line[place] & 0xC0 == 0x80:  # inside a character
            place -= 1
        escaped = place - len(line[:place].rstrip(b"\\"))
        place -= escaped % 2  # what is escaped stays beside its backslash
        yield line[:place]
        line, most = line[place:], _LONGEST_LINE - 1  # after a blank
    yield line


def _lines(told: EventWords) -> Iterator[str]:
    """Yield the sentence in each language as a paragraph, then the sources."""
    yield told.sentence.sv
    yield ""
    yield told.sentence.in_language("en")
    if told.sources:
        yield ""
        yield f"{_both(_SOURCES)}:"
        yield from (_both(source) for source in told.sources)


def _both(text: Text) -> str:
    """Return a text in both languages, or once if they differ at most in quotation marks."""
    english = text.in_language("en")
    is_alike = text.sv.translate(_UNQUOTED) == english.translate(_UNQUOTED)
    return text.sv if is_alike else f"{text.sv} / {english}"


def _seen(line: str) -> str:
    """Return a line without characters that nobody sees, which calendars would let through."""
    if line.isprintable():  # quicker than to look at each character
        return line
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in INVISIBLE else char
        for char in line
    )
