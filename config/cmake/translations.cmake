# assets/po/<language>/*.po -> build/locale/<language>/LC_MESSAGES/foyer.mo
find_program(MSGFMT msgfmt REQUIRED)
find_program(MSGCAT msgcat REQUIRED)
file(GLOB languages CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/assets/po ${CMAKE_SOURCE_DIR}/assets/po/*)
set(mo_files)
foreach(language IN LISTS languages)
  file(GLOB po_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/po/${language}/*.po)
  if(po_files)
    set(mo ${CMAKE_BINARY_DIR}/locale/${language}/LC_MESSAGES/foyer.mo)
    add_custom_command(OUTPUT ${mo}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/locale/${language}/LC_MESSAGES
      COMMAND ${MSGCAT} --use-first -o ${CMAKE_BINARY_DIR}/locale/${language}.po ${po_files}
      COMMAND ${MSGFMT} --check-format --check-domain -o ${mo} ${CMAKE_BINARY_DIR}/locale/${language}.po
      DEPENDS ${po_files})
    list(APPEND mo_files ${mo})
  endif()
endforeach()
add_custom_target(translations ALL DEPENDS ${mo_files})
