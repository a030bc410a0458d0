"""Large documents that must be refused soon: each is hostile in a way of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

from samverkan.formats import MOST_ITEMS

Syntax: TypeAlias = Literal["json", "toml"]
"""The languages of documents."""

MEGABYTE: Final = 1_000_000
"""Size of the large documents in JSON, in bytes; they may be a little smaller."""
TOML_SIZE: Final = 100_000
"""Size of the large documents in TOML, in bytes; they may be a little smaller."""


def filled(part: str, before: str = "", after: str = "", size: int = MEGABYTE) -> str:
    """Return a text of a size, of one part again and again."""
    rest = size - len(before.encode()) - len(after.encode())
    return f"{before}{part * (rest // len(part.encode()))}{after}"


def in_toml(part: str, before: str = "", after: str = "") -> str:
    """Return TOML of one part again and again."""
    return filled(part, before, after, TOML_SIZE)


def numbered(part: str, between: str, size: int) -> str:
    """Return a text of a size, of parts with numbers in them."""
    longest = len(part.format(10**6).encode()) + len(between)
    return between.join(map(part.format, range(size // longest)))


def in_document(kind: str, content: str) -> str:
    """Return a document in JSON."""
    return f'{{"samverkan": 1, "kind": "{kind}", {content}}}'


def many(part: str) -> Callable[[], str]:
    """Return what makes a document with a list of one part again and again."""
    return lambda: filled(f"{part},", '{"samverkan": 1, "kind": "list", "value": [', f"{part}]}}")


def keys(part: str, kind: str = "period", field: str = "") -> Callable[[], str]:
    """Return what makes a document with very many keys, in itself or in a field."""

    def make() -> str:
        inside = numbered(part, ",", MEGABYTE - 100)
        return in_document(kind, f'"{field}": {{{inside}}}' if field else inside)

    return make


def levels() -> str:
    """Return rules in rules, each with many unknown keys: every fault gets a path of 190 steps."""
    unknown = ",".join(f'"k{place}":1' for place in range(500))
    rule = '{"type":"fixed","kronor":1}'
    for _ in range(190):
        rule = f'{{"type":"bounded","cap":1,"rule":{rule},{unknown}}}'
    return in_document("bounded", f'"cap":1,"rule":{rule}')


def used_often() -> str:
    """Return a document with a definition that has a fault and is used again and again."""
    used = '{"type":"fixed","kronor":1,"sources":"a"}'
    before = '{"samverkan":1,"kind":"list","define":{"a":{"document":""}},"value":['
    return filled(f"{used},", before, f"{used}]}}")


def definitions(part: str) -> Callable[[], str]:
    """Return what makes a document with very many definitions, each with a fault, all used."""

    def make() -> str:
        number = MEGABYTE // (len(part) + 20)
        defined = ",".join(f'"a{place}":{part}' for place in range(number))
        used = ",".join(f'"a{place}"' for place in range(number))
        content = f'"kronor": 1, "define": {{{defined}}}, "sources": [{used}]'
        return in_document("fixed", content)

    return make


def parties() -> str:
    """Return an agreement with the same party again and again."""
    one = '{"names":"Malm\N{LATIN SMALL LETTER O WITH DIAERESIS}","kind":"municipality"}'
    terms = '"terms":{"title":"A","period":"2015-01-01"}'
    before = f'{{"samverkan":1,"kind":"agreement",{terms},"parties":['
    return filled(f"{one},", before, f"{one}]}}")


IN_JSON: Mapping[str, Callable[[], str]] = {
    "lists in lists": lambda: filled("["),
    "lists in lists, not closed": lambda: "[" * 100_000,
    "objects in objects": lambda: filled('{"a":'),
    "lists beside lists": lambda: filled("[],", "[", "[]]"),
    "brackets in texts": lambda: filled('"[",', "[", '"["]'),
    "quotes": lambda: filled('"'),
    "texts": lambda: filled('"",', "[", '""]'),
    "a text that is not closed": lambda: filled("a", '{"a":"'),
    "backslashes": lambda: filled("\\", '{"a":"'),
    "escaped quotes": lambda: filled('\\"', '{"a":"'),
    "escaped letters": lambda: filled("\\u00e5", '{"a":"', '"}'),
    "surrogates": lambda: filled("\\ud800", '{"a":"', '"}'),
    "blanks": lambda: filled(" "),
    "line breaks": lambda: filled("\n", after="x"),
    "digits": lambda: filled("1"),
    "many numbers": lambda: filled("1" * 600 + ",", "[", "1]"),
    "a fraction": lambda: filled("1 ", "1.").replace(" ", ""),
    "dots": lambda: filled(".a"),
    "a name": lambda: filled("a", '{"', '":1}'),
    "a name with combining characters": lambda: filled("\u0301\u0316", '{"a', '":1}'),
    "names with combining characters": keys('"' + "a\u0301\u0316" * 49 + '{}":1'),
    "words that are not closed": lambda: filled("nul"),
    "very many items": lambda: filled("1,", '{"samverkan":1,"kind":"list","value":[', "1]}"),
    "one item too many": lambda: in_document("list", f'"value": {[1] * (MOST_ITEMS + 1)}'),
    "fractions": many("   1.55555"),
    "wrong types": many('{"type":"partu"}'),
    "no types": many("{        }"),
    "no objects": many("[        ]"),
    "parties without anything": many('{"type":"party"}'),
    "parties with wrong words": many('{"type":"party","names":"A","kind":"municipalty"}'),
    "days that do not exist": many('{"type":"period","first_day":"2015-02-30"}'),
    "unknown keys": keys('"k{}":1'),
    "unknown keys that are similar": keys('"first_dai{}":1'),
    "repeated keys": lambda: in_document("period", filled('"a":1,', after='"a":1')),
    "keys repeated in two forms": keys('"\u00e5{0}":1,"a\u030a{0}":1'),
    "weights repeated in two forms": keys('"\u00e5{0}":1,"a\u030a{0}":1', "by-weight", "weights"),
    "weights that are wrong": keys('"{}":-1', "by-weight", "weights"),
    "weights without numbers": keys('"{}":""', "by-weight", "weights"),
    "equal hashes": many(str(2 * (2**61 - 1))),
    "definitions that are not used": keys('"{}":1', field="define"),
    "definitions with faults": definitions('{"document":""}'),
    "definitions that are empty": definitions("{}"),
    "sources that are not defined": lambda: in_document(
        "fixed", f'"kronor":1,"sources":{json.dumps(["a"] * 90_000)}'
    ),
    "one definition used often": used_often,
    "rules in rules, with unknown keys": levels,
    "one party again and again": parties,
    "a kind": lambda: filled("agreement-", '{"samverkan":1,"kind":"', '"}'),
    "a version": lambda: filled("1", '{"samverkan":"', '"}'),
    "a day": lambda: filled("2015", '{"samverkan":1,"kind":"period","first_day":"', '"}'),
    "a name of a party": lambda: filled(
        "a\u0301", '{"samverkan":1,"kind":"party","value":{"kind":"company","names":"', '"}}'
    ),
}
"""Documents of about a megabyte in JSON, by what is hostile in them."""

IN_TOML: Mapping[str, Callable[[], str]] = {
    "lists in lists": lambda: in_toml("[", "a="),
    "tables in tables": lambda: in_toml("{a=", "a="),
    "a name in dots": lambda: in_toml("a.", after="a=1"),
    "a name in dots, with blanks": lambda: in_toml("a . ", after="a=1"),
    "a quoted name in dots": lambda: in_toml('"\\"".', after="a=1"),
    "a table in dots": lambda: in_toml("a.", "[", "a]"),
    "tables in dots": lambda: numbered(f"[{'a.' * 13}k{{}}]", "\n", TOML_SIZE),
    "names in dots": lambda: numbered(f"{'a.' * 13}k{{}}=1", "\n", TOML_SIZE),
    "names that differ, in dots": lambda: numbered(f"{'k{0}.' * 13}k=1", "\n", TOML_SIZE),
    "tables": lambda: numbered("[k{}]", "\n", TOML_SIZE),
    "lists of tables": lambda: in_toml("[[a]]\n"),
    "lists of tables in dots": lambda: in_toml(f"[[{'a.' * 13}a]]\n"),
    "tables in lists of tables": lambda: in_toml("[[a]]\n[a.b.c.d.e.f.g.h.i.j.k.l.m.n]\n"),
    "tables on one line": lambda: in_toml("{a=1},", "a=[", "]"),
    "keys": lambda: numbered("k{}=1", "\n", TOML_SIZE),
    "keys repeated in two forms": lambda: numbered(
        '"\u00e5{0}"=1\n"a\u030a{0}"=1', "\n", TOML_SIZE
    ),
    "a comment": lambda: in_toml("a", "#", "\nx"),
    "comments": lambda: in_toml("#\n"),
    "a word": lambda: in_toml("a"),
    "a text that is not closed": lambda: in_toml("a", 'a="'),
    "a long text that is not closed": lambda: in_toml("a\n", 'a="""'),
    "a literal text that is not closed": lambda: in_toml("a\n", "a='''"),
    "quotes": lambda: in_toml('"'),
    "quotes in a long text": lambda: in_toml('""\\"', 'a="""'),
    "backslashes": lambda: in_toml("\\", 'a="'),
    "escaped quotes": lambda: in_toml('\\"', 'a="', '"'),
    "blanks": lambda: in_toml(" ", after="="),
    "line breaks": lambda: in_toml("\r\n", after="="),
    "numbers": lambda: in_toml("1,", "a=[", "]"),
    "fractions": lambda: in_toml("1.5,", "a=[", "]"),
    "days": lambda: in_toml("1979-05-27T07:32:00.999999-07:00,", "a=[", "]"),
    "digits": lambda: in_toml("1", "a="),
    "digits with underscores": lambda: in_toml("1_", "a=", "1"),
    "hexadecimal digits": lambda: in_toml("f", "a=0x"),
    "binary digits": lambda: in_toml("1", "a=0b"),
    "prefixes of hexadecimal digits": lambda: in_toml("0x", "a="),
}
"""Documents of about 100 kB in TOML, by what is hostile in them."""

LARGE: Mapping[str, tuple[Syntax, Callable[[], str]]] = {
    **{f"json: {name}": ("json", make) for name, make in IN_JSON.items()},
    **{f"toml: {name}": ("toml", make) for name, make in IN_TOML.items()},
}
"""All of them, by their language and what is hostile in them."""
