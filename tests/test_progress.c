/* tests/test_progress.c -- a plain line for each tenth where nobody watches, or silence. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiments/progress.h"

/* What `steps` of `total` runs write to a file in the place of stderr. */
static void tell(const char *title, size_t total, size_t steps, char out[], size_t room)
{
    char path[] = "/tmp/gradgap_test_XXXXXX";
    gg_progress p;
    fflush(stderr);
    const int file = mkstemp(path);
    const int before = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    gg_progress_start(&p, title, total);
    for (size_t i = 0; i < steps; i++) gg_progress_step(&p, i % 10 == 3);
    gg_progress_finish(&p);
    dup2(before, STDERR_FILENO);
    close(before);
    lseek(file, 0, SEEK_SET);
    const ssize_t got = read(file, out, room - 1);
    out[got > 0 ? got : 0] = '\0';
    close(file);
    unlink(path);
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;
    for (; *text; text++) lines += *text == '\n';
    return lines;
}

static void test_a_file_gets_one_line_for_each_tenth(void)
{
    char text[4096];
    tell("dimension", 25, 25, text, sizeof text);
    gsl_test(count_lines(text) != 10, "25 runs are told in ten lines");
    gsl_test(strchr(text, '\r') || strchr(text, '\033'), "none is rewritten or coloured");
    gsl_test(strncmp(text, "dimension: 12 %, 3 of 25 runs", 29) != 0,
             "the first tells 3 of 25: '%.40s'", text);
    gsl_test(!strstr(text, "100 %, 25 of 25 runs") || !strstr(text, "3 failed\n"),
             "the last tells all, and that 3 failed");
    tell("dimension", 3, 3, text, sizeof text);
    gsl_test(count_lines(text) != 3, "three runs are told in three lines");
    tell("dimension", 1000, 99, text, sizeof text);
    gsl_test(count_lines(text) != 0, "less than a tenth is not told");
}

static void test_without_a_title_it_is_silent(void)
{
    char text[64];
    tell(NULL, 25, 25, text, sizeof text);
    gsl_test(text[0] != '\0', "nothing is written");
}

int main(void)
{
    test_a_file_gets_one_line_for_each_tenth();
    test_without_a_title_it_is_silent();
    return gsl_test_summary();
}
