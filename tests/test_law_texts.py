from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import attrs
import pytest

from builders import decided, plainly
from samverkan import Decider, Language, Notice, Text, Unit, stockholm
from samverkan.cli import main
from samverkan.errors import DayOutOfRangeError, SamverkanError, TooEarlyError, TooFarError
from samverkan.findings import Confidence, Finding, Severity
from samverkan.formats import deadlines_data
from samverkan.reports import deadlines_text, findings_text, time_limit_text
from samverkan.sweden import LegalForceGround, TimeLimit, dates_of, validate_dates

DAY = dt.date(2015, 5, 29)
PLAIN = Finding(
    code="A", severity=Severity.INFO, subject="terms", text=Text("Så"), remedy=Text("Gör")
)
DECIDED = decided(DAY, approved_on=DAY, announced_on=DAY)


def test_deadlines_in_swedish() -> None:
    """Each deadline shows what was counted, what moved it, and under which sections."""
    said = plainly(deadlines_text(validate_dates(decided_on=DAY, announced_on=DAY)))

    assert said.splitlines() == [
        "Justering: senast fredagen den 12 juni 2015",
        "  14 dagar från fredagen den 29 maj 2015 går ut fredagen den 12 juni 2015 [1]",
        "Anslag: okänd sista dag, justeringsdagen saknas",
        "Överklagande: senast måndagen den 22 juni 2015",
        "  3 veckor från fredagen den 29 maj 2015 går ut fredagen den 19 juni 2015 [2] [3]",
        "  den 19 juni 2015 är midsommarafton [4]",
        "  den 20 juni 2015 är midsommardagen [4] [5]",
        "  den 21 juni 2015 är en söndag [4] [5]",
        (
            "  anslaget sitter uppe till och med måndagen den 22 juni 2015 och tas ned tidigast "
            "tisdagen den 23"
        ),
        "      juni 2015",
        "Laga kraft: från och med tisdagen den 23 juni 2015, om ingen överklagar [2]",
        "",
        "Lagrum",
        "  [1] 5 kap. 61 § och 6 kap. 30 § kommunallagen (1991:900)",
        "  [2] 10 kap. 6 § kommunallagen (1991:900)",
        "  [3] 1 § lagen (1930:173) om beräkning av lagstadgad tid",
        "  [4] 2 § lagen (1930:173) om beräkning av lagstadgad tid",
        "  [5] 1–2 §§ lagen (1989:253) om allmänna helgdagar",
    ]


def test_deadlines_in_english() -> None:
    """The English text is the same; if a duty moves, this is marked as our reading."""
    dates = validate_dates(approved_on=DAY, announced_on=dt.date(2015, 6, 2))
    said = plainly(deadlines_text(dates, "en")).splitlines()

    assert said[:6] == [
        "Approval of the minutes: last day not known, the day of the meeting is missing",
        "Notice: by Monday 1 June 2015",
        "  2 days from Friday 29 May 2015: ends on Sunday 31 May 2015 [1]",
        "  31 May 2015 is a Sunday [2] [3]",
        "  (our reading: the time limit also moves here; no source settles this)",
        "Appeal: by Tuesday 23 June 2015",
    ]
    assert said[said.index("WARNING NOTICE_LATE") :][:3] == [
        "WARNING NOTICE_LATE",
        "  The approval was announced on 2 June 2015; this was due by 1 June 2015.",
        "  Remedy: Count the appeal period from the day on which the notice was actually put up.",
    ]


def test_nothing_known() -> None:
    """If nothing is known, the text says so, and cites nothing."""
    assert plainly(deadlines_text(validate_dates(), "en")).splitlines() == [
        "Approval of the minutes: last day not known, the day of the meeting is missing",
        "Notice: last day not known, the day of approval is missing",
        "Appeal: last day not known, the day of the notice is missing",
        "Legal force: not known, the day of the notice is missing",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"notice_removed_on": DAY}, "ingen sista dag, anslaget togs ned", id="down"),
        pytest.param(
            {"other_boards": [Notice(None)]},
            "okänd sista dag, anslaget på någon av",
            id="one board",
        ),
        pytest.param(
            {"announced_on": None}, "okänd sista dag, anslagsdagen saknas", id="no notice"
        ),
        pytest.param(
            {"announced_on": dt.date(2015, 5, 28)},
            "ingen sista dag, anslag, justering och sammanträde står i en omöjlig ordning",
            id="impossible days",
        ),
        pytest.param(
            {"announced_on": dt.date(2015, 5, 28), "annulled_on": DAY},
            "ingen sista dag, anslag, justering och sammanträde står i en omöjlig ordning",
            id="impossible days of an annulled decision",
        ),
    ],
)
def test_why_there_is_no_last_day(changes: dict[str, Any], said: str) -> None:
    """The text says why no last day for an appeal is known."""
    dates = dates_of(attrs.evolve(DECIDED, **changes))

    assert dates.appeal_deadline is None
    assert f"Överklagande: {said}" in plainly(deadlines_text(dates))


def test_the_minutes_of_a_decision_by_delegation() -> None:
    """A decision by delegation has no minutes of its own: the text says which day is missing."""
    known = validate_dates(decided_on=DAY, decider=Decider.DELEGATE)
    reported = validate_dates(decided_on=DAY, decider=Decider.DELEGATE, reported_on=DAY)

    assert plainly(deadlines_text(known)).splitlines()[0] == (
        "Justering: okänd sista dag, dagen för det sammanträde där det anmäldes saknas"
    )
    assert plainly(deadlines_text(known, "en")).splitlines()[0] == (
        "Approval of the minutes: last day not known, the day of the meeting to which it was "
        "reported is"
    )
    assert plainly(deadlines_text(reported)).splitlines()[0] == (
        "Justering: senast fredagen den 12 juni 2015"
    )


def test_what_a_report_means_for_the_minutes() -> None:
    """5 kap. 69 § kommunallagen (2017:725): the minutes are those of the meeting of the report."""
    days: dict[str, Any] = {"approved_on": DAY, "announced_on": DAY}
    dates = validate_dates(decided_on=DAY, decider=Decider.DELEGATE, **days)
    said = [" ".join(plainly(deadlines_text(dates, each)).split()) for each in ("sv", "en")]

    assert "(beslut på delegation: justering och anslag gäller protokollet från det" in said[0]
    assert "(by delegation: approval and notice are those of the minutes of the" in said[1]
    assert deadlines_data(dates)["is_delegated"] is True
    assert deadlines_data(validate_dates(decided_on=DAY, **days))["is_delegated"] is False


def test_an_appeal_that_came_in_too_late() -> None:
    """13 kap. 5 § kommunallagen (2017:725): the text does not say *if nobody appeals*."""
    late, in_time, certified = (
        dates_of(
            attrs.evolve(DECIDED, appealed_on=dt.date(2015, 6, of), legal_force_on=certificate)
        )
        for of, certificate in ((23, None), (22, None), (23, dt.date(2015, 7, 1)))
    )

    assert (
        "Laga kraft: från och med tisdagen den 23 juni 2015, om ingen annan överklagar; "
        "överklagandet kom in för sent"
    ) in " ".join(plainly(deadlines_text(late)).split())
    assert "the appeal came in too late" in plainly(deadlines_text(late, "en"))
    assert deadlines_data(late)["is_appealed_late"] is True
    assert deadlines_data(in_time)["is_appealed_late"] is False
    assert "enligt bevis" in plainly(deadlines_text(certified))


def test_what_is_not_under_the_act() -> None:
    """13 kap. kommunallagen (2017:725): it says nothing of the government's decisions."""
    dates = validate_dates(decided_on=DAY, announced_on=DAY, decider=Decider.GOVERNMENT)

    assert plainly(deadlines_text(dates)).splitlines()[:3] == [
        "Justering: ingen sista dag, kommunallagen gäller inte",
        "Anslag: ingen sista dag, kommunallagen gäller inte",
        "Överklagande: ingen sista dag, kommunallagen gäller inte",
    ]
    data = deadlines_data(dates)
    assert data["no_appeal_deadline"] == data["legal_force_ground"] == "not-under-the-act"


GROUNDS: dict[LegalForceGround, tuple[dict[str, Any], str, str]] = {
    LegalForceGround.PRESUMED: ({}, "om ingen överklagar", "if nobody appeals"),
    LegalForceGround.CERTIFIED: (
        {"legal_force_on": dt.date(2015, 7, 1)},
        "från och med onsdagen den 1 juli 2015, enligt bevis",
        "from Wednesday 1 July 2015, as certified",
    ),
    LegalForceGround.NOT_ANNOUNCED: (
        {"announced_on": None},
        "inte känd, anslagsdagen saknas",
        "not known, the day of the notice is missing",
    ),
    LegalForceGround.NOT_ON_EVERY_BOARD: (
        {"other_boards": [Notice(None)]},
        "inte känd, anslaget saknas på någon av anslagstavlorna",
        "not known, the notice is missing on one of the notice boards",
    ),
    LegalForceGround.IMPOSSIBLE_DAYS: (
        {"announced_on": dt.date(2015, 5, 28)},
        "ingen, dagarna är omöjliga",
        "none, the days are impossible",
    ),
    LegalForceGround.TIME_RESTORED: (
        {"restored_on": dt.date(2015, 7, 1)},
        "inte känd, tiden för överklagande är återställd",
        "not known, the time for an appeal is restored",
    ),
    LegalForceGround.NOTICE_REMOVED: (
        {"notice_removed_on": DAY},
        "ingen, anslaget togs ned för tidigt",
        "none, the notice was taken down too early",
    ),
    LegalForceGround.APPEALED: (
        {"appealed_on": DAY},
        "inte känd, beslutet är överklagat",
        "not known, the decision is appealed",
    ),
    LegalForceGround.ANNULLED: (
        {"annulled_on": DAY},
        "ingen, beslutet är upphävt",
        "none, the decision is annulled",
    ),
    LegalForceGround.NOT_UNDER_THE_ACT: (
        {"decider": Decider.COURT},
        "inte känd, kommunallagen gäller inte beslut av regeringen",
        "not known, the Local Government Act does not apply to a decision of the",
    ),
}


@pytest.mark.parametrize("ground", LegalForceGround)
def test_every_ground_of_legal_force_has_words(ground: LegalForceGround) -> None:
    """The reason why a decision has legal force, or none, has words in both languages."""
    changes, swedish, english = GROUNDS[ground]
    dates = dates_of(attrs.evolve(DECIDED, **changes))

    assert dates.legal_force.ground is ground
    [told] = re.findall("Laga kraft: (.*)", plainly(deadlines_text(dates)))
    assert swedish in told
    [told] = re.findall("Legal force: (.*)", plainly(deadlines_text(dates, "en")))
    assert english in told


@pytest.mark.parametrize("length", [1, 2])
@pytest.mark.parametrize(
    ("unit", "sv", "en"),
    [
        (Unit.DAYS, ("dag", "dagar"), ("day", "days")),
        (Unit.WEEKS, ("vecka", "veckor"), ("week", "weeks")),
        (Unit.MONTHS, ("månad", "månader"), ("month", "months")),
        (Unit.YEARS, ("år", "år"), ("year", "years")),
    ],
    ids=[unit.value for unit in Unit],
)
def test_every_unit_has_words(
    unit: Unit, length: int, sv: tuple[str, str], en: tuple[str, str]
) -> None:
    """A time limit has words for one and for several days, weeks, months and years."""
    limit = TimeLimit(counted_from=DAY, length=length, unit=unit, moves=False)

    assert f"  {length} {sv[length - 1]} från" in plainly(time_limit_text(limit))
    assert f"  {length} {en[length - 1]} from" in plainly(time_limit_text(limit, "en"))


@pytest.mark.parametrize(
    ("severity", "sv", "en"),
    [
        (Severity.ERROR, "FEL", "ERROR"),
        (Severity.WARNING, "VARNING", "WARNING"),
        (Severity.INFO, "UPPLYSNING", "INFO"),
    ],
    ids=[severity.value for severity in Severity],
)
def test_every_severity_has_words(severity: Severity, sv: str, en: str) -> None:
    """The severity of a finding comes first, in both languages."""
    finding = attrs.evolve(PLAIN, severity=severity)

    assert findings_text([finding]).splitlines()[0] == f"{sv} A"
    assert findings_text([finding], "en").splitlines()[0] == f"{en} A"


@pytest.mark.parametrize(
    ("confidence", "sv", "en"),
    [
        (Confidence.HIGH, "enligt lagtexten", "according to the act"),
        (Confidence.MEDIUM, "andrahandskälla", "secondary source"),
        (Confidence.LOW, "vår tolkning, inget känt rättsfall", "our reading, no known case"),
    ],
    ids=[confidence.value for confidence in Confidence],
)
def test_every_confidence_has_words(confidence: Confidence, sv: str, en: str) -> None:
    """The certainty of the source comes after it, in both languages."""
    finding = attrs.evolve(PLAIN, source=Text("3 §", "Section 3"), confidence=confidence)

    assert f"Grund: 3 § ({sv})\n" in findings_text([finding])
    assert f"Basis: Section 3 ({en})\n" in findings_text([finding], "en")


def test_a_time_limit_of_one() -> None:
    """One day is singular, and a limit without a rule cites only how it was counted."""
    one = TimeLimit(counted_from=DAY, length=1, unit=Unit.MONTHS, moves=False)

    assert plainly(time_limit_text(one)).splitlines() == [
        "Frist: senast måndagen den 29 juni 2015",
        "  1 månad från fredagen den 29 maj 2015 går ut måndagen den 29 juni 2015 [1]",
        "",
        "Lagrum",
        "  [1] 1 § lagen (1930:173) om beräkning av lagstadgad tid",
    ]
    assert plainly(
        time_limit_text(TimeLimit(counted_from=DAY, length=1, unit=Unit.DAYS, moves=False), "en")
    ).splitlines() == [
        "Time limit: by Saturday 30 May 2015",
        "  1 day from Friday 29 May 2015: ends on Saturday 30 May 2015",
    ]


def test_findings_with_and_without_a_source() -> None:
    """A finding shows its source; a finding on the model only has none."""
    cited = attrs.evolve(PLAIN, source=Text("Reglementet, 3 §", "Orders, 3"))
    sure = attrs.evolve(cited, confidence=Confidence.HIGH)

    assert findings_text([PLAIN, PLAIN, cited, sure]).splitlines() == [
        "UPPLYSNING A",
        "  Så.",
        "  Åtgärd: Gör.",
        "",
        "UPPLYSNING A",
        "  Så.",
        "  Åtgärd: Gör.",
        "  Grund: Reglementet, 3 §",
        "",
        "UPPLYSNING A",
        "  Så.",
        "  Åtgärd: Gör.",
        "  Grund: Reglementet, 3 § (enligt lagtexten)",
    ]
    assert findings_text([]) == "Inget att anmärka.\n"


def test_findings_about_several() -> None:
    """Findings that differ only in what they are about are told together; none is lost."""
    one, other = (attrs.evolve(PLAIN, about=name) for name in ("Norrby", "Söderby"))
    third = attrs.evolve(PLAIN, about="Västerby, beslut")
    elsewhere = attrs.evolve(PLAIN, code="B")
    like_a_name = attrs.evolve(PLAIN, text=Text("Lagen (1991): så"))

    assert _messages(one, PLAIN, other) == ["Norrby och Söderby: Så.", "Så."]
    assert _messages(PLAIN, one) == ["Så.", "Norrby: Så."]
    assert _messages(one, elsewhere, other) == ["Norrby och Söderby: Så.", "Så."]
    assert _messages(one, third) == ["Norrby; Västerby, beslut: Så."]
    assert _messages(like_a_name, one) == ["Lagen (1991): så.", "Norrby: Så."]


def _messages(*findings: Finding) -> list[str]:
    lines = findings_text(findings).splitlines()
    return [line.strip() for line in lines if line.startswith("  ") and "Åtgärd" not in line]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_data_of_deadlines(language: Language) -> None:
    """Days are text, null if missing; the findings are in the language asked for."""
    dates = validate_dates(decided_on=dt.date(2015, 6, 5), effective_from=dt.date(2015, 1, 1))
    data: Any = deadlines_data(dates, language)
    [finding] = dates.findings

    assert list(data) == [
        "is_delegated",
        "approval_deadline",
        "notice_deadline",
        "appeal_deadline",
        "notice_up_to",
        "notice_down_from",
        "legal_force_from",
        "legal_force_ground",
        "legal_force_confidence",
        "no_appeal_deadline",
        "is_appealed_late",
        "approval",
        "notice",
        "appeal",
        "findings",
    ]
    assert (data["approval_deadline"], data["appeal_deadline"]) == ("2015-06-22", None)
    assert data["findings"] == [
        {
            "code": "RETRO_BURDEN_UNKNOWN",
            "severity": "warning",
            "subject": "decision",
            "message": finding.message(language),
            "source": finding.source and finding.source.in_language(language),
            "remedy": finding.remedy.in_language(language),
            "confidence": "medium",
        }
    ]


def test_data_of_a_time_limit() -> None:
    """JSON has how a last day is counted and moved, with sections and the acts' addresses."""
    data: Any = deadlines_data(validate_dates(announced_on=DAY, decided_on=DAY), "en")

    assert data["appeal"] == {
        "counted_from": "2015-05-29",
        "length": 3,
        "unit": "weeks",
        "ends": "2015-06-19",
        "skipped": [
            {"day": "2015-06-19", "name": "Midsummer Eve", "sections": [MOVED]},
            {"day": "2015-06-20", "name": "Midsummer Day", "sections": [MOVED, HOLIDAYS]},
            {"day": "2015-06-21", "name": "a Sunday", "sections": [MOVED, HOLIDAYS]},
        ],
        "last_day": "2015-06-22",
        "confidence": "high",
        "sections": [
            {
                "text": "Chapter 10, Section 6 of the Local Government Act (1991:900)",
                "act": "1991:900",
                "address": "https://data.riksdagen.se/dokument/sfs-1991-900",
            },
            {**MOVED, "text": MOVED["text"].replace("Section 2", "Section 1")},
            MOVED,
            HOLIDAYS,
        ],
    }
    assert (data["notice"], data["notice_deadline"]) == (None, None)
    assert data["approval"]["skipped"] == []
    assert (data["approval"]["confidence"], data["legal_force_confidence"]) == ("medium", "medium")
    assert (data["legal_force_ground"], data["no_appeal_deadline"]) == ("presumed", None)


MOVED = {
    "text": "Section 2 of the Act (1930:173) on the computation of statutory time",
    "act": "1930:173",
    "address": "https://data.riksdagen.se/dokument/sfs-1930-173",
}
HOLIDAYS = {
    "text": "Sections 1–2 of the Act (1989:253) on general holidays",
    "act": "1989:253",
    "address": "https://data.riksdagen.se/dokument/sfs-1989-253",
}


@pytest.mark.parametrize(
    ("removed", "down", "ground", "why"),
    [
        pytest.param("2004-10-25", None, "notice-removed", "notice-removed", id="on the last day"),
        pytest.param("2004-10-26", "2004-10-26", "presumed", None, id="the day after"),
    ],
)
def test_data_of_the_display(removed: str, down: str | None, ground: str, why: str | None) -> None:
    """RÅ 2009 not 176: JSON says until when the notice stays up, also if it came down too early."""
    dates = validate_dates(
        announced_on=dt.date(2004, 10, 4), notice_removed_on=dt.date.fromisoformat(removed)
    )
    data: Any = deadlines_data(dates)

    assert (data["notice_up_to"], data["notice_down_from"]) == ("2004-10-25", "2004-10-26")
    assert (data["legal_force_from"], data["legal_force_ground"]) == (down, ground)
    assert data["no_appeal_deadline"] == why
    assert (data["appeal_deadline"] is None) == (why is not None)
    assert [each["confidence"] for each in data["findings"]] == ["high"] * (why is not None)


@pytest.mark.parametrize(
    ("arguments", "status", "shown"),
    [
        pytest.param("--decided 2015-04-13", 0, "senast måndagen den 27 april 2015", id="one"),
        pytest.param(
            "--decided 2015-04-13 --approved 2015-04-10", 1, "FEL APPROVED_BEFORE", id="an error"
        ),
        pytest.param(
            "--announced 2015-05-29 --announced 2015-06-02 --language en",
            0,
            "Appeal: by Tuesday 23 June 2015",
            id="two boards",
        ),
        pytest.param(
            "--decided 2015-06-05 --effective 2015-01-01 --burden members",
            1,
            "FEL RETRO_DETRIMENT",
            id="whom it burdens",
        ),
        pytest.param(
            "--decided 2015-06-05 --effective 2015-01-01 --burden members --reasons Lagändring",
            0,
            "VARNING RETRO_DETRIMENT",
            id="recorded reasons",
        ),
        pytest.param(
            "--announced 2004-10-04 --removed 2004-10-25", 1, "FEL NOTICE_REMOVED", id="removed"
        ),
        pytest.param(
            "--announced 2004-10-04 --removed 2004-10-26", 0, "tas ned tidigast", id="in time"
        ),
        pytest.param(
            "--announced 2022-07-04 --stated-last-day 2022-07-26",
            0,
            "VARNING STATED_DEADLINE_DIFFERS",
            id="stated",
        ),
        pytest.param(
            "--decided 2026-01-12 --decider delegate --approved 2026-03-02",
            0,
            "dagen för det sammanträde där det anmäldes saknas",
            id="by delegation",
        ),
        pytest.param(
            "--decided 2026-01-12 --decider ordförande --approved 2026-03-02",
            0,
            "dagen för det sammanträde där det anmäldes saknas",
            id="by the chair, in Swedish",
        ),
        pytest.param(
            "--decided 2026-01-12 --decider regeringen", 0, "kommunallagen gäller inte", id="gov"
        ),
        pytest.param(
            "--decided 2026-01-12 --decider delegate --reported 2026-02-23",
            0,
            "senast måndagen den 9 mars 2026",
            id="reported",
        ),
        pytest.param(
            "--decided 2026-03-02 --announced 2026-03-02 --executed 2026-03-03 --irreversible",
            0,
            "VARNING IRREVERSIBLE_EXECUTION",
            id="cannot be undone",
        ),
        pytest.param(
            "--announced 2026-03-02 --appealed 2026-03-23", 0, "är överklagat", id="appealed"
        ),
        pytest.param(
            "--announced 2026-03-02 --restored 2026-05-04", 0, "är återställd", id="restored"
        ),
        pytest.param(
            "--announced 2026-03-02 --annulled 2026-09-14", 0, "är upphävt", id="annulled"
        ),
        pytest.param(
            "--announced 2026-03-02 --legal-force 2026-09-14", 0, "enligt bevis", id="certified"
        ),
        pytest.param(
            "--decided 2026-03-02 --effective 2024-01-01 --effective-to 2024-06-30 "
            "--burden public-bodies --anew-after 2026-02-02",
            0,
            "UPPLYSNING RETRO_DECIDED_ANEW",
            id="anew",
        ),
        pytest.param("--help", 0, "Dagen då protokollet justerades", id="help"),
        pytest.param("--help", 0, "Dagen då anslaget togs ned, inte den sista", id="help 2"),
    ],
)
def test_command(
    arguments: str, status: int, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 1 if a finding is an error."""
    assert main(["deadlines", *arguments.split()]) == status
    assert shown in plainly(capsys.readouterr().out)


def test_command_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has the deadlines and the findings, in the language asked for."""
    asked = "deadlines --decided 2015-06-05 --effective 2015-01-01 --language en --format json"

    assert main(asked.split()) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["legal_force_from"] is None
    assert data["findings"][0]["source"].startswith("Chapter 2, Section 3 of the Local")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("", "Ange minst en dag", id="no day"),
        pytest.param("--burden relief", "Ange minst en dag", id="no day but a burden"),
        pytest.param("--decided 1989-12-31", "1989-12-31 är före 1990-01-01", id="too early"),
        pytest.param("--announced 9999-12-31", "utanför åren 1800 till 2999", id="too late"),
        pytest.param("--announced 2999-12-31", "utanför åren 1800 till 2999", id="over the edge"),
        pytest.param("--decided 13/4-2015", "ÅÅÅÅ-MM-DD", id="another spelling"),
        pytest.param("--announced 2015-02-29", "ÅÅÅÅ-MM-DD", id="no such day"),
        pytest.param("--burden alla --decided 2015-04-13", "alla", id="no such burden"),
        pytest.param(
            "--announced 2015-05-29 --announced 2015-06-02 --removed 2015-06-30",
            "lika många gånger som --announced",
            id="one removal, two boards",
        ),
        pytest.param("--removed 2015-06-30", "Ange minst en dag", id="nothing but the removal"),
        pytest.param(
            "--decided 2015-04-13 --decider chefsgruppen",
            "ange ett av council (fullmäktige), board",
            id="no such decider",
        ),
        pytest.param(
            "--decided 2015-04-13 --decider x --language en", "council, board", id="in English"
        ),
    ],
)
def test_command_refuses(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage exits with 2, and quotes the input in Swedish."""
    assert main(["deadlines", *arguments.split()]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


@pytest.mark.parametrize(
    "error",
    [
        TooEarlyError("decided_on", dt.date(1989, 12, 31), dt.date(1990, 1, 1)),
        TooFarError(DAY, 10**9, "days"),
        DayOutOfRangeError("decided_on", dt.date(3000, 1, 1)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_have_swedish_words(error: SamverkanError) -> None:
    """An error that a user of the command meets has a Swedish text."""
    assert error.in_language("sv") != error.in_language("en") == str(error)


def test_check_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The ready-made agreement has no error; an accession decided later gives a finding."""
    assert main(["check", "--language", "en", "--decided", "0182=2015-04-13"]) == 0

    said = plainly(capsys.readouterr().out)
    assert said.startswith("WARNING NOTICE_PERIOD_UNKNOWN\n")
    assert "\nWARNING RETRO_INTER_AUTHORITY\n  Nacka kommun (0182), accession: The decision" in said
    assert "Basis: Chapter 2, Section 3 of the Local Government Act (1991:900) (our" in said


def test_check_command_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has each finding with its seven facts, for one day, and as known on a day."""
    assert (
        main(["check", "--on", "2015-01-01", "--known-on", "2015-04-01", "--format", "json"]) == 0
    )

    found = json.loads(capsys.readouterr().out)["findings"]
    assert {tuple(finding) for finding in found} == {
        ("code", "severity", "subject", "message", "source", "remedy", "confidence")
    }
    assert [finding["code"] for finding in found].count("DECISION_NOT_RECORDED") == 36
    assert found[0]["confidence"] is None


def test_check_command_with_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 1 if a finding is an error."""
    approved_first = decided("2015-04-13", approved_on=dt.date(2015, 4, 10))
    wrong = stockholm.agreement.accede("Nacka", approved_first)
    monkeypatch.setattr("samverkan.stockholm.agreement", wrong)

    assert main(["check"]) == 1
    assert "FEL APPROVED_BEFORE_MEETING\n" in capsys.readouterr().out


def test_check_command_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown party is refused with a list of the parties."""
    assert main(["check", "--decided", "Uppsala=2015-04-13"]) == 2
    assert "Nacka kommun (0182)" in capsys.readouterr().err
