"""Errors about parties and members."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .texts import Filled, Reasons, SamverkanError, Text


class UnknownPartyError(SamverkanError, LookupError):
    """No party has this id, code, number or name.

    Attributes:
        query: The text that was searched for.

        candidates: The existing parties, each as "name (id)".

        similar: Those of them that may be meant, because they have a similar name.
    """

    query: str
    candidates: tuple[str, ...]
    similar: tuple[str, ...] = ()

    template: ClassVar[Text] = Text(
        "Ingen part heter {query!r}. De som finns:{candidates}",
        "no party is called {query!r}; there are:{candidates}",
    )

    if_similar: ClassVar[Text] = Text(
        "Ingen part heter {query!r}. Menade du {similar:row}?",
        "no party is called {query!r}; did you mean {similar:row}?",
    )

    def _template(self) -> Text:
        return self.if_similar if self.similar else self.template


class AmbiguousPartyError(SamverkanError, LookupError):
    """Several parties match, and the library does not guess which one is meant.

    Attributes:
        query: The text that was searched for.

        candidates: The parties that match, each as "name (id)".
    """

    query: str
    candidates: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "{query!r} kan betyda flera; ange id eller hela namnet:{candidates}",
        "{query!r} is ambiguous; give the id or the full name:{candidates}",
    )


class DuplicatePartyError(SamverkanError, ValueError):
    """Parties share an id, an organisation number, or a municipality code on the same day.

    Attributes:
        duplicates: Each shared id, number or code, with the names of the two parties that share it.
    """

    duplicates: tuple[tuple[str, str, str], ...]

    template: ClassVar[Text] = Text(
        "Flera parter har samma id, nummer eller kod; utelämna den ena, ge en part flera namn, "
        "eller ange när en kod upphörde:{each}",
        "several parties have the same id, number or code; leave one out, give several names to "
        "one party, or state when a code ended:{each}",
    )

    of_each: ClassVar[Text] = Text(
        "{key} är både {one} och {other}", "{key} stands for {one} and for {other}"
    )

    def _told(self) -> dict[str, object]:
        told = [
            Filled(self.of_each, {"key": key, "one": one, "other": other})
            for key, one, other in self.duplicates
        ]
        return {**super()._told(), "each": tuple(told)}


class FormerCodeError(SamverkanError, ValueError):
    """The municipality codes of a party cannot follow each other as stated.

    Attributes:
        field: Name of the field.

        code: The code that does not fit.

        reason: Why it does not fit.
    """

    field: str
    code: str
    reason: str

    template: ClassVar[Text] = Text("{field} {code!r}: {reason}.", "{field} {code!r}: {reason}")
    reasons: ClassVar[Reasons] = {
        "overlap": Text(
            "koden börjar gälla innan den föregående upphör; en part har en kod i taget, så rätta "
            "dagarna",
            "the code starts before the previous one ends; a party has one code at a time, so "
            "correct the days",
        ),
        "no-days": Text(
            "det finns ingen dag då koden gällde; jämför med de andra kodernas dagar och partens "
            "första och sista dag",
            "no day is left on which the code held; compare the days of the other codes, and the "
            "first and last day of the party",
        ),
        "no-code": Text(
            "ange också municipality_code: koden nu, eller den sista",
            "give municipality_code too: the code now, or the last one",
        ),
    }


class AlreadyPartyError(SamverkanError, ValueError):
    """A party would be a member twice on the same day.

    Attributes:
        party: The id of the party.

        day: A day on which it would be a member twice.
    """

    party: str
    day: dt.date

    template: ClassVar[Text] = Text(
        "{party} skulle vara part två gånger den {day}; utelämna det ena medlemskapet, eller låt "
        "det upphöra innan det andra börjar.",
        "{party} would be a member twice on {day}; leave one membership out, or let it end before "
        "the other starts",
    )


class NotAPartyError(SamverkanError, LookupError):
    """A known party has not joined the agreement.

    Attributes:
        party: The id of the party.
    """

    party: str

    template: ClassVar[Text] = Text(
        "{party} har inte anslutit sig till överenskommelsen; ange en part som har det.",
        "{party} has not joined the agreement; name a party that has",
    )


class NotAMemberError(SamverkanError, LookupError):
    """A party is not a member on a day on which an instrument requires its membership.

    Attributes:
        party: The id of the party.

        day: The day.
    """

    party: str
    day: dt.date

    template: ClassVar[Text] = Text(
        "{party} är inte part den {day}; registrera först dess anslutning, eller ange en dag då "
        "den är part.",
        "{party} is not a member on {day}; record its accession first, or give a day of its "
        "membership",
    )
