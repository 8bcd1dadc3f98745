/* A question has another answer if and only if grading would change: numbers, ranges and short answers that are written
 * in another way are the same. SEED=N tries others. */
#include "base/utf8.h"
#include "compare/record.h"
#include "../odd_lesson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { TRIALS = 4000, MILLION = 1000000 };

static struct odd random_from(uint64_t salt)
{
	return (struct odd){ .state = odd_setting("SEED", 1) * 0x9e3779b97f4a7c15u + salt };
}

/* The question with these members in a lesson. */
static const struct record *read_question(struct arena *arena, const char *kind, struct str members)
{
	struct buf json;
	struct record *records;
	buf_init(&json, BUF_CAP);
	buf_format(&json,
		   "{\"id\":\"l\",\"lang\":\"en\",\"access\":\"free\",\"title\":[\"T\"],\"sections\":[],\"questions\":[{"
		   "\"id\":\"q\",\"kind\":\"%s\",\"access\":\"free\",\"stem\":{\"text\":[\"Which?\"]},%.*s}]}",
		   kind, STR_ARG(members));
	assert_int_equal(record_read(arena, buf_cstr(&json), json.len, RECORD_DIGESTS, &records), RECORD_OK);
	buf_release(&json);
	assert_non_null(records->next);
	return records->next;
}

static bool is_same(const char *kind, struct str before, struct str after)
{
	struct arena arena;
	arena_init(&arena);
	bool same = record_same_answer(read_question(&arena, kind, before), read_question(&arena, kind, after));
	arena_release(&arena);
	return same;
}

/* A number of millionths in one of its spellings. */
static void put_number(struct odd *odd, const char *name, long millionths)
{
	unsigned long size = (unsigned long)labs(millionths);
	int places = 6;
	for (unsigned long rest = size % MILLION; places > 0 && rest % 10 == 0 && odd_pick(odd, 5); rest /= 10)
		places--;
	buf_format(odd->out, "%s\"%s\":\"%s%s%lu", odd->out->len ? "," : "", name, millionths < 0 ? "-" : "",
		   odd_pick(odd, 4) ? "" : "0", size / MILLION);
	unsigned long rest = size % MILLION;
	for (int dropped = places; dropped < 6; dropped++)
		rest /= 10;
	if (places)
		buf_format(odd->out, ".%0*lu", places, rest);
	buf_char(odd->out, '"');
}

/* What a numeric question accepts. */
struct accepted {
	bool valued;
	long value, least, most;
};

static struct accepted pick_accepted(struct odd *odd)
{
	static const long steps[] = { 1, 10, 2500, 50000, MILLION };
	const long step = steps[odd_pick(odd, 5)];
	struct accepted a = { .valued = odd_pick(odd, 2) };
	a.least = ((long)odd_pick(odd, 7) - 3) * step;
	a.most = a.least + (long)odd_pick(odd, 3) * 2 * step;
	a.value = odd_pick(odd, 2) ? a.least : a.least + (a.most - a.least) / 2;
	return a;
}

static void put_accepted(struct odd *odd, const struct accepted *a)
{
	if (a->valued)
		put_number(odd, "value", a->value);
	put_number(odd, "min", a->least);
	put_number(odd, "max", a->most);
}

static void numbers_are_compared_as_numbers(void **state)
{
	struct odd odd = random_from(1);
	unsigned same = 0, others = 0;
	struct buf before, after;
	(void)state;
	buf_init(&before, BUF_CAP);
	buf_init(&after, BUF_CAP);
	for (unsigned i = 0; i < TRIALS; i++) {
		struct accepted a = pick_accepted(&odd), b = odd_pick(&odd, 2) ? a : pick_accepted(&odd);
		b.valued = odd_pick(&odd, 2);
		bool range = a.least == b.least && a.most == b.most;
		bool expected = range || (a.valued && b.valued && a.value == b.value);
		buf_clear(&before);
		buf_clear(&after);
		odd.out = &before;
		put_accepted(&odd, &a);
		odd.out = &after;
		put_accepted(&odd, &b);
		if (is_same("numeric", buf_view(&before), buf_view(&after)) != expected)
			fail_msg("%s and %s", buf_cstr(&before), buf_cstr(&after));
		same += expected;
		others += !expected;
	}
	assert_true(same > TRIALS / 10 && others > TRIALS / 10);
	buf_release(&before);
	buf_release(&after);
}

/* The letters of short answers, in pairs that differ only in case. */
static const char *const letters[] = { "a", "A", "é", "É", "β", "Β", "ж", "Ж", "ø", "Ø", "5", "5", " ", " ", "ß", "ß" };
enum { LETTERS = sizeof(letters) / sizeof(letters[0]) };

static void short_answers_are_compared_without_case(void **state)
{
	struct odd odd = random_from(2);
	unsigned same = 0, others = 0;
	struct buf texts[2];
	(void)state;
	buf_init(&texts[0], BUF_CAP);
	buf_init(&texts[1], BUF_CAP);
	for (unsigned i = 0; i < TRIALS; i++) {
		unsigned len = 1 + odd_pick(&odd, 5);
		bool expected = true;
		for (int t = 0; t < 2; t++) {
			buf_clear(&texts[t]);
			buf_text(&texts[t], "\"answers\":[{\"text\":[\"");
		}
		for (unsigned k = 0; k < len; k++) {
			unsigned one = odd_pick(&odd, LETTERS), other = one ^ odd_pick(&odd, 2);
			other = odd_pick(&odd, 8) ? other : odd_pick(&odd, LETTERS);
			buf_text(&texts[0], letters[one]);
			buf_text(&texts[1], letters[other]);
			expected = expected && one / 2 == other / 2;
		}
		for (int t = 0; t < 2; t++)
			buf_text(&texts[t], "\"]}]");
		if (is_same("open", buf_view(&texts[0]), buf_view(&texts[1])) != expected)
			fail_msg("%s and %s", buf_cstr(&texts[0]), buf_cstr(&texts[1]));
		same += expected;
		others += !expected;
	}
	assert_true(same > TRIALS / 10 && others > TRIALS / 10);
	buf_release(&texts[0]);
	buf_release(&texts[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_compared_as_numbers),
		cmocka_unit_test(short_answers_are_compared_without_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
