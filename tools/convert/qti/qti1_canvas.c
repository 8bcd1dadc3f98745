/* What Canvas writes beside a quiz of QTI 1.2, in assessment_meta.xml: instructions, and settings. */
#include "convert/qti/qti1_reading.h"

/* The document in the folder of the quiz, or in the one that is named after it; NULL if there is none. */
static struct qti_metadata *find_settings(struct qti *qti, struct str id)
{
	struct str folders[] = { qti->folder, id };
	struct qti_metadata *found = NULL;
	struct buf path;
	buf_init(&path, BUF_CAP);
	for (size_t i = 0; !found && i < sizeof(folders) / sizeof(folders[0]); i++) {
		buf_clear(&path);
		if (archive_path(&path, folders[i], STR("assessment_meta.xml")))
			found = map_get(&qti->metadata, buf_view(&path));
	}
	arena_drop(&qti->import->arena, &path);
	return found && !found->used ? found : NULL;
}

struct flow *qti1_read_settings(struct qti *qti, struct str id)
{
	struct str outer = qti->document;
	struct qti_metadata *settings = find_settings(qti, id);
	struct flow *text = NULL;
	xmlDocPtr document = NULL;
	struct buf why;
	qti->shuffles = false;
	if (!settings)
		return NULL;
	buf_init(&why, BUF_CAP);
	if (qti_open(qti, settings->path, &document, &why) == RESULT_OK) {
		const xmlNode *quiz = xmlDocGetRootElement(document), *description = qti_child(quiz, "description"),
			      *shuffle = qti_child(quiz, "shuffle_answers");
		settings->used = qti_is(quiz, "quiz");
		qti->shuffles = settings->used && shuffle && str_is(qti_text(qti, shuffle), "true");
		if (settings->used)
			qti_change(qti, STR("settings of the quiz"), "lessons have no time limits, attempts and grades",
				   "left out");
		if (settings->used && description)
			text = html_read(&qti->html, qti_text(qti, description));
	}
	buf_release(&why);
	xmlFreeDoc(document);
	qti_enter(qti, outer);
	return text;
}
