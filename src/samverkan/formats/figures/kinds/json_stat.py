"""JSON-stat, version 2 and 1: a table as one long list of values, and its dimensions.

Source: JSON-stat 2.0, json-stat.org/full; Statistics Sweden's API gives both versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..sheets import FileShape, Sheet
from .cubes import Dimension, header_of, rows_of, size_of, with_scale
from .json_parts import a_list, a_text, an_object, day, number, part, texts, told
from .refusals import refuse

_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")
_MOST_ZEROS = 19
_CONTENTS = "ContentsCode"  # Statistics Sweden's name, if the file does not state roles


def is_json_stat(content: object) -> bool:
    """Return whether JSON is JSON-stat: a data set, or several."""
    return isinstance(content, dict) and bool(_datasets(content))


def json_stat_sheets(content: object) -> list[Sheet]:
    """Return a sheet for each data set in JSON-stat."""
    return [_sheet(each, place) for place, each in _datasets(an_object(content, "JSON")).items()]


def _datasets(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the data sets, each with the place where it stands."""
    if _is_dataset(content):
        return {"": content}
    link = content.get("link")
    items = link.get("item") if isinstance(link, dict) else None
    if content.get("class") == "collection" and isinstance(items, list):
        named = {f"link.item[{at}].": each for at, each in enumerate(items)}
    else:
        named = {f"{name}.": each for name, each in content.items()}
    return {place: each for place, each in named.items() if _is_dataset(each)}


def _is_dataset(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return "dimension" in value and not value.keys().isdisjoint({"value", "id", "size"})


def _sheet(dataset: dict[str, Any], place: str) -> Sheet:
    an_object(dataset, place.rstrip(".") or "JSON")
    dimensions = _dimensions(dataset, place)
    size = size_of(dimensions)
    values = _values(part(dataset, "value", place.rstrip(".")), size, f"{place}value")
    status = _status(dataset.get("status"), size, f"{place}status")
    extension = _object_or_nothing(dataset.get("extension"))
    px = _object_or_nothing(extension.get("px"))
    heading = (dataset.get("label"), dataset.get("source"))
    table = px.get("tableid") or px.get("matrix")
    return Sheet(
        shape=FileShape.JSON_STAT,
        header=header_of(dimensions, _stated(px.get("contents")) or "value"),
        rows=rows_of(dimensions, lambda at: values(at) or status(at)),
        heading=tuple(each for each in heading if isinstance(each, str)),
        table=_stated(table) or None,
        updated_on=day(dataset.get("updated")),
    )


def _object_or_nothing(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _stated(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dimensions(dataset: dict[str, Any], place: str) -> list[Dimension]:
    described = an_object(part(dataset, "dimension", place.rstrip(".")), f"{place}dimension")
    outer, at = (dataset, place) if "id" in dataset else (described, f"{place}dimension.")
    ids = texts(part(outer, "id", at.rstrip(".")), f"{at}id")
    sizes = a_list(part(outer, "size", at.rstrip(".")), f"{at}size")
    if len(ids) != len(sizes) or len(ids) != len(set(ids)):
        refuse("sizes", column=f"{at}size", found=f"{len(sizes)} / {len(set(ids))}")
    role = _object_or_nothing(outer.get("role"))
    contents, times = (_first(role.get(name)) for name in ("metric", "time"))
    if contents is None and _CONTENTS in ids:
        contents = _CONTENTS
    found = []
    for name, size in zip(ids, sizes, strict=True):
        where = f"{place}dimension.{name}"
        found.append(
            _dimension(name, an_object(part(described, name, f"{place}dimension"), where), where)
        )
        if type(size) is not int or len(found[-1].codes) != size:
            refuse("sizes", column=f"{at}size", found=f"{told(size)} / {len(found[-1].codes)}")
    return [
        Dimension(
            name=each.name,
            codes=each.codes,
            texts=each.texts,
            is_contents=name == contents,
            is_time=name == times,
        )
        for name, each in zip(ids, found, strict=True)
    ]


def _first(value: object) -> str | None:
    return value[0] if isinstance(value, list) and value and isinstance(value[0], str) else None


def _dimension(name: str, described: dict[str, Any], place: str) -> Dimension:
    category = an_object(part(described, "category", place), f"{place}.category")
    labels = an_object(category.get("label", {}), f"{place}.category.label")
    codes = _codes(category, labels, f"{place}.category")
    units = _object_or_nothing(category.get("unit"))
    named = [a_text(labels.get(code, code), f"{place}.category.label.{code}") for code in codes]
    return Dimension(
        name=_stated(described.get("label")).strip() or name,
        codes=codes,
        texts=[
            with_scale(text, _unit(units.get(code)))
            for code, text in zip(codes, named, strict=True)
        ],
    )


def _unit(unit: object) -> str:
    """Return the unit of what is counted: a power of ten is written out, as in 1000 persons."""
    stated = _object_or_nothing(unit)
    base, power = _stated(stated.get("base")), stated.get("multiplier", stated.get("mult"))
    is_scaled = type(power) is int and 0 < power < _MOST_ZEROS
    return f"{10**power} {base}" if is_scaled else base


def _codes(category: dict[str, Any], labels: dict[str, Any], place: str) -> list[str]:
    """Return the codes of a dimension's categories, in the order of their values."""
    index = category.get("index")
    if index is None:  # allowed if there is one category
        if len(labels) != 1:
            refuse("lacks", column=f"{place}.index")
        return list(labels)
    if isinstance(index, list):
        codes = texts(index, f"{place}.index")
        if len(codes) != len(set(codes)):
            refuse("index", column=f"{place}.index")
        return codes
    places = an_object(index, f"{place}.index")
    if any(type(at) is not int for at in places.values()):
        refuse("index", column=f"{place}.index")
    if sorted(places.values()) != list(range(len(places))):
        refuse("index", column=f"{place}.index")
    return sorted(places, key=places.__getitem__)


def _values(value: Any, size: int, place: str) -> Callable[[int], str]:
    """Return what gives the number in a cell, by its place."""
    if isinstance(value, dict):
        return _sparse(an_object(value, place), size, place, number)
    several = a_list(value, place)
    if len(several) != size:
        refuse("sizes", column=place, found=f"{len(several)} / {size}")
    return lambda at: number(several[at], f"{place}[{at}]")


def _status(status: Any, size: int, place: str) -> Callable[[int], str]:
    """Return what gives the symbol of a cell, by its place."""
    if status is None or isinstance(status, str):
        symbol = status or ""
        return lambda _: symbol
    if isinstance(status, dict):
        return _sparse(an_object(status, place), size, place, _symbol)
    several = a_list(status, place)
    if len(several) not in {1, size}:
        refuse("sizes", column=place, found=f"{len(several)} / {size}")
    return lambda at: _symbol(several[at % len(several)], f"{place}[{at}]")


def _symbol(value: Any, place: str) -> str:
    return "" if value is None else a_text(value, place)


def _sparse(
    value: dict[str, Any], size: int, place: str, read: Callable[[Any, str], str]
) -> Callable[[int], str]:
    for key in value:
        if not _PLACE.fullmatch(key) or int(key) >= size:
            refuse("sizes", column=place, found=f"{key} / {size}")
    return lambda at: read(value.get(str(at)), f"{place}.{at}")
