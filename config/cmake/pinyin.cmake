# assets/pinyin/*.yaml and the dictionary of rime-data-pinyin-simp -> build/pinyin, which the kiosk only reads
find_program(RIME_DEPLOYER rime_deployer REQUIRED)
find_file(PINYIN_DICTIONARY pinyin_simp.dict.yaml PATHS /usr/share/rime-data REQUIRED NO_DEFAULT_PATH)
file(GLOB pinyin_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/pinyin/*.yaml)
set(pinyin_dir ${CMAKE_BINARY_DIR}/pinyin)
set(pinyin_work ${CMAKE_BINARY_DIR}/generated/pinyin)
add_custom_command(OUTPUT ${pinyin_work}/done.stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pinyin_work} ${pinyin_dir}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pinyin_work}/shared ${pinyin_work}/user ${pinyin_dir}
  COMMAND ${CMAKE_COMMAND} -E copy ${pinyin_sources} ${PINYIN_DICTIONARY} ${pinyin_work}/shared
  COMMAND ${RIME_DEPLOYER} --build ${pinyin_work}/user ${pinyin_work}/shared ${pinyin_dir} 2> ${pinyin_work}/said
  # what the program reads, and nothing less: a failed deployer may still end with 0
  COMMAND ${CMAKE_COMMAND} -E cat ${pinyin_dir}/pinyin_simp.table.bin ${pinyin_dir}/pinyin_simp.prism.bin
    ${pinyin_dir}/foyer_pinyin.schema.yaml ${pinyin_dir}/default.yaml > ${pinyin_work}/done.stamp
  COMMAND ${CMAKE_COMMAND} -E rm -f ${pinyin_dir}/pinyin_simp.reverse.bin
  COMMAND ${CMAKE_COMMAND} -E touch ${pinyin_work}/done.stamp
  DEPENDS ${pinyin_sources} ${PINYIN_DICTIONARY} VERBATIM)
add_custom_target(pinyin_data ALL DEPENDS ${pinyin_work}/done.stamp)
