/* Searching words that were prepared when the content was taken over, inside store/ only. */
#pragma once

enum search_kind { SEARCH_DEPARTMENT, SEARCH_DOCTOR, SEARCH_PRICE, SEARCH_CLINIC };

struct search_terms {
    char words[160];  /* normalized, bound as ?1 */
    char joined[160]; /* without blanks, for pinyin and initials, bound as ?2 */
};

void search_terms_of(const char *query, struct search_terms *out);

/* How well a row of search_word fits: lower is better, NULL does not. Nothing is ever matched by a
 * pattern that was typed. */
#define SEARCH_SCORE                                                                               \
    "weight + CASE WHEN word=?1 THEN 0 WHEN initials=?2 AND initials<>'' THEN 4 WHEN "             \
    "replace(pinyin,' ','')=?2 THEN 5"                                                             \
    " WHEN instr(word,?1)=1 THEN 10 WHEN instr(replace(pinyin,' ',''),?2)=1 THEN 14 WHEN "         \
    "instr(initials,?2)=1 THEN 16"                                                                 \
    " WHEN instr(' '||word,' '||?1)>0 THEN 20 WHEN length(?1)<length(CAST(?1 AS BLOB)) AND "       \
    "instr(word,?1)>0 THEN 24"                                                                     \
    " WHEN length(?2)>=2 AND instr(word,?1)>0 THEN 30 WHEN length(?2)>=4 AND "                     \
    "instr(replace(pinyin,' ',''),?2)>0 THEN 40"                                                   \
    " WHEN length(?2)>=3 AND instr(initials,?2)>0 THEN 44 END"
