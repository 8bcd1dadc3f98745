"""A Git repository of lessons: those of this project and generated ones, some of which have errors from the start."""
import os
import shutil
import subprocess

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"><circle r="3"/></svg>\n'
CONFIG = '<?xml version="1.0" encoding="UTF-8"?>\n<satchel xmlns="urn:satchel:config:1"/>\n'
RETIRED = ('<?xml version="1.0" encoding="UTF-8"?>\n<retired-ids xmlns="urn:satchel:retired:1">\n'
           '  <retired id="q-gone" since="2026-01-31" reason="wrong"/>\n</retired-ids>\n')
DRUGS = ("aspirin codeine digoxin heparin insulin lithium morphine naloxone propranolol warfarin atropine ramipril "
         "sertraline clozapine diazepam ibuprofen").split()
SIGNS = "fever rash cough nausea tremor ataxia vertigo pallor oedema jaundice dyspnoea syncope fatigue pain".split()


def git(folder, *arguments):
    return subprocess.run(["git", "-C", folder, "-c", "core.autocrlf=false", *arguments], check=True,
                          capture_output=True, text=True).stdout


def question(random, name, flaw=None):
    drug, sign, other = random.choice(DRUGS), random.choice(SIGNS), random.choice(SIGNS)
    right = "" if flaw == "no key" else ' correct="true"'
    same = "Stop it" if flaw == "same options" else "Halve the dose"
    return f"""    <question id="q-{name}">
      <stem>A person who takes {drug} for {other} has {sign}. What is done first for {name}?</stem>
      <option{right}>Stop it<feedback>The {sign} may come from it.</feedback></option>
      <option>Go on with it<feedback>The {sign} would stay.</feedback></option>
      <option>{same}<feedback>The {sign} would stay too.</feedback></option>
      <explanation>Of {drug}, {sign} is a known effect of {name}.</explanation>
    </question>
"""


def card(random, name, flaw=None):
    drug, sign = random.choice(DRUGS), random.choice(SIGNS)
    back = "" if flaw == "empty" else f"{sign} and {random.choice(SIGNS)}"
    return f"""    <card id="c-{name}">
      <front>Which signs of {name} call for less {drug}?</front>
      <back>{back}</back>
    </card>
"""


def section(random, name, number, targets, picture, flaw=None):
    drug, sign = random.choice(DRUGS), random.choice(SIGNS)
    dose = "5.0 mg" if flaw == "dose" else "5 mg"
    target = "nothing-here" if flaw == "link" else random.choice(targets)
    figure = f"""    <figure id="f-{number}" src="images/{picture}.svg" alt="A circle of three units">
      <caption>The circle of {sign}.</caption>
      <credit licence="CC0-1.0">Satchel</credit>
    </figure>
""" if picture else ""
    return f"""  <section id="s-{number}">
    <title>Part {number} of {name}</title>
    <p>Of {drug}, a person with {sign} takes {dose} in the morning.
      In the evening they take {dose} of {random.choice(DRUGS)} too.</p>
    <list>
      <item>First, look for {sign} in part {number}.</item>
      <item>Then see <link to="{target}">the other lesson</link>.</item>
    </list>
{figure}  </section>
"""


def lesson(random, name, names, flaws):
    flaw = iter(flaws)
    targets = ["q-" + n + "-1" for n in names] + ["c-" + n + "-2" for n in names] + list(names)
    parts = "".join(section(random, name, i, targets, name if i == 1 else None, next(flaw)) for i in (1, 2))
    questions = "".join(question(random, f"{name}-{i}", next(flaw)) for i in (1, 2, 3))
    cards = "".join(card(random, f"{name}-{i}", next(flaw)) for i in (1, 2, 3))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="{name}" xml:lang="en-GB" reviewed="2026-11-01">
  <title>On {name}</title>
  <summary>What {name} is about.</summary>
{parts}  <questions>
{questions}  </questions>
  <cards>
{cards}    <cloze id="c-{name}-cloze">Of {name}, the first sign is <blank>{random.choice(SIGNS)}</blank>.</cloze>
  </cards>
  <glossary>
    <entry id="g-{name}"><term>{name} sign</term><definition>What is seen first of {name}.</definition></entry>
  </glossary>
</lesson>
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def make(folder, random, real):
    """Writes the tree into folder/content and commits it. A third of the generated lessons have errors."""
    content = os.path.join(folder, "content")
    shutil.copytree(real, os.path.join(content, "real"), ignore=shutil.ignore_patterns("satchel.xml", "retired.xml"))
    write(os.path.join(content, "satchel.xml"), CONFIG)
    write(os.path.join(content, "retired.xml"), RETIRED)
    names = [f"{random.choice('abcdefghijklmnopqrstuvwxyz')}{drug}" for drug in random.sample(DRUGS, 8)]
    for number, name in enumerate(names):
        flawed = number % 3 == 0
        flaws = [random.choice([None] + kinds) if flawed else None
                 for kinds in [["dose", "link"]] * 2 + [["no key", "same options"]] * 3 + [["empty"]] * 3]
        topic = os.path.join(content, random.choice(["heart", "mind"]))
        write(os.path.join(topic, name + ".xml"), lesson(random, name, names, flaws))
        write(os.path.join(topic, "images", name + ".svg"), PICTURE.format(9 + number))
    os.remove(os.path.join(topic, "images", names[-1] + ".svg"))
    # From the start, one file is not XML, and two lessons have an id in common.
    broken = lesson(random, "broken", names, [None] * 8).replace("</list>", "", 1)
    write(os.path.join(content, "heart", "broken.xml"), broken.replace("images/broken", "images/" + names[0]))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "A")
    git(folder, "config", "user.email", "a@example.org")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
