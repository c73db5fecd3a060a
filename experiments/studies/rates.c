/* experiments/studies/rates.c -- the exact constants of smooth minimisation. */
#include "experiments/study.h"

const gg_study gg_study_rates = {
    .name = "rates",
    .title = "Rates",
    .question =
        "How fast can smooth losses be brought down by gradients, and what is the limit?",
};
