/* tests/fuzz_csv.c -- any bytes as CSV: a table, or a refusal with its place. */
#include "losses/csv.h"
#include "tests/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gg_data d = {.name = "it"};
    const gg_status status = gg_csv_read(&d, "it", bytes, size);
    if (status == GG_OK)
        fuzz_table(&d);
    else
        fuzz_refusal(status, &d);
    gg_data_clear(&d);
    return 0;
}
