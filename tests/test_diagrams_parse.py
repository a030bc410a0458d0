"""The parsers of Mermaid and Graphviz read what we write, and see in it what was meant."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import attrs
import pytest

from drawn import DAY, HOSTILE, LOG, always, governed
from samverkan._drawings import Band, Box, Drawing, Line, Look, dot, fitted, mermaid
from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.diagrams import _Explained, _Governed
from samverkan.funding.rules import ByGroup, Fixed, Funding, Proration, Sum
from samverkan.governance import OperatingMode
from samverkan.instruments import Accession
from samverkan.modes import ModeLog
from samverkan.periods import Period
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures
from samverkan.texts import Language

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


def governance(
    agreement: Agreement, mode: OperatingMode | None, log: ModeLog | None, language: Language
) -> Drawing:
    """Return the drawing behind the text."""
    return _Governed(agreement.as_known(), DAY, mode, log, language).drawing()


def explanations(language: Language) -> dict[str, Drawing]:
    """Return explanations with every kind of step."""
    reading = stockholm.terms.reading()
    fixed = Sum(rules=[Fixed(kronor="12.50"), ByGroup(groups={HOSTILE["DOT"]: Fixed(kronor=-1)})])
    rules = {
        "rate": reading,
        "sum": attrs.evolve(reading, funding=Funding(rule=fixed, proration=Proration.BY_DAY)),
    }
    parties = [
        attrs.evolve(party, names=HOSTILE["script"]) if party.id == "0182" else party
        for party in stockholm.parties
    ]
    joined = [
        attrs.evolve(each, group=HOSTILE["DOT"], effective=Period(DAY.replace(2015)))
        if isinstance(each, Accession) and each.party == "0182"
        else each
        for each in stockholm.instruments
    ]
    found = {}
    for name, rule in rules.items():
        terms = attrs.evolve(stockholm.terms, funding=rule)
        agreement = attrs.evolve(stockholm, terms=terms, parties=parties, instruments=joined)
        tree = assess(agreement, year=2015, figures=figures).explain("0182")
        found[f"explanation, {name}, {language}"] = _Explained(tree, language).drawing()
    return found


def agreed(language: Language) -> dict[str, Drawing]:
    """Return the governance of the ready-made agreement, and of one that has everything."""
    return {
        f"Stockholm, {language}": governance(stockholm, OperatingMode.ACTIVATED, None, language),
        f"example, {language}": governance(governed(), None, LOG, language),
    }


def named() -> dict[str, Drawing]:
    """Return boxes with about 200 hostile names: signs in pairs, and by chance."""
    signs = ['"', "\\", "#", ";", "&", "<", ">", "]", "}", "%%", "`", "-->", "ﬂ°°", "¶ß"]
    names = [f"{one}{other}1 {other}" for one, other in itertools.product(signs, repeat=2)]
    chance = random.Random(2015)  # noqa: S311 # the same names each time, no secrets
    planes = [(0x20, 0x7F), (0xA1, 0x250), (0x20, 0x3000), (0x1F300, 0x1F600)]
    for low, high in planes * 10:
        name = "".join(chr(chance.randrange(low, high)) for _ in range(40))
        names.append("".join(c for c in name if unicodedata.category(c)[0] not in "CZ"))
    several = [names[first : first + 12] for first in range(0, len(names), 12)]
    return {f"names {each}": boxes(each) for each in several}


def boxes(names: list[str]) -> Drawing:
    """Return a box for each name, in several shapes, and a band with the first for its title."""
    looks = itertools.cycle([Look.SEAT, Look.OVERALL, Look.FIGURE, Look.SOURCES])
    drawn = [
        Box(f"n{number}", fitted(name), (look,))
        for number, (name, look) in enumerate(zip(names, looks, strict=False), start=1)
    ]
    lines = (Line(upper.id, lower.id) for upper, lower in itertools.pairwise(drawn))
    return Drawing((drawn[0],), (Band("n0", names[0], tuple(drawn[1:])),), tuple(lines))


def meant(drawing: Drawing) -> dict[str, Any]:
    """Return what a parser is to see, apart from the kinds of elements."""
    inside = [box for band in drawing.bands for box in band.boxes]
    return {
        "boxes": {box.id: list(box.lines) for box in (*drawing.boxes, *inside)},
        "bands": {
            band.id: [band.title, sorted(box.id for box in band.boxes)] for band in drawing.bands
        },
        "lines": sorted([line.upper, line.lower] for line in drawing.lines),
    }


def plain(seen: dict[str, Any]) -> dict[str, Any]:
    """Return what was seen: of several spaces one may be a no-break one, and what parts is none."""
    written = json.dumps(seen, ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " ")
    said = json.loads(written.replace("\N{ZERO WIDTH NON-JOINER}", ""))
    return {**said, "lines": sorted(said["lines"])}


@pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))
def test_parsers_see_what_is_meant() -> None:
    """Of every diagram each parser sees the boxes, their words, the bands and the lines.

    Nothing in a name becomes a box, a line, an element or another word.
    """
    drawings = named()
    for language in ("sv", "en"):
        drawings |= agreed(language) | explanations(language)
    for name, hostile in HOSTILE.items():
        agreement = governed(always(hostile))
        drawings[f"{name}, everywhere"] = governance(agreement, None, LOG, "sv")
    asked = [
        (name, drawing, {"kind": kind.__name__, "text": kind(drawing)})
        for name, drawing in drawings.items()
        for kind in (mermaid, dot)
    ]
    done = subprocess.run(
        [str(NODE), "read.mjs"],
        cwd=PARSERS,
        input=json.dumps([question for *_, question in asked]),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    for (name, drawing, question), seen in zip(asked, json.loads(done.stdout), strict=True):
        assert "error" not in seen, (name, question["text"], seen)
        elements = set(seen.pop("elements"))
        assert elements <= (DRAWN_IN_SVG if question["kind"] == "dot" else {"br"}), name
        assert plain(seen) == meant(drawing), (name, question["text"])
