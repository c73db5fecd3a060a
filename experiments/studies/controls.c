/* experiments/studies/controls.c -- the same thing under two names, and what must not differ. */
#include "experiments/study.h"

const gg_study gg_study_controls = {
    .name = "controls",
    .title = "Controls",
    .question = "Does the comparison itself find differences only where there are some?",
};
