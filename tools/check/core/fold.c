#include "check/core/fold.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/core/fold_words.h"
#include "check/core/unspaced.h"

#include <stdlib.h>
#include <utf8proc.h>

enum fold_class {
	SEPARATOR, /* becomes a space */
	LETTER,
	DIGIT,
	SIGN,	  /* is kept */
	RELATION, /* is kept, without white space around it */
	PERCENT,  /* is kept, without white space before it */
	HYPHEN,
	DOT,
	JOINT, /* , and : which are kept between digits */
	SLASH,
	STAR,
	APOSTROPHE,
	NOTHING, /* is removed */
};

enum { MANY_PLAIN = 18 }; /* the longest expansion of a single character */

struct folding {
	struct buf *out;
	size_t start;		/* where the output of this call begins */
	bool space;		/* write a space before the next character */
	bool glue;		/* suppress that space, after a relation */
	enum fold_class before; /* class of the previous character */
};

static enum fold_class class_of_ascii(unsigned char c)
{
	if (((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == FOLD_DOTLESS_I)
		return LETTER;
	if (c >= '0' && c <= '9')
		return DIGIT;
	switch (c) {
	case '<':
	case '>':
	case '=':
	case '~': return RELATION;
	case '+':
	case '&':
	case '#':
	case '@':
	case '^':
	case '$':
	case '|':
	case '\\':
	case FOLD_GAP: return SIGN;
	case '%': return PERCENT;
	case '-': return HYPHEN;
	case '.': return DOT;
	case ',':
	case ':': return JOINT;
	case '/': return SLASH;
	case '*': return STAR;
	case '\'': return APOSTROPHE;
	default: return SEPARATOR;
	}
}

/* Arabic vowel signs and tatweel, Hebrew points, which most texts omit. */
static bool is_optional(uint32_t code)
{
	return code >= 0x0591 && code <= 0x06ed &&
	       (code == 0x0640 || (code >= 0x064b && code <= 0x065f) || code == 0x0670 ||
		(code >= 0x06d6 && code <= 0x06dc) || (code >= 0x06df && code <= 0x06e4) || code == 0x06e7 ||
		code == 0x06e8 || code >= 0x06ea ||
		(code <= 0x05c7 && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_MN));
}

/* Maps letters that Arabic and Persian typists interchange: alef with and without hamza, both kinds of yeh and kaf;
 * also the dotted capital I. */
static uint32_t plain_letter(uint32_t code)
{
	switch (code) {
	case 0x0622: /* alef with madda, with hamza above and below, wasla */
	case 0x0623:
	case 0x0625:
	case 0x0671: return 0x0627;
	case 0x0130: return 'i'; /* I with a dot */
	case 0x0649: /* alef maksura, Farsi yeh */
	case 0x06cc: return 0x064a;
	case 0x06a9: return 0x0643;
	default: return code;
	}
}

/* Whether a character exists for old character sets or for layout only: full-width Latin, half-width kana, Arabic
 * presentation forms, Roman numerals and units as one character. Superscripts and subscripts, which carry meaning,
 * don't count. */
static bool is_compatible(uint32_t code)
{
	return (code >= 0xff01 && code <= 0xffee) || (code >= 0xfe70 && code <= 0xfefc) ||
	       (code >= 0xfb50 && code <= 0xfdfc) || (code >= 0x3300 && code <= 0x33ff) ||
	       (code >= 0x2160 && code <= 0x217f) || code == 0x2103 || code == 0x2109 || code == 0x2113;
}

static enum fold_class class_of_other(uint32_t code)
{
	switch (code) {
	case 0x2010: /* hyphen, no-break hyphen, en dash, minus */
	case 0x2011:
	case 0x2013:
	case 0x2212: return HYPHEN;
	case 0x2018: /* apostrophes */
	case 0x2019:
	case 0x02bc: return APOSTROPHE;
	case 0x2044: /* slashes */
	case 0x2215: return SLASH;
	case 0x00b1: /* plus-minus, almost equal, not equal, at most, at least */
	case 0x2248:
	case 0x2260:
	case 0x2264:
	case 0x2265: return RELATION;
	case 0x2030: return PERCENT;
	case 0x2032: /* primes */
	case 0x2033: return SIGN;
	}
	if (is_optional(code))
		return NOTHING;
	if (utf8_is_space(code))
		return code == 0x200b || code == 0xfeff ? NOTHING : SEPARATOR;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME: return LETTER;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO: return DIGIT;
	case UTF8PROC_CATEGORY_SM:
	case UTF8PROC_CATEGORY_SC:
	case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_CO: return SIGN;
	case UTF8PROC_CATEGORY_CF: return NOTHING;
	default: return SEPARATOR;
	}
}

static enum fold_class class_at(struct str text, size_t offset)
{
	if (offset >= text.len)
		return SEPARATOR;
	unsigned char c = (unsigned char)text.at[offset];
	return c < 0x80 ? class_of_ascii(c) : class_of_other(utf8_next(text, &offset));
}

static bool is_word(enum fold_class class)
{
	return class == LETTER || class == DIGIT;
}

static void put(struct folding *folder, const char *bytes, size_t len)
{
	if (folder->space && !folder->glue && folder->out->len > folder->start)
		buf_char(folder->out, ' ');
	folder->space = folder->glue = false;
	buf_add(folder->out, bytes, len);
}

/* Writes a non-ASCII letter, digit or sign, case-folded, which may give several characters. */
static void put_code(struct folding *folder, uint32_t code)
{
	code = plain_letter(code);
	if (code < 0x80) {
		char c = (char)code;
		put(folder, &c, 1);
		return;
	}
	utf8proc_int32_t folded[8];
	int boundary = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, folded, 8, UTF8PROC_CASEFOLD,
							 &boundary);
	char bytes[8 * 4];
	size_t len = 0;
	for (utf8proc_ssize_t i = 0; i < count && i < 8; i++)
		len += utf8_encode((uint32_t)folded[i], bytes + len);
	put(folder, bytes, len);
}

/* The length of the word at offset if it consists of equal pairs of ASCII letters, else 0. */
static size_t paired_word(struct str text, size_t offset)
{
	size_t i = offset;
	while (i + 1 < text.len && class_of_ascii((unsigned char)text.at[i]) == LETTER &&
	       text.at[i] != FOLD_DOTLESS_I && (text.at[i] | 0x20) == (text.at[i + 1] | 0x20))
		i += 2;
	return is_word(class_at(text, i)) ? 0 : i - offset;
}

/* Whether a character that is kept only between certain others is kept here. */
static bool stays(enum fold_class class, enum fold_class before, enum fold_class after, bool dash)
{
	switch (class) {
	case HYPHEN:
		if (after == DIGIT)
			return before != LETTER;
		return is_word(before) && !is_word(after) && !dash;
	case DOT: return after == DIGIT && before != LETTER;
	case JOINT: return before == DIGIT && after == DIGIT;
	case SLASH: return is_word(before) && is_word(after);
	case STAR: return is_word(before) && is_word(after);
	default: return true;
	}
}

/* Writes anything that is neither a letter nor a digit. */
static void fold_mark(struct folding *folder, enum fold_class class, enum fold_class after, uint32_t code)
{
	bool keep = stays(class, folder->before, after, code == 0x2013);
	switch (class) {
	case SEPARATOR: folder->space = true; break;
	case NOTHING: break;
	case APOSTROPHE: folder->space = folder->space || !is_word(folder->before); break;
	case SIGN: put_code(folder, code); break;
	case RELATION:
		folder->glue = true;
		put_code(folder, code);
		folder->glue = true;
		break;
	case PERCENT:
		folder->space = false;
		put_code(folder, code);
		break;
	case HYPHEN:
	case SLASH:
		if (keep)
			put(folder, class == HYPHEN ? "-" : "/", 1);
		else
			folder->space = true;
		break;
	case DOT:
		if (keep)
			put(folder, ".", 1);
		break;
	default:
		if (keep)
			put_code(folder, code);
		else
			folder->space = true;
	}
}

/* Writes the letters and digits at offset in lower case, with following words, and returns where they end. A fast path
 * for most text. */
static size_t fold_run(struct folding *folder, struct str text, size_t offset)
{
	char *out = buf_reserve(folder->out, text.len - offset + sizeof(uint64_t));
	if (!out)
		return text.len;
	char *start = out;
	*out = ' ';
	out += folder->space && !folder->glue && folder->out->len > folder->start;
	for (size_t gap = 1; gap; offset += gap) {
		size_t len = fold_words(out, text, offset);
		out += len;
		offset += len;
		gap = fold_gap(text, offset);
		*out = ' ';
		out += gap > 0;
	}
	buf_grew(folder->out, (size_t)(out - start));
	folder->space = folder->glue = false;
	folder->before = class_of_ascii((unsigned char)text.at[offset - 1]);
	return offset;
}

/* "herpes / rubella" is herpes/rubella. */
static bool is_spaced_slash(struct str text, size_t i)
{
	if (i < 2 || i + 2 >= text.len || text.at[i - 1] != ' ' || text.at[i + 1] != ' ')
		return false;
	unsigned char before = (unsigned char)text.at[i - 2];
	return (before >= 0x80 || ascii_is_alphanumeric((char)before)) && is_word(class_at(text, i + 2));
}

/* "Low- salt" is low-salt, as at the end of a line; but the hyphen of "Cl- channel" is a charge. */
static bool is_spaced_hyphen(struct str text, size_t i)
{
	size_t letters = 0, next = i + 1;
	while (letters < 3 && letters < i && class_of_ascii((unsigned char)text.at[i - 1 - letters]) == LETTER)
		letters++;
	while (next < text.len && (text.at[next] == ' ' || text.at[next] == '\n' || text.at[next] == '\t'))
		next++;
	bool one = letters == 1 && (i < 2 || !is_word(class_of_ascii((unsigned char)text.at[i - 2]))) &&
		   !strchr("FHIefhi", text.at[i - 1]);
	return text.at[i] == '-' && next > i + 1 && is_word(class_at(text, next)) && (letters == 3 || one);
}

static void fold_composed(struct buf *out, struct str text)
{
	struct folding folder = { .out = out, .start = out->len, .before = SEPARATOR };
	for (size_t i = 0; i < text.len;) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0x80) {
			enum fold_class class = class_of_ascii(c);
			size_t paired = class == LETTER && !is_word(folder.before) ? paired_word(text, i) : 0;
			if (class == SEPARATOR) {
				folder.space = true;
				i++;
			} else if (c == FOLD_DOTLESS_I) {
				put(&folder, "\xc4\xb1", 2);
				i++;
			} else if (paired) {
				put(&folder, text.at + i, paired);
				i += paired;
			} else if (is_word(class)) {
				i = fold_run(&folder, text, i);
				continue;
			} else if (class == SIGN) {
				put(&folder, text.at + i++, 1);
			} else if (class == SLASH && is_spaced_slash(text, i)) {
				folder.space = false;
				put(&folder, "/", 1);
				i += 2;
			} else {
				if (class == HYPHEN && is_spaced_hyphen(text, i))
					class = SEPARATOR;
				i++;
				fold_mark(&folder, class, class_at(text, i), c);
			}
			folder.before = class;
			continue;
		}
		size_t unit = c >= 0xe0 ? unspaced_unit(text, i) : 0;
		if (unit) {
			folder.space = true;
			put(&folder, text.at + i, unit);
			folder.space = true;
			folder.before = LETTER;
			i += unit;
			continue;
		}
		uint32_t code = utf8_next(text, &i);
		enum fold_class class = class_of_other(code);
		if (is_word(class))
			put_code(&folder, code);
		else
			fold_mark(&folder, class, class_at(text, i), code);
		if (class != NOTHING)
			folder.before = class;
	}
}

/* Whether text is certainly in normal form C: Latin, Greek and Cyrillic letters, and marks without another form. */
static bool surely_composed(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		uint64_t eight = 0;
		if (i + sizeof(eight) <= text.len)
			memcpy(&eight, text.at + i, sizeof(eight));
		if (i + sizeof(eight) <= text.len && !(eight & 0x8080808080808080u)) {
			i += sizeof(eight);
			continue;
		}
		if ((unsigned char)text.at[i] < 0x80) {
			i++;
			continue;
		}
		uint32_t code = utf8_next(text, &i);
		if (code >= 0x300 && !(code >= 0x388 && code <= 0x481) && !(code >= 0x2010 && code <= 0x2037) &&
		    !(code >= 0x2190 && code <= 0x2199) && code != 0x2212 && code != 0x2264 && code != 0x2265)
			return false;
	}
	return true;
}

/* Appends text with compatibility characters replaced. */
static void add_plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		if (!is_compatible(code)) {
			buf_add(out, text.at + start, i - start);
			continue;
		}
		utf8proc_int32_t plain[MANY_PLAIN];
		int boundary = UTF8PROC_BOUNDCLASS_START;
		utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, plain, MANY_PLAIN,
								 UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
		for (utf8proc_ssize_t j = 0; j < count && j < MANY_PLAIN; j++) {
			char bytes[4];
			buf_add(out, bytes, utf8_encode((uint32_t)plain[j], bytes));
		}
	}
}

void fold(struct buf *out, struct str text)
{
	if (surely_composed(text)) {
		fold_composed(out, text);
		return;
	}
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	add_plain(&plain, text);
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)plain.at, (utf8proc_ssize_t)plain.len, &composed,
					    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE);
	if (len >= 0)
		fold_composed(out, (struct str){ (const char *)composed, (size_t)len });
	else if (len == UTF8PROC_ERROR_NOMEM || buf_failed(&plain))
		out->failed = true;
	else
		fold_composed(out, text);
	out->failed = out->failed || buf_failed(&plain);
	free(composed);
	buf_release(&plain);
}

bool fold_contains(struct str text, struct str words, size_t *offset)
{
	if (words.len == 0)
		return false;
	const char *from = text.at, *end = text.at + text.len;
	while (from && (size_t)(end - from) >= words.len) {
		const char *at = memmem(from, (size_t)(end - from), words.at, words.len);
		if (!at)
			return false;
		const char *after = at + words.len;
		if ((at == text.at || at[-1] == ' ') && (after == end || *after == ' ')) {
			if (offset)
				*offset = (size_t)(at - text.at);
			return true;
		}
		from = at + 1;
	}
	return false;
}
