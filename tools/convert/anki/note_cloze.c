#include "convert/anki/cloze_text.h"
#include "convert/anki/markup.h"
#include "convert/anki/note.h"
#include "convert/anki/own.h"
#include "convert/anki/shapes.h"
#include "convert/html/html_scan.h"
#include "lesson/deletion.h"

/* A cloze note that is being imported. */
struct cloze_note {
	struct anki *anki;
	const struct anki_note *note;
	struct anki_deck *deck;
	struct anki_cloze cloze;
	struct str extra; /* HTML */
	struct ledger_item *item;
};

static struct import_lesson *lesson_of(const struct cloze_note *n)
{
	return anki_deck_lesson(n->anki, n->deck, n->anki->own);
}

static void report_cloze(const struct cloze_note *n, struct ledger_item *item, const struct cloze_text *text)
{
	struct ledger *ledger = &n->anki->import->ledger;
	if (text->joined)
		ledger_change(ledger, item, STR("paragraphs and lists"), "the text of a cloze is one paragraph",
			      "joined");
	if (n->cloze.unclosed)
		ledger_change(ledger, item, STR("a deletion that does not end"), "there is no }} after it",
			      "written as its text");
	if (n->cloze.widened)
		ledger_change(ledger, item, STR("deletions in formulas"), "a formula has no gaps",
			      "the whole formula is the gap");
	if (n->cloze.merged)
		ledger_change(ledger, item, STR("other deletions in the same formula"), "it can be only one gap",
			      "their cards are left out");
	if (n->cloze.overflow)
		ledger_change(ledger, item, STR("deletions"), "there are too many, or they are nested too deeply",
			      "the last are written as their text");
}

/* A deletion that hides a picture or recording becomes a card with two sides. */
static void add_plain_card(const struct cloze_note *n, unsigned number)
{
	struct anki *anki = n->anki;
	struct ledger_item *item = note_item(anki, LEDGER_CARD, n->note);
	struct buf front, back;
	buf_init(&front, BUF_CAP);
	buf_init(&back, BUF_CAP);
	anki_cloze_write_question(&n->cloze, number, &front);
	anki_cloze_write_answer(&n->cloze, number, &back);
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&front) || buf_failed(&back);
	struct flow *asked = note_optional_flow(anki, item, buf_view(&front));
	struct flow *answer = note_optional_flow(anki, item, buf_view(&back));
	buf_release(&front);
	buf_release(&back);
	if (!asked || !answer) {
		ledger_leave_out(&anki->import->ledger, item, "the %s of the card is empty", asked ? "back" : "front");
		return;
	}
	struct attribute id = note_id(anki, "c-", n->note, "card", CLOZE_ORDINAL_MAX + number);
	struct card *card = import_card(anki->import, lesson_of(n), id, item);
	if (!card)
		return;
	ledger_changef(&anki->import->ledger, item, "gaps contain text", "written as a card with two sides",
		       "deletion %u, which hides a picture or recording", number);
	card->front = asked;
	card->back = answer;
	card->extra = note_optional_flow(anki, item, n->extra);
	note_tags(anki, n->note, &card->tags, item);
}

/* Adds a cloze for a group of numbers. Later ones are items of their own. */
static void add_group(const struct cloze_note *n, size_t group, struct ledger_item *item, struct cloze_text *text)
{
	struct anki *anki = n->anki;
	struct buf html;
	unsigned lowest = 0;
	for (size_t i = n->cloze.ordinal_count; i-- > 0;)
		lowest = n->cloze.groups[i] == group ? n->cloze.ordinals[i] : lowest;
	buf_init(&html, BUF_CAP);
	anki_cloze_write_group(&n->cloze, group, &html);
	anki->work += html.len;
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&html);
	struct flow *flow = note_flow(anki, item, buf_view(&html));
	buf_release(&html);
	if (!flow)
		return;
	text->group = group;
	cloze_text_make(text, flow);
	report_cloze(n, item, text);
	if (!text->gaps) {
		ledger_leave_out(&anki->import->ledger, item, "its gaps have no text");
		return;
	}
	struct attribute id = note_id(anki, "c-", n->note, "card", group ? lowest : 0);
	struct card *card = import_card(anki->import, lesson_of(n), id, item);
	if (!card)
		return;
	if (group)
		ledger_changef(&anki->import->ledger, item,
			       lowest > DELETION_MAX ? "the highest number is 99"
						     : "gaps don't nest, and belong to one card each",
			       "written as a cloze of its own", "deletions from %u", lowest);
	card->is_cloze = true;
	card->cloze = text->text;
	card->blocks = text->blocks;
	card->extra = note_optional_flow(anki, item, n->extra);
	note_tags(anki, n->note, &card->tags, item);
}

/* The text of a hint. */
static struct str plain_text(void *context, struct str html)
{
	struct cloze_note *n = context;
	struct arena *arena = &n->anki->import->arena;
	struct buf text;
	buf_init(&text, BUF_CAP);
	struct flow *flow = note_flow(n->anki, n->item, html);
	if (flow)
		inline_plain(&text, flow->text);
	struct str copy = arena_take(arena, &text);
	return copy.at ? copy : STR("");
}

/* Deletions that hide nothing at all. */
static void report_empty(const struct cloze_note *n, size_t group, struct ledger_item *item,
			 const struct cloze_text *text)
{
	for (size_t d = 0; text->gaps && d < n->cloze.count; d++)
		if (text->empty[d] && markup_is_invisible(n->cloze.deletions[d].text))
			ledger_changef(&n->anki->import->ledger, item, "it hides nothing", "left out", "deletion %u",
				       anki_cloze_number_in(&n->cloze, d, group));
}

static void add_groups(struct cloze_note *n, struct ledger_item *item)
{
	struct cloze_text *text = arena_alloc(&n->anki->import->arena, sizeof(*text));
	if (!text)
		return;
	text->arena = &n->anki->import->arena;
	text->cloze = &n->cloze;
	text->plain = plain_text;
	text->context = n;
	text->unnumbered = n->anki->own == OWN_CLOZE_WHOLE;
	for (size_t group = 0; group < n->cloze.group_count; group++) {
		struct ledger_item *own = group ? note_item(n->anki, LEDGER_CARD, n->note) : item;
		add_group(n, group, own, text);
		report_empty(n, group, own, text);
		for (size_t i = 0; i < n->cloze.ordinal_count; i++)
			for (size_t d = 0; n->cloze.groups[i] == group && d < n->cloze.count; d++)
				if (text->empty[d] && !markup_is_invisible(n->cloze.deletions[d].text) &&
				    anki_cloze_number_in(&n->cloze, d, group) == n->cloze.ordinals[i]) {
					add_plain_card(n, n->cloze.ordinals[i]);
					break;
				}
	}
}

static void import_text(struct cloze_note *n, const struct sides *sides)
{
	struct anki *anki = n->anki;
	struct ledger_item *item = note_item(anki, LEDGER_CARD, n->note);
	struct buf plain;
	n->item = item;
	buf_init(&plain, BUF_CAP);
	/* Formulas must be recognisable before deletions are looked for. */
	note_report_markup(anki, item, markup_plain_html(&plain, buf_view(&sides->front)));
	if (buf_failed(&plain) || !anki_cloze_parse(&n->cloze, buf_view(&plain)))
		anki->import->arena.failed = true;
	else if (!n->cloze.ordinal_count)
		ledger_leave_out(&anki->import->ledger, item, "it has no deletion with a number above 0");
	else
		add_groups(n, item);
	anki_cloze_release(&n->cloze);
	buf_release(&plain);
}

/* Words of the template beside its fields, such as "Source:". The rendering is of the answer. */
static void report_words(struct anki *anki, const struct anki_note *note, const struct rendering *rendering)
{
	struct buf words, plain;
	bool any = false;
	buf_init(&words, BUF_CAP);
	buf_init(&plain, BUF_CAP);
	for (size_t i = 0; i < rendering->count; i++) {
		const struct template_piece *piece = &rendering->pieces[i];
		struct str html = { rendering->html.at + piece->start, piece->end - piece->start };
		if (piece->kind != PIECE_TEXT || markup_is_invisible(html))
			continue;
		markup_strip(&words, html);
		buf_char(&words, ' ');
	}
	(void)!html_decode(buf_view(&words), false, &plain);
	for (size_t i = 0; i < plain.len; i++) {
		any = any || ascii_is_alphanumeric(plain.at[i]) || (unsigned char)plain.at[i] >= 0x80;
		plain.at[i] = ascii_is_space(plain.at[i]) ? ' ' : plain.at[i];
	}
	if (any)
		ledger_changef(&anki->import->ledger, anki_type_item(anki, note->type), "clozes show their fields only",
			       "left out", "words of the card template '%.*s'", STR_ARG(str_trim(buf_view(&plain))));
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&words) || buf_failed(&plain);
	buf_release(&words);
	buf_release(&plain);
}

void note_import_cloze(struct anki *anki, const struct anki_note *note, struct anki_deck *deck)
{
	struct rendering rendering;
	struct sides sides;
	struct cloze_note n = { .anki = anki, .note = note, .deck = deck };
	if (!note->type->template_count) {
		ledger_leave_out(&anki->import->ledger, note_item(anki, LEDGER_CARD, note),
				 "its note type has no template");
		return;
	}
	struct card_source source = { note, deck, note->type->templates[0].name, 0 };
	rendering_init(&rendering);
	sides_init(&sides);
	if (!sides_render_cloze(&sides, &rendering, &source, &note->type->templates[0]))
		anki->import->arena.failed = true;
	note_count_work(anki, &note->type->templates[0], &sides);
	n.extra = buf_view(&sides.extra);
	if (anki->own != OWN_NONE)
		n.extra = own_take_sources(anki, lesson_of(&n), n.extra);
	if (rendering.too_large)
		note_too_large(anki, note_item(anki, LEDGER_CARD, note));
	else if (shapes_are_in(buf_view(&sides.front)))
		n.item = note_import_occlusion(anki, &source, deck, n.extra);
	else
		import_text(&n, &sides);
	note_report(anki, note, &rendering);
	if (anki->own == OWN_NONE && !rendering.too_large)
		report_words(anki, note, &rendering);
	if (n.item)
		note_report_fields(anki, note, &rendering, n.item);
	sides_release(&sides);
	rendering_release(&rendering);
}
