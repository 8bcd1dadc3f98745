/* The parts of html_read. */
#ifndef CONVERT_HTML_HTML_READING_H
#define CONVERT_HTML_HTML_READING_H

#include "convert/html/flow_maker.h"
#include "convert/html/html_elements.h"
#include "convert/html/html_read.h"
#include "convert/html/html_style.h"

enum html_loss {
#define LOSS(id, what, why, outcome) HTML_LOSS_##id,
#include "convert/html/html_losses.def"
#undef LOSS
	HTML_LOSSES,
};

/* A field that is being read. */
struct html_reading {
	struct html_reader *reader;
	struct arena *arena;
	struct flow_maker *maker; /* where text goes now */
	html_taker *take;
	void *context;
	struct str lang;      /* of the text here; STR_NONE: that of the lesson */
	struct str declared;  /* by the element whose content is about to be read; else STR_NONE */
	const xmlNode *until; /* the nodes before it only; NULL: all */
	bool in_table;
	bool keeps_lines; /* line ends begin new paragraphs */
	unsigned depth;
	unsigned parts; /* flows within each other */
	unsigned formulas;
};

/* Adds a row, once for each item. */
void html_lose(struct html_reader *reader, enum html_loss loss);
/* The same, with the words that are lost, unless there are none. */
void html_lose_words(struct html_reader *reader, enum html_loss loss, struct str words);

/* The value of an attribute in any namespace, in the arena or the tree; STR_NONE if it is missing. */
struct str html_attribute(const struct html_reading *reading, const xmlNode *node, const char *name);
bool html_has_class(const xmlNode *node, const char *name);
bool html_is(const xmlNode *node, const char *name);
/* All text in it, in the arena. */
struct str html_text_of(const struct html_reading *reading, const xmlNode *node);
/* What an element that opens no formats of its own is; of no namespace but those of HTML, MathML and SVG. */
enum html_meaning html_meaning_of(const xmlNode *node);
/* Whether the element becomes a block, or paragraphs: then its language is that of the block. */
bool html_is_block(enum html_meaning meaning);
/* The language that the element declares if it is another than that of the text around it; else STR_NONE. */
struct str html_language(struct html_reading *reading, const xmlNode *node);

/* Enters the language that an element declares, for the text in it, and adds to *opened if that takes a format. Returns
 * the language if it is that of the block which the element becomes; else STR_NONE. reading->lang is to be restored. */
struct str html_enter_language(struct html_reading *reading, const xmlNode *node, unsigned *opened);

/* Nodes and those that follow them, into the current maker. */
void html_read_children(struct html_reading *reading, const xmlNode *first);
/* The same as a flow of its own, within the formats that are open. NULL if memory ran out. */
struct flow *html_read_part(struct html_reading *reading, const xmlNode *first);
/* Whether a part has no content. Unlike blank ones, it may not even have a citation. */
static inline bool html_is_empty(const struct flow *flow)
{
	return !flow->text && !flow->blocks;
}
/* The content of an element as a flow that is one line; NULL if it has no text. */
struct flow *html_line(struct html_reading *reading, const xmlNode *node);
/* Text, with formulas if the reader expects them. Returns the last node that was used. */
const xmlNode *html_read_text(struct html_reading *reading, const xmlNode *node);

/* Opens the formats of an element. Returns how many, for flow_maker_close. */
unsigned html_open_formats(struct html_reading *reading, const xmlNode *node, enum html_meaning meaning,
			   const struct html_style *style);

void html_read_list(struct html_reading *reading, const xmlNode *node, const struct html_style *style);
void html_read_terms(struct html_reading *reading, const xmlNode *node);
void html_read_table(struct html_reading *reading, const xmlNode *node);
void html_read_callout(struct html_reading *reading, const xmlNode *node);
void html_read_picture(struct html_reading *reading, const xmlNode *node);
void html_read_figure(struct html_reading *reading, const xmlNode *node);
void html_read_recording(struct html_reading *reading, const xmlNode *node);
void html_read_object(struct html_reading *reading, const xmlNode *node);
void html_read_drawing(struct html_reading *reading, const xmlNode *node);
void html_read_math(struct html_reading *reading, const xmlNode *node);
void html_read_tex(struct html_reading *reading, struct str tex, bool block);

/* The id that an element has of its own, or another one, with a row, if that is taken. */
struct attribute html_own_id(struct html_reading *reading, const char *prefix, struct str own);
/* An address as lessons allow it, in the arena, with what must be escaped escaped; STR_NONE if it is no such one. */
struct attribute html_address(struct html_reading *reading, struct str address);

#endif
