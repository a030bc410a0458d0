"""Reports for web pages: HTML that is safe in any page, and Markdown."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import real_agreements as real
from builders import decided
from drawn import HOSTILE, always, explained, four_forums
from paged import plainly, read_html, read_markdown, read_page, squeezed
from samverkan import Agreement, FigureTable, Language, assess, formats, settle
from samverkan.cli import main
from samverkan.core.money import amount
from samverkan.fees import Ledger
from samverkan.formats import Column, ColumnKind, Table, explanation_data
from samverkan.governance import Governance
from samverkan.reports import (
    claims_html,
    deadlines_html,
    explanation_html,
    explanation_markdown,
    explanation_text,
    fees_html,
)
from samverkan.reports.blocks import (
    Block,
    Grid,
    Item,
    Items,
    Pairs,
    Paragraph,
    Section,
    Title,
    Tree,
    items_from,
    visible,
)
from samverkan.reports.html import html, html_page
from samverkan.reports.markdown import markdown
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures
from samverkan.sweden import validate_dates
from strategies import World, worlds

LANGUAGES: list[Language] = ["sv", "en"]
languages = pytest.mark.parametrize("language", LANGUAGES)
YEAR_END = dt.date(2017, 12, 31)
NACKA = assess(stockholm, year=2015, figures=figures).explain("0182")

# --- Any blocks

ODD = "".join(
    [
        *("<>&\"'`*_~|[]()#+-.!\\{}:/@$^=%,;? 1a\t\n\r\f\v\0\x01\x1b\x7f\x85\xa0\xad"),
        *(
            "\u061c\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\U0001ffff"
        ),
        *("åא\u0627日🚒\u0301\ud800"),
    ]
)
texts = st.text(st.sampled_from(ODD) | st.characters(), max_size=8) | st.sampled_from(
    [*HOSTILE.values()]
)
trees: st.SearchStrategy[Tree] = st.recursive(
    st.builds(Tree, texts, texts),
    lambda below: st.builds(Tree, texts, texts, st.lists(below, max_size=3).map(tuple)),
    max_leaves=6,
)
items: st.SearchStrategy[Item] = st.recursive(
    st.builds(Item, texts),
    lambda below: st.builds(Item, texts, st.lists(below, max_size=3).map(tuple)),
    max_leaves=6,
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Any table of one to three columns."""
    count = draw(st.integers(1, 3))
    row = st.tuples(*[texts] * count)
    right = draw(st.tuples(*[st.booleans()] * count))
    foot = draw(row | st.just(()))
    return Grid(draw(row), tuple(draw(st.lists(row, max_size=3))), right, foot, draw(texts))


pairs = st.builds(
    Pairs,
    st.lists(st.tuples(texts, st.lists(texts, max_size=3).map(tuple)), max_size=3).map(tuple),
    texts,
)
lists = st.builds(Items, st.lists(items, max_size=3).map(tuple), texts, st.booleans())
plain = (
    st.builds(Title, texts)
    | st.builds(Paragraph, texts, st.booleans())
    | trees
    | lists
    | pairs
    | grids()
)
blocks: st.SearchStrategy[Block] = st.recursive(
    plain,
    lambda below: st.builds(Section, texts, st.lists(below, max_size=3).map(tuple)),
    max_leaves=4,
)


def bare(said: str) -> str:
    """Return text without spaces, colons, dashes and arrows, which one of the forms may add."""
    return re.sub("[:–→]", "", squeezed(said))


@given(st.lists(blocks, max_size=5))
def test_any_blocks(several: list[Block]) -> None:
    """Any texts are inert in both forms, and both say the same in the same order."""
    page = read_html(html(several, "sv"))
    written = read_markdown(markdown(several))

    assert bare(page.whole) == bare(written.whole)
    assert html(several, "sv") == html(several, "sv")


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    """A text is read as it is written, but for what shows nothing."""
    said = plainly(visible(text))

    assert read_html(html([Paragraph(text)], "en")).whole == said
    assert read_markdown(markdown([Paragraph(text)])).whole == said
    assert read_html(html([Grid((text,), ((text,),), (True,))], "en")).whole == plainly(
        f"{said} {said}"
    )


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_names_are_inert(text: str) -> None:
    """No name adds an element, an attribute or a link, or hides another text."""
    tree = explained(always(text))
    for language in LANGUAGES:
        page = read_html(explanation_html(tree, language))
        written = read_markdown(explanation_markdown(tree, language))

        assert squeezed(unicodedata.normalize("NFC", text)) in squeezed(page.whole)
        assert bare(page.whole) == bare(written.whole)
        assert squeezed(page.whole) == squeezed(explanation_text(tree, language))


def test_right_to_left_is_isolated() -> None:
    """A name that is written from right to left does not turn the number after it."""
    written = html([Paragraph("\u05d0\u05d1 \u05d2 (0182): 5 kr")], "sv")

    assert "<p><bdi>\u05d0\u05d1 \u05d2</bdi> (0182): 5 kr</p>" in written
    assert "\u202e" not in html([Paragraph("Nacka\u202e5 kr")], "sv")


def test_what_shows_nothing_is_dropped() -> None:
    """Control characters are dropped, and a line break is a space."""
    assert visible("a\0b\x1b\x85\u2028 c\r\n\td\u2066e\ud800") == "ab c de\ufffd"


def test_lists_that_follow_each_other_stay_apart() -> None:
    """In Markdown, a list right after a list has another marker, or both would be one."""
    one = Items((Item("a", (Item("b"),)), Item("c")))
    numbered = Items((Item("a"), Item("b", (Item("c"),))), is_numbered=True)

    assert markdown([one, one, numbered, numbered, one]) == (
        "- a\n  - b\n- c\n\n* a\n  - b\n* c\n\n1. a\n2. b\n   - c\n\n"
        "1) a\n2) b\n   - c\n\n- a\n  - b\n- c\n"
    )
    assert html([numbered], "sv").count("<ol>") == 1


def test_deep_lists() -> None:
    """In Markdown, what is below the ninth level has an arrow: some readers drop deeper lists."""
    tree, item = Tree("x"), Item("x")
    for letter in "jihgfedcba":
        tree, item = Tree(letter, "", (tree,)), Item(letter, (item,))

    for block in (tree, Items((item,)), Items((item,), is_numbered=True)):
        written = markdown([block])
        assert read_markdown(written).whole == "a b c d e f g h i → j → → x"
        assert squeezed(read_html(html([block], "sv")).whole) == "abcdefghijx"


def test_table() -> None:
    """A table has its numbers at the right, and its totals last."""
    grid = Grid(
        ("part", "kronor"), (("a|b", "1"), ("c", "")), (False, True), ("Summa", "1"), "Avgifter"
    )

    assert markdown([grid]) == (
        "**Avgifter**\n\n| part | kronor |\n| --- | ---: |\n| a\\|b | 1 |\n| c |  |\n"
        "| **Summa** | **1** |\n"
    )
    written = html([grid], "sv")
    assert "<caption>Avgifter</caption>" in written
    assert '<th scope="col" class="number">kronor</th>' in written
    assert "<tr><td><strong>Summa</strong></td>" in written
    assert '<td class="number"><strong>1</strong></td></tr>\n</tfoot>' in written
    assert "<thead>" not in html([attrs.evolve(grid, heads=("", ""))], "sv")


def test_descriptions() -> None:
    """A name has one description, several or none."""
    several = Pairs((("a", ("b",)), ("c", ("d", "e")), ("f", ())), "g")

    assert markdown([several]) == "**g**\n\n- **a**: b\n- **c**\n  - d\n  - e\n- **f**\n"
    assert "<dt>c</dt>\n<dd>d</dd>\n<dd>e</dd>\n<dt>f</dt>\n<dd></dd>" in html([several], "sv")


def test_sections() -> None:
    """A section can be folded; in Markdown its heading stands in bold above it."""
    section = Section("Krav", (Paragraph("a"), Section("b", (Paragraph("c"),))))

    assert markdown([section]) == "**Krav**\n\na\n\n**b**\n\nc\n"
    assert html([section], "sv").count("<details open>\n<summary><strong>") == 2


def test_lines_as_items() -> None:
    """Indented lines are items with those below them, empty ones left out."""
    lines = ["a", "    b", "", "  c", "d", "  ", "  e"]

    assert items_from(lines) == (Item("a", (Item("b"), Item("c"))), Item("d", (Item("e"),)))


def test_language_is_one_of_two() -> None:
    """A page in another language is refused."""
    with pytest.raises(TypeError, match="language"):
        html([], "de")  # type: ignore[arg-type]


def test_whole_page() -> None:
    """A whole page has a title, a style of its own, and loads nothing."""
    page = html_page([Paragraph("a"), Title("Nacka & <Värmdö>")], "en")

    assert read_page(page).whole == "a Nacka & <Värmdö>"
    assert "<title>Nacka &amp; &lt;Värmdö&gt;</title>" in page
    assert "<title>samverkan</title>" in html_page([], "sv")


# --- Explanations


@languages
def test_explanation(language: Language) -> None:
    """A page, its Markdown and the text say the same; every amount of a step is in bold."""
    page = read_html(explanation_html(NACKA, language))
    written = read_markdown(explanation_markdown(NACKA, language))

    assert page.language == language
    assert squeezed(page.whole) == squeezed(explanation_text(NACKA, language))
    assert bare(page.whole) == bare(written.whole)
    amount = "142 773,00 kr" if language == "sv" else "SEK 142,773.00"
    assert page.bold.count(amount) == written.bold.count(amount) == 3
    assert page.elements.count("details") == 3


ATTRIBUTE = re.compile(' (?:class="[a-z]+"|dir="ltr"|lang="[a-z]+"|open)(?=[ >])')


def test_explanation_without_attributes() -> None:
    """A page is readable where classes, languages and what is open are taken away."""
    without = ATTRIBUTE.sub("", explanation_html(NACKA, "sv"))

    assert "=" not in re.sub(">[^<]*<", "><", without)
    assert without.count("<ul>") == without.count("</ul>") > 5
    assert "<strong>142\N{NO-BREAK SPACE}773,00\N{NO-BREAK SPACE}kr</strong>" in without


@languages
@pytest.mark.parametrize(
    ("agreement", "year", "known"),
    [
        pytest.param(real.SKARABORG, 2024, real.FIGURES, id="a rate"),
        pytest.param(real.MALAREN, 2026, figures, id="by kind"),
        pytest.param(real.FINSAM, 2027, figures, id="shares"),
        pytest.param(real.STORSTHLM, 2023, real.FIGURES, id="steps"),
        pytest.param(stockholm, 2015, figures, id="many"),
    ],
)
def test_real_agreements(
    agreement: Agreement, year: int, known: FigureTable, language: Language
) -> None:
    """The fees of real agreements: pages say what the text says."""
    found = assess(agreement, year=year, figures=known)

    assert found.fees
    for fee in found.fees:
        tree = found.explain(fee.party)
        page = read_html(explanation_html(tree, language))
        assert squeezed(page.whole) == squeezed(explanation_text(tree, language))
        assert bare(page.whole) == bare(read_markdown(explanation_markdown(tree, language)).whole)
        assert plainly(amount(fee.ore, language)) in page.bold


@languages
def test_steps_of_data_have_labels(language: Language) -> None:
    """Each step of an explanation as data has a label and its amount, as the text says them."""
    for tree in (NACKA, explained()):
        told = squeezed(explanation_text(tree, language))
        for step in steps_in(explanation_data(tree)["step"]):
            assert squeezed(step["label"][language]) in told
            if "kronor" in step:
                assert squeezed(step["amount_label"][language]) in told


def steps_in(step: Any) -> Iterator[Any]:
    """Yield a step, its reference dates, and what is below it."""
    yield step
    yield from step.get("of", []) if isinstance(step.get("of"), list) else []
    for part in step.get("inputs", []):
        yield from steps_in(part)


@pytest.mark.slow
@given(worlds(), st.sampled_from(LANGUAGES))
def test_any_explanation(world: World, language: Language) -> None:
    """The fee of any rule says the same as a page, as Markdown and as text; every step is told."""
    found = assess(world.agreement, year=world.year, figures=world.figures)
    for fee in found.fees:
        tree = found.explain(fee.party)
        page = read_html(explanation_html(tree, language))
        assert squeezed(page.whole) == squeezed(explanation_text(tree, language))
        assert bare(page.whole) == bare(read_markdown(explanation_markdown(tree, language)).whole)
        for step in steps_in(explanation_data(tree)["step"]):
            assert step["label"][language]


# --- Notebooks


def test_notebooks_show_explanations() -> None:
    """Jupyter shows an explanation as HTML, in Swedish."""
    assert NACKA._repr_html_() == explanation_html(NACKA, "sv")


def test_notebooks_show_values() -> None:
    """Jupyter shows fees, claims, the days of a decision and a governance, too."""
    owed = assess(stockholm, year=2015, figures=figures)
    joined = stockholm.accede("Nacka", decided("2015-04-13"))
    settled = settle(Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14))
    dates = validate_dates(announced_on=dt.date(2015, 4, 13))

    assert owed._repr_html_() == fees_html(owed, "sv")
    assert settled._repr_html_() == claims_html(settled, "sv")
    assert dates._repr_html_() == deadlines_html(dates, "sv")


def test_notebooks_show_governances() -> None:
    """A governance by itself shows its levels, forums and functions."""
    governance = stockholm.terms.governance
    assert governance is not None
    page = read_html(governance._repr_html_())

    assert page.texts[0] == "Organisation och styrning"
    assert "Lägen: ordinarie läge, aktiverat läge" in page.texts
    assert page.texts.count("inget forum är angivet") == 3
    assert any(text.startswith("Regionala rådet") for text in page.texts)
    assert "Villkoren säger inget" in Governance()._repr_html_()
    for each in (four_forums(always("<b>|`")), four_forums()):
        shown = each.terms.governance
        assert shown is not None
        read_html(shown._repr_html_())


@pytest.mark.slow
@given(worlds())
def test_notebooks_show_any_value(world: World) -> None:
    """Nothing that a notebook shows is refused."""
    owed = assess(world.agreement, year=world.year, figures=world.figures)
    settled = settle(
        Ledger(), world.agreement, years=[world.year], figures=world.figures, known_on=YEAR_END
    )

    values: list[Any] = [owed, settled, *(owed.explain(fee.party) for fee in owed.fees)]
    for value in values:
        read_html(value._repr_html_())


def a_table(*rows: list[Any], **more: Any) -> Table:
    """Return a table with a column of each kind."""
    columns = [
        Column(title="namn", kind=ColumnKind.TEXT),
        Column(title="kod", kind=ColumnKind.CODE, is_optional=True),
        Column(title="kronor", kind=ColumnKind.KRONOR, is_summed=True),
        Column(title="antal", kind=ColumnKind.NUMBER),
        Column(title="år", kind=ColumnKind.YEAR),
        Column(title="dag", kind=ColumnKind.DAY),
    ]
    return Table(name="avgifter", columns=columns, rows=rows, **more)


def test_notebooks_show_tables() -> None:
    """Jupyter shows a table with its totals, numbers as people read them, no empty column."""
    day = dt.date(2015, 4, 13)
    table = a_table(
        ["<b>", None, Decimal("142773.5"), 95182, 2015, day], ["b", None, None, None, None, None]
    )
    page = read_html(table._repr_html_())

    assert page.whole == (
        "avgifter namn kronor antal år dag <b> 142 773,50 95 182 2015 2015-04-13 b Summa 142 773,50"
    )
    english = attrs.evolve(table, language="en", unknown=1)._repr_html_()
    assert "Subtotal, 1 unknown 142,773.50" in read_html(english).whole


def test_notebooks_show_tables_without_totals() -> None:
    """A table that sums nothing has no last row; one whose columns are all sums has a label."""
    assert "<tfoot>" not in a_table(["a", "b", None, 1, 2015, None])._repr_html_()
    assert "Delsumma, 2 okända" in a_table(unknown=2)._repr_html_()
    column = Column(title="kronor", kind=ColumnKind.KRONOR, is_summed=True)
    written = Table(name="a", columns=[column], rows=[[Decimal(1)]])._repr_html_()
    assert read_html(written).whole == "a kronor 1,00 1,00 Summa"


def test_notebooks_show_the_first_rows() -> None:
    """Of a long table the first rows are shown, and the totals of all."""
    page = read_html(a_table(*[["a", None, Decimal(1), None, None, None]] * 201)._repr_html_())

    assert page.texts.count("a") == 200
    assert page.texts[-1] == "De första 200 raderna av 201 visas."
    assert "201,00" in page.texts


# --- The command

DECIDED = "--decided 0182=2015-04-13"
JOINED = f"{DECIDED} --from-known 2015-01-01 --to-known 2015-04-14"
SETTLED = f"{DECIDED} --known-on 2015-04-14"


@languages
def test_explain_in_a_page(language: Language, tmp_path: Path) -> None:
    """A file named .html is a whole page, and one named .md is Markdown."""
    asked = ["explain", "--year", "2015", "--party", "Nacka", "--language", language]
    page, written = tmp_path / "a.html", tmp_path / "a.md"

    assert main([*asked, "--output", str(page)]) == 0
    assert main([*asked, "--output", str(written)]) == 0
    found = read_page(page.read_text(encoding="utf-8"))
    assert squeezed(found.whole) == squeezed(explanation_text(NACKA, language))
    assert written.read_text(encoding="utf-8") == explanation_markdown(NACKA, language)


@languages
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("fees --year 2015", "Upplands-Bro kommun (0139)", id="fees"),
        pytest.param(f"difference --year 2015 {JOINED}", "142", id="difference"),
        pytest.param(f"settle --year 2015 {SETTLED}", "142", id="settle"),
        pytest.param("deadlines --announced 2015-04-13", "4 maj", id="deadlines"),
        pytest.param("deadlines --agreement {file}", "2015", id="all deadlines"),
        pytest.param("governance --on 2020-02-28", "Regionala chefsgruppen", id="governance"),
        pytest.param("check", "NOTICE_PERIOD_UNKNOWN", id="check"),
    ],
)
def test_answers_in_pages(
    asked: str, said: str, language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each answer for people can be a page or Markdown, and both say the same."""
    file = tmp_path / "agreement.json"
    joined = stockholm.accede("Nacka", decided("2015-04-13"))
    formats.write(joined, file)
    arguments = [*asked.format(file=file).split(), f"--language={language}"]
    status = main([*arguments, "--format=html"])
    page = read_page(capsys.readouterr().out)

    assert status in {0, 3}
    assert said.replace("4 maj", "4 maj" if language == "sv" else "4 May") in page.whole
    assert main([*arguments, "--format=markdown"]) == status
    assert bare(read_markdown(capsys.readouterr().out).whole) == bare(page.whole)


def test_explain_several_in_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """The fees of several parties follow each other; then it is told who has none."""
    asked = ["explain", "--year", "2015", "--party", "Nacka", "--party", "Trafikverket"]

    assert main([*asked, "--format", "html"]) == 0
    page = read_page(capsys.readouterr().out)
    assert page.texts[0].startswith("Nacka kommun (0182), avgift för 2015")
    assert page.texts[-1] == "Trafikverket (202100-6297)"
    assert main([*asked, "--format", "markdown"]) == 0
    assert bare(read_markdown(capsys.readouterr().out).whole) == bare(page.whole)


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_page_is_no_diagram(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A diagram and a page cannot be asked for at once."""
    asked = ["explain", "--year=2015", "--party=Nacka", "--diagram=svg", f"--format={form}"]

    assert main(asked) == 2
    assert f"--diagram ritar, och --format {form} skriver" in plainly(capsys.readouterr().err)
