from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import by_statute
from builders import day, late
from samverkan import Burden, Decider, Decision, Notice
from samverkan.errors import (
    DayOutOfRangeError,
    NotADayError,
    SamverkanError,
    TextError,
    TooEarlyError,
    WrongTypeError,
)
from samverkan.findings import Confidence, Severity
from samverkan.sweden import (
    DecisionDates,
    DecisionStatus,
    LegalForceGround,
    appeal_deadline,
    approval_deadline,
    dates_of,
    decision_status,
    legal_force_from,
    notice_deadline,
    regime,
    rest_day,
    validate_dates,
)

ONE_DAY = dt.timedelta(days=1)
DAY = dt.date(2015, 4, 13)
announcements = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 1))


def codes(dates: DecisionDates) -> list[str]:
    """Return the codes of the findings, in order."""
    return [finding.code for finding in dates.findings]


@pytest.mark.parametrize(
    ("announced_on", "last_day", "legal_force"),
    [
        pytest.param("2015-01-07", "2015-01-28", "2015-01-29", id="plain, January"),
        pytest.param("2015-03-13", "2015-04-07", "2015-04-08", id="Good Friday, then Easter"),
        pytest.param("2015-04-13", "2015-05-04", "2015-05-05", id="plain, April"),
        pytest.param("2015-04-23", "2015-05-15", "2015-05-16", id="Ascension, then a Saturday"),
        pytest.param("2015-05-29", "2015-06-22", "2015-06-23", id="Midsummer Eve"),
        pytest.param("2015-12-10", "2016-01-04", "2016-01-05", id="New Year's Eve"),
        pytest.param("2005-04-25", "2005-05-16", "2005-05-17", id="Whit Monday no more"),
        pytest.param("2004-05-10", "2004-06-01", "2004-06-02", id="Whit Monday still"),
        pytest.param("2004-12-03", "2004-12-27", "2004-12-28", id="2004, Christmas Eve"),
        pytest.param("2005-05-16", "2005-06-07", "2005-06-08", id="2005, National Day"),
        pytest.param("2008-04-10", "2008-05-02", "2008-05-03", id="2008, Ascension on 1 May"),
        pytest.param("2011-05-16", "2011-06-07", "2011-06-08", id="2011, National Day"),
        pytest.param("2016-03-04", "2016-03-29", "2016-03-30", id="2016, Good Friday"),
        pytest.param("2019-05-31", "2019-06-24", "2019-06-25", id="2019, Midsummer Eve"),
        pytest.param("2024-05-16", "2024-06-07", "2024-06-08", id="2024, day after 6 June"),
        pytest.param("2024-12-03", "2024-12-27", "2024-12-28", id="2024, Christmas"),
        pytest.param("2025-05-08", "2025-05-30", "2025-05-31", id="2025, Ascension"),
        pytest.param("1995-09-13", "1995-10-04", "1995-10-05", id="RÅ 1997 ref. 46, Sigtuna"),
        pytest.param("1991-12-10", "1992-01-02", "1992-01-03", id="RÅ 1994 not 353, Tanum"),
        pytest.param("2022-07-04", "2022-07-25", "2022-07-26", id="a notice that printed 07-26"),
        pytest.param("2019-04-02", "2019-04-23", "2019-04-24", id="a notice that printed 04-24"),
        pytest.param("2004-10-04", "2004-10-25", "2004-10-26", id="RÅ 2009 not 176"),
    ],
)
def test_appeal_and_legal_force(announced_on: str, last_day: str, legal_force: str) -> None:
    """13 kap. 5 § kommunallagen (2017:725), 10 kap. 6 § (1991:900), lag (1930:173) 1–2 §§."""
    assert appeal_deadline(announced_on=day(announced_on)) == day(last_day)
    assert legal_force_from(announced_on=day(announced_on)) == day(legal_force)


@given(announcements)
@example(dt.date(2025, 12, 3))  # Christmas Eve, then to Monday: the longest run of rest days
def test_appeal_period_is_three_weeks_and_some_days(announced_on: dt.date) -> None:
    """21 to 26 days, never ending on a rest day; legal force from the day after."""
    last_day = appeal_deadline(announced_on=announced_on)

    assert 21 <= (last_day - announced_on).days <= 26
    assert rest_day(last_day) is None
    assert last_day == by_statute.last_day_of_appeal(announced_on)
    assert legal_force_from(announced_on=announced_on) == last_day + ONE_DAY


@given(announcements, st.integers(1, 40))
def test_later_notice_never_ends_earlier(announced_on: dt.date, days: int) -> None:
    """A later notice never gives an earlier last day for appeal."""
    later = announced_on + days * ONE_DAY

    assert appeal_deadline(announced_on=announced_on) <= appeal_deadline(announced_on=later)


@given(st.lists(announcements, min_size=1, max_size=4))
def test_the_last_board_counts(announced_on: list[dt.date]) -> None:
    """13 kap. 5 § kommunallagen (2017:725): a joint committee's time starts at the last notice."""
    assert appeal_deadline(announced_on=announced_on) == appeal_deadline(
        announced_on=max(announced_on)
    )


@pytest.mark.parametrize(
    ("decided_on", "moves", "deadline"),
    [
        pytest.param("2015-04-13", True, "2015-04-27", id="plain"),
        pytest.param("2015-06-05", True, "2015-06-22", id="moved from Midsummer Eve"),
        pytest.param("2015-06-05", False, "2015-06-19", id="not moved"),
    ],
)
def test_approval_deadline(decided_on: str, moves: bool, deadline: str) -> None:
    """5 kap. 69 § kommunallagen (2017:725): fourteen days; the meeting is day 0."""
    assert approval_deadline(decided_on=day(decided_on), moves=moves) == day(deadline)


@pytest.mark.parametrize(
    ("approved_on", "moves", "deadline"),
    [
        pytest.param("2015-04-13", True, "2015-04-15", id="plain"),
        pytest.param("2015-04-10", True, "2015-04-13", id="moved from a Sunday"),
        pytest.param("2015-04-10", False, "2015-04-12", id="not moved"),
    ],
)
def test_notice_deadline(approved_on: str, moves: bool, deadline: str) -> None:
    """8 kap. 12 § kommunallagen (2017:725): the second day after the approval."""
    assert notice_deadline(approved_on=day(approved_on), moves=moves) == day(deadline)


@pytest.mark.parametrize(
    ("given_days", "deadlines"),
    [
        pytest.param({}, (None, None, None, None), id="nothing"),
        pytest.param({"decided_on": DAY}, ("2015-04-27", None, None, None), id="meeting"),
        pytest.param({"approved_on": DAY}, (None, "2015-04-15", None, None), id="approval"),
        pytest.param({"announced_on": DAY}, (None, None, "2015-05-04", "2015-05-05"), id="notice"),
        pytest.param({"effective_from": DAY}, (None, None, None, None), id="effect"),
        pytest.param(
            {"decided_on": DAY, "approved_on": DAY, "announced_on": DAY},
            ("2015-04-27", "2015-04-15", "2015-05-04", "2015-05-05"),
            id="decided, approved and announced in one day",
        ),
        pytest.param(
            {"announced_on": [DAY, dt.date(2015, 4, 14)]},
            (None, None, "2015-05-05", "2015-05-06"),
            id="two boards",
        ),
    ],
)
def test_each_date_may_be_lacking(
    given_days: dict[str, Any], deadlines: tuple[str | None, ...]
) -> None:
    """A deadline is None if the day that it depends on is missing."""
    dates = validate_dates(**given_days)
    found = (
        dates.approval_deadline,
        dates.notice_deadline,
        dates.appeal_deadline,
        dates.legal_force_from,
    )

    assert found == tuple(written and day(written) for written in deadlines)
    assert dates.findings == ()


D, A, N, E = "decided_on", "approved_on", "announced_on", "effective_from"


@pytest.mark.parametrize(
    ("given_days", "expected"),
    [
        pytest.param({D: "2015-04-13", A: "2015-04-12"}, "APPROVED_BEFORE_MEETING", id="before"),
        pytest.param({D: "2015-04-13", A: "2015-04-13"}, None, id="immediately approved"),
        pytest.param({D: "2015-04-13", A: "2015-04-27"}, None, id="on the fourteenth day"),
        pytest.param({D: "2015-04-13", A: "2015-04-28"}, "APPROVAL_LATE", id="a day late"),
        pytest.param({D: "2015-06-05", A: "2015-06-22"}, None, id="moved"),
        pytest.param({D: "2015-06-05", A: "2015-06-23"}, "APPROVAL_LATE", id="late though moved"),
        pytest.param(
            {A: "2015-04-13", N: "2015-04-12"}, "ANNOUNCED_BEFORE_APPROVAL", id="before approval"
        ),
        pytest.param({A: "2015-04-13", N: "2015-04-13"}, None, id="the same day"),
        pytest.param({A: "2015-04-13", N: "2015-04-15"}, None, id="on the second day"),
        pytest.param({A: "2015-04-13", N: "2015-04-16"}, "NOTICE_LATE", id="on the third day"),
        pytest.param({A: "2015-04-10", N: "2015-04-13"}, None, id="moved from Sunday"),
        pytest.param(
            {D: "2015-04-13", N: "2015-04-12"}, "ANNOUNCED_BEFORE_MEETING", id="before meeting"
        ),
        pytest.param({D: "2015-04-13", N: "2015-04-13"}, None, id="announced at once"),
        pytest.param({D: "2015-06-05", E: "2015-06-05"}, None, id="effect on the same day"),
        pytest.param({D: "2015-06-05", E: "2015-06-04"}, "RETRO_BURDEN_UNKNOWN", id="a day back"),
        pytest.param({N: "2015-06-05", E: "2015-01-01"}, None, id="no meeting to be before"),
        pytest.param(
            {D: "2015-04-13", N: "2015-04-29"}, None, id="approved and announced on the last days"
        ),
        pytest.param(
            {D: "2015-04-13", N: "2015-04-30"}, "NOTICE_LATE", id="late whenever it was approved"
        ),
        pytest.param({D: "2015-06-05", N: "2015-06-24"}, None, id="14 and 2 days, moved"),
        pytest.param(
            {D: "2015-06-05", N: "2015-06-25"}, "NOTICE_LATE", id="late though both moved"
        ),
    ],
)
def test_findings_on_dates(given_days: dict[str, str], expected: str | None) -> None:
    """Each code has a case that raises it beside the most similar one that does not (law: A, B)."""
    days: dict[str, Any] = {name: day(written) for name, written in given_days.items()}

    assert codes(validate_dates(**days)) == ([expected] if expected else [])


def test_duties_that_do_not_move() -> None:
    """No source settles whether the two duties move; without moving, the deadline is earlier."""
    days: dict[str, Any] = {D: day("2015-06-05"), A: day("2015-06-22")}

    assert codes(validate_dates(**days)) == []
    assert codes(validate_dates(**days, moves=False)) == ["APPROVAL_LATE"]


@pytest.mark.parametrize(
    ("days", "confidence"),
    [
        pytest.param({D: "2026-06-05", A: "2026-06-22"}, Confidence.LOW, id="approval, moved"),
        pytest.param({D: "2026-06-05", A: "2026-06-23"}, Confidence.HIGH, id="approval, late"),
        pytest.param({A: "2026-06-05", N: "2026-06-08"}, Confidence.LOW, id="notice, moved"),
        pytest.param({A: "2026-06-05", N: "2026-06-09"}, Confidence.HIGH, id="notice, late"),
        pytest.param({D: "2026-06-05", N: "2026-06-24"}, Confidence.LOW, id="14 and 2, moved"),
        pytest.param({D: "2026-06-05", N: "2026-06-25"}, Confidence.HIGH, id="14 and 2, late"),
    ],
)
def test_late_only_if_the_limit_does_not_move(days: dict[str, str], confidence: Confidence) -> None:
    """No source settles whether 5 kap. 69 § and 8 kap. 12 § move: such a finding is a reading."""
    known: dict[str, Any] = {name: day(written) for name, written in days.items()}
    [finding] = validate_dates(**known, moves=False).findings

    assert finding.code in {"APPROVAL_LATE", "NOTICE_LATE"}
    assert finding.confidence is confidence
    assert bool(validate_dates(**known).findings) == (confidence is Confidence.HIGH)


@pytest.mark.parametrize(
    ("burden", "reasons", "code", "severity", "confidence"),
    [
        pytest.param(None, None, "RETRO_BURDEN_UNKNOWN", "warning", "medium", id="not known"),
        pytest.param(Burden.MEMBERS, None, "RETRO_DETRIMENT", "error", "high", id="members"),
        pytest.param(
            Burden.MEMBERS, "En lagändring", "RETRO_DETRIMENT", "warning", "high", id="reasons"
        ),
        pytest.param(
            Burden.PUBLIC_BODIES, None, "RETRO_INTER_AUTHORITY", "warning", "low", id="public"
        ),
        pytest.param(
            Burden.PRIVATE_PARTY, None, "RETRO_PRIVATE_PARTY", "warning", "low", id="private"
        ),
        pytest.param(Burden.PERSONS, None, "RETRO_PERSONS", "warning", "low", id="Sollentuna 2020"),
        pytest.param(Burden.TARIFF, None, "RETRO_UNDER_TARIFF", "info", "medium", id="a tariff"),
        pytest.param(Burden.RELIEF, None, "RETRO_RELIEF", "info", "medium", id="relief"),
    ],
)
def test_retroactive_effect(
    burden: Burden | None, reasons: str | None, code: str, severity: str, confidence: str
) -> None:
    """2 kap. 4 § kommunallagen (2017:725): the burden decides how severe retroactive effect is."""
    days: dict[str, Any] = {
        "decided_on": day("2026-03-02"),
        "burden": burden,
        "extraordinary_reasons": reasons,
    }
    [finding] = validate_dates(**days, effective_from=day("2026-03-01")).findings

    assert (finding.code, finding.severity, finding.confidence) == (code, severity, confidence)
    assert finding.source is not None
    assert finding.source.in_language("sv") == "2 kap. 4 § kommunallagen (2017:725)"
    assert validate_dates(**days, effective_from=day("2026-03-02")).findings == ()


@pytest.mark.parametrize(
    ("decided_on", "said"),
    [
        pytest.param("2026-03-02", "2 kap. 3 § kommunallagen (2017:725)", id="2017"),
        pytest.param("2015-03-02", "kommunallagen (1991:900)", id="section not read"),
        pytest.param(
            "1991-03-04",
            "en oskriven princip, som inte fanns i kommunallagen (1977:179), utan i rättspraxis",
            id="unwritten before 1992",
        ),
    ],
)
def test_a_relief_is_tested_against_equal_treatment(decided_on: str, said: str) -> None:
    """2 kap. 3 § kommunallagen (2017:725): a relief is never *nothing to do*."""
    on = day(decided_on)
    [finding] = validate_dates(
        decided_on=on, effective_from=on - ONE_DAY, burden=Burden.RELIEF
    ).findings

    assert finding.remedy.in_language("sv") == (f"Pröva det mot likställighetsprincipen: {said}")


@pytest.mark.parametrize("reasons", [None, "En lagändring"])
@pytest.mark.parametrize("burden", [None, *Burden])
def test_members_are_owners_too(burden: Burden | None, reasons: str | None) -> None:
    """1 kap. 5 § kommunallagen (2017:725): residents, owners of real property, taxpayers."""
    [finding] = validate_dates(
        decided_on=day("2026-03-02"),
        effective_from=day("2026-03-01"),
        burden=burden,
        extraordinary_reasons=reasons,
    ).findings
    said = f"{finding.message('sv')} {finding.remedy.in_language('sv')}"

    harmless = {Burden.PERSONS, Burden.TARIFF, Burden.RELIEF}
    assert ("fast egendom" in said) == (burden not in harmless)


@pytest.mark.parametrize(
    ("burden", "expected"),
    [
        pytest.param(Burden.MEMBERS, ["RETRO_DETRIMENT", "RETRO_DECIDED_ANEW"], id="members"),
        pytest.param(None, ["RETRO_BURDEN_UNKNOWN", "RETRO_DECIDED_ANEW"], id="not known"),
        pytest.param(Burden.RELIEF, ["RETRO_RELIEF"], id="relief"),
        pytest.param(Burden.TARIFF, ["RETRO_UNDER_TARIFF"], id="a tariff"),
    ],
)
def test_decided_anew(burden: Burden | None, expected: list[str]) -> None:
    """2 kap. 4 § kommunallagen (2017:725): annulled on form, a candidate for such reasons."""
    days: dict[str, Any] = {
        "decided_on": day("2026-03-02"),
        "anew_after": day("2026-02-02"),
        "burden": burden,
    }
    dates = validate_dates(**days, effective_from=day("2026-01-01"))

    assert codes(dates) == expected
    assert validate_dates(**days, effective_from=day("2026-03-02")).findings == ()


@pytest.mark.parametrize(
    ("burden", "effective_from", "decider", "expected"),
    [
        pytest.param(Burden.MEMBERS, "2026-03-02", None, True, id="from the meeting"),
        pytest.param(Burden.MEMBERS, "2026-03-08", None, True, id="the day before the approval"),
        pytest.param(Burden.MEMBERS, "2026-03-09", None, False, id="from the approval"),
        pytest.param(Burden.PUBLIC_BODIES, "2026-03-02", None, False, id="no members"),
        pytest.param(Burden.MEMBERS, "2026-03-02", Decider.DELEGATE, False, id="by delegation"),
    ],
)
def test_effect_before_the_approval(
    burden: Burden, effective_from: str, decider: Decider | None, expected: bool
) -> None:
    """2 kap. 4 § kommunallagen (2017:725), as SKR reads it: between meeting and approval."""
    dates = validate_dates(
        decided_on=day("2026-03-02"),
        approved_on=day("2026-03-09"),
        effective_from=day(effective_from),
        burden=burden,
        decider=decider,
    )

    assert codes(dates) == (["EFFECTIVE_BEFORE_APPROVAL"] if expected else [])
    assert [finding.confidence for finding in dates.findings] == [Confidence.MEDIUM] * expected


@pytest.mark.parametrize(
    ("decided_on", "effective_from", "expected"),
    [
        pytest.param("2015-04-15", "2014-12-31", {"PRIOR_YEAR_COST": "2014"}, id="last day"),
        pytest.param("2015-04-16", "2014-12-31", {"PRIOR_YEAR_CLOSED": "2014"}, id="day after"),
        pytest.param("2015-04-15", "2015-01-01", {}, id="the same year"),
        pytest.param(
            "2015-02-01",
            "2012-07-01",
            {"PRIOR_YEAR_COST": "2014", "PRIOR_YEAR_CLOSED": "2012–2013"},
            id="three years",
        ),
        pytest.param("2015-05-01", "1985-07-01", {"PRIOR_YEAR_CLOSED": "1985–2014"}, id="thirty"),
    ],
)
def test_prior_years(decided_on: str, effective_from: str, expected: dict[str, str]) -> None:
    """11 kap. 20 § kommunallagen (2017:725): the annual report is due by 15 April."""
    dates = validate_dates(
        decided_on=day(decided_on), effective_from=day(effective_from), burden=Burden.RELIEF
    )
    found = {finding.code: finding.message("sv") for finding in dates.findings}
    found.pop("RETRO_RELIEF")

    assert found.keys() == expected.keys()
    assert all(years in found[code] for code, years in expected.items())


@pytest.mark.parametrize("decided_on", ["1991-04-15", "1991-04-16", "1991-12-31"])
def test_prior_years_under_the_act_of_1977(decided_on: str) -> None:
    """4 kap. 9 § kommunallagen (1977:179) leaves the day to the council: no 15 April then."""
    dates = validate_dates(
        decided_on=day(decided_on), effective_from=day("1989-07-01"), burden=Burden.RELIEF
    )
    [cost] = [finding for finding in dates.findings if finding.code.startswith("PRIOR_YEAR")]

    assert cost.code == "PRIOR_YEAR_COST"
    assert "1989–1990" in cost.message("sv")
    assert "senast den 15 april" not in cost.message("sv")
    assert cost.source is not None
    assert cost.source.in_language("sv") == "4 kap. 9 § kommunallagen (1977:179)"


@pytest.mark.parametrize("burden", [Burden.PUBLIC_BODIES, Burden.TARIFF])
def test_a_charge_under_a_tariff_reaches_into_no_year(burden: Burden) -> None:
    """A yearly charge under a tariff adopted earlier is not retroactive."""
    dates = validate_dates(
        decided_on=day("2026-03-02"), effective_from=day("2025-01-01"), burden=burden
    )

    assert ("PRIOR_YEAR_COST" in codes(dates)) == (burden is Burden.PUBLIC_BODIES)


@pytest.mark.parametrize("code", ["PRIOR_YEAR_COST", "PRIOR_YEAR_CLOSED"])
@pytest.mark.parametrize("decided_on", ["1991-03-01", "2015-03-01", "2026-03-01"])
def test_accounts_are_considered(code: str, decided_on: str) -> None:
    """Whether a cost is entered or only disclosed depends: the remedy never says *enter it*."""
    dates = validate_dates(
        decided_on=day(decided_on), effective_from=day("1990-01-01"), burden=Burden.RELIEF
    )
    for finding in dates.findings:
        if finding.code == code:
            assert "verväg" in finding.remedy.in_language("sv")
            assert "onsider" in finding.remedy.in_language("en")


def test_findings_cite_the_act_of_the_day_of_the_meeting() -> None:
    """Decided in 2017 and announced in 2018: the act of 1991 still applies."""
    old = validate_dates(
        decided_on=day("2017-12-18"), approved_on=day("2018-01-08"), announced_on=day("2018-01-08")
    )
    [late_one] = old.findings

    assert late_one.source is not None
    assert late_one.source.in_language("sv") == (
        "5 kap. 61 § och 6 kap. 30 § kommunallagen (1991:900)"
    )
    assert old.appeal is not None
    assert old.appeal.rule is not None
    assert old.appeal.rule.in_language("sv") == "10 kap. 6 § kommunallagen (1991:900)"


def test_findings_come_worst_first() -> None:
    """An error comes before a warning, a warning before a note; then the code decides the order."""
    dates = dates_of(
        Decision(
            decided_on=day("2026-03-02"),
            approved_on=day("2026-03-20"),
            announced_on=day("2026-03-20"),
            notice_removed_on=day("2026-03-25"),
            executed_on=day("2026-03-21"),
        ),
        effective_from=day("2025-01-01"),
        burden=Burden.PUBLIC_BODIES,
    )

    assert codes(dates) == [
        "NOTICE_REMOVED_EARLY",
        "APPROVAL_LATE",
        "PRIOR_YEAR_COST",
        "RETRO_INTER_AUTHORITY",
        "EXECUTED_BEFORE_LEGAL_FORCE",
    ]
    assert [finding.severity for finding in dates.findings] == [
        Severity.ERROR,
        *[Severity.WARNING] * 3,
        Severity.INFO,
    ]


DECIDED = Decision(decided_on=DAY, approved_on=DAY, announced_on=DAY)  # last day 2015-05-04


@pytest.mark.parametrize(
    ("changes", "first_day", "ground", "found"),
    [
        pytest.param({}, "2015-05-05", "presumed", [], id="nobody appeals"),
        pytest.param(
            {"notice_removed_on": "2015-05-04"},
            None,
            "notice-removed",
            ["NOTICE_REMOVED_EARLY"],
            id="taken down on the last day",
        ),
        pytest.param(
            {"notice_removed_on": "2015-05-05"}, "2015-05-05", "presumed", [], id="taken down after"
        ),
        pytest.param({"appealed_on": "2015-05-04"}, None, "appealed", [], id="last day"),
        pytest.param({"appealed_on": "2015-05-05"}, "2015-05-05", "presumed", [], id="too late"),
        pytest.param(
            {"appealed_on": "2015-06-01", "notice_removed_on": "2015-04-20"},
            None,
            "appealed",
            ["NOTICE_REMOVED_EARLY"],
            id="in time, as no time had run out",
        ),
        pytest.param(
            {"appealed_on": "2015-04-20", "legal_force_on": "2015-11-02"},
            "2015-11-02",
            "certified",
            [],
            id="certificate after an appeal",
        ),
        pytest.param(
            {"legal_force_on": "2015-05-04"},
            "2015-05-04",
            "certified",
            ["LEGAL_FORCE_TOO_EARLY"],
            id="certificate for the last day",
        ),
        pytest.param(
            {"legal_force_on": "2015-05-05"}, "2015-05-05", "certified", [], id="certificate"
        ),
        pytest.param(
            {"annulled_on": "2015-11-02", "legal_force_on": "2015-05-05"},
            None,
            "annulled",
            [],
            id="annulled",
        ),
        pytest.param({"restored_on": "2015-06-01"}, None, "time-restored", [], id="time restored"),
        pytest.param(
            {"restored_on": "2015-06-01", "appealed_on": "2015-06-08"},
            None,
            "time-restored",
            [],
            id="appealed in the restored time",
        ),
        pytest.param(
            {"restored_on": "2015-06-01", "legal_force_on": "2015-05-05"},
            None,
            "time-restored",
            [],
            id="certified before the time was restored",
        ),
        pytest.param(
            {"restored_on": "2015-06-01", "legal_force_on": "2015-11-02"},
            "2015-11-02",
            "certified",
            [],
            id="certified after the time was restored",
        ),
        pytest.param(
            {"restored_on": "2015-06-01", "annulled_on": "2015-11-02"},
            None,
            "annulled",
            [],
            id="annulled in the restored time",
        ),
        pytest.param(
            {"announced_on": "2015-04-12"},
            None,
            "impossible-days",
            ["ANNOUNCED_BEFORE_APPROVAL"],
            id="announced before the approval",
        ),
        pytest.param(
            {"approved_on": "2015-04-12"},
            None,
            "impossible-days",
            ["APPROVED_BEFORE_MEETING"],
            id="approved before the meeting",
        ),
        pytest.param(
            {"approved_on": None, "announced_on": "2015-04-12"},
            None,
            "impossible-days",
            ["ANNOUNCED_BEFORE_MEETING"],
            id="announced before the meeting",
        ),
        pytest.param(
            {"announced_on": "2015-04-12", "legal_force_on": "2015-05-05"},
            "2015-05-05",
            "certified",
            ["ANNOUNCED_BEFORE_APPROVAL"],
            id="a certificate stands",
        ),
        pytest.param({"announced_on": None}, None, "not-announced", [], id="no notice"),
        pytest.param(
            {"announced_on": None, "appealed_on": "2015-04-20"}, None, "appealed", [], id="appealed"
        ),
    ],
)
def test_legal_force(
    changes: dict[str, str | None], first_day: str | None, ground: str, found: list[str]
) -> None:
    """13 kap. 5 § kommunallagen (2017:725): a presumption, which notice and appeals can rebut."""
    days: dict[str, Any] = {name: written and day(written) for name, written in changes.items()}
    dates = dates_of(attrs.evolve(DECIDED, **days))

    assert dates.legal_force_from == (first_day and day(first_day))
    assert dates.legal_force.ground == LegalForceGround(ground)
    assert codes(dates) == found


@pytest.mark.parametrize(
    ("on", "moves", "expected"),
    [
        pytest.param("2026-03-02", True, ("high", "high", "high"), id="the act of 2017"),
        pytest.param("2015-04-13", True, ("medium", "medium", "high"), id="the act of 1991"),
        pytest.param("1991-04-15", True, ("medium", "medium", "medium"), id="the act of 1977"),
        pytest.param("2015-06-05", True, ("low", "low", "high"), id="duties that are moved"),
        pytest.param("2015-06-05", False, ("low", "low", "high"), id="duties that are not"),
    ],
)
def test_how_certain_the_days_are(on: str, moves: bool, expected: tuple[str, ...]) -> None:
    """13 kap. 5 § kommunallagen (2017:725) was read; no source says that the duties move."""
    days: dict[str, Any] = dict.fromkeys(["decided_on", "approved_on", "announced_on"], day(on))
    dates = validate_dates(**days, moves=moves)

    found = (dates.approval_confidence, dates.notice_confidence, dates.appeal_confidence)
    assert found == expected
    assert dates.legal_force_confidence is Confidence.MEDIUM
    assert dates.regime == regime(day(on))


def test_nothing_known_is_not_certain() -> None:
    """No day known, no confidence; a certificate is a fact, not a reading."""
    dates = validate_dates()
    certified = validate_dates(decided_on=DAY, legal_force_on=DAY)

    assert (dates.regime, dates.approval_confidence, dates.notice_confidence) == (None, None, None)
    assert (dates.appeal_confidence, dates.legal_force_confidence) == (None, None)
    assert certified.legal_force_confidence is None


def test_days_in_an_impossible_order() -> None:
    """Decided 9 March, approved 2 March, announced 1 March: no period, last day or legal force."""
    dates = validate_dates(
        decided_on=day("2026-03-09"), approved_on=day("2026-03-02"), announced_on=day("2026-03-01")
    )

    assert (dates.appeal, dates.appeal_deadline, dates.notice_up_to) == (None, None, None)
    assert (dates.legal_force_from, dates.notice_down_from) == (None, None)
    assert dates.no_last_day is dates.legal_force.ground is LegalForceGround.IMPOSSIBLE_DAYS
    assert codes(dates) == ["ANNOUNCED_BEFORE_APPROVAL", "APPROVED_BEFORE_MEETING"]


@given(
    st.dates(DAY, DAY + 10 * ONE_DAY),
    st.none() | st.dates(DAY, DAY + 10 * ONE_DAY),
    st.lists(st.none() | st.dates(DAY, DAY + 10 * ONE_DAY), min_size=1, max_size=3),
)
def test_only_days_in_order_start_a_period(
    decided_on: dt.date, approved_on: dt.date | None, announced_on: list[dt.date | None]
) -> None:
    """Meeting ≤ approved ≤ announced ≤ last appeal day < legal force; else there is no last day."""
    boards = [Notice(each) for each in announced_on[1:]]
    dates = dates_of(
        Decision(
            decided_on=decided_on,
            approved_on=approved_on,
            announced_on=announced_on[0],
            other_boards=boards,
        )
    )
    known = [each for each in announced_on if each is not None]
    possible = all(
        decided_on <= (approved_on or decided_on) <= each for each in known or [decided_on]
    )
    counted = possible and None not in announced_on

    assert (dates.appeal is not None) == counted
    assert (dates.no_last_day is None) == counted
    if dates.appeal is not None and dates.legal_force_from is not None:
        assert max(known) <= dates.appeal.last_day < dates.legal_force_from


@given(announcements, st.integers(0, 40))
def test_the_display_of_the_notice(announced_on: dt.date, days: int) -> None:
    """RÅ 2009 not 176: up to and including the last day, taken down the day after or later."""
    removed_on = announced_on + days * ONE_DAY
    dates = validate_dates(announced_on=announced_on, notice_removed_on=removed_on)
    early = "NOTICE_REMOVED_EARLY" in codes(dates)

    assert dates.notice_up_to == by_statute.last_day_of_appeal(announced_on)
    assert dates.notice_down_from is not None
    assert early == (removed_on < dates.notice_down_from)
    assert early is not by_statute.stayed_up(announced_on, removed_on)
    assert (dates.legal_force_from is None) == early


def test_a_notice_taken_down_on_the_last_day() -> None:
    """RÅ 2009 not 176: up 2004-10-04, down 2004-10-25, so no legal force; the court's text."""
    dates = validate_dates(announced_on=day("2004-10-04"), notice_removed_on=day("2004-10-25"))
    [finding] = dates.findings

    assert (finding.code, finding.confidence) == ("NOTICE_REMOVED_EARLY", Confidence.HIGH)
    assert finding.message("sv").startswith(
        "Anslaget togs ned den 25 oktober 2004 men skulle ha suttit uppe till och med den "
        "25 oktober 2004 och fick tas ned tidigast den 26 oktober 2004"
    )
    assert "sista visningsdagen" in finding.remedy.in_language("sv")
    assert "last day of display" in finding.remedy.in_language("en")
    assert dates.legal_force.ground is LegalForceGround.NOTICE_REMOVED


def test_where_the_notice_came_down_the_remedy_fits() -> None:
    """RÅ 2009 not 176 is named; a notice that is down cannot be corrected."""
    days: dict[str, Any] = {"announced_on": day("2004-10-04")}
    down = validate_dates(**days, notice_removed_on=day("2004-10-25")).findings[0]

    assert "RÅ 2009 not 176" in down.message("sv")
    assert "RÅ 2009 not 176" in down.message("en")
    assert "ange dagen efter" in down.remedy.in_language("sv")
    assert "give the day after" in down.remedy.in_language("en")
    for stated, said in (("2004-10-26", "överklagade för sent"), ("2004-10-22", "förkortade")):
        for removed in ("2004-10-25", "2004-10-26"):
            found = validate_dates(
                **days, notice_removed_on=day(removed), stated_last_day=day(stated)
            ).findings
            [differs] = [each for each in found if each.code == "STATED_DEADLINE_DIFFERS"]
            assert "den skulle ha varit den 25 oktober 2004" in differs.message("sv")
            assert said in differs.remedy.in_language("sv")
            assert "Rätta anslaget" not in differs.remedy.in_language("sv")


def test_the_board_that_a_finding_is_about_is_named() -> None:
    """A joint committee has a notice on each member's board: the text says which one is meant."""
    decision = attrs.evolve(
        DECIDED,
        approved_on=day("2015-04-14"),
        announced_on=day("2015-04-17"),
        other_boards=[
            Notice(day("2015-04-13"), board="Nacka kommun"),
            Notice(day("2015-04-20")),
        ],
    )
    said = [each.message("sv").split(":")[0] for each in dates_of(decision).findings]
    early = dates_of(attrs.evolve(decision, approved_on=None, announced_on=day("2015-04-12")))
    alone = dates_of(attrs.evolve(decision, other_boards=())).findings

    assert said == ["anslagstavlan hos Nacka kommun", "anslagstavla 1", "anslagstavla 3"]
    assert early.findings[0].message("en").startswith("notice board 1: The approval was announced")
    assert [each.about for each in alone] == [None]


def test_no_notice_on_any_board() -> None:
    """None is a board without the notice: no appeal period, as for the whole decision."""
    whole = dates_of(Decision(decided_on=DAY, other_boards=[Notice(None)]))

    assert validate_dates(decided_on=DAY, announced_on=[None, None]) == whole
    assert whole.legal_force.ground is LegalForceGround.NOT_ANNOUNCED


def test_notices_on_several_boards_taken_down() -> None:
    """Each board has its day of removal, in the order of the notices, or is still up."""
    up: list[dt.date | None] = [day("2015-04-13"), day("2015-04-15")]
    still_up = validate_dates(announced_on=up, notice_removed_on=[None, None])
    early = validate_dates(
        announced_on=up, notice_removed_on=[day("2015-05-07"), day("2015-05-06")]
    )

    assert still_up == validate_dates(announced_on=up)
    assert [(each.code, each.subject) for each in early.findings] == [
        ("NOTICE_REMOVED_EARLY", "decision, board 2")
    ]


@pytest.mark.parametrize(
    ("announced_on", "stated", "expected"),
    [
        pytest.param("2022-07-04", "2022-07-25", None, id="right"),
        pytest.param("2022-07-04", "2022-07-26", "lita", id="a real notice, a day late"),
        pytest.param("2019-04-02", "2019-04-24", "lita", id="another, over Easter"),
        pytest.param("2022-07-04", "2022-07-24", "förkortar", id="a day early"),
        pytest.param("2015-05-29", "2015-06-19", "förkortar", id="not moved from Midsummer Eve"),
    ],
)
def test_a_stated_last_day(announced_on: str, stated: str, expected: str | None) -> None:
    """13 kap. 5 § kommunallagen (2017:725): too late misleads, too early cuts the right."""
    dates = validate_dates(announced_on=day(announced_on), stated_last_day=day(stated))

    assert codes(dates) == (["STATED_DEADLINE_DIFFERS"] if expected else [])
    for finding in dates.findings:
        assert finding.confidence is Confidence.HIGH
        assert expected is not None
        assert expected in finding.remedy.in_language("sv")
    assert validate_dates(stated_last_day=day(stated)).findings == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param({"approved_on": "2026-03-02"}, None, id="not known where it was reported"),
        pytest.param(
            {"reported_on": "2026-02-23", "approved_on": "2026-03-09"}, None, id="fourteen days"
        ),
        pytest.param(
            {"reported_on": "2026-02-23", "approved_on": "2026-03-10"}, "APPROVAL_LATE", id="late"
        ),
        pytest.param(
            {"reported_on": "2026-02-23", "approved_on": "2026-02-22"},
            "APPROVED_BEFORE_MEETING",
            id="approved before it was reported",
        ),
        pytest.param({"approved_on": "2026-01-11"}, "APPROVED_BEFORE_MEETING", id="before decided"),
        pytest.param({"reported_on": "2026-01-11"}, "DAYS_OUT_OF_ORDER", id="reported before"),
        pytest.param({"announced_on": "2026-06-01"}, None, id="a notice, not known where reported"),
        pytest.param(
            {"reported_on": "2026-02-23", "announced_on": "2026-03-11"}, None, id="14 and 2 days"
        ),
        pytest.param(
            {"reported_on": "2026-02-23", "announced_on": "2026-03-12"}, "NOTICE_LATE", id="late 2"
        ),
        pytest.param(
            {"reported_on": "2026-02-23", "announced_on": "2026-02-22"},
            "ANNOUNCED_BEFORE_MEETING",
            id="announced before it was reported",
        ),
    ],
)
def test_decisions_by_delegation(days: dict[str, str], expected: str | None) -> None:
    """5 kap. 69 § kommunallagen (2017:725): the minutes are those of the meeting that got it."""
    known: dict[str, Any] = {name: day(written) for name, written in days.items()}
    recorded: dict[str, Any] = {"decided_on": day("2026-01-12"), **known}
    for dates in (
        validate_dates(**recorded, decider=Decider.DELEGATE),
        dates_of(Decision(**recorded, body="Delegationsbeslut av ordföranden")),
    ):
        assert codes(dates) == ([expected] if expected else [])
        assert dates.is_delegated
        assert (dates.approval is None) == ("reported_on" not in days)


def test_a_delegate_executes_before_any_minutes() -> None:
    """6 kap. 35 § kommunallagen (2017:725): the minutes of the report come after the decision."""
    days: dict[str, Any] = {
        "decided_on": day("2026-01-12"),
        "executed_on": day("2026-01-13"),
        "approved_on": day("2026-03-09"),
    }

    assert codes(validate_dates(**days, decider=Decider.DELEGATE)) == [
        "EXECUTED_BEFORE_LEGAL_FORCE"
    ]
    assert "EXECUTED_BEFORE_APPROVAL" in codes(validate_dates(**days, decider=Decider.BOARD))


def test_a_report_without_a_decider_shows_a_delegate() -> None:
    """5 kap. 69 § kommunallagen (2017:725): what was reported was decided by delegation."""
    days: dict[str, Any] = {
        "decided_on": day("2026-01-12"),
        "reported_on": day("2026-02-23"),
        "approved_on": day("2026-03-02"),
        "announced_on": day("2026-03-03"),
        "executed_on": day("2026-01-13"),
        "effective_from": day("2026-01-12"),
        "burden": Burden.MEMBERS,
    }
    unknown, delegate = validate_dates(**days), validate_dates(**days, decider=Decider.DELEGATE)

    assert unknown == delegate
    assert (unknown.is_delegated, codes(unknown)) == (True, ["EXECUTED_BEFORE_LEGAL_FORCE"])
    assert decision_status(
        Decision(decided_on=day("2026-01-12"), reported_on=day("2026-02-23")),
        on=day("2026-02-01"),
    ) is (DecisionStatus.DECIDED)


@pytest.mark.parametrize("decider", [Decider.COUNCIL, Decider.BOARD, Decider.COMMITTEE])
def test_the_report_of_a_body_is_not_its_meeting(decider: Decider) -> None:
    """5 kap. 69 § kommunallagen (2017:725): a body has minutes; they count from its decision."""
    dates = validate_dates(
        decided_on=day("2026-01-12"),
        decider=decider,
        approved_on=day("2026-01-19"),
        announced_on=day("2026-01-20"),
        reported_on=day("2026-02-23"),
    )

    assert (dates.is_delegated, dates.findings) == (False, ())
    assert (dates.approval_deadline, dates.appeal_deadline) == (
        day("2026-01-26"),
        day("2026-02-10"),
    )
    assert validate_dates(reported_on=DAY, decider=decider).approval is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param({"approved_on": "2026-01-11"}, "före beslutet den 12 januari", id="approved"),
        pytest.param({"announced_on": "2026-01-11"}, "före beslutet den 12 januari", id="notice"),
        pytest.param(
            {"reported_on": "2026-01-09", "approved_on": "2026-01-11"},
            "Anmälan den 9 januari 2026 är före beslutet den 12 januari",
            id="reported before it was decided",
        ),
        pytest.param(
            {"reported_on": "2026-01-19", "approved_on": "2026-01-16"},
            "före sammanträdet den 19 januari",
            id="approved before the meeting of the report",
        ),
    ],
)
def test_impossible_days_of_a_delegate(days: dict[str, str], said: str) -> None:
    """A delegate holds no meeting: the text says what the day is before, in one error."""
    known: dict[str, Any] = {name: day(written) for name, written in days.items()}
    [finding] = validate_dates(
        decided_on=day("2026-01-12"), decider=Decider.DELEGATE, **known
    ).findings

    assert finding.severity is Severity.ERROR
    assert said in finding.message("sv")


@pytest.mark.parametrize(
    ("code", "first_day", "days"),
    [
        pytest.param("APPROVAL_LATE", "2018-01-01", {"approved_on": 21}, id="approval"),
        pytest.param("NOTICE_LATE", "2018-01-01", {"approved_on": 0, "announced_on": 7}, id="late"),
        pytest.param(
            "EXECUTED_BEFORE_LEGAL_FORCE", "2018-01-01", {"executed_on": 1}, id="execution"
        ),
        pytest.param("PRIOR_YEAR_CLOSED", "2018-01-01", {"effective_from": -800}, id="the day"),
        pytest.param(
            "NOTICE_REMOVED_EARLY",
            "1992-01-01",
            {"announced_on": 0, "notice_removed_on": 7},
            id="taken down early",
        ),
        pytest.param("RETRO_DETRIMENT", "1992-01-01", {"effective_from": -1}, id="back"),
    ],
)
def test_from_when_a_reading_is_certain(code: str, first_day: str, days: dict[str, int]) -> None:
    """High from the day of the act whose text was read, medium the day before."""
    for decided_on, expected in (
        (day(first_day), Confidence.HIGH),
        (day(first_day) - ONE_DAY, Confidence.MEDIUM),
    ):
        known: dict[str, Any] = {name: decided_on + count * ONE_DAY for name, count in days.items()}
        dates = validate_dates(decided_on=decided_on, burden=Burden.MEMBERS, **known)
        [finding] = [each for each in dates.findings if each.code == code]

        assert finding.confidence is expected


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 30))
def test_a_notice_that_is_late_whenever_it_was_approved(met_on: dt.date, days: int) -> None:
    """5 kap. 69 § and 8 kap. 12 § kommunallagen (2017:725): 14 + 2 days, both moved."""
    announced_on = met_on + days * ONE_DAY
    found = codes(validate_dates(decided_on=met_on, announced_on=announced_on))

    assert ("NOTICE_LATE" in found) == (announced_on > by_statute.latest_notice(met_on))


def test_a_time_that_was_restored() -> None:
    """Återställd tid: open again from the court's day on, whatever was certified before."""
    before = attrs.evolve(DECIDED, legal_force_on=day("2015-05-05"))
    restored = attrs.evolve(before, restored_on=day("2015-06-01"))
    appealed = attrs.evolve(restored, appealed_on=day("2015-06-08"))

    statuses = [decision_status(restored, on=day(on)) for on in ("2015-05-31", "2015-06-01")]
    assert statuses == [DecisionStatus.IN_LEGAL_FORCE, DecisionStatus.OPEN_TO_APPEAL]
    assert decision_status(appealed, on=day("2015-06-08")) is DecisionStatus.APPEALED
    executed = [
        codes(dates_of(attrs.evolve(restored, executed_on=day(on))))
        for on in ("2015-05-04", "2015-05-31", "2015-06-02")
    ]
    assert executed == [["EXECUTED_BEFORE_LEGAL_FORCE"], [], ["EXECUTED_BEFORE_LEGAL_FORCE"]]


def test_single_days_and_a_whole_decision_agree() -> None:
    """`validate_dates` takes every day that a decision has, and answers as `dates_of` does."""
    other = {"body", "other_boards", "reference", "sources", "needs_ratification", "ratification"}
    names = [field.name for field in attrs.fields(Decision) if field.name not in other]
    decision = Decision(
        decided_on=day("2026-03-02"),
        decider=Decider.BOARD,
        reported_on=day("2026-03-03"),
        approved_on=day("2026-03-20"),
        announced_on=day("2026-03-24"),
        notice_removed_on=day("2026-03-30"),
        stated_last_day=day("2026-04-10"),
        executed_on=day("2026-03-10"),
        reversible=False,
        appealed_on=day("2026-03-01"),
        restored_on=day("2026-03-01"),
        annulled_on=day("2026-03-01"),
        anew_after=day("2026-03-03"),
        legal_force_on=day("2026-03-28"),
        extraordinary_reasons="Skäl",
    )
    alone: dict[str, Any] = {name: getattr(decision, name) for name in names}
    effect: dict[str, Any] = {
        "effective_from": day("2025-01-01"),
        "effective_to": day("2025-06-30"),
        "burden": Burden.MEMBERS,
    }

    assert None not in alone.values()
    assert validate_dates(**alone, **effect) == dates_of(decision, **effect)
    assert {
        name: len(codes(validate_dates(**{name: alone[name]}))) for name in names
    } == dict.fromkeys(names, 0)


def test_joint_committee() -> None:
    """The time starts at the last board's notice, and each notice must stay up until it ends."""
    boards = [
        Notice(day("2015-04-15"), day("2015-05-06"), board="Nacka kommun"),
        Notice(day("2015-04-14"), day("2015-05-07"), board="Värmdö kommun"),
    ]
    joint = attrs.evolve(DECIDED, other_boards=boards)
    dates = dates_of(joint, subject="decision 7")
    [early] = dates.findings

    assert dates.appeal_deadline is None
    assert dates.legal_force.ground is LegalForceGround.NOTICE_REMOVED
    assert (early.code, early.subject) == ("NOTICE_REMOVED_EARLY", "decision 7, Nacka kommun")

    unnamed = attrs.evolve(joint, other_boards=[Notice(day("2015-04-20"))] * 2)
    assert [finding.subject for finding in dates_of(unnamed).findings] == [
        "decision, board 2",
        "decision, board 3",
    ]
    lacking = validate_dates(announced_on=[DAY, None])
    assert lacking.legal_force.ground is LegalForceGround.NOT_ON_EVERY_BOARD

    waiting = attrs.evolve(joint, other_boards=[*boards, Notice(None, board="Tyresö kommun")])
    assert dates_of(waiting).appeal is None
    assert dates_of(waiting).legal_force.ground is LegalForceGround.NOT_ON_EVERY_BOARD
    assert decision_status(waiting, on=day("2015-04-20")) is DecisionStatus.ANNOUNCED


@pytest.mark.parametrize(
    ("decided_on", "executed_on", "reversible", "expected"),
    [
        pytest.param("2015-04-13", "2015-05-05", None, [], id="in legal force"),
        pytest.param("2015-04-13", "2015-05-04", None, ["LEGAL_FORCE"], id="the day before"),
        pytest.param("2015-04-13", "2015-05-04", False, ["LEGAL_FORCE"], id="before 2018"),
        pytest.param("2026-04-13", "2026-05-04", False, ["IRREVERSIBLE"], id="from 2018"),
        pytest.param("2026-04-13", "2026-05-04", True, ["LEGAL_FORCE"], id="reversible"),
        pytest.param("2026-04-13", "2026-05-05", False, [], id="irreversible, in legal force"),
        pytest.param(
            "2015-04-13", "2015-04-12", None, ["ORDER", "APPROVAL", "LEGAL_FORCE"], id="early"
        ),
        pytest.param("2015-04-13", "2015-04-13", None, ["LEGAL_FORCE"], id="at once"),
    ],
)
def test_execution(
    decided_on: str, executed_on: str, reversible: bool | None, expected: list[str]
) -> None:
    """13 kap. 14–15 §§ kommunallagen (2017:725); reversibility counts since 2018."""
    decided = day(decided_on)
    decision = Decision(
        decided_on=decided,
        approved_on=decided,
        announced_on=decided,
        executed_on=day(executed_on),
        reversible=reversible,
    )
    kinds = {
        "ORDER": "DAYS_OUT_OF_ORDER",
        "APPROVAL": "EXECUTED_BEFORE_APPROVAL",
        "LEGAL_FORCE": "EXECUTED_BEFORE_LEGAL_FORCE",
        "IRREVERSIBLE": "IRREVERSIBLE_EXECUTION",
    }

    assert codes(dates_of(decision)) == [kinds[name] for name in expected]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param({"announced_on": None}, [], id="no notice: nobody can say"),
        pytest.param(
            {"appealed_on": day("2015-04-20")}, ["LEGAL_FORCE"], id="appealed, and no certificate"
        ),
        pytest.param(
            {"notice_removed_on": day("2015-04-20")}, ["LEGAL_FORCE"], id="never in legal force"
        ),
        pytest.param({"other_boards": [Notice(None)]}, [], id="one board lacks it"),
        pytest.param({"annulled_on": day("2015-09-01")}, [], id="in legal force, annulled later"),
    ],
)
def test_execution_where_legal_force_is_not_known(
    changes: dict[str, Any], found: list[str]
) -> None:
    """Unknown days give no finding; but legal force never comes before three weeks have passed."""
    executed = attrs.evolve(DECIDED, executed_on=day("2015-06-01"))
    at_once = attrs.evolve(DECIDED, executed_on=DAY)

    late_one = codes(dates_of(attrs.evolve(executed, **changes)))
    early_one = codes(dates_of(attrs.evolve(at_once, **changes)))
    prefixed = [f"EXECUTED_BEFORE_{name}" for name in found]

    assert [code for code in late_one if code.startswith("EXECUTED")] == prefixed
    assert "annulled_on" in changes or "EXECUTED_BEFORE_LEGAL_FORCE" in early_one


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param({}, None, id="in legal force, for all that is known"),
        pytest.param({"appealed_on": "2024-03-20"}, True, id="appealed, outcome not known"),
        pytest.param(
            {"appealed_on": "2024-03-20", "annulled_on": "2025-03-20"}, True, id="then annulled"
        ),
        pytest.param(
            {"appealed_on": "2024-03-20", "legal_force_on": "2024-06-02"}, True, id="a day early"
        ),
        pytest.param(
            {"appealed_on": "2024-03-20", "legal_force_on": "2024-06-01"}, None, id="certified"
        ),
        pytest.param({"appealed_on": "2024-04-03"}, None, id="appealed too late"),
        pytest.param({"annulled_on": "2024-06-02"}, None, id="annulled later, no appeal known"),
        pytest.param({"annulled_on": "2024-06-01"}, True, id="annulled that day"),
        pytest.param({"announced_on": "2024-03-10"}, True, id="impossible days"),
        pytest.param({"announced_on": "2024-03-10", "appealed_on": "2024-05-20"}, True, id="both"),
        pytest.param(
            {"announced_on": None, "appealed_on": "2024-04-02"}, True, id="in time, whatever notice"
        ),
        pytest.param({"announced_on": None}, None, id="no notice known"),
        pytest.param(
            {"announced_on": None, "appealed_on": "2024-04-03"}, None, id="in time or not"
        ),
        pytest.param({"restored_on": "2024-06-02"}, None, id="restored later"),
        pytest.param(
            {"restored_on": "2024-06-02", "legal_force_on": "2024-09-02"},
            None,
            id="restored later, and certified after that",
        ),
        pytest.param(
            {"restored_on": "2024-06-02", "legal_force_on": "2024-05-31"},
            None,
            id="certified before",
        ),
        pytest.param({"restored_on": "2024-06-01"}, True, id="restored that day"),
    ],
)
def test_execution_under_appeal(changes: dict[str, str | None], found: bool | None) -> None:
    """13 kap. 14 § kommunallagen (2017:725): an appeal in time keeps legal force away.

    The second implementation of the rules found this: executed 2024-06-01 under an appeal of
    2024-03-20, annulled a year later.
    """
    on = day("2024-03-11")
    decision = Decision(decided_on=on, approved_on=on, announced_on=on)
    days: dict[str, Any] = {name: written and day(written) for name, written in changes.items()}
    for reversible, code in (
        (False, "IRREVERSIBLE_EXECUTION"),
        (True, "EXECUTED_BEFORE_LEGAL_FORCE"),
    ):
        executed: dict[str, Any] = {"executed_on": day("2024-06-01"), "reversible": reversible}
        all_codes = codes(dates_of(attrs.evolve(decision, **days, **executed)))
        assert [each for each in all_codes if "EXECUT" in each] == ([code] if found else [])


@given(
    st.dates(DAY, DAY + 70 * ONE_DAY),
    *[st.none() | st.dates(DAY, DAY + 70 * ONE_DAY)] * 3,
)
def test_execution_and_status_agree(
    executed_on: dt.date,
    appealed_on: dt.date | None,
    annulled_on: dt.date | None,
    removed_on: dt.date | None,
) -> None:
    """If all days are known, a decision is executed early unless it has legal force on the day."""
    decision = attrs.evolve(
        DECIDED,
        executed_on=executed_on,
        appealed_on=appealed_on,
        annulled_on=annulled_on,
        notice_removed_on=removed_on,
    )
    early = "EXECUTED_BEFORE_LEGAL_FORCE" in codes(dates_of(decision))

    assert early == (decision_status(decision, on=executed_on) is not DecisionStatus.IN_LEGAL_FORCE)


@pytest.mark.parametrize(
    ("decided_on", "allowed"),
    [
        pytest.param("1991-12-31", False, id="7 kap. 6 § of the act of 1977: undoing only"),
        pytest.param("2002-06-30", False, id="10 kap. 15 § of the act of 1991: undoing only"),
        pytest.param("2002-07-01", True, id="10 kap. 14 a §"),
        pytest.param("2026-03-02", True, id="13 kap. 14 §"),
    ],
)
def test_no_permission_before_there_was_one(decided_on: str, allowed: bool) -> None:
    """Lag (2002:438): 10 kap. 14 a § kommunallagen (1991:900) allowed it from 1 July 2002."""
    on = day(decided_on)
    [finding] = validate_dates(decided_on=on, executed_on=on).findings

    assert finding.code == "EXECUTED_BEFORE_LEGAL_FORCE"
    assert ("tillåtet" in finding.remedy.in_language("sv")) == allowed
    assert ("allowed" in finding.remedy.in_language("en")) == allowed
    assert "rättas" in finding.remedy.in_language("sv")


@pytest.mark.parametrize("decider", [Decider.GOVERNMENT, Decider.COURT])
def test_the_government_and_courts_are_not_under_the_act(decider: Decider) -> None:
    """13 kap. kommunallagen (2017:725) is about decisions of municipalities and regions."""
    days: dict[str, Any] = {
        "decided_on": DAY,
        "approved_on": day("2015-06-01"),
        "announced_on": day("2015-07-01"),
        "notice_removed_on": day("2015-07-02"),
        "stated_last_day": day("2015-07-03"),
        "executed_on": day("2015-04-14"),
        "effective_from": day("2015-01-01"),
        "burden": Burden.MEMBERS,
    }
    dates = validate_dates(**days, decider=decider)

    assert (dates.approval, dates.notice, dates.appeal, dates.notice_up_to) == (None,) * 4
    assert dates.no_last_day is dates.legal_force.ground is LegalForceGround.NOT_UNDER_THE_ACT
    assert (dates.findings, dates.regime, dates.legal_force_from) == ((), None, None)

    certified = validate_dates(**days, decider=decider, legal_force_on=day("2015-05-04"))
    assert certified.legal_force.ground is LegalForceGround.CERTIFIED
    backwards = validate_dates(**days, decider=decider, annulled_on=day("2015-04-12"))
    [order] = backwards.findings
    assert "före beslutet den 13 april" in order.message("sv")
    decision = Decision(decided_on=DAY, body="Regeringen")
    assert dates_of(decision).legal_force.ground is LegalForceGround.NOT_UNDER_THE_ACT
    assert decision_status(decision, on=day("2016-01-01")) is DecisionStatus.DECIDED


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        pytest.param({}, "2015-04-12", "proposed", id="the day before the meeting"),
        pytest.param({"announced_on": None, "approved_on": None}, "2015-04-13", "decided", id="1"),
        pytest.param({"announced_on": None}, "2015-04-13", "approved", id="approved at once"),
        pytest.param({}, "2015-04-13", "open-to-appeal", id="announced at once"),
        pytest.param({}, "2015-05-04", "open-to-appeal", id="the last day"),
        pytest.param({}, "2015-05-05", "in-legal-force", id="the day after"),
        pytest.param({"approved_on": "2015-04-20"}, "2015-04-19", "open-to-appeal", id="2"),
        pytest.param(
            {"approved_on": "2015-04-20", "announced_on": "2015-04-22"},
            "2015-04-19",
            "decided",
            id="not approved yet",
        ),
        pytest.param({"announced_on": "2015-04-15"}, "2015-04-14", "approved", id="no notice yet"),
        pytest.param({"appealed_on": "2015-05-04"}, "2015-05-03", "open-to-appeal", id="3"),
        pytest.param({"appealed_on": "2015-05-04"}, "2015-06-01", "appealed", id="appealed"),
        pytest.param({"appealed_on": "2015-05-05"}, "2015-06-01", "in-legal-force", id="too late"),
        pytest.param(
            {"appealed_on": "2015-05-04", "annulled_on": "2015-11-02"},
            "2015-11-01",
            "appealed",
            id="the day before the court",
        ),
        pytest.param(
            {"appealed_on": "2015-05-04", "annulled_on": "2015-11-02"},
            "2015-11-02",
            "annulled",
            id="annulled",
        ),
        pytest.param(
            {"appealed_on": "2015-05-04", "legal_force_on": "2015-11-02"},
            "2015-11-01",
            "appealed",
            id="the day before the certificate's",
        ),
        pytest.param(
            {"appealed_on": "2015-05-04", "legal_force_on": "2015-11-02"},
            "2015-11-02",
            "in-legal-force",
            id="certified",
        ),
        pytest.param(
            {"legal_force_on": "2015-06-01"}, "2015-05-10", "open-to-appeal", id="certified later"
        ),
        pytest.param(
            {"notice_removed_on": "2015-04-20"}, "2016-04-13", "open-to-appeal", id="taken down"
        ),
        pytest.param(
            {"approved_on": "2015-04-20"}, "2015-06-01", "announced", id="before the approval"
        ),
        pytest.param(
            {"decided_on": "2015-04-14", "approved_on": None},
            "2015-06-01",
            "announced",
            id="before the meeting",
        ),
    ],
)
def test_status(changes: dict[str, str | None], on: str, expected: str) -> None:
    """The status of a decision depends on what happened until that day."""
    days: dict[str, Any] = {name: written and day(written) for name, written in changes.items()}
    decision = attrs.evolve(DECIDED, **days)

    assert decision_status(decision, on=day(on)) is DecisionStatus(expected)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"executed_on": "2015-04-12"}, "Verkställigheten den 12 april", id="executed"),
        pytest.param({"appealed_on": "2015-04-12"}, "Överklagandet den 12 april", id="appealed"),
        pytest.param({"reported_on": "2015-04-12"}, "Anmälan den 12 april", id="reported"),
        pytest.param({"restored_on": "2015-04-12"}, "Den återställda tiden den 12", id="restored"),
        pytest.param(
            {"anew_after": "2015-04-14"},
            "Det nya beslutet den 13 april 2015 är före upphävandet av det första den 14 april",
            id="decided anew",
        ),
        pytest.param({"annulled_on": "2015-04-12"}, "Upphävandet den 12 april", id="annulled"),
        pytest.param({"legal_force_on": "2015-04-12"}, "Laga kraft den 12 april", id="certified"),
        pytest.param(
            {"notice_removed_on": "2015-04-12"},
            "Nedtagandet av anslaget den 12 april 2015 är före anslaget den 13 april 2015",
            id="taken down",
        ),
    ],
)
def test_what_comes_after_is_not_before(changes: dict[str, str], said: str) -> None:
    """Meeting ≤ approval ≤ notice ≤ last day of appeal < legal force; other days come later."""
    days: dict[str, Any] = {name: day(written) for name, written in changes.items()}
    at_once: dict[str, Any] = dict.fromkeys(days, DAY)
    found = dates_of(attrs.evolve(DECIDED, **days)).findings
    [order] = [finding for finding in found if finding.code == "DAYS_OUT_OF_ORDER"]

    assert order.severity is Severity.ERROR
    assert order.message("sv").startswith(said)
    assert "DAYS_OUT_OF_ORDER" not in codes(dates_of(attrs.evolve(DECIDED, **at_once)))


def test_an_act_that_was_not_read_lowers_the_confidence() -> None:
    """No section of the act of 1977 was read, so no confidence rests on its text."""
    old, new = (
        validate_dates(decided_on=on, effective_from=on - ONE_DAY, burden=Burden.MEMBERS)
        for on in (day("1991-05-13"), day("1992-05-13"))
    )

    assert codes(old) == codes(new) == ["RETRO_DETRIMENT"]
    assert [each.findings[0].confidence for each in (old, new)] == [
        Confidence.MEDIUM,
        Confidence.HIGH,
    ]


decisions = st.builds(
    Decision,
    decided_on=st.dates(DAY, DAY + 5 * ONE_DAY),
    **dict.fromkeys(
        [
            "approved_on",
            "announced_on",
            "notice_removed_on",
            "reported_on",
            "stated_last_day",
            "executed_on",
            "appealed_on",
            "restored_on",
            "annulled_on",
            "legal_force_on",
        ],
        st.none() | st.dates(DAY - 3 * ONE_DAY, DAY + 60 * ONE_DAY),
    ),
    reversible=st.none() | st.booleans(),
    decider=st.none() | st.sampled_from(Decider),
)


@given(decisions, st.dates(DAY - 5 * ONE_DAY, DAY + 70 * ONE_DAY))
def test_what_comes_later_changes_no_status(decision: Decision, on: dt.date) -> None:
    """The status on a day depends only on what had happened by then."""
    later = {"annulled_on", "appealed_on", "executed_on", "notice_removed_on", "restored_on"}
    known: dict[str, Any] = {
        name: None for name in later if (at := getattr(decision, name)) is not None and at > on
    }

    assert decision_status(decision, on=on) is decision_status(
        attrs.evolve(decision, **known), on=on
    )


@given(decisions)
def test_status_and_dates_agree(decision: Decision) -> None:
    """An unchallenged decision is in legal force from the stated day, and not before."""
    calm = attrs.evolve(
        decision, appealed_on=None, annulled_on=None, notice_removed_on=None, restored_on=None
    )
    first_day = dates_of(calm).legal_force_from

    if first_day is not None and first_day > calm.decided_on:
        assert decision_status(calm, on=first_day) is DecisionStatus.IN_LEGAL_FORCE
        assert decision_status(calm, on=first_day - ONE_DAY) is not DecisionStatus.IN_LEGAL_FORCE


@given(decisions, st.booleans())
def test_findings_are_true_of_the_days(decision: Decision, moves: bool) -> None:
    """Any days get an answer, and only impossible days give an error."""
    dates = dates_of(decision, moves=moves)
    found = set(codes(dates))
    approved, announced = decision.approved_on, decision.announced_on
    binds = decision.decider not in {Decider.GOVERNMENT, Decider.COURT}
    met_on = decision.decided_on
    if decision.decider in {None, Decider.DELEGATE}:
        met_on = decision.reported_on or met_on

    assert list(dates.findings) == sorted(dates.findings, key=lambda finding: finding.order)
    assert ("APPROVED_BEFORE_MEETING" in found) == (
        binds and approved is not None and approved < met_on
    )
    assert ("ANNOUNCED_BEFORE_APPROVAL" in found) == (
        binds and announced is not None and approved is not None and announced < approved
    )
    assert not any(
        finding.severity is Severity.ERROR and finding.confidence is Confidence.LOW
        for finding in dates.findings
    )


EARLY = dt.date(1989, 12, 31)


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        pytest.param(
            late(appeal_deadline, announced_on=EARLY), TooEarlyError, "announced_on", id="appeal"
        ),
        pytest.param(
            late(legal_force_from, announced_on=EARLY), TooEarlyError, "1989:253", id="force"
        ),
        pytest.param(
            late(approval_deadline, decided_on=EARLY), TooEarlyError, "decided_on", id="approval"
        ),
        pytest.param(
            late(notice_deadline, approved_on=EARLY), TooEarlyError, "approved_on", id="notice"
        ),
        pytest.param(
            late(validate_dates, decided_on=EARLY), TooEarlyError, "decided_on", id="validate"
        ),
        pytest.param(
            late(approval_deadline, decided_on=None), NotADayError, "decided_on", id="none"
        ),
        pytest.param(late(notice_deadline, approved_on=None), NotADayError, "approved_on", id="no"),
        pytest.param(
            late(appeal_deadline, announced_on=[]),
            WrongTypeError,
            "a day for each board",
            id="empty",
        ),
        pytest.param(
            late(appeal_deadline, announced_on="2015-04-13"),
            NotADayError,
            "fromisoformat",
            id="text",
        ),
        pytest.param(
            late(appeal_deadline, announced_on=[DAY, None]),
            WrongTypeError,
            "each board",
            id="lacks",
        ),
        pytest.param(
            late(validate_dates, announced_on=[]),
            WrongTypeError,
            "a day for each board",
            id="no board",
        ),
        pytest.param(
            late(validate_dates, decided_on=DAY, moves="no"), WrongTypeError, "moves", id="moves"
        ),
        pytest.param(
            late(appeal_deadline, announced_on=dt.datetime(2015, 4, 13)),
            NotADayError,
            "announced_on",
            id="moment",
        ),
        pytest.param(
            late(validate_dates, effective_from=dt.date(3000, 1, 1)),
            DayOutOfRangeError,
            "effective_from",
            id="far",
        ),
        pytest.param(
            late(validate_dates, decided_on=DAY, burden="members"), WrongTypeError, "burden", id="b"
        ),
        pytest.param(
            late(validate_dates, extraordinary_reasons=" "),
            TextError,
            "reasons",
            id="empty reasons",
        ),
        pytest.param(
            late(validate_dates, announced_on=[DAY, DAY], notice_removed_on=DAY),
            WrongTypeError,
            "as many days as announced_on",
            id="one removal, two boards",
        ),
        pytest.param(
            late(validate_dates, decider="council"), WrongTypeError, "decider", id="decider"
        ),
        pytest.param(
            late(validate_dates, reported_on=EARLY), TooEarlyError, "reported_on", id="reported"
        ),
        pytest.param(
            late(Decision, decided_on=DAY, decider="KF"), WrongTypeError, "decider", id="KF"
        ),
        pytest.param(late(dates_of, decision=DAY), WrongTypeError, "a Decision", id="no decision"),
        pytest.param(
            late(decision_status, decision=DAY, on=DAY), WrongTypeError, "a Decision", id="status"
        ),
        pytest.param(
            late(decision_status, decision=DECIDED, on=None), NotADayError, "on", id="no day"
        ),
        pytest.param(
            late(Decision, decided_on=DAY, reversible=1), WrongTypeError, "reversible", id="one"
        ),
        pytest.param(
            late(Decision, decided_on=DAY, other_boards=[DAY]), WrongTypeError, "Notice", id="day"
        ),
    ],
)
def test_refused(ask: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """An impossible question is refused with an error that names the fault."""
    with pytest.raises(error) as caught:
        ask()

    assert said in str(caught.value)
