from __future__ import annotations

import datetime as dt
import hashlib
import importlib.resources
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest

import samverkan.stockholm
from samverkan import Accession, DocumentKind, Figure, FigureStatus, PartyKind, Period
from samverkan.formats import read_figures
from samverkan.stockholm import agreement, figures

FINGERPRINT = "3c6d67daf3f6caa1d05567dad4932171cd8bdbde1297c9c666b2e58a5582c7c5"


def test_parties() -> None:
    """Source, Deltagande parter: 26 municipalities and ten others, and one successor besides."""
    joined = {member.party.id for member in agreement.as_known().memberships}
    kinds = Counter(agreement.party(party).kind for party in joined)

    assert kinds == {
        PartyKind.MUNICIPALITY: 26,
        PartyKind.STATE_AGENCY: 3,
        PartyKind.MUNICIPAL_FEDERATION: 3,
        PartyKind.COMPANY: 2,
        PartyKind.REGION: 1,
        PartyKind.COUNTY_ADMINISTRATIVE_BOARD: 1,
    }
    assert {party.id for party in agreement.parties} - joined == {"202100-0076"}


def test_succession_of_the_police() -> None:
    """The party that the source names ceased the day before the agreement took effect."""
    county = agreement.party("Polismyndigheten i Stockholms län")
    national = agreement.party("Polismyndigheten")

    assert (county.last_day, county.successor) == (dt.date(2014, 12, 31), national.id)
    assert national.first_day == dt.date(2015, 1, 1)


@pytest.mark.parametrize("party", ["SOS Alarm", "Stockholms hamnar AB", "Brandkåren Attunda"])
def test_unseen_numbers_are_left_out(party: str) -> None:
    """A number that was not seen in a source is left out."""
    assert agreement.party(party).organisation_number is None


def test_unseen_days_are_left_out() -> None:
    """The days of renamings, of the parties' decisions, and of the end of the term are unknown."""
    assert all(name.period is None for party in agreement.parties for name in party.names)
    assert all(accession.decision is None for accession in agreement.instruments)
    assert agreement.terms.period.last_day is None


def test_papers() -> None:
    """Letter of intent 1 April 2014, recommendation 19 March 2015; the agreement is undated."""
    dated = {document.kind: document.dated for document in agreement.documents}

    assert dated == {
        DocumentKind.LETTER_OF_INTENT: dt.date(2014, 4, 1),
        DocumentKind.RECOMMENDATION: dt.date(2015, 3, 19),
        DocumentKind.AGREEMENT: None,
    }


def test_terms() -> None:
    """Source: the title, the three purposes and the four commitments, in its own words."""
    terms = agreement.terms

    assert terms.title.sv == (
        "Överenskommelse om länsgemensam funktion för en trygg, säker och störningsfri region"
    )
    assert [purpose.sv for purpose in terms.purposes] == [
        "öka krisberedskapen",
        "öka tryggheten",
        "öka framkomligheten",
    ]
    assert [commitment.text.sv for commitment in terms.commitments] == [
        "Förankra och kontinuerligt utveckla gemensamma rutiner och processer",
        "Representation i regionala samverkansforum",
        "Identifiera och genomföra gemensamma utbildningsinsatser",
        "Löpande pröva möjligheten att dela resurser och kompetens",
    ]


def test_since_the_start() -> None:
    """Every party is a member from 1 January 2015 on."""
    accessions = [i for i in agreement.instruments if isinstance(i, Accession)]
    assert {a.effective for a in accessions} == {Period(dt.date(2015, 1, 1))}
    assert [a.number for a in agreement.instruments] == list(range(1, 37))


def test_figures() -> None:
    """30 June 2014 for 21 municipalities, one of them second-hand; 31 December for all 26."""
    days = Counter(figure.reference_date for figure in figures.figures)
    weak = [figure.subject for figure in figures.figures if figure.status is FigureStatus.SECONDARY]

    assert days == {
        dt.date(2014, 6, 30): 21,
        **{dt.date(year, 12, 31): 26 for year in range(2000, 2025)},
    }
    assert weak == ["0139"]
    codes = {party.municipality_code for party in agreement.parties} - {None}
    assert {figure.subject for figure in figures.figures} == codes


@pytest.mark.parametrize(
    ("year", "total"),
    [(2013, 2_163_042), (2014, 2_198_044), (2018, 2_344_124), (2024, 2_473_307)],
)
def test_figures_add_up_to_the_county(year: int, total: int) -> None:
    """The 26 figures of a turn of the year sum to the county's: no cell is lost or changed."""
    day = dt.date(year, 12, 31)

    assert sum(f.value for f in figures.figures if f.reference_date == day) == total


def test_every_figure_is_the_published_one() -> None:
    """Every figure is identical to the published one, compared with Statistics Sweden."""
    written = "".join(
        f"{f.subject} {f.reference_date} {f.value} {f.status}\n" for f in figures.figures
    )

    assert hashlib.sha256(written.encode()).hexdigest() == FINGERPRINT


@pytest.mark.parametrize("code", ["0117", "0127", "0128", "0140", "0187"])
def test_numbers_follow_the_codes(code: str) -> None:
    """Organisation numbers follow the order of codes, except for five municipalities."""
    own = agreement.party(code).organisation_number
    assert own is not None
    assert own.startswith(("212000-28", "212000-29"))
    others = [
        party.organisation_number or ""
        for party in agreement.parties
        if party.municipality_code is not None
        and not (party.organisation_number or "").startswith(("212000-28", "212000-29"))
    ]
    assert others == sorted(others)
    assert len(others) == 21


def facts(value: object, *, sourced: bool, path: str) -> Iterator[tuple[str, bool]]:
    """Walk all parts of a value; yield each number and day, and whether it has a source.

    A source belongs to the value itself or to a value that contains it.
    """
    kind: type = type(value)
    if attrs.has(kind):
        sourced = sourced or bool(getattr(value, "sources", ()))
        for field in attrs.fields(kind):
            ordinal = field.name == "number"
            if field.init and not ordinal:
                inner = getattr(value, field.name)
                yield from facts(inner, sourced=sourced, path=f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from facts(item, sourced=sourced, path=f"{path}[{place}]")
    elif isinstance(value, (int, Decimal, dt.date)):
        yield path, sourced


@pytest.mark.parametrize("value", [agreement, figures], ids=["agreement", "figures"])
def test_every_number_and_day_has_a_source(value: object) -> None:
    """Every figure, rate and date has the source that states it."""
    found = list(facts(value, sourced=False, path=""))

    assert len(found) > 50
    assert [path for path, sourced in found if not sourced] == []


def test_four_names() -> None:
    """The package exports its four names, and no others."""
    package: Any = samverkan.stockholm

    assert package.__all__ == ["agreement", "figures", "mode_log", "municipal_half"]
    assert set(package.__all__) <= set(dir(package))
    assert package.agreement is agreement
    with pytest.raises(AttributeError, match="no attribute 'kommuner'"):
        _ = package.kommuner


def test_figures_as_anybody_reads_them() -> None:
    """The package's file of figures is one that the reader of such files reads, to the same."""
    package = importlib.resources.files("samverkan.stockholm")
    sources = {each.document: each for figure in figures.figures for each in figure.sources}
    read = read_figures((package / "population.csv").read_bytes()).figures

    assert [without_sources(each) for each in read.figures] == [
        without_sources(each) for each in figures.figures
    ]
    assert len(sources) == 3


def without_sources(figure: Figure) -> Figure:
    """Return a figure without its sources."""
    return attrs.evolve(figure, sources=())
