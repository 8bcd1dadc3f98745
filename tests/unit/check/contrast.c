#include "check/duplicate/contrast.h"
#include "check/duplicate/contrast_words.h"
#include "check/core/fold.h"
#include "check/core/unspaced.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

struct pair {
	const char *a, *b;
};

/* Different questions. */
static const struct pair contrasts[] = {
	{ "What is the vector of East African trypanosomiasis?", "What is the vector of West African trypanosomiasis?" },
	{ "Which cranial nerve closes the left eye?", "Which cranial nerve closes the right eye?" },
	{ "What is the first-line treatment of acute gout?", "What is the first-line treatment of chronic gout?" },
	{ "What is the first-line treatment of acute gout?", "What is the first-line treatment of gout?" },
	{ "Which drugs increase the serum lithium level?", "Which drugs decrease the serum lithium level?" },
	{ "Which of these is a feature of delirium?", "Which of these is not a feature of delirium?" },
	{ "Which is the most likely diagnosis?", "Which is the least likely diagnosis?" },
	{ "What is the antidote to paracetamol?", "What is the antidote to methanol?" },
	{ "What does cranial nerve III supply?", "What does cranial nerve IV supply?" },
	{ "What is the treatment of stage 2 hypertension?", "What is the treatment of stage 1 hypertension?" },
	{ "Which vaccine is given at 2 months?", "Which vaccine is given at 12 months?" },
	{ "What is the dose of aspirin in mg?", "What is the dose of aspirin in g?" },
	{ "How is hepatitis B transmitted?", "How is hepatitis C transmitted?" },
	{ "How is hepatitis A transmitted?", "How is hepatitis B transmitted?" },
	{ "What do alpha cells of the pancreas secrete?", "What do beta cells of the pancreas secrete?" },
	{ "Which enzyme converts T4 to T3?", "Which enzyme converts T3 to T4?" },
	{ "Does lithium raise the level of valproate?", "Does valproate raise the level of lithium?" },
	{ "What is the first-line drug in hypertension?", "What is the first-line drug in hypertension in pregnancy?" },
	{ "Which insulin is given before meals?", "Which insulin is given after meals?" },
	{ "What are the causes of hyponatraemia?", "What are the causes of hypernatraemia?" },
	{ "What are the ECG signs of hyperkalaemia?", "What are the ECG signs of hypokalaemia?" },
	{ "Which artery supplies the anterior wall of the heart?", "Which artery supplies the inferior wall of the heart?" },
	{ "Where is vitamin B12 absorbed?", "Where is vitamin D absorbed?" },
	{ "When is ECT given?", "Why is ECT given?" },
	{ "What is a side effect of clozapine?", "What is a side effect of olanzapine?" },
	{ "What does Na+ do in the action potential?", "What does K+ do in the action potential?" },
	{ "Which glucocorticoid is prednisone?", "Which glucocorticoid is prednisolone?" },
	{ "What is the afferent limb of the gag reflex?", "What is the efferent limb of the gag reflex?" },
	{ "Which murmur is heard in mitral stenosis?", "Which murmur is heard in mitral regurgitation?" },
	{ "What is the inheritance of Huntington's disease?", "What is the inheritance of Wilson's disease?" },
	{ "What is seen in nephritic syndrome?", "What is seen in nephrotic syndrome?" },
	{ "What is the target INR with a mechanical valve?", "What is the target INR without a mechanical valve?" },
	{ "Which drug is given in status epilepticus?", "Which drug is given in status asthmaticus?" },
	{ "What is the genotype AA like?", "What is the genotype Aa like?" },
	{ "Which antibiotic is given during labour for group B streptococcus?",
	  "Which antibiotic is given for group B streptococcus?" },
	{ "A \1 inhibits the reuptake of serotonin", "A drug inhibits the reuptake of \1" },
	{ "What is the normal range of potassium?", "What is the normal range of phosphate?" },
	{ "Which hormone does the ileum absorb?", "Which hormone does the ilium absorb?" },
	{ "Which lung disease is typical of a premature infant?", "Which lung disease is typical of a term infant?" },
	{ "What is a common cause of pancreatitis?", "What is a rare cause of pancreatitis?" },
	{ "Which organism causes typical pneumonia?", "Which organism causes atypical pneumonia?" },
	{ "What does individual therapy aim at in schizophrenia?", "What does group therapy aim at in schizophrenia?" },
	{ "What is the commonest cause of stroke?", "What is the deadliest cause of stroke?" },
	{ "How does the lung of healthy subjects look?", "How does the lung of heavy smokers look?" },
	{ "What happens in coeliac disease?", "What happens in untreated coeliac disease?" },
	{ "What is the half-life of caffeine in men?", "What is the half-life of caffeine?" },
	/* Scripts without spaces between words. */
	{ "高血压最常见的并发症是什么？", "低血压最常见的并发症是什么？" },
	{ "高血压的首选药物是什么？", "肺动脉高血压的首选药物是什么？" },
	{ "左心衰竭的典型体征是什么？", "右心衰竭的典型体征是什么？" },
	{ "下列哪项是糖尿病的症状？", "下列哪项不是糖尿病的症状？" },
	{ "甲状腺功能亢进症如何治疗？", "甲状腺功能减退症如何治疗？" },
	{ "1型糖尿病的首选治疗是什么？", "2型糖尿病的首选治疗是什么？" },
	{ "贫血的原因是什么？", "缺铁性贫血的原因是什么？" },
	{ "高血圧の治療薬はどれですか。", "低血圧の治療薬はどれですか。" },
	{ "次のうち正しいものはどれか。", "次のうち正しくないものはどれか。" },
	{ "インスリンの作用は何ですか。", "グルカゴンの作用は何ですか。" },
	{ "この薬はなぜ効くのですか。", "この薬はいつ効くのですか。" },
	{ "โรคความดันโลหิตสูงรักษาอย่างไร", "โรคความดันโลหิตต่ำรักษาอย่างไร" },
	{ "ยาใดใช้รักษาโรคหืดในผู้ใหญ่", "ยาใดไม่ใช้รักษาโรคหืดในผู้ใหญ่" },
	{ "ไตข้างซ้ายอยู่ที่ใด", "ไตข้างขวาอยู่ที่ใด" },
	{ "ໂລກຄວາມດັນເລືອດສູງແມ່ນຫຍັງ", "ໂລກຄວາມດັນເລືອດຕ່ຳແມ່ນຫຍັງ" },
	{ "ជំងឺលើសឈាមគឺជាអ្វី", "ជំងឺទឹកនោមផ្អែមគឺជាអ្វី" },
	{ "သွေးတိုးရောဂါဆိုတာဘာလဲ", "သွေးကျရောဂါဆိုတာဘာလဲ" },
};

/* The same question. */
static const struct pair repeats[] = {
	{ "What is the antidote to paracetamol?", "What is the antidote for paracetamol?" },
	{ "Which drug is first-line for mania?", "For mania, which drug is first-line?" },
	{ "Which of the following drugs causes agranulocytosis?", "Which of these drugs causes agranulocytosis?" },
	{ "Which one of the following is a feature of delirium?", "Which of the following is a feature of delirium?" },
	{ "What is the most common cause of pancreatitis?", "What is the commonest cause of pancreatitis?" },
	{ "What causes ankle oedema in heart failure?", "What causes ankle edema in heart failure?" },
	{ "Which drug is used to treat absence seizures?", "Which medication is used to treat absence seizures?" },
	{ "What are the side effects of lithium?", "What are side effects of lithium?" },
	{ "Which electrolyte disturbance is caused by thiazides?", "Which electrolyte disturbance do thiazides cause?" },
	{ "Which bacterium causes cholera?", "Which bacteria cause cholera?" },
	{ "Which hormone is secreted by the zona glomerulosa?", "Which hormone does the zona glomerulosa secrete?" },
	{ "What is the treatment of choice for scabies?", "What is the treatment of choice in scabies?" },
	{ "Which drug is first-line in mania?", "Which drug is first-line in bipolar mania?" },
	{ "Name the drug of choice for absence seizures.", "What is the drug of choice for absence seizures?" },
	{ "What is the drug of choice in trigeminal neuralgia?", "What's the drug of choice in trigeminal neuralgia?" },
	{ "Which nerve is injured in wrist drop?", "Which nerve is usually injured in wrist drop?" },
	{ "Which tumour marker rises in hepatocellular carcinoma?",
	  "Which tumor marker rises in hepatocellular carcinoma?" },
	{ "What is the mechanism of action of metformin?", "What is metformin's mechanism of action?" },
	{ "Which vitamin deficiency causes scurvy?", "Deficiency of which vitamin causes scurvy?" },
	{ "How often is the lithium level measured?", "How often should the lithium level be measured?" },
	{ "What is the best test for phaeochromocytoma?", "What is the best test for pheochromocytoma?" },
	{ "Which muscle is supplied by the axillary nerve?", "Which muscles are supplied by the axillary nerve?" },
	{ "What is the treatment of anaphylaxis?", "What is the management of anaphylaxis?" },
	{ "Which ECG change is typical of hyperkalaemia?", "Which ECG changes are typical of hyperkalaemia?" },
	{ "What is the most likely diagnosis in this patient with anhedonia and early waking?",
	  "What is the likely diagnosis in this patient with anhedonia and early waking?" },
	{ "Which cells produce intrinsic factor?", "Which gastric cells produce intrinsic factor?" },
	{ "Which organ is affected in Crohn's disease?", "Which organ is most commonly affected in Crohn's disease?" },
	{ "A \1 inhibits the reuptake of serotonin", "An \1 inhibits reuptake of serotonin" },
	{ "Which drug reverses heparin?", "Which drug reverses heparin" },
	{ "Which antibody is specific for systemic lupus erythematosus?",
	  "Which antibody is most specific for systemic lupus erythematosus?" },
	{ "What is the characteristic rash of dermatomyositis?", "What is the characteristic rash in dermatomyositis?" },
	{ "What is the leading cause of blindness?", "What is the main cause of blindness?" },
	{ "Which term describes a fear of heights?", "What is the name of a fear of heights?" },
	{ "成人肺炎最常见的病原体是什么？", "成人肺炎最常见的病原体是哪个？" },
	{ "引起霍乱的细菌是哪种？", "引起霍乱的细菌是什么？" },
	{ "下列哪种药物可引起粒细胞缺乏？", "以下哪些药物可引起粒细胞缺乏" },
	{ "小児の肺炎で最も多い原因菌は何ですか。", "小児の肺炎で最も多い原因菌はどれですか？" },
	{ "インスリンの作用は何か", "ｲﾝｽﾘﾝの作用は何か" },
	{ "โรคหืดคืออะไร", "โรคหืด คืออะไร?" },
	{ "ยาที่ใช้รักษาโรคหืดคืออะไร", "ยาที่ใช้รักษาโรคหืดคือยาอะไร" },
	{ "ໂລກຫືດແມ່ນຫຍັງ", "ໂລກຫືດ ແມ່ນ ຫຍັງ?" },
	{ "Ibuprofen raises the level of which mood stabiliser?", "Ibuprofen raises the level of which mood stabilizer?" },
};

struct words {
	uint32_t words[100];
	uint32_t count;
};

static void read_words(struct vocabulary *vocabulary, const char *text, struct words *words)
{
	struct buf folded;
	buf_init(&folded, BUF_CAP);
	fold(&folded, str_from(text));
	words->count = 0;
	char scratch[UNSPACED_WORD];
	size_t offset = 0;
	for (struct str word; (word = unspaced_next_word(buf_view(&folded), &offset, scratch)).at;)
		words->words[words->count++] = vocabulary_number(vocabulary, word);
	buf_release(&folded);
}

static bool is_within(const struct words *a, const struct words *b, const uint32_t *kinds)
{
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t j = 0;
		while (j < b->count && kinds[a->words[i]] != kinds[b->words[j]])
			j++;
		if (j == b->count && kinds[a->words[i]] != JOIN_NO_KIND)
			return false;
	}
	return true;
}

static void judge(const struct pair *pairs, size_t count, bool expected)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct vocabulary vocabulary;
		struct contrast contrast;
		struct words a, b;
		vocabulary_init(&vocabulary);
		read_words(&vocabulary, pairs[i].a, &a);
		read_words(&vocabulary, pairs[i].b, &b);
		unsigned char *classes = contrast_classes(&vocabulary);
		assert_non_null(classes);
		uint32_t *kinds = contrast_kinds(&vocabulary, classes);
		assert_true(kinds && contrast_init(&contrast, &vocabulary, classes, kinds));
		struct word_run x = { a.words, a.count }, y = { b.words, b.count };
		/* Twice, because no state may be left over, and in both orders. */
		bool found = contrast_found(&contrast, x, y);
		assert_int_equal(contrast_found(&contrast, y, x), found);
		assert_int_equal(contrast_found(&contrast, x, y), found);
		assert_false(contrast_found(&contrast, x, x));
		assert_false(contrast.failed);
		assert_true(found || is_within(&a, &b, kinds) || is_within(&b, &a, kinds));
		if (found != expected) {
			print_error("%s: %s / %s\n", expected ? "no contrast" : "contrast", pairs[i].a, pairs[i].b);
			wrong++;
		}
		contrast_release(&contrast);
		vocabulary_release(&vocabulary);
		free(classes);
		free(kinds);
	}
	assert_int_equal(wrong, 0);
}

static void contrasts_are_seen(void **state)
{
	(void)state;
	judge(contrasts, sizeof(contrasts) / sizeof(contrasts[0]), true);
}

static void repeats_are_no_contrasts(void **state)
{
	(void)state;
	judge(repeats, sizeof(repeats) / sizeof(repeats[0]), false);
}

static void forms_of_a_word_have_one_key(void **state)
{
	(void)state;
	static const char *const endings[] = { "", "s", "es", "e", "ed", "ing", "al", "ies", "um", "us", "ation", "ical" };
	static const char *const stems[] = { "rib", "gas", "glas", "head", "heads", "plexus", "oedem", "tumour", "cause",
					     "organis", "treatment", "labell", "ileum", "haem", "foetus" };
	enum { ENDINGS = sizeof(endings) / sizeof(endings[0]), STEMS = sizeof(stems) / sizeof(stems[0]) };
	char words[STEMS * ENDINGS][32];
	size_t one = 0;
	for (size_t i = 0; i < STEMS * ENDINGS; i++)
		snprintf(words[i], sizeof(words[i]), "%s%s", stems[i / ENDINGS], endings[i % ENDINGS]);
	for (size_t i = 0; i < STEMS * ENDINGS; i++) {
		for (size_t j = 0; j < STEMS * ENDINGS; j++) {
			char a[WORD_KEY], b[WORD_KEY];
			if (i == j || !words_are_one(str_from(words[i]), str_from(words[j])))
				continue;
			size_t len = word_key(a, str_from(words[i]));
			if (word_key(b, str_from(words[j])) != len || memcmp(a, b, len) != 0)
				fail_msg("%s and %s are one, but have other keys", words[i], words[j]);
			one++;
		}
	}
	assert_true(one > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_a_word_have_one_key),
		cmocka_unit_test(contrasts_are_seen),
		cmocka_unit_test(repeats_are_no_contrasts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
