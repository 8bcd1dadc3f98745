/* Allocations of our own code fail in turn: a program then says so and exits with 3, or does all the same what it does
 * when nothing fails. It never crashes, and never gives half a result for a whole one.
 *
 * A run may allocate a hundred thousand times, from a few hundred places. Of those that were come to by the same calls,
 * the first fails, the second, the fourth, the eighth and so on.
 *
 * The linker puts the functions below in the place of malloc, calloc and realloc for everything of this tree
 * (see the Makefile); the libraries keep theirs. */
#include "cmd/cmd.h"
#include "reader/satchel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unwind.h>

#include <cmocka.h>

static size_t until_failure; /* 0: none fails */
static bool failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* A way that leads to an allocation. */
struct way {
	uint64_t hash; /* of the return addresses */
	size_t seen;
};

enum { WAYS = 1 << 16, CALLS_MAX = 64 };

/* Which allocations of a run are to fail. */
struct plan {
	struct way ways[WAYS]; /* each at its hash, or behind */
	size_t way_count;
	size_t *numbers; /* counted from 1 */
	size_t count, room;
	size_t allocations;
};

static struct plan *planning; /* or NULL */

struct trace {
	uint64_t hash;
	unsigned calls;
};

static _Unwind_Reason_Code add_call(struct _Unwind_Context *context, void *argument)
{
	struct trace *trace = argument;
	trace->hash = (trace->hash ^ (uint64_t)_Unwind_GetIP(context)) * 0x9E3779B97F4A7C15u;
	trace->hash ^= trace->hash >> 32;
	return ++trace->calls < CALLS_MAX ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void plan_allocation(struct plan *plan)
{
	struct trace trace = { .hash = 1 };
	_Unwind_Backtrace(add_call, &trace);
	plan->allocations++;
	struct way *way = &plan->ways[trace.hash % WAYS];
	while (way->seen > 0 && way->hash != trace.hash)
		way = way + 1 < plan->ways + WAYS ? way + 1 : plan->ways;
	way->hash = trace.hash;
	plan->way_count += way->seen++ == 0;
	if (plan->way_count == WAYS)
		abort(); /* and not look for a free place for ever */
	if ((way->seen & (way->seen - 1)) != 0)
		return;
	if (plan->count == plan->room) {
		plan->room = plan->room ? 2 * plan->room : 1024;
		plan->numbers = __real_realloc(plan->numbers, plan->room * sizeof(*plan->numbers));
		if (!plan->numbers)
			abort();
	}
	plan->numbers[plan->count++] = plan->allocations;
}

static bool fails_now(void)
{
	if (planning)
		plan_allocation(planning);
	if (until_failure == 0 || --until_failure != 0)
		return false;
	failed = true;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails_now() ? NULL : __real_realloc(old, size);
}

struct outcome {
	int code;
	char *out, *err;
	size_t out_len, err_len;
};

typedef int program(int argc, char **argv, FILE *in, FILE *out, FILE *err);

static struct outcome run(program *main_of, char **argv)
{
	struct outcome outcome = { .out = NULL };
	FILE *in = fopen("/dev/null", "r");
	FILE *out = open_memstream(&outcome.out, &outcome.out_len);
	FILE *err = open_memstream(&outcome.err, &outcome.err_len);
	assert_true(in && out && err);
	int argc = 0;
	while (argv[argc])
		argc++;
	outcome.code = main_of(argc, argv, in, out, err);
	fclose(in);
	fclose(out);
	fclose(err);
	return outcome;
}

static void outcome_free(struct outcome *outcome)
{
	free(outcome->out);
	free(outcome->err);
}

static struct plan *plan_new(void)
{
	struct plan *plan = __real_calloc(1, sizeof(*plan));
	assert_non_null(plan);
	return plan;
}

static void plan_free(struct plan *plan)
{
	assert_true(plan->count > 10);
	free(plan->numbers);
	free(plan);
}

static bool is_same(const struct outcome *one, const struct outcome *other)
{
	return one->code == other->code && one->out_len == other->out_len &&
	       memcmp(one->out, other->out, one->out_len) == 0;
}

/* before is called before each run, to put things as they were. */
static void torture(program *main_of, char **argv, void (*before)(void))
{
	struct plan *plan = plan_new();
	if (before)
		before();
	planning = plan;
	struct outcome whole = run(main_of, argv);
	planning = NULL;
	if (whole.code != EXIT_CLEAN && whole.code != EXIT_FINDINGS)
		fail_msg("%s %s ended with %d: %s", argv[0], argv[1], whole.code, whole.err_len ? whole.err : "nothing");
	/* The last of the runs is one in which nothing fails. */
	for (size_t i = 0; i <= plan->count; i++) {
		size_t n = i < plan->count ? plan->numbers[i] : 0;
		if (before)
			before();
		until_failure = n;
		failed = false;
		struct outcome outcome = run(main_of, argv);
		until_failure = 0;
		assert_int_equal(failed, n > 0);
		if (!is_same(&outcome, &whole) && (!failed || outcome.code != EXIT_FAILED || outcome.err_len == 0))
			fail_msg("allocation %zu failed: exit code %d, %zu bytes of output, said: %s", n, outcome.code,
				 outcome.out_len, outcome.err_len ? outcome.err : "nothing");
		outcome_free(&outcome);
	}
	outcome_free(&whole);
	plan_free(plan);
}

static void test_validate(void **state)
{
	(void)state;
	char *argv[] = { "satchel-validate", "--quiet", "--jobs=1", "tests/mistakes/order.xml", NULL };
	torture(validate_main, argv, NULL);
	argv[3] = "tests/mistakes/attributes.xml";
	torture(validate_main, argv, NULL);
	argv[3] = "tests/mistakes/unescaped-text.xml";
	torture(validate_main, argv, NULL);
}

static void test_formats(void **state)
{
	(void)state;
	static char *formats[] = { "--format=json", "--format=sarif", "--format=gitlab", "--format=junit",
				   "--format=github" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *argv[] = { "satchel-validate",	      "--quiet", "--jobs=1", formats[i],
				 "tests/mistakes/values.xml", NULL };
		torture(validate_main, argv, NULL);
	}
}

static void test_lint(void **state)
{
	(void)state;
	char *argv[] = { "satchel-lint",
			 "--quiet",
			 "--jobs=1",
			 "--severity=info",
			 "content/psychiatry/cognitive-behavioural-therapy.xml",
			 NULL };
	torture(lint_main, argv, NULL);
}

static void test_fix(void **state)
{
	(void)state;
	char *argv[] = { "satchel-lint",
			 "--quiet",
			 "--jobs=1",
			 "--diff",
			 "--unsafe-fixes",
			 "--select=xml/",
			 "tests/mistakes/unescaped-text.xml",
			 NULL };
	torture(lint_main, argv, NULL);
}

static void test_fmt(void **state)
{
	(void)state;
	char *argv[] = { "satchel-fmt", "--quiet", "--diff", "content/psychiatry/cognitive-behavioural-therapy.xml",
			 NULL };
	torture(fmt_main, argv, NULL);
	char path[] = "/tmp/satchel-fmt-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	static const char text[] =
		"<lesson xmlns='urn:satchel:lesson:1'><section/><cards><card/><cloze/></cards></lesson>";
	assert_int_equal(write(fd, text, sizeof(text) - 1), sizeof(text) - 1);
	assert_int_equal(close(fd), 0);
	char *ids[] = { "satchel-fmt", "--quiet", "--diff", "--seed=1", path, NULL };
	torture(fmt_main, ids, NULL);
	unlink(path);
}

static void test_new(void **state)
{
	(void)state;
	char *argv[] = { "satchel-new", "question", "--count=1000", "--seed=1", NULL };
	torture(new_main, argv, NULL);
}

static char folder[] = "/tmp/satchel-test-XXXXXX";
static char pack_path[64];

static void remove_pack(void)
{
	unlink(pack_path);
}

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	*(size_t *)context += unit->lesson_count;
	return true;
}

static bool on_lesson(void *context, const struct satchel_lesson *lesson)
{
	*(size_t *)context += lesson->section_count;
	return true;
}

static bool on_entry(void *context, const struct satchel_entry *entry)
{
	*(size_t *)context += entry->raw_size;
	return true;
}

static bool on_item(void *context, const struct satchel_item *item)
{
	*(size_t *)context += strlen(item->id);
	return true;
}

/* All that the reader can do with a pack; sum tells whether it did the same. */
static enum satchel_status read_all(size_t *sum, struct satchel_error *error)
{
	struct satchel_bytes bytes = { NULL, 0 };
	enum satchel_status status;
	*sum = 0;
	*error = (struct satchel_error){ .status = SATCHEL_OK };
	struct satchel *pack = satchel_open(pack_path, error);
	if (!pack)
		return error->status;
	status = satchel_list_units(pack, on_unit, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_lessons(pack, 0, on_lesson, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_items(pack, on_item, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_list_entries(pack, on_entry, sum, error);
	if (status == SATCHEL_OK)
		status = satchel_read_item(pack, "q-ect-placement", &bytes, error);
	*sum += bytes.size;
	satchel_bytes_free(&bytes);
	satchel_close(pack);
	return status == SATCHEL_OK ? satchel_verify(pack_path, NULL, NULL, error) : status;
}

static void torture_reader(void)
{
	struct satchel_error error;
	size_t whole, sum;
	struct plan *plan = plan_new();
	planning = plan;
	assert_int_equal(read_all(&whole, &error), SATCHEL_OK);
	planning = NULL;
	for (size_t i = 0; i < plan->count; i++) {
		until_failure = plan->numbers[i];
		failed = false;
		enum satchel_status status = read_all(&sum, &error);
		until_failure = 0;
		assert_true(failed);
		assert_int_equal(status, SATCHEL_NO_MEMORY);
		assert_int_equal(error.status, SATCHEL_NO_MEMORY);
	}
	plan_free(plan);
}

static char *in_folder(char path[64], const char *name)
{
	snprintf(path, 64, "%s/%s", folder, name);
	return path;
}

static void write_lesson(const char *path, const char *words)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
		"<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'><title>The heart</title>"
		"<summary>What it does.</summary><section id='s'><title>Pump</title><p>It pumps %s.</p></section>"
		"<cards><card id='c-%s'><front>What does it pump?</front><back>Blood</back></card></cards></lesson>\n",
		words, words);
	assert_int_equal(fclose(file), 0);
}

/* A folder whose names not every system can hold, and a picture that a lesson nearly names. */
static void test_file_names(void **state)
{
	(void)state;
	static const char *const names[] = { "images/heart.svg", "images/Heart.svg", "images/con.svg",
					     "images/\xc3\xa4.svg", "images/a\xcc\x88.svg", "Images/lung.svg" };
	char path[64];
	strcpy(folder, "/tmp/satchel-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(mkdir(in_folder(path, "images"), 0777), 0);
	assert_int_equal(mkdir(in_folder(path, "Images"), 0777), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		FILE *file = fopen(in_folder(path, names[i]), "w");
		assert_non_null(file);
		assert_int_equal(fclose(file), 0);
	}
	FILE *file = fopen(in_folder(path, "a.xml"), "w");
	assert_non_null(file);
	fputs("<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'><title>The heart</title>"
	      "<summary>What it does.</summary><section id='s'><title>Pump</title>"
	      "<figure id='f' src='images/HEART.svg' alt='A heart'/></section></lesson>\n", file);
	assert_int_equal(fclose(file), 0);
	char *argv[] = { "satchel-lint", "--quiet", "--jobs=1", "--select=file/,reference/,media/unused-picture", folder, NULL };
	torture(lint_main, argv, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(unlink(in_folder(path, names[i])), 0);
	assert_int_equal(unlink(in_folder(path, "a.xml")), 0);
	assert_int_equal(rmdir(in_folder(path, "images")), 0);
	assert_int_equal(rmdir(in_folder(path, "Images")), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void test_diff(void)
{
	char before[64], after[64], old_lesson[64], new_lesson[64];
	assert_int_equal(mkdir(in_folder(before, "before"), 0777), 0);
	assert_int_equal(mkdir(in_folder(after, "after"), 0777), 0);
	write_lesson(in_folder(old_lesson, "before/heart.xml"), "blood");
	write_lesson(in_folder(new_lesson, "after/heart.xml"), "oxygen");
	static char *formats[] = { "--format=text", "--format=markdown", "--format=json" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *diff[] = { "satchel-diff", "--jobs=1", formats[i], before, after, NULL };
		torture(diff_main, diff, NULL);
	}
	char *packs[] = { "satchel-diff", "--jobs=1", pack_path, before, NULL };
	torture(diff_main, packs, NULL);
	unlink(old_lesson);
	unlink(new_lesson);
	assert_int_equal(rmdir(before), 0);
	assert_int_equal(rmdir(after), 0);
}

static char extracted[64];

static void remove_extracted(void)
{
	unlink(extracted);
}

static void test_extract(void)
{
	in_folder(extracted, "index.json");
	char *extract[] = { "satchel-pack", "extract", pack_path, "-C", folder, "index.json", NULL };
	torture(pack_main, extract, remove_extracted);
	remove_extracted();
}

static void test_pack(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/satchel-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	in_folder(pack_path, "p.satchel");
	char *build[] = {
		"satchel-pack", "build", "--quiet", "--jobs=1", "packs/psychiatry.xml", "-o", pack_path, NULL
	};
	torture(pack_build_main, build, remove_pack);
	torture_reader();
	static char *commands[][4] = {
		{ "verify" },
		{ "show" },
		{ "show", "--json" },
		{ "list" },
		{ "list", "--json" },
		{ "cat", "integrated-treatment" },
		{ "cat", "integrated-treatment", "--text" },
		{ "cat", "q-ect-placement", "--text" },
	};
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		char **words = commands[i];
		char *argv[] = { "satchel-pack", words[0], pack_path, words[1], words[1] ? words[2] : NULL, NULL };
		torture(pack_main, argv, NULL);
	}
	test_extract();
	test_diff();
	remove_pack();
	assert_int_equal(rmdir(folder), 0); /* no temporary file was left behind */
}

/* Made by minisign -G -W for this test. */
static const char secret_key[] = "untrusted comment: minisign encrypted secret key\n"
				 "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0QJos3pJ8ItGVMB"
				 "IEoctyySttdPIpZk/1Vy9HGIC7VyRo7zRkMCHLQJF/"
				 "wIAaN9+gs6laT25O9M0wcKtsmeOTIjQC6AYtT2vAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

static void write_definition(void)
{
	char path[64];
	FILE *file = fopen(in_folder(path, "small.xml"), "w");
	assert_non_null(file);
	fprintf(file, "<pack xmlns='urn:satchel:pack:1' id='small' version='1.0.0' release='1' licence='CC0-1.0' "
		      "xml:lang='en' content='content'><title>Small</title><unit id='organs'><title>Organs</title>"
		      "<lesson id='heart'/></unit></pack>\n");
	assert_int_equal(fclose(file), 0);
}

/* Of the line of a lesson, changes the digest of its JSON, so that its items are looked at. */
static void change_digest(char *line)
{
	char *at = line;
	for (int spaces = 0; at && spaces < 6; spaces++)
		at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL;
	assert_non_null(at);
	*at = *at == '0' ? '1' : '0';
}

/* Copies a lock, with every card a cloze in it where other says so. */
static void copy_lock(const char *from, const char *to, bool other)
{
	char path[64], line[1024];
	FILE *in = fopen(in_folder(path, from), "r"), *out = fopen(in_folder(path, to), "w");
	bool changed = false;
	assert_true(in && out);
	while (fgets(line, sizeof(line), in)) {
		char *card = other ? strstr(line, " card ") : NULL;
		changed = changed || card;
		if (other && strstr(line, " lesson "))
			change_digest(line);
		if (card)
			fprintf(out, "%.*s cloze %s", (int)(card - line), line, card + strlen(" card "));
		else
			fputs(line, out);
	}
	assert_int_equal(fclose(in), 0);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(changed, other);
}

static void remove_retired(void)
{
	char path[64];
	unlink(in_folder(path, "content/retired.xml"));
}

/* A release was made, and its lock is in rel. */
static void test_gate(const char *lesson)
{
	char definition[64], lock[64], other[64], built[64];
	in_folder(definition, "small.xml");
	in_folder(lock, "small.lock");
	in_folder(other, "other.lock");
	in_folder(built, "built.satchel");
	copy_lock("rel/small.lock", "small.lock", true);
	copy_lock("rel/small.lock", "other.lock", false);
	char *locks[] = { "satchel-diff", "--jobs=1", lock, other, NULL };
	torture(diff_main, locks, NULL);
	static char *formats[] = { "--format=text", "--format=json", "--format=sarif", "--format=github" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *gate[] = { "satchel-diff", "--jobs=1", "--gate", formats[i], definition, NULL };
		torture(diff_main, gate, NULL);
	}
	char *bump[] = { "satchel-diff", "--jobs=1", "--bump", definition, NULL };
	torture(diff_main, bump, write_definition);
	write_definition();
	char *build[] = { "satchel-pack", "build", "--quiet", "--jobs=1", definition, "-o", built, NULL };
	struct outcome refused = run(pack_build_main, build);
	assert_int_equal(refused.code, EXIT_FINDINGS);
	outcome_free(&refused);
	assert_int_equal(access(built, F_OK), -1);
	torture(pack_build_main, build, NULL);
	assert_int_equal(access(built, F_OK), -1);
	copy_lock("rel/small.lock", "small.lock", false);
	strcpy(pack_path, built);
	torture(pack_build_main, build, remove_pack);
	write_lesson(lesson, "oxygen");
	char *retire[] = { "satchel-diff", "--jobs=1", "--retire", "asked twice", definition, NULL };
	torture(diff_main, retire, remove_retired);
	remove_retired();
	assert_int_equal(unlink(built), 0);
	assert_int_equal(unlink(lock), 0);
	assert_int_equal(unlink(other), 0);
}

/* What a run finds in the place of its release must not change from run to run. */
static void torture_release(char **argv)
{
	struct outcome first = run(pack_build_main, argv);
	assert_int_equal(first.code, EXIT_CLEAN);
	outcome_free(&first);
	torture(pack_build_main, argv, NULL);
}

static void test_release(void **state)
{
	(void)state;
	char place[64], content[64], lesson[64], definition[64];
	strcpy(folder, "/tmp/satchel-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(mkdir(in_folder(content, "content"), 0777), 0);
	write_lesson(in_folder(lesson, "content/heart.xml"), "blood");
	in_folder(place, "rel");
	in_folder(definition, "small.xml");
	write_definition();
	assert_int_equal(setenv("SATCHEL_SECRET_KEY", secret_key, 1), 0);
	char *release[] = { "satchel-pack", "release", "--jobs=1", definition,		 "-o",
			    place,	    "--oci",   "--date",   "2026-11-26", NULL };
	torture_release(release);
	char base[64];
	in_folder(base, "rel/small-1.0.0.satchel");
	char *again[] = { "satchel-pack", "release",	"--jobs=1", definition, "-o", place, "--date",
			  "2026-11-26",	  "--base", base,	NULL };
	torture_release(again);
	assert_int_equal(unsetenv("SATCHEL_SECRET_KEY"), 0);
	test_gate(lesson);
	static const char *const names[] = { "rel/SHA256SUMS",	"rel/SHA256SUMS.minisig",  "rel/latest.json", "rel/latest.json.minisig",
					     "rel/CHANGELOG.md", "rel/small-1.0.0.satchel", "rel/small.lock", "rel/progress.json", "content/heart.xml", "small.xml" };
	char path[64];
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(unlink(in_folder(path, names[i])), 0);
	assert_int_equal(rmdir(place), 0);
	assert_int_equal(rmdir(content), 0);
	assert_int_equal(rmdir(folder), 0); /* no temporary folder was left behind */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_validate), cmocka_unit_test(test_formats), cmocka_unit_test(test_lint), cmocka_unit_test(test_file_names),
		cmocka_unit_test(test_fix),	 cmocka_unit_test(test_fmt),	 cmocka_unit_test(test_new),
		cmocka_unit_test(test_pack),	 cmocka_unit_test(test_release),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
