#include "check/spelling/spelling.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { LATIN_END = 0x250, WORD_LEAST = 3, WORD_MOST = 60 };

static bool is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 32) >= 'a' && (code | 32) <= 'z';
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       category == UTF8PROC_CATEGORY_MN;
}

static bool is_apostrophe(uint32_t code)
{
	return code == '\'' || code == 0x2019;
}

/* The code point at offset; 0 at the end. */
static uint32_t peek(struct str text, size_t offset)
{
	return offset < text.len ? utf8_next(text, &offset) : 0;
}

struct str spelling_word(struct str text, size_t *offset)
{
	size_t at = *offset;
	while (at < text.len && !is_letter(peek(text, at)))
		utf8_next(text, &at);
	size_t start = at;
	while (at < text.len) {
		size_t after = at;
		uint32_t code = utf8_next(text, &after);
		if (!is_letter(code) && !(is_apostrophe(code) && is_letter(peek(text, after))))
			break;
		at = after;
	}
	*offset = at;
	return at > start ? (struct str){ text.at + start, at - start } : STR_NONE;
}

static bool is_upper(uint32_t code)
{
	return code < 0x80 ? code >= 'A' && code <= 'Z'
			   : utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

/* Whether a sentence, or something similar, begins at offset. */
static bool begins_sentence(struct str text, size_t offset)
{
	while (offset > 0 && strchr(" \n\t\r\"'([", text.at[offset - 1]))
		offset--;
	/* a) Like this. */
	bool label = offset == 2 || (offset > 2 && strchr(" \n\t\r(", text.at[offset - 3]));
	return offset == 0 || strchr(".?!:", text.at[offset - 1]) || (label && text.at[offset - 1] == ')');
}

/* Whether the word is a surname beside initials: "Fogg, N. P.", "T. Grammer". */
static bool has_initials(struct str text, size_t start, size_t end)
{
	bool after = end + 3 < text.len && text.at[end] == ',' && text.at[end + 1] == ' ' && ascii_is_upper(text.at[end + 2]) &&
		     text.at[end + 3] == '.';
	bool before = start > 2 && text.at[start - 1] == ' ' && text.at[start - 2] == '.' && ascii_is_upper(text.at[start - 3]) &&
		      (start == 3 || strchr(" \n\t\r.(", text.at[start - 4]));
	return after || before;
}

/* Whether the run, which has no white space, is an address without its beginning: nhs.uk/conditions */
static bool is_address(struct str run)
{
	const char *slash = memchr(run.at, '/', run.len);
	const char *dot = slash ? memchr(run.at, '.', (size_t)(slash - run.at)) : NULL;
	return dot && dot > run.at && ascii_is_letter(dot[-1]) && ascii_is_letter(dot[1]);
}

bool spelling_is_in_code(struct str text, struct str word)
{
	size_t start = (size_t)(word.at - text.at), end = start + word.len;
	while (start > 0 && !strchr(" \n\t\r", text.at[start - 1]))
		start--;
	while (end < text.len && !strchr(" \n\t\r", text.at[end]))
		end++;
	for (size_t i = start; i < end; i++)
		if ((text.at[i] >= '0' && text.at[i] <= '9') || strchr("@_\\=&<>", text.at[i]))
			return true;
	struct str run = { text.at + start, end - start };
	return memmem(run.at, run.len, "://", 3) || str_starts(run, "www.") || is_address(run);
}

/* Appends the word in normal form C, with change applied to each character; change may be NULL. */
static void put_composed(struct buf *out, struct str word, utf8proc_custom_func change)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len = utf8proc_map_custom((const utf8proc_uint8_t *)word.at, (utf8proc_ssize_t)word.len, &composed,
						   UTF8PROC_STABLE | UTF8PROC_COMPOSE, change, NULL);
	if (len >= 0)
		buf_add(out, (const char *)composed, (size_t)len);
	out->failed = out->failed || len < 0;
	free(composed);
}

static utf8proc_int32_t fold_code(utf8proc_int32_t code, void *data)
{
	(void)data;
	return code == 0x2019 ? '\'' : utf8proc_tolower(code);
}

void spelling_fold(struct buf *out, struct str word)
{
	char *to = buf_reserve(out, word.len);
	size_t len = 0;
	for (; to && len < word.len && (unsigned char)word.at[len] < 0x80; len++)
		to[len] = ascii_lower(word.at[len]);
	if (to && len == word.len)
		buf_grew(out, len);
	else
		put_composed(out, word, fold_code);
}

struct str spelling_composed(struct buf *scratch, struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		if ((unsigned char)word.at[i] < 0x80)
			continue;
		buf_clear(scratch);
		put_composed(scratch, word, NULL);
		return buf_view(scratch);
	}
	return word;
}

struct str spelling_plain(struct buf *scratch, struct str word)
{
	utf8proc_uint8_t *plain = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)word.at, (utf8proc_ssize_t)word.len, &plain,
					    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
	buf_clear(scratch);
	if (len >= 0)
		buf_add(scratch, (const char *)plain, (size_t)len);
	scratch->failed = scratch->failed || len < 0;
	free(plain);
	return buf_view(scratch);
}

enum spelling_case spelling_case_of(struct str text, struct str word, struct str composed)
{
	size_t start = (size_t)(word.at - text.at), letters = 0, at = 0;
	bool first_upper = false, other_upper = false, roman = true;
	while (at < composed.len) {
		uint32_t code = utf8_next(composed, &at);
		if (code >= LATIN_END && !is_apostrophe(code))
			return SPELLING_OTHER;
		bool upper = is_upper(code);
		first_upper = first_upper || (letters == 0 && upper);
		other_upper = other_upper || (letters > 0 && upper);
		roman = roman && strchr("ivx", (int)code);
		letters++;
	}
	if (letters < WORD_LEAST || letters > WORD_MOST || other_upper || roman)
		return SPELLING_OTHER;
	if (!first_upper)
		return SPELLING_SMALL;
	return begins_sentence(text, start) && !has_initials(text, start, start + word.len) ? SPELLING_INITIAL : SPELLING_NAME;
}
