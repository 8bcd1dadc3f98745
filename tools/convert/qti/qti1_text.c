/* Material of QTI 1.2: runs of HTML or plain text, pictures and recordings, which together make the HTML of a text. */
#include "convert/qti/qti1_reading.h"

#include "convert/core/gaps.h"
#include "convert/html/html_write.h"

#include <libxml/xmlsave.h>

static void add_media(const xmlNode *node, const char *tag, struct buf *out)
{
	struct str uri = qti_attribute(node, "uri"), label = qti_attribute(node, "label");
	if (!uri.at)
		uri = qti_attribute(node, "entityref");
	if (!uri.len)
		return;
	buf_format(out, "<%s src=\"", tag);
	html_escape(out, uri);
	buf_text(out, "\"");
	if (label.len) {
		buf_text(out, " alt=\"");
		html_escape(out, label);
		buf_char(out, '"');
	}
	buf_text(out, tag[0] == 'i' ? ">" : " controls></");
	if (tag[0] != 'i')
		buf_format(out, "%s>", tag);
}

/* HTML as text, or as elements, which are written as text. */
static void add_html(struct qti *qti, const xmlNode *node, struct buf *out)
{
	for (xmlNode *child = node->children; child; child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
			buf_text(out, child->content ? (const char *)child->content : "");
			continue;
		}
		xmlBufferPtr buffer = xmlBufferCreate();
		if (buffer && xmlNodeDump(buffer, child->doc, child, 0, 0) >= 0)
			buf_text(out, (const char *)xmlBufferContent(buffer));
		else
			qti->import->arena.failed = true;
		xmlBufferFree(buffer);
	}
}

/* Plain text; its lines are kept. */
static void add_plain(struct qti *qti, const xmlNode *node, struct buf *out)
{
	struct str text = qti_text(qti, node);
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		size_t len = end ? (size_t)(end - text.at) : text.len;
		html_escape(out, (struct str){ text.at, len });
		if (end)
			buf_text(out, "<br>");
		len += end != NULL;
		text = (struct str){ text.at + len, text.len - len };
	}
}

static bool is_html(const xmlNode *node)
{
	struct str type = qti_attribute(node, "texttype");
	struct str dialect = qti_attribute(node, "type");
	if (qti_is(node, "mat_formattedtext"))
		return !str_is(dialect, "PLAIN_TEXT");
	return type.at && (memmem(type.at, type.len, "html", 4) || memmem(type.at, type.len, "HTML", 4));
}

static void add_text(struct qti *qti, const xmlNode *node, struct buf *out)
{
	if (is_html(node) || qti_child(node, NULL))
		add_html(qti, node, out);
	else
		add_plain(qti, node, out);
}

/* Responses, and what is in them, are no material. */
static bool is_answer(const xmlNode *node)
{
	return qti1_is_response(node) || qti_is(node, "response_extension") || qti_is(node, "render_choice") ||
	       qti_is(node, "render_fib") || qti_is(node, "render_hotspot") || qti_is(node, "render_slider") ||
	       qti_is(node, "render_extension") || qti_is(node, "response_label") ||
	       qti_attribute_is(node, "class", "RIGHT_MATCH_BLOCK") ||
	       qti_attribute_is(node, "class", "RESPONSE_BLOCK");
}

/* A gap takes the place of a response in a text. */
static void add_gap(struct qti *qti, const xmlNode *response, struct buf *out)
{
	if (!qti->next_gap || !qti1_is_response(response))
		return;
	if (qti1_is_written(response))
		gap_add(out, qti->next_gap - 1);
	qti->next_gap++;
}

static void add_material(struct qti *qti, const xmlNode *root, struct buf *out)
{
	for (const xmlNode *node = qti_walk(root, root), *next; node; node = next) {
		bool done = true;
		if (node->type != XML_ELEMENT_NODE || is_answer(node)) {
			done = node->type == XML_ELEMENT_NODE;
			if (done)
				add_gap(qti, node, out);
		} else if (qti_is(node, "mattext") || qti_is(node, "mat_formattedtext")) {
			add_text(qti, node, out);
		} else if (qti_is(node, "matemtext")) {
			buf_text(out, "<em>");
			add_text(qti, node, out);
			buf_text(out, "</em>");
		} else if (qti_is(node, "matimage")) {
			add_media(node, "img", out);
		} else if (qti_is(node, "mataudio")) {
			add_media(node, "audio", out);
		} else if (qti_is(node, "matvideo")) {
			add_media(node, "video", out);
		} else if (qti_is(node, "matapplication") && qti_attribute(node, "uri").len) {
			/* Blackboard writes pictures so. */
			add_media(node, "img", out);
		} else if (qti_is(node, "matbreak")) {
			buf_text(out, "<br>");
		} else if (qti_is(node, "matapplet") || qti_is(node, "matref") || qti_is(node, "material_ref")) {
			qti_changef(qti, "lessons have none", "left out", "element '<%s>'", (const char *)node->name);
		} else {
			/* Each piece of a flow is a paragraph of its own. */
			if (qti_is(node, "flow") || qti_is(node, "flow_mat"))
				buf_text(out, "<p></p>");
			done = false;
		}
		next = done ? qti_skip(node, root) : qti_walk(node, root);
	}
}

struct flow *qti1_flow(struct qti *qti, const xmlNode *node)
{
	struct buf html;
	buf_init(&html, BUF_CAP);
	add_material(qti, node, &html);
	qti->import->arena.failed = qti->import->arena.failed || buf_failed(&html);
	qti_remove_marks(&html);
	struct flow *flow = html_read(&qti->html, buf_view(&html));
	buf_release(&html);
	return flow;
}
