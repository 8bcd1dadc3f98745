/* Questions: what is the answer, what else learners choose from, and what only words it. */
#include "base/map.h"
#include "base/utf8.h"
#include "compare/question_options.h"
#include "compare/record_reader.h"
#include "lesson/answer_range.h"

#include <utf8proc.h>

static void read_options(struct record_reader *reading, struct json_walk options)
{
	static const char *const names[] = { "correct", "text", "feedback", "blocks" };
	struct record *record = reading->record;
	struct buf marks;
	if (!json_enter(&options))
		return;
	buf_init(&marks, BUF_CAP);
	while (walk_element(&options)) {
		struct json_walk v[4];
		options = MEMBERS(options, names, v);
		bool right = v[0].at && walk_kind(&v[0]) == 't';
		record_add_text(reading, right ? "correct option" : "option", v[1],
				right ? &record->answer : &record->options);
		options_list(&marks, record->form, right, record_digest(buf_view(&reading->text)));
		record_add_blocks(reading, "option", v[3], &record->options);
		record_add_flow(reading, "feedback", v[2], &record->options);
		record->option_count++;
	}
	record->marks_of_options = arena_str(reading->arena, buf_view(&marks));
	reading->arena->failed = reading->arena->failed || buf_failed(&marks);
	buf_release(&marks);
}

/* Adds a short answer as it is graded: in lower case. */
static struct json_walk add_short_answer(struct record_reader *reading, const char *label, struct json_walk answer,
					 uint64_t *sum)
{
	uint64_t written = 0;
	struct buf *text = &reading->text;
	struct json_walk end = record_add_flow(reading, label, answer, &written);
	size_t len = text->len;
	for (size_t at = 0; at < len && !buf_failed(text);) {
		char letter[4];
		uint32_t code = utf8_next((struct str){ text->at, len }, &at);
		buf_add(text, letter, utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)code), letter));
	}
	if (len && !buf_failed(text))
		*sum += record_digest((struct str){ text->at + len, text->len - len });
	return end;
}

/* The first accepted answer is the answer; others, and a model answer beside it, only say it in other words. */
static void read_answers(struct record_reader *reading, struct json_walk answers, struct json_walk model)
{
	struct record *record = reading->record;
	uint64_t none = record->answer;
	if (json_enter(&answers))
		while (walk_element(&answers))
			answers = record->answer == none
					  ? add_short_answer(reading, "answer", answers, &record->answer)
					  : add_short_answer(reading, "accepted answer", answers, &record->options);
	record_add_flow(reading, "model answer", model, record->answer == none ? &record->answer : &record->options);
}

/* The texts of choices by their ids. False if memory ran out. */
static bool read_choices(struct record_reader *reading, struct json_walk choices, struct map *texts)
{
	static const char *const names[] = { "id", "text", "blocks" };
	if (!json_enter(&choices))
		return true;
	while (walk_element(&choices)) {
		struct json_walk v[3];
		choices = MEMBERS(choices, names, v);
		const char *id = record_word(reading, v[0]);
		record_add_text(reading, "choice", v[1], &reading->record->options);
		struct str text = record_keep(reading, buf_view(&reading->text));
		void **slot = id && text.at ? map_put(texts, str_from(id)) : NULL;
		if (!slot)
			return false;
		*slot = (void *)(uintptr_t)text.at;
		record_add_blocks(reading, "choice", v[2], &reading->record->options);
	}
	return true;
}

/* The pairs are the answer. */
static void read_matching(struct record_reader *reading, struct json_walk choices, struct json_walk prompts)
{
	static const char *const names[] = { "text", "blocks", "choice" };
	struct map texts;
	if (!json_enter(&prompts))
		return;
	map_init(&texts);
	bool good = read_choices(reading, choices, &texts);
	while (good && walk_element(&prompts)) {
		struct json_walk v[3];
		prompts = MEMBERS(prompts, names, v);
		buf_clear(&reading->text);
		json_append(&reading->text, v[2]);
		const char *right = map_get(&texts, buf_view(&reading->text));
		buf_clear(&reading->text);
		json_plain(&reading->text, v[0], BLANKS_IN);
		buf_format(&reading->text, " → %s", right ? right : "");
		record_end_line(reading, "prompt", &reading->record->answer);
		record_add_blocks(reading, "prompt", v[1], &reading->record->words);
	}
	map_release(&texts);
	reading->arena->failed = reading->arena->failed || !good;
}

/* The steps in their order are the answer. */
static void read_steps(struct record_reader *reading, struct json_walk steps)
{
	if (!json_enter(&steps))
		return;
	while (walk_element(&steps)) {
		uint64_t step = 0;
		steps = record_add_flow(reading, "step", steps, &step);
		reading->record->answer = reading->record->answer * 31 + step;
	}
}

enum { RANGE_VALUE, RANGE_MIN, RANGE_MAX, RANGE_UNIT, RANGE_PARTS };

/* Adds a decimal number, with as few digits as possible. */
static void add_number(struct record_reader *reading, struct json_walk number)
{
	size_t start = reading->text.len;
	int64_t billionths;
	json_append(&reading->text, number);
	const struct attribute written = { .value = { reading->text.at + start, reading->text.len - start } };
	if (buf_failed(&reading->text) || !decimal_read(&written, &billionths))
		return;
	buf_cut(&reading->text, start);
	decimal_write(&reading->text, billionths);
}

static void read_range(struct record_reader *reading, const struct json_walk v[RANGE_PARTS])
{
	struct record *record = reading->record;
	for (int with_value = v[RANGE_VALUE].at != NULL; with_value >= 0; with_value--) {
		bool is_answer = with_value || !v[RANGE_VALUE].at;
		buf_clear(&reading->text);
		add_number(reading, v[with_value ? RANGE_VALUE : RANGE_MIN]);
		if (!with_value && v[RANGE_MIN].at) {
			buf_text(&reading->text, " to ");
			add_number(reading, v[RANGE_MAX]);
		}
		if (reading->text.len && v[RANGE_UNIT].at) {
			buf_char(&reading->text, ' ');
			json_append(&reading->text, v[RANGE_UNIT]);
		}
		record_end_line(reading, is_answer ? "answer" : "accepted",
				is_answer ? &record->answer : &record->options);
	}
}

bool record_question(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = { "id",	    "kind",    "access",      "vignette", "stem", "options",
					     "explanation", "answers", "modelAnswer", "value",	  "min",  "max",
					     "unit",	    "choices", "prompts",     "steps" };
	static const char *const text_name[] = { "text" };
	struct json_walk v[sizeof(names) / sizeof(names[0])], stem;
	*json = MEMBERS(*json, names, v);
	struct record *record = record_open(reading, RECORD_QUESTION, v);
	if (!record)
		return false;
	MEMBERS(v[4], text_name, &stem);
	record_take_title(reading, stem);
	record_add_flow(reading, "vignette", v[3], &record->words);
	record_add_flow(reading, "stem", v[4], &record->words);
	read_options(reading, v[5]);
	read_answers(reading, v[7], v[8]);
	read_range(reading, v + 9);
	read_matching(reading, v[13], v[14]);
	read_steps(reading, v[15]);
	record_add_flow(reading, "explanation", v[6], &record->words);
	return true;
}

/* The digest of the range of a numeric question. */
static uint64_t range_of(const struct record *record)
{
	return record->options ? record->options : record->answer;
}

bool record_same_answer(const struct record *before, const struct record *after)
{
	bool numeric = strcmp(before->form, "numeric") == 0 && strcmp(after->form, "numeric") == 0;
	return before->answer == after->answer || (numeric && range_of(before) == range_of(after));
}
