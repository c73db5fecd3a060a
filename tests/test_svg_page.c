/* tests/test_svg_page.c -- a figure's SVG made shorter: nothing that is seen may change. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/svg_page.h"

#define HEAD                                                                \
    "<svg id=\"calls_n2\" role=\"img\" aria-labelledby=\"calls_n2-title\" " \
    "width=\"820\" height=\"480\" viewBox=\"0 0 820 480\">\n"               \
    "<title id=\"calls_n2-title\">All arrive</title>\n"                     \
    "<style>#calls_n2 text{fill:red}</style>\n<defs><path id='calls_n2-p' " \
    "d='M0,1.330 L-1.265,0.411'/></defs>\n"

/* The page's version of HEAD, `body` and the end; the caller frees it. */
static char *shortened(const char *body)
{
    char *text = NULL;
    size_t size = 0;
    char svg[4096];
    snprintf(svg, sizeof svg, HEAD "%s</svg>\n", body);
    FILE *to = open_memstream(&text, &size);
    if (!to || gg_svg_page(svg, "calls_n2", "f7", 62, to) != GG_OK) {
        printf("FAIL: the test cannot go on: %s\n", gg_message());
        exit(EXIT_FAILURE);
    }
    fclose(to);
    return text;
}

static void holds(const char *body, const char *wanted, const char *claim)
{
    char *text = shortened(body);
    gsl_test(!strstr(text, wanted), "%s: '%s'", claim, wanted);
    free(text);
}

static void lacks(const char *body, const char *unwanted, const char *claim)
{
    char *text = shortened(body);
    gsl_test(strstr(text, unwanted) != NULL, "%s: '%s' is gone", claim, unwanted);
    free(text);
}

static void test_the_head_is_cut_and_can_be_had_back(void)
{
    holds("", "viewBox=\"0 62 820 418\"", "the view begins below the head");
    holds("", "data-whole=\"0 0 820 480\"", "the whole view is kept");
}

static void test_names_are_the_pages(void)
{
    holds("<use href='#calls_n2-p'/>", "href='#f7-p'", "references follow the new name");
    holds("", "aria-labelledby=\"f7-title\"", "the title is found");
    holds("", "#f7 text{fill:red}", "the style is still this figure's");
    holds("<text>calls_n2</text>", "<text>calls_n2</text>", "words are not names");
    lacks("<use href='#calls_n2-p'/>", "#calls_n2", "nothing of the old name is left");
}

static void test_what_shows_nothing_is_left_out(void)
{
    lacks("<g fill=\"none\">\n</g>\n", "<g ", "an empty group");
    lacks("<g fill=\"none\">\n\t<text></text>\n</g>", "<g ", "a group around an empty text");
    lacks("<g id=\"x\" ><title>file using 1:2</title><path d='M1,2 L3,4'/></g>", "file using",
          "gnuplot's name for a plot");
    holds("<g fill=\"none\">\n<text>3</text></g>", "<text>3</text>", "a text stays");
    holds("", "d='M0,1.330 L-1.265,0.411'", "markers keep their shape");
    holds("<g fill=\"none\" color=\"black\" stroke=\"currentColor\" stroke-width=\"2.40\">\n"
          "<path d='M1,2 L3,4'/></g>",
          "<g stroke-width=\"2.40\">", "a group does not repeat what the root says");
    holds("", "fill=\"none\" color=\"black\" stroke=\"currentColor\"", "the root says it");
    lacks("<g id=\"calls_n2-gnuplot_plot_1a\" >\n<path d='M1,2 L3,4'/></g>", "gnuplot_plot_1a",
          "the number of a plot, which panels repeat,");
}

/* "M1 2l3-4.5.5m..." by the rules of SVG 1.1, section 8.3, as absolute corners. */
static size_t corners(const char *d, double x[], double y[], size_t room)
{
    size_t count = 0;
    double at_x = 0;
    double at_y = 0;
    char command = 0;
    while (*d && *d != '\'') {
        if (strchr("Mmlz", *d)) command = *d++;
        if (command == 'z') continue;
        char number[2][32];
        for (size_t k = 0; k < 2; k++) { /* one sign, one point */
            size_t length = 0;
            bool point = false;
            while (*d == ' ') d++;
            if (*d == '-') number[k][length++] = *d++;
            while ((*d >= '0' && *d <= '9') || (*d == '.' && !point)) {
                point = point || *d == '.';
                number[k][length++] = *d++;
            }
            number[k][length] = 0;
        }
        at_x = atof(number[0]) + (command == 'M' ? 0 : at_x);
        at_y = atof(number[1]) + (command == 'M' ? 0 : at_y);
        if (count < room) {
            x[count] = at_x;
            y[count] = at_y;
        }
        count++;
    }
    return count;
}

/* No three of its corners are on a line. */
static double zigzag(int i)
{
    return 244.93 + (i % 2 ? -1 : 1) * 90 * fabs(sin(i));
}

static void test_lines_stay_where_they_are(void)
{
    enum { CORNERS = 60 };
    char body[4096] = "<path stroke='red'  d='M52.00,244.93";
    for (int i = 1; i < CORNERS; i++) { /* up and down, some beginnings among them */
        char part[64];
        snprintf(part, sizeof part, " %c%.2f,%.2f", i % 20 == 0 ? 'M' : 'L', 52 + 7.31 * i,
                 zigzag(i));
        strcat(body, part);
    }
    strcat(body, "  '/>");
    char *text = shortened(body);
    double x[CORNERS];
    double y[CORNERS];
    const char *d = strstr(text, "stroke='red'  d='");
    const size_t count = d ? corners(d + strlen("stroke='red'  d='"), x, y, CORNERS) : 0;
    double worst = 0;
    for (size_t i = 0; i < count && i < CORNERS; i++) {
        worst = fmax(worst,
                     fmax(fabs(x[i] - 52 - 7.31 * (double)i), fabs(y[i] - zigzag((int)i))));
    }
    gsl_test(count != CORNERS, "all %d corners are there, not %zu", (int)CORNERS, count);
    gsl_test(!(worst <= 0.056), "corners move by %g, not more than half a tenth", worst);
    gsl_test(strlen(d) > strlen(strstr(body, "d='")), "the line is shorter than it was");
    free(text);
}

/* 2000 corners of a smooth curve: what is left is further from it than half a pixel nowhere. */
static void test_corners_that_nobody_sees_are_left_out(void)
{
    enum { CORNERS = 2000 };
    static char body[1 << 16] = "<path d='M10.00,200.00";
    static char svg[1 << 17];
    char *text = NULL;
    size_t size = 0;
    for (int i = 1; i <= CORNERS; i++) {
        char part[64];
        const double x = 10 + 0.35 * i;
        snprintf(part, sizeof part, " L%.2f,%.2f", x, 200 + 90 * sin((x - 10) / 50));
        strcat(body, part);
    }
    strcat(body, "'/>");
    snprintf(svg, sizeof svg, HEAD "%s</svg>\n", body);
    FILE *to = open_memstream(&text, &size);
    if (!to || gg_svg_page(svg, "calls_n2", "f7", 62, to) != GG_OK) exit(EXIT_FAILURE);
    fclose(to);
    static double x[CORNERS];
    static double y[CORNERS];
    const char *d = strstr(text, "<path d='M10");
    const size_t count = d ? corners(d + strlen("<path d='"), x, y, CORNERS) : 0;
    gsl_test(count < 50 || count > CORNERS / 5, "%zu of %d corners are left", count,
             (int)CORNERS);
    double worst = 0;
    for (size_t i = 1; i < count; i++)
        for (int k = 0; k <= 20; k++) {
            const double at = x[i - 1] + (x[i] - x[i - 1]) * k / 20;
            const double on = y[i - 1] + (y[i] - y[i - 1]) * k / 20;
            worst = fmax(worst, fabs(on - 200 - 90 * sin((at - 10) / 50)));
        }
    gsl_test(!(worst <= 0.4), "the line moves by %g, less than half a pixel", worst);
    gsl_test(count > 0 && fabs(x[count - 1] - 710) > 0.06, "it ends where it ended");
    free(text);
}

static void test_a_line_that_turns_back_keeps_its_tip(void)
{
    holds("<path d='M1.00,2.00 L5.00,2.00 L9.00,2.00 L3.00,2.00'/>", " d='M1 2l8 0-6 0'",
          "there and back");
    holds("<path d='M1.00,2.00 L1.00,9.00 L9.00,9.00 L9.00,2.00'/>", " d='M1 2l0 7 8 0 0-7'",
          "stairs");
}

static void test_areas_have_short_colours(void)
{
    holds("<path fill = 'rgb(175, 205, 229)' d='M1 2'/>", "fill='#afcde5'", "a colour");
    holds("<path fill = 'url(#calls_n2-p)' d='M1 2'/>", "fill = 'url(#f7-p)'", "a pattern");
}

/* Two numbers may touch only where the second's sign or point parts them. */
static void test_numbers_do_not_run_together(void)
{
    holds("<path d='M1.00,2.00 L4.00,2.50'/>", " d='M1 2l3 .5'", "3 and 0.5 are not 3.5");
    holds("<path d='M1.00,2.00 L4.50,2.50'/>", " d='M1 2l3.5.5'", "3.5 and 0.5 may touch");
    holds("<path d='M1.00,2.00 L4.00,1.50'/>", " d='M1 2l3-.5'", "3 and -0.5 may touch");
    holds("<path d='M1.00,2.00 L4.50,12.00'/>", " d='M1 2l3.5 10'", "3.5 and 10 may not");
}

static void test_a_band_is_closed(void)
{
    holds("<polygon fill = 'red'  points = '1.00,2.00 3.00,4.00 3.00,1.50 '/>",
          "<path fill = 'red'  d='M1 2l2 2 0-2.5z'/>", "a polygon is a closed path");
}

static void test_other_files_are_refused(void)
{
    static const char *const others[] = {"", "<svg>",
                                         "<svg viewBox=\"0 0 9 9\"><defs></defs></svg>", HEAD};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        gsl_test(gg_svg_page(others[i], "calls_n2", "f7", 62, stderr) != GG_BAD_INPUT,
                 "what is no whole figure is refused: %s", gg_message());
}

int main(void)
{
    test_the_head_is_cut_and_can_be_had_back();
    test_names_are_the_pages();
    test_what_shows_nothing_is_left_out();
    test_lines_stay_where_they_are();
    test_corners_that_nobody_sees_are_left_out();
    test_a_line_that_turns_back_keeps_its_tip();
    test_areas_have_short_colours();
    test_numbers_do_not_run_together();
    test_a_band_is_closed();
    test_other_files_are_refused();
    return gsl_test_summary();
}
