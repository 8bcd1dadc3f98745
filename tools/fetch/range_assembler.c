#include "fetch/range_assembler.h"

#include "base/array.h"

#include <stdlib.h>

void assembler_init(struct range_assembler *assembler, const struct partial_file *partial, struct buf *why)
{
	*assembler = (struct range_assembler){ .partial = partial, .why = why };
}

void assembler_release(struct range_assembler *assembler)
{
	free(assembler->pieces);
	*assembler = (struct range_assembler){ .count = 0 };
}

enum fetch_status assembler_add(struct range_assembler *assembler, uint64_t offset, uint64_t size, size_t entry)
{
	const struct piece *last = assembler->count ? &assembler->pieces[assembler->count - 1] : NULL;
	if (last && offset < last->offset + last->size)
		return FETCH_REFUSED;
	struct piece *more = array_grow(assembler->pieces, assembler->count, &assembler->room, sizeof(*more));
	if (!more)
		return FETCH_NO_MEMORY;
	assembler->pieces = more;
	assembler->pieces[assembler->count++] = (struct piece){ .offset = offset, .size = size, .entry = entry };
	return FETCH_OK;
}

bool assembler_done(const struct range_assembler *assembler)
{
	for (size_t i = 0; i < assembler->count; i++)
		if (assembler->pieces[i].got < assembler->pieces[i].size)
			return false;
	return true;
}

bool assembler_wanted(const struct range_assembler *assembler, struct byte_span **spans, size_t *count)
{
	*count = 0;
	*spans = calloc(assembler->count + 1, sizeof(**spans));
	if (!*spans)
		return false;
	for (size_t i = 0; i < assembler->count; i++) {
		const struct piece *piece = &assembler->pieces[i];
		if (piece->got < piece->size)
			(*spans)[(*count)++] =
				(struct byte_span){ piece->offset + piece->got, piece->size - piece->got };
	}
	return true;
}

/* Finds the first piece that ends after offset. Bytes mostly arrive in order. */
static size_t find(struct range_assembler *assembler, uint64_t offset)
{
	size_t low = 0, high = assembler->count;
	const struct piece *near = assembler->near < assembler->count ? &assembler->pieces[assembler->near] : NULL;
	if (near && near->offset <= offset && offset < near->offset + near->size)
		return assembler->near;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct piece *piece = &assembler->pieces[middle];
		if (piece->offset + piece->size <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	assembler->near = low;
	return low;
}

/* Takes a number rather than a pointer, because the check may add pieces and reallocate the array. */
static bool finish(struct range_assembler *assembler, size_t number)
{
	struct piece piece = assembler->pieces[number];
	assembler->status = assembler->check ? assembler->check(assembler->context, &piece, assembler->why) : FETCH_OK;
	if (assembler->status == FETCH_OK)
		return true;
	assembler->bytes -= piece.size;
	assembler->pieces[number].got = 0;
	assembler->pieces[number].failures++;
	return false;
}

bool assembler_take(struct range_assembler *assembler, uint64_t offset, const char *bytes, size_t size)
{
	for (size_t i = find(assembler, offset); size > 0 && i < assembler->count; i++) {
		struct piece *piece = &assembler->pieces[i];
		uint64_t next = piece->offset + piece->got;
		if (piece->got == piece->size)
			next = piece->offset + piece->size;
		/* Skip bytes before the piece, and those already received. */
		uint64_t over = next > offset ? next - offset : 0;
		if (over >= size)
			return true;
		offset += over;
		bytes += over;
		size -= (size_t)over;
		if (next < offset || piece->got == piece->size)
			continue; /* bytes before these are still missing */
		uint64_t rest = piece->size - piece->got;
		size_t now = rest < size ? (size_t)rest : size;
		assembler->status = partial_file_write(assembler->partial, offset, bytes, now, assembler->why);
		if (assembler->status != FETCH_OK)
			return false;
		piece->got += now;
		assembler->bytes += now;
		offset += now;
		bytes += now;
		size -= now;
		if (now == rest && !finish(assembler, i))
			return false;
	}
	return true;
}
