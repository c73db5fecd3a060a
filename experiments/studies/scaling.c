/* experiments/studies/scaling.c -- growth with dimension, condition and rank. */
#include "experiments/study.h"

const gg_study gg_study_scaling = {
    .name = "scaling",
    .title = "Scaling",
    .question =
        "How do methods without gradients grow with the dimension and the condition number?",
};
