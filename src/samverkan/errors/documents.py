"""Errors about documents: agreements, figures and other values that are kept in files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from .files import FILE_FAULTS, told
from .quoting import quoted
from .texts import NO_DETAILS, Filled, Language, SamverkanError, Text

_FAULTS = {
    **FILE_FAULTS,
    # The file, or the text, as a whole
    "too-large": Text(
        "större än {most} byte; dela upp innehållet, eller höj max_bytes",
        "larger than {most} bytes; divide the content, or raise max_bytes",
    ),
    "encoding": Text(
        "byten {found} på rad {line} är inte UTF-8; spara filen i UTF-8",
        "byte {found} on line {line} is not UTF-8; save the file in UTF-8",
    ),
    "yaml": Text(
        "YAML läses inte, för där blir koden 0127 talet 87 och no blir falskt; skriv TOML eller "
        "JSON",
        "YAML is not read, because it turns the code 0127 into the number 87, and no into false; "
        "write TOML or JSON",
    ),
    "suffix": Text(
        "filändelsen {found!r} är okänd; byt den mot {known}",
        "the suffix {found!r} is unknown; change it to {known}",
    ),
    "not-json": Text(
        "inte giltig JSON på rad {line}, tecken {column}, vid {found!r}; rätta raden",
        "not valid JSON on line {line}, character {column}, at {found!r}; correct the line",
    ),
    "not-toml": Text(
        "inte giltig TOML på rad {line}, vid {found!r}; rätta raden (text ska ha citattecken, och "
        "varje namn får stå en gång)",
        "not valid TOML on line {line}, at {found!r}; correct the line (a text needs quotes, and "
        "a name may occur once)",
    ),
    "too-deep": Text(
        "delar ligger i varandra i mer än {most} nivåer; förenkla innehållet",
        "parts are nested more than {most} deep; simplify the content",
    ),
    "long-number": Text(
        "ett tal har för många siffror; skriv tal med mer än 15 siffror som text",
        "a number has too many digits; write numbers with more than 15 digits as text",
    ),
    "no-version": Text(
        "det är inget samverkansdokument: {key} saknas; börja med samverkan = 1 (i TOML) eller "
        '"samverkan": 1 (i JSON)',
        "it is no samverkan document: {key} is missing; begin with samverkan = 1 (in TOML) or "
        '"samverkan": 1 (in JSON)',
    ),
    "version": Text(
        "formatets version är {found}, men den här versionen av biblioteket läser {known}; "
        "uppgradera samverkan",
        "the version of the format is {found}, but this version of the library reads {known}; "
        "upgrade samverkan",
    ),
    "other-kind": Text(
        "dokumentet är av slaget {found}, men {expected} behövs; ange en annan fil",
        "the document is of kind {found}, but {expected} is needed; name another file",
    ),
    "half-line": Text(
        "sista raden är avbruten ({found!r}) och har inte lästs; allt före den är läst; ta bort "
        "raden och skriv om den",
        "the last line is cut off ({found!r}) and was not read; everything before it was; remove "
        "the line and write it again",
    ),
    "other-ledger": Text(
        "filen innehåller andra krav än början av den nya reskontran; välj en annan fil",
        "the file holds other claims than the beginning of the new ledger; choose another file",
    ),
    "not-written": Text(
        "mappen saknas, eller den eller filen får inte ändras; kontrollera sökväg och behörigheter",
        "there is no such folder, or it or the file may not be changed; check path and permissions",
    ),
    # One part of it
    "earlier": Text(
        "dagen {found} är före {held}, som står på en tidigare rad; rätta den",
        "the day {found} is before {held}, which stands on an earlier line; correct it",
    ),
    "unknown-key": Text(
        "okänd nyckel {key!r}; ta bort den eller byt namn på den{similar}",
        "unknown key {key!r}; remove or rename it{similar}",
    ),
    "missing-key": Text("nyckeln {key} saknas; lägg till den", "key {key} is missing; add it"),
    "missing-type": Text(
        "nyckeln type saknas; ange {choices}", "key type is missing; give {choices}"
    ),
    "repeated-key": Text(
        "nyckeln {key!r} står flera gånger; ta bort alla utom en",
        "key {key!r} occurs more than once; remove all but one",
    ),
    "wrong-type": Text("ska vara {expected}, inte {found}", "must be {expected}, got {found}"),
    "fraction": Text(
        "ska vara {expected}, inte decimaltalet {found}; skriv tal med decimaler som text, till "
        'exempel "1.50", och belopp i hela öre',
        "must be {expected}, got the binary number {found}; write numbers with decimals as text, "
        'such as "1.50", and amounts in whole öre',
    ),
    "day": Text(
        "ska vara en dag skriven ÅÅÅÅ-MM-DD, inte {found}",
        "must be a day written YYYY-MM-DD, got {found}",
    ),
    "time": Text(
        "ska vara en dag utan klockslag, inte {found}; ta bort klockslaget",
        "must be a day without a time, got {found}; remove the time",
    ),
    "no-such-day": Text(
        "dagen {found!r} finns inte i kalendern; rätta den",
        "there is no day {found!r} in the calendar; correct it",
    ),
    "no-choice": Text(
        "{found!r} är inget av det som går att ange; ange {choices}{similar}",
        "{found!r} cannot be given here; give {choices}{similar}",
    ),
    "too-many": Text(
        "har {found} delar, men högst {most} läses; dela upp innehållet, eller höj max_items",
        "has {found} items, but at most {most} are read; divide the content, or raise max_items",
    ),
    "too-many-faults": Text(
        "fler än {most} fel; resten har inte lästs; rätta dem och läs igen",
        "more than {most} faults; the rest was not read; correct them and read it again",
    ),
    "pair": Text("ska vara en lista med {count} delar", "must be a list of {count} items"),
    "undefined": Text(
        "{found!r} är inte definierat under define; definiera det, eller skriv ut det{similar}",
        "{found!r} is not defined under define; define it, or write it out{similar}",
    ),
    "unused": Text(
        "definitionen används ingenstans; ta bort den, eller rätta namnet där den ska användas",
        "the definition is not used; remove it, or correct the name where it is meant",
    ),
    "differs": Text(
        "stämmer inte med vad överenskommelsen och uppgifterna ger; räkna om, eller rätta filen",
        "differs from what the agreement and the figures give; compute it again, or correct the "
        "file",
    ),
    "refused": Text("{error}", "{error}"),
}

_OBJECT, _LIST = Text("ett objekt", "an object"), Text("en lista", "a list")
_JSON = {None: "null", True: "true", False: "false"}


class Given(NamedTuple):
    """Something that a document contains, for a message."""

    value: object

    def in_language(self, language: Language) -> str:
        """Return it as it stands in the document; of an object or a list, only what it is."""
        if isinstance(self.value, dict):
            return _OBJECT.in_language(language)
        if isinstance(self.value, list):
            return _LIST.in_language(language)
        if self.value is None or isinstance(self.value, bool):
            return _JSON[self.value]
        return quoted(self.value, language)


class DocumentFault(NamedTuple):
    """One fault in a document.

    Attributes:
        path: The part that is wrong, such as ``parties[3].names[0].first_day``; empty if the
            fault concerns the whole document.

        reason: What kind of fault it is.

        details: Further values that its text names; ``error`` is the error of the class that
            refused the part.
    """

    path: str
    reason: str
    details: Mapping[str, object] = NO_DETAILS

    def in_language(self, language: Language) -> str:
        """Return the fault and how to correct it, in Swedish or English."""
        said = Filled(_FAULTS[self.reason], self.details).in_language(language)
        return f"{self.path}: {said}" if self.path else said

    def __str__(self) -> str:
        return self.in_language("en")


class DocumentError(SamverkanError, ValueError):
    """A document cannot be read; all its faults are listed.

    Attributes:
        where: Name of the file or the document.

        faults: The faults, in the order of the document.
    """

    where: str | Text
    faults: tuple[DocumentFault, ...]

    template: ClassVar[Text] = Text(
        "{where} går inte att läsa:{faults}",
        "{where} cannot be read:{faults}",
    )

    def _told(self) -> dict[str, object]:
        return {**super()._told(), "where": told(self.where)}


class HalfLineError(DocumentError):
    """The last line of a ledger file is cut off; everything before it was read.

    Attributes:
        where: Name of the file.

        faults: The line, and what is left of it.

        ledger: The ledger without that line.
    """

    ledger: object


class NotWrittenError(DocumentError):
    """A document cannot be written to a file; the file is as it was.

    Attributes:
        where: Name of the file.

        faults: Why it cannot be written.
    """

    template: ClassVar[Text] = Text(
        "{where} går inte att skriva:{faults}",
        "{where} cannot be written:{faults}",
    )
