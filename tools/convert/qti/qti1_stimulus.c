/* Texts of QTI 1.2 that are items of their own and shown with others, as Canvas writes them. */
#include "convert/qti/qti1_reading.h"

#include "convert/core/foreign_xml.h"

void qti1_find_texts(struct qti *qti, const xmlNode *root)
{
	for (const xmlNode *n = qti_walk(root, root); n; n = qti_walk(n, root)) {
		const xmlNode *label = qti_is(n, "qtimetadatafield") ? qti_child(n, "fieldlabel") : NULL,
			      *entry = label ? qti_child(n, "fieldentry") : NULL;
		if (!entry || !str_is(qti_text(qti, label), "parent_stimulus_item_ident"))
			continue;
		void **slot = map_put(&qti->texts, qti_text(qti, entry));
		qti->import->arena.failed = qti->import->arena.failed || !slot;
		if (slot)
			*slot = qti;
	}
	for (xmlNode *n = qti->texts.count ? qti_walk(root, root) : NULL; n; n = qti_walk(n, root)) {
		void **slot = qti_is(n, "item") && map_get(&qti->texts, qti1_ident(n)) && qti1_is_text(n)
				      ? map_put(&qti->texts, qti1_ident(n))
				      : NULL;
		if (slot)
			*slot = n;
	}
}

/* The set of the text; its vignette is NULL if there is no text. */
static struct question_set *read_text(struct qti *qti, const xmlNode *item)
{
	struct ledger *ledger = &qti->import->ledger;
	struct ledger_item *outer = qti->html.item;
	const xmlNode *presentation = qti_child(item, "presentation");
	struct str title = str_trim(qti_attribute(item, "title")), id = qti1_ident(item);
	qti->html.item = ledger_read(ledger, LEDGER_SECTION, title.len ? title : id, foreign_line(item));
	struct flow *text = presentation ? qti1_flow(qti, presentation) : NULL;
	struct question_set *set = qti_new_set(qti, qti_join(qti, "stimulus:", id, ""), text);
	if (!set) {
		ledger_leave_out(ledger, qti->html.item, "it has no text");
		set = arena_alloc(&qti->import->arena, sizeof(*set));
	}
	qti->html.item = outer;
	return set;
}

struct question_set *qti1_stimulus(struct qti *qti, struct str id)
{
	const void *item = map_get(&qti->texts, id);
	struct str key = qti_join(qti, "item:", id, "");
	struct question_set *set = map_get(&qti->stimuli, key);
	if (!item || item == qti) {
		qti_changef(qti, "the source does not contain it", "left out", "stimulus '%.*s'", STR_ARG(id));
		return NULL;
	}
	if (!set) {
		set = read_text(qti, item);
		void **slot = set ? map_put(&qti->stimuli, key) : NULL;
		if (slot)
			*slot = set;
		qti->import->arena.failed = qti->import->arena.failed || !slot;
	}
	return set && set->vignette ? set : NULL;
}

bool qti1_is_stimulus(struct qti *qti, const xmlNode *item)
{
	bool is = map_get(&qti->texts, qti1_ident(item)) == item;
	if (is)
		(void)qti1_stimulus(qti, qti1_ident(item));
	return is;
}
