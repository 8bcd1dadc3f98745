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

/* What the sign at i means for rules, which belongs to no word; *end is its end. */
static unsigned read_sign(struct str text, size_t i, size_t *end)
{
	char c = text.at[i];
	*end = i + 1;
	if ((unsigned char)c < 0x80)
		return is_stop(c) ? stop_bits(text, i) : sign_bits(text, i);
	uint32_t code = utf8_next(text, &i);
	*end = i;
	return high_bits(text, i, code);
}

/* The offset of the next byte that is no white space; notes whether a list item may begin there. */
static size_t skip_space(struct str text, size_t i, bool begins, unsigned *has)
{
	for (; i < text.len && ascii_is_space(text.at[i]); i++)
		begins = begins || text.at[i] == '\n';
	*has |= begins && i < text.len && may_be_mark(text.at[i]) ? RUN_LISTED : 0u;
	return i;
}

/* Whether a word of letters goes on with c: "B12", "naïve", "don't". */
static inline bool goes_on(unsigned char c)
{
	return c >= 0x80 || c == '\'' || ascii_is_digit((char)c);
}

/* A word and what is known of it before it is judged. */
struct read_word {
	size_t end;
	unsigned flags;
	uint64_t hash;
};

/* Reads the word at i if it consists of ASCII letters, as most do; false if it does not. The prose goes on after its text. */
static inline bool read_letters(const char *text, size_t i, struct read_word *word)
{
	uint64_t hash = TEXT_FORM_SEED, small = 0, bytes = 0, others = 0;
	for (word->end = i; __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__; word->end += sizeof(bytes)) {
		memcpy(&bytes, text + word->end, sizeof(bytes));
		others = others_of(bytes);
		if (others)
			break;
		hash = text_form_mix(hash, bytes);
		small |= bytes;
	}
	/* All bits below the lowest of others, which is the highest of its byte. */
	bytes &= (others ^ (others - 1)) >> 8;
	word->end += (size_t)__builtin_ctzll(others) / 8;
	if (!others || word->end == i || goes_on((unsigned char)text[word->end]))
		return false;
	word->hash = (bytes ? text_form_mix(hash, bytes) : hash) | (FORM_FLAGS + 1);
	word->flags = (text[i] & 0x20 ? 0u : WORD_CAPITAL) | ((small | bytes) & ONES << 5 ? 0u : WORD_CAPITALS);
	return true;
}

/* Reads any word at i; false if there is none. */
static bool read_word(struct str text, size_t i, struct read_word *word, unsigned *has)
{
	if (!ascii_is_alphanumeric(text.at[i]) && (unsigned char)text.at[i] < 0x80)
		return false;
	word->end = word_end(text, i, &word->flags, has);
	word->hash = text_form_hash((struct str){ text.at + i, word->end - i });
	return word->end > i;
}

/* Whether a word, before which there are so many others, follows an equal one; or it and the one before it follow the same two. */
static inline bool is_again(const struct text_word *word, size_t before)
{
	return (before > 0 && word[-1].hash == word->hash) ||
	       (before > 2 && word[-2].hash == word->hash && word[-3].hash == word[-1].hash);
}

/* Splits the text of run, which is not empty, into words and signs. */
static void split(struct text_run *run, struct text_forms *forms, struct text_word *const words, uint32_t *const signs)
{
	struct str text = run->text;
	struct text_word *word = words;
	uint32_t *sign = signs;
	unsigned said = 0, has = 0;
	struct read_word read;
	for (size_t i = skip_space(text, 0, true, &has); i < text.len;) {
		if (read_letters(text.at, i, &read) || read_word(text, i, &read, &has)) {
			if (forms && !ascii_is_digit(text.at[i]))
				read.flags |= text_form_flags(forms, (struct str){ text.at + i, read.end - i }, read.hash);
			said |= read.flags;
			*word = (struct text_word){ (uint32_t)i, (uint32_t)read.end, read.flags, (uint32_t)(read.hash >> 32) };
			has |= is_again(word, (size_t)(word - words)) ? RUN_REPEATED : 0u;
			word++;
			i = read.end;
		} else {
			*sign++ = (uint32_t)i;
			has |= read_sign(text, i, &i);
		}
		if (text.at[i] == ' ' && !ascii_is_space(text.at[i + 1]))
			i++;
		else if (ascii_is_space(text.at[i]))
			i = skip_space(text, i, false, &has);
	}
	run->word_count = (size_t)(word - words);
	run->sign_count = (size_t)(sign - signs);
	run->said = said;
	run->has = has;
}

void text_run_take(struct text_run *run, const struct prose *prose, struct text_forms *forms, struct buf *words)
{
	struct str text = prose_failed(prose) ? STR("") : prose_view(prose);
	*run = (struct text_run){ .check = run->check, .site = run->site, .text = text };
	buf_clear(words);
	/* Between words there is at least one byte. */
	size_t most = text.len / 2 + 1;
	struct text_word *word = (struct text_word *)(void *)buf_reserve(words, most * sizeof(*word) + text.len * sizeof(uint32_t));
	if (!word || !text.len)
		return;
	uint32_t *signs = (uint32_t *)(void *)(word + most);
	run->words = word;
	run->signs = signs;
	split(run, forms, word, signs);
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
