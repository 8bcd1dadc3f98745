#include "pack/readback.h"

#include "base/pool.h"
#include "reader/entry_list.h"

#include <pthread.h>
#include <stdlib.h>

struct readback {
	const struct satchel *pack;
	struct entry_list parts[ENTRY_LIST_PARTS];
	pthread_mutex_t lock; /* protects error */
	struct satchel_error error;
};

static void keep_error(struct readback *reading, const struct satchel_error *error)
{
	pthread_mutex_lock(&reading->lock);
	reading->error = *error;
	pthread_mutex_unlock(&reading->lock);
}

static void list_part(void *context, unsigned worker, size_t index)
{
	struct readback *reading = context;
	struct satchel_error error;
	(void)worker;
	if (entry_list_add_part(&reading->parts[index], reading->pack, (unsigned)index, &error) != SATCHEL_OK)
		keep_error(reading, &error);
}

static void read_entry(void *context, unsigned worker, size_t index)
{
	struct readback *reading = context;
	const struct entry_list *part = reading->parts;
	struct satchel_bytes bytes;
	struct satchel_error error;
	(void)worker;
	for (; index >= part->count; part++)
		index -= part->count;
	if (satchel_read_entry(reading->pack, &part->at[index], &bytes, &error) == SATCHEL_OK)
		satchel_bytes_free(&bytes);
	else
		keep_error(reading, &error);
}

/* Reads the lists of the index, then all entries. */
static void read_all(struct readback *reading, unsigned workers)
{
	size_t count = 0;
	pool_run(workers, ENTRY_LIST_PARTS, list_part, reading);
	for (size_t i = 0; i < ENTRY_LIST_PARTS; i++)
		count += reading->parts[i].count;
	if (reading->error.status == SATCHEL_OK)
		pool_run(workers, count, read_entry, reading);
	for (size_t i = 0; i < ENTRY_LIST_PARTS; i++)
		free(reading->parts[i].at);
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
		read_all(&reading, jobs ? jobs : pool_processors());
		pthread_mutex_destroy(&reading.lock);
	}
	*error = reading.error;
	satchel_close(pack);
	return error->status == SATCHEL_OK;
}
