"""What may be wrong with a file as a whole, whatever is in it."""

from __future__ import annotations

from .texts import Text

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
