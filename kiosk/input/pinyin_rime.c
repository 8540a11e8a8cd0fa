/* Pinyin through librime, the only file that knows it. The library is opened at the first use
 * (dlopen): who never writes Chinese pays neither its start nor its memory, and where it is missing
 * the screen goes on with letters. */
#include "input/pinyin.h"

#include "base/log.h"
#include "base/text.h"

#include <dlfcn.h>
#include <pthread.h>
#include <rime_api.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "librime.so.1"
#define SCHEMA "foyer_pinyin"
#define KEY_BACKSPACE 0xff08 /* X11's keysyms, as Rime takes them */
#define LOG_FATAL                                                                                  \
    3 /* glog's level; lower ones are not written, they may quote what is composed                 \
       */

struct pinyin_rime {
    const char *dir;
    void (*wake)(void *ctx);
    void *ctx;
    _Atomic(enum pinyin_state) state;
    pthread_t thread;
    bool has_thread;
    /* written by the starting thread before it says READY, then the screen thread's */
    void *library;
    RimeApi *api;
    RimeSessionId session;
    /* the screen thread's */
    char pending[PINYIN_LETTERS_MAX + 1]; /* typed while starting */
    char letters[PINYIN_LETTERS_SIZE];
};

static bool open_library(struct pinyin_rime *r)
{
    RimeApi *(*get_api)(void) = NULL;
    r->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (r->library == NULL)
        return false;
    *(void **)&get_api = dlsym(r->library, "rime_get_api");
    r->api = get_api != NULL ? get_api() : NULL;
    if (r->api == NULL)
        return false;
    RIME_STRUCT(RimeTraits, traits);
    /* All four are the folder made while building: read only, nothing is compiled or written while
     * running. */
    traits.shared_data_dir = traits.user_data_dir = r->dir;
    traits.prebuilt_data_dir = traits.staging_dir = r->dir;
    traits.app_name = "rime.foyer";
    traits.log_dir = ""; /* no log files */
    traits.min_log_level = LOG_FATAL;
    r->api->setup(&traits);
    r->api->initialize(&traits);
    return true;
}

/* A session that cannot turn a syllable into a character is none: the data are missing or damaged.
 * This also brings the dictionary into memory before the first letter is typed. */
static bool open_session(struct pinyin_rime *r)
{
    char schema[64] = "";
    RimeCandidateListIterator i = {0};
    r->session = r->api->create_session();
    if (r->session == 0 || !r->api->get_current_schema(r->session, schema, sizeof schema) ||
        strcmp(schema, SCHEMA) != 0)
        return false;
    r->api->process_key(r->session, 'n', 0);
    r->api->process_key(r->session, 'i', 0);
    bool some = r->api->candidate_list_begin(r->session, &i) && r->api->candidate_list_next(&i) &&
                (i.candidate.text[0] & 0x80);
    if (i.ptr != NULL)
        r->api->candidate_list_end(&i);
    r->api->clear_composition(r->session);
    return some;
}

static void *start_main(void *arg)
{
    struct pinyin_rime *r = arg;
    bool good = (r->api != NULL || open_library(r)) && open_session(r);
    if (!good)
        log_event("pinyin", "the engine or its data cannot be opened", NULL, ERR_NOT_FOUND);
    atomic_store(&r->state, good ? PINYIN_READY : PINYIN_FAILED);
    r->wake(r->ctx);
    return NULL;
}

static void join(struct pinyin_rime *r)
{
    if (r->has_thread)
        pthread_join(r->thread, NULL);
    r->has_thread = false;
}

static void start(void *self)
{
    struct pinyin_rime *r = self;
    if (atomic_load(&r->state) != PINYIN_OFF)
        return;
    join(r); /* it has ended: the state was READY since */
    atomic_store(&r->state, PINYIN_STARTING);
    r->has_thread = pthread_create(&r->thread, NULL, start_main, r) == 0;
    if (!r->has_thread)
        atomic_store(&r->state, PINYIN_FAILED);
}

static void read_letters(struct pinyin_rime *r)
{
    RIME_STRUCT(RimeContext, context);
    text_wipe(r->letters, sizeof r->letters);
    if (!r->api->get_context(r->session, &context))
        return;
    if (context.composition.length > 0 && context.composition.preedit != NULL)
        text_copy(r->letters, sizeof r->letters, context.composition.preedit);
    r->api->free_context(&context);
}

static bool take_commit(struct pinyin_rime *r, char out[PINYIN_TEXT_SIZE])
{
    RIME_STRUCT(RimeCommit, commit);
    out[0] = 0;
    if (r->api->get_commit(r->session, &commit)) {
        text_copy(out, PINYIN_TEXT_SIZE, commit.text);
        r->api->free_commit(&commit);
    }
    return out[0] != 0;
}

/* True when Rime may be asked; letters typed while it started are given to it first. */
static bool ready(struct pinyin_rime *r)
{
    if (atomic_load(&r->state) != PINYIN_READY)
        return false;
    if (r->pending[0] != 0) {
        for (const char *p = r->pending; *p; p++)
            r->api->process_key(r->session, *p, 0);
        text_wipe(r->pending, sizeof r->pending);
        read_letters(r);
    }
    return true;
}

static enum pinyin_state state(void *self)
{
    struct pinyin_rime *r = self;
    return atomic_load(&r->state);
}

static const char *letters(void *self)
{
    struct pinyin_rime *r = self;
    return ready(r) ? r->letters : r->pending;
}

static bool key(void *self, char letter)
{
    struct pinyin_rime *r = self;
    if (letter < 'a' || letter > 'z')
        return false;
    if (atomic_load(&r->state) == PINYIN_STARTING) {
        size_t n = strlen(r->pending);
        if (n < PINYIN_LETTERS_MAX)
            r->pending[n] = letter;
        return n < PINYIN_LETTERS_MAX;
    }
    if (!ready(r))
        return false;
    const char *input = r->api->get_input(r->session);
    if (input != NULL && strlen(input) >= PINYIN_LETTERS_MAX)
        return false;
    bool taken = r->api->process_key(r->session, letter, 0);
    read_letters(r);
    return taken;
}

static bool erase(void *self)
{
    struct pinyin_rime *r = self;
    if (!ready(r)) {
        size_t n = strlen(r->pending);
        if (n > 0)
            r->pending[n - 1] = 0;
        return n > 0;
    }
    if (r->letters[0] == 0)
        return false;
    r->api->process_key(r->session, KEY_BACKSPACE, 0);
    read_letters(r);
    return true;
}

static int list(void *self, int from, char out[][PINYIN_TEXT_SIZE], int max)
{
    struct pinyin_rime *r = self;
    RimeCandidateListIterator i = {0};
    int n = 0;
    if (!ready(r) || r->letters[0] == 0 || !r->api->candidate_list_from_index(r->session, &i, from))
        return 0;
    while (n < max && r->api->candidate_list_next(&i))
        text_copy(out[n++], PINYIN_TEXT_SIZE, i.candidate.text);
    r->api->candidate_list_end(&i);
    return n;
}

static bool pick(void *self, int index, char out[PINYIN_TEXT_SIZE])
{
    struct pinyin_rime *r = self;
    out[0] = 0;
    if (!ready(r) || r->letters[0] == 0 || index < 0)
        return false;
    r->api->select_candidate(r->session, (size_t)index);
    bool done = take_commit(r, out);
    read_letters(r);
    return done;
}

static bool commit(void *self, char out[PINYIN_TEXT_SIZE])
{
    struct pinyin_rime *r = self;
    out[0] = 0;
    if (!ready(r) || r->letters[0] == 0)
        return false;
    r->api->commit_composition(r->session);
    bool done = take_commit(r, out);
    read_letters(r);
    return done;
}

static void clear(void *self)
{
    struct pinyin_rime *r = self;
    text_wipe(r->pending, sizeof r->pending);
    if (atomic_load(&r->state) == PINYIN_READY && r->letters[0] != 0)
        r->api->clear_composition(r->session);
    text_wipe(r->letters, sizeof r->letters);
}

static void wipe(void *self)
{
    struct pinyin_rime *r = self;
    clear(r);
    if (atomic_load(&r->state) != PINYIN_READY)
        return;                          /* a start that runs has seen nothing of the person */
    r->api->destroy_session(r->session); /* it remembers what was committed last */
    r->session = 0;
    atomic_store(&r->state, PINYIN_OFF);
}

struct pinyin_rime *pinyin_rime_new(const char *dir, void (*wake)(void *ctx), void *ctx)
{
    struct pinyin_rime *r = calloc(1, sizeof *r);
    if (r == NULL)
        abort();
    r->dir = dir;
    r->wake = wake;
    r->ctx = ctx;
    return r;
}

struct pinyin pinyin_rime(struct pinyin_rime *rime)
{
    static const struct pinyin_calls calls = {start, state, letters, key,   erase,
                                              list,  pick,  commit,  clear, wipe};
    return (struct pinyin){&calls, rime};
}

void pinyin_rime_free(struct pinyin_rime *rime)
{
    if (rime == NULL)
        return;
    join(rime);
    clear(rime);
    if (rime->api != NULL) {
        if (rime->session != 0)
            rime->api->destroy_session(rime->session);
        rime->api->finalize();
    }
    text_wipe(rime, sizeof *rime);
    free(rime); /* the library stays: its threads and exit handlers may still need their code */
}
