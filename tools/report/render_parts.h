/* Internals shared by the renderers. */
#ifndef REPORT_RENDER_PARTS_H
#define REPORT_RENDER_PARTS_H

#include "report/render.h"

#include <stdint.h>

/* Output of a renderer: buf, which is flushed occasionally. */
struct sink {
	bool (*write)(void *to, const char *bytes, size_t len); /* false, with errno, on failure */
	void *to;
	size_t size; /* total bytes written */
	struct buf buf;
	bool failed; /* nothing more is written once it is set */
};

/* Call it after each finding: flushes the buffer if it is large. False if writing failed or memory ran out; then
 * stop. */
bool sink_pass(struct sink *sink) MUST_CHECK;

/* Renders into a sink whose write and to are set. */
bool render_into(const struct report *report, const struct render_options *options, struct sink *sink) MUST_CHECK;

/* A renderer: writes all of report into sink, which records failure. */
typedef void renderer(const struct report *report, const struct render_options *options, struct sink *sink);
#define FORMAT(id, name) renderer render_##name;
#include "report/formats.def"
#undef FORMAT

/* How many annotations per level GitHub shows for a step. */
size_t render_limit_annotations(void);

/* The location of a finding, or 1:1 if it has none. */
struct location render_location(const struct diagnostic *diagnostic);

/* Whether a terminal or log would interpret rather than display code: control characters, and characters that change
 * the direction of text. */
bool render_is_unsafe(uint32_t code);
/* Appends the printable ASCII at offset at, and returns where it ends. */
size_t render_add_plain(struct buf *out, struct str text, size_t at);
/* Appends text on one line: white space becomes spaces, unsafe characters and invalid UTF-8 become U+FFFD. */
void render_clean(struct buf *out, struct str text);

/* Names files as code-hosting services do: relative to the top of the Git work tree, normalised, and with those
 * symbolic links resolved that stay in it. The work tree is that of the working folder, or of the file if it is
 * elsewhere. Outside any work tree, paths are relative to the working folder, or absolute if they are outside that. */
struct render_paths {
	char *here;	/* NULL if unknown */
	struct buf top; /* of the work tree of the working folder; empty if there is none */
	struct buf own_top, real, written;
	const char *last_path, *last;
};

void render_paths_init(struct render_paths *paths);
void render_paths_release(struct render_paths *paths);
/* Valid until the next call. Fastest if findings of a file are adjacent, as in a sorted report. */
const char *render_path(struct render_paths *paths, const char *path);
/* Whether memory ran out. */
bool render_paths_failed(const struct render_paths *paths);

/* "message; help" as one text. */
void render_message_and_help(struct buf *out, const struct diagnostic *diagnostic);

/* Identifies a finding across runs, by its rule, its item or lesson (or else file) and its message without numbers; one
 * about a pair, by both sides in any order and what they share. Does not change when lines or files move. Equal
 * findings are numbered: "HASH", "HASH:2". */
struct fingerprints {
	struct fingerprint *slots;
	size_t room; /* a power of two */
};

enum { FINGERPRINT_SIZE = 64 };

/* Prepares all findings of report; false if memory ran out. */
bool fingerprints_init(struct fingerprints *fingerprints, const struct report *report) MUST_CHECK;
void fingerprints_release(struct fingerprints *fingerprints);
/* Call it for each finding, in order. */
void fingerprint_next(struct fingerprints *fingerprints, const struct diagnostic *diagnostic,
		      char out[FINGERPRINT_SIZE]);

#endif
