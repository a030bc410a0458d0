"""Agreements with everything that a diagram can show, and names that try to break out of it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable

import attrs

from builders import (
    BY_DAY,
    MID_YEAR,
    agreed,
    decided,
    funded_by,
    inhabitants,
    joins,
    municipality,
    with_members,
)
from samverkan import (
    Agreement,
    FigureTable,
    Party,
    PartyKind,
    Period,
    Source,
    Statistic,
    Text,
    assess,
)
from samverkan.fees import Explanation
from samverkan.funding import ByGroup, Equally, Fixed, Rate, Split, Sum
from samverkan.governance import (
    Forum,
    Governance,
    Level,
    LevelRank,
    OperatingMode,
    Seat,
    WorkingMode,
)
from samverkan.meetings import Activation, ModeLog

START, DAY = dt.date(2024, 1, 1), dt.date(2024, 6, 3)
HOSTILE = {
    "quotes": "\"a\" 'b' ”c” `d`",
    "quote at the end": 'a"',
    "closes a box": '"] --> x["',
    "closes a rounded box": '") & n1("',
    "brackets": "a]]b))c}}d>e|f[[g((h{{",
    "ends a band": "a end subgraph x",
    "only end": "end",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "break": "a<br>b<br/>c",
    "entities": "&quot; &lt;b&gt; &#34; &amp;",
    "entities of Mermaid": "#quot; #34; #9829; ﬂ°°60¶ßb ﬂ°lt¶ß",
    "number sign and semicolon": "# a; b #; ;#",
    "comment": "%% a %%{init: {'theme': 'dark'}}%%",
    "comments of DOT": "// a /* b */ # c",
    "arrows": "a --> b -- c --- d ~~~ e -> f",
    "backslashes": 'C:\\new\\light \\N \\G \\" \\',
    "markdown": "**a** _b_ __c__ ~~d~~ [e](f) `g`",
    "a list": "- a",
    "a numbered list": "1. a",
    "a heading": "# a",
    "a rule": "---",
    "style": "style a:b#c; classDef x fill:#f00; class n1 x",
    "click": 'click n1 href "javascript:alert(1)"',
    "an icon": "fa:fa-ban",
    "mathematics": "$$x^2$$",
    "a shape": "n1@{ shape: diamond }",
    "DOT": '", shape=none, URL="x"] }',
    "HTML of DOT": "<<b>a</b>>",
    "format": "{0.__class__} %s {party}",
    "other scripts": "Ålands Ζεύς עברית 日本 🚒 e\N{COMBINING DIAERESIS}\N{COMBINING RING ABOVE}",
    "spaces": "a   b",
    "long": "Krisberedskap " * 100,
    "one long word": "x" * 1900,
    "long and hostile": '"<&\\#' * 380,
}


def always(name: str) -> Callable[[str], str]:
    """Return a function that gives everything one name."""
    return lambda _: name


def in_turn(names: Iterable[str]) -> Callable[[str], str]:
    """Return a function that gives each thing the next of some names, repeatedly."""
    given = itertools.cycle(names)
    return lambda _: next(given)


def explained(name: Callable[[str], str] = str) -> Explanation:
    """Return the explanation of a fee, after *name* has changed every text."""
    alfa, group = municipality(name("Alfa"), id="alfa"), name("Kusten")
    pupils = Statistic(id="pupils", name=name("elever"), unit=name("elev"), units=name("elever"))
    sources = [
        Source(document=name("Avtal"), place=name("3 §")),
        Source(document=name("Protokoll"), place=name("12 §")),
    ]
    rule = Sum(
        rules=[
            Rate(
                kronor_per_unit="12.50",
                of=attrs.evolve(MID_YEAR, statistic=pupils, sources=sources[0]),
                sources=sources,
            ),
            ByGroup(groups={group: Fixed(kronor=-1)}, sources=sources[1]),
            Split(total=100, by=Equally()),
        ]
    )
    agreement = with_members(
        agreed(alfa, funding=funded_by(rule, BY_DAY)), group, alfa=dt.date(2015, 7, 1)
    )
    figures = FigureTable(
        attrs.evolve(each, statistic=pupils) for each in inhabitants({"alfa": 1_234})
    )
    return assess(agreement, year=2015, figures=figures).explain("alfa")


def governed(name: Callable[[str], str] = str) -> Agreement:
    """Return an agreement with a governance, after *name* has changed every text."""
    board = Party(
        names=name("Länsstyrelsen"), id="board", kind=PartyKind.COUNTY_ADMINISTRATIVE_BOARD
    )
    towns = [municipality(name(f"Kommun {letter}"), id=f"kommun-{letter}") for letter in "abcdefgh"]
    old, new, outside = (
        Party(names=name(called), id=called.lower(), kind=PartyKind.STATE_AGENCY)
        for called in ("Gamla", "Nya", "Utanfor")
    )
    members = [board, *towns, old]
    return agreed(
        *members,
        new,
        outside,
        title=Text(name("Avtal"), name("Agreement")),
        period=Period(START),
        governance=_governance(name),
        instruments=[joins(n, party.id, START) for n, party in enumerate(members, start=1)],
    ).succeed(old.id, new.id, decided(START), first_day=dt.date(2024, 3, 1))


def _governance(name: Callable[[str], str]) -> Governance:
    council = Forum(
        id="radet",
        names=name("Rådet"),
        level="inriktande",
        chair="gamla",
        convener="board",
        seats=[
            Seat(
                id="chef",
                function=Text(name("Chef"), name("Head")),
                mandate=Text(name("besluta"), name("decide")),
                party="board",
            ),
            Seat(
                id="direktor",
                function=name("Direktör"),
                kind=PartyKind.MUNICIPALITY,
                count=4,
                holders=["kommun-a", "kommun-b"],
            ),
            Seat(
                id="ledare",
                function=name("Ledare"),
                kind=PartyKind.MUNICIPALITY,
                count=2,
                holders=["kommun-c"],
            ),
        ],
    )
    group = Forum(
        id="gruppen",
        names=name("Gruppen"),
        level="samordnande",
        convener="board",
        initial_lead="kommun-a",
        seats=[
            Seat(id="alla", function=name("Säkerhetschef"), kind=PartyKind.MUNICIPALITY),
            Seat(id="tib", function=name("Tjänsteman"), party="utanfor"),
        ],
        modes=WorkingMode(mode=OperatingMode.ACTIVATED, called="tib"),
    )
    other = Forum(id="andra", names=name("Andra"), level="samordnande", chair="utanfor")
    network = Forum(id="natverket", names=name("Nätverket"), convener="board")
    return Governance(
        levels=[
            Level(id="inriktande", name=name("Inriktande"), rank=LevelRank.DIRECTING),
            Level(
                id="samordnande",
                name=name("Mitten"),
                rank=LevelRank.COORDINATING,
                focus=name("Lägesbild"),
            ),
            Level(id="verkstallande", name=name("Verkställande"), rank=LevelRank.EXECUTING),
        ],
        forums=[council, group, other, network],
        overall="radet",
    )


LOG = ModeLog(
    governance=governed().terms.governance or Governance(),
    covers=Period(DAY, DAY),
    activations=Activation(number=1, first_day=DAY, forums="gruppen"),
)
