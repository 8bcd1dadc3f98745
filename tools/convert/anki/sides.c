#include "convert/anki/sides.h"

#include "convert/anki/markup.h"
#include "convert/anki/own.h"

void sides_init(struct sides *sides)
{
	buf_init(&sides->front, BUF_CAP);
	buf_init(&sides->back, BUF_CAP);
	buf_init(&sides->extra, BUF_CAP);
}

void sides_release(struct sides *sides)
{
	buf_release(&sides->front);
	buf_release(&sides->back);
	buf_release(&sides->extra);
}

static struct str piece_html(const struct rendering *r, const struct template_piece *piece)
{
	return (struct str){ r->html.at + piece->start, piece->end - piece->start };
}

static bool is_visible(const struct rendering *r, const struct template_piece *piece)
{
	return piece->end > piece->start && !markup_is_invisible(piece_html(r, piece));
}

/* The offset after <hr id=answer>; 0 if there is none. */
static size_t after_rule(struct str html)
{
	for (size_t at = markup_find(html, 0, "<hr"); at < html.len; at = markup_find(html, at + 1, "<hr")) {
		size_t end = markup_tag_end(html, at);
		struct str tag = { html.at + at, end - at };
		if (markup_find(tag, 0, "answer") < tag.len)
			return end;
	}
	return 0;
}

/* Whether a line or paragraph ends in the template's text. */
static bool breaks_line(struct str html)
{
	static const char *const breaks[] = { "<br", "<hr", "<div",   "</div", "<p",	   "</p",
					      "<li", "<td", "<table", "<h",    "<section", "<details" };
	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (markup_find(html, 0, breaks[i]) < html.len)
			return true;
	return false;
}

/* Where the answer begins that is not the front again. asked has the fields that the front shows. */
static size_t answer_start(const struct rendering *r, struct str front, const bool asked[ANKI_FIELDS_MAX + 1])
{
	struct str html = buf_view(&r->html);
	size_t start = after_rule(html);
	for (size_t i = 0; i < r->count; i++)
		if (r->pieces[i].kind == PIECE_FRONT && r->pieces[i].end > start)
			start = r->pieces[i].end;
	if (start)
		return start;
	if (front.len && html.len > front.len && memcmp(html.at, front.at, front.len) == 0)
		return front.len;
	size_t repeated = 0;
	for (size_t i = 0; i < r->count; i++) {
		if (r->pieces[i].kind != PIECE_FIELD || !is_visible(r, &r->pieces[i]))
			continue;
		if (!asked[r->pieces[i].field])
			return repeated;
		repeated = r->pieces[i].end;
	}
	return 0;
}

/* Notes which fields the front shows. Returns whether one is visible. */
static bool note_asked(const struct rendering *r, bool asked[ANKI_FIELDS_MAX + 1])
{
	bool visible = false;
	for (size_t i = 0; i < r->count; i++)
		if (r->pieces[i].kind == PIECE_FIELD) {
			asked[r->pieces[i].field] = true;
			visible = visible || is_visible(r, &r->pieces[i]);
		}
	return visible;
}

/* Divides what follows start into back and extra: the first visible field with what is on its line, and the rest. */
static void divide(struct sides *sides, const struct rendering *r, size_t start)
{
	struct buf *to = &sides->back;
	size_t last = 0; /* the last piece that is worth anything */
	for (size_t i = 0; i < r->count; i++)
		if (is_visible(r, &r->pieces[i]))
			last = i;
	bool answered = false;
	for (size_t i = 0; i < r->count && i <= last; i++) {
		struct template_piece piece = r->pieces[i];
		if (piece.end <= start)
			continue;
		if (piece.start < start)
			piece.start = start;
		struct str html = piece_html(r, &piece);
		if (answered && to == &sides->back && piece.kind == PIECE_TEXT && breaks_line(html))
			to = &sides->extra;
		buf_str(to, html);
		answered = answered || (piece.kind == PIECE_FIELD && is_visible(r, &piece));
	}
	if (!answered && markup_is_invisible(buf_view(&sides->back)))
		buf_clear(&sides->back);
}

/* What the answer shows before the front again, such as a recording. */
static void keep_before(struct sides *sides, const struct rendering *r)
{
	bool fronted = false;
	for (size_t i = 0; i < r->count; i++)
		fronted = fronted || r->pieces[i].kind == PIECE_FRONT;
	for (size_t i = 0; fronted && i < r->count && r->pieces[i].kind != PIECE_FRONT; i++)
		if (r->pieces[i].kind == PIECE_FIELD && is_visible(r, &r->pieces[i]))
			buf_format(&sides->extra, "<p>%.*s</p>", STR_ARG(piece_html(r, &r->pieces[i])));
}

static void clear(struct sides *sides, struct rendering *r)
{
	buf_clear(&sides->front);
	buf_clear(&sides->back);
	buf_clear(&sides->extra);
	memset(r->hinted, 0, sizeof(r->hinted));
	r->too_large = false;
}

static bool answer_shows(const struct rendering *r, size_t field)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->pieces[i].kind == PIECE_FIELD && r->pieces[i].field == field)
			return true;
	return false;
}

/* Adds the hints of the front that the answer does not show. */
static bool finish(struct sides *sides, const struct rendering *r, const struct anki_note *note)
{
	for (size_t i = 0; i < note->type->field_count; i++)
		if (r->hinted[i] && !answer_shows(r, i) && !markup_is_invisible(note->fields[i]))
			buf_format(&sides->extra, "<p>%.*s</p>", STR_ARG(note->fields[i]));
	return !r->failed && !buf_failed(&sides->front) && !buf_failed(&sides->back) && !buf_failed(&sides->extra);
}

bool sides_render(struct sides *sides, struct rendering *rendering, const struct card_source *source,
		  const struct anki_template *template)
{
	bool asked[ANKI_FIELDS_MAX + 1] = { false };
	clear(sides, rendering);
	template_render(rendering, source, template->question, false);
	sides->asked = note_asked(rendering, asked);
	buf_str(&sides->front, buf_view(&rendering->html));
	template_render(rendering, source, template->answer, true);
	keep_before(sides, rendering);
	divide(sides, rendering, answer_start(rendering, buf_view(&sides->front), asked));
	return finish(sides, rendering, source->note);
}

bool sides_render_cloze(struct sides *sides, struct rendering *rendering, const struct card_source *source,
			const struct anki_template *template)
{
	bool asked[ANKI_FIELDS_MAX + 1] = { false };
	clear(sides, rendering);
	template_render(rendering, source, template->question, false);
	buf_str(&sides->front, buf_view(&rendering->html));
	sides->asked = note_asked(rendering, asked);
	template_render(rendering, source, template->answer, true);
	/* The answer is the cloze again, and the fields that the question does not show. Those of Satchel's
	 * occlusions are read with the picture. */
	if (own_kind(source->note->type) == OWN_OCCLUSION)
		asked[OWN_LABELS] = asked[OWN_COMMENTS] = true;
	for (size_t i = 0; i < rendering->count; i++) {
		const struct template_piece *piece = &rendering->pieces[i];
		if (piece->kind == PIECE_FIELD && !asked[piece->field] && is_visible(rendering, piece))
			buf_format(&sides->extra, "<div>%.*s</div>", STR_ARG(piece_html(rendering, piece)));
	}
	return finish(sides, rendering, source->note);
}
