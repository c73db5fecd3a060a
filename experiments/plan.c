/* experiments/plan.c -- writes a grid out as runs. */
#include "experiments/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/suite.h"

/* What one cell of the grid, a loss in one dimension under one method, needs to know. */
typedef struct cell {
    const gg_grid *grid;
    uint64_t seed;
    size_t n;
    const char *loss, *optimizer; /* canonical */
} cell;

static gg_status make_room(gg_plan *plan)
{
    if (plan->count < plan->room) return GG_OK;
    const size_t room = plan->room ? 2 * plan->room : 256;
    gg_plan_row *rows = realloc(plan->rows, room * sizeof *rows);
    if (!rows) return gg_fail(GG_NO_MEMORY, "no memory for %zu runs", room);
    plan->rows = rows;
    plan->room = room;
    return GG_OK;
}

static double target_of(const gg_grid *grid)
{
    if (grid->go_on) return -INFINITY;
    return grid->target > 0 ? grid->target : 1e-8;
}

/* The row is the plan's from here on. */
static gg_status keep_row(gg_plan *plan, gg_plan_row row)
{
    char key[2048];
    gg_store_key(plan->study, &row.job, row.job.loss ? row.job.loss : "",
                 row.job.optimizer ? row.job.optimizer : "", key, sizeof key);
    row.key = strdup(key);
    plan->rows[plan->count++] = row;
    if (!row.job.loss || !row.job.optimizer || !row.key)
        return gg_fail(GG_NO_MEMORY, "no memory for a run");
    return GG_OK;
}

static gg_status add_row(gg_plan *plan, const cell *c, uint32_t rep)
{
    GG_TRY(make_room(plan));
    const gg_grid *grid = c->grid;
    return keep_row(
        plan, (gg_plan_row){
                  .job = {.loss = strdup(c->loss),
                          .optimizer = strdup(c->optimizer),
                          .n = c->n,
                          .seed = c->seed,
                          .rep = rep,
                          .dare = grid->dare,
                          .draw_start = !grid->own_start,
                          .keep_path = grid->keep_path && c->n == 2,
                          .max_evals = grid->max_evals * (grid->per_dimension ? c->n : 1),
                          .max_seconds = grid->max_seconds > 0 ? grid->max_seconds : INFINITY,
                          .target = target_of(grid),
                          .again = grid->again},
                  .cell = grid->name,
                  .at = grid->at});
}

gg_status gg_plan_add_trial(gg_plan *plan, const char *owner, const gg_trial *trial,
                            size_t reps, uint64_t seed)
{
    for (size_t point = 0; point < trial->points; point++)
        for (uint32_t rep = 0; rep < reps; rep++) {
            GG_TRY(make_room(plan));
            GG_TRY(keep_row(
                plan, (gg_plan_row){.job = {.loss = strdup(""),
                                            .optimizer = strdup(owner),
                                            .seed = seed,
                                            .rep = rep,
                                            .max_seconds = trial->limit > 0 ? trial->limit : 60,
                                            .target = -INFINITY,
                                            .trial = trial,
                                            .point = point},
                                    .cell = trial->name}));
        }
    return GG_OK;
}

static gg_status add_pair(gg_plan *plan, const gg_grid *grid, uint64_t seed,
                          const gg_problem *p, const char *optimizer)
{
    gg_method m;
    GG_TRY(gg_method_open(&m, optimizer));
    char *loss_spec = gg_problem_spec(p);
    char *optimizer_spec = gg_optimizer_spec(m.table, &m.settings);
    gg_status status = GG_OK;
    if (!loss_spec || !optimizer_spec) {
        status = gg_fail(GG_NO_MEMORY, "no memory for a specification");
    } else if (gg_run_allows(&m, p, grid->dare) != GG_OK) {
        plan->refused++;
    } else {
        const cell c = {grid, seed, p->n, loss_spec, optimizer_spec};
        for (uint32_t rep = 0; status == GG_OK && rep < grid->reps; rep++)
            status = add_row(plan, &c, rep);
    }
    gg_method_close(&m);
    free(loss_spec);
    free(optimizer_spec);
    return status;
}

static gg_status add_problem(gg_plan *plan, const gg_grid *grid, uint64_t seed,
                             const gg_problem *p)
{
    char **optimizers = NULL;
    GG_TRY(gg_optimizers_read(&optimizers, grid->optimizers));
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && optimizers[i]; i++)
        status = add_pair(plan, grid, seed, p, optimizers[i]);
    gg_list_close(optimizers);
    return status;
}

static gg_status read_dimension(const char *word, size_t *out)
{
    double x = 0;
    if (gg_number_read(word, &x) != GG_OK || !(x >= 1) || x != floor(x) || x > 1e9)
        return gg_fail(GG_BAD_INPUT, "dimension '%s' is not a whole number >= 1", word);
    *out = (size_t)x;
    return GG_OK;
}

/* Its dimension follows from data, or its formula has just one. */
static bool is_fixed(const gg_loss *l)
{
    return l->usual_n == 0 || l->least_n == l->most_n;
}

/* Where `picky`, an n that does not fit is passed over; *taken counts those that are not. */
static gg_status add_dimension(gg_plan *plan, const gg_grid *grid, uint64_t seed,
                               const char *loss, size_t n, size_t *taken)
{
    gg_problem *p = NULL;
    const bool picky = n != 0 && strchr(grid->losses, '@') != NULL;
    const gg_status status = gg_problem_open(&p, loss, n, seed, 0);
    if (status == GG_BAD_INPUT && picky) return GG_OK;
    GG_TRY(status);
    const gg_status added = add_problem(plan, grid, seed, p);
    gg_problem_close(p);
    ++*taken;
    return added;
}

/* A loss in every dimension asked for; once, in its own, if that is fixed. The losses of a
 * suite take different ones: each takes those that it can, or its own if it can take none. */
static gg_status add_loss(gg_plan *plan, const gg_grid *grid, uint64_t seed, const char *loss,
                          char **dimensions)
{
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, loss, 0, seed, 0));
    const bool fixed = is_fixed(gg_problem_leaf(p)->loss);
    gg_problem_close(p);
    size_t taken = 0;
    for (size_t i = 0; !fixed && dimensions[i]; i++) {
        size_t n = 0;
        GG_TRY(read_dimension(dimensions[i], &n));
        GG_TRY(add_dimension(plan, grid, seed, loss, n, &taken));
    }
    return taken == 0 ? add_dimension(plan, grid, seed, loss, 0, &taken) : GG_OK;
}

static void drop(const char *text)
{
    union {
        const char *read;
        void *own;
    } both = {text};
    free(both.own);
}

static void close_row(gg_plan_row *row)
{
    drop(row->job.loss);
    drop(row->job.optimizer);
    free(row->key);
}

typedef struct place { /* of a row in the plan */
    const char *key;
    size_t at;
} place;

static int by_key(const void *a, const void *b)
{
    const place *x = a;
    const place *y = b;
    const int order = strcmp(x->key, y->key);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* A run that is named twice, as by a drawer and by its name, is one. */
static gg_status drop_twins(gg_plan *plan)
{
    place *sorted = malloc((plan->count + 1) * sizeof *sorted);
    bool *twin = calloc(plan->count + 1, sizeof *twin);
    const bool room = sorted && twin;
    for (size_t i = 0; room && i < plan->count; i++) sorted[i] = (place){plan->rows[i].key, i};
    if (room) qsort(sorted, plan->count, sizeof *sorted, by_key);
    for (size_t i = 1; room && i < plan->count; i++)
        if (strcmp(sorted[i].key, sorted[i - 1].key) == 0) twin[sorted[i].at] = true;
    size_t kept = 0;
    for (size_t i = 0; room && i < plan->count; i++) {
        if (twin[i])
            close_row(&plan->rows[i]);
        else
            plan->rows[kept++] = plan->rows[i];
    }
    if (room) plan->count = kept;
    free(sorted);
    free(twin);
    return room ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for %zu runs", plan->count);
}

gg_status gg_plan_add(gg_plan *plan, const gg_grid *grid, uint64_t seed)
{
    char **losses = NULL;
    char **dimensions = NULL;
    gg_status status = gg_list_read(&losses, grid->losses);
    if (status == GG_OK) status = gg_list_read(&dimensions, grid->dimensions);
    for (size_t i = 0; status == GG_OK && losses[i]; i++)
        status = add_loss(plan, grid, seed, losses[i], dimensions);
    gg_list_close(losses);
    gg_list_close(dimensions);
    return status == GG_OK ? drop_twins(plan) : status;
}

void gg_plan_close(gg_plan *plan)
{
    if (!plan) return;
    for (size_t i = 0; i < plan->count; i++) close_row(&plan->rows[i]);
    free(plan->rows);
    plan->rows = NULL;
    plan->count = plan->room = 0;
}

void gg_plan_print(const gg_plan *plan, FILE *to)
{
    for (size_t i = 0; i < plan->count; i++) {
        const gg_job *job = &plan->rows[i].job;
        if (job->trial) {
            fprintf(to, "%s  trial %s  point %zu  rep %u\n", job->optimizer, job->trial->name,
                    job->point, (unsigned)job->rep);
            continue;
        }
        fprintf(to, "%s  n=%zu  %s  rep %u  %zu calls\n", job->loss, job->n, job->optimizer,
                (unsigned)job->rep, job->max_evals);
    }
}
