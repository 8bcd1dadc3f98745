#include "convert/qti/qti_write.h"

#include "convert/html/html_write.h"

/* The name in QTI 3.0: small letters, with hyphens. */
static void put_name(struct qti_writer *w, const char *name)
{
	for (; *name; name++) {
		if (ascii_is_upper(*name) && w->v3)
			buf_char(w->out, '-');
		buf_char(w->out, w->v3 ? ascii_lower(*name) : *name);
	}
}

void qti_open_tag(struct qti_writer *w, const char *name)
{
	buf_text(w->out, w->v3 ? "<qti-" : "<");
	put_name(w, name);
}

void qti_put(struct qti_writer *w, const char *name, struct str value)
{
	buf_char(w->out, ' ');
	put_name(w, name);
	buf_text(w->out, "=\"");
	html_escape(w->out, value);
	buf_char(w->out, '"');
}

void qti_content(struct qti_writer *w)
{
	buf_char(w->out, '>');
}

void qti_void(struct qti_writer *w)
{
	buf_text(w->out, "/>");
}

void qti_close(struct qti_writer *w, const char *name)
{
	buf_text(w->out, w->v3 ? "</qti-" : "</");
	put_name(w, name);
	buf_text(w->out, ">\n");
}

void qti_element(struct qti_writer *w, const char *name, struct str text)
{
	qti_open_tag(w, name);
	qti_content(w);
	html_escape(w->out, text);
	qti_close(w, name);
}

void qti_add_file(struct qti_writer *w, struct str name, struct str bytes)
{
	struct packed packed = { .raw_size = 0 };
	char *copy = arena_copy(&w->arena, name.at, name.len);
	if (copy && packed_make(&packed, bytes, DEFLATE_FAST))
		zip_writer_add(&w->zip, copy, &packed);
	else
		w->arena.failed = true;
	packed_release(&packed);
}

/* Tags and difficulty, as the metadata of learning objects (IEEE 1484.12.3) has them. */
static void put_metadata(struct buf *out, const struct question *question, struct str lang)
{
	static const char *const degrees[] = { "", "very easy", "easy", "medium", "difficult", "very difficult" };
	struct str tag = { NULL, 0 };
	bool tags = question->tags.value.at != NULL;
	if (!tags && !question->difficulty)
		return;
	buf_text(out, "<metadata><lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\">");
	if (tags)
		buf_text(out, "<general>");
	while (tags && tags_next(question->tags.value, &tag)) {
		buf_text(out, "<keyword><string language=\"");
		html_escape(out, lang);
		buf_text(out, "\">");
		html_escape(out, tag);
		buf_text(out, "</string></keyword>");
	}
	if (tags)
		buf_text(out, "</general>");
	if (question->difficulty)
		buf_format(out,
			   "<educational><difficulty><source>LOMv1.0</source><value>%s</value></difficulty>"
			   "</educational>",
			   degrees[question->difficulty < 6 ? question->difficulty : 5]);
	buf_text(out, "</lom></metadata>\n");
}

void qti_add_resource(struct qti_writer *w, struct str id, struct str name, const char *type,
		      const struct question *question)
{
	struct buf *out = &w->resources;
	buf_format(out, "<resource identifier=\"%.*s\" type=\"imsqti_%s_xml%s\" href=\"%.*s\">\n", STR_ARG(id), type,
		   w->v3 ? "v3p0" : "v2p1", STR_ARG(name));
	if (question)
		put_metadata(out, question, w->lesson->lang.value);
	buf_format(out, "<file href=\"%.*s\"/>\n", STR_ARG(name));
	for (const struct qti_need *need = w->needs; need; need = need->next)
		buf_format(out, "<dependency identifierref=\"%.*s\"/>\n", STR_ARG(need->name));
	buf_text(out, "</resource>\n");
}
