/* tests/test_step_schedule.c -- how steps become shorter. */
#include <gsl/gsl_test.h>

#include "optimizers/gradient_based/step_schedule.h"
#include "tests/lab.h"

static double value(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static const gg_loss loss = {.name = "sphere", .smoothness = GG_ANALYTIC, .value = value};

static double share(gg_step_schedule schedule, double k, const gg_oracle *o)
{
    return gg_step_share(schedule, false, k, 10, o);
}

static void test_shares_are_as_said(void)
{
    lab_problem p;
    gg_oracle o;
    const double x[1] = {1};
    lab_must(gg_oracle_open(&o, lab_problem_fill(&p, &loss, 1, 1), 100));
    gsl_test_rel(share(GG_STEPS_COSINE, 0, &o), 1, 1e-15, "cosine begins with 1");
    for (int k = 0; k < 25; k++) gg_value(&o, x);
    gsl_test_rel(share(GG_STEPS_COSINE, 0, &o), (2 + sqrt(2)) / 4, 1e-14,
                 "cosine at a quarter of the budget is (2 + sqrt 2) / 4");
    gsl_test_rel(share(GG_STEPS_STAIRS, 0, &o), 1, 1e-15, "stairs begin with 1");
    for (int k = 0; k < 35; k++) gg_value(&o, x);
    gsl_test_rel(share(GG_STEPS_STAIRS, 0, &o), 0.1, 1e-15, "then 1/10");
    for (int k = 0; k < 40; k++) gg_value(&o, x);
    gsl_test_rel(share(GG_STEPS_STAIRS, 0, &o), 0.01, 1e-15, "then 1/100");
    gsl_test_abs(share(GG_STEPS_COSINE, 0, &o), 0, 1e-15, "cosine ends with 0");
    gsl_test_abs(share(GG_STEPS_AUTO, 0, &o), 0, 1e-15,
                 "as auto does of gradients with errors");
    gsl_test_rel(gg_step_share(GG_STEPS_AUTO, true, 50, 10, &o), 1, 1e-15,
                 "auto is constant of exact gradients");
    gsl_test_rel(share(GG_STEPS_CONSTANT, 50, &o), 1, 1e-15, "constant is 1");
    gsl_test_rel(share(GG_STEPS_INVERSE, 10, &o), 0.5, 1e-15, "inverse at the knee is 1/2");
    gsl_test_rel(share(GG_STEPS_ROOT, 30, &o), 0.5, 1e-15, "the root at three knees is 1/2");
    gg_oracle_close(&o);
}

int main(void)
{
    test_shares_are_as_said();
    return gsl_test_summary();
}
