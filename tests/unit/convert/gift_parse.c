/* Texts in GIFT as questions. */
#include "convert/gift/gift_parse.h"

#include "../lesson.h"

/* Writes a text with its format, unless that is "moodle", and visible line breaks. */
static void show_text(struct buf *out, const char *before, const struct bank_text *text)
{
	static const char *const formats[] = { "", "[html]", "[markdown]", "[plain]" };
	if (!text->text.at)
		return;
	buf_format(out, "%s%s", before, formats[text->format]);
	for (size_t i = 0; i < text->text.len; i++)
		if (text->text.at[i] == '\n')
			buf_text(out, "\\n");
		else
			buf_char(out, text->text.at[i]);
}

static void show_answer(struct buf *out, const struct bank_question *question, const struct bank_answer *answer)
{
	static const char *const joints[] = { "", "", " ± ", " – " };
	buf_text(out, answer->correct || question->kind == BANK_MATCHING ? "\n=" : "\n~");
	if (answer->weighted) {
		bank_fraction_write(out, answer->fraction);
		buf_char(out, '%');
	}
	show_text(out, " ", &answer->text);
	if (question->kind == BANK_MATCHING)
		buf_format(out, " -> %.*s", STR_ARG(answer->match));
	if (question->kind == BANK_NUMERIC)
		buf_format(out, " %.*s%s%.*s", STR_ARG(answer->number), joints[answer->number_kind],
			   STR_ARG(answer->second));
	show_text(out, " # ", &answer->feedback);
}

static void show(struct buf *out, const struct gift_question *q)
{
	static const char *const kinds[] = {
		[BANK_CATEGORY] = "category", [BANK_DESCRIPTION] = "description", [BANK_ESSAY] = "essay",
		[BANK_TRUE_FALSE] = "tf",     [BANK_CHOICE] = "choice",		  [BANK_SHORT] = "short",
		[BANK_NUMERIC] = "numeric",   [BANK_MATCHING] = "matching",
	};
	const struct bank_question *question = &q->question;
	buf_format(out, "%s%zu ", out->len ? "\n" : "", question->line);
	if (q->oddity)
		buf_text(out, q->oddity == GIFT_BLANK_LINE ? "(blank line) " : "(run together) ");
	if (q->problem) {
		buf_format(out, "! %s: %.*s", q->problem, STR_ARG(q->source));
		return;
	}
	buf_text(out, kinds[question->kind]);
	if (question->kind == BANK_CHOICE && !question->single)
		buf_text(out, " multiple");
	if (question->id.at)
		buf_format(out, " id=%.*s", STR_ARG(question->id));
	for (const struct bank_string *tag = question->tags; tag; tag = tag->next)
		buf_format(out, " tag=%.*s", STR_ARG(tag->text));
	if (question->name.at)
		buf_format(out, " ::%.*s::", STR_ARG(question->name));
	show_text(out, " ", &question->stem);
	show_text(out, question->gap_joined ? "_" : " _", &question->tail);
	for (const struct bank_answer *answer = question->answers; answer; answer = answer->next)
		show_answer(out, question, answer);
	show_text(out, "\n#### ", &question->general);
}

struct gift_case {
	const char *gift, *reading;
};

static void check_cases(const struct gift_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena arena;
		struct gift_question *questions;
		struct buf out;
		arena_init(&arena);
		buf_init(&out, BUF_CAP);
		assert_true(gift_parse(&arena, str_from(cases[i].gift), &questions));
		for (; questions; questions = questions->next)
			show(&out, questions);
		assert_string_equal(buf_cstr(&out), cases[i].reading);
		buf_release(&out);
		arena_release(&arena);
	}
}
#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof((cases)[0]))

static void test_kinds(void **state)
{
	(void)state;
	static const struct gift_case cases[] = {
		{ "", "" },
		{ "Read this first.\n", "1 description Read this first." },
		{ "Explain shock.{}", "1 essay Explain shock." },
		{ "Explain shock. { ####Low perfusion }", "1 essay Explain shock.\n#### Low perfusion" },
		{ "The heart pumps.{T}", "1 tf The heart pumps.\n=\n~" },
		{ "The heart thinks.{FALSE#No!#Right.####See ch. 1}",
		  "1 tf The heart thinks.\n~ # No!\n= # Right.\n#### See ch. 1" },
		{ "It pumps.{ TRUE ##Right. }", "1 tf It pumps.\n= # Right.\n~" },
		{ "Where?{=here ~there}", "1 choice Where?\n= here\n~ there" },
		{ "Which?{~%50%a ~%50%b ~%-100%c#no}", "1 choice multiple Which?\n~50% a\n~50% b\n~-100% c # no" },
		{ "Who?{=Ann =%75.5%An#nearly}", "1 short Who?\n= Ann\n=75.5% An # nearly" },
		{ "Who?{Ann}", "1 short Who?\n= Ann" },
		{ "Who?{True story}", "1 short Who?\n= True story" },
		{ "How many?{#4}", "1 numeric How many?\n= 4" },
		{ "How many?{#-1.5:0.25}", "1 numeric How many?\n= -1.5 ± 0.25" },
		{ "How many?{#1..5}", "1 numeric How many?\n= 1 – 5" },
		{ "How many?{# =4 =%50%3..5#near ~#no}", "1 numeric How many?\n= 4\n=50% 3 – 5 # near\n~  # no" },
		{ "How many?{#3:2~#wrong}", "1 numeric How many?\n= 3 ± 2\n~  # wrong" },
		{ "Match.{=a -> 1 =[html]<i>b</i>->2 = -> 3}",
		  "1 matching Match.\n= a -> 1\n= [html]<i>b</i> -> 2\n= -> 3" },
		{ "He is {~up =down} now.", "1 choice He is _now.\n~ up\n= down" },
		{ "From {=Rome}.", "1 short From _.\n= Rome" },
		{ "{=Asia} is large.", "1 short _is large.\n= Asia" },
		{ "{=a}", "1 short\n= a" },
	};
	CHECK(cases);
}

static void test_text(void **state)
{
	(void)state;
	static const struct gift_case cases[] = {
		{ "::T \\: 1::[html]<b>a</b>\n  b{~x#[plain]y =z}",
		  "1 choice ::T : 1:: [html]<b>a</b>\\n  b\n~ [html]x # [plain]y\n= [html]z" },
		{ "a  b\n\tc \\n\\~\\=\\#\\{\\}\\:\\\\ \\(x\\){}", "1 essay a b c \\n~=#{}:\\ \\(x\\)" },
		{ "[markdown]- a\r\n- b{}", "1 essay [markdown]- a\\n- b" },
		{ "[other]a{}", "1 essay [other]a" },
		{ "Why: 2 + 2 = 4 ~ 5 # 6?{T}", "1 tf Why: 2 + 2 = 4 ~ 5 # 6?\n=\n~" },
		{ "Q{~a\n  b#c\n d =e -> f ~%x% g}", "1 choice Q\n~ a b # c d\n= e -> f\n~ %x% g" },
		{ "::not a title{T}", "1 tf ::not a title\n=\n~" },
	};
	CHECK(cases);
}

static void test_separators(void **state)
{
	(void)state;
	static const struct gift_case cases[] = {
		{ "$CATEGORY: $course$/top/A//B \n\n\nQ{}", "1 category ::$course$/top/A//B::\n4 essay Q" },
		{ "$CATEGORY: a\nQ{T}", "1 category ::a::\n2 tf Q\n=\n~" },
		{ "a{}\r\n\r\nb{}\r\r \t\nc{}\n", "1 essay a\n3 essay b\n6 essay c" },
		{ "// [id:x] note\n//[tag:a] [tag:b]\n\na{}\n// not [id:y]\n\nb{}",
		  "4 essay id=x tag=a tag=b a\n7 essay b" },
		{ "a\n//b }\n c{T}// d", "1 tf a c\n=\n~" },
		{ "a{}\nb{}", "1 essay a\n2 (run together) essay b" },
		{ "a{\n=b\n\n~c\n}\n\nd{}", "1 (blank line) choice a\n= b\n~ c\n7 essay d" },
	};
	CHECK(cases);
}

static void test_problems(void **state)
{
	(void)state;
	static const struct gift_case cases[] = {
		{ "a{=b\n\nc{T}", "1 ! the answers have no closing brace: a{=b\n3 tf c\n=\n~" },
		{ "a=b}\n\nc{}", "1 ! a closing brace without an opening one: a=b}\n3 essay c" },
		{ "a{=b {c} =d}", "1 ! an opening brace within the answers: a{=b {c} =d}" },
		{ "a{T} or {F}", "1 ! a brace after the answers: a{T} or {F}" },
		{ "a{#b}", "1 ! an answer of a numeric question is no number: a{#b}" },
		{ "a{#}", "1 ! a numeric question has no number: a{#}" },
		{ "a{b ~c}", "1 ! text before the first = or ~: a{b ~c}" },
		{ "a{=b -> c =d}", "1 ! a pair has no ->: a{=b -> c =d}" },
		{ "::only a title::", "1 ! there is no text: ::only a title::" },
		{ "$CATEGORY:\n", "1 ! a category has no name: $CATEGORY:" },
	};
	CHECK(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_problems),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
