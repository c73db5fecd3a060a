/* experiments/studies/questions.c -- the questions that it all began with, one after another. */
#include "experiments/study.h"

static const gg_question questions[] = {
    {.asked = "Is this loss differentiable, and where is it not?",
     .answer =
         "A loss is differentiable at a point if, close enough, it is as good as a plane: from "
         "both sides the same slope. gradgap probe looks for the opposite from values alone, "
         "and says so where rounding or noise hides the answer. A line sees only the kinks "
         "that it crosses; a loss that is smooth on a scale below the least step is, for a "
         "probe and for an optimizer, a kink.",
     .figure = "probe_roc",
     .claims = "probe_rates,autodiff_at_kinks"},
    {.asked = "What happens to the absolute loss at a residual of zero?",
     .answer =
         "Its derivative r / |r| is zero over zero there. Written down so, the first residual "
         "that is exactly zero makes the fit NaN for good: rare with data of full precision, "
         "all but certain with short numbers, and with methods that aim at zero residuals. An "
         "epsilon in the denominator, a root and Huber's loss all cure the NaN, and all move "
         "the answer of a regression, in proportion to epsilon; only Huber's leaves a plain "
         "median where it is, as long as epsilon is less than the gap to its neighbour. A "
         "formula foretells by how much on most tables, though not on every one. Calling the "
         "derivative 0 moves nothing.",
     .figure = "zero_over_zero",
     .claims = "nan_at_zero,bias_of_cures"},
    {.asked = "Does the L1 loss give the median?",
     .answer =
         "Yes, whichever optimizer gets there: squares find the mean, absolute values the "
         "median, the tilted absolute value a quantile, the largest residual the middle of the "
         "range. That is why a few wild rows move the mean without bound and the median "
         "hardly. And a mean over many rows is nearly smooth again: each brings its kink, with "
         "its share of the weight.",
     .figure = "loss_statistics",
     .claims = "which_statistic,averaging_smooths"},
    {.asked = "Why must the model be differentiable, too?",
     .answer =
         "Backpropagation multiplies derivatives along the way. One step in the model makes "
         "one factor zero almost everywhere, and all that lies before it stops learning: not "
         "slowly, but not at all. What lies behind it still learns, from random features. A "
         "rounded step, or a made-up derivative, revives the rest; methods that see only "
         "values do not care, and end between the two: ahead of the dead network, behind the "
         "revived ones.",
     .figure = "nondifferentiable_model",
     .claims = "dead_backprop"},
    {.asked =
         "What does backpropagation cost, and what would a gradient of 1e11 parameters cost "
         "without it?",
     .answer =
         "A gradient by backpropagation costs at most five evaluations, and no more as "
         "parameters are added (for a small network even a little less). By differences it "
         "costs one evaluation a parameter, and one more: at 1e11 parameters that is the step "
         "from less than a millisecond to months, on one machine of 1e15 operations a second.",
     .figure = "price_of_backprop",
     .claims = "cheap_gradient,gradient_is_n_numbers"},
    {.asked = "Is a genetic algorithm slower, by how much, and when is it not?",
     .answer =
         "On a smooth valley it is slower by orders of magnitude, and by more in every "
         "dimension that is added, faster than in proportion; among methods without gradients, "
         "too, it is not the fastest. Where there are many valleys, plateaus or steps, where "
         "values are noisy and differences are taken naively, or where a gradient costs more "
         "than the break-even price, methods by values win.",
     .figure = "where_gradient_free_wins",
     .claims = "genetic_price,multimodal,plateaus,noisy_values,break_even_price"},
    {.asked = "If a loss is not differentiable, can it be approximated by one that is?",
     .answer =
         "Yes: kinks can be rounded off, by a known amount of bias and at a known price. "
         "Turning only the sharpness of a kink, and nothing else, makes gradient descent "
         "slower in proportion, acceleration by about the root of that, and leaves CMA-ES "
         "nearly as it was. Rounded just as much as the accuracy allows, about 1/eps steps do "
         "what takes 1/eps^2 without.",
     .figure = "one_knob",
     .claims = "huber_homotopy,smoothing_exponent"},
    {0},
};

const gg_study gg_study_questions = {
    .name = "questions",
    .title = "Questions",
    .question = "What is a differentiable loss, why does it matter, and what if it is not?",
    .questions = questions,
};
