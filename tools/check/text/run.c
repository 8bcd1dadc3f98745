#include "check/text/run.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* Beyond ASCII, nearly all characters are letters; lists the others. */
static bool is_letter_code(uint32_t code)
{
	if (code < 0xc0)
		return code == 0xaa || code == 0xb5 || code == 0xba;
	if (code == 0xd7 || code == 0xf7 || code == 0xfeff || code == 0xfffd)
		return false;
	return !(code >= 0x2000 && code < 0x2c00) && !(code >= 0x3000 && code < 0x3040) && code < 0x1f000;
}

static unsigned mark_of(char c)
{
	switch (c) {
	case '[':
	case '{': return RUN_PAIRS | RUN_MARKUP;
	case '(':
	case ')':
	case ']':
	case '}':
	case '"': return RUN_PAIRS;
	case '-': return RUN_DASHES;
	case '?': return RUN_QUERIES;
	case '<':
	case '>':
	case '=':
	case '&':
	case '!':
	case '\\':
	case '$':
	case '^':
	case '*':
	case '_':
	case '~':
	case '#':
	case '`':
	case '|':
	case '\'':
	case ':':
	case '%': return RUN_MARKUP;
	default: return 0;
	}
}

/* Whether the apostrophe of len bytes at offset i is between letters. */
static bool joins(struct str text, size_t start, size_t i, size_t len)
{
	return i > start && i + len < text.len &&
	       (ascii_is_letter(text.at[i + len]) || (unsigned char)text.at[i + len] >= 0xc3);
}

/* The end of the word that starts at i, and its flags; i if no word starts there. */
static size_t word_end(struct str text, size_t i, unsigned *flags, unsigned *has)
{
	size_t start = i, capitals = 0;
	*flags = ascii_is_upper(text.at[i]) ? WORD_CAPITAL : 0;
	while (i < text.len) {
		char c = text.at[i];
		if (ascii_is_letter(c)) {
			capitals += ascii_is_upper(c);
			i++;
		} else if (ascii_is_digit(c)) {
			*flags |= WORD_DIGITS;
			i++;
		} else if (c == '\'' && joins(text, start, i, 1)) {
			i++;
		} else if ((unsigned char)c >= 0x80) {
			size_t next = i;
			uint32_t code = utf8_next(text, &next);
			*has |= RUN_HIGH;
			if (!is_letter_code(code) && !(code == 0x2019 && joins(text, start, i, next - i)))
				break;
			*flags |= WORD_HIGH;
			i = next;
		} else {
			break;
		}
	}
	if (i > start && capitals == i - start)
		*flags |= WORD_CAPITALS;
	return i;
}

static bool is_stop(char c)
{
	return c == ',' || c == ';' || c == ':' || c == '.';
}

/* Whether no space follows the mark at i, which is between letters: "nausea,vomiting", "stopped.Then". */
static bool is_tight(struct str text, size_t i)
{
	if (i == 0 || i + 1 >= text.len || !ascii_is_lower(text.at[i - 1]))
		return false;
	return text.at[i] == ',' ? ascii_is_lower(text.at[i + 1]) : text.at[i] == '.' && ascii_is_upper(text.at[i + 1]);
}

static bool stop_follows(struct str text, size_t i)
{
	size_t next = i + 1 < text.len && text.at[i + 1] == ' ' ? i + 2 : i + 1;
	return next < text.len && is_stop(text.at[next]);
}

void text_run_take(struct text_run *run, struct str text, struct text_forms *forms, struct buf *words)
{
	buf_clear(words);
	run->text = text;
	run->has = 0;
	for (size_t i = 0; i < text.len;) {
		struct text_word word = { (uint32_t)i, 0, 0 };
		char c = text.at[i];
		if (c == ' ') {
			i++;
			continue;
		}
		size_t end = word_end(text, i, &word.flags, &run->has);
		if (end > i) {
			word.end = (uint32_t)end;
			if (forms && !(word.flags & WORD_DIGITS))
				word.flags |= text_form_flags(forms, (struct str){ text.at + i, end - i });
			buf_add(words, (const char *)&word, sizeof(word));
			i = end;
			continue;
		}
		run->has |= mark_of(c) | (is_stop(c) && ((i > 0 && text.at[i - 1] == ' ') || stop_follows(text, i) || is_tight(text, i)) ?
						   RUN_STOPS :
						   0u);
		if ((unsigned char)c >= 0x80) {
			uint32_t code = utf8_next(text, &i);
			run->has |= code >= 0x2010 && code <= 0x2015 ? RUN_DASHES :
				    code >= 0x201c && code <= 0x201f  ? RUN_PAIRS :
								      0u;
			continue;
		}
		i++;
	}
	run->words = (const struct text_word *)(const void *)words->at;
	run->word_count = words->len / sizeof(struct text_word);
}

bool text_is_inside(const struct text_run *run, size_t start, size_t end, enum inline_kind kind)
{
	const struct prose *prose = &run->check->texts.prose;
	return ((prose_inside(prose, start) | prose_inside(prose, end > start ? end - 1 : start)) & 1u << kind) != 0;
}

bool text_word_is(struct str s, const char *word)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = ascii_lower(s.at[i]);
		if (word[i] == '\0' || c != word[i])
			return false;
	}
	return word[s.len] == '\0';
}

bool text_equal_but_case(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (a.at[i] != b.at[i] && !(ascii_is_letter(a.at[i]) && (a.at[i] ^ b.at[i]) == 32))
			return false;
	return true;
}

bool text_word_in(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (text_word_is(s, *words))
			return true;
	return false;
}
