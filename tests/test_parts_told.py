"""What an explanation says of parts, entry fees, means and what is left: it never contradicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    plainly,
    with_members,
)
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    Source,
    assess,
)
from samverkan.formats import explanation_data, fees_data
from samverkan.funding import (
    POPULATION,
    Basis,
    ByGroup,
    EntryFee,
    Equally,
    Fixed,
    Mean,
    Part,
    Proration,
    Rate,
    Remainder,
    Rule,
    Split,
    Sum,
)
from samverkan.reports import agreement_text, explanation_text, fees_text

COMMENCED = Proration.BY_COMMENCED_MONTH
SPRING, AUTUMN = Period(START, dt.date(2015, 3, 10)), dt.date(2015, 9, 1)


def told(agreement: Agreement, party: str, figures: FigureTable | None = None) -> list[list[str]]:
    """Return the steps of a fee in Swedish and English, after a check of its sum."""
    found = assess(agreement, year=2015, figures=figures or counted()).explain(party)
    assert found.step.kronor * 100 == found.ore
    return [
        [
            line.strip().removesuffix(" [ingen källa angiven]").removesuffix(" [no source stated]")
            for line in plainly(explanation_text(found, language, width=200)).splitlines()
        ]
        for language in ("sv", "en")
    ]


@pytest.mark.parametrize(
    ("part", "sv", "en"),
    [
        (Part(rule=100, less=0), "0 % avdrag på 100,00 kr", "0% off SEK 100.00"),
        (Part(rule=100, less="0.1"), "10 % avdrag på 100,00 kr", "10% off SEK 100.00"),
        (Part(rule=100, of=1), "100 % av 100,00 kr", "100% of SEK 100.00"),
        (Part(rule=100, of="1/4"), "1/4 av 100,00 kr", "1/4 of SEK 100.00"),
    ],
)
def test_a_part(part: Part, sv: str, en: str) -> None:
    """Also no discount at all, and the whole."""
    swedish, english = told(with_members(agreed("a", funding=funded_by(part)), a=START), "a")

    assert any(line.startswith(f"{sv}: ") for line in swedish)
    assert any(line.startswith(f"{en}: ") for line in english)


@pytest.mark.parametrize("proration", [NONE, BY_DAY, COMMENCED])
@pytest.mark.parametrize(
    ("group", "lines"),
    [
        pytest.param(
            "one", ["Rule for the group one: ", "Re-entry fee: SEK 500.00"], id="same group"
        ),
        pytest.param("two", ["Rule for the group two: ", "Entry fee: SEK 70.00"], id="another"),
    ],
)
def test_two_entries_in_a_year(group: str, lines: list[str], proration: Proration) -> None:
    """Each entry is told, by the rule of its own group."""
    rule = ByGroup(groups={"one": EntryFee(first=1000, again=500), "two": EntryFee(first=70)})
    agreement = with_members(agreed("a", funding=funded_by(rule, proration)), "one", a=SPRING)
    _, english = told(with_members(agreement, group, a=AUTUMN), "a")

    assert "Entry fee: SEK 1,000.00" in english
    for said in lines:
        assert any(line.startswith(said) for line in english)
    assert not any(line.startswith("Part of the rule") for line in english)


def test_a_month_that_was_taken_over() -> None:
    """It is told by the kind of whom it was taken over from."""
    rule = ByGroup(
        kinds={PartyKind.MUNICIPALITY: Fixed(kronor=1200), PartyKind.REGION: Fixed(kronor=2400)}
    )
    region = Party(names="R", kind=PartyKind.REGION, id="r")
    agreement = with_members(agreed("a", region, funding=funded_by(rule, COMMENCED)), a=START)
    agreement = agreement.succeed("a", "r", decided("2015-01-01"), first_day=dt.date(2015, 3, 20))
    _, english = told(agreement, "r")
    place = english.index("1 of 12 months, 1 March to 31 March 2015: SEK 100.00")

    assert english[place + 1] == "For a: SEK 1,200.00"
    assert english[place + 2] == "Rule for municipalities: SEK 1,200.00"
    assert "Rule for regions: SEK 2,400.00" in english


def test_a_month_that_begins_before_the_membership() -> None:
    """It is told by the group of the membership that counts in it, not of an earlier one."""
    rule = ByGroup(groups={"one": Fixed(kronor=1200), "two": Fixed(kronor=2400)})
    agreement = agreed("a", funding=funded_by(rule, COMMENCED))
    agreement = with_members(agreement, "one", a=Period(START, dt.date(2015, 1, 31)))
    _, english = told(with_members(agreement, "two", a=dt.date(2015, 3, 20)), "a")

    assert "Rule for the group two: SEK 2,400.00" in english


def test_a_key_of_a_mean() -> None:
    """The figures of the days are added, which gives the same share as their mean."""
    days = [ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]
    by = Basis(statistic=POPULATION, reference_date=Mean(days))
    rule = Split(total=830, by=by)
    agreement = with_members(agreed("a", "b", funding=funded_by(rule)), a=START, b=START)
    figures = FigureTable(
        Figure(
            subject=party,
            statistic=POPULATION,
            reference_date=dt.date(year, 12, 31),
            value=value,
        )
        for party, year, value in [
            ("a", 2014, 10),
            ("a", 2013, 11),
            ("b", 2014, 30),
            ("b", 2013, 32),
        ]
    )
    swedish, english = told(agreement, "a", figures)

    assert "21 av 83 invånare, summerat över 2 dagar: 210,00 kr av 830,00 kr" in swedish
    assert "21 of 83 inhabitants, added over 2 days: SEK 210.00 of SEK 830.00" in english


def test_what_rounding_leaves_to_divide() -> None:
    """Two pay 0.40 kr each, rounded to 0: so the whole of 100 kr is divided, not 99.20."""
    own = Rate(kronor_per_unit="0.40", of=MID_YEAR)
    left = Remainder(total=100, after=ByGroup(groups={"few": own}))
    rest: Rule = Split(total=left, by=Equally())
    rule = ByGroup(groups={"few": Sum(rules=[own]), "many": rest})
    agreement = agreed("a", "b", "c", funding=funded_by(rule, NONE, Rounding(step_ore=100)))
    agreement = with_members(with_members(agreement, "few", a=START, b=START), "many", c=START)
    swedish, english = told(agreement, "c", counted(a=1, b=1))

    assert any(
        line.endswith(": 100,00 kr; i det ingår 0,80 kr för avrundningen av det som betalas först")
        for line in swedish
    )
    assert any(
        line.endswith(": SEK 100.00; this includes SEK 0.80 because what is paid first is rounded")
        for line in english
    )


def test_what_is_paid_first_is_told_with_its_rule() -> None:
    """So the amount that is deducted can be computed by hand: 2 × 300 kr."""
    first = ByGroup(groups={"host": Fixed(kronor=300)})
    rest: Rule = Split(total=Remainder(total=1000, after=first), by=Equally())
    rule = ByGroup(groups={"host": Fixed(kronor=300), "many": rest})
    agreement = agreed("a", "b", "c", funding=funded_by(rule))
    agreement = with_members(with_members(agreement, "host", a=START, b=START), "many", c=START)
    _, english = told(agreement, "c")
    place = english.index("Less what 2 of 3 parties pay: SEK 600.00")

    assert english[place + 1 : place + 3] == ["The group host:", "Fixed amount: SEK 300.00"]
    data: Any = explanation_data(assess(agreement, year=2015, figures=counted()).explain("c"))
    [paid] = [part for part in steps_in(data["step"]) if part["rule"] == "paid"]
    assert (paid["payers"], paid["members"]) == (2, 3)


def steps_in(step: Any) -> Iterator[dict[str, Any]]:
    """Yield the steps of an explanation as data."""
    yield step
    for part in step["inputs"]:  # no figures in these
        yield from steps_in(part)


def test_a_provisional_fee_is_marked() -> None:
    """A fee that rests on a fall-back is marked, in the table and in JSON."""
    before = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    basis = Basis(statistic=POPULATION, reference_date=ReferenceDate(0, 6, 30), fallback=before)
    rule = Rate(kronor_per_unit=2, of=basis)
    agreement = with_members(agreed("a", funding=funded_by(rule)), a=START)
    found = assess(agreement, year=2015, figures=counted(a=10))

    assert "20.00 *" in plainly(fees_text(found, "en"))
    assert "* provisional fee, until population on 30 June 2015 is known" in fees_text(found, "en")
    assert "* preliminär avgift, tills folkmängd den 30 juni 2015 är känd" in fees_text(found)
    data: Any = fees_data(found)
    assert data["fees"][0]["is_provisional"] is True


def test_an_entry_fee_in_the_terms() -> None:
    """The terms say what is owed the first time, and on re-entry."""
    both, once = (
        agreement_text(agreed("a", funding=funded_by(rule)), "en")
        for rule in (EntryFee(first=20, again=10), EntryFee(first=20))
    )

    assert "Entry fee, once:" in both
    assert "Entry fee, once:" in once
    assert ("On re-entry:" in both, "On re-entry:" in once) == (True, False)


@pytest.mark.parametrize("subject", [None, "01"])
def test_a_fallback_on_the_same_day_in_an_area(subject: str | None) -> None:
    """It is told as one, though the day and what is counted are the same."""
    date = ReferenceDate(1, 12, 31)
    cited = Source(document="Protokoll")
    area = Basis(statistic=POPULATION, reference_date=date, subject="00", sources=cited)
    own = Basis(statistic=POPULATION, reference_date=date, subject=subject, fallback=area)
    rule = Rate(kronor_per_unit=2, of=own)
    agreement = with_members(agreed("a", funding=funded_by(rule)), a=START)
    figure = Figure(
        subject="00", statistic=POPULATION, reference_date=dt.date(2014, 12, 31), value=5
    )
    figures = FigureTable([figure])
    _, english = told(agreement, "a", figures)

    assert assess(agreement, year=2015, figures=figures).explain("a").sources() == (cited,)
    assert "SEK 2.00 per inhabitant × 5 inhabitants = SEK 10.00" in english
    assert any("is not known" in line for line in english)
