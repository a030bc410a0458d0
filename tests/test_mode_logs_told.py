"""A log of activations as text: every activation, with its mode, days, hours, scope and reasons."""

from __future__ import annotations

import datetime as dt

import attrs

from builders import plainly
from forums import ACTIVATED, BOARD, GOVERNANCE, HEIGHTENED, ORDINARY, governed
from samverkan import Period, Source, Text
from samverkan.governance import Forum
from samverkan.meetings import Activation, ModeLog
from samverkan.reports import mode_log_text, who_text

AUTUMN = Period(dt.date(2024, 10, 1), dt.date(2024, 10, 31))
STORM = Activation(
    number=1,
    first_day=dt.date(2024, 10, 20),
    at="03.40",
    levels="Samordnande",
    requested_by="Kommun a",
    decided_by="Länsstyrelsen",
    decided_on=dt.date(2024, 10, 20),
    reason=Text("vinterstorm", "a winter storm"),
    sources=Source(document="Loggboken", place="rad 1"),
)
STATE = governed(attrs.evolve(GOVERNANCE, modes=[ORDINARY, ACTIVATED, HEIGHTENED])).as_known()


def the_storm() -> ModeLog:
    """Return the log of a storm: activated, then heightened for all forums, then ended at night."""
    log = ModeLog.of(STATE, covers=AUTUMN, sources=Source(document="Loggboken")).activate(STORM)
    threat = Activation(
        number=2, mode="höjd beredskap", first_day=dt.date(2024, 10, 23), decided_by="Länsstyrelsen"
    )
    log = log.switch(threat).deactivate(2, last_day=dt.date(2024, 10, 27), ended_at="02:30")
    return log.activate(
        attrs.evolve(
            STORM,
            number=3,
            first_day=dt.date(2024, 10, 29),
            seen_until=dt.date(2024, 10, 30),
            levels=(),
            forums=["radet", "gruppen"],
            requested_by=None,
            decided_on=None,
            reason=None,
            sources=(),
        )
    )


def test_every_activation_is_told() -> None:
    """Each has its number, mode, days and hours, what it applies to, who asked and decided, why."""
    assert plainly(mode_log_text(the_storm(), width=200)).splitlines() == [
        "Logg över aktiveringar från och med den 1 oktober 2024 till och med den 31 oktober 2024",
        "",
        (
            "1. aktiverat läge, från och med den 20 oktober 2024 kl. 03.40 till och med den "
            "22 oktober 2024"
        ),
        "  Gäller: Samordnande",
        "  Begärd av Kommun a (kommun-a)",
        "  Beslutad av Länsstyrelsen (lansstyrelsen) den 20 oktober 2024",
        "  Skäl: vinterstorm",
        "  Källor:",
        "    Loggboken: rad 1",
        (
            "2. höjd beredskap, från och med den 23 oktober 2024 till och med den 27 oktober 2024 "
            "kl. 02.30 (sommartid eller normaltid, det är inte känt vilket)"
        ),
        "  Gäller: alla forum",
        "  Beslutad av Länsstyrelsen (lansstyrelsen)",
        (
            "3. aktiverat läge, från och med den 29 oktober 2024 kl. 03.40, känt till och med den "
            "30 oktober 2024; när det upphörde är inte känt"
        ),
        "  Gäller: Rådet och Samordningsgruppen",
        "  Beslutad av Länsstyrelsen (lansstyrelsen)",
        "Källor:",
        "  Loggboken: hela handlingen",
    ]
    english = plainly(mode_log_text(the_storm(), "en", width=200)).splitlines()
    assert english[2] == "1. activated mode, from 20 October 2024 at 03:40 to 22 October 2024"
    assert english[10] == "  Applies to: all forums"


def test_a_log_without_parties() -> None:
    """Where the log has no parties, they are told by their ids; without activations, so it says."""
    log = attrs.evolve(the_storm(), parties=())

    assert "  Beslutad av lansstyrelsen den 20 oktober 2024" in plainly(mode_log_text(log))
    none = mode_log_text(attrs.evolve(log, activations=(), sources=()))
    assert none.splitlines()[-1] == "Ingen aktivering: alla forum arbetade i ordinarie läge."


def test_a_log_without_a_governance() -> None:
    """A log that was read without its agreement is told with the names that it has."""
    log = ModeLog(covers=AUTUMN, activations=STORM)

    assert plainly(mode_log_text(log, width=200)).splitlines()[2:6] == [
        (
            "1. activated, från och med den 20 oktober 2024 kl. 03.40, känt till och med den "
            "20 oktober 2024; när det upphörde är inte känt"
        ),
        "  Gäller: Samordnande",
        "  Begärd av Kommun a",
        "  Beslutad av Länsstyrelsen den 20 oktober 2024",
    ]


def test_a_log_of_another_agreement() -> None:
    """A mode or a forum of the log that the agreement does not have is named."""
    other = Forum(id="elgruppen", names="Elgruppen", convener=BOARD.id)
    governance = attrs.evolve(
        GOVERNANCE, forums=[*GOVERNANCE.forums, other], modes=[ORDINARY, ACTIVATED, HEIGHTENED]
    )
    log = attrs.evolve(the_storm(), governance=governance)
    lacking = governed().as_known()
    said = plainly(who_text(lacking, "radet", on=dt.date(2024, 10, 24), log=log, width=200))

    assert (
        "  Loggens läge höjd beredskap finns inte i överenskommelsen den 24 oktober 2024; loggen "
        "kan höra till en annan överenskommelse, eller läget har fått ett annat id"
    ) in said.splitlines()
    assert (
        "Loggen har forum som överenskommelsen aldrig har haft: Elgruppen; den kan höra till en "
        "annan överenskommelse"
    ) in said.splitlines()
    assert "Loggen" not in who_text(STATE, "radet", on=dt.date(2024, 10, 24), log=the_storm())
