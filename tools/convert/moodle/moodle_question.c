#include "convert/moodle/moodle_question.h"

#include "convert/core/foreign_xml.h"

#include <stdlib.h>

struct moodle_type {
	const char *name;
	enum bank_kind kind;
	void (*read)(struct moodle_reader *reader);
};

static struct str value_of(struct moodle_reader *reader, const char *name)
{
	const xmlNode *node = foreign_child(reader->element, name);
	return node ? moodle_content(reader->arena, node) : STR_NONE;
}

/* A setting that is false, 0 or empty, or is missing and off by default. */
static bool is_on(struct moodle_reader *reader, const char *name, bool by_default)
{
	struct str value = value_of(reader, name);
	return value.at ? value.len && !str_is(value, "false") && !str_is(value, "0") : by_default;
}

struct bank_answer *moodle_add_answer(struct moodle_reader *reader, struct bank_answer ***end)
{
	struct bank_answer *answer = arena_alloc(reader->arena, sizeof(*answer));
	if (!answer)
		return NULL;
	**end = answer;
	*end = &answer->next;
	return answer;
}

static void read_fraction(struct moodle_reader *reader, const xmlNode *node, struct bank_answer *answer)
{
	struct str fraction = str_trim(foreign_attribute(node, "fraction"));
	const xmlNode *old = foreign_child(node, "fraction");
	answer->weighted = true;
	if (fraction.len && bank_fraction_read(fraction, &answer->fraction))
		return;
	if (fraction.len)
		moodle_note(reader, "it is not a percentage", "counted as 0 percent", "weight of an answer '%.*s'",
			    STR_ARG(fraction));
	else if (old && bank_fraction_read(moodle_content(reader->arena, old), &answer->fraction))
		answer->fraction *= 100;
}

/* Its answers; those of some types are plain text. */
static void read_answers(struct moodle_reader *reader, bool plain)
{
	struct bank_answer **end = &reader->question->answers;
	for (const xmlNode *node = foreign_child(reader->element, "answer"); node;
	     node = foreign_next(node, "answer")) {
		struct bank_answer *answer = moodle_add_answer(reader, &end);
		if (!answer)
			return;
		answer->text = moodle_text(reader, node);
		answer->text.format = plain ? BANK_PLAIN : answer->text.format;
		/* Long ago, it was not in <text>. */
		if (!answer->text.text.at && node->children && node->children->type == XML_TEXT_NODE)
			answer->text.text =
				arena_str(reader->arena, str_trim(str_from((const char *)node->children->content)));
		answer->feedback = moodle_text(reader, foreign_child(node, "feedback"));
		read_fraction(reader, node, answer);
	}
}

static void read_choice(struct moodle_reader *reader)
{
	reader->question->single = is_on(reader, "single", true);
	reader->question->fixed_order = !is_on(reader, "shuffleanswers", false);
	read_answers(reader, false);
}

/* Each right answer has all points, for all of them together or for each its part. */
static void read_choice_set(struct moodle_reader *reader)
{
	read_choice(reader);
	reader->question->single = false;
	for (struct bank_answer *a = reader->question->answers; a; a = a->next)
		a->fraction = a->fraction > 0 ? BANK_ALL : 0;
}

static void read_true_false(struct moodle_reader *reader)
{
	read_answers(reader, true);
	struct bank_answer *first = reader->question->answers, *second = first ? first->next : NULL;
	if (!second || second->next) {
		reader->question->refused = "it does not have two answers";
		return;
	}
	/* Old files have the words of a language, and true first. */
	if (str_is(first->text.text, "false") && str_is(second->text.text, "true")) {
		reader->question->answers = second;
		second->next = first;
		first->next = NULL;
	}
}

static void read_short(struct moodle_reader *reader)
{
	reader->question->case_matters = is_on(reader, "usecase", false);
	read_answers(reader, true);
}

static void read_units(struct moodle_reader *reader)
{
	const xmlNode *units = foreign_child(reader->element, "units");
	int64_t multiplier;
	bool exact;
	for (const xmlNode *unit = units ? foreign_child(units, "unit") : NULL; unit;
	     unit = foreign_next(unit, "unit")) {
		const xmlNode *name = foreign_child(unit, "unit_name"), *factor = foreign_child(unit, "multiplier");
		struct str text = name ? moodle_content(reader->arena, name) : STR("");
		struct str number = factor ? moodle_content(reader->arena, factor) : STR("1");
		if (!reader->question->unit.len && bank_number_read(number, &multiplier, &exact) &&
		    multiplier == 1000000000)
			reader->question->unit = text;
		else
			moodle_note(reader, "a question has one unit", "left out", "unit '%.*s'", STR_ARG(text));
	}
}

static void read_numeric(struct moodle_reader *reader)
{
	const xmlNode *node = foreign_child(reader->element, "answer");
	read_answers(reader, true);
	for (struct bank_answer *a = reader->question->answers; a && node;
	     a = a->next, node = foreign_next(node, "answer")) {
		const xmlNode *tolerance = foreign_child(node, "tolerance");
		bool any = !a->text.text.len || str_is(a->text.text, "*");
		a->number = a->text.text.at ? a->text.text : STR("");
		a->second = tolerance ? moodle_content(reader->arena, tolerance) : STR("");
		a->number_kind = any ? BANK_NUMBER_NONE : a->second.len ? BANK_NUMBER_TOLERANCE : BANK_NUMBER_EXACT;
	}
	read_units(reader);
}

static void read_matching(struct moodle_reader *reader)
{
	struct bank_answer **end = &reader->question->answers;
	reader->question->fixed_order = !is_on(reader, "shuffleanswers", true);
	for (const xmlNode *node = foreign_child(reader->element, "subquestion"); node;
	     node = foreign_next(node, "subquestion")) {
		struct bank_answer *answer = moodle_add_answer(reader, &end);
		const xmlNode *match = foreign_child(node, "answer");
		if (!answer)
			return;
		answer->text = moodle_text(reader, node);
		answer->match = match ? moodle_text_of(reader->arena, match) : STR("");
	}
}

static void read_essay(struct moodle_reader *reader)
{
	reader->question->model = moodle_text(reader, foreign_child(reader->element, "graderinfo"));
}

static int compare_answers(const void *left, const void *right)
{
	const struct bank_answer *a = *(struct bank_answer *const *)left, *b = *(struct bank_answer *const *)right;
	return a->fraction != b->fraction ? (a->fraction > b->fraction) - (a->fraction < b->fraction)
					  : (a->group > b->group) - (a->group < b->group);
}

/* The fractions of its items are their positions: 1, 2, 3. */
static void read_ordering(struct moodle_reader *reader)
{
	unsigned count = 0;
	read_answers(reader, false);
	for (struct bank_answer *a = reader->question->answers; a; a = a->next)
		a->group = ++count;
	struct bank_answer **list = count ? arena_alloc(reader->arena, count * sizeof(*list)) : NULL;
	if (!list)
		return;
	count = 0;
	for (struct bank_answer *a = reader->question->answers; a; a = a->next)
		list[count++] = a;
	qsort(list, count, sizeof(*list), compare_answers);
	for (unsigned i = 0; i < count; i++)
		list[i]->next = i + 1 < count ? list[i + 1] : NULL;
	reader->question->answers = list[0];
}

static void read_choices_of_gaps(struct moodle_reader *reader, const char *name)
{
	struct bank_answer **end = &reader->question->answers;
	reader->question->fixed_order = !is_on(reader, "shuffleanswers", true);
	for (const xmlNode *node = foreign_child(reader->element, name); node; node = foreign_next(node, name)) {
		struct bank_answer *answer = moodle_add_answer(reader, &end);
		const xmlNode *group = foreign_child(node, "group");
		struct str number = group ? moodle_content(reader->arena, group) : STR("1");
		if (!answer)
			return;
		answer->text = moodle_text(reader, node);
		answer->group = (unsigned)(number.len == 1 && ascii_is_digit(number.at[0]) ? number.at[0] - '0' : 1);
	}
}

static void read_select(struct moodle_reader *reader)
{
	read_choices_of_gaps(reader, "selectoption");
}

static void read_drag(struct moodle_reader *reader)
{
	read_choices_of_gaps(reader, "dragbox");
}

static const struct moodle_type types[] = {
	{ "description", BANK_DESCRIPTION, NULL },
	{ "essay", BANK_ESSAY, read_essay },
	{ "essayautograde", BANK_ESSAY, read_essay },
	{ "truefalse", BANK_TRUE_FALSE, read_true_false },
	{ "multichoice", BANK_CHOICE, read_choice },
	{ "multichoiceset", BANK_CHOICE, read_choice_set },
	{ "oumultiresponse", BANK_CHOICE, read_choice_set },
	{ "shortanswer", BANK_SHORT, read_short },
	{ "numerical", BANK_NUMERIC, read_numeric },
	{ "matching", BANK_MATCHING, read_matching },
	{ "match", BANK_MATCHING, read_matching },
	{ "ddmatch", BANK_MATCHING, read_matching },
	{ "kprime", BANK_MATCHING, moodle_read_judgements },
	{ "mtf", BANK_MATCHING, moodle_read_judgements },
	{ "ordering", BANK_ORDERING, read_ordering },
	{ "gapselect", BANK_GAPS, read_select },
	{ "ddwtos", BANK_GAPS, read_drag },
	{ "cloze", BANK_CLOZE, NULL },
	{ "multianswer", BANK_CLOZE, NULL },
};

/* The types that have no counterpart, as far as there is more to say than that. */
static const struct {
	const char *name, *why;
} refused[] = {
	{ "calculated", "its numbers are generated for each learner" },
	{ "calculatedsimple", "its numbers are generated for each learner" },
	{ "calculatedmulti", "its numbers are generated for each learner" },
	{ "randomsamatch", "it consists of random other questions" },
	{ "random", "it is a random other question" },
	{ "ddmarker", "questions have no places in a picture to mark" },
	{ "ddimageortext", "questions have no places in a picture to fill" },
};

static void read_tags(struct moodle_reader *reader, const char *name, struct bank_string ***end)
{
	const xmlNode *tags = foreign_child(reader->element, name);
	for (const xmlNode *node = tags ? foreign_child(tags, "tag") : NULL; node; node = foreign_next(node, "tag")) {
		struct bank_string *tag = arena_alloc(reader->arena, sizeof(*tag));
		if (!tag)
			return;
		tag->text = moodle_text_of(reader->arena, node);
		if (!tag->text.len)
			continue;
		**end = tag;
		*end = &tag->next;
	}
}

static void read_hints(struct moodle_reader *reader)
{
	struct bank_hint **end = &reader->question->hints;
	for (const xmlNode *node = foreign_child(reader->element, "hint"); node; node = foreign_next(node, "hint")) {
		const xmlNode *old = foreign_child(node, "hintcontent");
		struct bank_hint *hint = arena_alloc(reader->arena, sizeof(*hint));
		if (!hint)
			return;
		hint->text = moodle_text(reader, old ? old : node);
		*end = hint;
		end = &hint->next;
	}
}

/* Long ago, a question had one picture, beside its text. */
static void read_old_picture(struct moodle_reader *reader)
{
	struct str name = value_of(reader, "image"), bytes = value_of(reader, "image_base64");
	struct bank_file *file = name.len && bytes.len ? arena_alloc(reader->arena, sizeof(*file)) : NULL;
	struct bank_text *stem = &reader->question->stem;
	struct buf text;
	if (name.len && !bytes.len)
		moodle_note(reader, "the source does not contain it", "left out", "picture '%.*s'", STR_ARG(name));
	if (!file)
		return;
	*file = (struct bank_file){ .name = STR("picture"), .base64 = bytes, .next = stem->files };
	stem->files = file;
	buf_init(&text, BUF_CAP);
	if (stem->text.at)
		buf_str(&text, stem->text);
	buf_text(&text, " <img src=\"@@PLUGINFILE@@/picture\">");
	stem->format = stem->format == BANK_PLAIN ? BANK_AUTO : stem->format;
	stem->text = arena_str(reader->arena, buf_view(&text));
	reader->arena->failed = reader->arena->failed || buf_failed(&text);
	buf_release(&text);
}

static void read_category(struct moodle_reader *reader)
{
	struct bank_question *question = reader->question;
	const xmlNode *info = foreign_child(reader->element, "info");
	question->kind = BANK_CATEGORY;
	question->name = moodle_text_of(reader->arena, foreign_child(reader->element, "category"));
	question->name = question->name.at ? question->name : STR("");
	question->id = value_of(reader, "idnumber");
	if (info)
		question->stem = moodle_text(reader, info);
	if (!question->stem.text.len)
		question->stem.text = STR_NONE;
}

static void read_head(struct moodle_reader *reader)
{
	struct bank_question *question = reader->question;
	question->name = moodle_text_of(reader->arena, foreign_child(reader->element, "name"));
	question->stem = moodle_text(reader, foreign_child(reader->element, "questiontext"));
	reader->format = question->stem.format;
	read_old_picture(reader);
	question->general = moodle_text(reader, foreign_child(reader->element, "generalfeedback"));
	struct str id = value_of(reader, "idnumber");
	question->id = id.len ? id : STR_NONE;
	struct bank_string **end = &question->tags;
	read_tags(reader, "tags", &end);
	read_tags(reader, "coursetags", &end);
	read_hints(reader);
}

static void refuse(struct moodle_reader *reader, struct str type)
{
	struct buf why;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (str_is(type, refused[i].name)) {
			reader->question->refused = refused[i].why;
			return;
		}
	buf_init(&why, BUF_CAP);
	buf_format(&why, "lessons have no questions of the type '%.*s'", STR_ARG(type));
	reader->question->refused = arena_copy(reader->arena, buf_cstr(&why), why.len);
	reader->arena->failed = reader->arena->failed || buf_failed(&why);
	buf_release(&why);
}

void moodle_question_read(struct arena *arena, const xmlNode *element, struct bank_question *question)
{
	struct str type = str_trim(foreign_attribute(element, "type"));
	struct moodle_reader reader = { arena, element, question, BANK_HTML };
	*question = (struct bank_question){ .line = foreign_line(element) };
	if (str_is(type, "category")) {
		read_category(&reader);
		return;
	}
	read_head(&reader);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!str_is(type, types[i].name))
			continue;
		question->kind = types[i].kind;
		if (types[i].read)
			types[i].read(&reader);
		moodle_settings_note(&reader);
		if (is_on(&reader, "hidden", false))
			question->refused = "it is hidden in Moodle";
		return;
	}
	refuse(&reader, type);
}
