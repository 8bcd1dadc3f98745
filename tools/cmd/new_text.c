#include "cmd/new_text.h"

/* $ stands for an id that is made, with the prefix behind it up to the next $. */
static const char question[] =
	"    <question id=\"$q-$\">\n"
	"      <stem>What is asked, so that it can be answered with the options covered?</stem>\n"
	"      <option correct=\"true\">The right answer\n"
	"        <feedback>Why it is right.</feedback>\n"
	"      </option>\n"
	"      <option>A wrong answer that somebody who knows less would choose\n"
	"        <feedback>Why it is wrong.</feedback>\n"
	"      </option>\n"
	"      <option>Another one, of the same kind and length\n"
	"        <feedback>Why it is wrong.</feedback>\n"
	"      </option>\n"
	"      <explanation>What the question teaches.</explanation>\n"
	"    </question>\n";

static const char card[] =
	"    <card id=\"$c-$\">\n"
	"      <front>What is asked?</front>\n"
	"      <back>One fact</back>\n"
	"    </card>\n";

static const char cloze[] =
	"    <cloze id=\"$c-$\">A sentence with a <blank hint=\"what kind of thing\">gap</blank> in it.</cloze>\n";

static const char lesson_start[] =
	"  <title>The title, as learners see it in lists</title>\n"
	"  <summary>What the lesson is about, in a sentence or two.</summary>\n"
	"\n"
	"  <section id=\"$part-$\">\n"
	"    <title>The first heading</title>\n"
	"    <p>The first paragraph.</p>\n"
	"  </section>\n"
	"\n"
	"  <questions>\n";

static const struct {
	const char *name;
	const char *text;
} kinds[] = {
	[NEW_LESSON] = { "lesson", NULL },
	[NEW_QUESTION] = { "question", question },
	[NEW_CARD] = { "card", card },
	[NEW_CLOZE] = { "cloze", cloze },
};

bool new_text_kind_parse(const char *name, enum new_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0) {
			*kind = (enum new_kind)i;
			return true;
		}
	return false;
}

static bool add(const char *template, struct new_ids *ids, struct buf *out)
{
	for (;;) {
		const char *mark = strchr(template, '$');
		if (!mark) {
			buf_text(out, template);
			return true;
		}
		buf_add(out, template, (size_t)(mark - template));
		const char *end = strchr(mark + 1, '$');
		char prefix[16] = "", id[NEW_ID_SIZE];
		memcpy(prefix, mark + 1, (size_t)(end - mark - 1));
		if (!new_ids_make(ids, prefix, id))
			return false;
		buf_text(out, id);
		template = end + 1;
	}
}

static bool add_lesson(const struct new_text *text, struct new_ids *ids, struct buf *out)
{
	buf_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lesson xmlns=\"urn:satchel:lesson:1\" id=\"%s\" ",
		   text->id);
	buf_format(out, "xml:lang=\"%s\" reviewed=\"%s\">\n", text->language, text->today);
	if (!add(lesson_start, ids, out) || !add(question, ids, out))
		return false;
	buf_text(out, "  </questions>\n\n  <cards>\n");
	if (!add(card, ids, out) || !add(cloze, ids, out))
		return false;
	buf_text(out, "  </cards>\n</lesson>\n");
	return true;
}

bool new_text_write(const struct new_text *text, struct new_ids *ids, struct buf *out)
{
	if (text->kind == NEW_LESSON)
		return add_lesson(text, ids, out) && !buf_failed(out);
	for (unsigned long i = 0; i < text->count; i++)
		if (!add(kinds[text->kind].text, ids, out))
			return false;
	return !buf_failed(out);
}
