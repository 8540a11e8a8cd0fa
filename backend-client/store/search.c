#include "store/content_parts.h"

#include "base/text.h"
#include "store/content.h"
#include "store/normalize.h"
#include "base/pinyin.h"
#include "store/search.h"

#include <string.h>

enum { WEIGHT_NAME = 0, WEIGHT_TERM = 100, WEIGHT_HINT = 200 };

static enum err put_row(struct db *db, enum search_kind kind, const char *id, const char *word,
                        const char *pinyin, const char *initials, int weight)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO search_word(kind,id,word,pinyin,initials,weight) VALUES(?1,?2,?3,?4,?5,?6)"
            " ON CONFLICT DO UPDATE SET weight=min(weight,excluded.weight)");
    bind_int(s, 1, kind);
    bind_text(s, 2, id);
    bind_text(s, 3, word);
    bind_text(s, 4, pinyin);
    bind_text(s, 5, initials);
    bind_int(s, 6, weight);
    db_step(s);
    return db_done(s);
}

/* One text with its reading, and the reading that names have when it is another one. */
static enum err put_text(struct db *db, enum search_kind kind, const char *id, const char *text,
                         int weight)
{
    char word[480], pinyin[960], initials[240], other[960], other_initials[240];
    normalize_query(word, sizeof word, text);
    if (!word[0])
        return ERR_OK;
    pinyin_of(word, PINYIN_WORDS, pinyin, sizeof pinyin, initials, sizeof initials);
    if (!strcmp(pinyin, word)) /* nothing Chinese in it */
        return put_row(db, kind, id, word, "", "", weight);
    enum err err = put_row(db, kind, id, word, pinyin, initials, weight);
    pinyin_of(word, PINYIN_NAMES, other, sizeof other, other_initials, sizeof other_initials);
    if (err == ERR_OK && strcmp(pinyin, other) != 0)
        err = put_row(db, kind, id, word, other, other_initials, weight);
    return err;
}

struct source {
    const char *sql; /* id, then texts */
    enum search_kind kind;
    int texts;
    int weight;
};

static const struct source sources[] = {
    {"SELECT id,name_zh,name_en FROM department", SEARCH_DEPARTMENT, 2, WEIGHT_NAME},
    {"SELECT id,term FROM search_term WHERE type='Organization' AND id IN(SELECT id FROM "
     "department)",
     SEARCH_DEPARTMENT, 1, WEIGHT_TERM},
    {"SELECT department_id,zh,en FROM complaint_word WHERE department_id IN(SELECT id FROM "
     "department)",
     SEARCH_DEPARTMENT, 2, WEIGHT_TERM},
    {"SELECT id,name_zh,name_en FROM service WHERE kind IN('holiday-clinic','mdt','free-clinic')",
     SEARCH_CLINIC, 2, WEIGHT_NAME},
    {"SELECT id,term FROM search_term WHERE type='HealthcareService' AND id IN(SELECT id FROM "
     "service WHERE kind IN('holiday-clinic','mdt','free-clinic'))",
     SEARCH_CLINIC, 1, WEIGHT_TERM},
    {"SELECT id,line_zh,line_en FROM service WHERE kind IN('holiday-clinic','mdt','free-clinic')",
     SEARCH_CLINIC, 2, WEIGHT_HINT},
    {"SELECT id,hint_zh,hint_en FROM department", SEARCH_DEPARTMENT, 2, WEIGHT_HINT},
    {"SELECT r.id,p.name_zh,p.name_en FROM role r JOIN practitioner p ON p.id=r.practitioner_id "
     "WHERE r.department_id<>''",
     SEARCH_DOCTOR, 2, WEIGHT_NAME},
    {"SELECT id,specialty_zh,specialty_en FROM role WHERE department_id<>'' AND "
     "practitioner_id<>''",
     SEARCH_DOCTOR, 2, WEIGHT_HINT},
    {"SELECT id,name_zh,name_en,code FROM price", SEARCH_PRICE, 3, WEIGHT_NAME},
};

enum err search_rebuild(struct db *db)
{
    enum err err = db_run(db, "DELETE FROM search_word");
    for (size_t i = 0; i < sizeof sources / sizeof sources[0] && err == ERR_OK; i++) {
        struct statement *s = db_prepare(db, sources[i].sql);
        while (err == ERR_OK && db_step(s)) {
            char id[ID_SIZE];
            column_copy(s, 0, id, sizeof id);
            for (int t = 1; t <= sources[i].texts && err == ERR_OK; t++)
                err = put_text(db, sources[i].kind, id, column_text(s, t), sources[i].weight);
        }
        enum err done = db_done(s);
        if (err == ERR_OK)
            err = done;
    }
    return err;
}

void search_terms_of(const char *query, struct search_terms *out)
{
    normalize_query(out->words, sizeof out->words, query);
    text_copy(out->joined, sizeof out->joined, out->words);
    char *put = out->joined;
    for (const char *p = out->joined; *p; p++)
        if (*p != ' ')
            *put++ = *p;
    *put = '\0';
}

/* "头痛" for a department that was found by it: the hospital's own words where they fit, else the
 * term as it was found. "" when the name itself fits. */
static enum err reason_of(struct db *db, const char *department_id, const char *word, int score,
                          struct label *out)
{
    memset(out, 0, sizeof *out);
    if (score < WEIGHT_TERM || score >= WEIGHT_HINT)
        return ERR_OK;
    text_copy(out->zh, sizeof out->zh, word);
    text_copy(out->en, sizeof out->en, word);
    struct statement *s = db_prepare(db, "SELECT zh,en FROM complaint_word WHERE department_id=?1 "
                                         "AND (zh=?2 OR lower(en)=?2) ORDER BY n LIMIT 1");
    bind_text(s, 1, department_id);
    bind_text(s, 2, word);
    if (db_step(s))
        column_label(s, 0, out);
    return db_done(s);
}

static enum err read_hit(struct db *db, struct statement *s, struct hit *hit)
{
    memset(hit, 0, sizeof *hit);
    enum err err = ERR_OK;
    switch ((enum search_kind)column_int(s, 0)) {
    case SEARCH_DEPARTMENT:
        hit->kind = HIT_DEPARTMENT;
        err = department_get(db, column_text(s, 1), &hit->department);
        return err == ERR_OK ? reason_of(db, hit->department.id, column_text(s, 3),
                                         (int)column_int(s, 2), &hit->reason)
                             : err;
    case SEARCH_DOCTOR:
        hit->kind = HIT_DOCTOR;
        err = doctor_get(db, column_text(s, 1), &hit->doctor);
        text_copy(hit->department.id, sizeof hit->department.id, hit->doctor.department_id);
        hit->department.name = hit->doctor.department;
        return err;
    case SEARCH_CLINIC:
        hit->kind = HIT_CLINIC;
        return service_get(db, column_text(s, 1), &hit->service);
    case SEARCH_PRICE:
        break;
    }
    return ERR_CORRUPT;
}

enum err content_search(struct db *db, const char *query, struct hit *out, size_t cap,
                        size_t *count)
{
    struct search_terms terms;
    search_terms_of(query, &terms);
    *count = 0;
    if (!terms.words[0])
        return ERR_OK;
    struct statement *s = db_prepare(
        db, "SELECT kind,id,min(" SEARCH_SCORE ") AS score,word FROM search_word WHERE kind "
            "IN(0,1,3) AND (" SEARCH_SCORE ") IS NOT NULL GROUP BY kind,id ORDER BY score,kind,id "
            "LIMIT ?3"); /* word: of the row that has the minimum */
    bind_text(s, 1, terms.words);
    bind_text(s, 2, terms.joined);
    bind_int(s, 3, (int64_t)cap);
    enum err err = ERR_OK;
    while (err == ERR_OK && *count < cap && db_step(s)) {
        err = read_hit(db, s, &out[*count]);
        *count += err == ERR_OK;
    }
    enum err done = db_done(s);
    return err == ERR_OK ? done : err;
}

enum err complaint_words(struct db *db, struct complaint_word *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT c.department_id,c.n,c.zh,c.en FROM complaint_word c JOIN department d ON "
            "d.id=c.department_id WHERE NOT EXISTS(SELECT 1 FROM complaint_word o WHERE o.zh=c.zh "
            "AND (o.department_id<c.department_id OR o.department_id=c.department_id AND o.n<c.n))"
            " ORDER BY d.rank=0, d.rank, d.grp, d.id, c.n LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct complaint_word *w = &out[(*count)++];
        memset(w, 0, sizeof *w);
        column_copy(s, 0, w->department_id, sizeof w->department_id);
        text_format(w->id, sizeof w->id, "%s-%d", w->department_id, (int)column_int(s, 1) + 1);
        column_label(s, 2, &w->words);
    }
    return db_done(s);
}
