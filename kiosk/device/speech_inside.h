/* What speech.c (calls) and speech_read.c (reading aloud) share; nobody else includes it. */
#pragma once

#include "device/speech_parts.h"

#include <pthread.h>

#define SPEECH_PAUSE_MS 350 /* between two sentences */

struct speech {
    struct config config;
    struct voice voice;
    struct speaker speaker;
    void (*wake)(void *ctx);
    void *wake_ctx;
    pthread_t thread;
    bool thread_open;
    atomic_bool stop, hush;        /* everything; the sentence that is being read */
    bool told_speaker, told_voice; /* speaking thread only: each trouble is logged once */

    pthread_mutex_t lock; /* for what follows */
    pthread_cond_t more;
    struct speech_call waiting[SPEECH_WAITING_MAX];
    int count;
    struct speech_call now;
    bool speaking, silent;
    struct speech_reading reading; /* no sentences = nothing is read */
    int sentence;                  /* the next one, or the one in the air */
    long serial;                   /* of the reading */
};

/* Speaking thread, without the lock. */
void speech_tell(struct speech *speech);
void speech_set_silent(struct speech *speech, bool silent);
void speech_note_voice(struct speech *speech, enum err e);
void speech_note_speaker(struct speech *speech, enum err e);
enum err speech_queue(struct speech *speech, struct sound *sound); /* clears it */
enum err speech_queue_pause(struct speech *speech);
enum err speech_queue_chime(struct speech *speech); /* unless [voice] wants none */
/* Speaking thread, with the lock held, which it gives up meanwhile: the next sentence that is to be
 * read; false when there is none. */
bool speech_read_next(struct speech *speech);
