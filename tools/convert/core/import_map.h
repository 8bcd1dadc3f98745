/* What earlier imports put into a folder: which foreign key became which id, and what the item looked like. It is a
 * file of tab-separated lines in that folder, so that it can be kept in version control:
 *
 *     source <tab> key <tab> id <tab> digest <line end>
 *
 * The digest is that of the item as it was imported; 16 hexadecimal digits of a hash that ignores layout, or zeros
 * if the id is that of something in an item. Pictures and recordings have their path as id, and after "file:" as key;
 * their digest is that of their bytes. Lines are sorted; those that begin with # are comments. */
#ifndef CONVERT_CORE_IMPORT_MAP_H
#define CONVERT_CORE_IMPORT_MAP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/result.h"

#define IMPORT_MAP_NAME "imported.tsv"
#define IMPORT_MAP_FILE "file:" /* at the start of keys */

struct import_record {
	struct str source; /* the name of the imported file, without folders */
	struct str key;
	struct str id;
	char digest[HASH_HEX]; /* of the last import; "" if it is new */
	char now[HASH_HEX];    /* of this import; "" if it was not seen */
	unsigned uses;	       /* number of items of this import that have the key */
	struct import_record *next;
};

struct import_map {
	struct arena arena;
	struct map by_key; /* source, tab, key to record */
	struct map by_id;
	struct import_record *records, **end;
	size_t count;
};

void import_map_init(struct import_map *map);
void import_map_release(struct import_map *map);
/* Reads the content of the file. RESULT_REFUSED: it is damaged; why says where. */
enum result import_map_read(struct import_map *map, struct str bytes, struct buf *why) MUST_CHECK;
/* reserved: items have the digests of earlier imports, and new ones none. */
void import_map_write(const struct import_map *map, bool reserved, struct buf *out);

/* The record of the key, or NULL: then memory may have run out, which the arena records. */
struct import_record *import_map_find(struct import_map *map, struct str source, struct str key);
/* Adds a record. NULL if memory ran out. */
struct import_record *import_map_add(struct import_map *map, struct str source, struct str key, struct str id);
/* The record of an id, or NULL. */
struct import_record *import_map_of_id(const struct import_map *map, struct str id);

#endif
