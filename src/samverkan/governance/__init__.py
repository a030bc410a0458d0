"""How an agreement is organised, as data (*organisation och styrning*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .deputies import Deputies
    from .forums import Forum
    from .governance import Governance
    from .levels import COORDINATING, DIRECTING, EXECUTING, Level
    from .modes import ACTIVATED, ORDINARY, OperatingMode, WorkingMode
    from .offices import Office, TermOfOffice
    from .recurrences import Recurrence
    from .seats import Seat
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "deputies": "Deputies",
            "forums": "Forum",
            "governance": "Governance",
            "levels": "COORDINATING DIRECTING EXECUTING Level",
            "modes": "ACTIVATED ORDINARY OperatingMode WorkingMode",
            "offices": "Office TermOfOffice",
            "recurrences": "Recurrence",
            "seats": "Seat",
        },
    )

__all__ = [
    "ACTIVATED",
    "COORDINATING",
    "DIRECTING",
    "EXECUTING",
    "ORDINARY",
    "Deputies",
    "Forum",
    "Governance",
    "Level",
    "Office",
    "OperatingMode",
    "Recurrence",
    "Seat",
    "TermOfOffice",
    "WorkingMode",
]
