#include "lesson/template.h"

/* $ and the following text up to the next $ are replaced by a new id with that prefix. */
static const char question[] =
	"    <question id=\"$q-$\">\n"
	"      <stem>" TEMPLATE_STEM "</stem>\n"
	"      <option correct=\"true\">" TEMPLATE_KEY "\n"
	"        <feedback>" TEMPLATE_KEY_FEEDBACK "</feedback>\n"
	"      </option>\n"
	"      <option>" TEMPLATE_DISTRACTOR "\n"
	"        <feedback>" TEMPLATE_DISTRACTOR_FEEDBACK "</feedback>\n"
	"      </option>\n"
	"      <option>" TEMPLATE_OTHER_DISTRACTOR "\n"
	"        <feedback>" TEMPLATE_DISTRACTOR_FEEDBACK "</feedback>\n"
	"      </option>\n"
	"      <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"    </question>\n";

static const char open_question[] =
	"    <open-question id=\"$q-$\">\n"
	"      <stem>" TEMPLATE_FRONT "</stem>\n"
	"      <answer>" TEMPLATE_ANSWER "</answer>\n"
	"      <model-answer>" TEMPLATE_MODEL_ANSWER "</model-answer>\n"
	"      <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"    </open-question>\n";

static const char numeric_question[] =
	"    <numeric-question id=\"$q-$\" value=\"1\" tolerance=\"10%\" unit=\"mmol/L\">\n"
	"      <stem>" TEMPLATE_NUMERIC_STEM "</stem>\n"
	"      <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"    </numeric-question>\n";

static const char matching_question[] =
	"    <matching-question id=\"$q-$\">\n"
	"      <stem>" TEMPLATE_MATCHING_STEM "</stem>\n"
	"      <choice id=\"a\">" TEMPLATE_CHOICE "</choice>\n"
	"      <choice id=\"b\">" TEMPLATE_OTHER_CHOICE "</choice>\n"
	"      <prompt choice=\"a\">" TEMPLATE_PROMPT "</prompt>\n"
	"      <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"    </matching-question>\n";

static const char ordering_question[] =
	"    <ordering-question id=\"$q-$\">\n"
	"      <stem>" TEMPLATE_ORDERING_STEM "</stem>\n"
	"      <step>" TEMPLATE_STEP "</step>\n"
	"      <step>" TEMPLATE_OTHER_STEP "</step>\n"
	"      <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"    </ordering-question>\n";

static const char question_set[] =
	"    <question-set id=\"$set-$\">\n"
	"      <vignette>" TEMPLATE_VIGNETTE "</vignette>\n"
	"      <open-question id=\"$q-$\">\n"
	"        <stem>" TEMPLATE_FRONT "</stem>\n"
	"        <answer>" TEMPLATE_ANSWER "</answer>\n"
	"        <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"      </open-question>\n"
	"      <numeric-question id=\"$q-$\" value=\"1\">\n"
	"        <stem>" TEMPLATE_NUMERIC_STEM "</stem>\n"
	"        <explanation>" TEMPLATE_EXPLANATION "</explanation>\n"
	"      </numeric-question>\n"
	"    </question-set>\n";

static const char card[] =
	"    <card id=\"$c-$\">\n"
	"      <front>" TEMPLATE_FRONT "</front>\n"
	"      <back>" TEMPLATE_BACK "</back>\n"
	"    </card>\n";

static const char cloze[] =
	"    <cloze id=\"$c-$\">" TEMPLATE_CLOZE_START "<blank hint=\"" TEMPLATE_HINT "\">" TEMPLATE_CLOZE_GAP "</blank>" TEMPLATE_CLOZE_END "</cloze>\n";

static const char occlusion[] =
	"    <occlusion id=\"$c-$\" src=\"" TEMPLATE_PICTURE "\" alt=\"" TEMPLATE_ALT "\">\n"
	"      <front>" TEMPLATE_FRONT "</front>\n"
	"      <rectangle n=\"1\" x=\"10\" y=\"10\" width=\"20\" height=\"10\">" TEMPLATE_SHAPE "</rectangle>\n"
	"      <ellipse n=\"2\" cx=\"70\" cy=\"50\" rx=\"10\" ry=\"5\">" TEMPLATE_OTHER_SHAPE "</ellipse>\n"
	"      <credit licence=\"CC-BY-4.0\">" TEMPLATE_CREDIT "</credit>\n"
	"    </occlusion>\n";

static const char lesson_start[] =
	"  <title>" TEMPLATE_TITLE "</title>\n"
	"  <summary>" TEMPLATE_SUMMARY "</summary>\n"
	"\n"
	"  <section id=\"$part-$\">\n"
	"    <title>" TEMPLATE_HEADING "</title>\n"
	"    <p>" TEMPLATE_PARAGRAPH "</p>\n"
	"  </section>\n"
	"\n"
	"  <questions>\n";

static const char config[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<!-- Marks the root of a tree of lessons. It can also contain settings: see satchel-lint(1). -->\n"
	"<satchel xmlns=\"urn:satchel:config:1\"/>\n";

static const struct {
	const char *name;
	const char *text;
} kinds[] = {
	[TEMPLATE_LESSON] = { "lesson", NULL },
	[TEMPLATE_QUESTION] = { "question", question },
	[TEMPLATE_OPEN_QUESTION] = { "open-question", open_question },
	[TEMPLATE_NUMERIC_QUESTION] = { "numeric-question", numeric_question },
	[TEMPLATE_MATCHING_QUESTION] = { "matching-question", matching_question },
	[TEMPLATE_ORDERING_QUESTION] = { "ordering-question", ordering_question },
	[TEMPLATE_QUESTION_SET] = { "question-set", question_set },
	[TEMPLATE_CARD] = { "card", card },
	[TEMPLATE_CLOZE] = { "cloze", cloze },
	[TEMPLATE_OCCLUSION] = { "occlusion", occlusion },
	[TEMPLATE_CONFIG] = { "config", config },
};

bool template_kind_parse(const char *name, enum template_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0) {
			*kind = (enum template_kind)i;
			return true;
		}
	return false;
}

static bool add(const char *text, struct new_ids *ids, struct buf *out)
{
	for (;;) {
		const char *mark = strchr(text, '$');
		if (!mark) {
			buf_text(out, text);
			return true;
		}
		buf_add(out, text, (size_t)(mark - text));
		const char *end = strchr(mark + 1, '$');
		char prefix[16] = "", id[NEW_ID_SIZE];
		memcpy(prefix, mark + 1, (size_t)(end - mark - 1));
		if (!new_ids_make(ids, prefix, id))
			return false;
		buf_text(out, id);
		text = end + 1;
	}
}

static bool add_lesson(const struct template *template, struct new_ids *ids, struct buf *out)
{
	buf_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lesson xmlns=\"urn:satchel:lesson:1\" id=\"%s\" ",
		   template->id);
	buf_format(out, "xml:lang=\"%s\" reviewed=\"%s\">\n", template->language, template->today);
	if (!add(lesson_start, ids, out) || !add(question, ids, out))
		return false;
	buf_text(out, "  </questions>\n\n  <cards>\n");
	if (!add(card, ids, out) || !add(cloze, ids, out))
		return false;
	buf_text(out, "  </cards>\n</lesson>\n");
	return true;
}

bool template_write(const struct template *template, struct new_ids *ids, struct buf *out)
{
	if (template->kind == TEMPLATE_LESSON)
		return add_lesson(template, ids, out) && !buf_failed(out);
	for (unsigned long i = 0; i < template->count; i++)
		if (!add(kinds[template->kind].text, ids, out))
			return false;
	return !buf_failed(out);
}
