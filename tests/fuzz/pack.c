/* libFuzzer target: arbitrary bytes are opened as a pack, listed, read and verified. */
#include "../packs/read_all.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count_problem(void *context, const struct satchel_error *problem)
{
	size_t *count = context;
	*count += problem->message[0] != '\0';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t problems = 0;
	struct satchel_error error;
	enum satchel_status status = satchel_verify_memory(data, size, count_problem, &problems, &error);
	if ((status == SATCHEL_OK) != (problems == 0))
		abort();
	struct satchel *pack = satchel_open_memory(data, size, &error);
	if (!pack && (status == SATCHEL_OK || error.message[0] == '\0'))
		abort();
	if (!pack)
		return 0;
	read_all(pack, status == SATCHEL_OK, NULL);
	satchel_close(pack);
	return 0;
}
