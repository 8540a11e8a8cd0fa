/* Inside sync/: the pages of a search. */
#pragma once

#include "fhir/answer.h"
#include "sync/engine.h"

/* One page of a search; *out with bundle_free. ERR_OFFLINE, ERR_NOT_FOUND or ERR_REFUSED. */
MUST_CHECK enum err page_ask(struct sync *sync, const char *path, struct bundle **out);
/* The next page's path; false when it leads to another origin. */
bool page_follow(const struct sync *sync, const char *next, char *path, size_t size);
