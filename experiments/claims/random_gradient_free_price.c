/* experiments/claims/random_gradient_free_price.c -- one random line is worth 1/(n + 4) gradient. */
#include <stdlib.h>

#include "experiments/evidence.h"

static const gg_band bands[] = {
    {"steps along random lines, over n + 4 times the steps of gradient descent", 0.9, 1.25},
    {0},
};

/* The probe is mu = 1e-7 in a box of side 10. */
static const gg_grid grids[] = {
    {.name = "lines",
     .losses = "ellipsoid:condition=10",
     .optimizers = "random_gradient_free:step=fixed:share=1:probe=1e-8",
     .dimensions = "4,8,16,32,64,128",
     .reps = 60,
     .max_evals = 2000,
     .per_dimension = true,
     .target = 1e-7},
    {.name = "gradients",
     .losses = "ellipsoid:condition=10",
     .optimizers = "gradient_descent:step=fixed",
     .dimensions = "4,8,16,32,64,128",
     .reps = 60,
     .max_evals = 2000,
     .target = 1e-7},
    {0},
};

/* Steps of either until the gap is 1e-6 of the first. A line costs the value at x, which is
 * asked when it gets there, and one beside it. */
static gg_status judge_at(const gg_table *lines, const gg_table *gradients, double n,
                          gg_findings *out)
{
    double *a = malloc((lines->rows + 1) * sizeof *a);
    double *b = malloc((lines->rows + 1) * sizeof *b);
    size_t count = 0;
    for (size_t i = 0; a && b && i < lines->rows && i < gradients->rows; i++) {
        const double *line = lines->of + i * lines->columns;
        const double *step = gradients->of + i * gradients->columns;
        if (line[1] != n || step[1] != n || line[2] != step[2]) continue;
        a[count] = line[4] != 0 ? (line[3] - 1) / 2 : INFINITY;
        b[count++] = step[4] != 0 ? (step[3] - 1) * (n + 4) : INFINITY;
    }
    if (count) gg_find(out, &bands[0], gg_ratio(a, count, b, count, true), count, "n = %g", n);
    free(a);
    free(b);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    gg_table lines, gradients;
    GG_TRY(gg_evidence_times(rows, &lines, "lines", 1e-6, true, 1));
    const gg_status status = gg_evidence_times(rows, &gradients, "gradients", 1e-6, true, 1);
    if (status == GG_OK) {
        for (size_t n = 4; n <= 128; n *= 2) judge_at(&lines, &gradients, (double)n, out);
        gg_table_close(&gradients);
    }
    gg_table_close(&lines);
    return status;
}

const gg_claim gg_claim_random_gradient_free_price = {
    .name = "random_gradient_free_price",
    .number = 20,
    .study = "zeroth_order",
    .sentence =
        "Who steps along random lines, as far as two values say that it goes down, needs "
        "n + 4 times as many steps as gradient descent: a random line knows one of n slopes.",
    .design =
        "Ellipsoids of condition 10 in n = 4 ... 128 dimensions, random starts, to 1e-6 of the "
        "first gap: the random gradient-free method with steps 1/((n + 4) L) and differences "
        "over 1e-7, and gradient descent with steps 1/L from the same starts.",
    .estimator = "Median of its steps over the median of (n + 4) times those of gradient "
                 "descent; bootstrap over starts, in pairs.",
    .source =
        "Nesterov & Spokoiny 2017, Random gradient-free minimization of convex functions, "
        "doi:10.1007/s10208-015-9296-2, where the step is a quarter of this one. derived: "
        "for a Gaussian line u and steps h, E |x - h (x'u) u|^2 = (1 - 2 h + h^2 (n + 2)) "
        "|x|^2, least at h = 1/(n + 2)",
    .limits = "In values it is twice that, for a step takes two. A straight line through log "
              "steps over log n is flatter than 1, because of the 4: it is the ratio that is "
              "constant. With the theory's step the ratio is about 4.",
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
