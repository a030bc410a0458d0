"""What a shell offers while a question is written: parties, readings, forums, modes, files."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from .. import stockholm
from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..errors import AmbiguousPartyError, SamverkanError
from ..governance.forums import Forum
from ..governance.governance import Governance


class _Bash(BashComplete):
    """Completion in Bash, without a blank after the sign of equality that a day follows."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", "COMPREPLY+=($value); [[ $value != *= ]] || compopt -o nospace"
    )


add_completion_class(_Bash, "bash")


def _asked(context: click.Context) -> Agreement:
    """Return the agreement that a question is about so far."""
    named = context.params.get("agreement")
    return named if isinstance(named, Agreement) else stockholm.agreement


def parties(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return how the parties can be called that begin as what is written so far."""
    return [
        CompletionItem(word, help=str(party))
        for word, party in _called(_asked(context)).items()
        if _begins(written, word, party)
    ]


def _called(agreement: Agreement) -> dict[str, Party]:
    """Return each party by the first word of its name if that finds it, else by its id."""
    return {_word_for(party, agreement): party for party in agreement.parties}


def _word_for(party: Party, agreement: Agreement) -> str:
    word = party.name.split()[0]
    try:
        return word if agreement.party(word) == party else party.id
    except AmbiguousPartyError:
        return party.id


def _begins(written: str, word: str, party: Party) -> bool:
    return _starts(written, word, party.id, *(name.text for name in party.names))


def deciders(
    context: click.Context, parameter: click.Parameter, written: str
) -> list[CompletionItem]:
    """Return the parties with the sign of equality that a day follows on."""
    found = parties(context, parameter, written)
    return [CompletionItem(f"{item.value}=", help=item.help) for item in found]


def readings(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return the readings of the terms that begin as what is written so far."""
    names = [reading.name for reading in _asked(context).terms.funding]
    return [CompletionItem(name) for name in names if name.startswith(written)]


def files(_: click.Context, __: click.Parameter, written: str) -> list[CompletionItem]:
    """Let the shell offer its files."""
    return [CompletionItem(written, type="file")]


def _governance(context: click.Context) -> Governance:
    return _asked(context).terms.governance or Governance()


def forums(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return the forums whose ids or names begin as what is written so far."""
    return [
        CompletionItem(forum.id, help=forum.names[0].text)
        for forum in _governance(context).forums
        if _starts(written, forum.id, *(name.text for name in forum.names))
    ]


def modes(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return the modes whose ids or names begin as what is written so far."""
    return [
        CompletionItem(mode.id, help=mode.name.sv)
        for mode in _governance(context).modes
        if _starts(written, mode.id, mode.name.sv, mode.name.en or "")
    ]


def seats(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return the seats of the forum that is asked for, with the sign that a party follows on."""
    return [
        CompletionItem(f"{seat.id}=", help=seat.function.sv)
        for forum in _asked_forums(context)
        for seat in forum.seats
        if _starts(written, seat.id, seat.function.sv, seat.function.en or "")
    ]


def _asked_forums(context: click.Context) -> tuple[Forum, ...]:
    """Return the forum that a question is about so far, or all forums if none is named."""
    governance, named = _governance(context), context.params.get("forum")
    try:
        return governance.forums if named is None else (governance.forum(named),)
    except SamverkanError:
        return governance.forums


def _starts(written: str, *names: str) -> bool:
    return any(name.casefold().startswith(written.casefold()) for name in names)
