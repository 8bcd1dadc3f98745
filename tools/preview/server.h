/* Serves the player and a live preview at 127.0.0.1 and ::1. Nothing is read from disk but the packs and the pictures
 * that the preview itself names, so that no path can lead elsewhere.
 *
 *         /, /player/…, /satchel/…   the site (see preview/site.h)
 *         /player.json               its configuration
 *         /preview.satchel?v=N       the pack, in parts if asked for; older versions for a while
 *         /events                    the events of preview/live.h
 *         /live/state.json           /live/lessons/ID.json     see preview/live.h
 *         /live/findings/ID.json     /live/assets/NAME
 *         /live/rules/RULE           the page of a rule, in Markdown */
#ifndef PREVIEW_SERVER_H
#define PREVIEW_SERVER_H

#include "base/result.h"
#include "preview/live.h"

enum {
	SERVER_CONNECTIONS_MAX = 400,
	SERVER_STREAMS_MAX = 32, /* of events, for as many open pages */
	SERVER_TIMEOUT = 20,	 /* seconds until a silent connection is closed, except streams */
};

struct server;

/* Starts it; port 0 is any that is free. RESULT_REFUSED: the port is in use. The server takes over the on_add of
 * live->events. */
enum result server_start(struct server **server, struct live *live, unsigned port, struct buf *why) MUST_CHECK;
/* The port that it listens on. */
unsigned server_port(const struct server *server);
/* Call live_stop first. */
void server_stop(struct server *server);

#endif
