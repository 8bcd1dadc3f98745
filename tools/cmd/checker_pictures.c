/* Finds the pictures of a tree: what lies in folders named images, and beside lessons. */
#include "base/path.h"
#include "check/map.h"
#include "check/media.h"
#include "cmd/checker.h"

#include <sys/stat.h>

struct search {
	const struct checker *checker;
	struct map folders; /* that a lesson lies in, by the path as it is shown */
	size_t prefix;      /* bytes of a path up to the folder that is searched */
	bool beside;        /* only what lies in that folder, or in the images folder there */
};

/* Whether one of the folders on the way to the file is named images. */
static bool in_images(const char *path)
{
	static const char name[] = "images/";
	for (const char *at = path; at; at = strchr(at, '/')) {
		at += *at == '/';
		if (strncmp(at, name, sizeof(name) - 1) == 0)
			return true;
	}
	return false;
}

static bool is_wanted(void *context, const char *path)
{
	const struct search *search = context;
	enum media_kind kind = media_kind_promised(path);
	if (kind == MEDIA_UNKNOWN || kind == MEDIA_PDF)
		return false;
	const char *rest = path + search->prefix;
	rest += strspn(rest, "/");
	bool found = search->beside ? !strchr(rest, '/') || str_starts(str_from(rest), "images/")
				    : in_images(rest) || map_get(&search->folders, path_folder(path));
	return found && !config_ignores(&search->checker->config, path);
}

/* What can't be entered was told when lessons were looked for, and a link to nothing is no picture. */
static void pass_over(void *context, const char *path, enum file_status status)
{
	(void)context, (void)path, (void)status;
}

static bool search_folder(struct search *search, struct checker *checker, const char *folder, bool beside)
{
	search->prefix = strcmp(folder, ".") == 0 ? 0 : strlen(folder);
	search->beside = beside;
	return file_list_add(&checker->pictures, folder, "", is_wanted, pass_over, search);
}

/* Searches the folders of the lessons that were named themselves, and lie in a tree that is known. */
static bool search_beside(struct search *search, struct checker *checker, const struct map *named)
{
	struct arena *arena = &checker->pictures.arena;
	bool good = true;
	for (size_t i = 0; i < named->room && good; i++) {
		const struct map_slot *slot = &named->slots[i];
		if (!slot->value)
			continue;
		const char *folder = arena_copy(arena, slot->key, slot->len);
		good = folder && search_folder(search, checker, folder, true);
	}
	return good;
}

static bool put(struct map *map, struct str key, void *value)
{
	void **slot = map_put(map, key);
	if (slot)
		*slot = value;
	return slot != NULL;
}

static bool search_all(struct search *search, struct checker *checker, struct map *named)
{
	bool good = true;
	for (size_t i = 0; i < checker->lessons.count && good; i++) {
		const char *path = checker->lessons.paths[i];
		if (strcmp(path, "-") == 0)
			continue;
		good = put(&search->folders, path_folder(path), checker);
		if (good && checker_is_tree(checker, checker->roots[i]) && !checker_folder_operand(checker, path))
			good = put(named, path_folder(path), checker);
	}
	struct stat info;
	for (size_t i = 0; i < checker->operand_count && good; i++)
		if (stat(checker->operands[i], &info) == 0 && S_ISDIR(info.st_mode))
			good = search_folder(search, checker, checker->operands[i], false);
	return good && search_beside(search, checker, named);
}

bool checker_find_pictures(struct checker *checker)
{
	/* Lessons that are left alone are read with their tree; where there is none they are not. */
	bool all_read = !checker->failed && (checker->tree || checker->ignored == 0);
	if (checker->settings.severity[RULE_MEDIA_UNUSED_PICTURE] == SEVERITY_OFF || !all_read)
		return true;
	struct search search = { .checker = checker };
	struct map named;
	map_init(&search.folders);
	map_init(&named);
	bool good = search_all(&search, checker, &named);
	map_release(&named);
	map_release(&search.folders);
	file_list_finish(&checker->pictures);
	return good;
}
