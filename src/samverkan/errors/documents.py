"""Errors about documents: agreements, figures and other values that are kept in files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import time as LocalTime  # noqa: N812 - a type
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
    "not-written-so": Text(
        "{found} skrivs inte; skriv JSON: {known} (TOML läses, och skrivs för hand)",
        "{found} is not written; write JSON: {known} (TOML is read, and written by hand)",
    ),
    "not-json": Text(
        "inte giltig JSON på rad {line}, tecken {column}, vid {found!r}; rätta raden",
        "not valid JSON on line {line}, character {column}, at {found!r}; correct the line",
    ),
    "not-toml": Text(
        "inte giltig TOML på rad {line}, vid {found!r}; rätta raden (en rad är ett namn, ett "
        "likhetstecken och ett värde; text står inom citattecken)",
        "not valid TOML on line {line}, at {found!r}; correct the line (a line is a name, an "
        "equals sign and a value; a text stands in quotes)",
    ),
    "toml-day": Text(
        "dagen på rad {line}, vid {found!r}, finns inte, eller skrivs inte ÅÅÅÅ-MM-DD; rätta den",
        "the day on line {line}, at {found!r}, does not exist, or is not written YYYY-MM-DD; "
        "correct it",
    ),
    "toml-repeated": Text(
        "namnet på rad {line}, vid {found!r}, står redan tidigare i filen; ta bort det ena (en "
        "part eller ett beslut till börjar med dubbla hakparenteser, som [[parties]])",
        "the name on line {line}, at {found!r}, stands earlier in the file, too; remove one of "
        "them (another party or instrument begins with double brackets, as in [[parties]])",
    ),
    "toml-quotes": Text(
        'rad {line}, vid {found!r}, har krökta citattecken; skriv raka: "',
        'line {line}, at {found!r}, has curly quotes; write straight ones: "',
    ),
    "toml-number": Text(
        "talet på rad {line}, vid {found!r}, skrivs inte så; skriv det som text med decimalpunkt "
        'och utan mellanrum, till exempel "1.50" eller "150000"',
        "the number on line {line}, at {found!r}, is not written so; write it as text with a "
        "decimal "
        'point and no blanks, such as "1.50" or "150000"',
    ),
    "toml-text": Text(
        "texten på rad {line}, vid {found!r}, avslutas inte på raden, eller innehåller ett tecken "
        "som inte får stå där; sätt ett citattecken i slutet, och skriv texten på en rad",
        "the text on line {line}, at {found!r}, is not closed on the line, or has a character that "
        "may not stand there; put a quote at its end, and write it on one line",
    ),
    "toml-open": Text(
        "en parentes som börjar på eller före rad {line}, vid {found!r}, avslutas inte; lägg till "
        "] eller }}",
        "a bracket that is opened on or before line {line}, at {found!r}, is not closed; add ] or "
        "}}",
    ),
    "no-kind": Text(
        'nyckeln kind saknas; skriv vad dokumentet innehåller, till exempel kind = "agreement"',
        'key kind is missing; write what the document contains, such as kind = "agreement"',
    ),
    "number": Text(
        "talet {found} skrivs inte så; skriv det med decimalpunkt och utan mellanrum eller enhet, "
        'till exempel "1.50" eller "150000"',
        "the number {found} is not written so; write it with a decimal point and without blanks or "
        'a unit, such as "1.50" or "150000"',
    ),
    "part": Text(
        'andelen {found} skrivs inte så; skriv den till exempel "1/4", "20/100" eller "0.25"',
        'the part {found} is not written so; write it as in "1/4", "20/100" or "0.25"',
    ),
    "no-party": Text(
        "{found} är inte id för någon av parterna; ange id för en av dem: {known:row}{similar}",
        "{found} is not the id of one of the parties; give the id of one: {known:row}{similar}",
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
    "no-number": Text(
        "formatets version ska vara talet {known}, utan citattecken",
        "the version of the format must be the number {known}, without quotes",
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
        "raden är avbruten ({found!r}) och har inte lästs; ta bort den, eller låt den ersättas när "
        "filen skrivs nästa gång",
        "the line is cut off ({found!r}) and was not read; remove it, or let it be replaced when "
        "the file is written next time",
    ),
    "locked": Text(
        "ett annat program skriver till filen just nu; försök igen, eller ta bort {lock} om inget "
        "program gör det",
        "another program is writing to the file; try again, or remove {lock} if none is",
    ),
    "other-ledger": Text(
        "filen innehåller andra krav än början av den nya reskontran; välj en annan fil",
        "the file holds other claims than the beginning of the new ledger; choose another file",
    ),
    "not-written": Text(
        "mappen saknas, den eller filen får inte ändras, eller disken är full; kontrollera sökväg, "
        "behörigheter och utrymme",
        "there is no such folder, it or the file may not be changed, or the disk is full; check "
        "the path, the permissions and the space",
    ),
    "not-in-csv": Text(
        "{found!r}: CSV i eget format har bara folkmängder i kommuner med kommunkod; skriv "
        "uppgifterna som dokument i stället",
        "{found!r}: CSV with our own columns holds only the population of municipality codes; "
        "write the figures as a document",
    ),
    "not-read-again": Text(
        "{found} går inte att läsa igen ur CSV, för en kommun har aldrig 0 invånare, och koden "
        "ska ha funnits den dagen; rätta uppgiften, eller skriv uppgifterna som dokument",
        "{found} cannot be read again from CSV, because a municipality never has 0 inhabitants, "
        "and the code must have existed on that day; correct it, or write a document",
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
        "ska vara {expected}, inte {found}; skriv det utan decimaler",
        "must be {expected}, got {found}; write it without decimals",
    ),
    "fraction-of-figure": Text(
        "ska vara ett heltal, inte {found}; har uppgiften decimaler, ange dem i statistic och "
        "skriv den utan decimaltecken: {number} med decimals = {decimals} skrivs {whole}",
        "must be a whole number, got {found}; if the figure has decimals, state them in statistic "
        "and write it without the point: {number} with decimals = {decimals} is written {whole}",
    ),
    "fraction-not-text": Text(
        "ska vara {expected}, inte det binära talet {found}, som kan ha tappat siffror; skriv det "
        'inom citattecken, till exempel "1.50"',
        "must be {expected}, got the binary number {found}, which may have lost digits; write it "
        "in "
        'quotes, as in "1.50"',
    ),
    "number-not-text": Text(
        "ska vara {expected}, inte talet {found}; är det text, skriv den inom citattecken: "
        '"{found}"',
        'must be {expected}, got the number {found}; if it is text, write it in quotes: "{found}"',
    ),
    "hour-not-text": Text(
        'ska vara ett klockslag, inte talet {found}; skriv det som text: "{hour}"',
        'must be an hour, got the number {found}; write it as text: "{hour}"',
    ),
    "seconds": Text(
        'klockslaget {found} har sekunder, och sådana sparas inte; skriv "{hour}"',
        'the hour {found} has seconds, which are not kept; write "{hour}"',
    ),
    "quoted-number": Text(
        "ska vara ett heltal, inte texten {found}; ta bort citattecknen",
        "must be a whole number, got the text {found}; remove the quotes",
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
        if isinstance(self.value, (dt.date, LocalTime)):  # from TOML
            return self.value.isoformat()
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
        field = str(getattr(self.details.get("error"), "field", ""))
        if field and self.path.split(".")[-1] == field:  # not told twice
            said = said.removeprefix(f"{field} ")
        return f"{self.path}: {said}" if self.path else said

    def __str__(self) -> str:
        return self.in_language("en")


DocumentFault.__module__ = "samverkan.errors"  # the path to import it from


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

    template: ClassVar[Text] = Text(
        "{where} är läst, utom sista raden:{faults}",
        "{where} was read, but for its last line:{faults}",
    )


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
