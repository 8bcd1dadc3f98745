/* Cards, clozes and image occlusions as notes. */
#include "convert/anki/export_parts.h"
#include "convert/anki/markup.h"
#include "convert/anki/shapes.h"
#include "lesson/deletion.h"
#include "lesson/language_tag.h"

void out_note_init(struct out_note *note, enum own_kind kind, struct str id, struct str tags)
{
	*note = (struct out_note){ .kind = kind, .id = id, .tags = tags };
	for (size_t i = 0; i < OWN_FIELDS_MAX; i++)
		buf_init(&note->fields[i], BUF_CAP);
}

void out_note_release(struct out_note *note)
{
	for (size_t i = 0; i < OWN_FIELDS_MAX; i++)
		buf_release(&note->fields[i]);
}

struct html_writer out_html(struct anki_writer *writer, const struct lesson *lesson, struct buf *out)
{
	return (struct html_writer){
		.out = out,
		.lang = lesson->lang.value,
		.math = HTML_MATH_TEX,
		.ledger = &writer->export->ledger,
		.item = writer->item,
		.sources = lesson->sources,
		.file_address = out_media_address,
		.context = writer,
	};
}

static void put_flow(struct anki_writer *writer, const struct lesson *lesson, const struct flow *flow, struct buf *out)
{
	struct html_writer html = out_html(writer, lesson, out);
	if (flow)
		html_write_flow(&html, flow);
}

static void add_two_sided(struct anki_writer *writer, const struct lesson *lesson, const struct card *card)
{
	static const unsigned first = 0;
	struct out_note note;
	out_note_init(&note, OWN_CARD, card->id.value, card->tags.value);
	note.since = out_since(writer, card->id.value);
	put_flow(writer, lesson, card->front, &note.fields[OWN_FRONT]);
	put_flow(writer, lesson, card->back, &note.fields[OWN_BACK]);
	put_flow(writer, lesson, card->extra, &note.fields[OWN_EXTRA]);
	out_add_note(writer, &note, &first, 1);
	out_note_release(&note);
}

/* Text within a deletion must not contain what ends it, or begins its hint. */
static void put_inside(struct buf *out, struct str html)
{
	for (size_t i = 0; i < html.len; i++) {
		bool colon = html.at[i] == ':' &&
			     (i + 1 == html.len || html.at[i + 1] == ':' || (i && html.at[i - 1] == ':'));
		if (html.at[i] == '}')
			buf_text(out, "&#125;");
		else if (colon)
			buf_text(out, "&#58;");
		else
			buf_char(out, html.at[i]);
	}
}

/* Text outside must not begin one. */
static void put_outside(struct buf *out, struct str html)
{
	for (size_t i = 0; i < html.len; i++)
		if (html.at[i] == '{' && i && html.at[i - 1] == '{')
			buf_text(out, "&#123;");
		else
			buf_char(out, html.at[i]);
}

/* The numbers of a card that belong to one release. */
struct card_numbers {
	unsigned at[DELETION_MAX + 1];
	size_t count;
};

static bool has_number(const struct card_numbers *numbers, unsigned number)
{
	for (size_t i = 0; i < numbers->count; i++)
		if (numbers->at[i] == number)
			return true;
	return false;
}

static uint64_t since_of(const struct anki_writer *writer, const struct card *card, unsigned number)
{
	char id[DELETION_ID_SIZE];
	if (!id_looks_valid(card->id.value))
		return 0;
	deletion_id(id, card->id.value, number);
	return out_since(writer, str_from(id));
}

/* The gaps with one of these numbers as deletions; the others as text. */
static void put_cloze(struct anki_writer *writer, const struct lesson *lesson, const struct card *card,
		      const struct card_numbers *numbers, struct buf *out)
{
	struct buf part;
	buf_init(&part, BUF_CAP);
	struct html_writer html = out_html(writer, lesson, &part);
	bool foreign = card->element.lang.at && !language_tag_same(card->element.lang, html.lang);
	if (foreign) {
		html.lang = card->element.lang;
		buf_format(out, "<span lang=\"%.*s\">", STR_ARG(html.lang));
	}
	for (const struct inline_node *node = card->cloze; node; node = node->next) {
		unsigned number = node->kind == INLINE_BLANK && node->of.blank.number ? node->of.blank.number : 1;
		bool blank = node->kind == INLINE_BLANK;
		struct inline_node alone = *node;
		alone.next = NULL;
		buf_clear(&part);
		if (blank)
			html_write_flow(&html, &(struct flow){ node->element, node->children, NULL, NULL });
		else
			html_write_inline(&html, &alone);
		if (!blank || !has_number(numbers, number)) {
			put_outside(out, buf_view(&part));
			continue;
		}
		buf_format(out, "{{c%u::", number);
		put_inside(out, buf_view(&part));
		if (node->of.blank.hint.value.len) {
			buf_clear(&part);
			html_escape(&part, node->of.blank.hint.value);
			buf_text(out, "::");
			put_inside(out, buf_view(&part));
		}
		buf_text(out, "}}");
	}
	if (foreign)
		buf_text(out, "</span>");
	html.out = out;
	html.lang = lesson->lang.value;
	html_write_blocks(&html, card->blocks);
	out->failed = out->failed || buf_failed(&part);
	buf_release(&part);
}

static void add_numbers(struct anki_writer *writer, struct out_note *note, const struct card_numbers *numbers)
{
	unsigned ordinals[DELETION_MAX + 1];
	for (size_t i = 0; i < numbers->count; i++)
		ordinals[i] = numbers->at[i] - 1;
	out_add_note(writer, note, ordinals, numbers->count);
}

static void add_cloze(struct anki_writer *writer, const struct lesson *lesson, const struct card *card,
		      const struct card_numbers *numbers, uint64_t since)
{
	struct out_note note;
	bool numbered = deletion_next(card, 0) != 0;
	out_note_init(&note, numbered ? OWN_CLOZE : OWN_CLOZE_WHOLE, card->id.value, card->tags.value);
	note.since = since;
	put_cloze(writer, lesson, card, numbers, &note.fields[OWN_TEXT]);
	put_flow(writer, lesson, card->extra, &note.fields[OWN_TEXT_EXTRA]);
	add_numbers(writer, &note, numbers);
	out_note_release(&note);
}

/* The credit as a caption without its figure. */
static void put_credit(struct anki_writer *writer, const struct lesson *lesson, struct credit *credit, struct buf *out)
{
	struct block figure = { .kind = BLOCK_FIGURE, .of.figure.credit = credit };
	struct buf html;
	if (!credit)
		return;
	buf_init(&html, BUF_CAP);
	struct html_writer to = out_html(writer, lesson, &html);
	html_write_blocks(&to, &figure);
	struct str whole = buf_view(&html);
	size_t start = markup_find(whole, 0, "<figcaption"), end = markup_find(whole, start, "</figure>");
	buf_add(out, whole.at + start, end - start);
	out->failed = out->failed || buf_failed(&html);
	buf_release(&html);
}

static void add_occlusion(struct anki_writer *writer, const struct lesson *lesson, const struct card *card,
			  const struct card_numbers *numbers, uint64_t since)
{
	const struct occlusion *occlusion = card->occlusion;
	struct out_note note;
	struct buf part;
	out_note_init(&note, OWN_OCCLUSION, card->id.value, card->tags.value);
	buf_init(&part, BUF_CAP);
	note.since = since;
	struct html_writer html = out_html(writer, lesson, &part);
	for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next) {
		if (!has_number(numbers, shape->number))
			continue;
		buf_format(&note.fields[OWN_SHAPES], "{{c%u::", shape->number);
		shape_write(&note.fields[OWN_SHAPES], shape, occlusion->hides_all);
		buf_text(&note.fields[OWN_SHAPES], "}}<br>");
		buf_clear(&part);
		html_write_flow(&html, &(struct flow){ shape->element, shape->label, NULL, NULL });
		buf_format(&note.fields[OWN_LABELS], "{{c%u::", shape->number);
		put_inside(&note.fields[OWN_LABELS], buf_view(&part));
		buf_text(&note.fields[OWN_LABELS], "}}<br>");
	}
	struct buf *image = &note.fields[OWN_IMAGE];
	buf_text(image, "<img src=\"");
	out_media_address(writer, occlusion->picture.src.value, image);
	buf_text(image, "\" alt=\"");
	if (occlusion->picture.element.lang.at)
		ledger_change(&writer->export->ledger, writer->item, STR("language of the description of the picture"),
			      "notes have none", "left out");
	html_escape(image, occlusion->picture.alt.value);
	buf_text(image, "\">");
	put_flow(writer, lesson, card->front, &note.fields[OWN_HEADER]);
	put_flow(writer, lesson, card->extra, &note.fields[OWN_BACK_EXTRA]);
	put_credit(writer, lesson, occlusion->credit, &note.fields[OWN_COMMENTS]);
	note.fields[OWN_LABELS].failed = note.fields[OWN_LABELS].failed || buf_failed(&part);
	add_numbers(writer, &note, numbers);
	buf_release(&part);
	out_note_release(&note);
}

/* Numbers that learners started afresh in the same release are a note with a GUID of its own: so the others keep
 * theirs. */
static void add_by_release(struct anki_writer *writer, const struct lesson *lesson, const struct card *card)
{
	uint64_t since[DELETION_MAX + 1] = { 0 };
	struct card_numbers left = { .count = 0 };
	if (!deletion_next(card, 0)) {
		left.at[left.count++] = 1;
		since[1] = out_since(writer, card->id.value);
	}
	for (unsigned number = deletion_next(card, 0); number; number = deletion_next(card, number)) {
		left.at[left.count++] = number;
		since[number] = since_of(writer, card, number);
	}
	while (left.count) {
		struct card_numbers now = { .count = 0 }, rest = { .count = 0 };
		uint64_t release = since[left.at[0]];
		for (size_t i = 0; i < left.count; i++)
			if (since[left.at[i]] == release)
				now.at[now.count++] = left.at[i];
			else
				rest.at[rest.count++] = left.at[i];
		if (card->occlusion)
			add_occlusion(writer, lesson, card, &now, release);
		else
			add_cloze(writer, lesson, card, &now, release);
		left = rest;
	}
}

void export_card(struct anki_writer *writer, const struct lesson *lesson, const struct card *card)
{
	writer->item = ledger_read(&writer->export->ledger, LEDGER_CARD, card->id.value, 0);
	export_item_rest(writer, card->objective.value, card->difficulty, card->access, card->progress.value);
	if (card->is_cloze || card->occlusion)
		add_by_release(writer, lesson, card);
	else
		add_two_sided(writer, lesson, card);
}
