#include "check/duplicate/short_form.h"

#include "check/core/fold.h"

enum {
	SHORT_MIN = 2, /* bytes of an abbreviation */
	SHORT_MAX = 8,
	BRACKETS_MAX = 100, /* bytes between brackets */
	LONG_MAX = 100,	    /* bytes of a long form */
};

static bool is_abbreviation(struct str word)
{
	size_t capitals = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (!ascii_is_alphanumeric(word.at[i]))
			return false;
		capitals += ascii_is_upper(word.at[i]);
	}
	return word.len >= SHORT_MIN && word.len <= SHORT_MAX && capitals >= 2;
}

static struct str without_plural(struct str word)
{
	if (word.len > SHORT_MIN && word.at[word.len - 1] == 's' && ascii_is_upper(word.at[word.len - 2]))
		word.len--;
	return word;
}

static bool starts_word(struct str text, size_t at)
{
	return at == 0 || !ascii_is_alphanumeric(text.at[at - 1]);
}

/* The end of text that the abbreviation stands for: it has its letters in order, the first at the beginning of a word
 * (Schwartz and Hearst 2003). STR_NONE if there is none. */
static struct str long_form(struct str text, struct str name)
{
	size_t at = text.len;
	for (size_t i = name.len; i-- > 0;) {
		do {
			if (at == 0 || text.len - at > LONG_MAX)
				return STR_NONE;
			at--;
		} while (ascii_lower(text.at[at]) != ascii_lower(name.at[i]) || (i == 0 && !starts_word(text, at)));
	}
	struct str found = { text.at + at, text.len - at };
	size_t words = 1;
	for (size_t i = 0; i < found.len; i++)
		words += found.at[i] == ' ';
	bool other = memchr(found.at, '(', found.len) || memchr(found.at, ';', found.len);
	return found.len > name.len + 1 && words <= 2 * name.len && !other ? found : STR_NONE;
}

void short_form_add(struct index_part *part, struct str name, struct str meaning, struct buf *scratch)
{
	buf_clear(scratch);
	fold(scratch, name);
	size_t len = scratch->len;
	buf_char(scratch, '\n');
	fold(scratch, meaning);
	struct str both = buf_view(scratch);
	if (!buf_failed(scratch) && len && both.len > len + 1 && !memchr(both.at, ' ', len))
		index_add_short_form(part, (struct str){ both.at, len },
				     (struct str){ both.at + len + 1, both.len - len - 1 });
}

void short_forms_learn(struct index_part *part, struct str text, struct buf *scratch)
{
	const char *end = text.at + text.len;
	for (const char *at = text.at; text.len && (at = memchr(at, '(', (size_t)(end - at))) != NULL; at++) {
		size_t rest = (size_t)(end - at - 1);
		const char *close = memchr(at + 1, ')', rest < BRACKETS_MAX ? rest : BRACKETS_MAX);
		if (!close)
			continue;
		struct str inner = str_trim((struct str){ at + 1, (size_t)(close - at - 1) });
		struct str before = str_trim((struct str){ text.at, (size_t)(at - text.at) });
		size_t start = before.len;
		while (start > 0 && before.len - start <= SHORT_MAX && !ascii_is_space(before.at[start - 1]))
			start--;
		struct str word = without_plural((struct str){ before.at + start, before.len - start });
		struct str name = without_plural(inner);
		if (is_abbreviation(name)) {
			struct str meaning = long_form(before, name);
			if (meaning.at)
				short_form_add(part, name, meaning, scratch);
		} else if (is_abbreviation(word)) {
			struct str meaning = long_form(inner, word);
			if (meaning.at == inner.at)
				short_form_add(part, word, meaning, scratch);
		}
	}
}
