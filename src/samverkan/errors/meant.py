"""What an unknown id or name may have meant, for a message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from .quoting import cut
from .texts import Language, Text

_MEANT = Text("(menar du {names}?)", "(do you mean {names}?)")
_LONGEST = 64


class Known(NamedTuple):
    """Something that has an id and a name, in a list of what there is: aktiverat läge (activated).

    >>> Known("activated", Text("aktiverat läge", "activated mode")).in_language("sv")
    'aktiverat läge (activated)'
    """

    id: str
    name: Text

    def in_language(self, language: Language) -> str:
        """Return its name and its id."""
        return f"{cut(self.name.in_language(language))} ({self.id})"

    def words(self) -> set[str]:
        """Return what it may be called, in lower case: its id, its names and each word of them."""
        names = {self.id, self.name.sv.casefold(), (self.name.en or self.name.sv).casefold()}
        return names | {word for name in names for word in name.split()}


NOTHING = ("–",)
"""What is listed if there is nothing to list."""


class Similar(NamedTuple):
    """The ids that may be meant, in parentheses after what was asked; nothing if none is similar.

    >>> Similar(("activated",)).in_language("sv")
    ' (menar du activated?)'
    """

    ids: tuple[str, ...]

    @classmethod
    def to(cls, asked: str, known: Iterable[Known]) -> Similar:
        """Return those with an id, a name or a word in a name that is similar, the nearest first.

        >>> activated = Known("activated", Text("aktiverat läge", "activated mode"))
        >>> Similar.to("aktiverad", [activated]).ids, Similar.to("xyz", [activated]).ids
        (('activated',), ())
        """
        query = asked[:_LONGEST].casefold()
        ids: dict[str, list[str]] = {}
        for each in known:
            for word in each.words():
                ids.setdefault(word, []).append(each.id)
        telling = [word for word, meant in ids.items() if len(meant) == 1]  # not "läge"
        near = difflib.get_close_matches(query, sorted(telling))
        return cls(tuple(dict.fromkeys(ids[word][0] for word in near)))

    def in_language(self, language: Language) -> str:
        """Return them as a question."""
        names = ", ".join(self.ids)
        return f" {_MEANT.in_language(language).format(names=names)}" if names else ""
