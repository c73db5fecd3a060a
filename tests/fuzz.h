/* tests/fuzz.h -- what every reader of text promises for any text at all. */
#ifndef GG_TESTS_FUZZ_H
#define GG_TESTS_FUZZ_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "losses/data.h"

enum { FUZZ_FEW = 64 }; /* columns whose names are compared, each with each */

/* libFuzzer calls it with one text after another. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A promise that is broken ends the program, which libFuzzer reports with the text. */
static inline void fuzz_must(int held, const char *promise)
{
    if (held) return;
    fprintf(stderr, "broken promise: %s (the last message is: %s)\n", promise, gg_message());
    abort();
}

/* A refusal is one line that begins with the place; nothing is left behind. */
static inline void fuzz_refusal(gg_status status, const gg_data *d)
{
    size_t line, column;
    fuzz_must(status == GG_BAD_INPUT, "a text is refused as bad input");
    fuzz_must(sscanf(gg_message(), "it:%zu:%zu: ", &line, &column) == 2 && line && column,
              "a refusal names line and column");
    fuzz_must(!strpbrk(gg_message(), "\n\r"), "a refusal is one line");
    fuzz_must(!d->cell && !d->column && !d->label && !d->text, "a refusal leaves nothing");
}

/* A table has rows and columns with different names, and in a cell a number or a label. */
static inline void fuzz_table(const gg_data *d)
{
    fuzz_must(d->rows > 0 && d->columns > 0, "a table has rows and columns");
    for (size_t j = 0; j < d->columns; j++) {
        fuzz_must(*d->column[j] != '\0', "a column has a name");
        fuzz_must(d->columns > FUZZ_FEW || gg_data_column(d, d->column[j]) == j,
                  "no two columns have one name");
    }
    for (size_t i = 0; i < d->rows * d->columns; i++) {
        const int text = d->text[i % d->columns];
        fuzz_must(text ? isnan(d->cell[i]) : isfinite(d->cell[i]), "numbers are finite");
        fuzz_must(text == (d->label && d->label[i]), "text has labels, numbers have none");
    }
}

#endif
