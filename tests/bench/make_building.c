/* make_building DIR ROOMS [SEED [ROOMS_A_FLOOR]]: a hospital as IMDF (tests/support/building.h). */
#include "support/building.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
    struct building_plan plan = {.rooms = argc > 2 ? atoi(argv[2]) : 0,
                                 .seed = argc > 3 ? (unsigned)atoi(argv[3]) : 1,
                                 .rooms_a_floor = argc > 4 ? atoi(argv[4]) : 0};
    struct building_counts counts;
    if (argc < 3 || plan.rooms < 20 || plan.rooms > 100000) {
        fputs("make_building DIR ROOMS [SEED [ROOMS_A_FLOOR]], 20 to 100000 rooms\n", stderr);
        return 2;
    }
    mkdir(argv[1], 0777);
    if (!building_make(argv[1], &plan, &counts)) {
        fprintf(stderr, "make_building: %s: cannot be written\n", argv[1]);
        return 1;
    }
    printf("%d buildings, %d floors, %d rooms, %d units, %d openings\n", counts.buildings,
           counts.floors, counts.rooms, counts.units, counts.openings);
    return 0;
}
