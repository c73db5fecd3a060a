/* tests/test_network.c -- derivatives of networks beside others, and what samples say. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <unistd.h>

#include "base/vector.h"
#include "losses/learning/batch.h"
#include "losses/loss.h"
#include "networks.h"

static const char *const path = "./test_network.csv"; /* in the folder where tests run */

static void test_without_hidden_layers_it_is_linear(void)
{
    static const char *const rest[] = {"data=stackloss:pointwise=square:l2=0.1",
                                       "data=stackloss:pointwise=huber:reduce=sum",
                                       "data=stackloss:pointwise=absolute:l1=0.5",
                                       "data=iris:pointwise=logistic:standardise=yes",
                                       "data=iris:pointwise=hinge:positive=setosa"};
    double x[MOST_N], g[MOST_N], h[MOST_N];
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        char spec[ROOM];
        snprintf(spec, sizeof spec, "network:hidden=none:%s", rest[i]);
        gg_problem *p = open(spec);
        snprintf(spec, sizeof spec, "linear:intercept=last:%s", rest[i]);
        gg_problem *q = open(spec);
        draw(p, 0, x);
        const double f = q->loss->gradient(q, x, h);
        gsl_test_rel(p->loss->gradient(p, x, g), f, 1e-14, "hidden=none is %s", spec);
        gsl_test(!(gg_distance(p->n, g, h) <= 1e-14 * gg_norm(p->n, h)),
                 "... in gradient, too");
        gg_problem_close(p);
        gg_problem_close(q);
    }
}

/* The certified minimum of multinomial regression on iris, l2 = 1e-3: tests/reference/optima.csv,
 * iris_softmax_1e-3, whose coefficients stand class by class, the bias last. */
static void test_without_hidden_layers_softmax_has_its_known_minimum(void)
{
    static const double known[3][5] = {
        {-1.54175670117273847, 1.73440268148405859, -3.27116144281679116, -3.079360410106132,
         0.0286195458385082586},
        {1.13052745013344518, -0.340254004729058997, -1.24449648567198128, -1.32376765470728814,
         3.65138063605458994},
        {0.411229251039293288, -1.3941486767549996, 4.51565792848877244, 4.40312806481342014,
         -3.6800001818930982}};
    double x[15], g[15];
    for (size_t k = 0; k < 3; k++) {
        gg_copy(4, known[k], x + 4 * k);
        x[12 + k] = known[k][4];
    }
    gg_problem *p = open("network:hidden=none:standardise=yes:l2=1e-3");
    gsl_test_rel(p->loss->gradient(p, x, g), 0.1023680784300784164797006, 1e-14,
                 "multinomial regression on iris has its certified minimum");
    gsl_test(!(gg_norm(15, g) < 1e-9), "... where its gradient is 0: %.2g", gg_norm(15, g));
    gg_problem_close(p);
}

/* --- derivatives ----------------------------------------------------------------------------- */

static void check_gradient(const char *spec)
{
    double x[MOST_N], g[MOST_N];
    double complex z[MOST_N];
    gg_problem *p = open(spec);
    draw(p, 1, x);
    const double f = p->loss->gradient(p, x, g);
    const double steep = gg_norm_max(p->n, g);
    double worst = 0;
    double worst_step = 0;
    for (size_t j = 0; j < p->n; j++) z[j] = x[j];
    for (size_t j = 0; j < p->n; j++) {
        const double h = 1e-5;
        const double middle = x[j];
        x[j] = middle + h;
        const double right = p->loss->value(p, x);
        x[j] = middle - h;
        const double left = p->loss->value(p, x);
        x[j] = middle;
        worst = fmax(worst, fabs((right - left) / (2 * h) - g[j]) / (1 + steep));
        if (!(gg_problem_offers(p) & GG_COMPLEX)) continue;
        z[j] += 1e-30 * I;
        worst_step = fmax(worst_step, fabs(cimag(p->loss->complex_value(p, z)) * 1e30 - g[j]));
        z[j] = x[j];
    }
    gsl_test(p->loss->value(p, x) != f, "%s: f has the same bits with its gradient", spec);
    gsl_test(!(worst < 1e-8), "... which is that of differences: %.2g", worst);
    gsl_test(!(worst_step <= 1e-13 * (1 + steep)), "... and of the complex step: %.2g",
             worst_step);
    gg_problem_close(p);
}

static void test_gradients_are_those_of_differences(void)
{
    static const char *const kinds[] = {"identity", "tanh", "sigmoid",
                                        "softplus", "relu", "gelu"};
    static const char *const rest[] = {
        "hidden=none",
        "hidden=3",
        "hidden=4-3",
        "hidden=3-4-2:reduce=sum",
        "hidden=5:pointwise=logistic:positive=setosa",
        "hidden=3:data=stackloss:standardise=yes:pointwise=square:l2=0.3",
        "hidden=3:data=stackloss:standardise=yes:pointwise=huber:l1=0.2",
        "hidden=2-2:data=stackloss:standardise=yes:pointwise=absolute",
        "hidden=4+smooth:width=0.3",
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t k = 0; k < sizeof rest / sizeof *rest; k++) {
            char spec[ROOM];
            if (strstr(rest[k], "+smooth") && strcmp(kinds[i], "relu") != 0) continue;
            snprintf(spec, sizeof spec, "network:activation=%s:%s", kinds[i], rest[k]);
            check_gradient(spec);
        }
}

static void check_hessian(const char *spec)
{
    double x[MOST_N], v[MOST_N], hv[MOST_N], left[MOST_N], right[MOST_N], y[MOST_N];
    gg_problem *p = open(spec);
    if (!(gg_problem_offers(p) & GG_HESSIAN_VECTOR)) {
        gsl_test(!p->loss->hessian_vector, "%s: has no Hessian to check", spec);
        gg_problem_close(p);
        return;
    }
    const double h = 3e-6;
    draw(p, 2, x);
    draw(p, 3, v);
    p->loss->hessian_vector(p, x, v, hv);
    gg_along(p->n, x, h, v, y);
    p->loss->gradient(p, y, right);
    gg_along(p->n, x, -h, v, y);
    p->loss->gradient(p, y, left);
    for (size_t j = 0; j < p->n; j++) right[j] = (right[j] - left[j]) / (2 * h);
    const double off = gg_distance(p->n, right, hv) / (1 + gg_norm(p->n, hv));
    gsl_test(!(off <= 1e-8), "%s: H v is the change of the gradient along v: %.2g", spec, off);
    gg_problem_close(p);
}

static void test_hessians_are_those_of_differences(void)
{
    static const char *const kinds[] = {"identity", "tanh", "sigmoid",
                                        "softplus", "relu", "gelu"};
    static const char *const rest[] = {
        "hidden=none:l2=0.1",
        "hidden=5",
        "hidden=4-3:l2=0.1",
        "hidden=3-4-2",
        "hidden=600",
        "hidden=4:pointwise=logistic",
        "hidden=3:data=stackloss:pointwise=square:standardise=yes",
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t k = 0; k < sizeof rest / sizeof *rest; k++) {
            /* of its 90000 sums some lie so near 0 that the difference meets a kink */
            if (strcmp(kinds[i], "relu") == 0 && strstr(rest[k], "600")) continue;
            char spec[ROOM];
            snprintf(spec, sizeof spec, "network:activation=%s:%s", kinds[i], rest[k]);
            check_hessian(spec);
        }
}

static void test_samples_have_the_gradient_as_their_mean(void)
{
    static const char *const specs[] = {"network:l2=0.1", "network:reduce=sum:l1=0.1",
                                        "network:hidden=600:activation=relu"};
    double x[MOST_N], g[MOST_N], h[MOST_N], mean[MOST_N];
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        gg_problem *p = open(specs[i]);
        draw(p, 4, x);
        double f = 0;
        gg_fill(p->n, 0, mean);
        for (size_t k = 0; k < p->samples; k++) {
            const size_t rows[] = {k, (k + 1) % p->samples, k};
            f += p->loss->sample(p, rows, 3, x, h) / (double)p->samples;
            gg_along(p->n, mean, 1 / (double)p->samples, h, mean);
        }
        const double is = p->loss->gradient(p, x, g);
        gsl_test_rel(f, is, 1e-13, "%s: samples have f as their mean", specs[i]);
        gsl_test(!(gg_distance(p->n, mean, g) <= 1e-13 * gg_norm(p->n, g)),
                 "... and its gradient");
        gg_problem_close(p);
    }
}

static void test_l1_can_be_split_off(void)
{
    double x[MOST_N], s[MOST_N], g[MOST_N], u[MOST_N];
    gg_problem *p = open("network:l1=0.25:l2=0.5");
    draw(p, 5, x);
    const double smooth = p->loss->smooth_part(p, x, s);
    const double f = p->loss->gradient(p, x, g);
    double rest = 0;
    size_t wrong = 0;
    for (size_t j = 0; j < p->n; j++) {
        const bool bias = (j >= 16 && j < 20) || j >= 32; /* of 4-4-3 */
        const double sign = bias ? 0 : copysign(0.25, x[j]);
        if (!bias) rest += 0.25 * fabs(x[j]);
        wrong += !(fabs(g[j] - s[j] - sign) < 1e-14);
    }
    gsl_test_rel(smooth + rest, f, 1e-14, "f is its smooth part and l1 times the weights");
    gsl_test(wrong != 0, "... and so is its gradient");
    p->loss->prox(p, 2, x, u);
    wrong = 0;
    for (size_t j = 0; j < p->n; j++) {
        const bool bias = (j >= 16 && j < 20) || j >= 32;
        const double pull = (x[j] - u[j]) / 2; /* in the subdifferential of l1 |u| at u */
        wrong += bias ? u[j] != x[j]
                      : !(u[j] != 0 ? fabs(pull - copysign(0.25, u[j])) < 1e-14
                                    : fabs(pull) <= 0.25);
    }
    gsl_test(wrong != 0, "the prox is where its own derivative is 0");
    gg_problem_close(p);
    p = open("network:activation=relu:l1=1");
    gsl_test(gg_problem_offers(p) & GG_SPLIT, "a relu's smooth part is none");
    gg_problem_close(p);
}

/* --- kinks and jumps ------------------------------------------------------------------------- */

static void test_a_relu_at_0_obeys_at_kink(void)
{
    /* s = 0 in the hidden unit: output b_2 = 1, y = 3, so df/ds_2 = -2 */
    const double x[] = {0, 0, 0, 5, 1};
    const struct {
        const char *at;
        double slope;
    } rows[] = {{"zero", 0}, {"left", 0}, {"right", 1}, {"epsilon", 0.5}};
    double g[5];
    write_file(path, "u,v,y\n1,2,3\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[ROOM];
        snprintf(spec, sizeof spec,
                 "network:data=%s:hidden=1:activation=relu:pointwise=square:at_kink=%s", path,
                 rows[i].at);
        gg_problem *p = open(spec);
        const double f = p->loss->gradient(p, x, g);
        gsl_test(f != 2 || g[0] != -10 * rows[i].slope || g[1] != -20 * rows[i].slope ||
                     g[2] != -10 * rows[i].slope || g[3] != 0 || g[4] != -2,
                 "at_kink=%s: a relu at 0 passes %g of what comes back", rows[i].at,
                 rows[i].slope);
        gsl_test(gg_problem_offers(p) & GG_GRADIENT, "... and offers no gradient");
        gg_problem_close(p);
    }
}

static void test_a_threshold_passes_nothing_or_its_surrogate(void)
{
    double x[MOST_N], g[MOST_N];
    gg_problem *p = open("network:activation=threshold:hidden=6-5:reduce=sum");
    const unsigned offers = gg_problem_offers(p);
    gsl_test(offers & (GG_GRADIENT | GG_SUBGRADIENT) || !(offers & GG_DERIVATIVE),
             "a threshold has a derivative almost everywhere, and no gradient");
    draw(p, 6, x);
    p->loss->gradient(p, x, g);
    gsl_test(gg_norm_max(65, g) != 0, "it is 0 in all weights before the last threshold");
    gsl_test(gg_norm_max(p->n - 65, g + 65) == 0, "... and not 0 behind it");
    gg_problem_close(p);
    /* row (1, 2) -> 3, hidden sum 0.5, output 4 * 1 + 1, so df/ds_2 = 2, df/da = 8 */
    const double y[] = {0.3, 0.05, 0.1, 4, 1};
    write_file(path, "u,v,y\n1,2,3\n");
    const double tight = 1e-15;
    p = open("network:data=./test_network.csv:hidden=1:activation=threshold:pointwise=square:"
             "surrogate=straight_through");
    gsl_test_rel(p->loss->gradient(p, y, g), 2, tight, "surrogates leave the value alone");
    gsl_test(g[0] != 8 || g[1] != 16 || g[2] != 8 || g[3] != 2 || g[4] != 2,
             "straight through, a threshold is an identity on the way back");
    gsl_test(gg_problem_offers(p) & (GG_GRADIENT | GG_SUBGRADIENT), "... and is no gradient");
    gg_problem_close(p);
    p = open("network:data=./test_network.csv:hidden=1:activation=threshold:pointwise=square:"
             "surrogate=straight_through:surrogate_width=0.4");
    p->loss->gradient(p, y, g);
    gsl_test(g[0] != 0 || g[4] != 2, "... within its width");
    gg_problem_close(p);
    p = open("network:data=./test_network.csv:hidden=1:activation=threshold:pointwise=square:"
             "surrogate=sigmoid:surrogate_width=0.5");
    p->loss->gradient(p, y, g);
    gsl_test_rel(g[0], 8 * 2 / (2 + 2 * cosh(1)), 1e-14,
                 "a sigmoid of temperature 1/2 passes sigmoid'(2 s) 2");
    gg_problem_close(p);
}

int main(void)
{
    test_without_hidden_layers_it_is_linear();
    test_without_hidden_layers_softmax_has_its_known_minimum();
    test_gradients_are_those_of_differences();
    test_hessians_are_those_of_differences();
    test_samples_have_the_gradient_as_their_mean();
    test_l1_can_be_split_off();
    test_a_relu_at_0_obeys_at_kink();
    test_a_threshold_passes_nothing_or_its_surrogate();
    unlink(path);
    return gsl_test_summary();
}
