"""All benchmarks: ``python benchmarks``. Ends with 1 if a bound is missed by half."""

from __future__ import annotations

import sys

import calendars
import explanations
import fees
import figures
import imports
import loading
import refusals
import registers
import settlements
import states
from measuring import report

if __name__ == "__main__":
    everything = (
        fees,
        explanations,
        states,
        refusals,
        loading,
        figures,
        registers,
        calendars,
        settlements,
        imports,
    )
    sys.exit(max(report(each.measure()) for each in everything))
