"""Random lessons of paragraphs, lists, tables and callouts without ids, and random edits and moves of these by two sides.
Every word occurs once, so what became of it can be counted."""

import copy
import re


class Node:
    def __init__(self, name, children=None, sentences=None, id_=None):
        self.name, self.children, self.sentences, self.id = name, children, sentences, id_


class Maker:
    def __init__(self, random):
        self.random, self.count = random, 0

    def word(self):
        self.count += 1
        return "w%dx" % self.count

    def sentence(self):
        return "The %s is %s %s." % (self.word(), self.random.choice(("about e.g. Dr. Low", "given b.i.d. Mondays", "5 mg")),
                                     self.word())

    def sentences(self, most):
        return [self.sentence() for _ in range(self.random.randrange(1, most + 1))]

    def block(self):
        some = range(self.random.randrange(1, 4))
        return self.random.choice((
            lambda: Node("p", sentences=self.sentences(3)), lambda: Node("p", sentences=self.sentences(3)),
            lambda: Node("list", [Node("item", sentences=[self.sentence()]) for _ in some]),
            lambda: Node("table", [Node("row", [Node("cell", sentences=[self.word()]) for _ in range(2)]) for _ in some]),
            lambda: Node("callout", [Node("p", sentences=[self.sentence()]) for _ in some])))()

    def card(self, id_):
        return Node("card", sentences=[self.sentence(), self.sentence()], id_=id_)

    def lesson(self):
        some = self.random.randrange
        return ([Node("section", [self.block() for _ in range(some(1, 5))], id_="s-%d" % i) for i in range(some(2, 4))],
                [self.card("c-%d" % i) for i in range(some(1, 4))])

    def changed(self, lesson, side):
        lesson = copy.deepcopy(lesson)
        for _ in range(self.random.randrange(1, 4)):
            self.change(lesson, side)
        return lesson

    def insert(self, nodes, node):
        nodes.insert(self.random.randrange(len(nodes) + 1), node)

    def change(self, lesson, side):
        sections, cards = lesson
        section = self.random.choice(sections)
        block = self.random.choice(section.children)
        kind = self.random.randrange(8)
        if kind == 0 and len(section.children) > 1:
            section.children.remove(block)
        elif kind == 1:
            self.insert(section.children, self.block())
        elif kind == 2:
            self.move(sections, section, block)
        elif kind == 3:
            self.reword(block)
        elif kind == 4 and block.sentences:
            self.insert(block.sentences, self.sentence())
        elif kind == 5:
            self.random.choice(cards).sentences[self.random.randrange(2)] = self.sentence()
        elif kind == 6:
            self.insert(cards, self.card("c-%s-%d" % (side, self.random.randrange(10 ** 6))))
        elif kind == 7:
            self.move(sections, section, block)
            self.rewrite(block)

    def move(self, sections, section, block):
        if len(section.children) > 1:
            section.children.remove(block)
            self.insert(self.random.choice(sections).children, block)

    def reword(self, block):
        while block.children:
            block = self.random.choice(block.children)
        at = self.random.randrange(len(block.sentences))
        block.sentences[at] = self.word() if block.name == "cell" else self.sentence()

    def rewrite(self, block):
        """Keeps one sentence of several, and of the others not even the small words."""
        for part in block.children or [block]:
            if part.sentences and len(part.sentences) > 1:
                kept = self.random.choice(part.sentences)
                part.sentences = [kept] + [" ".join(self.word() for _ in range(8)) + "." for _ in part.sentences[1:]]
                self.random.shuffle(part.sentences)

    def find(self, base, lessons):
        """A block of the base, as the section and block of each of the lessons; None if one has it no more as it was."""
        words = write(self.random.choice(self.random.choice(base[0]).children), 0)
        found = [[(s, b) for s in sections for b in s.children if write(b, 0) == words] for sections, _ in lessons]
        return [one[0] for one in found] if all(found) else None

    def rewrite_and_remove(self, base, sides):
        """One side moves a block and rewrites most of it, and the other removes it."""
        found = self.find(base, sides)
        if found and all(len(section.children) > 1 for section, _ in found):
            (section, block), (other, gone) = found
            self.move(sides[0][0], section, block)
            self.rewrite(block)
            other.children.remove(gone)

    def move_both(self, base, sides):
        """Both sides move the same block, if they have it as it was."""
        for (sections, _), (section, block) in zip(sides, self.find(base, sides) or ()):
            self.move(sections, section, block)


def write(node, depth):
    pad = "  " * depth
    id_ = ' id="%s"' % node.id if node.id else ""
    if node.name == "card":
        front, back = node.sentences
        return "%s<card%s>\n%s  <front>%s?</front>\n%s  <back>%s</back>\n%s</card>\n" % (
            pad, id_, pad, front[:-1], pad, back, pad)
    if node.children is None:
        return "%s<%s>%s</%s>\n" % (pad, node.name, ("\n" + pad + "  ").join(node.sentences), node.name)
    title = "%s  <title>Title of %s</title>\n" % (pad, node.id) if node.id else ""
    kind = ' kind="note"' if node.name == "callout" else ""
    return "%s<%s%s%s>\n%s%s%s</%s>\n" % (pad, node.name, id_, kind, title,
                                          "".join(write(child, depth + 1) for child in node.children), pad, node.name)


def text_of(lesson):
    sections, cards = lesson
    return """<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="l" xml:lang="en" reviewed="2026-01-01">
  <title>T</title>
  <summary>Something that is long enough.</summary>
%s  <cards>
%s  </cards>
</lesson>
""" % ("".join(write(one, 1) for one in sections), "".join(write(one, 2) for one in cards))


def problems(base, ours, theirs, merged):
    """What was lost, doubled or came back: words of which a side changed the number, or none."""
    def count(text, word):
        return len(re.findall(rb"\b%s\b" % word, text))

    found = []
    for word in sorted(set(re.findall(rb"w\d+x", base + ours + theirs))):
        of_base, of_ours, of_theirs = (count(text, word) for text in (base, ours, theirs))
        wanted = of_ours if of_base == of_theirs or of_ours == of_theirs else of_theirs
        if (of_base == of_ours or of_ours == wanted) and count(merged, word) != wanted:
            found.append("%s is there %d times, not %d" % (word.decode(), count(merged, word), wanted))
    return found
