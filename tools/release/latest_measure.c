/* Determines the properties of a pack for latest.json. */
#include "release/latest.h"

#include <inttypes.h>

/* A satchel_entry_visitor. */
static bool find_first_lesson(void *context, const struct satchel_entry *entry)
{
	uint64_t *head = context;
	if (strncmp(entry->name, "lessons/", strlen("lessons/")) == 0 && entry->offset < *head)
		*head = entry->offset;
	return true;
}

static enum result fail(const char *path, const struct satchel_error *error, struct buf *why)
{
	if (error->status == SATCHEL_NO_MEMORY)
		return RESULT_NO_MEMORY;
	buf_format(why, "%s: verification of the written file failed: %s", path, error->message);
	return RESULT_FAILED;
}

enum result release_latest_measure(const struct release_latest *latest, struct release_edition *edition,
				   const char *path, const struct satchel_key *key, struct buf *why)
{
	struct satchel_error error;
	enum result status = RESULT_OK;
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return fail(path, &error, why);
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	edition->size = edition->head = satchel_size(pack);
	if (satchel_check_signature(pack, key, 1, NULL, &error) != SATCHEL_OK ||
	    satchel_list_entries(pack, find_first_lesson, &edition->head, &error) != SATCHEL_OK) {
		status = fail(path, &error, why);
	} else if (strcmp(manifest->id, latest->id) != 0 || strcmp(manifest->version, latest->version) != 0 ||
		   manifest->release != latest->release || strlen(manifest->edition) >= sizeof(edition->edition)) {
		buf_format(why, "%s: the written file is %s %s, release %" PRIu64, path, manifest->id,
			   manifest->version, manifest->release);
		status = RESULT_FAILED;
	} else {
		memcpy(edition->edition, manifest->edition, strlen(manifest->edition) + 1);
		digest_hex(edition->content_root, manifest->content_root);
	}
	satchel_close(pack);
	return status;
}
