#include "pack/text_json.h"

#include "base/ascii.h"
#include "lesson/language_tag.h"

#include <stdio.h>

struct writer {
	struct json *json;
	const struct text_lesson *lesson;
	bool open;  /* a string is being written */
	bool ink;   /* the last character written was not white space */
	bool space; /* white space was read but not written yet */
};

static void write_run(struct writer *writer, struct str run)
{
	if (!writer->open)
		json_open_string(writer->json);
	writer->open = true;
	json_string_add(writer->json, run);
}

static void write_space(struct writer *writer)
{
	if (writer->space)
		write_run(writer, STR(" "));
	writer->ink = writer->ink && !writer->space;
	writer->space = false;
}

/* The end of the words from at on that are separated by single spaces. As in XML, no-break spaces are not white
 * space. */
static size_t words_end(struct str text, size_t at)
{
	const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
	uint64_t eight;
	if (at < text.len && ascii_is_space(text.at[at]))
		return at;
	/* Skip bytes without other white space than single spaces; the last one may precede some. */
	for (; at + sizeof(eight) <= text.len; at += sizeof(eight) - 1) {
		memcpy(&eight, text.at + at, sizeof(eight));
		uint64_t others = eight ^ ones * ' ', spaces = (others - ones) & ~others;
		if ((((eight - ones * ' ') & ~eight) | (spaces & (spaces & high) << 8)) & high)
			break;
	}
	while (at < text.len && (!ascii_is_space(text.at[at]) || (text.at[at] == ' ' && at + 1 < text.len &&
								   !ascii_is_space(text.at[at + 1]))))
		at++;
	return at;
}

static void add_text(struct writer *writer, struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t from = at;
		at = words_end(text, at);
		if (at > from) {
			write_space(writer);
			write_run(writer, (struct str){ text.at + from, at - from });
			writer->ink = true;
		}
		while (at < text.len && ascii_is_space(text.at[at])) {
			writer->space = writer->ink;
			at++;
		}
	}
}

static void end_string(struct writer *writer)
{
	if (writer->open)
		json_close_string(writer->json);
	writer->open = false;
}

static void attribute(struct writer *writer, const char *key, const struct attribute *attribute)
{
	if (!attribute->value.at)
		return;
	json_key(writer->json, key);
	text_str_json(writer->json, attribute->value);
}

static const char *kind_name(enum inline_kind kind)
{
	switch (kind) {
	case INLINE_EM: return "em";
	case INLINE_STRONG: return "strong";
	case INLINE_TERM: return "term";
	case INLINE_SUB: return "sub";
	case INLINE_SUP: return "sup";
	case INLINE_CODE: return "code";
	case INLINE_SPAN: return "span";
	case INLINE_ABBR: return "abbr";
	case INLINE_LINK: return "link";
	case INLINE_CITE: return "cite";
	case INLINE_BLANK: return "blank";
	case INLINE_MATH: return "math";
	case INLINE_TEXT: break;
	}
	return "";
}

/* The target of a link, as far as its lesson knows it. */
struct link_target {
	struct str lesson, part;   /* part.at is NULL for a lesson, and for an id of another lesson or its parts */
	const struct own_id *own;  /* NULL: in another lesson */
};

static struct link_target find_target(const struct text_lesson *lesson, struct str to)
{
	const struct own_id *own = lesson->own ? own_ids_target(lesson->own, lesson->id, to) : NULL;
	const char *hash = memchr(to.at, '#', to.len);
	if (own && own->kind != KIND_LESSON)
		return (struct link_target){ lesson->id, own->id, own };
	if (!hash)
		return (struct link_target){ to, STR_NONE, own };
	size_t len = (size_t)(hash - to.at);
	return (struct link_target){ { to.at, len }, { hash + 1, to.len - len - 1 }, own };
}

/* Writes the label in place of the text of a link. Returns its offset if the target is not in this lesson. */
static size_t add_label(struct writer *writer, const struct own_id *own, struct str lang)
{
	struct json *json = writer->json;
	struct buf label;
	size_t at = 0;
	json_key(json, "auto");
	json_bool(json, true);
	json_key(json, "text");
	json_open_array(json);
	buf_init(&label, json->out->cap);
	if (!own)
		at = json->out->len;
	else if (own_id_label(&label, own, lang))
		text_label_json(json, buf_view(&label), own->title ? own->title->element.lang : lang, lang);
	json->out->failed = json->out->failed || buf_failed(&label);
	buf_release(&label);
	json_close_array(json);
	writer->ink = true;
	return at;
}

/* label is the offset of its missing label, or 0. */
static void add_target(struct writer *writer, const struct link_target *target, size_t label, struct str lang)
{
	struct json *json = writer->json;
	struct link_elsewhere elsewhere = { .label = label, .exact = target->part.at };
	json_member_str(json, "to", target->lesson);
	elsewhere.to = json->out->len - target->lesson.len - 1;
	if (target->part.at)
		json_member_str(json, "part", target->part);
	if (!writer->lesson->own || target->own || (elsewhere.exact && !label))
		return;
	snprintf(elsewhere.lang, sizeof(elsewhere.lang), "%.*s", STR_ARG(lang));
	buf_add(writer->lesson->elsewhere, (const char *)&elsewhere, sizeof(elsewhere));
}

/* Writes which glossary entry explains a term. */
static void add_entry(struct writer *writer, const struct inline_node *term)
{
	struct terms *terms = writer->lesson->terms;
	const struct entry *entry = terms && !term->of.entry.value.at ? terms_find(terms, term->children) : NULL;
	attribute(writer, "entry", entry ? &entry->id : &term->of.entry);
	writer->json->out->failed = writer->json->out->failed || (terms && terms->failed);
}

static void add_blank(struct writer *writer, const struct inline_node *node)
{
	if (node->of.blank.number)
		json_member_uint(writer->json, "n", node->of.blank.number);
	attribute(writer, "hint", &node->of.blank.hint);
}

/* Writes what an element of a formula has besides its type. The reader limits the depth. */
static void add_math(struct json *json, const struct math_node *element)
{
	struct writer words = { .json = json };
	if (element->attributes) {
		json_key(json, "attributes");
		json_open_object(json);
		for (const struct math_attribute *a = element->attributes; a; a = a->next)
			json_member_str(json, a->name, a->value);
		json_close_object(json);
	}
	json_key(json, "content");
	json_open_array(json);
	for (const struct math_node *node = element->children; node; node = node->next) {
		if (!node->name) {
			add_text(&words, node->text);
			continue;
		}
		json_open_object(json);
		json_member_text(json, "type", node->name);
		add_math(json, node);
		json_close_object(json);
	}
	end_string(&words);
	json_close_array(json);
}

/* lang is effective around nodes. */
static void add_nodes(struct writer *writer, const struct inline_node *nodes, struct str lang);

static void add_element(struct writer *writer, const struct inline_node *node, struct str lang)
{
	struct json *json = writer->json;
	write_space(writer);
	end_string(writer);
	json_open_object(json);
	json_member_text(json, "type", kind_name(node->kind));
	struct link_target target = { .own = NULL };
	size_t label = 0;
	if (node->kind == INLINE_LINK && node->of.link.to.value.at)
		target = find_target(writer->lesson, node->of.link.to.value);
	if (node->kind == INLINE_LINK && node->of.link.labelled) {
		label = add_label(writer, target.own, node->element.lang);
	} else if (node->kind == INLINE_CITE) {
		attribute(writer, "source", &node->of.cite.source);
		attribute(writer, "at", &node->of.cite.at);
		writer->ink = true;
	} else if (node->kind == INLINE_MATH) {
		json_key(json, "text");
		json_open_array(json);
		text_str_json(json, node->of.math.alttext.value);
		json_close_array(json);
		writer->ink = true;
	} else {
		json_key(json, "text");
		add_nodes(writer, node->children, node->element.lang);
	}
	if (node->kind == INLINE_SPAN || !language_tag_same(node->element.lang, lang))
		text_member_lang(json, node->element.lang);
	if (node->kind == INLINE_MATH && node->of.math.formula)
		add_math(json, node->of.math.formula);
	if (node->kind == INLINE_ABBR)
		attribute(writer, "title", &node->of.title);
	if (node->kind == INLINE_TERM)
		add_entry(writer, node);
	if (node->kind == INLINE_BLANK)
		add_blank(writer, node);
	if (node->kind == INLINE_LINK) {
		attribute(writer, "href", &node->of.link.href);
		if (target.lesson.at)
			add_target(writer, &target, label, node->element.lang);
	}
	json_close_object(json);
}

/* The reader limits the depth of nodes. */
static void add_nodes(struct writer *writer, const struct inline_node *nodes, struct str lang)
{
	json_open_array(writer->json);
	for (const struct inline_node *node = nodes; node; node = node->next) {
		if (node->kind == INLINE_TEXT)
			add_text(writer, node->text);
		else
			add_element(writer, node, lang);
	}
	end_string(writer);
	json_close_array(writer->json);
}

void text_member_lang(struct json *json, struct str lang)
{
	json_key(json, "lang");
	text_str_json(json, lang);
}

void text_label_json(struct json *json, struct str label, struct str lang, struct str outer)
{
	if (language_tag_same(lang, outer)) {
		text_str_json(json, label);
		return;
	}
	json_open_object(json);
	json_member_text(json, "type", "span");
	json_key(json, "text");
	json_open_array(json);
	text_str_json(json, label);
	json_close_array(json);
	text_member_lang(json, lang);
	json_close_object(json);
}

/* Whether anything of the text is written. */
static bool is_written(const struct inline_node *text)
{
	while (text && text->kind == INLINE_TEXT && str_trim(text->text).len == 0)
		text = text->next;
	return text;
}

void text_json(struct json *json, const struct inline_node *text, struct str lang, const struct text_lesson *lesson)
{
	struct writer writer = { .json = json, .lesson = lesson };
	bool span = is_written(text) && !language_tag_same(lang, lesson->lang);
	if (span) {
		json_open_array(json);
		json_open_object(json);
		json_member_text(json, "type", "span");
		json_key(json, "text");
	}
	add_nodes(&writer, text, lang);
	if (span) {
		text_member_lang(json, lang);
		json_close_object(json);
		json_close_array(json);
	}
}

void text_str_json(struct json *json, struct str s)
{
	struct writer writer = { .json = json, .open = true };
	if (!s.at) {
		json_none(json);
		return;
	}
	json_open_string(json);
	add_text(&writer, s);
	end_string(&writer);
}

void text_plain_json(struct json *json, const struct inline_node *text)
{
	struct buf plain;
	buf_init(&plain, json->out->cap);
	inline_plain(&plain, text);
	text_str_json(json, buf_view(&plain));
	if (buf_failed(&plain))
		json->out->failed = true;
	buf_release(&plain);
}
