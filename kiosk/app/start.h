#pragma once

/* `foyer`: reads the words and the config, opens the store and the window, and runs until it is
 * closed. Returns the exit code of CONTRACT.md. */
int foyer_main(int argc, char **argv);
