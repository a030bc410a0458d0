"""The page about PySpark: its examples run in the session of all tests, on two cores."""

from __future__ import annotations

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from frame_kinds import on_spark, spark
from public import ROOT

pytestmark = on_spark

PAGE = ROOT / "docs" / "how-to" / "spark.md"


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the page runs, and shows what it prints."""
    session = spark()
    monkeypatch.chdir(tmp_path)
    page = Sybil(parsers=[PythonCodeBlockParser()]).parse(PAGE)

    for example in page.examples():
        example.evaluate()

    assert page.namespace["spark"] is session
