/* SQLite's memory is wiped when it is given back: what a person wrote passes through it, as a bound
 * value or a search word. */
#pragma once

/* Before the first use of SQLite in the process; later calls do nothing. Any thread. */
void db_memory_wiped(void);
