"""Which words beside the population in a title leave it the count of all inhabitants."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from .periods import period, words
from .regions import place
from .unnamed import is_remark

_KNOWN: Final = frozenset(
    {
        *("i", "in", "of", "the", "den", "det", "för", "for", "från", "from", "till", "to"),
        *("på", "on", "at", "as", "vid", "by", "och", "and", "samt", "per", "efter", "enligt"),
        *("avser", "gäller", "redovisas", "jämfört", "med", "with", "mellan", "beräknad"),
        *("riket", "rikets", "hela", "landet", "sverige", "sveriges", "sweden", "sweden's"),
        *("swedish", "whole", "country", "län", "länet", "länets", "länen", "länens", "county"),
        *("counties", "kommun", "kommunen", "kommunens", "kommuner", "kommunerna", "kommunernas"),
        *("kommuners", "kommunvis", "medlemskommunerna", "medlemskommunernas", "parterna"),
        *("parternas", "municipality", "municipalities", "municipal", "municipality's"),
        *("region", "regionen", "regioner", "regionerna", "regionens", "regions", "svenska"),
        *("antal", "antalet", "totalt", "total", "totala", "samtliga", "alla", "all", "number"),
        *("personer", "persons", "people", "st", "folkmängd", "folkmängden", "folkmangd"),
        *(
            "befolkning",
            "befolkningen",
            "totalbefolkning",
            "invånare",
            "invånarna",
            "kommuninvånare",
        ),
        *("invånarantal", "invånarantalet", "population", "inhabitants", "residents"),
        *("folkbokförd", "folkbokförda", "befolkningsförändringar", "population", "changes"),
        *("befolkningsprognos", "befolkningsprognosen", "folkmängdsprognos", "folkmängdsprognosen"),
        *("befolkningsframskrivning", "befolkningsframskrivningen", "folkmängdsframskrivning"),
        *("folkmängdsframskrivningen", "prognos", "prognosen", "framskriven", "framskrivning"),
        *("framskrivningen", "projected", "projection", "forecast", "utfall", "scenario"),
        *("preliminär", "preliminära", "preliminary", "prel", "slutlig", "slutliga", "final"),
        *("officiell", "officiella", "official", "statistik", "statistics", "scb", "scb:s"),
        *("statistiska", "centralbyrån", "kolada", "tabell", "table", "bilaga", "underlag"),
        *("indelning", "indelningen", "division", "tid", "dag", "dagen", "datum", "day", "date"),
        *("månad", "månaden", "månader", "month", "kvartal", "kvartalet", "quarter", "halvår"),
        *("halvåret", "half-year", "half", "year", "years", "år", "året", "årets", "års", "helår"),
        *("helåret", "årsskiftet", "slutet", "utgången", "end", "första", "andra", "tredje"),
        *("fjärde", "first", "second", "third", "fourth", "mån", "kv", "män", "kvinnor", "men"),
        *("women", "tabellinnehåll", "nyckeltal", "flera", "båda", "könen", "åldrar", "ages"),
    }
)
_VARIABLES: Final = frozenset(
    {
        *("region", "regioner", "kommun", "kommuner", "län", "municipality", "county", "regions"),
        *("ålder", "kön", "civilstånd", "förändringar", "period", "tabellinnehåll", "år", "månad"),
        *("kvartal", "halvår", "tid", "age", "sex", "gender", "marital status", "year", "month"),
        *("population changes", "observations", "contents", "time", "quarter", "half-year"),
        *(
            "åldersgrupp",
            "åldersklass",
            "age group",
            "kvartal/halvår/år",
            "county and municipality",
        ),
    }
)
_TIMES: Final = frozenset(
    {
        *("den", "the", "månad", "kvartal", "halvår", "år", "dag", "kommun", "region", "län"),
        *("month", "quarter", "half-year", "year", "day", "municipality", "county", "åldersgrupp"),
    }
)
_DIVIDED_BY: Final = re.compile(r"\b(?:efter|by)\b")
_REST: Final = re.compile(r"\b(?:källa|source|uppdater|senast|hämtad|updated|publicer|skapad)")
_NO_TITLE: Final = re.compile(
    r"(?:scb|kolada|statistiska centralbyrån|statistics sweden|källa|source|enligt indelning|"
    r"upprättad|upprättat|(?:tabell|table|bilaga) \S+$|$)"
)
_SENTENCE: Final = re.compile(r"[.;:] |[.;]$")
_COMMAS: Final = re.compile(r", | (?:och|samt|and) ")
_TRIMMED: Final = "\"'.,:;()[]*?!\N{EN DASH}-\u201d"


def is_title(line: str) -> bool:
    """Return whether a line above a table may say what it counts: no source, remark or day."""
    said = words(line)
    return not (is_remark(line) or _NO_TITLE.match(said) or period(said) is not None)


def unknown_word(title: str, columns: Collection[str] = ()) -> str | None:
    """Return what in a title may restrict or change the population that it names, or None.

    Args:
        title: The title.

        columns: What the columns of its table are called: they tell what they divide by.

    >>> unknown_word("Befolkning i tätorter efter region"), unknown_word("Folkmängd i Nacka 2023")
    ('tätorter', None)
    """
    said = _REST.split(words(title))[0]
    parts: list[str] = _DIVIDED_BY.split(said, maxsplit=1)
    name, variables = parts[0], parts[1:]
    tokens = name.replace("/", " ").split()
    for at, token in enumerate(tokens):
        word = token.strip(_TRIMMED)
        after = tokens[at + 1].strip(_TRIMMED) if at + 1 < len(tokens) else ""
        if word == "per" and not _is_time(after):
            return f"per {after}"
        if not _is_known(word) and not _is_place(tokens, at):
            return word
    listed = _SENTENCE.split(variables[0])[0] if variables else ""
    known = {*_VARIABLES, *map(words, columns)}
    for each in filter(None, map(str.strip, _COMMAS.split(listed))):
        if each not in known and not all(map(_is_known, each.split())):
            return each
    return None


def _is_time(word: str) -> bool:
    return word in _TIMES or word[:1].isdigit() or period(word) is not None


def _is_known(word: str) -> bool:
    is_period = any(map(str.isdigit, word)) or period(word) is not None
    return not word or word in _KNOWN or is_period


def _is_place(tokens: list[str], at: int) -> bool:
    """Return whether a word belongs to the name of a municipality or a county, in two words too."""
    near = [token.strip(_TRIMMED) for token in tokens[max(0, at - 1) : at + 2]]
    several = (tokens[at].strip(_TRIMMED), " ".join(near[:2]), " ".join(near[-2:]))
    names = (name for each in several for name in (each, each.removesuffix("s"), f"{each} län"))
    return any(place(name).code for name in names)
