"""Who still has to report back and to follow up commitments, for programs: data for JSON."""

from __future__ import annotations

from collections.abc import Iterable

from ..agreements.terms import Commitment
from ..core.parties import Party
from ..meetings.meetings import Duty
from ..reports.duties import duties_in, owed_in
from . import data
from .exports import JSON


def outstanding_data(duties: Duty | Iterable[Duty]) -> list[JSON]:
    """Return the duties to report back as data for JSON: for each, the party and the meeting.

    The party is null if it is not stated who else was called to the meeting.

    Args:
        duties: The duties, from :func:`~samverkan.meetings.outstanding`.

    >>> outstanding_data([])
    []
    """
    return [
        {
            "party": None if duty.party is None else duty.party.id,
            "name": None if duty.party is None else duty.party.name,
            "forum": duty.meeting.forum.id,
            "forum_name": duty.meeting.forum.name(on=duty.meeting.on),
            "on": duty.meeting.on.isoformat(),
            "number": duty.meeting.number,
            "mode": duty.meeting.mode.id,
        }
        for duty in duties_in(duties)
    ]


def follow_up_data(owed: Iterable[tuple[Party, Commitment]]) -> list[JSON]:
    """Return the commitments to follow up as data for JSON: for each, the party.

    Args:
        owed: The parties and their commitments, from :func:`~samverkan.meetings.to_follow_up`.

    >>> from samverkan import Period
    >>> from samverkan.meetings import to_follow_up
    >>> from samverkan.stockholm import agreement
    >>> owed = to_follow_up(agreement.as_known(), during=Period.of_year(2015))
    >>> sorted(follow_up_data(owed)[0])
    ['commitment', 'name', 'party', 'sources']
    """
    return [
        {
            "party": party.id,
            "name": party.name,
            "commitment": data.text(commitment.text),
            "sources": data.sources(commitment.sources),
        }
        for party, commitment in owed_in(owed)
    ]
