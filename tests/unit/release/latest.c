/* The parts of a release: dates, checksums, and latest.json, which can be read as it was written. */
#include "base/date.h"
#include "release/latest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>
#include <sodium.h>

static int start(void **state)
{
	(void)state;
	return sodium_init() < 0 ? -1 : 0;
}

static void days_are_counted_as_the_calendar_does(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to; /* to is NULL: there is no such date */
		unsigned long days;
	} cases[] = {
		{ "2026-11-26", "2026-11-26", 0 },     { "2026-11-30", "2026-12-01", 1 },
		{ "2026-12-31", "2027-01-01", 1 },     { "2028-02-28", "2028-02-29", 1 },
		{ "2027-02-28", "2027-03-01", 1 },     { "2000-02-28", "2000-02-29", 1 },
		{ "2100-02-28", "2100-03-01", 1 },     { "2026-11-26", "2027-11-26", 365 },
		{ "1970-01-01", "2069-12-07", 36500 }, { "2026-11-26", NULL, 36501 },
		{ "9999-12-31", "9999-12-31", 0 },     { "9999-12-31", NULL, 1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char to[DATE_SIZE];
		assert_int_equal(date_after(to, cases[i].from, cases[i].days), cases[i].to != NULL);
		if (cases[i].to)
			assert_string_equal(to, cases[i].to);
	}
}

static void checksums_are_in_byte_order(void **state)
{
	static const char *const names[] = { "small-1.0.0.satchel", "latest.json", "SHA", "oci/index.json",
					     "latest.json.minisig" };
	char digest[DIGEST_HEX_SIZE], longest[CHECKSUM_NAME_MAX + 2];
	struct checksums sums = { .count = 0 };
	struct buf text;
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		uint8_t bytes[DIGEST_SIZE] = { (uint8_t)(0xab + i), [DIGEST_SIZE - 1] = 1 };
		digest_hex(digest, bytes);
		assert_true(checksums_add(&sums, names[i], digest));
	}
	memset(longest, 'x', sizeof(longest));
	longest[CHECKSUM_NAME_MAX + 1] = '\0';
	assert_false(checksums_add(&sums, longest, digest));
	buf_init(&text, BUF_CAP);
	checksums_write(&sums, &text);
#define ZEROS "0000000000000000000000000000000000000000000000000000000000"
	assert_string_equal(text.at, "ad" ZEROS "0001  SHA\n"
				     "ac" ZEROS "0001  latest.json\n"
				     "af" ZEROS "0001  latest.json.minisig\n"
				     "ae" ZEROS "0001  oci/index.json\n"
				     "ab" ZEROS "0001  small-1.0.0.satchel\n");
	buf_release(&text);
	while (sums.count < CHECKSUMS_MAX)
		assert_true(checksums_add(&sums, "x", digest));
	assert_false(checksums_add(&sums, "x", digest));
}

static const struct release_latest example = {
	.id = "small",
	.version = "1.0.0-rc.1",
	.date = "2026-11-26",
	.expires = "2027-02-24",
	.title = { "A \"small\" one", 13 },
	.release = 2147483647,
	.editions = { { "full", "small-1.0.0-rc.1.satchel", 4294967295, 1593, "ab" ZEROS "0000", "cd" ZEROS "0000" },
		      { "free", "small-free-1.0.0-rc.1.satchel", 3, 2, "ef" ZEROS "0000", "01" ZEROS "0000" } },
	.edition_count = 2,
};
#define EDITION                                                                                                        \
	"{\"edition\":\"full\",\"url\":\"small-1.0.0-rc.1.satchel\",\"size\":4294967295,\"head\":1593,"                \
	"\"sha256\":\"ab" ZEROS "0000\",\"contentRoot\":\"cd" ZEROS "0000\"}"
static const char written[] =
	"{\"format\":1,\"id\":\"small\",\"title\":\"A \\\"small\\\" one\","
	"\"version\":\"1.0.0-rc.1\",\"release\":2147483647,"
	"\"date\":\"2026-11-26\",\"expires\":\"2027-02-24\",\"requires\":[],\"editions\":[" EDITION
	",{\"edition\":\"free\",\"url\":\"small-free-1.0.0-rc.1.satchel\",\"size\":3,\"head\":2,\"sha256\":\"ef" ZEROS "0000\","
	"\"contentRoot\":\"01" ZEROS "0000\"}]}\n";

static void a_record_is_read_as_it_was_written(void **state)
{
	struct buf text;
	struct release_latest latest;
	(void)state;
	buf_init(&text, BUF_CAP);
	release_latest_write(&example, &text);
	assert_string_equal(text.at, written);
	assert_true(release_latest_read(&latest, buf_view(&text)));
	assert_string_equal(latest.id, example.id);
	assert_string_equal(latest.version, example.version);
	assert_string_equal(latest.date, example.date);
	assert_string_equal(latest.expires, example.expires);
	assert_int_equal(latest.release, example.release);
	assert_int_equal(latest.edition_count, 2);
	assert_memory_equal(latest.editions, example.editions, sizeof(example.editions));
	buf_release(&text);
}

/* The record with one part changed. */
static bool reads_with(const char *part, const char *other)
{
	struct buf text;
	struct release_latest latest;
	const char *at = strstr(written, part);
	assert_non_null(at);
	buf_init(&text, BUF_CAP);
	buf_add(&text, written, (size_t)(at - written));
	buf_text(&text, other);
	buf_text(&text, at + strlen(part));
	assert_false(buf_failed(&text));
	bool good = release_latest_read(&latest, buf_view(&text));
	buf_release(&text);
	return good;
}

static void no_other_record_is_read(void **state)
{
	static const char *const parts[][2] = {
		{ "\"format\":1", "\"format\":2" },
		{ "\"format\":1,", "" },
		{ "\"small\"", "\"\"" },
		{ "\"small\"", "\"small\\u0000\"" },
		{ "\"small\"", "7" },
		{ "\"small\"", "\"" ZEROS "0000000\"" },
		{ "2147483647", "\"2\"" },
		{ "2147483647", "-1" },
		{ "2147483647", "1.0" },
		{ "2026-11-26", "2026-11-260" },
		{ "\"release\"", "\"id\":\"small\",\"release\"" },
		{ "\"head\":1593,", "" },
		{ "\"size\":3", "\"size\":null" },
		{ "}]}\n", "}]" },
		{ "}]}\n", "}]} {}" },
		{ EDITION, "7" },
		{ EDITION, EDITION "," EDITION },
		{ "\"requires\":[],", "" },
		{ "\"requires\":[]", "\"requires\":[\"telepathy\"]" },
	};
	(void)state;
	assert_true(reads_with("\"small\"", "\"smaller\""));
	assert_true(reads_with("\"requires\":[]", "\"requires\":[],\"more\":{\"of\":[1]}"));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (reads_with(parts[i][0], parts[i][1]))
			fail_msg("read with %s in place of %s", parts[i][1], parts[i][0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_counted_as_the_calendar_does),
		cmocka_unit_test(checksums_are_in_byte_order),
		cmocka_unit_test(a_record_is_read_as_it_was_written),
		cmocka_unit_test(no_other_record_is_read),
	};
	return cmocka_run_group_tests(tests, start, NULL);
}
