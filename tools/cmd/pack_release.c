/* satchel-pack release, and the program satchel-pack-build. */
#include "cmd/pack_build.h"
#include "release/committed.h"
#include "cmd/pack_key.h"
#include "release/publish.h"
#include "release/release.h"

/* The context of the build's callback. */
struct releasing {
	const struct pack_arguments *arguments;
	struct release_folder folder;
	struct secret_key *key;
	struct committed committed;
	char today[DATE_SIZE], date[DATE_SIZE], expires[DATE_SIZE];
};

static bool wrote(const struct release_folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->checksums.count; i++)
		if (strcmp(folder->checksums.all[i].name, name) == 0)
			return true;
	return false;
}

static int print_steps(const struct releasing *releasing, const struct release_latest *latest)
{
	const struct steps steps = {
		.folder = buf_cstr(&releasing->folder.destination),
		.latest = latest,
		.definition = releasing->arguments->operands[0],
		.commit = buf_cstr(&releasing->committed.commit),
		.tree = buf_cstr(&releasing->committed.tree),
		.oci = releasing->arguments->oci,
		.changelog = wrote(&releasing->folder, "CHANGELOG.md"),
	};
	struct buf text, signer;
	buf_init(&text, BUF_CAP);
	buf_init(&signer, 1024);
	secret_key_name(releasing->key, &signer);
	steps_describe(&steps, &signer, &text);
	if (releasing->committed.count > 0)
		buf_text(&text, "# A trial release: its content is not committed, so it cannot be published.\n");
	else
		steps_publish(&steps, &text);
	text.failed = text.failed || buf_failed(&signer);
	int code = program_print(&releasing->arguments->program, &text);
	buf_release(&signer);
	buf_release(&text);
	return code;
}

/* A pack_built. */
static int finish(void *context, struct build *build)
{
	struct releasing *releasing = context;
	const struct pack_arguments *arguments = releasing->arguments;
	const struct release_request request = {
		.build = build,
		.key = releasing->key,
		.date = releasing->date,
		.expires = releasing->expires,
		.day_was_given = arguments->date != NULL,
		.base = arguments->base,
		.jobs = arguments->jobs,
		.oci = arguments->oci,
		.player = arguments->player,
	};
	struct release_latest latest;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result status = release_make(&releasing->folder, &request, &latest, &why);
	int code = program_result(&releasing->arguments->program, status, &why, "no release was written");
	if (code == EXIT_CLEAN && why.len > 0)
		program_warn(&arguments->program, "%s", buf_cstr(&why));
	if (code == EXIT_CLEAN)
		pack_warn_of_expiry(arguments, &latest, releasing->today);
	const struct present *present = &releasing->folder.present;
	if (code == EXIT_CLEAN && present->is_release && present->latest.release != latest.release)
		pack_warn_of_replaced(arguments, &present->latest, releasing->today);
	if (code == EXIT_CLEAN && releasing->folder.changelog_of_ids && !arguments->quiet)
		program_warn(&arguments->program,
			     "CHANGELOG.md, which learners read, identifies changes by ids: give a "
			     "pack of the last release with --base");
	if (code == EXIT_CLEAN && !arguments->quiet)
		code = print_steps(releasing, &latest);
	buf_release(&why);
	return code;
}

static int release_into_folder(struct releasing *releasing)
{
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result status = release_folder_open(&releasing->folder, releasing->arguments->output, &why);
	int code = program_result(&releasing->arguments->program, status, &why, "no release was written");
	if (code == EXIT_CLEAN) {
		const struct pack_order order = { .output = buf_cstr(&releasing->folder.temporary),
						  .versioned = true,
						  .is_release = true,
						  .committed = &releasing->committed,
						  .date = releasing->date,
						  .built = finish,
						  .context = releasing };
		code = pack_make(releasing->arguments, &order);
	}
	release_folder_drop(&releasing->folder);
	buf_release(&why);
	return code;
}

int pack_release(const struct pack_arguments *arguments)
{
	struct releasing releasing = { .arguments = arguments };
	committed_init(&releasing.committed);
	if (!arguments->output)
		return program_fail(&arguments->program, EXIT_USAGE, "release needs a folder: -o FOLDER");
	int code = pack_release_date(&arguments->program, NULL, releasing.today);
	if (code == EXIT_CLEAN)
		code = pack_release_date(&arguments->program, arguments->date, releasing.date);
	if (code == EXIT_CLEAN)
		code = pack_release_expires(arguments, releasing.date, releasing.expires);
	if (code == EXIT_CLEAN)
		code = pack_open_key(arguments, &releasing.key);
	if (code == EXIT_CLEAN)
		code = release_into_folder(&releasing);
	secret_key_free(releasing.key);
	committed_release(&releasing.committed);
	return code;
}

int pack_build_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	static const struct pack_makers makers = { pack_build, pack_release, pack_renew };
	(void)in;
	return pack_run(argc, argv, &makers, out, err);
}
