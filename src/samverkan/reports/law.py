"""Deadlines and findings as text and for a page, with numbered sections of law."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

import attrs

from ..agreements.agreement import Agreement
from ..core import money, periods
from ..core.fields import as_tuple
from ..core.periods import Unit
from ..errors.texts import Language, Text, an_instance, joined
from ..findings.findings import Cited, Confidence, Finding, Severity
from ..sweden.calendar import TimeLimit
from ..sweden.decision_dates import DecisionDates
from ..sweden.instrument_days import DatedDecision, dates_of_all
from ..sweden.legal_force import LegalForceGround
from ..sweden.statutes import Citation
from . import words
from .blocks import Block, Items, Paragraph, Section, Title, items_from
from .html import html
from .markdown import markdown
from .outlines import outline
from .words import WIDTH, decision_text, page, phrase

SEVERITIES = {
    Severity.ERROR: Text("FEL", "ERROR"),
    Severity.WARNING: Text("VARNING", "WARNING"),
    Severity.INFO: Text("UPPLYSNING", "INFO"),
}


CONFIDENCES = {
    Confidence.HIGH: Text("enligt lagtexten", "according to the act"),
    Confidence.MEDIUM: Text("andrahandskälla", "secondary source"),
    Confidence.LOW: Text("vår tolkning, inget känt rättsfall", "our reading, no known case"),
}


_GROUNDS = {
    LegalForceGround.PRESUMED: Text(
        "Laga kraft: från och med {day}, om ingen överklagar",
        "Legal force: from {day}, if nobody appeals",
    ),
    LegalForceGround.CERTIFIED: Text(
        "Laga kraft: från och med {day}, enligt bevis", "Legal force: from {day}, as certified"
    ),
    LegalForceGround.NOT_ANNOUNCED: Text(
        "Laga kraft: inte känd, anslagsdagen saknas",
        "Legal force: not known, the day of the notice is missing",
    ),
    LegalForceGround.NOT_ON_EVERY_BOARD: Text(
        "Laga kraft: inte känd, anslaget saknas på någon av anslagstavlorna",
        "Legal force: not known, the notice is missing on one of the notice boards",
    ),
    LegalForceGround.IMPOSSIBLE_DAYS: Text(
        "Laga kraft: ingen, dagarna är omöjliga", "Legal force: none, the days are impossible"
    ),
    LegalForceGround.NOTICE_REMOVED: Text(
        "Laga kraft: ingen, anslaget togs ned för tidigt",
        "Legal force: none, the notice was taken down too early",
    ),
    LegalForceGround.APPEALED: Text(
        "Laga kraft: inte känd, beslutet är överklagat",
        "Legal force: not known, the decision is appealed",
    ),
    LegalForceGround.TIME_RESTORED: Text(
        "Laga kraft: inte känd, tiden för överklagande är återställd",
        "Legal force: not known, the time for an appeal is restored",
    ),
    LegalForceGround.ANNULLED: Text(
        "Laga kraft: ingen, beslutet är upphävt", "Legal force: none, the decision is annulled"
    ),
    LegalForceGround.NOT_UNDER_THE_ACT: Text(
        "Laga kraft: inte känd, kommunallagen gäller inte beslut av regeringen eller domstol",
        "Legal force: not known, the Local Government Act does not apply to a decision of the "
        "government or a court",
    ),
}


_APPEALED_LATE = Text(
    "Laga kraft: från och med {day}, om ingen annan överklagar; överklagandet kom in för sent",
    "Legal force: from {day}, if nobody else appeals; the appeal came in too late",
)


_BY = Text("senast {day}", "by {day}")


_COUNTED = Text(
    "{length} {unit} från {start} går ut {end}", "{length} {unit} from {start}: ends on {end}"
)


_UNSETTLED = Text(
    "att tiden flyttas också här är vår tolkning; ingen källa avgör det",
    "our reading: the time limit also moves here; no source settles this",
)


_REST = Text("den {day} är {name}", "{day} is {name}")


_REMEDY = Text("Åtgärd", "Remedy")


_SOURCE = Text("Grund", "Basis")


_SECTIONS = Text("Lagrum", "Sections")


_LACKING = Text("okänd sista dag, {what} saknas", "last day not known, {what} is missing")


_REPORTED_DAY = Text(
    "dagen för det sammanträde där det anmäldes", "the day of the meeting to which it was reported"
)


NO_LAST_DAY = {
    LegalForceGround.NOT_ANNOUNCED: Text(
        "okänd sista dag, anslagsdagen saknas",
        "last day not known, the day of the notice is missing",
    ),
    LegalForceGround.NOT_ON_EVERY_BOARD: Text(
        "okänd sista dag, anslaget på någon av anslagstavlorna saknas",
        "last day not known, the notice on one of the notice boards is missing",
    ),
    LegalForceGround.IMPOSSIBLE_DAYS: Text(
        "ingen sista dag, anslag, justering och sammanträde står i en omöjlig ordning",
        "no last day, the order of notice, approval and meeting is impossible",
    ),
    LegalForceGround.NOTICE_REMOVED: Text(
        "ingen sista dag, anslaget togs ned för tidigt",
        "no last day, the notice was taken down too early",
    ),
    LegalForceGround.NOT_UNDER_THE_ACT: Text(
        "ingen sista dag, kommunallagen gäller inte",
        "no last day, the Local Government Act does not apply",
    ),
}


_BY_DELEGATION = Text(
    "beslut på delegation: justering och anslag gäller protokollet från det sammanträde där det "
    "anmäldes",
    "by delegation: approval and notice are those of the minutes of the meeting to which it was "
    "reported",
)


_DISPLAY = Text(
    "anslaget sitter uppe till och med {last_day} och tas ned tidigast {down_from}",
    "the notice stays up until {last_day}, inclusive, and is taken down on {down_from} at the "
    "earliest",
)


_APPROVAL = Text("Justering", "Approval of the minutes")


_NOTICE = Text("Anslag", "Notice")


_APPEAL = Text("Överklagande", "Appeal")


_MEETING_DAY = Text("sammanträdesdagen", "the day of the meeting")


_APPROVAL_DAY = Text("justeringsdagen", "the day of approval")


def time_limit_text(limit: TimeLimit, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return a time limit as text: its last day, and how that day is counted and moved.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> limit = validate_dates(announced_on=dt.date(2015, 5, 29)).appeal
    >>> print(time_limit_text(limit, language="en").splitlines()[2].strip()[:29])
    19 June 2015 is Midsummer Eve
    """
    an_instance("limit", limit, TimeLimit)
    lines = DeadlineLines(language)
    counted = list(lines.of_limit(limit, phrase("time-limit", language)))
    return page((*counted, *lines.cited()), width)


def deadlines_text(dates: DecisionDates, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return the deadlines of a decision as text, with how each is computed, and the findings.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> print(deadlines_text(dates, language="en").splitlines()[6][:55])
    Legal force: from Tuesday 5 May 2015, if nobody appeals
    """
    an_instance("dates", dates, DecisionDates)
    return page(DeadlineLines(language).of_dates(dates), width)


def deadlines_html(dates: DecisionDates, language: Language = "sv") -> str:
    """Return the deadlines of a decision as HTML for a part of any page: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> "from Tuesday 5 May 2015, if nobody appeals" in deadlines_html(dates, language="en")
    True
    """
    an_instance("dates", dates, DecisionDates)
    return html(deadlines_blocks(dates, language), language)


def deadlines_markdown(dates: DecisionDates, language: Language = "sv") -> str:
    r"""Return the deadlines of a decision as Markdown: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> "from Tuesday 5 May 2015" in deadlines_markdown(dates, language="en")
    True
    """
    an_instance("dates", dates, DecisionDates)
    return markdown(deadlines_blocks(dates, language))


def deadlines_blocks(dates: DecisionDates, language: Language) -> Iterator[Block]:
    """Yield the deadlines of a decision as blocks, with how each is computed, and the findings."""
    yield Title(phrase("deadlines-title", language))
    yield from _outlined(DeadlineLines(language).of_dates(dates))


def _outlined(lines: Iterable[str]) -> Iterator[Block]:
    """Yield the lines about a decision: the deadlines as a list, then what follows them."""
    rest = iter(lines)
    yield Items(items_from(itertools.takewhile(bool, rest)))
    yield from outline(rest)


def all_deadlines_text(
    agreement: Agreement, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return the deadlines of every party's decision in an agreement as text, one after the other.

    The decision is an example:

    >>> import datetime as dt
    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> print(all_deadlines_text(joined, language="en").splitlines()[0])
    Nacka kommun (0182), accession 19, decided on 13 April 2015
    """
    an_instance("agreement", agreement, Agreement)
    rows = dates_of_all(agreement)
    parts = [page(_of_row(row, language), width) for row in rows]
    return "\n".join(parts) if parts else page([phrase("no-decisions-known", language)], width)


def all_deadlines_html(agreement: Agreement, language: Language = "sv") -> str:
    """Return the deadlines of every party's decision as HTML: all that the text tells.

    >>> from samverkan.stockholm import agreement
    >>> page = all_deadlines_html(agreement, language="en")
    >>> "No decision of a municipality" in page
    True
    """
    an_instance("agreement", agreement, Agreement)
    return html(all_deadlines_blocks(agreement, language), language)


def all_deadlines_markdown(agreement: Agreement, language: Language = "sv") -> str:
    r"""Return the deadlines of every party's decision as Markdown: all that the text tells.

    >>> from samverkan.stockholm import agreement
    >>> page = all_deadlines_markdown(agreement, language="en")
    >>> "No decision of a municipality" in page
    True
    """
    an_instance("agreement", agreement, Agreement)
    return markdown(all_deadlines_blocks(agreement, language))


def all_deadlines_blocks(agreement: Agreement, language: Language) -> Iterator[Block]:
    """Yield the deadlines of every party's decision as blocks, one after the other."""
    about = agreement.terms.title.in_language(language)
    yield Title(phrase("all-deadlines-title", language), about)
    rows = dates_of_all(agreement)
    if not rows:
        yield Paragraph(phrase("no-decisions-known", language))
    for row in rows:
        yield Section(_named(row, language), tuple(_outlined(_dates_of(row, language))))


def _of_row(row: DatedDecision, language: Language) -> Iterator[str]:
    yield _named(row, language)
    for line in _dates_of(row, language):
        yield words.set_in(line, 1) if line else line


def _named(row: DatedDecision, language: Language) -> str:
    """Return which decision a row is about: the party, the instrument, who decided and when."""
    label = row.instrument.label.in_language(language)
    decided = decision_text(attrs.evolve(row.decision, ratification=None), language)
    return f"{row.party}, {label} {row.instrument.number}, {decided}"


def _dates_of(row: DatedDecision, language: Language) -> Iterator[str]:
    if row.dates is None:
        return iter([phrase("not-computed", language)])
    return DeadlineLines(language).of_dates(row.dates)


def findings_text(
    findings: Iterable[Finding], language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return findings as text, each with its message, remedy and basis.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> print(findings_text(dates.findings, language="en").splitlines()[0])
    ERROR APPROVED_BEFORE_MEETING
    """
    several: tuple[Finding, ...] = as_tuple("findings", findings, Finding)
    lines = list(finding_lines(several, language)) or [phrase("no-findings", language)]
    return page(lines, width)


def findings_html(findings: Iterable[Finding], language: Language = "sv") -> str:
    """Return findings as HTML for a part of any page: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> "ERROR APPROVED_BEFORE_MEETING" in findings_html(dates.findings, language="en")
    True
    """
    several: tuple[Finding, ...] = as_tuple("findings", findings, Finding)
    return html(findings_blocks(several, language), language)


def findings_markdown(findings: Iterable[Finding], language: Language = "sv") -> str:
    r"""Return findings as Markdown: all that the text tells.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> "Remedy" in findings_markdown(dates.findings, language="en")
    True
    """
    several: tuple[Finding, ...] = as_tuple("findings", findings, Finding)
    return markdown(findings_blocks(several, language))


def findings_blocks(
    findings: tuple[Finding, ...], language: Language, about: str = ""
) -> Iterator[Block]:
    """Yield findings as blocks, each with its message, remedy and basis.

    Args:
        findings: The findings.

        language: The language.

        about: The title of the agreement, which findings do not know.
    """
    yield Title(phrase("findings-title", language), about)
    yield from outline(list(finding_lines(findings, language)) or [phrase("no-findings", language)])


def how_counted(limit: TimeLimit, language: Language) -> str:
    """Return how the last day of a time limit is counted and moved, without sections.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> limit = validate_dates(announced_on=dt.date(2015, 4, 13)).appeal
    >>> how_counted(limit, "en")
    '3 weeks from Monday 13 April 2015: ends on Monday 4 May 2015'
    """
    moved = (
        _REST.in_language(language).format(
            day=periods.day(rest.day, language), name=rest.name.in_language(language)
        )
        for rest in limit.rest_days
    )
    return "; ".join((_counted(limit, language), *moved))


def _counted(limit: TimeLimit, language: Language) -> str:
    return _COUNTED.in_language(language).format(
        length=money.number(limit.length, language),
        unit=words.unit_of(limit.length, limit.unit, language),
        start=periods.on_weekday(limit.counted_from, language),
        end=periods.on_weekday(limit.ends, language),
    )


class DeadlineLines:
    """Writes deadlines, and numbers the sections in order of citation."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._numbers: dict[Citation, int] = {}

    def of_dates(self, dates: DecisionDates) -> Iterator[str]:
        """Yield the deadlines of a decision, then the sections, then the findings."""
        met_on = _REPORTED_DAY if dates.is_delegated else _MEETING_DAY
        why = "" if dates.no_last_day is None else self._said(NO_LAST_DAY[dates.no_last_day])
        applies = dates.no_last_day is not LegalForceGround.NOT_UNDER_THE_ACT
        no_approval = self._lacking(met_on) if applies else why
        yield from self._of(_APPROVAL, dates.approval, no_approval)
        if dates.is_delegated:
            yield words.set_in(f"({self._said(_BY_DELEGATION)})", 1)
        no_notice = self._lacking(_APPROVAL_DAY) if applies else why
        yield from self._of(_NOTICE, dates.notice, no_notice)
        yield from self._of(_APPEAL, dates.appeal, why)
        if dates.notice_up_to is not None and dates.notice_down_from is not None:
            last_day, down_from = map(self._day_said, (dates.notice_up_to, dates.notice_down_from))
            yield words.set_in(self._said(_DISPLAY, last_day=last_day, down_from=down_from), 1)
        force = dates.legal_force
        day = "" if force.first_day is None else self._day_said(force.first_day)
        marks = "" if dates.appeal is None else self._marks(dates.appeal.counted_by[:1])
        late = dates.is_appealed_late and force.ground is LegalForceGround.PRESUMED
        said = self._said(_APPEALED_LATE if late else _GROUNDS[force.ground], day=day)
        yield f"{said}{marks}"
        yield from self.cited()
        if dates.findings:
            yield ""
            yield from finding_lines(dates.findings, self._language)

    def _of(self, name: Text, limit: TimeLimit | None, why_none: str) -> Iterator[str]:
        title = name.in_language(self._language)
        if limit is None:
            yield f"{title}: {why_none}"
        else:
            yield from self.of_limit(limit, title)

    def _lacking(self, what: Text) -> str:
        return self._said(_LACKING, what=what.in_language(self._language))

    def of_limit(self, limit: TimeLimit, title: str) -> Iterator[str]:
        """Yield a time limit: its last day, then how that day is counted and moved."""
        language = self._language
        yield f"{title}: {self._said(_BY, day=self._day_said(limit.last_day))}"
        counted = _counted(limit, language)
        yield words.set_in(f"{counted}{self._marks(limit.counted_by)}", 1)
        for rest in limit.rest_days:
            name = rest.name.in_language(language)
            said = self._said(_REST, day=periods.day(rest.day, language), name=name)
            yield words.set_in(f"{said}{self._marks(rest.sources)}", 1)
        if limit.rule is not None and limit.rest_days and limit.unit is Unit.DAYS:
            yield f"  ({_UNSETTLED.in_language(language)})"

    def cited(self) -> Iterator[str]:
        """Yield an empty line and the cited sections, or nothing if there are none."""
        if not self._numbers:
            return
        yield ""
        yield _SECTIONS.in_language(self._language)
        for citation, number in self._numbers.items():
            yield words.set_in(f"[{number}] {citation.in_language(self._language)}", 1)

    def _marks(self, citations: Iterable[Citation]) -> str:
        numbers = (self._numbers.setdefault(each, len(self._numbers) + 1) for each in citations)
        return "".join(f"\N{NO-BREAK SPACE}[{number}]" for number in numbers)

    def _said(self, text: Text, **values: str) -> str:
        return text.in_language(self._language).format(**values)

    def _day_said(self, day: dt.date) -> str:
        return periods.on_weekday(day, self._language)


def finding_lines(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Yield the findings, grouped by kind: message, remedy and basis."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        heading = f"{SEVERITIES[finding.severity].in_language(language)} {finding.code}"
        lines = [_labelled(_REMEDY, f"{finding.remedy.in_language(language)}.", language)]
        if finding.source is not None:
            lines.append(_labelled(_SOURCE, _rests_on(finding, finding.source, language), language))
        alike.setdefault((heading, *lines), []).append(finding)
    for place, ((heading, *lines), several) in enumerate(alike.items()):
        yield from [""] if place else []
        yield heading
        yield from (words.set_in(f"{said}.", 1) for said in _together(several, language))
        yield from lines


def _together(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Yield the messages; one text about several parties comes once, with all of them."""
    told: dict[tuple[str, bool], dict[str, None]] = {}
    for finding in findings:
        text, about = finding.text.in_language(language), finding.about
        several = told.setdefault((text, about is None), {})
        if about is not None:
            several[about.in_language(language)] = None
    for (text, _), several in told.items():
        yield f"{_listed(several, language)}: {text}" if several else text


def _listed(several: Iterable[str], language: Language) -> str:
    """Return several names as a list; with semicolons if there is a comma in one."""
    names = list(several)
    return "; ".join(names) if any(", " in name for name in names) else joined(names, language)


def _labelled(label: Text, said: str, language: Language) -> str:
    return words.set_in(f"{label.in_language(language)}: {said}", 1)


def _rests_on(finding: Finding, source: Cited, language: Language) -> str:
    said = source.in_language(language)
    if finding.confidence is None:
        return said
    return f"{said} ({CONFIDENCES[finding.confidence].in_language(language)})"
