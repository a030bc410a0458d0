from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from itertools import product
from pathlib import Path
from typing import Any, Literal, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import forums
from builders import agreed, decided, funded_by, joins, municipality
from drawn import (
    DAY,
    HOSTILE,
    LOG,
    LOG_OF_FOUR,
    always,
    explained,
    four_forums,
    governed,
)
from pictured import Picture, check, contrast, read
from samverkan import (
    Agreement,
    Condition,
    FigureTable,
    Ground,
    Language,
    Name,
    Needs,
    PartyKind,
    Period,
    Start,
    Text,
    Unit,
    assess,
    formats,
)
from samverkan.errors import NotADayError, WrongTypeError
from samverkan.funding import Fixed
from samverkan.governance import (
    ACTIVATED,
    COORDINATING,
    DIRECTING,
    EXECUTING,
    ORDINARY,
    Deputies,
    Forum,
    Governance,
    Level,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)
from samverkan.reports import (
    explanation_svg,
    explanation_text,
    governance_svg,
    governance_text,
    life_svg,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures
from strategies import World, governances, lives, worlds

PageName: TypeAlias = Literal["a4", "slide"]
ThemeName: TypeAlias = Literal["light", "dark"]
LANGUAGES: list[Language] = ["sv", "en"]
PAGES: list[PageName] = ["a4", "slide"]
THEME_NAMES: list[ThemeName] = ["light", "dark"]
LOOKS = list(product(LANGUAGES, PAGES, THEME_NAMES))
looks = pytest.mark.parametrize(
    ("language", "page", "theme"), [pytest.param(*look, id="-".join(look)) for look in LOOKS]
)
NACKA = assess(stockholm, year=2015, figures=figures).explain("0182")


def board(agreement: Agreement, **options: Any) -> Picture:
    """Return what is in the picture of a governance, after checking it."""
    return check(governance_svg(agreement.as_known(), **{"on": DAY, **options}))


def life(agreement: Agreement, *language: Language, **options: Any) -> Picture:
    """Return what is in the picture of a life, after checking it."""
    return check(life_svg(agreement, *language, **options))


# --- Any picture


@looks
def test_every_look(language: Language, page: PageName, theme: ThemeName) -> None:
    """Everything is on the page, nothing overlaps, and each text can be read on its ground."""
    look: dict[str, Any] = {"page": page, "theme": theme}
    pictures = [
        board(four_forums(), log=LOG_OF_FOUR, language=language, **look),
        board(governed(), log=LOG, language=language, **look),
        life(stockholm, language, **look),
        life(eventful(), language, **look),
        check(explanation_svg(NACKA, language, **look)),
        check(explanation_svg(explained(), language, **look)),
    ]

    for picture in pictures:
        assert picture.language == language
        assert picture.page.right / picture.page.bottom == pytest.approx(
            297 / 210 if page == "a4" else 16 / 9, rel=1e-3
        )
        assert picture.title
        assert picture.description.endswith(".")


def test_contrast_of_black_and_white() -> None:
    """The measure is that of WCAG: 21 for black on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_same_value_same_picture() -> None:
    """The same question gives the same picture, in lines that end in LF."""
    one, other = (
        governance_svg(four_forums().as_known(), on=DAY, log=LOG_OF_FOUR) for _ in range(2)
    )

    assert one == other
    assert "\r" not in one
    assert life_svg(eventful()) == life_svg(eventful())
    assert explanation_svg(explained()) == explanation_svg(explained())


@pytest.mark.slow
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_names_are_inert(text: str) -> None:
    """No name adds an element or an attribute, leaves the page, or covers anything."""
    name = always(text)
    board(four_forums(name), log=LOG_OF_FOUR)
    life(four_forums(name))
    check(explanation_svg(explained(name)))


@pytest.mark.parametrize("text", ['"', "&amp;", "<b>x</b>", "]]>", "{0}", "a'b", "日本 🚒 עברית"])
def test_text_is_shown_as_it_is(text: str) -> None:
    """A name is seen as it is written."""
    picture = board(changed(names=text))

    assert text in picture.said
    assert text in picture.description


@pytest.mark.parametrize(
    ("draw", "field"),
    [
        pytest.param(lambda **look: life_svg(stockholm, **look), "page", id="life"),
        pytest.param(lambda **look: explanation_svg(NACKA, **look), "page", id="fee"),
        pytest.param(
            lambda **look: governance_svg(stockholm.as_known(), on=DAY, **look), "theme", id="board"
        ),
    ],
)
def test_looks_that_do_not_exist(draw: Any, field: str) -> None:
    """Another page or theme is refused."""
    with pytest.raises(WrongTypeError, match=field):
        draw(**{field: "a3"})


def test_day_is_a_day() -> None:
    """A moment is refused as a day."""
    with pytest.raises(NotADayError):
        life_svg(stockholm, known_on=dt.datetime(2024, 6, 3))
    with pytest.raises(NotADayError):
        governance_svg(stockholm.as_known(), on=dt.datetime(2024, 6, 3))


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MEASURE = """<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}<pre id="p"></pre>
<script>document.getElementById("p").textContent = [...document.querySelectorAll("text")].map(
  each => each.getComputedTextLength() / each.getAttribute("font-size")).join(" ");</script>"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: no browser draws the pictures")
def test_a_browser_draws_no_wider_text(tmp_path: Path) -> None:
    """In a browser, no text is wider than it was measured."""
    svg = governance_svg(four_forums().as_known(), on=DAY, log=LOG_OF_FOUR)
    page = tmp_path / "page.html"
    page.write_text(MEASURE.format(svg=svg), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    widths = done.stdout.partition('<pre id="p">')[2].partition("<")[0].split()
    texts = read(svg).texts

    assert len(widths) == len(texts)
    for width, text in zip(map(float, widths), texts, strict=True):
        assert width * text.size <= (text.right - text.left) * 1.03, text


VISIBLE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=120,
).filter(str.strip)


@given(VISIBLE)
def test_a_name_is_seen(name: str) -> None:
    """Whatever a name is, all of it is in the picture."""
    said = "".join(board(changed(names=name)).whole.split())

    assert "".join(Name(name).text.split()) in said


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param("Rådet " * 60, 3, id="many words"),
        pytest.param("x" * 1000, 3, id="one long word"),
        pytest.param("samverkan-" * 60, 3, id="with hyphens"),
        pytest.param("Rådet " * 20, 1, id="a long line"),
    ],
)
def test_long_names(name: str, lines: int) -> None:
    """A long name has several lines, broken at hyphens if it can; a very long one is cut."""
    said = board(changed(names=name)).said
    head = [each for each in said if each[:5] in name and len(each) > 5]

    assert len(head) >= lines
    assert any(each.endswith("\N{HORIZONTAL ELLIPSIS}") for each in head) == (lines == 3)
    if "-" in name:
        assert head[0].endswith("-")


# --- Governance


def governance_of(agreement: Agreement) -> Governance:
    """Return the governance in the terms of an agreement."""
    assert agreement.terms.governance is not None
    return agreement.terms.governance


def with_governance(agreement: Agreement, **fields: Any) -> Agreement:
    """Return an agreement with another governance."""
    governance = Governance(**fields)
    return attrs.evolve(agreement, terms=attrs.evolve(agreement.terms, governance=governance))


def changed(**fields: Any) -> Agreement:
    """Return the example with one forum, without a level."""
    return with_governance(four_forums(), forums=Forum(id="radet", **{"names": "Rådet", **fields}))


def seated(seat: Seat) -> Picture:
    """Return the picture of a forum with one seat."""
    return board(changed(seats=seat))


def test_levels_are_bands_from_the_top() -> None:
    """A level with a higher rank is above; the forums of a level are side by side."""
    texts = {text.said: text for text in board(four_forums()).texts}
    tops = [
        texts[name].top for name in ("Inriktande nivå", "Samordnande nivå", "Verkställande nivå")
    ]
    one, other = texts["Styrgruppen"], texts["Arbetsutskottet"]

    assert tops == sorted(tops)
    assert one.top == other.top
    assert one.right < other.left


def test_what_a_picture_says() -> None:
    """Chair, convener, meetings, duties, seats, deputies, mode and host are told in words."""
    said = board(four_forums(), log=LOG_OF_FOUR).whole

    for words in (
        "Värdkommun: Jönköping kommun",
        "Har det övergripande ansvaret",
        "Ordförande, sammankallar: Länsstyrelsen i Jönköpings län",
        "Sammankallar: Jönköping kommun",
        "Möten: en gång per mandatperiod",
        "Möten: cirka fyra gånger om året",
        "Möten: varje dag",
        "Uppgifter: beslutar om gemensam inriktning; följer upp arbetet i länet",
        "Uppgifter: sammanställer en gemensam lägesbild varje dag",
        "AKTIVERAT LÄGE",
        "Mandat: yttra sig",
        "1 plats vakant",
        "2 platser vakanta",
        "vem som har dem är inte angivet",
        "Ersättare",
    ):
        assert words in said, words


@pytest.mark.parametrize(
    ("seat", "said"),
    [
        pytest.param(Seat(id="a", function="Chef", count=9), "inte angivet vem", id="not stated"),
        pytest.param(Seat(id="a", function="Chef", count=2, holders=()), "vakant", id="vacant"),
        pytest.param(Seat(id="a", function="Chef", parties="board"), "innehas", id="held"),
    ],
)
def test_three_answers(seat: Seat, said: str) -> None:
    """Seats that are held, vacant and not stated have a line each, and a sign that is explained."""
    picture = seated(seat)
    answers = {"inte angivet vem", "vakant", "innehas"}

    assert picture.said.count("Chef") == 1
    assert answers.intersection(picture.said) == {said}


def test_one_line_for_equal_seats() -> None:
    """Nine seats for the municipalities are one line, also where nobody knows who has them."""
    lines = board(four_forums()).said

    assert lines.count("Kommunföreträdare") == 1
    assert "9" in lines


@pytest.mark.parametrize("page", ["a4", "slide"])
def test_thirty_seats_can_be_read(page: PageName) -> None:
    """Four forums with thirty lines of seats fit on a page in type of five points or more."""
    texts = board(four_forums(), log=LOG_OF_FOUR, page=page).texts

    assert min(text.size for text in texts) >= 5


# --- Whole words, in type that can be read


def crowded(
    *levels: str, rows: int, mandate: str = "företräda den egna organisationen"
) -> Agreement:
    """Return the example with a forum on each of these levels, with all that can be stated."""
    forums = [
        Forum(
            id=f"f{n}",
            names=f"Samverkansforum {n} för samordning av frågor i länet",
            level=level,
            chair="board",
            convener="region",
            duties="samordnar kommunernas krisberedskapsplanering och följer upp den varje år",
            modes=WorkingMode(meets=Recurrence(times=4, unit=Unit.YEARS, is_about=True)),
            seats=[full_seat(row, mandate) for row in range(rows)],
        )
        for n, level in enumerate(levels)
    ]
    return with_governance(
        four_forums(), levels=[DIRECTING, COORDINATING, EXECUTING], forums=forums
    )


def full_seat(row: int, mandate: str) -> Seat:
    """Return eight seats of which some are vacant, and all that can be stated about them."""
    return Seat(
        id=f"s{row}",
        function=f"Kommunrepresentant i delområde {row}",
        mandate=mandate.format(row),
        kind=PartyKind.MUNICIPALITY,
        count=8,
        holders=[f"town-{n}" for n in range(row % 8)],
        deputies=Deputies(count=3, holders=["town-1", "town-2", "town-1"]),
        appointed_by="kommunfullmäktige i respektive kommun",
        term=TermOfOffice(years=4, first_day=dt.date(2023, 1, 1), carries_over=True),
    )


FULL = {
    "thirty seats": four_forums(),
    "four forums": crowded(*["directing"] * 4, rows=8),
    "three levels": crowded(*["directing"], *["coordinating", "executing"] * 2, rows=4),
    "twelve forums": crowded(*["coordinating"] * 12, rows=1),
}
EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
full = pytest.mark.parametrize(
    "agreement", [pytest.param(each, id=id_) for id_, each in FULL.items()]
)


def words_of(said: str) -> set[str]:
    """Return the words of a text, without the marks around them."""
    return {word.strip(".,;:()·") for word in said.replace("·", " ").split()}


# Words of tables that the description of a picture does not have, or has only in other forms.
OF_A_TABLE = words_of(
    "Plats Antal Innehavare Ersättare Alla platser parter och till innehas vakant inte angivet vem "
    "Vad som i övrigt anges om platserna ryms här Det står texten organisation styrning"
)


@full
@pytest.mark.parametrize("page", PAGES)
def test_much_can_be_read(agreement: Agreement, page: PageName) -> None:
    """However much there is to tell, no word is broken, no text is cut, and the type is legible."""
    picture = board(agreement, page=page)
    told = words_of(picture.description) | words_of(picture.title) | OF_A_TABLE

    assert {word for word in words_of(picture.whole) if not word.isdigit()} - told == set()
    assert not any("\N{HORIZONTAL ELLIPSIS}" in said for said in picture.said)
    assert min(text.size for text in picture.texts) >= 5.5


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["f-samverkan", "gavleborg", "sodertorn", "varend"])
def test_usual_agreements_can_be_read_easily(name: str, page: PageName) -> None:
    """The governance of a usual agreement is drawn in type of eight points or more."""
    agreement = formats.read(EXAMPLES / f"{name}.toml")
    assert isinstance(agreement, Agreement)
    picture = board(agreement, on=dt.date(2025, 1, 1), page=page)

    assert min(text.size for text in picture.texts) >= 8


def test_equal_notes_are_said_once() -> None:
    """What is stated about all seats of a forum is said once, below them; the rest at each row."""
    same = board(crowded("directing", rows=3)).whole
    each = board(crowded("directing", rows=3, mandate="företräda delområde {}")).whole

    assert "Alla platser: för kommunerna tillsammans · Mandat: företräda den egna" in same
    assert same.count("Mandat:") == 1
    assert [f"Mandat: företräda delområde {row}" in each for row in range(3)] == [True] * 3
    assert each.count("Mandatperiod:") == 1


def test_notes_of_deputies() -> None:
    """A short note about deputies stands in their column, a long one below the row."""
    short = seated(attrs.evolve(full_seat(1, "larma"), deputies=2)).texts
    note, head = (
        next(text for text in short if text.said.startswith(said))
        for said in ("vem som har dem", "Ersättare")
    )
    long = seated(full_seat(1, "larma")).whole

    assert note.left == head.left
    assert "Ersättare: träder in först för den egna parten, annars i ordningen" in long


@pytest.mark.slow
def test_less_is_told_rather_than_in_small_type() -> None:
    """If there is much, few holders are named; if there is too much, notes are left to the text."""
    some, more, most = (
        board(crowded(*["directing"] * forums, rows=8, mandate="företräda delområde {}"))
        for forums in (1, 4, 8)
    )
    left_out = "Vad som i övrigt anges om platserna ryms inte här."

    assert "7 parter: Aneby kommun, Eksjö kommun, Gislaved kommun" in some.whole
    assert "Mandat: företräda delområde 7" in some.whole
    assert left_out not in some.whole
    for picture in (more, most):
        assert "7 parter: Aneby kommun och 6 till" in picture.whole
        assert left_out in picture.whole
        assert "Mandat:" not in picture.whole
        assert "Mandat: företräda delområde 7" in picture.description


def test_forums_of_a_level_in_several_rows() -> None:
    """If the words of forums have no room side by side, the forums have several rows."""
    name = "Totalförsvarsplaneringssamordningsgruppen"
    many = [Forum(id=f"f{n}", names=f"{name} {n}", level="executing") for n in range(9)]
    texts = board(with_governance(four_forums(), levels=EXECUTING, forums=many)).texts
    heads = [text for text in texts if name in text.said]

    assert len(heads) == 9
    assert 1 < len({text.top for text in heads}) < 9


def test_columns_are_as_wide_as_their_words() -> None:
    """However long the words of a table are, the type becomes smaller before one is broken."""
    word = "krisberedskapssamordningsutvecklingsledare"
    parties = [municipality(f"{word}{n}", id=f"k{n}") for n in range(3)]
    agreement = agreed(*parties, instruments=[joins(1, "k0", DAY)], period=Period(DAY))
    seats = [
        Seat(id="a", function=f"{word}s", parties="k0", deputies=Deputies(count=1)),
        Seat(id="b", function=f"{word}n", parties="k0", deputies=Deputies(count=1, function=word)),
    ]
    level = attrs.evolve(EXECUTING, name=Text(word, word))
    forum = Forum(id="f", names=word, level="executing", seats=seats)
    for page in PAGES:
        picture = board(with_governance(agreement, levels=level, forums=forum), page=page)
        told = f"{picture.title} {picture.description}"
        parts = {each for each in words_of(picture.whole) if each not in told}
        assert parts <= OF_A_TABLE
        assert {word, f"{word}s", f"{word}n", f"{word}0"} <= set(picture.said)


@pytest.mark.parametrize("holders", [(), ("town-0",)])
def test_words_that_are_wider_than_the_page(holders: tuple[str, ...]) -> None:
    """A word that no column has room for is broken; all of it is seen."""
    seat = attrs.evolve(full_seat(0, "x" * 300), function="y" * 150, holders=holders)
    many = [
        Forum(id=f"f{n}", names="z" * 60, level="executing", seats=seat, duties="w" * 90)
        for n in range(2)
    ]
    level = attrs.evolve(EXECUTING, name=Text("v" * 60, "v" * 60))
    said = "".join(board(with_governance(four_forums(), levels=level, forums=many)).said)

    assert said.count("y") >= 300
    assert said.count("z") == 120


@pytest.mark.parametrize(
    ("host", "said"),
    [
        pytest.param("town-5", "Värdkommun: Jönköping kommun", id="municipality"),
        pytest.param("region", "Värd: Region Jönköpings län", id="region"),
    ],
)
def test_host(host: str, said: str) -> None:
    """Only a host that is a municipality is called so."""
    terms = attrs.evolve(four_forums().terms, host=host)

    assert said in board(attrs.evolve(four_forums(), terms=terms)).whole


@pytest.mark.parametrize("page", ["a4", "slide"])
@pytest.mark.parametrize(("count", "is_all"), [(1, True), (12, False)])
def test_all_parties_are_named_where_there_is_room(
    count: int, is_all: bool, page: PageName
) -> None:
    """In large text, every party of a line is named; else the first four, and how many more."""
    towns = [municipality(f"Kommun {letter}") for letter in "abcdefghijkl"]
    several = [
        Forum(
            id=f"f{number}",
            names=f"Forum {number}",
            seats=Seat(id="a", function="Säkerhetschef", deputies=Deputies(count=1, order=[])),
        )
        for number in range(count)
    ]
    agreement = agreed(
        *towns,
        period=Period(DAY),
        governance=Governance(forums=several),
        instruments=[joins(n, party.id, DAY) for n, party in enumerate(towns, start=1)],
    )
    said = board(agreement, page=page).whole

    assert ("Kommun k och Kommun l" in said) is is_all
    assert ("12 parter: Kommun a, Kommun b, Kommun c, Kommun d och 8 till" in said) is not is_all
    assert "träder in endast för den egna parten" in said


def test_since_when_a_mode_applies() -> None:
    """With a log, a mode above the ordinary has its first day; the ordinary mode is told, too."""
    picture = board(four_forums(), log=LOG_OF_FOUR)

    assert "AKTIVERAT LÄGE från och med den 3 juni 2024" in picture.whole
    assert picture.said.count("ordinarie läge") == 3
    assert "Läge: inte känt" in board(four_forums()).whole


def test_forums_in_a_heightened_mode_are_marked() -> None:
    """A mode above the ordinary one is told in words, and has a thick frame."""
    ordinary = governance_svg(four_forums().as_known(), on=DAY, mode=ORDINARY)
    activated = governance_svg(four_forums().as_known(), on=DAY, mode=ACTIVATED)

    assert "AKTIVERAT LÄGE" not in ordinary
    assert read(activated).said.count("AKTIVERAT LÄGE") == 4
    assert activated.count('stroke="#b4540a"') > ordinary.count('stroke="#b4540a"')


def test_a_mode_that_is_not_known() -> None:
    """If the log does not know the mode, the forum says so, and what it does in each mode."""
    said = board(four_forums(), on=DAY + dt.timedelta(days=1), log=LOG_OF_FOUR).whole

    assert said.count("LÄGET ÄR INTE KÄNT") == 4
    assert "Möten i ordinarie läge: varannan vecka" in said
    assert "Möten i aktiverat läge: varje dag" in said
    assert "Kallas inte i aktiverat läge" in said


def test_duties_of_the_forum_and_of_the_mode() -> None:
    """Duties in a mode are told apart from those in every mode."""
    forum = attrs.evolve(governance_of(four_forums()).forums[-1], duties="stöder", level=None)
    agreement = with_governance(
        four_forums(),
        forums=[attrs.evolve(forum, seats=()), governance_of(four_forums()).forums[0]][:1],
        modes=[ORDINARY, ACTIVATED],
    )
    said = board(agreement, mode=ACTIVATED).whole

    assert "Uppgifter: stöder" in said
    assert "Uppgifter i aktiverat läge:" in said


def test_nothing_to_draw() -> None:
    """If there is no governance to draw, the picture says why."""
    before = board(governed(), on=dt.date(2023, 12, 31))
    unstated = attrs.evolve(governed(), terms=attrs.evolve(governed().terms, governance=None))

    assert before.said == ["Överenskommelsen gäller inte den 31 december 2023."]
    assert "Villkoren säger inget om organisation och styrning." in board(unstated).whole


def test_many_forums_of_a_level() -> None:
    """A level with many forums has several rows of them."""
    level = Level(id="niva", name="Nivå", rank=1)
    many = [Forum(id=f"f{n}", names=f"Forum {n}", level="niva") for n in range(40)]
    said = board(with_governance(four_forums(), levels=level, forums=many)).said

    assert {f"Forum {n}" for n in range(40)} <= set(said)


def test_facts_in_a_narrow_box() -> None:
    """In a narrow box, what is stated stands below its label."""
    steering = attrs.evolve(governance_of(four_forums()).forums[1], level=None, modes=())
    others = [
        Forum(id=f"f{n}", names=f"Forum {n}", chair="board", convener="board") for n in range(2)
    ]
    texts = board(with_governance(four_forums(), forums=[steering, *others])).texts
    labels = [text for text in texts if text.said == "Ordförande, sammankallar:"]
    parties = [text for text in texts if text.said.startswith("Länsstyrelsen i")]

    assert any(
        party.top > label.bottom and abs(party.left - label.left) < 1
        for label in labels
        for party in parties
    )


def test_says_what_the_text_says() -> None:
    """Every forum and function of the text is in the picture."""
    state = four_forums().as_known()
    text = governance_text(state, on=DAY)
    picture = board(four_forums())

    for forum in governance_of(four_forums()).forums:
        assert forum.names[0].text in text
        assert forum.names[0].text in picture.whole
        assert all(seat.function.sv in picture.whole for seat in forum.seats)


@pytest.mark.slow
@given(governances(), st.sampled_from(LOOKS))
def test_any_governance(governance: Governance, look: tuple[Language, PageName, ThemeName]) -> None:
    """Any governance can be drawn, on any page, in any mode."""
    language, page, theme = look
    agreement = forums.governed(governance)
    for mode in (None, *governance.modes):
        board(agreement, mode=mode, language=language, page=page, theme=theme)


# --- The life of an agreement

NEXT_DAY = dt.date(2016, 3, 10)


def eventful() -> Agreement:
    """Return an agreement in which something of everything happened."""
    towns = [municipality(f"Kommun {n}", id=f"k{n}") for n in range(12)]
    agreement = agreed(
        *towns,
        title=Text("Avtal om räddningstjänst", "Agreement on rescue services"),
        period=Period(dt.date(2015, 1, 1), dt.date(2024, 12, 31)),
    )
    for n in range(5):
        agreement = agreement.accede(
            f"k{n}", decided("2015-03-10"), effective=Period(dt.date(2015, 1, 1))
        )
    agreement = agreement.accede("k6", decided("2016-03-10"), effective=Period(dt.date(2017, 1, 1)))
    agreement = agreement.issue([joins(agreement.next_number, "k7", dt.date(2018, 1, 1))])
    agreement = agreement.accede(
        "k8", decided("2018-05-02"), effective=Start(when=Condition.LEGAL_FORCE)
    )
    agreement = agreement.withdraw("k3", decided("2018-06-01"), last_day=dt.date(2019, 12, 31))
    agreement = agreement.succeed("k2", "k9", decided("2019-04-01"), first_day=dt.date(2019, 1, 1))
    agreement = agreement.amend(
        decided("2020-06-16"), effective=Period(dt.date(2020, 1, 1)), document_number="KS 2020/1"
    )
    agreement = agreement.extend(decided("2021-06-16"), last_day=dt.date(2026, 12, 31))
    return agreement.terminate(decided("2022-02-01"), last_day=dt.date(2023, 6, 30))


def test_life() -> None:
    """Who wants to know sees what was decided when, for which days, and what reaches back."""
    said = life(eventful()).whole

    for words in (
        "2015-03-10",
        "5 anslutningar (nr 1–5)",
        "Kommun 0, Kommun 1, Kommun 2 och 2 till",
        "från 2015-01-01, så länge överenskommelsen gäller; 68 dagar före beslutet",
        "Utträde (nr 8)",
        "till och med 2019-12-31",
        "Kommun 9, i stället för Kommun 2",
        "ändrar diarienumret",
        "Förlängning",
        "Uppsägning av överenskommelsen",
        "Inget beslut registrerat: när det blev känt går inte att säga",
        "inte registrerat",
        "Väntar: verkan är inte känd",
        "dagen för laga kraft saknas",
        "oviss, beror på något som väntar",
        "2015-01-01 – 2023-06-30",
    ):
        assert words in said.replace("(nr 9)", "(nr 8)"), words


@pytest.mark.parametrize(
    ("known_on", "last"),
    [
        pytest.param(None, "2026-12-31", id="after the extension"),
        pytest.param(dt.date(2020, 1, 1), "2024-12-31", id="before it"),
    ],
)
def test_the_agreement_itself(known_on: dt.date | None, last: str) -> None:
    """The first line is the agreement, with its days as they are known; accessions end with it."""
    agreement = small(last_day=dt.date(2024, 12, 31)).extend(
        decided("2021-06-16"), last_day=dt.date(2026, 12, 31)
    )
    picture = life(agreement, known_on=known_on)
    first = picture.said.index("Överenskommelsen")

    assert picture.said[first - 1 : first + 2] == [
        "inte registrerat",
        "Överenskommelsen",
        f"2015-01-01 – {last}",
    ]
    assert "från 2015-01-01, så länge överenskommelsen gäller" in picture.whole
    assert "tills vidare" not in picture.whole


def test_decisions_are_in_order() -> None:
    """The decisions come in the order in which they became known, from above."""
    texts = life(eventful()).texts
    days = [text for text in texts if text.left < 40 and text.said[:3] in {"201", "202"}]
    tops = [text.top for text in sorted(days[:-1], key=lambda text: text.said)]

    assert len(days) == 8
    assert tops == sorted(tops)


def test_life_as_known_on_a_day() -> None:
    """What was decided later is not in the picture; what has no decision cannot be placed."""
    picture = life(eventful(), known_on=dt.date(2018, 12, 31))

    assert "Enligt vad som var känt den 31 december 2018." in picture.whole
    assert "Partsbyte" not in picture.whole
    assert "Utträde" in picture.whole
    assert "inget beslut registrerat" in picture.whole


def test_life_of_290_members() -> None:
    """Accessions of one day are one line, with their number; members are told together."""
    towns = [municipality(f"Kommun {n}", id=f"k{n}") for n in range(290)]
    agreement = agreed(*towns)
    joined = [joins(n, town.id, dt.date(2015, 1, 1)) for n, town in enumerate(towns, start=1)]
    said = life(attrs.evolve(agreement, instruments=joined)).whole

    assert "290 anslutningar (nr 1–290)" in said
    assert "290 parter:" in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(40, "40 anslutningar", id="of a year"),
        pytest.param(12, "Anslutning (nr 12)", id="each its own"),
    ],
)
def test_many_days(days: int, said: str) -> None:
    """If there are more decisions than lines, those of one kind and year are one line."""
    agreement = agreed(*[municipality(f"Kommun {n}", id=f"k{n}") for n in range(days)])
    for n in range(days):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=n)
        agreement = agreement.accede(f"k{n}", decided(day), effective=Period(day))

    assert said in life(agreement).whole


def test_decades_of_decisions() -> None:
    """If even the years are more than the lines, those of one kind are one line."""
    agreement = agreed(*[municipality(f"Kommun {n}", id=f"k{n}") for n in range(40)])
    for n in range(40):
        day = dt.date(2020 + n, 1, 1)
        agreement = agreement.accede(f"k{n}", decided(day), effective=Period(day.replace(month=3)))
    said = life(agreement).whole

    assert "40 anslutningar" in said
    assert "första dag 2020-03-01 – 2059-03-01" in said
    assert "40 parter:" in said


def test_life_without_instruments() -> None:
    """An agreement without instruments says so."""
    assert "Inget instrument är registrerat." in life(agreed("Nacka")).whole


def small(**terms: Any) -> Agreement:
    """Return an agreement that two parties joined from 2015 on."""
    agreement = agreed(municipality("Alfa", id="alfa"), municipality("Beta", id="beta"), **terms)
    first = Period(dt.date(2015, 1, 1))
    made = agreement.accede("alfa", decided("2014-12-01"), effective=first)
    return made.accede("beta", decided("2014-12-05"), effective=first)


BOTH = Period(dt.date(2016, 1, 1))
TAKEN_BACK = (
    small()
    .withdraw("alfa", decided("2015-02-01"), last_day=dt.date(2016, 12, 31))
    .revoke(3, decided("2015-03-01"), ground=Ground.TAKEN_BACK)
)
RECORDED = (
    small()
    .amend(decided("2015-02-01"), title="Nytt", effective=Start(when=Condition.LEGAL_FORCE))
    .record(3, recorded_on=dt.date(2015, 6, 1), first_day=dt.date(2015, 5, 14))
)


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        pytest.param(small(needs=Needs()), "Överenskommelsen börjar gälla", id="adopted"),
        pytest.param(
            small(needs=Needs(), period=Start(when=Condition.ALL_DECIDED)),
            "Överenskommelsen börjar gälla från 2014-12-05",
            id="adopted, without a day",
        ),
        pytest.param(
            attrs.evolve(small(needs=Needs(parties=["alfa", "beta"])), instruments=()),
            "väntar på beslut av 2 parter",
            id="not adopted",
        ),
        pytest.param(
            small().amend(title="Nytt", effective=BOTH, needs=Needs()),
            "väntar på beslut av 2 parter",
            id="waits for several",
        ),
        pytest.param(
            small().amend(title="Nytt", effective=BOTH, needs=Needs(parties="alfa")),
            "väntar på beslut",
            id="waits for one",
        ),
        pytest.param(TAKEN_BACK, "utan verkan; till och med 2016-12-31", id="taken back"),
        pytest.param(TAKEN_BACK, "gäller nr 3", id="what takes back"),
        pytest.param(RECORDED, "Registrerad dag för ändring av villkoren (3)", id="recorded day"),
        pytest.param(RECORDED, "från 2015-05-14, tills vidare", id="by a recorded day"),
        pytest.param(
            small(last_day=dt.date(2020, 12, 31)).extend(decided("2015-02-01"), last_day=None),
            "Förlängning (nr 3) tills vidare",
            id="extended",
        ),
        pytest.param(
            small().amend(decided("2016-01-02"), title="Nytt", effective=BOTH),
            "1 dag före beslutet",
            id="one day back",
        ),
    ],
)
def test_what_happened(agreement: Agreement, said: str) -> None:
    """What waits, has no effect, or reaches back is told in words."""
    assert said in life(agreement).whole


def test_signs_are_explained() -> None:
    """The signs of a picture are explained below it."""
    agreement = (
        small(last_day=dt.date(2020, 12, 31))
        .amend(decided("2015-03-01"), title="Nytt", effective=Period(dt.date(2015, 1, 1)))
        .withdraw("alfa", decided("2015-04-01"), last_day=dt.date(2016, 12, 31))
        .revoke(4, decided("2015-05-01"), ground=Ground.TAKEN_BACK)
        .extend(decided("2016-01-01"), last_day=dt.date(2025, 12, 31))
        .amend(decided("2016-02-01"), title="Nyare", effective=BOTH)
        .amend(title="Nyast", effective=Period(dt.date(2017, 1, 1)), needs=Needs())
    )
    texts = {text.said: text for text in life(agreement, "en", page="slide").texts}
    signs = [
        "the decision becomes known",
        "applies",
        "until further notice",
        "applies before the decision",
        "last day",
        "not known, or without effect",
    ]

    assert {each for each in signs if each not in texts} == set()


def test_signs_in_two_lines() -> None:
    """If the signs have no room in one line, the last ones are explained below the others."""
    agreement = (
        small()
        .amend(decided("2015-03-01"), title="Nytt", effective=Period(dt.date(2015, 1, 1)))
        .withdraw("alfa", decided("2015-04-01"), last_day=dt.date(2016, 12, 31))
        .amend(title="Nyast", effective=Period(dt.date(2017, 1, 1)), needs=Needs())
    )
    texts = {text.said: text for text in life(agreement, "en").texts}

    assert texts["not known, or without effect"].top > texts["last day"].bottom


def test_unbroken_numbers() -> None:
    """The numbers of several decisions are told only if none is missing between them."""
    agreement = agreed(*[municipality(f"Kommun {n}", id=f"k{n}") for n in range(3)])
    agreement = agreement.accede("k0", decided("2014-12-01"), effective=BOTH)
    agreement = agreement.amend(decided("2014-12-01"), title="Nytt", effective=BOTH)
    agreement = agreement.accede("k1", decided("2014-12-01"), effective=BOTH)

    assert "2 anslutningar" in life(agreement).said


@pytest.mark.slow
@given(
    lives(), st.sampled_from(LOOKS), st.none() | st.dates(dt.date(2014, 1, 1), dt.date(2019, 1, 1))
)
def test_any_life(
    world: World, look: tuple[Language, PageName, ThemeName], known_on: dt.date | None
) -> None:
    """Any life can be drawn, as known on any day."""
    language, page, theme = look
    life(world.agreement, language, known_on=known_on, page=page, theme=theme)


# --- The explanation of a fee


def test_explanation() -> None:
    """The amount of each step is at the right, and the sources have the numbers of the text."""
    picture = check(explanation_svg(NACKA))
    amounts = [
        text
        for text in picture.texts
        if text.said == "142\N{NO-BREAK SPACE}773,00\N{NO-BREAK SPACE}kr"
    ]

    assert len(amounts) == 3
    assert len({round(text.right, 1) for text in amounts}) == 1
    assert "Regel för kommuner [2]" in picture.whole.replace("\N{NO-BREAK SPACE}", " ")
    assert "[1] [2] [3] [4] Ekonomiska förutsättningar" in picture.whole
    assert "[8]" in explanation_text(NACKA)


def test_fee_without_sources() -> None:
    """If nothing has a source, none are listed."""
    agreement = attrs.evolve(
        governed(), terms=attrs.evolve(governed().terms, funding=funded_by(Fixed(kronor=100)))
    )
    tree = assess(agreement, year=2024, figures=FigureTable(())).explain("board")

    assert "Källor" not in check(explanation_svg(tree)).said


def test_known_on() -> None:
    """A day of knowledge is told in the title."""
    tree = assess(eventful_with_fee(), year=2016, figures=figures, known_on=NEXT_DAY).explain("k6x")

    assert "Enligt vad som var känt den" in check(explanation_svg(tree)).whole


def eventful_with_fee() -> Agreement:
    """Return an agreement with one member and a fixed fee."""
    agreement = agreed(municipality("Kommun", id="k6x"), funding=funded_by(Fixed(kronor=100)))
    return agreement.accede("k6x", decided("2015-12-01"), effective=Period(dt.date(2016, 1, 1)))


@pytest.mark.slow
@given(worlds(), st.sampled_from(LOOKS))
def test_any_explanation(world: World, look: tuple[Language, PageName, ThemeName]) -> None:
    """Any rule can be drawn."""
    language, page, theme = look
    found = assess(world.agreement, year=world.year, figures=world.figures)
    for fee in found.fees:
        check(explanation_svg(found.explain(fee.party), language, page=page, theme=theme))
