"""What the members owe for a budget year, what is missing, and why."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import attrs

from .agreements import Agreement
from .errors import IncompleteAssessmentError, NoFeeError, WrongTypeError
from .explanations import Explanation
from .figures import FigureTable
from .funding.evaluation import Amount, Need, evaluate, explain, why_none
from .members import Member
from .money import Ore, to_kronor
from .parties import Party
from .periods import Period

__all__ = ["Assessment", "Fee", "Missing", "assess"]


@attrs.frozen
class Fee:
    """What a party owes for a budget year (*avgift*), and nothing else.

    Args:
        party: The id of the party.

        year: The budget year.

        ore: How much, in öre.

    Raises:
        WrongTypeError: If the amount is no whole number.

    >>> Fee("0182", 2015, Ore(14277300)).kronor
    Decimal('142773.00')
    """

    party: str
    year: int
    ore: Ore

    def __attrs_post_init__(self) -> None:
        if type(self.ore) is not int:
            raise WrongTypeError("ore", "a whole number of öre", self.ore)

    @property
    def kronor(self) -> Decimal:
        """How much, in kronor with two decimals."""
        return to_kronor(self.ore)


@attrs.frozen
class Missing:
    """A party whose fee cannot be computed, and the figures that it needs.

    Args:
        party: The id of the party.

        needs: The figures that nobody has stated.

    >>> from samverkan.stockholm import agreement, figures
    >>> missing = assess(agreement, year=2015, figures=figures).missing[0]
    >>> missing.party, [str(need) for need in missing.needs]
    ('0114', ['population of 0114 on 2014-06-30'])
    """

    party: str
    needs: tuple[Need, ...]


def _by_party(assessment: Assessment) -> dict[str, Fee]:
    return {fee.party: fee for fee in assessment.fees}


@attrs.frozen(kw_only=True)
class Assessment:
    """The fees of a budget year (*debiteringsunderlag*). Made by :func:`assess`.

    Args:
        agreement: The agreement.

        year: The budget year.

        reading: The name of the reading of the terms that the fees follow, or None where the
            terms state no funding.

        figures: The figures that it rests on.

        fees: What could be computed, in order of party id.

        missing: The parties for which a figure is lacking, in order of id.

        unstated: The ids of the parties for which no rule is stated: unknown, not 0.

    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures)
    >>> assessment["Nacka"].kronor
    Decimal('142773.00')
    >>> len(assessment.fees), len(assessment.missing), len(assessment.unstated)
    (21, 5, 10)
    """

    agreement: Agreement = attrs.field(repr=False)
    year: int
    reading: str | None
    figures: FigureTable = attrs.field(repr=False)
    fees: tuple[Fee, ...]
    missing: tuple[Missing, ...]
    unstated: tuple[str, ...]
    _by_party: dict[str, Fee] = attrs.field(
        init=False, repr=False, eq=False, default=attrs.Factory(_by_party, takes_self=True)
    )

    def __getitem__(self, party: str | Party) -> Fee:
        """Return the fee of a party, named as in :meth:`~samverkan.agreements.Agreement.party`.

        Raises:
            NoFeeError: If there is none; it says whether a figure is missing, no rule is
                stated, or the party is no member in that year.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name fits several.
        """
        known = self.agreement.party(party).id
        if known not in self._by_party:
            raise NoFeeError(known, self.year, self._why_none(known))
        return self._by_party[known]

    def _why_none(self, party: str) -> str:
        needs = {missing.party: missing.needs for missing in self.missing}
        if party in needs or party in self.unstated:
            return why_none(needs.get(party))
        return "it is no member in that year"

    def explain(self, party: str | Party) -> Explanation:
        """Return why a party owes what it owes.

        Raises:
            NoFeeError: If it has no fee; it says why.

            UnknownPartyError: If the agreement does not know the party.

            AmbiguousPartyError: If the beginning of a name fits several.
        """
        fee = self[party]
        reading = self.agreement.terms.reading(self.reading)
        [member] = [m for m in _payers(self.agreement, self.year) if m.party.id == fee.party]
        return Explanation(
            party=member.party,
            year=self.year,
            reading=reading,
            accession=member.accession,
            step=explain(reading.funding, member, year=self.year, figures=self.figures),
        )

    @property
    def subtotal_ore(self) -> Ore:
        """The sum of the fees that could be computed, in öre."""
        return Ore(sum(fee.ore for fee in self.fees))

    @property
    def total_ore(self) -> Ore:
        """The sum of all fees, in öre.

        Parties for which no rule is stated are no part of it.

        Raises:
            IncompleteAssessmentError: If a fee is not known; it names the parties.
        """
        if self.missing:
            names = (str(self.agreement.party(missing.party)) for missing in self.missing)
            raise IncompleteAssessmentError(self.year, tuple(names))
        return self.subtotal_ore

    def only(self, parties: Iterable[str | Party]) -> Assessment:
        """Return the same assessment, of these parties alone.

        >>> from samverkan.stockholm import agreement, figures
        >>> assess(agreement, year=2015, figures=figures).only(["Nacka"]).total_ore
        14277300
        """
        wanted = {self.agreement.party(party).id for party in parties}
        return attrs.evolve(
            self,
            fees=tuple(fee for fee in self.fees if fee.party in wanted),
            missing=tuple(missing for missing in self.missing if missing.party in wanted),
            unstated=tuple(party for party in self.unstated if party in wanted),
        )


def assess(
    agreement: Agreement, *, year: int, figures: FigureTable, reading: str | None = None
) -> Assessment:
    """Return what the members owe for a budget year.

    Everybody who is a member on any day of the year owes the whole year's amount.

    Args:
        agreement: The agreement.

        year: The budget year (*budgetår*), the calendar year.

        figures: The figures that the rules need.

        reading: The name of a reading of the terms, or None for the preferred one.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.

        WrongTypeError: If a value is something else.

    >>> from samverkan.stockholm import agreement, figures
    >>> assess(agreement, year=2025, figures=figures, reading="year-start").total_ore
    370996050
    """
    if not isinstance(agreement, Agreement):
        raise WrongTypeError("agreement", "an Agreement", agreement)
    if not isinstance(figures, FigureTable):
        raise WrongTypeError("figures", "a FigureTable", figures)
    members = _payers(agreement, year)
    if reading is None and not agreement.terms.funding:
        amounts: list[Amount] = [None] * len(members)
        name = None
    else:
        chosen = agreement.terms.reading(reading)
        amounts = evaluate(chosen.funding, members, year=year, figures=figures)
        name = chosen.name
    fees, missing, unstated = [], [], []
    for member, amount in zip(members, amounts, strict=True):
        party = member.party.id
        if isinstance(amount, int):
            fees.append(Fee(party, year, Ore(amount)))
        elif amount is None:
            unstated.append(party)
        else:
            missing.append(Missing(party, amount))
    return Assessment(
        agreement=agreement,
        year=year,
        reading=name,
        figures=figures,
        fees=tuple(fees),
        missing=tuple(missing),
        unstated=tuple(unstated),
    )


def _payers(agreement: Agreement, year: int) -> list[Member]:
    """Return who is a member on any day of the year, once each, in order of party id.

    Of a party that left and came back inside the year, the first membership counts.
    """
    first: dict[str, Member] = {}
    for member in agreement.members(Period.of_year(year)):
        first.setdefault(member.party.id, member)
    return list(first.values())
