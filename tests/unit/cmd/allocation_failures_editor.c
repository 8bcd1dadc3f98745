/* Allocation failures in the language server: each request is answered, by what it is answered if nothing fails or by an
 * error; the session goes on, and ends as the protocol says. */
#include "../failing.h"

#include <sched.h>

enum { ANSWERS_MAX = 64 };

/* The answers of a session, by id; each is a view into its output. */
struct answers {
	const char *at[ANSWERS_MAX];
	size_t len[ANSWERS_MAX];
};

static char session_path[64], lesson_uri[96];

static void say(FILE *session, const char *format, ...)
{
	char message[4096];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	assert_in_range(len, 1, sizeof(message) - 1);
	fprintf(session, "Content-Length: %d\r\n\r\n%s", len, message);
}

static void ask(FILE *session, int *id, const char *method, const char *more)
{
	say(session, "{\"id\":%d,\"method\":\"%s\",\"params\":{\"textDocument\":{\"uri\":\"%s\"}%s}}", ++*id, method,
	    lesson_uri, more);
}

#define AT(line, character) "{\"line\":" #line ",\"character\":" #character "}"
#define FROM(line, character, end) "{\"start\":" AT(line, character) ",\"end\":" AT(line, end) "}"

static void write_requests(FILE *session, int *id)
{
	static const struct {
		const char *method, *more;
	} rows[] = {
		/* Twice, because actions are about all findings only after one has been answered. */
		{ "textDocument/diagnostic", "" },
		{ "textDocument/diagnostic", "" },
		{ "textDocument/codeAction", ",\"context\":{\"diagnostics\":[]},\"range\":" FROM(0, 0, 900) },
		{ "textDocument/codeAction", ",\"context\":{\"diagnostics\":[]},\"range\":" FROM(1, 3, 3) },
		{ "textDocument/hover", ",\"position\":" AT(1, 12) },
		{ "textDocument/definition", ",\"position\":" AT(1, 12) },
		{ "textDocument/references", ",\"context\":{\"includeDeclaration\":true},\"position\":" AT(1, 12) },
		{ "textDocument/rename", ",\"newName\":\"c-new\",\"position\":" AT(1, 12) },
		{ "textDocument/documentSymbol", "" },
		{ "textDocument/foldingRange", "" },
		{ "textDocument/documentLink", "" },
		{ "textDocument/codeLens", "" },
		{ "textDocument/selectionRange", ",\"positions\":[" AT(1, 12) "]" },
		{ "textDocument/completion", ",\"position\":" AT(1, 1) },
		{ "textDocument/completion", ",\"position\":" AT(1, 7) },
		{ "textDocument/rangeFormatting", ",\"options\":{},\"range\":" FROM(0, 0, 900) },
		{ "workspace/symbol", ",\"query\":\"heart\"" },
		{ "workspace/diagnostic", ",\"previousResultIds\":[{\"uri\":\"file:///x\",\"value\":\"1\"}]" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ask(session, id, rows[i].method, rows[i].more);
}

static void write_session(void)
{
	int id = 0;
	FILE *session = fopen(session_path, "w");
	assert_non_null(session);
	say(session,
	    "{\"id\":%d,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"textDocument\":{\"diagnostic\":{},"
	    "\"completion\":{\"completionItem\":{\"snippetSupport\":true}}}},"
	    "\"workspaceFolders\":[{\"uri\":\"file://%s\"}]}}",
	    ++id, folder);
	say(session, "{\"method\":\"initialized\",\"params\":{}}");
	say(session,
	    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"%s\",\"version\":1,\"text\":"
	    "\"<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'><title>The heart</title>"
	    "<summary>What it does.</summary><section id='s'><title>Pump</title><p>It is is a pump</p></section><cards>\\n"
	    "<card id='c-old'><front>What does it pump?</front><back><link to='s'>Blood</link></back></card></cards>"
	    "</lesson>\"}}}",
	    lesson_uri);
	say(session,
	    "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"%s\",\"version\":2},"
	    "\"contentChanges\":[{\"range\":" FROM(0, 0, 0) ",\"text\":\"<!-- \xc3\xa9 -->\"}]}}",
	    lesson_uri);
	write_requests(session, &id);
	say(session, "{\"id\":%d,\"method\":\"shutdown\"}", ++id);
	say(session, "{\"method\":\"exit\"}");
	assert_int_equal(fclose(session), 0);
}

static int serve(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	FILE *session = fopen(session_path, "r");
	(void)in;
	assert_non_null(session);
	int code = lsp_main(argc, argv, session, out, err);
	fclose(session);
	return code;
}

/* Takes the messages of the output apart. Those of the server itself have no place. */
static size_t read_answers(const struct outcome *outcome, struct answers *answers)
{
	static const char start[] = "{\"jsonrpc\":\"2.0\",\"id\":";
	size_t count = 0;
	const char *at = outcome->out;
	*answers = (struct answers){ .len = { 0 } };
	while (at < outcome->out + outcome->out_len) {
		unsigned long len = 0;
		assert_int_equal(sscanf(at, "Content-Length: %lu", &len), 1);
		at = strstr(at, "\r\n\r\n") + 4;
		if (strncmp(at, start, sizeof(start) - 1) == 0 && at[sizeof(start) - 1] != 'n') {
			unsigned long id = strtoul(at + sizeof(start) - 1, NULL, 10);
			assert_in_range(id, 1, ANSWERS_MAX - 1);
			assert_null(answers->at[id]);
			answers->at[id] = at;
			answers->len[id] = len;
			count++;
		}
		at += len;
	}
	return count;
}

static bool is_error(const char *answer)
{
	const char *error = strstr(answer, "\"error\":");
	const char *result = strstr(answer, "\"result\":");
	return error && (!result || error < result);
}

/* New ids differ. */
static bool says_the_same(const char *a, const char *b, size_t len)
{
	static const char before[] = " id=\\\"c-";
	const size_t start = sizeof(before) - 1, digits = 8;
	for (size_t i = 0; i < len; i++) {
		if (a[i] != b[i])
			return false;
		if (i + 1 >= start && memcmp(a + i + 1 - start, before, start) == 0)
			i += digits;
	}
	return true;
}

static void compare_answers(const struct outcome *outcome, const struct answers *wanted, size_t count, size_t allocation)
{
	struct answers found;
	if (outcome->code == EXIT_FAILED && outcome->out_len == 0 && outcome->err_len)
		return; /* it could not even start */
	/* A message for which there was no memory has no id; it may have been the first one. */
	bool lost = strstr(outcome->out, "\"id\":null,\"error\":");
	size_t answered = read_answers(outcome, &found);
	bool ended = found.at[count] && !is_error(found.at[count]);
	if (outcome->code != (ended ? EXIT_CLEAN : EXIT_FINDINGS))
		fail_msg("allocation %zu failed: exit code %d", allocation, outcome->code);
	if (answered + lost < count)
		fail_msg("allocation %zu failed: not all requests were answered", allocation);
	if (strstr(outcome->out, "ran out of memory: close your lessons"))
		return; /* the user knows that something is missing */
	for (size_t id = 0; id < ANSWERS_MAX; id++)
		if (wanted->at[id] && found.at[id] && !is_error(found.at[id]) &&
		    (found.len[id] != wanted->len[id] || !says_the_same(found.at[id], wanted->at[id], found.len[id])))
			fail_msg("allocation %zu failed: wanted %.*s, but was answered %.*s", allocation,
				 (int)wanted->len[id], wanted->at[id], (int)found.len[id], found.at[id]);
}

static void test_session(void **state)
{
	char path[64];
	char *argv[] = { "satchel-lsp", NULL };
	struct answers wanted;
	cpu_set_t one;
	(void)state;
	/* So that checks have one thread, and the same allocations each time. */
	CPU_ZERO(&one);
	CPU_SET((unsigned)sched_getcpu(), &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	make_folder();
	in_folder(session_path, "session");
	snprintf(lesson_uri, sizeof(lesson_uri), "file://%s/heart.xml", folder);
	FILE *config = fopen(in_folder(path, "satchel.xml"), "w");
	assert_non_null(config);
	fputs("<satchel xmlns='urn:satchel:config:1'/>\n", config);
	assert_int_equal(fclose(config), 0);
	write_lesson(in_folder(path, "heart.xml"), "old");
	write_lesson(in_folder(path, "other.xml"), "other");
	write_session();
	struct plan *plan = plan_new();
	planning = plan;
	struct outcome whole = run(serve, argv);
	planning = NULL;
	assert_int_equal(whole.code, EXIT_CLEAN);
	size_t count = read_answers(&whole, &wanted);
	assert_true(count > 15);
	for (size_t id = 0; id < ANSWERS_MAX; id++)
		if (wanted.at[id] && is_error(wanted.at[id]))
			fail_msg("%.*s", (int)wanted.len[id], wanted.at[id]);
	for (size_t i = 0; i < plan->count; i++) {
		until_failure = plan->numbers[i];
		failed = false;
		struct outcome outcome = run(serve, argv);
		until_failure = 0;
		assert_true(failed);
		compare_answers(&outcome, &wanted, count, plan->numbers[i]);
		outcome_free(&outcome);
	}
	outcome_free(&whole);
	plan_free(plan);
	char command[128];
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_session) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
