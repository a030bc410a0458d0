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
from drawn import DAY, HOSTILE, LOG, START, always, governed
from samverkan import Agreement, FigureTable, Language, Name, Period, Text, assess
from samverkan.errors import NotADayError
from samverkan.fees import Explanation
from samverkan.funding import Fixed
from samverkan.governance import Forum, Governance, Level, LevelRank, OperatingMode, Seat
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
    """Return the labels of a governance, which are the same in both diagram languages."""
    drawn = labels(governance_mermaid(agreement.as_known(), **{"on": DAY, **options}))

    assert sorted(labels(governance_dot(agreement.as_known(), **{"on": DAY, **options}))) == (
        sorted(drawn)
    )
    return drawn


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
    levels=[Level(id="topp", name=Text("Topp", "Top"), rank=LevelRank.DIRECTING)],
    forums=[
        Forum(
            id="radet",
            names='Rådet "A"',
            level="topp",
            chair="board",
            seats=Seat(id="chef", function="Chef", party="utanfor"),
        )
    ],
    overall="radet",
)
SMALL_MERMAID = """\
%%{init: {"flowchart": {"wrappingWidth": 600, "nodeSpacing": 30, "rankSpacing": 40, \
"subGraphTitleMargin": {"top": 4, "bottom": 16}}}}%%
flowchart TB
  n1["Avtal<br/>Organisation och styrning den 3 juni 2024"]
  subgraph n5["Topp #40;inriktande#41;"]
    n2[["Rådet #34;A#34;<br/>Har det övergripande ansvaret<br/>AKTIVERAT LÄGE"]]
    n3["Ordförande#58; Länsstyrelsen"]
    n4["Chef<br/>Vakant"]
  end
  n1 ~~~ n2
  n2 --- n3
  n3 --- n4
  classDef title fill:none,stroke:none,color:#000,font-weight:bold
  class n1 title
  classDef band fill:#f4f4f2,stroke:#8a8a85,color:#000,font-weight:bold
  class n5 band
  classDef forum fill:#dce9f7,stroke:#1f4e79,stroke-width:2px,color:#000,font-weight:bold
  class n2 forum
  classDef overall stroke-width:4px
  class n2 overall
  classDef activated fill:#ffd08a,stroke:#a33b00,stroke-width:5px
  class n2 activated
  classDef chair fill:#fff8d6,stroke:#7a6400,stroke-width:2px,color:#000
  class n3 chair
  classDef vacant fill:#fde3e1,stroke:#b3261e,stroke-width:2px,stroke-dasharray:6 4,color:#000
  class n4 vacant
"""
SMALL_DOT = """\
graph {
  graph [rankdir=TB, ranksep=0.3, nodesep=0.25, fontname="Helvetica-Bold", fontsize=12]
  node [shape=box, style=filled, fillcolor="#ffffff", fontname="Helvetica", fontsize=12]
  edge [color="#555555", weight=9]
  n1 [label="Agreement\\nGovernance on 3 June 2024\\n", shape="plaintext", fontsize="15", \
fontname="Helvetica-Bold", margin="0.8,0.1"]
  subgraph cluster_n5 {
    label="Top (directing)\\n"
    graph [style=filled, fillcolor="#f4f4f2", color="#8a8a85", margin=16]
    n2 [label="Rådet \\"A\\"\\nHas overall responsibility\\n", fillcolor="#dce9f7", \
color="#1f4e79", fontname="Helvetica-Bold", margin="0.35,0.1", peripheries="2"]
    n3 [label="Chair: Länsstyrelsen\\n", fillcolor="#fff8d6", color="#7a6400", penwidth="2"]
    n4 [label="Chef\\nVacant\\n", style="filled,dashed", fillcolor="#fde3e1", color="#b3261e", \
penwidth="2"]
  }
  n1 -- n2 [style=invis, weight=0]
  n2 -- n3
  n3 -- n4
}
"""


def test_small_governance() -> None:
    """A small diagram in full: each marked element has its own shape, and a word for the mark."""
    terms = attrs.evolve(governed().terms, governance=SMALL)
    state = attrs.evolve(governed(), terms=terms).as_known()

    assert governance_mermaid(state, on=DAY, mode=OperatingMode.ACTIVATED) == SMALL_MERMAID
    assert governance_dot(state, on=DAY, language="en") == SMALL_DOT


def test_levels_are_bands_in_order() -> None:
    """Levels are shown in their order, each with its focus; a level without a forum says so."""
    said = both(governed())

    assert [line for line in said if "Nätverket" not in line][:2] == [
        ["Avtal", "Organisation och styrning den 3 juni 2024"],
        ["Inriktande"],
    ]
    assert [
        label for [label, *_] in said if label in {"Mitten (samordnande)", "Verkställande"}
    ] == [
        "Mitten (samordnande)",
        "Verkställande",
    ]
    assert ["Lägesbild"] in said
    assert said.count(["Inget forum är angivet"]) == 1


def test_ranks_are_kept_apart() -> None:
    """An invisible line leads from the longest column of a level to each forum below."""
    state = governed().as_known()
    hidden = re.findall(r"(n\d+) ~~~ (n\d+)", governance_mermaid(state, on=DAY))

    assert hidden == re.findall(r"(n\d+) -- (n\d+) \[style=invis", governance_dot(state, on=DAY))
    assert len(hidden) == len(["Inriktande", "Lägesbild", "Gruppen", "Andra", "none", "Nätverket"])


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
    assert [name, "Har det övergripande ansvaret"] in both(stockholm, on=day)


@pytest.mark.parametrize(
    ("day", "chair"),
    [
        pytest.param(START, "Gamla", id="before"),
        pytest.param(dt.date(2024, 3, 1), "Nya", id="by succession"),
    ],
)
def test_chair_by_succession(day: dt.date, chair: str) -> None:
    """The chair is the stated party, or its successor."""
    assert [f"Ordförande: {chair}"] in both(governed(), on=day)


def test_offices() -> None:
    """The convener is shown, and a different initial lead; also if a party is no member."""
    said = both(governed())

    assert ["Sammankallar: Länsstyrelsen"] in said
    assert ["Sammankallar: Länsstyrelsen", "Leder inledningsvis:", "Kommun a"] not in said
    assert ["Sammankallar: Länsstyrelsen", "Leder inledningsvis: Kommun a"] in said
    assert ["Ordförande:", "utanfor, som inte är part"] in said


@pytest.mark.parametrize(
    "seat",
    [
        pytest.param(["Chef", "Mandat: besluta", "Länsstyrelsen"], id="mandate"),
        pytest.param(["Direktör", "Kommun a och Kommun b", "2 platser vakanta"], id="some vacant"),
        pytest.param(["Ledare", "Kommun c", "1 plats vakant"], id="one vacant"),
        pytest.param(["Tjänsteman", "Vakant"], id="vacant"),
        pytest.param(
            [
                "Säkerhetschef",
                "8 parter:",
                "Kommun a, Kommun b, Kommun c,",
                "Kommun d och 4 till",
            ],
            id="many",
        ),
        pytest.param(["Inga platser är angivna"], id="none"),
    ],
)
def test_seats(seat: list[str]) -> None:
    """A seat shows function, mandate and holders; of many holders, the first and the number."""
    assert seat in both(governed(), mode=OperatingMode.ORDINARY)


def test_vacant_seats_look_so() -> None:
    """A seat with any vacancy has its own look."""
    said = governance_mermaid(governed().as_known(), on=DAY)
    [line] = [
        line for line in said.splitlines() if line.startswith("  class ") and "vacant" in line
    ]

    assert line.count("n") - "vacant".count("n") == 3
    assert governance_dot(governed().as_known(), on=DAY).count("filled,dashed") == 3


def test_activated() -> None:
    """An activated forum has its own look and a word; a seat not called in that mode says so."""
    ordinary = both(governed(), mode=OperatingMode.ORDINARY)
    activated = both(governed(), log=LOG)
    marked = governance_dot(governed().as_known(), on=DAY, log=LOG)

    assert ["Gruppen"] in ordinary
    assert ["Gruppen", "AKTIVERAT LÄGE"] in activated
    assert "Kallas inte i aktiverat läge" not in [line for said in ordinary for line in said]
    assert [said[0] for said in activated if "Kallas inte i aktiverat läge" in said] == [
        "Säkerhetschef"
    ]
    assert marked.count("#a33b00") == 1
    assert (
        governance_dot(governed().as_known(), on=DAY, mode=OperatingMode.ACTIVATED).count("#a33b00")
        == 4
    )


def test_a_mode_that_is_not_known() -> None:
    """If the log does not know the mode, the forum says so, and shows the seats of both modes."""
    later = both(governed(), on=DAY + dt.timedelta(days=1), log=LOG)

    assert ["Gruppen", "LÄGET ÄR INTE KÄNT"] in later
    assert [said[0] for said in later if "Kallas inte i aktiverat läge" in said] == [
        "Säkerhetschef"
    ]
    assert all("Kallas inte i ordinarie läge" not in said for said in later)


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
    assert listed[-1] == "[8] hela handlingen"


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
        pytest.param('"', "#34;", r"\"", id="quote"),
        pytest.param("\\", "#92;", r"\\", id="backslash"),
        pytest.param('\\"', "#92;#34;", r"\\\"", id="backslash and quote"),
        pytest.param("<b>", "#60;b#62;", "<b>", id="element"),
        pytest.param("&quot;", "#38;quot#59;", "&amp;quot;", id="entity"),
        pytest.param("#quot;", "#35;quot#59;", "#quot;", id="entity of Mermaid"),
        pytest.param("a_b*c", "a#95;b#42;c", "a_b*c", id="markdown"),
        pytest.param("%%", "#37;#37;", "%%", id="comment"),
        pytest.param("`", "#96;", "`", id="backtick"),
        pytest.param("-->", "#45;#45;#62;", "-->", id="arrow"),
        pytest.param(r"\n", "#92;#8204;n", r"\\n", id="break"),
        pytest.param("$$x$$", "#36;#8204;#36;x#36;#8204;#36;", "$$x$$", id="formula"),
        pytest.param("fa:fa-ban", "fa#58;#8204;fa#45;ban", "fa:fa-ban", id="icon"),
        pytest.param("ﬂ°¶ß", "ﬂ#8204;#176;#182;#8204;ß", "ﬂ°¶ß", id="signs of Mermaid"),
        pytest.param("Åmåls kommun, ö 1", "Åmåls kommun, ö 1", "Åmåls kommun, ö 1", id="plain"),
    ],
)
def test_escaped(said: str, in_mermaid: str, in_dot: str) -> None:
    """Characters with a special meaning are escaped, so that they are only displayed."""
    state = named(said).as_known()

    assert f'["{in_mermaid}"]\n' in governance_mermaid(state, on=DAY)
    assert f'[label="{in_dot}\\n", ' in governance_dot(state, on=DAY)


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
    boxes = [label for label in both(named(*names)) if label != ["Inga platser är angivna"]]

    assert ["".join("".join(label).split()) for label in boxes[2:]] == [
        "".join(Name(name).text.split()) for name in names
    ]


@pytest.mark.slow
@given(NAMES)
def test_names_change_nothing_else(name: str) -> None:
    """Any names give the same number of boxes, bands and lines as plain ones."""

    def shape(diagram: str) -> list[str]:
        return re.sub(r'"[^"\n]*"', "", re.sub(r"\\.", "", diagram)).splitlines()[1:]

    Name(name)
    plain, named = governed().as_known(), governed(always(name)).as_known()
    for drawn in (governance_mermaid, governance_dot):
        labels(drawn(named, on=DAY, log=LOG))
        assert shape(drawn(named, on=DAY, log=LOG)) == shape(drawn(plain, on=DAY, log=LOG))


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        pytest.param("Rådet", ("Rådet",), id="short"),
        pytest.param("a" * 40, ("a" * 34, "a" * 6), id="one long word"),
        pytest.param("x" * 2000, (*["x" * 34] * 5, "…"), id="one very long word"),
        pytest.param("ab " * 99, (*["ab " * 10 + "ab"] * 5, "ab " * 11 + "…"), id="very long"),
        pytest.param("Ordförande: Rådet", ("Ordförande: Rådet",), id="colon in a line"),
        pytest.param(
            "Ordförande: Länsstyrelsen i Stockholm",
            ("Ordförande:", "Länsstyrelsen i Stockholm"),
            id="colon in a long line",
        ),
        pytest.param(
            "Organisation och styrning den 3 juni",
            ("Organisation och styrning", "den 3 juni"),
            id="a number stays with its neighbours",
        ),
    ],
)
def test_fitted(said: str, lines: tuple[str, ...]) -> None:
    """A text is broken into short lines; a very long one is cut, with a visible mark."""
    assert list(lines) in both(named(said))


def test_long_title_of_a_level() -> None:
    """A level's title has one line; a long name is cut."""
    level = Level(id="topp", name="Nivå " * 30, rank=LevelRank.DIRECTING)
    [title] = [
        said for said in both(changed(levels=level, forums=(), overall=None)) if "..." in said[0]
    ]

    assert title == ["Nivå " * 11 + "Ni..."]


def test_same_value_same_text() -> None:
    """The same question gives the same text, in lines that end in LF."""
    one, other = (governance_mermaid(governed().as_known(), on=DAY) for _ in range(2))

    assert one == other
    assert "\r" not in one
    assert explanation_dot(explained()) == explanation_dot(explained())
