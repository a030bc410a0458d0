"""How long it takes to refuse what is far too long or too large, beside taking what is right."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from measuring import Measured, report, seconds
from samverkan import Text
from samverkan.errors import SamverkanError
from samverkan.funding import Fixed, Rule, Sum
from samverkan.stockholm import agreement

LONG = "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 100_000


def refused(make: Callable[[], object]) -> Callable[[], None]:
    """Return what tries to make something and reads why it is refused."""

    def attempt() -> None:
        with contextlib.suppress(SamverkanError):
            try:
                make()
            except SamverkanError as error:
                str(error)
                raise
            raise SystemExit("it is not refused")

    return attempt


def doubled() -> Rule:
    """Return a rule of 2**20 parts, each used twice by the one around it."""
    rule: Rule = Fixed(kronor=1)
    for _ in range(20):
        rule = Sum(rules=[rule, rule])
    return rule


def measure() -> Iterator[Measured]:
    """Measure a text of 200 001 characters, such a query, and a rule of a million parts."""
    right = seconds(lambda: Text("Nacka kommun"), number=2_000)
    asked = seconds(refused(lambda: agreement.party("nakka")), number=20)
    summed = seconds(lambda: Sum(rules=[Fixed(kronor=1)] * 9_999), number=1)
    long_text = seconds(refused(lambda: Text(LONG)), number=20)
    yield Measured("a text of 200 001 characters refused, beside one taken", long_text / right, 60)
    long_query = seconds(refused(lambda: agreement.party(LONG)), number=5)
    yield Measured("a query of 200 001 characters refused, beside 5", long_query / asked, 10)
    large = seconds(refused(doubled), number=1)
    yield Measured("a rule of 2**20 parts refused, beside one of 10 000 made", large / summed, 6)


if __name__ == "__main__":
    sys.exit(report(measure()))
