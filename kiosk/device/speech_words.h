/* The words of a call as they are spoken; pure. */
#pragma once

#include "base/config.h"
#include "device/speech.h"

#define SPEECH_WORDS_SIZE 640

/* [voice] sentence_zh or sentence_en with the number, name and room as people hear them: digits one
 * by one (B 零二七) or as one number (B 二十七), 某 for what a masked name hides. A part that is
 * empty goes with the comma behind it. */
void speech_words(const struct config *config, const struct speech_call *call, enum lang lang,
                  char out[SPEECH_WORDS_SIZE]);

/* A sentence of the screen as people hear it: without marks, floors and metres as numbers, room
 * signs digit by digit; in English without Chinese characters, which that voice cannot read. */
void speech_sentence(const struct config *config, enum lang lang, const char *text,
                     char out[SPEECH_WORDS_SIZE]);
