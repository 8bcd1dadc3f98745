#include "check/card/parts.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"
#include "check/core/rules.h"
#include "check/text/text.h"
#include "check/core/unspaced.h"
#include "check/core/words.h"
#include "lesson/deletion.h"

/* Shorter answers, such as "5", "no" or "all", occur in prompts by chance. */
enum { ANSWER_LETTERS_MIN = 3 };

static bool worth_looking_for(struct str answer)
{
	size_t letters = 0;
	for (size_t i = 0; i < answer.len; i++) {
		unsigned char c = (unsigned char)answer.at[i];
		/* In syllabic or logographic scripts each unit counts once. */
		size_t unit = c >= 0xe0 ? unspaced_unit(answer, i) : 0;
		i += unit ? unit - 1 : 0;
		letters += c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	}
	return letters >= ANSWER_LETTERS_MIN && !word_is_common(answer);
}

/* Whether the folded prompt contains the folded answer other than as one of several alternatives. */
static bool gives_away(struct str lang, struct str prompt, struct str answer)
{
	size_t offset = 0;
	struct str rest = prompt;
	while (fold_contains(rest, answer, &offset)) {
		size_t at = (size_t)(rest.at - prompt.at) + offset;
		if (!words_offer_choice(prompt, at, at + answer.len, lang))
			return true;
		/* Matches begin at words, so the previous one ends before a space. */
		size_t next = at + answer.len + (at + answer.len < prompt.len);
		rest = (struct str){ prompt.at + next, prompt.len - next };
	}
	return false;
}

bool card_gives_away(struct str lang, struct str prompt, struct str answer)
{
	return worth_looking_for(answer) && gives_away(lang, prompt, answer);
}

/* The text as quoted in messages, on one line, in check->cards.text. */
static struct str plain_text(struct lesson_check *check, const struct inline_node *text)
{
	struct buf *out = &check->cards.text;
	buf_clear(out);
	inline_plain(out, text);
	struct str whole = str_trim(buf_view(out)), line;
	size_t at = 0, len = 0;
	for (bool more = whole.len > 0; more;) {
		more = prose_next_line(whole, &at, &line);
		memmove(out->at + len, line.at, line.len);
		len += line.len;
		if (more)
			out->at[len++] = ' ';
	}
	return (struct str){ out->at, len };
}

static void check_sides(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	struct str item = card->id.value;
	const struct flow *front = card->front, *back = card->back;
	if (front && !front->element.unsure && flow_is_blank(front)) {
		struct diagnostic *d = report_add(report, RULE_CARD_EMPTY_FRONT, front->element.tag, item,
						  "the front of this card is empty");
		report_help(report, d, "write the question that the back answers");
	}
	if (back && !back->element.unsure && flow_is_blank(back)) {
		struct diagnostic *d = report_add(report, RULE_CARD_EMPTY_BACK, back->element.tag, item,
						  "the back of this card is empty");
		report_help(report, d, "write the answer, or retire the card");
	}
	/* A front with a list offers alternatives; a back with a picture says more than its words. */
	if (!front || !back || front->blocks || back->blocks || !report_wants(report, RULE_CARD_ANSWER_IN_PROMPT))
		return;
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.folded);
	buf_clear(&check->cards.other);
	text_inline(&check->cards.text, front->text, TEXT_ANSWERS);
	fold(&check->cards.folded, buf_view(&check->cards.text));
	buf_clear(&check->cards.text);
	text_inline(&check->cards.text, back->text, TEXT_ANSWERS);
	fold(&check->cards.other, buf_view(&check->cards.text));
	struct str answer = buf_view(&check->cards.other);
	if (!card_gives_away(front->element.lang, buf_view(&check->cards.folded), answer))
		return;
	struct diagnostic *d = report_add(report, RULE_CARD_ANSWER_IN_PROMPT, front->element.tag, item,
					  "the front of this card contains the whole answer");
	report_label(report, d, "it says \"%.*s\"", STR_ARG(plain_text(check, back->text)));
	report_help(report, d, "ask in words that do not contain the answer");
}

/* Calls visit for each blank of a cloze that has this number, or for all if it is 0, at any depth; returns how many. */
typedef void blank_visitor(struct lesson_check *check, const struct card *card, const struct inline_node *blank);

static size_t each_blank(struct lesson_check *check, const struct card *card, const struct inline_node *text,
			 unsigned number, blank_visitor *visit)
{
	size_t count = 0;
	for (const struct inline_node *node = text; node; node = node->next) {
		if (node->kind != INLINE_BLANK) {
			count += each_blank(check, card, node->children, number, visit);
		} else if (!number || node->of.blank.number == number) {
			count++;
			visit(check, card, node);
		}
	}
	return count;
}

static void check_blank_text(struct lesson_check *check, const struct card *card, const struct inline_node *blank)
{
	if (!inline_is_blank(blank->children))
		return;
	struct diagnostic *d = report_add(check->report, RULE_CARD_CLOZE_WITHOUT_BLANK, blank->element.tag,
					  card->id.value, "this gap has no answer");
	report_help(check->report, d, "write the missing words between <blank> and </blank>");
}

/* Reports a hint that is the answer, or contains it without alternatives. */
static void check_hint(struct lesson_check *check, const struct card *card, const struct inline_node *blank)
{
	struct str raw = blank->of.blank.hint.value;
	size_t len = check->cards.other.len;
	if (!raw.at || len == 0)
		return;
	buf_clear(&check->cards.text);
	text_add(&check->cards.text, raw, blank->element.lang);
	fold(&check->cards.other, buf_view(&check->cards.text));
	struct str answer = { check->cards.other.at, len };
	struct str hint = { check->cards.other.at + len, check->cards.other.len - len };
	bool contains = card_gives_away(blank->element.lang, hint, answer) && !memchr(raw.at, ',', raw.len);
	bool equal = str_equal(hint, answer);
	if (!contains && !equal)
		return;
	struct diagnostic *d =
		report_add(check->report, RULE_CARD_ANSWER_IN_PROMPT, blank->of.blank.hint.span, card->id.value,
			   equal ? "the hint is the answer" : "the hint contains the answer");
	report_help(check->report, d, "hint at the kind of answer, or offer a choice: hint=\"TMS or ECT\"");
}

/* check->cards.folded is the sentence with its gaps. */
static void check_blank_answer(struct lesson_check *check, const struct card *card, const struct inline_node *blank)
{
	struct report *report = check->report;
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.other);
	text_inline(&check->cards.text, blank->children, TEXT_ANSWERS);
	fold(&check->cards.other, buf_view(&check->cards.text));
	struct str answer = buf_view(&check->cards.other);
	if (card_gives_away(card->element.lang, buf_view(&check->cards.folded), answer)) {
		struct diagnostic *d = report_add(report, RULE_CARD_ANSWER_IN_PROMPT, blank->element.tag,
						  card->id.value, "the sentence gives away the answer to this gap");
		report_label(report, d, "\"%.*s\" is outside the gap too", STR_ARG(plain_text(check, blank->children)));
		report_help(report, d, "%s", blank->of.blank.number
						     ? "hide both under the same number n, or reword it"
						     : "make it a <blank> too, or reword it");
	}
	check_hint(check, card, blank);
}

/* Checks the card that hides the blanks of this number, or of all if it is 0. False if it shows no text around them. */
static bool check_deletion(struct lesson_check *check, const struct card *card, unsigned number)
{
	bool words = false;
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.folded);
	text_deletion(&check->cards.text, card->cloze, number);
	fold(&check->cards.folded, buf_view(&check->cards.text));
	for (size_t i = 0; i < check->cards.folded.len && !words; i++)
		words = check->cards.folded.at[i] != FOLD_GAP && check->cards.folded.at[i] != ' ';
	if (report_wants(check->report, RULE_CARD_ANSWER_IN_PROMPT))
		each_blank(check, card, card->cloze, number, check_blank_answer);
	return words;
}

static void check_cloze(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	size_t blanks = each_blank(check, card, card->cloze, 0, check_blank_text);
	if (blanks == 0 && (card->element.unsure || card_has_foreign_gap(check, card->cloze)))
		return;
	if (blanks == 0) {
		struct diagnostic *d = report_add(report, RULE_CARD_CLOZE_WITHOUT_BLANK, card->element.tag,
						  card->id.value, "this cloze has no gap to fill");
		report_help(report, d, "put the words to be recalled between <blank> and </blank>");
		return;
	}
	unsigned number = deletion_next(card, 0);
	bool words = check_deletion(check, card, number);
	while (number && (number = deletion_next(card, number)))
		words = check_deletion(check, card, number) && words;
	if (!words && !card->blocks) {
		struct diagnostic *d = report_add(report, RULE_CARD_EMPTY_FRONT, card->element.tag, card->id.value,
						  "this cloze has no text around its gap");
		report_help(report, d, "write the sentence that has the gap");
	}
	check_numbers(check, card);
}

void check_cards(struct lesson_check *check)
{
	for (const struct card *card = check->lesson->cards; card; card = card->next) {
		if (card->is_cloze)
			check_cloze(check, card);
		else
			check_sides(check, card);
		if (card->occlusion) {
			check_occlusion(check, card);
			continue;
		}
		check_card_prompt(check, card);
		check_card_extra(check, card);
		if (!card->is_cloze)
			check_card_back(check, card);
	}
	check_foreign_gaps(check);
	check_cards_of_questions(check);
}
