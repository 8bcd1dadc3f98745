/* A page of text for terminals that is written from the JSON of a pack. Failures are recorded in out. */
#ifndef VIEW_PAGE_H
#define VIEW_PAGE_H

#include "base/buf.h"
#include "reader/tape.h"

enum { PAGE_DEPTH_MAX = 64 };

struct page_index {
	struct page_part *parts; /* sorted by id; NULL: there is no such array */
	size_t count;
};

struct text_page {
	struct buf *out;
	const struct json_tape *json;
	struct page_index sources;	  /* citations are numbered in their order */
	struct page_index sets;		  /* of questions */
	const struct json_token *set;	  /* that of the question before; NULL: none */
	struct buf string;		  /* the current string, decoded */
	unsigned depth;
};

void page_init(struct text_page *page, struct buf *out, const struct json_tape *json);

/* Moves to the next element of an array, from NULL to the first. False at the end, or if there is no array. */
bool page_each(const struct text_page *page, const struct json_token *array, const struct json_token **at);
/* NULL if there is none. */
const struct json_token *page_member(const struct text_page *page, const struct json_token *object, const char *name);
/* A member that is a string; empty if there is none. */
struct json_string page_string(const struct text_page *page, const struct json_token *object, const char *name);

/* Appends a string without terminal control characters. */
void page_add_string(struct text_page *page, struct buf *out, struct json_string string);
enum { PAGE_NO_GAPS = 0, PAGE_ALL_GAPS = 1000 };
/* Appends text without markup. Blanks are filled in, except those with the number hidden, or all. */
void page_add_inline(struct text_page *page, struct buf *out, const struct json_token *text, unsigned hidden);
/* The lowest number above after of a blank in the text; 0 if there is none. */
unsigned page_next_blank(struct text_page *page, const struct json_token *text, unsigned after);
/* Breaks text into lines; the first begins with lead at indent, the others are aligned after it. */
void page_wrap(struct buf *out, size_t indent, const char *lead, struct str text);
void page_paragraph(struct text_page *page, size_t indent, const char *lead, const struct json_token *text);
void page_heading(struct text_page *page, const char *number, const struct json_token *title, char underline);
/* Appends what a list or question calls its entry of that number: a, b … z, aa, ab …, where first is the letter of the
 * first. */
void page_add_letters(struct buf *out, char first, unsigned long long number);
/* Appends the tags of a lesson or item after lead and before end; nothing if it has none. */
void page_add_tags(struct text_page *page, const char *lead, const struct json_token *object, const char *end);
/* Releases a part; if it failed for lack of memory, so does the page. */
void page_release(struct text_page *page, struct buf *part);

#endif
