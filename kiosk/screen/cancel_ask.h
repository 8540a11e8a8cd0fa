/* Asked once more before a booking is given up, on a view of its own: the question, what it is
 * about and both answers stand on one page in every print and language.
 */
#pragma once

#include "model/care.h"
#include "screen/screen.h"

enum cancel_answer { CANCEL_NOT_YET, CANCEL_KEEP, CANCEL_YES };
enum cancel_answer cancel_ask(struct app *app, struct ui *ui, const struct appointment *one);
