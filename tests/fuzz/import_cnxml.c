/* libFuzzer target: importing CNXML. */
#include "convert/formats.h"

#include "import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	import_fuzz(cnxml_import, data, size);
	return 0;
}
