# The gate in every format: exit codes, a full disk, --quiet, and valid JSON.
command -v python3 > /dev/null || { echo "# needs python3"; exit; }
. "$TREE/tests/cli/diff/released"
cat > read.py <<'END'
import json, sys
report = json.load(open("json"))
assert json.dumps(report["gate"]) == sys.argv[1], report["gate"]
assert sum(report["counts"].values()) == sum(len(c["changes"]) for c in report["changed"]) >= int(sys.argv[2]), report
log = json.load(open("sarif"))
run, = log["runs"]
driver = run["tool"]["driver"]
assert log["version"] == "2.1.0" and driver["name"] == "satchel-diff", driver
levels = [r["level"] for r in run["results"]]
for result in run["results"]:
    rule = driver["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] and rule["id"].startswith("change/") and result["message"]["text"], result
    place = result["locations"][0]["physicalLocation"]
    assert " " not in place["artifactLocation"]["uri"], place
    assert place.get("region", {"startLine": 1})["startLine"] >= 1, place
changes = sum(len(c["changes"]) for c in report["changed"])
assert len(levels) >= changes, (levels, changes)
print("sarif:", ", ".join("%d %s" % (levels.count(l), l) for l in sorted(set(levels))) or "nothing")
END
formats() { # DEFINITION, GATE IN JSON, LEAST CHANGES
	for format in text markdown json sarif github; do
		satchel-diff --gate -f $format "$1" > $format 2> said
		code=$?
		satchel-diff --gate -q -f $format "$1" > quiet 2>&1
		[ $? -eq $code ] && [ ! -s quiet ] || echo "quietly: $(cat quiet)"
		satchel-diff --gate -f $format "$1" > /dev/full 2> said
		full=$?
		[ -s $format ] || full="$full, nothing to write"
		echo "$format $code, on a full disk $full"
	done
	python3 read.py "$2" "$3"
	cat github
}
echo "# nothing changed"
formats packs/small.xml '{"passes": true, "version": "1.0.0", "release": 1, "vanished": 0}' 0
echo "# refused"
sed -i '/id="c-rate"/d; s/>Four<\(.*\)>Three</>Three<\1>Four</; s/beats/bea%ts/' content/heart.xml
mkdir 'my, packs:1'
cp packs/* 'my, packs:1'
formats 'my, packs:1/small.xml' '{"passes": false, "version": "2.0.0", "release": 2, "vanished": 1}' 3
again
echo "# passed"
sed -i 's/>Four<\(.*\)>Three</>Three<\1>Four</' content/heart.xml
satchel-diff --bump packs/small.xml > /dev/full 2> said
echo "$?"
formats packs/small.xml '{"passes": true, "version": "2.0.0", "release": 2, "vanished": 0}' 1
again
echo "# first"
rm $lock
formats packs/small.xml '{"passes": true, "version": "1.0.0", "release": 1, "vanished": 0}' 6
