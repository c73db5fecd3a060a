/* optimizers/gradient_based/newton.c -- a trust region on the Hessian's quadratic. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"
#include "optimizers/pairs.h"

enum { HESSIAN, RADIUS, FORCING, EFFORT, PRODUCTS, PAIRS };
enum { AUTO, EXACT, DIFFERENCES };
enum { EARNED, WHOLE };

static const gg_option options[] = {
    {"hessian", GG_CHOICE, AUTO, AUTO, DIFFERENCES,
     "its products: auto is exact where the loss offers them, else differences of gradients",
     "auto|exact|differences"},
    {"radius", GG_REAL, 0.5, 1e-12, 1e6,
     "of the first trust region, in units of the box's diagonal", NULL},
    {"forcing", GG_REAL, 0.5, 0, 0.999,
     "the largest share of the gradient that a step leaves; 0: exact steps", NULL},
    {"effort", GG_CHOICE, EARNED, EARNED, WHOLE,
     "products in a step: twice as many after a model that kept its promise, else one; or all "
     "that the forcing term asks for",
     "earned|whole"},
    {"products", GG_WHOLE, 0, 0, 1e9, "in a step at most; 0: n", NULL},
    {"pairs", GG_WHOLE, 0, 0, 1e5,
     "products kept to turn later steps by; 0: n, but no more than 1e6 / n + 20", NULL},
    {0},
};

/* state: memory, then rows of n: x, g, the step z, H z, the model's gradient r = g + H z, a
 * direction d and H d, a trial and its gradient; then how far z went along each of the
 * directions of its path, [pairs]; then the ring of pairs, which holds those directions. */
enum { ROWS = 9 };
typedef struct memory {
    gg_pairs pairs;
    double f, radius;
    double hope;             /* the decrease that the first step from x promised */
    double first_norm, norm; /* |g| at the start; at x */
    double share;            /* of it that the next step may leave in the model */
    size_t path;             /* directions that z is made of, the newest pairs */
    double effort;           /* products that the next step may take */
    bool bent;               /* and after them d, along which the model falls without end */
    bool solved;             /* z and its path belong to x */
    double rows[];
} memory;

typedef struct view {
    memory *m;
    size_t n;
    double *x, *g, *z, *hz, *r, *d, *hd, *trial, *trial_g, *length, *ring;
} view;

static const double ACCEPTED = 1e-4; /* share of the promised decrease that must come true */
static const double POOR = 0.25;     /* below, the region shrinks */
static const double GOOD = 0.75;     /* above, it grows if the step ends at its boundary */

/* A model whose promise fails by more than this share deserves one product, one that keeps it
 * twice as many as before. Departs from Steihaug: it saves products while the way is bent, and
 * on Rosenbrock's chain it does not end in the minimum beside the start. */
static const double TRUSTED = 0.1;

/* A gradient of this share of the first is as good as 0: its square would be lost soon. */
static const double NOTHING = 1e-120;

/* A promise of less than this share of |f| cannot be checked by values. */
static const double ROUNDING = 1e4 * DBL_EPSILON;

static size_t pairs_kept(const double opt[], size_t n)
{
    if (opt[PAIRS] > 0) return (size_t)opt[PAIRS];
    const size_t most = 1000000 / n + 20;
    return n < most ? n : most;
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t pairs = pairs_kept(opt, n);
    return sizeof(memory) + (ROWS * n + pairs + gg_pairs_size(n, pairs)) * sizeof(double);
}

static view look_at(void *state, size_t n)
{
    memory *m = state;
    double *row = m->rows;
    view v = {.m = m, .n = n};
    double **const places[ROWS] = {&v.x, &v.g,  &v.z,     &v.hz,     &v.r,
                                   &v.d, &v.hd, &v.trial, &v.trial_g};
    for (size_t k = 0; k < ROWS; k++, row += n) *places[k] = row;
    v.length = row;
    v.ring = row + m->pairs.most;
    return v;
}

static bool has_products(const double opt[], const gg_oracle *o)
{
    return opt[HESSIAN] != DIFFERENCES && !o->difference &&
           (gg_problem_offers(o->problem) & GG_HESSIAN_VECTOR);
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[HESSIAN] == EXACT && !has_products(opt, o))
        return gg_fail(GG_BAD_INPUT, "newton: hessian=exact needs a loss that offers products "
                                     "with its Hessian");
    return GG_OK;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->pairs = (gg_pairs){.n = o->n, .most = pairs_kept(opt, o->n), .scale = 1};
    const view v = look_at(state, o->n);
    gg_copy(o->n, o->start, v.x);
    m->f = gg_gradient(o, v.x, v.g);
    m->norm = m->first_norm = gg_norm(o->n, v.g);
    m->radius = opt[RADIUS] * gg_distance(o->n, o->upper, o->lower);
    m->share = opt[FORCING];
    m->effort = opt[EFFORT] == WHOLE ? (double)o->n : 1;
}

/* hd = H d by a difference of gradients; zeros if there is no gradient beside x. */
static void difference(const view *v, gg_oracle *o)
{
    const double size = gg_norm(v->n, v->d);
    const double side = gg_box_side(o);
    const double share = o->difference ? 1e-4 : sqrt(DBL_EPSILON); /* roots of g's error */
    const double t = fmax(share * side, 16 * DBL_EPSILON * gg_norm_max(v->n, v->x)) / size;
    gg_along(v->n, v->x, t, v->d, v->trial);
    const double f = gg_gradient(o, v->trial, v->trial_g);
    for (size_t i = 0; i < v->n; i++)
        v->hd[i] = isfinite(f) ? (v->trial_g[i] - v->g[i]) / t : 0;
}

/* t >= 0 with |z + t d| = radius */
static double to_boundary(const view *v, const double d[])
{
    const double dd = gg_dot(v->n, d, d);
    const double zd = gg_dot(v->n, v->z, d);
    const double left = v->m->radius * v->m->radius - gg_dot(v->n, v->z, v->z);
    const double root = sqrt(zd * zd + dd * fmax(0, left));
    return zd > 0 ? fmax(0, left) / (zd + root) : (root - zd) / dd;
}

static void go_along(const view *v, double t, const double d[], const double hd[])
{
    gg_along(v->n, v->z, t, d, v->z);
    gg_along(v->n, v->hz, t, hd, v->hz);
    gg_along(v->n, v->r, t, hd, v->r);
}

static void clear_step(const view *v)
{
    gg_fill(v->n, 0, v->z);
    gg_fill(v->n, 0, v->hz);
    gg_copy(v->n, v->g, v->r);
}

/* One direction more, and along it to the model's minimum or to the boundary.
 * -> is the path at its end? */
static bool extend(const double opt[], const view *v, gg_oracle *o)
{
    memory *m = v->m;
    gg_pairs_turn(&m->pairs, v->ring, v->r, v->d);
    if (!(gg_dot(v->n, v->r, v->d) < 0))
        for (size_t i = 0; i < v->n; i++) v->d[i] = -v->r[i];
    if (has_products(opt, o))
        gg_hessian_vector(o, v->x, v->d, v->hd);
    else
        difference(v, o);
    if (o->silent) return true;
    const double most = to_boundary(v, v->d);
    if (!gg_pairs_add(&m->pairs, v->ring, v->d, v->hd)) {
        m->bent = true;
        go_along(v, most, v->d, v->hd);
        return true;
    }
    const double t = -gg_dot(v->n, v->r, v->d) / gg_dot(v->n, v->d, v->hd);
    v->length[m->path++ % m->pairs.most] = t;
    go_along(v, fmin(t, most), v->d, v->hd);
    return t >= most;
}

/* The step of Steihaug and Toint from x. */
static void solve(const double opt[], const view *v, gg_oracle *o)
{
    memory *m = v->m;
    const double enough = m->share * m->norm;
    const double most = fmin(opt[PRODUCTS] > 0 ? opt[PRODUCTS] : (double)v->n, m->effort);
    clear_step(v);
    m->path = 0;
    m->bent = false;
    for (double k = 0; k < most && !o->silent; k++) {
        if (extend(opt, v, o)) break;
        if (gg_norm(v->n, v->r) <= enough) break;
    }
    m->solved = true;
}

/* The same path with a smaller radius: it asks nothing. */
static void solve_again(const view *v)
{
    memory *m = v->m;
    if (m->path > m->pairs.most) { /* its beginning is forgotten */
        const double t = m->radius / gg_norm(v->n, v->z);
        for (size_t i = 0; i < v->n; i++) {
            v->z[i] *= t;
            v->hz[i] *= t;
            v->r[i] = v->g[i] + v->hz[i];
        }
        return;
    }
    clear_step(v);
    for (size_t k = 0; k < m->path; k++) {
        const size_t back = m->path - 1 - k;
        const double *d = gg_pairs_step(&m->pairs, v->ring, back);
        const double *hd = gg_pairs_change(&m->pairs, v->ring, back);
        const double most = to_boundary(v, d);
        go_along(v, fmin(v->length[k], most), d, hd);
        if (v->length[k] >= most) return;
    }
    if (m->bent) go_along(v, to_boundary(v, v->d), v->d, v->hd);
}

/* The radius after a step of this length: f is the value it led to, promise the decrease that
 * the model saw. */
static void adapt_radius(const double opt[], const view *v, double f, double promise)
{
    memory *m = v->m;
    const double length = gg_norm(v->n, v->z);
    const double ratio = (m->f - f) / promise;
    const bool trusted = opt[EFFORT] == WHOLE || fabs(ratio - 1) <= TRUSTED;
    m->effort = trusted ? fmin(2 * m->effort, (double)v->n) : 1;
    if (ratio >= GOOD && length >= 0.9 * m->radius) m->radius *= 2;
    if (ratio >= POOR) return;
    const double slope = gg_dot(v->n, v->g, v->z);
    const double t = -slope / (2 * (f - m->f - slope)); /* the parabola's minimum */
    m->radius = length * (t >= 0.1 ? fmin(t, 0.5) : 0.1);
}

static void accept(const double opt[], const view *v, double f)
{
    memory *m = v->m;
    const double before = m->norm;
    for (size_t i = 0; i < v->n; i++) v->hz[i] = v->trial_g[i] - v->g[i];
    gg_pairs_add(&m->pairs, v->ring, v->z, v->hz);
    gg_copy(v->n, v->trial, v->x);
    gg_copy(v->n, v->trial_g, v->g);
    m->f = f;
    m->norm = gg_norm(v->n, v->g);
    m->solved = false;
    const double fall = m->norm / before;
    double share = 0.9 * fall * fall;
    if (0.9 * m->share * m->share > 0.1) share = fmax(share, 0.9 * m->share * m->share);
    m->share = fmin(opt[FORCING], share);
}

/* No step lowers f: because what is left is rounding, or because the model is wrong? */
static gg_verdict at_rest(const memory *m, gg_oracle *o)
{
    if (m->hope <= 1e3 * ROUNDING * fabs(m->f) + DBL_MIN)
        return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
    return gg_end(o, GG_STUCK,
                  "the model's steps do not lower f, however short: a kink, a wall "
                  "or a wrong gradient");
}

/* again: a step from x was tried before */
static gg_verdict try(const double opt[], const view *v, bool again, gg_oracle *o)
{
    memory *m = v->m;
    const double promise = -(gg_dot(v->n, v->g, v->z) + 0.5 * gg_dot(v->n, v->z, v->hz));
    if (!again) m->hope = promise;
    gg_along(v->n, v->x, 1, v->z, v->trial);
    if (memcmp(v->trial, v->x, v->n * sizeof *v->x) == 0) return at_rest(m, o);
    const double f = gg_gradient(o, v->trial, v->trial_g);
    if (o->silent) return GG_GO_ON;
    const bool rounded = promise <= ROUNDING * fabs(m->f);
    if (rounded) {
        const bool better = f <= m->f + promise + ROUNDING * fabs(m->f) &&
                            gg_norm(v->n, v->trial_g) < m->norm;
        if (!better) return at_rest(m, o);
        accept(opt, v, f);
        return GG_GO_ON;
    }
    adapt_radius(opt, v, f, promise);
    if (m->f - f >= ACCEPTED * promise) accept(opt, v, f);
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const view v = look_at(state, o->n);
    memory *m = v.m;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (m->norm <= NOTHING * m->first_norm) return gg_end(o, GG_DONE, "a zero gradient");
    const bool again = m->solved;
    if (again)
        solve_again(&v);
    else
        solve(opt, &v, o);
    return o->silent ? GG_GO_ON : try(opt, &v, again, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_newton = {
    .name = "newton",
    .title = "Newton-CG",
    .summary = "a trust region on the Hessian's quadratic, solved by conjugate gradients",
    .source = "Steihaug 1983, The conjugate gradient method and trust regions in large scale "
              "optimization, doi:10.1137/0720042; Toint 1981; the forcing term: Eisenstat & "
              "Walker 1996, doi:10.1137/0917003; earlier products turn later steps: Morales & "
              "Nocedal 2000, doi:10.1137/S1052623497327854",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 + products, at most n",
    .flops = "4 pairs n a product",
    .memory = "2 pairs n + 9 n; pairs = n, at most 1e6 / n + 20",
    .tune = "radius=0.01|0.5:forcing=0.1|0.5|0.9:effort=earned|whole:pairs=0|10",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
