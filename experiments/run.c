/* experiments/run.c -- step, look, stop. */
#include "experiments/run.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/price.h"
#include "losses/fold.h"

enum { PATH_MOST = 4000, CROWD_MOST = 6000 }; /* steps kept of a path, points of a crowd */
static const uint32_t AGAIN = 1U << 31;       /* above all repetitions: streams of their own */

static const char *const stop_names[] = {
    [GG_RUNNING] = "running",          [GG_STOP_TARGET] = "target",
    [GG_STOP_CONVERGED] = "converged", [GG_STOP_CALLS] = "max-evals",
    [GG_STOP_TIME] = "max-seconds",    [GG_STOP_FAILED] = "failed",
    [GG_STOP_CRASHED] = "crashed",     [GG_STOP_TIMED_OUT] = "timed-out",
};

const char *gg_stop_name(gg_stop s)
{
    return stop_names[s];
}

bool gg_run_failed(const gg_job *job, const gg_result *r)
{
    if (r->why == GG_STOP_FAILED) return !job->dare && !r->stuck;
    return r->why == GG_STOP_CRASHED || r->why == GG_STOP_TIMED_OUT;
}

typedef struct run {
    const gg_job *job;
    gg_problem *problem;
    gg_method method;
    char *loss;      /* the specifications: of the problem without the walls that the method */
    char *optimizer; /* needs, of the method before it doubles its population */
    gg_oracle oracle;
    gsl_rng *rng;
    double *start; /* [n] */
    gg_box box;
    gg_result *result;
} run;

/* What a daring run makes do without: the difference between a derivative and a true one. */
static const unsigned DARED = GG_GRADIENT | GG_SUBGRADIENT;

gg_status gg_run_allows(const gg_method *m, const gg_problem *p, bool dare)
{
    const char *method = m->table->name;
    GG_TRY(gg_method_fits(m, p->n));
    const unsigned offers = gg_problem_offers(p);
    const unsigned lacking = gg_optimizer_needs(m->table, m->settings.number) & ~offers;
    if (!lacking) return GG_OK;
    const char *name = gg_problem_leaf(p)->loss->name;
    if (!(offers & GG_DERIVATIVE))
        return gg_fail(GG_BAD_INPUT, "%s needs %s, and %s offers values only", method,
                       gg_needs_in_words(lacking), name);
    if (lacking & ~DARED)
        return gg_fail(GG_BAD_INPUT, "%s needs %s, which %s does not offer", method,
                       gg_needs_in_words(lacking & ~DARED), name);
    if (dare) return GG_OK;
    const bool kinked = offers & GG_SUBGRADIENT;
    return gg_fail(GG_BAD_INPUT, "%s needs %s, but %s is %s (%s)%s; --dare feeds it %s", method,
                   gg_needs_in_words(lacking), name, gg_smoothness_class(p->smoothness),
                   gg_problem_leaf(p)->loss->fails,
                   kinked ? ", so there is only a subgradient" : "",
                   kinked ? "one" : "the derivative that holds almost everywhere");
}

static void say(run *r, gg_stop why, const char *format, ...) GG_PRINTF(3, 4);
static void say(run *r, gg_stop why, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(r->result->reason, sizeof r->result->reason, format, arguments);
    va_end(arguments);
    r->result->why = why;
}

/* What ends a run whatever its method thinks. -> false: nothing does */
static bool broke_down(run *r)
{
    const gg_oracle *o = &r->oracle;
    const char *fault = gg_problem_leaf(r->problem)->fault;
    if (*fault)
        say(r, GG_STOP_FAILED, "%s", fault);
    else if (o->unbounded)
        say(r, GG_STOP_FAILED, "the loss is unbounded below: -inf at call %zu", gg_spent(o));
    else if (o->lost)
        say(r, GG_STOP_FAILED,
            "component %zu of the gradient is %s at call %zu, where f is finite", o->lost,
            isnan(o->lost_value) ? "NaN" : "infinite", gg_spent(o));
    else
        return false;
    return true;
}

static void judge(run *r, gg_verdict verdict)
{
    const gg_oracle *o = &r->oracle;
    gg_result *out = r->result;
    if (broke_down(r)) return; /* first: NaN and -infinity are no solutions */
    if (out->trace.reached) {
        out->why = GG_STOP_TARGET;
    } else if (o->late) {
        out->why = GG_STOP_TIME;
    } else if (gg_spent(o) >= o->limit) {
        out->why = GG_STOP_CALLS;
    } else if (verdict == GG_DONE) {
        say(r, GG_STOP_CONVERGED, "%s", o->why ? o->why : "");
    } else if (verdict == GG_STUCK) {
        say(r, GG_STOP_FAILED, "%s", o->why ? o->why : "the method cannot go on");
        out->stuck = isfinite(o->best);
    }
    if (out->why != GG_RUNNING && out->why != GG_STOP_FAILED && isinf(o->best))
        say(r, GG_STOP_FAILED, "no finite value in %zu calls (%zu were NaN)", gg_spent(o),
            o->broken);
}

/* x where the loss was asked, if the method asked beyond the walls. */
static void bring_in(const run *r, double x[])
{
    const gg_problem *p = r->problem;
    for (size_t i = 0; i < p->n && r->box == GG_BOX_REFLECT; i++)
        x[i] = gg_fold(x[i], p->lower[i], p->upper[i]);
    for (size_t i = 0; i < p->n && r->box == GG_BOX_PROJECT; i++)
        x[i] = gg_clamp(x[i], p->lower[i], p->upper[i]);
}

/* All points of a simplex or a population. Out of room, or of memory, the film ends there. */
static void keep_crowd(run *r, size_t count, const double points[])
{
    gg_result *out = r->result;
    if (out->n != 2 || count < 2 || out->crowd_rows + count > CROWD_MOST) return;
    const size_t rows = out->crowd_rows + count;
    double *crowd = realloc(out->crowd, 3 * rows * sizeof *crowd);
    if (!crowd) return;
    out->crowd = crowd;
    for (size_t k = 0; k < count; k++) {
        double *row = crowd + 3 * (out->crowd_rows + k);
        row[0] = (double)out->steps;
        row[1] = points[2 * k];
        row[2] = points[2 * k + 1];
        bring_in(r, row + 1);
    }
    out->crowd_rows = rows;
}

/* Where the method stands, for a picture. Out of memory, the picture ends there. */
static void keep_step(run *r)
{
    gg_result *out = r->result;
    const double *points = NULL;
    const gg_optimizer *m = r->method.table;
    if (!r->job->keep_path || out->steps == PATH_MOST || !m->points) return;
    const size_t count = m->points(r->method.state, out->n, &points);
    if (count == 0) return;
    const double before = gg_seconds();
    keep_crowd(r, count, points);
    const size_t rows = out->steps + 1;
    double *path = realloc(out->path, rows * out->n * sizeof *path);
    if (path) out->path = path;
    size_t *at = realloc(out->path_at, rows * sizeof *at);
    if (at) out->path_at = at;
    if (path && at) {
        gg_copy(out->n, points, path + out->steps * out->n);
        bring_in(r, path + out->steps * out->n);
        at[out->steps++] = gg_spent(&r->oracle);
    }
    out->trace.spent += gg_seconds() - before;
}

static gg_status loop(run *r)
{
    gg_oracle *o = &r->oracle;
    gg_result *out = r->result;
    gg_trace_watch(&out->trace, o, isnan(o->minimum) ? -INFINITY : r->job->target);
    o->deadline = out->trace.wall_zero + r->job->max_seconds;
    GG_TRY(gg_method_start(&r->method, o));
    judge(r, GG_GO_ON);
    keep_step(r);
    while (out->why == GG_RUNNING) {
        const size_t before = gg_spent(o);
        const gg_verdict verdict = gg_method_step(&r->method, o);
        if (gg_spent(o) == before && gg_seconds() > o->deadline) o->late = true;
        judge(r, verdict);
        keep_step(r);
    }
    gg_trace_finish(&out->trace, o);
    return GG_OK;
}

/* wall = loss + optimizer + logging; the loss's share is an estimate, kept within the whole. */
static void split_times(run *r)
{
    gg_result *out = r->result;
    gg_times *t = &out->times;
    t->wall = gg_seconds() - out->trace.wall_zero;
    t->cpu = gg_cpu_seconds() - out->trace.cpu_zero;
    t->logging = fmin(out->trace.spent + r->oracle.scoring_time, t->wall);
    t->loss = fmin(gg_oracle_loss_seconds(&r->oracle), t->wall - t->logging);
    t->optimizer = t->wall - t->logging - t->loss;
    const double running = t->wall > 0 ? t->cpu / t->wall : 0; /* a share of the wall time */
    t->cpu_loss = running * t->loss;
    t->cpu_logging = running * t->logging;
    t->cpu_optimizer = t->cpu - t->cpu_loss - t->cpu_logging;
}

static void draw_start(run *r)
{
    const gg_problem *p = r->problem;
    const gg_job *job = r->job;
    gg_random_open(r->rng, job->seed, GG_START, job->rep);
    for (size_t i = 0; i < p->n; i++) {
        const double u = gsl_rng_uniform(r->rng);
        r->start[i] = job->start        ? job->start[i]
                      : job->draw_start ? p->lower[i] + u * (p->upper[i] - p->lower[i])
                                        : p->start[i];
    }
}

/* Walls around the loss, if the method is to be kept in. What is known of the loss inside them
 * is what a method may use: L, mu. */
static gg_status build_walls(run *r)
{
    r->box = gg_method_box(&r->method, r->problem->bounded);
    if (r->box != GG_BOX_REFLECT && r->box != GG_BOX_PROJECT) return GG_OK;
    gg_problem *p = r->problem;
    const double L = p->L;
    const double mu = p->mu;
    const double minimum = p->minimum;
    r->problem = NULL;
    GG_TRY(gg_problem_wrap(&p, r->box == GG_BOX_REFLECT ? "box" : "box:by=project"));
    r->problem = p;
    p->L = L;
    p->mu = mu;
    p->minimum = minimum;
    return GG_OK;
}

static gg_status open_run(run *r)
{
    const gg_job *job = r->job;
    GG_TRY(gg_problem_open(&r->problem, job->loss, job->n, job->seed, job->rep));
    if (job->minimum && isnan(r->problem->minimum)) r->problem->minimum = *job->minimum;
    r->loss = gg_problem_spec(r->problem);
    GG_TRY(gg_method_open(&r->method, job->optimizer));
    r->optimizer = gg_optimizer_spec(r->method.table, &r->method.settings);
    GG_TRY(gg_run_allows(&r->method, r->problem, job->dare));
    GG_TRY(build_walls(r));
    GG_TRY(gg_oracle_open(&r->oracle, r->problem, job->max_evals));
    const size_t n = r->problem->n;
    r->rng = gsl_rng_alloc(gg_philox);
    r->start = malloc(n * sizeof *r->start);
    if (!r->rng || !r->start || !r->loss || !r->optimizer)
        return gg_fail(GG_NO_MEMORY, "no memory for a run at n=%zu", n);
    draw_start(r);
    gg_random_open(r->rng, job->seed, GG_SEARCH, job->rep + (job->again ? AGAIN : 0));
    r->oracle.start = r->start;
    r->oracle.rng = r->rng;
    return GG_OK;
}

/* Hand over what the run leaves; the point moves from the oracle to the result. */
static gg_status collect(run *r)
{
    gg_result *out = r->result;
    gg_oracle *o = &r->oracle;
    out->smoothness = r->problem->smoothness;
    out->f = o->best;
    out->first = o->first;
    out->minimum = o->minimum;
    out->used = o->used;
    out->x = o->best_x;
    o->best_x = NULL;
    split_times(r);
    out->price = r->oracle.difference ? NAN : gg_price(r->problem, r->start);
    bring_in(r, out->x);
    out->loss = r->loss;
    r->loss = NULL;
    out->optimizer = r->optimizer;
    r->optimizer = NULL;
    if (out->trace.lost) return gg_fail(GG_NO_MEMORY, "no memory for the result of a run");
    return GG_OK;
}

gg_status gg_run(gg_result *out, const gg_job *job)
{
    gg_result result = {.why = GG_RUNNING};
    run r = {.job = job, .result = &result};
    if (job->trial) return gg_trial_run(out, job);
    gg_status status = open_run(&r);
    if (status == GG_OK) {
        result.n = r.problem->n;
        status = loop(&r);
        if (status == GG_OK) status = collect(&r);
    }
    gg_oracle_close(&r.oracle);
    gg_method_close(&r.method);
    gg_problem_close(r.problem);
    if (r.rng) gsl_rng_free(r.rng);
    free(r.start);
    free(r.loss);
    free(r.optimizer);
    if (status == GG_OK)
        *out = result;
    else
        gg_result_close(&result);
    return status;
}

void gg_result_close(gg_result *r)
{
    if (!r) return;
    free(r->loss);
    free(r->optimizer);
    free(r->x);
    free(r->path);
    free(r->path_at);
    free(r->crowd);
    gg_trace_close(&r->trace);
    gg_numbers_close(&r->numbers);
    *r = (gg_result){.why = GG_RUNNING};
}
