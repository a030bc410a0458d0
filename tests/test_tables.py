"""Tables that keep within a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverkan.reports.tables import table
from samverkan.reports.words import page

several = st.text(alphabet="abcö-1", min_size=1, max_size=12)
cells = st.lists(several, max_size=5).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Heads of columns, some of numbers, and rows."""
    head = draw(st.lists(several, min_size=1, max_size=5))
    rows = draw(st.lists(st.lists(cells, min_size=len(head), max_size=len(head)), max_size=4))
    return [f"{name}{draw(st.sampled_from(['', '>']))}" for name in head], rows


@given(made=tables(), width=st.integers(30, 90), below=st.booleans())
def test_a_table_keeps_its_words_and_width(
    made: tuple[list[str], list[list[str]]], width: int, below: bool
) -> None:
    """No line is wider than asked for, and every word of a row is there."""
    head, rows = made
    told = page(table(head, rows, width, below=below), width)
    words = {each.rstrip(";") for each in told.replace("\N{NO-BREAK SPACE}", " ").split()}

    assert all(len(line) <= width for line in told.splitlines())
    assert {word for row in rows for cell in row for word in cell.split()} <= words


@given(made=tables())
def test_a_table_with_room_has_a_line_for_each_row(made: tuple[list[str], list[list[str]]]) -> None:
    """With room for all columns, each row is one line, and columns keep their place."""
    head, rows = made
    lines = table(head, rows, 1000, below=True)
    found = [" ".join(line.split()) for line in lines]

    assert found[0] == " ".join(name.removesuffix(">") for name in head)
    assert found[1:] == [" ".join(" ".join(row).split()) for row in rows]
