from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import day, late
from samverkan import Agreement, Decider, Decision, Form, Party, PartyKind, Period, Terms, validate
from samverkan.errors import SamverkanError, TextError, WrongTypeError
from samverkan.sweden import check_deciders, check_forms, decider_of, parse_decider

MINUTES: dict[str, Decider | None] = {
    # As minutes write them (research on real papers).
    "KF": Decider.COUNCIL,
    "KS": Decider.BOARD,
    "KSAU": Decider.PRESIDIUM,
    "AU": Decider.PRESIDIUM,
    "RS": Decider.BOARD,
    "kommunfullmäktige § 182": Decider.COUNCIL,
    "direktionen": Decider.DIRECTION,
    "borgarråd": Decider.DELEGATE,
    "ordförande": Decider.DELEGATE,
    # Other forms of the same.
    "RF": Decider.COUNCIL,
    "Regionfullmäktige": Decider.COUNCIL,
    "landstingsfullmäktige": Decider.COUNCIL,
    "Nacka kommunfullmäktige": Decider.COUNCIL,
    "Kommunfullmäktige, på förslag av kommunstyrelsen": Decider.COUNCIL,
    "Kommunfullmäktige efter förslag av kommunstyrelsen": Decider.COUNCIL,
    "§ 182 Kommunfullmäktige": Decider.COUNCIL,
    "2015-04-13 KF": Decider.COUNCIL,
    "Municipal council": Decider.COUNCIL,
    "KOMMUNSTYRELSEN": Decider.BOARD,
    "Nacka kommunstyrelse": Decider.BOARD,
    "KS §§ 12–14": Decider.BOARD,
    "Regionstyrelsen": Decider.BOARD,
    "Executive board": Decider.BOARD,
    "Miljö- och byggnadsnämnden": Decider.COMMITTEE,
    "Gemensam nämnd": Decider.COMMITTEE,
    "Krisberedningen": Decider.COMMITTEE,
    "Committee": Decider.COMMITTEE,
    "Kommunstyrelsens arbetsutskott": Decider.PRESIDIUM,
    "KS/AU": Decider.PRESIDIUM,
    "Nämndens presidium": Decider.PRESIDIUM,
    "Presidiet": Decider.PRESIDIUM,
    "Kommunstyrelsens ordförande": Decider.DELEGATE,
    "Ordföranden i kommunstyrelsen": Decider.DELEGATE,
    "Delegationsbeslut": Decider.DELEGATE,
    "Kommunstyrelsen, delegationsbeslut": Decider.DELEGATE,
    "Kommunstyrelsen (delegation)": Decider.DELEGATE,
    "Handläggaren på delegation av nämnden": Decider.DELEGATE,
    "På delegation av kommunstyrelsen": Decider.DELEGATE,
    "Nämnden, på delegation av kommunfullmäktige": Decider.COMMITTEE,
    "KSAU på delegation av kommunstyrelsen": Decider.PRESIDIUM,
    "The committee, by delegation": Decider.COMMITTEE,
    "Kommundirektören": Decider.DELEGATE,
    "KSO": Decider.DELEGATE,
    "KS ordf": Decider.DELEGATE,
    "KS ordf.": Decider.DELEGATE,
    "Ordf.": Decider.DELEGATE,
    "Ordf": Decider.DELEGATE,
    "landstingsrådet": Decider.DELEGATE,
    "oppositionsrådet": Decider.DELEGATE,
    "Ordföranden i kommunstyrelsen och kommunfullmäktige": Decider.DELEGATE,
    "Vård- och omsorgsnämnden": Decider.COMMITTEE,
    "Förbundsdirektionen": Decider.DIRECTION,
    "Regeringen": Decider.GOVERNMENT,
    "Förvaltningsrätten i Stockholm": Decider.COURT,
    "Regeringsrätten": Decider.COURT,
    "Högsta förvaltningsdomstolen": Decider.COURT,
    # Two bodies, or an office of one.
    "KS/KF": None,
    "KF/KS": None,
    "Kommunstyrelsen och kommunfullmäktige": None,
    "Kommunstyrelseförvaltningen": None,
    "Kommunstyrelsens förvaltning": None,
    "Nämndens kontor": None,
    # Neither, or an abbreviation that differs between municipalities.
    "SN": None,
    "BUN": None,
    "KLU": None,
    "Regionala rådet": None,
    "Länsstyrelsen": None,
    "Länsrådet": None,
    "Regionala chefsgruppen": None,
    "Nacka kommun": None,
    "§ 182": None,
}


@pytest.mark.parametrize(("body", "decider"), MINUTES.items())
def test_bodies_as_minutes_write_them(body: str, decider: Decider | None) -> None:
    """5 kap. 1 § and 6 kap. kommunallagen (2017:725): a body is known by the name it has there."""
    assert parse_decider(body) is decider
    assert parse_decider(body.upper()) is decider
    assert decider_of(Decision(decided_on=day("2015-04-13"), body=body)) is decider


def test_what_is_stated_counts() -> None:
    """A stated decider counts, whatever the name of the body; without either, it is unknown."""
    on = day("2015-04-13")

    assert decider_of(Decision(decided_on=on, body="KS", decider=Decider.COUNCIL)) is (
        Decider.COUNCIL
    )
    assert decider_of(Decision(decided_on=on, decider=Decider.BOARD)) is Decider.BOARD
    assert decider_of(Decision(decided_on=on)) is None


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        pytest.param(late(parse_decider, body=""), TextError, id="empty"),
        pytest.param(late(parse_decider, body=5), WrongTypeError, id="number"),
        pytest.param(late(decider_of, decision="KS"), WrongTypeError, id="text"),
    ],
)
def test_refused(ask: Callable[[], object], error: type[SamverkanError]) -> None:
    """A body is named by a line of text."""
    with pytest.raises(error):
        ask()


# --- Who must decide, and which form existed

OTHERS = [Decider.BOARD, Decider.COMMITTEE, Decider.PRESIDIUM, Decider.DELEGATE, Decider.DIRECTION]
NACKA = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, municipality_code="0182")


def decided(on: str, form: Form | None, *, special_act: str | None = None, **who: Any) -> list[Any]:
    """Return what is found about the decider and the form of an agreement decided on a day."""
    terms = Terms(
        title="Avtal", period=Period(day("1990-01-01")), form=form, special_act=special_act
    )
    made = Agreement(terms=terms, parties=[NACKA]).accede(
        NACKA, Decision(decided_on=day(on), **who), effective=day("2030-01-01")
    )
    return list(validate(made, checks=[check_deciders, check_forms]))


@pytest.mark.parametrize("decider", [None, *Decider])
@pytest.mark.parametrize(
    ("form", "code", "source"),
    [
        pytest.param(Form.COOPERATION, "DECIDER_MAY_BE_COUNCIL", "5 kap. 1–2 §§", id="plain"),
        pytest.param(
            Form.AGREED_COOPERATION, "DECIDER_MAY_BE_COUNCIL", "5 kap. 1–2 §§", id="by agreement"
        ),
        pytest.param(Form.MUNICIPAL_FEDERATION, "WRONG_DECIDER", "9 kap. 1 §", id="federation"),
        pytest.param(
            Form.JOINT_COMMITTEE, "WRONG_DECIDER", "9 kap. 19, 22 och 33 §§", id="committee"
        ),
        pytest.param(None, None, "", id="form not stated"),
    ],
)
def test_who_must_decide(
    decider: Decider | None, form: Form | None, code: str | None, source: str
) -> None:
    """5 kap. 1–2 §§, 9 kap. 1, 19, 22 and 33 §§ kommunallagen (2017:725)."""
    found = decided("2026-03-02", form, decider=decider)

    assert [each.code for each in found] == ([code] if code and decider in OTHERS else [])
    for each in found:
        assert each.source.in_language("sv") == f"{source} kommunallagen (2017:725)"
        assert each.confidence.value == "high"


@pytest.mark.parametrize(
    ("on", "form", "source", "confidence"),
    [
        pytest.param(
            "1997-12-31",
            Form.MUNICIPAL_FEDERATION,
            "7 § kommunalförbundslagen (1985:894)",
            "medium",
            id="federation, the act of 1985",
        ),
        pytest.param(
            "1998-01-01",
            Form.MUNICIPAL_FEDERATION,
            "3 kap. 20 § kommunallagen (1991:900)",
            "medium",
            id="federation, the act of 1991",
        ),
        pytest.param(
            "1997-08-01",
            Form.JOINT_COMMITTEE,
            "3 kap. 3 a–c §§ kommunallagen (1991:900)",
            "medium",
            id="joint committee, its first day",
        ),
        pytest.param(
            "1991-12-31",
            Form.COOPERATION,
            "1 kap. 5–6 §§ kommunallagen (1977:179)",
            "medium",
            id="plain, the act of 1977",
        ),
        pytest.param(
            "2018-01-01",
            Form.COOPERATION,
            "5 kap. 1–2 §§ kommunallagen (2017:725)",
            "high",
            id="plain, the act of 2017",
        ),
    ],
)
def test_the_act_of_the_day(on: str, form: Form, source: str, confidence: str) -> None:
    """The act is cited by the day of the meeting; its text was read from 2018."""
    [finding] = decided(on, form, body="KSAU")

    assert finding.source.in_language("sv") == source
    assert finding.confidence.value == confidence
    assert "KSAU" in finding.message("sv")


def test_a_decider_without_a_body_has_words() -> None:
    """A decider without the name of its body is named in words, each in both languages."""
    said = [decided("2026-03-02", Form.COOPERATION, decider=each)[0] for each in OTHERS]

    assert "har fattats av styrelsen;" in said[0].message("sv")
    assert len({each.message("en") for each in said}) == len(OTHERS)


@pytest.mark.parametrize("form", [Form.COOPERATION, Form.JOINT_COMMITTEE])
def test_a_delegate_is_named_by_what_it_is(form: Form) -> None:
    """Minutes write *Ordförandebeslut*, which is no body that a text can name."""
    [finding] = decided("2026-03-02", form, body="Ordförandebeslut")

    assert (
        finding.message("sv")
        .split(": ")[1]
        .startswith("Beslutet har fattats av ordföranden eller en annan delegat")
    )


def test_no_decider_of_a_form_that_did_not_exist() -> None:
    """SFS 1997:550: before 1 August 1997 nobody could decide on a joint committee."""
    found = {
        on: decided(on, Form.JOINT_COMMITTEE, body="KS") for on in ("1997-07-31", "1997-08-01")
    }

    assert [[each.code for each in several] for several in found.values()] == [
        ["FORM_NOT_AVAILABLE"],
        ["WRONG_DECIDER"],
    ]


@pytest.mark.parametrize(
    ("on", "form", "special_act", "severity"),
    [
        pytest.param("2018-06-30", Form.AGREED_COOPERATION, None, "warning", id="in general not"),
        pytest.param("2018-07-01", Form.AGREED_COOPERATION, None, None, id="in general"),
        pytest.param(
            "2018-06-30",
            Form.AGREED_COOPERATION,
            "3 kap. 12 § lagen om skydd mot olyckor",
            None,
            id="by a special act",
        ),
        pytest.param("1997-07-31", Form.JOINT_COMMITTEE, None, "error", id="no joint committee"),
        pytest.param("1997-07-31", Form.JOINT_COMMITTEE, "En lag", "error", id="no act for it"),
        pytest.param("1997-08-01", Form.JOINT_COMMITTEE, None, None, id="joint committee"),
        pytest.param("1990-01-01", Form.MUNICIPAL_FEDERATION, None, None, id="federation"),
        pytest.param("1990-01-01", Form.COOPERATION, None, None, id="plain"),
        pytest.param("1989-12-31", Form.JOINT_COMMITTEE, None, None, id="before these rules"),
    ],
)
def test_forms_by_day(on: str, form: Form, special_act: str | None, severity: str | None) -> None:
    """9 kap. 37–38 §§ kommunallagen (2017:725), nine special acts before; SFS 1997:550."""
    found = decided(on, form, special_act=special_act, body="KF")

    assert [each.code for each in found] == ["FORM_NOT_AVAILABLE"] * (severity is not None)
    for each in found:
        assert (each.severity.value, each.confidence.value) == (severity, "medium")
