/* Allocation failures while files of other programs are imported, into a new folder and into that of an earlier import. */
#include "../../write_file.h"
#include "../failing.h"

#include <ftw.h>

static char output[64], source[64];

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static void remove_output(void)
{
	nftw(output, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void import_new(const char *name, struct str bytes)
{
	assert_true(write_file(in_folder(source, name), bytes));
	in_folder(output, "out");
	char *argv[] = { "satchel-import", "--seed=1", "--reviewed=2026-11-20", source, "-o", output, NULL };
	torture(import_main, argv, remove_output);
	remove_output();
	assert_int_equal(unlink(source), 0);
}

static void test_texts(void **state)
{
	(void)state;
	import_new("a.gift",
		   STR("$CATEGORY: $course$/Heart\n\n// [id:q1] [tag:heart]\n::Name::[html]<p>Which <b>one</b>?</p>"
		       "{=this#yes ~%50%that ~other#no ####All.}\n\nShort {=a =b}\n\nNumber {#5:1}\n\n"
		       "Pairs {=a -> b =c -> d}\n\nGaps {1:SHORTANSWER:=x}\n\nText.\n"));
	import_new("a.txt", STR("Which?\nA. this\nB. that\nANSWER: A\n"));
	import_new("a.csv", STR("id,front,back,tags,option a,option b,correct\nc,\"A \"\"b\"\"\",<b>c</b>,d "
				"E,,,\nq,Which?,,,1,2,1\n"));
}

static void test_notes(void **state)
{
	(void)state;
	import_new("a.md",
		   STR("---\ntitle: T\ntags: [a, b]\n---\n# H\n\nText[^1] with $x^2$ and `code` and ==mark==.\n\n"
		       "> [!tip] Pearl\n> Yes.\n\n![gone](gone.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n"
		       "Which?\n\n- [ ] no\n- [x] yes\n\nQ: a\nA: b\n---\nC: c [d]\n\n[^1]: Note.\n"));
	import_new("b.txt",
		   STR("#separator:tab\n#html:true\n#deck:D\nFront\t<img src=gone.png>back\n{{c1::a::b}} c\td\n"));
}

static void test_banks(void **state)
{
	(void)state;
	import_new(
		"a.xml",
		STR("<quiz><question type='category'><category><text>A/B</text></category></question>"
		    "<question type='multichoice'><name><text>N</text></name><questiontext format='html'><text>"
		    "&lt;p&gt;Which?&lt;img src='@@PLUGINFILE@@/a.svg'&gt;&lt;/p&gt;</text><file name='a.svg' path='/' "
		    "encoding='base64'>PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=</file></questiontext>"
		    "<answer fraction='100'><text>a</text><feedback><text>f</text></feedback></answer>"
		    "<answer fraction='0'><text>b</text></answer></question><question type='cloze'><name><text>C</text>"
		    "</name><questiontext><text>{1:MC:=a~b} c {2:NM:=1:0.1}</text></questiontext></question></quiz>"));
	import_new("b.xml",
		   STR("<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='i' title='T'>"
		       "<responseDeclaration identifier='RESPONSE' cardinality='single' baseType='identifier'>"
		       "<correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><p>Text</p>"
		       "<choiceInteraction responseIdentifier='RESPONSE'><prompt>Which?</prompt><simpleChoice "
		       "identifier='A'>a"
		       "</simpleChoice><simpleChoice identifier='B'>b</simpleChoice></choiceInteraction></itemBody>"
		       "<responseProcessing "
		       "template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct'/>"
		       "</assessmentItem>"));
	import_new(
		"c.cnxml",
		STR("<document xmlns='http://cnx.rice.edu/cnxml' id='m1'><title>T</title><content><section id='s'>"
		    "<title>S</title><para id='p'>a <link target-id='s'/></para><exercise id='e'><problem><para>b?"
		    "</para></problem><solution><para>c</para></solution></exercise></section></content></document>"));
}

static char first[] = "id,front,back\none,a,b\ntwo,c,d\nthree,e,f\n";
static char second[] = "id,front,back,option a,option b,correct\none,a,B,,,\ntwo,c,D,,,\nfour,Which?,,1,2,1\n";

static void import_twice(void)
{
	remove_output();
	char *argv[] = { "satchel-import", "--seed=1", "--reviewed=2026-11-20", source, "-o", output, NULL };
	size_t kept = until_failure;
	struct plan *plan = planning;
	until_failure = 0;
	planning = NULL;
	assert_true(write_file(source, str_from(first)));
	struct outcome outcome = run(import_main, argv);
	assert_int_equal(outcome.code, 0);
	outcome_free(&outcome);
	assert_true(write_file(source, str_from(second)));
	until_failure = kept;
	planning = plan;
}

static void test_update(void **state)
{
	(void)state;
	in_folder(source, "a.csv");
	in_folder(output, "out");
	char *argv[] = { "satchel-import", "--seed=1", "--reviewed=2026-11-20", source, "-o", output, NULL };
	torture(import_main, argv, import_twice);
	remove_output();
	unlink(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_banks),
		cmocka_unit_test(test_update),
	};
	make_folder();
	int code = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return code;
}
