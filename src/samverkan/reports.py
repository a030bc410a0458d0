"""Assessments and explanations as text for people, in Swedish and English.

Amounts for people are grouped with a no-break space and have a decimal comma in Swedish:
142 773,00 kr; in English SEK 142,773.00.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import _wording
from ._explainer import Explainer
from ._wording import phrase
from .assessments import Assessment, Missing
from .errors import SamverkanError
from .explanations import Explanation
from .figures import Figure, FigureStatus
from .texts import Language

__all__ = [
    "error_text",
    "explained_text",
    "fees_text",
    "missing_line",
    "missing_text",
    "text",
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
    yield assessment.agreement.terms.title.in_language(language)
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
            _wording.amount(fee.ore, language),
            " *" if weak[fee.party] else "",
        )
        for fee in assessment.fees
    ]
    kind = "subtotal-of" if assessment.missing else "total-of"
    total = phrase(kind, language, count=len(rows))
    sum_of = _wording.amount(assessment.subtotal_ore, language)
    names = max(len(name) for name, _, _ in [*rows, (total, "", "")])
    amounts = max(len(amount) for _, amount, _ in [*rows, ("", sum_of, "")])
    for name, amount, mark in rows:
        yield f"  {name:{names}}  {amount:>{amounts}}{mark}"
    yield f"  {'-' * (names + 2 + amounts)}"
    yield f"  {total:{names}}  {sum_of:>{amounts}}"
    for party, figures in weak.items():
        for figure in figures:
            about = _figure_of(assessment, party, figure, language)
            yield f"  {phrase('second-hand', language, figures=about)}"


def _second_hand(assessment: Assessment, party: str) -> tuple[Figure, ...]:
    """Return the figures behind a fee that nobody has checked."""
    figures = assessment.explain(party).figures()
    return tuple(figure for figure in figures if figure.status is FigureStatus.SECONDARY)


def _figure_of(assessment: Assessment, party: str, figure: Figure, language: Language) -> str:
    return phrase(
        "figure-of",
        language,
        statistic=figure.statistic.name.in_language(language),
        party=assessment.agreement.party(party).name,
        day=_wording.day(figure.reference_date, language),
    )


def missing_text(assessment: Assessment, language: Language = "sv") -> str:
    """Return what is missing as text: each party by name, with the figures that it needs.

    The text is empty where nothing is.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_text(assessment, language="en").splitlines()[1].strip())
    Vaxholms kommun (0187): population on 30 June 2014 is missing
    """
    if not assessment.missing:
        return ""
    head = phrase("total-unknown", language, count=len(assessment.missing))
    lines = [_needs(assessment, missing, language) for missing in assessment.missing]
    return "\n".join([head, *(f"  {line}" for line in lines), ""])


def missing_line(assessment: Assessment, language: Language = "sv") -> str:
    """Return the parties whose fee is not known, in one line.

    The text is empty where every fee is known.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Vaxholm"])
    >>> print(missing_line(assessment, language="en"), end="")
    Missing figures: Vaxholms kommun (0187).
    """
    if not assessment.missing:
        return ""
    names = (str(assessment.agreement.party(missing.party)) for missing in assessment.missing)
    return phrase("missing-line", language, parties=", ".join(names)) + "\n"


def _needs(assessment: Assessment, missing: Missing, language: Language) -> str:
    party = assessment.agreement.party(missing.party)
    figures = _wording.lacking(missing.needs, language)
    return phrase("need", language, party=str(party), figures=figures)


def explained_text(assessment: Assessment, language: Language = "sv") -> str:
    """Return each fee of an assessment explained, then what is missing or not stated.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures).only(["Trafikverket"])
    >>> print(explained_text(assessment, language="en"), end="")
    No rule is stated for these parties; their fee is unknown, not SEK 0:
      Trafikverket (202100-6297)
    """
    parts = [text(assessment.explain(fee.party), language) for fee in assessment.fees]
    parts.append("".join(f"{line}\n" for line in _none(assessment, language)))
    return "\n".join(part for part in parts if part)


def error_text(error: SamverkanError, language: Language = "sv") -> str:
    """Return what an error says, in Swedish for those that a user of the command meets.

    >>> from samverkan.errors import BudgetYearError
    >>> error_text(BudgetYearError(0))
    'Ett budgetår är ett helt tal från 1800 till 2999, till exempel 2015; det angivna är 0.'
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
    if assessment.fees or assessment.missing or assessment.unstated:
        return None
    period, year = assessment.agreement.terms.period, assessment.year
    if year < period.first_day.year:
        return phrase("before", language, year=year, day=_wording.day(period.first_day, language))
    if period.last_day is not None and period.last_day.year < year:
        return phrase("after", language, year=year, day=_wording.day(period.last_day, language))
    return phrase("no-members", language, year=year)
