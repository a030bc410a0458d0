"""What the agreements of a register wait for, and whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Instrument, Revocation, Succession
from ..agreements.state import Member, Pending, State, terms_near
from ..core.parties import Party
from ..errors.texts import Text


@attrs.frozen(kw_only=True)
class RegisterPending:
    """Something that is pending in an agreement of a register (*vilande*, *väntar*).

    Args:
        agreement: Name of the agreement in the register.

        title: Title of the agreement on the first day that is not known, or the nearest one.

        pending: What is pending, what it waits for, and who is missing.

        stated_in: The agreement, which knows its parties by id.

    The amendment is an example:

    >>> from samverkan import Needs
    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> term = agreement.terms.period
    >>> made = agreement.amend(title="Avtal", effective=term, needs=Needs(parties="0182"))
    >>> [row] = Register({"a.json": made}).pending()
    >>> row.agreement, row.pending.waits_for.value, [party.name for party in row.missing]
    ('a.json', 'decisions', ['Nacka kommun'])
    """

    agreement: str
    title: Text
    pending: Pending
    stated_in: Agreement = attrs.field(repr=False)

    @property
    def missing(self) -> tuple[Party, ...]:
        """The parties whose decision is needed and not recorded, in order."""
        return tuple(self.stated_in.party(each) for each in self.pending.missing)


def pending(
    name: str,
    agreement: Agreement,
    state: State,
    ids: Collection[str] | None,
    members: Iterable[Member],
) -> Iterator[RegisterPending]:
    """Yield what is pending in an agreement, all of it or what concerns a party.

    Args:
        name: Name of the agreement in the register.

        agreement: The agreement.

        state: The agreement as it was known.

        ids: The ids of the party, or None for all.

        members: The memberships of the party, also undated and uncertain ones.
    """
    own = list(members)
    for each in state.pending:
        if ids is None or _concerns(each, agreement, ids, own):
            title = terms_near(state, each.days.first_day).title
            yield RegisterPending(agreement=name, title=title, pending=each, stated_in=agreement)


def _concerns(
    pending: Pending, agreement: Agreement, ids: Collection[str], own: Iterable[Member]
) -> bool:
    """Return whether something pending concerns a party.

    What concerns one party, such as its accession, concerns it and those who must decide. All
    else, such as an amendment, concerns the members, also those who are no members yet.
    """
    named = {*pending.missing, *(member.party.id for member in pending.members)}
    about = None if pending.instrument is None else _about(pending.instrument, agreement)
    if not named.union(about or ()).isdisjoint(ids):
        return True
    return about is None and any(each.period.overlap(pending.days) is not None for each in own)


def _about(instrument: Instrument, agreement: Agreement) -> set[str] | None:
    """Return the ids of the parties whose membership an instrument is about, or None for all."""
    match instrument:
        case Succession(party=party, successor=successor):
            return {party, successor}
        case Revocation(target=number):
            [target] = [each for each in agreement.instruments if each.number == number]
            return _about(target, agreement)
        case _:
            return None if instrument.own_party is None else {instrument.own_party}
