/* Files and folders of a scene. */
#pragma once

#include <stdbool.h>

bool files_copy(const char *from, const char *to); /* as private as it was */
/* The files of a folder, not its folders; makes `to`. */
bool files_copy_folder(const char *from, const char *to);
void files_remove(const char *folder); /* with everything in it */
