/* experiments/arguments.h -- what all programs of ours do alike on the command line. */
#ifndef GG_EXPERIMENTS_ARGUMENTS_H
#define GG_EXPERIMENTS_ARGUMENTS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum { GG_EXIT_OK = 0, GG_EXIT_FELL_SHORT = 1, GG_EXIT_CANNOT = 2 };

/* argp_parse with our conventions: -h, --version, errors exit with 2. */
void gg_arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

/* Report gg_message() as "gradgap: ..." on stderr. -> GG_EXIT_CANNOT */
int gg_arguments_fail(void);
/* The same, from within an argp parser: exits. */
_Noreturn void gg_arguments_reject(const char *format, ...) GG_PRINTF(1, 2);

/* Values of options; a bad one ends the program with one line that names the option. */
size_t gg_argument_count(const char *option, const char *text, size_t least);
uint64_t gg_argument_seed(const char *option, const char *text);
double gg_argument_number(const char *option, const char *text, double least);

/* The flags that most programs share, as an argp child whose input is a gg_common. */
typedef struct gg_common {
    bool json, quiet;
    uint64_t seed; /* 1 unless given */
    size_t n;      /* 0 unless given */
} gg_common;
extern const struct argp gg_json_argp;    /* --json */
extern const struct argp gg_problem_argp; /* -n, --seed */
extern const struct argp gg_quiet_argp;   /* -q */

/* A child row for each; set state->child_inputs[] to the gg_common at ARGP_KEY_INIT. */
#define GG_CHILD(child)      \
    {                        \
        &(child), 0, NULL, 0 \
    }

#endif
