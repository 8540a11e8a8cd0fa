#include "app/loop.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#define MOUSE_FINGER (-1)

struct loop {
    SDL_Window *window;
    atomic_flag woken; /* a wake-up is on its way: a second one adds nothing */
    bool quit;
};

void loop_prepare(void)
{
    /* SDL asks for a session bus and, where there is none, libdbus forks to start one: 10 ms for
     * nothing on a kiosk. */
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* no OpenGL for a picture made here */
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");       /* one touch is one touch */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* the first click after a focus counts */
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_WINDOW_FRAME_USABLE_WHILE_CURSOR_HIDDEN, "1");
}

enum err loop_open(const struct options *options, bool cursor, struct loop **out)
{
    *out = NULL;
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return ERR_IO;
    if (getenv("SDL_VIDEODRIVER") == NULL &&
        strcmp(SDL_GetCurrentVideoDriver(), "offscreen") == 0) {
        SDL_Quit(); /* SDL's last resort: a window that nobody can see */
        return ERR_IO;
    }
    SDL_Rect bounds = {0, 0, 1080, 1920};
    SDL_GetDisplayBounds(0, &bounds);
    int w = options->width > 0 ? options->width : bounds.w;
    int h = options->height > 0 ? options->height : bounds.h;
    SDL_Window *window = SDL_CreateWindow("Foyer", bounds.x, bounds.y, w, h, SDL_WINDOW_BORDERLESS);
    if (window == NULL) {
        SDL_Quit();
        return ERR_IO;
    }
    SDL_ShowCursor(cursor ? SDL_ENABLE : SDL_DISABLE);
    struct loop *loop = calloc(1, sizeof *loop);
    if (loop == NULL)
        abort();
    loop->window = window;
    *out = loop;
    return ERR_OK;
}

struct SDL_Window *loop_window(struct loop *loop)
{
    return loop->window;
}

void loop_size(struct loop *loop, int *width, int *height)
{
    SDL_GetWindowSize(loop->window, width, height);
}

void loop_wake(void *ctx)
{
    struct loop *loop = ctx;
    if (!atomic_flag_test_and_set(&loop->woken))
        SDL_PushEvent(&(SDL_Event){.type = SDL_USEREVENT});
}

void loop_close(struct loop *loop)
{
    if (loop == NULL)
        return;
    SDL_DestroyWindow(loop->window);
    SDL_Quit();
    free(loop);
}

static void on_window(struct loop *loop, struct app *app, const SDL_WindowEvent *event)
{
    int width, height;
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        loop_size(loop, &width, &height);
        ui_resize(app->ui, width, height);
        painter_invalidate(app->painter);
        frame_show(app);
        break;
    case SDL_WINDOWEVENT_EXPOSED:
        painter_invalidate(app->painter);
        painter_show(app->painter, app->shown, app->shown);
        break;
    default:
        break;
    }
}

static void on_key(struct app *app, const SDL_KeyboardEvent *event)
{
    SDL_Keycode key = event->keysym.sym;
    if (key == SDLK_RETURN || key == SDLK_KP_ENTER) {
        if (!event->repeat)
            input_return(app, event->timestamp);
    } else if (key == SDLK_BACKSPACE) {
        input_backspace(app);
    } else if (key == SDLK_TAB || key == SDLK_ESCAPE ||
               ((event->keysym.mod & KMOD_CTRL) && key >= 0x20 && key < 0x7f)) {
        input_control(app, event->timestamp);
    }
}

static void on_finger(struct loop *loop, struct app *app, const SDL_TouchFingerEvent *event)
{
    int width, height;
    loop_size(loop, &width, &height);
    int x = (int)(event->x * (float)width), y = (int)(event->y * (float)height);
    if (event->type == SDL_FINGERDOWN)
        input_down(app, event->fingerId, x, y, event->timestamp);
    else if (event->type == SDL_FINGERUP)
        input_up(app, event->fingerId, x, y, event->timestamp);
    else
        input_move(app, event->fingerId, x, y, event->timestamp);
}

static void on_event(struct loop *loop, struct app *app, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        loop->quit = true;
        break;
    case SDL_WINDOWEVENT:
        on_window(loop, app, &event->window);
        break;
    case SDL_MOUSEBUTTONDOWN:
        if (event->button.button == SDL_BUTTON_LEFT)
            input_down(app, MOUSE_FINGER, event->button.x, event->button.y,
                       event->button.timestamp);
        break;
    case SDL_MOUSEBUTTONUP:
        if (event->button.button == SDL_BUTTON_LEFT)
            input_up(app, MOUSE_FINGER, event->button.x, event->button.y, event->button.timestamp);
        break;
    case SDL_MOUSEMOTION:
        input_move(app, MOUSE_FINGER, event->motion.x, event->motion.y, event->motion.timestamp);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        on_finger(loop, app, &event->tfinger);
        break;
    case SDL_TEXTINPUT:
        input_text(app, event->text.text, event->text.timestamp);
        break;
    case SDL_KEYDOWN:
        on_key(app, &event->key);
        break;
    case SDL_USEREVENT:
        atomic_flag_clear(&loop->woken);
        app->dirty = true;
        break;
    default:
        break;
    }
}

void loop_run(struct loop *loop, struct app *app)
{
    while (!loop->quit) {
        SDL_Event event;
        int wait = app->dirty ? 0 : input_wait(app, SDL_GetTicks());
        if (SDL_WaitEventTimeout(&event, wait)) {
            do
                on_event(loop, app, &event);
            while (!loop->quit && SDL_PollEvent(&event));
        }
        input_tick(app, SDL_GetTicks());
    }
}
