"""Inter-municipal agreements as typed values: dates, members and fees, exact to the öre.

The names that most programs need are here: ``from samverkan import Agreement, Party, assess``.
All other names are in the package that they belong to: ``from samverkan.funding import Rate``.
Each name has one import path, and is loaded on first use.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
    from . import cli as cli
    from . import errors as errors
    from . import fees as fees
    from . import findings as findings
    from . import formats as formats
    from . import frames as frames
    from . import funding as funding
    from . import governance as governance
    from . import meetings as meetings
    from . import register as register
    from . import reports as reports
    from . import stockholm as stockholm
    from . import sweden as sweden
    from .agreements.adoption import Adoption, Condition, Needs, Start
    from .agreements.agreement import Agreement
    from .agreements.documents import Document, DocumentKind
    from .agreements.dues import Due, DueAfter, DueKind, Within
    from .agreements.events import Event, EventKind, last_day_for_notice
    from .agreements.instruments import (
        Accession,
        Amendment,
        Extension,
        Ground,
        Instrument,
        Recording,
        Revocation,
        Succession,
        Termination,
        Withdrawal,
    )
    from .agreements.state import Member, Pending, Standing, State, Wait
    from .agreements.terms import Commitment, Form, Terms
    from .core.decisions import Burden, Decider, Decision, Notice
    from .core.figures import Figure, FigureStatus, FigureTable, ReferenceDate, Statistic
    from .core.money import Ore, Rounding, RoundingRule, allocate, to_kronor, to_ore
    from .core.municipality_codes import FormerCode
    from .core.parties import Name, Party, PartyKind
    from .core.periods import Period, Timeline, Unit, YearDay
    from .core.sources import Source
    from .errors.texts import Language, Text
    from .fees.assessments import assess
    from .fees.ledgers import difference, settle
    from .sweden.validation import validate
else:
    from ._lazy import on_first_use

    _load, __dir__ = on_first_use(
        __name__,
        {
            "agreements.adoption": "Adoption Condition Needs Start",
            "agreements.agreement": "Agreement",
            "agreements.documents": "Document DocumentKind",
            "agreements.dues": "Due DueAfter DueKind Within",
            "agreements.events": "Event EventKind last_day_for_notice",
            "agreements.instruments": (
                "Accession Amendment Extension Ground Instrument Recording Revocation Succession "
                "Termination Withdrawal"
            ),
            "agreements.state": "Member Pending Standing State Wait",
            "agreements.terms": "Commitment Form Terms",
            "core.decisions": "Burden Decider Decision Notice",
            "core.figures": "Figure FigureStatus FigureTable ReferenceDate Statistic",
            "core.money": "Ore Rounding RoundingRule allocate to_kronor to_ore",
            "core.municipality_codes": "FormerCode",
            "core.parties": "Name Party PartyKind",
            "core.periods": "Period Unit Timeline YearDay",
            "core.sources": "Source",
            "errors.texts": "Language Text",
            "fees.assessments": "assess",
            "fees.ledgers": "difference settle",
            "sweden.validation": "validate",
        },
        packages=(
            "calendars cli errors fees findings formats frames funding governance meetings "
            "register reports stockholm sweden"
        ),
    )

    def __getattr__(name: str) -> object:
        return _version() if name == "__version__" else _load(name)

    def _version() -> str:
        from importlib import metadata  # noqa: PLC0415 - slow to import, and rarely asked for

        try:
            return metadata.version("samverkan")
        except metadata.PackageNotFoundError as error:  # run from a copy that is not installed
            raise AttributeError(
                "__version__ is available only if samverkan is installed"
            ) from error


__all__ = [
    "Accession",
    "Adoption",
    "Agreement",
    "Amendment",
    "Burden",
    "Commitment",
    "Condition",
    "Decider",
    "Decision",
    "Document",
    "DocumentKind",
    "Due",
    "DueAfter",
    "DueKind",
    "Event",
    "EventKind",
    "Extension",
    "Figure",
    "FigureStatus",
    "FigureTable",
    "Form",
    "FormerCode",
    "Ground",
    "Instrument",
    "Language",
    "Member",
    "Name",
    "Needs",
    "Notice",
    "Ore",
    "Party",
    "PartyKind",
    "Pending",
    "Period",
    "Recording",
    "ReferenceDate",
    "Revocation",
    "Rounding",
    "RoundingRule",
    "Source",
    "Standing",
    "Start",
    "State",
    "Statistic",
    "Succession",
    "Termination",
    "Terms",
    "Text",
    "Timeline",
    "Unit",
    "Wait",
    "Withdrawal",
    "Within",
    "YearDay",
    "allocate",
    "assess",
    "difference",
    "last_day_for_notice",
    "settle",
    "to_kronor",
    "to_ore",
    "validate",
]
