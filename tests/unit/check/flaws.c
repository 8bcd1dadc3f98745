/* Item-writing flaws. Most of the questions are traps: they have none. */
#include "base/file.h"
#include "check/core/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { OPTIONS = 8 };

struct sample {
	const char *stem;
	const char *options[OPTIONS]; /* the key is prefixed with * */
	const char *rules;	      /* without the family, each followed by a space */
};

static const struct sample samples[] = {
	/* Absolute and frequency words that are doses, parts of phrases, or also in the key. */
	{ "How is it dosed?", { "*500 mg every 8 hours", "500 mg every day", "500 mg every other day" }, "" },
	{ "When should he return?", { "*In a week or two weeks", "Not at all", "After all tests are done" }, "" },
	{ "What do the ulcers do?", { "*A few heal", "All ulcers heal", "They spread" }, "absolute-term " },
	{ "What do the ulcers do?", { "*Some heal", "All heal", "None heal" }, "" },
	{ "What do the ulcers do?",
	  { "*They heal within a year", "They bleed in all patients", "They spread" },
	  "absolute-term " },
	{ "What do the ulcers do?", { "*They heal within a year", "They reach all three layers", "They spread" }, "" },
	{ "What do the ulcers do?",
	  { "*They heal within a year", "They kill in half of all cases", "They spread" },
	  "" },
	{ "Who is at risk?", { "*A man who smokes", "A man who never smoked", "A man who has never smoked" }, "" },
	{ "What do ulcers NOT do?", { "*Spread at night", "All bleed within days", "Heal without scars" }, "" },
	{ "What do ulcers NOT do?", { "*They all bleed", "Spread at night", "Heal without scars" }, "absolute-term " },
	{ "What do the ulcers do?", { "*All heal", "Never heal", "Half of them heal" }, "" },
	{ "What follows?", { "*Death within weeks", "Recovery in most cases", "Relapse" }, "vague-term " },
	{ "What follows?", { "*Death within weeks", "The most likely course", "Relapse" }, "" },
	{ "What follows?", { "*Death within weeks", "Relapse, often at night", "Cure" }, "vague-term " },
	{ "What follows?", { "*Usually relapse", "Death", "Full recovery" }, "vague-term " },
	{ "What follows?", { "*Usually relapse", "Usually death", "Full recovery" }, "" },
	{ "What follows?", { "Too few visits", "*Death", "Full recovery" }, "" },
	{ "What follows?", { "The lipase is most active", "*The lipase is at rest", "The lipase rises" }, "" },
	{ "What follows?", { "Several relapses", "*Death", "Full recovery" }, "vague-term " },
	{ "What follows?", { "Some oedema", "*Death", "Full recovery" }, "" },
	{ "What follows?", { "*Death in old age", "Relapse in some men", "Full recovery" }, "vague-term " },
	{ "What follows?", { "*Death in old age", "Many copies of it", "Full recovery" }, "" },
	{ "What follows?", { "*Death in old age", "Relapse in many men", "Full recovery" }, "vague-term " },
	{ "What follows?", { "*Death in old age", "A much slower pulse", "Full recovery" }, "" },
	{ "What follows?", { "*Death in old age", "Very little pain", "Full recovery" }, "vague-term " },
	{ "What follows?", { "*Death in old age", "Little pain", "A rare rash" }, "" },
	{ "Who is it for?", { "*Men in old age", "For everyone's use", "Children" }, "absolute-term " },
	{ "What is presbyopia?", { "*A sign of old age", "The only sign of age", "A test" }, "" },
	{ "How does it end?", { "*With a scar", "Never", "Often", "Always" }, "" },
	{ "Do most recover?", { "*No, a third", "Most men do", "All do" }, "" },
	{ "What follows?", { "*Death in three weeks", "Relapse, more often at night", "Cure" }, "" },
	{ "What is the best reply?", { "*Rest at home, please.", "It will never return.", "Stay." }, "absolute-term " },
	{ "What is the best reply?", { "*\"Rest at home.\"", "\"It will never return.\"", "\"Stay here.\"" }, "" },

	/* Negations that do not reverse the question. */
	{ "A man who does not smoke has a cough. Which drug helps?", { "*Codeine", "Aspirin", "Insulin" }, "" },
	{ "If he does not improve, which drug is added?", { "*Codeine", "Aspirin", "Insulin" }, "" },
	{ "If he does not improve, in what order are the drugs added?", { "*Codeine", "Aspirin", "Insulin" }, "" },
	{ "What is the reason that her fear has not lessened?", { "*Avoidance", "Habit", "Sleep" }, "" },
	{ "Which drug lowers not only fever but pain?", { "*Codeine", "Aspirin", "Insulin" }, "" },
	{ "For at least how long is it given?", { "*A week", "A month", "A year" }, "" },
	{ "Which drug is not given?", { "*Codeine", "Aspirin", "Insulin" }, "negative-stem " },
	{ "Which drug isn\xe2\x80\x99t given?", { "*Codeine", "Aspirin", "Insulin" }, "negative-stem " },
	{ "Which drug is least likely to help?", { "*Codeine", "Aspirin", "Insulin" }, "negative-stem " },
	{ "All of these lower fever except", { "*codeine", "aspirin", "ibuprofen" }, "negative-stem " },
	{ "A man has a cough. Aspirin helps, but codeine does not.", { "*Honey", "Ginger", "Insulin" }, "" },
	{ "Which drug is NOT given?", { "*Codeine", "Aspirin", "Insulin" }, "" },
	{ "Which drug is <em>not</em> given?", { "*Codeine", "Aspirin", "Insulin" }, "" },

	{ "Which statement on gout is false?", { "*Viral", "Painful", "Recurrent" }, "negative-stem " },
	{ "Which of these is unlikely?", { "*Rash", "Fever", "Cough" }, "negative-stem " },
	{ "All the following raise it with the exception of", { "*Rice", "Beer", "Meat" }, "negative-stem " },
	{ "Find the odd one out.", { "*Hair", "Kidney", "Lung" }, "negative-stem " },
	{ "What is the false negative rate?", { "*1%", "2%", "3%" }, "" },
	{ "What does a do-not-resuscitate order forbid?", { "*Compressions", "Fluids", "Visits" }, "" },
	{ "Which anaemia is not microcytic but macrocytic?", { "*Folate lack", "Iron lack", "Thalassaemia" }, "" },
	{ "Which drug relieves pain that is not relieved by rest?", { "*Codeine", "Heparin", "Insulin" }, "" },

	/* Combinations of labels, and what only looks like them. */
	{ "Which are signs? I. Fever II. Rash", { "I only", "*II only", "I and II" }, "complex-options " },
	{ "Which are signs? (i) fever (ii) rash (iii) cough",
	  { "(i) and (ii)", "*(ii) and (iii)", "(i), (ii) and (iii)" },
	  "complex-options all-of-the-above " },
	{ "Which nerves pass?", { "*III and IV", "I and II", "V and X" }, "" },
	{ "Which route is safe?", { "*IV only", "Oral", "Both IV and oral" }, "" },
	{ "Which groups are safe?", { "A only", "B only", "*A and B", "O" }, "" },
	{ "Which viruses spread by food?", { "*A and E", "B and C", "C and D" }, "" },
	{ "Which drug is given?", { "Aspirin", "Heparin", "*Both A and B" }, "complex-options " },
	{ "Which are signs? P. Fever Q. Rash R. Cough", { "P, Q", "*Q, R", "P, R" }, "complex-options " },
	{ "Which are signs? 1: fever 2: rash", { "1 only", "*2 only", "1+2" }, "complex-options " },
	{ "Which is heard?", { "*S1 and S2", "S3", "S4" }, "" },
	{ "What is right? Assertion: it hurts. Reason: it swells.",
	  { "*Both assertion and reason are true", "Assertion is true, reason is false", "Both are false" },
	  "complex-options " },
	{ "Are they so?", { "*True, true", "True, false", "False, true", "False, false" }, "complex-options " },
	{ "Which drugs are given?", { "*Aspirin and heparin", "Heparin and warfarin", "Warfarin and aspirin" }, "" },

	/* Options that refer to the others, and some that don't. */
	{ "Which drug is given?", { "*Aspirin", "Heparin", "None of the above" }, "none-of-the-above " },
	{ "Which drug is given?", { "*Aspirin", "Heparin", "None" }, "none-of-the-above " },
	{ "Which drug is given?", { "*None", "Aspirin", "Heparin", "Warfarin" }, "" },
	{ "What is seen?", { "*None of the limbs moves", "Both arms move", "The neck is stiff" }, "" },
	{ "What is a flaw of the scale?",
	  { "*It takes too long to fill in", "It has gaps", "None of the items included count" },
	  "absolute-term " },
	{ "What is seen?", { "*Fever", "Rash", "All these" }, "all-of-the-above " },
	{ "What is seen?", { "*Fever", "Rash", "Cough", "All three" }, "all-of-the-above " },
	{ "What is seen?",
	  { "*Fever", "Rash", "Cough", "A, B and C are correct" },
	  "all-of-the-above complex-options " },
	{ "What is seen?", { "*Fever", "Rash", "Both" }, "all-of-the-above " },
	{ "Which arm is weak?", { "*Left", "Right", "Both" }, "" },
	{ "What is seen?", { "*All three lines", "Long rash", "Cough" }, "" },
	{ "What is seen?", { "*Fever", "Rash", "All of the above are wrong" }, "none-of-the-above " },
	{ "What is seen?", { "*Fever", "Rash", "The answer is not listed" }, "none-of-the-above " },
	{ "What is seen?", { "*None is needed", "Rash", "Fever" }, "" },
	{ "How many?", { "10", "*20", "30", "None" }, "none-of-the-above " },
	{ "What is the level?", { "15", "*10", "30", "None" }, "options-out-of-order none-of-the-above " },
	{ "How many are left?", { "15", "*10", "30", "None" }, "options-out-of-order " },
	{ "How many?", { "*None", "10", "20", "30" }, "" },
	{ "Does it help?", { "*Yes", "No" }, "true-false " },
	{ "Which side is it on?", { "*Right", "Left" }, "" },

	/* Questions about truth, and some where it is only a word. */
	{ "Which statement is true?",
	  { "*It heals by itself", "It spreads to bone", "It runs in families" },
	  "unfocused-stem true-false " },
	{ "Choose the correct statement on gout.",
	  { "*It heals by itself", "It spreads to bone", "It runs in families" },
	  "true-false " },
	{ "All of these are true of gout EXCEPT",
	  { "*it heals by itself", "it spreads to joints", "it runs in families" },
	  "true-false " },
	{ "Which account of gout is correct?",
	  { "*It hurts joints first", "It spreads to bone", "It is inherited here" },
	  "true-false " },
	{ "Which is the correct dose?",
	  { "*A gram at noon daily", "A gram at six daily", "Two grams at noon daily" },
	  "" },
	{ "Is he at risk?", { "*Yes, because he smokes", "Yes, because he drinks", "No, because he is young" }, "" },
	{ "Is he at risk?", { "*Yes, because he smokes", "No, because he is young" }, "true-false " },
	{ "Which of these are true of gout? I. It hurts II. It heals",
	  { "I only", "*II only", "I and II", "Neither I nor II" },
	  "complex-options " },

	/* Sorted and unsorted numbers. */
	{ "How many?", { "10", "*20", "15" }, "options-out-of-order " },
	{ "How many?", { "30", "*20", "15" }, "options-out-of-order " },
	{ "How long?", { "A day", "*Half an hour", "Two weeks" }, "options-out-of-order " },
	{ "How long?", { "Half an hour", "*Two days", "A week" }, "" },
	{ "How many?", { "5", "*10", "All of these" }, "all-of-the-above " },
	{ "How is it dosed?", { "*1 g for 5 days", "1 g for 10 days", "1 g for 7 days" }, "options-out-of-order " },
	{ "How is it dosed?", { "*1 g for 5 days", "1 g for 7 days", "1 g for 10 days" }, "" },
	{ "How is it dosed?", { "*1 g for 5 days", "2 g for 3 days", "1 g for 7 days" }, "" },
	{ "How many?", { "2½", "*2", "3" }, "options-out-of-order " },
	{ "How many?", { "1,000", "*2,000", "10,000", "Cannot be determined" }, "" },
	{ "How many?", { "10", "*20", "No more than before", "15" }, "options-out-of-order " },
	{ "How many?", { "10", "*20", "Not any", "No more than before", "15" }, "" },
	{ "How many?", { "&lt; 10 %", "*10-20 %", "&gt; 20 %" }, "" },
	{ "How many?", { "10-20 %", "*&lt; 10 %", "&gt; 20 %" }, "options-out-of-order " },
	{ "How much?", { "5 mg", "*7.5 mg", "10 mg" }, "" },
	{ "How much?", { "5 mg", "*2 g", "10 mg" }, "mixed-units " },
	{ "How long?", { "12 hours", "*2 days", "1 week" }, "" },
	{ "How often?", { "Twice daily", "*Once daily", "Three times daily" }, "options-out-of-order " },
	{ "When is it taken?", { "At once", "In 2 days", "*In a day", "In a week" }, "options-out-of-order " },
	{ "Which chromosome is it?", { "X", "*13", "21", "5" }, "" },
	{ "How fast is it?", { "42kms/h", "*41km/h", "43km/h" }, "options-out-of-order " },
	{ "How often?", { "Once a day", "*Once a week", "Once a month" }, "" },
	{ "When?",
	  { "In the second trimester", "*In the first trimester", "In the third trimester" },
	  "options-out-of-order " },
	{ "Which rib is hit?", { "5th", "*2nd", "8th", "1st" }, "options-out-of-order " },
	{ "How severe is it?", { "Stage II", "*Stage I", "Stage III", "Stage IV" }, "options-out-of-order " },
	{ "How severe is it?", { "Stage I", "*Stage II", "Stage III", "Stage IV" }, "" },
	{ "How wide is it?", { "About 6 to 12 mm", "*2 to 4 mm", "12 to 16 mm" }, "options-out-of-order " },
	{ "How wide is it?",
	  { "About six to ten miles", "*Two to four miles", "Ten to sixteen miles" },
	  "options-out-of-order " },
	{ "How many valves are there?", { "There are 4.", "*There is 1.", "There are 5." }, "options-out-of-order " },
	{ "How much is lost?", { "750 mL (15 %)", "*500 mL (10 %)", "2000 mL (40 %)" }, "options-out-of-order " },
	{ "How much is lost?", { "750 mL (oral)", "*500 mL (in urine)", "2000 mL (in stool)" }, "" },
	{ "How high is the risk?", { "1 in 1000", "*1 in 100", "1 in 10" }, "" },
	{ "How high is the risk?", { "1 in 100", "*1 in 1000", "1 in 10" }, "options-out-of-order " },
	{ "How fast is it at rest?",
	  { "60-80 a minute", "*60-100 a minute", "60-90 a minute" },
	  "options-out-of-order " },
	{ "What causes myopia?",
	  { "*Reading habits", "Genes of parents", "Both reading habits and genes of parents" },
	  "complex-options " },
	{ "What causes myopia?", { "*Reading habits", "Genes of parents", "Both eye and brain" }, "" },
	{ "What causes myopia?", { "*Reading habits", "Genes of parents", "Both 1 and 2" }, "complex-options " },
	{ "What causes myopia?", { "*Reading habits", "Genes of parents", "Age", "All except C" }, "complex-options " },
	{ "What causes myopia?",
	  { "*Reading habits", "Genes of parents", "Age", "More than one of these" },
	  "complex-options " },
	{ "What causes myopia?", { "*Reading habits", "Genes of parents", "Two of the nerves" }, "" },
	{ "What causes myopia?",
	  { "*Reading habits", "Genes of parents", "All the factors above" },
	  "all-of-the-above " },
	{ "What causes myopia?",
	  { "*Reading habits", "Genes of parents", "Nothing of the above" },
	  "none-of-the-above " },
	{ "What causes myopia?", { "*Reading habits", "Genes of parents", "Nothing" }, "" },
	{ "What causes myopia?",
	  { "Reading habits", "Genes", "*Both A and B", "Neither A nor B" },
	  "complex-options " },
	{ "Which of these sins did he commit?", { "Sloth", "Envy", "*No sin" }, "" },
	{ "Which measure is used in infants?",
	  { "Standing height", "*Recumbent length", "Sitting height", "Kneeling height" },
	  "" },
	{ "What is altruism motivated by?",
	  { "Feeling good about oneself", "*Selfless helping of others", "Earning a reward",
	    "Showing bravery to others" },
	  "" },
	{ "What is the order? 1. Call. 2. Press. 3. Shock.", { "1, 2, 3", "*2, 1, 3", "3, 2, 1" }, "" },
	{ "Which vessels are cut?", { "Two veins", "*One artery", "Three nerves" }, "" },
	{ "How long?", { "2 days", "*12 hours", "1 week" }, "options-out-of-order " },
	{ "What is the change?", { "-5", "*-1", "+3" }, "" },
	{ "Which vitamin?", { "*B12", "B1", "B6" }, "" },

	/* Blanks. */
	{ "The ___ is inflamed in colitis.", { "*colon", "liver", "lung" }, "fill-in-blank " },
	{ "What is inflamed in colitis is the ___.", { "*colon", "liver", "lung" }, "" },
	{ "5 mg + ? = 7 mg", { "*2 mg", "3 mg", "4 mg" }, "fill-in-blank " },
	{ "What does file_name_x mean?", { "*colon", "liver", "lung" }, "" },
	{ "The (   ) is inflamed in colitis.", { "*colon", "liver", "lung" }, "fill-in-blank " },
	{ "The [blank] is inflamed in colitis.", { "*colon", "liver", "lung" }, "fill-in-blank " },
	{ "The \xe2\x80\xa6 is inflamed in colitis.", { "*colon", "liver", "lung" }, "fill-in-blank " },
	{ "The ---- is inflamed in colitis.", { "*colon", "liver", "lung" }, "fill-in-blank " },
	{ "He said: the ... ah, \xe2\x80\x94 the gut (). Which part is it?", { "*colon", "liver", "lung" }, "" },

	/* Keys that stand out by their form. */
	{ "Which sign is seen?", { "*Hyperpigmentation", "Fatigue", "Fever" }, "" },
	{ "Which sign is seen?", { "*A rash on both of the shins", "Fatigue", "Fever" }, "longest-option-is-key " },
	{ "She is ill. Which sign is seen?",
	  { "*A rash on both of the shins", "Fatigue", "Fever" },
	  "longest-option-is-key " },
	{ "A 25-year-old woman who has had a cough for three weeks now has pain and swelling of both ankles. Which "
	  "sign is seen?",
	  { "*A rash on both of the shins", "Fatigue", "Fever" },
	  "" },
	{ "A 25-year-old woman who has had a cough for three weeks now has pain and swelling of both ankles. Which "
	  "sign is seen?",
	  { "*A rash on both of the shins that is tender to touch", "Fatigue", "Fever" },
	  "longest-option-is-key " },
	{ "Which sign is seen?",
	  { "*A rash on both of the shins after a walk", "Fatigue after a walk at noon" },
	  "longest-option-is-key " },
	{ "Which sign is seen?",
	  { "*A rash on both of the shins after a walk", "Fatigue after a walk at noon",
	    "Fever after meals or at noon" },
	  "" },
	/* A distractor draws those who guess, unless it is a name, or the others are no words. */
	{ "Which sign is seen?", { "A rash on both of the shins", "*Fatigue", "Fever" }, "longest-option-is-key " },
	{ "Which inventory is used?",
	  { "Minnesota Multiphasic Personality Inventory", "*Self-report list", "None of these" },
	  "none-of-the-above " },
	{ "Which sign is seen?", { "Right ventricular hypertrophy", "*Fatigue", "Fever" }, "" },
	{ "Which test detects it?", { "*A scan", "Two-point discrimination tests", "Pinprick" }, "" },
	{ "Which bone breaks?", { "Neck of the femur", "*Radius", "Ulna" }, "" },
	{ "How many?", { "10", "*15", "No more than before" }, "" },
	{ "Who may apply in the United States?", { "*Any state school", "A private one", "A foreign one" }, "" },
	{ "Which cells phagocytose debris?", { "*Phagocytes", "Lymphocytes", "Phagocytic cells" }, "" },
	{ "Which disease/syndrome is it?", { "*Hurler syndrome", "Fabry disease", "Pompe disease" }, "" },
	{ "What does more preload than afterload cause?", { "*Preload rises", "Afterload falls", "Both fall" }, "" },
	{ "Which test shows embolism?", { "*An embolism scan", "A blood count", "A biopsy" }, "word-repeat " },
	{ "A woman has a swollen calf, pain whenever she coughs, and these values: hemoglobin 12 g/dL, platelets "
	  "250,000/mm3, D-dimer high Which test comes next?",
	  { "*A calf scan", "A blood count", "A biopsy" },
	  "" },
	{ "Her calf was swollen. Which test comes next?",
	  { "*A calf scan", "A blood count", "A biopsy" },
	  "word-repeat " },
	{ "A 25-year-old woman who has had a swollen calf for three weeks now has pain whenever she coughs. Which "
	  "test comes next?",
	  { "*A calf scan", "A blood count", "A biopsy" },
	  "" },
	{ "Which test shows embolism?", { "*An embolism scan", "An embolism panel", "A biopsy" }, "" },
	{ "The bird is an", { "*eagle", "dove", "hawk" }, "grammatical-cue " },
	{ "The bird is a(n)", { "*eagle", "dove", "hawk" }, "" },
	{ "The radiologist wants an", { "*MRI", "hour of rest", "X-ray" }, "" },

	{ "The bird is an", { "eagle", "*dove", "owl" }, "grammatical-cue " },
	{ "An ____ lays eggs.", { "*eagle", "dove", "hawk" }, "grammatical-cue fill-in-blank " },
	{ "The patient has a", { "*UTI", "stone", "polyp" }, "" },
	{ "The test shows an", { "*MRSA isolate", "anaerobe", "amoeba" }, "" },
	{ "Which two muscles bend the elbow?",
	  { "*Biceps and brachialis", "Triceps brachii", "Deltoid" },
	  "grammatical-cue " },
	{ "Which two nerves supply the tongue?", { "*Vagus and facial", "Facial and spinal", "Vagus and spinal" }, "" },
	{ "The organs that make urine are the", { "*kidneys", "liver", "spleen" }, "grammatical-cue " },
	{ "The lungs of adults are", { "*hollow organs", "mobile", "unpaired" }, "" },
	{ "What are the odds of relapse?", { "*1 in 4", "1 in 9", "1 in 99" }, "" },
	{ "How is gout prevented?",
	  { "*By diet", "Giving colchicine", "Giving aspirin", "Giving iron" },
	  "grammatical-cue " },
	{ "Bleeding is stopped by", { "*giving protamine", "vitamin K", "rest", "iron" }, "grammatical-cue " },
	{ "Which pain is worse at night?", { "*Ankylosing spondylitis", "Gout", "Gallstones", "Renal colic" }, "" },
	{ "In the trial, the drug",
	  { "*was stopped", "is a placebo", "is cheap", "has no effect" },
	  "grammatical-cue " },

	/* The number of answers. */
	{ "Which two of these lower fever?", { "*Aspirin", "Codeine", "Ibuprofen" }, "key-count " },
	{ "Choose three: which lower fever?", { "*Aspirin", "Codeine", "Ibuprofen" }, "key-count " },
	{ "Which two-chamber view is best?", { "*Apical", "Parasternal", "Subcostal" }, "" },
	{ "Which 2 mg tablet is white?", { "*Loperamide", "Diazepam", "Warfarin" }, "" },

	/* Empty texts. */
	{ "Which drug is given?", { "*<em/>", "Aspirin", "-" }, "empty-option " },

	/* Stems without a question. */
	{ "Which of the following is true?", { "*It heals", "It spreads", "It itches" }, "unfocused-stem " },
	{ "What is the diagnosis?", { "*Gout", "Sepsis", "Lupus" }, "unfocused-stem " },

	/* Stems in the style of examinations. */
	{ "A 54-year-old man has had crushing chest pain for 2 hours. He does not take any medication. His blood "
	  "pressure is 90/60 mm Hg, and the jugular veins are distended. The lungs are clear. Which of the following "
	  "is the most likely diagnosis?",
	  { "Aortic dissection", "Cardiac tamponade", "*Right ventricular infarction", "Pulmonary embolism" },
	  "" },
	{ "A 3-year-old girl has had fever for 6 days, a rash, and red eyes. Her lips are cracked. Which of the "
	  "following is the most appropriate next step in management?",
	  { "Acyclovir", "Amoxicillin", "*Intravenous immune globulin", "Prednisone", "Supportive care only" },
	  "" },
	{ "Which of the following sets of changes is expected?",
	  { "*Increased, decreased", "Decreased, increased", "Increased, increased", "Decreased, decreased" },
	  "" },
};

static void write_lesson(FILE *out, const struct sample *sample)
{
	fprintf(out,
		"<lesson xmlns=\"urn:satchel:lesson:1\" id=\"flaws\" xml:lang=\"en\" reviewed=\"2026-11-20\">"
		"<title>T</title><summary>S.</summary>"
		"<section id=\"s\"><title>T</title><p>P.</p></section><questions><question "
		"id=\"q-flaw\"><stem>%s</stem>",
		sample->stem);
	for (size_t i = 0; i < OPTIONS && sample->options[i]; i++) {
		const char *option = sample->options[i];
		fprintf(out, "<option%s>%s</option>", *option == '*' ? " correct=\"true\"" : "",
			option + (*option == '*'));
	}
	fputs("<explanation>It is so.</explanation></question></questions></lesson>", out);
}

static void on_error(void *context, const char *path, enum file_status status)
{
	(void)context;
	fail_msg("%s: %s", path, file_status_text(status));
}

static void test_samples(void **state)
{
	(void)state;
	char path[] = "/tmp/satchel-flaws-XXXXXX.xml";
	int descriptor = mkstemps(path, 4);
	assert_true(descriptor >= 0);
	close(descriptor);
	size_t failed = 0;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		FILE *out = fopen(path, "wb");
		assert_non_null(out);
		write_lesson(out, &samples[i]);
		assert_int_equal(fclose(out), 0);
		struct rule_settings settings;
		struct report report;
		rule_settings_default(&settings);
		report_init(&report, &settings);
		const char *paths = path, *root = "/tmp";
		struct file_list list = { .paths = &paths, .count = 1 };
		struct check_request request = {
			.settings = &settings, .jobs = 1, .lessons = &list, .roots = &root, .on_error = on_error
		};
		assert_int_equal(check_run(&request, &report), CHECK_OK);
		struct buf found;
		buf_init(&found, BUF_CAP);
		for (const struct diagnostic *d = report.first; d; d = d->next)
			buf_format(&found, "%s ", d->name + strcspn(d->name, "/") + 1);
		if (strcmp(buf_cstr(&found), samples[i].rules) != 0) {
			print_message("%s\n  expected: %s\n  found: %s\n", samples[i].stem, samples[i].rules,
				      buf_cstr(&found));
			failed++;
		}
		buf_release(&found);
		report_release(&report);
	}
	unlink(path);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_samples) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
