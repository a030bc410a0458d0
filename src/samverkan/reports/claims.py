"""Claims as text and for a page, each with its causes."""

from __future__ import annotations

import datetime as dt
import itertools
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from ..agreements.agreement import Agreement
from ..agreements.instruments import Recording
from ..core import money, periods
from ..core.figures import Figure
from ..core.money import Ore
from ..errors.texts import Language, an_instance
from ..fees.causes import Cause
from ..fees.ledgers import Claim, Ledger, Settlement
from . import words
from .blocks import Block, Grid, Paragraph, Title
from .fees import missing_lines, missing_text, of_whom
from .html import html
from .instruments import instrument_text, recorded_day_text
from .markdown import markdown
from .outlines import outline
from .words import WIDTH, decision_text, page, phrase

_NARROWEST = 10
_FEW = 3


def claims_text(settlement: Settlement, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return claims as text, by day and cause, then what cannot be determined.

    Claims of one cause stand together below it, each with its party, year and amount.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> print(claims_text(settlement, language="en").splitlines()[0])
    13 April 2015: accession, decided on 13 April 2015
    """
    an_instance("settlement", settlement, Settlement)
    if len(settlement):
        lines = list(_ByCause(settlement, language).lines(width))
    else:
        lines = [phrase("no-claims", language)]
    missing = (missing_text(each, language, width=width) for each in settlement.assessments)
    rest = "".join(dict.fromkeys(missing))  # the same may be missing in several years
    return page(lines, width) + (f"\n{rest}" if rest else "")


def claims_html(settlement: Settlement, language: Language = "sv") -> str:
    """Return claims as HTML for a part of any page: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan import settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> settlement = settle(
    ...     Ledger(), agreement, years=[2014], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> "Nothing to claim or credit." in claims_html(settlement, language="en")
    True
    """
    an_instance("settlement", settlement, Settlement)
    return html(claims_blocks(settlement, language), language)


def claims_markdown(settlement: Settlement, language: Language = "sv") -> str:
    r"""Return claims as Markdown: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan import settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> settlement = settle(
    ...     Ledger(), agreement, years=[2014], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> "Nothing to claim or credit" in claims_markdown(settlement, language="en")
    True
    """
    an_instance("settlement", settlement, Settlement)
    return markdown(claims_blocks(settlement, language))


def claims_blocks(settlement: Settlement, language: Language) -> Iterator[Block]:
    """Yield claims as blocks: the agreement, a table of claims, then what cannot be determined."""
    titles = [each.terms.title.in_language(language) for each in settlement.assessments]
    yield Title(phrase("claims-title", language), *titles[-1:])
    if len(settlement):
        yield _ByCause(settlement, language).grid()
    else:
        yield Paragraph(phrase("no-claims", language))
    missing = (tuple(missing_lines(each, language)) for each in settlement.assessments)
    for lines in dict.fromkeys(missing):  # the same may be missing in several years
        yield from outline(lines)


class _ByCause:
    """Writes the claims of a settlement, those with the same day and causes together."""

    def __init__(self, settlement: Settlement, language: Language) -> None:
        self._settlement = settlement
        self._agreement = settlement.assessments[0].agreement
        self._language = language
        together: dict[tuple[dt.date, tuple[Cause, ...], str], list[Claim]] = {}
        for claim in settlement:
            otherwise = "" if claim.causes else self._no_cause(claim)
            together.setdefault((claim.known_on, claim.causes, otherwise), []).append(claim)
        self._by_cause: dict[str, list[Claim]] = {}
        for (day, _, _), claims in together.items():
            why = f"{periods.day(day, language)}: {self._why(claims)}"
            self._by_cause.setdefault(why, []).extend(claims)

    def lines(self, width: int) -> Iterator[str]:
        """Yield each day with its causes, the claims below it, and the total of all."""
        parts, total = self._parts(), self._total(self._settlement.claims)
        names = [name for _, rows in parts for name, _ in rows]
        amounts = max(len(amount) for _, rows in [*parts, ("", [total])] for _, amount in rows)
        longest = max(map(len, [*names, total[0]]))
        space = max(min(longest, width - amounts - 4), _NARROWEST)
        for why, rows in parts:
            yield words.set_in(why, 0)
            for row in rows:
                yield from _row(row, space, amounts)
        yield f"  {'-' * (space + 2 + amounts)}"
        yield from _row(total, space, amounts)

    def grid(self) -> Grid:
        """Return the same as a table: each day with its causes heads the claims below it."""
        heads = [phrase(name, self._language) for name in ("head-claim", "head-amount")]
        rows: list[tuple[str, ...]] = []
        for why, claims in self._parts():
            rows += [(why,), *claims]
        total = self._total(self._settlement.claims)
        return Grid(heads=tuple(heads), rows=tuple(rows), right=(False, True), foot=total)

    def _parts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each day with its causes, and the names and amounts of the claims below it."""
        parts: list[tuple[str, list[tuple[str, str]]]] = []
        for why, claims in self._by_cause.items():
            rows = [(self._name(each), self._amount(each.ore)) for each in claims]
            if len(claims) > 1 and len(self._by_cause) > 1:
                rows.append(self._total(claims))
            parts.append((why, rows))
        return parts

    def _why(self, claims: list[Claim]) -> str:
        """Return the causes that claims share, or that nothing supports what was claimed."""
        first, parties = claims[0], {claim.party for claim in claims}
        party = first.party if len(parties) == 1 else ""
        if self._own_figure(first) is not None:  # its number is told with the claim
            return self._plain(first.causes[0])
        plain = Counter(self._plain(each) for each in first.causes)
        causes = dict.fromkeys(
            self._many(plain, each) or cause(each, party, self._agreement, self._language)
            for each in first.causes
        )
        return "; ".join(causes) or self._no_cause(first)

    def _plain(self, value: Cause) -> str:
        """Return a cause without its party, and a figure without its number."""
        if isinstance(value, Figure):
            return of_whom(value, value.subject, self._agreement, self._language)
        return cause(value, value.own_party or "", self._agreement, self._language)

    def _many(self, plain: Counter[str], value: Cause) -> str | None:
        """Return causes that differ only in their party, if there are many of them."""
        said = self._plain(value)
        count = plain[said]
        return phrase("many", self._language, said=said, count=count) if count > _FEW else None

    def _no_cause(self, claim: Claim) -> str:
        return no_cause(claim, self._settlement.ledger, self._language)

    def _own_figure(self, claim: Claim) -> Figure | None:
        """Return the figure of the party that is the only cause of a claim, or None."""
        if len(claim.causes) != 1:
            return None
        [only] = claim.causes
        return only if isinstance(only, Figure) and only.subject == claim.party else None

    def _name(self, claim: Claim) -> str:
        """Return the party and the year of a claim, with the figure that is its only cause."""
        party, figure = str(self._agreement.party(claim.party)), self._own_figure(claim)
        if figure is not None:
            party = f"{party}, {_counted(figure, self._language)}"
        name = "claim" if claim.ore > 0 else "credit"
        return phrase(name, self._language, party=party, year=claim.year)

    def _total(self, claims: Sequence[Claim]) -> tuple[str, str]:
        total = Ore(sum(claim.ore for claim in claims))
        return phrase("total-of", self._language, count=len(claims)), self._amount(total)

    def _amount(self, ore: Ore) -> str:
        return money.amount(ore, self._language)


def no_cause(claim: Claim, ledger: Ledger, language: Language) -> str:
    """Return that nothing supports what had been claimed before."""
    earlier = itertools.takewhile(lambda each: each != claim, ledger.of(claim.party))
    of_year = (each for each in earlier if each.year == claim.year)
    if ledger.opened_on is None or any(each.causes for each in of_year):
        return phrase("no-cause", language)
    day = periods.day(ledger.opened_on, language)
    return phrase("no-cause-opening", language, day=day)


def _row(row: tuple[str, str], space: int, amounts: int) -> Iterator[str]:
    """Yield a name, wrapped if it is longer than its space, and the amount at the right."""
    name, amount = row
    *first, last = textwrap.wrap(
        name, space, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    yield from (f"  {line}" for line in first)
    yield f"  {last:{space}}  {amount:>{amounts}}"


def _counted(figure: Figure, language: Language) -> str:
    """Return a figure with its unit, and its status if it is uncertain."""
    return _with_status(words.counted(figure, language), figure, language)


def _with_status(said: str, figure: Figure, language: Language) -> str:
    if not words.is_uncertain(figure.status):
        return said
    status = words.status_text(figure, language)
    return phrase("cause-status", language, said=said, status=status)


def cause(value: Cause, party: str, agreement: Agreement, language: Language) -> str:
    """Return a cause of a claim: *anslutning, beslut av Kommunstyrelsen den 13 april 2015*.

    If the cause is about a party other than the one of the claim, the text names that party.
    """
    if isinstance(value, Figure):
        written = words.figure_number(value.statistic, value.value, language)
        said = f"{of_whom(value, party, agreement, language)}: {written}"
        return _with_status(said, value, language)
    said = instrument_text(value, party, agreement, language)
    if isinstance(value, Recording):
        return f"{said}: {recorded_day_text(value, language)}"
    decision = value.decision
    if value.adoptions and value.decided_on is not None:
        last = (each.decision for each in value.adoptions if each.decided_on == value.decided_on)
        decision = next(last, decision)
    return said if decision is None else f"{said}, {decision_text(decision, language)}"
