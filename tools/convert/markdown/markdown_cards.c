/* Cards in notes. */
#include "convert/markdown/markdown.h"

#include <string.h>

static void add_card(struct markdown_source *source, const struct markdown_card *card)
{
	struct markdown_card *copy = arena_alloc(source->arena, sizeof(*copy));
	if (!copy)
		return;
	*copy = *card;
	*source->last_card = copy;
	source->last_card = &copy->next;
}

/* Takes <!--ID: x--> and a line "Tags: a b" out of the text. */
static struct str take_marks(struct markdown_source *source, struct str text, struct markdown_card *card)
{
	struct buf out;
	size_t next;
	buf_init(&out, BUF_CAP);
	for (size_t offset = 0; offset < text.len; offset = next) {
		struct str line = markdown_line(text, offset, &next);
		const char *mark = memmem(line.at, line.len, "<!--ID:", 7);
		const char *close = mark ? memmem(mark, (size_t)(line.at + line.len - mark), "-->", 3) : NULL;
		if (str_starts(line, "Tags:")) {
			card->tags = arena_str(source->arena, str_trim((struct str){ line.at + 5, line.len - 5 }));
			continue;
		}
		if (close) {
			card->id = arena_str(source->arena,
					     str_trim((struct str){ mark + 7, (size_t)(close - mark) - 7 }));
			buf_add(&out, line.at, (size_t)(mark - line.at));
			buf_add(&out, close + 3, (size_t)(line.at + line.len - close) - 3);
		} else {
			buf_str(&out, line);
		}
		buf_char(&out, '\n');
	}
	struct str rest = buf_failed(&out) ? STR("") : arena_str(source->arena, str_trim(buf_view(&out)));
	buf_release(&out);
	return rest;
}

/* Whether a line of hashcards begins so: "Q: …". */
static bool is_marked(struct str line, char mark)
{
	return line.len >= 2 && line.at[0] == mark && line.at[1] == ':' &&
	       (line.len == 2 || ascii_is_space(line.at[2]));
}

/* Whether a card of hashcards ends before the line. */
static bool ends_card(struct str line)
{
	struct str trimmed = str_trim(line);
	return is_marked(line, 'Q') || is_marked(line, 'C') || str_is(trimmed, "---") || str_starts(line, "# ") ||
	       str_starts(line, "## ") || str_starts(line, "### ") || str_is(trimmed, "START");
}

/* Q: question, A: answer; or C: text with gaps. Each goes on until the next one. */
static bool take_hashcard(struct markdown_source *source, struct str text, size_t *offset, size_t line_number)
{
	size_t next, at;
	struct str line = markdown_line(text, *offset, &at);
	bool cloze = is_marked(line, 'C');
	if (!cloze && !is_marked(line, 'Q'))
		return false;
	size_t front = *offset + 2, front_end = text.len, back = 0;
	for (; at < text.len; at = next) {
		line = markdown_line(text, at, &next);
		if (source->code[at])
			continue;
		if (ends_card(line))
			break;
		if (!cloze && !back && is_marked(line, 'A')) {
			front_end = at;
			back = at + 2;
		}
	}
	if (!cloze && !back)
		return false;
	struct markdown_card card = { .kind = cloze ? MARKDOWN_CLOZE : MARKDOWN_CARD,
				      .tags = STR(""),
				      .id = STR(""),
				      .back = STR(""),
				      .line = line_number };
	front_end = cloze ? at : front_end;
	card.front = take_marks(source, (struct str){ text.at + front, front_end - front }, &card);
	if (back)
		card.back = take_marks(source, (struct str){ text.at + back, at - back }, &card);
	add_card(source, &card);
	*offset = at;
	/* The separator belongs to the card. */
	line = markdown_line(text, at, &next);
	if (at < text.len && str_is(str_trim(line), "---"))
		*offset = next;
	return true;
}

static bool has_gap(struct str text)
{
	return memmem(text.at, text.len, "{{c", 3) || memmem(text.at, text.len, "==", 2);
}

/* START, the name of a note type, the front, Back: the back, END. */
static bool take_block(struct markdown_source *source, struct str text, size_t *offset, size_t line_number)
{
	size_t at, next, body, end = 0;
	if (source->no_more_blocks)
		return false;
	if (!str_is(str_trim(markdown_line(text, *offset, &at)), "START"))
		return false;
	struct str kind = str_trim(markdown_line(text, at, &body));
	for (size_t i = body; i < text.len && !end; i = next) {
		if (str_is(str_trim(markdown_line(text, i, &next)), "END") && !source->code[i])
			end = i;
	}
	source->no_more_blocks = !end;
	if (!end)
		return false;
	struct markdown_card card = {
		.kind = MARKDOWN_CARD, .tags = STR(""), .id = STR(""), .back = STR(""), .line = line_number
	};
	struct str all = take_marks(source, (struct str){ text.at + body, end - body }, &card);
	const char *back = memmem(all.at, all.len, "\nBack:", 6);
	size_t split = back ? (size_t)(back - all.at) : all.len;
	card.front = str_trim((struct str){ all.at, split });
	if (str_starts(card.front, "Front:"))
		card.front = str_trim((struct str){ card.front.at + 6, card.front.len - 6 });
	if (back)
		card.back = str_trim((struct str){ back + 6, all.len - split - 6 });
	if (str_starts(kind, "Cloze") || (!back && has_gap(card.front)))
		card.kind = MARKDOWN_CLOZE;
	else if (memmem(kind.at, kind.len, "reversed", 8))
		card.kind = MARKDOWN_REVERSED;
	add_card(source, &card);
	(void)markdown_line(text, end, offset);
	return true;
}

/* STARTI [Basic] front Back: back ENDI, on one line. */
static bool take_inline(struct markdown_source *source, struct str text, size_t *offset, size_t line_number)
{
	size_t next;
	struct str line = str_trim(markdown_line(text, *offset, &next));
	if (!str_starts(line, "STARTI [") || line.len < 14 || memcmp(line.at + line.len - 4, "ENDI", 4) != 0)
		return false;
	const char *close = memchr(line.at, ']', line.len);
	if (!close)
		return false;
	struct str kind = { line.at + 8, (size_t)(close - line.at) - 8 };
	struct str body = { close + 1, line.len - (size_t)(close + 1 - line.at) - 4 };
	struct markdown_card card = { .kind = str_starts(kind, "Cloze") ? MARKDOWN_CLOZE : MARKDOWN_CARD,
				      .tags = STR(""),
				      .id = STR(""),
				      .back = STR(""),
				      .line = line_number };
	struct str all = take_marks(source, body, &card);
	const char *back = memmem(all.at, all.len, "Back:", 5);
	size_t split = back ? (size_t)(back - all.at) : all.len;
	card.front = str_trim((struct str){ all.at, split });
	if (back)
		card.back = str_trim((struct str){ back + 5, all.len - split - 5 });
	add_card(source, &card);
	*offset = next;
	return true;
}

/* Where the two sides of a card on one line part, after the front; NULL if it is none. */
static const char *find_colons(const struct markdown_source *source, struct str text, struct str line)
{
	const char *colons = memmem(line.at, line.len, "::", 2);
	while (colons && source->code[colons - text.at])
		colons = memmem(colons + 1, (size_t)(line.at + line.len - colons) - 1, "::", 2);
	return colons == line.at ? NULL : colons;
}

/* front::back or front:::back on a line, in notes for Obsidian's Spaced Repetition. */
static bool take_colons(struct markdown_source *source, struct str text, size_t *offset, size_t line_number)
{
	size_t next;
	struct str line = str_trim(markdown_line(text, *offset, &next));
	const char *colons = source->flashcards ? find_colons(source, text, line) : NULL;
	size_t before = colons ? (size_t)(colons - line.at) : 0;
	if (!before || memmem(line.at, line.len, "{{c", 3))
		return false;
	size_t width = before + 2 < line.len && line.at[before + 2] == ':' ? 3 : 2;
	struct markdown_card card = { .kind = width == 3 ? MARKDOWN_REVERSED : MARKDOWN_CARD,
				      .tags = STR(""),
				      .id = STR(""),
				      .line = line_number };
	card.front = str_trim((struct str){ line.at, before });
	card.back = str_trim((struct str){ line.at + before + width, line.len - before - width });
	if (!card.back.len)
		return false;
	add_card(source, &card);
	*offset = next;
	return true;
}

/* Lines of the front, a line of only ? or, if the card is reversed, too, ??, and lines of the back, up to a blank one;
 * in the same notes. */
static bool take_separated(struct markdown_source *source, struct str text, size_t *offset, size_t line_number)
{
	size_t at = *offset, next, front_end = 0, back = 0, width = 0;
	if (!source->flashcards || at < source->unseparated)
		return false;
	for (; at < text.len; at = next) {
		struct str line = str_trim(markdown_line(text, at, &next));
		if (!source->code[at] && (!line.len || (!back && find_colons(source, text, line))))
			break;
		if (back || source->code[at] || !(str_is(line, "?") || str_is(line, "??")))
			continue;
		front_end = at;
		back = next;
		width = line.len;
	}
	source->unseparated = at;
	struct markdown_card card = { .kind = width == 2 ? MARKDOWN_REVERSED : MARKDOWN_CARD,
				      .tags = STR(""),
				      .id = STR(""),
				      .line = line_number };
	card.front = str_trim((struct str){ text.at + *offset, front_end > *offset ? front_end - *offset : 0 });
	card.back = back ? str_trim((struct str){ text.at + back, at - back }) : STR("");
	if (!card.front.len || !card.back.len)
		return false;
	add_card(source, &card);
	*offset = at;
	return true;
}

bool markdown_card_take(struct markdown_source *source, struct str text, size_t *offset, size_t line)
{
	return take_hashcard(source, text, offset, line) || take_block(source, text, offset, line) ||
	       take_inline(source, text, offset, line) || take_colons(source, text, offset, line) ||
	       take_separated(source, text, offset, line);
}
