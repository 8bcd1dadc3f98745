/* Compares the pages of the family change with what satchel-diff reports. The examples before and after a change are
 * laid out as two trees and compared twice: tree with tree, and the lock of a release with the later tree. Both must
 * report the change of the page and nothing else, and the earlier tree compared with itself must report nothing. Prints
 * TAP, one line per page.
 *
 * If a page shows no definition, the version is 1.0.0 before the change, and the least sufficient one after it. */
#include "base/path.h"
#include "cmd/cmd.h"
#include "compare/gate.h"
#include "compare/lock.h"

#include "tree.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>

static char folder[] = "/tmp/satchel-changes-XXXXXX";

/* What is reported besides the change of the page, because that can't occur alone. */
static const struct {
	enum rule_id page, also;
	const char *why;
} also_reported[] = {
	{ RULE_CHANGE_UNIT_ADDED, RULE_CHANGE_LESSON_ADDED, "a new unit has a lesson, and an old lesson would have moved" },
	{ RULE_CHANGE_UNIT_REMOVED, RULE_CHANGE_LESSON_MOVED, "the lesson of a removed unit moves to another" },
	{ RULE_CHANGE_KIND_CHANGED, RULE_CHANGE_ANSWER_CHANGED, "several options are correct, not one" },
	{ RULE_CHANGE_ITEM_RENEWED, RULE_CHANGE_ITEM_REWORDED, "an item that must be relearned was reworded" },
	{ RULE_CHANGE_VERSION_TOO_LOW, RULE_CHANGE_ITEM_ADDED, "a version is too low for a change" },
	{ RULE_CHANGE_RELEASE_TOO_LOW, RULE_CHANGE_ITEM_REWORDED, "there is something to release" },
};
enum { ALSO_REPORTED = sizeof(also_reported) / sizeof(also_reported[0]) };

/* Reported only if the later side is a pack, which has no retired.xml. */
static const enum rule_id of_packs[] = { RULE_CHANGE_LESSON_REMOVED, RULE_CHANGE_ITEM_REMOVED };
enum { OF_PACKS = sizeof(of_packs) / sizeof(of_packs[0]) };

static bool is_of_packs(enum rule_id rule)
{
	for (size_t i = 0; i < OF_PACKS; i++)
		if (of_packs[i] == rule)
			return true;
	return false;
}

static bool is_expected(enum rule_id page, enum rule_id rule)
{
	for (size_t i = 0; i < ALSO_REPORTED; i++)
		if (also_reported[i].page == page && also_reported[i].also == rule)
			return true;
	return rule == page;
}

/* CHANGE_KINDS for a verdict on the version. */
static unsigned kind_of(enum rule_id rule)
{
	unsigned kind = 0;
	while (kind < CHANGE_KINDS && change_rule((enum change_kind)kind) != rule)
		kind++;
	return kind;
}

/* A comparison and its verdict. */
struct trial {
	struct side before, after;
	struct comparison comparison;
	struct rule_settings settings;
	struct report report;
	struct gate gate;
};

static const char *run_trial(struct trial *trial, const char *before, const char *after)
{
	findings_settings(&trial->settings, true);
	report_init(&trial->report, &trial->settings);
	side_open_nothing(&trial->after, after);
	enum result old = before ? side_open(&trial->before, before, 1) : RESULT_OK;
	if (!before)
		side_open_nothing(&trial->before, "nothing");
	enum result new = old == RESULT_OK ? side_open(&trial->after, after, 1) : RESULT_OK;
	trial->comparison = (struct comparison){ .before = &trial->before };
	if (old != RESULT_OK || new != RESULT_OK)
		return buf_cstr(old != RESULT_OK ? &trial->before.why : &trial->after.why);
	if (compare(&trial->comparison, &trial->before, &trial->after, 1) != RESULT_OK)
		return "they can't be compared";
	if (!before)
		return NULL;
	if (!gate_fits(&trial->before, &trial->after, &trial->comparison.why))
		return buf_cstr(&trial->comparison.why);
	trial->gate = gate_judge(&trial->comparison);
	findings_add(&trial->comparison, &trial->gate, &trial->report);
	return trial->report.failed ? "out of memory" : NULL;
}

static void end_trial(struct trial *trial)
{
	report_release(&trial->report);
	comparison_release(&trial->comparison);
	side_release(&trial->before);
	side_release(&trial->after);
}

/* Whether the comparison reports the change of the rule's page and nothing else; RULE_COUNT: nothing at all. */
static bool judge(const char *before, const char *after, enum rule_id rule, const char *what)
{
	struct trial trial;
	const char *why = run_trial(&trial, before, after);
	unsigned kind = rule == RULE_COUNT ? CHANGE_KINDS : kind_of(rule);
	bool found = rule == RULE_COUNT, other = false;
	for (const struct diagnostic *d = trial.report.first; d; d = d->next) {
		found = found || d->rule == rule;
		other = other || !is_expected(rule, d->rule);
	}
	bool covered = kind == CHANGE_KINDS || trial.gate.needed == change_bump(CHANGE_BIT(kind));
	bool good = !why && found && !other && covered;
	if (!good)
		printf("#   %s: %s\n", what,
		       why	? why
		       : !found ? "it is not found"
		       : other	? "something else is found"
				: "it asks for another part of the version than the list says");
	for (const struct diagnostic *d = trial.report.first; d && !good; d = d->next)
		printf("#     %s:%u: %s [%s]\n", path_name(d->path), d->location.line, d->message, d->name);
	end_trial(&trial);
	return good;
}

/* Writes the lock of a release of the definition. */
static bool write_lock(const char *definition, const char *path)
{
	struct trial trial;
	struct buf text;
	buf_init(&text, BUF_CAP);
	const char *why = run_trial(&trial, NULL, definition);
	bool good = !why && lock_write(&trial.comparison, &text) && write_file(path, buf_view(&text));
	if (!good)
		printf("#   the lock is not written: %s\n", why ? why : buf_cstr(&trial.comparison.why));
	end_trial(&trial);
	buf_release(&text);
	return good;
}

static bool build_pack(char *definition, char *path)
{
	char *argv[] = { "satchel-pack", "build", "--quiet", "--jobs=1", "--output", path, definition, NULL };
	return pack_build_main(7, argv, stdin, stdout, stdout) == EXIT_CLEAN;
}

static bool judge_examples(const char *page, enum rule_id rule)
{
	char before[256], after[256], lock[256], pack[256];
	unsigned kind = kind_of(rule);
	const struct version first = { { 1, 0, 0 }, STR_NONE };
	struct example old = { .version = first, .release = 1 }, new = { .release = 2 };
	new.version = version_next(&first, kind == CHANGE_KINDS ? BUMP_PATCH : change_bump(CHANGE_BIT(kind)));
	snprintf(old.folder, sizeof(old.folder), "%s/before", folder);
	snprintf(new.folder, sizeof(new.folder), "%s/after", folder);
	snprintf(before, sizeof(before), "%s/packs/x.xml", old.folder);
	snprintf(after, sizeof(after), "%s/packs/x.xml", new.folder);
	snprintf(lock, sizeof(lock), "%s/packs/x.lock", old.folder);
	snprintf(pack, sizeof(pack), "%s/x.satchel", new.folder);
	bool laid_out = lay_out(&old, part_below(page, "\n## Before\n"));
	if (!lay_out(&new, part_below(page, "\n## After\n")) || !laid_out) {
		printf("#   the examples can't be laid out\n");
		return false;
	}
	if (!write_lock(before, lock) || (is_of_packs(rule) && !build_pack(after, pack)))
		return false;
	const char *now = is_of_packs(rule) ? pack : after;
	bool good = judge(before, before, RULE_COUNT, "before with itself");
	good = judge(lock, before, RULE_COUNT, "the lock of before with before") && good;
	good = judge(before, now, rule, "before with after") && good;
	return judge(lock, now, rule, "the lock of before with after") && good;
}

/* Whether text contains the words, in spite of line breaks. */
static bool contains(struct str text, const char *words)
{
	size_t len = strlen(words);
	for (size_t start = 0; start + len <= text.len; start++) {
		size_t i = 0;
		while (i < len && (text.at[start + i] == words[i] || (words[i] == ' ' && text.at[start + i] == '\n')))
			i++;
		if (i == len)
			return true;
	}
	printf("#   \"## Why\" does not say \"%s\"\n", words);
	return false;
}

/* Whether the page agrees with changes.def on the number of the version that rises, and on what becomes of progress. */
static bool says_what_the_list_says(const char *page, enum rule_id rule)
{
	static const char *const numbers[] = {
		[BUMP_PATCH] = "third number", [BUMP_MINOR] = "second number", [BUMP_MAJOR] = "first number"
	};
	static const char *const progress[] = {
		[PROGRESS_KEPT] = "is kept", [PROGRESS_RESET] = "is reset", [PROGRESS_LOST] = "is lost"
	};
	unsigned kind = kind_of(rule);
	struct str why = part_below(page, "\n## Why\n");
	if (kind == CHANGE_KINDS || !why.at)
		return why.at != NULL;
	bool good = contains(why, numbers[change_bump(CHANGE_BIT(kind))]);
	return contains(why, progress[change_progress(CHANGE_BIT(kind))]) && good;
}

/* For nftw. */
static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

static bool judge_page(const char *page, enum rule_id rule)
{
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	if (!mkdtemp(folder)) {
		printf("#   a folder for examples: %s\n", strerror(errno));
		return false;
	}
	bool good = has_frame(page, rule);
	good = says_what_the_list_says(page, rule) && good;
	good = judge_examples(page, rule) && good;
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return good;
}

int main(void)
{
	unsigned count = 0, wrong = 0;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (!rule_is_change((enum rule_id)id))
			continue;
		const char *page = check_rule_page((enum rule_id)id);
		bool good = page && judge_page(page, (enum rule_id)id);
		wrong += !good;
		printf("%sok %u - %s%s\n", good ? "" : "not ", ++count, rule_get((enum rule_id)id)->name,
		       page ? "" : " has no page");
	}
	printf("1..%u\n", count);
	return wrong != 0;
}
