/* Files, pictures and recordings of HTML. */
#ifndef CONVERT_HTML_HTML_MEDIA_H
#define CONVERT_HTML_HTML_MEDIA_H

#include "convert/html/html_reading.h"

/* html_files.c. kind is what messages call the file. */

/* Whether the address is that of a file elsewhere. */
bool html_is_remote(struct str src);
/* Whether the source has the file; an embedded one counts. */
bool html_has_file(struct html_reading *reading, struct str src);
/* Takes over a file that the source shows or plays. STR_NONE, with a row, if that cannot be. */
struct str html_take_file(struct html_reading *reading, const char *kind, struct str src);
void html_lose_file(struct html_reading *reading, const char *kind, struct str src, const char *why,
		    const char *outcome);
/* Adds a link in place of what is elsewhere on the web. */
void html_add_link(struct html_reading *reading, const char *kind, struct str src, struct str label);

/* html_caption.c. The parts of a caption: html_write marks the title and the credit by classes. */
struct html_caption {
	struct flow *title, *text;
	struct credit *credit;
};
void html_read_caption(struct html_reading *reading, const xmlNode *node, struct html_caption *caption);

/* A figure, which is a frame around pictures or a recording. */
struct html_frame {
	const xmlNode *node, *recording, *caption, *transcript;
};

/* The element of that name among the node's descendants that are in no figure or caption of their own. */
const xmlNode *html_find_in(const xmlNode *node, const char *name);
/* Adds a recording, in a frame unless that is NULL. False if the recording is not there: then its caption is text like
 * other. */
bool html_add_recording(struct html_reading *reading, const xmlNode *node, const struct html_frame *frame);

#endif
