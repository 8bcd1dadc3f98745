/* Fills in the templates of note types: {{Field}}, {{filter:Field}}, {{#Field}}…{{/Field}}, {{^Field}}…{{/Field}}. */
#ifndef CONVERT_ANKI_TEMPLATE_H
#define CONVERT_ANKI_TEMPLATE_H

#include "convert/anki/collection.h"

enum {
	TEMPLATE_DEPTH_MAX = 64,
	TEMPLATE_SIDE_MAX = 16 << 20, /* bytes of a rendered side */
};

enum piece_kind {
	PIECE_TEXT,  /* of the template */
	PIECE_FIELD, /* or a special field */
	PIECE_FRONT, /* {{FrontSide}}: without text */
};

struct template_piece {
	enum piece_kind kind;
	size_t field;	   /* its number, or ANKI_FIELDS_MAX for special ones */
	bool cloze;	   /* {{cloze:Field}} */
	size_t start, end; /* in html */
};

/* What templates ask for that lessons don't have. */
enum template_extra {
	TEMPLATE_TYPED = 1,    /* {{type:Field}} */
	TEMPLATE_SPOKEN = 2,   /* {{tts …:Field}} */
	TEMPLATE_HINT = 4,     /* {{hint:Field}} on the front */
	TEMPLATE_FILTER = 8,   /* of an add-on */
	TEMPLATE_UNKNOWN = 16, /* a field that does not exist */
	TEMPLATE_BROKEN = 32,  /* conditions that don't end */
	TEMPLATE_TAGS = 64,    /* {{Tags}}: items have tags anyway */
};

/* A filled template. */
struct rendering {
	struct buf html;
	struct template_piece *pieces;
	size_t count, room;
	bool hinted[ANKI_FIELDS_MAX]; /* fields that the front has as {{hint:Field}} */
	unsigned extras;	      /* enum template_extra */
	bool shown[ANKI_FIELDS_MAX];  /* fields that it shows, or has as a condition */
	bool too_large;		      /* a side exceeds TEMPLATE_SIDE_MAX, and was not rendered */
	bool failed;
};

/* The card that is rendered. */
struct card_source {
	const struct anki_note *note;
	const struct anki_deck *deck;
	struct str template_name;
	unsigned number; /* of the template, or of the deletion, from 1; 0 for a cloze as a whole */
};

void rendering_init(struct rendering *rendering);
void rendering_release(struct rendering *rendering);
/* Renders a side. What is shown, hinted and in extras is added to what was. */
void template_render(struct rendering *rendering, const struct card_source *source, struct str template, bool answer);

#endif
