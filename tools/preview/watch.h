/* Waits until files below some folders may have changed: by inotify, or by a clock where that is not available. */
#ifndef PREVIEW_WATCH_H
#define PREVIEW_WATCH_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>

struct file_watch {
	int notifier; /* of inotify; -1: there is none, or it is full, so that folders are looked at regularly */
	int wake[2];  /* a pipe that ends waiting */
	bool polls;
};

/* polls: uses the clock alone. False, with errno, if no pipe can be created. */
bool watch_init(struct file_watch *watch, bool polls) MUST_CHECK;
void watch_release(struct file_watch *watch);
/* Adds a folder with those below it, or the folder of a file. Adding one again does no harm. */
void watch_add(struct file_watch *watch, const char *path);

enum watch_event {
	WATCH_CHANGE,  /* something may have changed */
	WATCH_NOTHING, /* the time has passed */
	WATCH_WOKEN,
};
enum watch_event watch_wait(struct file_watch *watch, int milliseconds);
/* Ends watch_wait, now and from now on. From any thread. */
void watch_wake(struct file_watch *watch);

#endif
