/* IMS/1EdTech QTI. Items of 1.2 (as Canvas, Respondus, D2L and Blackboard write it), 2.1, 2.2 and 3.0 are read
 * into the same parts: tasks, each of which has one answer to give, and feedback with the conditions under which it is
 * shown. qti_make.c makes questions of them.
 *
 * Specifications: https://www.imsglobal.org/question/ (1.2 to 2.2), https://www.imsglobal.org/spec/qti/v3p0 (3.0). */
#ifndef CONVERT_QTI_QTI_H
#define CONVERT_QTI_QTI_H

#include "convert/core/archive.h"
#include "convert/html/html_read.h"

enum {
	QTI_XML_MAX = 64 << 20, /* bytes of a document */
	QTI_ANSWERS_MAX = 2000, /* of a task; as a whole, an item has ten times as many */
	QTI_TASKS_MAX = 100,	/* of an item */
	QTI_NESTED_MAX = 64,	/* sections or conditions within each other */
};

enum qti_kind { QTI_CHOICE, QTI_TEXT, QTI_NUMBER, QTI_ESSAY, QTI_MATCH, QTI_ORDER };

/* An option, an accepted text, a choice or prompt to match, a step to order. */
struct qti_answer {
	struct str id;		/* in the source; of texts and numbers the words */
	struct option content;	/* its text and picture; of options also the feedback */
	bool correct, weighted; /* by the key; by points of its own */
	double weight;		/* its points */
	struct str match;	/* of a prompt: the id of the right choice */
	struct qti_answer *next;
};

struct qti_task {
	enum qti_kind kind;
	struct str response; /* the identifier of the answer in the source */
	struct str label;    /* 1.2: another one, by which some programs name it; or STR_NONE */
	struct flow *prompt; /* NULL or blank: the text of the item is the question */
	bool in_text;	     /* it is a gap, whose number is its position among the tasks */
	bool multiple, shuffle;
	bool mapped;	 /* the weights count, rather than the key */
	bool exact_case; /* upper and lower case matter */
	struct qti_answer *answers;
	struct qti_answer *prompts;		     /* to match */
	struct str value, tolerance, min, max, unit; /* of a number; tolerance may be a percentage */
	struct flow *model;			     /* of an essay */
	const char *refused;			     /* why it cannot be carried over; NULL: nothing known */
	size_t count;				     /* of answers and prompts */
	struct qti_task *next;
};

/* When feedback is shown. */
enum qti_when {
	QTI_ALWAYS,
	QTI_RIGHT,
	QTI_WRONG,
	QTI_CHOSEN,    /* if an answer is given */
	QTI_SAME,      /* if the answer is given whose id is that of the feedback */
	QTI_OTHERWISE, /* 1.2: if nothing else is */
	QTI_UNKNOWN,
};

struct qti_trigger {
	enum qti_when when;
	struct str response, answer; /* of QTI_CHOSEN and QTI_SAME */
	struct str outcome, id;	     /* of the feedback */
	struct qti_trigger *next;
};

struct qti_feedback {
	struct str outcome, id;
	const xmlNode *node;
	struct qti_answer *owner; /* the option that it is in; NULL: none */
	bool hides;		  /* it is hidden on its condition */
	struct flow *first;	  /* its content, read but not used yet */
	struct qti_feedback *next;
};

/* A package, or a document with the files beside it. */
struct qti {
	struct import *import;
	struct foreign_archive archive;
	struct str path;	      /* of the package; at is NULL: there is one document */
	struct str document, folder;  /* the current document, and its folder, in the archive */
	struct html_reader html;      /* its item is the current one */
	struct import_lesson *lesson; /* that items are added to */
	bool language_known;	      /* of the lesson; else it is that of the first item that declares one */
	struct map keys;	      /* used so far */
	struct map found;	      /* paths of files that were shown or played */
	struct map stimuli;	      /* struct question_set by path */
	struct map metadata;	      /* struct qti_metadata by path in the archive */
	/* Of 1.2: */
	struct map texts;	  /* the items that others are shown with, or the struct qti for names without item */
	bool shuffles;		  /* answers are shown in another order each time */
	unsigned next_gap;	  /* from 1: of the response that comes next in a text with gaps; 0: it has none */
	struct question_set *set; /* of the stimulus or instructions that the items that follow share, or NULL */
};

/* What a manifest says of a file. */
struct qti_metadata {
	bool used; /* it has been read */
	struct str type;
	const xmlNode *node; /* the resource */
	struct str path;
	struct qti_metadata *next;
};

struct qti_item {
	struct qti *qti;
	struct ledger_item *item;
	struct str id, title;
	struct str lang;	    /* STR_NONE: that of the lesson */
	const char *outer_language; /* of the import, which is that of the item while it is read */
	struct flow *vignette, *body, *explanation;
	struct flow *stem;   /* if it is marked as such */
	struct flow *rubric; /* for those who mark */
	xmlNode *attic;	     /* parts of the document that have been taken out of its body */
	struct flow *(*read)(struct qti *qti, const xmlNode *node); /* the content of feedback */
	struct qti_task *tasks, **last_task;
	unsigned task_count;
	struct qti_feedback *feedback, **last_feedback;
	size_t feedback_count;
	struct qti_trigger *triggers, **last_trigger;
	struct attribute tags;
	unsigned difficulty;
	bool plain; /* it has no tasks: it is a text */
};

/* qti_names.c: names regardless of letter case, hyphens, underscores and the prefix qti-, in which versions and
 * programs differ. */
bool qti_is(const xmlNode *node, const char *name);
struct str qti_attribute(const xmlNode *node, const char *name);
bool qti_attribute_is(const xmlNode *node, const char *name, const char *value);
/* The first child with that name, and the next sibling; NULL: none. name NULL: any element. */
xmlNode *qti_child(const xmlNode *node, const char *name);
xmlNode *qti_next(const xmlNode *node, const char *name);
/* The node after node in the tree below root, in document order. */
xmlNode *qti_walk(const xmlNode *node, const xmlNode *root);
/* The first element below root with that name. */
xmlNode *qti_find(const xmlNode *root, const char *name);
/* All text in it, trimmed, in the arena. */
struct str qti_text(struct qti *qti, const xmlNode *node);
struct str qti_language(const xmlNode *node);
/* a, b and c joined, in the arena. */
struct str qti_join(struct qti *qti, const char *a, struct str b, const char *c);

/* Reads points, which are limited so that their sums are exact enough; 0 if it is no number. *read may be NULL. */
double qti_points(struct str text, bool *read);

/* Rows for the current item. */
void qti_change(struct qti *qti, struct str what, const char *why, const char *outcome);
void qti_changef(struct qti *qti, const char *why, const char *outcome, const char *what, ...) PRINTF_LIKE(4, 5);

/* qti_files.c */
/* A find_file; context is the struct qti. */
find_file qti_find_file;
/* Removes what Respondus and Blackboard write before the names of files. */
void qti_remove_marks(struct buf *html);
/* Makes a document the current one, for addresses in it and the ledger; "" is the package. */
void qti_enter(struct qti *qti, struct str document);
/* Parses the document at path in the archive, and enters it. */
enum result qti_open(struct qti *qti, struct str path, xmlDocPtr *document, struct buf *why) MUST_CHECK;

/* qti_item.c: assessmentItem. The document is changed. */
void qti_read_item(struct qti *qti, xmlNode *root, struct str path);
/* Reads the content of an element as XHTML. */
struct flow *qti_flow(struct qti *qti, const xmlNode *node);
/* Takes the feedback out of an element; owner is the option that it is, or NULL. */
void qti_take_feedback(struct qti_item *item, xmlNode *node, struct qti_answer *owner);
void qti_put_away(struct qti_item *item, xmlNode *node);
/* The node after node and what it contains. */
xmlNode *qti_skip(const xmlNode *node, const xmlNode *root);

/* qti_parts.c */
void qti_item_init(struct qti_item *item, struct qti *qti);
/* Takes the language that the element declares, if any. */
void qti_set_language(struct qti_item *item, const xmlNode *node);
struct qti_task *qti_add_task(struct qti_item *item, enum qti_kind kind, struct str response);
/* NULL if there are too many, or memory ran out. */
struct qti_answer *qti_add_answer(struct qti_item *item, struct qti_task *task, struct qti_answer **list,
				  struct str id);
struct qti_answer *qti_find_answer(struct qti_answer *list, struct str id);
struct qti_task *qti_find_task(const struct qti_item *item, struct str response);
void qti_add_trigger(struct qti_item *item, struct qti_trigger trigger);
void qti_add_feedback(struct qti_item *item, struct qti_feedback feedback);

/* qti_interaction.c: takes the tasks out of the body of an item. A gap takes the place of those in the text. */
void qti_take_tasks(struct qti_item *item, xmlNode *root, xmlNode *body);
/* qti_declaration.c: the key of a task, and what its answers weigh. */
void qti_read_key(struct qti_item *item, struct qti_task *task, const xmlNode *root);
/* qti_processing.c: how answers are scored, and when feedback is shown. */
void qti_read_processing(struct qti_item *item, const xmlNode *root);
/* qti_feedback.c: gives the feedback to options, or adds it to the explanation. */
void qti_place_feedback(struct qti_item *item);

/* qti_make.c: adds an item to the lesson, as a question, a question set, or a section. */
void qti_make(struct qti_item *item);
/* qti_answers.c: sets kind and answers of the question. Returns why it cannot be one, or NULL; *is_text is whether it
 * has no answer, but a text. */
const char *qti_answer(struct qti_item *item, const struct qti_task *task, struct question *question, bool *is_text);

/* qti_sets.c: what several items share. */
/* A set with that vignette; key is unique in the source. NULL if the vignette is blank. */
struct question_set *qti_new_set(struct qti *qti, struct str key, struct flow *vignette);
/* The set of the stimulus that an item names; NULL: none. */
struct question_set *qti_stimulus(struct qti *qti, const xmlNode *item);
/* Gives questions that are alone in a set its vignette, and splits sets whose questions are apart. */
void qti_tidy_sets(struct qti *qti);

/* qti_item.c: turns what our exporter writes for elements that XHTML 1.1 does not have into these. */
void qti_restore(xmlNode *root);
/* qti_test.c: assessmentTest, with its items. */
void qti_read_test(struct qti *qti, xmlNode *root);
/* Begins the lesson with that key, to which items are added from now on. */
void qti_begin_lesson(struct qti *qti, struct str key, struct str title, struct str lang, const xmlNode *node);
/* qti1.c: questestinterop, with its items; name is the title of what has none. */
void qti1_read(struct qti *qti, const xmlNode *root, struct str name);
/* qti_pool.c: a pool of questions of Blackboard; name is its title if it has none. */
void qti_read_pool(struct qti *qti, const xmlNode *root, struct str name);
/* qti1_item.c */
void qti1_read_item(struct qti *qti, const xmlNode *node);
/* qti1_text.c: material, and what contains it, as blocks. */
struct flow *qti1_flow(struct qti *qti, const xmlNode *node);
/* qti1_conditions.c: the points for answers, and when feedback is shown. */
void qti1_read_conditions(struct qti_item *item, const xmlNode *node);
/* qti1_marks.c: replaces [name] in texts. find appends what the name becomes, or nothing. */
typedef void qti1_mark_finder(void *context, struct str name, struct buf *out);
void qti1_replace_marks(struct qti *qti, struct flow *flow, qti1_mark_finder *find, void *context);

#endif
