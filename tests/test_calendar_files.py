from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import unicodedata
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest
import vobject
from hypothesis import assume, given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from builders import START, agreed, day, decided, says_the_same
from samverkan import (
    Agreement,
    Event,
    EventKind,
    Ground,
    Pending,
    Period,
    Source,
    Text,
    Wait,
    formats,
    stockholm,
)
from samverkan.calendars import Calendar, CalendarEvent, CalendarKind, calendar
from samverkan.errors import CalendarError, CountError, TextError, WrongTypeError
from samverkan.formats import calendar_data, calendar_table, ics, workbook
from samverkan.governance import Forum
from samverkan.register import Failure
from samverkan.sweden import dates_of_all
from strategies import World, histories, lives

TITLE = Text("Avtal om räddningstjänst; Nacka, Värmdö", "Agreement on rescue services")
UNDATED = dt.date(1980, 1, 1)
KINDS = {
    CalendarKind.LAST_DAY_FOR_NOTICE: EventKind.LAST_DAY_FOR_NOTICE,
    CalendarKind.RENEWAL: EventKind.RENEWAL,
    CalendarKind.LAST_DAY: EventKind.LAST_DAY,
}


def an_event(
    kind: CalendarKind = CalendarKind.LAST_DAY,
    day: dt.date = dt.date(2026, 12, 31),
    **how: Any,
) -> CalendarEvent:
    """Return an event of an agreement that is an example."""
    given: dict[str, Any] = {
        "agreement": "KS 2018/77",
        "title": TITLE,
        "stated_in": agreed("A"),
        "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, repr((kind, how)))),
        **how,
    }
    return CalendarEvent(kind=kind, day=day, about=Event(day, KINDS[kind]), **given)


def several(*events: CalendarEvent, **how: Any) -> Calendar:
    """Return a calendar of events, in order of day."""
    return Calendar(events=sorted(events, key=lambda event: event.day), **how)


# --- What other programs read


lines = st.text(
    st.characters(categories=["L", "N", "P", "S", "M", "Zs"], exclude_characters="\u202f"),
    min_size=1,
).filter(lambda text: bool(unicodedata.normalize("NFC", text).strip()))
texts = st.builds(Text, lines, st.none() | lines) | st.sampled_from(
    [
        Text("Å" * 90, "👨‍👩‍👧".replace("\u200d", "") * 30),
        Text('a,b;c\\d:e"f', "\\n BEGIN:VEVENT"),
        Text("ATTENDEE:mailto:a@b.se", "END:VCALENDAR"),
        Text(" =1+1", "^'^n"),
    ]
)
OPEN = Pending(instrument=None, waits_for=Wait.DAY, days=Period(day("2020-01-01")))
STATES: list[dict[str, Any]] = [{}, {"is_cancelled": True}, {"waits_for": (OPEN,)}]
changes = st.dates(dt.date(2014, 6, 1), dt.date(2017, 12, 31))
days = st.dates(dt.date(1900, 1, 1), dt.date(2998, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Return a calendar of one or several agreements, with any words in it."""
    names = draw(st.lists(lines, min_size=1, max_size=3, unique=True))
    events = [
        an_event(
            draw(st.sampled_from(sorted(KINDS))),
            draw(days),
            agreement=draw(st.sampled_from(names)).strip(),
            title=draw(texts),
            uid=str(uuid.UUID(int=place)),
            sequence=draw(st.integers(0, 3)),
            revised_on=draw(st.none() | days),
            **draw(st.sampled_from(STATES)),
            sources=[Source(document=draw(lines)) for _ in range(draw(st.integers(0, 2)))],
        )
        for place in range(draw(st.integers(1, 5)))
    ]
    return several(*events)


def status_of(event: CalendarEvent) -> str:
    """Return how a calendar file says whether an event happens."""
    if event.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if event.is_certain else "TENTATIVE"


def physical(content: bytes) -> list[bytes]:
    """Return the lines of a calendar file as they stand in it."""
    assert content.endswith(b"\r\n")
    return content[:-2].split(b"\r\n")


def unfolded(content: bytes) -> list[str]:
    """Return the lines of a calendar file as they are meant."""
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def unseen(text: str) -> set[str]:
    """Return the characters of a text that nobody sees."""
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}}


def read_back(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield each event of a calendar file, as icalendar reads it."""
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        assert not event.errors
        yield {
            "uid": str(event["UID"]),
            "day": event.decoded("DTSTART"),
            "until": event.decoded("DTEND"),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "sequence": event["SEQUENCE"],
            "stamp": event.decoded("DTSTAMP"),
            "modified": event.decoded("LAST-MODIFIED"),
            "status": str(event["STATUS"]),
            "transparent": str(event["TRANSP"]),
        }


@given(made=calendars(), name=st.none() | texts)
def test_what_stands_in_a_calendar_file(made: Calendar, name: Text | None) -> None:
    """Lines end in CR LF and have at most 75 octets of whole characters; nothing is invisible.

    RFC 5545, 3.1: content lines, and how they are folded. An unfolded line holds no control
    character; a uid stands once.
    """
    content = ics(made, name=name)

    for line in physical(content):
        assert len(line) <= 75
        assert not unseen(line.decode())
        assert len(re.findall(r"\\*$", line.decode())[0]) % 2 == 0  # no escape is divided
    uids = [line for line in unfolded(content) if line.startswith("UID:")]
    assert uids == [f"UID:{event.uid}" for event in made]
    heads = [line.partition(":")[0].partition(";")[0] for line in unfolded(content)]
    assert heads.count("BEGIN") == heads.count("END") == len(made) + 1
    assert not {"METHOD", "ATTENDEE", "ORGANIZER"} & set(heads)


@given(made=calendars())
def test_two_other_readers_agree(made: Calendar) -> None:
    """Two strict readers of calendar files, which are not the writer, take what is written."""
    content = ics(made)
    strict = IcsCalendarStream.calendar_from_ics(content.decode())
    other = vobject.readOne(content.decode())

    assert other.validate(raiseException=True)
    expected = [(event.uid, event.day, event.sequence) for event in made]
    assert [(each.uid, each.dtstart, each.sequence) for each in strict.events] == expected
    assert [each.dtend for each in strict.events] == [
        event.day + dt.timedelta(days=1) for event in made
    ]
    assert [
        (each.uid.value, each.dtstart.value, int(each.sequence.value)) for each in other.vevent_list
    ] == expected


@given(made=calendars())
def test_a_calendar_file_back_to_its_events(made: Calendar) -> None:
    """Nothing is lost on the way: day, words, cancellation and revision come back."""
    all_told: Any = calendar_data(made)["events"]
    short = [[row[3] for row in calendar_table(made, language).rows] for language in ("sv", "en")]
    for event, told, found, sv, en in zip(
        made, all_told, read_back(ics(made)), *short, strict=True
    ):
        sentence = told["sentence"]
        revised_on = max(event.revised_on or UNDATED, UNDATED)
        assert found["uid"] == event.uid
        assert found["day"] == event.day
        assert found["until"] - found["day"] == dt.timedelta(days=1)
        assert found["sequence"] == event.sequence
        assert found["status"] == status_of(event)
        assert found["stamp"] == found["modified"]
        assert found["stamp"] == dt.datetime.combine(revised_on, dt.time(), dt.UTC)
        assert found["transparent"] == "TRANSPARENT"
        both = str(sv) if sv == en else f"{sv} / {en}"
        happens, title = found["summary"][: len(both)], found["summary"][len(both) + 3 :]
        assert happens == both
        assert len(title) <= 40
        assert title == event.title.sv or event.title.sv.startswith(title.removesuffix(" …"))
        paragraphs = found["description"].split("\n\n")
        assert paragraphs[:2] == [sentence["sv"], sentence["en"]]
        for source in told["sources"]:
            assert source["sv"] in found["description"]


@given(made=calendars())
def test_equal_calendars_give_equal_bytes(made: Calendar) -> None:
    """There is no clock and no chance in a file: a feed changes only if the agreement does."""
    again = Calendar(events=[attrs.evolve(event) for event in made])

    assert ics(again) == ics(made)


# --- Names, days of knowledge, and what cannot be written


def named(made: Calendar, name: Text | str | None = None) -> str:
    """Return the name of a calendar in a file, which stands there twice."""
    lines_of = unfolded(ics(made, name=name))
    [own] = [line.removeprefix("NAME:") for line in lines_of if line.startswith("NAME:")]
    assert f"X-WR-CALNAME:{own}" in lines_of
    return re.sub(r"\\(.)", r"\1", own)  # releases of icalendar differ in how they read it


def test_the_name_of_a_calendar() -> None:
    """A calendar is named as is asked for, else as its only agreement, else as one of several."""
    one, other = an_event(), an_event(agreement="KS 2024/12", title=Text("Vatten"))

    assert named(several(one)) == f"{TITLE.sv} / {TITLE.en}"
    assert named(several(other)) == "Vatten"
    assert named(several(one, other)) == "Avtalens dagar / Days of agreements"
    assert named(several(one, empty=("KS 2020/1",))) == "Avtalens dagar / Days of agreements"
    assert named(several(one), "Min\u00a0kalender") == "Min kalender"
    assert named(several(one), Text("Nacka", "Nacka!")) == "Nacka / Nacka!"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("", TextError, id="empty"),
        pytest.param("a\r\nATTENDEE:x", TextError, id="a new line"),
        pytest.param("a\u202eb", TextError, id="text that turns around"),
        pytest.param(5, WrongTypeError, id="number"),
    ],
)
def test_a_name_that_is_refused(name: Any, error: type[Exception]) -> None:
    """A name is a line of visible text."""
    with pytest.raises(error):
        ics(several(an_event()), name=name)


@pytest.mark.parametrize(
    ("revised_on", "stamp"),
    [
        pytest.param(dt.date(2026, 5, 4), "20260504T000000Z", id="recorded"),
        pytest.param(None, "19800101T000000Z", id="not recorded"),
        pytest.param(dt.date(1969, 5, 4), "19800101T000000Z", id="before any calendar"),
    ],
)
def test_the_stamp_of_an_event(revised_on: dt.date | None, stamp: str) -> None:
    """Without METHOD, the stamp is when the information was last revised (RFC 5545, 3.8.7.2).

    Where nobody recorded that, it is so early that what is recorded later is newer.
    """
    content = ics(several(an_event(revised_on=revised_on))).decode()

    assert f"\r\nDTSTAMP:{stamp}\r\n" in content
    assert f"\r\nLAST-MODIFIED:{stamp}\r\n" in content


def test_what_nobody_sees_does_not_reach_a_file() -> None:
    """A value that was forged behind its checks does no harm: icalendar would let it through."""
    hidden = "A\0\x07\x85\u2028\u202e\u2066\ufeff\r\nATTENDEE:mailto:a@b.se"
    event, title = an_event(), Text("Avtal")
    object.__setattr__(event, "uid", hidden)
    object.__setattr__(title, "sv", hidden)
    content = ics(several(event), name="Nacka").decode()

    assert "UID:A" + "\ufffd" * 7 + "\\nATTENDEE:mailto:a@b.se" in content.replace("\r\n ", "")
    assert "\r\nATTENDEE" not in content
    assert unseen(content) == {"\r", "\n"}
    with pytest.raises(TextError):
        ics(several(an_event(title=title)))


def test_long_texts() -> None:
    """The longest title, words and source that a value takes are told, cut if need be."""
    long = "Å" * 2000
    made = several(an_event(title=long, sources=[Source(document=long, place=long)]))
    content = ics(made)

    assert max(map(len, physical(content))) == 75
    assert any(line.endswith(f" – {'Å' * 38} …") for line in unfolded(content))
    assert calendar_table(made).rows[0][1] == long


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Avtal om vatten", "Avtal om vatten", id="short"),
        pytest.param("Å" * 40, "Å" * 40, id="just short enough"),
        pytest.param("Avtal om " + "Å" * 40, "Avtal om …", id="before a long word"),
        pytest.param(
            f"{'Avtal' * 6} och till, med mera", f"{'Avtal' * 6} och …", id="at the end of a word"
        ),
        pytest.param(f"{'Å' * 38} och mer", f"{'Å' * 38} …", id="a word that just fits"),
        pytest.param(f"{'Å' * 36}, och mer", f"{'Å' * 36} …", id="no comma before the cut"),
    ],
)
def test_the_beginning_of_a_long_title(title: str, shown: str) -> None:
    """The title of an event names the agreement once, in Swedish, in a few words; the rest, whole.

    The halves in each language have no title of an agreement.
    """
    made = several(an_event(title=Text(title, "Agreement")))
    [found] = read_back(ics(made))

    assert found["summary"] == f"Avtalets sista dag / Last day of the agreement – {shown}"
    assert f"{title}." in found["description"]
    assert "Agreement." in found["description"]


def test_the_ready_made_agreement_in_a_calendar() -> None:
    """The long title of the package's agreement is cut in titles of events, never in their text."""
    for found in read_back(ics(calendar(stockholm.agreement, until=dt.date(2016, 12, 31)))):
        assert re.fullmatch(
            r"Avstämningsdag: folkmängd, avgiften (\d+) / Reference day: population, fee of \1 – "
            "Överenskommelse om länsgemensam …",
            found["summary"],
        )
        assert stockholm.agreement.terms.title.sv in found["description"]


def test_a_source_stands_once() -> None:
    """What differs only in quotation marks in the two languages is one line of the description."""
    quoted = Source(document="Avtalet", place="4 §", quote="Parterna betalar.")
    noted = Source(document="Avtalet", place="5 §", remark=Text("vår tolkning", "our reading"))
    [found] = read_back(ics(several(an_event(sources=[quoted, noted]))))

    sources = found["description"].split("\n\n")[2].splitlines()
    assert sources[0] == "Källor / Sources:"
    assert sources[1] == "Avtalet: 4 § ”Parterna betalar.”"
    assert "vår tolkning" in sources[2]
    assert " / Avtalet: 5 §" in sources[2]
    assert len(sources) == 3


@given(made=calendars(), revision=st.integers(0, 10**9))
def test_a_corrected_record(made: Calendar, revision: int) -> None:
    """A revision is added to each sequence, and changes nothing else."""
    plain, corrected = ics(made), ics(made, revision=revision)

    sequences = [int(each) for each in re.findall(rb"\r\nSEQUENCE:(\d+)", corrected)]
    assert sequences == [event.sequence + revision for event in made]
    without = re.compile(rb"SEQUENCE:\d+")
    assert without.sub(b"", corrected) == without.sub(b"", plain)


@pytest.mark.parametrize(
    ("revision", "error"),
    [
        pytest.param(-1, CountError, id="lower"),
        pytest.param(1.0, WrongTypeError, id="no whole number"),
        pytest.param(True, WrongTypeError, id="no number"),
        pytest.param(10**9 + 1, CalendarError, id="more than programs read"),
    ],
)
def test_a_revision_that_is_refused(revision: Any, error: type[Exception]) -> None:
    """A sequence is a whole number of 32 bits (RFC 5545, 3.3.8), and never falls."""
    with pytest.raises(error) as caught:
        ics(several(an_event()), revision=revision)
    if isinstance(caught.value, CalendarError):
        assert says_the_same(caught.value)


def test_calendars_that_are_refused() -> None:
    """Without a day there is no calendar, and a uid means one event; the agreements are named."""
    twice = an_event(uid="a")
    for made, reason, told in (
        (several(), "no-agreements", "minst en överenskommelse"),
        (several(empty=("KS 1", "KS 2")), "no-events", "KS 1, KS 2"),
        (several(twice, attrs.evolve(twice, agreement="B")), "same-uid", "KS 2018/77, B"),
    ):
        with pytest.raises(CalendarError) as caught:
            ics(made)
        assert caught.value.reason == reason
        assert told in caught.value.in_language("sv")
        assert says_the_same(caught.value)


def test_the_extra_of_calendars() -> None:
    """Without the extra, a calendar file says what to install; a table and data need none."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )

    assert done.stdout == "pip install 'samverkan[calendar]'\n"


WITHOUT = """
import re, sys, datetime as dt
sys.modules["icalendar"] = None
from samverkan import formats, stockholm
from samverkan.errors import MissingExtraError
from samverkan.calendars import calendar

days = calendar(stockholm.agreement, until=dt.date(2018, 12, 31))
assert formats.calendar_table(days).csv()
assert formats.calendar_data(days)
try:
    formats.ics(days)
except MissingExtraError as error:
    print(re.search("pip.*", str(error))[0])
"""


# --- Tables and data

[UNKNOWN] = dates_of_all(agreed("A").accede("A", decided("2019-05-06"), effective=START))


def test_a_calendar_as_a_table() -> None:
    """A row is an event; a workbook says beside it of what no day is known."""
    made = several(
        an_event(),
        an_event(
            CalendarKind.RENEWAL,
            dt.date(2024, 12, 31),
            is_cancelled=True,
            sequence=2,
            revised_on=dt.date(2024, 5, 4),
            sources=[Source(document="Avtalet", place="5 §")],
        ),
        empty=("KS 2020/1",),
        without_days=(("KS 2018/77", Forum(id="radet", names="Rådet")),),
        undated=(("KS 2018/77", UNKNOWN),),
    )
    table = calendar_table(made, "en")

    heads = [column.title for column in table.columns]
    cancelled, last = (dict(zip(heads, row, strict=True)) for row in table.rows)
    assert (last["agreement"], last["title"], last["status"]) == ("KS 2018/77", TITLE.en, "applies")
    assert (last["revisions"], last["known on"], last["sources"]) == (0, None, None)
    assert (cancelled["status"], cancelled["revisions"]) == ("cancelled", 2)
    assert (cancelled["day"], cancelled["known on"]) == (
        dt.date(2024, 12, 31),
        dt.date(2024, 5, 4),
    )
    assert "Avtalet" in str(cancelled["sources"])
    assert dict(table.about) == {
        "Agreements without days": "KS 2020/1",
        "Ordinary meetings without stated days": "KS 2018/77: Rådet",
        "Decisions without a known last day for an appeal": (
            "KS 2018/77: appeal against accession, A (decided on 6 May 2019): last day not known, "
            "the day of the notice is missing."
        ),
    }
    assert table.csv().startswith("agreement,title,day,")
    assert workbook(table)[:2] == b"PK"
    assert calendar_table(several(an_event())).about == ()


def test_a_calendar_as_data() -> None:
    """Programs get each text in both languages, and what a calendar file identifies it by."""
    event = an_event(sequence=1, revised_on=dt.date(2024, 5, 4))
    made = several(
        event,
        empty=("KS 2020/1",),
        without_days=(("KS 2018/77", Forum(id="radet", names="Rådet")),),
        undated=(("KS 2018/77", UNKNOWN),),
    )
    found: Any = calendar_data(made)

    assert found["empty"] == ["KS 2020/1"]
    assert found["without_days"] == [
        {"agreement": "KS 2018/77", "forum": "radet", "forum_name": "Rådet"}
    ]
    [unknown] = found["undated"]
    assert unknown["text"]["sv"].endswith("okänd sista dag, anslagsdagen saknas.")
    assert unknown["text"]["en"].endswith("the day of the notice is missing.")
    assert (unknown["party"], unknown["number"], unknown["instrument"]) == ("a", 1, "accession")
    assert (unknown["decided_on"], unknown["ground"]) == ("2019-05-06", "not-announced")
    [shown] = calendar_table(made, "sv").rows
    [translated] = calendar_table(made, "en").rows
    assert found["events"] == [
        {
            "agreement": "KS 2018/77",
            "title": {"sv": TITLE.sv, "en": TITLE.en},
            "kind": "last-day",
            "day": "2026-12-31",
            "about": {"due": None},
            "summary": {
                "sv": f"{shown[3]}: {TITLE.sv}",
                "en": f"{translated[3]}: {TITLE.en}",
            },
            "sentence": {"sv": shown[5], "en": translated[5]},
            "sources": [],
            "uid": event.uid,
            "sequence": 1,
            "revised_on": "2024-05-04",
            "moved_from": None,
            "is_cancelled": False,
            "is_certain": True,
            "changed_by": [],
            "waits_for": [],
        }
    ]
    assert calendar_data(several(an_event()))["empty"] == []


def test_failures_in_the_data() -> None:
    """What could not be read is listed with its error, in both languages."""
    failure = Failure(agreement="a.toml", error=CalendarError("no-agreements"))
    found: Any = calendar_data(several(an_event()), failures=[failure])

    [told] = found["failures"]
    assert told["agreement"] == "a.toml"
    assert told["error"]["sv"].startswith("En kalender")
    assert told["error"]["en"].startswith("a calendar")
    with pytest.raises(WrongTypeError):
        calendar_data(several(an_event()), failures="a.toml")  # type: ignore[arg-type]


def test_an_uncertain_event() -> None:
    """What is pending makes an event uncertain, in every form; programs get the instruments."""
    made = agreed("A", last_day=day("2022-12-31"))
    ended = made.terminate(decided("2021-05-06"), last_day=None)
    found = calendar(ended, until=day("2022-12-31"))
    [written] = read_back(ics(found))
    [row] = calendar_table(found, "sv").rows
    data: Any = calendar_data(found)
    [told] = data["events"]

    assert written["status"] == "TENTATIVE"
    assert written["summary"].startswith("Osäker: Avtalets sista dag / Uncertain: Last day")
    assert (row[4], calendar_table(found, "en").rows[0][4]) == ("osäker", "uncertain")
    assert (told["is_certain"], told["is_cancelled"]) == (False, False)
    assert (told["waits_for"], told["changed_by"]) == ([1], [1])


def test_what_an_event_is_about(tmp_path: Path) -> None:
    """A program groups and filters by the ids of what an event is about."""
    file = tmp_path / "own.toml"
    file.write_text(ABOUT, encoding="utf-8")
    made = calendar(formats.read(file, Agreement), until=dt.date(2026, 12, 31))
    events: Any = calendar_data(made)["events"]
    found = {event["kind"]: event["about"] for event in events}

    decision = {
        "number": 1,
        "instrument": "accession",
        "party": "0182",
        "decided_on": "2024-11-26",
        "ground": None,
    }
    assert found["appeal-ends"] == found["notice-down"] == decision
    assert found["legal-force"] == {**decision, "ground": "presumed"}
    assert found["payment-due"] == {"due": {"sv": "avgiften", "en": "the fee"}}
    assert found["last-day"] == {"due": None}
    assert found["meeting"] == {"forum": "namnden"}
    ready_made: Any = calendar_data(calendar(stockholm.agreement, until=dt.date(2014, 12, 31)))
    assert ready_made["events"][0]["about"] == {
        "statistic": "population",
        "subject": None,
        "years": [2015],
        "and_later": False,
    }


ABOUT = """
samverkan = 1
kind = "agreement"

[terms]
title = "Avtal om gemensam överförmyndarnämnd"
period = { first_day = 2025-01-01, last_day = 2026-12-31 }

[[terms.due]]
what = { sv = "avgiften", en = "the fee" }
kind = "payment"
when = { type = "year-day", month = 6, day = 30 }

[terms.governance]
levels = ["directing"]
modes = ["ordinary"]

[[terms.governance.forums]]
id = "namnden"
names = "Överförmyndarnämnden"
level = "directing"

[[terms.governance.forums.modes]]
mode = "ordinary"
meets = { every = 2, unit = "months", first_day = 2025-01-22 }

[[parties]]
names = "Nacka kommun"
kind = "municipality"
municipality_code = "0182"

[[instruments]]
type = "accession"
number = 1
party = "0182"
effective = 2025-01-01
decision = { decided_on = 2024-11-26, announced_on = 2024-12-03 }
"""


# --- One file after another


def newest(content: bytes) -> dict[str, tuple[tuple[int, dt.datetime], tuple[object, ...]]]:
    """Return of each event how new it is, and what it says."""
    return {
        found["uid"]: (
            (found["sequence"], found["stamp"]),
            (found["day"], found["status"]),
        )
        for found in read_back(content)
    }


@pytest.mark.slow
@given(world=lives() | histories(), known=st.lists(changes, min_size=2, max_size=2, unique=True))
def test_a_calendar_takes_the_next_file(world: World, known: list[dt.date]) -> None:
    """A program that keeps the newer of two events with one UID ends with what is known now.

    It goes by SEQUENCE, then by DTSTAMP, as RFC 5546, 2.1.4, tells it to. An event that it has
    read does not vanish from the file: it moves, or is cancelled.
    """
    earlier, later = sorted(known)
    until = dt.date(2030, 12, 31)
    before = calendar(world.agreement, until=until, known_on=earlier)
    after = calendar(world.agreement, until=until, known_on=later)
    assume(before and after)
    first, second = newest(ics(before)), newest(ics(after))

    assert not first.keys() - second.keys()
    for uid, (version, said) in first.items():
        assert second[uid][0] >= version
        assert (second[uid][1] == said) or second[uid][0] > version


def test_days_that_are_cancelled_and_come_back() -> None:
    """A termination cancels what was to come, and has a last day; once annulled, all come back.

    The days and the decisions are examples.
    """
    made = agreed("A", last_day=dt.date(2020, 12, 31), notice_months=12, renewal_months=24)
    ended = made.terminate(decided("2019-05-06"), last_day=dt.date(2019, 12, 31))
    [number] = [each.number for each in ended.instruments]
    restored = ended.revoke(number, decided("2019-08-12"), ground=Ground.ANNULLED)
    first, second, third = (
        newest(ics(calendar(restored, until=dt.date(2023, 12, 31), known_on=day(known))))
        for known in ("2019-05-05", "2019-05-06", "2019-08-12")
    )

    days = [f"{year}-12-31" for year in (2019, 2020, 2021, 2022, 2023)]
    assert [said for _, said in first.values()] == [(day(each), "CONFIRMED") for each in days]
    assert second.keys() == third.keys()
    [ends] = second.keys() - first.keys()
    assert [second[ends][1], third[ends][1]] == [
        (dt.date(2019, 12, 31), "CONFIRMED"),
        (dt.date(2019, 12, 31), "CANCELLED"),
    ]
    for uid, (version, said) in first.items():
        assert [each[uid][0][0] for each in (first, second, third)] == [0, 1, 2]
        assert version < second[uid][0] < third[uid][0]
        assert (second[uid][1], third[uid][1]) == ((said[0], "CANCELLED"), said)


def test_a_last_day_that_moves() -> None:
    """The last day is one event: a termination moves it, and calendars that know it follow.

    The days and the decision are examples.
    """
    made = agreed("A", last_day=dt.date(2020, 12, 31))
    ended = made.terminate(decided("2019-05-06"), last_day=dt.date(2019, 12, 31))
    [before] = newest(ics(calendar(made, until=dt.date(2023, 12, 31)))).items()
    [after] = newest(ics(calendar(ended, until=dt.date(2023, 12, 31)))).items()

    assert before[0] == after[0]
    assert before[1][1] == (dt.date(2020, 12, 31), "CONFIRMED")
    assert after[1][1] == (dt.date(2019, 12, 31), "CONFIRMED")
    assert (before[1][0][0], after[1][0][0]) == (0, 1)
