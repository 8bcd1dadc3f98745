#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

void unload(struct satchel *pack)
{
	satchel_bytes_free(&pack->manifest_bytes);
	satchel_bytes_free(&pack->signature_bytes);
	satchel_bytes_free(&pack->index);
	free(pack->manifest_strings);
	free(pack->people);
	free(pack->rest);
	free(pack->extras);
	input_close(&pack->input);
}

static bool load_mimetype(struct satchel *pack, struct problems *problems)
{
	struct satchel_entry *entry = &pack->head[HEAD_MIMETYPE];
	unsigned char magic[ZIP_LOCAL_SIZE + 8 + sizeof(SATCHEL_MEDIA_TYPE) - 1];
	struct satchel_bytes bytes;
	struct zip_entry header = { 0 };
	if (pack->input.size < sizeof(magic))
		return add_problem(problems, SATCHEL_NOT_A_PACK, "", "not a pack: only %llu bytes long",
			       (unsigned long long)pack->input.size);
	if (!input_read(&pack->input, 0, magic, sizeof(magic), "mimetype", problems))
		return false;
	if (!zip_is_local(magic))
		return add_problem(problems, SATCHEL_NOT_A_PACK, "", "not a pack: it does not begin like a ZIP file");
	if (memcmp(magic + ZIP_LOCAL_SIZE, "mimetype", 8) != 0)
		return add_problem(problems, SATCHEL_NOT_A_PACK, "",
			       "a ZIP file, but not a pack: its first entry is not mimetype");
	zip_get_local(magic, &header);
	if (header.raw_size != strlen(SATCHEL_MEDIA_TYPE))
		return add_problem(problems, SATCHEL_NOT_A_PACK, "",
			       "a ZIP file, but not a pack: its mimetype is not " SATCHEL_MEDIA_TYPE);
	strcpy(entry->name, "mimetype");
	if (!extract_unlisted(&pack->input, entry, (uint32_t)strlen(SATCHEL_MEDIA_TYPE), &bytes, problems))
		return false;
	bool good = strcmp(bytes.at, SATCHEL_MEDIA_TYPE) == 0;
	satchel_bytes_free(&bytes);
	return good || add_problem(problems, SATCHEL_NOT_A_PACK, "",
			       "a ZIP file, but not a pack: its mimetype is not " SATCHEL_MEDIA_TYPE);
}

/* Whether the entry at offset has that name. */
static bool is_named(const struct satchel *pack, uint64_t offset, const char *name, struct problems *problems)
{
	unsigned char record[ZIP_LOCAL_MAX];
	struct zip_entry header = { 0 };
	size_t size = ZIP_LOCAL_SIZE + strlen(name);
	if (!input_has(&pack->input, offset, size) || !input_read(&pack->input, offset, record, size, "", problems))
		return false;
	zip_get_local(record, &header);
	return header.name_size == strlen(name) && memcmp(record + ZIP_LOCAL_SIZE, name, strlen(name)) == 0;
}

static bool load_manifest(struct satchel *pack, struct problems *problems)
{
	struct satchel_entry *manifest = &pack->head[HEAD_MANIFEST], *signature = &pack->head[HEAD_SIGNATURE];
	struct satchel_entry *index = &pack->head[HEAD_INDEX];
	strcpy(manifest->name, "manifest.json");
	strcpy(index->name, "index.json");
	manifest->offset = zip_entry_end(&pack->head[HEAD_MIMETYPE]);
	if (!extract_unlisted(&pack->input, manifest, SATCHEL_MANIFEST_MAX, &pack->manifest_bytes, problems))
		return false;
	index->offset = zip_entry_end(manifest);
	if (is_named(pack, index->offset, "manifest.json.minisig", problems)) {
		strcpy(signature->name, "manifest.json.minisig");
		signature->offset = index->offset;
		if (!extract_unlisted(&pack->input, signature, SATCHEL_SIGNATURE_MAX, &pack->signature_bytes, problems))
			return false;
		index->offset = zip_entry_end(signature);
	}
	return manifest_read(pack, problems) || problems->all;
}

static bool load_index(struct satchel *pack, struct problems *problems)
{
	const struct satchel_entry *entry = &pack->head[HEAD_INDEX];
	if (entry->raw_size == 0) /* or the manifest lacks its size, which has been reported */
		return problems->count == 0 &&
		       add_problem(problems, SATCHEL_DAMAGED, entry->name, "it is empty, not JSON");
	return extract(&pack->input, entry, EXTRACT_RAW, &pack->index, problems) &&
	       index_read(pack, problems);
}

bool load(struct satchel *pack, struct problems *problems)
{
	struct zip_end end;
	if (!input_read_head(&pack->input, problems))
		return false;
	bool good = load_mimetype(pack, problems) && load_manifest(pack, problems) && load_index(pack, problems);
	if (good && !problems->all)
		good = zip_check_end(&pack->input, &end, problems) && problems->count == 0;
	input_forget(&pack->input);
	return good;
}

/* Takes ownership of the input. */
static struct satchel *open_input(const struct input *input, struct problems *problems, struct satchel_error *error)
{
	struct satchel *pack = calloc(1, sizeof(*pack));
	if (!pack) {
		struct input unused = *input;
		input_close(&unused);
		add_no_memory(problems);
	} else {
		pack->input = *input;
		load(pack, problems);
		if (problems->count > 0) {
			satchel_close(pack);
			pack = NULL;
		}
	}
	problems_first(problems, error);
	return pack;
}

struct satchel *satchel_open(const char *path, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct input input;
	if (input_open_path(&input, path, &problems))
		return open_input(&input, &problems, error);
	problems_first(&problems, error);
	return NULL;
}

struct satchel *satchel_open_fd(int fd, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct input input;
	if (input_open_fd(&input, fd, &problems))
		return open_input(&input, &problems, error);
	problems_first(&problems, error);
	return NULL;
}

struct satchel *satchel_open_memory(const void *bytes, size_t size, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	const struct input input = { .memory = bytes, .fd = -1, .size = size };
	return open_input(&input, &problems, error);
}

struct satchel *satchel_open_source(const struct satchel_source *source, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	const struct input input = { .fd = -1, .source = *source, .size = source->size };
	return open_input(&input, &problems, error);
}

void satchel_close(struct satchel *pack)
{
	if (!pack)
		return;
	unload(pack);
	free(pack);
}

const char *satchel_version(void)
{
	return SATCHEL_VERSION;
}

const struct satchel_manifest *satchel_manifest(const struct satchel *pack)
{
	return &pack->manifest;
}

uint64_t satchel_size(const struct satchel *pack)
{
	return pack->input.size;
}

const struct satchel_bytes *satchel_manifest_bytes(const struct satchel *pack)
{
	return &pack->manifest_bytes;
}

const struct satchel_bytes *satchel_signature_bytes(const struct satchel *pack)
{
	return pack->signature_bytes.at ? &pack->signature_bytes : NULL;
}
