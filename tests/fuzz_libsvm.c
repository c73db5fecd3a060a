/* tests/fuzz_libsvm.c -- any bytes as LIBSVM's text: a table, or a refusal with its place. */
#include "losses/libsvm.h"
#include "tests/fuzz.h"

enum { CELLS = 1024 }; /* so that the limit is met, too, and tables are quick to make */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gg_data d = {.name = "it"};
    const gg_status status = gg_libsvm_read(&d, "it", bytes, size, CELLS);
    if (status == GG_OK) {
        fuzz_table(&d);
        fuzz_must(d.rows * d.columns <= CELLS, "the limit holds");
        fuzz_must(!d.label, "all columns are numbers");
    } else {
        fuzz_refusal(status, &d);
    }
    gg_data_clear(&d);
    return 0;
}
