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
    duties: Duty | Iterable[Duty],
    language: Language = "sv",
    *,
    meetings: Meeting | Iterable[Meeting] = (),
    width: int = WIDTH,
) -> str:
    """Return as text which parties still have to report back, meeting by meeting.

    If it is not stated who holds some of the seats that are called to a meeting, or if no seats are
    stated, the text says so: which parties these are cannot be determined.

    Args:
        duties: The duties, from :func:`~samverkan.meetings.outstanding`.

        language: The language of the text.

        meetings: The meetings that took place, so that also those without any duty are in the
            text if it is not stated who was called; those with a duty need not be given.

        width: Maximum number of characters in a line.

    >>> print(outstanding_text([], language="en"), end="")
    Nobody has to report back.
    """
    owed, held = duties_in(duties), as_tuple("meetings", meetings, Meeting)
    return page(_outstanding(owed, held, language), width)


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


def _outstanding(
    duties: tuple[Duty, ...], held: tuple[Meeting, ...], language: Language
) -> Iterator[str]:
    every = {each.key: each for each in (*held, *(duty.meeting for duty in duties))}
    unclear = [each for each in every.values() if each.not_stated or not each.seats_stated]
    if duties:
        yield phrase("outstanding", language, count=len(duties))
    elif not unclear:
        yield phrase("none-outstanding", language)
    for meeting, several in groupby(duties, key=lambda duty: duty.meeting):
        yield f"  {_meeting(meeting, language)}"
        yield from (f"    {duty.party}" for duty in several)
    if unclear:
        yield phrase("not-determined", language)
    for meeting in sorted(unclear, key=lambda each: (each.on, each.forum.id, each.number)):
        yield f"  {_meeting(meeting, language)}"
        yield from (f"    {line}" for line in _not_determined(meeting, language))


def _not_determined(meeting: Meeting, language: Language) -> Iterator[str]:
    """Yield of which seats that were called it is not stated who holds them."""
    if not meeting.seats_stated:
        yield phrase("seats-unstated", language)
    for each in meeting.not_stated:
        seats = phrase("one-seat" if each.count == 1 else "many-seats", language, count=each.count)
        yield f"{_function(each).in_language(language)}: {seats}"


def _function(holding: Holding) -> Text:
    """Return the function in which a seat is called: that of its deputies if it is one of them."""
    deputies = holding.seat.deputies
    own = None if deputies is None or not holding.is_deputy else deputies.function
    return own or holding.seat.function


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
