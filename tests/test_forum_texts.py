from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from builders import decided, late, plainly
from forums import ACTIVATED, BOARD, COUNCIL, DAY, DUTY, GOVERNANCE, GROUP, HEAD, ORDINARY, governed
from samverkan import Language, Name, Period, Source, Text, Unit, stockholm
from samverkan.cli import main
from samverkan.errors import (
    SamverkanError,
)
from samverkan.governance import (
    Forum,
    Governance,
    Level,
    OperatingMode,
    Recurrence,
    TermOfOffice,
    WorkingMode,
)
from samverkan.meetings import Activation, ModeLog, Report, convene, meeting_days
from samverkan.reports import governance_dot, governance_text, who_text

STATE = governed().as_known()
LOG = ModeLog(
    governance=GOVERNANCE,
    covers=Period(dt.date(2024, 6, 1), dt.date(2024, 6, 30)),
    activations=Activation(
        number=1, first_day=DAY, last_day=DAY, forums="gruppen", decided_by=BOARD.id
    ),
)


def lines(**asked: Any) -> list[str]:
    """Return the governance of the example on its day."""
    return plainly(governance_text(STATE, **{"on": DAY, **asked})).splitlines()


def test_governance_in_swedish() -> None:
    """The text has the levels with their forums, and for each forum its offices, seats and mode."""
    assert lines(log=LOG) == [
        "Organisation och styrning den 3 juni 2024",
        "",
        "Lägen",
        "  ordinarie läge",
        "  aktiverat läge: beslutas av den som sammankallar forumet, eftersom inget annat är angivet",
        "",
        "Inriktande",
        "  Rådet",
        "    Har det övergripande ansvaret",
        "    Ordförande: Länsstyrelsen (lansstyrelsen)",
        "    Sammankallar: Länsstyrelsen (lansstyrelsen)",
        "    Leder inledningsvis: Länsstyrelsen (lansstyrelsen)",
        "    Kallas i ordinarie läge:",
        "      Landshövding: Länsstyrelsen (lansstyrelsen)",
        "        Mandat: besluta om inriktning",
        "    Möts var 3:e månad",
        "    Läge enligt loggen: ordinarie läge; loggen täcker dagen och nämner ingen aktivering",
        "",
        "Samordnande",
        "  Samordningsgruppen",
        "    Sammankallar: Länsstyrelsen (lansstyrelsen)",
        "    Leder inledningsvis: Regionen (regionen)",
        "    Kallas i aktiverat läge:",
        "      Tjänsteman i beredskap: Regionen (regionen)",
        "        Mandat: larma",
        "    Läge enligt loggen: aktiverat läge; det gäller från och med den 3 juni 2024",
        "      Beslutad av Länsstyrelsen (lansstyrelsen)",
    ]


def test_governance_in_a_mode_and_in_english() -> None:
    """In the mode that is asked for, the seats called in it are listed, including vacant ones."""
    said = lines(mode=ACTIVATED, language="en")
    told = said.index("      Kommundirektör: 2 seats for the municipalities together")

    assert said[told + 1 : told + 4] == [
        "        Kommun b (kommun-b)",
        "        1 seat vacant",
        "        Mandate: besluta om resurser",
    ]
    assert "    Called in activated mode:" in said
    assert not any("log" in line for line in said)


def test_levels_and_forums_that_lack_each_other() -> None:
    """The text says so if a level has no forum, or a forum no level."""
    lone = attrs.evolve(
        GOVERNANCE,
        levels=[attrs.evolve(GOVERNANCE.levels[0], focus=Text("helheten", "the whole"))],
        forums=attrs.evolve(COUNCIL, level=None),
    )
    said = plainly(governance_text(governed(lone).as_known(), on=DAY)).splitlines()

    assert said[6:11] == [
        "Inriktande: helheten",
        "  inget forum är angivet",
        "",
        "Ingen nivå är angiven",
        "  Rådet",
    ]


@pytest.mark.parametrize(
    ("governance", "on", "said"),
    [
        pytest.param(None, DAY, "The terms say nothing about governance.", id="not stated"),
        pytest.param(
            GOVERNANCE,
            dt.date(2023, 12, 31),
            "The agreement is not in force on 31 December 2023.",
            id="not in force",
        ),
    ],
)
def test_no_governance(governance: Governance | None, on: dt.date, said: str) -> None:
    """If nothing is stated, or the agreement is not in force, the text says which."""
    text = governance_text(governed(governance).as_known(), on=on, language="en")

    assert text.splitlines()[1] == said


def test_who() -> None:
    """The text lists who is called to a forum, and marks offices of parties that are no members."""
    state = governed(without=("regionen",)).as_known()
    said = plainly(who_text(state, "samordn", on=DAY, mode=ACTIVATED, language="en")).splitlines()

    assert said == [
        "Samordningsgruppen on 3 June 2024, activated mode",
        "Convenes: Länsstyrelsen (lansstyrelsen)",
        "Leads initially: regionen, which is not a member",
        "Called in activated mode:",
        "  Tjänsteman i beredskap: vacant",
        "    Mandate: larma",
    ]


def test_an_office_of_a_party_that_left_has_its_name() -> None:
    """A party that left, or whose successor left, has its name, and is marked as no member."""
    leaving = decided(DAY)
    left = governed().withdraw("regionen", leaving, last_day=DAY).as_known()
    day = DAY + dt.timedelta(days=1)

    said = who_text(left, "gruppen", on=day)
    assert "Leder inledningsvis: Regionen (regionen), som inte är part" in said
    assert "Regionen, som inte är part" in governance_dot(left, on=day)


def seen(what: str) -> Source:
    """Return a source for something that was seen."""
    return Source(document="Protokoll", place=what)


SOURCED = Forum(
    id="radet",
    names=[
        Name("Rådet", sources=seen("gamla namnet")),
        Name("Gruppen", Period(DAY), sources=seen("nya namnet")),
    ],
    level="inriktande",
    seats=[
        attrs.evolve(HEAD, sources=seen("plats")),
        attrs.evolve(DUTY, sources=seen("annan plats")),
    ],
    modes=[
        WorkingMode(
            called="chef",
            meets=Recurrence(every=1, unit=Unit.WEEKS, sources=seen("varje vecka")),
            sources=seen("ordinarie"),
        ),
        WorkingMode(mode="activated", called="tib", sources=seen("aktiverat")),
    ],
    sources=seen("forumet"),
)
WITH_SOURCES = Governance(
    levels=attrs.evolve(GOVERNANCE.levels[0], sources=seen("nivå")),
    forums=SOURCED,
    modes=[ORDINARY, ACTIVATED],
    sources=seen("helheten"),
)
LOG_WITH_SOURCES = ModeLog(
    governance=WITH_SOURCES,
    covers=Period(DAY, DAY + dt.timedelta(days=1)),
    activations=Activation(number=1, first_day=DAY, last_day=DAY, sources=seen("aktivering")),
    sources=seen("loggen"),
)
OF_THE_FORUM = ["nya namnet", "forumet"]
IN_ORDINARY, IN_ACTIVATED = ["plats", "ordinarie", "varje vecka"], ["annan plats", "aktiverat"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(0, [*IN_ACTIVATED, "aktivering", "loggen"], id="activated"),
        pytest.param(1, [*IN_ORDINARY, "loggen"], id="ordinary"),
        pytest.param(2, [*IN_ORDINARY, *IN_ACTIVATED, "loggen"], id="not known"),
    ],
)
def test_all_that_is_shown_is_cited(after: int, expected: list[str]) -> None:
    """Everything shown is cited: name, forum, level, seats called, mode, activation, log."""
    asked: dict[str, Any] = {"on": DAY + dt.timedelta(days=after), "log": LOG_WITH_SOURCES}
    state = governed(WITH_SOURCES).as_known()

    assert cited(who_text(state, "radet", **asked)) == [*OF_THE_FORUM, *expected]
    assert cited(governance_text(state, **asked)) == [
        "helheten",
        "nivå",
        *OF_THE_FORUM,
        *expected,
    ]


def cited(said: str) -> list[str]:
    """Return the places that a text names under its only document."""
    return [line.strip() for line in said.partition("Protokoll\n")[2].splitlines()]


def test_what_is_beyond_the_source_is_marked_as_seen() -> None:
    """The name of 2020 and the log cite where they were seen, beside the document."""
    log, day = stockholm.mode_log, dt.date(2020, 2, 28)
    said = " ".join(
        governance_text(stockholm.agreement.as_known(), on=day, log=log, language="en").split()
    )

    assert "the name is first seen for 17 February 2020" in said
    assert "the whole structure in activated mode on 28 February 2020" in said
    assert "our reading: the log covers the days from the first" in said


def test_nobody_is_called() -> None:
    """A mode in which no seat is called differs from a forum without stated seats."""
    mode = WorkingMode(called=[], meets=Recurrence(every=1, unit=Unit.WEEKS))
    forum = attrs.evolve(GROUP, level=None, modes=mode)
    state = governed(Governance(forums=forum)).as_known()
    said = plainly(who_text(state, "gruppen", on=DAY, mode=ORDINARY)).splitlines()

    assert said[0] == "Samordningsgruppen den 3 juni 2024"
    assert said[-2:] == ["Kallas: ingen", "Möts varje vecka"]


def test_a_mode_that_is_not_known() -> None:
    """If the log does not know the mode, the text says so first, and shows both modes."""
    often = Recurrence(every=1, unit=Unit.WEEKS)
    forum = attrs.evolve(
        GROUP,
        level=None,
        modes=[*GROUP.modes, WorkingMode(called="chef", meets=often)],
    )
    state = governed(Governance(forums=forum, modes=[ORDINARY, ACTIVATED])).as_known()
    said = plainly(who_text(state, "gruppen", on=dt.date(2024, 7, 1), log=LOG)).splitlines()

    assert said[0] == "Samordningsgruppen den 1 juli 2024, läget är inte känt"
    assert [line for line in said if line.startswith(("Kallas", "Möts"))] == [
        "Kallas i ordinarie läge:",
        "Kallas i aktiverat läge:",
        "Möts i ordinarie läge varje vecka",
    ]
    title = who_text(state, "gruppen", on=dt.date(2024, 7, 1), log=LOG, language="en")
    assert "on 1 July 2024, mode not known\n" in title


def test_who_asked_who_decided_and_why() -> None:
    """The text shows what is recorded about the current activation, and nothing else."""
    recorded = attrs.evolve(
        LOG.activations[0],
        requested_by="kommun-a",
        decided_on=DAY,
        reason=Text("översvämning", "a flood"),
    )
    told = plainly(who_text(STATE, "gruppen", on=DAY, log=attrs.evolve(LOG, activations=recorded)))
    bare = attrs.evolve(recorded, requested_by=None, decided_on=None, reason=None)
    undecided = attrs.evolve(bare, decided_by=())

    assert "\n  Begärd av Kommun a (kommun-a)\n" in told
    assert "\n  Beslutad av Länsstyrelsen (lansstyrelsen) den 3 juni 2024\n" in told
    assert "\n  Skäl: översvämning\n" in told
    less = who_text(STATE, "gruppen", on=DAY, log=attrs.evolve(LOG, activations=bare))
    assert "Beslutad av Länsstyrelsen (lansstyrelsen)\n" in less
    assert "Begärd" not in less
    assert "Beslutad" not in who_text(
        STATE, "gruppen", on=DAY, log=attrs.evolve(LOG, activations=undecided)
    )
    unknown = attrs.evolve(recorded, requested_by="okand")
    assert "Begärd av okand\n" in who_text(
        STATE, "gruppen", on=DAY, log=attrs.evolve(LOG, activations=unknown)
    )


def test_a_log_of_other_forums() -> None:
    """A log that does not know the forum says so; without a log, the text is silent about it."""
    log = ModeLog(governance=Governance(), covers=LOG.covers)

    said = who_text(STATE, "radet", on=DAY, log=log)
    assert "Läge enligt loggen: inte känt; loggen känner inte forumet" in said
    assert "the forum is not in the log" in who_text(STATE, "radet", on=DAY, log=log, language="en")
    assert "loggen känner inte" not in who_text(STATE, "radet", on=DAY, log=LOG)
    assert "Läge" not in who_text(STATE, "radet", on=DAY)


@pytest.mark.parametrize(
    ("recurrence", "swedish", "english"),
    [
        pytest.param((1, Unit.WEEKS), "Möts varje vecka", "Meets every week", id="weekly"),
        pytest.param(
            (2, Unit.WEEKS), "Möts varannan vecka", "Meets every other week", id="fortnightly"
        ),
        pytest.param((1, Unit.MONTHS), "Möts varje månad", "Meets every month", id="monthly"),
        pytest.param((1, Unit.DAYS), "Möts varje dag", "Meets every day", id="daily"),
        pytest.param((2, Unit.DAYS), "Möts varannan dag", "Meets every other day", id="2 days"),
        pytest.param(
            (2, Unit.MONTHS), "Möts varannan månad", "Meets every other month", id="2 months"
        ),
        pytest.param((22, Unit.WEEKS), "Möts var 22:a vecka", "Meets every 22 weeks", id="22"),
        pytest.param((12, Unit.MONTHS), "Möts var 12:e månad", "every 12 months", id="12"),
        pytest.param((3, Unit.DAYS), "Möts var 3:e dag", "Meets every 3 days", id="third day"),
    ],
)
def test_how_often(recurrence: tuple[int, Unit], swedish: str, english: str) -> None:
    """The text says how often a forum meets in a mode."""
    every, unit = recurrence
    mode = WorkingMode(meets=Recurrence(every=every, unit=unit))
    governance = Governance(forums=attrs.evolve(GROUP, level=None, modes=mode))
    state = governed(governance).as_known()

    assert swedish in who_text(state, "gruppen", on=DAY, mode=ORDINARY)
    assert english in who_text(state, "gruppen", on=DAY, mode=ORDINARY, language="en")


@pytest.mark.parametrize(
    ("arguments", "status", "shown"),
    [
        pytest.param("governance", 0, "styrning den 1 januari 2015", id="its first day"),
        pytest.param("governance --on 2014-12-31", 0, "inte den 31 december 2014", id="before"),
        pytest.param(
            "governance --on 2020-02-28 --language en",
            0,
            "Called in activated mode: no seats are stated",
            id="by the log",
        ),
        pytest.param(
            "governance --on 2020-02-28 --mode ordinary", 0, "Kallas i ordinarie läge", id="by mode"
        ),
        pytest.param(
            "who --forum regionala --mode activated --on 2020-03-01",
            0,
            "Regionala chefsgruppen den 1 mars 2020, aktiverat läge",
            id="who",
        ),
        pytest.param("who --forum radet --on 2015-01-01", 2, "", id="no id"),
        pytest.param(
            "who --forum regionala --on 2020-02-28", 0, "2020, aktiverat läge", id="by the log, who"
        ),
        pytest.param("who --forum regionala --on 2014-01-01", 2, "", id="before the agreement"),
        pytest.param("who --forum regionala", 2, "", id="no day"),
        pytest.param("who --forum regionala --on 2015-01-01 --mode kris", 2, "", id="no mode"),
    ],
)
def test_commands(
    arguments: str, status: int, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands show who is called, and how the agreement is governed."""
    assert main(arguments.split()) == status
    assert shown in plainly(capsys.readouterr().out)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_unknown_forum(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown forum is refused with a list of the forums, in the language asked for."""
    asked = ["who", "--forum", "rådet", "--on", "2015-01-01", "--language", language]

    assert main(asked) == 2
    said = capsys.readouterr().err
    assert said.startswith("Fel: Inget forum" if language == "sv" else "Error: no forum")
    assert "Regionala rådet, Regionala chefsgruppen (regionala-radet)" in said


@pytest.mark.parametrize(
    ("ask", "swedish", "english"),
    [
        pytest.param(
            late(GOVERNANCE.forum, query="x"),
            "Inget forum heter ”x”. De som finns:\n  Rådet (radet)\n  Samordningsgruppen (gruppen)",
            "no forum is called 'x'; there are:\n  Rådet (radet)\n  Samordningsgruppen (gruppen)",
            id="unknown",
        ),
        pytest.param(
            late(
                Governance(
                    forums=[
                        Forum(id="gruppen", names="Gruppen"),
                        Forum(id="radet", names="Gamla rådet"),
                    ]
                ).forum,
                query="g",
            ),
            "”g” kan betyda flera; ange id eller hela namnet:\n"
            "  Gruppen (gruppen)\n  Gamla rådet (radet)",
            "'g' is ambiguous; give the id or the full name:\n"
            "  Gruppen (gruppen)\n  Gamla rådet (radet)",
            id="ambiguous",
        ),
        pytest.param(
            late(who_text, state=STATE, forum="x", on=dt.date(2023, 12, 31)),
            "Inget forum heter ”x”: inget är angivet den dagen, eller så gäller överenskommelsen "
            "inte då; ange en annan dag.",
            "no forum is called 'x': none is stated on that day, or the agreement is not in force "
            "then; give another day",
            id="not in force",
        ),
    ],
)
def test_errors_in_both_languages(ask: Callable[[], object], swedish: str, english: str) -> None:
    """Every error that a user of these commands meets is in Swedish and in English."""
    with pytest.raises(SamverkanError) as caught:
        ask()

    assert caught.value.in_language("sv") == swedish
    assert caught.value.in_language("en") == str(caught.value) == english


MEETING = convene(STATE, "gruppen", by=BOARD, on=DAY, mode=ACTIVATED)


@pytest.mark.parametrize(
    ("ask", "swedish"),
    [
        pytest.param(
            late(convene, state=STATE, forum="radet", by="Kommun A", on=DAY),
            "Endast lansstyrelsen får sammankalla radet, inte kommun-a; be den om det.",
            id="another convenes",
        ),
        pytest.param(
            late(
                convene,
                state=governed(without=(BOARD.id,)).as_known(),
                forum="radet",
                by="kommun-a",
                on=DAY,
            ),
            "Den som sammankallar radet, lansstyrelsen, är inte part då, och kommun-a får inte "
            "göra det; ange en part.",
            id="the convener is no member",
        ),
        pytest.param(
            late(
                convene,
                state=governed(Governance(forums=Forum(id="f", names="F"))).as_known(),
                forum="f",
                by="kommun-a",
                on=DAY,
            ),
            "Det går inte att avgöra om kommun-a sammankallar f: det är inte angivet vem som gör "
            "det; ange det.",
            id="no convener is stated",
        ),
        pytest.param(
            late(MEETING.hand_over, party="kommun-a"),
            "Ledningen av gruppen den 2024-06-03: kommun-a är inte kallad till mötet; ange en part "
            "som är det.",
            id="not called",
        ),
        pytest.param(
            late(Report, meeting=MEETING, party="kommun-a", on=DAY),
            "Återföringen från gruppen den 2024-06-03: kommun-a var inte kallad till mötet; ange "
            "en av dem som var det: regionen.",
            id="a report of one not called",
        ),
        pytest.param(
            late(LOG.activate, activation=attrs.evolve(LOG.activations[0], number=2)),
            "Forumet gruppen är redan i läget activated den 2024-06-03, genom aktivering 1; "
            "avsluta den först (deactivate), växla läge (switch), eller ange de andra forumen.",
            id="activated twice",
        ),
        pytest.param(
            late(LOG.deactivate, number=1, last_day=DAY),
            "Aktivering 1: den upphörde redan den 2024-06-03; utelämna detta.",
            id="ended",
        ),
        pytest.param(
            late(
                meeting_days,
                recurrence=Recurrence(every=2, unit=Unit.WEEKS),
                period=Period.of_year(2024),
            ),
            "Den första dagen för de återkommande mötena är inte angiven, så ingen dag kan räknas "
            "upp; ange den.",
            id="no first day",
        ),
    ],
)
def test_refusals_in_swedish(ask: Callable[[], object], swedish: str) -> None:
    """A refusal by convene, a report or the log has a Swedish text, with the same details."""
    with pytest.raises(SamverkanError) as caught:
        ask()

    assert caught.value.in_language("sv") == swedish


def test_check_says_that_the_agreement_is_not_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message "Nothing to remark" comes together with the reason."""
    assert main(["check", "--on", "2014-01-01"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "Inget att anmärka.\n"
    assert "gäller inte den dagen" in shown.err
