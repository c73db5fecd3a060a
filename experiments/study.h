/* experiments/study.h -- a question and its grids of runs; the study binaries' main(). */
#ifndef GG_EXPERIMENTS_STUDY_H
#define GG_EXPERIMENTS_STUDY_H

#include "experiments/plan.h"

typedef enum gg_preset { GG_QUICK, GG_STANDARD, GG_FULL } gg_preset;

/* One of the questions that a page of answers takes in turn. */
typedef struct gg_question {
    const char *asked;
    const char *answer; /* in words; the numbers are the figure's and the claims' */
    const char *figure; /* of plots/<name>.gp */
    const char *claims; /* comma-separated names */
} gg_question;

/* Constant; one per file: experiments/studies/<name>.c defines gg_study_<name>. */
typedef struct gg_study {
    const char *name, *title, *question;
    const gg_grid *grids[3]; /* of each preset, beside those of its claims; NULL: none; a grid
                                without losses ends the list */
    const gg_question *questions; /* NULL: one, above; one without words ends the list. What
                                     their claims need is run, too */
} gg_study;

extern const gg_study *const gg_studies[]; /* NULL ends it; written by the build */

const char *gg_preset_name(gg_preset preset);
/* -> false: no such preset */
bool gg_preset_read(const char *word, gg_preset *out);

/* The program of a study: runs what is not stored yet, draws, summarises. -> exit status */
int gg_study_main(const gg_study *study, int argc, char **argv);

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_study_find(const char *name, const gg_study **out);

#endif
