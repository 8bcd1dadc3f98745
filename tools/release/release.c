#include "release/release.h"

#include "base/path.h"
#include "release/oci.h"
#include "release/player.h"
#include "release/release_notes.h"
#include "release/signed.h"
#include "sign/sign_pack.h"

/* Fills in what the definition says of all editions. False if there is no room, which the syntax of ids and versions
 * rules out. */
static bool describe(struct release_latest *latest, const struct release_request *request)
{
	const struct definition *definition = &request->build->definition;
	*latest = (struct release_latest){ .release = definition->release, .title = definition->title };
	if (definition->id.len >= sizeof(latest->id) || definition->version.len >= sizeof(latest->version) ||
	    request->build->outputs.count > LATEST_EDITIONS_MAX)
		return false;
	memcpy(latest->id, definition->id.at, definition->id.len);
	memcpy(latest->version, definition->version.at, definition->version.len);
	memcpy(latest->date, request->date, DATE_SIZE);
	memcpy(latest->expires, request->expires, DATE_SIZE);
	return true;
}

static enum result take_packs(struct release_folder *folder, const struct release_request *request,
			      struct release_latest *latest, struct buf *why)
{
	const struct outputs *outputs = &request->build->outputs;
	const struct satchel_key public = signed_public_key(request->key);
	enum result status = RESULT_OK;
	for (size_t i = 0; status == RESULT_OK && i < outputs->count; i++) {
		const char *path = buf_cstr(&outputs->all[i].path), *name = path_name(path);
		struct release_edition *edition = &latest->editions[latest->edition_count++];
		if (strlen(name) > CHECKSUM_NAME_MAX) {
			buf_format(why, "cannot write '%s': name too long", name);
			return RESULT_FAILED;
		}
		memcpy(edition->url, name, strlen(name) + 1);
		status = sign_pack(path, request->key, why);
		if (status == RESULT_REFUSED)
			status = RESULT_FAILED; /* it was written just now */
		if (status == RESULT_OK)
			status = release_latest_measure(latest, edition, path, &public, why);
		if (status == RESULT_OK)
			status = release_folder_take(folder, name, edition->sha256, why);
	}
	return status;
}

enum result release_make(struct release_folder *folder, const struct release_request *request,
			 struct release_latest *latest, struct buf *why)
{
	const struct definition *definition = &request->build->definition;
	if (!describe(latest, request))
		return RESULT_NO_MEMORY;
	enum result status = take_packs(folder, request, latest, why);
	if (status == RESULT_OK)
		status = present_allows(&folder->present, latest, folder->destination.at, why);
	if (status == RESULT_OK)
		status = release_notes_write(folder, latest, request, why);
	if (status == RESULT_OK && request->player)
		status = player_write(folder, request->key, why);
	if (status == RESULT_OK)
		status = signed_write_latest(folder, request->key, latest, why);
	if (status == RESULT_OK)
		status = signed_write_checksums(folder, request->key, latest, why);
	/* It is copied elsewhere, and names its files by digest. */
	if (status == RESULT_OK && request->oci)
		status = oci_write(folder, latest, definition, why);
	return status == RESULT_OK ? release_folder_commit(folder, why) : status;
}
