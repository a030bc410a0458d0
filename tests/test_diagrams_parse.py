"""The parsers of Mermaid and Graphviz read our diagrams, and see the intended content."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from diagrams import labels, seen
from drawn import (
    DAY,
    HOSTILE,
    LOG,
    LOG_OF_FOUR,
    always,
    explained,
    four_forums,
    governed,
    in_turn,
)
from samverkan import Agreement, Language, Name, assess
from samverkan.fees import Explanation
from samverkan.governance import ACTIVATED, OperatingMode
from samverkan.meetings import ModeLog
from samverkan.reports import (
    explanation_dot,
    explanation_mermaid,
    governance_dot,
    governance_mermaid,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures

PARSERS = Path(__file__).parent / "node"
NODE = shutil.which("node")
WHY_NOT = (
    "no Node on PATH: no parser reads the diagrams"
    if NODE is None
    else None
    if (PARSERS / "node_modules").is_dir()
    else "no parsers in tests/node/node_modules: run `npm ci` in tests/node"
)
DRAWN_IN_SVG = {"g", "path", "polygon", "polyline", "text", "title"}


def test_ci_has_the_parsers() -> None:
    """In CI the parsers always read the diagrams."""
    assert os.environ.get("CI") != "true" or WHY_NOT is None


parsed = pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))
Texts: TypeAlias = dict[str, str]
"""Diagrams, by a name for each."""


def governances(
    of: str,
    agreement: Agreement,
    *,
    mode: OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> Texts:
    """Return the governance diagrams of an agreement, for both parsers."""
    state = agreement.as_known()
    return {
        f"{of}, {language}, {draw.__name__}": draw(
            state, on=DAY, mode=mode, log=log, language=language
        )
        for draw in (governance_mermaid, governance_dot)
    }


def explanations(of: str, tree: Explanation, language: Language = "sv") -> Texts:
    """Return the explanation diagrams of a fee, for both parsers."""
    return {
        f"{of}, {language}, {draw.__name__}": draw(tree, language)
        for draw in (explanation_mermaid, explanation_dot)
    }


def hostile() -> list[list[str]]:
    """Return about 200 hostile names by twelve: pairs of special characters, and random ones."""
    signs = ['"', "\\", "#", ";", "&", "<", ">", "]", "}", "%%", "`", "-->", "ﬂ°°", "¶ß"]
    names = [f"{one}{other}1 {other}" for one, other in itertools.product(signs, repeat=2)]
    chance = random.Random(2015)  # noqa: S311 # the same names each time, no secrets
    planes = [(0x20, 0x7F), (0xA1, 0x250), (0x20, 0x3000), (0x1F300, 0x1F600)]
    for low, high in planes * 10:
        name = "".join(chr(chance.randrange(low, high)) for _ in range(40))
        names.append("".join(c for c in name if unicodedata.category(c)[0] not in "CZ"))
    return [names[first : first + 12] for first in range(0, len(names), 12)]


def read_by_parsers(diagrams: Texts) -> dict[str, Any]:
    """Return the content that the parsers of Mermaid and Graphviz see in diagrams."""
    asked = [
        {"kind": "dot" if name.endswith("_dot") else "mermaid", "text": text}
        for name, text in diagrams.items()
    ]
    done = subprocess.run(
        [str(NODE), "read.mjs"],
        cwd=PARSERS,
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return dict(zip(diagrams, json.loads(done.stdout), strict=True))


def plain(value: Any) -> Any:
    """Return parsed content as JSON, without invisible separators and no-break spaces."""
    written = json.dumps(value, ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " ")
    return json.loads(written.replace("\N{ZERO WIDTH NON-JOINER}", ""))


def check(diagrams: Texts) -> None:
    """Compare the content that the parsers see with the intended content."""
    for name, found in read_by_parsers(diagrams).items():
        assert "error" not in found, (name, diagrams[name], found)
        elements = set(found.pop("elements"))
        assert elements <= (DRAWN_IN_SVG if name.endswith("_dot") else {"b", "br"}), name
        found.pop("size", None)
        found["lines"].sort()
        assert plain(found) == plain(seen(diagrams[name])._asdict()), (name, diagrams[name])


@pytest.mark.slow
@parsed
def test_parsers_see_what_is_meant() -> None:
    """Each parser sees the boxes, words, bands and lines of every diagram."""
    nacka = assess(stockholm, year=2015, figures=figures).explain("0182")
    languages: list[Language] = ["sv", "en"]
    diagrams: Texts = {}
    for language in languages:
        diagrams |= governances("Stockholm", stockholm, mode=ACTIVATED, language=language)
        diagrams |= governances("example", governed(), log=LOG, language=language)
        diagrams |= governances("four", four_forums(), log=LOG_OF_FOUR, language=language)
        diagrams |= explanations("Nacka", nacka, language)
        diagrams |= explanations("example", explained(), language)

    check(diagrams)


@pytest.mark.slow
@parsed
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_higher_than_wide(language: Language) -> None:
    """Four forums with thirty lines of seats fit on a page in landscape."""
    drawn = governances("four", four_forums(), log=LOG_OF_FOUR, language=language)
    [width, height] = read_by_parsers(drawn)[f"four, {language}, governance_dot"]["size"]

    assert height <= width


@pytest.mark.slow
@parsed
def test_nothing_in_a_name_becomes_anything_else() -> None:
    """No name adds a box, a line, an element or a word."""
    diagrams: Texts = {}
    for name, text in HOSTILE.items():
        diagrams |= governances(name, governed(always(text)), log=LOG)
        diagrams |= explanations(name, explained(always(text)))

    check(diagrams)


@pytest.mark.slow
@parsed
def test_each_name_is_seen() -> None:
    """Hostile names, in pairs and random, appear unchanged in the diagrams."""
    diagrams: Texts = {}
    for number, names in enumerate(hostile()):
        drawn = governances(f"names {number}", governed(in_turn(names)), log=LOG)
        drawn |= explanations(f"names {number}", explained(in_turn(names)))
        diagrams |= drawn
        said = [bare("".join(label)) for text in drawn.values() for label in labels(text)]
        assert [name for name in names if not any(bare(name) in each for each in said)] == []

    check(diagrams)


def bare(said: str) -> str:
    """Return a text without spaces, in lower case, as a name would be stored."""
    return "".join(Name(said).text.split()).casefold()
