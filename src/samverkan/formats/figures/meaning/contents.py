"""What a table counts, by its headers, its contents and its title."""

from __future__ import annotations

import re
from typing import Final

from .parts import Kind
from .periods import words
from .scb_tables import bare, scb_table

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
_ALL_IN_A_ROW: Final = frozenset({"100", "100 folkmängd", "100 population"})

_SEGMENTS: Final = re.compile(r"[.:;|] | [-–—] | \(")
_BEFORE: Final = (
    r"(?:antal|antalet|number of|total|totala|slutlig|preliminär|preliminary|final|framskriven|"
    r"beräknad|projected|officiell|the|scb,?|underlag|(?:tabell|table|bilaga) \S+|\S*[0-9]\S*|"
    r"kolada,?|(?!utrikes|inrikes|kvinnors|mäns|barns)\w+s)"
)
_NAMES: Final = (
    r"(?:folkmängd(?:en)?|folkmangd|(?:total)?befolkning(?:en)?|(?:kommun)?invånar(?:e|na)|"
    r"invånarantal(?:et)?|folkbokförda|folkbokförd befolkning|population|inhabitants|residents|"
    r"(?:befolknings|folkmängds)(?:prognos|framskrivning)(?:en)?)"
)
_ANOTHER: Final = (
    r"(?: growth| increase| density| changes?| decrease| development| och | and | samt | med | with"
    r"| per (?:km|kvadrat|sq|square|hektar|hushåll|household)|/)"
)
_NAMED: Final = re.compile(rf"(?:{_BEFORE} )*{_NAMES}(?![\w-])(?!{_ANOTHER})")
_PER: Final = re.compile(
    rf"{_NAMES}\b.*?\bper (?!den\b|[0-9]|the\b|(?:år|månad|kvartal|halvår|dag|kommun|region|län|"
    r"year|month|quarter|half-year|day|municipality|county|ålder)|"
    r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|o[kc]t|nov|dec))"
)
_DIVIDED_BY: Final = re.compile(r"\b(?:efter|by)\b")
_THOUSANDS: Final = re.compile(
    r"tusen\b|tusental|hundratal|\b1 ?000?-tal|\b1?[ ']?000s|\bx ?1 ?000\b|thousands?\b|hundreds\b|"
    r"\b(?:per|i|in) 1 ?000?\b|(?:\(|')(?:1 ?)?000\b"
)
_AGES: Final = re.compile(
    r"(?<![-/.\w])(?:0|[1-9][0-9]{0,2}) ?(?:[-–] ?[0-9]{1,3}|\+)(?![-/\w])|"
    r"\b[0-9]{1,3} (?:år\b|years?\b)|\bår och äldre|\band (?:over|older)\b|\bi åldern\b|\baged\b"
)
_ORIGINS: Final = re.compile(
    r"\b(?:utrikes|inrikes|utländsk\w*|foreign|född i|födda i|medborgare|born|citizens)\b"
)
_GROUPS: Final = re.compile(
    r"\b(?:(?:i|på|inom|utanför|utom) (?:\w+ )?(?:tätort|småort|landsbygd)\w*|arbetsför\w*|barn|"
    r"ungdomar|unga|vuxna?|vuxnas?|pensionärer\w*|pensioners|utlandsfödda?|studerande|elever|"
    r"studenter|nyanlända|asylsökande|children|adults?|urban|rural|working age|students)\b"
)
_RESTRICTED: Final = re.compile(
    r"\b(?:avser|gäller|bara|endast|enbart|exklusive|exkl|utan|utom|only|excluding|without|except)\b"
)
_ANOTHER_COUNT: Final = re.compile(
    r"(?:levande )?(?:födda|döda|folkökning|folkminskning|födelseöverskott|flytt\w*netto|hushåll|"
    r"inflytt\w*|utflytt\w*|invandr\w*|utvandr\w*|medelålder|births|deaths|households|migration|"
    r"population (?:growth|increase|decrease|change|density))\b"
)
_WOMEN: Final = re.compile(r"\b(?:kvinna|woman|kvinnor|kvinnors|flickor|women|girls|females)\b")
_MEN: Final = re.compile(
    r"\b(?:män|mäns|pojkar|boys|males)\b|\b(?:population|number of)\b.*\bmen\b"
)


def contents(cell: str) -> Kind:
    """Return TOTAL if what a row counts may be the population, else OTHER."""
    said = words(cell)
    is_open = said in _ANY_COUNT or not said or table_of(cell) is not None
    return Kind.TOTAL if is_open or is_population_contents(cell) else Kind.OTHER


def is_population_contents(cell: str) -> bool:
    """Return whether a cell that says what a row counts names the population."""
    return words(cell).replace(" - ", " ") in _ALL_IN_A_ROW or is_population_name(cell)


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
    """Return the table of Statistics Sweden that a text or its code of contents names, or None."""
    known = _TABLES.get(words(name).partition(" ")[0])
    return known or (bare(name) if scb_table(name) else None)


def is_population_table(name: str) -> bool:
    """Return whether a text is the id of a table of Statistics Sweden that counts the population.

    >>> is_population_table("SCB, tabell TAB638"), is_population_table("BefforandrKvRLK")
    (True, False)
    """
    table = scb_table(name)
    return table is not None and not {*_TABLES_OF_CHANGES.values()}.intersection(table.names)


def is_population_title(line: str) -> bool:
    """Return whether a title says that its table counts the population.

    >>> is_population_title("Folkmängden efter region och år"), is_population_title("Folkökning")
    (True, False)
    """
    if is_population_name(line):
        return True
    title = _DIVIDED_BY.split(words(line))[0]
    is_named = any(map(_NAMED.match, _SEGMENTS.split(title)))
    return is_named and _PER.search(title) is None


def is_title_of_part(line: str, *, has_ages: bool, has_sexes: bool) -> bool:
    """Return whether a title says that its table counts only some people, or in thousands.

    Args:
        line: The title.

        has_ages: Whether a column says the ages.

        has_sexes: Whether a column, or the table as a whole, says the sex.
    """
    said = words(line)
    title = _DIVIDED_BY.split(said)[0]
    of_one_sex = bool(_WOMEN.search(title)) is not bool(_MEN.search(title))
    return (
        _THOUSANDS.search(said) is not None
        or _ORIGINS.search(title) is not None
        or _GROUPS.search(title) is not None
        or _PER.search(title) is not None
        or (not has_ages and _AGES.search(said) is not None)
        or (not has_sexes and of_one_sex)
    )


def is_restriction(note: str) -> bool:
    """Return whether a note restricts whom a table counts, as in *avser endast kvinnor*."""
    return _RESTRICTED.search(words(note)) is not None


def is_another_count(note: str) -> bool:
    """Return whether a note begins with the name of something else than the population."""
    return _ANOTHER_COUNT.match(words(note)) is not None
