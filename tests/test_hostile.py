"""Hostile documents: each is refused with an error that tells where and why; nothing else escapes.

``tests/hostile/`` has a file for each form, named by its class; ``figures/`` in it has files of
figures, of each kind that is read. The classes from 35 on are those that fuzzing and reading
found; 38 are tables that contradict themselves, 39 files of other kinds. ``benchmarks/large.py``
makes the large ones.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from large import LARGE
from samverkan import Party, PartyKind, Text, formats
from samverkan.cli import main
from samverkan.errors import DocumentError, FigureFileError, SamverkanError, TextError
from samverkan.formats import LARGEST_DOCUMENT

HOSTILE = Path(__file__).with_name("hostile")
FILES = sorted(path.name for path in HOSTILE.iterdir() if path.is_file())
FIGURES = sorted(path.name for path in (HOSTILE / "figures").iterdir())
IN_DOCUMENTS = [name for name in FILES if not name.endswith(".csv")]
AS_TEXT = [name for name in FILES if name.endswith((".json", ".toml"))]
IN_CSV = [name for name in FILES if name.endswith(".csv")]

ELSEWHERE = {
    1: "size: test_too_large",
    13: "rounding: a named rule only, tests/test_money.py",
    33: "frames: there are none yet; a population of 2**62 is refused as a number here",
}
"""Classes without a file, or with more than their file, and where they are tested."""

LONGEST_QUOTE, MOST_FAULTS = 60, 1000
WHOLE = {
    "encoding",
    "long-number",
    "no-version",
    "refused",  # by the class of the document, whose own words name the field
    "suffix",
    "too-deep",
    "too-large",
    "too-many-faults",
    "yaml",
}
"""Reasons that may concern the whole document, so that there is no path."""


def refused(run: Callable[[], object], given: str) -> SamverkanError:
    """Return the error with which hostile input is refused, after checking both its messages."""
    with pytest.raises(SamverkanError) as caught:
        run()
    for message in (str(caught.value), caught.value.in_language("sv")):
        lines = message.split("\n")
        assert all(line.isprintable() for line in lines)
        assert not any(quote in given for line in lines for quote in _long_quotes(line))
    return caught.value


def _long_quotes(line: str) -> list[str]:
    """Return each part of a line that is longer than a quote may be."""
    size = LONGEST_QUOTE + 1
    return [line[start : start + size] for start in range(len(line) - size + 1)]


def says_where(error: SamverkanError) -> bool:
    """Return whether each fault has a path, a line, the key that is wrong, or no place at all."""
    assert isinstance(error, DocumentError)
    assert error.faults
    return all(
        fault.path or fault.reason in WHOLE or fault.details.keys() & {"line", "key", "found"}
        for fault in error.faults
    )


def text_of(name: str) -> str:
    """Return a hostile file as text, as far as it is one."""
    return (HOSTILE / name).read_bytes().decode("utf-8-sig", "replace")


# --- Each class


@pytest.mark.parametrize("name", IN_DOCUMENTS)
def test_files(name: str) -> None:
    """Each hostile file is refused, by its name and with the place of each fault."""
    error = refused(lambda: formats.read(HOSTILE / name), text_of(name))

    assert says_where(error)
    assert vars(error)["where"] == str(HOSTILE / name)


@pytest.mark.parametrize("name", AS_TEXT)
def test_texts(name: str) -> None:
    """What is refused in a file is refused as bytes, too, and as text, if it is one."""
    content = (HOSTILE / name).read_bytes()
    syntax: Any = Path(name).suffix[1:]

    assert says_where(refused(lambda: formats.loads(content, syntax=syntax), text_of(name)))
    with contextlib.suppress(UnicodeDecodeError):
        text = content.decode()
        assert says_where(refused(lambda: formats.loads(text, syntax=syntax), text))


@pytest.mark.parametrize("name", IN_CSV)
def test_figures(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile file with figures is refused by the reader and by the command."""
    content = (HOSTILE / name).read_bytes()

    error = refused(lambda: formats.read_figures(content), text_of(name))
    assert isinstance(error, FigureFileError)
    assert main(["fees", "--year", "2015", "--figures", str(HOSTILE / name)]) == 2
    output, said = capsys.readouterr()
    assert not output
    assert all(line.isprintable() for line in said.split("\n"))


@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_all_kinds(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile file with figures of any kind is refused with what is wrong, and where."""
    file = HOSTILE / "figures" / name
    given = file.read_bytes().decode("utf-8", "replace")

    for content in (file, file.read_bytes()):
        error = refused(lambda content=content: formats.read_figures(content), given)  # type: ignore[misc]
        assert isinstance(error, FigureFileError)
        assert 0 < len(error.faults) <= MOST_FAULTS + 1
    assert main(["fees", "--year", "2015", "--figures", str(file)]) == 2
    output, said = capsys.readouterr()
    assert not output
    assert all(line.isprintable() for line in said.split("\n"))


def test_every_class_has_a_file() -> None:
    """Each class has a file, or its reason why it has none."""
    classes = {int(name[:2]) for name in [*FILES, *FIGURES]}

    assert classes | set(ELSEWHERE) >= set(range(1, 40))


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_documents(name: str) -> None:
    """Large documents are refused, too; how soon is measured in ``benchmarks/``."""
    syntax, make = LARGE[name]
    text = make()

    with pytest.raises(DocumentError) as caught:
        formats.loads(text, syntax=syntax)
    assert says_where(caught.value)
    assert len(caught.value.faults) <= 2 * MOST_FAULTS
    for message in (str(caught.value), caught.value.in_language("sv")):
        assert all(line.isprintable() for line in message.split("\n"))


# --- Size, and the settings of the program around


@pytest.mark.parametrize("text", ["a" * (LARGEST_DOCUMENT + 1), b"\xff" * (LARGEST_DOCUMENT + 1)])
def test_too_large(text: str | bytes) -> None:
    """A document that is too large is refused before it is decoded."""
    with pytest.raises(DocumentError, match="larger than 5000000 bytes"):
        formats.loads(text)


@pytest.mark.parametrize("syntax", ["json", "toml"])
def test_validators_off(syntax: Any) -> None:
    """Hostile files are refused although the program has turned off the validators of attrs."""
    names = [name for name in AS_TEXT if name.endswith(syntax)]
    with attrs.validators.disabled():
        for name in names:
            refused(lambda name=name: formats.read(HOSTILE / name), text_of(name))  # type: ignore[misc]


HOSTS = {
    "without a limit of digits": "sys.set_int_max_str_digits(0)",
    "with the lowest limit of digits": "sys.set_int_max_str_digits(640)",
    "with a high limit of recursion": "sys.setrecursionlimit(10**6)",
    "with a low limit of recursion": "sys.setrecursionlimit(250)",
}
READ_ALL = """
import sys
from pathlib import Path
from samverkan import formats
from samverkan.errors import DocumentError, FigureFileError
formats.loads('{{"samverkan": 1, "kind": "list", "value": []}}')
{setting}
for text in ("[" * 100_000, '{{"a":' * 100_000, "[" * 199 + "]" * 199):
    try:
        formats.loads(text)
    except DocumentError as error:
        str(error)
for text in ("a=" + "[" * 50_000, "a=" + "{{a=" * 50_000, "a." * 50_000 + "a=1"):
    try:
        formats.loads(text, syntax="toml")
    except DocumentError as error:
        str(error)
for path in sorted(Path(sys.argv[1]).iterdir()):
    if path.is_file() and path.suffix != ".csv":
        try:
            formats.read(path)
        except DocumentError as error:
            error.in_language("sv")
        else:
            sys.exit(path.name)
for path in sorted(Path(sys.argv[1], "figures").iterdir()):
    try:
        formats.read_figures(path)
    except FigureFileError as error:
        error.in_language("sv")
    else:
        sys.exit(path.name)
"""


@pytest.mark.parametrize("setting", HOSTS.values(), ids=HOSTS)
def test_other_hosts(setting: str) -> None:
    """Hostile files are refused whatever limits the program has set for Python."""
    code = READ_ALL.format(setting=setting)
    run = subprocess.run(
        [sys.executable, "-c", code, str(HOSTILE)], capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stderr) == (0, "")


# --- The command


@pytest.mark.parametrize("name", IN_DOCUMENTS)
def test_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command refuses each hostile file: exit status 2, and nothing on standard output."""
    assert main(["fees", "--year", "2015", "--agreement", str(HOSTILE / name)]) == 2
    output, said = capsys.readouterr()
    assert not output
    assert "Traceback" not in said
    assert all(line.isprintable() for line in said.split("\n"))


# --- What is not refused


def test_equal_names() -> None:
    """Two encodings of one name are one name, and give equal values with equal hashes."""
    composed, decomposed = (
        formats.loads(json.dumps({"samverkan": 1, "kind": "party", "value": content}))
        for name in ("Malm\u00f6", "Malmo\u0308")
        for content in [{"names": name, "kind": "municipality"}]
    )

    assert composed == decomposed == Party(names="Malmö", kind=PartyKind.MUNICIPALITY)
    assert formats.fingerprint(composed) == formats.fingerprint(decomposed)


def test_no_negative_zero() -> None:
    """Zero has no sign."""
    read = formats.loads('{"samverkan": 1, "kind": "fixed", "kronor": "-0.00"}')

    assert str(read.kronor) == "0"


def test_a_mark_at_the_beginning() -> None:
    """A byte order mark before UTF-8 is no part of the document."""
    text = '{"samverkan": 1, "kind": "period", "first_day": "2015-01-01"}'

    assert formats.loads(f"\ufeff{text}") == formats.loads(text.encode("utf-8-sig"))


def test_a_definition_used_often() -> None:
    """A definition may be used again and again."""
    used = {"type": "fixed", "kronor": 1, "sources": "a"}
    content = {
        "samverkan": 1,
        "kind": "list",
        "define": {"a": {"document": "A"}},
        "value": [used] * 10_000,
    }

    assert len({rule.sources for rule in formats.loads(json.dumps(content))}) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("title = '''\n[[[ {{{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a'''", id="literal"),
        pytest.param('title = """a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a\\""" "" """', id="text"),
        pytest.param('# "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a\n', id="comment"),
        pytest.param('"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a" = 1', id="key"),
        pytest.param(f"title = '{'_' * 1000}'", id="line of underscores"),
        pytest.param(f"title = '{'[' * 300}'", id="brackets"),
        pytest.param(f"title = '{'0x' + 'f' * 700}'", id="text of hexadecimal digits"),
    ],
)
def test_texts_of_toml(text: str) -> None:
    """What stands in a text or a comment is neither a name in dots, nor a bracket, nor a number."""
    with pytest.raises(DocumentError) as caught:
        formats.loads(text, syntax="toml")
    assert caught.value.faults[0].reason == "no-version"


# --- Faults beyond number


def test_too_many_faults() -> None:
    """After a thousand faults the rest is left unread, and that is said."""
    content = {"samverkan": 1, "kind": "list", "value": [1.5] * 5_000}
    with pytest.raises(DocumentError) as caught:
        formats.loads(json.dumps(content))
    *first, last = caught.value.faults

    assert len(first) == MOST_FAULTS
    assert (last.path, last.reason) == ("value", "too-many-faults")
    assert "more than 1000 faults" in str(last)


def test_too_many_faults_inside() -> None:
    """The faults around are told first; together they are no more."""
    many = {"type": "by-weight", "weights": {f"p{place}": "x" for place in range(2_000)}}
    content = {"samverkan": 1, "kind": "list", "value": [1.5, 2.5, many, 3.5]}
    with pytest.raises(DocumentError) as caught:
        formats.loads(json.dumps(content))
    faults = caught.value.faults

    assert [fault.path for fault in faults[:3]] == ["value[0]", "value[1]", "value[2].weights.p0"]
    assert len(faults) == MOST_FAULTS + 1


def test_too_many_keys_beside_a_list() -> None:
    """Of the keys that do not belong beside a list, too, only the first are told."""
    more: dict[str, object] = {f"k{number}": number for number in range(5_000)}
    content = {"samverkan": 1, "kind": "list", "value": [], **more}
    with pytest.raises(DocumentError) as caught:
        formats.loads(json.dumps(content))

    assert len(caught.value.faults) == MOST_FAULTS + 1


def test_too_many_lines(tmp_path: Path) -> None:
    """After a thousand faults the rest of a ledger file is left unread."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"samverkan": 1, "kind": "ledger"}\n' + "{}\n" * 5_000)
    with pytest.raises(DocumentError) as caught:
        formats.read(file)

    assert len(caught.value.faults) == MOST_FAULTS + 1


def test_types_are_not_kept() -> None:
    """Types that do not exist take no memory when the document has been read."""
    public = importlib.import_module("samverkan.formats.public")
    kept = public.class_named.cache_info().currsize
    for number in range(3):
        content = [{"type": f"no-type-{number}-{place}"} for place in range(900)]
        with pytest.raises(DocumentError):
            formats.loads(json.dumps({"samverkan": 1, "kind": "list", "value": content}))

    assert public.class_named.cache_info().currsize < kept + 1_000


def test_similar_names_are_sought_among_the_first() -> None:
    """A similar name is told if it is among the first hundred, and short enough to compare."""
    short = json.dumps(
        {
            "samverkan": 1,
            "kind": "fixed",
            "kronor": 1,
            "sources": "lagenn",
            "define": {"lagen": {"document": "A"}, "x" * 70: {"document": "B"}},
        }
    )

    with pytest.raises(DocumentError, match="do you mean lagen"):
        formats.loads(short)


# --- The quick ways give the same answers


def test_visible_characters() -> None:
    """A line is refused for exactly the characters in categories that are invisible.

    Of the many that are not assigned, for private use, or surrogates, the first and the last of
    each range are tested.
    """
    many, few = {"Cn", "Co", "Cs"}, {"Cc", "Cf", "Zl", "Zp"}
    kinds = ["", *map(unicodedata.category, map(chr, range(sys.maxunicode + 1))), ""]
    hidden, seen = [], ""
    for code, (before, kind, after) in enumerate(zip(kinds, kinds[1:], kinds[2:], strict=False)):
        if kind in few or (kind in many and (before != kind or after != kind)):
            hidden.append(chr(code))
        elif kind not in many:
            seen += chr(code)

    for first in range(0, len(seen), 50):
        Text(f"a{seen[first : first + 50]}b")
    for char in hidden:
        with pytest.raises(TextError) as caught:
            Text(f"a{char}b")
        assert caught.value.reason == "invisible"
