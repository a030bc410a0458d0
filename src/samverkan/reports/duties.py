"""Who still has to report back from meetings, and to follow up commitments, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..agreements.terms import Commitment
from ..core import periods
from ..core.fields import as_pairs
from ..core.parties import Party
from ..errors.texts import Language, Text, an_instance
from ..meetings.meetings import Duty, Meeting
from .words import WIDTH, page, phrase

_OWED = Text(
    "par av en Party och en Commitment, från to_follow_up",
    "pairs of a Party and a Commitment, from to_follow_up",
)


def outstanding_text(
    duties: Iterable[Duty], language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return as text which parties still have to report back, meeting by meeting.

    A meeting of a forum without stated seats is not in the text: nobody knows who was called.

    Args:
        duties: The duties, from :func:`~samverkan.meetings.outstanding`.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> print(outstanding_text([], language="en"), end="")
    Nobody has to report back.
    """
    several = duties_in(duties)
    return page(_outstanding(several, language), width)


def duties_in(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties as a list; refuse anything else."""
    several = [duties] if isinstance(duties, Duty) else list(duties)
    for each in several:
        an_instance("duties", each, Duty)
    return several


def owed_in(owed: Iterable[tuple[Party, Commitment]]) -> list[tuple[Party, Commitment]]:
    """Return parties and their commitments as a list; refuse anything else."""
    pairs = as_pairs("owed", owed, _OWED)
    found: list[tuple[Party, Commitment]] = []
    for party, commitment in pairs:
        an_instance("owed", party, Party)
        an_instance("owed", commitment, Commitment)
        found += [(party, commitment)] if isinstance(party, Party) else []
    return found


def _outstanding(duties: list[Duty], language: Language) -> Iterator[str]:
    if not duties:
        yield phrase("none-outstanding", language)
        return
    yield phrase("outstanding", language, count=len(duties))
    for meeting, several in groupby(duties, key=lambda duty: duty.meeting):
        yield f"  {_meeting(meeting, language)}"
        yield from (f"    {duty.party}" for duty in several)


def _meeting(meeting: Meeting, language: Language) -> str:
    """Return a meeting: its forum and day, and its number if it is not the first of the day."""
    said = {"forum": meeting.forum.name(on=meeting.on), "day": periods.day(meeting.on, language)}
    if meeting.number == 1:
        return phrase("who-on", language, **said)
    return phrase("meeting-of-day", language, number=meeting.number, **said)


def follow_up_text(
    owed: Iterable[tuple[Party, Commitment]], language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return as text which commitments the parties still have to follow up, party by party.

    Args:
        owed: The parties and their commitments, from :func:`~samverkan.meetings.to_follow_up`.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> from samverkan import Period
    >>> from samverkan.meetings import to_follow_up
    >>> from samverkan.stockholm import agreement
    >>> owed = to_follow_up(agreement.as_known(), during=Period.of_year(2015))
    >>> print(follow_up_text(owed, language="en").splitlines()[0])
    Still to be followed up (144)
    """
    return page(_follow_up(owed_in(owed), language), width)


def _follow_up(owed: list[tuple[Party, Commitment]], language: Language) -> Iterator[str]:
    if not owed:
        yield phrase("none-to-follow-up", language)
        return
    yield phrase("to-follow-up", language, count=len(owed))
    for party, several in groupby(owed, key=lambda each: each[0]):
        yield f"  {party}"
        yield from (f"    {each.text.in_language(language)}" for _, each in several)
