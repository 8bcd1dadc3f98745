/* Joining modules to one script. That the real ones run as such is tested in Chromium, in tests/preview. */
#include "preview/modules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* The first is the module under test. */
static struct embedded_file files[] = {
	{ "a/main.js", NULL, 0 },
	{ "a/one.js", "export const one = 1;\n", 22 },
	{ "two.js", "import { one } from \"./a/one.js\";\nexport function two() {\n\treturn 2 * one;\n}\n", 77 },
	{ NULL, NULL, 0 },
};

/* Joins the module with others: with all, or with those whose paths are in more. */
static enum result join(const char *text, const char *more, struct modules *modules, struct buf *out, struct buf *why)
{
	files[0].bytes = text;
	files[0].len = strlen(text);
	*modules = (struct modules){ .files = files, .all = more == NULL };
	buf_init(out, BUF_CAP);
	buf_init(why, BUF_CAP);
	assert_true(modules_add(modules, STR("a/main.js")));
	if (more && *more)
		assert_true(modules_add(modules, str_from(more)));
	return modules_join(modules, out, why);
}

static enum result link(const char *text, struct buf *out, struct buf *why)
{
	struct modules modules;
	return join(text, NULL, &modules, out, why);
}

static void expect(const char *text, const char *part)
{
	struct buf out, why;
	enum result status = link(text, &out, &why);
	if (status != RESULT_OK || !strstr(buf_cstr(&out), part))
		fail_msg("%s: %s %s", text, buf_cstr(&out), buf_cstr(&why));
	buf_release(&out);
	buf_release(&why);
}

static void refuse(const char *text, const char *reason)
{
	struct buf out, why;
	enum result status = link(text, &out, &why);
	if (status != RESULT_REFUSED || !strstr(buf_cstr(&why), reason))
		fail_msg("%s: %d %s", text, (int)status, buf_cstr(&why));
	buf_release(&out);
	buf_release(&why);
}

static void test_forms(void **state)
{
	(void)state;
	expect("import { one } from \"./one.js\";\n", "const { one: one, } = $modules[\"a/one.js\"]();");
	expect("import {\n\tone as b,\n\ttwo\n} from \"../two.js\";\n",
	       "const { one: b, two: two, } = $modules[\"two.js\"]();");
	expect("import \"./one.js\";\n", "\n$modules[\"a/one.js\"]();");
	expect("export { one as b } from \"./one.js\";\n", "return { b: $modules[\"a/one.js\"]().one, };");
	expect("const a = 1;\nexport { a, a as b };\n", "return { a: a, b: a, };");
	expect("export async function f() {}\nexport class C {}\nexport const c = 1;\nexport async function* g() {}\n",
	       "return { f, C, c, g, };");
	expect("\treturn import(\"../two.js\").then(f);\n", "return $later(\"two.js\").then(f);");
	expect("const a = import(name);\n", "import(name)");
	/* Comments that name an author or a licence remain. */
	expect("// import(\"./none.js\")\nf();\n", "() => {\nf();\n");
	expect("/** import(\"./none.js\")\nimport g\n*/ f();\n", "() => {\n f();\n");
	expect("/* MIT\n * License */\nf();\n", "/* MIT\n * License */\nf();\n");
	/* A module is linked once, and with what it imports. */
	expect("import { two } from \"../two.js\";\nimport { one } from \"./one.js\";\n", "$add(\"a/one.js\", (() => {");
	expect("f();\n", "export { $modules, $later };\n$modules[\"a/main.js\"]();\n");
}

/* Modules that are not joined remain modules. */
static void test_later(void **state)
{
	static const char text[] = "import { one } from \"./one.js\";\nimport(\"../two.js\");\nimport(\"./one.js\");\n";
	struct modules modules;
	struct buf out, why;
	(void)state;
	assert_int_equal(join(text, "a/one.js", &modules, &out, &why), RESULT_OK);
	assert_non_null(strstr(buf_cstr(&out), "\nimport(\"../two.js\");\n$later(\"a/one.js\");\n"));
	assert_int_equal(modules.joined, 2);
	assert_int_equal(modules.count, 3);
	buf_clear(&out);
	assert_int_equal(modules_rewrite(&modules, 2, &out, &why), RESULT_OK);
	assert_string_equal(buf_cstr(&out), "import { $modules, $later } from \"./a/main.js\";\n"
					    "const { one: one, } = $modules[\"a/one.js\"]();\n"
					    "export function two() {\n\treturn 2 * one;\n}\n");
	buf_release(&out);
	buf_release(&why);
	assert_int_equal(join(text, "", &modules, &out, &why), RESULT_REFUSED);
	assert_string_equal(buf_cstr(&why), "a/main.js: the page does not preload it: ./one.js");
	buf_release(&out);
	buf_release(&why);
}

static void test_refusals(void **state)
{
	(void)state;
	refuse("import { a } from \"./none.js\";\n", "no such module: ./none.js");
	refuse("import { a } from \"../../one.js\";\n", "no such module");
	refuse("import { a } from \"one\";\n", "no such module");
	refuse("import a from \"./one.js\";\n", "only names can be imported");
	refuse("import * as a from \"./one.js\";\n", "only names can be imported");
	refuse("import { a\n", "only names can be imported");
	refuse("import { a } \"./one.js\";\n", "only names can be imported");
	refuse("export default 1;\n", "unknown form of export");
	refuse("export * from \"./one.js\";\n", "unknown form of export");
	refuse("export let a = 1;\n", "unknown form of export");
	refuse("export const { a } = b;\n", "unknown form of export");
	refuse("export { a b };\n", "unknown form of export");
	refuse("import(\"./one.js\" + a);\n", "only a literal path");
	refuse("const a = \"</script>\";\n", "</script");
	refuse("const a = \"<!--\";\n", "<!--");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_later),
		cmocka_unit_test(test_refusals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
