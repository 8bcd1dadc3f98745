#include "check/question/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_verdicts(const char *const *texts, enum verdict expected)
{
	for (; *texts; texts++) {
		struct str said = STR_NONE;
		enum verdict verdict = verdict_read(str_from(*texts), &said);
		if (verdict != expected)
			fail_msg("%s: %d, not %d", *texts, (int)verdict, (int)expected);
		assert_int_equal(said.len > 0, expected != VERDICT_NONE);
	}
}

static void test_right(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Correct!",
		"That's right.",
		"Exactly right: it does.",
		"Nice work!",
		"You’re correct, it is.",
		"✓ It does.",
		"✅ Correct. It does.",
		"Yep, that's right.",
		"Right you are.",
		"You chose correctly.",
		"Yes – it does.",
		NULL,
	};
	assert_verdicts(texts, VERDICT_RIGHT);
}

static void test_wrong(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Incorrect.",
		"Not this time.",
		"Unfortunately not.",
		"❌ It does not.",
		"Not the answer: it does not.",
		"Nice try.",
		"Not quite right.",
		"You're mistaken.",
		"Sorry, that's wrong.",
		NULL,
	};
	assert_verdicts(texts, VERDICT_WRONG);
}

static void test_neither(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Right-sided signs are typical.",
		"No effect on it.",
		"Perfect pitch is rare.",
		"Correct in children.",
		"Great vessels are affected.",
		"Excellent in asthma.",
		"👉 Think of the nerve.",
		"",
		"You react to it.",
		"Not indicated here.",
		NULL,
	};
	assert_verdicts(texts, VERDICT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_neither),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
