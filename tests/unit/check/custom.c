/* Custom patterns: compiling, matching, limits and replacements. */
#include "check/custom/custom.h"

#include "check/custom/filter.h"
#include "../lesson.h"

#include <stdio.h>
#include <unistd.h>

#define HEAD \
	"<lesson xmlns=\"urn:satchel:lesson:1\" id=\"a\" xml:lang=\"en\" reviewed=\"2026-11-20\">\n" \
	"<title>T</title><summary>"
#define TAIL "</summary><section id=\"s\"><title>T</title></section></lesson>"
#define SUMMARY (1u << ROLE_SUMMARY)

struct tried {
	struct reading reading;
	struct config config;
	struct buf text, found;
	bool good;
};

static int set_up(void **state)
{
	struct tried *t = calloc(1, sizeof(*t));
	assert_non_null(t);
	reading_init(&t->reading);
	buf_init(&t->text, BUF_CAP);
	buf_init(&t->found, BUF_CAP);
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	struct tried *t = *state;
	reading_release(&t->reading);
	buf_release(&t->text);
	buf_release(&t->found);
	free(t);
	return 0;
}

/* What the rule reports for a lesson, one finding per line: COLUMN-END of line 2, then the label in quotes and =edit,
 * if any. */
static void judge(struct tried *t, const char *summary, const struct custom_rule *rule)
{
	struct custom_rule own = *rule;
	struct custom_set *set;
	struct lesson_check check = { .config = &t->config };
	own.name = own.name ? own.name : "custom/x";
	own.message = own.message ? own.message : "message";
	own.severity = own.severity ? own.severity : SEVERITY_WARNING;
	own.roles = own.roles ? own.roles : SUMMARY;
	t->config.custom = &own;
	buf_clear(&t->text);
	buf_clear(&t->found);
	buf_format(&t->text, HEAD "%s" TAIL, summary);
	reading_read(&t->reading, buf_view(&t->text));
	assert_int_equal(t->reading.status, READER_OK);
	t->good = custom_compile(&t->config, &t->reading.report, &set);
	if (t->good) {
		assert_non_null(set);
		check.custom = custom_worker_new(set);
		assert_non_null(check.custom);
		check.report = &t->reading.report;
		check.source = &t->reading.source;
		check.lesson = t->reading.lesson;
		scratch_init(&check.patterns);
		check_custom(&check);
		assert_false(check.failed);
		report_close_source(check.report, check.source);
		assert_true(custom_report_given_up(set, &check.custom, 1, check.report));
		custom_worker_free(check.custom);
		scratch_release(&check.patterns);
		custom_free(set);
	}
	report_sort(&t->reading.report);
	for (const struct diagnostic *d = t->reading.report.first; d; d = d->next) {
		unsigned base = (unsigned)strlen("<title>T</title><summary>");
		if (d->path && strcmp(d->path, "test.xml") == 0 && d->location.line == 2)
			buf_format(&t->found, "%u-%u", d->location.column - base, d->location.end_column - base);
		else
			buf_format(&t->found, "line %u:%u-%u %s", d->location.line, d->location.column, d->location.end_column,
				   d->message);
		if (d->label)
			buf_format(&t->found, " \"%s\"", d->label);
		for (const struct edit *edit = d->edits; edit; edit = edit->next)
			buf_format(&t->found, " %s=%.*s", fix_class_name(d->fix), STR_ARG(edit->text));
		buf_char(&t->found, '\n');
	}
}

static void expect(struct tried *t, const char *summary, struct custom_rule rule, const char *found)
{
	judge(t, summary, &rule);
	assert_true(t->good);
	assert_string_equal(buf_cstr(&t->found), found);
}

static void test_must_not(void **state)
{
	struct custom_rule rule = { .pattern = "\\bshould (?:not )?be\\b" };
	expect(*state, "It should be. It should not be.", rule, "4-13\n18-31\n");
	expect(*state, "It could be.", rule, "");
	expect(*state, "It Should be.", rule, "");
	rule.ignore_case = true;
	expect(*state, "It Should be.", rule, "4-13\n");
	/* Runs of white space count as one space, and markup is ignored. */
	expect(*state, "It should  be.", rule, "4-14\n");
	expect(*state, "It <em>should</em> be.", rule, "8-22\n");
	rule = (struct custom_rule){ .pattern = "(?i)ΒΉΤΑ|é" };
	expect(*state, "α, βήτα", rule, "4-8\n");
}

static void test_ends_of_the_text(void **state)
{
	expect(*state, "  Ends.  ", (struct custom_rule){ .pattern = "^Ends\\.$" }, "3-8\n");
	/* An empty match is found once, not between every two letters. */
	expect(*state, "Ends", (struct custom_rule){ .pattern = "(?<!\\.)$" }, "5-5\n");
	expect(*state, "abcde", (struct custom_rule){ .pattern = "x*" }, "1-1\n");
	expect(*state, "abxxde", (struct custom_rule){ .pattern = "x*" }, "1-1\n3-5\n");
	expect(*state, "ab", (struct custom_rule){ .pattern = "a\\K" }, "2-2\n");
}

static void test_replacement(void **state)
{
	struct custom_rule rule = { .pattern = "(\\w+) (of) her", .replacement = "her $1" };
	expect(*state, "The care of her now", rule, "5-16 unsafe=her care\n");
	rule.safe = true;
	expect(*state, "The care of her now", rule, "5-16 safe=her care\n");
	/* Replacing what is not plain text is left to the author. */
	expect(*state, "The <em>care</em> of her now", rule, "9-25\n");
	expect(*state, "The care\tof her now", rule, "5-16 safe=her care\n");
	expect(*state, "The care of&#32;her now", rule, "5-20\n");
	rule = (struct custom_rule){ .pattern = "less than", .replacement = "<" };
	expect(*state, "less than", rule, "1-10 unsafe=&lt;\n");
	rule = (struct custom_rule){ .pattern = "x", .replacement = "0123456789012345678901234567890123456789"
								    "0123456789012345678901234567890123456789" };
	expect(*state, "x", rule,
	       "1-2 unsafe=0123456789012345678901234567890123456789"
	       "0123456789012345678901234567890123456789\n");
	rule = (struct custom_rule){ .pattern = "(?<=a)b", .replacement = "c" };
	expect(*state, "abb", rule, "2-3 unsafe=c\n");
}

static void test_counts(void **state)
{
	struct custom_rule rule = { .pattern = "very", .kind = CUSTOM_AT_MOST, .times = 2 };
	expect(*state, "very very", rule, "");
	expect(*state, "very very very", rule, "11-15 \"number 3; a lesson may have at most 2\"\n");
	rule.kind = CUSTOM_AT_LEAST;
	expect(*state, "very very", rule, "");
	expect(*state, "very", rule, "line 1:1-8 message \"1 found; a lesson must have at least 2\"\n");
	expect(*state, "none", rule, "line 1:1-8 message \"0 found; a lesson must have at least 2\"\n");
	rule = (struct custom_rule){ .pattern = "\\.$", .kind = CUSTOM_MUST };
	expect(*state, "It ends.", rule, "");
	expect(*state, "It does not", rule, "1-12\n");
	rule.pattern = "word";
	expect(*state, "It does not", rule, "1-12\n");
	rule.roles = 1u << ROLE_STEM;
	expect(*state, "It does not", rule, "");
}

static void test_one_way(void **state)
{
	struct custom_rule rule = { .pattern = "\\be-?mails?\\b(?<!s)", .kind = CUSTOM_ONE_WAY };
	expect(*state, "email, email", rule, "");
	expect(*state, "e-mail, email, email", rule, "1-7 \"the lesson has 'email' 2 times\" unsafe=email\n");
	/* Of equal patterns, the first wins. */
	expect(*state, "e-mail, email", rule, "9-14 \"the lesson has 'e-mail' 1 time\" unsafe=e-mail\n");
	rule.ignore_case = true;
	expect(*state, "email, Email", rule, "");
	expect(*state, "email E-mail", rule, "7-13 \"the lesson has 'email' 1 time\"\n");
}

/* Writes satchel.xml with the pattern, and sets the span of the rule to it. */
static void write_config(struct tried *t, char *path, const char *raw, struct custom_rule *rule)
{
	static const char head[] = "<satchel>\n<regex>";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	FILE *file = fdopen(fd, "w");
	assert_non_null(file);
	fprintf(file, "%s%s</regex>\n</satchel>\n", head, raw);
	assert_int_equal(fclose(file), 0);
	t->config.path = path;
	rule->span = (struct span){ sizeof(head) - 1, (uint32_t)(sizeof(head) - 1 + strlen(raw)) };
}

/* The errors of a rule whose regex and optional replacement are given as raw XML. */
static void expect_wrong(const char *regex, const char *replacement, struct custom_rule rule, const char *found)
{
	struct config config = { .custom = &rule };
	struct rule_settings settings;
	struct report report;
	struct source source;
	struct buf text, said;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	buf_init(&text, BUF_CAP);
	buf_init(&said, BUF_CAP);
	buf_text(&text, "<satchel>\n<regex>");
	rule.span.start = (uint32_t)text.len;
	buf_text(&text, regex);
	rule.span.end = (uint32_t)text.len;
	buf_text(&text, "</regex>\n<replacement>");
	rule.replacement_span.start = (uint32_t)text.len;
	buf_text(&text, replacement);
	rule.replacement_span.end = (uint32_t)text.len;
	buf_text(&text, "</replacement></satchel>\n");
	rule.name = "custom/x";
	source_init(&source, "satchel.xml", buf_view(&text));
	assert_true(custom_check(&config, &source, &report));
	report_close_source(&report, &source);
	for (const struct diagnostic *d = report.first; d; d = d->next)
		buf_format(&said, "%u:%u-%u %s", d->location.line, d->location.column, d->location.end_column, d->message);
	if (!*found || !strstr(buf_cstr(&said), found))
		assert_string_equal(buf_cstr(&said), found);
	assert_int_equal(report.counts[SEVERITY_ERROR], *found != 0);
	source_release(&source);
	report_release(&report);
	buf_release(&text);
	buf_release(&said);
}

static void test_no_pattern(void **state)
{
	(void)state;
	expect_wrong("ab(c", "", (struct custom_rule){ .pattern = "ab(c" },
		     "2:10-11 the pattern of custom/x is invalid: missing closing parenthesis");
	expect_wrong("(a)(b(c)", "", (struct custom_rule){ .pattern = "(a)(b(c)" }, "2:11-12 the pattern of");
	expect_wrong("[a-z]é[z-a] x", "", (struct custom_rule){ .pattern = "[a-z]é[z-a] x" }, "2:17-18 the pattern of");
	expect_wrong("é{2,1}b", "", (struct custom_rule){ .pattern = "é{2,1}b" }, "2:13-14 the pattern of");
	/* &lt; is one byte of the pattern, and CDATA marks are none. */
	expect_wrong("&lt;&lt;a)", "", (struct custom_rule){ .pattern = "<<a)" }, "2:17-18 the pattern of");
	expect_wrong("<![CDATA[<<a)]]>", "", (struct custom_rule){ .pattern = "<<a)" }, "2:20-21 the pattern of");
	expect_wrong(" \n a)", "", (struct custom_rule){ .pattern = "a)" }, "3:3-4 the pattern of");
}

static void test_no_replacement(void **state)
{
	(void)state;
	expect_wrong("(a)", "$2", (struct custom_rule){ .pattern = "(a)", .replacement = "$2" },
		     "3:14-16 the replacement of custom/x names a group that the pattern does not have");
	expect_wrong("(a)", "&lt; $1 ${no} x", (struct custom_rule){ .pattern = "(a)", .replacement = "< $1 ${no} x" },
		     "3:22-27 the replacement of custom/x names a group that the pattern does not have");
	expect_wrong("(a)", "5 $ a", (struct custom_rule){ .pattern = "(a)", .replacement = "5 $ a" },
		     "3:16-17 the replacement of custom/x has a $ that names no group");
	expect_wrong("(a)", "${1", (struct custom_rule){ .pattern = "(a)", .replacement = "${1" },
		     "3:14-17 the replacement of custom/x has a $ that names no group");
	expect_wrong("a", "", (struct custom_rule){ .pattern = "(?<n>a)", .replacement = "$$ $1 ${1} ${n} $n" }, "");
}

static void test_explosion(void **state)
{
	struct tried *t = *state;
	char path[] = "/tmp/satchel-custom-XXXXXX";
	struct custom_rule rule = { .pattern = "(?:a+)+$" };
	write_config(t, path, rule.pattern, &rule);
	judge(t, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", &rule);
	unlink(path);
	assert_true(t->good);
	assert_string_equal(buf_cstr(&t->found),
			    "line 2:8-16 custom/x gave up after 200000 steps on test.xml:2\n");
	assert_string_equal(t->reading.report.first->name, "custom/x");
	/* The next lesson is unaffected. */
	expect(t, "bab aa", rule, "5-7\n");
}

static void assert_words(const char *pattern, bool ignore_case, const char *words)
{
	struct needed_words needed;
	struct buf list;
	buf_init(&list, BUF_CAP);
	needed_words_read(&needed, str_from(pattern), ignore_case);
	for (unsigned i = 0; i < needed.count; i++)
		buf_format(&list, "%s%.*s", i ? "|" : "", needed.word[i].len, needed.word[i].at);
	assert_string_equal(buf_cstr(&list), words);
	buf_release(&list);
}

static void test_words(void **state)
{
	(void)state;
	assert_words("\\butili[sz]e\\b", false, "utili");
	assert_words("\\b(?:in order|So As) to\\b", false, "in order|so as");
	assert_words("colou?r", false, "colo");
	assert_words("a{2}bcd{0,3}", false, "bc");
	assert_words("(?:abc)?de", false, "de");
	assert_words("(abc)+de", false, "abc");
	assert_words("abc|d", false, "abc|d");
	assert_words("abc|\\d", false, "");
	assert_words("(?!abc)x", false, "x");
	assert_words("(?i)été", false, "t");
	assert_words("été", false, "été");
	assert_words("[]abc]def", false, "def");
	assert_words("[[:alpha:]]de", false, "de");
	assert_words("\\Qabc\\E", false, "");
	assert_words("(?x) a b c", false, "");
	assert_words("\\x{41}bc", false, "bc");
	assert_words("\\x41bcd", false, "bcd");
	assert_words("mg\\.?/day", false, "/day");
}

/* The filter may accept text that does not match, but must not reject text that does. */
static void test_filter(void **state)
{
	struct tried *t = *state;
	static const char *const patterns[] = { "s", "K+", "(?:a|b)c?", "[ab]{2}", "ab{2}c", "\\bKg\\b", "a|bc|def", "x?y*z",
						"(?=ab)a", "(a(b|cd)){2}", "a\\.b", "é", "(?<n>ab|cd)e" };
	static const char *const texts[] = { "KG ſ", "s", "\u212Ag kg", "abbc", "ac", "b", "def", "z", "abab acdacd",
					     "a.b", "É", "cde", "Bc Kg" };
	for (size_t p = 0; p < sizeof(patterns) / sizeof(patterns[0]); p++) {
		for (size_t i = 0; i < 2 * sizeof(texts) / sizeof(texts[0]); i++) {
			struct custom_rule with = { .pattern = patterns[p], .ignore_case = i & 1 };
			char same[64];
			/* The same pattern, in a form that contains no literal words. */
			snprintf(same, sizeof(same), "%s|(*FAIL)", patterns[p]);
			judge(t, texts[i / 2], &with);
			char *first = strdup(buf_cstr(&t->found));
			assert_non_null(first);
			judge(t, texts[i / 2], &(struct custom_rule){ .pattern = same, .ignore_case = i & 1 });
			assert_string_equal(first, buf_cstr(&t->found));
			free(first);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_must_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ends_of_the_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replacement, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_way, set_up, tear_down),
		cmocka_unit_test(test_no_pattern),
		cmocka_unit_test(test_no_replacement),
		cmocka_unit_test_setup_teardown(test_explosion, set_up, tear_down),
		cmocka_unit_test(test_words),
		cmocka_unit_test_setup_teardown(test_filter, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
