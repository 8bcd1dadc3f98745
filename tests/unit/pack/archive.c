/* Packs of every size, written and read back: which rows are in index.json, which in pages, and what is refused. */
#include "pack/archive.h"
#include "pack/index.h"
#include "pack/store.h"
#include "reader/satchel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

/* An edition of lessons with only a title and cards. */
struct made {
	struct arena arena;
	struct definition definition;
	struct assets assets;
	struct store store;
	struct edition edition;
};

static void open_store(struct store *store, const struct base *base, int level)
{
	char beside[64];
	struct buf why;
	buf_init(&why, BUF_CAP);
	snprintf(beside, sizeof(beside), "%s/made.satchel", P_tmpdir);
	assert_int_equal(store_open(store, beside, base, level, &why), RESULT_OK);
}

static void raw_lesson(struct buf *out, size_t number, size_t cards)
{
	buf_format(
		out,
		"{\"id\":\"l-%zu\",\"lang\":\"en\",\"reviewed\":\"2026-11-20\",\"access\":\"free\",\"title\":[\"L\"],"
		"\"summary\":[\"S\"],\"objectives\":[],\"sections\":[],\"takeaways\":[],\"questions\":[],\"cards\":[",
		number);
	for (size_t i = 0; i < cards; i++)
		buf_format(out, "%s{\"id\":\"c-%zu-%zu\",\"kind\":\"cloze\",\"access\":\"free\",\"text\":[\"T\"]}",
			   i ? "," : "", number, i);
	buf_text(out, "],\"glossary\":[],\"sources\":[]}");
}

static void fill_slot(struct lesson_slot *slot, size_t number, size_t cards, const char *title, bool deflate)
{
	struct buf raw;
	buf_init(&raw, BUF_CAP);
	raw_lesson(&raw, number, cards);
	*slot = (struct lesson_slot){ .included = true, .counts.cards = cards, .whole.cards = cards };
	assert_true(packed_make(&slot->packed, buf_view(&raw), deflate ? DEFLATE_FAST : DEFLATE_NONE));
	buf_release(&raw);
	buf_init(&slot->row, BUF_CAP);
	buf_init(&slot->items, BUF_CAP);
	buf_format(&slot->row,
		   "{\"id\":\"l-%zu\",\"title\":\"%s\",\"lang\":\"en\",\"access\":\"free\",\"sections\":[],\"counts\":{"
		   "\"sections\":0,\"questions\":0,\"cards\":%zu,\"glossary\":0}}",
		   number, title, cards);
	for (size_t i = 0; i < cards; i++) {
		buf_text(&slot->items, "card");
		buf_char(&slot->items, '\0');
		buf_format(&slot->items, "c-%zu-%zu", number, i);
		buf_char(&slot->items, '\0');
	}
}

static int by_id(const void *a, const void *b)
{
	return str_compare((*(const struct definition_lesson *const *)a)->id,
			   (*(const struct definition_lesson *const *)b)->id);
}

static struct made *make(size_t lessons, size_t cards, bool deflate)
{
	struct made *made = calloc(1, sizeof(*made));
	assert_non_null(made);
	arena_init(&made->arena);
	struct definition *d = &made->definition;
	*d = (struct definition){ .id = STR("made"), .version = STR("1.0.0"), .title = STR("Made"), .licence = STR("CC0-1.0"),
				  .lang = STR("en"), .release = 1, .unit_count = 1, .lesson_count = lessons };
	d->units = arena_alloc(&made->arena, sizeof(*d->units));
	d->by_id = calloc(lessons, sizeof(*d->by_id));
	open_store(&made->store, NULL, DEFLATE_BEST);
	made->edition = (struct edition){ .definition = d, .assets = &made->assets, .store = &made->store,
					  .lessons = calloc(lessons, sizeof(struct lesson_slot)) };
	assert_true(d->units && d->by_id && made->edition.lessons);
	*d->units = (struct definition_unit){ .id = STR("unit"), .title = STR("Unit") };
	struct definition_lesson **last = &d->units->lessons;
	for (size_t i = 0; i < lessons; i++) {
		char id[32];
		struct definition_lesson *lesson = arena_alloc(&made->arena, sizeof(*lesson));
		assert_non_null(lesson);
		snprintf(id, sizeof(id), "l-%zu", i);
		*lesson = (struct definition_lesson){ .id = arena_str(&made->arena, str_from(id)), .index = i };
		d->by_id[i] = *last = lesson;
		last = &lesson->next;
		fill_slot(&made->edition.lessons[i], i, cards, "L", deflate);
	}
	qsort(d->by_id, lessons, sizeof(*d->by_id), by_id);
	return made;
}

static void release_slot(struct lesson_slot *slot)
{
	packed_release(&slot->packed);
	buf_release(&slot->row);
	buf_release(&slot->items);
}

static void unmake(struct made *made)
{
	for (size_t i = 0; i < made->definition.lesson_count; i++)
		release_slot(&made->edition.lessons[i]);
	store_close(&made->store);
	free(made->edition.lessons);
	free(made->definition.by_id);
	arena_release(&made->arena);
	free(made);
}

static void print_problem(void *context, const struct satchel_error *problem)
{
	(void)context;
	print_message("%s\n", problem->message);
}

/* Writes the archive, which libsatchel must accept. */
static FILE *write_good(const struct made *made)
{
	struct buf why;
	FILE *file = tmpfile();
	assert_non_null(file);
	buf_init(&why, BUF_CAP);
	assert_int_equal(archive_write(&made->edition, 2, file, &why), RESULT_OK);
	assert_int_equal(why.len, 0);
	assert_int_equal(satchel_verify_fd(fileno(file), print_problem, NULL, NULL), SATCHEL_OK);
	return file;
}

static void a_small_index_is_one_file(void **state)
{
	struct made *made = make(30, 0, true);
	struct pack_index index;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(index_make(&index, &made->edition, 1, &why), RESULT_OK);
	for (int i = 0; i < LISTS; i++)
		assert_int_equal(index.pages[i].leaf_count, 0);
	index_release(&index);
	fclose(write_good(made));
	unmake(made);
}

/* The locations of 200 lessons are in the first 64 KiB, in pages directly after index.json, however many items there
 * are. */
static void long_lists_go_into_pages(void **state)
{
	enum { FIRST_READ = 64 * 1024, BEFORE_INDEX = 8 * 1024 };
	struct made *made = make(200, 100, true);
	struct pack_index index;
	struct buf why;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(index_make(&index, &made->edition, 1, &why), RESULT_OK);
	const struct pages *lessons = &index.pages[LIST_LESSONS];
	assert_true(lessons->leaf_count > 1);
	assert_int_equal(lessons->branch_count, 0);
	assert_int_equal(lessons->leaves[0].offset, 0);
	const struct page *last = &lessons->leaves[lessons->leaf_count - 1];
	assert_true(BEFORE_INDEX + index.packed.stored_size + last->offset + packed_extent(&last->packed, last->name) <
		    FIRST_READ);
	assert_true(index.pages[LIST_OUTLINE].leaf_count > 0);
	assert_true(index.pages[LIST_ITEMS].leaf_count > 1);
	assert_int_equal(index.pages[LIST_FILES].leaf_count, 0); /* there are none */
	index_release(&index);
	fclose(write_good(made));
	unmake(made);
}

static void a_large_index_has_branches(void **state)
{
	enum { COUNT = 6000 };
	struct made *made = make(COUNT, 2, true);
	struct pack_index index;
	struct buf why;
	struct satchel_bytes bytes;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(index_make(&index, &made->edition, 2, &why), RESULT_OK);
	const struct pages *pages = &index.pages[LIST_LESSONS];
	assert_int_equal(pages->branch_count, 1);
	assert_true(pages->leaf_count > 16);
	for (size_t i = 0; i < pages->leaf_count; i++)
		assert_true(pages->leaves[i].packed.raw_size <= 30 * 1024);
	assert_int_equal(pages->branches[0].offset, 0); /* directly after index.json */
	assert_true(index.packed.stored_size < 4096);
	index_release(&index);
	FILE *file = write_good(made);
	struct satchel *pack = satchel_open_fd(fileno(file), NULL);
	assert_non_null(pack);
	for (size_t i = 0; i < COUNT; i += 487) {
		char id[32];
		snprintf(id, sizeof(id), "l-%zu", i);
		assert_int_equal(satchel_read_lesson(pack, id, &bytes, NULL), SATCHEL_OK);
		satchel_bytes_free(&bytes);
		snprintf(id, sizeof(id), "c-%zu-1", i);
		assert_int_equal(satchel_read_item(pack, id, &bytes, NULL), SATCHEL_OK);
		satchel_bytes_free(&bytes);
	}
	satchel_close(pack);
	fclose(file);
	unmake(made);
}

static void a_longer_lesson_changes_one_page(void **state)
{
	enum { COUNT = 600, CHANGED = 300 };
	struct made *made = make(COUNT, 1, true);
	struct lesson_slot *slot = &made->edition.lessons[CHANGED];
	struct pack_index old, now;
	struct buf why;
	size_t changed = 0;
	(void)state;
	buf_init(&why, BUF_CAP);
	assert_int_equal(index_make(&old, &made->edition, 1, &why), RESULT_OK);
	release_slot(slot);
	fill_slot(slot, CHANGED, 1, "L", false);
	assert_int_equal(index_make(&now, &made->edition, 1, &why), RESULT_OK);
	const struct pages *before = &old.pages[LIST_LESSONS], *after = &now.pages[LIST_LESSONS];
	assert_true(after->leaf_count > 3);
	assert_int_equal(before->leaf_count, after->leaf_count);
	for (size_t i = 0; i < after->leaf_count; i++)
		changed += memcmp(before->leaves[i].packed.digest, after->leaves[i].packed.digest,
				  SHORT_DIGEST_SIZE) != 0;
	assert_int_equal(changed, 1);
	assert_true(after->leaves[after->leaf_count - 1].entries > before->leaves[after->leaf_count - 1].entries);
	index_release(&old);
	index_release(&now);
	fclose(write_good(made));
	unmake(made);
}

/* A list of that many rows, each on a leaf of its own. */
static void cut_single_rows(struct pages *pages, struct index_list *list, char (*ids)[24], size_t count,
			    struct store *store)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	*list = (struct index_list){ .count = count, .rows = calloc(count, sizeof(*list->rows)) };
	assert_non_null(list->rows);
	buf_init(&list->text, BUF_CAP);
	for (size_t i = 0; i < count; i++) {
		snprintf(ids[i], sizeof(ids[i]), "r%04zu", i);
		list->rows[i].key = str_from(ids[i]);
		list->rows[i].start = list->text.len + (i > 0);
		buf_format(&list->text, "%s\"%s\"", i ? "," : "", ids[i]);
		list->rows[i].end = list->text.len;
	}
	assert_int_equal(pages_cut(pages, list, 1, store, DEFLATE_FAST, 2, &why), RESULT_OK);
	assert_int_equal(pages->leaf_count, count);
}

static void offsets_count_from_the_file_that_names_a_page(void **state)
{
	static const size_t counts[] = { 16, 17, 500, 501, 1200 }, branches[] = { 0, 1, 1, 2, 3 };
	static char ids[1200][24];
	struct store store;
	(void)state;
	open_store(&store, NULL, DEFLATE_FAST);
	for (size_t k = 0; k < sizeof(counts) / sizeof(counts[0]); k++) {
		struct index_list list;
		struct pages pages;
		struct pages_end end = { 100, 3 };
		cut_single_rows(&pages, &list, ids, counts[k], &store);
		assert_int_equal(pages.branch_count, branches[k]);
		assert_true(pages_locate(&pages, &end));
		/* The second time is like the first. */
		end = (struct pages_end){ 100, 3 };
		assert_true(pages_locate(&pages, &end));
		uint64_t top = 100, below = 100;
		for (size_t i = 0, leaf = 0; leaf < pages.leaf_count; leaf++) {
			if (i < pages.branch_count && pages.branches[i].start == leaf) {
				const struct page *branch = &pages.branches[i++];
				assert_int_equal(branch->offset, top);
				assert_true(branch->packed.deflated);
				top += packed_extent(&branch->packed, branch->name);
				below = 0;
			}
			assert_int_equal(pages.leaves[leaf].offset, below);
			below += packed_extent(&pages.leaves[leaf].packed, pages.leaves[leaf].name);
			top += packed_extent(&pages.leaves[leaf].packed, pages.leaves[leaf].name);
		}
		assert_int_equal(end.offset, top);
		assert_int_equal(end.number, 3 + pages.branch_count + pages.leaf_count);
		pages_release(&pages);
		buf_release(&list.text);
		free(list.rows);
	}
	store_close(&store);
}

static void assert_limit(const struct made *made, const char *message)
{
	struct buf why;
	FILE *file = tmpfile();
	assert_non_null(file);
	buf_init(&why, BUF_CAP);
	assert_int_equal(archive_write(&made->edition, 1, file, &why), RESULT_FAILED);
	assert_string_equal(buf_cstr(&why), message);
	buf_release(&why);
	fclose(file);
}

static void limits_are_named(void **state)
{
	struct made *made = make(2, 0, true);
	(void)state;
	char *title = malloc(1100 * 1024);
	assert_non_null(title);
	memset(title, 'x', 1100 * 1024 - 1);
	title[1100 * 1024 - 1] = '\0';
	struct buf *row = &made->edition.lessons[1].row;
	buf_clear(row);
	buf_format(row, "{\"id\":\"l-1\",\"title\":\"%s\"}", title);
	assert_limit(made, "the index entry of \"l-1\" exceeds the limit of 1 MiB");
	unmake(made);
	free(title);

	/* Titles that can't be compressed. */
	made = make(2, 0, true);
	for (size_t i = 0; i < 3000; i++) {
		struct definition_unit *unit = arena_alloc(&made->arena, sizeof(*unit));
		unsigned char noise[48];
		char text[97];
		assert_non_null(unit);
		randombytes_buf(noise, sizeof(noise));
		sodium_bin2hex(text, sizeof(text), noise, sizeof(noise));
		unit->id = STR("u");
		unit->title = arena_str(&made->arena, str_from(text));
		unit->next = made->definition.units->next;
		made->definition.units->next = unit;
	}
	assert_limit(made, "manifest and index exceed the first 64 KiB: too many units, or titles are too long");
	unmake(made);
}

static void the_manifest_names_what_is_special(void **state)
{
	struct made *made = make(3, 1, true);
	struct extra extra = { .feature = "trial", .name = "extras/trial.txt" };
	struct satchel_bytes bytes;
	(void)state;
	assert_true(packed_make(&extra.packed, STR("words, words, words, words, words"), DEFLATE_FAST));
	made->edition.extras = &extra;
	made->edition.extra_count = 1;
	made->edition.date = "2026-11-25";
	FILE *file = write_good(made);
	struct satchel *pack = satchel_open_fd(fileno(file), NULL);
	assert_non_null(pack);
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	assert_string_equal(manifest->date, "2026-11-25");
	assert_string_equal(manifest->deflate, "libdeflate " LIBDEFLATE_VERSION_STRING);
	assert_int_equal(manifest->deflate_level, DEFLATE_BEST);
	assert_string_equal(manifest->extras[0], "trial");
	assert_null(manifest->extras[1]);
	assert_int_equal(satchel_read(pack, "extras/trial.txt", &bytes, NULL), SATCHEL_OK);
	assert_string_equal(bytes.at, "words, words, words, words, words");
	satchel_bytes_free(&bytes);
	satchel_close(pack);
	fclose(file);
	packed_release(&extra.packed);
	unmake(made);
}

/* With a base that was compressed differently: nothing is copied. */
static void what_the_base_has_is_taken_as_it_is(void **state)
{
	struct made *made = make(3, 20, false);
	struct base base;
	struct store store;
	struct packed same, other;
	struct buf raw, why;
	char path[64];
	(void)state;
	buf_init(&raw, BUF_CAP);
	buf_init(&why, BUF_CAP);
	FILE *file = write_good(made);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(file));
	assert_int_equal(base_open(&base, path, STR("made"), &why), RESULT_OK);
	open_store(&store, &base, DEFLATE_FAST);
	raw_lesson(&raw, 1, 20);
	assert_int_equal(store_pack(&store, &same, buf_view(&raw), true, &why), RESULT_OK);
	assert_false(same.deflated);
	assert_int_equal(same.stored_size, raw.len);
	char *bytes = malloc(raw.len);
	assert_non_null(bytes);
	assert_true(store_get(&store, same.at, bytes, raw.len));
	assert_memory_equal(bytes, raw.at, raw.len);
	free(bytes);
	buf_char(&raw, ' ');
	assert_int_equal(store_pack(&store, &other, buf_view(&raw), true, &why), RESULT_OK);
	assert_true(other.deflated);
	assert_true(other.stored_size < raw.len);
	store_close(&store);
	base_close(&base);
	buf_release(&raw);
	fclose(file);
	unmake(made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_index_is_one_file),
		cmocka_unit_test(long_lists_go_into_pages),
		cmocka_unit_test(a_large_index_has_branches),
		cmocka_unit_test(a_longer_lesson_changes_one_page),
		cmocka_unit_test(offsets_count_from_the_file_that_names_a_page),
		cmocka_unit_test(limits_are_named),
		cmocka_unit_test(the_manifest_names_what_is_special),
		cmocka_unit_test(what_the_base_has_is_taken_as_it_is),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
