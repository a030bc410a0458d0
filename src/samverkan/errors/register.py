"""Errors about registers of agreements, and the folders that they are read from."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class RegisterError(SamverkanError, ValueError):
    """A register is contradictory.

    Attributes:
        reason: What is wrong.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "agreement-named-twice": Text(
            "{name!r} står två gånger i registret; ge varje avtal ett eget namn",
            "{name!r} is in the register twice; give each agreement its own name",
        ),
        "same-agreement": Text(
            "det är samma överenskommelse som {other!r}; ta bort den ena filen",
            "it is the same agreement as {other!r}; remove one of the files",
        ),
    }


class UnknownAgreementError(SamverkanError, LookupError):
    """A register has no agreement with this name.

    Attributes:
        name: The requested name.

        known: The existing names, in order.
    """

    name: str
    known: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "Inget avtal i registret heter {name!r}. De som finns:{known}",
        "no agreement in the register is called {name!r}; there are:{known}",
    )


class FolderError(SamverkanError, ValueError):
    """A folder cannot be read.

    Attributes:
        where: The path of the folder.

        reason: Why it cannot be read.
    """

    where: str
    reason: str

    template: ClassVar[Text] = Text(
        "Mappen {where!r} går inte att läsa: {reason}.", "folder {where!r} cannot be read: {reason}"
    )
    reasons: ClassVar[Reasons] = {
        "no-such-folder": Text(
            "mappen finns inte; kontrollera sökvägen", "there is no such folder; check its path"
        ),
        "not-a-folder": Text(
            "det är ingen mapp; ange mappen som filerna ligger i",
            "it is not a folder; name the folder that contains the files",
        ),
        "folder-forbidden": Text(
            "du får inte läsa mappen; ändra dess behörigheter",
            "you may not read the folder; change its permissions",
        ),
        "folder-unreadable": Text(
            "mappen går inte att läsa; kontrollera sökvägen",
            "the folder cannot be read; check the path",
        ),
    }
