/* tests/test_layers.c -- what comes out of layers, beside plain loops; widths in words. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <unistd.h>

#include "base/vector.h"
#include "losses/learning/batch.h"
#include "losses/loss.h"
#include "networks.h"

static const char *const path = "./test_layers.csv"; /* in the folder where tests run */

static double activation_by_hand(gg_activation_kind kind, double u)
{
    switch (kind) {
    case GG_TANH: return tanh(u);
    case GG_SIGMOID: return 1 / (1 + exp(-u));
    case GG_SOFTPLUS: return log1p(exp(u));
    case GG_RELU: return u > 0 ? u : 0;
    case GG_GELU: return u / 2 * (1 + erf(u / sqrt(2)));
    case GG_THRESHOLD: return u >= 0;
    case GG_IDENTITY: break;
    }
    return u;
}

/* The mean over rows of the square or of softmax, row by row, unit by unit. */
static double f_by_hand(const gg_problem *p, const double x[])
{
    const gg_network *m = p->data;
    const gg_layers *l = &m->layers;
    double total = 0;
    for (size_t i = 0; i < m->design.rows; i++) {
        double a[MOST_WIDTH] = {0};
        double s[MOST_WIDTH] = {0};
        size_t at = 0;
        gg_copy(l->width[0], m->design.x + i * l->width[0], a);
        for (size_t k = 1; k <= l->count; k++) {
            const size_t biases = at + l->width[k] * l->width[k - 1];
            for (size_t u = 0; u < l->width[k]; u++) {
                s[u] = x[biases + u];
                for (size_t j = 0; j < l->width[k - 1]; j++) s[u] += x[at++] * a[j];
            }
            at = biases + l->width[k];
            for (size_t u = 0; u < l->width[k]; u++)
                a[u] = activation_by_hand(l->activation.kind, s[u]);
        }
        double sum = 0;
        for (size_t k = 0; k < l->width[l->count]; k++) sum += exp(s[k]);
        const double y = m->design.y[i];
        total += p->pointwise->classes ? log(sum) - s[(size_t)y] : (y - s[0]) * (y - s[0]) / 2;
    }
    return total / (double)m->design.rows;
}

static void test_a_small_network_is_as_by_hand(void)
{
    /* one row, (1, 2) -> 5; hidden units 3 - 2 * 2 + 0.5 = -0.5 and 0.5 + 2 * 0.25 - 0.2 = 0.8;
     * output 2 tanh(-0.5) - tanh(0.8) + 3 */
    const double x[] = {3, -2, 0.5, 0.25, 0.5, -0.2, 2, -1, 3};
    const double s = 2 * tanh(-0.5) - tanh(0.8) + 3;
    write_file(path, "u,v,y\n1,2,5\n");
    gg_problem *p = open("network:data=./test_layers.csv:hidden=2:pointwise=square");
    gsl_test(p->n != 9, "2-2-1 has 9 weights and biases");
    gsl_test_rel(p->loss->value(p, x), (5 - s) * (5 - s) / 2, 1e-15, "2-2-1 is as by hand");
    gg_problem_close(p);
    p = open("network:data=./test_layers.csv:hidden=2:pointwise=square:l1=2:l2=4");
    gsl_test_rel(p->loss->value(p, x),
                 (5 - s) * (5 - s) / 2 + 2 * 8.75 + 2 * (9 + 4 + 0.25 + 0.0625 + 4 + 1), 1e-15,
                 "penalties weigh weights, not biases");
    gg_problem_close(p);
}

static void test_values_are_those_of_plain_loops(void)
{
    static const char *const kinds[] = {"identity", "tanh", "sigmoid",  "softplus",
                                        "relu",     "gelu", "threshold"};
    static const char *const rest[] = {
        "hidden=none",
        "hidden=",
        "hidden=5",
        "hidden=7-3",
        "hidden=3x4x5x2",
        "hidden=600", /* more than fits into a block of all rows */
        "hidden=6:data=stackloss:pointwise=square:standardise=yes",
    };
    double x[MOST_N];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t k = 0; k < sizeof rest / sizeof *rest; k++) {
            char spec[ROOM];
            snprintf(spec, sizeof spec, "network:activation=%s:%s", kinds[i], rest[k]);
            gg_problem *p = open(spec);
            draw(p, 0, x);
            gsl_test_rel(p->loss->value(p, x), f_by_hand(p, x), 1e-13,
                         "%s: f is that of plain loops", spec);
            gg_problem_close(p);
        }
}

static void test_what_cannot_be_built_is_refused(void)
{
    const struct {
        const char *rest, *word;
        size_t n;
    } rows[] = {
        {"hidden=32-", "hidden=32- is not a list", 0},
        {"hidden=-3", "hidden=-3 is not a list", 0},
        {"hidden=3--4", "hidden=3--4 is not a list", 0},
        {"hidden=3;4", "hidden=3;4 is not a list", 0},
        {"hidden=0", "hidden=0 is not a list", 0},
        {"hidden=99999999999999999999", "is not a list", 0},
        {"hidden=1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1",
         "at most 32 widths", 0},
        {"hidden=few", "hidden=few is not a list", 0},
        {"hidden=2", "n=5, but this one has 19", 5},
        {"rows=100", "no synthetic data 'iris'", 0},
        {"activation=tanhh", "tanhh", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[ROOM];
        gg_problem *p = NULL;
        snprintf(spec, sizeof spec, "network:%s", rows[i].rest);
        const gg_status status = gg_problem_open(&p, spec, rows[i].n, 1, 0);
        gsl_test(status == GG_OK || !strstr(gg_message(), rows[i].word), "%s is refused: %s",
                 spec, status == GG_OK ? "" : gg_message());
        gg_problem_close(p);
    }
}

int main(void)
{
    test_a_small_network_is_as_by_hand();
    test_values_are_those_of_plain_loops();
    test_what_cannot_be_built_is_refused();
    unlink(path);
    return gsl_test_summary();
}
