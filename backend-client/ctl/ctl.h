/* The verbs of foyerctl, the terminal tool for the people who run the screens. Each takes the words
 * after its own name and returns the exit code of CONTRACT: 0 done, 2 wrong words or files (one
 * line on stderr), 3 the store cannot be opened. With `json` facts are printed as one JSON
 * document. Nothing printed names a patient.
 */
#pragma once

#include <stdbool.h>

/* map check DIR: every defect of an IMDF directory, and what cannot be reached from each kiosk, on
 * foot and without steps. 2 when the map cannot be used at all. */
int ctl_map(int argc, char **argv, bool json);

/* route --from ID --to ID [--step-free] [--closed ID]... [--map DIR] [--zh]: ids of kiosks or
 * places. 2 for unknown ids; no way is an answer, not an error. Without --map the demo building is
 * taken. */
int ctl_route(int argc, char **argv, bool json);
