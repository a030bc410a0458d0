"""A governance by itself, without an agreement and a day: what a notebook shows of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors.texts import Language, an_instance
from ..governance.forums import Forum
from ..governance.governance import Governance
from . import words
from .blocks import Block, Item, Items, Paragraph, Title
from .html import html
from .words import phrase


def levels_html(governance: Governance, language: Language = "sv") -> str:
    """Return the levels of a governance with their forums and the functions of their seats.

    A notebook shows a governance by this. Who holds the seats, and in which mode a forum works, is
    of an agreement and a day: :func:`samverkan.reports.governance_html`.

    >>> from samverkan.governance import Forum, Seat
    >>> council = Forum(id="radet", names="Rådet", seats=Seat(id="chef", function="Chef"))
    >>> print(levels_html(Governance(forums=council)))  # doctest: +ELLIPSIS
    <div class="samverkan" lang="sv" dir="ltr">
    <p class="title"><strong>Organisation och styrning</strong></p>
    <p><strong>Forum</strong></p>
    <ul>
    <li>Rådet (radet)
    <ul>
    <li>Chef</li>
    ...
    """
    an_instance("governance", governance, Governance)
    return html(_blocks(governance, language), language)


def _blocks(governance: Governance, language: Language) -> Iterator[Block]:
    yield Title(phrase("governance", language))
    if len(governance.modes) > 1:
        names = ", ".join(mode.name.in_language(language) for mode in governance.modes)
        yield Paragraph(phrase("modes-of", language, names=names))
    for level in governance.levels:
        forums = governance.forums_of(level.id)
        items = tuple(_item(forum, language) for forum in forums)
        none = Item(phrase("no-forum", language))
        yield Items(items or (none,), words.capital(level.name.in_language(language)))
    unplaced = [forum for forum in governance.forums if forum.level is None]
    if unplaced:
        name = "no-level" if governance.levels else "forums"
        yield Items(tuple(_item(forum, language) for forum in unplaced), phrase(name, language))
    if not governance.levels and not governance.forums:
        yield Paragraph(phrase("governance-unstated", language))


def _item(forum: Forum, language: Language) -> Item:
    """Return a forum with all its names, and the functions of its seats."""
    names = ", ".join(dict.fromkeys(name.text for name in forum.names))
    functions = (Item(seat.function.in_language(language)) for seat in forum.seats)
    return Item(f"{names} ({forum.id})", tuple(functions))
