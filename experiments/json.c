/* experiments/json.c -- numbers that JSON has no word for, and printing. */
#include "experiments/json.h"

#include <math.h>
#include <stdio.h>

#include "base/option.h"
#include "experiments/arguments.h"

json_t *gg_json_number(double x)
{
    char text[GG_NUMBER_ROOM];
    return isfinite(x) ? json_real(x) : json_string(gg_number_write(x, text));
}

json_t *gg_json_vector(size_t n, const double x[])
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(list, gg_json_number(x[i]));
    return list;
}

int gg_json_print(json_t *document)
{
    const bool bad = !document || json_dumpf(document, stdout,
                                             JSON_INDENT(2) | JSON_REAL_PRECISION(17)) != 0;
    json_decref(document);
    if (bad || putchar('\n') == EOF || fflush(stdout) != 0) {
        fputs("gradgap: the JSON document could not be written\n", stderr);
        return GG_EXIT_CANNOT;
    }
    return GG_EXIT_OK;
}
