/* experiments/studies/structure.c -- a kink that is known is no kink. */
#include "experiments/study.h"

const gg_study gg_study_structure = {
    .name = "structure",
    .title = "Structure",
    .question = "Does knowing where the kink is bring the smooth rate back?",
};
