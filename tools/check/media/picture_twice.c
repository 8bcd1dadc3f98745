/* Pictures that learners see twice at once: in one figure, or in the case, stem and options of one question. */
#include "check/core/rules.h"

static void add_finding(struct lesson_check *check, const struct picture *picture, const struct picture *first,
			struct str item, const char *what)
{
	struct report *report = check->report;
	struct diagnostic *d = report_add(report, RULE_DUPLICATE_PICTURE, picture->src.span, item,
					  "this %s shows %.*s twice", what, STR_ARG(picture->src.value));
	report_label(report, d, "first on line %u", source_location(check->source, first->src.span).line);
	report_help(report, d, "name the picture that is meant, or delete one of the two");
}

static void see_figure(struct lesson_check *check, const struct figure *figure, struct str item)
{
	for (const struct picture *picture = figure->pictures; picture; picture = picture->next) {
		const struct picture *first = figure->pictures;
		while (first != picture && !str_equal(first->src.value, picture->src.value))
			first = first->next;
		if (first != picture && picture->src.value.len)
			add_finding(check, picture, first, item, "figure");
	}
}

static void see_block(void *context, const struct block *block, struct str item)
{
	if (block->kind == BLOCK_FIGURE && block->of.figure.several)
		see_figure(context, &block->of.figure, item);
}

/* The pictures among the blocks; those within one figure have been compared. */
static void see_shown(struct lesson_check *check, const struct block *blocks, struct str item)
{
	for (const struct block *block = blocks; block; block = block->next) {
		if (block->kind != BLOCK_FIGURE)
			continue;
		const struct figure *figure = &block->of.figure;
		for (const struct picture *picture = figure->pictures; picture; picture = picture->next) {
			void **slot = picture->src.value.len ? map_put(&check->pictures.seen, picture->src.value) : NULL;
			check->failed = check->failed || (picture->src.value.len && !slot);
			if (slot && *slot && picture == figure->pictures)
				add_finding(check, picture, *slot, item, "question");
			if (slot && !*slot)
				*slot = (void *)(uintptr_t)picture;
		}
	}
}

static void see_question(struct lesson_check *check, const struct question *question)
{
	const struct option *const lists[] = { question->options, question->prompts };
	map_clear(&check->pictures.seen);
	if (question->vignette)
		see_shown(check, question->vignette->blocks, question->id.value);
	if (question->stem)
		see_shown(check, question->stem->blocks, question->id.value);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (const struct option *option = lists[i]; option; option = option->next)
			if (!inline_is_blank(option->text)) /* options that are only pictures are compared as options */
				see_shown(check, option->blocks, question->id.value);
}

void check_pictures_twice(struct lesson_check *check)
{
	if (!report_wants(check->report, RULE_DUPLICATE_PICTURE))
		return;
	lesson_each_block(check->lesson, see_block, check);
	for (const struct question *question = check->lesson->questions; question; question = question->next)
		see_question(check, question);
}
