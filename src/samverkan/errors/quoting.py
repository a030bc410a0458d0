"""How input is quoted in messages: escaped, and never more of it than fits a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_LONGEST = 60
_MOST = 40


def quoted(value: object) -> str:
    """Return *value* as text of bounded length; what cannot be printed is escaped."""
    try:
        return cut(repr(value))
    except ValueError:  # a whole number of more digits than Python agrees to write
        return f"a {type(value).__name__} too long to write"


def shown(text: str, longest: int = 2 * _LONGEST) -> str:
    """Return *text* without quotes, of bounded length; what cannot be printed is escaped."""
    return cut(repr(text)[1:-1], longest)


def hidden(text: str) -> str:
    """Return *text* with an asterisk for each digit, of whatever script."""
    return "".join("*" if char.isdigit() else char for char in text)


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return *text*, or its beginning where it is long."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def filled(text: str, details: Mapping[str, object]) -> str:
    """Return *text* with its details put in, each as shown() does."""
    return text.format(**{name: shown(str(value)) for name, value in details.items()})


def listed(head: str, items: Iterable[str], more: str) -> str:
    """Return a heading with items below it; of many, the first ones and how many more."""
    every = list(items)
    lines = [shown(item, 4 * _LONGEST) for item in every[:_MOST]]
    if len(every) > _MOST:
        lines.append(more.format(count=len(every) - _MOST))
    return "\n".join([head, *(f"  {line}" for line in lines)])
