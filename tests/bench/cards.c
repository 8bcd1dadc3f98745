/* Makes a deck of flashcards, and measures how long it takes to find all near duplicates in their texts: cards COUNT.
 * Prints one line for the shell to evaluate.
 *
 * A front has eight different words and the template of a question ("What is the most common cause of …"), a back has
 * three. The words follow Zipf's law over a vocabulary of 60,000. One card in a hundred is a copy of another with a word
 * added or a letter left out. All random numbers come from a fixed seed. */
#include "base/pool.h"
#include "check/core/fold.h"
#include "check/core/index_judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { VOCABULARY = 60000, FRONT = 8, BACK = 3, PLANTED = 100, PARTS = 16 };

static const char *const templates[] = {
	"What is the most common cause of", "Which drug is used for", "What is the treatment of choice for",
	"Which of the following is a feature of", "What are the symptoms of", "How is this diagnosed:",
	"Which nerve supplies", "What is the mechanism of action of", "Name a complication of", "When should you suspect",
};
enum { TEMPLATES = sizeof(templates) / sizeof(templates[0]) };

struct deck {
	uint64_t random;
	double heap[VOCABULARY]; /* the cumulative probability of the first words */
};

static uint32_t next(struct deck *deck)
{
	deck->random ^= deck->random << 13;
	deck->random ^= deck->random >> 7;
	deck->random ^= deck->random << 17;
	return (uint32_t)(deck->random >> 32);
}

static uint32_t zipf(struct deck *deck)
{
	double at = next(deck) / 4294967296.0 * deck->heap[VOCABULARY - 1];
	uint32_t low = 0, high = VOCABULARY - 1;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (deck->heap[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Words that look like words: rare ones are longer. */
static void add_word(struct buf *out, uint32_t number)
{
	static const char *const syllables[] = { "ka", "lo", "mi", "tes", "ro", "phen", "du", "vi", "gra", "nos",
						 "pel", "quo", "xi", "bar", "ul", "cy" };
	buf_char(out, ' ');
	buf_text(out, syllables[number * 7 % PARTS]);
	for (uint32_t rest = number; rest; rest /= PARTS)
		buf_text(out, syllables[rest % PARTS]);
}

static void make_card(struct deck *deck, struct buf *front, struct buf *back)
{
	buf_clear(front);
	buf_clear(back);
	buf_text(front, templates[next(deck) % TEMPLATES]);
	for (int i = 0; i < FRONT; i++)
		add_word(front, zipf(deck));
	for (int i = 0; i < BACK; i++)
		add_word(back, zipf(deck));
}

/* Changes a card a little. */
static void change(struct deck *deck, struct buf *front)
{
	if (next(deck) % 2) {
		add_word(front, zipf(deck));
		return;
	}
	size_t at = front->len - 1 - next(deck) % 20;
	memmove(front->at + at, front->at + at + 1, front->len - at - 1);
	front->len--;
}

static void add_card(struct index_part *part, uint32_t number, struct buf *front, struct buf *back, struct buf *folded)
{
	struct location location = { .line = number };
	struct index_prompt *prompt = index_add_prompt(part, number, PROMPT_CARD, location, STR_NONE);
	if (!prompt)
		return;
	buf_clear(folded);
	fold(folded, buf_view(front));
	prompt->front_words = index_add_words(part, buf_view(folded));
	buf_clear(folded);
	fold(folded, buf_view(back));
	prompt->back_words = index_add_words(part, buf_view(folded));
	prompt->back = number + (uint64_t)1;
}

/* What each thread reads: every part has the cards from one seed. */
struct reading {
	struct index_part *parts;
	size_t count, part_count;
};

static void read_cards(void *context, unsigned worker, size_t number)
{
	const struct reading *reading = context;
	struct index_part *part = &reading->parts[number];
	struct deck *deck = malloc(sizeof(*deck));
	struct buf front, back, folded;
	(void)worker;
	if (!deck) {
		part->failed = true;
		return;
	}
	buf_init(&front, BUF_CAP);
	buf_init(&back, BUF_CAP);
	buf_init(&folded, BUF_CAP);
	deck->random = 88172645463325252U + number;
	double sum = 0;
	for (uint32_t i = 0; i < VOCABULARY; i++)
		deck->heap[i] = sum += 1 / pow(i + 2.7, 1.05);
	index_open_file(part, (uint32_t)number, STR_NONE, false);
	uint32_t own = (uint32_t)(reading->count / reading->part_count), first = (uint32_t)number * own;
	for (uint32_t i = 0; i < own; i++) {
		bool planted = i && next(deck) % PLANTED == 0;
		if (planted)
			change(deck, &front);
		else
			make_card(deck, &front, &back);
		add_card(part, first + i, &front, &back, &folded);
	}
	buf_release(&front);
	buf_release(&back);
	buf_release(&folded);
	free(deck);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Judges what was read; false if memory ran out. */
static bool find(struct index_part *parts, unsigned workers, size_t *pairs)
{
	struct rule_settings settings;
	struct report report;
	const char *paths[2] = { "a", "b" };
	uint32_t copy_of[2] = { 0, 0 };
	const char *lessons[2] = { NULL, NULL };
	rule_settings_default(&settings);
	report_init(&report, &settings);
	struct index index = { .parts = parts, .part_count = workers, .paths = paths, .file_count = workers };
	struct judge judge = { .index = &index, .report = &report, .copy_of = copy_of, .lessons = lessons };
	bool good = judge_near(&judge);
	*pairs = report.counts[SEVERITY_WARNING];
	report_release(&report);
	return good && !report.failed;
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, pairs = 0;
	struct index_part parts[2];
	unsigned workers = pool_processors() > 1 ? 2 : 1;
	if (count == 0 || count > UINT32_MAX / 2) {
		fprintf(stderr, "usage: cards COUNT\n");
		return 2;
	}
	for (unsigned i = 0; i < workers; i++)
		index_part_init(&parts[i]);
	double start = seconds();
	struct reading reading = { parts, count, workers };
	pool_run(workers, workers, read_cards, &reading);
	double read = seconds() - start;
	bool good = find(parts, workers, &pairs);
	double taken = seconds() - start;
	for (unsigned i = 0; i < workers; i++) {
		good = good && !parts[i].failed;
		index_part_release(&parts[i]);
	}
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("seconds=%.3f read=%.3f pairs=%zu kib=%ld\n", taken, read, pairs, usage.ru_maxrss);
	return good ? 0 : 3;
}
