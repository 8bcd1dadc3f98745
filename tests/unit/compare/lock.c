/* Locks: which are refused, and the order of elements that each name their predecessor. */
#include "base/file.h"
#include "compare/chain.h"
#include "compare/lock.h"
#include "../../write_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "satchel-lock-XXXXXX.lock"; /* in the folder for temporary files */

#define HEAD "satchel-lock 1\n# for people\npack small 1.0.0 3 0123456789abcdef\n"
#define UNIT "- chest unit - - 0123456789abcdef - - - - -\n"
#define LESSON(id, before) \
	id " - lesson free chest/" before \
	   " 0123456789abcdef 0123456789abcdef0123456789abcdef - 0123456789abcdef 0123456789abcdef 0\n"
#define CARD(lesson, id, before) \
	lesson " " id " card free " before " 0123456789abcdef - 0123456789abcdef 0123456789abcdef 0123456789abcdef 0\n"
#define END "end\n"
#define SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

#define DELETION(lesson, id, before) \
	lesson " " id " deletion free " before \
	       " 0123456789abcdef 0123456789abcdef 0123456789abcdef 0123456789abcdef 0123456789abcdef 0\n"

static enum result open_lock(const char *text, size_t size, struct side *side)
{
	assert_true(write_file(path, (struct str){ text, size }));
	return side_open(side, path, 1);
}

static void a_lock_is_read_in_its_order(void **state)
{
	static const char text[] = HEAD
		"released 2026-11-26 full:" SHA256 " free:" SHA256 "\n- belly unit - chest 0123456789abcdef - - - - -\n"
		"- c-gone retired - - - - - - - -\n" UNIT LESSON("aorta", "heart") CARD("aorta", "c-a", "c-b")
			CARD("aorta", "c-b", "-") DELETION("aorta", "c-c.2", "c-a") LESSON("heart", "-") END;
	struct side side;
	(void)state;
	assert_int_equal(open_lock(text, sizeof(text) - 1, &side), RESULT_OK);
	assert_string_equal(side.id, "small");
	assert_string_equal(side.version, "1.0.0");
	assert_int_equal(side.release, 3);
	assert_string_equal(side.date, "2026-11-26");
	assert_int_equal(side.pack_count, 2);
	assert_string_equal(side.packs[1].edition, "free");
	assert_string_equal(side.packs[1].sha256, SHA256);
	assert_int_equal(side.unit_count, 2);
	assert_string_equal(side.units[0].id, "chest");
	assert_int_equal(side.units[0].lesson_count, 2);
	assert_string_equal(side.units[1].id, "belly");
	assert_int_equal(side.units[1].lesson_count, 0);
	assert_int_equal(side.lesson_count, 2);
	assert_string_equal(side.lessons[0].id, "heart");
	assert_string_equal(side.lessons[1].id, "aorta");
	const struct record *records = side_records(&side, 1, RECORD_DIGESTS, &side.arena, &side.why);
	assert_string_equal(records->id, "aorta");
	assert_string_equal(records->next->id, "c-b");
	assert_string_equal(records->next->next->id, "c-a");
	assert_string_equal(records->next->next->next->id, "c-c.2");
	assert_null(records->next->next->next->next);
	assert_int_equal(side_is_retired(&side, "c-gone"), RETIRED_YES);
	assert_int_equal(side_is_retired(&side, "c-a"), RETIRED_NO);
	side_release(&side);
}

static void line_ends_of_windows_are_taken(void **state)
{
	static const char text[] = "satchel-lock 1\r\npack small 1.0.0 3 0123456789abcdef\r\n"
				   "- chest unit - - 0123456789abcdef - - - - -\r\nend\r\n";
	struct side side;
	(void)state;
	assert_int_equal(open_lock(text, sizeof(text) - 1, &side), RESULT_OK);
	assert_int_equal(side.unit_count, 1);
	side_release(&side);
}

static void mistakes_are_reported_with_their_line(void **state)
{
	static const struct {
		const char *text, *said; /* after the path: */
	} cases[] = {
		{ "", "1: the lock is empty" },
		{ "hello\n", "1: this is not a lock written by satchel-pack release" },
		{ "satchel-lock one\n", "1: this is not a lock written by satchel-pack release" },
		{ "satchel-lock 2\nanything\n", "1: lock written by a newer Satchel" },
		{ "satchel-lock 1\npack small 1.0.0 3\n", "2: satchel-pack release does not write such a line" },
		{ "satchel-lock 1\npack small one 3 0123456789abcdef\n", "2: satchel-pack release does not write such a line" },
		{ "satchel-lock 1\npack small 1.0.0 -3 0123456789abcdef\n",
		  "2: satchel-pack release does not write such a line" },
		{ HEAD, "3: the lock is truncated: its last line is not 'end'" },
		{ HEAD "released 2026-11-26 full:" SHA256 "\n" UNIT, "5: the lock is truncated" },
		{ HEAD "released 2026-11-26\n" UNIT END, "4: satchel-pack release does not write such a line" },
		{ HEAD "released full:" SHA256 "\n" UNIT END, "4: satchel-pack release does not write such a line" },
		{ HEAD "released 2026-02-30 full:" SHA256 "\n" END, "4: satchel-pack release does not write such a line" },
		{ HEAD "released 2026-11-26 full:0" SHA256 "\n" END, "4: satchel-pack release does not write such a line" },
		{ HEAD "released 2026-11-26 " SHA256 "\n" END, "4: satchel-pack release does not write such a line" },
		{ HEAD UNIT "released 2026-11-26 full:" SHA256 "\n" END, "5: satchel-pack release does not write such a line" },
		{ HEAD UNIT LESSON("heart", "-"), "5: the lock is truncated" },
		{ HEAD UNIT "heart - lesson free chest/- 01234", "5: satchel-pack release does not write such a line" },
		{ HEAD UNIT END UNIT, "6: there is text after the line 'end'" },
		{ HEAD UNIT UNIT END, "5: this line is out of order or repeated" },
		{ HEAD UNIT LESSON("heart", "-") LESSON("aorta", "-") END, "6: this line is out of order" },
		{ HEAD LESSON("heart", "-") END, "4: the unit of this lesson is missing" },
		{ HEAD UNIT CARD("heart", "c-a", "-") END, "5: the lesson of this item is missing" },
		{ HEAD UNIT "<<<<<<< HEAD\n" END, "5: unresolved merge conflict" },
		{ "<<<<<<< HEAD\n" HEAD UNIT END, "1: unresolved merge conflict" },
		{ "satchel-lock 1\n<<<<<<< HEAD\npack small 1.0.0 3 0123456789abcdef\n=======\n",
		  "2: unresolved merge conflict" },
		{ "satchel-lock 1\npack small 1.0.0 3 0123456789abcdef more\n", "2: satchel-pack release does not" },
		{ HEAD UNIT "- chest unit - - 1123456789abcdef - - - - -\n" END, "5: duplicate id" },
		{ HEAD UNIT LESSON("heart", "-") LESSON("heart", "heart") END, "6: duplicate id" },
		{ HEAD UNIT LESSON("heart", "-")
			  CARD("heart", "c-a", "-") "heart c-a cloze free - 0123456789abcdef - "
						    "0123456789abcdef 0123456789abcdef 0123456789abcdef 0\n" END,
		  "7: duplicate id" },
		{ HEAD UNIT LESSON("aorta", "-") CARD("aorta", "c-a", "-") LESSON("heart", "aorta")
			  CARD("heart", "c-a", "-") END,
		  "8: duplicate id" },
		{ HEAD UNIT LESSON("aorta", "-") CARD("aorta", "heart", "-") LESSON("heart", "aorta") END,
		  "7: duplicate id" },
		{ HEAD "=======\n" UNIT END, "4: unresolved merge conflict" },
		{ HEAD UNIT ">>>>>>> other\n" END, "5: unresolved merge conflict" },
		{ HEAD UNIT "\n" END, "5: this line " },
		{ HEAD UNIT LESSON("Heart", "-") END, "5: satchel-pack release does not write such a line" },
		{ HEAD UNIT
		  "heart - poem free chest/- 0123456789abcdef 0123456789abcdef0123456789abcdef - 0123456789abcdef "
		  "0123456789abcdef 0\n" END,
		  "5: satchel-pack release does not write such a line" },
		{ HEAD UNIT LESSON("heart", "-") "heart q-a single free - 0123456789abcdef 4 0123456789abcdef "
						 "0123456789abcdef 0123456789abcdef 0\n" END,
		  "6: satchel-pack release does not write such a line" },
		{ HEAD UNIT LESSON("heart", "-") CARD("heart", "c-a.1", "-") END, "6: satchel-pack release does not" },
		{ HEAD UNIT LESSON("heart", "-") DELETION("heart", "c-a", "-") END, "6: satchel-pack release does not" },
		{ HEAD UNIT LESSON("heart", "-") DELETION("heart", "c-a.0", "-") END, "6: satchel-pack release does not" },
		{ HEAD UNIT LESSON("heart", "-") DELETION("heart", "c-a.100", "-") END,
		  "6: satchel-pack release does not" },
		{ HEAD UNIT LESSON("heart", "-") "heart c-a card free - 0123456789abcdeX - 0123456789abcdef "
						 "0123456789abcdef 0123456789abcdef 0\n" END,
		  "6: satchel-pack release does not write such a line" },
		{ HEAD UNIT LESSON("heart", "-") "heart c-a card free - 0123456789abcdef - 0123456789abcdef "
						 "0123456789abcdef 0123456789abcdef\n" END,
		  "6: satchel-pack release does not write such a line" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char expected[256];
		struct side side;
		snprintf(expected, sizeof(expected), "%s:%s", path, cases[i].said);
		if (open_lock(cases[i].text, strlen(cases[i].text), &side) != RESULT_FAILED ||
		    strncmp(buf_cstr(&side.why), expected, strlen(expected)) != 0)
			fail_msg("case %zu: %s", i, buf_cstr(&side.why));
		side_release(&side);
	}
}

/* A lock truncated anywhere or with any byte changed is accepted or refused, without worse effects; a truncated one is
 * always refused. */
static void any_damage_is_borne(void **state)
{
	static const char text[] = HEAD UNIT LESSON("aorta", "heart") CARD("aorta", "c-a", "c-b")
		CARD("aorta", "c-b", "-") DELETION("aorta", "c-c.2", "c-a") LESSON("heart", "-") END;
	enum { SIZE = sizeof(text) - 1 };
	char changed[SIZE];
	struct side side;
	(void)state;
	for (size_t cut = 0; cut < SIZE - 1; cut++) {
		assert_int_equal(open_lock(text, cut, &side), RESULT_FAILED);
		side_release(&side);
	}
	for (size_t at = 0; at < SIZE; at++)
		for (size_t k = 0; k < 4; k++) {
			memcpy(changed, text, SIZE);
			changed[at] = "\n \0g"[k];
			enum result status = open_lock(changed, SIZE, &side);
			/* A NUL would hide what follows it. */
			assert_true(status == RESULT_FAILED || (status == RESULT_OK && changed[at] != '\0'));
			side_release(&side);
		}
}

static void chains_give_an_order(void **state)
{
	static const struct {
		size_t before[6], order[6], count;
	} cases[] = {
		{ { CHAIN_HEAD, 0, 1 }, { 0, 1, 2 }, 3 },
		{ { 1, 2, CHAIN_HEAD }, { 2, 1, 0 }, 3 },
		/* Two with the same predecessor: in order of their positions, each with its successors. */
		{ { CHAIN_HEAD, 0, 0, 1 }, { 0, 1, 3, 2 }, 4 },
		{ { CHAIN_HEAD, CHAIN_HEAD, 0, 1 }, { 0, 2, 1, 3 }, 4 },
		/* A cycle. */
		{ { 1, 0, CHAIN_HEAD }, { 2, 0, 1 }, 3 },
		{ { 0 }, { 0 }, 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t order[6];
		assert_true(chain_order(cases[i].before, cases[i].count, order));
		for (size_t k = 0; k < cases[i].count; k++)
			assert_int_equal(order[k], cases[i].order[k]);
	}
}

static int make_path(void **state)
{
	(void)state;
	const char *temporary = getenv("TMPDIR");
	int fd = chdir(temporary ? temporary : P_tmpdir) != 0 ? -1 : mkstemps(path, 5);
	return fd < 0 || close(fd) != 0;
}

static int remove_path(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lock_is_read_in_its_order),
		cmocka_unit_test(line_ends_of_windows_are_taken),
		cmocka_unit_test(mistakes_are_reported_with_their_line),
		cmocka_unit_test(any_damage_is_borne),
		cmocka_unit_test(chains_give_an_order),
	};
	return cmocka_run_group_tests_name("lock", tests, make_path, remove_path);
}
