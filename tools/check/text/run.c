#include "check/text/run.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/text/parts.h"

/* Beyond ASCII, nearly all characters are letters; lists the others. */
static bool is_letter_code(uint32_t code)
{
	if (code < 0xc0)
		return code == 0xaa || code == 0xb5 || code == 0xba;
	if (code == 0xd7 || code == 0xf7 || code == 0xfeff || code == 0xfffd)
		return false;
	return !(code >= 0x2000 && code < 0x2c00) && !(code >= 0x3000 && code < 0x3040) && code < 0x1f000;
}

static char byte_at(struct str text, size_t i)
{
	return i < text.len ? text.at[i] : ' ';
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

/* What the comma, semicolon, colon or full stop at i means for rules. */
static unsigned stop_bits(struct str text, size_t i)
{
	char next = byte_at(text, i + 1);
	bool stray = is_stop(next == ' ' ? byte_at(text, i + 2) : next) || (i > 0 && text.at[i - 1] == ' ');
	bool foreign = text.at[i] == ':' && (next == ':' || (i > 0 && text.at[i - 1] == 'R')); /* ::title::, ANSWER: */
	return (stray || is_tight(text, i) ? RUN_STOPS : 0u) | (foreign ? RUN_FOREIGN : 0u) |
	       (text.at[i] == '.' && next == '.' ? RUN_GAPS : 0u);
}

/* The same for any other ASCII sign. A sign is foreign if foreign.c finds markup that begins with it and what follows. */
static unsigned sign_bits(struct str text, size_t i)
{
	char c = text.at[i], next = byte_at(text, i + 1);
	switch (c) {
	case '[':
	case '{': return RUN_PAIRS | RUN_FOREIGN;
	case '(':
	case ')':
	case ']':
	case '}': return RUN_PAIRS;
	case '"': return next == 'h' || next == 'm' ? RUN_PAIRS | RUN_FOREIGN : RUN_PAIRS; /* "http://", "mailto:" */
	case '-': return RUN_DASHES;
	case '?': return next == '.' || next == ',' ? RUN_QUERIES | RUN_STOPS : RUN_QUERIES;
	case '\\':
	case '$':
	case '^':
	case '*':
	case '~':
	case '#':
	case '`':
	case '|': return RUN_FOREIGN;
	case '_': return next == '_' ? RUN_FOREIGN | RUN_GAPS : RUN_FOREIGN;
	case '\'': return next == c ? RUN_FOREIGN : 0;
	case '>': return next == c ? RUN_FOREIGN | RUN_SIGNS : RUN_SIGNS;
	case '@':
	case '+':
	case '/': return RUN_SIGNS;
	case '!': return next == '[' ? RUN_FOREIGN : next == '.' || next == ',' ? RUN_STOPS : 0;
	case '<': return ascii_is_letter(next) || next == '/' || next == '!' ? RUN_FOREIGN | RUN_SIGNS : RUN_SIGNS;
	case '&': return ascii_is_alphanumeric(next) || next == '#' ? RUN_FOREIGN | RUN_SIGNS : RUN_SIGNS;
	case '%': return ascii_hex(next) >= 0 ? RUN_FOREIGN : 0;
	case '=': return ascii_is_alphanumeric(next) || next == '=' || next == '%' ? RUN_FOREIGN : 0;
	default: return 0;
	}
}

/* The same for the non-ASCII character that ends before next. */
static unsigned high_bits(struct str text, size_t next, uint32_t code)
{
	bool garbled = (unsigned char)byte_at(text, next) >= 0x80 || code == 0xc2 || code == 0xfffd;
	bool foreign = (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000; /* symbol fonts */
	return (garbled ? RUN_GARBLED : 0u) | (foreign ? RUN_FOREIGN : 0u) | (text_is_strange(code) ? RUN_STRANGE : 0u) |
	       (text_is_bullet(code) ? RUN_LISTED : 0u) | (code >= 0x2010 && code <= 0x2015 ? RUN_DASHES : 0u) |
	       (code >= 0x201c && code <= 0x201f ? RUN_PAIRS : 0u) | (code == 0x2264 || code == 0x2265 ? RUN_SIGNS : 0u);
}

/* Whether a list item may begin with c. */
static bool may_be_mark(char c)
{
	return ascii_is_digit(c) || c == '-' || c == '*' || c == '+' || (unsigned char)c >= 0x80;
}

/* Whether the apostrophe of len bytes at offset i is between letters. */
static bool joins(struct str text, size_t start, size_t i, size_t len)
{
	return i > start && i + len < text.len &&
	       (ascii_is_letter(text.at[i + len]) || (unsigned char)text.at[i + len] >= 0xc3);
}

#define ONES UINT64_C(0x0101010101010101)

/* The highest bit of each of eight bytes that is no ASCII letter. */
static inline uint64_t others_of(uint64_t bytes)
{
	const uint64_t tops = ONES << 7, folded = (bytes | ONES << 5) & ~tops;
	return ~((folded + ONES * (0x80 - 'a')) & ~(folded + ONES * (0x7f - 'z')) & ~bytes) & tops;
}

/* The end of the word that starts at i, and its flags; i if no word starts there. */
static size_t word_end(struct str text, size_t i, unsigned *flags, unsigned *has)
{
	size_t start = i;
	unsigned small = 0; /* set by all but capitals */
	*flags = ascii_is_upper(text.at[i]) ? WORD_CAPITAL : 0;
	for (uint64_t letters; i + sizeof(letters) <= text.len; i += sizeof(letters)) {
		memcpy(&letters, text.at + i, sizeof(letters));
		if (others_of(letters))
			break;
		small |= (letters & ONES << 5) != 0;
	}
	while (i < text.len) {
		unsigned char c = (unsigned char)text.at[i];
		size_t next = i + 1;
		if (ascii_is_letter((char)c)) {
			small |= c & 0x20;
			i = next;
			continue;
		}
		if (ascii_is_digit((char)c)) {
			*flags |= WORD_DIGITS;
		} else if (c == '\'' && joins(text, start, i, 1)) {
			*flags |= WORD_JOINED;
		} else if (c >= 0x80) {
			next = i;
			uint32_t code = utf8_next(text, &next);
			bool letter = is_letter_code(code);
			if (!letter && !(code == 0x2019 && joins(text, start, i, next - i)))
				break;
			*has |= high_bits(text, next, code);
			*flags |= letter ? WORD_HIGH : WORD_HIGH | WORD_JOINED;
		} else {
			break;
		}
		small = 0x20;
		i = next;
	}
	if (i > start && !small)
		*flags |= WORD_CAPITALS;
	return i;
}

/* Notes the sign at i, which belongs to no word; returns its end. */
static size_t note_sign(struct text_run *run, size_t i, uint32_t *sign)
{
	char c = run->text.at[i];
	*sign = (uint32_t)i;
	run->sign_count++;
	if ((unsigned char)c < 0x80) {
		run->has |= is_stop(c) ? stop_bits(run->text, i) : sign_bits(run->text, i);
		return i + 1;
	}
	uint32_t code = utf8_next(run->text, &i);
	run->has |= high_bits(run->text, i, code);
	return i;
}

/* The offset of the next byte that is no white space; notes whether a list item may begin there. */
static size_t skip_space(struct text_run *run, size_t i, bool begins)
{
	struct str text = run->text;
	for (; i < text.len && ascii_is_space(text.at[i]); i++)
		begins = begins || text.at[i] == '\n';
	run->has |= begins && i < text.len && may_be_mark(text.at[i]) ? RUN_LISTED : 0u;
	return i;
}

/* Reads a word of ASCII letters at i, after which no word goes on, as most words are; 0 if there is none. */
static size_t read_letters(struct str text, size_t i, unsigned *flags, uint64_t *hash)
{
	uint64_t bytes, others, mixed = TEXT_FORM_SEED, small = 0;
	size_t end = i;
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
		return 0;
	for (;; end += sizeof(bytes)) {
		bytes = text_form_bytes(text.at + end, text.len - end);
		others = others_of(bytes);
		if (others)
			break;
		mixed = text_form_mix(mixed, bytes);
		small |= bytes;
	}
	size_t len = (size_t)__builtin_ctzll(others) / 8;
	char next = (char)(bytes >> 8 * len);
	bytes &= ((uint64_t)1 << 8 * len) - 1;
	end += len;
	if (end == i || (unsigned char)next >= 0x80 || next == '\'' || ascii_is_digit(next))
		return 0;
	*hash = (len ? text_form_mix(mixed, bytes) : mixed) | (FORM_FLAGS + 1);
	*flags = (text.at[i] & 0x20 ? 0u : WORD_CAPITAL) | ((small | bytes) & ONES << 5 ? 0u : WORD_CAPITALS);
	return end - i;
}

/* Adds the word at i; returns its end. */
static size_t add_word(struct text_run *run, size_t i, struct text_forms *forms, struct text_word *word)
{
	unsigned flags;
	uint64_t hash;
	size_t len = read_letters(run->text, i, &flags, &hash);
	struct str form = { run->text.at + i, len };
	if (!len) {
		form.len = word_end(run->text, i, &flags, &run->has) - i;
		if (!form.len)
			return i;
		hash = text_form_hash(form);
	}
	flags |= forms && !ascii_is_digit(form.at[0]) ? text_form_flags(forms, form, hash) : 0;
	run->said |= flags;
	*word = (struct text_word){ (uint32_t)i, (uint32_t)(i + form.len), flags, (uint32_t)(hash >> 32) };
	size_t before = run->word_count++;
	bool again = (before > 0 && word[-1].hash == word->hash) ||
		     (before > 2 && word[-2].hash == word->hash && word[-3].hash == word[-1].hash);
	run->has |= again ? RUN_REPEATED : 0u;
	return i + form.len;
}

void text_run_take(struct text_run *run, struct str text, struct text_forms *forms, struct buf *words)
{
	*run = (struct text_run){ .check = run->check, .site = run->site, .text = text };
	buf_clear(words);
	/* Between words there is at least one byte. */
	size_t most = text.len / 2 + 1;
	struct text_word *word = (struct text_word *)(void *)buf_reserve(words, most * sizeof(*word) + text.len * sizeof(uint32_t));
	if (!word)
		return;
	uint32_t *signs = (uint32_t *)(void *)(word + most);
	run->words = word;
	run->signs = signs;
	for (size_t i = skip_space(run, 0, true); i < text.len;) {
		char c = text.at[i];
		size_t end = i;
		if (ascii_is_alphanumeric(c) || (unsigned char)c >= 0x80)
			end = add_word(run, i, forms, &word[run->word_count]);
		else if (ascii_is_space(c))
			end = skip_space(run, i, false);
		i = end > i ? end : note_sign(run, i, &signs[run->sign_count]);
		i += i < text.len && text.at[i] == ' ';
	}
}

size_t text_first_word(const struct text_run *run, size_t offset)
{
	size_t low = 0, high = run->word_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (run->words[middle].start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct text_word *text_word_ending(const struct text_run *run, size_t offset)
{
	size_t next = text_first_word(run, offset);
	return next > 0 && run->words[next - 1].end == offset ? &run->words[next - 1] : NULL;
}

struct str text_last_word(struct str text)
{
	struct str last = STR_NONE;
	for (size_t i = 0, end; i < text.len; i = end > i ? end : i + 1) {
		unsigned flags, has = 0;
		end = word_end(text, i, &flags, &has);
		if (end > i && !ascii_is_digit(text.at[i]))
			last = (struct str){ text.at + i, end - i };
	}
	return last;
}

bool text_is_foreign(const struct text_run *run, size_t i)
{
	return !language_is_that_of(prose_lang(&run->check->texts.prose, run->words[i].start), run->site->lang);
}

bool text_is_in_address(const struct text_run *run, size_t i)
{
	enum { ADDRESS_MAX = 200 };
	size_t end = run->words[i].start, start = end;
	while (start > 0 && end - start < ADDRESS_MAX && !ascii_is_space(run->text.at[start - 1]))
		start--;
	struct str before = { run->text.at + start, end - start };
	size_t last = run->words[i].end;
	if ((last < run->text.len && run->text.at[last] == '_') || (before.len && run->text.at[end - 1] == '_'))
		return true;
	return before.len > 3 && (memmem(before.at, before.len, "://", 3) || memmem(before.at, before.len, "www.", 4));
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
	/* In most words of a list, the first letter differs. */
	char first = s.len ? ascii_lower(*s.at) : '\0';
	for (; *words; words++)
		if (**words == first && text_word_is(s, *words))
			return true;
	return false;
}
