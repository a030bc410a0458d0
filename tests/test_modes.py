from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decided, late, says_the_same
from samverkan import Period, Succession
from samverkan.errors import (
    CountError,
    ModeError,
    NotADayError,
    NotConvenerError,
    PeriodOrderError,
    SamverkanError,
    TextError,
    UnknownForumError,
    WrongTypeError,
)
from samverkan.governance import Forum, Governance, Level, LevelRank, OperatingMode
from samverkan.meetings import TRANSITIONS, Activation, ModeEvent, ModeGround, ModeLog, mode_after
from samverkan.stockholm import mode_log

ORDINARY, ACTIVATED = OperatingMode.ORDINARY, OperatingMode.ACTIVATED
BOARD = "202100-2247"
GOVERNANCE = Governance(
    levels=[
        Level(id="inriktande", name="Inriktande", rank=LevelRank.DIRECTING),
        Level(id="samordnande", name="Samordnande", rank=LevelRank.COORDINATING),
    ],
    forums=[
        Forum(id="radet", names="Rådet", level="inriktande", convener=BOARD),
        Forum(id="gruppen", names="Gruppen", level="samordnande", convener=BOARD),
        Forum(id="natverket", names="Nätverket"),
    ],
)
JANUARY = Period(dt.date(2024, 1, 1), dt.date(2024, 1, 31))
LOG = ModeLog(governance=GOVERNANCE, covers=JANUARY)


def day(number: int) -> dt.date:
    """Return a day of January 2024."""
    return dt.date(2024, 1, number)


def activation(first: int, last: int | None = None, **fields: Any) -> Activation:
    """Return an activation of the two forums that have a convener, decided by that convener."""
    given = {"number": 1, "forums": ["radet", "gruppen"], "decided_by": BOARD, **fields}
    return Activation(first_day=day(first), last_day=None if last is None else day(last), **given)


def modes(log: ModeLog, forum: str = "radet") -> str:
    """Return the modes of a forum from 31 December to 1 February: o, a, or ? if unknown."""
    signs = {ORDINARY: "o", ACTIVATED: "a", None: "?"}
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

    assert answer.mode is mode
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
    log = ModeLog(governance=Governance(forums=forums), covers=JANUARY)
    started = log.activate(activation(10, 12, decided_by=[BOARD, "regionen"]))

    ended = modes(ON.deactivate(1, last_day=day(12)))
    assert modes(started, "radet") == modes(started, "gruppen") == ended
    with pytest.raises(NotConvenerError, match="only regionen may"):
        log.activate(activation(10, 12, decided_by=BOARD))


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


@pytest.mark.parametrize("mode", OperatingMode)
@pytest.mark.parametrize("event", ModeEvent)
def test_the_table_is_the_state_machine(mode: OperatingMode, event: ModeEvent) -> None:
    """Changes in the table can happen; others cannot."""
    if (mode, event) in TRANSITIONS:
        assert mode_after(mode, event, what="radet") is TRANSITIONS[mode, event]
    else:
        with pytest.raises(ModeError, match=f"is in {mode} mode") as caught:
            mode_after(mode, event, what="radet")
        assert says_the_same(caught.value)
        assert f" {event} " not in caught.value.in_language("sv")
        assert f" {mode} " not in caught.value.in_language("sv")


def test_what_cannot_happen() -> None:
    """No forum is activated twice, only an activation can end, and only its lead passes."""
    assert set(TRANSITIONS) == {
        (ORDINARY, ModeEvent.REQUEST),
        (ORDINARY, ModeEvent.ACTIVATE),
        (ACTIVATED, ModeEvent.REQUEST),
        (ACTIVATED, ModeEvent.HAND_OVER),
        (ACTIVATED, ModeEvent.DEACTIVATE),
    }


ON = LOG.activate(activation(10, seen_until=day(12)))


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(
            late(ON.activate, activation=activation(12, number=2)),
            ModeError,
            "radet is already in activated mode on 2024-01-12, by activation 1; end that first",
            id="twice",
        ),
        pytest.param(
            late(ON.activate, activation=activation(1, 10, number=2, forums="gruppen")),
            ModeError,
            "gruppen is already in activated mode on 2024-01-10",
            id="from before into it",
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
            "no level x",
            id="no such level",
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
            ModeError,
            "no forum x",
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
            WrongTypeError,
            "a last day",
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
            late(activation, first=5, requested_by="Nacka kommun"), TextError, "id", id="a name"
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
