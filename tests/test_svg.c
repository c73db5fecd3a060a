/* tests/test_svg.c -- what is changed in gnuplot's pictures before anybody sees them. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/svg.h"

static const char *const SVG =
    "<?xml version=\"1.0\"?>\n<svg \n viewBox=\"0 0 300 200\"\n>\n<title>Gnuplot</title>\n"
    "<g id=\"gnuplot_canvas\">\n<rect x=\"0\" y=\"0\" width=\"300\" height=\"200\"/>\n"
    "<path id='gpPt0' d='M1.25,2.75 L3.50,4.00'/>\n<use xlink:href='#gpPt0'/>\n"
    "<g id=\"gnuplot_plot_1\" ><title>plot x</title>\n<use/></g>\n</g>\n</svg>\n";

static void test_an_svg_is_fit_for_a_page(void)
{
    char text[8192] = "";
    FILE *to = fmemopen(text, sizeof text - 1, "w");
    gsl_test(gg_svg_write(SVG, "one", "a < b & \"c\"", to) != GG_OK, "gnuplot's SVG is taken");
    fclose(to);
    gsl_test(!strstr(text, "id='one-gpPt0'") || !strstr(text, "'#one-gpPt0'"),
             "ids and what refers to them bear the picture's name");
    gsl_test(!strstr(text, "a &lt; b &amp; &quot;c&quot;</title>"), "the title is escaped");
    gsl_test(strstr(text, "plot x") != NULL, "the command that drew a line is not its name");
    gsl_test(strstr(text, "<rect x=\"0\" y=\"0\"") != NULL, "the white ground is gone");
    gsl_test(!strstr(text, "prefers-color-scheme:dark"), "there is a dark mode");
    gsl_test(!strstr(text, "M1.2,2.7 L3.5,4.0"), "coordinates have one decimal");
    char whole[4096] = "<svg";
    to = fmemopen(text, sizeof text - 1, "w");
    gsl_test(gg_svg_write(whole, "one", "", to) != GG_BAD_INPUT, "half an SVG is refused");
    fclose(to);
}

int main(void)
{
    test_an_svg_is_fit_for_a_page();
    exit(gsl_test_summary());
}
