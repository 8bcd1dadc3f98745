"""Random edits of lessons, as replacements of bytes, so that both edits of a merge can be applied to the base."""

import random
import re
import xml.parsers.expat

NAMES = ("question", "open-question", "numeric-question", "matching-question", "ordering-question", "card", "cloze",
         "occlusion", "entry", "source", "objective")
PROSE = ("p", "title", "summary", "caption", "item", "row")


class Element:
    def __init__(self, name, attributes, start, parent):
        self.name, self.attributes, self.start, self.parent = name, attributes, start, parent
        self.children, self.texts = [], []
        self.end = self.inside = None


def read(text):
    """The root of an XML document, with offsets in bytes. Raises ExpatError if it is not well-formed."""
    parser = xml.parsers.expat.ParserCreate()
    top = Element("", {}, 0, None)
    state = {"at": top}

    def opened(name, attributes):
        element = Element(name, attributes, parser.CurrentByteIndex, state["at"])
        element.inside = text.index(b">", text_end_of_tag(text, element.start)) + 1
        state["at"].children.append(element)
        state["at"] = element

    def closed(_name):
        element = state["at"]
        at = parser.CurrentByteIndex
        element.end = text.index(b">", at) + 1 if text[at:at + 2] == b"</" else element.inside
        state["at"] = element.parent

    def said(_data):
        state["at"].texts.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, said
    parser.buffer_text = False
    parser.Parse(text, True)
    return top.children[0]


def text_end_of_tag(text, start):
    """The offset before the > of a start tag, whose values may contain others."""
    quote = 0
    for at in range(start, len(text)):
        if quote:
            quote = 0 if text[at] == quote else quote
        elif text[at] in b"\"'":
            quote = text[at]
        elif text[at] == ord(">"):
            return at
    return start


def all_of(element):
    yield element
    for child in element.children:
        yield from all_of(child)


def is_well_formed(text):
    try:
        read(text)
        return True
    except xml.parsers.expat.ExpatError:
        return False


def apply(text, edits):
    """edits are (start, end, bytes), disjoint; insertions at one place keep their order."""
    for start, end, new in sorted(edits, key=lambda e: (e[0], e[1]), reverse=False)[::-1]:
        text = text[:start] + new + text[end:]
    return text


def are_disjoint(edits):
    """Whether no two of them replace the same bytes, or insert at the same place."""
    edits = sorted(edits, key=lambda e: e[:2])
    return all(a[1] <= b[0] and a[:2] != b[:2] for a, b in zip(edits, edits[1:]))


def random_move(random_, lesson):
    """A function that moves something in a text of the lesson: a section into another, a question into a set, or an item
    to the end of its list."""
    sections = [e for e in lesson.root.children if e.name == "section"]
    questions = [e for e in lesson.root.children if e.name == "questions"]
    items = [e for e in lesson.places if e.name in ("card", "cloze", "entry", "source") and
             e is not e.parent.children[-1]]
    kind = random_.randrange(3)
    if kind == 0 and len(sections) > 1:
        moved, target = (e.attributes["id"] for e in random_.sample(sections, 2))
        return lambda text: moved_to_end(text, moved, target)
    if kind == 1 and questions:
        question = random_.choice(questions[0].children).attributes["id"]
        return lambda text: wrapped(text, question)
    item = random_.choice(items).attributes["id"]
    return lambda text: moved_to_end(text, item, None)


def find(text, id_):
    return next(e for e in all_of(read(text)) if e.attributes.get("id") == id_)


def moved_to_end(text, id_, target):
    """Moves an element with the white space before it to the end of another, by default its parent."""
    element = find(text, id_)
    end = (find(text, target) if target else element.parent).end
    end = text.rindex(b"</", 0, end)
    start = element.start - len(text[:element.start]) + len(text[:element.start].rstrip())
    before = len(text[:end].rstrip())
    moved = text[start:element.end]
    return apply(text, [(start, element.end, b""), (before, before, moved)])


def wrapped(text, id_):
    element = find(text, id_)
    return apply(text, [(element.start, element.start, b"<question-set id=\"set-new\"><vignette>New.</vignette>"),
                        (element.end, element.end, b"</question-set>")])


def is_head(element):
    """Whether it is the row of a table that says what is in the columns, on which all other rows depend."""
    return element.name == "row" and element.children[-1].name == "header"


class Lesson:
    """What can be edited in a lesson independently of each other."""

    def __init__(self, text):
        self.text = text
        self.root = read(text)
        items = [e for e in all_of(self.root) if e.name in NAMES]
        prose = [e for e in all_of(self.root) if e.name in PROSE and not self.in_item(e) and not is_head(e)]
        self.places = items + prose

    @staticmethod
    def in_item(element):
        while element.parent:
            element = element.parent
            if element.name in NAMES or element.name in ("item", "row", "vignette"):
                return True
        return False

    def words(self, element):
        """Words of the element's text, as (start, end)."""
        found = []
        for inner in all_of(element):
            for at in inner.texts:
                end = self.text.find(b"<", at)
                for match in re.finditer(rb"[A-Za-z]{4,}", self.text[at:end]):
                    before = self.text[max(0, at + match.start() - 1):at + match.start()]
                    if before not in (b"&", b"#"):
                        found.append((at + match.start(), at + match.end()))
        return sorted(set(found))

    def lead(self, element):
        """Where the white space before an element begins."""
        start = element.start
        while self.text[start - 1:start].isspace():
            start -= 1
        return start

    def change(self, random_, element, mark):
        """Changes words of the element, or removes it, or adds another after it."""
        kind = random_.randrange(6)
        deletes = element.name in ("question", "card", "cloze", "entry", "p", "item")
        lead = self.text[self.lead(element):element.start]
        if kind == 0 and deletes and sum(c.name == element.name for c in element.parent.children) > 2:
            return [(self.lead(element), element.end, b"")]
        has_ids = any("id" in inner.attributes for inner in all_of(element) if inner is not element)
        if kind == 1 and element.name in ("card", "cloze", "entry", "source", "objective") and not has_ids:
            new = b"%s<%s id=\"new-%s-%d\">%s</%s>" % (
                lead, element.name.encode(), mark.lower(), element.start, self.text[element.inside:element.end].rsplit(b"</", 1)[0],
                element.name.encode())
            return [(element.end, element.end, new)]
        if kind == 2 and "tags" in element.attributes:
            at = self.text.index(b"tags=\"", element.start) + 6
            return [(at, at, b"added-%s " % mark)]
        return self.words_changed(random_, element, mark)

    def words_changed(self, random_, element, mark):
        words = self.words(element)
        chosen = random_.sample(words, min(len(words), random_.randrange(1, 4)))
        return [(start, end, self.text[start:end] + mark) for start, end in chosen]


def make(seed):
    return random.Random(seed)
