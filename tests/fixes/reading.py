"""Parses numbers as readers of a language do. It shares no code with Satchel, so that it can test Satchel's fixes."""
import re
import unicodedata
from decimal import Decimal

SPACES = " \u00a0\u2009\u202f"
MINUS = "-\u2013\u2212"
POINT, COMMA, ARABIC = ".", ",", "\u066b"

# Decimal mark and grouping marks, from the style guides of each language.
MARKS = {
    "en": (POINT, ","), "en-GB": (POINT, ","), "En-us": (POINT, ","), "de": (COMMA, "."), "de-CH": (POINT, "'\u2019"),
    "fr": (COMMA, "."), "es": (COMMA, "."), "es-MX": (POINT, ","), "it": (COMMA, "."), "pt-BR": (COMMA, "."),
    "nl": (COMMA, "."), "pl": (COMMA, "."), "ru": (COMMA, "."), "sv": (COMMA, "."), "tr": (COMMA, "."),
    "cs": (COMMA, "."), "ja": (POINT, ","), "zh-Hans": (POINT, ","), "hi": (POINT, ","), "ar": (ARABIC, "\u066c"),
    "fa": (ARABIC, "\u066c"), "tlh": (None, ""),
}

TOKEN = re.compile(r"(?:(?<=[\s(\-\u2013\u2212<>=\u2264\u2265~/+])|^)[.,]\d+|\d+(?:[.,'\u2019\u066b\u066c]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")


def groups_well(parts):
    """1 234 567, and the Indian 12 34 567."""
    three = all(len(part) == 3 for part in parts[1:])
    indian = len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1])
    return 1 <= len(parts[0]) <= 3 and (three or indian)


def value(token, language):
    """The value of the token; the token itself if it is ambiguous in the language."""
    decimal, grouping = MARKS[language]
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in token)
    whole, fraction = digits, ""
    if decimal is None:
        return Decimal(digits) if digits.isdigit() else digits
    if decimal in digits:
        whole, _, fraction = digits.partition(decimal)
        if not fraction.isdigit():
            return digits
    parts = re.split("[" + re.escape(grouping + SPACES) + "]", whole)
    if not all(part.isdigit() for part in parts):
        return Decimal("0." + fraction) if whole == "" and fraction else digits
    if len(parts) > 1 and not groups_well(parts):
        return digits
    return Decimal("".join(parts) + "." + (fraction or "0"))


def numbers(text, language):
    found = []
    for match in TOKEN.finditer(text):
        read = value(match.group(), language)
        before = text[:match.start()]
        signed = before[-1:] in MINUS and before[-1:] != "" and (len(before) == 1 or before[-2] in " \n(<>=[\u00a0")
        if isinstance(read, Decimal):
            found.append(-read.normalize() if signed else read.normalize())
        else:
            found.append(("minus " if signed else "") + read)
    return found
