"""Tests satchel-merge with random edits of the lessons in content/. Prints TAP."""

import glob
import os
import re
import subprocess
import sys
import tempfile

import authors
import blocks
import edits
import trees

PROGRAM = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin", "satchel-merge")
MERGES = int(os.environ.get("MERGES", "60"))
SEED = int(os.environ.get("SEED", "1"))
number = 0
failed = 0


def verdict(name, problems):
    global number, failed
    number += 1
    failed += bool(problems)
    print("%s %d - %s" % ("not ok" if problems else "ok", number, name))
    for problem in problems[:20]:
        print("#   " + problem)


class Merger:
    def __init__(self, folder):
        self.folder = folder

    def __call__(self, base, ours, theirs, *options):
        paths = []
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            paths.append(os.path.join(self.folder, name))
            with open(paths[-1], "wb") as file:
                file.write(text)
        run = subprocess.run([PROGRAM, "-p", "-L", "ours", *options, *paths], capture_output=True, check=False,
                             env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"})
        return run.returncode, run.stdout, run.stderr.decode()


MARKERS = re.compile(rb"^<<<<<<<[^\n]*\n(.*?)^(?:\|\|\|\|\|\|\|[^\n]*\n(.*?)^)?=======\r?\n(.*?)^>>>>>>>[^\n]*\n",
                     re.DOTALL | re.MULTILINE)


def take(text, side):
    """What remains if one side is chosen in all conflicts: 1 ours, 2 base, 3 theirs."""
    return MARKERS.sub(lambda match: match.group(side) or b"", text)


def test_laws(merge, lessons):
    problems = []
    for path, lesson in lessons:
        random = edits.make(SEED)
        mine = edits.apply(lesson.text, lesson.change(random, random.choice(lesson.places), b"mine"))
        for name, versions, wanted in (("nothing by them", (lesson.text, mine, lesson.text), mine),
                                       ("nothing by us", (lesson.text, lesson.text, mine), mine),
                                       ("the same by both", (lesson.text, mine, mine), mine)):
            code, out, _ = merge(*versions)
            if code != 0 or out != wanted:
                problems.append("%s: %s" % (path, name))
    verdict("what only one side changed, or both in the same way, is taken as it is", problems)


def test_apart(merge, lessons):
    problems = []
    for i in range(MERGES):
        random = edits.make("%d apart %d" % (SEED, i))
        path, lesson = random.choice(lessons)
        chosen = random.sample(lesson.places, min(len(lesson.places), random.randrange(2, 12)))
        # Nobody edits a part of what another removes.
        chosen = [e for e in chosen if not any(e is not o and o.start <= e.start < o.end for o in chosen)]
        sides = ([], [])
        for j, element in enumerate(chosen):
            sides[j % 2].extend(lesson.change(random, element, b"abcdefghijklmnop"[j:j + 1] * 2))
        ours, theirs = (edits.apply(lesson.text, side) for side in sides)
        code, out, said = merge(lesson.text, ours, theirs)
        _, swapped, _ = merge(lesson.text, theirs, ours)
        if sorted(out.split(b"\n")) != sorted(swapped.split(b"\n")):
            problems.append("%s, merge %d: depends on the side" % (path, i))
        if code != 0:
            problems.append("%s, merge %d: exit code %d: %s" % (path, i, code, said))
        elif out != edits.apply(lesson.text, sides[0] + sides[1]):
            problems.append("%s, merge %d: is not both edits" % (path, i))
    verdict("edits of different items never conflict, and the result is both", problems)


def test_together(merge, lessons):
    problems = []
    conflicts = 0
    for i in range(MERGES):
        random = edits.make("%d together %d" % (SEED, i))
        path, lesson = random.choice(lessons)
        chosen = random.sample(lesson.places, min(len(lesson.places), random.randrange(1, 4)))
        sides = ([], [])
        for side, mark in ((0, b"OURS"), (1, b"THEIRS")):
            for element in chosen:
                change = lesson.change(random, element, mark)
                if edits.are_disjoint(change + sides[side]):
                    sides[side].extend(change)
        ours, theirs = (edits.apply(lesson.text, side) for side in sides)
        code, out, said = merge(lesson.text, ours, theirs, *random.choice(((), ("--diff3",))))
        name = "%s, merge %d" % (path, i)
        if code not in (0, 1) or (code == 1) != (b"\n<<<<<<< ours\n" in out):
            problems.append("%s: exit code %d: %s" % (name, code, said))
        for side, text, mark in ((1, ours, b"OURS"), (3, theirs, b"THEIRS")):
            chosen_text = take(out, side)
            if not edits.is_well_formed(chosen_text):
                problems.append("%s: side %d is not well-formed" % (name, side))
            if chosen_text.count(mark) != text.count(mark):
                problems.append("%s: side %d has %d words of its own, not %d" % (
                    name, side, chosen_text.count(mark), text.count(mark)))
        conflicts += code == 1
    if conflicts < MERGES / 10:
        problems.append("%d conflicts in %d merges" % (conflicts, MERGES))
    verdict("each side of the conflicts is well-formed and has all that it changed", problems)


def test_layout(merge, lessons):
    problems = []
    for i in range(MERGES // 2):
        random = edits.make("%d layout %d" % (SEED, i))
        path, lesson = random.choice(lessons)
        change = [edit for element in random.sample(lesson.places, 3) if not lesson.in_item(element)
                  for edit in lesson.change(random, element, b"changed")]
        theirs = edits.apply(lesson.text, change) if edits.are_disjoint(change) else lesson.text
        ours = re.sub(rb"\n(?= )", random.choice((b"\n\t", b"\n\n  ", b" ")), lesson.text)
        code, out, said = merge(lesson.text, ours, theirs)
        if code != 0 or out.split() != theirs.split():
            problems.append("%s, merge %d: exit code %d: %s" % (path, i, code, said))
        code, swapped, said = merge(lesson.text, theirs, ours)
        if code != 0 or swapped.split() != out.split():
            problems.append("%s, merge %d swapped: exit code %d: %s" % (path, i, code, said))
    verdict("words that one side changed are merged with the layout of the other", problems)


def test_moved(merge, lessons):
    problems = []
    for i in range(MERGES // 2):
        random = edits.make("%d moved %d" % (SEED, i))
        path, lesson = random.choice(lessons)
        change = [edit for element in random.sample(lesson.places, 6)
                  for edit in lesson.words_changed(random, element, b"changed")]
        if not edits.are_disjoint(change):
            continue
        theirs = edits.apply(lesson.text, change)
        move = edits.random_move(random, lesson)
        ours, both = move(lesson.text), move(theirs)
        code, out, said = merge(lesson.text, ours, theirs)
        if code != 0 or out != both:
            problems.append("%s, merge %d: exit code %d: %s" % (path, i, code, said))
        code, out, said = merge(lesson.text, theirs, ours)
        if code != 0 or out != both:
            problems.append("%s, merge %d swapped: exit code %d: %s" % (path, i, code, said))
    verdict("what one side moved, and the other changed, is changed where it is now", problems)


def test_trees(merge):
    problems = []
    conflicts = 0
    for i in range(MERGES):
        random = edits.make("%d trees %d" % (SEED, i))
        base = trees.make(random)
        texts = [trees.write(tree) for tree in (base, trees.change(random, base, "O"), trees.change(random, base, "T"))]
        code, out, said = merge(*(text.encode() for text in texts))
        kept = [take(out, side) for side in (1, 3)]
        conflicts += b"<<<<<<<" in out
        if code not in (0, 1) or not all(edits.is_well_formed(text) for text in kept):
            problems.append("merge %d: exit code %d: %s" % (i, code, said))
        problems.extend("merge %d: %s" % (i, problem) for problem in trees.problems(
            *texts, *(text.decode() for text in kept), b"<<<<<<<" not in out))
    if conflicts < MERGES / 20:
        problems.append("%d conflicts in %d merges" % (conflicts, MERGES))
    verdict("whatever both sides move, remove, wrap and unwrap, nothing is lost and nothing is there twice", problems)


VALIDATE = os.path.join(os.path.dirname(PROGRAM), "satchel-validate")


def is_valid(text):
    return subprocess.run([VALIDATE, "-q", "-"], input=text, capture_output=True, check=False).returncode == 0


def with_crlf(text):
    return text.replace(b"\n", b"\r\n")


def test_blocks(merge):
    problems = []
    merged = 0
    for i in range(MERGES * 3):
        maker = blocks.Maker(edits.make("%d blocks %d" % (SEED, i)))
        first = maker.lesson()
        sides = [maker.changed(first, "o"), maker.changed(first, "t")]
        if i % 3 == 0:
            maker.move_both(first, sides)
        elif i % 3 == 1:
            maker.rewrite_and_remove(first, sides)
        base, ours, theirs = (blocks.text_of(lesson).encode() for lesson in (first, *sides))
        code, out, said = merge(base, ours, theirs)
        swapped_code, swapped, _ = merge(base, theirs, ours)
        name = "merge %d" % i
        if code not in (0, 1) or code != swapped_code:
            problems.append("%s: exit codes %d and %d: %s" % (name, code, swapped_code, said))
        if code == 1 and not all(edits.is_well_formed(take(out, side)) for side in (1, 3)):
            problems.append("%s: a side of the conflict is not well-formed" % name)
        if code != 0:
            continue
        merged += 1
        problems.extend("%s: %s" % (name, problem) for problem in blocks.problems(base, ours, theirs, out))
        if out != swapped:
            problems.append("%s: the order depends on the side" % name)
        if i % 10 == 0 and all(map(is_valid, (base, ours, theirs))) and not is_valid(out):
            problems.append("%s: not valid" % name)
        if i % 4 == 0 and merge(base, with_crlf(ours), theirs)[1] != with_crlf(out):
            problems.append("%s: not the same with the line ends of DOS on one side" % name)
    if merged < MERGES:
        problems.append("only %d were merged" % merged)
    verdict("blocks without ids are merged alike from both sides, and no word of them is lost, doubled or comes back", problems)


def test_authors(merge, lessons):
    problems = []
    merged = 0
    for i in range(MERGES):
        author = authors.Author(edits.make("%d authors %d" % (SEED, i)))
        path, lesson = author.random.choice(lessons)
        base = author.marked(lesson.text)
        author.focus(base)
        ours, theirs = author.edit(base), author.edit(base)
        code, out, said = merge(base, ours, theirs)
        swapped_code, swapped, _ = merge(base, theirs, ours)
        name = "%s, merge %d" % (path, i)
        clean = b"<<<<<<<" not in out
        kept = [take(out, side) for side in (1, 3)]
        merged += code == 0
        if code not in (0, 1) or code != swapped_code:
            problems.append("%s: exit codes %d and %d: %s" % (name, code, swapped_code, said))
        if not all(map(edits.is_well_formed, kept)):
            problems.append("%s: a side is not well-formed" % name)
        if clean and out != swapped:
            problems.append("%s: depends on the side" % name)
        problems.extend("%s: %s" % (name, one) for one in authors.problems(base, ours, theirs, kept, clean, author.others))
        if code == 0 and all(map(is_valid, (ours, theirs))) and not is_valid(out):
            problems.append("%s: not valid" % name)
    if merged < MERGES / 4:
        problems.append("only %d were merged" % merged)
    verdict("what authors do to the same lesson is merged alike from both sides, or a conflict, and nothing is lost", problems)


def main():
    paths = sorted(glob.glob("content/*/*.xml"))
    lessons = []
    for path in paths:
        with open(path, "rb") as file:
            lessons.append((path, edits.Lesson(file.read())))
    with tempfile.TemporaryDirectory() as folder:
        merge = Merger(folder)
        test_laws(merge, lessons)
        test_apart(merge, lessons)
        test_together(merge, lessons)
        test_layout(merge, lessons)
        test_moved(merge, lessons)
        test_trees(merge)
        test_blocks(merge)
        test_authors(merge, lessons)
    print("1..%d" % number)
    sys.exit(failed > 0)


main()
