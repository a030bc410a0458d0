"""The agreement *Samverkan Stockholmsregionen*, ready to import.

``agreement`` is the agreement as described in a document for the executive board of Nacka (2015).
``figures`` is the population of the county's municipalities. ``municipal_half`` is the half of the
cost that the municipalities bear together, and the whole cost that would follow. Facts that the
document does not state are absent: the total, the other half, the term, the notice period, and the
day of each party's decision. ``mode_log`` shows when the forums worked in activated mode, as far as
a source says: in February 2020. All are made on first use.

>>> from samverkan.stockholm import agreement
>>> agreement.terms.document_number
'KSL/15/0016-5'
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cost import municipal_half
    from .log import mode_log
    from .population import figures
    from .terms import agreement
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "cost": "municipal_half",
            "log": "mode_log",
            "population": "figures",
            "terms": "agreement",
        },
    )

__all__ = ["agreement", "figures", "mode_log", "municipal_half"]
