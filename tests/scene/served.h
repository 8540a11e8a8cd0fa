/* A scene with a server: what is owed there is counted at the end. And any other scene played with
 * one, without saying so (--served): it begins with a store that has pulled the hospital; in the
 * middle of the steps the server is stopped, and the steps go on when the station has noticed;
 * before the last quarter it is started again.
 */
#pragma once

#include "script.h"
#include "stage.h"

/* What a server stores of the demo hospital, into a file. */
bool served_publish(const struct options *options, const char *file);
/* Makes what such scenes begin with, in the folder `dir`: a server's data and a store. */
bool served_pull(const struct options *options, const char *dir);
/* The machine that the steps are played on gets its store. */
bool served_store(struct stage *stage);
/* Before the step: does to the server what is to be done. `step` from 0, scene order. */
bool served_before(struct stage *stage, const struct script *script, size_t step);
/* "stop ROLE DAYS": the hospital stops that doctor's clinics in so many days, at its server. */
bool served_hospital(struct stage *stage, const char *words);
/* Waits until everything is sent, and counts (count.h). False with a reason. */
bool served_count(struct stage *stage, const char *scene);
