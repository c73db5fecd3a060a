/* losses/learning/fitted.c -- from options to a table, and to what is wished of its rows. */
#include "losses/learning/fitted.h"

#include "losses/synthetic.h"

gg_status gg_fitted_open(gg_problem *p)
{
    const char *name = p->text[GG_FITTED_DATA];
    const size_t rows = (size_t)p->opt[GG_FITTED_ROWS];
    const size_t columns = (size_t)p->opt[GG_FITTED_COLUMNS];
    const double seed = p->opt[GG_FITTED_SEED];
    if (rows == 0 && columns == 0 && seed == 1) return gg_data_open(&p->table, name);
    return gg_data_make(&p->table, name, rows, columns, seed > 0 ? (uint64_t)seed : p->seed);
}

gg_design_wish gg_fitted_wish(const gg_problem *p, gg_intercept intercept)
{
    const gg_pointwise *l = p->pointwise;
    return (gg_design_wish){.target = p->text[GG_FITTED_TARGET],
                            .positive = p->text[GG_FITTED_POSITIVE],
                            .against = p->text[GG_FITTED_AGAINST],
                            .answers = l->classes  ? GG_CLASSES
                                       : l->margin ? GG_SIGNS
                                                   : GG_NUMBERS,
                            .standardise = p->opt[GG_FITTED_STANDARDISE] != 0,
                            .divide = p->opt[GG_FITTED_DIVIDE],
                            .intercept = intercept};
}
