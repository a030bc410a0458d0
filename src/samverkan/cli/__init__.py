"""The command ``samverkan``. Needs the extra ``cli``.

Exit status: 0 complete; 1 a finding is an error; 2 wrong usage, unknown party, unreadable
input, or an answer that cannot be written; 3 figures or decisions are missing. Results go to
standard output; what is missing, and why a question is refused, to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]

_WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: What stands behind the command's name, or None for what the process got.

    >>> main(["fees", "--year", "2025", "--party", "Nacka", "--format", "json", "--language=en"])
    ... # doctest: +ELLIPSIS
    {
      "year": 2025,
    ...
    3
    """
    try:
        from ._commands import run  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write("The command needs the extra cli: pip install 'samverkan[cli]'\n")
        return _WRONG_USAGE
    return run(sys.argv[1:] if arguments is None else list(arguments))
