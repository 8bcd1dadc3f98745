#include "view/parts.h"

static void options_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *options = page_member(page, question, "options"), *option = NULL;
	for (size_t i = 0; page_each(page, options, &option); i++) {
		const char lead[] = { (char)('A' + i % 26), '.', ' ', '\0' };
		page_paragraph(page, 2, lead, page_member(page, option, "text"));
	}
	buf_text(page->out, "  Answer:");
	option = NULL;
	for (size_t i = 0; page_each(page, options, &option); i++) {
		const struct json_token *correct = page_member(page, option, "correct");
		if (correct && correct->kind == 't')
			buf_format(page->out, " %c", (int)('A' + i % 26));
	}
	buf_char(page->out, '\n');
	option = NULL;
	for (size_t i = 0; page_each(page, options, &option); i++) {
		const char lead[] = { (char)('A' + i % 26), ':', ' ', '\0' };
		if (page_member(page, option, "feedback"))
			flow_text(page, 4, lead, page_member(page, option, "feedback"));
	}
}

static void answers_text(struct text_page *page, const struct json_token *question)
{
	const struct json_token *answers = page_member(page, question, "answers"), *answer = NULL;
	while (page_each(page, answers, &answer))
		page_paragraph(page, 2, answer == answers + 1 ? "Answer: " : "or: ", page_member(page, answer, "text"));
	if (page_member(page, question, "modelAnswer"))
		flow_text(page, 2, "Model answer: ", page_member(page, question, "modelAnswer"));
}

static void range_text(struct text_page *page, const struct json_token *question)
{
	struct buf line;
	bool has_value = page_member(page, question, "value");
	buf_init(&line, BUF_CAP);
	page_add_string(page, &line, page_string(page, question, "value"));
	buf_text(&line, has_value ? " (" : "");
	page_add_string(page, &line, page_string(page, question, "min"));
	buf_text(&line, " to ");
	page_add_string(page, &line, page_string(page, question, "max"));
	buf_text(&line, has_value ? ")" : "");
	if (page_member(page, question, "unit"))
		buf_char(&line, ' ');
	page_add_string(page, &line, page_string(page, question, "unit"));
	page_wrap(page->out, 2, "Answer: ", buf_view(&line));
	page_release(page, &line);
}

void question_text(struct text_page *page, const struct json_token *question)
{
	struct json_string kind = page_string(page, question, "kind");
	if (page_member(page, question, "vignette"))
		flow_text(page, 0, "", page_member(page, question, "vignette"));
	flow_text(page, 0, "", page_member(page, question, "stem"));
	if (string_is(kind, "open"))
		answers_text(page, question);
	else if (string_is(kind, "numeric"))
		range_text(page, question);
	else
		options_text(page, question);
	if (page_member(page, question, "explanation"))
		flow_text(page, 2, "", page_member(page, question, "explanation"));
}
