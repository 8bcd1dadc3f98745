/* satchel-pack build, and what it shares with release. */
#include "cmd/pack_build.h"

#include "base/file.h"
#include "check/run/select.h"
#include "cmd/check_program.h"
#include "compare/build_gate.h"
#include "pack/root_id.h"

#include <stdlib.h>

/* The context of a build's callbacks. */
struct build_context {
	struct check_program check;
	struct build *build;
	struct build_gate gate;
	const struct pack_arguments *arguments;
	const char *operand; /* of the checker: the definition's folder */
	struct committed *committed; /* or NULL */
	bool failed; /* memory ran out */
	int code;    /* if the lessons could not be checked; else PROGRAM_GO_ON */
};

/* Lessons of the definition are packed, and so checked, wherever they are. */
static bool is_listed(void *context, const char *path)
{
	struct build_context *packing = context;
	struct buf id;
	buf_init(&id, 4096);
	enum root_id_status status = root_id_read(path, &id);
	packing->failed = packing->failed || status == ROOT_ID_NO_MEMORY;
	bool listed = status == ROOT_ID_FOUND && definition_find(&packing->build->definition, buf_view(&id));
	buf_release(&id);
	return listed;
}

/* A checker_configured: turns off warnings in lessons. Those about changes explain an error of the gate. */
static enum checker_status keep_errors(void *context, struct checker *checker)
{
	const struct rule_settings all = checker->settings;
	(void)context;
	checker_set_least(checker, SEVERITY_ERROR, false);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (rule_selector_matches(STR("change/"), rule_get((enum rule_id)id)))
			checker->settings.severity[id] = all.severity[id];
	return CHECKER_OK;
}

/* A build_check. */
static enum result check(void *context, struct build *build, struct build_lessons *lessons,
			 check_lesson_visitor *on_lesson, void *visitor)
{
	struct build_context *packing = context;
	struct checker *checker = &packing->check.checker;
	const struct checker_hooks hooks = { .on_lesson = on_lesson, .context = visitor };
	packing->operand = buf_cstr(&build->folder);
	checker->operands = &packing->operand;
	checker->operand_count = 1;
	packing->code = check_program_code(checker_prepare(checker));
	if (packing->failed)
		return RESULT_NO_MEMORY;
	if (packing->code != PROGRAM_GO_ON)
		return RESULT_FAILED;
	build->settings = checker->settings;
	*lessons = (struct build_lessons){ &checker->lessons, checker->roots };
	switch (checker_check(checker, &hooks, &build->report)) {
	case CHECK_OK: return checker->failed ? RESULT_FAILED : RESULT_OK;
	case CHECK_UNREAD: return RESULT_FAILED;
	case CHECK_STOPPED:
	case CHECK_NO_MEMORY: break;
	}
	return RESULT_NO_MEMORY;
}

/* A tag can only restore what is committed. */
static enum result approve_committed(struct build_context *packing, struct build *build)
{
	struct committed *committed = packing->committed;
	const struct program *program = &packing->check.program;
	const struct pack_arguments *arguments = packing->arguments;
	enum result status = committed_check(committed, build, &packing->check.checker.lessons, arguments->config);
	if (status == RESULT_FAILED && arguments->allow_dirty)
		status = RESULT_OK;
	if (status == RESULT_OK && buf_cstr(&committed->tree)[0] && !committed->in_repository && !arguments->quiet)
		program_warn(program,
			     "'%s' is not in a Git repository, so whether the content of this "
			     "release is committed is unknown",
			     build->definition.source.path);
	if (status != RESULT_OK || committed->count == 0)
		return status;
	if (arguments->allow_dirty) {
		if (!arguments->quiet)
			fputs(buf_cstr(&committed->missing), program->err);
		if (!arguments->quiet)
			program_warn(program, "trial release: its content is not committed");
		return RESULT_OK;
	}
	buf_format(&build->why, "%s", buf_cstr(&committed->missing));
	if (committed->count > COMMITTED_SHOWN)
		buf_format(&build->why, "and %zu more\n", committed->count - COMMITTED_SHOWN);
	buf_format(&build->why,
		   "%s: error: the content of this release is not committed, so its tag would not contain it\n"
		   "  = help: commit the files above; for a trial that is not published, add --allow-dirty",
		   build->definition.source.path);
	return RESULT_REFUSED;
}

/* A build_approve. */
static enum result approve(void *context, struct build *build)
{
	struct build_context *packing = context;
	enum result status = build_gate_judge(&packing->gate, build, packing->check.checker.jobs);
	return status == RESULT_OK && packing->committed ? approve_committed(packing, build) : status;
}

static bool print_findings(const struct build_context *packing)
{
	struct build *build = packing->build;
	FILE *err = packing->check.program.err;
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool good = check_program_render(&packing->check, &build->report, &packing->check.checker.lessons, err);
	mistakes_render(&build->mistakes, &build->definition.source, &text);
	good = good && !buf_failed(&text) && fwrite(buf_cstr(&text), 1, text.len, err) == text.len;
	buf_release(&text);
	return good;
}

static int refuse(const struct program *program, const struct build *build)
{
	size_t errors = build->report.counts[SEVERITY_ERROR] + build->mistakes.errors;
	struct buf text;
	buf_init(&text, BUF_CAP);
	if (build->why.len > 0) {
		fprintf(program->err, "%s\n", buf_cstr(&build->why));
		errors++;
	}
	human_count(&text, errors, "error");
	program_fail(program, EXIT_FINDINGS, "%s; no pack was written", buf_cstr(&text));
	buf_release(&text);
	return EXIT_FINDINGS;
}

static int check_edition(const struct program *program, const char *edition)
{
	for (int i = 0; edition && i < EDITIONS; i++)
		if (strcmp(edition, edition_names[i]) == 0)
			return PROGRAM_GO_ON;
	return edition ? program_fail(program, EXIT_USAGE, "--edition must be full or free, not '%s'", edition)
		       : PROGRAM_GO_ON;
}

static int run(struct build_context *packing, const struct build_request *request, pack_built *built, void *context)
{
	struct build *build = packing->build;
	const struct program *program = &packing->check.program;
	enum result status = build_run(build, request);
	bool silent = status == RESULT_OK && packing->arguments->quiet;
	if (status != RESULT_NO_MEMORY && !silent && !print_findings(packing))
		status = RESULT_NO_MEMORY;
	switch (status) {
	case RESULT_OK: return built(context, build);
	case RESULT_REFUSED: return refuse(program, build);
	case RESULT_FAILED:
		if (build->why.len > 0)
			program_fail(program, EXIT_FAILED, "%s", buf_cstr(&build->why));
		return program_fail(program, packing->code == PROGRAM_GO_ON ? EXIT_FAILED : packing->code,
				    "no pack was written");
	case RESULT_NO_MEMORY: break;
	}
	return program_fail(program, EXIT_FAILED, "out of memory; no pack was written");
}

int pack_make(const struct pack_arguments *arguments, const struct pack_order *order)
{
	struct build build;
	struct build_context packing = {
		.build = &build, .arguments = arguments, .committed = order->committed, .code = PROGRAM_GO_ON
	};
	struct check_program *check_program = &packing.check;
	const struct program *program = &check_program->program;
	struct checker *checker = &check_program->checker;
	struct build_request request = {
		.definition = arguments->operands[0],
		.output = order->output,
		.versioned = order->versioned,
		.date = order->date[0] ? order->date : NULL,
		.edition = arguments->edition,
		.base = arguments->base,
		.level = order->is_release ? DEFLATE_BEST : DEFLATE_FAST,
		.jobs = arguments->jobs,
		.check = check,
		.approve = approve,
		.context = &packing,
	};
	check_program_init(check_program, PACK_PROGRAM, NULL, arguments->program.out, arguments->program.err);
	check_program->mistakes_out = arguments->program.err;
	checker->jobs = arguments->jobs;
	check_program->quiet = arguments->quiet;
	checker->config_path = arguments->config;
	checker->no_config = arguments->no_config;
	checker->names = is_listed;
	checker->context_of_names = &packing;
	if (arguments->quiet)
		checker->configured = keep_errors;
	check_program_take_real_day(check_program);
	build_init(&build);
	build_gate_init(&packing.gate);
	packing.gate.is_release = order->is_release;
	if (request.date || arguments->today)
		checker->today = arguments->today ? arguments->today : request.date;
	int code = check_program_check_today(check_program);
	if (code == PROGRAM_GO_ON)
		code = check_edition(program, arguments->edition);
	if (code == PROGRAM_GO_ON && arguments->config && arguments->no_config)
		code = program_fail(program, EXIT_USAGE, "--config and --no-config cannot be combined");
	if (code == PROGRAM_GO_ON)
		code = run(&packing, &request, order->built, order->context);
	build_release(&build);
	build_gate_release(&packing.gate);
	check_program_release(check_program);
	return code;
}

/* A pack_built: prints a line for each pack. */
static int print_packs(void *context, struct build *build)
{
	const struct pack_arguments *arguments = context;
	const struct definition *definition = &build->definition;
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < build->outputs.count; i++) {
		const struct output *output = &build->outputs.all[i];
		buf_format(&text, "%s: %.*s %.*s, release %lu: ", buf_cstr(&output->path), STR_ARG(definition->id),
			   STR_ARG(definition->version), definition->release);
		human_count(&text, output->lessons, "lesson");
		buf_text(&text, ", ");
		human_count(&text, output->size, "byte");
		buf_char(&text, '\n');
	}
	int code = arguments->quiet ? EXIT_CLEAN : program_print(&arguments->program, &text);
	buf_release(&text);
	return code;
}

int pack_build(const struct pack_arguments *arguments)
{
	char date[DATE_SIZE];
	struct pack_order order = { .output = arguments->output, .date = date, .built = print_packs };
	int code = pack_take_date(&arguments->program, date);
	order.context = (void *)(uintptr_t)arguments;
	return code == EXIT_CLEAN ? pack_make(arguments, &order) : code;
}
