#include "app/nav.h"

#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A step that a screen does not have is a bug in that screen; it would name the wrong picture. */
static void check_step(const struct screen *screen, int step)
{
    for (int i = 0; i <= step; i++)
        if (screen->steps[i] == NULL)
            abort();
    if (step < 0)
        abort();
}

static void enter(struct nav *nav, const struct screen *screen, const void *args, size_t size)
{
    struct nav_entry *entry = &nav->stack[nav->depth++];
    *entry = (struct nav_entry){.screen = screen, .serial = ++nav->last_serial};
    assert(size <= screen->state_size);
    entry->state = calloc(1, screen->state_size > 0 ? screen->state_size : 1);
    if (entry->state == NULL)
        abort();
    if (size > 0)
        memcpy(entry->state, args, size);
    nav->changed = true;
    if (screen->enter != NULL) {
        nav->entering = true;
        screen->enter(nav->app, entry->state);
        nav->entering = false;
    }
}

static void leave(struct nav *nav)
{
    struct nav_entry *entry = &nav->stack[--nav->depth];
    if (entry->screen->leave != NULL)
        entry->screen->leave(nav->app, entry->state);
    text_wipe(entry->state, entry->screen->state_size);
    free(entry->state);
    *entry = (struct nav_entry){0};
    nav->changed = true;
}

void nav_init(struct nav *nav, struct app *app, const struct screen *root)
{
    *nav = (struct nav){.app = app, .root = root};
    enter(nav, root, NULL, 0);
}

void nav_clear(struct nav *nav)
{
    while (nav->depth > 0)
        leave(nav);
    text_wipe(nav->waiting, sizeof nav->waiting);
    nav->waiting_count = 0;
}

static struct nav_change *later(struct nav *nav)
{
    if (nav->waiting_count == NAV_WAITING)
        return NULL; /* a view that asks for more than this in one go is wrong; the first win */
    return &nav->waiting[nav->waiting_count++];
}

void nav_open(struct nav *nav, const struct screen *screen, const void *args, size_t size)
{
    assert(size <= NAV_ARGS);
    struct nav_change *change = later(nav);
    if (change == NULL)
        return;
    *change = (struct nav_change){.kind = NAV_OPEN, .screen = screen, .size = size};
    if (size > 0)
        memcpy(change->args, args, size);
}

void nav_back(struct nav *nav)
{
    struct nav_change *change = later(nav);
    if (change != NULL)
        change->kind = NAV_BACK;
}

void nav_home(struct nav *nav)
{
    struct nav_change *change = later(nav);
    if (change != NULL)
        change->kind = NAV_HOME;
}

void nav_step(struct nav *nav, int step)
{
    struct nav_entry *entry = nav_top(nav);
    check_step(entry->screen, step);
    if (step == entry->step)
        return;
    if (!nav->entering) {
        if (entry->past_count == NAV_PAST) {
            memmove(entry->past, entry->past + 1, (NAV_PAST - 1) * sizeof *entry->past);
            entry->past_count--;
        }
        entry->past[entry->past_count++] = entry->step;
    }
    entry->step = step;
    nav->changed = true;
}

void nav_replace(struct nav *nav, int step)
{
    struct nav_entry *entry = nav_top(nav);
    check_step(entry->screen, step);
    nav->changed |= step != entry->step;
    entry->step = step;
    entry->past_count = 0;
    entry->receipt = !nav->entering;
}

static void go_home(struct nav *nav)
{
    while (nav->depth > 0)
        leave(nav);
    enter(nav, nav->root, NULL, 0);
    nav->went_home = true;
}

static void go_back(struct nav *nav)
{
    struct nav_entry *entry = nav_top(nav);
    if (entry->receipt) {
        go_home(nav);
    } else if (entry->past_count > 0) {
        entry->step = entry->past[--entry->past_count];
        nav->changed = true;
    } else if (nav->depth > 1) {
        leave(nav);
    } else {
        go_home(nav);
    }
}

bool nav_settle(struct nav *nav)
{
    for (int i = 0; i < nav->waiting_count; i++) {
        struct nav_change *change = &nav->waiting[i];
        switch (change->kind) {
        case NAV_OPEN:
            if (nav->depth < NAV_DEPTH)
                enter(nav, change->screen, change->args, change->size);
            break;
        case NAV_BACK:
            go_back(nav);
            break;
        case NAV_HOME:
            go_home(nav);
            break;
        }
        text_wipe(change, sizeof *change);
    }
    nav->waiting_count = 0;
    bool changed = nav->changed;
    nav->changed = false;
    return changed;
}

bool nav_went_home(struct nav *nav)
{
    bool went = nav->went_home;
    nav->went_home = false;
    return went;
}

struct nav_entry *nav_top(struct nav *nav)
{
    assert(nav->depth > 0);
    return &nav->stack[nav->depth - 1];
}

const char *nav_name(const struct nav *nav)
{
    const struct nav_entry *entry = &nav->stack[nav->depth - 1];
    return entry->screen->steps[entry->step];
}

long nav_owner(const struct nav *nav, const void *address)
{
    const char *p = address;
    for (int i = 0; i < nav->depth; i++) {
        const char *state = nav->stack[i].state;
        if (p >= state && p < state + nav->stack[i].screen->state_size)
            return nav->stack[i].serial;
    }
    return 0;
}
