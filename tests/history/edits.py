"""Edits as authors make them, each with the changes that satchel-diff must report: {id: {name, ...}}.

An edit touches nothing that another edit of the same release has touched, so the expected changes are known."""
from course import Item, Lesson, Unit

PATCH, MINOR, MAJOR = 1, 2, 3


def next_version(version, bump):
    part = 3 - bump
    return version[:part] + (version[part] + 1,) + (0,) * (2 - part)


class Release:
    """The edits of one release."""

    def __init__(self, course):
        self.course = course
        self.random = course.random
        self.touched = set()
        self.expected = {}
        self.bump = 0
        self.removed = set()  # two packs don't show that these were retired

    def expect(self, name, bump, *ids):
        for i in ids:
            self.expected.setdefault(i, set()).add("change/" + name)
        self.bump = max(self.bump, bump)

    def lesson(self):
        """A random lesson that no edit has touched, nor any of its items."""
        free = [lesson for lesson in self.course.lessons() if lesson.id not in self.touched]
        found = self.random.choice(free)
        self.touched.add(found.id)
        return found

    def item(self, *kinds):
        lesson = self.lesson()
        found = [item for item in lesson.items() if item.kind in kinds]
        return (lesson, self.random.choice(found)) if found else self.item(*kinds)

    def typo(self, text):
        """Replaces one letter."""
        words = text.split(" ")
        at = self.random.randrange(1, len(words) - 1) if len(words) > 2 else 0
        words[at] = words[at][:1] + ("y" if words[at][1:2] == "z" else "z") + words[at][2:]
        return " ".join(words)


def typo_in_prose(r):
    lesson = r.lesson()
    at = r.random.randrange(len(lesson.paragraphs))
    lesson.paragraphs[at] = r.typo(lesson.paragraphs[at])
    r.expect("lesson-reworded", PATCH, lesson.id)


def typo_in_title(r):
    lesson = r.lesson()
    lesson.title = r.typo(lesson.title)
    r.expect("lesson-reworded", PATCH, lesson.id)


def typo_in_item(r):
    _, item = r.item("single", "multiple", "card", "cloze", "entry")
    part = {"card": "front", "cloze": "before", "entry": "definition"}.get(item.kind) or r.random.choice(["stem", "explanation"])
    setattr(item, part, r.typo(getattr(item, part)))
    r.expect("item-reworded", PATCH, item.id)


def typo_in_option(r):
    _, item = r.item("single", "multiple")
    wrong = [i for i in range(len(item.options)) if i not in item.right]
    part = r.random.choice([0, 1])
    option = item.options[r.random.choice(wrong)]
    option[part] = r.typo(option[part])
    r.expect("item-reworded", PATCH, item.id)


def correct_answer(r):
    _, item = r.item("single", "multiple", "card", "cloze")
    words = r.course.words
    if item.kind == "single":
        item.right = {1 if 0 in item.right else 0}
    elif item.kind == "multiple":
        item.right = {0, 2} if item.right == {0, 1} else {0, 1}
    elif item.kind == "card":
        item.back = words.text(3)
    else:
        item.blank = words.word()
    r.expect("answer-changed", MAJOR, item.id)


def put_answer_better(r):
    _, item = r.item("card", "cloze")
    if item.kind == "card":
        item.back = r.typo(item.back)
    else:
        item.blank = r.typo(item.blank)
    item.progress = "keep since " + ".".join(map(str, r.course.version))
    r.expect("answer-corrected", PATCH, item.id)


def renew(r):
    _, item = r.item("card")
    item.front = r.typo(item.front)
    item.progress = "reset since " + ".".join(map(str, r.course.version))
    r.expect("item-reworded", PATCH, item.id)
    r.expect("item-renewed", MAJOR, item.id)


def change_kind(r):
    _, item = r.item("single", "multiple")
    item.kind = "multiple" if item.kind == "single" else "single"
    if item.kind == "single":
        item.right = {min(item.right)}
        r.expect("answer-changed", MAJOR, item.id)
    r.expect("kind-changed", MAJOR, item.id)


def add_option(r):
    _, item = r.item("single", "multiple")
    item.options.append([r.course.words.text(3), r.course.words.sentence(4, 6)])
    r.expect("option-added", MINOR, item.id)


def remove_option(r):
    _, item = r.item("single", "multiple")
    if len(item.options) - 1 in item.right or len(item.options) < 4:
        return
    item.options.pop()
    r.expect("option-removed", MINOR, item.id)


def add_item(r):
    lesson = r.lesson()
    item = Item(r.course, r.random.choice(["single", "card", "cloze", "entry"]))
    items = lesson.lists[item.list]
    items.insert(r.random.randint(0, len(items)), item)
    r.expect("item-added", MINOR, item.id)


def add_lesson(r):
    lesson = Lesson(r.course)
    r.touched.add(lesson.id)
    lessons = r.random.choice(r.course.units).lessons
    lessons.insert(r.random.randint(0, len(lessons)), lesson)
    r.expect("lesson-added", MINOR, lesson.id)
    r.expect("item-added", MINOR, *[item.id for item in lesson.items()])


def retire_item(r):
    lesson, item = r.item("single", "card", "cloze", "entry")
    lesson.lists[item.list].remove(item)
    r.course.retired[item.id] = "two facts"
    r.removed.add(item.id)
    r.expect("item-retired", MINOR, item.id)


def retire_lesson(r):
    lesson = r.lesson()
    unit = next(u for u in r.course.units if lesson in u.lessons)
    if len(unit.lessons) < 4:
        return
    unit.lessons.remove(lesson)
    for i in [lesson.id] + [item.id for item in lesson.items()]:
        r.course.retired[i] = "out of date"
        r.removed.add(i)
    r.expect("lesson-retired", MINOR, lesson.id)
    r.expect("item-retired", MINOR, *[item.id for item in lesson.items()])


def move_item(r):
    source, item = r.item("single", "card", "cloze", "entry")
    target = r.lesson()
    source.lists[item.list].remove(item)
    items = target.lists[item.list]
    items.insert(r.random.randint(0, len(items)), item)
    if (source.access or "free") != (target.access or "free") and not item.access:
        r.expect("access-narrowed" if target.access == "member" else "access-widened", MINOR, item.id)
    r.expect("item-moved", MINOR, item.id)


def reorder_items(r):
    lesson = r.lesson()
    items = lesson.lists[1]
    if len(items) < 4:
        return
    item = items.pop(0)
    items.insert(len(items) - 1, item)
    r.expect("item-moved", MINOR, item.id)


def reorder_lessons(r):
    unit = r.random.choice(r.course.units)
    if len(unit.lessons) < 5 or unit.id in r.touched:
        return
    r.touched.add(unit.id)
    lesson = unit.lessons.pop(0)
    unit.lessons.insert(3, lesson)
    r.expect("lesson-moved", MINOR, lesson.id)


def move_lesson(r):
    lesson = r.lesson()
    source = next(u for u in r.course.units if lesson in u.lessons)
    target = r.random.choice([u for u in r.course.units if u is not source])
    if len(source.lessons) < 4:
        return
    source.lessons.remove(lesson)
    target.lessons.insert(r.random.randint(0, len(target.lessons)), lesson)
    r.expect("lesson-moved", MINOR, lesson.id)


def narrow_access(r):
    _, item = r.item("single", "card")
    lesson_access = next(lesson.access for lesson in r.course.lessons() if item in lesson.items())
    if item.access == "member" or lesson_access == "member":
        return
    item.access = "member"
    r.expect("access-narrowed", MINOR, item.id)


def widen_access(r):
    found = [(lesson, item) for lesson in r.course.lessons() if lesson.id not in r.touched and lesson.access != "member"
             for item in lesson.items() if item.access == "member"]
    if not found:
        return
    lesson, item = r.random.choice(found)
    r.touched.add(lesson.id)
    item.access = None
    r.expect("access-widened", MINOR, item.id)


def mark(r):
    _, item = r.item("single", "card", "cloze", "entry")
    item.emphasis = not item.emphasis
    r.expect("marks-changed", PATCH, item.id)


def review(r):
    lesson = r.lesson()
    lesson.reviewed = f"2026-02-{r.random.randint(1, 28):02}" if lesson.reviewed < "2026-02" else "2026-01-01"
    r.expect("marks-changed", PATCH, lesson.id)


def retitle_unit(r):
    unit = r.random.choice(r.course.units)
    if unit.id in r.touched:
        return
    r.touched.add(unit.id)
    unit.title = r.typo(unit.title + " of it")
    r.expect("unit-retitled", PATCH, unit.id)


def add_unit(r):
    if "units" in r.touched:
        return
    r.touched.add("units")
    unit = Unit(r.course)
    lesson = Lesson(r.course)
    unit.lessons.append(lesson)
    r.touched.update((unit.id, lesson.id))
    r.course.units.insert(r.random.randint(0, len(r.course.units)), unit)
    r.expect("unit-added", MINOR, unit.id)
    r.expect("lesson-added", MINOR, lesson.id)
    r.expect("item-added", MINOR, *[item.id for item in lesson.items()])


def move_unit(r):
    if "units" in r.touched or len(r.course.units) < 4:
        return
    r.touched.add("units")
    unit = r.course.units.pop(0)
    r.course.units.insert(2, unit)
    r.expect("unit-moved", MINOR, unit.id)


def exchange_ids(r):
    _, one = r.item("card")
    _, other = r.item("card")
    one.front, other.front = other.front, one.front
    one.back, other.back = other.back, one.back
    one.emphasis, other.emphasis = other.emphasis, one.emphasis
    r.expect("id-reused", MAJOR, one.id, other.id)


def reuse_id(r):
    _, item = r.item("card")
    new = Item(r.course, "card")
    item.front, item.back = new.front, new.back
    r.expect("id-reused", MAJOR, item.id)


SMALL = [typo_in_prose, typo_in_item, typo_in_option, typo_in_title, put_answer_better, mark, review, retitle_unit]
MIDDLE = [add_item, add_lesson, retire_item, retire_lesson, move_item, reorder_items, reorder_lessons, move_lesson, add_option,
          remove_option, narrow_access, widen_access, add_unit, move_unit]
LARGE = [correct_answer, renew, change_kind, exchange_ids, reuse_id]


def make_release(course, number):
    """A third of the releases only reword, a third also add and move, and a third also reset progress."""
    r = Release(course)
    pool = [SMALL, SMALL + MIDDLE, SMALL + MIDDLE + LARGE][number % 3]
    for edit in r.random.choices(pool, k=r.random.randint(3, 8)):
        edit(r)
    for lesson in course.lessons():
        for item in lesson.items():
            # Remove the declarations for the last release, as satchel-diff asks.
            if item.progress and item.id not in r.expected:
                item.progress = None
    return r
