/* One clear sentence for everything that can go wrong: what happened, then what to do. */
#include "i18n/tr.h"
#include "screen/screen.h"

#include <assert.h>

static const char *const sentences[] = {
    [ERR_OK] = "",
    [ERR_NOT_FOUND] = N_("We cannot find it. Check the number, or call staff"),
    [ERR_INVALID] = N_("Something is missing or wrong. Check what you wrote"),
    [ERR_TAKEN] = N_("Somebody was first. Choose another time"),
    [ERR_FULL] = N_("This half-day is full. Choose another day or doctor"),
    [ERR_STOPPED] = N_("There is no clinic then. Choose another day or doctor"),
    [ERR_ALREADY] = N_("You have booked this half-day already"),
    [ERR_LIMIT] = N_("You have as many bookings as the hospital allows"),
    [ERR_EARLY] = N_("It is too early for this. Come back later"),
    [ERR_LATE] = N_("The time for this is over. Go to the desk, they will help"),
    [ERR_AMBIGUOUS] = N_("Several fit. Choose which one is yours"),
    [ERR_DENIED] = N_("These do not fit together. Check both, or call staff"),
    [ERR_LOCKED] = N_("Too many wrong tries. Wait a minute, or call staff"),
    [ERR_OFFLINE] = N_("No line to the hospital right now. Nothing is confirmed yet"),
    [ERR_UNKNOWN] = N_("Sent, but not answered yet. Do not send it again"),
    [ERR_REFUSED] = N_("The hospital did not accept this. Call staff, they see why"),
    [ERR_BUSY] = N_("The machine is busy. Try again in a moment"),
    [ERR_IO] = N_("It was not saved. Try again, or call staff"),
    [ERR_NO_SPACE] = N_("It was not saved: the machine is full. Call staff"),
    [ERR_CORRUPT] = N_("The stored data cannot be read. Call staff"),
    [ERR_NEWER] = N_("The machine was set up wrongly. Call staff"),
    [ERR_CRYPTO] = N_("The stored data cannot be opened. Call staff"),
    [ERR_BLOCKED] = N_("Bookings were missed. For now, book at the desk"),
    [ERR_RESULTS] = N_("Your test results come later. Choose a time after them"),
};
static_assert(sizeof sentences / sizeof sentences[0] == ERR_COUNT, "a sentence for each error");

const char *sentence_for(enum err e)
{
    assert((unsigned)e < ERR_COUNT);
    return sentences[e][0] ? tr(sentences[e]) : "";
}
