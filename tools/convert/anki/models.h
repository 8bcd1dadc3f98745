/* Note types and decks in JSON, as schema 11 and CrowdAnki have them. */
#ifndef CONVERT_ANKI_MODELS_H
#define CONVERT_ANKI_MODELS_H

#include "convert/anki/collection.h"
#include "reader/json.h"

/* Whether the text is a JSON object; else appends that it is not. The texts that follow must be. */
bool models_json_is_good(struct str json, const char *what, struct buf *why) MUST_CHECK;
/* A string, decoded in the arena; "" if value is missing or another kind. */
struct str models_text(struct arena *arena, struct json_walk value);

/* Adds the note type at the cursor; returns the cursor after it. */
struct json_walk models_read_type(struct anki *anki, struct json_walk json);
/* Read the columns models and decks of the table col: objects whose members are named by ids. */
enum result models_read(struct anki *anki, struct str json, struct buf *why) MUST_CHECK;
enum result models_read_decks(struct anki *anki, struct str json, struct buf *why) MUST_CHECK;

#endif
