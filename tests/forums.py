"""Two small governances, for tests of governance, modes and meetings.

``GOVERNANCE`` has two forums and two modes; ``CHARTER`` is the charter of a federation, with seats
for each member, deputies, terms of office, and three modes that fall back.
"""

from __future__ import annotations

import datetime as dt

from builders import agreed, joins, municipality
from samverkan import Agreement, Party, PartyKind, Period, Text, Unit
from samverkan.governance import (
    ACTIVATED,
    COORDINATING,
    DIRECTING,
    ORDINARY,
    Deputies,
    Forum,
    Governance,
    Level,
    Office,
    OperatingMode,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)

__all__ = ["ACTIVATED", "ORDINARY"]  # the other names are made here

START, DAY = dt.date(2024, 1, 1), dt.date(2024, 6, 3)

BOARD = Party(names="Länsstyrelsen", kind=PartyKind.COUNTY_ADMINISTRATIVE_BOARD)
TOWNS = [municipality(f"Kommun {letter}") for letter in "abc"]
REGION = Party(names="Regionen", kind=PartyKind.REGION)
OLD, NEW = (Party(names=name, kind=PartyKind.STATE_AGENCY) for name in ("Gamla", "Nya"))

HEAD = Seat(
    id="chef", function=Text("Säkerhetschef", "Head of security"), kind=PartyKind.MUNICIPALITY
)
DUTY = Seat(id="tib", function="Tjänsteman i beredskap", mandate="larma", parties="regionen")
CHAIR = Seat(
    id="ordforande", function="Landshövding", mandate="besluta om inriktning", parties=BOARD.id
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
    modes=WorkingMode(called=["ordforande"], meets=Recurrence(every=3, unit=Unit.MONTHS)),
)
GROUP = Forum(
    id="gruppen",
    names=["Samordningsgruppen"],
    level="samordnande",
    seats=[HEAD, DUTY],
    convener=BOARD.id,
    initial_lead="regionen",
    modes=[WorkingMode(mode="activated", called="tib")],
)
GOVERNANCE = Governance(
    levels=[
        Level(id="inriktande", name="Inriktande", rank=3),
        Level(id="samordnande", name="Samordnande", rank=2),
    ],
    forums=[COUNCIL, GROUP],
    modes=[ORDINARY, ACTIVATED],
    overall="radet",
)

# --- The charter of a federation

HEIGHTENED = OperatingMode(
    id="hojd",
    name=Text("höjd beredskap", "heightened preparedness"),
    rank=2,
    switched_by=BOARD.id,
)
TERM = TermOfOffice(years=4, first_day=dt.date(2023, 1, 1))

MEMBERS = Seat(
    id="ledamot",
    function=Text("Ledamot", "Member"),
    kind=PartyKind.MUNICIPALITY,
    each=3,
    deputies=Deputies(
        count=2, order=["kommun-b", "kommun-c"], function=Text("Ersättare", "Deputy")
    ),
    appointed_by=Text("medlemmens fullmäktige", "the council of the member"),
    term=TERM,
)
AUDITORS = Seat(
    id="revisor",
    function=Text("Revisor", "Auditor"),
    kind=PartyKind.MUNICIPALITY,
    count=3,
    holders=["kommun-a", "kommun-b"],
    deputies=Deputies(count=2, holders=["kommun-c", "kommun-a"]),
    term=TERM,
)
OF_TOWNS = Seat(
    id="kommun",
    function=Text("Kommunföreträdare", "Representative of the municipalities"),
    kind=PartyKind.MUNICIPALITY,
    count=9,
    deputies=4,
)
OF_REGION = Seat(id="region", function="Direktör", parties="regionen", each=2)
BY_OFFICE = Seat(
    id="sjalvskriven",
    function=Text("Direktionens ordförande", "Chair of the directors"),
    comes_with=Office("direktionen"),
)

DIRECTION = Forum(
    id="direktionen",
    names="Direktionen",
    level="directing",
    seats=[MEMBERS, AUDITORS],
    chair="kommun-a",
    convener="kommun-a",
    duties="fastställer budget",
    modes=[
        WorkingMode(
            meets=Recurrence(times=4, unit=Unit.YEARS, is_about=True),
            duties=["följer upp arbetet", "beslutar om taxor"],
        ),
        WorkingMode(
            mode="activated",
            called="ledamot",
            meets=Recurrence(unit=Unit.WEEKS, first_day=dt.date(2024, 6, 3)),
        ),
    ],
)
STEERING = Forum(
    id="styrgruppen",
    names="Styrgruppen",
    level="coordinating",
    seats=[BY_OFFICE, OF_TOWNS, OF_REGION],
    convener=BOARD.id,
    modes=[
        WorkingMode(meets=Recurrence(term=TermOfOffice())),
        WorkingMode(mode="hojd", duties="samordnar totalförsvaret"),
    ],
)
CHARTER = Governance(
    levels=[COORDINATING, DIRECTING],
    forums=[DIRECTION, STEERING],
    modes=[HEIGHTENED, ORDINARY, ACTIVATED],
    modes_fall_back=True,
    overall="direktionen",
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
