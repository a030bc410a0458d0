"""Errors about numbers and amounts."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class NotExactError(SamverkanError, TypeError):
    """A binary float, or another value that is not an exact number, was given for money.

    Attributes:
        field: Name of the field.

        value: The value given.
    """

    field: str
    value: object

    template: ClassVar[Text] = Text(
        "{field} ska vara exakt, inte {value!k}; ange en Decimal, ett heltal eller text "
        "som '1.50'.",
        "{field} must be exact, got {value!k}; give a Decimal, a whole number, or text "
        "such as '1.50'",
    )


class AmountError(SamverkanError, ValueError):
    """A number is not finite, is too large or too small, or has a fraction of an öre.

    Attributes:
        field: Name of the field.

        value: The value given.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    field: str
    value: object
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{field} {value!r}: {reason}.", "{field} {value!r}: {reason}")
    reasons: ClassVar[Reasons] = {
        "not-written-so": Text(
            "skriv siffror med decimalpunkt och inget annat, som 1.50 (högst {digits} siffror före "
            "den och {decimals} efter)",
            "write digits with a decimal point and nothing else, as in 1.50 (at most {digits} "
            "digits before it and {decimals} after)",
        ),
        "too-many-digits": Text(
            "talet har fler än {digits} siffror; kontrollera det",
            "it has more than {digits} digits; check it",
        ),
        "too-long": Text(
            "talet har fler än {digits} siffror eller {decimals} decimaler; avrunda det",
            "it has more than {digits} digits or {decimals} decimals; round it",
        ),
        "not-finite": Text(
            "det är inget ändligt tal; ange ett", "it is not a finite number; give one"
        ),
        "parts-of-an-ore": Text(
            "beloppet har delar av ett öre; avrunda det först, med en angiven regel",
            "it has a fraction of an öre; round it by a named rule first",
        ),
        "step-below-one": Text("ett steg är minst 1 öre", "a step is at least 1 öre"),
        "denominator-below-one": Text("en nämnare är minst 1", "a denominator is at least 1"),
        "rate-below-zero": Text(
            "en taxa är minst 0; ange en rabatt som ett fast belopp under 0 (Fixed)",
            "a rate is 0 or more; state a rebate as a Fixed amount below 0",
        ),
        "entry-fee-below-zero": Text(
            "en inträdesavgift är minst 0; ange en rabatt som ett fast belopp under 0 (Fixed)",
            "an entry fee is 0 or more; state a rebate as a Fixed amount below 0",
        ),
        "size-below-zero": Text("en storlek är minst 0", "a size is 0 or more"),
        "weight-below-zero": Text("en vikt är minst 0", "a weight is 0 or more"),
        "no-part": Text(
            "skriv en andel som 1/4, 20/100 eller 0.25", "write a part as 1/4, 20/100 or 0.25"
        ),
        "divided-by-zero": Text(
            "inget kan delas med 0; ange en nämnare över 0",
            "a part cannot have 0 as its denominator; give one above 0",
        ),
        "part-above-one": Text(
            'en andel är högst 1; skriv 20 procent som "20/100" eller "0.2"',
            'a part is at most 1; write 20 per cent as "20/100" or "0.2"',
        ),
        "part-below-zero": Text(
            "en andel är minst 0; ange ett tal från 0 till 1",
            "a part is at least 0; give a number from 0 to 1",
        ),
        "part-of-nothing": Text(
            "av en andel på 0 följer ingen summa; ange en större",
            "no total can be computed from a part of 0; give a larger one",
        ),
        "too-many-decimals": Text(
            "en uppgift har högst {most} decimaler", "a figure has at most {most} decimals"
        ),
    }


class CountError(SamverkanError, ValueError):
    """A count is too low or has more than 18 digits.

    Attributes:
        field: Name of the field.

        value: The value given.

        least: The lowest value allowed.
    """

    field: str
    value: int
    least: int = 0

    template: ClassVar[Text] = Text(
        "{field} ska vara minst {least}, med högst 18 siffror, inte {value!r}; kontrollera talet.",
        "{field} must be {least} or more, with at most 18 digits, got {value!r}; check the number",
    )
