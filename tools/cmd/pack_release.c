/* satchel-pack release, and satchel-pack-build, which is satchel-pack with all its commands in one program. */
#include "base/shell.h"
#include "cmd/pack_build.h"
#include "cmd/pack_key.h"
#include "compare/lock.h"
#include "release/release.h"

#include <inttypes.h>

/* What the call of a build gets. */
struct releasing {
	const struct pack_arguments *arguments;
	struct release_folder folder;
	struct secret_key *key;
	char date[DATE_SIZE], expires[DATE_SIZE];
};

static int complain(enum release_status status, const struct buf *why, FILE *err)
{
	if (status == RELEASE_OK)
		return EXIT_CLEAN;
	if (status == RELEASE_NO_MEMORY || buf_failed(why))
		fprintf(err, PACK_PROGRAM ": out of memory; no release is written\n");
	else
		fprintf(err, PACK_PROGRAM ": %s\n" PACK_PROGRAM ": no release is written\n", buf_cstr(why));
	return status == RELEASE_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
}

/* A file of the folder, or with behind what follows it in the same word. */
static void word_in(struct buf *out, const char *folder, const char *name)
{
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", folder, name);
	out->failed = out->failed || buf_failed(&path);
	shell_word(out, buf_cstr(&path));
	buf_release(&path);
}

static bool wrote(const struct release_folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->checksums.count; i++)
		if (strcmp(folder->checksums.all[i].name, name) == 0)
			return true;
	return false;
}

static void released_files(const char *definition, const char *lock, struct buf *out)
{
	buf_char(out, ' ');
	shell_word(out, definition);
	buf_char(out, ' ');
	shell_word(out, lock);
}

/* What goes into the repository: the record of what was released, and a signed tag. */
static void print_git(const struct releasing *releasing, const struct release_latest *latest, struct buf *out)
{
	const char *place = buf_cstr(&releasing->folder.place), *definition = releasing->arguments->operands[0];
	struct buf lock, kept;
	buf_init(&lock, 1024);
	buf_init(&kept, 64 * 1024);
	buf_format(&lock, "%s.lock", latest->id);
	lock_path(&kept, definition);
	if (wrote(&releasing->folder, buf_cstr(&lock))) {
		buf_text(out, "cp ");
		word_in(out, place, buf_cstr(&lock));
		buf_char(out, ' ');
		shell_word(out, buf_cstr(&kept));
		buf_text(out, " &&\ngit add");
		released_files(definition, buf_cstr(&kept), out);
		buf_text(out, " &&\n{ git diff --cached --quiet --");
		released_files(definition, buf_cstr(&kept), out);
		buf_format(out, " ||\n\tgit commit -q -m '%s %s is released' --", latest->id, latest->version);
		released_files(definition, buf_cstr(&kept), out);
		buf_text(out, "; } &&\n");
	}
	/* Made again, it has its tag already, which stays at the commit that it was made of. */
	const struct present *present = &releasing->folder.present;
	bool again = present->is_release && present->latest.release == latest->release;
	if (again)
		buf_format(out, "{ git rev-parse -q --verify refs/tags/%s-%s > /dev/null || ", latest->id,
			   latest->version);
	buf_format(out, "git tag -s %s-%s ", latest->id, latest->version);
	if (wrote(&releasing->folder, "CHANGELOG.md")) {
		/* Else Git takes headings for comments. */
		buf_text(out, "--cleanup=whitespace -F ");
		word_in(out, place, "CHANGELOG.md");
	} else {
		buf_format(out, "-m '%s %s'", latest->id, latest->version);
	}
	buf_text(out, again ? "; }\n" : "\n");
	out->failed = out->failed || buf_failed(&lock) || buf_failed(&kept);
	buf_release(&lock);
	buf_release(&kept);
}

/* What tells of the release goes last: until then clients fetch the one before, which is still there, and hold its
 * progress.json against its SHA256SUMS. */
static void print_upload(const struct releasing *releasing, const struct release_latest *latest, struct buf *out)
{
	static const char *const last[] = { "progress.json", "SHA256SUMS", "SHA256SUMS.minisig", "latest.json",
					    "latest.json.minisig" };
	const char *place = buf_cstr(&releasing->folder.place);
	buf_text(out, "rsync -a");
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
		buf_format(out, " --exclude=/%s", last[i]);
	if (releasing->arguments->oci)
		buf_text(out, " --exclude=/oci");
	buf_char(out, ' ');
	word_in(out, place, "");
	buf_text(out, " \"${SITE:?}/\" &&\nrsync -a --delay-updates");
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		buf_char(out, ' ');
		word_in(out, place, last[i]);
	}
	buf_text(out, " \"${SITE:?}/\"\n");
	if (!releasing->arguments->oci)
		return;
	struct buf layout;
	buf_init(&layout, 1024);
	buf_format(&layout, "oci:%s", latest->version);
	buf_text(out, "# to a container registry, by one of these; REGISTRY is its name\noras cp --from-oci-layout ");
	word_in(out, place, buf_cstr(&layout));
	buf_format(out, " \"${REGISTRY:?}/%s:%s\"\nskopeo copy oci:", latest->id, latest->version);
	word_in(out, place, buf_cstr(&layout));
	buf_format(out, " \"docker://${REGISTRY:?}/%s:%s\"\n", latest->id, latest->version);
	out->failed = out->failed || buf_failed(&layout);
	buf_release(&layout);
}

static int print_steps(const struct releasing *releasing, const struct release_latest *latest, FILE *out, FILE *err)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < latest->edition_count; i++) {
		const struct release_edition *edition = &latest->editions[i];
		buf_format(&text, "%s/%s: ", buf_cstr(&releasing->folder.place), edition->url);
		human_count(&text, edition->size, "byte");
		buf_char(&text, '\n');
	}
	buf_format(&text, "%s: %s %s, release %" PRIu64 " of %s, good until %s, signed with key ",
		   buf_cstr(&releasing->folder.place), latest->id, latest->version, latest->release, latest->date,
		   latest->expires);
	secret_key_name(releasing->key, &text);
	buf_text(&text, "\n\n# nothing is published yet; these commands do that\n");
	print_git(releasing, latest, &text);
	buf_text(&text, "# to the web server; SITE is the folder that it serves, as rsync names it\n");
	print_upload(releasing, latest, &text);
	int code = pack_print(&text, out, err);
	buf_release(&text);
	return code;
}

/* A pack_built. */
static int finish(void *context, struct build *build, FILE *out, FILE *err)
{
	struct releasing *releasing = context;
	const struct pack_arguments *arguments = releasing->arguments;
	const struct release_request request = {
		.build = build,
		.key = releasing->key,
		.date = releasing->date,
		.expires = releasing->expires,
		.base = arguments->base,
		.jobs = arguments->jobs,
		.oci = arguments->oci,
	};
	struct release_latest latest;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum release_status status = release_make(&releasing->folder, &request, &latest, &why);
	int code = complain(status, &why, err);
	if (code == EXIT_CLEAN && why.len > 0)
		fprintf(err, PACK_PROGRAM ": warning: %s\n", buf_cstr(&why));
	if (code == EXIT_CLEAN && !arguments->quiet)
		code = print_steps(releasing, &latest, out, err);
	buf_release(&why);
	return code;
}

static int release_into_folder(struct releasing *releasing, FILE *out, FILE *err)
{
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum release_status status = release_folder_open(&releasing->folder, releasing->arguments->output, &why);
	int code = complain(status, &why, err);
	if (code == EXIT_CLEAN) {
		const struct pack_order order = { .output = buf_cstr(&releasing->folder.temporary),
						  .versioned = true,
						  .is_release = true,
						  .date = releasing->date,
						  .built = finish,
						  .context = releasing };
		code = pack_make(releasing->arguments, &order, out, err);
	}
	release_folder_drop(&releasing->folder);
	buf_release(&why);
	return code;
}

int pack_release(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct releasing releasing = { .arguments = arguments };
	if (!arguments->output) {
		fprintf(err, PACK_PROGRAM ": release needs a folder: -o FOLDER\n");
		return EXIT_USAGE;
	}
	int code = pack_release_date(arguments, releasing.date, err);
	if (code == EXIT_CLEAN)
		code = pack_release_expires(arguments, releasing.date, releasing.expires, err);
	if (code == EXIT_CLEAN)
		code = pack_open_key(arguments, &releasing.key, err);
	if (code == EXIT_CLEAN)
		code = release_into_folder(&releasing, out, err);
	secret_key_free(releasing.key);
	return code;
}

int pack_build_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	static const struct pack_makers makers = { pack_build, pack_release };
	(void)in;
	return pack_run(argc, argv, &makers, out, err);
}
