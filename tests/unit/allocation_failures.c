/* Each allocation of our own code fails in turn: a program then says so and exits with 3, or does all the same
 * what it does when nothing fails. It never crashes, and never gives half a result for a whole one.
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
#include <unistd.h>

#include <cmocka.h>

static size_t until_failure; /* 0: none fails */
static bool failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static bool fails_now(void)
{
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

/* before is called before each run, to put things as they were. */
static void torture(program *main_of, char **argv, void (*before)(void))
{
	if (before)
		before();
	struct outcome whole = run(main_of, argv);
	assert_true(whole.code == EXIT_CLEAN || whole.code == EXIT_FINDINGS);
	size_t tried = 0;
	for (size_t n = 1;; n++) {
		if (before)
			before();
		until_failure = n;
		failed = false;
		struct outcome outcome = run(main_of, argv);
		until_failure = 0;
		bool reached = failed;
		bool same = outcome.code == whole.code && outcome.out_len == whole.out_len &&
			    memcmp(outcome.out, whole.out, whole.out_len) == 0;
		if (!same && (outcome.code != EXIT_FAILED || outcome.err_len == 0))
			fail_msg("allocation %zu failed: exit code %d, %zu bytes of output, said: %s", n, outcome.code,
				 outcome.out_len, outcome.err_len ? outcome.err : "nothing");
		outcome_free(&outcome);
		if (!reached)
			break;
		tried = n;
	}
	assert_true(tried > 20);
	outcome_free(&whole);
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
	size_t whole, sum, tried = 0;
	assert_int_equal(read_all(&whole, &error), SATCHEL_OK);
	for (size_t n = 1;; n++) {
		until_failure = n;
		failed = false;
		enum satchel_status status = read_all(&sum, &error);
		until_failure = 0;
		assert_int_equal(status, failed ? SATCHEL_NO_MEMORY : SATCHEL_OK);
		assert_int_equal(status, error.status);
		assert_true(failed || sum == whole);
		if (!failed)
			break;
		tried = n;
	}
	assert_true(tried > 20);
}

static void test_pack(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(pack_path, sizeof(pack_path), "%s/p.satchel", folder);
	char *build[] = {
		"satchel-pack", "build", "--quiet", "--jobs=1", "packs/psychiatry.xml", "-o", pack_path, NULL
	};
	torture(pack_build_main, build, remove_pack);
	torture_reader();
	char *verify[] = { "satchel-pack", "verify", pack_path, NULL };
	torture(pack_main, verify, NULL);
	char *show[] = { "satchel-pack", "show", pack_path, NULL };
	torture(pack_main, show, NULL);
	char *cat[] = { "satchel-pack", "cat", pack_path, "integrated-treatment", "--text", NULL };
	torture(pack_main, cat, NULL);
	remove_pack();
	assert_int_equal(rmdir(folder), 0); /* no temporary file was left behind */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_validate), cmocka_unit_test(test_formats), cmocka_unit_test(test_lint),
		cmocka_unit_test(test_fix),	 cmocka_unit_test(test_fmt),	 cmocka_unit_test(test_new),
		cmocka_unit_test(test_pack),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
