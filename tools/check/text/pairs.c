#include "base/ascii.h"
#include "base/utf8.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"

enum { DEPTH_MAX = 64 }; /* deeper nesting is not prose, and is ignored */

enum { OPEN_QUOTE = 0x201c, CLOSE_QUOTE = 0x201d };

struct opened {
	uint32_t code;
	size_t at;
};

struct bracket_pairs {
	const struct text_run *run;
	struct opened open[DEPTH_MAX];
	size_t depth;
	size_t straight; /* number of straight quotes */
	size_t inches; /* of which follow a digit */
	size_t last_straight;
	bool curly_reported; /* an unpaired curly quote was reported: the straight one that is left over is the same
	                  * mistake */
	bool gave_up;
};

static uint32_t closer_of(uint32_t code)
{
	switch (code) {
	case '(': return ')';
	case '[': return ']';
	case '{': return '}';
	case OPEN_QUOTE: return CLOSE_QUOTE;
	default: return 0;
	}
}

static const char *name_of(uint32_t code)
{
	switch (code) {
	case '(': return "(";
	case ')': return ")";
	case '[': return "[";
	case ']': return "]";
	case '{': return "{";
	case '}': return "}";
	case OPEN_QUOTE: return "“";
	default: return "”";
	}
}

static void report_unclosed(struct lesson_check *check, struct span span, struct str item, uint32_t code)
{
	struct diagnostic *d = report_add(check->report, RULE_TEXT_UNBALANCED, span, item,
					  "this %s is never closed", name_of(code));
	report_help(check->report, d, "add the %s, or delete this one", name_of(closer_of(code)));
}

static void report_unopened(struct bracket_pairs *pairs, size_t at, size_t end, uint32_t code, const char *opener)
{
	pairs->curly_reported = pairs->curly_reported || code == CLOSE_QUOTE;
	const struct text_run *run = pairs->run;
	struct report *report = run->check->report;
	struct diagnostic *d = report_add(report, RULE_TEXT_UNBALANCED, text_span(run, at, end), run->site->item,
					  "this %s closes nothing", name_of(code));
	report_help(report, d, "add the %s, or delete this one", opener);
}

static void report_left_open(struct bracket_pairs *pairs, const struct opened *opened)
{
	pairs->curly_reported = pairs->curly_reported || opened->code == OPEN_QUOTE;
	const struct text_run *run = pairs->run;
	size_t len = opened->code < 0x80 ? 1 : 3;
	report_unclosed(run->check, text_span(run, opened->at, opened->at + len), run->site->item, opened->code);
}

/* The number that the label before a ) counts, as a digit, letter or Roman numeral; 0 if it counts none. */
static unsigned count_of(struct str label, bool roman)
{
	static const char *const romans[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x" };
	for (unsigned i = 0; roman && i < sizeof(romans) / sizeof(romans[0]); i++)
		if (text_word_is(label, romans[i]))
			return i + 1;
	if (roman || label.len == 0 || label.len > 2)
		return 0;
	if (ascii_is_digit(label.at[0]))
		return label.len == 1 ? (unsigned)(label.at[0] - '0') : (unsigned)((label.at[0] - '0') * 10 + label.at[1] - '0');
	return label.len == 1 ? (unsigned)((label.at[0] | 32) - 'a' + 1) : 0;
}

/* The label that ends at offset, after white space, a bracket or nothing; empty if there is none. A full stop may
 * follow it: "1.)". */
static struct str label_before(struct str text, size_t at)
{
	at -= at > 0 && text.at[at - 1] == '.';
	size_t start = at;
	while (start > 0 && at - start < 5 && ascii_is_alphanumeric(text.at[start - 1]))
		start--;
	bool apart = start == 0 || ascii_is_space(text.at[start - 1]) || (unsigned char)text.at[start - 1] >= 0x80;
	return (struct str){ text.at + start, apart ? at - start : 0 };
}

/* Whether text before a label lets an enumeration go on there: nothing, a mark, "and". */
static bool is_break(struct str before)
{
	while (before.len && ascii_is_space(before.at[before.len - 1]))
		if (before.at[--before.len] == '\n')
			return true;
	return !before.len || strchr(".:;,", before.at[before.len - 1]) || (unsigned char)before.at[before.len - 1] >= 0x80 ||
	       phrase_ends(before, "and") < before.len || phrase_ends(before, "or") < before.len;
}

/* Whether the ) at offset closes the label of an enumeration: 1) a) iv). It counts 1, follows a mark, or a label
 * before it counts one less: "a) rest b) ice". */
static bool is_enumerator(struct str text, size_t at)
{
	enum { REACH = 2000 };
	struct str label = label_before(text, at);
	for (int roman = 0; roman < 2; roman++) {
		unsigned count = count_of(label, roman);
		if (count == 1 || (count > 0 && is_break((struct str){ text.at, (size_t)(label.at - text.at) })))
			return true;
		for (size_t i = at > REACH ? at - REACH : 0; i < at && count > 1; i++)
			if (text.at[i] == ')' && count_of(label_before(text, i), roman) + 1 == count)
				return true;
	}
	return false;
}

/* :) ;-) :( */
static bool is_smiley(struct str text, size_t at)
{
	size_t eyes = at;
	if (eyes > 0 && text.at[eyes - 1] == '-')
		eyes--;
	if (eyes == 0 || (text.at[eyes - 1] != ':' && text.at[eyes - 1] != ';'))
		return false;
	bool apart = eyes < 2 || ascii_is_space(text.at[eyes - 2]);
	return apart && (at + 1 == text.len || !ascii_is_letter(text.at[at + 1]));
}

/* [0, 1) and (0, 1] are half-open intervals. */
static bool is_interval(struct str text, size_t from, size_t to)
{
	bool comma = false;
	for (size_t i = from + 1; i < to; i++) {
		char c = text.at[i];
		comma = comma || c == ',' || c == ';';
		if (!ascii_is_digit(c) && !strchr(" ,;.-+%", c) && (unsigned char)c < 0x80)
			return false;
	}
	return comma;
}

/* Whether the text speaks of the sign from start to end as such: “(” begins a group; the sign ) ends it; } is one. */
static bool is_mentioned(struct str text, size_t start, size_t end)
{
	static const char *const names[] = { "sign",	   "signs",	  "character", "symbol", "bracket", "brackets",
					     "brace",	   "parenthesis", "key",       "mark",	 "by a",    "by", NULL };
	static const char *const verbs[] = { "is", "means", "marks", "begins", "ends", "opens", "closes", NULL };
	struct str before = { text.at, start }, after = phrase_after(text, end);
	bool quoted = start > 0 && after.len && strchr("\"'", text.at[start - 1]) && after.at[0] == text.at[start - 1];
	quoted = quoted || ((str_ends(before, "“") || str_ends(before, "‘")) && (str_starts(after, "”") || str_starts(after, "’")));
	bool apart = (!start || ascii_is_space(text.at[start - 1])) && (!after.len || strchr(" .,;:?", after.at[0]));
	before = str_trim(before);
	return quoted || (apart && ((before.len && phrase_ends_any(before, names) < before.len) ||
				    (!before.len && phrase_starts_any(str_trim(after), verbs))));
}

static void open_one(struct bracket_pairs *pairs, uint32_t code, size_t at)
{
	if (is_smiley(pairs->run->text, at) || (code < 0x80 && is_mentioned(pairs->run->text, at, at + 1)))
		return;
	if (pairs->depth == DEPTH_MAX) {
		pairs->gave_up = true;
		return;
	}
	pairs->open[pairs->depth++] = (struct opened){ code, at };
}

static void close_one(struct bracket_pairs *pairs, uint32_t code, const char *opener, size_t at, size_t end)
{
	struct str text = pairs->run->text;
	size_t depth = pairs->depth;
	if (code < 0x80 && is_mentioned(text, at, end))
		return;
	if (depth > 0 && (code == ')' || code == ']') && closer_of(pairs->open[depth - 1].code) != code &&
	    pairs->open[depth - 1].code < 0x80 && is_interval(text, pairs->open[depth - 1].at, at)) {
		pairs->depth--;
		return;
	}
	while (depth > 0 && closer_of(pairs->open[depth - 1].code) != code)
		depth--;
	if (depth == 0) {
		if (code != ')' || (!is_enumerator(text, at) && !is_smiley(text, at)))
			report_unopened(pairs, at, end, code, opener);
		return;
	}
	while (pairs->depth > depth)
		report_left_open(pairs, &pairs->open[--pairs->depth]);
	pairs->depth--;
}

/* Whether a Hebrew letter is at offset, which may be outside the text. */
static bool is_hebrew(struct str text, size_t at)
{
	return at < text.len && at + 1 < text.len && (unsigned char)text.at[at] == 0xd7 &&
	       (unsigned char)text.at[at + 1] >= 0x90 && (unsigned char)text.at[at + 1] <= 0xaa;
}

static void straight_quote(struct bracket_pairs *pairs, size_t at)
{
	struct str text = pairs->run->text;
	bool after_digit = at > 0 && ascii_is_digit(text.at[at - 1]);
	/* Before the last letter of a Hebrew abbreviation, it stands for gershayim. */
	if (is_hebrew(text, at - 2) && is_hebrew(text, at + 1))
		return;
	/* If no quote is open, it means inches. */
	pairs->inches += after_digit;
	if (after_digit && pairs->straight % 2 == 0)
		return;
	pairs->straight++;
	pairs->last_straight = at;
}

/* In other languages, curly quotes pair differently. */
static bool is_english(const struct bracket_pairs *pairs, size_t at)
{
	return language_is_english(prose_lang(&pairs->run->check->texts.prose, at));
}

static void read_one(struct bracket_pairs *pairs, size_t start)
{
	struct str text = pairs->run->text;
	size_t end = start;
	uint32_t code = utf8_next(text, &end);
	switch (code) {
	case '(':
	case '[':
	case '{': open_one(pairs, code, start); break;
	case ')': close_one(pairs, code, "(", start, end); break;
	case ']': close_one(pairs, code, "[", start, end); break;
	case '}': close_one(pairs, code, "{", start, end); break;
	case OPEN_QUOTE:
		if (is_english(pairs, start))
			open_one(pairs, code, start);
		break;
	case CLOSE_QUOTE:
		/* 5’4” means feet and inches. */
		if (is_english(pairs, start) && (pairs->depth || start == 0 || !ascii_is_digit(text.at[start - 1])))
			close_one(pairs, code, "“", start, end);
		break;
	case '"': straight_quote(pairs, start); break;
	default: break;
	}
}

static void report_straight(const struct bracket_pairs *pairs)
{
	const struct text_run *run = pairs->run;
	struct report *report = run->check->report;
	if (pairs->straight % 2 == 0 || pairs->inches || pairs->curly_reported)
		return;
	struct diagnostic *d =
		report_add(report, RULE_TEXT_UNBALANCED, text_span(run, pairs->last_straight, pairs->last_straight + 1),
			   run->site->item, "this \" is unmatched");
	report_help(report, d, "add the missing \", or delete this one");
}

void text_pairs_end(struct lesson_check *check, struct text_open_quote *left)
{
	if (left->is_open)
		report_unclosed(check, left->span, left->item, OPEN_QUOTE);
	left->is_open = false;
}

void text_pairs(const struct text_run *run, struct text_open_quote *left)
{
	if (!report_wants(run->check->report, RULE_TEXT_UNBALANCED))
		return;
	bool paragraph = run->site->role == ROLE_PARAGRAPH;
	if (left->is_open && paragraph && str_starts(run->text, "“"))
		left->is_open = false;
	text_pairs_end(run->check, left);
	/* "Which bracket opens an interval that includes its end?" */
	bool alone = run->site->role == ROLE_OPTION && str_trim(run->text).len == 1;
	if (!(run->has & RUN_PAIRS) || alone)
		return;
	struct bracket_pairs pairs;
	pairs.run = run;
	pairs.depth = pairs.straight = pairs.inches = pairs.last_straight = 0;
	pairs.gave_up = pairs.curly_reported = false;
	bool has_code = (prose_inside(&run->check->texts.prose, 0) & 1u << INLINE_CODE) != 0 ||
			run->check->texts.prose.pieces.len > sizeof(struct prose_piece);
	for (size_t sign = 0; sign < run->sign_count && !pairs.gave_up; sign++) {
		size_t i = run->signs[sign];
		char c = run->text.at[i];
		bool mark = (unsigned char)c == 0xe2 || c == '(' || c == ')' || c == '"' || c == '[' || c == ']' ||
			    c == '{' || c == '}';
		if (mark && (!has_code || !text_is_inside(run, i, i + 1, INLINE_CODE)))
			read_one(&pairs, i);
	}
	if (pairs.gave_up)
		return;
	for (size_t i = 0; i < pairs.depth; i++) {
		const struct opened *opened = &pairs.open[i];
		if (opened->code == OPEN_QUOTE && paragraph && i + 1 == pairs.depth && pairs.straight % 2 == 0)
			*left = (struct text_open_quote){ true, text_span(run, opened->at, opened->at + 3), run->site->item };
		else
			report_left_open(&pairs, opened);
	}
	report_straight(&pairs);
}
