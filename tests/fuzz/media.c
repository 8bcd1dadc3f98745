/* libFuzzer target: the files that lessons show or play, from arbitrary bytes. */
#include "check/media/media.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct media media = media_look(bytes);
	struct svg_look svg;
	unsigned uses = 0;
	for (enum file_use use = FILE_PICTURE; use <= FILE_CAPTIONS; use++)
		uses += media_suits(&media, use);
	if (uses > 1 || (media.broken && uses))
		abort();
	if (media_suits(&media, FILE_PICTURE) &&
	    (media.width < 1 || media.height < 1 || media.width > MEDIA_SIDE_MAX || media.height > MEDIA_SIDE_MAX))
		abort();
	if (uses && media.length > MEDIA_LENGTH_MAX)
		abort();
	if (media.kind == MEDIA_SVG)
		svg_look(bytes, &svg);
	return 0;
}
