/* optimizers/gradient_free/one_plus_one.c -- one parent, one child, and the better lives. */
#include "base/vector.h"
#include "optimizers/normal.h"
#include "optimizers/optimizer.h"

enum { RULE, SIGMA, SUCCESS, DAMPING };
enum { FIFTH, DISTANCE };

static const gg_option options[] = {
    {"rule", GG_CHOICE, FIFTH, FIFTH, DISTANCE,
     "the mutations' size follows the share of successes; or is sigma |x|/n, the best there is "
     "on a sphere about 0: for study",
     "fifth|distance"},
    {"sigma", GG_REAL, 0, 0, 1e6,
     "first standard deviation, in units of the box's mean side; 0: 0.2, or 1.224 of distance",
     NULL},
    {"success", GG_REAL, 0.2, 0.01, 0.9, "share of successes at which the size stays", NULL},
    {"damping", GG_REAL, 0, 0, 1e6,
     "D: a success is worth the factor exp(0.8/D), a failure exp(-0.2/D); 0: (sqrt(n) + 2)/2",
     NULL},
    {0},
};

typedef struct memory {
    double f, sigma;
    double rows[]; /* parent, child */
} memory;

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 2 * n * sizeof(double);
}

/* One length for all axes, for the mutations have no direction. */
static double mean_side(const gg_oracle *o)
{
    return gg_distance(o->n, o->upper, o->lower) / sqrt((double)o->n);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    gg_copy(o->n, o->start, m->rows);
    m->f = gg_value(o, m->rows);
    m->sigma = (opt[SIGMA] > 0 ? opt[SIGMA] : 0.2) * mean_side(o);
}

/* The rule in each step, as Kern et al. 2004 have it, and not by a count over many. D grows like
 * sqrt(n), as theirs; with this one a sphere takes 2 to 5 % fewer calls than with sqrt(n + 1). */
static void adapt(const double opt[], memory *m, bool won, const gg_oracle *o)
{
    const double n = (double)o->n;
    if (opt[RULE] == DISTANCE) {
        m->sigma = (opt[SIGMA] > 0 ? opt[SIGMA] : 1.224) * gg_norm(o->n, m->rows) / n;
        return;
    }
    const double damping = opt[DAMPING] > 0 ? opt[DAMPING] : (sqrt(n) + 2) / 2;
    m->sigma *= exp(((won ? 1 : 0) - opt[SUCCESS]) / damping);
    /* On a plateau all children are as good: beyond the box nothing is to be learned of it. */
    m->sigma = fmin(m->sigma, mean_side(o));
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    double *x = m->rows;
    double *child = x + o->n;
    bool moved = false;
    if (opt[RULE] == DISTANCE) adapt(opt, m, false, o);
    gg_normal_fill(o->rng, o->n, child);
    for (size_t i = 0; i < o->n; i++) {
        child[i] = x[i] + m->sigma * child[i];
        moved = moved || child[i] != x[i];
    }
    if (!moved) return gg_end(o, GG_STUCK, "the mutations no longer move x");
    const double f = gg_value(o, child);
    if (o->silent) return GG_GO_ON;
    const bool won = f <= m->f;
    if (won) {
        m->f = f;
        gg_copy(o->n, child, x);
    }
    adapt(opt, m, won, o);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_one_plus_one = {
    .name = "one_plus_one",
    .title = "(1+1)-ES",
    .summary =
        "one parent, one child; mutations grow with each success, one in five keeps them",
    .source =
        "Rechenberg 1973, Evolutionsstrategie; the 1/5 rule in each step: Kern, Mueller, "
        "Hansen, Bueche, Ocenasek & Koumoutsakos 2004, Learning probability distributions "
        "in continuous evolutionary algorithms, doi:10.1023/B:NACO.0000023416.59689.4e",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION |
                 GG_UNDER_ROTATION,
    .calls = "1",
    .flops = "30 n",
    .memory = "2 n",
    .tune = "sigma=0.02|0.05|0.2|0.5:success=0.1|0.2|0.3",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
