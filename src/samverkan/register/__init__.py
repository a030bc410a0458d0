"""Registers of many agreements, and one question over all of them (*avtalsregister*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bodies import Lookalike, SharedKey
    from .fees import FeeStatus, RegisterFee, RegisterFees
    from .pending import RegisterPending
    from .register import Overview, Register, RegisterFinding
    from .replacements import Chain, Replacement, ReplacementStatus
    from .rows import Deadline, Entry, Failure, Membership
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "bodies": "Lookalike SharedKey",
            "fees": "FeeStatus RegisterFee RegisterFees",
            "pending": "RegisterPending",
            "register": "Overview Register RegisterFinding",
            "replacements": "Chain Replacement ReplacementStatus",
            "rows": "Deadline Entry Failure Membership",
        },
    )

__all__ = [
    "Chain",
    "Deadline",
    "Entry",
    "Failure",
    "FeeStatus",
    "Lookalike",
    "Membership",
    "Overview",
    "Register",
    "RegisterFee",
    "RegisterFees",
    "RegisterFinding",
    "RegisterPending",
    "Replacement",
    "ReplacementStatus",
    "SharedKey",
]
