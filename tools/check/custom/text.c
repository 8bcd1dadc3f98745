#include "base/ascii.h"
#include "check/custom/worker.h"

/* Appends text with normalised white space. */
static void append_collapsed(struct buf *out, struct str text)
{
	char *to = buf_reserve(out, text.len);
	if (!to)
		return;
	char *start = to;
	bool space = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (ascii_is_space(c)) {
			space = true;
			continue;
		}
		if (space && to != start)
			*to++ = ' ';
		space = false;
		*to++ = c;
	}
	buf_grew(out, (size_t)(to - start));
}

/* The offset in text of the byte at offset in the text with white space collapsed. */
static size_t original_offset(struct str text, size_t offset)
{
	size_t i = 0, out = 0;
	while (i < text.len && ascii_is_space(text.at[i]))
		i++;
	for (; i < text.len && out < offset; out++) {
		bool space = ascii_is_space(text.at[i]);
		i++;
		while (space && i < text.len && ascii_is_space(text.at[i]))
			i++;
	}
	return i;
}

static void add(struct custom_worker *worker, struct custom_text text, struct str content)
{
	text.at = worker->texts.len;
	append_collapsed(&worker->texts, content);
	text.len = worker->texts.len - text.at;
	/* Words don't continue across texts. */
	buf_char(&worker->texts, '\n');
	if (text.len)
		buf_add(&worker->list, (const char *)&text, sizeof(text));
}

static void add_text(void *context, const struct inline_node *node, const struct text_site *site)
{
	struct custom_worker *worker = context;
	if (!(worker->set->roles >> site->role & 1))
		return;
	struct custom_text text = { .role = site->role, .item = site->item, .lang = site->lang, .node = node };
	if (!node->next && node->kind == INLINE_TEXT) {
		add(worker, text, node->text);
		return;
	}
	struct prose *prose = &worker->check->patterns.prose;
	prose_flatten(prose, node);
	worker->flattened = node;
	add(worker, text, prose_view(prose));
}

static void add_attribute(void *context, const struct attribute *attribute, const struct text_site *site)
{
	struct custom_worker *worker = context;
	if (worker->set->roles >> site->role & 1)
		add(worker,
		    (struct custom_text){ .role = site->role,
					  .item = site->item,
					  .lang = site->lang,
					  .attribute = attribute },
		    attribute->value);
}

void custom_gather(struct custom_worker *worker)
{
	struct lesson_check *check = worker->check;
	buf_clear(&worker->texts);
	buf_clear(&worker->list);
	worker->flattened = NULL;
	lesson_each_text(check->lesson, add_text, worker);
	if (worker->set->roles >> ROLE_ALT)
		lesson_each_attribute(check->lesson, add_attribute, worker);
	check->failed = check->failed || buf_failed(&worker->texts) || buf_failed(&worker->list) ||
			prose_failed(&check->patterns.prose);
}

struct str custom_text_view(const struct custom_worker *worker, const struct custom_text *text)
{
	return (struct str){ worker->texts.at + text->at, text->len };
}

struct custom_location custom_text_location(struct custom_worker *worker, const struct custom_text *text, size_t start,
				      size_t end)
{
	struct lesson_check *check = worker->check;
	const void *holder = text->node ? (const void *)text->node : text->attribute;
	if (worker->flattened != holder) {
		if (text->node)
			prose_flatten(&check->patterns.prose, text->node);
		else
			prose_take_attribute(&check->patterns.prose, text->attribute, text->lang);
		worker->flattened = holder;
		check->failed = check->failed || prose_failed(&check->patterns.prose);
	}
	struct custom_location place = { .plain = false };
	if (check->failed)
		return place;
	struct str prose = prose_view(&check->patterns.prose);
	place.start = original_offset(prose, start);
	place.end = original_offset(prose, end);
	place.plain = prose_is_plain(&check->patterns.prose, check->source, place.start, place.end);
	place.span = prose_span(&check->patterns.prose, check->source, place.start, place.end);
	return place;
}

void custom_edit(struct custom_worker *worker, struct diagnostic *d, const struct custom_rule *rule,
		 const struct custom_location *place, struct str replacement)
{
	struct lesson_check *check = worker->check;
	buf_clear(&worker->replaced);
	if (!d || !place->plain ||
	    !prose_write(&check->patterns.prose, check->source, place->start, place->end, replacement,
			 &worker->replaced))
		return;
	check->failed = check->failed || buf_failed(&worker->replaced);
	report_edit(check->report, d, rule->safe ? FIX_SAFE : FIX_UNSAFE, place->span, buf_view(&worker->replaced));
}
