/* Vignettes of questions in a question bank, which has one text for each question:
 *
 *     <div class="vignette">…</div>
 *     <div class="stem">…</div>
 *
 * Questions of a set repeat theirs, with data-set="ID" on its tag, before their own. */
#include "convert/moodle/bank_parts.h"

static const char opening[] = "<div class=\"vignette\"", middle[] = "</div>\n<div class=\"stem\">",
		  between[] = "</div>\n<div class=\"vignette\">", closing[] = "</div>";

/* The value of data-set in what follows the class; at is NULL if there is none. *len is the length of the rest of the
 * tag, or 0. */
static struct str set_of(struct str rest, size_t *len)
{
	static const char attribute[] = " data-set=\"";
	const char *end = memchr(rest.at, '>', rest.len);
	*len = end ? (size_t)(end + 1 - rest.at) : 0;
	if (!str_starts(rest, attribute))
		return STR_NONE;
	rest = (struct str){ rest.at + strlen(attribute), rest.len - strlen(attribute) };
	const char *quote = memchr(rest.at, '"', rest.len);
	return quote ? (struct str){ rest.at, (size_t)(quote - rest.at) } : STR_NONE;
}

static const struct question_set *open_set(struct bank_draft *draft, struct str id, const struct bank_text *vignette)
{
	struct bank_importer *bank = draft->bank;
	if (bank->set && str_equal(bank->set_id, id))
		return bank->set;
	struct question_set *set = arena_alloc(draft->arena, sizeof(*set));
	struct buf key;
	if (!set)
		return NULL;
	buf_init(&key, BUF_CAP);
	buf_text(&key, "set:");
	buf_str(&key, id);
	bool own;
	struct str free_key = draft_own_key(draft, buf_view(&key), &own);
	set->id = import_id(bank->import, "set-", free_key, own);
	set->vignette = bank_flow(draft, vignette);
	draft->arena->failed = draft->arena->failed || buf_failed(&key);
	buf_release(&key);
	bank->set = set->vignette ? set : NULL;
	bank->set_id = arena_str(draft->arena, id);
	return bank->set;
}

struct bank_text take_vignette(struct bank_draft *draft, const struct bank_text *text)
{
	struct bank_text vignette = *text, stem = *text;
	const char *divide = text->format == BANK_HTML && str_starts(text->text, opening)
				     ? memmem(text->text.at, text->text.len, middle, strlen(middle))
				     : NULL;
	size_t tag, end = strlen(closing), start = strlen(opening);
	if (!divide || memcmp(text->text.at + text->text.len - end, closing, end) != 0)
		return stem;
	struct str rest = { text->text.at + start, (size_t)(divide - text->text.at) - start };
	struct str id = set_of(rest, &tag);
	if (!tag)
		return stem;
	vignette.text = (struct str){ rest.at + tag, rest.len - tag };
	stem.text.at = divide + strlen(middle);
	stem.text.len = (size_t)(text->text.at + text->text.len - stem.text.at) - end;
	const char *own = id.len ? memmem(vignette.text.at, vignette.text.len, between, strlen(between)) : NULL;
	struct bank_text set = vignette;
	if (own) {
		set.text.len = (size_t)(own - vignette.text.at);
		vignette.text.at = own + strlen(between);
		vignette.text.len -= set.text.len + strlen(between);
	}
	if (id.len)
		draft->question.set = open_set(draft, id, &set);
	if (own || !id.len)
		draft->question.vignette = bank_flow(draft, &vignette);
	return stem;
}
