"""The JSON of Kolada's API, version 2 and 3: values by key figure, municipality and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..sheets import FileShape, Row, Sheet
from .json_parts import a_list, an_object, number, part, told
from .refusals import refuse

_POPULATION: Final = "N01951"
_NEXT: Final = ("next_page", "next_url")
_NAMES: Final = ("kpi", "municipality", "period")


def is_kolada(content: object) -> bool:
    """Return whether JSON is an answer of Kolada with values."""
    values = content.get("values") if isinstance(content, dict) else None
    if not isinstance(values, list):
        return False
    return not values or (isinstance(values[0], dict) and values[0].keys() >= {*_NAMES})


def kolada_sheets(content: object) -> list[Sheet]:
    """Return the one sheet of an answer of Kolada; refuse one that is not whole."""
    whole = an_object(content, "JSON")
    values = a_list(whole["values"], "values")
    for name in _NEXT:
        if whole.get(name):
            refuse("pages", column=name, found=told(whole[name]))
    count = whole.get("count", len(values))
    if count != len(values):
        refuse("pages", column="count", found=f"{told(count)} / {len(values)}")
    named = [each["kpi"] for each in values if isinstance(each, dict) and "kpi" in each]
    if named and _POPULATION not in named:
        refuse("key-figure", found=told(named[0]))
    return [
        Sheet(
            shape=FileShape.KOLADA,
            header=(*_NAMES, "gender", "value"),
            rows=_rows(values),
            heading=("Kolada",),
        )
    ]


def _rows(values: list[Any]) -> Iterator[Row]:
    for at, each in enumerate(values):
        place = f"values[{at}]"
        outer = an_object(each, place)
        named = [number(part(outer, name, place), f"{place}.{name}") for name in _NAMES]
        for inside, one in enumerate(a_list(part(outer, "values", place), f"{place}.values")):
            here = f"{place}.values[{inside}]"
            found = an_object(one, here)
            if found.get("isdeleted") is not True:
                if found.get("count", 1) not in {0, 1, None}:
                    refuse("mean", column=f"{here}.count", found=told(found["count"]))
                gender = number(part(found, "gender", here), f"{here}.gender")
                yield 0, [*named, gender, number(part(found, "value", here), f"{here}.value")]
