/* libFuzzer target: what satchel-fetch parses from servers. The first byte selects the parser of the remaining bytes:
 * latest.json, a multipart body, the headers of parts, or an index file that names pages. */
#include "fetch/byteranges.h"
#include "fetch/latest.h"
#include "fetch/pages.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_SIZE = 1000, PARTS = 4 };

static void read_latest(struct str text)
{
	struct latest latest;
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum fetch_status status = latest_read(&latest, text, &why);
	if (status != FETCH_OK && status != FETCH_NO_MEMORY && why.len == 0)
		abort();
	if (status == FETCH_OK) {
		const struct local_copy local_copy = {
			.path = "x", .id = latest.id, .version = "1.0.0", .edition = "full", .release = 3
		};
		const struct latest_edition *edition = latest_choose(&latest, NULL, "free", &why);
		if (edition && latest_follows(&latest, edition, &local_copy, &why) == FETCH_OK && latest.release < 3)
			abort();
		if (latest_check_date(&latest, "2026-11-26", &why) == FETCH_OK &&
		    strcmp(latest.expires, "2026-11-26") < 0)
			abort();
	}
	latest_release(&latest);
	buf_release(&why);
}

static bool on_part(void *context, uint64_t offset, const char *bytes, size_t size)
{
	uint64_t *sum = context;
	/* A part must lie within the file. */
	if (offset >= FILE_SIZE || size > FILE_SIZE - offset)
		abort();
	for (size_t i = 0; i < size; i++)
		*sum += (unsigned char)bytes[i];
	return true;
}

/* The result must not depend on how the bytes are split. */
static void read_parts(struct str body)
{
	struct byteranges whole, bytewise;
	uint64_t sums[2] = { 0, 0 };
	byteranges_init(&whole, "b", FILE_SIZE, PARTS, on_part, &sums[0]);
	byteranges_init(&bytewise, "b", FILE_SIZE, PARTS, on_part, &sums[1]);
	bool good = byteranges_take(&whole, body.at, body.len), same = true;
	for (size_t i = 0; i < body.len && same; i++)
		same = byteranges_take(&bytewise, body.at + i, 1);
	if (good != same || whole.broken != bytewise.broken || sums[0] != sums[1] ||
	    byteranges_ended(&whole) != byteranges_ended(&bytewise))
		abort();
}

static void read_headers(struct str value)
{
	uint64_t first, last, complete;
	char boundary[BOUNDARY_MAX + 1];
	if (content_range_read(value, &first, &last, &complete) && (first > last || last >= complete))
		abort();
	if (boundary_read(value, boundary) && (strlen(boundary) == 0 || strlen(boundary) > BOUNDARY_MAX))
		abort();
}

static void read_pages(struct str text, unsigned list)
{
	struct page_list pages = { .at = NULL };
	struct index_page file = { .list = list };
	struct satchel_bytes bytes = { malloc(text.len + 1), text.len };
	struct buf why;
	buf_init(&why, BUF_CAP);
	strcpy(file.entry.name, "index.json");
	if (bytes.at) {
		memcpy(bytes.at, text.at, text.len);
		bytes.at[text.len] = '\0';
		if (pages_of(&pages, &file, &bytes, &why) == FETCH_REFUSED && why.len == 0)
			abort();
		satchel_bytes_free(&bytes);
	}
	page_list_release(&pages);
	buf_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const struct str rest = { (const char *)data + 1, size - 1 };
	switch (data[0] % 5) {
	case 0: read_latest(rest); break;
	case 1: read_parts(rest); break;
	case 2: read_headers(rest); break;
	case 3: read_pages(rest, PAGES_OF_INDEX); break;
	default: read_pages(rest, PAGES_LESSONS);
	}
	return 0;
}
