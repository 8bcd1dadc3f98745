/* Formulas in TeX: what they mean, how they are read aloud, and that they are written back. */
#include "convert/formula/tex.h"

#include "convert/formula/math_words.h"
#include "lesson/math.h"

#include "../odd_lesson.h"
#include "html.h"

static void show(struct buf *out, const struct math_node *node)
{
	for (; node; node = node->next) {
		if (!node->name) {
			buf_str(out, node->text);
			continue;
		}
		buf_format(out, "<%s", node->name);
		for (const struct math_attribute *a = node->attributes; a; a = a->next)
			buf_format(out, " %s=%.*s", a->name, STR_ARG(a->value));
		buf_char(out, '>');
		show(out, node->children);
		buf_text(out, "</>");
	}
}

struct tex_test {
	struct arena arena;
	struct buf why, out, words;
};

static int setup(void **state)
{
	struct tex_test *t = calloc(1, sizeof(*t));
	assert_non_null(t);
	arena_init(&t->arena);
	buf_init(&t->why, BUF_CAP);
	buf_init(&t->out, BUF_CAP);
	buf_init(&t->words, BUF_CAP);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct tex_test *t = *state;
	arena_release(&t->arena);
	buf_release(&t->why);
	buf_release(&t->out);
	buf_release(&t->words);
	free(t);
	return 0;
}

static const struct math_node *read_tex(struct tex_test *t, const char *tex)
{
	buf_clear(&t->why);
	buf_clear(&t->out);
	buf_clear(&t->words);
	const struct math_node *formula = tex_read(&t->arena, str_from(tex), false, &t->why);
	if (formula) {
		assert_true(math_is_valid(formula));
		show(&t->out, formula->children);
		math_words(formula, &t->words);
	}
	return formula;
}

/* What is written is read as the same formula. */
static void check_written(struct tex_test *t, const char *tex, const struct math_node *formula)
{
	struct buf again, first;
	buf_init(&again, BUF_CAP);
	buf_init(&first, BUF_CAP);
	buf_str(&first, buf_view(&t->out));
	tex_write(formula, &again);
	if (!read_tex(t, buf_cstr(&again)))
		fail_msg("%s was written as %s: %s", tex, buf_cstr(&again), buf_cstr(&t->why));
	if (strcmp(buf_cstr(&first), buf_cstr(&t->out)) != 0)
		fail_msg("%s\n%s\nwas written as %s\n%s", tex, buf_cstr(&first), buf_cstr(&again), buf_cstr(&t->out));
	buf_release(&again);
	buf_release(&first);
}

static void test_words(void **state)
{
	static const struct {
		const char *tex, *words;
	} cases[] = {
		{ "x", "x" },
		{ "E = mc^2", "E = mc²" },
		{ "a+b-c", "a + b − c" },
		{ "-x", "−x" },
		{ "\\frac{1}{2}", "1/2" },
		{ "\\frac{a+b}{c}", "(a + b)/c" },
		{ "x_1, x_2, \\dots, x_n", "x₁, x₂, …, x_n" },
		{ "e^{-kt}", "e^(−kt)" },
		{ "x^{n+1}", "x^(n + 1)" },
		{ "\\sqrt{x}", "√x" },
		{ "\\sqrt[3]{x+1}", "∛(x + 1)" },
		{ "\\sin x + \\log_{10} y", "sin x + log₁₀ y" },
		{ "\\alpha \\le \\beta", "α ≤ β" },
		{ "\\sum_{i=1}^n x_i", "∑_(i = 1)^n x_i" },
		{ "\\int_0^\\infty f(x)\\,dx", "∫₀^∞ f(x) dx" },
		{ "\\bar{x} \\pm 2\\sigma", "x̄ ± 2σ" },
		{ "\\text{MAP} = \\frac{\\text{SBP} + 2\\,\\text{DBP}}{3}", "MAP = (SBP + 2 DBP)/3" },
		{ "\\mathrm{CrCl} = \\frac{(140 - \\text{age}) \\times \\text{weight}}{72 \\times S_{cr}}",
		  "CrCl = ((140 − age) × weight)/(72 × S_(cr))" },
		{ "\\ce{H2O}", "H₂O" },
		{ "\\ce{2 H2 + O2 -> 2 H2O}", "2 H₂ + O₂ → 2 H₂O" },
		{ "\\ce{HCO3- + H+ <=> H2CO3 <=> CO2 + H2O}", "HCO₃⁻ + H⁺ ⇌ H₂CO₃ ⇌ CO₂ + H₂O" },
		{ "\\ce{Ca^2+}", "Ca²⁺" },
		{ "\\ce{SO4^{2-}}", "SO₄²⁻" },
		{ "\\ce{^{227}_{90}Th+}", "²²⁷₉₀Th⁺" },
		{ "\\ce{CuSO4 * 5 H2O}", "CuSO₄ ⋅ 5 H₂O" },
		{ "37\\,^{\\circ}\\mathrm{C}", "37 °C" },
		{ "37^\\circ C", "37°C" },
		{ "f'(x)", "f′(x)" },
		{ "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "(a b; c d)" },
		{ "A \\xrightarrow[k]{h\\nu} B", "A →_k^(hν) B" },
		{ "5\\%", "5%" },
		{ "1{,}5", "1,5" },
		{ "p < 0.05", "p < 0.05" },
		{ "{}^{14}_6\\mathrm{C}", "¹⁴₆C" },
		{ "^{99m}\\text{Tc}", "^(99m)Tc" },
	};
	struct tex_test *t = *state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (!read_tex(t, cases[i].tex))
			fail_msg("%s: %s", cases[i].tex, buf_cstr(&t->why));
		if (strcmp(buf_cstr(&t->words), cases[i].words) != 0)
			fail_msg("%s is read as '%s', not '%s'", cases[i].tex, buf_cstr(&t->words), cases[i].words);
	}
}

static void test_elements(void **state)
{
	static const struct {
		const char *tex, *shown;
	} cases[] = {
		{ "x^12", "<msup><mi>x</><mn>1</></><mn>2</>" },
		{ "x_i^2", "<msubsup><mi>x</><mi>i</><mn>2</></>" },
		{ "\\mathbf{x}", "<mi>𝐱</>" },
		{ "\\mathbb{R}", "<mi>ℝ</>" },
		{ "\\mathrm{d}x", "<mi mathvariant=normal>d</><mi>x</>" },
		{ "\\mathrm{eGFR}", "<mi>eGFR</>" },
		{ "{\\rm kg}", "<mi>kg</>" },
		{ "a \\over b+c", "<mfrac><mi>a</><mrow><mi>b</><mo>+</><mi>c</></></>" },
		{ "\\left( x \\right)", "<mrow><mo>(</><mi>x</><mo>)</></>" },
		{ "\\binom{n}{k}", "<mrow><mo>(</><mfrac linethickness=0><mi>n</><mi>k</></><mo>)</></>" },
		{ "\\text{if $x$ }", "<mrow><mtext>if\xc2\xa0</><mi>x</><mtext>\xc2\xa0</></>" },
		{ "\\hat{x}", "<mover accent=true><mi>x</><mo>^</></>" },
		{ "\\lim_{x\\to 0}", "<munder><mo movablelimits=true>lim</><mrow><mi>x</><mo>→</><mn>0</></></>" },
		{ "a % comment\n b", "<mi>a</><mi>b</>" },
		{ "x\\not=y", "<mi>x</><mo>≠</><mi>y</>" },
	};
	struct tex_test *t = *state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (!read_tex(t, cases[i].tex))
			fail_msg("%s: %s", cases[i].tex, buf_cstr(&t->why));
		if (strcmp(buf_cstr(&t->out), cases[i].shown) != 0)
			fail_msg("%s is\n%s, not\n%s", cases[i].tex, buf_cstr(&t->out), cases[i].shown);
	}
}

static void test_refusals(void **state)
{
	static const struct {
		const char *tex, *why;
	} cases[] = {
		{ "", "it is empty" },
		{ "\\foo{x}", "unknown command \\foo" },
		{ "{x", "a } is missing" },
		{ "x}", "a { is missing" },
		{ "\\frac{1}", "an argument is missing" },
		{ "\\left( x", "a \\right is missing" },
		{ "x \\right)", "a \\left or \\begin is missing" },
		{ "\\begin{foo}x\\end{foo}", "unknown environment 'foo'" },
		{ "\\begin{matrix}x", "\\end{matrix} is missing" },
		{ "a$b", "a $ within the formula" },
		{ "\\", "it ends with a backslash" },
	};
	struct tex_test *t = *state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (read_tex(t, cases[i].tex))
			fail_msg("%s is read as %s", cases[i].tex, buf_cstr(&t->out));
		assert_string_equal(buf_cstr(&t->why), cases[i].why);
	}
}

/* Random formulas. */
static void generate(struct odd *odd, unsigned depth)
{
	static const char *const atoms[] = { "x",
					     "y",
					     "2",
					     "3.5",
					     "\\alpha ",
					     "\\Omega ",
					     "\\infty ",
					     "\\text{if a}",
					     "\\mathrm{kg}",
					     "\\mathbf{v}",
					     "\\mathbb{N}",
					     "\\sin ",
					     "\\mathrm{d}",
					     "\\ldots ",
					     "\\partial " };
	static const char *const operators[] = { "+",	  "-", "=",	"<", "\\le ",	"\\times ",	"\\to ",
						 "\\in ", ",", "\\pm ", "/", "\\cdot ", "\\Rightarrow " };
	static const char *const accents[] = { "\\hat",	  "\\overline",	 "\\vec",      "\\dot",
					       "\\tilde", "\\underline", "\\overbrace" };
	static const char *const big[] = { "\\sum", "\\prod", "\\lim", "\\max" };
	unsigned kind = depth > 3 ? 0 : odd_pick(odd, 16);
#define PICK(list)	   buf_text(odd->out, list[odd_pick(odd, sizeof(list) / sizeof(list[0]))])
#define GROUP(open, close) (buf_text(odd->out, open), generate(odd, depth + 1), buf_text(odd->out, close))
	switch (kind) {
	case 4: GROUP("\\frac{", "}"), GROUP("{", "}"); break;
	case 5: GROUP("\\sqrt{", "}"); break;
	case 6: GROUP("\\sqrt[{", "}]"), GROUP("{", "}"); break;
	case 7: PICK(atoms), GROUP("^{", "}"); break;
	case 8: PICK(atoms), GROUP("_{", "}"), GROUP("^{", "}"); break;
	case 9: PICK(accents), GROUP("{", "}"); break;
	case 10: GROUP("\\left(", "\\right)"); break;
	case 11: PICK(big), GROUP("_{", "}"), GROUP("^{", "}"); break;
	case 12: GROUP("\\begin{matrix}", "&"), GROUP("", "\\\\"), GROUP("", "&"), GROUP("", "\\end{matrix}"); break;
	case 13: GROUP("\\xrightarrow[{", "}]"), GROUP("{", "}"); break;
	case 14: GROUP("\\overset{", "}"), GROUP("{", "}"); break;
	case 15: GROUP("", ""), PICK(operators), GROUP("", ""); break;
	default: PICK(atoms); break;
	}
}

static void test_round_trip(void **state)
{
	struct tex_test *t = *state;
	struct buf tex;
	struct odd odd = { .out = &tex, .state = odd_setting("SEED", 1) * 0x9e3779b97f4a7c15U + 1 };
	unsigned read = 0;
	buf_init(&tex, BUF_CAP);
	for (unsigned i = 0; i < odd_setting("FORMULAS", 2000); i++) {
		buf_clear(&tex);
		generate(&odd, 0);
		const struct math_node *formula = read_tex(t, buf_cstr(&tex));
		if (!formula)
			fail_msg("%s: %s", buf_cstr(&tex), buf_cstr(&t->why));
		assert_true(t->words.len > 0);
		check_written(t, buf_cstr(&tex), formula);
		read++;
	}
	assert_true(read > 100);
	buf_release(&tex);
}

/* Formulas in fields of HTML, by their delimiters. */
static void test_delimiters(void **state)
{
	static const struct {
		const char *html, *became;
	} cases[] = {
		{ "a \\(x\\) b", "a [x] b" },
		{ "\\[x &lt; y\\]", "[x < y]" },
		{ "\\(x<br>+&nbsp;y\\)z", "[x + y]z" },
		{ "costs $5 and $10", "costs $5 and $10" },
		{ "$x$ and $$y$$, \\$z", "[x] and [y], \\$z" },
		{ "\\(x", "\\(x" },
		{ "<code>\\(x\\)</code>", "\\(x\\)" },
		{ "[$]x[/$]", "[x]" },
		{ "\\(\\foo\\)", "\\foo" },
		{ "<math><mi>x</mi><mo>&lt;</mo><mn>2</mn></math>", "[x < 2]" },
		{ "<math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation "
		  "encoding='application/x-tex'>x^2</annotation></semantics></math>",
		  "[x²]" },
		{ "<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>", "[(a, b)]" },
		{ "<math><msup><mi>x</mi></msup></math>", "x" },
		{ "<anki-mathjax>x+1</anki-mathjax>", "[x + 1]" },
	};
	struct html_test *t = *state;
	t->reader.tex = t->reader.dollars = true;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct inline_node *text = html_read_inline(&t->reader, str_from(cases[i].html));
		buf_clear(&t->out);
		for (struct inline_node *node = text; node; node = node->next) {
			buf_text(&t->out, node->kind == INLINE_MATH ? "[" : "");
			struct inline_node *next = node->next;
			node->next = NULL;
			inline_plain(&t->out, node);
			node->next = next;
			buf_text(&t->out, node->kind == INLINE_MATH ? "]" : "");
		}
		assert_string_equal(buf_cstr(&t->out), cases[i].became);
	}
}

static void test_large(void **state)
{
	static const char *const pieces[] = { "\\(",	   "\\)",     "$",	 "$$", "$x",
					      "\\( x<br>", "[latex]", "\\(x\\)", "{",  "\\(\\frac{" };
	struct html_test *t = *state;
	struct buf html;
	t->reader.tex = t->reader.dollars = true;
	buf_init(&html, BUF_CAP);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		buf_clear(&html);
		while (html.len < 1 << 20)
			buf_text(&html, pieces[i]);
		assert_non_null(html_read(&t->reader, buf_view(&html)));
		assert_non_null(text_read(&t->reader, buf_view(&html)));
	}
	buf_release(&html);
}

int main(void)
{
#define TEST(name)	   cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
#define TEST_IN_HTML(name) cmocka_unit_test_setup_teardown(test_##name, html_setup, html_teardown)
	const struct CMUnitTest tests[] = {
		TEST(words),	  TEST(elements),	    TEST(refusals),
		TEST(round_trip), TEST_IN_HTML(delimiters), TEST_IN_HTML(large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
