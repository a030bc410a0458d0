"""Funding rules: what members pay, as data (*finansiering*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bases import POPULATION, Basis
    from .funding import Funding, Proration, Reading
    from .keys import ByWeight, Equally, Key
    from .links import Link
    from .rules import (
        Bounded,
        ByGroup,
        Fixed,
        Indexed,
        IndexMethod,
        Rate,
        Rule,
        Share,
        Shares,
        Split,
        Stepped,
        Sum,
    )
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "bases": "POPULATION Basis",
            "funding": "Funding Proration Reading",
            "keys": "ByWeight Equally Key",
            "links": "Link",
            "rules": (
                "Bounded ByGroup Fixed IndexMethod Indexed Rate Rule Share Shares Split Stepped Sum"
            ),
        },
    )

__all__ = [
    "POPULATION",
    "Basis",
    "Bounded",
    "ByGroup",
    "ByWeight",
    "Equally",
    "Fixed",
    "Funding",
    "IndexMethod",
    "Indexed",
    "Key",
    "Link",
    "Proration",
    "Rate",
    "Reading",
    "Rule",
    "Share",
    "Shares",
    "Split",
    "Stepped",
    "Sum",
]
