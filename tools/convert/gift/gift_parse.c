#include "convert/gift/gift_parts.h"

/* A line that begins with two slashes. */
struct comment {
	struct str text;
	size_t offset; /* in the paragraph */
	struct comment *next;
};

struct gift_parser {
	struct arena *arena;
	struct str text;
	size_t at, line;	  /* of the next paragraph */
	struct comment *comments; /* before the next question */
	size_t base;		  /* the offset of the question in the paragraph */
	struct gift_question **end;
};

enum gift_attempt {
	ATTEMPT_ALONE,	/* a paragraph, which must be closed */
	ATTEMPT_MERGED, /* several, which must be right */
	ATTEMPT_LAST,
};

size_t gift_line_end(struct str text, size_t at)
{
	while (at < text.len && text.at[at] != '\n' && text.at[at] != '\r')
		at++;
	if (at == text.len)
		return at;
	return at + (text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n' ? 2 : 1);
}

static size_t count_lines(struct str text, size_t from, size_t to)
{
	size_t lines = 0;
	while (from < to && (from = gift_line_end(text, from)) <= to && from > 0 &&
	       (text.at[from - 1] == '\n' || text.at[from - 1] == '\r'))
		lines++;
	return lines;
}

/* The end of the lines from an offset on that are blank, or that are not. */
static size_t skip_lines(struct str text, size_t at, bool blank)
{
	while (at < text.len) {
		size_t end = gift_line_end(text, at);
		if ((str_trim(gift_part(text, at, end)).len == 0) != blank)
			break;
		at = end;
	}
	return at;
}

static size_t skip_space(struct str text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
}

/* Copies a paragraph, with spaces instead of comments, which are added to those of the parser. */
static struct str cut_comments(struct gift_parser *parser, struct str source)
{
	char *copy = arena_copy(parser->arena, source.at, source.len);
	struct comment **end = &parser->comments;
	for (size_t i = 0, next; copy && i < source.len; i = next) {
		next = gift_line_end(source, i);
		struct str line = str_trim(gift_part(source, i, next));
		if (!str_starts(line, "//"))
			continue;
		struct comment *comment = arena_alloc(parser->arena, sizeof(*comment));
		if (!comment)
			return STR_NONE;
		*comment = (struct comment){ line, i, NULL };
		while (*end)
			end = &(*end)->next;
		*end = comment;
		memset(copy + (line.at - source.at), ' ', line.len);
	}
	return copy ? (struct str){ copy, source.len } : STR_NONE;
}

/* Takes the next [name:value] of a comment. */
static bool take_mark(struct str *comment, const char *start, struct str *value)
{
	size_t at = gift_find_sequence(*comment, 0, start);
	if (at == comment->len)
		return false;
	at += strlen(start);
	const char *end = memchr(comment->at + at, ']', comment->len - at);
	if (!end)
		return false;
	*value = str_trim(gift_part(*comment, at, (size_t)(end - comment->at)));
	*comment = gift_part(*comment, (size_t)(end - comment->at), comment->len);
	return true;
}

/* Moves ids and tags of comments before an offset to the question. */
static void take_comments(struct gift_parser *parser, size_t before, struct bank_question *question)
{
	struct bank_string **end = &question->tags;
	for (; parser->comments && parser->comments->offset < parser->base + before;
	     parser->comments = parser->comments->next) {
		struct str rest = parser->comments->text, value;
		if (take_mark(&rest, "[id:", &value) && value.len)
			question->id = value;
		rest = parser->comments->text;
		while (take_mark(&rest, "[tag:", &value)) {
			struct bank_string *tag = arena_alloc(parser->arena, sizeof(*tag));
			if (!tag)
				return;
			tag->text = value;
			*end = tag;
			end = &tag->next;
		}
	}
}

static const char *read_category(struct str text, size_t at, size_t *used, struct bank_question *question)
{
	*used = gift_line_end(text, at);
	question->kind = BANK_CATEGORY;
	question->name = str_trim(gift_part(text, at, *used));
	return question->name.len ? NULL : "a category has no name";
}

/* The text after the answers. If answers of another question follow, this one ends with the line. */
static const char *read_tail(struct gift_parser *parser, struct str text, size_t at, size_t *used,
			     struct bank_question *question)
{
	size_t brace = gift_find(text, at, "{}");
	*used = brace < text.len ? gift_line_end(text, at) : text.len;
	if (brace < *used)
		return "a brace after the answers";
	struct str tail = gift_part(text, at, *used);
	question->tail_joined = tail.len && !ascii_is_space(tail.at[0]);
	tail = gift_trim(tail);
	if (str_starts(tail, "//"))
		return NULL;
	enum bank_format inherited = question->stem.text.at ? question->stem.format : BANK_AUTO;
	question->tail = gift_text(parser->arena, tail, inherited);
	if (!question->stem.text.at && question->tail.text.at)
		question->stem.format = question->tail.format;
	return NULL;
}

/* Reads the question at the start of the text. *used is its length. */
static const char *read_question(struct gift_parser *parser, struct str text, size_t *used,
				 struct bank_question *question)
{
	size_t at = 0;
	*used = text.len;
	if (str_starts(text, "$CATEGORY:"))
		return read_category(text, strlen("$CATEGORY:"), used, question);
	size_t title = str_starts(text, "::") ? gift_find_sequence(text, 2, "::") : text.len;
	if (title < text.len) {
		question->name = gift_plain(parser->arena, gift_part(text, 2, title), true);
		at = title + 2;
	}
	size_t open = gift_find(text, at, "{}");
	question->stem = gift_text(parser->arena, gift_part(text, at, open), BANK_AUTO);
	take_comments(parser, open, question);
	if (open == text.len) {
		question->kind = BANK_DESCRIPTION;
		return question->stem.text.at ? NULL : "there is no text";
	}
	if (text.at[open] == '}')
		return "a closing brace without an opening one";
	size_t close = gift_find(text, open + 1, "{}");
	if (close == text.len)
		return "the answers have no closing brace";
	if (text.at[close] == '{')
		return "an opening brace within the answers";
	question->gap_joined = open > at && !ascii_is_space(text.at[open - 1]);
	take_comments(parser, close, question);
	const char *problem = gift_answers(parser->arena, gift_part(text, open + 1, close), question);
	return problem ? problem : read_tail(parser, text, close + 1, used, question);
}

/* Where a question ends that has an opening brace and no closing one before the blank line at an offset: after the
 * paragraph with that. The offset itself if an opening brace comes first, or none. */
static size_t find_closing(struct str text, size_t blank)
{
	size_t brace = gift_find(text, blank, "{}");
	return brace < text.len && text.at[brace] == '}' ? skip_lines(text, brace, false) : blank;
}

static void add_question(struct gift_parser *parser, const struct gift_question *question)
{
	struct gift_question *copy = arena_alloc(parser->arena, sizeof(*copy));
	if (!copy)
		return;
	*copy = *question;
	*parser->end = copy;
	parser->end = &copy->next;
}

static bool is_unclosed(struct str text)
{
	size_t open = gift_find(text, 0, "{}");
	return open < text.len && text.at[open] == '{' && gift_find(text, open + 1, "{}") == text.len;
}

/* Reads the questions of a paragraph: one, unless blank lines are missing. False if the attempt failed. */
static bool read_paragraph(struct gift_parser *parser, struct str source, enum gift_attempt attempt)
{
	struct comment *comments = parser->comments;
	struct str text = cut_comments(parser, source);
	size_t line = parser->line;
	enum gift_oddity oddity = attempt == ATTEMPT_MERGED ? GIFT_BLANK_LINE : GIFT_REGULAR;
	for (size_t at = skip_space(text, 0), used; at < text.len; at = skip_space(text, at + used)) {
		line += count_lines(text, parser->base, at);
		parser->base = at;
		struct str rest = gift_part(text, at, text.len);
		struct gift_question question = { .oddity = oddity };
		question.problem = read_question(parser, rest, &used, &question.question);
		if (question.problem &&
		    (attempt == ATTEMPT_MERGED || (attempt == ATTEMPT_ALONE && is_unclosed(rest)))) {
			parser->comments = comments;
			parser->base = 0;
			return false;
		}
		used = question.problem ? rest.len : used;
		question.question.line = line;
		question.source = gift_trim(gift_part(rest, 0, used));
		add_question(parser, &question);
		oddity = question.question.kind == BANK_CATEGORY ? GIFT_REGULAR : GIFT_RUN_TOGETHER;
	}
	/* Comments alone belong to the next question. */
	if (skip_space(text, 0) < text.len)
		parser->comments = NULL;
	for (struct comment *c = parser->comments; c; c = c->next)
		c->offset = 0;
	parser->base = 0;
	return true;
}

bool gift_parse(struct arena *arena, struct str text, struct gift_question **questions)
{
	struct gift_parser parser = { .arena = arena, .text = text, .line = 1, .end = questions };
	*questions = NULL;
	while (parser.at < text.len && !arena_failed(arena)) {
		size_t start = skip_lines(text, parser.at, true), end = skip_lines(text, start, false);
		parser.line += count_lines(text, parser.at, start);
		if (!read_paragraph(&parser, gift_part(text, start, end), ATTEMPT_ALONE)) {
			size_t closing = find_closing(text, end);
			if (closing > end && read_paragraph(&parser, gift_part(text, start, closing), ATTEMPT_MERGED))
				end = closing;
			else if (!read_paragraph(&parser, gift_part(text, start, end), ATTEMPT_LAST))
				break;
		}
		parser.line += count_lines(text, start, end);
		parser.at = end;
	}
	return !arena_failed(arena);
}
