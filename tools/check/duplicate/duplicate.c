#include "check/core/fold.h"
#include "check/duplicate/citation.h"
#include "check/duplicate/short_form.h"
#include "check/media/picture.h"
#include "check/core/rules.h"
#include "check/core/symbols.h"
#include "check/text/text.h"
#include "check/core/unspaced.h"
#include "lesson/answer_range.h"

#include "base/hash.h"
#include "base/path.h"

#include <sys/stat.h>

enum { PROSE_WORDS_MIN = 12 }; /* shorter ones are repeated by chance */

/* A digest of check->repeats.folded and of the symbols in check->repeats.text; 0 if that is empty, or memory ran out.
 * Sets *symbols, unless it is NULL, to a hash of the symbols. */
static uint64_t digest_of_folded(struct lesson_check *check, uint64_t *symbols)
{
	if (check->failed || !check->repeats.folded.len)
		return 0;
	uint64_t hash = symbols_hash(buf_view(&check->repeats.text));
	uint64_t digest = hash_of(buf_view(&check->repeats.folded), HASH_KEY ^ hash);
	if (symbols)
		*symbols = hash;
	return digest ? digest : 1;
}

/* The same after it has folded check->repeats.text into check->repeats.folded. */
static uint64_t fold_text(struct lesson_check *check, uint64_t *symbols)
{
	buf_clear(&check->repeats.folded);
	fold(&check->repeats.folded, buf_view(&check->repeats.text));
	return digest_of_folded(check, symbols);
}

/* Adds the words of check->repeats.folded to the index, and returns their number. */
static uint32_t add_words(struct lesson_check *check, struct index_prompt *prompt, uint64_t symbols)
{
	prompt->symbols = prompt->symbols * 31 + symbols;
	return index_add_words(check->index, buf_view(&check->repeats.folded));
}

/* Adds a prompt to the index; its digest then includes the kind, so that questions, cards and clozes never equal each
 * other. NULL if memory ran out. */
static struct index_prompt *add_to_index(struct lesson_check *check, uint64_t digest, enum prompt_kind kind,
					 struct span span, struct str item)
{
	digest = (digest & ~(uint64_t)7) | kind;
	return index_add_prompt(check->index, digest, kind, source_location(check->source, span), item);
}

/* A digest of the options and which are correct, in any order; 0 if there are none. */
static uint64_t options_digest(struct lesson_check *check, const struct question *question)
{
	uint64_t sum = 0;
	for (const struct option *option = question->options; option; option = option->next) {
		buf_clear(&check->repeats.text);
		text_inline(&check->repeats.text, option->text, TEXT_ANSWERS);
		uint64_t digest = fold_text(check, NULL);
		sum += option->correct ? ~digest : digest * 3;
	}
	return sum;
}

/* Adds the words of the key, the answers or the number. */
static uint32_t add_key(struct lesson_check *check, struct index_prompt *prompt, const struct question *question,
			struct str folder)
{
	uint32_t count = 0;
	uint64_t symbols;
	buf_clear(&check->repeats.text);
	text_flow(&check->repeats.text, question->model_answer, folder);
	if (question->kind == QUESTION_NUMERIC)
		answer_range_text(&check->repeats.text, question);
	if (check->repeats.text.len && fold_text(check, &symbols))
		count += add_words(check, prompt, symbols);
	for (const struct option *option = question->options; option; option = option->next) {
		buf_clear(&check->repeats.text);
		if (!option->correct)
			continue;
		text_inline(&check->repeats.text, option->text, TEXT_ANSWERS);
		if (fold_text(check, &symbols))
			count += add_words(check, prompt, symbols);
	}
	return count;
}

static uint64_t flow_digest(struct lesson_check *check, const struct flow *flow, struct str folder)
{
	buf_clear(&check->repeats.text);
	text_flow(&check->repeats.text, flow, folder);
	return fold_text(check, NULL);
}

/* Appends what is to be matched or ordered: "Put these in order" alone asks nothing. */
static void add_options(struct buf *out, const struct option *option, struct str folder)
{
	for (; option; option = option->next) {
		const struct flow flow = option_flow(option);
		buf_char(out, ' ');
		text_flow(out, &flow, folder);
	}
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
		uint64_t back = options && question_has_options(q) ? options_digest(check, q) : 0;
		uint64_t explanation = near ? flow_digest(check, q->explanation, folder) : 0;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, q->set ? q->set->vignette : NULL, folder);
		text_flow(&check->repeats.text, q->vignette, folder);
		buf_char(&check->repeats.text, ' ');
		text_flow(&check->repeats.text, q->stem, folder);
		if (q->kind == QUESTION_MATCHING || q->kind == QUESTION_ORDERING) {
			add_options(&check->repeats.text, q->options, folder);
			add_options(&check->repeats.text, q->prompts, folder);
		}
		uint64_t symbols, digest = fold_text(check, &symbols);
		struct index_prompt *prompt =
			digest ? add_to_index(check, digest, PROMPT_QUESTION, q->stem->element.tag, q->id.value) : NULL;
		if (!prompt)
			continue;
		prompt->back = back;
		prompt->explanation = explanation;
		prompt->set = q->set ? q->set->element.tag.start : 0;
		if (!near)
			continue;
		prompt->front_words = add_words(check, prompt, symbols);
		prompt->back_words = add_key(check, prompt, q, folder);
	}
}

/* A front that has been folded. */
struct front {
	enum prompt_kind kind;
	struct span span;
	uint64_t digest, symbols;
	bool hinted;
};

/* Adds a card with its front in check->repeats.folded and its back in check->repeats.text, which is not folded yet. */
static void index_card(struct lesson_check *check, const struct card *card, const struct front *front)
{
	bool near = report_wants(check->report, RULE_DUPLICATE_NEAR_CARD);
	bool said = !near && report_wants(check->report, RULE_CARD_AMBIGUOUS);
	uint64_t symbols;
	struct index_prompt *prompt = add_to_index(check, front->digest, front->kind, front->span, card->id.value);
	if (!prompt)
		return;
	prompt->hinted = front->hinted;
	if (near)
		prompt->front_words = add_words(check, prompt, front->symbols);
	buf_clear(&check->repeats.other);
	if (said)
		buf_str(&check->repeats.other, buf_view(&check->repeats.folded));
	prompt->back = fold_text(check, &symbols);
	if (near && prompt->back)
		prompt->back_words = add_words(check, prompt, symbols);
	if (said && prompt->back) {
		buf_char(&check->repeats.other, '\n');
		buf_str(&check->repeats.other, buf_view(&check->repeats.folded));
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
		*hinted = *hinted || node->of.blank.hint.value.len;
	}
}

static void index_cloze(struct lesson_check *check, const struct card *cloze, struct str folder)
{
	const struct flow shown = { cloze->element, NULL, cloze->blocks, NULL };
	struct front front = { .kind = PROMPT_CLOZE, .span = cloze->element.tag };
	bool any = false;
	buf_clear(&check->repeats.text);
	text_inline(&check->repeats.text, cloze->cloze, TEXT_GAPS);
	text_flow(&check->repeats.text, &shown, folder);
	front.digest = fold_text(check, &front.symbols);
	if (!front.digest)
		return;
	for (size_t i = 0; i < check->repeats.folded.len && !any; i++)
		any = check->repeats.folded.at[i] != FOLD_GAP && check->repeats.folded.at[i] != ' ';
	buf_clear(&check->repeats.text);
	gather_answers(&check->repeats.text, cloze->cloze, &front.hinted);
	if (any)
		index_card(check, cloze, &front);
}

/* What an occlusion asks: the picture, what is hidden in it, and how. */
static void gather_occlusion(struct lesson_check *check, const struct card *card, struct str folder)
{
	const struct occlusion *occlusion = card->occlusion;
	struct picture picture = occlusion->picture;
	picture.next = NULL;
	struct block figure = { .kind = BLOCK_FIGURE, .element = card->element, .of.figure.pictures = &picture };
	const struct flow shown = { card->element, NULL, &figure, NULL };
	struct buf *text = &check->repeats.text;
	buf_clear(text);
	text_flow(text, card->front, folder);
	text_flow(text, &shown, folder);
	buf_text(text, occlusion->hides_all ? " all" : " one");
	for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next) {
		buf_format(text, " %u %u", (unsigned)shape->kind, shape->number);
		for (size_t i = 0; shape->points && i < shape->point_count; i++)
			buf_format(text, " %u %u", shape->points[i].x, shape->points[i].y);
	}
}

/* Occlusions are only compared exactly: many of one picture differ only in what they hide. */
static void index_occlusion(struct lesson_check *check, const struct card *card, struct str folder)
{
	if (card->element.unsure || !card->occlusion->picture.src.value.len)
		return;
	gather_occlusion(check, card, folder);
	uint64_t digest = fold_text(check, NULL);
	struct index_prompt *prompt =
		digest ? add_to_index(check, digest, PROMPT_CARD, card->element.tag, card->id.value) : NULL;
	if (!prompt)
		return;
	buf_clear(&check->repeats.text);
	for (const struct shape *shape = card->occlusion->shapes; shape; shape = shape->next) {
		text_inline(&check->repeats.text, shape->label, TEXT_ANSWERS);
		buf_char(&check->repeats.text, FOLD_GAP);
	}
	prompt->back = fold_text(check, NULL);
}

static void index_cards(struct lesson_check *check, struct str folder)
{
	struct report *report = check->report;
	if (!report_wants(report, RULE_DUPLICATE_CARD) && !report_wants(report, RULE_DUPLICATE_NEAR_CARD) &&
	    !report_wants(report, RULE_CARD_AMBIGUOUS))
		return;
	for (const struct card *c = check->lesson->cards; c; c = c->next) {
		if (c->is_cloze) {
			index_cloze(check, c, folder);
			continue;
		}
		if (c->occlusion)
			index_occlusion(check, c, folder);
		if (c->occlusion || !c->front || flow_is_blank(c->front))
			continue;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, c->front, folder);
		struct front front = { .kind = PROMPT_CARD, .span = c->front->element.tag };
		front.digest = fold_text(check, &front.symbols);
		if (!front.digest)
			continue;
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, c->back, folder);
		index_card(check, c, &front);
	}
}

static bool wants_near(const struct report *report)
{
	return report_wants(report, RULE_DUPLICATE_NEAR_CARD) || report_wants(report, RULE_DUPLICATE_NEAR_STEM) ||
	       report_wants(report, RULE_DUPLICATE_OPTIONS);
}

static void index_entry(struct lesson_check *check, const struct entry *entry)
{
	for (const struct flow *name = entry->term; name != entry->abbreviations; name = name->next) {
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, name, STR_NONE);
		uint64_t digest = fold_text(check, NULL);
		if (digest && !add_to_index(check, digest, PROMPT_TERM, name->element.tag, entry->id.value))
			return;
	}
}

/* Abbreviations may have several meanings in the tree, but mean their term. */
static void learn_abbreviations(struct lesson_check *check, const struct entry *entry)
{
	for (const struct flow *name = entry->abbreviations; name; name = name->next) {
		buf_clear(&check->repeats.text);
		text_flow(&check->repeats.text, name, STR_NONE);
		size_t len = check->repeats.text.len;
		text_flow(&check->repeats.text, entry->term, STR_NONE);
		struct str both = buf_view(&check->repeats.text);
		short_form_add(check->index, (struct str){ both.at, len },
			       (struct str){ both.at + len, both.len - len }, &check->repeats.folded);
	}
}

static void index_glossary(struct lesson_check *check)
{
	bool terms = report_wants(check->report, RULE_DUPLICATE_TERM), near = wants_near(check->report);
	for (const struct entry *entry = check->lesson->glossary; entry; entry = entry->next) {
		if (terms)
			index_entry(check, entry);
		if (near)
			learn_abbreviations(check, entry);
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

/* Whether folded text has so many words. In a script without spaces, a word has about two characters. */
static bool has_words(struct str folded, size_t words)
{
	size_t halves = 2;
	for (size_t i = 0; i + 1 < folded.len && halves < 2 * words; i++)
		if (folded.at[i] == ' ')
			halves += (unsigned char)folded.at[i + 1] >= 0xe0 && unspaced_unit(folded, i + 1) ? 1 : 2;
	return halves >= 2 * words;
}

static void index_prose(struct lesson_check *check, const struct inline_node *text)
{
	buf_clear(&check->repeats.folded);
	fold(&check->repeats.folded, buf_view(&check->repeats.text));
	if (!has_words(buf_view(&check->repeats.folded), PROSE_WORDS_MIN))
		return;
	/* A long text that differs from another one in the case of a symbol alone repeats it all the same. */
	uint64_t digest = hash_of(buf_view(&check->repeats.folded), HASH_KEY);
	struct index_prompt *prompt = add_to_index(check, digest, PROMPT_PROSE, first_words(check, text), STR_NONE);
	if (prompt)
		prompt->citation = is_citation(buf_view(&check->repeats.text));
	check->failed = check->failed || !prompt;
}

/* Whether the text may explain an abbreviation, in brackets. */
static bool has_brackets(const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next)
		if ((node->text.len && memchr(node->text.at, '(', node->text.len)) || has_brackets(node->children))
			return true;
	return false;
}

static void index_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct lesson_check *check = context;
	bool prose = site->role == ROLE_PARAGRAPH || site->role == ROLE_LIST_ITEM || site->role == ROLE_CALLOUT;
	prose = prose && report_wants(check->report, RULE_DUPLICATE_PROSE);
	bool near = wants_near(check->report) && site->role != ROLE_SOURCE && site->role != ROLE_CREDIT && has_brackets(text);
	if (!prose && !near)
		return;
	buf_clear(&check->repeats.text);
	text_inline(&check->repeats.text, text, TEXT_ANSWERS);
	if (near)
		short_forms_learn(check->index, buf_view(&check->repeats.text), &check->repeats.folded);
	if (prose)
		index_prose(check, text);
}

static void index_file(void *context, const struct lesson_file *file)
{
	struct lesson_check *check = context;
	struct stat status;
	const struct attribute *src = file->path;
	struct str folder = path_folder(check->source->path);
	enum picture_status found = picture_find(src->value, folder, check->root, &check->media.folder,
						 &check->repeats.text);
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
	struct index_picture shown = {
		.device = (uint64_t)status.st_dev,
		.number = (uint64_t)status.st_ino,
		.size = (uint64_t)status.st_size,
		.location = source_location(check->source, src->span),
	};
	index_add_picture(check->index, &shown, buf_cstr(&check->repeats.text), file->item);
}

void check_index_prompts(struct lesson_check *check)
{
	struct str folder = path_folder(check->source->path);
	index_questions(check, folder);
	index_cards(check, folder);
	index_glossary(check);
	if (report_wants(check->report, RULE_DUPLICATE_PROSE) || wants_near(check->report))
		lesson_each_text(check->lesson, index_text, check);
	if (check->shown || report_wants(check->report, RULE_DUPLICATE_PICTURE))
		lesson_each_file(check->lesson, index_file, check);
}
