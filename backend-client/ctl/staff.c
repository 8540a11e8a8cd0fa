/* staff: who may sign in at the stations. PIN and badge come from the terminal or stdin. */
#include "ctl/context.h"
#include "ctl/secret.h"

#include "act/staff.h"
#include "base/text.h"
#include "store/staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX 1000
#define USAGE                                                                                      \
    "staff list | add ID --name-zh NAME [--name-en NAME] --roles LIST [--badge] | roles ID LIST"   \
    " | lock ID | unlock ID | pin ID | badge ID"

static int answer(enum err e, const char *id)
{
    if (e == ERR_NOT_FOUND)
        return ctl_say(CTL_WORDS, "staff: nobody has the number %s", id);
    if (e == ERR_ALREADY)
        return ctl_say(CTL_WORDS, "staff: somebody has that number or badge already");
    return e ? ctl_say(CTL_FAILED, "staff %s: %s", id, err_name(e)) : CTL_OK;
}

/* Failures in a row, the worse of the two paths. */
static int failures_of(struct db *db, const char *id)
{
    struct staff_try number, badge;
    char path[40];
    staff_path(db, "number", id, path);
    if (staff_try_get(db, path, &number) != ERR_OK)
        return 0;
    staff_path(db, "badge", id, path);
    if (staff_try_get(db, path, &badge) != ERR_OK)
        return 0;
    return number.failures > badge.failures ? number.failures : badge.failures;
}

static void print_one(const struct ctl *ctl, struct db *db, const struct staff *one, json_t *rows)
{
    char roles[64];
    int failures = failures_of(db, one->id);
    const char *state = one->locked                       ? "locked"
                        : failures >= STAFF_FAILURES_HELD ? "held"
                                                          : "active";
    staff_roles_text(one->roles, roles, sizeof roles);
    if (ctl->json)
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:i}", "id", one->id,
                                              "name_zh", one->name.zh, "name_en", one->name.en,
                                              "roles", roles, "state", state, "badge",
                                              (int)one->badge, "failures", failures));
    else
        printf("%-10s %-7s %-8s %-24s %s\n", one->id, state, one->badge ? "badge" : "no badge",
               roles, one->name.zh);
}

static int list(const struct ctl *ctl, struct db *db)
{
    struct staff *all = calloc(LIST_MAX, sizeof *all);
    size_t count = 0;
    if (!all)
        abort();
    enum err e = staff_list(db, all, LIST_MAX, &count);
    json_t *rows = json_array();
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        print_one(ctl, db, &all[i], rows);
    if (ctl->json)
        ctl_print(rows);
    else
        json_decref(rows);
    free(all);
    return answer(e, "list");
}

static int read_pin(char pin[PIN_SIZE])
{
    if (!secret_read("PIN (6 digits with a badge, 8 without): ", true, pin, PIN_SIZE))
        return ctl_say(CTL_WORDS, "staff: no PIN was read, or not the same twice, or too long");
    switch (pin_check(pin)) {
    case PIN_GOOD:
        return CTL_OK;
    case PIN_SHORT:
        return ctl_say(CTL_WORDS, "staff: a PIN has 6 digits or more");
    case PIN_LONG:
        return ctl_say(CTL_WORDS, "staff: a PIN has 12 digits at most");
    case PIN_CHARS:
        return ctl_say(CTL_WORDS, "staff: a PIN is made of digits");
    case PIN_SIMPLE:
        return ctl_say(CTL_WORDS, "staff: a PIN is not one digit throughout, nor a run");
    }
    return CTL_WORDS;
}

static int read_badge(char badge[BADGE_SIZE])
{
    if (!secret_read("Badge (scan it): ", false, badge, BADGE_SIZE) ||
        (badge[0] && !badge_valid(badge)))
        return ctl_say(CTL_WORDS, "staff: a badge is 4 to 64 characters without blanks");
    return CTL_OK;
}

struct new_staff {
    struct staff staff;
    bool with_badge;
};

static int read_words(int argc, char **argv, struct new_staff *out)
{
    for (int i = 0; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--badge") == 0)
            out->with_badge = true;
        else if (strcmp(argv[i], "--name-zh") == 0 && more)
            text_clean(out->staff.name.zh, sizeof out->staff.name.zh, argv[++i], 20);
        else if (strcmp(argv[i], "--name-en") == 0 && more)
            text_clean(out->staff.name.en, sizeof out->staff.name.en, argv[++i], 40);
        else if (strcmp(argv[i], "--roles") == 0 && more) {
            if (!staff_roles_parse(argv[++i], &out->staff.roles))
                return ctl_say(CTL_WORDS,
                               "staff: --roles is some of guide,window,complaints,admin");
        } else
            return ctl_say(CTL_WORDS, "%s", USAGE);
    }
    if (!out->staff.name.en[0])
        text_copy(out->staff.name.en, sizeof out->staff.name.en, out->staff.name.zh);
    return out->staff.name.zh[0] && out->staff.roles
               ? CTL_OK
               : ctl_say(CTL_WORDS, "staff add wants --name-zh and --roles");
}

static int add(struct db *db, const struct act_env *env, const char *id, int argc, char **argv)
{
    struct new_staff new_one = {0};
    char badge[BADGE_SIZE] = "", pin[PIN_SIZE] = "";
    text_copy(new_one.staff.id, sizeof new_one.staff.id, id);
    int code = read_words(argc, argv, &new_one);
    if (code == CTL_OK && new_one.with_badge)
        code = read_badge(badge);
    if (code == CTL_OK)
        code = read_pin(pin);
    if (code == CTL_OK)
        code = answer(staff_add(db, env, "", &new_one.staff, badge, pin), id);
    text_wipe(pin, sizeof pin);
    text_wipe(badge, sizeof badge);
    return code;
}

static int change(struct db *db, const struct act_env *env, const char *word, const char *id,
                  const char *roles_text)
{
    char secret[BADGE_SIZE] = "";
    unsigned roles;
    int code = CTL_OK;
    enum err e = ERR_OK;
    if (strcmp(word, "lock") == 0)
        e = staff_lock(db, env, "", id);
    else if (strcmp(word, "unlock") == 0)
        e = staff_unlock(db, env, "", id);
    else if (strcmp(word, "roles") == 0)
        e = staff_roles_parse(roles_text, &roles) ? staff_change_roles(db, env, "", id, roles)
                                                  : ERR_INVALID;
    else if (strcmp(word, "pin") == 0 && (code = read_pin(secret)) == CTL_OK)
        e = staff_change_pin(db, env, "", id, secret);
    else if (strcmp(word, "badge") == 0 && (code = read_badge(secret)) == CTL_OK)
        e = staff_change_badge(db, env, "", id, secret);
    text_wipe(secret, sizeof secret);
    if (e == ERR_INVALID)
        return ctl_say(CTL_WORDS, "%s", USAGE);
    return code ? code : answer(e, id);
}

int ctl_staff(const struct ctl *ctl, int argc, char **argv)
{
    static const char *const words[] = {"lock", "unlock", "pin", "badge", "roles"};
    const char *word = argc ? argv[0] : "list";
    bool listing = strcmp(word, "list") == 0, adding = strcmp(word, "add") == 0, changing = false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        changing = changing || strcmp(word, words[i]) == 0;
    int wanted = strcmp(word, "roles") == 0 ? 3 : 2;
    if (listing ? argc > 1 : adding ? argc < 2 : !changing || argc != wanted)
        return ctl_say(CTL_WORDS, "%s", USAGE);
    char id[STAFF_ID_SIZE];
    if (!listing && !staff_id_clean(argv[1], id))
        return ctl_say(CTL_WORDS, "staff: a number is 1 to 15 letters, digits and -");
    struct db *db;
    struct act_env env = {.config = &ctl->config, .clock = ctl->clock};
    int code = ctl_open(ctl, !listing, &db);
    if (code)
        return code;
    code = listing  ? list(ctl, db)
           : adding ? add(db, &env, id, argc - 2, argv + 2)
                    : change(db, &env, word, id, argc > 2 ? argv[2] : "");
    db_close(db);
    return code;
}
