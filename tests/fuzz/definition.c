/* libFuzzer target: a pack definition, and the same bytes as satchel.xml. What is accepted without an error must be
 * well-formed for libxml2, and what satchel.xml sets must be written as such a file. */
#include "check/core/config.h"
#include "pack/definition.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

static bool is_well_formed(struct str bytes)
{
	xmlDocPtr document = xmlReadMemory(bytes.at, (int)bytes.len, NULL, NULL,
					   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlFreeDoc(document);
	return document != NULL;
}

static void read_definition(struct str bytes)
{
	struct definition definition;
	struct mistakes mistakes;
	struct buf why, text;
	char path[32];
	int fd = memfd_create("definition", 0);
	require(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	mistakes_init(&mistakes);
	buf_init(&why, BUF_CAP);
	buf_init(&text, BUF_CAP);
	enum result result = definition_read(&definition, path, &mistakes, &why);
	require(result == RESULT_OK && !mistakes.failed);
	for (const struct mistake *m = mistakes.first; m; m = m->next)
		require(m->span.start <= m->span.end && m->span.end <= bytes.len);
	require(mistakes.errors || (definition.id.at && definition.units && is_well_formed(bytes)));
	for (size_t i = 0; !mistakes.errors && i < definition.lesson_count; i++)
		require(definition_find(&definition, definition.by_id[i]->id) == definition.by_id[i]);
	mistakes_render(&mistakes, &definition.source, &text);
	require(!buf_failed(&text));
	definition_release(&definition);
	mistakes_release(&mistakes);
	buf_release(&why);
	buf_release(&text);
	close(fd);
}

/* Whether it is accepted. Writes what it sets. */
static bool read_config(struct str bytes, struct buf *out)
{
	struct config config;
	struct report report;
	struct rule_settings settings;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	config_init(&config);
	enum config_status status = config_read_text(&config, "/", bytes, &report);
	require(status != CONFIG_NO_MEMORY);
	bool good = status == CONFIG_OK && !report.counts[SEVERITY_ERROR];
	if (good)
		config_write(&config, &config.settings, out);
	config_release(&config);
	report_release(&report);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str bytes = { (const char *)data, size };
	struct buf text, again;
	buf_init(&text, BUF_CAP);
	buf_init(&again, BUF_CAP);
	read_definition(bytes);
	if (read_config(bytes, &text)) {
		require(is_well_formed(bytes));
		require(read_config(buf_view(&text), &again));
	}
	buf_release(&text);
	buf_release(&again);
	return 0;
}
