#include "check/core/symbols.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/core/fold.h"

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

static void read_letters(struct str text, struct letters *letters)
{
	bool starts = true, spaced = false;
	size_t word = 0;
	letters->count = 0;
	letters->capitals = true;
	for (size_t i = 0; i < text.len && letters->count < LETTERS_MAX;) {
		uint32_t code = (unsigned char)text.at[i] < 0x80 ? (unsigned char)text.at[i++] : utf8_next(text, &i);
		code = code == FOLD_DOTLESS_I ? 'I' : code;
		/* Full-width forms of ASCII. */
		code -= code >= 0xff01 && code <= 0xff5e ? 0xfee0 : 0;
		if (code < 0x80 ? ascii_is_alphanumeric((char)code) : utf8_is_word(code)) {
			word = starts ? letters->count : word;
			letters->at[letters->count++] = (struct letter){ code, starts, starts && spaced, false };
			letters->at[word].capital = letters->at[word].capital || is_capital(code);
			letters->capitals = letters->capitals && !is_small(code);
			starts = spaced = false;
		} else if (code != '\'' && code != '.' && code != 0x2019 && code != 0xad) {
			/* The dots of e.g. are within a word; the full stop of a sentence is followed by a space. */
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

/* Short words that often begin a sentence, in the languages of lessons. */
static bool is_small_word(const struct symbol_word *word)
{
	static const char words[] = " a à am an as at au be by d da de do du el em en er es et för go i if il im in is it "
				    "je la le na ne no o of og on op or os se si so su te to um un up us y z zu ";
	char text[16] = " ";
	if (word->len > SYMBOL_LETTERS)
		return false;
	size_t len = 1;
	for (size_t i = 0; i < word->len; i++)
		len += utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)word->at[i].code), text + len);
	text[len++] = ' ';
	return memmem(words, sizeof(words) - 1, text, len) != NULL;
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

static size_t count_char(struct str text, char c)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == c;
	return count;
}

/* The prime, star or factorial mark at byte i; 0 if there is none. */
static char mark_at(struct str text, size_t i)
{
	bool digit = i > 0 && text.at[i - 1] >= '0' && text.at[i - 1] <= '9';
	bool before_digit = i + 1 < text.len && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
	switch (text.at[i]) {
	case '\'': return digit && count_char(text, '\'') == 1 ? '\'' : 0;
	case '"': return digit && count_char(text, '"') == 1 ? '"' : 0;
	case '!': return digit && i + 1 < text.len ? '!' : 0;
	case '*': return before_digit && !digit ? '*' : 0;
	default: return 0;
	}
}

/* Collects the significant signs in order. */
static void read_signs(struct str text, char brackets[SIGNS_MAX], char marks[SIGNS_MAX])
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (ascii_is_alphanumeric(c) || c == ' ')
			continue;
		char mark = mark_at(text, i);
		if (mark)
			put_sign(marks, mark);
		size_t end = c == '(' || c == '[' || c == ']' ? interval_end(text, i) : 0;
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
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < word->len; i++)
		hash = (hash ^ word->at[i].code) * UINT64_C(0x100000001b3);
	return hash ? hash : 1;
}

void symbols_add(struct buf *folded, struct str text)
{
	struct letters letters;
	char brackets[SIGNS_MAX] = "", marks[SIGNS_MAX] = "";
	uint64_t sum = 0;
	read_letters(text, &letters);
	for (size_t start = 0, len; start < letters.count; start += len) {
		len = word_len(&letters, start);
		/* Lower-case words are left out: Mg and mg differ anyway. */
		if (!letters.at[start].capital)
			continue;
		struct symbol_word word = word_at(letters.at + start, len);
		if ((word.capitals || word.mixed || word.title) && case_counts(&word) &&
		    !(word.title && (begins_sentence(&letters, start, start + len) || is_small_word(&word))))
			sum += word_hash(&word);
	}
	read_signs(text, brackets, marks);
	if (sum || *brackets || *marks)
		buf_format(folded, " %llx%s%s", (unsigned long long)sum, brackets, marks);
}
