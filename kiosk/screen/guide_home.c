/* The queues at a glance, who needs somebody, what is due (picture 15). */
#include "screen/guide.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "model/identity.h"
#include "store/content.h"

#include <string.h>

static void view_queue(struct app *app, struct guide_state *s, const struct desk_queue *q,
                       struct ui *ui)
{
    char id[ID_SIZE + 8], key_id[ID_SIZE + 8], number[12], title[300],
        longest[80] = "", urgent[40], priority[40], missed[40], key[40];
    int n = 0;
    struct ui_desk_queue row = {.number = number, .unit = _("wait"), .title = title};
    text_format(id, sizeof id, "queue:%s", q->queue);
    text_format(key_id, sizeof key_id, "call:%s", q->queue);
    text_format(number, sizeof number, "%d", q->waiting);
    keeper_shown(app, &q->keeper, title, sizeof title);
    if (q->first_ms) {
        text_format(longest, sizeof longest, _("longest %d min"),
                    (int)((app_now(app) - q->first_ms) / 60000));
        row.parts[n++] = (struct ui_desk_part){MARK_NONE, longest};
    }
    if (q->emergency) {
        text_format(urgent, sizeof urgent, _("urgent %d"), q->emergency);
        row.parts[n++] = (struct ui_desk_part){MARK_EMERGENCY, urgent};
    }
    if (q->priority) {
        text_format(priority, sizeof priority, _("priority %d"), q->priority);
        row.parts[n++] = (struct ui_desk_part){MARK_PRIORITY, priority};
    }
    if (q->missed) {
        text_format(missed, sizeof missed, _("missed %d"), q->missed);
        row.parts[n++] = (struct ui_desk_part){MARK_NONE, missed};
    }
    if (n == 0 && q->now[0]) {
        text_format(longest, sizeof longest, _("%s is called"), q->now);
        row.parts[n++] = (struct ui_desk_part){MARK_NONE, longest};
    }
    if (q->next[0]) {
        text_format(key, sizeof key, _("Call %s"), q->next);
        row.key_id = key_id;
        row.key = key;
        row.busy = s->call.pending && strcmp(s->call.job.request.queue, q->queue) == 0;
        row.disabled = guide_waits(app, s) || !guide_may_call(app, q->queue);
    }
    enum ui_desk_press pressed = ui_desk_queue(ui, id, &row);
    if (pressed == DESK_KEY)
        guide_call_next(app, s, q);
    if (pressed == DESK_OPEN) {
        text_copy(s->queue, sizeof s->queue, q->queue);
        text_copy(s->chosen, sizeof s->chosen, q->now_op); /* whoever is called stands first */
        s->fresh = (struct fresh){0};
        app_step(app, GUIDE_QUEUE);
    }
}

static void view_queues(struct app *app, struct guide_state *s, struct ui *ui)
{
    char total[40];
    ui_desk_column(ui, "queues", 0, 712, 52);
    text_format(total, sizeof total, tr_n("%d in line", "%d in line", s->total), s->total);
    ui_desk_heading(ui, s->department[0] ? app_label(app, &s->department_name) : _("Queues"), total,
                    NULL);
    if (s->queue_count == 0)
        ui_empty(ui, "users", _("Nobody is waiting"), _("Numbers stand here once they are given"));
    for (size_t i = 0; i < s->queue_count; i++)
        view_queue(app, s, &s->queues[i], ui);
    ui_desk_column_end(ui);
}

static void view_due(struct app *app, struct guide_state *s, struct ui *ui)
{
    char count[12], today[DATE_SIZE], line[300], day[FORMAT_SIZE];
    if (s->due_count == 0 && s->help_count > 1)
        return; /* the room is needed above */
    text_format(count, sizeof count, "%d", (int)s->due_count);
    app_today(app, today);
    ui_desk_heading(ui, _("Complaints due"), NULL, s->due_count ? count : NULL);
    if (s->due_count == 0)
        ui_quiet(ui, TEXT_XS, _("None until tomorrow"));
    for (size_t i = 0; i < s->due_count; i++) {
        const struct desk_complaint *c = &s->due[i];
        char id[UUID_SIZE + 16];
        format_date_near(c->due, today, day, sizeof day);
        text_format(line, sizeof line, _("%s answers by %s"), app_label(app, &c->receiver), day);
        text_format(id, sizeof id, "complaint:%s", c->op);
        ui_desk_card(ui, id,
                     &(struct ui_desk_card){
                         .title = c->number, .beside = app_label(app, &c->topic), .line = line});
    }
}

void guide_home_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    static const struct {
        const char *id, *icon, *text;
        int step;
    } keys[] = {{"behalf", "user", N_("For a patient"), GUIDE_BEHALF},
                {"rooms", "swap", N_("Change rooms"), GUIDE_ROOMS},
                {"closures", "lift", N_("Lift closed"), GUIDE_HOME}, /* a screen of its own */
                {"stuck", "info", N_("Who was stuck"), GUIDE_STUCK_TODAY},
                {"more", "plus", N_("More tasks"), GUIDE_MORE}};
    enum { KEYS = sizeof keys / sizeof *keys };
    struct ui_desk_key shown[KEYS];
    guide_head(app, ui, NULL, false);
    ui_pin(ui);
    for (int i = 0; i < KEYS; i++)
        shown[i] = (struct ui_desk_key){keys[i].id, keys[i].icon, tr(keys[i].text)};
    int pressed = ui_desk_keys(ui, shown, KEYS);
    ui_pin_end(ui);
    if (pressed >= 0 && keys[pressed].step == GUIDE_HOME)
        app_open(app, &screen_guide_closures, NULL, 0);
    else if (pressed >= 0)
        app_step(app, keys[pressed].step);
    if (s->read != ERR_OK)
        read_failed(ui, s->read);
    view_queues(app, s, ui);
    ui_desk_column(ui, "side", 736, 488, 48);
    guide_said(s, ui);
    guide_help_side(app, s, ui);
    guide_unprinted_side(app, s, ui);
    view_due(app, s, ui);
    ui_desk_column_end(ui);
}

static void choose_department(struct app *app, struct guide_state *s, const char *id,
                              const struct label *name)
{
    text_copy(s->department, sizeof s->department, id);
    s->department_name = *name;
    s->fresh = (struct fresh){0};
    app_back(app);
}

void guide_rooms_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    struct department *all = s->departments;
    size_t count = 0;
    guide_head(app, ui, _("Which rooms"), true);
    enum err e = department_list(app_db(app), NULL, all, GUIDE_DEPARTMENTS, &count);
    if (e != ERR_OK)
        read_failed(ui, e);
    ui_desk_columns(ui, 3);
    struct label none = {.zh = ""};
    if (ui_choice(ui, "dept:all", NULL, _("All queues"), NULL, !s->department[0], true))
        choose_department(app, s, "", &none);
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "dept:%s", all[i].id);
        if (ui_choice(ui, id, NULL, app_label(app, &all[i].name), NULL,
                      strcmp(all[i].id, s->department) == 0, true))
            choose_department(app, s, all[i].id, &all[i].name);
    }
    ui_columns_end(ui);
}

void guide_behalf_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    static const struct {
        const char *id, *icon, *title, *line;
        const struct screen *screen;
    } rows[] = {
        {"for.checkin", "ticket", N_("Check in, or a number"), N_("With card, phone or code"),
         &screen_checkin},
        {"for.book", "cal", N_("Book an appointment"), N_("Department, doctor, time"),
         &screen_book},
        {"for.queue", "users", N_("My place in the queue"), N_("With the number on the slip"),
         &screen_queue},
        {"for.complain", "say", N_("File a complaint"), N_("Also suggestions and praise"),
         &screen_complain},
        {"for.way", "route", N_("Find the way"), N_("To a room or a service"), &screen_way},
    };
    (void)s;
    guide_head(app, ui, _("For a patient"), true);
    ui_quiet(ui, TEXT_S, _("Recorded as done by you for the patient"));
    ui_desk_columns(ui, 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ui_row(ui, rows[i].id,
                   &(struct ui_row){
                       .icon = rows[i].icon, .title = tr(rows[i].title), .line = tr(rows[i].line)}))
            app_open(app, rows[i].screen, NULL, 0);
    ui_columns_end(ui);
}
