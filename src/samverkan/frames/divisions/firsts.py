"""The first rows of each group in an order, as many as the group asks for; and repeated parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from ..engines.engines import Engine, Frame, in_group
from ..engines.extra import nw
from ..engines.masks import Mask

_POLARS: Final = frozenset({"polars", "polars-lazy"})


def largest(
    engine: Engine,
    work: Frame,
    counts: Sequence[tuple[str, str]],
    keys: Sequence[str],
    *,
    party: str,
    within: Sequence[str],
) -> Frame:
    """Return a frame that tells which rows of each group have the largest numbers.

    Among equal numbers, the first parties come first.

    Args:
        engine: The engine of the frame.

        work: The frame.

        counts: The column with the number of rows that each group asks for, and the name of the
            new column that answers; several times. It is from 0 to the number of rows that take
            part.

        keys: The columns with the numbers, the most important first; -1 in a row that does not take
            part. What begins with the name of such a column is used for new ones.

        party: The column with the party ids, which differ in a group.

        within: The columns that make a group; without any, all rows are one group.
    """
    if engine.name in _POLARS:
        for count, name in counts:
            work = _cut(work, count, name, keys[0], party=party, within=within)
        return work
    place, down = f"{keys[0]}_place", [f"{key}_down" for key in keys]
    work = work.with_columns(
        *((0 - nw.col(key)).alias(d) for key, d in zip(keys, down, strict=True))
    )
    work = engine.places(work, place, [*down, party], within)
    return work.with_columns(
        *((nw.col(place) <= nw.col(count)).alias(name) for count, name in counts)
    )


def _cut(
    work: Frame, count: str, name: str, key: str, *, party: str, within: Sequence[str]
) -> Frame:
    """Sort the numbers only, and the parties only of the rows that have the last number.

    It is several times as fast as to sort all rows by both.
    """
    pl: Any = nw.get_native_namespace(work)
    asked, number, last, party_id = (pl.col(each) for each in (count, key, f"{name}_last", party))
    left, last_party = pl.col(f"{name}_left"), pl.col(f"{name}_party")
    sorted_numbers = number.sort(descending=True)
    tied = party_id.filter(number == last).sort()
    native: Any = work.to_native()
    native = native.with_columns(in_group(_at(sorted_numbers, asked), within).alias(f"{name}_last"))
    native = native.with_columns(
        (asked - in_group((number > last).sum(), within)).alias(f"{name}_left")
    )
    native = native.with_columns(in_group(_at(tied, left), within).alias(f"{name}_party"))
    is_first = (number > last) | ((number == last) & (party_id <= last_party))
    return cast("Frame", nw.from_native(native.with_columns(((asked > 0) & is_first).alias(name))))


def _at(values: Any, place: Any) -> Any:
    """Return the value at a place from 1, the same in all rows; what place 0 gives is not used."""
    return values.slice(place.first().clip(1) - 1, 1).first()


def repeated(
    engine: Engine, work: Frame, name: str, pays: Mask, *, party: str, within: Sequence[str]
) -> Frame:
    """Return a frame that tells in which groups a party is twice, among the rows that pay.

    Args:
        engine: The engine of the frame.

        work: The frame.

        name: The name of the new column; what begins so is used for others.

        pays: The rows that pay, by a column; None if all do.

        party: The column with the party ids.

        within: The columns that make a group.
    """
    if engine.name in _POLARS:
        return _repeated_on_polars(work, name, pays, party, within)
    one = nw.lit(1, nw.Int64) if pays is None else pays.cast(nw.Int64)
    work = work.with_columns(one.alias(f"{name}_one"))
    times = f"{name}_times"
    work = engine.in_groups(work, [*within, party], {times: ("sum", f"{name}_one")})
    work = work.with_columns((nw.col(times) > 1).alias(f"{name}_here"))
    return engine.in_groups(work, within, {name: ("any", f"{name}_here")})


def _repeated_on_polars(
    work: Frame, name: str, pays: Mask, party: str, within: Sequence[str]
) -> Frame:
    """Look for a party that is twice only as far as needed: each step is for what the last left.

    In rows that are in order of their parties, neighbours tell. In others, hashes are sorted; only
    if two are equal, the parties themselves are counted.
    """
    pl: Any = nw.get_native_namespace(work)
    if pays is not None:
        work = work.with_columns(pays.alias(f"{name}_pays"))
    native: Any = work.to_native()
    orders = [[*within, party], [party, *within]] if within else [[party]]
    is_open: Any = ~pl.any_horizontal(*(_are_in_order(pl, order) for order in orders))
    native = native.with_columns(is_open.alias(f"{name}_open"))
    hashes = pl.col(party).hash()
    for column in within:
        hashes ^= pl.col(column).hash(1)
    hashes = hashes.filter(pl.col(f"{name}_open"))
    is_open = hashes.sort().rle_id().max() + 1 < hashes.len()
    native = native.with_columns(is_open.fill_null(value=False).alias(f"{name}_open"))
    is_asked = pl.col(f"{name}_open")
    if pays is not None:
        is_asked &= pl.col(f"{name}_pays")
    parties = pl.col(party).filter(is_asked)
    is_twice = in_group(parties.n_unique() < parties.count(), within)
    return cast("Frame", nw.from_native(native.with_columns(is_twice.alias(name))))


def _are_in_order(pl: Any, columns: Sequence[str]) -> Any:
    """Return whether each row is after the one before it, by columns."""
    *others, last = map(pl.col, columns)
    is_after = last > last.shift(1)
    for column in reversed(others):
        before = column.shift(1)
        is_after = (column > before) | ((column == before) & is_after)
    return is_after.all()  # null in the first row, which has none before it
