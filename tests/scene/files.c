#include "files.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

bool files_copy(const char *from, const char *to)
{
    char block[65536];
    size_t n;
    struct stat facts;
    FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
    bool ok = out && fstat(fileno(in), &facts) == 0 && fchmod(fileno(out), facts.st_mode) == 0;
    while (ok && (n = fread(block, 1, sizeof block, in)) > 0)
        ok = fwrite(block, 1, n, out) == n;
    ok = ok && !ferror(in);
    if (out && fclose(out))
        ok = false;
    if (in)
        fclose(in);
    if (!ok)
        fprintf(stderr, "cannot copy %s to %s\n", from, to);
    return ok;
}

bool files_copy_folder(const char *from, const char *to)
{
    DIR *folder = opendir(from);
    char source[1024], target[1024];
    struct stat facts;
    bool ok = folder;
    mkdir(to, 0700);
    for (struct dirent *entry; ok && (entry = readdir(folder));) {
        snprintf(source, sizeof source, "%s/%s", from, entry->d_name);
        snprintf(target, sizeof target, "%s/%s", to, entry->d_name);
        if (stat(source, &facts) == 0 && S_ISREG(facts.st_mode))
            ok = files_copy(source, target);
    }
    if (folder)
        closedir(folder);
    return ok;
}

static int remove_entry(const char *path, const struct stat *facts, int kind, struct FTW *where)
{
    (void)facts, (void)kind, (void)where;
    return remove(path);
}

void files_remove(const char *folder)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
