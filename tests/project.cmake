# tests/project.cmake -- the tests of the project as a whole, all with the label `project`.

function(gg_project_test name label seconds)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "project;${label}" TIMEOUT ${seconds})
endfunction()

function(gg_script_test name label seconds script)
  gg_project_test(${name} ${label} ${seconds} ${CMAKE_COMMAND} -DTREE=${PROJECT_SOURCE_DIR}
                  -DBUILT=${CMAKE_BINARY_DIR} -DSCRATCH=${CMAKE_BINARY_DIR}/scratch/${name}
                  -DCC=${CMAKE_C_COMPILER} ${ARGN} -P ${PROJECT_SOURCE_DIR}/tests/${script})
endfunction()

# Without the tool in the variable `program` the test shows as "Not Run (Disabled)".
function(gg_needs name program)
  if(NOT ${program})
    set_tests_properties(${name} PROPERTIES DISABLED TRUE)
  endif()
endfunction()

# --- by reading -------------------------------------------------------------------------------
gg_script_test(house static 60 house.cmake -DNM=${CMAKE_NM} -DLIBRARY=$<TARGET_FILE:gradgap>)
gg_script_test(house_sees static 120 house_sees.cmake)


file(GLOB_RECURSE c_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/base/*.c
     ${PROJECT_SOURCE_DIR}/losses/*.c ${PROJECT_SOURCE_DIR}/optimizers/*.c
     ${PROJECT_SOURCE_DIR}/experiments/*.c ${PROJECT_SOURCE_DIR}/tests/*.c)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/base/*.h
     ${PROJECT_SOURCE_DIR}/losses/*.h ${PROJECT_SOURCE_DIR}/optimizers/*.h
     ${PROJECT_SOURCE_DIR}/experiments/*.h ${PROJECT_SOURCE_DIR}/tests/*.h)

find_program(CLANG_FORMAT clang-format)
gg_project_test(format static 120 ${CLANG_FORMAT} --dry-run -Werror ${c_files} ${headers})
gg_needs(format CLANG_FORMAT)

# clang-tidy is slow: a file is looked at again only if it, or a header, is newer than its stamp.
# Tests are left out: they hand over what nobody should, on purpose.
find_program(CLANG_TIDY clang-tidy)
set(stamps "")
list(FILTER c_files EXCLUDE REGEX "/tests/")
foreach(file IN LISTS c_files)
  string(REPLACE ${PROJECT_SOURCE_DIR}/ "" stamp ${file})
  string(REPLACE "/" "+" stamp ${stamp})
  set(stamp ${CMAKE_BINARY_DIR}/tidy/${stamp})
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CLANG_TIDY} --quiet -p ${CMAKE_BINARY_DIR} ${file}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${file} ${headers} ${PROJECT_SOURCE_DIR}/.clang-tidy VERBATIM)
  list(APPEND stamps ${stamp})
endforeach()
add_custom_target(tidy DEPENDS ${stamps})
add_dependencies(tidy gg_version)
gg_project_test(tidy static 1500 ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target tidy)
gg_needs(tidy CLANG_TIDY)

# --- by pretending ----------------------------------------------------------------------------
gg_project_test(reproduce static 60 ${PROJECT_SOURCE_DIR}/tests/reproduce.sh
                ${PROJECT_SOURCE_DIR} ${CMAKE_BINARY_DIR}/scratch/reproduce)

# --- with a browser: skipped where there is none ------------------------------------------------
gg_project_test(browser browser 300 ${PROJECT_SOURCE_DIR}/tests/browser.sh
                ${CMAKE_BINARY_DIR}/bin ${CMAKE_BINARY_DIR}/scratch/browser)
set_tests_properties(browser PROPERTIES SKIP_RETURN_CODE 77)

# --- by building again ------------------------------------------------------------------------
gg_script_test(install_cmake install 300 install.cmake -DWAY=cmake)
gg_script_test(install_pkg-config install 300 install.cmake -DWAY=pkg-config)

gg_script_test(dropin dropin 900 dropin.cmake)

# The tests of the code once more, with sanitizers and with the other compiler.
foreach(preset asan tsan clang)
  gg_project_test(${preset} ${preset} 1500 ${CMAKE_COMMAND} --workflow --preset ${preset})
  set_tests_properties(${preset} PROPERTIES RUN_SERIAL TRUE) # it keeps all cores busy by itself
  set_tests_properties(${preset} PROPERTIES COST 1000) # the long ones begin first
endforeach()
find_program(CLANG clang)
gg_needs(clang CLANG)

# Readers of text against texts that are made up; libFuzzer comes with Clang, or not.
gg_project_test(fuzz slow 1500 ${CMAKE_COMMAND} --workflow --preset fuzz)
set_tests_properties(fuzz PROPERTIES RUN_SERIAL TRUE)
if(CLANG)
  execute_process(COMMAND ${CLANG} -print-runtime-dir OUTPUT_VARIABLE runtime
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  file(GLOB FUZZER ${runtime}/*clang_rt.fuzzer*)
endif()
gg_needs(fuzz FUZZER)

# --- not a test: what things cost -------------------------------------------------------------
add_executable(bench bench.c)
target_link_libraries(bench PRIVATE gradgap gg_warnings)
