/* experiments/studies/twins.c -- the same landscape smooth, kinked and in steps. */
#include "experiments/study.h"

/* The kinked landscape is the original: its smooth twin has the kinks rounded off, its stepped
 * twin stands on stairs; minimiser and minimum stay. Steps of 1e-3 are far below what a reader
 * sees: values hardly change, and the derivative is gone. The slopes of abs_sum, and its width,
 * were chosen after a look at four settings, for one that shows the price of a kink: on slopes
 * that are all alike, and on max_abs, gradient descent passes the kinks and pays little. */
#define LANDSCAPES                                                                 \
    "abs_sum:condition=10+smooth:width=1+shift,abs_sum:condition=10+shift,"        \
    "abs_sum:condition=10+shift+stairs:height=1e-3,"                               \
    "max_abs+smooth:width=1+shift,max_abs+shift,max_abs+shift+stairs:height=1e-3," \
    "nonsmooth_rosenbrock+smooth:width=0.1,nonsmooth_rosenbrock,"                  \
    "nonsmooth_rosenbrock+stairs:height=1e-3"
/* Fits of the same rows: two species of iris told apart by four measurements. */
#define FITS                                               \
    "linear:data=iris:pointwise=square:standardise=yes,"   \
    "linear:data=iris:pointwise=absolute:standardise=yes," \
    "linear:data=iris:pointwise=zero_one:standardise=yes"
#define PATHS                                                     \
    "nonsmooth_rosenbrock+smooth:width=0.5,nonsmooth_rosenbrock," \
    "nonsmooth_rosenbrock+stairs:height=0.1"
#define FOUR "gradient_descent,subgradient,nelder_mead,genetic"

#define PATH_GRID                                                                             \
    {                                                                                         \
        .losses = PATHS, .optimizers = FOUR, .dimensions = "2", .reps = 1, .max_evals = 1000, \
        .dare = true, .own_start = true, .keep_path = true                                    \
    }

static const gg_grid quick[] = {{.losses = LANDSCAPES "," FITS,
                                 .optimizers = "@all",
                                 .dimensions = "2,10",
                                 .reps = 5,
                                 .max_evals = 500,
                                 .per_dimension = true,
                                 .dare = true},
                                PATH_GRID,
                                {0}};
static const gg_grid standard[] = {{.losses = LANDSCAPES "," FITS,
                                    .optimizers = "@all",
                                    .dimensions = "2,10,40",
                                    .reps = 15,
                                    .max_evals = 2000,
                                    .per_dimension = true,
                                    .dare = true},
                                   PATH_GRID,
                                   {0}};
static const gg_grid full[] = {{.losses = LANDSCAPES "," FITS,
                                .optimizers = "@all",
                                .dimensions = "2,10,40",
                                .reps = 51,
                                .max_evals = 10000,
                                .per_dimension = true,
                                .dare = true},
                               PATH_GRID,
                               {0}};

const gg_study gg_study_twins = {
    .name = "twins",
    .title = "Twins",
    .question = "What is lost when nothing but differentiability changes?",
    .grids = {quick, standard, full},
};
