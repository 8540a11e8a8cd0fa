#include "store/content.h"

#include "store/content_parts.h"
#include "store/search.h"

#include <string.h>

/* ?1 words, ?2 joined (search_terms): every price with how well it fits; all of them when nothing
 * was typed. */
#define FOUND                                                                                      \
    "(SELECT id AS price_id, min(CASE ?1 WHEN '' THEN 0 ELSE " SEARCH_SCORE                        \
    " END) AS score, max(pinyin) AS pinyin"                                                        \
    " FROM search_word WHERE kind=2 GROUP BY id HAVING score IS NOT NULL)"

static void read_row(struct statement *s, struct price *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_label(s, 1, &out->name);
    column_label(s, 3, &out->unit);
    column_copy(s, 5, out->category, sizeof out->category);
    column_label(s, 6, &out->category_name);
    column_label(s, 8, &out->insurance);
    column_label(s, 10, &out->preparation);
    column_copy(s, 12, out->code, sizeof out->code);
    out->minor = column_int(s, 13);
    column_copy(s, 14, out->currency, sizeof out->currency);
    column_copy(s, 15, out->valid_from, sizeof out->valid_from);
    column_copy(s, 16, out->place_id, sizeof out->place_id);
    column_label(s, 17, &out->place);
}

static void bind_terms(struct statement *s, const char *query)
{
    struct search_terms terms;
    search_terms_of(query, &terms);
    bind_text(s, 1, terms.words);
    bind_text(s, 2, terms.joined);
}

enum err price_categories(struct db *db, const char *query, struct reason *out, int *counts,
                          size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT category,max(category_zh),max(category_en),count(*) FROM " FOUND
                       " JOIN price ON id=price_id WHERE category<>'' GROUP BY category ORDER BY "
                       "count(*) DESC, category LIMIT ?3");
    bind_terms(s, query);
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct reason *r = &out[*count];
        memset(r, 0, sizeof *r);
        column_copy(s, 0, r->id, sizeof r->id);
        column_label(s, 1, &r->name);
        counts[(*count)++] = (int)column_int(s, 3);
    }
    return db_done(s);
}

enum err price_search(struct db *db, const char *query, const char *category, int offset,
                      struct price *out, size_t cap, size_t *count, int *total)
{
    struct statement *s = db_prepare(
        db, "SELECT "
            "i.id,i.name_zh,i.name_en,i.unit_zh,i.unit_en,i.category,i.category_zh,i.category_en,"
            "i.insurance_zh,i.insurance_en,i.preparation_zh,i.preparation_en,i.code,i.minor,i."
            "currency,i.valid_from,"
            "i.place_id,l.name_zh,l.name_en,count(*) OVER() FROM " FOUND
            " JOIN price i ON i.id=price_id LEFT JOIN"
            " place l ON l.id=i.place_id WHERE ?3='' OR i.category=?3"
            /* found: the plain thing before what is made of it (血常规 五分类, 血常规加血型) */
            " ORDER BY score, CASE WHEN ?1='' THEN 0 ELSE instr(i.name_zh||' ',' ') END, pinyin,"
            " i.name_zh, i.id LIMIT ?4 OFFSET ?5");
    bind_terms(s, query);
    bind_text(s, 3, category);
    bind_int(s, 4, (int64_t)cap);
    bind_int(s, 5, offset);
    *count = 0;
    *total = 0;
    while (*count < cap && db_step(s)) {
        read_row(s, &out[(*count)++]);
        *total = (int)column_int(s, 19);
    }
    return db_done(s);
}
