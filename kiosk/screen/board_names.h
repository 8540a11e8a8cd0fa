/* Names of rooms on a board: what all of them have in common stands once, at the top. Pure. */
#pragma once

#include <stddef.h>

#define ROOM_NAME_SIZE 160

/* "3 楼 B 区 1 诊室", "3 楼 B 区 2 诊室" -> "1 诊室", "2 诊室" and "3 楼 B 区"; also with commas,
 * as in "Floor 3, area B, room 1" -> "Room 1". One name alone is shortened by the name of the area
 * it lies in. What is left of a name is never a bare number. */
void names_shorten(const char *const *names, size_t count, const char *area,
                   char (*out)[ROOM_NAME_SIZE], char common[ROOM_NAME_SIZE]);
