"""Assessments: the fees of a budget year, what is missing, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from ..agreements.agreement import Agreement
from ..agreements.state import Member, State
from ..agreements.terms import Terms
from ..core.figures import Figure, FigureTable, a_figure_table, but_assumed
from ..core.money import Ore, a_long_number, to_kronor
from ..core.notebooks import in_notebooks
from ..core.parties import Party
from ..core.periods import Period
from ..errors import (
    IncompleteAssessmentError,
    NoDecisionError,
    NoFeeError,
    NoPaymentPlanError,
    UnknownPartyError,
    WrongTypeError,
)
from ..errors.texts import NO_DETAILS, SEVERAL, Details, an_instance, an_optional_line
from ..funding.instalments import Instalments
from .assumptions import last_known, rests_on
from .explanations import Explanation
from .instalments import Instalment, in_instalments
from .needs import Need, why_unknown
from .years import BudgetYear

_USUAL = 10**15  # öre that need no further check


@attrs.frozen
class Fee:
    """The fee that a party owes for a budget year (*avgift*).

    Args:
        party: The id of the party.

        year: The budget year.

        ore: The amount, in öre.

    >>> Fee("0182", 2015, Ore(14277300)).kronor
    Decimal('142773.00')
    """

    party: str
    year: int
    ore: Ore

    def __attrs_post_init__(self) -> None:
        if type(self.ore) is not int or not -_USUAL < self.ore < _USUAL:
            a_long_number("ore", self.ore)

    @property
    def kronor(self) -> Decimal:
        """The amount, in kronor with two decimals."""
        return to_kronor(self.ore)

    def instalments(self, plan: Instalments) -> tuple[Instalment, ...]:
        """Return the fee in parts that sum to it, each with its day.

        Args:
            plan: The payment plan; each part is rounded by largest remainder, and among equal
                remainders the earliest day has the öre.

        Raises:
            DayOutOfRangeError: If a day is outside the years 1800 to 2999.

        >>> from samverkan import YearDay
        >>> from samverkan.funding import Instalments
        >>> plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
        >>> [str(part.kronor) for part in Fee("0182", 2015, Ore(101)).instalments(plan)]
        ['0.51', '0.50']
        """
        return in_instalments(self.party, self.year, self.ore, plan)


@attrs.frozen
class Missing:
    """A party whose fee cannot be computed, and the figures that are missing.

    If a total is divided and no payer on a day has a weight above 0, it cannot be determined who
    bears the total, even if no figure is missing.

    Args:
        party: The id of the party.

        year: The budget year.

        needs: The figures that are missing; empty if the reason is that no weight is above 0.

    >>> from samverkan.stockholm import agreement, figures
    >>> missing = assess(agreement, year=2015, figures=figures).missing[0]
    >>> missing.party, [str(need) for need in missing.needs]
    ('0114', ['population of 0114 on 2014-06-30'])
    """

    party: str
    year: int
    needs: tuple[Need, ...]


@attrs.frozen
class Assumed:
    """A party whose fee rests on assumed figures (*prognos*), and those figures.

    Args:
        party: The id of the party.

        year: The budget year.

        figures: The figures that are assumed: its own, and those of others with which it divides a
            total.

    >>> from samverkan.stockholm import agreement, figures
    >>> budget = assess(
    ...     agreement, year=2026, figures=figures, reading="year-start", assume_last_known=True
    ... )
    >>> nacka = next(each for each in budget.assumed if each.party == "0182")
    >>> [(str(each.reference_date), str(each.assumed_from)) for each in nacka.figures]
    [('2025-12-31', '2024-12-31')]
    """

    party: str
    year: int
    figures: tuple[Figure, ...]


def _by_party(assessment: Assessment) -> dict[str, Fee]:
    an_instance("fees", assessment.fees, tuple)
    if {*map(type, assessment.fees)} - {Fee}:
        an_instance("fees", next(each for each in assessment.fees if type(each) is not Fee), Fee)
    return {fee.party: fee for fee in assessment.fees}


@attrs.frozen(kw_only=True)
class Assessment:
    """The fees of a budget year (*debiteringsunderlag*), returned by :func:`samverkan.assess`.

    Iteration yields the fees, ``len`` counts them, and ``in`` tests whether a party has one. An
    assessment without fees is therefore false; :attr:`is_complete` tells whether the total is
    known.

    Args:
        agreement: The agreement.

        figures: The figures that were supplied; only those that were known count.

        fees: The fees that could be computed, in order of party id.

        missing: The parties for which a figure is missing, or a total cannot be divided because
            no weight is above 0, in order of id.

        unstated: The ids of the parties for which no rule is stated: their fees are unknown,
            not 0.

        undated: The ids of the parties for which a rule is stated, but whose accession has no
            recorded decision: whether it was known cannot be determined. If such a party divides
            a total, the ids of the other payers are included: their shares are not known either.

        pending: The ids of the parties whose fee depends on something pending, such as an
            accession that not all have adopted: their fees are unknown, not 0. If such a party may
            divide a total, the ids of the other payers are included. ``state.pending`` tells what
            is pending.

        assumed: The parties whose fee rests on figures that are assumed, in order of id; empty if
            no fee does. The figures that are supplied may state such figures, too.

        assume_last_known: Whether figures that are missing were to be assumed.

        chosen: The ids of the parties that the assessment covers, or None if it covers all.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures)
    >>> assessment["Nacka"].kronor
    Decimal('142773.00')
    >>> len(assessment), len(assessment.missing), len(assessment.unstated)
    (21, 5, 10)
    >>> "Nacka" in assessment, "Vaxholm" in assessment
    (True, False)
    """

    agreement: Agreement = attrs.field(repr=False)
    _budget_year: BudgetYear = attrs.field(repr=False)
    figures: FigureTable = attrs.field(repr=False)
    fees: tuple[Fee, ...]
    missing: tuple[Missing, ...]
    unstated: tuple[str, ...]
    undated: tuple[str, ...]
    pending: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    assume_last_known: bool = False
    chosen: frozenset[str] | None = attrs.field(default=None, repr=False)
    _by_party: dict[str, Fee] = attrs.field(
        init=False, repr=False, eq=False, default=attrs.Factory(_by_party, takes_self=True)
    )

    _repr_html_ = in_notebooks("reports.fees.fees_html")

    def __iter__(self) -> Iterator[Fee]:
        return iter(self.fees)

    def __reversed__(self) -> Iterator[Fee]:
        return reversed(self.fees)

    def __len__(self) -> int:
        return len(self.fees)

    def __repr__(self) -> str:
        known = len(self.fees)
        lacking = len(self.missing) + len(self.undated) + len(self.pending)
        unstated = len(self.unstated)
        return f"<Assessment of {self.year}: {known} fees, {lacking} unknown, {unstated} unstated>"

    def __contains__(self, item: object) -> bool:
        """Return whether a party, named as in ``Agreement.party``, has a fee, or a fee is listed.

        Raises:
            AmbiguousPartyError: If the beginning of a name matches several.
        """
        if isinstance(item, Fee):
            return self._by_party.get(item.party) == item
        if not isinstance(item, (str, Party)):
            return False
        try:
            return self.agreement.party(item).id in self._by_party
        except UnknownPartyError:
            return False

    def __getitem__(self, party: str | Party) -> Fee:
        """Return the fee of a party, named as in :meth:`~samverkan.Agreement.party`.

        Raises:
            NoFeeError: If there is none; the error says whether a figure is missing, no rule is
                stated, no decision is recorded, or the party is not a member in that year.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.
        """
        known = self.agreement.party(party).id
        if known not in self._by_party:
            raise NoFeeError(known, self.year, *self._why_none(known))
        return self._by_party[known]

    def _why_none(self, party: str) -> tuple[str, Details]:
        needs = {missing.party: missing.needs for missing in self.missing}
        if party in self.unstated and self._budget_year.partly_stated(party):
            return "partly-unstated", NO_DETAILS
        if party in needs or party in self.unstated:
            return why_unknown(needs.get(party))
        return self._why_not_asked(party)

    def _why_not_asked(self, party: str) -> tuple[str, Details]:
        if party in self._budget_year.sharing_with_undated():
            return "shared-with-undated", NO_DETAILS
        if party in self.undated:
            return "undated", NO_DETAILS
        if party in self.pending:
            return "pending", NO_DETAILS
        if self.chosen is not None and party not in self.chosen:
            return "not-chosen", NO_DETAILS
        if self.known_on is None:
            return "no-member", NO_DETAILS
        return "no-member-known", {"known_on": self.known_on}

    @property
    def year(self) -> int:
        """The budget year."""
        return self._budget_year.year

    @property
    def is_forecast(self) -> bool:
        """Whether any of the fees rests on assumed figures (*prognos*)."""
        return bool(self.assumed)

    @property
    def asked(self) -> str | None:
        """The name of the reading that was asked for, or None for the preferred one."""
        return self._budget_year.asked

    @property
    def reading(self) -> str | None:
        """The name of the reading that the fees follow, or None if the terms state no funding."""
        reading = self._budget_year.reading
        return None if reading is None else reading.name

    @property
    def state(self) -> State:
        """The agreement as it was known on the day of knowledge."""
        return self._budget_year.state

    @property
    def known_on(self) -> dt.date | None:
        """The day of knowledge, or None for everything on record."""
        return self.state.known_on

    @property
    def terms(self) -> Terms:
        """The terms on the first day of the year on which the agreement is in force."""
        return self._budget_year.terms()

    def explain(self, party: str | Party) -> Explanation:
        """Return the explanation of a party's fee.

        Raises:
            NoFeeError: If the party has no fee; the error says why.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.
        """
        fee = self[party]
        members, reading, step = self._budget_year.explained(fee.party)
        return Explanation(
            party=members[0].party,
            year=fee.year,
            ore=fee.ore,
            known_on=self.known_on,
            reading=reading,
            memberships=members,
            step=step,
            assumed=next((each.figures for each in self.assumed if each.party == fee.party), ()),
        )

    @property
    def payment_plan(self) -> Instalments | None:
        """The days on which the fees are paid, or None if the terms state none.

        The funding of the year's first day in force determines the plan, as it does the rounding.
        """
        reading = self._budget_year.reading
        return None if reading is None else reading.funding.instalments

    def instalments(self, party: str | Party) -> tuple[Instalment, ...]:
        """Return a party's fee in parts that sum to it, each with its day, by the payment plan.

        The plan divides the whole fee, whenever the party joined or left: a plan does not say what
        happens to days that have passed when a decision is made. A later change of the fee is a
        claim of its own, and :meth:`samverkan.fees.Claim.instalments` divides it.

        Raises:
            NoFeeError: If the party has no fee; the error says why.

            NoPaymentPlanError: If the terms state no payment plan.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

        The plan is an example:

        >>> import attrs
        >>> from samverkan import YearDay
        >>> from samverkan.funding import Instalments
        >>> from samverkan.stockholm import agreement, figures
        >>> plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
        >>> reading = agreement.terms.funding[0]
        >>> funding = attrs.evolve(reading.funding, instalments=plan)
        >>> terms = attrs.evolve(agreement.terms, funding=attrs.evolve(reading, funding=funding))
        >>> paid = assess(attrs.evolve(agreement, terms=terms), year=2015, figures=figures)
        >>> [(str(each.due_on), str(each.kronor)) for each in paid.instalments("Nacka")]
        [('2015-03-31', '71386.50'), ('2015-09-30', '71386.50')]
        """
        fee = self[party]
        if self.payment_plan is None:
            raise NoPaymentPlanError(self.year)
        return fee.instalments(self.payment_plan)

    def before_decision(self, party: str | Party) -> Ore:
        """Return the part of a fee that falls on days before the member's decision, in öre.

        The part is the fee, multiplied by the days of membership in the year before the day of
        the decision, and divided by all days of membership in the year. It is rounded as fees are.

        Raises:
            NoFeeError: If the party has no fee; the error says why.

            NoDecisionError: If no decision of the party itself is recorded.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name matches several.

        >>> from samverkan import Decision
        >>> from samverkan.stockholm import agreement, figures
        >>> decision = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
        >>> joined = agreement.accede("Nacka", decision)
        >>> assess(joined, year=2015, figures=figures).before_decision("Nacka")
        3989821
        """
        fee = self[party]
        own = self.state.memberships_of(fee.party)
        before = sum(_days_before_decision(member, self.year) for member in own)
        of = sum(member.period.days_in(self.year) for member in own)
        rounding = self.explain(party).reading.funding.rounding
        return rounding.in_ore(fee.ore * before, of)

    @property
    def subtotal_ore(self) -> Ore:
        """The sum of the fees that could be computed, in öre."""
        return Ore(sum(fee.ore for fee in self.fees))

    @property
    def subtotal_kronor(self) -> Decimal:
        """The sum of the fees that could be computed, in kronor with two decimals."""
        return to_kronor(self.subtotal_ore)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the parties whose missing fee prevents a total, in order.

        A figure is missing for these parties, their decision is not recorded, their fee depends
        on something pending, or a rule is stated for only some of their days. Parties for which
        no rule is stated prevent a total only if no fee at all is known.
        """
        prevent = {*(missing.party for missing in self.missing), *self.undated, *self.pending}
        prevent |= {*filter(self._budget_year.partly_stated, self.unstated)}
        return tuple(sorted(prevent if self.fees else prevent | {*self.unstated}))

    @property
    def is_complete(self) -> bool:
        """Whether the total is known; if not, :attr:`total_ore` raises an error.

        As in :attr:`total_ore`, parties for which no rule is stated are not part of the total.

        >>> from samverkan import assess
        >>> from samverkan.stockholm import agreement, figures
        >>> assessment = assess(agreement, year=2015, figures=figures)
        >>> assessment.is_complete, assessment.only("Nacka").is_complete
        (False, True)
        >>> later = assess(agreement, year=2025, figures=figures, reading="year-start")
        >>> later.is_complete, len(later.unstated)
        (True, 10)
        """
        return not self.unknown

    @property
    def total_ore(self) -> Ore:
        """The sum of all fees, in öre.

        Parties for which no rule is stated are not part of it.

        Raises:
            IncompleteAssessmentError: If a fee is not known, or whether it was known cannot be
                determined; the error names the parties.
        """
        if self.unknown:
            names = tuple(str(self.agreement.party(party)) for party in self.unknown)
            raise IncompleteAssessmentError(self.year, names)
        return self.subtotal_ore

    @property
    def total_kronor(self) -> Decimal:
        """The sum of all fees, in kronor with two decimals.

        Raises:
            IncompleteAssessmentError: If a fee is not known, or whether it was known cannot be
                determined; the error names the parties.
        """
        return to_kronor(self.total_ore)

    def only(self, parties: str | Party | Iterable[str | Party]) -> Assessment:
        """Return the same assessment for one or several parties only.

        Raises:
            UnknownPartyError: If the agreement does not know one of them.

            AmbiguousPartyError: If the beginning of a name matches several.

        >>> from samverkan.stockholm import agreement, figures
        >>> assess(agreement, year=2015, figures=figures).only("Nacka").total_ore
        14277300
        """
        several = (parties,) if isinstance(parties, (str, Party)) else parties
        if isinstance(several, (bytes, Mapping)) or not isinstance(several, Iterable):
            raise WrongTypeError("parties", (Party, str, SEVERAL), parties)
        wanted = frozenset(self.agreement.party(party).id for party in several)
        return attrs.evolve(
            self,
            fees=tuple(fee for fee in self.fees if fee.party in wanted),
            missing=tuple(missing for missing in self.missing if missing.party in wanted),
            unstated=tuple(party for party in self.unstated if party in wanted),
            undated=tuple(party for party in self.undated if party in wanted),
            pending=tuple(party for party in self.pending if party in wanted),
            assumed=tuple(each for each in self.assumed if each.party in wanted),
            chosen=wanted if self.chosen is None else wanted & self.chosen,
        )


def assess(
    agreement: Agreement,
    *,
    year: int,
    figures: FigureTable,
    reading: str | None = None,
    known_on: dt.date | None = None,
    assume_last_known: bool = False,
) -> Assessment:
    """Return the members' fees for a budget year, as known on a day.

    Args:
        agreement: The agreement.

        year: The budget year (*budgetår*), the calendar year.

        figures: The figures that the rules need.

        reading: The name of a reading of the terms, or None for the preferred one.

        known_on: The day of knowledge: what was decided or published up to that day counts, that
            day included. None counts everything on record, dated or not.

        assume_last_known: Whether a missing figure is assumed to be what the last known one before
            its reference date is, for a budget (*prognos*). What is assumed has the status
            forecast, and ``assumed`` lists it. Nothing is assumed if no earlier figure of the same
            party or area is known, if a clause names another figure to use until then, or for the
            base year or the link of an index. No claim can rest on such an assessment.

    Raises:
        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.

    >>> from samverkan.stockholm import agreement, figures
    >>> assess(agreement, year=2025, figures=figures, reading="year-start").total_ore
    370996050
    """
    an_instance("agreement", agreement, Agreement)
    a_figure_table("figures", figures)
    an_optional_line("reading", reading)
    an_instance("assume_last_known", assume_last_known, bool)
    then = figures if known_on is None else figures.as_known(known_on)
    known, stated = but_assumed(then)
    assessed = BudgetYear(agreement.as_known(known_on), year, reading, known)
    found = assessment_of(agreement, assessed, figures)
    if found.missing and (stated or assume_last_known):
        found = _forecast(found, assessed, stated, assume=assume_last_known)
    return attrs.evolve(found, assume_last_known=assume_last_known)


def _forecast(
    plain: Assessment, assessed: BudgetYear, stated: tuple[Figure, ...], *, assume: bool
) -> Assessment:
    """Return an assessment in which figures that are missing are assumed.

    First those that are stated as assumed take their place, then the last known ones.
    """
    parties, lacking = plain.agreement.parties, dict[str, dict[Need, None]]()
    assessment, added = plain, stated
    while True:
        # A figure that is assumed may show that another one is needed.
        for missing in assessment.missing:
            lacking.setdefault(missing.party, {}).update(dict.fromkeys(missing.needs))
        if not added and assume:
            needs = {need for missing in assessment.missing for need in missing.needs}
            added = last_known(needs, assessed, parties)
        if not added:
            break
        assessed = attrs.evolve(assessed, figures=FigureTable([*assessed.figures.figures, *added]))
        assessment = assessment_of(plain.agreement, assessed, plain.figures)
        added = ()
    assumed = [
        Assumed(
            fee.party,
            fee.year,
            rests_on(
                lacking.get(fee.party, ()),
                assessment.explain(fee.party).figures(),
                assessed.figures,
                parties,
            ),
        )
        for fee in assessment.fees
        if fee not in plain
    ]
    return attrs.evolve(assessment, assumed=tuple(assumed))


def assessment_of(agreement: Agreement, assessed: BudgetYear, figures: FigureTable) -> Assessment:
    """Return the fees of a budget year that is computed, and why others are not known."""
    year = assessed.year
    undated = assessed.undated()
    undated.update(dict.fromkeys(assessed.sharing_with_undated(), True))
    pending = assessed.pending()
    pending.update(dict.fromkeys(assessed.sharing_with_pending(), True))
    not_known = {party for found in (undated, pending) for party, stated in found.items() if stated}
    owed = assessed.amounts()
    if not_known:
        owed = [each for each in owed if each[0] not in not_known]
    fees = [Fee(party, year, ore) for party, ore in owed if isinstance(ore, int)]
    others = (
        [] if len(fees) == len(owed) else [each for each in owed if not isinstance(each[1], int)]
    )
    missing = [Missing(party, year, needs) for party, needs in others if isinstance(needs, tuple)]
    unstated = [party for party, needs in others if needs is None]
    left = {party for party, stated in (pending | undated).items() if not stated}
    left -= not_known
    if left:
        left -= {fee.party for fee in fees} | {each.party for each in missing}
    unstated += left
    return Assessment(
        agreement=agreement,
        budget_year=assessed,
        figures=figures,
        fees=tuple(fees),
        missing=tuple(missing),
        unstated=tuple(sorted(set(unstated))),
        undated=tuple(sorted(party for party, stated in undated.items() if stated)),
        pending=tuple(
            sorted(party for party, stated in pending.items() if stated and not undated.get(party))
        ),
    )


def _days_before_decision(member: Member, year: int) -> int:
    """Return the number of days of a year on which a party was a member before its decision."""
    decided_on = member.joined_by.decided_on
    if decided_on is None:
        raise NoDecisionError(member.joined_by.number)
    if decided_on <= member.period.first_day:
        return 0
    before = Period(member.period.first_day, decided_on - dt.timedelta(days=1))
    both = member.period.overlap(before)
    return 0 if both is None else both.days_in(year)
