"""Random edits of real lessons as authors make them: words, paragraphs, options, questions, cards, ids and tags are
changed, moved, added and removed. Each text ends with a word that occurs once, so what became of it can be counted."""

import collections
import re

import edits

TEXTS = ("p", "item", "option", "cell", "front", "back", "stem", "definition", "explanation", "cloze", "caption")
BLOCKS = ("p", "callout", "list", "table", "figure")
WITH_IDS = ("card", "cloze", "question", "entry", "open-question", "numeric-question")
MARK = re.compile(rb"\bm\d+m\b")


class Author:
    def __init__(self, random, number=0):
        self.random, self.number = random, number
        self.hot = set()  # ids of what most edits are in
        # Words in elements with a new id, or elsewhere with other words: if a conflict shows them, it may show the old
        # ones elsewhere, or not at all.
        self.others = set()

    def word(self):
        self.number += 1
        return b"m%dm" % self.number

    def words(self, count):
        return b" ".join(self.word() for _ in range(count))

    def focus(self, text):
        """Chooses where both sides edit, so that they meet."""
        ids = {}
        for element in edits.all_of(edits.read(text)):
            if "id" in element.attributes and element.parent.name:
                ids.setdefault(element.name, []).append(element.attributes["id"])
        for name in ("section", "section", "question", "card"):
            self.hot.add(self.random.choice(ids.get(name) or [""]))

    def is_hot(self, element):
        while element and element.attributes.get("id") not in self.hot:
            element = element.parent
        return element is not None

    def marked(self, text):
        """The lesson, with a word added to each text."""
        places = [self.end(text, e) for e in edits.all_of(edits.read(text)) if self.is_text(e)]
        return edits.apply(text, [(at, at, b" " + self.word()) for at in sorted(set(places))])

    @staticmethod
    def is_text(element):
        return element.name in TEXTS and element.texts and element.end > element.inside

    @staticmethod
    def end(text, element):
        """Where the first text of an element ends, before markup and white space."""
        end = text.index(b"<", element.texts[0])
        return len(text[:end].rstrip())

    def choose(self, text, wanted):
        found = [e for e in edits.all_of(edits.read(text)) if wanted(e)]
        hot = [e for e in found if self.is_hot(e)]
        found = hot if hot and self.random.random() < 0.7 else found
        return self.random.choice(found) if found else None

    def piece(self, text, element):
        """An element with the white space before it."""
        start = len(text[:element.start].rstrip())
        return start, element.end

    @staticmethod
    def is_many(element):
        return sum(c.name == element.name for c in element.parent.children) > (3 if element.name == "option" else 2)

    def reword(self, text):
        element = self.choose(text, self.is_text)
        at = element.texts[0]
        found = list(re.finditer(rb"[A-Za-z]{4,}", text[at:self.end(text, element)]))
        found = [m for m in found if text[at + m.start() - 1:at + m.start()] not in (b"&", b"#")]
        if not found:
            return text
        one = self.random.choice(found)
        return text[:at + one.start()] + self.word() + text[at + one.end():]

    def rewrite(self, text, element=None):
        """Only a third of a text stays, which is enough to know it by."""
        element = element or self.choose(text, self.is_text)
        at, end = element.texts[0], self.end(text, element)
        words = text[at:end].split()
        kept = words[-max(3, len(words) // 3):]
        if b"&" in text[at:end]:
            return text
        return text[:at] + self.words(8) + b" " + b" ".join(kept) + text[end:]

    def remove(self, text):
        names = BLOCKS + WITH_IDS + ("option", "row", "item")
        element = self.choose(text, lambda e: e.name in names and e.parent and self.is_many(e) and
                              not (e.name == "option" and e.attributes.get("correct")))
        if not element:
            return text
        start, end = self.piece(text, element)
        return text[:start] + text[end:]

    def move(self, text, rewritten=False):
        """A block to another section, or anything among its siblings."""
        names = BLOCKS + WITH_IDS + ("option", "row", "section")
        element = self.choose(text, lambda e: e.name in names and e.parent and e.parent.name and self.is_many(e))
        if not element:
            return text
        start, end = self.piece(text, element)
        moved, before = text[start:end], text[:start] + text[end:]
        if element.name in BLOCKS and element.parent.name == "section":
            target = self.choose(before, lambda e: e.name in BLOCKS and e.parent.name == "section")
        else:
            parent = element.parent
            target = self.choose(before, lambda e: e.name == element.name and e.parent.name == parent.name and
                                 e.parent.start == parent.start)
        if not target:
            return text
        after = before[:target.end] + moved + before[target.end:]
        if not rewritten:
            return after
        inside = [e for e in edits.all_of(edits.read(after)) if self.is_text(e) and
                  target.end <= e.start < target.end + len(moved)]
        self.others.update(MARK.findall(moved))
        return self.rewrite(after, inside[0]) if inside else after

    def move_and_rewrite(self, text):
        return self.move(text, True)

    def add(self, text):
        element = self.choose(text, lambda e: e.name in ("p", "card", "option", "row", "item") and e.parent.name and
                              not e.attributes.get("correct"))
        start, end = self.piece(text, element)
        space = text[start:element.start]
        if element.name == "card":
            new = b'<card id="c-%s"><front>What is %s?</front><back>%s</back></card>' % (self.word(), self.words(2), self.words(2))
        elif element.name == "row":
            new = MARK.sub(lambda _: self.word(), text[element.start:end])
        else:
            new = b"<%s>%s</%s>" % (element.name.encode(), self.words(6), element.name.encode())
        return text[:end] + space + new + text[end:]

    def rename(self, text):
        used = set(re.findall(rb'(?:to|entry)="([^"]*)"', text))
        element = self.choose(text, lambda e: e.name in WITH_IDS and e.attributes["id"].encode() not in used)
        self.others.update(MARK.findall(text[element.start:element.end]))
        return text.replace(b'id="%s"' % element.attributes["id"].encode(), b'id="%s-new-%d"' % (
            element.attributes["id"].encode(), self.random.randrange(10 ** 6)), 1)

    def retag(self, text):
        found = list(re.finditer(rb'(?:difficulty|reviewed)="([^"]*)"', text))
        one = self.random.choice(found)
        new = (b"2026-%02d-%02d" % (self.random.randrange(1, 12), self.random.randrange(1, 28))
               if one.group(0).startswith(b"rev") else self.random.choice((b"easy", b"medium", b"hard")))
        return text[:one.start(1)] + new + text[one.end(1):]

    def edit(self, text):
        for _ in range(self.random.randrange(1, 6)):
            text = self.random.choice((self.reword, self.reword, self.rewrite, self.remove, self.remove, self.move,
                                       self.move, self.move_and_rewrite, self.add, self.rename, self.retag))(text)
        return text


def counts(text):
    return collections.Counter(MARK.findall(text))


def problems(base, ours, theirs, kept, clean, others):
    """What was lost or doubled in what remains if either side is kept, or came back in a merge without conflicts. Of
    others, only in such a merge."""
    base, ours, theirs = counts(base), counts(ours), counts(theirs)
    for name, text, side, other in (("ours", kept[0], ours, theirs), ("theirs", kept[1], theirs, ours)):
        now = counts(text)
        for word in sorted((set(side) | set(other)) - (set() if clean else others)):
            if now[word] > max(side[word], other[word]):
                yield "%s is there %d times in %s" % (word.decode(), now[word], name)
            if not now[word] and side[word] and (other[word] or not base[word]):
                yield "%s is lost in %s" % (word.decode(), name)
        for word in base:
            if clean and now[word] and not (ours[word] and theirs[word]):
                yield "%s came back" % word.decode()
