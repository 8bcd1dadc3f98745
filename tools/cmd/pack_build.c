/* satchel-pack build */
#include "base/file.h"
#include "check/check.h"
#include "cmd/pack.h"
#include "pack/build.h"
#include "reader/satchel.h"
#include "report/render.h"

#include <stdlib.h>
#include <unistd.h>

static bool wants_colour(FILE *stream)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	return isatty(fileno(stream)) && (!no || !*no) && terminal && strcmp(terminal, "dumb") != 0;
}

static void tell_unread(void *err, const char *path, enum file_status status)
{
	fprintf(err, PACK_PROGRAM ": cannot read '%s': %s\n", path, file_status_text(status));
}

static bool print_findings(struct build *build, FILE *err)
{
	const struct render_options options = {
		.format = RENDER_TEXT,
		.colour = wants_colour(err),
		.program = PACK_PROGRAM,
		.version = SATCHEL_VERSION,
		.files = &build->content.lessons,
		.page = check_rule_page,
	};
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool good = render(&build->report, &options, err);
	mistakes_render(&build->mistakes, &build->definition.source, &text);
	good = good && !buf_failed(&text) && fwrite(buf_cstr(&text), 1, text.len, err) == text.len;
	buf_release(&text);
	return good;
}

static int refuse(const struct build *build, FILE *err)
{
	size_t errors = build->report.counts[SEVERITY_ERROR] + build->mistakes.errors;
	struct buf text;
	buf_init(&text, BUF_CAP);
	if (build->why.len > 0) {
		buf_format(&text, "%s\n", buf_cstr(&build->why));
		errors++;
	}
	buf_text(&text, PACK_PROGRAM ": ");
	pack_count(&text, errors, "error");
	buf_text(&text, "; no pack is written\n");
	fputs(buf_cstr(&text), err);
	buf_release(&text);
	return EXIT_FINDINGS;
}

static int praise(const struct build *build, FILE *out, FILE *err)
{
	struct satchel_error error;
	struct satchel *pack = satchel_open(buf_cstr(&build->output), &error);
	if (!pack) {
		fprintf(err, PACK_PROGRAM ": %s: %s\n", buf_cstr(&build->output), error.message);
		return EXIT_FAILED;
	}
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_format(&text, "%s: %s %s, release %llu: ", buf_cstr(&build->output), manifest->id, manifest->version,
		   (unsigned long long)manifest->release);
	pack_count(&text, satchel_lesson_count(pack), "lesson");
	buf_text(&text, ", ");
	pack_count(&text, satchel_size(pack), "byte");
	buf_char(&text, '\n');
	int code = pack_print(&text, out, err);
	buf_release(&text);
	satchel_close(pack);
	return code;
}

int pack_build(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct build build;
	const struct build_request request = {
		.definition = arguments->operands[0],
		.output = arguments->output,
		.jobs = arguments->jobs,
		.on_error = tell_unread,
		.context_of_calls = err,
	};
	int code = EXIT_FAILED;
	build_init(&build);
	enum build_status status = build_run(&build, &request);
	if (status != BUILD_NO_MEMORY && !print_findings(&build, err))
		status = BUILD_NO_MEMORY;
	switch (status) {
	case BUILD_OK: code = arguments->quiet ? EXIT_CLEAN : praise(&build, out, err); break;
	case BUILD_REFUSED: code = refuse(&build, err); break;
	case BUILD_FAILED:
		if (build.why.len > 0)
			fprintf(err, PACK_PROGRAM ": %s\n", buf_cstr(&build.why));
		fprintf(err, PACK_PROGRAM ": no pack is written\n");
		break;
	case BUILD_NO_MEMORY: fprintf(err, PACK_PROGRAM ": out of memory; no pack is written\n"); break;
	}
	build_release(&build);
	return code;
}
