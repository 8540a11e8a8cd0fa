# One static library a folder. What a folder may include is in ARCHITECTURE.md and checked by tests/check_includes.sh;
# here stands only what it links.
set(FOYER_ASSETS "${CMAKE_SOURCE_DIR}/assets" CACHE PATH "Where the program looks for assets when not told otherwise")
set(FOYER_LOCALE "${CMAKE_BINARY_DIR}/locale" CACHE PATH "Compiled translations")
set(FOYER_PINYIN "${CMAKE_BINARY_DIR}/pinyin" CACHE PATH "Compiled data of the pinyin input")
set(FOYER_CONFIG_DIR "${CMAKE_SOURCE_DIR}/config" CACHE PATH "Config files of the demo hospital")

function(foyer_layer root folder)
  file(GLOB sources CONFIGURE_DEPENDS ${root}/${folder}/*.c)
  if(root STREQUAL "kiosk")
    set(name kiosk_${folder})
  else()
    set(name backend_${folder})
  endif()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/backend-client ${CMAKE_SOURCE_DIR}/kiosk)
    target_link_libraries(${name} PUBLIC ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR}/backend-client ${CMAKE_SOURCE_DIR}/kiosk)
    target_link_libraries(${name} INTERFACE ${ARGN})
  endif()
endfunction()

foyer_layer(backend-client base PkgConfig::inih PkgConfig::libsodium Threads::Threads m)
foyer_layer(backend-client model backend_base)
foyer_layer(backend-client store backend_model PkgConfig::sqlite3 PkgConfig::icu_i18n PkgConfig::icu_uc)
foyer_layer(backend-client fhir backend_model PkgConfig::jansson)
foyer_layer(backend-client http backend_base PkgConfig::libcurl)
# The readings of Han characters, asked of ICU while building (base/build/pinyin_table.c says why).
add_executable(pinyin_table backend-client/base/build/pinyin_table.c)
target_link_libraries(pinyin_table PRIVATE PkgConfig::icu_i18n PkgConfig::icu_uc)
set(pinyin_table ${CMAKE_BINARY_DIR}/generated/base/pinyin_table.inc)
add_custom_command(OUTPUT ${pinyin_table}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/generated/base
  COMMAND pinyin_table ${pinyin_table}
  DEPENDS pinyin_table)
target_sources(backend_base PRIVATE ${pinyin_table})
target_include_directories(backend_base PRIVATE ${CMAKE_BINARY_DIR}/generated)
foyer_layer(backend-client act backend_store backend_fhir)
foyer_layer(backend-client sync backend_store backend_fhir backend_http)
foyer_layer(kiosk draw backend_base PkgConfig::sdl2 PkgConfig::SDL2_ttf PkgConfig::SDL2_image PkgConfig::freetype2
  PkgConfig::libqrencode  PkgConfig::fribidi ${UNIBREAK_LIBRARY})
foyer_layer(kiosk i18n backend_model)
foyer_layer(kiosk map backend_model PkgConfig::jansson PkgConfig::minizip ${GEOS_LIBRARY})
foyer_layer(kiosk input backend_base ${CMAKE_DL_LIBS})
target_include_directories(kiosk_input PRIVATE ${RIME_INCLUDE})
add_dependencies(kiosk_input pinyin_data)
foyer_layer(kiosk ui kiosk_draw kiosk_input kiosk_i18n kiosk_map backend_model)
foyer_layer(kiosk device kiosk_draw backend_model PkgConfig::sdl2 PkgConfig::SDL2_image PkgConfig::libqrencode)
foyer_layer(kiosk screen kiosk_ui kiosk_device kiosk_input backend_act)
foyer_layer(kiosk app kiosk_screen backend_sync)
# What screen/screen.h declares is defined in app: static libraries that need each other are searched in turn.
target_link_libraries(kiosk_screen PUBLIC kiosk_app)
set_target_properties(kiosk_app kiosk_screen PROPERTIES LINK_INTERFACE_MULTIPLICITY 4)

# Where files are found, and the version, is told to the sources that ask; not to all, so that the others compile to the same
# object in whatever folder the tree is.
set_source_files_properties(kiosk/app/start.c kiosk/app/paper_desk.c kiosk/device/readings.c backend-client/http/curl.c
  PROPERTIES COMPILE_DEFINITIONS
  "FOYER_VERSION=\"${PROJECT_VERSION}\";FOYER_ASSETS=\"${FOYER_ASSETS}\";FOYER_LOCALE=\"${FOYER_LOCALE}\";FOYER_PINYIN=\"${FOYER_PINYIN}\";FOYER_CONFIG_DIR=\"${FOYER_CONFIG_DIR}\"")
