"""The log of 2020: the mode in which the forums worked, as far as a source states it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..core.periods import Period
from ..errors.texts import Text
from ..meetings.mode_log import Activation, ModeLog
from .governance import pandemic
from .terms import agreement

_COVERS = Period(dt.date(2020, 2, 6), dt.date(2020, 2, 28))

mode_log: Final = ModeLog.of(
    agreement.as_known(),
    covers=_COVERS,
    sources=pandemic(
        "vår tolkning: loggen täcker dagarna från den första som källan nämner till den sista",
        "our reading: the log covers the days from the first that the source names to the last",
    ),
    activations=Activation(
        number=1,
        first_day=dt.date(2020, 2, 28),
        reason=Text("pandemin", "the pandemic"),
        sources=pandemic(
            "hela strukturen i aktiverat läge den 28 februari 2020; när det upphörde, vem som "
            "begärde och vem som beslutade är inte känt",
            "the whole structure in activated mode on 28 February 2020; when it ended, who asked "
            "and who decided is not known",
        ),
    ),
)
"""The modes in which the forums worked, as far as a source states it: ordinary mode from 6 to 27
February 2020, activated mode on 28 February 2020. The mode is not known for any other day."""
