"""Organisations that an agreement may bind, and a search by current or earlier name."""

from __future__ import annotations

import datetime as dt
import difflib
import enum
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ..errors import (
    AmbiguousPartyError,
    DuplicatePartyError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from ..errors.quoting import cut, hidden, quoted
from ..errors.texts import (
    a_line,
    a_slug,
    an_instance,
    an_optional_line,
    as_line,
    as_optional_line,
)
from .fields import as_tuple
from .municipality_codes import (
    FormerCode,
    HeldCode,
    a_municipality_code,
    as_former_codes,
    held_codes,
)
from .periods import Period, a_day, an_optional_day
from .sources import Source, as_sources

_FOLDED = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u"})
_MOST_COMPARED, _SHORTEST_COMPARED, _LONGEST_COMPARED, _FEW, _LIKE = 2000, 3, 64, 4, 0.7
_ORGANISATION_NUMBER = re.compile(r"[0-9]{6}-[0-9]{4}")


class PartyKind(enum.StrEnum):
    """Kind of organisation that a party is."""

    MUNICIPALITY = "municipality"
    """*Kommun*."""
    REGION = "region"
    """*Region*, earlier called *landsting*, county council."""
    COUNTY_ADMINISTRATIVE_BOARD = "county-administrative-board"
    """*Länsstyrelse*."""
    STATE_AGENCY = "state-agency"
    """*Statlig myndighet*."""
    MUNICIPAL_FEDERATION = "municipal-federation"
    """*Kommunalförbund*."""
    COMPANY = "company"
    """*Bolag*."""
    ASSOCIATION = "association"
    """*Förening*, non-governmental organisation."""


def slug(name: str) -> str:
    """Return an id made from a name: lower case, å ä → a, ö → o, hyphens.

    Raises:
        TextError: If the name has no characters that an id can contain.

    >>> slug("Södertörns brandförsvarsförbund")
    'sodertorns-brandforsvarsforbund'
    """
    an_instance("name", name, str)
    made = re.sub(r"[^a-z0-9]+", "-", folded(name).translate(_FOLDED)).strip("-")[:64].rstrip("-")
    if not made:
        raise TextError("name", name, "no-id-from-name")
    return made


def ascii_letters(text: str) -> str:
    """Return the letters and digits of a text in upper case: Å Ä → A, Ö → O; others left out.

    >>> ascii_letters("Dnr 2015/12 Väst")
    'DNR201512VAST'
    """
    return re.sub(r"[^a-z0-9]+", "", folded(text).translate(_FOLDED)).upper()


@attrs.frozen
class Name:
    """A name that a party has or had.

    Args:
        text: The name.

        period: The days on which it was the official name, or None if they are not known.

        sources: Sources for the name and its period.

    Raises:
        TextError: If the name is empty or contains invisible characters.

    >>> Name("Stockholms stad").text
    'Stockholms stad'
    """

    text: str = attrs.field(converter=as_line)
    period: Period | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_line("name", self.text)
        an_instance("period", self.period, Period, None)


def as_names(value: str | Name | Iterable[str | Name]) -> tuple[Name, ...]:
    """Return one name or several as a tuple, in the order given; text gets no period.

    Raises:
        TextError: If there is no name, or one is empty or contains invisible characters.

    >>> [name.text for name in as_names("Nacka kommun")]
    ['Nacka kommun']
    """
    kinds: tuple[str | Name, ...] = as_tuple("names", value, str, Name)
    if not kinds:
        raise TextError("names", "", "no-name")
    return tuple(name if isinstance(name, Name) else Name(name) for name in kinds)


def _default_id(party: Party) -> str:
    return party.municipality_code or party.organisation_number or slug(party.name)


@attrs.frozen(kw_only=True)
class Party:
    """An organisation that may be bound by an agreement (*part*, *aktör*).

    The id identifies the party: a renamed party is the same party.

    Args:
        names: Its names, the display name first; a single name may be given as text.

        kind: Kind of organisation.

        municipality_code: *Kommunkod* (municipality code), four digits as text, or None. It is
            the code now, or the last one if the party no longer exists.

        organisation_number: *Organisationsnummer* (organisation number), such as
            ``"212000-0167"``, or None if none was seen.

        id: Id that everything else refers to. If none is given, it is the municipality code, else
            the organisation number, else made from the first name.

        first_day: The first day on which it existed, or None if that is not known.

        last_day: The last day on which it existed, or None if it still exists or the day is not
            known.

        successor: The id of the party that took its place, or None.

        sources: Sources for the numbers and days.

        former_codes: The municipality codes that it had before, each with its last day.

        buyer_reference: *Er referens* (buyer's reference, BT-10), which the party wants on what it
            is billed, such as ``"ZZ1234"``, or None if none was given. Its form is the party's own.

    Raises:
        PeriodOrderError: If the last day is before the first.

        FormerCodeError: If two municipality codes hold on the same day, if one has no day left,
            or if only former ones are stated.

        TextError: If a name, code, number or reference is not in the required form.

    >>> nacka = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, municipality_code="0182")
    >>> nacka.id, nacka.name
    ('0182', 'Nacka kommun')
    >>> heby = Party(
    ...     names="Heby kommun",
    ...     kind=PartyKind.MUNICIPALITY,
    ...     municipality_code="0331",
    ...     former_codes=FormerCode("1917", last_day=dt.date(2006, 12, 31)),
    ... )
    >>> heby.code_on(dt.date(2006, 12, 31)), heby.code_on(dt.date(2007, 1, 1))
    ('1917', '0331')
    """

    names: tuple[Name, ...] = attrs.field(converter=as_names)
    kind: PartyKind
    municipality_code: str | None = None
    organisation_number: str | None = None
    id: str = attrs.field(default=attrs.Factory(_default_id, takes_self=True))
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    successor: str | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)
    former_codes: tuple[FormerCode, ...] = attrs.field(default=(), converter=as_former_codes)
    buyer_reference: str | None = attrs.field(default=None, converter=as_optional_line)

    def __attrs_post_init__(self) -> None:
        an_instance("kind", self.kind, PartyKind)
        if self.municipality_code is not None:
            a_municipality_code("municipality_code", self.municipality_code)
        if self.organisation_number is not None:
            _refuse_a_person(self.organisation_number)
            a_line("organisation_number", self.organisation_number)
            if not _ORGANISATION_NUMBER.fullmatch(self.organisation_number):
                raise TextError(
                    "organisation_number", self.organisation_number, "organisation-number"
                )
        a_slug("id", self.id)
        an_optional_day("first_day", self.first_day)
        an_optional_day("last_day", self.last_day)
        if self.first_day is not None and self.last_day is not None:
            Period(self.first_day, self.last_day)  # refuses swapped days
        if self.successor is not None:
            a_slug("successor", self.successor)
        an_optional_line("buyer_reference", self.buyer_reference)
        if self.former_codes:
            codes_of(self)  # refuses days that do not fit together

    @property
    def name(self) -> str:
        """The display name: the first of its names."""
        return self.names[0].text

    def code_on(self, day: dt.date) -> str | None:
        """Return the municipality code that the party had on a day, or None if it had none then.

        >>> from samverkan.stockholm import agreement
        >>> agreement.party("Nacka").code_on(dt.date(2014, 6, 30))
        '0182'
        """
        a_day("day", day)
        if not self.former_codes and self.first_day is None and self.last_day is None:
            return self.municipality_code
        return next((held.code for held in codes_of(self) if held.includes(day)), None)

    def called(self) -> set[str]:
        """Return every text that is an exact match for this party in a search, in lower case.

        A former municipality code is not among them: it is looked up after all of these.

        >>> sorted(Party(names="Alfa", kind=PartyKind.COMPANY, id="a-1").called())
        ['a-1', 'alfa']
        """
        keys = {*identifiers(self)}
        if self.organisation_number is not None:
            keys.add(self.organisation_number.replace("-", ""))
        keys |= {folded(name.text) for name in self.names}
        return keys

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"


def codes_of(party: Party) -> tuple[HeldCode, ...]:
    """Return the municipality codes of a party with their days, the earliest first.

    >>> nacka = Party(names="Nacka", kind=PartyKind.MUNICIPALITY, municipality_code="0182")
    >>> codes_of(nacka)
    (HeldCode(code='0182', first_day=None, last_day=None),)
    """
    code, first_day, last_day = party.municipality_code, party.first_day, party.last_day
    return held_codes(party.former_codes, code, first_day, last_day)


def find(parties: Iterable[Party], query: str) -> Party:
    """Return the party with *query* as its id, number, or current or earlier code or name.

    A match of a whole id, code, number or name takes precedence over a former municipality code,
    and that over the beginning of a name. Upper and lower case are equal, and so are the two
    Unicode forms of å, ä and ö.

    Raises:
        UnknownPartyError: If no party matches; the error lists all parties.

        AmbiguousPartyError: If several parties match; the error lists them.

    >>> from samverkan.stockholm import agreement
    >>> find(agreement.parties, "nacka").id
    '0182'
    """
    found = matching(parties, query)
    if len(found) > 1:
        raise AmbiguousPartyError(query, tuple(map(listed, found)))
    return found[0]


def matching(parties: Iterable[Party], query: str) -> tuple[Party, ...]:
    """Return all parties that *query* matches as in find(), at least one.

    Raises:
        UnknownPartyError: If no party matches; the error lists all parties.

    >>> from samverkan.stockholm import agreement
    >>> [party.id for party in matching(agreement.parties, "Nykvarn")]
    ['0140']
    """
    if not isinstance(query, str):
        raise WrongTypeError("party", (Party, str), query)
    known, wanted = tuple(parties), folded(query)
    found = [party for party in known if wanted in party.called()]
    if not found:
        found = [p for p in known if any(each.code == wanted for each in p.former_codes)]
    if not found and wanted:
        found = [
            party
            for party in known
            if any(folded(name.text).startswith(wanted) for name in party.names)
        ]
    if not found:
        raise UnknownPartyError(query, tuple(map(listed, known)), similar(wanted, known))
    return tuple(found)


def identifiers(party: Party) -> tuple[str, ...]:
    """Return the id, municipality code and organisation number of a party, as far as it has them.

    >>> identifiers(Party(names="Alfa", kind=PartyKind.COMPANY))
    ('alfa',)
    """
    stated = (party.id, party.municipality_code, party.organisation_number)
    return tuple(dict.fromkeys(each for each in stated if each is not None))


def subject_of(parties: Sequence[Party], subject: str, on: dt.date) -> str:
    """Return the name of the party that a figure of a day is about, with its code of that day.

    The code is left out if it is the party's id. The id of an area is returned unchanged.

    >>> from samverkan.stockholm import agreement
    >>> subject_of(agreement.parties, "0182", dt.date(2014, 6, 30))
    'Nacka kommun'
    """
    by_id = next((party for party in parties if party.id == subject), None)
    if by_id is not None:
        return by_id.name
    coded = next((party for party in parties if party.code_on(on) == subject), None)
    return subject if coded is None else f"{coded.name} ({subject})"


def listed(party: Party) -> str:
    """Return a party as text for a list of candidates: a long name is cut, the id is not."""
    return f"{cut(party.name)} ({party.id})"


def similar(query: str, parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the parties with a name, or a word in a name, similar to *query*.

    >>> from samverkan.stockholm import agreement
    >>> similar("nakka", agreement.parties)
    ('Nacka kommun (0182)',)
    """
    called: dict[str, set[str]] = {}
    for party in itertools.islice(parties, _MOST_COMPARED):
        for name in (party.id, *(folded(name.text) for name in party.names)):
            for word in (name, *name.split()):
                called.setdefault(word, set()).add(listed(party))
    telling = [word for word, meant in called.items() if len(meant) <= _FEW]  # not "kommun"
    asked = query[:_LONGEST_COMPARED]
    words = [
        word
        for word in (asked, *asked.split())
        if len(word) >= _SHORTEST_COMPARED and (word not in called or word in telling)
    ]
    exact = [word for word in words if word in telling]
    alike = [
        found
        for word in words
        for found in difflib.get_close_matches(word, telling, cutoff=_LIKE)
        or [known for known in telling if known.startswith(word[: _SHORTEST_COMPARED + 1])]
    ]
    meant = (party for word in exact or alike for party in sorted(called[word]))
    return tuple(dict.fromkeys(meant))[:_FEW]


def register(parties: Party | Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties in order of id.

    Raises:
        DuplicatePartyError: If two share an id or an organisation number, or a municipality code
            on the same day; or if the id of one is a code of another, on whatever day.

    >>> federation = PartyKind.MUNICIPAL_FEDERATION
    >>> [p.id for p in register([Party(names=n, kind=federation) for n in ("Beta", "Alfa")])]
    ['alfa', 'beta']
    """
    several = as_tuple("parties", parties, Party)
    seen: dict[str, list[tuple[HeldCode, int]]] = {}
    duplicates: dict[tuple[int, int], tuple[str, str, str]] = {}
    for place, party in enumerate(several):
        for held in _held(party):
            known = seen.setdefault(held.code, [])
            first = next((other for days, other in known if days.overlaps(held)), None)
            if first is None:
                known.append((held, place))
            else:
                pair = (held.code, several[first].name, party.name)
                duplicates.setdefault((first, place), pair)
    if duplicates:
        raise DuplicatePartyError(tuple(duplicates.values()))
    return tuple(sorted(several, key=lambda party: party.id))


def _held(party: Party) -> Iterator[HeldCode]:
    """Yield what no other party may have: an id and a number on all days, a code on its days."""
    yield HeldCode(party.id, None, None)
    yield from (held for held in codes_of(party) if held.code != party.id)
    if party.organisation_number not in {None, party.id}:
        yield HeldCode(str(party.organisation_number), None, None)


def folded(text: str) -> str:
    """Return a name as it is compared: in lower case and composed form (NFC).

    >>> folded("Täby Kommun")
    'täby kommun'
    """
    return as_line(text).casefold()


def _refuse_a_person(number: object) -> None:
    """Refuse a number that may be a personal identity number; the error does not keep it."""
    written = number[:60] if isinstance(number, str) else quoted(number)
    digits = [unicodedata.digit(char) for char in written if char.isdigit()]
    # The third of the ten digits is 2 or more in an organisation number, and less in a person's.
    if len(digits) in {10, 12} and digits[-8] < 2:
        raise TextError("organisation_number", hidden(written), "person")
