/* The lock of a pack, packs/NAME.lock: a record of the last release, so that changes can be judged without the old
 * pack. satchel-pack release writes it, and it is committed.
 *
 * UTF-8 text of lines that end with \n, with fields separated by single spaces:
 *
 *         satchel-lock 1
 *         pack ID VERSION RELEASE ABOUT
 *         released DATE EDITION:SHA256 ...
 *         - UNIT unit - BEFORE TITLE - - - - -
 *         - ID retired - - - - - - - -
 *         LESSON - lesson ACCESS UNIT/BEFORE WORDS JSON - MARKS SKETCH 0
 *         LESSON ITEM KIND ACCESS BEFORE WORDS OPTIONS ANSWER MARKS SKETCH SINCE
 *         end
 *
 * The released line identifies the published packs by edition and digest. It makes Git report a conflict if two
 * branches made different releases with the same number; without it, the packs are unknown.
 *
 * Lines that begin with # are comments. The lines between the third and the last are in byte order, so that those of a
 * lesson are adjacent and branches can be merged. KIND is entry or one of record_forms; ITEM is the id, of a deletion
 * ID.N. BEFORE is that of the preceding line in its list, - for the first, so an insertion changes two lines. ABOUT is
 * the digest of title, licence and language; TITLE is that of the title; WORDS, ANSWER and MARKS are those of
 * compare/record.h; each has 16 hexadecimal digits. OPTIONS is the number of options, a colon, their digest and the
 * list of compare/question_options.h; of a deletion, the digest "filled" of compare/record.h; - for other items. JSON
 * is the first 16 bytes of the SHA-256 of the lesson's JSON. SKETCH is that of compare/sketch.h. SINCE is the number of
 * the release since which progress on the item counts if it was reset, else 0. ACCESS is free, part or member. A
 * retired line is an id that was retired, or was removed after a release.
 *
 * Another number after satchel-lock means a newer format, which must be refused. */
#ifndef COMPARE_LOCK_H
#define COMPARE_LOCK_H

#include "compare/compare.h"

#define LOCK_SUFFIX ".lock"

enum { LOCK_FORMAT = 1, LOCK_SIZE_MAX = 512 * 1024 * 1024 };

/* Appends the lock of comparison->after, with its date and packs if set, using what changed since comparison->before if
 * that is a lock. False if memory ran out or a lesson cannot be read: see comparison->why. */
bool lock_write(struct comparison *comparison, struct buf *out) MUST_CHECK;
/* Appends the path of the lock for the definition at path: NAME.xml, NAME.lock. */
void lock_path(struct buf *out, const char *definition);
/* Whether anything has that name, even a broken link: then there was a release, and its lock must be readable. */
bool lock_is_there(const char *path);

#endif
