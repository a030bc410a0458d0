from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decided, late, plainly
from forums import (
    ACTIVATED,
    BOARD,
    CHARTER,
    COUNCIL,
    DAY,
    DUTY,
    GOVERNANCE,
    GROUP,
    HEAD,
    HEIGHTENED,
    ORDINARY,
    STEERING,
    governed,
)
from samverkan import Language, Name, Period, Source, Text, Unit, stockholm
from samverkan.cli import main
from samverkan.errors import (
    SamverkanError,
)
from samverkan.formats import who_data
from samverkan.governance import (
    Forum,
    Governance,
    Recurrence,
    TermOfOffice,
    WorkingMode,
)
from samverkan.meetings import Absence, Activation, ModeLog, Report, convene, meeting_days
from samverkan.reports import governance_dot, governance_text, who_text
from strategies import governances

STATE = governed().as_known()
CHARTERED = governed(CHARTER).as_known()
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
        "  aktiverat läge",
        "",
        "Inriktande",
        "  Rådet",
        "    Har det övergripande ansvaret",
        "    Ordförande: Länsstyrelsen (lansstyrelsen)",
        "    Sammankallar: Länsstyrelsen (lansstyrelsen)",
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


@pytest.mark.parametrize(
    ("fields", "swedish", "english"),
    [
        pytest.param({}, [], [], id="none is stated"),
        pytest.param(
            {"vice_chairs": "kommun-a"},
            ["Vice ordförande: Kommun a (kommun-a)"],
            ["Vice chair: Kommun a (kommun-a)"],
            id="one",
        ),
        pytest.param(
            {"chair": BOARD.id, "vice_chairs": ["kommun-b", "nya", "kommun-a"]},
            [
                "Ordförande: Länsstyrelsen (lansstyrelsen)",
                (
                    "Vice ordförande: Kommun b (kommun-b); Nya (nya), som inte är part; "
                    "Kommun a (kommun-a)"
                ),
            ],
            [
                "Chair: Länsstyrelsen (lansstyrelsen)",
                (
                    "Vice chair: Kommun b (kommun-b); Nya (nya), which is not a member; "
                    "Kommun a (kommun-a)"
                ),
            ],
            id="several, the first first, one no member",
        ),
        pytest.param(
            {"convener": BOARD.id, "initial_lead": BOARD.id},
            [
                "Sammankallar: Länsstyrelsen (lansstyrelsen)",
                "Leder inledningsvis: Länsstyrelsen (lansstyrelsen)",
            ],
            [
                "Convenes: Länsstyrelsen (lansstyrelsen)",
                "Leads initially: Länsstyrelsen (lansstyrelsen)",
            ],
            id="the convener leads initially, as stated",
        ),
        pytest.param(
            {"convener": BOARD.id},
            ["Sammankallar: Länsstyrelsen (lansstyrelsen)"],
            ["Convenes: Länsstyrelsen (lansstyrelsen)"],
            id="who leads initially is not stated",
        ),
    ],
)
def test_offices(fields: dict[str, Any], swedish: list[str], english: list[str]) -> None:
    """The chair, the vice chairs, the convener and the initial lead are told if they are stated."""
    state = governed(Governance(forums=Forum(id="f", names="F", **fields))).as_known()

    assert plainly(who_text(state, "f", on=DAY, width=200)).splitlines()[1:-1] == swedish
    said = plainly(who_text(state, "f", on=DAY, language="en", width=200)).splitlines()
    assert said[1:-1] == english


@pytest.mark.parametrize(("language", "heading"), [("sv", "Forum"), ("en", "Forums")])
def test_an_agreement_without_levels(language: Language, heading: str) -> None:
    """A charter has no levels: its forums stand under a heading, and none is missing."""
    said = governance_text(
        governed(Governance(forums=attrs.evolve(COUNCIL, level=None))).as_known(),
        on=DAY,
        language=language,
    )

    assert said.splitlines()[2:4] == [heading, "  Rådet"]


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
        "Leads initially: Regionen (regionen), which is not a member",
        "Called in activated mode:",
        "  Tjänsteman i beredskap: vacant",
        "    Mandate: larma",
    ]


def test_a_charter_in_ordinary_mode() -> None:
    """A forum's duties and rhythm are told, and its seats in one row for equal seats."""
    said = plainly(governance_text(CHARTERED, on=DAY, mode="ordinarie läge", width=200))

    assert said.splitlines()[1:] == [
        "",
        "Lägen",
        "  ordinarie läge",
        "  aktiverat läge",
        "  höjd beredskap: beslutas av Länsstyrelsen (lansstyrelsen)",
        "  Vad som inte anges för ett läge är detsamma som i närmast lägre läge.",
        "",
        "Inriktande nivå",
        "  Direktionen",
        "    Har det övergripande ansvaret",
        "    Ordförande: Kommun a (kommun-a)",
        "    Sammankallar: Kommun a (kommun-a)",
        "    Kallas i ordinarie läge:",
        "      Ledamot: 9 platser, 3 för varje kommun",
        "        Kommun a (kommun-a), Kommun b (kommun-b) och Kommun c (kommun-c)",
        (
            "        Ersättare: 2 för varje kommun; träder in först för den egna parten, annars i "
            "ordningen Kommun b (kommun-b), Kommun c (kommun-c)"
        ),
        "        Utses av medlemmens fullmäktige",
        "        Mandatperiod: 4 år, räknat från och med den 1 januari 2023",
        "      Revisor: 3 platser för kommunerna tillsammans",
        "        Kommun a (kommun-a) och Kommun b (kommun-b)",
        "        1 plats vakant",
        (
            "        Ersättare: 2; träder in först för den egna parten, annars i ordningen "
            "Kommun c (kommun-c), Kommun a (kommun-a)"
        ),
        "        Mandatperiod: 4 år, räknat från och med den 1 januari 2023",
        "    Möts cirka fyra gånger om året",
        "    Uppgifter:",
        "      fastställer budget",
        "    Uppgifter i ordinarie läge:",
        "      följer upp arbetet",
        "      beslutar om taxor",
        "",
        "Samordnande nivå",
        "  Styrgruppen",
        "    Sammankallar: Länsstyrelsen (lansstyrelsen)",
        "    Kallas i ordinarie läge:",
        "      Direktionens ordförande: Kommun a (kommun-a)",
        "        I egenskap av ordförande i Direktionen",
        (
            "      Kommunföreträdare: 9 platser för kommunerna tillsammans, vem som har dem är "
            "inte angivet"
        ),
        "        Ersättare: 4; vem som har dem är inte angivet",
        "      Direktör: Regionen (regionen), 2 platser",
        "    Möts en gång per mandatperiod",
    ]


def test_what_falls_back_says_so() -> None:
    """What a lower mode states names that mode; what is the same in all modes is told once."""
    heightened = plainly(who_text(CHARTERED, "direktionen", on=DAY, mode="hojd", language="en"))
    every = plainly(who_text(CHARTERED, "direktionen", on=DAY)).splitlines()

    assert "Called in heightened preparedness, as in activated mode:\n" in heightened
    assert (
        "Meets every week, for the first time on 3 June 2024, as in activated mode\n" in heightened
    )
    assert "Duties in heightened preparedness, as in ordinary mode:\n" in heightened
    assert [line for line in every if line.startswith(("Kallas", "Möts", "Uppgifter"))] == [
        "Kallas i ordinarie läge:",
        "Kallas i aktiverat läge och höjd beredskap:",
        "Möts i ordinarie läge cirka fyra gånger om året",
        "Möts i aktiverat läge och höjd beredskap varje vecka, första gången den 3 juni 2024",
        "Uppgifter:",
        "Uppgifter i alla lägen:",
    ]


def test_who_may_switch() -> None:
    """Several parties may each switch to a mode, to the ordinary one as well."""
    modes = [
        attrs.evolve(ORDINARY, switched_by=["regionen", "nya", BOARD.id]),
        attrs.evolve(HEIGHTENED, switched_by=["kommun-a"]),
    ]
    state = governed(Governance(forums=Forum(id="f", names="F"), modes=modes)).as_known()

    assert plainly(governance_text(state, on=DAY)).splitlines()[2:5] == [
        "Lägen",
        (
            "  ordinarie läge: beslutas av Regionen (regionen), Nya (nya) eller "
            "Länsstyrelsen (lansstyrelsen)"
        ),
        "  höjd beredskap: beslutas av Kommun a (kommun-a)",
    ]


def test_one_mode_is_not_told() -> None:
    """If the governance has the ordinary mode alone, no text says a word about modes."""
    forum = attrs.evolve(STEERING, level=None, seats=STEERING.seats[1:], modes=STEERING.modes[0])
    state = governed(Governance(forums=[forum, Forum(id="tomt", names="Tomt")])).as_known()
    said = [
        governance_text(state, on=DAY),
        who_text(state, "styrgruppen", on=DAY),
        who_text(state, "tomt", on=DAY),
    ]

    assert not any("läge" in each for each in said)
    assert "\nKallas:\n" in said[1]
    assert said[2] == "Tomt den 3 juni 2024\nInga platser är angivna\n"


@pytest.mark.parametrize(
    ("host", "sv", "en"),
    [
        ("kommun-a", "Värdkommun: Kommun a (kommun-a)", "Host municipality: Kommun a (kommun-a)"),
        ("regionen", "Värd: Regionen (regionen)", "Host: Regionen (regionen)"),
    ],
    ids=["municipality", "region"],
)
def test_the_host(host: str, sv: str, en: str) -> None:
    """The host is told where governance is, as a municipality if it is one."""
    hosted = attrs.evolve(governed(), terms=attrs.evolve(governed().terms, host=host)).as_known()

    assert governance_text(hosted, on=DAY).splitlines()[1] == sv
    assert governance_text(hosted, on=DAY, language="en").splitlines()[1] == en


def test_a_host_that_never_joined() -> None:
    """A party that never joined is told by its name, too."""
    agreement = governed(without=("regionen",))
    hosted = attrs.evolve(agreement, terms=attrs.evolve(agreement.terms, host="regionen"))

    assert "\nVärd: Regionen (regionen)\n" in governance_text(hosted.as_known(), on=DAY)


def test_deputies_of_the_absent() -> None:
    """If members cannot come, the text says so, and which deputies are called in their place."""
    absent = [
        Absence(seat="ledamot", party="Kommun a", count=3),
        Absence(seat="revisor", party="kommun-b"),
    ]
    said = plainly(who_text(CHARTERED, "direktionen", on=DAY, mode="ordinary", absent=absent))

    assert (
        "    Har förhinder: Kommun a (kommun-a), 3 platser\n"
        "    Träder in: Kommun b (kommun-b), 1 plats; Kommun a (kommun-a), 2 platser\n"
    ) in said
    assert (
        "    Har förhinder: Kommun b (kommun-b), 1 plats\n"
        "    Träder in: Kommun c (kommun-c), 1 plats\n"
    ) in said
    assert "förhinder" not in who_text(CHARTERED, "direktionen", on=DAY, mode="ordinary")


def test_absent_from_a_seat_that_is_not_called() -> None:
    """If a seat is not called in the mode, or no mode calls it, the text says so."""
    absent = [
        Absence(seat="revisor", party="kommun-b"),
        Absence(seat="revisor", party="Kommun a", is_deputy=True),
    ]
    said = plainly(who_text(CHARTERED, "direktionen", on=DAY, mode="activated", absent=absent))
    assert (
        "\n  Har förhinder, men kallas inte i aktiverat läge: Revisor, Kommun b (kommun-b); "
        "Revisor, Kommun a\n      (kommun-a)\n"
    ) in said
    forum = attrs.evolve(
        STEERING, seats=STEERING.seats[1:], modes=WorkingMode(called=["region"]), level=None
    )
    state = governed(Governance(forums=forum, overall=None)).as_known()
    told = who_text(state, "styrgruppen", on=DAY, absent=Absence(seat="kommun"), language="en")
    assert "\n  Cannot come, but not called: Representative of the municipalities\n" in told
    data: Any = who_data(state, "styrgruppen", on=DAY, absent=Absence(seat="kommun"))
    assert data["forum"]["called"][0]["absent_not_called"] == ["kommun"]


def test_hours_of_an_activation() -> None:
    """If the log states at which hour a mode began and ended, the text does so too."""
    timed = attrs.evolve(LOG.activations[0], at="03:40", ended_at="17.15")
    log = attrs.evolve(LOG, activations=timed)

    said = plainly(who_text(STATE, "gruppen", on=DAY, log=log))
    assert "\n  Började gälla den 3 juni 2024 kl. 03.40\n" in said
    assert "\n  Upphörde den 3 juni 2024 kl. 17.15\n" in said
    english = plainly(who_text(STATE, "gruppen", on=DAY, log=log, language="en"))
    assert "\n  Began on 3 June 2024 at 03:40\n" in english


def test_a_mode_that_the_terms_do_not_have() -> None:
    """If the log names a mode that the terms do not have, all modes of the terms are shown."""
    heightened = attrs.evolve(LOG.activations[0], mode="hojd", last_day=None)
    log = attrs.evolve(
        LOG,
        governance=attrs.evolve(GOVERNANCE, modes=[ORDINARY, ACTIVATED, HEIGHTENED]),
        activations=heightened,
    )

    said = who_text(STATE, "gruppen", on=DAY, log=log)
    assert "\nKallas i ordinarie läge:\n" in said
    assert "\nKallas i aktiverat läge:\n" in said
    after = who_text(STATE, "gruppen", on=DAY + dt.timedelta(days=1), log=log)
    assert "inte känt; höjd beredskap från och med den 3 juni 2024; när det upphörde" in plainly(
        " ".join(after.split())
    )


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
        ({"unit": Unit.WEEKS}, "varje vecka", "every week"),
        ({"every": 2, "unit": Unit.WEEKS}, "varannan vecka", "every other week"),
        ({"unit": Unit.MONTHS}, "varje månad", "every month"),
        ({"unit": Unit.DAYS}, "varje dag", "every day"),
        ({"every": 2, "unit": Unit.DAYS}, "varannan dag", "every other day"),
        ({"every": 2, "unit": Unit.MONTHS}, "varannan månad", "every other month"),
        ({"every": 22, "unit": Unit.WEEKS}, "var 22:a vecka", "every 22 weeks"),
        ({"every": 12, "unit": Unit.MONTHS}, "var 12:e månad", "every 12 months"),
        ({"every": 3, "unit": Unit.DAYS}, "var 3:e dag", "every 3 days"),
        ({"unit": Unit.YEARS}, "en gång om året", "once a year"),
        ({"every": 2, "unit": Unit.YEARS}, "vartannat år", "every other year"),
        ({"every": 3, "unit": Unit.YEARS}, "vart 3:e år", "every 3 years"),
        ({"times": 4, "unit": Unit.YEARS}, "fyra gånger om året", "four times a year"),
        ({"times": 2, "unit": Unit.MONTHS}, "två gånger i månaden", "twice a month"),
        ({"times": 3, "unit": Unit.WEEKS}, "tre gånger i veckan", "three times a week"),
        ({"times": 12, "unit": Unit.DAYS}, "12 gånger om dagen", "12 times a day"),
        (
            {"times": 3, "every": 2, "unit": Unit.YEARS},
            "tre gånger på två år",
            "three times in two years",
        ),
        (
            {"times": 4, "unit": Unit.YEARS, "is_about": True},
            "cirka fyra gånger om året",
            "about four times a year",
        ),
        (
            {"unit": Unit.YEARS, "is_about": True},
            "cirka en gång om året",
            "about once a year",
        ),
        (
            {"every": 2, "unit": Unit.WEEKS, "is_about": True},
            "ungefär varannan vecka",
            "about every other week",
        ),
        (
            {"times": 3, "unit": Unit.YEARS, "at_least": True},
            "minst tre gånger om året",
            "at least three times a year",
        ),
        (
            {"unit": Unit.WEEKS, "at_least": True},
            "minst varje vecka",
            "at least every week",
        ),
        (
            {"term": TermOfOffice(years=4), "at_least": True},
            "minst en gång per mandatperiod (4 år)",
            "at least once in each term of office (4 years)",
        ),
        (
            {"every": 2, "unit": Unit.YEARS, "first_day": DAY},
            "vartannat år, första gången den 3 juni 2024",
            "every other year, for the first time on 3 June 2024",
        ),
        ({"term": TermOfOffice()}, "en gång per mandatperiod", "once in each term of office"),
        (
            {"term": TermOfOffice(years=4), "times": 2, "is_about": True},
            "cirka två gånger per mandatperiod (4 år)",
            "about twice in each term of office (4 years)",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_how_often(recurrence: dict[str, Any], swedish: str, english: str) -> None:
    """The text says how often a forum meets, as the document says it."""
    mode = WorkingMode(meets=Recurrence(**recurrence))
    state = governed(Governance(forums=attrs.evolve(GROUP, level=None, modes=mode))).as_known()

    assert plainly(who_text(state, "gruppen", on=DAY)).endswith(f"\nMöts {swedish}\n")
    english_text = plainly(who_text(state, "gruppen", on=DAY, language="en"))
    assert english_text.endswith(f"\nMeets {english}\n")


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


@pytest.mark.slow
@given(governances(), st.sampled_from([20, 60, 80]))
def test_whatever_is_stated_is_told(governance: Governance, width: int) -> None:
    """Any governance has a text in both languages, and lines that fit, but for longer words."""
    state = governed(governance).as_known()
    languages: tuple[Language, ...] = ("sv", "en")
    for language in languages:
        for mode in (None, *governance.modes):
            for said in (
                governance_text(state, on=DAY, mode=mode, language=language, width=width),
                who_text(state, "radet", on=DAY, mode=mode, language=language, width=width),
            ):
                assert all(
                    len(line) <= width or len(line.split()) == 1 for line in said.splitlines()
                )


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
