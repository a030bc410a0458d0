"""Words for figures that are no final count, in titles, headers and remarks."""

from __future__ import annotations

import re
from typing import Final

from .periods import words

PRELIMINARY: Final = re.compile(r"preliminär|preliminary|\bprel\b", re.IGNORECASE)
FORECAST: Final = re.compile(
    r"framskriv|prognos|scenari|projection|projected|forecast|beräknad|uppskatta|estimate",
    re.IGNORECASE,
)
_WORD: Final = re.compile(
    r"\((?:en |a )?(?P<said>\w+)\.?\)|\b(?P<alone>(?:befolknings)?prognos\w*|framskriv\w*|"
    r"framskriven|beräknad\w*|uppskatta\w*|preliminär\w*|preliminary|prel\.?|projected|projection|"
    r"forecast|estimated?)(?!\w)"
)
_COMMAS: Final = re.compile(r"(?: ,)+|,(?: ?,)+")


def says_status(text: str) -> bool:
    """Return whether a text says that figures are preliminary or a forecast."""
    return PRELIMINARY.search(text) is not None or FORECAST.search(text) is not None


def without_status(header: str) -> str:
    """Return the name of a column without the word that says its status.

    >>> without_status("Folkmängd 2030 (prognos)"), without_status("Preliminär folkmängd 2023")
    ('folkmängd 2030', 'folkmängd 2023')
    """
    left = _WORD.sub(lambda found: "" if says_status(found[0]) else found[0], words(header))
    return _COMMAS.sub(",", " ".join(left.split())).strip(" ,")
