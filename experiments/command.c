/* experiments/command.c -- finds the command that a word names. */
#include "experiments/command.h"

#include <stdio.h>
#include <string.h>

#include "base/option.h"
#include "experiments/guard.h"
#include "version.h"

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_commands[i] ? gg_commands[i]->name : NULL;
}

static void usage(FILE *to)
{
    fputs("Usage: gradgap COMMAND [OPTION...]\n"
          "What does a gradient buy, and what is lost without one?\n\nCommands:\n",
          to);
    for (size_t i = 0; gg_commands[i]; i++)
        fprintf(to, "  %-10s %s\n", gg_commands[i]->name, gg_commands[i]->summary);
    fputs("\nExamples:\n"
          "  gradgap list losses\n"
          "  gradgap show rosenbrock\n"
          "  gradgap minimize rosenbrock nelder_mead -n 2\n"
          "\n'gradgap COMMAND --help' explains one. 'gradgap --version' prints the version.\n",
          to);
}

int gg_command_main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "--help";
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        usage(argc > 1 ? stdout : stderr);
        return argc > 1 ? 0 : 2;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        printf("gradgap %s (%s; %s)\n", GG_VERSION, GG_COMMIT, GG_BUILD);
        return 0;
    }
    for (size_t i = 0; gg_commands[i]; i++)
        if (strcmp(gg_commands[i]->name, word) == 0) {
            char name[64];
            snprintf(name, sizeof name, "gradgap %s", word);
            argv[1] = name;
            if (gg_guard_needed(argc, argv))
                return gg_guard(gg_commands[i]->main, argc - 1, argv + 1);
            return gg_commands[i]->main(argc - 1, argv + 1);
        }
    const char *near = gg_nearest(word, name_at, NULL);
    if (near)
        fprintf(stderr, "gradgap: no command '%s' (did you mean '%s'?)\n", word, near);
    else
        fprintf(stderr, "gradgap: no command '%s' (gradgap --help lists them)\n", word);
    return 2;
}
