"""Reports on the lessons of a small repository, named in every way that a workflow may use."""
import json, os, re, shutil, subprocess, sys
import urllib.parse
import xml.etree.ElementTree as ET

import jsonschema

schema_path, tree, scratch = sys.argv[1:]
count = failures = 0


def test(name, wrong):
    global count, failures
    count += 1
    failures += bool(wrong)
    print(("not ok" if wrong else "ok"), count, "-", name)
    for line in wrong[:20]:
        print("#  ", line)


def run(*arguments, cwd, program="satchel-lint", stdin=None):
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, input=stdin)
    if done.returncode > 1:
        sys.exit(f"{program} {arguments}: exit code {done.returncode}: {done.stderr.decode()}")
    return done.stdout, done.stderr.decode()


LESSON = """<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="{id}" xml:lang="en-GB" reviewed="2026-11-01">
  <title>Anticoagulants</title>
  <summary>Which dose is given.</summary>
  <section id="s">
    <title>Dose</title>
    <p>{text}</p>
  </section>
</lesson>
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


# A repository whose lessons have findings of many rules, including custom patterns, and names that URIs must escape.
repository = os.path.join(scratch, "repository")
content = os.path.join(repository, "content")
shutil.copytree(os.path.join(tree, "tests/mistakes"), os.path.join(content, "mistakes"), ignore=lambda _, names: [
    n for n in names if not n.endswith(".xml")])
write(os.path.join(content, "satchel.xml"), """<satchel xmlns="urn:satchel:config:1">
  <pattern name="warfarin" severity="info"><regex>warfarin</regex><message>write the name of the brand</message></pattern>
  <pattern name="heparin"><regex>heparin</regex><message>say which {0} heparin [x](y)</message></pattern>
</satchel>
""")
write(os.path.join(content, "cardiology", "naïve %25 #1?.xml"),
      LESSON.format(id="naive", text="Give 5mg of warfarin, or 1.0 mg, or heparin. Then the the dose 😀 rises by 5mg."))
write(os.path.join(content, "cardiology", "clean.xml"), LESSON.format(id="clean", text="Give 5 mg."))
subprocess.run(["git", "init", "-q", repository], check=True)
os.symlink(os.path.join(content, "cardiology"), os.path.join(scratch, "linked"))
outside = os.path.join(scratch, "outside")
write(os.path.join(outside, "lessons", "x.xml"), LESSON.format(id="x", text="Give 5mg."))

with open(schema_path) as f:
    validator = jsonschema.Draft4Validator(json.load(f))


def judge(log, top=None):
    """The errors in a log by the schema and by GitHub's requirements; if top is given, its files must be below that
    folder."""
    wrong = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(log)]
    if wrong:
        return wrong
    for r in log["runs"]:
        rules = r["tool"]["driver"]["rules"]
        if len({rule["id"] for rule in rules}) != len(rules):
            wrong.append("two rules of one id")
        for result in r["results"]:
            where = result["ruleId"]
            index = result["ruleIndex"]
            if index >= len(rules) or rules[index]["id"] != result["ruleId"]:
                wrong.append(f"{where}: rule {index} is another one")
            if result["level"] not in ("error", "warning", "note"):
                wrong.append(f"{where}: level {result['level']}")
            if not result["message"]["text"].strip() or not result["partialFingerprints"]:
                wrong.append(f"{where}: no message or no fingerprint")
            if len(result["locations"]) < 1:
                wrong.append(f"{where}: no location")
            spots = [l["physicalLocation"] for l in result["locations"]]
            changes = [c for fix in result.get("fixes", []) for c in fix["artifactChanges"]]
            for spot in spots + changes:
                uri = spot["artifactLocation"]["uri"]
                path = urllib.parse.unquote(uri)
                if re.search(r"[^A-Za-z0-9\-._~/%]", uri) or re.search(r"%(?![0-9A-F]{2})", uri):
                    wrong.append(f"{where}: {uri} is not escaped")
                if top and (uri.startswith("/") or not os.path.isfile(os.path.join(top, path))
                            or {"..", ".", ""} & set(path.split("/"))):
                    wrong.append(f"{where}: {uri} is not relative to the top")
            regions = [spot["region"] for spot in spots]
            regions += [replacement["deletedRegion"] for c in changes for replacement in c["replacements"]]
            for region in regions:
                start = (region["startLine"], region["startColumn"])
                if min(start) < 1 or (region["endLine"], region["endColumn"]) < start:
                    wrong.append(f"{where}: region {region}")
    return wrong


ways = {
    "from the top": (repository, "content"),
    "with ./": (repository, "./content/"),
    "by an absolute path": (repository, content),
    "with doubled slashes": (repository, ".//content//"),
    "with ..": (repository, "content/cardiology/../../content"),
    "in a folder": (content, "."),
    "in a folder below": (os.path.join(content, "cardiology"), ".."),
    "from outside": ("/", content),
    "from the folder above": (scratch, "repository/content"),
}
first = None
for name, (cwd, operand) in ways.items():
    out, _ = run("--severity", "info", "--format", "sarif", operand, cwd=cwd)
    log = json.loads(out)
    wrong = judge(log, repository)
    found = sorted((r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["ruleId"]) for r in log["runs"][0]["results"])
    first = first or found
    if len(found) < 50:
        wrong.append(f"only {len(found)} findings")
    if found != first:
        wrong.append("not the findings and files of the first run")
    test(f"SARIF: lessons named {name}", wrong)
    paths = sorted(urllib.parse.unquote(uri) for uri, _ in first)
    wrong = []
    out, _ = run("--severity", "info", "--format", "gitlab", operand, cwd=cwd)
    if sorted(issue["location"]["path"] for issue in json.loads(out)) != paths:
        wrong.append("GitLab: other paths")
    out, _ = run("--severity", "info", "--format", "github", operand, cwd=cwd)
    files = re.findall(r"^::\w+ file=([^,\n]*),", out.decode(), re.M)
    if sorted(urllib.parse.unquote(f) for f in files) != paths:
        wrong.append("GitHub: other paths")
    out, _ = run("--severity", "info", "--format", "junit", operand, cwd=cwd)
    suite = ET.fromstring(out)[0]
    cases = [c for c in suite if len(c)]
    if sorted(c.get("file") for c in cases) != paths or any(len(c) > 1 for c in suite):
        wrong.append("JUnit: other paths, or not one failure a case")
    names = [(c.get("classname"), c.get("name")) for c in suite]
    if len(set(names)) != len(names) or int(suite.get("tests")) != len(names) or int(suite.get("failures")) != len(cases):
        wrong.append("JUnit: two cases of one name, or wrong numbers")
    if not [c for c in suite if not len(c) and c.get("file") == "content/cardiology/clean.xml"]:
        wrong.append("JUnit: no passed case for a clean file")
    test(f"GitLab, GitHub and JUnit: lessons named {name}", wrong)

log = json.loads(run("--severity", "info", "--format", "sarif", "linked", cwd=scratch)[0])
test("SARIF: a link into a repository leads to the files", judge(log, repository) or [
    "no findings"] * (not log["runs"][0]["results"]))
own = {r["ruleId"] for r in log["runs"][0]["results"]} & {"custom/warfarin", "custom/heparin"}
test("SARIF: an author's own rules are rules of the run", [] if len(own) == 2 else [str(own)])

log = json.loads(run("--format", "sarif", "lessons", cwd=outside)[0])
test("SARIF: outside a repository paths are relative to the working folder", judge(log, outside))
log = json.loads(run("--format", "sarif", os.path.join(outside, "lessons"), cwd=repository)[0])
uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]}
test("SARIF: what lies outside of all that has an absolute URI",
     [] if uris == {"file://" + os.path.join(os.path.realpath(outside), "lessons/x.xml")} else [str(uris)])
out, _ = run("--format", "sarif", "--stdin-path", "content/cardiology/new.xml", "-", cwd=repository,
             stdin=LESSON.format(id="new", text="Give 5mg.").encode())
uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in json.loads(out)["runs"][0]["results"]}
test("SARIF: a lesson that is not saved yet", [] if uris == {"content/cardiology/new.xml"} else [str(uris)])


def many(paragraphs, files):
    shutil.rmtree(os.path.join(scratch, "many"), ignore_errors=True)
    for i in range(files):
        text = "</p><p>".join(f"Give {j + 1}mg." for j in range(paragraphs))
        write(os.path.join(scratch, "many", f"l{i}.xml"), LESSON.format(id=f"l{i}", text=text))


def limits(results, sarif, github):
    many(results // 10, 10)
    wrong = []
    _, err = run("--quiet", "--select", "medical/missing-space", "--format", "sarif", "many", cwd=scratch)
    if (sarif not in err) if sarif else err:
        wrong.append(f"SARIF: {err!r}")
    out, _ = run("--quiet", "--select", "medical/missing-space", "--format", "github", "many", cwd=scratch)
    notices = [line for line in out.decode().splitlines() if not re.match(r"::\w+ file=", line)]
    if [github in n for n in notices] != ([True] if github else []):
        wrong.append(f"GitHub: {notices}")
    test(f"limits of GitHub: {results} findings", wrong)


limits(10, None, None)
limits(20, None, "shows 10 annotations of each level; found are 0 errors, 20 warnings")
limits(5000, None, "5000 warnings")
limits(5010, "keeps the 5000 most severe results of a run; this one has 5010", "5010 warnings")
limits(25000, "keeps the 5000 most severe results of a run; this one has 25000", "25000 warnings")
limits(25010, "refuses a run of more than 25000 results; this one has 25010", "25010 warnings")
sys.exit(1 if failures else 0)
