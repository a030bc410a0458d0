"""The writer of workbooks, which the extra ``excel`` installs."""

from __future__ import annotations

from ..errors import MissingExtraError

try:
    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_rowcol_to_cell
except ModuleNotFoundError as _error:
    raise MissingExtraError("excel") from _error

__all__ = ["Workbook", "xl_rowcol_to_cell"]
