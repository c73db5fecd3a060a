/* optimizers/method.c -- settings, memory, stopping tests and restarts of any optimizer. */
#include "optimizers/method.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "optimizers/box.h"

enum { BOX, RESTART, STOP_GRADIENT, STOP_STEP, STOP_STAGNATION, ROWS };
_Static_assert((int)ROWS == (int)GG_COMMON_OPTIONS, "one number for each common option");
enum { NONE, RANDOM, IPOP };

/* source of the tests: Dennis & Schnabel 1996, Numerical methods for unconstrained optimization
 * and nonlinear equations, section 7.2, doi:10.1137/1.9781611971200; of ipop: Auger & Hansen
 * 2005, A restart CMA evolution strategy with increasing population size,
 * doi:10.1109/CEC.2005.1554902 */
const gg_option gg_common_options[] = {
    {"box", GG_CHOICE, GG_BOX_AUTO, GG_BOX_AUTO, GG_BOX_PROJECT,
     "walls: auto reflects where f is infinite outside, unless the method stays inside itself",
     "auto|open|reflect|project"},
    {"restart", GG_CHOICE, NONE, NONE, IPOP,
     "when it has ended: no more; from a random start; ipop: with a doubled population too",
     "none|random|ipop"},
    {"stop_gradient", GG_REAL, 0, 0, 1e12,
     "done when the last |g| is at most this (Dennis & Schnabel 1996, 7.2); 0: off", NULL},
    {"stop_step", GG_REAL, 0, 0, 1,
     "done when a better x differs by at most this times max(1, |x|) (the same, 7.2); 0: off",
     NULL},
    {"stop_stagnation", GG_WHOLE, 0, 0, 1e9,
     "done after this times n + 1 calls in which f fell by less than 1e-12 |f|; 0: off", NULL},
    {0},
};

static const double FALL = 1e-12; /* of f, as a share of it, that counts */

/* The place of an option of the method's own; of the common ones; or `count`. */
static size_t row_named(const gg_method *m, const char *name)
{
    size_t i = 0;
    while (i < m->settings.count && strcmp(gg_settings_row(&m->settings, i)->name, name) != 0)
        i++;
    return i;
}

static void read_common(gg_method *m)
{
    const size_t own = gg_options_count(m->table->options);
    for (size_t i = 0; i < ROWS; i++)
        if (row_named(m, gg_common_options[i].name) >= own)
            m->common[i] = m->settings.number[own + i];
    m->watched = m->common[STOP_GRADIENT] > 0 || m->common[STOP_STEP] > 0 ||
                 m->common[STOP_STAGNATION] > 0;
}

gg_status gg_method_open(gg_method *out, const char *spec)
{
    gg_method m = {0};
    GG_TRY(gg_optimizer_open(&m.table, &m.settings, spec));
    read_common(&m);
    if (m.common[RESTART] == IPOP &&
        (!m.table->population || row_named(&m, "population") == m.settings.count)) {
        gg_settings_close(&m.settings);
        return gg_fail(GG_BAD_INPUT, "%s: restart=ipop doubles a population, and it has none",
                       m.table->name);
    }
    *out = m;
    return GG_OK;
}

static void close_state(gg_method *m)
{
    if (m->state && m->table->close) m->table->close(m->state);
    free(m->state);
    m->state = NULL;
}

void gg_method_close(gg_method *m)
{
    if (!m) return;
    close_state(m);
    free(m->start);
    free(m->best_x);
    gg_settings_close(&m->settings);
    *m = (gg_method){0};
}

gg_box gg_method_box(const gg_method *m, bool bounded)
{
    const gg_box box = (gg_box)m->common[BOX];
    if (box != GG_BOX_AUTO) return box;
    return bounded && !m->table->searches_box ? GG_BOX_REFLECT : GG_BOX_OPEN;
}

gg_status gg_method_fits(const gg_method *m, size_t n)
{
    const size_t size = m->table->state_size(m->settings.number, n);
    if (size <= GG_STATE_MOST) return GG_OK;
    return gg_fail(GG_BAD_INPUT, "%s: at n=%zu its state takes %.3g GB, and a run has %.3g GB",
                   m->table->name, n, (double)size / 1e9, GG_STATE_MOST / 1e9);
}

/* Fresh memory, and the first calls. */
static gg_status begin(gg_method *m, gg_oracle *o)
{
    GG_TRY(gg_method_fits(m, o->n));
    const size_t size = m->table->state_size(m->settings.number, o->n);
    void *state = calloc(1, size + 1);
    if (!state)
        return gg_fail(GG_NO_MEMORY, "%s: no memory for its state at n=%zu", m->table->name,
                       o->n);
    close_state(m);
    m->state = state;
    m->size = size;
    m->began_at = gg_spent(o);
    m->table->start(m->settings.number, m->state, o);
    gg_copy(o->n, o->best_x, m->best_x);
    m->best = o->best;
    m->best_at = gg_spent(o);
    return GG_OK;
}

gg_status gg_method_start(gg_method *m, gg_oracle *o)
{
    if (m->table->check) GG_TRY(m->table->check(m->settings.number, o));
    m->start = malloc(o->n * sizeof *m->start);
    m->best_x = malloc(o->n * sizeof *m->best_x);
    if (!m->start || !m->best_x)
        return gg_fail(GG_NO_MEMORY, "no memory for a point of %zu numbers", o->n);
    return begin(m, o);
}

static bool moved_little(gg_method *m, const gg_oracle *o, double tolerance)
{
    double most = 0;
    for (size_t i = 0; i < o->n; i++)
        most = fmax(most, fabs(o->best_x[i] - m->best_x[i]) / fmax(1, fabs(o->best_x[i])));
    if (most == 0) return false; /* it has not moved: nothing better was found */
    gg_copy(o->n, o->best_x, m->best_x);
    return most <= tolerance;
}

static gg_verdict stop(gg_oracle *o, const char *why)
{
    o->why = why;
    return GG_DONE;
}

/* The tests that the user has set. */
static gg_verdict look(gg_method *m, gg_oracle *o)
{
    const double patience = m->common[STOP_STAGNATION] * (double)(o->n + 1);
    if (o->best < m->best - FALL * fabs(m->best)) {
        m->best = o->best;
        m->best_at = gg_spent(o);
    } else if (patience > 0 && (double)(gg_spent(o) - m->best_at) >= patience) {
        return stop(o, "stop_stagnation: f has not fallen for so many calls");
    }
    const double slope = m->common[STOP_GRADIENT];
    if (slope > 0 && o->slope_squared <= slope * slope)
        return stop(o, "stop_gradient: the gradient is that small");
    const double step = m->common[STOP_STEP];
    if (step > 0 && moved_little(m, o, step))
        return stop(o, "stop_step: the step is that small");
    return GG_GO_ON;
}

/* From elsewhere in the box, with a larger population if that is asked for. */
static gg_verdict begin_again(gg_method *m, gg_verdict verdict, gg_oracle *o)
{
    if (gg_spent(o) == m->began_at) return verdict; /* a life without a question: no end */
    if (m->common[RESTART] == IPOP) {
        double *population = &m->settings.number[row_named(m, "population")];
        *population = 2 * m->table->population(m->settings.number, o->n);
        if (gg_method_fits(m, o->n) != GG_OK) *population /= 2;
    }
    gg_box_draw(o, m->start);
    o->start = m->start;
    o->why = NULL;
    m->restarts++;
    return begin(m, o) == GG_OK ? GG_GO_ON : verdict;
}

gg_verdict gg_method_step(gg_method *m, gg_oracle *o)
{
    gg_verdict verdict = m->table->step(m->settings.number, m->state, o);
    if (o->silent) return verdict;
    if (verdict == GG_GO_ON && m->watched) verdict = look(m, o);
    if (verdict == GG_GO_ON || m->common[RESTART] == NONE) return verdict;
    return begin_again(m, verdict, o);
}
