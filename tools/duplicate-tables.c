/* Generates the C tables of what check/duplicate/ lists: duplicate-tables > out.c. check/duplicate/listed.h describes
 * them. */
#include "check/duplicate/concept_rules.h"
#include "check/duplicate/word_form.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
	enum word_class class;
	const char *words;
} classes[] = {
#define WORDS(class, words) { WORD_##class, words },
#include "check/duplicate/word_class.def"
#undef WORDS
};
enum {
	CLASSES = sizeof(classes) / sizeof(classes[0]),
	STEM_LEAST = 4, /* letters of a stem that has the class of its word */
};

/* Words that are no misspellings of each other though they are one letter apart. */
static const char *const known_words[] = {
#define MEDICINES(words) words,
#define OTHERS(words)	 words,
#define STEMS(words)
#define STARTS(words)
#define TERMS(words)				       words,
#define CONFUSED(word, meant, before, after, sentence) word, meant,
#include "check/spelling/medicines.def"
#include "check/spelling/terms.def"
#include "check/text/look_alike.def"
#undef MEDICINES
#undef OTHERS
#undef STEMS
#undef STARTS
#undef TERMS
#undef CONFUSED
	"radial radical medial medical facial fascial perineal peroneal statin stain angel angle trail trial brain "
	"bran",
	"cystine cysteine causal casual glossitis glottitis villus villous callus callous mucus mucous prostate "
	"prostrate",
};
enum { KNOWN = sizeof(known_words) / sizeof(known_words[0]) };

/* Phrases of equal meaning, each list ended by NULL; the first is the one to use. */
static const char *const terms[] = {
#define TERMS(...)		    __VA_ARGS__, NULL,
#define NAMES(international, other) international, other, NULL,
#include "check/duplicate/terms.def"
#include "check/medical/names.def"
#undef NAMES
#undef TERMS
	NULL,
};

enum { ROOM = 1 << 15, TEXT_MOST = 1 << 18 };
static struct listed_word words[ROOM];
static char text[TEXT_MOST];
static size_t text_size, word_count;
static struct listed listed = { .text = text, .words = words, .room = ROOM };

__attribute__((noreturn)) static void fail(const char *message)
{
	fprintf(stderr, "duplicate-tables: %s\n", message);
	exit(1);
}

/* The entry of a word, which is added if it is new. */
static struct listed_word *put(struct str word)
{
	struct listed_word *entry = &words[listed_place(&listed, word)];
	if (entry->len)
		return entry;
	if (word.len == 0 || word.len > UINT8_MAX || text_size + word.len > TEXT_MOST || ++word_count > ROOM / 2)
		fail("there are too many words");
	memcpy(text + text_size, word.at, word.len);
	*entry = (struct listed_word){ .text = (uint32_t)text_size, .len = (uint8_t)word.len };
	text_size += word.len;
	return entry;
}

/* Takes the next word of a list; STR_NONE at its end. */
static struct str next_word(const char **list)
{
	struct str word = { *list, strcspn(*list, " ") };
	*list += word.len + ((*list)[word.len] == ' ');
	return word.len ? word : STR_NONE;
}

/* Gives the word its class unless it has one. */
static void classify(struct str word, enum word_class class)
{
	struct listed_word *entry = put(word);
	if (!(entry->flags & LISTED_CLASS))
		entry->flags = (uint8_t)(entry->flags | ((unsigned)class + 1));
}

/* Words come before the stems of others. */
static void list_classes(void)
{
	for (int stems = 0; stems < 2; stems++)
		for (size_t i = 0; i < CLASSES; i++) {
			const char *at = classes[i].words;
			for (struct str word; (word = next_word(&at)).at;) {
				char stem[WORD_STEM];
				size_t len = stems ? word_stem(stem, word) : 0;
				if (!stems)
					classify(word, classes[i].class);
				else if (len >= STEM_LEAST)
					classify((struct str){ stem, len }, classes[i].class);
			}
		}
}

static void list_known(void)
{
	for (size_t i = 0; i < KNOWN; i++) {
		const char *at = known_words[i];
		for (struct str word; (word = next_word(&at)).at;)
			put(word)->flags |= LISTED_KNOWN;
	}
}

static void list_rules(struct concepts *concepts)
{
	bool good = true;
	for (size_t i = 0; terms[i]; i++) {
		struct str first = str_from(terms[i]);
		for (i++; terms[i]; i++)
			good = good && concept_rule_add(concepts, str_from(terms[i]), first);
	}
	if (!good || concepts->names.failed)
		fail("out of memory");
	if (concepts->names.count >= UINT16_MAX)
		fail("there are too many concepts");
}

static void print_words(const struct vocabulary *names)
{
	puts("#include \"check/duplicate/listed.h\"\n\nstatic const uint16_t names[] = {");
	for (uint32_t i = 0; i < names->count; i++) {
		put(names->words[i])->concept = (uint16_t)(i + 1);
		printf("\t%zu,\n", listed_place(&listed, names->words[i]));
	}
	puts("};\nstatic const struct listed_word words[] = {");
	for (size_t i = 0; i < ROOM; i++)
		printf("\t{ %u, %u, %u, %u },\n", (unsigned)words[i].text, words[i].concept, words[i].len,
		       words[i].flags);
	puts("};\nstatic const char text[] = {");
	for (size_t i = 0; i < text_size; i++)
		printf("\t(char)%u,\n", (unsigned)(unsigned char)text[i]);
	puts("};");
}

static void print_rules(const struct concepts *concepts)
{
	puts("static const struct listed_rule rules[] = {");
	for (size_t i = 0; i < concepts->rule_count; i++)
		printf("\t{ %u, %u },\n", (unsigned)concepts->rules[i].from_count,
		       (unsigned)concepts->rules[i].to_count);
	puts("};\nstatic const uint16_t parts[] = {");
	for (size_t i = 0; i < concepts->part_count; i++)
		printf("\t%u,\n", (unsigned)concepts->parts[i]);
	puts("};");
}

int main(void)
{
	struct concepts concepts = { .listed = &listed };
	vocabulary_init(&concepts.names);
	list_classes();
	list_known();
	list_rules(&concepts);
	print_words(&concepts.names);
	print_rules(&concepts);
	printf("const struct listed listed_tables = { text, words, %d, names, rules, parts, %zu, %zu, %zu };\n", ROOM,
	       (size_t)concepts.names.count, concepts.rule_count, concepts.part_count);
	return fflush(stdout) == 0 ? 0 : 1;
}
