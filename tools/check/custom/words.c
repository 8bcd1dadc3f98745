/* Extracts from a pattern the words that occur in every match. Knows the common part of PCRE2's syntax, and claims
 * nothing about patterns with other constructs. */
#include "base/ascii.h"
#include "check/custom/filter.h"

#include <ctype.h>

enum { NESTING_MAX = 20 };

struct pattern_scan {
	const char *at, *end;
	bool ignore_case;
	bool lost; /* an unknown construct was found */
	unsigned nesting;
};

/* The current run of literal bytes, and the best run of the sequence so far. */
struct sequence {
	struct needed_word run;
	struct needed_words best;
};

static void read_branches(struct pattern_scan *scan, struct needed_words *words);

static unsigned shortest(const struct needed_words *words)
{
	unsigned least = words->count ? WORD_SIZE : 0;
	for (unsigned i = 0; i < words->count; i++)
		least = words->word[i].len < least ? words->word[i].len : least;
	return least;
}

static void offer(struct sequence *sequence, const struct needed_words *words)
{
	if (shortest(words) > shortest(&sequence->best))
		sequence->best = *words;
}

static void end_run(struct sequence *sequence)
{
	if (sequence->run.len > shortest(&sequence->best)) {
		sequence->best.count = 1;
		sequence->best.word[0] = sequence->run;
	}
	sequence->run.len = 0;
}

/* Reads the quantifier of an atom, and returns its minimum; 1 if there is none. */
static unsigned read_quantifier(struct pattern_scan *scan, bool *any)
{
	unsigned least = 1;
	*any = false;
	if (scan->at == scan->end || !strchr("?*+{", *scan->at))
		return least;
	*any = true;
	char kind = *scan->at++;
	if (kind == '?' || kind == '*') {
		least = 0;
	} else if (kind == '{') {
		/* {,3} and other non-quantifiers are not handled. */
		scan->lost = scan->at == scan->end || !ascii_is_digit(*scan->at);
		least = 0;
		for (; scan->at < scan->end && *scan->at != '}'; scan->at++) {
			scan->lost = scan->lost || (!ascii_is_digit(*scan->at) && *scan->at != ',');
			if (least == 0 && *scan->at == ',')
				break;
			least = least || (*scan->at > '0' && *scan->at <= '9');
		}
		while (scan->at < scan->end && *scan->at != '}')
			scan->at++;
		scan->at += scan->at < scan->end;
	}
	if (scan->at < scan->end && (*scan->at == '?' || *scan->at == '+'))
		scan->at++;
	return least;
}

static void skip_quantifier(struct pattern_scan *scan)
{
	bool any;
	(void)!read_quantifier(scan, &any);
}

/* Adds a literal character of len bytes at text. */
static void take_literal(struct pattern_scan *scan, struct sequence *sequence, const char *text, size_t len)
{
	bool any;
	unsigned least = read_quantifier(scan, &any);
	bool known = least && !(scan->ignore_case && (unsigned char)text[0] >= 0x80);
	if (!known || sequence->run.len + len > WORD_SIZE)
		end_run(sequence);
	if (!known)
		return;
	for (size_t i = 0; i < len; i++)
		sequence->run.at[sequence->run.len++] = ascii_lower(text[i]);
	if (any)
		end_run(sequence);
}

static void skip_braces(struct pattern_scan *scan)
{
	const char *close = memchr(scan->at, '}', (size_t)(scan->end - scan->at));
	scan->at = close ? close + 1 : scan->end;
}

static void take_escape(struct pattern_scan *scan, struct sequence *sequence)
{
	if (scan->at == scan->end) {
		scan->lost = true;
		return;
	}
	const char *text = scan->at++;
	unsigned char c = (unsigned char)*text;
	if (!isalnum(c)) {
		while (scan->at < scan->end && ((unsigned char)*scan->at & 0xc0) == 0x80)
			scan->at++;
		take_literal(scan, sequence, text, (size_t)(scan->at - text));
		return;
	}
	if (strchr("bBAzZGK", c)) {
		/* A zero-width assertion: what precedes and follows it is adjacent. */
		if (scan->at < scan->end && strchr("?*+{", *scan->at))
			skip_quantifier(scan);
		return;
	}
	if (c == 'p' || c == 'P' || c == 'x') {
		if (scan->at < scan->end && *scan->at == '{')
			skip_braces(scan);
		else
			for (int i = c == 'x' ? 2 : 1;
			     i > 0 && scan->at < scan->end && ascii_is_alphanumeric(*scan->at) &&
			     (c != 'x' || isxdigit((unsigned char)*scan->at));
			     i--)
				scan->at++;
	} else if (isdigit(c)) {
		while (scan->at < scan->end && ascii_is_digit(*scan->at))
			scan->at++;
	} else if (!strchr("dDwWsShHvVRNXnrt", c)) {
		scan->lost = true;
	}
	end_run(sequence);
	skip_quantifier(scan);
}

/* Skips a class such as [abc]. */
static void skip_class(struct pattern_scan *scan)
{
	if (scan->at < scan->end && *scan->at == '^')
		scan->at++;
	for (bool first = true; scan->at < scan->end && (*scan->at != ']' || first); first = false) {
		char next = scan->at + 1 < scan->end ? scan->at[1] : '\0';
		if (*scan->at == '[' && (next == ':' || next == '.' || next == '=')) {
			const char *close = memchr(scan->at, ']', (size_t)(scan->end - scan->at));
			scan->lost = scan->lost || !close;
			scan->at = close ? close : scan->end - 1;
		} else if (*scan->at == '\\') {
			/* \Q quotes a bracket too. */
			scan->lost = scan->lost || next == 'Q' || next == 'E';
			scan->at++;
		}
		scan->at += scan->at < scan->end;
	}
	scan->lost = scan->lost || scan->at == scan->end;
	scan->at += scan->at < scan->end;
}

/* Skips what follows an opening parenthesis, and returns whether the group must match at that position. */
static bool open_group(struct pattern_scan *scan)
{
	struct str rest = { scan->at, (size_t)(scan->end - scan->at) };
	static const char *const looks[] = { "?=", "?!", "?<=", "?<!" };
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		if (str_starts(rest, looks[i])) {
			scan->at += strlen(looks[i]);
			return false;
		}
	}
	if (str_starts(rest, "*")) {
		scan->lost = true;
	} else if (str_starts(rest, "?:") || str_starts(rest, "?>")) {
		scan->at += 2;
	} else if (str_starts(rest, "?<") || str_starts(rest, "?P<")) {
		const char *close = memchr(rest.at, '>', rest.len);
		scan->lost = !close;
		scan->at = close ? close + 1 : scan->end;
	} else if (str_starts(rest, "?")) {
		scan->lost = true;
	}
	return true;
}

static void take_group(struct pattern_scan *scan, struct sequence *sequence)
{
	struct needed_words words;
	if (str_starts((struct str){ scan->at, (size_t)(scan->end - scan->at) }, "?i)")) {
		scan->ignore_case = true;
		scan->at += 3;
		return;
	}
	bool matches = open_group(scan), any, ignore_case = scan->ignore_case;
	scan->lost = scan->lost || ++scan->nesting > NESTING_MAX;
	if (scan->lost)
		return;
	read_branches(scan, &words);
	scan->nesting--;
	scan->ignore_case = ignore_case;
	scan->lost = scan->lost || scan->at == scan->end || *scan->at != ')';
	if (scan->lost)
		return;
	scan->at++;
	end_run(sequence);
	if (read_quantifier(scan, &any) && matches)
		offer(sequence, &words);
}

/* Reads to the end of a branch: a bar, a closing parenthesis, or the end. */
static void read_sequence(struct pattern_scan *scan, struct needed_words *words)
{
	struct sequence sequence = { .run = { .len = 0 } };
	while (!scan->lost && scan->at < scan->end && *scan->at != '|' && *scan->at != ')') {
		const char *text = scan->at++;
		switch (*text) {
		case '\\': take_escape(scan, &sequence); break;
		case '(': take_group(scan, &sequence); break;
		case '[':
			skip_class(scan);
			end_run(&sequence);
			skip_quantifier(scan);
			break;
		case '.':
			end_run(&sequence);
			skip_quantifier(scan);
			break;
		case '^':
		case '$': skip_quantifier(scan); break;
		case '{': scan->lost = true; break;
		default:
			while (scan->at < scan->end && ((unsigned char)*scan->at & 0xc0) == 0x80)
				scan->at++;
			take_literal(scan, &sequence, text, (size_t)(scan->at - text));
		}
	}
	end_run(&sequence);
	*words = sequence.best;
}

/* One of the branches matches, so one of the words of any branch occurs. */
static void read_branches(struct pattern_scan *scan, struct needed_words *words)
{
	bool known = true, more = true;
	words->count = 0;
	while (more && !scan->lost) {
		struct needed_words branch;
		read_sequence(scan, &branch);
		known = known && branch.count && words->count + branch.count <= FILTER_WORDS_MAX;
		for (unsigned i = 0; known && i < branch.count; i++)
			words->word[words->count++] = branch.word[i];
		more = scan->at < scan->end && *scan->at == '|';
		scan->at += more;
	}
	if (!known)
		words->count = 0;
}

void needed_words_read(struct needed_words *words, struct str pattern, bool ignore_case)
{
	struct pattern_scan scan = { .at = pattern.at, .end = pattern.at + pattern.len, .ignore_case = ignore_case };
	read_branches(&scan, words);
	if (scan.lost || scan.at != scan.end)
		words->count = 0;
}
