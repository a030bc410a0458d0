"""Fees over data frames: the rules of this library for millions of rows, on one machine or many."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assessing import assess_frame
    from .pricing import fees
    from .settling import settle_frame
    from .statuses import FeeCount, RowStatus, count_fees
    from .supported import RuleSupport, supported_rules
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "assessing": "assess_frame",
            "pricing": "fees",
            "settling": "settle_frame",
            "statuses": "FeeCount RowStatus count_fees",
            "supported": "RuleSupport supported_rules",
        },
    )

__all__ = [
    "FeeCount",
    "RowStatus",
    "RuleSupport",
    "assess_frame",
    "count_fees",
    "fees",
    "settle_frame",
    "supported_rules",
]
