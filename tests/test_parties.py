from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import agreed, municipality
from samverkan import Agreement, Name, Party, PartyKind, Period
from samverkan.errors import (
    AmbiguousPartyError,
    DuplicatePartyError,
    NotADayError,
    PeriodOrderError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.stockholm import agreement


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("0182", "0182", id="municipality code and id"),
        pytest.param("212000-0167", "0182", id="organisation number"),
        pytest.param("2120000167", "0182", id="organisation number without its hyphen"),
        pytest.param("Nacka kommun", "0182", id="whole name"),
        pytest.param("nacka", "0182", id="beginning of a name, lower case"),
        pytest.param("STOCKHOLMS STAD", "0180", id="another name, upper case"),
        pytest.param("Region Stockholm", "232100-0016", id="a later name"),
        pytest.param("Stockholms läns landsting", "232100-0016", id="an earlier name"),
        pytest.param("Polismyndigheten", "202100-0076", id="a whole name before a beginning"),
        pytest.param("brandkaren-attunda", "brandkaren-attunda", id="slug"),
        pytest.param("Åkers", None, id="not in the middle of a name"),
        pytest.param("0", None, id="not the beginning of a code"),
    ],
)
def test_find(query: str, expected: str | None) -> None:
    """A party is found by id, code, number or any name it ever had; otherwise all are listed."""
    if expected is None:
        with pytest.raises(UnknownPartyError, match="no party is called") as caught:
            agreement.party(query)
        assert len(caught.value.candidates) == 37
        assert "Nacka kommun (0182)" in str(caught.value)
    else:
        backwards = agreed(*reversed(agreement.parties))
        assert agreement.party(query).id == backwards.party(query).id == expected


@given(party=st.sampled_from(agreement.parties), form=st.sampled_from(["NFC", "NFD"]))
def test_find_in_either_form(party: Party, form: str) -> None:
    """å as one character and as a with a ring are the same letter; so is a no-break space."""
    for name in party.names:
        typed = unicodedata.normalize(form, f" {name.text.upper()} ".replace(" ", "\u00a0"))  # type: ignore[arg-type]
        assert agreement.party(typed) == party


def test_ambiguous() -> None:
    """If a beginning matches several parties, they are listed, and none is guessed."""
    with pytest.raises(AmbiguousPartyError, match="is ambiguous") as caught:
        agreement.party("Stockholm")

    assert caught.value.candidates == (
        "Stockholms kommun (0180)",
        "Stockholms läns landsting (232100-0016)",
        "Stockholms Hamn AB (stockholms-hamn-ab)",
    )


def test_same_name() -> None:
    """Two parties may share a name; a search for it is then ambiguous."""
    twins = agreed(*(municipality("Håbo kommun", id=f"twin-{n}") for n in (1, 2)))

    with pytest.raises(AmbiguousPartyError):
        twins.party("Håbo kommun")


@pytest.mark.parametrize(
    ("query", "error"),
    [
        pytest.param("", UnknownPartyError, id="empty"),
        pytest.param(" ", UnknownPartyError, id="blank"),
        pytest.param(182, WrongTypeError, id="a number"),
        pytest.param(None, WrongTypeError, id="nothing"),
        pytest.param(["Nacka"], WrongTypeError, id="a list"),
        pytest.param("Nacka\x00", UnknownPartyError, id="a character that cannot be seen"),
    ],
)
def test_no_such_query(query: str, error: type[Exception]) -> None:
    """A query is a text; an empty one matches nobody, although every name begins with it."""
    with pytest.raises(error):
        agreement.party(query)


def test_a_party_is_taken_for_itself() -> None:
    """A party object means its id, even as an older copy with another name; never its name."""
    renamed = municipality("Nacka stad", municipality_code="0182")
    stranger = Party(names="Nacka", kind=PartyKind.ASSOCIATION)

    assert agreement.party(renamed).name == "Nacka kommun"
    with pytest.raises(UnknownPartyError, match=r"Nacka \(nacka\)"):
        agreement.party(stranger)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Södertörns brandförsvarsförbund", "sodertorns-brandforsvarsforbund"),
        ("  ÅÄÖ  & Co. ", "aao-co"),
        ("A\u030akers", "akers"),
        ("x" * 100, "x" * 64),
        (f"{'x' * 63} y", "x" * 63),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """An id has the letters a to z, digits and hyphens; å and ä become a, ö becomes o."""
    assert Party(names=name, kind=PartyKind.COMPANY).id == expected


def test_no_slug() -> None:
    """A name without any usable letter gives no id."""
    with pytest.raises(TextError, match="give an id"):
        Party(names="…", kind=PartyKind.COMPANY)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"municipality_code": "0182", "organisation_number": "212000-0167"}, "0182"),
        ({"organisation_number": "212000-0167"}, "212000-0167"),
        ({}, "nacka-kommun"),
        ({"id": "n", "municipality_code": "0182"}, "n"),
    ],
)
def test_id(fields: dict[str, str], expected: str) -> None:
    """The id is the given one, else the code, else the number, else derived from the name."""
    assert municipality("Nacka kommun", **fields).id == expected


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"municipality_code": "182"}, TextError, id="a code without its 0"),
        pytest.param({"municipality_code": 182}, WrongTypeError, id="a code as a number"),
        pytest.param({"municipality_code": "0182\n"}, TextError, id="a code with a line end"),
        pytest.param({"organisation_number": "2120000167"}, TextError, id="no hyphen"),
        pytest.param({"organisation_number": 2120000167}, WrongTypeError, id="a number as one"),
        pytest.param({"id": "../../etc/passwd"}, TextError, id="a path"),
        pytest.param({"id": "NACKA"}, TextError, id="an id in upper case"),
        pytest.param({"id": ""}, TextError, id="an empty id"),
        pytest.param({"id": 5}, WrongTypeError, id="a number for an id"),
        pytest.param({"successor": "Polismyndigheten"}, TextError, id="a name for an id"),
        pytest.param({"names": ()}, TextError, id="no name"),
        pytest.param({"names": ("Nacka", 5)}, WrongTypeError, id="a number for a name"),
        pytest.param({"names": "Na\u200bcka"}, TextError, id="a zero-width space"),
        pytest.param({"names": "\ud800"}, TextError, id="a lone surrogate"),
        pytest.param({"names": "x" * 2001}, TextError, id="an endless name"),
        pytest.param({"kind": "municipality"}, WrongTypeError, id="text for a kind"),
        pytest.param({"sources": ("KL",)}, WrongTypeError, id="text for a source"),
        pytest.param(
            {"last_day": dt.datetime(2014, 12, 31, 0, 0)}, NotADayError, id="a time for a day"
        ),
        pytest.param(
            {"first_day": dt.date(2015, 1, 1), "last_day": dt.date(2014, 12, 31)},
            PeriodOrderError,
            id="swapped days",
        ),
    ],
)
def test_no_such_party(fields: dict[str, object], error: type[Exception]) -> None:
    """A malformed value is refused, with the field named."""
    with pytest.raises(error):
        Party(**{"names": "Nacka kommun", "kind": PartyKind.MUNICIPALITY, **fields})  # type: ignore[arg-type]


def test_no_such_name() -> None:
    """The days of a name are a period."""
    with pytest.raises(WrongTypeError, match="period must be"):
        Name("Nacka", dt.date(2015, 1, 1))  # type: ignore[arg-type]
    assert Name("Nacka", Period(dt.date(2015, 1, 1))).period is not None


def test_a_party_twice() -> None:
    """Two parties never share an id, code or number; all such pairs are reported at once."""
    with pytest.raises(DuplicatePartyError) as caught:
        agreed(
            municipality("A", id="a", municipality_code="0182"),
            municipality("B", id="b", municipality_code="0182"),
            municipality("C", id="c", organisation_number="212000-0167"),
            municipality("D", id="d", organisation_number="212000-0167"),
            municipality("E", id="0182"),
        )

    assert caught.value.duplicates == (
        ("0182", "A", "B"),
        ("212000-0167", "C", "D"),
        ("0182", "A", "E"),
    )
    assert "\n  0182 stands for A and for B\n  212000-0167 stands for C and for D" in str(
        caught.value
    )


def test_the_same_party_twice() -> None:
    """An equal copy of a party is also a duplicate."""
    with pytest.raises(DuplicatePartyError):
        agreed("A", "A")


def test_only_parties() -> None:
    """The parties of an agreement are Party values, not ids."""
    with pytest.raises(WrongTypeError, match="a Party"):
        Agreement(terms=agreement.terms, parties=["0182"])  # type: ignore[list-item]
