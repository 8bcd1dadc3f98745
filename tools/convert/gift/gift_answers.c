#include "convert/gift/gift_parts.h"

static struct bank_answer *add_answer(struct arena *arena, struct bank_answer ***end)
{
	struct bank_answer *answer = arena_alloc(arena, sizeof(*answer));
	if (!answer)
		return NULL;
	**end = answer;
	*end = &answer->next;
	return answer;
}

/* Takes %50% from the start of an answer. Other text in percent signs is no weight. */
static struct str take_weight(struct str text, struct bank_answer *answer)
{
	answer->fraction = answer->correct ? BANK_ALL : 0;
	text = str_trim(text);
	const char *end = text.len > 1 && text.at[0] == '%' ? memchr(text.at + 1, '%', text.len - 1) : NULL;
	size_t at = end ? (size_t)(end - text.at) : 0;
	if (!end || !bank_fraction_read(str_trim(gift_part(text, 1, at)), &answer->fraction))
		return text;
	answer->weighted = true;
	return gift_part(text, at + 1, text.len);
}

/* Splits an answer from its feedback. */
static struct str take_feedback(struct arena *arena, struct str text, const struct bank_question *question,
				struct bank_answer *answer)
{
	size_t at = gift_find(text, 0, "#");
	if (at < text.len)
		answer->feedback = gift_text(arena, gift_part(text, at + 1, text.len), question->stem.format);
	return gift_part(text, 0, at);
}

/* Numbers are compared with text only later: here it only matters that there are some. */
static bool looks_numeric(struct str text)
{
	bool digit = false;
	for (size_t i = 0; i < text.len; i++) {
		digit = digit || ascii_is_digit(text.at[i]);
		if (!ascii_is_digit(text.at[i]) && !strchr("+-.,eE", text.at[i]))
			return false;
	}
	return digit;
}

static bool read_number(struct str text, struct bank_answer *answer)
{
	text = str_trim(text);
	answer->number_kind = BANK_NUMBER_NONE;
	if (text.len == 0 || str_is(text, "*"))
		return true;
	size_t range = gift_find_sequence(text, 0, ".."), colon = gift_find(text, 0, ":");
	size_t at = range < text.len ? range : colon;
	answer->number_kind = range < text.len	 ? BANK_NUMBER_RANGE
			      : colon < text.len ? BANK_NUMBER_TOLERANCE
						 : BANK_NUMBER_EXACT;
	answer->number = str_trim(gift_part(text, 0, at));
	if (at < text.len)
		answer->second = str_trim(gift_part(text, at + (range < text.len ? 2 : 1), text.len));
	return looks_numeric(answer->number) && (at == text.len || looks_numeric(answer->second));
}

static const char *read_numbers(struct arena *arena, struct str text, struct bank_question *question)
{
	struct bank_answer **end = &question->answers;
	size_t at = gift_find(text, 0, "=~");
	/* A number before the others is the right one: {#3:2~#wrong}. */
	bool first = str_trim(gift_part(text, 0, at)).len > 0;
	question->kind = BANK_NUMERIC;
	question->lone = at == text.len;
	if (!first && question->lone)
		return "a numeric question has no number";
	while (first || at < text.len) {
		struct bank_answer *answer = add_answer(arena, &end);
		if (!answer)
			return NULL;
		size_t from = first ? 0 : at + 1;
		size_t to = first ? at : gift_find(text, from, "=~");
		answer->correct = first || text.at[at] == '=';
		struct str rest = take_weight(gift_part(text, from, to), answer);
		if (!read_number(take_feedback(arena, rest, question, answer), answer))
			return "an answer of a numeric question is no number";
		at = to;
		first = false;
	}
	return NULL;
}

static const char *read_choices(struct arena *arena, struct str text, struct bank_question *question)
{
	struct bank_answer **end = &question->answers;
	bool all_correct = true, any_correct = false;
	if (str_trim(gift_part(text, 0, gift_find(text, 0, "=~"))).len)
		return "text before the first = or ~";
	for (size_t at = gift_find(text, 0, "=~"); at < text.len;) {
		struct bank_answer *answer = add_answer(arena, &end);
		if (!answer)
			return NULL;
		size_t to = gift_find(text, at + 1, "=~");
		answer->correct = text.at[at] == '=';
		struct str rest = take_weight(gift_part(text, at + 1, to), answer);
		rest = take_feedback(arena, rest, question, answer);
		answer->text = gift_text(arena, rest, question->stem.format);
		all_correct = all_correct && answer->correct;
		any_correct = any_correct || answer->correct;
		at = to;
	}
	question->kind = all_correct ? BANK_SHORT : BANK_CHOICE;
	question->single = any_correct;
	return NULL;
}

static const char *read_pairs(struct arena *arena, struct str text, struct bank_question *question)
{
	struct bank_answer **end = &question->answers;
	question->kind = BANK_MATCHING;
	for (size_t at = gift_find(text, 0, "="); at < text.len;) {
		struct bank_answer *answer = add_answer(arena, &end);
		if (!answer)
			return NULL;
		size_t to = gift_find(text, at + 1, "=");
		size_t arrow = gift_find_sequence(gift_part(text, 0, to), at + 1, "->");
		if (arrow == to)
			return "a pair has no ->";
		answer->text = gift_text(arena, gift_part(text, at + 1, arrow), question->stem.format);
		answer->match = gift_plain(arena, gift_trim(gift_part(text, arrow + 2, to)), false);
		at = to;
	}
	return NULL;
}

/* {T#if the reply is wrong#if it is right} */
static bool read_true_false(struct arena *arena, struct str text, struct bank_question *question)
{
	size_t at = gift_find(text, 0, "#");
	struct str head = gift_trim(gift_part(text, 0, at));
	bool is_true = str_is(head, "T") || str_is(head, "TRUE");
	if (!is_true && !str_is(head, "F") && !str_is(head, "FALSE"))
		return false;
	question->kind = BANK_TRUE_FALSE;
	struct bank_text wrong = { .format = question->stem.format }, right = wrong;
	if (at < text.len) {
		size_t second = gift_find(text, at + 1, "#");
		wrong = gift_text(arena, gift_part(text, at + 1, second), question->stem.format);
		if (second < text.len)
			right = gift_text(arena, gift_part(text, second + 1, text.len), question->stem.format);
	}
	struct bank_answer **end = &question->answers;
	for (int i = 0; i < 2; i++) {
		struct bank_answer *answer = add_answer(arena, &end);
		if (!answer)
			return true;
		answer->correct = (i == 0) == is_true;
		answer->fraction = answer->correct ? BANK_ALL : 0;
		answer->feedback = answer->correct ? right : wrong;
	}
	return true;
}

static const char *read_short(struct arena *arena, struct str text, struct bank_question *question)
{
	struct bank_answer **end = &question->answers, *answer = add_answer(arena, &end);
	question->kind = BANK_SHORT;
	if (!answer)
		return NULL;
	answer->correct = true;
	answer->fraction = BANK_ALL;
	answer->text = gift_text(arena, take_feedback(arena, text, question, answer), question->stem.format);
	return answer->text.text.at ? NULL : "feedback without an answer";
}

const char *gift_answers(struct arena *arena, struct str text, struct bank_question *question)
{
	size_t general = gift_find_sequence(text, 0, "####");
	if (general < text.len)
		question->general = gift_text(arena, gift_part(text, general + 4, text.len), question->stem.format);
	text = gift_trim(gift_part(text, 0, general));
	if (text.len == 0) {
		question->kind = BANK_ESSAY;
		return NULL;
	}
	if (text.at[0] == '#')
		return read_numbers(arena, gift_part(text, 1, text.len), question);
	if (text.at[0] == '=' && gift_find(text, 0, "~") == text.len &&
	    gift_find_sequence(text, 0, "->") < gift_find(text, 1, "="))
		return read_pairs(arena, text, question);
	if (gift_find(text, 0, "=~") < text.len)
		return read_choices(arena, text, question);
	if (read_true_false(arena, text, question))
		return NULL;
	return read_short(arena, text, question);
}
