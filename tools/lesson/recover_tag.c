#include "lesson/recover_tag.h"

#include "base/utf8.h"

/* Finds the cheapest correction of a tag, one attribute per step, by dynamic programming from the end of the tag
 * backwards: the cost of a position is that of all mistakes after it. */

enum {
	QUOTES_MAX = 12,	/* quotation marks tried as the end of a value */
	EFFORT_MAX = 256 << 20, /* bytes examined per file; beyond that, broken tags become text */
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

const struct tag_step *tag_step_at(const struct tag_steps *steps, size_t offset)
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
	step.cost = cost +
		    (step.kind == STEP_CLOSE || step.kind == STEP_NO_BRACKET ? 0 : tag_step_at(steps, step.next)->cost);
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
	size_t first = step.value + 1, look = first + TAG_LOOK_MAX < steps->limit ? first + TAG_LOOK_MAX : steps->limit;
	step.value = first;
	size_t at = first, before = SIZE_MAX; /* the first quotation mark */
	bool attribute = false;		      /* one begins after an = */
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
			offer(steps, best, step, cost + (count ? COST_MISTAKE + (attribute ? 3U : 1U) : 0U));
		attribute = attribute || (at > first && scan->s.at[at - 1] == '=');
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
	size_t look = first + TAG_LOOK_MAX < steps->limit ? first + TAG_LOOK_MAX : steps->limit;
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
	if (after_equals >= steps->limit || !is_quote(scan_peek(scan, skip_any_space(scan, after_equals))))
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
	struct tag_step best = { .kind = STEP_STRAY, .cost = TAG_COST_NEVER };
	size_t at = scan_skip_space(scan, offset);
	at = at < steps->limit ? at : steps->limit;
	char c = at < steps->limit ? scan->s.at[at] : '\0';
	bool slash = c == '/' || c == '\\';
	size_t bracket = slash ? scan_skip_space(scan, at + 1) : at;
	if (bracket < steps->limit && scan->s.at[bracket] == '>') {
		struct tag_step close = { .kind = STEP_CLOSE, .empty = slash, .name = at, .next = bracket + 1 };
		offer(steps, &best, close, c == '\\' || bracket > at + 1 ? COST_MISTAKE : 0);
		return best;
	}
	slash = c == '/' && (at + 1 >= steps->limit || !scan_is_name_start(scan->s.at[at + 1]));
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
		offer(steps, &best, open, COST_MISTAKE + (slash && at + 1 < steps->limit ? 1U : 0U));
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
	if (limit - first > TAG_STEPS_MAX || scan->effort > EFFORT_MAX)
		return false;
	if (!steps->steps)
		steps->steps = arena_alloc(scan->scratch, (TAG_STEPS_MAX + 1) * sizeof(*steps->steps));
	if (!steps->steps)
		return false;
	for (size_t at = limit + 1; at-- > first;) {
		char c = scan_peek(scan, at), before = at > 0 ? scan->s.at[at - 1] : '\0';
		bool gap = at == first || at == limit || ascii_is_space(c) || !scan_is_name(c) ||
			   !scan_is_name(before) || scan_foreign_space(scan, at) ||
			   follows_foreign_space(scan, steps, at);
		steps->steps[at - first] = (struct tag_step){ .kind = STEP_STRAY, .cost = TAG_COST_NEVER };
		if (gap)
			steps->steps[at - first] = weigh(scan, steps, at);
		scan->effort += gap ? TAG_LOOK_MAX / 8 : 1;
	}
	return true;
}
