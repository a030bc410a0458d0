"""Sequences that are made when they are first read, as few explanations are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

_T = TypeVar("_T")


class Late(Sequence[_T]):
    """A sequence that a function makes when it is first read."""

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], Sequence[_T]]) -> None:
        self._made: Sequence[_T] | Callable[[], Sequence[_T]] = make

    def _now(self) -> Sequence[_T]:
        if callable(self._made):
            self._made = self._made()
        return self._made

    def __len__(self) -> int:
        return len(self._now())

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | Sequence[_T]:
        return self._now()[place]
