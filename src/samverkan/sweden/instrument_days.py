"""Checks of the days of decisions behind instruments, such as accessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Accession, Amendment, Instrument
from ..core.decisions import Decision
from ..core.parties import Party
from ..errors.quoting import cut
from ..errors.texts import Language, Text, an_instance
from ..findings.context import Context
from ..findings.findings import Finding, FindingKind, Severity
from .citing import found
from .decision_dates import DecisionDates, dates_of, dates_of_days
from .known_days import UNDER_THE_ACT, KnownDays
from .statutes import FIRST_DAY

_LONGEST: Final = 120
_LAST_DAY: Final = dt.date(2999, 1, 1)  # leaves room to count time limits from it

DECISION_NOT_CHECKED: Final = FindingKind(
    code="DECISION_NOT_CHECKED",
    severity=Severity.INFO,
    message=Text(
        "Beslutet den {decided_on} har dagar före {first_year}, eller för långt fram att räkna "
        "från; de är inte prövade",
        "The decision of {decided_on} has days before {first_year}, or too far ahead for time "
        "limits; they are not checked",
    ),
    remedy=Text(
        "Pröva dagarna för hand, mot den tidens lag",
        "Check the days by hand, against the law that applied then",
    ),
)


RATIFIED_BEFORE_DECISION: Final = FindingKind(
    code="RATIFIED_BEFORE_DECISION",
    severity=Severity.ERROR,
    message=Text(
        "Beslutet den {decided_on} godkändes den {ratified_on}, innan det var fattat",
        "The decision of {decided_on} was ratified on {ratified_on}, before it was taken",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)


def check_days(context: Context) -> Iterator[Finding]:
    """Yield findings about the days of the decisions, and about effect before the decision.

    The Local Government Act binds municipalities, regions and municipal federations: the check
    covers their own decisions: to accede, to withdraw, to adopt something with the others, and to
    ratify a decision. The decision of a common body does not record the deciding party; of these,
    the check covers only retroactive amendments with a new funding or a recorded burden, if a
    member is bound by the act.

    Source:
        Kommunallag (2017:725) and, before 2018, (1991:900): see
        :func:`samverkan.sweden.validate_dates`.

    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_days(context)]
    ['RETRO_INTER_AUTHORITY']
    """
    an_instance("context", context, Context)
    is_under_the_act = any(m.party.kind in UNDER_THE_ACT for m in context.memberships)
    for instrument in context.instruments:
        for party_id, decision in decisions_of(instrument):
            party = context.agreement.party(party_id)
            for row in _dated(instrument, party, decision):
                yield from (about(each, instrument, party) for each in _findings(row))
        if isinstance(instrument, Amendment) and is_under_the_act:
            yield from _of_a_fee(instrument)


def decisions_of(instrument: Instrument) -> Iterator[tuple[str, Decision]]:
    """Yield each party's own decision on an instrument, with the id of the party."""
    if instrument.decision is not None and instrument.own_party is not None:
        yield instrument.own_party, instrument.decision
    yield from ((each.party, each.decision) for each in instrument.adoptions)


@attrs.frozen(kw_only=True)
class DatedDecision:
    """A party's decision on an instrument, with the deadlines that follow from its days (*beslut*).

    Made by :func:`dates_of_all`.

    Args:
        instrument: The instrument that the party decided on.

        party: The party.

        decision: Its decision, or one that ratifies it.

        dates: The deadlines, the legal force and the findings, or None if a day is before 1990 or
            too far ahead for time limits.

    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> [row.party.name for row in dates_of_all(joined)]
    ['Nacka kommun']
    """

    instrument: Instrument
    party: Party
    decision: Decision
    dates: DecisionDates | None


def dates_of_all(agreement: Agreement) -> tuple[DatedDecision, ...]:
    """Return every party's decision on record in an agreement, with its deadlines.

    They are in order of day of decision, then of number and party. Decisions of parties that the
    Local Government Act does not bind are left out. A decision that another ratifies has a row of
    its own.

    The decisions and their days are examples:

    >>> from samverkan.stockholm import agreement
    >>> decided = Decision(decided_on=dt.date(2015, 4, 13), announced_on=dt.date(2015, 4, 13))
    >>> [row] = dates_of_all(agreement.accede("Nacka", decided))
    >>> row.instrument.number, str(row.dates.appeal_deadline)
    (19, '2015-05-04')
    """
    an_instance("agreement", agreement, Agreement)
    rows = [
        row
        for instrument in agreement.instruments
        for party, decision in decisions_of(instrument)
        for row in _dated(instrument, agreement.party(party), decision)
    ]
    return tuple(sorted(rows, key=lambda row: (row.decision.decided_on, row.instrument.number)))


def _dated(instrument: Instrument, party: Party, decision: Decision) -> Iterator[DatedDecision]:
    """Yield a decision of a party that the act binds, and those that ratify it, with their days."""
    for step in decision.steps if party.kind in UNDER_THE_ACT else ():
        # Only the decision that counts has an effect; it may be retroactive.
        yield _as_known(instrument, party, step, None, counts=step is decision.final)


@attrs.frozen(kw_only=True)
class Step:
    """A decision, or one that ratifies it, whose deadlines depend on what had happened by a day.

    Args:
        instrument: The instrument.

        party: The party.

        decision: The decision.

        which: What tells it from the party's other decisions on the instrument.

        counts: Whether it is the decision that counts.
    """

    instrument: Instrument
    party: Party
    decision: Decision
    which: str
    counts: bool

    @property
    def is_computed(self) -> bool:
        """Whether its days are such that time limits can be counted from them."""
        return _can_be_counted(self.decision)

    def as_known(self, day: dt.date) -> DatedDecision:
        """Return the decision with the deadlines that follow from what was known on a day."""
        return _as_known(self.instrument, self.party, self.decision, day, counts=self.counts)


def steps_of_all(agreement: Agreement) -> Iterator[Step]:
    """Yield every decision on record of a party that the act binds: the rows without deadlines."""
    for instrument in agreement.instruments:
        for place, (party_id, decision) in enumerate(decisions_of(instrument)):
            party = agreement.party(party_id)
            is_own = (
                place == 0 and instrument.own_party is not None and decision is instrument.decision
            )
            for number, step in enumerate(decision.steps if party.kind in UNDER_THE_ACT else ()):
                yield Step(
                    instrument=instrument,
                    party=party,
                    decision=step,
                    which=f"{'own' if is_own else 'adopts'}-{number}",
                    counts=step is decision.final,
                )


def _as_known(
    instrument: Instrument, party: Party, decision: Decision, day: dt.date | None, *, counts: bool
) -> DatedDecision:
    dates = _dates(instrument, party, decision, day, counts=counts)
    return DatedDecision(instrument=instrument, party=party, decision=decision, dates=dates)


def _can_be_counted(decision: Decision) -> bool:
    """Return whether no day of a decision is before 1990 or too far ahead for time limits."""
    counted_from = [decision.decided_on, decision.reported_on, decision.approved_on]
    counted_from += [notice.announced_on for notice in decision.notices]
    return all(day is None or FIRST_DAY <= day < _LAST_DAY for day in counted_from)


def _dates(
    instrument: Instrument, party: Party, decision: Decision, day: dt.date | None, *, counts: bool
) -> DecisionDates | None:
    if not _can_be_counted(decision):
        return None
    is_own = isinstance(instrument, Accession) and party.id == instrument.party
    burdens = isinstance(instrument, Amendment) and is_burden(instrument)
    has_effect = counts and (is_own or burdens)
    known = KnownDays.of(decision)
    return dates_of_days(
        attrs.evolve(
            known if day is None else known.as_known(day),
            effective_from=instrument.effect_from if has_effect else None,
            effective_to=instrument.effect_to,
            burden=instrument.burden if isinstance(instrument, Accession | Amendment) else None,
            subject=subject_of(instrument),
        )
    )


def _findings(row: DatedDecision) -> Iterator[Finding]:
    """Yield the findings about the days of a decision."""
    if row.dates is not None:
        yield from row.dates.findings
    else:
        yield found(
            DECISION_NOT_CHECKED,
            subject_of(row.instrument),
            FIRST_DAY,
            decided_on=row.decision.decided_on,
            first_year=str(FIRST_DAY.year),
        )
    after = row.decision.ratification
    if after is not None and after.decided_on < row.decision.decided_on:
        yield RATIFIED_BEFORE_DECISION.found(
            subject_of(row.instrument),
            decided_on=row.decision.decided_on,
            ratified_on=after.decided_on,
        )


def is_burden(amendment: Amendment) -> bool:
    """Return whether an amendment may burden somebody: a fee, or what it says itself."""
    return "funding" in amendment.changes or amendment.burden is not None


def _of_a_fee(amendment: Amendment) -> Iterator[Finding]:
    """Yield the findings about a retroactive new funding, without checks of its minutes."""
    decision = amendment.decision
    if decision is None or amendment.effect_from is None:
        return
    if not is_burden(amendment) or not FIRST_DAY <= decision.decided_on < _LAST_DAY:
        return
    dates = dates_of(
        Decision(
            decided_on=decision.decided_on,
            anew_after=decision.anew_after,
            extraordinary_reasons=decision.extraordinary_reasons,
        ),
        effective_from=amendment.effect_from,
        effective_to=amendment.effect_to,
        burden=amendment.burden,
        subject=subject_of(amendment),
    )
    for finding in dates.findings:
        yield about(finding, amendment, None)


def subject_of(instrument: Instrument) -> str:
    """Return what a finding is about, for programs: ``accession 19``."""
    return f"{type(instrument).__name__.lower()} {instrument.number}"


def about(finding: Finding, instrument: Instrument, party: Party | None) -> Finding:
    """Return a finding that tells which party and instrument it is about."""

    def said(language: Language) -> str:
        name = instrument.label.in_language(language)
        if party is None:
            said = f"{name[:1].upper()}{name[1:]} ({instrument.number})"
        else:
            said = f"{cut(str(party), _LONGEST)}, {name}"
        # A finding about one of several notice boards names it.
        board = finding.about
        return said if board is None else f"{said}, {board.in_language(language)}"

    return attrs.evolve(finding, about=Text(said("sv"), said("en")))
