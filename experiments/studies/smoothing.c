/* experiments/studies/smoothing.c -- a kink rounded off. */
#include "experiments/study.h"

const gg_study gg_study_smoothing = {
    .name = "smoothing",
    .title = "Smoothing and its price",
    .question = "What is gained by rounding a kink off, and what is paid?",
};
