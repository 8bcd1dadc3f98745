/* A small valid pack, built from files in a folder of its own, for tests that damage it. */
#ifndef TESTS_PACKS_SMALL_H
#define TESTS_PACKS_SMALL_H

#include "base/file.h"
#include "cmd/cmd.h"
#include "reader/satchel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char definition[] =
	"<pack xmlns='urn:satchel:pack:1' id='small' version='1.2.3' release='7' licence='CC0-1.0' xml:lang='en' content='.'>\n"
	"<title>Small</title><description>One lesson.</description><cover src='h.svg' alt='A box.'/><people><author name='Ada &#8220;A&#8221; Byron'/>"
	"<reviewer name='Grace' date='2026-11-19' orcid='0000-0002-1825-0097'><disclosure>None.</disclosure></reviewer>"
	"</people><edition id='full'/><edition id='free'/><rest href='https://example.org/'>Ask your &#8220;library&#8221;.</rest>"
	"<rest xml:lang='de'>Fragen Sie.</rest><unit id='u'><title>U</title><lesson id='heart'/></unit></pack>\n";
static const char lesson[] =
	"<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'>\n"
	"<title>The heart</title><summary>What it does.</summary>\n"
	"<section id='s'><title>Pump</title><p>It pumps blood, and blood, and blood again, and then blood.</p>"
	"<figure id='f' src='h.svg' alt='A heart'/></section>\n"
	"<questions><question-set id='set'><vignette>A man of 40.</vignette><question id='q'><stem>Does it pump?</stem><option correct='true'>Yes<feedback>It does.</feedback></option>"
	"<option>No<feedback>It does.</feedback></option><explanation>It pumps.</explanation></question></question-set></questions>\n"
	"<glossary><entry id='g'><term>Heart</term><definition>A pump.</definition></entry></glossary>\n"
	"</lesson>\n";
static const char config[] = "<satchel xmlns='urn:satchel:config:1'/>\n";
static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'><g><g><g></g></g></g></svg>\n";

struct fixture {
	char folder[64];
	unsigned char *good, *bytes; /* the pack, and a copy to damage */
	size_t size;
};

static void put(const struct fixture *f, const char *name, const void *bytes, size_t size, char *path)
{
	snprintf(path, 128, "%s/%s", f->folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct buf bytes;
	char path[128], output[128];
	assert_non_null(f);
	*state = f;
	snprintf(f->folder, sizeof(f->folder), "/tmp/satchel-hostile.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	put(f, "heart.xml", lesson, sizeof(lesson) - 1, path);
	put(f, "h.svg", svg, sizeof(svg) - 1, path);
	put(f, "satchel.xml", config, sizeof(config) - 1, path);
	put(f, "small.pack", definition, sizeof(definition) - 1, path);
	snprintf(output, sizeof(output), "%s/small.satchel", f->folder);
	char *argv[] = { "satchel-pack", "build", "--quiet", "--jobs=1", "--edition=full", "--output", output, path, NULL };
	assert_int_equal(pack_build_main(8, argv, stdin, stdout, stderr), EXIT_CLEAN);
	buf_init(&bytes, BUF_CAP);
	assert_int_equal(file_read(output, BUF_CAP, &bytes), FILE_OK);
	f->size = bytes.len;
	f->good = malloc(f->size);
	f->bytes = malloc(f->size + 64);
	assert_true(f->good && f->bytes);
	memcpy(f->good, bytes.at, f->size);
	buf_release(&bytes);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	char path[128];
	const char *const names[] = { "heart.xml", "h.svg", "satchel.xml", "small.pack", "small.satchel" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", f->folder, names[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f->good);
	free(f->bytes);
	free(f);
	return 0;
}

#endif
