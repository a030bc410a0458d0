"""The act that applied on a day, its citation, and every legal rule that depends on the day."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.periods import a_day
from ..errors import TooEarlyError
from ..errors.texts import (
    Language,
    Text,
    a_language,
    a_line,
    an_instance,
    as_line,
    as_optional_text,
    as_text,
    joined,
)

_NUMBER: Final = re.compile(r"[0-9]{4}:[0-9]+")
_ADDRESS: Final = "https://data.riksdagen.se/dokument/sfs-{}"


@attrs.frozen(kw_only=True)
class Act:
    """An act of parliament (*lag*).

    Args:
        name: Its name in running text, in the definite form: ``kommunallagen``.

        number: Its number in the Swedish Code of Statutes (*SFS-nummer*): ``2017:725``.

        about: The part of its title after the number, or None.

    Raises:
        TextError: If a text is empty or contains invisible characters.

    >>> Act(name=Text("kommunallagen", "Local Government Act"), number="2017:725").in_language("sv")
    'kommunallagen (2017:725)'
    """

    name: Text = attrs.field(converter=as_text)
    number: str = attrs.field(converter=as_line)
    about: Text | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        a_line("number", self.number)

    @property
    def address(self) -> str | None:
        """The address of the act at the parliament, or None if it has no number of the usual form.

        There is no address of a section: Sweden publishes none.

        >>> regime(dt.date(2026, 3, 2)).local_government.address
        'https://data.riksdagen.se/dokument/sfs-2017-725'
        """
        if _NUMBER.fullmatch(self.number) is None:
            return None
        return _ADDRESS.format(self.number.replace(":", "-"))

    def in_language(self, language: Language) -> str:
        """Return the act as it is cited in running text."""
        about = "" if self.about is None else f" {self.about.in_language(language)}"
        return f"{self.name.in_language(language)} ({self.number}){about}"


def _as_sections(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("sections", value, str)


@attrs.frozen
class Place:
    """A place in an act (*lagrum*): sections, of a chapter if the act has chapters.

    Args:
        chapter: The chapter (*kapitel*), or None if the act has none.

        sections: The sections (*paragrafer*), each as it is written: ``5``, ``10 a``, ``37–38``;
            empty for the whole chapter.

    Raises:
        TextError: If a section is empty or contains invisible characters.

    >>> Place(13, ["5"]).in_language("sv"), Place(13, ["5"]).in_language("en")
    ('13 kap. 5 §', 'Chapter 13, Section 5')
    >>> Place(9, ["37–38"]).in_language("sv")
    '9 kap. 37–38 §§'
    """

    chapter: int | None
    sections: tuple[str, ...] = attrs.field(default=(), converter=_as_sections)

    def __attrs_post_init__(self) -> None:
        if self.chapter is not None:
            a_whole_number("chapter", self.chapter)
        for section in self.sections:
            a_line("section", section)

    def in_language(self, language: Language) -> str:
        """Return the place as lawyers write it."""
        a_language(language)
        several = len(self.sections) > 1 or any("–" in section for section in self.sections)
        listed = joined(self.sections, language) if self.sections else ""
        if language == "sv":
            chapter = "" if self.chapter is None else f"{self.chapter} kap."
            sections = listed and f"{listed} {'§§' if several else '§'}"
            return " ".join(part for part in (chapter, sections) if part)
        chapter = "" if self.chapter is None else f"Chapter {self.chapter}"
        sections = listed and f"{'Sections' if several else 'Section'} {listed}"
        return ", ".join(part for part in (chapter, sections) if part)


def _as_places(value: Place | Iterable[Place]) -> tuple[Place, ...]:
    return as_tuple("places", value, Place)


@attrs.frozen
class Citation:
    """A place in an act, as lawyers cite it (*lagrum*).

    Args:
        act: The act.

        places: The places in the act; empty for the act as a whole.

    >>> appeal = regime(dt.date(2026, 3, 2)).citation(Topic.APPEAL_PERIOD)
    >>> appeal.in_language("sv")
    '13 kap. 5 § kommunallagen (2017:725)'
    >>> appeal.in_language("en")
    'Chapter 13, Section 5 of the Local Government Act (2017:725)'
    >>> appeal.places[0].chapter
    13
    """

    act: Act
    places: tuple[Place, ...] = attrs.field(default=(), converter=_as_places)

    def __attrs_post_init__(self) -> None:
        an_instance("act", self.act, Act)

    def in_language(self, language: Language) -> str:
        """Return the citation as lawyers write it."""
        act = self.act.in_language(language)
        if not self.places:
            return act
        places = joined((place.in_language(language) for place in self.places), language)
        return f"{places} {act}" if language == "sv" else f"{places} of the {act}"


class Topic(enum.StrEnum):
    """A topic that an act has a rule about."""

    RETROACTIVE_EFFECT = "retroactive-effect"
    """No retroactive effect to the detriment of the members (*tillbakaverkande kraft*)."""
    EQUAL_TREATMENT = "equal-treatment"
    """The members are treated equally (*likställighetsprincipen*)."""
    APPROVAL = "approval"
    """The minutes are approved within fourteen days (*justering*)."""
    NOTICE = "notice"
    """The approval is announced within two days (*tillkännagivande*, *anslag*)."""
    APPEAL_PERIOD = "appeal-period"
    """An appeal must be received within three weeks (*överklagandetid*)."""
    EXECUTION = "execution"
    """A decision is executed before it has legal force (*verkställighet*)."""
    COUNCIL = "council"
    """The matters that the council itself decides (*fullmäktiges beslutanderätt*)."""
    AGREED_COOPERATION = "agreed-cooperation"
    """One municipality performs another's tasks by agreement (*avtalssamverkan*)."""
    JOINT_COMMITTEE = "joint-committee"
    """The councils decide on a joint committee (*gemensam nämnd*)."""
    FEDERATION = "federation"
    """The councils adopt the charter of a municipal federation (*kommunalförbund*)."""
    LEAVING_A_FEDERATION = "leaving-a-federation"
    """The notice period of a municipal federation (*utträde ur kommunalförbund*)."""
    ANNUAL_REPORT = "annual-report"
    """The day by which the annual report is due (*årsredovisning*)."""


_UNWRITTEN: Final = {  # for decisions of 1990 and 1991
    Topic.RETROACTIVE_EFFECT: Text(
        "en oskriven princip: förbudet mot tillbakaverkande kraft fanns inte i kommunallagen "
        "(1977:179), utan i rättspraxis",
        "an unwritten principle: the ban on retroactive effect was not in the Local Government Act "
        "(1977:179), but in case law",
    ),
    Topic.EQUAL_TREATMENT: Text(
        "en oskriven princip, som inte fanns i kommunallagen (1977:179), utan i rättspraxis",
        "an unwritten principle, which was not in the Local Government Act (1977:179), but in case "
        "law",
    ),
}

_KL_1977: Final = Act(name=Text("kommunallagen", "Local Government Act"), number="1977:179")
_KL_1991: Final = Act(name=Text("kommunallagen", "Local Government Act"), number="1991:900")
_KL_2017: Final = Act(name=Text("kommunallagen", "Local Government Act"), number="2017:725")
_ACCOUNTING_1997: Final = Act(
    name=Text("lagen", "Act"),
    number="1997:614",
    about=Text("om kommunal redovisning", "on municipal accounting"),
)
_ACCOUNTING_2018: Final = Act(
    name=Text("lagen", "Act"),
    number="2018:597",
    about=Text("om kommunal bokföring och redovisning", "on municipal bookkeeping and accounting"),
)
TIME_LIMITS: Final = Act(
    name=Text("lagen", "Act"),
    number="1930:173",
    about=Text("om beräkning av lagstadgad tid", "on the computation of statutory time"),
)
"""The act on how time limits are counted and on which days they do not end."""
GENERAL_HOLIDAYS: Final = Act(
    name=Text("lagen", "Act"),
    number="1989:253",
    about=Text("om allmänna helgdagar", "on general holidays"),
)
"""The act that lists the general holidays."""

_FEDERATIONS_1985: Final = Act(
    name=Text("kommunalförbundslagen", "Municipal Federations Act"), number="1985:894"
)

# --- The rules of law, and the first day of each: they are stated here and nowhere else

FIRST_DAY: Final = dt.date(1990, 1, 1)
"""The first day that these rules cover."""
_KL_1991_FROM: Final = dt.date(1992, 1, 1)
_KL_2017_FROM: Final = dt.date(2018, 1, 1)
_LOCAL_GOVERNMENT: Final = (  # each act applies from its first day until the next one's
    (FIRST_DAY, _KL_1977),
    (_KL_1991_FROM, _KL_1991),
    (_KL_2017_FROM, _KL_2017),
)
_ACCOUNTING: Final = (
    (dt.date(1998, 1, 1), _ACCOUNTING_1997),
    (dt.date(2019, 1, 1), _ACCOUNTING_2018),
)
NATIONAL_DAY_FROM: Final = dt.date(2005, 4, 1)  # a general holiday in place of Whit Monday
REVERSIBILITY_FROM: Final = _KL_2017_FROM  # considered if a decision is executed early
AGREED_COOPERATION_FROM: Final = dt.date(2018, 7, 1)  # in general; in nine special acts before
JOINT_COMMITTEES_FROM: Final = dt.date(1997, 8, 1)  # by SFS 1997:550; none existed before
_FEDERATIONS_IN_KL_FROM: Final = dt.date(1998, 1, 1)
EARLY_EXECUTION_FROM: Final = dt.date(2002, 7, 1)  # by lag (2002:438)
REGIONS_FROM: Final = dt.date(2020, 1, 1)  # county councils are called regions
REPORT_DUE_FROM: Final = _KL_1991_FROM  # 15 April; before, the council set the day

_Sections: TypeAlias = tuple[Place, ...]
_MINUTES_1977: Final = (Place(2, "25"), Place(3, "10"))
# A topic's citation from each day on. A topic or a time that is not here was not read: the Local
# Government Act of the day is then cited as a whole.
_CITED: Final[dict[Topic, tuple[tuple[dt.date, Act, _Sections], ...]]] = {
    Topic.RETROACTIVE_EFFECT: (
        (_KL_1991_FROM, _KL_1991, (Place(2, "3"),)),
        (_KL_2017_FROM, _KL_2017, (Place(2, "4"),)),
    ),
    Topic.EQUAL_TREATMENT: ((_KL_2017_FROM, _KL_2017, (Place(2, "3"),)),),
    Topic.APPROVAL: (
        (FIRST_DAY, _KL_1977, _MINUTES_1977),
        (_KL_1991_FROM, _KL_1991, (Place(5, "61"), Place(6, "30"))),
        (_KL_2017_FROM, _KL_2017, (Place(5, "69"), Place(6, "35"))),
    ),
    Topic.NOTICE: (
        (FIRST_DAY, _KL_1977, _MINUTES_1977),
        (_KL_1991_FROM, _KL_1991, (Place(5, "62"), Place(6, "30"))),
        (_KL_2017_FROM, _KL_2017, (Place(8, "12"), Place(6, "35"))),
    ),
    Topic.APPEAL_PERIOD: (
        (FIRST_DAY, _KL_1977, (Place(7, "1–2"),)),
        (_KL_1991_FROM, _KL_1991, (Place(10, "6"),)),
        (_KL_2017_FROM, _KL_2017, (Place(13, "5"),)),
    ),
    Topic.EXECUTION: (
        (FIRST_DAY, _KL_1977, (Place(7, "6"),)),
        (_KL_1991_FROM, _KL_1991, (Place(10, "15"),)),
        (EARLY_EXECUTION_FROM, _KL_1991, (Place(10, ["14 a", "15"]),)),
        (_KL_2017_FROM, _KL_2017, (Place(13, "14–15"),)),
    ),
    Topic.COUNCIL: (
        (FIRST_DAY, _KL_1977, (Place(1, "5–6"),)),
        (_KL_1991_FROM, _KL_1991, (Place(3, "9"),)),
        (_KL_2017_FROM, _KL_2017, (Place(5, "1–2"),)),
    ),
    Topic.AGREED_COOPERATION: ((AGREED_COOPERATION_FROM, _KL_2017, (Place(9, "37–38"),)),),
    Topic.JOINT_COMMITTEE: (
        (JOINT_COMMITTEES_FROM, _KL_1991, (Place(3, "3 a–c"),)),
        (_KL_2017_FROM, _KL_2017, (Place(9, ["19", "22", "33"]),)),
    ),
    Topic.FEDERATION: (
        (FIRST_DAY, _FEDERATIONS_1985, (Place(None, "7"),)),
        (_FEDERATIONS_IN_KL_FROM, _KL_1991, (Place(3, "20"),)),
        (_KL_2017_FROM, _KL_2017, (Place(9, "1"),)),
    ),
    Topic.LEAVING_A_FEDERATION: (
        (FIRST_DAY, _FEDERATIONS_1985, ()),
        (_FEDERATIONS_IN_KL_FROM, _KL_1991, ()),
        (_KL_2017_FROM, _KL_2017, (Place(9, "18"),)),
    ),
    Topic.ANNUAL_REPORT: (
        (FIRST_DAY, _KL_1977, (Place(4, "9"),)),
        (_KL_1991_FROM, _KL_1991, ()),
        (_KL_2017_FROM, _KL_2017, (Place(11, "20"),)),
    ),
}
# The first day from which the text of the rule, or of a court, was read. Before it, a finding on
# the topic relies on a secondary source at best.
_READ_FROM: Final = {
    Topic.RETROACTIVE_EFFECT: _KL_1991_FROM,
    Topic.APPROVAL: _KL_2017_FROM,
    Topic.NOTICE: _KL_2017_FROM,
    Topic.APPEAL_PERIOD: _KL_1991_FROM,
    Topic.EXECUTION: _KL_2017_FROM,
    Topic.COUNCIL: _KL_2017_FROM,
    Topic.FEDERATION: _KL_2017_FROM,
    Topic.JOINT_COMMITTEE: _KL_2017_FROM,
    Topic.LEAVING_A_FEDERATION: _KL_2017_FROM,
    Topic.ANNUAL_REPORT: _KL_2017_FROM,
}


@attrs.frozen(kw_only=True)
class Regime:
    """The acts that applied to a decision (*gällande rätt*). Made by :func:`regime`.

    Args:
        local_government: The Local Government Act (*kommunallagen*).

        accounting: The act on municipal accounting, or None before a separate act existed.

        has_agreed_cooperation: Whether municipalities in general may perform each other's tasks by
            agreement (*avtalssamverkan*).

        weighs_reversibility: Whether the law considers if an execution before legal force can be
            undone.

        region: The term for the county councils in the acts.

        day: The day on which they applied.

    >>> regime(dt.date(2017, 12, 31)).local_government.number
    '1991:900'
    """

    local_government: Act
    accounting: Act | None
    has_agreed_cooperation: bool
    weighs_reversibility: bool
    region: Text
    day: dt.date

    def basis(self, topic: Topic) -> Citation | Text:
        """Return the basis of a finding on a topic: a citation, or words for an unwritten rule.

        >>> regime(dt.date(1991, 6, 3)).basis(Topic.RETROACTIVE_EFFECT).in_language("en")[:22]
        'an unwritten principle'
        """
        an_instance("topic", topic, Topic)
        if topic in _UNWRITTEN and self.day < _KL_1991_FROM:
            return _UNWRITTEN[topic]
        return self.citation(topic)

    def is_read(self, topic: Topic) -> bool:
        """Return whether the text of the rule on a topic, or of a court on it, was read.

        If not, no finding on the topic has high confidence.

        >>> regime(dt.date(2017, 12, 31)).is_read(Topic.APPROVAL)
        False
        """
        an_instance("topic", topic, Topic)
        since = _READ_FROM.get(topic)
        return since is not None and since <= self.day

    def citation(self, topic: Topic) -> Citation:
        """Return the citation of the rule on a topic.

        If the place in the act was not read, or the act has no such rule, the act is cited as a
        whole.

        >>> regime(dt.date(2015, 4, 13)).citation(Topic.RETROACTIVE_EFFECT).in_language("sv")
        '2 kap. 3 § kommunallagen (1991:900)'
        """
        an_instance("topic", topic, Topic)
        found = Citation(self.local_government)
        for first_day, act, places in _CITED[topic]:
            if first_day <= self.day:
                found = Citation(act, places)
        return found


def a_statutory_day(field: str, day: dt.date) -> None:
    """Refuse a value that is not a day, or a day that these rules do not cover."""
    a_day(field, day)
    if day < FIRST_DAY:
        raise TooEarlyError(field, day, FIRST_DAY)


def regime(meeting_day: dt.date) -> Regime:
    """Return the acts that applied to decisions of a day.

    Raises:
        TooEarlyError: If the day is before 1990.

        DayOutOfRangeError: If the day is after the year 2999.

    Source:
        Kommunallag (2017:725) applies to decisions from 1 January 2018, kommunallag (1991:900)
        from 1 January 1992, and kommunallag (1977:179) before. Agreed cooperation: from 1 July
        2018. Accounting: (2018:597) from 1 January 2019; (1997:614) from 1998, which is our
        reading. The acts say *region* instead of *landsting* from 1 January 2020.

    >>> regime(dt.date(2018, 1, 1)).local_government.in_language("en")
    'Local Government Act (2017:725)'
    """
    a_statutory_day("meeting_day", meeting_day)
    *_, local_government = (act for first, act in _LOCAL_GOVERNMENT if first <= meeting_day)
    accounting = [act for first, act in _ACCOUNTING if first <= meeting_day]
    renamed = meeting_day >= REGIONS_FROM
    return Regime(
        local_government=local_government,
        accounting=accounting[-1] if accounting else None,
        has_agreed_cooperation=meeting_day >= AGREED_COOPERATION_FROM,
        weighs_reversibility=meeting_day >= REVERSIBILITY_FROM,
        region=Text("region", "region") if renamed else Text("landsting", "county council"),
        day=meeting_day,
    )
