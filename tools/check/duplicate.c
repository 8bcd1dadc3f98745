#include "check/fold.h"
#include "check/rules.h"
#include "check/text.h"

#include "base/path.h"

#include <sodium.h>

/* Leaves a digest of the text in check->text, unless folding leaves nothing of it. */
static void leave(struct lesson_check *check, enum id_kind kind, struct span span, struct str item)
{
	unsigned char digest[PROMPT_DIGEST];
	if (buf_failed(&check->text)) {
		check->failed = true;
		return;
	}
	buf_clear(&check->folded);
	/* Questions, cards and clozes are never the same, whatever they say. */
	buf_char(&check->folded, check->text.at ? check->text.at[0] : ' ');
	fold(&check->folded, (struct str){ check->text.at + 1, check->text.len - 1 });
	if (buf_failed(&check->text) || buf_failed(&check->folded)) {
		check->failed = true;
		return;
	}
	if (check->folded.len <= 1)
		return;
	/* Only fails for lengths that are out of bounds. */
	(void)crypto_generichash(digest, sizeof(digest), (const unsigned char *)check->folded.at, check->folded.len,
				 NULL, 0);
	index_add_prompt(check->index, digest, kind, source_place(check->source, span), item);
}

static void begin(struct lesson_check *check, char kind)
{
	buf_clear(&check->text);
	buf_char(&check->text, kind);
}

void check_leave_prompts(struct lesson_check *check)
{
	struct str folder = path_folder(check->source->path);
	bool stems = report_wants(check->report, RULE_DUPLICATE_STEM);
	bool cards = report_wants(check->report, RULE_DUPLICATE_CARD);
	for (const struct question *q = stems ? check->lesson->questions : NULL; q; q = q->next) {
		if (!q->stem || flow_is_blank(q->stem))
			continue;
		begin(check, 'q');
		text_flow(&check->text, q->vignette, folder);
		buf_char(&check->text, ' ');
		text_flow(&check->text, q->stem, folder);
		leave(check, KIND_QUESTION, q->stem->element.tag, q->id.value);
	}
	for (const struct card *c = cards ? check->lesson->cards : NULL; c; c = c->next) {
		if (c->is_cloze) {
			begin(check, 'z');
			text_inline(&check->text, c->cloze, TEXT_BOTH);
			leave(check, KIND_CARD, c->element.tag, c->id.value);
		} else if (c->front && !flow_is_blank(c->front)) {
			begin(check, 'c');
			text_flow(&check->text, c->front, folder);
			leave(check, KIND_CARD, c->front->element.tag, c->id.value);
		}
	}
}
