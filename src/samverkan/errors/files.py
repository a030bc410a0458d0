"""What may be wrong with a file as a whole, whatever is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .quoting import shown
from .texts import Language, Text

_LONGEST, _MOST = 60, 10  # characters, and characters of one that is escaped
_UNREADABLE: Mapping[type[Exception], str] = {
    FileNotFoundError: "no-such-file",
    IsADirectoryError: "a-folder",
    PermissionError: "no-permission",
}

FILE_FAULTS = {
    "no-such-file": Text(
        "filen finns inte; kontrollera sökvägen", "there is no such file; check its path"
    ),
    "a-folder": Text("det är en mapp; ange en fil", "it is a folder; name a file"),
    "no-permission": Text(
        "du får inte läsa filen; ändra dess behörigheter",
        "you may not read the file; change its permissions",
    ),
    "unreadable": Text(
        "filen går inte att läsa; kontrollera sökvägen", "it cannot be read; check the path"
    ),
    "file-name": Text(
        "{found!r} är namnet på en fil, inte dess innehåll; läs filen först",
        "{found!r} is the name of a file, not its content; read the file first",
    ),
}
"""The texts of faults that any file may have, by the code of the reason."""


def why_unreadable(error: Exception) -> str:
    """Return the code of the reason why a file cannot be opened."""
    return _UNREADABLE.get(type(error), "unreadable")


class FilePath(NamedTuple):
    """The path of a file, for a message: if it is long, its end, which names the file."""

    path: str

    def in_language(self, _: Language) -> str:
        """Return the path or its end, escaped."""
        written = shown(self.path[-_LONGEST:], _MOST * _LONGEST)
        is_whole = len(self.path) <= _LONGEST and len(written) <= _LONGEST
        return written if is_whole else f"...{written[3 - _LONGEST :]}"


def told(where: str | Text) -> FilePath | Text:
    """Return what a message says of where something stands."""
    return FilePath(where) if isinstance(where, str) else where
