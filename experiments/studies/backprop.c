/* experiments/studies/backprop.c -- the price of a gradient of a program. */
#include "experiments/study.h"

const gg_study gg_study_backprop = {
    .name = "backprop",
    .title = "Backpropagation and its price",
    .question = "What does a gradient cost, in operations and in seconds?",
};
