#include "check/core/fold.h"
#include "check/core/index_judge.h"

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

struct cards {
	const char *front, *back, *other_front, *other_back;
};

/* Duplicates in other words: misspelled, in another order, abbreviated, British and American, numbers as words, as a
 * cloze, as a statement, with other light words and synonyms, with a longer answer. */
static const struct cards duplicates[] = {
	{ "What is the most common site of an aortic dissection tear?", "Ascending aorta",
	  "What is the most common site of an aortic disection tear?", "Ascending aorta" },
	{ "Which antibiotic is given for scarlet fever?", "Phenoxymethylpenicillin",
	  "Which antibiotic is given for scarlett fever?", "Phenoxymethylpenicillin" },
	{ "What is the inheritance of haemophilia A?", "X-linked recessive",
	  "What is the inheritence of haemophilia A?", "X-linked recessive" },
	{ "Which nerve innervates the diaphragm?", "Phrenic nerve",
	  "Which nerve innervates the diaphram?", "Phrenic nerve" },
	{ "In Wilson disease, which eye finding is seen?", "Kayser-Fleischer rings",
	  "Which eye finding is seen in Wilson disease?", "Kayser-Fleischer rings" },
	{ "The Whipple triad is diagnostic of which tumour?", "Insulinoma",
	  "Which tumour is the Whipple triad diagnostic of?", "Insulinoma" },
	{ "Which electrolyte should be monitored in patients on digoxin?", "Potassium",
	  "In patients on digoxin, which electrolyte should be monitored?", "Potassium" },
	{ "Which two drugs are combined in co-amoxiclav?", "Amoxicillin and clavulanic acid",
	  "Co-amoxiclav combines which two drugs?", "Clavulanic acid and amoxicillin" },
	{ "Which drug class is first-line in COPD?", "Long-acting bronchodilator",
	  "Which drug class is first-line in chronic obstructive pulmonary disease?", "Long-acting bronchodilator" },
	{ "What is the target blood pressure in CKD with albuminuria?", "Below 130/80 mmHg",
	  "What is the target BP in chronic kidney disease with albuminuria?", "Below 130/80 mmHg" },
	{ "Which anaemia is caused by folate deficiency?", "Megaloblastic anaemia",
	  "Which anemia is caused by folate deficiency?", "Megaloblastic anemia" },
	{ "What are the features of oesophageal candidiasis?", "Odynophagia",
	  "What are the features of esophageal candidiasis?", "Odynophagia" },
	{ "Which organism is found in diarrhoea after antibiotics?", "Clostridioides difficile",
	  "Which organism is found in diarrhea after antibiotics?", "Clostridioides difficile" },
	{ "What is the antidote for paracetamol overdose?", "Acetylcysteine",
	  "What is the antidote for acetaminophen overdose?", "N-acetylcysteine" },
	{ "How long is isoniazid given for latent tuberculosis?", "6 months",
	  "How long is isoniazid given for latent tuberculosis?", "Six months" },
	{ "How many cusps does the mitral valve have?", "Two",
	  "How many cusps has the mitral valve?", "2" },
	{ "After how many weeks is a pregnancy post-term?", "42 weeks",
	  "A pregnancy is post-term after how many weeks?", "forty-two weeks" },
	{ "What percentage of body weight is water?", "60%",
	  "What percent of the body weight is water?", "60 percent" },
	{ "Which vitamin prevents neural tube defects?", "Folic acid",
	  "\1 prevents neural tube defects.", "Folic acid" },
	{ "Which enzyme is deficient in phenylketonuria?", "Phenylalanine hydroxylase",
	  "Phenylketonuria is due to a deficiency of \1.", "phenylalanine hydroxylase" },
	{ "What is the main side effect of amiodarone on the lungs?", "Pulmonary fibrosis",
	  "On the lungs, the main side effect of amiodarone is \1.", "pulmonary fibrosis" },
	{ "Where is intrinsic factor produced?", "Parietal cells of the stomach",
	  "Intrinsic factor is produced by the \1 of the stomach.", "parietal cells" },
	{ "What is the drug of choice in status epilepticus?", "Lorazepam",
	  "Drug of choice in status epilepticus", "Lorazepam" },
	{ "What is the vector of malaria?", "Anopheles mosquito",
	  "Vector of malaria:", "The Anopheles mosquito" },
	{ "What are the causes of a raised anion gap?", "Ketones, lactate, uraemia, toxins",
	  "Causes of raised anion gap", "Ketones, lactate, uraemia and toxins" },
	{ "Name the bacterium that causes whooping cough.", "Bordetella pertussis",
	  "Whooping cough is caused by which bacterium?", "Bordetella pertussis" },
	{ "What do the beta cells of the pancreas make?", "Insulin",
	  "What is made by beta cells of the pancreas?", "Insulin" },
	{ "Which nerve is usually injured in a fracture of the fibular neck?", "Common peroneal nerve",
	  "Which nerve gets injured in fracture of fibular neck?", "The common peroneal nerve" },
	{ "Which test is used to confirm coeliac disease?", "Duodenal biopsy",
	  "What test confirms coeliac disease?", "Duodenal biopsy" },
	{ "Which drug can cause gingival hyperplasia?", "Phenytoin",
	  "Gingival hyperplasia may be a result of which drug?", "Phenytoin" },
	{ "What is the most common cause of heart attack in young cocaine users?", "Coronary vasospasm",
	  "What is the most common cause of myocardial infarction in young cocaine users?", "Coronary vasospasm" },
	{ "What is the treatment of high blood pressure in phaeochromocytoma before surgery?", "Phenoxybenzamine",
	  "What is the treatment of hypertension in phaeochromocytoma before surgery?", "Phenoxybenzamine" },
	{ "Which vitamin deficiency causes night blindness?", "Vitamin A",
	  "Lack of which vitamin causes night blindness?", "Vitamin A" },
	{ "Which adverse effect of ACE inhibitors is mediated by bradykinin?", "Dry cough",
	  "Which side effect of ACE inhibitors is mediated by bradykinin?", "Dry cough" },
	{ "Which organism causes gas gangrene?", "Clostridium perfringens",
	  "Which organism is responsible for gas gangrene?", "Clostridium perfringens, an anaerobic Gram-positive rod" },
	{ "What is the gold standard for the diagnosis of cystic fibrosis?", "Sweat chloride test",
	  "What is the gold standard test for diagnosing cystic fibrosis?", "Sweat test (chloride above 60 mmol/L)" },
	{ "Which cells are found in Hodgkin lymphoma?", "Reed-Sternberg cells",
	  "Which characteristic cells are found in Hodgkin lymphoma?", "Reed–Sternberg cells (owl eyes)" },
	{ "Which abx treats C. diff colitis?", "Oral vancomycin",
	  "Which antibiotic is used for the treatment of Clostridioides difficile colitis?", "Vancomycin orally" },
	{ "Most common cause of community-acquired pneumonia?", "Streptococcus pneumoniae",
	  "What is the commonest organism in community-acquired pneumonia?", "S. pneumoniae" },
	{ "What ECG sign is seen in hypothermia?", "J wave",
	  "Which electrocardiogram sign do you see in hypothermia?", "J (Osborn) waves" },
	{ "Drug of choice for absence seizures", "Ethosuximide",
	  "\1 is the drug of choice for absence seizures.", "Ethosuximide" },
	{ "缺铁性贫血的首选治疗药物是什么？", "口服铁剂",
	  "什么是缺铁性贫血的首选治疗药物？", "口服铁剂" },
	{ "下列哪种细菌引起霍乱？", "霍乱弧菌",
	  "引起霍乱的细菌是哪种？", "霍乱弧菌" },
	{ "急性膵炎の最も多い原因は何ですか。", "胆石",
	  "急性膵炎で最も多い原因はどれか。", "胆石" },
	{ "ยาที่ใช้รักษามาลาเรียคืออะไร", "อาร์ทีซูเนต",
	  "อะไรคือยาที่ใช้รักษามาลาเรีย", "อาร์ทีซูเนต" },
	{ "What is the most common cause of secondary hypertension?", "Renal disease",
	  "The commonest cause of secondary hypertension is \1.", "renal disease" },
	{ "Which investigation is the gold standard for renal stones?", "Non-contrast CT KUB",
	  "What is the gold standard imaging for kidney stones?", "CT KUB without contrast" },
	{ "Which nerve root is tested by the ankle jerk?", "S1",
	  "The ankle reflex tests which nerve root?", "S1" },
	{ "A deficiency of which enzyme causes Gaucher disease?", "Glucocerebrosidase",
	  "Which enzyme is deficient in Gaucher's disease?", "β-glucocerebrosidase" },
	{ "What is the management of a tension pneumothorax?", "Needle decompression",
	  "How do you treat tension pneumothorax?", "Immediate needle decompression" },
	{ "Which drug reverses the effect of warfarin?", "Vitamin K",
	  "What reverses warfarin?", "Vit K" },
	{ "SE of amiodarone", "thyroid dysfunction, pulmonary fibrosis, corneal deposits",
	  "What are the side effects of amiodarone?", "Pulmonary fibrosis, thyroid dysfunction and corneal deposits" },
	{ "Virus that causes infectious mono", "EBV",
	  "Which virus causes infectious mononucleosis?", "Epstein-Barr virus" },
	{ "CN affected in Bell's palsy", "VII",
	  "Which cranial nerve is affected in Bell palsy?", "Facial nerve (CN VII)" },
	{ "antidote for digoxin toxicity", "Digibind",
	  "Digoxin toxicity antidote", "Digoxin-specific antibody fragments (Digibind)" },
	{ "How many chambers has the heart?", "4",
	  "How many chambers does the human heart have?", "Four" },
	{ "By what is the gas exchange in the lungs effected?", "By the alveoli",
	  "Where in the lungs does gas exchange take place?", "In the alveoli" },
	{ "What duration has the incubation period of measles?", "10–14 days",
	  "How long is the incubation period of measles?", "10 to 14 days" },
	{ "What is the role of ADH in the kidney?", "It increases water reabsorption in the collecting duct",
	  "How does ADH act on the kidney?", "Increases reabsorption of water in the collecting ducts" },
	{ "Name the three layers of the heart wall.", "Endocardium, myocardium, epicardium",
	  "What are the layers of the wall of the heart?", "Epicardium, myocardium and endocardium" },
	{ "Which hormone deficiency causes diabetes insipidus?", "ADH",
	  "Diabetes insipidus results from a lack of which hormone?", "Antidiuretic hormone (ADH)" },
	{ "What is the most common cause of viral gastroenteritis in adults?", "Norovirus",
	  "Viral gastroenteritis in adults is most commonly caused by \1.", "norovirus" },
	{ "Anion gap formula", "Na - (Cl + HCO3)",
	  "How is the anion gap calculated?", "Na − (Cl + HCO3)" },
	{ "Glasgow coma scale max score", "15",
	  "What is the maximum score on the Glasgow Coma Scale?", "15 points" },
	{ "hypokalaemia ECG", "U waves, flat T waves",
	  "ECG changes in hypokalemia", "Flattened T waves, U waves" },
	{ "Most sensitive test for hypothyroidism", "TSH",
	  "What is the most sensitive test for hypothyroidism?", "Thyroid-stimulating hormone (TSH)" },
	{ "What is the most appropriate initial investigation in suspected pulmonary embolism in a haemodynamically stable patient with a low Wells score?", "D-dimer",
	  "In a stable patient with low pre-test probability of PE, which test should be ordered first?", "D-dimer assay" },
	{ "Which hormone is responsible for the LH surge prior to ovulation?", "Oestrogen",
	  "What triggers the LH surge before ovulation?", "Rising estrogen" },
	{ "Triad of Horner's syndrome", "Ptosis, miosis, anhidrosis",
	  "What are the three features of Horner syndrome?", "Miosis, ptosis and anhydrosis" },
	{ "Reed-Sternberg cells → which dz?", "Hodgkin lymphoma",
	  "Reed-Sternberg cells are characteristic of which disease?", "Hodgkin's lymphoma" },
	{ "By which valve is the left atrium separated from the left ventricle?", "By the mitral valve",
	  "Which valve lies between the left atrium and the left ventricle?", "Mitral (bicuspid) valve" },
	{ "With what does one treat an overdose of opioids?", "Naloxone",
	  "What is given to reverse opioid overdose?", "Naloxone" },
	{ "Which organ produces the bile?", "The liver",
	  "What organ makes bile?", "Liver" },
	{ "When should the MMR vaccine first be given?", "At 12 months",
	  "At what age is the first dose of MMR given?", "12 months" },
	{ "What is the treatment of torsades de pointes?", "IV magnesium sulfate",
	  "Torsades de pointes is treated with which drug?", "Intravenous magnesium sulphate" },
	{ "What is DIC?", "Disseminated intravascular coagulation",
	  "What does DIC stand for?", "disseminated intravascular coagulation" },
	{ "nl GFR", "90-120 mL/min",
	  "What is a normal glomerular filtration rate?", "90 to 120 ml/min" },
	{ "Which chamber of the heart is enlarged in mitral stenosis?", "Left atrium",
	  "Mitral stenosis leads to enlargement of the \1", "left atrium" },
	{ "What type of hypersensitivity is anaphylaxis?", "Type I",
	  "Anaphylaxis is an example of which hypersensitivity reaction?", "Type 1 (IgE-mediated)" },
	{ "dx of TB meningitis on CSF", "high protein, low glucose, lymphocytes",
	  "What are the CSF findings in tuberculous meningitis?", "Lymphocytosis, raised protein and low glucose" },
	{ "What is the most common inherited bleeding disorder?", "von Willebrand disease",
	  "Which hereditary bleeding disorder is the commonest?", "Von Willebrand's disease" },
	{ "What is the curative treatment of SCID?", "Stem cell transplant",
	  "Curative therapy for severe combined immunodeficiency", "Stem cell transplant" },
	{ "Half-life of esmolol", "<10 minutes",
	  "How long is the half-life of esmolol?", "Less than 10 min" },
	{ "Maintenance fluid rate in an adult", "25 mL/kg/day",
	  "What is the maintenance fluid rate in adults?", "25 ml per kg per day" },
	{ "Bug that causes most UTIs", "E. coli",
	  "Which organism causes most urinary tract infections?", "Escherichia coli" },
	{ "Which stain shows Cryptococcus?", "India ink",
	  "Stain for Cryptococcus", "India ink stain" },
	{ "Which vitamin is needed for carboxylation of clotting factors?", "Vitamin K",
	  "Carboxylation of clotting factors needs vitamin \1.", "K" },
	{ "What is the cut-off of ferritin for iron deficiency?", "<30 µg/L",
	  "Iron deficiency: ferritin is below \1.", "30 µg/L" },
	{ "Where is vitamin B12 absorbed?", "Terminal ileum",
	  "Site of absorption of vitamin B12", "In the terminal ileum" },
	{ "Main abductor of the shoulder", "Deltoid",
	  "The main abductor of the upper arm at the shoulder is the \1.", "deltoid" },
	{ "Which virus causes Kaposi sarcoma?", "HHV-8",
	  "Kaposi sarcoma is caused by which virus?", "HHV8" },
};

/* Two facts. */
static const struct cards others[] = {
	{ "What is the main side effect of vancomycin?", "Nephrotoxicity",
	  "What is the main side effect of gentamicin?", "Nephrotoxicity and ototoxicity" },
	{ "Is the nerve of the wrist drop the radial or the ulnar one?", "Radial nerve",
	  "Is the nerve of the claw hand the radial or the ulnar one?", "Ulnar nerve" },
	{ "\1 increases the reabsorption of sodium.", "Aldosterone",
	  "Aldosterone increases the reabsorption of \1.", "sodium" },
	{ "Haemophilia A is a deficiency of factor \1.", "VIII",
	  "Haemophilia A is a deficiency of factor \1.", "IX" },
	{ "Which drug is first-line in absence epilepsy, and has no effect on IgA?", "Ethosuximide",
	  "Which drug is first-line in absence epilepsy, and has an effect on IgG?", "Ethosuximide" },
	{ "Which cells build bone?", "Osteoblasts",
	  "Which cells resorb bone?", "Osteoclasts" },
	{ "Function of osteoclasts in bone", "Turnover of bone",
	  "Function of osteoblasts in bone", "Turnover of bone" },
	{ "What is the antidote to warfarin?", "Vitamin K",
	  "What is the antidote to heparin?", "Protamine" },
	{ "Which enzyme does aspirin inhibit?", "Cyclooxygenase",
	  "Which enzyme does ibuprofen inhibit?", "Cyclooxygenase" },
	{ "What is the mechanism of action of ondansetron?", "5-HT3 antagonist",
	  "What is the mechanism of action of sumatriptan?", "5-HT1 agonist" },
	{ "Which receptor does naloxone block?", "Opioid receptor",
	  "Which receptor does flumazenil block?", "Benzodiazepine receptor" },
	{ "How is tobramycin monitored?", "Trough levels",
	  "How is amikacin monitored?", "Trough levels" },
	{ "What does a left third nerve palsy do to the left pupil?", "Dilates it",
	  "What does a right third nerve palsy do to the right pupil?", "Dilates it" },
	{ "Where does the left gonadal vein drain?", "Left renal vein",
	  "Where does the right gonadal vein drain?", "Inferior vena cava" },
	{ "Which artery supplies the anterior two thirds of the spinal cord?", "Anterior spinal artery",
	  "Which artery supplies the posterior third of the spinal cord?", "Posterior spinal artery" },
	{ "Which muscles are in the anterior compartment of the leg?", "Tibialis anterior",
	  "Which muscles are in the lateral compartment of the leg?", "Peroneus longus" },
	{ "What does damage to the upper trunk of the brachial plexus cause?", "Erb palsy",
	  "What does damage to the lower trunk of the brachial plexus cause?", "Klumpke palsy" },
	{ "Which ligament resists anterior translation of the tibia?", "Anterior cruciate ligament",
	  "Which ligament resists posterior translation of the tibia?", "Posterior cruciate ligament" },
	{ "What is the treatment of stage I seminoma?", "Orchidectomy",
	  "What is the treatment of stage III seminoma?", "Chemotherapy" },
	{ "Which lesion is seen in primary syphilis?", "Chancre",
	  "Which lesion is seen in tertiary syphilis?", "Gumma" },
	{ "What is the treatment of acute gout?", "Colchicine",
	  "What is the treatment of chronic gout?", "Allopurinol" },
	{ "Which type of hypersensitivity is asthma?", "Type I",
	  "Which type of hypersensitivity is contact dermatitis?", "Type IV" },
	{ "What is type 1 diabetes due to?", "Autoimmune destruction of beta cells",
	  "What is type 2 diabetes due to?", "Insulin resistance" },
	{ "What is the rash of early Lyme disease?", "Erythema migrans",
	  "What is the rash of late Lyme disease?", "Acrodermatitis chronica atrophicans" },
	{ "What is the dose of adrenaline in cardiac arrest?", "1 mg",
	  "What is the dose of adrenaline in anaphylaxis?", "0.5 mg" },
	{ "When is the first dose of MMR given?", "12 months",
	  "When is the second dose of MMR given?", "3 years 4 months" },
	{ "What does cranial nerve III do?", "Moves the eye",
	  "What does cranial nerve VI do?", "Moves the eye outwards" },
	{ "What Gleason score has pattern 3+4?", "7",
	  "What Gleason score has pattern 4+4?", "8" },
	{ "What is tested by the C5 dermatome?", "Lateral arm",
	  "What is tested by the C8 dermatome?", "Little finger" },
	{ "Which cytokine is interleukin 2?", "T-cell growth factor",
	  "Which cytokine is interleukin 4?", "B-cell growth factor" },
	{ "What is the commonest cancer in men?", "Prostate",
	  "What is the commonest cancer in women?", "Breast" },
	{ "What is the normal haemoglobin in men?", "130–170 g/L",
	  "What is the normal haemoglobin in women?", "120–150 g/L" },
	{ "What does Turner syndrome cause in girls?", "Short stature",
	  "What does Klinefelter syndrome cause in boys?", "Tall stature" },
	{ "Which drug for hypertension is safe in pregnant women?", "Labetalol",
	  "Which drug for hypertension is first choice in young men?", "Ramipril" },
	{ "Which of these is a feature of nephrotic syndrome?", "Oedema",
	  "Which of these is not a feature of nephrotic syndrome?", "Haematuria" },
	{ "Which drugs are safe in porphyria?", "Paracetamol",
	  "Which drugs are unsafe in porphyria?", "Barbiturates" },
	{ "Is atrial fibrillation a shockable rhythm?", "No",
	  "Is ventricular fibrillation a shockable rhythm?", "Yes" },
	{ "In which patients is metformin indicated?", "Type 2 diabetes",
	  "In which patients is metformin contraindicated?", "Severe renal failure" },
	{ "What is seen with untreated scurvy?", "Bleeding gums",
	  "What is seen with treated scurvy?", "Rapid recovery" },
	{ "Which hepatitis virus has no vaccine?", "Hepatitis C",
	  "Which hepatitis virus has a vaccine?", "Hepatitis B" },
	{ "What are the indications of amiodarone?", "Ventricular arrhythmia",
	  "What are the side effects of amiodarone?", "Pulmonary fibrosis" },
	{ "What are the indications of warfarin?", "Atrial fibrillation, DVT",
	  "What are the contraindications of warfarin?", "Pregnancy, bleeding" },
	{ "What is the cause of scarlet fever?", "Streptococcus pyogenes",
	  "What is the treatment of scarlet fever?", "Penicillin" },
	{ "What are the symptoms of appendicitis?", "Periumbilical pain",
	  "What are the complications of appendicitis?", "Perforation" },
	{ "What is the origin of the biceps brachii?", "Supraglenoid tubercle",
	  "What is the insertion of the biceps brachii?", "Radial tuberosity" },
	{ "What is the innervation of the deltoid?", "Axillary nerve",
	  "What is the blood supply of the deltoid?", "Posterior circumflex humeral artery" },
	{ "What is the vector of dengue?", "Aedes mosquito",
	  "What is the vector of yellow fever?", "Aedes mosquito" },
	{ "What is the vector of leishmaniasis?", "Sandfly",
	  "What is the vector of Chagas disease?", "Triatomine bug" },
	{ "Which gene is mutated in cystic fibrosis?", "CFTR",
	  "Which gene is mutated in Marfan syndrome?", "FBN1" },
	{ "What is the inheritance of Marfan syndrome?", "Autosomal dominant",
	  "What is the inheritance of achondroplasia?", "Autosomal dominant" },
	{ "What is the first-line treatment of impetigo?", "Hydrogen peroxide cream",
	  "What is the first-line treatment of erysipelas?", "Flucloxacillin" },
	{ "Which antibody is found in Graves disease?", "TSH receptor antibody",
	  "Which antibody is found in Hashimoto disease?", "Anti-TPO" },
	{ "What are the ECG changes of hyperkalaemia?", "Tall T waves",
	  "What are the ECG changes of hypokalaemia?", "U waves" },
	{ "What is the cause of hyperthyroidism in Graves disease?", "TSH receptor antibodies",
	  "What is the cause of hypothyroidism in Hashimoto disease?", "Anti-TPO antibodies" },
	{ "Which part of the gut is the ileum?", "Last part of the small bowel",
	  "Which bone is the ilium?", "Upper part of the hip bone" },
	{ "What is dysphagia?", "Difficulty in swallowing",
	  "What is dysphasia?", "Difficulty in speaking" },
	{ "What does the afferent arteriole carry?", "Blood to the glomerulus",
	  "What does the efferent arteriole carry?", "Blood from the glomerulus" },
	{ "What is stored as glycogen?", "Glucose",
	  "What is raised by glucagon?", "Glucose" },
	{ "Which enzyme converts fibrinogen to fibrin?", "Thrombin",
	  "Which enzyme breaks down fibrin?", "Plasmin" },
	{ "Does warfarin raise the level of phenytoin?", "Yes",
	  "Does phenytoin raise the level of warfarin?", "Yes" },
	{ "What does a Na+ influx do?", "Depolarise",
	  "What does a K+ efflux do?", "Repolarise" },
	{ "T4 → T3 is catalysed by what?", "Deiodinase",
	  "T3 → T4 happens where?", "Nowhere" },
	{ "In respiratory acidosis, what happens to bicarbonate?", "It rises",
	  "In metabolic acidosis, what happens to bicarbonate?", "It falls" },
	{ "What happens to calcium in primary hyperparathyroidism?", "Raised",
	  "What happens to calcium in secondary hyperparathyroidism?", "Low or normal" },
	{ "What is the drug of choice for epilepsy?", "Depends on the type",
	  "What is the drug of choice for epilepsy in pregnancy?", "Lamotrigine" },
	{ "What is the treatment of pneumonia?", "Amoxicillin",
	  "What is the treatment of pneumonia in HIV?", "Co-trimoxazole" },
	{ "What causes meningitis?", "Bacteria and viruses",
	  "What causes meningitis in neonates?", "Group B streptococcus" },
	{ "What is the treatment of hypertension?", "ACE inhibitor or calcium channel blocker",
	  "What is the treatment of hypertension in Afro-Caribbean patients?", "Calcium channel blocker" },
	{ "What is the most common cause of bowel obstruction?", "Adhesions",
	  "What is the most common cause of large bowel obstruction?", "Cancer" },
	{ "What does the facial nerve supply?", "Muscles of facial expression",
	  "What does the facial nerve supply in the tongue?", "Taste of the anterior two thirds" },
	{ "Which vaccine is given before splenectomy?", "Pneumococcal",
	  "Which antibiotic is given after splenectomy?", "Phenoxymethylpenicillin" },
	{ "What rises first after myocardial infarction?", "Myoglobin",
	  "What stays raised longest after myocardial infarction?", "Troponin" },
	{ "When is anti-D given?", "28 weeks",
	  "Why is anti-D given?", "To prevent sensitisation" },
	{ "How is iron absorbed?", "As ferrous iron",
	  "Where is iron absorbed?", "Duodenum" },
	{ "What is given with levodopa?", "Carbidopa",
	  "What is levodopa given for?", "Parkinson disease" },
	{ "Preload is raised by what?", "Fluids",
	  "Afterload is raised by what?", "Vasoconstriction" },
	{ "高血压的首选药物是什么？", "氨氯地平",
	  "低血压的首选药物是什么？", "米多君" },
	{ "甲状腺功能亢进的常见症状是什么？", "心悸",
	  "甲状腺功能减退的常见症状是什么？", "乏力" },
	{ "高血圧の治療薬はどれか。", "アムロジピン",
	  "低血圧の治療薬はどれか。", "ミドドリン" },
	/* A card and its reverse, and something more special. */
	{ "Dyspnoea", "Shortness of breath on exertion or at rest", "Shortness of breath on exertion or at rest", "Dyspnoea" },
	{ "Sleep apnoea", "Pauses of breathing during sleep", "Obstructive sleep apnoea",
	  "Pauses of breathing during sleep as a result of a blocked airway" },
	{ "Which shunt causes cyanosis in a septal defect?", "Right to left",
	  "Which shunt causes cyanosis in a septal defects?", "Left to right" },
	{ "Murmur in aortic stenosis", "ejection systolic",
	  "Murmur in aortic regurgitation", "early diastolic" },
	{ "Which vitamin is missing in scurvy?", "Vitamin C",
	  "Which vitamin is missing in rickets?", "Vitamin D" },
	{ "What is the route of transmission of hepatitis A?", "Faecal-oral",
	  "What is the route of transmission of hepatitis E?", "Faecal-oral" },
	{ "What is the management of a tension pneumothorax?", "Needle decompression",
	  "What is the management of a simple pneumothorax?", "Observation or aspiration" },
	{ "What is the inheritance of haemophilia A?", "X-linked recessive",
	  "What is the inheritance of haemophilia B?", "X-linked recessive" },
	{ "SE of amiodarone", "pulmonary fibrosis",
	  "SE of bleomycin", "pulmonary fibrosis" },
	{ "What is the function of the left ventricle?", "Pumps blood into the aorta",
	  "What is the function of the right ventricle?", "Pumps blood into the pulmonary artery" },
	{ "Which organ produces insulin?", "The pancreas",
	  "Which organ produces bile?", "The liver" },
	{ "What is the treatment of choice for a first seizure?", "Observation",
	  "What is the treatment of choice for status epilepticus?", "Lorazepam" },
	{ "Which electrolyte is lost in vomiting?", "Chloride",
	  "Which electrolyte is lost in diarrhoea?", "Bicarbonate" },
	{ "Sarcoidosis: chest X-ray", "Bihilar lymphadenopathy",
	  "Sarcoidosis: skin", "Erythema nodosum" },
	{ "MOA of loop diuretics", "Block Na-K-2Cl cotransporter in the thick ascending limb",
	  "MOA of thiazide diuretics", "Block Na-Cl cotransporter in the distal tubule" },
	{ "Is metformin safe in pregnancy?", "Yes",
	  "Is glibenclamide safe in pregnancy?", "Yes" },
	{ "Which layer of the epidermis contains dividing cells?", "Stratum basale",
	  "Which layer of the epidermis contains dead cells?", "Stratum corneum" },
	{ "What happens to CO2 in hyperventilation?", "It falls",
	  "What happens to pH in hyperventilation?", "It rises" },
	{ "What percentage of cardiac output goes to the kidneys?", "20 %",
	  "What percentage of cardiac output goes to the brain?", "15 %" },
	{ "What causes Lyme disease?", "Borrelia burgdorferi",
	  "What is the vector of Lyme disease?", "Ixodes tick" },
	{ "Which nerve supplies the deltoid?", "Axillary nerve",
	  "Which nerve supplies the teres minor?", "Axillary nerve" },
	{ "What is the inheritance of cystic fibrosis?", "Autosomal recessive",
	  "What is the inheritance of sickle cell disease?", "Autosomal recessive" },
	{ "Cushing's triad (raised ICP)", "Hypertension, bradycardia, irregular breathing",
	  "Cushing's syndrome features", "Moon face, striae, hypertension" },
	{ "Which is a feature of delirium?", "Fluctuating course",
	  "Which is not a feature of delirium?", "Clear consciousness" },
	{ "linoleic acid", "An omega-6 fatty acid with 18 carbons and two double bonds",
	  "linolenic acid", "An omega-3 fatty acid with 18 carbons and three double bonds" },
	{ "What is the antidote to heparin?", "Protamine",
	  "Protamine is the antidote to what?", "Heparin" },
	{ "What is tinea?", "A fungal infection of the skin", "What is tinea cruris?", "A fungal infection of the skin of the groin" },
	{ "What is digestion?", "The breakdown of food", "What is a digestive?", "An agent that helps the breakdown of food" },
	{ "An infection of the skin by fungi", "Tinea", "An infection of the nails by fungi", "Tinea unguium" },
};

static void add_words(struct index_part *part, const char *text, uint32_t *count)
{
	struct buf folded;
	buf_init(&folded, BUF_CAP);
	fold(&folded, str_from(text));
	*count = index_add_words(part, buf_view(&folded));
	buf_release(&folded);
}

static void add_card(struct index_part *part, const char *front, const char *back, uint64_t number, bool same_back)
{
	struct location location = { .line = (uint32_t)number };
	enum prompt_kind kind = strchr(front, 1) ? PROMPT_CLOZE : PROMPT_CARD;
	struct index_prompt *prompt = index_add_prompt(part, number, kind, location, STR_NONE);
	assert_non_null(prompt);
	add_words(part, front, &prompt->front_words);
	add_words(part, back, &prompt->back_words);
	prompt->back = same_back ? 1 : number;
}

/* Whether the second of two cards, alone in their tree, is reported. */
static bool is_found(const struct cards *cards)
{
	struct index_part part;
	struct rule_settings settings;
	struct report report;
	const char *path = "a.xml", *lessons[] = { NULL };
	uint32_t copy_of[] = { 0 };
	bool same = strcmp(cards->back, cards->other_back) == 0;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	index_part_init(&part);
	index_open_file(&part, 0, STR_NONE);
	add_card(&part, cards->front, cards->back, 1, same);
	add_card(&part, cards->other_front, cards->other_back, 2, same);
	struct index index = { .parts = &part, .part_count = 1, .paths = &path, .file_count = 1 };
	struct judge judge = { .index = &index, .report = &report, .lessons = lessons, .copy_of = copy_of };
	assert_true(judge_near(&judge) && !part.failed);
	bool found = report.counts[SEVERITY_WARNING] > 0;
	report_release(&report);
	index_part_release(&part);
	return found;
}

static size_t judge_cards(const struct cards *cards, size_t count, bool expected)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct cards turned = { cards[i].other_front, cards[i].other_back, cards[i].front, cards[i].back };
		if (is_found(&cards[i]) == expected && is_found(&turned) == expected)
			continue;
		print_error("%s: %s / %s\n", expected ? "not found" : "found", cards[i].front, cards[i].other_front);
		wrong++;
	}
	return wrong;
}

/* The same answer to both. */
static size_t judge_fronts(const struct pair *pairs, size_t count, bool expected)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct cards cards = { pairs[i].a, "Desquamation", pairs[i].b, "Desquamation" };
		wrong += judge_cards(&cards, 1, expected);
	}
	return wrong;
}

static void contrasts_are_left_alone(void **state)
{
	(void)state;
	size_t wrong = judge_fronts(contrasts, sizeof(contrasts) / sizeof(contrasts[0]), false);
	assert_int_equal(wrong + judge_cards(others, sizeof(others) / sizeof(others[0]), false), 0);
}

static void duplicates_are_found(void **state)
{
	(void)state;
	size_t wrong = judge_fronts(repeats, sizeof(repeats) / sizeof(repeats[0]), true);
	assert_int_equal(wrong + judge_cards(duplicates, sizeof(duplicates) / sizeof(duplicates[0]), true), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrasts_are_left_alone),
		cmocka_unit_test(duplicates_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
