/* satchel-diff: what changed between two versions of lessons, and whether the version says so. */
#include "cmd/diff.h"

#include "base/file.h"
#include "base/nearest.h"
#include "base/options.h"
#include "base/path.h"
#include "check/check.h"
#include "cmd/color.h"
#include "compare/lock.h"
#include "pack/edition.h"
#include "release/latest.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORMAT = 1, JOBS, COLOR, QUIET, GATE, BUMP, RETIRE, ID, SINCE, EXPLAIN };

static const struct option_row rows[] = {
	{ FORMAT, 'f', "format", "NAME", "text, markdown, json, sarif or github" },
	{ SINCE, 0, "since", "REV", "compare with what Git holds of REV" },
	{ GATE, 'g', "gate", NULL, "whether the version says enough for what changed since the\nlast release" },
	{ BUMP, 0, "bump", NULL, "write the version that does into the pack definition" },
	{ RETIRE, 0, "retire", "REASON", "write a line into retired.xml for each id that vanished" },
	{ ID, 0, "id", "ID", "withdraw only this one, or a lesson with its items; may be repeated" },
	{ EXPLAIN, 'e', "explain", "CHANGE", "print what a change is and what it does to learners" },
	OPTION_ROW_COLOR(COLOR),
	OPTION_ROW_JOBS(JOBS),
	{ QUIET, 'q', "quiet", NULL, "print nothing; the exit status tells" },
	OPTION_ROWS_COMMON,
	{ 0, 0, NULL, NULL, NULL },
};

static const char usage[] = "satchel-diff [OPTION...] BEFORE AFTER\n"
			    "       satchel-diff [OPTION...] --since REV AFTER\n"
			    "       satchel-diff --gate|--bump [BEFORE] DEFINITION\n"
			    "       satchel-diff --retire REASON [--id ID]... [BEFORE] DEFINITION";
static const char about[] = "Tells which units, lessons, questions, cards and glossary entries were added,\n"
			    "removed, moved or changed, in which words, and what that does to a learner's\n"
			    "progress. BEFORE and AFTER are packs, pack definitions (.xml), folders of lessons\n"
			    "or of a release, or lock files (.lock). With --gate, --bump and --retire, BEFORE is the lock beside\n"
			    "the definition where it is left out.";

int diff_fail(const struct diff *diff, int code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs(DIFF_PROGRAM ": ", diff->err);
	vfprintf(diff->err, format, args);
	fputc('\n', diff->err);
	va_end(args);
	return code;
}

int diff_fail_why(const struct diff *diff, int code, const struct buf *why)
{
	if (!why || why->len == 0 || buf_failed(why))
		return diff_fail(diff, EXIT_FAILED, "out of memory");
	for (const char *line = why->at; *line;) {
		size_t len = strcspn(line, "\n");
		fprintf(diff->err, DIFF_PROGRAM ": %.*s\n", (int)len, line);
		line += len + (line[len] == '\n');
	}
	return code;
}

/* Flushes what was printed; returns code, or EXIT_FAILED where that went wrong. */
static int finish(const struct diff *diff, int code)
{
	if (fflush(diff->out) == 0 && !ferror(diff->out))
		return code;
	return diff_fail(diff, EXIT_FAILED, "cannot write: %s", strerror(errno));
}

/* The place of value among names, or -1 and a complaint. */
static int choose(const struct diff *diff, const char *option, const char *value, const char *const *names,
		  size_t count)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(value));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], value) == 0)
			return (int)i;
		nearest_offer(&nearest, names[i]);
	}
	fprintf(diff->err, DIFF_PROGRAM ": --%s is ", option);
	for (size_t i = 0; i < count; i++)
		fprintf(diff->err, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
	fprintf(diff->err, ", not '%s'", value);
	if (nearest.best)
		fprintf(diff->err, "; did you mean '%s'?", nearest.best);
	fputc('\n', diff->err);
	return -1;
}

static int take_option(struct diff *diff, int id, const char *value)
{
	static const char *const formats[] = { "text", "markdown", "json", "sarif", "github" };
	enum option_color color = OPTION_COLOR_AUTO;
	int chosen = 0;
	switch (id) {
	case FORMAT:
		chosen = choose(diff, "format", value, formats, sizeof(formats) / sizeof(formats[0]));
		diff->format = (enum diff_format)chosen;
		break;
	case COLOR:
		if (!option_color(value, &color))
			return diff_fail(diff, EXIT_USAGE, OPTION_NOT_COLOR, value);
		diff->colour = color_wanted(color, diff->out);
		break;
	case JOBS:
		if (!option_jobs(value, &diff->jobs))
			return diff_fail(diff, EXIT_USAGE, OPTION_NOT_JOBS, value);
		break;
	case GATE: diff->gate = true; break;
	case BUMP: diff->bump = true; break;
	case RETIRE: diff->retire = value; break;
	case ID: diff->ids[diff->id_count++] = value; break;
	case SINCE: diff->since = value; break;
	case EXPLAIN: diff->explain = value; break;
	default: diff->quiet = true;
	}
	return chosen < 0 ? EXIT_USAGE : EXIT_CLEAN;
}

static int check_operands(const struct diff *diff)
{
	bool judges = diff->gate || diff->bump || diff->retire;
	if (diff->gate + diff->bump + (diff->retire != NULL) > 1)
		return diff_fail(diff, EXIT_USAGE, "--gate, --bump and --retire are given one at a time");
	if (diff->id_count > 0 && !diff->retire)
		return diff_fail(diff, EXIT_USAGE, "--id goes with --retire");
	if (diff->since && diff->operand_count == 1)
		return EXIT_CLEAN;
	if (diff->since)
		return diff_fail(diff, EXIT_USAGE,
				 "with --since give one thing: what it is now; try '" DIFF_PROGRAM " --help'");
	if (diff->operand_count == 2 || (judges && diff->operand_count == 1))
		return EXIT_CLEAN;
	if (diff->retire && diff->operand_count > 2)
		return diff_fail(diff, EXIT_USAGE, "give the reason in quotes, and behind it the pack definition: "
						   "--retire \"asked twice\" packs/NAME.xml");
	return diff_fail(diff, EXIT_USAGE, "%s; try '" DIFF_PROGRAM " --help'",
			 judges ? "give the pack definition" : "give two things to compare, the older one first");
}

static int read_arguments(struct diff *diff, int argc, char **argv)
{
	struct options options;
	options_init(&options, rows, argc, argv);
	for (int id; (id = options_next(&options)) != OPTIONS_END;) {
		switch (id) {
		case OPTION_HELP:
			options_print_help(diff->out, usage, about, rows);
			diff->done = true;
			return EXIT_CLEAN;
		case OPTION_VERSION:
			fprintf(diff->out, DIFF_PROGRAM " " SATCHEL_VERSION "\n");
			diff->done = true;
			return EXIT_CLEAN;
		case OPTIONS_OPERAND:
			if (diff->operand_count < 2)
				diff->operands[diff->operand_count] = options.value;
			diff->operand_count++;
			break;
		case OPTIONS_ERROR: return diff_fail(diff, EXIT_USAGE, "%s", options.error);
		default:
			if (take_option(diff, id, options.value) != EXIT_CLEAN)
				return EXIT_USAGE;
		}
	}
	return diff->explain ? EXIT_CLEAN : check_operands(diff);
}

/* change/NAME, or NAME alone. */
static int explain(const struct diff *diff)
{
	char name[128];
	struct nearest nearest;
	snprintf(name, sizeof(name), "%s%s", strncmp(diff->explain, "change/", 7) == 0 ? "" : "change/", diff->explain);
	enum rule_id rule = rule_find(str_from(name));
	if (rule != RULE_COUNT && rule_is_change(rule) && check_rule_page(rule)) {
		fputs(check_rule_page(rule), diff->out);
		return EXIT_CLEAN;
	}
	nearest_init(&nearest, str_from(name));
	fprintf(diff->err, DIFF_PROGRAM ": there is no change '%s'; there are:", diff->explain);
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (!rule_is_change((enum rule_id)id))
			continue;
		const char *other = rule_get((enum rule_id)id)->name;
		fprintf(diff->err, " %s", strchr(other, '/') + 1);
		nearest_offer(&nearest, other);
	}
	fputc('\n', diff->err);
	if (nearest.best)
		diff_fail(diff, EXIT_USAGE, "did you mean '%s'?", strchr(nearest.best, '/') + 1);
	return EXIT_USAGE;
}

/* The path of what was before: what is named, what Git has, or the lock beside the definition; NULL where there is no
 * lock. */
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
		return buf_failed(&diff->lock) ? diff_fail_why(diff, EXIT_FAILED, NULL) : EXIT_CLEAN;
	}
	buf_init(&why, BUF_CAP);
	enum revision_status status = revision_open(&diff->revision, diff->since, after, &why);
	if (status == REVISION_OK && !revision_path(&diff->revision, after, &diff->was))
		status = REVISION_FAILED;
	if (status == REVISION_OK && access(buf_cstr(&diff->was), F_OK) != 0) {
		buf_format(&why, "there is no '%s' at '%s'", after, diff->since);
		status = REVISION_UNKNOWN;
	}
	int code = status == REVISION_OK
			   ? EXIT_CLEAN
			   : diff_fail_why(diff, status == REVISION_UNKNOWN ? EXIT_USAGE : EXIT_FAILED, &why);
	buf_release(&why);
	*path = buf_cstr(&diff->was);
	return code;
}

/* What is wrong with a side; of one that Git holds, for people it is the file they know, as it was. */
static int tell_side(const struct diff *diff, const struct side *side, enum side_status status)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	if (diff->since && side == &diff->before)
		revision_tell(&diff->revision, diff->since, &side->why, &why);
	else
		buf_str(&why, buf_view(&side->why));
	int code = diff_fail_why(diff, EXIT_FAILED, status == SIDE_BROKEN ? &why : NULL);
	buf_release(&why);
	return code;
}

/* Whether path is a folder that begins as a release does. */
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

/* Of a folder of a release, its pack: the full one, or the first. */
static const char *find_pack(struct diff *diff, const char *path, struct buf *pack)
{
	struct release_latest latest;
	if (!is_release(diff, path, &latest))
		return path;
	const struct release_edition *edition = &latest.editions[0];
	for (size_t i = 0; i < latest.edition_count; i++)
		if (strcmp(latest.editions[i].edition, edition_names[EDITION_FULL]) == 0)
			edition = &latest.editions[i];
	/* A relative address, which a release has, is a path. */
	buf_format(pack, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", edition->url);
	diff->no_memory = diff->no_memory || buf_failed(pack);
	return buf_cstr(pack);
}

/* A folder that is named for its lessons must have some: with a name mistyped, all would seem to be gone, or new. */
static int check_lessons(const struct diff *diff, const struct side *side)
{
	if (side->id || side->is_nothing || side->lesson_count > 0)
		return EXIT_CLEAN;
	return diff_fail(diff, EXIT_USAGE, "there is no lesson in '%s'", side->path);
}

static int open_sides(struct diff *diff)
{
	const char *paths[2] = { NULL, diff->operands[diff->operand_count - 1] };
	struct side *sides[2] = { &diff->before, &diff->after };
	enum side_status statuses[2] = { SIDE_OK, SIDE_OK };
	int code = find_before(diff, &paths[0]);
	if (code != EXIT_CLEAN)
		return code;
	for (size_t i = 0; i < 2; i++)
		if (paths[i] && !(i == 0 && diff->since))
			paths[i] = find_pack(diff, paths[i], &diff->packs[i]);
	if (diff->no_memory)
		return diff_fail_why(diff, EXIT_FAILED, NULL);
	if (paths[0]) {
		side_open_both(sides, paths, diff->jobs, statuses);
	} else {
		side_open_nothing(&diff->before, buf_cstr(&diff->lock));
		statuses[1] = side_open(&diff->after, paths[1], diff->jobs);
	}
	diff->opened = true;
	for (size_t i = 0; i < 2; i++)
		if (statuses[i] != SIDE_OK)
			code = tell_side(diff, sides[i], statuses[i]);
	/* At a revision, there may have been none yet. */
	for (size_t i = diff->since ? 1 : 0; i < 2 && code == EXIT_CLEAN; i++)
		code = check_lessons(diff, sides[i]);
	/* For people it is the file they know, as it was. */
	if (diff->since)
		diff->before.path = diff->since;
	return code;
}

static int run(struct diff *diff)
{
	int code = open_sides(diff);
	if (code != EXIT_CLEAN)
		return code;
	enum compare_status status = compare(&diff->comparison, &diff->before, &diff->after, diff->jobs);
	if (status != COMPARE_OK)
		code = diff_fail_why(diff, EXIT_FAILED, status == COMPARE_BROKEN ? &diff->comparison.why : NULL);
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
	struct diff diff = { .out = out, .err = err, .colour = color_wanted(OPTION_COLOR_AUTO, out) };
	(void)in;
	/* A reader that goes away is a failed write, to be told as one. */
	signal(SIGPIPE, SIG_IGN);
	buf_init(&diff.lock, BUF_CAP);
	for (size_t i = 0; i < 2; i++)
		buf_init(&diff.packs[i], BUF_CAP);
	buf_init(&diff.was, BUF_CAP);
	revision_init(&diff.revision);
	diff.ids = malloc(((size_t)argc + 1) * sizeof(*diff.ids));
	int code = diff.ids ? read_arguments(&diff, argc, argv) : diff_fail(&diff, EXIT_FAILED, "out of memory");
	if (code == EXIT_CLEAN && !diff.done)
		code = diff.explain ? explain(&diff) : run(&diff);
	code = finish(&diff, code);
	if (diff.opened) {
		side_release(&diff.after);
		side_release(&diff.before);
	}
	free(diff.ids);
	revision_release(&diff.revision);
	buf_release(&diff.was);
	for (size_t i = 0; i < 2; i++)
		buf_release(&diff.packs[i]);
	buf_release(&diff.lock);
	return code;
}
