"""The command ``samverkan``. Needs the extra ``cli``.

Exit status: 0 complete; 1 a finding is an error; 2 wrong usage, unknown party, unreadable
input, or an answer that cannot be written; 3 figures or decisions are missing. Results go to
standard output; what is missing, and why a question is refused, to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]

try:
    from .command import main
except ModuleNotFoundError as _error:  # the extra may be missing
    if _error.name != "click":
        raise

    def main(arguments: Sequence[str] | None = None) -> int:  # noqa: ARG001 - as the real one
        """Say what to install, and return the exit status of wrong usage."""
        sys.stderr.write(
            "Kommandot behöver tillägget cli: pip install 'samverkan[cli]'\n"
            "The command needs the extra cli: pip install 'samverkan[cli]'\n"
        )
        return 2
