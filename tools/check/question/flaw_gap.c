/* Stems with a gap that the options fill. */
#include "base/ascii.h"
#include "check/question/flaw.h"

/* Whether only punctuation follows a position, where the options complete the sentence. */
static bool is_last(const struct flaw_text *stem, size_t at)
{
	return stem->count == 0 || stem->words[stem->count - 1].end <= at;
}

/* The end of a gap in brackets at a position, "(   )" or "[blank]"; the position if there is none. */
static size_t bracket_end(struct str text, size_t at)
{
	enum { BRACKET_BYTES = 24 };
	size_t left = text.len - at, len = left < BRACKET_BYTES ? left : BRACKET_BYTES;
	const char *close = memchr(text.at + at, text.at[at] == '(' ? ')' : ']', len);
	if (!close || close == text.at + at + 1)
		return at;
	struct str inner = str_trim((struct str){ text.at + at + 1, (size_t)(close - text.at) - at - 1 });
	return inner.len == 0 || str_is(inner, "blank") ? (size_t)(close - text.at) + 1 : at;
}

/* Whether an article precedes, so that three dots stand for a noun: "The … is inflamed." */
static bool follows_article(struct str text, size_t at)
{
	static const char *const articles[] = { "the ", "a ", "an " };
	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++) {
		size_t len = strlen(articles[i]);
		if (at >= len && memcmp(text.at + at - len, articles[i], len) == 0 &&
		    (at == len || !ascii_is_letter(text.at[at - len - 1])))
			return true;
	}
	return false;
}

/* Whether a mark that is repeated from a position to end, and is so many bytes long, is a gap: underscores, at least four
 * dots or hyphens, two dashes, an ellipsis after an article if the stem asks no question. */
static bool is_gap(struct str text, size_t at, size_t end, size_t mark, bool asks)
{
	size_t count = (end - at) / mark;
	char before = at ? text.at[at - 1] : ' ', after = end < text.len ? text.at[end] : ' ';
	bool spaced = before == ' ' && after == ' ';
	switch (text.at[at]) {
	case '_':
		/* File_name and remnants of conversions (_x0094_) are not gaps. */
		return count > 2 || (count == 2 && !(ascii_is_alphanumeric(before) && ascii_is_alphanumeric(after))) ||
		       (ascii_is_space(before) && (ascii_is_space(after) || after == '-' || after == '.'));
	case '.': return count > 3 || (count == 3 && !asks && follows_article(text, at));
	case '-': return count > 3 && spaced;
	case '?':
		/* 5 + ? = 7 */
		return (before == '(' && after == ')') ||
		       (spaced && end + 1 < text.len && strchr("+-*/=%\xc3", text.at[end + 1]));
	default:
		return mark > 1 && (text.at[at + 2] == '\x94' ? count > 1 && spaced
							      : count > 1 || (!asks && follows_article(text, at)));
	}
}

/* The length of a mark that gaps are made of at a position, or 0. */
static size_t mark_length(struct str text, size_t at)
{
	struct str rest = { text.at + at, text.len - at };
	switch (text.at[at]) {
	case '_':
	case '.':
	case '?':
	case '-': return 1;
	case '\xe2': return str_starts(rest, "\xe2\x80\x94") || str_starts(rest, "\xe2\x80\xa6") ? 3 : 0;
	default: return 0;
	}
}

/* Finds the first gap, except one that ends the stem. */
static bool find_gap(const struct flaw_text *stem, size_t *start, size_t *end)
{
	struct str text = stem->lower;
	bool asks = text.len && memchr(text.at, '?', text.len);
	for (*start = 0; *start < text.len; *start = *end) {
		size_t mark = mark_length(text, *start);
		*end = *start + (mark ? mark : 1);
		if (mark) {
			while (*end + mark <= text.len && memcmp(text.at + *end, text.at + *start, mark) == 0)
				*end += mark;
			if (is_gap(text, *start, *end, mark, asks) && !is_last(stem, *end))
				return true;
		} else if ((text.at[*start] == '(' || text.at[*start] == '[') && *start && text.at[*start - 1] == ' ') {
			*end = bracket_end(text, *start);
			if (*end > *start && !is_last(stem, *end))
				return true;
			*end = *end > *start ? *end : *start + 1;
		}
	}
	return false;
}

void flaw_fill_in_blank(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t start, end;
	if (!report_wants(report, RULE_QUESTION_FILL_IN_BLANK) || !find_gap(&question->stem, &start, &end))
		return;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_FILL_IN_BLANK, flaw_span(question, &question->stem, start, end),
			   question->id, "the stem has a gap to fill in");
	report_help(report, d, "ask a question, or make it a cloze card");
}
