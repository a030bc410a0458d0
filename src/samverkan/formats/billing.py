"""Claims as rows to bill, for a customer ledger: as values, as a table and as data for JSON."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from ..core.fields import a_whole_number, as_named_pairs, as_tuple
from ..core.money import Ore, a_long_number, to_kronor
from ..core.periods import a_day, a_year, an_optional_day
from ..errors import BillingError, BillingFault, NotExactError
from ..errors.quoting import item
from ..errors.texts import (
    Language,
    Text,
    a_line,
    a_slug,
    an_instance,
    an_optional_line,
    as_optional_text,
)
from ..fees.ledgers import Settlement
from ..sweden.identifiers import is_valid_organisation_number
from . import data
from .billing_accounts import Accounts, OwnAccounts, parts_of, stated
from .billing_lines import Billed, Billing, BillingLine
from .billing_numbers import (
    LONGEST_NUMBER,
    LONGEST_PARTY,
    LONGEST_PREFIX,
    claim_numbers,
    party_in_number,
    prefix_for,
)
from .billing_words import FEE, LONGEST_TEXT, details, longest_form, row_text
from .exports import JSON
from .tables import Cell, Column, ColumnKind, Head, Table, columns_of

_PREFIX: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9-]{{0,{LONGEST_PREFIX - 1}}}")
_SCHEME: Final = "0007"  # that of Swedish organisation numbers

_HEADS: Final = (
    Head(Text("underlagsnummer", "claim number"), ColumnKind.CODE),
    Head(Text("rad", "row"), ColumnKind.NUMBER),
    Head(Text("typ", "type"), ColumnKind.TEXT),
    Head(Text("part", "party"), ColumnKind.CODE),
    Head(Text("organisationsnummer", "organisation number"), ColumnKind.CODE),
    Head(Text("namn", "name"), ColumnKind.TEXT),
    Head(Text("elektronisk adress", "electronic address"), ColumnKind.CODE),
    Head(Text("er referens", "buyer reference"), ColumnKind.CODE),
    Head(Text("år", "year"), ColumnKind.YEAR),
    Head(Text("text", "text"), ColumnKind.TEXT),
    Head(Text("antal", "quantity"), ColumnKind.NUMBER),
    Head(Text("à-pris", "price"), ColumnKind.KRONOR, is_summed=False),
    Head(Text("kronor", "kronor"), ColumnKind.KRONOR),
    Head(Text("delbetalning", "instalment"), ColumnKind.TEXT),
    Head(Text("förfallodag", "due on"), ColumnKind.DAY),
    Head(Text("krediterar", "credits"), ColumnKind.CODE),
    Head(Text("krediterad delbetalning", "credited instalment"), ColumnKind.NUMBER),
    Head(Text("känt", "known on"), ColumnKind.DAY),
    Head(Text("specifikation", "details"), ColumnKind.TEXT),
)
_NAME: Final = Text("faktureringsunderlag", "billing rows")
_CLAIM: Final = Text("krav", "claim")
_CREDIT: Final = Text("kreditering", "credit")
_OF: Final = Text("{number} av {of}", "{number} of {of}")


def _as_details(details: Text | Iterable[Text]) -> tuple[Text, ...]:
    return as_tuple("details", details, Text)


def _as_parts(accounts: object) -> tuple[tuple[str, str | None], ...]:
    found = as_named_pairs("accounts", accounts)
    for name, value in found:
        a_line("accounts", name)
        an_optional_line(item("accounts", name), value)
    return tuple(found)  # type: ignore[arg-type] # as they were just checked


@attrs.frozen(kw_only=True)
class BillingRow:
    """A row of what a party is billed (*rad i ett faktureringsunderlag*).

    The price times the quantity, rounded to whole öre, is the amount. The rows of a claim have its
    number in common, and sum to it.

    Args:
        number: The claim number (*underlagsnummer*): at most 30 characters. It is not the number
            of an invoice.

        row: The number of the row in its claim, from 1.

        party: The id of the party.

        name: Its name.

        organisation_number: Its organisation number.

        buyer_reference: What the party wants the bill to refer to (*er referens*), or None.

        year: The budget year.

        known_on: The day of the claim.

        text: What the row is for, in at most 30 characters.

        details: How the amount follows, its causes and its sources.

        quantity: Number of units; below 0 for what is credited or deducted.

        price: Kronor per unit, 0 or more.

        ore: The amount, in öre; below 0 for what is credited or deducted.

        is_credit: Whether the claim is a credit.

        credits: The number of the claim that the row credits; None if it credits none, or if no
            claim has anything left to credit.

        credits_instalment: Which instalment of that claim it credits, or None if that claim is not
            divided.

        instalment: Which instalment of the claim it is, from 1.

        instalments: How many instalments the claim has: 1 if it is not divided.

        due_on: The last day for the payment, or None if it is not known; None for a credit.

        accounts: The parts of the account string, as names and values.

    Raises:
        BillingError: If the text is too long, the price is below 0, or the price times the quantity
            is not the amount.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> [row] = billing_rows(
    ...     settle(Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14))
    ... )
    >>> row.number, row.text.sv, row.endpoint
    ('KSL1500165-2015-0182-1', 'Avgift 2015', '0007:2120000167')
    >>> str(row.quantity), str(row.price), str(row.kronor)
    ('95182', '1.50', '142773.00')
    """

    number: str
    row: int
    party: str
    name: str
    organisation_number: str
    buyer_reference: str | None = None
    year: int
    known_on: dt.date
    text: Text
    details: tuple[Text, ...] = attrs.field(default=(), converter=_as_details)
    quantity: Decimal
    price: Decimal
    ore: Ore
    is_credit: bool = False
    credits: str | None = None
    credits_instalment: int | None = None
    instalment: int = 1
    instalments: int = 1
    due_on: dt.date | None = None
    accounts: tuple[tuple[str, str | None], ...] = attrs.field(default=(), converter=_as_parts)

    def __attrs_post_init__(self) -> None:
        for field in ("number", "name", "organisation_number"):
            a_line(field, getattr(self, field))
        for field in ("buyer_reference", "credits"):
            an_optional_line(field, getattr(self, field))
        for field in ("row", "instalment", "instalments"):
            a_whole_number(field, getattr(self, field), 1)
        if self.credits_instalment is not None:
            a_whole_number("credits_instalment", self.credits_instalment, 1)
        a_slug("party", self.party)
        a_year(self.year)
        a_day("known_on", self.known_on)
        an_optional_day("due_on", self.due_on)
        an_instance("text", self.text, Text)
        an_instance("is_credit", self.is_credit, bool)
        a_long_number("ore", self.ore)
        for field in ("quantity", "price"):
            number = getattr(self, field)
            if not isinstance(number, Decimal) or not number.is_finite():
                raise NotExactError(field, number)
        faults = [*_too_long(f"{self.name} ({self.party})", longest_form(self.text))]
        if self.price < 0 or not _is_product(self.price, self.quantity, self.ore):
            faults.append(BillingFault("product", found=self.number))
        if faults:
            raise BillingError(tuple(faults))

    @property
    def kronor(self) -> Decimal:
        """The amount, in kronor with two decimals."""
        return to_kronor(self.ore)

    @property
    def endpoint(self) -> str:
        """The electronic address that follows from the organisation number, if it is used.

        Which address a party receives invoices at is its own choice.
        """
        return f"{_SCHEME}:{self.organisation_number.replace('-', '')}"


def _is_product(price: Decimal, quantity: Decimal, ore: int) -> bool:
    """Return whether a product is nearer to an amount than to half an öre from it."""
    return abs(Fraction(price) * Fraction(quantity) * 100 - ore) * 2 < 1


def _too_long(party: str, text: str) -> Iterator[BillingFault]:
    if len(text) > LONGEST_TEXT:
        yield BillingFault("too-long", party, text, len(text), LONGEST_TEXT)


def billing_rows(
    settlement: Settlement,
    *,
    text: str | Text | None = None,
    prefix: str | None = None,
    accounts: Accounts | None = None,
    due_on: dt.date | None = None,
    since: dt.date | None = None,
) -> tuple[BillingRow, ...]:
    """Return the new claims of a settlement as rows to bill, which sum to the claims.

    The first claim on a party for a year is divided by the payment plan of that year. If that has
    no more than one day, the claim has a row for each part of the fee: as a number of units at a
    price, if these have at most two decimals and give the amount, else as one unit. A later claim
    is one row, and a credit has a row for each claim and instalment that it credits, the latest
    first. What is 0 öre has no row.

    Args:
        settlement: The settlement, as :func:`samverkan.settle` returns it. The number of a claim
            follows from its ledger, which only grows, and from the prefix.

        text: What is paid for, in place of *Avgift* (*Fee*). With the year, and what tells the rows
            apart, it must fit in 30 characters. A plain string is Swedish, and so are the rows.

        prefix: The beginning of the claim numbers, at most 10 characters; if it is None, it is made
            from the document number of the agreement, or else from its title. Give each agreement
            one of its own, and keep it: a document number that is corrected makes another prefix,
            and two document numbers may make the same.

        accounts: Your own parts of the account string, such as an account and a counterpart, by
            party (its id, code, organisation number or name), by kind of party
            (``"municipality"``), or for all (``"*"``). For each part, what is stated for the party
            comes first, then what is stated for its kind, then what is stated for all.

        due_on: The last day for the payment of what no payment plan gives a day; a credit has none.

        since: A day: claims of the ledger that were known on that day or later have rows, too, if
            they are of the years of the settlement. They are the same as when the claims were new,
            if the arguments are, and the record of what was known then. An opening balance has no
            rows, as it was billed elsewhere.

    Raises:
        BillingError: If a party has no organisation number or one that cannot be right, a text is
            too long, another argument does not fit, or the settlement is a difference between
            assessments, which has no ledger; the error lists all that is wrong.

        TextError: If a text is empty or contains invisible characters.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> [row] = billing_rows(
    ...     settlement,
    ...     text="Medlemsavgift",
    ...     prefix="SAM",
    ...     accounts={"*": {"konto": "3530"}, "municipality": {"motpart": "82"}},
    ... )
    >>> row.number, row.text.sv, row.accounts
    ('SAM-2015-0182-1', 'Medlemsavgift 2015', (('konto', '3530'), ('motpart', '82')))
    """
    an_instance("settlement", settlement, Settlement)
    what = as_optional_text(text) or FEE
    an_instance("prefix", prefix, str, None)
    an_optional_day("due_on", due_on)
    an_optional_day("since", since)
    own = stated(accounts)
    if settlement.is_difference:
        raise BillingError((BillingFault("no-ledger"),))
    if not settlement.assessments:
        return ()
    rows = _Rows(settlement, what, prefix=prefix, accounts=own, due_on=due_on, since=since)
    faults = rows.faults()
    if faults:
        raise BillingError(tuple(dict.fromkeys(faults)))
    return rows.made()


class _Rows:
    """Makes rows of claims, and finds what prevents it."""

    def __init__(
        self,
        settlement: Settlement,
        what: Text,
        *,
        prefix: str | None,
        accounts: dict[str, dict[str, str]],
        due_on: dt.date | None,
        since: dt.date | None,
    ) -> None:
        self._settlement, self._what = settlement, what
        self._agreement = settlement.assessments[0].agreement
        self._given, self._due_on = prefix, due_on
        self._numbers = claim_numbers(
            settlement.ledger.claims, prefix_for(self._agreement) if prefix is None else prefix
        )
        self._is_prefix_wrong = prefix is not None and not _PREFIX.fullmatch(prefix)
        self._billed = [*Billing(settlement).billed(since)]
        self._accounts = OwnAccounts(accounts, self._agreement)

    # --- What prevents it

    def faults(self) -> list[BillingFault]:
        """Return everything that prevents rows from being made."""
        return [*self._of_arguments(), *self._of_parties(), *self._of_claims()]

    def _of_arguments(self) -> Iterator[BillingFault]:
        if self._given is not None and self._is_prefix_wrong:
            yield BillingFault("prefix", found=self._given, most=LONGEST_PREFIX)
        titles = {each.title.sv for each in _HEADS}
        titles |= {each.title.in_language("en") for each in _HEADS}
        yield from self._accounts.faults(titles)

    def _of_parties(self) -> Iterator[BillingFault]:
        billed = dict.fromkeys(each.claim.party for each in self._billed)
        for party in map(self._agreement.party, billed):
            number = party.organisation_number
            if number is None:
                is_coded = party.id == party.municipality_code
                reason = "no-number" if is_coded else "no-number-but-id"
                yield BillingFault(reason, str(party), party.id)
            elif not is_valid_organisation_number(number):
                yield BillingFault("wrong-number", str(party), number)
        seen: dict[str, str] = {}
        for party_id in dict.fromkeys(claim.party for claim in self._settlement.ledger.claims):
            other = seen.setdefault(party_in_number(party_id), party_id)
            if other != party_id:
                one, two = (str(self._agreement.party(each)) for each in (other, party_id))
                yield BillingFault("same-number", one, two, most=LONGEST_PARTY)

    def _of_claims(self) -> Iterator[BillingFault]:
        texts: dict[str, list[str]] = {}
        for each in self._billed:
            party, number = str(self._agreement.party(each.claim.party)), self._numbers[each.place]
            if len(number) > LONGEST_NUMBER and not self._is_prefix_wrong:
                yield BillingFault("too-many", party, number, len(number), LONGEST_NUMBER)
            texts.setdefault(party, []).extend(
                longest_form(row_text(each, line, self._what)) for line in each.lines
            )
        for party, several in texts.items():  # only the longest is told
            yield from _too_long(party, max(several, key=len))

    # --- The rows

    def made(self) -> tuple[BillingRow, ...]:
        """Return the rows."""
        return tuple(
            self._row(each, number, line)
            for each in self._billed
            for number, line in enumerate(each.lines, start=1)
        )

    def _row(self, billed: Billed, row: int, line: BillingLine) -> BillingRow:
        claim = billed.claim
        party = self._agreement.party(claim.party)
        of = line.credits
        return BillingRow(
            number=self._numbers[billed.place],
            row=row,
            party=party.id,
            name=party.name,
            organisation_number=party.organisation_number or "",
            buyer_reference=party.buyer_reference,
            year=claim.year,
            known_on=claim.known_on,
            text=row_text(billed, line, self._what),
            details=details(billed, line, self._agreement, self._settlement.ledger),
            quantity=line.quantity,
            price=line.price,
            ore=Ore(line.ore),
            is_credit=claim.ore < 0,
            credits=None if of is None or of.place is None else self._numbers[of.place],
            credits_instalment=None if of is None else of.instalment,
            instalment=line.instalment,
            instalments=billed.instalments,
            due_on=line.due_on or (self._due_on if claim.ore > 0 else None),
            accounts=self._accounts.of(party),
        )


def billing_table(
    rows: Iterable[BillingRow], language: Language = "sv", *, accounts: Accounts | None = None
) -> Table:
    """Return rows to bill as a table, with a column for each part of the account string.

    The amounts of credits, and their quantities, are below 0: the total is that of the claims.

    Args:
        rows: The rows.

        language: ``"sv"`` or ``"en"``.

        accounts: The accounts that the rows were made with: the table then has a column for each
            part of them even if there are no rows.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> table = billing_table(billing_rows(settlement))
    >>> [str(cell) for cell in table.rows[0][9:13]]
    ['Avgift 2015', '95182', '1.50', '142773.00']
    """
    several: tuple[BillingRow, ...] = as_tuple("rows", rows, BillingRow)
    own = (name for row in several for name, _ in row.accounts)
    names = [*dict.fromkeys([*parts_of(stated(accounts)), *own])]
    columns = columns_of(_HEADS, language)
    columns += [Column(title=name, kind=ColumnKind.CODE) for name in names]
    return Table(
        name=_NAME.in_language(language),
        columns=columns,
        rows=[_cells(row, names, language) for row in several],
        language=language,
    )


def _cells(row: BillingRow, names: Iterable[str], language: Language) -> tuple[Cell, ...]:
    of = _OF.in_language(language).format(number=row.instalment, of=row.instalments)
    own = dict(row.accounts)
    return (
        row.number,
        row.row,
        (_CREDIT if row.is_credit else _CLAIM).in_language(language),
        row.party,
        row.organisation_number,
        row.name,
        row.endpoint,
        row.buyer_reference,
        row.year,
        row.text.in_language(language),
        row.quantity,
        row.price,
        row.kronor,
        None if row.instalments == 1 else of,
        row.due_on,
        row.credits,
        row.credits_instalment,
        row.known_on,
        "; ".join(each.in_language(language) for each in row.details) or None,
        *(own.get(name) for name in names),
    )


def billing_data(rows: Iterable[BillingRow]) -> dict[str, JSON]:
    """Return rows to bill as data for JSON: numbers as text, öre as whole numbers.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> data = billing_data(billing_rows(settlement))
    >>> data["total_ore"], data["rows"][0]["price"]
    (14277300, '1.50')
    """
    several: tuple[BillingRow, ...] = as_tuple("rows", rows, BillingRow)
    return {
        "rows": [_row_data(row) for row in several],
        "total_ore": sum(row.ore for row in several),
    }


def _row_data(row: BillingRow) -> dict[str, JSON]:
    return {
        "number": row.number,
        "row": row.row,
        "is_credit": row.is_credit,
        "party": row.party,
        "name": row.name,
        "organisation_number": row.organisation_number,
        "endpoint": row.endpoint,
        "buyer_reference": row.buyer_reference,
        "year": row.year,
        "known_on": row.known_on.isoformat(),
        "text": data.text(row.text),
        "details": [data.text(each) for each in row.details],
        "quantity": format(row.quantity, "f"),
        "price": format(row.price, "f"),
        "ore": row.ore,
        "kronor": str(row.kronor),
        "instalment": row.instalment,
        "instalments": row.instalments,
        "due_on": None if row.due_on is None else row.due_on.isoformat(),
        "credits": row.credits,
        "credits_instalment": row.credits_instalment,
        "accounts": dict(row.accounts),
    }
