/* A run of inline text as one string, and the way back from a place in it to the place in the file.
 *
 * Rules look at words and patterns, which run over the borders of elements, and report spans of the file.
 * A character reference, a CDATA section, a line end of two bytes: all that makes the two differ is
 * reckoned with here. */
#ifndef LESSON_PROSE_H
#define LESSON_PROSE_H

#include "lesson/lesson.h"

/* A run of text within the string. */
struct prose_piece {
	size_t at;                      /* where it begins in the string */
	const struct inline_node *node; /* INLINE_TEXT */
	unsigned inside;                /* the kinds of the elements around it: a bit, 1u << inline_kind, each */
};

struct prose {
	struct buf text;   /* decoded; what a reader would read, a blank as its answer, a citation as nothing */
	struct buf pieces; /* struct prose_piece, rising */
	struct inline_node attribute; /* the piece that an attribute is */
};

void prose_init(struct prose *prose);
void prose_release(struct prose *prose);
/* Fills prose, which is cleared first, with text and what follows it. Memory that runs out marks its buffers
 * failed: test prose_failed. */
void prose_flatten(struct prose *prose, const struct inline_node *text);
/* The same with the value of an attribute, which must be there, in that language. Prose must not be moved as long as it holds it. */
void prose_take_attribute(struct prose *prose, const struct attribute *attribute, struct str lang);
bool prose_failed(const struct prose *prose);
static inline struct str prose_view(const struct prose *prose)
{
	return buf_view(&prose->text);
}

/* The language tag in force at offset; behind the end, that of the last piece. */
struct str prose_lang(const struct prose *prose, size_t offset);
/* Where the run of text in one language that holds offset ends. */
size_t prose_lang_end(const struct prose *prose, size_t offset);
/* The kinds of the elements around the byte at offset, a bit each; 0 behind the end. */
unsigned prose_inside(const struct prose *prose, size_t offset);

/* Where the bytes from start to end of the string stand in source, which must be the file that the text was
 * read from. Over several pieces the span holds the markup between them; prose_is_plain tells. */
struct span prose_span(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether the bytes from start to end stand in the file as they are: no markup, no references. What a fix
 * replaces must be. */
bool prose_is_plain(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether there is no markup between the bytes from start to end in the file; there may be references. What a fix that
 * writes references too replaces must be. */
bool prose_is_unbroken(const struct prose *prose, const struct source *source, size_t start, size_t end);
/* Whether the byte at start stands in a CDATA section, where markup is text. */
bool prose_is_cdata(const struct prose *prose, const struct source *source, size_t start);
/* Appends text as it must be written in place of the bytes from start to end, which must be plain: with references where
 * text or an attribute needs them, as it is in CDATA. False where it can't be written there. */
bool prose_write(const struct prose *prose, const struct source *source, size_t start, size_t end, struct str text,
		 struct buf *out) MUST_CHECK;

#endif
