/* satchel-diff: what changed between two versions of lessons, and whether the version covers it. */
#include "cmd/diff.h"

#include "base/file.h"
#include "base/nearest.h"
#include "base/path.h"
#include "check/core/check.h"
#include "compare/lock.h"
#include "pack/edition.h"
#include "release/latest.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* In the order of enum diff_format. */
static const char *const format_names[] = { "text", "markdown", "json", "sarif", "github", NULL };

static const struct option_row rows[] = {
	OPT_CHOICE('f', "format", "NAME", format_names, struct diff, format, "how to print changes:"),
	OPT_STRING(0, "since", "REV", struct diff, since, "compare with the Git revision REV"),
	OPT_BOOL('g', "gate", struct diff, gate, "check that the version covers the changes since the last\nrelease"),
	OPT_BOOL(0, "bump", struct diff, bump, "write the required version into the pack definition"),
	OPT_STRING(0, "retire", "REASON", struct diff, retire, "add a line to retired.xml for each vanished id"),
	OPT_LIST(0, "id", "ID", struct diff, ids, "retire only this id, for a lesson also its items; may be repeated"),
	OPT_STRING('e', "explain", "CHANGE", struct diff, explain, "explain a change and its effect on learners"),
	OPT_COLOR(struct diff, color),
	OPT_JOBS(struct diff, jobs),
	OPT_BOOL('q', "quiet", struct diff, quiet, "print nothing, only set the exit status"),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-diff [OPTION...] BEFORE AFTER\n"
		 "       satchel-diff [OPTION...] --since REV AFTER\n"
		 "       satchel-diff --gate|--bump [BEFORE] DEFINITION\n"
		 "       satchel-diff --retire REASON [--id ID]... [BEFORE] DEFINITION",
	.about = "Reports which units, lessons, questions, cards and glossary entries were added,\n"
		 "removed, moved or changed, in which words, and what that does to a learner's\n"
		 "progress. BEFORE and AFTER are packs, pack definitions (.xml), folders of lessons\n"
		 "or of a release, or lock files (.lock). With --gate, --bump and --retire, BEFORE\n"
		 "is by default the lock beside the definition.",
};

static int check_operands(struct diff *diff)
{
	const struct program *program = &diff->program;
	size_t count = program->options.operand_count;
	bool judges = diff->gate || diff->bump || diff->retire;
	diff->operand_count = count;
	for (size_t i = 0; i < count && i < 2; i++)
		diff->operands[i] = program->options.operands[i];
	if (diff->gate + diff->bump + (diff->retire != NULL) > 1)
		return program_fail(program, EXIT_USAGE, "--gate, --bump and --retire cannot be combined");
	if (diff->ids.count > 0 && !diff->retire)
		return program_fail(program, EXIT_USAGE, "--id needs --retire");
	if (diff->since && count == 1)
		return PROGRAM_GO_ON;
	if (diff->since)
		return program_fail(program, EXIT_USAGE,
				    "with --since, give only the current version; see satchel-diff --help");
	if (count == 2 || (judges && count == 1))
		return PROGRAM_GO_ON;
	if (diff->retire)
		return program_fail(program, EXIT_USAGE,
				    "give the reason in quotes, then the pack definition: "
				    "--retire \"asked twice\" packs/NAME.xml");
	return program_fail(program, EXIT_USAGE, "%s; see satchel-diff --help",
			    judges ? "give the pack definition" : "give two versions to compare, the older one first");
}

/* change/NAME, or just NAME. */
static int explain(const struct diff *diff)
{
	char name[128];
	struct nearest nearest;
	snprintf(name, sizeof(name), "%s%s", strncmp(diff->explain, "change/", 7) == 0 ? "" : "change/", diff->explain);
	enum rule_id rule = rule_find(str_from(name));
	if (rule != RULE_COUNT && rule_is_change(rule) && check_rule_page(rule)) {
		fputs(check_rule_page(rule), diff->program.out);
		return EXIT_CLEAN;
	}
	nearest_init(&nearest, str_from(name));
	fprintf(diff->program.err, "%s: unknown change '%s'; the changes are:", diff->program.name, diff->explain);
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (!rule_is_change((enum rule_id)id))
			continue;
		const char *other = rule_get((enum rule_id)id)->name;
		fprintf(diff->program.err, " %s", strchr(other, '/') + 1);
		nearest_offer(&nearest, other);
	}
	fputc('\n', diff->program.err);
	if (nearest.best)
		program_fail(&diff->program, EXIT_USAGE, "did you mean '%s'?", strchr(nearest.best, '/') + 1);
	return EXIT_USAGE;
}

/* The path of the old side: given, from Git, or the lock beside the definition; NULL if there is no lock. */
static int find_before(struct diff *diff, const char **path)
{
	struct buf why;
	const char *after = diff->operands[diff->operand_count - 1];
	*path = diff->operands[0];
	if (diff->operand_count == 2)
		return EXIT_CLEAN;
	if (!diff->since) {
		lock_path(&diff->lock, after);
		*path = lock_is_there(buf_cstr(&diff->lock)) ? buf_cstr(&diff->lock) : NULL;
		return buf_failed(&diff->lock) ? program_fail_lines(&diff->program, EXIT_FAILED, NULL) : EXIT_CLEAN;
	}
	buf_init(&why, BUF_CAP);
	enum result status = revision_open(&diff->revision, diff->since, after, &why);
	if (status == RESULT_OK && !revision_path(&diff->revision, after, &diff->was))
		status = RESULT_FAILED;
	if (status == RESULT_OK && access(buf_cstr(&diff->was), F_OK) != 0) {
		buf_format(&why, "there is no '%s' at '%s'", after, diff->since);
		status = RESULT_REFUSED;
	}
	int code = status == RESULT_OK ? EXIT_CLEAN
				       : program_fail_lines(&diff->program,
							    status == RESULT_REFUSED ? EXIT_USAGE : EXIT_FAILED, &why);
	buf_release(&why);
	*path = buf_cstr(&diff->was);
	return code;
}

/* Reports errors in a side; for one from Git, with the path that users know. */
static int report_side(const struct diff *diff, const struct side *side, enum result status)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	if (diff->since && side == &diff->before)
		revision_rewrite(&diff->revision, diff->since, &side->why, &why);
	else
		buf_str(&why, buf_view(&side->why));
	int code = program_result(&diff->program, status, &why, NULL);
	buf_release(&why);
	return code;
}

/* Whether path is a folder that looks like a release. */
static bool is_release(struct diff *diff, const char *path, struct release_latest *latest)
{
	struct buf name, text;
	struct stat info;
	if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
		return false;
	buf_init(&name, 64 * 1024);
	buf_init(&text, LATEST_SIZE_MAX * 2);
	buf_format(&name, "%s/latest.json", path);
	bool found = !buf_failed(&name) && file_read(buf_cstr(&name), LATEST_SIZE_MAX, &text) == FILE_OK &&
		     release_latest_read(latest, buf_view(&text));
	diff->no_memory = diff->no_memory || buf_failed(&name);
	buf_release(&name);
	buf_release(&text);
	return found;
}

/* The pack in the folder of a release: the full one, or the first. */
static const char *find_pack(struct diff *diff, const char *path, struct buf *pack)
{
	struct release_latest latest;
	if (!is_release(diff, path, &latest))
		return path;
	const struct release_edition *edition = &latest.editions[0];
	for (size_t i = 0; i < latest.edition_count; i++)
		if (strcmp(latest.editions[i].edition, edition_names[EDITION_FULL]) == 0)
			edition = &latest.editions[i];
	/* In a release, a relative URL is a path. */
	buf_format(pack, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", edition->url);
	diff->no_memory = diff->no_memory || buf_failed(pack);
	return buf_cstr(pack);
}

/* A given folder must contain lessons: otherwise a misspelled name would look as if all were removed, or new. */
static int check_lessons(const struct diff *diff, const struct side *side)
{
	if (side->id || side->is_nothing || side->lesson_count > 0)
		return EXIT_CLEAN;
	return program_fail(&diff->program, EXIT_USAGE, "no lessons in '%s'", side->path);
}

static int open_sides(struct diff *diff)
{
	const char *paths[2] = { NULL, diff->operands[diff->operand_count - 1] };
	struct side *sides[2] = { &diff->before, &diff->after };
	enum result statuses[2] = { RESULT_OK, RESULT_OK };
	int code = find_before(diff, &paths[0]);
	if (code != EXIT_CLEAN)
		return code;
	for (size_t i = 0; i < 2; i++)
		if (paths[i] && !(i == 0 && diff->since))
			paths[i] = find_pack(diff, paths[i], &diff->packs[i]);
	if (diff->no_memory)
		return program_fail_lines(&diff->program, EXIT_FAILED, NULL);
	if (paths[0]) {
		side_open_both(sides, paths, diff->jobs, statuses);
	} else {
		side_open_nothing(&diff->before, buf_cstr(&diff->lock));
		statuses[1] = side_open(&diff->after, paths[1], diff->jobs);
	}
	diff->opened = true;
	for (size_t i = 0; i < 2; i++)
		if (statuses[i] != RESULT_OK)
			code = report_side(diff, sides[i], statuses[i]);
	/* At a revision, there may have been none yet. */
	for (size_t i = diff->since ? 1 : 0; i < 2 && code == EXIT_CLEAN; i++)
		code = check_lessons(diff, sides[i]);
	/* Show the path that users know. */
	if (diff->since)
		diff->before.path = diff->since;
	return code;
}

static int run(struct diff *diff)
{
	int code = open_sides(diff);
	if (code != EXIT_CLEAN)
		return code;
	enum result status = compare(&diff->comparison, &diff->before, &diff->after, diff->jobs);
	if (status != RESULT_OK)
		code = program_result(&diff->program, status, &diff->comparison.why, NULL);
	else if (diff->gate)
		code = diff_gate(diff);
	else if (diff->bump)
		code = diff_bump(diff);
	else if (diff->retire)
		code = diff_retire(diff);
	else
		code = diff_print(diff, NULL);
	comparison_release(&diff->comparison);
	return code;
}

int diff_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct diff diff = { .program = { .name = "satchel-diff", .in = in, .out = out, .err = err } };
	buf_init(&diff.lock, BUF_CAP);
	for (size_t i = 0; i < 2; i++)
		buf_init(&diff.packs[i], BUF_CAP);
	buf_init(&diff.was, BUF_CAP);
	revision_init(&diff.revision);
	int code = program_start(&diff.program, &help, rows, &diff, argc, argv);
	if (code == PROGRAM_GO_ON && !diff.explain)
		code = check_operands(&diff);
	if (code == PROGRAM_GO_ON)
		code = diff.explain ? explain(&diff) : run(&diff);
	code = program_end(&diff.program, code);
	if (diff.opened) {
		side_release(&diff.after);
		side_release(&diff.before);
	}
	revision_release(&diff.revision);
	buf_release(&diff.was);
	for (size_t i = 0; i < 2; i++)
		buf_release(&diff.packs[i]);
	buf_release(&diff.lock);
	return code;
}
