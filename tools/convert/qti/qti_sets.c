#include "convert/qti/qti.h"

#include <stdio.h>

struct question_set *qti_new_set(struct qti *qti, struct str key, struct flow *vignette)
{
	struct question_set *set = flow_is_blank(vignette) ? NULL : arena_alloc(&qti->import->arena, sizeof(*set));
	if (!set)
		return NULL;
	set->id = import_id(qti->import, "set-", key, true);
	set->vignette = vignette;
	return set;
}

/* Reads a stimulus once. */
static struct question_set *read_stimulus(struct qti *qti, struct str path, struct str id)
{
	struct str outer = qti->document;
	struct question_set *set = NULL;
	xmlDocPtr document;
	struct buf why;
	buf_init(&why, BUF_CAP);
	if (qti_open(qti, path, &document, &why) == RESULT_OK) {
		xmlNode *root = xmlDocGetRootElement(document), *body = qti_child(root, "stimulusBody");
		struct str own = qti_attribute(root, "identifier");
		struct flow *text = body ? qti_flow(qti, body) : NULL;
		set = qti_new_set(qti, qti_join(qti, "stimulus:", own.len ? own : id, ""), text);
	}
	if (!set)
		qti_changef(qti, why.len ? buf_cstr(&why) : "it has no text", "left out", "stimulus '%.*s'",
			    STR_ARG(path));
	buf_release(&why);
	xmlFreeDoc(document);
	qti_enter(qti, outer);
	return set;
}

struct question_set *qti_stimulus(struct qti *qti, const xmlNode *item)
{
	const xmlNode *reference = qti_child(item, "assessmentStimulusRef");
	struct str href = reference ? qti_attribute(reference, "href") : STR_NONE;
	struct question_set *set = NULL;
	struct buf path;
	if (!href.at)
		return NULL;
	if (qti_next(reference, "assessmentStimulusRef"))
		qti_change(qti, STR("further stimuli of a question"), "questions share one", "left out");
	buf_init(&path, BUF_CAP);
	if (!archive_path(&path, qti->folder, href))
		qti_changef(qti, "its path leads out of the package", "left out", "stimulus '%.*s'", STR_ARG(href));
	else if (!(set = map_get(&qti->stimuli, buf_view(&path)))) {
		struct str key = arena_str(&qti->import->arena, buf_view(&path));
		set = read_stimulus(qti, key, qti_attribute(reference, "identifier"));
		void **slot = set ? map_put(&qti->stimuli, key) : NULL;
		if (slot)
			*slot = set;
	}
	arena_drop(&qti->import->arena, &path);
	return set;
}

/* The vignette of a set goes before the question's own. */
static void dissolve(struct qti *qti, struct question *question)
{
	struct flow *vignette = make_flow(&qti->import->arena);
	if (!vignette)
		return;
	*vignette = *question->set->vignette;
	if (question->vignette)
		flow_append(&qti->import->arena, vignette, question->vignette);
	question->vignette = vignette;
	question->set = NULL;
}

/* The same set again, for questions that are apart from the others. */
static const struct question_set *copy_set(struct qti *qti, const struct question_set *set, struct map *seen)
{
	struct question_set *copy = arena_alloc(&qti->import->arena, sizeof(*copy));
	if (!copy)
		return set;
	*copy = *set;
	for (unsigned number = 2; map_get(seen, copy->id.value) && number < 1000; number++) {
		char suffix[16];
		snprintf(suffix, sizeof(suffix), "#%u", number);
		copy->id = import_id(qti->import, "set-", qti_join(qti, "again:", set->id.value, suffix), false);
	}
	return copy;
}

static void tidy(struct qti *qti, struct lesson *lesson, struct map *seen)
{
	const struct question_set *last = NULL, *now = NULL;
	for (struct question *q = lesson->questions; q; q = q->next) {
		const struct question_set *own = q->set;
		bool joins = own && own == last, goes_on = own && q->next && q->next->set == own;
		last = own;
		if (!own)
			continue;
		if (!joins && !goes_on && map_get(seen, own->id.value) != own) {
			dissolve(qti, q);
			continue;
		}
		if (!joins) {
			now = map_get(seen, own->id.value) ? copy_set(qti, own, seen) : own;
			void **slot = map_put(seen, now->id.value);
			if (slot)
				*slot = (void *)now;
		}
		q->set = now;
	}
}

void qti_tidy_sets(struct qti *qti)
{
	struct map seen;
	map_init(&seen);
	for (struct import_lesson *lesson = qti->import->lessons; lesson; lesson = lesson->next)
		tidy(qti, &lesson->lesson, &seen);
	map_release(&seen);
}
