"""A course of lessons in memory, which writes itself as a content tree and a pack definition. Its words are invented,
so that no two texts are similar by chance."""
import os
from xml.sax.saxutils import escape

SYLLABLES = [a + b for a in "b c d f g l m n p r s t v".split() for b in "a e i o u an er il on us".split()]
ITEM_LISTS = ("questions", "cards", "glossary")


class Words:
    def __init__(self, random):
        self.random = random

    def word(self):
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4)))

    def text(self, count):
        return " ".join(self.word() for _ in range(count)).capitalize()

    def sentence(self, low=8, high=14):
        return self.text(self.random.randint(low, high)) + "."


class Item:
    def __init__(self, course, kind):
        words = course.words
        self.kind = kind  # single, multiple, card, cloze, entry
        self.id = course.new_id({"single": "q", "multiple": "q", "entry": "g"}.get(kind, "c"))
        self.access = None
        self.progress = None
        self.emphasis = False
        if kind in ("single", "multiple"):
            self.stem = words.text(words.random.randint(8, 12)) + "?"
            self.options = [[words.text(3), words.sentence(4, 6)] for _ in range(4)]
            self.right = {0} if kind == "single" else {0, 1}
            self.explanation = words.sentence()
        elif kind == "card":
            self.front = words.text(words.random.randint(6, 10)) + "?"
            self.back = words.text(3)
        elif kind == "cloze":
            self.before, self.blank, self.after = words.text(5), words.word(), words.text(4).lower()
        else:
            self.term, self.definition = words.text(2), words.sentence()

    @property
    def list(self):
        return {"single": 0, "multiple": 0, "card": 1, "cloze": 1}.get(self.kind, 2)

    def attributes(self):
        found = f' id="{self.id}"'
        if self.kind == "multiple":
            found += ' kind="multiple"'
        if self.access:
            found += f' access="{self.access}"'
        if self.progress:
            found += f' progress="{self.progress}"'
        return found

    def marked(self, text):
        if not self.emphasis:
            return escape(text)
        first, rest = text.split(" ", 1)
        return f"<em>{escape(first)}</em> {escape(rest)}"

    def xml(self):
        if self.kind == "card":
            return f"<card{self.attributes()}><front>{self.marked(self.front)}</front><back>{escape(self.back)}</back></card>"
        if self.kind == "cloze":
            return f"<cloze{self.attributes()}>{self.marked(self.before)} <blank>{self.blank}</blank> {self.after}.</cloze>"
        if self.kind == "entry":
            return (f"<entry{self.attributes()}><term>{escape(self.term)}</term>"
                    f"<definition>{self.marked(self.definition)}</definition></entry>")
        options = "".join(
            f'<option{" correct=" + chr(34) + "true" + chr(34) if i in self.right else ""}>{escape(text)}'
            f"<feedback>{escape(feedback)}</feedback></option>" for i, (text, feedback) in enumerate(self.options))
        return (f"<question{self.attributes()}><stem>{self.marked(self.stem)}</stem>{options}"
                f"<explanation>{escape(self.explanation)}</explanation></question>")


class Lesson:
    def __init__(self, course):
        words = course.words
        self.id = course.new_id("l")
        self.title = words.text(3)
        self.summary = words.sentence()
        self.paragraphs = [words.sentence(30, 50) for _ in range(words.random.randint(*course.paragraphs))]
        self.reviewed = "2026-01-01"
        self.access = None
        self.lists = ([], [], [])
        for kind, count in (("single", 3), ("multiple", 1), ("card", 4), ("cloze", 2), ("entry", 2)):
            for _ in range(count):
                item = Item(course, kind)
                self.lists[item.list].append(item)

    def items(self):
        return [item for items in self.lists for item in items]

    def xml(self):
        access = f' access="{self.access}"' if self.access else ""
        body = "".join(f"<p>{escape(p)}</p>\n" for p in self.paragraphs)
        parts = ""
        for name, items in zip(ITEM_LISTS, self.lists):
            if items:
                parts += f"<{name}>\n" + "".join(item.xml() + "\n" for item in items) + f"</{name}>\n"
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<lesson xmlns="urn:satchel:lesson:1" id="{self.id}" xml:lang="en"'
                f' reviewed="{self.reviewed}"{access}>\n<title>{escape(self.title)}</title>\n'
                f"<summary>{escape(self.summary)}</summary>\n"
                f'<section id="s"><title>What there is</title>\n{body}</section>\n{parts}</lesson>\n')


class Unit:
    def __init__(self, course):
        self.id = course.new_id("u")
        self.title = course.words.text(2)
        self.lessons = []


class Course:
    def __init__(self, folder, random, lessons, per_unit, search=False, paragraphs=(4, 8)):
        self.folder = folder
        self.random = random
        self.words = Words(random)
        self.ids = set()
        self.version, self.release = (1, 0, 0), 1
        self.search = search
        self.paragraphs = paragraphs  # the fewest and the most in a lesson
        self.retired = {}
        self.written = {}
        self.units = []
        for n in range(lessons):
            if n % per_unit == 0:
                self.units.append(Unit(self))
            self.units[-1].lessons.append(Lesson(self))

    def new_id(self, prefix):
        while True:
            found = f"{prefix}-{self.words.word()}-{self.words.word()}"
            if found not in self.ids:
                self.ids.add(found)
                return found

    def lessons(self):
        return [lesson for unit in self.units for lesson in unit.lessons]

    @property
    def definition(self):
        return os.path.join(self.folder, "packs", "course.xml")

    def write_file(self, path, text):
        if self.written.get(path) == text:
            return
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        self.written[path] = text

    def write(self):
        content = os.path.join(self.folder, "content")
        os.makedirs(content, exist_ok=True)
        os.makedirs(os.path.dirname(self.definition), exist_ok=True)
        wanted = set()
        for lesson in self.lessons():
            path = os.path.join(content, lesson.id + ".xml")
            wanted.add(path)
            self.write_file(path, lesson.xml())
        for path in [p for p in self.written if p.startswith(content) and p not in wanted and "retired" not in p]:
            os.unlink(path)
            del self.written[path]
        lines = "".join(f'<retired id="{i}" since="2026-01-01" reason="{reason}"/>\n' for i, reason in self.retired.items())
        self.write_file(os.path.join(content, "retired.xml"),
                        f'<retired-ids xmlns="urn:satchel:retired:1">\n{lines}</retired-ids>\n')
        units = "".join(
            f'<unit id="{u.id}"><title>{escape(u.title)}</title>\n' +
            "".join(f'<lesson id="{lesson.id}"/>\n' for lesson in u.lessons) + "</unit>\n" for u in self.units)
        version = ".".join(map(str, self.version))
        self.write_file(self.definition,
                        f'<pack xmlns="urn:satchel:pack:1" id="course" version="{version}" release="{self.release}" '
                        f'licence="CC0-1.0" xml:lang="en" content="../content">\n<title>Course</title>\n'
                        f'{"<search/>" if self.search else ""}{units}</pack>\n')
