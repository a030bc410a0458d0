from __future__ import annotations

import sys

import pytest

from documents import differences, is_ours, replay


def shout(argv: list[str]) -> int:
    """Stand in for our command: print the arguments, and complain if there are many."""
    sys.stdout.write("\u00a0".join(argv).upper() + "\n")
    if len(argv) > 1:
        sys.stderr.write("too many\n")
    return len(argv)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("$ samverkan --version\nsamverkan 1\n", True, id="ours"),
        pytest.param("$ samverkan\n", True, id="ours, bare"),
        pytest.param("$ samverkan-old\n", False, id="another command"),
        pytest.param("$ pip install samverkan\n", False, id="pip"),
        pytest.param("samverkan --version\n", False, id="no prompt"),
    ],
)
def test_ours(block: str, expected: bool) -> None:
    """Only blocks that start with our command are run."""
    assert is_ours(block) is expected


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("$ samverkan a\nA\n", id="one command"),
        pytest.param("$ samverkan a\nA\n$ samverkan b\nB\n", id="two commands"),
        pytest.param("$ samverkan 'a b'\nA B\n", id="quotes"),
        pytest.param("$ samverkan a \\\n    b\nA B\n", id="goes on after a backslash"),
        pytest.param("$ samverkan a b 2>&1\nA B\ntoo many\n", id="standard error"),
        pytest.param("$ samverkan a b\nA B\n$ echo $?\n2\n", id="exit status"),
        pytest.param("$ samverkan\n\n", id="an empty line"),
    ],
)
def test_same(block: str) -> None:
    """A block that shows what the command prints has no differences."""
    assert not differences(block, shout)


def test_no_break_space() -> None:
    """A no-break space equals an ordinary one, on either side."""
    assert replay("$ samverkan a b\n", shout) == "$ samverkan a b\nA\u00a0B\n"
    assert not differences("$ samverkan a b\nA\u00a0B\n", shout)


@pytest.mark.parametrize(
    ("block", "line"),
    [
        pytest.param("$ samverkan a\nB\n", "+A", id="another output"),
        pytest.param("$ samverkan a\n", "+A", id="output left out"),
        pytest.param("$ samverkan a\nA\nB\n", "-B", id="output made up"),
        pytest.param("$ samverkan a\nA\n$ echo $?\n0\n", "+1", id="another status"),
        pytest.param("$ samverkan a\n A\n", "+A", id="another indentation"),
    ],
)
def test_different(block: str, line: str) -> None:
    """A block that shows anything else is reported with what the terminal would show."""
    assert line in differences(block, shout).splitlines()


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("cat file", id="another command"),
        pytest.param("samverkan a > file", id="a file"),
        pytest.param("samverkan a | wc", id="a pipe"),
    ],
)
def test_not_spoken(command: str) -> None:
    """Shell syntax is refused, not skipped."""
    with pytest.raises(ValueError, match=command.replace("|", r"\|")):
        replay(f"$ samverkan a\n$ {command}\n", shout)
