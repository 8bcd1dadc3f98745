/* What the renderers share. */
#ifndef REPORT_RENDER_PARTS_H
#define REPORT_RENDER_PARTS_H

#include "report/render.h"

#include <stdint.h>

/* Where a renderer writes: into buf, which is written out now and then. */
struct sink {
	bool (*write)(void *to, const char *bytes, size_t len); /* false if that failed; errno says why */
	void *to;
	size_t size; /* of all that was written */
	struct buf buf;
	bool failed; /* once set, nothing more is written */
};

/* Call it after each finding: writes the buffer out when it has become large. False where writing or
 * memory failed, and the renderer should stop. */
bool sink_pass(struct sink *sink) MUST_CHECK;

/* Renders into a sink of which write and to are set. */
bool render_into(const struct report *report, const struct render_options *options, struct sink *sink) MUST_CHECK;

/* One renderer: writes all of report into sink, and leaves failure to the sink. */
typedef void renderer(const struct report *report, const struct render_options *options, struct sink *sink);
#define FORMAT(id, name) renderer render_##name;
#include "report/formats.def"
#undef FORMAT

/* How many annotations of a level GitHub shows of a step. */
size_t render_limit_annotations(void);

/* The place of a finding, 1:1 where it has none. */
struct location render_location(const struct diagnostic *diagnostic);

/* Whether a terminal or log would do something else with code than show it: controls, and the characters
 * that turn the direction of the text around them. */
bool render_is_unsafe(uint32_t code);
/* Appends text on one line: white space as spaces, what is unsafe or not UTF-8 as U+FFFD. */
void render_clean(struct buf *out, struct str text);

/* Names files as the services that show a repository do: relative to the top of the Git work tree, without "..", "." and
 * doubled slashes, and without symbolic links that stay in it. The work tree is that of the working folder, or that of
 * the file if it lies elsewhere; outside any, paths are relative to the working folder. What lies outside that too has
 * an absolute path. */
struct render_paths {
	char *here;	/* NULL if it is not known */
	struct buf top; /* of the work tree of the working folder; empty if it is in none */
	struct buf own_top, real, written;
	const char *last_path, *last;
};

void render_paths_init(struct render_paths *paths);
void render_paths_release(struct render_paths *paths);
/* Valid until the next call. Findings of a file should come one after another, as they do in a sorted report. */
const char *render_path(struct render_paths *paths, const char *path);
/* Whether memory ran out. */
bool render_paths_failed(const struct render_paths *paths);

/* "message; help" as one text. */
void render_message_and_help(struct buf *out, const struct diagnostic *diagnostic);

/* Names a finding across runs, by its rule, the item or lesson (or else the file) it is about and its
 * message without numbers; one about a pair, by both sides in any order and what they have in common. It stays when
 * lines or files move. Equals are told apart by an ordinal: "HASH", "HASH:2". */
struct fingerprints {
	struct fingerprint *slots;
	size_t room; /* a power of two */
};

enum { FINGERPRINT_SIZE = 64 };

/* For all findings of report; false where memory ran out. */
bool fingerprints_init(struct fingerprints *fingerprints, const struct report *report) MUST_CHECK;
void fingerprints_release(struct fingerprints *fingerprints);
/* Call it for each finding, in order. */
void fingerprint_next(struct fingerprints *fingerprints, const struct diagnostic *diagnostic,
		      char out[FINGERPRINT_SIZE]);

#endif
