/* experiments/studies/gradient_free_wins.c -- many valleys, noise, plateaus, dear gradients. */
#include "experiments/study.h"

const gg_study gg_study_gradient_free_wins = {
    .name = "gradient_free_wins",
    .title = "Where gradient-free wins",
    .question =
        "On which losses, and at which price of a gradient, is it better to do without?",
};
