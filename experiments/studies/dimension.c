/* experiments/studies/dimension.c -- what a target costs as the dimension grows. */
#include "experiments/study.h"

#define LOSSES "sphere+shift,ellipsoid:condition=100+shift,abs_sum+shift"
/* With hundreds of unknowns: all but the quadratic model, whose calls take milliseconds there. */
#define LARGE                                                                               \
    "@gradient_based,@nonsmooth,nelder_mead,pattern_search,powell,cma_es,separable_cma_es," \
    "differential_evolution,genetic,one_plus_one,particle_swarm,random_gradient_free,"      \
    "random_search,simulated_annealing,spsa"

static const gg_grid quick[] = {{.losses = LOSSES,
                                 .optimizers = "@all",
                                 .dimensions = "2,4,8,16",
                                 .reps = 5,
                                 .max_evals = 1000,
                                 .per_dimension = true,
                                 .target = 1e-4},
                                {0}};
static const gg_grid standard[] = {{.losses = LOSSES,
                                    .optimizers = "@all",
                                    .dimensions = "2,4,8,16,32,64",
                                    .reps = 15,
                                    .max_evals = 2000,
                                    .per_dimension = true,
                                    .target = 1e-4},
                                   {.losses = LOSSES,
                                    .optimizers = LARGE,
                                    .dimensions = "128,256",
                                    .reps = 15,
                                    .max_evals = 2000,
                                    .per_dimension = true,
                                    .target = 1e-4},
                                   {0}};
static const gg_grid full[] = {{.losses = LOSSES,
                                .optimizers = "@all",
                                .dimensions = "2,4,8,16,32,64",
                                .reps = 31,
                                .max_evals = 10000,
                                .per_dimension = true,
                                .target = 1e-4},
                               {.losses = LOSSES,
                                .optimizers = LARGE,
                                .dimensions = "128,256",
                                .reps = 31,
                                .max_evals = 10000,
                                .per_dimension = true,
                                .target = 1e-4},
                               {0}};

const gg_study gg_study_dimension = {
    .name = "dimension",
    .title = "Dimension",
    .question = "How does the cost of a target grow with the number of unknowns, with and "
                "without a gradient?",
    .grids = {quick, standard, full},
};
