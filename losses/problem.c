/* losses/problem.c -- from a specification in words to a problem that can be asked. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/part.h"

enum { MOST_WRAPPERS = 64 }; /* each question goes through all of them */

/* The pointwise loss that the options name, where the loss has a row for one. */
static gg_status find_pointwise(gg_problem *p, const char *options)
{
    char name[64];
    for (const gg_option *row = p->loss->options; row && row->name; row++) {
        const bool names_one = row->type == GG_TEXT && (strcmp(row->name, "pointwise") == 0 ||
                                                        strcmp(row->name, "name") == 0);
        if (!names_one) continue;
        if (!gg_option_find(options, row->name, name, sizeof name))
            snprintf(name, sizeof name, "%s", row->choices);
        return gg_pointwise_find(name, &p->pointwise);
    }
    return GG_OK;
}

static void read_kink(gg_problem *p)
{
    for (size_t i = 0; i < p->settings.count; i++) {
        const char *name = gg_settings_row(&p->settings, i)->name;
        if (strcmp(name, "at_kink") == 0) p->kink.at = (gg_at_kink)p->opt[i];
        if (strcmp(name, "kink_epsilon") == 0) p->kink.epsilon = p->opt[i];
    }
}

static gg_status read_settings(gg_problem *p, const char *options)
{
    GG_TRY(find_pointwise(p, options));
    const gg_option *second = p->pointwise ? p->pointwise->options : NULL;
    GG_TRY(gg_settings_open(&p->settings, p->loss->options, second));
    p->opt = p->settings.number;
    p->text = p->settings.text;
    if (p->pointwise) p->pointwise_opt = p->opt + gg_options_count(p->loss->options);
    GG_TRY(gg_settings_read(&p->settings, p->loss->name, options));
    read_kink(p);
    return GG_OK;
}

static gg_status find_size(gg_problem *p)
{
    const gg_loss *l = p->loss;
    if (p->inner) p->n = p->inner->n;
    if (l->size) return l->size(p);
    if (l->wraps) return GG_OK;
    if (p->n == 0) p->n = l->usual_n;
    if (p->n < l->least_n || p->n > l->most_n)
        return gg_fail(GG_BAD_INPUT, "%s: n=%zu not in [%zu, %zu]", l->name, p->n, l->least_n,
                       l->most_n);
    return GG_OK;
}

static void inherit(gg_problem *p)
{
    const gg_problem *in = p->inner;
    gg_copy(p->n, in->start, p->start);
    gg_copy(p->n, in->lower, p->lower);
    gg_copy(p->n, in->upper, p->upper);
    gg_copy(p->n, in->minimiser, p->minimiser);
    p->minimum = in->minimum;
    p->L = in->L;
    p->mu = in->mu;
    p->error = in->error;
    p->sigma = in->sigma;
    p->smoothness = in->smoothness;
    p->convex = in->convex;
    p->bounded = in->bounded;
    p->noisy = in->noisy;
}

/* What is true until build knows better: a wrapper inherits, a loss starts mid-box. */
static gg_status furnish(gg_problem *p)
{
    double **const rows[] = {&p->start, &p->lower, &p->upper, &p->minimiser};
    static const double initial[] = {0, -5, 5, NAN};
    for (size_t i = 0; i < 4; i++) {
        *rows[i] = malloc(p->n * sizeof **rows[i]);
        if (!*rows[i]) return gg_fail(GG_NO_MEMORY, "no memory for n=%zu", p->n);
        gg_fill(p->n, initial[i], *rows[i]);
    }
    p->minimum = p->L = p->mu = NAN;
    p->smoothness = p->loss->smoothness;
    p->convex = p->loss->convex && (!p->pointwise || p->pointwise->convex);
    if (p->inner) inherit(p);
    return GG_OK;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    GG_TRY(find_size(p));
    GG_TRY(furnish(p));
    const size_t size = p->loss->data_size ? p->loss->data_size(p) : 0;
    if (size) {
        p->data = calloc(1, size);
        if (!p->data)
            return gg_fail(GG_NO_MEMORY, "%s: no memory for %zu bytes", p->loss->name, size);
    }
    return p->loss->build ? p->loss->build(p, rng) : GG_OK;
}

static gg_status check_place(const gg_loss *l, const gg_problem *inner)
{
    if (l->wraps && !inner)
        return gg_fail(GG_BAD_INPUT, "'%s' is a wrapper: write LOSS+%s", l->name, l->name);
    if (!l->wraps && inner)
        return gg_fail(GG_BAD_INPUT, "'%s' is not a wrapper: it cannot follow '+'", l->name);
    if (inner && inner->difference)
        return gg_fail(GG_BAD_INPUT,
                       "'%s' cannot follow gradient=, which takes differences of all that "
                       "stands before it: write ...+%s:gradient=...",
                       l->name, l->name);
    return GG_OK;
}

static gg_status furnish_part(gg_problem *p, const gg_part *part, gsl_rng *rng)
{
    p->loss = part->loss;
    if (p->n == 0) p->n = part->n;
    GG_TRY(check_place(p->loss, p->inner));
    GG_TRY(read_settings(p, part->options));
    return build(p, rng);
}

/* One part around `inner`, which it owns from here on, also on failure. */
static gg_status wrap(gg_problem **out, const gg_part *part, gg_problem *inner,
                      const gg_problem *frame, gsl_rng *rng)
{
    gg_problem *p = calloc(1, sizeof *p);
    if (!p) {
        gg_problem_close(inner);
        return gg_fail(GG_NO_MEMORY, "no memory for a problem");
    }
    *p = *frame;
    p->inner = inner;
    const gg_status status = furnish_part(p, part, rng);
    if (status != GG_OK) gg_problem_close(p);
    if (status == GG_OK) *out = p;
    return status;
}

/* The same from words; `gradient=` among its options is a second part, around the first. */
static gg_status open_part(gg_problem **out, const char *text, gg_problem *inner,
                           const gg_problem *frame, gsl_rng *rng)
{
    gg_part part = {0};
    gg_problem *p = NULL;
    gg_status status = gg_part_open(&part, text);
    if (status != GG_OK) {
        gg_problem_close(inner);
        return status;
    }
    if (inner && part.nothing)
        p = inner;
    else
        status = wrap(&p, &part, inner, frame, rng);
    if (status == GG_OK && part.around) status = open_part(&p, part.around, p, frame, rng);
    gg_part_close(&part);
    if (status == GG_OK) *out = p;
    return status;
}

static gg_status open_parts(gg_problem **out, const char *spec, const gg_problem *frame,
                            gsl_rng *rng)
{
    gg_problem *p = NULL;
    char *part = malloc(strlen(spec) + 1);
    if (!part) return gg_fail(GG_NO_MEMORY, "no memory for a specification");
    gg_status status = GG_OK;
    size_t parts = 0;
    for (bool more = true; status == GG_OK && more;) {
        if (parts++ > MOST_WRAPPERS) {
            status = gg_fail(GG_BAD_INPUT, "more than %d wrappers around %s", MOST_WRAPPERS,
                             gg_problem_leaf(p)->loss->name);
            gg_problem_close(p);
            break;
        }
        const size_t length = gg_part_length(spec);
        memcpy(part, spec, length);
        part[length] = '\0';
        spec += length + (spec[length] == '+');
        more = *spec != '\0';
        status = open_part(&p, part, p, frame, rng);
    }
    free(part);
    if (status == GG_OK) *out = p;
    return status;
}

gg_status gg_problem_wrap(gg_problem **p, const char *part)
{
    gg_problem **const at = (*p)->difference ? &(*p)->inner : p;
    const gg_problem frame = {.n = (*p)->n, .seed = (*p)->seed, .rep = (*p)->rep};
    gg_problem *const inner = *at;
    *at = NULL;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) {
        gg_problem_close(inner);
        return gg_fail(GG_NO_MEMORY, "no memory for a random stream");
    }
    gg_random_open(rng, frame.seed, GG_INSTANCE, frame.rep);
    const gg_status status = open_part(at, part, inner, &frame, rng);
    gsl_rng_free(rng);
    return status;
}

gg_status gg_problem_open(gg_problem **out, const char *spec, size_t n, uint64_t seed,
                          uint32_t rep)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) return gg_fail(GG_NO_MEMORY, "no memory for a random stream");
    gg_random_open(rng, seed, GG_INSTANCE, rep);
    const gg_problem frame = {.n = n, .seed = seed, .rep = rep};
    const gg_status status = open_parts(out, spec, &frame, rng);
    gsl_rng_free(rng);
    return status;
}

void gg_problem_close(gg_problem *p)
{
    while (p) {
        gg_problem *inner = p->inner;
        if (p->loss && p->loss->close) p->loss->close(p);
        gg_settings_close(&p->settings);
        gg_data_close(p->table);
        free(p->data);
        free(p->start);
        free(p->lower);
        free(p->upper);
        free(p->minimiser);
        free(p);
        p = inner;
    }
}

static void write_spec(const gg_problem *p, FILE *to)
{
    if (p->inner) {
        write_spec(p->inner, to);
        fputc('+', to);
    }
    fputs(p->loss->name, to);
    gg_settings_write(&p->settings, to);
}

char *gg_problem_spec(const gg_problem *p)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    write_spec(p, to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

const gg_problem *gg_problem_leaf(const gg_problem *p)
{
    while (p->inner) p = p->inner;
    return p;
}

double gg_value_by_asking(gg_problem *p, const double x[])
{
    return p->loss->ask(p, x, NULL);
}

double gg_gradient_by_asking(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return p->loss->ask(p, x, g);
}

double complex gg_value_of_real_parts(gg_problem *p, const double complex x[])
{
    double *real = malloc(p->n * sizeof *real);
    if (!real) return NAN;
    for (size_t i = 0; i < p->n; i++) real[i] = creal(x[i]);
    const double f = p->loss->value(p, real);
    free(real);
    return f;
}

/* The bits of what this part and those inside it have functions for. */
static unsigned provides(const gg_problem *p)
{
    const gg_loss *l = p->loss;
    unsigned bits = GG_VALUE;
    if (l->gradient) bits |= GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    if (l->hessian_vector) bits |= GG_HESSIAN_VECTOR;
    if (l->smooth_part && l->prox) bits |= GG_SPLIT;
    if (l->sample) bits |= GG_SAMPLE;
    if (l->complex_value) bits |= GG_COMPLEX;
    if (l->wraps || (l->round && l->gradient)) bits |= GG_ROUNDING;
    if (p->inner) bits &= provides(p->inner) | p->alone;
    return bits & ~p->withheld;
}

unsigned gg_problem_offers(const gg_problem *p)
{
    unsigned offers = provides(p);
    if (p->smoothness < GG_LIPSCHITZ) offers &= ~(unsigned)GG_SUBGRADIENT;
    if (p->smoothness < GG_C1) offers &= ~(unsigned)GG_GRADIENT;
    if (p->smoothness == GG_DISCONTINUOUS || p->smoothness >= GG_C1 || p->noisy)
        offers &= ~(unsigned)GG_ROUNDING;
    return offers;
}

static void set_quiet(gg_problem *p, bool quiet)
{
    for (; p; p = p->inner) p->quiet = quiet;
}

double gg_problem_truth(gg_problem *p, const double x[])
{
    set_quiet(p, true);
    const double f = p->loss->value(p, x);
    set_quiet(p, false);
    return f;
}
