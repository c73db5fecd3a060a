/* tests/test_minibatch.c -- every row once in a pass, and what that costs. */
#include <gsl/gsl_test.h>

#include "optimizers/gradient_based/minibatch.h"
#include "tests/lab.h"

static void test_an_order_is_a_permutation(void)
{
    static const size_t counts[] = {1, 2, 3, 5, 16, 17, 1000, 4097};
    static bool seen[4097];
    for (size_t c = 0; c < 8; c++)
        for (uint64_t key = 1; key <= 3; key++) {
            memset(seen, 0, sizeof seen);
            size_t missing = counts[c];
            for (size_t i = 0; i < counts[c]; i++) {
                const size_t at = gg_shuffled(i, counts[c], key * 0x123456789abcdefU);
                if (at < counts[c] && !seen[at]) missing--;
                if (at < counts[c]) seen[at] = true;
            }
            gsl_test(missing != 0, "every one of %zu rows comes once", counts[c]);
        }
}

/* With 8 rows each place is taken by each row in an eighth of all orders: 64 counts of
 * 1000 +- 30 (one standard deviation); chi squared has 49 degrees of freedom. */
static void test_orders_are_fair(void)
{
    enum { ROWS = 8, ORDERS = 8000 };
    double count[ROWS][ROWS] = {{0}};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    for (int k = 0; k < ORDERS; k++) {
        const uint64_t high = gsl_rng_get(rng);
        const uint64_t key = high << 32 | gsl_rng_get(rng);
        for (size_t i = 0; i < ROWS; i++) count[i][gg_shuffled(i, ROWS, key)]++;
    }
    gsl_rng_free(rng);
    double chi = 0;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < ROWS; j++)
            chi += (count[i][j] - 1000) * (count[i][j] - 1000) / 1000;
    gsl_test(!(chi > 20 && chi < 100), "every row comes at every place as often (%.1f)", chi);
}

/* --- a loss of rows: the mean of (x - i)^2 / 2 ---------------------------------------- */

enum { ROWS = 10 };
static int looked[ROWS];

static double sample(gg_problem *p, const size_t rows[], size_t count, const double x[],
                     double g[])
{
    (void)p;
    double f = 0;
    g[0] = 0;
    for (size_t k = 0; k < count; k++) {
        const double r = x[0] - (double)rows[k];
        looked[rows[k]]++;
        f += 0.5 * r * r / (double)count;
        g[0] += r / (double)count;
    }
    return f;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    size_t rows[ROWS];
    for (size_t i = 0; i < ROWS; i++) rows[i] = i;
    return sample(p, rows, ROWS, x, g);
}

static double value(gg_problem *p, const double x[])
{
    double g[1];
    return gradient(p, x, g);
}

static const gg_loss loss = {.name = "mean",
                             .smoothness = GG_ANALYTIC,
                             .value = value,
                             .gradient = gradient,
                             .sample = sample};

static void ask_passes(gg_row_order order, double batch, int questions, gg_oracle *o,
                       gg_minibatch *b)
{
    const double x[1] = {1};
    double g[1];
    size_t rows[ROWS];
    gg_minibatch_open(b, o, batch, order);
    memset(looked, 0, sizeof looked);
    for (int k = 0; k < questions; k++) gg_minibatch_ask(b, o, rows, x, g);
}

static void test_a_pass_looks_at_every_row_once(gg_row_order order)
{
    lab_problem p;
    gg_oracle o;
    gg_minibatch b;
    gg_problem *q = lab_problem_fill(&p, &loss, 1, 0);
    q->samples = ROWS;
    lab_must(gg_oracle_open(&o, q, 1000));
    o.rng = gsl_rng_alloc(gg_philox);
    gg_random_open(o.rng, 1, GG_SEARCH, 0);
    ask_passes(order, 4, 9, &o, &b); /* 4 + 4 + 2 rows, three times */
    gsl_test(gg_minibatch_steps(&b) != 3, "10 rows are 3 batches of 4 at most");
    gsl_test(!b.full, "the third ends a pass");
    gsl_test(o.used.samples != (size_t)3 * ROWS, "three passes look at 30 rows (%zu)",
             o.used.samples);
    gsl_test(gg_spent(&o) != 3, "and are charged 3 calls (%zu)", gg_spent(&o));
    int uneven = 0; /* scoring looks at every row, too, once a call */
    for (size_t i = 0; i < ROWS; i++) uneven += looked[i] != looked[0];
    gsl_test(uneven != 0, "every row is looked at as often as any other");
    gsl_rng_free(o.rng);
    gg_oracle_close(&o);
}

static void test_large_batches_are_whole_gradients(void)
{
    lab_problem p;
    gg_oracle o;
    gg_minibatch b;
    gg_problem *q = lab_problem_fill(&p, &loss, 1, 0);
    q->samples = ROWS;
    lab_must(gg_oracle_open(&o, q, 1000));
    ask_passes(GG_ROWS_SHUFFLED, ROWS, 5, &o, &b);
    gsl_test(o.used.gradient != 5 || o.used.samples != 0, "all rows are the whole gradient");
    ask_passes(GG_ROWS_SHUFFLED, 0, 5, &o, &b);
    gsl_test(o.used.gradient != 10 || o.used.samples != 0, "batch = 0 is, too");
    gg_oracle_close(&o);
}

int main(void)
{
    test_an_order_is_a_permutation();
    test_orders_are_fair();
    test_a_pass_looks_at_every_row_once(GG_ROWS_SHUFFLED);
    test_a_pass_looks_at_every_row_once(GG_ROWS_IN_TURN);
    test_large_batches_are_whole_gradients();
    return gsl_test_summary();
}
