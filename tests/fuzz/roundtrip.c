/* libFuzzer target: a lesson is built into a pack, which must be valid and contain what the lesson was compiled to; or
 * it is refused, and no pack is written. The input is a lesson if it starts with <, otherwise the number of a generated
 * one. */
#include "../unit/odd_lesson.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "lesson/reader.h"
#include "pack/compile.h"
#include "reader/satchel.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char definition[] =
	"<pack xmlns='urn:satchel:pack:1' id='fuzz' version='1.0.0' release='1' licence='CC0-1.0' xml:lang='en' "
	"content='content'>"
	"<title>Fuzz</title><search/><unit id='u'><title>U</title><lesson id='odd-1'/></unit></pack>";
static const char picture[] = "<svg xmlns='http://www.w3.org/2000/svg'/>";

static void require(bool good)
{
	if (!good)
		abort();
}

enum { GROUND_LESSON, GROUND_DEFINITION, GROUND_PICTURE, GROUND_PACK, GROUND_FILES };

/* A folder of this process, in memory if possible: packs are synced before they are renamed, and a busy disk would look
 * like a target that hangs. */
struct ground {
	char folder[32], content[48], images[64], files[GROUND_FILES][64];
};

static void put(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	require(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static struct ground *ground(void)
{
	static struct ground made;
	static const char *const names[GROUND_FILES] = { "content/odd-1.xml", "pack.xml", "content/images/a.svg",
							 "p.satchel" };
	if (made.images[0])
		return &made;
	snprintf(made.folder, sizeof(made.folder), "%s/satchel-fuzz-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	require(mkdtemp(made.folder));
	snprintf(made.content, sizeof(made.content), "%s/content", made.folder);
	snprintf(made.images, sizeof(made.images), "%s/images", made.content);
	require(mkdir(made.content, 0777) == 0 && mkdir(made.images, 0777) == 0);
	for (int i = 0; i < GROUND_FILES; i++)
		snprintf(made.files[i], sizeof(made.files[i]), "%s/%s", made.folder, names[i]);
	put(made.files[GROUND_PICTURE], picture, sizeof(picture) - 1);
	put(made.files[GROUND_DEFINITION], definition, sizeof(definition) - 1);
	return &made;
}

static void remove_ground(void)
{
	for (int i = 0; i < GROUND_FILES; i++)
		unlink(ground()->files[i]);
	rmdir(ground()->images);
	rmdir(ground()->content);
	rmdir(ground()->folder);
}

static int build(FILE *nowhere)
{
	char *argv[] = { "satchel-pack",
			 "build",
			 "--quiet",
			 "--no-config",
			 "--jobs=1",
			 ground()->files[GROUND_DEFINITION],
			 "-o",
			 ground()->files[GROUND_PACK],
			 NULL };
	return pack_build_main(8, argv, stdin, nowhere, nowhere);
}

static bool take_asset(void *context, const struct satchel_entry *entry)
{
	if (strncmp(entry->name, "assets/", 7) == 0)
		snprintf(context, ASSET_NAME_SIZE, "%.*s", ASSET_NAME_SIZE - 1, entry->name);
	return true;
}

/* A compile_asset. The size is what CSS gives to an SVG that states none. */
static bool find_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	require(src->value.at && use == FILE_PICTURE);
	memcpy(asset->name, context, ASSET_NAME_SIZE);
	asset->width = 300;
	asset->height = 150;
	return true;
}

/* The expected JSON of the lesson. */
static void compile(struct str text, char *asset, struct buf *out)
{
	struct rule_settings settings;
	struct report report;
	struct source source;
	const struct lesson *lesson;
	struct reader *reader = reader_new(NULL);
	rule_settings_default(&settings);
	report_init(&report, &settings);
	source_init(&source, "odd-1.xml", text);
	require(reader && reader_read(reader, &source, &report, &lesson) == READER_OK);
	require(compile_lesson(lesson, NULL, find_asset, asset, out) == COMPILE_OK);
	report_close_source(&report, &source);
	source_release(&source);
	report_release(&report);
	reader_free(reader);
}

static void read_back(struct str text)
{
	const char *path = ground()->files[GROUND_PACK];
	char asset[ASSET_NAME_SIZE] = "";
	struct satchel_bytes bytes;
	struct satchel_error error;
	struct buf expected;
	require(satchel_verify(path, NULL, NULL, &error) == SATCHEL_OK);
	struct satchel *pack = satchel_open(path, &error);
	require(pack && satchel_list_entries(pack, take_asset, asset, &error) == SATCHEL_OK);
	require(satchel_read_lesson(pack, "odd-1", &bytes, &error) == SATCHEL_OK);
	buf_init(&expected, BUF_CAP);
	compile(text, asset, &expected);
	require(bytes.size == expected.len && memcmp(bytes.at, expected.at, expected.len) == 0);
	buf_release(&expected);
	satchel_bytes_free(&bytes);
	satchel_close(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text;
	static FILE *nowhere;
	if (!nowhere) {
		nowhere = fopen("/dev/null", "w");
		require(nowhere && atexit(remove_ground) == 0);
	}
	buf_init(&text, BUF_CAP);
	if (size > 0 && data[0] == '<') {
		buf_add(&text, (const char *)data, size);
	} else {
		uint64_t number = 1;
		for (size_t i = 0; i < size; i++)
			number = number * 256 + data[i];
		odd_lesson(&text, number);
	}
	put(ground()->files[GROUND_LESSON], buf_cstr(&text), text.len);
	int code = build(nowhere);
	require(code == EXIT_CLEAN || code == EXIT_FINDINGS);
	require((access(ground()->files[GROUND_PACK], F_OK) == 0) == (code == EXIT_CLEAN));
	if (code == EXIT_CLEAN)
		read_back(buf_view(&text));
	unlink(ground()->files[GROUND_PACK]);
	buf_release(&text);
	return 0;
}
