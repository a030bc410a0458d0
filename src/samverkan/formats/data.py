"""The parts of an explanation as data for JSON: steps, rules, figures and sources."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, TypeAlias, assert_never

from ..agreements.state import Member
from ..core.figures import Figure, ReferenceDate
from ..core.money import Rounding
from ..core.sources import Source
from ..errors.texts import Language, Text
from ..fees.needs import Need
from ..fees.steps import Addition, Paid, Portion, Step
from ..funding.bases import Basis, Mean, OneDay
from ..funding.keys import ByWeight, Equally, Key
from ..funding.links import Link
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    Part,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from ..reports.clauses import days_text
from ..reports.explanation import StepWords

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | None"

_NAMES: dict[type, str] = {
    ByGroup: "by-group",
    ByYear: "by-year",
    EntryFee: "entry-fee",
    PerParty: "per-party",
    Remainder: "remainder",
    Sum: "sum",
}


class Labels(NamedTuple):
    """The texts about a step or a figure and its inputs, in both languages."""

    sv: StepWords
    en: StepWords

    def data(self) -> dict[str, Data]:
        """Return the label; that of a step does not say its amount, which stands beside it."""
        label: dict[str, Data] = {"label": {"sv": self.sv.label, "en": self.en.label}}
        if self.sv.is_step:
            label["amount_label"] = {"sv": self.sv.amount, "en": self.en.amount}
        return label

    def parts(self) -> list[Labels]:
        """Return the labels of the inputs."""
        return [Labels(*each) for each in zip(self.sv.parts, self.en.parts, strict=True)]


def step(of: Step, labels: Labels) -> dict[str, Data]:
    """Return a step with all its inputs."""
    share: dict[str, Data] = {}
    if isinstance(of.by, Paid) and of.share is not None:
        share = {"payers": of.share[0], "members": of.share[1]}
    elif of.share is not None:
        share["share"] = {"weight": of.share[0], "of": of.share[1]}
    return {
        **labels.data(),
        **_applied(of.by),
        **share,
        "kronor": {"numerator": of.kronor.numerator, "denominator": of.kronor.denominator},
        "inputs": [
            {**each.data(), **figure(part)} if isinstance(part, Figure) else step(part, each)
            for part, each in zip(of.inputs, labels.parts(), strict=True)
        ],
    }


def _applied(by: Rule | Share | Portion | Rounding | Addition | Paid | Member) -> dict[str, Data]:
    if isinstance(by, Portion):
        count, of = by.parts
        unit = "days" if by.months is None else "months"
        return {
            "rule": "portion",
            "first_day": by.period.first_day.isoformat(),
            "last_day": (by.period.last_day or by.period.first_day).isoformat(),
            unit: count,
            f"of_{unit}": of,
            "sources": sources(by.reading.sources),
        }
    if isinstance(by, Member):
        line: list[Data] = [party.id for _, party in by.line]
        number = by.accession.number
        cited = sources(by.joined_by.sources)
        return {"rule": "membership", "accession": number, "line": line, "sources": cited}
    if isinstance(by, Addition):
        return {"rule": "sum", "sources": sources(by.sources)}
    if isinstance(by, Paid):
        return {"rule": "paid", "sources": sources(by.sources)}
    name, stated = _rounding(by) if isinstance(by, Rounding) else _rule(by)
    return {"rule": name, **stated, "sources": sources(by.sources)}


def _rounding(rounding: Rounding) -> tuple[str, dict[str, Data]]:
    return "rounding", {"rounding": rounding.rule, "step_ore": rounding.step_ore}


def _rule(rule: Rule | Share) -> tuple[str, dict[str, Data]]:  # noqa: C901, PLR0911 - one for each rule
    """Return the name of a rule and what it states; what it is applied to is in the inputs."""
    match rule:
        case Rate():
            of: list[Data] = [_basis(basis) for basis in rule.of]
            rate = rule.kronor_per_unit
            stated = f"{rate:f}" if isinstance(rate, Decimal) else None
            return "rate", {"kronor_per_unit": stated, "per": rule.per, "of": of}
        case Fixed():
            return "fixed", {"amount": f"{rule.kronor:f}"}
        case Split():
            return "split", {"by": _key(rule.by), "step_ore": rule.step_ore}
        case Shares():
            return "shares", {"step_ore": rule.step_ore}
        case Part():
            return "part", {"part": str(rule.part), "is_discount": rule.less is not None}
        case Share():
            return "share", {"part": str(rule.part), "by": _key(rule.by)}
        case Bounded():
            return "bounded", {"floor": rule.floor is not None, "cap": rule.cap is not None}
        case Stepped():
            above: list[Data] = [f"{size:f}" for size, _ in rule.above]
            return "stepped", {"of": _basis(rule.of), "above": above}
        case Indexed():
            return "indexed", {
                "index": _basis(rule.index),
                "method": rule.method,
                "base_year": rule.base_year,
                "rounding": None if rule.rounding is None else _applied(rule.rounding),
                "link": None if rule.link is None else _link(rule.link),
            }
        case ByGroup() | ByYear() | EntryFee() | PerParty() | Remainder() | Sum():
            return _NAMES[type(rule)], {}
        case _:
            assert_never(rule)


def _key(key: Key) -> Data:
    match key:
        case Equally():
            return {"key": "equally", "sources": sources(key.sources)}
        case ByWeight():
            weights: dict[str, Data] = {party: f"{weight:f}" for party, weight in key.weights}
            return {"key": "by-weight", "weights": weights, "sources": sources(key.sources)}
        case _:
            return {"key": "by-figure", "of": [_basis(basis) for basis in key]}


def _link(link: Link) -> dict[str, Data]:
    return {
        "index": _basis(link.index),
        "day": link.day.isoformat(),
        "sources": sources(link.sources),
    }


def _basis(basis: Basis) -> dict[str, Data]:
    date = basis.reference_date
    days: dict[str, Data]
    days = {"mean": [_day(each) for each in date.of]} if isinstance(date, Mean) else _day(date)
    return {
        "statistic": basis.statistic.id,
        "subject": basis.subject,
        **days,
        "label": {"sv": _days_told(basis, "sv"), "en": _days_told(basis, "en")},
        "fallback": None if basis.fallback is None else _basis(basis.fallback),
        "sources": sources(basis.sources),
    }


def _days_told(basis: Basis, language: Language) -> str:
    return "; ".join(days_text(basis.reference_date, language))


def _day(date: OneDay) -> dict[str, Data]:
    if isinstance(date, ReferenceDate):
        return {"years_before": date.years_before, "month": date.month, "day": date.day}
    return {"date": date.isoformat()}


def need(of: Need) -> dict[str, Data]:
    """Return the figure that is needed, and the stated value that cannot be used, if any."""
    return {**which(of), "stated": of.stated}


def which(of: Figure | Need) -> dict[str, Data]:
    """Return the subject, statistic and reference date of a figure."""
    return {
        "subject": of.subject,
        "statistic": of.statistic.id,
        "reference_date": of.reference_date.isoformat(),
    }


def figure(of: Figure) -> dict[str, Data]:
    """Return a figure; its value is a whole number in units of its smallest decimal."""
    published = of.published_on
    return {
        **which(of),
        "value": of.value,
        "decimals": of.statistic.decimals,
        **status(of),
        "published_on": None if published is None else published.isoformat(),
        "sources": sources(of.sources),
    }


def status(of: Figure) -> dict[str, Data]:
    """Return how reliable a figure is; if it is assumed, from which day, and of which status."""
    assumed_from = of.assumed_from
    return {
        "status": of.status,
        "assumed_from": None if assumed_from is None else assumed_from.isoformat(),
        "assumed_status": of.assumed_status,
    }


def sources(of: tuple[Source, ...]) -> list[Data]:
    """Return sources, each with its fields."""
    return [
        {
            "document": source.document,
            "place": source.place,
            "quote": source.quote,
            "address": source.address,
            "remark": None if source.remark is None else text(source.remark),
        }
        for source in of
    ]


def text(of: Text) -> dict[str, Data]:
    """Return a text in both languages."""
    return {"sv": of.sv, "en": of.en}
