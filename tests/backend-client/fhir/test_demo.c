/* backend-client/fhir: the demo hospital's files are what the reader expects. */
#include "fhir/content_read.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_line_of_the_demo_hospital_reads(void **state)
{
    (void)state;
    static struct resource got;
    char fault[300] = "", type[RESOURCE_TYPE_SIZE];
    glob_t found;
    int lines = 0;
    assert_int_equal(glob(TEST_ASSETS "/demo/*.ndjson", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "r");
        assert_non_null(file);
        char *line = NULL;
        size_t room = 0;
        ssize_t length;
        while ((length = getline(&line, &room, file)) > 1) {
            if (content_read(line, (size_t)length, 0, &got, type, fault, sizeof fault))
                fail_msg("%s: %s: %s", found.gl_pathv[i], type, fault);
            lines++;
        }
        free(line);
        fclose(file);
    }
    globfree(&found);
    assert_true(lines > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_line_of_the_demo_hospital_reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
