#include "release/player.h"

#include "base/embedded.h"
#include "base/json.h"
#include "base/path.h"

static enum result write_file(struct release_folder *folder, const struct embedded_file *file, struct buf *why)
{
	const char *name = path_name(file->path);
	enum result status = RESULT_OK;
	if (name > file->path) {
		struct buf parent;
		buf_init(&parent, 64 * 1024);
		buf_str(&parent, path_folder(file->path));
		status = buf_failed(&parent) ? RESULT_NO_MEMORY : release_folder_make(folder, parent.at, why);
		buf_release(&parent);
	}
	return status == RESULT_OK
		       ? release_folder_write(folder, file->path, (struct str){ file->bytes, file->len }, why)
		       : status;
}

static enum result write_configuration(struct release_folder *folder, const struct secret_key *key, struct buf *why)
{
	struct buf text, public;
	struct json json;
	buf_init(&text, 64 * 1024);
	buf_init(&public, 64 * 1024);
	secret_key_public(key, &public);
	json_init(&json, &text);
	json_open_object(&json);
	json_member_text(&json, "packs", "./");
	json_key(&json, "keys");
	json_open_array(&json);
	json_str(&json, buf_view(&public));
	json_close_array(&json);
	json_close_object(&json);
	buf_char(&text, '\n');
	enum result status = buf_failed(&text) || buf_failed(&public)
				     ? RESULT_NO_MEMORY
				     : release_folder_write(folder, "player.json", buf_view(&text), why);
	buf_release(&text);
	buf_release(&public);
	return status;
}

enum result player_write(struct release_folder *folder, const struct secret_key *key, struct buf *why)
{
	enum result status = write_configuration(folder, key, why);
	for (const struct embedded_file *file = embedded_site; status == RESULT_OK && file->path; file++)
		status = write_file(folder, file, why);
	return status;
}
