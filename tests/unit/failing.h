/* Runs programs while allocations of our own code fail in turn. A program must then report it and exit with 3, or have
 * the same result as if nothing had failed. It must never crash, nor present half a result as a whole one.
 *
 * A run may make a hundred thousand allocations, from a few hundred call chains. Of those from the same chain, the
 * first fails, then the second, the fourth, the eighth and so on.
 *
 * The linker replaces malloc, calloc and realloc in all code of this tree with the functions below (see the Makefile);
 * the libraries keep theirs. */
#ifndef TESTS_FAILING_H
#define TESTS_FAILING_H

#include "cmd/cmd.h"

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

/* A call chain that leads to an allocation. */
struct way {
	uint64_t hash; /* of the return addresses */
	size_t seen;
};

enum { WAYS = 1 << 16, CALLS_MAX = 64 };

/* Which allocations of a run fail. */
struct plan {
	struct way ways[WAYS]; /* each at its hash, or in the next free slot */
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
		abort(); /* and not search for a free slot forever */
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

/* before is called before each run, to restore the initial state. */
static inline void torture(program *main_of, char **argv, void (*before)(void))
{
	struct plan *plan = plan_new();
	if (before)
		before();
	planning = plan;
	struct outcome whole = run(main_of, argv);
	planning = NULL;
	if (whole.code != EXIT_CLEAN && whole.code != EXIT_FINDINGS)
		fail_msg("%s %s ended with %d: %s", argv[0], argv[1], whole.code,
			 whole.err_len ? whole.err : "nothing");
	/* In the last run nothing fails. */
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

/* The temporary folder of a test. */
static char folder[] = "/tmp/satchel-test-XXXXXX";

static inline void make_folder(void)
{
	const char *temporary = getenv("TMPDIR");
	bool is_short = temporary && strlen(temporary) < sizeof(folder) - sizeof("/XXXXXX");
	snprintf(folder, sizeof(folder), "%s/XXXXXX", is_short ? temporary : "/tmp");
	assert_non_null(mkdtemp(folder));
}

static inline char *in_folder(char path[64], const char *name)
{
	snprintf(path, 64, "%s/%s", folder, name);
	return path;
}

static inline void write_lesson(const char *path, const char *words)
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

#endif
