"""What files of figures hold, and which figure applies where they differ."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..core import periods
from ..core.figures import FigureTable
from ..errors import SamverkanError
from ..errors.texts import Language, Text
from ..formats import FigureFile, combine_figures, figure_files_data, figures_table
from ..formats.figures.contents import Differing, OnDay, days_in, differing
from ..formats.figures.written import municipality_named
from ..funding.bases import POPULATION
from ..reports.tables import table
from ..reports.words import figure_number, page, statistic_name, status_text
from .files import figures_in
from .options import Options
from .phrases import Phrases, named
from .questions import TABLES, WRONG, Answer, Questions, Saving, as_json
from .words import FIGURES, SHAPES

_MOST_DAYS: Final = 12
_MOST_NAMED: Final = 20
_MOST_DIFFERING: Final = 20


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked what files of figures hold."""
    phrases = options.phrases

    @options.question(samverkan, "figures")
    @options.figure_files
    @options.saved(*TABLES)
    @options.language
    def figures(
        *,
        files: tuple[str, ...],
        reference_date: dt.date | None,
        figures_published: dt.date | None,
        table: str | None,
        form: str | None,
        output: str | None,
    ) -> Answer:
        saving = Saving(output, form, phrases)
        read: list[FigureFile] = []
        refused = ""
        for file in files:
            try:
                found = figures_in(
                    file,
                    reference_date=reference_date,
                    published_on=figures_published,
                    table=table,
                )
                read.append(found)
            except SamverkanError as error:  # the others are looked at, too
                refused += phrases.error(error)
        if refused:
            return Answer("", WRONG, refused)
        return saving.saved(_written(read, saving, phrases))


def _written(files: Sequence[FigureFile], saving: Saving, phrases: Phrases) -> Answer:
    language = phrases.language
    if saving.form == "json":
        return Answer(as_json(figure_files_data(files)))
    if saving.form == "table":
        return Answer(figure_files_text(files, language, width=phrases.width))
    return saving.tables(figures_table(combine_figures(files), language))


def figure_files_text(files: Sequence[FigureFile], language: Language, *, width: int) -> str:
    """Return what files of figures hold as text, and where they differ.

    Raises:
        FigureConflictError: If nothing tells which of two different figures applies.
    """
    combined = combine_figures(files)
    told = _Told(language, width)
    lines = [line for file in files for line in (*told.file(file), "")]
    if len(files) > 1:
        lines += [*told.twice(files), *told.differing(files, combined)]
    return page(lines[:-1] if not lines[-1] else lines, width)


class _Told:
    """Writes what files of figures hold, in one language."""

    def __init__(self, language: Language, width: int) -> None:
        self._language = language
        self._width = width

    def _phrase(self, name: str, **values: object) -> str:
        return FIGURES[name].in_language(self._language).format(**values)

    def _day(self, day: dt.date) -> str:
        return periods.day(day, self._language)

    def file(self, file: FigureFile) -> Iterator[str]:
        """Yield what a file holds."""
        yield _where(file, self._language)
        facts = [("shape", SHAPES[file.shape].in_language(self._language))]
        if file.tables:
            facts.append(("tables", "; ".join(file.tables)))
        if file.updated_on is not None:
            facts.append(("updated-on", self._day(file.updated_on)))
        longest = max(len(self._phrase(name)) for name, _ in facts)
        yield from (f"  {self._phrase(name):<{longest}}  {said}" for name, said in facts)
        days = days_in(file.figures)
        yield ""
        yield from self._days(days)
        if file.left_out:
            yield ""
            yield f"  {self._phrase('left-out')}"
            yield from (f"    {each.in_language(self._language)}" for each in file.left_out)
        missing = [each for each in _lacking(days, file) if each.missing]
        if missing:
            yield ""
            yield f"  {self._phrase('missing')}"
            yield from self._missing(missing)

    def _days(self, days: Sequence[OnDay]) -> list[str]:
        """Return a line for each day, or for many days that are alike."""
        if not days:
            return [f"  {self._phrase('none')}"]
        of_population = {each.statistic.id for each in days} == {POPULATION.id}
        is_published = any(each.published_on for each in days)
        head = [
            *([] if of_population else ["statistic"]),
            "day",
            "municipalities" if of_population else "subjects",
            "status",
            *(["published"] if is_published else []),
        ]
        rows = [
            (
                *([] if of_population else [statistic_name(run[0].statistic, self._language)]),
                self._on(run),
                str(len(run[0].figures)),
                self._statuses(run[0]),
                *([self._published(run[0])] if is_published else []),
            )
            for run in _runs(days)
        ]
        return table([self._phrase(name) for name in head], rows, self._width)

    def _on(self, run: Sequence[OnDay]) -> str:
        first, last = (self._day(each.reference_date) for each in (run[0], run[-1]))
        if len(run) == 1:
            return first
        return self._phrase("run", first=first, last=last, count=len(run))

    def _statuses(self, on_day: OnDay) -> str:
        said = (status_text(figure, self._language) for figure in on_day.figures)
        return ", ".join(dict.fromkeys(said))

    def _published(self, on_day: OnDay) -> str:
        return ", ".join(map(self._day, on_day.published_on)) or "–"

    def _missing(self, missing: Sequence[OnDay]) -> Iterator[str]:
        """Yield who is missing on each day, those of days that lack the same together."""
        alike: dict[tuple[str, ...], list[OnDay]] = {}
        for each in missing:
            alike.setdefault(each.missing, []).append(each)
        for subjects, days in alike.items():
            names = [_named(subject) for subject in subjects[:_MOST_NAMED]]
            if len(subjects) > _MOST_NAMED:
                names.append(self._phrase("and-more", count=len(subjects) - _MOST_NAMED))
            yield f"    {self._phrase('missing-on', day=self._on(days), names=', '.join(names))}"

    def twice(self, files: Sequence[FigureFile]) -> Iterator[str]:
        """Yield which files are given more than once."""
        for name, count in Counter(_where(file, self._language) for file in files).items():
            if count > 1:
                yield self._phrase("twice", file=name, count=count)

    def differing(self, files: Sequence[FigureFile], combined: FigureTable) -> Iterator[str]:
        """Yield the figures that files state differently, and which of each applies."""
        found = differing([file.figures for file in files], combined)
        if not found:
            yield self._phrase("together", count=len(combined.figures))
            return
        places = [_where(file, self._language) for file in files]
        yield self._phrase("differing", count=len(found))
        rows = [row for each in found[:_MOST_DIFFERING] for row in self._rows(each, places)]
        head = ("subject", "day", "applies", "applies-by", "instead-of", "other-by")
        yield from table([self._phrase(name) for name in head], rows, self._width)
        if len(found) > _MOST_DIFFERING:
            yield f"  {self._phrase('all-in-json', count=len(found) - _MOST_DIFFERING)}"

    def _rows(self, of: Differing, places: Sequence[str]) -> Iterator[tuple[str, ...]]:
        applies, statistic = of.applies, of.applies.statistic
        by = ", ".join(places[place] for place in of.by)
        own = (_named(applies.subject), self._day(applies.reference_date), self._number(of))
        for figure, place in of.others:
            other = figure_number(statistic, figure.value, self._language)
            yield (*own, by, other, places[place])

    def _number(self, of: Differing) -> str:
        return figure_number(of.applies.statistic, of.applies.value, self._language)


def _where(file: FigureFile, language: Language) -> str:
    where = file.where.in_language(language) if isinstance(file.where, Text) else file.where
    return named(where)


def _named(subject: str) -> str:
    name = municipality_named(subject)
    return f"{name} ({subject})" if name else subject


def _lacking(days: Iterable[OnDay], file: FigureFile) -> Iterator[OnDay]:
    """Yield days with whom they lack, but for what is told as missing in the file already."""
    told = {(name[:4], name[-10:]) for each in file.left_out for name in each.names}
    for each in days:
        on = str(each.reference_date)
        yield each._replace(missing=tuple(who for who in each.missing if (who, on) not in told))


def _runs(days: Iterable[OnDay]) -> list[list[OnDay]]:
    """Return days one by one; if they are many, those in a row that are alike together."""
    several = list(days)
    if len(several) <= _MOST_DAYS:
        return [[each] for each in several]
    return [list(run) for _, run in itertools.groupby(several, _alike)]


def _alike(of: OnDay) -> tuple[object, ...]:
    return (of.statistic.id, len(of.figures), of.statuses, of.published_on)
