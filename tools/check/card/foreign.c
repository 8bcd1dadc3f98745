#include "base/ascii.h"
#include "check/card/parts.h"
#include "check/core/phrase.h"
#include "check/text/run.h"
#include "lesson/deletion.h"
#include "lesson/entities.h"

/* maximum length of a gap, so that unclosed ones are not searched to the end of the text */
enum { GAP_MAX = 1000 };

struct gap {
	size_t start, end;	 /* offsets in the text */
	struct str answer, hint; /* at is NULL if the notation does not give them literally */
	unsigned number;	 /* 0 if it has none that a blank can have */
};

static struct str slice(struct str text, size_t start, size_t end)
{
	return (struct str){ text.at + start, end - start };
}

/* The offset of needle at or shortly after from; text.len if it is not there. */
static size_t find(struct str text, size_t from, const char *needle)
{
	struct str rest = phrase_after(text, from);
	const char *at = memmem(rest.at, rest.len < GAP_MAX ? rest.len : GAP_MAX, needle, strlen(needle));
	return at ? (size_t)(at - text.at) : text.len;
}

/* 0 if a blank cannot have that number, or there are several. */
static unsigned gap_number(struct str digits)
{
	unsigned number = 0;
	for (size_t i = 0; i < digits.len && number <= DELETION_MAX; i++)
		number = digits.at[i] == ',' ? DELETION_MAX + 1 : number * 10 + (unsigned)(digits.at[i] - '0');
	return number > DELETION_MAX ? 0 : number;
}

/* Parses Anki's {{c1::answer::hint}} at offset, and variants: {{ c1 :: answer }}, {c1::answer}, {{C1::answer}}, and
 * {{1::answer}} of similar programs. */
static bool read_anki(struct str text, size_t offset, struct gap *gap)
{
	size_t i = offset, braces = 0;
	while (i < text.len && text.at[i] == '{') {
		i++;
		braces++;
	}
	while (i < text.len && text.at[i] == ' ')
		i++;
	bool letter = i < text.len && (text.at[i] | 32) == 'c';
	i += letter;
	size_t number = i;
	while (i < text.len && (ascii_is_digit(text.at[i]) || (i > number && text.at[i] == ',')))
		i++;
	bool numbered = i > number;
	struct str digits = slice(text, number, i);
	while (i < text.len && text.at[i] == ' ')
		i++;
	if (!numbered || !str_starts(phrase_after(text, i), "::") || (braces < 2 && !letter))
		return false;
	size_t close = find(text, i, braces < 2 ? "}" : "}}");
	if (close == text.len)
		close = find(text, i, "}");
	*gap = (struct gap){ offset, i + 2, STR_NONE, STR_NONE, gap_number(digits) };
	if (close == text.len)
		return true;
	gap->answer = str_trim(slice(text, i + 2, close));
	while (close < text.len && text.at[close] == '}' && braces-- > 0)
		close++;
	gap->end = close;
	size_t hint = find(gap->answer, 0, "::");
	if (hint < gap->answer.len) {
		gap->hint = str_trim(phrase_after(gap->answer, hint + 2));
		gap->answer = str_trim(slice(gap->answer, 0, hint));
	}
	return true;
}

/* Parses Moodle's {1:MULTICHOICE:…} and the like at offset. */
static bool read_moodle(struct str text, size_t offset, struct gap *gap)
{
	static const char *const kinds[] = {
		"multichoice",	 "mc",	"mch",	     "mcv", "mcs",	     "shortanswer", "sa",
		"shortanswer_c", "sac", "numerical", "nm",  "multiresponse", "mr",	    "multichoice_h",
		"multichoice_v", NULL
	};
	size_t i = offset + 1;
	while (i < text.len && ascii_is_digit(text.at[i]))
		i++;
	if (i >= text.len || text.at[i] != ':' || !phrase_starts_any(phrase_after(text, i + 1), kinds))
		return false;
	size_t close = find(text, i, "}");
	*gap = (struct gap){ offset, close < text.len ? close + 1 : i + 1, STR_NONE, STR_NONE, 0 };
	return true;
}

/* Parses [[answer]] at offset, as in wikis, note-taking programs and Moodle's gap questions. */
static bool read_brackets(struct str text, size_t offset, struct gap *gap)
{
	size_t close = find(text, offset, "]]");
	if (!str_starts(phrase_after(text, offset), "[[") || close == text.len)
		return false;
	struct str inside = slice(text, offset + 2, close);
	if (!str_trim(inside).len || memchr(inside.at, '[', inside.len) || memchr(inside.at, ']', inside.len))
		return false;
	*gap = (struct gap){ offset, close + 2, inside, STR_NONE, 0 };
	return true;
}

/* Replaces the gap with a <blank> if its text can be copied literally; with its number if it makes one of several
 * cards. */
static void add_fix(struct lesson_check *check, struct diagnostic *d, const struct gap *gap, bool several)
{
	struct str raw = slice(prose_view(&check->cards.prose), gap->start, gap->end);
	if (!gap->answer.at || !str_trim(gap->answer).len ||
	    (gap->hint.at && memchr(gap->hint.at, '"', gap->hint.len)))
		return;
	/* Literal source text needs no escaping; an inner gap would remain in the foreign notation. */
	if (!prose_is_plain(&check->cards.prose, check->source, gap->start, gap->end) ||
	    prose_is_cdata(&check->cards.prose, check->source, gap->start) ||
	    memmem(gap->answer.at, gap->answer.len, "{{", 2) || prose_inside(&check->cards.prose, gap->start) ||
	    memchr(raw.at, '>', raw.len) || memchr(raw.at, '&', raw.len))
		return;
	buf_clear(&check->cards.other);
	buf_text(&check->cards.other, "<blank");
	if (several && gap->number)
		buf_format(&check->cards.other, " n=\"%u\"", gap->number);
	if (gap->hint.at && str_trim(gap->hint).len)
		buf_format(&check->cards.other, " hint=\"%.*s\"", STR_ARG(gap->hint));
	buf_format(&check->cards.other, ">%.*s</blank>", STR_ARG(gap->answer));
	report_edit(check->report, d, FIX_UNSAFE, prose_span(&check->cards.prose, check->source, gap->start, gap->end),
		    buf_view(&check->cards.other));
}

static void add_finding(struct lesson_check *check, const struct text_site *site, const struct gap *gap,
			bool several)
{
	struct span span = prose_span(&check->cards.prose, check->source, gap->start, gap->end);
	struct diagnostic *d = report_add(check->report, RULE_CARD_FOREIGN_CLOZE_SYNTAX, span, site->item,
					  "a gap is written in another program's syntax");
	if (site->role == ROLE_CLOZE) {
		report_help(check->report, d, "write <blank hint=\"…\">answer</blank>%s",
			    several ? "; with n=\"1\", n=\"2\" … for several cards" : "");
		add_fix(check, d, gap, several);
	} else {
		report_help(check->report, d,
			    "only a <cloze> has gaps, written <blank>answer</blank>; elsewhere write plain text");
	}
}

static bool may_hold_gap(const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (text->kind == INLINE_TEXT ? memchr(text->text.at, '{', text->text.len) ||
							memchr(text->text.at, '[', text->text.len)
					      : may_hold_gap(text->children))
			return true;
	}
	return false;
}

/* The next gap from offset on in the flattened text. */
static bool next_gap(struct lesson_check *check, size_t offset, struct gap *gap)
{
	struct str run = prose_view(&check->cards.prose);
	for (size_t i = offset; i < run.len; i++) {
		if (run.at[i] != '{' && run.at[i] != '[')
			continue;
		/* <code> may show what to type in other programs. */
		if (prose_inside(&check->cards.prose, i) & 1u << INLINE_CODE)
			continue;
		if ((run.at[i] == '{' && read_anki(run, i, gap)) || (run.at[i] == '{' && read_moodle(run, i, gap)) ||
		    read_brackets(run, i, gap))
			return true;
	}
	return false;
}

static bool flatten(struct lesson_check *check, const struct inline_node *text)
{
	if (!may_hold_gap(text))
		return false;
	prose_flatten(&check->cards.prose, text);
	check->failed = check->failed || prose_failed(&check->cards.prose);
	return true;
}

/* Whether the gaps of the text have different numbers, and so make several cards. */
static bool are_several(struct lesson_check *check)
{
	struct gap gap = { .end = 0 };
	unsigned first = 0;
	while (next_gap(check, gap.end, &gap)) {
		if (first && gap.number && gap.number != first)
			return true;
		first = first ? first : gap.number;
	}
	return false;
}

static void visit_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct lesson_check *check = context;
	struct gap gap = { 0, 0, STR_NONE, STR_NONE, 0 };
	if (!flatten(check, text))
		return;
	bool several = site->role == ROLE_CLOZE && are_several(check);
	while (next_gap(check, gap.end, &gap))
		add_finding(check, site, &gap, several);
}

bool card_has_foreign_gap(struct lesson_check *check, const struct inline_node *text)
{
	struct gap gap;
	return report_wants(check->report, RULE_CARD_FOREIGN_CLOZE_SYNTAX) && flatten(check, text) &&
	       next_gap(check, 0, &gap);
}

/* Whether the file has a bracket or brace, which most have not, or a reference to one. */
static bool has_brackets(struct str bytes)
{
	const char *end = bytes.at + bytes.len;
	if (!bytes.len || memchr(bytes.at, '{', bytes.len) || memchr(bytes.at, '[', bytes.len))
		return bytes.len > 0;
	for (const char *at = bytes.at; (at = memchr(at, '&', (size_t)(end - at))); at++) {
		const char *name = at + 1;
		while (name < end && ascii_is_letter(*name))
			name++;
		if (!entity_is_predefined((struct str){ at + 1, (size_t)(name - at - 1) }))
			return true;
	}
	return false;
}

void check_foreign_gaps(struct lesson_check *check)
{
	if (has_brackets(check->source->bytes) && report_wants(check->report, RULE_CARD_FOREIGN_CLOZE_SYNTAX))
		lesson_each_text(check->lesson, visit_text, check);
}
