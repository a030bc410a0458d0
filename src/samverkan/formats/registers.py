"""Registers: read from a folder of files, and their answers as data for JSON and as a table."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..core.periods import FIRST_DAY, Period
from ..errors import DocumentError, FolderError, RegisterError
from ..errors.quoting import shown
from ..errors.texts import Language, SamverkanError, Text, a_language, an_instance
from ..register.fees import RegisterFee, RegisterFees
from ..register.pending import RegisterPending
from ..register.register import Overview, Register
from ..register.replacements import Replacement
from ..register.rows import Deadline, Entry, Failure, Membership
from ..reports.dues import year_day
from ..reports.pending import pending_line
from ..reports.register import NO_DECISION, STANDINGS, event_of, standing_of
from ..reports.words import phrase
from . import data
from .exports import JSON, findings_data
from .files import read
from .tables import Cell, ColumnKind, Table, columns_of

_SUFFIXES = {".json", ".toml"}
_LONGEST_NAME = 1000
_UNREADABLE: dict[type[Exception], str] = {
    FileNotFoundError: "no-such-folder",
    NotADirectoryError: "not-a-folder",
    PermissionError: "folder-forbidden",
}

_COLUMNS = (
    (Text("rad", "row"), ColumnKind.TEXT),
    (Text("avtal", "agreement"), ColumnKind.TEXT),
    (Text("titel", "title"), ColumnKind.TEXT),
    (Text("diarienummer", "document_number"), ColumnKind.CODE),
    (Text("part", "party"), ColumnKind.CODE),
    (Text("organisationsnummer", "organisation_number"), ColumnKind.CODE),
    (Text("namn", "name"), ColumnKind.TEXT),
    (Text("från", "from"), ColumnKind.DAY),
    (Text("till", "to"), ColumnKind.DAY),
    (Text("status", "status"), ColumnKind.TEXT),
    (Text("tidigast_slut", "earliest_end"), ColumnKind.DAY),
    (Text("uppsägningstid_månader", "notice_months"), ColumnKind.NUMBER),
    (Text("uppsägning_senast", "notice_by"), ColumnKind.TEXT),
    (Text("beslut", "decided"), ColumnKind.TEXT),
    (Text("dag", "day"), ColumnKind.DAY),
    (Text("händelse", "event"), ColumnKind.TEXT),
    (Text("år", "year"), ColumnKind.YEAR),
    (Text("kronor", "kronor"), ColumnKind.KRONOR),
    (Text("saknas", "missing"), ColumnKind.TEXT),
)
_NAME = Text("avtalsregister", "register of agreements")
_AGREEMENT = Text("avtal", "agreement")
_MEMBERSHIP = Text("part", "party")
_PENDING = Text("väntar", "pending")
_DEADLINE = Text("bevakning", "deadline")
_FEE = Text("avgift", "fee")
_FAILURE = Text("fel", "error")


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

    The first column says what a row is about: a membership of the party that was asked for, or,
    for all parties, an agreement or a membership without a recorded decision; something pending,
    with those whose decision is missing; a deadline; a fee; or an agreement that could not be
    read. The total is that of the fees.

    >>> from samverkan.stockholm import agreement, figures
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> overview = register.overview(
    ...     on=dt.date(2015, 1, 1), year=2015, figures=figures, party="Nacka"
    ... )
    >>> nacka, fee = register_table(overview).rows
    >>> nacka[:2], nacka[4:7], nacka[9], nacka[13]
    (('part', 'KSL/15/0016-5'), ('0182', '212000-0167', 'Nacka kommun'), 'gäller', 'saknas')
    >>> fee[0], fee[9], fee[16:18]
    ('avgift', 'avgift', (2015, Decimal('142773.00')))
    """
    an_instance("overview", overview, Overview)
    names = [title.sv for title, _ in _COLUMNS]
    fees = overview.fees
    return Table(
        name=_NAME.in_language(language),
        columns=columns_of(_COLUMNS, language),
        rows=[
            [row.get(name) or None for name in names] for row in _Cells(overview, language).rows()
        ],
        language=language,
        unknown=0 if fees is None else len(fees.unknown) + len(fees.failures),
    )


class _Cells:
    """The rows of an overview in one language, each as its cells by Swedish title."""

    def __init__(self, overview: Overview, language: Language) -> None:
        self._overview, self._language = overview, language
        self._about = {entry.agreement: entry for entry in overview.entries}

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield the rows."""
        overview = self._overview
        if overview.party is None:
            yield from map(self._entry, overview.entries)
        rows = overview.undecided if overview.party is None else overview.memberships
        yield from map(self._membership, rows)
        yield from map(self._pending, overview.pending)
        yield from map(self._deadline, overview.deadlines)
        if overview.fees is not None:
            for fee in overview.fees:
                yield self._fee(fee, overview.fees.year)
        for failure in overview.failures if overview.fees is None else overview.fees.failures:
            error = " ".join(failure.error.in_language(self._language).split())
            yield {"rad": self._said(_FAILURE), "avtal": failure.agreement, "saknas": error}

    def _said(self, text: Text) -> str:
        return text.in_language(self._language)

    def _row(self, kind: Text, agreement: str, **cells: Cell) -> dict[str, Cell]:
        row: dict[str, Cell] = {"rad": self._said(kind), "avtal": agreement}
        about = self._about.get(agreement)
        if about is not None:
            row |= {"titel": self._said(about.title), "diarienummer": about.document_number or ""}
        return {**row, **cells}

    def _named(self, party: Party) -> dict[str, Cell]:
        number = party.organisation_number
        return {"part": party.id, "organisationsnummer": number, "namn": party.name}

    def _entry(self, entry: Entry) -> dict[str, Cell]:
        return self._row(
            _AGREEMENT,
            entry.agreement,
            från=_recorded(entry.first_day),
            till=_recorded(entry.last_day),
            status=self._said(STANDINGS[entry.standing]),
            **self._end(entry),
        )

    def _membership(self, row: Membership) -> dict[str, Cell]:
        return self._row(
            _MEMBERSHIP,
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
            _PENDING,
            row.agreement,
            titel=self._said(row.title),
            händelse=pending_line(row.pending, row.stated_in, self._language),
            saknas="; ".join(map(str, row.missing)),
        )

    def _end(self, row: Entry | Membership) -> dict[str, Cell]:
        months, by = row.notice_months, row.notice_by
        return {
            "tidigast_slut": _recorded(row.earliest_end),
            "uppsägningstid_månader": months,
            "uppsägning_senast": None if by is None else year_day(by, self._language),
        }

    def _deadline(self, row: Deadline) -> dict[str, Cell]:
        what = event_of(row.event, self._language)
        return self._row(_DEADLINE, row.agreement, dag=row.event.day, händelse=what)

    def _fee(self, row: RegisterFee, year: int) -> dict[str, Cell]:
        needs = "; ".join(need.in_language(self._language) for need in row.needs)
        return self._row(
            _FEE,
            row.agreement,
            **self._named(row.party),
            status=phrase(f"csv-{row.status}", self._language),
            år=year,
            kronor=row.kronor,
            saknas=needs,
        )


def _recorded(day: dt.date | None) -> dt.date | None:
    """Return a day, or None if none is recorded."""
    return None if day == FIRST_DAY else day
