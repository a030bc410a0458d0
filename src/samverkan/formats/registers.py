"""Registers: read from a folder of files, and their answers as data for JSON and as a table."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..core.periods import FIRST_DAY, Period, day
from ..errors import DocumentError, FolderError, RegisterError
from ..errors.quoting import shown
from ..errors.texts import Language, SamverkanError, Text, a_language, an_instance
from ..register.fees import RegisterFee, RegisterFees
from ..register.pending import RegisterPending
from ..register.register import Overview, Register
from ..register.replacements import Replacement
from ..register.rows import Deadline, Entry, Failure, Membership
from ..reports.dues import year_day
from ..reports.fees import needed
from ..reports.pending import pending_line
from ..reports.register import NO_DECISION, STANDINGS, event_of, standing_of
from ..reports.words import if_forecast, phrase
from . import data
from .abouts import ON, PARTIES, YEAR, Facts, Told
from .exports import JSON, findings_data
from .files import read
from .tables import Cell, ColumnKind, Head, Table, columns_of

_SUFFIXES = {".json", ".toml"}
_LONGEST_NAME = 1000
_UNREADABLE: dict[type[Exception], str] = {
    FileNotFoundError: "no-such-folder",
    NotADirectoryError: "not-a-folder",
    PermissionError: "folder-forbidden",
}

_COLUMNS = (
    Head(Text("rad", "row"), ColumnKind.TEXT),
    Head(Text("avtal", "agreement"), ColumnKind.TEXT),
    Head(Text("titel", "title"), ColumnKind.TEXT, is_optional=True),
    Head(Text("diarienummer", "document number"), ColumnKind.CODE, is_optional=True),
    Head(Text("part", "party"), ColumnKind.CODE, is_optional=True),
    Head(Text("organisationsnummer", "organisation number"), ColumnKind.CODE, is_optional=True),
    Head(Text("namn", "name"), ColumnKind.TEXT, is_optional=True),
    Head(Text("kronor", "kronor"), ColumnKind.KRONOR),
    Head(Text("år", "year"), ColumnKind.YEAR, is_optional=True),
    Head(Text("status", "status"), ColumnKind.TEXT, is_optional=True),
    Head(Text("från", "from"), ColumnKind.DAY, is_optional=True),
    Head(Text("till", "to"), ColumnKind.DAY, is_optional=True),
    Head(Text("tidigast slut", "earliest end"), ColumnKind.DAY, is_optional=True),
    Head(Text("uppsägningstid (månader)", "notice (months)"), ColumnKind.NUMBER, is_optional=True),
    Head(Text("uppsägning senast", "notice by"), ColumnKind.TEXT, is_optional=True),
    Head(Text("beslut", "decided"), ColumnKind.TEXT, is_optional=True),
    Head(Text("dag", "day"), ColumnKind.DAY, is_optional=True),
    Head(Text("händelse", "event"), ColumnKind.TEXT, is_optional=True),
    Head(Text("saknas", "missing"), ColumnKind.TEXT, is_optional=True),
    Head(Text("fel", "error"), ColumnKind.TEXT, is_optional=True),
)
_NAME = Text("avtalsregister", "register of agreements")
_AGREEMENT = Text("avtal", "agreement")
_MEMBERSHIP = Text("part", "party")
_PENDING = Text("väntar", "pending")
_DEADLINE = Text("bevakning", "deadline")
_FEE = Text("avgift", "fee")
_FAILURE = Text("fel", "error")
_UNTIL = Text("Bevakningar till och med", "Deadlines until")
_LEFT_OUT = Text("Utelämnat", "Left out")
_SKIPPED = Text("Är inga avtal", "Not agreements")
_UNDECIDED = Text("beslut saknas", "no decision recorded")
_SHEETS = {
    _AGREEMENT: Text("avtal", "agreements"),
    _MEMBERSHIP: Text("parter", "parties"),
    _FEE: Text("avgifter", "fees"),
    _DEADLINE: Text("bevakningar", "deadlines"),
    _PENDING: Text("väntar", "pending"),
    _FAILURE: Text("fel", "errors"),
}
"""The sheets of a workbook, one for each kind of row."""


def read_register(folder: str | os.PathLike[str]) -> Register:
    """Return the register of the agreements in a folder: one in each file, named by its file.

    The files are those directly in the folder whose names end in ``.json`` or ``.toml``; hidden
    files, whose names begin with a full stop, are left out. A file that cannot be read is in
    ``Register.failures`` with its error, and the others are read; so is a file with the same
    agreement as another one, which would count twice. A document of another kind, such as
    figures, and everything else in the folder, subfolders included, is in ``Register.skipped``.

    Args:
        folder: Path of the folder.

    Raises:
        FolderError: If the folder cannot be read.

    >>> import tempfile
    >>> from samverkan.formats import write
    >>> from samverkan.stockholm import agreement, figures
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(agreement, f"{folder}/stockholm.json")
    ...     write(figures, f"{folder}/figures.json")
    ...     register = read_register(folder)
    >>> list(register), register.skipped
    (['stockholm.json'], ('figures.json',))
    """
    an_instance("folder", folder, str, os.PathLike)
    agreements: dict[str, Agreement] = {}
    names: dict[Agreement, str] = {}
    failures: list[Failure] = []
    files, skipped = _files(folder)
    for file in files:
        name = shown(file.name, _LONGEST_NAME)
        try:
            agreement = read(file, Agreement)
            other = names.setdefault(agreement, name)
            if other != name:  # its fees would count twice
                raise RegisterError("same-agreement", {"other": other})
            agreements[name] = agreement
        except SamverkanError as error:
            if _is_of_another_kind(error):
                skipped.append(name)
            else:
                failures.append(Failure(agreement=name, error=error))
    return Register(agreements, failures=failures, skipped=skipped)


def _is_of_another_kind(error: SamverkanError) -> bool:
    return isinstance(error, DocumentError) and any(
        fault.reason == "other-kind" for fault in error.faults
    )


def _files(folder: str | os.PathLike[str]) -> tuple[list[Path], list[str]]:
    """Return the files of agreements in a folder in order of name, and what else is in it."""
    try:
        with os.scandir(folder) as found:
            # A link to nothing is a fault; a pipe would wait for ever.
            inside = sorted(
                (each.name, each.is_file() or (each.is_symlink() and not each.is_dir()))
                for each in found
            )
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        reason = _UNREADABLE.get(type(error), "folder-unreadable")
        raise FolderError(os.fspath(folder), reason) from error
    files: list[Path] = []
    others: list[str] = []
    for name, is_file in inside:
        if not name.startswith("."):
            if is_file and Path(name).suffix.lower() in _SUFFIXES:
                files.append(Path(folder, name))
            else:
                others.append(shown(name, _LONGEST_NAME) + "/" * (not is_file))
    return files, others


# --- For programs


def register_data(overview: Overview, language: Language = "sv") -> dict[str, JSON]:
    """Return the answers of a register as data for JSON, with findings and errors in one language.

    Amounts are whole öre, with kronor as text; what is unknown is null, never 0.

    >>> from samverkan.stockholm import agreement, figures
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> overview = register.overview(
    ...     on=dt.date(2015, 1, 1), year=2015, figures=figures, party="Nacka"
    ... )
    >>> register_data(overview)["fees"]["total_ore"]
    14277300
    """
    an_instance("overview", overview, Overview)
    a_language(language)
    return {
        "on": overview.on.isoformat(),
        "until": _day(overview.until),
        "known_on": _day(overview.known_on),
        "party": None if overview.party is None else _party(overview.party),
        "agreements": [_entry(entry) for entry in overview.entries],
        "memberships": [_membership(row) for row in overview.memberships],
        "pending": [_pending(row) for row in overview.pending],
        "undecided": [
            {"agreement": row.agreement, **_party(row.party)} for row in overview.undecided
        ],
        "deadlines": [_deadline(row) for row in overview.deadlines],
        "fees": None if overview.fees is None else _fees(overview.fees, language),
        "findings": [
            {"agreement": row.agreement, "finding": findings_data([row.finding], language)[0]}
            for row in overview.findings
        ],
        "replacements": [_replacement(row) for row in overview.replacements],
        "chains": [
            {
                "on": chain.on.isoformat(),
                "agreements": list(chain.agreements),
                "held": list(chain.held),
                "beside": list(chain.beside),
            }
            for chain in overview.chains
        ],
        "lookalikes": [
            {
                "by": row.by,
                "shared": row.shared,
                "parties": [{**_party(party), "agreements": list(n)} for party, n in row.parties],
            }
            for row in overview.lookalikes
        ],
        "failures": [_failure(each, language) for each in overview.failures],
        "skipped": list(overview.skipped),
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None or day == FIRST_DAY else day.isoformat()


def _days(period: Period) -> dict[str, JSON]:
    return {"first_day": _day(period.first_day), "last_day": _day(period.last_day)}


def _end(row: Entry | Membership) -> dict[str, JSON]:
    by = row.notice_by
    return {
        "earliest_end": _day(row.earliest_end),
        "notice_months": row.notice_months,
        "notice_by": None
        if by is None
        else {"month": by.month, "day": by.day, "years_before": by.years_before},
    }


def _party(party: Party) -> dict[str, JSON]:
    return {"party": party.id, "name": party.name}


def _entry(entry: Entry) -> dict[str, JSON]:
    return {
        "agreement": entry.agreement,
        "title": data.text(entry.title),
        "document_number": entry.document_number,
        "standing": entry.standing,
        "first_day": _day(entry.first_day),
        "last_day": _day(entry.last_day),
        **_end(entry),
        "members": entry.members,
        "undecided": entry.undecided,
        "uncertain": entry.uncertain,
        "is_pending": entry.is_pending,
        "is_end_open": entry.is_end_open,
        "host": None if entry.host is None else _party(entry.host),
    }


def _membership(row: Membership) -> dict[str, JSON]:
    return {
        "agreement": row.agreement,
        "title": data.text(row.title),
        **_party(row.party),
        "first_day": _day(row.since),
        "last_day": _day(row.until),
        "uncertain": None if row.uncertain is None else _days(row.uncertain),
        "standing": row.standing,
        **_end(row),
        "is_current": row.is_current,
        "is_undated": row.is_undated,
        "is_pending": row.is_pending,
        "decided_on": _day(row.decided_on),
        "host": None if row.host is None else _party(row.host),
    }


def _pending(row: RegisterPending) -> dict[str, JSON]:
    pending = row.pending
    return {
        "agreement": row.agreement,
        "title": data.text(row.title),
        "number": pending.number,
        "waits_for": pending.waits_for,
        "missing": [_party(party) for party in row.missing],
        "lacking": pending.lacking,
        "days": _days(pending.days),
    }


def _deadline(row: Deadline) -> dict[str, JSON]:
    due = row.event.due
    return {
        "agreement": row.agreement,
        "title": data.text(row.title),
        "day": row.event.day.isoformat(),
        "kind": row.event.kind,
        "what": None if due is None else data.text(due.what),
        "sources": [] if due is None else data.sources(due.sources),
    }


def _fees(fees: RegisterFees, language: Language) -> dict[str, JSON]:
    return {
        "year": fees.year,
        "is_forecast": fees.is_forecast,
        "fees": [_fee(row) for row in fees],
        "subtotal_ore": fees.subtotal_ore,
        "total_ore": fees.total_ore if fees.is_complete else None,
        "unknown": [{"agreement": row.agreement, **_party(row.party)} for row in fees.unknown],
        "failures": [_failure(each, language) for each in fees.failures],
    }


def _fee(row: RegisterFee) -> dict[str, JSON]:
    return {
        "agreement": row.agreement,
        **_party(row.party),
        "status": row.status,
        "ore": row.ore,
        "kronor": None if row.kronor is None else str(row.kronor),
        "is_forecast": row.is_forecast,
        "needs": [data.need(need) for need in row.needs],
    }


def _replacement(row: Replacement) -> dict[str, JSON]:
    document = row.document
    return {
        "agreement": row.agreement,
        "document": {
            "title": data.text(document.title),
            "number": document.number,
            "dated": _day(document.dated),
        },
        "status": row.status,
        "found": list(row.found),
        "both": None if row.both is None else _days(row.both),
    }


def _failure(failure: Failure, language: Language) -> dict[str, JSON]:
    return {"agreement": failure.agreement, "error": failure.error.in_language(language)}


# --- For spreadsheets


def register_table(overview: Overview, language: Language = "sv") -> Table:
    """Return the answers of a register as a table: agreements, memberships, deadlines and fees.

    It is for CSV: the first column says what a row is about. That is a membership of the party
    that was asked for, or, for all parties, an agreement or a membership without a recorded
    decision; something pending, with those whose decision is missing; a deadline; a fee; or an
    agreement that could not be read. The total is that of the fees. For a workbook,
    :func:`register_tables` has a table for each kind of row.

    >>> from samverkan.stockholm import agreement, figures
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> overview = register.overview(
    ...     on=dt.date(2015, 1, 1), year=2015, figures=figures, party="Nacka"
    ... )
    >>> nacka, fee = register_table(overview).rows
    >>> nacka[:2], nacka[4:7], nacka[9], nacka[15]
    (('part', 'KSL/15/0016-5'), ('0182', '212000-0167', 'Nacka kommun'), 'gäller', 'saknas')
    >>> fee[0], fee[7:10]
    ('avgift', (Decimal('142773.00'), 2015, 'avgift'))
    """
    an_instance("overview", overview, Overview)
    a_language(language)
    rows = [
        {"rad": kind.in_language(language), **row}
        for kind, row in _Cells(overview, language).rows()
    ]
    return _table(_NAME, _COLUMNS, rows, overview, language)


def register_tables(overview: Overview, language: Language = "sv") -> tuple[Table, ...]:
    """Return the answers of a register as tables for a workbook, one for each kind of row.

    They are those of :func:`register_table`: agreements, memberships, fees, deadlines, what is
    pending, and what could not be read. A table without rows is left out.

    >>> from samverkan.stockholm import agreement, figures
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> overview = register.overview(
    ...     on=dt.date(2015, 1, 1), year=2015, figures=figures, party="Nacka"
    ... )
    >>> [table.name for table in register_tables(overview)]
    ['parter', 'avgifter']
    """
    an_instance("overview", overview, Overview)
    a_language(language)
    found: dict[Text, list[dict[str, Cell]]] = {kind: [] for kind in _SHEETS}
    for kind, row in _Cells(overview, language).rows():
        found[kind].append(row)
    return tuple(
        _table(
            _UNDECIDED if kind is _MEMBERSHIP and overview.party is None else _SHEETS[kind],
            [head for head in _COLUMNS if any(head.title.sv in row for row in rows)],
            rows,
            overview,
            language,
        )
        for kind, rows in found.items()
        if rows
    ) or (_table(_SHEETS[_AGREEMENT], _COLUMNS[1:3], [], overview, language),)


def _table(
    name: Text,
    heads: Sequence[Head],
    rows: Iterable[Mapping[str, Cell]],
    overview: Overview,
    language: Language,
) -> Table:
    """Return a table of rows; one with amounts says how many are unknown."""
    has_fees = overview.fees is not None and any(head.title.sv == "kronor" for head in heads)
    fees = overview.fees if has_fees else None
    names = [head.title.sv for head in heads]
    return Table(
        name=name.in_language(language),
        columns=columns_of(heads, language),
        rows=[[row.get(name) for name in names] for row in rows],
        language=language,
        unknown=0 if fees is None else len(fees.unknown),
        left_out=0 if fees is None else len(fees.failures),
        is_forecast=fees is not None and fees.is_forecast,
        about=_about(overview, language),
    )


def _about(overview: Overview, language: Language) -> Facts:
    """Return which answers are meant, and what is not known."""
    told, fees = Told(language), overview.fees
    facts = [told.fact(ON, day(overview.on, language)), told.known(overview.known_on)]
    if overview.until is not None:
        facts.append(told.fact(_UNTIL, day(overview.until, language)))
    if overview.party is not None:
        facts.append(told.fact(PARTIES, str(overview.party)))
    if fees is not None:
        known = sum(row.ore is not None for row in fees)
        facts.append(told.fact(YEAR, str(fees.year)))
        facts += told.forecast(is_forecast=fees.is_forecast)
        facts.append(told.counted(known, len(fees.unknown)))
    for name, several in (
        (_LEFT_OUT, [each.agreement for each in overview.failures]),
        (_SKIPPED, overview.skipped),
    ):
        facts += [told.fact(name, ", ".join(several))] if several else []
    return tuple(facts)


class _Cells:
    """The rows of an overview in one language, each as its cells by Swedish title."""

    def __init__(self, overview: Overview, language: Language) -> None:
        self._overview, self._language = overview, language
        self._about = {entry.agreement: entry for entry in overview.entries}

    def rows(self) -> Iterator[tuple[Text, dict[str, Cell]]]:
        """Yield the kind and the cells of each row."""
        overview = self._overview
        if overview.party is None:
            yield from ((_AGREEMENT, self._entry(each)) for each in overview.entries)
        members = overview.undecided if overview.party is None else overview.memberships
        yield from ((_MEMBERSHIP, self._membership(each)) for each in members)
        yield from ((_PENDING, self._pending(each)) for each in overview.pending)
        yield from ((_DEADLINE, self._deadline(each)) for each in overview.deadlines)
        if overview.fees is not None:
            yield from ((_FEE, row) for row in self._fees(overview.fees))
        for failure in overview.failures if overview.fees is None else overview.fees.failures:
            error = " ".join(failure.error.in_language(self._language).split())
            yield _FAILURE, {"avtal": failure.agreement, "fel": error}

    def _said(self, text: Text) -> str:
        return text.in_language(self._language)

    def _row(self, agreement: str, **cells: Cell) -> dict[str, Cell]:
        row: dict[str, Cell] = {"avtal": agreement}
        about = self._about.get(agreement)
        if about is not None:
            row |= {"titel": self._said(about.title), "diarienummer": about.document_number}
        return {**row, **cells}

    def _named(self, party: Party) -> dict[str, Cell]:
        number = party.organisation_number
        return {"part": party.id, "organisationsnummer": number, "namn": party.name}

    def _entry(self, entry: Entry) -> dict[str, Cell]:
        return self._row(
            entry.agreement,
            från=_recorded(entry.first_day),
            till=_recorded(entry.last_day),
            status=self._said(STANDINGS[entry.standing]),
            **self._end(entry),
        )

    def _membership(self, row: Membership) -> dict[str, Cell]:
        return self._row(
            row.agreement,
            **self._named(row.party),
            från=_recorded(row.since),
            till=_recorded(row.until),
            status=self._said(standing_of(row)),
            beslut=_day(row.decided_on) or self._said(NO_DECISION),
            **self._end(row),
        )

    def _pending(self, row: RegisterPending) -> dict[str, Cell]:
        return self._row(
            row.agreement,
            titel=self._said(row.title),
            händelse=pending_line(row.pending, row.stated_in, self._language),
            saknas="; ".join(map(str, row.missing)) or None,
        )

    def _end(self, row: Entry | Membership) -> dict[str, Cell]:
        months, by = row.notice_months, row.notice_by
        return {
            "tidigast slut": _recorded(row.earliest_end),
            "uppsägningstid (månader)": months,
            "uppsägning senast": None if by is None else year_day(by, self._language),
        }

    def _deadline(self, row: Deadline) -> dict[str, Cell]:
        what = event_of(row.event, self._language)
        return self._row(row.agreement, dag=row.event.day, händelse=what)

    def _fees(self, fees: RegisterFees) -> Iterator[dict[str, Cell]]:
        """Yield the row of each fee."""
        agreements = {name: assessment.agreement for name, assessment in fees.assessments}
        for row in fees:
            needs = (
                needed(need, row.party.id, agreements[row.agreement], self._language)
                for need in row.needs
            )
            status = phrase(f"csv-{row.status}", self._language)
            yield self._row(
                row.agreement,
                **self._named(row.party),
                kronor=row.kronor,
                år=fees.year,
                status=if_forecast(status, self._language, is_forecast=row.is_forecast),
                saknas="; ".join(needs) or None,
            )


def _recorded(day: dt.date | None) -> dt.date | None:
    """Return a day, or None if none is recorded."""
    return None if day == FIRST_DAY else day
