"""Random edits of a tree of lessons. Most break something; those in MOVES change no text, so nothing is new after
them."""
import os
import re
import subprocess

EDITS, MOVES = {}, {}


def edit(function):
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def move(function):
    MOVES[function.__name__.replace("_", " ")] = function
    return function


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def files(root, suffix=".xml"):
    found = []
    for folder, _, names in os.walk(root):
        found += [os.path.join(folder, n) for n in names
                  if n.endswith(suffix) and n not in ("satchel.xml", "retired.xml")]
    return sorted(found)


def any_lesson(root, random):
    return random.choice(files(root))


def all_ids(root, pattern=r'<(?:question|card|cloze|entry) id="([^"]+)"'):
    return [(path, i) for path in files(root) for i in re.findall(pattern, read(path))]


def change(root, random, pattern, replacement, flags=re.S):
    """Replaces one random match of pattern in a random lesson that has one."""
    paths = [p for p in files(root) if re.search(pattern, read(p), flags)]
    if not paths:
        return False
    path = random.choice(paths)
    text = read(path)
    match = random.choice(list(re.finditer(pattern, text, flags)))
    new = replacement(match) if callable(replacement) else replacement
    write(path, text[:match.start()] + new + text[match.end():])
    return True


@edit
def delete_a_line(root, random):
    path = any_lesson(root, random)
    lines = read(path).split("\n")
    del lines[random.randrange(len(lines))]
    write(path, "\n".join(lines))


@edit
def break_a_tag(root, random):
    return change(root, random, r"</(p|list|item|option|section|front)>", lambda m: random.choice(["", "</" + m[1]]))


@edit
def drop_a_key(root, random):
    return change(root, random, r' correct="true"', "")


@edit
def add_a_key(root, random):
    return change(root, random, r"<option>", '<option correct="true">')


@edit
def rename_a_link_target(root, random):
    return change(root, random, r'<(question|card|section|lesson [^>]*?) id="([^"]+)"',
                  lambda m: m[0].replace(m[2], m[2] + "-other"))


@edit
def delete_an_item(root, random):
    return change(root, random, r"<(question|card|entry) id=.*?</\1>\n?", "")


@edit
def reuse_an_id(root, random):
    new = random.choice(all_ids(root))[1]
    return change(root, random, r'(<(?:question|card|entry) id=")[^"]+"', lambda m: m[1] + new + '"')


@edit
def remove_a_picture(root, random):
    os.remove(random.choice(files(root, ".svg")))


@edit
def damage_a_picture(root, random):
    path = random.choice(files(root, ".svg"))
    write(path, random.choice(["no picture", read(path).replace("</svg>", "<script>x</script></svg>"), read(path)[:-9]]))


@edit
def retire_an_id_in_use(root, random):
    path = os.path.join(root, "retired.xml")
    new = random.choice(all_ids(root))[1]
    write(path, re.sub("</retired-ids>", f'<retired id="{new}" since="2026-11-20" reason="wrong"/></retired-ids>',
                       read(path)))


@edit
def damage_the_list_of_retired_ids(root, random):
    path = os.path.join(root, "retired.xml")
    write(path, read(path).replace("<retired id", random.choice(["<retired ID", "<retire id", "<"]), 1))


@edit
def duplicate_a_question(root, random):
    path, name = random.choice(all_ids(root, r'<question id="([^"]+)"'))
    text = re.search(rf'<question id="{name}".*?</question>\n', read(path), re.S)[0]
    copy = text if random.random() < 0.5 else text.replace(name, name + "-copy")
    return change(root, random, r"(<questions>\n)", lambda m: m[1] + copy)


@edit
def duplicate_a_lesson(root, random):
    path = any_lesson(root, random)
    write(os.path.join(os.path.dirname(path), random.choice("az") + "-copy.xml"), read(path))


@edit
def make_cards_ambiguous(root, random):
    fronts = [f for path in files(root) for f in re.findall(r"<front>.*?</front>", read(path), re.S)]
    return change(root, random, r"<front>.*?</front>", random.choice(fronts)) if fronts else False


@edit
def change_severities(root, random):
    rule = random.choice(["question/negative-stem", "question/no-feedback", "duplicate/", "card/", "text/", "medical/"])
    path = os.path.join(root, "satchel.xml")
    write(path, re.sub(r"<satchel xmlns=[^>]*?/?>.*", '<satchel xmlns="urn:satchel:config:1">'
                       f'<rule name="{rule}" severity="{random.choice(["error", "warning", "off"])}"/></satchel>\n',
                       read(path), flags=re.S))


@edit
def add_a_pattern(root, random):
    write(os.path.join(root, "satchel.xml"), '<satchel xmlns="urn:satchel:config:1">'
          '<pattern name="first" kind="must-not" places="stem option prose" severity="error">'
          '<regex>first</regex><message>no first</message></pattern></satchel>\n')


@edit
def edit_an_attribute(root, random):
    return change(root, random, r' (id|src|to|reviewed|xml:lang|alt|correct|xmlns)="([^"]*)"', lambda m: random.choice(
        [f' {m[1]}="{m[2]}', f' {m[1]}=""', f" {m[1]}='{m[2][1:]}'", f' {m[1]}x="{m[2]}"', f' {m[1]}="a > {m[2]}"', ""]))


@edit
def write_a_dose_badly(root, random):
    return change(root, random, r"\b5 mg", lambda m: random.choice(["5.0 mg", ".5 mg", "5mg"]))


@edit
def empty_an_element(root, random):
    return change(root, random, r"<(stem|option|front|back|title|term|p)>[^<]*</\1>", lambda m: f"<{m[1]}></{m[1]}>")


@edit
def misspell_an_element(root, random):
    return change(root, random, r"<(stem|title|item|p|caption)>", lambda m: f"<{m[1]}x>")


@edit
def delete_a_file(root, random):
    os.remove(any_lesson(root, random))


@edit
def save_in_another_encoding(root, random):
    path = any_lesson(root, random)
    with open(path, "wb") as file:
        file.write(random.choice([read_bytes(path) + b"\xff", read_bytes(path).decode().encode("utf-16"), b""]))


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


@edit
def fix_one_and_break_another(root, random):
    """Moves an error from one place to another, so that their number stays the same."""
    text = [p for p in files(root) if "5.0 mg" in read(p)]
    if not text:
        return False
    write(text[0], read(text[0]).replace("5.0 mg", "5 mg", 1))
    return change(root, random, r"\b5 mg", "5.0 mg")


@edit
def move_a_mistake_in_an_item(root, random):
    """Moves the key of one question to another that had none."""
    return change(root, random, r"<option>Go on with it", "<option>") and drop_a_key(root, random)


@edit
def leave_a_link_without_its_section(root, random):
    target = random.choice(all_ids(root))[1]
    if not change(root, random, r'to="[^"]+"', f'to="{target}"'):
        return False
    return change(root, random, rf'<(question|card|cloze|entry) id="{target}".*?</\1>', "")


@move
def nothing(root, random):
    pass


@move
def rename_a_file(root, random):
    path = any_lesson(root, random)
    os.rename(path, os.path.join(os.path.dirname(path), random.choice("az") + "-" + os.path.basename(path)))


@move
def rename_a_folder(root, random):
    name = random.choice(["heart", "mind", "real"])
    if os.path.isdir(os.path.join(root, name)):
        os.rename(os.path.join(root, name), os.path.join(root, random.choice("az") + name))


@move
def swap_two_items(root, random):
    kind = random.choice(["question", "card", "item", "section"])
    pattern = rf"( *<{kind}[ >].*?</{kind}>\n)( *<{kind}[ >].*?</{kind}>\n)"
    return change(root, random, pattern, lambda m: m[2] + m[1])


@move
def add_blank_lines(root, random):
    return change(root, random, r"\n( *<(?:question|card|section|p|list)\b)", lambda m: "\n\n\n" + m[1])


@move
def indent_otherwise(root, random):
    path = any_lesson(root, random)
    write(path, re.sub(r"(?m)^( *<)", lambda m: "  " + m[1], read(path).replace("\n  <", "\n<")))


@move
def save_with_other_line_ends(root, random):
    path = any_lesson(root, random)
    write(path, read(path).replace("\r\n", "\n").replace("\n", "\r\n"))


@move
def save_with_a_byte_order_mark(root, random):
    path = any_lesson(root, random)
    write(path, "\ufeff" + read(path).lstrip("\ufeff"))


@move
def lay_out_again(root, random):
    fmt = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin", "satchel-fmt")
    subprocess.run([fmt, *random.sample(files(root), 4)], capture_output=True)


@move
def rename_the_tree(root, random):
    os.rename(root, root + "-renamed")
