#include "fetch/transfer.h"

#include "fetch/byteranges.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	TRIES = 4,  /* for consecutive requests without progress */
	DROPS = 24, /* in all, so that a server that sends one byte per request cannot go on for ever */
};

/* The state of one request. */
struct exchange {
	struct transfer *transfer;
	struct range_assembler *assembler;
	const struct byte_span *ranges;
	size_t range_count;
	struct buf *why;
	enum fetch_status status; /* why it was stopped */
	bool again;		  /* it may be retried */
	bool complete;		  /* everything wanted, or everything that this kind of request can bring, was
	                           * received */
	/* How to interpret the body: */
	enum { BODY_NONE, BODY_WHOLE, BODY_RANGE, BODY_MANY } body;
	uint64_t offset, left; /* of a body with a single range */
	struct byteranges parts;
};

bool http_is_temporary(long code)
{
	return code == 429 || code == 500 || code == 502 || code == 503 || code == 504;
}

bool transfer_again(unsigned *tries)
{
	if (++*tries >= TRIES)
		return false;
	http_pause(*tries);
	return true;
}

static bool stop(struct exchange *x, enum fetch_status status)
{
	x->status = status;
	return false;
}

static bool fail(struct exchange *x, const char *what)
{
	return stop(x, fetch_because(FETCH_FAILED, x->why, "%s: %s", http_location(x->transfer->http), what));
}

static bool changed(struct exchange *x, const char *what)
{
	return stop(x, fetch_because(FETCH_CHANGED, x->why, "%s: %s", http_location(x->transfer->http), what));
}

static bool other_length(struct exchange *x, uint64_t has)
{
	return stop(x, fetch_because(FETCH_CHANGED, x->why,
				     "%s: the file has %llu bytes, but latest.json says %llu; it "
				     "may still be uploading, so try again later",
				     http_location(x->transfer->http), (unsigned long long)has,
				     (unsigned long long)x->transfer->size));
}

/* Some servers omit a header in partial answers. */
static bool may_be_same(const char *first, const char *now)
{
	return !*first || !*now || strcmp(first, now) == 0;
}

/* Whether the server still sends the same file. */
static bool is_same(struct exchange *x, const struct http_answer *answer)
{
	struct transfer *t = x->transfer;
	if (!t->seen) {
		strcpy(t->etag, answer->etag);
		strcpy(t->modified, answer->modified);
		t->seen = true;
		return true;
	}
	return (may_be_same(t->etag, answer->etag) && may_be_same(t->modified, answer->modified)) ||
	       changed(x, "the file changed during the transfer");
}

static bool take_part(void *context, uint64_t offset, const char *bytes, size_t size)
{
	struct exchange *x = context;
	if (!assembler_take(x->assembler, offset, bytes, size)) {
		x->again = x->assembler->status == FETCH_REFUSED;
		return stop(x, x->assembler->status);
	}
	return true;
}

/* Notes that the server does not send multiple ranges in one answer; it may still send one. */
static bool refuse_multiple(struct exchange *x)
{
	x->transfer->many = PLAN_MANY_REFUSED;
	x->complete = true;
	return false;
}

/* Starts a body that is the whole file, requested or not. */
static bool begin_whole(struct exchange *x, const struct http_answer *answer)
{
	if (x->range_count > 1)
		return refuse_multiple(x);
	if (x->range_count > 0)
		x->transfer->no_ranges = true;
	if (answer->has_length && answer->length != x->transfer->size)
		return other_length(x, answer->length);
	x->body = BODY_WHOLE;
	x->offset = 0;
	x->left = x->transfer->size;
	return true;
}

static bool begin_range(struct exchange *x, const struct http_answer *answer)
{
	uint64_t first, last, complete;
	if (!content_range_read(str_from(answer->range), &first, &last, &complete))
		return fail(x, "malformed Content-Range");
	if (complete != UINT64_MAX && complete != x->transfer->size)
		return other_length(x, complete);
	bool asked = false;
	for (size_t i = 0; i < x->range_count; i++)
		asked = asked || (x->ranges[i].offset == first && last - first < x->ranges[i].size);
	/* A server may merge multiple ranges into one that covers them all. */
	const struct byte_span *end = &x->ranges[x->range_count - 1];
	asked = asked || (x->range_count > 1 && first == x->ranges[0].offset && last < end->offset + end->size);
	if (!asked)
		return fail(x, "the server sent a range that was not requested");
	if (answer->has_length && answer->length != last - first + 1)
		return fail(x, "Content-Length and Content-Range differ");
	x->body = BODY_RANGE;
	x->offset = first;
	x->left = last - first + 1;
	return true;
}

static bool on_answer(void *context, const struct http_answer *answer)
{
	struct exchange *x = context;
	char boundary[BOUNDARY_MAX + 1], said[96];
	if (x->range_count > 1 &&
	    (answer->code == 400 || answer->code == 413 || answer->code == 416 || answer->code == 431))
		return refuse_multiple(x);
	if (answer->code == 412)
		return changed(x, "the file changed during the transfer");
	if (answer->code == 416)
		return changed(x, "the file is shorter than latest.json says");
	if (answer->code != 200 && answer->code != 206) {
		x->again = http_is_temporary(answer->code);
		const bool absent = answer->code == 404;
		if (absent && x->transfer->many == PLAN_MANY_FREE)
			return fail(x, "latest.json names this file, but it does not exist");
		snprintf(said, sizeof(said), "the server answered %ld%s", answer->code,
			 absent ? ", but latest.json names it; try again later" : "");
		return fail(x, said);
	}
	if (answer->encoding[0] && strcmp(answer->encoding, "identity") != 0)
		return fail(x, "the server sent it with a Content-Encoding that was not requested");
	if (!is_same(x, answer))
		return false;
	if (answer->code == 200)
		return begin_whole(x, answer);
	if (x->range_count == 0)
		return fail(x, "the server sent a range, but the whole file was requested");
	if (boundary_read(str_from(answer->type), boundary)) {
		byteranges_init(&x->parts, boundary, x->transfer->size, x->range_count, take_part, x);
		x->body = BODY_MANY;
		x->transfer->many = PLAN_MANY_ANSWERED;
		return true;
	}
	return begin_range(x, answer);
}

static bool on_bytes(void *context, const char *bytes, size_t size)
{
	struct exchange *x = context;
	struct transfer *t = x->transfer;
	bool good;
	if (x->body == BODY_MANY) {
		good = byteranges_take(&x->parts, bytes, size);
		if (!good && x->parts.broken)
			return fail(x, x->parts.broken);
	} else {
		if (size > x->left)
			return fail(x, "response is longer than announced");
		uint64_t offset = x->offset;
		x->offset += size;
		x->left -= size;
		good = take_part(x, offset, bytes, size);
	}
	if (t->progress)
		t->progress(t->progress_context, http_received(t->http), t->expected);
	if (!good)
		return false;
	/* The rest of the file is not wanted. */
	x->complete = x->body == BODY_WHOLE && x->left > 0 && assembler_done(x->assembler);
	return !x->complete;
}

/* Whether the body ended regularly but is too short. */
static bool ended_early(const struct exchange *x)
{
	if (x->body == BODY_MANY)
		return !byteranges_ended(&x->parts);
	return x->left > 0;
}

/* Makes one request. *again: it failed but may be retried. */
static enum fetch_status exchange(struct transfer *t, struct range_assembler *assembler, const struct byte_span *ranges,
				  size_t count, bool *again, struct buf *why)
{
	struct exchange x = {
		.transfer = t, .assembler = assembler, .ranges = ranges, .range_count = count, .why = why
	};
	/* Equal weak tags do not mean equal bytes. */
	bool strong = t->etag[0] == '"';
	const struct http_request request = {
		.url = t->url,
		.ranges = ranges,
		.range_count = count,
		.etag = t->seen && strong ? t->etag : NULL,
		.modified = t->seen && !strong && t->modified[0] ? t->modified : NULL,
		.on_answer = on_answer,
		.on_bytes = on_bytes,
		.context = &x,
	};
	*again = false;
	switch (http_get(t->http, &request, why)) {
	case HTTP_OK:
		if (!ended_early(&x))
			return FETCH_OK;
		fail(&x, "response is truncated");
		break;
	case HTTP_STOPPED:
		if (x.complete)
			return FETCH_OK;
		*again = x.again;
		return x.status;
	case HTTP_DROPPED: break;
	case HTTP_FAILED: return FETCH_FAILED;
	case HTTP_NO_MEMORY: return FETCH_NO_MEMORY;
	}
	*again = ++t->drops < DROPS;
	return FETCH_FAILED;
}

/* A piece that was wrong twice will be wrong again. */
static bool failed_twice(const struct range_assembler *assembler)
{
	for (size_t i = 0; i < assembler->count; i++)
		if (assembler->pieces[i].failures > 1)
			return true;
	return false;
}

/* Requests the missing ranges once. *many: multiple ranges were requested at once. */
static enum fetch_status ask(struct transfer *t, struct range_assembler *assembler, bool *many, bool *again,
			     struct buf *why)
{
	struct byte_span *spans;
	size_t count, at_once;
	enum fetch_status status = FETCH_OK;
	*again = *many = false;
	if (t->no_ranges || t->whole) {
		t->whole = false;
		return exchange(t, assembler, NULL, 0, again, why);
	}
	if (!assembler_wanted(assembler, &spans, &count) || !plan_ranges(spans, &count, t->many, &at_once)) {
		free(spans);
		return FETCH_NO_MEMORY;
	}
	for (size_t i = 0; status == FETCH_OK && i < count && !assembler_done(assembler); i += at_once) {
		size_t now = at_once < count - i ? at_once : count - i;
		*many = now > 1;
		status = exchange(t, assembler, spans + i, now, again, why);
		/* If the server sent the whole file, nothing is missing; if it can't send multiple ranges, the next
		 * request is of another kind. */
		if (t->no_ranges || (*many && t->many == PLAN_MANY_REFUSED))
			break;
	}
	free(spans);
	return status;
}

enum fetch_status transfer_get(struct transfer *transfer, struct range_assembler *assembler, struct buf *why)
{
	unsigned tries = 0;
	while (!assembler_done(assembler)) {
		uint64_t before = assembler->bytes;
		bool again, many;
		enum fetch_status status = ask(transfer, assembler, &many, &again, why);
		if (assembler->bytes > before)
			tries = 0;
		if (failed_twice(assembler))
			return status == FETCH_OK ? FETCH_FAILED : status;
		if (status == FETCH_OK && assembler_done(assembler))
			break;
		if (status == FETCH_OK && many) {
			transfer->many = PLAN_MANY_REFUSED;
			continue;
		}
		if (status == FETCH_OK) {
			/* The server answered, but with less than requested. */
			if (++transfer->drops >= DROPS)
				tries = TRIES;
			fetch_because(FETCH_FAILED, why, "%s: the server does not send all that was requested",
				      transfer->url);
			status = FETCH_FAILED;
		} else if (!again) {
			return status;
		}
		/* Local files need no pause between tries. */
		if (transfer->many == PLAN_MANY_FREE ? ++tries >= TRIES : !transfer_again(&tries))
			return status;
	}
	return FETCH_OK;
}
