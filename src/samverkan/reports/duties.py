"""Who still has to report back from meetings, and to follow up commitments, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..agreements.terms import Commitment
from ..core import periods
from ..core.fields import as_pairs, as_tuple
from ..core.parties import Party
from ..errors import WrongTypeError
from ..errors.texts import Language, Text
from ..meetings.meetings import Duty, Meeting
from ..meetings.seats import Holding
from .words import WIDTH, page, phrase

_OWED = Text(
    "par av en Party och en Commitment, från to_follow_up",
    "pairs of a Party and a Commitment, from to_follow_up",
)


def outstanding_text(
    duties: Duty | Iterable[Duty], language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return as text which parties still have to report back, meeting by meeting.

    If it is not stated who holds some of the seats that were called, the text says how many seats
    these are: which other parties have to report back cannot be determined.

    Args:
        duties: The duties, from :func:`~samverkan.meetings.outstanding`.

        language: The language of the text.

        width: Maximum number of characters in a line.

    >>> print(outstanding_text([], language="en"), end="")
    Nobody has to report back.
    """
    return page(_outstanding(duties_in(duties), language), width)


def duties_in(duties: Duty | Iterable[Duty]) -> tuple[Duty, ...]:
    """Return one or several duties as a tuple; refuse anything else."""
    return as_tuple("duties", duties, Duty)


def owed_in(owed: Iterable[tuple[Party, Commitment]]) -> list[tuple[Party, Commitment]]:
    """Return parties and their commitments as a list; refuse anything else."""
    found: list[tuple[Party, Commitment]] = []
    for party, commitment in as_pairs("owed", owed, _OWED):
        if not isinstance(party, Party) or not isinstance(commitment, Commitment):
            raise WrongTypeError("owed", _OWED, (party, commitment))
        found.append((party, commitment))
    return found


def _outstanding(duties: tuple[Duty, ...], language: Language) -> Iterator[str]:
    if not duties:
        yield phrase("none-outstanding", language)
        return
    known = sum(duty.party is not None for duty in duties)
    name = "outstanding-at-least" if known else "outstanding-unknown"
    name = "outstanding" if known == len(duties) else name
    yield phrase(name, language, count=known)
    for meeting, several in groupby(duties, key=lambda duty: duty.meeting):
        yield f"  {_meeting(meeting, language)}"
        for duty in several:
            yield f"    {_not_stated(meeting, language) if duty.party is None else duty.party}"


def _not_stated(meeting: Meeting, language: Language) -> str:
    """Return of which seats that were called it is not stated who holds them."""
    what = "; ".join(_seats(each, language) for each in meeting.not_stated)
    return phrase("duty-unstated", language, what=what or phrase("no-seats-known", language))


def _seats(holding: Holding, language: Language) -> str:
    """Return equal seats: the function in which they are called, and how many there are."""
    stated, count = holding.seat.deputies, holding.count
    own = stated.function if holding.is_deputy and stated is not None else None
    function = (own or holding.seat.function).in_language(language)
    seats = phrase("one-seat" if count == 1 else "many-seats", language, count=count)
    return f"{function}, {seats}"


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
