"""What the columns of a table hold, by their headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs

from .parts import Kind, any_part, contents, is_any_count, is_population_name, part, sex
from .periods import Period, without_period, words

_REGIONS: Final = frozenset(
    {
        *("region", "regioner", "regions", "regionkod", "region kod", "region code", "kod", "code"),
        *("region, kod", "region id", "regionnamn", "region name", "kommun", "kommuner", "namn"),
        *("kommunkod", "kommun kod", "kommun-kod", "kommunnamn", "kommunens namn", "kommunnr"),
        *("kommun nr", "kommun id", "knkod", "lkf", "name", "municipality", "municipalities"),
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
_OTHERS: Final = frozenset(
    {
        *("rang", "rank", "rangordning", "nr", "no", "folkökning", "population increase"),
        *("förändring", "change", "areal"),
    }
)
_CONTENTS: Final = frozenset(
    {
        *("tabellinnehåll", "contentscode", "contents", "innehåll", "observations", "variabel"),
        *("förändringar", "forandringar", "population changes", "changes", "variable", "mått"),
        *("kpi", "nyckeltal", "indikator", "indicator", "statistic", "statistik", "measure"),
    }
)


@attrs.frozen(kw_only=True)
class Columns:
    """What each column of a table holds, by its place.

    Args:
        regions: The code or name of what a row is about.

        counties: The larger area that it is in.

        times: The period, or parts of it.

        divisions: What divides the population, with how a cell is understood.

        values: The population, each with the period in its header, if any.

        others: Headers of columns that count something else, or say more about a row.
    """

    regions: tuple[int, ...]
    counties: tuple[int, ...]
    times: tuple[int, ...]
    divisions: tuple[tuple[int, Callable[[str], Kind]], ...]
    values: tuple[tuple[int, Period | None], ...]
    others: tuple[str, ...]


def columns_of(header: Sequence[str]) -> Columns:
    """Return what the columns with these headers hold.

    A column of an unknown kind to the left of the population is taken for one that divides it; to
    the right of it, for another count or a remark.
    """
    found: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        found.setdefault(_role(name), []).append(index)
    values = _values(header, found)
    first = min((index for index, _ in values), default=len(header))
    unknown = [index for index in found.get("unknown", ()) if index < first]
    nameless = [index for index in found.get("nameless", ()) if index < first]
    regions = found.get("region") or nameless[:1]
    kinds: list[tuple[int, Callable[[str], Kind]]] = [
        *((index, sex) for index in found.get("sex", ())),
        *((index, part) for index in (*found.get("division", ()), *unknown)),
        *((index, any_part) for index in nameless if index not in regions),
        *((index, contents) for index in found.get("contents", ())),
    ]
    used = {index for index, _ in (*values, *kinds)}.union(
        regions, found.get("county", ()), found.get("time", ())
    )
    return Columns(
        regions=tuple(regions),
        counties=tuple(found.get("county", ())),
        times=tuple(found.get("time", ())),
        divisions=tuple(sorted(kinds, key=lambda each: each[0])),
        values=values,
        others=tuple(name for index, name in enumerate(header) if name and index not in used),
    )


def _values(
    header: Sequence[str], found: dict[str, list[int]]
) -> tuple[tuple[int, Period | None], ...]:
    """Return the columns of the population: those that are called so, or else of a bare period."""
    roles = ("population", "any count", "period")
    indexes = next((found[role] for role in roles if role in found), [])
    return tuple((index, without_period(header[index])[1]) for index in indexes)


def _role(header: str) -> str:
    """Return what a column holds."""
    if not header.strip():
        return "nameless"
    for said in dict.fromkeys((words(header), *words(header).split(" - "))):
        for role, names in _ROLES.items():
            if said in names:
                return role
    name, period = without_period(header)
    if is_population_name(name):
        return "population"
    if not name and period is not None:
        return "period"
    if is_any_count(name):
        return "any count"
    # What divides the population is not called by a period, and another count often is.
    return "other" if period is not None or name in _OTHERS else "unknown"


_ROLES: Final = {
    "region": _REGIONS,
    "county": _COUNTIES,
    "time": _TIMES,
    "sex": _SEXES,
    "division": _DIVISIONS,
    "contents": _CONTENTS,
}
