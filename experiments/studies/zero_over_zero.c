/* experiments/studies/zero_over_zero.c -- r/|r| at r = 0 and what is done about it. */
#include "experiments/study.h"

const gg_study gg_study_zero_over_zero = {
    .name = "zero_over_zero",
    .title = "Zero over zero",
    .question = "What happens at a residual of zero, and what does each cure cost?",
};
