# Every outside library, from Debian's packages; the README says why each is here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(lib IN ITEMS sdl2 SDL2_ttf SDL2_image libcurl sqlite3 jansson inih libqrencode libsodium freetype2 fribidi minizip icu-i18n icu-uc)
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" target ${lib})
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${lib})
endforeach()
# libunibreak and GEOS' C library ship no pkg-config file of the C API in Debian 12.
find_library(UNIBREAK_LIBRARY unibreak REQUIRED)
find_path(UNIBREAK_INCLUDE linebreak.h REQUIRED)
find_library(GEOS_LIBRARY geos_c REQUIRED)
find_path(GEOS_INCLUDE geos_c.h REQUIRED)
# Rime is opened at its first use, so only its header is needed here; the deployer compiles the dictionary (pinyin.cmake).
find_path(RIME_INCLUDE rime_api.h REQUIRED)
if(FOYER_TOUR OR FOYER_TESTS) # the scene runner and the benchmark watch and press the screen from outside
  foreach(lib IN ITEMS x11 xtst libpng)
    pkg_check_modules(${lib} REQUIRED IMPORTED_TARGET ${lib})
  endforeach()
endif()
