"""All contenders."""

from __future__ import annotations

from typing import Final

from .contender import Contender

_OPENFISCA = ("openfisca_core",)
_ENGINES = ("duckdb", "pandas", "polars", "pyarrow")
_OBJECTS_PAYERS, _OBJECTS_ROWS = 40_000, 100_000

BY_HAND: Final = "Polars, lazy, by hand"
BY_HAND_SORT: Final = "Polars, by hand: sort"
BY_HAND_SPLIT: Final = "Polars, by hand: cut"
OPENFISCA: Final = "OpenFisca, arrays"
FROM_JSON: Final = "OpenFisca, from JSON"
FROM_DICTS: Final = "samverkan, from plain dicts"
FROM_ROWS: Final = "samverkan, Polars, from plain dicts"
ON_POLARS: Final = "samverkan, Polars"
ON_POLARS_LAZY: Final = "samverkan, Polars, lazy"

CONTENDERS: Final = (
    Contender(
        name=OPENFISCA,
        tasks={"fees": "by_openfisca:arrays"},
        needs=_OPENFISCA,
        is_exact=False,
    ),
    Contender(
        name="OpenFisca, arrays, 64 bits patched in",
        tasks={"fees": "by_openfisca:arrays_of_64_bits"},
        needs=_OPENFISCA,
    ),
    Contender(
        name=FROM_JSON,
        tasks={"fees": "by_openfisca:from_json"},
        needs=_OPENFISCA,
        most_payers=_OBJECTS_PAYERS,
        most_rows=_OBJECTS_ROWS,
        is_exact=False,
    ),
    Contender(
        name="numpy, by hand",
        tasks={"fees": "by_hand:numpy_fees", "split": "by_hand:numpy_split"},
        needs=_ENGINES,
    ),
    Contender(
        name="Polars, eager, by hand",
        tasks={"fees": "by_hand:polars_eager_fees"},
        needs=_ENGINES,
    ),
    Contender(name=BY_HAND, tasks={"fees": "by_hand:polars_lazy_fees"}, needs=_ENGINES),
    Contender(
        name=BY_HAND_SORT,
        tasks={"split": "by_hand:polars_split_by_sorting"},
        needs=_ENGINES,
    ),
    Contender(name=BY_HAND_SPLIT, tasks={"split": "by_hand:polars_split_by_cut"}, needs=_ENGINES),
    Contender(
        name="DuckDB, by hand",
        tasks={"fees": "by_hand:duckdb_fees", "split": "by_hand:duckdb_split"},
        needs=_ENGINES,
    ),
    Contender(
        name=FROM_DICTS,
        tasks={"fees": "our_objects:from_dicts", "split": "our_objects:from_dicts"},
        needs=_ENGINES,
        most_payers=_OBJECTS_PAYERS,
        most_rows=_OBJECTS_ROWS,
        is_ours=True,
    ),
    Contender(
        name="samverkan, figures from plain dicts",
        tasks={"fees": "our_objects:from_figures", "split": "our_objects:from_figures"},
        needs=_ENGINES,
        most_payers=_OBJECTS_PAYERS,
        most_rows=_OBJECTS_ROWS,
        is_ours=True,
    ),
    Contender(
        name="samverkan, from documents",
        tasks={"fees": "our_objects:from_documents", "split": "our_objects:from_documents"},
        needs=_ENGINES,
        most_payers=_OBJECTS_PAYERS,
        most_rows=_OBJECTS_ROWS,
        is_ours=True,
    ),
    Contender(
        name="samverkan, allocate()",
        tasks={"split": "our_objects:allocated"},
        needs=_ENGINES,
        is_ours=True,
    ),
    Contender(
        name=FROM_ROWS,
        tasks={"fees": "our_frames:polars_from_dicts"},
        needs=_ENGINES,
        most_payers=_OBJECTS_PAYERS,
        most_rows=_OBJECTS_ROWS,
        is_ours=True,
    ),
    *(
        Contender(
            name=name,
            tasks={"fees": f"our_frames:{function}", "split": f"our_frames:{function}"},
            needs=_ENGINES,
            is_ours=True,
        )
        for name, function in (
            (ON_POLARS, "polars_eager"),
            (ON_POLARS_LAZY, "polars_lazy"),
            ("samverkan, DuckDB", "duckdb_lazy"),
            ("samverkan, pandas", "pandas_frame"),
            ("samverkan, PyArrow", "arrow_table"),
        )
    ),
)
"""In the order of the tables."""


def named(name: str) -> Contender:
    """Return the contender of a name."""
    [found] = (each for each in CONTENDERS if each.name == name)
    return found
