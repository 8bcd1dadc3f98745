"""Generates lessons in many languages with many doses as people write them, correct and incorrect."""
from xml.sax.saxutils import escape

UNITS = ["mg", "g", "ml", "mL", "mcg", "µg", "IU", "iu", "IE", "UI", "U", "cc", "mmol", "mg/kg", "mg/dl", "l", "L", "units", "MG",
         "мг", "мл", "mg/kg KG", "mg.", "mg/d", "mEq", "%", "°C", "kg", "Tabletten", "comprimés"]
DRUGS = ["Paracetamol", "heparin", "Amoxicillin", "HCT", "MTX", "insulin", "MgSO4", "metformin", "Metamizol", "парацетамол",
         "パラセタモール", "باراسيتامول", "पैरासिटामोल", "TXA", "vitamin B12", "omega-3"]
WORDS = {
    "de": "Die Dosis beträgt täglich und dann bis zu KG oder nach der Mahlzeit am Morgen um Uhr".split(),
    "fr": "La dose est de par jour et puis avant le repas ou après vous vous".split(),
    "es": "La dosis es de al día y luego antes de la comida o después el 1º C".split(),
    "tr": "Doz günde ve sonra yavaş yavaş yemekten önce veya sık sık".split(),
    "hi": "खुराक प्रतिदिन और फिर धीरे धीरे भोजन से पहले".split(),
    "ru": "Доза составляет в сутки и затем до еды или после".split(),
    "ar": "الجرعة هي في اليوم ثم قبل الطعام أو بعد".split(),
    "ja": "用量は 一日 および 食前 または 食後".split(),
}
ENGLISH = ("Give take the the dose daily and then up to or before meals QD q.d. SC hs HS at bedtime TIW q6PM x3d by mouth D/C of "
           "orally inject as an infusion color colour Figure Table Ward Room").split()
MARKS = [".", ",", ".", ","]
PARTS = ["en", "de", "en-GB", "fr", "ar"]
SCRIPTS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९"}


def digits(random, least, most):
    return "".join(random.choice("0123456789") for _ in range(random.randint(least, most)))


def number(random, language):
    first = random.choice("123456789")
    kind = random.randrange(12)
    mark = random.choice(MARKS)
    if kind == 0:
        text = first + mark + "000"
    elif kind == 1:
        text = first + mark + "0"
    elif kind == 2:
        text = random.choice(["0", first]) + mark + digits(random, 1, 4)
    elif kind == 3:
        group = random.choice([".", ",", "'", "’", " ", "\u00a0", "\u202f", "\u2009", "٬"])
        text = first + digits(random, 0, 2) + group + digits(random, 3, 3) + random.choice(["", group + "000"])
    elif kind == 4:
        text = first + "." + digits(random, 3, 3) + "," + digits(random, 1, 2)
    elif kind == 5:
        text = first + "," + digits(random, 3, 3) + "." + digits(random, 1, 2) + "0"
    elif kind == 6:
        text = random.choice([" .", " ,", "(.", " -.", "."]) + digits(random, 1, 3)
    elif kind == 7:
        text = first + digits(random, 4, 8)
    elif kind == 8:
        text = first + digits(random, 0, 1) + random.choice([".", ",", "\u200b", "\u00ad", "\u2060"]) + digits(random, 1, 5)
    elif kind == 9:
        text = first + "," + digits(random, 2, 2) + "," + digits(random, 3, 3)
    else:
        text = first + digits(random, 0, 2)
    script = SCRIPTS.get(language)
    if script and random.random() < 0.4:
        text = "".join(script[int(c)] if c.isascii() and c.isdigit() else c for c in text)
    return text


def dose(random, language):
    text = number(random, language)
    kind = random.randrange(10)
    if kind == 0:
        text += random.choice(["-", "–", " - ", " bis ", " to ", "/", " or ", " à ", ", "]) + number(random, language)
    elif kind == 1:
        text = random.choice(["-", "- ", "–", "−", ">", "< ", "≤", "~", "("]) + text
    elif kind == 2:
        text = random.choice(DRUGS) + text
    text += random.choice(["", " ", " ", " ", "\u00a0", "-"]) + random.choice(UNITS)
    if kind == 3:
        text += random.choice([" + ", "/", " & ", " @ ", "+"]) + number(random, language) + " " + random.choice(UNITS)
    return text


def other(random):
    day, month, hour = random.randint(1, 28), random.randint(1, 12), random.randint(0, 23)
    return random.choice([
        f"{day}.{month}.2026", f"{day}/{month}/2026", f"2026-{month:02}-{day:02}", f"{hour}:30", f"{hour}.30 Uhr", f"{hour}h30",
        f"{day}.", f"{day}. Rippe", f"IL-{day}", f"{month}-0", f"v{month}.{day}.0", f"10.{month}.{day}.1", f"2019-{day}", "17ß",
        f"{day} % ", f"COVID-19", f"{month}½", f"p = .0{day}", f"{day} {month} {hour}", "\u202e12\u202c", "HbA1c", "T3", "5-HT",
        f"the the {day}", "{{c1::" + str(day) + " mg}}", "<5>", "&nbsp;", "1 000 – 2 000", "-70 mV", " -5", "5 -10",
    ])


def sentence(random, language):
    words = WORDS.get(language[:2], ENGLISH) if random.random() < 0.8 else ENGLISH
    parts = []
    for _ in range(random.randint(3, 9)):
        pick = random.random()
        parts.append(dose(random, language) if pick < 0.35 else other(random) if pick < 0.5
                     else random.choice(DRUGS) if pick < 0.6 else random.choice(words))
    return " ".join(parts) + random.choice([".", "", ". ", ";", "!"])


def inline(random, text):
    """The text with random markup."""
    kind = random.randrange(8)
    if kind == 0 and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    if kind == 1:
        words = text.split(" ")
        at = random.randrange(len(words))
        words[at] = f"<em>{escape(words[at])}</em>"
        return " ".join(word if i == at else escape(word) for i, word in enumerate(words))
    if kind == 2:
        return "".join(f"&#{ord(c)};" if random.random() < 0.1 and c.isprintable() else escape(c) for c in text)
    return escape(text)


def part(random):
    """A sentence in another language, as an attribute and as text."""
    language = random.choice(PARTS)
    return f'xml:lang="{language}"', inline(random, sentence(random, language))


def lesson(random, name, language):
    def text():
        own = inline(random, sentence(random, language))
        if random.random() < 0.15:
            attribute, other_text = part(random)
            own += f" <em {attribute}>{other_text}</em> "
        return own
    marks = random.choice([["", "", ""], ["1. ", "2. ", "3. "], ["A) ", "B) ", "C) "], ["1) ", "2) ", "3) "]])
    correct = [' correct="true"', "", ""]
    options = "".join(f"<option{right}>{mark}{text()}<feedback>{text()}</feedback></option>"
                      for right, mark in zip(correct, marks))
    paragraphs = "".join(f"<p>{text()} {text()}</p>\n" for _ in range(6))
    paragraphs += "".join("<p {}>{}</p>\n".format(*part(random)) for _ in range(2))
    ignore = random.choice(["", "", '<?satchel-ignore medical/missing-space reason="x"?>', "<?satchel-ignore text/?>",
                            '<?satchel-ignor medical/trailing-zero reason="x"?>'])
    alt = escape(sentence(random, language), {'"': "&quot;"})
    return f"""<lesson xmlns="urn:satchel:lesson:1" id="{name}" xml:lang="{language}" reviewed="2026-11-20">
<title>{text()}</title><summary>{text()}</summary>
<section id="s"><title>T</title>{ignore}
{paragraphs}<list><item>{text()}</item><item>- {text()}</item><item>-{text()}</item></list>
<p>{ignore}{text()} <abbr title="{alt}">X</abbr></p></section>
<questions><question id="q-{name}"><stem>{text()}</stem>{options}<explanation>{text()}</explanation></question></questions>
<cards><card id="c-{name}"><front>{text()}</front><back>{text()}</back></card>
<cloze id="d-{name}">{text()} <blank hint="{alt}">{text()}</blank></cloze></cards></lesson>
"""
