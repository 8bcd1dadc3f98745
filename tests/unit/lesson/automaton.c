/* The automata never hide a finding: changed lessons have the same findings with them and without. MUTANTS=N tries more
 * lessons, SEED=N others. */
#include "lesson/schema.h"

#include "../lesson.h"
#include "../odd_lesson.h"
#include "../tags.h"
#include "../value_automata.h"

#include <libxml/parser.h>

enum { MUTANTS = 3000, MUTANTS_PER_LESSON = 10, LESSON_BYTES = 8000 };

/* Readers with automata and without. */
struct trial {
	struct reading with, without;
	struct model model; /* without automata of content */
	struct arena arena;
	struct text text;
	struct buf lesson, changed;
	struct odd odd;
};

static int set_up(void **state)
{
	struct trial *trial = calloc(1, sizeof(*trial));
	assert_non_null(trial);
	reading_init(&trial->with);
	reading_init(&trial->without);
	arena_init(&trial->arena);
	assert_true(model_without_content(&trial->model, &trial->arena));
	trial->without.schema->model = &trial->model;
	buf_init(&trial->text.bytes, BUF_CAP);
	buf_init(&trial->lesson, BUF_CAP);
	buf_init(&trial->changed, BUF_CAP);
	trial->odd.state = 88172645463325252u ^ ((uint64_t)odd_setting("SEED", 1) << 20);
	*state = trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	reading_release(&trial->with);
	reading_release(&trial->without);
	arena_release(&trial->arena);
	buf_release(&trial->text.bytes);
	buf_release(&trial->lesson);
	buf_release(&trial->changed);
	free(trial);
	return 0;
}

static const char *some_name(struct odd *odd)
{
	return odd_pick(odd, 10) == 0 ? ODD_ONE_OF(odd, "div", "para", "Title", "x", "l:p", "xml:p")
				      : element_text((enum element_name)odd_pick(odd, ELEMENT_UNKNOWN));
}

static const char *some_attribute(struct odd *odd)
{
	return ODD_ONE_OF(odd, "id", "id", "xml:lang", "xml:lang", "access", "kind", "to", "href", "source", "at",
			  "title", "hint", "src", "alt", "licence", "scope", "columns", "rows", "correct", "objective",
			  "difficulty", "progress", "doi", "reviewed", "review-by", "xml:space", "xml:id", "xsi:nil",
			  "xsi:type", "l:id", "ID", "lang", "class");
}

static void add_value(struct odd *odd, struct buf *out)
{
	if (odd_pick(odd, 20) == 0)
		buf_repeat(out, ODD_ONE_OF(odd, "a", "1", " ", "/")[0],
			   odd_pick(odd, 3) ? 60 + odd_pick(odd, 80) : 70000);
	else
		buf_text(out,
			 ODD_ONE_OF(odd, "", " ", "a", " a", "a ", "a  b", "&#10;", "a&#9;b", "&#xA0;", "\u00e9",
				    "\u3000", "&amp;", "&lt;", "0", "1", "5", "05", "+5", "5.0", "6", "99", "100",
				    "101", "-1", "true", "false", " true", "TRUE", "2026-11-20", "2024-02-29",
				    "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "0000-01-01", "2026-11-20Z",
				    "12026-01-01", "2026-11-2", "en", "EN", "en-GB", "en-Latn-GB", "en_GB", "en-",
				    "x-y", "i-klingon", "de-1996", "es-419", "zh-cmn-Hans-CN", "abcdefghi", "q-1",
				    "a--b", "-a", "a-", "A", "a_b", "a#b", "a#b#c", "#a", "free", "member", "member ",
				    "single", "multiple", "bullet", "number", "pearl", "note", "column", "row",
				    "keep since 1.0.0", "keep  since 1.0.0", "reset since 01.0.0",
				    "reset since 1.2.3-a.b", "keep since 1.0.1234567890", "images/a.svg", "/a", "../a",
				    "a b.svg", "a%20b", "a%2", "a:b", "//x", "a|b", "a\\b", "http://x y",
				    "https://example.org/", "http://", "HTTP://e.org?q=(1)#x", "https://user@e.org",
				    "https://\u00e9.org", "mailto:a@b", "mailto:a", "javascript:x", "10.1000/x",
				    "10.1/x", "10.1000/", "10.1000/\u00e9", "10.1234567890/x", "one two", "CC0-1.0"));
}

static const char *some_text(struct odd *odd)
{
	return ODD_ONE_OF(odd, "text", " ", "\n", "&amp;", "&#160;", "&nbsp;", "<![CDATA[x]]>", "<![CDATA[]]>",
			  "<![CDATA[ ]]>", "<!-- c -->", "<?php x ?>", "<?satchel-ignore text/repeated reason='r'?>",
			  "\u00e9", "\u00a0", "\u3000", "<em>x</em>", "<cite source='s-one'/>", "<p>x</p>", "<x/>",
			  "<em xmlns=''>x</em>", "<em xmlns='urn:other'>x</em>",
			  "<l:em xmlns:l='urn:satchel:lesson:1'>x</l:em>");
}

/* The number of an opening tag. */
static size_t some_tag(struct trial *trial)
{
	size_t index;
	do
		index = odd_pick(&trial->odd, (unsigned)trial->text.count);
	while (trial->text.tags[index].closes);
	return index;
}

/* The text of an element with its tags. */
static struct str element_of(const struct text *text, size_t index)
{
	size_t start = text->tags[index].start;
	return (struct str){ text->bytes.at + start, text->tags[text->tags[index].partner].end - start };
}

/* Replaces bytes of the text by those in changed. */
static void replace(struct trial *trial, size_t start, size_t end)
{
	struct buf *bytes = &trial->text.bytes;
	buf_str(&trial->changed, (struct str){ bytes->at + end, bytes->len - end });
	buf_cut(bytes, start);
	buf_str(bytes, buf_view(&trial->changed));
}

static void change_attribute(struct trial *trial, const struct tag *tag)
{
	struct str s = buf_view(&trial->text.bytes);
	struct markup_attribute found[16];
	unsigned count = 0;
	for (size_t at = tag->name_end; count < 16 && markup_attribute(s, &at, tag->end, &found[count]);)
		count++;
	unsigned kind = count ? odd_pick(&trial->odd, 4) : 0;
	const struct markup_attribute *a = count ? &found[odd_pick(&trial->odd, count)] : NULL;
	switch (kind) {
	case 0: /* add one */
		buf_format(&trial->changed, " %s=\"", some_attribute(&trial->odd));
		add_value(&trial->odd, &trial->changed);
		buf_char(&trial->changed, '"');
		replace(trial, tag->name_end, tag->name_end);
		break;
	case 1: /* remove it */ replace(trial, a->name, a->value_end + 1); break;
	case 2: /* rename it */
		buf_text(&trial->changed, some_attribute(&trial->odd));
		replace(trial, a->name, a->name_end);
		break;
	default: /* another value */ add_value(&trial->odd, &trial->changed); replace(trial, a->value, a->value_end);
	}
}

static void change_element(struct trial *trial, size_t index)
{
	const struct text *text = &trial->text;
	const struct tag *tag = &text->tags[index], *partner = &text->tags[tag->partner];
	struct str whole = element_of(text, index);
	struct str inside = { text->bytes.at + tag->end, partner->start > tag->end ? partner->start - tag->end : 0 };
	struct str attributes = { text->bytes.at + tag->name_end, tag->end - tag->name_end };
	struct buf *changed = &trial->changed;
	const char *name = some_name(&trial->odd);
	switch (odd_pick(&trial->odd, 8)) {
	case 0: break; /* remove it */
	case 1: buf_str(changed, inside); break;
	case 2: /* twice */
		buf_str(changed, whole);
		buf_str(changed, whole);
		break;
	case 3: buf_format(changed, "<%s>%.*s</%s>", name, STR_ARG(whole), name); break;
	case 4: /* rename it */
		buf_format(changed, "<%s%.*s", name, STR_ARG(attributes));
		if (!tag->empty)
			buf_format(changed, "%.*s</%s>", STR_ARG(inside), name);
		break;
	case 5: /* another element in its place */ buf_str(changed, element_of(text, some_tag(trial))); break;
	case 6: /* another element before it */
		buf_str(changed, element_of(text, some_tag(trial)));
		buf_str(changed, whole);
		break;
	default: { /* deep nesting */
		unsigned depth = odd_pick(&trial->odd, 4) ? 3 : 90;
		for (unsigned i = 0; i < depth; i++)
			buf_format(changed, "<%s>", name);
		buf_str(changed, whole);
		for (unsigned i = 0; i < depth; i++)
			buf_format(changed, "</%s>", name);
	}
	}
	replace(trial, (size_t)(whole.at - text->bytes.at), (size_t)(whole.at - text->bytes.at) + whole.len);
}

static void mutate(struct trial *trial)
{
	find_tags(&trial->text);
	buf_clear(&trial->changed);
	size_t index = some_tag(trial);
	const struct tag *tag = &trial->text.tags[index];
	unsigned kind = odd_pick(&trial->odd, 5);
	if (kind < 2) {
		change_attribute(trial, tag);
	} else if (kind < 4 && index > 0) {
		change_element(trial, index);
	} else {
		buf_text(&trial->changed, some_text(&trial->odd));
		size_t at = odd_pick(&trial->odd, 2) ? tag->end : tag->start;
		replace(trial, at, at);
	}
}

/* All that is reported, and whether a lesson was read. */
static void describe(const struct reading *reading, struct buf *out)
{
	buf_clear(out);
	buf_format(out, "status %d\n", (int)reading->status);
	for (const struct diagnostic *d = reading->report.first; d; d = d->next)
		buf_format(out, "%u:%u-%u %s: %s [%s]\n", d->location.line, d->location.column, d->span.end, d->name,
			   d->message, d->help ? d->help : "");
}

static void test_same_findings(void **state)
{
	struct trial *trial = *state;
	struct buf with, without;
	unsigned count = odd_setting("MUTANTS", MUTANTS), clean = 0;
	uint64_t number = (uint64_t)odd_setting("SEED", 1) * 100000;
	buf_init(&with, BUF_CAP);
	buf_init(&without, BUF_CAP);
	for (unsigned i = 0; i < count; i++) {
		if (i % MUTANTS_PER_LESSON == 0)
			do
				odd_lesson(&trial->lesson, ++number);
			while (trial->lesson.len > LESSON_BYTES);
		buf_clear(&trial->text.bytes);
		buf_str(&trial->text.bytes, buf_view(&trial->lesson));
		for (unsigned changes = 1 + odd_pick(&trial->odd, 2); changes > 0; changes--)
			mutate(trial);
		reading_read(&trial->with, buf_view(&trial->text.bytes));
		reading_read(&trial->without, buf_view(&trial->text.bytes));
		describe(&trial->with, &with);
		describe(&trial->without, &without);
		if (!str_equal(buf_view(&with), buf_view(&without)))
			fail_msg("%s\n\nwith automata: %s\nwithout: %s", trial->text.bytes.at, with.at, without.at);
		clean += !trial->with.report.first;
	}
	print_message("# %u of %u changed lessons have no finding\n", clean, count);
	assert_in_range(clean, count / 50, count / 2);
	buf_release(&with);
	buf_release(&without);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_same_findings, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
