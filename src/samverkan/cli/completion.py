"""What a shell offers while a question is written: parties, readings, forums and files."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from .. import stockholm
from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..errors import AmbiguousPartyError


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
    names = (word, party.id, *(name.text for name in party.names))
    return any(name.casefold().startswith(written.casefold()) for name in names)


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


def forums(context: click.Context, _: click.Parameter, written: str) -> list[CompletionItem]:
    """Return the forums whose ids begin as what is written so far."""
    governance = _asked(context).terms.governance
    forums = () if governance is None else governance.forums
    return [
        CompletionItem(forum.id, help=forum.names[0].text)
        for forum in forums
        if forum.id.startswith(written.casefold())
    ]
