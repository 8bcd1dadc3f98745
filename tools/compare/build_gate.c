#include "compare/build_gate.h"

#include "compare/lock.h"

void build_gate_init(struct build_gate *gate)
{
	*gate = (struct build_gate){ .opened_before = false };
	buf_init(&gate->lock, BUF_CAP);
}

static void close_after(struct build_gate *gate)
{
	if (gate->compared)
		comparison_release(&gate->comparison);
	if (gate->opened_after)
		side_release(&gate->after);
	gate->compared = gate->opened_after = false;
}

void build_gate_release(struct build_gate *gate)
{
	close_after(gate);
	if (gate->opened_before)
		side_release(&gate->before);
	buf_release(&gate->lock);
}

/* If status is a failure, reports the lines of why as one refusal. */
static enum result refuse_if(enum result status, struct build *build, const struct buf *why)
{
	if (status != RESULT_FAILED)
		return status;
	size_t len = why->len;
	while (len > 0 && why->at[len - 1] == '\n')
		len--;
	buf_add(&build->why, buf_cstr(why), len);
	return RESULT_REFUSED;
}

static enum result run(struct build_gate *gate, struct build *build, unsigned jobs, struct gate *judged)
{
	if (!gate_fits(&gate->before, &gate->after, &build->why))
		return RESULT_REFUSED;
	gate->compared = true;
	enum result status = compare(&gate->comparison, &gate->before, &gate->after, jobs);
	if (status == RESULT_OK)
		*judged = gate_judge(&gate->comparison);
	return refuse_if(status, build, &gate->comparison.why);
}

/* Whether items may have declarations, which packs don't contain: that learners must relearn them, which requires a
 * higher version, or that progress is kept, which may be wrong. */
static bool may_declare(const struct comparison *comparison, const struct gate *judged)
{
	if (comparison->kinds & CHANGE_BIT(CHANGE_ANSWER_CHANGED))
		return true;
	unsigned renewable =
		CHANGE_BIT(CHANGE_ITEM_REWORDED) | CHANGE_BIT(CHANGE_OPTION_ADDED) | CHANGE_BIT(CHANGE_OPTION_REMOVED);
	return comparison->kinds & renewable && !version_says(&judged->before, &judged->declared, BUMP_MAJOR);
}

/* Uses the pack that was just written, of which only changed lessons must be read. */
static enum result judge_pack(struct build_gate *gate, struct build *build, unsigned jobs, bool *passes)
{
	struct output *full = NULL;
	struct gate judged;
	*passes = false;
	for (size_t i = 0; i < build->outputs.count; i++)
		if (build->outputs.all[i].edition == EDITION_FULL)
			full = &build->outputs.all[i];
	if (!full)
		return RESULT_OK;
	gate->opened_after = true;
	enum result opened = side_open_pack_fd(&gate->after, buf_cstr(&full->path), fileno(full->writer.stream));
	/* Users know the pack by its definition. */
	gate->after.path = build->definition.source.path;
	if (opened == RESULT_OK)
		opened = side_read_retired(&gate->after, buf_cstr(&build->folder));
	enum result status = refuse_if(opened, build, &gate->after.why);
	if (status == RESULT_OK)
		status = run(gate, build, jobs, &judged);
	*passes = status == RESULT_OK && gate_passes(&judged) && !may_declare(&gate->comparison, &judged);
	return status;
}

/* Uses the lessons, which have locations and declarations. */
static enum result judge_lessons(struct build_gate *gate, struct build *build, unsigned jobs)
{
	struct gate judged;
	gate->opened_after = true;
	enum result opened = side_open(&gate->after, build->definition.source.path, jobs);
	enum result status = refuse_if(opened, build, &gate->after.why);
	if (status == RESULT_OK)
		status = run(gate, build, jobs, &judged);
	if (status != RESULT_OK || gate_passes(&judged))
		return status;
	findings_add(&gate->comparison, &judged, &build->report);
	report_sort(&build->report);
	report_fetch_excerpts(&build->report, 1);
	return build->report.failed ? RESULT_NO_MEMORY : RESULT_REFUSED;
}

/* Without a lock it is unknown whether progress would be lost. */
static enum result judge_without(const struct build_gate *gate, struct build *build)
{
	const struct definition *definition = &build->definition;
	if (!gate->is_release || definition->release <= 1)
		return RESULT_OK;
	buf_format(
		&build->why,
		"%s: error: %s is missing, but release %lu implies earlier releases: restore the lock; the folder of "
		"the last release also contains it",
		definition->source.path, buf_cstr(&gate->lock), definition->release);
	return RESULT_REFUSED;
}

enum result build_gate_judge(struct build_gate *gate, struct build *build, unsigned jobs)
{
	bool passes;
	lock_path(&gate->lock, build->definition.source.path);
	if (buf_failed(&gate->lock))
		return RESULT_NO_MEMORY;
	if (!lock_is_there(buf_cstr(&gate->lock)))
		return judge_without(gate, build);
	gate->opened_before = true;
	enum result status = side_open(&gate->before, buf_cstr(&gate->lock), jobs);
	status = refuse_if(status, build, &gate->before.why);
	if (status != RESULT_OK)
		return status;
	status = judge_pack(gate, build, jobs, &passes);
	if (status != RESULT_OK || passes)
		return status;
	close_after(gate);
	return judge_lessons(gate, build, jobs);
}
