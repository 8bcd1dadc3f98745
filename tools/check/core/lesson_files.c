#include "check/core/lesson_files.h"

#include "base/path.h"
#include "check/core/config.h"
#include "check/reference/retired.h"

bool lesson_file(void *context, const char *path)
{
	(void)context;
	return strcmp(path_name(path), CONFIG_NAME) != 0 && strcmp(path_name(path), RETIRED_NAME) != 0;
}
