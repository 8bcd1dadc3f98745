#include "convert/anki/template.h"

#include "base/array.h"
#include "convert/anki/markup.h"

#include <stdlib.h>

struct renderer {
	struct rendering *to;
	const struct card_source *source;
	bool answer;
	bool hidden[TEMPLATE_DEPTH_MAX + 1]; /* by an open condition, at each depth */
	size_t depth;
};

void rendering_init(struct rendering *rendering)
{
	*rendering = (struct rendering){ .failed = false };
	buf_init(&rendering->html, TEMPLATE_SIDE_MAX);
}

void rendering_release(struct rendering *rendering)
{
	buf_release(&rendering->html);
	free(rendering->pieces);
}

static struct template_piece *add_piece(struct rendering *to, enum piece_kind kind)
{
	struct template_piece *pieces = array_grow(to->pieces, to->count, &to->room, sizeof(*pieces));
	if (!pieces) {
		to->failed = true;
		return NULL;
	}
	to->pieces = pieces;
	pieces[to->count] = (struct template_piece){ .kind = kind, .start = to->html.len, .end = to->html.len };
	return &pieces[to->count++];
}

static void put_text(struct rendering *to, struct str text)
{
	struct template_piece *last = to->count ? &to->pieces[to->count - 1] : NULL;
	if (!text.len)
		return;
	if (!last || last->kind != PIECE_TEXT)
		last = add_piece(to, PIECE_TEXT);
	buf_str(&to->html, text);
	if (last)
		last->end = to->html.len;
}

static struct str last_part(struct str deck)
{
	for (size_t i = deck.len; i >= 2; i--)
		if (deck.at[i - 1] == ':' && deck.at[i - 2] == ':')
			return (struct str){ deck.at + i, deck.len - i };
	return deck;
}

/* The number of the field; ANKI_FIELDS_MAX, with its value, if it is a special one. False if there is none. */
static bool find_field(const struct card_source *source, struct str name, size_t *field, struct str *value)
{
	const struct anki_note *note = source->note;
	*field = ANKI_FIELDS_MAX;
	for (size_t i = 0; i < note->type->field_count; i++)
		if (str_equal(note->type->fields[i], name)) {
			*field = i;
			*value = note->fields[i];
			return true;
		}
	const struct {
		const char *name;
		struct str value;
	} special[] = {
		{ "Tags", note->tags },
		{ "Type", note->type->name },
		{ "Deck", source->deck->name },
		{ "Subdeck", last_part(source->deck->name) },
		{ "Card", source->template_name },
		{ "CardFlag", STR("") },
		{ "CardID", STR("") },
	};
	for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
		if (str_is(name, special[i].name)) {
			*value = special[i].value;
			return true;
		}
	return false;
}

/* Appends words with readings in brackets: " 漢字[かんじ]" becomes the word, the reading, or both. */
static void put_ruby(struct buf *out, struct str text, bool word, bool reading)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && text.at[i] != ' ' && text.at[i] != '>' && text.at[i] != '[')
			i++;
		bool bracket = i > start && i < text.len && text.at[i] == '[' && !markup_has(text, i, "[sound:");
		const char *close = bracket ? memchr(text.at + i, ']', text.len - i) : NULL;
		if (!close) {
			i += i < text.len;
			buf_add(out, text.at + start, i - start);
			continue;
		}
		struct str base = { text.at + start, i - start };
		struct str above = { text.at + i + 1, (size_t)(close - text.at) - i - 1 };
		if (word && reading)
			buf_format(out, "<ruby>%.*s<rt>%.*s</rt></ruby>", STR_ARG(base), STR_ARG(above));
		else
			buf_str(out, word ? base : above);
		i = (size_t)(close - text.at) + 1;
	}
}

/* Appends the value as the filter changes it. Returns what it asks for that lessons don't have. */
static unsigned put_filtered(struct renderer *r, struct str filter, struct str value, struct buf *out)
{
	bool visible = !markup_is_invisible(value);
	if (str_is(filter, "text")) {
		markup_strip(out, value);
	} else if (str_is(filter, "furigana") || str_is(filter, "kanji") || str_is(filter, "kana")) {
		put_ruby(out, value, !str_is(filter, "kana"), !str_is(filter, "kanji"));
	} else if (str_is(filter, "type")) {
		if (r->answer)
			buf_str(out, value);
		return TEMPLATE_TYPED;
	} else if (str_is(filter, "hint")) {
		if (r->answer)
			buf_str(out, value);
		return visible && !r->answer ? TEMPLATE_HINT : 0;
	} else if (str_starts(filter, "tts ")) {
		return visible ? TEMPLATE_SPOKEN : 0;
	} else {
		bool known =
			!filter.len || str_is(filter, "cloze") || str_is(filter, "cloze-only") || str_is(filter, "nc");
		buf_str(out, value);
		return known ? 0 : TEMPLATE_FILTER;
	}
	return 0;
}

/* Appends the value after the filters "a:b", which apply from right to left. Returns whether one is cloze. */
static bool put_value(struct renderer *r, struct str filters, struct str value)
{
	struct buf now, next;
	bool cloze = false;
	buf_init(&now, BUF_CAP);
	buf_init(&next, BUF_CAP);
	buf_str(&now, value);
	while (filters.len) {
		const char *colon = memrchr(filters.at, ':', filters.len - 1);
		size_t start = colon ? (size_t)(colon + 1 - filters.at) : 0;
		struct str filter = str_trim((struct str){ filters.at + start, filters.len - 1 - start });
		cloze = cloze || str_is(filter, "cloze");
		buf_clear(&next);
		r->to->extras |= put_filtered(r, filter, buf_view(&now), &next);
		struct buf swap = now;
		now = next;
		next = swap;
		filters.len = start;
	}
	buf_str(&r->to->html, buf_view(&now));
	r->to->failed = r->to->failed || buf_failed(&now) || buf_failed(&next);
	buf_release(&now);
	buf_release(&next);
	return cloze;
}

static void put_field(struct renderer *r, struct str reference)
{
	struct rendering *to = r->to;
	const char *colon = memrchr(reference.at, ':', reference.len);
	size_t skipped = colon ? (size_t)(colon + 1 - reference.at) : 0;
	struct str name = str_trim((struct str){ reference.at + skipped, reference.len - skipped });
	struct str value;
	size_t field;
	if (str_is(name, "FrontSide")) {
		if (r->answer)
			(void)!add_piece(to, PIECE_FRONT);
		return;
	}
	if (!find_field(r->source, name, &field, &value)) {
		to->extras |= TEMPLATE_UNKNOWN;
		return;
	}
	if (field == ANKI_FIELDS_MAX && str_is(name, "Tags")) {
		to->extras |= value.len ? TEMPLATE_TAGS : 0;
		return;
	}
	struct template_piece *piece = add_piece(to, PIECE_FIELD);
	/* A value without filters is copied once. */
	struct str filters = { reference.at, skipped };
	bool cloze = skipped && put_value(r, filters, value);
	if (field < ANKI_FIELDS_MAX && !r->answer && markup_find(filters, 0, "hint:") < filters.len)
		to->hinted[field] = true;
	if (!skipped)
		buf_str(&to->html, value);
	if (piece) {
		piece->field = field;
		piece->cloze = cloze;
		piece->end = to->html.len;
	}
	if (field < ANKI_FIELDS_MAX)
		to->shown[field] = true;
}

/* Whether the condition {{#name}} holds. */
static bool holds(struct renderer *r, struct str name)
{
	size_t field;
	struct str value;
	if (find_field(r->source, name, &field, &value)) {
		if (field < ANKI_FIELDS_MAX)
			r->to->shown[field] = true;
		return !markup_is_empty(value);
	}
	if (name.len < 2 || name.at[0] != 'c')
		return false;
	/* {{#c1}}: on the card of that deletion. */
	unsigned number = 0;
	for (size_t i = 1; i < name.len && ascii_is_digit(name.at[i]) && number < 100000; i++)
		number = number * 10 + (unsigned)(name.at[i] - '0');
	return number == r->source->number;
}

static void open_condition(struct renderer *r, struct str name, bool negated)
{
	if (r->depth == TEMPLATE_DEPTH_MAX) {
		r->to->extras |= TEMPLATE_BROKEN;
		return;
	}
	bool outer = r->hidden[r->depth];
	r->hidden[++r->depth] = outer || holds(r, name) == negated;
}

static void take_tag(struct renderer *r, struct str tag)
{
	char kind = tag.len ? tag.at[0] : ' ';
	struct str name = tag.len ? str_trim((struct str){ tag.at + 1, tag.len - 1 }) : tag;
	if (kind == '#' || kind == '^') {
		open_condition(r, name, kind == '^');
	} else if (kind == '/') {
		if (r->depth)
			r->depth--;
		else
			r->to->extras |= TEMPLATE_BROKEN;
	} else if (!r->hidden[r->depth] && tag.len) {
		put_field(r, tag);
	}
}

void template_render(struct rendering *rendering, const struct card_source *source, struct str template, bool answer)
{
	struct renderer r = { .to = rendering, .source = source, .answer = answer };
	buf_clear(&rendering->html);
	rendering->count = 0;
	for (size_t i = 0; i < template.len;) {
		size_t open = markup_find(template, i, "{{");
		size_t close = markup_find(template, open, "}}");
		if (close == template.len)
			open = template.len;
		if (!r.hidden[r.depth])
			put_text(rendering, (struct str){ template.at + i, open - i });
		if (open == template.len)
			break;
		struct str tag = { template.at + open + 2, close - open - 2 };
		/* {{{Field}}} is {{Field}}. */
		while (tag.len && tag.at[0] == '{')
			tag = (struct str){ tag.at + 1, tag.len - 1 };
		take_tag(&r, str_trim(tag));
		i = close + 2;
		if (i < template.len && template.at[i] == '}' && template.at[open + 2] == '{')
			i++;
	}
	if (r.depth)
		rendering->extras |= TEMPLATE_BROKEN;
	if (buf_failed(&rendering->html)) {
		rendering->too_large = rendering->html.full;
		rendering->failed = rendering->failed || !rendering->html.full;
		rendering->count = 0;
		buf_release(&rendering->html);
		buf_init(&rendering->html, TEMPLATE_SIDE_MAX);
	}
}
