#include "convert/anki/markup.h"
#include "convert/anki/note.h"
#include "convert/anki/own.h"
#include "convert/anki/shapes.h"
#include "lesson/deletion.h"

#include <stdio.h>

/* An image occlusion that is being imported. */
struct occlusion_note {
	struct anki *anki;
	const struct card_source *source;
	struct anki_deck *deck;
	struct ledger_item *item;
	struct str shapes, picture; /* HTML of the fields with them */
	struct buf front;	    /* of the others that the front shows */
	struct anki_cloze cloze, labels;
};

/* Whether a field is the picture with hidden parts. In notes that Satchel wrote, the prompt may have others. */
static bool is_picture(const struct occlusion_note *n, struct str html)
{
	const struct anki_note *note = n->source->note;
	if (n->anki->own == OWN_OCCLUSION && note->type->field_count > OWN_IMAGE)
		return str_equal(html, note->fields[OWN_IMAGE]);
	return markup_find(html, 0, "<img") < html.len;
}

/* Tells the fields of the front apart by what is in them. */
static void sort_fields(struct occlusion_note *n, const struct rendering *rendering)
{
	for (size_t i = 0; i < rendering->count; i++) {
		const struct template_piece *piece = &rendering->pieces[i];
		struct str html = { rendering->html.at + piece->start, piece->end - piece->start };
		if (piece->kind != PIECE_FIELD || markup_is_invisible(html))
			continue;
		if (!n->shapes.len && shapes_are_in(html))
			n->shapes = html;
		else if (!n->picture.len && is_picture(n, html))
			n->picture = html;
		else
			buf_format(&n->front, "<p>%.*s</p>", STR_ARG(html));
	}
}

const struct figure *note_figure(struct anki *anki, struct ledger_item *item, struct str html)
{
	struct flow *flow = note_flow(anki, item, html);
	for (const struct block *block = flow ? flow->blocks : NULL; block; block = block->next)
		if (block->kind == BLOCK_FIGURE && block->of.figure.pictures &&
		    block->of.figure.pictures->src.value.len)
			return &block->of.figure;
	return NULL;
}

/* The picture, in a figure with its credit if Satchel wrote the note. */
static const struct figure *find_picture(struct occlusion_note *n)
{
	const struct anki_note *note = n->source->note;
	struct buf html;
	buf_init(&html, BUF_CAP);
	bool own = n->anki->own == OWN_OCCLUSION && note->type->field_count > OWN_COMMENTS;
	buf_format(&html, own ? "<figure>%.*s%.*s</figure>" : "%.*s%.*s", STR_ARG(n->picture),
		   STR_ARG(own ? note->fields[OWN_COMMENTS] : STR("")));
	const struct figure *figure =
		n->picture.len && !buf_failed(&html) ? note_figure(n->anki, n->item, buf_view(&html)) : NULL;
	n->anki->import->arena.failed = n->anki->import->arena.failed || buf_failed(&html);
	buf_release(&html);
	return figure;
}

struct inline_node *note_number_label(struct anki *anki, struct ledger_item *item, unsigned number)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", number);
	ledger_change(&anki->import->ledger, item, STR("answers"), "in Anki, the picture alone shows what is hidden",
		      "written as numbers, which you should replace by words");
	return make_text(&anki->import->arena, (struct str){ text, (size_t)len });
}

/* What the shapes with that number hide: Satchel's own note type says so, others don't. */
static struct inline_node *make_label(struct occlusion_note *n, unsigned number)
{
	for (size_t i = 0; i < n->labels.count; i++)
		if (n->labels.deletions[i].closed && n->labels.deletions[i].number_count &&
		    n->labels.deletions[i].numbers[0] == number) {
			struct str html = n->labels.deletions[i].text;
			n->labels.deletions[i].number_count = 0; /* the next shape has the next label */
			struct flow *flow = note_flow(n->anki, n->item, html);
			if (flow && !inline_is_blank(flow->text))
				return flow->text;
		}
	return note_number_label(n->anki, n->item, number);
}

void note_report_shapes(struct anki *anki, struct ledger_item *item, unsigned losses)
{
	static const struct {
		enum shape_loss loss;
		const char *what, *why, *outcome;
	} rows[] = {
		{ SHAPE_LOST_TURN, "rotation of shapes", "lessons have none", "written without it" },
		{ SHAPE_LOST_PART, "parts of shapes outside the picture", "nothing is there to hide", "cut off" },
		{ SHAPE_LOST_TEXT, "text on the picture", "only pictures themselves have text", "left out" },
		{ SHAPE_LOST_PIXELS, "shapes with positions in pixels", "the picture had another size", "left out" },
		{ SHAPE_LOST_INVALID, "shapes", "they are unknown or have no size", "left out" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (losses & rows[i].loss)
			ledger_change(&anki->import->ledger, item, str_from(rows[i].what), rows[i].why,
				      rows[i].outcome);
}

/* The shapes with numbers of the group. */
static struct shape *read_shapes(struct occlusion_note *n, size_t group, bool *hides_all)
{
	struct arena *arena = &n->anki->import->arena;
	struct shape *first = NULL, **end = &first;
	unsigned losses = 0;
	for (size_t i = 0; i < n->cloze.count; i++) {
		unsigned number = anki_cloze_number_in(&n->cloze, i, group);
		bool unnumbered = !group && n->cloze.deletions[i].number_count && !n->cloze.deletions[i].numbers[0];
		if (!number && !unnumbered)
			continue;
		struct shape *shape = shape_read(arena, n->cloze.deletions[i].text, &losses, hides_all);
		if (!number && shape)
			ledger_change(&n->anki->import->ledger, n->item, STR("shapes that always hide something"),
				      "each shape belongs to a card", "left out");
		if (!number || !shape)
			continue;
		shape->label = make_label(n, number);
		shape->number = (number - 1) % DELETION_MAX + 1;
		*end = shape;
		end = &shape->next;
	}
	note_report_shapes(n->anki, n->item, losses);
	return first;
}

static void add_group(struct occlusion_note *n, size_t group, const struct figure *figure, struct str extra)
{
	struct import *import = n->anki->import;
	const struct anki_note *note = n->source->note;
	struct occlusion *occlusion = arena_alloc(&import->arena, sizeof(*occlusion));
	if (!occlusion)
		return;
	occlusion->shapes = read_shapes(n, group, &occlusion->hides_all);
	if (!occlusion->shapes) {
		ledger_leave_out(&import->ledger, n->item, "it has no shape that could be carried over");
		return;
	}
	occlusion->picture.src = figure->pictures->src;
	occlusion->picture.alt = figure->pictures->alt;
	occlusion->credit = figure->credit;
	if (!occlusion->picture.alt.value.at)
		occlusion->picture.alt.value = STR("");
	struct attribute id = note_id(n->anki, "c-", note, "card", group ? 100 * (unsigned)group : 0);
	struct import_lesson *lesson = anki_deck_lesson(n->anki, n->deck, n->anki->own);
	struct card *card = import_card(import, lesson, id, n->item);
	if (!card)
		return;
	card->occlusion = occlusion;
	card->front = note_optional_flow(n->anki, n->item, buf_view(&n->front));
	card->extra = note_optional_flow(n->anki, n->item, extra);
	note_tags(n->anki, note, &card->tags, n->item);
}

static struct str labels_of(const struct anki *anki, const struct anki_note *note)
{
	return anki->own == OWN_OCCLUSION && note->type->field_count > OWN_LABELS ? note->fields[OWN_LABELS] : STR("");
}

struct ledger_item *note_import_occlusion(struct anki *anki, const struct card_source *source, struct anki_deck *deck,
					  struct str extra)
{
	struct occlusion_note n = { .anki = anki, .source = source, .deck = deck, .shapes = STR("") };
	struct ledger_item *first = n.item = note_item(anki, LEDGER_CARD, source->note);
	struct rendering rendering;
	rendering_init(&rendering);
	buf_init(&n.front, BUF_CAP);
	template_render(&rendering, source, source->note->type->templates[0].question, false);
	sort_fields(&n, &rendering);
	const struct figure *picture = find_picture(&n);
	if (!anki_cloze_parse(&n.cloze, n.shapes) || !anki_cloze_parse(&n.labels, labels_of(anki, source->note)) ||
	    rendering.failed || buf_failed(&n.front))
		anki->import->arena.failed = true;
	else if (!picture)
		ledger_leave_out(&anki->import->ledger, n.item, "its picture is missing");
	else if (!n.cloze.ordinal_count)
		ledger_leave_out(&anki->import->ledger, n.item, "it has no shape that could be carried over");
	for (size_t group = 0; picture && group < n.cloze.group_count; group++) {
		if (group)
			n.item = note_item(anki, LEDGER_CARD, source->note);
		add_group(&n, group, picture, extra);
	}
	anki_cloze_release(&n.cloze);
	anki_cloze_release(&n.labels);
	buf_release(&n.front);
	rendering_release(&rendering);
	return first;
}
