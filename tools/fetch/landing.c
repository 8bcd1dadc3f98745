#include "fetch/landing.h"

#include <stdlib.h>

void landing_init(struct landing *landing, const struct image *image, struct buf *why)
{
	*landing = (struct landing){ .image = image, .why = why };
}

void landing_release(struct landing *landing)
{
	free(landing->pieces);
	*landing = (struct landing){ .count = 0 };
}

enum fetch_status landing_add(struct landing *landing, uint64_t offset, uint64_t size, size_t entry)
{
	const struct piece *last = landing->count ? &landing->pieces[landing->count - 1] : NULL;
	if (last && offset < last->offset + last->size)
		return FETCH_REFUSED;
	if (landing->count == landing->room) {
		size_t room = landing->room ? landing->room * 2 : 64;
		struct piece *more = realloc(landing->pieces, room * sizeof(*more));
		if (!more)
			return FETCH_NO_MEMORY;
		landing->pieces = more;
		landing->room = room;
	}
	landing->pieces[landing->count++] = (struct piece){ .offset = offset, .size = size, .entry = entry };
	return FETCH_OK;
}

bool landing_done(const struct landing *landing)
{
	for (size_t i = 0; i < landing->count; i++)
		if (landing->pieces[i].got < landing->pieces[i].size)
			return false;
	return true;
}

bool landing_wanted(const struct landing *landing, struct span **spans, size_t *count)
{
	*count = 0;
	*spans = calloc(landing->count + 1, sizeof(**spans));
	if (!*spans)
		return false;
	for (size_t i = 0; i < landing->count; i++) {
		const struct piece *piece = &landing->pieces[i];
		if (piece->got < piece->size)
			(*spans)[(*count)++] = (struct span){ piece->offset + piece->got, piece->size - piece->got };
	}
	return true;
}

/* The first piece that ends behind offset. Bytes mostly come in order. */
static size_t find(struct landing *landing, uint64_t offset)
{
	size_t low = 0, high = landing->count;
	const struct piece *near = landing->near < landing->count ? &landing->pieces[landing->near] : NULL;
	if (near && near->offset <= offset && offset < near->offset + near->size)
		return landing->near;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct piece *piece = &landing->pieces[middle];
		if (piece->offset + piece->size <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	landing->near = low;
	return low;
}

/* The check may add pieces, so piece may move: it is named by its number. */
static bool finish(struct landing *landing, size_t number)
{
	struct piece piece = landing->pieces[number];
	landing->status = landing->check ? landing->check(landing->context, &piece, landing->why) : FETCH_OK;
	if (landing->status == FETCH_OK)
		return true;
	landing->bytes -= piece.size;
	landing->pieces[number].got = 0;
	landing->pieces[number].failures++;
	return false;
}

bool landing_take(struct landing *landing, uint64_t offset, const char *bytes, size_t size)
{
	for (size_t i = find(landing, offset); size > 0 && i < landing->count; i++) {
		struct piece *piece = &landing->pieces[i];
		uint64_t next = piece->offset + piece->got;
		if (piece->got == piece->size)
			next = piece->offset + piece->size;
		/* Over what lies before it, or is there already. */
		uint64_t over = next > offset ? next - offset : 0;
		if (over >= size)
			return true;
		offset += over;
		bytes += over;
		size -= (size_t)over;
		if (next < offset || piece->got == piece->size)
			continue; /* what comes first of it is not there yet */
		uint64_t rest = piece->size - piece->got;
		size_t now = rest < size ? (size_t)rest : size;
		landing->status = image_write(landing->image, offset, bytes, now, landing->why);
		if (landing->status != FETCH_OK)
			return false;
		piece->got += now;
		landing->bytes += now;
		offset += now;
		bytes += now;
		size -= now;
		if (now == rest && !finish(landing, i))
			return false;
	}
	return true;
}
