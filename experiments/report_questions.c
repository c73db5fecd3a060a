/* experiments/report_questions.c -- questions, each with its answer, its picture and its claims. */
#include <math.h>
#include <string.h>

#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"

/* The claim whose name these `length` letters are; NULL: none. */
static const gg_judged *find_claim(const gg_judged_list *judged, const char *name,
                                   size_t length)
{
    for (size_t i = 0; i < judged->count; i++) {
        const char *own = judged->list[i].claim->name;
        if (strlen(own) == length && strncmp(own, name, length) == 0) return &judged->list[i];
    }
    return NULL;
}

static void write_claim(const gg_judged *j, FILE *to)
{
    gg_html(to, "<li><a href=\"#claim-%s\">", j->claim->name);
    gg_html(to, "<span class=\"verdict %s\">%s</span></a> %s</li>\n",
            gg_verdict_class(j->verdict), gg_judgement_name(j->verdict), j->claim->sentence);
}

static void write_claims(const gg_judged_list *judged, const char *names, FILE *to)
{
    fputs("<ul class=\"answers\">\n", to);
    for (const char *at = names; *at;) {
        const size_t length = strcspn(at, ",");
        const gg_judged *j = find_claim(judged, at, length);
        if (j) write_claim(j, to);
        at += length + (at[length] == ',');
    }
    fputs("</ul>\n", to);
}

gg_status gg_report_questions(gg_chapter *c, const gg_question questions[],
                              const gg_judged_list *judged, size_t *drawn, FILE *contents,
                              FILE *to)
{
    fputs("<ol>\n", contents);
    for (size_t k = 0; questions[k].asked; k++) {
        const gg_question *q = &questions[k];
        gg_html(contents, "<li><a href=\"#%s-question%zu\">%s</a><ol>\n", c->id, k + 1,
                q->asked);
        gg_html(to,
                "<section id=\"%s-question%zu\">\n<h3>%s</h3>\n<p class=\"answer\">%s</p>\n",
                c->id, k + 1, q->asked, q->answer);
        for (size_t i = 0; i < c->pictures.count; i++) {
            const gg_picture *p = &c->pictures.list[i];
            if (strcmp(p->figure, q->figure) != 0) continue;
            GG_TRY(gg_report_entry(p, c->id, contents));
            GG_TRY(gg_report_figure(p, c->folder, c->id, ++*drawn, to));
        }
        fputs("</ol></li>\n", contents);
        write_claims(judged, q->claims, to);
        fputs("</section>\n", to);
    }
    fputs("</ol>\n", contents);
    return GG_OK;
}
