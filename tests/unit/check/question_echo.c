#include "check/question/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { OPTIONS = 4 };

static struct option_names names_of(const char *const *options, size_t key)
{
	struct option_names names = { .key = str_from(options[key]) };
	for (size_t i = 0, wrong = 0; i < OPTIONS; i++) {
		names.all[i] = options[i];
		names.bare[i] = naming_bare(options[i]);
		names.firsts |= UINT32_C(1) << (*names.bare[i] & 31);
		if (i != key)
			names.wrong[wrong++] = options[i];
	}
	return names;
}

struct row {
	const char *stem;
	const char *options[OPTIONS];
	const char *explanation;
	enum echo echo; /* the first option is the key */
};

static enum echo find(const struct row *row, size_t key, struct str *name)
{
	struct option_names names = names_of(row->options, key);
	struct explained explained = {
		.text = str_from(row->explanation),
		.whole = str_from(row->explanation),
		.stem = str_from(row->stem),
		.asked = strstr(row->stem, "not ") ? ASKED_FALSE : ASKED_TRUE,
	};
	return echo_find(&names, &explained, name);
}

static const struct row rows[] = {
	{ "which hormone lowers blood calcium?",
	  { "cortisol", "calcitonin", "calcitriol", "thyroxine" },
	  "calcitonin lowers blood calcium by inhibiting osteoclasts, while calcitriol raises it.",
	  ECHO_FOUND },
	{ "a child has a barking cough. what is the diagnosis?",
	  { "asthma", "croup", "measles", "tonsillitis" },
	  "this child has croup, which is viral.",
	  ECHO_FOUND },
	{ "a child has a barking cough. what is the diagnosis?",
	  { "asthma", "croup", "measles", "tonsillitis" },
	  "rationale: the most likely diagnosis is croup.",
	  ECHO_FOUND },
	{ "which organism causes gas gangrene?",
	  { "bacillus cereus", "clostridium perfringens", "clostridium tetani", "proteus mirabilis" },
	  "c. perfringens is the cause; its toxin is a lecithinase.",
	  ECHO_FOUND },
	{ "which is given first in anaphylaxis?",
	  { "salbutamol", "adrenaline", "hydrocortisone", "cetirizine" },
	  "adrenaline into the thigh. the others follow later.",
	  ECHO_FOUND },
	{ "what is given in eclampsia?",
	  { "labetalol", "magnesium sulfate", "diazepam", "phenytoin" },
	  "magnesium sulfate stops seizures better than diazepam.",
	  ECHO_FOUND },
	{ "which of these does not raise potassium?",
	  { "ramipril", "furosemide", "spironolactone", "losartan" },
	  "furosemide does not raise potassium.",
	  ECHO_FOUND },
	{ "which of these is not a branch of the external carotid artery?",
	  { "facial artery", "ophthalmic artery", "lingual artery", "maxillary artery" },
	  "the ophthalmic artery is a branch of the internal carotid artery.",
	  ECHO_FOUND },
	{ "he is shocked and cold. what is given first?",
	  { "salbutamol", "adrenaline", "hydrocortisone", "cetirizine" },
	  "give adrenaline.",
	  ECHO_FOUND },
	{ "a newborn has a continuous murmur and bounding pulses. which vessel has failed to close?",
	  { "umbilical vein", "ductus arteriosus", "ductus venosus", "coronary sinus" },
	  "a continuous murmur indicates a patent ductus arteriosus.",
	  ECHO_FOUND },
	{ "her uterus is soft after birth. what is the cause of the bleeding?",
	  { "cervical tear", "uterine atony", "retained placenta", "coagulopathy" },
	  "the soft, high uterus makes uterine atony the cause.",
	  ECHO_FOUND },
	{ "which electrolyte should be checked in a patient with torsades de pointes?",
	  { "sodium", "magnesium", "chloride", "phosphate" },
	  "magnesium should be checked, and potassium as well.",
	  ECHO_FOUND },
	/* It contrasts, denies or restricts. */
	{ "which hormone lowers blood calcium?",
	  { "cortisol", "calcitonin", "calcitriol", "thyroxine" },
	  "unlike calcitonin, which lowers blood calcium for hours, it acts for days.",
	  ECHO_ELSEWHERE },
	{ "which insulin is used in ketoacidosis?",
	  { "soluble insulin", "insulin glargine", "insulin detemir", "insulin lispro" },
	  "insulin glargine is used in ketoacidosis too.",
	  ECHO_ELSEWHERE },
	{ "which step comes first in shock?",
	  { "fluids", "dopamine", "dialysis", "antibiotics" },
	  "dopamine is the right step, but it comes later.",
	  ECHO_ELSEWHERE },
	/* It speaks of another case. */
	{ "what is the most common cause of steatorrhoea?",
	  { "lipase deficiency", "giardiasis", "coeliac disease", "loss of bile salts" },
	  "giardiasis is the most common cause of steatorrhoea in travellers.",
	  ECHO_ELSEWHERE },
	{ "a woman bleeds without pain at 30 weeks. what is the cause?",
	  { "placenta praevia", "placental abruption", "vasa praevia", "a show" },
	  "a tense uterus is typical of placental abruption.",
	  ECHO_NONE },
	{ "which drug must be stopped in kidney injury?",
	  { "ibuprofen", "paracetamol", "amlodipine", "levothyroxine" },
	  "paracetamol is used. others are not.",
	  ECHO_NONE },
	/* The opposite of what is asked. */
	{ "which murmur is heard at the apex in diastole?",
	  { "mitral stenosis", "mitral regurgitation", "aortic stenosis", "a venous hum" },
	  "mitral regurgitation is heard at the apex in systole.",
	  ECHO_ELSEWHERE },
	/* All but the key are explained. */
	{ "which fibres carry sharp pain?",
	  { "a-delta fibres", "c fibres", "a-alpha fibres", "b fibres" },
	  "c fibres carry dull pain; a-alpha fibres carry proprioception, and b fibres are autonomic.",
	  ECHO_ELSEWHERE },
	/* A sentence about the key says as much. */
	{ "which drug lowers uric acid by blocking xanthine oxidase?",
	  { "febuxostat", "probenecid", "colchicine", "naproxen" },
	  "probenecid lowers uric acid. febuxostat blocks xanthine oxidase.",
	  ECHO_WEAK },
	/* The key is named first, in part. */
	{ "which anticoagulant is monitored by the inr?",
	  { "warfarin sodium", "apixaban", "dabigatran", "heparin" },
	  "for warfarin. apixaban is monitored by no test.",
	  ECHO_OF_KEY },
	{ "which of these does not raise potassium?",
	  { "ramipril", "furosemide", "spironolactone", "losartan" },
	  "spironolactone raises potassium.",
	  ECHO_NONE },
	{ "which is given first in anaphylaxis?",
	  { "salbutamol", "adrenaline", "hydrocortisone", "cetirizine" },
	  "time matters here.",
	  ECHO_NONE },
};

static void test_first_sentence_about_an_option(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str name;
		enum echo echo = find(&rows[i], 0, &name);
		if (echo != rows[i].echo)
			fail_msg("%s: %d, not %d", rows[i].explanation, (int)echo, (int)rows[i].echo);
		if (echo == ECHO_FOUND)
			assert_true(name.len > 0);
	}
}

/* If the option that an explanation gives as the answer is the key, nothing is found. */
static void test_key_as_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str name;
		if (rows[i].echo == ECHO_FOUND)
			assert_int_equal(find(&rows[i], 1, &name), ECHO_OF_KEY);
	}
}

static void test_topics(void **state)
{
	(void)state;
	static const char *const options[] = { "ulnar nerve", "radial nerve", "median nerve", NULL };
	struct topic topic;
	topic_read(str_from("he fell. which nerve is absorbed by the spiral groove of the humerus?"), options, STR_NONE,
		   &topic);
	assert_int_equal(topic.count, 4);
	assert_int_equal(topic_count(&topic, str_from("absorption beside the humerus, in grooves of the nerve")), 3);
	assert_true(topic_has(str_from("produced there"), str_from("production")));
	assert_false(topic_has(str_from("rich in it"), str_from("rice")));
	assert_true(str_is(topic_sentence(str_from("he is e.g. ill. which is it?")), "which is it?"));
	topic_read(str_from("which vessel carries deoxygenated blood?"), options, STR_NONE, &topic);
	assert_true(topic_opposed(&topic, str_from("it carries oxygenated blood")));
	assert_false(topic_opposed(&topic, str_from("it carries oxygenated and deoxygenated blood")));
	const struct str cortex = str_from("which lobe contains the visual cortex?");
	assert_true(topic_replaced(cortex, str_from("the frontal lobe contains the motor cortex")));
	assert_false(topic_replaced(cortex,
				    str_from("the occipital lobe contains the visual cortex, not the motor cortex")));
	assert_false(topic_replaced(cortex, str_from("the occipital lobe houses it")));
	assert_int_equal(topic_asked(str_from("what is contraindicated in asthma?")), ASKED_TRUE);
	assert_int_equal(topic_asked(str_from("what is not contraindicated in asthma?")), ASKED_FALSE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_sentence_about_an_option),
		cmocka_unit_test(test_key_as_answer),
		cmocka_unit_test(test_topics),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
