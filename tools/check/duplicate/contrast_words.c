#include "check/duplicate/contrast_words.h"

#include "check/core/unspaced.h"

enum {
	STEM_MIN = WORD_KEY, /* minimum length of the common beginning of two forms of a word */
	WORD_MAX = 64,	     /* words are compared up to this length for other spellings */
};

/* Words in lists are surrounded by spaces. The gap of a cloze is a sign, and decides. */
static const char decide[] =
	/* negations and exceptions */
	" no not non never none nor neither without cannot cant isnt doesnt dont arent wasnt wont except excluding least"
	" unlikely incorrect false unlike absent absence lack lacks lacking contraindicated avoid avoided inappropriate"
	" unnecessary rarely seldom only both"
	/* sides and places */
	" left right upper lower anterior posterior medial lateral proximal distal superior inferior superficial deep"
	" dorsal ventral internal external central peripheral ipsilateral contralateral unilateral bilateral north south"
	" east west northern southern eastern western ascending descending afferent efferent sensory motor"
	/* courses, stages, grades */
	" acute subacute chronic early late mild moderate severe primary secondary tertiary quaternary stage grade type"
	" phase class congenital acquired benign malignant active passive direct indirect partial complete open closed"
	" simple complex stable unstable reversible irreversible recurrent refractory maternal fetal foetal neonatal"
	" paediatric pediatric adult adults child children infant infants newborn pregnant elderly male males female females man men woman women boy"
	" boys girl girls preterm premature postterm prenatal antenatal postnatal"
	/* more and less */
	" increase increases increased increasing decrease decreases decreased decreasing raise raises raised reduce reduces"
	" reduced reducing rise rises rising fall falls falling high higher highest low lower lowest more less fewer"
	" greater smaller large small long short fast slow maximum minimum elevated depressed positive negative normal"
	" abnormal hot cold warm wet dry hard soft over under above below up down excess excessive deficiency deficient"
	" agonist antagonist inhibits inhibit inhibitor activates activate stimulates stimulate induces induce induced"
	" inhibited stimulated activated worsens improves relieves aggravates gain loss open opens closes"
	/* times and order */
	" before after pre post first second third fourth fifth sixth seventh eighth ninth tenth initial initially next"
	" last final previous subsequent former latter day daily week weekly month monthly year yearly hourly hour hours"
	" minutes seconds morning night once twice half two three four five six seven eight nine ten eleven twelve"
	" old new"
	/* question words that change the question */
	" when where why how"
	/* units */
	" mg g kg mcg ug ng pg ml l dl cl mm cm m km nm mmol mol umol nmol pmol meq mosm iu units unit kpa mmhg kcal kj"
	" hz khz mhz db ph celsius fahrenheit mv ma"
	/* numerals and letters; "a" is an article */
	" i ii iii iv v vi vii viii ix x xi xii xiii xiv xv alpha beta gamma delta epsilon zeta kappa lambda mu sigma"
	" omega ";

static const char qualify[] = " in with during for on under among despite if while at within between versus vs by"
			      " following due ";

static const char small[] =
	" a an the this that these those there it its he she his her their they them of to from as and or but so than then"
	" into onto upon out off about against across through via per is are was were be been being am do does did done has"
	" have had having can could may might must shall should will would which what whats s t commonly"
	" usually typically generally often frequently mainly most mostly one normally chiefly primarily particularly especially"
	" name list give identify describe define explain select choose pick say tell"
	" ones also just such some any each every all other another you your we our"
	" eg ie called named termed known refer refers referred responsible regarded"
	" considered seen found used use uses using who whom whose please now get gets given gives made make makes ";

static const char phrase[] =
	" best likely common commonest frequent usual typical classic classical characteristic main leading principal major chief"
	" predominant correct true term word state example statement statements option options answer answers question patient"
	" patients person people individual individuals subject subjects ";

/* Groups of synonyms in questions, separated by bars. */
static const char synonyms[] =
	"| drug medicine medication agent pharmaceutical | treatment therapy management treat manage |"
	" disease illness disorder condition | doctor physician clinician | cause causes produce produces lead leads result"
	" results | sign feature finding manifestation | diagnosis diagnose | shows demonstrates reveals show demonstrate |"
	" presents comes attends | appropriate suitable | investigation test examination | characterised characterized"
	" marked | supplied innervated | supplies innervates | function role | organism pathogen | kidney renal | liver"
	" hepatic | heart cardiac | lung pulmonary | antidote reversal | mechanism action | ";

static bool listed(const char *list, struct str word)
{
	const char *at = list;
	while ((at = memmem(at, strlen(at), word.at, word.len)) != NULL) {
		if (at > list && at[-1] == ' ' && at[word.len] == ' ')
			return true;
		at++;
	}
	return false;
}

static bool put_list(struct map *map, const char *list, enum word_class class)
{
	for (const char *at = list + 1; *at;) {
		size_t len = strcspn(at, " ");
		void **slot = map_put(map, (struct str){ at, len });
		if (!slot)
			return false;
		/* If a word is in two lists, the first one counts. */
		if (!*slot)
			*slot = (void *)(uintptr_t)(class + 1);
		at += len + 1;
	}
	return true;
}

bool word_classes_init(struct map *map)
{
	map_init(map);
	if (put_list(map, decide, WORD_DECIDES) && put_list(map, small, WORD_SMALL) &&
	    put_list(map, phrase, WORD_PHRASE) && put_list(map, qualify, WORD_QUALIFIER))
		return true;
	map_release(map);
	return false;
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
	return str_starts(word, "non");
}

enum word_class word_class_of(const struct map *classes, struct str word)
{
	const void *known = map_get(classes, word);
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
	return characters == 1 || is_negated(word) ? WORD_DECIDES : WORD_CONTENT;
}

/* Converts word to American spelling, approximately, and returns its length. */
static size_t respell(char out[WORD_MAX], struct str word)
{
	size_t len = 0;
	for (size_t i = 0; i < word.len; i++) {
		const char *at = word.at + i;
		size_t rest = word.len - i;
		if (rest > 1 && (*at == 'a' || *at == 'o') && at[1] == 'e')
			continue;
		if (rest > 2 && at[0] == 'o' && at[1] == 'u' && at[2] == 'r') {
			out[len++] = 'o';
			i++;
			continue;
		}
		if (rest > 1 && at[0] == 'l' && at[1] == 'l')
			continue;
		bool ise = rest > 1 && *at == 's' && i > 2 && at[-1] == 'i' && (at[1] == 'e' || at[1] == 'i' || at[1] == 'a');
		out[len++] = ise ? 'z' : *at;
	}
	return len;
}

/* Possible endings after the common beginning of two forms of a word. */
static bool is_ending(struct str ending)
{
	static const char endings[] = " s es e ed d ing al ally ly y ies ied is a um us i ment ments er ion ions ation"
				      " ive ory ic ical ity ";
	return ending.len == 0 || listed(endings, ending);
}

static bool are_synonyms(struct str a, struct str b)
{
	for (const char *group = synonyms; *group;) {
		const char *end = strchr(group + 1, '|');
		if (!end)
			return false;
		char list[256];
		size_t len = (size_t)(end - group - 1);
		if (len < sizeof(list)) {
			memcpy(list, group + 1, len);
			list[len] = '\0';
			if (listed(list, a) && listed(list, b))
				return true;
		}
		group = end;
	}
	return false;
}

size_t word_key(char key[WORD_KEY], struct str word)
{
	char spelled[WORD_MAX];
	/* Longer words are compared literally. */
	size_t len = respell(spelled, (struct str){ word.at, word.len < WORD_MAX ? word.len : WORD_MAX - 1 });
	len = len < WORD_KEY ? len : WORD_KEY;
	/* In short words a final s belongs to the word. */
	while (len > 0 && spelled[len - 1] == 's')
		len--;
	memcpy(key, spelled, len);
	return len;
}

void words_each_synonym(void (*visit)(void *context, struct str a, struct str b), void *context)
{
	struct str first = STR_NONE;
	for (const char *at = synonyms; *at;) {
		size_t len = strcspn(at, " ");
		struct str word = { at, len };
		at += len + (at[len] == ' ');
		if (len == 0 || *word.at == '|') {
			first = *word.at == '|' ? STR_NONE : first;
			continue;
		}
		if (first.at)
			visit(context, first, word);
		first = first.at ? first : word;
	}
}

bool words_are_one(struct str a, struct str b)
{
	char x[WORD_MAX], y[WORD_MAX];
	if (a.len >= WORD_MAX || b.len >= WORD_MAX)
		return str_equal(a, b);
	struct str p = { x, respell(x, a) }, q = { y, respell(y, b) };
	size_t shared = 0;
	while (shared < p.len && shared < q.len && x[shared] == y[shared])
		shared++;
	if (shared == p.len && shared == q.len)
		return true;
	/* Short words have few forms: rib and ribs are forms of one word, but ileum and ileus are not. */
	struct str more = { x + shared, p.len - shared }, rest = { y + shared, q.len - shared };
	if (shared >= 3 && ((more.len == 0 && str_is(rest, "s")) || (rest.len == 0 && str_is(more, "s"))))
		return true;
	if (shared >= STEM_MIN && is_ending(more) && is_ending(rest) &&
	    !(str_is(more, "um") && str_is(rest, "us")) && !(str_is(more, "us") && str_is(rest, "um")))
		return true;
	return are_synonyms(a, b);
}
