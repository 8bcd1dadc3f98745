#include "pack/readback.h"

#include "base/pool.h"
#include "reader/entry_list.h"

#include <pthread.h>
#include <stdlib.h>

struct readback {
	const struct satchel *pack;
	struct entry_list entries;
	pthread_mutex_t lock; /* protects error */
	struct satchel_error error;
};

static void read_entry(void *context, unsigned worker, size_t index)
{
	struct readback *reading = context;
	struct satchel_bytes bytes;
	struct satchel_error error;
	(void)worker;
	if (satchel_read_entry(reading->pack, &reading->entries.at[index], &bytes, &error) == SATCHEL_OK) {
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
		if (entry_list_read(&reading.entries, pack, &reading.error) == SATCHEL_OK)
			pool_run(jobs ? jobs : pool_processors(), reading.entries.count, read_entry, &reading);
		pthread_mutex_destroy(&reading.lock);
	}
	*error = reading.error;
	free(reading.entries.at);
	satchel_close(pack);
	return error->status == SATCHEL_OK;
}
