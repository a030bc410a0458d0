"""Documents that are kept and read back, and data for programs: JSON, TOML, CSV, calendars."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .billing import BillingRow, billing_data, billing_rows, billing_table
    from .calendar_files import ics
    from .calendars import calendar_data, calendar_table
    from .documents import VERSION, configure_converter, dumps, fingerprint, loads
    from .duties import follow_up_data, outstanding_data
    from .exports import (
        JSON,
        all_deadlines_data,
        claims_data,
        deadlines_data,
        explanation_data,
        fees_data,
        findings_data,
    )
    from .fee_tables import claims_table, fees_table, findings_table, instalments_table
    from .figures.combining import combine_figures
    from .figures.files import FigureFile, LeftOut
    from .figures.reading import read_figures
    from .figures.sheets import LARGEST_FILE, MOST_CELLS, FileShape
    from .figures.written import figure_files_data, figures_csv, figures_table
    from .files import read, write
    from .forums import governance_data, who_data
    from .json_schema import schema
    from .receipts import Receipt, receipt
    from .registers import read_register, register_data, register_table, register_tables
    from .syntax import LARGEST_DOCUMENT, MOST_ITEMS
    from .tables import Cell, Column, ColumnKind, Table
    from .workbook_writing import workbook
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "billing": "BillingRow billing_data billing_rows billing_table",
            "calendar_files": "ics",
            "calendars": "calendar_data calendar_table",
            "documents": "VERSION configure_converter dumps fingerprint loads",
            "duties": "follow_up_data outstanding_data",
            "exports": (
                "JSON all_deadlines_data claims_data deadlines_data "
                "explanation_data fees_data findings_data"
            ),
            "fee_tables": "claims_table fees_table findings_table instalments_table",
            "files": "read write",
            "forums": "governance_data who_data",
            "json_schema": "schema",
            "figures.combining": "combine_figures",
            "figures.files": "FigureFile LeftOut",
            "figures.reading": "read_figures",
            "figures.sheets": "LARGEST_FILE MOST_CELLS FileShape",
            "figures.written": "figure_files_data figures_csv figures_table",
            "receipts": "Receipt receipt",
            "registers": "read_register register_data register_table register_tables",
            "syntax": "LARGEST_DOCUMENT MOST_ITEMS",
            "tables": "Cell Column ColumnKind Table",
            "workbook_writing": "workbook",
        },
    )

__all__ = [
    "JSON",
    "LARGEST_DOCUMENT",
    "LARGEST_FILE",
    "MOST_CELLS",
    "MOST_ITEMS",
    "VERSION",
    "BillingRow",
    "Cell",
    "Column",
    "ColumnKind",
    "FigureFile",
    "FileShape",
    "LeftOut",
    "Receipt",
    "Table",
    "all_deadlines_data",
    "billing_data",
    "billing_rows",
    "billing_table",
    "calendar_data",
    "calendar_table",
    "claims_data",
    "claims_table",
    "combine_figures",
    "configure_converter",
    "deadlines_data",
    "dumps",
    "explanation_data",
    "fees_data",
    "fees_table",
    "figure_files_data",
    "figures_csv",
    "figures_table",
    "findings_data",
    "findings_table",
    "fingerprint",
    "follow_up_data",
    "governance_data",
    "ics",
    "instalments_table",
    "loads",
    "outstanding_data",
    "read",
    "read_figures",
    "read_register",
    "receipt",
    "register_data",
    "register_table",
    "register_tables",
    "schema",
    "who_data",
    "workbook",
    "write",
]
