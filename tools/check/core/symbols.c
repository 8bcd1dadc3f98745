#include "check/core/symbols.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"

#include <endian.h>
#include <utf8proc.h>

enum {
	LETTERS_MAX = 512,   /* maximum length that is compared */
	SYMBOL_LETTERS = 2,  /* case matters in words up to this length */
	MIXED_LETTERS = 5,   /* case is ambiguous in longer words with an inner capital */
	CAPITAL_LETTERS = 6, /* words in capitals beyond this length are ordinary words */
	SIGNS_MAX = 64,
};

struct letter {
	uint32_t code;
	bool starts; /* starts a word */
	bool spaced; /* preceded by white space only */
	bool capital; /* starts a word that has a capital */
};

struct letters {
	struct letter at[LETTERS_MAX];
	size_t count;
	bool capitals; /* no lower-case letters */
};

struct symbol_word {
	const struct letter *at;
	size_t len, letters;
	bool digits, mixed, greek;
	bool capitals; /* all its letters are capitals */
	bool title;    /* only the first letter is */
};

static bool is_capital(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

static bool is_small(uint32_t code)
{
	if (code < 0x80)
		return code >= 'a' && code <= 'z';
	return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

static bool has_no_case(uint32_t code)
{
	return !is_capital(code) && !is_small(code);
}

static bool is_greek(uint32_t code)
{
	return code >= 0x370 && code <= 0x3ff;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static uint32_t next_code(struct str text, size_t *offset)
{
	unsigned char byte = (unsigned char)text.at[*offset];
	uint32_t code = byte < 0x80 ? byte : utf8_next(text, offset);
	*offset += byte < 0x80;
	code = code == FOLD_DOTLESS_I ? 'I' : code;
	/* Full-width forms of ASCII. */
	return code - (code >= 0xff01 && code <= 0xff5e ? 0xfee0 : 0);
}

static bool is_word(uint32_t code)
{
	return code < 0x80 ? ascii_is_alphanumeric((char)code) : utf8_is_word(code);
}

/* Whether the character does not end a word: the dots of e.g. The full stop of a sentence is followed by a space. */
static bool is_joint(uint32_t code)
{
	return code == '\'' || code == '.' || code == 0x2019 || code == 0xad;
}

static void read_letters(struct str text, struct letters *letters)
{
	bool starts = true, spaced = false;
	size_t word = 0;
	letters->count = 0;
	letters->capitals = true;
	for (size_t i = 0; i < text.len && letters->count < LETTERS_MAX;) {
		uint32_t code = next_code(text, &i);
		if (is_word(code)) {
			word = starts ? letters->count : word;
			letters->at[letters->count++] = (struct letter){ code, starts, starts && spaced, false };
			letters->at[word].capital = letters->at[word].capital || is_capital(code);
			letters->capitals = letters->capitals && !is_small(code);
			starts = spaced = false;
		} else if (!is_joint(code)) {
			spaced = utf8_is_space(code) && (!starts || spaced);
			starts = true;
		}
	}
}

static struct symbol_word word_at(const struct letter *at, size_t len)
{
	struct symbol_word word = { .at = at, .len = len };
	size_t capitals = 0, small = 0;
	for (size_t i = 0; i < len; i++) {
		uint32_t code = at[i].code;
		bool capital = is_capital(code);
		word.mixed = word.mixed || (capital && i > 0);
		word.digits = word.digits || is_digit(code);
		word.greek = word.greek || is_greek(code);
		capitals += capital;
		small += is_small(code);
	}
	word.letters = capitals + small;
	word.capitals = capitals && !small;
	word.mixed = word.mixed && small;
	word.title = capitals == 1 && is_capital(at[0].code);
	return word;
}

static size_t word_len(const struct letters *letters, size_t start)
{
	size_t end = start + 1;
	while (end < letters->count && !letters->at[end].starts)
		end++;
	return end - start;
}

/* Whether the word from start to end begins a text that continues in lower case. */
static bool begins_sentence(const struct letters *letters, size_t start, size_t end)
{
	return start == 0 && end + 1 < letters->count && letters->at[end].spaced && is_small(letters->at[end].code) &&
	       !letters->at[end + 1].starts;
}

static uint32_t small_of(uint32_t code)
{
	return code < 0x80 ? (unsigned char)ascii_lower((char)code) : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* Short words that often begin a sentence, in the languages of lessons: both letters in lower case, the second 0 if there
 * is none. */
static bool is_small_pair(uint32_t first, uint32_t second)
{
	static const char letters[] = "adioyz";
	static const char words[] = "am an as at au be by da de do du el em en er es et go if il im in is it "
				    "je la le na ne no of og on op or os se si so su te to um un up us zu ";
	if (!second)
		return first == 0xe0 || (first < 0x80 && strchr(letters, (int)first)); /* à */
	for (const char *at = words; *at; at += sizeof("am"))
		if ((uint32_t)at[0] == first && (uint32_t)at[1] == second)
			return true;
	return false;
}

static bool is_small_word(const struct symbol_word *word)
{
	return word->len > 0 && word->len <= SYMBOL_LETTERS &&
	       is_small_pair(small_of(word->at[0].code), word->len > 1 ? small_of(word->at[1].code) : 0);
}

/* Whether case matters in the word on its own. */
static bool case_counts(const struct symbol_word *word)
{
	if (word->greek && (word->letters <= SYMBOL_LETTERS || word->mixed))
		return true;
	return word->letters <= SYMBOL_LETTERS || (word->mixed && (word->digits || word->letters <= MIXED_LETTERS));
}

static enum symbols_difference compare_words(const struct letters *a, const struct letters *b, size_t start, size_t len)
{
	size_t first = len, last = 0;
	for (size_t i = 0; i < len; i++) {
		if (a->at[start + i].code == b->at[start + i].code ||
		    (has_no_case(a->at[start + i].code) && has_no_case(b->at[start + i].code)))
			continue;
		first = first < i ? first : i;
		last = i;
	}
	if (first == len)
		return SYMBOLS_SAME;
	struct symbol_word one = word_at(a->at + start, len), other = word_at(b->at + start, len);
	bool capital_only = first == 0 && last == 0 && !one.mixed && !other.mixed;
	bool sentence = begins_sentence(a, start, start + len) && capital_only && !one.digits;
	bool alone = len == a->count && capital_only;
	if ((sentence || alone) && is_small_word(&one))
		return SYMBOLS_SAME;
	if (sentence && one.letters <= SYMBOL_LETTERS)
		return SYMBOLS_IN_DOUBT;
	if (case_counts(&one) || case_counts(&other))
		return SYMBOLS_DIFFER;
	if (one.digits)
		return SYMBOLS_IN_DOUBT;
	if (capital_only || (!one.mixed && !other.mixed && one.letters >= CAPITAL_LETTERS))
		return SYMBOLS_SAME;
	return SYMBOLS_IN_DOUBT;
}

static enum symbols_difference compare_case(const struct letters *a, const struct letters *b)
{
	enum symbols_difference most = SYMBOLS_SAME;
	/* If folding expanded letters, the texts are not compared further. Texts in capitals are treated as
	 * ordinary. */
	if (a->count != b->count || (a->count > CAPITAL_LETTERS && a->capitals != b->capitals))
		return SYMBOLS_SAME;
	for (size_t start = 0, len; start < a->count && most != SYMBOLS_DIFFER; start += len) {
		len = word_len(a, start);
		enum symbols_difference difference = compare_words(a, b, start, len);
		most = difference > most ? difference : most;
	}
	return most;
}

/* The end of the interval whose bracket opens at offset, if it contains numbers with a separator; else 0. */
static size_t interval_end(struct str text, size_t offset)
{
	bool digit = false, between = false;
	for (size_t i = offset + 1; i < text.len;) {
		size_t at = i;
		uint32_t code = utf8_next(text, &i);
		if (code == ')' || code == ']' || code == '[')
			return digit && between ? at : 0;
		digit = digit || is_digit(code) || code == 0x221e;
		between = between || code == ',' || code == ';' || (digit && (code == '-' || code == 0x2013));
		if (!is_digit(code) && code < 0x80 && !strchr(" ,;.-+%", (int)code))
			return 0;
	}
	return 0;
}

static void put_sign(char *signs, char c)
{
	size_t len = strlen(signs);
	if (len + 1 < SIGNS_MAX)
		signs[len] = c;
}

static bool is_sign(char c)
{
	return c == '\'' || c == '"' || c == '!' || c == '*' || c == '(' || c == '[' || c == ']';
}

/* Whether the character at byte i is nowhere else in text. */
static bool is_alone(struct str text, size_t i)
{
	return !memchr(text.at, text.at[i], i) && !memchr(text.at + i + 1, text.at[i], text.len - i - 1);
}

/* The prime, star or factorial mark at byte i; 0 if there is none. */
static char mark_at(struct str text, size_t i)
{
	bool digit = i > 0 && text.at[i - 1] >= '0' && text.at[i - 1] <= '9';
	bool before_digit = i + 1 < text.len && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
	switch (text.at[i]) {
	case '\'': return digit && is_alone(text, i) ? '\'' : 0;
	case '"': return digit && is_alone(text, i) ? '"' : 0;
	case '!': return digit && i + 1 < text.len ? '!' : 0;
	case '*': return before_digit && !digit ? '*' : 0;
	default: return 0;
	}
}

/* The end of the interval that a bracket at byte i opens; 0 if none does. */
static size_t interval_at(struct str text, size_t i)
{
	char c = text.at[i];
	return c == '(' || c == '[' || c == ']' ? interval_end(text, i) : 0;
}

/* Collects the significant signs in order. */
static void read_signs(struct str text, char brackets[SIGNS_MAX], char marks[SIGNS_MAX])
{
	for (size_t i = 0; (i = phrase_next_sign(text, i)) < text.len; i++) {
		char c = text.at[i];
		if (!is_sign(c))
			continue;
		char mark = mark_at(text, i);
		if (mark)
			put_sign(marks, mark);
		size_t end = interval_at(text, i);
		if (!end)
			continue;
		put_sign(brackets, c);
		put_sign(brackets, text.at[end]);
		i = end;
	}
}

static enum symbols_difference compare_signs(struct str a, struct str b)
{
	char brackets[2][SIGNS_MAX] = { "" }, marks[2][SIGNS_MAX] = { "" };
	read_signs(a, brackets[0], marks[0]);
	read_signs(b, brackets[1], marks[1]);
	bool brackets_differ = strcmp(brackets[0], brackets[1]) != 0;
	if (strcmp(marks[0], marks[1]) != 0 || (brackets_differ && *brackets[0] && *brackets[1]))
		return SYMBOLS_DIFFER;
	return brackets_differ ? SYMBOLS_IN_DOUBT : SYMBOLS_SAME;
}

enum symbols_difference symbols_compare(struct str a, struct str b)
{
	struct letters one, other;
	read_letters(a, &one);
	read_letters(b, &other);
	enum symbols_difference by_case = compare_case(&one, &other), by_signs = compare_signs(a, b);
	return by_case > by_signs ? by_case : by_signs;
}

/* A hash that differs for different spellings. */
static uint64_t word_hash(const struct symbol_word *word)
{
	uint64_t hash = HASH_KEY;
	for (size_t i = 0; i < word->len; i++)
		hash = (hash ^ word->at[i].code) * UINT64_C(0x100000001b3);
	return hash | 1;
}

/* The highest bit of each of eight characters that may belong to a symbol: from A to ] and from ! to *, which include the
 * signs, those below 3, and those that are not ASCII. */
static uint64_t may_count(uint64_t eight)
{
	const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
	uint64_t low = eight & ~high;
	uint64_t capital = (low + (0x80 - 'A') * each) & ~(low + (0x7f - ']') * each);
	uint64_t sign = (low + (0x80 - '!') * each) & ~(low + (0x7f - '*') * each);
	return (eight | capital | sign | ~(low + (0x80 - FOLD_DOTLESS_I - 1) * each)) & high;
}

/* The next character that may belong to a symbol, a capital or a sign; text.len if there is none. */
static size_t next_that_counts(struct str text, size_t offset)
{
	uint64_t eight, some;
	for (; offset + sizeof(eight) <= text.len; offset += sizeof(eight)) {
		memcpy(&eight, text.at + offset, sizeof(eight));
		if ((some = may_count(eight))) {
			offset += (size_t)__builtin_ctzll(le64toh(some)) / 8;
			break;
		}
	}
	while (offset < text.len && !ascii_is_upper(text.at[offset]) && !is_sign(text.at[offset]) &&
	       (unsigned char)text.at[offset] < 0x80 && text.at[offset] != FOLD_DOTLESS_I)
		offset++;
	return offset;
}

/* Whether a byte neither belongs to a word nor begins a character that may. */
static bool is_separator(char c)
{
	return (unsigned char)c < 0x80 && !ascii_is_alphanumeric(c) && !is_joint((unsigned char)c) && c != FOLD_DOTLESS_I;
}

/* Where the word at offset ends; offset if there is none. */
static size_t word_end(struct str text, size_t offset)
{
	size_t end = offset;
	while (offset < text.len) {
		uint32_t code = next_code(text, &offset);
		if (!is_word(code) && !is_joint(code))
			break;
		end = offset;
	}
	return end;
}

/* Whether any sign from start to end may be significant. */
static bool has_signs(struct str text, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (is_sign(text.at[i]) && (mark_at(text, i) || interval_at(text, i)))
			return true;
	return false;
}

/* The end of a capitalised word at offset that is no symbol, because it is too long or often begins a sentence; 0 if it is
 * not one. */
static size_t plain_end(struct str text, size_t offset)
{
	size_t end = offset + 1;
	if (!ascii_is_upper(text.at[offset]))
		return 0;
	while (end < text.len && ascii_is_lower(text.at[end]))
		end++;
	size_t len = end - offset;
	bool plain = len > SYMBOL_LETTERS ||
		     is_small_pair((unsigned char)ascii_lower(text.at[offset]), len > 1 ? (unsigned char)text.at[offset + 1] : 0);
	return plain && (end == text.len || is_separator(text.at[end])) ? end : 0;
}

/* The hash of the word from start to end, if it is a symbol, else 0. */
static uint64_t symbol_hash(struct str text, size_t start, size_t end, bool first)
{
	struct letters letters;
	read_letters((struct str){ text.at + start, end - start }, &letters);
	size_t count = letters.count;
	if (!count || !letters.at[0].capital)
		return 0;
	struct symbol_word word = word_at(letters.at, count);
	if (!(word.capitals || word.mixed || word.title) || !case_counts(&word) || (word.title && is_small_word(&word)))
		return 0;
	/* IV, iv and i.v. are one abbreviation, although Mg and mg, or CO and Co, are two units or substances. */
	if (word.capitals && word.letters == SYMBOL_LETTERS && word.len == SYMBOL_LETTERS && !word.greek)
		return 0;
	if (word.title && first) {
		read_letters(text, &letters);
		if (begins_sentence(&letters, 0, count))
			return 0;
	}
	return word_hash(&word);
}

static bool has_word(struct str text, size_t start, size_t end)
{
	while (start < end && is_separator(text.at[start]))
		start++;
	return start < end;
}

uint64_t symbols_hash(struct str text)
{
	char brackets[SIGNS_MAX] = "", marks[SIGNS_MAX] = "";
	uint64_t sum = 0;
	bool begun = false, signs = false;
	for (size_t done = 0, at; (at = next_that_counts(text, done)) < text.len;) {
		size_t start = at, end = 0;
		while (start > done && !is_separator(text.at[start - 1]))
			start--;
		begun = begun || has_word(text, done, start);
		if (start == at)
			end = plain_end(text, at);
		if (!end) {
			end = word_end(text, start);
			signs = signs || has_signs(text, start, end > at ? end : at + 1);
			sum += end > at ? symbol_hash(text, start, end, !begun) : 0;
		}
		begun = begun || has_word(text, start, end);
		done = end > at ? end : at;
		if (done == at)
			(void)next_code(text, &done);
	}
	if (signs)
		read_signs(text, brackets, marks);
	uint64_t in_brackets = *brackets ? hash_of(str_from(brackets), HASH_KEY) : 0;
	uint64_t in_marks = *marks ? hash_of(str_from(marks), HASH_KEY) : 0;
	return sum + in_brackets + 3 * in_marks;
}
