"""Hours by the clocks of Sweden; the answers of tzdata are the oracle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import late, plainly, says_the_same
from samverkan.errors import (
    ModeError,
    NotADayError,
    PeriodOrderError,
    SamverkanError,
    TextError,
    WrongTypeError,
)
from samverkan.meetings import Activation
from samverkan.reports import hour_text

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SPRING, AUTUMN = dt.date(2024, 3, 31), dt.date(2024, 10, 27)
BEFORE = dt.date(1995, 9, 24)  # before the ordinance: summer time ended in September
OFFSETS = ["+01:00", "+02:00"]

days = st.dates(dt.date(2001, 11, 1), dt.date(2200, 12, 31))
sundays = st.builds(
    lambda year, month: max(
        day
        for day in (dt.date(year, month, number) for number in range(25, 32))
        if day.isoweekday() == 7
    ),
    st.integers(2002, 2200),
    st.sampled_from([3, 10]),
)
times = st.times().map(lambda time: time.replace(second=0, microsecond=0)) | st.builds(
    dt.time, st.integers(1, 3), st.sampled_from([0, 10, 59])
)


def at(hour: str, on: dt.date) -> str | None:
    """Return an hour as an activation keeps it."""
    return Activation(number=1, first_day=on, at=hour).at


def is_ambiguous(hour: str, on: dt.date) -> bool:
    """Return whether it is told that two clocks show the hour."""
    return "not known" in hour_text(hour, "en", on=on)


def is_before(hour: str, other: str, on: dt.date) -> bool:
    """Return whether an activation cannot begin at the other hour, and end at this one."""
    try:
        Activation(number=1, first_day=on, at=other, last_day=on, ended_at=hour)
    except ModeError:
        return True
    return False


def shown_by(day: dt.date, time: dt.time) -> dict[str, int]:
    """Return the clocks that show a time on a day, each with its moment, by tzdata."""
    found = {}
    for fold in (0, 1):
        local = dt.datetime.combine(day, time.replace(fold=fold), STOCKHOLM)
        utc = local.astimezone(dt.UTC)
        if utc.astimezone(STOCKHOLM).replace(fold=0) == local.replace(fold=0):  # it exists
            offset = local.utcoffset()
            assert offset is not None
            found[f"+0{offset.seconds // 3600}:00"] = int(utc.timestamp())
    return found


@given(days | sundays, times)
@example(SPRING, dt.time(2, 0))
@example(SPRING, dt.time(2, 59))
@example(SPRING, dt.time(3, 0))
@example(AUTUMN, dt.time(1, 59))
@example(AUTUMN, dt.time(2, 0))
@example(AUTUMN, dt.time(3, 0))
def test_which_hours_there_are(day: dt.date, time: dt.time) -> None:
    """An hour exists once, twice or not at all, and has the offsets of those clocks only."""
    written = f"{time:%H:%M}"
    clocks = shown_by(day, time)

    if not clocks:
        with pytest.raises(TextError, match="there is no such hour on"):
            at(written, day)
        return
    assert at(written, day) == written
    assert is_ambiguous(written, day) == (len(clocks) == 2)
    for offset in OFFSETS:
        if offset not in clocks:
            with pytest.raises(TextError, match=f"{min(clocks)[1:]} applies".replace("+", "")):
                at(written + offset, day)
        else:
            kept = written + (offset if len(clocks) == 2 else "")
            assert at(written + offset, day) == kept
            assert at(kept, day) == kept
            assert not is_ambiguous(kept, day)


@given(days | sundays, times, times, st.sampled_from(["", *OFFSETS]), st.sampled_from(OFFSETS))
@example(AUTUMN, dt.time(2, 40), dt.time(2, 10), "+02:00", "+01:00")
@example(AUTUMN, dt.time(2, 40), dt.time(2, 10), "", "+01:00")
def test_which_hour_is_before(
    day: dt.date, time: dt.time, other: dt.time, offset: str, other_offset: str
) -> None:
    """An hour is before another one if it is by every clock that may be meant."""
    one, two = shown_by(day, time), shown_by(day, other)
    one = {key: moment for key, moment in one.items() if offset in {"", key}}
    two = {key: moment for key, moment in two.items() if key == other_offset}
    if one and two:
        first, second = f"{time:%H:%M}{offset}", f"{other:%H:%M}{other_offset}"
        assert is_before(first, second, day) == (max(one.values()) < min(two.values()))


# --- As they are written and told


@pytest.mark.parametrize(
    ("written", "on", "kept", "swedish", "english"),
    [
        pytest.param("03:40", AUTUMN, "03:40", "kl. 03.40", "03:40", id="canonical"),
        pytest.param("3.40", AUTUMN, "03:40", "kl. 03.40", "03:40", id="as Swedes write"),
        pytest.param("03.40", SPRING, "03:40", "kl. 03.40", "03:40", id="with a full stop"),
        pytest.param("0:00", SPRING, "00:00", "kl. 00.00", "00:00", id="midnight"),
        pytest.param("23:59+01:00", AUTUMN, "23:59", "kl. 23.59", "23:59", id="one clock only"),
        pytest.param(
            "2.40+02:00", AUTUMN, "02:40+02:00", "kl. 02.40 sommartid", "02:40 summer time", id="1"
        ),
        pytest.param(
            "02:40+01:00",
            AUTUMN,
            "02:40+01:00",
            "kl. 02.40 normaltid",
            "02:40 standard time",
            id="2",
        ),
        pytest.param(
            "02:40",
            AUTUMN,
            "02:40",
            "kl. 02.40 (sommartid eller normaltid, det är inte känt vilket)",
            "02:40 (summer or standard time: which is not known)",
            id="either",
        ),
        pytest.param("02:40", BEFORE, "02:40", "kl. 02.40", "02:40", id="before the ordinance"),
        pytest.param(
            "02:40+01:00",
            BEFORE,
            "02:40+01:00",
            "kl. 02.40 normaltid",
            "02:40 standard time",
            id="before the ordinance, as given",
        ),
    ],
)
def test_an_hour_is_kept_and_told(
    written: str, on: dt.date, kept: str, swedish: str, english: str
) -> None:
    """One form is kept; a clock is named if two show the hour that day (förordning 2001:127)."""
    activation = Activation(number=1, first_day=on, at=written)
    assert activation.at == kept
    assert activation == Activation(number=1, first_day=on, at=kept)
    assert plainly(hour_text(kept, on=on)) == swedish
    assert hour_text(written, "en", on=on) == english
    ended = Activation(number=1, first_day=dt.date(1990, 1, 1), last_day=on, ended_at=written)
    assert ended.ended_at == kept


def activation(**fields: object) -> Callable[[], object]:
    """Return an activation to be made, for a table."""
    return late(Activation, **{"number": 1, "first_day": AUTUMN, **fields})


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(activation(at="24:00"), TextError, "like 03:40", id="24"),
        pytest.param(activation(at="3"), TextError, "at '3': write the hours and", id="no minutes"),
        pytest.param(activation(at="03:40:10"), TextError, "like 03:40", id="seconds"),
        pytest.param(activation(at="03:60"), TextError, "like 03:40", id="60"),
        pytest.param(activation(at="٠٣:40"), TextError, "like 03:40", id="other digits"),
        pytest.param(activation(at="03:40Z"), TextError, "like 03:40", id="UTC"),
        pytest.param(activation(at=dt.time(3, 40)), WrongTypeError, "at must be", id="a time"),
        pytest.param(
            activation(first_day=SPRING, at="02:40"),
            TextError,
            "at '02:40': there is no such hour on 2024-03-31, when the clock is put forward",
            id="put forward",
        ),
        pytest.param(
            activation(at="03:40+02:00"),
            TextError,
            "at that time on 2024-10-27, +01:00 applies; give that, or leave it out",
            id="the other clock",
        ),
        pytest.param(
            activation(ended_at="03:40"),
            ModeError,
            "is given without a day; give its last day (last_day)",
            id="ended, but on which day?",
        ),
        pytest.param(
            activation(last_day=AUTUMN, at="03:40", ended_at="03:39"),
            ModeError,
            "it would end at 03:39 on 2024-10-27, before it began at 03:40",
            id="ended before it began",
        ),
        pytest.param(
            activation(last_day=AUTUMN, at="02:10+01:00", ended_at="02:40+02:00"),
            ModeError,
            "before it began at 02:10+01:00",
            id="ended before the clock was put back",
        ),
        pytest.param(late(hour_text, at="03:40", on="x"), NotADayError, "on", id="when?"),
        pytest.param(
            late(hour_text, at="03:40", language="fi", on=AUTUMN),
            WrongTypeError,
            "language",
            id="in what?",
        ),
        pytest.param(
            activation(last_day=SPRING, ended_at="02:40"), PeriodOrderError, "", id="swapped"
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """What is no hour, or none of that day, is refused with what to write."""
    with pytest.raises(error) as caught:
        make()

    assert said in str(caught.value)
    if isinstance(caught.value, TextError | ModeError):
        assert says_the_same(caught.value)


@pytest.mark.parametrize(
    ("at", "ended_at"),
    [
        pytest.param("02:40", "02:10", id="perhaps by the other clock"),
        pytest.param("02:40+02:00", "02:10+01:00", id="by the other clock"),
        pytest.param("03:40", "03:40", id="at once"),
        pytest.param(None, "00:00", id="when it began is not known"),
    ],
)
def test_a_night_with_two_clocks(at: str | None, ended_at: str) -> None:
    """What may be in order is kept: nobody knows which clock was meant."""
    kept = Activation(number=1, first_day=AUTUMN, at=at, last_day=AUTUMN, ended_at=ended_at)

    assert (kept.at, kept.ended_at) == (at, ended_at)
