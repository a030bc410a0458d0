"""Fees, instalments, claims and findings as tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from ..agreements.agreement import Agreement
from ..core.fields import as_tuple
from ..core.figures import Figure, FigureStatus
from ..core.money import to_kronor
from ..errors import NoPaymentPlanError
from ..errors.texts import Language, Text, a_language, an_instance
from ..fees.assessments import Assessment
from ..fees.explanations import Explanation
from ..fees.fee_parts import FeePart, FeePartKind
from ..fees.ledgers import Claim, Settlement
from ..findings.findings import Finding
from ..reports.claims import cause, no_cause
from ..reports.fees import assumed_of_others, lacking, of_whom
from ..reports.law import CONFIDENCES, SEVERITIES
from ..reports.words import figure_number, if_forecast, phrase, status_text
from .abouts import about_claims, about_fees
from .tables import Cell, Column, ColumnKind, Head, Table, columns_of

_MOST_DECIMALS: Final = 10

_PARTY: Final = (
    Head(Text("part", "party"), ColumnKind.CODE),
    Head(Text("organisationsnummer", "organisation number"), ColumnKind.CODE, is_optional=True),
    Head(Text("namn", "name"), ColumnKind.TEXT),
    Head(Text("kronor", "kronor"), ColumnKind.KRONOR),
    Head(Text("år", "year"), ColumnKind.YEAR),
    Head(Text("status", "status"), ColumnKind.TEXT),
)
_FIGURES: Final = Head(Text("underlag", "figures"), ColumnKind.TEXT, is_optional=True)
_MISSING: Final = Head(Text("saknas", "missing"), ColumnKind.TEXT, is_optional=True)
_READING: Final = Head(Text("tolkning", "reading"), ColumnKind.TEXT, is_optional=True)
_FEES: Final = (
    *_PARTY,
    Head(Text("fast belopp", "fixed amount"), ColumnKind.KRONOR, is_optional=True),
    Head(Text("pris", "price"), ColumnKind.NUMBER, is_optional=True),
    Head(Text("antal", "number"), ColumnKind.NUMBER, is_optional=True),
    Head(Text("del av året", "part of the year"), ColumnKind.TEXT, is_optional=True),
    Head(Text("pris × antal", "price × number"), ColumnKind.KRONOR, is_optional=True),
    Head(Text("andel", "share"), ColumnKind.KRONOR, is_optional=True),
    Head(Text("inträdesavgift", "entry fee"), ColumnKind.KRONOR, is_optional=True),
    Head(Text("övrigt", "other"), ColumnKind.KRONOR, is_optional=True),
    _FIGURES,
    _MISSING,
    _READING,
)
_INSTALMENTS: Final = (
    *_PARTY,
    Head(Text("förfallodag", "due on"), ColumnKind.DAY),
    _FIGURES,
    _MISSING,
    _READING,
)
_CLAIMS: Final = (
    *_PARTY,
    Head(Text("känt", "known on"), ColumnKind.DAY),
    Head(Text("belopp före", "amount before"), ColumnKind.KRONOR, is_summed=False),
    Head(Text("belopp efter", "amount after"), ColumnKind.KRONOR, is_summed=False),
    Head(Text("orsak", "cause"), ColumnKind.TEXT),
    _MISSING,
)
_FINDINGS: Final = (
    Head(Text("allvar", "severity"), ColumnKind.TEXT),
    Head(Text("gäller", "about"), ColumnKind.TEXT, is_optional=True),
    Head(Text("iakttagelse", "finding"), ColumnKind.TEXT),
    Head(Text("åtgärd", "remedy"), ColumnKind.TEXT),
    Head(Text("källa", "source"), ColumnKind.TEXT, is_optional=True),
    Head(Text("säkerhet", "confidence"), ColumnKind.TEXT, is_optional=True),
    Head(Text("kod", "code"), ColumnKind.CODE),
    Head(Text("ämne", "subject"), ColumnKind.CODE),
)
_NAMES: Final = {
    "fees": Text("avgifter {year}", "fees {year}"),
    "instalments": Text("delbetalningar {year}", "instalments {year}"),
    "claims": Text("krav", "claims"),
    "findings": Text("iakttagelser", "findings"),
}
_CLAIM: Final = Text("krav", "claim")
_CREDIT: Final = Text("kreditering", "credit")
_OF_YEAR: Final = Text("{part} av {of}", "{part} of {of}")


class _NoFee(NamedTuple):
    """A party without a fee, why it has none, and what is missing."""

    party: str
    status: str
    needs: str = ""


def fees_table(assessment: Assessment, language: Language = "sv") -> Table:
    """Return the fees of a year as a table, a row for each party, including those without a fee.

    The fee of a party, in the column *kronor*, is the sum of *fast belopp* (*fixed amount*),
    *pris × antal* (*price × number*), *andel* (*share*), *inträdesavgift* (*entry fee*) and
    *övrigt* (*other*), as in :attr:`samverkan.fees.Explanation.parts`;
    what rounding by an öre or more gives is in *övrigt*. The price and the number are there if
    the fee has one part with a price, and the price has at most 10 decimals; the part of the year
    if it is below 1. An empty amount is not known; 0 is known to be nothing.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Nacka", "Vaxholm"])
    >>> nacka, vaxholm = fees_table(assessment).rows
    >>> nacka[:6]
    ('0182', '212000-0167', 'Nacka kommun', Decimal('142773.00'), 2015, 'avgift')
    >>> [str(cell) for cell in nacka[7:11]]
    ['1.50', '95182', 'None', '142773.00']
    >>> nacka[14].replace("\N{NO-BREAK SPACE}", " ")
    'folkmängd den 30 juni 2014: 95 182 (slutlig)'
    >>> vaxholm[3], vaxholm[5], vaxholm[15]
    (None, 'uppgift saknas', 'folkmängd den 30 juni 2014')
    """
    an_instance("assessment", assessment, Assessment)
    columns = columns_of(_FEES, language)
    told = _Told(assessment, language)
    rows: list[tuple[Cell, ...]] = []
    for fee in assessment.fees:
        explanation = assessment.explain(fee.party)
        rows.append(
            (
                *told.party(fee.party, told.fee(fee.party), fee.kronor),
                *_amounts(explanation, language),
                told.figures(explanation),
                None,
                assessment.reading,
            )
        )
    for party, status, needs in told.without_fee():
        rows.append((*told.party(party, status), *[None] * 9, needs or None, assessment.reading))
    return _table("fees", columns, rows, language, assessment)


def instalments_table(assessment: Assessment, language: Language = "sv") -> Table:
    """Return the fees of a year in instalments as a table, a row for each party and day.

    A party without a fee has one row, without a day or an amount.

    Raises:
        NoPaymentPlanError: If the terms state no payment plan.

    >>> import attrs
    >>> from samverkan import YearDay, assess
    >>> from samverkan.funding import Instalments
    >>> from samverkan.stockholm import agreement, figures

    The plan is an example:

    >>> plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    >>> readings = [
    ...     attrs.evolve(each, funding=attrs.evolve(each.funding, instalments=plan))
    ...     for each in agreement.terms.funding
    ... ]
    >>> paid = attrs.evolve(agreement, terms=attrs.evolve(agreement.terms, funding=readings))
    >>> table = instalments_table(assess(paid, year=2015, figures=figures).only("Nacka"))
    >>> [(str(row[3]), str(row[6])) for row in table.rows]
    [('71386.50', '2015-03-31'), ('71386.50', '2015-09-30')]
    """
    an_instance("assessment", assessment, Assessment)
    columns = columns_of(_INSTALMENTS, language)
    plan = assessment.payment_plan
    if plan is None:
        raise NoPaymentPlanError(assessment.year)
    told = _Told(assessment, language)
    rows: list[tuple[Cell, ...]] = [
        (
            *told.party(fee.party, told.fee(fee.party), each.kronor),
            each.due_on,
            figures,
            None,
            assessment.reading,
        )
        for fee in assessment.fees
        for figures in [told.figures(assessment.explain(fee.party))]
        for each in fee.instalments(plan)
    ]
    for party, status, needs in told.without_fee():
        rows.append((*told.party(party, status), None, None, needs or None, assessment.reading))
    return _table("instalments", columns, rows, language, assessment)


def _table(
    name: str,
    columns: Sequence[Column],
    rows: list[tuple[Cell, ...]],
    language: Language,
    assessment: Assessment,
) -> Table:
    rows.sort(key=lambda row: str(row[0]))
    titled = _NAMES[name].in_language(language).format(year=assessment.year)
    return Table(
        name=if_forecast(titled, language, is_forecast=assessment.is_forecast),
        columns=columns,
        rows=rows,
        language=language,
        unknown=len(assessment.unknown),
        is_forecast=assessment.is_forecast,
        about=about_fees(assessment, language),
    )


class _Told:
    """What is told of the parties and figures of an assessment, in one language."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        self._assessment, self._language = assessment, language
        self._agreement: Agreement = assessment.agreement
        self._assumed = {each.party for each in assessment.assumed}

    def party(self, party: str, status: str, kronor: Decimal | None = None) -> tuple[Cell, ...]:
        """Return the cells that name a party, with an amount, the year and its status."""
        known = self._agreement.party(party)
        number = known.organisation_number
        return known.id, number, known.name, kronor, self._assessment.year, status

    def fee(self, party: str) -> str:
        """Return the status of a party that has a fee: *avgift*, *avgift (prognos)*."""
        said = phrase("csv-fee", self._language)
        is_forecast = party in self._assumed or any(
            figure.status is FigureStatus.FORECAST
            for figure in self._assessment.explain(party).figures()
        )
        return if_forecast(said, self._language, is_forecast=is_forecast)

    def without_fee(self, *, unstated: bool = True) -> Iterator[_NoFee]:
        """Yield the parties without a fee, also those for which no rule is stated."""
        assessment, language = self._assessment, self._language
        for missing in assessment.missing:
            status = "csv-missing" if missing.needs else "csv-indivisible"
            needs = lacking(missing, self._agreement, language)
            yield _NoFee(missing.party, phrase(status, language), needs)
        several = [("csv-undated", assessment.undated), ("csv-pending", assessment.pending)]
        several += [("csv-unstated", assessment.unstated)] if unstated else []
        for status, parties in several:
            yield from (_NoFee(party, phrase(status, language)) for party in parties)

    def figures(self, explanation: Explanation) -> str | None:
        """Return the figures that a fee rests on as a cell."""
        party = explanation.party.id
        behind = [self._figure(each, party) for each in explanation.figures()]
        return "; ".join([*behind, *assumed_of_others(explanation, self._language)]) or None

    def _figure(self, figure: Figure, party: str) -> str:
        """Return a figure: *folkmängd den 30 juni 2014: 95 182 (slutlig)*."""
        language = self._language
        said = of_whom(figure, party, self._agreement, language)
        value = figure_number(figure.statistic, figure.value, language)
        return f"{said}: {value} ({status_text(figure, language)})"


def _amounts(explanation: Explanation, language: Language) -> tuple[Cell, ...]:
    """Return the cells of the parts of a fee."""
    parts = explanation.parts

    def kronor(*kinds: FeePartKind) -> Decimal:
        return to_kronor(sum(part.ore for part in parts if part.kind in kinds))

    rates = [part for part in parts if part.kind is FeePartKind.RATE]
    rate = _rate(rates[0], language) if len(rates) == 1 else (None, None, None)
    return (
        kronor(FeePartKind.FIXED),
        *rate,
        kronor(FeePartKind.RATE),
        kronor(FeePartKind.SHARE),
        kronor(FeePartKind.ENTRY_FEE),
        kronor(FeePartKind.OTHER, FeePartKind.ROUNDING),
    )


def _rate(part: FeePart, language: Language) -> tuple[Cell, Cell, Cell]:
    """Return the price, the number and the part of the year of a part; none if one is not exact."""
    price, number = decimal_of(part.price, 2), decimal_of(part.quantity)
    if price is None or number is None:
        return None, None, None
    of_year = None
    if part.of_year != 1:
        numerator, denominator = part.of_year.as_integer_ratio()
        of_year = _OF_YEAR.in_language(language).format(part=numerator, of=denominator)
    return price, number, of_year


def decimal_of(number: Fraction | None, fewest: int = 0) -> Decimal | None:
    """Return a number as a decimal, or None if ten decimals are not enough for it."""
    if number is None:
        return None
    for places in range(fewest, _MOST_DECIMALS + 1):
        shifted = number * 10**places
        if shifted.denominator == 1:
            digits = tuple(map(int, str(abs(shifted.numerator))))
            return Decimal((int(shifted < 0), digits, -places))
    return None


def claims_table(settlement: Settlement, language: Language = "sv") -> Table:
    """Return claims as a table, a row for each, then one for each party whose fee is not known.

    A credit is below 0. *belopp före* (*amount before*) is what had been claimed of the party for
    the year by the day of the claim, *belopp efter* (*amount after*) that with the claim: its fee,
    as known on that day. The total is a subtotal if anything is not known: what a party owes is
    then neither claimed nor credited.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> row = claims_table(settlement).rows[0]
    >>> [str(cell) for cell in row[7:9]], row[9]
    (['0.00', '142773.00'], 'anslutning, beslut den 13 april 2015')
    """
    an_instance("settlement", settlement, Settlement)
    columns = columns_of(_CLAIMS, language)
    told = {each.year: _Told(each, language) for each in settlement.assessments}
    rows: list[tuple[Cell, ...]] = [
        (
            *told[claim.year].party(
                claim.party,
                (_CLAIM if claim.ore > 0 else _CREDIT).in_language(language),
                claim.kronor,
            ),
            claim.known_on,
            to_kronor(before),
            to_kronor(before + claim.ore),
            _why(claim, settlement, language),
            None,
        )
        for claim, before in zip(settlement, _before(settlement), strict=True)
    ]
    unknown = dict.fromkeys(
        (year, each) for year, about in told.items() for each in about.without_fee(unstated=False)
    )
    listed = {each.party for _, each in unknown}
    for party in settlement.pending_before:  # a difference is of one year
        if party not in listed:
            pending = _NoFee(party, phrase("csv-pending", language))
            unknown[settlement.assessments[0].year, pending] = None
    for year, (party, status, needs) in unknown:
        rows.append((*told[year].party(party, status), *[None] * 4, needs or None))
    return Table(
        name=_NAMES["claims"].in_language(language),
        columns=columns,
        rows=rows,
        language=language,
        unknown=len(unknown),
        about=about_claims(settlement, language),
    )


def _before(settlement: Settlement) -> list[int]:
    """Return what had been claimed before each new claim, by its day, in öre."""
    new = len(settlement)
    earlier = settlement.ledger.claims[: len(settlement.ledger.claims) - new]
    several = [(claim.known_on, place - len(earlier), claim) for place, claim in enumerate(earlier)]
    several += [(claim.known_on, place, claim) for place, claim in enumerate(settlement)]
    balances: dict[tuple[str, int], int] = {}
    found = [0] * new
    for _, place, claim in sorted(several, key=lambda each: each[:2]):
        key = (claim.party, claim.year)
        if place >= 0:
            found[place] = balances.get(key, 0)
        balances[key] = balances.get(key, 0) + claim.ore
    return found


def _why(claim: Claim, settlement: Settlement, language: Language) -> str:
    """Return the causes of a claim, or that nothing supports what was claimed."""
    agreement = settlement.assessments[0].agreement
    causes = [cause(each, claim.party, agreement, language) for each in claim.causes]
    return "; ".join(dict.fromkeys(causes)) or no_cause(claim, settlement.ledger, language)


def findings_table(findings: Iterable[Finding], language: Language = "sv") -> Table:
    """Return findings as a table, a row for each.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> [(row[0], row[6]) for row in findings_table(dates.findings).rows]
    [('fel', 'APPROVED_BEFORE_MEETING')]
    """
    several: tuple[Finding, ...] = as_tuple("findings", findings, Finding)
    a_language(language)
    return Table(
        name=_NAMES["findings"].in_language(language),
        columns=columns_of(_FINDINGS, language),
        rows=[
            (
                SEVERITIES[each.severity].in_language(language).lower(),
                None if each.about is None else each.about.in_language(language),
                each.text.in_language(language),
                each.remedy.in_language(language),
                None if each.source is None else each.source.in_language(language),
                None
                if each.confidence is None
                else CONFIDENCES[each.confidence].in_language(language),
                each.code,
                each.subject,
            )
            for each in several
        ],
        language=language,
    )
