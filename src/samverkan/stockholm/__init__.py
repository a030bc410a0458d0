"""The agreement *Samverkan Stockholmsregionen*, ready to import.

``agreement`` is the agreement as a paper before the executive board of Nacka tells
it (2015), and ``figures`` the population of the county's municipalities; ``half`` is what
the municipalities bear together, and the whole cost that would follow. What the
paper does not say is absent: the total, the other half, the term, the notice period,
the day of each party's decision. ``mode_log`` tells when the forums worked in activated mode,
as far as a source does: in February 2020. All are made on first use.

>>> from samverkan.stockholm import agreement
>>> agreement.terms.document_number
'KSL/15/0016-5'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._agreement import agreement
    from ._figures import figures
    from ._governance import mode_log
    from ._half import half

__all__ = ["agreement", "figures", "half", "mode_log"]

_STANDS_IN = {
    "agreement": "_agreement",
    "figures": "_figures",
    "half": "_half",
    "mode_log": "_governance",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f".{_STANDS_IN[name]}", __name__), name)
    globals()[name] = value
    return value
