/* experiments/check.c -- told components against witnesses, place by place. */
#include "experiments/check.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/crease.h"
#include "experiments/look.h"

enum {
    POINTS = 24,      /* of each kind */
    FEW_POINTS = 4,   /* beyond MANY dimensions */
    MANY = 2000,      /* dimensions */
    COMPONENTS = 200, /* at a point, drawn at random if there are more */
    SEGMENTS = 16,    /* searched for kinks */
    SUPPORTS = 24     /* points that a subgradient must support */
};

typedef struct survey {
    gg_look *l;
    double *kinks; /* [SEGMENTS][n] */
    double *ways;  /* [SEGMENTS][n] unit vectors along which they were met */
    double *off;   /* [SEGMENTS] how far from there they may lie */
    gg_check *out;
    gg_check_row *row; /* that is being filled */
} survey;

/* --- rows ------------------------------------------------------------------------------------ */

static void open_row(survey *v, const char *where, const char *against)
{
    gg_look *l = v->l;
    gg_check *c = v->out;
    v->row = &c->row[c->count];
    *v->row = (gg_check_row){
        .where = where, .against = against, .severity = -1, .x = c->points + c->count * l->n};
    c->count++;
}

/* A row that met nothing to compare is no row. */
static void close_row(survey *v)
{
    if (v->row->components == 0) v->out->count--;
}

static void put(survey *v, size_t component, double told, gg_finding f)
{
    gg_look *l = v->l;
    gg_check_row *row = v->row;
    if (isinf(f.severity) && isnan(f.low)) return; /* nothing could be seen */
    row->components++;
    if (f.severity <= row->severity) return;
    row->severity = f.severity;
    row->error = f.error;
    row->component = component;
    row->told = told;
    row->low = f.low;
    row->high = f.high;
    gg_copy(l->n, l->x, row->x);
}

/* All components at l->x, or some of very many. */
static void compare(survey *v, gg_witness w, double step)
{
    gg_look *l = v->l;
    if (!gg_look_listen(l)) return;
    v->out->noise = fmax(v->out->noise, l->noise);
    v->row->points++;
    for (size_t i = 0; w == GG_BY_COMPLEX && i < l->n; i++) l->z[i] = l->x[i];
    const size_t count = l->n < COMPONENTS ? l->n : COMPONENTS;
    for (size_t k = 0; k < count; k++) {
        const size_t i = l->n <= COMPONENTS ? k : gsl_rng_uniform_int(l->rng, l->n);
        put(v, i + 1, l->g[i], gg_look_ask(l, w, i, step));
    }
}

static void draw(gg_look *l, double x[])
{
    const gg_problem *p = l->p;
    for (size_t i = 0; i < l->n; i++)
        x[i] = p->lower[i] +
               (0.001 + 0.998 * gsl_rng_uniform(l->rng)) * (p->upper[i] - p->lower[i]);
}

static size_t points_of(const gg_look *l)
{
    return l->n > MANY ? FEW_POINTS : POINTS;
}

static void look_at_random(survey *v, gg_witness w, const char *where, const char *against)
{
    gg_look *l = v->l;
    open_row(v, where, against);
    for (size_t k = 0; k < points_of(l); k++) {
        draw(l, l->x);
        compare(v, w, 0);
    }
    close_row(v);
}

/* 1e-3 ... 1e-9 from each kink, on both sides; steps stay on one. */
static void look_near_kinks(survey *v, gg_witness w, const char *against)
{
    gg_look *l = v->l;
    open_row(v, "near kinks", against);
    for (size_t k = 0; k < v->out->kinks; k++)
        for (int power = 3; power <= 9; power++)
            for (int side = -1; side <= 1; side += 2) {
                const double *way = v->ways + k * l->n;
                const double far = pow(10, -power);
                if (far < 10 * v->off[k]) continue;
                gg_along(l->n, v->kinks + k * l->n, side * far, way, l->x);
                compare(v, w, far / 4);
            }
    close_row(v);
}

static void look_at_kinks(survey *v)
{
    gg_look *l = v->l;
    open_row(v, "at kinks", "both sides");
    for (size_t k = 0; k < v->out->kinks; k++) {
        gg_copy(l->n, v->kinks + k * l->n, l->x);
        compare(v, GG_BY_BOTH_SIDES, 0);
    }
    close_row(v);
}

/* The k-th point where formulas like to have kinks: start, minimiser, a grid.
 * -> false: it is not known, or lies outside the box */
static bool place(gg_look *l, size_t k)
{
    if (k == 0) gg_copy(l->n, l->p->start, l->x);
    if (k == 1) gg_copy(l->n, l->p->minimiser, l->x);
    for (size_t i = 0; k >= 2 && i < l->n; i++)
        l->x[i] = k == 2 ? 0 : (double)gsl_rng_uniform_int(l->rng, 3) - 1;
    for (size_t i = 0; i < l->n; i++)
        if (!(l->p->lower[i] <= l->x[i] && l->x[i] <= l->p->upper[i])) return k == 0;
    return true;
}

static void look_at_places(survey *v)
{
    gg_look *l = v->l;
    const bool smooth = l->p->smoothness >= GG_C1;
    open_row(v, "start, minimiser, grid", smooth ? "central differences" : "both sides");
    for (size_t k = 0; k < points_of(l); k++)
        if (place(l, k)) compare(v, GG_BY_BOTH_SIDES, 0);
    close_row(v);
}

/* f(y) >= f(x) + g'(y - x) for the y that were drawn into l->y. */
static gg_finding support(gg_look *l)
{
    double rise;
    GG_SUM(rise, l->n, i, l->g[i] * (l->y[i] - l->x[i]));
    double blurred;
    GG_SUM(blurred, l->n, i, fabs(l->spread[i] * (l->y[i] - l->x[i])));
    const double above = gg_problem_truth(l->p, l->y);
    const double size = fabs(l->f) + fabs(above) + fabs(rise);
    const double below = fmax(0, l->f + rise - above);
    const double room = 1e-9 * size + 8 * l->noise + 8 * blurred;
    if (!isfinite(above)) return (gg_finding){INFINITY, INFINITY, NAN, NAN};
    if (below == 0) return (gg_finding){0, 0, NAN, above};
    return (gg_finding){below / room, below / size, NAN, above};
}

static void look_at_supports(survey *v)
{
    gg_look *l = v->l;
    open_row(v, "everywhere", "subgradient inequality");
    for (size_t k = 0; k < 2 * points_of(l) + v->out->kinks; k++) {
        const bool known = k < points_of(l) && place(l, k);
        if (!known) draw(l, l->x);
        if (k >= 2 * points_of(l))
            gg_copy(l->n, v->kinks + (k - 2 * points_of(l)) * l->n, l->x);
        if (!gg_look_listen(l) || gg_first_broken(l->n, l->g) < l->n) continue;
        v->row->points++;
        for (int m = 0; m < SUPPORTS; m++) {
            draw(l, l->y);
            put(v, 0, l->f, support(l));
        }
    }
    close_row(v);
}

/* --- all of it ------------------------------------------------------------------------------- */

/* What components are like at random points. */
static void learn_sizes(gg_look *l)
{
    size_t seen = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(l, l->x);
        if (!gg_look_listen(l) || gg_first_broken(l->n, l->g) < l->n) continue;
        for (size_t i = 0; i < l->n; i++) l->usual[i] += fabs(l->g[i]);
        seen++;
    }
    for (size_t i = 0; seen && i < l->n; i++) l->usual[i] /= (double)seen;
}

static void find_kinks(survey *v)
{
    gg_look *l = v->l;
    for (size_t k = 0; k < SEGMENTS; k++) {
        double *kink = v->kinks + v->out->kinks * l->n;
        double *way = v->ways + v->out->kinks * l->n;
        double at = 0;
        double width = 0;
        double steep;
        draw(l, l->x);
        draw(l, way);
        gg_along(l->n, way, -1, l->x, way);
        GG_SUM(steep, l->n, i, fabs(l->usual[i] * way[i]));
        if (!gg_crease_find(l->p, l->x, way, steep, l->y, &at, &width)) continue;
        const double length = gg_norm(l->n, way);
        gg_along(l->n, l->x, at, way, kink);
        for (size_t i = 0; i < l->n; i++) way[i] /= length;
        v->off[v->out->kinks++] = width * length;
    }
}

static void look_everywhere(survey *v)
{
    gg_look *l = v->l;
    const gg_problem *p = l->p;
    const unsigned offers = gg_problem_offers(p);
    const bool kinked = offers & GG_SUBGRADIENT && p->smoothness < GG_C1;
    const char *where = p->smoothness < GG_C1 ? "away from kinks" : "random points";
    if (p->smoothness == GG_DISCONTINUOUS) where = "away from jumps";
    learn_sizes(l);
    if (kinked && l->noise == 0) find_kinks(v);
    look_at_random(v, GG_BY_CENTRAL, where, "central differences");
    if (v->out->noise == 0) look_at_random(v, GG_BY_FORWARD, where, "forward differences");
    if (offers & GG_COMPLEX) look_at_random(v, GG_BY_COMPLEX, where, "complex step");
    look_near_kinks(v, GG_BY_CENTRAL, "central differences");
    if (offers & GG_COMPLEX) look_near_kinks(v, GG_BY_COMPLEX, "complex step");
    look_at_kinks(v);
    if (offers & GG_SUBGRADIENT) look_at_places(v);
    if (offers & GG_SUBGRADIENT && p->convex) look_at_supports(v);
}

gg_status gg_check_open(gg_check *out, gg_problem *p, uint64_t seed)
{
    const size_t n = p->n;
    gg_check c = {.n = n};
    double *room = calloc((size_t)(6 + 2 * SEGMENTS) * n + SEGMENTS, sizeof *room);
    double complex *z = calloc(n, sizeof *z);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    c.points = calloc(GG_CHECK_ROWS * n, sizeof *c.points);
    const bool ok = room && z && rng && c.points;
    if (ok) {
        gg_random_open(rng, seed, GG_SEARCH, 0);
        gg_look l = {.p = p,
                     .rng = rng,
                     .n = n,
                     .x = room,
                     .y = room + n,
                     .g = room + 2 * n,
                     .spread = room + 3 * n,
                     .usual = room + 4 * n,
                     .room = room + 5 * n,
                     .z = z};
        double *more = room + 6 * n;
        survey v = {&l, more, more + SEGMENTS * n, more + (size_t)2 * SEGMENTS * n, &c, NULL};
        if (gg_problem_offers(p) & GG_DERIVATIVE) look_everywhere(&v);
        *out = c;
    } else {
        free(c.points);
    }
    free(room);
    free(z);
    if (rng) gsl_rng_free(rng);
    return ok ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to check a gradient of n=%zu", n);
}

void gg_check_close(gg_check *c)
{
    if (!c) return;
    free(c->points);
    *c = (gg_check){0};
}

bool gg_check_failed(const gg_check *c)
{
    for (size_t k = 0; k < c->count; k++)
        if (c->row[k].severity > 1) return true;
    return false;
}
