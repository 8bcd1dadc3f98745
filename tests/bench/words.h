/* The vocabulary of the generated lessons. It sounds medical but means nothing.
 *
 * A % and a letter are replaced by a random phrase from another table, see generate.c. All text is valid XML. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

static const char *const onsets[] = {
	"acute", "chronic", "relapsing", "familial", "juvenile", "late-onset", "idiopathic", "postpartum",
	"drug-induced", "seronegative", "obstructive", "autoimmune", "ischaemic", "hereditary", "recurrent",
	"subclinical", "paroxysmal", "secondary", "refractory", "congenital",
};
static const char *const roots[] = {
	"hepato", "cardio", "nephro", "gastro", "myelo", "osteo", "dermato", "radiculo", "broncho", "angio", "adeno",
	"arthro", "thyro", "pancreato", "spleno", "encephalo", "lympho", "chondro", "kerato", "cysto",
};
static const char *const endings[] = {
	"pathy", "sclerosis", "megaly", "malacia", "dystrophy", "stenosis", "fibrosis", "ectasia", "ptosis", "lysis",
	"spasm", "atrophy",
};
static const char *const forms[] = {
	"of Ménière type", "with effusion", "of the elderly", "in pregnancy", "without fever", "with raised IgE",
	"type II", "of Sjögren type", "in remission", "with anaemia", "of the α subtype", "of the β subtype",
	"after transplantation", "with nephrosis", "of childhood", "with cataplexy", "type IV",
	"of Guillain–Barré type", "in sickle-cell disease", "with hypokalaemia", "after stroke", "of the lower limb",
	"with vasculitis", "type I",
};
static const char *const drug_starts[] = {
	"uto", "rosa", "simbu", "luso", "rami", "cando", "buto", "kerve", "nubo", "fla", "ome", "panto", "rotu",
	"odu", "toci", "dupa", "umpo", "kuna", "vuta", "lina", "zolpi", "mirta", "velo", "dulo", "quelo", "lamo",
	"topi", "zoni", "ceti", "lora",
};
static const char *const drug_middles[] = {
	"ra", "li", "xo", "ni", "va", "de", "mi", "tu", "ke", "zi", "pha", "bre", "sto", "gli", "no", "ci", "fu",
	"pe", "ro", "che",
};
static const char *const drug_endings[] = {
	"vastatin", "pril", "sartan", "lol", "prazole", "tidine", "mab", "gliptin", "glirone", "triptyline",
	"oxetine", "azepam", "cycline", "floxacin", "parin",
};

static const char *const symptoms[] = {
	"dyspnoea on exertion", "night sweats", "diplopia", "pleuritic chest pain", "oedema of both ankles",
	"haemoptysis", "tingling of the fingertips", "orthopnoea", "a non-blanching rash", "early satiety",
	"polyuria", "anhedonia", "morning stiffness for more than %n minutes", "weight loss of %n kg",
	"palpitations", "photophobia", "tinnitus", "proximal weakness", "pruritus without a rash",
	"colicky flank pain", "dysphagia for solids", "a hoarse voice", "fever above 38.5 °C", "syncope",
	"cold intolerance", "restless sleep", "bone pain at night", "jaw claudication",
};
static const char *const findings[] = {
	"a pansystolic murmur", "a ferritin of %n µg/L", "bilateral hilar lymphadenopathy",
	"an anion gap above 16 mmol/L", "Howell–Jolly bodies", "a platelet count of %n × 10<sup>9</sup>/L", "clubbing",
	"an S<sub>3</sub> gallop", "café-au-lait spots", "a pH &lt; 7.2", "oligoclonal bands",
	"a raised jugular venous pressure", "papilloedema", "a PaO<sub>2</sub> below 60 mmHg",
	"microscopic haematuria", "a D-dimer ≥ 500 ng/mL", "hyporeflexia",
	"ST elevation in leads V<sub>1</sub>–V<sub>4</sub>", "an eGFR of %n mL/min/1.73 m²", "spider naevi",
	"a prolonged QT interval", "shifting dullness", "a positive Romberg sign", "target cells on the film",
};
static const char *const molecules[] = {
	"the <code>HLA-B27</code> allele", "interleukin-6", "tumour necrosis factor α", "the β<sub>2</sub> receptor",
	"angiotensin II", "the Na<sup>+</sup>/K<sup>+</sup> pump", "cyclic AMP", "γ-aminobutyric acid",
	"factor VIII", "the <code>JAK2</code> V617F variant", "complement C3", "the μ-opioid receptor", "troponin I",
	"ceruloplasmin", "vascular endothelial growth factor", "5-HT<sub>2A</sub> receptors",
	"α<sub>1</sub>-antitrypsin", "renin",
};
static const char *const organs[] = {
	"the renal cortex", "the left ventricle", "the hippocampus", "the terminal ileum", "the synovium",
	"the bile ducts", "the anterior pituitary", "the alveolar wall", "the retina", "the dorsal columns",
	"the islets of Langerhans", "the bone marrow", "the basal ganglia", "the loop of Henle", "the mitral valve",
	"the adrenal medulla",
};
static const char *const people[] = {
	"adults over %n years", "pregnant women", "smokers", "children under %n years", "people with diabetes",
	"athletes", "patients on dialysis", "first-degree relatives", "adolescents", "healthcare workers",
	"older men", "people of West African descent", "patients in intensive care", "preterm infants",
	"survivors of sepsis",
};
static const char *const tests[] = {
	"echocardiography", "a lumbar puncture", "a 24-hour urine collection", "magnetic resonance imaging",
	"spirometry", "a peripheral blood film", "the short Synacthen test", "computed tomography with contrast",
	"a renal biopsy", "nerve conduction studies", "colonoscopy", "serum protein electrophoresis", "a sweat test",
	"capillaroscopy", "an exercise test", "polysomnography", "fundoscopy", "arterial blood gas analysis",
};
static const char *const doses[] = {
	"2.5 mg once daily", "40 mg at night", "10 micrograms/kg per minute", "1 g every 6 hours", "5 mg/kg",
	"a single dose of %n mg", "0.5 mL subcutaneously", "%n units with meals", "20 mg, then 40 mg after %n days",
};
static const char *const effects[] = {
	"halves the risk of relapse", "slows the loss of function", "shortens the stay in hospital by %n days",
	"lowers mortality from %n %% to %n %%", "raises the seizure threshold", "restores sinus rhythm",
	"reduces proteinuria", "prevents most recurrences", "improves quality of life", "does not change survival",
	"brings remission in %n %% of cases", "eases symptoms within %n hours",
};
static const char *const mechanisms[] = {
	"fibrosis of %o", "an excess of %g", "loss of signalling through %g", "antibodies against %g",
	"ischaemia of %o", "a leak of protein from %o", "infiltration of %o by T cells", "down-regulation of %g",
	"reflex vasoconstriction", "scarring of %o after years of inflammation",
};
static const char *const stresses[] = {
	"<em>before</em> antibiotics are given", "<strong>never</strong> on the day of surgery",
	"<em>in both eyes</em>", "<strong>within %n minutes</strong>",
	"<em>even when the first result is normal</em>", "<strong>at every visit</strong>",
	"<em>not</em> on the basis of age alone",
};

static const char *const sentences[] = {
	"Most patients with %t present with %s, and about %n %% also report %s.%c",
	"The disease begins in %o; %m follows, and with it %f.", "In a cohort of %p, %d at %q %e over %n months.%c",
	"It is commonest in %p — roughly %n per 100,000 a year — and rare in %p.",
	"The first step in %t is %x, %b; where that is not to hand, %x will do.",
	"Think of %t when %s goes with %f, above all in %p.", "Two mechanisms of %t have been proposed: %m, and %m.%c",
	"Because %m comes late in %t, %f may be the only sign for years.", "A useful chain to remember in %t: %m → %f → %s.",
	"The differential diagnosis of %t is wide, see %l.",
	"<term>Rebound</term> after %d is stopped shows itself as %s within %n days.",
	"The <abbr title=\"number needed to treat\">NNT</abbr> of %d is %n, and it %e.%c", "In %t, check for %f %b.",
	"Guidelines of %y recommend %d, %q, for %p with %f.%c", "When %x shows %f, the chance of %t rises to %n %%.",
	"Where the patient’s own wish is to wait, repeat %x after %n weeks.",
	"There is no role for %d in %p: it %e elsewhere, but here it worsens %s.",
	"If %f persists, stop %d and discuss %l with the patient and the family.",
};
static const char *const bullets[] = {
	"%d, %q: %e.%c", "%x in every patient with %t and %s.", "Ask patients with %t about %s and about %s.", "%f, seen in %n %% of %p with %t.",
	"<strong>Mechanism of %t in %p:</strong> %m.", "Avoid %d in %p.", "Look for %f of %t %b.", "See also %l.",
	"<term>Red flag in %t:</term> %s together with %f.", "In %t, %g falls by %n %%, then %o fails.",
	"Target: ≥ %n %% within %n weeks.",
};
static const char *const cells[] = {
	"%s", "%f", "%r %%", "%x", "%q", "rare", "%m", "↑ after %n days", "↓ in %p", "%d",
};
static const char *const headings[] = {
	"Mechanism", "Who gets it", "Presentation", "Examination", "Investigations", "First-line treatment",
	"When treatment fails", "Prognosis", "Special groups", "Complications", "Monitoring", "Pitfalls",
	"Prevention",
};
static const char *const callouts[] = { "pearl", "warning", "mnemonic", "note" };

/* Each asks for a drug and contains the topic of the lesson, so no two lessons ask the same question. */
static const char *const asked_for_drug[] = {
	"Which medicine is the most suitable first treatment of %t?",
	"Which medicine is most likely to have brought on these symptoms in a patient with %t?",
	"Which medicine should be stopped before %x in a patient with %t?",
	"Which medicine has been shown to prolong survival in %t?", "Which medicine prevents relapse of %t in %p?",
	"Which medicine must be avoided in %p who have %t?",
};
static const char *const card_fronts[] = {
	"First-line medicine in %t?", "Medicine to avoid in %t?",
	"What is added in %t when the first medicine fails?", "What keeps %t from coming back?",
	"Which medicine needs weekly blood counts in %t?", "What is given in an emergency in %t?",
	"Which medicine masks the signs of %t?",
};
static const char *const cloze_fronts[] = {
	"In %t, <blank>%d</blank> %e.", "The dose of <blank hint=\"medicine\">%d</blank> in %t is %q.",
	"People with %t who take <blank>%d</blank> need %x.",
	"Stop <blank hint=\"medicine\">%d</blank> when %t causes %s.",
};
static const char *const journals[] = {
	"Journal of Synthetic Medicine", "Annals of Invented Trials", "European Archives of Examples",
	"Revista de Ejemplos Clínicos", "Zeitschrift für erfundene Fälle", "The Sample Review",
};
static const char *const authors[] = {
	"Müller K", "O’Brien S", "García-López M", "Nguyễn T", "Ødegård P", "Kowalczyk Ł", "Dubois É", "Yıldız A",
	"Papadopoulos N", "Smith J", "Šimić V", "Haugen L",
};
static const char *const subjects[] = {
	"cardiology", "nephrology", "neurology", "psychiatry", "haematology", "endocrinology", "gastroenterology",
	"respiratory-medicine", "rheumatology", "infectious-diseases", "dermatology", "obstetrics",
};

#endif
