/* tests/test_trial.c -- numbers of a measurement: noted, sent, stored; and trials that go wrong. */
#include <signal.h>

#include "experiments/plan.h"
#include "experiments/pool.h"
#include "tests/made_up_store.h"

/* --- trials ------------------------------------------------------------------------------------- */

static gg_status note_all_sorts(gg_numbers *to, const gg_trial_at *at)
{
    gg_note(to, "third", 0.1, 1.0 / 3);
    gg_note(to, "zero", 0, -0.0);
    gg_note(to, "least", (double)at->point, 4.9406564584124654e-324);
    gg_note(to, "nan", 0, NAN);
    gg_note(to, "infinite", INFINITY, -INFINITY);
    gg_note(to, "a name of more than thirty-one letters", (double)at->rep, 5);
    return GG_OK;
}

static gg_status draw(gg_numbers *to, const gg_trial_at *at)
{
    for (int i = 0; i < 3; i++) gg_note(to, "draw", i, gsl_rng_uniform(at->rng));
    return GG_OK;
}

static gg_status fail(gg_numbers *to, const gg_trial_at *at)
{
    gg_note(to, "before", 0, 1);
    if (at->rep % 2) return gg_fail(GG_BAD_INPUT, "no measurement at rep %u", at->rep);
    return GG_OK;
}

static gg_status crash(gg_numbers *to, const gg_trial_at *at)
{
    if (at->rep % 2) raise(SIGKILL);
    return draw(to, at);
}

static gg_status hang(gg_numbers *to, const gg_trial_at *at)
{
    volatile bool on = at->rep % 2;
    while (on) continue;
    return draw(to, at);
}

static const gg_trial sorts = {"sorts", "Notes numbers of all sorts.", note_all_sorts, 2, 2, 0};
static const gg_trial drawn = {"drawn", "Notes three random numbers.", draw, 3, 3, 0};
static const gg_trial failing = {"failing", "Fails every other time.", fail, 1, 4, 0};
static const gg_trial crashing = {"crashing", "Dies every other time.", crash, 1, 6, 0};
static const gg_trial hanging = {"hanging", "Never ends every other time.", hang, 1, 4, 0.2};

/* --- a list of trials, carried out by workers into a store -------------------------------------- */

typedef struct sheet {
    gg_plan plan;
    gg_store *store;
    char folder[64];
} sheet;

static gg_status job(void *context, size_t i, gg_job *out)
{
    const sheet *s = context;
    *out = s->plan.rows[i].job;
    return GG_OK;
}

static gg_status collect(void *context, size_t i, const gg_job *done, gg_result *result)
{
    sheet *s = context;
    return gg_store_add(s->store, "test", s->plan.rows[i].key, done, result);
}

static void carry_out(sheet *s, const gg_trial *trial)
{
    *s = (sheet){.plan = {.study = "test"}};
    made_up_folder(s->folder);
    s->store = open_store(s->folder, GG_STORE_WRITE);
    must(gg_plan_add_trial(&s->plan, "made_up", trial, trial->reps, 7));
    const gg_work work = {.count = s->plan.count,
                          .job = job,
                          .collect = collect,
                          .context = s,
                          .workers = 2,
                          .patience = 0.1,
                          .longest = 30};
    gsl_test(gg_pool_run(&work) != GG_OK, "%s: all are carried out", trial->name);
}

static void take_away(sheet *s)
{
    gg_plan_close(&s->plan);
    gg_store_close(s->store);
    gg_store *again = NULL;
    gsl_test(gg_store_open(&again, s->folder, GG_STORE_READ) != GG_OK,
             "what was stored passes the check of the file");
    gg_store_close(again);
    made_up_folder_remove(s->folder);
}

/* --- noting ------------------------------------------------------------------------------------- */

static void test_numbers_are_kept_in_order(void)
{
    gg_numbers n = {0};
    size_t wrong = 0;
    for (int i = 0; i < 1000; i++) gg_note(&n, i % 2 ? "odd" : "even", i, 2.0 * i);
    for (size_t i = 0; i < n.count; i++)
        wrong += n.list[i].at != (double)i || n.list[i].value != 2.0 * (double)i ||
                 strcmp(n.list[i].name, i % 2 ? "odd" : "even") != 0;
    gsl_test(n.count != 1000 || n.lost, "a thousand numbers are kept");
    gsl_test(wrong != 0, "in the order in which they were noted (%zu are not)", wrong);
    gg_numbers_close(&n);
    gg_numbers_close(NULL);
    gsl_test(n.count != 0 || n.list, "and given back");
}

static double first_draw(uint64_t seed, size_t point, uint32_t rep)
{
    gg_result r;
    const gg_job one = {.loss = "",
                        .optimizer = "made_up",
                        .seed = seed,
                        .rep = rep,
                        .trial = &drawn,
                        .point = point};
    must(gg_run(&r, &one));
    const double x = r.numbers.count == 3 ? r.numbers.list[0].value : NAN;
    gg_result_close(&r);
    return x;
}

static void test_each_measurement_has_a_stream_of_its_own(void)
{
    const double x = first_draw(1, 2, 3);
    gsl_test(!(x >= 0 && x < 1), "a trial draws a number");
    gsl_test(first_draw(1, 2, 3) != x, "the same trial draws the same");
    gsl_test(first_draw(2, 2, 3) == x, "another seed draws another");
    gsl_test(first_draw(1, 3, 3) == x, "another point does");
    gsl_test(first_draw(1, 2, 4) == x, "another repetition does");
    gsl_test(first_draw(1, 3, 2) == x, "point and repetition are not mixed up");
}

/* --- through the pipe and the file -------------------------------------------------------------- */

static void test_numbers_come_back_from_the_store(void)
{
    sheet s;
    carry_out(&s, &sorts);
    gsl_test(count(s.store, "SELECT count(*) FROM trial WHERE status = 'converged'") != 4,
             "two points, twice each");
    gsl_test(count(s.store, "SELECT count(*) FROM number") != 24, "six numbers each");
    gsl_test(ask(s.store, "SELECT value FROM number WHERE name = 'third'") != 1.0 / 3,
             "a third has every bit");
    gsl_test(ask(s.store, "SELECT at FROM number WHERE name = 'third'") != 0.1,
             "so has the place");
    gsl_test(ask(s.store,
                 "SELECT value FROM number n JOIN trial t ON t.id = n.trial WHERE"
                 " name = 'least' AND point = 1 AND at = 1") != 4.9406564584124654e-324,
             "the least number there is does not vanish");
    gsl_test(ask(s.store, "SELECT value FROM number WHERE name = 'zero'") != 0, "zero is zero");
    gsl_test(
        count(s.store, "SELECT count(*) FROM number WHERE name = 'nan' AND value IS NULL") != 4,
        "NaN is NULL");
    gsl_test(count(s.store, "SELECT count(*) FROM number WHERE name = 'infinite' AND value IS"
                            " NULL AND at IS NULL") != 4,
             "an infinity is, too");
    gsl_test(ask(s.store, "SELECT sum(length(name) = 31) FROM number") != 4,
             "a long name is cut, and nothing else is");
    gsl_test(ask(s.store, "SELECT min(claim = 'made_up' AND trial = 'sorts' AND seed = 7 AND"
                          " study = 'test' AND design LIKE '%sorts.') FROM trial") != 1,
             "and it is told whose they are");
    take_away(&s);
}

static void test_a_stored_trial_is_not_done_again(void)
{
    sheet s;
    gg_plan other = {.study = "test"};
    carry_out(&s, &drawn);
    must(gg_plan_add_trial(&other, "made_up", &drawn, 3, 8));
    size_t there = 0;
    size_t foreign = 0;
    for (size_t i = 0; i < s.plan.count; i++) {
        there += gg_store_has(s.store, s.plan.rows[i].key);
        foreign += gg_store_has(s.store, other.rows[i].key);
    }
    gsl_test(s.plan.count != 9 || there != 9, "nine are found by their keys (%zu)", there);
    gsl_test(foreign != 0, "none of another seed is (%zu)", foreign);
    gsl_test(ask(s.store, "SELECT value FROM number n JOIN trial t ON t.id = n.trial WHERE"
                          " point = 2 AND rep = 1 AND i = 0") != first_draw(7, 2, 1),
             "a worker's random numbers are those of anybody else");
    gg_plan_close(&other);
    gg_outcome outcome;
    must(gg_plan_run(&s.plan, s.store, 2, true, &outcome));
    gsl_test(outcome.done != 0 || outcome.skipped != 9, "so that nothing is left to do");
    take_away(&s);
}

/* --- what goes wrong ---------------------------------------------------------------------------- */

static void test_a_failed_trial_says_why(void)
{
    sheet s;
    carry_out(&s, &failing);
    gsl_test(count(s.store, "SELECT count(*) FROM trial WHERE rep % 2 AND status = 'failed' AND"
                            " reason = 'no measurement at rep ' || rep") != 2,
             "a trial that fails is stored with its reason");
    gsl_test(count(s.store, "SELECT count(*) FROM trial WHERE rep % 2 = 0 AND status ="
                            " 'converged' AND reason = ''") != 2,
             "the others are as they were");
    take_away(&s);
}

static void expect_only_odd_ones(const sheet *s, const char *status, const char *reason)
{
    char query[256];
    snprintf(query, sizeof query,
             "SELECT count(*) FROM trial t WHERE rep %% 2 AND status = '%s' AND reason LIKE"
             " '%%%s%%' AND NOT EXISTS (SELECT 1 FROM number WHERE trial = t.id)",
             status, reason);
    const size_t half = s->plan.count / 2;
    gsl_test(count(s->store, query) != half, "%zu are stored as %s, with '%s', no number", half,
             status, reason);
    gsl_test(count(s->store, "SELECT count(*) FROM trial t WHERE rep % 2 = 0 AND status ="
                             " 'converged' AND (SELECT count(*) FROM number WHERE trial = t.id)"
                             " = 3") != half,
             "%s: it costs nobody else anything", status);
}

static void test_a_crash_costs_one_trial(void)
{
    sheet s;
    carry_out(&s, &crashing);
    expect_only_odd_ones(&s, "crashed", "signal 9");
    take_away(&s);
}

static void test_a_hang_costs_one_trial(void)
{
    sheet s;
    carry_out(&s, &hanging);
    expect_only_odd_ones(&s, "timed-out", "limit");
    take_away(&s);
}

static void test_a_changed_measurement_is_told(void)
{
    static const char *const changes[] = {
        "UPDATE number SET value = value + 1e-9 WHERE trial = 3 AND i = 0",
        "UPDATE number SET name = 'least' WHERE trial = 3 AND i = 0",
        "DELETE FROM number WHERE trial = 3 AND i = 5",
        "UPDATE number SET value = 0 WHERE trial = 3 AND name = 'nan'",
        "UPDATE trial SET status = 'failed' WHERE id = 3",
        "UPDATE trial SET rep = 9 WHERE id = 3",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sheet s;
        carry_out(&s, &sorts);
        gg_plan_close(&s.plan);
        gg_store_close(s.store);
        change(s.folder, changes[i]);
        expect_refusal(s.folder, GG_BAD_INPUT, "damaged: trial 3 is not what was stored");
        made_up_folder_remove(s.folder);
    }
}

int main(void)
{
    test_numbers_are_kept_in_order();
    test_each_measurement_has_a_stream_of_its_own();
    test_numbers_come_back_from_the_store();
    test_a_stored_trial_is_not_done_again();
    test_a_failed_trial_says_why();
    test_a_crash_costs_one_trial();
    test_a_hang_costs_one_trial();
    test_a_changed_measurement_is_told();
    return gsl_test_summary();
}
