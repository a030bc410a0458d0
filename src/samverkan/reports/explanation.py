"""The explanation of a fee as text: each step with its citations, and the sources."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never, cast

import attrs

from ..agreements.state import Member
from ..core import money, periods
from ..core.figures import Figure
from ..core.money import Rounding
from ..core.parties import subject_of
from ..core.parts import inside
from ..core.sources import Source
from ..errors.texts import Language, an_instance
from ..fees.assessments import Assessment, Fee
from ..fees.columns import stated_for
from ..fees.explanations import Explanation
from ..fees.steps import (
    Addition,
    Paid,
    Portion,
    Step,
    bases_of,
    key_of,
    served,
)
from ..funding.bases import Basis
from ..funding.instalments import Instalments
from ..funding.keys import ByWeight, Equally, decimals_of
from ..funding.links import Link
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Rate,
    Remainder,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from . import words
from .blocks import Block, Items, Paragraph, Title, Tree, items_from
from .clauses import days_text, how_rounded, link_text, part_text, rate_text
from .dues import instalment
from .fees import assumed_of_others, fees_head, lines_without_fees
from .html import html
from .markdown import markdown
from .outlines import outline
from .rules import Rules
from .words import WIDTH, decision_text, page, phrase

_MOST_PORTIONS = 12
"""The largest number of parts of a year that are told one by one."""


def explanation_text(
    explanation: Explanation, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return the explanation of a fee as text, from the amount down to its numbered sources.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> print(
    ...     explanation_text(tree, language="en").splitlines()[0].replace("\N{NO-BREAK SPACE}", " ")
    ... )
    Nacka kommun (0182), fee for 2015: SEK 142,773.00
    """
    an_instance("explanation", explanation, Explanation)
    return page(Explainer(explanation, language).lines(), width)


def explanation_html(explanation: Explanation, language: Language = "sv") -> str:
    """Return the explanation of a fee as HTML that is safe in any page, its steps to be folded.

    It says what :func:`samverkan.reports.explanation_text` says.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> for line in (
    ...     explanation_html(tree, "en").replace("\N{NO-BREAK SPACE}", " ").splitlines()[:2]
    ... ):
    ...     print(line)
    <div class="samverkan" lang="en" dir="ltr">
    <p class="title"><strong>Nacka kommun (0182), fee for 2015: SEK 142,773.00</strong></p>
    """
    return html(explanation_blocks(explanation, language), language)


def explanation_markdown(explanation: Explanation, language: Language = "sv") -> str:
    r"""Return the explanation of a fee as Markdown, its steps as lists inside lists.

    It says what :func:`samverkan.reports.explanation_text` says.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> print(explanation_markdown(tree, "en").splitlines()[0].replace("\N{NO-BREAK SPACE}", " "))
    **Nacka kommun \(0182\)\, fee for 2015\: SEK 142\,773\.00**
    """
    return markdown(explanation_blocks(explanation, language))


def explanation_blocks(explanation: Explanation, language: Language) -> list[Block]:
    """Return what the explanation of a fee consists of."""
    an_instance("explanation", explanation, Explanation)
    return [*Explainer(explanation, language).blocks()]


def explained_fees_text(
    assessment: Assessment, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return the explanation of each fee in an assessment, then what is missing or not stated.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Trafikverket"])
    >>> print(explained_fees_text(assessment, language="en"), end="")
    No rule is stated for the following; their fee is unknown, not SEK 0:
      Trafikverket (202100-6297)
    """
    an_instance("assessment", assessment, Assessment)
    parts = [
        explanation_text(assessment.explain(fee.party), language, width=width)
        for fee in assessment.fees
    ]
    several = (assessment.missing, assessment.undated, assessment.pending, assessment.unstated)
    if not assessment.fees or any(several):
        parts.append(page(lines_without_fees(assessment, language), width))
    return "\n".join(part for part in parts if part)


def explained_fees_blocks(assessment: Assessment, language: Language) -> list[Block]:
    """Return what the explanations of an assessment consist of, then what is missing.

    The title of a single explanation has the agreement; several have a title above them.
    """
    trees = [assessment.explain(fee.party) for fee in assessment.fees]
    rest = list(outline(lines_without_fees(assessment, language)))
    if len(trees) == 1 and not rest:
        about = assessment.terms.title.in_language(language)
        return [*Explainer(trees[0], language).blocks(about)]
    found = [block for tree in trees for block in Explainer(tree, language).blocks()]
    return [*fees_head(assessment, language), *found, *rest]


@attrs.frozen
class StepWords:
    """The text about a step, a reference date or a figure, and about the parts below it.

    A table shows the same in two columns: ``label``, and ``amount`` if there is one.
    """

    said: str
    parts: tuple[StepWords, ...] = ()
    is_step: bool = False
    amount: str = ""
    marks: str = ""

    @property
    def label(self) -> str:
        """The text without the amount at its end, for a table that has a column for it."""
        said = self.said.removesuffix(self.marks)
        for sign in (": ", " = "):
            if self.amount and said.endswith(f"{sign}{self.amount}"):
                said = said.removesuffix(f"{sign}{self.amount}")
                break
        return f"{said}{self.marks}"

    @property
    def tree(self) -> Tree:
        """The same as a tree for a page."""
        parts = tuple(part.tree for part in self.parts)
        return Tree(words.set_in(self.said, 0), self.amount, parts)


class Explainer:
    """Writes one explanation, with its sources numbered document by document."""

    def __init__(self, explanation: Explanation, language: Language) -> None:
        self._explanation = explanation
        self._language = language
        self._numbers: dict[Source, int] = {}
        self._cited: set[Source] = set()
        list(self._body())  # collects the cited sources
        documents = list(dict.fromkeys(source.document for source in self._numbers))
        by_document = sorted(self._numbers, key=lambda source: documents.index(source.document))
        self._numbers = {source: number for number, source in enumerate(by_document, start=1)}
        self._cited.clear()

    def title(self) -> Iterator[str]:
        """Yield the party, year and amount, then the day of knowledge if there is one."""
        explanation, language = self._explanation, self._language
        amount = money.amount(explanation.ore, language)
        yield phrase(
            "fee-title",
            language,
            party=str(explanation.party),
            year=explanation.year,
            amount=words.if_forecast(amount, language, is_forecast=bool(explanation.assumed)),
        )
        if explanation.known_on is not None:
            yield phrase("known-on", language, day=periods.day(explanation.known_on, language))

    def blocks(self, about: str = "") -> Iterator[Block]:
        """Yield the whole explanation for a page, with the sources in order of number.

        Args:
            about: The title of the agreement, which an explanation does not know.
        """
        title, *known_on = self.title()
        yield Title(title, about)
        yield from map(Paragraph, known_on)
        yield Paragraph(phrase("computation", self._language), is_important=True)
        yield self.tree().tree
        yield Items(items_from([*self._reading(), *self._memberships()]))
        if self._numbers:
            yield Items(items_from(self._sources()), phrase("sources", self._language))

    def lines(self) -> Iterator[str]:
        """Yield the whole explanation, line by line, with the sources in order of number."""
        yield from self._body()
        if self._numbers:
            yield ""
            yield phrase("sources", self._language)
            yield from self._sources()

    def _body(self) -> Iterator[str]:
        language = self._language
        yield from self.title()
        yield ""
        yield phrase("computation", language)
        yield from _indented(self.tree(), 1)
        yield ""
        yield from self._reading()
        yield from self._memberships()

    def _sources(self) -> Iterator[str]:
        """Yield the cited sources, grouped by document."""
        for document in dict.fromkeys(source.document for source in self._numbers):
            yield words.set_in(document, 1)
            for source, number in self._numbers.items():
                if source.document == document:
                    yield words.set_in(
                        f"[{number}]\N{NO-BREAK SPACE}{place_of(source, self._language)}", 2
                    )

    def tree(self) -> StepWords:
        """Return the text about each step, from the amount down to its figures."""
        tree = self._step(self._explanation.step, self._explanation.memberships[0])
        if not self._explanation.assumed:
            return tree
        others = tuple(map(StepWords, assumed_of_others(self._explanation, self._language)))
        if not others:
            return tree
        told = StepWords(phrase("assumed-of-others", self._language), others)
        return attrs.evolve(tree, parts=(*tree.parts, told))

    @property
    def numbers(self) -> dict[Source, int]:
        """The sources cited so far, each with its number."""
        return {source: number for source, number in self._numbers.items() if source in self._cited}

    @property
    def has_gaps(self) -> bool:
        """Whether sources are left out, so that numbers are missing among those cited so far."""
        return sorted(self.numbers.values()) != [*range(1, len(self.numbers) + 1)]

    def cited(self) -> dict[str, dict[str, list[str]]]:
        """Return the documents cited so far, each with its places and their numbers in brackets."""
        found: dict[str, dict[str, list[str]]] = {}
        for source, number in self.numbers.items():
            place = source.place or phrase("whole-document", self._language)
            found.setdefault(source.document, {}).setdefault(place, []).append(f"[{number}]")
        return found

    def labelled(self) -> StepWords:
        """Return the text about each step and figure without sources: a part for each input."""
        return self._labelled(self._explanation.step, self._explanation.memberships[0])

    def assumed(self) -> list[str]:
        """Return the text about each figure that is assumed, without sources."""
        first = self._explanation.memberships[0]
        return [self._figure_itself(figure, first) for figure in self._explanation.assumed]

    def _labelled(self, part: Step | Figure, member: Member) -> StepWords:
        if isinstance(part, Figure):
            return StepWords(self._figure_itself(part, member))
        member = self._member_for(part, member)
        said = _said(part, member, self._explanation.year, self._language)
        parts = tuple(self._labelled(each, member) for each in part.inputs)
        return StepWords(said, parts, is_step=True, amount=_amount(part, self._language))

    def _member_for(self, step: Step, member: Member) -> Member:
        """Return the membership that counts for a step and the parts below it."""
        if isinstance(step.by, Portion):
            return self._member_of(step.by)
        return step.by if isinstance(step.by, Member) else member

    def _step(self, step: Step, member: Member) -> StepWords:
        member = self._member_for(step, member)
        said = _said(step, member, self._explanation.year, self._language)
        # No rule states that parts of the year are added.
        marks = "" if step.by == Addition() else self._marks(_sources_of(step))
        said += marks
        parts = [StepWords(said) for basis in bases_of(step) for said in self._basis(basis, step)]
        if isinstance(step.by, Indexed) and step.by.link is not None:
            parts.append(StepWords(self._link(step.by.link)))
        if isinstance(step.by, Paid):
            lines = Rules(self._language).lines(step.by.rule, 0)
            parts += _told_from([*lines])
        parts += self._below(list(_told_below(step)), member)
        amount = _amount(step, self._language)
        return StepWords(said, tuple(parts), is_step=True, amount=amount, marks=marks)

    def _member_of(self, portion: Portion) -> Member:
        """Return the membership that counts for a part of the year; a month may begin before it."""
        memberships = self._explanation.memberships
        those = (each for each in memberships if each.period.overlap(portion.period) is not None)
        return next(those, memberships[0])

    def _below(self, parts: list[Step | Figure], member: Member) -> Iterator[StepWords]:
        """Yield the text about each part; about many parts of a year, month by month."""
        if _portions(parts) <= _MOST_PORTIONS:
            yield from (self._part(part, member) for part in parts)
            return
        yield StepWords(phrase("portions-by-month", self._language, count=len(parts)))
        yield self._part(parts[0], member)
        for _, several in itertools.groupby(_steps(parts[1:-1]), key=_month_of):
            month = list(several)
            yield self._month(month) if len(month) > 1 else self._step(month[0], member)
        yield self._part(parts[-1], member)

    def _month(self, steps: list[Step]) -> StepWords:
        """Return the text about parts of one month: their sum, and the first and last of them."""
        language = self._language
        portions = [step.by for step in steps if isinstance(step.by, Portion)]
        ends = (("first-portion", portions[0], steps[0]), ("last-portion", portions[-1], steps[-1]))
        first, last = portions[0].period, portions[-1].period
        kronor = sum((step.kronor for step in steps), Fraction(0))
        said = phrase(
            "portions",
            language,
            days=sum(portion.parts[0] for portion in portions),
            of=portions[0].parts[1],
            first_day=periods.day(first.first_day, language, year=False),
            last_day=periods.day(last.last_day or last.first_day, language),
            count=len(steps),
            amount=money.exact_amount(*kronor.as_integer_ratio(), language),
        )
        cited = (fact.sources for step in steps for fact in step.facts())
        marks = self._marks(tuple(dict.fromkeys(each for sources in cited for each in sources)))
        parts = [
            StepWords(
                phrase(
                    name,
                    language,
                    said=_said(part, self._member_of(by), self._explanation.year, language),
                )
            )
            for name, by, step in ends
            for part in _steps_of(step)
        ]
        amount = money.exact_amount(*kronor.as_integer_ratio(), language)
        return StepWords(f"{said}{marks}", tuple(parts), is_step=True, amount=amount, marks=marks)

    def _part(self, part: Step | Figure, member: Member) -> StepWords:
        return (
            StepWords(self._figure(part, member))
            if isinstance(part, Figure)
            else self._step(part, member)
        )

    def _basis(self, basis: Basis, step: Step) -> Iterator[str]:
        """Yield the days of a basis, and what is used in its place as long as it is not known."""
        for date in days_text(basis.reference_date, self._language):
            yield f"{date}{self._marks(basis.sources)}"
        for each in served(step, self._explanation.year):
            if each.basis == basis and each.by is not each.basis:
                name = "not-known-yet" if step.share is None else "not-known-of-all"
                yield phrase(name, self._language)
                yield from self._basis(attrs.evolve(each.by, fallback=None), step)

    def _link(self, link: Link) -> str:
        return f"{link_text(link, self._language)}{self._marks(link.sources)}"

    def _figure(self, figure: Figure, member: Member) -> str:
        return f"{self._figure_itself(figure, member)}{self._marks(figure.sources)}"

    def _figure_itself(self, figure: Figure, member: Member) -> str:
        language = self._language
        parties = (member.party, *(party for _, party in member.line))
        status = words.status_text(figure, language)
        if figure.published_on not in {None, figure.assumed_from}:
            published = periods.day(figure.published_on, language)
            status += phrase("published", language, day=published)
        return phrase(
            "figure",
            language,
            statistic=words.capital(words.statistic_name(figure.statistic, language)),
            subject=subject_of(parties, figure.subject, figure.reference_date),
            day=periods.day(figure.reference_date, language),
            value=words.figure_number(figure.statistic, figure.value, language),
            status=status,
        )

    def _reading(self) -> Iterator[str]:
        reading, language = self._explanation.reading, self._language
        said = phrase("chosen", language, name=reading.name)
        yield words.set_in(f"{said}{self._marks(reading.sources)}", 0)
        if reading.reason is not None:
            yield words.set_in(reading.reason.in_language(language), 1)
        funding = reading.funding
        said = words.PRORATIONS[funding.proration].in_language(language)
        yield words.set_in(f"{said}{self._marks(funding.sources)}", 0)
        if funding.instalments is not None:
            yield from self._payment_plan(funding.instalments)

    def _payment_plan(self, plan: Instalments) -> Iterator[str]:
        """Yield the parts in which the fee is paid, each with its day and its amount."""
        language, explanation = self._language, self._explanation
        title = words.if_forecast(
            phrase("payment-plan", language), language, is_forecast=bool(explanation.assumed)
        )
        yield words.set_in(f"{title}{self._marks(plan.sources)}", 0)
        fee = Fee(explanation.party.id, explanation.year, explanation.ore)
        for part, each in zip(plan.parts, fee.instalments(plan), strict=True):
            what = instalment(part, periods.day(each.due_on, language), language)
            amount = money.amount(each.ore, language)
            yield words.set_in(phrase("amount-of", language, what=what, amount=amount), 1)

    def _memberships(self) -> Iterator[str]:
        """Yield the days of each membership of the party, and the decision behind it."""
        language = self._language
        for member in self._explanation.memberships:
            said = f"{self._days_of(member)}; {decision_text(member.joined_by.decision, language)}"
            yield words.set_in(f"{said}{self._marks(member.joined_by.sources)}", 0)
            accession, charged_to = member.accession, member.accession.charged_to
            for before, after, succession in zip(
                member.line, member.line[1:], member.successions[:-1], strict=False
            ):
                day = periods.day(succession.first_day, language)
                names = {"party": after[1].name, "before": before[1].name}
                said = phrase("succeeded", language, day=day, **names)
                said += f"; {decision_text(succession.decision, language)}"
                said += self._marks(succession.sources)
                yield words.set_in(said, 1)
            if member.successions:  # ``charged_to`` is about the first party only
                joined = phrase("joined-first", language, party=member.line[0][1].name)
                said = f"{joined}; {decision_text(accession.decision, language)}"
                yield words.set_in(f"{said}{self._marks(accession.sources)}", 1)
            elif charged_to is not None:
                to = charged_to.in_language(language)
                yield words.set_in(phrase("charged-to", language, to=to), 1)

    def _days_of(self, member: Member) -> str:
        language, last_day = self._language, member.period.last_day
        since = periods.day(member.period.first_day, language)
        said = phrase("member-since", language, day=since)
        if last_day is not None:
            until = periods.day(last_day, language)
            said += f" {phrase('member-until', language, day=until)}"
        if member.successions:
            before = member.line[-2][1].name
            said += phrase("in-place-of", language, party=before)
        return said

    def _marks(self, sources: tuple[Source, ...]) -> str:
        if not sources:
            said = phrase("no-source", self._language).replace(" ", "\N{NO-BREAK SPACE}")
            return f" [{said}]"
        numbers = self._numbers
        self._cited.update(sources)
        cited = sorted(numbers.setdefault(source, len(numbers) + 1) for source in sources)
        return "".join(f"\N{NO-BREAK SPACE}[{number}]" for number in cited)


def _told_from(lines: Sequence[str]) -> list[StepWords]:
    """Return indented lines as texts with the lines below them as parts."""
    found: list[StepWords] = []
    for place, line in enumerate(lines):
        said = line.lstrip(" ")
        if len(said) == len(line):
            below = itertools.takewhile(lambda each: each.startswith("  "), lines[place + 1 :])
            found.append(StepWords(said, tuple(_told_from([each[2:] for each in below]))))
    return found


def _indented(told: StepWords, depth: int) -> Iterator[str]:
    yield words.set_in(told.said, depth)
    for part in told.parts:
        yield from _indented(part, depth + 1)


def place_of(source: Source, language: Language) -> str:
    """Return the place, quote, remark and address of a source."""
    left = "”" if language == "sv" else "“"
    parts = [
        source.place,
        source.quote and f"{left}{source.quote}”",
        source.remark and f"({source.remark.in_language(language)})",
        source.address and f"<{source.address}>",
    ]
    return " ".join(part for part in parts if part) or phrase("whole-document", language)


def _sources_of(step: Step) -> tuple[Source, ...]:
    """Return the sources that a step cites."""
    rule = step.by
    if isinstance(rule, Portion):
        return rule.reading.sources
    if isinstance(rule, Member):
        return rule.joined_by.sources
    cited = list(rule.sources)
    key = key_of(step)
    if isinstance(key, (Equally, ByWeight)):  # a basis cites its own sources
        cited += key.sources
    if isinstance(rule, Indexed) and rule.rounding is not None:
        cited += rule.rounding.sources
    return tuple(dict.fromkeys(cited))


def _told_below(step: Step) -> Iterator[Step | Figure]:
    """Yield the inputs of a step, except plain amounts that its own text states.

    These are the stated limits of a bound and a stated total. An amount with its own sources is
    not plain.
    """
    untold = (Split, Shares, Share, Rate, Part, Remainder, ByYear, EntryFee)
    told = (
        0
        if isinstance(step.by, untold)
        else 1
        if isinstance(step.by, Bounded)
        else len(step.inputs)
    )
    for place, part in enumerate(step.inputs):
        plain = isinstance(part, Step) and isinstance(part.by, Fixed) and not part.by.sources
        if place < told or not plain:
            yield part


def _said(  # noqa: C901, PLR0911 - one for each
    step: Step, member: Member, year: int, language: Language
) -> str:
    """Return the text about a step: the operation and the amount."""
    rule, amount = step.by, _amount(step, language)
    match rule:
        case Rounding():
            return phrase("rounded", language, **how_rounded(rule, language), amount=amount)
        case Portion():
            return _portion(rule, amount, language)
        case Member():
            return phrase("by-membership", language, party=rule.party.name, amount=amount)
        case ByGroup():
            return _chosen(rule, step, member, language)
        case Split() | Shares() | Share():
            return _divided(rule, step, member, year, language)
        case Sum() | Addition():
            count = len(rule.rules) if isinstance(rule, Sum) else len(step.inputs)
            return phrase("sum", language, count=count, amount=amount)
        case Paid():
            return _paid(step, language)
        case PerParty():
            name = "per-party" if _names_one_of(rule, member) else "per-party-others"
            return phrase(name, language, amount=amount)
        case EntryFee() | ByYear() | Part() | Remainder():
            return _of_another(rule, step, year, language)
        case Rate() | Fixed() | Bounded() | Stepped() | Indexed():
            return _of_one(rule, step, year, language)
        case _:
            assert_never(rule)


def _chosen(rule: ByGroup, step: Step, member: Member, language: Language) -> str:
    """Return the text about a rule for a group or kind, or a separately rounded part of it."""
    named = bool(rule.groups)
    name = "for-group" if _group(member, named=named) is not None else "for-kind"
    chosen = stated_for(rule, member)
    given = _steps_of(step)
    if isinstance(given[0].by, Rounding):
        given = _steps_of(given[0])
    if any(each.by != chosen for each in given):
        name = f"part-{name}"
    who = _class(member, language, named=named)
    return phrase(name, language, who=who, amount=_amount(step, language))


def _names_one_of(rule: PerParty, member: Member) -> bool:
    """Return whether a rule names a member or one of its predecessors."""
    named = {party for party, _ in rule.kronor}
    return not named.isdisjoint({member.party.id, *(party.id for _, party in member.line)})


def _of_another(
    rule: EntryFee | ByYear | Part | Remainder, step: Step, year: int, language: Language
) -> str:
    """Return the text about a rule that takes the amount of another, or a part of it."""
    amount, inner = _amount(step, language), _steps_of(step)
    match rule:
        case EntryFee():
            is_again = bool(inner) and inner[0].by == rule.again
            name = "entry-fee-again" if is_again else "entry-fee" if inner else "no-entry-fee"
            return phrase(name, language, amount=amount)
        case ByYear():
            name = "for-later-year" if year > rule.years[-1][0] else "for-year"
            return phrase(name, language, year=year, amount=amount)
        case Part():
            name = "part-of" if rule.less is None else "discount"
            part = part_text(rule.part if rule.less is None else rule.less, language)
            total = _amount(inner[0], language)
            return phrase(name, language, part=part, total=total, amount=amount)
        case Remainder():
            total = _amount(inner[0], language)
            return phrase("remainder", language, total=total, amount=amount)
        case _:
            assert_never(rule)


def _paid(step: Step, language: Language) -> str:
    payers, members = step.share or (0, 0)
    return phrase("paid", language, count=payers, of=members, amount=_amount(step, language))


def _of_one(
    rule: Rate | Fixed | Bounded | Stepped | Indexed, step: Step, year: int, language: Language
) -> str:
    """Return the text about a rule whose amount is independent of other payers."""
    match rule:
        case Rate():
            return _product(rule, step, year, language)
        case Fixed():
            return phrase("fixed", language, amount=_amount(step, language))
        case Bounded():
            return _bounded(rule, step, language)
        case Stepped():
            return _stepped(rule, step, year, language)
        case Indexed():
            return _indexed(rule, step, language)
        case _:
            assert_never(rule)


def _divided(
    rule: Split | Shares | Share, step: Step, member: Member, year: int, language: Language
) -> str:
    """Return the text about a rule that divides an amount among all payers."""
    if isinstance(rule, Share):
        return _part(rule, step, language)
    divided = _split(step, year, language)
    if isinstance(rule, Split) or step.share is None:
        return divided
    return f"{words.capital(_class(member, language, named=bool(rule.groups)))}: {divided}"


def _part(rule: Share, step: Step, language: Language) -> str:
    """Return the text about the part of an amount that a class bears, in whole öre."""
    [total], amount = _steps_of(step), _amount(step, language)
    said = {
        "part": part_text(rule.part, language),
        "total": _amount(total, language),
        "amount": amount,
    }
    exact = rule.part * total.kronor
    if exact == step.kronor:
        return phrase("part-of", language, **said)
    about = money.exact_amount(*exact.as_integer_ratio(), language)
    return phrase("part-rounded", language, **said, exact=about)


def _amount(step: Step, language: Language) -> str:
    return money.exact_amount(*step.kronor.as_integer_ratio(), language)


def _steps_of(step: Step) -> list[Step]:
    return _steps(step.inputs)


def _steps(parts: Iterable[Step | Figure]) -> list[Step]:
    return [part for part in parts if isinstance(part, Step)]


def _portions(parts: Iterable[Step | Figure]) -> int:
    """Return how many of the parts are parts of a year."""
    return sum(isinstance(step.by, Portion) for step in _steps(parts))


def _month_of(step: Step) -> dt.date | None:
    """Return the month in which a part of a year begins."""
    return step.by.period.first_day.replace(day=1) if isinstance(step.by, Portion) else None


def _figures_of(step: Step) -> list[Figure]:
    return [part for part in step.inputs if isinstance(part, Figure)]


def _group(member: Member, *, named: bool) -> str | None:
    """Return the group of a member if the rule names groups, else None."""
    return member.accession.group if named else None


def _class(member: Member, language: Language, *, named: bool) -> str:
    kind = words.KINDS[member.party.kind].in_language(language)
    return _group(member, named=named) or kind


def _portion(portion: Portion, amount: str, language: Language) -> str:
    count, of = portion.parts
    first, last = portion.period.first_day, portion.period.last_day or portion.period.first_day
    span = {
        "first_day": periods.day(first, language, year=False),
        "last_day": periods.day(last, language),
    }
    name = "portion" if portion.months is None else "portion-months"
    return phrase(name, language, count=count, of=of, amount=amount, **span)


def _product(rule: Rate, step: Step, year: int, language: Language) -> str:
    rate = rule.kronor_per_unit
    kronor = _steps_of(step)[0].kronor if not isinstance(rate, Decimal) else Fraction(rate)
    used = [each.figures for each in served(step, year)]
    said = rate_text(kronor, rule, language)
    factors = " × ".join(_taken(figures, language) for figures in used)
    amount = _amount(step, language)
    if said is not None:
        return phrase("product", language, rate=said, factors=factors, amount=amount)
    statistic = words.capital(rule.of[0].statistic.name.in_language(language))
    name = "figure-itself" if sum(map(len, used)) == 1 else "figures-multiplied"
    return phrase(name, language, statistic=statistic, factors=factors, amount=amount)


def _taken(figures: list[Figure], language: Language) -> str:
    """Return a figure with its unit, or the mean of several."""
    if len(figures) == 1:
        return words.counted(figures[0], language)
    numbers = [each.statistic.number(each.value) for each in figures]
    statistic = figures[0].statistic
    written = [
        words.figure_number(statistic, each.value, language)
        if statistic.in_kronor
        else money.decimal(number, language)
        for each, number in zip(figures, numbers, strict=True)
    ]
    units = "" if statistic.in_kronor else f" {statistic.units.in_language(language)}"
    said = f"({' + '.join(written)}) / {len(figures)}"
    return f"{said}{units}"


def _split(step: Step, year: int, language: Language) -> str:
    key, amount = key_of(step), _amount(step, language)
    if key is None or step.share is None:
        return _how_divided(step, language)
    total = _amount(_steps_of(step)[0], language)
    weight, of = (
        money.decimal(money.scaled(number, decimals_of(key)), language) for number in step.share
    )
    if isinstance(key, tuple):
        units = " × ".join(basis.statistic.units.in_language(language) for basis in key)
        # For a mean the figures are only added, which gives the same share.
        days = math.prod(len(figures) for _, _, figures in served(step, year))
        said = {"weight": weight, "of": of, "units": units, "amount": amount, "total": total}
        name = "by-figure" if days == 1 else "by-figure-of-days"
        return phrase(name, language, **said, count=days)
    name = "equally" if isinstance(key, Equally) else "by-weight"
    return phrase(name, language, weight=weight, of=of, amount=amount, total=total)


def _how_divided(step: Step, language: Language) -> str:
    """Return that a division loses no öre, and its step if that is not one öre."""
    rule, amount = cast("Split | Shares", step.by), _amount(step, language)
    size = money.amount(rule.step_ore, language)
    name = "divided-in-steps" if rule.step_ore > 1 else "divided"
    said = phrase(name, language, step=size, amount=amount)
    gained = step.kronor - sum((part.kronor for part in _steps_of(step)), Fraction(0))
    if abs(gained) * 100 < rule.step_ore or next(inside(rule.total, Remainder), None) is None:
        return said
    counted = money.exact_amount(*gained.as_integer_ratio(), language)
    return phrase("with-gained", language, said=said, amount=counted)


def _bounded(rule: Bounded, step: Step, language: Language) -> str:
    _, *limits = (_amount(part, language) for part in _steps_of(step))
    names = ["at-least"] * (rule.floor is not None) + ["at-most"] * (rule.cap is not None)
    told = (phrase(n, language, amount=limit) for n, limit in zip(names, limits, strict=True))
    bounds = words.capital(", ".join(told))
    return phrase("bounded", language, bounds=bounds, amount=_amount(step, language))


def _stepped(rule: Stepped, step: Step, year: int, language: Language) -> str:
    [(_, _, figures)] = served(step, year)
    numbers = [Fraction(each.statistic.number(each.value)) for each in figures]
    size = sum(numbers, Fraction(0)) / len(numbers)
    below = [above for above, _ in rule.above if Fraction(above) < size]
    rest = [above for above, _ in rule.above if Fraction(above) >= size]
    name = "up-to" if not below else "between" if rest else "above"
    low, high = (below or [Decimal(0)])[-1], (rest or [Decimal(0)])[0]
    return phrase(
        name,
        language,
        low=money.decimal(low, language),
        high=money.decimal(high, language),
        units=figures[0].statistic.units.in_language(language),
        amount=_amount(step, language),
    )


def _indexed(rule: Indexed, step: Step, language: Language) -> str:
    base, amount = _amount(_steps_of(step)[0], language), _amount(step, language)
    numbers = [f.statistic.number(f.value) for f in _figures_of(step)]
    if not numbers:
        return phrase("not-indexed", language, year=rule.base_year, amount=amount)
    if rule.method is IndexMethod.LEVEL:
        levels = iter(money.decimal(number, language) for number in numbers)
        pairs = zip(levels, levels, strict=True)
        factors = " × ".join(f"{second}/{first}" for first, second in pairs)
    else:
        factors = " × ".join(_change(number, language) for number in numbers)
    if rule.rounding is None:
        return phrase("indexed", language, base=base, factors=factors, amount=amount)
    each_year = rule.method is IndexMethod.CHAINED_ROUNDED
    return phrase(
        "indexed-each-year" if each_year else "indexed-rounded",
        language,
        base=base,
        factors=factors,
        **how_rounded(rule.rounding, language),
        amount=amount,
    )


def _change(percent: Decimal, language: Language) -> str:
    """Return a change in per cent as a factor: (1 + 2,7 %)."""
    sign = "−" if percent < 0 else "+"
    return f"(1 {sign} {money.decimal(percent.copy_abs(), language)} %)"
