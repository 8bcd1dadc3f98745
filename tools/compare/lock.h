/* The lock of a pack, packs/NAME.lock: the record of what was released last, so that a change is judged without the old
 * pack. satchel-pack release writes it, and it is committed.
 *
 * Text, in UTF-8, of lines that end in \n and whose fields are parted by single spaces:
 *
 *	satchel-lock 1
 *	pack ID VERSION RELEASE ABOUT
 *	released DATE EDITION:SHA256 ...
 *	- UNIT unit - BEFORE TITLE - - - - -
 *	- ID retired - - - - - - - -
 *	LESSON - lesson ACCESS UNIT/BEFORE WORDS JSON - MARKS SKETCH 0
 *	LESSON ITEM KIND ACCESS BEFORE WORDS OPTIONS ANSWER MARKS SKETCH SINCE
 *	end
 *
 * The packs that were published, each by its edition and digest, are those of the release for good. Two branches that
 * made different releases of one number can't be merged here; without this line, nothing is known of the packs.
 *
 * Lines that begin with # are for people. Those between the third and the last are in byte order, so that a lesson's
 * stand together and two branches merge. KIND is single, multiple, card, cloze or entry. BEFORE is the id of what
 * stands before it in its list, - for the first; so what is put in between changes two lines. ABOUT is the digest of
 * title, licence and language, TITLE, WORDS, ANSWER and MARKS are those of the title, and of compare/record.h; 16
 * hexadecimal digits. OPTIONS is the number of options, a colon, their digest and the list
 * of compare/options.h; of others -. JSON is the first 16
 * bytes of the SHA-256 of the lesson's JSON. SKETCH is that of compare/sketch.h. SINCE is the number of the release
 * that progress on the item counts from, where it was reset; else 0. ACCESS is free, part or member. A retired line is
 * an id that was withdrawn, or that was released once and is gone.
 *
 * Another number behind satchel-lock: a newer Satchel wrote it, and it must be refused. */
#ifndef COMPARE_LOCK_H
#define COMPARE_LOCK_H

#include "compare/compare.h"

#define LOCK_SUFFIX ".lock"

enum { LOCK_FORMAT = 1, LOCK_SIZE_MAX = 512 * 1024 * 1024 };

/* Appends the lock of comparison->after as it is released, on the day and as the packs that this side names, if it
 * does, which goes by what changed since comparison->before where
 * that is a lock. False where memory ran out or a lesson can't be read, which comparison->why tells. */
bool lock_write(struct comparison *comparison, struct buf *out) MUST_CHECK;
/* Appends the path of the lock beside the definition at path: NAME.xml, NAME.lock. */
void lock_path(struct buf *out, const char *definition);
/* Whether anything has that name, if only a link to nowhere: then a release was made, and its lock must be readable. */
bool lock_is_there(const char *path);

#endif
