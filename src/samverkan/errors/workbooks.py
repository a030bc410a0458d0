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
        "arbetsboken är skadad, eller ingen som Excel har sparat; öppna den i Excel och spara den "
        "på nytt som .xlsx",
        "the workbook is damaged, or none that Excel has saved; open it in Excel and save it again "
        "as .xlsx",
    ),
    "workbook-password": Text(
        "arbetsboken är skyddad med lösenord; ta bort lösenordet och spara den på nytt",
        "the workbook is protected by a password; remove the password and save it again",
    ),
    "workbook-declaration": Text(
        "arbetsboken innehåller en dokumenttypsdeklaration, vilket ingen arbetsbok ska göra; öppna "
        "den i Excel och spara den på nytt",
        "the workbook contains a document type declaration, as no workbook should; open it in Excel "
        "and save it again",
    ),
    "workbook-parts": Text(
        "arbetsboken har fler än {found} delar; kopiera bladet med uppgifterna till en ny arbetsbok",
        "the workbook has more than {found} parts; copy the sheet with the figures to a new workbook",
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
        "{column}: the formula has no stored value; open the workbook in Excel and save it, so that "
        "the value is calculated",
    ),
}
"""The texts of faults in workbooks and data frames, by the code of the reason."""
