#include "lesson/recover_tag.h"

#include "base/utf8.h"

/* Whether the attribute accepts any text, so that a < in its value may be intended. */
static bool holds_text(const struct scan *scan, struct str element, struct str name)
{
	static const char *const texts[] = { "some-text", "text", "token", "string", "title" };
	const struct known *known = scan_known(scan, element);
	const struct model_attribute *a = known && known->type ? known->type->attributes : NULL;
	while (a && !str_is(name, a->name))
		a = a->next;
	bool found = !a || !a->type;
	for (size_t i = 0; !found && i < sizeof(texts) / sizeof(texts[0]); i++)
		found = strcmp(a->type, texts[i]) == 0;
	return found;
}

static void write_bracket(struct scan *scan, const struct tag_step *step, size_t at)
{
	struct str name = { scan->s.at + step->name, step->name_end - step->name };
	if (holds_text(scan, scan->element, name)) {
		scan_bare_character(scan, at);
		return;
	}
	struct diagnostic *d = report_add(scan->report, RULE_XML_BARE_CHARACTER, scan_span(at, at + 1), STR_NONE,
					  "a stray '<' in the value of %.*s", STR_ARG(name));
	report_help(scan->report, d, "delete it");
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(at, at + 1), STR(""));
	scan_replace(scan, at, at + 1, STR(""));
}

/* Whether the value has a pair of quotation marks of its own at its ends, and no other. */
static bool are_doubled(const struct scan *scan, const struct tag_step *step, char quote)
{
	size_t len = step->value_end - step->value;
	const char *at = scan->s.at + step->value;
	return len > 1 && at[0] == quote && at[len - 1] == quote && !memchr(at + 1, quote, len - 2);
}

/* Escapes what must be escaped in a value. */
static void write_value(struct scan *scan, const struct tag_step *step, struct diagnostic *inner)
{
	char quote = step->kind == STEP_INNER_QUOTES ? scan->s.at[step->value - 1] : '\0';
	/* A single inner quotation mark is assumed to be superfluous, several to be intended. */
	bool alone = quote && memchr(scan->s.at + step->value, quote, step->value_end - step->value) ==
				      memrchr(scan->s.at + step->value, quote, step->value_end - step->value);
	alone = alone || (quote && are_doubled(scan, step, quote));
	struct str escaped = alone ? STR("") : quote == '"' ? STR("&quot;") : STR("&apos;");
	for (size_t i = step->value; i < step->value_end;) {
		if (scan->s.at[i] == '&') {
			i = scan_ampersand(scan, i);
		} else if (scan->s.at[i] == '<') {
			write_bracket(scan, step, i++);
		} else if (quote && scan->s.at[i] == quote) {
			report_edit(scan->report, inner, FIX_UNSAFE, scan_span(i, i + 1), escaped);
			scan_replace(scan, i, i + 1, escaped);
			i++;
		} else {
			i++;
		}
	}
}

static struct diagnostic *bad_attribute(struct scan *scan, size_t start, size_t end, const char *format,
					struct str name)
{
	char message[128];
	snprintf(message, sizeof(message), format, (int)(name.len > 40 ? 40 : name.len), name.at);
	return report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(start, end), STR_NONE, "%s", message);
}

/* Writes quote to the copy and the fix. */
static void put(struct scan *scan, struct diagnostic *d, size_t start, size_t end, struct str text)
{
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(start, end), text);
	scan_replace(scan, start, end, text);
}

static void write_inner_quotes(struct scan *scan, const struct tag_step *step, struct str name)
{
	char quote = scan->s.at[step->value - 1];
	const char *found = memchr(scan->s.at + step->value, quote, step->value_end - step->value);
	size_t at = found ? (size_t)(found - scan->s.at) : step->value;
	struct diagnostic *d = bad_attribute(scan, at, at + 1, "a quotation mark inside the value of %.*s", name);
	bool alone = memrchr(scan->s.at + step->value, quote, step->value_end - step->value) == found;
	report_help(scan->report, d,
		    alone			? "delete it, or write %s"
		    : are_doubled(scan, step, quote) ? "delete the second pair of quotation marks"
						: "write %s for each one inside",
		    quote == '"' ? "&quot;" : "&apos;");
	write_value(scan, step, d);
}

static void write_unclosed(struct scan *scan, const struct tag_step *step, struct str name)
{
	char quote = scan->s.at[step->value - 1];
	if (step->next == scan->s.len) { /* truncated here */
		write_value(scan, step, NULL);
		scan_replace(scan, step->value_end, step->next, (struct str){ &quote, 1 });
		return;
	}
	struct diagnostic *d = bad_attribute(scan, step->value - 1, step->next,
					     "the value of %.*s has no closing quotation mark", name);
	report_help(scan->report, d, "write %c after the value", quote);
	if (step->next > step->value_end)
		report_label(scan->report, d, "it opens with %c and closes with %.*s", quote,
			     (int)(step->next - step->value_end), scan->s.at + step->value_end);
	write_value(scan, step, NULL);
	put(scan, d, step->value_end, step->next, (struct str){ &quote, 1 });
}

static void write_unquoted(struct scan *scan, const struct tag_step *step, struct str name)
{
	bool curly = step->kind == STEP_CURLY, single;
	size_t start = step->value - (curly ? 1 : 0);
	while (curly && !tag_curly_quote(scan, start, &single))
		start--;
	struct diagnostic *d = bad_attribute(scan, start, step->next,
					     curly ? "the value of %.*s has the wrong quotation marks"
						   : "the value of %.*s is not in quotation marks",
					     name);
	size_t len = step->value_end - step->value;
	report_help(scan->report, d, "write %.*s=\"%.*s\"", STR_ARG(name), (int)(len > 200 ? 200 : len),
		    scan->s.at + step->value);
	put(scan, d, start, step->value, STR("\""));
	write_value(scan, step, NULL);
	put(scan, d, step->value_end, step->next, STR("\""));
}

/* What can't be in a tag. */
static void write_stray(struct scan *scan, size_t start, size_t end)
{
	size_t spaces = start, len, first = end;
	for (; spaces < end && ((len = scan_foreign_space(scan, spaces)) || ascii_is_space(scan->s.at[spaces]) ||
				scan->s.at[spaces] == '='); spaces += len ? len : 1)
		first = len && first == end ? spaces : first;
	struct diagnostic *d;
	if (spaces == end) {
		size_t next = first;
		bool equals = memchr(scan->s.at + start, '=', end - start) != NULL;
		d = report_add(scan->report, RULE_XML_SYNTAX, scan_span(start, end), STR_NONE,
			       "U+%04X can't be in a tag",
			       (unsigned)utf8_next(scan->s, &next));
		report_help(scan->report, d, equals ? "delete it" : "write an ordinary space");
		put(scan, d, start, end, equals ? STR("=") : STR(" "));
		return;
	}
	d = report_add(scan->report, RULE_XML_SYNTAX, scan_span(start, end), STR_NONE, "'%.*s' can't be in a tag",
		       (int)(end - start), scan->s.at + start);
	report_help(scan->report, d, "delete it; attributes are written name=\"value\"");
	/* Words may be a value whose name is missing: no fix deletes them. */
	bool words = false;
	for (size_t i = start; i < end; i++)
		words = words || ascii_is_alphanumeric(scan->s.at[i]) || (unsigned char)scan->s.at[i] >= 0x80;
	put(scan, words ? NULL : d, start, end, STR(""));
}

static void write_no_value(struct scan *scan, const struct tag_step *step, struct str name)
{
	struct diagnostic *d = bad_attribute(scan, step->name, step->name_end, "the attribute %.*s has no value", name);
	char text[64];
	const struct known *element = scan_known(scan, scan->element);
	snprintf(text, sizeof(text), "%.*s", STR_ARG(name));
	if (element && element->type && !model_attribute(element->type, text) && !str_starts(name, "xmlns")) {
		report_help(scan->report, d, "delete it: <%.*s> has no such attribute", STR_ARG(element->name));
		put(scan, d, step->name, step->next, STR(""));
		return;
	}
	report_help(scan->report, d, "write %.*s=\"…\"", STR_ARG(name));
	scan_replace(scan, step->name_end, step->next, STR("=\"\""));
}

static void write_attribute(struct scan *scan, const struct tag_step *step)
{
	struct str name = { scan->s.at + step->name, step->name_end - step->name };
	if (step->no_space) {
		struct diagnostic *d =
			bad_attribute(scan, step->name, step->name_end, "a space is missing before %.*s", name);
		report_help(scan->report, d, "write a space before it");
		put(scan, d, step->name, step->name, STR(" "));
	}
	if (step->foreign_space)
		write_stray(scan, step->name_end, step->value - (step->kind == STEP_UNQUOTED ? 0 : 1));
	if (step->no_equals) {
		struct diagnostic *d = bad_attribute(scan, step->name, step->value,
						     "between %.*s and its value there must be one =", name);
		report_help(scan->report, d, "write %.*s=", STR_ARG(name));
		put(scan, d, step->name_end, step->value - 1, STR("="));
	}
	switch (step->kind) {
	case STEP_INNER_QUOTES: write_inner_quotes(scan, step, name); break;
	case STEP_UNCLOSED: write_unclosed(scan, step, name); break;
	case STEP_UNQUOTED:
	case STEP_CURLY: write_unquoted(scan, step, name); break;
	case STEP_NO_VALUE: write_no_value(scan, step, name); break;
	default: write_value(scan, step, NULL); break;
	}
}

/* Names of the tag's attributes so far. */
struct seen_attribute {
	struct str name;
	struct seen_attribute *next;
};

/* Omits a repeated attribute. Returns whether it did. */
static bool drop_duplicate(struct scan *scan, struct seen_attribute **seen, const struct tag_step *step)
{
	struct str name = { scan->s.at + step->name, step->name_end - step->name };
	const struct seen_attribute *same = *seen;
	while (same && !str_equal(same->name, name))
		same = same->next;
	if (same) {
		struct diagnostic *d =
			bad_attribute(scan, step->name, step->name_end, "this tag has a second %.*s", name);
		report_help(scan->report, d, "delete one of the two");
		scan_replace(scan, step->name, step->next, STR(""));
		return true;
	}
	struct seen_attribute *own = arena_alloc(scan->scratch, sizeof(*own));
	if (own) {
		*own = (struct seen_attribute){ name, *seen };
		*seen = own;
	}
	return false;
}

/* Reads a correctly written attribute at offset; false if the tag ends there. */
static bool next_attribute(const struct scan *scan, size_t offset, struct tag_step *step)
{
	size_t at = scan_skip_space(scan, offset);
	struct str name = scan_name(scan, at);
	if (name.len == 0)
		return false;
	size_t value = scan_skip_space(scan, scan_skip_space(scan, at + name.len) + 1);
	const char *close = memchr(scan->s.at + value + 1, scan->s.at[value], scan->s.len - value - 1);
	size_t end = close ? (size_t)(close - scan->s.at) : scan->s.len;
	*step = (struct tag_step){ .kind = STEP_QUOTED, .name = at, .name_end = at + name.len, .value = value + 1,
				   .value_end = end, .next = end + 1 };
	return close != NULL;
}

static void write_strict(struct scan *scan, size_t offset)
{
	struct seen_attribute *seen = NULL;
	struct tag_step step;
	for (; next_attribute(scan, offset, &step); offset = step.next)
		if (!drop_duplicate(scan, &seen, &step))
			write_attribute(scan, &step);
}

/* Whether the file ends while elements are open, which is reported at its end. */
static bool is_cut_off(const struct scan *scan)
{
	const struct turn *turn = scan->turns;
	while (turn && turn->after)
		turn = turn->after;
	return turn && turn->kind == TURN_CUT_OFF;
}

static void write_no_bracket(struct scan *scan, size_t start, size_t at, struct str name)
{
	if (scan_is_blank(scan, at, scan->s.len) && is_cut_off(scan)) {
		scan_replace(scan, at, at, STR(">"));
		return;
	}
	struct diagnostic *d = scan_syntax(scan, start, start + 1 + name.len, "this tag has no '>'", NULL);
	size_t from = at;
	while (from > start + 1 && ascii_is_space(scan->s.at[from - 1]))
		from--;
	report_help(scan->report, d, "write > after %.*s", (int)(from - start > 60 ? 0 : from - start),
		    scan->s.at + start);
	put(scan, d, from, from, STR(">"));
}

/* A tag that ends with \> or / >, which means />. */
static void write_odd_end(struct scan *scan, const struct tag_step *step, bool slash)
{
	size_t bracket = step->next - 1;
	if (!step->empty || (scan->s.at[step->name] == '/' && bracket == step->name + 1))
		return;
	bool space = scan->s.at[step->name] == '/';
	struct diagnostic *d =
		scan_syntax(scan, step->name, step->next,
			    space ? "white space between '/' and '>'" : "a tag can't end with '\\>'", "write />");
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(step->name, bracket), STR("/"));
	scan_replace(scan, step->name, bracket, slash ? STR("/") : STR(""));
}

/* Writes the steps of a tag from offset on. */
static void write_steps(struct scan *scan, size_t start, const struct reading *reading, size_t offset, bool slash)
{
	struct seen_attribute *seen = NULL;
	size_t stray = 0, stray_end = 0;
	for (;;) {
		const struct tag_step *step = &scan->steps.steps[offset - scan->steps.first];
		if (step->kind == STEP_STRAY && stray_end == step->name) {
			stray_end = step->next;
		} else if (stray_end || step->kind == STEP_STRAY) {
			if (stray_end)
				write_stray(scan, stray, stray_end);
			stray = step->kind == STEP_STRAY ? step->name : 0;
			stray_end = step->kind == STEP_STRAY ? step->next : 0;
		}
		if (step->kind == STEP_NO_BRACKET)
			write_no_bracket(scan, start, step->name, reading->named);
		if (step->kind == STEP_CLOSE)
			write_odd_end(scan, step, slash);
		if (step->kind == STEP_CLOSE || step->kind == STEP_NO_BRACKET)
			return;
		if (step->kind != STEP_STRAY && !drop_duplicate(scan, &seen, step))
			write_attribute(scan, step);
		offset = step->next;
	}
}

static void write_end_tag(struct scan *scan, size_t start, const struct reading *reading)
{
	size_t after = reading->name + reading->named.len, space = scan_skip_space(scan, after);
	if (space + 1 == reading->end && scan_peek(scan, space) == '>')
		return;
	if (reading->end == after) {
		write_no_bracket(scan, start, after, reading->named);
		return;
	}
	if (space + scan_foreign_space(scan, space) + 1 == reading->end) {
		write_stray(scan, space, reading->end - 1);
		return;
	}
	struct diagnostic *d = scan_syntax(scan, space, reading->end - 1, "an end tag contains only a name",
					   "delete what follows the name");
	put(scan, d, after, reading->end - 1, STR(""));
}

void scan_write_tag(struct scan *scan, size_t start, const struct reading *reading, enum tag_change change)
{
	scan->element = reading->named;
	if (reading->no_bracket) {
		struct diagnostic *d = scan_syntax(scan, start, reading->end, "this tag has no '<'", NULL);
		report_help(scan->report, d, "write <%.*s", (int)(reading->end - start > 60 ? 0 : reading->end - start),
			    scan->s.at + start);
		put(scan, d, start, start, STR("<"));
	}
	if (reading->without != SIZE_MAX) {
		size_t at = reading->without;
		char what[] = { '\'', scan->s.at[at], '\'', '\0' };
		struct diagnostic *d = report_add(scan->report, RULE_XML_SYNTAX, scan_span(at, at + 1), STR_NONE,
						  "%s can't be in the tag of <%.*s>",
						  ascii_is_space(scan->s.at[at]) ? "a space before the name" : what,
						  STR_ARG(reading->named));
		report_help(scan->report, d, "delete it");
		put(scan, d, at, at + 1, STR(""));
	} else if (reading->kind == READ_END) {
		write_end_tag(scan, start, reading);
	} else if (reading->strict) {
		write_strict(scan, reading->name + reading->named.len);
	} else {
		size_t first = reading->name + reading->named.len;
		const char *found = memchr(scan->s.at + first, '<', scan->s.len - first);
		if (tag_weigh(scan, &scan->steps, first, found ? (size_t)(found - scan->s.at) : scan->s.len))
			write_steps(scan, start, reading, first, change != TAG_DROP_SLASH);
	}
	size_t close = reading->end - 1;
	if (change == TAG_ADD_SLASH && scan_peek(scan, close) == '>')
		scan_replace(scan, close, close, STR("/"));
	else if (change == TAG_DROP_SLASH && scan_peek(scan, close) == '>' && scan_peek(scan, close - 1) == '/')
		scan_replace(scan, close - 1, close, STR(""));
	scan_copy_until(scan, reading->end);
}
