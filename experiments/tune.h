/* experiments/tune.h -- configurations of an optimizer that are worth a try. */
#ifndef GG_EXPERIMENTS_TUNE_H
#define GG_EXPERIMENTS_TUNE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* Tuning draws from seeds from here on, and every other run from those below: what was tuned is
 * judged on instances, starts and random numbers that it was not tuned on. */
#define GG_TUNING_SEEDS (UINT64_C(1) << 62)

/* Up to `count` canonical specifications of an optimizer, no two alike: `spec` as it is first,
 * then with values drawn, each alike, from its table's list `tune` for the options that `spec`
 * leaves open. Fewer, if there are no more.
 * out     [count + 1] owned by the caller (gg_list_close), NULL ends it
 * fails   GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_tune_configurations(char ***out, const char *spec, size_t count, uint64_t seed);

#endif
