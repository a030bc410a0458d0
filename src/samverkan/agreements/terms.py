"""The terms of an agreement, as its document states them."""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, YearDay
from ..core.sources import Source, as_sources
from ..errors import RuleError, TermsError
from ..errors.quoting import cut
from ..errors.texts import Text, a_slug, an_instance, an_optional_line, as_optional_line, as_text
from ..funding.funding import Reading
from ..governance.governance import Governance
from .adoption import Needs, Start
from .documents import Document
from .dues import Due


class Form(enum.StrEnum):
    """Legal form of a cooperation, which determines who must decide on it."""

    COOPERATION = "cooperation"
    """A plain agreement to cooperate, or to share a cost (*samverkansavtal*)."""
    AGREED_COOPERATION = "agreed-cooperation"
    """One body performs another's tasks by agreement (*avtalssamverkan*)."""
    MUNICIPAL_FEDERATION = "municipal-federation"
    """A separate legal person (*kommunalförbund*)."""
    JOINT_COMMITTEE = "joint-committee"
    """A committee shared by several municipalities and placed in one of them (*gemensam nämnd*)."""


@attrs.frozen(kw_only=True)
class Commitment:
    """A commitment of each party (*åtagande*).

    Args:
        text: What each party undertakes.

        sources: Sources that state the commitment.

    Raises:
        TextError: If the text is empty or contains invisible characters.

    >>> Commitment(text="Representation i regionala samverkansforum").text.sv
    'Representation i regionala samverkansforum'
    """

    text: Text = attrs.field(converter=as_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_readings(value: Reading | Iterable[Reading]) -> tuple[Reading, ...]:
    return as_tuple("funding", value, Reading)


def _as_commitments(value: Commitment | Iterable[Commitment]) -> tuple[Commitment, ...]:
    return as_tuple("commitments", value, Commitment)


def _as_purposes(value: str | Text | Iterable[str | Text]) -> tuple[Text, ...]:
    found: tuple[str | Text, ...] = as_tuple("purposes", value, str, Text)
    return tuple(map(as_text, found))


def as_due(value: Due | Iterable[Due]) -> tuple[Due, ...]:
    """Return one or several payments and reports as a tuple."""
    return as_tuple("due", value, Due)


def _as_replaced(value: Document | Iterable[Document]) -> tuple[Document, ...]:
    return as_tuple("replaces", value, Document)


@attrs.frozen(kw_only=True)
class Terms:
    """The terms that an agreement's document states (*avtalsvillkor*); unstated ones are absent.

    Args:
        title: Its title.

        period: The days on which the agreement is in force, without a last day if none is stated;
            or a :class:`Start` if the first of them is not a stated day.

        needs: Whose decisions are needed before the agreement comes into force (*under
            förutsättning att samtliga parter godkänner*), or None if the terms state no such
            condition. The decisions are those of the accessions; without named parties, everybody
            who accedes from the first day on is needed. Name the parties if another joined later
            with retroactive effect from that day.

        purposes: Purposes of the agreement.

        document_number: Its case number at the issuer (*diarienummer*), or None.

        funding: The readings of its funding, the preferred one first; empty if it states no
            funding.

        commitments: What each party undertakes.

        notice_months: The period of notice (*uppsägningstid*), in calendar months, or None if
            none is stated.

        notice_by: The day of the year by which notice must be given instead (*uppsägning senast
            den 30 juni*), counted from the year in which the agreement ends, or None if none is
            stated. Without a term, the agreement then ends with a calendar year.

        renewal_months: Number of calendar months for which the term renews itself each time it
            expires without notice (*automatisk förlängning*), or None if it does not.

        max_renewals: The number of times that the term can renew itself: 2 for "5 + 2 + 2" years.
            None if no limit is stated.

        due: The payments and reports that are due by a day.

        host: The id of the party that hosts the cooperation (*värdkommun*): the one that a joint
            committee belongs to, or that performs the tasks or employs the staff. None if none is
            stated.

        governance: Its governance, or None if that is not stated.

        form: Legal form of the cooperation, or None if that is not stated.

        special_act: The act that allows the form, as the agreement cites it, or None: before July
            2018, agreed cooperation needed a special act (*speciallag*).

        replaces: The documents of the agreements that it replaces (*ersätter*); empty if it
            states none. That alone does not end them: each ends as its own terms and
            instruments say. :class:`~samverkan.register.Register` finds them among its
            agreements.

        sources: Sources for the title, number, period, form and what is replaced.

    Raises:
        RuleError: If two readings have the same name.

        TermsError: If notice is stated both in months and by a day, a number of renewals without
            their length, or something due twice.

        CountError: If a number of months is negative, or a renewal is for 0 months or 0 times.

        TextError: If a text is empty or contains invisible characters, or the host is no id.

    >>> from samverkan.stockholm import agreement
    >>> [reading.name for reading in agreement.terms.funding]
    ['mid-year-before', 'year-start']
    """

    title: Text = attrs.field(converter=as_text)
    period: Period | Start
    needs: Needs | None = None
    purposes: tuple[Text, ...] = attrs.field(default=(), converter=_as_purposes)
    document_number: str | None = attrs.field(default=None, converter=as_optional_line)
    funding: tuple[Reading, ...] = attrs.field(default=(), converter=_as_readings)
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=_as_commitments)
    notice_months: int | None = None
    notice_by: YearDay | None = None
    renewal_months: int | None = None
    max_renewals: int | None = None
    due: tuple[Due, ...] = attrs.field(default=(), converter=as_due)
    host: str | None = None
    governance: Governance | None = None
    form: Form | None = None
    special_act: str | None = attrs.field(default=None, converter=as_optional_line)
    replaces: tuple[Document, ...] = attrs.field(default=(), converter=_as_replaced)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __repr__(self) -> str:
        return f"<Terms {cut(self.title.sv)!r}, {self.period}>"

    def __attrs_post_init__(self) -> None:
        an_instance("period", self.period, Period, Start)
        an_instance("needs", self.needs, Needs, None)
        an_optional_line("document_number", self.document_number)
        an_optional_line("special_act", self.special_act)
        for field, least in (("notice_months", 0), ("renewal_months", 1), ("max_renewals", 1)):
            if getattr(self, field) is not None:
                a_whole_number(field, getattr(self, field), least)
        an_instance("notice_by", self.notice_by, YearDay, None)
        if self.host is not None:
            a_slug("host", self.host)
        an_instance("governance", self.governance, Governance, None)
        an_instance("form", self.form, Form, None)
        names = [reading.name for reading in self.funding]
        if len(set(names)) < len(names):
            raise RuleError("readings-named-twice", {"names": tuple(names)})
        self._check_together()

    def _check_together(self) -> None:
        """Refuse terms that contradict each other."""
        if self.notice_by is not None and self.notice_months is not None:
            raise TermsError("two-notices")
        if self.notice_by is not None and self.notice_by.years_after:
            raise TermsError("notice-after-end")
        if self.max_renewals is not None and self.renewal_months is None:
            raise TermsError("cap-without-renewal", {"count": self.max_renewals})
        for place, due in enumerate(self.due):
            if any(
                (due.what, due.kind, due.when) == (o.what, o.kind, o.when) for o in self.due[:place]
            ):
                raise TermsError("due-twice", {"what": due.what})
