/* experiments/running_time.c -- average running time, SP1, and ratios of expected times. */
#include "experiments/running_time.h"

#include <math.h>

#include "experiments/bootstrap.h"
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

static void compute_times(const void *data, gsl_rng *rng, double out[])
{
    const gg_costs *runs = data;
    sums s = {0};
    for (size_t i = 0; i < runs->count; i++) add(&s, *runs, gg_pick(rng, i, runs->count));
    out[0] = expected(&s);
    out[1] = mean_hit(&s);
    out[2] = sp1(&s);
}

gg_average_time gg_average_time_of(const double cost[], const bool hit[], size_t count,
                                   double level, size_t resamples, uint64_t seed)
{
    const gg_costs runs = {cost, hit, count};
    gg_interval time[3];
    size_t hits = 0;
    for (size_t i = 0; i < count; i++) hits += hit[i];
    gg_bootstrap(compute_times, &runs, 3, level, count ? resamples : 0, seed, time);
    return (gg_average_time){time[0], time[1], gg_proportion(hits, count, level), time[2]};
}

typedef struct rivals {
    gg_costs a, b;
    bool paired;
} rivals;

static void compute_ratio(const void *data, gsl_rng *rng, double out[])
{
    const rivals *r = data;
    sums of_a = {0};
    sums of_b = {0};
    for (size_t i = 0; i < r->a.count; i++) {
        const size_t k = gg_pick(rng, i, r->a.count);
        add(&of_a, r->a, k);
        if (r->paired) add(&of_b, r->b, k);
    }
    for (size_t i = 0; !r->paired && i < r->b.count; i++)
        add(&of_b, r->b, gg_pick(rng, i, r->b.count));
    *out = ratio(&of_a, &of_b);
}

gg_interval gg_time_ratio(gg_costs a, gg_costs b, bool paired, double level, size_t resamples,
                          uint64_t seed)
{
    gg_interval out;
    const rivals r = {a, b, paired && a.count == b.count};
    gg_bootstrap(compute_ratio, &r, 1, level, a.count && b.count ? resamples : 0, seed, &out);
    return out;
}
