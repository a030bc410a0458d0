"""Decisions of parties that a question names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from ..agreements.agreement import Agreement
from ..core.decisions import Decision
from ..errors import NoEffectiveDayError
from .phrases import Phrases


def with_decisions(
    agreement: Agreement, decided: Sequence[tuple[str, dt.date]], phrases: Phrases
) -> Agreement:
    """Return an agreement with the days on which parties decided to join it."""
    deciders = [agreement.party(party) for party, _ in decided]
    for party in deciders:
        if deciders.count(party) > 1:
            raise click.UsageError(phrases.help("decided-twice", party=party))
    try:
        return agreement.accede_all([(party, Decision(decided_on=day)) for party, day in decided])
    except NoEffectiveDayError as error:  # a day that a program could give
        party = agreement.party(error.party)
        raise click.UsageError(phrases.help("not-joined", party=party)) from error
