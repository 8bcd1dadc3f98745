/* Prints the verdict of libsatchel on each document in a file that judges.py writes: a line with the status, the first
 * problem and, of a valid pack, the digest of its plain text. Everything in a pack is read, valid or not.
 *
 * 	judge FILE */
#include "../packs/read_all.h"
#include "reader/digest.h"

static int read_number(FILE *file)
{
	unsigned char bytes[4];
	if (fread(bytes, 1, sizeof(bytes), file) != sizeof(bytes))
		return -1;
	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
}

/* Reads all of a pack. Of a valid one, prints the digest of its text. */
static bool read_pack(const void *bytes, size_t size, bool valid)
{
	char *text = NULL;
	size_t length = 0;
	uint8_t digest[SHA256_SIZE];
	struct satchel *pack = satchel_open_memory(bytes, size, NULL);
	if (!pack)
		return !valid;
	FILE *out = open_memstream(&text, &length);
	if (!out)
		return false;
	read_all(pack, valid, out);
	satchel_close(pack);
	bool good = fclose(out) == 0;
	sha256(digest, text, length);
	for (size_t i = 0; valid && i < sizeof(digest); i++)
		printf("%02x", digest[i]);
	free(text);
	return good;
}

int main(int argc, char **argv)
{
	static const char *const statuses[] = { "ok",	  "unreadable", "not-a-pack", "damaged", "unsupported",
						"not-found", "untrusted",	"no-memory" };
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	if (!file)
		return 3;
	for (int kind = getc(file); kind != EOF; kind = getc(file)) {
		int size = read_number(file);
		unsigned char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
		struct satchel_error error;
		enum satchel_status status;
		if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
			return 3;
		if (kind == 'p')
			status = satchel_verify_memory(bytes, (size_t)size, NULL, NULL, &error);
		else
			status = satchel_verify_document(kind == 'l' ? SATCHEL_LATEST : SATCHEL_PROGRESS, bytes,
							 (size_t)size, NULL, NULL, &error);
		printf("%s\t%s\t", statuses[status], error.message);
		if (kind == 'p' && !read_pack(bytes, (size_t)size, status == SATCHEL_OK))
			return 3;
		putchar('\n');
		free(bytes);
	}
	fclose(file);
	return fflush(stdout) == 0 ? 0 : 3;
}
