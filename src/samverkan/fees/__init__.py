"""Fees, and their explanations, claims and totals (*avgifter*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assessments import Assessment, Assumed, Fee, Missing
    from .causes import Cause
    from .explanations import Explanation
    from .fee_parts import FeePart, FeePartKind
    from .instalments import Instalment
    from .ledgers import Claim, Ledger, Settlement
    from .needs import Need
    from .stated import StatedAmount, StatedKind, parse_stated_amount
    from .steps import Addition, Fact, Paid, Portion, Step
    from .totals import ImpliedTotal, implied_total
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "assessments": "Assessment Assumed Fee Missing",
            "explanations": "Explanation",
            "fee_parts": "FeePart FeePartKind",
            "steps": "Addition Fact Paid Portion Step",
            "causes": "Cause",
            "instalments": "Instalment",
            "ledgers": "Claim Ledger Settlement",
            "needs": "Need",
            "stated": "StatedAmount StatedKind parse_stated_amount",
            "totals": "ImpliedTotal implied_total",
        },
    )

__all__ = [
    "Addition",
    "Assessment",
    "Assumed",
    "Cause",
    "Claim",
    "Explanation",
    "Fact",
    "Fee",
    "FeePart",
    "FeePartKind",
    "ImpliedTotal",
    "Instalment",
    "Ledger",
    "Missing",
    "Need",
    "Paid",
    "Portion",
    "Settlement",
    "StatedAmount",
    "StatedKind",
    "Step",
    "implied_total",
    "parse_stated_amount",
]
