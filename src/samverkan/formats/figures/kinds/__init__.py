"""The kinds of files: each becomes tables of text, whatever its columns mean."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .frames import frame_sheets
    from .workbooks import workbook_sheets
else:  # on first use, because these need packages of extras
    from ...._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__, {"frames": "frame_sheets", "workbooks": "workbook_sheets"}
    )

__all__ = ["frame_sheets", "workbook_sheets"]
