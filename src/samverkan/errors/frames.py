"""Errors about data frames, and about rules that cannot be evaluated over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from .texts import NO_DETAILS, Details, Filled, Reasons, SamverkanError, Text


class FrameError(SamverkanError, ValueError):
    """A data frame cannot be used: its kind, a column, a type or a value.

    Attributes:
        reason: Why it is refused.

        details: The column, the row (counted from 0), the value, and what else the text names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("Tabellen: {reason}.", "the frame: {reason}")
    reasons: ClassVar[Reasons] = {
        "engine": Text(
            "{found} stöds inte; ge en tabell från Polars, pandas, PyArrow, DuckDB eller PySpark",
            "{found} is not supported; give a frame of Polars, pandas, PyArrow, DuckDB or PySpark",
        ),
        "no-column": Text(
            "kolumnen {column!r} saknas (versaler och gemener är olika); lägg till den, eller ange "
            "vad den heter (columns=). Kolumner: {columns:row}",
            "the column {column!r} is missing (upper and lower case differ); add it, or say what "
            "it is called (columns=). Columns: {columns:row}",
        ),
        "no-column-of": Text(
            "kolumnen {column!r}, som columns= anger för {what}, saknas; ange någon av dem som "
            "finns: {columns:row}",
            "the column {column!r}, which columns= names for {what}, is missing; name an "
            "existing column: {columns:row}",
        ),
        "no-column-of-years": Text(
            "kolumnen {column!r} saknas; lägg till raders budgetår, ange vad kolumnen heter "
            "(columns=), ange years= om alla rader gäller ett år, eller gör en kolumn per år till "
            "rader (unpivot, i pandas melt). Kolumner: {columns:row}",
            "the column {column!r} is missing; add the budget years of the rows, say what the "
            "column is called (columns=), state years= if all rows are of one year, or turn a "
            "column per year into rows (unpivot, in pandas melt). Columns: {columns:row}",
        ),
        "columns-alike": Text(
            "flera kolumner heter {column!r}, om versaler och gemener inte räknas; ge dem olika "
            "namn",
            "several columns are called {column!r}, regardless of case; rename them",
        ),
        "column-taken": Text(
            "en kolumn heter redan {column!r}; ge den ett annat namn, eller ta bort den",
            "a column is called {column!r} already; rename it, or drop it",
        ),
        "no-figure": Text(
            "ingen regel använder {key}; {field}= kan ange: {keys:row}",
            "no rule uses {key}; {field}= may name: {keys:row}",
        ),
        "other-way": Text(
            "columns= anger {key!r} för {value!r}; skriv tvärtom: först {value!r}, sedan vad "
            "kolumnen heter",
            "columns= names {key!r} for {value!r}; write it the other way round: {value!r} first, "
            "then what the column is called",
        ),
        "several-days": Text(
            "reglerna använder {statistic} från flera dagar ({days:row}); ange en kolumn för varje "
            "dag (columns=, med en Basis för varje)",
            "the rules use {statistic} of several days ({days:row}); name a column for each day "
            "(columns=, with a Basis for each)",
        ),
        "no-such-day": Text(
            "ingen regel använder {statistic} från {day}, som {field}= anger; de använder "
            "{days:row}",
            "no rule uses {statistic} of {day}, which {field}= names; they use {days:row}",
        ),
        "not-whole": Text(
            "kolumnen {column!r} är {found}, men den ska ha heltal av uppgiftens sista decimal "
            "(12,34 med två decimaler är 1234); omvandla tal utan decimaler (c == c.round() för "
            'alla), i pandas med .astype("Int64"), i Polars med .cast(pl.Int64), i SQL med CAST(c '
            "AS BIGINT)",
            "the column {column!r} is {found}, but must hold whole numbers of the statistic's last "
            "decimal (12.34 with two decimals is 1234); convert numbers without decimals (c == "
            'c.round() for all), in pandas by .astype("Int64"), in Polars by .cast(pl.Int64), in '
            "SQL by CAST(c AS BIGINT)",
        ),
        "day-for-number": Text(
            "kolumnen {column!r} är {found}, men den ska ha heltal; ta årtalet, i pandas och "
            "Polars med .dt.year, i SQL med year(c)",
            "the column {column!r} is {found}, but must hold whole numbers; take the year, in "
            "pandas and Polars by .dt.year, in SQL by year(c)",
        ),
        "text-for-number": Text(
            "kolumnen {column!r} är {found}, men den ska ha heltal; läs in den som heltal, eller "
            "ta bort allt utom siffrorna, även mellanslag, och omvandla den sedan",
            "the column {column!r} is {found}, but must hold whole numbers; read it as such, or "
            "remove all but the digits, also spaces, and convert it then",
        ),
        "not-text": Text(
            "kolumnen {column!r} är {found}, men den ska ha text; läs in den som text (i pandas "
            "med dtype=str), eller omvandla den så att en kod som 0182 får sin nolla, i pandas med "
            ".astype(str).str.zfill(4), i Polars med .cast(pl.String).str.zfill(4)",
            "the column {column!r} is {found}, but must hold text; read it as text (in pandas by "
            "dtype=str), or convert it so that a code such as 0182 has its zero, in pandas by "
            ".astype(str).str.zfill(4), in Polars by .cast(pl.String).str.zfill(4)",
        ),
        "not-a-day": Text(
            "kolumnen {column!r} är {found}, men den ska ha datum utan klockslag; omvandla den",
            "the column {column!r} is {found}, but must hold dates without time; convert it",
        ),
        "below-zero": Text(
            "kolumnen {column!r}, rad {row} (från 0): {value} är under 0; rätta uppgiften",
            "the column {column!r}, row {row} (from 0): {value} is below 0; correct the figure",
        ),
        "too-large": Text(
            "kolumnen {column!r}, rad {row} (från 0): {value} är större än {largest}, räknat från "
            "0 åt båda hållen; rätta uppgiften, eller ange en större gräns (largest=)",
            "the column {column!r}, row {row} (from 0): {value} is more than {largest} away from "
            "0; correct the figure, or state a larger bound (largest=)",
        ),
        "no-year": Text(
            "kolumnen {column!r}, rad {row} (från 0): budgetåret saknas; ange det",
            "the column {column!r}, row {row} (from 0): the budget year is missing; state it",
        ),
        "year": Text(
            "kolumnen {column!r}, rad {row} (från 0): {value} är inget budgetår från 1800 till "
            "2999; rätta det",
            "the column {column!r}, row {row} (from 0): {value} is not a budget year from 1800 to "
            "2999; correct it",
        ),
        "kind": Text(
            "kolumnen {column!r}, rad {row} (från 0): {value!r} är inget slag av part; skriv ett "
            "av {kinds:row}",
            "the column {column!r}, row {row} (from 0): {value!r} is not a kind of party; write "
            "one of {kinds:row}",
        ),
        "no-party": Text(
            "kolumnen {column!r}, rad {row} (från 0): partens id saknas; ange det",
            "the column {column!r}, row {row} (from 0): the id of the party is missing; state it",
        ),
        "blank": Text(
            "kolumnen {column!r}, rad {row} (från 0): {value!r} är tom, eller börjar eller slutar "
            "med ett blanktecken; rätta den",
            "the column {column!r}, row {row} (from 0): {value!r} is empty, or begins or ends with "
            "a blank; correct it",
        ),
        "assumed": Text(
            "en uppgift i figures= är antagen (assumed_from), och det kan resultatet inte visa; "
            "ange en känd uppgift, eller använd assess()",
            "a figure in figures= is assumed (assumed_from), which the result could not show; "
            "give a known figure, or use assess()",
        ),
        "party-twice": Text(
            "{party!r} står två gånger för {year}, i rad {first} och rad {row} (från 0); ta bort "
            "den ena",
            "{party!r} is listed twice for {year}, in row {first} and row {row} (from 0); leave "
            "one out",
        ),
        "stated-twice": Text(
            "{column!r} för {party!r} och {year} står med olika värden som blev kända samma dag; "
            "ta bort det ena",
            "{column!r} of {party!r} and {year} has different values that became known on one day; "
            "leave one out",
        ),
        "no-fees": Text(
            "kolumnen {column!r} saknas; ge en tabell som fees(), assess_frame() eller "
            "settle_frame() har skrivit",
            "the column {column!r} is missing; give a frame that fees(), assess_frame() or "
            "settle_frame() has made",
        ),
        "which-column": Text(
            "ange vad som ska räknas: column='fee_ore' eller column='claim_ore'",
            "say what to count: column='fee_ore' or column='claim_ore'",
        ),
        "status": Text(
            "{value!r} är ingen status för en avgift; ge en tabell som fees() har skrivit",
            "{value!r} is not the status of a fee; give a frame that fees() has made",
        ),
        "status-differs": Text(
            "kolumnerna {fee!r} och {column!r} säger emot varandra: ett belopp finns om, och bara "
            "om, statusen är 'known'; ge en tabell som fees() har skrivit",
            "the columns {fee!r} and {column!r} contradict each other: there is an amount if, and "
            "only if, the status is 'known'; give a frame that fees() has made",
        ),
    }


class FrameRuleError(SamverkanError, ValueError):
    """A rule cannot be evaluated over a data frame.

    Attributes:
        reason: Why not.

        rule: The name of the class of the rule.

        where: The place of the rule in the funding, such as ``rule.rules[0].total``.

        details: Further values that the text of the reason names.
    """

    reason: str
    rule: str
    where: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{where} ({rule}): {reason}.", "{where} ({rule}): {reason}")
    reasons: ClassVar[Reasons] = {
        "days-differ": Text(
            "vilka som delar totalen för {year}, eller för vilka dagar, ändras under året; använd "
            "assess()",
            "who shares the total for {year}, or for which days, changes within the year; use "
            "assess()",
        ),
        "entry-fee": Text(
            "en inträdesavgift beror på när medlemskapet började, och det står inte i tabellen; "
            "använd assess_frame() eller assess()",
            "an entry fee depends on when the membership began, which the frame does not say; use "
            "assess_frame() or assess()",
        ),
        "key-fallback": Text(
            "vilken uppgift nyckeln använder beror på vilka som saknas för någon; använd assess()",
            "which figure the key uses depends on those that are missing for anybody; use assess()",
        ),
        "bounds": Text(
            "ett mellanled kan bli större än ett 64-bitars heltal rymmer, med uppgifter upp till "
            "gränserna för {columns:row}; ange en mindre gräns (largest=), eller använd assess()",
            "an intermediate result may exceed a 64-bit integer, with figures up to the bounds of "
            "{columns:row}; state a smaller bound (largest=), or use assess()",
        ),
        "bounds-of-rule": Text(
            "ett mellanled kan bli större än ett 64-bitars heltal rymmer, vilka uppgifterna än "
            "är; använd assess()",
            "an intermediate result may exceed a 64-bit integer, whatever the figures are; use "
            "assess()",
        ),
        "paid-first": Text(
            "vad som betalas innan resten av totalen för {year} delas beror på betalarnas "
            "uppgifter; använd assess()",
            "what is paid before the rest of the total for {year} is divided depends on figures of "
            "payers; use assess()",
        ),
        "two-holders": Text(
            "uppgifterna för {year} är olika parters, eftersom en part tog en annans plats mellan "
            "uppgifternas dagar; använd assess()",
            "the figures for {year} are those of different parties, as one took the place of "
            "another between the days of the figures; use assess()",
        ),
        "no-years": Text(
            "regeln använder en områdesuppgift, olika för varje år; ange åren (years=)",
            "the rule uses a figure of an area, which differs by year; state the years (years=)",
        ),
    }


class IncompleteFrameError(SamverkanError, LookupError):
    """A total was requested, but some fees are not known.

    Attributes:
        missing: The number of fees that lack a figure.

        out_of_bounds: The number of rows with a value that the frame may not hold.

        other_year: The number of rows of other years, if no fee at all is known; else 0.

        unstated: The number of rows for which no rule is stated, if no fee at all is known; else 0.

        partly_unstated: The number of fees for which a rule is stated on only some days.

        undated: The number of fees that depend on an accession without a recorded decision.

        pending: The number of fees that depend on something pending.

        stated_twice: The number of fees whose figures are stated twice.
    """

    missing: int
    out_of_bounds: int = 0
    other_year: int = 0
    unstated: int = 0
    partly_unstated: int = 0
    undated: int = 0
    pending: int = 0
    stated_twice: int = 0

    template: ClassVar[Text] = Text(
        "Summan är inte känd (subtotal_ore är vad som kunde räknas ut); komplettera det som "
        "saknas (varför sägs av fee_status, med status=True): {counts:row}.",
        "the total is not known (subtotal_ore holds what could be computed); supply what is "
        "missing (fee_status says why, with status=True): {counts:row}",
    )

    def _told(self) -> dict[str, object]:
        counts = (Filled(text, vars(self)) for name, text in _COUNTS.items() if vars(self)[name])
        return {**super()._told(), "counts": tuple(counts)}


_COUNTS: Final[Mapping[str, Text]] = {
    "missing": Text("{missing} utan uppgift", "{missing} without a figure"),
    "out_of_bounds": Text("{out_of_bounds} utanför gränserna", "{out_of_bounds} out of bounds"),
    "other_year": Text("{other_year} för andra år", "{other_year} of other years"),
    "unstated": Text("{unstated} utan regel", "{unstated} without a rule"),
    "partly_unstated": Text(
        "{partly_unstated} utan regel vissa dagar", "{partly_unstated} without a rule on some days"
    ),
    "undated": Text("{undated} utan beslut", "{undated} without a decision"),
    "pending": Text("{pending} som beror på något ej antaget", "{pending} pending"),
    "stated_twice": Text("{stated_twice} dubbelt angivna", "{stated_twice} stated twice"),
}
