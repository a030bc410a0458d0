"""All contenders."""

from __future__ import annotations

from typing import Final

from .cases import Task
from .contender import Contender

_OPENFISCA = ("openfisca_core",)
_ENGINES = ("duckdb", "pandas", "polars", "pyarrow")

BY_HAND: Final = "Polars, lazy, by hand"
BY_HAND_EAGER: Final = "Polars, eager, by hand"
BY_HAND_SORT: Final = "Polars, by hand: sort"
BY_HAND_SPLIT: Final = "Polars, by hand: cut"
OPENFISCA: Final = "OpenFisca, arrays"
FROM_JSON: Final = "OpenFisca, from JSON"
FROM_DICTS: Final = "samverkan, from plain dicts"
FROM_ROWS: Final = "samverkan, Polars, from plain dicts"
ON_POLARS: Final = "samverkan, Polars"
ON_POLARS_LAZY: Final = "samverkan, Polars, lazy"


def _one_by_one(
    name: str,
    *tasks: tuple[Task, str],
    needs: tuple[str, ...] = _ENGINES,
    is_ours: bool = True,
    is_exact: bool = True,
) -> Contender:
    """Return a contender that makes objects of each payer: it gets no large cases."""
    return Contender(
        name=name,
        tasks=dict(tasks),
        needs=needs,
        most_payers=40_000,
        most_rows=100_000,
        is_ours=is_ours,
        is_exact=is_exact,
    )


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
    _one_by_one(
        FROM_JSON,
        ("fees", "by_openfisca:from_json"),
        needs=_OPENFISCA,
        is_ours=False,
        is_exact=False,
    ),
    Contender(
        name="numpy, by hand",
        tasks={"fees": "by_hand:numpy_fees", "split": "by_hand:numpy_split"},
        needs=_ENGINES,
    ),
    Contender(
        name=BY_HAND_EAGER,
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
    _one_by_one(
        FROM_DICTS, ("fees", "our_objects:from_dicts"), ("split", "our_objects:from_dicts")
    ),
    _one_by_one(
        "samverkan, figures from plain dicts",
        ("fees", "our_objects:from_figures"),
        ("split", "our_objects:from_figures"),
    ),
    _one_by_one(
        "samverkan, from documents",
        ("fees", "our_objects:from_documents"),
        ("split", "our_objects:from_documents"),
    ),
    Contender(
        name="samverkan, allocate()",
        tasks={"split": "our_objects:allocated"},
        needs=_ENGINES,
        is_ours=True,
    ),
    _one_by_one(FROM_ROWS, ("fees", "our_frames:polars_from_dicts")),
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
