"""All contenders of a case in turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from .cases import Case, exact
from .contender import Contender

FEWEST = 3
"""Runs of the slow, the first one among them."""
LONG, VERY_LONG = 20.0, 60.0
"""Who has run for so many seconds has run enough after three runs, or after two."""


class Measured(NamedTuple):
    """What a contender did in a case.

    Args:
        contender: Its name.

        case: The case.

        seconds: Median time of a run, in seconds.

        memory: Largest memory of the process over that with its input, in bytes, or None.

        wrong: Number of amounts that are not right to the öre.

        runs: Number of runs in the median.
    """

    contender: str
    case: Case
    seconds: float
    memory: int | None
    wrong: int
    runs: int


class _Runner:
    """A process that waits for its turn."""

    def __init__(self, process: subprocess.Popen[str], contender: Contender) -> None:
        self._process = process
        self.contender = contender
        first = self._told()
        self._seconds = [first["seconds"]]
        self._memory, self._wrong = first["memory"], first["wrong"]

    def _told(self) -> Any:  # noqa: ANN401 # JSON
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"{self.contender.name} failed")
        return json.loads(line)

    def run(self, rounds: int) -> None:
        """Run once more, unless it has run often or long enough."""
        runs = len(self._seconds)
        enough = runs > rounds or sum(self._seconds) > (LONG if runs >= FEWEST else VERY_LONG)
        if self._process.stdin and not enough:
            self._process.stdin.write("run\n")
            self._process.stdin.flush()
            self._seconds.append(self._told())

    def measured(self, case: Case) -> Measured:
        """Return the median of the runs; the first one, which is cold, counts only if few are."""
        warm = self._seconds if len(self._seconds) <= FEWEST else self._seconds[1:]
        median = statistics.median(warm)
        return Measured(self.contender.name, case, median, self._memory, self._wrong, len(warm))


@contextmanager
def _started(contender: Contender, case: Case, right: Path) -> Iterator[_Runner]:
    command = [sys.executable, "-m", "contenders.worker", contender.name, json.dumps(case)]
    environment = {**os.environ, "PYTHONPATH": _python_path()}
    with subprocess.Popen(
        [*command, str(right)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield _Runner(process, contender)
        finally:
            process.kill()


def _python_path() -> str:
    folder = str(Path(__file__).resolve().parents[1])
    return os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH", "")]))


def race(contenders: Sequence[Contender], case: Case, rounds: int) -> list[Measured]:
    """Measure contenders in a case that all of them do; their order differs in each round."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        right = Path(folder, "right")
        right.write_bytes(array("q", exact(case)).tobytes())
        runners = [stack.enter_context(_started(each, case, right)) for each in contenders]
        for turn in range(rounds):
            first = turn * 3 % len(runners)
            for runner in runners[first:] + runners[:first]:
                runner.run(rounds)
        return [runner.measured(case) for runner in runners]
