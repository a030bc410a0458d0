"""Which rows count everybody, and which only a part of the population."""

from __future__ import annotations

import enum
import re
from typing import Final

from .periods import words


class Kind(enum.IntEnum):
    """Whom a row counts."""

    TOTAL = 0
    MEN = 1
    WOMEN = 2
    PART = 3
    OTHER = 4
    """Something else than the population."""


_TOTALS: Final = frozenset(
    {
        *("", "totalt", "total", "totalen", "tot", "tot1", "tot5", "tot10", "totsa", "totala"),
        *("1+2", "män och kvinnor", "kvinnor och män", "men and women", "women and men"),
        *("båda könen", "both sexes", "both", "t", "samtliga", "alla", "all", "summa", "sum"),
        *("totalt ålder", "total age", "total ages", "totalt, ålder", "ålder totalt", "all ages"),
        *("total, all ages", "total all ages", "samtliga åldrar", "alla åldrar", "ålder, totalt"),
        *("totalt kön", "total sex", "kön totalt", "total, sex", "totalt, kön"),
        *("totalt civilstånd", "samtliga civilstånd", "total marital status", "alla civilstånd"),
        *("totalt, alla åldrar", "totalt alla åldrar", "sc", "samtliga kön"),
    }
)
_SEXES: Final = {
    **dict.fromkeys(("1", "män", "man", "men", "male", "males", "m", "pojkar och män"), Kind.MEN),
    **dict.fromkeys(("2", "kvinnor", "kvinna", "women", "woman", "female", "females"), Kind.WOMEN),
    **dict.fromkeys(("k", "f", "w"), Kind.WOMEN),
}
_ALL_OF_A_DIVISION: Final = ("totalt, samtliga ", "totalt samtliga ", "total, all ", "total all ")
_POPULATION: Final = frozenset(
    {
        *("folkmängd", "folkmangd", "folkmängden", "befolkning", "befolkningen", "population"),
        *("invånare", "antal invånare", "invånarantal", "inhabitants", "number of inhabitants"),
        *("folkmängd totalt", "befolkning totalt", "totalbefolkning", "total population"),
        *("folkbokförda", "folkbokförd befolkning", "antal folkbokförda", "residents"),
        *("invånare totalt", "invånare totalt, antal", "folkmängd, antal", "population, number"),
        *("folkmängd antal", "population number", "totalt antal invånare", "antal kommuninvånare"),
        *("kommuninvånare", "folkmängd totalt, antal", "population total"),
        *("folkmängden per månad", "folkmängd per månad", "population per month"),
    }
)
_ANY_COUNT: Final = frozenset(
    {
        *("antal", "värde", "varde", "value", "values", "number", "antal personer", "personer"),
        *("persons", "number of persons", "obs value", "data", "totalt", "total"),
        *("befolkningsstatistik antal personer", "population statistics number of persons"),
    }
)
_ON: Final = re.compile(r"(?: (?:per|den|on|the|at))+$")
_UNIT: Final = re.compile(r" ?\((?:antal|number|personer|persons|st)\)$")


def sex(cell: str) -> Kind:
    """Return which sex, or both, a cell names; PART if it is something else."""
    return _kind(cell, _SEXES)


def part(cell: str) -> Kind:
    """Return TOTAL if a cell names all ages, all of a division, or nothing; else PART."""
    return _kind(cell, {})


def _kind(cell: str, parts: dict[str, Kind]) -> Kind:
    said = words(cell)
    code, _, name = said.partition(" ")
    for each in (said, name.removeprefix("- ") or said, code):
        if each in _TOTALS or each.startswith(_ALL_OF_A_DIVISION):
            return Kind.TOTAL
        if each in parts:
            return parts[each]
    return Kind.PART


def any_part(cell: str) -> Kind:
    """Return what a cell of a column without a name says: a row's number says nothing."""
    return Kind.TOTAL if cell.strip().isdecimal() and cell not in _SEXES else sex(cell)


def contents(cell: str) -> Kind:
    """Return TOTAL if a cell names the population, else OTHER."""
    said = words(cell)
    is_population = is_population_name(cell) or said in _ANY_COUNT or said in ("", "100")
    is_population |= said.removeprefix("100 ").removeprefix("- ") in _POPULATION
    return Kind.TOTAL if is_population or table_of(cell) is not None else Kind.OTHER


def is_population_name(name: str) -> bool:
    """Return whether a text, as in a header, names the population."""
    said = _ON.sub("", _UNIT.sub("", words(name)))
    code, _, rest = said.partition(" ")
    named = rest.removeprefix("- ")
    return said in _POPULATION or (
        code in _POPULATION_CODES and (not named or named in _POPULATION)
    )


def is_any_count(name: str) -> bool:
    """Return whether a text, as in a header, names a count without saying of what."""
    said = words(name)
    code = said.partition(" ")[0]
    return said in _ANY_COUNT or code in _TABLES_OF_CHANGES or _TABLE.fullmatch(said) is not None


def table_of(name: str) -> str | None:
    """Return the id of Statistics Sweden's table that counts what a text's code names, or None."""
    code = words(name).partition(" ")[0]
    return _TABLES.get(code)


def combined(one: Kind, other: Kind) -> Kind:
    """Return whom a row counts if two columns divide the population."""
    if Kind.OTHER in (one, other):
        return Kind.OTHER
    if one is Kind.TOTAL:
        return other
    return one if other is Kind.TOTAL else Kind.PART


# The tables by the code of what they count. Source: their metadata in Statistics Sweden's API.
_POPULATION_CODES: Final = {
    "be0101n1": "BefolkningNy",
    "000007me": "TAB5557",
    "000003o5": "TAB5444",
    "000007sf": "TAB6471",
    "000007y7": "TAB6574",
    "n01951": "N01951",
}
_TABLES_OF_CHANGES: Final = {
    "000002z9": "BefforandrKvRLK",
    "000007tb": "BefforandrKvRLKCKM",
    "000003kd": "TAB1625",
    "000007sr": "TAB6473",
}
_TABLES: Final = _POPULATION_CODES | _TABLES_OF_CHANGES
_TABLE: Final = re.compile(r"tab[0-9]+|befolkning(?:ny|ckm)|befforandrkvrlk(?:ckm)?")
