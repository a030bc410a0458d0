"""The older JSON of Statistics Sweden's API (PxWeb, version 1): columns, and rows of codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..sheets import MOST_CELLS, FileShape, Row, Sheet
from .cubes import joined
from .json_parts import a_list, a_text, an_object, day, number, part
from .refusals import refuse


def is_pxweb_json(content: object) -> bool:
    """Return whether JSON has the columns and rows of this kind."""
    return isinstance(content, dict) and content.keys() >= {"columns", "data"}


def pxweb_json_sheets(content: object) -> list[Sheet]:
    """Return the one sheet of the older JSON."""
    whole = an_object(content, "JSON")
    columns = [
        an_object(each, f"columns[{at}]")
        for at, each in enumerate(a_list(whole["columns"], "columns"))
    ]
    data = a_list(whole["data"], "data")
    if len(data) * len(columns) > MOST_CELLS:
        refuse("too-many-cells", found=MOST_CELLS)
    names = [_name(each, f"columns[{at}]") for at, each in enumerate(columns)]
    keys = [name for name, each in zip(names, columns, strict=True) if each.get("type") != "c"]
    counted = [name for name, each in zip(names, columns, strict=True) if each.get("type") == "c"]
    stated = whole.get("metadata")
    first = stated[0] if isinstance(stated, list) and stated else {}
    about = first if isinstance(first, dict) else {}
    heading = (about.get("label"), about.get("source"))
    return [
        Sheet(
            shape=FileShape.PXWEB_JSON,
            header=(*keys, *counted),
            rows=_rows(data, len(keys), len(counted)),
            heading=tuple(each for each in heading if isinstance(each, str)),
            updated_on=day(about.get("updated")),
        )
    ]


def _name(column: dict[str, Any], place: str) -> str:
    code, text = (a_text(column.get(name, ""), f"{place}.{name}") for name in ("code", "text"))
    if not code and not text:
        refuse("lacks", column=f"{place}.code")
    return joined(code, text) if column.get("type") == "c" else text or code


def _rows(data: list[Any], keys: int, counted: int) -> Iterator[Row]:
    for at, each in enumerate(data):
        place = f"data[{at}]"
        row = an_object(each, place)
        key = a_list(part(row, "key", place), f"{place}.key")
        values = a_list(part(row, "values", place), f"{place}.values")
        if len(key) != keys or len(values) != counted:
            found = f"{len(key)} + {len(values)} / {keys} + {counted}"
            refuse("sizes", column=place, found=found)
        yield (
            0,
            [
                *(a_text(cell, f"{place}.key") for cell in key),
                *(number(cell, f"{place}.values") for cell in values),
            ],
        )
