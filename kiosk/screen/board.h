/* The calling board: what it has read from the store, and what is worked out of it. Shared by the
 * board*.c files only. */
#pragma once

#include "device/speech.h"
#include "screen/board_names.h"
#include "screen/parts.h"
#include "store/board.h"

#define BOARD_CALLED_MAX 120
#define BOARD_ROOMS_MAX 48
#define BOARD_STALE_MS 15000 /* older data is no calling: people call */

struct board_cell {
    bool has_now, has_next;
    struct board_number now, next;
};

struct board_state {
    struct fresh fresh;
    enum err failed;
    int64_t read_ms;
    struct board_number called[BOARD_CALLED_MAX]; /* those called now first */
    size_t called_count;
    struct board_room rooms[BOARD_ROOMS_MAX];
    struct board_cell cells[BOARD_ROOMS_MAX];
    char names[LANG_COUNT][BOARD_ROOMS_MAX][ROOM_NAME_SIZE];
    char area[LANG_COUNT][ROOM_NAME_SIZE];
    size_t room_count;
    struct label title, hospital;
    int64_t begun_ms;
    struct {
        char op[UUID_SIZE];
        int calls;
    } said[BOARD_CALLED_MAX]; /* given to the voice */
    size_t said_count;
    struct { /* in the large block */
        char op[UUID_SIZE];
        int calls;
        int64_t since_ms; /* when it came there */
    } shown;
};

bool board_being_called(const struct board_number *n);
/* board_data.c */
void board_read(struct app *app, struct board_state *s);
/* The call that is being spoken (its op, "" = none). Else each call stays in the block for a while,
 * also when several rooms call at once; then the next oldest. NULL: nobody is being called. */
const struct board_number *board_pick(struct board_state *s, const char *spoken, int64_t now_ms);
void board_speak(struct app *app, struct board_state *s); /* board_speak.c */
/* How a place is called on this board; `fallback` when it is no room of it. */
const char *board_room_name(const struct board_state *s, enum lang lang, const char *place_id,
                            const struct label *fallback);
#define BOARD_HOLD_MS 4000
