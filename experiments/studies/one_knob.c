/* experiments/studies/one_knob.c -- only the sharpness of a kink is turned. */
#include "experiments/study.h"

const gg_study gg_study_one_knob = {
    .name = "one_knob",
    .title = "One knob",
    .question = "What happens when differentiability alone is turned down, and all else stays?",
};
