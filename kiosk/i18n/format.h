/* Dates, times, money and codes as a reader of the current language expects them (tokens.md section
 * 7). All write into `out`. Times are wall ms, shown in the hospital's zone.
 */
#pragma once

#include "i18n/tr.h"
#include "model/care.h"

#include <stddef.h>
#include <stdint.h>

#define FORMAT_SIZE 128

void format_time(int64_t ms, char *out, size_t size);         /* 09:30 */
void format_time_seconds(int64_t ms, char *out, size_t size); /* 09:30:05 */
void format_time_span(int64_t from, int64_t until, char *out,
                      size_t size);                         /* 10:30 到 11:00 / 10:30 to 11:00 */
void format_date(const char *date, char *out, size_t size); /* 3月13日 星期五 / Fri 13 March */
void format_date_near(const char *date, const char *today, char *out,
                      size_t size); /* 今天, 明天 3月13日 星期五 ... */
void format_day_name(const char *date, const char *today, char *out,
                     size_t size); /* 今天, 周五 / Today, Fri */
void format_day_of_month(const char *date, char *out, size_t size); /* 13 */
void format_money(int64_t minor, const char *currency, bool keep, char *out,
                  size_t size);                               /* ¥50 to choose, ¥50.00 to keep */
void format_code(const char *code, char *out, size_t size);   /* 472918 -> 472 918 */
void format_part(enum day_part part, char *out, size_t size); /* 上午 */
void format_range_minutes(int from, int to, char *out, size_t size); /* 25–40 */
