/* Runs an importer on bytes as if they were a file, and writes the lessons that it makes. */
#ifndef TESTS_FUZZ_IMPORT_H
#define TESTS_FUZZ_IMPORT_H

#include "convert/core/import.h"
#include "convert/core/import_map.h"
#include "lesson/writer.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static inline void import_fuzz(importer *run, const uint8_t *data, size_t size)
{
	struct import_map map;
	struct import import;
	struct buf why, out;
	char path[32];
	int fd = memfd_create("import", 0);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	import_map_init(&map);
	import_init(&import, &map);
	import.language = "en";
	import.reviewed = "2026-11-20";
	import.ids.seed = 1;
	buf_init(&why, BUF_CAP);
	buf_init(&out, BUF_CAP);
	enum result result = run(&import, path, &why);
	if (result == RESULT_REFUSED && !why.len)
		abort();
	for (const struct import_lesson *lesson = import.lessons; lesson; lesson = lesson->next) {
		buf_clear(&out);
		lesson_write(&lesson->lesson, &out);
		xmlDocPtr document = buf_failed(&out) ? NULL
						      : xmlReadMemory(out.at, (int)out.len, NULL, NULL,
								      XML_PARSE_NONET | XML_PARSE_HUGE);
		if (!document)
			abort();
		xmlFreeDoc(document);
	}
	ledger_json(&import.ledger, &out);
	buf_release(&out);
	buf_release(&why);
	import_release(&import);
	import_map_release(&map);
	close(fd);
}

#endif
