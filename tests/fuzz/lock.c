/* libFuzzer target: arbitrary bytes as a lock. If refused, there must be a reason. If accepted, each id must occur
 * once, and the lock compared with itself must show no change and pass the gate. */
#include "base/file.h"
#include "compare/gate.h"
#include "compare/lock.h"
#include "compare/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

/* In memory if the system has such a folder, because it is written for each input. */
static char path[48];

static void remove_path(void)
{
	unlink(path);
}

static void put(const uint8_t *data, size_t size)
{
	if (!path[0]) {
		snprintf(path, sizeof(path), "%s/satchel-fuzz-XXXXXX.lock",
			 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		int fd = mkstemps(path, sizeof(".lock") - 1);
		require(fd >= 0 && close(fd) == 0 && atexit(remove_path) == 0);
	}
	FILE *file = fopen(path, "wb");
	require(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static void check_ids(const struct side *side)
{
	size_t lessons = 0;
	struct map ids;
	struct arena arena;
	struct buf why;
	map_init(&ids);
	arena_init(&arena);
	buf_init(&why, BUF_CAP);
	for (size_t i = 0; i < side->lesson_count; i++) {
		const struct record *record = side_records(side, i, RECORD_DIGESTS, &arena, &why);
		require(record && record->kind == RECORD_LESSON && strcmp(record->id, side->lessons[i].id) == 0);
		require(side->lessons[i].unit < side->unit_count);
		for (; record; record = record->next) {
			void **slot = map_put(&ids, str_from(record->id));
			require(slot && !*slot && record->lesson == i);
			*slot = &lessons;
		}
	}
	map_release(&ids);
	arena_release(&arena);
	buf_release(&why);
	for (size_t i = 0; i < side->unit_count; i++)
		lessons += side->units[i].lesson_count;
	require(lessons == side->lesson_count);
}

static void compare_with_itself(struct side *before, struct side *after)
{
	struct comparison comparison;
	struct buf text;
	require(compare(&comparison, before, after, 1) == RESULT_OK && comparison.count == 0 && comparison.kinds == 0);
	struct gate gate = gate_judge(&comparison);
	require(gate_passes(&gate));
	buf_init(&text, BUF_CAP);
	compare_render_json(&comparison, &gate, &text);
	compare_render_markdown(&comparison, true, &text);
	require(!buf_failed(&text) && !comparison.failed && comparison.why.len == 0);
	buf_release(&text);
	comparison_release(&comparison);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct side before, after;
	put(data, size);
	enum result status = side_open(&before, path, 1);
	require(side_open(&after, path, 1) == status);
	require(status == RESULT_OK || (status == RESULT_FAILED && before.why.len > 0));
	if (status == RESULT_OK) {
		check_ids(&before);
		compare_with_itself(&before, &after);
	}
	side_release(&after);
	side_release(&before);
	return 0;
}
