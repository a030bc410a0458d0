"""Parts of JSON that was read: each of the kind that is needed, or refused with its place."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from ... import syntax
from ...faults import Faults
from ...syntax import Fractional, Repeated
from ..sheets import MOST_CELLS
from .refusals import refuse

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_COMMAS: Final = 3 * MOST_CELLS


def parsed(text: str) -> Any:
    """Return the content of JSON; numbers with a point or an exponent as they are written."""
    if max(text.count("{"), text.count("[")) > MOST_CELLS or text.count(",") > _MOST_COMMAS:
        refuse("too-many-cells", found=MOST_CELLS)
    try:
        return syntax.parsed(text, "json")
    except Faults as error:
        _, reason, details = error.faults[0]
        found = details.get("found", details.get("most", ""))
        if reason == "not-json" and not found:
            reason = "json-cut"
        refuse(reason, line=int(str(details.get("line", 0))), found=found)


def an_object(value: Any, place: str) -> dict[str, Any]:
    """Return an object; refuse anything else, and names that occur more than once."""
    if not isinstance(value, dict):
        refuse("not-an-object", column=place, found=told(value))
    if isinstance(value, Repeated):
        refuse("repeated-key", column=place, found=value.names[0])
    return value


def a_list(value: Any, place: str) -> list[Any]:
    """Return a list; refuse anything else."""
    if not isinstance(value, list):
        refuse("not-a-list", column=place, found=told(value))
    return value


def a_text(value: Any, place: str) -> str:
    """Return a text on one line; refuse anything else."""
    if not isinstance(value, str):
        refuse("not-a-text", column=place, found=told(value))
    return value


def texts(value: Any, place: str) -> list[str]:
    """Return a list of texts; refuse anything else."""
    return [a_text(each, f"{place}[{at}]") for at, each in enumerate(a_list(value, place))]


def part(whole: dict[str, Any], name: str, place: str = "") -> Any:
    """Return a part of an object; refuse an object that lacks it."""
    if name not in whole:
        refuse("lacks", column=f"{place}.{name}" if place else name)
    return whole[name]


def number(value: Any, place: str) -> str:
    """Return a number as it is written, or a text in its place; nothing if it is null."""
    if value is None:
        return ""
    if type(value) is int or isinstance(value, str):
        return str(value)
    if not isinstance(value, Fractional):
        refuse("not-a-number", column=place, found=told(value))
    return value.written


def day(value: Any) -> dt.date | None:
    """Return the day of a moment, or None if it is not stated."""
    stated = _DAY.match(value) if isinstance(value, str) else None
    try:
        return None if stated is None else dt.date.fromisoformat(stated[0])
    except ValueError:
        return None


def told(value: Any) -> str:
    """Return a value for a message: only its kind if it has parts."""
    if isinstance(value, (dict, list)):
        return "{...}" if isinstance(value, dict) else "[...]"
    return {None: "null", True: "true", False: "false"}.get(value, str(value))
