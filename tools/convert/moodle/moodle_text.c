#include "convert/core/foreign_xml.h"
#include "convert/moodle/moodle_question.h"

#include <stdarg.h>

enum { FILES_MAX = 1000 };

struct str moodle_content(struct arena *arena, const xmlNode *element)
{
	struct buf out;
	const xmlNode *child = element->children;
	if (child && !child->next && child->type == XML_TEXT_NODE)
		return arena_str(arena, str_trim(str_from((const char *)child->content)));
	buf_init(&out, BUF_CAP);
	for (; child; child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
			buf_text(&out, (const char *)child->content);
		} else if (child->type == XML_ELEMENT_NODE) {
			xmlBufferPtr dump = xmlBufferCreate();
			int len = dump ? xmlNodeDump(dump, child->doc, (xmlNodePtr)child, 0, 0) : -1;
			if (len >= 0)
				buf_add(&out, (const char *)xmlBufferContent(dump), (size_t)len);
			else
				arena->failed = true;
			xmlBufferFree(dump);
		}
	}
	struct str text = arena_str(arena, str_trim(buf_view(&out)));
	arena->failed = arena->failed || buf_failed(&out);
	buf_release(&out);
	return text.at ? text : STR("");
}

struct str moodle_text_of(struct arena *arena, const xmlNode *element)
{
	const xmlNode *text = element ? foreign_child(element, "text") : NULL;
	return text ? moodle_content(arena, text) : STR_NONE;
}

void moodle_note(struct moodle_reader *reader, const char *why, const char *outcome, const char *what, ...)
{
	struct bank_note **end = &reader->question->notes, *note = arena_alloc(reader->arena, sizeof(*note));
	struct buf text;
	va_list args;
	if (!note)
		return;
	while (*end)
		end = &(*end)->next;
	*end = note;
	buf_init(&text, BUF_CAP);
	va_start(args, what);
	buf_vformat(&text, what, args);
	va_end(args);
	struct str copy = arena_str(reader->arena, buf_view(&text));
	*note = (struct bank_note){ copy.at ? copy : STR(""), why, outcome, NULL };
	reader->arena->failed = reader->arena->failed || buf_failed(&text);
	buf_release(&text);
}

static struct bank_file *read_files(struct moodle_reader *reader, const xmlNode *element)
{
	struct bank_file *first = NULL, **end = &first;
	size_t count = 0;
	for (const xmlNode *node = foreign_child(element, "file"); node; node = foreign_next(node, "file")) {
		struct str name = foreign_attribute(node, "name"), path = foreign_attribute(node, "path");
		struct str encoding = foreign_attribute(node, "encoding");
		struct bank_file *file = arena_alloc(reader->arena, sizeof(*file));
		if (!file)
			break;
		if (!name.len || (encoding.at && !str_is(encoding, "base64")) || ++count > FILES_MAX) {
			moodle_note(reader, "it has no name, is not in base64, or is one of too many", "left out",
				    "file '%.*s'", STR_ARG(name));
			continue;
		}
		struct buf whole;
		buf_init(&whole, BUF_CAP);
		while (path.len && path.at[0] == '/')
			path = (struct str){ path.at + 1, path.len - 1 };
		buf_str(&whole, path);
		buf_str(&whole, name);
		file->name = arena_str(reader->arena, buf_view(&whole));
		/* Without a copy, since it may be long; the document stays until the question is taken. */
		const xmlNode *bytes = node->children;
		bool alone = bytes && !bytes->next && bytes->type == XML_TEXT_NODE;
		file->base64 = alone ? str_from((const char *)bytes->content) : moodle_content(reader->arena, node);
		reader->arena->failed = reader->arena->failed || buf_failed(&whole);
		buf_release(&whole);
		*end = file;
		end = &file->next;
	}
	return first;
}

static enum bank_format format_of(struct moodle_reader *reader, const xmlNode *element)
{
	struct str name = str_trim(foreign_attribute(element, "format"));
	if (!name.len)
		return reader->format;
	if (str_is(name, "wiki_like"))
		moodle_note(reader, "this format is no longer in use", "read as plain text", "text in wiki format");
	return str_is(name, "moodle_auto_format")			 ? BANK_AUTO
	       : str_is(name, "markdown")				 ? BANK_MARKDOWN
	       : str_is(name, "plain_text") || str_is(name, "wiki_like") ? BANK_PLAIN
									 : BANK_HTML;
}

struct bank_text moodle_text(struct moodle_reader *reader, const xmlNode *element)
{
	if (!element)
		return (struct bank_text){ .format = reader->format };
	return (struct bank_text){
		.format = format_of(reader, element),
		.text = moodle_text_of(reader->arena, element),
		.files = read_files(reader, element),
	};
}
