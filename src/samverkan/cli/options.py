"""What the command's questions may name, with help in Swedish and English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from ..core.decisions import Burden
from ..errors.quoting import quoted
from ..errors.texts import Language, Text
from ..governance.modes import OperatingMode

_YEAR = re.compile(r"[0-9]{1,4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_HELP = {
    "samverkan": Text(
        "Avtal mellan kommuner: vad de kostar, på öret, vilka dagar som gäller, och varför.",
        "Agreements between municipalities: what they cost, to the öre, which days count, and why.",
    ),
    "fees": Text(
        "Avgifterna för ett budgetår i Samverkan Stockholmsregionen.",
        "The fees of a budget year in Samverkan Stockholmsregionen.",
    ),
    "explain": Text(
        "Hur en parts avgift är beräknad, med källor.",
        "How a party's fee is computed, with sources.",
    ),
    "difference": Text(
        "Vad det finns att kräva eller kreditera mellan två dagars kunskap.",
        "What there is to claim or credit between the knowledge of two days.",
    ),
    "governance": Text(
        "Hur överenskommelsen styrs en dag: nivåer, forum, och vilka som kallas.",
        "How the agreement is governed on a day: levels, forums, and who is called.",
    ),
    "who": Text(
        "Vilka som kallas till ett forum en dag, utifrån funktion och mandat.",
        "Who is called to a forum on a day, by function and mandate.",
    ),
    "forum": Text("Forumets id eller namn.", "The id or a name of the forum."),
    "mode": Text(
        "Läge: ordinarie (ordinary) eller aktiverat (activated).",
        "Mode: ordinary or activated.",
    ),
    "diagram": Text(
        "Rita i stället: text för Mermaid eller Graphviz (dot).",
        "Draw it: text for Mermaid or Graphviz (dot).",
    ),
    "governed-on": Text(
        "Dagen (förval: överenskommelsens första dag).",
        "The day (default: the agreement's first day).",
    ),
    "called-on": Text("Dagen.", "The day."),
    "check": Text(
        "Vad som är fel, tveksamt eller värt att veta om överenskommelsen. Ingen juridisk "
        "rådgivning.",
        "What is wrong, doubtful or worth knowing about the agreement. No legal advice.",
    ),
    "on": Text(
        "Pröva bara denna dag, inte överenskommelsens hela tid.",
        "Check this day alone, not the agreement's whole life.",
    ),
    "deadlines": Text(
        "Ett besluts dagar: justering, anslag, överklagande, laga kraft, och vad som är fel. "
        "Ingen juridisk rådgivning.",
        "A decision's days: approval, notice, appeal, legal force, and what is wrong. No legal "
        "advice.",
    ),
    "decided-on": Text("Sammanträdets dag.", "Day of the meeting."),
    "approved-on": Text(
        "Dagen då protokollet justerades.", "Day on which the minutes were approved."
    ),
    "announced-on": Text(
        "Dagen då justeringen anslogs; vid gemensam nämnd en gång för varje anslagstavla.",
        "Day on which notice was put up; of a joint committee once for each board.",
    ),
    "effective-from": Text(
        "Första dagen då beslutet gäller.", "First day on which the decision has effect."
    ),
    "burden": Text(
        "Vem beslutet belastar, som avgör om det får gälla bakåt: kommunmedlemmar (members), "
        "offentliga organ (public-bodies), enskild (private-party) eller ingen (relief).",
        "Whom the decision burdens, which tells whether it may reach back: the municipality's "
        "members, public bodies, a private party, or nobody (relief).",
    ),
    "reasons": Text(
        "De synnerliga skäl som är antecknade för att beslutet gäller bakåt.",
        "The extraordinary reasons that are recorded for reaching back.",
    ),
    "not-in-force": Text(
        "Överenskommelsen gäller inte den dagen.", "The agreement is not in force on that day."
    ),
    "no-day": Text("Ange minst en dag, till exempel --decided.", "Name a day, such as --decided."),
    "decided": Text(
        "En parts beslut att ansluta sig, till exempel 0182=2015-04-13. Får upprepas.",
        "A party's decision to join, for example 0182=2015-04-13. May be repeated.",
    ),
    "known-on": Text(
        "Räkna bara med vad som var beslutat eller publicerat den dagen.",
        "Count only what was decided or published by that day.",
    ),
    "backwards": Text(
        "--from-known {first} är senare än --to-known {second}; byt plats på dem.",
        "--from-known {first} is later than --to-known {second}; swap them.",
    ),
    "from-known": Text("Den tidigare dagen.", "The earlier day."),
    "to-known": Text("Den senare dagen.", "The later day."),
    "year": Text("Budgetår, till exempel 2015.", "Budget year, for example 2015."),
    "party": Text(
        "Bara denna part: kommunkod, organisationsnummer eller namn. Får upprepas.",
        "This party alone: municipality code, organisation number or name. May be repeated.",
    ),
    "reading": Text(
        "Tolkning av villkoren: mid-year-before (förvald) eller year-start.",
        "Reading of the terms: mid-year-before (default) or year-start.",
    ),
    "figures": Text(
        "CSV-fil med egna folkmängder i stället för paketets.",
        "CSV file with your own population figures in place of the package's.",
    ),
    "format": Text("Utdataformat (förval: table).", "Output format (default: table)."),
    "language": Text("Språk (förval: sv).", "Language (default: sv)."),
}


class Options:
    """The options of the questions, in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def language(self, command: Callable[..., Any]) -> Callable[..., Any]:
        """Add the language; its value has been read already, before the help was chosen."""
        choice = click.Choice(["sv", "en"])
        said = self.said("language")
        option = click.option("--language", type=choice, expose_value=False, help=said)
        return option(command)

    def said(self, name: str) -> str:
        """Return the help of a command or an option."""
        return _HELP[name].in_language(self._language)

    def common(self, ask: Callable[..., int]) -> Callable[..., int]:
        """Give a question what all of them may name."""
        for option in (
            self.language,
            click.option("--figures", "file", metavar="FILE", help=self.said("figures")),
            click.option("--reading", help=self.said("reading")),
            self.decided(),
            self._year(),
        ):
            ask = option(ask)
        return ask

    def party(self, *, required: bool = False) -> Callable[..., Any]:
        """Let a question be about some parties alone."""
        return click.option(
            "--party", "parties", multiple=True, required=required, help=self.said("party")
        )

    def day(self, name: str, into: str = "", *, required: bool = False) -> Callable[..., Any]:
        """Let a question name a day; its help, and its parameter, may have a name of its own."""
        named = into or name
        return click.option(
            f"--{name}",
            named.replace("-", "_"),
            required=required,
            callback=_day,
            metavar="YYYY-MM-DD",
            help=self.said(named),
        )

    def days(self, name: str, into: str) -> Callable[..., Any]:
        """Let a question name a day, or several."""
        return click.option(
            f"--{name}",
            into.replace("-", "_"),
            multiple=True,
            callback=_days,
            metavar="YYYY-MM-DD",
            help=self.said(into),
        )

    def forum(self) -> Callable[..., Any]:
        """Let a question be about a forum."""
        return click.option("--forum", required=True, help=self.said("forum"))

    def mode(self) -> Callable[..., Any]:
        """Let a question name a mode."""
        return click.option(
            "--mode",
            type=click.Choice([mode.value for mode in OperatingMode]),
            callback=_mode,
            help=self.said("mode"),
        )

    def diagram(self) -> Callable[..., Any]:
        """Let the answer be a diagram."""
        return click.option(
            "--diagram", type=click.Choice(["mermaid", "dot"]), help=self.said("diagram")
        )

    def burden(self) -> Callable[..., Any]:
        """Let a question say whom a decision burdens."""
        return click.option(
            "--burden",
            type=click.Choice([burden.value for burden in Burden]),
            callback=_burden,
            help=self.said("burden"),
        )

    def form(self, *forms: str) -> Callable[..., Any]:
        """Let the answer have one of several forms, the first where none is named."""
        return click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            help=self.said("format"),
        )

    def reasons(self) -> Callable[..., Any]:
        """Let a question say why a decision may reach back."""
        return click.option("--reasons", "extraordinary_reasons", help=self.said("reasons"))

    def decided(self) -> Callable[..., Any]:
        """Let a question record parties' decisions."""
        return click.option(
            "--decided",
            multiple=True,
            callback=_decided,
            metavar="PARTY=YYYY-MM-DD",
            help=self.said("decided"),
        )

    def _year(self) -> Callable[..., Any]:
        return click.option(
            "--year", required=True, callback=_year, metavar="YYYY", help=self.said("year")
        )


def _year(_: click.Context, __: click.Parameter, written: str) -> int:
    if not _YEAR.fullmatch(written):
        raise click.BadParameter(f"{quoted(written)}: YYYY (ÅÅÅÅ)")
    return int(written)


def _day(_: click.Context, __: click.Parameter, written: str | None) -> dt.date | None:
    return None if written is None else _read_day(written)


def _days(_: click.Context, __: click.Parameter, several: Sequence[str]) -> tuple[dt.date, ...]:
    return tuple(map(_read_day, several))


def _mode(_: click.Context, __: click.Parameter, written: str | None) -> OperatingMode | None:
    return None if written is None else OperatingMode(written)


def _burden(_: click.Context, __: click.Parameter, written: str | None) -> Burden | None:
    return None if written is None else Burden(written)


def _decided(
    _: click.Context, __: click.Parameter, several: Sequence[str]
) -> tuple[tuple[str, dt.date], ...]:
    """Return each party as it was named, and the day behind the last sign of equality."""
    parts = [written.rpartition("=") for written in several]
    return tuple((party, _read_day(day)) for party, _sign, day in parts)


def _read_day(written: str) -> dt.date:
    try:
        if _DAY.fullmatch(written):
            return dt.date.fromisoformat(written)
    except ValueError:  # a day that the calendar lacks
        pass
    raise click.BadParameter(f"{quoted(written)}: YYYY-MM-DD (ÅÅÅÅ-MM-DD)")
