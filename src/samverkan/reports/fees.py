"""The fees of a year as a table, in text and for a page, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from ..agreements.agreement import Agreement
from ..core import money, periods
from ..core.figures import Figure, FigureStatus
from ..core.parties import subject_of
from ..core.periods import day
from ..errors.texts import Language, a_language, an_instance
from ..fees.assessments import Assessment, Missing
from ..fees.explanations import Explanation
from ..fees.needs import Need
from ..fees.steps import bases_of, divisions_in
from ..funding.bases import Basis
from .blocks import Block, Grid, Paragraph, Title
from .dues import instalment
from .html import html
from .markdown import markdown
from .outlines import outline
from .pending import changes_to_come, pending_lines
from .words import (
    WIDTH,
    figure_number,
    if_forecast,
    is_uncertain,
    page,
    phrase,
    statistic_name,
    status_text,
)

_MOST_NAMED: Final = 3

_Status: TypeAlias = tuple[FigureStatus | None, dt.date | None, FigureStatus | None]
"""The status of a figure, the day that it is assumed from, and the status on that day."""


def fees_text(assessment: Assessment, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return the fees of a year as a table, then what is missing or not stated.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2014, figures=figures)
    >>> print(fees_text(assessment, language="en").splitlines()[-1])
    No fees for 2014: the agreement is in force from 1 January 2015.
    """
    an_instance("assessment", assessment, Assessment)
    return page(_table(assessment, language, width), width)


def fees_html(assessment: Assessment, language: Language = "sv") -> str:
    """Return the fees of a year as HTML for a part of any page: all that the text tells.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> page = fees_html(assess(agreement, year=2014, figures=figures), language="en")
    >>> "No fees for 2014" in page
    True
    """
    an_instance("assessment", assessment, Assessment)
    return html(fees_blocks(assessment, language), language)


def fees_markdown(assessment: Assessment, language: Language = "sv") -> str:
    r"""Return the fees of a year as Markdown: all that the text tells.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> page = fees_markdown(assess(agreement, year=2014, figures=figures), language="en")
    >>> "No fees for 2014" in page
    True
    """
    an_instance("assessment", assessment, Assessment)
    return markdown(fees_blocks(assessment, language))


def fees_blocks(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield the fees of a year as blocks: a table, then what is missing or not stated."""
    yield from fees_head(assessment, language)
    if assessment.fees:
        yield from _Rows.of(assessment, language).blocks(language)
        yield from _plan_blocks(assessment, language)
    yield from outline(lines_without_fees(assessment, language))
    yield from outline(changes_to_come(assessment, language))


def fees_head(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield the title, the agreement, the day of knowledge and the reading as blocks.

    The title names the party if it is the only one that is asked about, and has no fee.
    """
    title, agreement, *rest = _about_all(assessment, language)
    chosen = () if assessment.fees else assessment.chosen or ()
    if len(chosen) == 1:
        party = str(assessment.agreement.party(*chosen))
        title = phrase("fee-of", language, party=party, year=assessment.year)
    yield Title(title, agreement)
    yield from map(Paragraph, rest)


def _table(assessment: Assessment, language: Language, width: int) -> Iterator[str]:
    yield from _about_all(assessment, language)
    yield ""
    if assessment.fees:
        yield from _Rows.of(assessment, language).lines(width)
        yield ""
        yield from _payment_plan(assessment, language)
    yield from lines_without_fees(assessment, language)
    yield from changes_to_come(assessment, language)


def _about_all(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the title, the agreement, the day of knowledge and the reading."""
    title = phrase("fees-title", language, year=assessment.year)
    yield if_forecast(title, language, is_forecast=assessment.is_forecast)
    yield assessment.terms.title.in_language(language)
    if assessment.known_on is not None:
        yield phrase("known-on", language, day=periods.day(assessment.known_on, language))
    if assessment.reading is not None:
        yield phrase("reading", language, name=assessment.reading)


class _Rows(NamedTuple):
    """The rows of the fees: party, amount and marks; what they sum to, and what the marks say."""

    rows: tuple[tuple[str, str, str], ...]
    total: str
    sum_of: str
    notes: tuple[str, ...]

    @classmethod
    def of(cls, assessment: Assessment, language: Language) -> _Rows:
        """Return the rows of an assessment with fees."""
        trees = {fee.party: assessment.explain(fee.party) for fee in assessment.fees}
        uncertain = _uncertain(trees)
        statuses = {_status(each): each for figures in uncertain.values() for each in figures}
        marks = {status: "*" * count for count, status in enumerate(statuses, start=1)}
        waiting = {party: tree.provisional for party, tree in trees.items()}
        until_known = "*" * (len(marks) + 1)
        rows = tuple(
            (
                str(assessment.agreement.party(fee.party)),
                money.amount(fee.ore, language),
                _marked(
                    [*{marks[_status(each)] for each in uncertain[fee.party]}]
                    + [until_known] * bool(waiting[fee.party])
                ),
            )
            for fee in assessment.fees
        )
        unknown = assessment.missing or assessment.undated or assessment.pending
        kind = "subtotal-of" if unknown else "total-of"
        total = phrase(kind, language, count=len(rows))
        several = tuple(dict.fromkeys(each for figures in uncertain.values() for each in figures))
        notes = [
            _footnote(statuses[status], mark, about, language)
            for status, mark in marks.items()
            for about in _about([f for f in several if _status(f) == status], assessment, language)
        ]
        notes += [
            _provisional(basis, until_known, assessment.year, language)
            for basis in dict.fromkeys(basis for several in waiting.values() for basis in several)
        ]
        return cls(
            rows,
            if_forecast(total, language, is_forecast=assessment.is_forecast),
            money.amount(assessment.subtotal_ore, language),
            tuple(notes),
        )

    def lines(self, width: int) -> Iterator[str]:
        """Yield the rows as lines, the amounts below each other."""
        amounts = max(len(amount) for _, amount, _ in [*self.rows, ("", self.sum_of, "")])
        longest = max(len(name) for name, _, _ in [*self.rows, (self.total, "", "")])
        names = min(longest, width - amounts - 6)  # a longer name wraps on its own line
        for name, amount, mark in self.rows:
            marked = f" {mark}" if mark else ""
            yield f"  {name:{names}}  {amount:>{amounts}}{marked}"
        yield f"  {'-' * (names + 2 + amounts)}"
        yield f"  {self.total:{names}}  {self.sum_of:>{amounts}}"
        yield from (f"  {note}" for note in self.notes)

    def blocks(self, language: Language) -> Iterator[Block]:
        """Yield the rows as a table, then what the marks say."""
        columns = 3 if self.notes else 2
        heads = [phrase(f"head-{each}", language) for each in ("party", "fee", "mark")]
        yield Grid(
            heads=tuple(heads[:columns]),
            rows=tuple(row[:columns] for row in self.rows),
            right=(False, True, False)[:columns],
            foot=(self.total, self.sum_of, "")[:columns],
        )
        yield from map(Paragraph, self.notes)


def _status(figure: Figure) -> _Status:
    return figure.status, figure.assumed_from, figure.assumed_status


def _footnote(figure: Figure, mark: str, about: str, language: Language) -> str:
    """Return what a mark says: how reliable figures such as this one are, and which they are."""
    is_assumed = figure.assumed_from is not None
    said = (
        status_text(figure, language) if is_assumed else phrase(f"status-{figure.status}", language)
    )
    return phrase("marked", language, mark=mark, status=said, figures=about)


def _provisional(basis: Basis, mark: str, year: int, language: Language) -> str:
    """Return that fees rest on another figure until that of a basis is known."""
    statistic = statistic_name(basis.statistic, language)
    days = ", ".join(day(each, language) for each in basis.days(year))
    return phrase("provisional", language, mark=mark, statistic=statistic, days=days)


def _payment_plan(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield what the listed fees sum to on each day of the payment plan, if one is stated."""
    said, rows = _planned(assessment, language)
    if rows:
        yield said
        whats, amounts = (max(map(len, column)) for column in zip(*rows, strict=True))
        yield from (f"  {what:{whats}}  {amount:>{amounts}}" for what, amount in rows)
        yield ""


def _plan_blocks(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield the same as a table."""
    said, rows = _planned(assessment, language)
    if rows:
        heads = phrase("head-instalment", language), phrase("head-amount", language)
        yield Grid(heads=heads, rows=rows, right=(False, True), heading=said)


def _planned(assessment: Assessment, language: Language) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the heading of the payment plan, and its rows, none if no plan is stated."""
    said = phrase("payment-plan", language)
    said = if_forecast(said, language, is_forecast=assessment.is_forecast)
    plan = assessment.payment_plan
    if plan is None:
        return said, ()
    paid = [fee.instalments(plan) for fee in assessment.fees]
    return said, tuple(
        (
            instalment(part, periods.day(several[0].due_on, language), language),
            money.amount(sum(each.ore for each in several), language),
        )
        for part, several in zip(plan.parts, zip(*paid, strict=True), strict=True)
    )


def _marked(marks: Iterable[str]) -> str:
    """Return the marks of a fee, the shortest first: *, **."""
    return ", ".join(sorted(marks, key=len))


def _about(figures: Sequence[Figure], assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield what figures are about: each, or their number if many are of one day."""
    by_day: dict[tuple[str, dt.date], list[Figure]] = {}
    for figure in figures:
        by_day.setdefault((figure.statistic.id, figure.reference_date), []).append(figure)
    for several in by_day.values():
        if len(several) <= _MOST_NAMED:
            yield from (of_whom(figure, "", assessment.agreement, language) for figure in several)
        else:
            figure = several[0]
            about = of_whom(figure, figure.subject, assessment.agreement, language)
            yield phrase("of-several", language, figures=about, count=len(several))


def _uncertain(trees: Mapping[str, Explanation]) -> dict[str, tuple[Figure, ...]]:
    """Return the figures behind each fee that are not final: its amount is marked.

    The share of a total rests on the figures of all payers.
    """
    of_all: dict[object, dict[Figure, None]] = {}
    shared: dict[str, list[object]] = {party: [] for party in trees}
    for party, tree in trees.items():
        for step in divisions_in(tree.step):
            key = step.by, bases_of(step)
            shared[party].append(key)
            figures = (part for part in step.inputs if isinstance(part, Figure))
            of_all.setdefault(key, {}).update(dict.fromkeys(figures))
    found: dict[str, tuple[Figure, ...]] = {}
    for party, tree in trees.items():
        behind = dict.fromkeys((*tree.figures(), *tree.assumed))
        for each in shared[party]:
            behind |= of_all[each]
        found[party] = tuple(figure for figure in behind if is_uncertain(figure.status))
    return found


def assumed_of_others(explanation: Explanation, language: Language) -> Iterator[str]:
    """Yield the assumed figures of others that a fee rests on, those of one day together.

    They are in no step of the explanation: a share of a total rests on the figures of all payers.
    """
    own = {*explanation.figures()}
    alike: dict[tuple[str, dt.date, str], list[Figure]] = {}
    for each in explanation.assumed:
        if each not in own:
            key = (each.statistic.id, each.reference_date, status_text(each, language))
            alike.setdefault(key, []).append(each)
    for (_, on, status), several in alike.items():
        statistic, said = statistic_name(several[0].statistic, language), day(on, language)
        about = [
            phrase("figure-of", language, statistic=statistic, party=each.subject, day=said)
            for each in several
        ]
        if len(several) > _MOST_NAMED:
            figures = phrase("on-day", language, statistic=statistic, day=said)
            about = [phrase("of-several", language, figures=figures, count=len(several))]
        yield phrase("cause-status", language, said=", ".join(about), status=status)


def missing_text(assessment: Assessment, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return what is missing as text: each party by name, with the figures that it needs.

    If a day of knowledge is given, the text also lists parties whose accession has no recorded
    decision. The text is empty if nothing is missing.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_text(assessment, language="en").splitlines()[1].strip())
    Vaxholms kommun (0187): population on 30 June 2014 is missing
    """
    an_instance("assessment", assessment, Assessment)
    return page(missing_lines(assessment, language), width)


def missing_lines(assessment: Assessment, language: Language) -> list[str]:
    """Return the lines about what is missing, undated or pending."""
    lines: list[str] = []
    if assessment.missing:
        what = "total" if _of_several(assessment) else "fee"
        why = "unknown" if any(missing.needs for missing in assessment.missing) else "indivisible"
        lines.append(phrase(f"{what}-{why}", language, count=len(assessment.missing)))
        lines += [f"  {_needs(assessment, missing, language)}" for missing in assessment.missing]
    if assessment.undated and assessment.known_on is not None:
        day = periods.day(assessment.known_on, language)
        name = "total-undated" if _of_several(assessment) else "fee-undated"
        lines.append(phrase(name, language, count=len(assessment.undated)))
        own = {member.party.id for member in assessment.state.undated}
        for why, parties in (
            ("undated", [party for party in assessment.undated if party in own]),
            ("shared-undated", [party for party in assessment.undated if party not in own]),
        ):
            if parties:
                lines.append(phrase(why, language, day=day))
                lines += [f"  {assessment.agreement.party(party)}" for party in parties]
    return [*lines, *_pending(assessment, language)]


def _pending(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the parties whose fee depends on something pending, and what that waits for."""
    if assessment.pending:
        name = "total-pending" if _of_several(assessment) else "fee-pending"
        yield phrase(name, language, count=len(assessment.pending))
        yield from (f"  {assessment.agreement.party(party)}" for party in assessment.pending)
        state, agreement = assessment.state, assessment.agreement
        yield from pending_lines(state, agreement, language, about=assessment.pending)


def _of_several(assessment: Assessment) -> bool:
    return assessment.chosen is None or len(assessment.chosen) > 1


def missing_summary(
    assessment: Assessment, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return the parties whose fee is not known as text, with a line for each reason.

    The text is empty if every requested fee is known.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_summary(assessment, language="en"), end="")
    Missing figures: Vaxholms kommun (0187).
    """
    an_instance("assessment", assessment, Assessment)
    reasons = {
        "missing-line": [missing.party for missing in assessment.missing if missing.needs],
        "indivisible-line": [each.party for each in assessment.missing if not each.needs],
        "undated-line": list(assessment.undated),
        "pending-line": list(assessment.pending),
    }
    lines = [
        phrase(name, language, parties=_named(assessment, parties))
        for name, parties in reasons.items()
        if parties
    ]
    if _not_members(assessment):
        lines.append(_not_members_text(assessment, language))
    return page(lines, width)


def _named(assessment: Assessment, parties: Iterable[str]) -> str:
    return ", ".join(str(assessment.agreement.party(party)) for party in parties)


def _not_members_text(assessment: Assessment, language: Language) -> str:
    """Return which of the requested parties are not members in the year."""
    names, year = _named(assessment, _not_members(assessment)), assessment.year
    if assessment.known_on is None:
        return phrase("not-members", language, year=year, parties=names)
    day = periods.day(assessment.known_on, language)
    return phrase("not-members-known", language, year=year, day=day, parties=names)


def _not_members(assessment: Assessment) -> list[str]:
    """Return the requested parties that are not known to be members in the year."""
    told = {fee.party for fee in assessment.fees} | {m.party for m in assessment.missing}
    told |= {*assessment.unstated, *assessment.undated, *assessment.pending}
    return sorted((assessment.chosen or frozenset()) - told)


def _needs(assessment: Assessment, missing: Missing, language: Language) -> str:
    party = assessment.agreement.party(missing.party)
    figures = lacking(missing, assessment.agreement, language)
    if not missing.needs:
        return f"{party}: {figures}"
    return phrase("need", language, party=str(party), figures=figures)


def lines_without_fees(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the lines about parties that have no fee."""
    yield from missing_lines(assessment, language)
    yield from _unstated(assessment, language)
    why = no_fees_text(assessment, language)
    if why is not None:
        yield why
    elif _not_members(assessment):
        yield _not_members_text(assessment, language)


def _unstated(assessment: Assessment, language: Language) -> Iterator[str]:
    if not assessment.unstated:
        return
    yield phrase("unstated", language)
    for party in assessment.unstated:
        yield f"  {assessment.agreement.party(party)}"


def no_fees_text(assessment: Assessment, language: Language = "sv") -> str | None:
    """Return why no party owes a fee for the year, or None if some party does or may.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> no_fees_text(assess(agreement, year=2014, figures=figures), language="en")
    'No fees for 2014: the agreement is in force from 1 January 2015.'
    """
    an_instance("assessment", assessment, Assessment)
    a_language(language)
    told = (assessment.fees, assessment.missing, assessment.unstated, assessment.undated)
    if any(told) or assessment.pending:
        return None
    period, year = assessment.state.period, assessment.year
    if year < period.first_day.year:
        return phrase("before", language, year=year, day=periods.day(period.first_day, language))
    if period.last_day is not None and period.last_day.year < year:
        return phrase("after", language, year=year, day=periods.day(period.last_day, language))
    if assessment.chosen is not None:
        return _not_members_text(assessment, language)
    if assessment.known_on is not None:
        known = periods.day(assessment.known_on, language)
        return phrase("no-members-known", language, year=year, day=known)
    return phrase("no-members", language, year=year)


def lacking(missing: Missing, agreement: Agreement, language: Language) -> str:
    """Return the missing figures (*folkmängd den 30 juni 2014*), or that none would help."""
    if not missing.needs:
        return phrase("no-weight", language)
    return ", ".join(needed(need, missing.party, agreement, language) for need in missing.needs)


def needed(need: Need, party: str, agreement: Agreement, language: Language) -> str:
    """Return a missing figure of a party, and why it cannot be used if it is stated."""
    said = of_whom(need, party, agreement, language)
    if need.stated is None:
        return said
    number = figure_number(need.statistic, need.stated, language)
    return f"{said} {phrase('cannot-serve', language, number=number)}"


def of_whom(figure: Figure | Need, party: str, agreement: Agreement, language: Language) -> str:
    """Return the name and day of a figure, and its subject if that is another party.

    The municipality code by which a figure is looked up is shown if it is not the party's id.
    """
    statistic = statistic_name(figure.statistic, language)
    on = day(figure.reference_date, language)
    if figure.subject == party:
        return phrase("on-day", language, statistic=statistic, day=on)
    subject = subject_of(agreement.parties, figure.subject, figure.reference_date)
    return phrase("figure-of", language, statistic=statistic, party=subject, day=on)
