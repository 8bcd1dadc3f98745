#include "fetch/transfer.h"

#include "fetch/byteranges.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	TRIES = 4,  /* of a request that brings nothing */
	DROPS = 24, /* of the connection in all, so that an end comes where each request brings a byte */
};

/* A request and what becomes of it. */
struct exchange {
	struct transfer *transfer;
	struct range_assembler *assembler;
	const struct span *ranges;
	size_t range_count;
	struct buf *why;
	enum fetch_status status; /* why it was stopped */
	bool again;		  /* it may be tried again */
	bool complete;		  /* all came that was wanted, or that will come in this way */
	/* How the body is to be read: */
	enum { BODY_NONE, BODY_WHOLE, BODY_RANGE, BODY_MANY } body;
	uint64_t offset, left; /* of a body of one piece */
	struct byteranges parts;
};

bool is_passing(long code)
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
	return stop(x, fetch_because(FETCH_FAILED, x->why, "%s: %s", http_place(x->transfer->http), what));
}

static bool changed(struct exchange *x, const char *what)
{
	return stop(x, fetch_because(FETCH_CHANGED, x->why, "%s: %s", http_place(x->transfer->http), what));
}

static bool other_length(struct exchange *x, uint64_t has)
{
	return stop(x, fetch_because(FETCH_CHANGED, x->why,
				     "%s: the file has another length than latest.json says: %llu bytes and not %llu; it "
				     "may still be on its way to the server, so try again later",
				     http_place(x->transfer->http), (unsigned long long)has,
				     (unsigned long long)x->transfer->size));
}

/* Some servers leave a header out of answers that are a part. */
static bool may_be_same(const char *first, const char *now)
{
	return !*first || !*now || strcmp(first, now) == 0;
}

/* Whether it is still the file that was seen first. */
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
	       changed(x, "it became another file while it was fetched");
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

/* The server does not send many parts in one answer; it may send one. */
static bool no_many(struct exchange *x)
{
	x->transfer->many = PLAN_MANY_NOT;
	x->complete = true;
	return false;
}

/* A body that is the whole file, asked for or not. */
static bool begin_whole(struct exchange *x, const struct http_answer *answer)
{
	if (x->range_count > 1)
		return no_many(x);
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
		return fail(x, "the server sent a part with a malformed Content-Range");
	if (complete != UINT64_MAX && complete != x->transfer->size)
		return other_length(x, complete);
	bool asked = false;
	for (size_t i = 0; i < x->range_count; i++)
		asked = asked || (x->ranges[i].offset == first && last - first < x->ranges[i].size);
	/* Many ranges may come back as one that holds them all. */
	const struct span *end = &x->ranges[x->range_count - 1];
	asked = asked || (x->range_count > 1 && first == x->ranges[0].offset && last < end->offset + end->size);
	if (!asked)
		return fail(x, "the server sends another part than it was asked for");
	if (answer->has_length && answer->length != last - first + 1)
		return fail(x, "the server sends a part whose Content-Length and Content-Range differ");
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
		return no_many(x);
	if (answer->code == 412)
		return changed(x, "it became another file while it was fetched");
	if (answer->code == 416)
		return changed(x, "the file is shorter than latest.json says");
	if (answer->code != 200 && answer->code != 206) {
		x->again = is_passing(answer->code);
		const bool absent = answer->code == 404;
		if (absent && x->transfer->many == PLAN_MANY_FREE)
			return fail(x, "there is no such file, but latest.json names it");
		snprintf(said, sizeof(said), "the server answers %ld%s", answer->code,
			 absent ? ", but latest.json names it; try again later" : "");
		return fail(x, said);
	}
	if (answer->encoding[0] && strcmp(answer->encoding, "identity") != 0)
		return fail(x, "the server sends it encoded (Content-Encoding), though it was asked not to");
	if (!is_same(x, answer))
		return false;
	if (answer->code == 200)
		return begin_whole(x, answer);
	if (x->range_count == 0)
		return fail(x, "the server sends a part, though it was asked for the whole");
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
			return fail(x, "the server sends more than it said");
		uint64_t offset = x->offset;
		x->offset += size;
		x->left -= size;
		good = take_part(x, offset, bytes, size);
	}
	if (t->progress)
		t->progress(t->progress_context, http_received(t->http), t->expected);
	if (!good)
		return false;
	/* There is nothing to be gained from the rest. */
	x->complete = x->body == BODY_WHOLE && x->left > 0 && assembler_done(x->assembler);
	return !x->complete;
}

/* A body that ended as if it were whole, without having come to its end. */
static bool ended_early(const struct exchange *x)
{
	if (x->body == BODY_MANY)
		return !byteranges_ended(&x->parts);
	return x->left > 0;
}

/* Makes one request. *again says whether it is worth another try, where it did not return FETCH_OK. */
static enum fetch_status exchange(struct transfer *t, struct range_assembler *assembler, const struct span *ranges, size_t count,
				  bool *again, struct buf *why)
{
	struct exchange x = { .transfer = t, .assembler = assembler, .ranges = ranges, .range_count = count, .why = why };
	/* A weak tag does not tell whether the bytes are the same. */
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
		fail(&x, "the answer ends early");
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

/* One piece that was wrong twice will be so the next time. */
static bool is_hopeless(const struct range_assembler *assembler)
{
	for (size_t i = 0; i < assembler->count; i++)
		if (assembler->pieces[i].failures > 1)
			return true;
	return false;
}

/* What of it is to be planned with. */
static enum plan_many many_of(const struct transfer *t)
{
	return t->only_many && t->many == PLAN_MANY_UNKNOWN ? PLAN_MANY_ANSWERED : t->many;
}

/* Asks for what is wanted, once. *many says whether it was asked for in one request for many ranges. */
static enum fetch_status ask(struct transfer *t, struct range_assembler *assembler, bool *many, bool *again, struct buf *why)
{
	struct span *spans;
	size_t count, at_once;
	enum fetch_status status = FETCH_OK;
	*again = *many = false;
	if (t->only_many && (t->no_ranges || t->many == PLAN_MANY_NOT))
		return FETCH_OK;
	if (t->no_ranges || t->whole) {
		t->whole = false;
		return exchange(t, assembler, NULL, 0, again, why);
	}
	if (!assembler_wanted(assembler, &spans, &count) || !plan_ranges(spans, &count, many_of(t), &at_once)) {
		free(spans);
		return FETCH_NO_MEMORY;
	}
	for (size_t i = 0; status == FETCH_OK && i < count && !assembler_done(assembler); i += at_once) {
		size_t now = at_once < count - i ? at_once : count - i;
		*many = now > 1;
		status = exchange(t, assembler, spans + i, now, again, why);
		/* A server that sends the whole has sent it all; one that can't send many is asked in another way. */
		if (t->no_ranges || (*many && t->many == PLAN_MANY_NOT))
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
		if (is_hopeless(assembler))
			return status == FETCH_OK ? FETCH_FAILED : status;
		if (status == FETCH_OK &&
		    (assembler_done(assembler) ||
		     (transfer->only_many && (many || transfer->no_ranges || transfer->many == PLAN_MANY_NOT))))
			break;
		if (status == FETCH_OK && many) {
			transfer->many = PLAN_MANY_NOT;
			continue;
		}
		if (status == FETCH_OK) {
			/* Answers came, but not all that was asked for. */
			if (++transfer->drops >= DROPS)
				tries = TRIES;
			fetch_because(FETCH_FAILED, why, "%s: the server does not send all that it is asked for",
				      transfer->url);
			status = FETCH_FAILED;
		} else if (!again) {
			return status;
		}
		/* A file is not worth waiting for. */
		if (transfer->many == PLAN_MANY_FREE ? ++tries >= TRIES : !transfer_again(&tries))
			return status;
	}
	return FETCH_OK;
}
