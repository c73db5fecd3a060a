/* tests/test_judge.c -- a run that was tampered with changes a verdict. */
#include <stdlib.h>
#include <string.h>

#include "experiments/judge.h"
#include "tests/made_up_store.h"

/* The claim that is looked at: every run of it is one of gradient descent's, and exact. */
static const char NAME[] = "gradient_descent_worst_case";

/* Done to the k-th run of the design before it is stored, so that its checksum is right. */
typedef struct crime {
    void (*before)(gg_job *job);                           /* NULL: nothing */
    void (*after)(const gg_job *asked, gg_result *result); /* NULL: nothing */
    size_t leave_out;                                      /* runs, the last */
} crime;

static void note_design(gg_store *s)
{
    must(gg_store_note(s, "study", "rates"));
    must(gg_store_note(s, "preset", "standard"));
    must(gg_store_note(s, "seed", "1"));
}

static void store_runs(const char *folder, const crime *c)
{
    const gg_claim *claim = NULL;
    gg_plan plan = {.study = "rates"};
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    must(gg_claim_find(NAME, &claim));
    must(gg_claim_plan(&plan, claim, GG_STANDARD, 1));
    note_design(s);
    for (size_t i = 0; i + c->leave_out < plan.count; i++) {
        gg_job job = plan.rows[i].job;
        gg_result result;
        if (i == 2 && c->before) c->before(&job);
        must(gg_run(&result, &job));
        if (i == 2 && c->after) c->after(&plan.rows[i].job, &result);
        must(gg_store_add(s, "rates", plan.rows[i].key, &plan.rows[i].job, &result));
        gg_result_close(&result);
    }
    gg_plan_close(&plan);
    gg_store_close(s);
}

/* -> the verdict; what was found wrong in why[256] */
static gg_judgement judge_folder(const char *folder, char why[256])
{
    gg_judged_list list;
    gg_judgement verdict = GG_NOT_RUN;
    const char *const folders[] = {folder};
    *why = '\0';
    must(gg_judge_folders(&list, folders, 1));
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.list[i].claim->name, NAME) == 0) {
            verdict = list.list[i].verdict;
            snprintf(why, 256, "%s", list.list[i].why);
        }
    gg_judged_close(&list);
    return verdict;
}

static void expect(const crime *c, gg_judgement verdict, const char *why, const char *claim)
{
    char folder[64];
    char said[256];
    made_up_folder(folder);
    store_runs(folder, c);
    const gg_judgement found = judge_folder(folder, said);
    gsl_test(found != verdict, "%s: %s, it is %s", claim, gg_judgement_name(verdict),
             gg_judgement_name(found));
    gsl_test(!strstr(said, why), "and says '%s' ('%s')", why, said);
    made_up_folder_remove(folder);
}

/* --- sound rows --------------------------------------------------------------------------------- */

static void test_sound_runs_pass(void)
{
    expect(&(crime){0}, GG_PASS, "", "runs as they were");
}

static void test_missing_runs_leave_a_claim_open(void)
{
    expect(&(crime){.leave_out = 2}, GG_NOT_ENOUGH_DATA, "2 of 8 rows", "two runs are missing");
    expect(&(crime){.leave_out = 8}, GG_NOT_RUN, "", "all runs are missing");
}

/* --- tampering ---------------------------------------------------------------------------------- */

static void draw_more(gg_job *job)
{
    job->max_evals *= 2;
}

static void test_an_optimizer_that_overdraws_fails_the_claim(void)
{
    expect(&(crime){.before = draw_more}, GG_FAIL, "spent more calls than its budget",
           "a run of twice the calls");
}

/* The same, with the books cooked: the calls say what was allowed, the value is too good. */
static void cook(const gg_job *asked, gg_result *r)
{
    r->used.gradient = asked->max_evals;
    for (size_t i = 0; i < r->trace.count; i++)
        if (r->trace.marks[i].used.gradient > asked->max_evals)
            r->trace.marks[i].used.gradient = asked->max_evals;
}

static void test_overdrawing_in_secret_beats_a_bound_and_fails(void)
{
    expect(&(crime){.before = draw_more, .after = cook}, GG_FAIL, "",
           "twice the calls, told as the budget");
}

static void better_end(const gg_job *asked, gg_result *r)
{
    (void)asked;
    r->trace.marks[r->trace.count - 1].best *= 0.5;
}

static void better_run(const gg_job *asked, gg_result *r)
{
    better_end(asked, r);
    r->f *= 0.5;
}

static void swap_marks(const gg_job *asked, gg_result *r)
{
    (void)asked;
    const gg_mark kept = r->trace.marks[0];
    r->trace.marks[0] = r->trace.marks[1];
    r->trace.marks[1] = kept;
}

static void test_a_changed_curve_fails_the_claim(void)
{
    expect(&(crime){.after = better_end}, GG_FAIL, "does not end at its best f",
           "a curve that ends too low");
    expect(&(crime){.after = better_run}, GG_FAIL, "", "a curve and a result that are too low");
    expect(&(crime){.after = swap_marks}, GG_FAIL, "goes back", "a curve out of order");
}

static void met(const gg_job *asked, gg_result *r)
{
    (void)asked;
    r->why = GG_STOP_TARGET;
}

static void below(const gg_job *asked, gg_result *r)
{
    (void)asked;
    r->f = r->trace.marks[r->trace.count - 1].best = r->minimum - 1;
}

static void test_what_cannot_be_fails_the_claim(void)
{
    expect(&(crime){.after = met}, GG_FAIL, "target that it did not meet",
           "a target that was not met");
    expect(&(crime){.after = below}, GG_FAIL, "below the minimum", "less than the minimum");
}

/* Rows that were changed in the file are not judged at all. */
static void test_a_file_that_was_edited_is_refused(void)
{
    char folder[64];
    made_up_folder(folder);
    store_runs(folder, &(crime){0});
    change(folder, "UPDATE mark SET f = f / 2 WHERE run = 3 AND i = 1");
    gg_judged_list list;
    const char *const folders[] = {folder};
    gsl_test(gg_judge_folders(&list, folders, 1) != GG_BAD_INPUT, "an edited file is refused");
    gsl_test(!strstr(gg_message(), "damaged: run 3"), "and the run is named: %s", gg_message());
    made_up_folder_remove(folder);
}

int main(void)
{
    test_sound_runs_pass();
    test_missing_runs_leave_a_claim_open();
    test_an_optimizer_that_overdraws_fails_the_claim();
    test_overdrawing_in_secret_beats_a_bound_and_fails();
    test_a_changed_curve_fails_the_claim();
    test_what_cannot_be_fails_the_claim();
    test_a_file_that_was_edited_is_refused();
    exit(gsl_test_summary());
}
