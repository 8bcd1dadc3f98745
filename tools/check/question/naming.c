/* Where a text names options, also in part or abbreviated. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/subject.h"

const char *naming_bare(const char *option)
{
	static const char *const openings[] = { "on the", "in the", "at the", "by the", "to the", "of the",
						"the",	  "in",	    "by",     "a",	"an",	  NULL };
	size_t opening = phrase_starts_any(str_from(option), openings);
	return option + (opening && option[opening] == ' ' ? opening + 1 : 0);
}

/* The length of the option with an s at its end at the beginning of text, or 0. */
static size_t plural_length(struct str text, struct str option)
{
	size_t same = 0;
	while (same < option.len && same < text.len && ascii_lower(text.at[same]) == option.at[same])
		same++;
	if (same < option.len || same < 4 || same == text.len || text.at[same] != 's' || phrase_in_word(text, same + 1))
		return 0;
	return same + 1;
}

/* The length of the option at the beginning of text, in whole words, or of "C. perfringens"; or 0. */
static size_t name_length(struct str text, const char *option)
{
	if (ascii_lower(text.at[0]) != *option)
		return 0;
	size_t len = phrase_starts(text, option);
	len = len ? len : plural_length(text, str_from(option));
	if (len || !str_starts(phrase_after(text, 1), ". "))
		return len;
	const char *space = strchr(option, ' ');
	len = space && space - option > 4 ? phrase_starts(phrase_after(text, 3), space + 1) : 0;
	return len ? len + 3 : 0;
}

struct naming naming_first(const struct option_names *names, struct str text, size_t from)
{
	for (size_t at = from; at < text.len; at++) {
		struct naming naming = { at, at, 0 };
		if (!(names->firsts >> (text.at[at] & 31) & 1) || (at > 0 && phrase_in_word(text, at - 1)))
			continue;
		for (size_t i = 0; names->bare[i]; i++) {
			size_t len = name_length(phrase_after(text, at), names->bare[i]);
			if (at + len > naming.end)
				naming = (struct naming){ at, at + len, i };
		}
		if (naming.end > at)
			return naming;
	}
	return (struct naming){ text.len, text.len, 0 };
}

bool naming_has_key(const struct option_names *names, struct str wrong, struct str text)
{
	enum { TELLING_LEAST = 6 };
	static const char classes[] =
		" artery cancer carcinoma defect deficiency disease disorder failure infection muscle syndrome system "
		"therapy tumour tumor ";
	size_t own = 0, found = 0;
	struct str word;
	for (size_t at = 0; phrase_next_word(names->key, &at, &word);) {
		if ((word_kinds(word) & WORD_COMMON) || topic_has(wrong, word))
			continue;
		own++;
		bool has = topic_has(text, word);
		found += has;
		if (has && word.len >= TELLING_LEAST && !word_is_one_of(word, classes))
			return true;
	}
	return own > 0 && found == own;
}

size_t naming_count_of_key(const struct option_names *names, struct str wrong, const struct topic *topic,
			   struct str text)
{
	static const char *const denials[] = { "not", "no", "never", "cannot", "would", "wrong", "incorrect", NULL };
	size_t most = 0;
	for (size_t start = 0, end; start < text.len; start = end) {
		end = sentence_end(text, start);
		struct str sentence = { text.at + start, end - start };
		if (!naming_has_key(names, wrong, sentence) || phrase_in_any(sentence, denials))
			continue;
		size_t count = topic_count(topic, sentence);
		most = count > most ? count : most;
	}
	return most;
}

enum order naming_order(const struct option_names *names, struct str text, size_t first, bool *key_named)
{
	uint32_t seen = 0;
	size_t all = 0, key = 0;
	for (size_t at = 0; at < text.len;) {
		struct naming next = naming_first(names, text, at);
		if (next.start < text.len)
			seen |= UINT32_C(1) << next.number;
		at = next.end;
	}
	for (; names->all[all]; all++)
		key = names->all[all] == names->key.at ? all : key;
	size_t count = (size_t)__builtin_popcount(seen);
	*key_named = seen >> key & 1;
	if (!*key_named) {
		*key_named = naming_has_key(names, str_from(names->all[first]), text);
		return count > 1 && count + 1 == all && !*key_named ? ORDER_OTHERS : ORDER_NONE;
	}
	return count > 2 && (seen & ((UINT32_C(1) << first) - 1)) ? ORDER_OWN : ORDER_NONE;
}
