/* What importers share: the lessons that they make, the ids and files in them, and the ledger.
 *
 * An importer reads one foreign file and adds lessons and items, in the order of the source. It reports what it cannot
 * carry over in the ledger, and fails only if the file as a whole cannot be read. It writes nothing: once all files
 * have been read, the lessons are completed, checked and written together (see write.h).
 *
 * Ids: each lesson and each item has a key, which names it in its source for ever: the foreign id, prefixed with its
 * kind where kinds have ids of their own; if there is none, import_text_key of its text. The same key gets the same id
 * in every import into the same folder. */
#ifndef CONVERT_CORE_IMPORT_H
#define CONVERT_CORE_IMPORT_H

#include "base/result.h"
#include "convert/core/ledger.h"
#include "lesson/id.h"
#include "lesson/make.h"

struct import_map;

/* An item of the source that became a part of a lesson. */
struct import_part {
	struct str id;
	struct ledger_item *item;
	struct import_part *next;
};

/* A file that lessons show or play. */
struct import_asset {
	struct str path;  /* as lessons name it: images/heart.png */
	struct str bytes; /* in the arena of the import, or mapped by the importer until the import ends */
	bool unchanged;	  /* since an earlier import, which wrote it: what is there is kept, even if it was edited */
	struct import_asset *next;
};

/* A lesson that is being made. */
struct import_lesson {
	struct lesson lesson;
	struct str name; /* of its file, without .xml: its id */
	struct str source;
	struct section **last_section; /* where the next ones are added */
	struct question **last_question;
	struct card **last_card;
	struct entry **last_entry;
	struct reference **last_source;
	bool titled;		/* the title is final; else an importer may find a better one in the text */
	struct section *filler; /* the section that was added because there was none; else NULL */
	struct import_part *parts;
	struct import_part *origins; /* the lessons of the source that it comes from */
	struct import_lesson *next;
};

struct import {
	struct arena arena; /* owns all that is imported */
	struct ledger ledger;
	struct new_ids ids;
	struct import_map *map;
	struct str source;    /* of the keys: the name of the file, or what an importer sets for its parts */
	const char *folder;   /* that is updated; NULL: it is new */
	const char *language; /* xml:lang of lessons whose source names none */
	const char *reviewed; /* the date of their last review, if the source has none */
	struct import_lesson *lessons, **last_lesson;
	struct map lessons_by_id;
	struct import_asset *assets, **last_asset;
	struct map assets_by_digest; /* to the asset */
	struct map asset_paths;
	struct map keys;       /* that are taken, such as those made of text: to how often they were wanted */
	struct map ids_by_key; /* of all sources of this import: to struct import_record */
	bool links_out;	       /* links lead to lessons of earlier imports */
	/* What import_option was called for last. */
	struct option **option_list, **option_end;
	const struct option *first_option;
};

/* The map is borrowed. */
void import_init(struct import *import, struct import_map *map);
void import_release(struct import *import);
/* The items that follow are from the file at path. */
void import_begin(struct import *import, const char *path);

/* Reads the file at path into the import. why gets the reason for a failure, without the path. */
typedef enum result importer(struct import *import, const char *path, struct buf *why) MUST_CHECK;

/* Begins a lesson, or continues the one with that key. title is plain text; lang is its language, or STR_NONE. The
 * title, summary, and so on may be set in its lesson; what must not be missing in a lesson is added at the end. Its id
 * is what follows in a key that begins with "lesson:", if that can be an id, else it is made of the title. NULL if
 * memory ran out. */
struct import_lesson *import_lesson(struct import *import, struct str key, struct str title, struct str lang);

/* The lesson is what became of an item of the ledger, which is left out if nothing is in it at the end. */
void import_lesson_item(struct import *import, struct import_lesson *lesson, struct ledger_item *item);

/* The id for a key: prefix is q-, c-, g-, s- … True ids in the source are kept if keep is set, have the form of an id,
 * and are not taken. Items that repeat a key of their source get ids of their own. */
struct attribute import_id(struct import *import, const char *prefix, struct str key, bool keep);
/* Adds a row if the item's own id could not be kept. */
void import_report_id(struct import *import, struct str own, struct attribute id, struct ledger_item *item);
/* A key made of text, regardless of case, white space and punctuation. It differs for equal texts in one import. */
struct str import_text_key(struct import *import, const char *kind, struct str text);

/* Append an item with that id to the lesson; NULL if memory ran out. If it turns out to be invalid, it is left out,
 * with a row for the ledger's item. */
struct question *import_question(struct import *import, struct import_lesson *lesson, enum question_kind kind,
				 struct attribute id, struct ledger_item *item);
struct card *import_card(struct import *import, struct import_lesson *lesson, struct attribute id,
			 struct ledger_item *item);
struct entry *import_entry(struct import *import, struct import_lesson *lesson, struct attribute id,
			   struct ledger_item *item);
struct reference *import_source(struct import *import, struct import_lesson *lesson, struct attribute id,
				struct ledger_item *item);
/* Appends a section of the first level, or one in a section, which its ledger item belongs to as well. */
struct section *import_section(struct import *import, struct import_lesson *lesson, struct attribute id,
			       struct str title, struct ledger_item *item);
struct section *import_subsection(struct import *import, struct section *parent, struct attribute id, struct str title);
/* Appends a flow to the text of a section. */
void import_append(struct import *import, struct section *section, const struct flow *flow);
/* Removes sections without text and subsections, with rows. */
void import_prune(struct import *import, struct import_lesson *lesson);
/* Appends an option, or what stands for one in other kinds of questions (see struct option), or a prompt. */
struct option *import_option(struct import *import, struct option **list);

/* Whether a name is only a number, or a word for any question. */
bool import_is_generic(struct str name);
/* Whether a name of the source says nothing else than the start of the text, or of a paragraph in it. */
bool import_repeats(struct import *import, struct str name, const struct flow *text);

/* Adds a foreign tag to an item's tags: unless it has the form of one, it becomes lower-case with hyphens, with a row
 * for the ledger's item. */
void import_tag(struct import *import, struct attribute *tags, struct str tag, struct ledger_item *item);

/* Takes a file over: returns its path in the lesson, in images/, sounds/ or films/ by its kind. name is its foreign
 * name; equal bytes are taken once. The ledger counts the file as an item of its own. Returns STR_NONE if it is
 * damaged, unsafe, or of a kind that lessons cannot use; then the file gets a row, and the caller adds one for its own
 * item. */
struct str import_file(struct import *import, struct str name, struct str bytes);
/* Counts a file that the source names but does not contain; once. */
void import_missing_file(struct import *import, bool picture, struct str name);

#endif
