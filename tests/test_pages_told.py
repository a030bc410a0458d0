"""Fees, claims, deadlines, findings and governance for a web page: as much as the text tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import real_charters
from builders import MID_YEAR, START, agreed, decided, funded_by, inhabitants, joins, with_members
from forums import CHARTER, DAY, governed
from paged import plainly, read_html, read_markdown, read_page
from samverkan import (
    Agreement,
    FigureTable,
    Language,
    Party,
    PartyKind,
    Period,
    Text,
    YearDay,
    assess,
    formats,
    reports,
    settle,
    stockholm,
    validate,
)
from samverkan.cli import main
from samverkan.fees import Ledger
from samverkan.funding import Fixed, Funding, Instalments, Rate, Reading
from samverkan.governance import Forum, Governance, Level, Seat
from samverkan.meetings import Absence, ModeLog
from samverkan.sweden import validate_dates
from strategies import World, governances, histories, worlds

WIDE = 100_000
LANGUAGES: tuple[Language, ...] = ("sv", "en")
languages = st.sampled_from(LANGUAGES)
known_days = st.dates(dt.date(2014, 6, 1), dt.date(2017, 12, 31))


def cells(lines: Iterable[str]) -> set[str]:
    """Return the cells of the lines of a text report: parted by several spaces or by a mark."""
    several = (re.split(r" {2,}|(?<=[r0-9]) (?=\*)", line.strip(" ")) for line in lines)
    return {plainly(cell) for row in several for cell in row if cell.strip("- ")}


def in_words(said: Iterable[str]) -> set[str]:
    """Return the words of texts, without their punctuation, whatever their first letter."""
    return {word.strip(".,:;()").casefold() for each in said for word in each.split()} - {""}


def told_in_html(fragment: str) -> list[str]:
    """Return the texts of a fragment, with ordinary spaces."""
    return [plainly(each) for each in read_html(fragment).texts]


def told_in_markdown(page: str) -> list[str]:
    """Return the texts of a page of Markdown, with ordinary spaces."""
    return [plainly(each) for each in read_markdown(page).texts]


def tells(html: str, markdown: str, text: str) -> None:
    """Check that each cell and sentence of a text is told in HTML and in Markdown."""
    said = cells(text.splitlines())
    assert said <= set(told_in_html(html))
    assert said <= set(told_in_markdown(markdown))


def tells_of(name: str, value: Any, language: Language) -> None:
    """Check that the pages of a value tell what its text tells."""
    html, markdown, text = (
        getattr(reports, f"{name}_{form}") for form in ("html", "markdown", "text")
    )
    tells(html(value, language), markdown(value, language), text(value, language, width=WIDE))


# --- All that the text tells


@pytest.mark.slow
@given(world=worlds(), known_on=st.none() | known_days, language=languages)
def test_fees(world: World, known_on: dt.date | None, language: Language) -> None:
    """Amounts, marks, sums, instalments, and what is missing, undated, pending or unstated."""
    found = assess(world.agreement, year=world.year, figures=world.figures, known_on=known_on)

    tells_of("fees", found, language)


@pytest.mark.slow
@given(world=worlds(), language=languages)
def test_forecasts(world: World, language: Language) -> None:
    """Amounts of a forecast are marked, and the figures that it assumes are told."""
    found = assess(world.agreement, year=world.year, figures=world.figures, assume_last_known=True)

    tells_of("fees", found, language)


@pytest.mark.slow
@given(world=histories(), language=languages)
def test_claims(world: World, language: Language) -> None:
    """Days, causes, claims, credits, subtotals and the total, and what cannot be determined."""
    years, known_on = [world.year, world.year + 1], dt.date(2018, 1, 1)
    settlement = settle(
        Ledger(), world.agreement, years=years, figures=world.figures, known_on=known_on
    )

    tells_of("claims", settlement, language)


@pytest.mark.slow
@given(world=histories(), language=languages)
def test_all_deadlines_and_findings(world: World, language: Language) -> None:
    """The deadlines of each decision, or that they are not computed; and what is to be noted."""
    tells_of("all_deadlines", world.agreement, language)
    tells_of("findings", validate(world.agreement, figures=world.figures), language)


some_days = st.dates(dt.date(1991, 1, 1), dt.date(2027, 12, 31))
steps = st.fixed_dictionaries(
    {},
    optional={
        name: st.integers(-3, 40)
        for name in (
            "reported_on",
            "approved_on",
            "announced_on",
            "notice_removed_on",
            "appealed_on",
            "restored_on",
            "annulled_on",
            "legal_force_on",
            "effective_from",
            "executed_on",
        )
    },
)


@given(first=some_days, later=steps, language=languages)
def test_deadlines(first: dt.date, later: dict[str, Any], language: Language) -> None:
    """The last days, how they are counted and moved, the sections of law, and the findings."""
    near: dict[str, Any] = {name: first + dt.timedelta(each) for name, each in later.items()}

    tells_of("deadlines", validate_dates(decided_on=first, **near), language)


def governance_tells(
    agreement: Agreement, language: Language, on: dt.date = DAY, **asked: Any
) -> None:
    """Check that the pages of a governance have all words of its text."""
    state = agreement.as_known()
    asked = {"on": on, "language": language, **asked}
    said = in_words(reports.governance_text(state, width=WIDE, **asked).splitlines())
    assert said <= in_words(told_in_html(reports.governance_html(state, **asked)))
    assert said <= in_words(told_in_markdown(reports.governance_markdown(state, **asked)))


def who_tells(
    agreement: Agreement,
    forum: str,
    language: Language,
    on: dt.date = DAY,
    **asked: Any,
) -> None:
    """Check that the pages of who is called have all words of the text, and the agreement."""
    state = agreement.as_known()
    asked = {"on": on, "language": language, **asked}
    said = in_words(reports.who_text(state, forum, width=WIDE, **asked).splitlines())
    in_html = told_in_html(reports.who_html(state, forum, **asked))
    in_markdown = told_in_markdown(reports.who_markdown(state, forum, **asked))
    assert said <= in_words(in_html)
    assert said <= in_words(in_markdown)
    assert in_html[1] == in_markdown[1] == plainly(agreement.terms.title.in_language(language))


@pytest.mark.slow
@given(governance=governances(), language=languages)
def test_who(governance: Governance, language: Language) -> None:
    """Who is called to each forum, by whom, how often it meets, and what it does."""
    for forum in governance.forums:
        who_tells(governed(governance), forum.id, language)


ABSENT = [
    Absence(seat="ledamot", party="Kommun a", count=3),
    Absence(seat="revisor", party="kommun-b"),
    Absence(seat="revisor", party="Kommun a", is_deputy=True),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", ["ordinary", "activated", None])
def test_who_is_absent(mode: str | None, language: Language) -> None:
    """Who cannot come, who is called in their place, and who is not called anyway."""
    who_tells(governed(CHARTER), "direktionen", language, mode=mode, absent=ABSENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_by_the_log(language: Language) -> None:
    """The mode according to the log, and its sources; also if no seats are stated."""
    made, on = stockholm.agreement, dt.date(2020, 3, 1)
    who_tells(made, "regionala", language, on=on, log=stockholm.mode_log)


@pytest.mark.slow
@given(governance=governances(), language=languages)
def test_governance(governance: Governance, language: Language) -> None:
    """Levels, forums, offices, seats and deputies, how often they meet, duties, and sources."""
    governance_tells(governed(governance), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", [None, "aktiverat"])
def test_two_modes(mode: str | None, language: Language) -> None:
    """The modes, who switches to them, and what differs between them; the log, if there is one."""
    governance_tells(governed(), language, mode=mode)
    governance_tells(governed(CHARTER), language, log=ModeLog(covers=Period(DAY, DAY)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_log_and_sources(language: Language) -> None:
    """What the log says of a forum, and where all of it stands."""
    governance_tells(stockholm.agreement, language, on=dt.date(2020, 3, 1), log=stockholm.mode_log)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_governance(language: Language) -> None:
    """That none is stated, or that the agreement is not in force, is told."""
    governance_tells(governed(None), language)
    governance_tells(governed(), language, on=dt.date(2023, 12, 31))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing(language: Language) -> None:
    """No claims, no decisions, no findings and no fees are told in words."""
    nobody = agreed()
    settlement = settle(Ledger(), nobody, years=[2015], figures=FigureTable([]), known_on=DAY)

    tells_of("claims", settlement, language)
    tells_of(
        "claims",
        settle(Ledger(), nobody, years=[], figures=FigureTable([]), known_on=DAY),
        language,
    )
    tells_of("fees", assess(nobody, year=2015, figures=FigureTable([])), language)
    tells_of("all_deadlines", nobody, language)
    tells_of("findings", (), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forecast_with_a_plan(language: Language) -> None:
    """Marks, footnotes and the payment plan of a forecast, with the day of knowledge."""
    plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    rate = Rate(kronor_per_unit=1, of=MID_YEAR)
    reading = Reading(name="only", funding=Funding(rule=rate, instalments=plan))
    made = with_members(agreed("Alfa", funding=[reading]), alfa=START)
    found = assess(
        made,
        year=2016,
        figures=FigureTable(inhabitants({"alfa": 10_000})),
        known_on=dt.date(2015, 6, 1),
        assume_last_known=True,
    )

    assert found.is_forecast
    tells_of("fees", found, language)
    head = "Delbetalning" if language == "sv" else "Instalment"
    assert f'<th scope="col">{head}</th>' in reports.fees_html(found, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_computed(language: Language) -> None:
    """That the days of an old decision are not computed is told."""
    first = dt.date(1985, 1, 1)
    accessions = [joins(1, "alfa", first, decision=decided("1985-04-01"))]
    made = agreed("Alfa", period=Period(first), instruments=accessions)

    tells_of("all_deadlines", made, language)
    assert "1990" in reports.all_deadlines_html(made, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_deputies_in_another_function(language: Language) -> None:
    """In which function deputies serve is told with them."""
    governance_tells(real_charters.NORRA_DALARNA, language)


# --- How it is told


def test_fees_as_a_table() -> None:
    """Parties, fees and notes are columns; the sum is the last row."""
    found = assess(stockholm.agreement, year=2015, figures=stockholm.figures).only(["Nacka"])
    html = reports.fees_html(found)

    assert '<th scope="col">Part</th><th scope="col" class="number">Avgift</th>' in html
    assert html.count("<tfoot>") == 1
    assert "| Part | Avgift |" in reports.fees_markdown(found)


def test_causes_head_their_claims() -> None:
    """Each day with its causes is the heading of the rows below it."""
    joined = stockholm.agreement
    for party, day in (("Nacka", 13), ("Solna", 14), ("Täby", 14)):
        joined = joined.accede(party, decided(dt.date(2015, 4, day)))
    settlement = settle(
        Ledger(), joined, years=[2015], figures=stockholm.figures, known_on=dt.date(2015, 5, 1)
    )
    html, page = reports.claims_html(settlement), reports.claims_markdown(settlement)

    assert html.count('<th colspan="2" scope="rowgroup">') == html.count("<tbody>") == 2
    assert page.count("| **1") == 2
    assert "Summa (2)" in told_in_html(html)


def test_absent_below_the_table() -> None:
    """Who cannot come stands below the seats, under the function, as in the text."""
    state = governed(CHARTER).as_known()
    html = reports.who_html(state, "direktionen", on=DAY, mode="ordinary", absent=ABSENT)
    _, _, rest = html.partition("</table>")
    [*_, function] = rest.split("<li>Har förhinder")[0].split("<li>")

    assert function == "Ledamot\n<ul>\n"
    assert "<li>Träder in: " in rest
    assert "förhinder" not in reports.who_html(state, "direktionen", on=DAY, mode="ordinary")


def test_seats_as_a_table() -> None:
    """Seats are rows; a column of which nothing is stated is left out."""
    state = governed().as_known()
    html = reports.governance_html(state, on=DAY)

    assert '<th scope="col">Funktion</th><th scope="col">Platser</th>' in html
    assert "Ersättare" not in html
    assert "Ersättare" in reports.governance_html(governed(CHARTER).as_known(), on=DAY)


def test_each_decision_can_be_folded() -> None:
    """The deadlines of a decision stand below it."""
    joined = stockholm.agreement.accede("Nacka", decided("2015-04-13"))
    html = reports.all_deadlines_html(joined)

    assert html.count("<details") == 1
    assert "<summary><strong>Nacka kommun (0182), anslutning 19" in html


# --- Hostile names

HOSTILE = (
    "<script>alert(1)</script>",
    "<b>&amp;</b> \" onload=x '",
    "a|b `c` **d** _e_ [f](http://g.se) ![h](i)",
    "# - 1. > ~~j~~ \\ $k$ &lt; www.l.se",
    "נהריה",
    "</div></details>",
)
PARTIES = [
    Party(names=name, kind=PartyKind.MUNICIPALITY, id=f"p{place}")
    for place, name in enumerate(HOSTILE)
]


def hostile() -> Agreement:
    """Return an agreement whose names, titles and texts are code."""
    seats = [
        Seat(id=f"s{place}", function=Text(name, name), mandate=name, parties=[f"p{place}"])
        for place, name in enumerate(HOSTILE)
    ]
    forum = Forum(
        id="f", names=HOSTILE[0], seats=seats, duties=[Text(each, each) for each in HOSTILE]
    )
    level = Level(
        id="l", rank=1, name=Text(HOSTILE[5], HOSTILE[5]), focus=Text(HOSTILE[2], HOSTILE[2])
    )
    return agreed(
        *PARTIES,
        title=HOSTILE[3],
        funding=[funded_by(Fixed(kronor=5))],
        governance=Governance(forums=forum, levels=level),
        instruments=[
            joins(place, party.id, decision=decided("2015-04-13", body=HOSTILE[1]))
            for place, party in enumerate(PARTIES, start=1)
        ],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names(language: Language) -> None:
    """Names are told as they are, and are never elements, attributes or links."""
    agreement = hostile()
    figures = FigureTable(inhabitants({party.id: 10_000 for party in PARTIES}))
    fees = assess(agreement, year=2015, figures=figures)
    claims = settle(Ledger(), agreement, years=[2015], figures=figures, known_on=DAY)

    tells_of("fees", fees, language)
    tells_of("claims", claims, language)
    tells_of("all_deadlines", agreement, language)
    tells_of("findings", validate(agreement, figures=figures), language)
    governance_tells(agreement, language, on=dt.date(2015, 6, 1))
    told = " ".join(told_in_html(reports.fees_html(fees, language)))
    assert all(plainly(name) in told for name in HOSTILE)


# --- The command

ASKED = [
    ("fees --year 2014", "Avgifter för 2014"),
    ("difference --year 2015 --from-known 2015-04-13 --to-known 2015-04-14", "Krav och krediter"),
    ("settle --known-on 2014-12-31 --year 2015", "Krav och krediteringar"),
    ("deadlines --announced 2015-04-13", "Beslutets dagar"),
    ("deadlines --agreement AGREEMENT", "Beslutens dagar"),
    ("check --on 2015-01-01", "Iakttagelser"),
    ("governance --on 2020-03-01", "Organisation och styrning den 1 mars 2020"),
    ("who --forum regionala --on 2020-03-01", "Regionala chefsgruppen den 1 mars 2020"),
]


@pytest.mark.parametrize(("asked", "title"), ASKED)
def test_whole_pages(
    asked: str, title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes a whole page with a title, or Markdown, also to a file."""
    file = tmp_path / "agreement.json"
    file.write_text(formats.dumps(stockholm.agreement), encoding="utf-8")
    arguments = [str(file) if each == "AGREEMENT" else each for each in asked.split()]
    main([*arguments, "--format", "html"])
    html = capsys.readouterr().out
    main([*arguments, "--format", "markdown"])
    markdown = capsys.readouterr().out
    main([*arguments, "--output", str(tmp_path / "page.html")])
    main([*arguments, "--output", str(tmp_path / "page.md")])

    assert html.startswith('<!DOCTYPE html>\n<html lang="sv" dir="ltr">')
    assert f"<title>{title}" in html
    assert [plainly(each) for each in read_page(html).texts] == told_in_markdown(markdown)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == html
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == markdown


def test_drawing_or_page(capsys: pytest.CaptureFixture[str]) -> None:
    """A governance is drawn or written as a page, not both."""
    assert main(["governance", "--diagram", "svg", "--format", "html"]) == 2
    assert "ange ett av dem" in capsys.readouterr().err
