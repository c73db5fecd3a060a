/* optimizers/peers/gsl.c -- the minimizers of the GNU Scientific Library. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"

enum { METHOD, STEP, TOLERANCE, FUSE };
enum { FIRST_SIMPLEX = 5 }; /* place of the first choice that needs no gradient */

static const gg_option options[] = {
    {"method", GG_CHOICE, 0, 0, 7, "GSL's name for it",
     "vector_bfgs2|vector_bfgs|conjugate_pr|conjugate_fr|steepest_descent|nmsimplex2|nmsimplex|"
     "nmsimplex2rand"},
    {"step", GG_REAL, 0, 0, 1e6,
     "first trial, or edge of the simplex, in units of the box's side; 0: 0.001 and 0.1, the "
     "manual's examples in a box of side 10",
     NULL},
    {"tolerance", GG_REAL, 0.1, 1e-6, 0.9,
     "accuracy of the line search; steepest_descent: factor of a step refused", NULL},
    {"fuse", GG_CHOICE, 0, 0, 1,
     "yes: a value is asked with its gradient, one call, for GSL mostly wants both; no: a value "
     "alone, and if need be the gradient, another call",
     "yes|no"},
    {0},
};

typedef struct memory {
    gg_oracle *oracle;
    gsl_multimin_function value;
    gsl_multimin_function_fdf fused;
    gsl_multimin_fminimizer *simplex;  /* one of the two, ... */
    gsl_multimin_fdfminimizer *method; /* ... the other is NULL */
    int status;                        /* GSL's, of the start */
    bool fuse;
    bool known, has_gradient; /* f, and g, at the point asked last */
    double f;
    size_t idle;   /* steps in a row that asked nothing */
    double rows[]; /* where GSL stands, the point asked last, its gradient */
} memory;

enum { IDLE_MOST = 100 };

static bool is_simplex(const double opt[])
{
    return opt[METHOD] >= FIRST_SIMPLEX;
}

static unsigned needs_of(const double opt[])
{
    return is_simplex(opt) ? GG_VALUE : GG_GRADIENT;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 3 * n * sizeof(double);
}

static bool equal(size_t n, const double x[], const double y[])
{
    size_t i = 0;
    while (i < n && x[i] == y[i]) i++;
    return i == n;
}

/* f(x), and g in the memory if it is wanted. GSL asks for both apart: what was asked last is
 * remembered, so that a point is paid for once. */
static double ask(memory *m, const gsl_vector *v, bool gradient)
{
    gg_oracle *o = m->oracle;
    double *x = m->rows + o->n;
    if (m->known && (m->has_gradient || !gradient) && equal(o->n, v->data, x)) return m->f;
    gg_copy(o->n, v->data, x);
    m->known = true;
    m->has_gradient = gradient || m->fuse;
    m->f = m->has_gradient ? gg_gradient(o, x, x + o->n) : gg_value(o, x);
    return m->f;
}

static double value(const gsl_vector *x, void *state)
{
    return ask(state, x, false);
}

static void both(const gsl_vector *x, void *state, double *f, gsl_vector *g)
{
    memory *m = state;
    *f = ask(m, x, true);
    gg_copy(m->oracle->n, m->rows + 2 * m->oracle->n, g->data);
}

static void gradient(const gsl_vector *x, void *state, gsl_vector *g)
{
    double f = 0;
    both(x, state, &f, g);
}

/* A simplex asks for values only, and never twice for one point. */
static double simplex_value(const gsl_vector *x, void *state)
{
    const memory *m = state;
    return gg_value(m->oracle, x->data);
}

static const gsl_multimin_fdfminimizer_type *method_type(const double opt[])
{
    const gsl_multimin_fdfminimizer_type *const types[] = {
        gsl_multimin_fdfminimizer_vector_bfgs2, gsl_multimin_fdfminimizer_vector_bfgs,
        gsl_multimin_fdfminimizer_conjugate_pr, gsl_multimin_fdfminimizer_conjugate_fr,
        gsl_multimin_fdfminimizer_steepest_descent};
    return types[(size_t)opt[METHOD]];
}

static const gsl_multimin_fminimizer_type *simplex_type(const double opt[])
{
    const gsl_multimin_fminimizer_type *const types[] = {
        gsl_multimin_fminimizer_nmsimplex2, gsl_multimin_fminimizer_nmsimplex,
        gsl_multimin_fminimizer_nmsimplex2rand};
    return types[(size_t)opt[METHOD] - FIRST_SIMPLEX];
}

/* The edges pass through the row of the point asked last, which simplexes do not use. */
static int start_simplex(const double opt[], memory *m, const gg_oracle *o)
{
    const double share = opt[STEP] > 0 ? opt[STEP] : 0.1;
    double *edge = m->rows + o->n;
    for (size_t i = 0; i < o->n; i++) edge[i] = share * (o->upper[i] - o->lower[i]);
    const gsl_vector_const_view x = gsl_vector_const_view_array(o->start, o->n);
    const gsl_vector_const_view edges = gsl_vector_const_view_array(edge, o->n);
    m->value = (gsl_multimin_function){simplex_value, o->n, m};
    m->simplex = gsl_multimin_fminimizer_alloc(simplex_type(opt), o->n);
    if (!m->simplex) return GSL_ENOMEM;
    return gsl_multimin_fminimizer_set(m->simplex, &m->value, &x.vector, &edges.vector);
}

static int start_method(const double opt[], memory *m, const gg_oracle *o)
{
    const double share = opt[STEP] > 0 ? opt[STEP] : 0.001;
    const double side = gg_box_side(o);
    const gsl_vector_const_view x = gsl_vector_const_view_array(o->start, o->n);
    m->fused = (gsl_multimin_function_fdf){value, gradient, both, o->n, m};
    m->method = gsl_multimin_fdfminimizer_alloc(method_type(opt), o->n);
    if (!m->method) return GSL_ENOMEM;
    return gsl_multimin_fdfminimizer_set(m->method, &m->fused, &x.vector, share * side,
                                         opt[TOLERANCE]);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->oracle = o;
    m->fuse = opt[FUSE] == 0;
    gg_copy(o->n, o->start, m->rows);
    gsl_error_handler_t *handler = gsl_set_error_handler_off(); /* GSL's own aborts */
    m->status = is_simplex(opt) ? start_simplex(opt, m, o) : start_method(opt, m, o);
    gsl_set_error_handler(handler);
}

/* May GSL go on from where it stands? It does not look itself. */
static gg_verdict look(const memory *m, gg_oracle *o)
{
    const gsl_vector *gradient = m->method ? m->method->gradient : NULL;
    const double f = m->method ? m->method->f : m->simplex->fval;
    size_t i = 0;
    while (gradient && i < o->n && gradient->data[i] == 0) i++;
    if (!isfinite(f)) return gg_end(o, GG_STUCK, "f is not finite where GSL stands");
    if (i == o->n) return gg_end(o, GG_DONE, "a zero gradient");
    return GG_GO_ON;
}

static int iterate(memory *m)
{
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    const int status = m->simplex ? gsl_multimin_fminimizer_iterate(m->simplex)
                                  : gsl_multimin_fdfminimizer_iterate(m->method);
    gsl_set_error_handler(handler);
    return status;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    memory *m = state;
    if (o->silent) return GG_GO_ON;
    if (m->status != GSL_SUCCESS || (!m->simplex && !m->method))
        return gg_end(o, GG_STUCK, gsl_strerror(m->status));
    const gg_verdict verdict = look(m, o);
    if (verdict != GG_GO_ON) return verdict;
    const size_t before = gg_spent(o);
    const int status = iterate(m);
    gg_copy(o->n, (m->simplex ? m->simplex->x : m->method->x)->data, m->rows);
    m->idle = gg_spent(o) == before ? m->idle + 1 : 0;
    if (o->silent || (status == GSL_SUCCESS && m->idle < IDLE_MOST)) return GG_GO_ON;
    return gg_end(o, GG_STUCK,
                  status == GSL_SUCCESS ? "GSL asks no more" : gsl_strerror(status));
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

static void close(void *state)
{
    memory *m = state;
    if (m->simplex) gsl_multimin_fminimizer_free(m->simplex);
    if (m->method) gsl_multimin_fdfminimizer_free(m->method);
    m->simplex = NULL;
    m->method = NULL;
}

const gg_optimizer gg_optimizer_gsl = {
    .name = "gsl",
    .title = "GSL",
    .summary = "GSL's multimin as it is; f and its gradient at one point are one call",
    .source = "Galassi et al. 2009, GNU Scientific Library Reference Manual, 3rd edition, "
              "chapter Multidimensional Minimization; linked, not built anew",
    .needs = GG_GRADIENT,
    .needs_of = needs_of,
    .calls = "a line search: 2 to 30; simplexes: 1 or 2, n + 1 to shrink",
    .flops = "10 n a call; simplexes: 6 n, and 2 n^2 to shrink",
    .memory = "11 n; simplexes: n^2 + 9 n",
    .tune = "method=vector_bfgs2|conjugate_pr:step=0.001|0.01|0.1:tolerance=0.01|0.1",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
    .close = close,
};
