"""Rules that cannot be meant: a misspelt group, nobody who pays first, parts that are lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pytest

from builders import BY_DAY, START, agreed, decided, funded_by, with_members
from samverkan import Agreement, Period, Rounding, validate
from samverkan.findings import Finding
from samverkan.funding import (
    ByGroup,
    ByYear,
    Equally,
    Fixed,
    Part,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Sum,
)

WHOLE = Fixed(kronor=3_000_000)
HOST = ByGroup(groups={"värd": Fixed(kronor=500_000)})
ALWAYS = Period(START)
UNTIL_JUNE = Period(START, dt.date(2016, 6, 30))


def of(code: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with a code."""
    return [each for each in findings if each.code == code]


def evenly(total: Rule) -> Split:
    """Return a division of a total in equal shares."""
    return Split(total=total, by=Equally())


def hosted(after: Rule = HOST) -> ByGroup:
    """Return a rule by which the host pays an amount, and the others share what is left."""
    rules: dict[str, Rule] = {
        "värd": Fixed(kronor=500_000),
        "övriga": evenly(Remainder(total=WHOLE, after=after)),
    }
    return ByGroup(groups=rules)


def three(rule: Rule, host: str | None = "värd", days: Period = ALWAYS) -> Agreement:
    """Return an agreement of Värdala, in a group of its own, and two others."""
    agreement = agreed("Värdala", "Alby", "Boda", funding=funded_by(rule, BY_DAY))
    agreement = with_members(agreement, host, vardala=days)
    return with_members(agreement, "övriga", alby=ALWAYS, boda=ALWAYS)


# --- Groups


@pytest.mark.parametrize(
    ("group", "meant"),
    [
        pytest.param("Värd", "värd", id="a capital"),
        pytest.param("ÖVRIGA", "övriga", id="capitals"),
        pytest.param("värdar", "värd", id="a plural"),
        pytest.param("inland", None, id="another word"),
    ],
)
def test_a_group_that_no_rule_names(group: str, meant: str | None) -> None:
    """A group is written alike in the accession and the rule; a similar one is suggested."""
    [found] = of("GROUP_NOT_IN_RULE", validate(three(hosted(), group)))

    assert found.subject == "accession 1"
    assert found.message("sv").startswith(
        f"Värdala (vardala): gruppen {group} nämns inte i tolkningen only, som har regler för "
        "värd och övriga;"
    )
    remedy = found.remedy.in_language("sv")
    assert ("menar du" in remedy) == (meant is not None)
    assert meant is None or f"(menar du {meant}?)" in remedy


def test_groups_of_the_terms_of_the_time() -> None:
    """Only the terms count that apply while the party is a member; without groups, none does."""
    shares = Shares(total=1, groups={"kusten": Share(part=1, by=Equally())})
    left = three(hosted(), days=UNTIL_JUNE).amend(
        decided("2016-05-01"), effective=Period(dt.date(2016, 7, 1)), funding=funded_by(shares)
    )

    found = of("GROUP_NOT_IN_RULE", validate(left))
    assert {each.subject for each in found} == {"accession 2", "accession 3"}
    assert of("GROUP_NOT_IN_RULE", validate(left, on=dt.date(2016, 6, 30))) == []
    assert len(of("GROUP_NOT_IN_RULE", validate(left, on=dt.date(2016, 7, 1)))) == 2
    assert of("GROUP_NOT_IN_RULE", validate(three(Fixed(kronor=1)))) == []
    assert of("GROUP_NOT_IN_RULE", validate(three(hosted(), None))) == []


# --- What is paid first


@pytest.mark.parametrize(
    ("agreement", "year"),
    [
        pytest.param(three(hosted()), None, id="the host pays first"),
        pytest.param(three(hosted(), "Värd"), "2015", id="the host's group is misspelt"),
        pytest.param(
            three(hosted(ByGroup(groups={"Värd": WHOLE}))), "2015", id="the group of the rule is"
        ),
        pytest.param(three(hosted(), days=UNTIL_JUNE), "2017", id="the host leaves"),
        pytest.param(
            three(hosted(ByYear(years={2016: HOST, 2018: HOST}))), "2015", id="not every year"
        ),
        pytest.param(
            three(ByYear(years=[(2015, hosted()), (2016, WHOLE)], later=hosted(Fixed(kronor=1)))),
            None,
            id="years without a remainder",
        ),
        pytest.param(
            three(ByYear(years={2015: WHOLE}, later=hosted(ByGroup(groups={"x": WHOLE})))),
            "2016",
            id="a later year",
        ),
        pytest.param(
            three(ByYear(years={2999: hosted(ByGroup(groups={"x": WHOLE}))})),
            "2999",
            id="the last year",
        ),
        pytest.param(
            three(ByGroup(groups={"x": hosted(ByGroup(groups={"x": WHOLE}))})),
            None,
            id="nobody shares what is left",
        ),
    ],
)
def test_nobody_pays_first(agreement: Agreement, year: str | None) -> None:
    """The first year is named in which no member pays before the others share what is left."""
    found = of("NOBODY_PAYS_FIRST", validate(agreement))

    assert [each.message("en").split(" no party ")[0][-4:] for each in found] == (
        [] if year is None else [year]
    )


def test_nobody_pays_first_on_a_day() -> None:
    """If a day is asked about, its year is examined."""
    left = three(hosted(), days=UNTIL_JUNE)

    assert of("NOBODY_PAYS_FIRST", validate(left, on=dt.date(2016, 12, 31))) == []
    assert len(of("NOBODY_PAYS_FIRST", validate(left, on=dt.date(2017, 1, 1)))) == 1
    assert of("NOBODY_PAYS_FIRST", validate(left, on=dt.date(2014, 12, 31))) == []


# --- Parts of a total


def parts(*several: str, total: Rule = WHOLE) -> Rule:
    """Return a rule that divides parts of a total."""
    return Sum(rules=[evenly(Part(rule=total, of=part)) for part in several])


ONE_FIRST = evenly(Part(rule=WHOLE, of="1/5"))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        pytest.param(parts("20/100", "80/100"), [], id="the whole"),
        pytest.param(parts("20/100", "70/100"), ["BELOW 9/10"], id="70 for 80"),
        pytest.param(parts("20/100", "8/100"), ["BELOW 7/25"], id="8 for 80"),
        pytest.param(parts("1/5"), ["BELOW 1/5"], id="one part"),
        pytest.param(parts("3/4", "1/3"), ["ABOVE 13/12"], id="more than the whole"),
        pytest.param(parts("0.333", "0.333", "0.333"), ["NEAR 999/1000"], id="thirds"),
        pytest.param(
            ByGroup(groups={"värd": parts("1/5"), "övriga": parts("3/5")}),
            ["BELOW 4/5"],
            id="for two groups",
        ),
        pytest.param(
            Sum(rules=[parts("1/5"), parts("4/5", total=Part(rule=WHOLE, of="1/2"))]),
            ["BELOW 3/5"],
            id="a part of a part",
        ),
        pytest.param(
            Sum(rules=[parts("1/5"), parts("4/5", total=Fixed(kronor=3))]),
            ["BELOW 1/5", "BELOW 4/5"],
            id="of two totals",
        ),
        pytest.param(
            ByYear(years={2015: parts("1/2", "1/2"), 2016: parts("1/2", "3/4")}),
            ["ABOVE 5/4 (2016)"],
            id="in one year",
        ),
        pytest.param(
            ByYear(years={2015: parts("3/4"), 2016: parts("3/4")}),
            ["BELOW 3/4 (2015)"],
            id="told once",
        ),
        pytest.param(
            Sum(
                rules=[
                    evenly(Part(rule=ByYear(years={2015: WHOLE}, later=Fixed(kronor=1)), of="1/2")),
                    parts("1/2"),
                    evenly(Fixed(kronor=1)),
                ]
            ),
            ["BELOW 1/2 (2016)"],
            id="other totals in other years",
        ),
        pytest.param(evenly(Part(rule=WHOLE, less="1/10")), [], id="a discount"),
        pytest.param(Sum(rules=[evenly(WHOLE), parts("1/10")]), [], id="a surcharge"),
        pytest.param(
            Sum(rules=[ONE_FIRST, evenly(Remainder(total=WHOLE, after=ONE_FIRST))]),
            [],
            id="a part, and what is left",
        ),
        pytest.param(
            parts("1/2", "1/4", total=Remainder(total=WHOLE, after=Fixed(kronor=1))),
            ["BELOW 3/4"],
            id="parts of what is left",
        ),
        pytest.param(
            evenly(Remainder(total=WHOLE, after=parts("1/5", total=Fixed(kronor=9)))),
            ["BELOW 1/5"],
            id="parts that are paid first",
        ),
        pytest.param(
            Sum(rules=[Part(rule=WHOLE, of="1/5"), Part(rule=WHOLE, of="3/5")]),
            [],
            id="amounts that are not divided",
        ),
        pytest.param(
            Shares(total=WHOLE, groups={"värd": Share(part="1/5", by=Equally())}),
            ["BELOW 1/5"],
            id="a share",
        ),
    ],
)
def test_parts_of_a_total(rule: Rule, told: list[str]) -> None:
    """Divided parts of one total, in one year, that are more or less than it are found."""
    found = [each for each in validate(three(rule)) if each.code.startswith("SHARES_")]
    sums = [
        re.findall(r"a total( \(\d+\))? sum to ([0-9/]+)", each.message("en")) for each in found
    ]

    assert told == sorted(
        f"{each.code.split('_')[1]} {total}{when}"
        for each, [(when, total)] in zip(found, sums, strict=True)
    )


# --- Steps


@pytest.mark.parametrize(
    ("rule", "step", "is_found"),
    [
        pytest.param(evenly(WHOLE), 100_000, True, id="shares in whole öre"),
        pytest.param(evenly(WHOLE), 1, False, id="everything in whole öre"),
        pytest.param(Fixed(kronor=1), 100, False, id="nothing is divided"),
        pytest.param(
            Split(total=WHOLE, by=Equally(), step_ore=100), 100_000, False, id="steps of their own"
        ),
        pytest.param(
            Shares(total=WHOLE, groups={"värd": Share(part=1, by=Equally())}),
            100,
            True,
            id="shares of groups",
        ),
    ],
)
def test_a_step_that_shares_do_not_use(rule: Rule, step: int, *, is_found: bool) -> None:
    """Fees that are rounded to a step, and shares that are not, are found."""
    reading = funded_by(rule, rounding=Rounding(step_ore=step))
    found = of("STEP_NOT_OF_SHARES", validate(agreed("Alby", funding=reading)))

    assert len(found) == is_found
    if is_found:
        assert f"step_ore = {step} " in found[0].remedy.in_language("sv")
