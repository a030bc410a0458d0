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
    Unit,
    assess,
)
from samverkan.fees import Explanation
from samverkan.funding import ByGroup, Equally, Fixed, Rate, Split, Sum
from samverkan.governance import (
    ACTIVATED,
    COORDINATING,
    DIRECTING,
    EXECUTING,
    ORDINARY,
    Deputies,
    Forum,
    Governance,
    Level,
    Office,
    Recurrence,
    Seat,
    TermOfOffice,
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


def _apart(name: Callable[[str], str], said: str) -> str:
    """Return the name of a level, which no other level may have."""
    called = name(said)
    return called if called == said else f"{called} {said}"


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
                parties="board",
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
            Seat(id="tib", function=name("Tjänsteman"), parties="utanfor"),
        ],
        modes=WorkingMode(mode="activated", called="tib"),
    )
    other = Forum(id="andra", names=name("Andra"), level="samordnande", chair="utanfor")
    network = Forum(id="natverket", names=name("Nätverket"), convener="board")
    return Governance(
        levels=[
            Level(id="inriktande", name=_apart(name, "Inriktande"), rank=3),
            Level(
                id="samordnande",
                name=_apart(name, "Mitten"),
                rank=2,
                focus=name("Lägesbild"),
            ),
            Level(id="verkstallande", name=_apart(name, "Verkställande"), rank=1),
        ],
        forums=[council, group, other, network],
        modes=[ORDINARY, ACTIVATED],
        overall="radet",
    )


# --- Four forums with thirty lines of seats

TOWNS = [
    *("Aneby", "Eksjö", "Gislaved", "Gnosjö", "Habo", "Jönköping", "Mullsjö"),
    *("Nässjö", "Sävsjö", "Tranås", "Vaggeryd", "Vetlanda", "Värnamo"),
]


def four_forums(name: Callable[[str], str] = str) -> Agreement:
    """Return an agreement with a council, two groups and a function, after *name*."""
    towns = [municipality(name(f"{town} kommun"), id=f"town-{n}") for n, town in enumerate(TOWNS)]
    others = [
        Party(names=name(called), id=id_, kind=kind)
        for id_, called, kind in (
            ("board", "Länsstyrelsen i Jönköpings län", PartyKind.COUNTY_ADMINISTRATIVE_BOARD),
            ("region", "Region Jönköpings län", PartyKind.REGION),
            ("police", "Polismyndigheten", PartyKind.STATE_AGENCY),
            ("alarm", "SOS Alarm Sverige AB", PartyKind.COMPANY),
            ("army", "Försvarsmakten", PartyKind.STATE_AGENCY),
        )
    ]
    parties = [*towns, *others]
    governance = Governance(
        levels=[DIRECTING, COORDINATING, EXECUTING],
        modes=[ORDINARY, ACTIVATED],
        forums=[_council(name), _steering(name), _working_group(name), _function(name)],
        overall="council",
    )
    return agreed(
        *parties,
        title=Text(name("Avtal om samverkan i länet"), name("Agreement on the county")),
        period=Period(START),
        governance=governance,
        host="town-5",
        instruments=[joins(n, party.id, START) for n, party in enumerate(parties, start=1)],
    )


def _council(name: Callable[[str], str]) -> Forum:
    return Forum(
        id="council",
        names=name("Regionala rådet"),
        level="directing",
        chair="board",
        convener="board",
        duties=[name("beslutar om gemensam inriktning"), name("följer upp arbetet i länet")],
        modes=WorkingMode(meets=Recurrence(term=TermOfOffice(years=4))),
        seats=[
            Seat(id="a", function=name("Landshövding"), parties="board"),
            Seat(
                id="b",
                function=name("Kommunstyrelsens ordförande"),
                kind=PartyKind.MUNICIPALITY,
            ),
            Seat(id="c", function=name("Regionstyrelsens ordförande"), parties="region"),
            Seat(id="d", function=name("Polisområdeschef"), parties="police"),
            Seat(id="e", function=name("Regionchef"), parties="alarm"),
            Seat(id="f", function=name("Chef för militärregionen"), parties="army"),
        ],
    )


def _steering(name: Callable[[str], str]) -> Forum:
    towns = PartyKind.MUNICIPALITY
    return Forum(
        id="steering",
        names=name("Styrgruppen"),
        level="coordinating",
        chair="board",
        convener="board",
        duties=name("bereder ärenden till Regionala rådet"),
        modes=[
            WorkingMode(meets=Recurrence(times=4, unit=Unit.YEARS, is_about=True)),
            WorkingMode(mode="activated", called=["a", "b", "c"], meets=Recurrence(unit=Unit.DAYS)),
        ],
        seats=[
            Seat(id="a", function=name("Kommunföreträdare"), kind=towns, count=9),
            Seat(id="b", function=name("Regionens företrädare"), parties="region", each=2),
            Seat(id="c", function=name("Länsstyrelsens företrädare"), parties="board", each=2),
            Seat(
                id="d", function=name("Polisens företrädare"), parties="police", each=2, deputies=1
            ),
            Seat(id="e", function=name("SOS Alarms företrädare"), parties="alarm"),
            Seat(id="f", function=name("Försvarsmaktens företrädare"), parties="army"),
            Seat(
                id="g",
                function=name("Adjungerad sakkunnig"),
                mandate=name("yttra sig"),
                count=2,
                holders=(),
            ),
        ],
    )


def _working_group(name: Callable[[str], str]) -> Forum:
    towns = PartyKind.MUNICIPALITY
    return Forum(
        id="group",
        names=name("Arbetsutskottet"),
        level="coordinating",
        chair="board",
        convener="town-5",
        modes=WorkingMode(meets=Recurrence(unit=Unit.MONTHS)),
        seats=[
            Seat(id="a", function=name("Säkerhetschef"), parties="town-5"),
            Seat(
                id="b",
                function=name("Beredskapssamordnare"),
                kind=towns,
                count=3,
                holders=["town-4", "town-7"],
                deputies=Deputies(count=1, holders=["town-1"]),
            ),
            Seat(id="c", function=name("Beredskapschef"), parties="region"),
            Seat(id="d", function=name("Försvarsdirektör"), parties="board", deputies=1),
            Seat(id="e", function=name("Lokalpolisområdeschef"), parties="police"),
            Seat(
                id="f",
                function=name("Kommunikatör"),
                kind=towns,
                count=2,
                holders=["town-1", "town-9"],
            ),
            Seat(id="g", function=name("Ordförande i rådet"), comes_with=Office("council")),
        ],
    )


def _function(name: Callable[[str], str]) -> Forum:
    term = TermOfOffice(years=4, first_day=dt.date(2023, 1, 1))
    officer = name("Tjänsteman i beredskap")
    return Forum(
        id="function",
        names=name("Inriktnings- och samordningsfunktionen (ISF)"),
        level="executing",
        convener="board",
        modes=[
            WorkingMode(meets=Recurrence(every=2, unit=Unit.WEEKS)),
            WorkingMode(
                mode="activated",
                meets=Recurrence(unit=Unit.DAYS),
                duties=name("sammanställer en gemensam lägesbild varje dag"),
            ),
        ],
        seats=[
            Seat(id="a", function=officer, kind=PartyKind.MUNICIPALITY),
            Seat(id="b", function=officer, parties="region"),
            Seat(id="c", function=officer, parties="board"),
            Seat(id="d", function=name("Vakthavande befäl"), parties="police"),
            Seat(id="e", function=name("Vakthavande brandingenjör"), count=5),
            Seat(
                id="f",
                function=name("Smittskyddsläkare"),
                parties="region",
                appointed_by=name("regionstyrelsen"),
            ),
            Seat(id="g", function=name("Kommunikationschef"), count=1, holders="town-5"),
            Seat(id="h", function=name("Transportledare"), count=1, holders=()),
            Seat(id="i", function=name("Elsamordnare"), count=1),
            Seat(id="j", function=name("Analyschef"), parties="board", term=term),
        ],
    )


LOG = ModeLog(
    governance=governed().terms.governance or Governance(),
    covers=Period(DAY, DAY),
    activations=Activation(number=1, first_day=DAY, forums="gruppen"),
)
LOG_OF_FOUR = ModeLog(
    governance=four_forums().terms.governance or Governance(),
    covers=Period(DAY, DAY),
    activations=Activation(number=1, first_day=DAY, forums="function"),
)
