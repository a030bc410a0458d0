"""The answers of a register as tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..agreements.documents import Document
from ..agreements.events import Event, EventKind
from ..agreements.state import Standing
from ..core import money, periods
from ..core.parties import Party, identifiers
from ..core.periods import FIRST_DAY, Period
from ..errors.texts import Language, Text, an_instance, joined
from ..fees.needs import Need
from ..findings.findings import Severity
from ..register.bodies import Lookalike, SharedKey
from ..register.fees import FeeStatus, RegisterFees
from ..register.register import Overview
from ..register.replacements import Chain, Replacement, ReplacementStatus
from ..register.rows import Entry, Membership
from .fees import needed
from .pending import pending_line
from .tables import table
from .words import WIDTH, if_forecast, page, phrase, set_in

STANDINGS = {
    Standing.IN_FORCE: Text("gäller", "in force"),
    Standing.NOT_YET: Text("gäller inte än", "not yet in force"),
    Standing.EXPIRED: Text("har löpt ut", "expired"),
    Standing.TERMINATED: Text("är uppsagt", "terminated"),
    Standing.PENDING: Text("väntar", "pending"),
}

EVENTS = {
    EventKind.LAST_DAY_FOR_NOTICE: Text("sista dag för uppsägning", "last day for notice"),
    EventKind.RENEWAL: Text("förlängs", "renewal"),
    EventKind.LAST_DAY: Text("sista dag", "last day"),
    EventKind.PAYMENT_DUE: Text("betalas senast", "payment due"),
    EventKind.REPORT_DUE: Text("lämnas senast", "report due"),
}

NO_DECISION = Text("saknas", "missing")

_NOT_YET_MEMBER = Text("inte part än", "not yet a party")
_NO_LONGER_MEMBER = Text("inte längre part", "no longer a party")

_TITLE = Text("Avtalsregister den {day}", "Register of agreements on {day}")
_COUNTED = Text("{heading} ({count})", "{heading} ({count})")
_NONE = Text("{heading}: inga", "{heading}: none")

_AGREEMENTS = Text("Avtal", "Agreements")
_DEADLINES = Text("Bevakningar till och med den {day}", "Deadlines until {day}")
_PENDING = Text("Väntar", "Pending")
_UNDECIDED = Text("Beslut saknas", "Decision missing")
_NO_OTHERS = Text(
    "{heading}: inga andra än de som står under Väntar", "{heading}: none but those under Pending"
)
_FINDINGS = Text("Fel och varningar", "Errors and warnings")
_REPLACEMENTS = Text("Avtal som ersätter andra", "Agreements that replace others")
_LOOKALIKES = Text("Kan vara samma organisation", "May be the same body")
_FAILURES = Text("Gick inte att läsa", "Could not be read")
_SKIPPED = Text("Är inga avtal", "Not agreements")

# The heads of the columns, with ">" after those of numbers; the title of an agreement comes last,
# because it may be long.
_OF_ENTRIES = Text(
    "avtal ställning från till tidigast_slut parter> titel",
    "agreement standing from to earliest_end parties> title",
)
_OF_MEMBERSHIPS = Text(
    "avtal ställning från till tidigast_slut beslut titel",
    "agreement standing from to earliest_end decided title",
)
_OF_DEADLINES = Text("dag vad avtal titel", "day what agreement title")
_OF_FEES = Text("avtal avgifter> belopp> okänt", "agreement fees> amount> unknown")
_OF_FINDINGS = Text("avtal fel> varningar>", "agreement errors> warnings>")

_EARLIEST_END = Text(
    "Tidigast slut: om uppsägning sker den {day}; tomt om det inte är känt.",
    "Earliest end: if notice is given on {day}; empty if it is not known.",
)
_MAY_BE_MORE = Text("{members} (+{uncertain} väntar)", "{members} (+{uncertain} pending)")
_LACKS = Text("{name} saknar {figures}", "{name} lacks {figures}")
_MORE = Text("{count} uppgifter till", "{count} more")
_ONE_MORE = Text("1 uppgift till", "1 more")
_MOST_FIGURES = 3

_TOTAL_UNKNOWN = Text(
    "Summan är inte känd ({why}). Det som är okänt räknas inte som 0 kr.",
    "The total is not known ({why}). What is unknown does not count as SEK 0.",
)
_UNKNOWN_FEES = Text("okända avgifter: {count}", "unknown fees: {count}")
_UNREAD = Text("utelämnat: {names}", "left out: {names}")

_REPLACES = {
    ReplacementStatus.REPLACED: Text("{name} ersätter {found}", "{name} replaces {found}"),
    ReplacementStatus.BOTH_IN_FORCE: Text(
        "{name} ersätter {found}, men båda gäller {days}",
        "{name} replaces {found}, but both are in force {days}",
    ),
    ReplacementStatus.NOT_FOUND: Text(
        "{name} ersätter {document}, som inte finns i registret",
        "{name} replaces {document}, which is not in the register",
    ),
    ReplacementStatus.AMBIGUOUS: Text(
        "{name} ersätter {document}, som kan vara {found}",
        "{name} replaces {document}, which may be {found}",
    ),
}
_FROM = Text("från och med den {first}", "from {first}")
_FROM_TO = Text("den {first} till och med den {last}", "from {first} to {last}")
_HELD = Text("{chain}: {held} gäller den {day}", "{chain}: {held} in force on {day}")
_NONE_HELD = Text("{chain}: inget gäller den {day}", "{chain}: none in force on {day}")
_BESIDE = Text("; i kraft fast ersatt: {names}", "; in force although replaced: {names}")

_SHARED = {
    SharedKey.ORGANISATION_NUMBER: Text("organisationsnummer", "organisation number"),
    SharedKey.MUNICIPALITY_CODE: Text("kommunkod", "municipality code"),
    SharedKey.ID: Text("id", "the id"),
    SharedKey.NAME: Text("namn", "name"),
}
_STATED_IN = Text("{party} i {names}", "{party} in {names}")


def register_text(overview: Overview, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return the answers of a register as tables: agreements, deadlines, fees, and what to check.

    >>> import datetime as dt
    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> overview = Register({"KSL/15/0016-5": agreement}).overview(on=dt.date(2015, 1, 1))
    >>> print(
    ...     register_text(overview, language="en")
    ...     .splitlines()[3]
    ...     .replace("\N{NO-BREAK SPACE}", " ")
    ... )
      agreement      standing  from        to  earliest end  parties
    """
    an_instance("overview", overview, Overview)
    lines = _Lines(overview, language, width)
    parts = (part for part in lines.parts() if part)
    return "\n".join(page(part, width) for part in parts)


class _Lines:
    """The lines of an overview in one language, part by part."""

    def __init__(self, overview: Overview, language: Language, width: int) -> None:
        self._overview, self._language, self._width = overview, language, width

    def parts(self) -> Iterator[list[str]]:
        """Yield the parts, each of which may be empty."""
        overview = self._overview
        yield list(self._head())
        yield list(self._agreements())
        if overview.until is not None:
            yield self._deadlines(overview.until)
        if overview.fees is not None:
            yield self._fees(overview.fees)
        yield self._pending()
        yield self._undecided()
        yield self._findings()
        replaced = (*map(self._replaced, overview.replacements), *map(self._held, overview.chains))
        yield self._listed(_REPLACEMENTS, replaced)
        yield self._listed(_LOOKALIKES, map(self._alike, overview.lookalikes))
        yield self._listed(_FAILURES, self._failed())
        yield self._listed(_SKIPPED, overview.skipped)

    def _said(self, text: Text, **values: object) -> str:
        return text.in_language(self._language).format(**values)

    def _head(self) -> Iterator[str]:
        overview = self._overview
        yield self._said(_TITLE, day=self._day(overview.on))
        if overview.known_on is not None:
            yield phrase("known-on", self._language, day=self._day(overview.known_on))
        if overview.party is not None:
            yield str(overview.party)

    def _day(self, day: dt.date) -> str:
        return periods.day(day, self._language)

    def _table(
        self, heading: str, head: Text, rows: Sequence[Sequence[str]], *, below: bool = False
    ) -> list[str]:
        names = [name.replace("_", " ") for name in head.in_language(self._language).split()]
        lines = table(names, rows, self._width, below=below) if rows else []
        return [self._counted(heading, len(rows)), *lines]

    def _counted(self, heading: str, count: int) -> str:
        return self._said(_COUNTED if count else _NONE, heading=heading, count=count)

    def _listed(self, heading: Text, lines: Iterable[str]) -> list[str]:
        """Return a heading and lines, or nothing if there are none."""
        several = [f"  {line}" for line in lines]
        return [self._said(heading), *several] if several else []

    def _agreements(self) -> Iterator[str]:
        overview = self._overview
        rows, head = self._entries(), _OF_ENTRIES
        if overview.party is not None:
            rows, head = self._memberships(), _OF_MEMBERSHIPS
        yield from self._table(self._said(_AGREEMENTS), head, rows, below=True)
        if rows:
            yield f"  {self._said(_EARLIEST_END, day=self._day(overview.on))}"

    def _entries(self) -> list[tuple[str, ...]]:
        return [
            (
                entry.agreement,
                self._said(STANDINGS[entry.standing]),
                _written(entry.first_day),
                _written(entry.last_day),
                _written(entry.earliest_end),
                self._counted_members(entry),
                entry.title.in_language(self._language),
            )
            for entry in self._overview.entries
        ]

    def _counted_members(self, entry: Entry) -> str:
        if not entry.uncertain:
            return str(entry.members)
        return self._said(_MAY_BE_MORE, members=entry.members, uncertain=entry.uncertain)

    def _memberships(self) -> list[tuple[str, ...]]:
        return [
            (
                row.agreement,
                self._said(standing_of(row)),
                _written(row.since),
                _written(row.until),
                _written(row.earliest_end),
                _written(row.decided_on) or self._said(NO_DECISION),
                row.title.in_language(self._language),
            )
            for row in self._overview.memberships
        ]

    def _deadlines(self, until: dt.date) -> list[str]:
        rows = [
            (
                row.event.day.isoformat(),
                event_of(row.event, self._language),
                row.agreement,
                row.title.in_language(self._language),
            )
            for row in self._overview.deadlines
        ]
        heading = self._said(_DEADLINES, day=self._day(until))
        return self._table(heading, _OF_DEADLINES, rows, below=True)

    def _fees(self, fees: RegisterFees) -> list[str]:
        language = self._language
        heading = phrase("fees-title", language, year=fees.year)
        heading = if_forecast(heading, language, is_forecast=fees.is_forecast)
        unknown: dict[str, Counter[FeeStatus]] = {name: Counter() for name, _ in fees.assessments}
        for row in fees:
            unknown[row.agreement][row.status] += row.ore is None
        rows = [
            (
                name,
                str(len(assessment)),
                if_forecast(
                    money.amount(assessment.subtotal_ore, language),
                    language,
                    is_forecast=assessment.is_forecast,
                )
                if len(assessment)
                else "",
                ", ".join(self._why(unknown[name])),
            )
            for name, assessment in fees.assessments
            if len(assessment) or unknown[name]
        ]
        lines = self._table(heading, _OF_FEES, rows)
        return [*lines, *(set_in(line, 1) for line in (*self._lacking(fees), *self._total(fees)))]

    def _lacking(self, fees: RegisterFees) -> Iterator[str]:
        """Yield the figures that each agreement lacks, at most a few by name."""
        agreements = {name: assessment.agreement for name, assessment in fees.assessments}
        lacking: dict[str, dict[Need, None]] = {}
        for row in fees:
            if row.needs:
                lacking.setdefault(row.agreement, {}).update(dict.fromkeys(row.needs))
        for name, needs in lacking.items():
            named = list(needs)[:_MOST_FIGURES]
            figures = [needed(need, "", agreements[name], self._language) for need in named]
            more = len(needs) - len(named)
            figures += [self._said(_ONE_MORE if more == 1 else _MORE, count=more)] if more else []
            yield self._said(_LACKS, name=name, figures=self._joined(figures))

    def _why(self, unknown: Counter[FeeStatus]) -> Iterator[str]:
        for status in FeeStatus:
            if unknown[status]:
                said = phrase(f"csv-{status}", self._language)
                yield self._said(_COUNTED, heading=said, count=unknown[status])

    def _total(self, fees: RegisterFees) -> Iterator[str]:
        known = sum(len(assessment) for _, assessment in fees.assessments)
        name = "total-of" if fees.is_complete else "subtotal-of"
        amount = money.amount(fees.subtotal_ore, self._language)
        told = f"{phrase(name, self._language, count=known)}: {amount}"
        yield if_forecast(told, self._language, is_forecast=fees.is_forecast)
        if not fees.is_complete:
            unknown = len(fees.unknown)
            why = [self._said(_UNKNOWN_FEES, count=unknown)] if unknown else []
            left_out = [failure.agreement for failure in fees.failures]
            why += [self._said(_UNREAD, names=self._joined(left_out))] if left_out else []
            yield self._said(_TOTAL_UNKNOWN, why="; ".join(why))

    def _pending(self) -> list[str]:
        rows, language = self._overview.pending, self._language
        told = [(row, pending_line(row.pending, row.stated_in, language)) for row in rows]
        lines = [f"  {row.agreement}: {line}" for row, line in told]
        return [self._counted(self._said(_PENDING), len(rows)), *lines]

    def _undecided(self) -> list[str]:
        rows, several = self._overview.undecided, dict[str, list[str]]()
        if not rows and any(not row.pending.is_adopted for row in self._overview.pending):
            return [self._said(_NO_OTHERS, heading=self._said(_UNDECIDED))]
        for row in rows:
            several.setdefault(row.agreement, []).append(str(row.party))
        lines = [f"  {name}: {self._joined(parties)}" for name, parties in several.items()]
        return [self._counted(self._said(_UNDECIDED), len(rows)), *lines]

    def _findings(self) -> list[str]:
        counts: Counter[tuple[str, Severity]] = Counter(
            (row.agreement, row.finding.severity) for row in self._overview.findings
        )
        serious = (Severity.ERROR, Severity.WARNING)
        found = {
            entry.agreement: [counts[entry.agreement, each] for each in serious]
            for entry in self._overview.entries
        }
        rows = [(name, *map(str, each)) for name, each in found.items() if any(each)]
        return self._table(self._said(_FINDINGS), _OF_FINDINGS, rows)

    def _replaced(self, row: Replacement) -> str:
        return self._said(
            _REPLACES[row.status],
            name=row.agreement,
            document=self._document(row.document),
            found=self._joined(row.found) if row.found else "",
            days="" if row.both is None else self._period(row.both),
        )

    def _document(self, document: Document) -> str:
        title = document.title.in_language(self._language)
        return title if document.number is None else f"{title} ({document.number})"

    def _period(self, period: Period) -> str:
        first = self._day(period.first_day)
        if period.last_day is None:
            return self._said(_FROM, first=first)
        return self._said(_FROM_TO, first=first, last=self._day(period.last_day))

    def _held(self, chain: Chain) -> str:
        told = self._said(
            _HELD if chain.held else _NONE_HELD,
            chain=", ".join(chain.agreements),
            held=self._joined(chain.held) if chain.held else "",
            day=self._day(chain.on),
        )
        if not chain.beside:
            return told
        return told + self._said(_BESIDE, names=self._joined(chain.beside))

    def _alike(self, row: Lookalike) -> str:
        stated = (
            self._said(_STATED_IN, party=_identified(party), names=self._joined(names))
            for party, names in row.parties
        )
        return f"{self._said(_SHARED[row.by])} {row.shared}: {'; '.join(stated)}"

    def _failed(self) -> Iterator[str]:
        for failure in self._overview.failures:
            first, *rest = failure.error.in_language(self._language).splitlines()
            yield f"{failure.agreement}: {first}"
            yield from (f"  {line.strip()}" for line in rest)

    def _joined(self, names: Iterable[str]) -> str:
        return joined(names, self._language)


def standing_of(row: Membership) -> Text:
    """Return whether a membership applies on its day, and if not, why.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> rows = Register({"a": agreement}).memberships(on=dt.date(2014, 12, 31), party="Nacka")
    >>> standing_of(rows[0]).in_language("en")
    'not yet in force'
    """
    may_be_in_force = row.standing in {Standing.IN_FORCE, Standing.PENDING}
    if not may_be_in_force or row.is_current or row.is_pending:
        return STANDINGS[row.standing]
    return _NO_LONGER_MEMBER if row.is_over else _NOT_YET_MEMBER


def event_of(event: Event, language: Language) -> str:
    """Return what happens on the day of an event; if something is due, also what.

    >>> import datetime as dt
    >>> event_of(Event(dt.date(2017, 6, 30), EventKind.LAST_DAY_FOR_NOTICE), "en")
    'last day for notice'
    """
    said = EVENTS[event.kind].in_language(language)
    return said if event.what is None else f"{said}: {event.what.in_language(language)}"


def _identified(party: Party) -> str:
    return f"{party.name} ({', '.join(identifiers(party))})"


def _written(day: dt.date | None) -> str:
    return "" if day is None or day == FIRST_DAY else day.isoformat()
