/* What an Anki collection contains, whatever file it comes from: note types, decks and notes. */
#ifndef CONVERT_ANKI_COLLECTION_H
#define CONVERT_ANKI_COLLECTION_H

#include "base/map.h"
#include "base/result.h"
#include "convert/core/files.h"
#include "convert/core/import.h"

enum {
	ANKI_FIELDS_MAX = 256,
	ANKI_TEMPLATES_MAX = 256,
	ANKI_TYPES_MAX = 10000,
	ANKI_DECKS_MAX = 100000,
};

/* How many bytes of templates and rendered sides one file may take: several times those of the largest collections. */
#define ANKI_WORK_MAX (UINT64_C(4) << 30)

/* Note types that Satchel writes: see own.h. */
enum own_kind { OWN_NONE, OWN_CARD, OWN_CLOZE, OWN_CLOZE_WHOLE, OWN_OCCLUSION, OWN_QUESTION };

/* How the sides of a card are made of the fields. */
struct anki_template {
	struct str name, question, answer; /* without comments, scripts and styles */
};

struct anki_type {
	struct str name, label; /* the label is for the ledger */
	bool cloze;
	struct str *fields; /* names */
	size_t field_count;
	struct anki_template *templates;
	size_t template_count;
	struct ledger_item *item; /* of what is changed in all its notes; see anki_type_item */
	unsigned reported;	  /* which enum template_extra have a row already */
};

struct anki_deck {
	struct str id, name;	      /* the name contains those of its parents: A::B */
	struct str description;	      /* HTML */
	struct import_lesson *lesson; /* NULL until it has an item */
};

struct anki_note {
	struct str guid;
	struct anki_type *type;
	const struct str *fields; /* HTML; as many as the type has */
	struct str tags;	  /* separated by spaces */
	size_t line;		  /* in a text file; else 0 */
};

/* An open collection. */
struct anki {
	struct import *import;
	struct map types;  /* struct anki_type, by id */
	struct map decks;  /* struct anki_deck, by id */
	struct map keys;   /* of notes that were imported */
	struct map masks;  /* struct mask_set, by its key: see note_masks.c */
	enum own_kind own; /* of the note that is being imported */
	uint64_t work;	   /* bytes of templates and rendered sides so far */
	find_file *find;
	void *context_of_find;
};

void anki_init(struct anki *anki, struct import *import);
void anki_release(struct anki *anki);

/* The item that rows about all notes of a type belong to. */
struct ledger_item *anki_type_item(struct anki *anki, struct anki_type *type);

/* Add one; NULL if memory ran out, or there is one with that id. All texts are copied. */
struct anki_type *anki_add_type(struct anki *anki, struct str id, struct str name, size_t fields, size_t templates);
struct anki_deck *anki_add_deck(struct anki *anki, struct str id, struct str name, struct str description);
/* Sets a template; what lessons cannot have, such as scripts, is removed with rows. */
void anki_set_template(struct anki *anki, struct anki_type *type, size_t at, struct str name, struct str question,
		       struct str answer);
/* Reports styles beyond those that Anki's own note types have. */
void anki_set_styles(struct anki *anki, struct anki_type *type, struct str css);

/* The deck with that id, or one named "Anki" without id, if there is none; NULL if memory ran out. */
struct anki_deck *anki_find_deck(struct anki *anki, struct str id);
/* The lesson of the deck, which begins with its first item; NULL if memory ran out. own tells whether Satchel
 * wrote the deck: then its last name is a title. */
struct import_lesson *anki_deck_lesson(struct anki *anki, struct anki_deck *deck, enum own_kind own);

#endif
