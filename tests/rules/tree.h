/* Lays out the examples of a page, before or after a change, as a tree: a folder with lessons and a definition.
 *
 * A block that begins with <pack is the definition, with <retired lines of retired.xml, with <lesson or <?xml a lesson;
 * anything else is inserted into the small lesson. Without a definition, the pack contains the lessons that are shown.
 * A lesson that the definition names but no block shows is a small lesson too. */
#ifndef TESTS_RULES_TREE_H
#define TESTS_RULES_TREE_H

#include "base/version.h"

#include "pages.h"

#include <sys/stat.h>

/* One side of an example while it is written. */
struct example {
	char folder[64]; /* does not exist yet */
	struct version version; /* for the default definition */
	unsigned release;
	struct str pack;          /* the definition in the example */
	struct buf retired, ids;  /* lines of retired.xml; the ids of the lessons, a space on both sides of each */
	struct buf texts[PLACES]; /* for the small lesson */
	bool failed;
};

/* The value of the attribute in the first tag of text; empty if there is none. */
static struct str attribute(struct str text, const char *name)
{
	const char *start = memmem(text.at, text.len, name, strlen(name));
	start = start ? start + strlen(name) : text.at;
	return (struct str){ start, strcspn(start, "\"") };
}

static void write_lesson(struct example *example, struct str id, struct str text)
{
	char path[256];
	snprintf(path, sizeof(path), "%s/content/%.*s.xml", example->folder, STR_ARG(id));
	example->failed = id.len == 0 || !write_file(path, text) || example->failed;
	buf_format(&example->ids, " %.*s ", STR_ARG(id));
}

static void take_block(struct example *example, struct str block)
{
	size_t location = location_of(block);
	if (location < PLACES)
		buf_str(&example->texts[location], block);
	else if (str_starts(block, "<pack"))
		example->pack = block;
	else if (str_starts(block, "<retired "))
		buf_str(&example->retired, block);
	else
		write_lesson(example, attribute(block, " id=\""), block);
}

static void write_small(struct example *example, struct str id)
{
	struct str texts[PLACES] = { STR_NONE };
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < PLACES; i++)
		if (str_is(id, "example") && example->texts[i].len > 0)
			texts[i] = buf_view(&example->texts[i]);
	small_lesson(&text, id, texts);
	example->failed = buf_failed(&text) || example->failed;
	write_lesson(example, id, buf_view(&text));
	buf_release(&text);
}

/* Writes the small lesson if there is text in it, and the lessons that the definition names and no block shows. */
static void write_small_lessons(struct example *example)
{
	static const char start[] = "<lesson id=\"";
	bool empty = true;
	for (size_t i = 0; i < PLACES; i++)
		empty = empty && example->texts[i].len == 0;
	if (!example->pack.at && (!empty || example->ids.len == 0))
		write_small(example, STR("example"));
	const char *at = example->pack.at, *end = at ? at + example->pack.len : NULL;
	while (at && (at = memmem(at, (size_t)(end - at), start, strlen(start)))) {
		char name[80];
		at += strlen(start);
		struct str id = { at, strcspn(at, "\"") };
		snprintf(name, sizeof(name), " %.*s ", STR_ARG(id));
		if (!strstr(buf_cstr(&example->ids), name))
			write_small(example, id);
	}
	/* A lesson that no definition names would not be tested. */
	if (!empty && !strstr(buf_cstr(&example->ids), " example "))
		example->failed = true;
}

static void write_definition(struct example *example)
{
	char path[256];
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "<pack xmlns=\"urn:satchel:pack:1\" id=\"x\" version=\"");
	version_write(&text, &example->version);
	buf_format(&text, "\" release=\"%u\" licence=\"CC-BY-4.0\" xml:lang=\"en\" content=\"../content\">\n",
		   example->release);
	buf_text(&text, "<title>Example</title><unit id=\"u\"><title>Example</title>\n");
	for (const char *at = buf_cstr(&example->ids); *(at += strspn(at, " ")); at += strcspn(at, " "))
		buf_format(&text, "<lesson id=\"%.*s\"/>\n", (int)strcspn(at, " "), at);
	buf_text(&text, "</unit></pack>\n");
	snprintf(path, sizeof(path), "%s/packs/x.xml", example->folder);
	example->failed = buf_failed(&text) || !write_file(path, example->pack.at ? example->pack : buf_view(&text)) ||
			  example->failed;
	buf_release(&text);
}

static void write_retired(struct example *example)
{
	char path[256];
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_format(&text, "<retired-ids xmlns=\"urn:satchel:retired:1\">\n%s</retired-ids>\n",
		   buf_cstr(&example->retired));
	snprintf(path, sizeof(path), "%s/content/retired.xml", example->folder);
	example->failed = buf_failed(&text) || !write_file(path, buf_view(&text)) || example->failed;
	snprintf(path, sizeof(path), "%s/content/satchel.xml", example->folder);
	example->failed = !write_file(path, STR("<satchel xmlns=\"urn:satchel:config:1\"/>\n")) || example->failed;
	buf_release(&text);
}

/* Lays out the blocks of part as content and packs/x.xml in the folder. False if there are none, or on failure. */
static bool lay_out(struct example *example, struct str part)
{
	static const char *const folders[] = { "", "/content", "/packs" };
	const char *at = part.at;
	size_t count = 0;
	buf_init(&example->retired, BUF_CAP);
	buf_init(&example->ids, BUF_CAP);
	for (size_t i = 0; i < PLACES; i++)
		buf_init(&example->texts[i], BUF_CAP);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[256];
		snprintf(path, sizeof(path), "%s%s", example->folder, folders[i]);
		example->failed = mkdir(path, 0777) != 0 || example->failed;
	}
	for (struct str block; at && (block = next_block(&at, part.at + part.len)).at; count++)
		take_block(example, block);
	write_small_lessons(example);
	write_definition(example);
	write_retired(example);
	for (size_t i = 0; i < PLACES; i++)
		buf_release(&example->texts[i]);
	buf_release(&example->retired);
	buf_release(&example->ids);
	return count > 0 && !example->failed;
}

#endif
