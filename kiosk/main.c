#include "app/start.h"

int main(int argc, char **argv)
{
    return foyer_main(argc, argv);
}
