"""Findings (what is wrong, doubtful or worth knowing), and the checks that need no statute."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .amounts import check_stated_amount
    from .checks import CORE_CHECKS, CORE_KINDS
    from .context import Check, Context
    from .figures import check_assessment, check_figures
    from .findings import Cited, Confidence, Detail, Finding, FindingKind, Severity
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "amounts": "check_stated_amount",
            "checks": "CORE_CHECKS CORE_KINDS",
            "context": "Check Context",
            "figures": "check_assessment check_figures",
            "findings": "Cited Confidence Detail Finding FindingKind Severity",
        },
    )

__all__ = [
    "CORE_CHECKS",
    "CORE_KINDS",
    "Check",
    "Cited",
    "Confidence",
    "Context",
    "Detail",
    "Finding",
    "FindingKind",
    "Severity",
    "check_assessment",
    "check_figures",
    "check_stated_amount",
]
