"""The levels, forums and modes that an agreement ever had."""

from __future__ import annotations

from typing import TypeVar

import attrs

from ..agreements.state import State
from ..errors.texts import Text
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from .seats import stated_governances, with_every_name

_T = TypeVar("_T", Level, OperatingMode)


def governance_ever(state: State) -> Governance:
    """Return the governance of an agreement, or if it was amended, what a log needs of each.

    That is every level, forum and mode, each as it was stated last; a forum has all its names, and
    no seats, duties or working modes.
    """
    stated = stated_governances(state)
    if len(stated) < 2:
        return stated[0] if stated else Governance()
    latest = {forum.id: forum for each in stated for forum in each.forums}
    forums = [attrs.evolve(forum, seats=(), modes=(), duties=()) for forum in latest.values()]
    known = Governance(forums=[attrs.evolve(each, level=None) for each in forums])
    ordinary = stated[-1].ordinary
    heightened = [
        tuple(mode for mode in each.modes if not mode.is_ordinary and mode.id != ordinary.id)
        for each in stated
    ]
    return Governance(
        levels=_told_apart([each.levels for each in stated]),
        modes=_told_apart([*heightened, (ordinary,)]),
        forums=[with_every_name(state, forum, known) for forum in forums],
        overall=stated[-1].overall,
    )


def _told_apart(stated: list[tuple[_T, ...]]) -> list[_T]:
    """Return levels or modes, each as stated last.

    If two have one rank or name, the later one keeps it; the other gets the next free rank, and its
    id after its name.
    """
    found: dict[str, _T] = {}
    ranks: set[int] = set()
    names: set[str] = set()
    for each in (one for several in reversed(stated) for one in several):
        if each.id not in found:
            rank, name = each.rank, each.name
            while rank in ranks:
                rank += 1
            if names & _names(name):
                name = Text(f"{name.sv} ({each.id})")
            ranks.add(rank)
            names |= _names(name)
            found[each.id] = attrs.evolve(each, rank=rank, name=name)
    return list(found.values())


def _names(name: Text) -> set[str]:
    """Return the names of a level or mode in both languages, in lower case."""
    return {name.sv.casefold(), (name.en or name.sv).casefold()}
