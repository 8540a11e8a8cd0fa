#include "robust/fault_vfs.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static struct {
    sqlite3_vfs vfs, *real;
    sqlite3_io_methods methods;
    atomic_int fault, left;
    atomic_bool on, struck;
} disk; /* SQLite has one default file system a process, so has this */

struct file { /* ours, then the real one behind it */
    sqlite3_file base;
};

static sqlite3_file *real(sqlite3_file *file)
{
    return (sqlite3_file *)((char *)file + sizeof(struct file));
}

static bool strikes(bool sync)
{
    int fault = atomic_load(&disk.fault);
    if (fault == FAULT_NONE || sync != (fault == FAULT_SYNC_EIO))
        return false;
    int left = atomic_fetch_sub(&disk.left, 1);
    bool hit = left == 1 || (left < 1 && atomic_load(&disk.on));
    if (hit)
        atomic_store(&disk.struck, true);
    return hit;
}

static int failing(void)
{
    return atomic_load(&disk.fault) == FAULT_WRITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int f_close(sqlite3_file *f)
{
    return real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
}
static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real(f)->pMethods->xRead(real(f), to, n, at);
}
static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    return strikes(false) ? failing() : real(f)->pMethods->xWrite(real(f), from, n, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    return strikes(false) ? SQLITE_IOERR_TRUNCATE : real(f)->pMethods->xTruncate(real(f), n);
}
/* Nothing is really synced: how slow this machine's disk is does not matter here. */
static int f_sync(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    return strikes(true) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}
static int f_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return real(f)->pMethods->xFileSize(real(f), n);
}
static int f_lock(sqlite3_file *f, int how)
{
    return real(f)->pMethods->xLock(real(f), how);
}
static int f_unlock(sqlite3_file *f, int how)
{
    return real(f)->pMethods->xUnlock(real(f), how);
}
static int f_reserved(sqlite3_file *f, int *out)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
static int f_control(sqlite3_file *f, int op, void *arg)
{
    return real(f)->pMethods->xFileControl(real(f), op, arg);
}
static int f_sector(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}
static int f_traits(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
static void f_shm_barrier(sqlite3_file *f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}
static int f_shm_unmap(sqlite3_file *f, int drop)
{
    return real(f)->pMethods->xShmUnmap(real(f), drop);
}

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    (void)vfs;
    int code = disk.real->xOpen(disk.real, name, real(f), flags, out);
    f->pMethods = real(f)->pMethods ? &disk.methods : NULL;
    return code;
}

void fault_vfs_install(void)
{
    if (disk.real)
        return;
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "fault";
    disk.vfs.szOsFile = (int)sizeof(struct file) + disk.real->szOsFile;
    disk.vfs.xOpen = v_open;
    disk.methods = (sqlite3_io_methods){.iVersion = 2, /* no memory map: the store has none */
                                        .xClose = f_close,
                                        .xRead = f_read,
                                        .xWrite = f_write,
                                        .xTruncate = f_truncate,
                                        .xSync = f_sync,
                                        .xFileSize = f_size,
                                        .xLock = f_lock,
                                        .xUnlock = f_unlock,
                                        .xCheckReservedLock = f_reserved,
                                        .xFileControl = f_control,
                                        .xSectorSize = f_sector,
                                        .xDeviceCharacteristics = f_traits,
                                        .xShmMap = f_shm_map,
                                        .xShmLock = f_shm_lock,
                                        .xShmBarrier = f_shm_barrier,
                                        .xShmUnmap = f_shm_unmap};
    if (sqlite3_vfs_register(&disk.vfs, 1) != SQLITE_OK)
        abort();
}

void fault_vfs_arm(enum fault fault, int k, bool on)
{
    atomic_store(&disk.fault, FAULT_NONE);
    atomic_store(&disk.left, k);
    atomic_store(&disk.on, on);
    atomic_store(&disk.struck, false);
    atomic_store(&disk.fault, (int)fault);
}

bool fault_vfs_struck(void)
{
    return atomic_load(&disk.struck);
}

void fault_vfs_disarm(void)
{
    atomic_store(&disk.fault, FAULT_NONE);
}
