#include "lesson/parse.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "lesson/markup.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

/* The parser's current offset. */
static size_t parser_offset(const struct parse *parse)
{
	const xmlParserInput *input = parse->parser->input;
	size_t offset = input ? (size_t)(input->cur - input->base) + (size_t)input->consumed : 0;
	return offset < parse->text.len ? offset : parse->text.len;
}

/* Tested at the start of each event, because libxml2 frees its input when it is stopped, but may still deliver
 * events. */
static bool is_over(struct parse *parse)
{
	if (parse->end == PARSE_DONE)
		return false;
	xmlStopParser(parse->parser);
	return true;
}

/* Reports text where there may be none, or no more. written is the text as it is in the file. */
static void judge_text(struct parse *parse, struct open_element *parent, struct str text, struct str written)
{
	text = str_trim(text);
	if (text.len == 0)
		return;
	written = str_trim(written);
	size_t start = (size_t)(written.at - parse->text.at);
	struct span span = parse_span(parse, start, start + written.len);
	if (parent->type && !parent->type->mixed) {
		diagnose_text(parse, text, span);
	} else if (!parent->disorder && !parent->unknown_open) {
		diagnose_late_text(parse, span);
		parent->disorder = true;
	}
}

/* Completes the run of text that ends at end, where markup begins. */
static void flush_text(struct parse *parse, size_t end)
{
	struct str text = buf_view(&parse->characters);
	if (buf_failed(&parse->characters)) {
		parse_stop(parse, PARSE_NO_MEMORY);
		return;
	}
	if (text.len == 0)
		return;
	if (parse->skipping == 0 && parse->math_depth > 0) {
		parse_math_text(parse, text, markup_slice(parse->text, parse->markup_end, end));
	} else if (parse->skipping == 0 && parse->depth > 0) {
		size_t start = parse->markup_end;
		struct open_element *parent = parse_top(parse);
		bool mixed = !parent->type || parent->type->mixed;
		parent->loose = parent->loose && (!mixed || !str_trim(text).len);
		if (mixed)
			builder_text(&parse->builder, text, parse_span(parse, start, end));
		if (!mixed || parse_text_is_late(parent))
			judge_text(parse, parent, text, (struct str){ parse->text.at + start, end - start });
	}
	buf_clear(&parse->characters);
}

/* The < of the tag that ends at end: a tag has no other. */
static size_t tag_start(const struct parse *parse, size_t end)
{
	const char *bracket = memrchr(parse->text.at, '<', end);
	return bracket ? (size_t)(bracket - parse->text.at) : 0;
}

static bool is_same(const xmlChar *a, const xmlChar *b)
{
	return a == b || strcmp(a ? (const char *)a : "", b ? (const char *)b : "") == 0;
}

/* Checks name and namespace. ELEMENT_UNKNOWN to skip the element. */
static enum element_name judge_name(struct parse *parse, const xmlChar *localname, const xmlChar *prefix,
				    const xmlChar *namespace, struct span tag)
{
	const char *name = (const char *)localname, *uri = (const char *)namespace;
	enum element_name element = element_find(name);
	bool ours = is_same(namespace, parse->own_namespace);
	if (parse->depth == 0)
		return element == ELEMENT_LESSON && ours ? element : diagnose_root(parse, name, uri, tag);
	const struct open_element *parent = parse_top(parse);
	const struct model_type *type = parent->type;
	bool math = !ours && uri && strcmp(uri, MATH_NAMESPACE) == 0;
	if (element == ELEMENT_MATH && (math || ours || model_child(type, element))) {
		if (type && !model_child(type, element))
			return diagnose_not_allowed(parse, element, tag);
		if (type && !math)
			diagnose_math_namespace(parse, (const char *)prefix, uri, tag);
		return element;
	}
	if (math && !parse_is_math(name) && model_child(type, ELEMENT_MATH) &&
	    edit_distance(str_from(name), str_from("math"), 2) <= 2)
		return diagnose_unknown_element(parse, name, tag);
	if (math || (ours && element == ELEMENT_UNKNOWN && parse_is_math(name))) {
		diagnose_outside_formula(parse, name, tag);
		return ELEMENT_UNKNOWN;
	}
	if (!ours && (prefix || !parent->namespace || !is_same(namespace, parent->namespace)))
		return diagnose_foreign_element(parse, (const char *)prefix, name, uri, tag);
	if (element == ELEMENT_UNKNOWN)
		return diagnose_unknown_element(parse, name, tag);
	return type && !model_child(type, element) ? diagnose_not_allowed(parse, element, tag) : element;
}

static struct str item_of(const struct parse *parse, enum element_name name, struct str outer)
{
	if (!element_is_item(name))
		return outer;
	const struct builder_frame *frame = &parse->builder.frames[parse->builder.depth];
	if (!frame->node)
		return outer;
	return element_is_question(name) ? ((struct question *)frame->node)->id.value
	       : name == ELEMENT_ENTRY	? ((struct entry *)frame->node)->id.value
					: ((struct card *)frame->node)->id.value;
}

/* Skips an element that is not allowed in parent, but reads its content as text of parent if that text would be missed,
 * so that, for instance, an option is not reported as empty. A misplaced list is skipped completely. */
static void pass_by(struct parse *parse, struct open_element *parent, const xmlChar *localname)
{
	enum element_name known = element_find((const char *)localname);
	bool is_attribute = model_attribute(parent->type, (const char *)localname) != NULL;
	if (parse->skipping)
		return;
	if (model_holds_text(parent->type) && !is_attribute && (known == ELEMENT_UNKNOWN || known == ELEMENT_P))
		parent->unknown_open++;
	else
		parse->skipping = 1;
}

static void stop_at_depth(struct parse *parse, const struct open_element *parent, struct span tag)
{
	struct diagnostic *d = report_add(parse->report, RULE_XML_TOO_LARGE, tag, parent->item,
					  "more than %d elements are open here", LESSON_DEPTH_MAX);
	report_help(parse->report, d, "look for end tags that are missing");
	parse_stop(parse, PARSE_STOPPED);
}

struct named_attribute *parse_open_attributes(struct parse *parse, enum element_name name,
					      const struct model_type *type, const struct start_tag *start, int *count)
{
	const xmlChar **attributes = NULL, **plain = NULL;
	int plain_count = 0;
	buf_clear(&parse->attributes);
	if (*count) {
		attributes = parse_without_locations(parse, count, start->attributes);
		plain_count = *count;
		plain = parse_without_xsi(parse, &plain_count, attributes);
		parse_read_attributes(parse, start->start, start->end, *count, attributes);
	}
	if (!buf_reserve(&parse->attributes, 1)) { /* a tag may have no attributes */
		parse_stop(parse, PARSE_NO_MEMORY);
		return NULL;
	}
	struct named_attribute *named = (struct named_attribute *)(void *)parse->attributes.at;
	if (name == ELEMENT_MATH && (!parse->quick || parse->math_depth))
		parse_note_formula(parse, type, named, (size_t)*count);
	else if (parse->unvalidated_depth)
		parse_note_attributes(parse, type, named, (size_t)*count);
	else
		parse_validate_open(parse, name, type, plain_count, plain);
	parse_note_more(parse, type, named, (size_t)*count, attributes);
	diagnose_note_meant(parse, type, named, (size_t)*count);
	return named;
}

/* An element in one that is skipped. */
static void skip_deeper(struct parse *parse, struct span tag)
{
	if (parse->depth + ++parse->skipping <= LESSON_DEPTH_MAX)
		return;
	/* A formula that is too deep has been reported. */
	if (parse->math_depth == MATH_DEPTH_MAX)
		parse_stop(parse, PARSE_STOPPED);
	else
		stop_at_depth(parse, parse_top(parse), tag);
}

/* The type of an element that is opened; NULL if it is unknown. */
static const struct model_type *type_of(const struct parse *parse, const struct model_child *child,
					enum element_name name)
{
	if (parse->depth == 0)
		return parse->schema ? parse->schema->model->root : NULL;
	return child && name == ELEMENT_MATH ? math_model.root : child ? child->type : NULL;
}

/* The element that the start tag opens, or is taken for; ELEMENT_UNKNOWN if it is passed by. */
static enum element_name take_name(struct parse *parse, const struct start_tag *given, struct open_element *parent)
{
	parse->renamed = NULL;
	enum element_name name = judge_name(parse, given->name, given->prefix, given->namespace, given->tag);
	if (name == ELEMENT_QUESTION && parent->type)
		name = diagnose_kind(parse, name, given);
	else if (name != ELEMENT_UNKNOWN && parent->type)
		name = diagnose_number(parse, name, given);
	if (parent->stopped && name == parent->wanted)
		parent->wanted_seen = true;
	if (name == ELEMENT_UNKNOWN) {
		parse_note_lost_id(parse, given);
		pass_by(parse, parent, given->name);
		if (parse->depth + parent->unknown_open > LESSON_DEPTH_MAX)
			stop_at_depth(parse, parent, given->tag);
	}
	return name;
}

/* Opens an element outside formulas. */
static void open_element(struct parse *parse, const struct start_tag *given)
{
	const xmlChar *localname = given->name, *prefix = given->prefix, *namespace = given->namespace;
	const struct span tag = given->tag;
	const size_t start = given->start;
	int attribute_count = given->count;
	struct open_element *parent = parse_top(parse);
	enum element_name name = take_name(parse, given, parent);
	if (name == ELEMENT_UNKNOWN)
		return;
	const struct model_child *child = parse->depth ? model_child(parent->type, name) : NULL;
	bool in_place = parse->unvalidated_depth || parse_repair_before(parse, child, name, (uint32_t)start, tag);
	if (parse->unvalidated_depth || !in_place)
		parse->unvalidated_depth++;
	else if (child && parse_text_is_early(parse, child))
		diagnose_early_text(parse, name, tag);
	if (parent->replaced)
		diagnose_replaced(parse, name, tag);
	if (parse->depth >= LESSON_DEPTH_MAX) {
		stop_at_depth(parse, parent, tag);
		return;
	}
	const struct model_type *type = type_of(parse, child, name);
	struct named_attribute *named = parse_open_attributes(parse, name, type, given, &attribute_count);
	if (!named || parse->end != PARSE_DONE)
		return;
	if (parse->content_stopped && !parent->stopped)
		parse_note_stop(parse, parent, (uint32_t)start, name, tag);
	bool added = parse->recovery && tag.start == tag.end; /* not in the file */
	builder_open(&parse->builder, name, named, (size_t)attribute_count, tag, added || parse->renamed);
	parse_note_missing_id(parse, type, name, named, (size_t)attribute_count, added);
	parse->depth++;
	*parse_top(parse) = (struct open_element){
		.name = name,
		.type = type,
		.offset = (uint32_t)start,
		.tag = tag,
		.content = 1,
		.replaced = parse->replaced,
		.foreign = strcmp((const char *)localname, element_text(name)) != 0,
		.too_early = parent->loose ? parent->strays : (struct element_set){ .bits = { 0 } },
		.last = ELEMENT_UNKNOWN,
		.lacks = ELEMENT_UNKNOWN,
		.item = item_of(parse, name, parent->item),
		.namespace = prefix || is_same(namespace, parse->own_namespace) ? NULL
			     : namespace					? namespace
										: (const xmlChar *)"",
	};
	if (parse->problem_count && !added)
		diagnose_attributes(parse, element_text(name), type, tag, named, (size_t)attribute_count);
	diagnose_outer(parse, named, (size_t)attribute_count);
	if (name == ELEMENT_MATH)
		parse_math_begin(parse, namespace, tag, named, (size_t)attribute_count);
	element_set_add(&parent->seen, name);
	parent->loose = parent->loose && !in_place;
	if (child && in_place) {
		parent->last = name;
		parent->last_rank = child->rank;
	}
}

static void on_open(void *context, const xmlChar *localname, const xmlChar *prefix, const xmlChar *namespace,
		    int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
		    const xmlChar **attributes)
{
	(void)namespace_count, (void)namespaces, (void)defaulted;
	struct parse *parse = context;
	if (is_over(parse))
		return;
	size_t end = parser_offset(parse);
	size_t start = tag_start(parse, end);
	flush_text(parse, start);
	parse->markup_end = (uint32_t)(end < parse->text.len ? end + 1 : end);
	size_t prefix_len = prefix ? strlen((const char *)prefix) + 1 : 0;
	size_t tag_end = start + 1 + prefix_len + strlen((const char *)localname);
	struct span tag = parse_span(parse, start, tag_end);
	const struct start_tag given = { localname, prefix, namespace, attributes, attribute_count, start, end, tag };
	if (parse->skipping) {
		parse_note_lost_id(parse, &given);
		skip_deeper(parse, tag);
		return;
	}
	if (parse->math_depth)
		parse_math_open(parse, &given);
	else
		open_element(parse, &given);
}

static void on_close(void *context, const xmlChar *localname, const xmlChar *prefix, const xmlChar *namespace)
{
	(void)localname, (void)prefix, (void)namespace;
	struct parse *parse = context;
	if (is_over(parse))
		return;
	size_t end = parser_offset(parse), start = tag_start(parse, end);
	flush_text(parse, start);
	parse->markup_end = (uint32_t)end;
	if (parse->skipping) {
		parse->skipping--;
		return;
	}
	if (parse->depth == 0 || (parse->math_depth && !parse_math_close(parse)))
		return;
	struct open_element *element = parse_top(parse);
	if (element->unknown_open) {
		element->unknown_open--;
		return;
	}
	if (parse->unvalidated_depth) {
		parse->unvalidated_depth--;
		parse->content_stopped = false;
	} else {
		parse_repair_end(parse, start);
		parse_validate_close(parse, element->name);
	}
	if (parse->content_stopped && !element->stopped)
		parse_note_missing(parse, element);
	parse_judge_stop(parse, element);
	if (element->owed)
		diagnose_owed(parse);
	const struct span end_tag = parse_span(parse, start, end);
	uint32_t after = end_tag.end;
	element->unsure = element->unsure || parse_is_broken(parse, (struct span){ element->tag.start, after });
	/* Without an end tag in the file, what follows may not be in it. */
	if (element->nested.end && end_tag.start < after && !element->unsure)
		diagnose_nested(parse, element);
	struct open_element *parent = element - 1;
	parent->before = (struct sibling){ parse->builder.frames[parse->builder.depth].element, element->type,
					   element->seen, element->lacks, element->lacks_at };
	builder_close(&parse->builder, after, element->unsure);
	parse->depth--;
	parent->unsure = parent->unsure || element->unsure;
}

static void on_characters(void *context, const xmlChar *text, int len)
{
	struct parse *parse = context;
	if (!is_over(parse) && parse->skipping == 0)
		buf_add(&parse->characters, (const char *)text, (size_t)len);
}

/* A comment or an instruction, which may be a suppression or meant to be one. It may contain a <. */
static void take_aside(struct parse *parse)
{
	if (is_over(parse))
		return;
	struct markup_scan scan = { .bytes = parse->text };
	struct markup markup = { .end = parse->markup_end };
	size_t end = parser_offset(parse);
	while (markup_next(&scan, markup.end, &markup) && markup.end < end)
		;
	flush_text(parse, markup.start);
	parse->markup_end = (uint32_t)end;
	bool right;
	size_t mark =
		parse->skipping
			? 0
			: builder_suppression_mark(markup_slice(parse->text, markup.start, markup.inside_end), &right);
	if (mark == 0)
		return;
	size_t inside = markup.start + mark;
	builder_suppression(&parse->builder, markup_slice(parse->text, inside, markup.inside_end),
			    parse_span(parse, markup.start, end), parse_span(parse, inside, inside).start,
			    parse_span(parse, markup.start, right ? markup.start : inside));
}

static void on_comment(void *context, const xmlChar *text)
{
	(void)text;
	take_aside(context);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
	(void)target, (void)data;
	take_aside(context);
}

static void on_parser_error(void *context, error_pointer error)
{
	struct parse *parse = context;
	if (error->code == XML_ERR_NO_MEMORY)
		parse_stop(parse, PARSE_NO_MEMORY);
	else if (error->level == XML_ERR_FATAL || error->code == XML_NS_ERR_ATTRIBUTE_REDEFINED) {
		if (parse->end == PARSE_DONE)
			parse->malformed_at = (uint32_t)parser_offset(parse);
		parse_stop(parse, PARSE_MALFORMED);
	}
}

static void on_schema_error(void *context, error_pointer error)
{
	struct parse *parse = context;
	if (error->code == XML_ERR_NO_MEMORY)
		parse_stop(parse, PARSE_NO_MEMORY);
	else if (!parse->implied && error->message)
		diagnose_note_schema_error(parse, error->code, error->message);
}

static int by_offset(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void note_broken(struct parse *parse)
{
	buf_clear(&parse->broken);
	for (const struct diagnostic *d = *parse->report->open; d; d = d->next)
		buf_add(&parse->broken, (const char *)&d->span.start, sizeof(d->span.start));
	if (buf_failed(&parse->broken))
		parse_stop(parse, PARSE_NO_MEMORY);
	else if (parse->broken.len)
		qsort(parse->broken.at, parse->broken.len / sizeof(uint32_t), sizeof(uint32_t), by_offset);
}

enum parse_end parse_run(struct parse *parse)
{
	parse->depth = parse->math_depth = parse->skipping = parse->unvalidated_depth = 0;
	parse->markup_end = parse->malformed_at = 0;
	parse->implied = false;
	parse->new_repairs = 0;
	parse->end = PARSE_DONE;
	note_broken(parse);
	parse->lesson = NULL;
	parse->stack[0] = (struct open_element){ .name = ELEMENT_UNKNOWN, .item = STR_NONE };
	buf_clear(&parse->characters);
	builder_init(&parse->builder, parse->builder.arena);

	xmlParserCtxtPtr parser = parse->parser;
	parse->own_namespace = xmlDictLookup(parser->dict, (const xmlChar *)LESSON_NAMESPACE, -1);
	if (!parse->own_namespace)
		return PARSE_NO_MEMORY;
	xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_open,
		.endElementNs = on_close,
		.characters = on_characters,
		.ignorableWhitespace = on_characters,
		.cdataBlock = on_characters,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.serror = on_parser_error,
	};
	*parser->sax = handlers;
	parser->userData = parse;

	/* Don't plug the validator into the parser, but call its handlers from ours, so that its errors arrive while we
	 * process the element concerned. */
	parse->validate = NULL;
	xmlSchemaSAXPlugPtr plug = NULL;
	if (parse->validator && !parse->quick) {
		xmlSchemaSetValidStructuredErrors(parse->validator, (xmlStructuredErrorFunc)on_schema_error, parse);
		plug = xmlSchemaSAXPlug(parse->validator, &parse->validate, &parse->validate_context);
		if (!plug)
			return PARSE_NO_MEMORY;
	}
	xmlDocPtr document = xmlCtxtReadMemory(parser, parse->text.at, (int)parse->text.len, NULL, NULL,
					       XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlFreeDoc(document);
	if (plug)
		xmlSchemaSAXUnplug(plug);
	if (parse->end == PARSE_DONE && !parser->wellFormed) {
		parse->end = PARSE_MALFORMED;
		parse->malformed_at = (uint32_t)parse->text.len;
	}
	if (arena_failed(parse->builder.arena))
		parse->end = PARSE_NO_MEMORY;
	if (parse->end == PARSE_DONE && parse->builder.lesson) {
		parse->lesson = parse->builder.lesson;
		parse->lesson->suppressions = parse->builder.suppressions;
	}
	return parse->end;
}
