/* Content packages: an item for each question, a test with a section for each lesson, and a manifest. */
#include "convert/formats.h"
#include "convert/qti/qti_write.h"

#include "convert/core/plain.h"
#include "convert/html/html_write.h"

#include <stdlib.h>

static enum result begin(struct export *export, void **state, bool v3)
{
	struct qti_writer *w = *state = calloc(1, sizeof(*w));
	if (!w)
		return RESULT_NO_MEMORY;
	w->export = export;
	w->v3 = v3;
	arena_init(&w->arena);
	buf_init(&w->test, BUF_CAP);
	buf_init(&w->resources, BUF_CAP);
	map_init(&w->names);
	map_init(&w->by_digest);
	map_init(&w->by_path);
	w->last_asset = &w->assets;
	w->stream = open_memstream(&w->bytes, &w->size);
	if (!w->stream)
		return RESULT_NO_MEMORY;
	buf_init(&w->reason, BUF_CAP);
	zip_writer_init(&w->zip, w->stream, &w->reason);
	return RESULT_OK;
}

static enum result begin_21(struct export *export, void **state, struct buf *why)
{
	(void)why;
	return begin(export, state, false);
}

static enum result begin_30(struct export *export, void **state, struct buf *why)
{
	(void)why;
	return begin(export, state, true);
}

static void release(void *state)
{
	struct qti_writer *w = state;
	if (!w)
		return;
	if (w->stream) {
		if (!w->finished)
			(void)!zip_writer_finish(&w->zip);
		fclose(w->stream);
	}
	free(w->bytes);
	buf_release(&w->reason);
	buf_release(&w->test);
	buf_release(&w->resources);
	map_release(&w->names);
	map_release(&w->by_digest);
	map_release(&w->by_path);
	arena_release(&w->arena);
	free(w);
}

static void open_section(struct qti_writer *w, struct str id, struct str title)
{
	qti_open_tag(w, "assessmentSection");
	qti_put(w, "identifier", id);
	qti_put(w, "title", title);
	qti_put(w, "visible", STR("true"));
	qti_content(w);
	buf_char(w->out, '\n');
}

/* In QTI 2.1, a set is a section whose instructions are the vignette. */
static void open_set(struct qti_writer *w, const struct question_set *set)
{
	struct qti_need *needs = w->needs;
	w->needs = w->test_needs;
	open_section(w, set->id.value, set->id.value);
	qti_open_tag(w, "rubricBlock");
	qti_put(w, "view", STR("candidate"));
	qti_content(w);
	qti_write_blocks(w, set->vignette);
	qti_close(w, "rubricBlock");
	w->test_needs = w->needs;
	w->needs = needs;
}

static void refer_to_item(struct qti_writer *w, struct str id)
{
	struct buf href;
	buf_init(&href, BUF_CAP);
	buf_format(&href, "../items/%.*s.xml", STR_ARG(id));
	qti_open_tag(w, "assessmentItemRef");
	qti_put(w, "identifier", id);
	qti_put(w, "href", buf_view(&href));
	qti_void(w);
	buf_char(w->out, '\n');
	buf_release(&href);
}

static void write_questions(struct qti_writer *w, const struct lesson *lesson)
{
	struct ledger *ledger = &w->export->ledger;
	const struct question_set *open = NULL;
	for (const struct question *q = lesson->questions; q; q = q->next) {
		bool begins = q->set && q->set != open;
		w->out = &w->test;
		if (open && q->set != open && !w->v3)
			qti_close(w, "assessmentSection");
		if (begins)
			w->item = w->set_item = ledger_read(ledger, LEDGER_QUESTION_SET, q->set->id.value, 0);
		if (begins && !w->v3)
			open_set(w, q->set);
		open = q->set;
		refer_to_item(w, q->id.value);
		qti_write_question(w, q);
	}
	w->out = &w->test;
	if (open && !w->v3)
		qti_close(w, "assessmentSection");
}

static enum result add_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct qti_writer *w = state;
	struct ledger *ledger = &w->export->ledger;
	struct ledger_item *item = ledger_read(ledger, LEDGER_LESSON, lesson->id.value, 0);
	(void)why;
	w->lesson = lesson;
	w->item = item;
	w->set = NULL;
	map_clear(&w->by_path);
	export_leave_out_text(w->export, lesson, item,
			      &(struct export_text){ .why = "packages contain questions only" });
	if (!lesson->questions) {
		ledger_leave_out(ledger, item, "it has no questions");
		return RESULT_OK;
	}
	w->any = true;
	w->out = &w->test;
	open_section(w, lesson->id.value, plain_title(&(struct plain){ ledger, item, "the title" }, lesson, &w->arena));
	write_questions(w, lesson);
	qti_close(w, "assessmentSection");
	w->set = NULL;
	return arena_failed(&w->arena) || buf_failed(&w->test) || buf_failed(&w->resources) ? RESULT_NO_MEMORY
											    : RESULT_OK;
}

static void write_test(struct qti_writer *w)
{
	struct buf document;
	buf_init(&document, BUF_CAP);
	w->out = &document;
	buf_text(w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	qti_open_tag(w, "assessmentTest");
	buf_text(w->out, w->v3 ? " xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\""
			       : " xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"");
	qti_put(w, "identifier", w->export->id);
	qti_put(w, "title", w->export->title);
	qti_content(w);
	buf_char(w->out, '\n');
	qti_open_tag(w, "testPart");
	qti_put(w, "identifier", STR("PART"));
	qti_put(w, "navigationMode", STR("nonlinear"));
	qti_put(w, "submissionMode", STR("individual"));
	qti_content(w);
	buf_char(w->out, '\n');
	buf_str(w->out, buf_view(&w->test));
	qti_close(w, "testPart");
	qti_close(w, "assessmentTest");
	qti_add_file(w, STR("tests/test.xml"), buf_view(&document));
	w->needs = w->test_needs;
	qti_add_resource(w, STR("TEST"), STR("tests/test.xml"), "test", NULL);
	w->arena.failed = w->arena.failed || buf_failed(&document);
	buf_release(&document);
}

static void write_manifest(struct qti_writer *w)
{
	struct buf document;
	buf_init(&document, BUF_CAP);
	buf_format(&document,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"%s\" identifier=\"MANIFEST\">\n"
		   "<metadata><schema>%s</schema><schemaversion>%s</schemaversion>"
		   "<lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\"><general><title><string>",
		   w->v3 ? "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
			 : "http://www.imsglobal.org/xsd/imscp_v1p1",
		   w->v3 ? "QTI Package" : "QTIv2.1 Package", w->v3 ? "3.0.0" : "1.0.0");
	html_escape(&document, w->export->title);
	buf_text(&document, "</string></title></general></lom></metadata>\n<organizations/>\n<resources>\n");
	buf_str(&document, buf_view(&w->resources));
	for (const struct qti_asset *asset = w->assets; asset; asset = asset->next)
		buf_format(&document,
			   "<resource identifier=\"%.*s\" type=\"webcontent\" href=\"%.*s\"><file href=\"%.*s\"/>"
			   "</resource>\n",
			   STR_ARG(asset->id), STR_ARG(asset->name), STR_ARG(asset->name));
	buf_text(&document, "</resources>\n</manifest>\n");
	qti_add_file(w, STR("imsmanifest.xml"), buf_view(&document));
	w->arena.failed = w->arena.failed || buf_failed(&document);
	buf_release(&document);
}

static enum result end(void *state, struct buf *why)
{
	struct qti_writer *w = state;
	if (!w->any) {
		buf_text(why, "there are no questions, and QTI has nothing else");
		return RESULT_REFUSED;
	}
	write_test(w);
	write_manifest(w);
	w->finished = true;
	enum result result = zip_writer_finish(&w->zip);
	buf_str(why, buf_view(&w->reason));
	if (result == RESULT_OK && (fflush(w->stream) != 0 || arena_failed(&w->arena)))
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK)
		buf_add(w->export->out, w->bytes, w->size);
	return result;
}

const struct exporter qti21_exporter = { "qti21", "questions as a package of QTI 2.1", false, begin_21, add_lesson, end,
					 release };
const struct exporter qti30_exporter = { "qti30", "questions as a package of QTI 3.0", false, begin_30, add_lesson, end,
					 release };
