from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import agreed, day, municipality
from samverkan import Party, PartyKind, validate
from samverkan.errors import IdentifierError, NotADayError, SamverkanError, WrongTypeError
from samverkan.stockholm import agreement
from samverkan.sweden import (
    COUNTIES,
    FORMER_CODES,
    MUNICIPALITIES,
    check_bodies,
    check_identifiers,
    county_code,
    is_valid_county_code,
    is_valid_municipality_code,
    is_valid_organisation_number,
    municipality_code,
    organisation_number,
)

Check = Callable[[str], str]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("212000-0167", id="usual"),
        pytest.param("2120000167", id="digits"),
        pytest.param("16212000-0167", id="with 16"),
        pytest.param("162120000167", id="with 16, digits"),
        pytest.param(" 212000-0167 ", id="blanks around"),
        pytest.param("212000 0167", id="a blank"),
        pytest.param("212000\u00a00167", id="a no-break space"),
        pytest.param("212000–0167", id="en dash"),
        pytest.param("212000—0167", id="em dash"),
        pytest.param("212000\u20090167", id="thin space"),
        pytest.param("212000−0167", id="minus sign"),
        pytest.param("212000\u20110167", id="no-break hyphen"),
        pytest.param("SE212000016701", id="VAT number"),
        pytest.param("SE 212000-0167 01", id="VAT number, parted"),
        pytest.param("se212000016701", id="VAT number, lower case"),
    ],
)
def test_organisation_number_has_one_form(written: str) -> None:
    """Every way to write a number gives its usual form, which stays unchanged."""
    assert organisation_number(written) == "212000-0167"


@given(
    st.from_regex(r"(SE)?[0-9]{6}[- –][0-9]{4}(01)?", fullmatch=True)
    | st.text("0123456789-– SE", max_size=16)
)
def test_is_valid_is_what_the_check_says(written: str) -> None:
    """A number, or code, is valid exactly if the check finds no problem."""
    for is_valid, check in (
        (is_valid_organisation_number, organisation_number),
        (is_valid_municipality_code, municipality_code),
        (is_valid_county_code, county_code),
    ):
        try:
            check(written)
        except IdentifierError:
            assert not is_valid(written)
        else:
            assert is_valid(written)


@pytest.mark.parametrize(
    "is_valid",
    [is_valid_organisation_number, is_valid_municipality_code, is_valid_county_code],
)
def test_a_number_is_no_text(is_valid: Callable[[str], bool]) -> None:
    """A whole number would have lost its leading 0: it is refused, not reported as invalid."""
    with pytest.raises(WrongTypeError):
        is_valid(182)  # type: ignore[arg-type]


@given(st.integers(0, 9), st.integers(0, 99_999_999))
def test_one_last_digit_fits(first: int, rest: int) -> None:
    """Of the ten possible last digits exactly one is right (the Luhn algorithm)."""
    digits = f"{first}{rest:08}"
    problems = [_problem(f"{digits}{last}") for last in range(10)]

    if digits[2] in "01":
        assert {*problems} <= {"person", "form"}
    else:
        assert sorted(map(str, problems)) == ["None", *["digit"] * 9]


@given(st.from_regex(r"[2-9][0-9][2-9][0-9]{3}-[0-9]{4}", fullmatch=True), st.integers(0, 9))
def test_a_changed_digit_is_seen(number: str, place: int) -> None:
    """Every error in a single digit is found."""
    digits = number.replace("-", "")
    every = (f"{digits[:9]}{last}" for last in "0123456789")
    right = next(each for each in every if _problem(each) is None)
    wrong = f"{right[:place]}{(int(right[place]) + 1) % 10}{right[place + 1 :]}"

    assert _problem(wrong) is not None


def _problem(number: str) -> str | None:
    try:
        organisation_number(number)
    except IdentifierError as error:
        return error.reason
    return None


@pytest.mark.parametrize("party", agreement.parties, ids=str)
def test_the_agreements_own(party: object) -> None:
    """Every number and code of the ready-made agreement is well formed."""
    number = getattr(party, "organisation_number", None)
    code = getattr(party, "municipality_code", None)

    assert number is None or organisation_number(number) == number
    assert code is None or municipality_code(code) == code


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("19121212-1212", id="personal number"),
        pytest.param("121212-1212", id="ten digits"),
        pytest.param("121212+1212", id="over a hundred years"),
        pytest.param("1212121212", id="digits"),
        pytest.param("121272-1216", id="coordination number"),
        pytest.param("12 12 12 12 12", id="with blanks"),
        pytest.param("201212121212", id="of this century"),
        pytest.param("161212121212", id="with 16"),
        pytest.param("SE121212121201", id="in a VAT number"),
        pytest.param("121212–1212", id="with a dash"),
        pytest.param("１２１２１２-１２１２", id="in other digits"),
        pytest.param("¹²¹²¹²-¹²¹²", id="in superscript"),
        pytest.param("①②①②①②①②①②", id="in circles"),
    ],
)
def test_personal_identity_numbers_are_refused(written: str) -> None:
    """A personal identity number is refused, and no error repeats it, in any kind of digits."""
    with pytest.raises(IdentifierError) as caught:
        organisation_number(written)
    with pytest.raises(SamverkanError) as by_party:
        Party(names="A", kind=PartyKind.COMPANY, organisation_number=written)

    assert caught.value.reason == "person"
    for error in (caught.value, by_party.value):
        assert not any(char.isdigit() for char in str(error.args) + str(error))


def test_a_personal_number_as_a_number() -> None:
    """A whole number is refused, and the error does not repeat it."""
    with pytest.raises(WrongTypeError) as caught:
        organisation_number(1212121212)  # type: ignore[arg-type]
    with pytest.raises(SamverkanError) as by_party:
        Party(names="A", kind=PartyKind.COMPANY, organisation_number=1212121212)  # type: ignore[arg-type]

    for error in (caught.value, by_party.value):
        assert "1212" not in str(error) + str(error.args)


@pytest.mark.parametrize(
    ("check", "written", "problem"),
    [
        pytest.param(organisation_number, "212000-0168", "digit", id="last digit"),
        pytest.param(organisation_number, "212000-016", "form", id="too short"),
        pytest.param(organisation_number, "2120 000167", "form", id="blank elsewhere"),
        pytest.param(organisation_number, "2120000-167", "form", id="hyphen elsewhere"),
        pytest.param(organisation_number, "SE2120000167", "form", id="half a VAT number"),
        pytest.param(organisation_number, "２12000-0167", "form", id="other digits"),
        pytest.param(organisation_number, "", "form", id="empty"),
        pytest.param(municipality_code, "182", "municipality", id="lost its 0"),
        pytest.param(municipality_code, "0100", "municipality", id="the county"),
        pytest.param(municipality_code, "018２", "municipality", id="another digit"),
        pytest.param(municipality_code, "0282", "no-county", id="no county"),
        pytest.param(municipality_code, "1580", "ended", id="county of before"),
        pytest.param(municipality_code, "0199", "no-municipality", id="no municipality"),
        pytest.param(municipality_code, "1917", "no-municipality", id="Heby's before"),
        pytest.param(county_code, "1", "county", id="county lost its 0"),
        pytest.param(county_code, "02", "no-county", id="02"),
        pytest.param(county_code, "26", "no-county", id="26"),
        pytest.param(county_code, "11", "ended", id="Kristianstads län"),
    ],
)
def test_refused(check: Check, written: str, problem: str) -> None:
    """The error names the fault and quotes the input."""
    with pytest.raises(IdentifierError) as caught:
        check(written)

    assert caught.value.reason == problem
    assert repr(written.strip()) in str(caught.value)


@pytest.mark.parametrize(
    ("code", "on", "problem"),
    [
        pytest.param("1917", "2006-12-31", None, id="Heby, last day of the code before"),
        pytest.param("1917", "2007-01-01", "not-on-day", id="Heby, the day after"),
        pytest.param("0331", "2006-12-31", "not-on-day", id="Heby, before the code now"),
        pytest.param("0331", "2007-01-01", None, id="Heby, first day of the code now"),
        pytest.param("1583", "1997-12-31", None, id="Borås, last day of the code before"),
        pytest.param("1583", "1998-01-01", "ended", id="Borås, the day after"),
        pytest.param("1490", "1997-12-31", "not-on-day", id="Borås, before the code now"),
        pytest.param("1490", "1998-01-01", None, id="Borås, first day of the code now"),
        pytest.param("1182", "1996-12-31", None, id="Ängelholm in Kristianstads län"),
        pytest.param("1182", "1997-01-01", "ended", id="Kristianstads län had ended"),
        pytest.param("1199", "1996-12-31", "not-on-day", id="nobody's in Kristianstads län"),
        pytest.param("1680", "1997-12-31", None, id="Mariestad in Skaraborgs län"),
        pytest.param("1680", "1998-01-01", "ended", id="Skaraborgs län had ended"),
        pytest.param("1535", "1994-12-31", "not-on-day", id="Bollebygd before it was formed"),
        pytest.param("1535", "1995-01-01", None, id="Bollebygd, the first day of its first code"),
        pytest.param("0330", "2002-12-31", "not-on-day", id="Knivsta before it was formed"),
        pytest.param("0330", "2003-01-01", None, id="Knivsta, its first day"),
        pytest.param("0199", "1979-12-31", None, id="may be a former one"),
        pytest.param("0199", "1980-01-01", "not-on-day", id="not in the lists since 1980"),
        pytest.param("0182", "1990-01-01", None, id="in use now, first day not known"),
        pytest.param("0282", "1990-01-01", "no-county", id="a county that never was"),
        pytest.param("182", "1990-01-01", "municipality", id="malformed on any day"),
    ],
)
def test_codes_of_a_day(code: str, on: str, problem: str | None) -> None:
    """SCB's lists of codes since 1980: Skåne 1997, Västra Götaland 1998, Heby 2007."""
    assert is_valid_municipality_code(code, on=day(on)) == (problem is None)
    if problem is None:
        assert municipality_code(code, on=day(on)) == code
    else:
        with pytest.raises(IdentifierError) as caught:
            municipality_code(code, on=day(on))
        assert caught.value.reason == problem


def test_a_day_is_a_day() -> None:
    """The day of a code is a day."""
    with pytest.raises(NotADayError):
        municipality_code("0182", on="2015-01-01")  # type: ignore[arg-type]


def test_municipalities() -> None:
    """There are 290 municipalities in 21 counties, each with a name of its own."""
    assert len(MUNICIPALITIES) == len(set(MUNICIPALITIES.values())) == 290
    assert list(MUNICIPALITIES) == sorted(MUNICIPALITIES)
    assert {code[:2] for code in MUNICIPALITIES} == set(COUNTIES)
    assert MUNICIPALITIES["0980"] == "Gotland"


def test_municipalities_of_the_ready_made_agreement() -> None:
    """The names in the paper are those of the list, with *kommun* and mostly a genitive s."""
    for party in agreement.parties:
        if party.municipality_code is not None:
            name = MUNICIPALITIES[party.municipality_code]
            assert party.name in {f"{name} kommun", f"{name}s kommun"}


def test_former_codes() -> None:
    """Each former code has a source, and belongs to a municipality of today under another code."""
    assert len(FORMER_CODES) == 13 + 36 + 1  # Skåne, Västra Götaland with Habo and Mullsjö, Heby
    for code, several in FORMER_CODES.items():
        for former in several:
            assert former.sources
            assert code in MUNICIPALITIES
            assert former.code not in MUNICIPALITIES


@pytest.mark.parametrize(
    ("year", "number"),
    [(1980, 279), (1983, 284), (1992, 286), (1995, 288), (1998, 288), (1999, 289), (2003, 290)],
)
def test_how_many_municipalities_there_were(year: int, number: int) -> None:
    """The codes that held on 1 January are as many as the municipalities then (SCB's lists)."""
    for on in (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        held = [
            f"{code:04}" for code in range(10000) if is_valid_municipality_code(f"{code:04}", on=on)
        ]
        assert len(held) == number


# --- Findings about parties


def found(*parties: Party) -> list[str]:
    """Return the messages of all findings about codes, numbers and bodies."""
    said = validate(agreed(*parties), checks=[check_identifiers, check_bodies])
    return [f"{finding.code} {finding.message('sv')}" for finding in said]


@pytest.mark.parametrize(
    ("names", "code", "other"),
    [
        pytest.param("Nacka kommun", "0180", True, id="Nacka with Stockholm's code"),
        pytest.param("Nacka", "0180", True, id="without the word kommun"),
        pytest.param("Nacka stad", "1917", True, id="with a former code of Heby"),
        pytest.param("Håbo kommun", "0643", True, id="Håbo with the code of Habo"),
        pytest.param("Stockholms stad", "0180", False, id="stad"),
        pytest.param("STOCKHOLMS KOMMUN", "0180", False, id="upper case"),
        pytest.param("Stockholms kommun Centrum", "0182", False, id="a name of no municipality"),
        pytest.param("City of Stockholm", "0180", False, id="English"),
        pytest.param("Region Gotland", "0980", False, id="Gotland"),
        pytest.param("Falu kommun", "2080", False, id="Falun"),
        pytest.param("Bollnäs kommun", "2183", False, id="ends with s"),
        pytest.param("Malung-Sälens kommun", "2023", False, id="hyphen"),
        pytest.param(("Gamla namnet", "Nacka kommun"), "0182", False, id="a second name fits"),
    ],
)
def test_the_code_of_another(names: str | tuple[str, ...], code: str, *, other: bool) -> None:
    """A code that belongs to another municipality than the name says is found."""
    party = Party(names=names, kind=PartyKind.MUNICIPALITY, municipality_code=code)
    codes = [each.split()[0] for each in found(party)]

    assert ("MUNICIPALITY_CODE_OF_ANOTHER" in codes) == other


def test_what_is_said_of_the_code_of_another() -> None:
    """The finding names the municipality whose figures are counted, and the right code."""
    [finding] = validate(agreed(municipality("Nacka kommun", municipality_code="0180")))[:1]

    assert finding.message("sv") == (
        "Nacka kommun (0180): 0180 är kommunkoden för Stockholm, inte för den kommun som namnet "
        "anger; uppgifter med den koden gäller Stockholm"
    )
    assert finding.remedy.en == ("Give the municipality's own code, 0182, or correct the name")


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (None, "ingen känd kommun har koden 0199 nu"),
        ("2020-12-31", "ingen känd kommun har koden 0199 den 31 december 2020"),
        ("1979-12-31", None),
    ],
)
def test_a_code_that_nobody_has(last_day: str | None, said: str | None) -> None:
    """A well-formed code in no list is a warning: a municipality may be newer than the list."""
    ceased = None if last_day is None else day(last_day)
    party = municipality("Nya", municipality_code="0199", last_day=ceased)

    messages = [
        each.removeprefix("MUNICIPALITY_CODE_NOT_IN_USE Nya (0199): ") for each in found(party)
    ]

    assert messages == ([] if said is None else [said])


def test_a_municipality_that_ceased() -> None:
    """The lists since 1980 say nothing of a municipality that ceased before them."""
    for last_day, codes in (("1980-01-01", 1), ("1979-12-31", 0)):
        party = municipality("Nacka kommun", municipality_code="0180", last_day=day(last_day))
        assert len(found(party)) == codes


STATE = "202100-0076"
MUNICIPAL = "212000-0167"
FEDERATION = "222000-0356"
REGION = "232100-0016"
COMPANY = "556036-0793"


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        (PartyKind.MUNICIPALITY, {MUNICIPAL}),
        (PartyKind.REGION, {REGION}),
        (PartyKind.COUNTY_ADMINISTRATIVE_BOARD, {STATE}),
        (PartyKind.STATE_AGENCY, {STATE}),
        (PartyKind.MUNICIPAL_FEDERATION, {FEDERATION}),
        (PartyKind.COMPANY, {COMPANY, FEDERATION}),
        (PartyKind.ASSOCIATION, {COMPANY, FEDERATION}),
    ],
)
def test_kind_and_number_agree(kind: PartyKind, fitting: set[str]) -> None:
    """2120 is for municipalities, 2321 for regions, 2021 for the state; federations have 2220.

    But 2220 does not make a federation: an association has 222000-0315.
    """
    for number in (STATE, MUNICIPAL, FEDERATION, REGION, COMPANY):
        codes = [
            each.split()[0]
            for each in found(Party(names="Nu", kind=kind, organisation_number=number))
        ]
        assert codes == ([] if number in fitting else ["NUMBER_OF_ANOTHER_KIND"])


def test_gotland() -> None:
    """Gotland is a municipality with the duties of a region: both kinds of number fit."""
    for kind in (PartyKind.MUNICIPALITY, PartyKind.REGION):
        for name, code in (("Region Gotland", None), ("G", "0980")):
            party = Party(
                names=name, kind=kind, organisation_number=MUNICIPAL, municipality_code=code
            )
            assert found(party) == []
    assert found(Party(names="Region Gotland", kind=PartyKind.COMPANY)) == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param(
            {"municipality_code": "0182"},
            {"organisation_number": MUNICIPAL},
            "kommunen Nacka",
            id="by code and by number",
        ),
        pytest.param(
            {"municipality_code": "0182"},
            {"names": "Nacka stad", "id": "nacka"},
            "kommunen Nacka",
            id="by code and by name",
        ),
        pytest.param(
            {"names": "Heby kommun", "municipality_code": "0331"},
            {"names": "Heby i Västmanland", "municipality_code": "1917"},
            "kommunen Heby",
            id="by its code now and before",
        ),
        pytest.param(
            {"names": ["Alfa", "Bolaget"], "id": "a"},
            {"names": "BOLAGET", "kind": PartyKind.COMPANY},
            "ett namn gemensamt",
            id="a name in upper case",
        ),
        pytest.param(
            {"names": "Region Stockholm", "kind": PartyKind.REGION},
            {"names": "Stockholms stad", "municipality_code": "0180"},
            None,
            id="a region and a municipality",
        ),
        pytest.param(
            {"id": "a", "last_day": dt.date(2014, 12, 31)},
            {"id": "b", "first_day": dt.date(2015, 1, 1)},
            None,
            id="one after the other",
        ),
        pytest.param(
            {"id": "b", "first_day": dt.date(2015, 1, 1)},
            {"id": "c", "last_day": dt.date(2014, 12, 31)},
            None,
            id="one before the other",
        ),
        pytest.param({"id": "a", "successor": "b"}, {"id": "b"}, None, id="its successor"),
        pytest.param({"id": "a"}, {"id": "b", "successor": "a"}, None, id="its predecessor"),
    ],
)
def test_one_body_twice(one: dict[str, Any], other: dict[str, Any], why: str | None) -> None:
    """Two parties with one name, or that are one municipality, may be one body."""
    both: dict[str, Any] = {"names": "Nacka kommun", "kind": PartyKind.MUNICIPALITY}
    said = [
        each
        for each in found(Party(**{**both, **one}), Party(**{**both, **other}))
        if each.startswith("ONE_BODY_TWICE")
    ]

    assert len(said) == (why is not None)
    assert why is None or said[0].endswith(why)


@pytest.mark.parametrize("check", [organisation_number, municipality_code, county_code])
def test_numbers_are_no_text(check: Callable[[int], str]) -> None:
    """A code given as a number has already lost its leading 0."""
    with pytest.raises(WrongTypeError) as caught:
        check(182)

    assert isinstance(caught.value, SamverkanError)


def test_counties() -> None:
    """There are 21 counties; each code is one."""
    assert len(COUNTIES) == 21
    assert [county_code(code) for code in COUNTIES] == sorted(COUNTIES)
