"""Agreements that replace others: which one held on a day."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from ..agreements.agreement import Agreement
from ..agreements.documents import Document, DocumentKind
from ..agreements.state import Standing, State
from ..agreements.terms import Terms
from ..core.parties import folded
from ..core.periods import Period

Known: TypeAlias = Mapping[str, tuple[Agreement, State]]
"""The agreements of a register by name, each as it was known."""


class ReplacementStatus(enum.StrEnum):
    """What a register knows of the agreement that another one replaces."""

    REPLACED = "replaced"
    """There is no day on which both are known to be in force (*ersatt*)."""
    BOTH_IN_FORCE = "both-in-force"
    """It is still in force beside its successor, on some days (*gäller båda*)."""
    NOT_FOUND = "not-found"
    """It is not in the register (*finns inte i registret*)."""
    AMBIGUOUS = "ambiguous"
    """Several agreements may be meant (*kan vara flera*)."""


@attrs.frozen(kw_only=True)
class Replacement:
    """A document that an agreement states it replaces, and what the register has of it.

    Args:
        agreement: Name in the register of the agreement that replaces.

        document: The document that it replaces, as its terms state it.

        found: Names in the register of the agreements that may be meant; exactly one if it is
            found.

        both: The days on which both are in force, or None if there are none, if it is not known
            when one of them is in force, or if not exactly one agreement was found.

    >>> from samverkan import Terms
    >>> old = Terms(title="Avtal 2017", period=Period(dt.date(2017, 1, 1)), document_number="17/1")
    >>> document = Document(kind=DocumentKind.AGREEMENT, title="Avtal 2017", number="17/1")
    >>> new = Terms(title="Avtal 2023", period=Period(dt.date(2023, 1, 1)), replaces=document)
    >>> from samverkan.register import Register
    >>> register = Register({t.title.sv: Agreement(terms=t, parties=[]) for t in (old, new)})
    >>> [row] = register.replacements()
    >>> row.agreement, row.found, row.status.value, str(row.both)
    ('Avtal 2023', ('Avtal 2017',), 'both-in-force', 'from 2023-01-01')
    """

    agreement: str
    document: Document
    found: tuple[str, ...]
    both: Period | None

    @property
    def status(self) -> ReplacementStatus:
        """What the register knows of the replaced agreement."""
        if not self.found:
            return ReplacementStatus.NOT_FOUND
        if len(self.found) > 1:
            return ReplacementStatus.AMBIGUOUS
        both = self.both is not None
        return ReplacementStatus.BOTH_IN_FORCE if both else ReplacementStatus.REPLACED


@attrs.frozen(kw_only=True)
class Chain:
    """Agreements that replace each other, and which of them held on a day (*avtalskedja*).

    Args:
        on: The day.

        agreements: Their names in the register, in order of first day.

        held: Those in force on the day that no other one in force replaces. Usually it is one;
            there is none if none is in force, or those in force replace each other.

        beside: Those in force on the day although another one in force replaces them, directly
            or through others, in force or not.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> Register({"KSL/15/0016-5": agreement}).chain("KSL/15/0016-5", on=dt.date(2015, 1, 1)).held
    ('KSL/15/0016-5',)
    """

    on: dt.date
    agreements: tuple[str, ...]
    held: tuple[str, ...]
    beside: tuple[str, ...]


class _Found:
    """The agreements of a register by any number and title that they ever had."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_number: dict[str, dict[str, None]] = {}
        self._by_title: dict[str, dict[str, None]] = {}
        for name, (agreement, state) in known.items():
            for terms in _all_terms(agreement, state):
                self._by_title.setdefault(folded(terms.title.sv), {})[name] = None
                if terms.document_number is not None:
                    self._by_number.setdefault(folded(terms.document_number), {})[name] = None

    def meant(self, successor: str, document: Document) -> tuple[str, ...]:
        """Return the agreements that may be the one that a document belongs to.

        A number decides if an agreement has it; else the title does, among the agreements that
        started before the successor, and that have no other number. Of several, those count that
        have the same title, and a document of the agreement with the same date.
        """
        titled = self._by_title.get(folded(document.title.sv), {})
        found = []
        if document.number is not None:
            found = list(self._by_number.get(folded(document.number), ()))
        if not found:
            found = [each for each in titled if self._may_be(each, successor, document)]
        others = [each for each in found if each != successor]
        alike = [each for each in others if each in titled] or others
        return tuple([each for each in alike if self._is_dated(each, document)] or alike)

    def _may_be(self, name: str, successor: str, document: Document) -> bool:
        agreement, state = self._known[name]
        before = state.period.first_day < self._known[successor][1].period.first_day
        numbered = any(terms.document_number for terms in _all_terms(agreement, state))
        return before and not (document.number is not None and numbered)

    def _is_dated(self, name: str, document: Document) -> bool:
        own = self._known[name][0].documents
        return document.dated is not None and any(
            each.kind is DocumentKind.AGREEMENT and each.dated == document.dated for each in own
        )


def _all_terms(agreement: Agreement, state: State) -> Iterable[Terms]:
    return agreement.terms, *(terms for _, terms in state.timeline.pieces)


def replacements(known: Known) -> tuple[Replacement, ...]:
    """Return a row for each document that an agreement states it replaces."""
    several = [(name, document) for name in known for document in known[name][0].terms.replaces]
    index = _Found(known if several else {})
    rows = []
    for name, document in several:
        found = index.meant(name, document)
        both = _both(known[name][1], known[found[0]][1]) if len(found) == 1 else None
        rows.append(Replacement(agreement=name, document=document, found=found, both=both))
    return tuple(rows)


def _both(one: State, other: State) -> Period | None:
    """Return the days on which two agreements are known to be in force."""
    if any(each.instrument is None for state in (one, other) for each in state.pending):
        return None
    return one.period.overlap(other.period)


def chains(known: Known, on: dt.date) -> tuple[Chain, ...]:
    """Return the chains of agreements, each agreement in one, in order of their first names."""
    replaced: dict[str, list[str]] = {name: [] for name in known}
    linked: dict[str, list[str]] = {name: [] for name in known}
    for row in replacements(known):
        if len(row.found) == 1:
            [other] = row.found
            replaced[row.agreement].append(other)
            linked[row.agreement].append(other)
            linked[other].append(row.agreement)
    in_force = [name for name in known if known[name][1].standing(on=on) is Standing.IN_FORCE]
    beside = {
        other
        for name in in_force
        if replaced[name]
        for other in _reached(replaced[name], replaced)
        if other != name
    }
    found: list[Chain] = []
    seen: set[str] = set()
    for name in known:
        if name not in seen:
            together = _reached([name], linked)
            seen |= together
            held = together.intersection(in_force)
            found.append(
                Chain(
                    on=on,
                    agreements=_in_order(together, known),
                    held=_in_order(held - beside, known),
                    beside=_in_order(held & beside, known),
                )
            )
    return tuple(found)


def _reached(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the names that can be reached from some names, these included."""
    found: set[str] = set()
    ahead = list(starts)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += ways[name]
    return found


def _in_order(names: Iterable[str], known: Known) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (known[name][1].period.first_day, name)))
