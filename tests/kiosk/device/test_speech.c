/* Covers kiosk/device/speech*, sound.c, voice_*, readings.c: calls in order, whole and once; what
 * is missing is passed over; the packaged voice makes a call of a plausible length. */
#include "device/readings.h"
#include "device/speech.h"
#include "device/speech_parts.h"
#include "device/speech_words.h"

#include "base/log.h"
#include "base/text.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct config usual(void)
{
    struct config config;
    config_defaults(&config);
    config.voice.kind = VOICE_SOUND;
    config.voice.repeat = 1;
    return config;
}

static struct speech_call call_of(const char *key, const char *number, const char *name,
                                  const char *zh, const char *en)
{
    struct speech_call call = {0};
    text_copy(call.key, sizeof call.key, key);
    text_copy(call.number, sizeof call.number, number);
    text_copy(call.name, sizeof call.name, name);
    text_copy(call.room.zh, sizeof call.room.zh, zh);
    text_copy(call.room.en, sizeof call.room.en, en);
    return call;
}

/* ---- words ---- */

static void numbers_are_read_as_a_hall_expects(void **state)
{
    (void)state;
    static const struct {
        const char *number, *zh_room, *en_room;
        enum voice_digits digits;
        enum voice_one one;
        const char *zh, *en;
    } cases[] = {
        {"B027", "3 诊室", "Room 3", VOICE_DIGITS_EACH, VOICE_ONE_YI, "请 B 零二七 号，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {"K112", "12诊室", "Room 12", VOICE_DIGITS_EACH, VOICE_ONE_YAO,
         "请 K 幺幺二 号，到 十二诊室", "Number K, 1 1 2, please go to Room 12"},
        {"B027", "312 室", "Room 312", VOICE_DIGITS_NUMBER, VOICE_ONE_YAO,
         "请 B 二十七 号，到 三幺二 室", "Number B, 27, please go to Room 3 1 2"},
        {"A110", "B2 区 20 号窗口", "Window 20", VOICE_DIGITS_NUMBER, VOICE_ONE_YI,
         "请 A 一百一十 号，到 B 二 区 二十 号窗口", "Number A, 110, please go to Window 20"},
        {"A1005", "", "", VOICE_DIGITS_NUMBER, VOICE_ONE_YI, "请 A 一千零五 号，到 诊室",
         "Number A, 1005, please go to the consulting room"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config = usual();
        char words[SPEECH_WORDS_SIZE];
        config.voice.digits = cases[i].digits;
        config.voice.one = cases[i].one;
        struct speech_call call =
            call_of("1", cases[i].number, "", cases[i].zh_room, cases[i].en_room);
        speech_words(&config, &call, LANG_ZH, words);
        assert_string_equal(words, cases[i].zh);
        speech_words(&config, &call, LANG_EN, words);
        assert_string_equal(words, cases[i].en);
    }
}

static void a_name_is_spoken_only_as_the_hospital_says(void **state)
{
    (void)state;
    static const struct {
        enum voice_name kind;
        const char *name, *zh, *en;
    } cases[] = {
        {VOICE_NAME_NONE, "张小三", "请 B 零二七 号，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_MASKED, "张小三", "请 B 零二七 号，张某三，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_MASKED, "张*三", "请 B 零二七 号，张某三，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_MASKED, "欧阳*", "请 B 零二七 号，欧阳某，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_MASKED, "Smith", "请 B 零二七 号，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_FULL, "张小三", "请 B 零二七 号，张小三，到 三 诊室",
         "Number B, 0 2 7, please go to Room 3"},
        {VOICE_NAME_FULL, "Smith", "请 B 零二七 号，到 三 诊室",
         "Number B, 0 2 7, Smith, please go to Room 3"},
        {VOICE_NAME_FULL, "", "请 B 零二七 号，到 三 诊室", "Number B, 0 2 7, please go to Room 3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config = usual();
        char words[SPEECH_WORDS_SIZE];
        config.voice.name = cases[i].kind;
        struct speech_call call = call_of("1", "B027", cases[i].name, "3 诊室", "Room 3");
        speech_words(&config, &call, LANG_ZH, words);
        assert_string_equal(words, cases[i].zh);
        speech_words(&config, &call, LANG_EN, words);
        assert_string_equal(words, cases[i].en);
    }
}

static void whatever_the_hospital_writes_stays_within_bounds(void **state)
{
    (void)state;
    struct config config = usual();
    char words[SPEECH_WORDS_SIZE];
    struct speech_call call = {0};
    for (size_t i = 0; i + 3 < sizeof config.voice.sentence_zh; i += 3)
        memcpy(config.voice.sentence_zh + i, "号", 4);
    memcpy(config.voice.sentence_zh, "{room}{room}{room}", 18);
    memset(call.number, '9', sizeof call.number - 1);
    memset(call.room.zh, '8', sizeof call.room.zh - 1);
    speech_words(&config, &call, LANG_ZH, words);
    assert_true(text_valid(words, strlen(words)));
    assert_true(strlen(words) > 600);
}

static void a_word_with_two_readings_is_given_to_the_voice_in_pinyin(void **state)
{
    (void)state;
    struct readings *readings = readings_new("");
    char text[120] = "请 B 零二七 号，单某三，到 重庆银行窗口", small[8] = "银行";
    readings_apply(readings, text, sizeof text);
    assert_string_equal(text, "请 B 零二七 号，shan4 mou3三，到 chong2 qing4yin2 hang2窗口");
    readings_apply(readings, small, sizeof small);
    assert_string_equal(small, "yin2 ha");
    readings_free(readings);
    readings = readings_new("/nonexistent/readings");
    readings_apply(readings, text, sizeof text);
    readings_free(readings);
}

/* ---- sound ---- */

static void put_le(uint8_t *at, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (uint8_t)(n >> (8 * i));
}

/* A WAV file with `frames` of silence and as many of a loud value behind it. */
static size_t wav_file(uint8_t *out, int channels, int rate, size_t frames, uint32_t claimed)
{
    memcpy(out, "RIFF____WAVEfmt ", 16);
    put_le(out + 16, 16, 4);
    put_le(out + 20, 1, 2);
    put_le(out + 22, (uint32_t)channels, 2);
    put_le(out + 24, (uint32_t)rate, 4);
    put_le(out + 28, (uint32_t)(rate * 2 * channels), 4);
    put_le(out + 32, (uint32_t)(2 * channels), 2);
    put_le(out + 34, 16, 2);
    memcpy(out + 36, "data", 4);
    put_le(out + 40, claimed, 4);
    for (size_t i = 0; i < 2 * frames * (size_t)channels; i++)
        put_le(out + 44 + 2 * i, i < frames * (size_t)channels ? 0 : 20000, 2);
    return 44 + 4 * frames * (size_t)channels;
}

static void a_wav_file_of_any_rate_is_taken_and_its_silence_cut(void **state)
{
    (void)state;
    static uint8_t bytes[44 + 4 * 2 * 8000];
    struct sound sound;
    size_t size = wav_file(bytes, 1, 11025, 4000, 0x7ffff000); /* as written to a pipe */
    assert_int_equal(sound_from_wav(bytes, size, &sound), ERR_OK);
    assert_in_range(sound.count, 7990, 8010); /* 4,000 loud ones, twice as many at our rate */
    sound_level(&sound, 50);
    assert_in_range(sound.samples[sound.count / 2], 15900, 16100);
    sound_clear(&sound);
    size = wav_file(bytes, 2, 44100, 4000, 16000 * 2);
    assert_int_equal(sound_from_wav(bytes, size, &sound), ERR_OK);
    assert_in_range(sound.count, 1990, 2010);
    sound_clear(&sound);
}

static void what_is_no_wav_file_is_refused_at_every_length(void **state)
{
    (void)state;
    static uint8_t bytes[44 + 4 * 100];
    struct sound sound;
    size_t size = wav_file(bytes, 1, 22050, 100, 400);
    for (size_t cut = 0; cut < size; cut++) {
        enum err e = sound_from_wav(bytes, cut, &sound);
        assert_int_equal(e, cut < 46 ? ERR_CORRUPT : ERR_OK);
        sound_clear(&sound);
    }
    put_le(bytes + 34, 8, 2); /* 8 bit */
    assert_int_equal(sound_from_wav(bytes, size, &sound), ERR_CORRUPT);
    size = wav_file(bytes, 1, 0, 100, 400);
    assert_int_equal(sound_from_wav(bytes, size, &sound), ERR_CORRUPT);
}

/* ---- calls: a scripted voice and loudspeaker ---- */

struct stage {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    char heard[2000]; /* sentences in the order they were drained, with | between drains */
    char queued[2000];
    int chimes, drains, opens, may_drain; /* drains wait until may_drain allows them */
    enum err open_result, say_result;
    int vanish_at; /* this drain finds the loudspeaker gone; 0 = none */
    bool open;
};

static enum err stage_say(void *ctx, enum lang lang, const char *words, const atomic_bool *stop,
                          struct sound *out)
{
    struct stage *stage = ctx;
    (void)stop, (void)lang;
    *out = (struct sound){0};
    pthread_mutex_lock(&stage->lock);
    enum err e = stage->say_result;
    if (e == ERR_OK) {
        text_append(stage->queued, sizeof stage->queued, words);
        text_append(stage->queued, sizeof stage->queued, ";");
        sound_silence(out, 10);
        out->samples[0] = 1000;
    }
    pthread_mutex_unlock(&stage->lock);
    return e;
}

static enum err stage_open(void *ctx)
{
    struct stage *stage = ctx;
    pthread_mutex_lock(&stage->lock);
    stage->opens += !stage->open;
    stage->open = stage->open_result == ERR_OK;
    enum err e = stage->open_result;
    pthread_cond_broadcast(&stage->changed);
    pthread_mutex_unlock(&stage->lock);
    return e;
}

static enum err stage_queue(void *ctx, const struct sound *sound)
{
    struct stage *stage = ctx;
    assert_true(stage->open);
    assert_true(sound->count > 0);
    stage->chimes += sound->count == SOUND_RATE * 8 / 10;
    return ERR_OK;
}

static enum err stage_drain(void *ctx, const atomic_bool *stop)
{
    struct stage *stage = ctx;
    enum err e = ERR_OK;
    pthread_mutex_lock(&stage->lock);
    stage->drains++;
    pthread_cond_broadcast(&stage->changed);
    while (stage->drains > stage->may_drain && !atomic_load(stop)) {
        pthread_mutex_unlock(&stage->lock);
        usleep(1000);
        pthread_mutex_lock(&stage->lock);
    }
    if (stage->drains == stage->vanish_at)
        e = ERR_IO;
    text_append(stage->heard, sizeof stage->heard, e == ERR_OK ? stage->queued : "(gone)");
    text_append(stage->heard, sizeof stage->heard, "|");
    stage->queued[0] = '\0';
    pthread_mutex_unlock(&stage->lock);
    return e;
}

static void stage_close(void *ctx)
{
    struct stage *stage = ctx;
    pthread_mutex_lock(&stage->lock);
    stage->open = false;
    pthread_cond_broadcast(&stage->changed);
    pthread_mutex_unlock(&stage->lock);
}

static struct speech *begin(struct stage *stage, const struct config *config, int may_drain)
{
    struct speech *speech;
    *stage = (struct stage){.may_drain = may_drain};
    pthread_mutex_init(&stage->lock, NULL);
    pthread_cond_init(&stage->changed, NULL);
    const struct voice voice = {.say = stage_say, .ctx = stage};
    const struct speaker speaker = {.open = stage_open,
                                    .queue = stage_queue,
                                    .drain = stage_drain,
                                    .close = stage_close,
                                    .ctx = stage};
    assert_int_equal(speech_new_with(config, &voice, &speaker, NULL, NULL, &speech), ERR_OK);
    return speech;
}

static void end(struct stage *stage, struct speech *speech)
{
    speech_free(speech);
    pthread_cond_destroy(&stage->changed);
    pthread_mutex_destroy(&stage->lock);
}

static void wait_drains(struct stage *stage, int drains)
{
    pthread_mutex_lock(&stage->lock);
    while (stage->drains < drains)
        pthread_cond_wait(&stage->changed, &stage->lock);
    pthread_mutex_unlock(&stage->lock);
}

static void allow(struct stage *stage, int drains)
{
    pthread_mutex_lock(&stage->lock);
    stage->may_drain = drains;
    pthread_cond_broadcast(&stage->changed);
    pthread_mutex_unlock(&stage->lock);
}

/* Everything that was called has been spoken or passed over. */
static void wait_quiet(struct speech *speech)
{
    struct speech_state now;
    do {
        usleep(1000);
        speech_look(speech, &now);
    } while (now.waiting > 0 || now.speaking || now.reading);
}

static struct config short_words(void)
{
    struct config config = usual();
    config.voice.digits = VOICE_DIGITS_NUMBER;
    config.voice.languages = VOICE_EN;
    text_copy(config.voice.sentence_en, sizeof config.voice.sentence_en, "{number}>{room}");
    return config;
}

static bool say(struct speech *speech, const char *number, const char *room)
{
    struct speech_call call = call_of(number, number, "", room, room);
    return speech_say(speech, &call);
}

static void calls_are_spoken_one_after_the_other(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 0);
    assert_true(say(speech, "1", "a"));
    wait_drains(&stage, 1);
    assert_true(say(speech, "2", "b"));
    assert_true(say(speech, "3", "c"));
    struct speech_state now;
    speech_look(speech, &now);
    assert_string_equal(now.key, "1");
    assert_int_equal(now.waiting, 2);
    assert_int_equal(stage.drains, 1); /* the first is still in the air */
    allow(&stage, 100);
    wait_quiet(speech);
    assert_string_equal(stage.heard, "1>a;|2>b;|3>c;|");
    assert_false(stage.open); /* nobody is called: the loudspeaker is closed */
    end(&stage, speech);
}

static void the_same_call_is_spoken_once_and_the_newest_room_counts(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 0);
    assert_true(say(speech, "1", "a"));
    wait_drains(&stage, 1);
    assert_false(say(speech, "1", "a")); /* in the air just now */
    assert_true(say(speech, "2", "b"));
    assert_true(say(speech, "3", "c"));
    assert_true(say(speech, "2", "bb")); /* keeps its place */
    assert_true(say(speech, "1", "aa")); /* to another room: it has to be said */
    speech_drop(speech, "3");
    speech_drop(speech, "unknown");
    allow(&stage, 100);
    wait_quiet(speech);
    assert_string_equal(stage.heard, "1>a;|2>bb;|1>aa;|");
    end(&stage, speech);
}

static void a_call_is_repeated_only_while_nobody_waits(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    config.voice.repeat = 3;
    config.voice.languages = VOICE_EN_ZH;
    text_copy(config.voice.sentence_zh, sizeof config.voice.sentence_zh, "zh");
    struct speech *speech = begin(&stage, &config, 0);
    assert_true(say(speech, "1", "a"));
    wait_drains(&stage, 1);
    assert_true(say(speech, "2", "b"));
    allow(&stage, 100);
    wait_quiet(speech);
    assert_string_equal(stage.heard, "1>a;zh;|2>b;zh;|2>b;zh;|2>b;zh;|");
    end(&stage, speech);
}

static struct speech_reading reading_of(const char *const sentences[])
{
    struct speech_reading reading = {.lang = LANG_EN};
    for (; sentences[reading.count]; reading.count++)
        text_copy(reading.sentences[reading.count], SPEECH_SENTENCE_SIZE, sentences[reading.count]);
    return reading;
}

static void what_is_read_goes_on_sentence_by_sentence_and_calls_get_between(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 0);
    struct speech_reading reading = reading_of((const char *const[]){"a", "b", "c", NULL});
    struct speech_state now;
    assert_true(speech_read(speech, &reading));
    wait_drains(&stage, 1);
    speech_look(speech, &now);
    assert_true(now.reading && !now.speaking && now.sentence == 0);
    assert_true(say(speech, "1", "x"));
    allow(&stage, 100);
    wait_quiet(speech);
    assert_string_equal(stage.heard, "a;|1>x;|b;|c;|");
    assert_false(stage.open);
    speech_look(speech, &now);
    assert_false(now.reading || now.silent);
    end(&stage, speech);
}

static void what_nobody_asked_for_begins_with_a_chime(void **state)
{
    (void)state;
    struct speech_reading asked = reading_of((const char *const[]){"a", "b", NULL}), told = asked;
    told.chime = true;
    for (int chime = 0; chime < 2; chime++) {
        struct stage stage;
        struct config config = short_words();
        config.voice.chime = chime != 0;
        struct speech *speech = begin(&stage, &config, 100);
        assert_true(speech_read(speech, &asked));
        wait_quiet(speech);
        assert_int_equal(stage.chimes, 0);
        assert_true(speech_read(speech, &told));
        wait_quiet(speech);
        assert_int_equal(stage.chimes, chime); /* before the first sentence only */
        assert_string_equal(stage.heard, "a;|b;|a;|b;|");
        end(&stage, speech);
    }
}

static void a_hush_ends_what_is_read_in_the_middle_and_the_next_reading_is_whole(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 0);
    struct speech_reading first = reading_of((const char *const[]){"a", "b", NULL}),
                          second = reading_of((const char *const[]){"c", "d", NULL});
    assert_true(speech_read(speech, &first));
    wait_drains(&stage, 1);
    speech_hush(speech);
    for (bool open = true; open; usleep(1000)) { /* the loudspeaker is shut in its middle */
        pthread_mutex_lock(&stage.lock);
        open = stage.open;
        pthread_mutex_unlock(&stage.lock);
    }
    assert_int_equal(stage.drains, 1);
    assert_true(speech_read(speech, &first));
    wait_drains(&stage, 2);
    assert_true(speech_read(speech, &second)); /* in its place */
    wait_drains(&stage, 3);
    allow(&stage, 100);
    wait_quiet(speech);
    assert_string_equal(strrchr(stage.heard, 'c'), "c;|d;|");
    assert_null(strstr(stage.heard, "b;"));
    assert_true(speech_read(speech, &first));
    end(&stage, speech); /* at the end of the program: at once */
}

static void a_voice_out_of_order_is_seen_and_tried_again(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 100);
    struct speech_reading reading = reading_of((const char *const[]){"a", "b", NULL});
    struct speech_state now;
    stage.say_result = ERR_NOT_FOUND;
    assert_true(speech_read(speech, &reading));
    wait_quiet(speech);
    speech_look(speech, &now);
    assert_true(now.silent);
    assert_false(stage.open);
    stage.say_result = ERR_OK;
    assert_true(speech_read(speech, &reading));
    wait_quiet(speech);
    speech_look(speech, &now);
    assert_false(now.silent);
    assert_string_equal(stage.heard, "a;|b;|");
    end(&stage, speech);
}

static void steps_are_read_with_lengths_as_numbers_and_signs_as_digits(void **state)
{
    (void)state;
    static const struct {
        enum lang lang;
        const char *text, *words;
    } cases[] = {
        {LANG_ZH,
         "坐 \x0e"
         "1 号电梯\x0f，按 \x0e"
         "12\x0f",
         "坐 一 号电梯，按 十二"},
        {LANG_ZH, "左转，走约 120 米", "左转，走约 一百二十 米"},
        {LANG_ZH, "墙上标牌写着 B3-04。看到 B3-05 就走过了",
         "墙上标牌写着 B 三-零四。看到 B 三-零五 就走过了"},
        {LANG_ZH, "312 室，约 3 分钟", "三一二 室，约 三 分钟"},
        {LANG_EN, "The sign says \x0e药房\x0f (Pharmacy)", "The sign says  (Pharmacy)"},
        {LANG_EN, "On Floor 3, about 120 metres, room 312",
         "On Floor 3, about 120 metres, room 3 1 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config = usual();
        char words[SPEECH_WORDS_SIZE];
        speech_sentence(&config, cases[i].lang, cases[i].text, words);
        assert_string_equal(words, cases[i].words);
    }
}

static void too_many_calls_are_refused_and_those_that_wait_are_kept(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 0);
    struct speech_state now;
    char number[12];
    assert_true(say(speech, "0", "a"));
    wait_drains(&stage, 1);
    for (int i = 1; i <= SPEECH_WAITING_MAX; i++) {
        text_format(number, sizeof number, "%d", i);
        assert_true(say(speech, number, "a"));
    }
    assert_false(say(speech, "999", "a"));
    speech_look(speech, &now);
    assert_int_equal(now.waiting, SPEECH_WAITING_MAX);
    end(&stage, speech); /* in the middle of a call: stops at once */
}

/* How often `text` stands in the log of that folder. */
static int logged(const char *dir, const char *text)
{
    char path[200], line[300];
    int count = 0;
    text_format(path, sizeof path, "%s/log/speech.log", dir);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        count += strstr(line, text) != NULL;
    fclose(file);
    return count;
}

static void a_missing_loudspeaker_is_said_once_and_looked_for_again(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech_state now;
    char dir[] = "/tmp/foyer-speech-XXXXXX", command[80];
    assert_non_null(mkdtemp(dir));
    assert_int_equal(log_open(dir, "speech", clock_system()), ERR_OK);
    struct speech *speech = begin(&stage, &config, 100);
    stage.open_result = ERR_OFFLINE;
    for (int i = 0; i < 3; i++) {
        assert_true(say(speech, "1", "a"));
        wait_quiet(speech);
        speech_look(speech, &now);
        assert_true(now.silent);
    }
    assert_int_equal(logged(dir, "no loudspeaker"), 1);
    stage.open_result = ERR_OK; /* plugged in */
    assert_true(say(speech, "2", "b"));
    wait_quiet(speech);
    speech_look(speech, &now);
    assert_false(now.silent);
    assert_string_equal(stage.heard, "2>b;|");
    stage.say_result = ERR_NOT_FOUND; /* and now the voice is gone */
    for (int i = 0; i < 2; i++) {
        assert_true(say(speech, "3", "c"));
        wait_quiet(speech);
    }
    speech_look(speech, &now);
    assert_true(now.silent);
    assert_int_equal(logged(dir, "a sentence could not be spoken"), 1);
    end(&stage, speech);
    log_close();
    text_format(command, sizeof command, "rm -rf %s", dir);
    assert_int_equal(system(command), 0);
}

static void a_loudspeaker_that_went_away_in_the_middle_gets_the_whole_call_again(void **state)
{
    (void)state;
    struct stage stage;
    struct config config = short_words();
    struct speech *speech = begin(&stage, &config, 100);
    stage.vanish_at = 1;
    assert_true(say(speech, "1", "a"));
    wait_quiet(speech);
    assert_string_equal(stage.heard, "(gone)|1>a;|");
    assert_int_equal(stage.opens, 2);
    end(&stage, speech);
}

static void no_voice_at_all_is_silent_and_costs_nothing(void **state)
{
    (void)state;
    struct config config = usual();
    struct speech *speech;
    struct speech_state now;
    config.voice.kind = VOICE_NULL;
    assert_int_equal(speech_new(&config, NULL, NULL, &speech), ERR_OK);
    assert_true(say(speech, "1", "a"));
    speech_look(speech, &now);
    assert_true(now.silent);
    assert_int_equal(now.waiting, 0);
    speech_free(speech);
    speech_free(NULL);
}

static void the_file_twin_writes_each_sentence(void **state)
{
    (void)state;
    struct config config = usual();
    struct speech *speech;
    char path[] = "/tmp/foyer-spoken-XXXXXX", text[400] = "";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    config.voice.kind = VOICE_FILE;
    text_copy(config.voice.path, sizeof config.voice.path, path);
    assert_int_equal(speech_new(&config, NULL, NULL, &speech), ERR_OK);
    struct speech_call call = call_of("1", "B027", "张三", "3 诊室", "Room 3");
    assert_true(speech_say(speech, &call));
    wait_quiet(speech);
    speech_free(speech);
    assert_true(read(fd, text, sizeof text - 1) > 0);
    assert_string_equal(text, "zh\t请 B 零二七 号，到 三 诊室\n"
                              "en\tNumber B, 0 2 7, please go to Room 3\n");
    close(fd);
    unlink(path);
}

/* ---- voices that are programs ---- */

static enum err voice_says(const char *program, enum lang lang, const char *words, int limit_ms,
                           struct sound *out)
{
    struct config config = usual();
    struct voice voice;
    atomic_bool stop = false;
    text_copy(config.voice.program_zh, sizeof config.voice.program_zh, program);
    text_copy(config.voice.program_en, sizeof config.voice.program_en, program);
    voice_program_new(&config, limit_ms, &voice);
    enum err e = voice.say(voice.ctx, lang, words, &stop, out);
    voice.free(voice.ctx);
    return e;
}

static void a_voice_that_fails_is_an_error_and_nothing_hangs(void **state)
{
    (void)state;
    struct sound sound;
    assert_int_equal(voice_says("foyer-no-such-voice --stdin", LANG_EN, "one", 5000, &sound),
                     ERR_NOT_FOUND);
    assert_int_equal(voice_says("sleep 60", LANG_EN, "one", 200, &sound), ERR_OFFLINE);
    assert_int_equal(voice_says("true", LANG_EN, "one", 5000, &sound), ERR_CORRUPT);
    assert_int_equal(voice_says("false", LANG_EN, "one", 5000, &sound), ERR_CORRUPT);
    assert_int_equal(voice_says("cat", LANG_EN, "one", 5000, &sound), ERR_CORRUPT);
    assert_int_equal(voice_says("yes", LANG_EN, "one", 5000, &sound), ERR_CORRUPT); /* no end */
    atomic_bool stop = true;
    struct config config = usual();
    struct voice voice;
    text_copy(config.voice.program_en, sizeof config.voice.program_en, "sleep 60");
    voice_program_new(&config, 60000, &voice);
    assert_int_equal(voice.say(voice.ctx, LANG_EN, "one", &stop, &sound), ERR_BUSY);
    voice.free(voice.ctx);
}

/* The longest stretch below the noise, in ms. */
static int longest_gap_ms(const struct sound *sound)
{
    size_t gap = 0, longest = 0;
    for (size_t i = 0; i < sound->count; i++) {
        gap = abs(sound->samples[i]) < 300 ? gap + 1 : 0;
        longest = gap > longest ? gap : longest;
    }
    return (int)(longest * 1000 / SOUND_RATE);
}

static void the_packaged_voice_says_a_call_in_both_languages(void **state)
{
    (void)state;
    struct config config = usual();
    struct speech_call call =
        call_of("1", "B027", "张三", "心血管内科 3 诊室", "Cardiology room 3");
    char words[SPEECH_WORDS_SIZE];
    const char *const programs[] = {config.voice.program_zh, config.voice.program_en};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct sound sound;
        speech_words(&config, &call, (enum lang)lang, words);
        assert_int_equal(voice_says(programs[lang], (enum lang)lang, words, 10000, &sound), ERR_OK);
        int ms = (int)(sound.count * 1000 / SOUND_RATE);
        sound_level(&sound, 100);
        print_message("%s: %d ms, longest gap %d ms\n", lang ? "en" : "zh", ms,
                      longest_gap_ms(&sound));
        assert_in_range(ms, 2500, 9000);
        assert_in_range(longest_gap_ms(&sound), 0, 800);
        sound_clear(&sound);
    }
}

/* A Chinese voice that spells "Chinese letter" for each character takes five times as long. */
static void the_packaged_voice_knows_chinese_characters(void **state)
{
    (void)state;
    struct config config = usual();
    struct sound han, pinyin;
    assert_int_equal(voice_says(config.voice.program_zh, LANG_ZH, "请到诊室", 10000, &han), ERR_OK);
    assert_int_equal(
        voice_says(config.voice.program_zh, LANG_ZH, "qing3 dao4 zhen3 shi4", 10000, &pinyin),
        ERR_OK);
    assert_in_range(han.count * 100 / pinyin.count, 80, 125);
    sound_clear(&han);
    sound_clear(&pinyin);
}

/* Through SDL and its driver that writes a file: the whole call, and where its sound begins. */
static void a_call_through_sdl_is_heard_whole(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-heard-XXXXXX";
    struct config config = usual();
    struct speech *speech;
    struct speech_state now;
    struct stat info;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1); /* 23 ms of sound in one */
    assert_int_equal(speech_new(&config, NULL, NULL, &speech), ERR_OK);
    struct speech_call call = call_of("1", "B027", "", "3 诊室", "Room 3");
    assert_true(speech_say(speech, &call));
    wait_quiet(speech);
    speech_look(speech, &now);
    assert_false(now.silent);
    speech_free(speech);
    assert_int_equal(fstat(fd, &info), 0);
    struct sound heard = {.samples = malloc((size_t)info.st_size),
                          .count = (size_t)info.st_size / sizeof(int16_t)};
    assert_int_equal(read(fd, heard.samples, (size_t)info.st_size), info.st_size);
    size_t last = heard.count;
    while (last > 0 && abs(heard.samples[last - 1]) < 300)
        last--;
    int ms = (int)(last * 1000 / SOUND_RATE),
        tail = (int)((heard.count - last) * 1000 / SOUND_RATE);
    print_message("heard for %d ms, %d ms of silence behind\n", ms, tail);
    assert_in_range(ms, 5000, 15000); /* chime, Chinese, English */
    assert_true(tail >= 500);         /* the end was not cut off */
    sound_clear(&heard);
    close(fd);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_a_hall_expects),
        cmocka_unit_test(a_name_is_spoken_only_as_the_hospital_says),
        cmocka_unit_test(whatever_the_hospital_writes_stays_within_bounds),
        cmocka_unit_test(a_word_with_two_readings_is_given_to_the_voice_in_pinyin),
        cmocka_unit_test(a_wav_file_of_any_rate_is_taken_and_its_silence_cut),
        cmocka_unit_test(what_is_no_wav_file_is_refused_at_every_length),
        cmocka_unit_test(calls_are_spoken_one_after_the_other),
        cmocka_unit_test(the_same_call_is_spoken_once_and_the_newest_room_counts),
        cmocka_unit_test(a_call_is_repeated_only_while_nobody_waits),
        cmocka_unit_test(what_is_read_goes_on_sentence_by_sentence_and_calls_get_between),
        cmocka_unit_test(what_nobody_asked_for_begins_with_a_chime),
        cmocka_unit_test(a_hush_ends_what_is_read_in_the_middle_and_the_next_reading_is_whole),
        cmocka_unit_test(a_voice_out_of_order_is_seen_and_tried_again),
        cmocka_unit_test(steps_are_read_with_lengths_as_numbers_and_signs_as_digits),
        cmocka_unit_test(too_many_calls_are_refused_and_those_that_wait_are_kept),
        cmocka_unit_test(a_missing_loudspeaker_is_said_once_and_looked_for_again),
        cmocka_unit_test(a_loudspeaker_that_went_away_in_the_middle_gets_the_whole_call_again),
        cmocka_unit_test(no_voice_at_all_is_silent_and_costs_nothing),
        cmocka_unit_test(the_file_twin_writes_each_sentence),
        cmocka_unit_test(a_voice_that_fails_is_an_error_and_nothing_hangs),
        cmocka_unit_test(the_packaged_voice_says_a_call_in_both_languages),
        cmocka_unit_test(the_packaged_voice_knows_chinese_characters),
        cmocka_unit_test(a_call_through_sdl_is_heard_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
