"""The new claims as rows to bill, shown and written before they are added to the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

from ..core import money, periods
from ..core.periods import Period
from ..errors.texts import Text
from ..fees.assessments import Assessment
from ..fees.ledgers import Settlement
from ..formats import BillingRow, billing_data, billing_rows, billing_table
from ..formats.abouts import about_claims
from ..formats.billing_accounts import Accounts
from ..formats.exports import JSON, claims_data
from ..formats.fee_tables import claims_table
from ..formats.tables import Table
from ..reports.words import page, phrase, set_in
from .phrases import Phrases

_HEAD: Final = Text(
    "{number}: {name} ({party}), {organisation_number}",
    "{number}: {name} ({party}), {organisation_number}",
)
_COUNTED: Final = Text("{text}: {quantity} × {price}", "{text}: {quantity} × {price}")
_DUE: Final = Text("förfaller den {day}", "due on {day}")
_CREDITS: Final = Text("krediterar {number}", "credits {number}")
_OF_INSTALMENT: Final = Text("{said} del {part}", "{said} part {part}")
_TOTAL: Final = Text("Summa ({count})", "Total ({count})")
_OF_HEAD: Final = ("number", "name", "party", "organisation_number")
_NONE: Final = Text("Inget att kräva eller kreditera.", "Nothing to claim or credit.")


class Bills:
    """The new claims as rows to bill, in each of the forms.

    Args:
        settlement: The claims.

        phrases: The command's phrases.

        text: What is paid for, or None.

        prefix: The beginning of the claim numbers, or None.

        accounts: The parts of the account string, or None.

        due_on: The last day for what no payment plan gives a day, or None.

        since: A day: claims that were known on it or later are among them, too; or None.

    Raises:
        BillingError: If the claims cannot be billed.
    """

    def __init__(
        self,
        settlement: Settlement,
        phrases: Phrases,
        *,
        text: str | None,
        prefix: str | None,
        accounts: Accounts | None,
        due_on: dt.date | None,
        since: dt.date | None,
    ) -> None:
        self._settlement, self._phrases, self._accounts = settlement, phrases, accounts
        # What is written in English has an English rest, too.
        what = Text(text, text) if text and phrases.language == "en" else text
        self._rows = billing_rows(
            settlement, text=what, prefix=prefix, accounts=accounts, due_on=due_on, since=since
        )

    @property
    def is_empty(self) -> bool:
        """Whether there are no rows."""
        return not self._rows

    def aside(self) -> str:
        """Return that a host is among those billed, or nothing."""
        assessments = {each.year: each for each in self._settlement.assessments}
        named: dict[str, None] = {}
        for row in self._rows:
            assessment = assessments[row.year]
            if not row.is_credit and _is_host(row.party, assessment):
                named[str(assessment.agreement.party(row.party))] = None
        return "".join(self._phrases.told("host-billed", host=host) for host in named)

    def data(self) -> dict[str, JSON]:
        """Return them as data for JSON, with whose fees are not known."""
        claims = claims_data(self._settlement)
        unknown = {name: claims[name] for name in ("missing", "undated", "pending")}
        return {**unknown, **billing_data(self._rows)}

    def table(self) -> Table:
        """Return them as a table, with what they are about; a subtotal if any fee is not known."""
        language = self._phrases.language
        return attrs.evolve(
            billing_table(self._rows, language, accounts=self._accounts),
            about=about_claims(self._settlement, language),
            unknown=claims_table(self._settlement, language).unknown,
        )

    def text(self) -> str:
        """Return them as text for people, those of a claim below its number."""
        phrases, rows = self._phrases, self._rows
        if not rows:
            return page([_NONE.in_language(phrases.language)], phrases.width)
        lines: list[tuple[int, str, str]] = []
        for _, of_claim in groupby(rows, key=lambda row: row.number):
            lines += self._claim([*of_claim])
        total = money.amount(sum(row.ore for row in rows), phrases.language)
        lines.append((0, self._said(_TOTAL, count=len(rows)), total))
        widest = max(len(amount) for _, _, amount in lines)
        longest = max(len(said) + 2 * depth for depth, said, amount in lines if amount)
        space = min(longest, phrases.width - widest - 2)
        return page(self._set(lines, space, widest), phrases.width)

    def _claim(self, rows: Sequence[BillingRow]) -> Iterator[tuple[int, str, str]]:
        """Yield the lines of a claim: how far each is set in, what it says, and its amount."""
        first, language = rows[0], self._phrases.language
        head = self._said(_HEAD, **{name: getattr(first, name) for name in _OF_HEAD})
        if first.buyer_reference is not None:
            reference = first.buyer_reference
            head = phrase("with-reference", language, party=head, reference=reference)
        yield 0, head, ""
        for row in rows:
            said = row.text.in_language(language)
            if row.quantity not in {1, -1}:
                quantity = money.decimal(row.quantity, language)
                price = money.kronor(row.price, language)
                said = self._said(_COUNTED, text=said, quantity=quantity, price=price)
            yield 1, said, money.amount(row.ore, language)
            below = ", ".join(self._below(row))
            if below:
                yield 2, below, ""

    def _below(self, row: BillingRow) -> Iterator[str]:
        """Yield what else is told of a row."""
        if row.due_on is not None:
            yield self._said(_DUE, day=periods.day(row.due_on, self._phrases.language))
        if row.credits is not None:
            said = self._said(_CREDITS, number=row.credits)
            part = row.credits_instalment
            yield said if part is None else self._said(_OF_INSTALMENT, said=said, part=part)
        yield from (f"{name} {value}" for name, value in row.accounts if value is not None)

    def _set(self, lines: Iterable[tuple[int, str, str]], space: int, widest: int) -> Iterator[str]:
        for depth, said, amount in lines:
            line = set_in(said, depth)
            yield f"{line:{space}}  {amount:>{widest}}" if amount else line

    def _said(self, told: Text, /, **values: object) -> str:
        return told.in_language(self._phrases.language).format(**values)


def _is_host(party: str, assessment: Assessment) -> bool:
    """Return whether a party, or one in whose place it is, hosts the cooperation in a year."""
    state = assessment.agreement.as_known(assessment.known_on)
    pieces = state.timeline.within(Period.of_year(assessment.year))
    hosts = {terms.host for _, terms in pieces}
    line = {before.id for each in state.memberships_of(party) for _, before in each.line}
    return not hosts.isdisjoint({party, *line})
