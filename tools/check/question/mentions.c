#include "check/question/mentions.h"
#include "base/ascii.h"
#include "check/core/phrase.h"

size_t mention_options(struct str options)
{
	size_t count = 0;
	for (size_t i = 0; i < options.len; i++)
		count += options.at[i] == '\0';
	return count;
}

/* The length of an arrow, whose shaft may have been read: "→", "->", "=>". */
static size_t arrow(struct str text, bool shaft)
{
	static const char *const arrows[] = { "→", "⇒", "➔", "➜", "➡" };
	if (shaft && str_starts(text, ">"))
		return 1;
	for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++)
		if (str_starts(text, arrows[i]))
			return strlen(arrows[i]);
	return 0;
}

bool mention_skip(struct str *text, const char *signs)
{
	size_t len = 0;
	while (len < text->len && strchr(signs, text->at[len]))
		len++;
	struct str rest = phrase_after(*text, len);
	if (str_starts(rest, "–") || str_starts(rest, "—"))
		len += 3;
	else if (strchr(signs, ':'))
		len += arrow(rest, len > 0 && strchr("-=", text->at[len - 1]));
	*text = str_trim(phrase_after(*text, len));
	return len > 0;
}

size_t mention_symbol(struct str text)
{
	/* U+2180 to U+2BFF, and the pictographs from U+1F000 on, perhaps with the selector of their coloured form. */
	unsigned char first = text.len > 2 ? (unsigned char)text.at[0] : 0;
	bool pictograph = first == 0xf0 && text.len > 3;
	if (!pictograph && (first != 0xe2 || (unsigned char)text.at[1] < 0x86 || phrase_in_word(text, 0)))
		return 0;
	size_t len = pictograph ? 4 : 3;
	return str_starts(phrase_after(text, len), "\xef\xb8\x8f") ? len + 3 : len;
}

size_t mention_mark(struct str text)
{
	switch (text.len ? (unsigned char)text.at[0] : 0) {
	case '(':
	case ')':
	case '[':
	case ']':
	case '\'':
	case '`':
	case '"': return 1;
	case 0xe2:
		return str_starts(text, "‘") || str_starts(text, "’") || str_starts(text, "“") || str_starts(text, "”")
			       ? 3
			       : 0;
	default: return 0;
	}
}

/* "(ii)", "[IV]"; i alone is a word. */
static bool roman_sign(struct str text, size_t open, struct mention *mention)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii" };
	struct str inside = phrase_after(text, open);
	for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
		size_t len = phrase_starts(inside, numerals[i]);
		struct str after = phrase_after(inside, len);
		if (!len || (!str_starts(after, ")") && !str_starts(after, "]")))
			continue;
		*mention = (struct mention){
			.text = { text.at, open + len + 1 }, .number = i, .sign = (char)('1' + i), .enclosed = true
		};
		return true;
	}
	return false;
}

bool mention_sign(struct str text, struct mention *mention)
{
	size_t open = mention_mark(text);
	if (open >= text.len)
		return false;
	if (open && roman_sign(text, open, mention))
		return true;
	char c = text.at[open], letter = (char)(c | 0x20);
	bool digit = c >= '1' && c <= '9';
	if (!digit && !(letter >= 'a' && letter <= 'h'))
		return false;
	struct str after = phrase_after(text, open + 1);
	size_t close = mention_mark(after);
	bool joined = after.len > 1 && strchr("-+/'.", after.at[0]) && phrase_in_word(after, 1);
	if (phrase_in_word(after, 0) || (joined && !close) || (close && phrase_in_word(after, close) && !open))
		return false;
	*mention = (struct mention){
		.text = { text.at, open + 1 + close },
		.number = (size_t)(digit ? c - '1' : letter - 'a'),
		.sign = digit ? c : (char)(c & ~0x20),
		.small = !digit && c >= 'a',
		.enclosed = close > 0,
	};
	return true;
}

bool mention_numeral(struct str text, struct mention *mention)
{
	static const char *const numerals[] = { "one", "two", "three", "four", "five", "six", "seven", "eight" };
	for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
		size_t len = phrase_starts(text, numerals[i]);
		if (!len)
			continue;
		*mention = (struct mention){ .text = { text.at, len }, .number = i, .sign = (char)('1' + i) };
		return true;
	}
	return mention_sign(text, mention);
}

bool mention_quotation(struct str options, struct str text, struct mention *mention)
{
	size_t open = mention_mark(text);
	*mention = (struct mention){ .text = STR_NONE };
	for (size_t i = 0; options.len; i++) {
		size_t len = strlen(options.at);
		size_t taken = len > 0 ? phrase_starts(phrase_after(text, open), options.at) : 0;
		if (taken > 0 && open + taken > mention->text.len)
			*mention = (struct mention){ .text = { text.at, open + taken }, .number = i };
		options = phrase_after(options, len + 1);
	}
	if (mention->text.len == 0)
		return false;
	size_t stop = open && str_starts(phrase_after(text, mention->text.len), ".");
	size_t close = mention_mark(phrase_after(text, mention->text.len + stop));
	mention->text.len += close ? stop + close : 0;
	mention->enclosed = open && close;
	return true;
}

static const char *const ordinals[] = { "first", "second", "third", "fourth", "fifth", "top", "last but one", "second to last",
					 "second last", "next to last", "penultimate", "last", "final", "bottom", NULL };

/* Sets *from_end for an ordinal at the beginning of text, and *place from that end, from 0; moves text past it. */
static bool take_ordinal(struct str *text, bool *from_end, size_t *place)
{
	enum { FROM_TOP = 5, LAST_BUT_ONE = 6, LAST = 11 }; /* in ordinals */
	struct str whole = *text;
	size_t i = 0;
	if (!phrase_take(text, ordinals))
		return false;
	while (!phrase_starts(whole, ordinals[i]))
		i++;
	*from_end = i >= LAST_BUT_ONE;
	*place = i < FROM_TOP ? i : i >= LAST_BUT_ONE && i < LAST;
	return true;
}

bool mention_ordinal(struct str options, struct str *rest, struct mention *mention)
{
	static const char *const nouns[] = { "option",	 "answer", "choice", "alternative", "statement",
					     "response", "one", "item", "box", NULL };
	static const char *const top[] = { "from the top", "from top", "in the list", "on the list", "in this list", "listed", NULL };
	static const char *const end[] = { "from the bottom", "from the end", NULL };
	struct str after = *rest;
	size_t place;
	bool from_end;
	if (!take_ordinal(&after, &from_end, &place))
		return false;
	bool noun = phrase_take(&after, nouns), backwards = !from_end && phrase_take(&after, end);
	if (!backwards && !phrase_take(&after, top) && !noun)
		return false;
	size_t count = mention_options(options);
	if (place >= count)
		return false;
	struct str whole = str_trim((struct str){ rest->at, (size_t)(after.at - rest->at) });
	*mention = (struct mention){ .text = whole, .number = from_end || backwards ? count - 1 - place : place };
	*rest = after;
	return true;
}

/* Whether the following text shows that the letter names an option, unlike in "A patient", "E. coli", "B cells". */
static bool is_letter(struct str options, struct mention *mention, struct str text)
{
	static const char *const reasons[] = { "i.e",  "ie",	  "because", "since", "as",    "for",	      "with",
					       "only", "alone",	  "answer",  "ans",   "ref",   "explanation", "correct",
					       "not",  "and not", "rather",  "here",  "again", "whenever",    NULL };
	struct str after = str_trim(phrase_after(text, mention->text.len));
	struct str said = after;
	struct mention quoted;
	/* "E. coli" may be an option itself. */
	if (mention_quotation(options, text, &quoted) && quoted.text.len > mention->text.len + 1)
		return false;
	bool signs = mention_skip(&said, ".,:;)-= ");
	if (mention_quotation(options, said, &quoted)) {
		/* "B. Renin is made there" says it of B, and "a renin test" has an article. */
		struct str rest = phrase_after(said, quoted.text.len), next = str_trim(rest);
		/* So does "B. Renin (a) is made there". */
		bool goes_on = next.len > 0 && next.len < rest.len && (ascii_is_lower(next.at[0]) || next.at[0] == '(');
		bool article = mention->small && mention->sign == 'A' && !mention->enclosed && !signs;
		if (!goes_on)
			mention->number = quoted.number;
		return !goes_on || !article;
	}
	if (mention->enclosed || !after.len || strchr(",;:!)([=", after.at[0]) || phrase_starts_any(after, reasons))
		return true;
	struct str more = after;
	struct mention other;
	if (phrase_take(&more, (const char *const[]){ "and", "or", "nor", NULL }) && mention_sign(more, &other) &&
	    (!other.small || other.enclosed))
		return true;
	bool dash = after.at[0] == '-' || str_starts(after, "–") || str_starts(after, "—");
	bool small = said.len && ascii_is_lower(said.at[0]);
	return dash || (after.at[0] == '.' && !small);
}

bool mention_letters(struct str options, struct str *rest, bool capital, struct mention_list *list)
{
	static const char *const joints[] = { "and", "or", NULL };
	struct str text = *rest;
	for (list->count = 0; list->count < sizeof list->at / sizeof *list->at;) {
		struct mention *mention = &list->at[list->count];
		if (!mention_sign(text, mention) || (capital && mention->small && !mention->enclosed))
			break;
		struct str next = str_trim(phrase_after(text, mention->text.len));
		struct mention other;
		bool joined = phrase_take(&next, joints) || mention_skip(&next, ",&/");
		joined = joined && mention_sign(next, &other) && is_letter(options, &other, next);
		if (!joined && !is_letter(options, mention, text))
			break;
		list->count++;
		*rest = phrase_after(text, mention->text.len);
		if (!joined)
			break;
		text = next;
	}
	return list->count > 0;
}

void mention_more(struct str options, struct str *rest, struct mention_list *list)
{
	static const char *const joints[] = { "and", "or", NULL };
	while (list->count < sizeof list->at / sizeof *list->at) {
		struct str next = *rest;
		struct mention *mention = &list->at[list->count];
		bool comma = mention_skip(&next, ",&/"), joint = phrase_take(&next, joints);
		if (!(comma || joint) ||
		    !(options.len ? mention_quotation(options, next, mention) : mention_sign(next, mention)))
			return;
		list->count++;
		*rest = str_trim(phrase_after(next, mention->text.len));
	}
}

bool mention_is_word(struct str options, char sign)
{
	struct str word;
	for (size_t at = 0; phrase_next_word(options, &at, &word);)
		if (word.len == 1 && (word.at[0] & ~0x20) == (sign & ~0x20) &&
		    (sign != 'A' || at >= options.len || options.at[at] != ' ' ||
		     phrase_starts(phrase_after(options, at + 1), "and")))
			return true;
	return false;
}

bool mention_inflected(struct str options, struct str text, size_t number)
{
	static const char *const endings[] = { "'s", "’s", "es", "s" };
	while (number-- > 0 && options.len)
		options = phrase_after(options, strlen(options.at) + 1);
	size_t len = options.len ? strlen(options.at) : 0;
	if (len < 4 || text.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(text.at[i]) != options.at[i])
			return false;
	struct str rest = phrase_after(text, len);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (str_starts(rest, endings[i])) {
			rest = phrase_after(rest, strlen(endings[i]));
			break;
		}
	return !phrase_in_word(rest, 0);
}
