/* experiments/command.h -- a word of the gradgap tool. */
#ifndef GG_EXPERIMENTS_COMMAND_H
#define GG_EXPERIMENTS_COMMAND_H

/* Constant; one per file: experiments/commands/<name>.c defines gg_command_<name>. */
typedef struct gg_command {
    const char *name, *summary;
    int (*main)(int argc, char **argv); /* argv[0] is "gradgap NAME" -> exit status */
} gg_command;

extern const gg_command *const gg_commands[]; /* NULL ends it; written by the build */

/* gradgap WORD ...: finds the command, or says which is near. -> exit status */
int gg_command_main(int argc, char **argv);

#endif
