/* tests/test_blas.c -- who serves BLAS: the order of linking decides it without a word. */
#define _GNU_SOURCE /* dladdr; NOLINT(bugprone-reserved-identifier) */
#include <dlfcn.h>
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_test.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

/* The file that a function of this process comes from, links followed. */
static void find_home(double (*function)(int, const double *, int, const double *, int),
                      char out[PATH_MAX])
{
    Dl_info info;
    void *address = NULL;
    out[0] = '\0';
    memcpy(&address, &function, sizeof address); /* POSIX: as large, and the same */
    if (dladdr(address, &info) && !realpath(info.dli_fname, out)) out[0] = '\0';
}

static void test_blas_comes_from_the_library_that_was_chosen(void)
{
    char chosen[PATH_MAX];
    char serving[PATH_MAX];
    gsl_test(!realpath(GG_BLAS_LIBRARY, chosen), "%s is there", GG_BLAS_LIBRARY);
    find_home(cblas_ddot, serving);
    if (strstr(chosen, "openblas")) {
        gsl_test(!strstr(serving, "openblas"), "cblas_ddot comes from OpenBLAS (%s)", serving);
        /* the file that is linked may be a link to, or the .so beside, the one that is loaded */
        const size_t folder = (size_t)(strrchr(chosen, '/') - chosen);
        gsl_test(strncmp(chosen, serving, folder) != 0, "from the folder of %s (%s)", chosen,
                 serving);
    } else {
        gsl_test(!strstr(serving, "gslcblas"), "cblas_ddot comes from gslcblas (%s)", serving);
    }
}

static void test_openblas_is_serial(void)
{
    char *(*config)(void) = NULL;
    void *const symbol = dlsym(RTLD_DEFAULT, "openblas_get_config");
    if (!symbol) {
        gsl_test(strstr(GG_BLAS_LIBRARY, "openblas") != NULL,
                 "an OpenBLAS says how it was built; this is none");
        return;
    }
    memcpy(&config, &symbol, sizeof config);
    gsl_test(!strstr(config(), "SINGLE_THREADED"), "OpenBLAS was built without threads (%s)",
             config());
}

static void test_blas_multiplies(void)
{
    const double a[4] = {1, 2, 3, 4};
    const double x[2] = {1, 10};
    double y[2] = {100, 100};
    cblas_dgemv(CblasRowMajor, CblasNoTrans, 2, 2, 2, a, 2, x, 1, 1, y, 1);
    gsl_test(y[0] != 142 || y[1] != 186, "y + 2 A x by hand is y + 2 A x by BLAS");
    gsl_test(cblas_ddot(4, a, 1, a, 1) != gg_dot(4, a, a), "a'a by BLAS is a'a by our loops");
}

int main(void)
{
    test_blas_comes_from_the_library_that_was_chosen();
    test_openblas_is_serial();
    test_blas_multiplies();
    return gsl_test_summary();
}
