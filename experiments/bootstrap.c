/* experiments/bootstrap.c -- the same numbers again, of rows drawn with replacement. */
#include "experiments/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"

/* sample [numbers][resamples] */
static void draw(gg_resampled compute, const void *data, size_t numbers, size_t resamples,
                 gsl_rng *rng, double out[], double sample[])
{
    for (size_t k = 0; k < resamples; k++) {
        compute(data, rng, out);
        for (size_t i = 0; i < numbers; i++) sample[i * resamples + k] = out[i];
    }
}

bool gg_bootstrap(gg_resampled compute, const void *data, size_t numbers, double level,
                  size_t resamples, uint64_t seed, gg_interval out[])
{
    double *number = malloc(numbers * (resamples + 1) * sizeof *number);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    for (size_t i = 0; i < numbers; i++) out[i] = (gg_interval){NAN, NAN, NAN};
    const bool room = number && rng;
    if (room) {
        double *sample = number + numbers;
        compute(data, NULL, number);
        for (size_t i = 0; i < numbers; i++) out[i].value = number[i];
        gg_random_open(rng, seed, GG_BOOTSTRAP, 0);
        draw(compute, data, numbers, resamples, rng, number, sample);
        for (size_t i = 0; i < numbers; i++) {
            if (isnan(out[i].value)) continue;
            out[i].low = gg_quantile(sample + i * resamples, resamples, (1 - level) / 2);
            out[i].high = gg_quantile(sample + i * resamples, resamples, (1 + level) / 2);
        }
    }
    gsl_rng_free(rng);
    free(number);
    return room;
}
