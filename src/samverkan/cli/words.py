"""Every phrase of the command, in Swedish and English."""

from __future__ import annotations

from ..errors.texts import Text

HELP = {
    "samverkan": Text(
        "Avtal mellan kommuner: vad de kostar, på öret, vilka dagar som gäller, och varför.",
        "Agreements between municipalities: what they cost, to the öre, which days count, and why.",
    ),
    "fees": Text(
        "Avgifterna för ett budgetår.",
        "The fees of a budget year.",
    ),
    "explain": Text(
        "Hur en parts avgift är beräknad, med källor.",
        "How a party's fee is computed, with sources.",
    ),
    "difference": Text(
        "Vad som ska krävas eller krediteras till följd av vad som blev känt mellan två dagar.",
        "What to claim or credit between what was known on two days.",
    ),
    "settle": Text(
        "Vad som är kvar att kräva eller kreditera sedan sist, och varför. Inget ändras utan "
        "--write.",
        "What is left to claim or credit since the last time, and why. Nothing changes without "
        "--write.",
    ),
    "billing": Text(
        "Vad som är kvar att kräva eller kreditera som rader för kundreskontran, med nummer, "
        "antal, pris och kontering. Inget ändras utan --write.",
        "What is left to claim or credit as rows for the customer ledger, with numbers, "
        "quantities, prices and accounts. Nothing changes without --write.",
    ),
    "show": Text(
        "Vad en fil innehåller: en överenskommelse, uppgifter, en reskontra eller annat. Utan fil: "
        "paketets överenskommelse.",
        "What is in a file: an agreement, figures, a ledger or another document. Without a file: "
        "the package's agreement.",
    ),
    "convert": Text(
        "Ett dokument i TOML eller JSON, eller en fil med folkmängder, som JSON.",
        "A document in TOML or JSON, or a file of population figures, as JSON.",
    ),
    "new": Text(
        "En ny överenskommelse att fylla i: TOML med kommentarer och exempelvärden.",
        "A new agreement to fill in: TOML with comments and example values.",
    ),
    "schema": Text(
        "JSON-schemat för dokument: med det kompletterar och förklarar en redigerare filen.",
        "The JSON Schema of documents: with it, an editor completes and explains a file.",
    ),
    "register": Text(
        "Alla överenskommelser i en mapp: parter, bevakningar, avgifter, iakttagelser. En fil som "
        "inte går att läsa nämns, och de andra läses.",
        "All agreements in a folder: members, deadlines, fees, findings. A file that cannot be "
        "read is named, and the others are read.",
    ),
    "calendar": Text(
        "Dagarna i en överenskommelse, eller i alla i en mapp, som en kalenderfil: överklagande, "
        "laga kraft, uppsägning, förlängning, avstämningsdagar, betalningar, rapporter och möten. "
        "Utan fil: paketets överenskommelse.",
        "The days of an agreement, or of all in a folder, as a calendar file: appeal, legal force, "
        "notice, renewal, reference days, payments, reports and meetings. Without a file: the "
        "package's agreement.",
    ),
    "calendar-until": Text("Den sista dagen i kalendern.", "The last day of the calendar."),
    "since": Text(
        "Den första dagen i kalendern (förval: den första händelsens).",
        "The first day of the calendar (default: that of the first event).",
    ),
    "until-before-since": Text(
        "--until {until} är före --since {since}; byt plats på dem.",
        "--until {until} is before --since {since}; swap them.",
    ),
    "calendar-format": Text("Utdataformat (förval: ics).", "Output format (default: ics)."),
    "calendar-output": Text(
        "Skriv svaret till en fil, som ersätts om den finns (.ics, .csv, .xlsx, .json, .txt). Utan "
        "--format får svaret den form som filens namn slutar på. En arbetsbok (.xlsx) skrivs "
        "alltid till en fil.",
        "Write the answer to a file, which is replaced if it exists (.ics, .csv, .xlsx, .json, "
        ".txt). Without --format, the answer has the form that the file is named after. A workbook "
        "(.xlsx) is always written to a file.",
    ),
    "revision": Text(
        "Hur många gånger registrerade uppgifter har rättats (förval: 0). Talet läggs till varje "
        "SEQUENCE i en kalenderfil, så att kalendrar tar emot rättelsen. Sänk det aldrig.",
        "How many times the record itself has been corrected (default: 0). It is added to each "
        "SEQUENCE in a calendar file, so that calendars take the correction. Never lower it.",
    ),
    "revision-of-file": Text(
        "--revision gäller en kalenderfil; ta bort den eller välj --format ics.",
        "--revision is for a calendar file; leave it out or choose --format ics.",
    ),
    "without-a-day": Text(
        "Ingen dag i kalendern för {names}.", "No day in the calendar for {names}."
    ),
    "meetings-without-days": Text(
        "Ordinarie möten som saknar angivna dagar och därför inte står i kalendern: {names}.",
        "Ordinary meetings without stated days, and so not in the calendar: {names}.",
    ),
    "register-on": Text(
        "Dagen som frågan gäller (förval: första dagen av --year).",
        "The day that is asked about (default: the first day of --year).",
    ),
    "until": Text(
        "Visa bevakningar till och med den dagen: sista uppsägningsdag, förlängning, sista dag, "
        "betalning, rapport.",
        "Show deadlines up to that day: last day for notice, renewal, last day, payment, report.",
    ),
    "body": Text(
        "Bara denna part: id, kommunkod, organisationsnummer eller något av dess namn.",
        "Only this party: its id, municipality code, organisation number or any of its names.",
    ),
    "a-year": Text("Visa också avgifterna för budgetåret.", "Show the fees of this year, too."),
    "kind": Text(
        "Slaget av dokument; en redigerare hjälper mest om den känner det (förval: alla slag).",
        "The kind of document; an editor helps most if it knows it (default: all kinds).",
    ),
    "no-ledger-in-toml": Text(
        "--ledger: {file} ska sluta på .jsonl.", "--ledger: {file} must end in .jsonl."
    ),
    "no-agreements": Text(
        "{folder} innehåller ingen överenskommelse (.toml eller .json); ange en annan mapp.",
        "{folder} has no agreement in it (.toml or .json); name another folder.",
    ),
    "until-before-on": Text(
        "--until {until} är före den dag som frågan gäller, {on}; ange en senare dag.",
        "--until {until} is before the day that is asked about, {on}; give a later day.",
    ),
    "no-until": Text(
        "Bevakningar visas med --until, till exempel --until {day}.",
        "Deadlines are shown with --until, for example --until {day}.",
    ),
    "unread": Text("Gick inte att läsa: {names}.", "Could not be read: {names}."),
    "unread-because": Text("Gick inte att läsa:", "Could not be read:"),
    "unread-and-party": Text(
        "Parten {name} kan finnas i det som inte gick att läsa:",
        "The party {name} may be in what could not be read:",
    ),
    "no-day-of-register": Text(
        "Ange dagen med --on, eller ett budgetår med --year.",
        "Give the day with --on, or a budget year with --year.",
    ),
    "agreement": Text(
        "Fil (.toml, .json) med en egen överenskommelse; samverkan new skriver en att börja från "
        "(förval: paketets, Samverkan Stockholmsregionen).",
        "File (.toml, .json) with an agreement of your own; samverkan new writes one to start from "
        "(default: the package's, Samverkan Stockholmsregionen).",
    ),
    "mode-log": Text(
        "Fil (.json, .toml) med en logg över aktiveringar. Paketets logg gäller bara dess egen "
        "överenskommelse; utan logg är läget inte känt.",
        "File (.json, .toml) with a log of activations. The package's log applies only to its own "
        "agreement; without a log, the mode is not known.",
    ),
    "ledger": Text(
        "Fil med det som redan är krävt (.jsonl eller .json). Utan den räknas allt från början.",
        "File with what has been claimed already (.jsonl or .json). Without it, everything is "
        "counted from the beginning.",
    ),
    "instalments": Text(
        "Med --format csv: en rad för varje delbetalning.",
        "With --format csv: a line for each instalment.",
    ),
    "assume-last-known": Text(
        "Prognos för en budget: räkna en uppgift som inte är känd än som den senast kända. Varje "
        "belopp som vilar på den märks.",
        "Forecast for a budget: take a figure that is not known yet as the last known one. Every "
        "amount that rests on it is marked.",
    ),
    "write": Text(
        "Lägg till de nya kraven i --ledger, som skapas om den inte finns.",
        "Add the new claims to --ledger, which is created if it does not exist.",
    ),
    "billed-text": Text(
        "Vad raderna avser, i stället för Avgift. Med årtalet får det plats i 30 tecken.",
        "What the rows are for, in place of Fee. With the year, it fits in 30 characters.",
    ),
    "billed-prefix": Text(
        "Början på underlagsnumren, högst 10 tecken (förval: av diarienumret eller rubriken). "
        "Ge varje avtal en egen, och byt den aldrig.",
        "The beginning of the claim numbers, at most 10 characters (default: from the document "
        "number or the title). Give each agreement its own, and never change it.",
    ),
    "accounts": Text(
        "Konteringen, i en fil (.toml, .json): konteringens delar per part, slag av part eller "
        "för alla (*).",
        "The accounts, in a file (.toml, .json): parts of the account string by party, kind of "
        "party or for all (*).",
    ),
    "due-on": Text(
        "Förfallodag för det som ingen betalningsplan ger en dag; en kreditering får ingen.",
        "The due day of what no payment plan gives a day; a credit has none.",
    ),
    "billed-since": Text(
        "Gör också rader av krav i --ledger som var kända den dagen eller senare, likadana som "
        "när de var nya.",
        "Make rows also of claims in --ledger that were known on that day or later, the same as "
        "when they were new.",
    ),
    "party-or-write": Text(
        "--write går inte ihop med --party: reskontran får alla nya krav, så alla ska få rader.",
        "--write cannot be combined with --party: the ledger gets all new claims, so all of them "
        "need rows.",
    ),
    "years": Text(
        "Budgetår. Får upprepas (förval: alla som har börjat, från överenskommelsens eller "
        "reskontrans första år).",
        "Budget year. May be repeated (default: all that have begun, from the first year of the "
        "agreement or of the ledger).",
    ),
    "settled-on": Text(
        "Dagen: det som var beslutat eller publicerat senast då räknas.",
        "The day: what was decided or published by then counts.",
    ),
    "stockholm": Text(
        "Paketets överenskommelse, Samverkan Stockholmsregionen.",
        "The package's agreement, Samverkan Stockholmsregionen.",
    ),
    "to": Text("Språket att skriva i.", "The language to write in."),
    "converted-output": Text(
        "Skriv till en fil (.json), som ersätts om den finns.",
        "Write to a file (.json), which is replaced if it exists.",
    ),
    "saved-output": Text(
        "Skriv svaret till en fil, som ersätts om den finns (.csv, .xlsx, .json, .txt). Utan "
        "--format får svaret den form som filens namn slutar på. En arbetsbok (.xlsx) skrivs "
        "alltid till en fil.",
        "Write the answer to a file, which is replaced if it exists (.csv, .xlsx, .json, .txt). "
        "Without --format, the answer has the form that the file is named after. A workbook "
        "(.xlsx) is always written to a file.",
    ),
    "page-output": Text(
        "Skriv svaret till en fil, som ersätts om den finns (.csv, .xlsx, .json, .html, .md, "
        ".txt). Utan --format får svaret den form som filens namn slutar på. En arbetsbok (.xlsx) "
        "skrivs alltid till en fil.",
        "Write the answer to a file, which is replaced if it exists (.csv, .xlsx, .json, .html, "
        ".md, .txt). Without --format, the answer has the form that the file is named after. A "
        "workbook (.xlsx) is always written to a file.",
    ),
    "explained-output": Text(
        "Skriv svaret till en fil, som ersätts om den finns (.txt, .json, .html, .md, eller för "
        "--diagram .svg, .mmd, .dot).",
        "Write the answer to a file, which is replaced if it exists (.txt, .json, .html, .md, or "
        "for --diagram .svg, .mmd, .dot).",
    ),
    "dates-output": Text(
        "Skriv svaret till en fil, som ersätts om den finns (.txt, .json, .html, .md).",
        "Write the answer to a file, which is replaced if it exists (.txt, .json, .html, .md).",
    ),
    "new-output": Text("Skriv till en ny fil (.toml).", "Write to a new file (.toml)."),
    "governance": Text(
        "Hur överenskommelsen styrs en dag: nivåer, forum, och vilka som kallas.",
        "How the agreement is governed on a day: levels, forums, and who is called.",
    ),
    "who": Text(
        "Vilka som kallas till ett forum en dag, utifrån funktion och mandat.",
        "Who is called to a forum on a day, by function and mandate.",
    ),
    "forum": Text("Forumets id eller namn.", "The id or a name of the forum."),
    "mode": Text(
        "Läge, med id eller namn (förval: enligt loggen, annars alla).",
        "The mode, by id or name (default: the mode in the log, else all).",
    ),
    "absent": Text(
        "Medlemmar som har förhinder: platsen, parten och antalet (förval: 1); svaret säger vilka "
        "ersättare som träder in. Får upprepas.",
        "Members that cannot come: the seat, the party and the number (default: 1); the answer "
        "says which deputies are called. May be repeated.",
    ),
    "absent-deputy": Text(
        "Ersättare som inte heller kan komma, skrivna på samma sätt. Får upprepas.",
        "Deputies that cannot come either, written in the same way. May be repeated.",
    ),
    "no-seat": Text(
        "{option}: ingen plats i forumet heter {seat}; det finns {seats}.",
        "{option}: no seat of the forum is called {seat}; there are {seats}.",
    ),
    "several-seats": Text(
        "{option}: flera platser heter {seat}; ange en av dem: {seats}.",
        "{option}: several seats are called {seat}; give one of them: {seats}.",
    ),
    "no-seats": Text(
        "{option}: inga platser är angivna för forumet.",
        "{option}: no seats of the forum are stated.",
    ),
    "diagram": Text(
        "Rita i stället: text för Mermaid eller Graphviz (dot), eller en färdig bild (svg).",
        "Draw it: text for Mermaid or Graphviz (dot), or a finished picture (svg).",
    ),
    "life": Text(
        "Rita i stället överenskommelsens liv: vad som beslutades när, och från vilken dag det "
        "gäller.",
        "Draw the life of the agreement: what was decided when, and from which day it applies.",
    ),
    "page": Text(
        "Bildens sida: A4 liggande (a4) eller en presentationsbild (slide). Förval: a4.",
        "The page of the picture: A4 in landscape (a4) or a slide. Default: a4.",
    ),
    "theme": Text(
        "Bildens färger: ljus eller mörk botten. Förval: light.",
        "The colours of the picture: a light or a dark ground. Default: light.",
    ),
    "page-of-a-picture": Text(
        "--page och --theme gäller bilder; lägg till --diagram svg.",
        "--page and --theme are for pictures; add --diagram svg.",
    ),
    "one-fee": Text(
        "--diagram ritar en avgift i taget; ange en part med --party.",
        "--diagram draws one fee at a time; name one party with --party.",
    ),
    "only-a-life": Text(
        "--diagram ritar en överenskommelses liv; filen innehåller något annat.",
        "--diagram draws the life of an agreement; the file contains something else.",
    ),
    "governed-on": Text(
        "Dagen (förval: överenskommelsens första dag).",
        "The day (default: the agreement's first day).",
    ),
    "called-on": Text("Dagen.", "The day."),
    "check": Text(
        "Vad som är fel, tveksamt eller värt att veta om överenskommelsen. Ingen juridisk "
        "rådgivning.",
        "What is wrong, doubtful or worth knowing about the agreement. No legal advice.",
    ),
    "on": Text(
        "Pröva bara denna dag, inte överenskommelsens hela tid.",
        "Check only this day, not the whole life of the agreement.",
    ),
    "deadlines": Text(
        "Ett besluts dagar: justering, anslag (hur länge det ska sitta uppe), överklagande, laga "
        "kraft, och vad som är fel. Ingen juridisk rådgivning.",
        "A decision's days: approval, notice (how long it must stay up), appeal, legal force, and "
        "what is wrong. No legal advice.",
    ),
    "decided-on": Text(
        "Sammanträdets dag, eller delegationsbeslutets.",
        "Day of the meeting, or of the decision by delegation.",
    ),
    "decider": Text(
        "Vem som beslutade: fullmäktige (council), styrelsen (board), nämnd (committee), presidium "
        "eller arbetsutskott (presidium), ordförande eller annan delegat (delegate), direktion "
        "(direction), regeringen (government), domstol (court), eller organets namn som i "
        "protokollet (KSAU). Ett delegationsbeslut har inget eget protokoll.",
        "Who decided: council, board, committee, presidium (or working committee), delegate (or "
        "chair), direction, government, court, or the name of the body as in the minutes (KSAU). A "
        "decision by delegation has no minutes of its own.",
    ),
    "reported-on": Text(
        "Dagen för det sammanträde där ett delegationsbeslut anmäldes.",
        "Day of the meeting to which a decision by delegation was reported.",
    ),
    "notice-removed-on": Text(
        "Dagen då anslaget togs ned, inte den sista då det satt uppe; vid flera --announced lika "
        "många gånger, i samma ordning.",
        "Day on which the notice was taken down, not the last day of display; with several "
        "--announced as many times, in the same order.",
    ),
    "stated-last-day": Text(
        "Sista dagen för överklagande, så som anslaget anger den.",
        "Last day for an appeal, as the notice states it.",
    ),
    "executed-on": Text(
        "Dagen då beslutet verkställdes.", "Day on which the decision was executed."
    ),
    "irreversible": Text("Verkställigheten kan inte rättas.", "The execution cannot be undone."),
    "appealed-on": Text(
        "Dagen då ett överklagande kom in.", "Day on which an appeal was received."
    ),
    "restored-on": Text(
        "Dagen då en domstol återställde tiden för överklagande.",
        "Day on which a court restored the time for an appeal.",
    ),
    "annulled-on": Text(
        "Dagen då en domstol upphävde beslutet.", "Day on which a court annulled the decision."
    ),
    "anew-after": Text(
        "Om saken är beslutad på nytt: dagen då en domstol upphävde det första beslutet på formell "
        "grund.",
        "If the matter was decided anew: day on which a court annulled the first decision because "
        "of its form.",
    ),
    "legal-force-on": Text(
        "Dagen för laga kraft enligt ett lagakraftbevis.",
        "Day of legal force, according to a certificate.",
    ),
    "effective-to": Text(
        "Sista dagen då beslutet gäller.", "Last day on which the decision has effect."
    ),
    "days-or-agreement": Text(
        "Ange antingen dagar eller en överenskommelse med --agreement, inte båda.",
        "Give either days or an agreement with --agreement, not both.",
    ),
    "removed-as-announced": Text(
        "Ange --removed lika många gånger som --announced, i samma ordning.",
        "Give --removed as many times as --announced, in the same order.",
    ),
    "approved-on": Text(
        "Dagen då protokollet justerades.", "Day on which the minutes were approved."
    ),
    "announced-on": Text(
        "Dagen då justeringen anslogs; vid gemensam nämnd en gång för varje anslagstavla.",
        "Day on which the notice was put up; for a joint committee, once for each notice board.",
    ),
    "effective-from": Text(
        "Första dagen då beslutet gäller.", "First day on which the decision has effect."
    ),
    "burden": Text(
        "Vem beslutet belastar, som avgör om det får gälla bakåt: kommunmedlemmar (members), "
        "offentliga organ (public-bodies), enskild (private-party), förtroendevalda eller "
        "anställda (persons), eller ingen: årlig avgift enligt gällande taxa (tariff), lättnad "
        "(relief).",
        "Who bears the burden of the decision, which determines whether it may be retroactive: "
        "the municipality's members, public bodies, a private party, elected or employed persons, "
        "or nobody: a yearly charge under a tariff in force (tariff), a relief.",
    ),
    "reasons": Text(
        "De synnerliga skäl som är antecknade för att beslutet gäller bakåt.",
        "The extraordinary reasons recorded for retroactive effect.",
    ),
    "missing": Text(
        "Ange de uppgifter som saknas med --figures.",
        "Supply the missing figures with --figures.",
    ),
    "missing-or-reading": Text(
        "Ange de uppgifter som saknas med --figures, eller en annan tolkning med --reading.",
        "Supply the missing figures with --figures, or choose another reading with --reading.",
    ),
    "days-known": Text(
        "Om dem som saknas finns uppgifter för andra dagar: {days}.",
        "Of those that are missing, there are figures of other days: {days}.",
    ),
    "many-days": Text(
        "{count} dagar från {first} till {last}", "{count} days from {first} to {last}"
    ),
    "may-assume": Text(
        "För en budget räknar --assume-last-known med den senast kända uppgiften före dagen.",
        "For a budget, --assume-last-known takes the last known figure before the day.",
    ),
    "nothing-to-assume": Text(
        "Ingen tidigare uppgift om dem är känd, så --assume-last-known har inget att anta.",
        "No earlier figure of them is known, so --assume-last-known has nothing to assume.",
    ),
    "undated": Text(
        "Ange parternas beslut med --decided, eller fråga utan --known-on.",
        "Supply the parties' decisions with --decided, or ask without --known-on.",
    ),
    "pending": Text(
        "Registrera de beslut och dagar som saknas; samverkan show berättar vad som väntar.",
        "Record the missing decisions and days; samverkan show tells what is pending.",
    ),
    "undated-before": Text(
        "Ange parternas beslut med --decided.", "Supply the parties' decisions with --decided."
    ),
    "decided-twice": Text(
        "{party} har fått två beslut med --decided; ange ett.",
        "{party} has two decisions by --decided; give one.",
    ),
    "diagram-or-json": Text(
        "--diagram ritar, och --format json skriver data; ange ett av dem.",
        "--diagram draws, and --format json writes data; give one of them.",
    ),
    "diagram-or-page": Text(
        "--diagram ritar, och --format {form} skriver en text; ange ett av dem.",
        "--diagram draws, and --format {form} writes a text; give one of them.",
    ),
    "file-or-stockholm": Text(
        "Ange en fil eller --stockholm, inte båda.", "Name a file or give --stockholm, not both."
    ),
    "what-to-convert": Text("Ange en fil, eller --stockholm.", "Name a file, or give --stockholm."),
    "another-suffix": Text(
        "--output: {file} ska sluta på {suffix}.", "--output: {file} must end with {suffix}."
    ),
    "suffix-of-form": Text(
        "--output: {file} ska sluta på {suffix}; annars ange en annan form (--format).",
        "--output: {file} must end with {suffix}; otherwise give another form (--format).",
    ),
    "suffix-of-none": Text(
        "--output: {file} ska sluta på något av {suffix}; slutet säger vilken form svaret får.",
        "--output: {file} must end with one of {suffix}, which says what form the answer has.",
    ),
    "workbook-in-file": Text(
        "--format xlsx behöver --output; ange filen som arbetsboken ska skrivas till.",
        "--format xlsx needs --output; name the file to write the workbook to.",
    ),
    "exists": Text(
        "--output: {file} finns redan; ange en ny fil.",
        "--output: {file} exists already; name a new file.",
    ),
    "unwritable": Text(
        "--output: {file} går inte att skriva; kontrollera mappen och behörigheterna.",
        "--output: {file} cannot be written; check the folder and the permissions.",
    ),
    "written": Text("Skrev {file}.", "Wrote {file}."),
    "no-rows": Text(
        "Inga rader: {file} skrevs inte. Krav som redan finns i reskontran får rader med --since.",
        "No rows: {file} was not written. Claims that are in the ledger already get rows with "
        "--since.",
    ),
    "host-billed": Text(
        "Värden, {host}, är en av dem som faktureras; vem som fakturerar säger villkoren inte.",
        "The host, {host}, is one of those billed; the terms do not say who bills.",
    ),
    "new-written": Text(
        "Skrev {file}. Byt ut exempelvärdena, och pröva sedan: samverkan check --agreement {file}",
        "Wrote {file}. Replace the example values, then try: samverkan check --agreement {file}",
    ),
    "instalments-in-csv": Text(
        "--instalments behöver --format csv; i tabellen, i JSON och i arbetsboken står "
        "betalningsplanen ändå.",
        "--instalments needs --format csv; the table, the JSON and the workbook state the payment "
        "plan anyway.",
    ),
    "nowhere-to-write": Text(
        "--write behöver --ledger; ange filen som kraven ska läggas till i.",
        "--write needs --ledger; name the file to add the claims to.",
    ),
    "no-ledger": Text(
        "Ingen --ledger är angiven: allt är räknat från början, och inget är skrivet.",
        "No --ledger is given: everything is counted from the beginning, and nothing is written.",
    ),
    "no-ledger-yet": Text(
        "{file} finns inte än: allt räknas från början.",
        "{file} does not exist yet: everything is counted from the beginning.",
    ),
    "claims-written": Text(
        "Nya krav som lades till i {file}: {count}.", "New claims added to {file}: {count}."
    ),
    "claims-not-written": Text(
        "Inget är skrivet. Nya krav som --write lägger till i {file}: {count}.",
        "Nothing is written. New claims that --write adds to {file}: {count}.",
    ),
    "not-written": Text(
        "Svaret kunde inte skrivas; kontrollera att det finns plats där det ska stå.",
        "The answer could not be written; check that there is space where it goes.",
    ),
    "not-joined": Text(
        "{party} är inte part, och källan anger ingen dag då den blir det. Utelämna --decided för "
        "den, eller ange en part; samverkan fees visar vilka som är det.",
        "{party} is not a member, and the source states no first day of membership. Leave out "
        "--decided for it, or name a member; samverkan fees lists them.",
    ),
    "not-in-force": Text(
        "Överenskommelsen gäller inte den dagen.", "The agreement is not in force on that day."
    ),
    "pending-then": Text(
        "Om överenskommelsen gäller den dagen är inte känt; samverkan show berättar vad som "
        "väntar.",
        "It is not known whether the agreement is in force on that day; samverkan show tells what "
        "is pending.",
    ),
    "no-day": Text(
        "Ange minst en dag, till exempel --decided.",
        "Give at least one day, for example --decided.",
    ),
    "decided": Text(
        "En parts beslut att ansluta sig, till exempel 0182=2015-04-13. Får upprepas.",
        "A party's decision to join, for example 0182=2015-04-13. May be repeated.",
    ),
    "known-on": Text(
        "Räkna bara med vad som var beslutat eller publicerat senast den dagen.",
        "Count only what was decided or published by that day.",
    ),
    "backwards": Text(
        "--from-known {first} är senare än --to-known {second}; byt plats på dem.",
        "--from-known {first} is later than --to-known {second}; swap them.",
    ),
    "from-known": Text("Den tidigare dagen.", "The earlier day."),
    "to-known": Text("Den senare dagen.", "The later day."),
    "year": Text("Budgetår, till exempel 2015.", "Budget year, for example 2015."),
    "party": Text(
        "Bara denna part: kommunkod, organisationsnummer eller namn. Får upprepas.",
        "Only this party: municipality code, organisation number or name. May be repeated.",
    ),
    "reading": Text(
        "Tolkning av villkoren, med dess namn (förval: den första): i paketets överenskommelse "
        "year-start eller mid-year-before, som är den första.",
        "Reading of the terms, by its name (default: the first): in the package's agreement "
        "year-start or mid-year-before, which is the first.",
    ),
    "figures": Text(
        "Vad filer med folkmängder innehåller: dagar, kommuner, status, vad som är utelämnat eller "
        "saknas, och vilken uppgift som gäller där filer skiljer sig. Med --format csv: i eget "
        "format, som alla frågor läser.",
        "What files of population figures hold: days, municipalities, status, what is left out or "
        "missing, and which figure applies where files differ. With --format csv: with the "
        "library's own columns, which every command reads.",
    ),
    "own-figures": Text(
        "Egna uppgifter i stället för paketets folkmängder i Stockholms läns kommuner: en fil från "
        "SCB eller Kolada, en arbetsbok, CSV eller ett dokument; samverkan figures visar vad den "
        "innehåller. Får upprepas: den senast publicerade uppgiften gäller, och stockholm är "
        "paketets egna.",
        "Your own figures in place of the package's population of the municipalities of Stockholm "
        "County: a file of Statistics Sweden or Kolada, a workbook, CSV or a document; samverkan "
        "figures shows what it holds. May be repeated: the figure published last applies, and "
        "stockholm means the package's own.",
    ),
    "reference-date": Text(
        "Dagen som uppgifterna avser, om filen inte anger den.",
        "The day that the figures describe, if the file does not state it.",
    ),
    "figures-published": Text(
        "Dagen då filens uppgifter publicerades, om filen inte anger den.",
        "The day on which the figures of the file were published, if the file does not state it.",
    ),
    "table-id": Text(
        "Tabellens id, som TAB638, om filen inte anger det.",
        "The id of the table, such as TAB638, if the file does not state it.",
    ),
    "format": Text("Utdataformat (förval: table).", "Output format (default: table)."),
    "language": Text("Språk (förval: sv).", "Language (default: sv)."),
}
"""What each question and option is for, and why a question is refused."""

SHOWN = {
    "kind": Text("Slag", "Kind"),
    "figures": Text("Antal uppgifter", "Figures"),
    "statistics": Text("Statistik", "Statistics"),
    "subjects": Text("Parter eller områden", "Parties or areas"),
    "first-day": Text("Första dag", "First day"),
    "last-day": Text("Sista dag", "Last day"),
    "claims": Text("Antal krav", "Claims"),
    "parties": Text("Antal parter", "Parties"),
    "years": Text("Budgetår", "Budget years"),
    "claimed": Text("Krävt, netto", "Claimed, net"),
    "opened-on": Text("Ingående balans", "Opening balance"),
    "known-on": Text("Känt till och med", "Known to"),
    "activations": Text("Antal aktiveringar", "Activations"),
    "forums": Text("Antal forum", "Forums"),
    "values": Text("Antal värden", "Values"),
    "balances": Text(
        "Krävt, netto, per part och budgetår", "Claimed, net, by party and budget year"
    ),
    "not-stated": Text("inte angiven", "not stated"),
}
"""What a number or a day in a document is called."""

FIGURES = {
    "shape": Text("Slag", "Kind"),
    "tables": Text("Tabell", "Table"),
    "updated-on": Text("Uppdaterad", "Updated"),
    "statistic": Text("Statistik", "Statistic"),
    "day": Text("Avser", "Day"),
    "municipalities": Text("Kommuner>", "Municipalities>"),
    "subjects": Text("Antal>", "Number>"),
    "status": Text("Status", "Status"),
    "published": Text("Publicerad", "Published"),
    "run": Text("{first} till {last}, {count} dagar", "{first} to {last}, {count} days"),
    "left-out": Text("Utelämnat", "Left out"),
    "missing": Text(
        "Saknas, fast filen har andra dagar", "Missing, although the file has other days"
    ),
    "missing-on": Text("{day}: {names}", "{day}: {names}"),
    "and-more": Text("och {count} till", "and {count} more"),
    "none": Text("inga uppgifter", "no figures"),
    "twice": Text(
        "{file} är angiven {count} gånger, men räknas en gång.",
        "{file} is stated {count} times, but counts once.",
    ),
    "together": Text(
        "Tillsammans: {count} uppgifter. Filerna säger inte emot varandra.",
        "Together: {count} figures. The files do not contradict each other.",
    ),
    "differing": Text(
        "Filerna skiljer sig ({count}); den senast publicerade uppgiften gäller",
        "The files differ ({count}); the figure published last applies",
    ),
    "subject": Text("Kommun", "Municipality"),
    "applies": Text("Gäller>", "Applies>"),
    "applies-by": Text("enligt", "by"),
    "instead-of": Text("I stället för>", "In place of>"),
    "other-by": Text("enligt ", "by "),
    "all-in-json": Text(
        "och {count} till; --format json visar alla", "and {count} more; --format json shows all"
    ),
}
"""How the content of files of figures is shown."""

SHAPES = {
    "own": Text("eget format", "the library's own columns"),
    "document": Text("dokument", "document"),
    "csv": Text("CSV", "CSV"),
    "json-stat": Text("JSON-stat", "JSON-stat"),
    "pxweb-json": Text("JSON från SCB, äldre form", "JSON of Statistics Sweden, older form"),
    "px": Text("PX", "PX"),
    "workbook": Text("arbetsbok (.xlsx)", "workbook (.xlsx)"),
    "kolada": Text("JSON från Kolada", "JSON of Kolada"),
    "frame": Text("dataram", "data frame"),
}
"""What the kinds of files with figures are called."""

KINDS = {
    "figure-table": Text("uppgifter", "figures"),
    "ledger": Text("reskontra", "ledger"),
    "mode-log": Text("aktiveringslogg", "log of activations"),
    "receipt": Text("kvitto", "receipt"),
    "claim": Text("krav", "claim"),
    "list": Text("lista", "list"),
}
"""What the kinds of documents are called that people meet; others by their name in a document."""

USAGE = {
    "usage": Text("Användning", "Usage"),
    "options": Text("Flaggor", "Options"),
    "commands": Text("Frågor", "Commands"),
    "examples": Text("Exempel", "Examples"),
    "any-options": Text("[FLAGGOR]", "[OPTIONS]"),
    "a-command": Text("FRÅGA [FLAGGOR]", "COMMAND [OPTIONS]"),
    "required": Text("obligatorisk", "required"),
    "help": Text("Visa denna hjälp.", "Show this help."),
    "version": Text("Visa versionen.", "Show the version."),
    "a-party": Text("PART", "PARTY"),
    "a-file": Text("FIL", "FILE"),
    "a-folder": Text("MAPP", "FOLDER"),
    "a-file-or-folder": Text("FIL|MAPP", "FILE|FOLDER"),
    "an-id": Text("ID", "ID"),
    "a-day": Text("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "a-decider": Text("VEM", "WHO"),
    "a-year": Text("ÅÅÅÅ", "YYYY"),
    "a-count": Text("ANTAL", "N"),
    "a-party-and-day": Text("PART=ÅÅÅÅ-MM-DD", "PARTY=YYYY-MM-DD"),
    "a-seat-and-party": Text("PLATS=PART:ANTAL", "SEAT=PARTY:NUMBER"),
    "a-reading": Text("TOLKNING", "READING"),
    "a-forum": Text("FORUM", "FORUM"),
    "a-mode": Text("LÄGE", "MODE"),
    "some-words": Text("TEXT", "TEXT"),
    "wrong": Text("Fel: {why}", "Error: {why}"),
    "more": Text("Hjälp finns: {command} -h", "For help: {command} -h"),
    "no-command": Text(
        "ingen fråga heter {name}. {similar}", "there is no command {name}. {similar}"
    ),
    "no-option": Text(
        "ingen flagga heter {name}. {similar}", "there is no option {name}. {similar}"
    ),
    "no-flag": Text("Skriv {what} utan flagga.", "Write {what} without an option."),
    "did-you-mean": Text("Menade du {names}?", "Did you mean {names}?"),
    "there-are": Text("De som finns: {names}.", "There are: {names}."),
    "no-decision": Text(
        "{value} är inget beslut; skriv PART=ÅÅÅÅ-MM-DD, som 0182=2015-04-13.",
        "{value} is not a decision; write PARTY=YYYY-MM-DD, as in 0182=2015-04-13.",
    ),
    "no-absence": Text(
        "{value} är inget förhinder; skriv PLATS=PART, som ledamot=Nacka, eller PLATS=PART:ANTAL, "
        "som ledamot=Nacka:2. Om det inte är angivet vem som har platsen: PLATS eller PLATS:ANTAL.",
        "{value} is not an absence; write SEAT=PARTY, as in ledamot=Nacka, or SEAT=PARTY:NUMBER, "
        "as in ledamot=Nacka:2. If it is not stated who holds the seat: SEAT or SEAT:NUMBER.",
    ),
    "no-value": Text("{name} ska ha ett värde.", "{name} needs a value."),
    "a-value": Text("{name} tar inget värde.", "{name} takes no value."),
    "missing": Text("{name} saknas.", "{name} is missing."),
    "bad-value": Text("{name}: {why}", "{name}: {why}"),
    "too-much": Text("{names} hör inte hit.", "unexpected argument: {names}."),
    "repeat-figures": Text(
        "{said} Skriv --figures framför varje fil.", "{said} Write --figures before each file."
    ),
    "output-is-read": Text(
        "{file} läses av samma fråga och skrivs inte över; ange en annan fil med --output.",
        "{file} is read by the same question and is not overwritten; name another file with "
        "--output.",
    ),
    "no-choice": Text(
        "{value} finns inte att välja; ange ett av {choices}.",
        "{value} is not a valid choice; give one of {choices}.",
    ),
    "no-year": Text(
        "{value} är inget år; skriv ÅÅÅÅ, som 2015.",
        "{value} is not a valid year; write YYYY, as in 2015.",
    ),
    "no-count": Text(
        "{value} är inget heltal; skriv siffror, som 1.",
        "{value} is not a whole number; write digits, as in 1.",
    ),
    "bad-day": Text(
        "{value} är ingen dag; skriv ÅÅÅÅ-MM-DD, som 2015-04-13.",
        "{value} is not a valid day; write YYYY-MM-DD, as in 2015-04-13.",
    ),
}
"""How a question is asked, and what is wrong with the way in which one was."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "samverkan": (
        "samverkan fees --year 2015",
        "samverkan explain --year 2015 --party Nacka --language en",
        "samverkan new --output beredskap.toml",
        "samverkan fees --agreement beredskap.toml --year 2025",
    ),
    "fees": (
        "samverkan fees --year 2015",
        "samverkan fees --year 2015 --party Nacka --party 0184",
        "samverkan fees --year 2016 --figures population.csv --format csv > fees.csv",
        "samverkan fees --year 2015 --format xlsx --output fees.xlsx",
        "samverkan fees --agreement agreement.toml --year 2025",
    ),
    "explain": (
        "samverkan explain --year 2015 --party Nacka",
        "samverkan explain --year 2015 --party Nacka \\",
        "    --decided Nacka=2015-04-13 --known-on 2015-04-14",
        "samverkan explain --year 2015 --party Nacka --diagram svg > nacka.svg",
    ),
    "difference": (
        "samverkan difference --year 2015 --decided Nacka=2015-04-13 \\",
        "    --from-known 2015-04-01 --to-known 2015-04-14",
    ),
    "settle": (
        "samverkan settle --year 2015 --decided Nacka=2015-04-13 --known-on 2015-04-14",
        "samverkan settle --agreement agreement.toml --ledger ledger.jsonl \\",
        "    --known-on 2025-03-31 --write",
    ),
    "billing": (
        "samverkan billing --year 2015 --decided Nacka=2015-04-13 --known-on 2015-04-14",
        "samverkan billing --agreement agreement.toml --ledger ledger.jsonl \\",
        "    --known-on 2025-03-31 --output rows.csv --write",
    ),
    "show": (
        "samverkan show",
        "samverkan show agreement.toml",
        "samverkan show agreement.toml --diagram svg > life.svg",
    ),
    "convert": (
        "samverkan convert agreement.toml --to json --output agreement.json",
        "samverkan convert population.csv --to json > population.json",
        "samverkan convert --stockholm --to json > stockholm.json",
    ),
    "figures": (
        "samverkan figures folkmangd.csv",
        "samverkan figures 2024.csv 2025.json --format json",
        "samverkan figures 000007SF.xlsx --published 2026-02-20 --format csv --output 2025.csv",
    ),
    "schema": ("samverkan schema --kind agreement > agreement.schema.json",),
    "register": (
        "samverkan register agreements --on 2025-01-01 --until 2025-12-31",
        "samverkan register agreements --year 2025 --format csv > fees.csv",
    ),
    "calendar": (
        "samverkan calendar --until 2018-12-31 --output stockholm.ics",
        "samverkan calendar agreements --until 2027-12-31 --party Nacka --output nacka.ics",
        "samverkan calendar agreement.toml --until 2027-12-31 --format table",
    ),
    "new": (
        "samverkan new --output beredskap.toml",
        "samverkan new --language en --output another.toml",
    ),
    "deadlines": (
        "samverkan deadlines --announced 2015-05-29",
        "samverkan deadlines --decided 2015-04-13 --approved 2015-04-13 \\",
        "    --announced 2015-04-15 --effective 2015-01-01 --burden public-bodies",
        "samverkan deadlines --agreement agreement.toml",
        "samverkan deadlines --announced 2004-10-04 --removed 2004-10-25 --format json",
    ),
    "check": (
        "samverkan check",
        "samverkan check --on 2015-01-01 --decided Nacka=2015-04-13",
        "samverkan check --agreement agreement.toml",
    ),
    "governance": (
        "samverkan governance --on 2020-03-01",
        "samverkan governance --diagram mermaid > governance.mmd",
        "samverkan governance --diagram svg --page slide > governance.svg",
    ),
    "who": ("samverkan who --forum regionala-radet --on 2020-03-01 --mode activated",),
}
"""Questions for the help, line by line; the files are a person's own."""

OPTIONS = {
    "decided_on": "--decided",
    "approved_on": "--approved",
    "announced_on": "--announced",
    "notice_removed_on": "--removed",
    "reported_on": "--reported",
    "stated_last_day": "--stated-last-day",
    "executed_on": "--executed",
    "appealed_on": "--appealed",
    "restored_on": "--restored",
    "annulled_on": "--annulled",
    "anew_after": "--anew-after",
    "legal_force_on": "--legal-force",
    "effective_from": "--effective",
    "effective_to": "--effective-to",
    "extraordinary_reasons": "--reasons",
    "reading": "--reading",
    "table": "--table",
}
"""What an error calls a field, and the option that the user gave it by."""
