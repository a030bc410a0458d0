"""All errors that samverkan raises on purpose.

Each is a :class:`SamverkanError`, and also the built-in error that a caller would expect
(:class:`ValueError`, :class:`TypeError` or :class:`LookupError`). The fields keep the input, and
``reason`` is a code for the cause. The message is made from them in Swedish or English; it quotes
at most 60 characters of the input, escaped.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .agreements import (
        AdoptionError,
        DuplicateNumberError,
        InstrumentError,
        NoDecisionError,
        NoEffectiveDayError,
        StartNotKnownError,
        TermsError,
        UnknownReadingError,
    )
    from .amounts import AmountError, CountError, NotExactError
    from .billing import BillingError, BillingFault
    from .calendars import CalendarError
    from .days import (
        BudgetYearError,
        DayOutOfRangeError,
        NotADayError,
        PeriodOrderError,
        PeriodTooLongError,
        ReferenceDateError,
        TimelineOverlapError,
        TooEarlyError,
        TooFarError,
        YearDayError,
    )
    from .documents import DocumentError, DocumentFault, HalfLineError, NotWrittenError
    from .extras import MissingExtraError
    from .fees import (
        AllocationError,
        IncompleteAssessmentError,
        NoFeeError,
        NoPaymentPlanError,
        NoTotalError,
        RuleError,
        SettlementError,
        StatedAmountError,
    )
    from .figures import (
        AssumptionError,
        FigureConflictError,
        FigureFault,
        FigureFileError,
        StatisticConflictError,
        StatisticError,
    )
    from .findings import FindingError, IdentifierError
    from .frames import FrameError, FrameRuleError, IncompleteFrameError
    from .governance import (
        AmbiguousForumError,
        GovernanceError,
        MeetingError,
        ModeError,
        NotConvenerError,
        RecurrenceError,
        UnknownForumError,
    )
    from .parties import (
        AlreadyPartyError,
        AmbiguousPartyError,
        DuplicatePartyError,
        FormerCodeError,
        NotAMemberError,
        NotAPartyError,
        UnknownPartyError,
    )
    from .register import FolderError, RegisterError, UnknownAgreementError
    from .tables import TableError
    from .texts import SamverkanError, TextError, WrongTypeError
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "agreements": (
                "AdoptionError DuplicateNumberError InstrumentError NoDecisionError "
                "NoEffectiveDayError StartNotKnownError TermsError UnknownReadingError"
            ),
            "amounts": "AmountError CountError NotExactError",
            "billing": "BillingError BillingFault",
            "calendars": "CalendarError",
            "days": (
                "BudgetYearError DayOutOfRangeError NotADayError PeriodOrderError "
                "PeriodTooLongError ReferenceDateError TimelineOverlapError TooEarlyError "
                "TooFarError YearDayError"
            ),
            "documents": "DocumentError DocumentFault HalfLineError NotWrittenError",
            "extras": "MissingExtraError",
            "fees": (
                "AllocationError IncompleteAssessmentError NoFeeError NoPaymentPlanError "
                "NoTotalError RuleError SettlementError StatedAmountError"
            ),
            "figures": (
                "AssumptionError FigureConflictError FigureFault FigureFileError "
                "StatisticConflictError StatisticError"
            ),
            "findings": "FindingError IdentifierError",
            "frames": "FrameError FrameRuleError IncompleteFrameError",
            "governance": (
                "AmbiguousForumError GovernanceError MeetingError ModeError NotConvenerError "
                "RecurrenceError "
                "UnknownForumError"
            ),
            "parties": (
                "AlreadyPartyError AmbiguousPartyError DuplicatePartyError FormerCodeError "
                "NotAMemberError NotAPartyError UnknownPartyError"
            ),
            "register": "FolderError RegisterError UnknownAgreementError",
            "tables": "TableError",
            "texts": "SamverkanError TextError WrongTypeError",
        },
    )

__all__ = [
    "AdoptionError",
    "AllocationError",
    "AlreadyPartyError",
    "AmbiguousForumError",
    "AmbiguousPartyError",
    "AmountError",
    "AssumptionError",
    "BillingError",
    "BillingFault",
    "BudgetYearError",
    "CalendarError",
    "CountError",
    "DayOutOfRangeError",
    "DocumentError",
    "DocumentFault",
    "DuplicateNumberError",
    "DuplicatePartyError",
    "FigureConflictError",
    "FigureFault",
    "FigureFileError",
    "FindingError",
    "FolderError",
    "FormerCodeError",
    "FrameError",
    "FrameRuleError",
    "GovernanceError",
    "HalfLineError",
    "IdentifierError",
    "IncompleteAssessmentError",
    "IncompleteFrameError",
    "InstrumentError",
    "MeetingError",
    "MissingExtraError",
    "ModeError",
    "NoDecisionError",
    "NoEffectiveDayError",
    "NoFeeError",
    "NoPaymentPlanError",
    "NoTotalError",
    "NotADayError",
    "NotAMemberError",
    "NotAPartyError",
    "NotConvenerError",
    "NotExactError",
    "NotWrittenError",
    "PeriodOrderError",
    "PeriodTooLongError",
    "RecurrenceError",
    "ReferenceDateError",
    "RegisterError",
    "RuleError",
    "SamverkanError",
    "SettlementError",
    "StartNotKnownError",
    "StatedAmountError",
    "StatisticConflictError",
    "StatisticError",
    "TableError",
    "TermsError",
    "TextError",
    "TimelineOverlapError",
    "TooEarlyError",
    "TooFarError",
    "UnknownAgreementError",
    "UnknownForumError",
    "UnknownPartyError",
    "UnknownReadingError",
    "WrongTypeError",
    "YearDayError",
]
