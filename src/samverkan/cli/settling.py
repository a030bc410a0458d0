"""What is left to claim since a ledger's last day, and what is added to its file."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import click

from .. import formats
from ..agreements.agreement import Agreement
from ..core.figures import FigureTable
from ..errors import DocumentError
from ..fees.ledgers import Ledger, Settlement, settle
from ..formats.exports import JSON, claims_data
from ..formats.fee_tables import claims_table
from ..formats.tables import Table
from ..reports import claims_text, missing_summary
from ..reports.claims import claims_blocks
from .files import but_for_a_half_line
from .lacking import how_to_supply
from .phrases import Phrases, named
from .questions import COMPLETE, MISSING, PAGES, Answer, Saving, as_json, as_page, with_findings


class Shown(Protocol):
    """What is shown of the new claims, in each of the forms."""

    def data(self) -> dict[str, JSON]:
        """Return it as data for JSON."""
        ...

    def text(self) -> str:
        """Return it as text for people."""
        ...

    def table(self) -> Table:
        """Return it as a table."""
        ...

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write to a file, which then stays as it is."""
        ...

    def aside(self) -> str:
        """Return what is told beside it."""
        ...


class Claims:
    """The new claims themselves, in each of the forms."""

    is_empty = False  # a file of them tells what is missing, too

    def __init__(self, settlement: Settlement, phrases: Phrases) -> None:
        self._settlement, self._phrases = settlement, phrases

    def data(self) -> dict[str, JSON]:
        """Return them as data for JSON."""
        return claims_data(self._settlement)

    def text(self) -> str:
        """Return them as text for people."""
        phrases = self._phrases
        return claims_text(self._settlement, phrases.language, width=phrases.width)

    def table(self) -> Table:
        """Return them as a table."""
        return claims_table(self._settlement, self._phrases.language)

    def aside(self) -> str:
        """Return that nothing is told beside them."""
        return ""


class Settling:
    """Settles claims from the ledger in a file, and adds the new ones to it if that is asked for.

    Args:
        phrases: The command's phrases.

        file: The file, or None for an empty ledger.

        is_written: Whether the new claims are added to the file.
    """

    def __init__(self, phrases: Phrases, *, file: str | None, is_written: bool) -> None:
        if is_written and file is None:
            raise click.UsageError(phrases.help("nowhere-to-write"))
        if file is not None and Path(file).suffix.lower() == ".toml":  # which is never written
            raise click.UsageError(phrases.help("no-ledger-in-toml", file=named(file)))
        self._phrases = phrases
        self._file = file
        self._is_written = is_written
        self._aside = ""

    def settle(
        self,
        agreement: Agreement,
        *,
        years: Iterable[int],
        figures: FigureTable,
        reading: str | None,
        known_on: dt.date,
    ) -> Settlement:
        """Return the new claims.

        Raises:
            UnknownPartyError: If the ledger has claims on a party that the agreement does not
                know: it may be the ledger of another agreement.
        """
        ledger = Ledger() if self._file is None else self._ledger(self._file)
        for party in dict.fromkeys(claim.party for claim in ledger.claims):
            agreement.party(party)
        return settle(
            ledger,
            agreement,
            years=tuple(years) or _years(agreement, ledger, known_on),
            figures=figures,
            known_on=known_on,
            reading=reading,
        )

    def _ledger(self, file: str) -> Ledger:
        """Return the ledger of a file; an empty one if there is no such file yet."""
        read = functools.partial(formats.read, expected=Ledger)
        try:
            ledger, self._aside = but_for_a_half_line(read, file, self._phrases)
        except DocumentError as error:
            if error.faults[0].reason != "no-such-file":
                raise
            self._aside = self._phrases.told("no-ledger-yet", file=named(file))
            return Ledger()
        return ledger

    def answer(self, settlement: Settlement, saving: Saving, shown: Shown | None = None) -> Answer:
        """Add the claims to the file if that is asked for; return them, and what is missing.

        Args:
            settlement: The claims.

            saving: How the answer is written.

            shown: What is shown of the claims, or None for the claims themselves.
        """
        told = shown or Claims(settlement, self._phrases)
        answer = self._answer(settlement, saving, told)
        answer = with_findings(answer, settlement.assessments, self._phrases)
        # Rows are imported: a file without any would hide those of the day before.
        is_in_vain = told.is_empty and saving.form in {"csv", "xlsx"}
        answer = saving.unsaved(answer) if is_in_vain else saving.saved(answer)
        if self._file is not None and self._is_written:  # last, so that no claim is lost
            formats.write(settlement.ledger, self._file)
        return answer

    def _answer(self, settlement: Settlement, saving: Saving, shown: Shown) -> Answer:
        phrases, owed = self._phrases, settlement.assessments
        summaries = (missing_summary(e, phrases.language, width=phrases.width) for e in owed)
        aside = self._aside + "".join(dict.fromkeys(summaries))
        aside += how_to_supply(owed, phrases) + shown.aside()
        lacking = {
            "undated-before": any(each.undated for each in owed),
            "pending": bool(settlement.pending),
        }
        aside += "".join(phrases.told(name) for name, is_lacking in lacking.items() if is_lacking)
        is_missing = settlement.missing or any(lacking.values())
        status = MISSING if is_missing else COMPLETE
        if saving.form == "json":
            years: list[JSON] = [each.year for each in owed]
            written: JSON = {
                "known_on": str(settlement.ledger.known_on),
                "years": years,
                **shown.data(),
                "written_to": self._file if self._is_written else None,
            }
            return Answer(as_json(written), status, aside)
        outcome = self._outcome(len(settlement))
        if saving.form == "table":
            return Answer(f"{shown.text()}\n{outcome}", status, aside)
        if saving.form in PAGES:
            blocks = claims_blocks(settlement, phrases.language)  # rows to bill have no page
            made = Answer(as_page(blocks, saving.form, phrases.language))
        else:
            made = saving.tables(shown.table())
        return made._replace(status=status, aside=f"{outcome}{aside}")

    def _outcome(self, count: int) -> str:
        """Return what was written, or would be."""
        if self._file is None:
            return self._phrases.told("no-ledger")
        name = "claims-written" if self._is_written else "claims-not-written"
        return self._phrases.told(name, count=count, file=named(self._file))


def _years(agreement: Agreement, ledger: Ledger, known_on: dt.date) -> tuple[int, ...]:
    """Return the budget years that have begun, and those that the ledger has claims for.

    They begin with the agreement, or with the ledger's opening balance.
    """
    period = agreement.as_known(known_on).period
    first = max(period.first_day, ledger.opened_on or period.first_day).year
    last = min(known_on, period.last_day or known_on).year
    return tuple(sorted({*range(first, last + 1), *(claim.year for claim in ledger.claims)}))
