#include "view/page_index.h"
#include "view/parts.h"

#include <stdio.h>

/* The percentages of the points that options give, if any says so. */
static void points_text(struct text_page *page, const struct json_token *options)
{
	const struct json_token *option = NULL;
	bool any = false;
	for (size_t i = 1; page_each(page, options, &option); i++) {
		struct json_string credit = page_string(page, option, "credit");
		if (!credit.len)
			continue;
		buf_text(page->out, any ? ", " : "  Points: ");
		page_add_letters(page->out, 'A', i);
		buf_char(page->out, ' ');
		page_add_string(page, page->out, credit);
		buf_char(page->out, '%');
		any = true;
	}
	buf_text(page->out, any ? "\n" : "");
}

static void options_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *options = page_member(page, question, "options"), *option = NULL;
	for (size_t i = 1; page_each(page, options, &option); i++)
		lettered_text(page, 2, 'A', i, ". ", option);
	buf_text(page->out, "  Answer:");
	option = NULL;
	for (size_t i = 1; page_each(page, options, &option); i++) {
		const struct json_token *correct = page_member(page, option, "correct");
		if (!correct || correct->kind != 't')
			continue;
		buf_char(page->out, ' ');
		page_add_letters(page->out, 'A', i);
	}
	buf_char(page->out, '\n');
	points_text(page, options);
	option = NULL;
	for (size_t i = 1; page_each(page, options, &option); i++)
		if (page_member(page, option, "feedback"))
			lettered_text(page, 4, 'A', i, ": ", page_member(page, option, "feedback"));
}

static void answers_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *answers = page_member(page, question, "answers"), *answer = NULL;
	while (page_each(page, answers, &answer))
		page_paragraph(page, 2, answer == answers + 1 ? "Answer: " : "or: ", page_member(page, answer, "text"));
	if (page_member(page, question, "modelAnswer"))
		flow_text(page, 2, "Model answer: ", page_member(page, question, "modelAnswer"));
}

/* The number of the choice with that id; the number of all if there is none. */
static size_t choice_number(struct text_page *page, const struct json_token *choices, struct json_string id)
{
	const struct json_token *choice = NULL;
	size_t number = 0;
	while (page_each(page, choices, &choice)) {
		if (string_compare(page_string(page, choice, "id"), id) == 0)
			break;
		number++;
	}
	return number;
}

static void matching_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *choices = page_member(page, question, "choices"), *choice = NULL;
	const struct json_token *prompts = page_member(page, question, "prompts"), *prompt = NULL;
	char lead[48];
	for (size_t i = 1; page_each(page, choices, &choice); i++)
		lettered_text(page, 2, 'A', i, ". ", choice);
	for (size_t i = 1; page_each(page, prompts, &prompt); i++) {
		snprintf(lead, sizeof(lead), "%zu. ", i);
		flow_text(page, 2, lead, prompt);
		size_t number = choice_number(page, choices, page_string(page, prompt, "choice"));
		buf_text(page->out, "     Answer: ");
		page_add_letters(page->out, 'A', number + 1);
		buf_char(page->out, '\n');
	}
}

static void steps_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *steps = page_member(page, question, "steps"), *step = NULL;
	char lead[32];
	for (size_t i = 1; page_each(page, steps, &step); i++) {
		snprintf(lead, sizeof(lead), "%zu. ", i);
		flow_text(page, 2, lead, step);
	}
}

static void range_text(struct text_page *page, const struct json_token *question)
{
	struct buf line;
	const struct json_string value = page_string(page, question, "value"), min = page_string(page, question, "min"),
				 max = page_string(page, question, "max");
	buf_init(&line, BUF_CAP);
	page_add_string(page, &line, value);
	if (string_compare(min, max) != 0 || !value.len) {
		buf_text(&line, value.len ? " (" : "");
		page_add_string(page, &line, min);
		buf_text(&line, " to ");
		page_add_string(page, &line, max);
		buf_text(&line, value.len ? ")" : "");
	}
	if (page_member(page, question, "unit"))
		buf_char(&line, ' ');
	page_add_string(page, &line, page_string(page, question, "unit"));
	page_wrap(page->out, 2, "Answer: ", buf_view(&line));
	page_release(page, &line);
}

/* The vignette of its set, before the first question of that. */
static void set_text(struct text_page *page, const struct json_token *question)
{
	const struct page_part *part = page_index_find(&page->sets, page_string(page, question, "set"));
	const struct json_token *set = part ? part->at : NULL;
	if (set && set != page->set)
		flow_text(page, 0, "", page_member(page, set, "vignette"));
	page->set = set;
}

void question_text(struct text_page *page, const struct json_token *question)
{
	struct json_string kind = page_string(page, question, "kind");
	set_text(page, question);
	if (page_member(page, question, "vignette"))
		flow_text(page, 0, "", page_member(page, question, "vignette"));
	flow_text(page, 0, "", page_member(page, question, "stem"));
	if (string_is(kind, "open"))
		answers_text(page, question);
	else if (string_is(kind, "numeric"))
		range_text(page, question);
	else if (string_is(kind, "matching"))
		matching_text(page, question);
	else if (string_is(kind, "ordering"))
		steps_text(page, question);
	else
		options_text(page, question);
	if (page_member(page, question, "explanation"))
		flow_text(page, 2, "", page_member(page, question, "explanation"));
}
