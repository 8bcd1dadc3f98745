#include "reader/internal.h"
#include "reader/search_index.h"
#include "reader/words.h"

#include <stdlib.h>
#include <string.h>

struct satchel_search {
	const struct satchel *pack;
	struct satchel_bytes json;
	struct search_index index;
};

/* What is known of each lesson: whether the words so far, and the current one, are in its text and in its titles. */
enum { IN_TEXT = 1, IN_TITLE = 2, NOW_IN_TEXT = 4, NOW_IN_TITLE = 8 };

struct satchel_search *satchel_search_open(const struct satchel *pack, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct satchel_search *search = NULL;
	struct satchel_bytes json = { NULL, 0 };
	if (!has_extra(pack, "search")) {
		add_problem(&problems, SATCHEL_NOT_FOUND, "", "the pack has no search index");
		goto out;
	}
	if (satchel_read(pack, search_entry_name, &json, error) != SATCHEL_OK)
		return NULL;
	search = calloc(1, sizeof(*search));
	if (!search) {
		add_no_memory(&problems);
		goto out;
	}
	*search = (struct satchel_search){ .pack = pack, .json = json };
	json.at = NULL;
	if (!check_json(&search->json, search_entry_name, &problems) ||
	    !search_index_read(&search->index, &search->json, pack->manifest.counts.lessons, &problems)) {
		satchel_search_close(search);
		search = NULL;
	}
out:
	satchel_bytes_free(&json);
	problems_first(&problems, error);
	return search;
}

void satchel_search_close(struct satchel_search *search)
{
	if (!search)
		return;
	search_index_free(&search->index);
	satchel_bytes_free(&search->json);
	free(search);
}

static void mark(struct json_walk list, uint8_t *lessons, uint8_t with)
{
	uint64_t lesson = 0, step;
	if (walk_array(&list)) {
		while (walk_element(&list) && walk_number(&list, &step)) {
			lesson += step;
			lessons[lesson] |= with;
		}
	}
}

/* Marks the lessons that contain a word that begins with this one. */
static void mark_word(const struct search_index *index, const char *word, size_t size, uint8_t *lessons)
{
	size_t low = 0, high = index->row_count;
	char text[WORD_ROOM];
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (string_compare(index->rows[middle].word, (struct json_string){ word, size }) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < index->row_count; low++) {
		const struct search_row *row = &index->rows[low];
		if (!string_copy(row->word, text, sizeof(text)) || strncmp(text, word, size) != 0)
			break;
		mark(row->found, lessons, NOW_IN_TEXT);
		mark(row->titles, lessons, NOW_IN_TITLE);
	}
}

/* Sets IN_TEXT and IN_TITLE of each lesson, and returns how many have IN_TEXT. */
static uint64_t find_lessons(const struct search_index *index, const char *query, uint8_t *lessons)
{
	struct word_cursor cursor = { .at = query, .end = query + strlen(query) };
	char word[WORD_ROOM];
	uint64_t total = 0;
	for (bool first = true; first || total > 0; first = false) {
		size_t size = word_next(&cursor, word);
		if (size == 0)
			break;
		mark_word(index, word, size, lessons);
		total = 0;
		for (size_t i = 0; i < index->lesson_count; i++) {
			uint8_t now = lessons[i] >> 2;
			lessons[i] = first ? now : lessons[i] & now;
			total += lessons[i] & IN_TEXT;
		}
	}
	return total;
}

struct visiting {
	const struct satchel_search *search;
	const uint8_t *lessons;
	satchel_found_visitor *visit;
	void *context;
	struct satchel_found found;
	uint64_t left; /* not yet visited */
	bool ended;    /* by the visitor */
	struct problems *problems;
};

static bool visit_row(void *context, const union index_row *row)
{
	struct visiting *visiting = context;
	const struct satchel_lesson *lesson = &row->outline.lesson;
	const struct search_index *index = &visiting->search->index;
	if (lesson->number >= index->lesson_count || !string_is(index->lessons[lesson->number], lesson->id))
		return add_problem(visiting->problems, SATCHEL_DAMAGED, search_entry_name,
				   "its lessons are not those of the outline, in its order");
	uint8_t is = visiting->lessons[lesson->number];
	if ((is & IN_TEXT) == 0 || ((is & IN_TITLE) != 0) != visiting->found.in_title)
		return true;
	visiting->found.lesson = lesson;
	visiting->ended = !visiting->visit(visiting->context, &visiting->found);
	return !visiting->ended && --visiting->left > 0;
}

/* Visits the lessons that have the words in their titles, or the others. */
static void visit_lessons(struct visiting *visiting, bool in_title)
{
	size_t count = visiting->search->index.lesson_count, first = count;
	visiting->found.in_title = in_title;
	visiting->left = 0;
	for (size_t i = count; i-- > 0;) {
		if ((visiting->lessons[i] & IN_TEXT) && ((visiting->lessons[i] & IN_TITLE) != 0) == in_title) {
			first = i;
			visiting->left++;
		}
	}
	if (visiting->left == 0)
		return;
	struct tree tree = { .pack = visiting->search->pack, .list = LIST_OUTLINE, .problems = visiting->problems,
			     .on_row = visit_row, .context = visiting, .first = first };
	tree_walk(&tree);
}

enum satchel_status satchel_search_find(const struct satchel_search *search, const char *query,
					satchel_found_visitor *visit, void *context, struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct visiting visiting = { .search = search, .visit = visit, .context = context, .problems = &problems };
	uint8_t *lessons = calloc(search->index.lesson_count + 1, 1);
	if (!lessons) {
		add_no_memory(&problems);
		return problems_first(&problems, error);
	}
	visiting.lessons = lessons;
	visiting.found.total = find_lessons(&search->index, query, lessons);
	if (visiting.found.total > 0)
		visit_lessons(&visiting, true);
	if (visiting.found.total > 0 && !visiting.ended && problems.count == 0)
		visit_lessons(&visiting, false);
	free(lessons);
	return problems_first(&problems, error);
}
