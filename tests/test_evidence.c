/* tests/test_evidence.c -- which rows a claim is judged from, and when a run was first so good. */
#include "experiments/evidence.h"
#include "tests/made_up_store.h"

/* --- a catalogue of one claim, in the place of the build's -------------------------------------- */

static gg_status note(gg_numbers *to, const gg_trial_at *at)
{
    gg_note(to, "square", (double)at->point, (double)(at->point * at->point));
    gg_note(to, "none", (double)at->point, NAN);
    return GG_OK;
}

enum { REPS = 4 };
#define GRID(cell, axis, loss, optimizer, sizes)                                   \
    {                                                                              \
        .name = (cell), .at = (axis), .losses = (loss), .optimizers = (optimizer), \
        .dimensions = (sizes), .reps = REPS, .max_evals = 1000, .target = 1e-30    \
    }
#define HALVING "gradient_descent:step=fixed:size=0.25"
static const gg_grid grids[] = {
    GRID("in n", 0, "sphere", "random_search", "2,4,8,16"),
    GRID("along", 10, "ellipsoid:condition=10", "random_search", "2"),
    GRID("along", 100, "ellipsoid:condition=100", "random_search", "2"),
    GRID("along", 1000, "ellipsoid:condition=1000", "random_search", "2"),
    GRID("shared", 5, "sphere", "random_search", "4,8"),
    GRID("true", 0, "sphere", HALVING, "2,3"),
    {0},
};
static const gg_trial trials[] = {{"squares", "Notes squares of points.", note, 5, 2, 0}, {0}};
static const gg_band bands[] = {{"a number of a made up claim", 0, 1}, {0}};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    (void)rows;
    (void)out;
    return GG_OK;
}

static const gg_claim made_up = {.name = "made_up",
                                 .number = 1,
                                 .study = "test",
                                 .bands = bands,
                                 .grids = grids,
                                 .trials = trials,
                                 .judge = judge};
const gg_claim *const gg_claims[] = {&made_up, NULL};

/* --- its rows ----------------------------------------------------------------------------------- */

/* Calls to a gap of 1: 3 n^2 in "in n", 7 times the square root of the condition elsewhere, as
 * repetition 1 has it; the others take a little more or less. */
static size_t cost_of(const gg_job *job)
{
    double condition = 0;
    const double n = (double)job->n;
    const char *at = strstr(job->loss, "condition=");
    if (at) condition = strtod(at + strlen("condition="), NULL);
    const double cost = condition > 0 ? 7 * sqrt(condition) : 3 * n * n;
    return (size_t)lround(cost) + job->rep;
}

static void put_mark(gg_result *r, size_t value, double best)
{
    r->trace.marks[r->trace.count++] = (gg_mark){.used = {.value = value}, .best = best};
}

/* A curve from gap 2 that comes to 1.5 one call before its cost, to 1 at it, and twenty calls
 * later to 1e-3; the minimum is 10. The last repetition in 16 dimensions breaks off at 760 calls,
 * fewer than the others take, and never arrives. */
static gg_result curve_of(const gg_job *job)
{
    const bool missed = job->n == 16 && job->rep == REPS - 1;
    const size_t cost = missed ? 700 : cost_of(job);
    gg_result r = made_up_result(0, 5, 0);
    r.n = job->n;
    r.minimum = 10;
    r.first = 12;
    r.used = (gg_calls){.value = missed ? 760 : 900, .gradient = 7};
    r.f = missed ? 11.5 : 10.001;
    r.trace.count = 0;
    put_mark(&r, 1, 12);
    put_mark(&r, cost - 1, 11.5);
    if (missed) return r;
    put_mark(&r, cost, 11);
    put_mark(&r, cost + 20, 10.001);
    return r;
}

static void store_row(gg_store *s, const gg_plan *plan, const gg_plan_row *row)
{
    gg_result r;
    const bool real = row->job.trial || strncmp(row->job.optimizer, "gradient", 8) == 0;
    if (real)
        must(gg_run(&r, &row->job));
    else
        r = curve_of(&row->job);
    must(gg_store_add(s, plan->study, row->key, &row->job, &r));
    gg_result_close(&r);
}

static void store_design(gg_store *s, const char *study, uint64_t seed)
{
    gg_plan plan = {.study = study};
    must(gg_claim_plan(&plan, &made_up, GG_STANDARD, seed));
    for (size_t i = 0; i < plan.count; i++) store_row(s, &plan, &plan.rows[i]);
    gg_plan_close(&plan);
}

typedef struct scene {
    char folder[64];
    gg_store *store;
    gg_evidence e;
} scene;

static void look(scene *s, const char *study, uint64_t seed)
{
    must(gg_evidence_design(gg_store_sql(s->store), study, GG_STANDARD, seed));
    must(gg_evidence_open(&s->e, gg_store_sql(s->store), &made_up));
}

static void open_scene(scene *s)
{
    made_up_folder(s->folder);
    s->store = open_store(s->folder, GG_STORE_WRITE);
    store_design(s->store, "test", 1);
    look(s, "test", 1);
}

static void close_scene(scene *s)
{
    gg_evidence_close(gg_store_sql(s->store));
    gg_store_close(s->store);
    made_up_folder_remove(s->folder);
}

static double first_of(scene *s, const char *sql)
{
    double x = -1;
    gsl_test(gg_evidence_number(&s->e, &x, sql, 0) != GG_OK, "can be asked: %s", sql);
    return x;
}

/* --- which rows --------------------------------------------------------------------------------- */

enum { RUNS = 9 * REPS, SHARED = 2 * REPS, TRIALS = 10 };

static void test_all_rows_of_the_design_are_there(void)
{
    scene s;
    open_scene(&s);
    gsl_test_int((int)s.e.wanted, RUNS + SHARED + TRIALS, "rows are asked for");
    gsl_test_int((int)s.e.there, RUNS + SHARED + TRIALS, "and are there");
    gsl_test(first_of(&s, "SELECT count(*) FROM main.run") != RUNS, "36 runs are stored");
    close_scene(&s);
}

static void test_two_cells_may_share_a_run(void)
{
    scene s;
    open_scene(&s);
    gsl_test(first_of(&s, "SELECT count(*) FROM race WHERE cell = 'shared' AND at = 5") !=
                 SHARED,
             "eight runs are in the second cell");
    gsl_test(first_of(&s, "SELECT count(*) FROM race WHERE cell = 'in n' AND at = 0") !=
                 4 * REPS,
             "and the first has lost none");
    gsl_test(first_of(&s, "SELECT count(*) FROM race a JOIN race b USING (id)"
                          " WHERE a.cell = 'in n' AND b.cell = 'shared'") != SHARED,
             "they are the same runs");
    gsl_test(first_of(&s, "SELECT count(*) FROM marks WHERE cell = 'shared' AND n = 4") !=
                 4 * REPS,
             "with their curves");
    close_scene(&s);
}

static void test_rows_of_others_are_not_seen(void)
{
    scene s;
    open_scene(&s);
    store_design(s.store, "test", 2);
    store_design(s.store, "elsewhere", 1);
    look(&s, "test", 1);
    gsl_test(first_of(&s, "SELECT count(*) FROM main.run") != 3 * RUNS,
             "three times as many runs are stored");
    gsl_test(first_of(&s, "SELECT count(*) FROM race") != RUNS + SHARED,
             "none of another seed or study is seen");
    gsl_test(first_of(&s, "SELECT count(*) FROM measured") != 2 * TRIALS, "nor a trial's");
    look(&s, "test", 2);
    gsl_test((size_t)first_of(&s, "SELECT count(*) FROM race") != RUNS + SHARED ||
                 s.e.there != s.e.wanted,
             "the other seed has its own");
    look(&s, "test", 3);
    gsl_test(s.e.there != 0 || s.e.wanted == 0, "a third has none");
    look(&s, "nowhere", 1);
    gsl_test(s.e.there != 0 || s.e.wanted != 0, "a study that has no claims asks for none");
    close_scene(&s);
}

static void test_what_broke_off_is_not_there(void)
{
    scene s;
    open_scene(&s);
    gg_store_close(s.store);
    change(s.folder, "UPDATE run SET status = 'crashed', checksum = NULL WHERE id = 1;"
                     "UPDATE run SET status = 'timed-out', checksum = NULL WHERE id = 2;"
                     "UPDATE run SET status = 'failed', checksum = NULL WHERE id = 3;"
                     "UPDATE trial SET status = 'failed', checksum = NULL WHERE id = 1");
    s.store = open_store(s.folder, GG_STORE_WRITE);
    look(&s, "test", 1);
    gsl_test_int((int)(s.e.wanted - s.e.there), 3, "crashed, timed-out, and a failed trial");
    gsl_test(first_of(&s, "SELECT count(*) FROM measured") != 2 * (TRIALS - 1),
             "what a failed trial noted is not seen");
    close_scene(&s);
}

/* --- numbers of trials, and questions ------------------------------------------------------------ */

static void test_noted_numbers_are_read(void)
{
    scene s;
    gg_table t;
    double *column = NULL;
    size_t rows = 0;
    open_scene(&s);
    must(gg_evidence_ask(&s.e, &t,
                         "SELECT at, value FROM measured WHERE trial = 'squares' AND name ="
                         " 'square' AND at >= ?1 AND at < ?2 ORDER BY at, rep",
                         2, 3.0, 9.0));
    gsl_test(t.rows != 4 || t.columns != 2, "points 3 and 4, twice each");
    gsl_test(t.rows != 4 || t.of[1] != 9 || t.of[7] != 16, "with their squares");
    gg_table_close(&t);
    gg_table_close(&t);
    must(gg_evidence_column(&s.e, &column, &rows,
                            "SELECT value, at FROM measured WHERE name = 'square' AND rep = 1"
                            " ORDER BY at",
                            0));
    gsl_test(rows != 5 || column[2] != 4 || column[4] != 16, "the first column alone");
    free(column);
    gsl_test(!isnan(first_of(&s, "SELECT value FROM measured WHERE name = 'none'")),
             "what is stored as NULL is NaN");
    gsl_test(!isnan(first_of(&s, "SELECT value FROM measured WHERE name = 'nobody'")),
             "and so is what is not there");
    must(gg_evidence_column(&s.e, &column, &rows, "SELECT 1 FROM race WHERE cell = 'none'", 0));
    gsl_test(rows != 0 || !column, "no rows are an empty column");
    free(column);
    gsl_test(gg_evidence_ask(&s.e, &t, "SELECT x FROM nowhere", 0) != GG_BAD_INPUT ||
                 !strstr(gg_message(), "claim made_up: no such table"),
             "a wrong question is told: %s", gg_message());
    close_scene(&s);
}

/* --- hitting times ------------------------------------------------------------------------------ */

static double cost_at(scene *s, const char *cell, double level, bool relative, size_t row)
{
    gg_table t;
    must(gg_evidence_times(&s->e, &t, cell, level, relative, 1));
    const double cost = row < t.rows ? t.of[row * t.columns + 3] : NAN;
    gg_table_close(&t);
    return cost;
}

static void test_hits_are_exact_to_the_call(void)
{
    scene s;
    open_scene(&s); /* row 1 of "in n" is repetition 1 of n = 2: 13 calls to a gap of 1 */
    gsl_test_abs(cost_at(&s, "in n", 1, false, 1), 13, 0, "a gap of 1: at 13 calls");
    gsl_test_abs(cost_at(&s, "in n", 1.4999, false, 1), 13, 0, "1.4999: as well");
    gsl_test_abs(cost_at(&s, "in n", 1.5, false, 1), 12, 0, "1.5: a call before");
    gsl_test_abs(cost_at(&s, "in n", 0.9999, false, 1), 33, 0, "0.9999: twenty calls later");
    gsl_test_abs(cost_at(&s, "in n", 2, false, 1), 1, 0, "2: at the start");
    gsl_test_abs(cost_at(&s, "in n", 0.5, true, 1), 13, 0, "half of the first gap of 2");
    gsl_test_abs(cost_at(&s, "in n", 0.4999, true, 1), 33, 0, "less than half");
    gsl_test_abs(cost_at(&s, "in n", 1e-4, false, 1), 907, 0, "1e-4: all that was spent");
    close_scene(&s);
}

/* Steps of a quarter of the gradient halve x: the gap |x|^2 is 4^-k of the first after k steps,
 * which takes k + 1 gradients. 4^10 = 1048576. */
static void test_hits_of_a_true_run_are_those_of_the_formula(void)
{
    scene s;
    gg_table t;
    open_scene(&s);
    static const double levels[] = {0.25, 1e-1, 1e-2, 1e-3, 1e-6, 1e-9};
    static const double gradients[] = {2, 3, 5, 6, 11, 16};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        must(gg_evidence_times(&s.e, &t, "true", levels[i], true, 0));
        size_t wrong = 0;
        for (size_t k = 0; k < t.rows; k++)
            wrong += t.of[k * t.columns + 3] != gradients[i] || t.of[k * t.columns + 4] != 1;
        gsl_test(t.rows != 2 * REPS || wrong != 0,
                 "gradient descent, to %g of its first gap: %g gradients (%zu runs differ)",
                 levels[i], gradients[i], wrong);
        gg_table_close(&t);
    }
    must(gg_evidence_times(&s.e, &t, "true", 1e-6, true, 5));
    gsl_test(t.rows == 0 || t.of[3] != 55, "eleven gradients at a price of 5 cost 55");
    gg_table_close(&t);
    close_scene(&s);
}

static void test_a_run_that_missed_is_censored(void)
{
    scene s;
    gg_table t;
    open_scene(&s);
    must(gg_evidence_times(&s.e, &t, "in n", 1, false, 3));
    const double *last = t.rows == 16 ? t.of + 15 * t.columns : NULL;
    gsl_test(!last || last[1] != 16 || last[2] != 3, "rows are in order of n and repetition");
    gsl_test(!last || last[4] != 0 || last[3] != 760 + 3 * 7,
             "one that missed has all that it spent, at the price of gradients, and no hit");
    size_t hits = 0;
    for (size_t i = 0; i < t.rows; i++) hits += t.of[i * t.columns + 4] == 1;
    gsl_test_int((int)hits, 15, "the others have hit");
    gg_table_close(&t);
    close_scene(&s);
}

/* --- slopes ------------------------------------------------------------------------------------- */

/* Least squares of log y on log x. */
static double fit(const double x[], const double y[], size_t count)
{
    double mean_x = 0;
    double mean_y = 0;
    double xy = 0;
    double xx = 0;
    for (size_t i = 0; i < count; i++) {
        mean_x += log(x[i]) / (double)count;
        mean_y += log(y[i]) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xy += (log(x[i]) - mean_x) * (log(y[i]) - mean_y);
        xx += (log(x[i]) - mean_x) * (log(x[i]) - mean_x);
    }
    return xy / xx;
}

/* Medians by hand: repetitions add 0 ... 3 calls, so 1.5; among the runs of n = 16 the one that
 * would have been last is infinite, which leaves the median where it was. */
static void test_slopes_are_those_of_the_medians(void)
{
    static const double n[] = {2, 4, 8, 16};
    static const double in_n[] = {13.5, 49.5, 193.5, 769.5};
    static const double along[] = {10, 100, 1000};
    const double in_condition[] = {23.5, 71.5, 222.5};
    scene s;
    gg_table t;
    open_scene(&s);
    must(gg_evidence_times(&s.e, &t, "in n", 1, false, 1));
    const gg_interval slope = gg_times_slope(&t, 1);
    gsl_test_rel(slope.value, fit(n, in_n, 4), 1e-12, "calls over n, as computed by hand");
    gsl_test(!(slope.low < slope.value && slope.value < slope.high),
             "runs that differ leave an interval: %g ... %g", slope.low, slope.high);
    gsl_test(!isnan(gg_times_slope(&t, 0).value), "over an axis of one place there is none");
    gg_table_close(&t);
    must(gg_evidence_times(&s.e, &t, "along", 1, false, 1));
    gsl_test_rel(gg_times_slope(&t, 0).value, fit(along, in_condition, 3), 1e-12,
                 "calls over the condition, as computed by hand");
    gg_table_close(&t);
    must(gg_evidence_times(&s.e, &t, "none", 1, false, 1));
    gsl_test(t.rows != 0 || !isnan(gg_times_slope(&t, 1).value), "no rows have no slope");
    gg_table_close(&t);
    close_scene(&s);
}

int main(void)
{
    test_all_rows_of_the_design_are_there();
    test_two_cells_may_share_a_run();
    test_rows_of_others_are_not_seen();
    test_what_broke_off_is_not_there();
    test_noted_numbers_are_read();
    test_hits_are_exact_to_the_call();
    test_hits_of_a_true_run_are_those_of_the_formula();
    test_a_run_that_missed_is_censored();
    test_slopes_are_those_of_the_medians();
    return gsl_test_summary();
}
