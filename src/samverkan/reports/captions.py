"""The phrases of pictures, in Swedish and English."""

from __future__ import annotations

from ..errors.texts import Language, Text

_CAPTIONS = {
    "life": Text("Överenskommelsens liv", "The life of the agreement"),
    "life-about": Text(
        "Vad som beslutades när, och vilka dagar det gäller. En rad för varje beslut, i den "
        "ordning de blev kända.",
        "What was decided when, and which days it applies to. A line for each decision, in the "
        "order in which they became known.",
    ),
    "as-known": Text("Enligt vad som var känt den {day}.", "As known on {day}."),
    "column-known": Text("Beslut", "Decided"),
    "column-what": Text("Vad", "What"),
    "column-effect": Text("Gäller", "Applies"),
    "undated": Text(
        "Inget beslut registrerat: när det blev känt går inte att säga",
        "No recorded decision: when it became known cannot be determined",
    ),
    "pending": Text("Väntar: verkan är inte känd", "Pending: the effect is not known"),
    "members": Text("Parter, så långt det är känt", "Members, as far as it is known"),
    "nothing": Text("Inget instrument är registrerat.", "No instrument is recorded."),
    "the-agreement": Text("Överenskommelsen börjar gälla", "The agreement comes into force"),
    "agreement": Text("Överenskommelsen", "The agreement"),
    "not-registered": Text("inte registrerat", "not recorded"),
    "span": Text("{first} – {last}", "{first} – {last}"),
    "span-from": Text("från {first}, tills vidare", "from {first}, until further notice"),
    "span-while": Text(
        "från {first}, så länge överenskommelsen gäller",
        "from {first}, while the agreement is in force",
    ),
    "span-to": Text("till och med {last}", "to {last}"),
    "first-between": Text("första dag {first} – {last}", "first day {first} – {last}"),
    "last-between": Text("sista dag {first} – {last}", "last day {first} – {last}"),
    "back": Text("{count} dagar före beslutet", "{count} days before the decision"),
    "back-one": Text("1 dag före beslutet", "1 day before the decision"),
    "back-most": Text("upp till {count} dagar före beslutet", "up to {count} days before it"),
    "numbered": Text("{what} (nr {number})", "{what} (no. {number})"),
    "numbered-range": Text("{what} (nr {first}–{last})", "{what} (nos. {first}–{last})"),
    "and-more": Text("{names} och {count} till", "{names} and {count} more"),
    "changes": Text("ändrar {names}", "changes {names}"),
    "revokes": Text("gäller nr {number}", "about no. {number}"),
    "wait-decisions": Text("väntar på beslut av {count} parter", "waits for {count} decisions"),
    "wait-decision": Text("väntar på beslut", "waits for a decision"),
    "wait-ratification": Text("beslutet ska godkännas", "the decision must be ratified"),
    "wait-legal-force": Text("dagen för laga kraft saknas", "the day of legal force is missing"),
    "wait-signature": Text("dagen för underskrift saknas", "the day of signature is missing"),
    "wait-day": Text("dagen är inte känd", "the day is not known"),
    "no-effect": Text("utan verkan", "without effect"),
    "several-parties": Text("{count} parter", "{count} members"),
    "one-party": Text("1 part", "1 member"),
    "in-place-of": Text("i stället för {name}", "in place of {name}"),
    "member-undated": Text("inget beslut registrerat", "no recorded decision"),
    "member-pending": Text(
        "oviss, beror på något som väntar", "not known, depends on something pending"
    ),
    "key-decided": Text("beslutet blir känt", "the decision becomes known"),
    "key-applies": Text("gäller", "applies"),
    "key-back": Text("gäller före beslutet, bakåt i tiden", "applies before the decision"),
    "key-unknown": Text("inte känt eller utan verkan", "not known, or without effect"),
    "key-ends": Text("sista dag", "last day"),
    "key-open": Text("tills vidare", "until further notice"),
    "fee": Text("Så är avgiften beräknad", "How the fee is computed"),
    "several-accession": Text("{count} anslutningar", "{count} accessions"),
    "several-withdrawal": Text("{count} utträden", "{count} withdrawals"),
    "several-succession": Text("{count} partsbyten", "{count} successions"),
    "several-amendment": Text("{count} ändringar av villkoren", "{count} amendments"),
    "several-extension": Text("{count} förlängningar", "{count} extensions"),
    "several-termination": Text("{count} uppsägningar", "{count} terminations"),
    "several-revocation": Text(
        "{count} återkallelser eller upphävanden", "{count} revocations or annulments"
    ),
    "several-recording": Text("{count} registrerade dagar", "{count} recorded days"),
    "numbers-as-in-text": Text(
        "Samma nummer som i förklaringen i text; källor som bara citeras där är utelämnade.",
        "The numbers are those of the explanation as text; sources cited only there are left out.",
    ),
    "mode": Text("Läge", "Mode"),
    "mode-since": Text("{mode} från och med den {day}", "{mode} from {day}"),
    "meets": Text("Möten", "Meetings"),
    "duties": Text("Uppgifter", "Duties"),
    "in-mode": Text("{what} i {mode}", "{what} in {mode}"),
    "column-seat": Text("Plats", "Seat"),
    "column-number": Text("Antal", "No."),
    "column-holder": Text("Innehavare", "Held by"),
    "column-deputies": Text("Ersättare", "Deputies"),
    "all-seats": Text("Alla platser", "All seats"),
    "notes-in-the-text": Text(
        "Vad som i övrigt anges om platserna ryms inte här. Det står i texten om organisation "
        "och styrning.",
        "There is no room here for what else is stated about the seats. The text about the "
        "governance has it.",
    ),
    "key-held": Text("innehas", "held"),
    "key-vacant": Text("vakant", "vacant"),
    "key-not-stated": Text("inte angivet vem", "not stated who"),
}


def caption(name: str, language: Language, /, **values: str | int) -> str:
    """Return a phrase with its values inserted. Data are values, never phrases."""
    return _CAPTIONS[name].in_language(language).format(**values)
