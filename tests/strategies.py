"""Strategies for samverkan's own types, one for each, with plural names."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from forums import ACTIVATED, BOARD, HEIGHTENED, NEW, ORDINARY, REGION, TOWNS
from samverkan import (
    Accession,
    Agreement,
    Decision,
    Due,
    DueAfter,
    DueKind,
    Figure,
    FigureTable,
    Ground,
    Needs,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Source,
    Statistic,
    Terms,
    Unit,
    Within,
    YearDay,
)
from samverkan.errors import RuleError, SamverkanError
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Instalments,
    Mean,
    Part,
    PerParty,
    Proration,
    Rate,
    Reading,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.governance import (
    Deputies,
    Forum,
    Governance,
    Office,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)

# A narrow window, so that periods often overlap or share a bound.
days = st.dates(dt.date(2014, 12, 1), dt.date(2016, 2, 29))
years = st.integers(2014, 2016)
DECIDED = st.dates(dt.date(2014, 6, 1), dt.date(2017, 12, 31))

TAX_BASE = Statistic(id="tax-base", name="skatteunderlag", unit="krona", units="kronor", decimals=1)
CHANGES = Statistic(
    id="changes", name="ändring", unit="procent", units="procent", decimals=1, signed=True
)
PRICES = Statistic(id="prices", name="index", unit="enhet", units="enheter", decimals=2)
RESULT = Statistic(
    id="result", name="resultat", unit="krona", units="kronor", decimals=2, signed=True
)
AREA = "riket"
KINDS = [PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.COMPANY]
GROUPS = ["shore", "neighbour"]
groups = st.none() | st.sampled_from(GROUPS)
GROUP = st.sampled_from(GROUPS)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any valid period, including open-ended ones."""
    first_day = draw(days)
    return Period(first_day, draw(st.none() | st.dates(first_day, dt.date(2016, 2, 29))))


@st.composite
def decimals(draw: st.DrawFn, *, least: int = 0, places: int = 10) -> Decimal:
    """Numbers as documents state them, some with trailing zeros or an exponent."""
    digits = draw(st.integers(least, 10**7))
    number = Decimal(digits).scaleb(-draw(st.integers(0, places)))
    return draw(st.sampled_from([number, number.normalize(), number + Decimal("0.0000")]))


roundings = st.builds(
    Rounding, rule=st.sampled_from(RoundingRule), step_ore=st.sampled_from([1, 50, 100])
)
YEARLY = [ReferenceDate(1, 6, 30), ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]
FIXED_DAY = dt.date(2013, 12, 31)
one_day: st.SearchStrategy[ReferenceDate | dt.date] = st.sampled_from([*YEARLY, FIXED_DAY])
reference_dates = one_day | st.lists(one_day, min_size=2, max_size=3, unique=True).map(Mean)


@st.composite
def bases_of(draw: st.DrawFn, subject: str | None = None) -> Basis:
    """Figures of payers or of an area, some with others that serve until they are known."""
    statistic = draw(st.sampled_from([POPULATION, TAX_BASE]))
    dates = draw(st.lists(reference_dates, min_size=1, max_size=3, unique=True))
    basis: Basis | None = None
    for date in dates if draw(st.booleans()) else dates[:1]:
        basis = Basis(statistic=statistic, reference_date=date, subject=subject, fallback=basis)
    assert basis is not None
    return basis


bases = bases_of()
area_bases = bases_of(AREA)
result_of_area = st.builds(
    Basis, statistic=st.just(RESULT), reference_date=reference_dates, subject=st.just(AREA)
)
result_of_each = st.builds(Basis, statistic=st.just(RESULT), reference_date=reference_dates)
per = st.sampled_from([1, 1, 100, 1_000])
rates = st.builds(
    Rate,
    kronor_per_unit=decimals(),
    of=st.lists(bases | area_bases | result_of_each, min_size=1, max_size=2),
    per=per,
)
fixed = st.builds(Fixed, kronor=decimals(least=-(10**7), places=2))
ore_amounts = st.integers(-(10**7), 10**7).map(lambda ore: Decimal(ore).scaleb(-2))
IDS = [f"p{number}" for number in range(5)]
per_party = st.builds(
    PerParty,
    kronor=st.dictionaries(st.sampled_from(IDS), ore_amounts, min_size=1, max_size=4),
    others=st.none() | ore_amounts,
)
simple: st.SearchStrategy[Rule] = rates | fixed | per_party


@st.composite
def indexed(draw: st.DrawFn, of: st.SearchStrategy[Rule] = simple) -> Indexed:
    """Amounts adjusted by a change in percent, or by an index level."""
    method = draw(st.sampled_from(IndexMethod))
    statistic = PRICES if method is IndexMethod.LEVEL else CHANGES
    date = draw(st.sampled_from([ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]))
    rounded = method is IndexMethod.CHAINED_ROUNDED
    return Indexed(
        rule=draw(of),
        index=Basis(statistic=statistic, reference_date=date, subject=AREA),
        method=method,
        base_year=draw(st.integers(2012, 2015)),
        rounding=draw(roundings if rounded else st.none() | roundings),
    )


rates_by_rule = st.builds(
    Rate,
    kronor_per_unit=indexed(st.builds(Fixed, kronor=decimals(places=2))) | per_party,
    of=st.lists(bases, min_size=1, max_size=2),
    per=per,
)
part_texts = st.sampled_from(["1/3", "1/5", "0.8", "2/3", "1", "0", "1/7"])


@st.composite
def parts(draw: st.DrawFn, of: st.SearchStrategy[Rule]) -> Part:
    """Parts of what a rule gives, and what is left of it after a discount."""
    rule, part = draw(of), draw(part_texts)
    return Part(rule=rule, of=part) if draw(st.booleans()) else Part(rule=rule, less=part)


@st.composite
def years_of(draw: st.DrawFn, of: st.SearchStrategy[Rule]) -> ByYear:
    """A rule for each of some years, and perhaps for all later ones."""
    chosen = draw(st.dictionaries(years, of, min_size=1, max_size=2))
    return ByYear(years=chosen, later=draw(st.none() | of))


def _limited(of: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    """Rules around a rule that divides nothing."""
    amounts = st.integers(0, 5_000).map(lambda kronor: Fixed(kronor=kronor))
    limits: st.SearchStrategy[Rule | None] = st.none() | amounts | rates

    def bounded(rule: Rule, floor: Rule | None, cap: Rule | None) -> Rule:
        try:
            return Bounded(rule=rule, floor=floor, cap=cap)
        except RuleError:  # no limit, or two that cross
            return Bounded(rule=rule, cap=1_000)

    sizes = st.dictionaries(st.integers(0, 10**6), of, min_size=1, max_size=2)
    return (
        st.builds(bounded, of, limits, limits)
        | st.builds(Stepped, of=bases, rule=of, above=sizes)
        | indexed(of)
        | parts(of)
    )


def _sum_with_parts(rules: list[Rule], whole: Rule, of: list[str]) -> Sum:
    """Return a sum in which several parts of one rule stand."""
    return Sum(rules=[*rules, *(Part(rule=whole, of=each) for each in of)])


def _of(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    by_kind = st.dictionaries(st.sampled_from(KINDS), rules, min_size=1, max_size=3)
    by_group = st.dictionaries(st.sampled_from(GROUPS), rules, max_size=2)
    return (
        st.builds(ByGroup, kinds=by_kind, groups=by_group)
        | st.builds(Sum, rules=st.lists(rules, min_size=1, max_size=3))
        | st.builds(
            _sum_with_parts,
            st.lists(rules, max_size=2),
            simple,
            st.lists(part_texts, min_size=2, max_size=3),
        )
        | years_of(rules)
    )


of_one: st.SearchStrategy[Rule] = (
    simple
    | rates_by_rule
    | st.recursive(simple | rates_by_rule, lambda inner: _limited(inner) | _of(inner), max_leaves=3)
)
plain_totals: st.SearchStrategy[Rule] = (
    fixed
    | st.builds(Rate, kronor_per_unit=decimals(), of=area_bases, per=per)
    | st.builds(Rate, kronor_per_unit=decimals(places=2), of=result_of_area)
    | indexed(fixed)
)
plain_totals |= years_of(plain_totals)
totals = plain_totals
weights = st.dictionaries(
    st.sampled_from(IDS),
    st.sampled_from(["1", "2.5", "37.25", "0", "0.0000001"]),
    min_size=2,
    max_size=5,
).filter(lambda each: set(each.values()) != {"0"})
keys = (
    st.lists(bases, min_size=1, max_size=2).map(tuple)
    | st.builds(Equally)
    | st.builds(ByWeight, weights=weights)
)
cited = st.sampled_from([(), (Source(document="1 §"),), (Source(document="2 §"),)])
steps = st.sampled_from([1, 1, 1, 100, 100_000])
plain_splits = st.builds(Split, total=plain_totals, by=keys, step_ore=steps, sources=cited)
shares = st.builds(Share, part=st.sampled_from(["1/4", "1/5", "0.15", "0"]), by=keys)
in_two_steps = st.builds(
    Shares,
    total=plain_totals,
    kinds=st.dictionaries(st.sampled_from(KINDS), shares, min_size=1, max_size=3),
    groups=st.dictionaries(st.sampled_from(GROUPS), shares, max_size=1),
    step_ore=steps,
    sources=cited,
)
paid_first: st.SearchStrategy[Rule] = (
    of_one | plain_splits | st.recursive(simple | plain_splits | in_two_steps, _of, max_leaves=3)
)


@st.composite
def remainders(draw: st.DrawFn, of: st.SearchStrategy[Rule] = plain_totals) -> Remainder:
    """What is left of a total."""
    return Remainder(total=draw(of), after=draw(paid_first))


derived: st.SearchStrategy[Rule] = st.recursive(
    plain_totals, lambda of: remainders(of) | parts(of) | years_of(of), max_leaves=2
)
splits = plain_splits | st.builds(Split, total=derived, by=keys, step_ore=steps, sources=cited)


@st.composite
def families(draw: st.DrawFn) -> Rule:
    """Divisions of parts of one total, in a sum or for one group each."""
    whole = draw(plain_totals | remainders())
    of = draw(st.sampled_from([("1/5", "0.8"), ("1/3", "1/3", "1/3"), ("1/7", "1/2"), ("1", "0")]))
    members: list[Rule] = [
        Split(total=Part(rule=whole, of=each), by=draw(keys), step_ore=draw(steps)) for each in of
    ]
    if draw(st.booleans()):
        return Sum(rules=draw(st.permutations([*members, *draw(st.lists(fixed, max_size=1))])))
    return ByGroup(
        kinds=dict(zip(draw(st.permutations(KINDS)), members, strict=False)),
        groups=draw(st.just({}) | st.just({GROUPS[0]: members[0]})),
    )


@st.composite
def hosts(draw: st.DrawFn) -> Rule:
    """One group pays first, and the rest is divided among the others."""
    own = draw(of_one)
    paid = ByGroup(groups={GROUPS[0]: own})
    rest = Split(
        total=Remainder(total=draw(plain_totals), after=paid), by=draw(keys), step_ore=draw(steps)
    )
    if draw(st.booleans()):
        return ByGroup(groups={GROUPS[0]: own}, kinds=dict.fromkeys(KINDS, rest))
    return Sum(rules=[own, attrs.evolve(rest, total=Remainder(total=10_000, after=own))])


owed_once = of_one.filter(lambda rule: not isinstance(rule, Fixed) or rule.kronor >= 0)
entry_fees = st.builds(EntryFee, first=owed_once, again=st.none() | owed_once)
dividing: st.SearchStrategy[Rule] = splits | in_two_steps | families() | hosts()
rules: st.SearchStrategy[Rule] = (
    of_one | dividing | st.recursive(of_one | dividing | entry_fees, _of, max_leaves=4)
)
AT_MOST_2 = st.integers(0, 2)
year_days = st.builds(
    YearDay,
    month=st.sampled_from([2, 6, 12]),
    day=st.sampled_from([15, 28]),
    years_before=AT_MOST_2,
) | st.builds(YearDay, month=st.just(6), day=st.just(30), years_after=AT_MOST_2)


@st.composite
def plans(draw: st.DrawFn) -> Instalments:
    """Payment plans of up to four days, with equal parts or others."""
    days = draw(st.lists(year_days, min_size=1, max_size=4, unique_by=lambda day: day.of(2000)))
    weights = draw(st.none() | st.lists(st.integers(1, 9), min_size=4, max_size=4))
    parts = [] if weights is None else weights[: len(days)]
    return Instalments(
        days=sorted(days, key=lambda day: day.of(2000)),
        parts=[Fraction(part, sum(parts)) for part in parts],
    )


fundings = st.builds(
    Funding,
    rule=rules,
    proration=st.sampled_from(Proration),
    rounding=roundings,
    instalments=st.none() | plans(),
)


def _published(draw: st.DrawFn, figure: Figure) -> list[Figure]:
    """Return a figure, some published late, and some once more with another value."""
    how = draw(st.sampled_from(["at once"] * 6 + ["late", "twice"]))
    if how == "at once":
        return [figure]
    days = draw(st.lists(DECIDED, min_size=2, max_size=2, unique=True))
    first, second = (attrs.evolve(figure, published_on=day) for day in sorted(days))
    return [second] if how == "late" else [first, attrs.evolve(second, value=second.value + 1)]


@st.composite
def figure_tables(draw: st.DrawFn, subjects: list[str], year: int) -> FigureTable:
    """Figures of some of the subjects, for the reference dates of a year; some are missing.

    The index of the area exists for most of the years that may be asked for.
    """
    figures = []
    scarce = draw(st.booleans())
    counts = st.integers(0, 50) | st.integers(0, 10**6)
    for statistic, least in ((CHANGES, -200), (PRICES, 1)):
        for index_year in range(2010, 2016):
            value = draw(st.integers(least, 500) if index_year != year - 1 else st.none() | counts)
            if value is not None:
                figures.append(
                    Figure(
                        subject=AREA,
                        statistic=statistic,
                        reference_date=dt.date(index_year, 12, 31),
                        value=value or 1,
                    )
                )
    for subject in subjects:
        for statistic in (POPULATION, TAX_BASE, RESULT):
            for day in sorted({FIXED_DAY, *(date.before(year) for date in YEARLY)}):
                value = draw(st.none() | st.integers(0, 10**6) if scarce else counts)
                if value is not None:
                    figures += _published(
                        draw,
                        Figure(
                            subject=subject,
                            statistic=statistic,
                            reference_date=day,
                            value=-value if statistic.signed and draw(st.booleans()) else value,
                        ),
                    )
    return FigureTable(draw(st.permutations(figures)))


@attrs.frozen
class World:
    """An agreement, a year, and figures for it."""

    agreement: Agreement
    year: int
    figures: FigureTable


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small agreements of any funding, with members of any kind and group."""
    count = draw(st.integers(1, 5))
    parties = [
        Party(names=f"Part {place}", kind=draw(st.sampled_from(KINDS)), id=f"p{place}")
        for place in range(count)
    ]
    accessions = [
        Accession(
            number=number,
            party=party.id,
            effective=draw(periods()),
            group=draw(groups),
        )
        for number, party in enumerate(parties, start=1)
    ]
    reading = Reading(name="only", funding=draw(fundings))
    terms = Terms(title="Avtal", period=draw(periods()), funding=[reading])
    year = draw(years)
    return World(
        Agreement(terms=terms, parties=parties, instruments=accessions),
        year,
        draw(figure_tables([AREA, *(party.id for party in parties)], year)),
    )


START, LAST = dt.date(2014, 12, 1), dt.date(2016, 2, 29)
ONE_DAY = dt.timedelta(days=1)


def _decide(draw: st.DrawFn, agreement: Agreement, decision: Decision) -> Agreement:
    """Let something be decided that may be possible."""
    state = agreement.as_known()
    members = [m for m in state.memberships if m.period.first_day <= LAST]
    numbers = [instrument.number for instrument in agreement.instruments]
    kinds = ["accede", "amend", "end"]
    kinds += ["withdraw", "succeed", "withdraw", "succeed"] * bool(members)
    kinds += ["revoke", "revoke"] * bool(numbers)
    kind = draw(st.sampled_from(kinds))
    if kind == "accede":
        party = draw(st.sampled_from(agreement.parties))
        return agreement.accede(party, decision, effective=draw(periods()), group=draw(groups))
    if kind == "revoke":
        target, ground = draw(st.sampled_from(numbers)), draw(st.sampled_from(Ground))
        return agreement.revoke(target, decision, ground=ground)
    if kind == "amend":
        readings = [Reading(name="only", funding=draw(fundings))]
        funding, title = draw(st.sampled_from([(readings, None), (None, "Ny titel")]))
        return agreement.amend(decision, effective=draw(periods()), title=title, funding=funding)
    if kind == "end":
        day = draw(days)
        if draw(st.booleans()):
            return agreement.extend(decision, last_day=day)
        return agreement.terminate(decision, last_day=day)
    member = draw(st.sampled_from(members))
    last = min(member.period.last_day or LAST, LAST)
    day = draw(st.dates(member.period.first_day, last))
    if kind == "withdraw":
        return agreement.withdraw(member.party, decision, last_day=day)
    other = draw(st.sampled_from(agreement.parties))
    return agreement.succeed(member.party, other, decision, first_day=day)


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """One reading of a funding, or two, or none."""
    names = draw(st.sampled_from([["only"]] * 6 + [["only", "other"]] * 3 + [[]]))
    return [Reading(name=name, funding=draw(fundings)) for name in names]


needed = st.sampled_from([Needs(), Needs(at_least=1), Needs(at_least=2), Needs(parties=IDS[:2])])


def _decide_together(draw: st.DrawFn, agreement: Agreement, decision: Decision) -> Agreement:
    """Let several decide on something, or one of them on what waits for it."""
    kind = draw(st.sampled_from(["accede", "amend", "adopt", "adopt"]))
    if kind == "adopt":
        waiting = [i.number for i in agreement.instruments if i.needs is not None]
        if not waiting:
            return agreement
        party = draw(st.sampled_from(agreement.parties))
        return agreement.adopt(draw(st.sampled_from(waiting)), party, decision)
    needs = draw(needed)
    if kind == "accede":
        party, group = draw(st.sampled_from(agreement.parties)), draw(groups)
        effective = draw(periods())
        return agreement.accede(party, decision, effective=effective, group=group, needs=needs)
    effective = draw(periods())
    return agreement.amend(decision, effective=effective, funding=draw(readings()), needs=needs)


@st.composite
def _random_lives(draw: st.DrawFn) -> World:
    """Agreements with any decisions; impossible ones are refused and leave no trace."""
    world = draw(worlds())
    first = Period(START)
    terms = attrs.evolve(world.agreement.terms, period=draw(st.just(first) | periods()))
    kept = draw(st.sampled_from([0, 1, len(world.agreement.instruments)]))
    accessions = [i for i in world.agreement.instruments if isinstance(i, Accession)]
    undated = [attrs.evolve(accession, effective=first) for accession in accessions[:kept]]
    agreement = attrs.evolve(world.agreement, terms=terms, instruments=undated)
    for day in sorted(draw(st.lists(DECIDED, min_size=1, max_size=8))):
        with contextlib.suppress(SamverkanError):
            agreement = _decide(draw, agreement, Decision(decided_on=day))
    return World(agreement, world.year, world.figures)


def _leave_or_return(draw: st.DrawFn, agreement: Agreement, decision: Decision) -> Agreement:
    """Let a party leave, return or be succeeded, or let a court annul what was decided."""
    state = agreement.as_known()
    members = [m for m in state.memberships if m.period.first_day <= LAST]
    ended = [i for i in agreement.instruments if not isinstance(i, Accession)]
    held = {party.id: state.memberships_of(party.id) for party in agreement.parties}
    gone = [own[-1] for own in held.values() if own and own[-1].period.last_day is not None]
    kinds = ["leave", "leave", "succeed"] * bool(members) + ["return"] * 3 * bool(gone)
    kind = draw(st.sampled_from(["join", *kinds, *["annul"] * min(len(ended), 4)]))
    if kind == "annul":
        target = draw(st.sampled_from(ended[-3:])).number
        return agreement.revoke(target, decision, ground=Ground.ANNULLED)
    if kind in {"join", "return"}:
        party = draw(st.sampled_from(agreement.parties))
        earliest = START
        if kind == "return":
            member = draw(st.sampled_from(gone))
            party, last = member.party, member.period.last_day
            earliest = START if last is None else last + ONE_DAY
        first_day = draw(st.dates(earliest, max(earliest, LAST)))
        last_day = draw(st.none() | st.dates(first_day, max(first_day, LAST)))
        group, effective = draw(GROUP), Period(first_day, last_day)
        return agreement.accede(party, decision, effective=effective, group=group)
    member = draw(st.sampled_from(members))
    last = min(member.period.last_day or LAST, LAST)
    day = draw(st.dates(member.period.first_day, last))
    if kind == "leave":
        return agreement.withdraw(member.party, decision, last_day=day)
    other = draw(st.sampled_from(agreement.parties))
    return agreement.succeed(member.party, other, decision, first_day=day)


@st.composite
def rejoinings(draw: st.DrawFn) -> World:
    """Agreements of two or three parties that leave and return, while courts annul decisions."""
    world = draw(worlds())
    names = ("Part 0", "Part 1", "Part 2")[: draw(st.integers(2, 3))]
    agreement = Agreement(
        terms=attrs.evolve(world.agreement.terms, period=Period(START)),
        parties=[
            Party(names=name, kind=draw(st.sampled_from(KINDS)), id=f"p{place}")
            for place, name in enumerate(names)
        ],
    )
    ends = draw(st.none() | st.dates(LAST - 90 * ONE_DAY, LAST))
    day = draw(st.dates(START, LAST - 180 * ONE_DAY))
    back, first = draw(st.dates(day, LAST - 120 * ONE_DAY)) + ONE_DAY, Decision(decided_on=START)
    agreement = agreement.accede(names[0], first, effective=Period(START, ends))
    agreement = agreement.withdraw(names[0], first, last_day=day)
    agreement = agreement.accede(names[0], first, effective=back, group=draw(st.none() | GROUP))
    count = draw(st.integers(1, 7))
    for day in sorted(draw(st.lists(DECIDED, min_size=count, max_size=count))):
        with contextlib.suppress(SamverkanError):
            agreement = _leave_or_return(draw, agreement, Decision(decided_on=day))
    return World(agreement, world.year, world.figures)


@st.composite
def histories(draw: st.DrawFn) -> World:
    """Agreements with a history: up to nine decisions, with effect before or after them."""
    return draw(draw(st.sampled_from([_random_lives(), _random_lives(), rejoinings()])))


@st.composite
def lives(draw: st.DrawFn) -> World:
    """Histories in which several may decide together, and a clause may have several readings."""
    world = draw(histories())
    agreement = attrs.evolve(
        world.agreement, terms=attrs.evolve(world.agreement.terms, funding=draw(readings()))
    )
    since = max(
        (i.decision.decided_on for i in agreement.instruments if i.decision),
        default=dt.date(2014, 6, 1),
    )
    for day in sorted(draw(st.lists(st.dates(since, dt.date(2018, 1, 1)), max_size=4))):
        with contextlib.suppress(SamverkanError):
            decide = draw(st.sampled_from([_decide, _decide_together, _decide_together]))
            agreement = decide(draw, agreement, Decision(decided_on=day))
    return World(agreement, world.year, world.figures)


times = st.builds(
    Within, count=st.integers(0, 40), unit=st.sampled_from(Unit), after=st.sampled_from(DueAfter)
)
dues = st.builds(
    Due, what=st.sampled_from("ab"), kind=st.sampled_from(DueKind), when=year_days | times
)


paid = st.builds(
    lambda plan: Reading(name="only", funding=Funding(rule=Fixed(kronor=1), instalments=plan)),
    st.none() | plans(),
)


@st.composite
def notices(draw: st.DrawFn) -> dict[str, Any]:
    """Terms about notice: in months, or by a day of the year."""
    if draw(st.booleans()):
        return {"notice_months": draw(st.integers(0, 18))}
    return {"notice_by": draw(year_days.filter(lambda day: not day.years_after))}


@st.composite
def renewing(draw: st.DrawFn) -> Agreement:
    """Agreements with a term that may renew itself, and notices and dues that may change."""
    first = dt.date(2015, 1, 1)
    last = draw(st.none() | st.dates(first, dt.date(2016, 3, 31)))
    renewal = draw(st.none() | st.integers(1, 14))
    made = Agreement(
        terms=Terms(
            title="Avtal",
            period=Period(first, last),
            **draw(st.just({}) | notices()),
            renewal_months=renewal,
            max_renewals=None if renewal is None else draw(st.none() | st.integers(1, 3)),
            due=draw(st.lists(dues, max_size=2, unique=True)),
            funding=draw(st.lists(paid, max_size=1)),
        ),
        parties=[],
    )
    for day in draw(st.lists(DECIDED, max_size=2)):
        what, decision = (
            draw(st.sampled_from(["notice", "due", "funding", "extend", "terminate"])),
            Decision(decided_on=day),
        )
        with contextlib.suppress(SamverkanError):
            if what == "notice":
                made = made.amend(decision, effective=draw(days), **draw(notices()))
            elif what == "due":
                due = draw(st.lists(dues, max_size=2, unique=True))
                made = made.amend(decision, effective=draw(days), due=due)
            elif what == "funding":
                made = made.amend(decision, effective=draw(days), funding=[draw(paid)])
            elif what == "extend":
                made = made.extend(decision, last_day=draw(st.none() | days))
            else:
                made = made.terminate(decision, last_day=draw(days))
    return made


# --- Governance, for the parties in forums.py

MEMBERS = [party.id for party in (BOARD, *TOWNS, REGION)]
terms_of_office = st.none() | st.builds(
    TermOfOffice,
    years=st.none() | st.integers(1, 4),
    first_day=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2024, 12, 31)),
    carries_over=st.booleans(),
)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """How often something is held, with and without days that follow."""
    if draw(st.booleans()):
        return Recurrence(term=draw(terms_of_office.filter(bool)), times=draw(st.integers(1, 3)))
    every, unit = draw(st.integers(1, 4)), draw(st.sampled_from(Unit))
    if draw(st.booleans()):
        return Recurrence(every=every, unit=unit, first_day=draw(days))
    how: dict[str, Any] = draw(st.sampled_from([{}, {"is_about": True}, {"at_least": True}]))
    return Recurrence(every=every, unit=unit, times=draw(st.integers(1, 5)), **how)


@st.composite
def seats(draw: st.DrawFn, name: str = "plats") -> Seat:
    """Seats for each party or for all together; held, vacant or not stated; some with deputies."""
    town = PartyKind.MUNICIPALITY
    kinds: list[dict[str, Any]] = [{}, {"kind": town}, {"kind": town, "group": "strand"}]
    who = draw(
        st.sampled_from(kinds)
        | st.lists(st.sampled_from([*MEMBERS, NEW.id]), min_size=1, max_size=3, unique=True).map(
            lambda several: {"parties": several}
        )
    )
    each: dict[str, Any] = {"each": draw(st.integers(1, 3))}
    if "parties" in who and draw(st.booleans()):
        each = {"by_party": {party: draw(st.integers(1, 3)) for party in who.pop("parties")}}
    several = st.lists(st.sampled_from(MEMBERS), max_size=3)
    fields: dict[str, Any] = {"id": name, "function": "Chef", "term": draw(terms_of_office), **who}
    number = st.integers(3, 4)
    if "by_party" in each or draw(st.booleans()):
        several_once = st.lists(st.sampled_from(MEMBERS), max_size=3, unique=True)
        order = draw(st.none() | several_once)
        own = Deputies(
            count=draw(st.none() | st.integers(1, 2)),
            order=order,
            own_party_first=not order or draw(st.booleans()),
        )
        deputies = draw(st.none() | st.just(own))
        return Seat(**fields, **each, deputies=deputies)
    together = Deputies(
        count=draw(st.none() | number),
        holders=draw(st.none() | several),
        own_party_first=draw(st.booleans()),
    )
    return Seat(
        **fields,
        count=draw(number),
        holders=draw(st.none() | several),
        deputies=draw(st.none() | st.just(together)),
    )


@st.composite
def governances(draw: st.DrawFn) -> Governance:
    """A governance with a forum "radet" of some seats, which works in up to three modes."""
    own = [draw(seats(f"plats-{number}")) for number in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        office = Office("radet", draw(st.sampled_from([None, *(seat.id for seat in own)])))
        deputies = draw(st.none() | st.builds(Deputies, count=st.none() | st.integers(1, 2)))
        own.append(Seat(id="sjalvskriven", function="Chef", comes_with=office, deputies=deputies))
    modes = [ORDINARY, *draw(st.lists(st.sampled_from([ACTIVATED, HEIGHTENED]), unique=True))]
    called = st.none() | st.lists(st.sampled_from(own), unique=True).map(
        lambda several: [seat.id for seat in several]
    )
    works = [
        WorkingMode(
            mode=mode.id,
            called=draw(called) if own else None,
            meets=draw(st.none() | recurrences()),
            duties=draw(st.none() | st.lists(st.sampled_from(["leder", "stöder"]), unique=True)),
        )
        for mode in draw(st.lists(st.sampled_from(modes), unique=True))
    ]
    forum = Forum(
        id="radet",
        names="Rådet",
        seats=own,
        chair=draw(st.sampled_from([BOARD.id, None])),
        vice_chairs=draw(st.lists(st.sampled_from(MEMBERS), max_size=2, unique=True)),
        modes=works,
    )
    return Governance(forums=forum, modes=modes, modes_fall_back=draw(st.booleans()))
