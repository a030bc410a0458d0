"""Errors about figures and files of figures."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, NamedTuple

from .files import FILE_FAULTS, told
from .texts import Filled, Language, Reasons, SamverkanError, Text
from .workbooks import WORKBOOK_FAULTS

_OF_KINDS = {  # faults of files by their kind
    "file-name": Text(
        "{found!r} är namnet på en fil, inte dess innehåll; ange Path({found!r})",
        "{found!r} is the name of a file, not its content; give Path({found!r})",
    ),
    "too-many-cells": Text(
        "filen har fler än {found} celler; välj färre regioner, åldrar eller år, eller dela den",
        "it has more than {found} cells; select fewer regions, ages or years, or divide it",
    ),
    "too-many-columns": Text(
        "en tabell har fler än {found} kolumner; välj färre år, eller ha åren i rader",
        "a table has more than {found} columns; select fewer years, or have the years in rows",
    ),
    "empty": Text(
        "filen är tom; hämta eller spara den igen", "it is empty; fetch or save it again"
    ),
    "encoding": Text(
        "byten {found} finns inte i filens teckenkodning; spara filen i UTF-8",
        "byte {found} does not exist in the file's encoding; save the file in UTF-8",
    ),
    "not-utf-8": Text(
        "byten {found} är inte UTF-8, som JSON skrivs i; spara filen i UTF-8",
        "byte {found} is not UTF-8, in which JSON is written; save the file in UTF-8",
    ),
    "two-encodings": Text(
        "byten {found} är inte UTF-8, som resten av filen är; spara hela filen i UTF-8",
        "byte {found} is not UTF-8, as the rest of the file is; save all of it in UTF-8",
    ),
    "code-page": Text(
        "teckenkodningen {found!r} (CODEPAGE) läses inte; spara filen i UTF-8 och ange det",
        "the encoding {found!r} (CODEPAGE) is not read; save the file in UTF-8, and state that",
    ),
    "utf-16": Text(
        "filen är UTF-16 (”Unicode-text” i Excel); spara den som CSV UTF-8",
        "it is UTF-16 ('Unicode Text' in Excel); save it as CSV UTF-8",
    ),
    "nul": Text(
        "ett NUL-tecken: filen är ingen text, eller skadad; hämta den igen",
        "a NUL character: the file is no text, or damaged; fetch it again",
    ),
    "old-workbook": Text(
        "det är en arbetsbok i Excels äldre format (.xls), eller med lösenord; spara den som "
        ".xlsx utan lösenord",
        "it is a workbook in Excel's older format (.xls), or with a password; save it as .xlsx "
        "without a password",
    ),
    "pdf": Text(
        "det är en PDF; hämta tabellen som CSV, JSON-stat eller PX",
        "it is a PDF; fetch the table as CSV, JSON-stat or PX",
    ),
    "packed": Text(
        "det är ett packat arkiv; packa upp det och ange filen i det",
        "it is a compressed archive; unpack it, and name the file in it",
    ),
    "parquet": Text(
        "det är en Parquet-fil; läs den med Polars, pandas eller PyArrow, och ange dataramen",
        "it is a Parquet file; read it with Polars, pandas or PyArrow, and give the data frame",
    ),
    "markup": Text(
        "det är en webbsida eller annan märkt text ({found}); hämta tabellen som CSV, JSON-stat "
        "eller PX",
        "it is a web page or other markup ({found}); fetch the table as CSV, JSON-stat or PX",
    ),
    "separator": Text(
        "avgränsaren {found!r} läses inte; använd semikolon, komma eller tabb",
        "the separator {found!r} is not read; use a semicolon, comma or tab",
    ),
    "not-json": Text(
        "det är inte JSON vid {found!r}: filen är avbruten eller ändrad; hämta den igen",
        "it is not JSON at {found!r}: the file is cut off or changed; fetch it again",
    ),
    "json-cut": Text(
        "filen slutar här, mitt i ett värde; hämta den igen",
        "the file ends here, within a value; fetch it again",
    ),
    "too-deep": Text(
        "mer än {found} objekt och listor i varandra; hämta tabellen som JSON-stat 2",
        "more than {found} objects and lists in each other; fetch the table as JSON-stat 2",
    ),
    "long-number": Text(
        "ett tal har fler än 600 siffror; rätta det",
        "a number has more than 600 digits; correct it",
    ),
    "other-json": Text(
        "JSON av annat slag än JSON-stat, SCB:s äldre JSON, Koladas värden eller ett dokument med "
        "uppgifter; hämta tabellen som JSON-stat 2",
        "JSON of another kind than JSON-stat, Statistics Sweden's older JSON, values of Kolada or "
        "a document with figures; fetch the table as JSON-stat 2",
    ),
    "repeated-key": Text(
        "{column}: namnet {found!r} står flera gånger; ta bort det ena",
        "{column}: the name {found!r} occurs more than once; remove one",
    ),
    "lacks": Text(
        "{column} saknas: filen är avbruten eller ändrad; hämta den igen",
        "{column} is missing: the file is cut off or changed; fetch it again",
    ),
    "not-an-object": Text(
        "{column} ska vara ett objekt, inte {found}; hämta filen igen",
        "{column} must be an object, not {found}; fetch the file again",
    ),
    "not-a-list": Text(
        "{column} ska vara en lista, inte {found}; hämta filen igen",
        "{column} must be a list, not {found}; fetch the file again",
    ),
    "not-a-text": Text(
        "{column} ska vara text, inte {found}; hämta filen igen",
        "{column} must be text, not {found}; fetch the file again",
    ),
    "not-a-number": Text(
        "{column} ska vara ett tal, inte {found}; hämta filen igen",
        "{column} must be a number, not {found}; fetch the file again",
    ),
    "sizes": Text(
        "{column}: antalet stämmer inte ({found}): filen är avbruten eller ändrad; hämta den igen",
        "{column}: the numbers do not agree ({found}): the file is cut off or changed; fetch it "
        "again",
    ),
    "index": Text(
        "{column} ger inte varje kategori en egen plats, räknad från 0; hämta filen igen",
        "{column} does not give each category a place of its own, counted from 0; fetch the file "
        "again",
    ),
    "px-keyword": Text(
        "{found!r} är inget nyckelord i PX med ett värde: filen är ändrad; hämta den igen",
        "{found!r} is no keyword of PX with a value: the file is changed; fetch it again",
    ),
    "px-open": Text(
        "{column} slutar inte med ett semikolon, eller har ett citattecken utan slut: filen är "
        "avbruten; hämta den igen",
        "{column} does not end with a semicolon, or has a quote without its end: the file is cut "
        "off; fetch it again",
    ),
    "px-key": Text(
        "{column} har ingen kategori {found!r}, som en rad börjar med; hämta filen igen",
        "{column} has no category {found!r}, with which a row begins; fetch the file again",
    ),
    "repeated-keyword": Text(
        "nyckelordet {column} står flera gånger; ta bort det ena",
        "the keyword {column} occurs more than once; remove one",
    ),
    "repeated-row": Text(
        "{column} har raden {found!r} flera gånger; ta bort den ena",
        "{column} has the row {found!r} more than once; remove one",
    ),
    "too-many-keywords": Text(
        "filen har fler än {found} nyckelord; hämta tabellen med färre regioner, eller som CSV",
        "it has more than {found} keywords; fetch the table with fewer regions, or as CSV",
    ),
    "time-differs": Text(
        "{column} anger en annan tid än texten ({found}); hämta filen igen",
        "{column} states another time than the text ({found}); fetch the file again",
    ),
}

_FAULTS = {
    **FILE_FAULTS,
    **_OF_KINDS,
    **WORKBOOK_FAULTS,
    "column-lacking": Text(
        "kolumnen {column} saknas; lägg till den", "column {column} is missing; add it"
    ),
    "column-unknown": Text(
        "okänd kolumn {found!r}; ta bort den eller byt namn på den",
        "unknown column {found!r}; remove or rename it",
    ),
    "column-repeated": Text(
        "kolumnen {column} står flera gånger; ta bort den ena",
        "column {column} occurs more than once; remove one",
    ),
    "cells": Text(
        "{found} celler; ange en för varje kolumn, med citattecken kring en text som innehåller "
        "avgränsaren",
        "{found} cells; give one for each column, with quotes around a separator in a text",
    ),
    "too-large": Text(
        "filen är större än {found} byte; dela den", "it is larger than {found} bytes; divide it"
    ),
    "csv": Text(
        "raden är inte CSV: ett citattecken avslutas inte, eller en cell är för lång; rätta raden",
        "the line is not valid CSV: a quote is not closed, or a cell is too long; correct the line",
    ),
    "code": Text(
        "{column} ska vara fyra siffror, som 0182 med sin första nolla, inte {found!r}",
        "{column} must be four digits, as in 0182 with its first 0, got {found!r}",
    ),
    "day": Text(
        "{column} ska vara en dag skriven ÅÅÅÅ-MM-DD, inte {found!r}",
        "{column} must be a day written YYYY-MM-DD, got {found!r}",
    ),
    "no-such-day": Text(
        "{column} {found!r} är ingen dag i kalendern åren 1800 till 2999; rätta den",
        "{column} {found!r} is not a calendar day in the years 1800 to 2999; correct it",
    ),
    "count": Text(
        "{column} ska vara högst 18 siffror, utan mellanrum, som 95182, inte {found!r}",
        "{column} must be at most 18 digits, without spaces, as in 95182, got {found!r}",
    ),
    "status": Text(
        "{column} ska vara final, preliminary, forecast, perturbed, secondary eller tomt, inte "
        "{found!r}",
        "{column} must be final, preliminary, forecast, perturbed, secondary or empty, got "
        "{found!r}",
    ),
    "text": Text(
        "{column} är för lång eller innehåller tecken som inte syns; rätta den: {found!r}",
        "{column} is too long, or contains invisible characters; correct it: {found!r}",
    ),
    "published": Text(
        "{column} {found} är före avstämningsdagen; rätta den: bara en prognos (forecast) är känd "
        "innan det som den avser har inträffat",
        "{column} {found} is before the reference date; correct it: only a forecast is known "
        "before what it describes happens",
    ),
    "conflict": Text(
        "{column} anges två gånger, som {found}; ta bort den ena, eller ge en rättelse dess egen "
        "publiceringsdag",
        "{column} is given twice, as {found}; leave one out, or give a correction its own day of "
        "publication",
    ),
    "two-tables": Text(
        "{column} anges av två tabeller, som {found}; behåll den tabell som villkoren avser, och "
        "dess total",
        "{column} is given by two tables, as {found}; keep the table that the terms mean, and its "
        "total",
    ),
}

_MEANING_FAULTS = {
    "published-argument": Text(
        "publiceringsdagen {found} (published_on, --published) är före {column}, som uppgiften "
        "avser; ange den dag då den publicerades",
        "the day of publication {found} (published_on, --published) is before {column}, which the "
        "figure describes; state the day on which it was published",
    ),
    "no-region": Text(
        "ingen kolumn anger kommunen ({found}); ge en kolumn rubriken Region, Kommun eller Kod",
        "no column states the municipality ({found}); call one region, municipality or code",
    ),
    "no-population": Text(
        "ingen kolumn anger folkmängden ({found}); kalla den Folkmängd, hämta filen med rubrik, "
        "eller ange dess tabell: table, --table",
        "no column states the population ({found}); call it population, fetch the file with its "
        "heading, or state its table: table, --table",
    ),
    "title-of-part": Text(
        "rubriken {found!r} säger att tabellen bara räknar en del av invånarna, eller tusental; "
        "hämta tabellen med hela folkmängden, eller rätta rubriken",
        "the title {found!r} says that the table counts only some of the inhabitants, or "
        "thousands; fetch the table of the whole population, or correct the title",
    ),
    "note-of-part": Text(
        "raden {found!r} säger att tabellen, eller raderna under, bara räknar en del av invånarna, "
        "tusental eller annat; hämta tabellen med hela folkmängden, eller ta bort de raderna",
        "the row {found!r} says that the table, or the rows below, count only some of the "
        "inhabitants, thousands or something else; fetch the table of the whole population, or "
        "remove these rows",
    ),
    "status-of-rows": Text(
        "en kolumn säger att bara vissa rader är {found!r}; ha dem i en egen fil, eller ange varje "
        "uppgifts status i en fil i eget format",
        "a column says that only some rows are {found!r}; have these rows in a file of their own, "
        "or state the status of each figure in a file with own columns",
    ),
    "title-words": Text(
        "rubriken {found!r} kan gälla bara en del av invånarna, eller annat ({column!r}); räknar "
        "tabellen alla invånare, ändra rubriken, eller kalla kolumnen Folkmängd",
        "the title {found!r} may be about only some of the inhabitants, or something else "
        "({column!r}); if the table counts all inhabitants, rename the title, or call the column "
        "population",
    ),
    "title-words-px": Text(
        "TITLE {found!r} kan gälla bara en del av invånarna, eller annat ({column!r}); hämta "
        "tabellen med hela folkmängden, eller rätta TITLE om den räknar alla",
        "the TITLE {found!r} may be about only some of the inhabitants, or something else "
        "({column!r}); fetch the table of the whole population, or correct the TITLE if it counts "
        "all",
    ),
    "second-header": Text(
        "raden har inga tal, som rubrikerna till en annan tabell ({found}); skriv rubrikerna på en "
        "rad, och varje tabell i en fil för sig",
        "the row has no numbers, as the headers of another table ({found}); write the headers in "
        "one row, and each table in a file of its own",
    ),
    "too-few": Text(
        "{found} den {column} är för lite för en kommuns folkmängd, som är minst 1 000; är det en "
        "ökning, en del av invånarna eller tusental? Hämta hela folkmängden",
        "{found} on {column} is too little for the population of a municipality, which is at "
        "least 1 000; is it an increase, a part, or thousands? Fetch the whole population",
    ),
    "too-many": Text(
        "{found} den {column} är för mycket för en kommuns folkmängd, som är högst 2 000 000; är "
        "det ett läns folkmängd, eller har flera tal skrivits ihop? Rätta raden",
        "{found} on {column} is too much for the population of a municipality, which is at most "
        "2 000 000; is it that of a county, or several numbers in one? Correct the row",
    ),
    "no-day": Text(
        "filen anger ingen dag; lägg till en kolumn med år eller dag, eller ange dagen: i Python "
        "reference_date, annars samverkan figures FIL --reference-date DAG --format csv --output "
        "egen.csv, och sedan --figures egen.csv",
        "the file states no day; add a column with the year or day, or state the day: in Python "
        "reference_date, else samverkan figures FILE --reference-date DAY --format csv --output "
        "own.csv, then --figures own.csv",
    ),
    "no-figures": Text(
        "filen har ingen uppgift för någon kommun; hämta tabellen med kommuner som region",
        "the file has no figure of any municipality; fetch the table with municipalities as its "
        "regions",
    ),
    "other-counts-alone": Text(
        "filen anger inte folkmängden, bara annat ({found}); hämta folkmängd, 100 bland "
        "förändringarna, eller nyckeltalet N01951",
        "the file does not state the population, only something else ({found}); fetch folkmängd, "
        "100 among the population changes, or the key figure N01951",
    ),
    "table-unknown": Text(
        "ingen kolumn anger folkmängden ({found}), och {column} (table, --table) är ingen tabell "
        "som är känd för att göra det; kalla kolumnen Folkmängd, eller hämta filen med rubrik",
        "no column states the population ({found}), and {column} (table, --table) is no table that "
        "is known to; call the column population, or fetch the file with its heading",
    ),
    "table-of-changes": Text(
        "ingen kolumn anger folkmängden ({found}), och tabellen {column} (table, --table) räknar "
        "också förändringar, per halvår eller månad; hämta den med variablerna förändringar och "
        "period",
        "no column states the population ({found}), and the table {column} (table, --table) counts "
        "changes too, by half-year or month; fetch it with the variables population changes and "
        "period",
    ),
    "merge-marker": Text(
        "filen har rester av en sammanslagning ({found!r}) och kan ha två versioner av raderna; "
        "behåll en av dem",
        "the file has marks of an unfinished merge ({found!r}), and may have two versions of its "
        "rows; keep one of them",
    ),
    "region-unknown": Text(
        "{column} {found!r} är ingen kommun, inget län och inte riket; skriv kommunens kod med "
        "fyra siffror",
        "{column} {found!r} is no municipality, county or country; write the four digits of the "
        "municipality's code",
    ),
    "region-empty": Text(
        "{column} är tom i en rad med ett tal; skriv kommunen i varje rad, och dela celler som är "
        "sammanslagna",
        "{column} is empty in a row with a number; write the municipality in each row, and split "
        "merged cells",
    ),
    "zero-lost": Text(
        "{column} {found!r} saknar sin första nolla; spara kolumnen som text, eller ha kommunens "
        "namn bredvid koden",
        "{column} {found!r} lacks its first 0; save the column as text, or have the name of the "
        "municipality beside the code",
    ),
    "other-name": Text(
        "{column} {found!r}: namnet är inte det som kommunen med den koden har; rätta det ena, "
        "eller ta bort namnet",
        "{column} {found!r}: the name is not that of the municipality with the code; correct one "
        "of them, or remove the name",
    ),
    "period": Text(
        "{column} {found!r} är ingen period som kan läsas; skriv året, som 2024, eller dagen, som "
        "2024-06-30",
        "{column} {found!r} is no period that can be read; write the year, as in 2024, or the day, "
        "as in 2024-06-30",
    ),
    "no-year": Text(
        "filen anger inget år för {found!r}; lägg till en kolumn med året, eller ange dagen: i "
        "Python reference_date, annars samverkan figures FIL --reference-date DAG --format csv "
        "--output egen.csv, och sedan --figures egen.csv",
        "the file states no year for {found!r}; add a column with the year, or state the day: in "
        "Python reference_date, else samverkan figures FILE --reference-date DAY --format csv "
        "--output own.csv, then --figures own.csv",
    ),
    "no-part": Text(
        "tabellen har halvår eller kvartal, och filen anger bara året; hämta den med variabeln "
        "period, eller ange dagen: i Python reference_date, annars samverkan figures FIL "
        "--reference-date DAG --format csv --output egen.csv, och sedan --figures egen.csv",
        "the table has half-years or quarters, and the file states only the year; fetch it with "
        "the variable period, or state the day: in Python reference_date, else samverkan figures "
        "FILE --reference-date DAY --format csv --output own.csv, then --figures own.csv",
    ),
    "heading-day": Text(
        "rubriken över tabellen anger flera dagar; ange en av dem där, eller dagen i varje kolumn",
        "the heading of the table states several days; state one of them there, or the day in each "
        "column",
    ),
    "heading-year": Text(
        "rubriken över tabellen anger {column}, men tabellen {found}; rätta det ena, eller ange "
        "dagen i varje kolumn",
        "the heading of the table states {column}, but the table {found}; correct one of them, or "
        "state the day in each column",
    ),
    "header-day": Text(
        "dagen i rubriken {found!r} kan inte läsas; skriv Folkmängd 30 juni 2025, eller Folkmängd "
        "2025-06-30",
        "the day in the header {found!r} cannot be read; write population 30 June 2025, or "
        "population 2025-06-30",
    ),
    "day-given": Text(
        "filen anger dagen {found}, inte {column} (reference_date, --reference-date); ange ingen "
        "dag, eller rätta filen",
        "the file states the day {found}, not {column} (reference_date, --reference-date); state "
        "no day, or correct the file",
    ),
    "table-given": Text(
        "filen är av tabellen {found}, inte {column} (table, --table); ange ingen tabell",
        "the file is of the table {found}, not {column} (table, --table); state no table",
    ),
    "table-day": Text(
        "tabellen {found} har ingen uppgift om den {column}; rätta dagen, eller tabellens id "
        "(table, --table)",
        "the table {found} has no figure of {column}; correct the day, or the id of the table "
        "(table, --table)",
    ),
    "pages": Text(
        "{column} är {found}: filen är en av flera sidor, eller avbruten; hämta alla sidor",
        "{column} is {found}: the file is one of several pages, or cut off; fetch all pages",
    ),
    "key-figure": Text(
        "nyckeltalet är {found}, inte antalet invånare; hämta N01951",
        "the key figure is {found}, not the number of inhabitants; fetch N01951",
    ),
    "mean": Text(
        "{column} är {found}: värdet är ett medelvärde av flera kommuner; hämta kommunens eget",
        "{column} is {found}: the value is a mean of several municipalities; fetch the one of the "
        "municipality",
    ),
    "sum-day": Text(
        "raden {found!r} anger ingen dag, och filen har flera; ange dagen i raden, eller ta bort "
        "den",
        "the row {found!r} states no day, and the file has several; state the day in the row, or "
        "remove it",
    ),
    "not-final": Text(
        "{column} är {found!r}, men från 2025 är varje uppgift från SCB slumpjusterad; skriv "
        "perturbed",
        "{column} is {found!r}, but from 2025 each figure of Statistics Sweden is perturbed; write "
        "perturbed",
    ),
    "number": Text(
        "{column} {found!r} är inget helt antal; skriv det med siffror, som 95 182 eller 95182",
        "{column} {found!r} is no whole number; write it in digits, as in 95 182 or 95182",
    ),
    "nobody": Text(
        "{column} är folkmängden {found!r}, men en kommun har alltid invånare; lämna cellen tom om "
        "uppgiften saknas",
        "on {column} the population is {found!r}, but a municipality always has inhabitants; leave "
        "the cell empty if the figure is missing",
    ),
    "code-on-day": Text(
        "ingen kommun hade koden {found} den {column}; rätta koden eller dagen",
        "no municipality had the code {found} on {column}; correct the code or the day",
    ),
    "two-values": Text(
        "folkmängden den {column} anges två gånger, som {found}; behåll en av raderna",
        "the population on {column} is given twice, as {found}; keep one of the rows",
    ),
    "two-sheets": Text(
        "folkmängden den {column} anges av två tabeller, som {found}; behåll den tabell som "
        "villkoren avser",
        "the population on {column} is given by two tables, as {found}; keep the table that the "
        "terms mean",
    ),
    "sums-differ": Text(
        "summan av delarna stämmer inte med totalen ({column}): {found}; hämta filen på nytt, "
        "eller rätta den",
        "the sum of the parts differs from the total ({column}): {found}; fetch the file again, or "
        "correct it",
    ),
    "one-sex": Text(
        "bara det ena könet är angivet den {column} ({found}); hämta tabellen med båda könens "
        "total",
        "only one of the sexes is given on {column} ({found}); fetch the table with the total of "
        "both",
    ),
    "perturbed-parts": Text(
        "könen får inte läggas ihop den {column} ({found}), för från 2025 är varje uppgift "
        "slumpjusterad; hämta tabellens total",
        "the sexes cannot be added on {column} ({found}), because each figure is perturbed from "
        "2025; fetch the table's total",
    ),
    "parts-alone": Text(
        "bara delar av folkmängden är angivna ({column}: {found}); hämta tabellen med totalen, "
        "eller ta bort en kolumn som inte delar upp folkmängden",
        "only parts of the population are given ({column}: {found}); fetch the table with the "
        "total, or remove a column that does not divide the population",
    ),
}

_ON_LINE = Text("rad {line}: {said}", "line {line}: {said}")
_ON_ROW = Text("rad {line} ({row}): {said}", "line {line} ({row}): {said}")
_IN_ROW = Text("{row}: {said}", "{row}: {said}")


_POPULATION = Text("folkmängden", "the population")


class FigureConflictError(SamverkanError, ValueError):
    """At least one figure has two values that became known on the same day.

    Attributes:
        conflicts: For each conflict, the id of the statistic, the subject, the reference date and
            the two values.

        tables: For each conflict, the names of the two tables if the values come from different
            tables, else None.

        files: For each conflict, the names of the two files if the values come from different
            files of one table, or of tables that they do not name; else None.
    """

    conflicts: tuple[tuple[str, str, dt.date, int, int], ...]
    tables: tuple[tuple[str, str] | None, ...] = ()
    files: tuple[tuple[str, str] | None, ...] = ()

    template: ClassVar[Text] = Text(
        "Uppgifter har två värden som blev kända samma dag; behåll ett av dem:{each}",
        "figures have two values that became known on the same day; keep one of them:{each}",
    )

    of_each: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är både {one!r} och {other!r}; utelämna det ena, "
        "eller ge en rättelse dess egen publiceringsdag",
        "{statistic} of {subject} on {day} is both {one!r} and {other!r}; leave one out, or give "
        "a correction its own day of publication",
    )

    of_tables: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är {one!r} enligt {table} och {other!r} enligt "
        "{other_table}; behåll den tabell som villkoren avser, och dess total",
        "{statistic} of {subject} on {day} is {one!r} by {table} and {other!r} by {other_table}; "
        "keep the table that the terms mean, and its total",
    )

    of_files: ClassVar[Text] = Text(
        "{statistic} för {subject} den {day} är {one!r} enligt {table} och {other!r} enligt "
        "{other_table}; utelämna den ena filen, eller ange när var och en publicerades: samverkan "
        "figures FIL --published DAG --format csv --output egen.csv, och sedan --figures egen.csv",
        "{statistic} of {subject} on {day} is {one!r} by {table} and {other!r} by {other_table}; "
        "leave out one of the files, or state when each was published: samverkan figures FILE "
        "--published DAY --format csv --output own.csv, then --figures own.csv",
    )

    def _told(self) -> dict[str, object]:
        none = tuple(None for _ in self.conflicts)
        several = zip(self.conflicts, (*self.tables, *none), (*self.files, *none), strict=False)
        return {**super()._told(), "each": tuple(self._conflict(*each) for each in several)}

    def _conflict(
        self,
        found: tuple[str, str, dt.date, int, int],
        tables: tuple[str, str] | None,
        files: tuple[str, str] | None,
    ) -> Filled:
        names = ("statistic", "subject", "day", "one", "other", "table", "other_table")
        said = self.of_tables if tables else self.of_files if files else self.of_each
        statistic, *rest = found
        about = _POPULATION if statistic == "population" else statistic
        return Filled(
            said, dict(zip(names, (about, *rest, *(tables or files or ())), strict=False))
        )


class AssumptionError(SamverkanError, ValueError):
    """A figure cannot be assumed from an earlier one as stated.

    Attributes:
        subject: The id of the party or area.

        reference_date: The day that the figure describes.

        assumed_from: The day that the figure that it rests on describes, if it is stated.

        reason: What is wrong.
    """

    subject: str
    reference_date: dt.date
    assumed_from: dt.date | None
    reason: str

    template: ClassVar[Text] = Text("{subject}: {reason}", "{subject}: {reason}")
    reasons: ClassVar[Reasons] = {
        "not-earlier": Text(
            "uppgiften för {reference_date} är antagen från den {assumed_from}, som inte är "
            "tidigare; ange dagen för den uppgift som den vilar på",
            "the figure for {reference_date} is assumed from {assumed_from}, which is not earlier; "
            "give the day of the figure that it rests on",
        ),
        "no-forecast": Text(
            "uppgiften för {reference_date} är antagen från den {assumed_from}, men dess status är "
            "inte prognos; ange status forecast, eller ta bort assumed_from",
            "the figure for {reference_date} is assumed from {assumed_from}, but its status is not "
            "forecast; give the status forecast, or remove assumed_from",
        ),
        "no-day": Text(
            "uppgiften för {reference_date} anger en tidigare uppgifts status, men inte dess dag; "
            "ange assumed_from, eller ta bort assumed_status",
            "the figure for {reference_date} states the status of an earlier one, but not its day; "
            "give assumed_from, or remove assumed_status",
        ),
    }


class StatisticError(SamverkanError, ValueError):
    """A statistic contradicts itself.

    Attributes:
        statistic: The id of the statistic.

        reason: What is wrong.
    """

    statistic: str
    reason: str

    template: ClassVar[Text] = Text("{statistic}: {reason}", "{statistic}: {reason}")
    reasons: ClassVar[Reasons] = {
        "kronor-with-base": Text(
            "ett index anges inte i kronor; ta bort basen eller in_kronor",
            "an index is not stated in kronor; remove the base or in_kronor",
        ),
        "signed-base": Text(
            "en förändring har ingen bas; ta bort den, eller signed för ett indextal",
            "a change has no base; remove it, or signed if the figures are levels",
        ),
    }


class StatisticConflictError(SamverkanError, ValueError):
    """One statistic has two definitions, so that its figures could be misread.

    They differ in the number of decimals, in whether figures may be negative, or in the base of
    an index.

    Attributes:
        statistic: The id of the statistic.

        one: Number of decimals in one definition, and whether its figures may be negative.

        other: The same, in the other definition.

        bases: The base in each definition, or None if none is stated.
    """

    statistic: str
    one: tuple[int, bool]
    other: tuple[int, bool]
    bases: tuple[str | None, str | None] = (None, None)

    template: ClassVar[Text] = Text(
        "{statistic} är angiven på två sätt; ange den en gång, eller ge den ena ett annat "
        "id:{each}",
        "{statistic} is stated in two ways; state it once, or give one of them another id:{each}",
    )

    if_signed: ClassVar[Text] = Text(
        "decimaler: {decimals}; får vara under 0 (signed)",
        "decimals: {decimals}; may be below 0 (signed)",
    )
    if_unsigned: ClassVar[Text] = Text(
        "decimaler: {decimals}; minst 0", "decimals: {decimals}; 0 or more"
    )
    if_of_base: ClassVar[Text] = Text("{said}; bas: {base}", "{said}; base: {base}")
    no_base: ClassVar[Text] = Text("inte angiven", "not stated")

    def _told(self) -> dict[str, object]:
        both = zip((self.one, self.other), self.bases, strict=True)
        told = tuple(self._definition(*each) for each in both)
        return {**super()._told(), "each": told}

    def _definition(self, stated: tuple[int, bool], base: str | None) -> Filled:
        decimals, below = stated
        said = Filled(self.if_signed if below else self.if_unsigned, {"decimals": decimals})
        if len(set(self.bases)) == 1:
            return said
        written = Filled(self.no_base, {}) if base is None else base
        return Filled(self.if_of_base, {"said": said, "base": written})


class FigureFault(NamedTuple):
    """One fault in a file of figures.

    Attributes:
        line: The line, counted from 1, or 0 if the fault concerns the whole file.

        reason: What kind of fault it is.

        column: The column, if the fault is in one.

        found: The content found there.

        row: What the row is called in the file, such as ``0182 Nacka``.
    """

    line: int
    reason: str
    column: str = ""
    found: str = ""
    row: str = ""

    def in_language(self, language: Language) -> str:
        """Return the fault and how to correct it, in Swedish or English."""
        texts = _MEANING_FAULTS if self.reason in _MEANING_FAULTS else _FAULTS
        said = Filled(texts[self.reason], self._asdict())
        if not self.line and not self.row:
            return said.in_language(language)
        placed = _IN_ROW if not self.line else _ON_ROW if self.row else _ON_LINE
        return Filled(placed, {**self._asdict(), "said": said}).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")


FigureFault.__module__ = "samverkan.errors"  # the path to import it from


class FigureFileError(SamverkanError, ValueError):
    """A file of figures cannot be read; all its faults are listed.

    Attributes:
        where: Name of the file.

        faults: The faults, in order of line.
    """

    where: str | Text
    faults: tuple[FigureFault, ...]

    template: ClassVar[Text] = Text(
        "{where} går inte att läsa:{faults}",
        "{where} cannot be read:{faults}",
    )

    def _told(self) -> dict[str, object]:
        return {**super()._told(), "where": told(self.where)}
