/* How Chinese words are read where the voice goes wrong: it knows characters one by one, and some
 * have two readings (重庆, 银行, the surname 单). A UTF-8 file, a line each: the word, a tab, what
 * the voice is given instead (pinyin with tone digits, or other characters); # begins a remark. */
#pragma once

#include <stddef.h>

struct readings;

/* `path` "" is the list that comes along. Never NULL; a file that cannot be read is an empty list.
 */
struct readings *readings_new(const char *path);
void readings_free(struct readings *readings);
/* In place; the longest word counts. What does not fit is cut at a character. */
void readings_apply(const struct readings *readings, char *text, size_t size);
