"""Funding rules: what members pay, as data (*finansiering*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bases import POPULATION, Basis, Mean
    from .funding import Funding, Proration, Reading
    from .instalments import Instalments
    from .keys import ByWeight, Equally, Key
    from .links import Link
    from .rules import (
        Bounded,
        ByGroup,
        ByYear,
        EntryFee,
        Fixed,
        Indexed,
        IndexMethod,
        Part,
        PerParty,
        Rate,
        Remainder,
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
            "bases": "POPULATION Basis Mean",
            "funding": "Funding Proration Reading",
            "instalments": "Instalments",
            "keys": "ByWeight Equally Key",
            "links": "Link",
            "rules": (
                "Bounded ByGroup ByYear EntryFee Fixed IndexMethod Indexed Part PerParty Rate "
                "Remainder Rule Share Shares Split Stepped Sum"
            ),
        },
    )

__all__ = [
    "POPULATION",
    "Basis",
    "Bounded",
    "ByGroup",
    "ByWeight",
    "ByYear",
    "EntryFee",
    "Equally",
    "Fixed",
    "Funding",
    "IndexMethod",
    "Indexed",
    "Instalments",
    "Key",
    "Link",
    "Mean",
    "Part",
    "PerParty",
    "Proration",
    "Rate",
    "Reading",
    "Remainder",
    "Rule",
    "Share",
    "Shares",
    "Split",
    "Stepped",
    "Sum",
]
