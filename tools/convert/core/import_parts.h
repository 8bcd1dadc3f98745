/* The parts of a lesson's file that an import makes and later imports update: its head, sections, questions with the
 * sets that they are in, cards, glossary entries and sources, each with its bytes. The file is in the canonical layout,
 * so equal parts have equal bytes. */
#ifndef CONVERT_CORE_IMPORT_PARTS_H
#define CONVERT_CORE_IMPORT_PARTS_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/result.h"
#include "lesson/reader.h"

/* In the order of a lesson. */
enum part_group { PART_HEAD, PART_SECTION, PART_QUESTION, PART_CARD, PART_ENTRY, PART_SOURCE };

struct import_piece {
	enum part_group group;
	struct str id; /* of the head: that of the lesson */
	struct span span;
	char digest[HASH_HEX];
	struct import_piece *next;
};

struct import_pieces {
	struct str bytes;
	struct import_piece *first;
};

/* Reads the parts of a laid out lesson into the arena. The bytes are borrowed. RESULT_REFUSED: it is not a lesson. */
enum result import_pieces_read(struct import_pieces *pieces, struct reader *reader, struct str bytes,
			       struct arena *arena) MUST_CHECK;
static inline struct str import_piece_bytes(const struct import_pieces *pieces, const struct import_piece *piece)
{
	return (struct str){ pieces->bytes.at + piece->span.start, piece->span.end - piece->span.start };
}

#endif
