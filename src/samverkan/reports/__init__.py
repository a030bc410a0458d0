"""Text, diagrams and pictures for people, in Swedish and English."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .agreement import agreement_text
    from .calendars import calendar_event_text, calendar_text
    from .claims import claims_html, claims_markdown, claims_text
    from .diagrams import explanation_dot, explanation_mermaid, governance_dot, governance_mermaid
    from .duties import follow_up_text, outstanding_text
    from .explanation import (
        explained_fees_text,
        explanation_html,
        explanation_markdown,
        explanation_text,
    )
    from .fees import (
        fees_html,
        fees_markdown,
        fees_text,
        missing_summary,
        missing_text,
        no_fees_text,
    )
    from .forums import (
        governance_html,
        governance_markdown,
        governance_text,
        who_html,
        who_markdown,
        who_text,
    )
    from .governances import levels_html
    from .hours import hour_text
    from .law import (
        all_deadlines_html,
        all_deadlines_markdown,
        all_deadlines_text,
        deadlines_html,
        deadlines_markdown,
        deadlines_text,
        findings_html,
        findings_markdown,
        findings_text,
        time_limit_text,
    )
    from .lives import life_svg
    from .mode_logs import mode_log_text
    from .organisation import governance_svg
    from .pending import pending_text
    from .pictures import explanation_svg
    from .register import register_text
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "agreement": "agreement_text",
            "calendars": "calendar_event_text calendar_text",
            "claims": "claims_html claims_markdown claims_text",
            "diagrams": "explanation_dot explanation_mermaid governance_dot governance_mermaid",
            "duties": "follow_up_text outstanding_text",
            "explanation": (
                "explanation_html explanation_markdown explanation_text explained_fees_text"
            ),
            "fees": "fees_html fees_markdown fees_text missing_summary missing_text no_fees_text",
            "forums": (
                "governance_html governance_markdown governance_text who_html who_markdown who_text"
            ),
            "governances": "levels_html",
            "hours": "hour_text",
            "law": (
                "all_deadlines_html all_deadlines_markdown all_deadlines_text "
                "deadlines_html deadlines_markdown deadlines_text "
                "findings_html findings_markdown findings_text time_limit_text"
            ),
            "lives": "life_svg",
            "mode_logs": "mode_log_text",
            "organisation": "governance_svg",
            "pending": "pending_text",
            "pictures": "explanation_svg",
            "register": "register_text",
        },
    )

__all__ = [
    "agreement_text",
    "all_deadlines_html",
    "all_deadlines_markdown",
    "all_deadlines_text",
    "calendar_event_text",
    "calendar_text",
    "claims_html",
    "claims_markdown",
    "claims_text",
    "deadlines_html",
    "deadlines_markdown",
    "deadlines_text",
    "explained_fees_text",
    "explanation_dot",
    "explanation_html",
    "explanation_markdown",
    "explanation_mermaid",
    "explanation_svg",
    "explanation_text",
    "fees_html",
    "fees_markdown",
    "fees_text",
    "findings_html",
    "findings_markdown",
    "findings_text",
    "follow_up_text",
    "governance_dot",
    "governance_html",
    "governance_markdown",
    "governance_mermaid",
    "governance_svg",
    "governance_text",
    "hour_text",
    "levels_html",
    "life_svg",
    "missing_summary",
    "missing_text",
    "mode_log_text",
    "no_fees_text",
    "outstanding_text",
    "pending_text",
    "register_text",
    "time_limit_text",
    "who_html",
    "who_markdown",
    "who_text",
]
