"""The life of an agreement as a picture: days of effect across, days of knowledge down."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import (
    Amendment,
    Extension,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from ..agreements.state import Member, Pending, State, Wait
from ..core import periods
from ..core.periods import an_optional_day
from ..errors.texts import Language, an_instance
from .captions import caption
from .instruments import CHANGED, instrument_text
from .svg import (
    Cell,
    Font,
    Mark,
    PageName,
    Piece,
    Points,
    Rectangle,
    Stroke,
    Telling,
    ThemeName,
    a_look,
    paragraph,
    picture,
    row,
    stacked,
)
from .words import capital, phrase

_MOST_ROWS: Final = 18
_MOST_NAMES: Final = 4
_ONE_DAY: Final = dt.timedelta(days=1)


def life_svg(
    agreement: Agreement,
    language: Language = "sv",
    *,
    known_on: dt.date | None = None,
    page: PageName = "a4",
    theme: ThemeName = "light",
) -> str:
    """Return the life of an agreement as an SVG picture: decisions down, days of effect across.

    Each decision is a line, in the order in which they became known. A bar shows the days that it
    applies to; what applies before the decision is left of the line that connects the days of the
    decisions, and is told in words. The first line is the agreement itself, if its own decisions
    are not recorded; what applies as long as it is in force ends with it. What has no recorded
    decision, or is pending, is shown below, without a guess. Last come the members. Decisions of
    one kind and day share a line.

    Args:
        agreement: The agreement.

        language: The language of the text.

        known_on: The day of knowledge, or None for everything on record.

        page: ``"a4"`` for A4 in landscape, ``"slide"`` for a slide of 16 to 9.

        theme: ``"light"`` or ``"dark"``.

    Raises:
        DayOutOfRangeError: If the day is outside the years 1800 to 2999.

    >>> from samverkan.stockholm import agreement
    >>> drawn = life_svg(agreement, language="en")
    >>> drawn.startswith("<svg "), "36 accessions" in drawn
    (True, True)
    """
    an_instance("agreement", agreement, Agreement)
    an_optional_day("known_on", known_on)
    a_look(page, theme)
    life = _Life(agreement, known_on, language)
    return picture(
        [Telling([[life.piece]])],
        title=f"{life.title}: {caption('life', language)}",
        description=life.description(),
        language=language,
        page=page,
        theme=theme,
    )


class _Kind(enum.StrEnum):
    """In which part of the picture something is told."""

    AGREEMENT = "agreement"
    DECIDED = "decided"
    UNDATED = "undated"
    PENDING = "pending"


@attrs.frozen(kw_only=True)
class _Line:
    """What is told in one line: one instrument, or several of a kind."""

    part: _Kind
    name: str
    said: str
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    detail: str = ""
    known: tuple[dt.date, ...] = ()
    first: tuple[dt.date, ...] = ()
    last: tuple[dt.date | None, ...] = ()
    status: str = ""
    is_end: bool = False
    back: int = 0
    until: dt.date | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is known to apply on its days."""
        return self.part is not _Kind.PENDING and not self.status

    @property
    def ends(self) -> tuple[dt.date | None, ...]:
        """The last days; what is known to apply ends with the agreement."""
        until = self.until if self.is_known else None
        return tuple(until if day is None else day for day in self.last)


class _Life:
    """Tells what is in the picture, and draws it."""

    def __init__(self, agreement: Agreement, known_on: dt.date | None, language: Language) -> None:
        self._agreement = agreement
        self._language = language
        self._known_on = known_on
        self._state = agreement.as_known(known_on)
        self._lines = _few([*self._of_the_agreement(), *self._of_instruments()], language)
        self._members = _few_members([*_memberships(self._state, language)], language)
        self.title = agreement.terms.title.in_language(language)

    # --- What is told

    def _of_the_agreement(self) -> Iterator[_Line]:
        """Yield a line for the agreement itself: when it was decided, if its terms say by whom."""
        known, language = self._agreement.known_from(), self._language
        waits = next((each for each in self._state.pending if each.instrument is None), None)
        said = caption("the-agreement", language)
        if waits is not None:
            yield _Line(
                part=_Kind.PENDING, name="agreement", said=said, status=_waits(waits, language)
            )
            return
        first, last = self._state.period.first_day, self._state.period.last_day
        if known is None or not self._is_known(known):
            yield _Line(
                part=_Kind.AGREEMENT,
                name="agreement",
                said=caption("agreement", language),
                first=() if first == periods.FIRST_DAY else (first,),
                last=(last,),
            )
        else:
            yield _Line(
                part=_Kind.DECIDED,
                name="agreement",
                said=said,
                known=(known,),
                first=(first,),
                last=(last,),
                back=max((known - first).days, 0),
            )

    def _is_known(self, day: dt.date) -> bool:
        return self._known_on is None or day <= self._known_on

    def _of_instruments(self) -> Iterator[_Line]:
        counts = {each.number: each for each in self._state.instruments}
        waits = {each.number: each for each in self._state.pending}
        for instrument in self._agreement.instruments:
            known = self._agreement.known_from(instrument)
            if known is None or self._is_known(known):
                shown = counts.get(instrument.number, instrument)
                line = self._line(shown, known)
                waiting = waits.get(instrument.number)
                if waiting is not None:
                    decided = shown.decided_on
                    yield attrs.evolve(
                        line,
                        part=_Kind.PENDING,
                        known=() if decided is None or not self._is_known(decided) else (decided,),
                        status=_waits(waiting, self._language),
                        back=0,
                    )
                elif instrument.number in counts or (known is None and self._known_on is not None):
                    yield line
                else:
                    said = caption("no-effect", self._language)
                    yield attrs.evolve(line, status=said, back=0)

    def _line(self, instrument: Instrument, known: dt.date | None) -> _Line:
        first, last, is_end = _effect(instrument)
        return _Line(
            part=_Kind.UNDATED if known is None else _Kind.DECIDED,
            name=type(instrument).__name__.lower(),
            said=self._said(instrument),
            numbers=(instrument.number,),
            names=self._names(instrument),
            detail=self._detail(instrument),
            known=() if known is None else (known,),
            first=() if first is None else (first,),
            last=(last,),
            is_end=is_end,
            back=0 if known is None or first is None else max((known - first).days, 0),
            until=self._state.period.last_day,
        )

    def _said(self, instrument: Instrument) -> str:
        if isinstance(instrument, Recording):
            return capital(instrument_text(instrument, "", self._agreement, self._language))
        return capital(instrument.label.in_language(self._language))

    def _names(self, instrument: Instrument) -> tuple[str, ...]:
        party = getattr(instrument, "successor", None) or getattr(instrument, "party", None)
        return () if party is None else (self._agreement.party(party).name,)

    def _detail(self, instrument: Instrument) -> str:
        language = self._language
        match instrument:
            case Succession():
                before = self._agreement.party(instrument.party).name
                return caption("in-place-of", language, name=before)
            case Amendment():
                names = ", ".join(
                    CHANGED[name].in_language(language) for name in instrument.changes
                )
                return caption("changes", language, names=names)
            case Revocation():
                return caption("revokes", language, number=instrument.target)
            case _:
                return ""

    def description(self) -> str:
        """Return what the picture shows, as text."""
        told = [caption("life-about", self._language)]
        told += [" · ".join(filter(None, self._row(line))) for line in self._lines]
        told += [f"{said} · {span}" for said, span, _ in self._members]
        return " ".join(f"{each.rstrip('.')}." for each in told)

    def _row(self, line: _Line) -> tuple[str, str, str, str]:
        """Return the texts of a line: the day of the decision, what, who, and the days."""
        language = self._language
        known = sorted({*line.known})
        decided = caption("not-registered", language) if not known else known[0].isoformat()
        if len(known) > 1:
            decided = caption("span", language, first=known[0].isoformat(), last=f"{known[-1]}")
        about = [_and_more(line.names, language), line.detail]
        return decided, _numbered(line, language), ", ".join(filter(None, about)), self._days(line)

    def _days(self, line: _Line) -> str:
        return "; ".join(filter(None, (line.status, *_days_told(line, self._language))))

    # --- How it is drawn

    def piece(self, width: Points) -> Piece:
        """Return the picture, laid out at a width."""
        head = [
            paragraph(self.title, width, Font(15, bold=True), most=2),
            paragraph(caption("life", self._language), width, Font(10.5, bold=True), "quiet"),
            paragraph(self._about(), width, Font(8.5), "quiet"),
        ]
        chart = _Chart(width, self._dates(), self._language)
        parts = [self._part(chart, part) for part in _Kind if part is not _Kind.AGREEMENT]
        shown = [part for part in parts if part is not None]
        if not any(line.numbers for line in self._lines):
            shown.append(paragraph(caption("nothing", self._language), width, Font(9)))
        if self._members:
            shown.append(self._members_of(chart))
        lines = [*self._lines, *(line for _, _, line in self._members)]
        return stacked([stacked(head, 1), *shown, chart.key(lines)], 9)

    def _about(self) -> str:
        said = caption("life-about", self._language)
        if self._known_on is None:
            return said
        day = periods.day(self._known_on, self._language)
        return f"{said} {caption('as-known', self._language, day=day)}"

    def _dates(self) -> list[dt.date]:
        """Return all days in the picture."""
        lines = [*self._lines, *(line for _, _, line in self._members)]
        days = [
            day
            for line in lines
            for day in (*line.known, *line.first, *line.last)
            if day is not None
        ]
        return days or [self._state.period.first_day]

    def _part(self, chart: _Chart, part: _Kind) -> Piece | None:
        several = {part} if part is not _Kind.DECIDED else {part, _Kind.AGREEMENT}
        lines = [line for line in self._lines if line.part in several]
        if not lines:
            return None
        titles = {_Kind.UNDATED: "undated", _Kind.PENDING: "pending"}
        title = caption(titles[part], self._language) if part in titles else None
        return chart.table(title, [(self._row(line), line) for line in lines])

    def _members_of(self, chart: _Chart) -> Piece:
        rows = [(("", said, "", span), line) for said, span, line in self._members]
        title = caption("members", self._language)
        return chart.table(title, rows)


def _effect(instrument: Instrument) -> tuple[dt.date | None, dt.date | None, bool]:
    """Return the first and the last day of effect, and whether only the last one is stated."""
    match instrument:
        case Withdrawal() | Termination() | Extension():
            return instrument.last_day, instrument.last_day, True
        case Recording():
            day = instrument.first_day or instrument.last_day
            return day, instrument.last_day, instrument.first_day is None
        case Revocation():
            return None, None, False
        case _:
            return instrument.effect_from, instrument.effect_to, False


def _waits(pending: Pending, language: Language) -> str:
    if pending.waits_for is not Wait.DECISIONS:
        return caption(f"wait-{pending.waits_for}", language)
    name = "wait-decisions" if pending.lacking > 1 else "wait-decision"
    return caption(name, language, count=pending.lacking)


# --- Several in one line


def _few(lines: list[_Line], language: Language) -> list[_Line]:
    """Return at most so many lines as fit: those of one kind and day in one, or of one year."""
    order = {part: place for place, part in enumerate(_Kind)}
    keys = (_same_days, _same_day, _same_year, _same_kind)
    groups = [_together(lines, key, language) for key in keys]
    found = next((each for each in groups if len(each) <= _MOST_ROWS), groups[-1])
    return sorted(found, key=lambda each: (order[each.part], each.known[-1:], each.numbers))


def _same_days(line: _Line) -> tuple[object, ...]:
    return (line.part, line.name, line.status, line.known, line.first, line.last, line.detail)


def _same_day(line: _Line) -> tuple[object, ...]:
    return (line.part, line.name, line.status, line.known)


def _same_year(line: _Line) -> tuple[object, ...]:
    return (line.part, line.name, line.status, tuple(day.year for day in line.known))


def _same_kind(line: _Line) -> tuple[object, ...]:
    return (line.part, line.name)


def _together(
    lines: Iterable[_Line], key: Callable[[_Line], tuple[object, ...]], language: Language
) -> list[_Line]:
    return [_joined(several, language) for several in _by(lines, key)]


def _by(lines: Iterable[_Line], key: Callable[[_Line], tuple[object, ...]]) -> list[list[_Line]]:
    """Return lines in groups with the same key."""
    groups: dict[tuple[object, ...], list[_Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return list(groups.values())


def _joined(several: list[_Line], language: Language) -> _Line:
    if len(several) == 1:
        return several[0]
    one = several[0]
    dated = sorted(several, key=lambda each: each.known)
    details, statuses = {each.detail for each in several}, {each.status for each in several}
    return attrs.evolve(
        one,
        said=caption(f"several-{one.name}", language, count=len(several)),
        numbers=tuple(number for each in several for number in each.numbers),
        names=tuple(name for each in several for name in each.names),
        known=tuple(day for each in dated for day in each.known),
        first=tuple(day for each in dated for day in each.first),
        last=tuple(day for each in dated for day in each.last),
        detail=one.detail if len(details) == 1 else "",
        status="; ".join(sorted(filter(None, statuses))),
        back=max(each.back for each in several),
    )


def _numbered(line: _Line, language: Language) -> str:
    """Return what a line is about with its numbers, or the first and the last if unbroken."""
    numbers = sorted(line.numbers)
    if not numbers:
        return line.said
    if len(numbers) == 1:
        return caption("numbered", language, what=line.said, number=numbers[0])
    if all(after == before + 1 for before, after in pairwise(numbers)):
        ends = {"first": numbers[0], "last": numbers[-1]}
        return caption("numbered-range", language, what=line.said, **ends)
    return line.said


def _and_more(names: Sequence[str], language: Language) -> str:
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    shown = ", ".join(names[: _MOST_NAMES - 1])
    return caption("and-more", language, names=shown, count=len(names) - _MOST_NAMES + 1)


def _days_told(line: _Line, language: Language) -> Iterator[str]:
    """Yield the days of effect in words, and how far they reach back."""
    if line.first or any(line.last):
        yield _span(line, language)
    elif line.name == "extension":
        yield phrase("until-further-notice", language)
    if line.back == 1:
        yield caption("back-one", language)
    elif line.back:
        name = "back" if len({*line.known}) == len({*line.first}) == 1 else "back-most"
        yield caption(name, language, count=line.back)


def _span(line: _Line, language: Language) -> str:
    first, last = sorted({*line.first}), sorted({day for day in line.last if day is not None})
    if line.is_end:
        name = "span-to" if len(last) == 1 else "last-between"
        return caption(name, language, first=f"{last[0]}", last=f"{last[-1]}")
    if len(first) > 1:
        return caption("first-between", language, first=f"{first[0]}", last=f"{first[-1]}")
    if not last and None not in line.ends:
        return caption("span-while", language, first=f"{first[0]}")
    if not last:
        return caption("span-from", language, first=f"{first[0]}")
    name = "span" if first else "span-to"
    return caption(name, language, first=f"{min(first, default=None)}", last=f"{last[-1]}")


# --- Members

_Membership = tuple[str, str, _Line]


def _memberships(state: State, language: Language) -> Iterator[_Line]:
    """Yield a line for each membership: dated, undated, or depending on something pending."""
    several = (("", state.memberships), ("member-undated", state.undated))
    for name, members in (*several, ("member-pending", state.uncertain)):
        for member in members:
            yield _Line(
                part=_Kind.PENDING if name else _Kind.DECIDED,
                name=name,
                said=member.party.name,
                names=(member.party.name,),
                detail=_before(member, language),
                # Nothing limits the first day of an agreement that is pending but this one.
                first=tuple(day for day in [member.period.first_day] if day != periods.FIRST_DAY),
                last=(member.period.last_day,),
                status=caption(name, language) if name else "",
            )


def _before(member: Member, language: Language) -> str:
    if not member.successions:
        return ""
    return caption("in-place-of", language, name=member.line[-2][1].name)


def _few_members(lines: list[_Line], language: Language) -> list[_Membership]:
    """Return the memberships of the same days together, or of one year if they are many."""
    keys = (_member_days, _member_years, _member_kind)
    groups = [_by(lines, key) for key in keys]
    found = next((each for each in groups if len(each) <= _MOST_ROWS), groups[-1])
    found.sort(key=lambda each: (each[0].first, each[0].status, each[0].said))
    return [_membership(each, language) for each in found]


def _member_days(line: _Line) -> tuple[object, ...]:
    return (line.first, line.last, line.status, line.detail)


def _member_years(line: _Line) -> tuple[object, ...]:
    years = (None if day is None else day.year for day in (*line.first, *line.last))
    return (*years, line.status)


def _member_kind(line: _Line) -> tuple[object, ...]:
    return (line.status, line.last == (None,))


def _membership(several: list[_Line], language: Language) -> _Membership:
    line = attrs.evolve(
        several[0],
        first=tuple(day for each in several for day in each.first),
        last=tuple(day for each in several for day in each.last),
    )
    names = _and_more([each.said for each in several], language)
    if len(several) > 1:
        count = caption("several-parties", language, count=len(several))
        names = f"{count}: {names}"
    elif line.detail:
        names = f"{names}, {line.detail}"
    span = "; ".join(filter(None, (*_days_told(line, language), line.status)))
    return names, span, line


# --- The chart


class _Chart:
    """Draws lines of text beside bars over the years."""

    _GAP: Final = 10
    _FONT: Final = Font(8.5)
    _BAR: Final = 8
    _STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

    def __init__(self, width: Points, days: Sequence[dt.date], language: Language) -> None:
        texts = width * 0.54
        self._width = width
        self._language = language
        self._widths = (64, (texts - 64) * 0.58, (texts - 64) * 0.42)
        self._left = texts + 3 * self._GAP
        self._room = width - self._left - 6
        self._first = dt.date(min(days).year, 1, 1)
        years = max(days).year - self._first.year + 1
        self._end = self._first.toordinal() + (years + max(1, years // 8)) * 365.25

    def _x(self, day: dt.date) -> Points:
        """Return where a day begins."""
        start = self._first.toordinal()
        return self._left + (day.toordinal() - start) / (self._end - start) * self._room

    def table(
        self,
        title: str | None,
        rows: Sequence[tuple[tuple[str, str, str, str], _Line]],
    ) -> Piece:
        """Return lines below a head, with the bars of each line over the years."""
        head = self._head(title)
        texts = [self._texts(said) for said, _ in rows]
        tops = [head.height]
        for piece in texts:
            tops.append(tops[-1] + piece.height)
        marks: list[Mark] = [*self._years(tops[-1] - head.height, head.height), *head.marks]
        marks += self._decided([line for _, line in rows], tops)
        for (_, line), piece, top in zip(rows, texts, tops, strict=False):
            marks += piece.at(0, top)
            middle = top + 4 + self._FONT.line / 2
            marks += self._bars(line, middle)
            if line.known:
                marks.append(_diamond(self._x(max(line.known)), middle))
        return Piece(self._width, tops[-1], tuple(marks))

    def _head(self, title: str | None) -> Piece:
        """Return the title of a table, or the names of its columns, and the years."""
        font = Font(7.5, bold=True)
        if title is None:
            names = ("column-known", "column-what", "column-effect")
            said = [caption(name, self._language) for name in names]
            cells = [Cell(said=each, font=font, colour="quiet") for each in said]
            shown = row(cells, self._widths, self._GAP)
        else:
            shown = paragraph(title, self._left - 2 * self._GAP, Font(9.5, bold=True))
        height = shown.height + 3
        years = [mark.moved(0, height - 3 - font.line) for mark in self._labels(font)]
        under = Stroke(points=((0, height), (self._width, height)), line="frame", thick=0.8)
        return Piece(self._width, height, (*shown.marks, *years, under))

    def _ticks(self) -> Iterator[tuple[int, Points]]:
        """Yield years, with where each begins; as many as have room."""
        last = dt.date.fromordinal(min(int(self._end), dt.date.max.toordinal())).year
        count = last - self._first.year + 1
        step = next((s for s in self._STEPS if count / s * 34 <= self._room), self._STEPS[-1])
        for year in range(self._first.year, last + 1):
            x = self._x(dt.date(year, 1, 1))
            if year % step == 0 and x + 24 <= self._width:
                yield year, x

    def _labels(self, font: Font) -> Iterator[Mark]:
        for year, x in self._ticks():
            yield from paragraph(f"{year}", 40, font, "quiet").at(x + 2, 0)

    def _years(self, height: Points, top: Points) -> Iterator[Mark]:
        yield Rectangle(x=self._left, y=top, width=self._room + 6, height=height, fill="panel")
        for _, x in self._ticks():
            yield Stroke(points=((x, top), (x, top + height)), line="rule", thick=0.7)

    def _texts(self, said: tuple[str, str, str, str]) -> Piece:
        known, what, who, days = said
        widths = self._widths
        about = [paragraph(what, widths[1], attrs.evolve(self._FONT, bold=True), most=3)]
        if who:
            about.append(paragraph(who, widths[1], Font(8), "quiet", most=3))
        cells = [
            paragraph(known, widths[0], self._FONT),
            stacked(about),
            paragraph(days, widths[2], self._FONT),
        ]
        marks: list[Mark] = []
        left = 0.0
        for cell, width in zip(cells, widths, strict=True):
            marks += cell.at(left, 4)
            left += width + self._GAP
        height = max(cell.height for cell in cells) + 8
        under = Stroke(points=((0, height), (self._width, height)), line="rule", thick=0.6)
        return Piece(self._width, height, (*marks, under))

    def _decided(self, lines: Sequence[_Line], tops: Sequence[Points]) -> Iterator[Mark]:
        """Yield the line down through the days of the decisions: left of it is before them."""
        points: list[tuple[Points, Points]] = []
        for line, top, bottom in zip(lines, tops, tops[1:], strict=False):
            if line.known and line.part is _Kind.DECIDED:
                x = self._x(max(line.known))
                points += [(x, top), (x, bottom)]
        if points:
            yield Stroke(points=tuple(points), line="quiet", thick=1, dashed=True)

    def _bars(self, line: _Line, middle: Points) -> Iterator[Mark]:
        """Yield the bar of the days of effect, and the part of it before the decision."""
        ends = [day for day in line.ends if day is not None]
        if line.is_end and ends:
            yield self._stop(max(ends), middle)
            return
        if not line.first:
            return
        is_open = len(ends) < len(line.ends)
        left = self._x(min(line.first))
        right = self._left + self._room if is_open else self._x(_after(max(ends)))
        right = max(right, left + 2)
        yield self._bar(left, right, middle, is_known=line.is_known, is_open=is_open)
        if line.back:
            until = min(self._x(max(line.known)), right)
            yield from _hatched(left, until, middle, self._BAR)

    def _bar(
        self, left: Points, right: Points, middle: Points, *, is_known: bool, is_open: bool
    ) -> Mark:
        half = self._BAR / 2
        tip = [(right + 6, middle)] if is_open else []
        points = [(left, middle - half), (right, middle - half), *tip, (right, middle + half)]
        return Stroke(
            points=(*points, (left, middle + half)),
            line="head" if is_known else "quiet",
            thick=0.9,
            dashed=not is_known,
            fill="head" if is_known else "ground",
        )

    def _stop(self, day: dt.date, middle: Points) -> Mark:
        """Return the sign of a last day."""
        x = self._x(_after(day))
        ends = ((x - 7, middle), (x, middle), (x, middle - 6), (x, middle + 6), (x, middle))
        return Stroke(points=ends, line="head", thick=2)

    def key(self, lines: Sequence[_Line]) -> Piece:
        """Return what the signs of these lines mean."""
        marks: list[Mark] = []
        left, top, font = 0.0, 0.0, self._FONT
        for name, is_seen in _signs_of(lines).items():
            if not is_seen:
                continue
            said = caption(f"key-{name}", self._language)
            wide = 26 + font.width(said) + 14
            if left and left + wide > self._width:
                left, top = 0.0, top + 14
            marks += [mark.moved(left, top) for mark in self._sign(name)]
            marks += paragraph(said, font.width(said) + 1, font, "quiet").at(left + 26, top)
            left += wide
        return Piece(self._width, top + 14, tuple(marks))

    def _sign(self, name: str) -> Sequence[Mark]:
        """Return a sign as it is in the chart."""
        if name == "decided":
            return [_diamond(10, 6)]
        if name == "ends":
            points = ((4.0, 6.0), (11.0, 6.0), (11.0, 0.0), (11.0, 12.0), (11.0, 6.0))
            return [Stroke(points=points, line="head", thick=2)]
        if name == "back":
            return [*_hatched(0, 20, 6, self._BAR)]
        return [self._bar(0, 16, 6, is_known=name != "unknown", is_open=name == "open")]


def _signs_of(lines: Sequence[_Line]) -> dict[str, bool]:
    """Return which signs lines have, by name."""
    bars = [line for line in lines if line.first and not line.is_end]
    known = [line for line in bars if line.is_known]
    return {
        "decided": any(line.known for line in lines),
        "applies": any(None not in line.ends for line in known),
        "open": any(None in line.ends for line in known),
        "back": any(line.back for line in bars),
        "ends": any(line.is_end and any(line.last) for line in lines),
        "unknown": len(known) < len(bars),
    }


def _after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + _ONE_DAY


def _diamond(x: Points, y: Points) -> Mark:
    points = ((x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y))
    return Stroke(points=points, line="ground", thick=1, fill="ink")


def _hatched(left: Points, right: Points, middle: Points, height: Points) -> Iterator[Mark]:
    """Yield a bar with slanting lines, so that it differs in more than colour."""
    width = right - left
    yield Rectangle(
        x=left, y=middle - height / 2, width=width, height=height, fill="back", line="back"
    )
    step = 5
    for number in range(int(width // step)):
        x = left + number * step + 1
        points = ((x, middle + height / 2), (x + 3, middle - height / 2))
        yield Stroke(points=points, line="ground", thick=0.9)
