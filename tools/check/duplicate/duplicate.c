#include "check/core/fold.h"
#include "check/duplicate/short_form.h"
#include "check/media/picture.h"
#include "check/core/rules.h"
#include "check/core/symbols.h"
#include "check/text/text.h"
#include "check/core/unspaced.h"

#include "base/path.h"

#include <sodium.h>
#include <sys/stat.h>

enum { PROSE_WORDS_MIN = 12 }; /* shorter ones are repeated by chance */

static uint64_t digest_of(struct str folded)
{
	unsigned char digest[PROMPT_DIGEST];
	uint64_t low;
	/* Only fails for invalid lengths. */
	(void)crypto_generichash(digest, sizeof(digest), (const unsigned char *)folded.at, folded.len, NULL, 0);
	memcpy(&low, digest, sizeof(low));
	/* 0 means absent. */
	return low ? low : 1;
}

/* Folds check->repeats.text into check->repeats.folded, with a hash of case-sensitive symbols; false if the result is
 * empty, or memory ran out. Sets *words, unless it is NULL, to the result without the hash. */
static bool fold_text(struct lesson_check *check, size_t *words)
{
	buf_clear(&check->repeats.folded);
	fold(&check->repeats.folded, buf_view(&check->repeats.text));
	if (words)
		*words = check->repeats.folded.len;
	if (check->repeats.folded.len)
		symbols_add(&check->repeats.folded, buf_view(&check->repeats.text));
	return !check->failed && check->repeats.folded.len;
}

/* Adds the first len bytes of check->repeats.folded, its words, to the index, and returns their number. */
static uint32_t add_words(struct lesson_check *check, struct index_prompt *prompt, size_t len)
{
	struct str folded = buf_view(&check->repeats.folded);
	prompt->symbols = prompt->symbols * 31 + (uint32_t)digest_of((struct str){ folded.at + len, folded.len - len });
	return index_add_words(check->index, (struct str){ folded.at, len });
}

/* Adds a digest of check->repeats.folded to the index; it includes kind, so that questions, cards and clozes never equal
 * each other. NULL if memory ran out. */
static struct index_prompt *add_to_index(struct lesson_check *check, enum prompt_kind kind, struct span span, struct str item)
{
	unsigned char digest[PROMPT_DIGEST], key = (unsigned char)kind;
	(void)crypto_generichash(digest, sizeof(digest), (const unsigned char *)check->repeats.folded.at,
				 check->repeats.folded.len, NULL, 0);
	digest[0] = (unsigned char)(digest[0] & 0xf8) | key;
	return index_add_prompt(check->index, digest, kind, source_location(check->source, span), item);
}

/* A digest of the options and which are correct, in any order; 0 if there are none. */
static uint64_t options_digest(struct lesson_check *check, const struct question *question)
{
	uint64_t sum = 0;
	for (const struct option *option = question->options; option; option = option->next) {
		buf_clear(&check->repeats.text);
		text_inline(&check->repeats.text, option->text, TEXT_ANSWERS);
		buf_char(&check->repeats.text, option->correct ? '+' : ' ');
		if (fold_text(check, NULL))
			sum += digest_of(buf_view(&check->repeats.folded));
	}
	return sum;
}

/* Adds the words of the key. */
static uint32_t add_key(struct lesson_check *check, struct index_prompt *prompt, const struct question *question)
{
	uint32_t count = 0;
	size_t words;
	for (const struct option *option = question->options; option; option = option->next) {
		buf_clear(&check->repeats.text);
		if (!option->correct)
			continue;
		text_inline(&check->repeats.text, option->text, TEXT_ANSWERS);
		if (fold_text(check, &words))
			count += add_words(check, prompt, words);
	}
	return count;
}

static uint64_t flow_digest(struct lesson_check *check, const struct flow *flow, struct str folder)
{
	buf_clear(&check->repeats.text);
	text_flow(&check->repeats.text, flow, folder);
	return fold_text(check, NULL) ? digest_of(buf_view(&check->repeats.folded)) : 0;
}

static void index_questions(struct lesson_check *check, struct str folder)
{
	struct report *report = check->report;
	bool options = report_wants(report, RULE_DUPLICATE_OPTIONS);
	bool near = options || report_wants(report, RULE_DUPLICATE_NEAR_STEM);
	if (!near && !report_wants(report, RULE_DUPLICATE_STEM))
		return;
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		if (!q->stem || flow_is_blank(q->stem))
			continue;
		uint64_t back = options ? options_digest(check, q) : 0;
		uint64_t explanation = near ? flow_digest(check, q->explanation, folder) : 0;
		size_t words;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, q->vignette, folder);
		buf_char(&check->repeats.text, ' ');
		text_flow(&check->repeats.text, q->stem, folder);
		if (!fold_text(check, &words))
			continue;
		struct index_prompt *prompt = add_to_index(check, PROMPT_QUESTION, q->stem->element.tag, q->id.value);
		if (!prompt)
			continue;
		prompt->back = back;
		prompt->explanation = explanation;
		if (!near)
			continue;
		prompt->front_words = add_words(check, prompt, words);
		prompt->back_words = add_key(check, prompt, q);
	}
}

/* Adds a card with front check->repeats.folded, the first bytes of which are its words, and back check->repeats.text, which
 * is not folded yet. */
static void index_card(struct lesson_check *check, enum prompt_kind kind, struct span span, struct str item, size_t words,
		       bool hinted)
{
	struct report *report = check->report;
	bool near = report_wants(report, RULE_DUPLICATE_NEAR_CARD);
	struct index_prompt *prompt = add_to_index(check, kind, span, item);
	if (!prompt)
		return;
	prompt->hinted = hinted;
	if (near)
		prompt->front_words = add_words(check, prompt, words);
	buf_clear(&check->repeats.other);
	buf_add(&check->repeats.other, check->repeats.folded.at, words);
	if (!fold_text(check, &words))
		return;
	prompt->back = digest_of(buf_view(&check->repeats.folded));
	if (near) {
		prompt->back_words = add_words(check, prompt, words);
	} else if (report_wants(report, RULE_CARD_AMBIGUOUS)) {
		buf_char(&check->repeats.other, '\n');
		buf_add(&check->repeats.other, check->repeats.folded.at, words);
		index_keep_said(check->index, prompt, buf_view(&check->repeats.other));
	}
}

/* Appends the answers of the blanks, separated by gaps; sets *hinted if any has a hint. */
static void gather_answers(struct buf *out, const struct inline_node *text, bool *hinted)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		if (node->kind != INLINE_BLANK) {
			gather_answers(out, node->children, hinted);
			continue;
		}
		if (out->len)
			buf_char(out, FOLD_GAP);
		text_inline(out, node->children, TEXT_ANSWERS);
		*hinted = *hinted || node->of.hint.value.len;
	}
}

static void index_cloze(struct lesson_check *check, const struct card *cloze)
{
	bool hinted = false, any = false;
	size_t words;
	buf_clear(&check->repeats.text);
	text_inline(&check->repeats.text, cloze->cloze, TEXT_GAPS);
	if (!fold_text(check, &words))
		return;
	for (size_t i = 0; i < check->repeats.folded.len && !any; i++)
		any = check->repeats.folded.at[i] != FOLD_GAP && check->repeats.folded.at[i] != ' ';
	buf_clear(&check->repeats.text);
	gather_answers(&check->repeats.text, cloze->cloze, &hinted);
	if (any)
		index_card(check, PROMPT_CLOZE, cloze->element.tag, cloze->id.value, words, hinted);
}

static void index_cards(struct lesson_check *check, struct str folder)
{
	struct report *report = check->report;
	if (!report_wants(report, RULE_DUPLICATE_CARD) && !report_wants(report, RULE_DUPLICATE_NEAR_CARD) &&
	    !report_wants(report, RULE_CARD_AMBIGUOUS))
		return;
	for (const struct card *c = check->lesson->cards; c; c = c->next) {
		if (c->is_cloze) {
			index_cloze(check, c);
			continue;
		}
		if (!c->front || flow_is_blank(c->front))
			continue;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, c->front, folder);
		size_t words;
		if (!fold_text(check, &words))
			continue;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, c->back, folder);
		index_card(check, PROMPT_CARD, c->front->element.tag, c->id.value, words, false);
	}
}

static void index_terms(struct lesson_check *check)
{
	if (!report_wants(check->report, RULE_DUPLICATE_TERM))
		return;
	for (const struct entry *entry = check->lesson->glossary; entry; entry = entry->next) {
		if (!entry->term)
			continue;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, entry->term, STR_NONE);
		if (fold_text(check, NULL) && !add_to_index(check, PROMPT_TERM, entry->term->element.tag, entry->id.value))
			return;
	}
}

/* The span of the text in its first non-blank line. */
static struct span first_words(const struct lesson_check *check, const struct inline_node *text)
{
	struct span span = text->element.tag;
	struct str bytes = check->source->bytes;
	while (span.start < span.end && strchr(" \t\r\n", bytes.at[span.start]))
		span.start++;
	const char *end = memchr(bytes.at + span.start, '\n', span.end - span.start);
	if (end)
		span.end = (uint32_t)(end - bytes.at);
	return span;
}

static void index_prose(struct lesson_check *check, const struct inline_node *text)
{
	/* A word has at least a letter and a space. */
	if (check->repeats.text.len < 2 * PROSE_WORDS_MIN || !fold_text(check, NULL))
		return;
	struct str folded = buf_view(&check->repeats.folded);
	size_t halves = 2;
	/* In a script without spaces, a word has about two characters. */
	for (size_t i = 0; i + 1 < folded.len && halves < 2 * PROSE_WORDS_MIN; i++)
		if (folded.at[i] == ' ')
			halves += unspaced_unit(folded, i + 1) ? 1 : 2;
	if (halves >= 2 * PROSE_WORDS_MIN && !add_to_index(check, PROMPT_PROSE, first_words(check, text), STR_NONE))
		check->failed = true;
}

static bool wants_near(const struct report *report)
{
	return report_wants(report, RULE_DUPLICATE_NEAR_CARD) || report_wants(report, RULE_DUPLICATE_NEAR_STEM) ||
	       report_wants(report, RULE_DUPLICATE_OPTIONS);
}

static void index_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct lesson_check *check = context;
	bool prose = site->role == ROLE_PARAGRAPH || site->role == ROLE_LIST_ITEM || site->role == ROLE_CALLOUT;
	prose = prose && report_wants(check->report, RULE_DUPLICATE_PROSE);
	bool near = wants_near(check->report) && site->role != ROLE_SOURCE && site->role != ROLE_CREDIT;
	if (!prose && !near)
		return;
	buf_clear(&check->repeats.text);
	text_inline(&check->repeats.text, text, TEXT_ANSWERS);
	if (near)
		short_forms_learn(check->index, buf_view(&check->repeats.text), &check->repeats.folded);
	if (prose)
		index_prose(check, text);
}

static void index_picture_of(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	struct stat status;
	if (block->kind != BLOCK_FIGURE || block->of.figure.src.value.len == 0)
		return;
	const struct attribute *src = &block->of.figure.src;
	struct str folder = path_folder(check->source->path);
	enum picture_status found = picture_find(src->value, folder, check->root, &check->repeats.text);
	check->failed = check->failed || found == PICTURE_NO_MEMORY;
	/* A wrong path is already reported, so don't also report the intended picture as unused. */
	enum rule_id wrong = found == PICTURE_MISSING ? RULE_REFERENCE_MISSING_FILE : RULE_REFERENCE_OUTSIDE_TREE;
	bool is_wrong = found == PICTURE_MISSING || found == PICTURE_BACKSLASH || found == PICTURE_ABSOLUTE;
	if (is_wrong && check->shown && report_wants(check->report, wrong) &&
	    picture_meant(&check->repeats.text, folder, check->root, &check->repeats.other, &status))
		shown_files_add(check->shown, &status);
	check->failed = check->failed || buf_failed(&check->repeats.text) || buf_failed(&check->repeats.other);
	/* A lesson of the context may belong to another tree; what it shows elsewhere in that tree counts as shown. */
	bool there = found == PICTURE_FOUND || found == PICTURE_OUTSIDE || found == PICTURE_LINK_OUTSIDE;
	if (!there || stat(buf_cstr(&check->repeats.text), &status) != 0)
		return;
	if (check->shown)
		shown_files_add(check->shown, &status);
	bool may_show = found == PICTURE_FOUND || check->context;
	if (!may_show || status.st_size == 0 || !report_wants(check->report, RULE_DUPLICATE_PICTURE))
		return;
	struct index_picture picture = {
		.device = (uint64_t)status.st_dev,
		.number = (uint64_t)status.st_ino,
		.size = (uint64_t)status.st_size,
		.location = source_location(check->source, src->span),
	};
	index_add_picture(check->index, &picture, buf_cstr(&check->repeats.text), item);
}

void check_index_prompts(struct lesson_check *check)
{
	struct str folder = path_folder(check->source->path);
	index_questions(check, folder);
	index_cards(check, folder);
	index_terms(check);
	if (report_wants(check->report, RULE_DUPLICATE_PROSE) || wants_near(check->report))
		lesson_each_text(check->lesson, index_text, check);
	if (check->shown || report_wants(check->report, RULE_DUPLICATE_PICTURE))
		lesson_each_block(check->lesson, index_picture_of, check);
}
