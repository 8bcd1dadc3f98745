/* Holds the pages of the family change against what satchel-diff says: what a page shows before and after is laid out
 * as two trees and compared, once tree with tree and once as a release leaves it: the lock of what was before with the
 * tree. What the page is about must be found both times, and nothing else; and what was before, compared with itself, must
 * give nothing. Prints TAP, a line a page.
 *
 * A block that begins with <pack is the definition, one that begins with <retired holds lines of retired.xml, one that
 * begins with <lesson or <?xml is a lesson; anything else goes into a small lesson at its place. Where there is no
 * definition, the pack holds the lessons that are shown, and is of version 1.0.0 before, after it of the least one that
 * says what the page's change asks for. A lesson that a definition names and no block shows is a small one. */
#include "base/path.h"
#include "cmd/cmd.h"
#include "compare/gate.h"
#include "compare/lock.h"

#include "pages.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>

static char folder[] = "/tmp/satchel-changes-XXXXXX";

/* What is told beside what the page is about, because there is no such change without it. */
static const struct {
	enum rule_id page, also;
	const char *why;
} also_told[] = {
	{ RULE_CHANGE_UNIT_ADDED, RULE_CHANGE_LESSON_ADDED, "a unit holds a lesson, and an old one would have moved" },
	{ RULE_CHANGE_UNIT_REMOVED, RULE_CHANGE_LESSON_MOVED, "the lesson of a unit that is gone stays, in another" },
	{ RULE_CHANGE_KIND_CHANGED, RULE_CHANGE_ANSWER_CHANGED, "where several options are right, more are right than one" },
	{ RULE_CHANGE_ITEM_RENEWED, RULE_CHANGE_ITEM_REWORDED, "what is to be learnt anew has other words" },
	{ RULE_CHANGE_VERSION_TOO_LOW, RULE_CHANGE_ITEM_ADDED, "a version is too low for something" },
	{ RULE_CHANGE_RELEASE_TOO_LOW, RULE_CHANGE_ITEM_REWORDED, "something is to be released" },
};
enum { ALSO_TOLD = sizeof(also_told) / sizeof(also_told[0]) };

/* What is told only where the newer side is a pack, which has no retired.xml. */
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
	for (size_t i = 0; i < ALSO_TOLD; i++)
		if (also_told[i].page == page && also_told[i].also == rule)
			return true;
	return rule == page;
}

/* CHANGE_KINDS for what is no change but a verdict on the version. */
static unsigned kind_of(enum rule_id rule)
{
	unsigned kind = 0;
	while (kind < CHANGE_KINDS && change_rule((enum change_kind)kind) != rule)
		kind++;
	return kind;
}

/* One side of a page's example, on its way to the disk. */
struct example {
	char folder[sizeof(folder) + 16];
	struct version version; /* of the definition that stands for one that is not shown */
	unsigned release;
	struct str pack;          /* the definition that is shown */
	struct buf retired, ids;  /* lines of retired.xml; the ids of the lessons, a space on both sides of each */
	struct buf texts[PLACES]; /* of the small lesson */
	bool failed;
};

/* The value of the attribute in the first tag of text; empty where there is none. */
static struct str attribute(struct str text, const char *name)
{
	const char *start = memmem(text.at, text.len, name, strlen(name));
	start = start ? start + strlen(name) : text.at;
	return (struct str){ start, strcspn(start, "\"") };
}

static void write_lesson(struct example *example, struct str id, struct str text)
{
	char path[256];
	snprintf(path, sizeof(path), "%s/content/%.*s.xml", example->folder, STR_ARG(id));
	example->failed = id.len == 0 || !write_file(path, text) || example->failed;
	buf_format(&example->ids, " %.*s ", STR_ARG(id));
}

static void take_block(struct example *example, struct str block)
{
	size_t place = place_of(block);
	if (place < PLACES)
		buf_str(&example->texts[place], block);
	else if (str_starts(block, "<pack"))
		example->pack = block;
	else if (str_starts(block, "<retired "))
		buf_str(&example->retired, block);
	else
		write_lesson(example, attribute(block, " id=\""), block);
}

static void write_small(struct example *example, struct str id)
{
	struct str texts[PLACES] = { STR_NONE };
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < PLACES; i++)
		if (str_is(id, "example") && example->texts[i].len > 0)
			texts[i] = buf_view(&example->texts[i]);
	small_lesson(&text, id, texts);
	example->failed = buf_failed(&text) || example->failed;
	write_lesson(example, id, buf_view(&text));
	buf_release(&text);
}

/* Writes the small lesson where something stands in it, and those that the definition names and no block shows. */
static void write_small_lessons(struct example *example)
{
	static const char start[] = "<lesson id=\"";
	bool any = example->ids.len > 0;
	for (size_t i = 0; i < PLACES; i++)
		any = any && example->texts[i].len == 0;
	if (!example->pack.at && !any)
		write_small(example, STR("example"));
	const char *at = example->pack.at, *end = at ? at + example->pack.len : NULL;
	while (at && (at = memmem(at, (size_t)(end - at), start, strlen(start)))) {
		char name[80];
		at += strlen(start);
		struct str id = { at, strcspn(at, "\"") };
		snprintf(name, sizeof(name), " %.*s ", STR_ARG(id));
		if (!strstr(buf_cstr(&example->ids), name))
			write_small(example, id);
	}
}

static void write_definition(struct example *example)
{
	char path[256];
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "<pack xmlns=\"urn:satchel:pack:1\" id=\"x\" version=\"");
	version_write(&text, &example->version);
	buf_format(&text, "\" release=\"%u\" licence=\"CC-BY-4.0\" xml:lang=\"en\" content=\"../content\">\n",
		   example->release);
	buf_text(&text, "<title>Example</title><unit id=\"u\"><title>Example</title>\n");
	for (const char *at = buf_cstr(&example->ids); *(at += strspn(at, " ")); at += strcspn(at, " "))
		buf_format(&text, "<lesson id=\"%.*s\"/>\n", (int)strcspn(at, " "), at);
	buf_text(&text, "</unit></pack>\n");
	snprintf(path, sizeof(path), "%s/packs/x.xml", example->folder);
	example->failed = buf_failed(&text) || !write_file(path, example->pack.at ? example->pack : buf_view(&text)) ||
			  example->failed;
	buf_release(&text);
}

static void write_retired(struct example *example)
{
	char path[256];
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_format(&text, "<retired-ids xmlns=\"urn:satchel:retired:1\">\n%s</retired-ids>\n", buf_cstr(&example->retired));
	snprintf(path, sizeof(path), "%s/content/retired.xml", example->folder);
	example->failed = buf_failed(&text) || !write_file(path, buf_view(&text)) || example->failed;
	snprintf(path, sizeof(path), "%s/content/satchel.xml", example->folder);
	example->failed = !write_file(path, STR("<satchel xmlns=\"urn:satchel:config:1\"/>\n")) || example->failed;
	buf_release(&text);
}

/* Lays the blocks of part out below the folder. False where there are none, or that failed. */
static bool lay_out(struct example *example, struct str part)
{
	static const char *const folders[] = { "", "/content", "/packs" };
	const char *at = part.at;
	size_t count = 0;
	buf_init(&example->retired, BUF_CAP);
	buf_init(&example->ids, BUF_CAP);
	for (size_t i = 0; i < PLACES; i++)
		buf_init(&example->texts[i], BUF_CAP);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[256];
		snprintf(path, sizeof(path), "%s%s", example->folder, folders[i]);
		example->failed = mkdir(path, 0777) != 0 || example->failed;
	}
	for (struct str block; at && (block = next_block(&at, part.at + part.len)).at; count++)
		take_block(example, block);
	write_small_lessons(example);
	write_definition(example);
	write_retired(example);
	for (size_t i = 0; i < PLACES; i++)
		buf_release(&example->texts[i]);
	buf_release(&example->retired);
	buf_release(&example->ids);
	return count > 0 && !example->failed;
}

/* A comparison with its verdict. */
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
	enum side_status old = before ? side_open(&trial->before, before, 1) : SIDE_OK;
	if (!before)
		side_open_nothing(&trial->before, "nothing");
	enum side_status new = old == SIDE_OK ? side_open(&trial->after, after, 1) : SIDE_OK;
	trial->comparison = (struct comparison){ .before = &trial->before };
	if (old != SIDE_OK || new != SIDE_OK)
		return buf_cstr(old != SIDE_OK ? &trial->before.why : &trial->after.why);
	if (compare(&trial->comparison, &trial->before, &trial->after, 1) != COMPARE_OK)
		return "they can't be compared";
	if (!before)
		return NULL;
	const char *why = gate_fits(&trial->before, &trial->after);
	if (why)
		return why;
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

/* Whether the comparison tells what the page of the rule is about and nothing else; RULE_COUNT: nothing at all. */
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
	bool told = kind == CHANGE_KINDS || trial.gate.needed == change_bump(CHANGE_BIT(kind));
	bool good = !why && found && !other && told;
	if (!good)
		printf("#   %s: %s\n", what,
		       why	? why
		       : !found ? "it is not found"
		       : other	? "something else is found"
				: "it asks for another part of the version than the list says");
	for (const struct diagnostic *d = trial.report.first; d && !good; d = d->next)
		printf("#     %s:%u: %s [%s]\n", path_name(d->path), d->place.line, d->message, d->name);
	end_trial(&trial);
	return good;
}

/* Writes what a release of the definition leaves. */
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

/* Whether text holds the words, wherever its lines end. */
static bool holds(struct str text, const char *words)
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

/* Whether the page says of the change what the list says: which number of the version rises, and what becomes of
 * progress. */
static bool says_what_the_list_says(const char *page, enum rule_id rule)
{
	static const char *const numbers[] = {
		[BUMP_PATCH] = "third number", [BUMP_MINOR] = "second number", [BUMP_MAJOR] = "first number"
	};
	static const char *const progress[] = {
		[PROGRESS_KEPT] = "is kept", [PROGRESS_AFRESH] = "starts afresh", [PROGRESS_GONE] = "is gone"
	};
	unsigned kind = kind_of(rule);
	struct str why = part_below(page, "\n## Why\n");
	if (kind == CHANGE_KINDS || !why.at)
		return why.at != NULL;
	bool good = holds(why, numbers[change_bump(CHANGE_BIT(kind))]);
	return holds(why, progress[change_progress(CHANGE_BIT(kind))]) && good;
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
