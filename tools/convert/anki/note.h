/* Makes items of lessons out of notes. */
#ifndef CONVERT_ANKI_NOTE_H
#define CONVERT_ANKI_NOTE_H

#include "convert/anki/sides.h"

/* A card of a note. */
struct note_card {
	unsigned ordinal; /* from 0: of the template, or of the deletion */
	struct anki_deck *deck;
};

/* Adds the items of a note that has these cards, at least one. possible: it has them only if their fronts have content.
 * The arena of the import records if memory ran out. */
void note_import(struct anki *anki, const struct anki_note *note, const struct note_card *cards, size_t count,
		 bool possible);

/* The parts of note_import. */

/* The item of the ledger, named after the first field. */
struct ledger_item *note_item(struct anki *anki, enum ledger_kind kind, const struct anki_note *note);
/* The id of an item of the note: the suffix tells its items from each other; 0 is the main one. */
struct attribute note_id(struct anki *anki, const char *prefix, const struct anki_note *note, const char *kind,
			 unsigned suffix);
void note_tags(struct anki *anki, const struct anki_note *note, struct attribute *tags, struct ledger_item *item);
/* Reports what markup_plain_html lost. */
void note_report_markup(struct anki *anki, struct ledger_item *item, unsigned losses);
/* Reads HTML of a field or side. */
struct flow *note_flow(struct anki *anki, struct ledger_item *item, struct str html);
/* The same, or NULL if there is nothing to see. */
struct flow *note_optional_flow(struct anki *anki, struct ledger_item *item, struct str html);
/* Reports what the templates of the note's type ask for in vain. */
void note_report(struct anki *anki, const struct anki_note *note, const struct rendering *rendering);
/* Reports fields that no card shows. */
void note_report_fields(struct anki *anki, const struct anki_note *note, const struct rendering *rendering,
			struct ledger_item *item);

/* Leaves out a card that template_render calls too large. */
void note_too_large(struct anki *anki, struct ledger_item *item);
/* Counts what was rendered towards ANKI_WORK_MAX. */
void note_count_work(struct anki *anki, const struct anki_template *template, const struct sides *sides);

/* A note of a type for clozes. */
void note_import_cloze(struct anki *anki, const struct anki_note *note, struct anki_deck *deck);
/* The same for one whose deletions are shapes on a picture. extra is HTML. Returns its item in the ledger. */
struct ledger_item *note_import_occlusion(struct anki *anki, const struct card_source *source, struct anki_deck *deck,
					  struct str extra);
/* Whether the type is that of the add-on Image Occlusion Enhanced, and a note of it. */
bool note_has_masks(const struct anki_type *type);
void note_import_masks(struct anki *anki, const struct anki_note *note, struct anki_deck *deck);

/* Parts of both kinds of occlusions. */

/* The first picture in HTML, or NULL. */
const struct figure *note_figure(struct anki *anki, struct ledger_item *item, struct str html);
/* What a shape hides if nothing says so: its number, with a row. */
struct inline_node *note_number_label(struct anki *anki, struct ledger_item *item, unsigned number);
/* Reports what was lost of shapes: enum shape_loss. */
void note_report_shapes(struct anki *anki, struct ledger_item *item, unsigned losses);

#endif
