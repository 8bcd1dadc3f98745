/* Reads what a collection's database says about note types and decks, in schema 11 or 18. */
#ifndef CONVERT_ANKI_SCHEMA_H
#define CONVERT_ANKI_SCHEMA_H

#include "convert/anki/collection.h"
#include "convert/anki/database.h"

/* RESULT_REFUSED: the schema is unknown, or something is damaged. */
enum result schema_read(struct anki *anki, struct database *database, struct buf *why) MUST_CHECK;

#endif
