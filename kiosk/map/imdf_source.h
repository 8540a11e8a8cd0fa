/* Where the files of a building come from: a directory, or a ZIP read in memory (nothing of it is
 * ever written to disk). Both give files by their plain names, in any case; folders around
 * them, as archivers make them, are looked through. What is too large for a building is refused,
 * whatever a ZIP says of itself.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define IMDF_FILE_MAX ((size_t)64 << 20)   /* one file */
#define IMDF_TOTAL_MAX ((size_t)192 << 20) /* all of them */
#define IMDF_NAMES_MAX 256

struct imdf_source;

/* NULL when it is neither a directory that can be read nor a ZIP. */
struct imdf_source *imdf_source_open(const char *path);
void imdf_source_close(struct imdf_source *source); /* accepts NULL */

/* The index-th file's name without folders; NULL beyond the end. */
const char *imdf_source_name(const struct imdf_source *source, size_t index);
/* Of a ZIP: the index-th entry that is refused for its name (absolute, or out of the folder). */
const char *imdf_source_refused(const struct imdf_source *source, size_t index);
/* The index-th file that was there in another folder, too. */
const char *imdf_source_twice(const struct imdf_source *source, size_t index);
bool imdf_source_has(const struct imdf_source *source, const char *name);
/* The whole file, malloc'ed; NULL with *why in English. */
char *imdf_source_read(struct imdf_source *source, const char *name, size_t *length,
                       const char **why);
/* A number that changes when any of the files does: names, sizes and contents. */
unsigned long long imdf_source_sum(struct imdf_source *source);
