"""Assessments, explanations, deadlines and findings as text for people, in Swedish and English.

Amounts for people are grouped with a no-break space and have a decimal comma in Swedish:
142 773,00 kr; in English SEK 142,773.00.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from . import _formats, _wording
from ._explainer import Explainer
from ._forum_lines import ForumLines
from ._law_lines import DeadlineLines, finding_lines
from ._wording import phrase
from .assessments import Assessment, Missing
from .errors import SamverkanError
from .explanations import Explanation
from .figures import Figure, FigureStatus
from .findings import Finding
from .forums import forum_on
from .governance import OperatingMode
from .ledgers import Settlement
from .modes import ModeLog
from .states import State
from .sweden.calendar import TimeLimit
from .sweden.decision_dates import DecisionDates
from .texts import Language

__all__ = [
    "claims_text",
    "deadlines_text",
    "error_text",
    "explained_text",
    "fees_text",
    "findings_text",
    "governance_text",
    "missing_line",
    "missing_text",
    "text",
    "time_limit_text",
    "who_text",
    "why_no_fees",
]


def text(explanation: Explanation, language: Language = "sv") -> str:
    """Return an explanation as text, down to its numbered sources.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> print(text(tree, language="en").splitlines()[0].replace("\N{NO-BREAK SPACE}", " "))
    Nacka kommun (0182), fee for 2015: SEK 142,773.00
    """
    return "".join(f"{line}\n" for line in Explainer(explanation, language).lines())


def fees_text(assessment: Assessment, language: Language = "sv") -> str:
    """Return the fees of a year as a table, with what is missing or not stated after it.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2014, figures=figures)
    >>> print(fees_text(assessment, language="en").splitlines()[-1])
    No fees for 2014: the agreement is in force from 1 January 2015.
    """
    return "".join(f"{line}\n" for line in _table(assessment, language))


def _table(assessment: Assessment, language: Language) -> Iterator[str]:
    yield phrase("fees-title", language, year=assessment.year)
    yield assessment.terms.title.in_language(language)
    if assessment.known_on is not None:
        yield phrase("known-on", language, day=_formats.day(assessment.known_on, language))
    if assessment.reading is not None:
        yield phrase("reading", language, name=assessment.reading)
    yield ""
    if assessment.fees:
        yield from _rows(assessment, language)
        yield ""
    yield from _none(assessment, language)


def _rows(assessment: Assessment, language: Language) -> Iterator[str]:
    weak = {fee.party: _second_hand(assessment, fee.party) for fee in assessment.fees}
    rows = [
        (
            str(assessment.agreement.party(fee.party)),
            _formats.amount(fee.ore, language),
            " *" if weak[fee.party] else "",
        )
        for fee in assessment.fees
    ]
    unknown = assessment.missing or assessment.undated
    kind = "subtotal-of" if unknown else "total-of"
    total = phrase(kind, language, count=len(rows))
    sum_of = _formats.amount(assessment.subtotal_ore, language)
    names = max(len(name) for name, _, _ in [*rows, (total, "", "")])
    amounts = max(len(amount) for _, amount, _ in [*rows, ("", sum_of, "")])
    for name, amount, mark in rows:
        yield f"  {name:{names}}  {amount:>{amounts}}{mark}"
    yield f"  {'-' * (names + 2 + amounts)}"
    yield f"  {total:{names}}  {sum_of:>{amounts}}"
    for figure in dict.fromkeys(figure for figures in weak.values() for figure in figures):
        about = _wording.of_whom(figure, "", assessment.agreement, language)
        yield f"  {phrase('second-hand', language, figures=about)}"


def _second_hand(assessment: Assessment, party: str) -> tuple[Figure, ...]:
    """Return the figures behind a fee that nobody has checked."""
    figures = assessment.explain(party).figures()
    return tuple(figure for figure in figures if figure.status is FigureStatus.SECONDARY)


def missing_text(assessment: Assessment, language: Language = "sv") -> str:
    """Return what is missing as text: each party by name, with the figures that it needs.

    Parties whose accession has no recorded decision stand there, too, where a day of
    knowledge is asked for. The text is empty where nothing is missing.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_text(assessment, language="en").splitlines()[1].strip())
    Vaxholms kommun (0187): population on 30 June 2014 is missing
    """
    lines: list[str] = []
    if assessment.missing:
        what = "total" if _of_several(assessment) else "fee"
        why = "unknown" if any(missing.needs for missing in assessment.missing) else "indivisible"
        lines.append(phrase(f"{what}-{why}", language, count=len(assessment.missing)))
        lines += [f"  {_needs(assessment, missing, language)}" for missing in assessment.missing]
    if assessment.undated and assessment.known_on is not None:
        day = _formats.day(assessment.known_on, language)
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
    return "".join(f"{line}\n" for line in lines)


def _of_several(assessment: Assessment) -> bool:
    return assessment.chosen is None or len(assessment.chosen) > 1


def missing_line(assessment: Assessment, language: Language = "sv") -> str:
    """Return the parties whose fee is not known, a line for each reason.

    The text is empty where every fee that was asked for is known.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_line(assessment, language="en"), end="")
    Missing figures: Vaxholms kommun (0187).
    """
    reasons = {
        "missing-line": [missing.party for missing in assessment.missing if missing.needs],
        "indivisible-line": [each.party for each in assessment.missing if not each.needs],
        "undated-line": list(assessment.undated),
        "not-members": _not_members(assessment),
    }
    lines = []
    for name, parties in reasons.items():
        if parties:
            names = ", ".join(str(assessment.agreement.party(party)) for party in parties)
            lines.append(phrase(name, language, parties=names, year=assessment.year))
    return "".join(f"{line}\n" for line in lines)


def _not_members(assessment: Assessment) -> list[str]:
    """Return who was asked for and is no member in the year, as far as was known."""
    told = {fee.party for fee in assessment.fees} | {m.party for m in assessment.missing}
    told |= {*assessment.unstated, *assessment.undated}
    return sorted((assessment.chosen or frozenset()) - told)


def _needs(assessment: Assessment, missing: Missing, language: Language) -> str:
    party = assessment.agreement.party(missing.party)
    figures = _wording.lacking(missing, assessment.agreement, language)
    if not missing.needs:
        return f"{party}: {figures}"
    return phrase("need", language, party=str(party), figures=figures)


def explained_text(assessment: Assessment, language: Language = "sv") -> str:
    """Return each fee of an assessment explained, then what is missing or not stated.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Trafikverket"])
    >>> print(explained_text(assessment, language="en"), end="")
    No rule is stated for the following; their fee is unknown, not SEK 0:
      Trafikverket (202100-6297)
    """
    parts = [text(assessment.explain(fee.party), language) for fee in assessment.fees]
    parts.append("".join(f"{line}\n" for line in _none(assessment, language)))
    return "\n".join(part for part in parts if part)


def claims_text(settlement: Settlement, language: Language = "sv") -> str:
    """Return claims as text, each with its day and cause, then what nobody can say.

    >>> import datetime as dt
    >>> from samverkan.decisions import Decision
    >>> from samverkan.ledgers import Ledger, settle
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> print(claims_text(settlement, language="en").splitlines()[1])
      13 April 2015: accession, decided on 13 April 2015
    """
    lines: list[str] = []
    for claim in settlement:
        agreement = settlement.assessments[0].agreement
        party = agreement.party(claim.party)
        amount = _formats.amount(claim.ore, language)
        name = "claim" if claim.ore > 0 else "credit"
        lines.append(phrase(name, language, party=str(party), year=claim.year, amount=amount))
        day = _formats.day(claim.known_on, language)
        causes = (_wording.cause(c, claim.party, agreement, language) for c in claim.causes)
        lines += _formats.wrapped(f"{day}: {'; '.join(causes)}", 1)
    amount = _formats.amount(settlement.total_ore, language)
    lines.append(phrase("claims-total", language, count=len(settlement), amount=amount))
    rest = "".join(missing_text(each, language) for each in settlement.assessments)
    return "".join(f"{line}\n" for line in lines) + (f"\n{rest}" if rest else "")


def time_limit_text(limit: TimeLimit, language: Language = "sv") -> str:
    """Return a time limit as text: its last day, and how that was counted and moved.

    >>> import datetime as dt
    >>> from samverkan.sweden.decision_dates import validate_dates
    >>> limit = validate_dates(announced_on=dt.date(2015, 5, 29)).appeal
    >>> print(time_limit_text(limit, language="en").splitlines()[2].strip()[:29])
    19 June 2015 is Midsummer Eve
    """
    lines = DeadlineLines(language)
    counted = list(lines.of_limit(limit, phrase("time-limit", language)))
    return "".join(f"{line}\n" for line in (*counted, *lines.cited()))


def deadlines_text(dates: DecisionDates, language: Language = "sv") -> str:
    """Return the deadlines of a decision as text, with how each was found, and the findings.

    >>> import datetime as dt
    >>> from samverkan.sweden.decision_dates import validate_dates
    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> print(deadlines_text(dates, language="en").splitlines()[4][:55])
    Legal force: from Tuesday 5 May 2015, if nobody appeals
    """
    return "".join(f"{line}\n" for line in DeadlineLines(language).of_dates(dates))


def findings_text(findings: Iterable[Finding], language: Language = "sv") -> str:
    """Return findings as text: what is the matter, what to do, and what it rests on.

    >>> import datetime as dt
    >>> from samverkan.sweden.decision_dates import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> print(findings_text(dates.findings, language="en").splitlines()[0])
    ERROR APPROVED_BEFORE_MEETING
    """
    lines = list(finding_lines(findings, language)) or [phrase("no-findings", language)]
    return "".join(f"{line}\n" for line in lines)


def governance_text(
    state: State,
    *,
    on: dt.date,
    mode: OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return how an agreement is governed on a day as text: its levels, and its forums on them.

    Args:
        state: What was known of the agreement.

        on: The day.

        mode: The mode whose seats are shown; where None, that of the log, and of both modes where
            that is not known.

        log: The log that tells the mode of each forum on the day, or None.

        language: The language of the text.

    >>> from samverkan.stockholm import agreement
    >>> said = governance_text(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> print(said.splitlines()[2])
    Regional directing (directing)
    """
    lines = ForumLines(state, log, on, language).governance(mode)
    return "".join(f"{line}\n" for line in lines)


def who_text(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return who is called to a forum in a mode on a day as text: by function, never by person.

    Args:
        state: What was known of the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called; where None, that of the log, and both modes where that
            is not known.

        log: The log that tells the mode of the forum on the day, or None.

        language: The language of the text.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If there are several.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2020, 3, 1)
    >>> print(who_text(state, "regionala rådet", on=day, language="en").splitlines()[0])
    Regionala chefsgruppen on 1 March 2020, mode not known
    """
    lines = ForumLines(state, log, on, language).who(forum_on(state, forum, on=on), mode)
    return "".join(f"{line}\n" for line in lines)


def error_text(error: SamverkanError, language: Language = "sv") -> str:
    """Return what an error says, in Swedish where it has a Swedish text.

    Those that a user of the command meets have one, and the refusals of meetings and the log.

    >>> from samverkan.errors import BudgetYearError
    >>> error_text(BudgetYearError(0))
    'Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav 0.'
    """
    return str(error) if language == "en" else _wording.in_swedish(error)


def _none(assessment: Assessment, language: Language) -> Iterator[str]:
    """Return the lines about those who have no fee."""
    yield from missing_text(assessment, language).splitlines()
    yield from _unstated(assessment, language)
    why = why_no_fees(assessment, language)
    if why is not None:
        yield why


def _unstated(assessment: Assessment, language: Language) -> Iterator[str]:
    if not assessment.unstated:
        return
    yield phrase("unstated", language)
    for party in assessment.unstated:
        yield f"  {assessment.agreement.party(party)}"


def why_no_fees(assessment: Assessment, language: Language = "sv") -> str | None:
    """Return why nobody owes anything for the year, or None where somebody does or may.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> why_no_fees(assess(agreement, year=2014, figures=figures), language="en")
    'No fees for 2014: the agreement is in force from 1 January 2015.'
    """
    if assessment.fees or assessment.missing or assessment.unstated or assessment.undated:
        return None
    period, year = assessment.state.period, assessment.year
    if year < period.first_day.year:
        return phrase("before", language, year=year, day=_formats.day(period.first_day, language))
    if period.last_day is not None and period.last_day.year < year:
        return phrase("after", language, year=year, day=_formats.day(period.last_day, language))
    if assessment.known_on is not None:
        known = _formats.day(assessment.known_on, language)
        return phrase("no-members-known", language, year=year, day=known)
    return phrase("no-members", language, year=year)
