"""An agreement: its terms, its parties, and the instruments issued since."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import attrs

from . import _fields
from .errors import (
    AlreadyPartyError,
    DuplicateNumberError,
    NotAPartyError,
    UnknownPartyError,
    WrongTypeError,
)
from .instruments import Accession, Document
from .members import Member
from .parties import Party, find, register
from .periods import Period
from .terms import Terms

__all__ = ["Agreement"]


def _by_number(instruments: Iterable[Accession]) -> tuple[Accession, ...]:
    several = tuple(instruments)
    _fields.instances("instruments", several, Accession, "an Accession")
    return tuple(sorted(several, key=lambda instrument: instrument.number))


def _as_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(documents)


@attrs.frozen(kw_only=True)
class Agreement:
    """An agreement between public bodies (*överenskommelse*, *avtal*).

    Args:
        terms: What its document says.

        parties: Everybody it knows, in any order: its parties, and who succeeded them.

        instruments: The accessions, in any order; their numbers order them.

        documents: The papers that led to it and that belong to it.

    Raises:
        WrongTypeError: If a field holds something else.

        DuplicatePartyError: If a party is there twice.

        DuplicateNumberError: If two instruments have one number.

        UnknownPartyError: If an instrument or a succession names a party that is not there.

        AlreadyPartyError: If a party would be a member twice on one day.

    >>> from samverkan.stockholm import agreement
    >>> len(agreement.parties), len(agreement.instruments)
    (37, 36)
    """

    terms: Terms
    parties: tuple[Party, ...] = attrs.field(converter=register)
    instruments: tuple[Accession, ...] = attrs.field(default=(), converter=_by_number)
    documents: tuple[Document, ...] = attrs.field(default=(), converter=_as_documents)
    _by_id: dict[str, Party] = attrs.field(init=False, repr=False, eq=False)
    _members: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.terms, Terms):
            raise WrongTypeError("terms", "Terms", self.terms)
        _fields.instances("documents", self.documents, Document, "a Document")
        object.__setattr__(self, "_by_id", {party.id: party for party in self.parties})
        self._check_numbers()
        self._check_ids()
        self._check_memberships()
        # Derived once: what a value is made of never changes.
        object.__setattr__(self, "_members", self._all_members())

    def _check_numbers(self) -> None:
        numbers = [instrument.number for instrument in self.instruments]
        for one, other in itertools.pairwise(numbers):
            if one == other:
                raise DuplicateNumberError(one)

    def _check_ids(self) -> None:
        named = [accession.party for accession in self.instruments]
        named += [party.successor for party in self.parties if party.successor is not None]
        for party in named:
            if party not in self._by_id:
                raise UnknownPartyError(party, tuple(map(str, self.parties)))

    def _check_memberships(self) -> None:
        held: dict[str, list[Period]] = {}
        for accession in self.instruments:
            for period in held.setdefault(accession.party, []):
                both = period.overlap(accession.effective)
                if both is not None:
                    raise AlreadyPartyError(accession.party, both.first_day)
            held[accession.party].append(accession.effective)

    def party(self, query: str | Party) -> Party:
        """Return a party by id, municipality code, organisation number or any name it ever had.

        Raises:
            UnknownPartyError: If there is none; it lists the parties there are.

            AmbiguousPartyError: If the beginning of a name fits several; it lists them.

            WrongTypeError: If *query* is neither a party nor text.

        >>> from samverkan.stockholm import agreement
        >>> agreement.party("Region Stockholm").name
        'Stockholms läns landsting'
        """
        wanted = query.id if isinstance(query, Party) else query
        known = self._by_id.get(wanted)
        return known if known is not None else find(self.parties, wanted)

    def accession(self, party: str | Party) -> Accession:
        """Return the latest accession of a party.

        Raises:
            NotAPartyError: If it has none.

            UnknownPartyError: If the agreement does not know it.

            AmbiguousPartyError: If the beginning of a name fits several.

        >>> from samverkan.stockholm import agreement
        >>> agreement.accession("Nacka").effective.first_day
        datetime.date(2015, 1, 1)
        """
        wanted = self.party(party).id
        found = [accession for accession in self.instruments if accession.party == wanted]
        if not found:
            raise NotAPartyError(wanted)
        return max(found, key=lambda accession: accession.effective.first_day)

    def members(self, period: Period) -> tuple[Member, ...]:
        """Return the members on any day of *period*, in order of party id.

        The agreement's own first and last day cut every membership. A party that left and
        came back inside the period is there once for each time.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.members(Period.of_year(2014)))
        0
        >>> len(agreement.members(Period.of_year(2015)))
        36
        """
        first, last = period.first_day, period.last_day
        return tuple(
            member
            for member in self._members
            if (last is None or member.period.first_day <= last)
            and (member.period.last_day is None or member.period.last_day >= first)
        )

    def _all_members(self) -> tuple[Member, ...]:
        members = []
        for accession in self.instruments:
            period = accession.effective.overlap(self.terms.period)
            if period is not None:
                members.append(Member(self._by_id[accession.party], accession, period))
        return tuple(sorted(members, key=lambda m: (m.party.id, m.period.first_day)))
