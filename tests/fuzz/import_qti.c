/* libFuzzer target: importing QTI, of any version. */
#include "convert/formats.h"

#include "import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	import_fuzz(qti_import, data, size);
	return 0;
}
