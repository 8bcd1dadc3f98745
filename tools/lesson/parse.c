#include "lesson/parse.h"

#include "base/utf8.h"

#include <libxml/xmlerror.h>
#include <libxml/parserInternals.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

static const char xsi_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";
static const char xml_namespace[] = "http://www.w3.org/XML/1998/namespace";

struct span parse_span(const struct parse *parse, size_t start, size_t end)
{
	if (parse->mend)
		return (struct span){ mend_original(parse->mend, (uint32_t)start), mend_original(parse->mend, (uint32_t)end) };
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

/* How far the parser has read. */
static size_t parser_offset(const struct parse *parse)
{
	const xmlParserInput *input = parse->parser->input;
	size_t offset = input ? (size_t)(input->cur - input->base) + (size_t)input->consumed : 0;
	return offset < parse->text.len ? offset : parse->text.len;
}

static void stop(struct parse *parse, enum parse_end end)
{
	if (parse->end == PARSE_DONE)
		parse->end = end;
	xmlStopParser(parse->parser);
}

static struct open_element *top(struct parse *parse)
{
	return &parse->stack[parse->depth];
}

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != ' ' && s.at[i] != '\n' && s.at[i] != '\t' && s.at[i] != '\r')
			return false;
	return true;
}

/* The run of text that ends at end, where markup begins. */
static void flush_text(struct parse *parse, size_t end)
{
	if (parse->characters.len == 0)
		return;
	struct str text = buf_view(&parse->characters);
	if (buf_failed(&parse->characters)) {
		stop(parse, PARSE_NO_MEMORY);
	} else if (parse->skipping == 0 && parse->depth > 0) {
		size_t start = parse->markup_end;
		const struct model_type *type = top(parse)->type;
		if (!type || type->mixed) {
			builder_text(&parse->builder, text, parse_span(parse, start, end));
		} else if (!is_blank(text)) {
			while (start < end && is_blank((struct str){ parse->text.at + start, 1 }))
				start++;
			while (end > start && is_blank((struct str){ parse->text.at + end - 1, 1 }))
				end--;
			complain_text(parse, parse_span(parse, start, end));
		}
	}
	buf_clear(&parse->characters);
}

static size_t find_back(struct str text, size_t end, const char *needle)
{
	size_t len = strlen(needle);
	for (size_t at = end; at > 0;) {
		const char *found = memrchr(text.at, needle[0], at);
		if (!found)
			return end;
		at = (size_t)(found - text.at);
		if (end - at >= len && memcmp(found, needle, len) == 0)
			return at;
	}
	return end;
}

/* Name, value and span of each attribute of the start tag from start to end, as libxml2 gave them. */
static void read_attributes(struct parse *parse, size_t start, size_t end, int count, const xmlChar **given)
{
	const char *text = parse->text.at;
	size_t i = start + 1;
	while (i < end && !is_blank((struct str){ text + i, 1 }) && text[i] != '/' && text[i] != '>')
		i++;
	for (int n = 0; n < count; n++) {
		const xmlChar **a = given + (size_t)n * 5;
		size_t name_start = i, name_end = i, value_start = i, value_end = i;
		for (bool found = false; !found && i < end;) {
			while (i < end && is_blank((struct str){ text + i, 1 }))
				i++;
			name_start = i;
			while (i < end && text[i] != '=' && !is_blank((struct str){ text + i, 1 }))
				i++;
			name_end = i;
			while (i < end && text[i] != '"' && text[i] != '\'')
				i++;
			if (i >= end)
				break;
			const char *close = memchr(text + i + 1, text[i], end - i - 1);
			if (!close)
				break;
			value_start = i + 1;
			value_end = (size_t)(close - text);
			i = value_end + 1;
			struct str name = { text + name_start, name_end - name_start };
			found = !str_is(name, "xmlns") && !str_starts(name, "xmlns:");
		}
		const char *name = (const char *)a[0];
		if (a[1] || a[2]) {
			bool is_xml = a[2] && strcmp((const char *)a[2], xml_namespace) == 0;
			name = is_xml && strcmp(name, "lang") == 0 ? "xml:lang" : "";
		}
		struct named_attribute attribute = {
			name,
			{ { (const char *)a[3], (size_t)(a[4] - a[3]) }, parse_span(parse, value_start, value_end) },
		};
		buf_add(&parse->attributes, (const char *)&attribute, sizeof(attribute));
	}
}

/* Attributes without those that speak to schema processors: where a schema lies is not the file's to say. */
static int drop_xsi(int count, const xmlChar **attributes)
{
	int kept = 0;
	for (int n = 0; n < count; n++) {
		const xmlChar **a = attributes + (size_t)n * 5;
		if (a[2] && strcmp((const char *)a[2], xsi_namespace) == 0)
			continue;
		if (kept != n)
			memmove(attributes + (size_t)kept * 5, a, 5 * sizeof(*a));
		kept++;
	}
	return kept;
}

static void validate_open(struct parse *parse, enum element_name name, int count, const xmlChar **attributes)
{
	parse->content_stopped = false;
	parse->problem_count = 0;
	parse->problems_left_out = 0;
	if (parse->validate)
		parse->validate->startElementNs(parse->validate_context, (const xmlChar *)element_text(name), NULL,
						(const xmlChar *)LESSON_NAMESPACE, 0, NULL, count, 0, attributes);
}

static void validate_close(struct parse *parse, enum element_name name)
{
	parse->content_stopped = false;
	if (parse->validate)
		parse->validate->endElementNs(parse->validate_context, (const xmlChar *)element_text(name), NULL,
					      (const xmlChar *)LESSON_NAMESPACE);
}

/* An element that the schema wants and the file lacks: given to the validator and the builder as empty. */
static void imply(struct parse *parse, enum element_name name, struct span at)
{
	parse->implied = true;
	validate_open(parse, name, 0, NULL);
	validate_close(parse, name);
	parse->implied = false;
	builder_open(&parse->builder, name, NULL, 0, at, true);
	builder_close(&parse->builder, at.end);
	top(parse)->seen |= 1ull << name;
}

static void add_repair(struct parse *parse, struct repair repair)
{
	if (repairs_add(parse->repairs, repair))
		parse->new_repairs++;
	else
		stop(parse, PARSE_NO_MEMORY);
}

/* Of the elements the validator would rather have among the children of element, the first that must be
 * there and is not. With any: where none must, the first. */
static enum element_name wanted_of(const struct parse *parse, const struct open_element *element, bool any)
{
	const struct model_type *type = element->type;
	enum element_name first = ELEMENT_UNKNOWN;
	const char *p = parse->expected;
	while (*p) {
		char name[32];
		size_t len = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)len, p);
		p += len + (p[len] == ' ');
		const struct model_child *child = model_child(type, element_find(name));
		if (child && child->required && !(element->seen & 1ull << child->name))
			return child->name;
		if (first == ELEMENT_UNKNOWN && child)
			first = child->name;
	}
	return any ? first : ELEMENT_UNKNOWN;
}

/* The validator has no place for the element at offset among the children of parent. */
static void note_stop(struct parse *parse, struct open_element *parent, uint32_t offset, enum element_name name,
		      struct span tag)
{
	enum element_name wanted = wanted_of(parse, parent, false);
	if (parse->last_pass) {
		struct repair repair = { offset, REPAIR_SKIP, wanted };
		complain_repair(parse, &repair, name, tag);
		return;
	}
	parent->stopped = true;
	parent->stopped_at = offset;
	parent->wanted = wanted;
	parent->wanted_seen = false;
}

/* Once all children of an element are known, what stopped the validator among them can be judged. */
static void judge_stop(struct parse *parse, const struct open_element *parent)
{
	if (!parent->stopped)
		return;
	const struct model_child *wanted = model_child(parent->type, parent->wanted);
	enum repair_kind kind = !wanted		      ? REPAIR_SKIP
			      : !parent->wanted_seen ? REPAIR_INSERT_BEFORE
			      : wanted->single	      ? REPAIR_LATE_BEFORE
						      : REPAIR_SKIP_EARLY;
	add_repair(parse, (struct repair){ parent->stopped_at, kind, parent->wanted });
}

/* Makes the repairs noted for the element at offset. Returns false where it is to be kept from the validator. */
static bool repair_before(struct parse *parse, enum element_name name, uint32_t offset, struct span tag)
{
	if (top(parse)->passed & 1ull << name) {
		struct repair skip = { offset, REPAIR_SKIP, ELEMENT_UNKNOWN };
		complain_repair(parse, &skip, name, tag);
		return false;
	}
	size_t count = repairs_count(parse->repairs);
	for (size_t i = count ? repairs_find(parse->repairs, offset) : 0; i < count; i++) {
		const struct repair *repair = repairs_at(parse->repairs, i);
		if (repair->offset != offset)
			break;
		if (repair->kind == REPAIR_INSERT_AT_END)
			continue;
		if (repair->kind == REPAIR_LATE_BEFORE)
			top(parse)->late |= 1ull << repair->wanted;
		else
			complain_repair(parse, repair, name, tag);
		if (repair->kind == REPAIR_SKIP)
			top(parse)->passed |= 1ull << name;
		if (repair->kind == REPAIR_SKIP || repair->kind == REPAIR_SKIP_EARLY)
			return false;
		imply(parse, repair->wanted, (struct span){ tag.start, tag.start });
	}
	return true;
}

static void repair_end(struct parse *parse, size_t end)
{
	struct open_element *element = top(parse);
	size_t count = repairs_count(parse->repairs);
	for (size_t i = count ? repairs_find(parse->repairs, element->offset) : 0; i < count; i++) {
		const struct repair *repair = repairs_at(parse->repairs, i);
		if (repair->offset != element->offset)
			break;
		if (repair->kind != REPAIR_INSERT_AT_END)
			continue;
		complain_repair(parse, repair, element->name, element->tag);
		imply(parse, repair->wanted, parse_span(parse, end, end));
	}
}

/* Judges name and namespace. ELEMENT_UNKNOWN where the element is to be passed over. */
static enum element_name judge_name(struct parse *parse, const xmlChar *localname, const xmlChar *prefix,
				    const xmlChar *namespace, struct span tag)
{
	const char *name = (const char *)localname, *uri = (const char *)namespace;
	enum element_name element = element_find(name);
	bool ours = uri && strcmp(uri, LESSON_NAMESPACE) == 0;
	if (parse->depth == 0) {
		if (element != ELEMENT_LESSON || !ours)
			complain_root(parse, name, uri, tag);
		if (element != ELEMENT_LESSON)
			stop(parse, PARSE_STOPPED);
		parse->namespace = ours ? NULL : namespace ? namespace : (const xmlChar *)"";
		return element;
	}
	if (!ours && !(parse->namespace && !prefix && strcmp(uri ? uri : "", (const char *)parse->namespace) == 0)) {
		complain_foreign_element(parse, (const char *)prefix, name, uri, tag);
		return ELEMENT_UNKNOWN;
	}
	const struct model_type *type = top(parse)->type;
	if (element == ELEMENT_UNKNOWN)
		return complain_unknown_element(parse, name, tag);
	if (type && !model_child(type, element)) {
		complain_no_place(parse, element, tag);
		return ELEMENT_UNKNOWN;
	}
	return element;
}

/* What the validator would say of an element that is kept from it, as far as the model can tell. */
static void note_attributes(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
			    size_t count)
{
	parse->content_stopped = false;
	parse->problem_count = parse->problems_left_out = 0;
	for (const struct model_attribute *a = type ? type->attributes : NULL; a; a = a->next) {
		bool there = !a->required;
		for (size_t i = 0; i < count && !there; i++)
			there = strcmp(attributes[i].name, a->name) == 0;
		if (!there)
			complain_note_attribute(parse, ATTRIBUTE_MISSING, str_from(a->name));
	}
	for (size_t i = 0; i < count; i++)
		if (type && attributes[i].name[0] && !model_attribute(type, attributes[i].name))
			complain_note_attribute(parse, ATTRIBUTE_UNKNOWN, str_from(attributes[i].name));
}

static struct str item_of(const struct parse *parse, enum element_name name, struct str outer)
{
	if (name != ELEMENT_QUESTION && name != ELEMENT_CARD && name != ELEMENT_CLOZE && name != ELEMENT_ENTRY)
		return outer;
	const struct builder_frame *frame = &parse->builder.frames[parse->builder.depth];
	if (!frame->node)
		return outer;
	return name == ELEMENT_QUESTION ? ((struct question *)frame->node)->id.value
	     : name == ELEMENT_ENTRY	? ((struct entry *)frame->node)->id.value
					: ((struct card *)frame->node)->id.value;
}

static void on_open(void *context, const xmlChar *localname, const xmlChar *prefix, const xmlChar *namespace,
		    int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
		    const xmlChar **attributes)
{
	(void)namespace_count, (void)namespaces, (void)defaulted;
	struct parse *parse = context;
	if (parse->end != PARSE_DONE)
		return;
	size_t end = parser_offset(parse);
	const char *bracket = memrchr(parse->text.at, '<', end);
	size_t start = bracket ? (size_t)(bracket - parse->text.at) : 0;
	flush_text(parse, start);
	parse->markup_end = (uint32_t)end + 1;
	if (parse->skipping) {
		parse->skipping++;
		return;
	}
	size_t prefix_len = prefix ? strlen((const char *)prefix) + 1 : 0;
	size_t tag_end = start + 1 + prefix_len + strlen((const char *)localname);
	struct span tag = parse_span(parse, start, tag_end);
	struct open_element *parent = top(parse);
	enum element_name name = judge_name(parse, localname, prefix, namespace, tag);
	if (parent->stopped && name == parent->wanted)
		parent->wanted_seen = true;
	if (name == ELEMENT_UNKNOWN) {
		parse->skipping = 1;
		return;
	}
	if (parse->aside || !repair_before(parse, name, (uint32_t)start, tag))
		parse->aside++;
	if (parse->depth >= DEPTH_MAX) {
		struct diagnostic *d = report_add(parse->report, RULE_XML_TOO_LARGE, tag, parent->item,
						  "more than %d elements are open here", DEPTH_MAX);
		report_help(parse->report, d, "look for end tags that are missing");
		stop(parse, PARSE_STOPPED);
		return;
	}
	const struct model_child *child = parse->depth ? model_child(parent->type, name) : NULL;
	const struct model_type *type = parse->depth ? (child ? child->type : NULL)
				      : parse->schema ? parse->schema->model.root : NULL;
	attribute_count = drop_xsi(attribute_count, attributes);
	buf_clear(&parse->attributes);
	read_attributes(parse, start, end, attribute_count, attributes);
	if (buf_failed(&parse->attributes)) {
		stop(parse, PARSE_NO_MEMORY);
		return;
	}
	const struct named_attribute *named = (const struct named_attribute *)(const void *)parse->attributes.at;
	if (parse->aside)
		note_attributes(parse, type, named, (size_t)attribute_count);
	else
		validate_open(parse, name, attribute_count, attributes);
	if (parse->content_stopped && !parent->stopped)
		note_stop(parse, parent, (uint32_t)start, name, tag);
	builder_open(&parse->builder, name, named, (size_t)attribute_count, tag, false);
	parse->depth++;
	*top(parse) = (struct open_element){
		.name = name, .type = type, .offset = (uint32_t)start, .tag = tag, .last = ELEMENT_UNKNOWN,
		.item = item_of(parse, name, parent->item),
	};
	if (parse->problem_count)
		complain_attributes(parse, name, type, tag, named, (size_t)attribute_count);
	parent->seen |= 1ull << name;
	parent->last = name;
}

static void on_close(void *context, const xmlChar *localname, const xmlChar *prefix, const xmlChar *namespace)
{
	(void)localname, (void)prefix, (void)namespace;
	struct parse *parse = context;
	if (parse->end != PARSE_DONE)
		return;
	size_t end = parser_offset(parse);
	size_t start = find_back(parse->text, end, "<");
	flush_text(parse, start);
	parse->markup_end = (uint32_t)end;
	if (parse->skipping) {
		parse->skipping--;
		return;
	}
	if (parse->depth == 0)
		return;
	struct open_element *element = top(parse);
	if (parse->aside) {
		parse->aside--;
		parse->content_stopped = false;
	} else {
		repair_end(parse, start);
		validate_close(parse, element->name);
	}
	if (parse->content_stopped && !element->stopped) {
		enum element_name wanted = wanted_of(parse, element, true);
		struct repair repair = { element->offset, REPAIR_INSERT_AT_END, wanted };
		if (parse->last_pass)
			complain_repair(parse, &repair, element->name, element->tag);
		else if (wanted != ELEMENT_UNKNOWN)
			add_repair(parse, repair);
	}
	judge_stop(parse, element);
	builder_close(&parse->builder, parse_span(parse, end, end).end);
	parse->depth--;
}

static void on_characters(void *context, const xmlChar *text, int len)
{
	struct parse *parse = context;
	if (parse->skipping == 0)
		buf_add(&parse->characters, (const char *)text, (size_t)len);
}

static void on_comment(void *context, const xmlChar *text)
{
	(void)text;
	struct parse *parse = context;
	size_t end = parser_offset(parse);
	flush_text(parse, find_back(parse->text, end, "<!--"));
	parse->markup_end = (uint32_t)end;
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
	(void)target, (void)data;
	struct parse *parse = context;
	size_t end = parser_offset(parse);
	flush_text(parse, find_back(parse->text, end, "<?"));
	parse->markup_end = (uint32_t)end;
}

static void on_parser_error(void *context, error_pointer error)
{
	struct parse *parse = context;
	if (error->code == XML_ERR_NO_MEMORY)
		stop(parse, PARSE_NO_MEMORY);
	else if (error->level == XML_ERR_FATAL || error->code == XML_NS_ERR_ATTRIBUTE_REDEFINED) {
		if (parse->end == PARSE_DONE)
			parse->malformed_at = (uint32_t)parser_offset(parse);
		stop(parse, PARSE_MALFORMED);
	}
}

static void on_schema_error(void *context, error_pointer error)
{
	struct parse *parse = context;
	if (error->code == XML_ERR_NO_MEMORY)
		stop(parse, PARSE_NO_MEMORY);
	else if (!parse->implied && error->message)
		complain_note_schema_error(parse, error->code, error->message);
}

enum parse_end parse_run(struct parse *parse)
{
	parse->depth = parse->skipping = parse->aside = 0;
	parse->markup_end = parse->malformed_at = 0;
	parse->namespace = NULL;
	parse->implied = false;
	parse->new_repairs = 0;
	parse->end = PARSE_DONE;
	parse->lesson = NULL;
	parse->stack[0] = (struct open_element){ .name = ELEMENT_UNKNOWN, .item = STR_NONE };
	buf_clear(&parse->characters);
	builder_init(&parse->builder, parse->builder.arena);

	xmlParserCtxtPtr parser = parse->parser;
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

	/* Plugged into no handlers of ours, the validator's own are called from ours: that way each of its
	 * errors comes while the element it is about is at hand. */
	parse->validate = NULL;
	xmlSchemaSAXPlugPtr plug = NULL;
	if (parse->validator) {
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
	if (parse->end == PARSE_DONE)
		parse->lesson = parse->builder.lesson;
	return parse->end;
}
