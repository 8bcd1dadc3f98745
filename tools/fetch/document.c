#include "fetch/document.h"

#include "base/ascii.h"
#include "fetch/address.h"
#include "fetch/transfer.h"

#include <stdio.h>

struct document_reader {
	struct http *http;
	const char *name;
	size_t cap;
	struct buf *out, *why;
	bool again;
	enum fetch_status status;
};

static bool fail(struct document_reader *reading, const char *what)
{
	reading->status = fetch_because(FETCH_FAILED, reading->why, "%s: %s", http_location(reading->http), what);
	return false;
}

static bool on_answer(void *context, const struct http_answer *answer)
{
	struct document_reader *reading = context;
	char said[96];
	if (answer->code == 404) {
		const char *says =
			address_is_local(http_address(reading->http)) ? "there is" : "the server answered 404: it has";
		reading->status = fetch_because(FETCH_REFUSED, reading->why, "%s: %s no %s",
						http_location(reading->http), says, reading->name);
		return false;
	}
	if (answer->code != 200) {
		reading->again = http_is_temporary(answer->code);
		snprintf(said, sizeof(said), "the server answered %ld", answer->code);
		return fail(reading, said);
	}
	if (answer->encoding[0] && strcmp(answer->encoding, "identity") != 0)
		return fail(reading, "the server sent it with a Content-Encoding that was not requested");
	snprintf(said, sizeof(said), "longer than the limit of %zu bytes for %s", reading->cap, reading->name);
	return !(answer->has_length && answer->length > reading->cap) || fail(reading, said);
}

static bool on_bytes(void *context, const char *bytes, size_t size)
{
	struct document_reader *reading = context;
	char said[96];
	snprintf(said, sizeof(said), "longer than the limit of %zu bytes for %s", reading->cap, reading->name);
	if (size > reading->cap - reading->out->len)
		return fail(reading, said);
	buf_add(reading->out, bytes, size);
	if (!buf_failed(reading->out))
		return true;
	reading->status = FETCH_NO_MEMORY;
	return false;
}

/* Some servers and captive portals answer with an error page and status 200. */
static bool is_web_page(const struct buf *text)
{
	const char *at = buf_cstr(text);
	while (ascii_is_space(*at))
		at++;
	return *at == '<';
}

enum fetch_status document_get(struct http *http, const char *url, const char *name, size_t cap, struct buf *out,
			       struct buf *final_url, struct buf *why)
{
	struct document_reader reading = { .http = http, .name = name, .cap = cap, .out = out, .why = why };
	const struct http_request request = {
		.url = url,
		.on_answer = on_answer,
		.on_bytes = on_bytes,
		.context = &reading,
	};
	http_allow(http, 1, 0);
	for (unsigned tries = 0;;) {
		bool again = false;
		buf_clear(out);
		reading.status = FETCH_FAILED;
		switch (http_get(http, &request, why)) {
		case HTTP_OK: reading.status = FETCH_OK; break;
		case HTTP_STOPPED: again = reading.again; break;
		case HTTP_DROPPED: again = true; break;
		case HTTP_FAILED: break;
		case HTTP_NO_MEMORY: reading.status = FETCH_NO_MEMORY; break;
		}
		if (!again || !transfer_again(&tries))
			break;
	}
	if (reading.status != FETCH_OK)
		return reading.status;
	if (is_web_page(out))
		return fetch_because(FETCH_FAILED, why, "%s: a web page instead of %s",
				     http_location(http), name);
	if (final_url) {
		buf_clear(final_url);
		buf_text(final_url, http_address(http));
	}
	return final_url && buf_failed(final_url) ? FETCH_NO_MEMORY : FETCH_OK;
}
