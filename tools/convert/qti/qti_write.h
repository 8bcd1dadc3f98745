/* What writes QTI packages. Elements and attributes are named as in QTI 2; in 3.0 they get its names, so that one
 * writer serves both. */
#ifndef CONVERT_QTI_QTI_WRITE_H
#define CONVERT_QTI_QTI_WRITE_H

#include "base/map.h"
#include "convert/core/export.h"
#include "pack/zip_writer.h"

/* A file of the package that an item shows or plays. */
struct qti_asset {
	struct str name; /* in the package; at is NULL: it cannot be read */
	struct str id;	 /* of its resource */
	struct qti_asset *next;
};

/* A resource that another needs. */
struct qti_need {
	struct str name;
	struct qti_need *next;
};

struct qti_writer {
	struct export *export;
	bool v3;
	struct arena arena;
	FILE *stream; /* of the archive, in memory */
	char *bytes;
	size_t size;
	struct zip_writer zip;
	struct buf test, resources; /* sections of the test, entries of the manifest */
	struct map names;	    /* of files in the package */
	struct map by_digest;	    /* struct qti_asset */
	struct map by_path;	    /* struct qti_asset, of the current lesson; NULL name: it is missing */
	struct qti_asset *assets, **last_asset;
	struct qti_need *needs; /* of the current document */
	struct qti_need *test_needs;
	struct buf *out; /* of the current document */
	const struct lesson *lesson;
	struct ledger_item *item, *set_item; /* of what is being written; of the set that is open */
	const struct question_set *set;	     /* that is open in the test, or whose stimulus was written */
	bool any;			     /* a lesson with questions */
	struct buf reason;		     /* of a failure of the archive */
	bool finished;
};

/* qti_write_xml.c */
void qti_open_tag(struct qti_writer *w, const char *name);
void qti_put(struct qti_writer *w, const char *name, struct str value);
/* Ends a start tag that has content, or has none. */
void qti_content(struct qti_writer *w);
void qti_void(struct qti_writer *w);
void qti_close(struct qti_writer *w, const char *name);
/* <name>text</name> */
void qti_element(struct qti_writer *w, const char *name, struct str text);
/* Adds a file to the package, in the arena or not. */
void qti_add_file(struct qti_writer *w, struct str name, struct str bytes);
/* Adds a resource to the manifest: type is item, test or stimulus; with tags and difficulty of an item. */
void qti_add_resource(struct qti_writer *w, struct str id, struct str name, const char *type,
		      const struct question *question);

/* qti_write_html.c */
/* A text as blocks, or as running text where blocks are not allowed. */
void qti_write_blocks(struct qti_writer *w, const struct flow *flow);
void qti_write_text(struct qti_writer *w, const struct flow *flow);
/* The text without markup, with rows for what is lost, in the arena. */
struct str qti_plain(struct qti_writer *w, const struct inline_node *text);

/* qti_write_item.c */
void qti_write_question(struct qti_writer *w, const struct question *question);
/* qti_write_answers.c: the response declarations, the interaction, and the rules for points of a question. */
void qti_write_declarations(struct qti_writer *w, const struct question *question);
void qti_write_interaction(struct qti_writer *w, const struct question *question);
void qti_write_processing(struct qti_writer *w, const struct question *question);
/* The identifier of an option, step or prompt: its id, or a letter and its position. */
void qti_identifier(const struct option *option, char letter, size_t position, char out[80]);
/* Whether any option, or the explanation, is shown afterwards. */
bool qti_has_feedback(const struct question *question);

#endif
