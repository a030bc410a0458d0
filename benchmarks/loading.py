"""How long documents take to read or refuse, beside Python's own reading of JSON and TOML."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial

from agreements import agreement as agreement_of
from large import IN_JSON, IN_TOML, MEGABYTE, TOML_SIZE, Syntax
from measuring import Measured, report, seconds
from refusals import refused
from samverkan import formats
from samverkan.funding import Fixed
from samverkan.stockholm import agreement

# Python takes 5 ms for such JSON and 27 ms for such TOML, so these are 100 ms and 250 ms.
MOST_OF_JSON, MOST_OF_TOML = 20, 9
DENSE = {
    "one definition used often",
    "one party again and again",
    "rules in rules, with unknown keys",
    "weights that are wrong",
}
"""Documents of very many small parts that are right, each of which is read before the fault."""
MOST_OF_DENSE = 75
FEW, MANY = 10_000, 40_000


def own_json() -> str:
    """Return a megabyte of JSON that is right: one agreement again and again."""
    head = json.loads(formats.dumps(agreement))
    part = {name: each for name, each in head.items() if name not in {"samverkan", "kind"}}
    define = part.pop("define")
    one = {"type": head["kind"], **part}
    size = len(json.dumps(one, ensure_ascii=False).encode())
    rest = MEGABYTE - len(json.dumps(define).encode())
    whole = {**head, "kind": "list", "define": define, "value": [one] * (rest // size)}
    kept = {name: whole[name] for name in ("samverkan", "kind", "define", "value")}
    return json.dumps(kept, ensure_ascii=False)


def own_toml() -> str:
    """Return 100 kB of TOML that is right: parties with names and days."""
    party = (
        '[[value]]\ntype = "party"\nid = "{0:05}"\nkind = "municipality"\nfirst_day = 1971-01-01\n'
        'names = [{{text = "Kommun {0}", period = "1971-01-01"}}]\n'
    )
    number = TOML_SIZE // len(party)
    return 'samverkan = 1\nkind = "list"\n' + "".join(map(party.format, range(number)))


def slowest(
    documents: dict[str, Callable[[], str]], syntax: Syntax, own: float, most: float
) -> Measured:
    """Measure the refusal of each document; return the one that takes longest."""
    found: dict[str, float] = {}
    for name, make in documents.items():
        load = partial(formats.loads, make(), syntax=syntax)
        found[name] = seconds(refused(load), number=1, repeat=3)
    name = max(found, key=lambda each: found[each])
    what = f"the slowest of {len(found)} refused in {syntax} ({name}), {told(found[name])}"
    return Measured(what, found[name] / own, most)


def told(time_taken: float) -> str:
    """Return a time in milliseconds."""
    return f"{time_taken * 1000:.0f} ms"


def measure() -> Iterator[Measured]:
    """Measure a megabyte of JSON, 100 kB of TOML, hostile ones, and many parties."""
    right = own_json()
    of_json = seconds(lambda: json.loads(right), number=3)
    read = seconds(lambda: formats.loads(right), number=1, repeat=5)
    what = f"{len(right.encode()):_} bytes of agreements in JSON read, beside json.loads"
    yield Measured(f"{what}, {told(read)}", read / of_json, MOST_OF_JSON)

    in_toml = own_toml()
    of_toml = seconds(lambda: tomllib.loads(in_toml), number=1)
    read = seconds(lambda: formats.loads(in_toml, syntax="toml"), number=1, repeat=5)
    what = f"{len(in_toml.encode()):_} bytes of parties in TOML read, beside tomllib.loads"
    yield Measured(f"{what}, {told(read)}", read / of_toml, MOST_OF_TOML)

    quick = {name: make for name, make in IN_JSON.items() if name not in DENSE}
    dense = {name: make for name, make in IN_JSON.items() if name in DENSE}
    yield slowest(quick, "json", of_json, MOST_OF_JSON)
    yield slowest(dense, "json", of_json, MOST_OF_DENSE)
    yield slowest(dict(IN_TOML), "toml", of_toml, MOST_OF_TOML)

    few, many = (formats.dumps(agreement_of(Fixed(kronor=1), count)) for count in (FEW, MANY))
    limit = 10 * len(many)
    quarter, whole = (
        seconds(partial(formats.loads, text, max_bytes=limit), number=1, repeat=3)
        for text in (few, many)
    )
    what = f"{MANY} parties read, beside {FEW}, {told(whole)}"
    yield Measured(what, whole / quarter, 4.4)


if __name__ == "__main__":
    sys.exit(report(measure()))
