/* Notes of the add-on Image Occlusion Enhanced. Each is one card: a picture under a drawing in SVG, in which the shape
 * that is asked has the class "qshape". Their ids say which belong together, and how: SET-ao-3 is the third of those
 * that hide all shapes of a picture, SET-oa-3 of those that hide one. Together they become one occlusion.
 * Source: https://github.com/glutanimate/image-occlusion-enhanced, ngen.py. */
#include "convert/anki/note.h"
#include "convert/anki/shapes.h"
#include "convert/core/foreign_xml.h"
#include "convert/html/html_scan.h"
#include "lesson/deletion.h"

#include <math.h>
#include <stdlib.h>

/* An occlusion that some notes have made so far. */
struct mask_set {
	struct card *card;
	struct shape **last;
	struct str front; /* HTML of the first note */
	struct str extra; /* HTML of all notes */
};

/* A note that is being imported. */
struct mask_note {
	struct anki *anki;
	const struct anki_note *note;
	struct ledger_item *item;
	struct str id, set;
	unsigned number;
	struct buf front, extra; /* HTML */
	struct shape *shapes, **last;
	bool hides_all;
};

static const char *const field_names[] = { "Image", "Question Mask", "Answer Mask", "Original Mask", "ID (hidden)" };
enum { FIELD_IMAGE, FIELD_QUESTION, FIELD_ANSWER, FIELD_ORIGINAL, FIELD_ID, FIELDS };

/* ANKI_FIELDS_MAX if the type has no such field. */
static size_t find_field(const struct anki_type *type, int which)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (str_is(type->fields[i], field_names[which]))
			return i;
	return ANKI_FIELDS_MAX;
}

static struct str field(const struct mask_note *n, int which)
{
	size_t at = find_field(n->note->type, which);
	return at < ANKI_FIELDS_MAX ? n->note->fields[at] : STR("");
}

bool note_has_masks(const struct anki_type *type)
{
	for (int i = FIELD_IMAGE; i <= FIELD_ANSWER; i++)
		if (find_field(type, i) == ANKI_FIELDS_MAX)
			return false;
	return true;
}

/* Divides the id SET-3. False if it is another one. */
static bool read_id(struct mask_note *n)
{
	size_t digits = 0;
	n->id = str_trim(field(n, FIELD_ID).len ? field(n, FIELD_ID) : n->note->fields[0]);
	while (digits < n->id.len && digits < 5 && ascii_is_digit(n->id.at[n->id.len - 1 - digits]))
		digits++;
	size_t start = n->id.len - digits;
	for (size_t i = start; i < n->id.len; i++)
		n->number = n->number * 10 + (unsigned)(n->id.at[i] - '0');
	if (!n->number || start < 2 || n->id.at[start - 1] != '-')
		return false;
	n->set = (struct str){ n->id.at, start - 1 };
	n->hides_all = !str_ends(n->set, "-oa");
	return true;
}

/* The address of the first picture in the field, decoded in the arena; STR_NONE if there is none. */
static struct str picture_address(struct arena *arena, struct str html)
{
	struct html_scanner scanner;
	struct html_token token;
	html_scan_begin(&scanner, html);
	while ((token = html_scan_next(&scanner)).kind != HTML_TOKEN_NONE) {
		struct str name, value;
		if (token.kind != HTML_TOKEN_START || token.name.len != 3 || strncasecmp(token.name.at, "img", 3) != 0)
			continue;
		while (html_scan_attribute(&token.inner, &name, &value)) {
			if (!value.at || name.len != 3 || strncasecmp(name.at, "src", 3) != 0)
				continue;
			struct buf address;
			buf_init(&address, BUF_CAP);
			(void)!html_decode(value, true, &address);
			return arena_take(arena, &address);
		}
	}
	return STR_NONE;
}

/* The file of a mask. False if it is missing. */
static bool find_mask(const struct mask_note *n, int which, struct str *bytes)
{
	struct buf why;
	struct str address = picture_address(&n->anki->import->arena, field(n, which));
	if (!address.at || !n->anki->find)
		return false;
	buf_init(&why, BUF_CAP);
	enum result result = n->anki->find(n->anki->context_of_find, address, bytes, &why);
	buf_release(&why);
	return result == RESULT_OK;
}

/* A number in pixels; 0 if it is missing or none. */
static double pixels(const xmlNode *element, const char *name)
{
	struct str value = foreign_attribute(element, name);
	double number = value.at ? strtod(value.at, NULL) : 0;
	return isfinite(number) && fabs(number) < 1e6 ? number : 0;
}

static void put_part(struct buf *out, const char *key, double part)
{
	buf_format(out, ":%s=%.4f", key, isfinite(part) && fabs(part) < 1000 ? part : 1000.0);
}

static void put_points(struct buf *out, struct str points, double width, double height)
{
	const char *at = points.at ? points.at : "";
	buf_text(out, ":points=");
	for (char *end;; at = end) {
		at += strspn(at, " ,\t\r\n");
		double x = strtod(at, &end);
		const char *second = end + strspn(end, " ,\t\r\n");
		double y = end > at ? strtod(second, &end) : 0;
		if (end <= second || !isfinite(x) || !isfinite(y) || fabs(x) > 1e6 || fabs(y) > 1e6)
			break;
		buf_format(out, "%.4f,%.4f ", x / width, y / height);
	}
}

/* Writes an element of SVG as Anki writes shapes. False if there is no such shape. */
static bool put_shape(struct buf *out, const xmlNode *element, double width, double height)
{
	struct str transform = foreign_attribute(element, "transform");
	bool turned = transform.at && str_starts(str_trim(transform), "rotate(");
	if (transform.at && str_trim(transform).len && !turned)
		return false;
	buf_text(out, "image-occlusion:");
	if (foreign_is(element, "rect")) {
		buf_text(out, "rect");
		put_part(out, "left", pixels(element, "x") / width);
		put_part(out, "top", pixels(element, "y") / height);
		put_part(out, "width", pixels(element, "width") / width);
		put_part(out, "height", pixels(element, "height") / height);
	} else if (foreign_is(element, "ellipse") || foreign_is(element, "circle")) {
		bool circle = foreign_is(element, "circle");
		double rx = pixels(element, circle ? "r" : "rx"), ry = pixels(element, circle ? "r" : "ry");
		buf_text(out, "ellipse");
		put_part(out, "left", (pixels(element, "cx") - rx) / width);
		put_part(out, "top", (pixels(element, "cy") - ry) / height);
		put_part(out, "rx", rx / width);
		put_part(out, "ry", ry / height);
	} else if (foreign_is(element, "polygon")) {
		buf_text(out, "polygon");
		put_points(out, foreign_attribute(element, "points"), width, height);
	} else {
		return false;
	}
	if (turned && strtod(strchr(transform.at, '(') + 1, NULL) != 0)
		buf_text(out, ":angle=1");
	return true;
}

/* Adds the shape that an element draws. Returns what is lost. */
static unsigned add_shape(struct mask_note *n, const xmlNode *element, double width, double height)
{
	struct arena *arena = &n->anki->import->arena;
	struct buf text;
	unsigned losses = 0;
	bool all = false;
	buf_init(&text, BUF_CAP);
	if (!put_shape(&text, element, width, height))
		losses = SHAPE_LOST_INVALID;
	struct shape *shape = losses || buf_failed(&text) ? NULL : shape_read(arena, buf_view(&text), &losses, &all);
	arena->failed = arena->failed || buf_failed(&text);
	buf_release(&text);
	if (!shape)
		return losses;
	shape->number = (n->number - 1) % DELETION_MAX + 1;
	shape->label = note_number_label(n->anki, n->item, n->number);
	*n->last = shape;
	n->last = &shape->next;
	return losses;
}

static bool is_asked(const xmlNode *element, struct str id)
{
	struct str class = foreign_attribute(element, "class"), own = foreign_attribute(element, "id");
	return (class.at && strstr(class.at, "qshape")) || (own.at && str_equal(own, id));
}

/* The element that is asked: in a layer of the drawing, or a group of shapes there. */
static const xmlNode *find_asked(const xmlNode *svg, struct str id)
{
	for (const xmlNode *layer = svg->children; layer; layer = layer->next)
		for (const xmlNode *e = foreign_is(layer, "g") ? layer->children : NULL; e; e = e->next)
			if (e->type == XML_ELEMENT_NODE && is_asked(e, id))
				return e;
	return NULL;
}

static bool has_text(const xmlNode *svg)
{
	for (const xmlNode *layer = svg->children; layer; layer = layer->next)
		if (foreign_is(layer, "g") && foreign_child(layer, "text"))
			return true;
	return false;
}

static void read_drawing(struct mask_note *n, const xmlNode *svg)
{
	double width = pixels(svg, "width"), height = pixels(svg, "height");
	const xmlNode *asked = find_asked(svg, n->id);
	unsigned losses = has_text(svg) ? SHAPE_LOST_TEXT : 0;
	if (!asked || width < 1 || height < 1)
		return;
	if (!foreign_is(asked, "g") || foreign_attribute(asked, "transform").at)
		losses |= add_shape(n, asked, width, height);
	else
		for (const xmlNode *e = asked->children; e; e = e->next)
			if (e->type == XML_ELEMENT_NODE)
				losses |= add_shape(n, e, width, height);
	if (n->shapes)
		note_report_shapes(n->anki, n->item, losses);
}

/* Reads the shapes that the note asks for. False if the drawing is missing. */
static bool read_mask(struct mask_note *n)
{
	struct str bytes, others;
	struct buf why;
	xmlDocPtr document = NULL;
	if (!find_mask(n, FIELD_QUESTION, &bytes))
		return false;
	/* The other drawings have the same shapes. */
	(void)!find_mask(n, FIELD_ANSWER, &others);
	(void)!find_mask(n, FIELD_ORIGINAL, &others);
	buf_init(&why, BUF_CAP);
	struct str address = picture_address(&n->anki->import->arena, field(n, FIELD_QUESTION));
	enum result result = foreign_xml_parse(&n->anki->import->ledger, address, bytes, &document, &why);
	if (result == RESULT_NO_MEMORY)
		n->anki->import->arena.failed = true;
	if (result == RESULT_OK)
		read_drawing(n, xmlDocGetRootElement(document));
	xmlFreeDoc(document);
	buf_release(&why);
	return true;
}

/* Renders what the card shows beside the picture. */
static void render_sides(struct mask_note *n, struct anki_deck *deck)
{
	const struct anki_type *type = n->note->type;
	struct card_source source = { n->note, deck, type->templates[0].name, 1 };
	bool seen[ANKI_FIELDS_MAX + 1] = { false };
	struct rendering r;
	for (int i = 0; i < FIELDS; i++)
		seen[find_field(type, i)] = true;
	rendering_init(&r);
	for (int answer = 0; answer < 2; answer++) {
		template_render(&r, &source, answer ? type->templates[0].answer : type->templates[0].question, answer);
		n->anki->work += r.html.len;
		for (size_t i = 0; i < r.count; i++) {
			const struct template_piece *piece = &r.pieces[i];
			struct str html = { r.html.at + piece->start, piece->end - piece->start };
			if (piece->kind != PIECE_FIELD || seen[piece->field] || !html.len)
				continue;
			buf_format(answer ? &n->extra : &n->front, "<p>%.*s</p>", STR_ARG(html));
			seen[piece->field] = true;
		}
	}
	for (size_t i = 0; i < type->field_count; i++)
		r.shown[i] = r.shown[i] || seen[i];
	note_report(n->anki, n->note, &r);
	note_report_fields(n->anki, n->note, &r, n->item);
	n->anki->import->arena.failed =
		n->anki->import->arena.failed || r.failed || buf_failed(&n->front) || buf_failed(&n->extra);
	rendering_release(&r);
}

/* The set that the note belongs to, which it may begin. NULL: memory ran out. */
static struct mask_set *find_set(struct mask_note *n)
{
	struct arena *arena = &n->anki->import->arena;
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "anki-masks:%.*s", STR_ARG(n->set));
	if (n->number > DELETION_MAX)
		buf_format(&key, ":%u", (n->number - 1) / DELETION_MAX);
	struct str copy = arena_take(arena, &key);
	void **slot = copy.at ? map_put(&n->anki->masks, copy) : NULL;
	if (slot && !*slot) {
		struct mask_set *set = *slot = arena_alloc(arena, sizeof(*set));
		if (set)
			set->front = copy; /* the key, until there is a card */
	}
	arena->failed = arena->failed || !slot;
	return slot ? *slot : NULL;
}

static void begin_card(struct mask_note *n, struct mask_set *set, const struct figure *figure, struct anki_deck *deck)
{
	struct import *import = n->anki->import;
	struct occlusion *occlusion = arena_alloc(&import->arena, sizeof(*occlusion));
	struct attribute id = import_id(import, "c-", set->front, false);
	struct import_lesson *lesson = anki_deck_lesson(n->anki, deck, OWN_NONE);
	set->card = occlusion ? import_card(import, lesson, id, n->item) : NULL;
	if (!set->card)
		return;
	set->card->occlusion = occlusion;
	set->last = &occlusion->shapes;
	occlusion->hides_all = n->hides_all;
	occlusion->picture.src = figure->pictures->src;
	occlusion->picture.alt = figure->pictures->alt;
	if (!occlusion->picture.alt.value.at)
		occlusion->picture.alt.value = STR("");
	set->front = arena_str(&import->arena, buf_view(&n->front));
	set->extra = arena_str(&import->arena, buf_view(&n->extra));
	set->card->front = note_optional_flow(n->anki, n->item, set->front);
	set->card->extra = note_optional_flow(n->anki, n->item, set->extra);
}

/* All cards of an occlusion have one front and one extra: adds what the note has besides to the extra. */
static void add_own_text(struct mask_note *n, struct mask_set *set)
{
	struct buf html;
	buf_init(&html, BUF_CAP);
	buf_str(&html, set->extra);
	if (!str_equal(buf_view(&n->front), set->front))
		buf_str(&html, buf_view(&n->front));
	if (n->extra.len && !memmem(set->extra.at, set->extra.len, n->extra.at, n->extra.len))
		buf_str(&html, buf_view(&n->extra));
	if (html.len > set->extra.len) {
		n->anki->work += html.len;
		set->extra = arena_str(&n->anki->import->arena, buf_view(&html));
		set->card->extra = note_optional_flow(n->anki, n->item, set->extra);
		ledger_change(&n->anki->import->ledger, n->item, STR("header or notes of its own"),
			      "the cards of a picture have the same", "shown after the answers of all of them");
	}
	n->anki->import->arena.failed = n->anki->import->arena.failed || buf_failed(&html);
	buf_release(&html);
}

static void add_note(struct mask_note *n, const struct figure *figure, struct anki_deck *deck)
{
	struct mask_set *set = find_set(n);
	if (set && !set->card)
		begin_card(n, set, figure, deck);
	if (!set || !set->card)
		return;
	add_own_text(n, set);
	*set->last = n->shapes;
	set->last = n->last;
	note_tags(n->anki, n->note, &set->card->tags, n->item);
}

void note_import_masks(struct anki *anki, const struct anki_note *note, struct anki_deck *deck)
{
	struct mask_note n = { .anki = anki, .note = note, .item = note_item(anki, LEDGER_CARD, note) };
	struct ledger *ledger = &anki->import->ledger;
	const struct figure *figure = NULL;
	n.last = &n.shapes;
	buf_init(&n.front, BUF_CAP);
	buf_init(&n.extra, BUF_CAP);
	if (!note->type->template_count)
		ledger_leave_out(ledger, n.item, "its note type has no template");
	else if (!read_id(&n))
		ledger_leave_out(ledger, n.item, "its id does not end with the number of the mask, as in x-ao-1");
	else if (!read_mask(&n))
		ledger_leave_out(ledger, n.item, "its mask is missing");
	else if (!n.shapes)
		ledger_leave_out(ledger, n.item,
				 "its mask is no rectangle, ellipse or polygon; redraw it with Anki's own image "
				 "occlusion");
	else if (!(figure = note_figure(anki, n.item, field(&n, FIELD_IMAGE))))
		ledger_leave_out(ledger, n.item, "its picture is missing");
	if (figure) {
		render_sides(&n, deck);
		add_note(&n, figure, deck);
	}
	buf_release(&n.front);
	buf_release(&n.extra);
}
