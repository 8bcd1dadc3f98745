/* Packs that are right in every length, digest and CRC-32, and wrong in what they say. Each has one defect, and verify
 * must name it. */
#include "pack/zip_writer.h"
#include "small.h"

#include <sodium.h>

struct entries {
	struct satchel_bytes bytes[8];
	char names[8][SATCHEL_NAME_MAX + 1];
	size_t count;
};

static void read_entries(const struct fixture *f, struct entries *entries)
{
	struct satchel *pack = satchel_open_memory(f->good, f->size, NULL);
	assert_non_null(pack);
	entries->count = satchel_entry_count(pack);
	assert_true(entries->count <= 8);
	for (size_t i = 0; i < entries->count; i++) {
		strcpy(entries->names[i], satchel_entry(pack, i)->name);
		assert_int_equal(satchel_read(pack, entries->names[i], &entries->bytes[i], NULL), SATCHEL_OK);
	}
	satchel_close(pack);
}

/* Appends bytes with the first occurrence of from, which must be there, made into to. */
static void replace(struct buf *out, const char *bytes, const char *from, const char *to)
{
	const char *at = strstr(bytes, from);
	if (!at)
		fail_msg("no \"%s\" in %s", from, bytes);
	buf_add(out, bytes, (size_t)(at - bytes));
	buf_text(out, to);
	buf_text(out, at + strlen(from));
}

/* The manifest with what it says of the index set right. */
static void repair_manifest(struct buf *manifest, const struct packed *index)
{
	struct buf fresh;
	char stored[65], raw[65];
	const char *start = strstr(buf_cstr(manifest), "\"index\":{");
	assert_non_null(start);
	const char *end = strchr(start, '}');
	assert_non_null(end);
	buf_init(&fresh, BUF_CAP);
	buf_add(&fresh, manifest->at, (size_t)(start - manifest->at));
	buf_format(&fresh,
		   "\"index\":{\"method\":\"%s\",\"stored\":%zu,\"raw\":%zu,\"storedSha256\":\"%s\",\"rawSha256\":\"%s\"",
		   index->deflated ? "deflate" : "store", index->stored.len, index->raw_size,
		   sodium_bin2hex(stored, sizeof(stored), index->stored_sha256, 32),
		   sodium_bin2hex(raw, sizeof(raw), index->raw_sha256, 32));
	buf_text(&fresh, end);
	buf_release(manifest);
	*manifest = fresh;
}

/* Writes the pack anew with one word of its manifest (entry 1) or index (entry 2) changed. */
static struct buf spoil(const struct fixture *f, size_t place, const char *from, const char *to)
{
	struct entries entries = { .count = 0 };
	struct zip_writer writer;
	struct packed packed[8];
	struct buf changed, manifest, out;
	read_entries(f, &entries);
	FILE *file = tmpfile();
	assert_non_null(file);
	buf_init(&changed, BUF_CAP);
	buf_init(&manifest, BUF_CAP);
	buf_init(&out, BUF_CAP);
	replace(&changed, entries.bytes[place].at, from, to);
	for (size_t i = 0; i < entries.count; i++) {
		struct str raw = { entries.bytes[i].at, entries.bytes[i].size };
		bool deflate = i >= 2; /* as the writer does: the picture is an SVG */
		assert_true(packed_make(&packed[i], i == place ? buf_view(&changed) : raw, deflate));
	}
	buf_text(&manifest, place == 1 ? buf_cstr(&changed) : entries.bytes[1].at);
	repair_manifest(&manifest, &packed[2]);
	packed_release(&packed[1]);
	assert_true(packed_make(&packed[1], buf_view(&manifest), false));
	zip_writer_init(&writer, file);
	for (size_t i = 0; i < entries.count; i++) {
		zip_writer_add(&writer, entries.names[i], &packed[i]);
		packed_release(&packed[i]);
		satchel_bytes_free(&entries.bytes[i]);
	}
	assert_int_equal(zip_writer_finish(&writer), ZIP_OK);
	rewind(file);
	assert_int_equal(file_read_stream(file, BUF_CAP, &out), FILE_OK);
	fclose(file);
	buf_release(&changed);
	buf_release(&manifest);
	return out;
}

struct defect {
	size_t place;
	const char *from, *to, *said;
	enum satchel_status status;
};

static const struct defect defects[] = {
	{ 1, "\"format\":1", "\"format\":2", "format 2 is unknown", SATCHEL_UNSUPPORTED },
	{ 1, "\"format\":1", "\"format\":\"1\"", "format is missing", SATCHEL_DAMAGED },
	{ 1, "\"requires\":[]", "\"requires\":[\"levels\"]", "requires a feature", SATCHEL_UNSUPPORTED },
	{ 1, "\"requires\":[],", "", "requires is missing", SATCHEL_DAMAGED },
	{ 1, "\"extras\":[]", "\"extras\":[1]", "extras is not a string", SATCHEL_DAMAGED },
	{ 1, "\"id\":\"small\"", "\"id\":\"Small\"", "id is missing or not an id", SATCHEL_DAMAGED },
	{ 1, "\"id\":\"small\"", "\"id\":\"small\",\"id\":\"small\"", "not valid JSON", SATCHEL_DAMAGED },
	{ 1, "\"title\":\"Small\"", "\"title\":\"\\ud800\"", "not valid JSON", SATCHEL_DAMAGED },
	{ 1, "\"title\":\"Small\"", "\"title\":null", "title is missing", SATCHEL_DAMAGED },
	{ 1, "1.2.3", "1.02.3", "not a semantic version", SATCHEL_DAMAGED },
	{ 1, "\"release\":7", "\"release\":-7", "release is missing", SATCHEL_DAMAGED },
	{ 1, "\"lessons\":1", "\"lessons\":2", "counts 2 lessons, the index 1", SATCHEL_DAMAGED },
	{ 1, "\"contentRoot\":\"", "\"contentRoot\":\"g", "contentRoot is missing", SATCHEL_DAMAGED },
	{ 2, "\"id\":\"heart\"", "\"id\":\"liver\"", "lesson liver should stand here", SATCHEL_DAMAGED },
	{ 2, "\"q\"]", "\"q\",\"q\"]", "it counts 1 questions and lists 2", SATCHEL_DAMAGED },
	{ 2, "\"q\"]", "\"r\"]", "its questions are not those of the index", SATCHEL_DAMAGED },
	{ 2, "\"q\"]", "\"heart\"]", "the id of a lesson and of an item", SATCHEL_DAMAGED },
	{ 2, "\"level\":1", "\"level\":2", "do not nest", SATCHEL_DAMAGED },
	{ 2, "\"id\":\"s\"", "\"id\":\"t\"", "its sections are not those", SATCHEL_DAMAGED },
	{ 2, "\"access\":\"free\"", "\"access\":\"member\"", "its language or access", SATCHEL_DAMAGED },
	{ 2, "\"access\":\"free\"", "\"access\":\"all\"", "neither free nor member", SATCHEL_DAMAGED },
	{ 2, "\"offset\":0", "\"offset\":1", "does not start where", SATCHEL_DAMAGED },
	{ 2, "lessons/heart.json", "lessons/../heart.json", "a name that is not allowed", SATCHEL_DAMAGED },
	{ 2, "lessons/heart.json", "/etc/passwd", "a name that is not allowed", SATCHEL_DAMAGED },
	{ 2, "\"method\":\"deflate\"", "\"method\":\"bzip2\"", "method is missing or not", SATCHEL_DAMAGED },
	{ 2, "\"method\":\"deflate\"", "\"method\":\"store\"", "do not fit the method", SATCHEL_DAMAGED },
	{ 2, "\"raw\":", "\"raw\":99999999", "a whole number up to", SATCHEL_DAMAGED },
	{ 2, "\"raw\":", "\"raw\":1", "the raw length", SATCHEL_DAMAGED },
	{ 2, "\"rawSha256\":\"", "\"rawSha256\":\"0", "rawSha256 is missing", SATCHEL_DAMAGED },
	{ 2, "\"units\":[", "\"units\":[1,", "lessons is missing", SATCHEL_DAMAGED },
	{ 2, "\"entries\":[", "\"entries\":[[],", "name is missing", SATCHEL_DAMAGED },
	{ 2, "\"entries\":", "\"none\":", "entries is missing", SATCHEL_DAMAGED },
};

struct said {
	const char *wanted;
	bool found;
};

static void look_for(void *context, const char *message)
{
	struct said *said = context;
	said->found = said->found || strstr(message, said->wanted);
}

static void each_defect_is_named(void **state)
{
	for (size_t i = 0; i < sizeof(defects) / sizeof(defects[0]); i++) {
		struct said said = { defects[i].said, false };
		struct satchel_error error;
		struct buf bytes = spoil(*state, defects[i].place, defects[i].from, defects[i].to);
		enum satchel_status status = satchel_verify_memory(bytes.at, bytes.len, look_for, &said, &error);
		if (status != defects[i].status || !said.found)
			fail_msg("defect %zu (%s): status %d, \"%s\"", i, defects[i].to, (int)status, error.message);
		buf_release(&bytes);
	}
}

static void what_a_reader_may_skip_is_skipped(void **state)
{
	static const char *const harmless[][3] = {
		{ "\1", "\"extras\":[]", "\"extras\":[\"search\"]" },
		{ "\1", "\"format\":1", "\"format\":1,\"later\":{\"id\":[null]}" },
		{ "\2", "\"units\":", "\"later\":[],\"units\":" },
	};
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
		struct satchel_error error;
		struct buf bytes = spoil(*state, (size_t)harmless[i][0][0], harmless[i][1], harmless[i][2]);
		if (satchel_verify_memory(bytes.at, bytes.len, NULL, NULL, &error) != SATCHEL_OK)
			fail_msg("%s: %s", harmless[i][2], error.message);
		buf_release(&bytes);
	}
}

static void a_manifest_too_long_is_refused(void **state)
{
	struct satchel_error error;
	char *title = malloc(20000);
	assert_non_null(title);
	memset(title, 'x', 20000);
	memcpy(title, "\"title\":\"", 9);
	memcpy(title + 19998, "\"", 2);
	struct buf bytes = spoil(*state, 1, "\"title\":\"Small\"", title);
	assert_int_equal(satchel_verify_memory(bytes.at, bytes.len, NULL, NULL, &error), SATCHEL_DAMAGED);
	assert_non_null(strstr(error.message, "at most 16384"));
	buf_release(&bytes);
	free(title);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_defect_is_named),
		cmocka_unit_test(what_a_reader_may_skip_is_skipped),
		cmocka_unit_test(a_manifest_too_long_is_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
