/* latest.json: how it is parsed, what is refused, and which releases are accepted. */
#include "base/date.h"
#include "fetch/latest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define FULL                                                                                                           \
	"{\"edition\":\"full\",\"url\":\"x.satchel\",\"size\":9000,\"head\":800,\"sha256\":\"" A64                     \
	"\",\"contentRoot\":\"" A64 "\"}"
#define FREE                                                                                                           \
	"{\"edition\":\"free\",\"url\":\"y.satchel\",\"size\":90,\"head\":80,\"sha256\":\"" A64                        \
	"\",\"contentRoot\":\"" A64 "\"}"

/* A valid one; unless from is NULL, it is replaced by to. */
static char *text(const char *from, const char *to)
{
	static const char good[] =
		"{\"format\":1,\"id\":\"heart\",\"title\":\"The heart\",\"version\":\"1.2.0\",\"release\":7,"
		"\"date\":\"2026-11-20\",\"expires\":\"2026-12-20\",\"requires\":[],\"mood\":{\"a\":[null]},"
		"\"editions\":[" FULL "," FREE "]}";
	struct buf made;
	buf_init(&made, BUF_CAP);
	const char *at = from ? strstr(good, from) : good;
	assert_non_null(at);
	buf_add(&made, good, (size_t)(at - good));
	if (from) {
		buf_text(&made, to);
		at += strlen(from);
	}
	buf_text(&made, at);
	assert_false(buf_failed(&made));
	return made.at;
}

static enum fetch_status read(struct latest *latest, char *json, struct buf *why)
{
	buf_clear(why);
	enum fetch_status status = latest_read(latest, str_from(json), why);
	free(json);
	return status;
}

static void all_of_it_is_read(void **state)
{
	struct latest latest;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(read(&latest, text("The heart", "T\\u00e9"), &why), FETCH_OK);
	assert_string_equal(latest.id, "heart");
	assert_string_equal(latest.title, "T\xc3\xa9");
	assert_string_equal(latest.version, "1.2.0");
	assert_int_equal(latest.release, 7);
	assert_int_equal(latest.edition_count, 2);
	assert_string_equal(latest.editions[0].url, "x.satchel");
	assert_int_equal(latest.editions[0].size, 9000);
	assert_int_equal(latest.editions[1].head, 80);
	assert_int_equal(latest.editions[1].content_root[31], 0xaa);
	latest_release(&latest);
	buf_release(&why);
}

static void what_breaks_a_rule_is_refused(void **state)
{
	static const struct {
		const char *from, *to, *why;
	} rows[] = {
		{ "\"format\":1", "\"format\":2", "format 2 is unknown" },
		{ "\"format\":1,", "", "format is missing" },
		{ "\"heart\"", "\"The-Heart\"", "id is not an id" },
		{ "\"The heart\"", "\"\"", "title is empty" },
		{ "1.2.0", "1 2 0", "version is not" },
		{ "1.2.0", "\\u001b[31m", "version is not" },
		{ "\"release\":7", "\"release\":2147483648", "release is above 2147483647" },
		{ "\"release\":7", "\"release\":-1", "it is not valid JSON" },
		{ "2026-11-20", "2026-02-29", "date is not a day" },
		{ "2026-12-20", "tomorrow", "expires is not a day" },
		{ "2026-12-20", "2026-11-19", "expires is before date" },
		{ "\"requires\":[]", "\"requires\":[\"x\"]", "requires x, which" },
		{ "\"requires\":[]", "\"requires\":[\"\\u001b\"]", "requires a feature, which" },
		{ "\"requires\":[]", "\"requires\":{}", "requires is not an array" },
		{ "[" FULL "," FREE "]", "[]", "editions has fewer than 1" },
		{ "[" FULL "," FREE "]", "7", "editions is not an array" },
		{ FREE, FULL, "full appears twice" },
		{ FREE, "7", "editions[1] is not an object" },
		{ "\"head\":800", "\"head\":9000", "the head of full is not shorter than the pack" },
		{ "\"head\":800", "\"head\":0", "editions[0].head is below 1" },
		{ "\"size\":9000", "\"size\":4294967296", "editions[0].size is above 4294967295" },
		{ A64, "AAAAaaaa", "sha256 is not a SHA-256" },
		{ "\"mood\"", "\"id\"", "has a member twice" },
		{ "]}", "]", "it is not valid JSON" },
	};
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct latest latest;
		assert_int_equal(read(&latest, text(rows[i].from, rows[i].to), &why), FETCH_REFUSED);
		if (!strstr(why.at, rows[i].why))
			fail_msg("row %zu: %s", i, why.at);
		latest_release(&latest);
	}
	struct latest latest;
	char *much = calloc(1, SATCHEL_LATEST_MAX + 2);
	assert_non_null(much);
	memset(much, ' ', SATCHEL_LATEST_MAX + 1);
	assert_int_equal(read(&latest, much, &why), FETCH_REFUSED);
	assert_non_null(strstr(why.at, "64 KiB"));
	latest_release(&latest);
	buf_release(&why);
}

static void every_shorter_text_is_refused(void **state)
{
	struct buf why;
	char *whole = text(NULL, NULL);
	(void)state;
	buf_init(&why, BUF_CAP);
	for (size_t size = 0; size < strlen(whole); size++) {
		struct latest latest;
		char *exact = malloc(size + 1);
		assert_non_null(exact);
		memcpy(exact, whole, size);
		assert_int_equal(latest_read(&latest, (struct str){ exact, size }, &why), FETCH_REFUSED);
		latest_release(&latest);
		free(exact);
	}
	free(whole);
	buf_release(&why);
}

static void an_edition_is_chosen(void **state)
{
	struct latest latest;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(read(&latest, text(NULL, NULL), &why), FETCH_OK);
	assert_string_equal(latest_choose(&latest, NULL, NULL, &why)->edition, "full");
	assert_string_equal(latest_choose(&latest, NULL, "free", &why)->edition, "free");
	assert_string_equal(latest_choose(&latest, "full", "free", &why)->edition, "full");
	assert_string_equal(latest_choose(&latest, NULL, "gone", &why)->edition, "full");
	assert_null(latest_choose(&latest, "gold", "free", &why));
	assert_string_equal(why.at, "heart 1.2.0 has no edition 'gold'; it has full, free");
	latest_release(&latest);
	assert_int_equal(read(&latest, text(FULL ",", ""), &why), FETCH_OK);
	assert_string_equal(latest_choose(&latest, NULL, NULL, &why)->edition, "free");
	latest_release(&latest);
	buf_release(&why);
}

static void nobody_goes_back(void **state)
{
	struct latest latest;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(read(&latest, text(NULL, NULL), &why), FETCH_OK);
	const struct latest_edition *full = &latest.editions[0];
	struct local_copy has = { .path = "f", .id = "heart", .version = "1.1.0", .edition = "full", .release = 6 };
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_OK);
	has.release = 8;
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_REFUSED);
	has.release = 7;
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_REFUSED);
	has.version = "1.2.0";
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_REFUSED);
	has.edition = "free";
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_OK);
	/* A pack with the same content root but other bytes is damaged. */
	has.edition = "full";
	memset(has.content_root, 0xaa, sizeof(has.content_root));
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_OK);
	has.version = "1.2.1";
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_REFUSED);
	has.id = "liver";
	assert_int_equal(latest_follows(&latest, full, &has, &why), FETCH_REFUSED);
	assert_string_equal(why.at, "f: contains the pack 'liver', but the published pack is 'heart'");
	latest_release(&latest);
	buf_release(&why);
}

static void it_has_its_days(void **state)
{
	static const struct {
		const char *today;
		enum fetch_status status;
	} rows[] = {
		{ "2026-11-18", FETCH_REFUSED }, { "2026-11-19", FETCH_OK },	  { "2026-11-20", FETCH_OK },
		{ "2026-12-20", FETCH_OK },	 { "2026-12-21", FETCH_REFUSED }, { "2027-01-01", FETCH_REFUSED },
	};
	struct latest latest;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(read(&latest, text(NULL, NULL), &why), FETCH_OK);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(latest_check_date(&latest, rows[i].today, &why), rows[i].status);
		if (rows[i].status == FETCH_REFUSED)
			assert_non_null(strstr(why.at, rows[i].today));
	}
	latest_release(&latest);
	buf_release(&why);
}

static void the_last_days_are_soon(void **state)
{
	static const struct {
		const char *date, *expires, *today;
		bool soon;
		long days;
	} rows[] = {
		{ "2026-09-01", "2026-11-30", "2026-11-15", false, 15 },
		{ "2026-09-01", "2026-11-30", "2026-11-16", true, 14 },
		{ "2026-09-01", "2026-11-30", "2026-11-30", true, 0 },
		{ "2026-09-01", "2026-11-30", "2026-12-02", true, -2 },
		/* For short periods, the last third. */
		{ "2026-11-01", "2026-11-10", "2026-11-06", false, 4 },
		{ "2026-11-01", "2026-11-10", "2026-11-07", true, 3 },
		{ "2026-11-01", "2026-11-01", "2026-11-01", true, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		long days = 999;
		assert_int_equal(latest_expires_soon(rows[i].date, rows[i].expires, rows[i].today, &days),
				 rows[i].soon);
		assert_int_equal(days, rows[i].days);
	}
}

static void days_are_counted(void **state)
{
	(void)state;
	assert_int_equal(date_number(STR("1970-01-01")), 0);
	assert_int_equal(date_number(STR("1969-12-31")), -1);
	assert_int_equal(date_number(STR("2000-02-29")), 11016);
	assert_int_equal(date_number(STR("2000-03-01")), 11017);
	assert_int_equal(date_number(STR("2026-11-26")), 20783);
	assert_int_equal(date_number(STR("2100-03-01")) - date_number(STR("2100-02-28")), 1);
	assert_int_equal(date_number(STR("9999-12-31")), 2932896);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_it_is_read),
		cmocka_unit_test(what_breaks_a_rule_is_refused),
		cmocka_unit_test(every_shorter_text_is_refused),
		cmocka_unit_test(an_edition_is_chosen),
		cmocka_unit_test(nobody_goes_back),
		cmocka_unit_test(it_has_its_days),
		cmocka_unit_test(the_last_days_are_soon),
		cmocka_unit_test(days_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
