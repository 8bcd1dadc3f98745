#include "release/signed.h"

#include "base/file.h"
#include "sign/signature.h"

#include <inttypes.h>
#include <sodium.h>

struct satchel_key signed_public_key(const struct secret_key *key)
{
	struct satchel_key public;
	memcpy(public.id, key->id, sizeof(public.id));
	memcpy(public.bytes, key->bytes + crypto_sign_SEEDBYTES, sizeof(public.bytes));
	return public;
}

/* Writes a file, and its signature with a trusted comment that describes it. */
static enum result write_signed(struct release_folder *folder, const struct secret_key *key,
				const struct release_latest *latest, const char *what, const char *name,
				const struct buf *bytes, struct buf *why)
{
	struct buf comment, signature, signature_name;
	enum result status = RESULT_NO_MEMORY;
	buf_init(&comment, 1024);
	buf_init(&signature, BUF_CAP);
	buf_init(&signature_name, 1024);
	buf_format(&comment, "%s %s %s release %" PRIu64, what, latest->id, latest->version, latest->release);
	buf_format(&signature_name, "%s.minisig", name);
	if (!buf_failed(bytes) && !buf_failed(&comment) && !buf_failed(&signature_name)) {
		signature_make(key, buf_view(bytes), buf_view(&comment), &signature);
		status = buf_failed(&signature) ? RESULT_NO_MEMORY
						: release_folder_write(folder, name, buf_view(bytes), why);
	}
	if (status == RESULT_OK)
		status = release_folder_write(folder, signature_name.at, buf_view(&signature), why);
	buf_release(&comment);
	buf_release(&signature);
	buf_release(&signature_name);
	return status;
}

enum result signed_write_latest(struct release_folder *folder, const struct secret_key *key,
				const struct release_latest *latest, struct buf *why)
{
	struct buf text;
	enum result status = RESULT_NO_MEMORY;
	buf_init(&text, BUF_CAP);
	release_latest_write(latest, &text);
	if (!buf_failed(&text) && text.len > LATEST_SIZE_MAX) {
		buf_text(why, "cannot write latest.json: title too long");
		status = RESULT_FAILED;
	} else {
		status = write_signed(folder, key, latest, "latest", "latest.json", &text, why);
	}
	buf_release(&text);
	return status;
}

enum result signed_write_checksums(struct release_folder *folder, const struct secret_key *key,
				   const struct release_latest *latest, struct buf *why)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	checksums_write(&folder->checksums, &text);
	enum result status = write_signed(folder, key, latest, "sums", "SHA256SUMS", &text, why);
	buf_release(&text);
	return status;
}

enum result signed_read(const char *folder, const struct secret_key *key, const char *what, const char *name,
			struct buf *text, char comment[SATCHEL_COMMENT_MAX + 1], struct buf *why)
{
	const struct satchel_key public = signed_public_key(key);
	struct satchel_error error;
	struct buf path, signature;
	buf_init(&path, 64 * 1024);
	buf_init(&signature, SATCHEL_SIGNATURE_MAX + 64);
	buf_format(&path, "%s/%s", folder, name);
	enum file_status status = buf_failed(&path) ? FILE_NO_MEMORY : file_read(path.at, SIGNED_SIZE_MAX, text);
	if (status == FILE_OK) {
		buf_text(&path, ".minisig");
		status = buf_failed(&path) ? FILE_NO_MEMORY : file_read(path.at, SATCHEL_SIGNATURE_MAX, &signature);
	}
	enum result result = file_result(status, "read", buf_cstr(&path), why);
	if (result != RESULT_OK)
		goto out;
	if (satchel_check_message(buf_cstr(text), text->len, buf_cstr(&signature), signature.len, &public, 1, comment,
				  &error) != SATCHEL_OK) {
		buf_format(why, "error: %s/%s: %s", folder, name, error.message);
		result = RESULT_REFUSED;
	} else if (strncmp(comment, what, strlen(what)) != 0 || comment[strlen(what)] != ' ') {
		buf_format(why, "error: %s/%s: signed as something else: %.100s", folder, name, comment);
		result = RESULT_REFUSED;
	}
out:
	buf_release(&path);
	buf_release(&signature);
	return result;
}
