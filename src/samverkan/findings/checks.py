"""All checks that use only the model, and all kinds of finding that they yield."""

from __future__ import annotations

from typing import Final

from . import adoption, amounts, figures, forums, members, rules, terms
from .context import Check
from .findings import kinds_in

CORE_CHECKS: Final[tuple[Check, ...]] = (
    members.check_joined,
    members.check_decisions,
    members.check_life_spans,
    members.check_first_days,
    members.check_redundant,
    adoption.check_pending,
    adoption.check_adoptions,
    adoption.check_recorded_days,
    terms.check_overrides,
    terms.check_reference_dates,
    terms.check_weights,
    rules.check_groups,
    rules.check_paid_first,
    rules.check_steps,
    figures.check_sums,
    figures.check_known_figures,
    amounts.check_papers,
    terms.check_notice,
    terms.check_renewals,
    terms.check_hosts,
    forums.check_forums,
)
"""The checks that use only the model; :func:`samverkan.validate` runs them first."""

CORE_KINDS: Final = kinds_in(adoption, amounts, figures, forums, members, rules, terms)
"""Every kind of finding that ``CORE_CHECKS`` yield, in order of code."""
