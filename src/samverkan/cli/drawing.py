"""What a question is drawn as: a kind of diagram, and the page and colours of a picture."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypedDict

import click

from ..agreements.agreement import Agreement
from ..agreements.state import State
from ..errors.texts import Language
from ..fees.assessments import Assessment
from ..meetings.mode_log import ModeLog
from ..reports.diagrams import (
    explanation_dot,
    explanation_mermaid,
    governance_dot,
    governance_mermaid,
)
from ..reports.lives import life_svg
from ..reports.organisation import governance_svg
from ..reports.pictures import explanation_svg
from ..reports.svg import PageName, ThemeName
from .phrases import Phrases
from .questions import PAGES


class AskedDrawing(TypedDict):
    """What the options of a drawing are given."""

    diagram: str | None
    page: PageName | None
    theme: ThemeName | None


class Drawing(NamedTuple):
    """A kind of diagram, and the page and colours if it is a picture."""

    kind: str
    page: PageName
    theme: ThemeName
    language: Language
    phrases: Phrases

    @classmethod
    def of(cls, asked: AskedDrawing, phrases: Phrases, form: str | None = None) -> Drawing | None:
        """Return what is asked for, or None if nothing is drawn; refuse what does not fit."""
        kind, page, theme = asked["diagram"], asked["page"], asked["theme"]
        if kind is not None and form == "json":
            raise click.UsageError(phrases.help("diagram-or-json"))
        if kind is not None and form in PAGES:
            raise click.UsageError(phrases.help("diagram-or-page", form=form))
        if kind != "svg" and (page is not None or theme is not None):
            raise click.UsageError(phrases.help("page-of-a-picture"))
        if kind is None:
            return None
        return cls(kind, page or "a4", theme or "light", phrases.language, phrases)

    def governance(
        self, state: State, *, on: dt.date, mode: str | None, log: ModeLog | None
    ) -> str:
        """Return a drawing of a governance."""
        if self.kind == "svg":
            return governance_svg(
                state,
                on=on,
                mode=mode,
                log=log,
                language=self.language,
                page=self.page,
                theme=self.theme,
            )
        draw = governance_mermaid if self.kind == "mermaid" else governance_dot
        return draw(state, on=on, mode=mode, log=log, language=self.language)

    def explanation(self, assessment: Assessment, language: Language, *, width: int) -> str:  # noqa: ARG002 # a writer is given a width
        """Return a drawing of the one fee of an assessment; nothing if there is no fee."""
        if len(assessment.fees) > 1:
            raise click.UsageError(self.phrases.help("one-fee"))
        drawn = ""
        for fee in assessment.fees:
            tree = assessment.explain(fee.party)
            if self.kind == "svg":
                drawn = explanation_svg(tree, language, page=self.page, theme=self.theme)
            else:
                draw = explanation_mermaid if self.kind == "mermaid" else explanation_dot
                drawn = draw(tree, language)
        return drawn

    def life(self, value: object) -> str:
        """Return a picture of the life of an agreement; refuse another document."""
        if not isinstance(value, Agreement):
            raise click.UsageError(self.phrases.help("only-a-life"))
        return life_svg(value, self.language, page=self.page, theme=self.theme)
