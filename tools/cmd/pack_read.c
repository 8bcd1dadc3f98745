/* satchel-pack show, cat and verify: all on the public reader. */
#include "base/nearest.h"
#include "cmd/pack.h"
#include "reader/satchel.h"

#include <errno.h>

static int exit_code(enum satchel_status status)
{
	return status == SATCHEL_OK					       ? EXIT_CLEAN
	       : status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY ? EXIT_FAILED
									       : EXIT_FINDINGS;
}

static int complain(const char *path, const struct satchel_error *error, FILE *err)
{
	fprintf(err, PACK_PROGRAM ": %s: %s\n", path, error->message);
	return exit_code(error->status);
}

static void add_counts(struct buf *out, const struct satchel_lesson *lesson)
{
	pack_count(out, lesson->section_count, "section");
	buf_text(out, ", ");
	pack_count(out, lesson->counts[SATCHEL_QUESTION], "question");
	buf_text(out, ", ");
	pack_count(out, lesson->counts[SATCHEL_CARD], "card");
	buf_text(out, ", ");
	pack_count(out, lesson->counts[SATCHEL_GLOSSARY], "glossary entry");
}

static void show_lesson(struct buf *out, const struct satchel_lesson *lesson)
{
	buf_format(out, "  %s: ", lesson->id);
	pack_safe(out, lesson->title);
	buf_text(out, "\n    ");
	add_counts(out, lesson);
	buf_text(out, "; ");
	pack_count(out, lesson->entry->raw_size, "byte");
	buf_text(out, ", ");
	pack_number(out, lesson->entry->stored_size);
	buf_text(out, " stored\n");
	for (size_t i = 0; i < lesson->section_count; i++) {
		buf_repeat(out, ' ', 4 + 2 * (size_t)lesson->sections[i].level);
		pack_safe(out, lesson->sections[i].title);
		buf_char(out, '\n');
	}
}

static void show_head(struct buf *out, const struct satchel *pack)
{
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	size_t assets = 0;
	for (size_t i = 0; i < satchel_entry_count(pack); i++)
		assets += strncmp(satchel_entry(pack, i)->name, "assets/", 7) == 0;
	pack_safe(out, manifest->title);
	buf_format(out, " (%s ", manifest->id);
	pack_safe(out, manifest->version);
	buf_format(out, ", release %llu, edition %s, ", (unsigned long long)manifest->release, manifest->edition);
	pack_safe(out, manifest->licence);
	buf_text(out, ", ");
	pack_safe(out, manifest->lang);
	buf_text(out, ")\n");
	pack_count(out, satchel_unit_count(pack), "unit");
	buf_text(out, ", ");
	pack_count(out, satchel_lesson_count(pack), "lesson");
	buf_text(out, ", ");
	pack_count(out, assets, "picture");
	buf_text(out, ", ");
	pack_count(out, satchel_size(pack), "byte");
	buf_text(out, "\ncontent root ");
	for (size_t i = 0; i < SATCHEL_DIGEST_SIZE; i++)
		buf_format(out, "%02x", manifest->content_root[i]);
	buf_char(out, '\n');
}

static void show_text(struct buf *out, const struct satchel *pack)
{
	show_head(out, pack);
	for (size_t i = 0; i < satchel_unit_count(pack); i++) {
		const struct satchel_unit *unit = satchel_unit(pack, i);
		buf_format(out, "\n%s: ", unit->id);
		pack_safe(out, unit->title);
		buf_char(out, '\n');
		for (size_t j = 0; j < unit->lesson_count; j++)
			show_lesson(out, satchel_lesson(pack, unit->first_lesson + j));
	}
	const char *heading = "\npictures\n";
	for (size_t i = 0; i < satchel_entry_count(pack); i++) {
		const struct satchel_entry *entry = satchel_entry(pack, i);
		if (strncmp(entry->name, "assets/", 7) != 0)
			continue;
		buf_format(out, "%s  %s: ", heading, entry->name);
		heading = "";
		pack_count(out, entry->raw_size, "byte");
		buf_text(out, ", ");
		pack_number(out, entry->stored_size);
		buf_text(out, " stored\n");
	}
}

/* The pack's own words: its manifest and its index as they are. */
static enum satchel_status show_json(struct buf *out, const struct satchel *pack, struct satchel_error *error)
{
	struct satchel_bytes manifest, index = { NULL, 0 };
	enum satchel_status status = satchel_read(pack, "manifest.json", &manifest, error);
	if (status == SATCHEL_OK)
		status = satchel_read(pack, "index.json", &index, error);
	if (status == SATCHEL_OK)
		buf_format(out, "{\"size\":%llu,\"manifest\":%s,\"index\":%s}\n",
			   (unsigned long long)satchel_size(pack), manifest.at, index.at);
	satchel_bytes_free(&manifest);
	satchel_bytes_free(&index);
	return status;
}

int pack_show(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	const char *path = arguments->operands[0];
	struct satchel_error error;
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return complain(path, &error, err);
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum satchel_status status = SATCHEL_OK;
	if (arguments->json)
		status = show_json(&text, pack, &error);
	else
		show_text(&text, pack);
	int code = status == SATCHEL_OK ? pack_print(&text, out, err) : complain(path, &error, err);
	buf_release(&text);
	satchel_close(pack);
	return code;
}

/* Names what is near to an id that is not there. */
static int complain_unknown(const struct satchel *pack, const char *path, const char *id, FILE *err)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(id));
	for (size_t i = 0; i < satchel_lesson_count(pack); i++) {
		const struct satchel_lesson *lesson = satchel_lesson(pack, i);
		nearest_offer(&nearest, lesson->id);
		for (size_t j = 0; j < lesson->item_count; j++)
			nearest_offer(&nearest, lesson->items[j].id);
	}
	fprintf(err, PACK_PROGRAM ": %s: nothing in the pack has the id '%s'", path, id);
	if (nearest.best)
		fprintf(err, "; did you mean '%s'?\n", nearest.best);
	else
		fprintf(err, "; '" PACK_PROGRAM " show' lists its lessons\n");
	return EXIT_FINDINGS;
}

static int cat_text(const struct satchel_bytes *bytes, bool is_item, FILE *out, FILE *err)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	errno = 0;
	json_t *json = json_loadb(bytes->at, bytes->size, JSON_REJECT_DUPLICATES, NULL);
	if (!json) {
		bool no_memory = errno == ENOMEM;
		fprintf(err, PACK_PROGRAM ": %s\n", no_memory ? "out of memory" : "the lesson is not valid JSON");
		return no_memory ? EXIT_FAILED : EXIT_FINDINGS;
	}
	if (is_item)
		pack_item_text(&text, json);
	else
		pack_lesson_text(&text, json);
	json_decref(json);
	int code = pack_print(&text, out, err);
	buf_release(&text);
	return code;
}

static int cat_bytes(const struct satchel_bytes *bytes, bool is_json, FILE *out, FILE *err)
{
	struct buf end;
	buf_init(&end, 1);
	if (is_json)
		buf_char(&end, '\n');
	/* A failed write is seen when the rest is flushed. */
	if (bytes->size > 0)
		(void)!fwrite(bytes->at, 1, bytes->size, out);
	int code = pack_print(&end, out, err);
	buf_release(&end);
	return code;
}

int pack_cat(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	const char *path = arguments->operands[0], *id = arguments->operands[1];
	struct satchel_error error;
	struct satchel_bytes bytes = { NULL, 0 };
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return complain(path, &error, err);
	bool is_lesson = satchel_find_lesson(pack, id) != NULL, is_item = satchel_find_item(pack, id) != NULL;
	enum satchel_status status = is_lesson ? satchel_read_lesson(pack, id, &bytes, &error)
				     : is_item ? satchel_read_item(pack, id, &bytes, &error)
					       : satchel_read(pack, id, &bytes, &error);
	int code;
	if (status == SATCHEL_UNKNOWN) {
		code = complain_unknown(pack, path, id, err);
	} else if (status != SATCHEL_OK) {
		code = complain(path, &error, err);
	} else if (!arguments->text) {
		code = cat_bytes(&bytes, is_lesson || is_item, out, err);
	} else if (is_lesson || is_item) {
		code = cat_text(&bytes, is_item, out, err);
	} else {
		fprintf(err, PACK_PROGRAM ": --text prints lessons and items, and '%s' is neither\n", id);
		code = EXIT_USAGE;
	}
	satchel_bytes_free(&bytes);
	satchel_close(pack);
	return code;
}

struct verify_output {
	const char *path;
	FILE *err;
};

static void tell_problem(void *context, const char *message)
{
	struct verify_output *output = context;
	fprintf(output->err, "%s: %s\n", output->path, message);
}

int pack_verify(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct verify_output output = { arguments->operands[0], err };
	struct satchel_error error;
	if (satchel_verify(output.path, tell_problem, &output, &error) != SATCHEL_OK)
		return exit_code(error.status);
	struct buf text;
	buf_init(&text, BUF_CAP);
	if (!arguments->quiet)
		buf_format(&text, "%s: good\n", output.path);
	int code = pack_print(&text, out, err);
	buf_release(&text);
	return code;
}
