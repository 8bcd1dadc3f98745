# Lessons whose files swap names are still the same lessons: findings that moved with them are old.
. "$TREE/tests/cli/lint/functions"
export GIT_CONFIG_GLOBAL=/dev/null
git init -q . && git config user.name A && git config user.email a@example.org
for id in heart liver; do
	{
		echo "<questions>"
		for n in 1 2 3 4 5 6; do
			echo "<question id=\"q-$id-$n\"><stem>What is $id $n?</stem><option correct=\"true\">$id A $n</option>"
			echo "<option>$id B $n</option><option>$id C $n</option><explanation>It is so.</explanation></question>"
		done
		echo "</questions>"
	} > questions
	lesson $id "<p>Text.</p>" "$(cat questions)" > $id.xml
done
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
git add . && git commit -qm one
run() {
	satchel-lint --quiet --format gcc --select question/key-position "$@" .
	echo "exit $?"
}
run
mv heart.xml other && mv liver.xml heart.xml && mv other liver.xml
run
run --since HEAD
