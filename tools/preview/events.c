#include "preview/events.h"

bool events_init(struct events *events)
{
	*events = (struct events){ .count = 0 };
	for (size_t i = 0; i < EVENTS_KEPT; i++)
		buf_init(&events->kept[i], 64 * 1024);
	return pthread_mutex_init(&events->lock, NULL) == 0;
}

void events_release(struct events *events)
{
	for (size_t i = 0; i < EVENTS_KEPT; i++)
		buf_release(&events->kept[i]);
	pthread_mutex_destroy(&events->lock);
}

void events_beat(struct events *events)
{
	if (events->on_add)
		events->on_add(events->context);
}

void events_add(struct events *events, const char *name, struct str data)
{
	pthread_mutex_lock(&events->lock);
	struct buf *kept = &events->kept[events->count++ % EVENTS_KEPT];
	buf_release(kept);
	buf_init(kept, 64 * 1024);
	buf_format(kept, "event: %s\ndata: %.*s\n\n", name, STR_ARG(data));
	pthread_mutex_unlock(&events->lock);
	events_beat(events);
}

void events_read(struct events *events, uint64_t *next, struct buf *out)
{
	pthread_mutex_lock(&events->lock);
	bool late = *next > events->count || events->count - *next > EVENTS_KEPT;
	for (; !late && *next < events->count; ++*next) {
		const struct buf *kept = &events->kept[*next % EVENTS_KEPT];
		late = buf_failed(kept);
		buf_str(out, buf_view(kept));
	}
	if (late) {
		buf_text(out, "event: again\ndata: {}\n\n");
		*next = events->count;
	}
	pthread_mutex_unlock(&events->lock);
}

uint64_t events_next(struct events *events)
{
	pthread_mutex_lock(&events->lock);
	uint64_t next = events->count;
	pthread_mutex_unlock(&events->lock);
	return next;
}
