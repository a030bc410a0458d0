"""Swedish law: statutes, calendar, decision dates, identifiers, and checks that cite law."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calendar import (
        RestDay,
        TimeLimit,
        general_holidays,
        is_general_holiday,
        next_working_day,
        rest_day,
    )
    from .checks import CHECKS, KINDS
    from .deciders import decider_of, parse_decider
    from .decision_dates import (
        DecisionDates,
        DecisionStatus,
        appeal_deadline,
        approval_deadline,
        dates_of,
        decision_status,
        legal_force_from,
        notice_deadline,
        validate_dates,
    )
    from .former_codes import FORMER_CODES
    from .forms import check_deciders, check_forms, check_notice_periods
    from .identifiers import (
        COUNTIES,
        county_code,
        is_valid_county_code,
        is_valid_organisation_number,
        organisation_number,
    )
    from .instrument_days import DatedDecision, check_days, dates_of_all
    from .legal_force import LegalForce, LegalForceGround
    from .municipalities import MUNICIPALITIES
    from .municipality_codes import is_valid_municipality_code, municipality_code
    from .notice_periods import check_notice_given
    from .party_identifiers import check_identifiers
    from .same_bodies import check_bodies
    from .start_checks import check_formation, check_starts
    from .starts import EffectiveDay, StartGround, effective_day
    from .statutes import GENERAL_HOLIDAYS, TIME_LIMITS, Act, Citation, Place, Regime, Topic, regime
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "calendar": (
                "RestDay TimeLimit general_holidays is_general_holiday next_working_day rest_day"
            ),
            "checks": "CHECKS KINDS",
            "deciders": "decider_of parse_decider",
            "decision_dates": (
                "DecisionDates DecisionStatus appeal_deadline "
                "approval_deadline dates_of legal_force_from notice_deadline decision_status "
                "validate_dates"
            ),
            "former_codes": "FORMER_CODES",
            "forms": "check_deciders check_forms check_notice_periods",
            "identifiers": (
                "COUNTIES county_code is_valid_county_code is_valid_organisation_number "
                "organisation_number"
            ),
            "instrument_days": "DatedDecision check_days dates_of_all",
            "municipalities": "MUNICIPALITIES",
            "municipality_codes": "is_valid_municipality_code municipality_code",
            "legal_force": "LegalForce LegalForceGround",
            "notice_periods": "check_notice_given",
            "party_identifiers": "check_identifiers",
            "same_bodies": "check_bodies",
            "start_checks": "check_formation check_starts",
            "starts": "EffectiveDay StartGround effective_day",
            "statutes": "GENERAL_HOLIDAYS TIME_LIMITS Act Citation Place Regime Topic regime",
        },
    )

__all__ = [
    "CHECKS",
    "COUNTIES",
    "FORMER_CODES",
    "GENERAL_HOLIDAYS",
    "KINDS",
    "MUNICIPALITIES",
    "TIME_LIMITS",
    "Act",
    "Citation",
    "DatedDecision",
    "DecisionDates",
    "DecisionStatus",
    "EffectiveDay",
    "LegalForce",
    "LegalForceGround",
    "Place",
    "Regime",
    "RestDay",
    "StartGround",
    "TimeLimit",
    "Topic",
    "appeal_deadline",
    "approval_deadline",
    "check_bodies",
    "check_days",
    "check_deciders",
    "check_formation",
    "check_forms",
    "check_identifiers",
    "check_notice_given",
    "check_notice_periods",
    "check_starts",
    "county_code",
    "dates_of",
    "dates_of_all",
    "decider_of",
    "decision_status",
    "effective_day",
    "general_holidays",
    "is_general_holiday",
    "is_valid_county_code",
    "is_valid_municipality_code",
    "is_valid_organisation_number",
    "legal_force_from",
    "municipality_code",
    "next_working_day",
    "notice_deadline",
    "organisation_number",
    "parse_decider",
    "regime",
    "rest_day",
    "validate_dates",
]
