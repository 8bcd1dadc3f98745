/* The events of a preview, in the format of server-sent events. Thread-safe. */
#ifndef PREVIEW_EVENTS_H
#define PREVIEW_EVENTS_H

#include "base/buf.h"

#include <pthread.h>
#include <stdint.h>

enum { EVENTS_KEPT = 64 };

struct events {
	pthread_mutex_t lock;
	struct buf kept[EVENTS_KEPT];  /* the last ones, by number modulo EVENTS_KEPT */
	uint64_t count;		       /* of events so far */
	void (*on_add)(void *context); /* called after each; or NULL */
	void *context;
};

/* False if no lock can be created. */
bool events_init(struct events *events) MUST_CHECK;
void events_release(struct events *events);
/* Adds an event with a line of data. If memory runs out, readers get an event that makes them read everything again. */
void events_add(struct events *events, const char *name, struct str data);
/* Appends the events from number *next on, and advances it. To a reader that is too late, an event "again". */
void events_read(struct events *events, uint64_t *next, struct buf *out);
/* Calls on_add without an event, so that connections that are gone are noticed. */
void events_beat(struct events *events);
/* The number of the next event. */
uint64_t events_next(struct events *events);

#endif
