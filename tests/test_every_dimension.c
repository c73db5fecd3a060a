/* tests/test_every_dimension.c -- every method with one unknown, and with ten thousand. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <string.h>

#include "experiments/run.h"

/* A loss that offers what the method needs, in n unknowns. */
static const char *loss_for(const gg_optimizer *m, size_t n)
{
    static char text[96];
    snprintf(text, sizeof text,
             "linear:data=heavy_tails:rows=30:columns=%zu:l1=0.1:intercept=none", n);
    return m->needs & GG_SPLIT ? text : m->needs & GG_GRADIENT ? "ellipsoid" : "abs_sum";
}

static gg_status run(gg_result *r, const gg_optimizer *m, size_t n, size_t limit)
{
    const gg_job job = {.loss = loss_for(m, n),
                        .optimizer = m->name,
                        .n = n,
                        .seed = 1,
                        .max_evals = limit,
                        .max_seconds = 20,
                        .target = -INFINITY};
    return gg_run(r, &job);
}

static void test_one_unknown(const gg_optimizer *m)
{
    gg_result r;
    gsl_test(run(&r, m, 1, 500) != GG_OK, "%s takes one unknown: %s", m->name, gg_message());
    gsl_test(!(r.f <= r.first), "%s gets no worse with one unknown", m->name);
    gg_result_close(&r);
}

/* It runs, or it says what memory it would take. */
static void test_ten_thousand_unknowns(const gg_optimizer *m)
{
    gg_result r;
    gg_method method;
    if (gg_method_open(&method, m->name) != GG_OK) return;
    const bool fits = gg_method_fits(&method, 10000) == GG_OK;
    const size_t size = m->state_size(method.settings.number, 10000);
    gg_method_close(&method);
    const gg_status status = run(&r, m, 10000, 300);
    gsl_test(fits != (status == GG_OK), "%s runs with 10,000 unknowns if its state fits: %s",
             m->name, status == GG_OK ? "" : gg_message());
    if (status == GG_OK) {
        gsl_test(!(r.f <= r.first), "%s gets no worse with 10,000 unknowns", m->name);
        gg_result_close(&r);
    } else {
        gsl_test(!strstr(gg_message(), "GB") || !strstr(gg_message(), m->name),
                 "%s says what it would take: %s", m->name, gg_message());
        gsl_test(size < ((size_t)1 << 29), "%s would take half a gigabyte", m->name);
    }
}

int main(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        test_one_unknown(gg_optimizers[i]);
        test_ten_thousand_unknowns(gg_optimizers[i]);
    }
    return gsl_test_summary();
}
