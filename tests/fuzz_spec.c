/* tests/fuzz_spec.c -- any words as a specification: a problem that answers, or a refusal.
 *
 * The linker sends what would reach files and programs here (--wrap); while a specification is
 * read it fails as if nothing were there. */
#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>

#include "losses/loss.h"
#include "tests/fuzz.h"

enum { WORDS = 512, LEAST = 2, MOST_N = 4096 };

static bool reading;

int __real_open(const char *path, int flags, ...);
FILE *__real_fopen(const char *path, const char *mode);
void *__real_dlopen(const char *path, int flags);
pid_t __real_fork(void);
int __wrap_open(const char *path, int flags, ...);
FILE *__wrap_fopen(const char *path, const char *mode);
void *__wrap_dlopen(const char *path, int flags);
pid_t __wrap_fork(void);

static bool refused(void)
{
    if (reading) errno = ENOENT;
    return reading;
}

int __wrap_open(const char *path, int flags, ...)
{
    return refused() ? -1 : __real_open(path, flags, 0600);
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    return refused() ? NULL : __real_fopen(path, mode);
}

void *__wrap_dlopen(const char *path, int flags)
{
    return refused() ? NULL : __real_dlopen(path, flags);
}

pid_t __wrap_fork(void)
{
    return refused() ? -1 : __real_fork();
}

/* The sets that ship stay open, or every specification with data would read them again. */
static void keep_data_open(void)
{
    static bool done;
    for (const gg_dataset *s = gg_datasets; s->name && !done; s++) {
        const gg_data *d = NULL;
        fuzz_must(gg_data_open(&d, s->name) == GG_OK, "a set that ships opens");
    }
    done = true;
}

static void ask(gg_problem *p)
{
    static double g[MOST_N];
    if (p->n > MOST_N) return;
    const double f = p->loss->value(p, p->start);
    if (p->noisy || !p->loss->gradient) return;
    const double told = p->loss->gradient(p, p->start, g);
    fuzz_must(f == told || (isnan(f) && isnan(told)), "f is the same with its gradient");
}

static void check(gg_problem *p)
{
    gg_problem *again = NULL;
    char *text = gg_problem_spec(p);
    fuzz_must(text != NULL, "a problem can be written");
    ask(p);
    const gg_status status = gg_problem_open(&again, text, p->n, 1, 0);
    fuzz_must(status == GG_OK, "what was written can be read");
    char *twice = gg_problem_spec(again);
    fuzz_must(twice && strcmp(text, twice) == 0, "and is written alike");
    free(twice);
    free(text);
    gg_problem_close(again);
}

/* The first byte is the dimension, the rest the words. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char words[WORDS];
    gg_problem *p = NULL;
    if (size < LEAST || size > WORDS || memchr(bytes + 1, '\0', size - 1)) return 0;
    memcpy(words, bytes + 1, size - 1);
    words[size - 1] = '\0';
    keep_data_open();
    reading = true;
    const gg_status status = gg_problem_open(&p, words, bytes[0] % 8, 1, 0);
    fuzz_must((status == GG_OK) == (p != NULL), "a problem comes with success, and only then");
    fuzz_must(status == GG_OK || *gg_message(), "a refusal says why");
    if (p) check(p);
    gg_problem_close(p);
    reading = false;
    return 0;
}
