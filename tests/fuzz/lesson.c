/* libFuzzer target: arbitrary bytes as a lesson, read with the schema, with it but without automata of content, and
 * without it. Besides what sanitizers detect, spans must lie within the file, automata must not change what is found, and
 * nothing that libxml2 rejects may be accepted. */
#include "lesson/prose.h"
#include "lesson/schema.h"

#include "../unit/value_automata.h"

#include <libxml/parser.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

struct walk {
	const struct source *source;
	struct prose prose;
};

static void walk_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	struct walk *walk = context;
	prose_flatten(&walk->prose, text);
	size_t len = prose_view(&walk->prose).len;
	struct span span = prose_span(&walk->prose, walk->source, len / 3, len);
	require(span.start <= span.end && span.end <= walk->source->bytes.len);
}

static void walk_block(void *context, const struct block *block, struct str item)
{
	(void)item;
	const struct walk *walk = context;
	require(block->element.span.start <= block->element.span.end);
	require(block->element.span.end <= walk->source->bytes.len);
}

static bool is_well_formed(struct str bytes)
{
	xmlDocPtr document = xmlReadMemory(bytes.at, (int)bytes.len, NULL, NULL,
					   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlFreeDoc(document);
	return document != NULL;
}

/* Returns a number that differs if the findings do. */
static uint64_t read_once(struct reader *reader, const struct rule_settings *settings, struct str bytes)
{
	struct report report;
	struct source source;
	const struct lesson *lesson;
	report_init(&report, settings);
	source_init(&source, "fuzz.xml", bytes);
	enum reader_status status = reader_read(reader, &source, &report, &lesson);
	require(status != READER_NO_MEMORY);
	require(status == READER_OK || report.first || report.counts[SEVERITY_ERROR] == 0);
	struct walk walk = { .source = &source };
	prose_init(&walk.prose);
	if (status == READER_OK) {
		lesson_each_text(lesson, walk_text, &walk);
		lesson_each_block(lesson, walk_block, &walk);
	}
	prose_release(&walk.prose);
	report_close_source(&report, &source);
	require(report.counts[SEVERITY_ERROR] || is_well_formed(bytes));
	uint64_t found = status;
	for (const struct diagnostic *d = report.first; d; d = d->next) {
		require(d->location.line > 0 && d->span.end <= bytes.len);
		found = found * 31 + d->span.start + d->span.end;
		for (const char *c = d->message; *c; c++)
			found = found * 31 + (unsigned char)*c;
	}
	source_release(&source);
	report_release(&report);
	return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lesson_schema *schema, *slow;
	static struct reader *validating, *thorough, *bare;
	static struct rule_settings settings;
	static struct model model;
	static struct arena arena;
	if (!schema) {
		rule_settings_default(&settings);
		arena_init(&arena);
		schema = lesson_schema_new();
		slow = lesson_schema_new();
		require(schema && slow && model_without_content(&model, &arena));
		slow->model = &model;
		validating = reader_new(schema);
		thorough = reader_new(slow);
		bare = reader_new(NULL);
		require(validating && thorough && bare);
	}
	struct str bytes = { (const char *)data, size };
	require(read_once(validating, &settings, bytes) == read_once(thorough, &settings, bytes));
	read_once(bare, &settings, bytes);
	return 0;
}
