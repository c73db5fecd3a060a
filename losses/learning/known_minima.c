/* losses/learning/known_minima.c -- whether the least value of a fit is known. */
#include "losses/learning/known_minima.h"

#include <string.h>

static bool same_word(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Without a penalty the least value does not depend on the units of the columns. */
static bool same_fit(const gg_known_minimum *row, const gg_fit *fit)
{
    return same_word(row->data, fit->data) && same_word(row->pointwise, fit->pointwise) &&
           same_word(row->positive, fit->positive) && same_word(row->against, fit->against) &&
           row->parameter == fit->parameter && row->l1 == fit->l1 && row->l2 == fit->l2 &&
           row->divide == fit->divide &&
           (row->standardise == fit->standardise || (row->l1 == 0 && row->l2 == 0));
}

static const gg_known_minimum *find(const gg_known_minimum rows[], const gg_fit *fit)
{
    for (const gg_known_minimum *row = rows; row->data; row++)
        if (same_fit(row, fit)) return row;
    return NULL;
}

const gg_known_minimum *gg_known_minimum_find(const gg_fit *fit)
{
    const gg_known_minimum *row = find(gg_known_sums, fit);
    return row ? row : find(gg_known_means, fit);
}
