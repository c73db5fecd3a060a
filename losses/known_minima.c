/* losses/known_minima.c -- fits of the data sets that ship, certified outside this project.
 *
 * Medians and quantiles are exact rational vertices with an exact dual; the others solve their
 * optimality conditions exactly or to 48 digits and more. Minima are written with 25 digits,
 * coefficients with 20, of which a double keeps 16. */
#include "losses/known_minima.h"

#include <string.h>

#define EXACT_DUAL "certified exactly by a rational vertex and its dual"
#define EXACT_CONDITIONS "certified exactly by rational optimality conditions"
#define DUALITY_GAP "certified by a duality gap of 0 to 50 digits"
#define NO_GRADIENT "certified by a gradient of 0 to 48 digits and a definite Hessian"

static const gg_known_minimum table[] = {
    {.data = "stackloss",
     .pointwise = "quantile",
     .parameter = 0.25,
     .minimum = 16.625,
     .coefficient = {-36.0, 0.5, 1.0, 0.0},
     .certificate = EXACT_DUAL},
    {.data = "stackloss",
     .pointwise = "quantile",
     .parameter = 0.5,
     .minimum = 21.04057971014492753623188,
     .coefficient = {-39.689855072463768116, 0.83188405797101449275, 0.57391304347826086957,
                     -0.060869565217391304348},
     .certificate = EXACT_DUAL},
    {.data = "stackloss",
     .pointwise = "absolute",
     .minimum = 42.08115942028985507246377,
     .coefficient = {-39.689855072463768116, 0.83188405797101449275, 0.57391304347826086957,
                     -0.060869565217391304348},
     .certificate = EXACT_DUAL},
    {.data = "stackloss",
     .pointwise = "quantile",
     .parameter = 0.9,
     .minimum = 8.36167400881057268722467,
     .coefficient = {-58.543318649045521292, 0.79295154185022026432, 1.3054331864904552129,
                     0.038179148311306901615},
     .certificate = EXACT_DUAL},
    {.data = "stackloss",
     .pointwise = "huber",
     .parameter = 1.345,
     .minimum = 43.26439981201243663382498,
     .coefficient = {-38.392382525382017059, 0.83627608904792481998, 0.68720260923893477144,
                     -0.10800754777665986249},
     .certificate = EXACT_CONDITIONS},
    {.data = "stackloss",
     .pointwise = "square",
     .l1 = 4,
     .standardise = true,
     .mean = true,
     .minimum = 35.5183727172692653498794,
     .coefficient = {17.52380952380952381, 3.7601743651738844065, 1.750782131684829677, 0},
     .certificate = DUALITY_GAP},
    {.data = "stackloss",
     .pointwise = "square",
     .l1 = 0.8,
     .standardise = true,
     .mean = true,
     .minimum = 12.13648329813050100340563,
     .coefficient = {17.52380952380952381, 5.5560583117960341813, 3.5466660783069794518, 0},
     .certificate = DUALITY_GAP},
    {.data = "stackloss",
     .pointwise = "square",
     .l1 = 0.08,
     .standardise = true,
     .mean = true,
     .minimum = 5.140182086844710854898072,
     .coefficient = {17.52380952380952381, 6.2780857983794791951, 3.9505792029774453141,
                     -0.63547422420230340627},
     .certificate = DUALITY_GAP},
    {.data = "engel",
     .pointwise = "quantile",
     .parameter = 0.25,
     .minimum = 7082.31589897487839319045,
     .coefficient = {95.483539634552947359, 0.4741032081933101393},
     .certificate = EXACT_DUAL},
    {.data = "engel",
     .pointwise = "quantile",
     .parameter = 0.5,
     .minimum = 8779.966323812847366495653,
     .coefficient = {81.482247416936243983, 0.56018055120941946192},
     .certificate = EXACT_DUAL},
    {.data = "engel",
     .pointwise = "absolute",
     .minimum = 17559.93264762569473299131,
     .coefficient = {81.482247416936243983, 0.56018055120941946192},
     .certificate = EXACT_DUAL},
    {.data = "engel",
     .pointwise = "huber",
     .parameter = 1.345,
     .minimum = 23407.53484361990796293795,
     .coefficient = {81.791437915085719326, 0.55962979450778503979},
     .certificate = EXACT_CONDITIONS},
    {.data = "iris",
     .pointwise = "logistic",
     .l2 = 0.001,
     .positive = "virginica",
     .against = "versicolor",
     .standardise = true,
     .mean = true,
     .minimum = 0.08921207821751153182333006,
     .coefficient = {-0.0020157159529351575036, -0.98917780475259954895, -1.1504015373684199232,
                     4.3039742718698867594, 4.2156364982964227429},
     .certificate = NO_GRADIENT},
    {.data = "iris",
     .pointwise = "hinge",
     .l2 = 0.01,
     .positive = "virginica",
     .against = "versicolor",
     .standardise = true,
     .mean = true,
     .minimum = 0.1125008081538635251609018,
     .coefficient = {0.28824539877300613497, -0.37223986840226834524, -0.5199832283041837299,
                     1.5924852931377261436, 1.617956684118441092},
     .certificate = DUALITY_GAP},
    {.data = "iris",
     .pointwise = "hinge",
     .l2 = 0.001,
     .positive = "setosa",
     .standardise = true,
     .mean = true,
     .minimum = 0.0009752526193037893385528505,
     .coefficient = {-1.4740828860203988895, -0.44029868163519178757, 0.33263463316793018957,
                     -0.89003189526911835598, -0.92403448841414374692},
     .certificate = DUALITY_GAP},
    {.data = "iris",
     .pointwise = "logistic",
     .l2 = 0.001,
     .positive = "setosa",
     .standardise = true,
     .mean = true,
     .minimum = 0.01296564272612771770305787,
     .coefficient = {-3.632021695428466321, -1.457936741752579265, 1.6604241933775421249,
                     -2.6321561402426679639, -2.4260804822977019274},
     .certificate = NO_GRADIENT},
};

static bool same_word(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Without a penalty the least value does not depend on the units of the columns. */
static bool same_fit(const gg_known_minimum *row, const gg_fit *fit)
{
    return same_word(row->data, fit->data) && same_word(row->pointwise, fit->pointwise) &&
           same_word(row->positive, fit->positive) && same_word(row->against, fit->against) &&
           row->parameter == fit->parameter && row->l1 == fit->l1 && row->l2 == fit->l2 &&
           (row->standardise == fit->standardise || (row->l1 == 0 && row->l2 == 0));
}

const gg_known_minimum *gg_known_minimum_find(const gg_fit *fit)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (same_fit(&table[i], fit)) return &table[i];
    return NULL;
}
