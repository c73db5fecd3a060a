/* experiments/running_time.c -- average running time, SP1, and ratios of expected times. */
#include "experiments/running_time.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "experiments/proportion.h"

typedef struct sums { /* over runs */
    double all, arrived;
    size_t runs, hits;
} sums;

static void add(sums *s, gg_costs of, size_t i)
{
    s->all += of.cost[i];
    s->arrived += of.hit[i] ? of.cost[i] : 0;
    s->runs++;
    s->hits += of.hit[i];
}

static double expected(const sums *s)
{
    return s->hits ? s->all / (double)s->hits : INFINITY;
}

static double mean_hit(const sums *s)
{
    return s->hits ? s->arrived / (double)s->hits : NAN;
}

static double sp1(const sums *s)
{
    if (s->runs == 0) return NAN;
    return s->hits ? mean_hit(s) * (double)s->runs / (double)s->hits : INFINITY;
}

static double ratio(const sums *a, const sums *b)
{
    if (a->hits == 0 && b->hits == 0) return NAN;
    if (a->hits == 0) return INFINITY;
    if (b->hits == 0) return 0;
    return a->all / (double)a->hits / (b->all / (double)b->hits);
}

static void set_bounds(gg_interval *out, double samples[], size_t count, double level)
{
    out->low = gg_quantile(samples, count, (1 - level) / 2);
    out->high = gg_quantile(samples, count, (1 + level) / 2);
}

gg_average_time gg_average_time_of(const double cost[], const bool hit[], size_t count,
                                   double level, size_t resamples, uint64_t seed)
{
    const gg_costs runs = {cost, hit, count};
    sums all = {0};
    for (size_t i = 0; i < count; i++) add(&all, runs, i);
    gg_average_time out = {{NAN, expected(&all), NAN},
                           {NAN, mean_hit(&all), NAN},
                           gg_proportion(all.hits, all.runs, level),
                           {NAN, sp1(&all), NAN}};
    double *samples = malloc((3 * resamples + 1) * sizeof *samples);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (samples && rng && count) {
        double *of_hits = samples + resamples;
        double *of_sp1 = of_hits + resamples;
        gg_random_open(rng, seed, GG_BOOTSTRAP, 0);
        for (size_t k = 0; k < resamples; k++) {
            sums drawn = {0};
            for (size_t i = 0; i < count; i++)
                add(&drawn, runs, gsl_rng_uniform_int(rng, count));
            samples[k] = expected(&drawn);
            of_hits[k] = mean_hit(&drawn);
            of_sp1[k] = sp1(&drawn);
        }
        set_bounds(&out.expected, samples, resamples, level);
        set_bounds(&out.hits, of_hits, resamples, level);
        set_bounds(&out.sp1, of_sp1, resamples, level);
    }
    gsl_rng_free(rng);
    free(samples);
    return out;
}

static double drawn_ratio(gg_costs a, gg_costs b, bool paired, gsl_rng *rng)
{
    sums of_a = {0};
    sums of_b = {0};
    for (size_t i = 0; i < a.count; i++) {
        const size_t k = gsl_rng_uniform_int(rng, a.count);
        add(&of_a, a, k);
        if (paired) add(&of_b, b, k);
    }
    for (size_t i = 0; !paired && i < b.count; i++)
        add(&of_b, b, gsl_rng_uniform_int(rng, b.count));
    return ratio(&of_a, &of_b);
}

gg_interval gg_time_ratio(gg_costs a, gg_costs b, bool paired, double level, size_t resamples,
                          uint64_t seed)
{
    sums of_a = {0};
    sums of_b = {0};
    for (size_t i = 0; i < a.count; i++) add(&of_a, a, i);
    for (size_t i = 0; i < b.count; i++) add(&of_b, b, i);
    gg_interval out = {NAN, ratio(&of_a, &of_b), NAN};
    double *samples = malloc((resamples + 1) * sizeof *samples);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (samples && rng && a.count && b.count) {
        gg_random_open(rng, seed, GG_BOOTSTRAP, 0);
        const bool together = paired && a.count == b.count;
        for (size_t k = 0; k < resamples; k++) samples[k] = drawn_ratio(a, b, together, rng);
        set_bounds(&out, samples, resamples, level);
    }
    gsl_rng_free(rng);
    free(samples);
    return out;
}
