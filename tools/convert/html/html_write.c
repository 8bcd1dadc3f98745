/* Elements and inline text. */
#include "convert/html/html_writing.h"

#include "lesson/language_tag.h"

void html_escape(struct buf *out, struct str text)
{
	size_t done = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *name = text.at[i] == '&'   ? "&amp;"
				   : text.at[i] == '<' ? "&lt;"
				   : text.at[i] == '>' ? "&gt;"
				   : text.at[i] == '"' ? "&quot;"
						       : NULL;
		if (!name)
			continue;
		buf_add(out, text.at + done, i - done);
		buf_text(out, name);
		done = i + 1;
	}
	if (done < text.len)
		buf_add(out, text.at + done, text.len - done);
}

struct str html_start(struct html_writer *w, const char *name, const struct element *element)
{
	struct str outer = w->lang;
	buf_format(w->out, "<%s", name);
	if (element && element->lang.at && w->lang.at && !language_tag_same(element->lang, w->lang)) {
		w->lang = element->lang;
		html_put(w, w->xhtml ? "xml:lang" : "lang", w->lang);
	}
	return outer;
}

void html_put(struct html_writer *w, const char *name, struct str value)
{
	if (!value.at)
		return;
	buf_format(w->out, " %s=\"", name);
	html_escape(w->out, value);
	buf_char(w->out, '"');
}

void html_put_number(struct html_writer *w, const char *name, unsigned number)
{
	buf_format(w->out, " %s=\"%u\"", name, number);
}

void html_put_flag(struct html_writer *w, const char *name)
{
	buf_format(w->out, w->xhtml ? " %s=\"%s\"" : " %s", name, name);
}

void html_put_file(struct html_writer *w, const char *name, struct str path)
{
	if (!path.at)
		return;
	struct buf address;
	buf_init(&address, BUF_CAP);
	if (w->file_address)
		w->file_address(w->context, path, &address);
	else
		buf_str(&address, path);
	html_put(w, name, buf_view(&address));
	w->out->failed = w->out->failed || buf_failed(&address);
	buf_release(&address);
}

void html_content(struct html_writer *w)
{
	buf_char(w->out, '>');
}

void html_void(struct html_writer *w, struct str outer)
{
	buf_text(w->out, w->xhtml ? "/>" : ">");
	w->lang = outer;
}

void html_end(struct html_writer *w, const char *name, struct str outer)
{
	buf_format(w->out, "</%s>", name);
	w->lang = outer;
}

static void write_link(struct html_writer *w, const struct inline_node *node)
{
	struct str to = node->of.link.to.value, outer = html_start(w, "a", &node->element);
	if (node->of.link.href.value.at) {
		html_put(w, "href", node->of.link.href.value);
	} else {
		struct buf address;
		buf_init(&address, BUF_CAP);
		if (w->link_address && to.at)
			w->link_address(w->context, to, &address);
		html_put(w, "href", address.len ? buf_view(&address) : STR_NONE);
		html_put(w, "class", node->of.link.labelled ? STR("label") : STR_NONE);
		html_put(w, "data-to", to);
		w->out->failed = w->out->failed || buf_failed(&address);
		buf_release(&address);
	}
	html_content(w);
	html_write_inline(w, node->children);
	html_end(w, "a", outer);
}

/* [3] or [3, p. 12] */
static void write_cite(struct html_writer *w, const struct inline_node *node)
{
	struct str source = node->of.cite.source.value, at = node->of.cite.at.value, outer = html_start(w, "sup", NULL);
	unsigned number = 1;
	const struct reference *found = w->sources;
	while (found && !str_equal(found->id.value, source)) {
		found = found->next;
		number++;
	}
	html_put(w, "class", STR("cite"));
	html_put(w, "data-source", source);
	html_put(w, "data-at", at);
	html_content(w);
	buf_char(w->out, '[');
	if (found)
		buf_format(w->out, "%u", number);
	else
		html_escape(w->out, source);
	if (at.len)
		buf_text(w->out, ", ");
	html_escape(w->out, at);
	buf_char(w->out, ']');
	html_end(w, "sup", outer);
}

static void write_blank(struct html_writer *w, const struct inline_node *node)
{
	if (w->blank) {
		w->blank(w->context, w, node);
		return;
	}
	struct str outer = html_start(w, "u", &node->element);
	html_put(w, "class", STR("blank"));
	if (node->of.blank.number)
		html_put_number(w, "data-n", node->of.blank.number);
	html_put(w, "data-hint", node->of.blank.hint.value);
	html_content(w);
	html_write_inline(w, node->children);
	html_end(w, "u", outer);
}

void html_write_inline(struct html_writer *w, const struct inline_node *node)
{
	static const char *const names[] = {
		[INLINE_EM] = "em",   [INLINE_STRONG] = "strong", [INLINE_TERM] = "dfn",  [INLINE_SUB] = "sub",
		[INLINE_SUP] = "sup", [INLINE_CODE] = "code",	  [INLINE_SPAN] = "span", [INLINE_ABBR] = "abbr",
	};
	for (; node; node = node->next) {
		switch (node->kind) {
		case INLINE_TEXT: html_escape(w->out, node->text); break;
		case INLINE_LINK: write_link(w, node); break;
		case INLINE_CITE:
			if (!w->without_cites)
				write_cite(w, node);
			break;
		case INLINE_BLANK: write_blank(w, node); break;
		case INLINE_MATH: html_write_math(w, node); break;
		default: {
			const char *name = names[node->kind];
			struct str outer = html_start(w, name, &node->element);
			if (node->kind == INLINE_TERM)
				html_put(w, "data-entry", node->of.entry.value);
			if (node->kind == INLINE_ABBR)
				html_put(w, "title", node->of.title.value);
			html_content(w);
			bool in_code = w->in_code;
			w->in_code = in_code || node->kind == INLINE_CODE;
			html_write_inline(w, node->children);
			w->in_code = in_code;
			html_end(w, name, outer);
		}
		}
	}
}
