"""Data for programs: JSON, CSV, and the population file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .exports import (
        JSON,
        claims_data,
        deadlines_data,
        explanation_data,
        fees_csv,
        fees_data,
        findings_data,
    )
    from .population import LARGEST_FILE, read_population
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "exports": (
                "JSON claims_data deadlines_data explanation_data fees_csv fees_data findings_data"
            ),
            "population": "LARGEST_FILE read_population",
        },
    )

__all__ = [
    "JSON",
    "LARGEST_FILE",
    "claims_data",
    "deadlines_data",
    "explanation_data",
    "fees_csv",
    "fees_data",
    "findings_data",
    "read_population",
]
