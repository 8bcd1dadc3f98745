/* Markdown: CommonMark with tables, task lists and footnotes, as cmark-gfm reads it, and what note-taking programs add:
 *
 * - front matter in YAML: title, summary, id, tags, lang, reviewed;
 * - cards as hashcards writes them (Q: and A:, C: with [gaps]), and Obsidian_to_Anki (START … END, {{c1::gaps}}), or
 *   front::back, or a line of only ? between them, in notes with the tag #flashcards;
 * - callouts of Obsidian (> [!note] Title), ==highlights==, [[wikilinks]], ![[pictures]], %%comments%%;
 * - formulas in TeX between dollars;
 * - a list of tasks is a question: its checked items are right. A quotation in an item is its feedback, and one after
 *   the list the explanation. The question before it is the last paragraph, or, below a heading that ends with {#q-…}
 *   or {#… .question}, all of them;
 * - {#id} at the end of a heading, and <!--ID: id--> in a card, are ids. */
#ifndef CONVERT_MARKDOWN_MARKDOWN_H
#define CONVERT_MARKDOWN_MARKDOWN_H

#include "convert/html/html_read.h"

enum markdown_card_kind { MARKDOWN_CARD, MARKDOWN_REVERSED, MARKDOWN_CLOZE };

/* A card, in Markdown. */
struct markdown_card {
	enum markdown_card_kind kind;
	struct str front, back; /* back: "" for a cloze */
	struct str tags;	/* separated by spaces */
	struct str id;		/* or "" */
	size_t line;
	struct markdown_card *next;
};

/* A line of the front matter. */
struct markdown_field {
	struct str name, value; /* of a list: its items, separated by spaces */
	struct markdown_field *next;
};

/* A note. */
struct markdown_source {
	struct arena *arena;
	struct markdown_field *fields;
	struct markdown_card *cards, **last_card;
	struct str text;	       /* what is left, with as many lines */
	const unsigned char *code;     /* of the note without footnotes, as markdown_code has it */
	size_t unseparated;	       /* no card of several lines begins before this offset */
	bool flashcards;	       /* it has the tag #flashcards */
	bool no_more_blocks;	       /* no END follows, so that START is text */
	bool footnotes;		       /* some were moved to where they are referred to */
	struct markdown_field *unused; /* footnotes that nothing refers to */
};

/* markdown_source.c: takes out front matter, cards and footnotes. False if memory ran out. */
bool markdown_source_read(struct markdown_source *source, struct str text, struct arena *arena) MUST_CHECK;
/* The line at the offset, without its end; *next is the offset of the following one. */
struct str markdown_line(struct str text, size_t offset, size_t *next);
/* The value of a field; STR_NONE if there is none. */
struct str markdown_field(const struct markdown_source *source, const char *name);
/* markdown_cards.c: if a card begins at the line at *offset of text, adds it and moves *offset after it. */
bool markdown_card_take(struct markdown_source *source, struct str text, size_t *offset, size_t line);

/* markdown_code.c: for each byte, whether it is part of code, with its backticks. NULL if memory ran out. */
const unsigned char *markdown_code(struct arena *arena, struct str text);
/* markdown_inline.c: replaces what only note-taking programs know by Markdown or HTML: formulas, highlights, wikilinks,
 * gaps. The result is read by cmark. */
struct str markdown_prepare(struct html_reader *reader, struct str text, bool cloze);
/* At the end of addresses of notes. */
#define MARKDOWN_NOTE ".md"
/* markdown_table.c: a table that is being prepared. */
struct markdown_table {
	struct html_reader *reader;
	size_t columns; /* 0: none; SIZE_MAX: its first row is being prepared */
	size_t start;	/* of the current row in the output */
};
/* Begins the line at the offset, code or not, or ends the last one; out has what was prepared. Adds a row if cells of
 * the line before have no column. */
void markdown_table_line(struct markdown_table *table, struct str text, size_t offset, bool code, struct buf *out);
/* markdown_html.c: parses Markdown; the caller frees the document with cmark_node_free, and the parser. NULL if memory
 * ran out. */
struct cmark_node;
struct cmark_parser;
struct cmark_node *markdown_parse(struct str text, struct cmark_parser **parser);
/* A node as HTML, in the arena. */
struct str markdown_html(struct arena *arena, struct cmark_node *node, struct cmark_parser *parser);
/* Markdown as text and blocks, with gaps if it is a cloze. */
struct flow *markdown_flow(struct html_reader *reader, struct str text, bool cloze);

/* markdown_lesson.c: makes a lesson of the text of a note, with questions. */
void markdown_lesson(struct html_reader *reader, struct import_lesson *lesson, struct str text);

#endif
