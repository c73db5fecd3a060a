/* experiments/studies/loss_statistics.c -- mean, median, quantile: what losses stand for. */
#include "experiments/study.h"

const gg_study gg_study_loss_statistics = {
    .name = "loss_statistics",
    .title = "What a loss computes",
    .question =
        "Which statistic of the data does a loss find, and what does averaging do to its kinks?",
};
