"""Everything public, and one value of each class: what the contracts are tested on."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.metadata
import pkgutil
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import attrs

import samverkan
from samverkan import (
    Adoption,
    Amendment,
    Condition,
    Decision,
    Due,
    DueAfter,
    DueKind,
    Event,
    EventKind,
    Extension,
    FormerCode,
    Ground,
    Needs,
    Ore,
    Pending,
    Period,
    Recording,
    ReferenceDate,
    Revocation,
    Rounding,
    Start,
    Statistic,
    Succession,
    Termination,
    Text,
    Unit,
    Wait,
    Withdrawal,
    Within,
    YearDay,
    assess,
    settle,
)
from samverkan.calendars import OrdinaryMeeting, calendar
from samverkan.errors import BudgetYearError, SamverkanError
from samverkan.fees import (
    Addition,
    Assumed,
    Claim,
    Instalment,
    Ledger,
    Missing,
    Need,
    Paid,
    Portion,
    parse_stated_amount,
)
from samverkan.findings import Context, FindingKind, Severity
from samverkan.formats import (
    BillingRow,
    Column,
    FigureFile,
    FileShape,
    LeftOut,
    Table,
    fees_table,
    read_figures,
    receipt,
)
from samverkan.frames import FeeCount, supported_rules
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByWeight,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Instalments,
    Link,
    Mean,
    Part,
    PerParty,
    Rate,
    Remainder,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.governance import Deputies, Office, Recurrence, Seat, TermOfOffice
from samverkan.meetings import Absence, Duty, FollowUp, Holding, Report, convene
from samverkan.register import (
    Deadline,
    Failure,
    Lookalike,
    Register,
    RegisterPending,
    Replacement,
    SharedKey,
)
from samverkan.stockholm import agreement, figures, mode_log, municipal_half
from samverkan.sweden import dates_of_all, effective_day, regime, validate_dates

ROOT = Path(__file__).parents[1]
SRC = Path(samverkan.__path__[0])
PACKAGES = [
    samverkan,
    *(
        importlib.import_module(found.name)
        for found in pkgutil.iter_modules(samverkan.__path__, "samverkan.")
        if found.ispkg
    ),
]


def exported(package: ModuleType) -> list[str]:
    """Return what a package exports: nothing if its names are imported from the top."""
    return list(getattr(package, "__all__", []))


ASSESSMENT = assess(agreement, year=2015, figures=figures)
EXPLANATION = ASSESSMENT.explain("Nacka")
STATE = agreement.as_known()
DAY = dt.date(2015, 4, 13)
DECISION = Decision(body="Kommunstyrelsen", decided_on=DAY)
DUE = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=6, day=30))
LINK = Link(
    index=Basis(
        statistic=Statistic(id="cpi", name="KPI", unit="a", units="a", base="2020 = 100"),
        reference_date=ReferenceDate(1, 10, 31),
        subject="00",
    ),
    day=DAY,
)
[RATE] = [fact for fact in EXPLANATION.facts() if isinstance(fact, Rate)]
PORTION = Portion(Period.of_year(2015), EXPLANATION.reading)
DATES = validate_dates(
    decided_on=dt.date(2015, 5, 29), announced_on=dt.date(2015, 5, 29), effective_from=DAY
)
TABLE = fees_table(ASSESSMENT)
GOVERNANCE = STATE.governance(on=DAY)
assert GOVERNANCE is not None
FORUM = GOVERNANCE.forums[0]
SEAT = Seat(id="chef", function="Säkerhetschef")
MEETING = convene(STATE, FORUM.id, by="202100-2247", on=DAY)
LIMIT = DATES.appeal
assert LIMIT is not None
assert LIMIT.rule is not None
REGISTER = Register(
    {"stockholm": agreement}, failures=Failure(agreement="a", error=BudgetYearError(5))
)
OVERVIEW = REGISTER.overview(on=DAY, year=2015, figures=figures, party="Nacka")
assert OVERVIEW.fees is not None
CALENDAR = calendar(agreement, until=DAY)
RADET = OrdinaryMeeting(forum=FORUM, meets=Recurrence(unit=Unit.WEEKS, first_day=DAY))
FIGURE_FILE = read_figures("municipality_code,reference_date,population\n0182,2014-06-30,5")
ONE_OF_EACH: list[attrs.AttrsInstance] = [
    agreement,
    agreement.documents[0],
    agreement.instruments[0],
    agreement.parties[0],
    agreement.parties[0].names[0],
    FormerCode("1917", last_day=dt.date(2006, 12, 31)),
    agreement.terms,
    agreement.terms.commitments[0],
    agreement.terms.title,
    agreement.terms.sources[0],
    agreement.terms.period,
    figures,
    figures.figures[0],
    POPULATION,
    RATE,
    RATE.of[0],
    ReferenceDate(1, 6, 30),
    EXPLANATION.reading,
    EXPLANATION.reading.funding,
    EXPLANATION.reading.funding.rule,
    Fixed(kronor=25_000),
    Sum(rules=[Fixed(kronor=1)]),
    PerParty(kronor={"a": 1}),
    ByYear(years={2015: 1}),
    EntryFee(first=1),
    Part(rule=1, of="1/2"),
    Remainder(total=2, after=Fixed(kronor=1)),
    Mean([ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]),
    Split(total=1, by=RATE.of),
    Equally(),
    ByWeight(weights={"a": 1}),
    Shares(total=1, groups={"a": Share(part=1, by=Equally())}),
    Share(part=1, by=Equally()),
    Bounded(rule=RATE, cap=1),
    Stepped(of=RATE.of[0], rule=RATE, above={1: RATE}),
    Indexed(
        rule=RATE,
        index=attrs.evolve(RATE.of[0], subject="01"),
        method=IndexMethod.LEVEL,
        base_year=2015,
    ),
    LINK,
    Rounding(),
    Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)], parts=["1/4", "3/4"]),
    Instalment(party="a", year=2015, due_on=DAY, ore=Ore(1)),
    parse_stated_amount("cirka 143 000 kr"),
    DECISION,
    STATE,
    STATE.memberships[0],
    STATE.timeline,
    Event(DAY, EventKind.PAYMENT_DUE, DUE),
    DUE,
    DUE.when,
    Within(count=1, unit=Unit.MONTHS, after=DueAfter.YEAR_END),
    Withdrawal(number=1, decision=DECISION, party="a", last_day=DAY),
    Succession(number=1, decision=DECISION, party="a", successor="b", first_day=DAY),
    Amendment(number=1, decision=DECISION, effective=Period(DAY), title="Avtal"),
    Extension(number=1, decision=DECISION, last_day=DAY),
    Termination(number=1, decision=DECISION, last_day=DAY),
    Revocation(number=2, decision=DECISION, target=1, ground=Ground.TAKEN_BACK),
    Recording(number=3, target=None, recorded_on=DAY, first_day=DAY),
    Start(when=Condition.SIGNED, not_before=DAY),
    Needs(parties=["a", "b"], at_least=1),
    Adoption(party="a", decision=DECISION),
    effective_day(agreement),
    dates_of_all(agreement.accede("Nacka", DECISION))[0],
    Pending(instrument=None, waits_for=Wait.SIGNATURE, days=Period(DAY)),
    Claim(party="a", year=2015, ore=Ore(1), known_on=DAY, causes=(figures.figures[0],)),
    Ledger(),
    settle(Ledger(), agreement, years=[2015], figures=figures, known_on=DAY),
    PORTION,
    Addition(),
    Paid(Fixed(kronor=400_000)),
    EXPLANATION,
    EXPLANATION.step,
    EXPLANATION.parts[0],
    TABLE,
    TABLE.columns[0],
    municipal_half,
    ASSESSMENT,
    receipt(ASSESSMENT),
    BillingRow(
        number="A-2015-0182-1",
        row=1,
        party="0182",
        name="Nacka kommun",
        organisation_number="212000-0167",
        year=2015,
        known_on=DAY,
        text=Text("Avgift 2015", "Fee 2015"),
        quantity=Decimal(95182),
        price=Decimal("1.50"),
        ore=Ore(14277300),
        accounts={"konto": "3530"},
    ),
    FigureFile(
        where="egna.csv",
        shape=FileShape.CSV,
        figures=figures,
        tables=("TAB638",),
        updated_on=DAY,
        left_out=(LeftOut("areas", 1, ("00 Riket",)),),
    ),
    ASSESSMENT.fees[0],
    FeeCount(rows=2, known=1, missing=1, subtotal_ore=14_277_300),
    supported_rules()[0],
    DECISION.notices[0],
    LIMIT,
    LIMIT.rule,
    LIMIT.rule.act,
    LIMIT.rule.places[0],
    LIMIT.rest_days[0],
    DATES,
    DATES.legal_force,
    DATES.findings[0],
    regime(DAY),
    Context(agreement=agreement, state=STATE),
    GOVERNANCE,
    GOVERNANCE.levels[0],
    GOVERNANCE.modes[0],
    FORUM,
    FORUM.modes[0],
    SEAT,
    Deputies(count=1),
    Office(FORUM.id),
    TermOfOffice(years=4, first_day=DAY),
    Recurrence(every=1, unit=Unit.WEEKS),
    Holding(FORUM, SEAT, None),
    Absence(seat=SEAT.id),
    mode_log,
    mode_log.activations[0],
    mode_log.mode("regionala rådet", on=DAY),
    MEETING,
    Duty(MEETING, agreement.parties[0]),
    Report(attrs.evolve(MEETING, called=[Holding(FORUM, SEAT, agreement.parties[0])]), "0114", DAY),
    FollowUp(party="0182", commitment=agreement.terms.commitments[0], on=DAY),
    FindingKind(code="A", severity=Severity.INFO, message=Text("a"), remedy=Text("b")),
    Assumed("0182", 2015, figures.figures[:1]),
    Missing("0114", 2015, (Need("0114", POPULATION, dt.date(2014, 6, 30)),)),
    Need("0114", POPULATION, dt.date(2014, 6, 30)),
    REGISTER,
    REGISTER.failures[0],
    OVERVIEW,
    OVERVIEW.entries[0],
    OVERVIEW.memberships[0],
    Deadline(agreement="a", title=Text("a"), event=Event(DAY, EventKind.LAST_DAY)),
    OVERVIEW.fees,
    OVERVIEW.fees.rows[0],
    OVERVIEW.findings[0],
    CALENDAR,
    CALENDAR.events[0],
    CALENDAR.events[0].about,
    RADET,
    RegisterPending(
        agreement="a",
        title=Text("a"),
        pending=Pending(instrument=None, waits_for=Wait.SIGNATURE, days=Period(DAY)),
        stated_in=agreement,
    ),
    Replacement(agreement="a", document=agreement.documents[0], found=("b",), both=Period(DAY)),
    REGISTER.chain("stockholm", on=DAY),
    Lookalike(by=SharedKey.NAME, shared="a", parties=((agreement.parties[0], ("a",)),)),
]

DATA = [
    value
    for value in ONE_OF_EACH
    if not type(value).__module__.startswith(
        ("samverkan.register", "samverkan.calendars", "samverkan.frames")
    )
    and not isinstance(value, (BillingRow, Column, FigureFile, Table))
]
"""Those that a document may hold."""


PUBLIC = {
    f"{package.__name__}.{name}": getattr(package, name)
    for package in PACKAGES
    for name in exported(package)
}
CLASSES = [obj for obj in PUBLIC.values() if isinstance(obj, type)]
ERRORS = [cls for cls in CLASSES if issubclass(cls, SamverkanError)]
