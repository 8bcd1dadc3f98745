/* The sources that a note cites, as a list at the end of what is shown after the answer:
 *
 *     <ol class="sources"><li value="3" data-source="s-x" data-href="…" data-doi="…">…</li></ol>
 */
#include "convert/anki/export_parts.h"
#include "convert/anki/markup.h"

/* Calls take for the value of each such attribute in a field. Text has no quotation marks, so only tags match. */
static void each_value(struct str html, const char *attribute, struct anki_writer *writer,
		       void (*take)(struct anki_writer *writer, struct str value))
{
	for (size_t at = markup_find(html, 0, attribute); at < html.len; at = markup_find(html, at, attribute)) {
		size_t start = at + strlen(attribute), end = markup_find(html, start, "\"");
		take(writer, (struct str){ html.at + start, end - start });
		at = end;
	}
}

static void note_cited(struct anki_writer *writer, struct str id)
{
	struct str key = arena_str(&writer->arena, id);
	for (const struct reference *source = writer->lesson->sources; source && key.at; source = source->next) {
		if (!str_equal(source->id.value, id))
			continue;
		void **slot = map_put(&writer->cited_in_lesson, key), **own = map_put(&writer->cited, key);
		if (!slot || !own) {
			out_fail(writer, RESULT_NO_MEMORY, "");
			return;
		}
		*slot = *own = writer;
	}
}

static void put_value(struct buf *out, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_format(out, " %s=\"", name);
	html_escape(out, value);
	buf_char(out, '"');
}

static void put_sources(struct anki_writer *writer, struct buf *out)
{
	struct html_writer html = out_html(writer, writer->lesson, out);
	unsigned number = 1;
	buf_text(out, "<ol class=\"sources\">");
	for (const struct reference *source = writer->lesson->sources; source; source = source->next, number++) {
		if (!map_get(&writer->cited, source->id.value))
			continue;
		buf_format(out, "<li value=\"%u\"", number);
		put_value(out, "data-source", source->id.value);
		put_value(out, "data-href", source->href.value);
		put_value(out, "data-doi", source->doi.value);
		buf_char(out, '>');
		html_write_inline(&html, source->text);
		buf_text(out, "</li>");
	}
	buf_text(out, "</ol>");
}

/* Removes an attribute from all tags. Returns whether there was one. */
static bool remove_attribute(struct buf *field, const char *attribute)
{
	struct str html = buf_view(field);
	size_t done = 0, at = markup_find(html, 0, attribute);
	if (at == html.len)
		return false;
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (; at < html.len; at = markup_find(html, done, attribute)) {
		size_t end = markup_find(html, at + strlen(attribute), "\"");
		buf_add(&out, html.at + done, at - done);
		done = end + (end < html.len);
	}
	buf_add(&out, html.at + done, html.len - done);
	buf_clear(field);
	buf_str(field, buf_view(&out));
	field->failed = field->failed || buf_failed(&out);
	buf_release(&out);
	return true;
}

/* Removes citations, which would lead nowhere. */
static void remove_citations(struct anki_writer *writer, struct buf *html)
{
	static const char start[] = "<sup class=\"cite\"", end[] = "</sup>";
	struct buf out;
	struct str rest = buf_view(html);
	buf_init(&out, BUF_CAP);
	for (size_t at; (at = markup_find(rest, 0, start)) < rest.len;) {
		size_t after = markup_find(rest, at, end);
		after += after < rest.len ? strlen(end) : 0;
		buf_add(&out, rest.at, at);
		rest = (struct str){ rest.at + after, rest.len - after };
		ledger_change(&writer->export->ledger, writer->item, STR("citations in the summary"),
			      "descriptions of decks have no sources", "left out");
	}
	buf_str(&out, rest);
	buf_clear(html);
	buf_str(html, buf_view(&out));
	html->failed = html->failed || buf_failed(&out);
	buf_release(&out);
}

void out_finish_description(struct anki_writer *writer, struct buf *html)
{
	(void)!remove_attribute(html, " data-to=\"");
	(void)!remove_attribute(html, " data-entry=\"");
	remove_citations(writer, html);
}

void out_finish_fields(struct anki_writer *writer, struct out_note *note)
{
	static const size_t shown_last[OWN_KINDS] = {
		[OWN_CARD] = OWN_EXTRA,		  [OWN_CLOZE] = OWN_TEXT_EXTRA,	    [OWN_CLOZE_WHOLE] = OWN_TEXT_EXTRA,
		[OWN_OCCLUSION] = OWN_BACK_EXTRA, [OWN_QUESTION] = OWN_EXPLANATION,
	};
	map_clear(&writer->cited);
	for (size_t i = 0; i < OWN_FIELDS_MAX; i++) {
		struct buf *field = &note->fields[i];
		/* The other parts are not in the package, so nothing could lead there. */
		if (remove_attribute(field, " data-to=\""))
			ledger_change(&writer->export->ledger, writer->item, STR("links to other parts of the content"),
				      "Anki has only cards", "written as plain text");
		if (remove_attribute(field, " data-entry=\""))
			ledger_change(&writer->export->ledger, writer->item, STR("terms of the glossary"),
				      "Anki has only cards", "shown as defined terms");
		each_value(buf_view(field), " data-source=\"", writer, note_cited);
	}
	if (writer->cited.count)
		put_sources(writer, &note->fields[shown_last[note->kind]]);
}

void export_sources(struct anki_writer *writer, const struct lesson *lesson)
{
	struct ledger *ledger = &writer->export->ledger;
	for (const struct reference *source = lesson->sources; source; source = source->next) {
		struct ledger_item *item = ledger_read(ledger, LEDGER_SOURCE, source->id.value, 0);
		if (!map_get(&writer->cited_in_lesson, source->id.value))
			ledger_leave_out(ledger, item, "no question or card cites it");
	}
}
