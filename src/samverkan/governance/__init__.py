"""How an agreement is organised, as data (*organisation och styrning*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .forums import Forum
    from .governance import Governance
    from .levels import Level, LevelRank
    from .modes import OperatingMode, Recurrence, WorkingMode
    from .seats import Seat
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "forums": "Forum",
            "governance": "Governance",
            "levels": "Level LevelRank",
            "modes": "OperatingMode Recurrence WorkingMode",
            "seats": "Seat",
        },
    )

__all__ = [
    "Forum",
    "Governance",
    "Level",
    "LevelRank",
    "OperatingMode",
    "Recurrence",
    "Seat",
    "WorkingMode",
]
