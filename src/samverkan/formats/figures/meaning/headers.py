"""What the columns of a table hold, by their headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

import attrs

from ..sheets import Row
from .contents import contents, is_any_count, is_population_name
from .parts import Kind, part, sex
from .periods import Period, without_period, words
from .statuses import says_status, without_status
from .unnamed import cells_of, division

_REGIONS: Final = frozenset(
    {
        *("region", "regioner", "regions", "regionkod", "region kod", "region code", "kod", "code"),
        *("region, kod", "region id", "regionnamn", "region name", "kommun", "kommuner", "namn"),
        *("kommunkod", "kommun kod", "kommun-kod", "kommunnamn", "kommunens namn", "kommunnr"),
        *(
            "kommun nr",
            "kommun id",
            "knkod",
            "knr",
            "lkf",
            "name",
            "municipality",
            "municipalities",
        ),
        *("municipality code", "municipality name", "municipality id", "municipalitycode"),
        *("län/kommun", "kommun/län", "län och kommun", "län kommun", "kommun län"),
        *("kommunnamn länsnamn", "riket/län/kommun", "kommun och län", "geografi", "område"),
        *("geo", "area", "county, municipality", "kommuner och län", "kommun namn"),
    }
)
_COUNTIES: Final = frozenset(
    {
        *("län", "lan", "länskod", "länsnamn", "county", "county code", "county name", "lanskod"),
        *("land", "country", "landskod"),
    }
)
_TIMES: Final = frozenset(
    {
        *("tid", "tidpunkt", "år", "ar", "year", "månad", "manad", "month", "kvartal", "quarter"),
        *("halvår", "halvar", "half-year", "half year", "period", "datum", "date", "dag", "day"),
        *("time", "avstämningsdag", "reference date", "referensdatum", "mätdatum", "per", "avser"),
        *("redovisningsår", "years", "months", "quarters", "reference period", "time period"),
    }
)
_SEXES: Final = frozenset({"kön", "kon", "sex", "gender"})
_DIVISIONS: Final = frozenset(
    {
        *("ålder", "alder", "age", "åldersgrupp", "åldersklass", "age group", "åldersintervall"),
        *("civilstånd", "civilstand", "marital status", "ages"),
    }
)
_CONTENTS: Final = frozenset(
    {
        *("tabellinnehåll", "contentscode", "contents", "innehåll", "observations", "variabel"),
        *("förändringar", "forandringar", "population changes", "changes", "variable", "mått"),
        *("kpi", "nyckeltal", "indikator", "indicator", "statistic", "statistik", "measure"),
    }
)
_COUNTED_SEX: Final = re.compile(
    r"(.*?)[, ]*\b(män|men|males?|kvinnor|women|females?|totalt|total)(?:,? (?:antal|number))?"
)


_COUNTS: Final = ("population", "population by status", "any count", "period")
"""The roles of columns with numbers: the first that a table has is read."""


class Values(NamedTuple):
    """The columns that count the same people.

    Attributes:
        kind: Whom they count.

        columns: Their places, each with the period in its header, if any.
    """

    kind: Kind
    columns: tuple[tuple[int, Period | None], ...]


@attrs.frozen(kw_only=True)
class Columns:
    """What each column of a table holds, by its place.

    Args:
        regions: The code or name of what a row is about.

        counties: The larger area that it is in.

        times: The period, or parts of it.

        divisions: What divides the population, with how a cell is understood.

        contents: Those of the divisions that say what is counted.

        values: The numbers: of everybody, of the men, of the women.

        is_named: Whether the header of the numbers says that they are the population.

        others: Headers of columns that count something else, or say more about a row.

        remarks: The status that a column says, the same of all rows.

        statuses: The status that a column says of some rows alone, if any.
    """

    regions: tuple[int, ...]
    counties: tuple[int, ...]
    times: tuple[int, ...]
    divisions: tuple[tuple[int, Callable[[str], Kind]], ...]
    contents: tuple[int, ...]
    values: tuple[Values, ...]
    is_named: bool
    others: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    statuses: str = ""

    @property
    def has_ages(self) -> bool:
        """Whether a column may say the age of those who are counted."""
        return any(understood is part for _, understood in self.divisions)

    @property
    def has_sexes(self) -> bool:
        """Whether rows or columns say the sex of those who are counted."""
        is_in_rows = any(understood is sex for _, understood in self.divisions)
        return is_in_rows or any(each.kind is not Kind.TOTAL for each in self.values)


def is_region_header(cell: str) -> bool:
    """Return whether a cell is what the column of the regions may be called."""
    return words(cell).rstrip(" :") in _REGIONS


def columns_of(header: Sequence[str], rows: Iterable[Row]) -> tuple[Columns, Iterator[Row]]:
    """Return what the columns with these headers hold, and the rows.

    What a column without a known header holds is seen in all its cells.
    """
    found: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        found.setdefault(_role(name), []).append(index)
    values = _values(header, found)
    nameless = found.get("nameless", [])
    regions = found.get("region") or nameless[:1]
    unknown = [index for index in (*found.get("unknown", ()), *nameless) if index not in regions]
    kinds: list[tuple[int, Callable[[str], Kind]]] = [
        *((index, sex) for index in found.get("sex", ())),
        *((index, part) for index in found.get("division", ())),
        *((index, contents) for index in found.get("contents", ())),
    ]
    numbers = [index for each in values for index, _ in each.columns]
    remarks: list[str] = []
    statuses = ""
    if unknown and values:
        rows = list(rows)
        labels = [cells_of(rows, index, numbers) for index in regions]
        about = [" ".join(filter(None, each)) for each in zip(*labels, strict=True)]
        for index in unknown:
            cells = cells_of(rows, index, numbers)
            said = list(filter(says_status, dict.fromkeys(cells)))
            if said:
                if all(map(says_status, cells)):
                    remarks += said
                else:
                    statuses = said[0]
                continue
            understood = division(header[index], cells, about or [""] * len(cells))
            if understood is not None:
                kinds.append((index, understood))
    used = {index for index, _ in kinds}.union(
        numbers, regions, found.get("county", ()), found.get("time", ())
    )
    columns = Columns(
        regions=tuple(regions),
        counties=tuple(found.get("county", ())),
        times=tuple(found.get("time", ())),
        divisions=tuple(sorted(kinds, key=itemgetter(0))),
        contents=tuple(found.get("contents", ())),
        values=values,
        is_named=any(_counted(header[index]).is_population for index in numbers),
        others=tuple(name for index, name in enumerate(header) if name and index not in used),
        remarks=tuple(remarks),
        statuses=statuses,
    )
    return columns, iter(rows)


def _values(header: Sequence[str], found: Mapping[str, list[int]]) -> tuple[Values, ...]:
    """Return the columns of numbers: those that are called the population, or else any count.

    Columns of the two sexes are read beside their total only if they are about the same periods.
    """
    total = next(
        (
            found[role]
            for role in ("population", "population by status", "any count", "period")
            if role in found
        ),
        (),
    )
    by_kind = {
        Kind.TOTAL: total,
        Kind.MEN: found.get("men", ()),
        Kind.WOMEN: found.get("women", ()),
    }
    values = [
        Values(kind, tuple((index, _counted(header[index]).period) for index in indexes))
        for kind, indexes in by_kind.items()
        if indexes
    ]
    periods = {frozenset(period for _, period in each.columns) for each in values}
    return tuple(values) if len(periods) == 1 or not total else tuple(values[:1])


class _Counted(NamedTuple):
    """What a column of numbers counts, by its header."""

    role: str
    period: Period | None
    is_population: bool


def _role(header: str) -> str:
    """Return what a column holds."""
    if not header.strip():
        return "nameless"
    for said in dict.fromkeys((words(header), *words(header).split(" - "))):
        for role, names in _ROLES.items():
            if said in names:
                return role
    counted = _counted(header)
    has_status = counted.role == "population" and says_status(header)
    return "population by status" if has_status else counted.role


def _counted(header: str) -> _Counted:
    """Return what a column counts; the population may have a status."""
    if says_status(header):
        counted = _of_period(without_status(header))
        if counted.role == "population":
            return counted
    return _of_period(header)


def _of_period(header: str) -> _Counted:
    """Return what a column counts: the sex may stand before its period, or after."""
    name, period = without_period(header)
    role = _role_of_count(name, period)
    of_sex = _COUNTED_SEX.fullmatch(name)
    if role != "unknown" or of_sex is None:
        return _Counted(role, period, role == "population")
    rest, in_rest = without_period(of_sex[1])
    role = _role_of_count(rest, period or in_rest)
    is_population = role == "population"
    kind = sex(of_sex[2])
    if kind is not Kind.TOTAL and (role != "unknown" or not rest):
        role = "men" if kind is Kind.MEN else "women"
    return _Counted(role, period or in_rest, is_population)


def _role_of_count(name: str, period: Period | None) -> str:
    if is_population_name(name):
        return "population"
    if not name and period is not None:
        return "period"
    return "any count" if is_any_count(name) else "unknown"


_ROLES: Final = {
    "region": _REGIONS,
    "county": _COUNTIES,
    "time": _TIMES,
    "sex": _SEXES,
    "division": _DIVISIONS,
    "contents": _CONTENTS,
}
