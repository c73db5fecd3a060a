/* experiments/studies/zeroth_order.c -- what values and comparisons can tell. */
#include "experiments/study.h"

const gg_study gg_study_zeroth_order = {
    .name = "zeroth_order",
    .title = "By values alone",
    .question = "What does a method pay that sees values, or only which of two is less?",
};
