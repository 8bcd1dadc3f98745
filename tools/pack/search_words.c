#include "pack/search_words.h"

#include "base/utf8.h"
#include "check/vocabulary.h"

#include <utf8proc.h>

/* A word while it is put together. */
struct word {
	struct buf *out;
	size_t start; /* where it begins in out */
	unsigned characters;
};

static void end_word(struct word *word)
{
	if (word->characters == 1)
		buf_cut(word->out, word->start);
	else if (word->characters > 1)
		buf_char(word->out, '\0');
	word->start = word->out->len;
	word->characters = 0;
}

static void add_character(struct word *word, const char *bytes, size_t size)
{
	if (word->characters++ < SEARCH_WORD_MAX)
		buf_add(word->out, bytes, size);
}

/* code is of a text in form NFKD. */
static void take_code(struct word *word, utf8proc_int32_t code)
{
	char bytes[4];
	if (utf8proc_category(code) == UTF8PROC_CATEGORY_MN)
		return;
	if (utf8_is_word((uint32_t)code))
		add_character(word, bytes, utf8_encode((uint32_t)utf8proc_tolower(code), bytes));
	else
		end_word(word);
}

/* The order of combining marks, which NFKD settles too, is of no account here: those of category Mn go, and marks of
 * the others have no order to settle. So characters can be decomposed one by one. */
static void take_character(struct word *word, uint32_t character)
{
	utf8proc_int32_t codes[32]; /* the longest decomposition has 18 */
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)character, codes, 32,
							 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < 32; i++)
		take_code(word, codes[i]);
}

void search_split(struct buf *out, struct str text)
{
	struct word word = { out, out->len, 0 };
	size_t at = 0;
	while (at < text.len) {
		unsigned char c = (unsigned char)text.at[at];
		if (c >= 0x80) {
			take_character(&word, utf8_next(text, &at));
			continue;
		}
		at++;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			add_character(&word, (const char *)&c, 1);
		else
			end_word(&word);
	}
	end_word(&word);
}

struct taking {
	struct search_words *words;
	struct vocabulary known;
	struct buf text, split; /* of one run */
};

static bool is_sought(enum text_place place)
{
	return place != PLACE_FEEDBACK && place != PLACE_CREDIT && place != PLACE_SOURCE;
}

/* A lesson_text_visitor. */
static void take_run(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct taking *taking = context;
	struct search_words *words = taking->words;
	if (!is_sought(site->place))
		return;
	buf_clear(&taking->text);
	buf_clear(&taking->split);
	inline_plain(&taking->text, text);
	search_split(&taking->split, buf_view(&taking->text));
	for (size_t at = 0; at < taking->split.len;) {
		struct str word = str_from(taking->split.at + at);
		uint32_t count = taking->known.count, number = vocabulary_number(&taking->known, word);
		at += word.len + 1;
		if (taking->known.failed)
			return;
		if (number == count) {
			buf_add(&words->words, word.at, word.len + 1);
			buf_char(&words->titles, 0);
		}
		if (site->place == PLACE_TITLE && !buf_failed(&words->titles))
			words->titles.at[number] = 1;
	}
}

bool search_words_take(struct search_words *words, const struct lesson *lesson)
{
	struct taking taking = { .words = words };
	buf_init(&words->words, BUF_CAP);
	buf_init(&words->titles, BUF_CAP);
	buf_init(&taking.text, BUF_CAP);
	buf_init(&taking.split, BUF_CAP);
	vocabulary_init(&taking.known);
	lesson_each_text(lesson, take_run, &taking);
	bool good = !taking.known.failed && !buf_failed(&taking.text) && !buf_failed(&taking.split) &&
		    !buf_failed(&words->words) && !buf_failed(&words->titles);
	vocabulary_release(&taking.known);
	buf_release(&taking.text);
	buf_release(&taking.split);
	return good;
}

void search_words_release(struct search_words *words)
{
	buf_release(&words->words);
	buf_release(&words->titles);
}
