/* Formatting unusual lessons keeps their meaning, and formatting them again changes nothing. */
#include "format/format.h"
#include "../lesson.h"
#include "../odd_lesson.h"
#include "pack/compile.h"

#include <stdio.h>

enum { LESSONS = 150, MUTATED_LESSONS = 80 };

struct trial {
	struct reading reading;
	struct buf text, laid_out, again, before, after, mutant;
};

static int set_up(void **state)
{
	struct trial *t = calloc(1, sizeof(*t));
	assert_non_null(t);
	reading_init(&t->reading);
	struct buf *const bufs[] = { &t->text, &t->laid_out, &t->again, &t->before, &t->after, &t->mutant };
	for (size_t i = 0; i < sizeof(bufs) / sizeof(bufs[0]); i++)
		buf_init(bufs[i], BUF_CAP);
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *t = *state;
	struct buf *const bufs[] = { &t->text, &t->laid_out, &t->again, &t->before, &t->after, &t->mutant };
	reading_release(&t->reading);
	for (size_t i = 0; i < sizeof(bufs) / sizeof(bufs[0]); i++)
		buf_release(bufs[i]);
	free(t);
	return 0;
}

static bool name_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	(void)context, (void)use;
	snprintf(asset->name, ASSET_NAME_SIZE, "assets/%.*s", STR_ARG(src->value));
	return true;
}

/* The typed lesson followed by its comments and instructions, byte for byte; false if it is invalid. */
static bool meaning_of(struct trial *t, const struct buf *text, struct buf *out)
{
	reading_read(&t->reading, buf_view(text));
	buf_clear(out);
	if (t->reading.status != READER_OK || t->reading.report.counts[SEVERITY_ERROR])
		return false;
	assert_int_equal(compile_lesson(t->reading.lesson, NULL, name_asset, NULL, out), COMPILE_OK);
	for (const char *at = text->at; (at = strchr(at, '<')); at++) {
		const char *end = str_starts(str_from(at), "<!--")			? strstr(at, "-->")
				  : at[1] == '?' && !str_starts(str_from(at), "<?xml ") ? strstr(at, "?>")
											: NULL;
		if (end)
			buf_format(out, "\n%.*s", (int)(end - at), at);
	}
	return true;
}

/* The formatted lesson of that number; t->before gets its meaning before. */
static void lay_out(struct trial *t, unsigned number)
{
	size_t ids;
	odd_lesson(&t->text, number);
	if (!meaning_of(t, &t->text, &t->before))
		fail_msg("lesson %u is not valid: %s: %s", number, t->reading.report.first->message,
			 buf_cstr(&t->text));
	enum format_status status = format_lesson(buf_view(&t->text), NULL, NULL, &t->laid_out, &ids);
	if (status != FORMAT_OK)
		fail_msg("lesson %u: status %d: %s", number, status, buf_cstr(&t->text));
}

static void generated_lessons_mean_what_they_meant(void **state)
{
	struct trial *t = *state;
	for (unsigned number = 1; number <= LESSONS; number++) {
		lay_out(t, number);
		assert_true(meaning_of(t, &t->laid_out, &t->after));
		assert_string_equal(buf_cstr(&t->after), buf_cstr(&t->before));
	}
}

static void generated_lessons_are_laid_out_once(void **state)
{
	struct trial *t = *state;
	size_t ids;
	for (unsigned number = 1; number <= LESSONS; number++) {
		lay_out(t, number);
		assert_int_equal(format_lesson(buf_view(&t->laid_out), NULL, NULL, &t->again, &ids), FORMAT_OK);
		if (!str_equal(buf_view(&t->again), buf_view(&t->laid_out)))
			fail_msg("lesson %u changes again: %s", number, buf_cstr(&t->text));
	}
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether the end tag of an inline element that ends with a letter is directly before. */
static bool follows_markup(const char *at)
{
	static const char *const tags[] = { "</em>", "</strong>", "</sub>", "</sup>", "</link>", "</abbr>" };
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		size_t len = strlen(tags[i]);
		if (memcmp(at - len, tags[i], len) == 0)
			return is_letter(at[-(ptrdiff_t)len - 1]);
	}
	return false;
}

/* What an incorrect layout could do to a lesson. */
enum mutation { JOIN_WORDS, PART_WORDS, PART_MARKUP, CHANGE_LETTER, DROP_REMARK, MUTATIONS };

/* The bytes that replace cut bytes at that offset if the mutation is possible there; otherwise NULL. */
static const char *mutation_at(enum mutation mutation, const char *at, bool in_text, size_t *cut)
{
	*cut = 0;
	switch (mutation) {
	case JOIN_WORDS: *cut = 1; return in_text && is_letter(at[-1]) && *at == ' ' && is_letter(at[1]) ? "" : NULL;
	case PART_WORDS: return in_text && is_letter(at[-1]) && is_letter(*at) ? " " : NULL;
	case PART_MARKUP: return in_text && is_letter(*at) && follows_markup(at) ? " " : NULL;
	case CHANGE_LETTER: *cut = 1; return in_text && is_letter(at[-1]) && *at == 'd' ? "t" : NULL;
	default: *cut = strlen("<!--c-->"); return strncmp(at, "<!--c-->", *cut) == 0 ? "" : NULL;
	}
}

/* Applies the mutation at a random possible offset, and writes the result to out; false if there is none. */
static bool mutate(const struct buf *text, enum mutation mutation, unsigned number, struct buf *out)
{
	size_t places = 0, wanted = SIZE_MAX, cut;
	for (unsigned round = 0; round < 2; round++) {
		bool tag = false, entity = false;
		size_t seen = 0;
		for (size_t i = 0; i < text->len; i++) {
			const char *at = text->at + i;
			/* Values are in double quotes. A > in one is mistaken for the end of the tag, which only hides
			 * some offsets. */
			bool in_text = !tag && !entity && i > 10 && *at != '<' && *at != '&';
			const char *put = i > 10 ? mutation_at(mutation, at, in_text, &cut) : NULL;
			if (put && seen++ == wanted) {
				buf_clear(out);
				buf_add(out, text->at, i);
				buf_text(out, put);
				buf_add(out, at + cut, text->len - i - cut);
				return true;
			}
			tag = *at == '<' || (tag && *at != '>');
			entity = *at == '&' || (entity && *at != ';');
		}
		places = seen;
		if (!places)
			return false;
		wanted = number % places;
	}
	return false;
}

static void a_layout_that_changed_something_would_be_found_out(void **state)
{
	struct trial *t = *state;
	unsigned made[MUTATIONS] = { 0 };
	for (unsigned number = 1; number <= MUTATED_LESSONS; number++) {
		lay_out(t, number);
		for (unsigned m = 0; m < MUTATIONS; m++) {
			if (!mutate(&t->laid_out, (enum mutation)m, number, &t->mutant))
				continue;
			if (!meaning_of(t, &t->mutant, &t->after))
				continue;
			if (str_equal(buf_view(&t->after), buf_view(&t->before)))
				fail_msg("mutation %u of lesson %u is not seen: %s", m, number, buf_cstr(&t->mutant));
			made[m]++;
		}
	}
	for (unsigned m = 0; m < MUTATIONS; m++)
		assert_true(made[m] > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(generated_lessons_mean_what_they_meant, set_up, tear_down),
		cmocka_unit_test_setup_teardown(generated_lessons_are_laid_out_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_layout_that_changed_something_would_be_found_out, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
