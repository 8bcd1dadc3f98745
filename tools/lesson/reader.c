#include "lesson/reader.h"

#include "lesson/bytes.h"
#include "lesson/parse.h"

#include <stdlib.h>

enum {
	ROUNDS_MAX = 40,	 /* passes over one file */
	ROUNDS_BYTES = 64 << 20, /* total bytes that passes may read, except the first two */
	READS_PER_PARSER = 1024, /* files per parser, because its dictionary only grows */
};

struct reader {
	struct parse parse;
	struct arena arena;
	struct arena scratch;
	struct buf recovered_bytes;
	struct recovery recovery;
	struct repairs repairs;
	unsigned reads;
};

struct reader *reader_new(struct lesson_schema *schema)
{
	struct reader *reader = calloc(1, sizeof(*reader));
	if (!reader)
		return NULL;
	arena_init(&reader->arena);
	arena_init(&reader->scratch);
	buf_init(&reader->recovered_bytes, BUF_CAP);
	recovery_init(&reader->recovery);
	repairs_init(&reader->repairs);
	struct parse *parse = &reader->parse;
	parse->schema = schema;
	parse->builder.arena = &reader->arena;
	parse->repairs = &reader->repairs;
	buf_init(&parse->characters, BUF_CAP);
	buf_init(&parse->attributes, BUF_CAP);
	buf_init(&parse->broken, BUF_CAP);
	parse->parser = xmlNewParserCtxt();
	if (parse->parser)
		return reader;
	reader_free(reader);
	return NULL;
}

void reader_free(struct reader *reader)
{
	if (!reader)
		return;
	xmlSchemaFreeValidCtxt(reader->parse.validator);
	xmlFreeParserCtxt(reader->parse.parser);
	buf_release(&reader->parse.characters);
	buf_release(&reader->parse.attributes);
	buf_release(&reader->parse.broken);
	repairs_release(&reader->repairs);
	recovery_release(&reader->recovery);
	buf_release(&reader->recovered_bytes);
	arena_release(&reader->scratch);
	arena_release(&reader->arena);
	free(reader);
}

static bool renew_parser(struct reader *reader)
{
	if (reader->reads++ < READS_PER_PARSER)
		return true;
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser)
		return false;
	xmlFreeParserCtxt(reader->parse.parser);
	reader->parse.parser = parser;
	reader->reads = 1;
	return true;
}

/* A pass with automata in place of the validator. PARSE_UNSURE unless all is surely valid. */
static enum parse_end run_quickly(struct reader *reader)
{
	struct parse *parse = &reader->parse;
	struct diagnostic **mark = report_mark(parse->report);
	arena_clear(&reader->arena);
	parse->quick = true;
	enum parse_end end = parse_run(parse);
	parse->quick = false;
	if (report_mark(parse->report) == mark)
		return end;
	report_rewind(parse->report, mark);
	return end == PARSE_NO_MEMORY ? end : PARSE_UNSURE;
}

static bool make_validator(struct parse *parse)
{
	xmlSchemaPtr compiled = parse->validator ? NULL : lesson_schema_compiled(parse->schema);
	if (compiled)
		parse->validator = xmlSchemaNewValidCtxt(compiled);
	return parse->validator;
}

/* Repeats the pass, each time with the repairs that the previous one demanded. */
static enum parse_end run_rounds(struct reader *reader)
{
	struct parse *parse = &reader->parse;
	struct diagnostic **mark = report_mark(parse->report);
	repairs_clear(&reader->repairs);
	if (parse->schema && !parse->recovery) {
		enum parse_end end = run_quickly(reader);
		if (end != PARSE_UNSURE)
			return end;
	}
	if (parse->schema && !make_validator(parse))
		return PARSE_NO_MEMORY;
	for (size_t round = 1;; round++) {
		parse->last_pass = round >= ROUNDS_MAX || (round > 1 && round * parse->text.len > ROUNDS_BYTES);
		arena_clear(&reader->arena);
		enum parse_end end = parse_run(parse);
		if (end != PARSE_DONE || parse->new_repairs == 0)
			return end;
		report_rewind(parse->report, mark);
	}
}

/* After libxml2 has rejected the file: finds out why, and reads it as it was probably meant. */
static enum parse_end run_recovered(struct reader *reader, struct diagnostic **mark)
{
	struct parse *parse = &reader->parse;
	report_rewind(parse->report, mark);
	arena_clear(&reader->scratch);
	const struct model *model = parse->schema ? parse->schema->model : &lesson_model;
	bool recovered = recover(&reader->recovery, parse->text, model, "lesson", parse->report, &reader->scratch);
	if (buf_failed(&reader->recovery.copy) || buf_failed(&reader->recovery.shifts) ||
	    arena_failed(&reader->scratch))
		return PARSE_NO_MEMORY;
	if (!recovered || reader->recovery.cut_off)
		return *mark ? PARSE_STOPPED : PARSE_MALFORMED;
	const struct str text = parse->text;
	uint32_t malformed_at = parse->malformed_at;
	parse->recovery = &reader->recovery;
	parse->text = buf_view(&reader->recovery.copy);
	enum parse_end end = run_rounds(reader);
	if (end != PARSE_DONE || *mark)
		return end;
	/* Never accept what libxml2 has rejected. */
	parse->recovery = NULL;
	parse->text = text;
	parse->malformed_at = malformed_at;
	return PARSE_MALFORMED;
}

/* The text of a lesson in the lesson's own language. */
struct lesson_letters {
	struct str lang;
	struct buf *text;
};

static void take_letters(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct lesson_letters *letters = context;
	for (; text; text = text->next) {
		if (text->kind == INLINE_TEXT && language_tag_same(text->element.lang, letters->lang))
			buf_str(letters->text, text->text);
		take_letters(context, text->children, site);
	}
}

/* Reports a language that contradicts the script of the text: uk is Ukrainian. False if memory ran out. */
static bool check_language(struct reader *reader, const struct lesson *lesson)
{
	struct report *report = reader->parse.report;
	const struct attribute *lang = &lesson->lang;
	struct language_mistake mistake;
	if (!reader->parse.schema || language_tag_fits(lang->value, STR("a"), NULL))
		return true; /* only Latin letters are expected */
	struct lesson_letters letters = { lang->value, &reader->parse.characters };
	buf_clear(letters.text);
	lesson_each_text(lesson, take_letters, &letters);
	if (!language_tag_fits(lang->value, buf_view(letters.text), &mistake)) {
		struct diagnostic *d = report_add(report, RULE_SCHEMA_BAD_VALUE, lang->span, STR_NONE,
						  "invalid value '%.*s' for xml:lang", STR_ARG(lang->value));
		diagnose_language(report, d, &mistake);
	}
	return !buf_failed(letters.text);
}

enum reader_status reader_read(struct reader *reader, struct source *source, struct report *report,
			       const struct lesson **lesson)
{
	struct parse *parse = &reader->parse;
	*lesson = NULL;
	source->lesson = STR_NONE;
	if (!renew_parser(reader))
		return READER_NO_MEMORY;
	enum bytes_verdict verdict = bytes_check(source, "lesson", report, &reader->recovered_bytes);
	if (buf_failed(&reader->recovered_bytes))
		return READER_NO_MEMORY;
	if (verdict == BYTES_UNUSABLE)
		return READER_UNUSABLE;
	parse->report = report;
	parse->recovery = NULL;
	parse->text = verdict == BYTES_RECOVERED ? buf_view(&reader->recovered_bytes) : source->bytes;
	struct diagnostic **mark = report_mark(report);
	enum parse_end end = run_rounds(reader);
	if (end == PARSE_MALFORMED)
		end = run_recovered(reader, mark);
	switch (end) {
	case PARSE_NO_MEMORY: return READER_NO_MEMORY;
	case PARSE_UNSURE:
	case PARSE_STOPPED: return READER_UNUSABLE;
	case PARSE_MALFORMED: {
		/* After the findings of the recovery, report where even that failed. */
		struct span span = parse_span(parse, parse->malformed_at, parse->malformed_at);
		struct diagnostic *d =
			report_add(report, RULE_XML_SYNTAX, span, STR_NONE, "the file is not well-formed XML here");
		report_help(report, d, "the text here cannot be parsed as tags, attributes and text");
		return READER_UNUSABLE;
	}
	case PARSE_DONE: break;
	}
	if (!parse->lesson)
		return READER_UNUSABLE;
	if (!check_language(reader, parse->lesson))
		return READER_NO_MEMORY;
	*lesson = parse->lesson;
	source->lesson = parse->lesson->id.value;
	return READER_OK;
}
