"""A small agreement with two forums, for tests of governance, modes and meetings."""

from __future__ import annotations

import datetime as dt

from builders import agreed, joins, municipality
from samverkan import Agreement, Party, PartyKind, Period, Text, Unit
from samverkan.governance import (
    Forum,
    Governance,
    Level,
    LevelRank,
    OperatingMode,
    Recurrence,
    Seat,
    WorkingMode,
)

START, DAY = dt.date(2024, 1, 1), dt.date(2024, 6, 3)
ORDINARY, ACTIVATED = OperatingMode.ORDINARY, OperatingMode.ACTIVATED

BOARD = Party(names="Länsstyrelsen", kind=PartyKind.COUNTY_ADMINISTRATIVE_BOARD)
TOWNS = [municipality(f"Kommun {letter}") for letter in "abc"]
REGION = Party(names="Regionen", kind=PartyKind.REGION)
OLD, NEW = (Party(names=name, kind=PartyKind.STATE_AGENCY) for name in ("Gamla", "Nya"))

HEAD = Seat(
    id="chef", function=Text("Säkerhetschef", "Head of security"), kind=PartyKind.MUNICIPALITY
)
DUTY = Seat(id="tib", function="Tjänsteman i beredskap", mandate="larma", party="regionen")
CHAIR = Seat(
    id="ordforande", function="Landshövding", mandate="besluta om inriktning", party=BOARD.id
)
TWO = Seat(
    id="tva",
    function="Kommundirektör",
    mandate="besluta om resurser",
    kind=PartyKind.MUNICIPALITY,
    count=2,
    holders=["kommun-b"],
)
SHORE = Seat(id="strand", function="Miljöchef", group="strand")

COUNCIL = Forum(
    id="radet",
    names="Rådet",
    level="inriktande",
    seats=[CHAIR, TWO],
    chair=BOARD.id,
    convener=BOARD.id,
    modes=WorkingMode(
        mode=ORDINARY, called=["ordforande"], meets=Recurrence(every=3, unit=Unit.MONTHS)
    ),
)
GROUP = Forum(
    id="gruppen",
    names=["Samordningsgruppen"],
    level="samordnande",
    seats=[HEAD, DUTY],
    convener=BOARD.id,
    initial_lead="regionen",
    modes=[WorkingMode(mode=ACTIVATED, called="tib")],
)
GOVERNANCE = Governance(
    levels=[
        Level(id="inriktande", name="Inriktande", rank=LevelRank.DIRECTING),
        Level(id="samordnande", name="Samordnande", rank=LevelRank.COORDINATING),
    ],
    forums=[COUNCIL, GROUP],
    overall="radet",
)


def governed(
    governance: Governance | None = GOVERNANCE, *, without: tuple[str, ...] = ()
) -> Agreement:
    """Return an agreement with this governance, which all parties but some have joined."""
    parties = [BOARD, *TOWNS, REGION, OLD, NEW]
    members = [party.id for party in parties if party.id not in {*without, NEW.id}]
    return agreed(
        *parties,
        period=Period(START),
        governance=governance,
        instruments=[
            joins(number, party, START, group="strand" if party == "kommun-c" else None)
            for number, party in enumerate(members, start=1)
        ],
    )
