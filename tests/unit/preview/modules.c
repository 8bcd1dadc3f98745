/* Linking modules to one script. That the real ones run as such is tested in Chromium, in tests/preview. */
#include "preview/modules.h"
#include "preview/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* "a/main.js" is the module under test. */
static const char *module;

static const struct embedded_file *find(struct str path)
{
	static struct embedded_file main_file = { "a/main.js", NULL, 0 };
	static const struct embedded_file others[] = {
		{ "a/one.js", "export const one = 1;\n", 22 },
		{ "two.js", "import { one } from \"./a/one.js\";\nexport function two() {\n\treturn 2 * one;\n}\n",
		  76 },
	};
	main_file.bytes = module;
	main_file.len = strlen(module);
	if (str_is(path, main_file.path))
		return &main_file;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (str_is(path, others[i].path))
			return &others[i];
	return NULL;
}

static enum result link(const char *text, struct buf *out, struct buf *why)
{
	module = text;
	buf_init(out, BUF_CAP);
	buf_init(why, BUF_CAP);
	return modules_link("a/main.js", find, out, why);
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
	expect("import { one } from \"./one.js\";\n", "const { one: one, } = $module1();");
	expect("import {\n\tone as b,\n\ttwo\n} from \"../two.js\";\n", "const { one: b, two: two, } = $module1();");
	expect("import \"./one.js\";\n", "\n$module1();");
	expect("export { one as b } from \"./one.js\";\n", "return { b: $from0.one, };");
	expect("const a = 1;\nexport { a, a as b };\n", "return { a: a, b: a, };");
	expect("export async function f() {}\nexport class C {}\nexport const c = 1;\nexport async function* g() {}\n",
	       "return { f, C, c, g, };");
	expect("\treturn import(\"../two.js\").then(f);\n", "return $later($module1).then(f);");
	expect("// import(\"./none.js\")\n", "// import(\"./none.js\")");
	expect("const a = import(name);\n", "import(name)");
	/* A module is linked once, and with what it imports. */
	expect("import { two } from \"../two.js\";\nimport { one } from \"./one.js\";\n",
	       "const $module2 = $once(() => {");
}

static void test_refusals(void **state)
{
	(void)state;
	refuse("import { a } from \"./none.js\";\n", "no such module: ./none.js");
	refuse("import { a } from \"../../one.js\";\n", "no such module");
	refuse("import { a } from \"one\";\n", "no such module");
	refuse("import a from \"./one.js\";\n", "only names can be imported");
	refuse("import * as a from \"./one.js\";\n", "only names can be imported");
	refuse("import { a\n", "unknown form of import");
	refuse("import { a } \"./one.js\";\n", "unknown form of import");
	refuse("export default 1;\n", "unknown form of export");
	refuse("export * from \"./one.js\";\n", "unknown form of export");
	refuse("export let a = 1;\n", "unknown form of export");
	refuse("export const { a } = b;\n", "unknown form of export");
	refuse("export { a b };\n", "unknown form of export");
	refuse("import(\"./one.js\" + a);\n", "only a literal path");
	refuse("const a = \"</script>\";\n", "</script");
	refuse("const a = \"<!--\";\n", "<!--");
}

/* All modules of the player keep to the forms. */
static void test_site(void **state)
{
	struct buf out, why;
	(void)state;
	buf_init(&out, BUF_CAP);
	buf_init(&why, BUF_CAP);
	if (modules_link("player/main.js", site_file, &out, &why) != RESULT_OK)
		fail_msg("%s", buf_cstr(&why));
	assert_non_null(strstr(buf_cstr(&out), "async function openPack"));
	buf_release(&out);
	buf_release(&why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_site),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
