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
from builders import agreed, decided, funded_by, municipality
from drawn import DAY, HOSTILE, always, explained, four_forums
from paged import plainly, read_html, read_markdown, read_page, squeezed
from samverkan import Agreement, FigureTable, Language, Period, assess, formats, settle
from samverkan.cli import main
from samverkan.fees import Explanation, Ledger
from samverkan.formats import Column, ColumnKind, Table, explanation_data
from samverkan.funding import Bounded, Equally, Fixed, Rule, Split
from samverkan.governance import Governance
from samverkan.register import Register
from samverkan.reports import (
    claims_html,
    deadlines_html,
    explanation_html,
    explanation_markdown,
    explanation_text,
    fees_html,
    governance_html,
    governance_markdown,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures
from samverkan.sweden import validate_dates
from strategies import World, worlds

LANGUAGES: list[Language] = ["sv", "en"]
languages = pytest.mark.parametrize("language", LANGUAGES)
YEAR_END = dt.date(2017, 12, 31)
NACKA = assess(stockholm, year=2015, figures=figures).explain("0182")

# --- Any text

ODD = "".join(
    [
        *("<>&\"'`*_~|[]()#+-.!\\{}:/@$^=%,;? 1a\t\n\r\f\v\0\x01\x1b\x7f\x85\xa0\xad"),
        *(
            "\u061c\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\U0001ffff"
        ),
        *("åא\u0627日🚒\u0301\ud800"),
    ]
)
HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(0x10000 * plane + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
texts = st.text(st.sampled_from(ODD) | st.characters(), max_size=20)
names = st.text(
    st.sampled_from("<>&\"'`*_~|[]()#+-.!\\{}:/@$^=%,;? 1aåא\u0627日🚒")
    | st.characters(exclude_categories=["C", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
).filter(str.strip)


def bare(said: str) -> str:
    """Return text without spaces, colons, dashes and arrows, which one of the forms may add."""
    return re.sub("[:–→]", "", squeezed(said))


@given(texts)
def test_any_text(text: str) -> None:
    """A text adds no element, and is read as it is written, but for what shows nothing."""
    column = Column(title="a", kind=ColumnKind.TEXT)
    page = read_html(Table(name="b", columns=[column], rows=[[text], [text]])._repr_html_())
    shown = squeezed(re.sub(HIDDEN, "", text))

    assert page.elements.count("td") == 2
    assert squeezed(page.whole).replace("\ufffd", "") == f"ba{shown}{shown}".replace("\ufffd", "")


@given(names)
def test_any_name(text: str) -> None:
    """A name adds no element, no link and no list, and pages, Markdown and text say the same."""
    tree = explained(always(text))
    page = read_html(explanation_html(tree))
    written = read_markdown(explanation_markdown(tree))

    assert squeezed(page.whole) == squeezed(explanation_text(tree))
    assert bare(page.whole) == bare(written.whole)


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
    page = explanation_html(explained(always("\u05d0\u05d1 \u05d2")))

    assert "<strong><bdi>\u05d0\u05d1 \u05d2</bdi> (alfa), avgift för 2015" in page
    assert "i <bdi>\u05d0\u05d1 \u05d2</bdi> den 30 juni" in page


def test_what_shows_nothing_is_dropped() -> None:
    """Control characters are dropped, and a line break is a space."""
    column = Column(title="a", kind=ColumnKind.TEXT)
    said = "a\0b\x1b\x85\u2028 c\r\n\td\u2066e\ud800"

    assert (
        "<td>ab c de\ufffd</td>" in Table(name="b", columns=[column], rows=[[said]])._repr_html_()
    )


def test_lists_that_follow_each_other_stay_apart() -> None:
    """In Markdown, a list right after a list has another marker, or both would be one."""
    written = explanation_markdown(NACKA, "en").replace("\N{NO-BREAK SPACE}", " ")

    assert "\n- Rounded" in written
    assert "\n\n* Reading of the terms\\: mid\\-year\\-before" in written
    assert "**Sources**\n\n- Nacka kommun" in written


def test_deep_lists() -> None:
    """In Markdown, what is below the ninth level has an arrow: some readers drop deeper lists."""
    rule: Rule = Fixed(kronor=100)
    for cap in range(9):
        rule = Bounded(rule=rule, cap=200 - cap)
    tree = explained_rule(rule)
    page, written = read_html(explanation_html(tree)), explanation_markdown(tree)

    assert page.elements.count("details") == 10
    assert written.count("\n" + "  " * 8 + "- ") == 3
    assert "  - → → Fast belopp" in written
    assert bare(page.whole) == bare(read_markdown(written).whole)


def explained_rule(rule: Rule) -> Explanation:
    """Return the explanation of the fee that a rule gives."""
    agreement = agreed(municipality("Alfa", id="alfa"), funding=funded_by(rule))
    joined = agreement.accede("alfa", decided("2014-12-01"), effective=Period(dt.date(2015, 1, 1)))
    return assess(joined, year=2015, figures=FigureTable(())).explain("alfa")


def test_amount_in_the_middle_is_bold() -> None:
    """Of an equal part the amount is in bold, not the total."""
    page = explanation_html(explained_rule(Split(total=100, by=Equally())))

    assert "1 av 1 lika delar: <strong>100,00 kr</strong> av 100,00 kr" in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_sections() -> None:
    """A level and a forum can be folded; in Markdown their names stand in bold above them."""
    state = four_forums().as_known()
    page, written = governance_html(state, on=DAY), governance_markdown(state, on=DAY)

    headings = re.findall("<details open>\n<summary><strong>([^<]*)<", page)
    assert len(headings) >= 6
    assert {*headings} <= {*read_markdown(written).bold}


def test_language_is_one_of_two() -> None:
    """A page in another language is refused."""
    with pytest.raises(TypeError, match="language"):
        explanation_html(NACKA, "de")  # type: ignore[arg-type]


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
        assert any(page.bold[0].endswith(f": {said}") for said in page.bold[2:])


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
    """Jupyter shows fees, claims, the days of a decision and a calendar, too."""
    owed = assess(stockholm, year=2015, figures=figures)
    joined = stockholm.accede("Nacka", decided("2015-04-13"))
    settled = settle(Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14))
    dates = validate_dates(announced_on=dt.date(2015, 4, 13))

    assert owed._repr_html_() == fees_html(owed, "sv")
    assert settled._repr_html_() == claims_html(settled, "sv")
    assert dates._repr_html_() == deadlines_html(dates, "sv")
    days = Register({"a": joined}).calendar(until=dt.date(2016, 12, 31))
    assert days._repr_html_() == formats.calendar_table(days, "sv").html()


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


def test_tables_in_pages() -> None:
    """A table as HTML has all of its rows and what it is about, and as Markdown says the same."""
    rows = [["a|<b>", "7", Decimal(1), None, None, None]] * 201
    table = a_table(*rows, about=[("Avtal", "<i>Ett</i>")])
    page = read_html(table.html())

    assert page.texts.count("a|<b>") == page.texts.count("7") == 201
    assert page.texts[0] == page.bold[0] == "avgifter"
    assert page.texts[-1] == "Avtal: <i>Ett</i>"
    assert bare(read_markdown(table.markdown()).whole) == bare(page.whole)


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
    """A file named .html is a whole page, and one named .md is Markdown, with the agreement."""
    asked = ["explain", "--year", "2015", "--party", "Nacka", "--language", language]
    page, written = tmp_path / "a.html", tmp_path / "a.md"

    assert main([*asked, "--output", str(page)]) == 0
    assert main([*asked, "--output", str(written)]) == 0
    agreement = stockholm.terms.title.in_language(language)
    found = read_page(page.read_text(encoding="utf-8"))
    assert found.texts.pop(1) == agreement
    assert squeezed(found.whole) == squeezed(explanation_text(NACKA, language))
    first, rest = explanation_markdown(NACKA, language).split("\n\n", 1)
    said = written.read_text(encoding="utf-8")
    assert [*read_markdown(said).texts][1] == agreement
    assert said.startswith(f"{first}\n\n")
    assert said.endswith(f"\n\n{rest}")


@languages
@pytest.mark.parametrize("party", ["Nacka", "Trafikverket"])
def test_unknown_fee_in_a_page(
    party: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page about a fee that is not known names the party, the year and the agreement."""
    asked = ["explain", "--year=2035", f"--party={party}", f"--language={language}"]
    main([*asked, "--format=html"])
    html = capsys.readouterr().out
    page = read_page(html)
    named = str(stockholm.party(party))

    said = f"{named}, {'avgift för' if language == 'sv' else 'fee for'} 2035"
    agreement = stockholm.terms.title.in_language(language)
    assert page.texts[:2] == [said, agreement]
    assert f"<title>{said} – {agreement}</title>" in html
    assert any(text.startswith(named) for text in page.texts[2:])


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
        pytest.param("who --forum regionala --on 2020-02-28", "28", id="who"),
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
    html = capsys.readouterr().out
    page = read_page(html)

    assert status in {0, 3}
    assert said.replace("4 maj", "4 maj" if language == "sv" else "4 May") in page.whole
    title = stockholm.terms.title.in_language(language)
    assert (page.texts[1] == title) == ("--announced" not in asked)
    assert (f" – {title}</title>" in html) == ("--announced" not in asked)
    assert main([*arguments, "--format=markdown"]) == status
    assert bare(read_markdown(capsys.readouterr().out).whole) == bare(page.whole)


def test_explain_several_in_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """The fees of several parties follow each other below a title; then who has none."""
    asked = ["explain", "--year", "2015", "--party", "Nacka", "--party", "Trafikverket"]

    assert main([*asked, "--format", "html"]) == 0
    page = read_page(capsys.readouterr().out)
    assert page.texts[:2] == ["Avgifter för 2015", stockholm.terms.title.sv]
    assert any(text.startswith("Nacka kommun (0182), avgift för 2015: ") for text in page.texts)
    assert page.texts[-1] == "Trafikverket (202100-6297)"
    assert main([*asked, "--format", "markdown"]) == 0
    assert bare(read_markdown(capsys.readouterr().out).whole) == bare(page.whole)


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_page_is_no_diagram(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A diagram and a page cannot be asked for at once."""
    asked = ["explain", "--year=2015", "--party=Nacka", "--diagram=svg", f"--format={form}"]

    assert main(asked) == 2
    assert f"--diagram ritar, och --format {form} skriver" in plainly(capsys.readouterr().err)
