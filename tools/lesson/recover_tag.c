#include "lesson/recover_tag.h"

#include "base/utf8.h"

/* Finds the cheapest correction of a tag, one attribute per step, by dynamic programming from the end of the tag
 * backwards: the cost of a position is that of all mistakes after it. */

enum {
	STEPS_MAX = 4096,        /* maximum bytes of a tag that is corrected */
	LOOK_MAX = 1536,         /* how far to search for the end of an unquoted value */
	QUOTES_MAX = 12,         /* quotation marks tried as the end of a value */
	EFFORT_MAX = 256 << 20,  /* bytes examined per file; beyond that, broken tags become text */
	COST_NEVER = 1 << 20,
	COST_TAG_MAX = 16,       /* maximum cost of mistakes in what is certainly a tag */
	COST_NO_TAG = 20,        /* cost if such a tag is read as text */
};

size_t tag_curly_quote(const struct scan *scan, size_t offset, bool *single)
{
	static const char *const quotes[] = { "“", "”", "„", "‟", "″", "«",  "»",    "\\\"",	 "&quot;",
					      "‘", "’", "‚", "‛", "′", "\\'", "&apos;" };
	for (size_t i = 0; offset < scan->s.len && i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		if (!scan_starts(scan, offset, quotes[i]))
			continue;
		*single = i >= 9;
		return strlen(quotes[i]);
	}
	return 0;
}

static const struct tag_step *step_at(const struct tag_steps *steps, size_t offset)
{
	return &steps->steps[offset - steps->first];
}

static bool ends_value(const struct scan *scan, size_t offset)
{
	char c = scan_peek(scan, offset);
	return ascii_is_space(c) || c == '>' || (c == '/' && scan_peek(scan, offset + 1) == '>');
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool ends_tag(const struct scan *scan, size_t offset)
{
	return scan_peek(scan, offset) == '>' || scan_starts(scan, offset, "/>");
}

static size_t skip_any_space(const struct scan *scan, size_t offset)
{
	for (size_t len;; offset += len) {
		offset = scan_skip_space(scan, offset);
		len = scan_foreign_space(scan, offset);
		if (len == 0)
			return offset;
	}
}

/* Keeps the step if it is the best so far. */
static void offer(struct tag_steps *steps, struct tag_step *best, struct tag_step step, unsigned cost)
{
	if (step.next < steps->first || step.next > steps->limit)
		return;
	step.cost =
		cost + (step.kind == STEP_CLOSE || step.kind == STEP_NO_BRACKET ? 0 : step_at(steps, step.next)->cost);
	if (step.cost < best->cost)
		*best = step;
}

/* Whether an attribute, name="…, begins after white space at offset. */
static bool begins_attribute(const struct scan *scan, size_t offset)
{
	if (!ascii_is_space(scan_peek(scan, offset)))
		return false;
	struct str name = scan_name(scan, scan_skip_space(scan, offset));
	size_t after = (size_t)(name.at - scan->s.at) + name.len;
	return name.len && scan_peek(scan, after) == '=';
}

static void offer_quoted(struct scan *scan, struct tag_steps *steps, struct tag_step *best, struct tag_step step,
			 unsigned cost)
{
	char quote = scan_peek(scan, step.value);
	size_t first = step.value + 1, look = first + LOOK_MAX < steps->limit ? first + LOOK_MAX : steps->limit;
	step.value = first;
	size_t at = first, before = SIZE_MAX; /* the first quotation mark */
	for (unsigned count = 0; count < QUOTES_MAX && at < steps->limit; count++, at++) {
		const char *found = memchr(scan->s.at + at, quote, steps->limit - at);
		if (!found)
			break;
		at = (size_t)(found - scan->s.at);
		before = count ? before : at;
		step.kind = count ? STEP_INNER_QUOTES : STEP_QUOTED;
		step.value_end = at;
		step.next = at + 1;
		bool ends = count == 0 || ends_value(scan, at + 1) || at + 1 >= steps->limit;
		if (ends)
			offer(steps, best, step, cost + (count ? COST_MISTAKE + 1 : 0));
	}
	step.kind = STEP_UNCLOSED;
	for (size_t end = first; end <= look && end <= before; end++) {
		bool stops = end == steps->limit || (end > first && begins_attribute(scan, end)) ||
			     (ends_value(scan, end) && !ascii_is_space(scan_peek(scan, end)));
		if (!stops)
			continue;
		step.next = end;
		step.value_end = end;
		bool single;
		if (end > first + 2 && tag_curly_quote(scan, end - 3, &single))
			step.value_end = end - 3;
		else if (end > first && scan->s.at[end - 1] == (quote == '"' ? '\'' : '"'))
			step.value_end = end - 1;
		offer(steps, best, step, cost + COST_MISTAKE);
	}
}

static void offer_unquoted(struct scan *scan, struct tag_steps *steps, struct tag_step *best, struct tag_step step,
			   unsigned cost)
{
	bool single = false, closes_single = false;
	size_t curly = tag_curly_quote(scan, step.value, &single), first = step.value + curly;
	size_t look = first + LOOK_MAX < steps->limit ? first + LOOK_MAX : steps->limit;
	step.kind = curly ? STEP_CURLY : STEP_UNQUOTED;
	step.value = first;
	for (size_t end = first; end <= look; end++) {
		char c = end < steps->limit ? scan->s.at[end] : '\0';
		size_t closing = curly && end < steps->limit ? tag_curly_quote(scan, end, &closes_single) : 0;
		if (closing && closes_single != single)
			closing = 0; /* the apostrophe in alt=“a child’s heart” */
		if (c == '"' || c == '\'')
			closing = 1;
		bool stops = closing || end == steps->limit || ends_value(scan, end);
		if (!stops)
			continue;
		step.value_end = end;
		step.next = end + closing;
		offer(steps, best, step, cost + COST_MISTAKE + (closing ? 0 : 1) + (end == first ? 1 : 0));
		if (closing || c == '>' || end == steps->limit)
			break;
	}
}

static void offer_attribute(struct scan *scan, struct tag_steps *steps, struct tag_step *best, size_t offset,
			    bool no_space)
{
	struct str name = scan_name(scan, offset);
	struct tag_step step = { .no_space = no_space, .name = offset, .name_end = offset + name.len };
	if (name.len == 0 || step.name_end > steps->limit)
		return;
	unsigned cost = no_space ? COST_MISTAKE : 0;
	char after = scan_peek(scan, step.name_end);
	if (name.len > 1 && name.at[name.len - 1] == ':' && (after == '"' || after == '\''))
		step.name_end--; /* id:"x" */
	/* What is between name and value, an = as it should be. */
	size_t equals = skip_any_space(scan, step.name_end), after_equals = equals;
	while (after_equals < steps->limit && strchr("=:>", scan->s.at[after_equals]) && after_equals < equals + 2)
		after_equals++;
	if (after_equals < steps->limit && !is_quote(scan_peek(scan, skip_any_space(scan, after_equals))))
		after_equals = equals + (scan_peek(scan, equals) == '=');
	step.value = skip_any_space(scan, after_equals);
	bool has_equals = after_equals == equals + 1 && scan->s.at[equals] == '=';
	step.foreign_space =
		has_equals && step.value != scan_skip_space(scan, scan_skip_space(scan, step.name_end) + 1);
	bool quoted = step.value < steps->limit && is_quote(scan->s.at[step.value]);
	bool empty = has_equals && (ends_tag(scan, step.value) || begins_attribute(scan, step.value - 1));
	if (quoted) {
		step.no_equals = !has_equals;
		offer_quoted(scan, steps, best, step, cost + (step.no_equals ? COST_MISTAKE : step.foreign_space));
	} else if (has_equals && !empty && step.value <= steps->limit) {
		offer_unquoted(scan, steps, best, step, cost + step.foreign_space);
	}
	if (quoted || (has_equals && !empty))
		return;
	step.kind = STEP_NO_VALUE;
	step.value = step.value_end = step.next = has_equals ? equals + 1 : step.name_end;
	offer(steps, best, step, cost + COST_MISTAKE + (has_equals ? 0 : 2));
}

/* Whether the byte before offset ends a space that is not white space in XML. */
static bool follows_foreign_space(const struct scan *scan, const struct tag_steps *steps, size_t offset)
{
	for (size_t len = 2; len <= 3 && offset >= steps->first + len; len++)
		if (scan_foreign_space(scan, offset - len) == len)
			return true;
	return false;
}

/* The best step from offset, where an attribute or the end of the tag may follow. */
static struct tag_step weigh(struct scan *scan, struct tag_steps *steps, size_t offset)
{
	struct tag_step best = { .kind = STEP_STRAY, .cost = COST_NEVER };
	size_t at = scan_skip_space(scan, offset);
	at = at < steps->limit ? at : steps->limit;
	char c = at < steps->limit ? scan->s.at[at] : '\0';
	bool slash = c == '/' && (at + 1 == steps->limit || scan->s.at[at + 1] == '>');
	if (c == '>' || (slash && at + 1 < steps->limit)) {
		struct tag_step close = { .kind = STEP_CLOSE, .empty = slash, .name = at, .next = at + 1 + slash };
		offer(steps, &best, close, 0);
		return best;
	}
	const char *quoted = at == steps->first && c == '=' && is_quote(scan_peek(scan, at + 1))
				     ? memchr(scan->s.at + at + 2, scan->s.at[at + 1], steps->limit - at - 2)
				     : NULL;
	if (quoted) { /* <cite="s-one"/> */
		size_t next = (size_t)(quoted - scan->s.at) + 1;
		offer(steps, &best, (struct tag_step){ .kind = STEP_STRAY, .name = at, .next = next }, COST_MISTAKE);
	}
	size_t space = at < steps->limit ? scan_foreign_space(scan, at) : 0;
	if (space) {
		offer(steps, &best, (struct tag_step){ .kind = STEP_STRAY, .name = at, .next = at + space }, 1);
		return best;
	}
	struct tag_step open = { .kind = STEP_NO_BRACKET, .empty = slash, .name = slash ? at + 1 : offset };
	open.next = open.name;
	if (at >= steps->limit || slash) {
		offer(steps, &best, open, COST_MISTAKE);
		if (at >= steps->limit)
			return best;
	} else if (!begins_attribute(scan, offset)) {
		offer(steps, &best, open, COST_MISTAKE + 4);
	}
	char before = at > 0 ? scan->s.at[at - 1] : '\0';
	bool after_space = follows_foreign_space(scan, steps, at);
	bool after_value = at == offset && (before == '"' || before == '\'');
	if (at > offset || at == steps->first || after_value || after_space)
		offer_attribute(scan, steps, &best, at, at == offset && !after_space);
	if (!scan_is_name(c) || at > offset) {
		size_t next = at;
		utf8_next(scan->s, &next);
		if (next <= steps->limit)
			offer(steps, &best, (struct tag_step){ .kind = STEP_STRAY, .name = at, .next = next },
			      COST_MISTAKE + scan_is_name(c));
	}
	return best;
}

bool tag_weigh(struct scan *scan, struct tag_steps *steps, size_t first, size_t limit)
{
	steps->first = first;
	steps->limit = limit;
	if (limit - first > STEPS_MAX || scan->effort > EFFORT_MAX)
		return false;
	if (!steps->steps)
		steps->steps = arena_alloc(scan->scratch, (STEPS_MAX + 1) * sizeof(*steps->steps));
	if (!steps->steps)
		return false;
	for (size_t at = limit + 1; at-- > first;) {
		char c = scan_peek(scan, at), before = at > 0 ? scan->s.at[at - 1] : '\0';
		bool gap = at == first || at == limit || ascii_is_space(c) || !scan_is_name(c) ||
			   !scan_is_name(before) || scan_foreign_space(scan, at) ||
			   follows_foreign_space(scan, steps, at);
		steps->steps[at - first] = (struct tag_step){ .kind = STEP_STRAY, .cost = COST_NEVER };
		if (gap)
			steps->steps[at - first] = weigh(scan, steps, at);
		scan->effort += gap ? LOOK_MAX / 8 : 1;
	}
	return true;
}

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
	const struct tag_step *step = step_at(&scan->steps, name + len);
	if (step->cost >= COST_NEVER)
		return list;
	struct reading reading = { .kind = READ_START, .cost = step->cost, .name = name,
				   .named = { scan->s.at + name, len }, .without = SIZE_MAX };
	while (step->kind != STEP_CLOSE && step->kind != STEP_NO_BRACKET) {
		reading.attributes = reading.attributes || step->kind != STEP_STRAY;
		reading.sure = reading.sure || (step->kind != STEP_STRAY && step->kind != STEP_NO_VALUE);
		step = step_at(&scan->steps, step->next);
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
	struct reading reading = { .kind = READ_END, .name = name, .named = { scan->s.at + name, len },
				   .without = SIZE_MAX };
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
	buf_init(&copy, STEPS_MAX);
	size_t len = limit - start < LOOK_MAX ? limit - start : LOOK_MAX;
	const char *close = len ? memchr(scan->s.at + start, '>', len) : NULL;
	len = close ? (size_t)(close - scan->s.at) + 1 - start : 0;
	for (size_t i = start + 1; i + 1 < start + len && !buf_failed(&copy); i++) {
		bool name_here = i == start + 1 ? scan_is_name_start(scan->s.at[i]) : scan_is_name(scan->s.at[i]);
		if (name_here || ascii_is_space(scan->s.at[i]))
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
			.kind = end_tag ? READ_END : empty ? READ_EMPTY : READ_START,
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
	for (size_t i = 0; i < scan->known_count; i++) {
		struct str known = scan->known[i].name;
		if (known.len >= name.len || memcmp(known.at, name.at, known.len) != 0)
			continue;
		list = end_tag ? add_end_tag(scan, list, offset, known.len)
			       : add_recovered(scan, list, offset, known.len);
	}
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
					  .cost = brackets * COST_MISTAKE, .name = offset, .named = name, .end = end,
					  .attributes = attributes, .strict = true, .without = SIZE_MAX };
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
		return add_reading(scan, list, (struct reading){ .kind = READ_END, .cost = 0, .name = offset,
								 .named = { scan->s.at + offset, 0 },
								 .end = offset + 1, .without = SIZE_MAX });
	bool cut_off = limit == scan->s.len && !close;
	struct reading text = { .kind = READ_TEXT, .cost = list && list->sure ? COST_NO_TAG : COST_MISTAKE,
				.end = start + 1, .without = SIZE_MAX, .cut_off = cut_off };
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
	struct reading tag = { .kind = end_tag ? READ_END : empty ? READ_EMPTY : READ_START, .cost = COST_MISTAKE - 1,
			       .name = start + end_tag, .named = name, .end = end, .attributes = attributes,
			       .strict = true, .no_bracket = true, .without = SIZE_MAX };
	struct reading text = { .kind = READ_TEXT, .end = start, .without = SIZE_MAX };
	return add_reading(scan, add_reading(scan, NULL, text), tag);
}
