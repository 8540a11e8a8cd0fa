#include "ctl/status_parts.h"

#include "store/care.h"
#include "store/content.h"

#include <stdio.h>

static const char *state_name(enum link_state state)
{
    static const char *const names[] = {[LINK_STANDALONE] = "standalone",
                                        [LINK_CONNECTING] = "connecting",
                                        [LINK_ONLINE] = "online",
                                        [LINK_OFFLINE] = "offline"};
    return names[state];
}

int ctl_status(const struct ctl *ctl, int argc, char **argv)
{
    struct db *db;
    struct link link;
    struct hospital hospital;
    static struct status_day day;
    char content[24], since[24], atomic[16], source[256];
    (void)argv;
    if (argc)
        return ctl_say(CTL_WORDS, "status takes no words");
    int code = ctl_open(ctl, false, &db);
    if (code)
        return code;
    enum err e = link_get(db, &link);
    if (e == ERR_OK)
        e = hospital_get(db, &hospital);
    if (e == ERR_OK)
        e = meta_get(db, "server.atomic", atomic, sizeof atomic);
    if (e == ERR_OK)
        e = meta_get(db, "content.source", source, sizeof source);
    if (e == ERR_OK)
        e = status_read(ctl, db, &day);
    db_close(db);
    if (e)
        return ctl_say(CTL_FAILED, "%s", err_name(e));
    ctl_time(hospital.updated_ms, content);
    ctl_time(link.since_ms, since);
    if (ctl->json) {
        json_t *root =
            json_pack("{s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:I, s:s, s:i, s:i}", "station",
                      ctl->config.station.id, "server", ctl->config.server.url, "link",
                      state_name(link.state), "since", since, "since_ms", (json_int_t)link.since_ms,
                      "transactions", atomic[0] ? atomic : "unknown", "content_from", source,
                      "content_ms", (json_int_t)hospital.updated_ms, "hospital", hospital.name.zh,
                      "waiting", link.waiting, "refused", link.refused);
        status_json(ctl, &day, root);
        ctl_print(root);
        return CTL_OK;
    }
    printf("station   %s\nhospital  %s / %s\n", ctl->config.station.id, hospital.name.zh,
           hospital.name.en);
    printf("server    %s\n", ctl->config.server.url[0] ? ctl->config.server.url
                                                       : "none: this store is the authority");
    printf("link      %s since %s\n", state_name(link.state), since);
    if (atomic[0])
        printf("          transactions are %s\n",
               atomic[0] == 'y' ? "atomic" : "not atomic: slots are locked first");
    printf("content   from %s, %s\n", source[0] ? source : "nowhere yet", content);
    printf("outbox    %d waiting, %d refused\n", link.waiting, link.refused);
    status_print(ctl, &day);
    return CTL_OK;
}
