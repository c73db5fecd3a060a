/* experiments/studies/convergence.c -- the whole field of optimizers, everywhere. */
#include "experiments/study.h"

/* Instances are shifted, and rotated where that changes the problem, so that no method wins by
 * searching along the axes or from the middle of the box. */
#define LOSSES                                                                          \
    "sphere+shift,ellipsoid:condition=1e4+rotate+shift,rosenbrock,abs_sum+shift,"       \
    "max_abs+shift,nonsmooth_rosenbrock,rosenbrock+stairs,step+shift,rastrigin+shift,"  \
    "sphere+shift+noise:sigma=1e-3,linear:data=engel:pointwise=square:standardise=yes," \
    "linear:data=stackloss:pointwise=absolute:standardise=yes"
#define OPTIMIZERS "@all"

static const gg_grid quick[] = {{.losses = LOSSES,
                                 .optimizers = OPTIMIZERS,
                                 .dimensions = "2,10",
                                 .reps = 5,
                                 .max_evals = 500,
                                 .per_dimension = true},
                                {0}};
static const gg_grid standard[] = {{.losses = LOSSES,
                                    .optimizers = OPTIMIZERS,
                                    .dimensions = "2,10,40",
                                    .reps = 15,
                                    .max_evals = 2000,
                                    .per_dimension = true},
                                   {0}};
static const gg_grid full[] = {{.losses = LOSSES,
                                .optimizers = OPTIMIZERS,
                                .dimensions = "2,10,40",
                                .reps = 51,
                                .max_evals = 10000,
                                .per_dimension = true},
                               {0}};

const gg_study gg_study_convergence = {
    .name = "convergence",
    .title = "Convergence",
    .question = "How fast does each method come down on smooth, kinked, stepped, rugged and "
                "noisy losses?",
    .grids = {quick, standard, full},
};
