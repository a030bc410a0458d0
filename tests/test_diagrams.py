from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import funded_by, plainly
from diagrams import labels
from drawn import DAY, HOSTILE, LOG, LOG_OF_FOUR, START, always, four_forums, governed
from samverkan import Agreement, FigureTable, Language, Name, Period, Text, assess
from samverkan.errors import NotADayError
from samverkan.fees import Explanation
from samverkan.funding import Fixed
from samverkan.governance import ACTIVATED, ORDINARY, Forum, Governance, Level, Seat
from samverkan.reports import (
    explanation_dot,
    explanation_mermaid,
    explanation_text,
    governance_dot,
    governance_mermaid,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures
from strategies import World, worlds


def both(agreement: Agreement, **options: Any) -> list[list[str]]:
    """Return the labels of a governance in Mermaid; those of Graphviz have the same words."""
    asked = {"on": DAY, **options}
    drawn = labels(governance_mermaid(agreement.as_known(), **asked))
    tables = labels(governance_dot(agreement.as_known(), **asked))

    assert len(tables) == len(drawn)
    for lines, cells in zip(drawn, tables, strict=True):
        head = [cells.index(name) for name in ("Plats", "Seat") if name in cells]
        if head:
            said = " ".join(lines)
            assert [cell for cell in cells[: head[0]] if cell not in said] == []
            assert [word for word in words(cells[head[0] :]) if word not in said] == []
        else:
            assert "".join(words(lines)) == "".join(words(cells))
    return drawn


def words(lines: list[str]) -> list[str]:
    """Return the words of a label, without the heads of columns."""
    heads = {"Plats", "Antal", "Innehavare", "Ersättare", "Seat", "No.", "Held by", "Deputies"}
    return " ".join(line for line in lines if line not in heads).split()


def changed(**fields: object) -> Agreement:
    """Return the example with another governance."""
    agreement = governed()
    governance = agreement.terms.governance
    assert governance is not None
    changes: dict[str, Any] = fields
    terms = attrs.evolve(agreement.terms, governance=attrs.evolve(governance, **changes))
    return attrs.evolve(agreement, terms=terms)


# --- Governance

SMALL = Governance(
    levels=[Level(id="topp", name=Text("Topp", "Top"), rank=3)],
    forums=[
        Forum(
            id="radet",
            names='Rådet "A"',
            level="topp",
            chair="board",
            seats=Seat(id="chef", function="Chef", parties="utanfor"),
        )
    ],
    modes=[ORDINARY, ACTIVATED],
    overall="radet",
)
SMALL_MERMAID = """\
%%{init: {"flowchart": {"wrappingWidth": 1200, "nodeSpacing": 30, "rankSpacing": 30, \
"subGraphTitleMargin": {"top": 4, "bottom": 16}}}}%%
flowchart TB
  n1["Avtal<br/>Organisation och styrning den 3 juni 2024"]
  subgraph n3["Topp"]
    n2[["<b>Rådet #34;A#34;</b><br/><b>Har det övergripande ansvaret</b>\
<br/><b>AKTIVERAT LÄGE</b><br/>Ordförande#58; Länsstyrelsen<br/>Chef #40;1#41;#58; vakant"]]
  end
  n1 ~~~ n2
  classDef title fill:none,stroke:none,color:#000,font-weight:bold
  class n1 title
  classDef band fill:#f4f4f2,stroke:#8a8a85,color:#000,font-weight:bold
  class n3 band
  classDef forum fill:#fff,stroke:#1f4e79,stroke-width:2px,color:#000,text-align:left
  class n2 forum
  classDef overall stroke-width:4px
  class n2 overall
  classDef activated fill:#fff1dc,stroke:#a33b00,stroke-width:5px
  class n2 activated
"""
SMALL_DOT = """\
graph {
  graph [rankdir=TB, ranksep=0.2, nodesep=0.2, fontname="Helvetica-Bold", fontsize=12]
  node [shape=box, style=filled, fillcolor="#ffffff", fontname="Helvetica", fontsize=12]
  edge [color="#555555", weight=9]
  n1 [label="Agreement\\nGovernance on 3 June 2024\\nMode: not known\\n", shape="plaintext", \
fontsize="15", fontname="Helvetica-Bold", margin="0.8,0.1"]
  subgraph cluster_n3 {
    label="Top\\n"
    graph [style=filled, fillcolor="#f4f4f2", color="#8a8a85", margin=8]
    n2 [label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"><TR>\
<TD ALIGN="LEFT" BALIGN="LEFT" COLSPAN="3" BGCOLOR="#dce9f7"><B>Rådet &quot;A&quot;</B>\
<BR ALIGN="LEFT"/><B>Has overall responsibility</B><BR ALIGN="LEFT"/></TD></TR><HR/><TR>\
<TD ALIGN="LEFT" BALIGN="LEFT" COLSPAN="3">Chair: Länsstyrelsen<BR ALIGN="LEFT"/></TD></TR>\
<HR/><TR><TD ALIGN="LEFT" BALIGN="LEFT"><B>Seat</B><BR ALIGN="LEFT"/></TD>\
<TD ALIGN="LEFT" BALIGN="LEFT"><B>No.</B><BR ALIGN="LEFT"/></TD>\
<TD ALIGN="LEFT" BALIGN="LEFT"><B>Held by</B><BR ALIGN="LEFT"/></TD></TR><HR/><TR>\
<TD ALIGN="LEFT" BALIGN="LEFT">Chef<BR ALIGN="LEFT"/></TD><TD ALIGN="LEFT" BALIGN="LEFT">1\
<BR ALIGN="LEFT"/></TD><TD ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="#fde3e1">vacant\
<BR ALIGN="LEFT"/></TD></TR></TABLE>>, color="#1f4e79", margin="0.03,0.03", peripheries="2"]
  }
  n1 -- n2 [style=invis, weight=0]
}
"""


def test_small_governance() -> None:
    """A small diagram in full: each marked element has its own shape, and a word for the mark."""
    terms = attrs.evolve(governed().terms, governance=SMALL)
    state = attrs.evolve(governed(), terms=terms).as_known()

    assert governance_mermaid(state, on=DAY, mode=ACTIVATED) == SMALL_MERMAID
    assert governance_dot(state, on=DAY, language="en") == SMALL_DOT


def test_levels_are_bands_in_order() -> None:
    """Levels are bands from the top, each with its focus; a level without a forum says so."""
    said = both(governed())
    names = [["Inriktande"], ["Mitten: Lägesbild"], ["Verkställande"], ["Ingen nivå är angiven"]]

    assert said[0] == ["Avtal", "Organisation och styrning den 3 juni 2024", "Läge: inte känt"]
    assert [label for label in said if label in names] == names
    assert said.count(["Inget forum är angivet"]) == 1


def test_levels_are_below_each_other() -> None:
    """Hidden lines lead from each forum of a level to each forum of the next."""
    state = governed().as_known()
    hidden = re.findall(r"(n\d+) ~~~ (n\d+)", governance_mermaid(state, on=DAY))

    assert hidden == re.findall(r"(n\d+) -- (n\d+) \[style=invis", governance_dot(state, on=DAY))
    # The title, the council, the group and the other beside it, the note, the network.
    assert hidden == [
        ("n1", "n2"),
        ("n2", "n4"),
        ("n2", "n5"),
        ("n4", "n7"),
        ("n5", "n7"),
        ("n7", "n9"),
    ]


def test_many_forums_of_a_level() -> None:
    """At most three forums are side by side; those of the same row are not connected."""
    state = named(*"abcdefg").as_known()
    hidden = re.findall(r"(n\d+) ~~~ (n\d+)", governance_mermaid(state, on=DAY))

    assert len(hidden) == 3 + 3 * 3 + 3


def test_without_a_level() -> None:
    """A forum without a stated level is in a band that says so; otherwise there is no such band."""
    assert ["Ingen nivå är angiven"] in both(governed())
    assert ["No level is stated"] in both(governed(), language="en")
    assert ["Ingen nivå är angiven"] not in both(changed(forums=(), overall=None))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(dt.date(2015, 1, 1), "Regionala rådet", id="before"),
        pytest.param(dt.date(2020, 2, 17), "Regionala chefsgruppen", id="after"),
    ],
)
def test_name_of_the_day(day: dt.date, name: str) -> None:
    """A forum is shown with its name on that day."""
    assert [name, "Har det övergripande ansvaret"] in [
        label[:2] for label in both(stockholm, on=day)
    ]


@pytest.mark.parametrize(
    ("day", "chair"),
    [
        pytest.param(START, "Gamla", id="before"),
        pytest.param(dt.date(2024, 3, 1), "Nya", id="by succession"),
    ],
)
def test_chair_by_succession(day: dt.date, chair: str) -> None:
    """The chair is the stated party, or its successor."""
    assert f"Ordförande: {chair}" in box("Rådet", on=day)


def test_offices() -> None:
    """The convener is shown, and a different initial lead; also if a party is no member."""
    assert "Sammankallar: Länsstyrelsen" in box("Rådet")
    assert box("Gruppen")[1:3] == ["Sammankallar: Länsstyrelsen", "Leder inledningsvis: Kommun a"]
    assert "Ordförande: Utanfor, som inte är part" in box("Andra")


def test_vice_chairs_and_no_levels() -> None:
    """Each vice chair has a line, the first first; without levels, none is missing."""
    forum = Forum(
        id="ensam",
        names="Ensam",
        chair="board",
        vice_chairs=["kommun-b", "kommun-a"],
        convener="board",
        initial_lead="board",
    )
    alone = changed(levels=[], forums=forum, overall=None)

    assert both(alone)[1:] == [
        ["Forum"],
        [
            "Ensam",
            "Ordförande, sammankallar, leder inledningsvis: Länsstyrelsen",
            "Vice ordförande: Kommun b",
            "Vice ordförande: Kommun a",
            "Inga platser är angivna",
        ],
    ]
    assert ["Forums"] in both(alone, language="en")


def box(forum: str, **options: Any) -> list[str]:
    """Return the lines of the box of a forum."""
    [lines] = [label for label in both(governed(), **options) if label[0] == forum]
    return lines


@pytest.mark.parametrize(
    ("forum", "seat"),
    [
        pytest.param("Rådet", "Chef (1): Länsstyrelsen; Mandat: besluta", id="mandate"),
        pytest.param(
            "Rådet", "Direktör (4): Kommun a och Kommun b, 2 platser vakanta", id="some vacant"
        ),
        pytest.param("Rådet", "Ledare (2): Kommun c, 1 plats vakant", id="one vacant"),
        pytest.param("Gruppen", "Tjänsteman (1): vakant", id="vacant"),
        pytest.param(
            "Gruppen",
            "Säkerhetschef (8): 8 parter: Kommun a, Kommun b, Kommun c, Kommun d och 4 till",
            id="many",
        ),
        pytest.param("Andra", "Inga platser är angivna", id="none"),
    ],
)
def test_seats(forum: str, seat: str) -> None:
    """A seat shows function, number, holders and mandate; of many holders, the first."""
    assert seat in " ".join(box(forum, mode=ORDINARY))


def test_answers_look_different() -> None:
    """In the table of Graphviz, vacant seats have a ground of their own, unstated ones italics."""
    drawn = governance_dot(four_forums().as_known(), on=DAY, log=LOG_OF_FOUR)

    assert drawn.count("#fde3e1") == len(["sakkunnig", "samordnare", "ledare"])
    assert drawn.count("<I>") == len(["kommuner", "brandingenjör", "el"])


def test_activated() -> None:
    """An activated forum has its own look and a word; a seat not called in that mode says so."""
    ordinary = " ".join(box("Gruppen", mode=ORDINARY))
    activated = box("Gruppen", log=LOG)
    marked = governance_dot(governed().as_known(), on=DAY, log=LOG)

    assert activated[:2] == ["Gruppen", "AKTIVERAT LÄGE från och med den 3 juni 2024"]
    assert "AKTIVERAT LÄGE" not in ordinary
    assert "Kallas inte i aktiverat läge" not in ordinary
    assert " ".join(activated).count("Kallas inte i aktiverat läge") == 1
    assert marked.count("#a33b00") == 1
    assert governance_dot(governed().as_known(), on=DAY, mode="activated").count("#a33b00") == 4


def test_a_mode_that_is_not_known() -> None:
    """If the log does not know the mode, the forum says so, and shows the seats of both modes."""
    later = box("Gruppen", on=DAY + dt.timedelta(days=1), log=LOG)

    assert later[:2] == ["Gruppen", "LÄGET ÄR INTE KÄNT"]
    assert "Kallas inte i aktiverat läge" in " ".join(later)
    assert "Kallas inte i ordinarie läge" not in " ".join(later)


def test_two_seats_in_a_line() -> None:
    """A forum that is alone in its level has several seats in a line, so that it is not high."""
    [council] = [label for label in both(four_forums()) if label[0] == "Regionala rådet"]

    assert "Chef för militärregionen (1): Försvarsmakten" in council[-1]
    assert "Regionchef (1): SOS Alarm Sverige AB" in council[-1]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_host(language: Language) -> None:
    """The host municipality is shown below the title."""
    host = "Värdkommun" if language == "sv" else "Host municipality"

    assert f"{host}: Jönköping kommun" in both(four_forums(), language=language)[0]


def test_day_is_a_day() -> None:
    """A moment is refused as a day."""
    with pytest.raises(NotADayError):
        governance_mermaid(governed().as_known(), on=dt.datetime(2024, 6, 3))


@pytest.mark.parametrize(
    ("agreement", "day", "language", "said"),
    [
        pytest.param(
            governed(),
            dt.date(2023, 12, 31),
            "sv",
            ["Överenskommelsen gäller inte", "den 31 december 2023."],
            id="not in force",
        ),
        pytest.param(
            governed(),
            dt.date(2023, 12, 31),
            "en",
            ["The agreement is not in force", "on 31 December 2023."],
            id="not in force, in English",
        ),
        pytest.param(
            attrs.evolve(
                governed(),
                terms=attrs.evolve(governed().terms, period=Period(START, dt.date(2024, 4, 30))),
            ),
            DAY,
            "en",
            ["The agreement is not in force", "on 3 June 2024."],
            id="not any more",
        ),
        pytest.param(
            attrs.evolve(governed(), terms=attrs.evolve(governed().terms, governance=None)),
            DAY,
            "sv",
            ["Villkoren säger inget om", "organisation och styrning."],
            id="not stated",
        ),
        pytest.param(
            attrs.evolve(governed(), terms=attrs.evolve(governed().terms, governance=Governance())),
            DAY,
            "en",
            ["The terms say nothing about", "governance."],
            id="nothing in it",
        ),
    ],
)
def test_nothing_to_draw(
    agreement: Agreement, day: dt.date, language: Language, said: list[str]
) -> None:
    """If there is no governance to draw, one box says why."""
    assert both(agreement, on=day, language=language) == [said]


# --- Explanations

NACKA_EN = """\
  n1["Nacka kommun #40;0182#41;, fee for 2015#58;<br/>SEK 142,773#46;00"]
  n2["Rounded to whole öre, halves away<br/>from zero#58;<br/>SEK 142,773#46;00 #91;1#93;"]
  n3["Rule for municipalities#58;<br/>SEK 142,773#46;00 #91;2#93;"]
  n4["SEK 1#46;50 per inhabitant<br/>#215; 95,182 inhabitants<br/>#61; SEK 142,773#46;00 #91;3#93;"]
  n5("Reference date#58;<br/>30 June of the year before #91;4#93;")
  n6("Population of Nacka kommun<br/>on 30 June 2014#58;<br/>95,182 #40;final, published<br/>\
on 14 August 2014#41; #91;8#93;")
"""


def explained(agreement: Agreement = stockholm, party: str = "0182") -> Explanation:
    """Return the explanation of a party's fee."""
    table = figures if agreement is stockholm else FigureTable(())
    year = agreement.as_known().period.first_day.year
    return assess(agreement, year=year, figures=table).explain(party)


def test_explanation() -> None:
    """The amount comes first, then the steps, and last the figures, each with its sources."""
    lines = explanation_mermaid(explained(), "en").splitlines(keepends=True)

    assert "".join(lines[2:8]) == NACKA_EN
    assert [line.strip() for line in lines if "---" in line or "~~~" in line] == [
        "n1 --- n2",
        "n2 --- n3",
        "n3 --- n4",
        "n4 --- n5",
        "n4 --- n6",
        "n6 ~~~ n7",
    ]


def test_explanation_says_what_the_text_says() -> None:
    """Steps and source numbers are those of the text, in the same order."""
    said = "".join(plainly(explanation_text(explained())).split())
    drawn = labels(explanation_mermaid(explained()))

    assert labels(explanation_dot(explained())) == drawn
    for label in drawn[:-1]:
        assert "".join("".join(label).split()) in said


@pytest.mark.slow
@given(worlds(), st.sampled_from(["sv", "en"]))
def test_any_explanation(world: World, language: Language) -> None:
    """Any rule can be drawn, with the amount at the top; the parts of a step are below it."""
    found = assess(world.agreement, year=world.year, figures=world.figures)
    for fee in found.fees:
        tree = found.explain(fee.party)
        drawn = explanation_mermaid(tree, language)
        tops, belows = zip(*re.findall(r"n(\d+) --- n(\d+)", drawn), strict=True)

        assert labels(drawn) == labels(explanation_dot(tree, language))
        assert list(map(int, belows)) == list(range(2, len(belows) + 2))
        assert all(int(top) < int(below) for top, below in zip(tops, belows, strict=True))


def test_sources_are_listed_by_document() -> None:
    """A place is named once, with the numbers of all steps that cite it."""
    listed = labels(explanation_dot(explained()))[-1]

    assert listed[0] == "Källor:"
    assert "[1] [2] [3] [4] Ekonomiska förutsättningar" in listed
    assert listed[-3:] == [
        "[8] hela handlingen",
        "Samma nummer som i förklaringen i text; källor som bara",
        "citeras där är utelämnade.",
    ]


def test_without_sources() -> None:
    """If nothing has a source, none are listed."""
    funding = funded_by(Fixed(kronor=100))
    agreement = attrs.evolve(governed(), terms=attrs.evolve(governed().terms, funding=funding))

    assert labels(explanation_mermaid(explained(agreement, "board"))) == [
        ["Länsstyrelsen (board), avgift", "för 2024:", "100,00 kr"],
        [
            "Avrundat till hela ören, halva",
            "uppåt, bort från noll:",
            "100,00 kr [ingen källa angiven]",
        ],
        ["Fast belopp:", "100,00 kr [ingen källa angiven]"],
    ]


# --- The text of a label


@pytest.mark.parametrize(
    ("said", "in_mermaid", "in_dot"),
    [
        pytest.param('"', "#34;", "&quot;", id="quote"),
        pytest.param("\\", "#92;", "\\", id="backslash"),
        pytest.param('\\"', "#92;#34;", "\\&quot;", id="backslash and quote"),
        pytest.param("<b>", "#60;b#62;", "&lt;b&gt;", id="element"),
        pytest.param("&quot;", "#38;quot#59;", "&amp;quot;", id="entity"),
        pytest.param("#quot;", "#35;quot#59;", "#quot;", id="entity of Mermaid"),
        pytest.param("a_b*c", "a#95;b#42;c", "a_b*c", id="markdown"),
        pytest.param("%%", "#37;#37;", "%%", id="comment"),
        pytest.param("`", "#96;", "`", id="backtick"),
        pytest.param("-->", "#45;#45;#62;", "--&gt;", id="arrow"),
        pytest.param(r"\n", "#92;#8204;n", "\\\N{ZERO WIDTH NON-JOINER}n", id="break"),
        pytest.param("$$x$$", "#36;#8204;#36;x#36;#8204;#36;", "$$x$$", id="formula"),
        pytest.param("fa:fa-ban", "fa#58;#8204;fa#45;ban", "fa:fa-ban", id="icon"),
        pytest.param("ﬂ°¶ß", "ﬂ#8204;#176;#182;#8204;ß", "ﬂ°¶ß", id="signs of Mermaid"),
        pytest.param("Åmåls kommun, ö 1", "Åmåls kommun, ö 1", "Åmåls kommun, ö 1", id="plain"),
    ],
)
def test_escaped(said: str, in_mermaid: str, in_dot: str) -> None:
    """Characters with a special meaning are escaped, so that they are only displayed."""
    state = named(said).as_known()

    assert f'["<b>{in_mermaid}</b><br/>' in governance_mermaid(state, on=DAY)
    assert f"<B>{in_dot}</B><BR" in governance_dot(state, on=DAY)


def named(*names: str) -> Agreement:
    """Return the example with a forum of each name, on no level and without seats."""
    forums = tuple(Forum(id=f"f{n}", names=name) for n, name in enumerate(names))
    return changed(levels=(), forums=forums, overall=None)


VISIBLE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1
)
NAMES = (
    VISIBLE
    | st.lists(st.sampled_from(sorted(HOSTILE.values()))).map(" ".join).map(lambda s: s[:300])
).filter(lambda name: bool(name.strip()))


@given(st.lists(NAMES.map(lambda name: name[:90]), min_size=1, max_size=12))
def test_labels_are_read_back(names: list[str]) -> None:
    """Whatever a name is, each line is an allowed one, and the label contains the name."""
    boxes = [label[:-1] for label in both(named(*names))[1:] if label[-1] == UNSTATED]

    assert ["".join("".join(label).split()) for label in boxes] == [
        "".join(Name(name).text.split()) for name in names
    ]


UNSTATED = "Inga platser är angivna"


@pytest.mark.slow
@given(NAMES)
def test_names_change_nothing_else(name: str) -> None:
    """Any names give the same number of boxes, bands and lines as plain ones."""

    def shape(diagram: str) -> list[str]:
        without = re.sub(r'"[^"\n]*"', "", re.sub(r"\\.", "", diagram))
        return re.sub(r"label=<<.*>>", "", without).splitlines()[1:]

    Name(name)
    plain, named = governed().as_known(), governed(always(name)).as_known()
    for drawn in (governance_mermaid, governance_dot):
        labels(drawn(named, on=DAY, log=LOG))
        assert shape(drawn(named, on=DAY, log=LOG)) == shape(drawn(plain, on=DAY, log=LOG))


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        pytest.param("Rådet", ("Rådet",), id="short"),
        pytest.param("a" * 140, ("a" * 130, "a" * 10), id="one long word"),
        pytest.param("x" * 2000, (*["x" * 130] * 5, "…"), id="one very long word"),
        pytest.param(
            "Regionala rådet i länet " * 5 + "den 3 juni 2024",
            ("Regionala rådet i länet " * 4 + "Regionala rådet i länet", "den 3 juni 2024"),
            id="a number stays with its neighbours",
        ),
    ],
)
def test_fitted(said: str, lines: tuple[str, ...]) -> None:
    """A text is broken into short lines; a very long one is cut, with a visible mark."""
    assert [*lines, UNSTATED] in both(named(said))


def test_long_title_of_a_level() -> None:
    """A level's title has one line; a long name is cut."""
    level = Level(id="topp", name="Nivå " * 30, rank=3)
    [title] = [
        said for said in both(changed(levels=level, forums=(), overall=None)) if "..." in said[0]
    ]

    assert title == ["Nivå " * 17 + "Ni..."]


def test_same_value_same_text() -> None:
    """The same question gives the same text, in lines that end in LF."""
    one, other = (governance_mermaid(governed().as_known(), on=DAY) for _ in range(2))

    assert one == other
    assert "\r" not in one
    assert explanation_dot(explained()) == explanation_dot(explained())
