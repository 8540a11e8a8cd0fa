#include "draw/qr.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

uint8_t *qr_encode(const char *text, int *side)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return NULL;
    size_t n = (size_t)code->width * (size_t)code->width;
    uint8_t *modules = malloc(n);
    if (modules == NULL)
        abort();
    for (size_t i = 0; i < n; i++)
        modules[i] = code->data[i] & 1;
    *side = code->width;
    explicit_bzero(code->data, n);
    QRcode_free(code);
    return modules;
}

int qr_modules(const char *text)
{
    int side = 0;
    uint8_t *modules = qr_encode(text, &side);
    free(modules);
    return modules == NULL ? 0 : side + 2 * QR_QUIET;
}
