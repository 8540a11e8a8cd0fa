/* What people do, up to the last press: each leaves the kiosk where `submit` stores it. */
#pragma once

#include "robust/kiosk.h"

void flow_complaint(struct kiosk *k, const char *text,
                    const char *phone); /* from home; "" = no phone */
void flow_rating(struct kiosk *k, const char *text);
void flow_booking(struct kiosk *k, const char *mobile, const char *name); /* "" = without a name */
void flow_home(struct kiosk *k);
int flow_count(struct kiosk *k, const char *sql); /* a number from the store */
