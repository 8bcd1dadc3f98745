#include "pack/readback.h"

#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct readback {
	const struct satchel *pack;
	struct satchel_entry *entries;
	size_t count, room;
	pthread_mutex_t lock; /* protects error */
	struct satchel_error error;
};

static bool keep_entry(void *context, const struct satchel_entry *entry)
{
	struct readback *reading = context;
	if (reading->count == reading->room) {
		size_t room = reading->room ? reading->room * 2 : 64;
		struct satchel_entry *more = realloc(reading->entries, room * sizeof(*more));
		if (!more) {
			reading->error = (struct satchel_error){ .status = SATCHEL_NO_MEMORY, .message = "out of memory" };
			return false;
		}
		reading->entries = more;
		reading->room = room;
	}
	reading->entries[reading->count++] = *entry;
	return true;
}

static void read_entry(void *context, unsigned worker, size_t index)
{
	struct readback *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	(void)worker;
	if (satchel_read_entry(reading->pack, &reading->entries[index], &bytes, &error) == SATCHEL_OK) {
		satchel_bytes_free(&bytes);
		return;
	}
	pthread_mutex_lock(&reading->lock);
	reading->error = error;
	pthread_mutex_unlock(&reading->lock);
}

bool readback(int fd, unsigned jobs, struct satchel_error *error)
{
	struct readback reading = { .error.status = SATCHEL_NO_MEMORY, .error.message = "out of memory" };
	struct satchel *pack = satchel_open_fd(fd, error);
	if (!pack)
		return false;
	reading.pack = pack;
	if (pthread_mutex_init(&reading.lock, NULL) == 0) {
		reading.error.status = SATCHEL_OK;
		if (satchel_list_entries(pack, keep_entry, &reading, &reading.error) == SATCHEL_OK &&
		    reading.error.status == SATCHEL_OK)
			pool_run(jobs ? jobs : pool_processors(), reading.count, read_entry, &reading);
		pthread_mutex_destroy(&reading.lock);
	}
	*error = reading.error;
	free(reading.entries);
	satchel_close(pack);
	return error->status == SATCHEL_OK;
}
