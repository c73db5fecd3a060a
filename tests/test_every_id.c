/* tests/test_every_id.c -- the catalogue answers to every id of the literature's lists. */
#include <gsl/gsl_test.h>

#include "losses/loss.h"
#include "tests/reference.h"

enum { MOST_N = 1024 };

/* Its data carry no licence. */
static const char *const left_out = "LV21";

/* The row's m is an option of the losses whose m can be chosen, unless it is the usual one. */
static gg_problem *open_row(const reference *r, size_t row)
{
    char spec[128];
    gg_problem *p = NULL;
    const char *id = reference_at(r, row, "id");
    const size_t n = (size_t)reference_number(reference_at(r, row, "n"));
    snprintf(spec, sizeof spec, "%s:m=%s", id, reference_at(r, row, "m"));
    if (gg_problem_open(&p, spec, n, 1, 0) != GG_OK) gg_problem_open(&p, id, n, 1, 0);
    return p;
}

static void check_problem(const reference *r, size_t row)
{
    static double x[MOST_N];
    const char *id = reference_at(r, row, "id");
    const char *start = reference_at(r, row, "start");
    gg_problem *p = open_row(r, row);
    gsl_test(!p != (strcmp(id, left_out) == 0), "%s opens, unless it is %s", id, left_out);
    if (!p) return;
    const size_t count = reference_numbers(start, MOST_N, x);
    size_t wrong = count != p->n;
    for (size_t i = 0; i < count && i < p->n; i++) wrong += !(fabs(x[i] - p->start[i]) <= 1e-9);
    gsl_test(wrong != 0, "%s, n=%zu begins where the literature does", id, p->n);
    /* Wolfe's normalised function has no least value. */
    const bool none = strcmp(id, "WOLFE2") == 0;
    gsl_test(isnan(p->minimum) != none, "%s, n=%zu: the least value is known", id, p->n);
    gg_problem_close(p);
}

static void test_every_problem_of_the_list_is_here(void)
{
    reference r = reference_open("problems.csv");
    for (size_t i = 0; i < r.rows; i++) check_problem(&r, i);
    gsl_test_int((int)r.rows, 134, "the list is whole");
    reference_close(&r);
}

static void test_every_task_of_the_list_is_here(void)
{
    reference r = reference_open("optima_tasks.csv");
    for (size_t i = 0; i < r.rows; i++) {
        const char *id = reference_at(&r, i, "id");
        const double n = reference_number(reference_at(&r, i, "p"));
        gg_problem *p = NULL;
        const gg_status status = gg_problem_open(&p, id, 0, 1, 0);
        gsl_test(status != GG_OK, "%s opens", id);
        if (!p) continue;
        gsl_test((double)p->n != n, "%s has %g coefficients (%zu)", id, n, p->n);
        gsl_test(isnan(p->minimum), "%s: the least value is known", id);
        gg_problem_close(p);
    }
    gsl_test_int((int)r.rows, 49, "the list is whole");
    reference_close(&r);
}

/* The i-th name or id; NULL past the last. */
static const char *word_at(size_t i)
{
    for (size_t k = 0; gg_losses[k]; k++) {
        if (i-- == 0) return gg_losses[k]->name;
        for (const gg_known *id = gg_losses[k]->known; id && id->id; id++)
            if (i-- == 0) return id->id;
    }
    return NULL;
}

static void test_no_two_things_bear_one_name(void)
{
    size_t count = 0;
    for (; word_at(count); count++)
        for (size_t j = 0; j < count; j++)
            if (strcmp(word_at(count), word_at(j)) == 0)
                gsl_test(1, "'%s' is one thing", word_at(j));
    gsl_test(count < 200, "%zu names and ids are looked at", count);
}

int main(void)
{
    test_every_problem_of_the_list_is_here();
    test_every_task_of_the_list_is_here();
    test_no_two_things_bear_one_name();
    return gsl_test_summary();
}
