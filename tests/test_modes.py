from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decided, late, says_the_same
from forums import CHARTER, DAY, NEW, OLD, TOWNS, governed
from forums import GOVERNANCE as OF_FORUMS
from samverkan import Period, Succession, Text, formats
from samverkan.errors import (
    AmbiguousForumError,
    AmbiguousPartyError,
    CountError,
    ModeError,
    NotADayError,
    NotConvenerError,
    PeriodOrderError,
    SamverkanError,
    TextError,
    UnknownForumError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.governance import (
    ACTIVATED,
    COORDINATING,
    DIRECTING,
    ORDINARY,
    Forum,
    Governance,
    Level,
    OperatingMode,
)
from samverkan.meetings import Activation, ModeGround, ModeLog
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import mode_log

BOARD = "202100-2247"
HEIGHTENED = OperatingMode(
    id="hojd",
    name=Text("höjd beredskap", "heightened preparedness"),
    rank=2,
    switched_by=["regeringen", "hogkvarteret"],
)
GOVERNANCE = Governance(
    levels=[
        Level(id="inriktande", name="Inriktande", rank=3),
        Level(id="samordnande", name="Samordnande", rank=2),
    ],
    forums=[
        Forum(id="radet", names="Rådet", level="inriktande", convener=BOARD),
        Forum(id="gruppen", names="Gruppen", level="samordnande", convener=BOARD),
        Forum(id="natverket", names="Nätverket"),
    ],
    modes=[HEIGHTENED, ACTIVATED, ORDINARY],
)
JANUARY = Period(dt.date(2024, 1, 1), dt.date(2024, 1, 31))
LOG = ModeLog(governance=GOVERNANCE, covers=JANUARY)


def day(number: int) -> dt.date:
    """Return a day of January 2024."""
    return dt.date(2024, 1, number)


def heightened(first: int, last: int | None = None, **fields: Any) -> Activation:
    """Return an activation of heightened preparedness, which the government decided on."""
    return activation(first, last, **{"mode": "hojd", "decided_by": "regeringen", **fields})


def activation(first: int, last: int | None = None, **fields: Any) -> Activation:
    """Return an activation of the two forums that have a convener, decided by that convener."""
    given = {"number": 1, "forums": ["radet", "gruppen"], "decided_by": BOARD, **fields}
    return Activation(first_day=day(first), last_day=None if last is None else day(last), **given)


def modes(log: ModeLog, forum: str = "radet") -> str:
    """Return the modes of a forum from 31 December to 1 February: o, a, h, or ? if unknown."""
    signs = {ORDINARY: "o", ACTIVATED: "a", HEIGHTENED: "h", None: "?"}
    days = [dt.date(2023, 12, 31), *map(day, range(1, 32)), dt.date(2024, 2, 1)]
    return "".join(signs[log.mode(forum, on=each).mode] for each in days)


# --- The log of 2020


@pytest.mark.parametrize(
    ("on", "mode", "grounds"),
    [
        pytest.param("2020-02-05", None, ["not-covered"], id="before the log"),
        pytest.param("2020-02-06", ORDINARY, ["no-activation"], id="its first day"),
        pytest.param("2020-02-27", ORDINARY, ["no-activation"], id="the day before"),
        pytest.param("2020-02-28", ACTIVATED, ["activated"], id="activated"),
        pytest.param("2020-02-29", None, ["not-covered", "end-not-known"], id="after the log"),
    ],
)
def test_the_log_of_2020(on: str, mode: OperatingMode | None, grounds: list[str]) -> None:
    """Ordinary on 27 February, activated on the 28th, unknown from the 29th, each with a reason."""
    day_of_2020 = dt.date.fromisoformat(on)
    answer = mode_log.mode("regionala chefsgruppen", on=day_of_2020)
    seen = mode_log.activations[0]

    assert (answer.mode and answer.mode.id) == (mode and mode.id)
    assert answer.activation == (seen if day_of_2020 >= seen.first_day else None)
    assert list(answer.grounds) == grounds


def test_what_was_not_seen_is_not_known() -> None:
    """It is unknown who asked, who decided, and when it ended."""
    [seen] = mode_log.activations

    assert (seen.last_day, seen.requested_by, seen.decided_by) == (None, None, ())
    assert seen.sources[0].address is not None
    later = mode_log.covering(dt.date(2020, 12, 31)).mode("regionala-radet", on=dt.date(2020, 3, 1))
    assert later.mode is None
    assert later.activation == seen
    assert later.grounds == (ModeGround.END_NOT_KNOWN,)


# --- The answers of a log


@pytest.mark.parametrize(
    ("activations", "expected"),
    [
        pytest.param([], "?" + 31 * "o" + "?", id="none"),
        pytest.param([activation(10, 12)], "?" + 9 * "o" + 3 * "a" + 19 * "o" + "?", id="ended"),
        pytest.param([activation(10)], "?" + 9 * "o" + "a" + 21 * "?" + "?", id="end not known"),
        pytest.param(
            [activation(10, seen_until=day(12))],
            "?" + 9 * "o" + 3 * "a" + 19 * "?" + "?",
            id="seen",
        ),
        pytest.param([activation(31)], "?" + 30 * "o" + "a" + "?", id="on the last day"),
        pytest.param(
            [activation(5, 6), activation(7, 7, number=2)],
            "?" + 4 * "o" + 3 * "a" + 24 * "o" + "?",
            id="one after the other",
        ),
        pytest.param(
            [activation(10), activation(20, 21, number=2)],
            "?" + 9 * "o" + "a" + 9 * "?" + 2 * "a" + 10 * "o" + "?",
            id="a later one ends what is not known",
        ),
        pytest.param(
            [activation(5, 6), heightened(7, 9, number=2), activation(10, 11, number=3)],
            "?" + 4 * "o" + 2 * "a" + 3 * "h" + 2 * "a" + 20 * "o" + "?",
            id="three modes",
        ),
        pytest.param(
            [activation(5, 6), heightened(8, number=2)],
            "?" + 4 * "o" + 2 * "a" + "oh" + 23 * "?" + "?",
            id="how long is not known",
        ),
    ],
)
def test_modes(activations: list[Activation], expected: str) -> None:
    """The mode is unknown outside the covered days, and after an activation was last seen."""
    log = ModeLog(governance=GOVERNANCE, covers=JANUARY, activations=activations)

    assert modes(log) == expected
    assert modes(log, "nätverket") == "?" + 31 * "o" + "?"
    assert modes(attrs.evolve(log, activations=activations[::-1])) == expected


@pytest.mark.parametrize(
    ("scope", "concerned"),
    [
        pytest.param({}, ["radet", "gruppen", "natverket"], id="all"),
        pytest.param({"levels": "inriktande"}, ["radet"], id="a level"),
        pytest.param({"forums": ["gruppen", "natverket"]}, ["gruppen", "natverket"], id="forums"),
        pytest.param(
            {"levels": "inriktande", "forums": "natverket"}, ["radet", "natverket"], id="2"
        ),
    ],
)
def test_scope(scope: dict[str, Any], concerned: list[str]) -> None:
    """An activation applies to the whole, to levels, or to forums."""
    one = Activation(number=1, first_day=day(10), **scope)
    log = ModeLog(governance=GOVERNANCE, covers=JANUARY, activations=one)
    active = [f.id for f in GOVERNANCE.forums if log.mode(f.id, on=day(10)).mode is ACTIVATED]

    assert active == concerned


# --- What is decided


def test_activate_and_deactivate() -> None:
    """The convener activates; the end is recorded when known; the earlier log is unchanged."""
    started = LOG.activate(activation(10, requested_by="0182", reason="Storm"))
    ended = started.deactivate(1, last_day=day(12))

    assert modes(LOG) == "?" + 31 * "o" + "?"
    assert modes(started) == "?" + 9 * "o" + "a" + 22 * "?"
    assert modes(ended) == "?" + 9 * "o" + 3 * "a" + 19 * "o" + "?"
    again = ended.activate(activation(20, number=2)).deactivate(2, last_day=day(31))
    assert modes(again) == "?" + 9 * "o" + 3 * "a" + 7 * "o" + 12 * "a" + "?"


def test_forums_with_two_conveners_are_activated_by_both() -> None:
    """Each convener decides for its own forum, and not for the forum of the other."""
    forums = [
        Forum(id="radet", names="Rådet", convener=BOARD),
        Forum(id="gruppen", names="Gruppen", convener="regionen"),
    ]
    governance = Governance(forums=forums, modes=[ORDINARY, ACTIVATED])
    log = ModeLog(governance=governance, covers=JANUARY)
    started = log.activate(activation(10, 12, decided_by=[BOARD, "regionen"]))

    ended = modes(ON.deactivate(1, last_day=day(12)))
    assert modes(started, "radet") == modes(started, "gruppen") == ended
    with pytest.raises(
        NotConvenerError, match=f"is not all of them; name all of them in .*: {BOARD}, regionen$"
    ) as caught:
        log.activate(activation(10, 12, decided_by=BOARD))
    assert says_the_same(caught.value)


def test_a_forum_without_a_stated_convener_blocks_nobody() -> None:
    """A forum whose convener is unknown may have any of the deciders as its convener."""
    whole = LOG.activate(activation(10, 12, forums=()))
    unknown = LOG.activate(activation(10, 12, forums=(), decided_by=[BOARD, "kommun-b"]))

    assert modes(whole, "natverket") == modes(whole, "radet") == modes(unknown, "natverket")
    with pytest.raises(NotConvenerError, match=f"kommun-b does not convene radet: only {BOARD}"):
        LOG.activate(activation(10, 12, forums=(), decided_by="kommun-b"))


def succession(party: str, successor: str, first: int, number: int = 1) -> Succession:
    """Return a succession that takes effect on a day of January."""
    return Succession(
        number=number,
        decision=decided(day(1)),
        party=party,
        successor=successor,
        first_day=day(first),
    )


@pytest.mark.parametrize(
    ("first", "decided_on", "decides"),
    [
        pytest.param(9, None, BOARD, id="before"),
        pytest.param(10, None, "nya", id="on its first day"),
        pytest.param(10, 9, BOARD, id="decided before, activated after"),
        pytest.param(19, None, "nya", id="the day before the next"),
        pytest.param(20, None, "nyaste", id="the next"),
        pytest.param(31, 25, BOARD, id="back again"),
    ],
)
def test_who_has_the_place_of_the_convener_decides(
    first: int, decided_on: int | None, decides: str
) -> None:
    """The convener on the day of the decision decides, or on the first day if that is unknown."""
    line = [succession("nyaste", BOARD, 25, 3), succession("nya", "nyaste", 20, 2)]
    log = attrs.evolve(LOG, successions=[*line, succession(BOARD, "nya", 10)])
    given = None if decided_on is None else day(decided_on)

    for party in (BOARD, "nya", "nyaste"):
        one = activation(first, decided_on=given, decided_by=party)
        if party == decides:
            assert log.activate(one).mode("radet", on=day(first)).mode is ACTIVATED
        else:
            with pytest.raises(NotConvenerError, match=f"{party} .* only {decides} may"):
                log.activate(one)


@given(st.dates(JANUARY.first_day, dt.date(2024, 12, 31)))
def test_a_log_is_never_made_shorter(last_day: dt.date) -> None:
    """Covering more days keeps the covered ones, and covering them again changes nothing."""
    longer = ON.covering(last_day)

    assert longer.covers.last_day == max(last_day, day(31))
    assert longer.covering(last_day) == longer
    for number in range(1, 32):
        assert longer.mode("radet", on=day(number)) == ON.mode("radet", on=day(number))


# --- From one mode to another


def test_switch() -> None:
    """What applies ends on the day before; a forum in ordinary mode is activated."""
    started = LOG.activate(activation(10, 10, number=9, forums="radet")).activate(activation(11))
    switched = started.switch(heightened(14, number=2, forums=["radet", "gruppen", "natverket"]))
    back = switched.switch(activation(20, number=3, forums=()))

    assert modes(switched) == "?" + 9 * "o" + 4 * "a" + "h" + 18 * "?"
    assert modes(switched, "natverket") == "?" + 13 * "o" + "h" + 18 * "?"
    assert modes(back) == "?" + 9 * "o" + 4 * "a" + 6 * "h" + "a" + 12 * "?"
    assert modes(back.deactivate(3, last_day=day(25))) == (
        "?" + 9 * "o" + 4 * "a" + 6 * "h" + 6 * "a" + 6 * "o" + "?"
    )
    assert modes(LOG.switch(activation(10, 12))) == modes(LOG.activate(activation(10, 12)))


def test_the_latest_activation_is_switched() -> None:
    """An earlier one whose end was never known stays as it is."""
    log = LOG.activate(activation(3)).activate(activation(8, number=2))
    switched = log.switch(heightened(12, number=3))

    assert modes(switched) == "?ooa" + 4 * "?" + 4 * "a" + "h" + 20 * "?"
    assert [each.last_day for each in switched.activations] == [None, day(11), None]


@pytest.mark.parametrize(
    ("by", "on", "may"),
    [
        pytest.param("regeringen", 5, True, id="the first alone"),
        pytest.param("hogkvarteret", 5, True, id="the second alone"),
        pytest.param(["hogkvarteret", "regeringen"], 5, True, id="both"),
        pytest.param(BOARD, 5, False, id="the convener"),
        pytest.param([BOARD, "regeringen"], 5, False, id="the convener too"),
        pytest.param("staben", 5, False, id="before its succession"),
        pytest.param("staben", 20, True, id="a successor"),
        pytest.param("hogkvarteret", 20, False, id="which was succeeded"),
    ],
)
def test_who_may_switch(by: str | list[str], on: int, *, may: bool) -> None:
    """Any one of those that the mode names, or its successor, for all forums alike."""
    log = attrs.evolve(LOG, successions=succession("hogkvarteret", "staben", 15))
    asked = heightened(on, on, decided_by=by, forums=())

    if may:
        assert log.activate(asked).mode("natverket", on=day(on)).mode is HEIGHTENED
        return
    with pytest.raises(ModeError, match="may not switch to the mode hojd; only these") as caught:
        log.activate(asked)
    assert says_the_same(caught.value)


# --- Names


def named(**fields: Any) -> Activation:
    """Return an activation that names what it can by name."""
    return activation(
        10, **{"mode": "Activated Mode", "forums": (), "decided_by": "Länsstyrelsen", **fields}
    )


IN_2024 = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
OF_STATE = ModeLog.of(governed(OF_FORUMS).as_known(), covers=IN_2024)


def test_a_log_keeps_the_ids_of_what_is_named() -> None:
    """Modes, levels, forums and parties are given by any name, and kept by id."""
    log = OF_STATE.activate(
        named(levels="Inriktande", forums=["samordning"], requested_by=" kommun A")
    )
    [kept] = log.activations

    assert (kept.mode, kept.levels, kept.forums) == ("activated", ("inriktande",), ("gruppen",))
    assert (kept.requested_by, kept.decided_by) == ("kommun-a", ("lansstyrelsen",))
    assert log.mode("Rådet", on=day(10)).mode is ACTIVATED
    assert formats.loads(formats.dumps(log)) == log
    assert formats.loads(formats.dumps(named())) == named()
    assert attrs.evolve(log) == log
    assert log == attrs.evolve(OF_STATE, activations=kept)
    assert activation(3, mode=HEIGHTENED).mode == "hojd"


def test_an_id_means_the_party_that_has_it() -> None:
    """A party whose name is the id of another does not make the id ambiguous."""
    other = attrs.evolve(TOWNS[1], names="kommun-a")
    log = attrs.evolve(OF_STATE, parties=[*OF_STATE.parties, attrs.evolve(other, id="annan")])

    assert log.activate(named(requested_by="kommun-a")).activations[0].requested_by == "kommun-a"


def test_a_log_of_an_agreement() -> None:
    """It has the governance, the parties and the successions of the agreement."""
    changed = governed(OF_FORUMS).succeed("lansstyrelsen", NEW.id, decided(DAY), first_day=DAY)
    log = ModeLog.of(changed.as_known(), covers=IN_2024, activations=named())

    assert log.governance == OF_FORUMS
    assert [each.id for each in log.parties] == sorted(
        ["lansstyrelsen", "nya", "gamla", "kommun-a", "kommun-b", "kommun-c", "regionen"]
    )
    assert log.activations[0].decided_by == ("lansstyrelsen",)
    later = Activation(number=2, first_day=DAY, decided_by="Nya")
    with pytest.raises(NotConvenerError, match="only lansstyrelsen may"):
        log.activate(attrs.evolve(later, first_day=day(11)))
    assert log.activate(later).mode("radet", on=DAY).mode is ACTIVATED
    none = ModeLog.of(governed(None).as_known(), covers=IN_2024)
    assert none.governance == Governance()
    assert (
        mode_log.activate(
            Activation(
                number=2,
                first_day=dt.date(2020, 2, 7),
                last_day=dt.date(2020, 2, 7),
                requested_by="Nacka",
                decided_by="Länsstyrelsen",
            )
        )
        .activations[0]
        .requested_by
        == "0182"
    )
    known = stockholm.as_known()
    assert {*mode_log.parties} == {*known.parties, *known.others}


def test_a_log_of_an_agreement_whose_governance_was_amended() -> None:
    """It knows what any terms had, each as stated last; two of one rank are told apart."""
    anew = Governance(
        levels=[attrs.evolve(DIRECTING, id="ny"), attrs.evolve(COORDINATING, id="samordnande")],
        forums=[
            Forum(id="radet", names="Direktionen", level="ny", convener=OLD.id),
            Forum(id="natverket", names="Nätverket", convener=OLD.id),
        ],
        modes=[
            attrs.evolve(ORDINARY, id="vardag"),
            OperatingMode(id="kris", name="Kris", rank=1),
        ],
        overall="natverket",
    )
    changed = (
        governed(OF_FORUMS)
        .amend(decided(DAY), effective=dt.date(2024, 7, 1), governance=CHARTER)
        .amend(decided(DAY), effective=dt.date(2024, 9, 1), governance=anew)
    )
    log = ModeLog.of(changed.as_known(), covers=IN_2024)
    assert log.governance is not None
    ids = [forum.id for forum in log.governance.forums]

    assert ids == ["radet", "gruppen", "direktionen", "styrgruppen", "natverket"]
    assert log.governance.forum("Rådet").id == log.governance.forum("radet").id == "radet"
    assert [(level.id, level.rank) for level in log.governance.levels] == [
        ("inriktande", 6),
        ("coordinating", 5),
        ("directing", 4),
        ("ny", 3),
        ("samordnande", 2),
    ]
    assert [(mode.id, mode.rank) for mode in log.governance.modes] == [
        ("vardag", 0),
        ("kris", 1),
        ("activated", 2),
        ("hojd", 3),
    ]
    assert log.governance.overall == "natverket"
    with pytest.raises(AmbiguousForumError):
        log.governance.forum("dire")
    assert log.governance.forum("Direktionen").id == "direktionen"
    assert formats.loads(formats.dumps(log)) == log


ON = LOG.activate(activation(10, seen_until=day(12)))
ALIKE = attrs.evolve(
    LOG,
    governance=attrs.evolve(
        GOVERNANCE,
        levels=[*GOVERNANCE.levels, Level(id="inrikes", name="Inrikes", rank=9)],
        modes=[
            *GOVERNANCE.modes,
            OperatingMode(id="kris-1", name="kris", rank=8),
            OperatingMode(id="krig-1", name="krig", rank=9),
        ],
    ),
)
STORM = attrs.evolve(ON, activations=[activation(10, at="03:40", seen_until=day(12))])


def test_names_may_be_given_by_their_beginning() -> None:
    """A log keeps the ids of a mode and a level of which only one name begins so."""
    made = LOG.activate(activation(10, 12, mode="akti", levels="inrik", forums=()))

    assert (made.activations[0].mode, made.activations[0].levels) == ("activated", ("inriktande",))


@pytest.mark.parametrize(
    ("at", "known", "expected"),
    [
        pytest.param("14.00", 10, "h", id="on its first day"),
        pytest.param("03:40", 10, "h", id="in the same minute"),
        pytest.param("14:00", 12, "h", id="on the day on which it was last seen"),
        pytest.param("14:00", 13, "h", id="a day later"),
        pytest.param("03:30", 10, None, id="before it began"),
        pytest.param(None, 12, None, id="on a day without an hour"),
        pytest.param("14:00", 11, None, id="before it was last seen"),
    ],
)
def test_a_switch_at_an_hour(at: str | None, known: int, expected: str | None) -> None:
    """The mode before ends at the hour of the new one; that day the new one is the answer."""
    first = STORM if known > 10 else attrs.evolve(LOG, activations=activation(10, at="03:40"))
    new = heightened(known, number=2, at=at, seen_until=day(known))
    if expected is None:
        with pytest.raises(ModeError) as caught:
            first.switch(new)
        assert says_the_same(caught.value)
        return
    changed = first.switch(new)

    assert (changed.activations[0].last_day, changed.activations[0].ended_at) == (
        day(known),
        changed.activations[1].at,
    )
    assert modes(changed)[known] == expected
    assert modes(changed)[10] == ("h" if known == 10 else "a")


@pytest.mark.parametrize(
    ("ended_at", "at", "is_apart"),
    [
        pytest.param("14:00", "16:30", True, id="later"),
        pytest.param("14:00", "14:00", True, id="at once"),
        pytest.param("14:00", "13:59", False, id="before it ended"),
        pytest.param("14:00", None, False, id="it is not known when it began"),
        pytest.param(None, "16:30", False, id="it is not known when it ended"),
        pytest.param(None, None, False, id="neither is known"),
    ],
)
def test_two_on_one_day(ended_at: str | None, at: str | None, *, is_apart: bool) -> None:
    """Two activations may share a day if hours tell that one ended before the other began."""
    first = activation(10, 12, ended_at=ended_at)
    second = heightened(12, 13, number=2, at=at)
    if not is_apart:
        with pytest.raises(ModeError, match=r"already in the mode activated on 2024-01-12"):
            attrs.evolve(LOG, activations=[first, second])
        return
    log = attrs.evolve(LOG, activations=[second, first])

    assert modes(log)[10:15] == "aahho"
    assert log.mode("radet", on=day(12)).activation == second
    assert attrs.evolve(log, activations=log.activations[::-1]) == log
    third = activation(12, 12, number=3, at="17:00", ended_at="18:00")
    with pytest.raises(ModeError):
        log.activate(third)
    ended = attrs.evolve(second, last_day=day(12), ended_at="16:45")
    back = attrs.evolve(LOG, activations=[third, ended, first])
    assert modes(back)[10:15] == "aaaoo"


def test_two_in_the_night_when_the_clock_is_put_back() -> None:
    """02:50 in summer time is before 02:10 in standard time, and the log keeps that order."""
    night = dt.date(2024, 10, 27)
    one = Activation(number=1, first_day=night, last_day=night, at="02:10+01:00")
    other = Activation(
        number=2,
        mode="hojd",
        first_day=night,
        last_day=night,
        at="02:20+02:00",
        ended_at="02:50+02:00",
    )
    log = ModeLog(governance=GOVERNANCE, covers=Period(night, night), activations=[one, other])

    assert [each.number for each in log.activations] == [2, 1]
    assert log.mode("radet", on=night).mode is ACTIVATED


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(
            late(ON.activate, activation=activation(12, number=2)),
            ModeError,
            "radet is already in the mode activated on 2024-01-12, by activation 1; end that first",
            id="twice",
        ),
        pytest.param(
            late(ON.activate, activation=activation(1, 10, number=2, forums="gruppen")),
            ModeError,
            "gruppen is already in the mode activated on 2024-01-10",
            id="from before into it",
        ),
        pytest.param(
            late(ON.activate, activation=heightened(11, number=2)),
            ModeError,
            "in the mode activated on 2024-01-11, by activation 1; end that first (deactivate), "
            "switch modes (switch), or",
            id="in two modes",
        ),
        pytest.param(
            late(ON.switch, activation=heightened(14, number=2, forums="gruppen")),
            ModeError,
            "activation 1 (the mode activated) also applies to radet, which the new one does not",
            id="switch some",
        ),
        pytest.param(
            late(ON.switch, activation=heightened(12, number=2)),
            ModeError,
            "the mode activated applied on 2024-01-12, so the new one can begin only the day",
            id="switch on a day with the other mode",
        ),
        pytest.param(
            late(ON.deactivate(1, last_day=day(14)).switch, activation=heightened(14, number=2)),
            ModeError,
            "already in the mode activated on 2024-01-14",
            id="switch what has ended later",
        ),
        pytest.param(
            late(LOG.switch, activation="x"), WrongTypeError, "activation", id="switch to what?"
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, mode="kris")),
            ModeError,
            "the governance has no mode 'kris'; those that can be activated are: activated mode",
            id="no such mode",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, mode=ORDINARY)),
            ModeError,
            "ordinary is the ordinary mode, which applies if no other is activated; end the",
            id="ordinary",
        ),
        pytest.param(
            late(ModeLog, governance=Governance(), covers=JANUARY, activations=activation(5)),
            ModeError,
            "those that can be activated are: –",
            id="only the ordinary mode",
        ),
        pytest.param(
            late(activation, first=5, mode=1), WrongTypeError, "mode", id="a mode of what kind?"
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, requested_by="Nacka kommun")),
            ModeError,
            "'Nacka kommun' is a name, and the log has no parties to look among; give the id",
            id="a name, but no parties",
        ),
        pytest.param(
            late(OF_STATE.activate, activation=named(requested_by="Kommun X")),
            UnknownPartyError,
            "did you mean",
            id="unknown",
        ),
        pytest.param(
            late(OF_STATE.activate, activation=named(requested_by="Kommun")),
            AmbiguousPartyError,
            "Kommun a",
            id="ambiguous",
        ),
        pytest.param(
            late(ModeLog, governance=GOVERNANCE, covers=JANUARY, parties="Nacka"),
            WrongTypeError,
            "parties",
            id="no parties",
        ),
        pytest.param(
            late(ModeLog.of, state=LOG, covers=JANUARY), WrongTypeError, "state", id="of what"
        ),
        pytest.param(
            late(ON.activate, activation=activation(5, 6, number=1)),
            ModeError,
            "its number is already used",
            id="number",
        ),
        pytest.param(
            late(ON.activate, activation=activation(31, number=2, seen_until=dt.date(2024, 2, 1))),
            ModeError,
            "does not cover 2024-02-01",
            id="outside the log",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, decided_by=None)),
            ModeError,
            "nobody has decided on it",
            id="nobody decided",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, decided_by="0182")),
            NotConvenerError,
            "0182 does not convene radet",
            id="another decided",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, forums="natverket")),
            NotConvenerError,
            "it cannot be determined whether 202100-2247 convenes natverket: no convener",
            id="no convener is stated",
        ),
        pytest.param(
            late(
                ModeLog,
                governance=GOVERNANCE,
                covers=JANUARY,
                activations=activation(5, decided_by="a"),
            ),
            NotConvenerError,
            "a does not convene",
            id="recorded, but decided by another",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, decided_by=[BOARD, "kommun-b"])),
            ModeError,
            "kommun-b convenes no forum in its scope",
            id="decided by one too many",
        ),
        pytest.param(
            late(LOG.deactivate, number=1, last_day=day(12)),
            ModeError,
            "there is no activation 1",
            id="not on",
        ),
        pytest.param(
            late(ON.deactivate(1, last_day=day(12)).deactivate, number=1, last_day=day(12)),
            ModeError,
            "already ended on 2024-01-12",
            id="ended",
        ),
        pytest.param(
            late(ON.deactivate, number=1, last_day=day(11)),
            ModeError,
            "it lasted until 2024-01-12; give that day",
            id="before it was seen",
        ),
        pytest.param(
            late(ON.activate(activation(20, number=2)).deactivate, number=1, last_day=day(20)),
            ModeError,
            "overlap a later activation; give an earlier last day",
            id="into a later one",
        ),
        pytest.param(
            late(ON.deactivate, number=1, last_day="2024-01-12"),
            NotADayError,
            "last_day",
            id="ends when?",
        ),
        pytest.param(
            late(ON.deactivate, number=1, last_day=dt.date(2024, 2, 1)),
            ModeError,
            "does not cover",
            id="ends outside the log",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, levels="x", forums=())),
            ModeError,
            "no level 'x'; the levels are: Inriktande (inriktande), Samordnande (samordnande)",
            id="no such level",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, levels="samordning", forums=())),
            ModeError,
            "no level 'samordning' (do you mean samordnande?); the levels are",
            id="a level misspelt",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, mode="aktiverad")),
            ModeError,
            "no mode 'aktiverad' (do you mean activated?); those that can",
            id="a mode misspelt",
        ),
        pytest.param(
            late(ALIKE.activate, activation=activation(5, mode="kri")),
            ModeError,
            "'kri' may mean several modes; give the id or the full name: kris (kris-1), krig (",
            id="the beginning of two modes",
        ),
        pytest.param(
            late(ALIKE.activate, activation=activation(5, levels="inrik", forums=())),
            ModeError,
            "'inrik' may mean several levels; give the id or the full name: Inrikes (inrikes)",
            id="the beginning of two levels",
        ),
        pytest.param(
            late(
                attrs.evolve(
                    LOG, governance=attrs.evolve(GOVERNANCE, forums=GOVERNANCE.forums[:1])
                ).activate,
                activation=activation(5, forums=(), levels="samordnande"),
            ),
            ModeError,
            "no forum in its scope",
            id="a level without forums",
        ),
        pytest.param(
            late(LOG.activate, activation=activation(5, forums="x")),
            UnknownForumError,
            "no forum is called 'x'; there are:",
            id="no such forum",
        ),
        pytest.param(
            late(LOG.mode, forum="x", on=day(1)), UnknownForumError, "Rådet", id="mode of what?"
        ),
        pytest.param(late(LOG.mode, forum="radet", on="x"), NotADayError, "day", id="when?"),
        pytest.param(
            late(ModeLog, governance=GOVERNANCE, covers=JANUARY, successions="x"),
            WrongTypeError,
            "successions",
            id="no succession",
        ),
        pytest.param(
            late(LOG.covering, last_day=dt.date(2023, 1, 1)),
            PeriodOrderError,
            "2023",
            id="covering",
        ),
        pytest.param(
            late(ModeLog, governance=GOVERNANCE, covers=Period(day(1))),
            ModeError,
            "covers the days from 2024-01-01, without a last day; give the last day that it covers",
            id="covers for ever",
        ),
        pytest.param(
            late(ModeLog, governance=GOVERNANCE, covers=day(1)),
            WrongTypeError,
            "covers",
            id="a day",
        ),
        pytest.param(
            late(ModeLog, governance="x", covers=JANUARY),
            WrongTypeError,
            "governance",
            id="of what?",
        ),
        pytest.param(late(activation, first=5, number=0), CountError, "number", id="number 0"),
        pytest.param(
            late(activation, first=5, last=4), PeriodOrderError, "2024-01-04", id="swapped"
        ),
        pytest.param(
            late(activation, first=5, seen_until=day(4)), PeriodOrderError, "2024-01-04", id="seen"
        ),
        pytest.param(
            late(activation, first=5, last=6, seen_until=day(6)),
            ModeError,
            "end is known",
            id="both",
        ),
        pytest.param(
            late(activation, first=5, requested_by=" "), TextError, "requested_by", id="no name"
        ),
        pytest.param(
            late(activation, first=5, decided_on="x"),
            NotADayError,
            "decided_on",
            id="decided when?",
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """Overlaps, an end without an activation, and decisions by other parties are refused."""
    with pytest.raises(error) as caught:
        make()

    assert said in str(caught.value)
    if isinstance(caught.value, ModeError | NotConvenerError):
        assert says_the_same(caught.value)
