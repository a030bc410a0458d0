"""Errors about forums, modes and meetings."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class GovernanceError(SamverkanError, ValueError):
    """A governance contradicts itself.

    Attributes:
        where: The id of the forum or seat, or None for the whole governance.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    where: str | None
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "no-such-level": Text(
            "forum {where}: det finns ingen nivå {level!r}{similar}; ange en av dem som finns, "
            "eller lägg till den: {levels:row}",
            "forum {where}: there is no level {level!r}{similar}; give one of those that there "
            "are, or add it: {levels:row}",
        ),
        "unknown-level": Text(
            "styrningen har ingen nivå {level!r}{similar}; de som finns är: {levels:row}",
            "the governance has no level {level!r}{similar}; its levels are: {levels:row}",
        ),
        "several-levels": Text(
            "{level!r} kan betyda flera nivåer; ange id eller hela namnet: {levels:row}",
            "{level!r} may mean several levels; give the id or the full name: {levels:row}",
        ),
        "no-levels": Text(
            "styrningen har inga nivåer; lägg till nivån {level!r}",
            "the governance has no levels; add the level {level!r}",
        ),
        "no-overall-forum": Text(
            "det finns inget forum {forum!r}{similar} som kan ansvara för helheten; ange id för "
            "ett som finns, eller lägg till det: {forums:row}",
            "there is no forum {forum!r}{similar} to have overall responsibility; give the id of "
            "one that there is, or add it: {forums:row}",
        ),
        "no-such-seat": Text(
            "forum {where}: det finns ingen plats {seat!r}{similar} att kalla i läget {mode!r}; "
            "ange id för en som finns, eller lägg till den: {seats:row}",
            "forum {where}: there is no seat {seat!r}{similar} to call in the mode {mode!r}; give "
            "the id of one that there is, or add it: {seats:row}",
        ),
        "no-such-mode": Text(
            "forum {where}: det finns inget läge {mode!r}{similar}; ange id för ett av "
            "styrningens lägen, eller lägg till det bland dem (modes): {modes:row}",
            "forum {where}: there is no mode {mode!r}{similar}; give the id of one of the modes "
            "of the governance, or add it to them: {modes:row}",
        ),
        "unknown-mode": Text(
            "styrningen har inget läge {mode!r}{similar}; de som finns är: {modes:row}",
            "the governance has no mode {mode!r}{similar}; its modes are: {modes:row}",
        ),
        "several-modes": Text(
            "{mode!r} kan betyda flera lägen; ange id eller hela namnet: {modes:row}",
            "{mode!r} may mean several modes; give the id or the full name: {modes:row}",
        ),
        "no-ordinary-mode": Text(
            "bland lägena saknas det ordinarie; ge ett av dem rangen 0",
            "the ordinary mode is missing among the modes; give one of them the rank 0",
        ),
        "no-office-forum": Text(
            "forum {where}: platsen {seat!r} följer med ett uppdrag i forumet {forum!r}{similar}, "
            "som inte finns; ange id för ett som finns, eller lägg till det: {forums:row}",
            "forum {where}: the seat {seat!r} comes with an office in the forum "
            "{forum!r}{similar}, which does not exist; give the id of one that does, or add it: "
            "{forums:row}",
        ),
        "no-office-seat": Text(
            "forum {where}: platsen {seat!r} följer med platsen {other!r}{similar} i forumet "
            "{forum!r}, som inte finns; ange id för en som finns, eller lägg till den: {seats:row}",
            "forum {where}: the seat {seat!r} comes with the seat {other!r}{similar} of the forum "
            "{forum!r}, which does not exist; give the id of one that does, or add it: {seats:row}",
        ),
        "office-circle": Text(
            "forum {where}: platsen {seat!r} följer med ett uppdrag som till slut följer med "
            "platsen själv; utelämna ett av leden",
            "forum {where}: the seat {seat!r} comes with an office that in the end comes with "
            "the seat itself; leave one of the links out",
        ),
        "office-chain": Text(
            "forum {where}: platsen {seat!r} följer med uppdrag i mer än {most} led; låt den följa "
            "med det sista av dem",
            "forum {where}: the seat {seat!r} comes with offices in more than {most} steps; let it "
            "come with the last of them",
        ),
        "level-twice": Text(
            "nivån {id!r} finns två gånger; utelämna den ena",
            "the level {id!r} is listed twice; leave one out",
        ),
        "level-rank-twice": Text(
            "två nivåer har rangen {id}; ge dem var sin, högst för den översta",
            "two levels have the rank {id}; give each its own, the highest to the top level",
        ),
        "forum-twice": Text(
            "forumet {id!r} finns två gånger; utelämna det ena",
            "the forum {id!r} is listed twice; leave one out",
        ),
        "vice-chair-twice": Text(
            "forum {where}: {id!r} är vice ordförande två gånger; utelämna den ena",
            "forum {where}: {id!r} is a vice chair twice; leave one out",
        ),
        "seat-twice": Text(
            "forum {where}: platsen {id!r} finns två gånger; utelämna den ena",
            "forum {where}: the seat {id!r} is listed twice; leave one out",
        ),
        "mode-twice": Text(
            "läget {id!r} finns två gånger; utelämna det ena",
            "the mode {id!r} is listed twice; leave one out",
        ),
        "mode-name-twice": Text(
            "två lägen heter {id!r}; ge dem var sitt namn",
            "two modes are called {id!r}; give each its own name",
        ),
        "level-name-twice": Text(
            "två nivåer heter {id!r}; ge dem var sitt namn",
            "two levels are called {id!r}; give each its own name",
        ),
        "mode-rank-twice": Text(
            "två lägen har rangen {id}; ge dem var sin, 0 för det ordinarie",
            "two modes have the rank {id}; give each its own, 0 to the ordinary one",
        ),
        "parties-or-kind": Text(
            "plats {where}: ange antingen parter, eller slag eller grupp, inte båda",
            "seat {where}: give either parties, or a kind or group, not both",
        ),
        "by-party-alone": Text(
            "plats {where}: antal för var och en (by_party) anger redan vilka som kan ha platsen "
            "och hur många; utelämna parter, slag, grupp och andra antal",
            "seat {where}: numbers by party (by_party) already say who may hold it and how many "
            "each has; leave out parties, kind, group and other numbers",
        ),
        "party-twice": Text(
            "plats {where}: en part finns två gånger; utelämna den ena, och ange i stället hur "
            "många platser var och en har (each)",
            "seat {where}: a party is listed twice; leave one out, and say with each how many "
            "seats each party has",
        ),
        "each-or-count": Text(
            "plats {where}: ange antingen {each} platser för varje part (each), eller ett antal "
            "för alla tillsammans (count), inte båda",
            "seat {where}: give either {each} seats for each party (each), or a number for all "
            "together (count), not both",
        ),
        "office-alone": Text(
            "plats {where}: den som har ett annat uppdrag har platsen (comes_with); utelämna "
            "parter, slag, grupp och antal",
            "seat {where}: whoever holds another office has the seat (comes_with); leave out "
            "parties, kind, group and numbers",
        ),
        "too-many-seats": Text(
            "plats {where}: {count} platser är fler än {most}; kontrollera antalet",
            "seat {where}: {count} seats are more than {most}; check the count",
        ),
        "deputies-above": Text(
            "plats {where}: {count} ersättare är fler än {most}; kontrollera antalet",
            "seat {where}: {count} deputies are more than {most}; check the count",
        ),
        "holders-without-count": Text(
            "plats {where}: varje part som kan ha platsen har den; utelämna holders, eller ange "
            "hur många platser det finns för alla tillsammans (count)",
            "seat {where}: each party that may hold it has it; leave out the holders, or say how "
            "many seats there are for all together (count)",
        ),
        "too-many-holders": Text(
            "plats {where}: {holders} innehavare är fler än platserna, som är {count}; ange ett "
            "högre antal, eller utelämna några",
            "seat {where}: {holders} holders are more than the seats, which are {count}; raise "
            "the count or leave some out",
        ),
        "too-many-deputies": Text(
            "plats {where}: {holders} angivna ersättare är fler än antalet, som är {count}; ange "
            "ett högre antal, eller utelämna några",
            "seat {where}: {holders} deputies are listed, but there are {count}; raise the count "
            "or leave some out",
        ),
        "order-twice": Text(
            "plats {where}: en part finns två gånger i den ordning som ersättarna kallas i; "
            "utelämna den ena",
            "seat {where}: a party is listed twice in the order in which deputies are called; "
            "leave one out",
        ),
        "deputies-for-each": Text(
            "plats {where}: varje part har sina egna ersättare; utelämna deras holders, och ange "
            "i vilken ordning de kallas (order)",
            "seat {where}: each party has its own deputies; leave out their holders, and say in "
            "which order they are called (order)",
        ),
        "deputies-together": Text(
            "plats {where}: ersättarna är gemensamma; utelämna order, och ange i ordning vilka de "
            "är (holders)",
            "seat {where}: the deputies are for all together; leave out the order, and list who "
            "they are, in order (holders)",
        ),
        "no-order": Text(
            "plats {where}: ersättare ska inte först kallas för den egna parten "
            "(own_party_first), men ingen ordning är angiven; ange den (order)",
            "seat {where}: deputies are not called for their own party first (own_party_first), "
            "but no order is stated; state it (order)",
        ),
    }


class RecurrenceError(SamverkanError, ValueError):
    """How often something is held contradicts itself.

    Attributes:
        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "unit-or-term": Text(
            "ange hur ofta: antingen med en enhet (unit) eller per mandatperiod (term)",
            "say how often: either with a unit or in each term of office (term)",
        ),
        "about-or-least": Text(
            "ange antingen ungefär hur ofta (is_about) eller minst hur ofta (at_least), inte båda",
            "say either about how often (is_about) or the least (at_least), not both",
        ),
        "every-term": Text(
            "var {every}:e mandatperiod kan inte anges; ange ett antal år i stället",
            "every {every} terms of office cannot be stated; give a number of years instead",
        ),
        "no-days-follow": Text(
            "från {first_day} följer inga andra dagar, eftersom något hålls flera gånger, "
            "ungefär eller minst så ofta, eller per mandatperiod; utelämna dagen",
            "no other days follow from {first_day}, because something is held several times, "
            "about or at least so often, or in each term of office; leave the day out",
        ),
    }


class UnknownForumError(SamverkanError, LookupError):
    """No forum has this id or name.

    Attributes:
        query: The text that was searched for.

        candidates: The existing forums.
    """

    query: str
    candidates: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "Inget forum heter {query!r}. De som finns:{candidates}",
        "no forum is called {query!r}; there are:{candidates}",
    )

    if_none: ClassVar[Text] = Text(
        "Inget forum heter {query!r}: inget är angivet den dagen, eller så gäller "
        "överenskommelsen inte då; ange en annan dag.",
        "no forum is called {query!r}: none is stated on that day, or the agreement is not in "
        "force then; give another day",
    )

    def _template(self) -> Text:
        return self.template if self.candidates else self.if_none


class AmbiguousForumError(SamverkanError, LookupError):
    """A name, or the beginning of one, matches several forums.

    Attributes:
        query: The text that was searched for.

        candidates: The forums that match.
    """

    query: str
    candidates: tuple[str, ...]

    template: ClassVar[Text] = Text(
        "{query!r} kan betyda flera; ange id eller hela namnet:{candidates}",
        "{query!r} is ambiguous; give the id or the full name:{candidates}",
    )


class NotConvenerError(SamverkanError, ValueError):
    """A party that is not the convener would convene a forum, or activate it.

    Attributes:
        forum: The forum.

        party: The party that would.

        reason: Another party is the convener (``another``), several are and not all of them
            decided (``several``), the convener is not a member at the time (``left``), or no
            convener is stated (``not-stated``).

        convener: The convener that the reason names, or all of them; None if none is stated.
    """

    forum: str
    party: str
    reason: str
    convener: str | None = None

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "another": Text(
            "endast {convener} får sammankalla {forum}, inte {party}; be den om det",
            "{party} does not convene {forum}: only {convener} may; ask it to",
        ),
        "left": Text(
            "den som sammankallar {forum}, {convener}, är inte part då, och {party} får inte göra "
            "det; ange en part",
            "{party} does not convene {forum}: its convener, {convener}, is not a member then; "
            "state one that is",
        ),
        "several": Text(
            "forumen sammankallas av flera, och {party} är inte alla; ange alla som beslutat "
            "(decided_by), eller ett forum i taget: {convener}",
            "several parties convene the forums, and {party} is not all of them; name all of them "
            "in decided_by, or activate the forums one by one: {convener}",
        ),
        "not-stated": Text(
            "det går inte att avgöra om {party} sammankallar {forum}: det är inte angivet vem som "
            "gör det; ange det",
            "it cannot be determined whether {party} convenes {forum}: no convener is stated; "
            "state one",
        ),
    }


class ModeError(SamverkanError, ValueError):
    """A request is not possible in the mode that applies.

    Attributes:
        reason: Why it is not possible.

        details: Values that the text of the reason names, such as party, day and number.
    """

    reason: str
    details: Details

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "is-ordinary": Text(
            "för {what} gäller ordinarie läge, så detta kan inte ske; se loggen",
            "{what} is in ordinary mode, so this cannot happen; look at the log",
        ),
        "in-a-mode-already": Text(
            "forumet {forum} är redan i läget {mode} den {on}, genom aktivering {number}; avsluta "
            "den först (deactivate), växla läge (switch), eller ange de andra forumen",
            "{forum} is already in the mode {mode} on {on}, by activation {number}; end that first "
            "(deactivate), switch modes (switch), or name the other forums",
        ),
        "switches-some": Text(
            "aktivering {number} (läget {mode}) gäller också {forums:row}, som den nya inte "
            "omfattar; omfatta alla, eller avsluta den och aktivera de andra på nytt",
            "activation {number} (the mode {mode}) also applies to {forums:row}, which the new one "
            "does not; include them all, or end it and activate the others anew",
        ),
        "applies-then": Text(
            "aktivering {number}: läget {mode} gällde den {on}, så det nya kan börja först dagen "
            "efter; ange en senare första dag, eller från vilken timme det nya gäller (at)",
            "activation {number}: the mode {mode} applied on {on}, so the new one can begin only "
            "the day after; give a later first day, or the hour from which the new one applies "
            "(at)",
        ),
        "no-such-mode": Text(
            "aktivering {number}: styrningen har inget läge {mode!r}{similar}; de som kan "
            "aktiveras är: {modes:row}",
            "activation {number}: the governance has no mode {mode!r}{similar}; those that can be "
            "activated are: {modes:row}",
        ),
        "several-modes": Text(
            "aktivering {number}: {mode!r} kan betyda flera lägen; ange id eller hela namnet: "
            "{modes:row}",
            "activation {number}: {mode!r} may mean several modes; give the id or the full name: "
            "{modes:row}",
        ),
        "to-the-ordinary": Text(
            "aktivering {number}: {mode} är det ordinarie läget, som gäller när inget annat är "
            "aktiverat; avsluta i stället aktiveringen, eller ange ett av: {modes:row}",
            "activation {number}: {mode} is the ordinary mode, which applies if no other is "
            "activated; end the activation instead, or give one of: {modes:row}",
        ),
        "may-not-switch": Text(
            "aktivering {number}: {party} får inte växla till läget {mode}; det får bara: "
            "{switchers:row}; ange en av dem (decided_by)",
            "activation {number}: {party} may not switch to the mode {mode}; only these may: "
            "{switchers:row}; name one of them in decided_by",
        ),
        "no-parties": Text(
            "aktivering {number}: {party!r} är ett namn, och loggen har inga parter att söka "
            "bland; ange partens id, eller ge loggen parterna (parties, eller ModeLog.of)",
            "activation {number}: {party!r} is a name, and the log has no parties to look among; "
            "give the id of the party, or give the log the parties (parties, or ModeLog.of)",
        ),
        "ended-at-alone": Text(
            "aktivering {number}: klockslaget då den upphörde är angivet utan dag; ange dess sista "
            "dag (last_day)",
            "activation {number}: the hour at which it ended is given without a day; give its last "
            "day (last_day)",
        ),
        "ended-before": Text(
            "aktivering {number}: den skulle upphöra kl. {ended_at} den {on}, innan den började "
            "kl. {at}; ange ett senare klockslag",
            "activation {number}: it would end at {ended_at} on {on}, before it began at {at}; "
            "give a later hour",
        ),
        "end-known": Text(
            "aktivering {number}: dess slut är känt; utelämna dagen då den senast sågs",
            "activation {number}: its end is known; leave out the day on which it was last seen",
        ),
        "covers-open": Text(
            "loggen täcker dagarna från och med den {on}, utan sista dag; ange den sista dag som "
            "den täcker (covers)",
            "the log covers the days from {on}, without a last day; give the last day that it "
            "covers (covers)",
        ),
        "no-governance": Text(
            "loggen har ingen styrning; läs den tillsammans med sin överenskommelse "
            "(log.for_state(agreement.as_known()))",
            "the log has no governance; read it with its agreement "
            "(log.for_state(agreement.as_known()))",
        ),
        "number-taken": Text(
            "aktivering {number}: en annan har dess nummer; ge den ett eget",
            "activation {number}: its number is already used; give it another",
        ),
        "not-covered": Text(
            "aktivering {number}: loggen täcker inte den {on}; låt den täcka den dagen",
            "activation {number}: the log does not cover {on}; let it cover that day",
        ),
        "no-such-level": Text(
            "aktivering {number}: det finns ingen nivå {level!r}{similar}; de som finns är: "
            "{levels:row}",
            "activation {number}: there is no level {level!r}{similar}; the levels are: "
            "{levels:row}",
        ),
        "several-levels": Text(
            "aktivering {number}: {level!r} kan betyda flera nivåer; ange id eller hela namnet: "
            "{levels:row}",
            "activation {number}: {level!r} may mean several levels; give the id or the full "
            "name: {levels:row}",
        ),
        "no-forum": Text(
            "aktivering {number}: den omfattar inget forum; ange ett, eller en annan nivå",
            "activation {number}: there is no forum in its scope; name one, or another level",
        ),
        "nobody-decided": Text(
            "aktivering {number}: ingen har beslutat om den; ange den som sammankallar "
            "(decided_by)",
            "activation {number}: nobody has decided on it; name the convener in decided_by",
        ),
        "convenes-none": Text(
            "aktivering {number}: {party} sammankallar inget forum som den omfattar; utelämna den "
            "parten",
            "activation {number}: {party} convenes no forum in its scope; leave it out",
        ),
        "no-such-activation": Text(
            "aktivering {number}: ingen har det numret; se loggen",
            "there is no activation {number}; look at the log",
        ),
        "ended-already": Text(
            "aktivering {number}: den upphörde redan den {on}; utelämna detta",
            "activation {number}: it already ended on {on}; leave this out",
        ),
        "on-until": Text(
            "aktivering {number}: den pågick till och med den {on}; ange den dagen eller en senare",
            "activation {number}: it lasted until {on}; give that day or a later one",
        ),
        "into-a-later": Text(
            "aktivering {number}: den skulle gå in i en senare aktivering; ange en tidigare sista "
            "dag",
            "activation {number}: it would overlap a later activation; give an earlier last day",
        ),
    }


class MeetingError(SamverkanError, ValueError):
    """A meeting, or what follows from it, is not valid as stated.

    Attributes:
        reason: Why it is not valid.

        details: Values that the text of the reason names, such as party, day and number.
    """

    reason: str
    details: Details

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "nobody-leads": Text(
            "mötet med {forum} den {on}: ingen leder det; ange vem som leder inledningsvis",
            "the meeting of {forum} on {on}: nobody leads it; name who leads initially",
        ),
        "first-lead-left": Text(
            "mötet med {forum} den {on}: {party}, som leder inledningsvis, är inte part; ange en "
            "part",
            "the meeting of {forum} on {on}: {party}, who leads initially, is not a member; name "
            "one",
        ),
        "leads-already": Text(
            "ledningen av {forum} den {on}: {party} har den redan; utelämna detta",
            "the lead of {forum} on {on}: {party} has it already; leave this out",
        ),
        "lead-not-called": Text(
            "ledningen av {forum} den {on}: {party} är inte kallad till mötet; ange en part som är "
            "det",
            "the lead of {forum} on {on}: {party} is not called to the meeting; name one that is",
        ),
        "lead-not-known": Text(
            "ledningen av {forum} den {on}: det är inte angivet vem som har alla platser, så det "
            "går inte att avgöra om {party} är kallad; ange parten som en Party",
            "the lead of {forum} on {on}: it is not stated who holds all of the seats, so it "
            "cannot be determined whether {party} is called; give it as a Party",
        ),
        "no-such-seat": Text(
            "kallelsen till {forum} den {on}: det finns ingen plats {seat!r}{similar} att ha "
            "förhinder från; de som finns är: {seats:row}",
            "the call to {forum} on {on}: there is no seat {seat!r}{similar} to be absent from; "
            "the seats are: {seats:row}",
        ),
        "too-few-members": Text(
            "kallelsen till {forum} den {on}: av ledamöterna på platsen {seat} har {party} {most}, "
            "så {count} kan inte ha förhinder; ange färre, eller rätt plats och part",
            "the call to {forum} on {on}: of the members in the seat {seat}, {party} has {most}, "
            "so {count} cannot be absent; give fewer, or the right seat and party",
        ),
        "too-few-deputies": Text(
            "kallelsen till {forum} den {on}: av ersättarna på platsen {seat} har {party} {most}, "
            "så {count} kan inte ha förhinder; ange färre, eller rätt plats och part",
            "the call to {forum} on {on}: of the deputies in the seat {seat}, {party} has {most}, "
            "so {count} cannot be absent; give fewer, or the right seat and party",
        ),
        "too-many-absent": Text(
            "kallelsen till {forum} den {on}: på platsen {seat} är det {most} som kan komma, så "
            "{count} kan inte ha förhinder; ange färre, eller rätt plats",
            "the call to {forum} on {on}: in the seat {seat}, {most} can come, so {count} cannot "
            "be absent; give fewer, or the right seat",
        ),
        "whose-absence": Text(
            "kallelsen till {forum} den {on}: flera parter har platsen {seat}; ange vilken som "
            "har förhinder: {parties:row}",
            "the call to {forum} on {on}: several parties hold the seat {seat}; say which of them "
            "is absent: {parties:row}",
        ),
        "whose-not-stated": Text(
            "kallelsen till {forum} den {on}: det är inte angivet vem som har platsen {seat}, så "
            "det går inte att avgöra om {party} har den; utelämna parten",
            "the call to {forum} on {on}: it is not stated who holds the seat {seat}, so it "
            "cannot be determined whether {party} does; leave the party out",
        ),
        "no-days-follow": Text(
            "inga dagar följer av något som hålls flera gånger, ungefär eller minst så ofta, eller "
            "per mandatperiod; kalla till vart och ett av mötena för sig",
            "no days follow from what is held several times, about or at least so often, or in "
            "each term of office; convene each meeting by itself",
        ),
        "no-first-day": Text(
            "den första dagen för de återkommande mötena är inte angiven, så ingen dag kan räknas "
            "upp; ange den",
            "the first day of the recurring meetings is not stated, so no day can be listed; state "
            "it",
        ),
        "no-last-day": Text(
            "tiden från och med den {first_day} har ingen sista dag; ange en",
            "the period from {first_day} has no last day; give one",
        ),
        "too-many-days": Text(
            "de återkommande mötena blir fler än {most}; ange en kortare tid",
            "there are more than {most} recurring meetings; give a shorter period",
        ),
        "reporter-not-known": Text(
            "återföringen från {forum} den {on}: det är inte angivet vilka alla som kallades, så "
            "det går inte att avgöra om {party} gjorde det; ange parten som en Party",
            "the report of {party} from {forum} on {on}: it is not stated who all were called, so "
            "it cannot be determined whether it was; give it as a Party",
        ),
        "reporter-not-called": Text(
            "återföringen från {forum} den {on}: {party} var inte kallad till mötet; ange en av "
            "dem som var det: {called:row}",
            "the report of {party} from {forum} on {on}: that party was not called to the "
            "meeting; name one of those that were: {called:row}",
        ),
        "report-too-early": Text(
            "återföringen till {party} från {forum} den {on}: {day} är före mötet; ange en senare "
            "dag",
            "the report of {party} from {forum} on {on}: {day} is before the meeting; give a later "
            "day",
        ),
        "meeting-twice": Text(
            "mötena med {forum} den {on}: två har nummer {number}; ge dem var sitt",
            "the meetings of {forum} on {on}: two have number {number}; give each its own",
        ),
    }
