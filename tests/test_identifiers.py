from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan import Party, PartyKind
from samverkan.errors import IdentifierError, SamverkanError, WrongTypeError
from samverkan.stockholm import agreement
from samverkan.sweden import (
    COUNTIES,
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
