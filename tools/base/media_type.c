#include "base/media_type.h"

#include <strings.h>

const char *media_type(struct str path)
{
	static const char *const types[][2] = {
		{ ".svg", "image/svg+xml" }, { ".png", "image/png" },	{ ".jpg", "image/jpeg" },
		{ ".jpeg", "image/jpeg" },   { ".webp", "image/webp" }, { ".gif", "image/gif" },
		{ ".avif", "image/avif" },   { ".mp3", "audio/mpeg" },	{ ".ogg", "audio/ogg" },
		{ ".oga", "audio/ogg" },     { ".opus", "audio/ogg" },	{ ".m4a", "audio/mp4" },
		{ ".weba", "audio/webm" },   { ".wav", "audio/wav" },	{ ".mp4", "video/mp4" },
		{ ".m4v", "video/mp4" },     { ".webm", "video/webm" }, { ".vtt", "text/vtt" },
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		size_t len = strlen(types[i][0]);
		if (path.len > len && strncasecmp(path.at + path.len - len, types[i][0], len) == 0)
			return types[i][1];
	}
	return NULL;
}

bool media_type_is_recording(struct str path)
{
	const char *type = media_type(path);
	return type && memcmp(type, "image/", 6) != 0;
}
