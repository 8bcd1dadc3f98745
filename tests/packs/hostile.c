/* Damages a small valid pack in every way: the reader must detect it and survive. */
#include "small.h"

/* Verifies size bytes in a buffer of exactly that size, so that a sanitizer detects reads beyond it. */
static enum satchel_status verify(const unsigned char *bytes, size_t size, struct satchel_error *error)
{
	unsigned char *exact = malloc(size ? size : 1);
	assert_non_null(exact);
	memcpy(exact, bytes, size);
	enum satchel_status status = satchel_verify_memory(exact, size, NULL, NULL, error);
	struct satchel *pack = satchel_open_memory(exact, size, NULL);
	if (pack) {
		struct satchel_bytes json;
		if (satchel_read_item(pack, "q", &json, NULL) == SATCHEL_OK)
			satchel_bytes_free(&json);
	}
	satchel_close(pack);
	free(exact);
	return status;
}

static void the_good_pack_is_good(void **state)
{
	struct fixture *f = *state;
	struct satchel_error error;
	assert_int_equal(verify(f->good, f->size, &error), SATCHEL_OK);
	assert_string_equal(error.message, "");
}

static void no_bit_can_be_turned(void **state)
{
	struct fixture *f = *state;
	struct satchel_error error;
	memcpy(f->bytes, f->good, f->size);
	for (size_t i = 0; i < f->size; i++) {
		for (int bit = 0; bit < 9; bit++) {
			f->bytes[i] = (unsigned char)(f->good[i] ^ (bit < 8 ? 1u << bit : 0xffu));
			if (verify(f->bytes, f->size, &error) == SATCHEL_OK)
				fail_msg("byte %zu, bit %d: called good", i, bit);
			assert_true(error.message[0] != '\0');
		}
		f->bytes[i] = f->good[i];
	}
}

static void no_byte_can_be_missing_or_added(void **state)
{
	struct fixture *f = *state;
	struct satchel_error error;
	for (size_t size = 0; size < f->size; size++) {
		assert_int_not_equal(verify(f->good, size, &error), SATCHEL_OK);
		assert_int_not_equal(verify(f->good + f->size - size, size, &error), SATCHEL_OK);
	}
	memcpy(f->bytes, f->good, f->size);
	memset(f->bytes + f->size, 0, 64);
	for (size_t more = 1; more <= 64; more++)
		assert_int_equal(verify(f->bytes, f->size + more, &error), SATCHEL_DAMAGED);
	memset(f->bytes, 0, 32);
	memcpy(f->bytes + 32, f->good, f->size);
	assert_int_equal(verify(f->bytes, f->size + 32, &error), SATCHEL_NOT_A_PACK);
}

/* Finds a header by its signature and the name at an offset. */
static size_t find_header(const struct fixture *f, const char *signature, size_t size, const char *name)
{
	for (size_t i = 0; i + size + strlen(name) <= f->size; i++)
		if (memcmp(f->good + i, signature, 4) == 0 && memcmp(f->good + i + size, name, strlen(name)) == 0)
			return i;
	fail_msg("no header of %s", name);
	return 0;
}

struct defect {
	size_t offset;
	const char *said;
};

static void assert_defects(struct fixture *f, size_t header, const struct defect *defects, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct satchel_error error;
		memcpy(f->bytes, f->good, f->size);
		f->bytes[header + defects[i].offset] ^= 0x41;
		assert_int_equal(verify(f->bytes, f->size, &error), SATCHEL_DAMAGED);
		if (!strstr(error.message, defects[i].said))
			fail_msg("\"%s\" does not say \"%s\"", error.message, defects[i].said);
	}
}

static void each_field_of_a_header_is_named(void **state)
{
	static const struct defect local[] = {
		{ 0, "the signature" }, { 4, "the version needed" }, { 6, "the flags field" },	{ 8, "the method" },
		{ 10, "the time" },	{ 12, "the date" },	     { 14, "the CRC-32" },	{ 18, "the stored length" },
		{ 22, "the raw length" }, { 26, "the length of the name" }, { 28, "the extra field" }, { 30, "the name differs" },
	};
	static const struct defect central[] = {
		{ 0, "the signature" },	  { 4, "the version made by" },	    { 6, "the version needed" },
		{ 8, "the flags field" }, { 10, "the method" },		    { 12, "the time" },
		{ 14, "the date" },	  { 16, "the CRC-32" },		    { 20, "the stored length" },
		{ 24, "the raw length" }, { 28, "the length of the name" }, { 30, "the extra field" },
		{ 32, "the comment" },	  { 34, "the disk number" },	    { 36, "internal attributes" },
		{ 38, "external attributes" }, { 42, "the offset of the local header" }, { 46, "the name differs" },
	};
	static const struct defect end[] = {
		{ 0, "the end record" },	{ 4, "the disk number" },
		{ 6, "the disk number of" },	{ 8, "entries on this disk" },
		{ 10, "the number of entries" }, { 12, "the length of the central directory" },
		{ 16, "the offset of the central directory" }, { 20, "the length of the comment" },
	};
	struct fixture *f = *state;
	/* The central directory has the CRC-32 of an entry, so a wrong one is detected in either header. */
	assert_defects(f, find_header(f, "PK\3\4", 30, "lessons/heart.json"), local, sizeof(local) / sizeof(local[0]));
	assert_defects(f, find_header(f, "PK\1\2", 46, "lessons/heart.json"), central,
		       sizeof(central) / sizeof(central[0]));
	assert_defects(f, f->size - 22, end, sizeof(end) / sizeof(end[0]));
}

static void count_problem(void *context, const struct satchel_error *problem)
{
	size_t *count = context;
	assert_true(problem->message[0] != '\0');
	/* The entry is also reported separately, so that problems can be grouped. */
	assert_memory_equal(problem->message, problem->entry, strlen(problem->entry));
	++*count;
}

static void all_that_is_wrong_is_named(void **state)
{
	struct fixture *f = *state;
	struct satchel_error error;
	size_t count = 0;
	memcpy(f->bytes, f->good, f->size);
	f->bytes[find_header(f, "PK\3\4", 30, "lessons/heart.json") + 10] ^= 1;
	f->bytes[find_header(f, "PK\3\4", 30, "assets/") + 80] ^= 1;
	f->bytes[find_header(f, "PK\1\2", 46, "mimetype") + 38] ^= 1;
	f->bytes[f->size - 1] ^= 1;
	assert_int_equal(satchel_verify_memory(f->bytes, f->size, count_problem, &count, &error), SATCHEL_DAMAGED);
	assert_int_equal(count, 4);
}

static void noise_is_survived(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 20261120;
	for (int round = 0; round < 3000; round++) {
		memcpy(f->bytes, f->good, f->size);
		for (int i = 0; i < 4; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			f->bytes[(seed >> 33) % f->size] = (unsigned char)(seed >> 20);
		}
		if (memcmp(f->bytes, f->good, f->size) != 0)
			assert_int_not_equal(verify(f->bytes, f->size, NULL), SATCHEL_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_good_pack_is_good),	   cmocka_unit_test(no_bit_can_be_turned),
		cmocka_unit_test(no_byte_can_be_missing_or_added), cmocka_unit_test(each_field_of_a_header_is_named),
		cmocka_unit_test(all_that_is_wrong_is_named),	   cmocka_unit_test(noise_is_survived),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
