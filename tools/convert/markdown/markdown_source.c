/* Takes a note apart: front matter, cards, footnotes, and the rest. */
#include "base/map.h"
#include "convert/markdown/markdown.h"

#include <string.h>
#include <strings.h>

struct str markdown_line(struct str text, size_t offset, size_t *next)
{
	const char *end = offset < text.len ? memchr(text.at + offset, '\n', text.len - offset) : NULL;
	size_t len = end ? (size_t)(end - text.at) - offset : text.len - offset;
	*next = offset + len + (end != NULL);
	if (len && text.at[offset + len - 1] == '\r')
		len--;
	return (struct str){ text.at + offset, len };
}

static struct str unquoted(struct str value)
{
	value = str_trim(value);
	if (value.len >= 2 && (value.at[0] == '"' || value.at[0] == '\'') && value.at[value.len - 1] == value.at[0])
		return (struct str){ value.at + 1, value.len - 2 };
	return value;
}

/* [a, "b c"] or a, b as words; a word with spaces gets hyphens. */
static void add_words(struct buf *out, struct str list)
{
	for (size_t i = 0, start = 0; i <= list.len; i++) {
		if (i < list.len && !strchr(",[]", list.at[i]))
			continue;
		struct str word = unquoted((struct str){ list.at + start, i - start });
		start = i + 1;
		if (!word.len)
			continue;
		if (out->len)
			buf_char(out, ' ');
		for (size_t j = 0; j < word.len; j++)
			buf_char(out, ascii_is_space(word.at[j]) ? '-' : word.at[j]);
	}
}

static bool is_list_field(struct str name)
{
	return str_is(name, "tags") || str_is(name, "tag") || str_is(name, "keywords");
}

/* Where the value of a property begins: after a colon, or in TOML an equals sign; NULL if it is none. */
static const char *separator_of(struct str line, bool toml)
{
	const char *colon = memchr(line.at, ':', line.len), *equals = memchr(line.at, '=', line.len);
	bool named = equals && equals > line.at &&
		     !memchr(line.at, ' ', str_trim((struct str){ line.at, (size_t)(equals - line.at) }).len);
	if (toml || (named && (!colon || colon > equals)))
		return equals;
	return colon;
}

/* Reads the lines between --- and ---, in YAML; or those between +++ and +++, in TOML, as hashcards also has between
 * ---. Returns the offset after them; 0 if there is no front matter. */
static size_t read_front_matter(struct markdown_source *source, struct str text)
{
	size_t offset;
	struct markdown_field **end = &source->fields;
	struct buf value;
	struct str mark = markdown_line(text, 0, &offset);
	bool toml = str_is(mark, "+++");
	if (!toml && !str_is(mark, "---"))
		return 0;
	buf_init(&value, BUF_CAP);
	struct markdown_field *field = NULL;
	bool closed = false;
	while (offset < text.len && !closed) {
		struct str line = markdown_line(text, offset, &offset);
		closed = str_equal(line, mark) || (!toml && str_is(line, "..."));
		bool item = str_starts(str_trim(line), "- ") && field;
		const char *colon = separator_of(line, toml);
		if (item) {
			struct str rest = str_trim(line);
			rest = (struct str){ rest.at + 2, rest.len - 2 };
			if (is_list_field(field->name)) {
				add_words(&value, rest);
			} else {
				buf_text(&value, value.len ? ", " : "");
				buf_str(&value, unquoted(rest));
			}
		}
		bool more = !item && !closed && field && line.len && ascii_is_space(line.at[0]);
		if (more) {
			/* A text on lines of its own, or nested properties. */
			if (value.len && strchr("|>", value.at[0]) && value.len <= 2)
				buf_clear(&value);
			buf_text(&value, value.len ? " " : "");
			buf_str(&value, str_trim(line));
		}
		if (field && (closed || !item))
			field->value = arena_str(source->arena, buf_view(&value));
		if (closed || item || !colon || ascii_is_space(line.at[0]))
			continue;
		size_t len = (size_t)(colon - line.at);
		field = arena_alloc(source->arena, sizeof(*field));
		if (!field)
			break;
		field->name = arena_str(source->arena, str_trim((struct str){ line.at, len }));
		buf_clear(&value);
		struct str rest = { colon + 1, line.len - len - 1 };
		if (is_list_field(field->name))
			add_words(&value, rest);
		else
			buf_str(&value, unquoted(rest));
		*end = field;
		end = &field->next;
	}
	source->arena->failed = source->arena->failed || buf_failed(&value);
	buf_release(&value);
	if (!closed)
		source->fields = NULL;
	return closed ? offset : 0;
}

struct str markdown_field(const struct markdown_source *source, const char *name)
{
	for (const struct markdown_field *field = source->fields; field; field = field->next)
		if (field->name.len == strlen(name) && strncasecmp(field->name.at, name, field->name.len) == 0)
			return field->value;
	return STR_NONE;
}

struct footnote {
	struct str name, text;
	const unsigned char *code; /* of the text; NULL: not known yet */
	bool used;
	struct footnote *next;
};

/* [^name]: text, with the lines that follow. */
static bool is_footnote(struct str line, struct footnote *note)
{
	const char *close = line.len > 4 && str_starts(line, "[^") ? memchr(line.at, ']', line.len) : NULL;
	size_t end = close ? (size_t)(close - line.at) : 0;
	if (!end || end + 1 >= line.len || line.at[end + 1] != ':')
		return false;
	note->name = (struct str){ line.at + 2, end - 2 };
	note->text = str_trim((struct str){ line.at + end + 2, line.len - end - 2 });
	return true;
}

struct splitting {
	struct markdown_source *source;
	struct footnote *notes;
	struct map by_name; /* of notes */
	size_t placed;	    /* bytes of their texts */
	struct buf rest;
};

/* Whether a line is indented, as those after the first one of a footnote are; of several paragraphs, by four spaces. */
static bool is_indented(struct str line, size_t least)
{
	size_t spaces = 0;
	for (size_t i = 0; i < line.len && (line.at[i] == ' ' || line.at[i] == '\t'); i++)
		spaces += line.at[i] == '\t' ? 4 : 1;
	return spaces >= least && str_trim(line).len;
}

/* Whether the footnote goes on in the line at the offset: indented text, or a blank line before more of it. */
static bool goes_on(struct str text, size_t offset)
{
	size_t next;
	struct str line = markdown_line(text, offset, &next);
	return str_trim(line).len ? is_indented(line, 1) : is_indented(markdown_line(text, next, &next), 4);
}

static void take_footnote(struct splitting *s, struct str text, size_t *offset, struct footnote *model)
{
	struct footnote *note = arena_alloc(s->source->arena, sizeof(*note));
	struct buf all;
	size_t next;
	buf_init(&all, BUF_CAP);
	buf_str(&all, model->text);
	while (*offset < text.len && goes_on(text, *offset)) {
		struct str line = markdown_line(text, *offset, &next);
		buf_char(&all, ' ');
		buf_str(&all, str_trim(line));
		buf_char(&s->rest, '\n');
		*offset = next;
	}
	if (note) {
		*note = *model;
		note->text = arena_str(s->source->arena, buf_view(&all));
		note->next = s->notes;
		s->notes = note;
	}
	s->source->arena->failed = s->source->arena->failed || buf_failed(&all);
	buf_release(&all);
}

/* Takes the footnotes out, before the cards: they are often at the end of a note, after its last card. */
static void take_footnotes(struct splitting *s, struct str text)
{
	const unsigned char *code = markdown_code(s->source->arena, text);
	for (size_t offset = 0; code && offset < text.len;) {
		struct footnote note = { .used = false };
		bool is_code = code[offset];
		struct str line = markdown_line(text, offset, &offset);
		if (!is_code && is_footnote(line, &note))
			take_footnote(s, text, &offset, &note);
		else
			buf_str(&s->rest, line);
		buf_char(&s->rest, '\n');
	}
}

/* Takes the cards out of the text, whose first line has the number. */
static void take_cards(struct splitting *s, struct str text, size_t number)
{
	const unsigned char *code = s->source->code = markdown_code(s->source->arena, text);
	for (size_t offset = 0, next; code && offset < text.len; offset = next) {
		struct str line = markdown_line(text, offset, &next);
		size_t end = offset;
		if (code[offset] || !markdown_card_take(s->source, text, &end, number)) {
			buf_str(&s->rest, line);
			buf_char(&s->rest, '\n');
			number++;
			continue;
		}
		for (next = end; offset < end; offset++) {
			number += text.at[offset] == '\n';
			if (text.at[offset] == '\n')
				buf_char(&s->rest, '\n');
		}
	}
}

enum {
	NOTE_NAME_MAX = 100,
	NOTE_DEPTH_MAX = 3,		  /* footnotes in footnotes */
	NOTES_SIZE_MAX = 4 * 1024 * 1024, /* of all that are placed */
};

/* The footnote that begins here is referred to; NULL if none is. */
static struct footnote *note_at(const struct splitting *s, struct str text, size_t i)
{
	size_t left = text.len - i < NOTE_NAME_MAX ? text.len - i : NOTE_NAME_MAX;
	if (left < 4 || text.at[i] != '[' || text.at[i + 1] != '^')
		return NULL;
	const char *close = memchr(text.at + i, ']', left);
	return close ? map_get(&s->by_name, (struct str){ text.at + i + 2, (size_t)(close - text.at) - i - 2 }) : NULL;
}

/* Replaces [^name] by the text of the footnote in parentheses, but not in code. */
static void place_footnotes(struct splitting *s, struct str text, const unsigned char *code, unsigned depth,
			    struct buf *out)
{
	for (size_t i = 0; code && i < text.len;) {
		struct footnote *note = code[i] ? NULL : note_at(s, text, i);
		if (!note || depth == NOTE_DEPTH_MAX || s->placed > NOTES_SIZE_MAX) {
			buf_char(out, text.at[i++]);
			continue;
		}
		buf_text(out, " (");
		note->code = note->code ? note->code : markdown_code(s->source->arena, note->text);
		place_footnotes(s, note->text, note->code, depth + 1, out);
		buf_char(out, ')');
		s->placed += note->text.len;
		i += note->name.len + 3;
		note->used = true;
		s->source->footnotes = true;
	}
}

/* Footnotes by their names; of equal names, the first. */
static bool find_footnotes(struct splitting *s)
{
	for (struct footnote *note = s->notes; note; note = note->next) {
		void **slot = map_put(&s->by_name, note->name);
		if (!slot)
			return false;
		*slot = note;
	}
	return true;
}

static void list_unused(struct splitting *s)
{
	for (const struct footnote *note = s->notes; note; note = note->next) {
		struct markdown_field *field = note->used ? NULL : arena_alloc(s->source->arena, sizeof(*field));
		if (!field)
			continue;
		*field = (struct markdown_field){ note->name, note->text, s->source->unused };
		s->source->unused = field;
	}
}

/* The text without its footnotes, which are where it refers to them; STR_NONE if memory ran out. */
static struct str place_all(struct splitting *s, struct str text)
{
	struct buf out;
	take_footnotes(s, text);
	if (!s->notes && !buf_failed(&s->rest))
		return text;
	buf_init(&out, BUF_CAP);
	if (find_footnotes(s))
		place_footnotes(s, buf_view(&s->rest), markdown_code(s->source->arena, buf_view(&s->rest)), 0, &out);
	else
		out.failed = true;
	list_unused(s);
	struct str placed = arena_take(s->source->arena, &out);
	return placed;
}

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

bool markdown_source_read(struct markdown_source *source, struct str text, struct arena *arena)
{
	*source = (struct markdown_source){ .arena = arena };
	source->last_card = &source->cards;
	source->flashcards = memmem(text.at, text.len, "#flashcards", 11) != NULL;
	struct splitting s = { .source = source };
	map_init(&s.by_name);
	buf_init(&s.rest, BUF_CAP);
	size_t start = read_front_matter(source, text), before = count_lines((struct str){ text.at, start });
	struct str tags = markdown_field(source, "tags");
	source->flashcards = source->flashcards || (tags.at && memmem(tags.at, tags.len, "flashcards", 10));
	struct str body = place_all(&s, (struct str){ text.at + start, text.len - start });
	buf_clear(&s.rest);
	buf_repeat(&s.rest, '\n', before);
	if (body.at)
		take_cards(&s, body, before + 1);
	source->text = arena_str(arena, buf_view(&s.rest));
	bool good = body.at && !buf_failed(&s.rest) && source->text.at && !arena_failed(arena);
	buf_release(&s.rest);
	map_release(&s.by_name);
	return good;
}
