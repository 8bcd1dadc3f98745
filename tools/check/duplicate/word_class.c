#include "check/duplicate/word_class.h"

#include "check/core/unspaced.h"
#include "check/duplicate/word_form.h"

/* Words in lists are surrounded by spaces. */
static const char negates[] =
	" no not non never none nor neither without cannot cant isnt doesnt dont arent wasnt wont except excluding least"
	" unlikely incorrect false unlike absent absence lacks lacking contraindicated avoid avoided inappropriate"
	" unnecessary rarely seldom only unsafe"
	/* in German, French, Spanish, Italian, Dutch */
	" nicht kein keine keinen keiner keines ohne ausser pas jamais aucun aucune sans sauf nunca sin excepto tranne senza"
	" geen niet behalve ";

static const char decide[] =
	/* sides and places */
	" left right upper lower anterior posterior medial lateral proximal distal superior inferior superficial deep"
	" dorsal ventral internal external central peripheral ipsilateral contralateral unilateral bilateral north south"
	" links rechts linke rechte linken rechten gauche droit droite izquierdo izquierda derecho derecha sinistro sinistra"
	" destro destra"
	" east west northern southern eastern western ascending descending afferent efferent sensory motor both"
	/* courses, stages, grades */
	" acute subacute chronic early late mild moderate severe primary secondary tertiary quaternary"
	" congenital acquired benign malignant active passive direct indirect partial complete open closed"
	" simple complex stable unstable reversible irreversible recurrent refractory maternal fetal foetal neonatal"
	" paediatric pediatric adult adults child children infant infants newborn pregnant elderly male males female"
	" females man men woman women boy boys girl girls preterm premature postterm prenatal antenatal postnatal"
	/* more and less */
	" increase increases increased increasing decrease decreases decreased decreasing raise raises raised reduce reduces"
	" reduced reducing reduction rise rises rising fall falls falling high higher highest low lower lowest more less"
	" fewer greater smaller large small long short fast slow maximum minimum elevate elevated elevation depressed"
	" positive negative normal abnormal hot cold warm wet dry hard soft over under above below up down excess excessive"
	" deficiency deficient lack deficit insufficient agonist antagonist inhibits inhibit inhibitor activates activate"
	" stimulates stimulate induces induce induced inhibited stimulated activated worsens improves relieves aggravates"
	" gain loss opens closes"
	/* times and order */
	" before after pre post first second third fourth fifth sixth seventh eighth ninth tenth initial initially next"
	" last final previous subsequent former latter day daily week weekly month monthly year yearly hourly hour hours"
	" minutes seconds morning night once twice half two three four five six seven eight nine ten eleven twelve thirteen"
	" fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
	" thousand old new"
	/* units */
	" mg g kg mcg ug ng pg ml l dl cl mm cm m km nm mmol mol umol nmol pmol meq mosm iu units unit kpa mmhg kcal kj"
	" hz khz mhz db ph celsius fahrenheit mv ma"
	/* numerals and letters; "a" is an article */
	" i ii iii iv v vi vii viii ix x xi xii xiii xiv xv alpha beta gamma delta epsilon zeta kappa lambda mu sigma"
	" omega ";

static const char ask[] = " when where why how ";

static const char qualify[] = " in with during for on among despite if while at within between versus vs by following"
			      " due besides ";

static const char direct[] = " to from than into onto → ";

static const char small[] =
	" a an the this that these those there it its he his she her their they them of as and or but so then upon out"
	" off about against across through via per is are was were be been being am do does did done has have had"
	" having can could may might must shall should will would which what whats commonly usually typically"
	" generally often frequently mainly most mostly one normally chiefly primarily particularly especially name"
	" list give identify describe define explain select choose pick say tell state ones also just such some any"
	" each every all other another you your we our us eg ie called named termed known refer refers referred"
	" responsible regarded considered seen found used use uses using who whom whose please now get gets given"
	" gives made make makes occur occurs happen happens exist exists require requires required need needs needed"
	" want kind sort associated linked related observed noted thought believed tend tends help helps indicate"
	" indicates suggest suggests mean means represent represents describes worry feared else following below"
	" particular involve involves involved follow follows followed go goes receive receives arise arises come"
	" comes see sees look looks expect expected find finds encounter encountered know show shows shown demonstrate"
	" demonstrates reveal reveals imply implies point points serve serves regard stand stands become becomes lie lies"
	" administer administered administering administration experience experiences experienced exhibit exhibits"
	" exhibited possess possesses display displays displayed belong belongs place places undergo undergoes underwent take takes"
	" taken taking took play plays played employ employed employs utilise utilised allow allows permit permits"
	" constitute constitutes reflect reflects approximately roughly nearly classically understood signify signifies heard call calls serve serves & carry"
	" carries definition wich whcih waht teh taht ";

static const char general[] =
	" cause causes caused causing best likely common commonest frequent lab laboratory imaging treat treatment"
	" therapy management effect location site place usual typical classic classical characteristic"
	" characteristically main leading principal major chief predominant correct true term word statement option"
	" answer question patient person people individual subject subjects patients persons individuals statements"
	" options answers example drug drugs medicine medicines medication medications agent agents pharmaceutical"
	" preferred choice organism organisms pathogen bacterium bacteria microbe test tests investigation"
	" investigations examination exam finding findings seen important possible key useful recommended standard"
	" tool way method underlying combine combines combined form part structure substance name"
	" abbreviation approach appropriate suitable specific type types stage stages grade grades phase phases class"
	" classes factor factors component components feature features sign signs symptom symptoms element elements"
	" criterion criteria triad process function role result results develop develops present presents precipitate"
	" precipitates trigger triggers drive drives disease disorder condition syndrome risk value amount amounts assay"
	" mechanism action work contain contains comprise comprises perform performs performed appear appears segment"
	" portion region human body affect affects aspect reason purpose duration number response probable ";

enum { STEM_LEAST = 4 }; /* letters of a stem that is looked up */

static bool put(struct word_classes *classes, struct str word, enum word_class class)
{
	void **slot = map_put(&classes->words, word);
	/* If a word is in two lists, the first one counts. */
	if (slot && !*slot)
		*slot = (void *)(uintptr_t)(class + 1);
	return slot != NULL;
}

static bool put_stem(struct word_classes *classes, struct str word, enum word_class class)
{
	char stem[WORD_STEM];
	size_t len = word_stem(stem, word);
	if (len < STEM_LEAST || map_get(&classes->words, (struct str){ stem, len }))
		return true;
	struct str copy = arena_str(&classes->stems, (struct str){ stem, len });
	return copy.at && put(classes, copy, class);
}

bool word_classes_init(struct word_classes *classes)
{
	static const struct {
		const char *words;
		enum word_class class;
	} lists[] = {
		{ negates, WORD_NEGATES }, { decide, WORD_DECIDES },  { ask, WORD_ASKS },	 { qualify, WORD_QUALIFIER },
		{ direct, WORD_DIRECTION }, { small, WORD_SMALL },    { general, WORD_GENERAL },
	};
	bool good = true;
	map_init(&classes->words);
	arena_init(&classes->stems);
	for (int stems = 0; stems < 2; stems++)
		for (size_t i = 0; good && i < sizeof(lists) / sizeof(lists[0]); i++)
			for (const char *at = lists[i].words + 1; good && *at;) {
				struct str word = { at, strcspn(at, " ") };
				good = (stems ? put_stem : put)(classes, word, lists[i].class);
				at += word.len + 1;
			}
	return good;
}

void word_classes_release(struct word_classes *classes)
{
	map_release(&classes->words);
	arena_release(&classes->stems);
}

static bool ends_with(struct str word, struct str ending)
{
	return word.len > ending.len && memcmp(word.at + word.len - ending.len, ending.at, ending.len) == 0;
}

/* Whether it is the negation of another word, like untreated and nonstructural. */
static bool is_negated(struct str word)
{
	enum { SHORTEST = 7 };
	if (word.len < SHORTEST)
		return false;
	if (str_starts(word, "un"))
		return word.at[2] != 'd' && word.at[2] != 'i' && (ends_with(word, STR("ed")) || ends_with(word, STR("able")));
	return str_starts(word, "non") && !str_starts(word, "nonsteroidal");
}

enum word_class word_class_of(const struct word_classes *classes, struct str word, struct str stem)
{
	const void *known = map_get(&classes->words, word);
	if (!known && word.len > STEM_LEAST)
		known = map_get(&classes->words, stem);
	if (known)
		return (enum word_class)((uintptr_t)known - 1);
	switch (unspaced_class_of(word)) {
	case UNSPACED_PART: return WORD_PART;
	case UNSPACED_SMALL: return WORD_SMALL;
	case UNSPACED_DECIDES: return WORD_DECIDES;
	case UNSPACED_NONE: break;
	}
	size_t characters = 0;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];
		/* Digits, and signs such as + > % /. */
		if (c < 0x80 && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-')
			return WORD_DECIDES;
		characters += (c & 0xc0) != 0x80;
	}
	/* A letter, Latin or Greek; an arrow. */
	return characters == 1 ? WORD_DECIDES : is_negated(word) ? WORD_NEGATES : WORD_CONTENT;
}
