/* experiments/studies/dropin_question.c -- two methods on two losses, one of each dropped in. */
#include "experiments/study.h"

#define LOSSES "sphere,dropin_fold"
#define OPTIMIZERS "dropin_compass,random_search"

static const gg_grid quick[] = {{.losses = LOSSES,
                                 .optimizers = OPTIMIZERS,
                                 .dimensions = "2",
                                 .reps = 5,
                                 .max_evals = 400},
                                {0}};
static const gg_grid standard[] = {{.losses = LOSSES,
                                    .optimizers = OPTIMIZERS,
                                    .dimensions = "2,10",
                                    .reps = 5,
                                    .max_evals = 2000},
                                   {0}};
static const gg_grid full[] = {{.losses = LOSSES,
                                .optimizers = OPTIMIZERS,
                                .dimensions = "2,10",
                                .reps = 15,
                                .max_evals = 10000},
                               {0}};

const gg_study gg_study_dropin_question = {
    .name = "dropin_question",
    .title = "Dropped in",
    .question = "Is a study that is dropped in run like any other?",
    .grids = {quick, standard, full},
};
