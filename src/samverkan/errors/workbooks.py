"""What may be wrong with a workbook or a data frame of figures."""

from __future__ import annotations

from .texts import Text

WORKBOOK_FAULTS = {
    "no-workbook": Text(
        "filen är ett ZIP-arkiv utan arbetsbok; packa upp det och läs filen i det",
        "it is a ZIP archive without a workbook; unpack it and read the file in it",
    ),
    "workbook-kind": Text(
        "filen är en arbetsbok i formatet {found}; spara den som Excel-arbetsbok (.xlsx)",
        "it is a workbook in the format {found}; save it as an Excel workbook (.xlsx)",
    ),
    "workbook-broken": Text(
        "arbetsboken är skadad, eller inte sparad av Excel; öppna den i Excel och spara den på "
        "nytt som .xlsx",
        "the workbook is damaged, or was not saved by Excel; open it in Excel and save it again as "
        ".xlsx",
    ),
    "workbook-password": Text(
        "arbetsboken är skyddad med lösenord; ta bort lösenordet och spara den på nytt",
        "the workbook is protected by a password; remove the password and save it again",
    ),
    "workbook-declaration": Text(
        "arbetsboken innehåller en dokumenttypsdeklaration, vilket ingen arbetsbok ska göra; öppna "
        "den i Excel och spara den på nytt",
        "the workbook contains a document type declaration, as no workbook should; open it in "
        "Excel and save it again",
    ),
    "workbook-parts": Text(
        "arbetsboken har fler än {found} delar; kopiera bladet med uppgifterna till en ny "
        "arbetsbok",
        "the workbook has more than {found} parts; copy the sheet with the figures to a new "
        "workbook",
    ),
    "workbook-unpacked": Text(
        "arbetsboken är uppackad större än {found} MB, eller orimligt mycket större än filen; "
        "kopiera bladet med uppgifterna till en ny arbetsbok",
        "unpacked, the workbook is larger than {found} MB, or far larger than its file should "
        "give; copy the sheet with the figures to a new workbook",
    ),
    "many-cells": Text(
        "filen har fler än {found} celler eller ovanligt mycket annat innehåll; dela den, eller "
        "kopiera uppgifterna till en ny fil",
        "it has more than {found} cells, or unusually much other content; divide it, or copy the "
        "figures to a new file",
    ),
    "workbook-empty": Text(
        "arbetsboken har inget synligt blad med innehåll; visa bladet och spara den på nytt",
        "the workbook has no visible sheet with content; show the sheet and save it again",
    ),
    "formula": Text(
        "{column}: formeln har inget sparat värde; öppna arbetsboken i Excel och spara den, så att "
        "värdet räknas ut",
        "{column}: the formula has no stored value; open the workbook in Excel and save it, so "
        "that the value is calculated",
    ),
    "no-rows": Text(
        "tabellen har inga rader; kontrollera urvalet", "the table has no rows; check its selection"
    ),
    "column-values": Text(
        "{column} har inga värden i ordning, utan är {found}; ange en lista av värden",
        "{column} has no values in order, but is {found}; give a list of values",
    ),
    "column-length": Text(
        "{column} har ett annat antal värden ({found}) än den längsta kolumnen; ange ett för varje "
        "rad",
        "{column} has another number of values ({found}) than the longest column; give one for "
        "each row",
    ),
    "column-twice": Text(
        "två kolumner har samma namn; byt namn på den ena eller ta bort den",
        "two columns have the same name; rename or remove one of them",
    ),
    "value-float": Text(
        "{column} har decimaltal ({found}), som inte är exakta; gör om kolumnen till heltal, i "
        'pandas med .astype("Int64") och i Polars med .cast(pl.Int64), läs koder som text '
        "(dtype=str), eller ta bort kolumnen",
        "{column} has floats ({found}), which are not exact; make the column whole numbers, in "
        'pandas by .astype("Int64") and in Polars by .cast(pl.Int64), read codes as text '
        "(dtype=str), or remove the column",
    ),
    "value-time": Text(
        "{column} har ett klockslag eller en tidszon ({found}); ange en dag",
        "{column} has a time of day or a time zone ({found}); give a day",
    ),
    "value-type": Text(
        "{column} har värden av en annan typ ({found}) än text, heltal och dagar; gör om eller ta "
        "bort kolumnen",
        "{column} has values of another type ({found}) than text, whole numbers and days; convert "
        "or remove the column",
    ),
}
"""The texts of faults in workbooks and data frames, by the code of the reason."""
