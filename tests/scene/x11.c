#include "x11.h"
#include "wait.h"

#include <X11/Xlib.h>
#include <X11/XKBlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <png.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STILL_MS = 20, READER_MS = 2, PIXELS_MS = 500 };
enum { MOVES_MS = 60, MOVES_TRIES = 25 }; /* a fade takes 400 ms, a line 1.2 s */

struct x11 {
    Display *display;
};

struct x11 *x11_open(const char *name)
{
    int event, error, major, minor;
    Display *display = XOpenDisplay(name);
    if (!display || !XTestQueryExtension(display, &event, &error, &major, &minor)) {
        fprintf(stderr, "display %s: %s\n", name,
                display ? "no XTest extension" : "cannot be opened");
        if (display)
            XCloseDisplay(display);
        return NULL;
    }
    struct x11 *x11 = calloc(1, sizeof *x11);
    if (!x11)
        abort();
    x11->display = display;
    return x11;
}

void x11_close(struct x11 *x11)
{
    if (!x11)
        return;
    XCloseDisplay(x11->display);
    free(x11);
}

static void button(struct x11 *x11, bool down)
{
    XTestFakeButtonEvent(x11->display, 1, down, 0);
    XSync(x11->display, False);
}

void x11_press(struct x11 *x11, int x, int y)
{
    XTestFakeMotionEvent(x11->display, -1, x, y, 0);
    button(x11, true);
}

void x11_move(struct x11 *x11, int x, int y)
{
    XTestFakeMotionEvent(x11->display, -1, x, y, 0);
    XSync(x11->display, False);
}

void x11_release(struct x11 *x11)
{
    button(x11, false);
}

static uint64_t pixels(struct x11 *x11, int x, int y, int w, int h)
{
    XImage *image = XGetImage(x11->display, DefaultRootWindow(x11->display), x, y, (unsigned)w,
                              (unsigned)h, AllPlanes, ZPixmap);
    uint64_t sum = 14695981039346656037u;
    for (int row = 0; image && row < h; row++)
        for (int i = 0; i < w * image->bits_per_pixel / 8; i++)
            sum = (sum ^ (unsigned char)image->data[row * image->bytes_per_line + i]) *
                  1099511628211u;
    if (image)
        XDestroyImage(image);
    return sum;
}

double x11_press_timed(struct x11 *x11, int x, int y, int w, int h)
{
    /* A band through the middle is enough to see a key go down, and quicker to fetch. */
    int band = h > 24 ? 24 : h, top = y + (h - band) / 2;
    XTestFakeMotionEvent(x11->display, -1, x + w / 2, y + h / 2, 0);
    XSync(x11->display, False);
    wait_ms(STILL_MS); /* hovering changes nothing afterwards */
    uint64_t before = pixels(x11, x, top, w, band);
    double start = now_ms(), seen = -1;
    button(x11, true);
    while (seen < 0 && now_ms() - start < PIXELS_MS)
        if (pixels(x11, x, top, w, band) != before)
            seen = now_ms() - start;
    return seen;
}

/* The pause before it is kept by the X server, which does not wait for a busy machine's programs.
 */
static void key(struct x11 *x11, KeyCode code, bool shift)
{
    KeyCode shift_code = XKeysymToKeycode(x11->display, XK_Shift_L);
    if (shift)
        XTestFakeKeyEvent(x11->display, shift_code, True, READER_MS);
    XTestFakeKeyEvent(x11->display, code, True, shift ? 0 : READER_MS);
    XTestFakeKeyEvent(x11->display, code, False, 0);
    if (shift)
        XTestFakeKeyEvent(x11->display, shift_code, False, 0);
}

static KeySym keysym(unsigned char c)
{
    switch (c) {
    case '\n':
    case '\r':
        return XK_Return;
    case '\t':
        return XK_Tab;
    case '\b':
        return XK_BackSpace;
    case 0x1b:
        return XK_Escape;
    case 0x7f:
        return XK_Delete;
    default:
        return c; /* Latin-1 keysyms are their characters */
    }
}

static bool send_key(struct x11 *x11, unsigned char c)
{
    KeySym sym = keysym(c);
    KeyCode code = c < 0x80 ? XKeysymToKeycode(x11->display, sym) : 0;
    if (code)
        key(x11, code, XkbKeycodeToKeysym(x11->display, code, 0, 0) != sym);
    else
        fprintf(stderr, "no key for character %#x\n", c);
    return code != 0;
}

bool x11_scan(struct x11 *x11, const char *text)
{
    bool ok = true;
    for (; *text && ok; text++)
        ok = send_key(x11, (unsigned char)*text);
    ok = ok && send_key(x11, '\n');
    XSync(x11->display, False);
    return ok;
}

static bool write_png(FILE *file, XImage *image)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_bytep row = calloc((size_t)image->width, 3);
    if (!info || !row)
        abort();
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(row);
        return false;
    }
    png_init_io(png, file);
    png_set_compression_level(png, 6);
    png_set_IHDR(png, info, (png_uint_32)image->width, (png_uint_32)image->height, 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < image->height; y++) {
        for (int x = 0; x < image->width; x++) {
            unsigned long pixel = XGetPixel(image, x, y);
            row[3 * x] = (png_byte)(pixel >> 16);
            row[3 * x + 1] = (png_byte)(pixel >> 8);
            row[3 * x + 2] = (png_byte)pixel;
        }
        png_write_row(png, row);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    free(row);
    return true;
}

static XImage *grab(Display *d)
{
    int screen = DefaultScreen(d);
    return XGetImage(d, RootWindow(d, screen), 0, 0, (unsigned)DisplayWidth(d, screen),
                     (unsigned)DisplayHeight(d, screen), AllPlanes, ZPixmap);
}

/* A floor that fades in, a route that draws itself: the picture is taken when it stands still. */
static XImage *grab_still(Display *d)
{
    XImage *image = grab(d);
    for (int i = 0; i < MOVES_TRIES && image; i++) {
        wait_ms(MOVES_MS);
        XImage *next = grab(d);
        size_t size = (size_t)image->bytes_per_line * (size_t)image->height;
        bool still = next && memcmp(image->data, next->data, size) == 0;
        XDestroyImage(image);
        image = next;
        if (still)
            break;
    }
    return image;
}

bool x11_shot(struct x11 *x11, const char *path)
{
    XImage *image = grab_still(x11->display);
    FILE *file = image ? fopen(path, "wb") : NULL;
    bool ok = file && write_png(file, image);
    if (file && fclose(file))
        ok = false;
    if (image)
        XDestroyImage(image);
    if (!ok)
        fprintf(stderr, "cannot write %s\n", path);
    return ok;
}
