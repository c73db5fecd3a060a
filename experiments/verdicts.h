/* experiments/verdicts.h -- judged claims as a table, and as JSON. */
#ifndef GG_EXPERIMENTS_VERDICTS_H
#define GG_EXPERIMENTS_VERDICTS_H

#include <jansson.h>
#include <stdio.h>

#include "experiments/judge.h"

/* One line a claim, then how many passed; with `all`, one line a finding. */
void gg_verdicts_print(const gg_judged_list *j, bool all, FILE *to);

/* An array, one object a claim: claim, number, study, sentence, verdict, what, at, value, low,
 * high, bound, from, to, source, preset, seed, rows, missing, why, findings [...]; controls are
 * left out unless asked for. */
json_t *gg_verdicts_json(const gg_judged_list *j, bool controls);

/* How many claims, controls apart, have this verdict. */
size_t gg_verdicts_count(const gg_judged_list *j, gg_judgement verdict);

#endif
