"""Not executed: the type checker is the test runner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Ore,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Source,
    allocate,
    assess,
    formats,
    to_kronor,
    to_ore,
)
from samverkan.calendars import calendar
from samverkan.errors import NotAMemberError, TextError
from samverkan.fees import (
    Assessment,
    Explanation,
    Fee,
    ImpliedTotal,
    Missing,
    StatedAmount,
    Step,
    parse_stated_amount,
)
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    Equally,
    Fixed,
    Key,
    Rate,
    Rule,
    Share,
    Split,
)
from samverkan.reports import explanation_text
from samverkan.stockholm import agreement, figures, municipal_half

assert_type(agreement, Agreement)
assert_type(figures, FigureTable)
assert_type(municipal_half, ImpliedTotal)
assert_type(parse_stated_amount("cirka 143 000 kr"), StatedAmount)
assert_type(Split(total=1, by=Equally()).total, Rule)
assert_type(Split(total="1.50", by=Equally()).by, Key)
assert_type(Bounded(rule=Fixed(kronor=1), cap=1).cap, Rule | None)
assert_type(Share(part="1/4", by=Equally()).part, Fraction)

period = Period(dt.date(2024, 1, 1))
assert_type(period.last_day, dt.date | None)
assert_type(period.overlap(period), Period | None)
period.first_day = dt.date(2025, 1, 1)  # type: ignore[misc]

nacka = agreement.party("0182")
assert_type(nacka, Party)
assessment = assess(agreement, year=2015, figures=figures)
assert_type(assessment, Assessment)
assert_type(assessment[nacka], Fee)
assert_type(assessment[nacka].kronor, Decimal)
assert_type(assessment[nacka].ore, Ore)
assert_type(assessment.missing, tuple[Missing, ...])
assert_type(assessment.total_ore, Ore)
assert_type(assessment.explain("Nacka"), Explanation)
assert_type(assessment.explain("Nacka").step.inputs, tuple[Step | Figure, ...])
assert_type(explanation_text(assessment.explain("Nacka"), language="en"), str)
explanation_text(assessment.explain("Nacka"), language="de")  # type: ignore[arg-type]
assess(agreement, 2015, figures)  # type: ignore[call-arg]

assert_type(to_ore("1.50"), Ore)
assert_type(to_kronor(Ore(150)), Decimal)
assert_type(allocate(100, {"a": 1}), dict[str, Ore])
to_ore(1.5)  # type: ignore[arg-type]

source = Source(document="Avtal")
basis = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30), sources=source)
assert_type(basis.sources, tuple[Source, ...])
assert_type(Rate(kronor_per_unit="1.50", of=basis).per, int)
assert_type(Rate(kronor_per_unit=1, of=[basis]).of, tuple[Basis, ...])
Rate(kronor_per_unit=1.5, of=basis)  # type: ignore[arg-type]
Fixed(kronor=0.1)  # type: ignore[arg-type]
Party(names="Alfa", kind="municipality")  # type: ignore[arg-type]
Party(names=["Alfa", "Beta"], kind=PartyKind.COMPANY)


# --- Documents: what is expected is what comes back

assert_type(formats.loads("{}", Agreement), Agreement)
assert_type(formats.read("a.json", FigureTable), FigureTable)
assert_type(formats.dumps(agreement), str)
assert_type(formats.receipt(assessment), formats.Receipt)
assert_type(formats.ics(calendar(agreement, until=dt.date(2018, 12, 31)), name="Nacka"), bytes)
formats.loads("{}", syntax="yaml")  # type: ignore[call-overload]


# --- Errors: their fields are known to type checkers, as those of a dataclass

no_member = NotAMemberError("0182", dt.date(2015, 1, 1))
assert_type(no_member.party, str)
assert_type(no_member.day, dt.date)
assert_type(no_member.in_language("sv"), str)
assert_type(TextError("name", "", "empty").details, Mapping[str, object])
NotAMemberError("0182")  # type: ignore[call-arg]
NotAMemberError(182, dt.date(2015, 1, 1))  # type: ignore[arg-type]
no_member.in_language("de")  # type: ignore[arg-type]
