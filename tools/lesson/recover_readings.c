/* The readings of what begins with <: as a tag, corrected or not, or as text. */
#include "lesson/recover_tag.h"

enum {
	COST_TAG_MAX = 16, /* maximum cost of mistakes in what is certainly a tag */
	COST_NO_TAG = 20,  /* cost if such a tag is read as text */
};

/* Reads a tag without mistakes except < in values, which are counted. Returns the offset after it, or 0. */
static size_t read_strictly(const struct scan *scan, size_t offset, bool *empty, bool *attributes, unsigned *brackets)
{
	*attributes = *empty = false;
	*brackets = 0;
	for (size_t i = offset;;) {
		size_t at = scan_skip_space(scan, i);
		char c = scan_peek(scan, at);
		if (c == '>')
			return at + 1;
		*empty = c == '/' && scan_peek(scan, at + 1) == '>';
		if (*empty)
			return at + 2;
		struct str name = scan_name(scan, at);
		size_t equals = scan_skip_space(scan, at + name.len);
		size_t value = scan_skip_space(scan, equals + 1);
		char quote = scan_peek(scan, value);
		if (name.len == 0 || at == i || scan_peek(scan, equals) != '=' || (quote != '"' && quote != '\''))
			return 0;
		const char *found = memchr(scan->s.at + value + 1, quote, scan->s.len - value - 1);
		if (!found)
			return 0;
		size_t close = (size_t)(found - scan->s.at);
		bool lines = false, bracket = false;
		for (size_t k = value + 1; k < close; k++) {
			*brackets += scan->s.at[k] == '<';
			lines = lines || scan->s.at[k] == '\n';
			bracket = bracket || scan->s.at[k] == '>';
		}
		/* A value with tags and line ends probably lacks a quotation mark. */
		if (*brackets && (lines || bracket))
			return 0;
		*attributes = true;
		i = close + 1;
	}
}

static struct reading *add_reading(struct scan *scan, struct reading *list, struct reading reading)
{
	struct reading *copy = arena_alloc(scan->scratch, sizeof(*copy));
	if (!copy)
		return list;
	*copy = reading;
	copy->next = NULL;
	struct reading **link = &list;
	while (*link && (*link)->cost <= copy->cost)
		link = &(*link)->next;
	copy->next = *link;
	*link = copy;
	return list;
}

/* Adds the tag whose name has len bytes, corrected by steps. */
static struct reading *add_recovered(struct scan *scan, struct reading *list, size_t name, size_t len)
{
	size_t limit = scan->tag_limit;
	if (!tag_weigh(scan, &scan->steps, name + len, limit))
		return list;
	const struct tag_step *step = tag_step_at(&scan->steps, name + len);
	if (step->cost >= TAG_COST_NEVER)
		return list;
	struct reading reading = { .kind = READ_START,
				   .cost = step->cost,
				   .name = name,
				   .named = { scan->s.at + name, len },
				   .without = SIZE_MAX };
	while (step->kind != STEP_CLOSE && step->kind != STEP_NO_BRACKET) {
		reading.attributes = reading.attributes || step->kind != STEP_STRAY;
		reading.sure = reading.sure || (step->kind != STEP_STRAY && step->kind != STEP_NO_VALUE);
		step = tag_step_at(&scan->steps, step->next);
	}
	bool known = scan_known(scan, reading.named) != NULL;
	reading.cost += known ? 0 : COST_MISTAKE / 2;
	reading.sure = reading.sure && known;
	if (reading.sure && reading.cost > COST_TAG_MAX)
		reading.cost = COST_TAG_MAX;
	reading.kind = step->empty ? READ_EMPTY : READ_START;
	reading.end = step->next;
	return add_reading(scan, list, reading);
}

/* Adds an end tag whose name has len bytes. Drops what follows the name, up to a > or the next tag. */
static struct reading *add_end_tag(struct scan *scan, struct reading *list, size_t name, size_t len)
{
	size_t limit = scan->tag_limit, after = scan_skip_space(scan, name + len);
	struct reading reading = {
		.kind = READ_END, .name = name, .named = { scan->s.at + name, len }, .without = SIZE_MAX
	};
	for (size_t space; (space = scan_foreign_space(scan, after)); after = scan_skip_space(scan, after + space))
		reading.cost = 1;
	if (after < limit && scan->s.at[after] == '>') {
		reading.end = after + 1;
		return add_reading(scan, list, reading);
	}
	reading.cost = COST_MISTAKE;
	reading.end = name + len;
	list = add_reading(scan, list, reading);
	const char *close = after < limit ? memchr(scan->s.at + after, '>', limit - after) : NULL;
	if (!close || after == name + len)
		return list;
	reading.cost = COST_MISTAKE + 1;
	reading.end = (size_t)(close - scan->s.at) + 1;
	return add_reading(scan, list, reading);
}

/* Adds the tag without one interfering character, if the schema has the resulting element. */
static struct reading *add_without(struct scan *scan, struct reading *list, size_t start, size_t limit)
{
	struct buf copy;
	buf_init(&copy, TAG_STEPS_MAX);
	size_t len = limit - start < TAG_LOOK_MAX ? limit - start : TAG_LOOK_MAX;
	const char *close = len ? memchr(scan->s.at + start, '>', len) : NULL;
	len = close ? (size_t)(close - scan->s.at) + 1 - start : 0;
	for (size_t i = start + 1; i + 1 < start + len && !buf_failed(&copy); i++) {
		bool name_here = i == start + 1 ? scan_is_name_start(scan->s.at[i]) : scan_is_name(scan->s.at[i]);
		bool leads = i == start + 1 || (i == start + 2 && scan->s.at[start + 1] == '/');
		if (name_here || (ascii_is_space(scan->s.at[i]) && !leads))
			continue;
		buf_clear(&copy);
		buf_add(&copy, scan->s.at + start, i - start);
		buf_add(&copy, scan->s.at + i + 1, start + len - i - 1);
		struct scan view = { .s = buf_view(&copy) };
		bool end_tag = scan_peek(&view, 1) == '/', empty = false, attributes = false;
		struct str name = scan_name(&view, 1 + end_tag);
		unsigned brackets = 0;
		const struct known *known = scan_known(scan, name);
		size_t end = known ? read_strictly(&view, 1 + end_tag + name.len, &empty, &attributes, &brackets) : 0;
		scan->effort += len;
		if (end == 0 || end + 1 != len || brackets || (end_tag && (attributes || empty)))
			continue;
		struct reading reading = {
			.kind = end_tag ? READ_END
				: empty ? READ_EMPTY
					: READ_START,
			.cost = COST_MISTAKE,
			.name = start + 1 + end_tag + (i <= start + 1 + end_tag),
			.named = known->name,
			.end = start + len,
			.attributes = attributes,
			.without = i,
		};
		list = add_reading(scan, list, reading);
		break;
	}
	buf_release(&copy);
	return list;
}

/* Adds elements whose name is a prefix: <pText for <p>Text. */
static struct reading *add_prefixes(struct scan *scan, struct reading *list, struct str name, bool end_tag)
{
	size_t offset = (size_t)(name.at - scan->s.at);
	for (const struct known *known = scan->known; known; known = known->next)
		if (known->name.len < name.len && memcmp(known->name.at, name.at, known->name.len) == 0)
			list = end_tag ? add_end_tag(scan, list, offset, known->name.len)
				       : add_recovered(scan, list, offset, known->name.len);
	return list;
}

struct reading *scan_readings(struct scan *scan, size_t start, size_t limit)
{
	bool end_tag = scan_peek(scan, start + 1) == '/';
	size_t offset = start + 1 + end_tag;
	struct str name = scan_name(scan, offset);
	const struct known *known = scan_known(scan, name);
	struct reading *list = NULL;
	scan->tag_limit = limit;
	bool empty, attributes;
	unsigned brackets;
	if (name.len && !end_tag) {
		size_t end = read_strictly(scan, offset + name.len, &empty, &attributes, &brackets);
		struct reading strict = { .kind = end && empty ? READ_EMPTY : READ_START,
					  .cost = brackets * COST_MISTAKE,
					  .name = offset,
					  .named = name,
					  .end = end,
					  .attributes = attributes,
					  .strict = true,
					  .without = SIZE_MAX };
		if (end)
			return add_reading(scan, list, strict);
	}
	if (name.len && end_tag) {
		list = add_end_tag(scan, list, offset, name.len);
		if (list && list->cost == 0)
			return list;
	}
	if (name.len && !end_tag)
		list = add_recovered(scan, list, offset, name.len);
	if (name.len && !known)
		list = add_prefixes(scan, list, name, end_tag);
	const char *close = memchr(scan->s.at + start, '>', limit - start);
	if (!close || !list || list->cost > COST_MISTAKE || !known) {
		size_t next = limit < scan->s.len ? limit + 1 : limit; /* this < may be superfluous */
		const char *found = next < scan->s.len ? memchr(scan->s.at + next, '<', scan->s.len - next) : NULL;
		size_t after = found ? (size_t)(found - scan->s.at) : scan->s.len;
		struct reading *without = add_without(scan, NULL, start, close ? limit : after);
		if (without && (without->without >= limit || !known || !list || list->cost > COST_MISTAKE + 1))
			return without;
		if (without)
			list = add_reading(scan, list, *without);
	}
	if (end_tag && name.len == 0 && scan_peek(scan, offset) == '>')
		return add_reading(scan, list,
				   (struct reading){ .kind = READ_END,
						     .cost = 0,
						     .name = offset,
						     .named = { scan->s.at + offset, 0 },
						     .end = offset + 1,
						     .without = SIZE_MAX });
	bool cut_off = limit == scan->s.len && !close;
	struct reading text = { .kind = READ_TEXT,
				.cost = list && list->sure ? COST_NO_TAG : COST_MISTAKE,
				.end = start + 1,
				.without = SIZE_MAX,
				.cut_off = cut_off };
	text.cost = cut_off ? COST_MISTAKE - 1 : text.cost;
	return add_reading(scan, list, text);
}

struct reading *scan_without_bracket(struct scan *scan, size_t start, size_t limit)
{
	bool end_tag = scan_peek(scan, start) == '/', empty = false, attributes = false;
	struct str name = scan_name(scan, start + end_tag);
	unsigned brackets = 0;
	if (!scan_known(scan, name))
		return NULL;
	size_t end = read_strictly(scan, start + end_tag + name.len, &empty, &attributes, &brackets);
	if (end != limit || brackets || (end_tag && (attributes || empty)))
		return NULL;
	struct reading tag = { .kind = end_tag ? READ_END
				       : empty ? READ_EMPTY
					       : READ_START,
			       .cost = COST_MISTAKE - 1,
			       .name = start + end_tag,
			       .named = name,
			       .end = end,
			       .attributes = attributes,
			       .strict = true,
			       .no_bracket = true,
			       .without = SIZE_MAX };
	struct reading text = { .kind = READ_TEXT, .end = start, .without = SIZE_MAX };
	return add_reading(scan, add_reading(scan, NULL, text), tag);
}
