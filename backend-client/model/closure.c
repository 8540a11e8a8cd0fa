#include "model/content.h"

#include <math.h>
#include <stdlib.h>

size_t closure_points(const char *area, double (*out)[2], size_t cap)
{
    size_t count = 0;
    while (*area == ' ')
        area++;
    while (*area) {
        char *end;
        double lon = strtod(area, &end), lat;
        if (end == area || *end != ',')
            return 0;
        area = end + 1;
        lat = strtod(area, &end);
        if (end == area || !(fabs(lon) <= 180) || !(fabs(lat) <= 90) || (*end && *end != ' '))
            return 0;
        for (area = end; *area == ' ';)
            area++;
        if (count < cap) {
            out[count][0] = lon;
            out[count][1] = lat;
        }
        count++;
    }
    return count;
}
