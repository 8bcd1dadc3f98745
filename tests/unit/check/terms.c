#include "check/duplicate/word_class.h"
#include "check/duplicate/word_form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

/* The rows of the table, each ended by NULL. */
static const char *const terms[] = {
#define TERMS(...) __VA_ARGS__, NULL,
#include "check/duplicate/terms.def"
#undef TERMS
	NULL,
};

/* Appends the stems of the words that count. */
static void add_stems(struct buf *out, const char *term)
{
	while (*term) {
		char stem[WORD_STEM];
		struct str word = { term, strcspn(term, " ") };
		size_t len = word_stem(stem, word);
		if (word_class_of(&listed_tables, word, (struct str){ stem, len }) != WORD_SMALL) {
			buf_add(out, stem, len);
			buf_char(out, ' ');
		}
		term += word.len + (term[word.len] == ' ');
	}
}

/* Since words are compared by their stems, "testes" and "test" would be one. */
static void no_term_has_two_meanings(void **state)
{
	(void)state;
	struct arena copies;
	struct map rows;
	size_t wrong = 0;
	map_init(&rows);
	arena_init(&copies);
	for (size_t i = 0; terms[i]; i++) {
		const char *first = terms[i];
		for (; terms[i]; i++) {
			struct buf stems;
			buf_init(&stems, BUF_CAP);
			add_stems(&stems, terms[i]);
			if (!stems.len) {
				print_error("%s: nothing counts in it\n", terms[i]);
				wrong++;
			}
			struct str copy = arena_str(&copies, buf_view(&stems));
			void **slot = map_put(&rows, copy);
			buf_release(&stems);
			assert_true(copy.at && slot);
			if (*slot && *slot != first) {
				print_error("%s: also in the row of %s\n", terms[i], (const char *)*slot);
				wrong++;
			}
			*slot = (void *)(uintptr_t)first;
		}
	}
	map_release(&rows);
	arena_release(&copies);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_term_has_two_meanings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
