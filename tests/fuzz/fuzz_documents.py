"""Fuzzing of documents and of files of figures: a value that is kept exactly, or our error.

``./check --fuzz SECONDS`` runs it. What fails is written to ``.fuzz/``, as a document: mend the
library, and move the file to ``tests/hostile/``, or make a test of it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import atheris

with atheris.instrument_imports(include=["samverkan"]):
    from public import ONE_OF_EACH, ROOT
    from samverkan import formats
    from samverkan.errors import SamverkanError, WrongTypeError

FOUND: Final = ROOT / ".fuzz"
CORPUS: Final = FOUND / "corpus"
FIGURES: Final = Path(ROOT, "tests", "data", "figures")
LARGEST: Final = 20_000
"""Size of the inputs, in bytes: a faster run finds more than a longer input."""
NOTABLE: Final[list[Any]] = [
    None,
    True,
    0,
    -1,
    10**15,
    10**18 - 1,
    10**18,
    1.5,
    float("nan"),
    "",
    "none",
    "population",
    "0182",
    "2015-01-01",
    "2015-02-29",
    "9999-12-31",
    "1/3",
    "-0.00",
    "1e999",
    "a\u030a",
    "\ud800",
    "\u202e",
    "x" * 2001,
    [],
    {},
    [[]],
    {"type": "fixed", "kronor": 1},
    {"type": "text", "sv": "a"},
]
"""Parts that are put in the place of others."""


def documents() -> list[dict[str, Any]]:
    """Return a document of each public class."""
    found: list[dict[str, Any]] = []
    for value in ONE_OF_EACH:
        try:
            found.append(json.loads(formats.dumps(value)))
        except WrongTypeError:  # a class that documents do not hold
            continue
    return found


# --- Documents with changes


def places(part: Any) -> list[tuple[Any, Any]]:
    """Return each list or object inside a part, with each key in it."""
    keys = part.keys() if isinstance(part, dict) else range(len(part))
    own = [(part, key) for key in keys]
    inside = [each for each in map(part.__getitem__, keys) if isinstance(each, (dict, list))]
    return own + [place for each in inside for place in places(each)]


def change(document: dict[str, Any], data: Any) -> None:
    """Change a document in one place."""
    if not document:
        return
    part, key = data.PickValueInList(places(document))
    name = key
    match data.ConsumeIntInRange(0, 6):
        case 0:
            del part[key]
            return
        case 1:
            new = data.PickValueInList(NOTABLE)
        case 2:
            new = data.ConsumeUnicode(20)
        case 3:
            new = data.ConsumeInt(9)
        case 4:
            other, place = data.PickValueInList(places(data.PickValueInList(DOCUMENTS)))
            new = other[place]
        case 5:
            new = [part[key], part[key]]
        case _:
            new = part[key]
            name = data.ConsumeUnicode(20) if isinstance(part, dict) else 0
    part[name] = copy.deepcopy(new)


def changed(content: bytes) -> Any:
    """Return a document of some class with several changes, which the content chooses."""
    data = atheris.FuzzedDataProvider(content)
    document = copy.deepcopy(data.PickValueInList(DOCUMENTS))
    for _ in range(data.ConsumeIntInRange(0, 8)):
        change(document, data)
        if len(json.dumps(document)) > 10 * LARGEST:
            break
    return document


def as_toml(part: Any) -> str:
    """Return a part as a value of TOML."""
    match part:
        case None:
            return '"none"'
        case dict():
            return f"{{{', '.join(f'{as_toml(name)} = {as_toml(part[name])}' for name in part)}}}"
        case list():
            return f"[{', '.join(map(as_toml, part))}]"
        case float():
            return repr(part)
        case _:
            return json.dumps(part, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_of(document: dict[str, Any]) -> str:
    """Return a document as TOML."""
    return "\n".join(f"{as_toml(name)} = {as_toml(part)}" for name, part in document.items())


# --- What must hold


def keeps(value: object) -> None:
    """Check that a value that was read is written and read back exactly."""
    for is_canonical in (False, True):
        again = formats.loads(formats.dumps(value, canonical=is_canonical))
        assert again == value, f"{again!r} is not {value!r}"
        assert formats.fingerprint(again) == formats.fingerprint(value)


def tells(error: SamverkanError) -> None:
    """Check that the messages of an error can be printed."""
    for message in (str(error), error.in_language("sv")):
        assert all(line.isprintable() for line in message.split("\n")), ascii(message)
        message.encode()


def lines(content: str | bytes) -> object:
    """Return the ledger that lines make: they are read from files only."""
    given = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    file = FOUND / "input.jsonl"
    file.write_bytes(given)
    return formats.read(file)


READERS: Mapping[str, Callable[[str | bytes], object]] = {
    "json": formats.loads,
    "toml": lambda content: formats.loads(content, syntax="toml"),
    "jsonl": lines,
    "figures": lambda content: formats.read_figures(content).figures,
}


def check(content: str | bytes, suffix: str) -> None:
    """Read a document; keep it as a file if anything but our errors comes of it."""
    try:
        try:
            value = READERS[suffix](content)
        except SamverkanError as error:
            tells(error)
        else:
            keeps(value)
    except BaseException:
        given = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        name = f"{hashlib.sha256(given).hexdigest()[:12]}.{suffix}"
        (FOUND / name).write_bytes(given)
        print(f"fails: {FOUND / name}", file=sys.stderr)  # noqa: T201 - it is what one looks for
        raise


MODES: Final[list[Callable[[bytes], None]]] = [
    lambda content: check(content, "json"),
    lambda content: check(content, "toml"),
    lambda content: check(content, "jsonl"),
    lambda content: check(json.dumps(changed(content)), "json"),
    lambda content: check(toml_of(changed(content)), "toml"),
    lambda content: check(content, "figures"),
]
"""What an input is, by its first byte: a document, or what changes one."""


def one(content: bytes) -> None:
    """Check one input."""
    if content:
        MODES[content[0] % len(MODES)](content[1:])


def seed() -> None:
    """Write the inputs to begin with: a document of each class, and the files of the tests."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    known = {"json": 0, "toml": 1, "jsonl": 2}
    inputs = [(0, json.dumps(document).encode()) for document in DOCUMENTS]
    inputs += [(1, toml_of(document).encode()) for document in DOCUMENTS]
    for path in Path(ROOT, "tests", "hostile").iterdir():
        if path.suffix[1:] in known:
            inputs.append((known[path.suffix[1:]], path.read_bytes()))
    for path in [*Path(ROOT, "tests", "hostile", "figures").iterdir(), *FIGURES.iterdir()]:
        inputs.append((5, path.read_bytes()))
    inputs += [(mode, bytes([place]) * 40) for mode in (3, 4) for place in range(256)]
    for mode, content in inputs:
        if len(content) < LARGEST:
            name = hashlib.sha256(bytes([mode]) + content).hexdigest()
            (CORPUS / name).write_bytes(bytes([mode]) + content)


DOCUMENTS: Final = documents()

if __name__ == "__main__":
    seed()
    atheris.Setup([sys.argv[0], str(CORPUS), f"-max_len={LARGEST}", *sys.argv[1:]], one)
    atheris.Fuzz()
