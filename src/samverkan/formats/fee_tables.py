"""Fees, instalments, claims and findings as tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from ..agreements.agreement import Agreement
from ..core.fields import as_tuple
from ..core.figures import Figure
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
from ..reports.words import if_forecast, phrase, status_text
from .tables import Cell, Column, ColumnKind, Table, columns_of

_MOST_DECIMALS: Final = 10

_PARTY: Final = (
    (Text("part", "party"), ColumnKind.CODE),
    (Text("organisationsnummer", "organisation_number"), ColumnKind.CODE),
    (Text("namn", "name"), ColumnKind.TEXT),
    (Text("år", "year"), ColumnKind.YEAR),
    (Text("status", "status"), ColumnKind.TEXT),
)
_KRONOR: Final = (Text("kronor", "kronor"), ColumnKind.KRONOR)
_MISSING: Final = (Text("saknas", "missing"), ColumnKind.TEXT)
_READING: Final = (Text("tolkning", "reading"), ColumnKind.TEXT)
_FEES: Final = (
    *_PARTY,
    (Text("fast", "fixed"), ColumnKind.KRONOR),
    (Text("pris", "price"), ColumnKind.NUMBER),
    (Text("antal", "number"), ColumnKind.NUMBER),
    (Text("del_av_år", "part_of_year"), ColumnKind.TEXT),
    (Text("pris_gånger_antal", "price_times_number"), ColumnKind.KRONOR),
    (Text("andel", "share"), ColumnKind.KRONOR),
    (Text("inträdesavgift", "entry_fee"), ColumnKind.KRONOR),
    (Text("övrigt", "other"), ColumnKind.KRONOR),
    _KRONOR,
    (Text("underlag", "figures"), ColumnKind.TEXT),
    _MISSING,
    _READING,
)
_INSTALMENTS: Final = (
    *_PARTY,
    (Text("förfallodag", "due_on"), ColumnKind.DAY),
    _KRONOR,
    _MISSING,
    _READING,
)
_CLAIMS: Final = (
    *_PARTY,
    (Text("känt", "known_on"), ColumnKind.DAY),
    _KRONOR,
    (Text("orsak", "cause"), ColumnKind.TEXT),
    _MISSING,
)
_FINDINGS: Final = (
    (Text("allvar", "severity"), ColumnKind.TEXT),
    (Text("kod", "code"), ColumnKind.CODE),
    (Text("gäller", "subject"), ColumnKind.TEXT),
    (Text("iakttagelse", "message"), ColumnKind.TEXT),
    (Text("åtgärd", "remedy"), ColumnKind.TEXT),
    (Text("källa", "source"), ColumnKind.TEXT),
    (Text("säkerhet", "confidence"), ColumnKind.TEXT),
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

    The fee of a party, in the column ``kronor``, is the sum of ``fast`` (``fixed``),
    ``pris_gånger_antal`` (``price_times_number``), ``andel`` (``share``), ``inträdesavgift``
    (``entry_fee``) and ``övrigt`` (``other``), as in :attr:`samverkan.fees.Explanation.parts`;
    what rounding by an öre or more gives is in ``övrigt``. The price and the number are there if
    the fee has one part with a price, and the price has at most 10 decimals; the part of the year
    if it is below 1. An empty amount is not known; 0 is known to be nothing.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Nacka", "Vaxholm"])
    >>> nacka, vaxholm = fees_table(assessment).rows
    >>> nacka[:5]
    ('0182', '212000-0167', 'Nacka kommun', 2015, 'avgift')
    >>> [str(cell) for cell in nacka[6:10]]
    ['1.50', '95182', 'None', '142773.00']
    >>> nacka[13:15]
    (Decimal('142773.00'), 'folkmängd den 30 juni 2014: 95182 (slutlig)')
    >>> vaxholm[4], vaxholm[13:16]
    ('uppgift saknas', (None, None, 'folkmängd den 30 juni 2014'))
    """
    an_instance("assessment", assessment, Assessment)
    columns = columns_of(_FEES, language)
    told = _Told(assessment, language)
    rows: list[tuple[Cell, ...]] = []
    for fee in assessment.fees:
        explanation = assessment.explain(fee.party)
        behind = [told.figure(each, fee.party) for each in explanation.figures()]
        figures = "; ".join([*behind, *assumed_of_others(explanation, language)])
        rows.append(
            (
                *told.party(fee.party, told.fee(fee.party)),
                *_amounts(explanation, language),
                fee.kronor,
                figures or None,
                None,
                assessment.reading,
            )
        )
    for party, status, needs in told.without_fee():
        rows.append((*told.party(party, status), *[None] * 10, needs or None, assessment.reading))
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
    >>> for line in table.csv().splitlines():
    ...     print(line)
    part;organisationsnummer;namn;år;status;förfallodag;kronor;saknas;tolkning
    0182;212000-0167;Nacka kommun;2015;avgift;2015-03-31;71386,50;;mid-year-before
    0182;212000-0167;Nacka kommun;2015;avgift;2015-09-30;71386,50;;mid-year-before
    """
    an_instance("assessment", assessment, Assessment)
    columns = columns_of(_INSTALMENTS, language)
    plan = assessment.payment_plan
    if plan is None:
        raise NoPaymentPlanError(assessment.year)
    told = _Told(assessment, language)
    rows: list[tuple[Cell, ...]] = [
        (
            *told.party(fee.party, told.fee(fee.party)),
            each.due_on,
            each.kronor,
            None,
            assessment.reading,
        )
        for fee in assessment.fees
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
    return Table(
        name=_NAMES[name].in_language(language).format(year=assessment.year),
        columns=columns,
        rows=rows,
        language=language,
        unknown=len(assessment.unknown),
        is_forecast=assessment.is_forecast,
    )


class _Told:
    """What is told of the parties and figures of an assessment, in one language."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        self._assessment, self._language = assessment, language
        self._agreement: Agreement = assessment.agreement
        self._assumed = {each.party for each in assessment.assumed}

    def party(self, party: str, status: str) -> tuple[Cell, ...]:
        """Return the cells that name a party, with its status."""
        known = self._agreement.party(party)
        number = known.organisation_number
        return known.id, number, known.name, self._assessment.year, status

    def fee(self, party: str) -> str:
        """Return the status of a party that has a fee: *avgift*, *avgift (prognos)*."""
        said = phrase("csv-fee", self._language)
        return if_forecast(said, self._language, is_forecast=party in self._assumed)

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

    def figure(self, figure: Figure, party: str) -> str:
        """Return a figure as a cell: *folkmängd den 30 juni 2014: 95182 (slutlig)*."""
        language = self._language
        said = of_whom(figure, party, self._agreement, language)
        value = str(figure.statistic.number(figure.value))
        value = value if language == "en" else value.replace(".", ",")
        if figure.statistic.in_kronor:
            value = f"SEK {value}" if language == "en" else f"{value} kr"
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
    price, number = _decimal(part.price, 2), _decimal(part.quantity)
    if price is None or number is None:
        return None, None, None
    of_year = None
    if part.of_year != 1:
        numerator, denominator = part.of_year.as_integer_ratio()
        of_year = _OF_YEAR.in_language(language).format(part=numerator, of=denominator)
    return price, number, of_year


def _decimal(number: Fraction | None, fewest: int = 0) -> Decimal | None:
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

    A credit is below 0. The total is a subtotal if anything is not known: what a party owes is
    then neither claimed nor credited.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> claims_table(settlement).rows[0][6:8]
    (Decimal('142773.00'), 'anslutning, beslut den 13 april 2015')
    """
    an_instance("settlement", settlement, Settlement)
    columns = columns_of(_CLAIMS, language)
    told = {each.year: _Told(each, language) for each in settlement.assessments}
    rows: list[tuple[Cell, ...]] = [
        (
            *told[claim.year].party(
                claim.party, (_CLAIM if claim.ore > 0 else _CREDIT).in_language(language)
            ),
            claim.known_on,
            claim.kronor,
            _why(claim, settlement, language),
            None,
        )
        for claim in settlement
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
        rows.append((*told[year].party(party, status), None, None, None, needs or None))
    return Table(
        name=_NAMES["claims"].in_language(language),
        columns=columns,
        rows=rows,
        language=language,
        unknown=len(unknown),
    )


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
    >>> [row[:2] for row in findings_table(dates.findings).rows]
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
                each.code,
                each.subject,
                each.message(language),
                each.remedy.in_language(language),
                None if each.source is None else each.source.in_language(language),
                None
                if each.confidence is None
                else CONFIDENCES[each.confidence].in_language(language),
            )
            for each in several
        ],
        language=language,
    )
