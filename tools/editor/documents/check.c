#include "editor/documents/check.h"

#include "base/path.h"

#include <time.h>
#include <unistd.h>

void editor_check_init(struct editor_check *check, const struct documents *documents, struct dictionaries *dictionaries)
{
	*check = (struct editor_check){ .documents = documents };
	checker_init(&check->checker);
	check->checker.dictionaries = dictionaries;
	report_init(&check->report, &check->checker.settings);
	buf_init(&check->messages, BUF_CAP);
}

void editor_check_release(struct editor_check *check)
{
	report_release(&check->report);
	checker_release(&check->checker);
	buf_release(&check->messages);
}

static bool go_on(void *context, size_t done, size_t count)
{
	const struct editor_check *check = context;
	(void)done, (void)count;
	return !check->must_stop || !check->must_stop(check->context);
}

static void keep_message(void *context, bool is_info, const char *text)
{
	struct editor_check *check = context;
	if (is_info)
		return;
	buf_text(&check->messages, text);
	buf_char(&check->messages, '\n');
}

static void keep_mistakes(void *context, struct report *report, const char *path)
{
	struct editor_check *check = context;
	(void)path;
	check->mistaken = true;
	report_merge(&check->report, report);
}

/* A check_overlay. Paths of other lessons of a tree may be relative to the working folder. */
static bool give_text(void *context, const char *path, struct str *bytes)
{
	const struct editor_check *check = context;
	const struct document *document = documents_find_path(check->documents, path);
	char folder[4096];
	if (!document && *path != '/' && check->documents->first && getcwd(folder, sizeof(folder))) {
		struct buf whole;
		buf_init(&whole, BUF_CAP);
		path_absolute(&whole, folder, path);
		document = documents_find_path(check->documents, buf_cstr(&whole));
		buf_release(&whole);
	}
	if (document)
		*bytes = buf_view(&document->text.bytes);
	return document != NULL;
}

/* A checker_configured. */
static enum checker_status configure(void *context, struct checker *checker)
{
	const struct editor_check *check = context;
	/* Editors open other XML, too. */
	checker->only_lessons =
		!check->in_tree || (checker->stdin_path && config_ignores(&checker->config, checker->stdin_path));
	/* A document alone is checked without what other lessons decide, and without spelling, which takes longer than
	 * all else. The check with its tree follows. */
	if (checker->alone) {
		checker->settings.severity[RULE_REFERENCE_UNKNOWN_ID] = SEVERITY_OFF;
		checker->config.spelling = false;
	}
	return CHECKER_OK;
}

/* Keeps the text of satchel.xml for when it has mistakes. */
static bool keep_config(struct editor_check *check)
{
	struct str text = check->checker.config.text;
	if (!check->config || check->mistaken || !text.at || str_equal(buf_view(check->config), text))
		return true;
	buf_release(check->config);
	buf_init(check->config, BUF_CAP);
	buf_str(check->config, text);
	return !buf_failed(check->config);
}

static enum editor_check_status run(struct editor_check *check, const char *operand, const struct checker_hooks *hooks)
{
	struct checker *checker = &check->checker;
	const char *operands[] = { operand };
	char today[DATE_SIZE];
	time_t moment = time(NULL);
	struct tm day;
	if (localtime_r(&moment, &day) && strftime(today, sizeof(today), "%Y-%m-%d", &day))
		checker->today = today;
	checker->operands = operands;
	checker->operand_count = 1;
	checker->may_be_empty = true; /* the first lesson may not be saved yet */
	checker->configured = configure;
	checker->context_of_configured = check;
	checker->last_config = check->config && check->config->len ? buf_view(check->config) : STR_NONE;
	checker->in = stdin; /* not read: the text is given */
	checker->overlay = give_text;
	checker->context_of_overlay = check;
	checker->on_message = keep_message;
	checker->on_mistakes = keep_mistakes;
	checker->on_progress = go_on;
	checker->context_of_calls = check;
	enum checker_status status = checker_prepare(checker);
	if (status != CHECKER_OK)
		return status == CHECKER_WRONG ? EDITOR_CHECK_WRONG : EDITOR_CHECK_FAILED;
	if (!keep_config(check))
		return EDITOR_CHECK_FAILED;
	switch (checker_check(checker, hooks, &check->report)) {
	case CHECK_STOPPED: return EDITOR_CHECK_STOPPED;
	case CHECK_NO_MEMORY: return EDITOR_CHECK_FAILED;
	case CHECK_OK:
	case CHECK_UNREAD: break;
	}
	return EDITOR_CHECK_OK;
}

enum editor_check_status editor_check_document(struct editor_check *check, const struct document *document, bool alone)
{
	check->checker.alone = alone || !document->is_file;
	check->checker.stdin_path = document->path;
	return run(check, "-", NULL);
}

enum editor_check_status editor_check_files(struct editor_check *check, const char *path,
					    const struct checker_hooks *hooks)
{
	return run(check, path, hooks);
}
