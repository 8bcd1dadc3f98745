/* Computes what GitHub's limits leave of a report. */
#include "report/render_parts.h"

#include <errno.h>
#include <zlib.h>

enum {
	RESULTS_ACCEPTED = 25000, /* results per run; a run with more is refused */
	RESULTS_KEPT = 5000,	  /* results shown, the most severe ones */
	SIZE_ACCEPTED = 10000000, /* bytes of the log, compressed with gzip */
	ANNOTATIONS_SHOWN = 10,	  /* annotations per level and workflow step */
};

size_t render_limit_annotations(void)
{
	return ANNOTATIONS_SHOWN;
}

static bool compress_some(void *to, const char *bytes, size_t len)
{
	z_stream *stream = to;
	unsigned char chunk[4096];
	stream->next_in = (Bytef *)(uintptr_t)bytes;
	stream->avail_in = (uInt)len;
	do {
		stream->next_out = chunk;
		stream->avail_out = sizeof(chunk);
		if (deflate(stream, len ? Z_NO_FLUSH : Z_FINISH) == Z_STREAM_ERROR)
			return false;
	} while (stream->avail_out == 0);
	return true;
}

/* The compressed size of the log; false if memory ran out. */
static bool compressed_size(const struct report *report, const struct render_options *options, size_t *size)
{
	z_stream stream = { .zalloc = NULL };
	struct sink sink = { .write = compress_some, .to = &stream };
	if (deflateInit(&stream, Z_DEFAULT_COMPRESSION) != Z_OK) {
		errno = ENOMEM;
		return false;
	}
	bool good = render_into(report, options, &sink) && compress_some(&stream, "", 0);
	*size = stream.total_out;
	deflateEnd(&stream);
	return good;
}

bool render_limits(const struct report *report, const struct render_options *options, size_t size, struct buf *out)
{
	size_t count = 0, compressed = 0;
	for (unsigned severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
		count += report->counts[severity];
	if (options->format != RENDER_SARIF)
		return true;
	if (size > SIZE_ACCEPTED && !compressed_size(report, options, &compressed))
		return false;
	if (count > RESULTS_ACCEPTED)
		buf_format(out, "GitHub refuses a run of more than %d results; this one has %zu", RESULTS_ACCEPTED,
			   count);
	else if (compressed > SIZE_ACCEPTED)
		buf_format(out, "GitHub refuses a log of more than 10 MB; compressed, this one has %zu MB",
			   (compressed + 999999) / 1000000);
	else if (count > RESULTS_KEPT)
		buf_format(out, "GitHub keeps the %d most severe results of a run; this one has %zu", RESULTS_KEPT,
			   count);
	return !buf_failed(out);
}
