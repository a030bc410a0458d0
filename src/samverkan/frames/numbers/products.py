"""Quotients of products that 64 bits do not hold, exact on any engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias, cast

from ..engines.engines import Engine, Frame
from ..engines.extra import nw
from .exact import LIMIT

Number: TypeAlias = "nw.Expr | int"
"""A whole number of each row, or one for all rows."""

_HAS_128_BITS: Final = frozenset({"polars", "polars-lazy", "duckdb"})
_Names: TypeAlias = Callable[[str], str]


class Factor(NamedTuple):
    """A factor or divisor: whole numbers that are 0 or more, and the largest that it can be."""

    number: Number
    high: int


def divided(
    engine: Engine, work: Frame, product: tuple[Factor, Factor], by: Factor, at: _Names
) -> Frame:
    """Return a frame with the columns "whole" and "left": the quotient and the remainder.

    Args:
        engine: The engine of the frame.

        work: The frame.

        product: The factors of what is divided; the second one is a column. The quotient is below
            2**62, and so are both factors.

        by: What it is divided by: above 0; with the second factor, below 2**61.

        at: A function that returns the name of a column in the frame; what it returns for other
            words than these two is used in between.
    """
    (one, one_high), (two, two_high) = product
    size = cast("nw.Expr", two * one)
    if one_high * two_high <= LIMIT:
        whole = engine.floor(size, by.number, one_high * two_high + 1)
        return work.with_columns(
            whole.alias(at("whole")), (size - whole * by.number).alias(at("left"))
        )
    if has_128_bits(engine):
        size = wide(cast("nw.Expr", two)) * one
        whole = size // by.number
        left = (size - whole * by.number).cast(nw.Int64)
        return work.with_columns(whole.cast(nw.Int64).alias(at("whole")), left.alias(at("left")))
    if engine.name == "pyspark":
        return _in_decimals(work, (one, two, by.number), at)
    return _long(engine, work, product, by, at)


def has_128_bits(engine: Engine) -> bool:
    """Return whether an engine computes with whole numbers of 128 bits."""
    return engine.name in _HAS_128_BITS


def wide(number: nw.Expr) -> nw.Expr:
    """Return whole numbers in 128 bits."""
    return number.cast(nw.Int128)


def _in_decimals(work: Frame, numbers: tuple[Number, Number, Number], at: _Names) -> Frame:
    """Divide on Spark, whose decimals have 38 digits: the product has fewer."""
    names = [at(word) for word in ("one", "two", "by")]
    written = []
    for name, number in zip(names, numbers, strict=True):
        if isinstance(number, int):
            written.append(f"CAST({number} AS DECIMAL(19, 0))")
        else:
            work = work.with_columns(number.alias(name))
            written.append(f"CAST(`{name}` AS DECIMAL(19, 0))")
    one, two, by = written
    native: Any = work.to_native()
    native = native.selectExpr(
        "*",
        f"({one} * {two}) DIV {by} AS `{at('whole')}`",
        f"CAST(({one} * {two}) % {by} AS BIGINT) AS `{at('left')}`",
    )
    return cast("Frame", nw.from_native(native))


def _long(
    engine: Engine, work: Frame, product: tuple[Factor, Factor], by: Factor, at: _Names
) -> Frame:
    """Divide as with pencil and paper: some binary digits of the first factor at a time."""
    (rest, one_high), (two, two_high) = product
    digits = (LIMIT // (by.high + two_high)).bit_length() - 1
    whole, left, size = (nw.col(at(word)) for word in ("whole", "left", "size"))
    places = reversed(range(0, one_high.bit_length(), digits))
    work = work.with_columns(
        nw.lit(0, nw.Int64).alias(at("whole")), nw.lit(0, nw.Int64).alias(at("left"))
    )
    for place in places:
        digit: Number
        if isinstance(rest, int):
            digit, rest = divmod(rest, 2**place)
        else:
            work = work.with_columns(engine.floor(rest, 2**place).alias(at("digit")))
            digit = nw.col(at("digit"))
            work = work.with_columns((rest - digit * 2**place).alias(at("rest")))
            rest = nw.col(at("rest"))
        work = work.with_columns((left * 2**digits + two * digit).alias(at("size")))
        work = work.with_columns(engine.floor(size, by.number).alias(at("part")))
        part = nw.col(at("part"))
        work = work.with_columns(
            (whole * 2**digits + part).alias(at("whole")),
            (size - part * by.number).alias(at("left")),
        )
    return work
