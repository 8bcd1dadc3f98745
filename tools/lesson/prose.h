/* A run of inline text as one string, with a mapping back to the file.
 *
 * Rules search for words and patterns, which may cross element boundaries, and report spans of the file. The mapping
 * accounts for character references, CDATA sections and two-byte line ends. A line break and the white space around it
 * are a single space, so that the string does not depend on where words are wrapped; or a single \n if what follows
 * may be an item of a list. */
#ifndef LESSON_PROSE_H
#define LESSON_PROSE_H

#include "lesson/lesson.h"

/* A piece of text within the string. */
struct prose_piece {
	size_t at;                      /* its offset in the string */
	const struct inline_node *node; /* an INLINE_TEXT */
	size_t from;                    /* its offset in the text of node */
	unsigned inside;                /* kinds of the enclosing elements: bit set of 1u << inline_kind */
};

struct prose {
	struct buf text;   /* references decoded; blanks as their answers, without citations and layout */
	struct buf pieces; /* struct prose_piece, in ascending order */
	struct inline_node attribute; /* the piece for an attribute */
};

void prose_init(struct prose *prose);
void prose_release(struct prose *prose);
/* Fills prose, which is cleared first, with text and its siblings. If memory runs out, marks its buffers failed: test
 * prose_failed. */
void prose_flatten(struct prose *prose, const struct inline_node *text);
/* The same for the value of an attribute, which must exist, in that language. prose must not be moved while it contains
 * it. */
void prose_take_attribute(struct prose *prose, const struct attribute *attribute, struct str lang);
bool prose_failed(const struct prose *prose);
/* Takes the line of text from *at on, without white space before its end, and moves *at to the first word of the next
 * one. False if it is the last, which keeps its white space. */
bool prose_next_line(struct str text, size_t *at, struct str *line);
static inline struct str prose_view(const struct prose *prose)
{
	return buf_view(&prose->text);
}

/* The effective language tag at offset; beyond the end, that of the last piece. */
struct str prose_lang(const struct prose *prose, size_t offset);
/* The end of the run of text in one language that contains offset. */
size_t prose_lang_end(const struct prose *prose, size_t offset);
/* In runs whose language has another primary tag than lang, replaces ASCII letters by x or X, and marks that end
 * sentences by spaces, so that rules which look for words and sentences of lang find none there. Offsets remain. */
void prose_mask(struct prose *prose, struct str lang);
/* The kinds of the elements around the byte at offset, as bits; 0 beyond the end. */
unsigned prose_inside(const struct prose *prose, size_t offset);

/* The span of the bytes from start to end of the string in source, which must be the file that the text is from. May
 * contain markup between pieces: see prose_is_plain. */
struct span prose_span(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether the file contains these bytes literally, but for layout, without markup or references. Required for what a
 * fix replaces. */
bool prose_is_plain(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether the file contains no markup between these bytes; references are allowed. Required for what a fix that also
 * writes references replaces. */
bool prose_is_unbroken(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether the byte at start is in a CDATA section, where markup is text. */
bool prose_is_cdata(const struct prose *prose, const struct source *source, size_t start);
/* Appends text in the form needed to replace the bytes from start to end, which must be plain: with references where
 * text or attributes need them, without in CDATA. False if it cannot be represented there. */
bool prose_write(const struct prose *prose, const struct source *source, size_t start, size_t end, struct str text,
		 struct buf *out) MUST_CHECK;

#endif
